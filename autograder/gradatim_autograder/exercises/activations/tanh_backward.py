"""Backwards through tanh: dout times 1 - tanh², entry by entry."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.activations import shared

exercise = declare(
    "tanh_backward",
    returns=("dz",),
    points={"a vector": 1, "a table": 0.5, "three axes": 0.5},
    section=N_("The slope of tanh"),
    texts=shared,
)


@exercise.reference
def tanh_backward(dout, z):
    t = np.tanh(z)
    return dout * (1 - t**2)


@exercise.forward(dz="z")
def loss(dout, z):
    return float(np.sum(dout * np.tanh(z)))


shared.probes(exercise, lambda dout, z, rng: (dout, z), shared.FLAT)

exercise.classes(*shared.BENT)

exercise.wrong_lines("""
square_missing: The slope is 1 - tanh(z), without a square. It should be 1 - tanh(z)**2.
    return dout * (1 - t)
z_for_tanh: The slope is 1 - z**2. The square should be that of tanh(z): 1 - tanh(z)**2.
    t = z
square_inside: z is squared inside tanh. Take tanh of z first, then square the result.
    return dout * (1 - np.tanh(z**2))
dout_forgotten: {DOUT_FORGOTTEN}  > Backwards through an activation
    return 1 - t**2
dout_added: {DOUT_ADDED}  > Backwards through an activation
    return dout + 1 - t**2
one_minus_missing: dout is multiplied by tanh(z)**2. The slope should be 1 minus this square.
    return dout * t**2
sign_flipped: The sign of dz is turned round. tanh rises everywhere, so its slope, 1 - tanh(z)**2, should never be
negative.
    return dout * (t**2 - 1)
tanh_of_half: The slope is made from tanh of z / 2. Make it from tanh of z, which is 2 s(2z) - 1, with 2 z inside.
    t = 2 / (1 + np.exp(-z)) - 1
sinh_for_tanh: The square is that of the hyperbolic sine. It should be that of tanh, the difference divided by the
sum.
    t = np.sinh(z)
tangent_for_tanh: The slope is made from a function of angles. Make it from the hyperbolic tangent: np.tanh, with an
h.
    t = np.tan(z)
    t = np.arctan(z)
dout_for_tanh: The square is that of dout. It should be that of tanh(z): 1 - tanh(z)**2.
> Backwards through an activation
    t = dout
    return 1 - dout**2
saturated_too_early: dz is 0 where the slope is only small. At z = 4 the slope should be 0.0013: small is not nothing.
    return np.where(np.abs(z) > 4, 0, dout * (1 - t**2))
    return np.where(np.abs(z) > 3, 0, dout * (1 - t**2))
value_for_slope: dout is multiplied by tanh itself. Multiply it by the slope of tanh.
    return dout * t
brackets_missing: dout multiplies the 1 alone. It should multiply the whole slope: put brackets around it.
    return dout * 1 - t**2
plus_for_minus: The square is added to 1. Take it off: tanh is steepest at 0.
    return dout * (1 + t**2)
slope_of_sigmoid: The slope is made as that of the sigmoid, s (1 - s). It should be 1 - tanh(z)**2.
    return dout * t * (1 - t)
    t = 1 / (1 + np.exp(-z)) ;; return dout * t * (1 - t)
sigmoid_for_tanh: The slope is 1 minus the square of the sigmoid. Square tanh of z in its place.
    t = 1 / (1 + np.exp(-z))
tanh_twice: The slope is made from tanh of tanh(z). Take tanh once: make it from tanh of z.
    t = np.tanh(np.tanh(z))
derivative_of_square: The slope is 1 - 2 tanh(z). It should keep the square: 1 - tanh(z)**2.
    return dout * (1 - 2 * t)
slope_missing: {SLOPE_MISSING}  > Backwards through an activation
    return dout
arguments_exchanged: {ARGUMENTS_EXCHANGED}  > Backwards through an activation
    t = np.tanh(dout) ;; return z * (1 - t**2)
slope_at_dout: {SLOPE_AT_DOUT}  > Backwards through an activation
    t = np.tanh(dout)
    t = np.tanh(dout) ;; return 1 - t**2
dout_inside: {DOUT_INSIDE}  > Backwards through an activation
    t = np.tanh(dout * z) ;; return 1 - t**2
    return 1 - (dout * t) ** 2
matrix_product: {MATRIX_PRODUCT}  > Why entry by entry
    return dout @ (1 - t**2)
    return np.dot(dout, 1 - t**2)
tables_only: {TABLES_ONLY}  > An array of any shape
    t = np.array([[np.tanh(z[i, j]) for j in range(z.shape[1])] for i in range(z.shape[0])])
    return dout * (1 - t**2) -> N, M = z.shape; return (dout * (1 - t**2)).reshape(N, M)
vectors_only: {VECTORS_ONLY}  > An array of any shape
    return np.array([float(d) * (1 - np.tanh(float(v)) ** 2) for d, v in zip(dout, z)])
for_one_number: {FOR_ONE_NUMBER}  > An array of any shape
    t = np.tanh(float(z))
dout_divided: dout is divided by the slope. Multiply it by the slope (the chain rule).
    return dout / (1 - t**2)
cosh_not_squared: dout is divided by cosh(z), without a square. The slope should be 1 / cosh(z)**2, which is 1 -
tanh(z)**2.
    return dout / np.cosh(z)
whole_slope_squared: The whole of 1 - tanh(z) is squared. Square tanh(z) only.
    return dout * (1 - t) ** 2
added_up: {ADDED_UP}  > Why entry by entry
    return np.sum(dout * (1 - t**2))
    return np.sum(dout * (1 - t**2), axis=0)
    return np.sum(dout * (1 - t**2), axis=-1)
divided_by_count: {DIVIDED_BY_COUNT}  > Backwards through an activation
    return dout * (1 - t**2) / len(z)
    return dout * (1 - t**2) / z.size
brackets_missing_in_tanh: In tanh itself a part of numerator or denominator stands outside of the fraction: Python
divides first. Put brackets around both.
    t = (np.exp(z) - np.exp(-z)) / np.exp(z) + np.exp(-z)
    t = np.exp(z) - np.exp(-z) / np.exp(z) + np.exp(-z)
    t = np.exp(z) - np.exp(-z) / (np.exp(z) + np.exp(-z))
slope_squared: The whole of 1 - tanh(z)**2 is squared once more. Take it as it is.
    return dout * (1 - t**2) ** 2
""")

exercise.alternatives("""
one over cosh squared: return dout / np.cosh(z) ** 2
two factors:
    t = np.tanh(z)
    return dout * (1 - t) * (1 + t)
from exponentials:
    t = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    return dout - dout * t * t
loop over all entries:
    values = [d * (1 - np.tanh(v) ** 2) for d, v in zip(dout.ravel(), z.ravel())]
    return np.array(values).reshape(z.shape)
float32: return np.float32(dout) * (1 - np.tanh(np.float32(z)) ** 2)
""")
