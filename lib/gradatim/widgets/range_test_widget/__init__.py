"""A learning-rate range test that runs before one's eyes: one step with each rate, rising, until the loss explodes.

    widget.py    the function `range_test` and the widget: what it measures, when it ends, how the region is read

The search itself, its picture and the region are those of `rate_search`.
"""
