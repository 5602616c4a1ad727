"""Parts of drawings of neurons and networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.colours import BLACK, BLUE, VERMILION
from gradatim.picture import words
from gradatim.plots.parts.labels import half_size

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    Point = tuple[float, float] | NDArray

DASH, GAP = 3.7, 1.6  # of a dashed edge, in line widths
SPARE = 0.08  # of the room reserved for a label, which its own edge may use


def circle(
    axes: Axes,
    x: float,
    y: float,
    radius: float,
    text: str = "",
    face: str = "white",
    edge: str = BLACK,
    fontsize: float = 11,
) -> None:
    from matplotlib.patches import Circle

    axes.add_patch(Circle((x, y), radius, facecolor=face, edgecolor=edge, linewidth=1.8, zorder=3))
    axes.text(x, y, text, ha="center", va="center", fontsize=fontsize, zorder=4)


def edge(
    axes: Axes,
    start: ArrayLike,
    end: ArrayLike,
    weight: float,
    radius: float,
    largest: float,
    label_at: float = 0.5,
    label: bool = True,
) -> None:
    """A connection: blue and solid for a positive weight, vermilion and dashed for a negative one."""
    start, end = trimmed(start, end, radius)
    colour = BLUE if weight >= 0 else VERMILION
    width = 0.8 + 3 * abs(weight) / largest if largest else 0.8
    pieces = [(start, end)]
    if label:
        text = words(weight)
        spot = start + label_at * (end - start)
        box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
        axes.text(spot[0], spot[1], text, color=colour, ha="center", va="center", fontsize=10, bbox=box, zorder=2)
        pieces = _around(start, end, label_at, half_size(text))
    for a, b in pieces:
        style = "-" if weight >= 0 else _dashes(axes, a, b, width)
        axes.plot(*zip(a, b, strict=True), color=colour, ls=style, lw=width, zorder=1, solid_capstyle="butt")


def _around(start, end, label_at, half):
    """The two pieces of an edge that its label leaves; `half` is half the label's width and height."""
    along = (end - start) / np.linalg.norm(end - start)
    out = (np.min(half / np.maximum(np.abs(along), 1e-9)) - SPARE) * along
    spot = start + label_at * (end - start)
    ends = [(start, spot - out), (spot + out, end)]
    return [(a, b) for a, b in ends if (b - a) @ along > 0]


def _dashes(axes, start, end, width):
    """A line style that begins and ends with a whole dash, so that no splinter of one stands beside a label."""
    pixels = np.linalg.norm(np.subtract(*axes.transData.transform([start, end])))
    length = pixels * 72 / axes.figure.dpi / width  # in line widths
    gaps = max(0, round((length - DASH) / (DASH + GAP)))
    scale = length / (gaps * (DASH + GAP) + DASH)
    return (0, (DASH * scale, GAP * scale)) if gaps else "-"


def trimmed(starts: ArrayLike, ends: ArrayLike, radius: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The same edges (…, 2) from circle to circle: shorter by `radius` at both ends."""
    starts, ends = np.asarray(starts, dtype=float), np.asarray(ends, dtype=float)
    along = (ends - starts) / np.linalg.norm(ends - starts, axis=-1, keepdims=True)
    return starts + radius * along, ends - radius * along


def arrow(axes: Axes, start: Point, end: Point, colour: str = BLACK) -> None:
    style = {"arrowstyle": "-|>", "color": colour, "lw": 1.8, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", xy=(end[0], end[1]), xytext=(start[0], start[1]), arrowprops=style, zorder=2)
