"""Words with a number each, as bars to both sides."""

import numpy as np

from gradatim.colours import BLACK, BLUE, VERMILION
from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.student import NotReady, call, name_of
from gradatim.text import _


def word_scores(scores, *args, title=None, x_label=None):
    """Draw what `scores(*args)` returns, a dict of words and numbers, in its order from the top.

    Returns a `Message` where the function raises or returns something else.
    """
    try:
        found = _read(call(scores, *args), scores)
    except NotReady as trouble:
        return Message(str(trouble))
    return _picture(list(found), rounded(list(found.values())), title, x_label)


@drawing
def _picture(names, values, title, x_label):
    figure, axes = new_figure(6.8, 1.0 + 0.27 * len(names))
    places = np.arange(len(names))
    bars = axes.barh(places, values, color=[BLUE if value >= 0 else VERMILION for value in values])
    for bar, value in zip(bars, values, strict=True):
        bar.set_hatch("" if value >= 0 else "//")
        bar.set_edgecolor("white")
    axes.axvline(0, color=BLACK, lw=1)
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="x", alpha=0.3)
    axes.set(xlabel=x_label or _("score"), title=title or "")
    pairs = ", ".join(f"{name} {words(round(float(value), 2))}" for name, value in zip(names, values, strict=True))
    text = _("Bars for {count} words, from the top: {pairs}.").format(count=len(names), pairs=pairs)
    return Picture(figure, f"{title}. {text}" if title else text)


def _read(returned, scores):
    try:
        found = {str(word): float(value) for word, value in returned.items()}
    except (AttributeError, TypeError, ValueError):
        found = {}
    if not found or not np.isfinite(list(found.values())).all():
        raise NotReady(_("{name} should return a dict of words, each with a number.").format(name=name_of(scores)))
    return found
