"""Pictures of the course, one file for each theme. Each function returns a `Picture` with a text alternative, or a
`Message` in its place. What several themes and widgets are drawn with is in `parts`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gradatim.picture import Drawn, Message, Picture

# A theme has another name than every plot: an imported module takes its name here.
THEMES = {
    "activations": ("activation_functions", "activation_histograms", "exponential", "step_function"),
    "decisions": ("confusion", "decision_line", "hidden_space", "probabilities", "regions", "training"),
    "deep": ("active_neurons", "ranges", "uniform_and_normal"),
    "descent": ("descent_1d", "descent_2d", "learning_rate_grid", "line_before_after"),
    "gradients": ("gradient_check", "gradient_histograms", "gradients_through_time", "vanishing"),
    "losses": ("learning_curves", "loss_bands", "loss_by_size", "loss_curves", "same_runs"),
    "networks": ("computation_graph", "connections", "network", "unrolled"),
    "neurons": ("biological_neuron", "neuron", "smooth_neuron"),
    "pixels": ("images", "own_digit", "pooling", "sliding_window"),
    "time_series": ("series", "windows"),
    "words_and_items": ("attention_map", "item_map", "positions", "word_scores"),
}
_THEME_OF = {name: theme for theme, names in THEMES.items() for name in names}

__all__ = sorted(_THEME_OF)


def __getattr__(name: str) -> Callable[..., Picture | Drawn | Message]:
    # matplotlib is imported by the first plot, not by the first import.
    if name not in _THEME_OF:
        raise AttributeError(f"gradatim.plots has no {name!r}")
    function = getattr(importlib.import_module(f"gradatim.plots.{_THEME_OF[name]}"), name)
    globals()[name] = function
    return function


def __dir__() -> list[str]:
    return __all__
