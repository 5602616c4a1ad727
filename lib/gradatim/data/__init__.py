"""Data sets, small enough to train on in a moment: logic gates, point clouds, and three real sets.

README.md in this folder says where the real ones come from. Nothing is downloaded.
"""

from gradatim.data.gates import GATES, gate
from gradatim.data.points import moons, spirals
from gradatim.data.real import columns, diabetes, digits, wine

__all__ = ["GATES", "columns", "diabetes", "digits", "gate", "moons", "spirals", "wine"]
