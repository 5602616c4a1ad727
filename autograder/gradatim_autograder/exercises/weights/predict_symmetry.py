"""A prediction: how many different hidden neurons are left when all start with the same weights?"""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# Four hidden neurons, all weights 0.5, all biases 0: equal gradients at every step, so the columns of W1 stay equal.
exercise = Exercise(
    "predict_symmetry",
    chapter="04-weights-and-biases",
    returns=("columns",),
    points={"columns": 1},
    section=N_("Equal neurons stay equal"),
    reveal=False,
)


@exercise.reference
def predict_symmetry():
    return 1


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake(
    "all_different",
    N_("For two columns to become different, they need different gradients at some step. Do they get them?"),
)
def _():
    return 4


@exercise.mistake(
    "three", N_("Look at the gradients of two equal hidden neurons again. What could make just one pair alike?")
)
def _():
    return 3


@exercise.mistake(
    "one_for_each_input",
    N_("W1 has two rows, one for each input. The question is how many of its columns differ."),
)
def _():
    return 2


@exercise.mistake(
    "none",
    N_("Count the different columns: where all columns are alike, the number is not 0. And all can learn alike."),
)
def _():
    return 0


@exercise.alternative("as a decimal number")
def _():
    return 1.0


@exercise.alternative("as an array")
def _():
    return np.array(1)
