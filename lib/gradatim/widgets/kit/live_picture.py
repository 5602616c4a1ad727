"""A figure that is drawn many times a second: what stands still is drawn once, what moves is drawn over it."""

import base64
import io
from html import escape
from typing import Any

import ipywidgets
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from gradatim import drawing
from gradatim.picture import DOTS_PER_INCH, Picture

JPEG = {"quality": 90, "subsampling": 0}  # no coarser colour: thin coloured lines stay sharp


class LivePicture:
    """`figure` (no pyplot) shown in `view`, a box of fixed size. `name` says in a few words what kind of picture it is.

    Parameters
    ----------
    width, height
        Pixels on the page.
    scale
        Pixels drawn for each pixel on the page: 2 is sharper on fine screens, and slower.
    view
        The box of another picture, to show this one there.
    """

    def __init__(
        self, width: int, height: int, name: str, scale: float = 1.0, view: ipywidgets.HTML | None = None
    ) -> None:
        self.width, self.height, self.name = width, height, name
        size = width / DOTS_PER_INCH, height / DOTS_PER_INCH
        self.figure = Figure(figsize=size, dpi=scale * DOTS_PER_INCH, facecolor="white", layout="constrained")
        self.canvas = FigureCanvasAgg(self.figure)
        box = {"width": f"{width}px", "height": f"{height}px", "flex": "0 0 auto", "overflow": "hidden"}
        self.view = ipywidgets.HTML(layout=box) if view is None else view
        self.moving: list[Artist] = []
        self._still: Any = None

    def move(self, *artists: Artist) -> tuple[Artist, ...]:
        """These are drawn anew each time, in this order, over everything that stands still. Returns them."""
        for artist in artists:
            artist.set_animated(True)
            artist.set_in_layout(isinstance(artist, Text))  # room is made for words, not for what moves
        self.moving += artists
        return artists

    def changed(self) -> None:
        """Something that stands still has changed: draw it again the next time."""
        self._still = None

    def draw(self) -> None:
        """Draw what moves, and show the result; while a class is graded, nobody looks at more than `png`."""
        if drawing.elsewhere:
            return
        if self._still is None:
            self.canvas.draw()
            self.figure.set_layout_engine("none")  # places are found once: nothing may jump
            self._still = self.canvas.copy_from_bbox(self.figure.bbox)
        self.canvas.restore_region(self._still)
        for artist in self.moving:
            artist.draw(self.canvas.renderer)
        self.view.value = self._html()

    def png(self, alt: str) -> bytes:
        """The picture as PNG, for a saved notebook."""
        headings = [artist for artist in self.moving if artist.axes is None]
        for artist in headings:  # matplotlib saves what moves in axes, and leaves out what moves elsewhere
            artist.set_animated(False)
        try:
            return Picture(self.figure, alt).png()
        finally:
            for artist in headings:
                artist.set_animated(True)
            self.figure.set_canvas(self.canvas)

    def _html(self):
        file = io.BytesIO()
        size = self.canvas.get_width_height(physical=True)
        # Opaque: the fourth byte of each pixel is left out.
        Image.frombuffer("RGBX", size, self.canvas.buffer_rgba(), "raw", "RGBX", 0, 1).save(file, "JPEG", **JPEG)
        data = base64.b64encode(file.getbuffer()).decode("ascii")
        style = f"display:block;background:white;width:{self.width}px;height:{self.height}px;max-width:none"
        return f'<img alt="{escape(self.name)}" src="data:image/jpeg;base64,{data}" style="{style}">'
