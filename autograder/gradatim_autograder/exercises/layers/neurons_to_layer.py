"""Single neurons put side by side: one column of W for each."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes

exercise = declare(
    "neurons_to_layer", returns=("W", "b"), points={"W": 1, "b": 1}, section=N_("From neurons to a matrix")
)


@exercise.reference
def neurons_to_layer(neurons):
    rows = np.array([w for w, _b in neurons])
    W = rows.T
    b = np.array([b for _w, b in neurons])
    return W, b


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


exercise.probes(
    as_many_neurons_as_inputs=lambda rng: _drawn(rng, 4, 4),
    single_neuron=lambda rng: _drawn(rng, int(rng.integers(3, 6)), 1),
    single_input=lambda rng: _drawn(rng, 1, int(rng.integers(3, 6))),
)


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


exercise.classes("""
as_many_neurons_as_inputs: where there are as many neurons as inputs  if len(neurons) == len(neurons[0][0])
one_neuron: where there is a single neuron  if len(neurons) == 1
one_input: where the neurons have a single input  if len(neurons[0][0]) == 1
bias_of_zero: where the bias of a neuron is 0  if any(b == 0 for _w, b in neurons)
equal_biases: where two neurons have the same bias  if len({bias for _w, bias in neurons}) < len(neurons)
equal_weights: where two neurons have the same weights  if len({tuple(w) for w, _bias in neurons}) < len(neurons)
""")

exercise.wrong_lines("""
neurons_as_rows: Each neuron is a row of W. Each should be a column: W has the shape (inputs, neurons).
    W = rows
biases_summed: The biases are added up. Each neuron should keep its own.
    b = np.sum([b for _w, b in neurons])
bias_as_row_matrix: b is a matrix with one row. It should be a plain vector with one number for each neuron.
    b = np.array([[b for _w, b in neurons]])
bias_as_column: b is a matrix with one column. It should be a plain vector with one number for each neuron.
    b = np.array([[b] for _w, b in neurons])
laid_end_to_end: The weights are laid end to end in one long vector. W should be a matrix with one column for each
neuron.
    W = rows.ravel()
last_neuron_only: Only the last neuron is left. Each neuron should have its column.
    return neurons[-1]
biases_forgotten: The biases are all 0. Take each neuron's own.
    b = np.zeros(len(neurons))
bias_among_weights: W has the biases as one more row. It should hold the weights alone, one row for each input; the
biases go into b.
    W = np.array([np.append(w, b) for w, b in neurons]).T
bias_added_to_weights: The biases are added to the weights. W should hold the weights as they are.
    W = np.array([w + b for w, b in neurons]).T
neurons_reversed: The neurons are in reverse order. The first neuron should be the first column.
    neurons => neurons[::-1]
first_neuron_only: Only the first neuron is there. Is the return inside the loop?
    return W[:, :1], b[:1]
two_neurons_only: Only the first two neurons are there. Go through the list, however long it is.
    neurons => neurons[:2]
    neurons => [neurons[0], neurons[1]]
first_neuron_missing: The first neuron is left out. Python counts from 0.
    neurons => neurons[1:]
last_neuron_missing: The last neuron is left out. Does a loop stop one step too early?
    neurons => neurons[:-1]
sizes_of_the_example: The sizes are those of the example, 3 inputs and 2 neurons. Take them from the list and its
weights.
    return W[:3, :2], b[:2]
    W = np.array([[rows[j][i] for j in range(2)] for i in range(3)]) ;; return W, np.array([b[0], b[1]])
reshaped: W has the right shape, but its columns mix the weights of several neurons. Each column should hold one
neuron: .T turns rows into columns, reshape does not.
    W = rows.reshape(rows.shape[1], rows.shape[0])
pairs_in_one_array: np.array gets the pairs as they are, a vector beside a single number. Take weights and biases
apart first.
    W = np.array(neurons)[:, 0].T ;; b = np.array(neurons)[:, 1]
""")

exercise.alternatives("""
column_stack: return np.column_stack([w for w, _b in neurons]), [b for _w, b in neurons]
two lists:
    columns, biases = [], []
    for w, bias in neurons:
        columns.append(w)
        biases.append(bias)
    return np.array(columns).T, np.array(biases)
filled in a loop:
    W = np.zeros((len(neurons[0][0]), len(neurons)))
    b = np.zeros(len(neurons))
    for j, (weights, bias) in enumerate(neurons):
        W[:, j] = weights
        b[j] = bias
    return W, b
""")
