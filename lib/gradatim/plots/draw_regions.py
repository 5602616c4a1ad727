"""What a student's network answers all over the plane."""

import numpy as np

from gradatim.colours import ORANGE
from gradatim.drawing import drawing
from gradatim.picture import Message, Picture, new_figure
from gradatim.plots.plane import draw_points, finish, limits, wrong_rows_text
from gradatim.student import NotReady, call, name_of, numbers_in
from gradatim.text import _

HALF = 0.5  # above it the answer counts as 1
SIDE = 100  # places along each side of the plane: a student's loop over all of them takes a tenth of a second


def regions(predict, X, y, title=None):
    """Shade where `predict(X (N, 2)) -> (N,) or (N, 1)` gives more than `HALF`; X (N, 2), y (N,) on top.

    Returns a `Message` where `predict` raises or returns something else.
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    inputs = np.vstack([np.column_stack([side.ravel() for side in _grid(X)]), X])
    try:
        above = _one_column(call(predict, inputs), len(inputs), predict) > HALF  # one call: it may train a network
    except NotReady as trouble:
        return Message(str(trouble))
    return _picture(above[: -len(X)], above[-len(X) :], X, y, title)


def _grid(X):
    """x1 and x2 of the places all over the plane, each (SIDE, SIDE)."""
    side = np.linspace(*limits(X), SIDE)
    return np.meshgrid(side, side)


@drawing
def _picture(above, outputs, X, y, title):
    """Whether the answer is above `HALF` at each place of the grid (SIDE²,) and for each sample (N,)."""
    figure, axes = new_figure(4.6, 4.6)
    above = above.astype(float).reshape(SIDE, SIDE)
    axes.contourf(*_grid(X), above, levels=[0.5, 1.5], colors=[ORANGE], alpha=0.35, hatches=["//"])
    draw_points(axes, X, y)
    finish(axes, *limits(X), title, _("answer above {half}").format(half=HALF))
    share = f"{100 * above.mean():.0f}"
    text = _("The plane of x1 and x2. The answer is above {half} in {share} % of it (shaded).").format(
        half=HALF, share=share
    )
    start = f"{title}. " if title else ""
    return Picture(figure, f"{start}{text} {wrong_rows_text(X, y, outputs.astype(float))}")


def _one_column(returned, count, predict):
    name = name_of(predict)
    wrong = _("{name} should return one number for each of the {count} samples; it returns the shape {shape}.")
    wrong = wrong.format(name=name, count=count, shape="{shape}")
    return numbers_in(returned, name, lambda shape: shape in ((count,), (count, 1)), wrong).ravel()
