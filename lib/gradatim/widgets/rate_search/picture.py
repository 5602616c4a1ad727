"""What the range test and the grid search draw: losses over learning rates, and the best region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from gradatim.colours import BLACK, BLUE, GREEN, VERMILION
from gradatim.plots.parts.logarithmic import plain_numbers
from gradatim.text import _
from gradatim.widgets.kit.live_picture import LivePicture
from gradatim.widgets.kit.round_number import round_number

if TYPE_CHECKING:
    from gradatim.widgets.rate_search.search import RateSearch

WIDTH, HEIGHT = 760, 380  # pixels
HIGHEST = 1000  # times the smallest loss, at a higher rate: drawn at the upper edge, as one that diverged


class SearchPicture(LivePicture):
    """Losses over rates; `show` sets what a search has found, and the region."""

    def __init__(self, y_name: str, line_label: str, dots_label: str) -> None:
        super().__init__(WIDTH, HEIGHT, _("Loss against learning rate; described below."))
        self.figure.set_layout_engine("none")  # numbers of another length at the axes may not move them
        axes = self.axes = self.figure.add_axes((0.11, 0.23, 0.87, 0.73))
        axes.yaxis.set_label_coords(-0.085, 0.5)
        edge = axes.get_xaxis_transform()
        self.span = axes.add_patch(
            Rectangle((1, 0), 0, 1, transform=edge, fc="#CDEBDF", ec=GREEN, hatch="//", lw=1.5, label=_("best region"))
        )
        (self.line,) = axes.plot([], [], color=BLUE, lw=2, label=line_label)
        (self.dots,) = axes.plot([], [], "o", color=BLUE, mfc="white", ms=5, label=dots_label)
        lost = _("diverged")
        (self.lost,) = axes.plot([], [], "x", color=VERMILION, ms=9, mew=2.5, transform=edge, label=lost, clip_on=False)
        (self.guess,) = axes.plot([], [], "--", color=BLACK, lw=1.5, transform=edge, label=_("my rate"))
        axes.set(xscale="log", yscale="log", xlabel=_("learning rate"), ylabel=y_name)
        axes.grid(alpha=0.3)
        handles = [
            each for each in (self.line, self.dots, self.lost, self.guess, self.span) if str(each.get_label())[0] != "_"
        ]
        self.figure.legend(handles=handles, loc="lower center", ncols=5, frameon=False, columnspacing=1.2)
        self.move(self.span, self.line, self.dots, self.lost, self.guess)
        self._limits: tuple[tuple[float, float], tuple[float, float]] | None = None

    def show(self, search: RateSearch, region: tuple[float, float] | None) -> None:
        pairs = np.array(sorted(search.found)).reshape(-1, 2)
        rates, losses = pairs.T
        finite = np.isfinite(losses)
        if finite.any():
            best = np.where(finite, losses, np.inf).argmin()
            finite &= (losses <= HIGHEST * losses[best]) | (rates < rates[best])
        self._set_limits([*search.rates, *rates], losses[finite])
        self.dots.set_data(rates[finite], losses[finite])
        self.line.set_data(rates[finite], search.curve(losses[finite]))
        gone = [*rates[~finite], *([search.exploded] if search.exploded else [])]
        self.lost.set_data(gone, np.full(len(gone), 0.96))
        guess = search.guess.value if search.marked else 0
        self.guess.set_data([guess, guess] if guess else [], [0, 1] if guess else [])
        low, high = region or (rates[0], rates[0]) if len(rates) else (1, 1)
        factor = 1.04 if region else 1.0  # a region of one rate is seen too
        self.span.set_visible(region is not None)
        self.span.set(x=low / factor, width=high * factor - low / factor)

    def _set_limits(self, rates, losses):
        x = min(rates) / 1.25, max(rates) * 1.25
        y = (
            (0.1, 10.0)
            if not len(losses)
            else (round_number(losses.min() / 1.2, -1), round_number(losses.max() * 1.2, 1))
        )
        if self._limits != (x, y):
            self._limits = x, y
            self.axes.set(xlim=x, ylim=y)
            plain_numbers(self.axes.xaxis, *x)
            plain_numbers(self.axes.yaxis, *y)
            self.changed()
