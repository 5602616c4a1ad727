"""The curve of a smooth neuron with one input, for several weights and biases."""

import numpy as np

from gradatim.colours import BLACK, BLUE, GREEN, ORANGE, PURPLE, VERMILION
from gradatim.drawing import drawing
from gradatim.picture import Picture, new_figure, words
from gradatim.text import _

CURVES = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh}
STYLES = ((BLUE, "-", "o"), (VERMILION, "--", "s"), (GREEN, "-.", "^"), (PURPLE, ":", "D"), (ORANGE, "-", "v"))


@drawing
def smooth_neuron(neurons, activation="sigmoid", title=None, x_range=(-6, 6)):
    """The output activation(w x + b) over x for each (w, b) of `neurons`, at most five.

    `activation` is "sigmoid" or "tanh". A marker stands on each curve where z = 0, that is at x = -b / w.
    """
    curve = CURVES[activation]
    figure, axes = new_figure(6.4, 3.4)
    x = np.linspace(*x_range, 400)
    middle = float(curve(0.0))
    parts = []
    for (w, b), (colour, style, marker) in zip(neurons, STYLES, strict=False):
        label = f"w = {words(w)}, b = {words(b)}"
        axes.plot(x, curve(w * x + b), color=colour, ls=style, lw=2.2)
        if w == 0:
            axes.plot([], [], color=colour, ls=style, lw=2.2, label=label)
            flat = _("w = 0, b = {b}: the same everywhere, {value}.")
            parts.append(flat.format(b=words(b), value=words(curve(float(b)))))
            continue
        shift = -b / w
        axes.plot(shift, middle, color=colour, marker=marker, ms=8, ls="none", zorder=3)
        axes.plot([], [], color=colour, ls=style, marker=marker, lw=2.2, label=label)
        axes.plot([shift, shift], [curve(-20.0), middle], color=colour, lw=0.8, ls=":")
        text = _("w = {w}, b = {b}: {rises}, z = 0 at x = {shift}.")
        rises = _("rises to the right") if w > 0 else _("falls to the right")
        parts.append(text.format(w=words(w), b=words(b), rises=rises, shift=words(shift)))
    axes.axvline(0, color=BLACK, lw=0.6, zorder=0)
    axes.axhline(middle, color=BLACK, lw=0.6, zorder=0)
    axes.set(xlabel="x", ylabel=f"{activation}(w x + b)", xlim=x_range, title=title or "")
    axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    start = f"{title}. " if title else ""
    return Picture(
        figure, start + _("Curves of {activation}(w x + b).").format(activation=activation) + " " + " ".join(parts)
    )
