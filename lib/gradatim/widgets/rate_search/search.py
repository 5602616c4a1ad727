"""What the range test and the grid search share: one rate after the other, stopped and gone on with as one likes."""

import time
from collections.abc import Callable
from typing import Any

import ipywidgets
import numpy as np
from numpy.typing import NDArray

from gradatim.picture import words
from gradatim.student import NotReady, name_of
from gradatim.text import _
from gradatim.widgets.kit.controls import button, log_slider
from gradatim.widgets.kit.live_widget import LiveWidget
from gradatim.widgets.kit.own_function import numbers_of
from gradatim.widgets.kit.player import Player
from gradatim.widgets.kit.progress_line import ProgressLine
from gradatim.widgets.rate_search.picture import SearchPicture

LOW, HIGH = 1e-6, 1e3  # rates
DIGITS = 3  # of a rate
HEAD_START = 0.4  # seconds of searching before anything is pressed: a saved notebook shows something too
SLICE = 0.04  # seconds of searching between two pictures


class RateSearch(LiveWidget):
    """The controls are `lowest`, `highest`, `player`, `guess`, `mark_button`; `found` holds pairs of a rate and a loss.

    A search defines `measure`, `todo`, `curve`, `region` and `reading`, and, where it has to, `rates_changed` and
    `restarted`.
    """

    picture: SearchPicture
    exploded: float | None  # the rate that ended the search

    def __init__(self, lowest: float, highest: float, count: int, picture: SearchPicture) -> None:
        self.count = count
        self.lowest = log_slider(_("lowest rate"), lowest, LOW, HIGH, per_decade=10)
        self.highest = log_slider(_("highest rate"), highest, LOW, HIGH, per_decade=10)
        names = {"play": _("Start"), "pause": _("Stop"), "step": _("One rate")}
        self.player = Player(self._advance, self._reset, begin=self._begin, interval=0.01, **names)
        self.guess = ipywidgets.BoundedFloatText(
            value=0, min=0, max=HIGH, step=None, description=_("a good rate, I think"), layout={"width": "17.5em"}
        )
        self.guess.style.description_width = "11em"
        self.mark_button = button(_("Mark the best region"), self._mark)
        self.progress = ProgressLine(_("rates tried"))
        self.problem: str | None = None
        self.marked, self.seconds, self.timed = False, 0.0, 0
        self.found: list[tuple[float, float]] = []
        self.rates = self._rates()
        self._go_on(HEAD_START)
        controls = [[self.lowest, self.highest], [self.player, self.progress], [self.guess, self.mark_button]]
        self.start(picture, controls)

    # -- what a search defines -----------------------------------------------------------------------------

    def measure(self, rate: float) -> float:
        """The loss with this rate; nan and inf where it diverges. Raises `NotReady`."""
        raise NotImplementedError

    def todo(self) -> list[float]:
        """The rates that are not tried yet, in order."""
        raise NotImplementedError

    def curve(self, losses: NDArray) -> NDArray:
        """The heights of the line through these losses."""
        raise NotImplementedError

    def region(self) -> tuple[float, float] | None:
        """The good rates (low, high), or None."""
        raise NotImplementedError

    def reading(self, region: tuple[float, float] | None) -> str:
        """The region in words."""
        raise NotImplementedError

    def rates_changed(self) -> None:
        """Other rates are wanted: what of `found` stays?"""

    def restarted(self) -> None:
        """All begins anew."""

    # -- one rate after the other --------------------------------------------------------------------------

    def _rates(self) -> list[float]:
        low, high = sorted((self.lowest.value, self.highest.value))
        rates = np.logspace(np.log10(low), np.log10(max(high, 2 * low)), self.count)
        return [float(f"{rate:.{DIGITS}g}") for rate in rates]

    def _one(self):
        """Try the next rate; whether there is a further one."""
        todo = self.todo()
        if not todo:
            return False
        start = time.perf_counter()
        try:
            loss = self.measure(todo[0])
        except NotReady as trouble:
            self.problem = str(trouble)
            return False
        self.problem = None
        self.seconds += time.perf_counter() - start
        self.timed += 1
        self.found.append((todo[0], loss))
        return bool(self.todo())

    def _go_on(self, seconds):
        """Try rates for so long, at least one; whether there is a further one."""
        end = time.perf_counter() + seconds
        while self._one():
            if time.perf_counter() > end:
                return True
        return False

    def _advance(self):
        self._follow_sliders()
        more = self._go_on(SLICE) if self.player.playing else self._one()
        self.changed()
        return more

    def _follow_sliders(self):
        rates = self._rates()
        if rates != self.rates:
            self.rates, self.marked, self.problem = rates, False, None
            self.rates_changed()

    def _begin(self):
        self._follow_sliders()
        if not self.todo():
            self._clear()

    def _reset(self):
        self._clear()
        self.changed()

    def _clear(self):
        self.found, self.problem, self.marked, self.seconds, self.timed = [], None, False, 0.0, 0
        self.restarted()

    def _mark(self):
        self.marked = True
        self.changed()

    # -- the picture and the words -------------------------------------------------------------------------

    def draw(self) -> None:
        self._follow_sliders()
        self.picture.show(self, self.region() if self.marked else None)
        self._show_progress()
        if self.problem is not None:
            self.picture.draw()  # what was found stays in sight
            raise NotReady(self.problem)

    def _show_progress(self):
        left = len(self.todo())
        done = len(self.found) if not left else len(self.rates) - left
        text = _("{done} of {total} rates").format(done=done, total=done + left)
        self.progress.show(done, done + left or 1, text, self.seconds / self.timed if self.timed else None)

    def describe(self) -> tuple[str, str]:
        values = {"low": words(self.rates[0]), "high": words(self.rates[-1]), "count": len(self.rates)}
        text = _("Loss against learning rate, both logarithmic: {count} rates from {low} to {high}.").format(**values)
        losses = "; ".join(f"{words(rate)}: {self._loss_in_words(rate, loss)}" for rate, loss in self.told())
        parts = [text, _("Losses found: {losses}.").format(losses=losses) if losses else _("Nothing is tried yet.")]
        result = self._result()
        return result, " ".join([*parts, *([result] if self.marked else [])])

    def told(self) -> list[tuple[float, float]]:
        """Pairs of a rate and a loss, as many as can be listened to: at most 16."""
        pairs = sorted(self.found)
        return pairs[:: -(-len(pairs) // 16)] if pairs else []

    def _loss_in_words(self, _rate, loss):
        return words(loss) if np.isfinite(loss) else _("diverged")

    def _result(self):
        if not self.found:
            return _("Nothing is tried yet: press Start.")
        if self.marked:
            region = self.region()
            return " ".join([self.reading(region), *self._guessed(region)])
        finite = [(loss, rate) for rate, loss in self.found if np.isfinite(loss)]
        if not finite:
            return _("All runs have diverged so far.")
        loss, rate = min(finite)
        if self.todo():
            text = _("Stopped before the end: the lowest loss so far is {loss}, at the rate {rate}.")
        else:
            text = _("All rates are tried: the lowest loss is {loss}, at {rate}. Which rates are good? Write one down.")
        return text.format(loss=words(loss), rate=words(rate))

    def _guessed(self, region):
        guess = self.guess.value
        if not guess or region is None:
            return []
        inside = region[0] <= guess <= region[1]
        text = _("Your rate, {guess}, lies in it.") if inside else _("Your rate, {guess}, lies outside.")
        return [text.format(guess=words(guess))]

    def call(self, function: Callable[..., Any], rate: float, seconds: float | None) -> float:
        """One number from a student's function. Raises `NotReady`."""
        returned = numbers_of(function, rate, finite=False, seconds=seconds)
        if returned.size != 1:
            text = _("{name} should return one number, the loss; it returned the shape {shape}.")
            raise NotReady(text.format(name=name_of(function), shape=returned.shape))
        return returned.item()
