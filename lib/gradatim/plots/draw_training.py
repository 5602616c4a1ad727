"""How a student's neuron learns: its mistakes epoch after epoch, and the line that it ends with."""

import numpy as np

from gradatim.colours import BLUE
from gradatim.drawing import drawing
from gradatim.picture import Message, Picture, new_figure
from gradatim.plots.draw_decision_line import draw_decision
from gradatim.student import NotReady, call
from gradatim.text import _


def training(train_neuron, X, y, lr, epochs, title=None):
    """Train from weights of 0 for 0, 1, ... `epochs` epochs with `train_neuron(X, y, w, b, lr, epochs) -> w, b`.

    X (N, 2), y (N,) of 0 and 1. Returns a `Message` where the function raises or returns something else.
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    mistakes = []
    try:
        for count in range(epochs + 1):
            w, b = _weights(call(train_neuron, X, y, np.zeros(X.shape[1]), 0.0, lr, count), X.shape[1])
            mistakes.append(int(((X @ w + b > 0) != (y == 1)).sum()))
    except NotReady as trouble:
        return Message(str(trouble))
    return _picture(mistakes, w, b, X, y, title)


@drawing
def _picture(mistakes, w, b, X, y, title):
    """`mistakes` holds the wrong answers after 0, 1, ... epochs; w (2,) and b are those after the last."""
    epochs = len(mistakes) - 1
    figure, (left, right) = new_figure(8.4, 4.3, columns=2)
    left.plot(range(epochs + 1), mistakes, color=BLUE, marker="o", clip_on=False)
    left.set(
        xlabel=_("epochs"),
        ylabel=_("wrong answers"),
        ylim=(0, len(y)),
        title=_("{title}: mistakes").format(title=title or _("training")),
    )
    left.set_yticks(range(len(y) + 1))
    left.grid(alpha=0.3)
    line = draw_decision(right, w, b, X, y, _("After {epochs} epochs").format(epochs=epochs))
    course = ", ".join(map(str, mistakes))
    text = _("Left: wrong answers after 0, 1, 2, ... epochs: {course}. Right: {line}").format(course=course, line=line)
    return Picture(figure, f"{title}. {text}" if title else text)


def _weights(returned, inputs):
    try:
        w, b = (np.asarray(each, dtype=float) for each in returned)
    except (TypeError, ValueError):
        raise NotReady(_("train_neuron should return w and b.")) from None
    if w.shape != (inputs,) or b.size != 1:
        raise NotReady(_("train_neuron should return w with {count} numbers, and b.").format(count=inputs))
    if not (np.isfinite(w).all() and np.isfinite(b).all()):
        raise NotReady(_("train_neuron returned numbers that are not finite (nan or inf)."))
    return w, b.item()
