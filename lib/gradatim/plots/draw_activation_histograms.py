"""What happens to the numbers on their way through ten layers, for a way to draw the weights."""

import numpy as np

from gradatim.picture import Message, Picture
from gradatim.plots.ten_layers import BINS, LAYERS, go_forward, side_by_side
from gradatim.student import NotReady
from gradatim.text import _


def activation_histograms(start, activation="tanh", title=None, seed=4):
    """One histogram for each of ten layers of 100 neurons, through which 300 samples of spread 1 go; biases 0.

    `start` is the standard deviation of normal weights, or a function `start(n_in, n_out, rng)` that returns W or W, b.
    `activation` is "tanh" or "relu"; for "relu" the zeros are left out. Returns a `Message` where `start` raises.
    """
    try:
        _weights, outputs = go_forward(start, activation, seed)
    except NotReady as trouble:
        return Message(str(trouble))
    low, high = (-1.0, 1.0) if activation == "tanh" else (0.0, _top(outputs))
    shown = [numbers[numbers > 0] if activation == "relu" else numbers for numbers in outputs]
    figure, axes, spreads = side_by_side(outputs, shown, np.linspace(low, high, BINS + 1))
    axes.set(
        ylim=(low - 0.04 * (high - low), high + 0.04 * (high - low)),
        xlabel=_("layer, and below it the standard deviation of its activations"),
        ylabel=_("activation (zeros left out)") if activation == "relu" else _("activation"),
        title=title or "",
    )
    text = _(
        "Histograms of the activations ({activation}) in {count} layers. Standard deviations from the first layer to "
        "the last: {spreads}."
    ).format(activation=activation, count=LAYERS, spreads=", ".join(spreads))
    return Picture(figure, f"{title}. {text}" if title else text)


def _top(outputs):
    """The largest activation that is shown: few are larger."""
    return max(float(np.quantile(numbers, 0.995)) for numbers in outputs) or 1.0
