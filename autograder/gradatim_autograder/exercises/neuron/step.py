"""The threshold: 1 where z is above 0, else 0."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, sized

exercise = declare("step", returns=("a",), points={"one number": 1, "an array": 1}, section=N_("The threshold"))


@exercise.reference
def step(z):
    fires = np.asarray(z) > 0
    return np.where(fires, 1.0, 0.0)


# Above 0 in three places, so that no other threshold can hide: below 0.5, below 1 and above 1.
exercise.probes(
    "one number",
    just_above=lambda rng: (float(rng.uniform(0.1, 0.4)),),
    above_half=lambda rng: (float(rng.uniform(0.6, 0.9)),),
    far_above=lambda rng: (float(rng.uniform(1.2, 3)),),
)

exercise.probes("one number", times=2, below=lambda rng: (float(rng.uniform(-3, -0.2)),))


@exercise.probe(part="one number")
def zero(rng):
    return (0.0,)


exercise.probes(
    "one number",
    barely_above=lambda rng: (float(rng.uniform(1e-7, 1e-6)),),
    whole_number=lambda rng: (int(rng.integers(2, 5)),),
    # As x @ w gives it.
    of_numpy=lambda rng: (np.float64(rng.uniform(0.2, 3)),),
)


@exercise.probe(times=2, part="an array")
def several(rng):
    """Its first entry is silent and others fire, so that the answer for one entry is not that for all."""
    rest = [rng.uniform(-3, -0.2), 0.0, rng.uniform(0.1, 0.4), rng.uniform(0.6, 0.9), rng.uniform(1.2, 3)]
    return (np.append(rng.uniform(-3, -0.2), rng.permutation(rest)),)


exercise.probes(
    "an array",
    matrix=sized(lambda rng, N, M: (rng.uniform(-3, 3, size=(N, M)),), 3, 6),
    whole_numbers=lambda rng: (np.append(-1, rng.permutation([-2, 0, 1, 2])),),
    silent=lambda rng: (rng.uniform(-3, -0.2, size=4),),
    single_entry=lambda rng: (rng.uniform(0.2, 3, size=1),),
    barely_above_in_an_array=lambda rng: (np.array([-1.0, 2.0, rng.uniform(1e-7, 1e-6)]),),
    # Its first entry fires and others are silent.
    single_row=lambda rng: (np.append(0.7, rng.permutation([-0.5, -0.8, 1.8]))[None] * rng.uniform(0.5, 1.4),),
)

exercise.classes("""
single_number z
vector z
table z
holds_zero z
integers z
whole_number: where z is a single whole number (int)  if isinstance(z, int)
numpy_number: where z is a single number of NumPy's, as x @ w gives it
    isinstance(z, np.floating) and np.ndim(z) == 0
barely_above: where a number is above 0, but barely  if np.any((z > 0) & (z < 1e-3))
all_silent: where all entries of an array are below 0  if np.ndim(z) > 0 and np.max(z) < 0
single_entry: where z is an array with a single entry  if np.shape(z) == (1,)
one_row: where z is a matrix with a single row  if np.ndim(z) == 2 and len(z) == 1
""")

exercise.wrong_lines("""
fires_at_zero: At z = 0 it gives 1. In this course it should give 0 there. Is there a >= where > belongs?
    fires = np.asarray(z) >= 0
inverted: 0 and 1 are exchanged: it fires at 0 and below. It should fire above 0.
    return np.where(fires, 0.0, 1.0)
inverted_at_zero: It fires below 0 and nowhere else. It should fire above 0.
    fires = np.asarray(z) < 0
sign: Below the threshold it gives -1. A silent neuron should give 0.
    return np.sign(z)
    return np.where(fires, 1.0, -1.0)
passes_the_sum_on: Above the threshold it gives z itself. It should give 1, however far z is above 0.
    return np.where(fires, z, 0.0)
threshold_at_one: It stays silent where z lies between 0 and 1. It should fire as soon as z is above 0.
    fires = np.asarray(z) > 1
    fires = np.asarray(z) >= 1
threshold_at_half: It stays silent where z lies between 0 and 0.5. It should fire as soon as z is above 0.
    fires = np.asarray(z) > 0.5
always_fires: It gives 1 for every z. It should give 0 where z is not above 0.
    return np.ones_like(np.asarray(z, dtype=float))
numbers_only: It works for one number but not for an array. np.where(z > 0, 1.0, 0.0) asks the question for every entry.
    return 1.0 if z > 0 else 0.0
    return 1.0 if float(z) > 0 else 0.0
    return 1 if z > 0 else 0
arrays_only: It works for an array but not for one number. np.where works for both, without a loop.
    return (z > 0).astype(float)
    return np.where(fires, 1.0, 0.0) -> a = np.zeros(z.shape); a[z > 0] = 1.0; return a
    return np.where(fires, 1.0, 0.0) -> a = z.copy(); a[z > 0] = 1.0; a[z <= 0] = 0.0; return a
vectors_only: It works for a vector, but not for one number, nor for a matrix. Is there a loop over z? np.where works
for all three.
    return np.array([1.0 if value > 0 else 0.0 for value in z])
    return np.array([1.0 if z[i] > 0 else 0.0 for i in range(len(z))])
    return np.array([1.0 if z[i] > 0 else 0.0 for i in range(z.shape[0])])
    return np.where(fires, 1.0, 0.0) -> a = np.zeros(len(z))
        for i in range(len(z)):
            if z[i] > 0:
                a[i] = 1.0
        return a
number_becomes_array: For a single number it gives an array with one entry. It should give a single number there.
    fires = np.atleast_1d(z) > 0
flattened: The answers are right, but all of them come back in one row. The answer should have the same shape as z.
    fires = np.ravel(z) > 0
silent_entries_missing: Only the entries that fire come back. A silent one should give 0, in its own place.
    return np.ones(np.sum(fires))
places_returned: It gives the places where z is above 0. It should give the answers: has np.where all three, the
condition, 1.0 and 0.0?
    return np.where(z > 0)
    return np.where(z > 0)[0]
first_entry_only: For an array only the first entry is answered. Is the return inside a loop?
    return 1.0 if np.ravel(z)[0] > 0 else 0.0
half_at_zero: At z = 0 exactly it gives 0.5. In this course it should give 0 there.
    return np.heaviside(z, 0.5)
sign_and_fires_at_zero: Below the threshold it gives -1, and at 0 it gives 1. It should give 0 for both.
    fires = np.asarray(z) >= 0 ;; return np.where(fires, 1.0, -1.0)
sign_by_division: Below the threshold it gives -1, and at 0 it divides by 0. Compare instead.
    return z / np.abs(z)
    return z / abs(z)
passes_negatives_on: Below the threshold it gives z itself. It should give 0, however far z is below.
    return np.where(fires, 1.0, z)
ramp: Between 0 and 1 it gives z itself, a ramp. It should jump: to 1 as soon as z is above 0.
    return np.clip(z, 0.0, 1.0)
sigmoid: This is a smooth function (a sigmoid). The answers should be 0 or 1, nothing in between.
    return 1 / (1 + np.exp(-np.asarray(z)))
any_entry: For an array it gives one answer for all entries. Every entry should have its own.
    return 1.0 if np.any(fires) else 0.0
    return 1.0 if np.all(fires) else 0.0
    return 1.0 if np.sum(z) > 0 else 0.0
""")

exercise.alternatives("""
comparison as numbers: return (np.asarray(z) > 0).astype(float)
truth values: return z > 0
Heaviside: return np.heaviside(z, 0)
""")
