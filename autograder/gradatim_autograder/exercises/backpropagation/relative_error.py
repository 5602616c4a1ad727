"""The relative error of two gradients, with norms."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes

TINY = 1e-6  # norms may be smaller than this, and are no zero

exercise = declare(
    "relative_error",
    returns=("error",),
    points={"error": 0.75, "both zero": 0.25},
    section=N_("One number for the difference"),
)


@exercise.reference
def relative_error(a, n):
    distance = np.linalg.norm(a - n)
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return distance / size if size > 0 else 0.0


@exercise.drive
def use(relative_error, a, n):
    """The error. Many add a small number to the denominator, to keep it from 0. Where a and n are tiny this shows, and
    an error near the right one counts as right.
    """
    size = np.linalg.norm(a) + np.linalg.norm(n)
    right = np.linalg.norm(a - n) / size if 0 < size < TINY else None
    error = relative_error(a, n)
    single = isinstance(error, float | np.floating | np.ndarray) and np.shape(error) == ()
    return right if right is not None and single and abs(error - right) < 0.1 * right else error


# The two are apart by a tenth and more, so that other measures of their difference give clearly other numbers.
@exercise.probe(times=2)
def matrices(rng):
    a = 3 * numbers(rng, *sizes(rng, 2, 3, 6))
    return a, a + numbers(rng, *a.shape)


@exercise.probe(times=2)
def vectors(rng):
    (size,) = sizes(rng, 1, 4, 8)
    a = 3 * numbers(rng, size)
    return a, -a + numbers(rng, size)


@exercise.probe()
def blocks(rng):
    shape = sizes(rng, 3, 2, 4)
    return 3 * numbers(rng, *shape), 2 * numbers(rng, *shape)


# Far above the small numbers that keep a denominator from 0.
@exercise.probe()
def small(rng):
    a = 2e-4 * numbers(rng, *sizes(rng, 2, 3, 6))
    return a, a + 1e-4 * numbers(rng, *a.shape)


# Below the bounds that people take for zero, and above the small numbers that they add.
@exercise.probe()
def tiny(rng):
    (size,) = sizes(rng, 1, 3, 5)
    a, n = numbers(rng, size), numbers(rng, size)
    return 2e-7 * a / np.linalg.norm(a), 1e-7 * n / np.linalg.norm(n)


# Quarters and eighths: they add up to exactly 0, in any order.
@exercise.probe()
def sums_of_0(rng):
    half, other = rng.permutation(np.arange(2, 9))[:3] / 4, rng.permutation(np.arange(3, 17, 2))[:3] / 8
    return rng.permutation(np.append(half, -half)), rng.permutation(np.append(other, -other))


def made_of_one(make):
    """A draw of both arrays, made of one: `make(array)`."""
    return lambda rng: make(numbers(rng, *sizes(rng, 2, 3, 6)))


exercise.probes(opposite=made_of_one(lambda a: (a, -a)))


@exercise.probe()
def some_zeros(rng):
    a = 3 * numbers(rng, *sizes(rng, 2, 3, 6))
    n = a + numbers(rng, *a.shape)
    a.flat[[0, 1]] = n.flat[[0, 2]] = 0.0
    return a, n


exercise.probes(
    equal=made_of_one(lambda a: (a, a.copy())),
    first_zero=made_of_one(lambda n: (np.zeros(n.shape), n)),
    second_zero=made_of_one(lambda a: (a, np.zeros(a.shape))),
)

exercise.probes("both zero", both_zero=sized(lambda rng, D, M: (np.zeros((D, M)), np.zeros((D, M))), 3, 6))

exercise.classes("""
vector a
table a
three_axes a
small: where the numbers in a and n are small  if 0 < max(abs(a).max(), abs(n).max()) < 1e-3
tiny: where a and n are tiny, but not zero  if 0 < max(abs(a).max(), abs(n).max()) < TINY
opposite: where n is -a  if a.any() and (a == -n).all()
sums_of_0: where the numbers of a add up to 0, and those of n as well
    a.any() and n.any() and a.sum() == n.sum() == 0
some_zeros: where a and n hold some zeros  if a.any() and n.any() and (a == 0).any() and (n == 0).any()
equal: where a and n are equal  if (a == n).all()
zeros a
zeros n
both_zero: where a and n are zero everywhere  if not a.any() and not n.any()
""")

exercise.wrong_lines("""
zero_over_zero: Where a and n are both zero everywhere, 0 is divided by 0. They agree perfectly: return 0 then.
    return distance / size
zero_where_one_is_zero: It returns 0 where only one of the two is zero. They are far apart then: the error should be 1.
    size > 0 -> min(np.linalg.norm(a), np.linalg.norm(n)) > 0
    size > 0 -> np.linalg.norm(a) > 0
    size > 0 -> np.linalg.norm(n) > 0
zero_where_some_are_zero: It returns 0 where a and n hold some zeros. Return 0 only where all numbers of both are 0.
    size > 0 -> a.all() or n.all()
    size > 0 -> a.all() and n.all()
zero_where_numbers_cancel: It returns 0 where numbers add up to 0, as 1 and -1 do. Return 0 only where all numbers are
0.
    size > 0 -> np.sum(a) + np.sum(n) != 0
    size > 0 -> np.sum(a) != 0 or np.sum(n) != 0
    size > 0 -> np.any(a + n)
small_taken_for_zero: It returns 0 where a and n are small. Return 0 only where all numbers are 0: small ones may be
far apart.
    size > 0 -> size > 1e-6
    size > 0 -> size > 0.1
one_where_both_are_zero: Where a and n are both zero everywhere, it returns 1. They agree perfectly: return 0 then.
    return distance / size if size > 0 else 1.0
absolute: This is the absolute error. Divide it by the sizes of the two: norm of a plus norm of n.
    return distance
norm_of_n_missing: The norm of a - n is divided by that of a alone. Divide by the norms of a and n together.
    size = np.linalg.norm(a)
    size = np.linalg.norm(a) ;; size > 0 -> a.any() or n.any()
    return distance / (np.linalg.norm(a) + 1e-12)
norm_of_a_missing: The norm of a - n is divided by that of n alone. Divide by the norms of a and n together.
    size = np.linalg.norm(n)
    size = np.linalg.norm(n) ;; size > 0 -> a.any() or n.any()
    return distance / (np.linalg.norm(n) + 1e-12)
larger_norm_only: The norm of a - n is divided by the larger norm alone. Divide by the sum of both norms.
    size = max(np.linalg.norm(a), np.linalg.norm(n))
norm_of_the_sum: The norm of a - n is divided by that of a + n, where numbers cancel. Add the two norms instead.
    size = np.linalg.norm(a + n)
mean_of_the_norms: The norm of a - n is divided by the mean of the two norms. Divide by their sum.
    size = (np.linalg.norm(a) + np.linalg.norm(n)) / 2
brackets_missing: Only the norm of a divides; that of n is added afterwards. Divide by the sum of both.
    return distance / np.linalg.norm(a) + np.linalg.norm(n) if size > 0 else 0.0
difference_of_the_norms: Only the lengths of a and n are compared, not where they point. Take the norm of a - n.
    distance = abs(np.linalg.norm(a) - np.linalg.norm(n))
    distance = np.linalg.norm(a) - np.linalg.norm(n)
in_percent: The error is a hundred times too large, in percent. Return the fraction itself.
    return 100 * distance / size if size > 0 else 0.0
sums_of_absolutes: Absolute values are added up. Take norms, the root of the sum of squares.
    distance = np.abs(a - n).sum() ;; size = np.abs(a).sum() + np.abs(n).sum()
sums_for_norms: Plain sums are taken, in which signs cancel. Take norms.
    distance = np.sum(a - n) ;; size = np.sum(a) + np.sum(n) ;; size > 0 -> size != 0
root_missing: The roots are missing: squares are added up. Take the root of each such sum.
    distance = np.sum((a - n) ** 2) ;; size = np.sum(a**2) + np.sum(n**2)
root_missing_below: What divides is a sum of squares. Divide by the two norms, each the root of its sum of squares.
    size = np.linalg.norm(a) ** 2 + np.linalg.norm(n) ** 2
root_missing_above: The norm of a - n is squared. Wanted is the norm itself: the root of the sum of squares.
    distance = np.sum((a - n) ** 2)
one_root_for_both: What divides is one root, of the squares of a and n together. Add the two norms, each a root of its
own.
    size = np.sqrt(np.sum(a**2) + np.sum(n**2))
largest_entry: Only the largest of the entries, or of their errors, counts. Take norms, so that every entry counts.
    return np.nan_to_num(np.max(np.abs(a - n) / (np.abs(a) + np.abs(n))))
    return np.nan_to_num(np.max(np.abs(a - n)) / (np.max(np.abs(a)) + np.max(np.abs(n))))
    return np.nan_to_num(np.max(np.abs(a - n) / np.maximum(np.abs(a), np.abs(n))))
one_error_per_entry: It returns an error for each entry. Take norms, so that one number speaks for all.
    return np.nan_to_num(np.abs(a - n) / (np.abs(a) + np.abs(n)))
mean_over_entries: The errors of the entries are averaged. Take norms first, then divide.
    return np.nan_to_num(np.mean(np.abs(a - n) / (np.abs(a) + np.abs(n))))
added: The norm of a + n is taken. Take that of the difference, a - n.
    distance = np.linalg.norm(a + n)
product_of_the_norms: The norm of a - n is divided by the product of the norms. Divide by their sum.
    size = np.linalg.norm(a) * np.linalg.norm(n)
norm_of_a_matrix: For a matrix this is another norm than the root of the sum of all squares. Is there a 2 in
np.linalg.norm?
    distance = np.linalg.norm(a - n, 2) ;; size = np.linalg.norm(a, 2) + np.linalg.norm(n, 2)
per_row: It returns one error for each row. Each norm should go over all entries.
    distance = np.linalg.norm(a - n, axis=-1)
        ;; size = np.linalg.norm(a, axis=-1) + np.linalg.norm(n, axis=-1)
        ;; return np.nan_to_num(distance / size)
""")

exercise.alternatives("""
roots of sums of squares:
    top, left, right = np.sqrt(np.sum((a - n) ** 2)), np.sqrt(np.sum(a**2)), np.sqrt(np.sum(n**2))
    if left + right == 0:
        return 0
    return top / (left + right)
loop:
    difference = left = right = 0.0
    for u, v in zip(a.ravel(), n.ravel(), strict=True):
        difference += (u - v) ** 2
        left += u**2
        right += v**2
    return difference**0.5 / max(left**0.5 + right**0.5, 1e-8)
float32:
    a, n = np.float32(a), np.float32(n)
    if not a.any() and not n.any():
        return np.float32(0)
    return np.linalg.norm(n - a) / (np.linalg.norm(a) + np.linalg.norm(n))
a small number in the denominator: return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n) + 1e-12)
""")
