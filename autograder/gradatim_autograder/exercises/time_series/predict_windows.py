"""A prediction: how many windows a series has."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# 120 values, width 24, ahead 3, as in the notebook.
exercise = prediction(
    "predict_windows",
    returns=("count",),
    points={"count": 1},
    section=N_("Windows"),
    value="120 - 24 - 3 + 1",
    also=("94.0", "94"),
)

exercise.wrong_values("""
one_too_few: One window is missing. Try it with 4 values, width 2 and ahead 1: there are 2.
    93
ahead_forgotten: The target needs room too: it comes 3 steps after the window's last value.
    97
    96
ahead_as_one: This would be right for ahead = 1. The target comes 3 steps after the window.
    95
side_by_side: So many windows stand side by side. They overlap: each begins one step later.
    5
every_value: Not every value can begin a window: the window and its target need room behind it.
    120
""")
