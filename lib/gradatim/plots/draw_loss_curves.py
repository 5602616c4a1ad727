"""Loss against step, one curve for each run, on a logarithmic axis."""

import numpy as np

from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.plots.logarithmic import plain_numbers
from gradatim.plots.runs import styles_of, values_of
from gradatim.student import NotReady
from gradatim.text import _

MARKERS = 12  # at most so many on one curve


def loss_curves(curves, title=None, x_label=None, x=None):
    """`curves`: a dict of names, each with its losses (T,) or a function without arguments that returns them.

    `x` holds the places of the losses for all curves, 0, 1, 2, ... where it is None; longer than a curve is allowed.
    A curve ends at its first loss that is not finite. Returns a `Message` where a function raises.
    """
    try:
        found = {name: _losses(name, losses) for name, losses in curves.items()}
    except NotReady as trouble:
        return Message(str(trouble))
    return _picture(found, title, x_label, None if x is None else np.asarray(x, dtype=float))


@drawing
def _picture(curves, title, x_label, x):
    figure, axes = new_figure(7.2, 4.0)
    lines = []
    for (name, losses), (colour, marker, dashes) in zip(curves.items(), styles_of(curves), strict=True):
        finite = np.isfinite(losses)
        end = len(losses) if finite.all() else int(finite.argmin())
        where = np.arange(end) if x is None else x[:end]
        every = max(1, -(-end // MARKERS))
        axes.plot(
            where, losses[:end], color=colour, marker=marker, ls=dashes, ms=5, lw=1.5, markevery=every, label=name
        )
        text = (
            _("{name}: from {start} to {end}.") if end == len(losses) else _("{name}: from {start} to {end}, then nan.")
        )
        if end and x is not None:
            low = int(losses[:end].argmin())
            lowest = _("Its lowest loss is {loss} at {place}.").format(loss=words(losses[low]), place=words(where[low]))
        else:
            lowest = ""
        if end:
            lines.append(text.format(name=name, start=words(losses[0]), end=words(losses[end - 1])))
            lines += [lowest] if lowest else []
    axes.set_yscale("log")
    plain_numbers(axes.yaxis, *axes.get_ylim())
    if x is not None:
        axes.set_xscale("log")
        plain_numbers(axes.xaxis, *axes.get_xlim())
    axes.set(xlabel=x_label or _("step"), ylabel=_("loss"), title=title or "")
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False)
    start = _("Loss curves on a logarithmic axis.")
    return Picture(figure, " ".join([*([f"{title}."] if title else []), start, *lines]))


def _losses(name, losses):
    return rounded(values_of(name, losses, _("{name} should give a list of losses.").format(name=name), finite=False))
