"""Backwards through tanh: dout times 1 - tanh², entry by entry."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.activations.shared import (
    ARGUMENTS_EXCHANGED,
    BACKWARDS,
    DOUT_ADDED,
    DOUT_FORGOTTEN,
    DOUT_INSIDE,
    ENTRY_BY_ENTRY,
    EVERY_SHAPE,
    MATRIX_PRODUCT,
    SLOPE_AT_DOUT,
    SLOPE_MISSING,
    TABLES_ONLY,
    gradient_and_sums,
    table_shape,
    vector_shape,
)

exercise = Exercise(
    "tanh_backward",
    chapter="03-activations",
    returns=("dz",),
    points={"a vector": 1, "a table": 1},
    section=N_("The slope of tanh"),
)


@exercise.reference
def tanh_backward(dout, z):
    return dout * (1 - np.tanh(z) ** 2)


@exercise.forward(dz="z")
def loss(dout, z):
    return float(np.sum(dout * np.tanh(z)))


@exercise.probe(times=2, part="a vector")
def vector(rng):
    return gradient_and_sums(rng, *vector_shape(rng))


@exercise.probe(times=2, part="a table")
def table(rng):
    return gradient_and_sums(rng, *table_shape(rng))


@exercise.mistake("square_missing", N_("tanh is not squared: the slope is 1 - tanh(z)**2."))
def _(dout, z):
    return dout * (1 - np.tanh(z))


@exercise.mistake("z_for_tanh", N_("The square is that of z. The slope is made from tanh(z): 1 - tanh(z)**2."))
def _(dout, z):
    return dout * (1 - z**2)


@exercise.mistake("square_inside", N_("z is squared inside tanh. Take tanh of z first, then square the result."))
def _(dout, z):
    return dout * (1 - np.tanh(z**2))


@exercise.mistake("dout_forgotten", DOUT_FORGOTTEN, reread=BACKWARDS)
def _(dout, z):
    return 1 - np.tanh(z) ** 2


@exercise.mistake("dout_added", DOUT_ADDED, reread=BACKWARDS)
def _(dout, z):
    return dout + 1 - np.tanh(z) ** 2


@exercise.mistake("one_minus_missing", N_("This has the square, but not 1 minus it. The slope is 1 - tanh(z)**2."))
def _(dout, z):
    return dout * np.tanh(z) ** 2


@exercise.mistake("one_minus_missing")
def _(dout, z):
    return dout * (np.tanh(z) ** 2 - 1)


@exercise.mistake("value_for_slope", N_("dout is multiplied by tanh itself. Multiply it by the slope of tanh."))
def _(dout, z):
    return dout * np.tanh(z)


@exercise.mistake("brackets_missing", N_("dout reaches the 1 alone. Put brackets around the whole slope."))
def _(dout, z):
    return dout * 1 - np.tanh(z) ** 2


@exercise.mistake("plus_for_minus", N_("The square is added to 1. It is taken off: tanh is steepest at 0."))
def _(dout, z):
    return dout * (1 + np.tanh(z) ** 2)


@exercise.mistake(
    "slope_of_sigmoid", N_("This is made like the slope of the sigmoid, s (1 - s). That of tanh is 1 - tanh(z)**2.")
)
def _(dout, z):
    t = np.tanh(z)
    return dout * t * (1 - t)


@exercise.mistake("slope_of_sigmoid")
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * (1 - s)


@exercise.mistake("sigmoid_for_tanh", N_("The slope is made from the sigmoid. In 1 - t**2, t is tanh of z."))
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * (1 - s**2)


@exercise.mistake("tanh_twice", N_("tanh is taken twice. z is the sum before the activation: take it once."))
def _(dout, z):
    return dout * (1 - np.tanh(np.tanh(z)) ** 2)


@exercise.mistake("derivative_of_square", N_("2 tanh(z) is the slope of a square. The slope of tanh keeps the square."))
def _(dout, z):
    return dout * (1 - 2 * np.tanh(z))


@exercise.mistake("slope_missing", SLOPE_MISSING, reread=BACKWARDS)
def _(dout, z):
    return dout * 1.0


@exercise.mistake("arguments_exchanged", ARGUMENTS_EXCHANGED, reread=BACKWARDS)
def _(dout, z):
    return z * (1 - np.tanh(dout) ** 2)


@exercise.mistake("slope_at_dout", SLOPE_AT_DOUT, reread=BACKWARDS)
def _(dout, z):
    return dout * (1 - np.tanh(dout) ** 2)


@exercise.mistake("dout_inside", DOUT_INSIDE, reread=BACKWARDS)
def _(dout, z):
    return 1 - np.tanh(dout * z) ** 2


@exercise.mistake("dout_inside")
def _(dout, z):
    return 1 - (dout * np.tanh(z)) ** 2


@exercise.mistake("matrix_product", MATRIX_PRODUCT, reread=ENTRY_BY_ENTRY)
def _(dout, z):
    return dout @ (1 - np.tanh(z) ** 2)


@exercise.mistake("matrix_product")
def _(dout, z):
    return np.dot(dout, 1 - np.tanh(z) ** 2)


@exercise.mistake("tables_only", TABLES_ONLY, reread=EVERY_SHAPE)
def _(dout, z):
    dz = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            dz[i, j] = dout[i, j] * (1 - np.tanh(z[i, j]) ** 2)
    return dz


@exercise.mistake("slope_at_dout")
def _(dout, z):
    return 1 - np.tanh(dout) ** 2


@exercise.mistake("dout_divided", N_("dout is divided by the slope. The chain rule multiplies."))
def _(dout, z):
    return dout / (1 - np.tanh(z) ** 2)


@exercise.mistake("cosh_not_squared", N_("cosh is not squared. The slope is 1 / cosh(z)**2, which is 1 - tanh(z)**2."))
def _(dout, z):
    return dout / np.cosh(z)


@exercise.mistake("whole_slope_squared", N_("The whole of 1 - tanh(z) is squared. Only tanh(z) is."))
def _(dout, z):
    return dout * (1 - np.tanh(z)) ** 2


@exercise.alternative("one over cosh squared")
def _(dout, z):
    return dout / np.cosh(z) ** 2


@exercise.alternative("two factors")
def _(dout, z):
    t = np.tanh(z)
    return dout * (1 - t) * (1 + t)


@exercise.alternative("from exponentials")
def _(dout, z):
    t = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    return dout - dout * t * t


@exercise.alternative("loop over all entries")
def _(dout, z):
    values = [d * (1 - np.tanh(v) ** 2) for d, v in zip(dout.ravel(), z.ravel())]
    return np.array(values).reshape(z.shape)


@exercise.alternative("float32")
def _(dout, z):
    return np.float32(dout) * (1 - np.tanh(np.float32(z)) ** 2)
