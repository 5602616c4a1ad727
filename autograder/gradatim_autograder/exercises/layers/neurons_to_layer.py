"""Single neurons put side by side: one column of W for each."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import where
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


def _drawn(rng, D, M):
    return ([(numbers(rng, D), numbers(rng)) for _neuron in range(M)],)


@exercise.probe(times=2)
def more_inputs(rng):
    M, D = sorted(sizes(rng, 2, 3, 8))
    return _drawn(rng, D, M)


@exercise.probe(times=2)
def more_neurons(rng):
    D, M = sorted(sizes(rng, 2, 3, 8))
    return _drawn(rng, D, M)


@exercise.probe()
def as_many_neurons_as_inputs(rng):
    return _drawn(rng, 4, 4)


@exercise.probe()
def single_neuron(rng):
    return _drawn(rng, int(rng.integers(3, 6)), 1)


@exercise.probe()
def single_input(rng):
    return _drawn(rng, 1, int(rng.integers(3, 6)))


@exercise.probe()
def equal_biases(rng):
    (neurons,) = _drawn(rng, 3, 5)
    neurons[3] = neurons[3][0], neurons[1][1]
    return (neurons,)


@exercise.probe()
def bias_of_zero(rng):
    (neurons,) = _drawn(rng, 3, 4)
    neurons[1] = neurons[1][0], 0.0
    return (neurons,)


@exercise.probe()
def equal_weights(rng):
    (neurons,) = _drawn(rng, 3, 5)
    neurons[3] = neurons[1][0].copy(), neurons[3][1]
    return (neurons,)


exercise.covers(
    where(
        "as_many_neurons_as_inputs",
        N_("where there are as many neurons as inputs"),
        lambda neurons: len(neurons) == len(neurons[0][0]),
    ),
    where("one_neuron", N_("where there is a single neuron"), lambda neurons: len(neurons) == 1),
    where("one_input", N_("where the neurons have a single input"), lambda neurons: len(neurons[0][0]) == 1),
    where(
        "bias_of_zero", N_("where the bias of a neuron is 0"), lambda neurons: any(bias == 0 for _w, bias in neurons)
    ),
    where(
        "equal_biases",
        N_("where two neurons have the same bias"),
        lambda neurons: len({bias for _w, bias in neurons}) < len(neurons),
    ),
    where(
        "equal_weights",
        N_("where two neurons have the same weights"),
        lambda neurons: len({tuple(w) for w, _bias in neurons}) < len(neurons),
    ),
)


@exercise.mistake(
    "neurons_as_rows",
    N_("Each neuron is a row of W. Each should be a column: W has the shape (inputs, neurons)."),
)
def _(neurons):
    return np.array([w for w, _b in neurons]), np.array([b for _w, b in neurons])


@exercise.mistake(
    "reshaped",
    N_(
        "W has the right shape, but its columns mix the weights of several neurons. Each column should hold "
        "one neuron: .T turns rows into columns, reshape does not."
    ),
)
def _(neurons):
    rows = np.array([w for w, _b in neurons])
    return rows.reshape(rows.shape[1], rows.shape[0]), np.array([b for _w, b in neurons])


@exercise.mistake("biases_summed", N_("The biases are added up. Each neuron should keep its own."))
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
    N_("The weights are laid end to end in one long vector. W should be a matrix with one column for each neuron."),
)
def _(neurons):
    return np.concatenate([w for w, _b in neurons]), np.array([b for _w, b in neurons])


@exercise.mistake("last_neuron_only", N_("Only the last neuron is left. Each neuron should have its column."))
def _(neurons):
    return neurons[-1]


@exercise.mistake("biases_forgotten", N_("The biases are all 0. Take each neuron's own."))
def _(neurons):
    return np.array([w for w, _b in neurons]).T, np.zeros(len(neurons))


@exercise.mistake(
    "bias_among_weights",
    N_(
        "W has the biases as one more row. It should hold the weights alone, one row for each input; the "
        "biases go into b."
    ),
)
def _(neurons):
    return np.array([np.append(w, b) for w, b in neurons]).T, np.array([b for _w, b in neurons])


@exercise.mistake(
    "bias_added_to_weights", N_("The biases are added to the weights. W should hold the weights as they are.")
)
def _(neurons):
    return np.array([w + b for w, b in neurons]).T, np.array([b for _w, b in neurons])


@exercise.mistake(
    "neurons_reversed", N_("The neurons are in reverse order. The first neuron should be the first column.")
)
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


@exercise.mistake("two_neurons_only")
def _(neurons):
    (w1, b1), (w2, b2) = neurons[0], neurons[1]
    return np.array([w1, w2]).T, np.array([b1, b2])


@exercise.mistake("first_neuron_missing", N_("The first neuron is left out. Python counts from 0."))
def _(neurons):
    return np.array([w for w, _b in neurons[1:]]).T, np.array([b for _w, b in neurons[1:]])


@exercise.mistake("last_neuron_missing", N_("The last neuron is left out. Does a loop stop one step too early?"))
def _(neurons):
    return np.array([w for w, _b in neurons[:-1]]).T, np.array([b for _w, b in neurons[:-1]])


@exercise.mistake(
    "sizes_of_the_example",
    N_("The sizes are those of the example, 3 inputs and 2 neurons. Take them from the list and its weights."),
)
def _(neurons):
    return np.array([w[:3] for w, _b in neurons[:2]]).T, np.array([b for _w, b in neurons[:2]])


@exercise.mistake("sizes_of_the_example")
def _(neurons):
    W = np.array([[neurons[j][0][i] for j in range(2)] for i in range(3)])
    return W, np.array([neurons[0][1], neurons[1][1]])


@exercise.mistake(
    "pairs_in_one_array",
    N_("np.array gets the pairs as they are, a vector beside a single number. Take weights and biases apart first."),
)
def _(neurons):
    pairs = np.array(neurons)
    return pairs[:, 0].T, pairs[:, 1]


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
