"""Reads a digit that somebody has drawn: with letters on eight lines, or in a picture file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gradatim.text import _

SIZE = 8  # rows and columns, as in `digits`
INK = {".": 0.0, " ": 0.0, "+": 0.5, "#": 1.0}
SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")
FAINT = 0.35  # share of the darkest ink below which a pixel of a file is paper


def drawn_digit(source: str | Path | Iterable[str]) -> NDArray[np.float64]:
    """A drawing as (8, 8) float64 from 0 (paper) to 1 (ink), like one of the `digits`.

    Raises ValueError, in one sentence, where there is nothing to read.

    Parameters
    ----------
    source
        Eight lines of eight characters, as one text or as a list: "#" is ink, "+" half of it, "." paper; or the name of
        a picture file, whose digit is cut out and shrunk so that it fills the square.
    """
    if isinstance(source, Path) or (isinstance(source, str) and source.lower().endswith(SUFFIXES)):
        return _shrunk(_ink_of_file(Path(source)))
    return _from_lines(source.strip("\n").split("\n") if isinstance(source, str) else source)


def _from_lines(lines: Iterable[str]) -> NDArray[np.float64]:
    try:
        lines = [str(line) for line in lines]
    except TypeError:
        raise ValueError(_("A drawing is eight lines of text or the name of a picture file.")) from None
    if len(lines) != SIZE:
        raise ValueError(_("A drawing has 8 lines; this one has {count}.").format(count=len(lines)))
    for number, line in enumerate(lines, start=1):
        if len(line) != SIZE:
            text = _("Each line of a drawing has 8 characters; line {number} has {count}: {line}")
            raise ValueError(text.format(number=number, count=len(line), line=repr(line)))
        for character in line:
            if character not in INK:
                text = _("A drawing is made of # (ink), + (half) and . (paper); line {number} holds {character}.")
                raise ValueError(text.format(number=number, character=repr(character)))
    ink = np.array([[INK[character] for character in line] for line in lines])
    if not ink.any():
        raise ValueError(_("The drawing is empty: put some # into it."))
    return ink


def _ink_of_file(path: Path) -> NDArray[np.float64]:
    """Ink from 0 to 1, (H, W); the paper may be light or dark."""
    from matplotlib.image import imread  # only whoever brings a file needs it

    try:
        pixels = np.asarray(imread(path))
    except FileNotFoundError:
        raise ValueError(_("There is no file called {name} here.").format(name=path)) from None
    except Exception:  # whatever a broken file makes the decoder say
        raise ValueError(_("{name} cannot be read as a picture.").format(name=path)) from None
    pixels = pixels / 255 if pixels.dtype.kind == "u" else pixels.astype(float)
    if pixels.ndim == 3:
        colour = pixels[..., :3] if pixels.shape[2] >= 3 else pixels[..., :1]
        grey = colour.mean(axis=2)
        if pixels.shape[2] in (2, 4):  # what is transparent shows white paper
            alpha = pixels[..., -1]
            grey = alpha * grey + 1 - alpha
    else:
        grey = pixels
    paper = np.median(grey)
    ink = np.abs(grey - paper)
    if ink.max() < 0.1:
        raise ValueError(_("{name} shows no digit: all of it is of nearly the same brightness.").format(name=path))
    return np.where(ink < FAINT * ink.max(), 0.0, ink / ink.max())


def _shrunk(ink: NDArray[np.float64]) -> NDArray[np.float64]:
    """The part with ink, in the middle of a square, shrunk or stretched to 8 by 8 pixels by their areas."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    part = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    side = max(part.shape)
    square = np.zeros((side, side))
    top, left = (side - part.shape[0]) // 2, (side - part.shape[1]) // 2
    square[top : top + part.shape[0], left : left + part.shape[1]] = part
    shares = _overlaps(side)
    small = shares @ square @ shares.T
    return small / small.max()


def _overlaps(side: int) -> NDArray[np.float64]:
    """(8, side): which share of each of the 8 new pixels every old one covers; each row adds up to 1."""
    edges = np.arange(SIZE + 1) * side / SIZE
    old = np.arange(side)
    covered = np.minimum(edges[1:, None], old + 1) - np.maximum(edges[:-1, None], old)
    return np.clip(covered, 0, None) * SIZE / side
