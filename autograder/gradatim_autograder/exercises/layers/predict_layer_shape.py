"""A prediction: the shape of a layer's output."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

# X is (5, 3): five samples of three numbers; the layer has two neurons.
exercise = Exercise(
    "predict_layer_shape",
    chapter="02-layers",
    returns=("shape",),
    points={"shape": 1},
    section=N_("Many samples at once"),
    reveal=False,
)


@exercise.reference
def predict_layer_shape():
    return (5, 2)


@exercise.probe()
def once(rng):
    return ()


@exercise.mistake("transposed", N_("Samples are rows and neurons are columns, not the other way round."))
def _():
    return (2, 5)


@exercise.mistake(
    "shape_of_weights",
    N_("That is the shape of the weights, (inputs, neurons). The output has one row for each sample."),
)
def _():
    return (3, 2)


@exercise.mistake(
    "shape_of_input",
    N_("That is the shape of the input. A layer of two neurons gives two numbers for each sample."),
)
def _():
    return (5, 3)


@exercise.mistake("one_sample", N_("That is the output for one sample. There are five."))
def _():
    return (2,)


@exercise.mistake("one_neuron", N_("That is the output of one neuron. The layer has two."))
def _():
    return (5,)


@exercise.mistake(
    "inner_size_kept", N_("The size that the two matrices share disappears. The output is a matrix: (rows, columns).")
)
def _():
    return (5, 3, 2)


@exercise.mistake("shape_of_weights_transposed", N_("The output has one row for each sample. There are five samples."))
def _():
    return (2, 3)


@exercise.mistake(
    "number_of_entries", N_("That is how many numbers the output holds. Its shape says how many rows and columns.")
)
def _():
    return 10


@exercise.alternative("list")
def _():
    return [5, 2]


@exercise.alternative("array")
def _():
    return np.array([5, 2])
