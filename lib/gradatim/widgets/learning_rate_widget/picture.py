"""What the learning-rate widget draws: the surface with the path, the loss curve, the answers, and the rates tried."""

from collections.abc import Sequence
from typing import Any

import ipywidgets
import numpy as np
from matplotlib.artist import Artist

from gradatim.colours import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, VERMILION
from gradatim.picture import words
from gradatim.plots.parts.logarithmic import plain_numbers
from gradatim.text import _
from gradatim.widgets.descent.landscapes import Landscape, Moons, Parabola, Ravine
from gradatim.widgets.descent.runs import DIVERGING, OSCILLATING, RIGHT, SLOW, Run, name_of_kind
from gradatim.widgets.descent.small_network import with_ones
from gradatim.widgets.kit.live_picture import LivePicture

WIDTH, HEIGHT = 900, 400  # pixels
LOW, HIGH = 0.001, 100.0  # rates
PINS = ((ORANGE, "s", "--"), (GREEN, "^", "-."), (PURPLE, "D", ":"))
KINDS = {SLOW: (GREY, "<"), RIGHT: (GREEN, "o"), OSCILLATING: (ORANGE, "d"), DIVERGING: (VERMILION, "x")}
LOSSES = {Parabola: (1e-6, 1e3), Ravine: (1e-4, 1e4), Moons: (1e-3, 1e2)}  # lowest and highest loss drawn
FAR = 1e4  # coordinates beyond are cut: Agg cannot draw what lies too far outside
CELLS = 60
SAND = np.array([251, 231, 191])


class DescentPicture(LivePicture):
    """The picture of one landscape: `show` sets the run up to a step; `pin` and `reveal` change what stands still."""

    def __init__(self, landscape: Landscape, view: ipywidgets.HTML | None = None) -> None:
        super().__init__(WIDTH, HEIGHT, _("Descent on a loss surface, and its loss curve; described below."), view=view)
        self.landscape = landscape
        network = isinstance(landscape, Moons)
        grid = self.figure.add_gridspec(2, 3 if network else 2, height_ratios=[1, 0.11])
        self.surface, self.curve = (self.figure.add_subplot(grid[0, k]) for k in (0, 1))
        self.strip = self.figure.add_subplot(grid[1, :])
        self.heading = self.figure.suptitle(" ", fontsize=12)
        {Parabola: self._parabola, Ravine: self._ravine, Moons: self._slice}[type(landscape)]()
        self._loss_curve()
        self._strip()
        style: dict[str, Any] = {"color": BLUE, "marker": "o", "ms": 4, "lw": 1.2}
        (self.path,) = self.surface.plot([], [], **style)
        (self.at,) = self.surface.plot([], [], "o", ms=9, mfc="white", mec=BLUE, mew=2)
        (self.losses,) = self.curve.plot([], [], **{**style, "marker": ""}, label=_("this run"))
        (self.loss_at,) = self.curve.plot([], [], "o", ms=9, mfc="white", mec=BLUE, mew=2, clip_on=False)
        (self.here,) = self.strip.plot([], [], "v", ms=10, mfc=BLUE, mec=BLACK, clip_on=False)
        if network:
            self._answers(self.figure.add_subplot(grid[0, 2]))
        self.move(self.heading, self.path, self.at, self.losses, self.loss_at, *self.tried.values(), self.here)
        self.standing: list[tuple[str, Artist]] = []

    def show(self, run: Run, shown: int, tried: Sequence[tuple[float, str]]) -> None:
        """The first `shown` steps of a run, and the rates tried: pairs of a rate and a kind."""
        path = np.clip(np.nan_to_num(self.landscape.where(run.path[: shown + 1]), nan=FAR), -FAR, FAR)
        self.path.set_data(*path.T)
        self.at.set_data(*path[-1:].T)
        low, high = self.curve.get_ylim()
        losses = np.clip(np.nan_to_num(run.losses[: shown + 1], nan=np.inf), low, 10 * high)
        self.losses.set_data(np.arange(len(losses)), losses)
        self.loss_at.set_data([len(losses) - 1], np.clip(losses[-1:], low, high))
        self.here.set_data([np.clip(run.rate, LOW, HIGH)], [1.1])
        for kind, line in self.tried.items():
            rates = [rate for rate, its in tried if its == kind]
            line.set_data(rates, [0.5] * len(rates))
        if isinstance(self.landscape, Moons):
            self._show_answers(run.path[shown])

    def pin(self, runs: Sequence[Run]) -> None:
        """Draw these runs as what stands still, each in its colour and dashes."""
        self._remove("pin")
        for run, (colour, marker, dashes) in zip(runs, PINS, strict=False):
            style: dict[str, Any] = {"color": colour, "ls": dashes, "lw": 1.5, "marker": marker, "ms": 5}
            path = np.clip(np.nan_to_num(self.landscape.where(run.path), nan=FAR), -FAR, FAR)
            losses = np.nan_to_num(run.losses, nan=np.inf, posinf=1e30)
            every = max(1, run.steps // 10)
            label = _("lr = {rate}").format(rate=words(run.rate))
            self._stand("pin", *self.surface.plot(*path.T, **style))
            self._stand("pin", *self.curve.plot(losses, **style, markevery=every, label=label))
        old = self.curve.get_legend()
        if old:
            old.remove()
        if runs:
            self.curve.legend(loc="upper right", fontsize=8, framealpha=0.9)

    def reveal(self, guess: float, limit: float) -> None:
        """Mark a guess of the stability limit, and the limit."""
        self._remove("limit")
        between = np.clip([guess, limit], LOW, HIGH)
        self._stand("limit", self.strip.axvline(between[1], color=VERMILION, lw=2))
        note = _("2/a = {limit}").format(limit=words(limit))
        at: dict[str, Any] = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points", "va": "bottom"}
        self._stand("limit", self.strip.annotate(note, (between[1], 1), (8, 1), color=VERMILION, fontsize=9, **at))
        self._stand("limit", *self.strip.plot(between[:1], [0.5], ls="", marker="$?$", ms=13, color=BLACK))

    # -- what stands still ---------------------------------------------------------------------------------

    def _stand(self, kind, *artists):
        self.standing += [(kind, artist) for artist in artists]
        self.changed()

    def _remove(self, kind):
        for its, artist in self.standing:
            if its == kind:
                artist.remove()
        self.standing = [pair for pair in self.standing if pair[0] != kind]
        self.changed()

    def _parabola(self):
        w = np.linspace(-4, 10, 200)
        self.surface.plot(w, self.landscape.loss(w[:, None]), color=BLACK, lw=1)
        self._surface((-4, 10), (-2, 50), "w", _("loss"), (0, 9), (3, 0))

    def _ravine(self):
        first, second = np.linspace(-5, 5, 80), np.linspace(-2, 2, 60)
        heights = self.landscape.loss(np.stack(np.meshgrid(first, second), axis=-1))
        self.surface.contour(
            first, second, heights, levels=40 * np.linspace(0.08, 1, 9) ** 2, colors=[GREY], linewidths=0.7
        )
        self._surface((-5, 5), (-2, 2), "$w_1$", "$w_2$", (-4, 1), (0, 0))

    def _slice(self):
        first, second, heights = self.landscape.slice()
        self.surface.contour(first, second, heights, levels=12, colors=[GREY], linewidths=0.7)
        end = self.landscape.where(self.landscape.run(self.landscape.calm).path[-1:])[0]
        names = _("along a calm run"), _("across")
        self._surface((first[0], first[-1]), (second[0], second[-1]), *names, (0, 0), end)

    def _surface(self, x_range, y_range, x_name, y_name, start, lowest):
        self.surface.plot(*start, "X", ms=10, mfc="white", mec=BLACK)
        self.surface.plot(*lowest, "*", ms=14, mfc="white", mec=BLACK)
        self.surface.set(xlim=x_range, ylim=y_range, xlabel=x_name, ylabel=y_name, title=_("loss surface and path"))

    def _loss_curve(self):
        low, high = LOSSES[type(self.landscape)]
        first = float(self.landscape.run(0.0).losses[0])
        self.curve.axhline(first, color=GREY, lw=1, ls=":")
        self.curve.set(xlim=(0, self.landscape.steps), ylim=(low, high), yscale="log", xlabel=_("step"))
        self.curve.set(title=_("loss (dotted: at the start)"))
        self.curve.grid(alpha=0.3)

    def _strip(self):
        self.strip.set(xscale="log", xlim=(LOW, HIGH), ylim=(0, 1), yticks=[])
        self.strip.set_xlabel(_("learning rates tried"), loc="left")
        plain_numbers(self.strip.xaxis, LOW, HIGH)
        self.tried = {}
        for kind, (colour, marker) in KINDS.items():
            edge = {"mew": 2.5} if marker == "x" else {"mec": BLACK}
            label = name_of_kind(kind)
            (self.tried[kind],) = self.strip.plot([], [], marker, color=colour, ms=8, ls="", label=label, **edge)
        self.strip.legend(
            loc="lower right", bbox_to_anchor=(1, -2.3), ncols=4, fontsize=8, frameon=False, columnspacing=1
        )

    # -- the network's answers -----------------------------------------------------------------------------

    def _answers(self, axes):
        X, y = self.landscape.X, self.landscape.y
        low, high = X.min(axis=0) - 0.4, X.max(axis=0) + 0.4
        self.first, self.second = np.linspace(low[0], high[0], CELLS), np.linspace(low[1], high[1], CELLS)
        plane = np.stack(np.meshgrid(self.first, self.second), axis=-1).reshape(-1, 2)
        self.inputs = with_ones(self.landscape.scaled(plane))
        self.colours = (255 + np.linspace(0, 1, 256)[:, None] * (SAND - 255)).astype(np.uint8)
        extent = (low[0], high[0], low[1], high[1])
        self.shade = axes.imshow(
            np.zeros((CELLS, CELLS, 3), np.uint8), origin="lower", extent=extent, aspect="auto", interpolation="nearest"
        )
        (self.border,) = axes.plot([], [], color=BLACK, lw=1.5)
        dots = {"ls": "", "ms": 4, "mec": BLACK, "mew": 0.7}
        (ones,) = axes.plot(*X[y == 1].T, "o", mfc=BLUE, **dots)
        (zeros,) = axes.plot(*X[y == 0].T, "s", mfc="white", **dots)
        axes.set(xlabel="$x_1$", ylabel="$x_2$", title=_("the network's answers"), xlim=extent[:2], ylim=extent[2:])
        self.move(self.shade, self.border, zeros, ones)

    def _show_answers(self, vector):
        from contourpy import contour_generator

        answers = np.nan_to_num(self.landscape.network.answers(vector, self.inputs), nan=0.5).reshape(CELLS, CELLS)
        self.shade.set_data(self.colours[(255 * answers).astype(np.uint8)])
        lines = contour_generator(self.first, self.second, answers).lines(0.5)
        gap = np.full((1, 2), np.nan)
        pieces = [piece for line in lines for piece in (line, gap)] or [gap]
        self.border.set_data(*np.concatenate(pieces).T)
