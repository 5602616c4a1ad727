"""A prediction: how many rows of XOR can one neuron get right?"""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "predict_xor",
    chapter="01-neuron",
    returns=("rows",),
    points={"rows": 1},
    section=N_("Why XOR fails"),
    reveal=False,
)


@exercise.reference
def predict_xor():
    return 3


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("all_four", N_("All four would mean that one straight line separates XOR. Try to draw it."))
def _():
    return 4


@exercise.mistake("two", N_("More than two is possible. Try the weights of OR: on which rows do OR and XOR differ?"))
def _():
    return 2


@exercise.mistake("one", N_("A neuron that never fires already gets two rows right. Look for a better line."))
def _():
    return 1


@exercise.mistake("none", N_("A neuron that never fires already gets two rows right. Look for a better line."))
def _():
    return 0


@exercise.alternative("as a decimal number")
def _():
    return 3.0


@exercise.alternative("as an array")
def _():
    return np.array(3)
