"""Series in time, one line each: measured values, forecasts, what becomes of money."""

import numpy as np

from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.plots.logarithmic import plain_numbers
from gradatim.plots.runs import styles_of, values_of
from gradatim.student import NotReady
from gradatim.text import _


def series(lines, x=None, title=None, x_label=None, y_label=None, log=False):
    """`lines`: a dict of names, each with its values (T,) or a function without arguments that returns them.

    `x` (T,) holds the times: numbers, or dates of NumPy, which become years; 0, 1, 2, ... where it is None. `log` gives
    equal factors equal heights. Returns a `Message` where a function raises or values do not fit the times.
    """
    try:
        found = {name: _values(name, values) for name, values in lines.items()}
        length = len(next(iter(found.values())))
        times = np.arange(length, dtype=float) if x is None else _numbers(np.asarray(x))
        for name, values in found.items():
            if len(values) != len(times):
                text = _("{name} has {count} values; {length} are needed, one for each point in time.")
                raise NotReady(text.format(name=name, count=len(values), length=len(times)))
            if log and (values <= 0).any():
                raise NotReady(_("{name} should hold numbers above 0.").format(name=name))
    except NotReady as trouble:
        return Message(str(trouble))
    dates = x is not None and np.issubdtype(np.asarray(x).dtype, np.datetime64)
    return _picture(found, times, title, x_label or (_("year") if dates else _("step")), y_label, log)


@drawing
def _picture(lines, x, title, x_label, y_label, log):
    figure, axes = new_figure(7.6, 3.8)
    many = len(x) > 60
    for (name, values), (colour, marker, dashes) in zip(lines.items(), styles_of(lines), strict=True):
        look = {"lw": 1.2} if many else {"lw": 1.5, "marker": marker, "ms": 4}
        axes.plot(x, values, color=colour, ls=dashes, label=name, **look)
    if log:
        axes.set_yscale("log")
        plain_numbers(axes.yaxis, *axes.get_ylim())
    axes.xaxis.get_major_formatter().set_useOffset(False)
    axes.set(xlabel=x_label, ylabel=y_label or _("value"), title=title or "")
    axes.set_xlim(x[0], x[-1])
    axes.grid(alpha=0.3)
    if len(lines) > 1:
        axes.legend(frameon=False)
    return Picture(figure, _alt(lines, x, title, x_label, y_label))


def _alt(lines, x, title, x_label, y_label):
    start = _("{what} from {x_label} {first} to {last}.").format(
        what=y_label or _("value"), x_label=x_label, first=words(x[0]), last=words(x[-1])
    )
    parts = [
        _("{name}: {start} at first, {end} at last, between {low} and {high}.").format(
            name=name, start=words(v[0]), end=words(v[-1]), low=words(v.min()), high=words(v.max())
        )
        for name, v in lines.items()
    ]
    return " ".join([*([f"{title}."] if title else []), start, *parts])


def _values(name, values):
    return rounded(values_of(name, values, _("{name} should give a list of finite numbers.").format(name=name)))


def _numbers(times):
    """Dates as years with a fraction: 1919.5 is the middle of 1919."""
    if not np.issubdtype(times.dtype, np.datetime64):
        return times.astype(float)
    years = times.astype("datetime64[Y]")
    days = (times.astype("datetime64[D]") - years.astype("datetime64[D]")).astype(float)
    return years.astype(int) + 1970 + days / 366
