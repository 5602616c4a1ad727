"""Images, and tables of numbers that are images: what filters and networks see and make of them.

images          small pictures side by side: photographs, digits, filters, feature maps
own_digit       a digit that somebody has drawn, as a network sees it, and what the network takes it for
pooling         max pooling of a small table: windows side by side, the largest entry of each, and what comes out
sliding_window  a filter on its way over a picture: the window, the filter, and the outputs so far
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.colours import BLACK, BLUE, GREY
from gradatim.data.drawn import drawn_digit
from gradatim.drawing import drawing, rounded
from gradatim.picture import Drawn, Message, Picture, diagram, new_figure, words
from gradatim.student import NotReady, call, name_of, numbers_in
from gradatim.text import N_, _

# -- images -----------------------------------------------------------------------------------------------------------

KINDS = {  # the colour map, and what its ends mean
    "light": ("gray", N_("brightness: 0 black, 1 white")),
    "ink": ("gray_r", N_("ink: 0 paper, 1 black")),
    "share": ("gray_r", N_("share of the largest number: 0 white, 1 black")),
    "signed": ("PuOr", N_("value: orange below 0, purple above")),
}


def images(
    pictures: Sequence[ArrayLike] | NDArray | Callable[..., object],
    *args: object,
    titles: Sequence[object] | None = None,
    title: str | None = None,
    kind: str = "light",
    columns: int = 6,
    inches: float = 1.5,
) -> Picture | Drawn | Message:
    """Draw `pictures`, a list of arrays (H, W), or the function that returns it from `args`, `columns` in a row.

    `kind`: "light" from 0 to 1, "ink" from 0 (paper) to 1, "share" from 0 to 1, or "signed", whose colours are
    white at 0. Each is `inches` wide. Returns a `Message` where the function raises or returns something else.
    """
    try:
        found = _tables(call(pictures, *args), pictures) if callable(pictures) else _tables(pictures, images)
    except NotReady as trouble:
        return Message(str(trouble))
    names = [str(number) for number in range(len(found))] if titles is None else [str(name) for name in titles]
    return _images_picture([rounded(each) for each in found], names[: len(found)], title, kind, columns, inches)


@drawing
def _images_picture(pictures, names, title, kind, columns, inches):
    from matplotlib.figure import Figure

    colours, label = KINDS[kind]
    columns = min(columns, len(pictures))
    rows = -(-len(pictures) // columns)
    tall = max(each.shape[0] / each.shape[1] for each in pictures)
    width, height = columns * inches + 0.9, rows * (inches * tall + 0.3) + (0.35 if title else 0.1)
    figure = Figure(figsize=(width, max(height, 1.7)), dpi=100, facecolor="white", layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False)
    largest = max(max(np.abs(each).max() for each in pictures), 1e-12)
    low, high = (-largest, largest) if kind == "signed" else (0, 1)
    for place, each in enumerate(axes.flat):
        each.set_axis_off()
        if place < len(pictures):
            shown = each.imshow(pictures[place], cmap=colours, vmin=low, vmax=high, interpolation="nearest")
            each.set_title(names[place], fontsize=10)
            each.set_axis_on()
            each.set(xticks=[], yticks=[])
    bar = figure.colorbar(shown, ax=axes, shrink=min(1.0, 1.6 / height * 1.2), fraction=0.06, pad=0.02)
    bar.ax.tick_params(labelsize=8)
    bar.set_label(_(label), fontsize=8)
    if title:
        figure.suptitle(title, fontsize=11)
    return Picture(figure, _images_in_words(pictures, names, title, kind))


def _images_in_words(pictures, names, title, kind):
    text = _("{name}, {H} by {W} pixels, from {low} to {high}, mean {mean}")
    parts = [
        text.format(
            name=name,
            H=each.shape[0],
            W=each.shape[1],
            low=words(each.min()),
            high=words(each.max()),
            mean=words(each.mean()),
        )
        for name, each in zip(names, pictures, strict=True)
    ]
    start = _("Pictures side by side ({kind}).").format(kind=_(KINDS[kind][1]))
    return " ".join([*([title + "."] if title else []), start, "; ".join(parts) + "."])


def _tables(returned, function):
    name = name_of(function)
    wrong = _("{name} should return a list of pictures, each a table of numbers (H, W).").format(name=name)
    if not isinstance(returned, list | tuple | np.ndarray) or not len(returned):
        raise NotReady(wrong)
    return [numbers_in(each, name, lambda shape: len(shape) == 2 and min(shape) > 0, wrong) for each in returned]


# -- own_digit --------------------------------------------------------------------------------------------------------


def own_digit(classify: Callable[..., object], source: str | Path | Sequence[str]) -> Picture | Drawn | Message:
    """Draw `source` (what `data.drawn_digit` reads) beside the probabilities that `classify` gives to the ten digits.

    Returns a `Message` in one sentence where the drawing cannot be read or the function cannot be used.

    Parameters
    ----------
    classify
        X (1, 8, 8, 1), ink from 0 to 1 -> P (1, 10) or (10,).
    """
    try:
        ink = drawn_digit(source)
        shares = _ten(call(classify, ink[None, :, :, None]), classify)
    except (NotReady, ValueError) as trouble:
        return Message(str(trouble))
    return _own_digit_picture(ink, shares)


@drawing
def _own_digit_picture(ink, shares):
    figure, (left, right) = new_figure(7.0, 2.7, columns=2, width_ratios=[1, 2.2])
    left.imshow(ink, cmap="gray_r", vmin=0, vmax=1)
    left.set(xticks=[], yticks=[], title=_("what the network sees"))
    best = int(shares.argmax())
    colours = [BLUE if digit == best else GREY for digit in range(10)]
    bars = right.bar(range(10), shares, color=colours)
    right.bar_label(bars, labels=[words(round(p, 2)) if p >= 0.005 else "" for p in shares], fontsize=9, padding=1)
    right.set(xticks=range(10), ylim=(0, 1.15), xlabel=_("digit"), ylabel=_("probability"))
    answer = _("It reads a {digit}.").format(digit=best)
    right.set_title(answer)
    right.spines[["top", "right"]].set_visible(False)
    order = np.argsort(-shares)[:3]
    said = ", ".join(_("{digit} with {share}").format(digit=d, share=words(round(shares[d], 3))) for d in order)
    rows = "; ".join("".join(".-+*#"[round(4 * value)] for value in row) for row in ink)
    text = _("{answer} The three most probable digits: {said}. The drawing, row by row: {rows}.")
    return Picture(figure, text.format(answer=answer, said=said, rows=rows))


def _ten(returned, classify):
    name = name_of(classify)
    wrong = _("{name} should return ten probabilities, one for each digit.").format(name=name)
    shares = numbers_in(returned, name, lambda shape: shape in ((10,), (1, 10)), wrong)
    return rounded(shares.reshape(-1))


# -- pooling ----------------------------------------------------------------------------------------------------------

LIGHT = ("#CFE3F1", "#FBE3B5", "#C9E9DD", "#F3DCE8")  # light blue, orange, green, purple


@drawing
def pooling(values: ArrayLike, size: int, dout: ArrayLike | None = None) -> Picture:
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
        _grid(axes, table, left, -(H - len(table)) / 2, colours, bold=bold, title=title)
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
            values=_rows_in_words(values), size=size, out=_rows_in_words(out)
        )
    ]
    if dout is not None:
        text = _("What comes back is {dout}; each number goes to its window's largest entry: {back}.")
        parts.append(text.format(dout=_rows_in_words(dout), back=_rows_in_words(back)))
    return Picture(figure, " ".join(parts))


# -- sliding_window ---------------------------------------------------------------------------------------------------

WINDOW, RESULT = "#CFE3F1", "#FBE3B5"  # light blue and light orange
GAP = 1.4  # between the tables


@drawing
def sliding_window(
    image: ArrayLike, kernel: ArrayLike, at: tuple[int, int] = (0, 0), stride: int = 1, pad: int = 0
) -> Picture:
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
    _grid(axes, padded, 0, 0, inside, faint=rim, title=_("picture with its rim") if pad else _("picture"))
    _frame(axes, left, -top, p, q, BLUE)
    kernel_left, out_left = W + GAP, W + q + 2 * GAP
    middle = -height / 2
    _grid(axes, kernel, kernel_left, middle + p / 2, dict.fromkeys(np.ndindex(p, q), WINDOW), title=_("filter"))
    _grid(axes, out, out_left, middle + rows / 2, {tuple(at): RESULT}, bold={tuple(at)}, title=_("output"))
    for x, sign in ((W + GAP / 2, "×"), (out_left - GAP / 2, "=")):
        axes.text(x, middle, sign, ha="center", va="center", fontsize=17, color=BLACK)
    alt = _(
        "The picture {picture}. The filter {kernel} lies on the window with rows {r} to {r_end} and columns {c} to "
        "{c_end}. The sum of the products is {value}; it stands in row {row}, column {column} of the output."
    ).format(
        picture=_rows_in_words(padded),
        kernel=_rows_in_words(kernel),
        r=top,
        r_end=top + p - 1,
        c=left,
        c_end=left + q - 1,
        value=words(out[row, column]),
        row=row,
        column=column,
    )
    return Picture(figure, alt)


# -- tables of numbers as squares of one unit each, the first row on top ----------------------------------------------


def _grid(axes, values, left, top, shade=None, bold=(), faint=(), title=""):
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


def _frame(axes, left, top, height, width, colour):
    """A thick frame around `height` by `width` squares."""
    from matplotlib.patches import Rectangle

    shape = Rectangle((left, top - height), width, height, fill=False, edgecolor=colour, linewidth=3, zorder=4)
    axes.add_patch(shape)


def _rows_in_words(values):
    """A table as text: rows parted by semicolons."""
    return "; ".join(", ".join(words(round(float(value), 3)) for value in row) for row in values)
