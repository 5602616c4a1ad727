"""The sigmoid, for vectors and tables, and for numbers so large that a naive exp overflows."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.activations import shared

exercise = declare(
    "sigmoid",
    returns=("a",),
    points={"a vector": 1, "a table": 0.5, "three axes": 0.5, "large numbers": 1},
    section=N_("A threshold with a slope: the sigmoid"),
    texts=shared,
)


@exercise.reference
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))


shared.probes(exercise, lambda dout, z, rng: (z,), shared.FLAT)


# The sum is far above 0 in one and far below 0 in the other, and opposite ends have opposite signs: an answer that
# decides by the sum or by the wrong entry cannot pass by chance.
@exercise.probe(part="large numbers")
def mostly_above(rng):
    inner = rng.permutation(np.concatenate([[800.0], shared.gradient_and_sums(rng, 6)[1]]))
    return (np.concatenate([[1000.0], inner, [-1000.0]]),)


@exercise.probe(part="large numbers")
def mostly_below(rng):
    inner = rng.permutation(np.concatenate([[-800.0, -750.0], shared.gradient_and_sums(rng, 6)[1]]))
    return (np.concatenate([[-1000.0], inner, [1000.0]]).reshape(2, 5),)


exercise.classes(*shared.BENT)
exercise.classes("""
large z
large_in_a_table: where a table z holds large numbers  if np.ndim(z) == 2 and np.abs(z).max() > 100
""")

exercise.wrong_lines("""
wrong_way_round: These are the results for -z: the curve falls where it should rise. Large z should give nearly 1.
    return 1 / (1 + np.exp(z))
    return np.exp(-z) / (1 + np.exp(-z))
    return np.where(z >= 0, e / (1 + e), 1 / (1 + e))
denominator_alone: This is 1 plus the exponential, the denominator alone. Divide 1 by all of it. (Without brackets, 1
/ 1 comes first, and the exponential is added then.)
    return 1 / 1 + np.exp(-z)
    return 1 / 1 + np.exp(-np.clip(z, -500, 500))
    return 1 / 1 + e
exponential_twice: Where z is negative the result is twice exp(z). Is it exp(z) / 1 + exp(z)? Python divides first, so
the denominator needs brackets.
    return np.exp(z) / 1 + np.exp(z)
    return np.where(z >= 0, 1 / 1 + e, e / 1 + e)
    return np.where(z >= 0, 1 / (1 + e), e / 1 + e)
subtracted_in_denominator: In the denominator the 1 and the exponential are subtracted, one from the other. They
should be added.
    return 1 / (1 - np.exp(-z))
    return 1 / (1 - np.exp(z))
    return np.exp(-z) / (1 - np.exp(-z))
    return 1 / (np.exp(-z) - 1)
one_missing: This is exp(z) alone. The denominator needs a 1 beside the exponential, which keeps the result below 1.
    return np.exp(z)
    return 1 / np.exp(-z)
overflow: For some large numbers the result is nan, or an error: exp overflows. Never let exp see a large positive
number.  > When exp overflows
    return np.exp(z) / (1 + np.exp(z))
    return np.exp(z) / (np.exp(z) + np.exp(0))
    e = np.array([np.e ** float(v) for v in z.ravel()]).reshape(z.shape) ;; return e / (1 + e)
    e = np.array([np.e ** -float(v) for v in z.ravel()]).reshape(z.shape) ;; return 1 / (1 + e)
    return np.where(z >= 0, np.exp(z) / (1 + np.exp(z)), 1 / (1 + np.exp(-z)))
sign_lost: The result is the same for z and -z. Where z is negative, it should be below 0.5.  > When exp overflows
    return 1 / (1 + e)
clipped_too_early: Far from 0 the result stops short of 0 and 1. Is something cut off too early? Large numbers should
give 0 or 1 to all digits.
    return 1 / (1 + np.exp(-np.clip(z, -10, 10)))
    return 1 / (1 + np.exp(-np.clip(z, -5, 5)))
    return 1 / (1 + np.exp(-np.clip(z, -6, 6)))
saturated_too_early: The result is 0 or 1 where the sigmoid is still on its way there. At z = 5 it should be 0.9933,
at z = 7 still 0.9991.
    return np.where(np.abs(z) > 5, z > 0, 1 / (1 + np.exp(-z)))
    return np.where(np.abs(z) > 4, z > 0, 1 / (1 + np.exp(-z)))
    return np.where(np.abs(z) > 6, z > 0, 1 / (1 + np.exp(-z)))
tanh_instead: This is tanh, which runs from -1 to 1. The sigmoid should run from 0 to 1.
    return np.tanh(z)
too_steep: This is the sigmoid of 2 z, twice as steep. The exponent should be z, once; with tanh, take that of z / 2.
    return (1 + np.tanh(z)) / 2
slope_instead: This is the slope of the sigmoid. Return the function itself.
    return e / (1 + e) ** 2
zero_forgotten: Where z is 0 the result is 0. It should be 0.5 there, since exp(-z) is 1.
    of "masks": above = z > 0 ;; ~above => z < 0
step_instead: This is the step function. The sigmoid should take all values between 0 and 1.
    return np.where(z > 0, 1.0, 0.0)
    return np.where(z >= 0, 1.0, 0.0)
    return np.heaviside(z, 0.5)
base_two: The base of the power is 2. It should be e: np.exp.
    return 1 / (1 + 2 ** (-z))
shared_denominator: Each entry is divided by a sum over several entries. In the sigmoid, each should be computed from
itself alone.
    return np.exp(z) / np.sum(np.exp(z))
    return 1 / (1 + np.sum(np.exp(-z)))
    return np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True)
    e = np.exp(z - np.max(z)) ;; return e / np.sum(e)
absolute_value_fraction: This is z / (1 + |z|), another curve with two flat ends. Use the exponential.
    return z / (1 + np.abs(z))
vectors_only: {VECTORS_ONLY}  > An array of any shape
    return np.array([1 / (1 + np.exp(-v)) if v >= 0 else np.exp(v) / (1 + np.exp(v)) for v in z])
    return np.array([1 / (1 + np.exp(-float(v))) for v in z])
tables_only: {TABLES_ONLY}  > An array of any shape
    return np.array([[1 / (1 + np.exp(-v)) for v in row] for row in z])
    return np.array([[1 / (1 + np.exp(-z[i, j])) for j in range(z.shape[1])] for i in range(z.shape[0])])
    e = np.exp(-np.abs(z)) -> N, M = z.shape
        ;; return np.array([[1 / (1 + np.exp(-z[i, j])) for j in range(M)] for i in range(N)])
times_z: The sigmoid is multiplied by z. Return the sigmoid itself.
    return z / (1 + np.exp(-z))
numbers_only: {NUMBERS_ONLY}  > An array of any shape
    return 1 / (1 + e) if z >= 0 else e / (1 + e)
for_one_number: {FOR_ONE_NUMBER}  > An array of any shape
    return 1 / (1 + np.exp(-float(z)))
""")

exercise.alternatives("""
the formula as it is: return 1 / (1 + np.exp(-z))
from tanh: return 0.5 * (1 + np.tanh(z / 2))
masks:
    a = np.zeros(z.shape)
    above = z >= 0
    a[above] = 1 / (1 + np.exp(-z[above]))
    a[~above] = np.exp(z[~above]) / (1 + np.exp(z[~above]))
    return a
clipped far out: return 1 / (1 + np.exp(-np.clip(z, -500, 500)))
loop over all entries:
    values = []
    for v in z.ravel():
        e = np.exp(-abs(v))
        values.append(1 / (1 + e) if v >= 0 else e / (1 + e))
    return np.array(values).reshape(z.shape)
float32:
    e = np.exp(-np.abs(z.astype(np.float32)))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))
""")
