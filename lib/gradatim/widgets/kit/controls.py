"""Controls with a name that is shown and read aloud, all usable from the keyboard."""

from collections.abc import Callable, Iterable
from html import escape
from typing import Generic, TypeVar

import ipywidgets
import numpy as np

from gradatim.text import _

Option = TypeVar("Option")  # what can be chosen

NAME, FIELD, BAR = "8em", "14.5em", "190px"  # widths: of names, of a name with its field, of a slider
DIGITS = 3  # of a number on a logarithmic slider
DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
# ipywidgets gives a slider's handle no name, and its traits cannot: this picture of one dot does it when it is loaded.
NAME_HANDLE = (
    "(function f(me, n) {"
    "const row = me.closest('.gradatim-slider'), handle = row && row.querySelector('[role=slider]');"
    "if (handle) handle.setAttribute('aria-label', me.dataset.name);"
    "else if (n) setTimeout(f, 100, me, n - 1);"
    "})(this, 50)"
)


class Slider:
    """A slider and, before it, a field for the same number. `view` is shown; `value` can be read and set.

    `bar` (the slider) and `field` are the parts. A value typed into the field is kept exactly.

    Parameters
    ----------
    spoken
        The name of the slider as it is read aloud.
    round_to
        Makes the field's number of a slider's value.
    place
        Says at which step of the slider, counted from `low`, a number stands.
    """

    def __init__(
        self,
        name: str,
        value: float,
        bar: ipywidgets.FloatSlider | ipywidgets.FloatLogSlider,
        low: float,
        high: float,
        spoken: str,
        round_to: Callable[[float], float],
        place: Callable[[float], float],
    ) -> None:
        self.name, self.bar, self._round, self._place = name, bar, round_to, place
        self.field = ipywidgets.BoundedFloatText(
            value=value, min=low, max=high, step=None, description=name, layout={"width": FIELD}
        )
        self.field.style.description_width = NAME
        self.bar.layout.width = BAR
        dot = f'<img alt="" src="{DOT}" data-name="{escape(spoken)}" onload="{escape(NAME_HANDLE)}">'
        label = ipywidgets.HTML(dot, layout={"width": "1px", "height": "1px", "margin": "0", "overflow": "hidden"})
        self.view = ipywidgets.HBox([self.field, self.bar, label], layout={"align_items": "center"})
        self.view.add_class("gradatim-slider")
        self._callbacks: list[Callable[[], object]] = []
        self._setting = False
        self.bar.observe(self._from_bar, names="value")
        self.field.observe(self._from_field, names="value")

    @property
    def value(self) -> float:
        return self.field.value

    @value.setter
    def value(self, value: float) -> None:
        self.field.value = value

    @property
    def disabled(self) -> bool:
        return self.bar.disabled

    @disabled.setter
    def disabled(self, disabled: bool) -> None:
        self.bar.disabled = self.field.disabled = disabled

    def observe(self, callback: Callable[[], object]) -> None:
        """`callback()` at each change, by whichever of the two."""
        self._callbacks.append(callback)

    def _from_bar(self, change):
        # A handle can only stand at whole steps: told a number between two, it answers with the nearest.
        answer = round(self._place(change.new)) == round(self._place(self.field.value))
        if not self._setting and not answer:
            self._set(self.field, self._round(change.new))

    def _from_field(self, change):
        if not self._setting:
            self._set(self.bar, change.new)

    def _set(self, other, value):
        self._setting = True
        try:
            other.value = value
        finally:
            self._setting = False
        for callback in self._callbacks:
            callback()


def slider(name: str, value: float, low: float, high: float, step: float) -> Slider:
    """A `Slider` in equal steps from `low` to `high`."""
    bar = ipywidgets.FloatSlider(value=value, min=low, max=high, step=step, readout=False)
    return Slider(
        name, value, bar, low, high, name, lambda number: round(number, 10), lambda number: (number - low) / step
    )


def log_slider(name: str, value: float, low: float, high: float, per_decade: int = 20) -> Slider:
    """A `Slider` in equal factors from `low` to `high`, `per_decade` steps for each factor of 10.

    What is read aloud for the slider is the power of 10 and is called so; the field has the number itself.
    """
    bar = ipywidgets.FloatLogSlider(
        value=value, base=10, min=np.log10(low), max=np.log10(high), step=1 / per_decade, readout=False
    )
    spoken = _("{name}, as a power of 10").format(name=name)
    return Slider(
        name,
        value,
        bar,
        low,
        high,
        spoken,
        lambda number: float(f"{number:.{DIGITS}g}"),
        lambda number: np.log10(number / low) * per_decade,
    )


def choice(name: str, options: Iterable[tuple[str, Option]], value: Option | None = None) -> "Choice[Option]":
    """A `Choice` among `options`: pairs of what is shown and what `value` becomes."""
    return Choice(name, options, value)


class Choice(Generic[Option]):
    """A list to choose from; `view` and `value` as in `Slider`."""

    def __init__(self, name: str, options: Iterable[tuple[str, Option]], value: Option | None = None) -> None:
        options = list(options)
        start = options[0][1] if value is None else value
        self.view = ipywidgets.Dropdown(options=options, value=start, description=name, layout={"width": "auto"})
        self.view.style.description_width = NAME

    @property
    def value(self) -> Option:
        return self.view.value

    @value.setter
    def value(self, value: Option) -> None:
        self.view.value = value

    def observe(self, callback: Callable[[], object]) -> None:
        """`callback()` at each change."""
        self.view.observe(lambda _change: callback(), names="value")


def button(name: str, action: Callable[[], object]) -> ipywidgets.Button:
    """A button with a name; `action()` is called when it is pressed."""
    made = ipywidgets.Button(description=name, layout={"width": "auto"})
    made.on_click(lambda _button: action())
    return made


class StatusLine:
    """One sentence that is read aloud when it changes. `view` is shown, `text` is what it says."""

    def __init__(self) -> None:
        self.view = ipywidgets.HTML(layout={"max_width": "24em"})
        self.text = ""

    def say(self, text: str) -> None:
        self._show(text, "")

    def warn(self, text: str) -> None:
        """The same, marked as something to mend."""
        self._show(text, "border-left:6px solid #D55E00;padding-left:.6em;")

    def _show(self, text, style):
        self.text = text
        style += "line-height:1.4;margin:.3em 0"
        self.view.value = f'<p role="status" aria-live="polite" style="{style}"><strong>{escape(text)}</strong></p>'
