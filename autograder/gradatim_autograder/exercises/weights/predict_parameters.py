"""A prediction: how many weights and biases has a network with 3 inputs, 4 hidden neurons and 2 outputs?"""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# 3 · 4 + 4 = 16 in the hidden layer, 4 · 2 + 2 = 10 in the output layer.
exercise = Exercise(
    "predict_parameters",
    chapter="04-weights-and-biases",
    returns=("total",),
    points={"total": 1},
    section=N_("How many numbers a network has"),
    reveal=False,
)


@exercise.reference
def predict_parameters():
    return 26


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("biases_forgotten", N_("Those are the weights. Each neuron that computes something has a bias too."))
def _():
    return 20


@exercise.mistake("biases_for_inputs", N_("The three inputs have no biases: the input layer computes nothing."))
def _():
    return 29


@exercise.mistake(
    "a_bias_for_each_input", N_("A layer has as many biases as it has neurons, not as many as it has inputs.")
)
def _():
    return 27


@exercise.mistake("one_bias_per_layer", N_("A layer has a bias for each of its neurons, not one for all."))
def _():
    return 22


@exercise.mistake("one_bias_in_all", N_("Every neuron has a bias of its own, not one for the whole network."))
def _():
    return 21


@exercise.mistake("neurons_counted", N_("Those are the neurons. Count the numbers that they carry."))
def _():
    return 9


@exercise.mistake("sizes_multiplied", N_("The sizes are multiplied all together. Count layer by layer, then add."))
def _():
    return 24


@exercise.mistake("first_layer_only", N_("That is the hidden layer. The output layer has weights and biases as well."))
def _():
    return 16


@exercise.mistake("last_layer_only", N_("That is the output layer. The hidden layer has weights and biases as well."))
def _():
    return 10


@exercise.mistake("biases_only", N_("Those are the biases. Add the weights of each layer."))
def _():
    return 6


@exercise.alternative("as a decimal number")
def _():
    return 26.0


@exercise.alternative("computed")
def _():
    return np.array(3 * 4 + 4 + 4 * 2 + 2)
