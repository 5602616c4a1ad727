"""The gradients of a dense layer: dX = dout W^T, dW = X^T dout, db = the sum over the samples."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import one_column, one_row, square
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "dense_backward",
    chapter="05-backpropagation",
    returns=("dX", "dW", "db"),
    points={"dX": 1, "dW": 1, "db": 1},
    section=N_("The dense layer in shapes"),
)


@exercise.reference
def dense_backward(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


@exercise.forward(dX="X", dW="W", db="b")
def loss(dout, X, W, b=0.0):
    return float(np.sum(dout * (X @ W + b)))


def arrays(rng, N, D, M):
    return numbers(rng, N, M), numbers(rng, N, D), numbers(rng, D, M)


@exercise.probe(times=6)
def ordinary(rng):
    N, D, M = sizes(rng, 3)
    return arrays(rng, N, D, M)


@exercise.probe()
def one_sample(rng):
    D, M = sizes(rng, 2)
    return arrays(rng, 1, D, M)


@exercise.probe()
def one_input(rng):
    N, M = sizes(rng, 2)
    return arrays(rng, N, 1, M)


@exercise.probe()
def one_neuron(rng):
    N, D = sizes(rng, 2)
    return arrays(rng, N, D, 1)


# Where two sizes are equal, a product fits with the wrong one of its factors turned.
@exercise.probe()
def as_many_neurons_as_inputs(rng):
    N, D = sizes(rng, 2)
    return arrays(rng, N, D, D)


@exercise.probe()
def as_many_samples_as_inputs(rng):
    N, M = sizes(rng, 2)
    return arrays(rng, N, N, M)


@exercise.probe()
def as_many_samples_as_neurons(rng):
    N, D = sizes(rng, 2)
    return arrays(rng, N, D, N)


exercise.covers(one_row("X"), one_column("X"), one_column("W"), square("W"), square("X"), square("dout"))


@exercise.mistake("dW_transposed", N_("dW is transposed. It should have the shape of W, (D, M): X turned, times dout."))
def _(dout, X, W):
    return dout @ W.T, dout.T @ X, dout.sum(axis=0)


@exercise.mistake("dX_transposed", N_("dX is transposed. It should have the shape of X, (N, D): dout times W turned."))
def _(dout, X, W):
    return W @ dout.T, X.T @ dout, dout.sum(axis=0)


# The error of `@` tells two sizes only, so that two different products end alike; that of np.dot tells the shapes.
@exercise.mistake(
    "dout_behind_a_wrong_factor",
    N_("A product with dout behind does not fit. Is X not turned in dW, or does W come before dout in dX?"),
)
def _(dout, X, W):
    return dout @ W.T, X @ dout, dout.sum(axis=0)


@exercise.mistake("dout_behind_a_wrong_factor")
def _(dout, X, W):
    return W.T @ dout, X.T @ dout, dout.sum(axis=0)


@exercise.mistake(
    "dout_before_a_wrong_factor",
    N_("A product with dout in front does not fit. Is W not turned in dX, or does X come behind dout in dW?"),
)
def _(dout, X, W):
    return dout @ W, X.T @ dout, dout.sum(axis=0)


@exercise.mistake("dout_before_a_wrong_factor")
def _(dout, X, W):
    return dout @ W.T, dout @ X.T, dout.sum(axis=0)


@exercise.mistake(
    "wrong_order_and_not_turned",
    N_("A product does not fit: its factors are in the wrong order, and one is not turned. Write the shapes below it."),
)
def _(dout, X, W):
    return W @ dout, X.T @ dout, dout.sum(axis=0)


@exercise.mistake("wrong_order_and_not_turned")
def _(dout, X, W):
    return dout @ W.T, dout @ X, dout.sum(axis=0)


@exercise.mistake(
    "X_not_transposed",
    N_("In dW, X is not transposed. (N, D) times (N, M) does not fit; X turned, (D, N) times (N, M), does."),
)
def _(dout, X, W):
    return dout @ W.T, np.dot(X, dout), dout.sum(axis=0)


@exercise.mistake(
    "W_not_transposed",
    N_("In dX, W is not transposed. (N, M) times (D, M) does not fit; W turned, (N, M) times (M, D), does."),
)
def _(dout, X, W):
    return np.dot(dout, W), X.T @ dout, dout.sum(axis=0)


@exercise.mistake(
    "wrong_order_in_dX",
    N_("In dX the factors are in the wrong order. dout should come first, then W turned."),
)
def _(dout, X, W):
    return np.dot(W.T, dout), X.T @ dout, dout.sum(axis=0)


@exercise.mistake(
    "wrong_order_in_dW",
    N_("In dW the factors are in the wrong order. X turned should come first, then dout."),
)
def _(dout, X, W):
    return dout @ W.T, np.dot(dout, X.T), dout.sum(axis=0)


@exercise.mistake("elementwise", N_("Arrays are multiplied entry by entry (*). A dense layer needs the product @."))
def _(dout, X, W):
    return dout * W, X * dout, dout.sum(axis=0)


@exercise.mistake("elementwise")
def _(dout, X, W):
    return dout @ W.T, X * dout, dout.sum(axis=0)


@exercise.mistake("elementwise")
def _(dout, X, W):
    return dout * W.T, X.T * dout, dout.sum(axis=0)


@exercise.mistake(
    "db_averaged",
    N_("db is the mean over the samples. It should be the sum: the division by N is in dout already."),
    reread=N_("Why sums over the samples?"),
)
def _(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.mean(axis=0)


@exercise.mistake(
    "db_over_neurons", N_("db is summed over the neurons (axis 1). Sum over the samples: one number for each neuron.")
)
def _(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=1)


@exercise.mistake(
    "db_as_row", N_("db is a matrix with one row. It should have the shape of b, (M,). Is there a keepdims too many?")
)
def _(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum(axis=0, keepdims=True)


@exercise.mistake(
    "db_total", N_("db is the sum of everything. Each neuron should have its own sum, as it has its own bias.")
)
def _(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.sum()


@exercise.mistake(
    "db_not_summed",
    N_("db is dout itself. The same b is added to every sample, so the samples' slopes add up."),
    reread=N_("Why sums over the samples?"),
)
def _(dout, X, W):
    return dout @ W.T, X.T @ dout, dout.copy()


@exercise.mistake("db_is_one", N_("db is 1 everywhere. The slope of Z along b is 1; multiply it by dout and add up."))
def _(dout, X, W):
    return dout @ W.T, X.T @ dout, np.ones(dout.shape[1])


@exercise.mistake("db_counts_samples", N_("db counts the samples. Add up dout, not ones."))
def _(dout, X, W):
    return dout @ W.T, X.T @ dout, np.ones(dout.shape[1]) * len(X)


@exercise.mistake("db_of_first_sample", N_("db is the first sample's dout. Add up the dout of all samples."))
def _(dout, X, W):
    return dout @ W.T, X.T @ dout, dout[0]


@exercise.mistake(
    "dW_averaged",
    N_("dW is divided by the number of samples. The division by N is in dout already."),
    reread=N_("Why sums over the samples?"),
)
def _(dout, X, W):
    return dout @ W.T, X.T @ dout / len(X), dout.sum(axis=0)


@exercise.mistake(
    "divided_by_samples",
    N_("dW and db are divided by the number of samples. The division by N is in dout already."),
    reread=N_("Why sums over the samples?"),
)
def _(dout, X, W):
    return dout @ W.T, X.T @ dout / len(X), dout.sum(axis=0) / len(X)


@exercise.mistake(
    "all_divided_by_samples",
    N_("Everything is divided by the number of samples. The division by N is in dout already."),
    reread=N_("Why sums over the samples?"),
)
def _(dout, X, W):
    return dout @ W.T / len(X), X.T @ dout / len(X), dout.sum(axis=0) / len(X)


@exercise.mistake(
    "dout_forgotten_in_dX", N_("dX is made without dout. Each row of dX should be its row of dout times W turned.")
)
def _(dout, X, W):
    return np.ones(dout.shape) @ W.T, X.T @ dout, dout.sum(axis=0)


@exercise.mistake("dout_forgotten_in_dW", N_("dW is made without dout. It should be X turned, times dout."))
def _(dout, X, W):
    return dout @ W.T, X.T @ np.ones(dout.shape), dout.sum(axis=0)


@exercise.mistake("W_in_dW", N_("dW is made from W. The slope along a weight is its input, so X belongs here."))
def _(dout, X, W):
    return dout @ W.T, W * dout.sum(axis=0), dout.sum(axis=0)


@exercise.mistake("X_in_dX", N_("dX is made from X. The slope along an input is its weight, so W belongs here."))
def _(dout, X, W):
    return X * dout.sum(axis=1, keepdims=True), X.T @ dout, dout.sum(axis=0)


@exercise.mistake(
    "samples_summed_too_early",
    N_("X and dout are added up over the samples before they are multiplied. Multiply sample by sample, then add up."),
    reread=N_("Why sums over the samples?"),
)
def _(dout, X, W):
    return dout @ W.T, np.outer(X.sum(axis=0), dout.sum(axis=0)), dout.sum(axis=0)


@exercise.mistake(
    "last_sample_only",
    N_("dW is the last sample's alone. Each sample adds its own: add them all up."),
    reread=N_("Why sums over the samples?"),
)
def _(dout, X, W):
    for x, d in zip(X, dout, strict=True):
        dW = np.outer(x, d)
    return dout @ W.T, dW, dout.sum(axis=0)


@exercise.mistake("last_sample_only")
def _(dout, X, W):
    for x, d in zip(X, dout, strict=True):
        dW, db = np.outer(x, d), d * 1.0
    return dout @ W.T, dW, db


exercise.slip(
    "first_sample_only",
    N_("dW is the first sample's alone. Each sample adds its own: add them all up."),
    reread=N_("Why sums over the samples?"),
    change=("X.T @ dout, dout.sum(axis=0)", "np.outer(X[0], dout[0]), dout.sum(axis=0)"),
)

exercise.slip("first_sample_only", change=("X.T @ dout, dout.sum(axis=0)", "np.outer(X[0], dout[0]), dout[0]"))

exercise.slip(
    "db_of_last_sample",
    N_("db is the last sample's dout. Add up the dout of all samples."),
    change=("dout.sum(axis=0)", "dout[-1]"),
)

exercise.slip(
    "last_sample_left_out",
    N_("The last sample is left out of dW. Each sample adds its own: add them all up."),
    reread=N_("Why sums over the samples?"),
    change=("X.T @ dout, dout.sum(axis=0)", "X[:-1].T @ dout[:-1], dout.sum(axis=0)"),
)

exercise.slip(
    "last_sample_left_out",
    change=("X.T @ dout, dout.sum(axis=0)", "X[:-1].T @ dout[:-1], dout[:-1].sum(axis=0)"),
)

exercise.slip(
    "first_sample_twice",
    N_("The first sample is in dW twice. Each sample should be in it once."),
    reread=N_("Why sums over the samples?"),
    change=("X.T @ dout, dout.sum(axis=0)", "X.T @ dout + np.outer(X[0], dout[0]), dout.sum(axis=0)"),
)

exercise.slip(
    "first_sample_twice",
    change=("X.T @ dout, dout.sum(axis=0)", "X.T @ dout + np.outer(X[0], dout[0]), dout.sum(axis=0) + dout[0]"),
)

exercise.slip(
    "W_after_a_step",
    N_("dX is made with W after a step. Use W as it was on the way forward."),
    change=("dout @ W.T", "dout @ (W - X.T @ dout).T"),
)

exercise.slip("W_after_a_step", change=("dout @ W.T", "dout @ (W - 0.1 * X.T @ dout).T"))

exercise.slip("W_after_a_step", change=("dout @ W.T", "dout @ (W - 0.01 * X.T @ dout).T"))

exercise.slip(
    "dX_averaged",
    N_("dX is divided by the number of samples. The division by N is in dout already."),
    reread=N_("Why sums over the samples?"),
    change=("dout @ W.T", "dout @ W.T / len(X)"),
)

exercise.slip(
    "dX_summed",
    N_("dX is added up over the samples. Each sample has its own inputs, so each should have its own row of dX."),
    reread=N_("Why sums over the samples?"),
    change=("dout @ W.T", "(dout @ W.T).sum(axis=0)"),
)

exercise.slip(
    "W_turned_by_its_shape",
    N_("Where W has as many rows as columns, dX is made with W as it is. Turn W, whatever its shape."),
    change=("dout @ W.T", "dout @ (W if W.shape[0] == W.shape[1] else W.T)"),
)


@exercise.mistake("sign_flipped", N_("All signs are exchanged. The minus sign comes with the step, not here."))
def _(dout, X, W):
    return -dout @ W.T, -X.T @ dout, -dout.sum(axis=0)


@exercise.mistake(
    "dout_turned_too", N_("In dX, dout is turned as well. It should come first and as it is, then W turned.")
)
def _(dout, X, W):
    return W.T @ dout.T, X.T @ dout, dout.sum(axis=0)


@exercise.mistake("dout_turned_too")
def _(dout, X, W):
    return dout.T @ W.T, X.T @ dout, dout.sum(axis=0)


@exercise.alternative("loops")
def _(dout, X, W):
    N, D = X.shape
    M = W.shape[1]
    dX, dW, db = np.zeros((N, D)), np.zeros((D, M)), np.zeros(M)
    for n in range(N):
        for m in range(M):
            db[m] += dout[n, m]
            for d in range(D):
                dX[n, d] += dout[n, m] * W[d, m]
                dW[d, m] += X[n, d] * dout[n, m]
    return dX, dW, db


@exercise.alternative("sample by sample")
def _(dout, X, W):
    dX = []
    dW = np.zeros_like(W)
    db = np.zeros(W.shape[1])
    for x, d in zip(X, dout, strict=True):
        dX.append(W @ d)
        dW += np.outer(x, d)
        db += d
    return dX, dW, db


@exercise.alternative("einsum")
def _(dout, X, W):
    return np.einsum("nm,dm->nd", dout, W), np.einsum("nd,nm->dm", X, dout), np.einsum("nm->m", dout)


@exercise.alternative("dot and ones, float32")
def _(dout, X, W):
    d = dout.astype(np.float32)
    return np.dot(d, W.T), np.dot(X.T, d), np.dot(np.ones(len(X)), d)


@exercise.alternative("turned products")
def _(dout, X, W):
    return (W @ dout.T).T, (dout.T @ X).T, sum(dout)
