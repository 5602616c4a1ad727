"""A prediction: a value that reaches the loss on two paths."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# u = x + 1, v = x * x, L = u * v at x = 3, as in the notebook: u = 4, v = 9, L = 36.
exercise = Exercise(
    "predict_two_paths",
    chapter="05-backpropagation",
    returns=("dx",),
    points={"dx": 1},
    section=N_("Two paths add up"),
    reveal=False,
)


@exercise.reference
def predict_two_paths():
    return 33


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("path_of_u_only", N_("That is the path through u alone. x reaches L through v as well."))
def _():
    return 9


@exercise.mistake("path_of_v_only", N_("That is the path through v alone. x reaches L through u as well."))
def _():
    return 24


@exercise.mistake("paths_multiplied", N_("The paths are multiplied. Along a path slopes are multiplied; paths add up."))
def _():
    return 216


@exercise.mistake("loss_itself", N_("That is the value of L. Wanted is its slope along x."))
def _():
    return 36


@exercise.mistake("square_once", N_("x meets the product x * x on both sides, so the slope of v is twice x."))
def _():
    return 21


@exercise.mistake(
    "slopes_of_u_and_v_only", N_("u and v have the slopes 1 and 6. Multiply each by what comes back to it.")
)
def _():
    return 7


@exercise.mistake("u_and_v_exchanged", N_("At the last product u gets the value of v, and v that of u."))
def _():
    return 58


@exercise.mistake(
    "slope_of_u_and_v_multiplied", N_("The slopes of u and v are multiplied. Follow each path back from L.")
)
def _():
    return 6


@exercise.mistake(
    "u_forgotten", N_("On the path through v, its slope 6 is multiplied by what comes back to v: the value of u.")
)
def _():
    return 15


@exercise.mistake(
    "v_forgotten", N_("On the path through u, its slope 1 is multiplied by what comes back to u: the value of v.")
)
def _():
    return 25


@exercise.alternative("the sum of both")
def _():
    return 9.0 * 1 + 4 * 2 * 3.0


@exercise.alternative("array")
def _():
    return np.array(33)
