"""The gradients of a dense layer: dX = dout W^T, dW = X^T dout, db = the sum over the samples."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized
from gradatim_autograder.exercise.argument_class import one_column, one_row, square

exercise = declare(
    "dense_backward",
    returns=("dX", "dW", "db"),
    points={"dX": 1, "dW": 1, "db": 1},
    section=N_("The dense layer in shapes"),
)


@exercise.reference
def dense_backward(dout, X, W):
    dX = dout @ W.T
    dW = X.T @ dout
    db = dout.sum(axis=0)
    return dX, dW, db


@exercise.forward(dX="X", dW="W", db="b")
def loss(dout, X, W, b=0.0):
    return float(np.sum(dout * (X @ W + b)))


def arrays(rng, N, D, M):
    return numbers(rng, N, M), numbers(rng, N, D), numbers(rng, D, M)


exercise.probes(times=6, ordinary=sized(lambda rng, N, D, M: arrays(rng, N, D, M)))

exercise.probes(
    one_sample=sized(lambda rng, D, M: arrays(rng, 1, D, M)),
    one_input=sized(lambda rng, N, M: arrays(rng, N, 1, M)),
    one_neuron=sized(lambda rng, N, D: arrays(rng, N, D, 1)),
    # Where two sizes are equal, a product fits with the wrong one of its factors turned.
    as_many_neurons_as_inputs=sized(lambda rng, N, D: arrays(rng, N, D, D)),
    as_many_samples_as_inputs=sized(lambda rng, N, M: arrays(rng, N, N, M)),
    as_many_samples_as_neurons=sized(lambda rng, N, D: arrays(rng, N, D, N)),
)

exercise.classes(one_row("X"), one_column("X"), one_column("W"), square("W"), square("X"), square("dout"))


# The error of `@` tells two sizes only, so that two different products end alike; that of np.dot tells the shapes.
exercise.wrong_lines("""
dW_transposed: dW is transposed. It should have the shape of W, (D, M): X turned, times dout.
    dW = dout.T @ X
dX_transposed: dX is transposed. It should have the shape of X, (N, D): dout times W turned.
    dX = W @ dout.T
dout_behind_a_wrong_factor: A product with dout behind does not fit. Is X not turned in dW, or does W come before dout
in dX?
    dW = X @ dout
    dX = W.T @ dout
dout_before_a_wrong_factor: A product with dout in front does not fit. Is W not turned in dX, or does X come behind
dout in dW?
    dX = dout @ W
    dW = dout @ X.T
wrong_order_and_not_turned: A product does not fit: its factors are in the wrong order, and one is not turned. Write
the shapes below it.
    dX = W @ dout
    dW = dout @ X
X_not_transposed: In dW, X is not transposed. (N, D) times (N, M) does not fit; X turned, (D, N) times (N, M), does.
    dW = np.dot(X, dout)
W_not_transposed: In dX, W is not transposed. (N, M) times (D, M) does not fit; W turned, (N, M) times (M, D), does.
    dX = np.dot(dout, W)
wrong_order_in_dX: In dX the factors are in the wrong order. dout should come first, then W turned.
    dX = np.dot(W.T, dout)
wrong_order_in_dW: In dW the factors are in the wrong order. X turned should come first, then dout.
    dW = np.dot(dout, X.T)
elementwise: Arrays are multiplied entry by entry (*). A dense layer needs the product @.
    dX = dout * W ;; dW = X * dout
    dW = X * dout
    dX = dout * W.T ;; dW = X.T * dout
db_averaged: db is the mean over the samples. It should be the sum: the division by N is in dout already.
> Why sums over the samples?
    db = dout.mean(axis=0)
db_over_neurons: db is summed over the neurons (axis 1). Sum over the samples: one number for each neuron.
    db = dout.sum(axis=1)
db_as_row: db is a matrix with one row. It should have the shape of b, (M,). Is there a keepdims too many?
    db = dout.sum(axis=0, keepdims=True)
db_total: db is the sum of everything. Each neuron should have its own sum, as it has its own bias.
    db = dout.sum()
db_not_summed: db is dout itself. The same b is added to every sample, so the samples' slopes add up.
> Why sums over the samples?
    db = dout.copy()
db_is_one: db is 1 everywhere. The slope of Z along b is 1; multiply it by dout and add up.
    db = np.ones(dout.shape[1])
db_counts_samples: db counts the samples. Add up dout, not ones.
    db = np.ones(dout.shape[1]) * len(X)
db_of_first_sample: db is the first sample's dout. Add up the dout of all samples.
    db = dout[0]
dW_averaged: dW is divided by the number of samples. The division by N is in dout already.  > Why sums over the samples?
    dW = X.T @ dout / len(X)
divided_by_samples: dW and db are divided by the number of samples. The division by N is in dout already.
> Why sums over the samples?
    return dX, dW / len(X), db / len(X)
all_divided_by_samples: Everything is divided by the number of samples. The division by N is in dout already.
> Why sums over the samples?
    return dX / len(X), dW / len(X), db / len(X)
dout_forgotten_in_dX: dX is made without dout. Each row of dX should be its row of dout times W turned.
    dX = np.ones(dout.shape) @ W.T
dout_forgotten_in_dW: dW is made without dout. It should be X turned, times dout.
    dW = X.T @ np.ones(dout.shape)
W_in_dW: dW is made from W. The slope along a weight is its input, so X belongs here.
    dW = W * dout.sum(axis=0)
X_in_dX: dX is made from X. The slope along an input is its weight, so W belongs here.
    dX = X * dout.sum(axis=1, keepdims=True)
samples_summed_too_early: X and dout are added up over the samples before they are multiplied. Multiply sample by
sample, then add up.  > Why sums over the samples?
    dW = np.outer(X.sum(axis=0), dout.sum(axis=0))
first_sample_only: dW is the first sample's alone. Each sample adds its own: add them all up.
> Why sums over the samples?
    dW = np.outer(X[0], dout[0])
    dW = np.outer(X[0], dout[0]) ;; db = dout[0]
db_of_last_sample: db is the last sample's dout. Add up the dout of all samples.
    db = dout[-1]
last_sample_left_out: The last sample is left out of dW. Each sample adds its own: add them all up.
> Why sums over the samples?
    dW = X[:-1].T @ dout[:-1]
    dW = X[:-1].T @ dout[:-1] ;; db = dout[:-1].sum(axis=0)
first_sample_twice: The first sample is in dW twice. Each sample should be in it once.  > Why sums over the samples?
    dW = X.T @ dout + np.outer(X[0], dout[0])
    return dX, dW + np.outer(X[0], dout[0]), db + dout[0]
W_after_a_step: dX is made with W after a step. Use W as it was on the way forward.
    dX = dout @ (W - X.T @ dout).T
    dX = dout @ (W - 0.1 * X.T @ dout).T
    dX = dout @ (W - 0.01 * X.T @ dout).T
dX_averaged: dX is divided by the number of samples. The division by N is in dout already.  > Why sums over the samples?
    dX = dout @ W.T / len(X)
dX_summed: dX is added up over the samples. Each sample has its own inputs, so each should have its own row of dX.
> Why sums over the samples?
    dX = (dout @ W.T).sum(axis=0)
W_turned_by_its_shape: Where W has as many rows as columns, dX is made with W as it is. Turn W, whatever its shape.
    dX = dout @ (W if W.shape[0] == W.shape[1] else W.T)
sign_flipped: All signs are exchanged. The minus sign comes with the step, not here.
    return -dX, -dW, -db
dout_turned_too: In dX, dout is turned as well. It should come first and as it is, then W turned.
    dX = W.T @ dout.T
    dX = dout.T @ W.T
last_sample_only: dW is the last sample's alone. Each sample adds its own: add them all up.
> Why sums over the samples?
    dW = np.outer(X[-1], dout[-1])
    dW = np.outer(X[-1], dout[-1]) ;; db = dout[-1]
""")

exercise.alternatives("""
loops:
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
sample by sample:
    dX = []
    dW = np.zeros_like(W)
    db = np.zeros(W.shape[1])
    for x, d in zip(X, dout, strict=True):
        dX.append(W @ d)
        dW += np.outer(x, d)
        db += d
    return dX, dW, db
einsum: return np.einsum("nm,dm->nd", dout, W), np.einsum("nd,nm->dm", X, dout), np.einsum("nm->m", dout)
dot and ones, float32:
    d = dout.astype(np.float32)
    return np.dot(d, W.T), np.dot(X.T, d), np.dot(np.ones(len(X)), d)
turned products: return (W @ dout.T).T, (dout.T @ X).T, sum(dout)
""")
