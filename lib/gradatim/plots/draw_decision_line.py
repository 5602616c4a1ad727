"""The plane of two inputs, cut by one neuron."""

import numpy as np

from gradatim.drawing import drawing
from gradatim.picture import Picture, new_figure, signed, words
from gradatim.plots.plane import draw_line, draw_points, finish, limits, wrong_rows_text
from gradatim.text import _


@drawing
def decision_line(w, b, X, y, title=None):
    """The line on which a neuron with w (2,) and b decides, with the samples X (N, 2) and targets y (N,)."""
    figure, axes = new_figure(4.6, 4.6)
    return Picture(
        figure, draw_decision(axes, np.asarray(w, dtype=float), float(b), np.asarray(X, dtype=float), y, title)
    )


def draw_decision(axes, w, b, X, y, title=None):
    """Draw it on `axes`; returns what it shows in words."""
    low, high = limits(X)
    draw_line(axes, w, b, low, high)
    draw_points(axes, X, y)
    finish(axes, low, high, title, _("fires"))
    output = (X @ w + b > 0).astype(float)
    formula = f"{words(w[0])} x1 {signed(w[1])} x2 {signed(b)} > 0"
    text = _("The plane of x1 and x2. The neuron fires where {formula} (shaded).").format(formula=formula)
    if not w.any():
        side = _("everywhere") if b > 0 else _("nowhere")
        text = _("The plane of x1 and x2. Both weights are 0, so the neuron fires {side}.").format(side=side)
    start = f"{title}. " if title else ""
    return f"{start}{text} {wrong_rows_text(X, y, output)}"
