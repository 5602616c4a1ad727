"""Ten layers at the start of a training: their activations, their gradients, and these as histograms side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gradatim.colours import BLACK, BLUE
from gradatim.drawing import rounded
from gradatim.picture import new_figure, words
from gradatim.student import NotReady, call, name_of
from gradatim.text import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, LAYERS, SAMPLES = 100, 10, 300
BINS = 60
# For each activation the function, and its slope as a function of its output.
ACTIVATIONS: dict[str, tuple[Callable[[NDArray], NDArray], Callable[[NDArray], NDArray]]] = {
    "tanh": (np.tanh, lambda A: 1.0 - A**2),
    "relu": (lambda z: np.maximum(z, 0.0), lambda A: (A > 0).astype(float)),
    "sigmoid": (lambda z: 0.5 + 0.5 * np.tanh(0.5 * z), lambda A: A * (1.0 - A)),
}


def go_forward(start: float | Callable[..., object], activation: str, seed: int) -> tuple[list[NDArray], list[NDArray]]:
    """The weights and the activations of each layer, for 300 samples of spread 1; biases 0.

    `start` is the standard deviation of normal weights, or a function `start(n_in, n_out, rng)` that returns W or W, b.
    Raises `NotReady` where `start` does.
    """
    weights = []
    for rng in generators(seed, LAYERS):
        if callable(start):
            weights.append(usable_weights(start, call(start, WIDTH, WIDTH, rng), WIDTH))
        else:
            weights.append(rng.normal(0.0, start, size=(WIDTH, WIDTH)))
    return weights, outputs_of(weights, activation, seed)


def generators(seed: int, layers: int) -> list[np.random.Generator]:
    """One for the weights of each layer."""
    return [np.random.default_rng([seed, layer]) for layer in range(layers)]


def usable_weights(start: Callable[..., object], returned: Any, width: int) -> NDArray[np.float64]:
    """The weights (width, width) that a student's `start` has returned; raises `NotReady` where they cannot be used."""
    try:
        W = np.asarray(returned[0] if isinstance(returned, tuple) else returned, dtype=float)
    except (TypeError, ValueError, IndexError):
        W = np.empty(0)
    if W.shape != (width, width) or not np.isfinite(W).all():
        text = _("{name} should return weights of the shape (n_in, n_out), all of them finite numbers.")
        raise NotReady(text.format(name=name_of(start)))
    return W


def outputs_of(weights: Sequence[NDArray], activation: str, seed: int, samples: int = SAMPLES) -> list[NDArray]:
    """The activations (samples, width) of each layer with these square weights."""
    bend, _slope = ACTIVATIONS[activation]
    outputs = [np.random.default_rng(seed).normal(size=(samples, len(weights[0])))]
    for W in weights:
        outputs.append(bend(outputs[-1] @ W))
    return outputs[1:]


def go_back(weights: Sequence[NDArray], outputs: Sequence[NDArray], activation: str, seed: int) -> list[NDArray]:
    """For each layer the gradient along its activations, where that of the last layer is random with spread 1."""
    _bend, slope = ACTIVATIONS[activation]
    arriving = [np.random.default_rng([seed, LAYERS]).normal(size=outputs[-1].shape)]
    for W, A in zip(weights[:0:-1], outputs[:0:-1], strict=True):
        arriving.append((arriving[-1] * slope(A)) @ W.T)
    return arriving[::-1]


def counted(
    layers: Sequence[NDArray], shown: Sequence[NDArray], edges: NDArray
) -> tuple[NDArray, NDArray[np.float64], list[str]]:
    """The counts (LAYERS, BINS) of each layer's numbers between `edges`, the edges, and standard deviations in words.

    `layers` holds the numbers of each layer, `shown` those of them that are counted.
    """
    counts = np.array([np.histogram(numbers, edges)[0] for numbers in shown])
    return counts, rounded(edges), [words(float(f"{numbers.std():.2g}")) for numbers in layers]


def side_by_side(counts: NDArray, edges: NDArray, spreads: Sequence[str]) -> tuple[Figure, Axes]:
    """A figure with one histogram for each layer, and below it the standard deviation in words; and its axes."""
    from matplotlib.patches import Rectangle

    figure, axes = new_figure(8.4, 3.4)
    for layer, heights in enumerate(counts, start=1):
        widths = 0.84 * heights / max(heights.max(), 1)
        for bottom, width, height in zip(edges[:-1], widths, np.diff(edges), strict=True):
            if width:  # `barh` adapts the axes' limits to each of 600 bars, which takes most of the time
                axes.add_artist(Rectangle((layer - 0.4, bottom), width, height, facecolor=BLUE))
        axes.axvline(layer - 0.4, color=BLACK, lw=0.6)
    axes.set_xticks(range(1, LAYERS + 1), [f"{k}\n{spread}" for k, spread in enumerate(spreads, start=1)])
    axes.tick_params(axis="x", length=0)
    axes.set(xlim=(0.5, LAYERS + 0.5))
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes
