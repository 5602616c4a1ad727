"""Widgets: each is one call in a notebook, `widgets.NAME(...)`. ipywidgets and matplotlib come with the first of them.

    NAME_widget/    one package a widget: `widget.py` has the function NAME and the widget's class; beside it stands
                    what no other widget uses, its picture and its runs. Never just `NAME/`: a package that is
                    imported becomes an attribute here, where the function has to stay
    kit/            what widgets are made of: controls, a live picture, a player, calls of a student's function
    rate_search/    what the range test and the grid search share: rates tried one after another
    descent/        what several widgets train or descend on: losses, a small network, two moons. Arithmetic alone

A widget's package imports from `kit`, `rate_search` and `descent`, and nothing of another widget; `rate_search` imports
from `kit`; `descent` takes from it only how a student's function is called.
"""

import importlib
from collections.abc import Callable
from typing import Any

__all__ = [
    "activations",
    "backprop",
    "grid_search",
    "initialisation",
    "learning_rate",
    "neuron",
    "optimiser_race",
    "range_test",
    "training_monitor",
]


def __getattr__(name: str) -> Callable[..., Any]:
    if name not in __all__:
        raise AttributeError(f"gradatim.widgets has no {name!r}")
    function = getattr(importlib.import_module(f"gradatim.widgets.{name}_widget.widget"), name)
    globals()[name] = function
    return function


def __dir__() -> list[str]:
    return __all__
