"""How far two dicts of gradients are from each other, so that nothing can hide."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes

COMPARABLE = "not comparable"

exercise = declare(
    "largest_difference",
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
        a, b = mine[name], theirs[name]
        if a.shape != b.shape:
            return np.inf
        gap = np.max(np.abs(a - b))
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


exercise.probes(
    times=2,
    mine_is_smaller=lambda rng: apart(rng, 1.0),
    mine_is_larger=lambda rng: apart(rng, -1.0),
)


@exercise.probe()
def equal(rng):
    mine, _theirs = gradients(rng)
    return mine, {name: value.copy() for name, value in reversed(mine.items())}


@exercise.probe()
def nearly_equal(rng):
    """The largest difference is some millionths: what np.allclose takes for none."""
    mine, _theirs = gradients(rng)
    theirs = {name: value.copy() for name, value in reversed(mine.items())}
    mine["W2"][0, 0] = theirs["W2"][0, 0] = rng.choice([-1.0, 1.0]) * rng.uniform(1.0, 2.0)
    theirs["W2"][0, 0] += rng.choice([-1.0, 1.0]) * rng.uniform(5e-6, 9e-6)
    return mine, theirs


exercise.probes(
    one_array=exercise.but(gradients, mine=lambda mine: {"W1": mine["W1"]}, theirs=lambda theirs: {"W1": theirs["W1"]}),
)


@exercise.probe()
def close_numbers(rng):
    """Entries that are equal for np.isclose, and they are not equal."""
    mine, _theirs = gradients(rng)
    mine = {name: value + 6 * np.sign(value) for name, value in mine.items()}
    theirs = {name: value + rng.uniform(-2e-5, 2e-5, size=value.shape) for name, value in reversed(mine.items())}
    theirs["W2"][0, 0] = mine["W2"][0, 0] - 4e-5
    return mine, theirs


exercise.probes(
    COMPARABLE,
    # NumPy would stretch W2 (H, 1) and (H,) to (H, H).
    axis_lost=exercise.but(gradients, theirs=lambda theirs: theirs | {"W2": theirs["W2"][:, 0]}),
    # The numbers agree, and NumPy would stretch them: (1, H) and (H,).
    axis_gained=exercise.but(gradients, theirs=lambda theirs: theirs | {"b1": theirs["b1"][None, :]}),
    # As many axes and as many entries: NumPy would stretch (H, 1) and (1, H) to (H, H).
    turned=exercise.but(gradients, theirs=lambda theirs: theirs | {"W2": theirs["W2"].T}),
    # As many axes: NumPy would stretch (1,) to (H,).
    shorter=exercise.but(gradients, theirs=lambda theirs: theirs | {"b1": theirs["b1"][:1]}),
)


def _without_b1(arrays):
    return {name: value for name, value in arrays.items() if name != "b1"}


exercise.probes(
    COMPARABLE,
    # As many arrays in both, of the same shapes.
    renamed=exercise.but(gradients, theirs=lambda theirs: _without_b1(theirs) | {"c1": theirs["b1"]}),
    nothing_of_mine=exercise.but(gradients, mine={}),
    nothing_of_theirs=exercise.but(gradients, theirs={}),
    one_missing=exercise.but(gradients, theirs=_without_b1),
    one_too_many=exercise.but(gradients, mine=_without_b1),
)


@exercise.probe(part=COMPARABLE)
def not_a_number(rng):
    mine, theirs = gradients(rng)
    theirs["b1"][-1] = np.nan
    return mine, theirs


@exercise.probe(part=COMPARABLE)
def not_a_number_of_mine(rng):
    """In an array that also holds the largest of the other differences."""
    mine, theirs = gradients(rng)
    mine["W1"][0, 1] = np.nan
    theirs["W1"][1, 0] += 3.0
    return mine, theirs


@exercise.probe(part=COMPARABLE)
def not_a_number_in_both(rng):
    mine, theirs = gradients(rng)
    mine["b2"][0] = theirs["b2"][0] = np.nan
    return mine, theirs


def _has_nan(gradients):
    return any(np.isnan(value).any() for value in gradients.values())


def _pairs(mine, theirs):
    return [(mine[name], theirs[name]) for name in mine.keys() & theirs.keys()]


def _is_nearly_equal(mine, theirs):
    return bool(mine) and 0 < largest_difference(mine, theirs) < 1e-5


exercise.classes("""
missing: where a name is missing in theirs  if mine.keys() - theirs.keys()
surplus: where a name is missing in mine  if theirs.keys() - mine.keys()
renamed: where both have as many names, but not the same ones
    len(mine) == len(theirs) and mine.keys() != theirs.keys()
nothing_of_mine: where mine is empty  if not mine
nothing_of_theirs: where theirs is empty  if not theirs
other_number_of_axes: where two arrays have different numbers of axes
    any(a.ndim != b.ndim for a, b in _pairs(mine, theirs))
turned: where two arrays have as many axes and entries, but not the same shape
    any(a.ndim == b.ndim and a.size == b.size and a.shape != b.shape for a, b in _pairs(mine, theirs))
shorter: where one of two arrays has more entries  if any(a.size != b.size for a, b in _pairs(mine, theirs))
nan_in_mine: where mine holds nan and theirs does not  if _has_nan(mine) and not _has_nan(theirs)
nan_in_theirs: where theirs holds nan and mine does not  if _has_nan(theirs) and not _has_nan(mine)
nan_in_both: where both hold nan at the same place  if _has_nan(mine) and _has_nan(theirs)
equal: where all entries are equal
    mine.keys() == theirs.keys() and all(np.array_equal(a, b) for a, b in _pairs(mine, theirs))
nearly_equal: where the largest difference is some millionths  if _is_nearly_equal(mine, theirs)
close_numbers: where all entries are close, and not equal
    mine.keys() == theirs.keys()
    and all(a.shape == b.shape and 0 < np.abs(a - b).max() < 1e-4 for a, b in _pairs(mine, theirs))
one_array: where each holds a single array  if len(mine) == len(theirs) == 1
""")

exercise.wrong_lines("""
sign_kept: The differences keep their sign, so one far below 0 counts as small. Take np.abs of each.
    gap = np.max(a - b)
mean_of_each: The differences of an array are averaged. A single wrong entry hides in a mean: take the largest.
    gap = np.mean(np.abs(a - b))
smallest_of_each: It takes the smallest difference of an array. Wanted is the largest.
    gap = np.min(np.abs(a - b))
summed_up: The differences of the arrays are added up. Wanted is the largest one.
    max(largest, gap) -> largest + gap
last_array_only: Only the last array counts. Keep the largest difference of all arrays.
    max(largest, gap) -> gap
first_array_only: Only the first array is looked at. Is the return inside the loop?
    largest = max(largest, gap) -> return gap
smallest_of_all: It is always 0 where the two can be compared. Keep the larger one of two differences, not the smaller
one.
    max -> min
one_for_each: It returns a dict with one difference for each name. Wanted is the largest of them.
    def largest_difference(mine, theirs): return {name: np.max(np.abs(mine[name] - theirs[name])) for name in mine}
difference_of_largest: It compares the largest entries of both. Compare entry with entry, then take the largest
difference.
    gap = np.abs(np.max(a) - np.max(b))
sizes_compared: It compares sizes without signs, |mine| with |theirs|. Take the difference first: an entry of the
wrong sign looks right otherwise.
    gap = np.max(np.abs(np.abs(a) - np.abs(b)))
squared: This is the square of the difference. Take np.abs of it instead.
    gap = np.max((a - b) ** 2)
length_of_the_difference: This is the length of the difference, all entries together. Wanted is the largest single
entry.
    gap = np.linalg.norm(a - b)
relative: The difference is divided by the size of the entry. Wanted is the plain difference.
    gap = np.max(np.abs((a - b) / a))
added: The two are added. Take their difference.
    gap = np.max(np.abs(a + b))
by_position: The arrays are paired in the order in which they come. Pair them by their names.
    mine.keys() != theirs.keys() -> len(mine) != len(theirs)
        ;; largest = 0.0 -> largest = 0.0; theirs = dict(zip(mine, theirs.values()))
nothing_compared_first: Names, shapes and nan are not looked at, so what cannot be compared may pass as equal. Ask for
them first.
    def largest_difference(mine, theirs): return max(np.max(np.abs(mine[name] - theirs[name])) for name in mine)
    def largest_difference(mine, theirs): return np.max([np.max(np.abs(mine[name] - theirs[name])) for name in mine])
shapes_not_compared: Where the shapes differ, NumPy stretches both and the result means nothing. Compare the shapes
first.
    a.shape != b.shape -> False
numbers_of_axes_compared: Only the numbers of axes are compared. (3, 1) and (1, 3) have two each: compare the shapes.
    a.shape != b.shape -> a.ndim != b.ndim
numbers_of_entries_compared: Only the numbers of entries are compared. (3, 1) and (3,) have three each: compare the
shapes.
    a.shape != b.shape -> a.size != b.size
lengths_compared: Only the lengths of the arrays are compared. (3, 1) and (3,) both have the length 3: compare the
shapes.
    a.shape != b.shape -> len(a) != len(b)
names_not_compared: A name that only one of the two has is not noticed, or ends in an error. Compare the keys first.
    mine.keys() != theirs.keys() -> False
    mine.keys() != theirs.keys() -> False ;; for name in mine.keys() & theirs.keys():
number_of_names_compared: Only the numbers of names are compared. Both may have as many, and not the same ones:
compare the keys.
    mine.keys() != theirs.keys() -> len(mine) != len(theirs)
    mine.keys() != theirs.keys() -> len(mine) != len(theirs) ;; for name in mine.keys() & theirs.keys():
surplus_not_noticed: Theirs has a name that mine has not, and nobody notices. The keys of both have to be the same.
    mine.keys() != theirs.keys() -> not all(name in theirs for name in mine)
missing_not_noticed: Mine has a name that theirs has not, and nobody notices. The keys of both have to be the same.
    mine.keys() != theirs.keys() -> not all(name in mine for name in theirs) ;; for name in theirs:
zero_where_not_comparable: It returns 0 where the two cannot be compared: 0 means that they are equal. Return np.inf.
    np.inf => 0.0
nan_lost: An array that holds nan does not count. Ask for nan with np.isnan: every comparison with nan is false, so
max may pass it over.
    np.isnan(gap) -> False
nan_in_mine_lost: A nan is found in theirs, but in mine it is lost. Both may hold one.
    np.isnan(gap) -> np.isnan(b).any()
nan_in_theirs_lost: A nan is found in mine, but in theirs it is lost. Both may hold one.
    np.isnan(gap) -> np.isnan(a).any()
nan_left_out: The entries with nan are left out, and the largest of the others is returned. Return np.inf.
    gap = np.nanmax(np.abs(a - b)) ;; np.isnan(gap) -> False
nan_returned: It returns nan where theirs holds a nan. nan < 1e-6 is false, but so is nan > 1e-6. Return np.inf.
    if np.isnan(gap): return np.inf -> if np.isnan(gap): return gap
nan_by_chance: Of a list of numbers, max returns nan where it comes first, and loses it elsewhere. Ask for nan with
np.isnan.
    of "a list of the largest ones": max(gaps) if np.isfinite(gaps).all() else np.inf -> max(gaps)
""")

exercise.alternatives("""
all entries in one array:
    if set(mine) != set(theirs) or any(np.shape(mine[name]) != np.shape(theirs[name]) for name in mine):
        return float("inf")
    gaps = np.concatenate([np.abs(mine[name] - theirs[name]).ravel() for name in mine])
    return np.max(np.where(np.isnan(gaps), np.inf, gaps))
entry by entry:
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
a list of the largest ones:
    if mine.keys() != theirs.keys():
        return np.inf
    gaps = []
    for name in mine:
        if mine[name].shape != theirs[name].shape:
            return np.inf
        gaps.append(np.linalg.norm((mine[name] - theirs[name]).ravel(), np.inf))
    return max(gaps) if np.isfinite(gaps).all() else np.inf
float32:
    if len(mine) != len(theirs) or not all(name in theirs for name in mine):
        return np.inf
    largest = np.float32(0)
    for name in theirs:
        a, b = mine[name].astype(np.float32), theirs[name].astype(np.float32)
        if a.shape != b.shape or np.isnan(a - b).any():
            return np.inf
        largest = np.maximum(largest, np.abs(b - a).max())
    return largest
""")
