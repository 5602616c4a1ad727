"""Data sets, small enough to train on in a moment: logic gates, point clouds, three real sets, and pictures.

README.md in this folder says where the real ones come from. Nothing is downloaded.
"""

from gradatim.data.drawn import drawn_digit
from gradatim.data.gates import GATES, gate
from gradatim.data.points import moons, spirals
from gradatim.data.real import columns, diabetes, digits, photograph, wine

__all__ = ["GATES", "columns", "diabetes", "digits", "drawn_digit", "gate", "moons", "photograph", "spirals", "wine"]
