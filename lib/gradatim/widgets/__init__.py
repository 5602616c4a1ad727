"""Widgets, one file each; each is one call in a notebook. ipywidgets comes with the first widget."""

import importlib

__all__ = ["activations", "backprop", "initialisation", "learning_rate", "neuron"]


def __getattr__(name):
    if name not in __all__:
        raise AttributeError(f"gradatim.widgets has no {name!r}")
    function = getattr(importlib.import_module(f"gradatim.widgets.{name}_widget"), name)
    globals()[name] = function
    return function


def __dir__():
    return __all__
