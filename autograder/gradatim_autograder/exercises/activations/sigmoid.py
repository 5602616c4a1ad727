"""The sigmoid, for vectors and tables, and for numbers so large that a naive exp overflows."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.activations.shared import (
    EVERY_SHAPE,
    FOR_ONE_NUMBER,
    NUMBERS_ONLY,
    TABLES_ONLY,
    VECTORS_ONLY,
    around_zero,
    table_shape,
    vector_shape,
)

exercise = Exercise(
    "sigmoid",
    chapter="03-activations",
    returns=("a",),
    points={"a vector": 1, "a table": 1, "large numbers": 1},
    section=N_("A threshold with a slope: the sigmoid"),
)


@exercise.reference
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))


@exercise.probe(times=2, part="a vector")
def vector(rng):
    return (around_zero(rng, *vector_shape(rng)),)


@exercise.probe(times=2, part="a table")
def table(rng):
    return (around_zero(rng, *table_shape(rng)),)


# The sum is far above 0 in one and far below 0 in the other, and opposite ends have opposite signs: an answer that
# decides by the sum or by the wrong entry cannot pass by chance.
@exercise.probe(part="large numbers")
def mostly_above(rng):
    inner = rng.permutation(np.concatenate([[800.0], around_zero(rng, 6)]))
    return (np.concatenate([[1000.0], inner, [-1000.0]]),)


@exercise.probe(part="large numbers")
def mostly_below(rng):
    inner = rng.permutation(np.concatenate([[-800.0], around_zero(rng, 6)]))
    return (np.concatenate([[1000.0], inner, [-1000.0]]),)


@exercise.mistake(
    "wrong_way_round",
    N_("It falls where it should rise: large z should give nearly 1. Look at the sign in the exponent."),
)
def _(z):
    return 1 / (1 + np.exp(z))


@exercise.mistake("wrong_way_round")
def _(z):
    return np.exp(-z) / (1 + np.exp(-z))


@exercise.mistake("wrong_way_round")
def _(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, e / (1 + e), 1 / (1 + e))


@exercise.mistake(
    "brackets_missing",
    N_("This is 1 plus the exponential. The sigmoid is 1 divided by that sum: the denominator needs brackets."),
)
def _(z):
    return 1 / 1 + np.exp(-z)


@exercise.mistake("brackets_missing")
def _(z):
    return np.exp(z) / 1 + np.exp(z)


@exercise.mistake("brackets_missing")
def _(z):
    return 1 / 1 + np.exp(-np.clip(z, -500, 500))


@exercise.mistake("brackets_missing")
def _(z):
    return np.where(z >= 0, 1 / 1 + np.exp(-z), np.exp(z) / 1 + np.exp(z))


@exercise.mistake("brackets_missing")
def _(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / 1 + np.exp(z))


@exercise.mistake(
    "minus_in_denominator", N_("The denominator is 1 minus the exponential. It should be 1 plus the exponential.")
)
def _(z):
    return 1 / (1 - np.exp(-z))


@exercise.mistake(
    "one_missing",
    N_("This is the exponential alone. Without the 1 in the denominator nothing keeps the result below 1."),
)
def _(z):
    return np.exp(z)


@exercise.mistake("one_missing")
def _(z):
    return 1 / np.exp(-z)


@exercise.mistake(
    "overflow",
    N_(
        "For large numbers exp becomes infinite, and infinite by infinite is nan. Never let exp see a large positive z."
    ),
    reread=N_("When exp overflows"),
)
def _(z):
    return np.exp(z) / (1 + np.exp(z))


@exercise.mistake("overflow")
def _(z):
    return np.exp(z) / (np.exp(z) + np.exp(0))


@exercise.mistake("overflow")
def _(z):
    return np.where(z >= 0, np.exp(z) / (1 + np.exp(z)), 1 / (1 + np.exp(-z)))


@exercise.mistake(
    "sign_lost",
    N_("It gives the same for z and -z. Where z is negative, the result should be below 0.5."),
    reread=N_("When exp overflows"),
)
def _(z):
    return 1 / (1 + np.exp(-np.abs(z)))


@exercise.mistake(
    "clipped_too_early", N_("z is cut off too near to 0. Large numbers should give 0 or 1 to all digits.")
)
def _(z):
    return 1 / (1 + np.exp(-np.clip(z, -10, 10)))


@exercise.mistake("clipped_too_early")
def _(z):
    return 1 / (1 + np.exp(-np.clip(z, -5, 5)))


@exercise.mistake("tanh_instead", N_("This is tanh, which runs from -1 to 1. The sigmoid runs from 0 to 1."))
def _(z):
    return np.tanh(z)


@exercise.mistake("too_steep", N_("The exponent is 2 z. In the sigmoid it is z, once."))
def _(z):
    return (1 + np.tanh(z)) / 2


@exercise.mistake("slope_instead", N_("This is the slope of the sigmoid. The function itself is asked for here."))
def _(z):
    s = 0.5 * (1 + np.tanh(z / 2))
    return s * (1 - s)


@exercise.mistake("step_instead", N_("This is the step function. The sigmoid takes all values between 0 and 1."))
def _(z):
    return np.where(z > 0, 1.0, 0.0)


@exercise.mistake("base_two", N_("The base of the power is 2. The sigmoid is made with e: np.exp."))
def _(z):
    return 1 / (1 + 2.0 ** (-z))


@exercise.mistake(
    "shared_denominator",
    N_("It divides by the sum over all entries. In the sigmoid, each entry is computed from itself alone."),
)
def _(z):
    return np.exp(z) / np.sum(np.exp(z))


@exercise.mistake("shared_denominator")
def _(z):
    return 1 / (1 + np.sum(np.exp(-z)))


@exercise.mistake(
    "absolute_value_fraction", N_("This is z / (1 + |z|), another curve with two flat ends. Use the exponential.")
)
def _(z):
    return z / (1 + np.abs(z))


@exercise.mistake("numbers_only", NUMBERS_ONLY, reread=EVERY_SHAPE)
def _(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


@exercise.mistake("vectors_only", VECTORS_ONLY, reread=EVERY_SHAPE)
def _(z):
    return np.array([1 / (1 + np.exp(-v)) if v >= 0 else np.exp(v) / (1 + np.exp(v)) for v in z])


@exercise.mistake("tables_only", TABLES_ONLY, reread=EVERY_SHAPE)
def _(z):
    a = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            a[i, j] = 1 / (1 + np.exp(-z[i, j]))
    return a


@exercise.mistake("tables_only")
def _(z):
    N, M = z.shape
    return np.array([[1 / (1 + np.exp(-z[i, j])) for j in range(M)] for i in range(N)])


@exercise.mistake("tables_only")
def _(z):
    return np.array([[1 / (1 + np.exp(-v)) for v in row] for row in z])


@exercise.mistake("minus_in_denominator")
def _(z):
    return 1 / (1 - np.exp(z))


@exercise.mistake("minus_in_denominator")
def _(z):
    return np.exp(-z) / (1 - np.exp(-z))


@exercise.mistake("denominator_turned", N_("The 1 is taken off the exponential in the denominator. It is added."))
def _(z):
    return 1 / (np.exp(-z) - 1)


@exercise.mistake("times_z", N_("The sigmoid is multiplied by z. Return the sigmoid itself."))
def _(z):
    return z / (1 + np.exp(-z))


@exercise.mistake("for_one_number", FOR_ONE_NUMBER, reread=EVERY_SHAPE)
def _(z):
    return 1 / (1 + np.exp(float(z)))


@exercise.alternative("the formula as it is")
def _(z):
    return 1 / (1 + np.exp(-z))


@exercise.alternative("from tanh")
def _(z):
    return 0.5 * (1 + np.tanh(z / 2))


@exercise.alternative("masks")
def _(z):
    a = np.zeros(z.shape)
    above = z >= 0
    a[above] = 1 / (1 + np.exp(-z[above]))
    a[~above] = np.exp(z[~above]) / (1 + np.exp(z[~above]))
    return a


@exercise.alternative("clipped far out")
def _(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


@exercise.alternative("loop over all entries")
def _(z):
    values = []
    for v in z.ravel():
        e = np.exp(-abs(v))
        values.append(1 / (1 + e) if v >= 0 else e / (1 + e))
    return np.array(values).reshape(z.shape)


@exercise.alternative("float32")
def _(z):
    e = np.exp(-np.abs(z.astype(np.float32)))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))
