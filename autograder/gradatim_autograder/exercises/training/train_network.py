"""A network with one hidden layer, trained on all samples at once: steps 4 to 7 of the training."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal, counted, declare, numbers, sized, sizes

KEYS = ("W1", "b1", "W2", "b2")

exercise = declare(
    "train_network",
    returns=("params", "losses"),
    points={"params": 4, "losses": 1},
    section=N_("Steps 4 to 7: the training loop"),
    seen=(*KEYS, "losses"),
)


@exercise.view
def looked_at(returned, X, y, params, lr, epochs):
    """The four parameters, and the losses."""
    if not isinstance(returned, tuple | list) or len(returned) != 2:
        raise Refusal(
            N_("Return two things, the learnt parameters and the list of losses: return params, losses."),
            mistake="wrong_number_of_results",
        )
    learnt, losses = returned
    if not isinstance(learnt, dict) or any(key not in learnt for key in KEYS):
        raise Refusal(N_("The first result should be a dict with the keys W1, b1, W2 and b2."))
    return *(learnt[key] for key in KEYS), losses


@exercise.reference
def train_network(X, y, params, lr, epochs):
    N = len(X)
    Y = np.eye(len(params["b2"]))[y]
    learnt, losses = params, []
    for _epoch in range(epochs):
        W1, b1, W2, b2 = learnt["W1"], learnt["b1"], learnt["W2"], learnt["b2"]
        Z1 = X @ W1 + b1
        A1 = np.tanh(Z1)
        Z2 = A1 @ W2 + b2
        E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
        P = E / E.sum(axis=1, keepdims=True)
        loss = -np.mean(np.log(P[np.arange(N), y]))
        losses.append(loss)
        dZ2 = (P - Y) / N
        dW2 = A1.T @ dZ2
        db2 = dZ2.sum(axis=0)
        dA1 = dZ2 @ W2.T
        dZ1 = dA1 * (1 - A1**2)
        dW1 = X.T @ dZ1
        db1 = dZ1.sum(axis=0)
        grads = {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
        learnt = {key: learnt[key] - lr * grads[key] for key in grads}
    return learnt, losses


def start(rng, D, H, C):
    return {"W1": numbers(rng, D, H), "b1": numbers(rng, H), "W2": numbers(rng, H, C), "b2": numbers(rng, C)}


def arguments(rng, N, D, H, C, lr, epochs):
    return numbers(rng, N, D), rng.permutation(np.arange(N) % C), start(rng, D, H, C), lr, epochs


def _is_steady(X, y, params, lr, epochs):
    """Whether parameters that begin a little away end hardly further away."""
    moved = {key: value * (1 + 1e-6) for key, value in params.items()}
    ends = [train_network(X, y, each, lr, epochs)[0] for each in (params, moved)]
    return all(np.abs(ends[0][key] - ends[1][key]).max() < 5e-5 for key in KEYS)


def some_samples(rng, D, H, C, epochs):
    N = 7 + int(rng.integers(0, 3))
    return arguments(rng, N, D, H, C, float(rng.uniform(0.2, 0.4)), epochs)


exercise.probes(times=2, ordinary=sized(lambda rng, D, H, C: some_samples(rng, D, H, C, epochs=3), 3, 6))

exercise.probes(one_epoch=sized(lambda rng, D, H, C: some_samples(rng, D, H, C, epochs=1), 3, 6))


@exercise.probe()
def one_sample(rng):
    D, H, C = sizes(rng, 3, 3, 6)
    X, _y, params, lr, epochs = arguments(rng, 1, D, H, C, float(rng.uniform(0.2, 0.4)), 2)
    return X, np.array([C - 1]), params, lr, epochs


@exercise.probe()
def last_class_absent(rng):
    """How many classes there are is not seen in y. The last one has its weights all the same."""
    D, H, C = sizes(rng, 3, 3, 6)
    X, y, params, lr, epochs = some_samples(rng, D, H, C, epochs=2)
    return X, np.minimum(y, C - 2), params, lr, epochs


exercise.probes(one_hidden_neuron=counted(lambda rng, D: some_samples(rng, D, 1, 2, epochs=2), 3, 6))


@exercise.probe()
def loss_rises(rng):
    """The learning rate is too large: the loss rises, falls to its smallest value, and rises again.

    Such a way may magnify what float32 rounds off; drawn is one that hardly does.
    """
    while True:
        drawn = arguments(rng, 7 + int(rng.integers(0, 3)), 2, 3, 2, float(rng.uniform(3.0, 4.0)), 6)
        losses = train_network(*drawn)[1]
        best = int(np.argmin(losses))
        if best < 5 and (np.diff(losses[: best + 1]) > 0).any() and _is_steady(*drawn):
            return drawn


exercise.probes(
    # The weights of both layers are square: they fit turned, too.
    layers_of_one_width=lambda rng: some_samples(rng, 4, 4, 4, epochs=2),
)

exercise.classes("""
layers_of_one_width: where there are as many inputs, hidden neurons and classes
    len({*params["W1"].shape, *params["W2"].shape}) == 1
one_epoch: where epochs is 1  if epochs == 1
one_row X
one_hidden_neuron: where there is one hidden neuron  if params["b1"].size == 1
loss_rises: where the learning rate is so large that the loss rises  if lr > 1
last_class_absent: where the last class does not occur in y  if y.max() < params["b2"].size - 1
""")

exercise.wrong_lines("""
wrong_direction: The parameters move along the gradient, uphill. The step should be minus lr times the gradient.
    learnt = {key: learnt[key] + lr * grads[key] for key in grads}
biases_never_learn: The biases stay as they were. They should take a step too.
    grads = {"W1": dW1, "b1": 0, "W2": dW2, "b2": 0}
first_layer_never_learns: The first layer never takes a step. It should learn as the second does.
    grads = {"W1": 0, "b1": 0, "W2": dW2, "b2": db2}
second_layer_never_learns: The second layer never takes a step. It should learn as the first does.
    grads = {"W1": dW1, "b1": db1, "W2": 0, "b2": 0}
learning_rate_ignored: lr is not used: every step has the full length of the gradient. Multiply the gradient by lr.
    learnt = {key: learnt[key] - grads[key] for key in grads}
weights_updated_too_early: W2 is updated before the gradient has gone back through it. Finish the backward pass first,
with the old weights.
    dA1 = dZ2 @ (W2 - lr * dW2).T
activation_skipped_backward: On the way back tanh is passed over. The gradient has to go through tanh_backward to
reach the first layer.
    dZ1 = dA1
activation_skipped_forward: The hidden layer has no tanh in the forward pass.
    A1 = Z1
tanh_slope_at_the_output: The slope of tanh is taken at its output. It should be taken at what went into tanh: give
tanh_backward the sums Z1.
    dZ1 = dA1 * (1 - np.tanh(A1) ** 2)
slope_from_sums: The slope of tanh is made from the square of the sums Z1. It should be 1 minus the square of its
output.
    dZ1 = dA1 * (1 - Z1**2)
second_layer_got_sums: dW2 is made from the sums Z1. It should be made from A1, the output of tanh.
    dW2 = Z1.T @ dZ2
loss_summed: The losses are sums over the samples. A loss should be the mean over the samples.
    loss = -np.sum(np.log(P[np.arange(N), y]))
loss_without_minus: The losses are negative. The logarithm of a probability is below 0; the loss should be minus its
mean.
    loss = np.mean(np.log(P[np.arange(N), y]))
loss_after_the_step: The losses are those after each step. Keep the loss of the forward pass, before the step.
    for _epoch in range(epochs + 1): ;; return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses[1:]
one_loss_too_many: There is one loss too many: one more after the last epoch. Keep one for each epoch, before its step.
    for _epoch in range(epochs + 1): ;; return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses
last_loss_only: Only the last loss is returned. Return one for each epoch, in a list.
    return learnt, losses[-1]
losses_empty: The list of losses stays empty. Append the loss of each epoch.
    losses.append(loss) -> pass
one_epoch_only: Only one epoch is trained, whatever epochs says. Does the return stand inside the loop?
    for _epoch in range(1):
one_epoch_missing: It makes one epoch too few.
    for _epoch in range(epochs - 1):
one_epoch_too_many: It makes one epoch too many.
    for _epoch in range(epochs + 1):
last_step_missing: The last step is not in the parameters that come back: they are those of the last forward pass.
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses
best_parameters_returned: These are the parameters of the epoch with the smallest loss. Return those that the last step
has left.
    losses.append(loss) -> losses.append(loss)
        if loss == min(losses): best = learnt
        ;; return best, losses
    learnt = {key: learnt[key] - lr * grads[key] for key in grads}
        -> learnt = {key: learnt[key] - lr * grads[key] for key in grads}
        if loss == min(losses): best = learnt
        ;; return best, losses
stops_when_the_loss_rises: Training ends as soon as the loss rises. It should go on for as many epochs as epochs says.
    losses.append(loss) -> losses.append(loss)
        if loss > min(losses): break
    losses.append(loss) -> if losses and loss > min(losses): break
        losses.append(loss)
    learnt = {key: learnt[key] - lr * grads[key] for key in grads}
        -> learnt = {key: learnt[key] - lr * grads[key] for key in grads}
        if loss > min(losses): break
step_after_each_sample: It takes a step after each sample. All samples should go through the network at once, with one
step after them.
    of "sample after sample, gradients added up": losses = [0] * epochs
        ;; for total, part in zip(grads, parts): total += part / len(X)
        -> W1, b1, W2, b2 = (each - lr * part for each, part in zip((W1, b1, W2, b2), parts))
last_sample_only: The gradients come from the last sample alone. Every sample should have its part in them.
    dZ2 = (P - Y) / N -> dZ2 = (P - Y) / N; dZ2[:-1] = 0
    dZ2 = (P - Y) / N -> dZ2 = P - Y; dZ2[:-1] = 0
first_sample_only: The gradients come from the first sample alone. Every sample should have its part in them.
    dZ2 = (P - Y) / N -> dZ2 = (P - Y) / N; dZ2[1:] = 0
    dZ2 = (P - Y) / N -> dZ2 = P - Y; dZ2[1:] = 0
activation_on_the_outputs: The outputs go through tanh too, before softmax. The sums Z2 should go to softmax as they
are.
    Z2 = np.tanh(A1 @ W2 + b2)
start_values_returned: The parameters come back as they went in. Return the learnt ones.
    return params, losses
parameters_set_back: Each epoch starts from the given parameters again. It should go on from those that the last step
has left.
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
        ;; learnt = {key: params[key] - lr * grads[key] for key in grads}
forward_once: Every epoch uses the outputs of the first forward pass. Make a new forward pass in each epoch.
    Z1 = X @ params["W1"] + params["b1"] ;; Z2 = A1 @ params["W2"] + params["b2"]
gradients_added_up_over_epochs: The gradients of earlier epochs are still in the step. Each epoch should begin with
gradients of its own.
    learnt, losses = params, [] -> learnt, losses, total = params, [], dict.fromkeys(params, 0)
        ;; learnt = {key: learnt[key] - lr * grads[key] for key in grads}
        -> total = {key: total[key] + grads[key] for key in grads}
        learnt = {key: learnt[key] - lr * total[key] for key in grads}
gradient_from_probabilities: The gradient is that of softmax applied twice. Give softmax_cross_entropy_backward the
sums Z2: it applies softmax itself.
    dZ2 = (np.exp(P) / np.exp(P).sum(axis=1, keepdims=True) - Y) / N
gradients_divided_again: The gradients are divided by the number of samples once more. They are means over the samples
already.
    dZ2 = (P - Y) / N**2
gradients_not_divided: The gradients are sums over the samples. The loss is a mean, so divide by their number.
    dZ2 = P - Y
bias_gradients_averaged: The gradients of the biases are averaged over the samples. Add the samples up; dense_backward
does it.
    db1 = dZ1.mean(axis=0) ;; db2 = dZ2.mean(axis=0)
""")

exercise.alternatives("""
with functions of its own, on copies:
    def softmax(Z):
        E = np.exp(Z - Z.max(axis=1, keepdims=True))
        return E / E.sum(axis=1, keepdims=True)
    params = {key: value.copy() for key, value in params.items()}
    losses = []
    for _epoch in range(epochs):
        Z1 = X @ params["W1"] + params["b1"]
        A1 = np.tanh(Z1)
        P = softmax(A1 @ params["W2"] + params["b2"])
        losses.append(np.mean(-np.log(P[range(len(y)), y])))
        dZ2 = (P - np.eye(P.shape[1])[y]) / len(y)
        grads = {"W2": A1.T @ dZ2, "b2": dZ2.sum(axis=0)}
        dZ1 = dZ2 @ params["W2"].T / np.cosh(Z1) ** 2
        grads["W1"], grads["b1"] = X.T @ dZ1, dZ1.sum(axis=0)
        for key in params:
            params[key] -= lr * grads[key]
    return params, losses
sample after sample, gradients added up:
    W1, b1, W2, b2 = (params[key] for key in ("W1", "b1", "W2", "b2"))
    losses = np.zeros(epochs)
    for epoch in range(epochs):
        grads = [np.zeros_like(each) for each in (W1, b1, W2, b2)]
        for x, label in zip(X, y):
            a = np.tanh(x @ W1 + b1)
            p = np.exp(a @ W2 + b2)
            p = p / p.sum()
            losses[epoch] -= np.log(p[label]) / len(X)
            p[label] -= 1
            d = (W2 @ p) * (1 - a**2)
            parts = np.outer(x, d), d, np.outer(a, p), p
            for total, part in zip(grads, parts):
                total += part / len(X)
        W1, b1, W2, b2 = (each - lr * grad for each, grad in zip((W1, b1, W2, b2), grads))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses
float32:
    W1, b1, W2, b2 = (params[key].astype(np.float32) for key in ("W1", "b1", "W2", "b2"))
    X = X.astype(np.float32)
    losses = []
    for _epoch in range(epochs):
        A1 = np.tanh(X @ W1 + b1)
        E = np.exp(A1 @ W2 + b2)
        P = E / E.sum(axis=1, keepdims=True)
        losses.append(np.log(1 / P[np.arange(len(y)), y]).mean())
        P[np.arange(len(y)), y] -= 1
        P = P / np.float32(len(y))
        dZ1 = P @ W2.T * (1 - A1**2)
        step = np.float32(lr)
        W2, b2 = W2 - step * A1.T @ P, b2 - step * P.sum(axis=0)
        W1, b1 = W1 - step * X.T @ dZ1, b1 - step * dZ1.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses
""")
