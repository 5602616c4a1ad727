"""How far forecasts are off on average, in the unit of the series."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers

exercise = declare(
    "mean_absolute_error",
    returns=("error",),
    points={"error": 1},
    section=N_("The mean absolute error"),
)


@exercise.reference
def mean_absolute_error(forecast, actual):
    return np.mean(np.abs(forecast - actual))


def _errors(rng, sign):
    """Errors of both signs whose mean has this sign, none of them tiny; the first forecast lies across 0."""
    N = int(rng.integers(5, 12))
    actual, errors = numbers(rng, N) * 3, np.abs(numbers(rng, N))
    errors[1] = -0.3
    actual[0], errors[0] = -sign * 0.9, 1.6
    return actual + sign * errors, actual


exercise.probes(
    times=2,
    mostly_too_high=lambda rng: _errors(rng, 1),
    mostly_too_low=lambda rng: _errors(rng, -1),
)


@exercise.probe()
def one_step(rng):
    """The forecast is too low."""
    actual = numbers(rng, 1)
    return actual - rng.uniform(0.5, 1.5), actual


@exercise.probe()
def no_error(rng):
    actual = numbers(rng, int(rng.integers(5, 9)))
    return actual, actual.copy()


@exercise.probe()
def equal_errors(rng):
    """The same error at several steps, once too high and once too low. Quarters are exact."""
    errors = rng.permutation([0.75, 0.75, -0.75, 0.25, -1.5]) * rng.choice([-1.0, 1.0])
    actual = rng.integers(-9, 10, size=5) / 4
    return actual + errors, actual


@exercise.probe()
def some_are_right(rng):
    forecast, actual = _errors(rng, 1)
    forecast[-2:] = actual[-2:]
    return forecast, actual


def _has_equal_errors(forecast, actual):
    errors = np.abs(forecast - actual)
    return len(set(errors[errors > 0].tolist())) < np.count_nonzero(errors)


exercise.classes("""
equal_errors: where two errors are equally large  if _has_equal_errors(forecast, actual)
right_forecasts: where a forecast is right  if (forecast == actual).any()
some_are_right: where some forecasts are right and some are not
    0 < np.count_nonzero(forecast != actual) < len(actual)
one_entry actual
no_error: where every forecast is right  if np.array_equal(forecast, actual)
""")

exercise.wrong_lines("""
squared: This is the mean squared error. Take the absolute value, not the square.
    return np.mean((forecast - actual) ** 2)
root_of_the_mean_square: This is the root of the mean squared error. Take the mean of the absolute values.
    return np.sqrt(np.mean((forecast - actual) ** 2))
signs_kept: The errors keep their signs, so that they cancel each other. Take the absolute value of each.
    return np.mean(forecast - actual)
    return np.mean(actual - forecast)
absolute_after_the_mean: The absolute value is taken of the mean. The errors have cancelled by then: first abs, then
the mean.
    return np.abs(np.mean(forecast - actual))
absolute_of_each_value: The absolute value is taken of forecast and actual. Take it of their difference.
    return np.mean(np.abs(np.abs(forecast) - np.abs(actual)))
summed: The errors are added up. Take their mean.
    return np.sum(np.abs(forecast - actual))
median: This is the median of the errors. Take their mean.
    return np.median(np.abs(forecast - actual))
largest: This is the largest error. Take the mean of all.
    return np.max(np.abs(forecast - actual))
relative: Each error is divided by the actual value. Leave it as it is, in the unit of the series.
    return np.mean(np.abs((forecast - actual) / actual))
    return 100 * np.mean(np.abs((forecast - actual) / actual))
not_averaged: There is one error for each step. Return their mean: one number.
    return np.abs(forecast - actual)
added: forecast and actual are added. Take their difference.
    return np.mean(np.abs(forecast + actual))
divided_by_one_less: It divides by N - 1. Divide by the number of forecasts.
    return np.sum(np.abs(forecast - actual)) / (len(actual) - 1)
length_of_the_errors: It uses the length of the errors as a vector: the root of the sum of squares. Take the mean of
the absolute values.
    return np.linalg.norm(forecast - actual)
    return np.linalg.norm(forecast - actual) / len(actual)
all_pairs: Every forecast is compared with every value. Compare it with the value of its own step. (A column against a
row makes a table of (T, T).)
    return np.mean(np.abs(forecast[:, None] - actual))
halved: The error is halved. Divide the sum by the number of forecasts alone.
    return np.mean(np.abs(forecast - actual)) / 2
""")

exercise.alternatives("""
loop:
    total = 0.0
    for f, a in zip(forecast, actual):
        total += abs(f - a)
    return total / len(actual)
the larger minus the smaller: return (np.maximum(forecast, actual) - np.minimum(forecast, actual)).mean()
root of the square of each: return np.sum(np.sqrt((actual - forecast) ** 2)) / len(forecast)
float32: return np.abs(np.float32(actual) - np.float32(forecast)).mean()
""")
