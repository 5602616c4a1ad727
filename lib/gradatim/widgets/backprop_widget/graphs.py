"""The graphs of the backprop widget, a student's own among them, and what each step says of itself."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from gradatim.picture import words
from gradatim.plots.parts import graph
from gradatim.plots.parts.graph import STEPS, formula, sign_of
from gradatim.student import NotReady, name_of
from gradatim.text import N_, _
from gradatim.widgets.kit.own_function import newest, numbers_of

if TYPE_CHECKING:
    from gradatim.plots.parts.graph import Kind, Step

    Graph = tuple[str, dict[str, float], list[Step], dict[str, tuple[float, float]]]  # title, inputs, steps, places

PRODUCT: list[Step] = [("m", "*", "a", "b"), ("z", "+", "m", "c"), ("L", "sigmoid", "z")]
LOW: dict[str, tuple[float, float]] = {"b": (0, -1.2), "c": (1, -2)}
GRAPHS: dict[str, Graph] = {
    "sigmoid": (N_("σ(a·b + c)"), {"a": 2.0, "b": -1.0, "c": 3.0}, PRODUCT, LOW),
    "saturated": (N_("σ(a·b + c), saturated"), {"a": 2.0, "b": 2.0, "c": 3.0}, PRODUCT, LOW),
    "paths": (
        N_("two paths: x·w + x"),
        {"x": 3.0, "w": 2.0},
        [("m", "*", "x", "w"), ("L", "+", "m", "x")],
        {"w": (0, -1.2), "m": (1, -1), "L": (2, -0.3)},
    ),
    "error": (
        N_("squared error: (w·x + b - y)²"),
        {"w": 0.5, "x": 2.0, "b": 0.5, "y": 3.0},
        [("m", "*", "w", "x"), ("z", "+", "m", "b"), ("e", "-", "z", "y"), ("L", "square", "e")],
        {"x": (0, -1.15), "b": (1, -1.9), "y": (2, -2.2), "m": (1, -0.55), "z": (2, -0.8), "e": (3, -1), "L": (4, -1)},
    ),
}
FORWARD = {"+": N_("Plus adds its inputs."), "-": N_("Minus subtracts."), "*": N_("Times multiplies its inputs.")}
BACKWARD = {
    "+": N_("Plus passes on what comes back, unchanged."),
    "-": N_("Minus passes it on, to its second input with the other sign."),
    "*": N_("Times multiplies what comes back by the other input."),
}


def problem_of_graph(inputs: Any, steps: Any) -> str | None:
    """Why a graph cannot be used: a sentence, or None."""
    try:
        known: dict[Any, float] = {name: float(value) for name, value in inputs.items()}
        steps = [tuple(step) for step in steps]
    except (AttributeError, TypeError, ValueError):
        return _("inputs must be a dict of names and numbers, steps a list of tuples (name, step, operand, ...).")
    if not known or not steps or not all(map(math.isfinite, known.values())):
        return _("A graph needs at least one input, a finite number, and at least one step.")
    used: set[str] = set()
    for step in steps:
        problem = _problem_of_step(step, known)
        if problem:
            return _("The step {step} cannot be used: {problem}").format(step=step, problem=problem)
        used.update(each for each in step[2:] if each in known)
        known[step[0]] = math.nan  # known by name, not yet as a number
    idle = [name for name in known if name not in used and name != steps[-1][0]]
    wrong = [name for name in known if not (isinstance(name, str) and name.isidentifier())]
    if wrong:
        return _("{name} is no name: use letters, digits and _.").format(name=repr(wrong[0]))
    return _("Nothing uses {name}.").format(name=idle[0]) if idle else None


def _problem_of_step(step, known):
    if len(step) < 3 or not isinstance(step[0], str) or step[0] in known:
        return _("it should be (a new name, step, operand, ...).")
    _name, kind, *operands = step
    own = isinstance(kind, tuple | list) and len(kind) == 2 and all(map(callable, kind))
    if not own and not (isinstance(kind, str) and kind in STEPS):
        text = _("a step is one of {names}, or a pair of your functions (forward, backward).")
        return text.format(names=", ".join(STEPS))
    wanted = len(operands) if own else 2 if kind in FORWARD else 1
    if len(operands) != wanted:
        return _("{kind} takes {count} operands.").format(kind=kind, count=wanted)
    if not any(isinstance(each, str) for each in operands):
        return _("at least one operand has to be a name.")
    for each in operands:
        number = isinstance(each, int | float) and math.isfinite(each)
        if not number and not (isinstance(each, str) and each in known):
            return _("{operand} is neither a number nor a name from before.").format(operand=repr(each))
    return None


def apply(step: Kind, operands: Sequence[float]) -> float:
    """As that of graph.py, for a student's pairs of functions too. Raises `NotReady`."""
    if isinstance(step, str):
        with np.errstate(all="ignore"):
            value = graph.apply(step, [np.float64(each) for each in operands])
    else:
        value = _numbers(step[0], operands, 1)[0]
    if not math.isfinite(value):
        text = _("{formula} is not a finite number.")
        raise NotReady(text.format(formula=formula(step, [words(each) for each in operands])))
    return value


def pull(step: Kind, gradient: float, operands: Sequence[float]) -> list[float]:
    """As that of graph.py, for a student's pairs of functions too. Raises `NotReady`."""
    if isinstance(step, str):
        return graph.pull(step, gradient, operands)
    return _numbers(step[1], [gradient, *operands], len(operands))


def _numbers(function, args, count):
    numbers = numbers_of(function, *map(np.float64, args))
    if numbers.size != count:
        text = _("{name} should return {count} numbers here; it returned {given}.")
        raise NotReady(text.format(name=name_of(newest(function)), count=count, given=numbers.size))
    return numbers.ravel().tolist()


def forward_rule(name: str, step: Kind, operands: Sequence[Any], values: Mapping[str, float]) -> tuple[str, str]:
    """Two texts: the rule in words, and its arithmetic."""
    rule = _(FORWARD[step]) if isinstance(step, str) and step in FORWARD else _("A function of what went in.")
    return rule, _chain(f"{name} = {pretty(step, operands)}", pretty(step, _written(operands, values)), values[name])


def _chain(start, middle, value):
    return f"{start} = {middle} = {words(value)}"


def backward_rule(
    name: str,
    step: Kind,
    operands: Sequence[Any],
    values: Mapping[str, float],
    along: Mapping[str, float],
    gradient: float,
) -> tuple[str, str, str]:
    """Three texts: the rule in words, its arithmetic, and how the circle changes what comes back.

    `along` holds the gradient along each operand, by its name.
    """
    names = [each for each in dict.fromkeys(operands) if each in values]
    if not isinstance(step, str):
        rule = _("Your {name} turns d{value} into what goes back.").format(name=name_of(step[1]), value=name)
        return rule, ";  ".join(_to(each, words(along[each])) for each in names), ""
    rule = _(BACKWARD[step]) if step in BACKWARD else _("A function multiplies by its slope at the value that went in.")
    slopes = [float(slope) for slope in STEPS[step][2](*(values.get(each, each) for each in operands))]
    whole, local = [], []
    for each, slope in zip(operands, slopes, strict=True):
        if each not in values:
            continue
        product = f"{_bracketed(gradient)} · {_bracketed(slope)} = {words(gradient * slope)}"
        whole.append(_to(each, f"d{name} · {_bracketed(slope)} = {product}"))
        local.append(_("times {slope} to {name}").format(slope=words(slope), name=each))
    return rule, ";  ".join(whole), "\n".join(local)


def together(name: str, parts: Sequence[float]) -> str:
    """How the gradients of several paths add up."""
    return _("All paths of {name}: {sum}.").format(
        name=name, sum=f"d{name} = {' + '.join(map(_bracketed, parts))} = {words(sum(parts))}"
    )


def _to(name, text):
    return _("to {name}: {text}").format(name=name, text=text)


def pretty(step: Kind, operands: Sequence[Any]) -> str:
    """A step as it is written: a · b, (e)², σ(z)."""
    if not isinstance(step, str):
        return formula(step, operands)
    if step in FORWARD:
        return {"+": " + ", "-": " - ", "*": " · "}[step].join(map(str, operands))
    inner = str(operands[0])
    return f"({inner.strip('()')})²" if step == "square" else f"{sign_of(step)}({inner.strip('()')})"


def _written(operands, values):
    return [_bracketed(values.get(each, each)) for each in operands]


def _bracketed(number):
    return f"({words(number)})" if number < 0 else words(number)
