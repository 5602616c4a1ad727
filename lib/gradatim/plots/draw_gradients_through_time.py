"""How long the gradient is that comes back through many steps, for weights of several sizes."""

import numpy as np

from gradatim.drawing import drawing, rounded
from gradatim.picture import Message, Picture, new_figure
from gradatim.plots.runs import styles_of
from gradatim.student import NotReady, call, name_of
from gradatim.text import _

NEURONS = 20


def gradients_through_time(rnn_backward, sizes=(0.8, 1.0, 1.3), steps=40, title=None, seed=2):
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
    return _picture(rounded(curves), [float(size) for size in sizes], title)


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
def _picture(curves, sizes, title):
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
