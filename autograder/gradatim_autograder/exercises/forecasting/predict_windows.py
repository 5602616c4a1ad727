"""A prediction: how many windows a series has."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# 120 values, width 24, ahead 3, as in the notebook.
exercise = Exercise(
    "predict_windows",
    chapter="10-time-series",
    returns=("count",),
    points={"count": 1},
    section=N_("Windows"),
    reveal=False,
)


@exercise.reference
def predict_windows():
    return 120 - 24 - 3 + 1


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("one_too_few", N_("One window is missing. Try it with 4 values, width 2 and ahead 1: there are 2."))
def _():
    return 93


@exercise.mistake("ahead_forgotten", N_("The target needs room too: it comes 3 steps after the window's last value."))
def _():
    return 97


@exercise.mistake("ahead_forgotten")
def _():
    return 96


@exercise.mistake("ahead_as_one", N_("This would be right for ahead = 1. The target comes 3 steps after the window."))
def _():
    return 95


@exercise.mistake("side_by_side", N_("So many windows stand side by side. They overlap: each begins one step later."))
def _():
    return 5


@exercise.mistake(
    "every_value", N_("Not every value can begin a window: the window and its target need room behind it.")
)
def _():
    return 120


@exercise.alternative("decimal")
def _():
    return 94.0


@exercise.alternative("whole")
def _():
    return 94
