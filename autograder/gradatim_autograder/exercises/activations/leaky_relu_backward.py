"""Backwards through the leaky ReLU: dout times 1 or alpha."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import where
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.activations.shared import (
    ADDED_UP,
    ARGUMENTS_EXCHANGED,
    BACKWARDS,
    DIVIDED_BY_COUNT,
    DOUT_ADDED,
    DOUT_FORGOTTEN,
    ENTRY_BY_ENTRY,
    EVERY_SHAPE,
    FAR,
    FOR_ONE_NUMBER,
    MATRIX_PRODUCT,
    NUMBERS_ONLY,
    SLOPE_MISSING,
    STRAIGHT,
    TABLES_ONLY,
    VECTORS_ONLY,
    an_alpha,
    gradient_and_sums,
    special_probes,
    table_shape,
    vector_shape,
)

exercise = Exercise(
    "leaky_relu_backward",
    chapter="03-activations",
    returns=("dz",),
    points={"a vector": 1, "a table": 0.5, "three axes": 0.5},
    section=N_("Leaky ReLU: never quite flat"),
)


@exercise.reference
def leaky_relu_backward(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, alpha)


@exercise.forward(dz="z")
def loss(dout, z, alpha):
    return float(np.sum(dout * np.where(z > 0, z, alpha * z)))


@exercise.probe(part="a vector")
def vector(rng):
    return *gradient_and_sums(rng, *vector_shape(rng)), an_alpha(rng)


@exercise.probe(part="a table")
def table(rng):
    return *gradient_and_sums(rng, *table_shape(rng)), an_alpha(rng)


special_probes(exercise, lambda dout, z, rng: (dout, z, an_alpha(rng)), FAR)


@exercise.probe(part="a vector")
def hardly_a_corner(rng):
    """dout is not 0 where z is 0. The slope there may be alpha, 1 or a number between them, so alpha is nearly 1: what
    is told apart from these is a slope of 0.
    """
    dout, z = gradient_and_sums(rng, 8)
    z[rng.permutation(8)[:2]] = 0.0
    return dout, z, 1 - 1e-9


exercise.covers(
    *STRAIGHT,
    where("dout_at_zero", N_("where z is 0 and dout is not"), lambda dout, z: bool(np.any((z == 0) & (dout != 0)))),
)


@exercise.mistake(
    "nan_at_zero",
    N_(
        "Where z is exactly 0 the result is nan. Is something divided by 0 there? The corner needs some "
        "number; alpha is usual."
    ),
)
def _(dout, z, alpha):
    return dout * np.where(z > 0, z, alpha * z) / z


@exercise.mistake("nothing_at_zero", N_("Where z is exactly 0, dz is 0. It should be alpha times dout there."))
def _(dout, z, alpha):
    return dout * ((z > 0) + alpha * (z < 0))


@exercise.mistake(
    "cut_off_above",
    N_("Where z is large, nothing passes. There is no upper end: the slope should be 1, however large z is."),
)
def _(dout, z, alpha):
    return dout * np.where(z > 6, 0.0, np.where(z > 0, 1.0, alpha))


@exercise.mistake("dout_forgotten", DOUT_FORGOTTEN, reread=BACKWARDS)
def _(dout, z, alpha):
    return np.where(z > 0, 1.0, alpha)


@exercise.mistake("dout_added", DOUT_ADDED, reread=BACKWARDS)
def _(dout, z, alpha):
    return dout + np.where(z > 0, 1.0, alpha)


@exercise.mistake("dout_missing_below", N_("Where z is negative, dz is alpha alone. It should be alpha times dout."))
def _(dout, z, alpha):
    return np.where(z > 0, dout, alpha)


@exercise.mistake(
    "dout_missing_above",
    N_("Where z is positive, dz is 1, without dout. It should be dout itself: the slope is 1 there."),
)
def _(dout, z, alpha):
    return np.where(z > 0, 1.0, alpha * dout)


@exercise.mistake("leak_missing", N_("Where z is negative, dz is 0. That is ReLU; here dz should be alpha times dout."))
def _(dout, z, alpha):
    return np.where(z > 0, dout, 0.0)


@exercise.mistake("alpha_fixed", N_("alpha is fixed at one number. Use the alpha that is passed in."))
def _(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, 0.01)


@exercise.mistake("alpha_fixed")
def _(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, 0.1)


@exercise.mistake(
    "value_below",
    N_(
        "Where z is negative, dout is multiplied by alpha times z, the value. Multiply it by the slope there,"
        " which is alpha alone."
    ),
)
def _(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, alpha * z)


@exercise.mistake("z_for_dout_below", N_("Where z is negative, dz is alpha times z. It should be alpha times dout."))
def _(dout, z, alpha):
    return np.where(z > 0, dout, alpha * z)


@exercise.mistake(
    "value_for_slope", N_("dout is multiplied by the leaky ReLU itself. Multiply it by the slope, which is 1 or alpha.")
)
def _(dout, z, alpha):
    return dout * np.where(z > 0, z, alpha * z)


@exercise.mistake(
    "forward_again", N_("This is the leaky ReLU of z once more, without dout. Backwards, multiply dout by the slope.")
)
def _(dout, z, alpha):
    return np.where(z > 0, z, alpha * z)


@exercise.mistake("decided_by_dout", N_("The sign of dout decides which slope is taken. The sign of z should decide."))
def _(dout, z, alpha):
    return np.where(dout > 0, dout, alpha * dout)


@exercise.mistake(
    "decided_by_product",
    N_("The sign of dout times z decides which slope is taken. The sign of z alone should decide."),
)
def _(dout, z, alpha):
    return np.where(dout * z > 0, dout, alpha * dout)


@exercise.mistake(
    "leak_above",
    N_(
        "The two sides are exchanged: the slope is alpha where z is positive and 1 where z is negative. It "
        "should be the other way round."
    ),
)
def _(dout, z, alpha):
    return dout * np.where(z > 0, alpha, 1.0)


@exercise.mistake("minus_alpha", N_("Below 0 the slope is -alpha. It should be alpha: alpha times z rises with z."))
def _(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, -alpha)


@exercise.mistake("one_minus_alpha", N_("Below 0 the slope is 1 - alpha. It should be alpha."))
def _(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, 1 - alpha)


@exercise.mistake("divided_by_alpha", N_("Where z is negative, dout is divided by alpha. Multiply dout by it."))
def _(dout, z, alpha):
    return np.where(z > 0, dout, dout / alpha)


@exercise.mistake("alpha_added", N_("Where z is negative, alpha is added to dout. Multiply dout by it."))
def _(dout, z, alpha):
    return np.where(z > 0, dout, dout + alpha)


@exercise.mistake("alpha_subtracted", N_("Where z is negative, alpha is taken off dout. Multiply dout by it."))
def _(dout, z, alpha):
    return np.where(z > 0, dout, dout - alpha)


@exercise.mistake("everywhere", N_("alpha multiplies dout where z is positive too. The slope there should be 1."))
def _(dout, z, alpha):
    return alpha * dout


@exercise.mistake("slope_missing", SLOPE_MISSING, reread=BACKWARDS)
def _(dout, z, alpha):
    return dout * 1.0


@exercise.mistake("arguments_exchanged", ARGUMENTS_EXCHANGED, reread=BACKWARDS)
def _(dout, z, alpha):
    return z * np.where(dout > 0, 1.0, alpha)


@exercise.mistake("threshold_at_alpha", N_("The corner is at alpha. It should be at 0; alpha is the slope below it."))
def _(dout, z, alpha):
    return dout * np.where(z > alpha, 1.0, alpha)


@exercise.mistake("numbers_only", NUMBERS_ONLY, reread=EVERY_SHAPE)
def _(dout, z, alpha):
    return dout if z > 0 else alpha * dout


@exercise.mistake("for_one_number", FOR_ONE_NUMBER, reread=EVERY_SHAPE)
def _(dout, z, alpha):
    return float(dout) * (1.0 if float(z) > 0 else alpha)


@exercise.mistake("vectors_only", VECTORS_ONLY, reread=EVERY_SHAPE)
def _(dout, z, alpha):
    return np.array([d if v > 0 else alpha * d for d, v in zip(dout, z)])


@exercise.mistake("vectors_only")
def _(dout, z, alpha):
    return np.array([float(d) if v > 0 else alpha * float(d) for d, v in zip(dout, z)])


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


@exercise.mistake(
    "value_above",
    N_("Where z is positive, dout is multiplied by z, the value. Multiply it by the slope there, which is 1."),
)
def _(dout, z, alpha):
    return dout * np.where(z > 0, z, alpha)


@exercise.mistake(
    "relu_scaled",
    N_("dz is alpha times dout where z is positive, and 0 below. The slope should be 1 above 0 and alpha below."),
)
def _(dout, z, alpha):
    return alpha * dout * (z > 0)


@exercise.mistake("added_up", ADDED_UP, reread=ENTRY_BY_ENTRY)
def _(dout, z, alpha):
    return np.sum(dout * np.where(z > 0, 1.0, alpha))


@exercise.mistake("added_up")
def _(dout, z, alpha):
    return np.sum(dout * np.where(z > 0, 1.0, alpha), axis=0)


@exercise.mistake("added_up")
def _(dout, z, alpha):
    return np.sum(dout * np.where(z > 0, 1.0, alpha), axis=-1)


@exercise.mistake("divided_by_count", DIVIDED_BY_COUNT, reread=BACKWARDS)
def _(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, alpha) / len(z)


@exercise.mistake("divided_by_count")
def _(dout, z, alpha):
    return dout * np.where(z > 0, 1.0, alpha) / z.size


@exercise.mistake("dout_forgotten")
def _(dout, z, alpha):
    return np.where(z < 0, alpha, 1.0)


@exercise.mistake("dout_added")
def _(dout, z, alpha):
    return dout + np.where(z < 0, alpha, 1.0)


@exercise.mistake("dout_missing_below")
def _(dout, z, alpha):
    return np.where(z < 0, alpha, dout)


@exercise.mistake("dout_missing_above")
def _(dout, z, alpha):
    return np.where(z < 0, alpha * dout, 1.0)


@exercise.mistake("alpha_added")
def _(dout, z, alpha):
    return np.where(z < 0, dout + alpha, dout)


@exercise.mistake("alpha_subtracted")
def _(dout, z, alpha):
    return np.where(z < 0, dout - alpha, dout)


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
