"""The forward pass through a stack of layers."""

import itertools

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes, with_zero

exercise = declare("network_forward", returns=("A",), points={"A": 3}, section=N_("Stacking layers"))


@exercise.reference
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        Z = A @ W + b
        A = activation(Z)
    return A


def _drawn(rng, activation, N, *widths):
    """Inputs for a network whose layers have these widths, the input's first."""
    layers = [(numbers(rng, *shape) / 2, numbers(rng, shape[1])) for shape in itertools.pairwise(widths)]
    return numbers(rng, N, widths[0]), layers, activation


exercise.probes(times=3, two_layers=lambda rng: _drawn(rng, np.tanh, *sizes(rng, 4)))

exercise.probes(times=2, three_layers=lambda rng: _drawn(rng, np.cos, *sizes(rng, 5)))

exercise.probes(
    four_layers=lambda rng: _drawn(rng, np.arctan, *sizes(rng, 6)),
    one_layer=lambda rng: _drawn(rng, np.sin, *sizes(rng, 3)),
    # Any of their products fits.
    layers_of_one_width=lambda rng: _drawn(rng, np.tanh, 5, 3, 3, 3, 3),
    single_output=lambda rng: _drawn(rng, np.tanh, *sizes(rng, 3), 1),
    single_sample=lambda rng: _drawn(rng, np.tanh, 1, *sizes(rng, 3)),
    # As the row 0, 0 of a gate.
    sample_of_zeros=exercise.but(lambda rng: _drawn(rng, np.tanh, 4, 2, 3, 5), X=lambda X: with_zero(X, at=1)),
)


@exercise.probe()
def whole_inputs(rng):
    N, *widths = sizes(rng, 4)
    _X, *network = _drawn(rng, np.tanh, N, *widths)
    return rng.integers(-2, 3, size=(N, widths[0])), *network


exercise.classes("""
one_layer: where there is a single layer  if len(layers) == 1
more_than_three_layers: where there are more than three layers  if len(layers) > 3
layers_of_one_width: where all layers are as wide as the input
    len(layers) > 1 and len({size for W, _b in layers for size in W.shape}) == 1
one_output: where the last layer has a single neuron  if len(layers[-1][1]) == 1
sample_of_zeros: where a sample is zero everywhere  if (~X.any(axis=1)).any()
one_row X
integers X
""")

exercise.wrong_lines("""
activation_missing: The activation is never applied. Without it a stack of layers is one layer.
    activation(Z) -> Z
activation_missing_at_the_end: The last layer's sums come back without the activation. Every layer should be
activated, the last one too.
    return Z
    return Z if len(layers) > 1 else A
bias_missing_at_the_end: The last layer's biases are not added. Every layer should add its own.
    for W, b in layers[:-1]: ;; return activation(A @ layers[-1][0])
own_activation_at_the_end: The last layer has an activation of its own. It should get the one that is passed in, like
every layer.
    return np.where(Z > 0, 1.0, 0.0)
    return 1 / (1 + np.exp(-Z))
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
two_layers_only: It goes through two layers, however many there are. Go through the whole list.
    layers => layers[:2]
    return A -> (W1, b1), (W2, b2) = layers; return activation(activation(X @ W1 + b1) @ W2 + b2)
    return activation(activation(X @ layers[0][0] + layers[0][1]) @ layers[1][0] + layers[1][1])
activation_only_at_the_end: The activation is applied once, at the end. Apply it after each layer.
    activation(Z) -> Z ;; return activation(A)
bias_after_activation: The biases are added after the activation. First the sum with its bias, then the activation.
    activation(Z) -> activation(A @ W) + b
last_layer_missing: The last layer is left out. Go through the whole list.
    for W, b in layers[:-1]:
input_used_again: Every layer gets the input X. Each layer should get what the layer before it gave.
    Z = X @ W + b
    Z = X @ W + b ;; return Z
layers_reversed: The layers are taken from the last to the first. The input should go through the first layer first.
    for W, b in layers[::-1]:
input_activated: The input itself is activated before the first layer. It should go in as it is.
    A = X -> A = activation(X)
activated_twice: The activation is applied twice after each layer. Apply it once.
    activation(Z) -> activation(activation(Z))
activation_before_the_layer: The activation comes before each layer's sum. It should come after: first the sum with
its bias.
    Z = activation(A) @ W + b ;; activation(Z) -> Z
activated_again_at_the_end: After the last layer the activation is applied twice. Apply it once after each layer.
    return activation(A)
weights_do_not_fit: A product does not fit. Is W transposed, or are W and b exchanged? A pair is (W, b), and A @ W
fits as it is.  > The layer in one line
    Z = A @ W.T + b
    for b, W in layers:
wrong_order: The product is W @ A. With samples in rows it should be A @ W.  > The layer in one line
    Z = W @ A + b
activation_not_called: The activation is multiplied with the sums. Call it, with the sums in its brackets: it is a
function.
    activation(Z) -> activation * Z
own_activation: It has an activation of its own. Call the one that is passed in.
    activation(Z) -> np.where(Z > 0, 1.0, 0.0)
    activation(Z) -> np.maximum(Z, 0)
    activation(Z) -> 1 / (1 + np.exp(-Z))
    activation(Z) -> np.tanh(Z)
activation_missing_at_the_start: The first layer's sums go on without the activation. Every layer should be activated,
the first one too.
    A = X -> W, b = layers[0]; A = X @ W + b ;; layers -> layers[1:]
bias_forgotten: The biases are not added.  > The layer in one line
    Z = A @ W
first_layer_only: It stops after the first layer. Is the return inside the loop?
    A = activation(Z) -> return activation(Z)
all_layers_returned: It returns the outputs of all layers. Wanted is that of the last one alone.
    of "by index": return outputs[1:]
    of "by index": return outputs
first_bias_everywhere: Every layer gets the biases of the first one. Each layer should get its own.
    Z = A @ W + layers[0][1]
outputs_of_layers_mixed: The rows of all layers stand in one list. Those of the last layer alone should: append once
for each sample, behind the loop over the layers.
    of "sample by sample": x = activation(x @ W + b) -> x = activation(x @ W + b); rows.append(x)
        ;; rows.append(x) -> pass
    of "sample by sample": x = activation(x @ W + b) -> x = activation(x @ W + b); rows.append(x)
        ;; rows.append(x) -> pass ;; return np.array(rows)
""")

exercise.alternatives("""
recursion:
    def through(A, rest):
        if not rest:
            return A
        W, b = rest[0]
        return through(activation(np.dot(A, W) + b), rest[1:])
    return through(X, layers)
sample by sample:
    rows = []
    for x in X:
        for W, b in layers:
            x = activation(x @ W + b)
        rows.append(x)
    return rows
by index:
    outputs = [X]
    for i in range(len(layers)):
        outputs.append(activation(outputs[i] @ layers[i][0] + layers[i][1]))
    return outputs[-1]
""")
