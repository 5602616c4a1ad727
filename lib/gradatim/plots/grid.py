"""Tables of numbers as squares of one unit each, the first row on top."""

import numpy as np

from gradatim.colours import BLACK, GREY
from gradatim.picture import words


def grid(axes, values, left, top, shade=None, bold=(), faint=(), title=""):
    """Draw `values` (H, W), nan as an empty square, from (left, top) to the right and down; `title` stands above.

    `shade` gives colours by place, {(row, column): colour}; places in `bold` and `faint` are written so.
    """
    from matplotlib.patches import Rectangle

    values = np.asarray(values, dtype=float)
    for i, j in np.ndindex(values.shape):
        face = (shade or {}).get((i, j), "white")
        square = Rectangle((left + j, top - i - 1), 1, 1, facecolor=face, edgecolor=GREY, linewidth=0.8, zorder=1)
        axes.add_patch(square)
        if np.isfinite(values[i, j]):
            weight, colour = ("bold" if (i, j) in bold else "normal"), (GREY if (i, j) in faint else BLACK)
            text, size = words(round(values[i, j], 3)), 11 if len(words(round(values[i, j], 3))) < 5 else 9
            middle = left + j + 0.5, top - i - 0.5
            axes.text(*middle, text, ha="center", va="center", fontsize=size, weight=weight, color=colour, zorder=3)
    axes.text(left + values.shape[1] / 2, top + 0.3, title, ha="center", va="bottom", fontsize=11)


def frame(axes, left, top, height, width, colour):
    """A thick frame around `height` by `width` squares."""
    from matplotlib.patches import Rectangle

    shape = Rectangle((left, top - height), width, height, fill=False, edgecolor=colour, linewidth=3, zorder=4)
    axes.add_patch(shape)


def rows_in_words(values):
    """A table as text: rows parted by semicolons."""
    return "; ".join(", ".join(words(round(float(value), 3)) for value in row) for row in values)
