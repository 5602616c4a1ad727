"""Max pooling of a small table: windows side by side, the largest entry of each, and what comes out."""

import numpy as np

from gradatim.colours import BLACK
from gradatim.drawing import drawing
from gradatim.picture import Picture, diagram
from gradatim.plots.grid import grid, rows_in_words
from gradatim.text import _

LIGHT = ("#CFE3F1", "#FBE3B5", "#C9E9DD", "#F3DCE8")  # light blue, orange, green, purple


@drawing
def pooling(values, size, dout=None):
    """Draw `values` (H, W) with its windows of `size` by `size`, side by side, and their largest entries.

    With `dout`, one number for each window, the way back: each goes to the place of its window's largest entry.
    """
    values = np.asarray(values, dtype=float)
    H, W = values.shape
    rows, columns = H // size, W // size
    shade, largest, out, back = {}, set(), np.zeros((rows, columns)), np.zeros((H, W))
    for i, j in np.ndindex(rows, columns):
        window = values[i * size : (i + 1) * size, j * size : (j + 1) * size]
        row, column = np.unravel_index(window.argmax(), window.shape)
        place = (i * size + int(row), j * size + int(column))
        out[i, j] = window.max()
        largest.add(place)
        colour = LIGHT[(2 * (i % 2) + j % 2) % len(LIGHT)]
        shade.update(dict.fromkeys([(i * size + a, j * size + b) for a, b in np.ndindex(size, size)], colour))
        if dout is not None:
            back[place] = np.asarray(dout, dtype=float)[i, j]
    small = {(i, j): shade[i * size, j * size] for i, j in np.ndindex(rows, columns)}
    gap = 1.6
    tables = [(values, shade, largest, _("picture")), (out, small, (), _("largest entries"))]
    if dout is not None:
        tables = [tables[0], (np.asarray(dout), small, (), _("what comes back")), (back, shade, largest, _("gradient"))]
    width = sum(table.shape[1] for table, *_rest in tables) + gap * (len(tables) - 1)
    figure, axes = diagram((width + 1.6) * 0.55, (H + 1.9) * 0.55, (-0.8, width + 0.8), (-H - 0.5, 1.4))
    left = 0
    for number, (table, colours, bold, title) in enumerate(tables):
        grid(axes, table, left, -(H - len(table)) / 2, colours, bold=bold, title=title)
        left += table.shape[1] + gap
        if number < len(tables) - 1:
            axes.annotate(
                "",
                xy=(left - 0.35, -H / 2),
                xytext=(left - gap + 0.35, -H / 2),
                arrowprops={"arrowstyle": "-|>", "color": BLACK, "lw": 1.8},
            )
    parts = [
        _("The picture {values} is pooled in windows of {size} by {size}; their largest entries are {out}.").format(
            values=rows_in_words(values), size=size, out=rows_in_words(out)
        )
    ]
    if dout is not None:
        text = _("What comes back is {dout}; each number goes to its window's largest entry: {back}.")
        parts.append(text.format(dout=rows_in_words(dout), back=rows_in_words(back)))
    return Picture(figure, " ".join(parts))
