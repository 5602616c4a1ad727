"""What the backprop widget draws: a graph whose numbers appear step by step, and the rule of a step at its circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import ipywidgets
import numpy as np
from matplotlib.patches import Circle, FancyBboxPatch
from matplotlib.text import Text

from gradatim.colours import BLACK, BLUE, ORANGE, VERMILION
from gradatim.picture import words
from gradatim.plots.parts.graph import RADIUS, draw_graph, limits_of, number, places_of, set_number, sum_label
from gradatim.text import _
from gradatim.widgets.kit.live_picture import LivePicture

if TYPE_CHECKING:
    from gradatim.plots.parts.graph import Arrow, Places, Step

INCHES = 0.68  # of the picture for one unit of the graph
BAND = 0.8  # inches above it for the rule
LEAST = (700, 420)  # pixels
CHANGED = "#FFF3A8"


def size_of(inputs: Mapping[str, float], steps: Sequence[Step], places: Places) -> tuple[int, int]:
    """The pixels (width, height) that a graph needs."""
    (left, right), (bottom, top) = limits_of(places_of(inputs, steps, places), steps[-1][0])
    width, height = 100 * INCHES * (right - left), 100 * (INCHES * (top - bottom) + BAND)
    return max(LEAST[0], round(width)), max(LEAST[1], round(height))


class GraphPicture(LivePicture):
    """One graph. `show` sets the numbers that are known, and marks the circle at work."""

    def __init__(
        self,
        inputs: Mapping[str, float],
        steps: Sequence[Step],
        places: Places,
        size: tuple[int, int],
        view: ipywidgets.HTML | None = None,
    ) -> None:
        super().__init__(*size, _("A graph of a computation; described below."), view=view)
        self.figure.set_layout_engine("none")
        places = places_of(inputs, steps, places)
        axes = self.axes = self.figure.add_axes((0, 0, 1, 1 - 100 * BAND / size[1]))
        axes.set_axis_off()
        axes.set_aspect("equal")
        across, up = limits_of(places, steps[-1][0])
        axes.set(xlim=across, ylim=up)
        self.places, self.ends = places, draw_graph(axes, inputs, steps, places)
        (self.glow,) = axes.plot([], [], color=ORANGE, lw=7, alpha=0.4, solid_capstyle="round")
        self.ring = Circle((0, 0), RADIUS, fill=False, edgecolor=ORANGE, lw=4.5)
        axes.add_patch(self.ring)
        self.values = {key: number(axes, ends, above=True) for key, ends in self.ends.items()}
        self.gradients = {key: number(axes, ends, above=False) for key, ends in self.ends.items()}
        for text in (*self.values.values(), *self.gradients.values()):
            _box(text).set_facecolor(CHANGED)
        self.sums = {name: sum_label(axes, places[name]) for name in inputs}
        self.local = axes.text(0, 0, "", ha="center", va="bottom", fontsize=10, color=BLACK, linespacing=1.2)
        self.local.set_bbox({"boxstyle": "round,pad=0.2", "facecolor": "#FDF3DC", "edgecolor": ORANGE, "lw": 1})
        top = 1 - 12 / size[1]
        self.rule = self.figure.text(12 / size[0], top, "", va="top", fontsize=12, weight="bold", color=BLACK)
        self.arithmetic = self.figure.text(12 / size[0], top - 26 / size[1], "", va="top", fontsize=11.5, color=BLACK)
        style: dict[str, Any] = {"va": "bottom", "fontsize": 10}
        self.figure.text(12 / size[0], 10 / size[1], _("above: the value, forward"), color=BLUE, **style)
        label = _("below: the gradient, backward")
        self.figure.text(230 / size[0], 10 / size[1], label, color=VERMILION, style="italic", **style)
        label = _("bold, on yellow: changed by you")
        self.figure.text(470 / size[0], 10 / size[1], label, bbox={"facecolor": CHANGED, "lw": 0, "pad": 2}, **style)
        texts = [*self.values.values(), *self.gradients.values(), *self.sums.values()]
        self.move(self.glow, self.ring, *texts, self.local, self.rule, self.arithmetic)

    def show(
        self,
        values: Mapping[Arrow, tuple[float, bool]],
        gradients: Mapping[Arrow, tuple[float, bool]],
        sums: Mapping[str, str],
        at: str | None,
        active: Sequence[Arrow],
        local: str,
        rule: str,
        arithmetic: str,
    ) -> None:
        """values, gradients: by arrow, pairs of the number and whether it has changed; sums: by input, their texts.

        at (a name, or None) is the circle at work and `local` its rule; `active` are the arrows it works on.
        """
        for texts, numbers in ((self.values, values), (self.gradients, gradients)):
            for key, text in texts.items():
                text.set_visible(key in numbers)
                if key in numbers:
                    value, changed = numbers[key]
                    set_number(text, self.ends[key], words(value))
                    _box(text).set_visible(changed)
                    text.set_fontweight("bold" if changed else "normal")
        for name, text in self.sums.items():
            text.set_text(sums.get(name, ""))
        lines = [np.vstack([*self.ends[key], [np.nan, np.nan]]) for key in active]
        self.glow.set_data(*(np.concatenate(lines).T if lines else ([], [])))
        self.ring.set_visible(at is not None)
        self.local.set_visible(bool(local))
        if at is not None:
            x, y = self.places[at]
            self.ring.center = x, y
            self.local.set_position((x, y + RADIUS + 0.6))
            self.local.set_text(local)
        self.rule.set_text(rule)
        self.arithmetic.set_text(arithmetic)


def _box(text: Text) -> FancyBboxPatch:
    """The box that `number` gives to a text."""
    return cast(FancyBboxPatch, text.get_bbox_patch())
