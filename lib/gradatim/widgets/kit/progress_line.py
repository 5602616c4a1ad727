"""How far a long computation is: a bar and, beside it, what is done and the time left."""

from html import escape

import ipywidgets

from gradatim.progress import duration
from gradatim.text import _


class ProgressLine:
    """`view` is shown; `text` is what it says. `name` is read aloud for the bar."""

    def __init__(self, name: str) -> None:
        self.name, self.text = name, ""
        self.view = ipywidgets.HTML()

    def show(self, done: int, total: int, what: str, seconds_each: float | None = None) -> None:
        """`done` of `total`; `what` says so in words; seconds_each (if known) gives the time left."""
        self.text = what
        if done < total and seconds_each is not None:
            left = duration(seconds_each * (total - done))
            self.text = _("{what}, {time} left").format(what=what, time=left)
        bar = f'<progress aria-label="{escape(self.name)}" value="{done}" max="{total}"'
        style = "width:190px;height:12px;accent-color:#0072B2;vertical-align:middle;margin-right:.6em"
        self.view.value = f'{bar} style="{style}"></progress>{escape(self.text)}'
