"""A grid search over learning rates that runs before one's eyes, and keeps what it has found."""

import numpy as np

from gradatim.drawing import drawing
from gradatim.picture import words
from gradatim.text import _
from gradatim.widgets.moons_training import moons_train
from gradatim.widgets.rate_regions import NEARLY, even_region
from gradatim.widgets.rate_search import RateSearch
from gradatim.widgets.search_picture import SearchPicture

SECONDS = 20.0  # one whole training may take so long


@drawing
def grid_search(train=None, lowest=0.0001, highest=100.0, count=16):
    """A grid search: one training with each of `count` rates, with equal factors between them.

    train              your own train(rate) -> validation loss of a fresh network
    lowest, highest    the first and the last rate, from 1e-6 to 1000
    """
    return GridSearchWidget(train, lowest, highest, count)


class GridSearchWidget(RateSearch):
    """Rates that were tried stay when others are chosen."""

    exploded = None

    def __init__(self, train=None, lowest=0.0001, highest=100.0, count=16):
        self.train = train
        super().__init__(lowest, highest, count, SearchPicture(_("validation loss"), "_", _("loss")))

    def measure(self, rate):
        with np.errstate(all="ignore"):
            return moons_train(rate) if self.train is None else self.call(self.train, rate, SECONDS)

    def todo(self):
        known = {rate for rate, _loss in self.found}
        return [rate for rate in self.rates if rate not in known]

    def curve(self, losses):
        return losses

    def region(self):
        return even_region(*np.array(sorted(self.found)).reshape(-1, 2).T)

    def reading(self, region):
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
