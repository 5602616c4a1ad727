"""How far two dicts of gradients are from each other, so that nothing can hide."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

COMPARABLE = "not comparable"

exercise = Exercise(
    "largest_difference",
    chapter="11-libraries",
    returns=("difference",),
    points={"difference": 2, COMPARABLE: 1},
    section=N_("When are two sets of gradients equal?"),
)


@exercise.reference
def largest_difference(mine, theirs):
    if mine.keys() != theirs.keys():
        return np.inf
    largest = 0.0
    for name in mine:
        if mine[name].shape != theirs[name].shape:
            return np.inf
        gap = np.max(np.abs(mine[name] - theirs[name]))
        if np.isnan(gap):
            return np.inf
        largest = max(largest, gap)
    return largest


def gradients(rng):
    """A dict of gradients, and another one that differs a little everywhere; its entries are in another order."""
    D, H = sizes(rng, 2, 2, 5)
    mine = {"W1": numbers(rng, D, H), "b1": numbers(rng, H), "W2": numbers(rng, H, 1), "b2": numbers(rng, 1)}
    theirs = {name: mine[name] + 0.1 * numbers(rng, *mine[name].shape) for name in ("b2", "W2", "W1", "b1")}
    theirs["b2"] = mine["b2"] + rng.uniform(0.005, 0.015)  # a last array that says nothing
    return mine, theirs


def apart(rng, sign):
    """The largest difference, 1.8 m of this sign, stands in W2, first and last in neither dict, between numbers of
    nearly the same size; the next one, in W1, is at most 0.7 and of the other sign.
    """
    mine, theirs = gradients(rng)
    place, m = int(rng.integers(1, len(mine["W2"]))), rng.uniform(0.6, 0.9)
    mine["W2"][place, 0], theirs["W2"][place, 0] = -sign * m, sign * 0.8 * m
    theirs["W1"][0, 0] -= sign * 0.5
    return mine, theirs


@exercise.probe(times=2)
def mine_is_smaller(rng):
    return apart(rng, 1.0)


@exercise.probe(times=2)
def mine_is_larger(rng):
    return apart(rng, -1.0)


@exercise.probe(part=COMPARABLE)
def axis_lost(rng):
    """NumPy would stretch W2 (H, 1) and (H,) to (H, H)."""
    mine, theirs = gradients(rng)
    theirs["W2"] = theirs["W2"][:, 0]
    return mine, theirs


@exercise.probe(part=COMPARABLE)
def axis_gained(rng):
    """The numbers agree, and NumPy would stretch them: (1, H) and (H,)."""
    mine, theirs = gradients(rng)
    theirs["b1"] = theirs["b1"][None, :]
    return mine, theirs


@exercise.probe(part=COMPARABLE)
def one_missing(rng):
    mine, theirs = gradients(rng)
    del theirs["b1"]
    return mine, theirs


@exercise.probe(part=COMPARABLE)
def one_too_many(rng):
    mine, theirs = gradients(rng)
    del mine["b1"]
    return mine, theirs


@exercise.probe(part=COMPARABLE)
def not_a_number(rng):
    mine, theirs = gradients(rng)
    theirs["b1"][-1] = np.nan
    return mine, theirs


exercise.slip(
    "sign_kept",
    N_("The differences keep their sign, so one far below 0 counts as small. Take np.abs of each."),
    change=("np.abs(mine[name] - theirs[name])", "mine[name] - theirs[name]"),
)

exercise.slip(
    "mean_of_each",
    N_("The differences of an array are averaged. A single wrong entry hides in a mean: take the largest."),
    change=("np.max(", "np.mean("),
)

exercise.slip(
    "smallest_of_each",
    N_("It takes the smallest difference of an array. Wanted is the largest."),
    change=("np.max(", "np.min("),
)

exercise.slip(
    "summed_up",
    N_("The differences of the arrays are added up. Wanted is the largest one."),
    change=("largest = max(largest, gap)", "largest = largest + gap"),
)

exercise.slip(
    "last_array_only",
    N_("Only the last array counts: each one replaces what came before. Keep the largest."),
    change=("largest = max(largest, gap)", "largest = gap"),
)

exercise.slip(
    "first_array_only",
    N_("Only the first array is looked at. Is the return inside the loop?"),
    change=("largest = max(largest, gap)", "return gap"),
)

exercise.slip(
    "smallest_of_all",
    N_("It starts at 0 and keeps the smaller one, so it stays at 0. Keep the larger one."),
    change=("largest = max(largest, gap)", "largest = min(largest, gap)"),
)

exercise.slip(
    "difference_of_largest",
    N_("It compares the largest entries of both. Compare entry with entry, then take the largest difference."),
    change=("np.max(np.abs(mine[name] - theirs[name]))", "np.abs(np.max(mine[name]) - np.max(theirs[name]))"),
)

exercise.slip(
    "sizes_compared",
    N_("It compares sizes without signs, |mine| with |theirs|. An entry of the wrong sign looks right then."),
    change=("np.abs(mine[name] - theirs[name])", "np.abs(np.abs(mine[name]) - np.abs(theirs[name]))"),
)

exercise.slip(
    "squared",
    N_("It is the square of the difference. Take np.abs."),
    change=("np.abs(mine[name] - theirs[name])", "(mine[name] - theirs[name]) ** 2"),
)

exercise.slip(
    "length_of_the_difference",
    N_("This is the length of the difference, all entries together. Wanted is the largest single entry."),
    change=("np.max(np.abs(mine[name] - theirs[name]))", "np.linalg.norm(mine[name] - theirs[name])"),
)

exercise.slip(
    "relative",
    N_("The difference is divided by the size of the entry. Wanted is the plain difference."),
    change=("np.abs(mine[name] - theirs[name])", "np.abs((mine[name] - theirs[name]) / mine[name])"),
)

exercise.slip(
    "added",
    N_("The two are added. Wanted is their difference."),
    change=("mine[name] - theirs[name]", "mine[name] + theirs[name]"),
)

exercise.slip(
    "shapes_not_compared",
    N_("Where the shapes differ, NumPy stretches both and the result means nothing. Compare the shapes first."),
    change=("if mine[name].shape != theirs[name].shape:", "if False:"),
)

exercise.slip(
    "names_not_compared",
    N_("A name that only one of the two has is not noticed, or ends in an error. Compare the keys first."),
    change=[
        ("if mine.keys() != theirs.keys():", "if False:"),
        ("for name in mine:", "for name in mine.keys() & theirs.keys():"),
    ],
)

exercise.slip("names_not_compared", change=("if mine.keys() != theirs.keys():", "if False:"))

exercise.slip(
    "surplus_not_noticed",
    N_("Theirs has a name that mine has not, and nobody notices. The keys of both have to be the same."),
    change=("if mine.keys() != theirs.keys():", "if not all(name in theirs for name in mine):"),
)

exercise.slip(
    "missing_not_noticed",
    N_("Mine has a name that theirs has not, and nobody notices. The keys of both have to be the same."),
    change=[
        ("if mine.keys() != theirs.keys():", "if not all(name in mine for name in theirs):"),
        ("for name in mine:", "for name in theirs:"),
    ],
)

exercise.slip(
    "nan_lost",
    N_("A nan is lost: every comparison with nan is false, so max passes it over. Ask for it with np.isnan."),
    change=("if np.isnan(gap):", "if False:"),
)

exercise.slip(
    "nan_returned",
    N_("It returns nan where theirs holds a nan. nan < 1e-6 is false, but so is nan > 1e-6. Return np.inf."),
    change=("if np.isnan(gap):\n    return np.inf", "if np.isnan(gap):\n    return gap"),
)

exercise.slip(
    "zero_where_not_comparable",
    N_("It returns 0 where the two cannot be compared: 0 means that they are equal. Return np.inf."),
    change=[
        ("if mine.keys() != theirs.keys():\n    return np.inf", "if mine.keys() != theirs.keys():\n    return 0.0"),
        (
            "if mine[name].shape != theirs[name].shape:\n    return np.inf",
            "if mine[name].shape != theirs[name].shape:\n    return 0.0",
        ),
        ("if np.isnan(gap):\n    return np.inf", "if np.isnan(gap):\n    return 0.0"),
    ],
)


@exercise.mistake(
    "nothing_compared_first",
    N_("Names, shapes and nan are not looked at, so what cannot be compared may pass as equal. Ask for them first."),
)
def _(mine, theirs):
    return max(np.max(np.abs(mine[name] - theirs[name])) for name in mine)


@exercise.mistake("nothing_compared_first")
def _(mine, theirs):
    return np.max([np.max(np.abs(mine[name] - theirs[name])) for name in mine])


@exercise.mistake(
    "by_position",
    N_("The arrays are paired in the order in which they come. Pair them by their names."),
)
def _(mine, theirs):
    if len(mine) != len(theirs):
        return np.inf
    gaps = []
    for a, b in zip(mine.values(), theirs.values()):
        if a.shape != b.shape:
            return np.inf
        gaps.append(np.max(np.abs(a - b)))
    return np.inf if np.isnan(gaps).any() else max(gaps)


@exercise.mistake(
    "one_for_each", N_("It returns a dict with one difference for each name. Wanted is the largest of them.")
)
def _(mine, theirs):
    return {name: np.max(np.abs(mine[name] - theirs[name])) for name in mine}


@exercise.alternative("all entries in one array")
def _(mine, theirs):
    if set(mine) != set(theirs) or any(np.shape(mine[name]) != np.shape(theirs[name]) for name in mine):
        return float("inf")
    gaps = np.concatenate([np.abs(mine[name] - theirs[name]).ravel() for name in mine])
    return np.max(np.where(np.isnan(gaps), np.inf, gaps))


@exercise.alternative("entry by entry")
def _(mine, theirs):
    if sorted(mine) != sorted(theirs):
        return np.inf
    largest = 0
    for name, a in mine.items():
        b = theirs[name]
        if a.shape != b.shape:
            return np.inf
        for index in np.ndindex(a.shape):
            gap = abs(a[index] - b[index])
            if np.isnan(gap):
                return np.inf
            if gap > largest:
                largest = gap
    return largest


@exercise.alternative("a list of the largest ones")
def _(mine, theirs):
    if mine.keys() != theirs.keys():
        return np.inf
    gaps = []
    for name in mine:
        if mine[name].shape != theirs[name].shape:
            return np.inf
        gaps.append(np.linalg.norm((mine[name] - theirs[name]).ravel(), np.inf))
    return max(gaps) if np.isfinite(gaps).all() else np.inf


@exercise.alternative("float32")
def _(mine, theirs):
    if len(mine) != len(theirs) or not all(name in theirs for name in mine):
        return np.inf
    largest = np.float32(0)
    for name in theirs:
        a, b = mine[name].astype(np.float32), theirs[name].astype(np.float32)
        if a.shape != b.shape or np.isnan(a - b).any():
            return np.inf
        largest = np.maximum(largest, np.abs(b - a).max())
    return largest
