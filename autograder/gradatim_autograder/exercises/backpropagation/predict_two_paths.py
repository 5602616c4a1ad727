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


@exercise.mistake(
    "paths_multiplied", N_("The two paths are multiplied. Multiply the slopes along each path, then add the paths.")
)
def _():
    return 216


@exercise.mistake("loss_itself", N_("That is the value of L. Wanted is its slope along x."))
def _():
    return 36


@exercise.mistake(
    "square_once", N_("The slope of v is taken as x. It should be twice x: x meets the product x * x on both sides.")
)
def _():
    return 21


@exercise.mistake(
    "slopes_of_u_and_v_only", N_("That is 1 + 6, the slopes of u and v alone. Multiply each by what comes back to it.")
)
def _():
    return 7


@exercise.mistake(
    "u_and_v_exchanged",
    N_("At the last product u and v get their own values. Each should get the value of the other one."),
)
def _():
    return 58


@exercise.mistake(
    "slope_of_u_and_v_multiplied", N_("The slopes of u and v are multiplied. Follow each path back from L.")
)
def _():
    return 6


@exercise.mistake(
    "u_forgotten",
    N_("The path through v counts as 6, the slope of v alone. Multiply the 6 by what comes back to v: the value of u."),
)
def _():
    return 15


@exercise.mistake(
    "v_forgotten",
    N_("The path through u counts as 1, the slope of u alone. Multiply the 1 by what comes back to u: the value of v."),
)
def _():
    return 25


@exercise.alternative("the sum of both")
def _():
    return 9.0 * 1 + 4 * 2 * 3.0


@exercise.alternative("array")
def _():
    return np.array(33)
