"""The naive forecast of a seasonal series: as one period ago."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers

exercise = declare(
    "seasonal_naive",
    returns=("forecast",),
    points={"forecast": 2},
    section=N_("The seasonal naive forecast"),
)


@exercise.reference
def seasonal_naive(series, start, period):
    return series[start - period : len(series) - period]


@exercise.probe(times=2)
def long(rng):
    """More than one period is forecast."""
    period = int(rng.integers(3, 5))
    start = 2 * period + int(rng.integers(1, 4))
    return numbers(rng, start + period + int(rng.integers(2, 6))), start, period


@exercise.probe(times=2)
def short(rng):
    """Less than one period is forecast."""
    period = int(rng.integers(5, 8))
    start = period + int(rng.integers(3, 6))
    return numbers(rng, start + period - 2), start, period


exercise.probes(
    after_the_first_period=counted(
        lambda rng, period: (numbers(rng, 2 * period + int(rng.integers(2, 5))), period, period), 3, 6
    ),
    no_season=counted(lambda rng, start: (numbers(rng, start + int(rng.integers(3, 6))), start, 1), 3, 6),
)


@exercise.probe()
def one_step(rng):
    period = int(rng.integers(3, 6))
    start = period + int(rng.integers(1, 4))
    return numbers(rng, start + 1), start, period


@exercise.probe()
def values_again(rng):
    """Values that occur several times: a value says nothing about its place."""
    series, *others = long(rng)
    return rng.permutation(np.resize(numbers(rng, 4), len(series))), *others


@exercise.probe()
def with_a_zero(rng):
    """A 0 is a value like any other."""
    series, *others = long(rng)
    series[others[0]] = 0.0
    return series, *others


exercise.classes("""
equal_numbers series
holds_zero series
period_1: where period is 1  if period == 1
after_the_first_period: where start is the period  if start == period
less_than_a_period: where less than one period is forecast  if len(series) - start < period
one_step: where there is one step to forecast  if len(series) - start == 1
""")

exercise.wrong_lines("""
season_ignored: It takes the value of the step before. Take the one of a whole period before.
    return series[start - 1 : -1]
look_ahead: The forecast is the value itself, which is not known yet. Go back by one period.
    return series[start:]
one_step_too_far_back: It goes back by period + 1 steps. Go back by period steps.
    return series[start - period - 1 : len(series) - period - 1]
one_step_too_short: It goes back by period - 1 steps. Go back by period steps, to the same season.
    return series[start - period + 1 : len(series) - period + 1]
first_season_repeated: The first period of the series is repeated. Take the newest value of the same season, one
period before.
    return np.array([series[t % period] for t in range(start, len(series))])
two_periods_back: It goes back by two periods. Take the newest value of the same season, one period before.
    return series[np.arange(start, len(series)) - 2 * period]
period_averaged: It takes the mean of the last period. Take the one value of the same season.
    return np.array([series[t - period : t].mean() for t in range(start, len(series))])
first_period: It takes the values from the beginning of the series. Go back by one period from each step.
    return series[: len(series) - start]
start_ignored: The forecasts begin one period after the beginning of the series. The first one should be for the step
start.
    return series[: len(series) - period]
too_many: It goes on to the end of the series: these are forecasts for steps after the end too. Stop one period
before.
    return series[start - period :]
one_period_only: Only one period is forecast. Forecast all steps from start to the end.
    return series[start - period : start]
forward_by_a_period: It goes forward by one period, to values that are not known yet. Go back.
    return series[start + period :]
begins_after_a_period: It begins one period after the first value and takes the values themselves. Go back by one
period from start on.
    return series[period:]
average_of_the_season: It averages all earlier values of the season. Take the newest one alone.
    return np.array([series[t % period : t : period].mean() for t in range(start, len(series))])
last_value_repeated: One value is repeated. Each step should have the value of one period before.
    return np.full(len(series) - start, series[start - period])
    return np.full(len(series) - start, series[start - 1])
season_frozen: The last period before start is repeated. Use newer values as soon as they are known: those of one
period before.
    return np.resize(series[start - period : start], len(series) - start)
""")

exercise.alternatives("""
negative end: return series[start - period : -period]
loop:
    forecast = []
    for t in range(start, len(series)):
        forecast.append(series[t - period])
    return forecast
into a prepared array:
    count = len(series) - start
    forecast = np.empty(count)
    for k in range(count):
        forecast[k] = series[start + k - period]
    return forecast
places, float32: return np.float32(series)[np.arange(start, len(series)) - period]
""")
