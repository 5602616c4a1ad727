"""A threshold neuron trained with the perceptron rule (Rosenblatt, 1958): sample after sample."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes

exercise = declare("train_neuron", returns=("w", "b"), points={"w": 2, "b": 1}, section=N_("Learning from mistakes"))


@exercise.reference
def train_neuron(X, y, w, b, lr, epochs):
    for _epoch in range(epochs):
        for x, target in zip(X, y):
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
    start = numbers(rng, N, D), y, numbers(rng, D), numbers(rng)
    return *start, float(rng.uniform(0.15, 0.6)), int(rng.integers(3, 6))


@exercise.probe()
def a_gate(rng):
    """Its rows are whole numbers, and one of them is zero everywhere."""
    X = rng.permutation([[0, 0], [0, 1], [1, 0], [1, 1]])
    y = np.where(X.sum(axis=1) == 1, 1.0, 0.0)
    return X, y, np.array([0.75, -0.25]), -0.5, 0.5, int(rng.integers(3, 6))


exercise.probes(whole_targets=exercise.but(noisy, y=lambda y: y.astype(int)))


@exercise.probe()
def single_sample(rng):
    """Wrong at the start, and for several epochs."""
    x, w = numbers(rng, 3), numbers(rng, 3)
    b = 1.5 - float(x @ w)
    return x[None], np.array([0.0]), w, b, 0.6 / float(x @ x + 1), int(rng.integers(3, 6))


exercise.probes(
    single_input=exercise.but(noisy, X=lambda X: X[:, :1], w=lambda w: w[:1]),
    single_epoch=exercise.but(noisy, epochs=1),
)


@exercise.probe()
def right_from_the_start(rng):
    X, _y, w, b, *rest = noisy(rng)
    return X, np.where(X @ w + b > 0, 1.0, 0.0), w, b, *rest


@exercise.probe()
def sample_of_zeros(rng):
    """At first only a sample of zeros is wrong: it moves the bias and never the weights."""
    X, w, b = numbers(rng, 6, 3), numbers(rng, 3), -0.9
    X[5] = 0.0
    y = np.where(X @ w + b > 0, 1.0, 0.0)
    y[5] = 1.0
    return X, y, w, b, 0.25, 5


@exercise.probe()
def barely_above(rng):
    """The first sum is the bias alone. It is above 0, so the neuron fires, and it should not."""
    X, y, w, _b, *rest = noisy(rng)
    y[0], y[-1] = 0.0, 1.0
    return X, y, 0.0 * w, float(rng.uniform(1e-7, 1e-6)), *rest


def _outputs(X, w, b):
    return np.where(X @ w + b > 0, 1.0, 0.0)


exercise.classes("""
integers X
integers y
one_row X
one_column X
one_epoch: where epochs is 1  if epochs == 1
right_from_the_start: where every output is right from the start  if (_outputs(X, w, b) == y).all()
only_the_bias_moves: where at first only a sample of zeros is wrong, so that the bias moves and the weights do not
    bool((_outputs(X, w, b) != y).any()) and not X[_outputs(X, w, b) != y].any()
barely_above: where a sum is above 0, but barely  if ((X @ w + b > 0) & (X @ w + b < 1e-5)).any()
starts_from_zero: where w and b are 0 at the start  if not w.any() and b == 0
""")

exercise.wrong_lines("""
fires_at_zero: Where z is exactly 0 it fires. In this course a neuron should be silent there.  > The threshold
    output = 1.0 if x @ w + b >= 0 else 0.0
wrong_direction: Weights and bias move the wrong way. The steps should go against the gradient: w - lr * dw.
    w = w + lr * dout * x ;; b = b + lr * dout
bias_never_learns: The bias stays as it was. It should take a step of its own: b - lr * db.
    b = b - lr * dout -> pass
weights_never_learn: The weights stay as they were; only the bias moves. Both should take steps.
    w = w - lr * dout * x -> pass
learning_rate_ignored: The learning rate lr is not used: every step has its full length. Multiply each step by lr.
    w = w - dout * x ;; b = b - dout
learning_rate_missing_for_bias: The bias takes its step without the learning rate lr. Multiply it by lr, as for the
weights.
    b = b - dout
one_epoch_missing: It goes through the samples one time too few. epochs says how often.
    for _epoch in range(epochs - 1):
one_epoch_too_many: It goes through the samples one time too often. epochs says how often.
    for _epoch in range(epochs + 1):
threshold_forgotten: The error is taken from the sum z. Apply the threshold first: the output should be 0 or 1.
> The threshold
    output = x @ w + b
input_forgotten: All weights take the same step. The gradient of a weight is dout times its own input.
> Backwards: who is responsible for the error?
    w = w - lr * dout
last_sample_only: Only the last sample teaches, once in each epoch. All should: do the steps stand inside the loop
over the samples?
    for x, target in zip(X[-1:], y[-1:]):
samples_backwards: The samples are taken from the last to the first. X[0] should come first.
    for x, target in zip(X[::-1], y[::-1]):
bias_forgotten_in_sum: The output is computed without the bias. Add b to the weighted sum.
> The bias shifts the threshold
    output = 1.0 if x @ w > 0 else 0.0
bias_left_out: b comes back as it was, and the outputs are computed without b. It should be added to each sum, and
take steps of its own.  > The bias shifts the threshold
    output = 1.0 if x @ w > 0 else 0.0 ;; b = b - lr * dout -> pass
not_summed: The products of a sample are not added up to one sum, which the threshold asks for.
> The neuron as a function
    output = 1.0 if x * w + b > 0 else 0.0
bias_moved_by_inputs: The bias moves by the inputs, added up. Its gradient should be dout alone.
> Backwards: who is responsible for the error?
    b = b - lr * dout * x.sum()
bias_as_vector: The bias becomes an array, with a step for each input. It should stay one number, and its gradient
should be dout alone.  > Backwards: who is responsible for the error?
    b = b - lr * dout * x
first_sample_missing: The first sample is left out. Python counts from 0.
    for x, target in zip(X[1:], y[1:]):
last_sample_missing: The last sample is left out. Does a loop stop one step too early?
    for x, target in zip(X[:-1], y[:-1]):
first_sample_only: Only the first sample teaches. All should have their turn: is the return inside a loop, or is X[0]
taken each time?
    for x, target in [(X[0], y[0])] * len(X):
    b = b - lr * dout -> b = b - lr * dout; return w, b
stops_after_first_mistake: It stops after the first mistake. After the step the next sample should follow, and so on
to the end.
    b = b - lr * dout -> b = b - lr * dout
        if dout != 0:
            return w, b
epoch_ends_with_a_mistake: An epoch ends after its first mistake. After the step the next sample should follow, and so
on to the end.
    b = b - lr * dout -> b = b - lr * dout
        if dout != 0:
            break
learning_rate_shrinks: The steps get smaller from epoch to epoch. The learning rate should stay what it is.
    lr => lr / (1 + _epoch)
    lr => lr / 2**_epoch
learning_rate_missing_for_weights: The weights take their step without the learning rate lr. Multiply it by lr, as for
the bias.
    w = w - dout * x
weights_wrong_direction: The weights move the wrong way, the bias the right one. Both steps should go against the
gradient: minus.
    w = w + lr * dout * x
bias_wrong_direction: The bias moves the wrong way, the weights the right one. Both steps should go against the
gradient: minus.
    b = b + lr * dout
error_without_sign: dout is never negative. It should be a - y, whose sign says which way to go. Is there an abs or a
square?
    dout = abs(output - target)
only_lowers: It learns only where it fired and should not have. Where it should have fired, z has to be raised.
    dout = max(output - target, 0)
only_raises: It learns only where it should have fired and did not. Where it fired wrongly, z has to be lowered.
    dout = min(output - target, 0)
smooth_output: The output is a smooth function of z (a sigmoid). Here it should be the step function: 1 or 0.
> The threshold
    output = 1 / (1 + np.exp(-(x @ w + b)))
threshold_at_half: It stays silent where z lies between 0 and 0.5. It should fire as soon as z is above 0.
> The threshold
    output = 1.0 if x @ w + b > 0.5 else 0.0
minus_one_when_silent: The output of a silent neuron counts as -1. It should be 0, so that dout is -1, 0 or 1.
> The threshold
    output = 1.0 if x @ w + b > 0 else -1.0
targets_as_signs: Every step has twice its length. Are outputs and targets -1 and 1? They should be 0 and 1, so that
dout is -1, 0 or 1.
    output = 1.0 if x @ w + b > 0 else -1.0 ;; dout = output - (2 * target - 1)
weights_in_place_of_inputs: dw is dout times the weights. It should be dout times the inputs.
> Backwards: who is responsible for the error?
    w = w - lr * dout * w
bias_step_for_each_weight: The bias takes a step for every weight. It should take one for each sample: is its line
inside a loop over the weights?
    b = b - len(w) * lr * dout
one_epoch_only: It goes through the samples once. Repeat that as many times as epochs says.
    for _epoch in range(1):
outputs_from_start_of_epoch: In each epoch all outputs are those of the weights at its start. Each output should be
computed with the weights that the samples before it have left.
    for x, target in zip(X, y): -> dout = (X @ w + b > 0) - y
        w = w - lr * dout @ X
        b = b - lr * dout.sum()
bias_from_start_of_epoch: In each epoch all outputs are computed with the bias of its start. Each should be computed
with the bias that the samples before it have left. Does the bias's step stand in the inner loop?
    of "on a copy, in place": b += lr * error if i == len(X) - 1 else 0
    of "on a copy, in place": error = y[i] - int(np.dot(X[i], w) + b > 0)
        -> start = b if i == 0 else start; error = y[i] - int(np.dot(X[i], w) + start > 0)
loops_exchanged: Each sample has all its epochs before the next one comes. The loop over the epochs should be the
outer one.
    _epoch -> (x, target) ;; range(epochs) -> zip(X, y) ;; (x, target) -> _epoch ;; zip(X, y) -> range(epochs)
one_sample_for_each_epoch: Each epoch takes a single sample, the next one in X. An epoch should go through all of them.
    for x, target in [(X[_epoch], y[_epoch])]:
starts_at_zero: It starts from weights of 0. Start from the w and b that are given.
    of "on a copy, in place": w = w.copy() -> w, b = 0 * w, 0.0
weights_changed_before_bias: The output is computed again for the bias, after the weights have moved. Both steps
should use the same dout.
    b = b - lr * ((1.0 if x @ w + b > 0 else 0.0) - target)
bias_changed_before_weights: The output is computed again for the weights, after the bias has moved. Both steps should
use the same dout.
    w = w - lr * dout * x; b = b - lr * dout -> b = b - lr * dout
        w = w - lr * ((1.0 if x @ w + b > 0 else 0.0) - target) * x
epoch_ends_early: An epoch ends with the first sample that is right already. The next sample should follow: is there a
break?
    dout = output - target -> dout = output - target
        if dout == 0:
            break
learning_rate_fixed: The learning rate is fixed in the function. Use lr, which is passed in.
    lr => 0.5
    lr => 0.1
outputs_from_start_of_epoch_and_averaged: In each epoch all outputs are those of the weights at its start, and the
steps are divided by the number of samples. Compute each output with the weights that the samples before it have left,
and take its whole step.
    for x, target in zip(X, y): -> dout = (X @ w + b > 0) - y
        w = w - lr * dout @ X / len(X)
        b = b - lr * dout.mean()
gradients_not_reset: The gradients of earlier samples are added to the new ones. Each step should use those of its own
sample alone.
    of "on a copy, in place": w = w.copy() -> w, dw, db = w.copy(), 0, 0
        ;; w += lr * error * X[i] -> dw = dw + error * X[i]; w += lr * dw
        ;; b += lr * error -> db = db + error; b += lr * db
    of "on a copy, in place": w += lr * error * X[i] -> dw = error * X[i] + (dw if i > 0 else 0); w += lr * dw
        ;; b += lr * error -> db = error + (db if i > 0 else 0); b += lr * db
output_computed_between_weights: The output is computed again for each weight, while the weights move. Compute dout
once for each sample.
    of "weight by weight": w = w.copy()
        ;; w[j] = w[j] - lr * dout * x[j] -> dout = (x @ w + b > 0) - target; w[j] = w[j] - lr * dout * x[j]
weights_are_whole_numbers: The weights lose what stands behind the decimal point. They should keep it: are they kept
in an array of whole numbers?
    of "weight by weight": w = w.astype(int)
""")

exercise.alternatives("""
a step only after a mistake:
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
weight by weight:
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
on a copy, in place:
    w = w.copy()
    for _epoch in range(epochs):
        for i in range(X.shape[0]):
            error = y[i] - int(np.dot(X[i], w) + b > 0)
            w += lr * error * X[i]
            b += lr * error
    return w, b
""")
