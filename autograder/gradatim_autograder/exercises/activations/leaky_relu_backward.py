"""Backwards through the leaky ReLU: dout times 1 or alpha."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.activations.shared import (
    ARGUMENTS_EXCHANGED,
    BACKWARDS,
    DOUT_ADDED,
    DOUT_FORGOTTEN,
    ENTRY_BY_ENTRY,
    EVERY_SHAPE,
    MATRIX_PRODUCT,
    NUMBERS_ONLY,
    SLOPE_MISSING,
    TABLES_ONLY,
    VECTORS_ONLY,
    gradient_and_sums,
    table_shape,
    vector_shape,
)

exercise = Exercise(
    "leaky_relu_backward",
    chapter="03-activations",
    returns=("dz",),
    points={"a vector": 1, "a table": 1},
    section=N_("Leaky ReLU: never quite flat"),
)


@exercise.reference
def leaky_relu_backward(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, alpha)


@exercise.forward(dz="z")
def loss(dout, z, alpha):
    return float(np.sum(dout * np.where(z > 0, z, alpha * z)))


@exercise.probe(times=2, part="a vector")
def vector(rng):
    return *gradient_and_sums(rng, *vector_shape(rng)), float(rng.uniform(0.25, 0.4))


@exercise.probe(times=2, part="a table")
def table(rng):
    return *gradient_and_sums(rng, *table_shape(rng)), float(rng.uniform(0.25, 0.4))


@exercise.mistake("dout_forgotten", DOUT_FORGOTTEN, reread=BACKWARDS)
def _(dout, z, alpha):
    return np.where(z > 0, 1.0, alpha)


@exercise.mistake("dout_added", DOUT_ADDED, reread=BACKWARDS)
def _(dout, z, alpha):
    return dout + np.where(z > 0, 1.0, alpha)


@exercise.mistake("dout_missing_below", N_("Where z is negative it gives alpha alone. It is alpha times dout."))
def _(dout, z, alpha):
    return np.where(z > 0, dout, alpha)


@exercise.mistake(
    "dout_missing_above", N_("Where z is positive it gives 1, without dout. The slope is 1, so it is dout itself.")
)
def _(dout, z, alpha):
    return np.where(z > 0, 1.0, alpha * dout)


@exercise.mistake(
    "leak_missing", N_("Where z is negative it gives 0. That is ReLU; the slope of the leaky one is alpha.")
)
def _(dout, z, alpha):
    return np.where(z > 0, dout, 0.0)


@exercise.mistake("alpha_fixed", N_("alpha is fixed at one number. Use the alpha that is passed in."))
def _(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, 0.01)


@exercise.mistake("alpha_fixed")
def _(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, 0.1)


@exercise.mistake("value_below", N_("Where z is negative, alpha z is the value. The slope there is alpha, without z."))
def _(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, alpha * z)


@exercise.mistake("z_for_dout_below", N_("Where z is negative it gives alpha times z. It is alpha times dout."))
def _(dout, z, alpha):
    return np.where(z > 0, dout, alpha * z)


@exercise.mistake(
    "value_for_slope", N_("dout is multiplied by the leaky ReLU itself. Multiply it by its slope, 1 or alpha.")
)
def _(dout, z, alpha):
    return dout * np.where(z > 0, z, alpha * z)


@exercise.mistake("forward_again", N_("This is the leaky ReLU once more: dout is not used."))
def _(dout, z, alpha):
    return np.where(z > 0, z, alpha * z)


@exercise.mistake("decided_by_dout", N_("It asks whether dout is positive. What matters is the sign of z."))
def _(dout, z, alpha):
    return np.where(dout > 0, dout, alpha * dout)


@exercise.mistake(
    "decided_by_product", N_("It asks whether dout times z is positive. What matters is the sign of z alone.")
)
def _(dout, z, alpha):
    return np.where(dout * z > 0, dout, alpha * dout)


@exercise.mistake(
    "leak_above", N_("The two sides are exchanged: the slope is 1 where z is positive, alpha where it is negative.")
)
def _(dout, z, alpha):
    return dout * np.where(z > 0, alpha, 1.0)


@exercise.mistake("minus_alpha", N_("Below 0 the slope is -alpha. alpha times z rises with z, so its slope is alpha."))
def _(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, -alpha)


@exercise.mistake("one_minus_alpha", N_("Below 0 the slope is 1 - alpha. It is alpha."))
def _(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, 1 - alpha)


@exercise.mistake("divided_by_alpha", N_("Where z is negative it divides by alpha. Multiply dout by it."))
def _(dout, z, alpha):
    return np.where(z > 0, dout, dout / alpha)


@exercise.mistake("alpha_added", N_("Where z is negative alpha is added to dout. Multiply dout by it."))
def _(dout, z, alpha):
    return np.where(z > 0, dout, dout + alpha)


@exercise.mistake("alpha_subtracted", N_("Where z is negative alpha is taken off dout. Multiply dout by it."))
def _(dout, z, alpha):
    return np.where(z > 0, dout, dout - alpha)


@exercise.mistake("everywhere", N_("alpha multiplies dout where z is positive too. The slope there is 1."))
def _(dout, z, alpha):
    return alpha * dout


@exercise.mistake("slope_missing", SLOPE_MISSING, reread=BACKWARDS)
def _(dout, z, alpha):
    return dout * 1.0


@exercise.mistake("arguments_exchanged", ARGUMENTS_EXCHANGED, reread=BACKWARDS)
def _(dout, z, alpha):
    return z * np.where(dout > 0, 1.0, alpha)


@exercise.mistake("threshold_at_alpha", N_("The corner is at alpha. It is at 0; alpha is the slope below it."))
def _(dout, z, alpha):
    return dout * np.where(z > alpha, 1.0, alpha)


@exercise.mistake("numbers_only", NUMBERS_ONLY, reread=EVERY_SHAPE)
def _(dout, z, alpha):
    return dout if z > 0 else alpha * dout


@exercise.mistake("vectors_only", VECTORS_ONLY, reread=EVERY_SHAPE)
def _(dout, z, alpha):
    return np.array([d if v > 0 else alpha * d for d, v in zip(dout, z)])


@exercise.mistake("tables_only", TABLES_ONLY, reread=EVERY_SHAPE)
def _(dout, z, alpha):
    dz = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            dz[i, j] = dout[i, j] if z[i, j] > 0 else alpha * dout[i, j]
    return dz


@exercise.mistake("matrix_product", MATRIX_PRODUCT, reread=ENTRY_BY_ENTRY)
def _(dout, z, alpha):
    return dout @ np.where(z > 0, 1.0, alpha)


@exercise.mistake("matrix_product")
def _(dout, z, alpha):
    return np.dot(dout, np.where(z > 0, 1.0, alpha))


@exercise.mistake("value_above", N_("Where z is positive, z is the value. The slope there is 1."))
def _(dout, z, alpha):
    return dout * np.where(z > 0, z, alpha)


@exercise.mistake(
    "relu_scaled",
    N_("alpha multiplies where z is positive, and nothing passes below. The slope is 1 above and alpha below."),
)
def _(dout, z, alpha):
    return alpha * dout * (z > 0)


@exercise.alternative("a decision about dout")
def _(dout, z, alpha):
    return np.where(z > 0, dout, alpha * dout)


@exercise.alternative("masks")
def _(dout, z, alpha):
    return dout * (z > 0) + alpha * dout * (z <= 0)


@exercise.alternative("a prepared array of slopes")
def _(dout, z, alpha):
    slope = np.ones_like(z)
    slope[z < 0] = alpha
    return slope * dout


@exercise.alternative("a copy with some entries changed")
def _(dout, z, alpha):
    dz = dout.copy()
    dz[z <= 0] *= alpha
    return dz


@exercise.alternative("loop over all entries")
def _(dout, z, alpha):
    values = []
    for d, v in zip(dout.ravel(), z.ravel()):
        if v > 0:
            values.append(d)
        else:
            values.append(alpha * d)
    return np.array(values).reshape(z.shape)


@exercise.alternative("float32")
def _(dout, z, alpha):
    return np.float32(dout) * np.where(z > 0, 1, alpha).astype(np.float32)
