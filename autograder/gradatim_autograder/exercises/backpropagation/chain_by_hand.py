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
    N_("db and dc are the slopes of b c alone. Multiply each by what comes back to the product from L."),
)
def _():
    return 5, -2, 3, -4


@exercise.mistake(
    "times_loss",
    N_("All four are multiplied by the value of L. The way back should start with 1: if L grows by 1, L grows by 1."),
)
def _():
    return -100, 200, -300, 80


@exercise.mistake(
    "b_and_c_exchanged", N_("db and dc are exchanged. At b times c each should get the value of the other one.")
)
def _():
    return 5, 15, -10, -4


@exercise.mistake("da_is_one", N_("da is 1 here. The plus should pass on what comes back to it, and that is not 1."))
def _():
    return 1, -10, 15, -4


@exercise.mistake(
    "da_times_its_value", N_("da is multiplied by the value of a. A plus should pass on what comes back as it is.")
)
def _():
    return 10, -10, 15, -4


@exercise.mistake(
    "dd_is_its_value", N_("dd is the value of d. At the last product d should get the value of the other side.")
)
def _():
    return 5, -10, 15, 5


@exercise.mistake(
    "values_of_the_way_forward", N_("These are the values of a, b, c and d. Wanted are the slopes of L along them.")
)
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


@exercise.mistake(
    "dd_from_product_only", N_("dd is the value of b c alone. It should be the value of all that d is multiplied by.")
)
def _():
    return 5, -10, 15, -6


@exercise.mistake(
    "d_forgotten",
    N_("da, db and dc lack what comes back to the plus. Multiply by it: the other side of the last product."),
)
def _():
    return 1, -2, 3, -4


@exercise.mistake(
    "dd_is_one", N_("dd is 1 here. d takes part in the last product: dd should be the value of the other side.")
)
def _():
    return 5, -10, 15, 1


@exercise.alternative("as products")
def _():
    return 5.0, 5 * -2.0, 5 * 3.0, 2.0 + 3.0 * -2.0


@exercise.alternative("array")
def _():
    return np.array([5, -10, 15, -4]).tolist()
