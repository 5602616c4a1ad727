"""What a student's network answers all over the plane."""

import numpy as np

from gradatim.picture import Message, Picture, new_figure
from gradatim.plots.plane import draw_points, finish, limits, wrong_rows_text
from gradatim.student import NotReady, call, name_of
from gradatim.text import _

HALF = 0.5  # above it the answer counts as 1


def regions(predict, X, y, title=None):
    """Shade where `predict(X (N, 2)) -> (N,) or (N, 1)` gives more than `HALF`; X (N, 2), y (N,) on top.

    Returns a `Message` where `predict` raises or returns something else.
    """
    from gradatim.colours import ORANGE

    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    low, high = limits(X)
    grid = np.linspace(low, high, 150)
    first, second = np.meshgrid(grid, grid)
    points = np.column_stack([first.ravel(), second.ravel()])
    try:
        answers = [_one_column(call(predict, inputs), len(inputs), predict) for inputs in (points, X)]
    except NotReady as trouble:
        return Message(str(trouble))
    figure, axes = new_figure(4.6, 4.6)
    above = (answers[0] > HALF).astype(float).reshape(first.shape)
    axes.contourf(first, second, above, levels=[0.5, 1.5], colors=[ORANGE], alpha=0.35, hatches=["//"])
    draw_points(axes, X, y)
    finish(axes, low, high, title, _("answer above {half}").format(half=HALF))
    share = f"{100 * above.mean():.0f}"
    text = _("The plane of x1 and x2. The answer is above {half} in {share} % of it (shaded).").format(
        half=HALF, share=share
    )
    start = f"{title}. " if title else ""
    return Picture(figure, f"{start}{text} {wrong_rows_text(X, y, (answers[1] > HALF).astype(float))}")


def _one_column(returned, count, predict):
    try:
        numbers = np.asarray(returned, dtype=float)
    except (TypeError, ValueError):
        numbers = np.empty(0)
    if numbers.shape not in ((count,), (count, 1)):
        text = _("{name} should return one number for each of the {count} samples; it returns the shape {shape}.")
        raise NotReady(text.format(name=name_of(predict), count=count, shape=numbers.shape))
    if not np.isfinite(numbers).all():
        text = _("{name} returned numbers that are not finite (nan or inf).")
        raise NotReady(text.format(name=name_of(predict)))
    return numbers.ravel()
