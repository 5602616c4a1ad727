"""Backwards through the sigmoid: dout times s (1 - s), entry by entry."""

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
    NUMBERS_ONLY,
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
    "sigmoid_backward",
    chapter="03-activations",
    returns=("dz",),
    points={"a vector": 1, "a table": 0.5, "three axes": 0.5},
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


@exercise.probe(part="a vector")
def vector(rng):
    return gradient_and_sums(rng, *vector_shape(rng))


@exercise.probe(part="a table")
def table(rng):
    return gradient_and_sums(rng, *table_shape(rng))


special_probes(exercise, lambda dout, z, rng: (dout, z), FLAT)

exercise.covers(*BENT)


@exercise.mistake(
    "exp_for_sigmoid",
    N_(
        "In s (1 - s) the exponential stands where the sigmoid belongs. s should be 1 divided by 1 plus the "
        "exponential of -z."
    ),
    reread=SLOPE,
)
def _(dout, z):
    e = np.exp(z)
    return dout * e * (1 - e)


@exercise.mistake("exp_for_sigmoid")
def _(dout, z):
    e = np.exp(-z)
    return dout * e * (1 - e)


@exercise.mistake("exp_for_sigmoid")
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * (1 - np.exp(z))


@exercise.mistake(
    "slope_of_exponential",
    N_("dout is multiplied by an exponential alone. Multiply it by the slope of the sigmoid, s (1 - s)."),
    reread=SLOPE,
)
def _(dout, z):
    return dout * np.exp(z)


@exercise.mistake("slope_of_exponential")
def _(dout, z):
    return dout * np.exp(-z)


@exercise.mistake("slope_of_exponential")
def _(dout, z):
    return -dout * np.exp(-z)


@exercise.mistake(
    "denominator_for_sigmoid",
    N_("In s (1 - s) the denominator, 1 plus the exponential, stands for s. s should be 1 divided by all of it."),
    reread=SLOPE,
)
def _(dout, z):
    s = 1 / 1 + np.exp(-z)
    return dout * s * (1 - s)


@exercise.mistake(
    "subtracted_in_denominator",
    N_("In the denominator of s the 1 and the exponential are subtracted, one from the other. They should be added."),
)
def _(dout, z):
    s = 1 / (1 - np.exp(-z))
    return dout * s * (1 - s)


@exercise.mistake("subtracted_in_denominator")
def _(dout, z):
    return dout * np.exp(-z) / (1 - np.exp(-z)) ** 2


@exercise.mistake(
    "tanh_for_sigmoid",
    N_("In s (1 - s), s is tanh of z. It should be the sigmoid, which runs from 0 to 1."),
    reread=SLOPE,
)
def _(dout, z):
    s = np.tanh(z)
    return dout * s * (1 - s)


@exercise.mistake("plus_for_minus", N_("The second factor of the slope is 1 + s. It should be 1 - s."), reread=SLOPE)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * (1 + s)


@exercise.mistake(
    "sign_flipped",
    N_(
        "The sign of dz is turned round. The sigmoid rises everywhere, so its slope, s (1 - s), should never "
        "be negative."
    ),
    reread=SLOPE,
)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * (s - 1)


@exercise.mistake(
    "dout_for_s", N_("The slope is made from dout. In s (1 - s), s should be the sigmoid of z."), reread=BACKWARDS
)
def _(dout, z):
    return dout * dout * (1 - dout)


@exercise.mistake("dout_for_s")
def _(dout, z):
    return dout * (1 - dout)


@exercise.mistake(
    "saturated_too_early",
    N_("dz is 0 where the slope is only small. At z = 5 the slope should be 0.0066: small is not nothing."),
)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return np.where(np.abs(z) > 5, 0.0, dout * s * (1 - s))


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
    N_("In s (1 - s), z stands for s at one place or at both. s should be the sigmoid of z."),
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


@exercise.mistake(
    "sigmoid_twice",
    N_("In s (1 - s), s is the sigmoid of the sigmoid of z. Take the sigmoid once: s should be that of z."),
)
def _(dout, z):
    s = 1 / (1 + np.exp(-(1 / (1 + np.exp(-z)))))
    return dout * s * (1 - s)


@exercise.mistake(
    "one_minus_s_missing",
    N_("dz is dout times s. The factor 1 - s is missing: the slope should be s (1 - s)."),
    reread=SLOPE,
)
def _(dout, z):
    return dout / (1 + np.exp(-z))


@exercise.mistake(
    "s_missing", N_("dz is dout times 1 - s. The factor s is missing: the slope should be s (1 - s)."), reread=SLOPE
)
def _(dout, z):
    return dout * (1 - 1 / (1 + np.exp(-z)))


@exercise.mistake(
    "s_squared", N_("dz is dout times s times s. One of the two factors s should be 1 - s."), reread=SLOPE
)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * s


@exercise.mistake(
    "inner_derivative_missing",
    N_(
        "dout is multiplied by -1 over the square of 1 + exp(-z). The inner derivative is missing: multiply "
        "by -exp(-z), the slope of 1 + exp(-z)."
    ),
    reread=SLOPE,
)
def _(dout, z):
    return -dout / (1 + np.exp(-z)) ** 2


@exercise.mistake(
    "brackets_missing",
    N_(
        "dout multiplies only a part of the slope. It should multiply all of it. Are brackets missing? Python"
        " multiplies before it subtracts."
    ),
)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * 1 - s


@exercise.mistake("brackets_missing")
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s - s**2


@exercise.mistake(
    "slope_of_tanh",
    N_("dout is multiplied by 1 minus a square, as for tanh. The slope of the sigmoid should be s (1 - s)."),
    reread=SLOPE,
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


@exercise.mistake("times_z", N_("dz has z as a factor too. It should be dout times the slope, nothing more."))
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


@exercise.mistake("tables_only")
def _(dout, z):
    N, M = z.shape
    s = 1 / (1 + np.exp(-z))
    return (dout * s * (1 - s)).reshape(N, M)


@exercise.mistake("vectors_only", VECTORS_ONLY, reread=EVERY_SHAPE)
def _(dout, z):
    s = np.array([1 / (1 + np.exp(-float(v))) for v in z])
    return dout * s * (1 - s)


@exercise.mistake("numbers_only", NUMBERS_ONLY, reread=EVERY_SHAPE)
def _(dout, z):
    s = 1 / (1 + np.exp(-z)) if z >= 0 else np.exp(z) / (1 + np.exp(z))
    return dout * s * (1 - s)


@exercise.mistake("for_one_number", FOR_ONE_NUMBER, reread=EVERY_SHAPE)
def _(dout, z):
    s = 1 / (1 + np.exp(-float(z)))
    return dout * s * (1 - s)


@exercise.mistake("slope_at_dout")
def _(dout, z):
    s = 1 / (1 + np.exp(-dout))
    return s * (1 - s)


@exercise.mistake(
    "slope_of_relu",
    N_("dout passes where z is positive, as in ReLU. Multiply it by the slope of the sigmoid, s (1 - s)."),
)
def _(dout, z):
    return dout * (z > 0)


@exercise.mistake("dout_divided", N_("dout is divided by the slope. Multiply it by the slope (the chain rule)."))
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout / (s * (1 - s))


@exercise.mistake("slope_fixed", N_("The slope is 0.25 everywhere. That is its largest value; compute it at each z."))
def _(dout, z):
    return dout * 0.25


@exercise.mistake("added_up", ADDED_UP, reread=ENTRY_BY_ENTRY)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return np.sum(dout * s * (1 - s))


@exercise.mistake("added_up")
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return np.sum(dout * s * (1 - s), axis=0)


@exercise.mistake("added_up")
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return np.sum(dout * s * (1 - s), axis=-1)


@exercise.mistake("divided_by_count", DIVIDED_BY_COUNT, reread=BACKWARDS)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * (1 - s) / len(z)


@exercise.mistake("divided_by_count")
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * (1 - s) / z.size


@exercise.mistake(
    "exponential_twice",
    N_(
        "In s (1 - s), s is 2 exp(z). Is it exp(z) / 1 + exp(z)? Python divides first, so the denominator "
        "needs brackets."
    ),
    reread=SLOPE,
)
def _(dout, z):
    s = np.exp(z) / 1 + np.exp(z)
    return dout * s * (1 - s)


@exercise.mistake(
    "too_steep",
    N_("In s (1 - s), s is the sigmoid of 2 z. It should be that of z; with tanh, take that of z / 2."),
    reread=SLOPE,
)
def _(dout, z):
    s = 1 / (1 + np.exp(-2 * z))
    return dout * s * (1 - s)


@exercise.mistake("base_two", N_("The base of the power in s is 2. It should be e: np.exp."), reread=SLOPE)
def _(dout, z):
    s = 1 / (1 + 2.0 ** (-z))
    return dout * s * (1 - s)


@exercise.mistake("slope_squared", N_("The slope is squared. Take s (1 - s) once."), reread=SLOPE)
def _(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * (s * (1 - s)) ** 2


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
