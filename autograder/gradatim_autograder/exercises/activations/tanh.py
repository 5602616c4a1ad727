"""tanh, for vectors and tables."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.activations.shared import (
    EVERY_SHAPE,
    FOR_ONE_NUMBER,
    TABLES_ONLY,
    VECTORS_ONLY,
    around_zero,
    table_shape,
    vector_shape,
)

exercise = Exercise(
    "tanh",
    chapter="03-activations",
    returns=("a",),
    points={"a vector": 0.5, "a table": 0.5},
    section=N_("tanh: centred at 0"),
)


@exercise.reference
def tanh(z):
    return np.tanh(z)


@exercise.probe(times=2, part="a vector")
def vector(rng):
    return (around_zero(rng, *vector_shape(rng)),)


@exercise.probe(times=2, part="a table")
def table(rng):
    return (around_zero(rng, *table_shape(rng)),)


@exercise.mistake("sigmoid_instead", N_("This is the sigmoid, from 0 to 1. tanh runs from -1 to 1."))
def _(z):
    return 1 / (1 + np.exp(-z))


@exercise.mistake("not_doubled_inside", N_("This is tanh of z / 2. The exponents are 2 z, or z and -z in two terms."))
def _(z):
    return 2 / (1 + np.exp(-z)) - 1


@exercise.mistake("not_stretched", N_("The sigmoid is not stretched. Multiply it by 2 first, then take 1 off."))
def _(z):
    return 1 / (1 + np.exp(-2 * z))


@exercise.mistake("not_stretched")
def _(z):
    return 1 / (1 + np.exp(-2 * z)) - 1


@exercise.mistake("not_shifted", N_("It runs from 0 to 2. The sigmoid is stretched, but 1 is not taken off."))
def _(z):
    return 2 / (1 + np.exp(-2 * z))


@exercise.mistake(
    "upside_down", N_("Numerator and denominator are exchanged: the difference is on top, the sum below.")
)
def _(z):
    return (np.exp(z) + np.exp(-z)) / (np.exp(z) - np.exp(-z))


@exercise.mistake("divided_by_two", N_("It divides by 2. Divide by the sum of the two exponentials."))
def _(z):
    return (np.exp(z) - np.exp(-z)) / 2


@exercise.mistake(
    "denominator_missing", N_("This is the numerator alone. Divide it by the sum of the two exponentials.")
)
def _(z):
    return np.exp(z) - np.exp(-z)


@exercise.mistake(
    "brackets_missing", N_("Without brackets Python divides first. Both numerator and denominator need them.")
)
def _(z):
    return np.exp(z) - np.exp(-z) / np.exp(z) + np.exp(-z)


@exercise.mistake("brackets_missing")
def _(z):
    return (np.exp(z) - np.exp(-z)) / np.exp(z) + np.exp(-z)


@exercise.mistake("brackets_missing")
def _(z):
    return np.exp(z) - np.exp(-z) / (np.exp(z) + np.exp(-z))


@exercise.mistake("slope_instead", N_("This is the slope of tanh. The function itself is asked for here."))
def _(z):
    return 1 - np.tanh(z) ** 2


@exercise.mistake(
    "tangent_instead", N_("This is a function of angles. The hyperbolic tangent is np.tanh, with an h at the end.")
)
def _(z):
    return np.tan(z)


@exercise.mistake("tangent_instead")
def _(z):
    return np.arctan(z)


@exercise.mistake("inverse_instead", N_("This is the inverse of tanh. It exists only between -1 and 1."))
def _(z):
    return np.arctanh(z)


@exercise.mistake("clipped", N_("z is cut off at -1 and 1. tanh bends towards them and never reaches them."))
def _(z):
    return np.clip(z, -1, 1)


@exercise.mistake("sign_instead", N_("It gives -1 or 1 only. tanh takes all values in between."))
def _(z):
    return np.sign(z)


@exercise.mistake("tables_only", TABLES_ONLY, reread=EVERY_SHAPE)
def _(z):
    a = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            a[i, j] = np.tanh(z[i, j])
    return a


@exercise.mistake("for_one_number", FOR_ONE_NUMBER, reread=EVERY_SHAPE)
def _(z):
    return np.tanh(float(z))


@exercise.mistake("vectors_only", VECTORS_ONLY, reread=EVERY_SHAPE)
def _(z):
    return np.array([np.tanh(float(v)) for v in z])


@exercise.alternative("four exponentials")
def _(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@exercise.alternative("a stretched sigmoid")
def _(z):
    return 2 / (1 + np.exp(-2 * z)) - 1


@exercise.alternative("two exponentials")
def _(z):
    e = np.exp(2 * z)
    return (e - 1) / (e + 1)


@exercise.alternative("hyperbolic sine and cosine")
def _(z):
    return np.sinh(z) / np.cosh(z)


@exercise.alternative("loop over all entries")
def _(z):
    values = [(np.exp(v) - np.exp(-v)) / (np.exp(v) + np.exp(-v)) for v in z.ravel()]
    return np.array(values).reshape(z.shape)


@exercise.alternative("float32")
def _(z):
    return np.tanh(z.astype(np.float32))
