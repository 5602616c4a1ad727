"""Which words a translation looks at while it writes each of its own."""

import numpy as np

from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.student import NotReady, call, name_of
from gradatim.text import _

DARK = 0.6  # from this weight on a number is white


def attention_map(weights, *args, title=None):
    """Draw what `weights(*args)` returns: the attention A (T, S), the list of S words read, that of T words written.

    Row t holds the weights with which written word t looked at the source words. Returns a `Message` where the function
    raises or returns something else.
    """
    try:
        found, source, written = _read(call(weights, *args), weights)
    except NotReady as trouble:
        return Message(str(trouble))
    return _picture(found, source, written, title)


@drawing
def _picture(found, source, written, title):
    T, S = found.shape
    figure, axes = new_figure(2.1 + 0.85 * S, 1.3 + 0.5 * T)
    image = axes.imshow(found, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for t in range(T):
        for s in range(S):
            colour = "white" if found[t, s] > DARK else "black"
            axes.text(s, t, f"{found[t, s]:.2f}", ha="center", va="center", fontsize=10, color=colour)
    axes.set_xticks(range(S), source)
    axes.set_yticks(range(T), written)
    axes.set_xticks(np.arange(S - 1) + 0.5, minor=True)
    axes.set_yticks(np.arange(T - 1) + 0.5, minor=True)
    axes.grid(which="minor", color="white", linewidth=1.5)
    axes.tick_params(which="both", length=0)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set(xlabel=_("word that is read"), ylabel=_("word that is written"))
    axes.set_title(title or "")
    figure.colorbar(image, label=_("weight"))
    return Picture(figure, _alt(found, source, written, title))


def _alt(found, source, written, title):
    rows = [
        _("{word}: {weights}, most at {best}").format(
            word=word, weights=", ".join(words(round(weight, 2)) for weight in row), best=source[int(row.argmax())]
        )
        for word, row in zip(written, found, strict=True)
    ]
    text = _(
        "Attention as a table. Each row is a written word; its weights stand in the order of the words that are read, "
        "{source}. {rows}."
    ).format(source=", ".join(source), rows="; ".join(rows))
    return f"{title}. {text}" if title else text


def _read(returned, weights):
    """(A, source words, written words), checked."""
    try:
        found, source, written = returned
        found, source, written = rounded(found), [str(word) for word in source], [str(word) for word in written]
    except (TypeError, ValueError):
        found, source, written = np.empty(0), [], []
    if found.shape != (len(written), len(source)) or not found.size or not np.isfinite(found).all():
        text = _("{name} should return three things: the weights (T, S), the S words read and the T words written.")
        raise NotReady(text.format(name=name_of(weights)))
    return found, source, written
