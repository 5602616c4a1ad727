"""A prediction: the spread of a sum with 100 inputs."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# Var(z) = 100 · 1 · 1 = 100, so the standard deviation is 10.
exercise = Exercise(
    "predict_spread",
    chapter="04-weights-and-biases",
    returns=("spread",),
    points={"spread": 1},
    section=N_("The variance of a sum"),
    reveal=False,
)


@exercise.reference
def predict_spread():
    return 10


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("variance", N_("That is the variance of the sum. The standard deviation is its square root."))
def _():
    return 100


@exercise.mistake(
    "unchanged", N_("Each of the hundred terms adds its variance, so the sum spreads more than one term.")
)
def _():
    return 1


@exercise.mistake(
    "divided_by_root",
    N_("The sum spreads more than one term, not less. A tenth is what the weights would need to undo it."),
)
def _():
    return 0.1


@exercise.mistake(
    "mean_not_sum", N_("A mean of a hundred terms would spread like that. The neuron adds and does not divide.")
)
def _():
    return 0.01


@exercise.mistake("zero", N_("The mean of the sum is 0. The question is how far the sums lie from it."))
def _():
    return 0


@exercise.mistake(
    "squared", N_("That is the square of the variance. From the variance to the spread leads the square root.")
)
def _():
    return 10000


@exercise.mistake("half", N_("The formula has no half in it. All hundred terms count fully."))
def _():
    return 50


@exercise.alternative("as a decimal number")
def _():
    return 10.0


@exercise.alternative("computed")
def _():
    return np.sqrt(100 * 1.0 * 1.0)
