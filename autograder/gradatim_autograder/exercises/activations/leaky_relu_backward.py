"""Backwards through the leaky ReLU: dout times 1 or alpha."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercise.argument_class import where
from gradatim_autograder.exercises.activations import shared
from gradatim_autograder.exercises.activations.shared import (
    EVERY_SHAPE,
    FAR,
    STRAIGHT,
    TABLES_ONLY,
    an_alpha,
    gradient_and_sums,
    special_probes,
    table_shape,
    vector_shape,
)

exercise = declare(
    "leaky_relu_backward",
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


exercise.classes(
    *STRAIGHT,
    where("dout_at_zero", N_("where z is 0 and dout is not"), lambda dout, z: bool(np.any((z == 0) & (dout != 0)))),
)


exercise.wrong_lines("""
nan_at_zero: Where z is exactly 0 the result is nan. Is something divided by 0 there? The corner needs some number;
alpha is usual.
    return dout * np.where(z > 0, z, alpha * z) / z
nothing_at_zero: Where z is exactly 0, dz is 0. It should be alpha times dout there.
    return dout * ((z > 0) + alpha * (z < 0))
cut_off_above: Where z is large, nothing passes. There is no upper end: the slope should be 1, however large z is.
    return dout * np.where(z > 6, 0.0, np.where(z > 0, 1.0, alpha))
dout_forgotten: {DOUT_FORGOTTEN}  > Backwards through an activation
    return np.where(z > 0, 1.0, alpha)
    return np.where(z < 0, alpha, 1.0)
dout_added: {DOUT_ADDED}  > Backwards through an activation
    return dout + np.where(z > 0, 1.0, alpha)
    return dout + np.where(z < 0, alpha, 1.0)
dout_missing_below: Where z is negative, dz is alpha alone. It should be alpha times dout.
    return np.where(z > 0, dout, alpha)
    return np.where(z < 0, alpha, dout)
dout_missing_above: Where z is positive, dz is 1, without dout. It should be dout itself: the slope is 1 there.
    return np.where(z > 0, 1.0, alpha * dout)
    return np.where(z < 0, alpha * dout, 1.0)
leak_missing: Where z is negative, dz is 0. That is ReLU; here dz should be alpha times dout.
    return np.where(z > 0, dout, 0.0)
alpha_fixed: alpha is fixed at one number. Use the alpha that is passed in.
    alpha => 0.01
    alpha => 0.1
value_below: Where z is negative, dout is multiplied by alpha times z, the value. Multiply it by the slope there,
which is alpha alone.
    alpha => alpha * z
z_for_dout_below: Where z is negative, dz is alpha times z. It should be alpha times dout.
    return np.where(z > 0, dout, alpha * z)
value_for_slope: dout is multiplied by the leaky ReLU itself. Multiply it by the slope, which is 1 or alpha.
    return dout * np.where(z > 0, z, alpha * z)
forward_again: This is the leaky ReLU of z once more, without dout. Backwards, multiply dout by the slope.
    return np.where(z > 0, z, alpha * z)
decided_by_dout: The sign of dout decides which slope is taken. The sign of z should decide.
    return np.where(dout > 0, dout, alpha * dout)
decided_by_product: The sign of dout times z decides which slope is taken. The sign of z alone should decide.
    return np.where(dout * z > 0, dout, alpha * dout)
leak_above: The two sides are exchanged: the slope is alpha where z is positive and 1 where z is negative. It should
be the other way round.
    return dout * np.where(z > 0, alpha, 1.0)
minus_alpha: Below 0 the slope is -alpha. It should be alpha: alpha times z rises with z.
    alpha => -alpha
one_minus_alpha: Below 0 the slope is 1 - alpha. It should be alpha.
    alpha => 1 - alpha
divided_by_alpha: Where z is negative, dout is divided by alpha. Multiply dout by it.
    return np.where(z > 0, dout, dout / alpha)
alpha_added: Where z is negative, alpha is added to dout. Multiply dout by it.
    return np.where(z > 0, dout, dout + alpha)
    return np.where(z < 0, dout + alpha, dout)
alpha_subtracted: Where z is negative, alpha is taken off dout. Multiply dout by it.
    return np.where(z > 0, dout, dout - alpha)
    return np.where(z < 0, dout - alpha, dout)
everywhere: alpha multiplies dout where z is positive too. The slope there should be 1.
    return alpha * dout
slope_missing: {SLOPE_MISSING}  > Backwards through an activation
    return dout * 1.0
arguments_exchanged: {ARGUMENTS_EXCHANGED}  > Backwards through an activation
    return z * np.where(dout > 0, 1.0, alpha)
threshold_at_alpha: The corner is at alpha. It should be at 0; alpha is the slope below it.
    return dout * np.where(z > alpha, 1.0, alpha)
numbers_only: {NUMBERS_ONLY}  > An array of any shape
    return dout if z > 0 else alpha * dout
for_one_number: {FOR_ONE_NUMBER}  > An array of any shape
    return float(dout) * (1.0 if float(z) > 0 else alpha)
vectors_only: {VECTORS_ONLY}  > An array of any shape
    return np.array([d if v > 0 else alpha * d for d, v in zip(dout, z)])
    return np.array([float(d) if v > 0 else alpha * float(d) for d, v in zip(dout, z)])
matrix_product: {MATRIX_PRODUCT}  > Why entry by entry
    return dout @ np.where(z > 0, 1.0, alpha)
    return np.dot(dout, np.where(z > 0, 1.0, alpha))
value_above: Where z is positive, dout is multiplied by z, the value. Multiply it by the slope there, which is 1.
    return dout * np.where(z > 0, z, alpha)
relu_scaled: dz is alpha times dout where z is positive, and 0 below. The slope should be 1 above 0 and alpha below.
    return alpha * dout * (z > 0)
added_up: {ADDED_UP}  > Why entry by entry
    return np.sum(dout * np.where(z > 0, 1.0, alpha))
    return np.sum(dout * np.where(z > 0, 1.0, alpha), axis=0)
    return np.sum(dout * np.where(z > 0, 1.0, alpha), axis=-1)
divided_by_count: {DIVIDED_BY_COUNT}  > Backwards through an activation
    return dout * np.where(z > 0, 1.0, alpha) / len(z)
    return dout * np.where(z > 0, 1.0, alpha) / z.size
""", shared)


@exercise.mistake("tables_only", TABLES_ONLY, reread=EVERY_SHAPE)
def _(dout, z, alpha):
    dz = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            dz[i, j] = dout[i, j] if z[i, j] > 0 else alpha * dout[i, j]
    return dz


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
