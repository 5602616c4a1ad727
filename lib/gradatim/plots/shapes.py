"""Parts of drawings of neurons and networks."""

import numpy as np

from gradatim.colours import BLACK, BLUE, VERMILION
from gradatim.picture import words


def circle(axes, x, y, radius, text="", face="white", edge=BLACK, fontsize=11):
    from matplotlib.patches import Circle

    axes.add_patch(Circle((x, y), radius, facecolor=face, edgecolor=edge, linewidth=1.8, zorder=3))
    axes.text(x, y, text, ha="center", va="center", fontsize=fontsize, zorder=4)


def edge(axes, start, end, weight, radius, largest, label_at=0.5, label=True):
    """A connection: blue and solid for a positive weight, vermilion and dashed for a negative one."""
    start, end = trimmed(start, end, radius)
    colour, style = (BLUE, "-") if weight >= 0 else (VERMILION, "--")
    width = 0.8 + 3 * abs(weight) / largest if largest else 0.8
    axes.plot(*zip(start, end, strict=True), color=colour, ls=style, lw=width, zorder=1, solid_capstyle="butt")
    if label:
        spot = start + label_at * (end - start)
        box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
        axes.text(*spot, words(weight), color=colour, ha="center", va="center", fontsize=10, bbox=box, zorder=2)


def trimmed(starts, ends, radius):
    """The same edges (…, 2) from circle to circle: shorter by `radius` at both ends."""
    starts, ends = np.asarray(starts, dtype=float), np.asarray(ends, dtype=float)
    along = (ends - starts) / np.linalg.norm(ends - starts, axis=-1, keepdims=True)
    return starts + radius * along, ends - radius * along


def arrow(axes, start, end, colour=BLACK):
    style = {"arrowstyle": "-|>", "color": colour, "lw": 1.8, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", xy=end, xytext=start, arrowprops=style, zorder=2)
