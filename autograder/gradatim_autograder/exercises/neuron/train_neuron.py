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


# As in the notebook: whole numbers from 0 on, weights of 0, so that sums of exactly 0 occur. All numbers are halves and
# quarters, which every order of adding keeps exact.
@exercise.probe(times=3)
def on_the_line(rng):
    D, N = 3, int(rng.integers(5, 8))
    X = rng.permutation(np.resize([0.0, 1.0, 1.0, 0.0, 2.0], N * D)).reshape(N, D)
    y = rng.permutation(np.arange(N) % 2).astype(float)
    return X, y, np.zeros(D), 0.0, float(rng.choice([0.25, 0.5])), int(rng.integers(2, 4))


# Many probes: on a single one, leaving out a sample or a step may by chance change nothing.
@exercise.probe(times=10)
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


exercise.slip(
    "fires_at_zero",
    N_("Where z is exactly 0 it fires. In this course a neuron is silent there: it fires only if z > 0."),
    reread=N_("The threshold"),
    change=("output = 1.0 if x @ w + b > 0 else 0.0", "output = 1.0 if x @ w + b >= 0 else 0.0"),
)

exercise.slip(
    "wrong_direction",
    N_("The weights move the wrong way: the step is w - lr * dw, against the gradient."),
    change=[("w = w - lr * dout * x", "w = w + lr * dout * x"), ("b = b - lr * dout", "b = b + lr * dout")],
)

exercise.slip(
    "bias_never_learns",
    N_("The bias stays as it was. It takes a step of its own: b - lr * db."),
    change=("b = b - lr * dout", "pass"),
)

exercise.slip(
    "weights_never_learn",
    N_("The weights stay as they were. Only the bias takes steps."),
    change=("w = w - lr * dout * x", "pass"),
)

exercise.slip(
    "learning_rate_ignored",
    N_("The learning rate lr is not used: every step has its full length."),
    change=[("w = w - lr * dout * x", "w = w - dout * x"), ("b = b - lr * dout", "b = b - dout")],
)

exercise.slip(
    "learning_rate_missing_for_bias",
    N_("The bias takes its step without the learning rate lr."),
    change=("b = b - lr * dout", "b = b - dout"),
)


@exercise.mistake("one_epoch_only", N_("It goes through the samples once. Repeat that as many times as epochs says."))
def _(X, y, w, b, lr, epochs):
    for x, target in zip(X, y, strict=True):
        output = 1.0 if x @ w + b > 0 else 0.0
        dout = output - target
        w = w - lr * dout * x
        b = b - lr * dout
    return w, b


exercise.slip(
    "one_epoch_missing",
    N_("It goes through the samples one time too few."),
    change=("for _epoch in range(epochs):", "for _epoch in range(epochs - 1):"),
)

exercise.slip(
    "one_epoch_too_many",
    N_("It goes through the samples one time too often."),
    change=("for _epoch in range(epochs):", "for _epoch in range(epochs + 1):"),
)

exercise.slip(
    "threshold_forgotten",
    N_("The error is taken from the sum z. Apply the threshold first: the output is 0 or 1."),
    reread=N_("The threshold"),
    change=("output = 1.0 if x @ w + b > 0 else 0.0\ndout = output - target", "dout = x @ w + b - target"),
)

exercise.slip(
    "input_forgotten",
    N_("All weights take the same step. The gradient of a weight is dout times its own input."),
    reread=N_("Backwards: who is responsible for the error?"),
    change=("w = w - lr * dout * x", "w = w - lr * dout"),
)

exercise.slip(
    "step_after_the_epoch",
    N_("It takes one step at the end of each epoch. This rule takes a step after every sample."),
    change=(
        "for x, target in zip(X, y, strict=True):\n    output = 1.0 if x @ w + b > 0 else 0.0\n    dout = output - target\n    w = w - lr * dout * x\n    b = b - lr * dout",
        "dout = np.where(X @ w + b > 0, 1.0, 0.0) - y\nw = w - lr * dout @ X\nb = b - lr * dout.sum()",
    ),
)

exercise.slip(
    "bias_forgotten_in_sum",
    N_("The output is computed without the bias."),
    reread=N_("The bias shifts the threshold"),
    change=("output = 1.0 if x @ w + b > 0 else 0.0", "output = 1.0 if x @ w > 0 else 0.0"),
)

exercise.slip(
    "starts_at_zero",
    N_("It starts from weights of 0. Start from the w and b that are given."),
    change=("for _epoch in range(epochs):", "w, b = 0.0 * w, 0.0\nfor _epoch in range(epochs):"),
)

exercise.slip(
    "weights_changed_before_bias",
    N_("The output is computed again for the bias, after the weights have moved. Both steps use the same dout."),
    change=(
        "output = 1.0 if x @ w + b > 0 else 0.0\ndout = output - target\nw = w - lr * dout * x\nb = b - lr * dout",
        "w = w - lr * ((1.0 if x @ w + b > 0 else 0.0) - target) * x\nb = b - lr * ((1.0 if x @ w + b > 0 else 0.0) - target)",
    ),
)

exercise.slip(
    "last_sample_missing",
    N_("The last sample is left out."),
    change=("for x, target in zip(X, y, strict=True):", "for x, target in zip(X[:-1], y[:-1], strict=True):"),
)

exercise.slip(
    "first_sample_only",
    N_(
        "Only the first sample teaches. Is the return inside the loops, or does it take X[0] each time? All have their turn."
    ),
    change=("b = b - lr * dout", "b = b - lr * dout\nreturn w, b"),
)

exercise.slip(
    "stops_after_first_mistake",
    N_("It stops after the first mistake. After the step the next sample follows, and so on to the end."),
    change=("w = w - lr * dout * x\nb = b - lr * dout", "if dout != 0:\n    return w - lr * dout * x, b - lr * dout"),
)

exercise.slip(
    "epoch_ends_early",
    N_("An epoch ends with the first sample that is right already. Go on with the next one: continue, not break."),
    change=("dout = output - target", "dout = output - target\nif dout == 0:\n    break"),
)

exercise.slip(
    "learning_rate_missing_for_weights",
    N_("The weights take their step without the learning rate lr."),
    change=("w = w - lr * dout * x", "w = w - dout * x"),
)

exercise.slip(
    "learning_rate_fixed",
    N_("The learning rate is fixed in the function. Use lr, which is passed in."),
    change=("for _epoch in range(epochs):", "lr = 0.5\nfor _epoch in range(epochs):"),
)

exercise.slip("learning_rate_fixed", change=("for _epoch in range(epochs):", "lr = 0.1\nfor _epoch in range(epochs):"))

exercise.slip(
    "weights_wrong_direction",
    N_("The weights move the wrong way, the bias the right one. Both steps go against the gradient: minus."),
    change=("w = w - lr * dout * x", "w = w + lr * dout * x"),
)

exercise.slip(
    "bias_wrong_direction",
    N_("The bias moves the wrong way, the weights the right one. Both steps go against the gradient: minus."),
    change=("b = b - lr * dout", "b = b + lr * dout"),
)

exercise.slip(
    "error_without_sign",
    N_("dout is never negative. Is it abs(a - y) or (a - y)**2? It is a - y: its sign says which way to go."),
    change=(
        "output = 1.0 if x @ w + b > 0 else 0.0\ndout = output - target",
        "dout = abs((1.0 if x @ w + b > 0 else 0.0) - target)",
    ),
)

exercise.slip(
    "only_lowers",
    N_("It learns only where it fired and should not have. Where it should have fired, z has to be raised."),
    change=(
        "output = 1.0 if x @ w + b > 0 else 0.0\ndout = output - target",
        "dout = 1.0 if x @ w + b > 0 and target == 0 else 0.0",
    ),
)

exercise.slip(
    "only_raises",
    N_("It learns only where it should have fired and did not. Where it fired wrongly, z has to be lowered."),
    change=(
        "output = 1.0 if x @ w + b > 0 else 0.0\ndout = output - target",
        "dout = -1.0 if x @ w + b <= 0 and target == 1 else 0.0",
    ),
)

exercise.slip(
    "smooth_output",
    N_("The output is a smooth function of z (a sigmoid). Here it is the step function: 1 or 0."),
    reread=N_("The threshold"),
    change=(
        "output = 1.0 if x @ w + b > 0 else 0.0\ndout = output - target",
        "dout = 1 / (1 + np.exp(-(x @ w + b))) - target",
    ),
)

exercise.slip(
    "threshold_at_half",
    N_("It fires above 0.5. The threshold is 0; it is the bias that shifts it."),
    reread=N_("The threshold"),
    change=("output = 1.0 if x @ w + b > 0 else 0.0", "output = 1.0 if x @ w + b > 0.5 else 0.0"),
)

exercise.slip(
    "minus_one_when_silent",
    N_("Silence counts as -1. Output and targets are 0 or 1 here, so that dout is -1, 0 or 1."),
    reread=N_("The threshold"),
    change=(
        "output = 1.0 if x @ w + b > 0 else 0.0\ndout = output - target",
        "dout = (1.0 if x @ w + b > 0 else -1.0) - target",
    ),
)

exercise.slip(
    "targets_as_signs",
    N_("Outputs and targets are turned into -1 and 1, so that dout is -2 or 2. Here they are 0 or 1."),
    change=(
        "output = 1.0 if x @ w + b > 0 else 0.0\ndout = output - target",
        "dout = (1.0 if x @ w + b > 0 else -1.0) - (2 * target - 1)",
    ),
)

exercise.slip(
    "averaged_after_the_epoch",
    N_("It takes one step at the end of each epoch, along the mean. This rule takes a step after every sample."),
    change=(
        "for x, target in zip(X, y, strict=True):\n    output = 1.0 if x @ w + b > 0 else 0.0\n    dout = output - target\n    w = w - lr * dout * x\n    b = b - lr * dout",
        "dout = np.where(X @ w + b > 0, 1.0, 0.0) - y\nw = w - lr * dout @ X / len(X)\nb = b - lr * dout.mean()",
    ),
)


@exercise.mistake("first_sample_only")
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for _sample in range(len(X)):
            dout = (1.0 if X[0] @ w + b > 0 else 0.0) - y[0]
            w = w - lr * dout * X[0]
            b = b - lr * dout
    return w, b


exercise.slip(
    "weights_in_place_of_inputs",
    N_("dw is made from the weights. The gradient of a weight is dout times its input."),
    reread=N_("Backwards: who is responsible for the error?"),
    change=("w = w - lr * dout * x", "w = w - lr * dout * w"),
)

exercise.slip(
    "gradients_not_reset",
    N_("The gradients of earlier samples are added to the new ones. Each step uses those of its own sample alone."),
    change=[
        ("for _epoch in range(epochs):", "dw, db = 0.0 * w, 0.0\nfor _epoch in range(epochs):"),
        (
            "w = w - lr * dout * x\nb = b - lr * dout",
            "dw, db = dw + dout * x, db + dout\nw = w - lr * dw\nb = b - lr * db",
        ),
    ],
)

exercise.slip(
    "bias_step_for_each_weight",
    N_("The bias takes a step for every weight. It takes one for each sample: is its line inside the inner loop?"),
    change=("b = b - lr * dout", "b = b - len(w) * lr * dout"),
)


@exercise.mistake(
    "output_computed_between_weights",
    N_("The output is computed again for each weight, while the weights move. Compute dout once for each sample."),
)
def _(X, y, w, b, lr, epochs):
    w = w.copy()
    for _epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            for j in range(len(w)):
                output = 1.0 if x @ w + b > 0 else 0.0
                dout = output - target
                w[j] = w[j] - lr * dout * x[j]
            b = b - lr * dout
    return w, b


exercise.slip(
    "weights_are_whole_numbers",
    N_("The weights are kept in an array of whole numbers, which cuts off what stands behind the decimal point."),
    change=[
        ("for _epoch in range(epochs):", "w = w.astype(int)\nfor _epoch in range(epochs):"),
        ("w = w - lr * dout * x", "w[:] = w - lr * dout * x"),
    ],
)


@exercise.alternative("a step only after a mistake")
def _(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for i in range(len(X)):
            fires = X[i] @ w + b > 0
            if fires and y[i] == 0:
                w = w - lr * X[i]
                b = b - lr
            elif not fires and y[i] == 1:
                w = w + lr * X[i]
                b = b + lr
    return w, b


@exercise.alternative("weight by weight")
def _(X, y, w, b, lr, epochs):
    w = list(w)
    for _epoch in range(epochs):
        for x, target in zip(X, y):
            z = b
            for j in range(len(w)):
                z = z + x[j] * w[j]
            dout = (1 if z > 0 else 0) - target
            for j in range(len(w)):
                w[j] = w[j] - lr * dout * x[j]
            b = b - lr * dout
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
