"""How many weights and biases a network of dense layers has."""

# ruff: noqa: RUF007  students write zip(sizes[:-1], sizes[1:])

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "count_parameters",
    chapter="04-weights-and-biases",
    returns=("total",),
    points={"total": 2},
    section=N_("How many numbers a network has"),
)


@exercise.reference
def count_parameters(sizes):
    return sum(D * M + M for D, M in zip(sizes[:-1], sizes[1:]))


def widths(rng, count):
    return [int(width) for width in rng.permutation(np.arange(3, 14))[:count]]


@exercise.probe(times=2)
def three(rng):
    return (widths(rng, 3),)


@exercise.probe(times=2)
def more(rng):
    return (widths(rng, int(rng.integers(4, 7))),)


@exercise.probe()
def one_layer(rng):
    return (widths(rng, 2),)


@exercise.mistake("biases_forgotten", N_("Only the weights are counted. Each neuron has a bias too: M more per layer."))
def _(sizes):
    return sum(D * M for D, M in zip(sizes[:-1], sizes[1:]))


@exercise.mistake(
    "biases_for_inputs",
    N_("The inputs are given biases. The input layer computes nothing, so its entries have none."),
)
def _(sizes):
    return sum(D * M for D, M in zip(sizes[:-1], sizes[1:])) + sum(sizes)


@exercise.mistake(
    "a_bias_for_each_input",
    N_("Each layer is given as many biases as it has inputs (D). It has one for each of its neurons (M)."),
)
def _(sizes):
    return sum(D * M + D for D, M in zip(sizes[:-1], sizes[1:]))


@exercise.mistake("one_bias_per_layer", N_("Each layer is given one bias. It has one for each of its neurons."))
def _(sizes):
    return sum(D * M + 1 for D, M in zip(sizes[:-1], sizes[1:]))


@exercise.mistake("one_bias_per_layer")
def _(sizes):
    return sum(D * M for D, M in zip(sizes[:-1], sizes[1:])) + len(sizes)


@exercise.mistake("one_bias_in_all", N_("One bias is counted for the whole network. Each neuron has its own."))
def _(sizes):
    return sum(D * M for D, M in zip(sizes[:-1], sizes[1:])) + 1


@exercise.mistake("bias_for_each_weight", N_("A bias is counted for each weight. There is one for each neuron."))
def _(sizes):
    return sum(2 * D * M for D, M in zip(sizes[:-1], sizes[1:]))


@exercise.mistake("biases_only", N_("These are the biases only. Add the D · M weights of each layer."))
def _(sizes):
    return sum(sizes[1:])


@exercise.mistake("neurons_counted", N_("These are the neurons, not their parameters. Each has D weights and a bias."))
def _(sizes):
    return sum(sizes)


@exercise.mistake(
    "all_sizes_multiplied",
    N_("All sizes are multiplied together. Only neighbouring layers are connected: add up D · M, layer by layer."),
)
def _(sizes):
    return int(np.prod(sizes))


@exercise.mistake("all_sizes_multiplied")
def _(sizes):
    return int(np.prod(sizes)) + sum(sizes[1:])


@exercise.mistake("first_layer_only", N_("Only the first layer is counted. Does the function return inside the loop?"))
def _(sizes):
    return sizes[0] * sizes[1] + sizes[1]


@exercise.mistake(
    "last_layer_only", N_("Only the last layer is counted. Let the total grow in the loop: total += ..., from 0.")
)
def _(sizes):
    return sizes[-2] * sizes[-1] + sizes[-1]


@exercise.mistake(
    "last_layer_missing",
    N_("The last layer is missing. For sizes with k entries there are k - 1 layers, so the loop makes k - 1 passes."),
)
def _(sizes):
    return sum(D * M + M for D, M in zip(sizes[:-2], sizes[1:-1]))


@exercise.mistake(
    "first_layer_missing", N_("The first layer is missing. It leads from sizes[0] to sizes[1], so start with i = 0.")
)
def _(sizes):
    return sum(D * M + M for D, M in zip(sizes[1:-1], sizes[2:]))


@exercise.mistake(
    "one_pass_too_many",
    N_("The loop makes one pass too many: sizes[i + 1] does not exist for the last i. There are k - 1 layers."),
)
def _(sizes):
    total = 0
    for i in range(len(sizes)):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total


@exercise.mistake(
    "wraps_around",
    N_("The input layer is connected to the output layer: sizes[-1] is the last entry. Start with i = 1."),
)
def _(sizes):
    return sum(sizes[i - 1] * sizes[i] + sizes[i] for i in range(len(sizes)))


@exercise.mistake(
    "every_pair_connected",
    N_("Every layer is connected with every later one. Dense layers connect neighbours only."),
)
def _(sizes):
    total = sum(sizes[1:])
    for i in range(len(sizes)):
        for j in range(i + 1, len(sizes)):
            total += sizes[i] * sizes[j]
    return total


@exercise.mistake(
    "connected_with_itself",
    N_("Each layer is connected with itself. Its weights lead from the layer before: D · M, not M · M."),
)
def _(sizes):
    return sum(M * M + M for M in sizes[1:])


@exercise.mistake(
    "sizes_added", N_("The sizes of neighbours are added. Each of D inputs meets each of M neurons: D · M.")
)
def _(sizes):
    return sum(D + M for D, M in zip(sizes[:-1], sizes[1:]))


@exercise.mistake("layer_by_layer", N_("This is a list, layer by layer. Add it up to one number."))
def _(sizes):
    return [D * M + M for D, M in zip(sizes[:-1], sizes[1:])]


@exercise.mistake("layer_by_layer")
def _(sizes):
    return [D * M for D, M in zip(sizes[:-1], sizes[1:])]


@exercise.mistake(
    "bias_on_both_sides",
    N_("(D + 1) (M + 1) gives the neurons of the next layer a constant too. Only one side gets it: (D + 1) M."),
)
def _(sizes):
    return sum((D + 1) * (M + 1) for D, M in zip(sizes[:-1], sizes[1:]))


@exercise.mistake("hidden_layers_skipped", N_("The inputs are connected with the output directly. Go layer by layer."))
def _(sizes):
    return sizes[0] * sizes[-1] + sizes[-1]


@exercise.mistake("biases_of_last_layer_only", N_("Only the last layer's biases are counted. Each layer has its own."))
def _(sizes):
    return sum(D * M for D, M in zip(sizes[:-1], sizes[1:])) + sizes[-1]


@exercise.alternative("loop over i")
def _(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
        total += sizes[i + 1]
    return total


@exercise.alternative("each neuron has D + 1")
def _(sizes):
    total = 0
    before = sizes[0]
    for neurons in sizes[1:]:
        total = total + (before + 1) * neurons
        before = neurons
    return total


@exercise.alternative("dot product")
def _(sizes):
    sizes = np.array(sizes)
    return sizes[:-1] @ sizes[1:] + sizes[1:].sum()


@exercise.alternative("from i = 1")
def _(sizes):
    weights = 0
    biases = 0
    for i in range(1, len(sizes)):
        weights += sizes[i - 1] * sizes[i]
        biases += sizes[i]
    return float(weights + biases)


@exercise.alternative("from the arrays themselves")
def _(sizes):
    total = 0
    for D, M in zip(sizes, sizes[1:]):
        W, b = np.zeros((D, M)), np.zeros(M)
        total += W.size + b.size
    return total
