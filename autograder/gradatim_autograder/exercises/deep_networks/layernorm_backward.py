"""Back through layer normalisation: every number of a sample moves the mean and the spread of its row."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import constant_column, left_out, one_column, one_row, square, where
from gradatim_autograder.exercises.deep_networks.shared import with_a_constant_row

exercise = declare(
    "layernorm_backward",
    returns=("dX", "dgamma", "dbeta"),
    points={"dX": 2, "dgamma": 1, "dbeta": 1},
    section=N_("Layer normalisation: each sample for itself"),
)


@exercise.reference
def layernorm_backward(dout, X, gamma, eps=1e-5):
    d = X - X.mean(axis=-1, keepdims=True)
    s = np.sqrt(X.var(axis=-1, keepdims=True) + eps)
    xhat = d / s
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    mean = dxhat.mean(axis=-1, keepdims=True)
    pull = (dxhat * xhat).mean(axis=-1, keepdims=True)
    dX = (dxhat - mean - xhat * pull) / s
    return dX, dgamma, dbeta


@exercise.forward(dX="X", dgamma="gamma", dbeta="beta")
def loss(dout, X, gamma, eps=1e-5, beta=0.0):
    xhat = (X - X.mean(axis=-1, keepdims=True)) / np.sqrt(X.var(axis=-1, keepdims=True) + eps)
    return float(np.sum(dout * (gamma * xhat + beta)))


@exercise.probe(times=4)
def ordinary(rng):
    """eps is so large that it shows."""
    N, D = sizes(rng, 2, 3, 7)
    X = numbers(rng, N, D) + numbers(rng, N, 1) + numbers(rng, D)
    return numbers(rng, N, D), X, numbers(rng, D), float(rng.uniform(0.1, 0.4))


exercise.probes(
    times=2,
    # eps is left out; the rows vary so little that 1e-5 shows.
    default_eps=sized(lambda rng, N, D: (numbers(rng, N, D), numbers(rng, N, D) * 0.005, numbers(rng, D)), 3, 7),
)


@exercise.probe()
def as_many_samples_as_columns(rng):
    n = int(rng.integers(3, 7))
    return numbers(rng, n, n), numbers(rng, n, n) + numbers(rng, n, 1), numbers(rng, n), float(rng.uniform(0.1, 0.4))


@exercise.probe()
def a_constant_row(rng):
    """Its xhat is 0, and eps alone stands under the root."""
    dout, X, gamma, eps = ordinary(rng)
    return dout, with_a_constant_row(rng, X), gamma, eps


@exercise.probe()
def one_output_matters(rng):
    """As in the example: all entries of dout but one are 0."""
    dout, X, gamma, eps = ordinary(rng)
    place = rng.integers(0, len(X)), rng.integers(0, X.shape[1])
    only = np.zeros(dout.shape)
    only[place] = dout[place]
    return only, X, gamma, eps


exercise.probes(
    # It is its own mean, so that it may move as it likes: dX and dgamma are 0.
    a_single_column=exercise.but(
        ordinary, dout=lambda dout: dout[:, :1], X=lambda X: X[:, :1], gamma=lambda gamma: gamma[:1]
    ),
    a_single_row=exercise.but(ordinary, dout=lambda dout: dout[:1], X=lambda X: X[:1]),
)

exercise.classes(
    left_out("eps"),
    where(
        "constant_row",
        N_("where a row of X holds the same number in all columns"),
        lambda X: X.shape[1] > 1 and bool((np.ptp(X, axis=1) == 0).any()),
    ),
    square("X"),
    one_column("X"),
    one_row("X"),
    constant_column("dout"),
)

exercise.wrong_lines("""
statistics_held_fixed: Mean and spread are treated as fixed numbers in dX. They move with X: two more terms come from
them.
    dX = dxhat / s
mean_term_missing: In dX the path through the mean is missing: each entry also moves the mean of its row.
    dX = (dxhat - xhat * pull) / s
spread_term_missing: In dX the term of the spread is missing, or 0: each entry also moves the variance of its row.
    dX = (dxhat - mean) / s
spread_term_added: In dX the term of the spread has the wrong sign. A larger spread makes xhat smaller: minus.
    dX = (dxhat - mean + xhat * pull) / s
spread_term_without_xhat: In dX the term of the spread is the same number for the whole row. It should be multiplied by
xhat.
    dX = (dxhat - mean - pull) / s
spread_term_not_divided: In dX the term of the spread lacks a division by s. It comes from the slope of 1 / s, which is
-1 / s**2.
    dX = (dxhat - mean) / s - xhat * pull
mean_term_added: In dX the term of the mean has the wrong sign. A larger mean makes x - mean smaller: minus.
    dX = (dxhat + mean - xhat * pull) / s
sums_for_means: In dX the two terms are sums along the row. Divide them by D, as mean and variance do.
    mean = dxhat.sum(axis=-1, keepdims=True) ;; pull = (dxhat * xhat).sum(axis=-1, keepdims=True)
divided_by_samples: In dX the two terms are divided by N. A row has D numbers: divide by D.
    mean = dxhat.sum(axis=-1, keepdims=True) / len(X) ;; pull = (dxhat * xhat).sum(axis=-1, keepdims=True) / len(X)
as_in_batchnorm: In dX the two means go down the columns, as in batch normalisation. Each row should have its own.
    mean = dxhat.mean(axis=0) ;; pull = (dxhat * xhat).mean(axis=0)
batchnorm: This is the way back through batch normalisation: mean and spread of the columns. Each row should have its
own.
    d = X - X.mean(axis=0) ;; s = np.sqrt(X.var(axis=0) + eps) ;; mean = dxhat.mean(axis=0)
        ;; pull = (dxhat * xhat).mean(axis=0)
spread_of_columns: Mean and spread of X are those of the columns. Each row should have its own, as in the forward pass.
    d = X - X.mean(axis=0) ;; s = np.sqrt(X.var(axis=0) + eps)
means_over_everything: In dX the two means go over the whole table. Each row should have its own.
    mean = dxhat.mean() ;; pull = (dxhat * xhat).mean()
whole_table: Mean and variance are taken over the whole table. Each row should have its own.
    d = X - X.mean() ;; s = np.sqrt(X.var() + eps)
axis_lost: A number for each row has lost its axis, and no longer fits the rows. keepdims=True keeps it.
    d = X - X.mean(axis=-1) ;; s = np.sqrt(X.var(axis=-1) + eps)
    mean = dxhat.mean(axis=-1) ;; pull = (dxhat * xhat).mean(axis=-1)
gamma_forgotten_in_dX: In dX gamma is missing: the gradient of xhat is dout * gamma.
    dxhat = dout
gamma_outside: In dX gamma multiplies at the end. It differs along the row, so it has to be in before the means.
    dxhat = dout ;; dX = gamma * (dxhat - mean - xhat * pull) / s
not_divided_by_spread: In dX the division by the spread is missing: xhat = (x - mean) / s.
    dX = dxhat - mean - xhat * pull
divided_by_variance: dX is divided by the variance plus eps. Divide by its square root.
    dX = (dxhat - mean - xhat * pull) / s**2
centred_for_xhat: The term of the spread in dX is made from x - mean. It should be made from xhat: divide by the
spread.
    pull = (dxhat * d).mean(axis=-1, keepdims=True) ;; dX = (dxhat - mean - d * pull) / s
xhat_forgotten_in_dgamma: dgamma is the sum of dout alone. gamma is multiplied by xhat, so its gradient is too.
    dgamma = dout.sum(axis=0)
dgamma_from_X: dgamma is made from X. gamma is multiplied by the normalised xhat.
    dgamma = (dout * X).sum(axis=0)
dgamma_from_centred: dgamma is made from x - mean. Divide that by the spread too: gamma is multiplied by xhat.
    dgamma = (dout * d).sum(axis=0)
dgamma_with_gamma: dgamma holds gamma. The slope of gamma * xhat along gamma is xhat alone.
    dgamma = (dout * gamma * xhat).sum(axis=0)
dbeta_with_gamma: dbeta holds gamma. beta is added at the end: its gradient is the sum of dout.
    dbeta = (dout * gamma).sum(axis=0)
wrong_axis: dgamma and dbeta are summed along the rows. They have a number for each column: sum over the samples,
axis=0.
    dgamma = (dout * xhat).sum(axis=-1) ;; dbeta = dout.sum(axis=-1)
    dgamma = (dout * xhat).sum(axis=-1, keepdims=True) ;; dbeta = dout.sum(axis=-1, keepdims=True)
not_summed: dgamma and dbeta still have a row for each sample. Add the samples up: they have the shape (D,).
    dgamma = dout * xhat ;; dbeta = dout
averaged: dgamma and dbeta are means over the samples. dout holds the division by N already, so add up.
    dgamma = (dout * xhat).mean(axis=0) ;; dbeta = dout.mean(axis=0)
dgamma_averaged: dgamma is a mean over the samples. Add the samples up.
    dgamma = (dout * xhat).mean(axis=0)
dbeta_averaged: dbeta is a mean over the samples. Add the samples up.
    dbeta = dout.mean(axis=0)
dgamma_and_dbeta_exchanged: dgamma and dbeta are exchanged. The order should be dX, dgamma, dbeta.
    return dX, dbeta, dgamma
eps_forgotten: eps is not used. Compute the spread as the forward pass does: the root of the variance plus eps.
    s = np.sqrt(X.var(axis=-1, keepdims=True))
eps_outside_the_root: eps is added to the spread, outside the root. Add it to the variance, inside the root, as the
forward pass does.
    s = X.std(axis=-1, keepdims=True) + eps
one_less: The variance is divided by D - 1. Divide it by D, as the forward pass does.
    s = np.sqrt(X.var(axis=-1, keepdims=True, ddof=1) + eps)
last_sample_only: dgamma and dbeta come from the last sample alone. Every sample should add to them.
    dgamma = (dout * xhat)[-1] ;; dbeta = dout[-1]
first_sample_only: dgamma and dbeta come from the first sample alone. Every sample should add to them.
    dgamma = (dout * xhat)[0] ;; dbeta = dout[0]
root_passed_over: The gradient of the variance lacks the slope of the root, 1 / (2 s).
    of "in small steps": dv = ds
half_of_root_forgotten: The 2 in the slope of the root is missing. It should be 1 / (2 s).
    of "in small steps": dv = ds / s
two_of_square_forgotten: The 2 in the slope of the square d * d is missing. It should be 2 d.
    of "in small steps": dd = dxhat / s + d * dv / D
first_path_forgotten: In dX only the path through the variance is left. The difference d is used twice, for xhat too:
add that part.
    of "in small steps": dd = 2 / D * d * dv
factor_columns_kept: dX is D times too large. With sums in place of means, divide the whole by D.
    of "in small steps": dX = D * dd - dd.sum(axis=-1, keepdims=True)
other_default: eps has another default. It should be 1e-5.
    1e-5 -> 1e-8
""")

exercise.alternatives("""
in small steps:
    D = X.shape[-1]
    d = X - X.mean(axis=-1, keepdims=True)
    s = np.sqrt((d * d).mean(axis=-1, keepdims=True) + eps)
    xhat = d / s
    dxhat = dout * gamma
    ds = -(dxhat * d).sum(axis=-1, keepdims=True) / s**2
    dv = ds / (2 * s)
    dd = dxhat / s + 2 / D * d * dv
    dX = dd - dd.sum(axis=-1, keepdims=True) / D
    return dX, (dout * xhat).sum(axis=0), dout.sum(axis=0)
row by row, with the whole matrix of slopes:
    N, D = X.shape
    dX, dgamma, dbeta = np.zeros((N, D)), np.zeros(D), np.zeros(D)
    for n in range(N):
        s = np.sqrt(np.var(X[n]) + eps)
        xhat = (X[n] - np.mean(X[n])) / s
        dgamma += dout[n] * xhat
        dbeta += dout[n]
        slopes = (np.eye(D) - 1 / D - np.outer(xhat, xhat) / D) / s
        dX[n] = slopes @ (gamma * dout[n])
    return dX, dgamma, dbeta
on its side:
    T, g = X.T, (dout * gamma).T
    s = np.sqrt(T.var(axis=0) + eps)
    xhat = (T - T.mean(axis=0)) / s
    dX = ((g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0)) / s).T
    dgamma, dbeta = np.zeros(len(gamma)), np.zeros(len(gamma))
    for row, values in zip(dout, xhat.T):
        dgamma = dgamma + row * values
        dbeta = dbeta + row
    return dX, dgamma, dbeta
einsum:
    D = X.shape[1]
    s = np.sqrt(X.var(axis=1) + eps)[:, None]
    xhat = (X - X.mean(axis=1)[:, None]) / s
    g = np.einsum("nd,d->nd", dout, gamma)
    pull = np.einsum("nd,nd->n", g, xhat)[:, None]
    dX = (D * g - np.einsum("nd->n", g)[:, None] - xhat * pull) / (D * s)
    return dX, np.einsum("nd,nd->d", dout, xhat), np.einsum("nd->d", dout)
float32:
    s = np.sqrt(((X - X.mean(axis=1, keepdims=True)) ** 2).mean(axis=1, keepdims=True) + eps)
    xhat = (X - X.mean(axis=1, keepdims=True)) / s
    g = dout * gamma
    dX = (g - g.mean(axis=1, keepdims=True)) / s - xhat / s * np.mean(g * xhat, axis=1, keepdims=True)
    dgamma, dbeta = np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
    return dX.astype(np.float32), dgamma.astype(np.float32), dbeta.astype(np.float32)
""")
