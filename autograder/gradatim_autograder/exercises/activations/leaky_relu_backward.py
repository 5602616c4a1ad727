"""Backwards through the leaky ReLU: dout times 1 or alpha."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercise.argument_class import where
from gradatim_autograder.exercises.activations import shared

exercise = declare(
    "leaky_relu_backward",
    returns=("dz",),
    points={"a vector": 1, "a table": 0.5, "three axes": 0.5},
    section=N_("Leaky ReLU: never quite flat"),
    texts=shared,
)


@exercise.reference
def leaky_relu_backward(dout, z, alpha):
    slope = np.where(z > 0, 1, alpha)
    return dout * slope


@exercise.forward(dz="z")
def loss(dout, z, alpha):
    return float(np.sum(dout * np.where(z > 0, z, alpha * z)))


shared.probes(exercise, lambda dout, z, rng: (dout, z, shared.an_alpha(rng)), shared.FAR)


@exercise.probe(part="a vector")
def hardly_a_corner(rng):
    """dout is not 0 where z is 0. The slope there may be alpha, 1 or a number between them, so alpha is nearly 1: what
    is told apart from these is a slope of 0.
    """
    dout, z = shared.gradient_and_sums(rng, 8)
    z[rng.permutation(8)[:2]] = 0.0
    return dout, z, 1 - 1e-9


exercise.classes(
    *shared.STRAIGHT,
    where("dout_at_zero", N_("where z is 0 and dout is not"), lambda dout, z: bool(np.any((z == 0) & (dout != 0)))),
)

exercise.wrong_lines("""
nan_at_zero: Where z is exactly 0 the result is nan. Is something divided by 0 there? The corner needs some number;
alpha is usual.
    slope = np.where(z > 0, z, alpha * z) / z
nothing_at_zero: Where z is exactly 0, dz is 0. It should be alpha times dout there.
    slope = (z > 0) + alpha * (z < 0)
cut_off_above: Where z is large, nothing passes. There is no upper end: the slope should be 1, however large z is.
    slope = np.where(z > 6, 0, np.where(z > 0, 1, alpha))
dout_forgotten: {DOUT_FORGOTTEN}  > Backwards through an activation
    return slope
    return np.where(z < 0, alpha, 1)
dout_added: {DOUT_ADDED}  > Backwards through an activation
    return dout + slope
    return dout + np.where(z < 0, alpha, 1)
dout_missing_below: Where z is negative, dz is alpha alone. It should be alpha times dout.
    return np.where(z > 0, dout, alpha)
    return np.where(z < 0, alpha, dout)
dout_missing_above: Where z is positive, dz is 1, without dout. It should be dout itself: the slope is 1 there.
    return np.where(z > 0, 1, alpha * dout)
    return np.where(z < 0, alpha * dout, 1)
leak_missing: Where z is negative, dz is 0. That is ReLU; here dz should be alpha times dout.
    return np.where(z > 0, dout, 0)
alpha_fixed: alpha is fixed at one number. Use the alpha that is passed in.
    alpha => 0.01
    alpha => 0.1
value_below: Where z is negative, dout is multiplied by alpha times z, the value. Multiply it by the slope there,
which is alpha alone.
    slope = np.where(z > 0, 1, alpha * z)
z_for_dout_below: Where z is negative, dz is alpha times z. It should be alpha times dout.
    return np.where(z > 0, dout, alpha * z)
value_for_slope: dout is multiplied by the leaky ReLU itself. Multiply it by the slope, which is 1 or alpha.
    slope = np.where(z > 0, z, alpha * z)
forward_again: This is the leaky ReLU of z once more, without dout. Backwards, multiply dout by the slope.
    return np.where(z > 0, z, alpha * z)
decided_by_dout: The sign of dout decides which slope is taken. The sign of z should decide.
    return np.where(dout > 0, dout, alpha * dout)
decided_by_product: The sign of dout times z decides which slope is taken. The sign of z alone should decide.
    return np.where(dout * z > 0, dout, alpha * dout)
leak_above: The two sides are exchanged: the slope is alpha where z is positive and 1 where z is negative. It should
be the other way round.
    slope = np.where(z > 0, alpha, 1)
minus_alpha: Below 0 the slope is -alpha. It should be alpha: alpha times z rises with z.
    slope = np.where(z > 0, 1, -alpha)
one_minus_alpha: Below 0 the slope is 1 - alpha. It should be alpha.
    slope = np.where(z > 0, 1, 1 - alpha)
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
    return dout
arguments_exchanged: {ARGUMENTS_EXCHANGED}  > Backwards through an activation
    return z * np.where(dout > 0, 1, alpha)
threshold_at_alpha: The corner is at alpha. It should be at 0; alpha is the slope below it.
    slope = np.where(z > alpha, 1, alpha)
numbers_only: {NUMBERS_ONLY}  > An array of any shape
    return dout if z > 0 else alpha * dout
for_one_number: {FOR_ONE_NUMBER}  > An array of any shape
    return float(dout) * (1 if z > 0 else alpha)
vectors_only: {VECTORS_ONLY}  > An array of any shape
    return np.array([d if v > 0 else alpha * d for d, v in zip(dout, z)])
    return np.array([float(d) if v > 0 else alpha * float(d) for d, v in zip(dout, z)])
tables_only: {TABLES_ONLY}  > An array of any shape
    slope = [[1 if z[i, j] > 0 else alpha for j in range(z.shape[1])] for i in range(z.shape[0])]
matrix_product: {MATRIX_PRODUCT}  > Why entry by entry
    return dout @ slope
    return np.dot(dout, slope)
value_above: Where z is positive, dout is multiplied by z, the value. Multiply it by the slope there, which is 1.
    slope = np.where(z > 0, z, alpha)
relu_scaled: dz is alpha times dout where z is positive, and 0 below. The slope should be 1 above 0 and alpha below.
    return alpha * dout * (z > 0)
added_up: {ADDED_UP}  > Why entry by entry
    return np.sum(dout * slope)
    return np.sum(dout * slope, axis=0)
    return np.sum(dout * slope, axis=-1)
divided_by_count: {DIVIDED_BY_COUNT}  > Backwards through an activation
    return dout * slope / len(z)
    return dout * slope / z.size
""")

exercise.alternatives("""
a decision about dout: return np.where(z > 0, dout, alpha * dout)
masks: return dout * (z > 0) + alpha * dout * (z <= 0)
a prepared array of slopes:
    slope = np.ones_like(z)
    slope[z < 0] = alpha
    return slope * dout
a copy with some entries changed:
    dz = dout.copy()
    dz[z <= 0] *= alpha
    return dz
loop over all entries:
    values = []
    for d, v in zip(dout.ravel(), z.ravel()):
        if v > 0:
            values.append(d)
        else:
            values.append(alpha * d)
    return np.array(values).reshape(z.shape)
float32: return np.float32(dout) * np.where(z > 0, 1, alpha).astype(np.float32)
""")
