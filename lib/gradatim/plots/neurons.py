"""One neuron.

biological_neuron  a nerve cell, and below it the artificial neuron with the same parts in the same colours
neuron             one artificial neuron with its numbers
smooth_neuron      the curve of a smooth neuron with one input, for several weights and biases
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gradatim.colours import BLACK, BLUE, GREEN, ORANGE, PURPLE, VERMILION
from gradatim.drawing import drawing
from gradatim.picture import Picture, diagram, new_figure, words
from gradatim.plots.parts.shapes import arrow, circle, edge
from gradatim.text import _

# -- biological_neuron ------------------------------------------------------------------------------------------------


@drawing
def biological_neuron() -> Picture:
    """The drawing of a nerve cell above that of an artificial neuron."""
    figure, axes = diagram(9.6, 7.0, (-1.0, 12.0), (-4.9, 4.6))
    _cell(axes)
    axes.plot([-0.8, 11.8], [-0.75, -0.75], color="#CCCCCC", lw=1)
    _formula(axes)
    alt = _(
        "Above, a nerve cell: dendrites with synapses on the left, the cell body with its nucleus, and the axon "
        "to the right, which ends in branches. Below, the artificial neuron: inputs x1 to x3 in place of the "
        "signals, weights w1 to w3 in place of the synapses, a sum with a bias in place of the cell body, and the "
        "output a in place of the pulse along the axon."
    )
    return Picture(figure, alt)


def _curve(axes, points, colour, width):
    """A smooth curve through three points (a quadratic Bezier curve)."""
    a, b, c = (np.array(point, dtype=float) for point in points)
    t = np.linspace(0, 1, 40)[:, None]
    axes.plot(
        *((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c).T, color=colour, lw=width, solid_capstyle="round", zorder=1
    )


def _cell(axes):
    from matplotlib.patches import Ellipse, Polygon

    for start, bend, end in (
        ((0.7, 3.6), (2.2, 3.4), (3.5, 2.3)),
        ((0.3, 2.0), (1.8, 1.7), (3.4, 1.9)),
        ((0.7, 0.3), (2.0, 0.6), (3.5, 1.6)),
    ):
        _curve(axes, (start, bend, end), BLUE, 5)
    for start, bend, end in (
        ((0.9, 2.9), (1.4, 3.1), (1.9, 3.25)),
        ((0.6, 2.6), (1.1, 2.3), (1.5, 1.86)),
        ((0.5, 1.25), (1.0, 1.4), (1.6, 1.84)),
        ((0.9, 0.95), (1.3, 0.8), (1.8, 0.62)),
    ):
        _curve(axes, (start, bend, end), BLUE, 3)
    for spot in ((0.7, 3.6), (0.3, 2.0), (0.7, 0.3)):
        axes.plot(*spot, "o", color=PURPLE, ms=13, zorder=3)
    angles = np.linspace(0, 2 * np.pi, 120)
    edge = 0.85 + 0.09 * np.cos(5 * angles)
    outline = np.column_stack([4.2 + edge * np.cos(angles), 1.95 + edge * np.sin(angles)])
    axes.add_patch(Polygon(outline, facecolor="#FDF3DC", edgecolor=ORANGE, lw=2.5, zorder=2))
    axes.add_patch(Ellipse((4.25, 1.95), 0.62, 0.56, facecolor=ORANGE, edgecolor="none", zorder=3))
    _curve(axes, ((5.0, 1.95), (7.2, 2.3), (9.2, 1.95)), VERMILION, 6)
    for end in ((10.6, 3.0), (10.9, 2.1), (10.5, 1.1)):
        _curve(axes, ((9.2, 1.95), (9.9, (1.95 + end[1]) / 2), end), VERMILION, 3)
        axes.plot(*end, "o", color=VERMILION, ms=9)
    arrow(axes, (6.5, 2.75), (8.0, 2.75), VERMILION)
    for x, y, text, colour in (
        (0.1, 4.15, _("synapses"), PURPLE),
        (2.6, 3.75, _("dendrites"), BLUE),
        (4.2, 0.55, _("cell body"), "#9A6A00"),
        (7.25, 1.45, _("axon"), VERMILION),
        (7.25, 3.0, _("pulse"), VERMILION),
        (10.6, 0.55, _("to other cells"), VERMILION),
    ):
        axes.text(x, y, text, color=colour, fontsize=12, ha="center", va="center")


def _formula(axes):
    body = (4.6, -2.85)
    for i, y in enumerate((-1.6, -2.85, -4.1)):
        circle(axes, 0.3, y, 0.4, f"$x_{i + 1}$", face="#E8F2FA", edge=BLUE, fontsize=13)
        end = (body[0] - 0.72, body[1] + (y - body[1]) * 0.2)
        arrow(axes, (0.72, y), end, BLUE)
        middle = (2.0, y + (end[1] - y) * (2.0 - 0.72) / (end[0] - 0.72))
        box = {"boxstyle": "circle,pad=0.22", "facecolor": "white", "edgecolor": PURPLE, "lw": 1.6}
        axes.text(*middle, f"$w_{i + 1}$", ha="center", va="center", fontsize=12, color=PURPLE, bbox=box, zorder=4)
    circle(axes, *body, 0.72, "Σ", face="#FDF3DC", edge=ORANGE, fontsize=20)
    axes.text(body[0], -1.45, _("bias") + " $b$", color=GREEN, ha="center", va="center", fontsize=12)
    arrow(axes, (body[0], -1.65), (body[0], -2.1), GREEN)
    arrow(axes, (5.36, body[1]), (6.5, body[1]), "#9A6A00")
    axes.text(5.9, -2.62, "$z$", fontsize=13, ha="center", va="bottom")
    axes.plot([6.75, 7.35, 7.35, 7.95], [-3.15, -3.15, -2.55, -2.55], color="#9A6A00", lw=2.5)
    box = {"xy": (6.55, -3.4), "width": 1.6, "height": 1.1}
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle(**box, facecolor="none", edgecolor="#9A6A00", lw=1.5))
    arrow(axes, (8.2, body[1]), (9.7, body[1]), VERMILION)
    axes.text(9.95, body[1], "$a$", fontsize=15, ha="left", va="center", color=VERMILION)
    for x, y, text, colour in (
        (0.3, -4.72, _("inputs"), BLUE),
        (2.0, -4.72, _("weights"), PURPLE),
        (4.6, -4.72, _("sum"), "#9A6A00"),
        (7.35, -4.72, _("threshold"), "#9A6A00"),
        (10.1, -4.72, _("output: 1 or 0"), VERMILION),
    ):
        axes.text(x, y, text, color=colour, fontsize=12, ha="center", va="center")


# -- neuron -----------------------------------------------------------------------------------------------------------

RADIUS = 0.38


@drawing
def neuron(x: ArrayLike, w: ArrayLike, b: float) -> Picture:
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


# -- smooth_neuron ----------------------------------------------------------------------------------------------------

CURVES: dict[str, Callable[[Any], Any]] = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh}
STYLES = ((BLUE, "-", "o"), (VERMILION, "--", "s"), (GREEN, "-.", "^"), (PURPLE, ":", "D"), (ORANGE, "-", "v"))


@drawing
def smooth_neuron(
    neurons: Sequence[tuple[float, float]],
    activation: str = "sigmoid",
    title: str | None = None,
    x_range: tuple[float, float] = (-6, 6),
) -> Picture:
    """The output activation(w x + b) over x for each (w, b) of `neurons`, at most five.

    `activation` is "sigmoid" or "tanh". A marker stands on each curve where z = 0, that is at x = -b / w.
    """
    curve = CURVES[activation]
    figure, axes = new_figure(6.4, 3.4)
    x = np.linspace(*x_range, 400)
    middle = float(curve(0.0))
    parts = []
    for (w, b), (colour, style, marker) in zip(neurons, STYLES, strict=False):
        label = f"w = {words(w)}, b = {words(b)}"
        axes.plot(x, curve(w * x + b), color=colour, ls=style, lw=2.2)
        if w == 0:
            axes.plot([], [], color=colour, ls=style, lw=2.2, label=label)
            flat = _("w = 0, b = {b}: the same everywhere, {value}.")
            parts.append(flat.format(b=words(b), value=words(curve(float(b)))))
            continue
        shift = -b / w
        axes.plot(shift, middle, color=colour, marker=marker, ms=8, ls="none", zorder=3)
        axes.plot([], [], color=colour, ls=style, marker=marker, lw=2.2, label=label)
        axes.plot([shift, shift], [curve(-20.0), middle], color=colour, lw=0.8, ls=":")
        text = _("w = {w}, b = {b}: {rises}, z = 0 at x = {shift}.")
        rises = _("rises to the right") if w > 0 else _("falls to the right")
        parts.append(text.format(w=words(w), b=words(b), rises=rises, shift=words(shift)))
    axes.axvline(0, color=BLACK, lw=0.6, zorder=0)
    axes.axhline(middle, color=BLACK, lw=0.6, zorder=0)
    axes.set(xlabel="x", ylabel=f"{activation}(w x + b)", xlim=x_range, title=title or "")
    axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    start = f"{title}. " if title else ""
    return Picture(
        figure, start + _("Curves of {activation}(w x + b).").format(activation=activation) + " " + " ".join(parts)
    )
