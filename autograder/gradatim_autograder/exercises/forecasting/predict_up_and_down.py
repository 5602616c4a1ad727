"""A prediction: a price rises by a share and falls by the same share."""

from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# 200 points, up by 50 per cent, down by 50 per cent, as in the notebook.
exercise = Exercise(
    "predict_up_and_down",
    chapter="10-time-series",
    returns=("price",),
    points={"price": 1},
    section=N_("Returns"),
    reveal=False,
)


@exercise.reference
def predict_up_and_down():
    return 200 * (1 + 0.5) * (1 - 0.5)


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake(
    "shares_added", N_("The two returns are added, to 0. The second one is a share of 300, not of 200: multiply.")
)
def _():
    return 200


@exercise.mistake("first_day_only", N_("This is the price after the first day. The second takes half of it away."))
def _():
    return 300


@exercise.mistake("second_day_only", N_("This is 200 less 50 per cent. The price was 300 before it fell."))
def _():
    return 100


@exercise.mistake("up_twice", N_("It rises twice here. On the second day it falls."))
def _():
    return 450


@exercise.mistake("down_twice", N_("It falls twice here. On the first day it rises."))
def _():
    return 50


@exercise.mistake("as_a_share", N_("This is the factor. Give the price in points."))
def _():
    return 0.75


@exercise.alternative("decimal")
def _():
    return 150.0


@exercise.alternative("whole")
def _():
    return 150
