"""A table of connections between neurons: as a drawing with arrows, and as the matrix beside it."""

import numpy as np

from gradatim.colours import BLACK, BLUE, GREY, VERMILION
from gradatim.drawing import drawing
from gradatim.picture import Picture, diagram, words
from gradatim.plots.shapes import circle
from gradatim.text import _

RADIUS = 0.3
BEND = 0.18  # of an arrow, so that two that lead back and forth lie side by side
CELL = 0.78  # of the matrix


@drawing
def connections(connections, n):
    """Draw the connections, a list of (from, to, weight), between `n` neurons numbered from 1; no weight of 0.

    Left: an arrow for each; blue and solid is positive, vermilion and dashed negative. Right: the matrix with the
    weight from neuron i + 1 to neuron j + 1 in row i, column j.
    """
    apart = max(1.5, 0.42 * n)
    half = max(apart + 0.75, CELL * (n + 1) / 2 + 0.55)
    left = 2 * apart + 2.2
    width = left + CELL * (n + 1) + 0.4
    figure, axes = diagram(0.82 * (width + 1.0), 0.82 * 2 * half, (-apart - 1.0, width - apart), (-half, half))
    angles = np.pi - 2 * np.pi * np.arange(n) / n
    places = apart * np.column_stack([np.cos(angles), np.sin(angles)])
    largest = max((abs(weight) for _start, _end, weight in connections), default=1.0)
    for start, end, weight in connections:
        _arrow(axes, places[start - 1], places[end - 1], weight, largest)
    for number, (x, y) in enumerate(places, start=1):
        circle(axes, x, y, RADIUS, str(number), face="#FDF3DC")
    _matrix(axes, connections, n, left - apart)
    parts = [
        _("from {start} to {end}: {weight}").format(start=start, end=end, weight=words(weight))
        for start, end, weight in connections
    ]
    text = _("{count} neurons and their connections: {list}. Beside them the matrix, with the sender's number as row.")
    return Picture(figure, text.format(count=n, list="; ".join(parts)))


def _arrow(axes, start, end, weight, largest):
    from matplotlib.patches import FancyArrowPatch

    colour, style = (BLUE, "-") if weight >= 0 else (VERMILION, "--")
    # The points that an arrow between the centres keeps free: as many as the circle is wide.
    free = RADIUS * 0.82 * 72 + 2
    patch = FancyArrowPatch(
        start, end, connectionstyle=f"arc3,rad={BEND}", arrowstyle="-|>", mutation_scale=15, shrinkA=free, shrinkB=free
    )
    patch.set(color=colour, linestyle=style, linewidth=1.0 + 1.8 * abs(weight) / largest, zorder=1)
    axes.add_patch(patch)
    along = end - start
    # The middle of the bent line lies half as far aside as its corner, which is BEND lengths aside.
    spot = (start + end) / 2 + BEND / 2 * np.array([along[1], -along[0]])
    box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    axes.text(*spot, words(weight), color=colour, ha="center", va="center", fontsize=11, bbox=box, zorder=2)


def _matrix(axes, connections, n, left):
    from matplotlib.patches import Rectangle

    top = CELL * n / 2 - 0.25
    weights = {(start, end): weight for start, end, weight in connections}
    axes.text(left + CELL * (n / 2 + 0.5), top + 0.75, _("to"), ha="center", va="center", fontsize=11, color=GREY)
    axes.text(left - 0.35, top - CELL * n / 2, _("from"), ha="right", va="center", fontsize=11, color=GREY)
    for k in range(1, n + 1):
        axes.text(left + CELL * k, top + 0.3, str(k), ha="center", va="center", fontsize=11, color=GREY)
        axes.text(left, top - CELL * (k - 0.5), str(k), ha="center", va="center", fontsize=11, color=GREY)
        for j in range(1, n + 1):
            weight = weights.get((k, j), 0.0)
            colour = GREY if weight == 0 else BLUE if weight > 0 else VERMILION
            corner = (left + CELL * (j - 0.5), top - CELL * k)
            axes.add_patch(Rectangle(corner, CELL, CELL, facecolor="white", edgecolor=BLACK, linewidth=0.8))
            spot = (corner[0] + CELL / 2, corner[1] + CELL / 2)
            axes.text(*spot, words(weight), ha="center", va="center", fontsize=11, color=colour)
