"""A series cut into windows, each with the value that comes `ahead` steps after its end."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sized, sizes

exercise = declare(
    "make_windows",
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


exercise.probes(
    one_step_ahead=counted(lambda rng, width: (numbers(rng, width + int(rng.integers(9, 14))), width, 1), 3, 6),
    # Fewer windows than values in one.
    few_windows=lambda rng: (numbers(rng, 11), 6, 3),
    width_1=lambda rng: _series(rng, 1, int(rng.integers(2, 5))),
    one_window=sized(lambda rng, width, ahead: (numbers(rng, width + ahead), width, ahead), 2, 5),
)


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


exercise.classes("""
equal_numbers series
holds_zero series
one_step_ahead: where ahead is 1  if ahead == 1
width_1: where width is 1  if width == 1
farther_than_wide: where ahead is larger than width  if ahead > width
one_window: where the series has room for a single window  if len(series) == width + ahead
""")

exercise.wrong_lines("""
target_inside_the_window: y is the last value of the window itself, which X shows already: a leak. y should come after
the end of the window.
    y = np.array([series[n + width - 1] for n in range(N)])
ahead_ignored: y always comes right after the window. It should come ahead steps after the window's last value.
    y = np.array([series[n + width] for n in range(N)])
    N = len(series) - width ;; y = np.array([series[n + width] for n in range(N)])
one_step_too_far: y comes one step too late. With ahead = 1 it should be the value right after the window.
    N = len(series) - width - ahead ;; y = np.array([series[n + width + ahead] for n in range(N)])
last_window_missing: The last window is missing. The last value of the series is the target of the last window.
    N = len(series) - width - ahead
first_window_missing: The first window is missing: the one that begins at place 0.
    range(N) => range(1, N)
windows_side_by_side: The windows stand side by side. Each should begin one step after the one before, so that they
overlap.
    range(N) => range(0, N, width)
windows_ahead_apart: The windows begin ahead steps apart. Each should begin one step after the one before.
    range(N) => range(0, N, ahead)
window_reversed: Each window runs backwards. The oldest value should come first.
    X = np.array([series[n : n + width][::-1] for n in range(N)])
transposed: X is transposed. One window should be one row.
    return X.T, y
exchanged: The results are exchanged. X should come first.
    return y, X
window_too_long: Each window holds one value too many. It should have width values.
    X = np.array([series[n : n + width + 1] for n in range(N)])
window_too_short: Each window holds one value too few. It should have width values.
    X = np.array([series[n : n + width - 1] for n in range(N)])
all_steps_ahead: y holds all values up to the one asked for. It should hold the value ahead steps after the window
alone.
    y = np.array([series[n + width : n + width + ahead] for n in range(N)])
first_target_only: All windows have the same target. The target should move along with the window.
    y = np.array([series[width + ahead - 1] for n in range(N)])
change_as_target: y is the change since the end of the window. It should be the value itself.
    y = np.array([series[n + width + ahead - 1] - series[n + width - 1] for n in range(N)])
windows_of_targets: y holds whole windows, moved by ahead. One number is asked for: the value ahead steps after the
window.
    y = np.array([series[n + ahead : n + ahead + width] for n in range(N)])
window_one_step_late: Each window begins one step too late. The first one should begin at place 0.
    X = np.array([series[n + 1 : n + width + 1] for n in range(N)])
    X = np.array([series[n : n + width] for n in range(1, N + 1)])
too_few_windows: The last windows are missing. Go on until the target is the last value of the series.
    N = len(series) - 2 * width
    N = len(series) - width - ahead - 1
past_the_end: It asks for a target after the end of the series. The last target is the last value: there are fewer
windows.
    N = len(series) - width - ahead + 2
    N = len(series) - width
windows_without_targets: There are more windows than targets. Leave out a window whose target would come after the end
of the series.
    N = len(series) - width + 1 ;; y = series[width + ahead - 1 :]
mean_of_what_comes: y is the mean of the values up to ahead steps. It should be the one value ahead steps after the
window.
    y = np.array([series[n + width : n + width + ahead].mean() for n in range(N)])
target_from_the_start_of_the_window: The steps ahead are counted from the first value of the window. Count them from
its last value.
    y = np.array([series[n + ahead] for n in range(N)])
    y = np.array([series[n + ahead - 1] for n in range(N)])
target_as_column: y is a table with one column. It should be a plain list of N targets, of the shape (N,).
    return X, y[:, None]
order_reversed: The windows come newest first. The oldest one should be row 0.
    return X[::-1], y[::-1]
""")

exercise.alternatives("""
loop with append:
    X, y = [], []
    for start in range(len(series) - width - ahead + 1):
        end = start + width
        X.append(series[start:end])
        y.append(series[end + ahead - 1])
    return np.array(X), np.array(y)
until the series ends:
    X, y = [], []
    target = width + ahead - 1
    while target < len(series):
        start = target - ahead - width + 1
        X.append([series[start + k] for k in range(width)])
        y.append(series[target])
        target += 1
    return X, y
table of places:
    N = len(series) - width - ahead + 1
    places = np.arange(N)[:, None] + np.arange(width)
    return series[places], series[width + ahead - 1 :]
column by column, float32:
    N = len(series) - (width + ahead - 1)
    X = np.zeros((N, width), dtype=np.float32)
    for k in range(width):
        X[:, k] = series[k : k + N]
    return X, series[width + ahead - 1 :].astype(np.float32)
sliding windows:
    windows = np.lib.stride_tricks.sliding_window_view(series, width)
    return windows[: len(series) - width - ahead + 1], series[width + ahead - 1 :]
""")
