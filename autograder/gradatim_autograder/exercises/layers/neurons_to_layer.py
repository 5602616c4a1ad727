"""Single neurons put side by side: one column of W for each."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "neurons_to_layer",
    chapter="02-layers",
    returns=("W", "b"),
    points={"W": 1, "b": 1},
    section=N_("From neurons to a matrix"),
)


@exercise.reference
def neurons_to_layer(neurons):
    return np.array([w for w, _b in neurons]).T, np.array([b for _w, b in neurons])


@exercise.probe(times=4)
def neurons(rng):
    D, M = sizes(rng, 2)
    return ([(numbers(rng, D), numbers(rng)) for _neuron in range(M)],)


@exercise.mistake(
    "neurons_as_rows",
    N_("Each neuron is a row of W. In this course each neuron is a column: W has the shape (inputs, neurons)."),
)
def _(neurons):
    return np.array([w for w, _b in neurons]), np.array([b for _w, b in neurons])


@exercise.mistake(
    "reshaped", N_("W is reshaped, which tears the neurons apart. Transposing (.T) turns rows into columns.")
)
def _(neurons):
    rows = np.array([w for w, _b in neurons])
    return rows.reshape(rows.shape[1], rows.shape[0]), np.array([b for _w, b in neurons])


@exercise.mistake("biases_summed", N_("The biases are added up. Each neuron keeps its own."))
def _(neurons):
    return np.array([w for w, _b in neurons]).T, np.sum([b for _w, b in neurons])


@exercise.mistake(
    "bias_as_row_matrix",
    N_("b is a matrix with one row. It should be a plain vector with one number a neuron."),
)
def _(neurons):
    return np.array([w for w, _b in neurons]).T, np.array([[b for _w, b in neurons]])


@exercise.mistake(
    "bias_as_column",
    N_("b is a matrix with one column. It should be a plain vector with one number a neuron."),
)
def _(neurons):
    return np.array([w for w, _b in neurons]).T, np.array([[b] for _w, b in neurons])


@exercise.mistake(
    "laid_end_to_end",
    N_("The weights are laid end to end in one long vector. W is a matrix with one column a neuron."),
)
def _(neurons):
    return np.concatenate([w for w, _b in neurons]), np.array([b for _w, b in neurons])


@exercise.mistake("last_neuron_only", N_("Only the last neuron is left."))
def _(neurons):
    return neurons[-1]


@exercise.mistake("biases_forgotten", N_("The biases are all 0. Take each neuron's own."))
def _(neurons):
    return np.array([w for w, _b in neurons]).T, np.zeros(len(neurons))


@exercise.alternative("column_stack")
def _(neurons):
    return np.column_stack([w for w, _b in neurons]), [b for _w, b in neurons]


@exercise.alternative("filled in a loop")
def _(neurons):
    W = np.zeros((len(neurons[0][0]), len(neurons)))
    b = np.zeros(len(neurons))
    for j, (weights, bias) in enumerate(neurons):
        W[:, j] = weights
        b[j] = bias
    return W, b
