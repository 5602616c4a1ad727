"""Batch normalisation: columns with mean 0 and spread 1, by the batch in training, by memory at test time."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes
from gradatim_autograder.exercise.argument_class import (
    LEFT_OUT,
    constant_column,
    left_out,
    one_column,
    one_row,
    where,
    zero,
    zeros,
)

exercise = declare(
    "batchnorm_forward",
    returns=("out", "running_mean", "running_var"),
    points={"out": 2, "running_mean": 1, "running_var": 1, "at test time": 1},
    section=N_("Batch normalisation, forward"),
)


@exercise.reference
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mean, var = X.mean(axis=0), X.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
    xhat = (X - mean) / np.sqrt(var + eps)
    out = gamma * xhat + beta
    return out, running_mean, running_var


def drawn(rng, scale, place):
    N, D = sizes(rng, 2, 3, 7)
    X = numbers(rng, N, D) * scale + numbers(rng, D) * place
    return X, numbers(rng, D), numbers(rng, D), numbers(rng, D) * place, rng.uniform(0.5, 2.5, size=D) * scale**2


@exercise.probe(times=3)
def training(rng):
    """eps is so large that it shows, and momentum is not its default."""
    return *drawn(rng, 1.5, 1.0), True, float(rng.uniform(0.6, 0.8)), float(rng.uniform(0.2, 0.5))


@exercise.probe(times=2)
def training_with_defaults(rng):
    """momentum and eps are left out; the columns vary so little that 1e-5 shows."""
    return *drawn(rng, 0.01, 0.02), True


@exercise.probe(times=2, part="at test time")
def at_test_time(rng):
    return *drawn(rng, 1.5, 1.0), False, float(rng.uniform(0.6, 0.8)), float(rng.uniform(0.2, 0.5))


exercise.probes("at test time", at_test_time_with_defaults=lambda rng: (*drawn(rng, 0.01, 0.02), False))

exercise.probes(training_with_default_eps=lambda rng: (*drawn(rng, 0.01, 0.02), True, float(rng.uniform(0.6, 0.8))))


@exercise.probe()
def training_with_a_constant_column(rng):
    X, *others = drawn(rng, 1.5, 1.0)
    X[:, rng.integers(1, X.shape[1])] = rng.choice([-7, -5, 5, 9]) / 4
    return X, *others, True, float(rng.uniform(0.6, 0.8)), float(rng.uniform(0.2, 0.5))


@exercise.probe()
def training_of_one_column(rng):
    X, *others = drawn(rng, 1.5, 1.0)
    return X[:, :1], *(each[:1] for each in others), True, float(rng.uniform(0.6, 0.8)), float(rng.uniform(0.2, 0.5))


exercise.probes(
    # Its mean is the sample, its variance 0.
    training_of_one_sample=exercise.but(training, X=lambda X: X[:1]),
    # The running averages are as they are before anything is learnt: 0 and 1.
    first_batch=exercise.but(
        training,
        running_mean=lambda running_mean: 0 * running_mean,
        running_var=lambda running_var: 0 * running_var + 1,
    ),
)

exercise.probes(momentum_0=lambda rng: (*drawn(rng, 1.5, 1.0), True, 0.0, float(rng.uniform(0.2, 0.5))))

exercise.probes("at test time", one_sample_at_test_time=exercise.but(at_test_time, X=lambda X: X[:1]))

exercise.classes(
    where("test_time", N_("where train is False"), lambda train: not train),
    where(
        "momentum_left_out",
        N_("where momentum is left out in training"),
        lambda momentum, train: train and momentum is LEFT_OUT,
    ),
    zero("momentum"),
    zeros("running_mean"),
    left_out("eps"),
    constant_column("X"),
    one_column("X"),
    one_row("X"),
    where("one_row_in_training", N_("where X has a single row in training"), lambda X, train: train and len(X) == 1),
    where(
        "one_row_at_test_time", N_("where X has a single row at test time"), lambda X, train: not train and len(X) == 1
    ),
)

exercise.wrong_lines("""
momentum_on_the_wrong_side: Your answer gives momentum to the batch. It should be the share of the old average.
    running_mean = (1 - momentum) * running_mean + momentum * mean
        ;; running_var = (1 - momentum) * running_var + momentum * var
    running_mean = (1 - momentum) * running_mean + momentum * mean
    running_var = (1 - momentum) * running_var + momentum * var
running_replaced: The running averages are replaced by the batch's. Keep the share momentum of the old ones.
    running_mean = mean ;; running_var = var
running_added: The batch is added to the running averages without the factor (1 - momentum).
    running_mean = momentum * running_mean + mean ;; running_var = momentum * running_var + var
batch_statistics_at_test_time: At test time it uses the mean and variance of the batch. Use the running averages: a
single sample has no spread.
    mean, var = running_mean, running_var -> mean, var = X.mean(axis=0), X.var(axis=0)
always_as_in_training: At test time it normalises by the batch and moves the running averages, as in training. Ask
what train is.
    if True:
train_reversed: Training uses the running averages, and test time the batch. It should be the other way round.
    if not train:
running_averages_in_training: In training it normalises by the running averages. Use the mean and variance of the
batch.
    xhat = (X - running_mean) / np.sqrt(running_var + eps)
one_less: The variance is divided by N - 1. Divide it by N.
    X.var(axis=0) -> X.var(axis=0, ddof=1)
    of "step by step": (var + eps) ** -0.5 -> (X.var(axis=0, ddof=1) + eps) ** -0.5
one_less_in_running_var: running_var takes the variance divided by N - 1. It should take the one divided by N, as the
output does.
    running_var = momentum * running_var + (1 - momentum) * X.var(axis=0, ddof=1)
spread_in_running_var: running_var keeps the spread. It should keep the variance; take the root where you use it.
    running_var = momentum * running_var + (1 - momentum) * np.sqrt(var)
    running_var = momentum * running_var + (1 - momentum) * np.sqrt(var + eps)
    running_var = momentum * running_var + (1 - momentum) * (np.sqrt(var) + eps)
spread_kept_and_used: running_var keeps the spread, and X is divided by it at test time. Keep the variance, and divide
by the root of it plus eps.
    of "step by step": new_var = momentum * running_var + (1 - momentum) * np.sqrt(var + eps)
        ;; (running_var + eps) ** 0.5 -> running_var
    of "step by step": new_var = momentum * running_var + (1 - momentum) * np.sqrt(var)
        ;; (running_var + eps) ** 0.5 -> (running_var**2 + eps) ** 0.5
    of "step by step": new_var = momentum * running_var + (1 - momentum) * np.sqrt(var)
        ;; (running_var + eps) ** 0.5 -> running_var + eps
root_forgotten_at_test_time: At test time x - mean is divided by the running variance itself. Take the root of the
running variance plus eps.
    of "step by step": (running_var + eps) ** 0.5 -> running_var
    of "step by step": (running_var + eps) ** 0.5 -> running_var + eps
eps_in_running_var: running_var keeps the variance plus eps. Keep the variance alone, and add eps under the root only.
    running_var = momentum * running_var + (1 - momentum) * (var + eps)
gamma_forgotten: gamma is not used. Multiply the normalised values by it.
    out = xhat + beta
beta_forgotten: beta is not added.
    out = gamma * xhat
gamma_and_beta_exchanged: gamma and beta are exchanged. Multiply by gamma, and add beta.
    out = beta * xhat + gamma
beta_inside: gamma multiplies beta too. Multiply first, then add beta.
    out = gamma * (xhat + beta)
eps_outside_the_root: eps is added to the spread, outside the root. Add it to the variance, inside the root.
    xhat = (X - mean) / (np.sqrt(var) + eps)
eps_forgotten: eps is not used. Add it to the variance, inside the root.
    xhat = (X - mean) / np.sqrt(var)
divided_by_variance: It divides by the variance. Take its square root: the spread.
    xhat = (X - mean) / (var + eps)
not_centred: The mean is not taken off.
    xhat = X / np.sqrt(var + eps)
not_divided: x - mean is not divided by the spread.
    xhat = X - mean
brackets_forgotten: Only the mean is divided by the spread. Divide the whole difference x - mean.
    out = gamma * X - mean / np.sqrt(var + eps) + beta
    xhat = X - mean / np.sqrt(var + eps)
whole_table: There is one mean and one variance for the whole table. Each column should have its own: axis=0.
    X.mean(axis=0) -> X.mean() ;; X.var(axis=0) -> X.var()
wrong_axis: Mean and variance are taken along the rows. Each column should have its own: axis=0.
    X.mean(axis=0) -> X.mean(axis=1) ;; X.var(axis=0) -> X.var(axis=1)
    X.mean(axis=0) -> X.mean(axis=1, keepdims=True) ;; X.var(axis=0) -> X.var(axis=1, keepdims=True)
    xhat = (X - X.mean(axis=1, keepdims=True)) / np.sqrt(X.var(axis=1, keepdims=True) + eps)
    of "step by step": centred * (var + eps) ** -0.5
        -> (X - X.mean(axis=1, keepdims=True)) * (X.var(axis=1, keepdims=True) + eps) ** -0.5
gamma_and_beta_forgotten: gamma and beta are not used. Return gamma times the normalised values, plus beta.
    out = xhat
running_mean_in_training: In training it takes off the running mean. Take off the mean of the batch.
    xhat = (X - running_mean) / np.sqrt(var + eps)
running_not_updated: The running averages stay as they were. In training each batch should move them.
    of "column by column": return out, running_mean, running_var
running_updated_at_test_time: The running averages move at test time too. Only training should move them.
    mean, var = running_mean, running_var -> mean, var = running_mean, running_var
        running_mean = momentum * running_mean + (1 - momentum) * X.mean(axis=0)
        running_var = momentum * running_var + (1 - momentum) * X.var(axis=0)
normalised_values_kept: The running averages take the mean and variance of the output. They should keep those of the
batch X.
    of "step by step": new_mean = momentum * running_mean + (1 - momentum) * out.mean(axis=0)
        ;; new_var = momentum * running_var + (1 - momentum) * out.var(axis=0)
other_momentum: momentum has another default. It should be 0.9.
    0.9 -> 0.99
    0.9 -> 0.1
other_eps: eps has another default. It should be 1e-5.
    1e-5 -> 1e-8
""")

exercise.alternatives("""
step by step:
    N, _D = X.shape
    if not train:
        xhat = (X - running_mean) / (running_var + eps) ** 0.5
        return xhat * gamma + beta, running_mean, running_var
    mean = np.sum(X, axis=0) / N
    centred = X - mean
    var = np.sum(centred**2, axis=0) / N
    xhat = centred * (var + eps) ** -0.5
    out = xhat * gamma + beta
    new_mean = running_mean + (1 - momentum) * (mean - running_mean)
    new_var = running_var + (1 - momentum) * (var - running_var)
    return out, new_mean, new_var
column by column:
    N, D = X.shape
    out = np.zeros((N, D))
    new_mean, new_var = running_mean.copy(), running_var.copy()
    for j in range(D):
        mean, var = running_mean[j], running_var[j]
        if train:
            mean, var = np.mean(X[:, j]), np.var(X[:, j])
            new_mean[j] = momentum * running_mean[j] + (1 - momentum) * mean
            new_var[j] = momentum * running_var[j] + (1 - momentum) * var
        for n in range(N):
            out[n, j] = gamma[j] * (X[n, j] - mean) / np.sqrt(var + eps) + beta[j]
    return out, new_mean, new_var
float32:
    mean = X.mean(axis=0) if train else running_mean
    var = ((X - mean) ** 2).mean(axis=0) if train else running_var
    out = (gamma * ((X - mean) / np.sqrt(var + eps)) + beta).astype(np.float32)
    if train:
        running_mean = momentum * running_mean + mean - momentum * mean
        running_var = momentum * running_var + var - momentum * var
    return out, running_mean, running_var
one scale and one shift for each column:
    mean, var = (np.mean(X, 0), np.std(X, 0) ** 2) if train else (running_mean, running_var)
    scale = gamma / np.sqrt(var + eps)
    out = X * scale + (beta - mean * scale)
    if train:
        return out, (1 - momentum) * mean + momentum * running_mean, (1 - momentum) * var + momentum * running_var
    return [out, running_mean, running_var]
""")
