"""A threshold neuron trained with the perceptron rule (Rosenblatt, 1958): sample after sample."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "train_neuron",
    chapter="01-neuron",
    returns=("w", "b"),
    points={"w": 2, "b": 1},
    section=N_("Learning from mistakes"),
)


@exercise.reference
def train_neuron(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            output = 1.0 if x @ w + b > 0 else 0.0
            dout = output - target
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


# Many probes: on a single one, leaving out a sample or a step may by chance change nothing.
@exercise.probe(times=14)
def noisy(rng):
    """Labels drawn by chance: no line separates them, so every epoch has something to correct."""
    D, N = sizes(rng, 2, 2, 4)
    N += 9
    y = rng.permutation(np.arange(N) % 2).astype(float)
    return (
        numbers(rng, N, D),
        y,
        numbers(rng, D),
        numbers(rng),
        float(rng.uniform(0.15, 0.6)),
        int(rng.integers(3, 6)),
    )


@exercise.mistake(
    "wrong_direction", N_("The weights move the wrong way: the step is w - lr * dw, against the gradient.")
)
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            dout = (1.0 if x @ w + b > 0 else 0.0) - target
            w = w + lr * dout * x
            b = b + lr * dout
    return w, b


@exercise.mistake("bias_never_learns", N_("The bias stays as it was. It takes a step of its own: b - lr * db."))
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            dout = (1.0 if x @ w + b > 0 else 0.0) - target
            w = w - lr * dout * x
    return w, b


@exercise.mistake("weights_never_learn", N_("The weights stay as they were. Only the bias takes steps."))
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            dout = (1.0 if x @ w + b > 0 else 0.0) - target
            b = b - lr * dout
    return w, b


@exercise.mistake("learning_rate_ignored", N_("The learning rate lr is not used: every step has its full length."))
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            dout = (1.0 if x @ w + b > 0 else 0.0) - target
            w = w - dout * x
            b = b - dout
    return w, b


@exercise.mistake("learning_rate_missing_for_bias", N_("The bias takes its step without the learning rate lr."))
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            dout = (1.0 if x @ w + b > 0 else 0.0) - target
            w = w - lr * dout * x
            b = b - dout
    return w, b


@exercise.mistake("one_epoch_only", N_("It goes through the samples once. Repeat that as many times as epochs says."))
def _(X, y, w, b, lr, epochs):
    for x, target in zip(X, y, strict=True):
        dout = (1.0 if x @ w + b > 0 else 0.0) - target
        w = w - lr * dout * x
        b = b - lr * dout
    return w, b


@exercise.mistake("one_epoch_missing", N_("It goes through the samples one time too few."))
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs - 1):
        for x, target in zip(X, y, strict=True):
            dout = (1.0 if x @ w + b > 0 else 0.0) - target
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@exercise.mistake("one_epoch_too_many", N_("It goes through the samples one time too often."))
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs + 1):
        for x, target in zip(X, y, strict=True):
            dout = (1.0 if x @ w + b > 0 else 0.0) - target
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@exercise.mistake(
    "threshold_forgotten",
    N_("The error is taken from the sum z. Apply the threshold first: the output is 0 or 1."),
    reread=N_("The threshold"),
)
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            dout = x @ w + b - target
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@exercise.mistake(
    "input_forgotten",
    N_("All weights take the same step. The gradient of a weight is dout times its own input."),
    reread=N_("Backwards: who is responsible for the error?"),
)
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            dout = (1.0 if x @ w + b > 0 else 0.0) - target
            w = w - lr * dout
            b = b - lr * dout
    return w, b


@exercise.mistake(
    "step_after_the_epoch",
    N_("It takes one step at the end of each epoch. This rule takes a step after every sample."),
)
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        dout = np.where(X @ w + b > 0, 1.0, 0.0) - y
        w = w - lr * dout @ X
        b = b - lr * dout.sum()
    return w, b


@exercise.mistake(
    "bias_forgotten_in_sum",
    N_("The output is computed without the bias."),
    reread=N_("The bias shifts the threshold"),
)
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            dout = (1.0 if x @ w > 0 else 0.0) - target
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@exercise.mistake("starts_at_zero", N_("It starts from weights of 0. Start from the w and b that are given."))
def _(X, y, w, b, lr, epochs):
    w, b = 0.0 * w, 0.0
    for _epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            dout = (1.0 if x @ w + b > 0 else 0.0) - target
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@exercise.mistake(
    "weights_changed_before_bias",
    N_("The output is computed again for the bias, after the weights have moved. Both steps use the same dout."),
)
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            w = w - lr * ((1.0 if x @ w + b > 0 else 0.0) - target) * x
            b = b - lr * ((1.0 if x @ w + b > 0 else 0.0) - target)
    return w, b


@exercise.mistake("last_sample_missing", N_("The last sample is left out."))
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for x, target in zip(X[:-1], y[:-1], strict=True):
            dout = (1.0 if x @ w + b > 0 else 0.0) - target
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b


@exercise.alternative("a step only after a mistake")
def _(X, y, w, b, lr, epochs):
    w = list(w)
    for _epoch in range(epochs):
        for i in range(len(X)):
            fires = sum(X[i][j] * w[j] for j in range(len(w))) + b > 0
            if fires and y[i] == 0:
                w = [w[j] - lr * X[i][j] for j in range(len(w))]
                b = b - lr
            elif not fires and y[i] == 1:
                w = [w[j] + lr * X[i][j] for j in range(len(w))]
                b = b + lr
    return w, b


@exercise.alternative("on a copy, in place")
def _(X, y, w, b, lr, epochs):
    w = w.copy()
    for _epoch in range(epochs):
        for i in range(X.shape[0]):
            error = y[i] - int(np.dot(X[i], w) + b > 0)
            w += lr * error * X[i]
            b += lr * error
    return w, b
