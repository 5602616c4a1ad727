"""ReLU: positive numbers pass, negative ones become 0."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.activations import shared

exercise = declare(
    "relu",
    returns=("a",),
    points={"a vector": 0.5, "a table": 0.25, "three axes": 0.25},
    section=N_("ReLU: half a line"),
    texts=shared,
)


@exercise.reference
def relu(z):
    return np.maximum(z, 0)


shared.probes(exercise, lambda dout, z, rng: (z,), shared.FAR)

exercise.classes(*shared.STRAIGHT)

exercise.wrong_lines("""
minimum: Negative numbers are kept, and positive ones become 0. It should be the other way round.
    return np.minimum(z, 0)
absolute: Negative numbers become positive. They should become 0.
    return np.abs(z)
negated: Below 0 the result is -z, above 0 it is 0. ReLU should pass positive numbers and make 0 of negative ones.
    return np.maximum(-z, 0)
step_instead: This is the step function. Above 0, ReLU should give z itself.
    return np.where(z > 0, 1.0, 0.0)
    return np.where(z >= 0, 1.0, 0.0)
    return np.heaviside(z, 0.5)
leak: Negative numbers become small, but not 0. That is the leaky ReLU of a later section; here they should become 0.
    return np.where(z > 0, z, 0.01 * z)
    return np.where(z > 0, z, 0.1 * z)
    return np.where(z > 0, z, 0.2 * z)
cut_off_above: {NO_UPPER_END}
    return np.clip(z, 0, 6)
    return np.clip(z, 0, 5)
    return np.clip(z, 0, 10)
nan_at_zero: {NAN_AT_ZERO}
    return (z / np.abs(z) + 1) / 2 * z
exponential_below: Below 0 the curve bends (this is the ELU). Negative numbers should become 0.
    return np.where(z > 0, z, np.exp(z) - 1)
clipped_at_one: Numbers above 1 become 1. ReLU should have no upper end.
    return np.clip(z, 0, 1)
threshold_at_one: Numbers between 0 and 1 become 0. ReLU should begin at 0: these numbers have to pass.
    return np.where(z > 1, z, 0)
floor_at_one: The result is the larger of z and 1. It should be the larger of z and 0.
    return np.maximum(z, 1)
minus_one_below: Negative numbers become -1. They should become 0.
    return np.where(z > 0, z, -1)
    return np.where(z < 0, -1, z)
squared: Positive numbers are squared. They should stay as they are.
    return z * np.maximum(z, 0)
negatives_dropped: The negative numbers are left out, so the shape changes. Each should keep its place and become 0.
    return z[z > 0]
    return np.array([v for v in z.ravel() if v > 0])
largest_entry: The largest of several entries is taken, as np.max does. Compare each entry with 0 on its own:
np.maximum.  > An array of any shape
    return np.max(z, 0)
    return max(0, np.max(z))
    return np.max([z, 0])
    return np.max(z, axis=1)
numbers_only: {NUMBERS_ONLY}  > An array of any shape
    return max(0, z)
for_one_number: {FOR_ONE_NUMBER}  > An array of any shape
    return max(0, float(z))
vectors_only: {VECTORS_ONLY}  > An array of any shape
    return np.array([max(0, v) for v in z])
    return np.array([v if v > 0 else 0 * v for v in z])
tables_only: {TABLES_ONLY}  > An array of any shape
    return np.array([[max(0, v) for v in row] for row in z])
    return np.array([[max(0, z[i, j]) for j in range(z.shape[1])] for i in range(z.shape[0])])
smooth_instead: This is log(1 + exp(z)), the softplus, with a rounded corner. ReLU should be 0 below 0 and z itself
above.
    return np.log(1 + np.exp(z))
sigmoid_instead: This is the sigmoid. Above 0, ReLU should give z itself, and below 0 it should give 0.
    return 1 / (1 + np.exp(-z))
swish_instead: z is multiplied by its sigmoid. That is another activation; ReLU should be 0 below 0 and z itself
above.
    return z / (1 + np.exp(-z))
""")

exercise.alternatives("""
a decision: return np.where(z > 0, z, 0.0)
times a mask: return z * (z > 0)
half of the sum with the absolute value: return (z + np.abs(z)) / 2
a copy with its negative entries set to 0:
    a = z.copy()
    a[a < 0] = 0
    return a
loop over all entries:
    values = []
    for v in z.ravel():
        if v > 0:
            values.append(v)
        else:
            values.append(0.0)
    return np.array(values).reshape(z.shape)
float32: return np.clip(z, 0, None).astype(np.float32)
""")
