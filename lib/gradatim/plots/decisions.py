"""What a neuron or a network answers, and how often it is wrong.

confusion      a confusion matrix with its counts in the cells
decision_line  the plane of two inputs, cut by one neuron
hidden_space   where the hidden layer of two neurons moves the samples, and the line with which the output cuts them
probabilities  the scores of one sample, their exponentials, and the probabilities that softmax makes of them
regions        what a student's network answers all over the plane
training       how a student's neuron learns: its mistakes epoch after epoch, and the line that it ends with
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from gradatim.colours import BLUE, GREEN, GREY, ORANGE
from gradatim.drawing import drawing, rounded
from gradatim.picture import Drawn, Message, Picture, new_figure, signed, words
from gradatim.plots.parts.plane import draw_line, draw_points, finish, limits, wrong_rows_text
from gradatim.student import NotReady, call, name_of, numbers_in
from gradatim.text import _

# -- confusion --------------------------------------------------------------------------------------------------------


def confusion(
    matrix: Callable[..., object], *args: object, names: Sequence[str] | None = None, title: str | None = None
) -> Picture | Drawn | Message:
    """Draw the matrix (C, C) that `matrix(*args)` returns: rows are true classes, columns predicted ones.

    `names` holds the C names of the classes. Returns a `Message` where the function raises or returns something else.
    """
    try:
        counts = _square(call(matrix, *args), matrix)
    except NotReady as trouble:
        return Message(str(trouble))
    return _confusion_picture(counts, [str(c) for c in range(len(counts))] if names is None else list(names), title)


@drawing
def _confusion_picture(counts, names, title):
    C = len(counts)
    cell = 0.85 if C <= 5 else 0.55
    figure, axes = new_figure(1.9 + cell * C, 1.4 + (cell - 0.1) * C)
    axes.imshow(counts, cmap="Blues", vmin=0, vmax=max(counts.max(), 1) * 1.25)
    for i in range(C):
        for j in range(C):
            dark = counts[i, j] > 0.6 * counts.max()
            weight = "bold" if i == j else "normal"
            colour = "white" if dark else "black"
            axes.text(j, i, words(counts[i, j]), ha="center", va="center", fontsize=13, color=colour, weight=weight)
    axes.set_xticks(range(C), names)
    axes.set_yticks(range(C), names)
    axes.set_xticks(np.arange(C - 1) + 0.5, minor=True)
    axes.set_yticks(np.arange(C - 1) + 0.5, minor=True)
    axes.grid(which="minor", color="white", linewidth=2)
    axes.tick_params(which="both", length=0)
    axes.set(xlabel=_("predicted class"), ylabel=_("true class"), title=title or "")
    return Picture(figure, _confusion_in_words(counts, names, title))


def _confusion_in_words(counts, names, title):
    rows = [
        _("{name}: {counts}").format(name=name, counts=", ".join(map(words, row)))
        for name, row in zip(names, counts, strict=True)
    ]
    text = _(
        "Confusion matrix. Each row is a true class; its counts stand in the order of the predicted classes {names}. "
        "{rows}. {right} of {total} are right."
    ).format(names=", ".join(names), rows="; ".join(rows), right=words(np.trace(counts)), total=words(counts.sum()))
    return f"{title}. {text}" if title else text


def _square(returned, matrix):
    name = name_of(matrix)
    wrong = _("{name} should return a square table of numbers.").format(name=name)
    return rounded(numbers_in(returned, name, lambda shape: len(shape) == 2 and 0 < shape[0] == shape[1], wrong))


# -- decision_line ----------------------------------------------------------------------------------------------------


@drawing
def decision_line(w: ArrayLike, b: float, X: ArrayLike, y: ArrayLike, title: str | None = None) -> Picture:
    """The line on which a neuron with w (2,) and b decides, with the samples X (N, 2) and targets y (N,)."""
    figure, axes = new_figure(4.6, 4.6)
    return Picture(
        figure, _draw_decision(axes, np.asarray(w, dtype=float), float(b), np.asarray(X, dtype=float), y, title)
    )


def _draw_decision(axes, w, b, X, y, title=None):
    """Draw it on `axes`; returns what it shows in words."""
    low, high = limits(X)
    draw_line(axes, w, b, low, high)
    draw_points(axes, X, y)
    finish(axes, low, high, title, _("fires"))
    output = (X @ w + b > 0).astype(float)
    formula = f"{words(w[0])} x1 {signed(w[1])} x2 {signed(b)} > 0"
    text = _("The plane of x1 and x2. The neuron fires where {formula} (shaded).").format(formula=formula)
    if not w.any():
        side = _("everywhere") if b > 0 else _("nowhere")
        text = _("The plane of x1 and x2. Both weights are 0, so the neuron fires {side}.").format(side=side)
    start = f"{title}. " if title else ""
    return f"{start}{text} {wrong_rows_text(X, y, output)}"


# -- hidden_space -----------------------------------------------------------------------------------------------------

NAMED = 8  # samples up to which each carries its inputs
BESIDE = 0.06  # of an axis: samples nearer than this share a label


def hidden_space(
    network: Callable[..., object] | Sequence[tuple[ArrayLike, ArrayLike]],
    X: ArrayLike,
    y: ArrayLike,
    activation: Callable[..., object] = np.tanh,
    title: str | None = None,
) -> Picture | Drawn | Message:
    """Left the plane of the two inputs, right that of the two hidden neurons, with the line of the output neuron.

    `network` is [(W1 (2, 2), b1 (2,)), (W2 (2, 1), b2 (1,))], or a function that returns it; `activation` that of the
    hidden layer. X (N, 2), y (N,) of 0 and 1. Returns a `Message` where a function raises or returns something else.
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    try:
        W1, b1, w2, b2 = _two_layers(call(network) if callable(network) else network, network)
        inputs = np.vstack([np.column_stack([side.ravel() for side in _grid(X)]), X])
        name = name_of(activation)
        wrong = _("{name} should return an array of the shape of its argument.").format(name=name)
        sums = inputs @ W1 + b1
        hidden = numbers_in(call(activation, sums), name, lambda shape: shape == sums.shape, wrong)
    except NotReady as trouble:
        return Message(str(trouble))
    above = hidden @ w2 + b2 > 0
    W1, b1, w2, places = map(rounded, (W1, b1, w2, hidden[-len(X) :]))
    return _hidden_space_picture(W1, b1, w2, rounded(b2), places, above[: -len(X)], above[-len(X) :], X, y, title)


def _two_layers(returned, network):
    name = name_of(network) if callable(network) else "network"
    try:
        (W1, b1), (W2, b2) = ((np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in returned)
        fits = W1.shape == (2, 2) and b1.size == 2 and W2.size == 2 and b2.size == 1
    except (TypeError, ValueError):
        fits = False
    if not fits:
        raise NotReady(_("{name} should give two layers: W1 (2, 2), b1 (2,) and W2 (2, 1), b2 (1,).").format(name=name))
    if not all(np.isfinite(each).all() for each in (W1, b1, W2, b2)):
        raise NotReady(_("{name} returned numbers that are not finite (nan or inf).").format(name=name))
    return W1, b1.ravel(), W2.ravel(), b2.item()


@drawing
def _hidden_space_picture(W1, b1, w2, b2, hidden, above, outputs, X, y, title):
    """`above` says for each place of the grid (SIDE²,) whether the output fires, `outputs` for each sample (N,)."""
    figure, (left, right) = new_figure(8.8, 4.6, columns=2)
    grid = _grid(X)
    above = above.astype(float).reshape(SIDE, SIDE)
    if above.any():
        left.contourf(*grid, above, levels=[0.5, 1.5], colors=[ORANGE], alpha=0.35, hatches=["//"])
    for j, style in enumerate(("--", ":")):
        sums = W1[0, j] * grid[0] + W1[1, j] * grid[1] + b1[j]
        if sums.min() < 0 < sums.max():
            left.contour(*grid, sums, levels=[0.0], colors=[GREEN], linewidths=2, linestyles=[style])
        left.plot([], [], color=GREEN, lw=2, ls=style, label=_("sum of {name} is 0").format(name=f"$h_{j + 1}$"))
    draw_points(left, X, y)
    finish(left, *limits(X), _("the inputs"), _("fires"))
    low, high = limits(hidden)
    draw_line(right, w2, float(b2), low, high)
    draw_points(right, hidden, y)
    finish(right, low, high, _("after the hidden layer"), _("fires"))
    right.set(xlabel="$h_1$", ylabel="$h_2$")
    if len(X) <= NAMED:
        _name_points(left, X, X, *limits(X))
        _name_points(right, hidden, X, low, high)
    if title:
        figure.suptitle(title)
    return Picture(figure, _hidden_space_in_words(w2, float(b2), hidden, outputs, X, y, title))


def _name_points(axes, places, X, low, high):
    """Write its inputs beside each sample; those that lie beside each other share a label."""
    groups: list[list[int]] = []
    for n, place in enumerate(places):
        near = [group for group in groups if np.abs(places[group[0]] - place).max() < BESIDE * (high - low)]
        if near:
            near[0].append(n)
        else:
            groups.append([n])
    for group in groups:
        x, height = places[group[0]]
        side = 1 if x < (low + high) / 2 else -1
        axes.annotate(
            "\n".join(_inputs_of(X[n]) for n in group),
            (x, height),
            xytext=(10 * side, 8),
            textcoords="offset points",
            ha="left" if side > 0 else "right",
            va="bottom",
            fontsize=10,
            bbox={"boxstyle": "round,pad=0.08", "facecolor": "white", "edgecolor": "none", "alpha": 0.8},
            zorder=4,
        )


def _inputs_of(x):
    return f"({', '.join(map(words, x))})"


def _hidden_space_in_words(w, b, hidden, outputs, X, y, title):
    moves = "; ".join(
        _("{inputs} to {place}").format(inputs=_inputs_of(x), place=_inputs_of(np.round(h, 2)))
        for x, h in zip(X[:NAMED], hidden, strict=False)
    )
    formula = f"{words(w[0])} h1 {signed(w[1])} h2 {signed(b)} > 0"
    text = _(
        "Left the plane of x1 and x2, right that of h1 and h2. The hidden layer moves {moves}. There the output fires "
        "where {formula} (shaded), on one side of a straight line."
    ).format(moves=moves, formula=formula)
    start = f"{title}. " if title else ""
    return f"{start}{text} {wrong_rows_text(X, y, outputs.astype(float))}"


# -- probabilities ----------------------------------------------------------------------------------------------------


@drawing
def probabilities(scores: ArrayLike, names: Sequence[str] | None = None) -> Picture:
    """Three bar charts: `scores` (C,), their exponentials, and their shares; `names` of the classes."""
    scores = np.asarray(scores, dtype=float)
    names = names or [str(place) for place in range(len(scores))]
    powers = np.exp(scores)
    shares = powers / powers.sum()
    figure, axes = new_figure(8.4, 3.0, columns=3)
    charts = (
        (_("scores z"), scores, BLUE, ""),
        (_("exp(z), all positive"), powers, ORANGE, "//"),
        (_("divided by their sum"), shares, GREEN, ".."),
    )
    for each, (title, values, colour, hatch) in zip(axes, charts, strict=True):
        bars = each.bar(names, values, color=colour, edgecolor="white", hatch=hatch)
        each.bar_label(bars, labels=[_short(value) for value in values], padding=2)
        each.axhline(0, color=GREY, lw=0.8)
        each.margins(y=0.18)
        each.set(title=title)
        each.spines[["top", "right"]].set_visible(False)
    rows = [
        _("{name}: score {score}, exp {power}, probability {share}.").format(
            name=name, score=words(z), power=_short(power), share=_short(share)
        )
        for name, z, power, share in zip(names, scores, powers, shares, strict=True)
    ]
    return Picture(figure, " ".join(rows))


def _short(value):
    return words(round(float(value), 3))


# -- regions ----------------------------------------------------------------------------------------------------------

HALF = 0.5  # above it the answer counts as 1
SIDE = 100  # places along each side of the plane: a student's loop over all of them takes a tenth of a second


def regions(
    predict: Callable[..., object], X: ArrayLike, y: ArrayLike, title: str | None = None
) -> Picture | Drawn | Message:
    """Shade where `predict(X (N, 2)) -> (N,) or (N, 1)` gives more than `HALF`; X (N, 2), y (N,) on top.

    Returns a `Message` where `predict` raises or returns something else.
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    inputs = np.vstack([np.column_stack([side.ravel() for side in _grid(X)]), X])
    try:
        above = _one_column(call(predict, inputs), len(inputs), predict) > HALF  # one call: it may train a network
    except NotReady as trouble:
        return Message(str(trouble))
    return _regions_picture(above[: -len(X)], above[-len(X) :], X, y, title)


def _grid(X):
    """x1 and x2 of the places all over the plane, each (SIDE, SIDE)."""
    side = np.linspace(*limits(X), SIDE)
    return np.meshgrid(side, side)


@drawing
def _regions_picture(above, outputs, X, y, title):
    """Whether the answer is above `HALF` at each place of the grid (SIDE²,) and for each sample (N,)."""
    figure, axes = new_figure(4.6, 4.6)
    above = above.astype(float).reshape(SIDE, SIDE)
    axes.contourf(*_grid(X), above, levels=[0.5, 1.5], colors=[ORANGE], alpha=0.35, hatches=["//"])
    draw_points(axes, X, y)
    finish(axes, *limits(X), title, _("answer above {half}").format(half=HALF))
    share = f"{100 * above.mean():.0f}"
    text = _("The plane of x1 and x2. The answer is above {half} in {share} % of it (shaded).").format(
        half=HALF, share=share
    )
    start = f"{title}. " if title else ""
    return Picture(figure, f"{start}{text} {wrong_rows_text(X, y, outputs.astype(float))}")


def _one_column(returned, count, predict):
    name = name_of(predict)
    wrong = _("{name} should return one number for each of the {count} samples; it returns the shape {shape}.")
    wrong = wrong.format(name=name, count=count, shape="{shape}")
    return numbers_in(returned, name, lambda shape: shape in ((count,), (count, 1)), wrong).ravel()


# -- training ---------------------------------------------------------------------------------------------------------

FEW = 10  # samples up to which each number of mistakes has its own tick


def training(
    train_neuron: Callable[..., object], X: ArrayLike, y: ArrayLike, lr: float, epochs: int, title: str | None = None
) -> Picture | Drawn | Message:
    """Train from weights of 0 for 0, 1, ... `epochs` epochs with `train_neuron(X, y, w, b, lr, epochs) -> w, b`.

    X (N, 2), y (N,) of 0 and 1. Returns a `Message` where the function raises or returns something else.
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    mistakes = []
    try:
        for count in range(epochs + 1):
            w, b = _weights(call(train_neuron, X, y, np.zeros(X.shape[1]), 0.0, lr, count), X.shape[1])
            mistakes.append(int(((X @ w + b > 0) != (y == 1)).sum()))
    except NotReady as trouble:
        return Message(str(trouble))
    return _training_picture(mistakes, w, b, X, y, title)


@drawing
def _training_picture(mistakes, w, b, X, y, title):
    """`mistakes` holds the wrong answers after 0, 1, ... epochs; w (2,) and b are those after the last."""
    epochs = len(mistakes) - 1
    figure, (left, right) = new_figure(8.4, 4.3, columns=2)
    left.plot(range(epochs + 1), mistakes, color=BLUE, marker="o", clip_on=False)
    left.set(
        xlabel=_("epochs"),
        ylabel=_("wrong answers"),
        ylim=(0, len(y)),
        title=_("{title}: mistakes").format(title=title or _("training")),
    )
    if len(y) <= FEW:
        left.set_yticks(range(len(y) + 1))
    left.grid(alpha=0.3)
    line = _draw_decision(right, w, b, X, y, _("After {epochs} epochs").format(epochs=epochs))
    course = ", ".join(map(str, mistakes))
    text = _("Left: wrong answers after 0, 1, 2, ... epochs: {course}. Right: {line}").format(course=course, line=line)
    return Picture(figure, f"{title}. {text}" if title else text)


def _weights(returned, inputs):
    try:
        w, b = (np.asarray(each, dtype=float) for each in returned)
    except (TypeError, ValueError):
        raise NotReady(_("train_neuron should return w and b.")) from None
    if w.shape != (inputs,) or b.size != 1:
        raise NotReady(_("train_neuron should return w with {count} numbers, and b.").format(count=inputs))
    if not (np.isfinite(w).all() and np.isfinite(b).all()):
        raise NotReady(_("train_neuron returned numbers that are not finite (nan or inf)."))
    return w, b.item()
