"""A filter on its way over a picture: the window, the filter, and the outputs so far."""

import numpy as np

from gradatim.colours import BLACK, BLUE
from gradatim.drawing import drawing
from gradatim.picture import Picture, diagram, words
from gradatim.plots.grid import frame, grid, rows_in_words
from gradatim.text import _

WINDOW, RESULT = "#CFE3F1", "#FBE3B5"  # light blue and light orange
GAP = 1.4  # between the tables


@drawing
def sliding_window(image, kernel, at=(0, 0), stride=1, pad=0):
    """Draw `image` (H, W) with a rim of `pad` zeros, `kernel` (p, q) laid on it at the place `at` of the output, and
    the outputs up to this place, in the order of reading.
    """
    image, kernel = np.asarray(image, dtype=float), np.asarray(kernel, dtype=float)
    padded = np.pad(image, pad)
    (H, W), (p, q), (row, column) = padded.shape, kernel.shape, at
    rows, columns = (H - p) // stride + 1, (W - q) // stride + 1
    out = np.full((rows, columns), np.nan)
    for i, j in np.ndindex(rows, columns):
        if (i, j) <= (row, column):
            out[i, j] = np.sum(padded[i * stride : i * stride + p, j * stride : j * stride + q] * kernel)
    top, left = row * stride, column * stride
    width, height = W + q + columns + 2 * GAP, max(H, p, rows)
    figure, axes = diagram((width + 1) * 0.5, (height + 1.9) * 0.5, (-0.5, width + 0.5), (-height - 0.5, 1.4))
    inside = {(i, j): WINDOW for i in range(top, top + p) for j in range(left, left + q)}
    rim = {(i, j) for i, j in np.ndindex(H, W) if not (pad <= i < H - pad and pad <= j < W - pad)}
    grid(axes, padded, 0, 0, inside, faint=rim, title=_("picture with its rim") if pad else _("picture"))
    frame(axes, left, -top, p, q, BLUE)
    kernel_left, out_left = W + GAP, W + q + 2 * GAP
    middle = -height / 2
    grid(axes, kernel, kernel_left, middle + p / 2, dict.fromkeys(np.ndindex(p, q), WINDOW), title=_("filter"))
    grid(axes, out, out_left, middle + rows / 2, {tuple(at): RESULT}, bold={tuple(at)}, title=_("output"))
    for x, sign in ((W + GAP / 2, "×"), (out_left - GAP / 2, "=")):
        axes.text(x, middle, sign, ha="center", va="center", fontsize=17, color=BLACK)
    alt = _(
        "The picture {picture}. The filter {kernel} lies on the window with rows {r} to {r_end} and columns {c} to "
        "{c_end}. The sum of the products is {value}; it stands in row {row}, column {column} of the output."
    ).format(
        picture=rows_in_words(padded),
        kernel=rows_in_words(kernel),
        r=top,
        r_end=top + p - 1,
        c=left,
        c_end=left + q - 1,
        value=words(out[row, column]),
        row=row,
        column=column,
    )
    return Picture(figure, alt)
