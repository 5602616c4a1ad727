"""Drag the weights and the bias of one neuron and see its line move."""

from html import escape

import numpy as np

from gradatim.data import gate
from gradatim.picture import Message, Picture, new_figure, signed, words
from gradatim.plots.draw_decision_line import draw_decision
from gradatim.text import _

HEIGHT = 440  # pixels: fixed, so that the page does not jump while a slider moves
OWN = "own"


def neuron(X=None, y=None):
    """A neuron with two inputs under sliders. X (N, 2) and y (N,) of 0 and 1: your own data beside the gates.

    Returns a `Message` where X or y do not fit.
    """
    problem = _problem(X, y)
    return Message(problem) if problem else NeuronWidget(X, y).box


class NeuronWidget:
    """The widget's parts: `box` is shown; `w1`, `w2`, `b`, `choice`, `picture`, `status` and `sums` are in it."""

    def __init__(self, X=None, y=None):
        import ipywidgets

        self.sets = {name: gate(name) for name in ("AND", "OR", "NAND", "XOR")}
        if X is not None:
            self.sets = {OWN: (np.asarray(X, dtype=float), np.asarray(y, dtype=float)), **self.sets}
        labels = [(_("own data") if name == OWN else name, name) for name in self.sets]
        self.choice = ipywidgets.Dropdown(options=labels, description=_("data"))
        self.w1, self.w2, self.b = (
            ipywidgets.FloatSlider(
                value=value, min=-3, max=3, step=0.1, description=name, readout_format=".1f", continuous_update=True
            )
            for name, value in ((_("weight w1"), 1.0), (_("weight w2"), 0.5), (_("bias b"), 0.2))
        )
        self.picture = ipywidgets.HTML(layout={"height": f"{HEIGHT}px", "width": f"{HEIGHT}px"})
        self.status = ipywidgets.HTML()
        self.sums = ipywidgets.HTML()
        self.figure, self.axes = new_figure(HEIGHT / 100, HEIGHT / 100)
        controls = ipywidgets.VBox([self.choice, self.w1, self.w2, self.b, self.status, self.sums])
        self.box = ipywidgets.HBox([controls, self.picture], layout={"flex_flow": "row wrap"})
        for control in (self.choice, self.w1, self.w2, self.b):
            control.observe(self._draw, names="value")
        self._draw()

    def _draw(self, change=None):
        X, y = self.sets[self.choice.value]
        w, b = np.array([self.w1.value, self.w2.value]), self.b.value
        self.axes.clear()
        alt = draw_decision(self.axes, w, b, X, y)
        self.picture.value = Picture(self.figure, alt).html()
        z = X @ w + b
        right = (z > 0) == (y == 1)
        text = _("{count} of {total} samples are right.").format(count=int(right.sum()), total=len(y))
        self.status.value = f'<p role="status" aria-live="polite"><strong>{escape(text)}</strong></p>'
        self.sums.value = _table(X, y, z, right, w, b)


def _table(X, y, z, right, w, b):
    """The first eight weighted sums, with their numbers."""
    head = "".join(
        f"<th scope='col' style='padding:0 .6em'>{name}</th>" for name in ("x1", "x2", "z", _("target"), _("answer"))
    )
    rows = []
    for x, target, total, good in list(zip(X, y, z, right, strict=True))[:8]:
        products = f"{_product(x[0], w[0])} + {_product(x[1], w[1])} {signed(b)} = <strong>{words(total)}</strong>"
        cells = (words(x[0]), words(x[1]), products, words(target), _("right") if good else _("wrong"))
        rows.append("<tr>" + "".join(f"<td style='padding:0 .6em'>{cell}</td>" for cell in cells) + "</tr>")
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def _product(x, weight):
    """Input times weight, each in brackets where it is negative: 1·(-0.5)."""
    return "·".join(f"({words(each)})" if each < 0 else words(each) for each in (x, weight))


def _problem(X, y):
    if X is None and y is None:
        return None
    try:
        samples, labels = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    except (TypeError, ValueError):
        return _("X and y must be arrays of numbers.")
    shape = samples.shape
    if len(shape) != 2 or shape[1] != 2:
        return _("X must have two columns, one for each input; its shape is {shape}.").format(shape=shape)
    if not len(samples) or not np.isfinite(samples).all():
        return _("X must have at least one row, and only finite numbers (no nan, no inf).")
    if labels.shape != (shape[0],) or not set(labels.tolist()) <= {0.0, 1.0}:
        return _("y must hold one target, 0 or 1, for each of the {count} rows of X.").format(count=shape[0])
    return None
