"""Central differences: the gradient of any function of an array, without a single derivative."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import (
    equal_numbers,
    holds_zero,
    integers,
    one_entry,
    table,
    three_axes,
    vector,
    where,
)

# The functions are NumPy's own, so that they are the same wherever the student's code runs. None is quadratic, and
# the steps are large: a difference with another step or on one side only gives clearly other numbers.
exercise = declare(
    "numerical_gradient",
    returns=("gradient",),
    points={"gradient": 2.5, "whole numbers": 0.5},
    section=N_("Checking a gradient"),
)


@exercise.reference
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = f(x)
        x[i] = old - h
        below = f(x)
        x[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient


exercise.probes(
    times=2,
    norm_of_a_vector=sized(lambda rng, size: (np.linalg.norm, numbers(rng, size), float(rng.uniform(0.2, 0.6))), 3, 6),
)


@exercise.probe(times=2)
def condition_of_a_matrix(rng):
    rows, columns = sizes(rng, 2, 2, 4)
    # The condition number depends on which numbers stand in one row: the shape has to be kept.
    return np.linalg.cond, numbers(rng, rows, columns), float(rng.uniform(0.05, 0.2))


exercise.probes(
    spread_of_a_block=lambda rng: (np.std, numbers(rng, *sizes(rng, 3, 2, 4)), float(rng.uniform(0.2, 0.6))),
    one_number=lambda rng: (np.linalg.norm, numbers(rng, 1), float(rng.uniform(2.2, 2.6))),
)


# Different whole numbers, none of them 0 and none large, and slopes that are no whole numbers.
@exercise.probe(part="whole numbers")
def whole_numbers(rng):
    (size,) = sizes(rng, 1, 3, 5)
    x = rng.permutation(np.arange(1, 6))[:size] * rng.permutation(np.arange(size) % 2 * 2 - 1)
    return np.linalg.norm, x, float(rng.uniform(0.5, 0.8))


# The slope is not 0 at the 0, as it would be for the norm.
@exercise.probe()
def with_a_zero(rng):
    x = numbers(rng, *sizes(rng, 2, 2, 4))
    x.flat[rng.integers(x.size)] = 0.0
    return np.std, x, float(rng.uniform(0.2, 0.6))


@exercise.probe()
def same_number_twice(rng):
    (size,) = sizes(rng, 1, 4, 6)
    x = numbers(rng, size)
    first, second = rng.permutation(size)[:2]
    x[first] = x[second]
    return np.linalg.norm, x, float(rng.uniform(0.2, 0.6))


# The step that the chapter works with. It leaves float32 with few digits.
exercise.probes(small_step=sized(lambda rng, size: (np.linalg.norm, numbers(rng, size), 1e-5), 3, 6))

exercise.classes(
    where("small_step", N_("where h is small"), lambda h: h < 1e-3),
    vector("x"),
    table("x"),
    three_axes("x"),
    one_entry("x"),
    integers("x"),
    holds_zero("x"),
    equal_numbers("x"),
)


# Two mistakes at once, where a change goes with x = x.copy(): it keeps the whole numbers of an x that holds such.
exercise.wrong_lines("""
whole_numbers_kept: Where x holds whole numbers (int), the digits after the decimal point are lost. The result has to
be an array of floats.
    x = x.copy()
    x = x.copy() ;; gradient = np.zeros(x.shape)
    of "copies": x = x.copy() ;; gradient = np.zeros(x.shape)
    x = np.array(x, dtype=float); gradient = np.zeros_like(x)
        -> gradient = np.zeros_like(x); x = np.array(x, dtype=float)
    of "an array like x, of floats": gradient = np.zeros(x.shape) ;; step = np.zeros_like(x)
one_sided: Only one side of x is used, besides x itself. A central difference should go h up and h down.
    old - h -> old ;; gradient[i] = (above - below) / h
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; old - h -> old ;; gradient[i] = (above - below) / h
    x = x.copy() ;; old - h -> old ;; gradient[i] = (above - below) / h
    old + h -> old ;; gradient[i] = (above - below) / h
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; old + h -> old ;; gradient[i] = (above - below) / h
    x = x.copy() ;; old + h -> old ;; gradient[i] = (above - below) / h
    old + h -> old + 2 * h ;; old - h -> old
second_point_is_x: The second value is f(x). It should be f(x - h): from x + h that is a step of 2h down.
    old - h -> old
    x[i] = old - h -> x[i] -= h
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; old - h -> old
    x = x.copy() ;; old - h -> old
divided_by_h: The difference is divided by h. Divide by the distance from x - h to x + h, which is 2h.
    gradient[i] = (above - below) / h
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; gradient[i] = (above - below) / h
    x = x.copy() ;; gradient[i] = (above - below) / h
not_divided: The difference is not divided. Divide by the distance from x - h to x + h, which is 2h.
    gradient[i] = above - below
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; gradient[i] = above - below
    x = x.copy() ;; gradient[i] = above - below
brackets_missing: The difference is divided by 2 but multiplied by h. Divide by both.
    gradient[i] = (above - below) / 2 * h
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; gradient[i] = (above - below) / 2 * h
    x = x.copy() ;; gradient[i] = (above - below) / 2 * h
brackets_missing_above: Only f(x - h) is divided by 2h. Divide the whole difference.
    gradient[i] = above - below / (2 * h)
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; gradient[i] = above - below / (2 * h)
    x = x.copy() ;; gradient[i] = above - below / (2 * h)
h_ignored: The step is another one than h: is a fixed one used? Use the h that is passed in.
    h => 1e-5
    h => 0.5
    h => 0.1
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; h => 1e-5
    x = x.copy() ;; h => 1e-5
half_step: The points are half a step away: x + h/2 and x - h/2. Go a whole h to each side.
    old + h -> old + h / 2 ;; old - h -> old - h / 2 ;; gradient[i] = (above - below) / h
entry_not_put_back: An entry that was moved stays moved. Put it back before the next one: move one entry at a time.
    x[i] = old -> x[i] = old + h
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; x[i] = old -> x[i] = old + h
    x = x.copy() ;; x[i] = old -> x[i] = old + h
    x[i] = old -> pass
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; x[i] = old -> pass
    x = x.copy() ;; x[i] = old -> pass
    x[i] = old - h -> x[i] -= 2 * h ;; x[i] = old -> pass
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; x[i] = old - h -> x[i] -= 2 * h ;; x[i] = old -> pass
    of "copies": gradient = np.zeros_like(x) -> gradient = np.zeros_like(x); above, below = x.copy(), x.copy()
        ;; above, below = x.copy(), x.copy() -> pass
sign_flipped: The difference is the wrong way round. f(x + h) should come first, then f(x - h).
    gradient[i] = (below - above) / (2 * h)
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; gradient[i] = (below - above) / (2 * h)
    x = x.copy() ;; gradient[i] = (below - above) / (2 * h)
added: The two values are added. Take their difference.
    gradient[i] = (above + below) / (2 * h)
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; gradient[i] = (above + below) / (2 * h)
    x = x.copy() ;; gradient[i] = (above + below) / (2 * h)
whole_rows_moved: Whole rows are moved at once. Move single entries: np.ndindex(x.shape) goes through all of them.
    of "copies": for i in range(len(x)):
    of "copies": x = x.copy() ;; gradient = np.zeros(x.shape) ;; for i in range(len(x)):
    of "copies": x = x.copy() ;; for i in range(len(x)):
    of "copies": gradient = np.zeros(len(x)) ;; for i in range(len(x)):
only_vectors: It works for vectors only. It should work for any shape: np.ndindex(x.shape) goes through all entries.
    for i in range(x.size):
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; for i in range(x.size):
    x = x.copy() ;; for i in range(x.size):
last_entry_only: Only the last entry has a slope. Each entry should have its own, and the result the shape of x.
    gradient[i] -> gradient
    for i in list(np.ndindex(x.shape))[-1:]:
last_entry_left_out: The last entry is left out: its slope stays 0. Each entry should have its own.
    for i in list(np.ndindex(x.shape))[:-1]:
step_in_proportion_to_x: The step is h times the entry, so at 0 there is none. It should be h for every entry.
    old + h -> old + h * old ;; old - h -> old - h * old ;; gradient[i] = (above - below) / (2 * h * old)
equal_numbers_moved_together: Entries that hold the same number are moved together. Find an entry by its place, not by
its value.
    of "copies": above[i] += h; below[i] -= h -> above[x == x[i]] += h; below[x == x[i]] -= h
divided_by_entries: Each slope is divided by the number of entries as well. It should be a difference over 2h, and no
mean.
    gradient[i] = (above - below) / (2 * h) / x.size
divided_by_4h: The difference is divided by 4h. Divide by the distance from x - h to x + h, which is 2h.
    gradient[i] = (above - below) / (4 * h)
h_missing_below: The difference is divided by 2 alone. Divide by the distance from x - h to x + h, which is 2h.
    gradient[i] = (above - below) / 2
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; gradient[i] = (above - below) / 2
    x = x.copy() ;; gradient[i] = (above - below) / 2
double_step: The points are 2h away on each side. Go h to each side; together that is 2h.
    old + h -> old + 2 * h ;; old - h -> old - 2 * h
    x = x.copy() ;; gradient = np.zeros(x.shape) ;; old + h -> old + 2 * h ;; old - h -> old - 2 * h
    x = x.copy() ;; old + h -> old + 2 * h ;; old - h -> old - 2 * h
copy_missing: The gradient is 0 everywhere. Are x + h and x - h one and the same array? Then their difference is 0:
work on copies, or one after the other.
    of "copies": above, below = x, x
all_moved_at_once: All entries are moved at once. Move one entry at a time: each has its own slope.
    return (f(x + h) - f(x - h)) / (2 * h)
    return (f(x + h) - f(x - h)) / 2 * h
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))
flat_gradient: The gradient is laid out in one row. It should have the shape of x.
    return gradient.ravel()
shape_of_x_lost: f gets x laid out in one row. A function of a matrix needs the matrix: keep the shape of x.
    above = f(x.ravel()) ;; below = f(x.ravel())
only_matrices: It works for matrices only. It should work for any shape: np.ndindex(x.shape) goes through all entries.
    of "copies": for i in np.ndindex(x.shape[0], x.shape[1]):
first_entry_only: Only the first entry has a slope. Each should have its own: is the return inside the loop?
    for i in list(np.ndindex(x.shape))[:1]:
""")

exercise.alternatives("""
copies:
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i] += h
        below[i] -= h
        gradient[i] = (f(above) - f(below)) / (2 * h)
    return gradient
a direction for each entry:
    gradient = []
    for k in range(x.size):
        step = np.zeros(x.size)
        step[k] = h
        step = step.reshape(x.shape)
        gradient.append((f(x + step) - f(x - step)) / 2 / h)
    return np.array(gradient).reshape(x.shape)
flat view:
    x = x * 1.0
    flat = x.reshape(-1)
    gradient = np.zeros_like(x)
    for k in range(len(flat)):
        old = flat[k]
        flat[k] = old + h
        up = f(x)
        flat[k] = old - h
        gradient.flat[k] = 0.5 * (up - f(x)) / h
        flat[k] = old
    return gradient
float32 at the end:
    gradient = np.empty(x.shape, dtype=np.float32)
    for i in np.ndindex(*x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
an array like x, of floats:
    gradient = np.zeros_like(x, dtype=float)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x, dtype=float)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
""")
