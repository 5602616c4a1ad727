"""Gradients: whether they are right, and what is left of them on a long way back.

gradient_check          how the error of a numerical slope depends on the step h
gradient_histograms     what happens to the gradients on their way back through ten layers, for a way to draw weights
gradients_through_time  how long the gradient is that comes back through many steps, for weights of several sizes
vanishing               what is left of a signal on its way back through many layers
"""

from collections.abc import Callable, Sequence

import numpy as np

from gradatim.colours import BLUE, GREEN, GREY, ORANGE
from gradatim.drawing import drawing, rounded
from gradatim.picture import Drawn, Message, Picture, new_figure, words
from gradatim.plots.parts.runs import styles_of
from gradatim.plots.parts.ten_layers import BINS, LAYERS, counted, go_back, go_forward, side_by_side
from gradatim.student import NotReady, call, name_of
from gradatim.text import _

# -- gradient_check ---------------------------------------------------------------------------------------------------

STEPS = 10.0 ** np.arange(-1, -14.5, -0.5)


def gradient_check(f: Callable[[float], float], slope: float, x: float) -> Picture | Drawn:
    """The relative error of one-sided and central differences of `f` at `x`, against h; `slope` is the exact slope.

    `f` takes and returns one number. An error of exactly 0 is drawn at the bottom, 1e-16.
    """
    one_sided = _errors(slope, [(f(x + h) - f(x)) / h for h in STEPS])
    central = _errors(slope, [(f(x + h) - f(x - h)) / (2 * h) for h in STEPS])
    return _gradient_check_picture(one_sided, central)


@drawing
def _gradient_check_picture(one_sided, central):
    """The errors for each of `STEPS`."""
    figure, axes = new_figure(7.2, 4.2)
    axes.loglog(STEPS, one_sided, color=ORANGE, marker="s", ms=5, ls="--", label=_("one-sided: (f(x + h) − f(x)) / h"))
    axes.loglog(STEPS, central, color=BLUE, marker="o", ms=5, label=_("central: (f(x + h) − f(x − h)) / 2h"))
    best = {}
    for name, errors in (("one-sided", one_sided), ("central", central)):
        best[name] = STEPS[int(np.argmin(errors))], float(errors.min())
    axes.set(xlabel=_("step h"), ylabel=_("relative error"), ylim=(1e-14, 10), title=_("The error against the step"))
    axes.text(2e-13, 1.2e-13, _("h too small:\nrounding"), fontsize=10, color=GREY, ha="center", va="bottom")
    axes.text(2e-1, 1.2e-13, _("h too large:\nthe curve bends"), fontsize=10, color=GREY, ha="right", va="bottom")
    axes.grid(alpha=0.3)
    axes.legend(loc="upper center", fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)
    text = _(
        "The relative error of two numerical slopes against the step h, on logarithmic scales. Both curves fall and "
        "rise again, like a U. The one-sided difference is best near h = {h1:.0e} (error {e1:.0e}), the central one "
        "near h = {h2:.0e} (error {e2:.0e}). For smaller h rounding spoils both, for larger h the bend of the curve."
    )
    (h1, e1), (h2, e2) = best["one-sided"], best["central"]
    return Picture(figure, text.format(h1=h1, e1=e1, h2=h2, e2=e2))


def _errors(slope, found):
    return rounded(np.maximum(np.abs(np.array(found) - slope) / abs(slope), 1e-16))


# -- gradient_histograms ----------------------------------------------------------------------------------------------

FEW = 0.01  # the share of the smallest gradients of a layer that need not be seen
SMALLEST = 1e-300  # a logarithmic axis has no place for less


def gradient_histograms(
    start: float | Callable[..., object], activation: str = "tanh", title: str | None = None, seed: int = 4
) -> Picture | Drawn | Message:
    """One histogram for each of ten layers of 100 neurons: the sizes of the gradients that arrive there, logarithmic.

    The network and its 300 samples are those of `activation_histograms`, with the same `start` and `activation`. Into
    the last layer come random gradients of spread 1. Returns a `Message` where `start` raises.
    """
    if not callable(start):
        return _of_spread(start, activation, title, seed)
    try:
        return _of_layers(*go_forward(start, activation, seed), activation, title, seed)
    except NotReady as trouble:
        return Message(str(trouble))


@drawing
def _of_spread(start, activation, title, seed):
    return _of_layers(*go_forward(start, activation, seed), activation, title, seed)


def _of_layers(weights, outputs, activation, title, seed):
    gradients = go_back(weights, outputs, activation, seed)
    sizes = [np.abs(numbers[np.abs(numbers) > SMALLEST]) for numbers in gradients]
    low = min(float(np.quantile(some, FEW)) for some in sizes if some.size)
    high = max(float(some.max()) for some in sizes if some.size)
    return _gradient_histograms_picture(
        *counted(gradients, sizes, np.geomspace(low, high, BINS + 1)), activation, title
    )


@drawing
def _gradient_histograms_picture(counts, edges, spreads, activation, title):
    """The arguments of `side_by_side`, and what is written on the picture."""
    figure, axes = side_by_side(counts, edges, spreads)
    low, high = edges[0], edges[-1]
    axes.set_yscale("log")
    axes.set(
        ylim=(low / 1.5, high * 1.5),
        xlabel=_("layer, and below it the standard deviation of the gradients that arrive there"),
        ylabel=_("gradient without its sign"),
        title=title or "",
    )
    text = _(
        "Histograms of the gradients that arrive at each of {count} layers ({activation}), without their signs, on a "
        "logarithmic axis. Standard deviations from the first layer to the last: {spreads}."
    ).format(activation=activation, count=LAYERS, spreads=", ".join(spreads))
    return Picture(figure, f"{title}. {text}" if title else text)


# -- gradients_through_time -------------------------------------------------------------------------------------------

NEURONS = 20


def gradients_through_time(
    rnn_backward: Callable[..., object],
    sizes: Sequence[float] = (0.8, 1.0, 1.3),
    steps: int = 40,
    title: str | None = None,
    seed: int = 2,
) -> Picture | Drawn | Message:
    """Draw the length of dH0 that `rnn_backward` gives over 1, 2, ... `steps` steps, one curve for each size.

    20 neurons. The random Wh has a largest eigenvalue of size 1, so that a gradient neither grows nor shrinks for good;
    it is multiplied by each of `sizes`. All inputs, biases and states
    are 0, where tanh has the slope 1. The gradient at the last step has the length 1. Returns a `Message` where the
    function raises or returns something else.
    """
    rng = np.random.default_rng(seed)
    Wh = rng.normal(size=(NEURONS, NEURONS))
    Wh /= np.abs(np.linalg.eigvals(Wh)).max()
    last = rng.normal(size=(1, NEURONS))
    last /= np.linalg.norm(last)
    try:
        curves = [[_length(rnn_backward, size * Wh, last, T) for T in range(1, steps + 1)] for size in sizes]
    except NotReady as trouble:
        return Message(str(trouble))
    return _gradients_through_time_picture(rounded(curves), [float(size) for size in sizes], title)


def _length(rnn_backward, Wh, last, T):
    """The length of dH0 when a gradient comes in at step T alone."""
    dH = np.zeros((1, T, NEURONS))
    dH[:, -1] = last
    zeros = np.zeros((1, NEURONS))
    returned = call(rnn_backward, np.zeros((1, T, 1)), zeros, np.zeros((1, NEURONS)), Wh, zeros[0], dH)
    try:
        dH0 = np.asarray(returned[3], dtype=float)
    except (TypeError, ValueError, IndexError, KeyError):
        dH0 = np.empty(0)
    if dH0.shape != zeros.shape or not np.isfinite(dH0).all():
        text = _("{name} should return four things, the last of them dH0 of the shape (N, H).")
        raise NotReady(text.format(name=name_of(rnn_backward)))
    return np.linalg.norm(dH0)


@drawing
def _gradients_through_time_picture(curves, sizes, title):
    figure, axes = new_figure(7.0, 3.9)
    names = [_("Wh times {size}").format(size=f"{size:g}") for size in sizes]
    steps = np.arange(1, curves.shape[1] + 1)
    styles = styles_of(dict.fromkeys(names))
    for name, curve, (colour, marker, dashes) in zip(names, curves, styles, strict=True):
        axes.plot(
            steps, np.maximum(curve, 1e-300), color=colour, marker=marker, ls=dashes, ms=5, markevery=4, label=name
        )
    axes.set_yscale("log")
    axes.set(xlabel=_("steps back in time"), ylabel=_("length of the gradient"), title=title or "")
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside right center", frameon=False)
    ends = "; ".join(f"{name}: {curve[-1]:.2g}" for name, curve in zip(names, curves, strict=True))
    text = _(
        "The length of a gradient of length 1 against the steps it has gone back, on a logarithmic axis. After {steps} "
        "steps: {ends}."
    ).format(steps=len(steps), ends=ends)
    return Picture(figure, f"{title}. {text}" if title else text)


# -- vanishing --------------------------------------------------------------------------------------------------------


@drawing
def vanishing(*activations: str, z: float = 1.0, layers: int = 10) -> Picture:
    """The product of the slopes over 0, 1, ... `layers` layers, whose sums are all `z` (above 0).

    `activations` are some of "sigmoid", "tanh" and "relu"; the sigmoid at its steepest is always shown. Weights are
    left out: this is what the activations alone do to the signal.
    """
    s = 1 / (1 + np.exp(-z))
    place = words(z)
    known = {
        "relu": (_("ReLU, z = {z}").format(z=place), 1.0, GREEN, "^", "-"),
        "tanh": (_("tanh, z = {z}").format(z=place), 1 - np.tanh(z) ** 2, ORANGE, "s", "-"),
        "best": (_("sigmoid at its best, z = 0"), 0.25, GREY, "x", "--"),
        "sigmoid": (_("sigmoid, z = {z}").format(z=place), s * (1 - s), BLUE, "o", "-"),
    }
    slopes = [row for name, row in known.items() if name in (*activations, "best")]
    figure, axes = new_figure(7.0, 3.9)
    passed = np.arange(layers + 1)
    for name, slope, colour, marker, line in slopes:
        axes.plot(passed, slope**passed, color=colour, marker=marker, ls=line, label=name, clip_on=False)
    axes.set_yscale("log")
    axes.set(
        xlabel=_("layers passed on the way back"),
        ylabel=_("what is left of dout"),
        xlim=(0, layers),
        title=_("The signal after {layers} layers").format(layers=layers),
    )
    axes.set_xticks(passed)
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside right center", frameon=False)
    left = "; ".join(f"{name}: {slope**layers:.2g}" for name, slope, *_style in slopes)
    text = _("What is left of a signal of 1 after {layers} layers. {left}. The vertical axis is logarithmic.")
    return Picture(figure, text.format(layers=layers, left=left))
