"""The forward pass through a stack of layers."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "network_forward", chapter="02-layers", returns=("A",), points={"A": 3}, section=N_("Stacking layers")
)


@exercise.reference
def network_forward(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(A @ W + b)
    return A


@exercise.probe(times=3)
def two_layers(rng):
    N, D, H, M = sizes(rng, 4)
    layers = [(numbers(rng, D, H) / 2, numbers(rng, H)), (numbers(rng, H, M) / 2, numbers(rng, M))]
    return numbers(rng, N, D), layers, np.tanh


@exercise.probe(times=2)
def three_layers(rng):
    N, D, H, G, M = sizes(rng, 5)
    shapes = [(D, H), (H, G), (G, M)]
    return numbers(rng, N, D), [(numbers(rng, *s) / 2, numbers(rng, s[1])) for s in shapes], np.cos


@exercise.probe()
def one_layer(rng):
    N, D, M = sizes(rng, 3)
    return numbers(rng, N, D), [(numbers(rng, D, M), numbers(rng, M))], np.tanh


exercise.slip(
    "activation_missing",
    N_("The activation is never applied. Without it a stack of layers is one layer."),
    change=("A = activation(A @ W + b)", "A = A @ W + b"),
)

exercise.slip(
    "activation_missing_at_the_end",
    N_("The last layer's sums come back without the activation. Here every layer is activated."),
    change=[("for W, b in layers:", "for W, b in layers[:-1]:"), ("return A", "W, b = layers[-1]\nreturn A @ W + b")],
)


@exercise.mistake(
    "activation_only_at_the_end", N_("The activation is applied once, at the end. Apply it after each layer.")
)
def _(X, layers, activation):
    A = X
    for W, b in layers:
        A = A @ W + b
    return activation(A)


@exercise.mistake("bias_forgotten", N_("The biases are not added."), reread=N_("The layer in one line"))
def _(X, layers, activation):
    A = X
    for W, _b in layers:
        A = activation(A @ W)
    return A


exercise.slip(
    "bias_after_activation",
    N_("The biases are added after the activation. First the sum with its bias, then the activation."),
    change=("A = activation(A @ W + b)", "A = activation(A @ W) + b"),
)


@exercise.mistake("first_layer_only", N_("It stops after the first layer. Is the return inside the loop?"))
def _(X, layers, activation):
    W, b = layers[0]
    return activation(X @ W + b)


exercise.slip(
    "last_layer_missing", N_("The last layer is left out."), change=("for W, b in layers:", "for W, b in layers[:-1]:")
)

exercise.slip(
    "input_used_again",
    N_("Every layer gets the input X. Each layer gets what the layer before it gave."),
    change=[("A = X", "pass"), ("A = activation(A @ W + b)", "A = activation(X @ W + b)")],
)

exercise.slip(
    "layers_reversed",
    N_("The layers are taken from the last to the first. The input goes through the first layer first."),
    change=("for W, b in layers:", "for W, b in layers[::-1]:"),
)

exercise.slip(
    "input_activated",
    N_("The input itself is activated before the first layer. The input goes in as it is."),
    change=("A = X", "A = activation(X)"),
)


@exercise.mistake("activated_twice", N_("The activation is applied twice after each layer."))
def _(X, layers, activation):
    A = X
    for W, b in layers:
        A = activation(activation(A @ W + b))
    return A


@exercise.mistake(
    "all_layers_returned", N_("It returns the outputs of all layers. Wanted is that of the last one alone.")
)
def _(X, layers, activation):
    outputs = [X]
    for W, b in layers:
        outputs.append(activation(outputs[-1] @ W + b))
    return outputs[1:]


@exercise.mistake("all_layers_returned")
def _(X, layers, activation):
    outputs = [X]
    for W, b in layers:
        outputs.append(activation(outputs[-1] @ W + b))
    return outputs


exercise.slip(
    "activation_before_the_layer",
    N_("The activation comes before each layer's sum. It comes after it: first the sum with its bias."),
    change=("A = activation(A @ W + b)", "A = activation(A) @ W + b"),
)

exercise.slip(
    "activated_again_at_the_end",
    N_("At the end the activation is applied once more. The last layer has had it."),
    change=("return A", "return activation(A)"),
)

exercise.slip(
    "first_bias_everywhere",
    N_("Every layer gets the biases of the first one. Each layer has its own pair (W, b)."),
    change=[("A = X", "A, b = X, layers[0][1]"), ("for W, b in layers:", "for W, _b in layers:")],
)


@exercise.mistake("input_used_again")
def _(X, layers, activation):
    for W, b in layers:
        Z = X @ W + b
    return Z


exercise.slip(
    "weights_do_not_fit",
    N_("A product does not fit. Is W transposed, or are W and b exchanged? A pair is (W, b), and A @ W fits as it is."),
    reread=N_("The layer in one line"),
    change=("A = activation(A @ W + b)", "A = activation(A @ W.T + b)"),
)

exercise.slip(
    "wrong_order",
    N_("The product is W @ A. With samples in rows it is A @ W."),
    reread=N_("The layer in one line"),
    change=("A = activation(A @ W + b)", "A = activation(W @ A + b)"),
)

exercise.slip("weights_do_not_fit", change=("for W, b in layers:", "for b, W in layers:"))

exercise.slip(
    "outputs_of_layers_mixed",
    N_("The rows of all layers stand in one list. Append behind the loop over the layers, once for each sample."),
    change=(
        "A = X\nfor W, b in layers:\n    A = activation(A @ W + b)\nreturn A",
        "out = []\nfor x in X:\n    for W, b in layers:\n        x = activation(x @ W + b)\n        out.append(x)\nreturn out",
    ),
)


@exercise.mistake("outputs_of_layers_mixed")
def _(X, layers, activation):
    out = []
    for x in X:
        for W, b in layers:
            x = activation(x @ W + b)
            out.append(x)
    return np.array(out)


exercise.slip(
    "activation_not_called",
    N_("The activation is multiplied with the sums. It is a function: call it, with the sums in its brackets."),
    change=("A = activation(A @ W + b)", "A = activation * (A @ W + b)"),
)


@exercise.mistake("own_activation", N_("It uses a threshold of its own. Use the activation that is passed in."))
def _(X, layers, activation):
    A = X
    for W, b in layers:
        A = np.where(A @ W + b > 0, 1.0, 0.0)
    return A


@exercise.alternative("recursion")
def _(X, layers, activation):
    def through(A, rest):
        if not rest:
            return A
        W, b = rest[0]
        return through(activation(np.dot(A, W) + b), rest[1:])

    return through(X, layers)


@exercise.alternative("sample by sample")
def _(X, layers, activation):
    rows = []
    for x in X:
        for W, b in layers:
            x = activation(x @ W + b)
        rows.append(x)
    return rows


@exercise.alternative("by index")
def _(X, layers, activation):
    outputs = [X]
    for i in range(len(layers)):
        outputs.append(activation(outputs[i] @ layers[i][0] + layers[i][1]))
    return outputs[-1]
