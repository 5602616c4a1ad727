"""Backwards through ReLU: dout where z was positive, else 0."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.activations.shared import (
    ADDED_UP,
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
    gradient_and_sums,
    special_probes,
    table_shape,
    vector_shape,
)

exercise = Exercise(
    "relu_backward",
    chapter="03-activations",
    returns=("dz",),
    points={"a vector": 1, "a table": 0.5, "three axes": 0.5},
    section=N_("The slope of ReLU"),
)


@exercise.reference
def relu_backward(dout, z):
    return np.where(z > 0, dout, 0.0)


@exercise.forward(dz="z")
def loss(dout, z):
    return float(np.sum(dout * np.maximum(z, 0)))


@exercise.probe(part="a vector")
def vector(rng):
    return gradient_and_sums(rng, *vector_shape(rng))


@exercise.probe(part="a table")
def table(rng):
    return gradient_and_sums(rng, *table_shape(rng))


special_probes(exercise, lambda dout, z, rng: (dout, z), FAR)

exercise.covers(*STRAIGHT)


@exercise.mistake(
    "nan_at_zero",
    N_(
        "Where z is exactly 0 the result is nan. Is something divided by 0 there? The corner needs some "
        "number; 0 is usual."
    ),
)
def _(dout, z):
    return dout * np.maximum(z, 0) / z


@exercise.mistake("dout_forgotten", DOUT_FORGOTTEN, reread=BACKWARDS)
def _(dout, z):
    return np.where(z > 0, 1.0, 0.0)


@exercise.mistake("dout_added", DOUT_ADDED, reread=BACKWARDS)
def _(dout, z):
    return dout + (z > 0)


@exercise.mistake(
    "decided_by_dout",
    N_("dout passes where dout is positive. It should pass where z is positive."),
)
def _(dout, z):
    return np.where(dout > 0, dout, 0.0)


@exercise.mistake(
    "decided_by_product",
    N_("dout passes where dout times z is positive. It should pass where z is positive, whatever the sign of dout."),
)
def _(dout, z):
    return np.where(dout * z > 0, dout, 0.0)


@exercise.mistake(
    "value_for_slope", N_("dout is multiplied by ReLU itself. Multiply it by the slope of ReLU, which is 1 or 0.")
)
def _(dout, z):
    return dout * np.maximum(z, 0)


@exercise.mistake("value_for_slope")
def _(dout, z):
    return np.where(z > 0, z * dout, 0.0)


@exercise.mistake(
    "forward_again", N_("This is ReLU of z once more, without dout. Backwards, dout should pass where z is positive.")
)
def _(dout, z):
    return np.maximum(z, 0)


@exercise.mistake(
    "relu_of_product", N_("This is ReLU of dout times z. Let dout itself pass, unchanged, where z is positive.")
)
def _(dout, z):
    return np.maximum(dout * z, 0)


@exercise.mistake("wrong_side", N_("dout passes where z is negative. It should pass where z is positive."))
def _(dout, z):
    return np.where(z < 0, dout, 0.0)


@exercise.mistake("slope_missing", SLOPE_MISSING, reread=BACKWARDS)
def _(dout, z):
    return dout * 1.0


@exercise.mistake("minus_below", N_("Where z is negative, dz is -dout. It should be 0: ReLU is flat there."))
def _(dout, z):
    return dout * np.sign(z)


@exercise.mistake("minus_one_below", N_("Where z is negative, dz is -1. It should be 0: ReLU is flat there."))
def _(dout, z):
    return np.where(z > 0, dout, -1.0)


@exercise.mistake("z_below", N_("Where z is negative, dz is z. It should be 0: ReLU is flat there."))
def _(dout, z):
    return np.where(z > 0, dout, z)


@exercise.mistake(
    "leak", N_("Where z is negative a small part of dout passes. That is the leaky ReLU; here dz should be 0.")
)
def _(dout, z):
    return np.where(z > 0, dout, 0.01 * dout)


@exercise.mistake("leak")
def _(dout, z):
    return np.where(z > 0, dout, 0.1 * dout)


@exercise.mistake(
    "cut_off_above",
    N_("Where z is large, nothing passes. ReLU has no upper end: its slope should be 1, however large z is."),
)
def _(dout, z):
    return dout * ((z > 0) & (z < 6))


@exercise.mistake(
    "z_cut_off_for_slope",
    N_("dout is multiplied by z, cut off at 0 and 1. Multiply it by the slope, which is 1 or 0 and nothing between."),
)
def _(dout, z):
    return dout * np.clip(z, 0, 1)


@exercise.mistake("threshold_at_one", N_("dout passes only where z is above 1. It should pass wherever z is above 0."))
def _(dout, z):
    return np.where(z > 1, dout, 0.0)


@exercise.mistake(
    "flat_above_one", N_("dout is stopped where z is above 1. It should pass there: ReLU goes on rising.")
)
def _(dout, z):
    return np.where((z > 0) & (z < 1), dout, 0.0)


@exercise.mistake(
    "arguments_exchanged",
    N_("dout and z are exchanged: dz is z where dout is positive. It should be dout where z is positive."),
    reread=BACKWARDS,
)
def _(dout, z):
    return np.where(dout > 0, z, 0.0)


@exercise.mistake("dout_sign_lost", N_("The signs of dout are lost. Where z is positive, dout should pass as it is."))
def _(dout, z):
    return np.abs(dout) * (z > 0)


@exercise.mistake(
    "dout_cut_too", N_("Negative entries of dout become 0 too. Where z is positive, dout should pass as it is.")
)
def _(dout, z):
    return np.maximum(dout, 0) * (z > 0)


@exercise.mistake(
    "entries_dropped",
    N_("The entries with negative z are left out, so the shape changes. Each should keep its place and become 0."),
)
def _(dout, z):
    return dout[z > 0]


@exercise.mistake("numbers_only", NUMBERS_ONLY, reread=EVERY_SHAPE)
def _(dout, z):
    return dout if z > 0 else 0.0


@exercise.mistake("for_one_number", FOR_ONE_NUMBER, reread=EVERY_SHAPE)
def _(dout, z):
    return float(dout) * (float(z) > 0)


@exercise.mistake("vectors_only", VECTORS_ONLY, reread=EVERY_SHAPE)
def _(dout, z):
    return np.array([d if v > 0 else 0.0 for d, v in zip(dout, z)])


@exercise.mistake("vectors_only")
def _(dout, z):
    return np.array([d if v > 0 else 0 * d for d, v in zip(dout, z)])


@exercise.mistake("tables_only", TABLES_ONLY, reread=EVERY_SHAPE)
def _(dout, z):
    dz = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            dz[i, j] = dout[i, j] if z[i, j] > 0 else 0.0
    return dz


@exercise.mistake("matrix_product", MATRIX_PRODUCT, reread=ENTRY_BY_ENTRY)
def _(dout, z):
    return dout @ np.where(z > 0, 1.0, 0.0)


@exercise.mistake("matrix_product")
def _(dout, z):
    return np.dot(dout, np.where(z > 0, 1.0, 0.0))


@exercise.mistake("times_z", N_("dout is multiplied by z. Multiply it by the slope at z, which is 1 or 0."))
def _(dout, z):
    return dout * z


@exercise.mistake(
    "one_above",
    N_("Where z is positive, dz is 1, and elsewhere dout. It should be dout where z is positive, and 0 elsewhere."),
)
def _(dout, z):
    return np.where(z > 0, 1.0, dout)


@exercise.mistake("added_up", ADDED_UP, reread=ENTRY_BY_ENTRY)
def _(dout, z):
    return np.sum(dout * (z > 0))


@exercise.mistake("added_up")
def _(dout, z):
    return np.sum(dout * (z > 0), axis=0)


@exercise.mistake("added_up")
def _(dout, z):
    return np.sum(dout * (z > 0), axis=-1)


@exercise.mistake("divided_by_count", DIVIDED_BY_COUNT, reread=BACKWARDS)
def _(dout, z):
    return dout * (z > 0) / len(z)


@exercise.mistake("divided_by_count")
def _(dout, z):
    return dout * (z > 0) / z.size


@exercise.mistake("dout_forgotten")
def _(dout, z):
    return np.where(z >= 0, 1.0, 0.0)


@exercise.mistake("dout_added")
def _(dout, z):
    return dout + (z >= 0)


@exercise.mistake("minus_one_below")
def _(dout, z):
    return np.where(z < 0, -1.0, dout)


@exercise.mistake("one_above")
def _(dout, z):
    return np.where(z >= 0, 1.0, dout)


@exercise.alternative("times a mask")
def _(dout, z):
    return dout * (z > 0)


@exercise.alternative("a copy with some entries set to 0")
def _(dout, z):
    dz = dout.copy()
    dz[z <= 0] = 0
    return dz


@exercise.alternative("loop over all entries")
def _(dout, z):
    values = []
    for d, v in zip(dout.ravel(), z.ravel()):
        if v > 0:
            values.append(d)
        else:
            values.append(0.0)
    return np.array(values).reshape(z.shape)


@exercise.alternative("the slope from the sign, float32")
def _(dout, z):
    return np.float32(dout) * (1 + np.sign(np.float32(z))) / 2


@exercise.alternative("asked of ReLU's output")
def _(dout, z):
    a = np.maximum(z, 0)
    return np.multiply(dout, a > 0)
