"""Three activations side by side, one input z for all of them under a slider: their values, their slopes, and where
they are flat, so that nothing comes back. The slopes can be hidden.

    widget.py    all of it: the function `activations`, the widget, its three panels and its table
"""
