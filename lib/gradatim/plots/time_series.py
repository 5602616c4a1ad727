"""Series in time.

series   one line each: measured values, forecasts, what becomes of money
windows  which values of a series each window holds, and which one it is to forecast
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from gradatim.colours import BLACK, BLUE, GREY, VERMILION
from gradatim.drawing import drawing, rounded
from gradatim.picture import Drawn, Message, Picture, new_figure, words
from gradatim.plots.parts.logarithmic import plain_numbers
from gradatim.plots.parts.runs import styles_of, values_of
from gradatim.student import NotReady, call, name_of, numbers_in
from gradatim.text import _

# -- series -----------------------------------------------------------------------------------------------------------


def series(
    lines: Mapping[str, ArrayLike | Callable[[], object]],
    x: ArrayLike | None = None,
    title: str | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    log: bool = False,
    band: Mapping[str, Callable[[], object]] | None = None,
) -> Picture | Drawn | Message:
    """`lines`: a dict of names, each with its values (T,) or a function without arguments that returns them.

    `x` (T,) holds the times: numbers, or dates of NumPy, which become years; 0, 1, 2, ... where it is None. `log` gives
    equal factors equal heights. `band` is one name with a function that returns two lists of values, the lower and the
    upper end of an interval, which is shaded. Returns a `Message` where a function raises or values do not fit the
    times.
    """
    try:
        found = {name: _values(name, values) for name, values in lines.items()}
        ends = {name: _ends(name, values) for name, values in (band or {}).items()}
        length = len(next(iter(found.values())))
        times = np.arange(length, dtype=float) if x is None else _years(np.asarray(x))
        checked = [*found.items(), *((name, end) for name, pair in ends.items() for end in pair)]
        for name, values in checked:
            if len(values) != len(times):
                text = _("{name} has {count} values; {length} are needed, one for each point in time.")
                raise NotReady(text.format(name=name, count=len(values), length=len(times)))
            if log and (values <= 0).any():
                raise NotReady(_("{name} should hold numbers above 0.").format(name=name))
    except NotReady as trouble:
        return Message(str(trouble))
    dates = x is not None and np.issubdtype(np.asarray(x).dtype, np.datetime64)
    x_label = x_label or (_("year") if dates else _("step"))
    return _series_picture(found, times, title, x_label, y_label, log, ends)


@drawing
def _series_picture(lines, x, title, x_label, y_label, log, ends):
    figure, axes = new_figure(7.6, 3.8)
    many = len(x) > 60
    for (name, values), (colour, marker, dashes) in zip(lines.items(), styles_of(lines), strict=True):
        look = {"lw": 1.2} if many else {"lw": 1.5, "marker": marker, "ms": 4}
        axes.plot(x, values, color=colour, ls=dashes, label=name, **look)
    for name, (low, high) in ends.items():
        axes.fill_between(x, low, high, color=GREY, alpha=0.3, lw=0, label=name)
    if log:
        axes.set_yscale("log")
        plain_numbers(axes.yaxis, *axes.get_ylim())
    axes.xaxis.get_major_formatter().set_useOffset(False)
    axes.set(xlabel=x_label, ylabel=y_label or _("value"), title=title or "")
    axes.set_xlim(x[0], x[-1])
    axes.grid(alpha=0.3)
    if len(lines) + len(ends) > 1:
        axes.legend(frameon=False)
    return Picture(figure, _series_in_words(lines, x, title, x_label, y_label, ends))


def _series_in_words(lines, x, title, x_label, y_label, ends):
    start = _("{what} from {x_label} {first} to {last}.").format(
        what=y_label or _("value"), x_label=x_label, first=words(x[0]), last=words(x[-1])
    )
    parts = [
        _("{name}: {start} at first, {end} at last, between {low} and {high}.").format(
            name=name, start=words(v[0]), end=words(v[-1]), low=words(v.min()), high=words(v.max())
        )
        for name, v in lines.items()
    ]
    parts += [
        _("{name}, shaded: from {low} to {high} at first, from {low_end} to {high_end} at last.").format(
            name=name, low=words(low[0]), high=words(high[0]), low_end=words(low[-1]), high_end=words(high[-1])
        )
        for name, (low, high) in ends.items()
    ]
    return " ".join([*([f"{title}."] if title else []), start, *parts])


def _values(name, values):
    return rounded(values_of(name, values, _("{name} should give a list of finite numbers.").format(name=name)))


def _ends(name, values):
    """The lower and the upper end of an interval, checked."""
    text = _("{name} should give two lists of finite numbers: the lower and the upper end.").format(name=name)
    found = numbers_in(call(values), name, lambda shape: len(shape) == 2 and shape[0] == 2, text)
    return rounded(found.min(axis=0)), rounded(found.max(axis=0))


def _years(times):
    """Dates as years with a fraction: 1919.5 is the middle of 1919."""
    if not np.issubdtype(times.dtype, np.datetime64):
        return times.astype(float)
    years = times.astype("datetime64[Y]")
    days = (times.astype("datetime64[D]") - years.astype("datetime64[D]")).astype(float)
    return years.astype(int) + 1970 + days / 366


# -- windows ----------------------------------------------------------------------------------------------------------


def windows(
    make_windows: Callable[..., object], length: int, width: int, ahead: int, title: str | None = None
) -> Picture | Drawn | Message:
    """Draw what `make_windows(series, width, ahead)` cuts out of the series 0, 1, ..., length - 1: one row a window.

    Returns a `Message` where the function raises or returns no windows.
    """
    try:
        returned = call(make_windows, np.arange(length, dtype=float), width, ahead)
        X, y = _places(returned, length, name_of(make_windows))
    except NotReady as trouble:
        return Message(str(trouble))
    return _windows_picture(X, y, length, title)


@drawing
def _windows_picture(X, y, length, title):
    """X (N, width) and y (N,): places in the series."""
    N = len(X)
    figure, axes = new_figure(1.6 + 0.5 * length, 1.3 + 0.38 * N)
    for row in range(N):
        for place in range(length):
            axes.text(place, row, str(place), ha="center", va="center", color=GREY, fontsize=10)
        for place in X[row]:
            _cell(axes, place, row, BLUE)
        _cell(axes, y[row], row, VERMILION)
    axes.set_yticks(range(N), [_("window {n}").format(n=n) for n in range(N)])
    axes.set_xticks([])
    axes.set_xlim(-0.6, length - 0.4)
    axes.set_ylim(N - 0.4, -0.6)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_xlabel(_("place in the series (blue: the window; orange with a frame: the target)"))
    axes.set_title(title or "")
    rows = [
        _("window {n}: {places}, target {target}").format(n=n, places=", ".join(map(str, X[n])), target=y[n])
        for n in range(N)
    ]
    alt = _("The places of a series that each window holds. {rows}.").format(rows="; ".join(rows))
    return Picture(figure, f"{title}. {alt}" if title else alt)


def _cell(axes, place, row, colour):
    target = colour == VERMILION
    axes.text(
        place,
        row,
        str(place),
        ha="center",
        va="center",
        color="white",
        fontsize=10,
        weight="bold" if target else "normal",
        bbox={"boxstyle": "square,pad=0.35", "facecolor": colour, "edgecolor": BLACK if target else colour},
        zorder=3,
    )


def _places(returned, length, name):
    try:
        X, y = (np.asarray(each, dtype=float) for each in returned)
    except (TypeError, ValueError):
        X, y = np.empty(0), np.empty(0)
    fits = X.ndim == 2 and y.shape == X.shape[:1] and 0 < X.size <= 400
    whole = fits and all((each == np.round(each)).all() and ((each >= 0) & (each < length)).all() for each in (X, y))
    if not whole:
        raise NotReady(_("{name} should return windows (N, width) of the series, and N targets.").format(name=name))
    return X.astype(int), y.astype(int)
