"""A grid search over learning rates that runs before one's eyes: one training with each rate; what is found stays.

    widget.py    the function `grid_search` and the widget: what it measures, and how the best region is read

The search itself, its picture and the region are those of `rate_search`.
"""
