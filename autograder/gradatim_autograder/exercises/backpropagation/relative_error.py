"""The relative error of two gradients, with norms."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "relative_error",
    chapter="05-backpropagation",
    returns=("error",),
    points={"error": 1},
    section=N_("One number for the difference"),
)


@exercise.reference
def relative_error(a, n):
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return np.linalg.norm(a - n) / size if size > 0 else 0.0


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
def three_axes(rng):
    shape = sizes(rng, 3, 2, 4)
    return 3 * numbers(rng, *shape), 2 * numbers(rng, *shape)


@exercise.mistake(
    "absolute", N_("This is the absolute error. Divide it by the sizes of the two: norm of a plus norm of n.")
)
def _(a, n):
    return np.linalg.norm(a - n)


@exercise.mistake("norm_of_n_missing", N_("It is divided by the norm of a alone. Add the norm of n."))
def _(a, n):
    size = np.linalg.norm(a)
    return np.linalg.norm(a - n) / size if size > 0 else 0.0


@exercise.mistake("norm_of_a_missing", N_("It is divided by the norm of n alone. Add the norm of a."))
def _(a, n):
    size = np.linalg.norm(n)
    return np.linalg.norm(a - n) / size if size > 0 else 0.0


@exercise.mistake("larger_norm_only", N_("It is divided by the larger norm alone. Here it is the sum of both norms."))
def _(a, n):
    size = max(np.linalg.norm(a), np.linalg.norm(n))
    return np.linalg.norm(a - n) / size if size > 0 else 0.0


@exercise.mistake(
    "norm_of_the_sum", N_("It is divided by the norm of a + n, where numbers cancel. Add the two norms instead.")
)
def _(a, n):
    size = np.linalg.norm(a + n)
    return np.linalg.norm(a - n) / size if size > 0 else 0.0


@exercise.mistake("mean_of_the_norms", N_("It is divided by the mean of the two norms. Here it is their sum."))
def _(a, n):
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return 2 * np.linalg.norm(a - n) / size if size > 0 else 0.0


@exercise.mistake("brackets_missing", N_("Only the norm of a divides; that of n is added behind. Use brackets."))
def _(a, n):
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return np.linalg.norm(a - n) / np.linalg.norm(a) + np.linalg.norm(n) if size > 0 else 0.0


@exercise.mistake(
    "difference_of_the_norms",
    N_("It compares how long the two are, not where they point. Take the norm of a - n."),
)
def _(a, n):
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return abs(np.linalg.norm(a) - np.linalg.norm(n)) / size if size > 0 else 0.0


@exercise.mistake("sums_of_absolutes", N_("It adds up absolute values. The norm is the root of the sum of squares."))
def _(a, n):
    size = np.abs(a).sum() + np.abs(n).sum()
    return np.abs(a - n).sum() / size if size > 0 else 0.0


@exercise.mistake("sums_for_norms", N_("It takes plain sums, in which signs cancel. Take norms."))
def _(a, n):
    size = np.sum(a) + np.sum(n)
    return np.sum(a - n) / size if size != 0 else 0.0


@exercise.mistake("root_missing", N_("The roots are missing: it adds up squares. A norm is the root of such a sum."))
def _(a, n):
    size = np.sum(a**2) + np.sum(n**2)
    return np.sum((a - n) ** 2) / size if size > 0 else 0.0


@exercise.mistake(
    "largest_entry", N_("It takes the largest entry's error. One number for all entries comes from norms.")
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
    "one_error_per_entry", N_("It gives an error for each entry. Take norms, so that one number speaks for all.")
)
def _(a, n):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.abs(a - n) / (np.abs(a) + np.abs(n)))


@exercise.mistake("mean_over_entries", N_("It averages the errors of the entries. Take norms first, then divide."))
def _(a, n):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.mean(np.abs(a - n) / (np.abs(a) + np.abs(n))))


@exercise.mistake("added", N_("The norm is taken of a + n. The error is their difference: a - n."))
def _(a, n):
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return np.linalg.norm(a + n) / size if size > 0 else 0.0


@exercise.mistake("product_of_the_norms", N_("It is divided by the product of the norms. Here it is their sum."))
def _(a, n):
    size = np.linalg.norm(a) * np.linalg.norm(n)
    return np.linalg.norm(a - n) / size if size > 0 else 0.0


@exercise.mistake("per_row", N_("It gives one error for each row. The norm goes over all entries: leave axis out."))
def _(a, n):
    size = np.linalg.norm(a, axis=-1) + np.linalg.norm(n, axis=-1)
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.linalg.norm(a - n, axis=-1) / size)


@exercise.alternative("small number in the denominator")
def _(a, n):
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n) + 1e-12)


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


@exercise.alternative("no care for zeros")
def _(a, n):
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


@exercise.alternative("a small number in the denominator")
def _(a, n):
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n) + 1e-12)
