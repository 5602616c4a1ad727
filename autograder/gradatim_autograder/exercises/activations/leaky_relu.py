"""Leaky ReLU: negative numbers are multiplied by a small alpha."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.activations import shared

exercise = declare(
    "leaky_relu",
    returns=("a",),
    points={"a vector": 0.5, "a table": 0.25, "three axes": 0.25},
    section=N_("Leaky ReLU: never quite flat"),
    texts=shared,
)


@exercise.reference
def leaky_relu(z, alpha):
    return np.where(z > 0, z, alpha * z)


shared.probes(exercise, lambda dout, z, rng: (z, shared.an_alpha(rng)), shared.FAR)

exercise.classes(*shared.STRAIGHT)

exercise.wrong_lines("""
leak_missing: Negative numbers become 0. That is ReLU; here they should become alpha times z.
    return np.maximum(z, 0)
cut_off_above: {NO_UPPER_END}
    return np.minimum(np.where(z > 0, z, alpha * z), 6)
cut_off_below: Very negative numbers are cut off at -1. Below 0 the result should fall for ever, as alpha times z.
    return np.maximum(np.where(z > 0, z, alpha * z), -1)
nan_at_zero: {NAN_AT_ZERO}
    return (1 + z / np.abs(z)) / 2 * z + (1 - z / np.abs(z)) / 2 * alpha * z
alpha_fixed: alpha is fixed at one number. Use the alpha that is passed in.
    alpha => 0.01
    alpha => 0.1
    alpha => 0.05
    alpha => 0.2
    alpha => 0.5
leak_above: The two sides are exchanged: the positive numbers are multiplied by alpha. It should be the negative ones.
    return np.where(z > 0, alpha * z, z)
    return np.minimum(z, alpha * z)
alpha_alone: Negative numbers become alpha itself. They should become alpha times z.
    return np.where(z > 0, z, alpha)
    return np.where(z < 0, alpha, z)
minus_alpha_alone: Negative numbers become -alpha. They should become alpha times z.
    return np.where(z > 0, z, -alpha)
    return np.where(z < 0, -alpha, z)
sign_changed: Negative numbers become positive. They should become alpha times z, which keeps the sign of z.
    return np.where(z > 0, z, -alpha * z)
    return np.where(z > 0, z, alpha * np.abs(z))
alpha_added: alpha is added to the negative numbers. Multiply them by it.
    return np.where(z > 0, z, z + alpha)
    return np.where(z < 0, z + alpha, z)
alpha_subtracted: alpha is taken off the negative numbers. Multiply them by it.
    return np.where(z > 0, z, z - alpha)
    return np.where(z < 0, z - alpha, z)
divided_by_alpha: Negative numbers are divided by alpha. Multiply them by it.
    return np.where(z > 0, z, z / alpha)
floor_at_alpha: The result is the larger of z and alpha. It should be the larger of z and alpha times z.
    return np.maximum(z, alpha)
everywhere: alpha multiplies the positive numbers too. Above 0, the result should be z itself.
    return alpha * z
slope_instead: These are the slopes, 1 and alpha. Return the function itself: z and alpha times z.
    return np.where(z > 0, 1, alpha)
    return np.where(z < 0, alpha, 1)
one_above: Positive numbers become 1. They should stay as they are.
    return np.where(z > 0, 1, alpha * z)
    return np.where(z < 0, alpha * z, 1)
leak_added: alpha times z is added to the positive numbers too. Add it where z is negative only.
    return np.maximum(z, 0) + alpha * z
exponential_below: Below 0 the curve bends (this is the ELU). It should be a straight line there: alpha times z.
    return np.where(z > 0, z, alpha * (np.exp(z) - 1))
threshold_at_alpha: The corner is at alpha. It should be at 0; alpha is the slope below it.
    return np.where(z > alpha, z, alpha * z)
    return np.where(z > alpha, z, 0)
numbers_only: {NUMBERS_ONLY}  > An array of any shape
    return max(alpha * z, z)
for_one_number: {FOR_ONE_NUMBER}  > An array of any shape
    return max(alpha * float(z), float(z))
vectors_only: {VECTORS_ONLY}  > An array of any shape
    return np.array([v if v > 0 else alpha * v for v in z])
    return np.array([max(float(v), alpha * float(v)) for v in z])
tables_only: {TABLES_ONLY}  > An array of any shape
    return np.array([[max(z[i, j], alpha * z[i, j]) for j in range(z.shape[1])] for i in range(z.shape[0])])
relu_scaled: This is ReLU, multiplied by alpha. Above 0 the result should be z, below 0 alpha times z.
    return np.maximum(alpha * z, 0)
floor_at_minus_alpha: The result is the larger of z and -alpha. It should be the larger of z and alpha times z.
    return np.maximum(z, -alpha)
""")

exercise.alternatives("""
the larger of two lines: return np.maximum(z, alpha * z)
both halves added: return np.maximum(z, 0) + alpha * np.minimum(z, 0)
masks: return z * (z > 0) + alpha * z * (z <= 0)
a copy with its negative entries changed:
    a = z.copy()
    a[z < 0] = alpha * z[z < 0]
    return a
loop over all entries:
    values = []
    for v in z.ravel():
        if v > 0:
            values.append(v)
        else:
            values.append(alpha * v)
    return np.array(values).reshape(z.shape)
float32: return np.where(z > 0, z, alpha * z).astype(np.float32)
""")
