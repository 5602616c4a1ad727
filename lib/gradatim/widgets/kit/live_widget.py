"""What all widgets share: controls beside a live picture, a status line, a text alternative, a picture when saved."""

from __future__ import annotations

import base64
import threading
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Protocol

import ipywidgets

from gradatim.picture import DOTS_PER_INCH
from gradatim.student import NotReady
from gradatim.widgets.kit.controls import Choice, Slider, StatusLine
from gradatim.widgets.kit.stale import Latest, Settled

if TYPE_CHECKING:
    from gradatim.widgets.kit.live_picture import LivePicture


class Control(Protocol):
    """A slider, a choice, a player; ipywidgets' own views, such as buttons, can stand among controls too."""

    view: ipywidgets.Widget


class LiveWidget:
    """A widget defines `draw` and `describe`, makes its picture and controls, and calls `start` at the end of __init__.

    `box` is what is shown; `picture`, `status` and `text` are in it; `alt` says in words what the picture shows.
    """

    picture: LivePicture
    alt = ""

    def draw(self) -> None:
        """Set what moves in `self.picture` to what the controls say. `NotReady` becomes a message in the widget."""
        raise NotImplementedError

    def describe(self) -> tuple[str, str]:
        """Two texts: one sentence with the result (read aloud), and all that the picture shows."""
        raise NotImplementedError

    def start(
        self,
        picture: LivePicture,
        controls: Sequence[Control | ipywidgets.Widget | list[Control | ipywidgets.Widget]],
        below: Sequence[ipywidgets.Widget] = (),
    ) -> None:
        """Put the widget together and draw it.

        Parameters
        ----------
        controls
            Beside the picture: what `controls.py` and `player.py` make; a list of them is one row.
        below
            Views under the status line.
        """
        self.picture = picture
        self.status = StatusLine()
        self.text = ipywidgets.HTML(layout={"width": f"{picture.width}px"})
        self.trouble: str | None = None
        self._turn = threading.RLock()  # a front end may handle moves beside the cell that is running
        self._redraw, self._retell = Latest(self.draw_now), Settled(self.tell_now)
        rows = [row if isinstance(row, list) else [row] for row in controls]
        for control in (each for row in rows for each in row):
            if isinstance(control, Slider | Choice):
                control.observe(self.changed)
        left = ipywidgets.VBox([*map(_row, rows), self.status.view, *below], layout={"padding": "0 12px 0 0"})
        right = ipywidgets.VBox([picture.view, self.text], layout={"overflow": "auto hidden"})
        self.box = ipywidgets.HBox([left, right], layout={"flex_flow": "row wrap"})
        self.draw_now()
        self.tell_now()

    def changed(self) -> None:
        """Something was moved: a new picture soon, new texts when the hand rests."""
        self._redraw()
        self._retell()

    def draw_now(self) -> None:
        with self._turn:
            try:
                self.draw()
            except NotReady as trouble:
                self.trouble = str(trouble)
                self.status.warn(self.trouble)
                if not self.picture.view.value:
                    self.picture.draw()  # what stands still; later the last good picture stays
                return
            mended, self.trouble = self.trouble is not None, None
            self.picture.draw()
        if mended:
            self.tell_now()

    def tell_now(self) -> None:
        with self._turn:
            if self.trouble is not None:
                self.alt = self.trouble
                self.text.value = ""
                return
            result, self.alt = self.describe()
            self.status.say(result)
            style = "margin:.2em 0;line-height:1.4;font-size:90%"
            self.text.value = f'<p style="{style}">{escape(self.alt)}</p>'

    def warn(self, text: str) -> None:
        """Say that something has to be done first. What was moved before is told first, so that it takes no place."""
        self.draw_now()
        self._retell.now()
        self.status.warn(text)

    def png(self) -> bytes:
        """The picture as PNG, as it stands."""
        return self.picture.png(self.alt)

    def width(self) -> float:
        """Of the picture, in inches."""
        return self.picture.width / DOTS_PER_INCH

    def __repr__(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        """The widget, and for a notebook that is opened without its kernel the picture and the text."""
        shown = dict(self.box._repr_mimebundle_())
        picture = base64.b64encode(self.png()).decode("ascii")
        return {**shown, "text/plain": self.alt, "image/png": picture}


def _row(controls):
    views = [getattr(control, "view", control) for control in controls]
    wrap = {"flex_flow": "row wrap", "align_items": "center"}
    return views[0] if len(views) == 1 else ipywidgets.HBox(views, layout=wrap)
