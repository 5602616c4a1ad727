"""Backwards through ReLU: dout where z was positive, else 0."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.activations import shared

exercise = declare(
    "relu_backward",
    returns=("dz",),
    points={"a vector": 1, "a table": 0.5, "three axes": 0.5},
    section=N_("The slope of ReLU"),
    texts=shared,
)


@exercise.reference
def relu_backward(dout, z):
    return np.where(z > 0, dout, 0)


@exercise.forward(dz="z")
def loss(dout, z):
    return float(np.sum(dout * np.maximum(z, 0)))


shared.probes(exercise, lambda dout, z, rng: (dout, z), shared.FAR)

exercise.classes(*shared.STRAIGHT)

exercise.wrong_lines("""
nan_at_zero: Where z is exactly 0 the result is nan. Is something divided by 0 there? The corner needs some number; 0
is usual.
    return dout * np.maximum(z, 0) / z
dout_forgotten: {DOUT_FORGOTTEN}  > Backwards through an activation
    return np.where(z > 0, 1.0, 0.0)
    return np.where(z >= 0, 1.0, 0.0)
dout_added: {DOUT_ADDED}  > Backwards through an activation
    return dout + (z > 0)
    return dout + (z >= 0)
decided_by_dout: dout passes where dout is positive. It should pass where z is positive.
    return np.where(dout > 0, dout, 0)
decided_by_product: dout passes where dout times z is positive. It should pass where z is positive, whatever the sign
of dout.
    return np.where(dout * z > 0, dout, 0)
value_for_slope: dout is multiplied by ReLU itself. Multiply it by the slope of ReLU, which is 1 or 0.
    return dout * np.maximum(z, 0)
    return np.where(z > 0, dout * z, 0)
forward_again: This is ReLU of z once more, without dout. Backwards, dout should pass where z is positive.
    return np.maximum(z, 0)
relu_of_product: This is ReLU of dout times z. Let dout itself pass, unchanged, where z is positive.
    return np.maximum(dout * z, 0)
wrong_side: dout passes where z is negative. It should pass where z is positive.
    return np.where(z < 0, dout, 0)
slope_missing: {SLOPE_MISSING}  > Backwards through an activation
    return dout
minus_below: Where z is negative, dz is -dout. It should be 0: ReLU is flat there.
    return dout * np.sign(z)
minus_one_below: Where z is negative, dz is -1. It should be 0: ReLU is flat there.
    return np.where(z > 0, dout, -1)
    return np.where(z < 0, -1, dout)
z_below: Where z is negative, dz is z. It should be 0: ReLU is flat there.
    return np.where(z > 0, dout, z)
leak: Where z is negative a small part of dout passes. That is the leaky ReLU; here dz should be 0.
    return np.where(z > 0, dout, 0.01 * dout)
    return np.where(z > 0, dout, 0.1 * dout)
cut_off_above: Where z is large, nothing passes. ReLU has no upper end: its slope should be 1, however large z is.
    return dout * ((z > 0) & (z < 6))
z_cut_off_for_slope: dout is multiplied by z, cut off at 0 and 1. Multiply it by the slope, which is 1 or 0 and
nothing between.
    return dout * np.clip(z, 0, 1)
threshold_at_one: dout passes only where z is above 1. It should pass wherever z is above 0.
    return np.where(z > 1, dout, 0)
flat_above_one: dout is stopped where z is above 1. It should pass there: ReLU goes on rising.
    return np.where((z > 0) & (z < 1), dout, 0)
arguments_exchanged: dout and z are exchanged: dz is z where dout is positive. It should be dout where z is positive.
> Backwards through an activation
    return np.where(dout > 0, z, 0)
dout_sign_lost: The signs of dout are lost. Where z is positive, dout should pass as it is.
    return np.abs(dout) * (z > 0)
dout_cut_too: Negative entries of dout become 0 too. Where z is positive, dout should pass as it is.
    return np.maximum(dout, 0) * (z > 0)
entries_dropped: The entries with negative z are left out, so the shape changes. Each should keep its place and become
0.
    return dout[z > 0]
numbers_only: {NUMBERS_ONLY}  > An array of any shape
    return dout if z > 0 else 0
for_one_number: {FOR_ONE_NUMBER}  > An array of any shape
    return float(dout) * (z > 0)
vectors_only: {VECTORS_ONLY}  > An array of any shape
    return np.array([d if v > 0 else 0.0 for d, v in zip(dout, z)])
    return np.array([d if v > 0 else 0 * d for d, v in zip(dout, z)])
tables_only: {TABLES_ONLY}  > An array of any shape
    return np.array([[dout[i, j] if z[i, j] > 0 else 0.0 for j in range(z.shape[1])] for i in range(z.shape[0])])
matrix_product: {MATRIX_PRODUCT}  > Why entry by entry
    return dout @ (z > 0)
    return np.dot(dout, z > 0)
times_z: dout is multiplied by z. Multiply it by the slope at z, which is 1 or 0.
    return dout * z
one_above: Where z is positive, dz is 1, and elsewhere dout. It should be dout where z is positive, and 0 elsewhere.
    return np.where(z > 0, 1, dout)
    return np.where(z >= 0, 1, dout)
added_up: {ADDED_UP}  > Why entry by entry
    return np.sum(dout * (z > 0))
    return np.sum(dout * (z > 0), axis=0)
    return np.sum(dout * (z > 0), axis=-1)
divided_by_count: {DIVIDED_BY_COUNT}  > Backwards through an activation
    return dout * (z > 0) / len(z)
    return dout * (z > 0) / z.size
""")

exercise.alternatives("""
times a mask: return dout * (z > 0)
a copy with some entries set to 0:
    dz = dout.copy()
    dz[z <= 0] = 0
    return dz
loop over all entries:
    values = []
    for d, v in zip(dout.ravel(), z.ravel()):
        if v > 0:
            values.append(d)
        else:
            values.append(0.0)
    return np.array(values).reshape(z.shape)
the slope from the sign, float32: return np.float32(dout) * (1 + np.sign(np.float32(z))) / 2
asked of ReLU's output:
    a = np.maximum(z, 0)
    return np.multiply(dout, a > 0)
""")
