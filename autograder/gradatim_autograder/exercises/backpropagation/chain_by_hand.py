"""A prediction: the gradients of a small graph, by hand."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# L = (a + b * c) * d with a = 2, b = 3, c = -2, d = 5, as in the notebook: b c = -6, q = -4, L = -20.
exercise = Exercise(
    "chain_by_hand",
    chapter="05-backpropagation",
    returns=("da", "db", "dc", "dd"),
    points={"da": 0.5, "db": 0.5, "dc": 0.5, "dd": 0.5},
    section=N_("The chain rule on a graph"),
    reveal=False,
)


@exercise.reference
def chain_by_hand():
    return 5, -10, 15, -4


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake(
    "last_step_only",
    N_("db and dc stop at the inner product. Each is multiplied by what comes back from L."),
)
def _():
    return 5, -2, 3, -4


@exercise.mistake(
    "times_loss",
    N_("It starts from the value of L. The way back starts with 1: L changes by 1 for each 1 of itself."),
)
def _():
    return -100, 200, -300, 80


@exercise.mistake(
    "b_and_c_exchanged", N_("At b times c each gets its own value. Each gets the value of the other one.")
)
def _():
    return 5, 15, -10, -4


@exercise.mistake("da_is_one", N_("The plus passes on what comes back, and what comes back to it is not 1."))
def _():
    return 1, -10, 15, -4


@exercise.mistake("da_times_its_value", N_("A plus passes on what comes back as it is. It multiplies by nothing."))
def _():
    return 10, -10, 15, -4


@exercise.mistake(
    "dd_is_its_value", N_("At the last product d gets its own value. It gets the value of the other side.")
)
def _():
    return 5, -10, 15, 5


@exercise.mistake("values_of_the_way_forward", N_("These are the values of the way forward. Wanted are the slopes."))
def _():
    return 2, 3, -2, 5


@exercise.mistake("sign_lost", N_("A minus sign is lost: c is -2, and a + b c is -4."))
def _():
    return 5, 10, 15, 4


@exercise.mistake("sign_lost")
def _():
    return 5, 10, 15, -4


@exercise.mistake("sign_lost")
def _():
    return 5, -10, 15, 4


@exercise.mistake("dd_from_product_only", N_("d is multiplied by the whole sum a + b c, not by b c alone."))
def _():
    return 5, -10, 15, -6


@exercise.mistake(
    "d_forgotten", N_("d is missing: what comes back to the plus is 1 times the other side of the last product.")
)
def _():
    return 1, -2, 3, -4


@exercise.mistake("dd_is_one", N_("d takes part in the last product. Its slope is the value of the other side."))
def _():
    return 5, -10, 15, 1


@exercise.alternative("as products")
def _():
    return 5.0, 5 * -2.0, 5 * 3.0, 2.0 + 3.0 * -2.0


@exercise.alternative("array")
def _():
    return np.array([5, -10, 15, -4]).tolist()
