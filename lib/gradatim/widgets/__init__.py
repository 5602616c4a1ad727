"""Widgets, one file each; each is one call in a notebook. ipywidgets comes with the first widget."""

import importlib

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


def __getattr__(name):
    if name not in __all__:
        raise AttributeError(f"gradatim.widgets has no {name!r}")
    function = getattr(importlib.import_module(f"gradatim.widgets.{name}_widget"), name)
    globals()[name] = function
    return function


def __dir__():
    return __all__
