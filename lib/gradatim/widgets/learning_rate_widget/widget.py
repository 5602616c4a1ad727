"""Turn the learning rate and see at once what descent does: too slow, right, oscillating or diverging."""

from collections.abc import Callable
from typing import Any

import ipywidgets
from numpy.typing import ArrayLike

from gradatim.drawing import drawing
from gradatim.picture import Message, words
from gradatim.text import _
from gradatim.widgets.descent.landscapes import Landscape, Moons, Parabola, Ravine
from gradatim.widgets.descent.runs import Run, name_of_kind
from gradatim.widgets.kit.controls import button, choice, log_slider
from gradatim.widgets.kit.live_widget import LiveWidget
from gradatim.widgets.kit.own_data import problem_of
from gradatim.widgets.kit.own_function import newest
from gradatim.widgets.kit.player import Player
from gradatim.widgets.learning_rate_widget.picture import HIGH, LOW, PINS, DescentPicture

FRAMES = 40  # pictures of a run that is played
TRIED = 40  # rates that the strip remembers
LANDSCAPES: dict[str, type[Landscape]] = {"parabola": Parabola, "ravine": Ravine, "network": Moons}


@drawing
def learning_rate(
    descend: Callable[..., Any] | None = None,
    X: ArrayLike | None = None,
    y: ArrayLike | None = None,
    on: str = "parabola",
    rate: float = 0.01,
) -> "LearningRateWidget | Message":
    """Descent with a learning rate under a slider, on a parabola, in a ravine, or of a network on two moons.

    Returns a `Message` where X or y do not fit. Raises ValueError for another `on`.

    Parameters
    ----------
    descend
        Your own descend(gradient, w, lr, steps) -> list of steps + 1 points; w a number or an array.
    X, y : (N, 2), (N,)
        Your own data of 0 and 1 for the network.
    on
        What is shown first: "parabola", "ravine" or "network".
    rate
        The first learning rate, from 0.001 to 100.
    """
    if on not in LANDSCAPES:
        raise ValueError(_("on must be one of {names}; it is {given}").format(names=", ".join(LANDSCAPES), given=on))
    problem = problem_of(X, y)
    return Message(problem) if problem else LearningRateWidget(descend, X, y, on, rate)


class LearningRateWidget(LiveWidget):
    """The controls are `choice`, `rate`, `player`, `guess` and the buttons to compare, pin and clear.

    `run` is the descent that is shown, up to step `shown`.
    """

    picture: DescentPicture

    def __init__(
        self,
        descend: Callable[..., Any] | None = None,
        X: ArrayLike | None = None,
        y: ArrayLike | None = None,
        on: str = "parabola",
        rate: float = 0.01,
    ) -> None:
        self.descend, self.data = descend, (X, y)
        self.choice = choice(_("loss"), [(_(kind.name), name) for name, kind in LANDSCAPES.items()], value=on)
        self.rate = log_slider(_("learning rate"), rate, LOW, HIGH)
        self.player = Player(self._advance, self._to_start, begin=self._from_start)
        self.guess = ipywidgets.BoundedFloatText(
            value=0, min=0, max=1000, step=None, description=_("my guess of the limit"), layout={"width": "16em"}
        )
        self.guess.style.description_width = "auto"
        self.pin_button = button(_("Pin this run"), self._pin)
        self.clear_button = button(_("Clear pins"), self._clear)
        self.compare_button = button(_("Compare with 2/a"), self._compare)
        self._pictures: dict[str, DescentPicture] = {}
        self._known: tuple[tuple[object, ...], Run] | None = None
        self._request = ""
        self._pins: dict[str, list[Run]] = {name: [] for name in LANDSCAPES}
        self._tried: dict[str, list[tuple[float, str]]] = {name: [] for name in LANDSCAPES}
        self._guesses: dict[str, list[str]] = {name: [] for name in LANDSCAPES}
        for control in (self.choice, self.rate):
            control.observe(self._to_end)
        controls = [
            [self.choice, self.rate],
            [self.player, self.pin_button, self.clear_button],
            [self.guess, self.compare_button],
        ]
        self.run: Run | None = None
        self.shown: int | None = None
        self.start(self._picture_of(on), controls)

    @property
    def landscape(self) -> Landscape:
        return self.picture.landscape

    def draw(self) -> None:
        self.picture = self._picture_of(self.choice.value)
        self.run = None
        self.run = self._run()
        self.shown = self.run.steps if self.shown is None else self.shown
        self.picture.show(self.run, self.shown, self._tried[self.choice.value])
        self.picture.heading.set_text(self._result())

    def describe(self) -> tuple[str, str]:
        self._remember()
        run, name = self.run, self.choice.value
        assert run is not None  # where there is none, the widget says why
        parts = [
            _("Descent on the {loss}, learning rate {rate}.").format(loss=_(self.landscape.name), rate=words(run.rate))
        ]
        parts.append(self._path_in_words())
        if self.shown == run.steps:
            parts.append(run.verdict())
        for pinned in self._pins[name]:
            parts.append(_("Pinned: lr = {rate}. {verdict}").format(rate=words(pinned.rate), verdict=pinned.verdict()))
        tried = sorted(set(self._tried[name]))
        if tried:
            rates = "; ".join(f"{words(rate)}: {name_of_kind(kind)}" for rate, kind in tried)
            parts.append(_("Rates tried: {rates}.").format(rates=rates))
        result = self._request or self._result()
        if self._guesses[name]:
            answer = self._guesses[name][-1]
            parts.append(answer)
            result = f"{result} {answer}"
        return result, " ".join(parts)

    # -- the run -------------------------------------------------------------------------------------------

    def _picture_of(self, name):
        if name not in self._pictures:
            landscape = Moons(*self.data) if name == "network" else LANDSCAPES[name]()
            view = next(iter(self._pictures.values())).view if self._pictures else None
            self._pictures[name] = DescentPicture(landscape, view)
        return self._pictures[name]

    def _run(self) -> Run:
        function = None if self.descend is None else newest(self.descend)
        key = self.choice.value, self.rate.value, function
        if self._known is None or self._known[0] != key:
            landscape, rate = self.landscape, self.rate.value
            self._known = key, landscape.run(rate) if function is None else landscape.run_own(function, rate)
        return self._known[1]

    def _result(self):
        if self.shown == self.run.steps:
            return self.run.verdict()
        text = _("Step {step} of {steps}: the loss is {loss}.")
        return text.format(step=self.shown, steps=self.run.steps, loss=words(self.run.losses[self.shown]))

    def _path_in_words(self):
        points = self.landscape.where(self.run.path[: self.shown + 1])
        if isinstance(self.landscape, Moons):
            return _("The path is shown on a plane through the start and the end of a calm run.")
        first = [words(point[0]) if isinstance(self.landscape, Parabola) else _pair(point) for point in points[:6]]
        more = ", …" if len(points) > 6 else ""
        return _("The weights go {path}.").format(path=", ".join(first) + more)

    def _remember(self):
        pair = (self.run.rate, self.run.kind)
        tried = self._tried[self.choice.value]
        if self.shown == self.run.steps and pair not in tried:
            tried.append(pair)
            del tried[:-TRIED]
            self._redraw()

    # -- what the buttons do -------------------------------------------------------------------------------

    def _to_end(self):
        self._request = ""
        self.player.pause()
        self.shown = None

    def _advance(self):
        if self.run is None:  # the student's descent cannot be used
            return False
        stride = max(1, self.run.steps // FRAMES) if self.player.playing else 1
        self.shown = min((self.shown or 0) + stride, self.run.steps)
        self.changed()
        return self.shown < self.run.steps

    def _from_start(self):
        if self.shown is None or self.shown >= self.landscape.steps:
            self.shown = 0

    def _to_start(self):
        self.shown = 0
        self.changed()

    def _pin(self):
        if self.run is None:
            return
        pins = self._pins[self.choice.value]
        if self.run.rate not in [run.rate for run in pins]:
            pins.append(self.run)
            del pins[: -len(PINS)]
        self.picture.pin(pins)
        self.changed()

    def _clear(self):
        self._pins[self.choice.value].clear()
        self.picture.pin([])
        self.changed()

    def _compare(self):
        guess = self.guess.value
        if guess <= 0:
            self.warn(_("First write your guess into the field: from which rate on does it no longer get better?"))
            return
        curvature = self.landscape.curvature()
        limit = 2 / curvature
        self._guesses[self.choice.value].append(_answer(guess, limit, curvature, isinstance(self.landscape, Moons)))
        self.picture.reveal(guess, limit)
        self.changed()


def _pair(point):
    return f"({words(point[0])}, {words(point[1])})"


def _answer(guess, limit, curvature, network):
    values = {"guess": words(guess), "limit": words(limit), "curvature": words(curvature)}
    text = _("The largest curvature is a = {curvature}, so the limit 2/a is {limit}; your guess was {guess}.")
    if network:
        text = _(
            "The largest curvature on a calm run is a = {curvature}, so 2/a is {limit}; your guess was {guess}. The "
            "curvature changes on the way, so this is a rough limit: above it the loss begins to jump."
        )
    return text.format(**values)
