"""A confusion matrix with its counts in the cells."""

import numpy as np

from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.student import NotReady, call, name_of, numbers_in
from gradatim.text import _


def confusion(matrix, *args, names=None, title=None):
    """Draw the matrix (C, C) that `matrix(*args)` returns: rows are true classes, columns predicted ones.

    `names` holds the C names of the classes. Returns a `Message` where the function raises or returns something else.
    """
    try:
        counts = _square(call(matrix, *args), matrix)
    except NotReady as trouble:
        return Message(str(trouble))
    return _picture(counts, [str(c) for c in range(len(counts))] if names is None else list(names), title)


@drawing
def _picture(counts, names, title):
    C = len(counts)
    cell = 0.85 if C <= 5 else 0.55
    figure, axes = new_figure(1.9 + cell * C, 1.4 + (cell - 0.1) * C)
    axes.imshow(counts, cmap="Blues", vmin=0, vmax=max(counts.max(), 1) * 1.25)
    for i in range(C):
        for j in range(C):
            dark = counts[i, j] > 0.6 * counts.max()
            weight = "bold" if i == j else "normal"
            colour = "white" if dark else "black"
            axes.text(j, i, words(counts[i, j]), ha="center", va="center", fontsize=13, color=colour, weight=weight)
    axes.set_xticks(range(C), names)
    axes.set_yticks(range(C), names)
    axes.set_xticks(np.arange(C - 1) + 0.5, minor=True)
    axes.set_yticks(np.arange(C - 1) + 0.5, minor=True)
    axes.grid(which="minor", color="white", linewidth=2)
    axes.tick_params(which="both", length=0)
    axes.set(xlabel=_("predicted class"), ylabel=_("true class"), title=title or "")
    return Picture(figure, _alt(counts, names, title))


def _alt(counts, names, title):
    rows = [
        _("{name}: {counts}").format(name=name, counts=", ".join(map(words, row)))
        for name, row in zip(names, counts, strict=True)
    ]
    text = _(
        "Confusion matrix. Each row is a true class; its counts stand in the order of the predicted classes {names}. "
        "{rows}. {right} of {total} are right."
    ).format(names=", ".join(names), rows="; ".join(rows), right=words(np.trace(counts)), total=words(counts.sum()))
    return f"{title}. {text}" if title else text


def _square(returned, matrix):
    name = name_of(matrix)
    wrong = _("{name} should return a square table of numbers.").format(name=name)
    return rounded(numbers_in(returned, name, lambda shape: len(shape) == 2 and 0 < shape[0] == shape[1], wrong))
