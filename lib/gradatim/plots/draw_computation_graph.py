"""A small computation as a graph: values on the way forward, gradients on the way back."""

from gradatim.colours import BLUE, VERMILION
from gradatim.drawing import drawing
from gradatim.picture import Picture, diagram, words
from gradatim.plots.graph import (
    draw_graph,
    formula,
    go_back,
    go_forward,
    limits_of,
    number,
    places_of,
    set_number,
    sum_label,
)
from gradatim.text import _

INCHES = 0.74  # of the picture for one unit


@drawing
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
    values = go_forward(inputs, steps)
    along, total = go_back(values, steps)
    places, last = places_of(inputs, steps, places), steps[-1][0]
    (left, right), (bottom, top) = limits_of(places, last)
    figure, axes = diagram(INCHES * (right - left), INCHES * (top - bottom), (left, right), (bottom, top))
    along[len(steps), last] = 1.0
    for key, ends in draw_graph(axes, inputs, steps, places).items():
        set_number(number(axes, ends, above=True), ends, words(values[key[1]]))
        if gradients:
            set_number(number(axes, ends, above=False), ends, words(along[key]))
    for name in inputs:
        if gradients and sum(key[1] == name for key in along) > 1:
            sum_label(axes, places[name]).set_text(_("sum: {gradient}").format(gradient=words(total[name])))
    _key(axes, gradients)
    return Picture(figure, _in_words(values, total, inputs, steps, gradients))


def _key(axes, gradients):
    x, y = axes.get_xlim()[0] + 0.25, axes.get_ylim()[0] + 0.2
    axes.text(x, y + (0.38 if gradients else 0), _("above: the value, forward"), fontsize=10, color=BLUE, va="bottom")
    if gradients:
        axes.text(x, y, _("below: the gradient, backward"), fontsize=10, color=VERMILION, style="italic", va="bottom")


def _in_words(values, total, inputs, steps, gradients):
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
