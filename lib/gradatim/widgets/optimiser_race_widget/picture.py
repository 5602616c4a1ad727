"""What the optimiser race draws: the map with all paths, and the loss curves."""

from collections.abc import Mapping
from typing import Any

import ipywidgets
import numpy as np
from matplotlib.lines import Line2D

from gradatim.colours import BLACK, GREY
from gradatim.plots.parts.logarithmic import plain_numbers
from gradatim.plots.parts.runs import OPTIMISERS as PLACES
from gradatim.plots.parts.runs import styles_of
from gradatim.text import _
from gradatim.widgets.kit.live_picture import LivePicture
from gradatim.widgets.optimiser_race_widget.runs import GOAL, STEPS, Run
from gradatim.widgets.optimiser_race_widget.surfaces import Surface

WIDTH, HEIGHT = 900, 420  # pixels
FAR = 1e4  # coordinates beyond are cut: Agg cannot draw what lies too far outside
LOWEST = 1e-5  # of the start's loss: what is below is drawn at the lower edge
HIGHEST = 30


class RacePicture(LivePicture):
    """The picture of one surface; `show` sets all runs up to a step."""

    def __init__(self, surface: Surface, labels: Mapping[str, str], view: ipywidgets.HTML | None = None) -> None:
        super().__init__(
            WIDTH, HEIGHT, _("A map of the loss with all paths, and loss curves; described below."), view=view
        )
        self.surface = surface
        self.map, self.curve = self.figure.subplots(1, 2, width_ratios=[1.25, 1])
        self.heading = self.figure.suptitle(" \n ", fontsize=11, linespacing=1.4)
        self._map()
        self._curve()
        self.lines: dict[str, tuple[Line2D, ...]] = {}
        for (name, label), (colour, marker, dashes) in zip(labels.items(), styles_of(PLACES), strict=True):
            style: dict[str, Any] = {"color": colour, "ls": dashes, "lw": 1.6}
            (path,) = self.map.plot([], [], **style, marker=marker, ms=3)
            (loss,) = self.curve.plot([], [], **style)
            at: dict[str, Any] = {"ls": "", "marker": marker, "ms": 10, "mfc": colour, "mec": BLACK, "mew": 1.2}
            (here,) = self.map.plot([], [], **at)
            (loss_here,) = self.curve.plot([], [], **at, clip_on=False)
            # In the legend with its dashes; `here` is too large for it.
            (shown,) = self.map.plot([], [], **style, marker=marker, ms=7, mec=BLACK, label=label)
            self.lines[name] = path, loss, here, loss_here, shown
        self.figure.legend(
            handles=[lines[-1] for lines in self.lines.values()],
            loc="outside lower center",
            ncols=len(labels),
            frameon=False,
            handlelength=3.2,
        )
        self.move(self.heading, *(lines[k] for k in range(4) for lines in self.lines.values()))

    def show(self, runs: Mapping[str, Run | None], step: int) -> None:
        """runs: a dict from a name to a run, or to None where there is none."""
        low, high = self.curve.get_ylim()
        for name, (path, loss, here, loss_here, _shown) in self.lines.items():
            run = runs[name]
            points = np.empty((0, 2)) if run is None else run.path[: step + 1]
            points = np.clip(np.nan_to_num(points, nan=FAR), -FAR, FAR)
            losses = np.clip([] if run is None else run.losses[: step + 1], low, 10 * high)
            path.set_data(*points.T)
            here.set_data(*points[-1:].T)
            loss.set_data(np.arange(len(losses)), losses)
            loss_here.set_data([len(losses) - 1] if len(losses) else [], np.clip(losses[-1:], low, high))

    def _map(self):
        surface = self.surface
        first, second = np.linspace(*surface.x_range, 100), np.linspace(*surface.y_range, 80)
        heights = surface.loss(np.stack(np.meshgrid(first, second), axis=-1))
        levels = np.quantile(heights, np.linspace(0.02, 1, 14)[:-1] ** 1.5)
        self.map.contour(first, second, heights, levels=np.unique(levels), colors=[GREY], linewidths=0.7, alpha=0.8)
        self.map.plot(*surface.first, "X", ms=11, mfc="white", mec=BLACK)
        for point in surface.lowest_points:
            self.map.plot(*point, "*", ms=15, mfc="white", mec=BLACK)
        self.map.set(xlim=surface.x_range, ylim=surface.y_range, xlabel="$w_1$", ylabel="$w_2$")
        self.map.set_title(_("cross: the start, star: lowest"))

    def _curve(self):
        first = float(self.surface.loss(self.surface.first))
        self.curve.axhline(GOAL * first, color=BLACK, lw=1, ls=":")
        self.curve.set(xlim=(0, STEPS), ylim=(LOWEST * first, HIGHEST * first), yscale="log", xlabel=_("step"))
        plain_numbers(self.curve.yaxis, *self.curve.get_ylim())
        self.curve.set_title(_("loss (dotted: the goal)"))
        self.curve.grid(alpha=0.3)
