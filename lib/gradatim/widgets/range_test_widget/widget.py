"""A learning-rate range test that runs before one's eyes: one step with each rate, rising."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradatim.drawing import drawing
from gradatim.picture import words
from gradatim.student import NotReady, name_of
from gradatim.text import _
from gradatim.widgets.descent.moons_training import moons_step
from gradatim.widgets.kit.own_function import call_own
from gradatim.widgets.rate_search.picture import SearchPicture
from gradatim.widgets.rate_search.regions import WELL_BELOW, falling_region, smoothed
from gradatim.widgets.rate_search.search import RateSearch

EXPLODED = 4  # times the smallest loss: the test ends


@drawing
def range_test(
    fresh_step: Callable[..., Any] | None = None, lowest: float = 0.001, highest: float = 10.0, count: int = 60
) -> "RangeTestWidget":
    """A range test: the loss of a network that takes one step with each of `count` rising rates.

    Parameters
    ----------
    fresh_step
        Your own fresh_step() -> step, a new network's step(rate) -> loss before the step.
    lowest, highest
        The first and the last rate, from 1e-6 to 1000.
    """
    return RangeTestWidget(fresh_step, lowest, highest, count)


class RangeTestWidget(RateSearch):
    """`exploded` is the rate at which the loss exploded, None as long as it has not."""

    def __init__(
        self,
        fresh_step: Callable[..., Any] | None = None,
        lowest: float = 0.001,
        highest: float = 10.0,
        count: int = 60,
    ) -> None:
        self.fresh_step, self.exploded = fresh_step, None
        self.step: Callable[..., Any] | None = None
        picture = SearchPicture(_("loss before the step"), _("mean of 5 neighbours"), _("loss of one step"))
        super().__init__(lowest, highest, count, picture)

    def measure(self, rate: float) -> float:
        if self.fresh_step is None:
            self.step = self.step or moons_step()
            with np.errstate(all="ignore"):
                return float(self.step(rate))
        if self.step is None:
            made = call_own(self.fresh_step)
            if not callable(made):
                text = _("{name} should return a function, step(rate).")
                raise NotReady(text.format(name=name_of(self.fresh_step)))
            self.step = made
        with np.errstate(all="ignore"):
            return self.call(self.step, rate, None)

    def todo(self) -> list[float]:
        return [] if self.exploded else self.rates[len(self.found) :]

    def _one(self):
        more = super()._one()
        losses = [loss for _rate, loss in self.found]
        if losses and (not np.isfinite(losses[-1]) or losses[-1] > EXPLODED * min(losses)):
            self.exploded = self.found.pop()[0]
        return more and not self.exploded

    def restarted(self) -> None:
        self.step = self.exploded = None

    rates_changed = RateSearch._clear  # a test of other rates is another test

    def curve(self, losses: NDArray) -> NDArray:
        return smoothed(losses)

    def region(self) -> tuple[float, float] | None:
        rates, losses = np.array(self.found).reshape(-1, 2).T
        return falling_region(rates, losses, self.exploded)

    def reading(self, region: tuple[float, float] | None) -> str:
        if region is None:
            text = _("The loss has hardly fallen: there is no region to mark. Try more rates, or higher ones.")
        else:
            near = self.exploded is not None and region[1] >= self.exploded / WELL_BELOW
            text = _(
                "Good rates: {low} to {high}. There the curve falls: at the first rate it is a fifth of the way down, "
                "{end}."
            )
            end = _("and the second is a quarter of the rate that explodes") if near else _("at the second four fifths")
            low, high = map(words, region)
            text = text.format(low=low, high=high, end=end)
        if self.exploded:
            text += " " + _("The loss exploded at {rate}.").format(rate=words(self.exploded))
        elif region is not None:
            text += " " + _("It did not explode, so the fall may not be over: try higher rates too.")
        return text
