"""The whole backward pass of a network with one hidden layer: tanh, then a sigmoid with binary cross-entropy."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import integers, one_column, one_row, where
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "backprop_two_layer",
    chapter="05-backpropagation",
    returns=("grads",),
    points={"W1": 1, "b1": 1, "W2": 1, "b2": 1},
    section=N_("The two layers in shapes"),
)


@exercise.reference
def backprop_two_layer(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    H = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(H @ W2 + b2)))
    dZ2 = (p - y[:, None]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


# What is added to each parameter, so that there is a slope along it.
@exercise.forward(W1="W1", b1="b1", W2="W2", b2="b2")
def loss(X, y, params, W1=0.0, b1=0.0, W2=0.0, b2=0.0):
    H = np.tanh(X @ (params["W1"] + W1) + params["b1"] + b1)
    z = (H @ (params["W2"] + W2) + params["b2"] + b2)[:, 0]
    return float(np.mean(np.log(1 + np.exp(-z)) * y + np.log(1 + np.exp(z)) * (1 - y)))


def arrays(rng, N, D, H):
    params = {
        "W1": numbers(rng, D, H) / 2,
        "b1": numbers(rng, H) / 2,
        "W2": numbers(rng, H, 1),
        "b2": numbers(rng, 1) / 2,
    }
    return numbers(rng, N, D), rng.permutation(np.arange(N) % 2).astype(float), params


@exercise.probe(times=3)
def ordinary(rng):
    N, D, H = sizes(rng, 3, 3, 6)
    N += 1 if N + 1 not in (D, H) else 4
    return arrays(rng, N, D, H)


@exercise.probe()
def one_sample(rng):
    D, H = sizes(rng, 2, 3, 6)
    X, y, params = arrays(rng, 1, D, H)
    return X, 1 - y if rng.integers(2) else y, params


@exercise.probe()
def one_input(rng):
    N, H = sizes(rng, 2, 3, 6)
    return arrays(rng, N, 1, H)


@exercise.probe()
def one_hidden_neuron(rng):
    N, D = sizes(rng, 2, 3, 6)
    return arrays(rng, N, D, 1)


@exercise.probe()
def whole_targets(rng):
    N, D, H = sizes(rng, 3, 3, 6)
    X, y, params = arrays(rng, N, D, H)
    return X, y.astype(int), params


@exercise.probe()
def target_0_alone(rng):
    X, y, params = arrays(rng, *sizes(rng, 3, 3, 6))
    return X, 0 * y, params


@exercise.probe()
def target_1_alone(rng):
    X, y, params = arrays(rng, *sizes(rng, 3, 3, 6))
    return X, 0 * y + 1, params


exercise.covers(
    one_row("X"),
    one_column("X"),
    where("one_hidden_neuron", N_("where there is one hidden neuron"), lambda params: params["W1"].shape[1] == 1),
    integers("y"),
    where("target_0_alone", N_("where all targets are 0"), lambda y: (y == 0).all()),
    where("target_1_alone", N_("where all targets are 1"), lambda y: (y == 1).all()),
)


exercise.slip(
    "mean_forgotten",
    N_("The division by N is missing. The loss is a mean over the samples: dZ2 should be (p - y) / N."),
    reread=N_("Sigmoid and cross-entropy together"),
    change=("dZ2 = (p - y[:, None]) / len(y)", "dZ2 = p - y[:, None]"),
)

exercise.slip(
    "divided_twice",
    N_("The division by N happens twice. Once is enough, in dZ2: the sums over the samples need no other."),
    reread=N_("Why sums over the samples?"),
    change=[
        ('dZ1, "b1": dZ1.sum(axis=0)', 'dZ1 / len(y), "b1": dZ1.mean(axis=0)'),
        ('dZ2, "b2": dZ2.sum(axis=0)', 'dZ2 / len(y), "b2": dZ2.mean(axis=0)'),
    ],
)

exercise.slip(
    "weights_divided_twice",
    N_("The gradients of the weights are divided by N once more. The division is in dZ2 already."),
    reread=N_("Why sums over the samples?"),
    change=[("@ dZ1", "@ dZ1 / len(y)"), ("@ dZ2", "@ dZ2 / len(y)")],
)

exercise.slip(
    "biases_averaged",
    N_("The gradients of the biases are means over the samples. They should be sums: dZ2 is divided by N already."),
    reread=N_("Why sums over the samples?"),
    change=[("dZ1.sum(axis=0)", "dZ1.mean(axis=0)"), ("dZ2.sum(axis=0)", "dZ2.mean(axis=0)")],
)

exercise.slip(
    "sign_flipped",
    N_("Every sign is wrong, as with y - p. The slope along z2 should be (p - y) / N."),
    reread=N_("Sigmoid and cross-entropy together"),
    change=("dZ2 = (p - y[:, None]) / len(y)", "dZ2 = (y[:, None] - p) / len(y)"),
)

exercise.slip(
    "targets_not_a_column",
    N_("y of shape (N,) and p of shape (N, 1) make an (N, N) table. Make y a column first: y[:, None]."),
    reread=N_("A trap: y is not a column"),
    change=("dZ2 = (p - y[:, None]) / len(y)", "dZ2 = (p - y) / len(y)"),
)

exercise.slip(
    "targets_not_a_column",
    change=("dZ2 = (p - y[:, None]) / len(y)", "dZ2 = np.mean(p - y, axis=1, keepdims=True) / len(y)"),
)

exercise.slip(
    "targets_not_a_column",
    change=("dZ2 = (p - y[:, None]) / len(y)", "dZ2 = np.sum(p - y, axis=1, keepdims=True) / len(y)"),
)

exercise.slip(
    "targets_not_a_column",
    change=("dZ2 = (p - y[:, None]) / len(y)", "dZ2 = np.mean(p - y, axis=0)[:, None] / len(y)"),
)

exercise.slip(
    "brackets_missing",
    N_("H**2 is subtracted from what comes back. Multiply what comes back by 1 - H**2 as a whole."),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ W2.T) * 1 - H**2"),
)

exercise.slip(
    "divided_by_hidden_neurons",
    N_("The gradients are divided by the number of hidden neurons. The loss is a mean over the samples: divide by N."),
    reread=N_("Sigmoid and cross-entropy together"),
    change=("(p - y[:, None]) / len(y)", "(p - y[:, None]) / H.shape[1]"),
)

exercise.slip(
    "tanh_slope_missing",
    N_("The slope of tanh is missing. Multiply what comes back through W2 by 1 - H**2, entry by entry."),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = dZ2 @ W2.T"),
)

exercise.slip(
    "tanh_slope_from_z",
    N_("The slope of tanh is taken as 1 - Z1**2. It should be 1 - H**2, made from the output of tanh."),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ W2.T) * (1 - (X @ W1 + b1) ** 2)"),
)

exercise.slip(
    "tanh_slope_of_tanh",
    N_("tanh is applied once more in the slope. The slope should be 1 - H**2: H is the output of tanh already."),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ W2.T) * (1 - np.tanh(H) ** 2)"),
)

exercise.slip(
    "tanh_slope_not_squared",
    N_("The slope of tanh is taken as 1 - H. It should be 1 - H**2."),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ W2.T) * (1 - H)"),
)

exercise.slip(
    "tanh_slope_brackets",
    N_("The slope of tanh is taken as (1 - H)**2. It should be 1 - H**2: square H first."),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ W2.T) * (1 - H) ** 2"),
)

exercise.slip(
    "sigmoid_slope_for_tanh",
    N_("The slope of tanh is taken as H (1 - H), that of a sigmoid. It should be 1 - H**2."),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ W2.T) * H * (1 - H)"),
)

exercise.slip(
    "relu_slope_for_tanh",
    N_("The slope of tanh is taken as that of ReLU. It should be 1 - H**2."),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ W2.T) * (H > 0)"),
)

exercise.slip(
    "tanh_slope_twice",
    N_("The slope of tanh is multiplied in twice. Multiply by it once."),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ W2.T) * (1 - H**2) ** 2"),
)

exercise.slip(
    "sigmoid_slope_kept",
    N_(
        "There is a factor p (1 - p) too many. With cross-entropy it cancels: the slope along z2 should be (p - y) / N."
    ),
    reread=N_("Sigmoid and cross-entropy together"),
    change=("dZ2 = (p - y[:, None]) / len(y)", "dZ2 = (p - y[:, None]) * p * (1 - p) / len(y)"),
)

exercise.slip(
    "squared_error_slope",
    N_("This is the gradient of the squared error. The loss is binary cross-entropy."),
    reread=N_("Sigmoid and cross-entropy together"),
    change=("dZ2 = (p - y[:, None]) / len(y)", "dZ2 = 2 * (p - y[:, None]) * p * (1 - p) / len(y)"),
)

exercise.slip(
    "factor_2",
    N_("There is a factor 2 as in the squared error. With cross-entropy the slope along z2 should be (p - y) / N."),
    reread=N_("Sigmoid and cross-entropy together"),
    change=("dZ2 = (p - y[:, None]) / len(y)", "dZ2 = 2 * (p - y[:, None]) / len(y)"),
)

exercise.slip(
    "sigmoid_slope_missing",
    N_("The slope along p stands where that along z2 belongs. Multiply it by the slope of the sigmoid, p (1 - p)."),
    reread=N_("Sigmoid and cross-entropy together"),
    change=("dZ2 = (p - y[:, None]) / len(y)", "dZ2 = (p - y[:, None]) / (p * (1 - p)) / len(y)"),
)

exercise.slip(
    "sigmoid_missing",
    N_("The output is z2 itself. Apply the sigmoid to z2."),
    change=("p = 1 / (1 + np.exp(-(H @ W2 + b2)))", "p = H @ W2 + b2"),
)

exercise.slip(
    "sigmoid_sign_missing",
    N_("Where p belongs stands 1 - p. Has the sigmoid exp(z) in place of exp(-z)?"),
    change=("p = 1 / (1 + np.exp(-(H @ W2 + b2)))", "p = 1 / (1 + np.exp(H @ W2 + b2))"),
)

exercise.slip(
    "tanh_for_sigmoid",
    N_("The output has tanh here. It should have a sigmoid."),
    change=("p = 1 / (1 + np.exp(-(H @ W2 + b2)))", "p = np.tanh(H @ W2 + b2)"),
)

exercise.slip(
    "tanh_missing",
    N_("H holds the sums of the hidden layer themselves. Apply tanh to them."),
    change=("H = np.tanh(X @ W1 + b1)", "H = X @ W1 + b1"),
)

exercise.slip(
    "sigmoid_for_tanh",
    N_("The hidden layer has a sigmoid here. It should have tanh."),
    change=("H = np.tanh(X @ W1 + b1)", "H = 1 / (1 + np.exp(-(X @ W1 + b1)))"),
)


@exercise.mistake("sigmoid_for_tanh")
def _(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    H = 1 / (1 + np.exp(-(X @ W1 + b1)))
    p = 1 / (1 + np.exp(-(H @ W2 + b2)))
    dZ2 = (p - y[:, None]) / len(y)
    dZ1 = (dZ2 @ W2.T) * H * (1 - H)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


exercise.slip(
    "b1_forgotten",
    N_("b1 is forgotten in the forward pass. Add it before tanh."),
    change=("H = np.tanh(X @ W1 + b1)", "H = np.tanh(X @ W1)"),
)

exercise.slip(
    "b2_forgotten",
    N_("b2 is forgotten in the forward pass. Add it before the sigmoid."),
    change=("p = 1 / (1 + np.exp(-(H @ W2 + b2)))", "p = 1 / (1 + np.exp(-(H @ W2)))"),
)

exercise.slip(
    "biases_forgotten",
    N_("Both biases are forgotten in the forward pass. Add each to the sums of its layer."),
    change=[
        ("H = np.tanh(X @ W1 + b1)", "H = np.tanh(X @ W1)"),
        ("p = 1 / (1 + np.exp(-(H @ W2 + b2)))", "p = 1 / (1 + np.exp(-(H @ W2)))"),
    ],
)

exercise.slip(
    "bias_outside_tanh",
    N_("b1 is added after tanh. Add it to the sums, then apply tanh."),
    change=("H = np.tanh(X @ W1 + b1)", "H = np.tanh(X @ W1) + b1"),
)

exercise.slip(
    "dW2_from_X",
    N_("dW2 is made from X. Make it from H, the input of the second layer."),
    reread=N_("The dense layer in shapes"),
    change=("H.T", "X.T"),
)

exercise.slip(
    "dW2_from_sums",
    N_("dW2 is made from the sums before tanh. Make it from H, the input of the second layer."),
    reread=N_("The dense layer in shapes"),
    change=("H.T", "(X @ W1 + b1).T"),
)

exercise.slip(
    "dW1_from_H",
    N_("dW1 is made from H. Make it from X, the input of the first layer."),
    reread=N_("The dense layer in shapes"),
    change=("X.T", "H.T"),
)

exercise.slip(
    "W2_not_transposed",
    N_("What multiplies dZ2 on the way back must have the shape (1, H): that is W2, turned."),
    reread=N_("The dense layer in shapes"),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ W2) * (1 - H**2)"),
)

exercise.slip("W2_not_transposed", change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = np.dot(dZ2, W2) * (1 - H**2)"))

exercise.slip(
    "W2_not_used",
    N_("What comes back to the hidden layer is not multiplied by W2. It should be."),
    reread=N_("The dense layer in shapes"),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = dZ2 * (1 - H**2)"),
)

exercise.slip("W2_not_transposed", change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ W1.T) * (1 - H**2)"))

exercise.slip(
    "X_not_transposed",
    N_("In dW1, X is not transposed. Turn it: the shapes below a product have to fit."),
    reread=N_("The dense layer in shapes"),
    change=("X.T", "X"),
)

exercise.slip(
    "H_not_transposed",
    N_("In dW2, H is not transposed. Turn it: the shapes below a product have to fit."),
    reread=N_("The dense layer in shapes"),
    change=("H.T", "H"),
)

exercise.slip(
    "dW1_transposed",
    N_("dW1 is transposed. It should have the shape of W1: X turned, times dZ1."),
    reread=N_("The dense layer in shapes"),
    change=("X.T @ dZ1", "dZ1.T @ X"),
)

exercise.slip(
    "dW2_transposed",
    N_("dW2 is transposed. It should have the shape of W2, (H, 1)."),
    reread=N_("The dense layer in shapes"),
    change=("H.T @ dZ2", "dZ2.T @ H"),
)

exercise.slip(
    "weights_transposed",
    N_("The gradients of the weights are transposed. Each should have the shape of its weights."),
    reread=N_("The dense layer in shapes"),
    change=[("X.T @ dZ1", "dZ1.T @ X"), ("H.T @ dZ2", "dZ2.T @ H")],
)

exercise.slip(
    "biases_over_neurons",
    N_("The gradients of the biases are summed over the neurons (axis 1). Sum over the samples."),
    reread=N_("The dense layer in shapes"),
    change=[("dZ1.sum(axis=0)", "dZ1.sum(axis=1)"), ("dZ2.sum(axis=0)", "dZ2.sum(axis=1)")],
)

exercise.slip(
    "biases_not_summed",
    N_("The gradients of the biases are not added up over the samples. Each bias should have one: sum over axis 0."),
    reread=N_("Why sums over the samples?"),
    change=[("dZ1.sum(axis=0)", "dZ1"), ("dZ2.sum(axis=0)", "dZ2")],
)

exercise.slip(
    "biases_as_rows",
    N_("The gradients of the biases have an axis too many. They should be shaped like b1 and b2: is there a keepdims?"),
    reread=N_("The dense layer in shapes"),
    change=[
        ("dZ1.sum(axis=0)", "dZ1.sum(axis=0, keepdims=True)"),
        ("dZ2.sum(axis=0)", "dZ2.sum(axis=0, keepdims=True)"),
    ],
)

exercise.slip(
    "db1_total",
    N_("The gradient of b1 is the sum of everything. Each hidden neuron should have its own."),
    reread=N_("The dense layer in shapes"),
    change=("dZ1.sum(axis=0)", "dZ1.sum()"),
)

exercise.slip(
    "db2_a_number",
    N_("The gradient of b2 is a number. It should have the shape of b2, (1,): sum over axis 0."),
    reread=N_("The dense layer in shapes"),
    change=("dZ2.sum(axis=0)", "dZ2.sum()"),
)

exercise.slip(
    "db1_before_tanh_slope",
    N_("The gradient of b1 lacks the slope of tanh. Multiply by it first: b1 stands inside of tanh."),
    change=("dZ1.sum(axis=0)", "(dZ2 @ W2.T).sum(axis=0)"),
)

exercise.slip(
    "dW1_before_tanh_slope",
    N_("The gradient of W1 lacks the slope of tanh. Multiply by it first: W1 stands inside of tanh."),
    change=("@ dZ1", "@ (dZ2 @ W2.T)"),
)

exercise.slip(
    "dW2_with_tanh_slope",
    N_("The slope of tanh is in dW2. W2 stands behind tanh: dW2 should be H turned, times dZ2."),
    change=("H.T", "(H * (1 - H**2)).T"),
)

exercise.slip(
    "W2_after_a_step",
    N_("What comes back to the hidden layer is multiplied by W2 after a step. Use W2 as it was on the way forward."),
    reread=N_("The rest of the way back"),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ (W2 - H.T @ dZ2).T) * (1 - H**2)"),
)

exercise.slip(
    "W2_after_a_step",
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ (W2 - 0.1 * H.T @ dZ2).T) * (1 - H**2)"),
)

exercise.slip(
    "W2_after_a_step",
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ (W2 - 0.5 * H.T @ dZ2).T) * (1 - H**2)"),
)

exercise.slip(
    "W2_after_a_step",
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ (W2 - 0.01 * H.T @ dZ2).T) * (1 - H**2)"),
)

exercise.slip(
    "dW2_for_W2",
    N_("What comes back to the hidden layer is multiplied by the gradient of W2. Multiply by W2 itself."),
    reread=N_("The rest of the way back"),
    change=("dZ1 = (dZ2 @ W2.T) * (1 - H**2)", "dZ1 = (dZ2 @ (H.T @ dZ2).T) * (1 - H**2)"),
)

exercise.slip(
    "W2_twice",
    N_("The gradient of W2 is multiplied by W2. Only what goes back to the hidden layer should be."),
    reread=N_("The rest of the way back"),
    change=("H.T @ dZ2", "H.T @ dZ2 * W2"),
)

exercise.slip(
    "first_sample_only",
    N_("The gradients are those of the first sample alone. Each sample should add its own."),
    reread=N_("Why sums over the samples?"),
    change=("H = np.tanh(X @ W1 + b1)", "N, X, y = len(y), X[:1], y[:1]\nH = np.tanh(X @ W1 + b1)"),
)

exercise.slip(
    "first_sample_only",
    change=[
        ("H = np.tanh(X @ W1 + b1)", "N, X, y = len(y), X[:1], y[:1]\nH = np.tanh(X @ W1 + b1)"),
        ("(p - y[:, None]) / len(y)", "(p - y[:, None]) / N"),
    ],
)

exercise.slip(
    "last_sample_only",
    N_("The gradients are those of the last sample alone. Each sample should add its own."),
    reread=N_("Why sums over the samples?"),
    change=("H = np.tanh(X @ W1 + b1)", "N, X, y = len(y), X[-1:], y[-1:]\nH = np.tanh(X @ W1 + b1)"),
)

exercise.slip(
    "last_sample_only",
    change=[
        ("H = np.tanh(X @ W1 + b1)", "N, X, y = len(y), X[-1:], y[-1:]\nH = np.tanh(X @ W1 + b1)"),
        ("(p - y[:, None]) / len(y)", "(p - y[:, None]) / N"),
    ],
)

exercise.slip(
    "divided_by_inputs",
    N_("The gradients are divided by the number of inputs. The loss is a mean over the samples: divide by N."),
    reread=N_("Sigmoid and cross-entropy together"),
    change=("(p - y[:, None]) / len(y)", "(p - y[:, None]) / X.shape[1]"),
)

exercise.slip(
    "divided_by_all_entries",
    N_(
        "The gradients are divided by the number of all entries of X. The loss is a mean over the samples: divide by N."
    ),
    reread=N_("Sigmoid and cross-entropy together"),
    change=("(p - y[:, None]) / len(y)", "(p - y[:, None]) / X.size"),
)

exercise.slip(
    "layers_exchanged",
    N_("The gradients of the two layers are exchanged. Each belongs under its own key."),
    change=(
        'return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}',
        'return {"W2": X.T @ dZ1, "b2": dZ1.sum(axis=0), "W1": H.T @ dZ2, "b1": dZ2.sum(axis=0)}',
    ),
)

exercise.slip(
    "step_taken",
    N_("It returns the parameters after a step. Wanted are the gradients alone."),
    change=[
        ('"W1":', '"W1": W1 -'),
        ('dZ1.sum(axis=0), "W2":', 'b1 - dZ1.sum(axis=0), "W2": W2 -'),
        ('"b2":', '"b2": b2 -'),
    ],
)


@exercise.alternative("with the slope along p")
def _(X, y, params):
    N = X.shape[0]
    target = y.reshape(-1, 1)
    H = np.tanh(np.dot(X, params["W1"]) + params["b1"])
    p = 1.0 / (1.0 + np.exp(-(np.dot(H, params["W2"]) + params["b2"])))
    dp = (-target / p + (1 - target) / (1 - p)) / N
    dz = dp * p * (1 - p)
    grads = {}
    grads["W2"] = np.dot(H.T, dz)
    grads["b2"] = np.sum(dz, axis=0)
    dh = np.dot(dz, params["W2"].T) * (1 - np.square(H))
    grads["W1"] = np.dot(X.T, dh)
    grads["b1"] = np.sum(dh, axis=0)
    return grads


@exercise.alternative("flat output")
def _(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z1 = X @ W1 + b1
    p = 1 / (1 + np.exp(-(np.tanh(Z1) @ W2[:, 0] + b2[0])))
    d = (p - y) / len(y)
    d1 = np.outer(d, W2) / np.cosh(Z1) ** 2
    return {
        "W1": X.T @ d1,
        "b1": d1.sum(axis=0),
        "W2": (np.tanh(Z1).T @ d)[:, None],
        "b2": np.array([d.sum()]),
    }


@exercise.alternative("sample by sample")
def _(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    grads = {key: np.zeros_like(value) for key, value in params.items()}
    for x, target in zip(X, y, strict=True):
        h = np.tanh(x @ W1 + b1)
        p = 1 / (1 + np.exp(-(h @ W2 + b2)))
        d2 = (p - target) / len(X)
        d1 = d2 * W2[:, 0] * (1 - h**2)
        grads["W2"] += np.outer(h, d2)
        grads["b2"] += d2
        grads["W1"] += np.outer(x, d1)
        grads["b1"] += d1
    return grads


@exercise.alternative("float32, mean at the end")
def _(X, y, params):
    P = {key: value.astype(np.float32) for key, value in params.items()}
    H = np.tanh(X.astype(np.float32) @ P["W1"] + P["b1"])
    p = 1 / (1 + np.exp(-(H @ P["W2"] + P["b2"])))
    d2 = p - y.astype(np.float32)[:, np.newaxis]
    d1 = d2 @ P["W2"].T * (1 - H * H)
    N = np.float32(len(X))
    return {"W1": X.T.astype(np.float32) @ d1 / N, "b1": d1.mean(axis=0), "W2": H.T @ d2 / N, "b2": d2.mean(axis=0)}
