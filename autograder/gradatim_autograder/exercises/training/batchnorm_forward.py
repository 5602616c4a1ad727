"""Batch normalisation: columns with mean 0 and spread 1, by the batch in training, by memory at test time."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "batchnorm_forward",
    chapter="07-training",
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
    out = gamma * (X - mean) / np.sqrt(var + eps) + beta
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


@exercise.probe(part="at test time")
def at_test_time_with_defaults(rng):
    return *drawn(rng, 0.01, 0.02), False


@exercise.mistake(
    "momentum_on_the_wrong_side",
    N_(
        "momentum stands at the wrong place. It is the share of the old average: momentum * running + (1 - momentum) * batch."
    ),
)
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mean, var = X.mean(axis=0), X.var(axis=0)
        running_mean = (1 - momentum) * running_mean + momentum * mean
        running_var = (1 - momentum) * running_var + momentum * var
    else:
        mean, var = running_mean, running_var
    out = gamma * (X - mean) / np.sqrt(var + eps) + beta
    return out, running_mean, running_var


exercise.slip(
    "running_not_updated",
    N_("The running averages stay as they were. In training each batch moves them."),
    change=[
        ("running_mean = momentum * running_mean + (1 - momentum) * mean", "pass"),
        ("running_var = momentum * running_var + (1 - momentum) * var", "pass"),
    ],
)

exercise.slip(
    "running_replaced",
    N_("The running averages are replaced by the batch's. Keep the share momentum of the old ones."),
    change=[
        ("= momentum * running_mean + (1 - momentum) *", "="),
        ("= momentum * running_var + (1 - momentum) *", "="),
    ],
)

exercise.slip(
    "running_added",
    N_("The batch is added to the running averages without the factor (1 - momentum)."),
    change=[("running_mean + (1 - momentum) *", "running_mean +"), ("running_var + (1 - momentum) *", "running_var +")],
)


@exercise.mistake(
    "running_updated_at_test_time",
    N_("The running averages move at test time too. Only training moves them."),
)
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    mean, var = X.mean(axis=0), X.var(axis=0)
    new_mean = momentum * running_mean + (1 - momentum) * mean
    new_var = momentum * running_var + (1 - momentum) * var
    if not train:
        mean, var = running_mean, running_var
    out = gamma * (X - mean) / np.sqrt(var + eps) + beta
    return out, new_mean, new_var


exercise.slip(
    "batch_statistics_at_test_time",
    N_(
        "At test time it uses the mean and variance of the batch. Use the running averages: a single sample has no spread."
    ),
    change=("mean, var = running_mean, running_var", "mean, var = X.mean(axis=0), X.var(axis=0)"),
)

exercise.slip(
    "always_as_in_training",
    N_("train is not used: it normalises by the batch and moves the running averages at test time too."),
    change=("if train:", "if True:"),
)

exercise.slip(
    "train_reversed",
    N_("train is asked the wrong way round: training uses the running averages, test time the batch."),
    change=("if train:", "if not train:"),
)

exercise.slip(
    "running_averages_in_training",
    N_("In training it normalises by the running averages. Use the mean and variance of the batch."),
    change=[("X - mean", "X - running_mean"), ("np.sqrt(var + eps)", "np.sqrt(running_var + eps)")],
)

exercise.slip(
    "one_less",
    N_("The variance is divided by N - 1 (ddof=1). In this course it is divided by N."),
    change=("mean, var = X.mean(axis=0), X.var(axis=0)", "mean, var = X.mean(axis=0), X.var(axis=0, ddof=1)"),
)

exercise.slip(
    "one_less_in_running_var",
    N_(
        "running_var takes the variance divided by N - 1. In this course it is the same variance as in the batch, divided by N."
    ),
    change=("* var", "* X.var(axis=0, ddof=1)"),
)

exercise.slip(
    "spread_in_running_var",
    N_("running_var keeps the spread (std). It keeps the variance; the root is taken when it is used."),
    change=("* var", "* np.sqrt(var)"),
)

exercise.slip(
    "gamma_forgotten", N_("gamma is not used. It multiplies the normalised values."), change=("= gamma *", "=")
)

exercise.slip("beta_forgotten", N_("beta is not added."), change=("np.sqrt(var + eps) + beta", "np.sqrt(var + eps)"))

exercise.slip(
    "gamma_and_beta_exchanged",
    N_("gamma and beta are exchanged. gamma multiplies, beta is added."),
    change=[("= gamma", "= beta"), ("+ beta", "+ gamma")],
)

exercise.slip(
    "beta_inside",
    N_("gamma multiplies beta too. Multiply first, then add beta."),
    change=(
        "out = gamma * (X - mean) / np.sqrt(var + eps) + beta",
        "out = gamma * ((X - mean) / np.sqrt(var + eps) + beta)",
    ),
)

exercise.slip(
    "eps_outside_the_root",
    N_("eps is added outside the root. It is added to the variance, inside the root."),
    change=("np.sqrt(var + eps)", "(np.sqrt(var) + eps)"),
)

exercise.slip(
    "eps_forgotten",
    N_("eps is not used. It is added to the variance, inside the root."),
    change=("np.sqrt(var + eps)", "np.sqrt(var)"),
)

exercise.slip(
    "divided_by_variance",
    N_("It divides by the variance. Take its square root: the spread."),
    change=("np.sqrt(var + eps)", "(var + eps)"),
)

exercise.slip("not_centred", N_("The mean is not taken off."), change=("(X - mean)", "X"))

exercise.slip(
    "not_divided", N_("It is not divided by the spread."), change=("(X - mean) / np.sqrt(var + eps)", "(X - mean)")
)

exercise.slip(
    "brackets_forgotten",
    N_("Only the mean is divided by the spread. Put the difference in brackets."),
    change=("(X - mean)", "X - mean"),
)

exercise.slip(
    "brackets_forgotten",
    change=(
        "out = gamma * (X - mean) / np.sqrt(var + eps) + beta",
        "out = gamma * (X - mean / np.sqrt(var + eps)) + beta",
    ),
)

exercise.slip(
    "whole_table",
    N_("One mean and one variance for the whole table. Each column has its own: axis=0."),
    change=("mean, var = X.mean(axis=0), X.var(axis=0)", "mean, var = X.mean(), X.var()"),
)

exercise.slip(
    "wrong_axis",
    N_("Mean and variance are taken along the rows (axis=1). Each column has its own: axis=0."),
    change=("mean, var = X.mean(axis=0), X.var(axis=0)", "mean, var = X.mean(axis=1), X.var(axis=1)"),
)

exercise.slip(
    "wrong_axis",
    change=(
        "mean, var = X.mean(axis=0), X.var(axis=0)",
        "mean, var = X.mean(axis=1, keepdims=True), X.var(axis=1, keepdims=True)",
    ),
)


@exercise.mistake(
    "normalised_values_kept",
    N_("The running averages take the mean and variance of the output. They keep those of the batch X."),
)
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    if train:
        mean, var = X.mean(axis=0), X.var(axis=0)
        out = gamma * (X - mean) / np.sqrt(var + eps) + beta
        running_mean = momentum * running_mean + (1 - momentum) * out.mean(axis=0)
        running_var = momentum * running_var + (1 - momentum) * out.var(axis=0)
    else:
        out = gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta
    return out, running_mean, running_var


exercise.slip("other_momentum", N_("The default of momentum is not 0.9."), change=("momentum=0.9,", "momentum=0.99,"))

exercise.slip("other_momentum", change=("momentum=0.9,", "momentum=0.1,"))

exercise.slip("other_eps", N_("The default of eps is not 1e-5."), change=("eps=1e-5", "eps=1e-8"))

exercise.slip(
    "gamma_and_beta_forgotten",
    N_("gamma and beta are not used. Return gamma times the normalised values, plus beta."),
    change=(
        "out = gamma * (X - mean) / np.sqrt(var + eps) + beta\nreturn out, running_mean, running_var",
        "return (X - mean) / np.sqrt(var + eps), running_mean, running_var",
    ),
)

exercise.slip(
    "running_mean_in_training",
    N_("In training it takes off the running mean. Take off the mean of the batch."),
    change=("X - mean", "X - running_mean"),
)


@exercise.alternative("step by step")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    N, _D = X.shape
    if not train:
        xhat = (X - running_mean) / (running_var + eps) ** 0.5
        return xhat * gamma + beta, running_mean, running_var
    mean = np.sum(X, axis=0) / N
    centred = X - mean
    var = np.sum(centred**2, axis=0) / N
    xhat = centred * (var + eps) ** -0.5
    new_mean = running_mean + (1 - momentum) * (mean - running_mean)
    new_var = running_var + (1 - momentum) * (var - running_var)
    return xhat * gamma + beta, new_mean, new_var


@exercise.alternative("column by column")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
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


@exercise.alternative("float32")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    mean = X.mean(axis=0) if train else running_mean
    var = ((X - mean) ** 2).mean(axis=0) if train else running_var
    out = (gamma * ((X - mean) / np.sqrt(var + eps)) + beta).astype(np.float32)
    if train:
        running_mean = momentum * running_mean + mean - momentum * mean
        running_var = momentum * running_var + var - momentum * var
    return out, running_mean, running_var


@exercise.alternative("one scale and one shift for each column")
def _(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    mean, var = (np.mean(X, 0), np.std(X, 0) ** 2) if train else (running_mean, running_var)
    scale = gamma / np.sqrt(var + eps)
    out = X * scale + (beta - mean * scale)
    if train:
        return out, (1 - momentum) * mean + momentum * running_mean, (1 - momentum) * var + momentum * running_var
    return [out, running_mean, running_var]
