"""A series cut into windows, each with the value that comes `ahead` steps after its end."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import equal_numbers, holds_zero, where
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "make_windows",
    chapter="10-time-series",
    returns=("X", "y"),
    points={"X": 1, "y": 2},
    section=N_("Windows"),
)


@exercise.reference
def make_windows(series, width, ahead):
    N = len(series) - width - ahead + 1
    X = np.array([series[n : n + width] for n in range(N)])
    y = np.array([series[n + width + ahead - 1] for n in range(N)])
    return X, y


def _series(rng, width, ahead):
    """There are more windows than values in one."""
    return numbers(rng, width + ahead + int(rng.integers(7, 12))), width, ahead


@exercise.probe(times=2)
def far_ahead(rng):
    width, ahead = sorted(sizes(rng, 2, 2, 5))
    return _series(rng, width, ahead)


@exercise.probe()
def less_far_than_wide(rng):
    ahead, width = sorted(sizes(rng, 2, 2, 5))
    return _series(rng, width, ahead)


@exercise.probe()
def one_step_ahead(rng):
    width = int(rng.integers(3, 6))
    return numbers(rng, width + int(rng.integers(9, 14))), width, 1


@exercise.probe()
def few_windows(rng):
    """Fewer windows than values in one."""
    return numbers(rng, 11), 6, 3


@exercise.probe()
def width_1(rng):
    return _series(rng, 1, int(rng.integers(2, 5)))


@exercise.probe()
def one_window(rng):
    width, ahead = sizes(rng, 2, 2, 5)
    return numbers(rng, width + ahead), width, ahead


@exercise.probe()
def values_again(rng):
    """Values that occur several times: a value says nothing about its place."""
    series, *others = less_far_than_wide(rng)
    return rng.permutation(np.resize(numbers(rng, 4), len(series))), *others


@exercise.probe()
def with_a_zero(rng):
    """A 0 is a value like any other."""
    series, *others = less_far_than_wide(rng)
    series[sum(others)] = 0.0
    return series, *others


exercise.covers(
    equal_numbers("series"),
    holds_zero("series"),
    where("one_step_ahead", N_("where ahead is 1"), lambda ahead: ahead == 1),
    where("width_1", N_("where width is 1"), lambda width: width == 1),
    where("farther_than_wide", N_("where ahead is larger than width"), lambda width, ahead: ahead > width),
    where(
        "one_window",
        N_("where the series has room for a single window"),
        lambda series, width, ahead: len(series) == width + ahead,
    ),
)


exercise.slip(
    "target_inside_the_window",
    N_(
        "y is the last value of the window itself, which X shows already: a leak. y should come after the end of the "
        "window."
    ),
    change=("n + width + ahead - 1", "n + width - 1"),
)

exercise.slip(
    "ahead_ignored",
    N_("y always comes right after the window. It should come ahead steps after the window's last value."),
    change=("n + width + ahead - 1", "n + width"),
)


@exercise.mistake("ahead_ignored")
def _(series, width, ahead):
    N = len(series) - width
    X = np.array([series[n : n + width] for n in range(N)])
    return X, np.array([series[n + width] for n in range(N)])


exercise.slip(
    "one_step_too_far",
    N_("y comes one step too late. With ahead = 1 it should be the value right after the window."),
    change=[("ahead + 1", "ahead"), ("n + width + ahead - 1", "n + width + ahead")],
)


@exercise.mistake("one_step_too_far")
def _(series, width, ahead):
    N = len(series) - width - ahead
    X = np.array([series[n : n + width] for n in range(N)])
    return X, np.array([series[n + width + ahead] for n in range(N)])


exercise.slip(
    "last_window_missing",
    N_("The last window is missing. The last value of the series is the target of the last window."),
    change=("ahead + 1", "ahead"),
)


@exercise.mistake("first_window_missing", N_("The first window is missing: the one that begins at place 0."))
def _(series, width, ahead):
    N = len(series) - width - ahead + 1
    X = np.array([series[n : n + width] for n in range(1, N)])
    return X, np.array([series[n + width + ahead - 1] for n in range(1, N)])


@exercise.mistake(
    "windows_side_by_side",
    N_("The windows stand side by side. Each should begin one step after the one before, so that they overlap."),
)
def _(series, width, ahead):
    N = len(series) - width - ahead + 1
    X = np.array([series[n : n + width] for n in range(0, N, width)])
    return X, np.array([series[n + width + ahead - 1] for n in range(0, N, width)])


exercise.slip(
    "window_reversed",
    N_("Each window runs backwards. The oldest value should come first."),
    change=("series[n : n + width]", "series[n : n + width][::-1]"),
)

exercise.slip(
    "transposed",
    N_("X is transposed. One window should be one row."),
    change=("return X, y", "return X.T, y"),
)

exercise.slip(
    "exchanged",
    N_("The results are exchanged. X should come first."),
    change=("return X, y", "return y, X"),
)

exercise.slip(
    "window_too_long",
    N_("Each window holds one value too many. It should have width values."),
    change=("series[n : n + width]", "series[n : n + width + 1]"),
)

exercise.slip(
    "window_too_short",
    N_("Each window holds one value too few. It should have width values."),
    change=("series[n : n + width]", "series[n : n + width - 1]"),
)

exercise.slip(
    "all_steps_ahead",
    N_("y holds all values up to the one asked for. It should hold the value ahead steps after the window alone."),
    change=("series[n + width + ahead - 1]", "series[n + width : n + width + ahead]"),
)

exercise.slip(
    "first_target_only",
    N_("All windows have the same target. The target should move along with the window."),
    change=("series[n + width + ahead - 1]", "series[width + ahead - 1]"),
)

exercise.slip(
    "change_as_target",
    N_("y is the change since the end of the window. It should be the value itself."),
    change=("series[n + width + ahead - 1]", "series[n + width + ahead - 1] - series[n + width - 1]"),
)


exercise.slip(
    "windows_of_targets",
    N_("y holds whole windows, moved by ahead. One number is asked for: the value ahead steps after the window."),
    change=("series[n + width + ahead - 1]", "series[n + ahead : n + ahead + width]"),
)

exercise.slip(
    "window_one_step_late",
    N_("Each window begins one step too late. The first one should begin at place 0."),
    change=("series[n : n + width]", "series[n + 1 : n + width + 1]"),
)


@exercise.mistake("window_one_step_late")
def _(series, width, ahead):
    N = len(series) - width - ahead + 1
    X = np.array([series[n : n + width] for n in range(1, N + 1)])
    return X, np.array([series[n + width + ahead - 1] for n in range(N)])


@exercise.mistake(
    "windows_ahead_apart",
    N_("The windows begin ahead steps apart. Each should begin one step after the one before."),
)
def _(series, width, ahead):
    N = len(series) - width - ahead + 1
    X = np.array([series[n : n + width] for n in range(0, N, ahead)])
    return X, np.array([series[n + width + ahead - 1] for n in range(0, N, ahead)])


@exercise.mistake(
    "too_few_windows", N_("The last windows are missing. Go on until the target is the last value of the series.")
)
def _(series, width, ahead):
    N = len(series) - 2 * width
    X = np.array([series[n : n + width] for n in range(N)])
    return X, np.array([series[n + width + ahead - 1] for n in range(N)])


@exercise.mistake("too_few_windows")
def _(series, width, ahead):
    N = len(series) - width - ahead - 1
    X = np.array([series[n : n + width] for n in range(N)])
    return X, np.array([series[n + width + ahead - 1] for n in range(N)])


@exercise.mistake(
    "past_the_end",
    N_("It asks for a target after the end of the series. The last target is the last value: there are fewer windows."),
)
def _(series, width, ahead):
    N = len(series) - width - ahead + 2
    X = np.array([series[n : n + width] for n in range(N)])
    return X, np.array([series[n + width + ahead - 1] for n in range(N)])


@exercise.mistake("past_the_end")
def _(series, width, ahead):
    N = len(series) - width
    X = np.array([series[n : n + width] for n in range(N)])
    return X, np.array([series[n + width + ahead - 1] for n in range(N)])


@exercise.mistake(
    "windows_without_targets",
    N_("There are more windows than targets. Leave out a window whose target would come after the end of the series."),
)
def _(series, width, ahead):
    X = np.array([series[n : n + width] for n in range(len(series) - width + 1)])
    return X, series[width + ahead - 1 :]


exercise.slip(
    "mean_of_what_comes",
    N_("y is the mean of the values up to ahead steps. It should be the one value ahead steps after the window."),
    change=("series[n + width + ahead - 1]", "series[n + width : n + width + ahead].mean()"),
)

exercise.slip(
    "target_from_the_start_of_the_window",
    N_("The steps ahead are counted from the first value of the window. Count them from its last value."),
    change=("series[n + width + ahead - 1]", "series[n + ahead]"),
)

exercise.slip("target_from_the_start_of_the_window", change=("series[n + width + ahead - 1]", "series[n + ahead - 1]"))

exercise.slip(
    "target_as_column",
    N_("y is a table with one column. It should be a plain list of N targets, of the shape (N,)."),
    change=("return X, y", "return X, y[:, None]"),
)

exercise.slip(
    "order_reversed",
    N_("The windows come newest first. The oldest one should be row 0."),
    change=("return X, y", "return X[::-1], y[::-1]"),
)


@exercise.alternative("loop with append")
def _(series, width, ahead):
    X, y = [], []
    for start in range(len(series) - width - ahead + 1):
        end = start + width
        X.append(series[start:end])
        y.append(series[end + ahead - 1])
    return np.array(X), np.array(y)


@exercise.alternative("until the series ends")
def _(series, width, ahead):
    X, y = [], []
    target = width + ahead - 1
    while target < len(series):
        start = target - ahead - width + 1
        X.append([series[start + k] for k in range(width)])
        y.append(series[target])
        target += 1
    return X, y


@exercise.alternative("table of places")
def _(series, width, ahead):
    N = len(series) - width - ahead + 1
    places = np.arange(N)[:, None] + np.arange(width)
    return series[places], series[width + ahead - 1 :]


@exercise.alternative("column by column, float32")
def _(series, width, ahead):
    N = len(series) - (width + ahead - 1)
    X = np.zeros((N, width), dtype=np.float32)
    for k in range(width):
        X[:, k] = series[k : k + N]
    return X, series[width + ahead - 1 :].astype(np.float32)


@exercise.alternative("sliding windows")
def _(series, width, ahead):
    windows = np.lib.stride_tricks.sliding_window_view(series, width)
    return windows[: len(series) - width - ahead + 1], series[width + ahead - 1 :]
