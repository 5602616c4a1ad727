"""Networks and computations as circles and arrows.

computation_graph  a small computation as a graph: values on the way forward, gradients on the way back
connections        a table of connections between neurons: as a drawing with arrows, and as the matrix beside it
network            dense layers, with their weights on the edges
unrolled           a recurrent network with its steps drawn side by side, and the gradients that come back through them
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.colours import BLACK, BLUE, GREEN, GREY, VERMILION
from gradatim.drawing import drawing
from gradatim.picture import Picture, diagram, words
from gradatim.plots.parts.graph import (
    draw_graph,
    formula,
    go_back,
    go_forward,
    limits_of,
    number,
    places_of,
    pull,
    set_number,
    sum_label,
)
from gradatim.plots.parts.labels import label_places
from gradatim.plots.parts.shapes import arrow, circle, edge, trimmed
from gradatim.text import _

# -- computation_graph ------------------------------------------------------------------------------------------------

GRAPH_INCHES = 0.74  # of the picture for one unit


@drawing
def computation_graph(
    inputs: Mapping[str, float],
    steps: Sequence[tuple],
    gradients: bool = True,
    places: Mapping[str, tuple[float, float]] | None = None,
    products: bool = False,
) -> Picture:
    """A picture of a computation. The value of each arrow stands above it, the gradient of the last result below it.

    Where an input is used twice, each of its arrows carries the gradient of its own path; their sum stands below it.

    Parameters
    ----------
    inputs
        A dict of names and numbers, from top to bottom.
    steps
        A list of (name, step, operand, ...) in order, e.g. [("q", "*", "a", "b"), ("L", "+", "q", 1)]; steps are "+",
        "-", "*", "max", "relu", "square", "sigmoid", "tanh", "exp", "log"; a number as second operand is written into
        its circle.
    gradients
        Whether the way back is drawn.
    places
        A dict of names and (column, row), rows upwards, for those that should stand elsewhere.
    products
        Whether each gradient is written as what comes back, times the step's own slope.
    """
    values = go_forward(inputs, steps)
    along, total = go_back(values, steps)
    places, last = places_of(inputs, steps, places), steps[-1][0]
    (left, right), (bottom, top) = limits_of(places, last)
    figure, axes = diagram(GRAPH_INCHES * (right - left), GRAPH_INCHES * (top - bottom), (left, right), (bottom, top))
    along[len(steps), last] = 1.0
    for key, ends in draw_graph(axes, inputs, steps, places).items():
        set_number(number(axes, ends, above=True), ends, words(values[key[1]]))
        if gradients:
            chain = _chain(key, values, total, steps) if products and key[0] < len(steps) else ""
            set_number(number(axes, ends, above=False), ends, words(along[key]) + chain)
    for name in inputs:
        if gradients and sum(key[1] == name for key in along) > 1:
            sum_label(axes, places[name]).set_text(_("sum: {gradient}").format(gradient=words(total[name])))
    _graph_key(axes, gradients, products)
    return Picture(figure, _graph_in_words(values, total, inputs, steps, gradients))


def _chain(key, values, total, steps):
    """How the gradient along an arrow comes about, for the line below it."""
    name, step, *operands = steps[key[0]]
    slopes = pull(step, 1.0, [values.get(each, each) for each in operands])
    slope = sum(each for operand, each in zip(operands, slopes, strict=True) if operand == key[1])
    slope = f"({words(slope)})" if slope < 0 else words(slope)
    return f"\n= {words(total[name])} · {slope}"


def _graph_key(axes, gradients, products):
    x, y = axes.get_xlim()[0] + 0.25, axes.get_ylim()[0] + 0.2
    axes.text(x, y + (0.38 if gradients else 0), _("above: the value, forward"), fontsize=10, color=BLUE, va="bottom")
    if gradients:
        text = _("below: the gradient, backward")
        if products:
            text = _("below: the gradient, backward = what comes back · the slope of the step")
        axes.text(x, y, text, fontsize=10, color=VERMILION, style="italic", va="bottom")


def _graph_in_words(values, total, inputs, steps, gradients):
    start = ", ".join(f"{name} = {words(values[name])}" for name in inputs)
    parts = [_("A graph of a computation. Inputs: {inputs}.").format(inputs=start)]
    forward = ", ".join(
        f"{name} = {formula(step, operands)} = {words(values[name])}" for name, step, *operands in steps
    )
    parts.append(_("Forward: {steps}.").format(steps=forward))
    if gradients:
        back = [step[0] for step in reversed(steps)] + list(inputs)
        text = ", ".join(f"d{name} = {words(total[name])}" for name in back)
        parts.append(_("Backward, the gradient of {last}: {gradients}.").format(last=steps[-1][0], gradients=text))
    return " ".join(parts)


# -- connections ------------------------------------------------------------------------------------------------------

CONNECTIONS_RADIUS = 0.3
BEND = 0.18  # of an arrow, so that two that lead back and forth lie side by side
CELL = 0.78  # of the matrix


@drawing
def connections(connections: Sequence[tuple[int, int, float]], n: int) -> Picture:
    """Draw the connections, a list of (from, to, weight), between `n` neurons numbered from 1; no weight of 0.

    Left: an arrow for each; blue and solid is positive, vermilion and dashed negative. Right: the matrix with the
    weight from neuron i + 1 to neuron j + 1 in row i, column j.
    """
    apart = max(1.5, 0.42 * n)
    half = max(apart + 0.75, CELL * (n + 1) / 2 + 0.55)
    left = 2 * apart + 2.2
    width = left + CELL * (n + 1) + 0.4
    figure, axes = diagram(0.82 * (width + 1.0), 0.82 * 2 * half, (-apart - 1.0, width - apart), (-half, half))
    angles = np.pi - 2 * np.pi * np.arange(n) / n
    places = apart * np.column_stack([np.cos(angles), np.sin(angles)])
    largest = max((abs(weight) for _start, _end, weight in connections), default=1.0)
    for start, end, weight in connections:
        _bent_arrow(axes, places[start - 1], places[end - 1], weight, largest)
    for k, (x, y) in enumerate(places, start=1):
        circle(axes, x, y, CONNECTIONS_RADIUS, str(k), face="#FDF3DC")
    _matrix(axes, connections, n, left - apart)
    parts = [
        _("from {start} to {end}: {weight}").format(start=start, end=end, weight=words(weight))
        for start, end, weight in connections
    ]
    text = _("{count} neurons and their connections: {list}. Beside them the matrix, with the sender's number as row.")
    return Picture(figure, text.format(count=n, list="; ".join(parts)))


def _bent_arrow(axes, start, end, weight, largest):
    from matplotlib.patches import FancyArrowPatch

    colour, style = (BLUE, "-") if weight >= 0 else (VERMILION, "--")
    # The points that an arrow between the centres keeps free: as many as the circle is wide.
    free = CONNECTIONS_RADIUS * 0.82 * 72 + 2
    patch = FancyArrowPatch(
        start, end, connectionstyle=f"arc3,rad={BEND}", arrowstyle="-|>", mutation_scale=15, shrinkA=free, shrinkB=free
    )
    patch.set(color=colour, linestyle=style, linewidth=1.0 + 1.8 * abs(weight) / largest, zorder=1)
    axes.add_patch(patch)
    along = end - start
    # The middle of the bent line lies half as far aside as its corner, which is BEND lengths aside.
    spot = (start + end) / 2 + BEND / 2 * np.array([along[1], -along[0]])
    box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    axes.text(*spot, words(weight), color=colour, ha="center", va="center", fontsize=11, bbox=box, zorder=2)


def _matrix(axes, connections, n, left):
    from matplotlib.patches import Rectangle

    top = CELL * n / 2 - 0.25
    weights = {(start, end): weight for start, end, weight in connections}
    axes.text(left + CELL * (n / 2 + 0.5), top + 0.75, _("to"), ha="center", va="center", fontsize=11, color=GREY)
    axes.text(left - 0.35, top - CELL * n / 2, _("from"), ha="right", va="center", fontsize=11, color=GREY)
    for k in range(1, n + 1):
        axes.text(left + CELL * k, top + 0.3, str(k), ha="center", va="center", fontsize=11, color=GREY)
        axes.text(left, top - CELL * (k - 0.5), str(k), ha="center", va="center", fontsize=11, color=GREY)
        for j in range(1, n + 1):
            weight = weights.get((k, j), 0.0)
            colour = GREY if weight == 0 else BLUE if weight > 0 else VERMILION
            corner = (left + CELL * (j - 0.5), top - CELL * k)
            axes.add_patch(Rectangle(corner, CELL, CELL, facecolor="white", edgecolor=BLACK, linewidth=0.8))
            spot = (corner[0] + CELL / 2, corner[1] + CELL / 2)
            axes.text(*spot, words(weight), ha="center", va="center", fontsize=11, color=colour)


# -- network ----------------------------------------------------------------------------------------------------------

NETWORK_RADIUS = 0.36
APART, LAYERS_APART = 1.5, 3.2  # between neurons, between layers
TALLEST = 9.0  # a layer with many neurons is squeezed into this height
NETWORK_INCHES = 0.72  # of the picture for one unit
MOST_LABELS = 4  # neurons in a layer up to which every edge carries its number


@drawing
def network(
    layers: Sequence[tuple[ArrayLike, ArrayLike]],
    input_names: Sequence[str] | None = None,
    output_names: Sequence[str] | None = None,
    values: Sequence[Sequence[float] | NDArray] | None = None,
) -> Picture:
    """A picture of dense layers, a list of (W (D, M), b (M,)).

    `values` is a list of vectors, the input first: the numbers that stand in the neurons. Solid blue edges are
    positive weights, dashed vermilion ones negative; the width follows the size.
    """
    dense = [(np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in layers]
    counts = [dense[0][0].shape[0]] + [W.shape[1] for W, _bias in dense]
    tallest = max(counts)
    apart = min(APART, TALLEST / tallest)
    radius = min(NETWORK_RADIUS, 0.36 * apart)
    # Sixteen numbers between two layers need more room than four.
    layers_apart = LAYERS_APART + (1.4 if tallest == MOST_LABELS else 0)
    width, half = layers_apart * len(dense), apart * tallest / 2
    figure, axes = diagram(
        NETWORK_INCHES * (width + 3.8),
        NETWORK_INCHES * (2 * half + 0.9),
        (-1.9, width + 1.9),
        (-half - 0.1, half + 0.8),
    )
    places = [[(layers_apart * k, apart * ((n - 1) / 2 - i)) for i in range(n)] for k, n in enumerate(counts)]
    labelled, roomy = tallest <= MOST_LABELS, radius == NETWORK_RADIUS
    for k, (W, b) in enumerate(dense):
        largest = float(np.abs(W).max())
        pairs = [(i, j) for i in range(counts[k]) for j in range(counts[k + 1])]
        at: Sequence[float] | NDArray = [0.5] * len(pairs)
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
    return Picture(figure, _network_in_words(dense, counts))


def _network_in_words(layers, counts):
    shape = ", ".join(map(str, counts))
    parts = [_("A network with layers of {shape} neurons (input first).").format(shape=shape)]
    for k, (W, b) in enumerate(layers, start=1):
        for j in range(W.shape[1]) if W.size <= 24 else ():
            weights = ", ".join(words(weight) for weight in W[:, j])
            text = _("Layer {number}, neuron {neuron}: weights {weights}; bias {bias}.")
            parts.append(text.format(number=k, neuron=j + 1, weights=weights, bias=words(b[j])))
    return " ".join(parts)


# -- unrolled ---------------------------------------------------------------------------------------------------------

STEP, UNROLLED_RADIUS = 2.3, 0.42
UP, DOWN = 0.13, -0.13  # where the arrows there and back run


@drawing
def unrolled(inputs: ArrayLike, states: ArrayLike, gradients: ArrayLike | None = None) -> Picture:
    """One neuron with a memory, over T steps: `inputs` (T,), `states` (T + 1,) from h0 on.

    `gradients` (T + 1,): what arrives at each state on the way back, drawn where it is given.
    """
    inputs, states = np.asarray(inputs, dtype=float), np.asarray(states, dtype=float)
    T = len(inputs)
    back = gradients is not None
    figure, axes = diagram(1.9 + 1.95 * T, 2.9, (-0.8, STEP * T + 0.8), (-2.05, 1.2))
    for t, state in enumerate(states):
        x = STEP * t
        circle(axes, x, 0, UNROLLED_RADIUS, f"{state:.3f}", fontsize=10)
        axes.text(x, UNROLLED_RADIUS + 0.14, f"$h_{t}$", ha="center", va="bottom", fontsize=12)
        if t:
            arrow(axes, (x, -1.2), (x, -UNROLLED_RADIUS))
            axes.text(x - 0.12, -0.8, "$w_x$", ha="right", va="center", fontsize=11, color=BLUE)
            axes.text(x, -1.3, f"$x_{t}$ = {inputs[t - 1]:g}", ha="center", va="top", fontsize=11)
            height = UP if back else 0
            arrow(axes, (x - STEP + _edge(height), height), (x - _edge(height), height))
            axes.text(x - STEP / 2, height + 0.1, "$w_h$", ha="center", va="bottom", fontsize=11, color=BLUE)
        if back:
            if t:
                arrow(axes, (x - _edge(DOWN), DOWN), (x - STEP + _edge(DOWN), DOWN), VERMILION)
            text = f"{np.asarray(gradients)[t]:.4f}".rstrip("0").rstrip(".")
            axes.text(x + 0.1, -0.5, text, ha="left", va="top", fontsize=10, color=VERMILION)
    axes.text(-0.8, -1.95, _unrolled_legend(back), ha="left", va="bottom", fontsize=9.5, color=GREY)
    return Picture(figure, _unrolled_in_words(inputs, states, gradients))


def _edge(height):
    """How far from its middle a circle ends at this height."""
    return np.sqrt(UNROLLED_RADIUS**2 - height**2)


def _unrolled_legend(back):
    if back:
        return _("to the right: the way there; to the left: the way back, with the gradient along each state below it")
    return _("in the circles: the states; the same two weights at every step")


def _unrolled_in_words(inputs, states, gradients):
    text = _(
        "A network of one neuron, drawn once for each step, from left to right. The inputs are {inputs}, the states "
        "from h0 on {states}. Each state comes from the state before through wh and from its input through wx."
    ).format(inputs=", ".join(f"{x:g}" for x in inputs), states=", ".join(f"{h:.3f}" for h in states))
    if gradients is None:
        return text
    back = _("On the way back, from right to left, the gradients along the states from h0 on are {gradients}.")
    return text + " " + back.format(gradients=", ".join(f"{g:.4f}" for g in np.asarray(gradients)))
