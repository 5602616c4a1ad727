"""What happens to the gradients on their way back through ten layers, for a way to draw the weights."""

import numpy as np

from gradatim.picture import Message, Picture
from gradatim.plots.ten_layers import BINS, LAYERS, go_back, go_forward, side_by_side
from gradatim.student import NotReady
from gradatim.text import _

FEW = 0.01  # the share of the smallest gradients of a layer that need not be seen
SMALLEST = 1e-300  # a logarithmic axis has no place for less


def gradient_histograms(start, activation="tanh", title=None, seed=4):
    """One histogram for each of ten layers of 100 neurons: the sizes of the gradients that arrive there, logarithmic.

    The network and its 300 samples are those of `activation_histograms`, with the same `start` and `activation`. Into
    the last layer come random gradients of spread 1. Returns a `Message` where `start` raises.
    """
    try:
        weights, outputs = go_forward(start, activation, seed)
    except NotReady as trouble:
        return Message(str(trouble))
    gradients = go_back(weights, outputs, activation, seed)
    sizes = [np.abs(numbers[np.abs(numbers) > SMALLEST]) for numbers in gradients]
    low = min(float(np.quantile(some, FEW)) for some in sizes if some.size)
    high = max(float(some.max()) for some in sizes if some.size)
    figure, axes, spreads = side_by_side(gradients, sizes, np.geomspace(low, high, BINS + 1))
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
