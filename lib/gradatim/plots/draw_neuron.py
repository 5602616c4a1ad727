"""One artificial neuron with its numbers."""

import numpy as np

from gradatim.colours import GREEN, ORANGE
from gradatim.drawing import drawing
from gradatim.picture import Picture, diagram, words
from gradatim.plots.shapes import arrow, circle, edge
from gradatim.text import _

RADIUS = 0.38


@drawing
def neuron(x, w, b):
    """The diagram of a neuron: x (D,), w (D,), b, with the products, the sum and the output."""
    x, w = np.asarray(x, dtype=float), np.asarray(w, dtype=float)
    count = len(x)
    height = max(count, 3) * 1.1
    figure, axes = diagram(8.2, 0.95 * height + 0.6, (-1.2, 8.2), (-height / 2 - 0.5, height / 2 + 0.5))
    rows = [(count - 1) / 2 * 1.2 - 1.2 * i for i in range(count)]
    body = (4.2, 0.0)
    largest = float(np.abs(w).max())
    for i, row in enumerate(rows):
        circle(axes, 0, row, RADIUS, words(x[i]), face="#E8F2FA")
        axes.text(-0.55, row, f"$x_{{{i + 1}}}$", ha="right", va="center", fontsize=12)
        edge(axes, (0, row), body, w[i], RADIUS + 0.1, largest, label_at=0.28)
        spot = (1.95, row + (0.0 - row) * (1.95 / 4.2))
        text = f"{words(x[i])} · {_bracketed(w[i])} = {words(x[i] * w[i])}"
        box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "#BBBBBB", "lw": 0.8}
        axes.text(spot[0] + 0.45, spot[1], text, ha="center", va="center", fontsize=10, bbox=box, zorder=3)
    z = float(x @ w + b)
    circle(axes, *body, 0.62, "Σ", face="#FDF3DC", edge=ORANGE, fontsize=20)
    axes.text(body[0], 1.32, _("bias {b}").format(b=words(b)), ha="center", va="bottom", fontsize=11, color=GREEN)
    arrow(axes, (body[0], 1.28), (body[0], 0.66), GREEN)
    arrow(axes, (4.86, 0), (5.75, 0))
    axes.text(5.85, 0.02, f"$z = {words(z)}$", ha="left", va="center", fontsize=13)
    verdict = _("above 0: fires") if z > 0 else _("not above 0: silent")
    axes.text(5.85, -0.45, verdict, ha="left", va="center", fontsize=10)
    products = " + ".join(f"{words(a)} times {words(c)}" for a, c in zip(x, w, strict=True))
    text = _("A neuron: {products}, plus the bias {b}, gives z = {z} ({verdict}).")
    return Picture(figure, text.format(products=products, b=words(b), z=words(z), verdict=verdict))


def _bracketed(number):
    return f"({words(number)})" if number < 0 else words(number)
