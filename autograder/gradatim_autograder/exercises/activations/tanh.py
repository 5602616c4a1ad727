"""tanh, for vectors and tables."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.activations import shared

exercise = declare(
    "tanh",
    returns=("a",),
    points={"a vector": 0.5, "a table": 0.25, "three axes": 0.25},
    section=N_("tanh: centred at 0"),
    texts=shared,
)


@exercise.reference
def tanh(z):
    return np.tanh(z)


shared.probes(exercise, lambda dout, z, rng: (z,), shared.FLAT)

exercise.classes(*shared.BENT)

exercise.wrong_lines("""
sigmoid_instead: This is the sigmoid, from 0 to 1. tanh should run from -1 to 1.
    return 1 / (1 + np.exp(-z))
not_doubled_inside: This is tanh of z / 2. Made from the sigmoid, tanh should have 2 z inside.
    return 2 / (1 + np.exp(-z)) - 1
not_stretched: The sigmoid is not stretched. Multiply it by 2 first, then take 1 off.
    return 1 / (1 + np.exp(-2 * z))
    return 1 / (1 + np.exp(-2 * z)) - 1
not_shifted: The result runs from 0 to 2. It should run from -1 to 1: take 1 off.
    return 2 / (1 + np.exp(-2 * z))
upside_down: This is 1 / tanh(z), the fraction upside down. The difference belongs on top, the sum below.
    return (np.exp(z) + np.exp(-z)) / (np.exp(z) - np.exp(-z))
sinh_instead: This is half of the numerator, the hyperbolic sine. Divide the difference by the sum of the two
exponentials.
    return (np.exp(z) - np.exp(-z)) / 2
denominator_missing: This is the numerator alone, exp(z) - exp(-z). Divide it by the sum of the two exponentials.
    return np.exp(z) - np.exp(-z)
brackets_missing: A part of numerator or denominator stands outside of the fraction: Python divides first. Put
brackets around both.
    return np.exp(z) - np.exp(-z) / np.exp(z) + np.exp(-z)
    return (np.exp(z) - np.exp(-z)) / np.exp(z) + np.exp(-z)
    return np.exp(z) - np.exp(-z) / (np.exp(z) + np.exp(-z))
cosh_instead: This is half of the denominator, the hyperbolic cosine. Divide the difference of the exponentials by
their sum.
    return (np.exp(z) + np.exp(-z)) / 2
sum_for_difference: The result is 1 everywhere. The difference of the exponentials should be divided by their sum.
    return (np.exp(z) + np.exp(-z)) / (np.exp(z) + np.exp(-z))
sign_flipped: These are the results for -z, so the curve falls. It should rise: exp(z) has to come first in the
difference.
    return (np.exp(-z) - np.exp(z)) / (np.exp(z) + np.exp(-z))
saturated_too_early: The result is -1 or 1 where tanh is still on its way there. At z = 4 it should be 0.99933, at z =
5 0.99991.
    return np.where(np.abs(z) > 4, np.sign(z), np.tanh(z))
    return np.where(np.abs(z) > 3, np.sign(z), np.tanh(z))
nan_at_zero: {NAN_AT_ZERO}
    return z / np.abs(z) * np.tanh(np.abs(z))
sign_lost: The result is the same for z and -z. Where z is negative, it should be negative too.
    return np.tanh(np.abs(z))
slope_instead: This is the slope of tanh. Return the function itself.
    return 1 - np.tanh(z) ** 2
tangent_instead: This is a function of angles, the tangent or its inverse. Take the hyperbolic tangent: np.tanh, with
an h at the end.
    return np.tan(z)
    return np.arctan(z)
inverse_instead: This is the inverse of tanh, which exists only between -1 and 1. Return tanh itself.
    return np.arctanh(z)
clipped: z is cut off near -1 and 1. tanh should bend towards -1 and 1 and never reach them.
    return np.clip(z, -1, 1)
    return np.clip(z, -0.999, 0.999)
sign_instead: The result is the sign of z. tanh should take all values between -1 and 1.
    return np.sign(z)
tables_only: {TABLES_ONLY}  > An array of any shape
    return np.array([[np.tanh(z[i, j]) for j in range(z.shape[1])] for i in range(z.shape[0])])
    return np.tanh(z) -> N, M = z.shape; return np.tanh(z).reshape(N, M)
numbers_only: {NUMBERS_ONLY}  > An array of any shape
    return np.tanh(z) if z >= 0 else -np.tanh(-z)
for_one_number: {FOR_ONE_NUMBER}  > An array of any shape
    return np.tanh(float(z))
vectors_only: {VECTORS_ONLY}  > An array of any shape
    return np.array([np.tanh(float(v)) for v in z])
""")

exercise.alternatives("""
four exponentials: return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
a stretched sigmoid: return 2 / (1 + np.exp(-2 * z)) - 1
two exponentials:
    e = np.exp(2 * z)
    return (e - 1) / (e + 1)
hyperbolic sine and cosine: return np.sinh(z) / np.cosh(z)
loop over all entries:
    values = [(np.exp(v) - np.exp(-v)) / (np.exp(v) + np.exp(-v)) for v in z.ravel()]
    return np.array(values).reshape(z.shape)
float32: return np.tanh(z.astype(np.float32))
""")
