"""Data sets, small enough to train on in a moment: logic gates, point clouds, and real sets.

README.md in this folder says where the real ones come from. Nothing is downloaded.
"""

from gradatim.data.gates import GATES, gate
from gradatim.data.points import moons, spirals
from gradatim.data.ratings import movie_ratings
from gradatim.data.real import columns, diabetes, digits, wine
from gradatim.data.series import co2, dow_jones

__all__ = [
    "GATES",
    "co2",
    "columns",
    "diabetes",
    "digits",
    "dow_jones",
    "gate",
    "moons",
    "movie_ratings",
    "spirals",
    "wine",
]
