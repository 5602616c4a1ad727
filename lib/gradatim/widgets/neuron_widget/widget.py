"""Drag the weights and the bias of one neuron and see its line move."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.colours import BLACK, BLUE, ORANGE, VERMILION
from gradatim.data import gate
from gradatim.drawing import drawing
from gradatim.picture import Message, signed, words
from gradatim.plots.parts.plane import limits, wrong_rows_text
from gradatim.student import NotReady, name_of
from gradatim.text import _
from gradatim.widgets.kit.controls import choice, slider
from gradatim.widgets.kit.live_picture import LivePicture
from gradatim.widgets.kit.live_widget import LiveWidget
from gradatim.widgets.kit.own_data import problem_of
from gradatim.widgets.kit.own_function import numbers_of

SIZE = 440  # pixels
OWN = "own"
ROWS = 8  # of the table
SAND = "#FBE7BF"  # orange, thinned with white


@drawing
def neuron(
    X: ArrayLike | None = None, y: ArrayLike | None = None, function: Callable[..., Any] | None = None
) -> "NeuronWidget | Message":
    """A neuron with two inputs under sliders.

    Returns a `Message` where X or y do not fit.

    Parameters
    ----------
    X, y : (N, 2), (N,)
        Your own data of 0 and 1 beside the gates.
    function
        Your own neuron(x, w, b) -> z; it computes the sums of the samples.
    """
    problem = problem_of(X, y)
    return Message(problem) if problem else NeuronWidget(X, y, function)


class NeuronWidget(LiveWidget):
    """The controls are `w1`, `w2`, `b` and `choice`; `sums` is the table of the weighted sums."""

    def __init__(
        self, X: ArrayLike | None = None, y: ArrayLike | None = None, function: Callable[..., Any] | None = None
    ) -> None:
        import ipywidgets

        self.function = function
        self.sets = {name: gate(name) for name in ("AND", "OR", "NAND", "XOR")}
        if X is not None:
            self.sets = {OWN: (np.asarray(X, dtype=float), np.asarray(y, dtype=float)), **self.sets}
        self.choice = choice(_("data"), [(_("own data") if name == OWN else name, name) for name in self.sets])
        self.w1 = slider(_("weight w1"), 1.0, -3, 3, 0.1)
        self.w2 = slider(_("weight w2"), 0.5, -3, 3, 0.1)
        self.b = slider(_("bias b"), 0.2, -3, 3, 0.1)
        self.sums = ipywidgets.HTML()
        picture = LivePicture(
            SIZE, SIZE, _("The plane of x1 and x2 with the neuron's line; described below."), scale=1.5
        )
        self._prepare(picture)
        self.start(picture, [self.choice, self.w1, self.w2, self.b], below=[self.sums])

    def _prepare(self, picture):
        axes = self.axes = picture.figure.subplots()
        axes.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal", title=" ")
        dots = {"ls": "", "ms": 10, "mec": BLACK, "mew": 1.5}
        self.side = axes.fill([0], [0], facecolor=SAND, edgecolor=ORANGE, lw=0, hatch="//", label=_("fires"))[0]
        (self.line,) = axes.plot([], [], color=BLACK, lw=2)
        self.arrow = axes.annotate("", (0, 0), (0, 0), arrowprops={"arrowstyle": "-|>", "color": VERMILION, "lw": 2})
        self.letter = axes.text(0, 0, "w", color=VERMILION, fontsize=12)
        (self.ones,) = axes.plot([], [], "o", mfc=BLUE, label=_("target 1"), **dots)
        (self.zeros,) = axes.plot([], [], "s", mfc="white", label=_("target 0"), **dots)
        (self.wrong,) = axes.plot([], [], "x", color=VERMILION, ms=14, mew=2.5, label=_("wrong"))
        handles = [self.ones, self.zeros, self.side, self.wrong]
        axes.legend(
            handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.13), ncols=4, frameon=False, columnspacing=1
        )
        picture.move(self.side, self.line, self.ones, self.zeros, self.wrong, self.arrow, self.letter, axes.title)
        self._shown = None

    def draw(self) -> None:
        X, y = self.sets[self.choice.value]
        w, b = np.array([self.w1.value, self.w2.value]), self.b.value
        if self._shown != self.choice.value:
            self._shown = self.choice.value
            self.low, self.high = limits(X)
            self.axes.set(xlim=(self.low, self.high), ylim=(self.low, self.high))
            self.ones.set_data(*X[y == 1].T)
            self.zeros.set_data(*X[y == 0].T)
            self.picture.changed()
        self.z = self._sums(X, w, b)
        self.right = (self.z > 0) == (y == 1)
        self.wrong.set_data(*X[~self.right].T)
        self._place_line(w, b)
        self.axes.title.set_text(_result(self.right))
        self.sums.value = _table(X, y, self.z, self.right, w, b)

    def _sums(self, X, w, b):
        if self.function is None:
            return X @ w + b
        sums = [numbers_of(self.function, x, w, b) for x in X]
        if any(z.size != 1 for z in sums):
            text = _("{name} should return one number for one sample; it returned the shape {shape}.")
            raise NotReady(text.format(name=name_of(self.function), shape=sums[0].shape))
        return np.array([z.item() for z in sums])

    def _place_line(self, w, b):
        """The line w1 x1 + w2 x2 + b = 0, its firing side, and an arrow along w."""
        corners = np.array([[self.low, self.low], [self.high, self.low], [self.high, self.high], [self.low, self.high]])
        inside, crossings = half_plane(corners, w, b)
        self.side.set_xy(inside if len(inside) else np.full((1, 2), self.low - 1))
        self.line.set_data(*crossings.T if len(crossings) == 2 else ([], []))
        visible = len(crossings) == 2
        self.arrow.set_visible(visible)
        self.letter.set_visible(visible)
        if visible:
            foot = crossings.mean(axis=0)
            tip = foot + 0.16 * (self.high - self.low) * w / np.hypot(*w)
            self.arrow.xy, self.arrow.xyann = tip, foot
            self.letter.set_position(tip + 0.015 * (self.high - self.low))

    def describe(self) -> tuple[str, str]:
        X, y = self.sets[self.choice.value]
        w1, w2, b = self.w1.value, self.w2.value, self.b.value
        formula = f"{words(w1)} x1 {signed(w2)} x2 {signed(b)} > 0"
        text = _("The plane of x1 and x2. The neuron fires where {formula} (shaded).").format(formula=formula)
        if not w1 and not w2:
            side = _("everywhere") if b > 0 else _("nowhere")
            text = _("The plane of x1 and x2. Both weights are 0, so the neuron fires {side}.").format(side=side)
        return _result(self.right), f"{text} {wrong_rows_text(X, y, self.z > 0)}"


def half_plane(corners: NDArray, w: NDArray, b: float) -> tuple[NDArray, NDArray]:
    """The part of a convex polygon (K, 2) where x · w + b > 0 (its corners), and the points where its edge is cut."""
    z = corners @ w + b
    inside, crossings = [], []
    for k in range(len(corners)):
        here, there = k, (k + 1) % len(corners)
        if z[here] > 0:
            inside.append(corners[here])
        if (z[here] > 0) != (z[there] > 0):
            share = z[here] / (z[here] - z[there])
            crossing = corners[here] + share * (corners[there] - corners[here])
            inside.append(crossing)
            crossings.append(crossing)
    return np.array(inside).reshape(-1, 2), np.array(crossings).reshape(-1, 2)


def _result(right):
    return _("{count} of {total} samples are right.").format(count=int(right.sum()), total=len(right))


def _table(X, y, z, right, w, b):
    """The first weighted sums, with their numbers."""
    head = "".join(
        f"<th scope='col' style='padding:0 .6em'>{name}</th>" for name in ("x1", "x2", "z", _("target"), _("answer"))
    )
    rows = []
    for x, target, total, good in list(zip(X, y, z, right, strict=True))[:ROWS]:
        products = f"{_product(x[0], w[0])} + {_product(x[1], w[1])} {signed(b)} = <strong>{words(total)}</strong>"
        cells = (words(x[0]), words(x[1]), products, words(target), _("right") if good else _("wrong"))
        rows.append("<tr>" + "".join(f"<td style='padding:0 .6em'>{cell}</td>" for cell in cells) + "</tr>")
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def _product(x, weight):
    """Input times weight, each in brackets where it is negative: 1·(-0.5)."""
    return "·".join(f"({words(each)})" if each < 0 else words(each) for each in (x, weight))
