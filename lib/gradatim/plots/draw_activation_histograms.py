"""What happens to the numbers on their way through ten layers, for a way to draw the weights."""

import numpy as np

from gradatim.colours import BLACK, BLUE
from gradatim.picture import Message, Picture, new_figure, words
from gradatim.student import NotReady, call, name_of
from gradatim.text import _

WIDTH, LAYERS, SAMPLES = 100, 10, 300
BINS = 60
ACTIVATIONS = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}


def activation_histograms(start, activation="tanh", title=None, seed=4):
    """One histogram for each of ten layers of 100 neurons, through which 300 samples of spread 1 go; biases 0.

    `start` is the standard deviation of normal weights, or a function `start(n_in, n_out, rng)` that returns W or W, b.
    `activation` is "tanh" or "relu"; for "relu" the zeros are left out. Returns a `Message` where `start` raises.
    """
    bend = ACTIVATIONS[activation]
    A = np.random.default_rng(seed).normal(size=(SAMPLES, WIDTH))
    outputs = []
    try:
        for layer in range(LAYERS):
            A = bend(A @ _weights(start, np.random.default_rng([seed, layer])))
            outputs.append(A.ravel())
    except NotReady as trouble:
        return Message(str(trouble))
    figure, axes = new_figure(8.4, 3.4)
    low, high = (-1.0, 1.0) if activation == "tanh" else (0.0, _top(outputs))
    edges = np.linspace(low, high, BINS + 1)
    for layer, numbers in enumerate(outputs, start=1):
        shown = numbers[numbers > 0] if activation == "relu" else numbers
        counts, _edges = np.histogram(shown, edges)
        widths = 0.84 * counts / max(counts.max(), 1)
        axes.barh(edges[:-1], widths, np.diff(edges), left=layer - 0.4, align="edge", color=BLUE)
        axes.axvline(layer - 0.4, color=BLACK, lw=0.6)
    spreads = [words(float(f"{numbers.std():.2g}")) for numbers in outputs]
    axes.set_xticks(range(1, LAYERS + 1), [f"{k}\n{spread}" for k, spread in enumerate(spreads, start=1)])
    axes.tick_params(axis="x", length=0)
    axes.set(
        xlim=(0.5, LAYERS + 0.5),
        ylim=(low - 0.04 * (high - low), high + 0.04 * (high - low)),
        xlabel=_("layer, and below it the standard deviation of its activations"),
        ylabel=_("activation (zeros left out)") if activation == "relu" else _("activation"),
        title=title or "",
    )
    axes.spines[["top", "right"]].set_visible(False)
    text = _(
        "Histograms of the activations ({activation}) in {count} layers. Standard deviations from the first layer to "
        "the last: {spreads}."
    ).format(activation=activation, count=LAYERS, spreads=", ".join(spreads))
    return Picture(figure, f"{title}. {text}" if title else text)


def _top(outputs):
    """The largest activation that is shown: few are larger."""
    return max(float(np.quantile(numbers, 0.995)) for numbers in outputs) or 1.0


def _weights(start, rng):
    if not callable(start):
        return rng.normal(0.0, start, size=(WIDTH, WIDTH))
    returned = call(start, WIDTH, WIDTH, rng)
    try:
        W = np.asarray(returned[0] if isinstance(returned, tuple) else returned, dtype=float)
    except (TypeError, ValueError):
        W = np.empty(0)
    if W.shape != (WIDTH, WIDTH) or not np.isfinite(W).all():
        text = _("{name} should return weights of the shape (n_in, n_out), all of them finite numbers.")
        raise NotReady(text.format(name=name_of(start)))
    return W
