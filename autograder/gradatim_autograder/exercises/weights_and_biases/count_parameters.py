"""How many weights and biases a network of dense layers has."""

# ruff: noqa: RUF007  students write zip(sizes[:-1], sizes[1:])

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare

exercise = declare(
    "count_parameters",
    returns=("total",),
    points={"total": 2},
    section=N_("How many numbers a network has"),
)


@exercise.reference
def count_parameters(sizes):
    total = 0
    for D, M in zip(sizes[:-1], sizes[1:]):
        total += D * M + M
    return total


def widths(rng, count):
    return [int(width) for width in rng.permutation(np.arange(3, 14))[:count]]


exercise.probes(
    times=2,
    three=lambda rng: (widths(rng, 3),),
    more=lambda rng: (widths(rng, int(rng.integers(4, 7))),),
)

exercise.probes(
    one_layer=lambda rng: (widths(rng, 2),),
    many_layers=lambda rng: (widths(rng, 9),),
)


@exercise.probe()
def layers_of_one_size(rng):
    """As many networks are: all hidden layers alike. The first of them is as large as the input."""
    hidden, output = widths(rng, 2)
    return ([hidden, hidden, hidden, output],)


@exercise.probe()
def like_the_last(rng):
    """The same size at the start and at the end, as where a picture goes in and a picture comes out."""
    outside, inside, middle = widths(rng, 3)
    return ([outside, inside, middle, inside, outside],)


@exercise.probe()
def single_neurons(rng):
    first, hidden = widths(rng, 2)
    return ([first, 1, hidden, 1],)


exercise.probes(
    # More parameters than the 65536 different numbers that 16 bits can hold, as in the call below the exercise.
    large_layers=lambda rng: ([int(rng.integers(*bounds)) for bounds in ((700, 900), (110, 190), (40, 80), (8, 13))],),
)

exercise.classes("""
one_layer: where there is one layer behind the input  if len(sizes) == 2
many_layers: where there are many layers  if len(sizes) > 7
equal_numbers sizes
equal_neighbours: where a layer has as many neurons as the one before it
    any(D == M for D, M in zip(sizes, sizes[1:]))
large_layers: where layers have hundreds of neurons  if max(sizes) > 500
single_neuron: where a layer has a single neuron  if 1 in sizes
""")

exercise.wrong_lines("""
biases_forgotten: Only the weights are counted. Each neuron has a bias too: count M more per layer.
    total += D * M
biases_for_inputs: The inputs are given biases. They should have none: the input layer computes nothing.
    total = sum(sizes) ;; total += D * M
a_bias_for_each_input: Each layer is given as many biases as it has inputs (D). It should have one for each of its
neurons (M).
    total += D * M + D
one_bias_per_layer: Each layer is given one bias. It should have one for each of its neurons.
    total += D * M + 1
    total = len(sizes) ;; total += D * M
one_bias_in_all: One bias is counted for the whole network. Count one for each neuron.
    total = 1 ;; total += D * M
bias_for_each_weight: A bias is counted for each weight. Count one for each neuron.
    total += 2 * D * M
biases_only: These are the biases only. Add the D · M weights of each layer.
    return sum(sizes[1:])
neurons_counted: These are the neurons. Count their parameters: each has D weights and a bias.
    return sum(sizes)
all_sizes_multiplied: All sizes are multiplied together. Only neighbouring layers are connected: add up D · M, layer
by layer.
    return int(np.prod(sizes))
    return int(np.prod(sizes)) + sum(sizes[1:])
first_layer_only: Only the first layer is counted. All should be: does the function return inside the loop?
    return sizes[0] * sizes[1] + sizes[1]
last_layer_only: Only the last layer is counted. All should be: let the total grow from layer to layer, from 0.
    return sizes[-2] * sizes[-1] + sizes[-1]
last_layer_missing: The last layer is missing. For sizes with k entries there are k - 1 layers: count them all.
    for D, M in zip(sizes[:-2], sizes[1:-1]):
first_layer_missing: The first layer is missing. Count it too: it leads from sizes[0] to sizes[1].
    for D, M in zip(sizes[1:-1], sizes[2:]):
wraps_around: A layer from the output back to the input is counted too. Leave it out. Does sizes[i - 1] begin with i =
0? sizes[-1] is the last entry.
    return sum(sizes[i - 1] * sizes[i] + sizes[i] for i in range(len(sizes)))
connected_with_itself: Each layer is connected with itself. Its weights should lead from the layer before: D · M, not
M · M.
    total += M * M + M
sizes_added: The sizes of neighbours are added. Multiply them: each of D inputs meets each of M neurons.
    total += D + M
single_neuron_without_bias: A layer with a single neuron is given no bias. It should have one, as every neuron has.
    total += D * M + (M if M > 1 else 0)
biases_of_last_layer_missing: The last layer's biases are missing. Count them too: only the input layer has none.
    total = sum(sizes[1:-1]) ;; total += D * M
layer_by_layer: This is a list, layer by layer. Add it up to one number.
    total = [] ;; total += [D * M + M]
    total = [] ;; total += [D * M]
bias_on_both_sides: This is (D + 1) (M + 1) for each layer, with a constant on both sides. Only the inputs should get
one: (D + 1) M.
    total += (D + 1) * (M + 1)
hidden_layers_skipped: The inputs are connected with the output directly. Go layer by layer.
    return sizes[0] * sizes[-1] + sizes[-1]
biases_of_last_layer_only: Only the last layer's biases are counted. Count those of each layer.
    total = sizes[-1] ;; total += D * M
one_pass_too_many: The loop makes one pass too many: sizes[i + 1] does not exist for the last i. It should make one for
each layer, k - 1 for k sizes.
    of "loop over i": for i in range(len(sizes)):
every_pair_connected: Every layer is connected with every later one. Count the connections of neighbours only.
    return sum(sizes[1:]) + sum(D * M for i, D in enumerate(sizes) for M in sizes[i + 1 :])
sixteen_bits: Where layers are large, a number goes beyond what 16 bits can hold, and the total is too small. It needs
numbers without this limit: Python's own int, or NumPy's int64.
    of "dot product": sizes = np.array(sizes, dtype=np.int16)
    of "dot product": sizes = np.array(sizes, dtype=np.int16) ;; return (sizes[:-1] * sizes[1:] + sizes[1:]).sum()
    of "dot product": sizes = np.array(sizes, dtype=np.uint16) ;; return (sizes[:-1] * sizes[1:] + sizes[1:]).sum()
looked_up_by_size: Where two layers have the same size, the first of them is taken in both places. Go from place to
place in the list; a size does not say where it stands.
    total += D * M + M -> M = sizes[sizes.index(D) + 1]; total += D * M + M
    total += D * M + M -> D = sizes[sizes.index(M) - 1]; total += D * M + M
ends_at_the_last_size: It ends at the first layer that is as large as the last one. Go on to the end of the list,
whatever the sizes are.
    of "loop over i": for i in range(sizes.index(sizes[-1])):
""")

exercise.alternatives("""
loop over i:
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
        total += sizes[i + 1]
    return total
each neuron has D + 1:
    total = 0
    before = sizes[0]
    for neurons in sizes[1:]:
        total = total + (before + 1) * neurons
        before = neurons
    return total
dot product:
    sizes = np.array(sizes)
    return sizes[:-1] @ sizes[1:] + sizes[1:].sum()
from i = 1:
    weights = 0
    biases = 0
    for i in range(1, len(sizes)):
        weights += sizes[i - 1] * sizes[i]
        biases += sizes[i]
    return float(weights + biases)
from the arrays themselves:
    total = 0
    for D, M in zip(sizes, sizes[1:]):
        W, b = np.zeros((D, M)), np.zeros(M)
        total += W.size + b.size
    return total
""")
