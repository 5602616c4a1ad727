"""The mean absolute error divided by that of the naive forecast on the training part (MASE).

Source: R. J. Hyndman and A. B. Koehler (2006), Another look at measures of forecast accuracy, International Journal of
Forecasting 22(4).
"""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers

exercise = declare(
    "scaled_error",
    returns=("error",),
    points={"error": 2},
    section=N_("The scaled error"),
)


@exercise.reference
def scaled_error(forecast, actual, train, period):
    error = np.mean(np.abs(forecast - actual))
    naive = np.mean(np.abs(train[period:] - train[:-period]))
    return error / naive


@exercise.probe(times=3)
def ordinary(rng):
    """The test part is shorter than the training part, and longer than a period."""
    period = int(rng.integers(2, 5))
    T, N = period + int(rng.integers(2, 4)), 2 * period + int(rng.integers(6, 10))
    actual = numbers(rng, T) * 3
    return actual + numbers(rng, T), actual, numbers(rng, N) * 2 + 0.7, period


@exercise.probe()
def no_season(rng):
    """The training part falls: its naive errors have a mean below 0."""
    actual, train = numbers(rng, 6), numbers(rng, 11)
    train[0], train[-1] = 2.1, -2.1
    return actual + numbers(rng, 6), actual, train, 1


@exercise.probe()
def short_test(rng):
    """The test part is shorter than a period, and the numbers are small."""
    actual = numbers(rng, 3) / 4
    return actual + numbers(rng, 3) / 4, actual, numbers(rng, 12) / 4, 4


@exercise.probe()
def one_step(rng):
    """The forecast is too low."""
    actual, period = numbers(rng, 1), int(rng.integers(2, 5))
    return actual - rng.uniform(0.5, 1.5), actual, numbers(rng, 2 * period + 3), period


@exercise.probe()
def no_error(rng):
    actual = numbers(rng, 5)
    return actual, actual.copy(), numbers(rng, 9), 3


@exercise.probe()
def equal_errors(rng):
    """The same error at several steps. Quarters are exact."""
    errors = rng.permutation([0.75, 0.75, -0.75, 0.25, -1.5]) * rng.choice([-1.0, 1.0])
    actual = rng.integers(-9, 10, size=5) / 4
    return actual + errors, actual, numbers(rng, 9), 2


def _with_moves(rng, moves):
    """A training part that moves by these quarters from one step to the next."""
    actual = numbers(rng, 6)
    return actual + numbers(rng, 6), actual, np.cumsum(rng.permutation(moves)), 1


exercise.probes(
    equal_naive_errors=lambda rng: _with_moves(rng, [0.5, 0.5, -0.5, 1.25, -0.25, 0.75, -2.0]),
    naive_is_right=lambda rng: _with_moves(rng, [0.5, 0.0, -1.5, 1.25, -0.25, 0.0, 0.0]),
)


@exercise.probe()
def some_are_right(rng):
    period = int(rng.integers(2, 4))
    actual = numbers(rng, 6)
    forecast = actual + numbers(rng, 6)
    forecast[-2:] = actual[-2:]
    return forecast, actual, numbers(rng, 11), period


def _has_equal_errors(forecast, actual):
    errors = np.abs(forecast - actual)
    return len(set(errors[errors > 0].tolist())) < np.count_nonzero(errors)


exercise.classes("""
equal_errors: where two errors are equally large  if _has_equal_errors(forecast, actual)
equal_naive_errors: where two errors of the naive forecast are equally large
    _has_equal_errors(train[period:], train[:-period])
naive_is_right: where the naive forecast is right at some steps  if (train[period:] == train[:-period]).any()
right_forecasts: where a forecast is right  if (forecast == actual).any()
some_are_right: where some forecasts are right and some are not
    0 < np.count_nonzero(forecast != actual) < len(actual)
period_1: where period is 1  if period == 1
short_test: where there are fewer forecasts than steps in a period  if len(actual) < period
naive_below_1: where the error of the naive forecast is less than 1
    np.abs(train[period:] - train[:-period]).mean() < 1
one_entry actual
no_error: where every forecast is right  if np.array_equal(forecast, actual)
""")

exercise.wrong_lines("""
scale_of_the_test_part: The naive error is that of the test part. It should come from train alone.
    naive = np.mean(np.abs(actual[period:] - actual[:-period]))
    naive = np.mean(np.abs(actual - np.concatenate([train[-period:], actual])[: len(actual)]))
    naive = np.mean(np.abs(actual - train[-period:][np.arange(len(actual)) % period]))
last_period_only: The naive error is that of the last period of train alone. Take every step that has a value one
period before.
    naive = np.mean(np.abs(train[-period:] - train[-2 * period : -period]))
season_ignored: The naive error goes one step back. Go back by a whole period.
    naive = np.mean(np.abs(train[1:] - train[:-1]))
upside_down: The ratio is upside down. It should be the error of the forecast, divided by that of the naive one.
    return naive / error
scale_without_absolute: The naive errors keep their signs, so that they cancel each other. Take their absolute values.
    naive = np.mean(train[period:] - train[:-period])
error_without_absolute: The errors of the forecast keep their signs, so that they cancel each other. Take their
absolute values.
    error = np.mean(forecast - actual)
    error = np.mean(actual - forecast)
squared: The errors are squared. Take their absolute values.
    error = np.mean((forecast - actual) ** 2) ;; naive = np.mean((train[period:] - train[:-period]) ** 2)
sums: Sums are divided, but the two parts differ in length. Divide one mean by the other.
    error = np.sum(np.abs(forecast - actual)) ;; naive = np.sum(np.abs(train[period:] - train[:-period]))
spread_for_scale: It divides by the standard deviation of train. Divide by the naive forecast's mean absolute error.
    naive = np.std(train)
size_for_scale: It divides by the mean size of train. Divide by the naive forecast's mean absolute error.
    naive = np.mean(np.abs(train))
not_scaled: This is the error of the forecast alone. Divide it by that of the naive forecast.
    return error
scale_returned: This is the error of the naive forecast on train. Divide the error of the forecast by it.
    return naive
difference: It takes the difference of the two errors. Divide one by the other.
    return error - naive
gain: This is 1 minus the scaled error. A forecast as good as the naive one should have 1, not 0.
    return 1 - error / naive
divided_by_the_length_of_train: The naive errors are divided by the length of train. Divide by their number,
len(train) - period.
    naive = np.sum(np.abs(train[period:] - train[:-period])) / len(train)
period_off_by_one: The naive error compares values that are one step more or less than a period apart. Go back by
exactly one period.
    naive = np.mean(np.abs(train[period + 1 :] - train[: -period - 1]))
    naive = np.mean(np.abs(train[period - 1 :] - train[: len(train) - period + 1]))
all_pairs: The values of all steps are compared with each other. Compare each with its own partner. (A column against
a row makes a whole table.)
    error = np.mean(np.abs(forecast[:, None] - actual))
    naive = np.mean(np.abs(train[period:, None] - train[:-period]))
size_of_the_test_part: It divides by the mean size, or the spread, of the test part. Divide by the naive forecast's
error on train.
    naive = np.mean(np.abs(actual))
    naive = np.std(actual)
roots_of_squares: Roots of mean squares are used. Take means of absolute values, above and below.
    error = np.sqrt(np.mean((forecast - actual) ** 2))
    error = np.sqrt(np.mean((forecast - actual) ** 2))
        ;; naive = np.sqrt(np.mean((train[period:] - train[:-period]) ** 2))
error_squared: The errors of the forecast are squared. Take their absolute values.
    error = np.mean((forecast - actual) ** 2)
last_training_value_as_forecast: The naive forecast is taken to be the last value of train, on the test part. Measure
it within train.
    naive = np.mean(np.abs(actual - train[-1]))
differences_of_differences: Differences of differences are taken, as np.diff does with its n. Compare each value with
that of one period before.
    naive = np.mean(np.abs(np.diff(train, n=period)))
means_compared: It divides by the difference of two means. Take the absolute differences first, then their mean.
    naive = abs(np.mean(train[period:]) - np.mean(train[:-period]))
""")

exercise.alternatives("""
loops:
    error = 0.0
    for k in range(len(actual)):
        error += abs(actual[k] - forecast[k])
    naive = 0.0
    for t in range(period, len(train)):
        naive += abs(train[t] - train[t - period])
    return (error / len(actual)) / (naive / (len(train) - period))
each error scaled first:
    scale = np.abs(train[: len(train) - period] - train[period:]).mean()
    return np.abs((actual - forecast) / scale).mean()
rolled:
    naive = np.abs(train - np.roll(train, period))[period:]
    return np.abs(forecast - actual).mean() / naive.mean()
float32:
    forecast, actual, train = (np.float32(each) for each in (forecast, actual, train))
    return np.abs(actual - forecast).mean() / np.abs(train[period:] - train[:-period]).mean()
""")
