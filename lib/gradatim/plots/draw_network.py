"""A network with its weights on the edges."""

import numpy as np

from gradatim.colours import GREEN
from gradatim.picture import Picture, diagram, words
from gradatim.plots.shapes import circle, edge
from gradatim.text import _

RADIUS = 0.36
APART, LAYERS_APART = 1.5, 3.2
MOST_LABELS = 4  # neurons in a layer up to which every edge carries its number


def network(layers, input_names=None, output_names=None, values=None):
    """A picture of dense layers, a list of (W (D, M), b (M,)).

    `values` is a list of vectors, the input first: the numbers that stand in the neurons. Solid blue edges are
    positive weights, dashed vermilion ones negative; the width follows the size.
    """
    layers = [(np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in layers]
    counts = [layers[0][0].shape[0]] + [W.shape[1] for W, _bias in layers]
    tallest, width = max(counts), LAYERS_APART * len(layers)
    figure, axes = diagram(
        1.25 * width + 2.6,
        0.95 * tallest + 0.9,
        (-1.9, width + 1.9),
        (-APART * tallest / 2 - 0.2, APART * tallest / 2 + 0.6),
    )
    places = [[(LAYERS_APART * k, APART * ((n - 1) / 2 - i)) for i in range(n)] for k, n in enumerate(counts)]
    labelled = tallest <= MOST_LABELS
    for k, (W, b) in enumerate(layers):
        largest = float(np.abs(W).max())
        for i, start in enumerate(places[k]):
            for j, end in enumerate(places[k + 1]):
                # Labels sit nearer to their own input, each row at another distance: no two meet.
                at = 0.18 + 0.17 * (j % 3) if len(places[k + 1]) > 1 else 0.35
                edge(axes, start, end, W[i, j], RADIUS, largest, label_at=at, label=labelled)
        for j, (x, y) in enumerate(places[k + 1]):
            axes.text(x, y + RADIUS + 0.06, f"b = {words(b[j])}", ha="center", va="bottom", fontsize=9, color=GREEN)
    for k, column in enumerate(places):
        for i, (x, y) in enumerate(column):
            inside = words(values[k][i]) if values is not None and k < len(values) else ""
            circle(axes, x, y, RADIUS, inside, face="#E8F2FA" if k == 0 else "#FDF3DC")
            names = input_names if k == 0 else output_names if k == len(places) - 1 else None
            if names:
                offset, side = (-RADIUS - 0.12, "right") if k == 0 else (RADIUS + 0.12, "left")
                axes.text(x + offset, y, names[i], ha=side, va="center", fontsize=11)
    for k, column in enumerate(places):
        title = _("input") if k == 0 else _("output") if k == len(places) - 1 else _("hidden")
        axes.text(
            column[0][0], APART * tallest / 2 + 0.35, title, ha="center", va="bottom", fontsize=11, color="#555555"
        )
    return Picture(figure, _in_words(layers, counts))


def _in_words(layers, counts):
    shape = ", ".join(map(str, counts))
    parts = [_("A network with layers of {shape} neurons (input first).").format(shape=shape)]
    for number, (W, b) in enumerate(layers, start=1):
        for j in range(W.shape[1]) if W.size <= 24 else ():
            weights = ", ".join(words(weight) for weight in W[:, j])
            text = _("Layer {number}, neuron {neuron}: weights {weights}; bias {bias}.")
            parts.append(text.format(number=number, neuron=j + 1, weights=weights, bias=words(b[j])))
    return " ".join(parts)
