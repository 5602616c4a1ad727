"""A network with its weights on the edges."""

import numpy as np

from gradatim.colours import GREEN
from gradatim.drawing import drawing
from gradatim.picture import Picture, diagram, words
from gradatim.plots.labels import label_places
from gradatim.plots.shapes import circle, edge, trimmed
from gradatim.text import _

RADIUS = 0.36
APART, LAYERS_APART = 1.5, 3.2  # between neurons, between layers
TALLEST = 9.0  # a layer with many neurons is squeezed into this height
INCHES = 0.72  # of the picture for one unit
MOST_LABELS = 4  # neurons in a layer up to which every edge carries its number


@drawing
def network(layers, input_names=None, output_names=None, values=None):
    """A picture of dense layers, a list of (W (D, M), b (M,)).

    `values` is a list of vectors, the input first: the numbers that stand in the neurons. Solid blue edges are
    positive weights, dashed vermilion ones negative; the width follows the size.
    """
    layers = [(np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in layers]
    counts = [layers[0][0].shape[0]] + [W.shape[1] for W, _bias in layers]
    tallest = max(counts)
    apart = min(APART, TALLEST / tallest)
    radius = min(RADIUS, 0.36 * apart)
    # Sixteen numbers between two layers need more room than four.
    layers_apart = LAYERS_APART + (1.4 if tallest == MOST_LABELS else 0)
    width, half = layers_apart * len(layers), apart * tallest / 2
    figure, axes = diagram(
        INCHES * (width + 3.8), INCHES * (2 * half + 0.9), (-1.9, width + 1.9), (-half - 0.1, half + 0.8)
    )
    places = [[(layers_apart * k, apart * ((n - 1) / 2 - i)) for i in range(n)] for k, n in enumerate(counts)]
    labelled, roomy = tallest <= MOST_LABELS, radius == RADIUS
    for k, (W, b) in enumerate(layers):
        largest = float(np.abs(W).max())
        pairs = [(i, j) for i in range(counts[k]) for j in range(counts[k + 1])]
        at = [0.5] * len(pairs)
        if labelled:
            starts, ends = [places[k][i] for i, _j in pairs], [places[k + 1][j] for _i, j in pairs]
            at = label_places(*trimmed(starts, ends, radius), [words(W[pair]) for pair in pairs])
        for (i, j), spot in zip(pairs, at, strict=True):
            edge(axes, places[k][i], places[k + 1][j], W[i, j], radius, largest, label_at=spot, label=labelled)
        for j, (x, y) in enumerate(places[k + 1] if roomy else ()):
            axes.text(x, y + radius + 0.06, f"b = {words(b[j])}", ha="center", va="bottom", fontsize=9, color=GREEN)
    for k, column in enumerate(places):
        for i, (x, y) in enumerate(column):
            inside = words(round(float(values[k][i]), 2)) if roomy and values is not None and k < len(values) else ""
            size = 11 if len(inside) <= 4 else 9
            circle(axes, x, y, radius, inside, fontsize=size, face="#E8F2FA" if k == 0 else "#FDF3DC")
            names = input_names if k == 0 else output_names if k == len(places) - 1 else None
            if names:
                offset, side = (-radius - 0.12, "right") if k == 0 else (radius + 0.12, "left")
                axes.text(x + offset, y, names[i], ha=side, va="center", fontsize=11)
    for k, column in enumerate(places):
        title = _("input") if k == 0 else _("output") if k == len(places) - 1 else _("hidden")
        axes.text(column[0][0], half + 0.4, title, ha="center", va="bottom", fontsize=11, color="#555555")
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
