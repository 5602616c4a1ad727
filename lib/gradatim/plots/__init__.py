"""Pictures of the course, one file each. Each function returns a `Picture` with a text alternative."""

import importlib

__all__ = [
    "activation_functions",
    "activation_histograms",
    "attention_map",
    "biological_neuron",
    "computation_graph",
    "confusion",
    "connections",
    "decision_line",
    "descent_1d",
    "descent_2d",
    "gradient_check",
    "gradient_histograms",
    "gradients_through_time",
    "images",
    "item_map",
    "learning_curves",
    "learning_rate_grid",
    "loss_curves",
    "network",
    "neuron",
    "own_digit",
    "pooling",
    "probabilities",
    "regions",
    "same_runs",
    "series",
    "sliding_window",
    "smooth_neuron",
    "step_function",
    "training",
    "unrolled",
    "vanishing",
    "windows",
    "word_scores",
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
