"""softmax: the scores of each row become probabilities."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "softmax",
    chapter="03-activations",
    returns=("P",),
    points={"P": 2, "large numbers": 1},
    section=N_("From scores to probabilities"),
)

MAXIMUM = N_("Taking the maximum off")


@exercise.reference
def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@exercise.probe(times=4)
def ordinary(rng):
    N, C = sizes(rng, 2, 3, 6)
    return (numbers(rng, N, C),)


# One row lies 2000 below the others: with the maximum of the whole table all its exponentials would be 0. In the others
# so much lies near -1000 that a mean, taken off in place of the maximum, leaves exponents above 710.
@exercise.probe(part="large numbers")
def far_apart(rng):
    N, C = sizes(rng, 2, 3, 6)
    low = rng.permuted(np.tile(np.arange(C) < C // 2, (N, 1)), axis=1)
    low[0] = np.arange(C) < C - 1
    low[-1] = True
    return (np.where(low, -1000.0, 1000.0) + numbers(rng, N, C),)


@exercise.probe(part="large numbers")
def far_below(rng):
    N, C = sizes(rng, 2, 3, 6)
    return (-1000 + numbers(rng, N, C),)


@exercise.mistake(
    "overflow",
    N_(
        "For large scores exp becomes infinite, and for very negative ones every exp is 0: nan. Take the maximum off first."
    ),
    reread=MAXIMUM,
)
def _(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


@exercise.mistake(
    "one_maximum_for_all",
    N_(
        "One maximum is taken off all rows. In a row far below it every exp is 0, and 0 / 0 is nan. Each row has its own."
    ),
    reread=MAXIMUM,
)
def _(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True)


@exercise.mistake(
    "along_columns",
    N_("Each column adds up to 1. Samples are rows, so each row should: sum over axis=1."),
)
def _(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=0)


@exercise.mistake("along_columns")
def _(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


@exercise.mistake("along_columns")
def _(Z):
    E = np.exp(Z)
    return E / E.sum(axis=0)


@exercise.mistake(
    "over_everything",
    N_("All entries together add up to 1. Each row is a sample of its own and should add up to 1."),
)
def _(Z):
    E = np.exp(Z)
    return E / E.sum()


@exercise.mistake("over_everything")
def _(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum()


@exercise.mistake("over_everything")
def _(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum()


@exercise.mistake(
    "keepdims_missing",
    N_("The sum has lost its second axis, so its numbers lie along a row. With keepdims=True it is a column."),
    reread=MAXIMUM,
)
def _(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1)


@exercise.mistake("keepdims_missing")
def _(Z):
    E = np.exp(Z - Z.max(axis=1))
    return E / E.sum(axis=1)


@exercise.mistake("exp_missing", N_("The scores themselves are divided by their sum. Take exp of them first."))
def _(Z):
    return Z / Z.sum(axis=1, keepdims=True)


@exercise.mistake("exp_missing")
def _(Z):
    Z = Z - Z.max(axis=1, keepdims=True)
    return Z / Z.sum(axis=1, keepdims=True)


@exercise.mistake("exp_missing")
def _(Z):
    return np.abs(Z) / np.abs(Z).sum(axis=1, keepdims=True)


@exercise.mistake("not_divided", N_("exp is taken, but each row is not divided by its sum yet."))
def _(Z):
    return np.exp(Z)


@exercise.mistake("not_divided")
def _(Z):
    return np.exp(Z - Z.max(axis=1, keepdims=True))


@exercise.mistake("not_divided")
def _(Z):
    return np.exp(Z - Z.max())


@exercise.mistake("divided_by_maximum", N_("It divides by the largest number of each row. Divide by the row's sum."))
def _(Z):
    E = np.exp(Z)
    return E / E.max(axis=1, keepdims=True)


@exercise.mistake(
    "divided_by_scores",
    N_("The exponentials are divided by the sum of the scores. Divide by the sum of the exponentials."),
)
def _(Z):
    return np.exp(Z) / Z.sum(axis=1, keepdims=True)


@exercise.mistake("divided_by_scores")
def _(Z):
    return np.exp(Z - Z.max(axis=1, keepdims=True)) / Z.sum(axis=1, keepdims=True)


@exercise.mistake(
    "divided_by_exp_of_sum",
    N_("It divides by exp of the sum of the scores. Take exp of each score first, then add up."),
)
def _(Z):
    return np.exp(Z) / np.exp(Z.sum(axis=1, keepdims=True))


@exercise.mistake(
    "averaged",
    N_("It divides by the mean of the row, so each row adds up to the number of classes. Divide by the sum."),
)
def _(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.mean(axis=1, keepdims=True)


@exercise.mistake("logarithm", N_("This is the logarithm of softmax. The probabilities themselves are asked for."))
def _(Z):
    m = Z.max(axis=1, keepdims=True)
    return Z - m - np.log(np.exp(Z - m).sum(axis=1, keepdims=True))


@exercise.mistake("logarithm")
def _(Z):
    return Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))


@exercise.mistake(
    "sigmoid_instead", N_("This is the sigmoid of each score. In softmax the scores of a row share one sum.")
)
def _(Z):
    e = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1 / (1 + e), e / (1 + e))


@exercise.mistake("sigmoid_instead")
def _(Z):
    E = np.exp(Z)
    return E / (1 + E)


@exercise.mistake(
    "one_added", N_("A 1 is added to the sum, as in the sigmoid. In softmax the sum of the exponentials is all.")
)
def _(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (1 + E.sum(axis=1, keepdims=True))


@exercise.mistake("one_added")
def _(Z):
    E = np.exp(Z)
    return E / (1 + E.sum(axis=1, keepdims=True))


@exercise.mistake("largest_only", N_("The largest score gets everything. softmax gives every class a share."))
def _(Z):
    return (Z == Z.max(axis=1, keepdims=True)).astype(float)


@exercise.mistake(
    "minus_in_exponent", N_("The largest score gets the smallest share: there is a minus sign in the exponent.")
)
def _(Z):
    E = np.exp(-Z)
    return E / E.sum(axis=1, keepdims=True)


@exercise.mistake("minus_in_exponent")
def _(Z):
    E = np.exp(Z.max(axis=1, keepdims=True) - Z)
    return E / E.sum(axis=1, keepdims=True)


@exercise.mistake(
    "maximum_of_columns",
    N_("The maximum of each column is taken off. Within a row, the same number has to be taken off every score."),
    reread=MAXIMUM,
)
def _(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=1, keepdims=True)


@exercise.mistake(
    "maximum_on_one_side",
    N_("The maximum is taken off above or below the fraction line only. It has to be taken off in both places."),
    reread=MAXIMUM,
)
def _(Z):
    return np.exp(Z - Z.max(axis=1, keepdims=True)) / np.exp(Z).sum(axis=1, keepdims=True)


@exercise.mistake("maximum_on_one_side")
def _(Z):
    return np.exp(Z) / np.exp(Z - Z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)


@exercise.mistake(
    "maximum_taken_off_outside",
    N_("The maximum is taken off the exponentials. Take it off the scores, before exp."),
    reread=MAXIMUM,
)
def _(Z):
    E = np.exp(Z) - np.max(Z, axis=1, keepdims=True)
    return E / E.sum(axis=1, keepdims=True)


@exercise.mistake(
    "divided_by_maximum_first",
    N_("The scores are divided by their maximum, which changes the result. Take the maximum off instead."),
    reread=MAXIMUM,
)
def _(Z):
    E = np.exp(Z / Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@exercise.mistake(
    "minimum_for_maximum",
    N_("The minimum is taken off. Then the exponents are positive and exp can still overflow: take the maximum."),
    reread=MAXIMUM,
)
def _(Z):
    E = np.exp(Z - Z.min(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@exercise.mistake("base_two", N_("The base of the powers is 2. softmax is made with e: np.exp."))
def _(Z):
    E = 2.0 ** (Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@exercise.mistake("twice", N_("softmax is applied twice. Once is enough."))
def _(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    E = np.exp(E / E.sum(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@exercise.mistake(
    "clipped_too_early",
    N_("The scores are cut off, which changes the result. Take the maximum off instead."),
    reread=MAXIMUM,
)
def _(Z):
    E = np.exp(np.clip(Z, -500, 500))
    return E / E.sum(axis=1, keepdims=True)


@exercise.mistake("first_row_only", N_("It returns the first row only. Does it return inside the loop?"))
def _(Z):
    for row in Z:
        e = np.exp(row - row.max())
        return e / e.sum()


@exercise.mistake("logarithm")
def _(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return np.log(E / E.sum(axis=1, keepdims=True))


@exercise.mistake("maximum_taken_off_outside")
def _(Z):
    return np.exp(Z) - np.max(Z, axis=1, keepdims=True)


@exercise.mistake("divided_by_maximum")
def _(Z):
    return Z / Z.max(axis=1, keepdims=True)


@exercise.mistake(
    "divided_by_length", N_("Each row is divided by its length, the root of the sum of squares. Divide by the sum.")
)
def _(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / np.sqrt((E**2).sum(axis=1, keepdims=True))


@exercise.mistake("one_minus", N_("These are the shares of all other classes: 1 minus the probability."))
def _(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return 1 - E / E.sum(axis=1, keepdims=True)


@exercise.alternative("row by row")
def _(Z):
    rows = []
    for row in Z:
        e = np.exp(row - np.max(row))
        rows.append(e / np.sum(e))
    return np.array(rows)


@exercise.alternative("loops")
def _(Z):
    P = np.zeros(Z.shape)
    for n in range(Z.shape[0]):
        largest = max(Z[n])
        total = 0.0
        for c in range(Z.shape[1]):
            P[n, c] = np.exp(Z[n, c] - largest)
            total += P[n, c]
        P[n] = P[n] / total
    return P


@exercise.alternative("turned twice")
def _(Z):
    E = np.exp(Z.T - Z.max(axis=1))
    return (E / E.sum(axis=0)).T


@exercise.alternative("through the logarithm of the sum")
def _(Z):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))


@exercise.alternative("columns with None, float32")
def _(Z):
    Z = (Z - Z.max(axis=1)[:, None]).astype(np.float32)
    E = np.exp(Z)
    return E / E.sum(axis=1)[:, None]


@exercise.alternative("one over a sum of differences")
def _(Z):
    with np.errstate(over="ignore"):
        return 1 / np.exp(Z[:, None, :] - Z[:, :, None]).sum(axis=2)
