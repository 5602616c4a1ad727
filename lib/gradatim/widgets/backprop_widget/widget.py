"""Go through a small graph step by step, forward and backward; change an input and see which numbers change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets

from gradatim.drawing import drawing
from gradatim.picture import Message, words
from gradatim.plots.parts.graph import go_back, go_forward
from gradatim.text import _
from gradatim.widgets.backprop_widget.graphs import (
    GRAPHS,
    apply,
    backward_rule,
    forward_rule,
    problem_of_graph,
    pull,
    together,
)
from gradatim.widgets.backprop_widget.picture import GraphPicture, size_of
from gradatim.widgets.kit.controls import Slider, button, choice, slider
from gradatim.widgets.kit.live_widget import LiveWidget
from gradatim.widgets.kit.player import Player

if TYPE_CHECKING:
    from gradatim.plots.parts.graph import Arrow, Places, Step
    from gradatim.widgets.backprop_widget.graphs import Graph

OWN = "own"
REACH, STEP = 5.0, 0.1  # of the sliders
PACE = 1.2  # seconds for one step that is played: it is to be read


@drawing
def backprop(
    inputs: Mapping[str, float] | None = None,
    steps: Sequence[Sequence[Any]] | None = None,
    places: Mapping[str, tuple[float, float]] | None = None,
    on: str = "sigmoid",
) -> BackpropWidget | Message:
    """A computation as a graph: its values appear step by step, then its gradients, with the rule of each step.

    Returns a `Message` where the graph cannot be used. Raises ValueError for another `on`.

    Parameters
    ----------
    inputs
        Your own graph: a dict of names and numbers, from top to bottom.
    steps
        Its steps in order, (name, step, operand, ...), as in `plots.computation_graph`; a step may also be a pair of
        your own functions (forward(a, ...), backward(dout, a, ...)).
    places
        A dict of names and (column, row), rows upwards, for those that should stand elsewhere.
    on
        What is shown first otherwise: "sigmoid", "saturated", "paths" or "error".
    """
    if on not in GRAPHS:
        raise ValueError(_("on must be one of {names}; it is {given}").format(names=", ".join(GRAPHS), given=on))
    if (inputs is None) != (steps is None):
        return Message(_("A graph of your own needs both inputs and steps."))
    problem = None if inputs is None else problem_of_graph(inputs, steps)
    return Message(problem) if problem else BackpropWidget(inputs, steps, places, on)


class BackpropWidget(LiveWidget):
    """The controls are `choice`, `player`, `back_button` and, for each graph, a slider for each input in `sliders`;
    `inputs` are those of the graph that is shown.

    `shown` counts the steps done: with n steps in the graph, n forward, then the 1 at the end, then n backward.
    `values` and `total` are all values and gradients of the moment, shown yet or not.
    """

    picture: GraphPicture

    def __init__(
        self,
        inputs: Mapping[str, float] | None = None,
        steps: Sequence[Sequence[Any]] | None = None,
        places: Places | None = None,
        on: str = "sigmoid",
    ) -> None:
        self.graphs: dict[str, Graph] = {name: (_(graph[0]), *graph[1:]) for name, graph in GRAPHS.items()}
        if inputs is not None and steps is not None:
            own = _("own graph"), dict(inputs), [tuple(step) for step in steps], dict(places or {})
            self.graphs = {OWN: own, **self.graphs}
            on = OWN
        self.choice = choice(_("graph"), [(graph[0], name) for name, graph in self.graphs.items()], on)
        self.sliders = {name: _sliders(graph[1]) for name, graph in self.graphs.items()}
        self.player = Player(self._advance, self._restart, begin=self._from_start, interval=PACE)
        self.back_button = button(_("One back"), self._go_back)
        self.inputs_view = ipywidgets.HBox(layout={"flex_flow": "row wrap"})
        self.shown, self._setting = 0, False
        self._pictures: dict[str, GraphPicture] = {}
        sizes = [size_of(*graph[1:]) for graph in self.graphs.values()]
        self.size = max(width for width, _height in sizes), max(height for _width, height in sizes)
        for sliders in self.sliders.values():
            for each in sliders.values():
                each.observe(self._moved)
        self.choice.observe(self._other_graph)
        self._show_sliders()
        self.start(self._picture(), [[self.choice, self.player, self.back_button], _Shown(self.inputs_view)])

    @property
    def inputs(self) -> dict[str, Slider]:
        """The sliders of the graph that is shown, by name."""
        return self.sliders[self.choice.value]

    @property
    def steps(self) -> list[Step]:
        return self.graphs[self.choice.value][2]

    @property
    def last_step(self) -> int:
        return 2 * len(self.steps) + 1

    def draw(self) -> None:
        inputs, steps = self.graphs[self.choice.value][1], self.steps
        self.picture = self._picture()
        now = {name: each.value for name, each in self.inputs.items()}
        self.values, self.along, self.total = _computed(now, steps)
        changes: tuple[set[str], set[Arrow]] = set(), set()
        if now != inputs:
            changes = _differences(_computed(inputs, steps), (self.values, self.along, self.total))
        self.changed_values, changed_along = changes
        known = {*inputs, *(step[0] for step in steps[: self.shown])}
        done = self._done_backward()
        arrows = self.picture.ends
        values = {key: (self.values[key[1]], key[1] in self.changed_values) for key in arrows if key[1] in known}
        end = len(steps), steps[-1][0]
        gradients = {
            key: (self.along[key], key in changed_along) for key in arrows if key in self.along and key[0] in done
        }
        if self.shown > len(steps):
            gradients[end] = 1.0, False
        at, active, local, self.rule, self.arithmetic = self._at_work(steps)
        heading = f"{self._heading()}  {self.rule}"
        self.picture.show(values, gradients, self._sums(done), at, active, local, heading, self.arithmetic)

    def describe(self) -> tuple[str, str]:
        arithmetic = [f"{line.rstrip('.')}." for line in self.arithmetic.replace(";  ", "; ").splitlines()]
        result = " ".join([self._heading(), self.rule, *arithmetic])
        inputs, steps = self.graphs[self.choice.value][1], self.steps
        names = [*inputs, *(step[0] for step in steps[: self.shown])]
        values = ", ".join(f"{name} = {words(self.values[name])}" for name in names)
        parts = [result, _("Values so far: {values}.").format(values=values)]
        if self.shown > len(steps):
            done = self._done_backward()
            known = [steps[-1][0], *(name for name in reversed(names[:-1]) if self._arrived(name, done))]
            gradients = ", ".join(f"d{name} = {words(self.total[name])}" for name in known)
            parts.append(_("Gradients so far: {gradients}.").format(gradients=gradients))
        changed = [name for name in names if name in self.changed_values]
        if changed:
            parts.append(_("Changed by you: {names}.").format(names=", ".join(changed)))
        return result, " ".join(parts)

    # -- where it stands -----------------------------------------------------------------------------------

    def _done_backward(self):
        """The numbers of the steps that have handed back their gradients."""
        count = len(self.steps)
        return set(range(2 * count + 1 - self.shown, count)) if self.shown > count else set()

    def _arrived(self, name, done):
        return all(key[0] in done for key in self.along if key[1] == name)

    def _sums(self, done):
        sums = {}
        for name in self.graphs[self.choice.value][1]:
            paths = [key for key in self.along if key[1] == name]
            if len(paths) > 1 and self._arrived(name, done):
                sums[name] = _("sum: {gradient}").format(gradient=words(self.total[name]))
        return sums

    def _at_work(self, steps):
        """The circle at work, its arrows, its local rule, the rule in words, and its arithmetic."""
        count, last = len(steps), steps[-1][0]
        if self.shown == 0:
            return None, [], "", _("Only the inputs are known. What comes first?"), ""
        if self.shown == count + 1:
            text = _("If {last} grows by 1, {last} grows by 1.").format(last=last)
            return None, [(count, last)], "", text, f"d{last} = 1"
        k = self.shown - 1 if self.shown <= count else 2 * count + 1 - self.shown
        name, step, *operands = steps[k]
        arrows = [(k, each) for each in operands if each in self.values]
        arrows = list(dict.fromkeys(arrows))
        if self.shown <= count:
            return name, arrows, "", *forward_rule(name, step, operands, self.values)
        along = {each: self.along[k, each] for _k, each in arrows}
        rule, whole, local = backward_rule(name, step, operands, self.values, along, self.total[name])
        whole = [whole]
        for each in along:
            paths = [gradient for key, gradient in self.along.items() if key[1] == each]
            if len(paths) > 1 and self._arrived(each, self._done_backward()):
                whole.append(together(each, paths))
        return name, arrows, local, rule, "\n".join(whole)

    def _heading(self):
        count = len(self.steps)
        if self.shown == 0:
            return _("Start.")
        if self.shown <= count:
            return _("Forward, {step} of {steps}.").format(step=self.shown, steps=count)
        if self.shown == count + 1:
            return _("Turning back.")
        return _("Backward, {step} of {steps}.").format(step=self.shown - count - 1, steps=count)

    def _picture(self):
        name = self.choice.value
        if name not in self._pictures:
            view = next(iter(self._pictures.values())).view if self._pictures else None
            self._pictures[name] = GraphPicture(*self.graphs[name][1:], self.size, view)
        return self._pictures[name]

    # -- what the controls do ------------------------------------------------------------------------------

    def _moved(self):
        if not self._setting:
            self.changed()

    def _show_sliders(self):
        self.inputs_view.children = [each.view for each in self.inputs.values()]

    def _other_graph(self):
        self.player.pause()
        self.shown = 0
        self._show_sliders()

    def _advance(self):
        self.shown = min(self.shown + 1, self.last_step)
        self.changed()
        return self.shown < self.last_step

    def _go_back(self):
        self.player.pause()
        self.shown = max(self.shown - 1, 0)
        self.changed()

    def _from_start(self):
        if self.shown >= self.last_step:
            self.shown = 0

    def _restart(self):
        """Back to the start, with the numbers that the inputs had."""
        self.shown, self._setting = 0, True
        try:
            for name, value in self.graphs[self.choice.value][1].items():
                self.inputs[name].value = value
        finally:
            self._setting = False
        self.changed()


class _Shown:
    """A view among the controls."""

    def __init__(self, view):
        self.view = view


def _sliders(inputs):
    made = {}
    for name, value in inputs.items():
        reach = max(REACH, 2 * abs(value))
        made[name] = slider(name, float(value), -reach, reach, STEP)
    return made


def _computed(inputs, steps):
    values = go_forward(inputs, steps, apply)
    return values, *go_back(values, steps, pull)


def _differences(before, now):
    """The names of values, and the arrows of gradients, that are not what they were."""
    return tuple({key for key in new if new[key] != old[key]} for old, new in list(zip(before, now, strict=True))[:2])
