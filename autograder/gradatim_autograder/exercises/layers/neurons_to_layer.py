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
    D, M = sizes(rng, 2, 3, 8)
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
    N_("b is a matrix with one row. It should be a plain vector with one number for each neuron."),
)
def _(neurons):
    return np.array([w for w, _b in neurons]).T, np.array([[b for _w, b in neurons]])


@exercise.mistake(
    "bias_as_column",
    N_("b is a matrix with one column. It should be a plain vector with one number for each neuron."),
)
def _(neurons):
    return np.array([w for w, _b in neurons]).T, np.array([[b] for _w, b in neurons])


@exercise.mistake(
    "laid_end_to_end",
    N_("The weights are laid end to end in one long vector. W is a matrix with one column for each neuron."),
)
def _(neurons):
    return np.concatenate([w for w, _b in neurons]), np.array([b for _w, b in neurons])


@exercise.mistake("last_neuron_only", N_("Only the last neuron is left."))
def _(neurons):
    return neurons[-1]


@exercise.mistake("biases_forgotten", N_("The biases are all 0. Take each neuron's own."))
def _(neurons):
    return np.array([w for w, _b in neurons]).T, np.zeros(len(neurons))


@exercise.mistake(
    "bias_among_weights",
    N_("W has the biases as one more row. W holds the weights alone, one row for each input; the biases go into b."),
)
def _(neurons):
    return np.array([np.append(w, b) for w, b in neurons]).T, np.array([b for _w, b in neurons])


@exercise.mistake("bias_added_to_weights", N_("The biases are added to the weights. W holds the weights as they are."))
def _(neurons):
    return np.array([w + b for w, b in neurons]).T, np.array([b for _w, b in neurons])


@exercise.mistake("neurons_reversed", N_("The neurons are in reverse order. The first neuron is the first column."))
def _(neurons):
    return np.array([w for w, _b in neurons[::-1]]).T, np.array([b for _w, b in neurons[::-1]])


@exercise.mistake("first_neuron_only", N_("Only the first neuron is there. Is the return inside the loop?"))
def _(neurons):
    return np.array([neurons[0][0]]).T, np.array([neurons[0][1]])


@exercise.mistake(
    "two_neurons_only", N_("Only the first two neurons are there. Go through the list, however long it is.")
)
def _(neurons):
    return np.array([w for w, _b in neurons[:2]]).T, np.array([b for _w, b in neurons[:2]])


@exercise.mistake(
    "sizes_of_the_example",
    N_("The sizes are those of the example, 3 inputs and 2 neurons. Take them from the list and its weights."),
)
def _(neurons):
    return np.array([w[:3] for w, _b in neurons[:2]]).T, np.array([b for _w, b in neurons[:2]])


@exercise.alternative("column_stack")
def _(neurons):
    return np.column_stack([w for w, _b in neurons]), [b for _w, b in neurons]


@exercise.alternative("two lists")
def _(neurons):
    columns, biases = [], []
    for w, bias in neurons:
        columns.append(w)
        biases.append(bias)
    return np.array(columns).T, np.array(biases)


@exercise.alternative("filled in a loop")
def _(neurons):
    W = np.zeros((len(neurons[0][0]), len(neurons)))
    b = np.zeros(len(neurons))
    for j, (weights, bias) in enumerate(neurons):
        W[:, j] = weights
        b[j] = bias
    return W, b
