"""Paths of several optimisers on the contour lines of a loss with two weights."""

import numpy as np

from gradatim.colours import BLACK, GREY
from gradatim.drawing import drawing
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.plots.runs import styles_of
from gradatim.student import NotReady, call, numbers_in
from gradatim.text import _

GRID, LEVELS = 121, 12
MARKERS = 40  # at most so many on one path


def descent_2d(loss, paths, lowest=(0.0, 0.0), title=None):
    """Contour lines of `loss(w1, w2)` with `paths`: a dict of names, each with its points (T, 2) or a function without
    arguments that returns them. `lowest` is marked with a star.

    Returns a `Message` where a function raises or a path holds something else.
    """
    try:
        found = {name: _points(name, path) for name, path in paths.items()}
    except NotReady as trouble:
        return Message(str(trouble))
    corners = np.vstack([*found.values(), [lowest]])
    low, high = corners.min(axis=0), corners.max(axis=0)
    margin = 0.12 * (high - low).max()
    sides = [np.linspace(a - margin, b + margin, GRID) for a, b in zip(low, high, strict=True)]
    ends = [(float(loss(*path[0])), float(loss(*path[-1]))) for path in found.values()]
    return _picture(sides, loss(*np.meshgrid(*sides)), found, ends, lowest, title)


@drawing
def _picture(sides, heights, paths, ends, lowest, title):
    """`heights` is the loss over the grid of `sides`; `ends` its value at the start and at the end of each path."""
    figure, axes = new_figure(8.0, 4.6)
    levels = np.quantile(heights, np.linspace(0.02, 0.98, LEVELS) ** 2)
    axes.contour(*np.meshgrid(*sides), heights, levels=np.unique(levels), colors=[GREY], linewidths=0.7, alpha=0.7)
    for (name, path), (colour, marker, dashes) in zip(paths.items(), styles_of(paths), strict=True):
        every = -(-len(path) // MARKERS)
        axes.plot(*path.T, color=colour, marker=marker, ls=dashes, ms=5, lw=1.4, markevery=every, label=name)
    start = next(iter(paths.values()))[0]
    axes.plot(*start, marker="X", ms=11, mfc="white", mec=BLACK, ls="", label=_("start"))
    axes.plot(*lowest, marker="*", ms=16, mfc="white", mec=BLACK, ls="", label=_("lowest point"))
    axes.set(xlabel="$w_1$", ylabel="$w_2$", title=title or "")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=4, frameon=False)
    lines = [
        _("{name}: {count} steps, from loss {start} to loss {end} at ({w1}, {w2}).").format(
            name=name,
            count=len(path) - 1,
            start=words(first),
            end=words(last),
            w1=words(round(path[-1][0], 4)),
            w2=words(round(path[-1][1], 4)),
        )
        for (name, path), (first, last) in zip(paths.items(), ends, strict=True)
    ]
    text = _("Contour lines of the loss over two weights, with the paths of the optimisers.")
    return Picture(figure, " ".join([*([f"{title}."] if title else []), text, *lines]))


def _points(name, path):
    wrong = _("{name} should give points with two numbers each.").format(name=name)
    return numbers_in(call(path) if callable(path) else path, name, lambda shape: shape[1:] == (2,), wrong)
