"""Pictures of the course, one file each. Each function returns a `Picture` with a text alternative."""

import importlib

__all__ = [
    "activation_histograms",
    "biological_neuron",
    "connections",
    "decision_line",
    "network",
    "neuron",
    "regions",
    "smooth_neuron",
    "step_function",
    "training",
]


def __getattr__(name):
    # matplotlib is imported by the first plot, not by the first import.
    if name not in __all__:
        raise AttributeError(f"gradatim.plots has no {name!r}")
    function = getattr(importlib.import_module(f"gradatim.plots.draw_{name}"), name)
    globals()[name] = function
    return function


def __dir__():
    return __all__
