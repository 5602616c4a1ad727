"""Backwards through tanh: dout times 1 - tanh², entry by entry."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.activations.shared import (
    ADDED_UP,
    ARGUMENTS_EXCHANGED,
    BACKWARDS,
    BENT,
    DIVIDED_BY_COUNT,
    DOUT_ADDED,
    DOUT_FORGOTTEN,
    DOUT_INSIDE,
    ENTRY_BY_ENTRY,
    EVERY_SHAPE,
    FLAT,
    FOR_ONE_NUMBER,
    MATRIX_PRODUCT,
    SLOPE_AT_DOUT,
    SLOPE_MISSING,
    TABLES_ONLY,
    VECTORS_ONLY,
    gradient_and_sums,
    special_probes,
    table_shape,
    vector_shape,
)

exercise = Exercise(
    "tanh_backward",
    chapter="03-activations",
    returns=("dz",),
    points={"a vector": 1, "a table": 0.5, "three axes": 0.5},
    section=N_("The slope of tanh"),
)


@exercise.reference
def tanh_backward(dout, z):
    return dout * (1 - np.tanh(z) ** 2)


@exercise.forward(dz="z")
def loss(dout, z):
    return float(np.sum(dout * np.tanh(z)))


@exercise.probe(part="a vector")
def vector(rng):
    return gradient_and_sums(rng, *vector_shape(rng))


@exercise.probe(part="a table")
def table(rng):
    return gradient_and_sums(rng, *table_shape(rng))


special_probes(exercise, lambda dout, z, rng: (dout, z), FLAT)

exercise.covers(*BENT)


@exercise.mistake("square_missing", N_("The slope is 1 - tanh(z), without a square. It should be 1 - tanh(z)**2."))
def _(dout, z):
    return dout * (1 - np.tanh(z))


@exercise.mistake("z_for_tanh", N_("The slope is 1 - z**2. The square should be that of tanh(z): 1 - tanh(z)**2."))
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


@exercise.mistake("one_minus_missing", N_("dout is multiplied by tanh(z)**2. The slope should be 1 minus this square."))
def _(dout, z):
    return dout * np.tanh(z) ** 2


@exercise.mistake(
    "sign_flipped",
    N_(
        "The sign of dz is turned round. tanh rises everywhere, so its slope, 1 - tanh(z)**2, should never be negative."
    ),
)
def _(dout, z):
    return dout * (np.tanh(z) ** 2 - 1)


@exercise.mistake(
    "tanh_of_half",
    N_("The slope is made from tanh of z / 2. Make it from tanh of z, which is 2 s(2z) - 1, with 2 z inside."),
)
def _(dout, z):
    t = 2 / (1 + np.exp(-z)) - 1
    return dout * (1 - t**2)


@exercise.mistake(
    "sinh_for_tanh",
    N_("The square is that of the hyperbolic sine. It should be that of tanh, the difference divided by the sum."),
)
def _(dout, z):
    return dout * (1 - np.sinh(z) ** 2)


@exercise.mistake(
    "tangent_for_tanh",
    N_("The slope is made from a function of angles. Make it from the hyperbolic tangent: np.tanh, with an h."),
)
def _(dout, z):
    return dout * (1 - np.tan(z) ** 2)


@exercise.mistake("tangent_for_tanh")
def _(dout, z):
    return dout * (1 - np.arctan(z) ** 2)


@exercise.mistake(
    "dout_for_tanh", N_("The square is that of dout. It should be that of tanh(z): 1 - tanh(z)**2."), reread=BACKWARDS
)
def _(dout, z):
    return dout * (1 - dout**2)


@exercise.mistake("dout_for_tanh")
def _(dout, z):
    return 1 - dout**2


@exercise.mistake(
    "saturated_too_early",
    N_("dz is 0 where the slope is only small. At z = 4 the slope should be 0.0013: small is not nothing."),
)
def _(dout, z):
    return np.where(np.abs(z) > 4, 0.0, dout * (1 - np.tanh(z) ** 2))


@exercise.mistake("saturated_too_early")
def _(dout, z):
    return np.where(np.abs(z) > 3, 0.0, dout * (1 - np.tanh(z) ** 2))


@exercise.mistake("value_for_slope", N_("dout is multiplied by tanh itself. Multiply it by the slope of tanh."))
def _(dout, z):
    return dout * np.tanh(z)


@exercise.mistake(
    "brackets_missing", N_("dout multiplies the 1 alone. It should multiply the whole slope: put brackets around it.")
)
def _(dout, z):
    return dout * 1 - np.tanh(z) ** 2


@exercise.mistake("plus_for_minus", N_("The square is added to 1. Take it off: tanh is steepest at 0."))
def _(dout, z):
    return dout * (1 + np.tanh(z) ** 2)


@exercise.mistake(
    "slope_of_sigmoid", N_("The slope is made as that of the sigmoid, s (1 - s). It should be 1 - tanh(z)**2.")
)
def _(dout, z):
    t = np.tanh(z)
    return dout * t * (1 - t)


@exercise.mistake("slope_of_sigmoid")
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * (1 - s)


@exercise.mistake(
    "sigmoid_for_tanh", N_("The slope is 1 minus the square of the sigmoid. Square tanh of z in its place.")
)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * (1 - s**2)


@exercise.mistake("tanh_twice", N_("The slope is made from tanh of tanh(z). Take tanh once: make it from tanh of z."))
def _(dout, z):
    return dout * (1 - np.tanh(np.tanh(z)) ** 2)


@exercise.mistake("derivative_of_square", N_("The slope is 1 - 2 tanh(z). It should keep the square: 1 - tanh(z)**2."))
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


@exercise.mistake("tables_only")
def _(dout, z):
    N, M = z.shape
    return (dout * (1 - np.tanh(z) ** 2)).reshape(N, M)


@exercise.mistake("vectors_only", VECTORS_ONLY, reread=EVERY_SHAPE)
def _(dout, z):
    return np.array([float(d) * (1 - np.tanh(float(v)) ** 2) for d, v in zip(dout, z)])


@exercise.mistake("for_one_number", FOR_ONE_NUMBER, reread=EVERY_SHAPE)
def _(dout, z):
    return dout * (1 - np.tanh(float(z)) ** 2)


@exercise.mistake("slope_at_dout")
def _(dout, z):
    return 1 - np.tanh(dout) ** 2


@exercise.mistake("dout_divided", N_("dout is divided by the slope. Multiply it by the slope (the chain rule)."))
def _(dout, z):
    return dout / (1 - np.tanh(z) ** 2)


@exercise.mistake(
    "cosh_not_squared",
    N_("dout is divided by cosh(z), without a square. The slope should be 1 / cosh(z)**2, which is 1 - tanh(z)**2."),
)
def _(dout, z):
    return dout / np.cosh(z)


@exercise.mistake("whole_slope_squared", N_("The whole of 1 - tanh(z) is squared. Square tanh(z) only."))
def _(dout, z):
    return dout * (1 - np.tanh(z)) ** 2


@exercise.mistake("added_up", ADDED_UP, reread=ENTRY_BY_ENTRY)
def _(dout, z):
    return np.sum(dout * (1 - np.tanh(z) ** 2))


@exercise.mistake("added_up")
def _(dout, z):
    return np.sum(dout * (1 - np.tanh(z) ** 2), axis=0)


@exercise.mistake("added_up")
def _(dout, z):
    return np.sum(dout * (1 - np.tanh(z) ** 2), axis=-1)


@exercise.mistake("divided_by_count", DIVIDED_BY_COUNT, reread=BACKWARDS)
def _(dout, z):
    return dout * (1 - np.tanh(z) ** 2) / len(z)


@exercise.mistake("divided_by_count")
def _(dout, z):
    return dout * (1 - np.tanh(z) ** 2) / z.size


@exercise.mistake(
    "brackets_missing_in_tanh",
    N_(
        "In tanh itself a part of numerator or denominator stands outside of the fraction: Python divides "
        "first. Put brackets around both."
    ),
)
def _(dout, z):
    t = (np.exp(z) - np.exp(-z)) / np.exp(z) + np.exp(-z)
    return dout * (1 - t**2)


@exercise.mistake("brackets_missing_in_tanh")
def _(dout, z):
    t = np.exp(z) - np.exp(-z) / np.exp(z) + np.exp(-z)
    return dout * (1 - t**2)


@exercise.mistake("brackets_missing_in_tanh")
def _(dout, z):
    t = np.exp(z) - np.exp(-z) / (np.exp(z) + np.exp(-z))
    return dout * (1 - t**2)


@exercise.mistake("slope_squared", N_("The whole of 1 - tanh(z)**2 is squared once more. Take it as it is."))
def _(dout, z):
    return dout * (1 - np.tanh(z) ** 2) ** 2


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
