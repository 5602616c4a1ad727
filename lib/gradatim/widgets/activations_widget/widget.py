"""Drag one input along several activations: value, slope, and where nothing comes back."""

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, cast

import ipywidgets
import numpy as np

from gradatim.colours import BLACK, BLUE, GREY, VERMILION
from gradatim.drawing import drawing
from gradatim.picture import Message, words
from gradatim.plots.parts.activation_curves import FLAT, HIGH, LOW, Z, is_flat, known, where_flat, without_jumps
from gradatim.student import name_of
from gradatim.text import _
from gradatim.widgets.kit.controls import button, choice, slider
from gradatim.widgets.kit.live_picture import LivePicture
from gradatim.widgets.kit.live_widget import LiveWidget
from gradatim.widgets.kit.own_function import numbers_of

if TYPE_CHECKING:
    from matplotlib.layout_engine import ConstrainedLayoutEngine

WIDTH, HEIGHT = 900, 350  # pixels
FIRST = ("step", "sigmoid", "relu")  # what is shown where nothing else is asked for: the first of them cannot learn
LAYERS = 10  # through which a signal goes back in the table
REACH = 1.3  # half the length of a tangent, in units of the axes
CELL = "style='padding:0 .8em;text-align:left'"


@drawing
def activations(
    *functions: str | Sequence[Callable[..., Any]], z: float = 1.0, alpha: float = 0.1
) -> "ActivationsWidget | Message":
    """Three activations side by side, with one input z for all of them under a slider.

    Returns a `Message` where something else is passed.

    Parameters
    ----------
    *functions
        What is shown first: names ("step", "sigmoid", "tanh", "relu", "leaky_relu"), or pairs of your own functions
        (forward(z), backward(dout, z)); all pairs can be chosen, and all names.
    z
        The first input, from -5 to 5.
    alpha
        The slope of the course's leaky ReLU below 0.
    """
    for each in functions:
        pair = isinstance(each, tuple | list) and len(each) == 2 and all(map(callable, each))
        if not pair and not (isinstance(each, str) and each in known(alpha)):
            text = _("Pass pairs of functions (forward, backward), or some of these names: {names}.")
            return Message(text.format(names=", ".join(known(alpha))))
    return ActivationsWidget(*functions, z=z, alpha=alpha)


class ActivationsWidget(LiveWidget):
    """The controls are `z`, the three `choices` and `reveal_button`; `numbers` is the table.

    `answers` holds, for each of the three, its value and slope at z.
    """

    def __init__(self, *functions: str | Sequence[Callable[..., Any]], z: float = 1.0, alpha: float = 0.1) -> None:
        self.known = known(alpha)
        self.own = {f"own {k}": pair for k, pair in enumerate(each for each in functions if not isinstance(each, str))}
        names = iter(self.own)
        first = [each if isinstance(each, str) else next(names) for each in functions]
        first = (first + [name for name in FIRST if name not in first])[: len(FIRST)]
        options = [(self._title(name), name) for name in (*self.own, *self.known)]
        labels = (_("left"), _("in the middle"), _("right"))
        self.choices = [choice(label, options, name) for label, name in zip(labels, first, strict=True)]
        self.z = slider(_("input z"), z, -5, 5, 0.1)
        self.hidden = False
        self.reveal_button = button(_("Hide the slopes"), self._reveal)
        self.numbers = ipywidgets.HTML()
        picture = LivePicture(WIDTH, HEIGHT, _("Three activations side by side; described below."))
        layout = cast("ConstrainedLayoutEngine", picture.figure.get_layout_engine())
        layout.set(rect=(0, 0, 0.985, 1))  # room for a marker at the end of the last panel
        self.panels = [_Panel(axes) for axes in picture.figure.subplots(1, len(first), sharey=True)]
        self.panels[0].axes.set_ylabel(_("value and slope"))
        _legend(picture.figure, self.panels[0])
        picture.move(*(artist for panel in self.panels for artist in panel.moving))
        self.start(picture, [[self.z, self.reveal_button], self.choices], below=[self.numbers])

    def draw(self) -> None:
        z = self.z.value
        names = [each.value for each in self.choices]
        curves = [self._curve(name, np.append(Z, z)) for name in names]
        self.answers = [(values[-1], slopes[-1]) for values, slopes in curves]
        self.slopes = [slopes[:-1] for _values, slopes in curves]
        for panel, name, (values, slopes) in zip(self.panels, names, curves, strict=True):
            if panel.stand(self._title(name), values[:-1], slopes[:-1], self.hidden):
                self.picture.changed()
            panel.show(z, values[-1], slopes[-1], self.hidden)
        self.numbers.value = self._table(names)

    def describe(self) -> tuple[str, str]:
        parts, result = [], []
        for choice_, (value, slope), slopes in zip(self.choices, self.answers, self.slopes, strict=True):
            title = self._title(choice_.value)
            if self.hidden:
                result.append(_("{title}: {value}").format(title=title, value=words(value)))
                continue
            text = _("{title}: {value}, slope {slope}")
            result.append(text.format(title=title, value=words(value), slope=_slope_in_words(slope)))
            here = _(" It is flat here.") if is_flat(slope) else ""
            parts.append(f"{title}: {where_flat(slopes)}{here}")
        told = _("At z = {z}: {answers}.").format(z=words(self.z.value), answers="; ".join(result))
        parts.append(_("The slopes are hidden.") if self.hidden else _("Flat parts are shaded."))
        return told, " ".join([told, *parts])

    def _title(self, name):
        if name in self.own:
            return _("{name} (own)").format(name=name_of(self.own[name][0]))
        return _(self.known[name][0])

    def _curve(self, name, z):
        """The values and the slopes at z."""
        if name in self.own:
            forward, backward = self.own[name]
            values = numbers_of(forward, z, shape=z.shape)
            return values, numbers_of(backward, np.ones_like(z), z, shape=z.shape)
        _title, forward, slope = self.known[name]
        return forward(z), slope(z)

    def _reveal(self):
        self.hidden = not self.hidden
        self.reveal_button.description = _("Show the slopes") if self.hidden else _("Hide the slopes")
        self.changed()

    def _table(self, names):
        heads = [_("function"), _("value"), _("slope"), _("slope to the power of {n}").format(n=LAYERS)]
        rows = []
        for name, (value, slope) in zip(names, self.answers, strict=True):
            cells = [escape(self._title(name)), words(value)]
            cells += ["?", "?"] if self.hidden else [_slope_in_words(slope), _slope_in_words(slope**LAYERS)]
            rows.append("<tr>" + "".join(f"<td {CELL}>{cell}</td>" for cell in cells) + "</tr>")
        head = "".join(f"<th scope='col' {CELL}>{each}</th>" for each in heads)
        return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


class _Panel:
    """One activation: its curves stand still, a point and a tangent move along them."""

    def __init__(self, axes):
        self.axes = axes
        axes.set(xlim=(-5, 5), ylim=(LOW, HIGH), xlabel="z", title=" ")
        axes.spines[["top", "right"]].set_visible(False)
        for line in (axes.axhline, axes.axvline):
            line(0, color=GREY, lw=0.8, zorder=1)
        (self.curve,) = axes.plot([], [], color=BLUE, lw=2.5, label=_("value"))
        (self.slope,) = axes.plot([], [], color=VERMILION, lw=2, ls="--", label=_("slope"))
        self.flat = None
        self.at = axes.axvline(0, color=BLACK, lw=1, ls=":")
        (self.tangent,) = axes.plot([], [], color=BLACK, lw=2.2, label=_("tangent"))
        (self.slope_at,) = axes.plot([], [], "s", ms=8, mfc="white", mec=VERMILION, mew=2, clip_on=False)
        (self.value_at,) = axes.plot([], [], "o", ms=9, mfc="white", mec=BLUE, mew=2.2, clip_on=False)
        box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
        style = {"transform": axes.transAxes, "fontsize": 11, "va": "top", "bbox": box}
        self.value_text = axes.text(0.03, 0.99, "", color=BLUE, **style)
        self.slope_text = axes.text(0.03, 0.90, "", color=VERMILION, style="italic", **style)
        texts = [self.value_text, self.slope_text]
        self.moving = [self.at, self.tangent, self.slope_at, self.value_at, *texts]
        self._standing = None

    def stand(self, title, values, slopes, hidden):
        """Set the curves; whether they are others than before."""
        now = title, hidden, values.tobytes(), slopes.tobytes()
        if now == self._standing:
            return False
        self._standing = now
        self.axes.set_title(title)
        self.curve.set_data(Z, without_jumps(values))
        self.slope.set_data(Z, without_jumps(slopes))
        self.slope.set_visible(not hidden)
        if self.flat is not None:
            self.flat.remove()
        where = is_flat(slopes) & (not hidden)
        self.flat = self.axes.fill_between(
            Z, LOW, HIGH, where=where, facecolor=GREY, edgecolor=GREY, alpha=0.25, hatch="//", lw=0, zorder=0
        )
        return True

    def show(self, z, value, slope, hidden):
        self.at.set_xdata([z, z])
        inside = LOW <= value <= HIGH
        self.value_at.set_data([z], [np.clip(value, LOW, HIGH)])
        self.value_at.set_marker("o" if inside else "^" if value > HIGH else "v")  # beyond the axis
        self.value_text.set_text(_("value {value}").format(value=words(value)))
        for artist in (self.tangent, self.slope_at, self.slope_text):
            artist.set_visible(not hidden)
        step = REACH / np.hypot(1, slope)
        self.tangent.set_data([z - step, z + step], [value - slope * step, value + slope * step])
        self.slope_at.set_data([z], [np.clip(slope, LOW, HIGH)])
        self.slope_text.set_text(_("slope {slope}").format(slope=_slope_in_words(slope)))


def _legend(figure, panel):
    from matplotlib.patches import Patch

    flat = Patch(facecolor=GREY, alpha=0.25, hatch="//", label=_("slope below {flat}").format(flat=words(FLAT)))
    handles = [panel.curve, panel.slope, panel.tangent, flat]
    figure.legend(handles=handles, loc="outside lower center", ncols=4, frameon=False)


def _slope_in_words(slope):
    return _("none (a jump)") if np.isnan(slope) else words(slope)
