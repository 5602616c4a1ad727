"""What is left of a signal on its way back through many layers."""

import numpy as np

from gradatim.colours import BLUE, GREEN, GREY, ORANGE
from gradatim.drawing import drawing
from gradatim.picture import Picture, new_figure, words
from gradatim.text import _


@drawing
def vanishing(*activations, z=1.0, layers=10):
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
