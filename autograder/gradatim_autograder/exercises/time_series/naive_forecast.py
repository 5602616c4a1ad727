"""The forecast that nobody should fail to beat: the next value is the last one."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers
from gradatim_autograder.exercise.argument_class import equal_numbers, holds_zero, where

exercise = declare(
    "naive_forecast",
    returns=("forecast",),
    points={"forecast": 2},
    section=N_("The naive forecast"),
)


@exercise.reference
def naive_forecast(series, start):
    return series[start - 1 : -1]


@exercise.probe(times=3)
def ordinary(rng):
    start = int(rng.integers(4, 8))
    return numbers(rng, start + int(rng.integers(4, 9))), start


exercise.probes(
    from_the_second_value=lambda rng: (numbers(rng, int(rng.integers(6, 9))), 1),
    one_step=counted(lambda rng, start: (numbers(rng, start + 1), start), 4, 8),
)


@exercise.probe()
def values_again(rng):
    """Values that occur several times: a value says nothing about its place."""
    series, *others = ordinary(rng)
    return rng.permutation(np.resize(numbers(rng, 4), len(series))), *others


@exercise.probe()
def with_a_zero(rng):
    """A 0 is a value like any other."""
    series, *others = ordinary(rng)
    series[others[0]] = 0.0
    return series, *others


exercise.classes(
    equal_numbers("series"),
    holds_zero("series"),
    where("from_the_second_value", N_("where start is 1"), lambda start: start == 1),
    where("one_step", N_("where there is one step to forecast"), lambda series, start: len(series) - start == 1),
)

exercise.wrong_lines("""
look_ahead: The forecast is the value itself, which is not known yet. Take the value of the step before.
    return series[start:]
two_steps_back: It takes the value two steps before. Take the last one that is known.
    return np.array([series[t - 2] for t in range(start, len(series))])
frozen: One value stands for all steps. At each step the value before is known by then: take that one.
    return np.full(len(series) - start, series[start - 1])
one_too_many: There is one forecast too many. The last one should be for the last step of the series, not for the one
after it.
    return series[start - 1 :]
first_missing: The forecast for the step start is missing.
    return series[start:-1]
start_ignored: The forecasts begin at the second value of the series. The first one should be for the step start.
    return series[:-1]
mean_of_the_past: It takes the mean of all values before. Take the last one alone.
    return np.array([series[:t].mean() for t in range(start, len(series))])
trend_continued: It goes on as the last step went. The forecast should be the last value that is known: nothing
changes.
    return np.array([2 * series[t - 1] - series[t - 2] for t in range(start, len(series))])
shifted_the_wrong_way: It takes the value of the next step, which is not known yet. Take that of the step before.
    return np.roll(series, -1)[start:]
step_given: These are the changes. The forecast should be the value before, unchanged.
    return series[start:] - series[start - 1 : -1]
one_for_every_step: There is a forecast for every step of the series. Return those from the step start on.
    return np.concatenate([[np.nan], series[:-1]])
    return np.concatenate([series[:1], series[:-1]])
    return np.roll(series, 1)
last_value_repeated: The last value of the whole series is repeated: it is not known before the end. Take the value
before each step.
    return np.full(len(series) - start, series[-1])
mean_of_two: It takes the mean of the last two values. Take the last one alone.
    return np.array([(series[t - 1] + series[t - 2]) / 2 for t in range(start, len(series))])
from_the_beginning: It begins with the first value of the series. Begin with the one before start.
    return series[: len(series) - start]
single_number: It is one number. Return one forecast for each step from start on.
    return series[start - 1]
""")

exercise.alternatives("""
loop:
    forecast = []
    for t in range(start, len(series)):
        forecast.append(series[t - 1])
    return np.array(forecast)
into a prepared array:
    forecast = np.zeros(len(series) - start)
    for k in range(len(series) - start):
        forecast[k] = series[start + k - 1]
    return forecast
rolled: return np.roll(series, 1)[start:]
float32 list: return list(np.float32(series[start - 1 : len(series) - 1]))
""")
