"""Gradatim's helper library: what the notebooks import. It knows nothing of checks and grading.

Importing it needs numpy alone; matplotlib and ipywidgets come when a plot or a widget is asked for.
"""

from gradatim import data, nn, optim, plots, widgets
from gradatim.gradcheck import gradcheck
from gradatim.student import try_it

__all__ = ["data", "gradcheck", "nn", "optim", "plots", "try_it", "widgets"]
