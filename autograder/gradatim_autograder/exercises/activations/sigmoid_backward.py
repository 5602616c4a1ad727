"""Backwards through the sigmoid: dout times s (1 - s), entry by entry."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.activations import shared

exercise = declare(
    "sigmoid_backward",
    returns=("dz",),
    points={"a vector": 1, "a table": 0.5, "three axes": 0.5},
    section=N_("Backwards through an activation"),
    texts=shared,
)


@exercise.reference
def sigmoid_backward(dout, z):
    s = 1 / (1 + np.exp(-z))
    return dout * s * (1 - s)


@exercise.forward(dz="z")
def loss(dout, z):
    return float(np.sum(dout / (1 + np.exp(-z))))


shared.probes(exercise, lambda dout, z, rng: (dout, z), shared.FLAT)

exercise.classes(*shared.BENT)

exercise.wrong_lines("""
exp_for_sigmoid: In s (1 - s) the exponential stands where the sigmoid belongs. s should be 1 divided by 1 plus the
exponential of -z.  > The slope of the sigmoid
    s = np.exp(z)
    s = np.exp(-z)
    return dout * s * (1 - np.exp(z))
slope_of_exponential: dout is multiplied by an exponential alone. Multiply it by the slope of the sigmoid, s (1 - s).
> The slope of the sigmoid
    return dout * np.exp(z)
    return dout * np.exp(-z)
    return -dout * np.exp(-z)
denominator_for_sigmoid: In s (1 - s) the denominator, 1 plus the exponential, stands for s. s should be 1 divided by
all of it.  > The slope of the sigmoid
    s = 1 / 1 + np.exp(-z)
subtracted_in_denominator: In the denominator of s the 1 and the exponential are subtracted, one from the other. They
should be added.
    s = 1 / (1 - np.exp(-z))
    return dout * np.exp(-z) / (1 - np.exp(-z)) ** 2
tanh_for_sigmoid: In s (1 - s), s is tanh of z. It should be the sigmoid, which runs from 0 to 1.
> The slope of the sigmoid
    s = np.tanh(z)
plus_for_minus: The second factor of the slope is 1 + s. It should be 1 - s.  > The slope of the sigmoid
    return dout * s * (1 + s)
sign_flipped: The sign of dz is turned round. The sigmoid rises everywhere, so its slope, s (1 - s), should never be
negative.  > The slope of the sigmoid
    return dout * s * (s - 1)
dout_for_s: The slope is made from dout. In s (1 - s), s should be the sigmoid of z.
    s = dout
    return dout * (1 - dout)
saturated_too_early: dz is 0 where the slope is only small. At z = 5 the slope should be 0.0066: small is not nothing.
    return np.where(np.abs(z) > 5, 0, dout * s * (1 - s))
dout_forgotten: {DOUT_FORGOTTEN}
    return s * (1 - s)
dout_added: {DOUT_ADDED}
    return dout + s * (1 - s)
z_for_s: In s (1 - s), z stands for s at one place or at both. s should be the sigmoid of z.
> The slope of the sigmoid
    s = z
    return dout * s * (1 - z)
    return dout * z * (1 - s)
sigmoid_twice: In s (1 - s), s is the sigmoid of the sigmoid of z. Take the sigmoid once: s should be that of z.
    s = 1 / (1 + np.exp(-1 / (1 + np.exp(-z))))
one_minus_s_missing: dz is dout times s. The factor 1 - s is missing: the slope should be s (1 - s).
> The slope of the sigmoid
    return dout * s
s_missing: dz is dout times 1 - s. The factor s is missing: the slope should be s (1 - s).  > The slope of the sigmoid
    return dout * (1 - s)
s_squared: dz is dout times s times s. One of the two factors s should be 1 - s.  > The slope of the sigmoid
    return dout * s * s
inner_derivative_missing: dout is multiplied by -1 over the square of 1 + exp(-z). The inner derivative is missing:
multiply by -exp(-z), the slope of 1 + exp(-z).  > The slope of the sigmoid
    return -dout / (1 + np.exp(-z)) ** 2
brackets_missing: dout multiplies only a part of the slope. It should multiply all of it. Are brackets missing? Python
multiplies before it subtracts.
    return dout * s * 1 - s
    return dout * s - s**2
slope_of_tanh: dout is multiplied by 1 minus a square, as for tanh. The slope of the sigmoid should be s (1 - s).
> The slope of the sigmoid
    return dout * (1 - s**2)
    return dout * (1 - np.tanh(z) ** 2)
slope_missing: {SLOPE_MISSING}
    return dout
arguments_exchanged: {ARGUMENTS_EXCHANGED}
    s = 1 / (1 + np.exp(-dout)) ;; return z * s * (1 - s)
slope_at_dout: {SLOPE_AT_DOUT}
    s = 1 / (1 + np.exp(-dout))
    s = 1 / (1 + np.exp(-dout)) ;; return s * (1 - s)
dout_inside: {DOUT_INSIDE}
    s = 1 / (1 + np.exp(-dout * z)) ;; return s * (1 - s)
    s = dout / (1 + np.exp(-z)) ;; return s * (1 - s)
times_z: dz has z as a factor too. It should be dout times the slope, nothing more.
    return dout * s * (1 - s) * z
matrix_product: {MATRIX_PRODUCT}  > Why entry by entry
    return dout @ (s * (1 - s))
    return np.dot(dout, s * (1 - s))
tables_only: {TABLES_ONLY}  > An array of any shape
    s = np.array([[1 / (1 + np.exp(-z[i, j])) for j in range(z.shape[1])] for i in range(z.shape[0])])
    return dout * s * (1 - s) -> N, M = z.shape; return (dout * s * (1 - s)).reshape(N, M)
vectors_only: {VECTORS_ONLY}  > An array of any shape
    s = np.array([1 / (1 + np.exp(-float(v))) for v in z])
numbers_only: {NUMBERS_ONLY}  > An array of any shape
    s = 1 / (1 + np.exp(-z)) if z >= 0 else np.exp(z) / (1 + np.exp(z))
for_one_number: {FOR_ONE_NUMBER}  > An array of any shape
    s = 1 / (1 + np.exp(-float(z)))
slope_of_relu: dout passes where z is positive, as in ReLU. Multiply it by the slope of the sigmoid, s (1 - s).
    return dout * (z > 0)
dout_divided: dout is divided by the slope. Multiply it by the slope (the chain rule).
    return dout / (s * (1 - s))
slope_fixed: The slope is 0.25 everywhere. That is its largest value; compute it at each z.
    return dout * 0.25
added_up: {ADDED_UP}  > Why entry by entry
    return np.sum(dout * s * (1 - s))
    return np.sum(dout * s * (1 - s), axis=0)
    return np.sum(dout * s * (1 - s), axis=-1)
divided_by_count: {DIVIDED_BY_COUNT}
    return dout * s * (1 - s) / len(z)
    return dout * s * (1 - s) / z.size
exponential_twice: In s (1 - s), s is 2 exp(z). Is it exp(z) / 1 + exp(z)? Python divides first, so the denominator
needs brackets.  > The slope of the sigmoid
    s = np.exp(z) / 1 + np.exp(z)
too_steep: In s (1 - s), s is the sigmoid of 2 z. It should be that of z; with tanh, take that of z / 2.
> The slope of the sigmoid
    s = 1 / (1 + np.exp(-2 * z))
base_two: The base of the power in s is 2. It should be e: np.exp.  > The slope of the sigmoid
    s = 1 / (1 + 2 ** (-z))
slope_squared: The slope is squared. Take s (1 - s) once.  > The slope of the sigmoid
    return dout * (s * (1 - s)) ** 2
""")

exercise.alternatives("""
the fraction of the quotient rule: return dout * np.exp(-z) / (1 + np.exp(-z)) ** 2
from tanh: return dout * (1 - np.tanh(z / 2) ** 2) / 4
loop over all entries:
    values = []
    for d, v in zip(dout.ravel(), z.ravel()):
        s = 1 / (1 + np.exp(-v))
        values.append(d * s * (1 - s))
    return np.array(values).reshape(z.shape)
slope in a variable, float32:
    s = 1 / (1 + np.exp(-z.astype(np.float32)))
    slope = s - s**2
    return dout.astype(np.float32) * slope
""")
