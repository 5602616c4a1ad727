"""Layer normalisation: rows with mean 0 and spread 1, by their own numbers alone."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import (
    constant_column,
    left_out,
    one_column,
    one_row,
    square,
    where,
    zeros,
)
from gradatim_autograder.exercises.deep_networks.shared import with_a_constant_row

exercise = declare(
    "layernorm_forward",
    returns=("out",),
    points={"out": 3},
    section=N_("Layer normalisation: each sample for itself"),
)


@exercise.reference
def layernorm_forward(X, gamma, beta, eps=1e-5):
    mean = X.mean(axis=-1, keepdims=True)
    var = X.var(axis=-1, keepdims=True)
    xhat = (X - mean) / np.sqrt(var + eps)
    out = gamma * xhat + beta
    return out


@exercise.probe(times=4)
def ordinary(rng):
    """eps is so large that it shows; rows and columns have means of their own."""
    N, D = sizes(rng, 2, 3, 7)
    X = 1.5 * numbers(rng, N, D) + numbers(rng, N, 1) + numbers(rng, D)
    return X, numbers(rng, D), numbers(rng, D), float(rng.uniform(0.2, 0.5))


exercise.probes(
    times=2,
    # eps is left out; the numbers vary so little that 1e-5 shows.
    default_eps=sized(
        lambda rng, N, D: (0.005 * numbers(rng, N, D) + numbers(rng, N, 1), numbers(rng, D), numbers(rng, D)), 3, 7
    ),
)


@exercise.probe()
def as_many_samples_as_columns(rng):
    """A mean for each row, without an axis of its own, fits the columns too."""
    n = int(rng.integers(3, 7))
    return numbers(rng, n, n) + numbers(rng, n, 1), numbers(rng, n), numbers(rng, n), float(rng.uniform(0.2, 0.5))


@exercise.probe()
def a_constant_row(rng):
    X, *others = ordinary(rng)
    return with_a_constant_row(rng, X), *others


@exercise.probe()
def a_constant_column(rng):
    """It does not matter: the numbers of a row are what is compared."""
    X, *others = ordinary(rng)
    X[:, rng.integers(1, X.shape[1])] = rng.choice([-7, -5, 5, 9]) / 4
    return X, *others


exercise.probes(
    a_single_row=exercise.but(ordinary, X=lambda X: X[:1]),
    a_single_column=exercise.but(
        ordinary, X=lambda X: X[:, :1], gamma=lambda gamma: gamma[:1], beta=lambda beta: beta[:1]
    ),
    no_shift=exercise.but(ordinary, beta=np.zeros_like),
)

exercise.classes(
    left_out("eps"),
    where(
        "constant_row",
        N_("where a row of X holds the same number in all columns"),
        lambda X: X.shape[1] > 1 and bool((np.ptp(X, axis=1) == 0).any()),
    ),
    constant_column("X"),
    square("X"),
    one_row("X"),
    one_column("X"),
    zeros("beta"),
)

exercise.wrong_lines("""
columns_for_rows: Mean and variance are taken down the columns, as in batch normalisation. Each row should have its
own.
    X.mean(axis=-1, keepdims=True) -> X.mean(axis=0) ;; X.var(axis=-1, keepdims=True) -> X.var(axis=0)
axis_lost: A mean for each row has lost its axis, and no longer fits the rows. keepdims=True keeps it.
    X.mean(axis=-1, keepdims=True) -> X.mean(axis=-1) ;; X.var(axis=-1, keepdims=True) -> X.var(axis=-1)
whole_table: There is one mean and one variance for the whole table. Each row should have its own.
    X.mean(axis=-1, keepdims=True) -> X.mean() ;; X.var(axis=-1, keepdims=True) -> X.var()
mean_of_columns: The mean that is subtracted is that of each column. It should be that of each row.
    X.mean(axis=-1, keepdims=True) -> X.mean(axis=0)
variance_of_columns: The variance is that of each column. It should be that of each row.
    X.var(axis=-1, keepdims=True) -> X.var(axis=0)
mean_of_table: The mean that is subtracted is that of the whole table. Each row should have its own.
    X.mean(axis=-1, keepdims=True) -> X.mean()
variance_of_table: The variance is that of the whole table. Each row should have its own.
    X.var(axis=-1, keepdims=True) -> X.var()
one_less: The variance is divided by D - 1. Divide it by D, the number of columns.
    X.var(axis=-1, keepdims=True) -> X.var(axis=-1, keepdims=True, ddof=1)
divided_by_samples: A sum along a row is divided by N, the number of samples. A row has D numbers: divide by D.
    mean = X.sum(axis=-1, keepdims=True) / len(X) ;; var = ((X - mean) ** 2).sum(axis=-1, keepdims=True) / len(X)
    var = ((X - mean) ** 2).sum(axis=-1, keepdims=True) / len(X)
    mean = X.sum(axis=-1, keepdims=True) / len(X) ;; var = X.var(axis=-1, keepdims=True)
squares_not_centred: The mean of the squares stands where the variance should. Subtract the mean first, then square.
    var = (X**2).mean(axis=-1, keepdims=True)
gamma_forgotten: gamma is not used. Multiply the normalised values by it.
    out = xhat + beta
beta_forgotten: beta is not added.
    out = gamma * xhat
gamma_and_beta_forgotten: gamma and beta are not used. Return gamma times the normalised values, plus beta.
    out = xhat
gamma_and_beta_exchanged: gamma and beta are exchanged. Multiply by gamma, and add beta.
    out = beta * xhat + gamma
beta_inside: gamma multiplies beta too. Multiply first, then add beta.
    out = gamma * (xhat + beta)
beta_subtracted: beta is subtracted. Add it.
    out = gamma * xhat - beta
eps_outside_the_root: eps is added to the spread, outside the root. Add it to the variance, inside the root.
    xhat = (X - mean) / (np.sqrt(var) + eps)
eps_forgotten: eps is not used. Add it to the variance, inside the root.
    xhat = (X - mean) / np.sqrt(var)
eps_subtracted: eps is subtracted from the variance. Add it.
    xhat = (X - mean) / np.sqrt(np.abs(var - eps))
eps_squared: The square of eps stands under the root. Add eps itself to the variance.
    xhat = (X - mean) / np.sqrt(var + eps**2)
divided_by_variance: It divides by the variance. Take its square root: the spread.
    xhat = (X - mean) / (var + eps)
    xhat = (X - mean) / var
multiplied_by_spread: It multiplies by the spread. Divide by it.
    xhat = (X - mean) * np.sqrt(var + eps)
not_centred: The mean is not subtracted.
    xhat = X / np.sqrt(var + eps)
mean_added: The mean is added. Subtract it.
    xhat = (X + mean) / np.sqrt(var + eps)
not_divided: x - mean is not divided by the spread.
    xhat = X - mean
brackets_forgotten: Only the mean is divided by the spread. Divide the whole difference x - mean.
    xhat = X - mean / np.sqrt(var + eps)
not_normalised: The numbers of X are not normalised: this is gamma times X, plus beta.
    xhat = X
stretched_first: gamma and beta come before the normalisation. Normalise X first, then multiply by gamma and add beta.
    mean = X.mean(axis=-1, keepdims=True) -> X = gamma * X + beta; mean = X.mean(axis=-1, keepdims=True) ;; out = xhat
gamma_of_rows: gamma and beta are used for the rows. They hold a number for each column.
    out = gamma[:, None] * xhat + beta[:, None]
other_default: eps has another default. It should be 1e-5.
    1e-5 -> 1e-8
    1e-5 -> 1e-6
    1e-5 -> 1e-3
""")

exercise.alternatives("""
row by row:
    out = np.zeros(X.shape)
    for n in range(len(X)):
        x = X[n]
        out[n] = gamma * (x - x.mean()) / np.sqrt(x.var() + eps) + beta
    return out
entry by entry, with append:
    N, D = X.shape
    rows = []
    for n in range(N):
        mean = sum(X[n]) / D
        var = sum((x - mean) ** 2 for x in X[n]) / D
        row = []
        for d in range(D):
            row.append(gamma[d] * (X[n, d] - mean) / (var + eps) ** 0.5 + beta[d])
        rows.append(row)
    return rows
on its side:
    T = X.T
    xhat = (T - T.mean(axis=0)) / np.sqrt(T.var(axis=0) + eps)
    return xhat.T * gamma + beta
einsum:
    D = X.shape[1]
    d = X - np.einsum("nd->n", X)[:, None] / D
    var = np.einsum("nd,nd->n", d, d)[:, None] / D
    return d * (var + eps) ** -0.5 * gamma + beta
float32:
    mean = X.mean(axis=1, keepdims=True)
    var = ((X - mean) ** 2).mean(axis=1, keepdims=True)
    return (gamma * ((X - mean) / np.sqrt(var + eps)) + beta).astype(np.float32)
""")
