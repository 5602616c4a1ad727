"""What the training monitor draws: loss, accuracy and learning rate against epochs."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from gradatim.colours import BLACK, BLUE, PURPLE, VERMILION
from gradatim.plots.parts.logarithmic import plain_numbers
from gradatim.text import _
from gradatim.widgets.kit.live_picture import LivePicture
from gradatim.widgets.kit.round_number import round_number

WIDTH, HEIGHT = 860, 400  # pixels
FIRST_EPOCHS = 50  # on the axis at first
MARKS = 12  # markers on one curve
TOP = 1e6  # losses above are cut


class TrainingPicture(LivePicture):
    """`show` sets the curves. Without accuracies the loss has the whole width."""

    def __init__(self, with_accuracy: bool, rates: tuple[float, float]) -> None:
        super().__init__(WIDTH, HEIGHT, _("Loss, accuracy and learning rate against epochs; described below."))
        self.figure.set_layout_engine("none")  # numbers of another length at the axes may not move them
        width = 0.4 if with_accuracy else 0.89
        self.loss = self._axes((0.09, 0.44, width, 0.45), _("loss"))
        self.rate = self._axes((0.09, 0.2, width, 0.13), _("learning rate"))
        self.panels: list[Axes] = [self.loss, self.rate]
        self.lines: dict[int, Line2D] = {}
        self.dots: dict[int, Line2D] = {}
        self._curves(self.loss, (0, 1))
        if with_accuracy:
            accuracy = self._axes((0.575, 0.2, width, 0.69), _("accuracy"))
            accuracy.set(ylim=(0, 1.02), xlabel=_("epoch"))
            self._curves(accuracy, (2, 3))
            self.panels.append(accuracy)
        (self.best,) = self.loss.plot([], [], "o", ms=12, mfc="none", mec=BLACK, mew=2, label=_("lowest, validation"))
        self.rate.set(yscale="log", ylim=rates, xlabel=_("epoch"))
        self.loss.tick_params(labelbottom=False)
        low, high = np.log10(rates)
        self.rate.set_yticks(10.0 ** np.arange(np.ceil(low), high + 0.5, 2))  # by themselves there would be two
        plain_numbers(self.rate.yaxis, *rates)
        (self.rates,) = self.rate.plot([], [], color=PURPLE, lw=2, drawstyle="steps-pre")
        (self.rate_here,) = self.rate.plot([], [], "D", color=PURPLE, mec=BLACK, ms=7, clip_on=False)
        self.heading = self.figure.suptitle(" ", fontsize=12, y=0.985)
        handles = [self.lines[0], self.lines[1], self.best]
        self.figure.legend(handles=handles, loc="lower center", ncols=3, frameon=False)
        moving = [*self.lines.values(), *self.dots.values()]
        self.move(self.heading, *moving, self.best, self.rates, self.rate_here)
        self._limits = None

    def show(self, numbers: NDArray, rates: Sequence[float], rate: float, best: int | None) -> None:
        """numbers (T, 2 or 4) from epoch 0 on, rates (T - 1,) of the epochs, the rate that is set, the best epoch."""
        count = len(numbers)
        self._set_limits(count - 1, numbers[:, :2])
        low, high = self.loss.get_ylim()
        epochs = np.arange(count)
        numbers = np.nan_to_num(numbers, nan=TOP, posinf=TOP)
        numbers[:, :2] = np.clip(numbers[:, :2], low, 10 * high)
        for k, line in self.lines.items():
            line.set_data(epochs, numbers[:, k])
            line.set_markevery(max(1, count // MARKS))
            self.dots[k].set_data(epochs[-1:], np.minimum(numbers[-1:, k], high if k < 2 else 1))
        self.best.set_data([] if best is None else [best], [] if best is None else [numbers[best, 1]])
        self.rates.set_data(epochs, [*(rates[:1] or [rate]), *rates])
        self.rate_here.set_data([count - 1], [rate])

    def _axes(self, place, title):
        axes = self.figure.add_axes(place)
        axes.set_title(title, fontsize=10, pad=4)
        axes.grid(alpha=0.3)
        return axes

    def _curves(self, axes, numbers):
        looks = ((BLUE, "o", "-", _("training")), (VERMILION, "s", "--", _("validation")))
        for k, (colour, marker, dashes, label) in zip(numbers, looks, strict=True):
            style = {"color": colour, "marker": marker}
            (self.lines[k],) = axes.plot([], [], **style, ls=dashes, lw=1.8, ms=5, label=label)
            (self.dots[k],) = axes.plot([], [], **style, ls="", ms=8, mec=BLACK, clip_on=False)

    def _set_limits(self, last, losses):
        epochs = max(FIRST_EPOCHS, int(round_number(last, 1)))
        shown = losses[np.isfinite(losses) & (losses > 0) & (losses < TOP)]
        y = (0.1, 1.0)
        if len(shown):
            y = round_number(shown.min() / 1.1, -1), round_number(shown.max() * 1.1, 1)
        if self._limits != (epochs, y):
            self._limits = epochs, y
            self.loss.set(yscale="log", ylim=y)
            plain_numbers(self.loss.yaxis, *y)
            for axes in self.panels:
                axes.set_xlim(0, epochs)
            self.changed()
