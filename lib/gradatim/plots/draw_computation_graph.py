"""A small computation as a graph: values on the way forward, gradients on the way back."""

import numpy as np

from gradatim.colours import BLUE, GREY, VERMILION
from gradatim.picture import Picture, diagram, words
from gradatim.plots.shapes import arrow, circle, trimmed
from gradatim.plots.sigmoid import sigmoid, sigmoid_slope
from gradatim.text import _

RADIUS = 0.42
COLUMN, ROW = 2.4, 2.0  # between two steps, between two inputs
INCHES = 0.74  # of the picture for one unit


# What a step computes, its sign in the picture, and its slope along each operand.
STEPS = {
    "+": (lambda a, b: a + b, "+", lambda a, b: (1.0, 1.0)),
    "-": (lambda a, b: a - b, "−", lambda a, b: (1.0, -1.0)),
    "*": (lambda a, b: a * b, "×", lambda a, b: (b, a)),
    "square": (lambda a: a**2, "( )²", lambda a: (2 * a,)),
    "sigmoid": (sigmoid, "σ", lambda a: (sigmoid_slope(a),)),
    "tanh": (np.tanh, "tanh", lambda a: (1 - np.tanh(a) ** 2,)),
    "exp": (np.exp, "exp", lambda a: (np.exp(a),)),
    "log": (np.log, "log", lambda a: (1 / a,)),
}


def computation_graph(inputs, steps, gradients=True, places=None):
    """A picture of a computation. The value of each arrow stands above it, the gradient of the last result below it.

    inputs     a dict of names and numbers, from top to bottom
    steps      a list of (name, step, operand, ...) in order, e.g. [("q", "*", "a", "b"), ("L", "+", "q", 1)];
               steps are "+", "-", "*", "square", "sigmoid", "tanh", "exp", "log"; a number as second operand is written
               into the step's circle
    gradients  whether the way back is drawn
    places     a dict of names and (column, row), rows upwards, for those that should stand elsewhere

    Where an input is used twice, each of its arrows carries the gradient of its own path; their sum stands below it.
    """
    values = {name: float(value) for name, value in inputs.items()}
    for name, step, *operands in steps:
        values[name] = float(STEPS[step][0](*(values.get(each, each) for each in operands)))
    along, total = _backward(values, steps)
    places = _places(inputs, steps) | {
        name: (COLUMN * column, ROW * row) for name, (column, row) in (places or {}).items()
    }
    last = steps[-1][0]
    figure, axes = _canvas(places, last)
    for name in inputs:
        x, y = places[name]
        circle(axes, x, y, RADIUS, f"${name}$", face="#E8F2FA", fontsize=13)
        uses = [key for key in along if key[1] == name]
        if gradients and len(uses) > 1:
            text = _("sum: {gradient}").format(gradient=words(total[name]))
            axes.text(x, y - RADIUS - 0.12, text, ha="center", va="top", fontsize=10, color=VERMILION, style="italic")
    for k, (name, step, *operands) in enumerate(steps):
        sign = " ".join([STEPS[step][1], *(words(each) for each in operands if each not in values)])
        circle(axes, *places[name], RADIUS, sign, face="#FDF3DC", fontsize=12 if len(sign) > 2 else 15)
        if name != last:
            label = (places[name][0], places[name][1] + RADIUS + 0.1)
            axes.text(*label, f"${name}$", ha="center", va="bottom", fontsize=12, color=GREY)
        for operand in (each for each in operands if each in values):
            back = words(along[k, operand]) if gradients else None
            _arrow_with_numbers(axes, places[operand], places[name], words(values[operand]), back)
    end = (places[last][0] + COLUMN, places[last][1])
    _arrow_with_numbers(axes, places[last], end, words(values[last]), "1" if gradients else None)
    axes.text(end[0] - RADIUS + 0.08, end[1], f"${last}$", ha="left", va="center", fontsize=14)
    _key(axes, gradients)
    return Picture(figure, _in_words(values, total, inputs, steps, gradients))


def _backward(values, steps):
    """The gradient along each arrow, by the step's number and the operand's name, and the total of each value."""
    along, total = {}, dict.fromkeys(values, 0.0)
    total[steps[-1][0]] = 1.0
    for k in reversed(range(len(steps))):
        name, step, *operands = steps[k]
        slopes = STEPS[step][2](*(values.get(each, each) for each in operands))
        for operand, slope in zip(operands, slopes, strict=True):
            if operand in values:
                along[k, operand] = float(total[name] * slope)
                total[operand] += along[k, operand]
    return along, total


def _places(inputs, steps):
    """A step stands one column right of its last operand, at their mean height; an input left of its first use.

    Steps of the same operands stand one above the other.
    """
    depth = dict.fromkeys(inputs, 0)
    for name, _step, *operands in steps:
        depth[name] = 1 + max(depth.get(each, 0) for each in operands)
    column = {name: min(depth[step[0]] for step in steps if name in step[2:]) - 1 for name in inputs}
    places = {name: (COLUMN * column[name], -ROW * row) for row, name in enumerate(inputs)}
    for name, _step, *operands in steps:
        height = float(np.mean([places[each][1] for each in operands if each in places]))
        alike = [
            step[0] for step in steps if [o for o in step[2:] if o in depth] == [o for o in operands if o in depth]
        ]
        places[name] = (COLUMN * depth[name], height + 1.1 * ROW * ((len(alike) - 1) / 2 - alike.index(name)))
    return places


def _canvas(places, last):
    rows = [row for _column, row in places.values()]
    left, right = -0.8, places[last][0] + COLUMN + 0.5
    bottom, top = min(rows) - 1.6, max(rows) + 1.0
    return diagram(INCHES * (right - left), INCHES * (top - bottom), (left, right), (bottom, top))


def _arrow_with_numbers(axes, start, end, value, gradient):
    """An arrow with its value above and its gradient below."""
    a, b = trimmed(start, end, RADIUS + 0.04)
    arrow(axes, a, b)
    steep = (b - a)[1] / (b - a)[0]
    box = {"boxstyle": "round,pad=0.08", "facecolor": "white", "edgecolor": "none", "alpha": 0.9}
    style = {"ha": "center", "fontsize": 11, "bbox": box, "zorder": 3}
    x, y = a + 0.46 * (b - a)
    axes.text(x, y + _gap(value, steep), value, va="bottom", color=BLUE, **style)
    if gradient is not None:
        axes.text(x, y - _gap(gradient, steep), gradient, va="top", color=VERMILION, style="italic", **style)


def _gap(text, steep):
    """How far a number is from its arrow: the steeper the arrow and the longer the number, the farther."""
    return 0.13 + 0.065 * len(text) * abs(steep)


def _key(axes, gradients):
    x, y = axes.get_xlim()[0] + 0.25, axes.get_ylim()[0] + 0.2
    axes.text(x, y + (0.38 if gradients else 0), _("above: the value, forward"), fontsize=10, color=BLUE, va="bottom")
    if gradients:
        axes.text(x, y, _("below: the gradient, backward"), fontsize=10, color=VERMILION, style="italic", va="bottom")


def _in_words(values, total, inputs, steps, gradients):
    start = ", ".join(f"{name} = {words(values[name])}" for name in inputs)
    parts = [_("A graph of a computation. Inputs: {inputs}.").format(inputs=start)]
    forward = ", ".join(
        f"{name} = {_formula(step, operands)} = {words(values[name])}" for name, step, *operands in steps
    )
    parts.append(_("Forward: {steps}.").format(steps=forward))
    if gradients:
        back = [step[0] for step in reversed(steps)] + list(inputs)
        text = ", ".join(f"d{name} = {words(total[name])}" for name in back)
        parts.append(_("Backward, the gradient of {last}: {gradients}.").format(last=steps[-1][0], gradients=text))
    return " ".join(parts)


def _formula(step, operands):
    return f" {step} ".join(map(str, operands)) if len(operands) > 1 else f"{step}({operands[0]})"
