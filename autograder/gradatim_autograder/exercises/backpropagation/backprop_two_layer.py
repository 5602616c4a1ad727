"""The whole backward pass of a network with one hidden layer: tanh, then a sigmoid with binary cross-entropy."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import integers, one_column, one_row, where

exercise = declare(
    "backprop_two_layer",
    returns=("grads",),
    points={"W1": 1, "b1": 1, "W2": 1, "b2": 1},
    section=N_("The two layers in shapes"),
)


@exercise.reference
def backprop_two_layer(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z1 = X @ W1 + b1
    H = np.tanh(Z1)
    Z2 = H @ W2 + b2
    p = 1 / (1 + np.exp(-Z2))
    dZ2 = (p - y[:, None]) / len(y)
    dW2 = H.T @ dZ2
    db2 = dZ2.sum(axis=0)
    dH = dZ2 @ W2.T
    dZ1 = dH * (1 - H**2)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# What is added to each parameter, so that there is a slope along it.
@exercise.forward(W1="W1", b1="b1", W2="W2", b2="b2")
def loss(X, y, params, W1=0.0, b1=0.0, W2=0.0, b2=0.0):
    H = np.tanh(X @ (params["W1"] + W1) + params["b1"] + b1)
    z = (H @ (params["W2"] + W2) + params["b2"] + b2)[:, 0]
    return float(np.mean(np.log(1 + np.exp(-z)) * y + np.log(1 + np.exp(z)) * (1 - y)))


def arrays(rng, N, D, H):
    W1, b1, W2, b2 = numbers(rng, D, H) / 2, numbers(rng, H) / 2, numbers(rng, H, 1), numbers(rng, 1) / 2
    params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
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


exercise.probes(
    one_input=sized(lambda rng, N, H: arrays(rng, N, 1, H), 3, 6),
    one_hidden_neuron=sized(lambda rng, N, D: arrays(rng, N, D, 1), 3, 6),
)


@exercise.probe()
def whole_targets(rng):
    N, D, H = sizes(rng, 3, 3, 6)
    X, y, params = arrays(rng, N, D, H)
    return X, y.astype(int), params


exercise.probes(
    target_0_alone=exercise.but(lambda rng: arrays(rng, *sizes(rng, 3, 3, 6)), y=lambda y: 0 * y),
    target_1_alone=exercise.but(lambda rng: arrays(rng, *sizes(rng, 3, 3, 6)), y=lambda y: 0 * y + 1),
)

exercise.classes(
    one_row("X"),
    one_column("X"),
    where("one_hidden_neuron", N_("where there is one hidden neuron"), lambda params: params["W1"].shape[1] == 1),
    integers("y"),
    where("target_0_alone", N_("where all targets are 0"), lambda y: (y == 0).all()),
    where("target_1_alone", N_("where all targets are 1"), lambda y: (y == 1).all()),
)

exercise.wrong_lines("""
mean_forgotten: The division by N is missing. The loss is a mean over the samples: dZ2 should be (p - y) / N.
> Sigmoid and cross-entropy together
    dZ2 = p - y[:, None]
divided_twice: The division by N happens twice. Once is enough, in dZ2: the sums over the samples need no other.
> Why sums over the samples?
    return {"W1": dW1 / len(y), "b1": db1 / len(y), "W2": dW2 / len(y), "b2": db2 / len(y)}
weights_divided_twice: The gradients of the weights are divided by N once more. The division is in dZ2 already.
> Why sums over the samples?
    return {"W1": dW1 / len(y), "b1": db1, "W2": dW2 / len(y), "b2": db2}
biases_averaged: The gradients of the biases are means over the samples. They should be sums: dZ2 is divided by N
already.  > Why sums over the samples?
    db1 = dZ1.mean(axis=0) ;; db2 = dZ2.mean(axis=0)
sign_flipped: Every sign is wrong, as with y - p. The slope along z2 should be (p - y) / N.
> Sigmoid and cross-entropy together
    dZ2 = (y[:, None] - p) / len(y)
targets_not_a_column: y of shape (N,) and p of shape (N, 1) make an (N, N) table. Make y a column first: y[:, None].
> A trap: y is not a column
    dZ2 = (p - y) / len(y)
    dZ2 = np.mean(p - y, axis=1, keepdims=True) / len(y)
    dZ2 = np.sum(p - y, axis=1, keepdims=True) / len(y)
    dZ2 = np.mean(p - y, axis=0)[:, None] / len(y)
brackets_missing: H**2 is subtracted from what comes back. Multiply what comes back by 1 - H**2 as a whole.
    dZ1 = dH * 1 - H**2
divided_by_hidden_neurons: The gradients are divided by the number of hidden neurons. The loss is a mean over the
samples: divide by N.  > Sigmoid and cross-entropy together
    dZ2 = (p - y[:, None]) / H.shape[1]
tanh_slope_missing: The slope of tanh is missing. Multiply what comes back through W2 by 1 - H**2, entry by entry.
    dZ1 = dH
tanh_slope_from_z: The slope of tanh is taken as 1 - Z1**2. It should be 1 - H**2, made from the output of tanh.
    dZ1 = dH * (1 - Z1**2)
tanh_slope_of_tanh: tanh is applied once more in the slope. The slope should be 1 - H**2: H is the output of tanh
already.
    dZ1 = dH * (1 - np.tanh(H) ** 2)
tanh_slope_not_squared: The slope of tanh is taken as 1 - H. It should be 1 - H**2.
    dZ1 = dH * (1 - H)
tanh_slope_brackets: The slope of tanh is taken as (1 - H)**2. It should be 1 - H**2: square H first.
    dZ1 = dH * (1 - H) ** 2
sigmoid_slope_for_tanh: The slope of tanh is taken as H (1 - H), that of a sigmoid. It should be 1 - H**2.
    dZ1 = dH * H * (1 - H)
relu_slope_for_tanh: The slope of tanh is taken as that of ReLU. It should be 1 - H**2.
    dZ1 = dH * (H > 0)
tanh_slope_twice: The slope of tanh is multiplied in twice. Multiply by it once.
    dZ1 = dH * (1 - H**2) ** 2
sigmoid_slope_kept: There is a factor p (1 - p) too many. With cross-entropy it cancels: the slope along z2 should be
(p - y) / N.  > Sigmoid and cross-entropy together
    dZ2 = (p - y[:, None]) * p * (1 - p) / len(y)
squared_error_slope: This is the gradient of the squared error. The loss is binary cross-entropy.
> Sigmoid and cross-entropy together
    dZ2 = 2 * (p - y[:, None]) * p * (1 - p) / len(y)
factor_2: There is a factor 2 as in the squared error. With cross-entropy the slope along z2 should be (p - y) / N.
> Sigmoid and cross-entropy together
    dZ2 = 2 * (p - y[:, None]) / len(y)
sigmoid_slope_missing: The slope along p stands where that along z2 belongs. Multiply it by the slope of the sigmoid,
p (1 - p).  > Sigmoid and cross-entropy together
    dZ2 = (p - y[:, None]) / (p * (1 - p)) / len(y)
sigmoid_missing: The output is z2 itself. Apply the sigmoid to z2.
    p = Z2
sigmoid_sign_missing: Where p belongs stands 1 - p. Has the sigmoid exp(z) in place of exp(-z)?
    p = 1 / (1 + np.exp(Z2))
tanh_for_sigmoid: The output has tanh here. It should have a sigmoid.
    p = np.tanh(Z2)
tanh_missing: H holds the sums of the hidden layer themselves. Apply tanh to them.
    H = Z1
sigmoid_for_tanh: The hidden layer has a sigmoid here. It should have tanh.
    H = 1 / (1 + np.exp(-Z1))
    H = 1 / (1 + np.exp(-Z1)) ;; dZ1 = dH * H * (1 - H)
b1_forgotten: b1 is forgotten in the forward pass. Add it before tanh.
    Z1 = X @ W1
b2_forgotten: b2 is forgotten in the forward pass. Add it before the sigmoid.
    Z2 = H @ W2
biases_forgotten: Both biases are forgotten in the forward pass. Add each to the sums of its layer.
    Z1 = X @ W1 ;; Z2 = H @ W2
bias_outside_tanh: b1 is added after tanh. Add it to the sums, then apply tanh.
    H = np.tanh(X @ W1) + b1
dW2_from_X: dW2 is made from X. Make it from H, the input of the second layer.  > The dense layer in shapes
    dW2 = X.T @ dZ2
dW2_from_sums: dW2 is made from the sums before tanh. Make it from H, the input of the second layer.
> The dense layer in shapes
    dW2 = Z1.T @ dZ2
dW1_from_H: dW1 is made from H. Make it from X, the input of the first layer.  > The dense layer in shapes
    dW1 = H.T @ dZ1
W2_not_transposed: What multiplies dZ2 on the way back must have the shape (1, H): that is W2, turned.
> The dense layer in shapes
    dH = dZ2 @ W2
    dH = np.dot(dZ2, W2)
    dH = dZ2 @ W1.T
W2_not_used: What comes back to the hidden layer is not multiplied by W2. It should be.  > The dense layer in shapes
    dH = dZ2
X_not_transposed: In dW1, X is not transposed. Turn it: the shapes below a product have to fit.
> The dense layer in shapes
    dW1 = X @ dZ1
H_not_transposed: In dW2, H is not transposed. Turn it: the shapes below a product have to fit.
> The dense layer in shapes
    dW2 = H @ dZ2
dW1_transposed: dW1 is transposed. It should have the shape of W1: X turned, times dZ1.  > The dense layer in shapes
    dW1 = dZ1.T @ X
dW2_transposed: dW2 is transposed. It should have the shape of W2, (H, 1).  > The dense layer in shapes
    dW2 = dZ2.T @ H
weights_transposed: The gradients of the weights are transposed. Each should have the shape of its weights.
> The dense layer in shapes
    dW1 = dZ1.T @ X ;; dW2 = dZ2.T @ H
biases_over_neurons: The gradients of the biases are summed over the neurons (axis 1). Sum over the samples.
> The dense layer in shapes
    db1 = dZ1.sum(axis=1) ;; db2 = dZ2.sum(axis=1)
biases_not_summed: The gradients of the biases are not added up over the samples. Each bias should have one: sum over
axis 0.  > Why sums over the samples?
    db1 = dZ1 ;; db2 = dZ2
db1_total: The gradient of b1 is the sum of everything. Each hidden neuron should have its own.
> The dense layer in shapes
    db1 = dZ1.sum()
db2_a_number: The gradient of b2 is a number. It should have the shape of b2, (1,): sum over axis 0.
> The dense layer in shapes
    db2 = dZ2.sum()
db1_before_tanh_slope: The gradient of b1 lacks the slope of tanh. Multiply by it first: b1 stands inside of tanh.
    db1 = dH.sum(axis=0)
dW1_before_tanh_slope: The gradient of W1 lacks the slope of tanh. Multiply by it first: W1 stands inside of tanh.
    dW1 = X.T @ dH
dW2_with_tanh_slope: The slope of tanh is in dW2. W2 comes after tanh: dW2 should be H turned, times dZ2.
    dW2 = (H * (1 - H**2)).T @ dZ2
W2_after_a_step: What comes back to the hidden layer is multiplied by W2 after a step. Use W2 as it was on the way
forward.  > The rest of the way back
    dH = dZ2 @ (W2 - dW2).T
    dH = dZ2 @ (W2 - 0.1 * dW2).T
    dH = dZ2 @ (W2 - 0.5 * dW2).T
    dH = dZ2 @ (W2 - 0.01 * dW2).T
dW2_for_W2: What comes back to the hidden layer is multiplied by the gradient of W2. Multiply by W2 itself.
> The rest of the way back
    dH = dZ2 @ dW2.T
W2_twice: The gradient of W2 is multiplied by W2. Only what goes back to the hidden layer should be.
> The rest of the way back
    dW2 = H.T @ dZ2 * W2
first_sample_only: The gradients are those of the first sample alone. Each sample should add its own.
> Why sums over the samples?
    X => X[:1] ;; y => y[:1]
    X => X[:1] ;; y[:, None] -> y[:1, None]
last_sample_only: The gradients are those of the last sample alone. Each sample should add its own.
> Why sums over the samples?
    X => X[-1:] ;; y => y[-1:]
    X => X[-1:] ;; y[:, None] -> y[-1:, None]
divided_by_inputs: The gradients are divided by the number of inputs. The loss is a mean over the samples: divide by
N.  > Sigmoid and cross-entropy together
    dZ2 = (p - y[:, None]) / X.shape[1]
divided_by_all_entries: The gradients are divided by the number of all entries of X. The loss is a mean over the
samples: divide by N.  > Sigmoid and cross-entropy together
    dZ2 = (p - y[:, None]) / X.size
layers_exchanged: The gradients of the two layers are exchanged. Each belongs under its own key.
    return {"W2": dW1, "b2": db1, "W1": dW2, "b1": db2}
step_taken: It returns the parameters after a step. Wanted are the gradients alone.
    return {"W1": W1 - dW1, "b1": b1 - db1, "W2": W2 - dW2, "b2": b2 - db2}
biases_as_rows: The gradients of the biases have an axis too many. They should be shaped like b1 and b2: is there a
keepdims?  > The dense layer in shapes
    db1 = dZ1.sum(axis=0, keepdims=True) ;; db2 = dZ2.sum(axis=0, keepdims=True)
""")

exercise.alternatives("""
with the slope along p:
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
flat output:
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    Z1 = X @ W1 + b1
    p = 1 / (1 + np.exp(-(np.tanh(Z1) @ W2[:, 0] + b2[0])))
    d = (p - y) / len(y)
    d1 = np.outer(d, W2) / np.cosh(Z1) ** 2
    dW2, db2 = (np.tanh(Z1).T @ d)[:, None], np.array([d.sum()])
    return {"W1": X.T @ d1, "b1": d1.sum(axis=0), "W2": dW2, "b2": db2}
sample by sample:
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
float32, mean at the end:
    P = {key: value.astype(np.float32) for key, value in params.items()}
    H = np.tanh(X.astype(np.float32) @ P["W1"] + P["b1"])
    p = 1 / (1 + np.exp(-(H @ P["W2"] + P["b2"])))
    d2 = p - y.astype(np.float32)[:, np.newaxis]
    d1 = d2 @ P["W2"].T * (1 - H * H)
    N = np.float32(len(X))
    return {"W1": X.T.astype(np.float32) @ d1 / N, "b1": d1.mean(axis=0), "W2": H.T @ d2 / N, "b2": d2.mean(axis=0)}
""")
