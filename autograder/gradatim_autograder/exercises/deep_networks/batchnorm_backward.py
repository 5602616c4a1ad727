"""Back through batch normalisation: every sample moves the mean and the spread of all."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import constant_column, left_out, one_column, one_row

exercise = declare(
    "batchnorm_backward",
    returns=("dX", "dgamma", "dbeta"),
    points={"dX": 3, "dgamma": 1, "dbeta": 1},
    section=N_("Batch normalisation, backward"),
)


@exercise.reference
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    N = len(X)
    d = X - X.mean(axis=0)
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = d / s
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    ds = -(dxhat * d).sum(axis=0) / s**2
    dv = ds / (2 * s)
    dd = dxhat / s + 2 / N * d * dv
    dX = dd - dd.sum(axis=0) / N
    return dX, dgamma, dbeta


@exercise.forward(dX="X", dgamma="gamma", dbeta="beta")
def loss(dout, X, gamma, eps=1e-5, beta=0.0):
    xhat = (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + eps)
    return float(np.sum(dout * (gamma * xhat + beta)))


@exercise.probe(times=4)
def ordinary(rng):
    """eps is so large that it shows."""
    N, D = sizes(rng, 2, 3, 7)
    return numbers(rng, N, D), numbers(rng, N, D) + numbers(rng, D), numbers(rng, D), float(rng.uniform(0.1, 0.4))


exercise.probes(
    times=2,
    # eps is left out; the column varies so little that 1e-5 shows.
    default_eps=sized(lambda rng, N, D: (numbers(rng, N, D), numbers(rng, N, D) * 0.005, numbers(rng, D)), 3, 7),
)


@exercise.probe()
def a_constant_column(rng):
    """Its xhat is 0, and eps alone stands under the root."""
    dout, X, gamma, eps = ordinary(rng)
    X[:, rng.integers(1, X.shape[1])] = rng.choice([-7, -5, 5, 9]) / 4
    return dout, X, gamma, eps


@exercise.probe()
def a_constant_first_column(rng):
    dout, X, gamma, eps = ordinary(rng)
    X[:, 0] = rng.choice([-7, -5, 5, 9]) / 4
    return dout, X, gamma, eps


exercise.probes(
    a_single_column=exercise.but(
        ordinary, dout=lambda dout: dout[:, :1], X=lambda X: X[:, :1], gamma=lambda gamma: gamma[:1]
    ),
    # It is its own mean, so that it may move as it likes: dX and dgamma are 0.
    a_single_row=exercise.but(ordinary, dout=lambda dout: dout[:1], X=lambda X: X[:1]),
)


@exercise.probe()
def one_output_matters(rng):
    """As in the example: all entries of dout but one are 0."""
    dout, X, gamma, eps = ordinary(rng)
    place = rng.integers(0, len(X)), rng.integers(0, X.shape[1])
    only = np.zeros(dout.shape)
    only[place] = dout[place]
    return only, X, gamma, eps


exercise.classes(left_out("eps"), constant_column("X"), one_column("X"), one_row("X"), constant_column("dout"))

exercise.wrong_lines("""
statistics_held_fixed: Mean and spread are treated as fixed numbers in dX. They move with X: two more terms come from
them.
    dX = dxhat / s
    dX = dxhat / s / N
mean_term_missing: In dX the path through the mean is missing: each entry also moves the mean of its column.
    dX = dd
spread_term_missing: In dX the term of the spread is missing, or 0: each entry also moves the variance of its column.
    dd = dxhat / s
spread_term_without_xhat: In dX the term of the spread is the same number for a whole column. It should be multiplied by
xhat.
    dX = (dxhat - dxhat.mean(axis=0) - (dxhat * xhat).mean(axis=0)) / s
spread_term_not_divided: In dX the term of the spread lacks a division by s. It comes from the slope of 1 / s, which is
-1 / s**2.
    ds = -(dxhat * d).sum(axis=0) / s
spread_term_added: In dX the term of the spread has the wrong sign. A larger spread makes xhat smaller: minus.
    ds = (dxhat * d).sum(axis=0) / s**2
mean_term_added: In dX the term of the mean has the wrong sign. A larger mean makes x - mean smaller: minus.
    dX = dd + dd.sum(axis=0) / N
sums_for_means: In dX the two terms are sums over the samples. Divide them by N, as mean and variance do.
    dd = dxhat / s + 2 * d * dv ;; dX = dd - dd.sum(axis=0)
gamma_forgotten_in_dX: In dX gamma is missing: the gradient of xhat is dout * gamma.
    dxhat = dout
not_divided_by_spread: In dX the division by the spread is missing: xhat = (x - mean) / s.
    of "one formula": dX = dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)
divided_by_variance: dX is divided by the variance plus eps. Divide by its square root.
    of "one formula": dX = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / s**2
xhat_forgotten_in_dgamma: dgamma is the sum of dout alone. gamma is multiplied by xhat, so its gradient is too.
    dgamma = dout.sum(axis=0)
dgamma_from_X: dgamma is made from X. gamma is multiplied by the normalised xhat.
    dgamma = (dout * X).sum(axis=0)
dgamma_from_centred: dgamma is made from x - mean. Divide that by the spread too: gamma is multiplied by xhat.
    dgamma = (dout * d).sum(axis=0)
means_for_sums: dgamma and dbeta are means over the samples. dout holds the division by N already, so add up.
    dgamma = (dout * xhat).mean(axis=0) ;; dbeta = dout.mean(axis=0)
dbeta_averaged: dbeta is a mean over the samples. Add the samples up.
    dbeta = dout.mean(axis=0)
dgamma_averaged: dgamma is a mean over the samples. Add the samples up.
    dgamma = (dout * xhat).mean(axis=0)
wrong_axis: dgamma and dbeta are summed along the rows. They belong to columns: sum over the samples, axis=0.
    dgamma = (dout * xhat).sum(axis=1) ;; dbeta = dout.sum(axis=1)
not_summed: dgamma and dbeta still have a row for each sample. Add the samples up: they have the shape (D,).
    dgamma = dout * xhat ;; dbeta = dout
dgamma_with_gamma: dgamma holds gamma. The slope of gamma * xhat along gamma is xhat alone.
    dgamma = (dout * gamma * xhat).sum(axis=0)
dbeta_with_gamma: dbeta holds gamma. beta is added at the end: its gradient is the sum of dout.
    dbeta = (dout * gamma).sum(axis=0)
dgamma_and_dbeta_exchanged: dgamma and dbeta are exchanged. The order should be dX, dgamma, dbeta.
    dgamma = dout.sum(axis=0) ;; dbeta = (dout * xhat).sum(axis=0)
eps_forgotten: eps is not used. Compute the spread as the forward pass does: the root of the variance plus eps.
    s = np.sqrt(X.var(axis=0))
eps_outside_the_root: eps is added to the spread, outside the root. Add it to the variance, inside the root, as the
forward pass does.
    s = X.std(axis=0) + eps
one_less: The variance is divided by N - 1. Divide it by N, as the forward pass does.
    s = np.sqrt(X.var(axis=0, ddof=1) + eps)
whole_table: Mean and variance are taken over the whole table. Each column should have its own: axis=0.
    of "one formula": d = X - X.mean() ;; s = np.sqrt(X.var() + eps)
along_rows: Mean and variance are taken along the rows. Each column should have its own: axis=0.
    of "one formula": d = X - X.mean(axis=1) ;; s = np.sqrt(X.var(axis=1) + eps)
    of "one formula": d = X - X.mean(axis=1, keepdims=True) ;; s = np.sqrt(X.var(axis=1, keepdims=True) + eps)
last_sample_only: dgamma and dbeta come from the last sample alone. Every sample should add to them.
    dgamma = (dout * xhat)[-1] ;; dbeta = dout[-1]
first_sample_only: dgamma and dbeta come from the first sample alone. Every sample should add to them.
    dgamma = (dout * xhat)[0] ;; dbeta = dout[0]
root_passed_over: The gradient of the variance lacks the slope of the root, 1 / (2 s).
    dv = ds
half_of_root_forgotten: The 2 in the slope of the root is missing. It should be 1 / (2 s).
    dv = ds / s
two_of_square_forgotten: The 2 in the slope of the square d * d is missing. It should be 2 d.
    dd = dxhat / s + d * dv / N
first_path_forgotten: In dX only the path through the variance is left. The difference d is used twice, for xhat too:
add that part.
    dd = 2 / N * d * dv
sum_of_dd_not_divided: In dX the path through the mean is N times too large. The mean is made of N samples: divide its
gradient by N.
    dX = dd - dd.sum(axis=0)
variance_not_averaged: In dX the path through the variance is N times too large. The variance is a mean: divide its
gradient by N.
    dd = dxhat / s + 2 * d * dv
centred_for_xhat: The term of the spread in dX is made from x - mean. It should be made from xhat: divide by the
spread.
    of "one formula": dX = (dxhat - dxhat.mean(axis=0) - d * (dxhat * d).mean(axis=0)) / s
means_over_everything: In dX the two means go over the whole table. Each column should have its own: axis=0.
    of "one formula": dX = (dxhat - dxhat.mean() - xhat * (dxhat * xhat).mean()) / s
factor_samples_kept: dX is N times too large. With sums in place of means, divide the whole by N.
    dX = N * dd - dd.sum(axis=0)
other_default: eps has another default. It should be 1e-5.
    1e-5 -> 1e-8
""")

exercise.alternatives("""
one formula:
    d = X - X.mean(axis=0)
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = d / s
    dxhat = dout * gamma
    dX = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / s
    dgamma = (dout * xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    return dX, dgamma, dbeta
gradients of the mean and the variance:
    N, _D = X.shape
    mean, var = X.mean(axis=0), X.var(axis=0)
    xhat = (X - mean) / np.sqrt(var + eps)
    dxhat = dout * gamma
    dvar = np.sum(dxhat * (X - mean) * -0.5 * (var + eps) ** -1.5, axis=0)
    dmean = np.sum(-dxhat / np.sqrt(var + eps), axis=0) + dvar * np.mean(-2 * (X - mean), axis=0)
    dX = dxhat / np.sqrt(var + eps) + dvar * 2 * (X - mean) / N + dmean / N
    return dX, (dout * xhat).sum(axis=0), dout.sum(axis=0)
column by column, with the whole matrix of slopes:
    N, D = X.shape
    dX, dgamma, dbeta = np.zeros((N, D)), np.zeros(D), np.zeros(D)
    for j in range(D):
        s = np.sqrt(np.var(X[:, j]) + eps)
        xhat = (X[:, j] - np.mean(X[:, j])) / s
        dgamma[j] = dout[:, j] @ xhat
        dbeta[j] = dout[:, j].sum()
        slopes = (np.eye(N) - 1 / N - np.outer(xhat, xhat) / N) / s
        dX[:, j] = gamma[j] * slopes @ dout[:, j]
    return dX, dgamma, dbeta
float32:
    N = X.shape[0]
    s = np.sqrt(((X - X.mean(axis=0)) ** 2).mean(axis=0) + eps)
    xhat = (X - X.mean(axis=0)) / s
    dbeta, dgamma = np.sum(dout, axis=0), np.sum(dout * xhat, axis=0)
    dX = gamma / (N * s) * (N * dout - dbeta - xhat * dgamma)
    return dX.astype(np.float32), dgamma.astype(np.float32), dbeta.astype(np.float32)
""")
