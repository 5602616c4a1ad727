"""A grid search over learning rates that runs before one's eyes, and keeps what it has found."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradatim.drawing import drawing
from gradatim.picture import words
from gradatim.text import _
from gradatim.widgets.descent.moons_training import moons_train
from gradatim.widgets.rate_search.picture import SearchPicture
from gradatim.widgets.rate_search.regions import NEARLY, even_region
from gradatim.widgets.rate_search.search import RateSearch

SECONDS = 20.0  # one whole training may take so long


@drawing
def grid_search(
    train: Callable[..., Any] | None = None, lowest: float = 0.0001, highest: float = 100.0, count: int = 16
) -> "GridSearchWidget":
    """A grid search: one training with each of `count` rates, with equal factors between them.

    Parameters
    ----------
    train
        Your own train(rate) -> validation loss of a fresh network.
    lowest, highest
        The first and the last rate, from 1e-6 to 1000.
    """
    return GridSearchWidget(train, lowest, highest, count)


class GridSearchWidget(RateSearch):
    """Rates that were tried stay when others are chosen."""

    exploded = None

    def __init__(
        self, train: Callable[..., Any] | None = None, lowest: float = 0.0001, highest: float = 100.0, count: int = 16
    ) -> None:
        self.train = train
        super().__init__(lowest, highest, count, SearchPicture(_("validation loss"), "_", _("loss")))

    def measure(self, rate: float) -> float:
        with np.errstate(all="ignore"):
            return moons_train(rate) if self.train is None else self.call(self.train, rate, SECONDS)

    def todo(self) -> list[float]:
        known = {rate for rate, _loss in self.found}
        return [rate for rate in self.rates if rate not in known]

    def curve(self, losses: NDArray) -> NDArray:
        return losses

    def region(self) -> tuple[float, float] | None:
        return even_region(*np.array(sorted(self.found)).reshape(-1, 2).T)

    def reading(self, region: tuple[float, float] | None) -> str:
        if region is None:
            return _("Every run has diverged: there is no region to mark. Try lower rates.")
        pairs = sorted(self.found)
        loss, rate = min((loss, rate) for rate, loss in pairs if np.isfinite(loss))
        low, high = map(words, region)
        if region[0] == region[1]:
            text = _(
                "{rate} stands alone: its loss, {loss}, is the lowest; those of its neighbours are over {more:.0%} "
                "higher."
            )
        else:
            text = _(
                "From {low} to {high} all rates are about equally good: at most {more:.0%} above the lowest loss, "
                "{loss} at {rate}."
            )
        text = text.format(low=low, high=high, more=NEARLY - 1, loss=words(loss), rate=words(rate))
        if len(pairs) > 1 and rate in (pairs[0][0], pairs[-1][0]):
            text += " " + _("The best rate stands at the edge: the valley may go on outside, so try rates there too.")
        return text
