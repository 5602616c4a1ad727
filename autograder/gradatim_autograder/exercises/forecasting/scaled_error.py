"""The mean absolute error divided by that of the naive forecast on the training part (MASE).

Source: R. J. Hyndman and A. B. Koehler (2006), Another look at measures of forecast accuracy, International Journal of
Forecasting 22(4).
"""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers

exercise = Exercise(
    "scaled_error",
    chapter="10-time-series",
    returns=("error",),
    points={"error": 2},
    section=N_("The scaled error"),
)


@exercise.reference
def scaled_error(forecast, actual, train, period):
    error = np.mean(np.abs(forecast - actual))
    naive = np.mean(np.abs(train[period:] - train[:-period]))
    return error / naive


@exercise.probe(times=4)
def ordinary(rng):
    """The test part is shorter than the training part, and longer than a period."""
    period = int(rng.integers(2, 5))
    T, N = period + int(rng.integers(2, 4)), 2 * period + int(rng.integers(6, 10))
    actual = numbers(rng, T) * 3
    return actual + numbers(rng, T), actual, numbers(rng, N) * 2 + 0.7, period


@exercise.probe()
def no_season(rng):
    actual = numbers(rng, 6)
    return actual + numbers(rng, 6), actual, numbers(rng, 11), 1


exercise.slip(
    "scale_of_the_test_part",
    N_("The naive error is that of the test part. The scale comes from train alone."),
    change=("train[period:] - train[:-period]", "actual[period:] - actual[:-period]"),
)

exercise.slip(
    "season_ignored",
    N_("The naive error goes one step back. Go back by a whole period."),
    change=("train[period:] - train[:-period]", "train[1:] - train[:-1]"),
)

exercise.slip(
    "upside_down",
    N_("The ratio is upside down. It is the error of the forecast, divided by that of the naive one."),
    change=("error / naive", "naive / error"),
)

exercise.slip(
    "scale_without_absolute",
    N_("The naive errors keep their signs, so that they cancel each other. Take their absolute values."),
    change=("np.abs(train[period:] - train[:-period])", "train[period:] - train[:-period]"),
)

exercise.slip(
    "error_without_absolute",
    N_("The errors of the forecast keep their signs, so that they cancel each other. Take their absolute values."),
    change=("np.abs(forecast - actual)", "forecast - actual"),
)

exercise.slip("error_without_absolute", change=("np.abs(forecast - actual)", "actual - forecast"))

exercise.slip(
    "squared",
    N_("The errors are squared. Take their absolute values."),
    change=[
        ("np.abs(forecast - actual)", "(forecast - actual) ** 2"),
        ("np.abs(train[period:] - train[:-period])", "(train[period:] - train[:-period]) ** 2"),
    ],
)

exercise.slip(
    "sums",
    N_("Sums are divided, but the two parts differ in length. Divide one mean by the other."),
    change=[("np.mean(np.abs(forecast", "np.sum(np.abs(forecast"), ("np.mean(np.abs(train", "np.sum(np.abs(train")],
)

exercise.slip(
    "spread_for_scale",
    N_("It divides by the standard deviation of train. Divide by the naive forecast's mean absolute error."),
    change=("np.mean(np.abs(train[period:] - train[:-period]))", "np.std(train)"),
)

exercise.slip(
    "size_for_scale",
    N_("It divides by the mean size of train. Divide by the naive forecast's mean absolute error."),
    change=("np.mean(np.abs(train[period:] - train[:-period]))", "np.mean(np.abs(train))"),
)

exercise.slip(
    "not_scaled",
    N_("This is the error of the forecast alone. Divide it by that of the naive forecast."),
    change=("error / naive", "error"),
)

exercise.slip(
    "scale_returned",
    N_("This is the error of the naive forecast on train. Divide the error of the forecast by it."),
    change=("error / naive", "naive"),
)

exercise.slip(
    "difference",
    N_("It takes the difference of the two errors. Divide one by the other."),
    change=("error / naive", "error - naive"),
)

exercise.slip(
    "gain",
    N_("This is 1 minus the scaled error. A forecast as good as the naive one has 1, not 0."),
    change=("error / naive", "1 - error / naive"),
)

exercise.slip(
    "divided_by_the_length_of_train",
    N_("The naive errors are divided by the length of train. There are only len(train) - period of them."),
    change=(
        "np.mean(np.abs(train[period:] - train[:-period]))",
        "np.sum(np.abs(train[period:] - train[:-period])) / len(train)",
    ),
)


exercise.slip(
    "period_off_by_one",
    N_("The naive error compares values that are one step more or less than a period apart."),
    change=("train[period:] - train[:-period]", "train[period + 1 :] - train[: -period - 1]"),
)

exercise.slip(
    "size_of_the_test_part",
    N_("It divides by the mean size, or the spread, of the test part. Divide by the naive forecast's error on train."),
    change=("np.mean(np.abs(train[period:] - train[:-period]))", "np.mean(np.abs(actual))"),
)

exercise.slip("size_of_the_test_part", change=("np.mean(np.abs(train[period:] - train[:-period]))", "np.std(actual)"))

exercise.slip(
    "roots_of_squares",
    N_("Roots of mean squares are used. Take means of absolute values, above and below."),
    change=[
        ("np.mean(np.abs(forecast - actual))", "np.sqrt(np.mean((forecast - actual) ** 2))"),
        (
            "np.mean(np.abs(train[period:] - train[:-period]))",
            "np.sqrt(np.mean((train[period:] - train[:-period]) ** 2))",
        ),
    ],
)

exercise.slip(
    "roots_of_squares", change=("np.mean(np.abs(forecast - actual))", "np.sqrt(np.mean((forecast - actual) ** 2))")
)

exercise.slip(
    "error_squared",
    N_("The errors of the forecast are squared. Take their absolute values."),
    change=("np.abs(forecast - actual)", "(forecast - actual) ** 2"),
)

exercise.slip(
    "last_training_value_as_forecast",
    N_("The naive forecast is taken to be the last value of train, on the test part. Measure it within train."),
    change=("train[period:] - train[:-period]", "actual - train[-1]"),
)

exercise.slip(
    "differences_of_differences",
    N_("np.diff with n takes differences of differences. Compare each value with that of one period before."),
    change=("train[period:] - train[:-period]", "np.diff(train, n=period)"),
)

exercise.slip(
    "means_compared",
    N_("It divides by the difference of two means. Take the absolute differences first, then their mean."),
    change=(
        "np.mean(np.abs(train[period:] - train[:-period]))",
        "abs(np.mean(train[period:]) - np.mean(train[:-period]))",
    ),
)


@exercise.alternative("loops")
def _(forecast, actual, train, period):
    error = 0.0
    for k in range(len(actual)):
        error += abs(actual[k] - forecast[k])
    naive = 0.0
    for t in range(period, len(train)):
        naive += abs(train[t] - train[t - period])
    return (error / len(actual)) / (naive / (len(train) - period))


@exercise.alternative("each error scaled first")
def _(forecast, actual, train, period):
    scale = np.abs(train[: len(train) - period] - train[period:]).mean()
    return np.abs((actual - forecast) / scale).mean()


@exercise.alternative("rolled")
def _(forecast, actual, train, period):
    naive = np.abs(train - np.roll(train, period))[period:]
    return np.abs(forecast - actual).mean() / naive.mean()


@exercise.alternative("float32")
def _(forecast, actual, train, period):
    forecast, actual, train = (np.float32(each) for each in (forecast, actual, train))
    return np.abs(actual - forecast).mean() / np.abs(train[period:] - train[:-period]).mean()
