"""A recurrent network with its steps drawn side by side, and the gradients that come back through them."""

import numpy as np

from gradatim.colours import BLUE, GREY, VERMILION
from gradatim.drawing import drawing
from gradatim.picture import Picture, diagram
from gradatim.plots.shapes import arrow, circle
from gradatim.text import _

STEP, RADIUS = 2.3, 0.42
UP, DOWN = 0.13, -0.13  # where the arrows there and back run


@drawing
def unrolled(inputs, states, gradients=None):
    """One neuron with a memory, over T steps: `inputs` (T,), `states` (T + 1,) from h0 on.

    `gradients` (T + 1,): what arrives at each state on the way back, drawn where it is given.
    """
    inputs, states = np.asarray(inputs, dtype=float), np.asarray(states, dtype=float)
    T = len(inputs)
    back = gradients is not None
    figure, axes = diagram(1.9 + 1.95 * T, 2.9, (-0.8, STEP * T + 0.8), (-2.05, 1.2))
    for t, state in enumerate(states):
        x = STEP * t
        circle(axes, x, 0, RADIUS, f"{state:.3f}", fontsize=10)
        axes.text(x, RADIUS + 0.14, f"$h_{t}$", ha="center", va="bottom", fontsize=12)
        if t:
            arrow(axes, (x, -1.2), (x, -RADIUS))
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
    axes.text(-0.8, -1.95, _legend(back), ha="left", va="bottom", fontsize=9.5, color=GREY)
    return Picture(figure, _alt(inputs, states, gradients))


def _edge(height):
    """How far from its middle a circle ends at this height."""
    return np.sqrt(RADIUS**2 - height**2)


def _legend(back):
    if back:
        return _("to the right: the way there; to the left: the way back, with the gradient along each state below it")
    return _("in the circles: the states; the same two weights at every step")


def _alt(inputs, states, gradients):
    text = _(
        "A network of one neuron, drawn once for each step, from left to right. The inputs are {inputs}, the states "
        "from h0 on {states}. Each state comes from the state before through wh and from its input through wx."
    ).format(inputs=", ".join(f"{x:g}" for x in inputs), states=", ".join(f"{h:.3f}" for h in states))
    if gradients is None:
        return text
    back = _("On the way back, from right to left, the gradients along the states from h0 on are {gradients}.")
    return text + " " + back.format(gradients=", ".join(f"{g:.4f}" for g in np.asarray(gradients)))
