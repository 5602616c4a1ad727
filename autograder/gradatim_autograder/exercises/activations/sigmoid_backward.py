"""Backwards through the sigmoid: dout times s (1 - s), entry by entry."""

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
    "sigmoid_backward",
    chapter="03-activations",
    returns=("dz",),
    points={"a vector": 1, "a table": 1},
    section=N_("Backwards through an activation"),
)

SLOPE = N_("The slope of the sigmoid")


@exercise.reference
def sigmoid_backward(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * (1 - s)


@exercise.forward(dz="z")
def loss(dout, z):
    return float(np.sum(dout / (1 + np.exp(-z))))


@exercise.probe(times=2, part="a vector")
def vector(rng):
    return gradient_and_sums(rng, *vector_shape(rng))


@exercise.probe(times=2, part="a table")
def table(rng):
    return gradient_and_sums(rng, *table_shape(rng))


@exercise.mistake("dout_forgotten", DOUT_FORGOTTEN, reread=BACKWARDS)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


@exercise.mistake("dout_added", DOUT_ADDED, reread=BACKWARDS)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout + s * (1 - s)


@exercise.mistake(
    "z_for_s",
    N_("The slope is computed from z. In s (1 - s), s is the sigmoid of z, not z."),
    reread=SLOPE,
)
def _(dout, z):
    return dout * z * (1 - z)


@exercise.mistake("z_for_s")
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * (1 - z)


@exercise.mistake("z_for_s")
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * z * (1 - s)


@exercise.mistake("sigmoid_twice", N_("The sigmoid is taken twice. z is the sum before the activation: take it once."))
def _(dout, z):
    s = 1 / (1 + np.exp(-(1 / (1 + np.exp(-z)))))
    return dout * s * (1 - s)


@exercise.mistake("one_minus_s_missing", N_("The factor 1 - s is missing: the slope is s (1 - s)."), reread=SLOPE)
def _(dout, z):
    return dout / (1 + np.exp(-z))


@exercise.mistake("s_missing", N_("The factor s is missing: the slope is s (1 - s)."), reread=SLOPE)
def _(dout, z):
    return dout * (1 - 1 / (1 + np.exp(-z)))


@exercise.mistake("s_squared", N_("This is s times s. One of the two factors is 1 - s."), reread=SLOPE)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * s


@exercise.mistake(
    "inner_derivative_missing",
    N_("The inner derivative is missing: the slope of 1 + exp(-z) is -exp(-z), not 1."),
    reread=SLOPE,
)
def _(dout, z):
    return -dout / (1 + np.exp(-z)) ** 2


@exercise.mistake(
    "brackets_missing",
    N_("dout reaches only a part of the slope. Put brackets around it: Python multiplies before it subtracts."),
)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * 1 - s


@exercise.mistake("brackets_missing")
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s - s**2


@exercise.mistake(
    "slope_of_tanh", N_("1 minus a square is the slope of tanh. That of the sigmoid is s (1 - s)."), reread=SLOPE
)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * (1 - s**2)


@exercise.mistake("slope_of_tanh")
def _(dout, z):
    return dout * (1 - np.tanh(z) ** 2)


@exercise.mistake("slope_missing", SLOPE_MISSING, reread=BACKWARDS)
def _(dout, z):
    return dout * 1.0


@exercise.mistake("arguments_exchanged", ARGUMENTS_EXCHANGED, reread=BACKWARDS)
def _(dout, z):
    s = 1 / (1 + np.exp(-dout))
    return z * s * (1 - s)


@exercise.mistake("slope_at_dout", SLOPE_AT_DOUT, reread=BACKWARDS)
def _(dout, z):
    s = 1 / (1 + np.exp(-dout))
    return dout * s * (1 - s)


@exercise.mistake("dout_inside", DOUT_INSIDE, reread=BACKWARDS)
def _(dout, z):
    s = 1 / (1 + np.exp(-dout * z))
    return s * (1 - s)


@exercise.mistake("dout_inside")
def _(dout, z):
    s = dout / (1 + np.exp(-z))
    return s * (1 - s)


@exercise.mistake("times_z", N_("It is multiplied by z too. dz is dout times the slope, nothing more."))
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * (1 - s) * z


@exercise.mistake("matrix_product", MATRIX_PRODUCT, reread=ENTRY_BY_ENTRY)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout @ (s * (1 - s))


@exercise.mistake("matrix_product")
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return np.dot(dout, s * (1 - s))


@exercise.mistake("tables_only", TABLES_ONLY, reread=EVERY_SHAPE)
def _(dout, z):
    dz = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            s = 1 / (1 + np.exp(-z[i, j]))
            dz[i, j] = dout[i, j] * s * (1 - s)
    return dz


@exercise.mistake("slope_at_dout")
def _(dout, z):
    s = 1 / (1 + np.exp(-dout))
    return s * (1 - s)


@exercise.mistake(
    "slope_of_relu", N_("dout passes where z is positive. That is ReLU; the slope of the sigmoid is s (1 - s).")
)
def _(dout, z):
    return dout * (z > 0)


@exercise.mistake("dout_divided", N_("dout is divided by the slope. The chain rule multiplies."))
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout / (s * (1 - s))


@exercise.mistake("slope_fixed", N_("The slope is 0.25 everywhere. That is its largest value; compute it at each z."))
def _(dout, z):
    return dout * 0.25


@exercise.alternative("the fraction of the quotient rule")
def _(dout, z):
    return dout * np.exp(-z) / (1 + np.exp(-z)) ** 2


@exercise.alternative("from tanh")
def _(dout, z):
    return dout * (1 - np.tanh(z / 2) ** 2) / 4


@exercise.alternative("loop over all entries")
def _(dout, z):
    values = []
    for d, v in zip(dout.ravel(), z.ravel()):
        s = 1 / (1 + np.exp(-v))
        values.append(d * s * (1 - s))
    return np.array(values).reshape(z.shape)


@exercise.alternative("slope in a variable, float32")
def _(dout, z):
    s = 1 / (1 + np.exp(-z.astype(np.float32)))
    slope = s - s**2
    return dout.astype(np.float32) * slope
