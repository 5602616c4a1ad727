"""Data sets, small enough to train on in a moment: gates, point clouds, real sets, pictures, texts, and what you bring.

README.md in this folder says where they come from. Nothing is downloaded.
"""

from gradatim.data.drawn import drawn_digit
from gradatim.data.gates import GATES, gate
from gradatim.data.points import moons, spirals
from gradatim.data.ratings import movie_ratings
from gradatim.data.reader import digit_reader
from gradatim.data.real import columns, diabetes, digits, photograph, wine
from gradatim.data.series import co2, dow_jones
from gradatim.data.table import TableError, table
from gradatim.data.words import names, number_words, real_reviews, reviews

__all__ = [
    "GATES",
    "TableError",
    "co2",
    "columns",
    "diabetes",
    "digit_reader",
    "digits",
    "dow_jones",
    "drawn_digit",
    "gate",
    "moons",
    "movie_ratings",
    "names",
    "number_words",
    "photograph",
    "real_reviews",
    "reviews",
    "spirals",
    "table",
    "wine",
]
