"""Data sets, small enough to train on in a moment: logic gates, point clouds, real sets, texts, and a file of your own.

README.md in this folder says where they come from. Nothing is downloaded.
"""

from gradatim.data.gates import GATES, gate
from gradatim.data.points import moons, spirals
from gradatim.data.ratings import movie_ratings
from gradatim.data.real import columns, diabetes, digits, wine
from gradatim.data.series import co2, dow_jones
from gradatim.data.table import TableError, table
from gradatim.data.words import names, number_words, reviews

__all__ = [
    "GATES",
    "TableError",
    "co2",
    "columns",
    "diabetes",
    "digits",
    "dow_jones",
    "gate",
    "moons",
    "movie_ratings",
    "names",
    "number_words",
    "reviews",
    "spirals",
    "table",
    "wine",
]
