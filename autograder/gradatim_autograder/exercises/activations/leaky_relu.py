"""Leaky ReLU: negative numbers are multiplied by a small alpha."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.activations.shared import (
    EVERY_SHAPE,
    FAR,
    FOR_ONE_NUMBER,
    NAN_AT_ZERO,
    NO_UPPER_END,
    NUMBERS_ONLY,
    STRAIGHT,
    TABLES_ONLY,
    VECTORS_ONLY,
    an_alpha,
    around_zero,
    special_probes,
    table_shape,
    vector_shape,
)

exercise = Exercise(
    "leaky_relu",
    chapter="03-activations",
    returns=("a",),
    points={"a vector": 0.5, "a table": 0.25, "three axes": 0.25},
    section=N_("Leaky ReLU: never quite flat"),
)


@exercise.reference
def leaky_relu(z, alpha):
    return np.where(z > 0, z, alpha * z)


@exercise.probe(part="a vector")
def vector(rng):
    return around_zero(rng, *vector_shape(rng)), an_alpha(rng)


@exercise.probe(part="a table")
def table(rng):
    return around_zero(rng, *table_shape(rng)), an_alpha(rng)


special_probes(exercise, lambda dout, z, rng: (z, an_alpha(rng)), FAR)

exercise.covers(*STRAIGHT)


@exercise.mistake("leak_missing", N_("Negative numbers become 0. That is ReLU; here they should become alpha times z."))
def _(z, alpha):
    return np.maximum(z, 0)


@exercise.mistake("leak_missing")
def _(z, alpha):
    return np.maximum(z, 0 * alpha * z)


@exercise.mistake("cut_off_above", NO_UPPER_END)
def _(z, alpha):
    return np.minimum(np.where(z > 0, z, alpha * z), 6)


@exercise.mistake(
    "cut_off_below",
    N_("Very negative numbers are cut off at -1. Below 0 the result should fall for ever, as alpha times z."),
)
def _(z, alpha):
    return np.maximum(np.where(z > 0, z, alpha * z), -1)


@exercise.mistake("nan_at_zero", NAN_AT_ZERO)
def _(z, alpha):
    above = (z / np.abs(z) + 1) / 2
    return above * z + (1 - above) * alpha * z


@exercise.mistake("alpha_fixed", N_("alpha is fixed at one number. Use the alpha that is passed in."))
def _(z, alpha):
    return np.where(z > 0, z, 0.01 * z)


@exercise.mistake("alpha_fixed")
def _(z, alpha):
    return np.where(z > 0, z, 0.1 * z)


@exercise.mistake(
    "leak_above",
    N_("The two sides are exchanged: the positive numbers are multiplied by alpha. It should be the negative ones."),
)
def _(z, alpha):
    return np.where(z > 0, alpha * z, z)


@exercise.mistake("alpha_alone", N_("Negative numbers become alpha itself. They should become alpha times z."))
def _(z, alpha):
    return np.where(z > 0, z, alpha)


@exercise.mistake("minus_alpha_alone", N_("Negative numbers become -alpha. They should become alpha times z."))
def _(z, alpha):
    return np.where(z > 0, z, -alpha)


@exercise.mistake(
    "sign_changed", N_("Negative numbers become positive. They should become alpha times z, which keeps the sign of z.")
)
def _(z, alpha):
    return np.where(z > 0, z, -alpha * z)


@exercise.mistake("sign_changed")
def _(z, alpha):
    return np.where(z > 0, z, alpha * np.abs(z))


@exercise.mistake("alpha_added", N_("alpha is added to the negative numbers. Multiply them by it."))
def _(z, alpha):
    return np.where(z > 0, z, z + alpha)


@exercise.mistake("alpha_subtracted", N_("alpha is taken off the negative numbers. Multiply them by it."))
def _(z, alpha):
    return np.where(z > 0, z, z - alpha)


@exercise.mistake("divided_by_alpha", N_("Negative numbers are divided by alpha. Multiply them by it."))
def _(z, alpha):
    return np.where(z > 0, z, z / alpha)


@exercise.mistake(
    "floor_at_alpha", N_("The result is the larger of z and alpha. It should be the larger of z and alpha times z.")
)
def _(z, alpha):
    return np.maximum(z, alpha)


@exercise.mistake("leak_above")
def _(z, alpha):
    return np.minimum(z, alpha * z)


@exercise.mistake(
    "everywhere", N_("alpha multiplies the positive numbers too. Above 0, the result should be z itself.")
)
def _(z, alpha):
    return alpha * z


@exercise.mistake("everywhere")
def _(z, alpha):
    return np.where(z > 0, alpha * z, alpha * z)


@exercise.mistake(
    "slope_instead", N_("These are the slopes, 1 and alpha. Return the function itself: z and alpha times z.")
)
def _(z, alpha):
    return np.where(z > 0, 1.0, alpha)


@exercise.mistake("one_above", N_("Positive numbers become 1. They should stay as they are."))
def _(z, alpha):
    return np.where(z > 0, 1.0, alpha * z)


@exercise.mistake(
    "leak_added", N_("alpha times z is added to the positive numbers too. Add it where z is negative only.")
)
def _(z, alpha):
    return np.maximum(z, 0) + alpha * z


@exercise.mistake(
    "exponential_below",
    N_("Below 0 the curve bends (this is the ELU). It should be a straight line there: alpha times z."),
)
def _(z, alpha):
    return np.where(z > 0, z, alpha * (np.exp(z) - 1))


@exercise.mistake("threshold_at_alpha", N_("The corner is at alpha. It should be at 0; alpha is the slope below it."))
def _(z, alpha):
    return np.where(z > alpha, z, alpha * z)


@exercise.mistake("threshold_at_alpha")
def _(z, alpha):
    return np.where(z > alpha, z, 0.0)


@exercise.mistake("numbers_only", NUMBERS_ONLY, reread=EVERY_SHAPE)
def _(z, alpha):
    return max(alpha * z, z)


@exercise.mistake("for_one_number", FOR_ONE_NUMBER, reread=EVERY_SHAPE)
def _(z, alpha):
    return max(alpha * float(z), float(z))


@exercise.mistake("vectors_only", VECTORS_ONLY, reread=EVERY_SHAPE)
def _(z, alpha):
    return np.array([v if v > 0 else alpha * v for v in z])


@exercise.mistake("vectors_only")
def _(z, alpha):
    return np.array([max(float(v), alpha * float(v)) for v in z])


@exercise.mistake("tables_only", TABLES_ONLY, reread=EVERY_SHAPE)
def _(z, alpha):
    a = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            a[i, j] = z[i, j] if z[i, j] > 0 else alpha * z[i, j]
    return a


@exercise.mistake("alpha_fixed")
def _(z, alpha):
    return np.where(z > 0, z, 0.05 * z)


@exercise.mistake("alpha_fixed")
def _(z, alpha):
    return np.where(z > 0, z, 0.2 * z)


@exercise.mistake("alpha_fixed")
def _(z, alpha):
    return np.where(z > 0, z, 0.5 * z)


@exercise.mistake(
    "relu_scaled", N_("This is ReLU, multiplied by alpha. Above 0 the result should be z, below 0 alpha times z.")
)
def _(z, alpha):
    return np.maximum(alpha * z, 0)


@exercise.mistake(
    "floor_at_minus_alpha",
    N_("The result is the larger of z and -alpha. It should be the larger of z and alpha times z."),
)
def _(z, alpha):
    return np.maximum(z, -alpha)


@exercise.mistake("alpha_alone")
def _(z, alpha):
    return np.where(z < 0, alpha, z)


@exercise.mistake("minus_alpha_alone")
def _(z, alpha):
    return np.where(z < 0, -alpha, z)


@exercise.mistake("alpha_added")
def _(z, alpha):
    return np.where(z < 0, z + alpha, z)


@exercise.mistake("alpha_subtracted")
def _(z, alpha):
    return np.where(z < 0, z - alpha, z)


@exercise.mistake("slope_instead")
def _(z, alpha):
    return np.where(z < 0, alpha, 1.0)


@exercise.mistake("one_above")
def _(z, alpha):
    return np.where(z < 0, alpha * z, 1.0)


@exercise.alternative("the larger of two lines")
def _(z, alpha):
    return np.maximum(z, alpha * z)


@exercise.alternative("both halves added")
def _(z, alpha):
    return np.maximum(z, 0) + alpha * np.minimum(z, 0)


@exercise.alternative("masks")
def _(z, alpha):
    return z * (z > 0) + alpha * z * (z <= 0)


@exercise.alternative("a copy with its negative entries changed")
def _(z, alpha):
    a = z.copy()
    a[z < 0] = alpha * z[z < 0]
    return a


@exercise.alternative("loop over all entries")
def _(z, alpha):
    values = []
    for v in z.ravel():
        if v > 0:
            values.append(v)
        else:
            values.append(alpha * v)
    return np.array(values).reshape(z.shape)


@exercise.alternative("float32")
def _(z, alpha):
    return np.where(z > 0, z, alpha * z).astype(np.float32)
