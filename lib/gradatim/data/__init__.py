"""Data sets, small enough to train on in a moment: logic gates, point clouds, three real sets, and a file of your own.

README.md in this folder says where the real ones come from. Nothing is downloaded.
"""

from gradatim.data.gates import GATES, gate
from gradatim.data.points import moons, spirals
from gradatim.data.real import columns, diabetes, digits, wine
from gradatim.data.table import TableError, table

__all__ = ["GATES", "TableError", "columns", "diabetes", "digits", "gate", "moons", "spirals", "table", "wine"]
