"""Drawing the next letter: by chance, with the probabilities of softmax at a temperature."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, Refusal

FIRST, SECOND = "the first kind", "the second kind"

exercise = Exercise(
    "sample",
    chapter="09-text",
    returns=("letters",),
    points={"letters": 2, "large scores": 1},
    section=N_("Drawing the next letter"),
    seen=(
        "share of the likeliest letter, first kind of rows",
        "share of the second letter, first kind of rows",
        "share of the likeliest letter, second kind of rows",
        "share of the second letter, second kind of rows",
    ),
    # 1000 rows of each kind: a share p has the spread sqrt(p (1 - p) / 1000) <= 0.0158, so 0.112 is 7.1 spreads of the
    # one and 5 of the difference of two. The right shares are about 0.94, 0.05 and 0.02 where the temperature is low,
    # 0.49, 0.30 and 0.22 where it is high. A temperature that is ignored is 0.37 and more away in both, the likeliest
    # letter 0.51 in the second, letters that are drawn evenly 0.6 in the first.
    within={
        "share of the likeliest letter, first kind of rows": 0.112,
        "share of the second letter, first kind of rows": 0.112,
        "share of the likeliest letter, second kind of rows": 0.112,
        "share of the second letter, second kind of rows": 0.112,
    },
)

ROWS = 1000  # of each kind


@exercise.view
def looked_at(returned, Z, temperature, rng):
    """How often the likeliest and the second letter are drawn, in each kind of rows."""
    letters = np.asarray(returned)
    if letters.dtype.kind not in "biuf":
        raise Refusal(N_("Return an array of whole numbers, one for each row of Z."))
    if letters.shape == Z.shape:
        raise Refusal(
            N_("It returns a whole table. Return one number for each row of Z: which letter was drawn."),
            mistake="table_returned",
        )
    if letters.shape == ():
        raise Refusal(
            N_("It returns one number. Every row of Z has a letter of its own: return N numbers."),
            mistake="one_letter_for_all",
        )
    if letters.shape != (len(Z),):
        raise Refusal(N_("letters should have the shape (N,): one letter for each row of Z."))
    order = np.argsort(-Z, axis=1)
    first = order[:, 0] == order[0, 0]
    shares = []
    for rows in (first, ~first):
        shares += [float(np.mean(letters[rows] == order[rows, rank])) for rank in (0, 1)]
    return tuple(shares)


@exercise.reference
def sample(Z, temperature, rng):
    S = Z / temperature
    E = np.exp(S - S.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    draws = rng.random((len(Z), 1))
    return (draws > P.cumsum(axis=1)).sum(axis=1).clip(0, Z.shape[1] - 1)


def _arguments(rng, scores, temperature, shift=0.0):
    """Rows of two kinds in random order; in each kind another letter is the likeliest."""
    likeliest, other = (int(c) for c in rng.permutation(3)[:2])
    Z = np.zeros((2 * ROWS, 3))
    kinds = rng.permutation(np.arange(2 * ROWS) % 2)
    for kind, top in enumerate((likeliest, other)):
        order = [top, (top + 1) % 3, (top + 2) % 3]
        Z[np.ix_(kinds == kind, order)] = np.array(scores) * temperature + shift
    return Z, temperature, np.random.default_rng(rng.integers(2**32))


@exercise.probe()
def cold(rng):
    """A temperature below 1."""
    return _arguments(rng, (4.0, 1.0, 0.0), float(rng.uniform(0.2, 0.24)))


@exercise.probe()
def hot(rng):
    """A temperature above 1."""
    return _arguments(rng, (0.8, 0.3, 0.0), float(rng.uniform(4.0, 5.0)))


@exercise.probe(part="large scores")
def large_scores(rng):
    """Scores whose exponential is no longer a number."""
    return _arguments(rng, (0.8, 0.3, 0.0), float(rng.uniform(4.0, 5.0)), shift=5000.0)


exercise.slip(
    "temperature_ignored",
    N_("The temperature is not used. Divide the scores by it before softmax."),
    change=("S = Z / temperature", "S = Z"),
)

exercise.slip(
    "temperature_multiplied",
    N_("The scores are multiplied by the temperature. Divide by it: a high temperature makes the scores more alike."),
    change=("S = Z / temperature", "S = Z * temperature"),
)

exercise.slip(
    "likeliest_always",
    N_("It always takes the likeliest letter. Draw by chance: each letter comes as often as its probability says."),
    change=(
        "return (draws > P.cumsum(axis=1)).sum(axis=1).clip(0, Z.shape[1] - 1)",
        "return P.argmax(axis=1) + 0 * draws[:, 0].astype(int)",
    ),
)

exercise.slip(
    "all_letters_alike",
    N_("All letters are drawn equally often. Draw with the probabilities of softmax."),
    change=(
        "return (draws > P.cumsum(axis=1)).sum(axis=1).clip(0, Z.shape[1] - 1)",
        "return rng.integers(0, Z.shape[1], size=len(Z))",
    ),
)

exercise.slip(
    "same_for_all_rows",
    N_("All rows are drawn with the same probabilities. Each row has its own."),
    change=(
        "return (draws > P.cumsum(axis=1)).sum(axis=1).clip(0, Z.shape[1] - 1)",
        "return rng.choice(Z.shape[1], size=len(Z), p=P[0])",
    ),
)

exercise.slip(
    "one_draw_for_all_rows",
    N_("One random number serves all rows. Draw one for each row."),
    change=("rng.random((len(Z), 1))", "rng.random()"),
)

exercise.slip(
    "one_letter_too_far",
    N_("The letters are one too far. They are counted from 0."),
    change=(".sum(axis=1).clip(0, Z.shape[1] - 1)", ".sum(axis=1) + 1"),
)

exercise.slip(
    "softmax_along_columns",
    N_("softmax goes down the columns. Each row is a sample of its own: axis=1."),
    change=("E / E.sum(axis=1, keepdims=True)", "E / E.sum(axis=0)"),
)

exercise.slip(
    "unstable",
    N_("exp of a large score is too large for a number. Take the largest score of the row off first."),
    change=("np.exp(S - S.max(axis=1, keepdims=True))", "np.exp(S)"),
)

exercise.slip(
    "not_normalised",
    N_("The exponentials do not add up to 1. Divide them by their sum."),
    change=("E / E.sum(axis=1, keepdims=True)", "E"),
)

exercise.slip(
    "not_added_up",
    N_("The random number is compared with each probability by itself. Compare it with their running sum (cumsum)."),
    change=("P.cumsum(axis=1)", "P"),
)

exercise.slip(
    "normal_numbers",
    N_("It draws normal random numbers. Below p lies the share p of numbers that are spread evenly from 0 to 1."),
    change=("rng.random((len(Z), 1))", "rng.normal(size=(len(Z), 1))"),
)

exercise.slip(
    "likeliest_is_rarest",
    N_("The likeliest letter comes most rarely. Is the sign of the scores exchanged?"),
    change=("S = Z / temperature", "S = -Z / temperature"),
)

exercise.slip(
    "table_returned",
    N_("It returns a whole table. Return one number for each row of Z: which letter was drawn."),
    change=("return (draws > P.cumsum(axis=1)).sum(axis=1).clip(0, Z.shape[1] - 1)", "return draws < P.cumsum(axis=1)"),
)

exercise.slip(
    "one_letter_for_all",
    N_("It returns one number. Every row of Z has a letter of its own: return N numbers."),
    change=(
        "return (draws > P.cumsum(axis=1)).sum(axis=1).clip(0, Z.shape[1] - 1)",
        "return rng.choice(Z.shape[1], p=P[0])",
    ),
)


exercise.slip(
    "same_for_all_rows",
    change=(
        "return (draws > P.cumsum(axis=1)).sum(axis=1).clip(0, Z.shape[1] - 1)",
        "return rng.choice(Z.shape[1], size=len(Z), p=P.mean(axis=0))",
    ),
)

exercise.slip(
    "comparison_reversed",
    N_("The comparison is the wrong way round: it counts the sums above the random number. Count those below it."),
    change=("(draws > P.cumsum(axis=1))", "(draws < P.cumsum(axis=1))"),
)


exercise.slip(
    "comparison_reversed",
    change=[("(draws > P.cumsum(axis=1))", "(draws < P.cumsum(axis=1))"), (".clip(0, Z.shape[1] - 1)", "")],
)


@exercise.alternative("row by row")
def _(Z, temperature, rng):
    E = np.exp((Z - Z.max(axis=1, keepdims=True)) / temperature)
    sums = np.cumsum(E / E.sum(axis=1, keepdims=True), axis=1)
    return [min(int(row.searchsorted(rng.random())), 2) for row in sums]


@exercise.alternative("Gumbel's way")
def _(Z, temperature, rng):
    return np.argmax(Z / temperature + rng.gumbel(size=Z.shape), axis=1)


@exercise.alternative("argmax of a comparison, float32")
def _(Z, temperature, rng):
    S = ((Z - Z.max(axis=1, keepdims=True)) / temperature).astype(np.float32)
    C = np.cumsum(np.exp(S), axis=1)
    return np.argmax(C >= rng.random(len(Z))[:, None] * C[:, -1:], axis=1)


@exercise.alternative("the last column first")
def _(Z, temperature, rng):
    S = Z / temperature
    E = np.exp(S - S.max())
    left = rng.uniform(0, 1, size=len(Z)) * E.sum(axis=1)
    letters = np.full(len(Z), Z.shape[1] - 1)
    for c in range(Z.shape[1] - 1, -1, -1):
        letters[left <= E[:, : c + 1].sum(axis=1)] = c
    return letters
