"""What plots return: a picture with a text alternative, or a message in its place."""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DOTS_PER_INCH = 100
PIXELS_VARIABLE = "GRADATIM_PIXELS"  # 1 draws faster: grading sets it
FAST = {"compress_level": 1}  # a little larger, but quickly written: pictures follow sliders


class Picture:
    """A matplotlib figure and `alt`, a text that says what it shows, for those who do not see it."""

    def __init__(self, figure: Figure, alt: str):
        self.figure = figure
        self.alt = alt

    def png(self) -> bytes:
        """The picture as PNG, two pixels for each one on the screen (GRADATIM_PIXELS sets another number)."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        file = io.BytesIO()
        FigureCanvasAgg(self.figure)
        self.figure.savefig(file, format="png", dpi=_pixels() * DOTS_PER_INCH, facecolor="white", pil_kwargs=FAST)
        return file.getvalue()

    def width(self) -> float:
        """In inches."""
        return self.figure.get_figwidth()

    def save(self, path: str | Path) -> None:
        """Write the PNG to the file `path`."""
        Path(path).write_bytes(self.png())

    def html(self) -> str:
        """The picture as an HTML image with its text alternative."""
        data = base64.b64encode(self.png()).decode("ascii")
        width = round(self.width() * DOTS_PER_INCH)
        style = f"width:{width}px;max-width:100%"
        return f'<img alt="{escape(self.alt)}" src="data:image/png;base64,{data}" style="{style}">'

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": self.alt, "text/html": self.html()}


class Drawn:
    """A picture, or a widget's, that was drawn elsewhere: PNG, `width` inches wide. Asked for more, it is made here."""

    def __init__(self, alt: str, png: bytes, width: float, draw: Callable[[], Any]):
        self.alt, self._png, self._width, self._draw = alt, png, width, draw

    def __getattr__(self, name: str) -> Any:
        """What only the picture, or the widget itself, has: its figure, a slider."""
        if name.startswith("_"):
            raise AttributeError(name)
        if "made" not in vars(self):
            self.made = self._draw()
        return getattr(self.made, name)

    def png(self) -> bytes:
        return self._png

    def width(self) -> float:
        return self._width

    save = Picture.save
    html = Picture.html
    __repr__ = Picture.__repr__
    _repr_mimebundle_ = Picture._repr_mimebundle_


class Message:
    """A calm sentence where a picture or widget cannot be shown."""

    def __init__(self, text: str):
        self.text = text

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        style = "border-left:6px solid #0072B2;padding:.4em .8em;max-width:50em"
        return {"text/plain": self.text, "text/html": f'<p role="status" style="{style}">{escape(self.text)}</p>'}


def _pixels() -> int:
    text = os.environ.get(PIXELS_VARIABLE, "")
    return int(text) if text in ("1", "2", "3") else 2


def new_figure(width: float, height: float, columns: int = 1, **options: Any) -> tuple[Figure, Any]:
    """A figure of `width` by `height` inches with a white background, and its axes (one, or an array of them)."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=DOTS_PER_INCH, facecolor="white", layout="constrained")
    return figure, figure.subplots(1, columns, **options)


def diagram(
    width: float, height: float, x_range: tuple[float, float], y_range: tuple[float, float]
) -> tuple[Figure, Axes]:
    """A figure for a drawing: no frame, and one unit is as long in x as in y."""
    figure, axes = new_figure(width, height)
    figure.set_layout_engine("none")
    axes.set_position((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(*x_range)
    axes.set_ylim(*y_range)
    return figure, axes


def words(number: float) -> str:
    """A number in at most four digits, as short as it can be: 0.5, 3, -1.25."""
    return f"{float(number) + 0.0:.4g}"


def signed(number: float) -> str:
    """A number as the next term of a sum: + 0.5, - 1.25."""
    return f"{'-' if number < 0 else '+'} {words(abs(number))}"
