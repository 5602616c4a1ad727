"""Gradatim's helper library: what the notebooks import. It knows nothing of checks and grading.

Importing it needs numpy alone; matplotlib and ipywidgets come when a plot or a widget is asked for.
"""

from gradatim import data, plots, widgets
from gradatim.student import try_it

__all__ = ["data", "plots", "try_it", "widgets"]
