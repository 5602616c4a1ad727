"""The relative error of two gradients, with norms."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import table, three_axes, vector, where, zeros
from gradatim_autograder.exercise import Exercise, numbers, sizes

TINY = 1e-6  # norms may be smaller than this, and are no zero

exercise = Exercise(
    "relative_error",
    chapter="05-backpropagation",
    returns=("error",),
    points={"error": 0.75, "both zero": 0.25},
    section=N_("One number for the difference"),
)


@exercise.reference
def relative_error(a, n):
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return np.linalg.norm(a - n) / size if size > 0 else 0.0


@exercise.drive
def use(relative_error, a, n):
    """The error. Many add a small number to the denominator, to keep it from 0. Where a and n are tiny this shows, and an
    error near the right one counts as right.
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


@exercise.probe()
def opposite(rng):
    a = numbers(rng, *sizes(rng, 2, 3, 6))
    return a, -a


@exercise.probe()
def some_zeros(rng):
    a = 3 * numbers(rng, *sizes(rng, 2, 3, 6))
    n = a + numbers(rng, *a.shape)
    a.flat[[0, 1]] = n.flat[[0, 2]] = 0.0
    return a, n


@exercise.probe()
def equal(rng):
    a = numbers(rng, *sizes(rng, 2, 3, 6))
    return a, a.copy()


@exercise.probe()
def first_zero(rng):
    n = numbers(rng, *sizes(rng, 2, 3, 6))
    return np.zeros(n.shape), n


@exercise.probe()
def second_zero(rng):
    a = numbers(rng, *sizes(rng, 2, 3, 6))
    return a, np.zeros(a.shape)


@exercise.probe(part="both zero")
def both_zero(rng):
    shape = sizes(rng, 2, 3, 6)
    return np.zeros(shape), np.zeros(shape)


exercise.covers(
    vector("a"),
    table("a"),
    three_axes("a"),
    where(
        "small", N_("where the numbers in a and n are small"), lambda a, n: 0 < max(abs(a).max(), abs(n).max()) < 1e-3
    ),
    where("tiny", N_("where a and n are tiny, but not zero"), lambda a, n: 0 < max(abs(a).max(), abs(n).max()) < TINY),
    where("opposite", N_("where n is -a"), lambda a, n: a.any() and (a == -n).all()),
    where(
        "sums_of_0",
        N_("where the numbers of a add up to 0, and those of n as well"),
        lambda a, n: a.any() and n.any() and a.sum() == n.sum() == 0,
    ),
    where(
        "some_zeros",
        N_("where a and n hold some zeros"),
        lambda a, n: a.any() and n.any() and (a == 0).any() and (n == 0).any(),
    ),
    where("equal", N_("where a and n are equal"), lambda a, n: (a == n).all()),
    zeros("a"),
    zeros("n"),
    where("both_zero", N_("where a and n are zero everywhere"), lambda a, n: not a.any() and not n.any()),
)


@exercise.mistake(
    "zero_over_zero",
    N_("Where a and n are both zero everywhere, 0 is divided by 0. They agree perfectly: return 0 then."),
)
def _(a, n):
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


exercise.slip(
    "zero_where_one_is_zero",
    N_("It returns 0 where only one of the two is zero. They are far apart then: the error should be 1."),
    change=("size > 0", "min(np.linalg.norm(a), np.linalg.norm(n)) > 0"),
)

exercise.slip("zero_where_one_is_zero", change=("size > 0", "np.linalg.norm(a) > 0"))

exercise.slip("zero_where_one_is_zero", change=("size > 0", "np.linalg.norm(n) > 0"))

exercise.slip(
    "zero_where_some_are_zero",
    N_("It returns 0 where a and n hold some zeros. Return 0 only where all numbers of both are 0."),
    change=("size > 0", "a.all() or n.all()"),
)

exercise.slip("zero_where_some_are_zero", change=("size > 0", "a.all() and n.all()"))

exercise.slip(
    "zero_where_numbers_cancel",
    N_("It returns 0 where numbers add up to 0, as 1 and -1 do. Return 0 only where all numbers are 0."),
    change=("size > 0", "np.sum(a) + np.sum(n) != 0"),
)

exercise.slip("zero_where_numbers_cancel", change=("size > 0", "np.sum(a) != 0 or np.sum(n) != 0"))

exercise.slip("zero_where_numbers_cancel", change=("size > 0", "np.any(a + n)"))

exercise.slip(
    "small_taken_for_zero",
    N_("It returns 0 where a and n are small. Return 0 only where all numbers are 0: small ones may be far apart."),
    change=("size > 0", "size > 1e-6"),
)

exercise.slip("small_taken_for_zero", change=("size > 0", "size > 0.1"))

exercise.slip(
    "one_where_both_are_zero",
    N_("Where a and n are both zero everywhere, it returns 1. They agree perfectly: return 0 then."),
    change=("else 0.0", "else 1.0"),
)


@exercise.mistake(
    "absolute", N_("This is the absolute error. Divide it by the sizes of the two: norm of a plus norm of n.")
)
def _(a, n):
    return np.linalg.norm(a - n)


@exercise.mistake(
    "norm_of_n_missing", N_("The norm of a - n is divided by that of a alone. Divide by the norms of a and n together.")
)
def _(a, n):
    size = np.linalg.norm(a)
    return np.linalg.norm(a - n) / size if size > 0 else 0.0


@exercise.mistake("norm_of_n_missing")
def _(a, n):
    return np.linalg.norm(a - n) / np.linalg.norm(a) if a.any() or n.any() else 0.0


@exercise.mistake(
    "norm_of_a_missing", N_("The norm of a - n is divided by that of n alone. Divide by the norms of a and n together.")
)
def _(a, n):
    size = np.linalg.norm(n)
    return np.linalg.norm(a - n) / size if size > 0 else 0.0


@exercise.mistake("norm_of_a_missing")
def _(a, n):
    return np.linalg.norm(a - n) / np.linalg.norm(n) if a.any() or n.any() else 0.0


@exercise.mistake("norm_of_n_missing")
def _(a, n):
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + 1e-12)


@exercise.mistake("norm_of_a_missing")
def _(a, n):
    return np.linalg.norm(a - n) / (np.linalg.norm(n) + 1e-12)


@exercise.mistake(
    "larger_norm_only", N_("The norm of a - n is divided by the larger norm alone. Divide by the sum of both norms.")
)
def _(a, n):
    size = max(np.linalg.norm(a), np.linalg.norm(n))
    return np.linalg.norm(a - n) / size if size > 0 else 0.0


@exercise.mistake(
    "norm_of_the_sum",
    N_("The norm of a - n is divided by that of a + n, where numbers cancel. Add the two norms instead."),
)
def _(a, n):
    size = np.linalg.norm(a + n)
    return np.linalg.norm(a - n) / size if size > 0 else 0.0


@exercise.mistake(
    "mean_of_the_norms", N_("The norm of a - n is divided by the mean of the two norms. Divide by their sum.")
)
def _(a, n):
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return 2 * np.linalg.norm(a - n) / size if size > 0 else 0.0


@exercise.mistake(
    "brackets_missing", N_("Only the norm of a divides; that of n is added behind. Divide by the sum of both.")
)
def _(a, n):
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return np.linalg.norm(a - n) / np.linalg.norm(a) + np.linalg.norm(n) if size > 0 else 0.0


@exercise.mistake(
    "difference_of_the_norms",
    N_("Only the lengths of a and n are compared, not where they point. Take the norm of a - n."),
)
def _(a, n):
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return abs(np.linalg.norm(a) - np.linalg.norm(n)) / size if size > 0 else 0.0


@exercise.mistake("difference_of_the_norms")
def _(a, n):
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return (np.linalg.norm(a) - np.linalg.norm(n)) / size if size > 0 else 0.0


exercise.slip(
    "in_percent",
    N_("The error is a hundred times too large, in percent. Return the fraction itself."),
    change=("np.linalg.norm(a - n) / size", "100 * np.linalg.norm(a - n) / size"),
)


@exercise.mistake("sums_of_absolutes", N_("Absolute values are added up. Take norms, the root of the sum of squares."))
def _(a, n):
    size = np.abs(a).sum() + np.abs(n).sum()
    return np.abs(a - n).sum() / size if size > 0 else 0.0


@exercise.mistake("sums_for_norms", N_("Plain sums are taken, in which signs cancel. Take norms."))
def _(a, n):
    size = np.sum(a) + np.sum(n)
    return np.sum(a - n) / size if size != 0 else 0.0


@exercise.mistake("root_missing", N_("The roots are missing: squares are added up. Take the root of each such sum."))
def _(a, n):
    size = np.sum(a**2) + np.sum(n**2)
    return np.sum((a - n) ** 2) / size if size > 0 else 0.0


exercise.slip(
    "root_missing_below",
    N_("What divides is a sum of squares. Divide by the two norms, each the root of its sum of squares."),
    change=("size = np.linalg.norm(a) + np.linalg.norm(n)", "size = np.linalg.norm(a) ** 2 + np.linalg.norm(n) ** 2"),
)

exercise.slip(
    "root_missing_above",
    N_("The norm of a - n is squared. Wanted is the norm itself: the root of the sum of squares."),
    change=("np.linalg.norm(a - n)", "np.linalg.norm(a - n) ** 2"),
)

exercise.slip(
    "one_root_for_both",
    N_("What divides is one root, of the squares of a and n together. Add the two norms, each a root of its own."),
    change=("size = np.linalg.norm(a) + np.linalg.norm(n)", "size = np.sqrt(np.sum(a**2) + np.sum(n**2))"),
)


@exercise.mistake(
    "largest_entry",
    N_("Only the largest of the entries, or of their errors, counts. Take norms, so that every entry counts."),
)
def _(a, n):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.max(np.abs(a - n) / (np.abs(a) + np.abs(n))))


@exercise.mistake("largest_entry")
def _(a, n):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.max(np.abs(a - n)) / (np.max(np.abs(a)) + np.max(np.abs(n))))


@exercise.mistake("largest_entry")
def _(a, n):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.max(np.abs(a - n) / np.maximum(np.abs(a), np.abs(n))))


@exercise.mistake(
    "one_error_per_entry", N_("It returns an error for each entry. Take norms, so that one number speaks for all.")
)
def _(a, n):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.abs(a - n) / (np.abs(a) + np.abs(n)))


@exercise.mistake("mean_over_entries", N_("The errors of the entries are averaged. Take norms first, then divide."))
def _(a, n):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.mean(np.abs(a - n) / (np.abs(a) + np.abs(n))))


@exercise.mistake("added", N_("The norm of a + n is taken. Take that of the difference, a - n."))
def _(a, n):
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return np.linalg.norm(a + n) / size if size > 0 else 0.0


@exercise.mistake(
    "product_of_the_norms", N_("The norm of a - n is divided by the product of the norms. Divide by their sum.")
)
def _(a, n):
    size = np.linalg.norm(a) * np.linalg.norm(n)
    return np.linalg.norm(a - n) / size if size > 0 else 0.0


exercise.slip(
    "norm_of_a_matrix",
    N_("For a matrix this is another norm than the root of the sum of all squares. Is there a 2 in np.linalg.norm?"),
    change=[
        ("size = np.linalg.norm(a) + np.linalg.norm(n)", "size = np.linalg.norm(a, 2) + np.linalg.norm(n, 2)"),
        ("np.linalg.norm(a - n)", "np.linalg.norm(a - n, 2)"),
    ],
)


@exercise.mistake("per_row", N_("It returns one error for each row. Each norm should go over all entries."))
def _(a, n):
    size = np.linalg.norm(a, axis=-1) + np.linalg.norm(n, axis=-1)
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.linalg.norm(a - n, axis=-1) / size)


@exercise.alternative("roots of sums of squares")
def _(a, n):
    top, left, right = np.sqrt(np.sum((a - n) ** 2)), np.sqrt(np.sum(a**2)), np.sqrt(np.sum(n**2))
    if left + right == 0:
        return 0
    return top / (left + right)


@exercise.alternative("loop")
def _(a, n):
    difference = left = right = 0.0
    for u, v in zip(a.ravel(), n.ravel(), strict=True):
        difference += (u - v) ** 2
        left += u**2
        right += v**2
    return difference**0.5 / max(left**0.5 + right**0.5, 1e-8)


@exercise.alternative("float32")
def _(a, n):
    a, n = np.float32(a), np.float32(n)
    if not a.any() and not n.any():
        return np.float32(0)
    return np.linalg.norm(n - a) / (np.linalg.norm(a) + np.linalg.norm(n))


@exercise.alternative("a small number in the denominator")
def _(a, n):
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n) + 1e-12)
