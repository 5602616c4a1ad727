"""A computation as a graph: what its steps compute, their slopes, the way forward, the way back, and its drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gradatim.colours import BLUE, GREY, VERMILION
from gradatim.picture import words
from gradatim.plots.parts.shapes import arrow, circle, trimmed
from gradatim.plots.parts.sigmoid import sigmoid, sigmoid_slope
from gradatim.student import name_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    # Of a step: a key of `STEPS`, or a student's own two functions.
    Kind = str | tuple[Callable[..., object], Callable[..., object]]
    Step = tuple[Any, ...]  # its name, its `Kind`, and its operands, which are names and numbers
    Places = Mapping[str, tuple[float, float]]
    Arrow = tuple[int, str]  # the step's number and the operand's name
    Ends = tuple[NDArray, NDArray]

RADIUS = 0.42
COLUMN, ROW = 2.4, 2.0  # between two steps, between two inputs

# What a step computes, its sign in the picture, and its slope along each operand.
STEPS: dict[str, tuple[Callable[..., Any], str, Callable[..., tuple]]] = {
    "+": (lambda a, b: a + b, "+", lambda a, b: (1.0, 1.0)),
    "-": (lambda a, b: a - b, "−", lambda a, b: (1.0, -1.0)),
    "*": (lambda a, b: a * b, "×", lambda a, b: (b, a)),
    "max": (lambda a, b: max(a, b), "max", lambda a, b: (1.0, 0.0) if a > b else (0.0, 1.0)),
    "relu": (lambda a: max(a, 0.0), "ReLU", lambda a: (1.0 if a > 0 else 0.0,)),
    "square": (lambda a: a**2, "( )²", lambda a: (2 * a,)),
    "sigmoid": (sigmoid, "σ", lambda a: (sigmoid_slope(a),)),
    "tanh": (np.tanh, "tanh", lambda a: (1 - np.tanh(a) ** 2,)),
    "exp": (np.exp, "exp", lambda a: (np.exp(a),)),
    "log": (np.log, "log", lambda a: (1 / a,)),
}


def apply(step: str, operands: Sequence[float]) -> float:
    """The value of a step."""
    return float(STEPS[step][0](*operands))


def pull(step: str, gradient: float, operands: Sequence[float]) -> list[float]:
    """What goes back from a step along each of its operands, when `gradient` comes back to it."""
    return [float(gradient * slope) for slope in STEPS[step][2](*operands)]


def go_forward(
    inputs: Mapping[str, float], steps: Sequence[Step], apply: Callable[[Any, list[float]], float] = apply
) -> dict[str, float]:
    """The values of all inputs and steps, by name."""
    values = {name: float(value) for name, value in inputs.items()}
    for name, step, *operands in steps:
        values[name] = apply(step, _numbers(operands, values))
    return values


def go_back(
    values: Mapping[str, float],
    steps: Sequence[Step],
    pull: Callable[[Any, float, list[float]], list[float]] = pull,
) -> tuple[dict[Arrow, float], dict[str, float]]:
    """The gradient along each arrow, by the step's number and the operand's name, and the total of each value."""
    along: dict[Arrow, float] = {}
    total = dict.fromkeys(values, 0.0)
    total[steps[-1][0]] = 1.0
    for k in reversed(range(len(steps))):
        name, step, *operands = steps[k]
        gradients = pull(step, total[name], _numbers(operands, values))
        for operand, gradient in zip(operands, gradients, strict=True):
            if operand in values:
                along[k, operand] = along.get((k, operand), 0.0) + gradient
                total[operand] += gradient
    return along, total


def _numbers(operands, values):
    """The operands, names as their values."""
    return [values.get(each, each) for each in operands]


def places_of(
    inputs: Iterable[str], steps: Sequence[Step], places: Places | None = None
) -> dict[str, tuple[float, float]]:
    """Where each circle stands: a dict of names and points. `places` holds (column, row) of those that stand elsewhere.

    A step stands one column right of its last operand, at their mean height; an input left of its first use.
    Steps of the same operands stand one above the other.
    """
    depth = dict.fromkeys(inputs, 0)
    for name, _step, *operands in steps:
        depth[name] = 1 + max(depth.get(each, 0) for each in operands)
    column = {name: min(depth[step[0]] for step in steps if name in step[2:]) - 1 for name in inputs}
    found = {name: (COLUMN * column[name], -ROW * row) for row, name in enumerate(inputs)}
    for name, _step, *operands in steps:
        height = float(np.mean([found[each][1] for each in operands if each in found]))
        alike = [
            step[0] for step in steps if [o for o in step[2:] if o in depth] == [o for o in operands if o in depth]
        ]
        found[name] = (COLUMN * depth[name], height + 1.1 * ROW * ((len(alike) - 1) / 2 - alike.index(name)))
    return found | {name: (COLUMN * column, ROW * row) for name, (column, row) in (places or {}).items()}


def limits_of(places: Places, last: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """The room that a drawing needs: (left, right), (bottom, top)."""
    rows = [row for _column, row in places.values()]
    return (-0.8, places[last][0] + COLUMN + 0.5), (min(rows) - 1.6, max(rows) + 1.0)


def draw_graph(axes: Axes, inputs: Iterable[str], steps: Sequence[Step], places: Places) -> dict[Arrow, Ends]:
    """Draw all but the numbers. Returns for each arrow, by the step's number and its operand, its two ends.

    The arrow out of the last step has the key (number of steps, last name).
    """
    last = steps[-1][0]
    known = [*inputs, *(step[0] for step in steps)]
    ends = {}
    for name in inputs:
        circle(axes, *places[name], RADIUS, f"${name}$", face="#E8F2FA", fontsize=13)
    for k, (name, step, *operands) in enumerate(steps):
        sign = " ".join([sign_of(step), *(words(each) for each in operands if each not in known)])
        circle(axes, *places[name], RADIUS, sign, face="#FDF3DC", fontsize=_size(sign))
        if name != last:
            label = (places[name][0], places[name][1] + RADIUS + 0.1)
            axes.text(*label, f"${name}$", ha="center", va="bottom", fontsize=12, color=GREY)
        for operand in (each for each in operands if each in known):
            ends[k, operand] = trimmed(places[operand], places[name], RADIUS + 0.04)
    end = (places[last][0] + COLUMN, places[last][1])
    ends[len(steps), last] = trimmed(places[last], end, RADIUS + 0.04)
    axes.text(end[0] - RADIUS + 0.08, end[1], f"${last}$", ha="left", va="center", fontsize=14)
    for a, b in ends.values():
        arrow(axes, a, b)
    return ends


def sign_of(step: Kind) -> str:
    return STEPS[step][1] if isinstance(step, str) else name_of(step[0])


def _size(sign):
    return 15 if len(sign) <= 2 else 12 if len(sign) <= 5 else 8


def number(axes: Axes, ends: Ends, above: bool) -> Text:
    """A text for `set_number`: above its arrow in the colour of values, below it in that of gradients."""
    box = {"boxstyle": "round,pad=0.08", "facecolor": "white", "edgecolor": "none", "alpha": 0.9}
    style: dict[str, Any] = {"ha": "center", "fontsize": 11, "bbox": box, "zorder": 3}
    style |= {"color": BLUE, "va": "bottom"} if above else {"color": VERMILION, "va": "top", "style": "italic"}
    return axes.text(ends[0][0], ends[0][1], "", **style)


def set_number(text: Text, ends: Ends, written: str) -> None:
    """Write into a `number` of the arrow with these ends: the steeper it is and the longer the number, the farther."""
    a, b = ends
    steep = (b - a)[1] / (b - a)[0]
    x, y = a + 0.46 * (b - a)
    gap = 0.13 + 0.065 * max(map(len, written.split("\n"))) * abs(steep)
    text.set_position((x, y + gap if text.get_verticalalignment() == "bottom" else y - gap))
    text.set_text(written)


def sum_label(axes: Axes, place: tuple[float, float]) -> Text:
    """A text below an input for the sum of the gradients of its paths."""
    x, y = place
    return axes.text(
        x, y - RADIUS - 0.12, "", ha="center", va="top", fontsize=10, color=VERMILION, style="italic", zorder=3
    )


def formula(step: Kind, operands: Sequence[object]) -> str:
    if len(operands) > 1 and isinstance(step, str) and not step.isalpha():
        return f" {step} ".join(map(str, operands))
    return f"{step if isinstance(step, str) else name_of(step[0])}({', '.join(map(str, operands))})"
