"""Data sets, small enough to train on in a moment: logic gates, point clouds, real tables, and texts.

README.md in this folder says where they come from. Nothing is downloaded.
"""

from gradatim.data.gates import GATES, gate
from gradatim.data.points import moons, spirals
from gradatim.data.real import columns, diabetes, digits, wine
from gradatim.data.words import names, number_words, reviews

__all__ = [
    "GATES",
    "columns",
    "diabetes",
    "digits",
    "gate",
    "moons",
    "names",
    "number_words",
    "reviews",
    "spirals",
    "wine",
]
