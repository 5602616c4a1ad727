"""How wide an interval around a forecast has to be: a rank among the sizes of residuals (split conformal prediction).

Source: G. Shafer and V. Vovk (2008), A tutorial on conformal prediction, Journal of Machine Learning Research 9.
"""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare

exercise = declare(
    "interval_from_residuals",
    returns=("half",),
    points={"half": 3},
    section=N_("Forecasts with intervals"),
)


@exercise.reference
def interval_from_residuals(residuals, coverage):
    sizes = np.sort(np.abs(residuals))
    rank = int(np.ceil((len(sizes) + 1) * coverage))
    if rank > len(sizes):
        return np.inf
    half = sizes[rank - 1]
    return half


def _residuals(rng, n):
    """Both signs, sizes that are apart from each other, more below 0 than above; the largest size is below 0."""
    sizes = 0.4 + np.cumsum(rng.uniform(0.15, 0.6, size=n))
    signs = np.where(rng.random(n) < 0.4, 1.0, -1.0)
    signs[-1], signs[n // 2] = -1.0, 1.0
    return rng.permutation(sizes * signs)


def _coverage(rank, n, rng, rest=0.25):
    """A coverage with this rank: (n + 1) * coverage is rank - 1 and a rest that no rounding touches."""
    return float((rank - 1 + rest + rng.uniform(0, 0.05)) / (n + 1))


def _high_coverage(rng, rest):
    """From 0.7 to 0.9: n + 1/2 in place of n + 1 has another rank with a small rest, n + 3/2 with a large one."""
    n = int(rng.integers(16, 24))
    return _residuals(rng, n), _coverage(int(rng.integers(n - 4, n - 1)), n, rng, rest)


@exercise.probe(times=2)
def ordinary(rng):
    return _high_coverage(rng, 0.25)


@exercise.probe(times=2)
def large_rest(rng):
    return _high_coverage(rng, 0.7)


@exercise.probe(times=2)
def low_coverage(rng):
    n = int(rng.integers(13, 20))
    return _residuals(rng, n), _coverage(int(rng.integers(3, 6)), n, rng)


@exercise.probe()
def whole_rank(rng):
    """(n + 1) * coverage is a whole number, in floats too: 3/4 of 12, 16 or 20, 5/8 of 16."""
    n, coverage = ((11, 0.75), (15, 0.75), (19, 0.75), (15, 0.625))[int(rng.integers(4))]
    return _residuals(rng, n), coverage


@exercise.probe()
def largest_is_enough(rng):
    n = int(rng.integers(7, 12))
    return _residuals(rng, n), _coverage(n, n, rng)


@exercise.probe(times=2)
def too_few(rng):
    n = int(rng.integers(5, 9))
    return _residuals(rng, n), _coverage(n + 1, n, rng)


@exercise.probe()
def equal_sizes(rng):
    """A size occurs three times, with both signs, just below the rank that is asked for."""
    residuals = _residuals(rng, 12)
    places = np.argsort(np.abs(residuals))
    residuals[places[5:8]] = np.abs(residuals[places[5]]) * np.array([1.0, -1.0, 1.0])
    return residuals, _coverage(10, 12, rng, 0.7)


@exercise.probe()
def some_are_right(rng):
    """Residuals of 0 are residuals like any others."""
    residuals = _residuals(rng, 14)
    residuals[np.argsort(np.abs(residuals))[:3]] = 0.0
    return residuals, _coverage(11, 14, rng, 0.7)


@exercise.probe()
def whole_numbers(rng):
    """Residuals as whole numbers (int)."""
    sizes = np.cumsum(rng.integers(1, 5, size=13))
    signs = rng.permutation([1, -1, -1, 1, -1, -1, 1, -1, -1, 1, -1, 1, -1])
    return rng.permutation(sizes * signs), _coverage(10, 13, rng)


@exercise.probe()
def all_too_high(rng):
    """Every forecast was too high: all residuals are below 0."""
    return -np.abs(_residuals(rng, 15)), _coverage(12, 15, rng)


@exercise.probe()
def one_residual(rng):
    return _residuals(rng, 2)[:1], float(rng.uniform(0.2, 0.45))


def _equal_sizes(residuals):
    sizes = np.abs(residuals)
    return len(set(sizes[sizes > 0].tolist())) < np.count_nonzero(sizes)


exercise.classes("""
equal_sizes: where two residuals have the same size  if _equal_sizes(residuals)
holds_zero residuals
integers residuals
whole_rank: where (n + 1) * coverage is a whole number  if (len(residuals) + 1) * coverage % 1 == 0
largest_is_enough: where the rank is n  if np.ceil((len(residuals) + 1) * coverage) == len(residuals)
too_few: where there are too few residuals for the coverage  if (len(residuals) + 1) * coverage > len(residuals)
all_too_high: where all residuals are below 0  if len(residuals) > 1 and (residuals < 0).all()
one_entry residuals
""")

exercise.wrong_lines("""
rank_of_n: The rank is n times the coverage. It should be (n + 1) times the coverage: n sizes cut the line into n + 1
pieces.
    rank = int(np.ceil(len(sizes) * coverage))
rounded_down: The rank is rounded down. Round it up, or the interval is too narrow.
    rank = int((len(sizes) + 1) * coverage)
    rank = max(int((len(sizes) + 1) * coverage), 1)
rounded_to_the_nearest: The rank is rounded to the nearest whole number. Round it up, always.
    rank = round((len(sizes) + 1) * coverage)
one_rank_too_high: It takes the size one rank too high. Rank 1 stands at place 0.
    if rank >= len(sizes): ;; half = sizes[rank]
    half = sizes[rank]
one_rank_too_low: It takes the size one rank too low. Rank 1 stands at place 0, so rank r stands at place r - 1.
    half = sizes[rank - 2]
next_whole_number: A rank that is a whole number already is raised by one more. Round up, and leave a whole number as
it is.
    rank = int((len(sizes) + 1) * coverage) + 1
signs_kept: The residuals are sorted with their signs. Take their absolute values first.
    sizes = np.sort(residuals)
absolute_after_sorting: The residuals are sorted with their signs, and made positive afterwards. Take the absolute
values first, then sort.
    sizes = np.abs(np.sort(residuals))
not_sorted: The sizes are not sorted. A rank counts from the smallest size up.
    sizes = np.abs(residuals)
sorted_from_the_largest: The sizes are sorted from the largest down. Rank 1 should be the smallest.
    sizes = np.sort(np.abs(residuals))[::-1]
whole_width: This is the whole width of the interval. Return the distance to one side: half of it.
    half = 2 * sizes[rank - 1]
largest_where_too_few: Where there are too few residuals, the largest one is taken. It cannot promise the coverage:
return np.inf.
    rank = min(int(np.ceil((len(sizes) + 1) * coverage)), len(sizes))
fails_where_too_few: Where the rank is larger than the number of residuals, there is no such size. Return np.inf.
    if False:
no_number_where_too_few: Where there are too few residuals, the interval is infinitely wide: np.inf, not nan, 0 or None.
    return np.inf -> return np.nan
    return np.inf -> return 0.0
    return np.inf -> return None
infinite_at_the_last_rank: The interval is infinite where the rank is n. There is a size with the rank n: the largest.
    if rank >= len(sizes):
quantile_between: This is np.quantile, which draws a line between two sizes and knows nothing of n + 1. Take the size
that has the rank.
    half = np.quantile(np.abs(residuals), coverage)
    rank = int(np.ceil((len(sizes) + 1) * coverage)) ;; return np.inf -> return np.quantile(sizes, coverage)
        ;; half = np.quantile(sizes, coverage)
quantile_of_n: The place is counted in n - 1 steps from the smallest size to the largest, as np.quantile does. The rank
should be (n + 1) times the coverage, rounded up.
    half = np.quantile(np.abs(residuals), coverage, method="higher")
    rank = int(np.ceil((len(sizes) + 1) * coverage)) ;; return np.inf -> return sizes[-1]
        ;; half = np.quantile(sizes, coverage, method="higher")
quantile_one_too_high: Where the rank is below n, it takes the size one rank too high. (np.quantile with
method="higher" does so: its places count in n - 1 steps.)
    half = np.quantile(sizes, rank / len(sizes), method="higher")
one_tail_halved: The coverage is taken apart into two tails. The sizes have no sign, so there is one tail: use the
coverage as it is.
    rank = int(np.ceil((len(sizes) + 1) * (1 + coverage) / 2))
share_outside: coverage is taken for the share outside. It is the share inside.
    rank = int(np.ceil((len(sizes) + 1) * (1 - coverage)))
normal_curve: The spread is multiplied by a number of the bell curve. Take the size with the rank, whatever the errors
look like.
    half = 1.645 * np.std(residuals)
    half = 1.96 * np.std(residuals)
mean_taken_off: The mean of the residuals is subtracted first. Leave them as they are: distances from the forecast
count.
    sizes = np.sort(np.abs(residuals - np.mean(residuals)))
squared: The residuals are squared. Take their absolute values.
    sizes = np.sort(residuals**2)
rank_returned: This is the rank. Return the size that has it.
    half = rank
signed_residual: This is a residual with its sign. Return its size.
    half = residuals[np.argsort(np.abs(residuals))[rank - 1]]
both_ends: These are two numbers. Return one: the distance to both sides.
    half = (-sizes[rank - 1], sizes[rank - 1])
all_up_to_the_rank: These are all the sizes up to the rank. Return the one that has it.
    half = sizes[:rank]
largest: This is the largest size, whatever the coverage. Take the one with the rank.
    half = sizes[-1]
equal_sizes_once: Sizes that are equal are counted once. Each residual counts.
    sizes = np.unique(np.abs(residuals))
zeros_left_out: Residuals of 0 are left out. They count too.
    sizes = np.sort(np.abs(residuals[residuals != 0]))
""")

exercise.alternatives("""
counted one by one:
    sizes = sorted(abs(float(each)) for each in residuals)
    needed = (len(sizes) + 1) * coverage
    for rank, size in enumerate(sizes, start=1):
        if rank >= needed:
            return size
    return float("inf")
infinity at the end:
    sizes = np.append(np.sort(np.abs(residuals)), np.inf)
    return sizes[int(np.ceil(len(sizes) * coverage)) - 1]
partition:
    n = len(residuals)
    rank = int(np.ceil((n + 1) * coverage))
    return np.partition(np.abs(residuals), rank - 1)[rank - 1] if rank <= n else np.inf
quantile of the right share:
    n = len(residuals)
    rank = np.ceil((n + 1) * coverage)
    if rank > n:
        return np.inf
    return np.quantile(np.abs(residuals), rank / n, method="inverted_cdf")
smallest that holds enough, float32:
    sizes = np.abs(np.float32(residuals))
    enough = [s for s in sizes if np.sum(sizes <= s) >= (len(sizes) + 1) * coverage]
    return min(enough) if enough else np.inf
from the largest down:
    n = len(residuals)
    above = int(np.floor((n + 1) * (1 - coverage) + 1e-9))
    return np.inf if above == 0 else np.sort(np.abs(residuals))[::-1][above - 1]
""")
