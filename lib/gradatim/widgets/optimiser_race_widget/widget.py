"""A race of five optimisers on one surface, each with its own learning rate."""

from collections.abc import Callable
from typing import Any

import ipywidgets

from gradatim.drawing import drawing
from gradatim.picture import words
from gradatim.student import NotReady
from gradatim.text import _
from gradatim.widgets.kit.controls import button, choice, log_slider
from gradatim.widgets.kit.live_widget import LiveWidget
from gradatim.widgets.kit.own_function import newest
from gradatim.widgets.kit.player import Player
from gradatim.widgets.optimiser_race_widget.picture import RacePicture
from gradatim.widgets.optimiser_race_widget.runs import GOAL, OPTIMISERS, STEPS, Run, run_of
from gradatim.widgets.optimiser_race_widget.surfaces import Bowl, Ravine, Saddle, Surface

SURFACES: dict[str, type[Surface]] = {"bowl": Bowl, "ravine": Ravine, "saddle": Saddle}
LOW, HIGH = 0.001, 10.0  # rates
RATE = 0.1  # of all at first: nobody's best


@drawing
def optimiser_race(
    sgd: Callable[..., Any] | None = None,
    momentum: Callable[..., Any] | None = None,
    adagrad: Callable[..., Any] | None = None,
    rmsprop: Callable[..., Any] | None = None,
    adam: Callable[..., Any] | None = None,
    on: str = "ravine",
) -> "OptimiserRaceWidget":
    """SGD, momentum, Adagrad, RMSprop and Adam from the same start on the same surface, each with its rate.

    A function that cannot be used is named, and the others race. Raises ValueError for another `on`.

    Parameters
    ----------
    sgd, momentum, adagrad, rmsprop, adam
        Your own functions of the chapter on gradient descent in place of the library's.
    on
        What is shown first: "bowl", "ravine" or "saddle".
    """
    if on not in SURFACES:
        raise ValueError(_("on must be one of {names}; it is {given}").format(names=", ".join(SURFACES), given=on))
    return OptimiserRaceWidget(sgd, momentum, adagrad, rmsprop, adam, on)


class OptimiserRaceWidget(LiveWidget):
    """The controls are `choice`, `guess`, `rates` (a dict), `player` and `end_button`; `table` says who is where.

    `runs` holds each optimiser's run (None where its function cannot be used), `shown` the step that is shown.
    """

    picture: RacePicture

    def __init__(
        self,
        sgd: Callable[..., Any] | None = None,
        momentum: Callable[..., Any] | None = None,
        adagrad: Callable[..., Any] | None = None,
        rmsprop: Callable[..., Any] | None = None,
        adam: Callable[..., Any] | None = None,
        on: str = "ravine",
    ) -> None:
        self.functions = dict(zip(OPTIMISERS, (sgd, momentum, adagrad, rmsprop, adam), strict=True))
        self.labels = {name: _(optimiser.label) for name, optimiser in OPTIMISERS.items()}
        self.choice = choice(_("surface"), [(_(kind.name), name) for name, kind in SURFACES.items()], value=on)
        nobody = [(_("none"), "")]
        self.guess = choice(_("my guess: first"), nobody + [(label, name) for name, label in self.labels.items()], "")
        self.rates = {
            name: log_slider(_("{optimiser}, rate").format(optimiser=label), RATE, LOW, HIGH)
            for name, label in self.labels.items()
        }
        for slider in self.rates.values():
            slider.field.layout.width, slider.field.style.description_width = "15em", "9.5em"
        self.player = Player(self._advance, self._to_start, begin=self._from_start)
        self.end_button = button(_("To the end"), self._to_end)
        self.table = ipywidgets.HTML()
        self.shown = 0
        self._known: dict[str, tuple[tuple[object, ...], Run | str]] = {}
        self._pictures: dict[str, RacePicture] = {}
        sliders = list(self.rates.values())
        rows = [[self.choice, self.guess], sliders[:2], sliders[2:4], [*sliders[4:], self.player, self.end_button]]
        self.start(self._picture_of(on), rows, below=[self.table])

    @property
    def surface(self) -> Surface:
        return self.picture.surface

    def draw(self) -> None:
        self.picture = self._picture_of(self.choice.value)
        found = {name: self._run(name) for name in OPTIMISERS}
        self.problems = {name: each for name, each in found.items() if isinstance(each, str)}
        self.runs = {name: None if isinstance(each, str) else each for name, each in found.items()}
        if len(self.problems) == len(found):
            raise NotReady(" ".join(dict.fromkeys(self.problems.values())))
        self.picture.show(self.runs, self.shown)
        rates = ", ".join(f"{self.labels[name]} {words(slider.value)}" for name, slider in self.rates.items())
        heading = [self._standing(), _("Learning rates: {rates}").format(rates=rates)]
        self.picture.heading.set_text("\n".join(heading))
        self.table.value = self._table()

    def describe(self) -> tuple[str, str]:
        start = _("All start at ({w1}, {w2}) on the {surface}; the goal is a loss of {goal}.").format(
            w1=words(self.surface.first[0]),
            w2=words(self.surface.first[1]),
            surface=_(self.surface.name),
            goal=words(float(GOAL * self.surface.loss(self.surface.first))),
        )
        lines = [self._where(name) for name, run in self.runs.items() if run is not None]
        result = " ".join([self._standing(), *self._answer(), *dict.fromkeys(self.problems.values())])
        return result, " ".join([start, self._standing(), *lines])

    # -- the runs ------------------------------------------------------------------------------------------

    def _picture_of(self, name):
        if name not in self._pictures:
            view = next(iter(self._pictures.values())).view if self._pictures else None
            self._pictures[name] = RacePicture(SURFACES[name](), self.labels, view)
        return self._pictures[name]

    def _run(self, name: str) -> Run | str:
        """A run, or the sentence why there is none; computed anew where the surface, rate or function has changed."""
        function = self.functions[name]
        key = self.choice.value, self.rates[name].value, None if function is None else newest(function)
        if self._known.get(name, (None,))[0] != key:
            made: Run | str
            try:
                made = run_of(name, self.surface, self.rates[name].value, function)
            except NotReady as trouble:
                made = str(trouble)
            self._known[name] = key, made
        return self._known[name][1]

    # -- in words ------------------------------------------------------------------------------------------

    def _arrived(self):
        """Pairs of a step and a name, first one first."""
        found = [(run.arrived, name) for name, run in self.runs.items() if run is not None and run.arrived is not None]
        return sorted((pair for pair in found if pair[0] <= self.shown), key=lambda pair: pair[0])

    def _standing(self):
        """Who is in front, in a sentence."""
        if not self.shown:
            return _("Ready: all stand at the start.")
        arrived = self._arrived()
        values = {"step": self.shown, "steps": STEPS}
        if arrived:
            names = ", ".join(f"{self.labels[name]} ({step})" for step, name in arrived)
            return _("Step {step} of {steps}. Arrived, and after how many steps: {names}.").format(
                names=names, **values
            )
        leader = min((run.losses[self.shown], name) for name, run in self.runs.items() if run is not None)
        text = _("Step {step} of {steps}. Nobody has arrived; {name} is in front with a loss of {loss}.")
        return text.format(name=self.labels[leader[1]], loss=words(leader[0]), **values)

    def _answer(self):
        """What became of the guess, at the end."""
        if not self.guess.value or self.shown < STEPS:
            return []
        arrived = self._arrived()
        guess = self.labels[self.guess.value]
        if not arrived:
            return [_("Your guess was {guess}; nobody has won.").format(guess=guess)]
        first = [name for step, name in arrived if step == arrived[0][0]]
        if self.guess.value in first:
            return [_("Your guess, {guess}, was right.").format(guess=guess)]
        return [_("Your guess was {guess}; the first was {name}.").format(guess=guess, name=self.labels[first[0]])]

    def _state(self, name):
        run = self.runs[name]
        if run.arrived is not None and run.arrived <= self.shown:
            return _("arrived at step {step}").format(step=run.arrived)
        return _("farther up than at the start") if run.lost(self.shown) else _("under way")

    def _where(self, name):
        w, loss = self.runs[name].path[self.shown], self.runs[name].losses[self.shown]
        text = _("{name}, rate {rate}: at ({w1}, {w2}), loss {loss}, {state}.")
        return text.format(
            name=self.labels[name],
            rate=words(self.rates[name].value),
            w1=words(w[0]),
            w2=words(w[1]),
            loss=words(loss),
            state=self._state(name),
        )

    def _table(self):
        head = "".join(_cell(each, "th scope='col'") for each in (_("optimiser"), "w1", "w2", _("loss"), ""))
        rows = []
        for name, run in self.runs.items():
            if run is None:
                cells = (self.labels[name], "", "", "", _("does not race"))
            else:
                w, loss = run.path[self.shown], run.losses[self.shown]
                cells = (self.labels[name], *map(words, (*w, loss)), self._state(name))
            rows.append("<tr>" + "".join(_cell(each, "td") for each in cells) + "</tr>")
        return f"<table style='line-height:1.4'><tr>{head}</tr>{''.join(rows)}</table>"

    # -- what the buttons do -------------------------------------------------------------------------------

    def _advance(self):
        self.shown = min(self.shown + 1, STEPS)
        self.changed()
        return self.shown < STEPS

    def _from_start(self):
        if self.shown >= STEPS:
            self.shown = 0

    def _to_start(self):
        self.shown = 0
        self._known.clear()  # a function that failed is tried again
        self.changed()

    def _to_end(self):
        self.player.pause()
        self.shown = STEPS
        self.changed()


def _cell(text, tag):
    return f"<{tag} style='padding:0 .7em 0 0;text-align:left;min-width:4.5em'>{text}</{tag.split()[0]}>"
