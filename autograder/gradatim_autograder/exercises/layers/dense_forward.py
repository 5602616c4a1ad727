"""A dense layer: Z = X W + b for all samples at once."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes, with_twice, with_zero

exercise = declare("dense_forward", returns=("Z",), points={"Z": 3}, section=N_("The layer in one line"))


@exercise.reference
def dense_forward(X, W, b):
    Z = X @ W + b
    return Z


def _drawn(rng, N, D, M):
    return numbers(rng, N, D), numbers(rng, D, M), numbers(rng, M)


@exercise.probe(times=2)
def more_samples(rng):
    D, *others = sizes(rng, 3)
    M, N = sorted(others)
    return _drawn(rng, N, D, M)


@exercise.probe(times=2)
def more_neurons(rng):
    D, *others = sizes(rng, 3)
    N, M = sorted(others)
    return _drawn(rng, N, D, M)


@exercise.probe()
def whole_inputs(rng):
    N, D, M = sizes(rng, 3)
    _X, W, b = _drawn(rng, N, D, M)
    return rng.integers(-3, 4, size=(N, D)), W, b


exercise.probes(
    # Only the biases are left of it.
    sample_of_zeros=exercise.but(lambda rng: _drawn(rng, 5, 3, 4), X=lambda X: with_zero(X, at=1)),
    weight_of_zero=exercise.but(lambda rng: _drawn(rng, 3, 4, 6), W=lambda W: with_zero(W, at=(1, 2))),
    single_sample=lambda rng: _drawn(rng, 1, *sizes(rng, 2, 3)),
    single_input=sized(lambda rng, N, M: _drawn(rng, N, 1, M), 3),
    single_neuron=lambda rng: _drawn(rng, *sizes(rng, 2, 3), 1),
    as_many_samples_as_neurons=sized(lambda rng, D, N: _drawn(rng, N, D, N), 3, 6),
    square_matrices=lambda rng: _drawn(rng, 3, 3, 3),
    # Two inputs that are equal in every sample, with the same weights.
    equal_products=exercise.but(
        lambda rng: _drawn(rng, 5, 4, 3),
        X=lambda X: with_twice(X, at=np.s_[:, 0], again=np.s_[:, 2]),
        W=lambda W: with_twice(W, at=0, again=2),
    ),
)

exercise.classes("""
integers X
sample_of_zeros: where a sample is zero everywhere  if (~X.any(axis=1)).any()
holds_zero W
equal_products: where two inputs are equal and have the same weights
    X.dtype == float and len(set((X[0] * W[:, 0]).tolist())) < len(W)
one_row X
one_column X
one_column W
square W
as_many_samples_as_neurons: where there are as many samples as neurons  if len(X) == len(b) != X.shape[1]
""")

exercise.wrong_lines("""
bias_forgotten: The biases are not added.
    Z = X @ W
bias_subtracted: The biases are subtracted. They should be added.
    Z = X @ W - b
bias_summed: The sum of all biases is added everywhere. Each neuron (column) should get its own.
    Z = X @ W + b.sum()
bias_averaged: The mean of all biases is added everywhere. Each neuron (column) should get its own.
    Z = X @ W + b.mean()
first_bias_only: The first bias is added everywhere. Each neuron (column) should get its own.
    Z = X @ W + b[0]
bias_per_input: The biases are added once for every input. They should be added once, to the finished sums.
    Z = X @ W + X.shape[1] * b
bias_per_sample: The biases are multiplied by the number of samples. Each sample should get them once.
    Z = X @ W + len(X) * b
bias_multiplied: The sums are multiplied by the biases. The biases should be added.
    Z = X @ W * b
bias_inside: The biases are added to the weights. Multiply first, then add b.
    Z = X @ (W + b)
bias_as_column: b is used as a column, so its numbers go down the samples. It should stay a plain vector: so it fits
the rows of Z.
    Z = X @ W + b.reshape(-1, 1)
weights_transposed: The rows of W are used as the neurons. Its columns should be the neurons: X @ W fits as it is.
> From neurons to a matrix
    Z = X @ W.T + b
    Z = np.dot(X, W.T) + b
    Z = np.array([[np.dot(x, W[m]) + b[m] for m in range(len(b))] for x in X])
    Z = np.array([[np.sum(x * w) + bias for w, bias in zip(W, b)] for x in X])
wrong_order: The product is W @ X. With samples in rows it should be X @ W.
    Z = W @ X + b
    Z = np.dot(W, X) + b
samples_as_columns: The output has neurons in rows and samples in columns. In this course samples should be rows:
X @ W + b.
    Z = W.T @ X.T + b[:, None]
elementwise: X and W are multiplied entry by entry (*). A layer needs the matrix product @.
    Z = X * W + b
first_sample_only: This is the output for the first sample only. Each sample should have a row.
    return Z[0]
samples_summed: The samples are added up to one. Each sample should keep its own row.
    return Z.sum(axis=0)
    return Z.sum(axis=0, keepdims=True)
    Z = (X @ W).sum(axis=0) + b
samples_averaged: The samples are averaged to one. Each sample should keep its own row.
    return Z.mean(axis=0)
    return Z.mean(axis=0, keepdims=True)
neurons_summed: The sums of all neurons are added up. Each neuron should keep its own column.
    return Z.sum(axis=1)
    return Z.sum(axis=1, keepdims=True)
    Z = (X @ W).sum(axis=1, keepdims=True) + b
neurons_averaged: The sums of all neurons are averaged. Each neuron should keep its own column.
    return Z.mean(axis=1)
    return Z.mean(axis=1, keepdims=True)
    Z = (X @ W).mean(axis=1, keepdims=True) + b
largest_only: Only the largest sums are left. Wanted are those of all neurons for all samples.
    return Z.max(axis=1)
    return Z.max(axis=1, keepdims=True)
    return Z.max(axis=0)
    return Z.max(axis=0, keepdims=True)
sums_multiplied: Inputs and weights are summed first and the sums multiplied. Multiply pair by pair, then add: that is
@.
    Z = X.sum(axis=1, keepdims=True) * W.sum(axis=0) + b
bias_of_the_sample: Each sample gets a single number of b, the first sample the first one. Each neuron (column) should
get its own.
    Z = np.array([x @ W + b[n] for n, x in enumerate(X)])
divided_by_samples: The weighted sums are divided by the number of samples. A forward pass should not average.
    Z = X @ W / len(X) + b
divided_by_inputs: The weighted sums are divided by the number of inputs. A neuron should add and not divide.
    Z = X @ W / X.shape[1] + b
threshold_applied: The answers are 0 and 1, as if the threshold were applied already. They should be the sums Z
themselves.
    return np.where(Z > 0, 1.0, 0.0)
negatives_cut: Negative sums are set to 0. That is an activation, which comes later; return the sums themselves.
    return np.maximum(Z, 0)
weights_squared: The weights are squared. Use them as they are.
    Z = X @ W**2 + b
first_neuron_only: This is the output of the first neuron alone. Each column of W should have a column in Z.
    return Z[:, 0]
last_product_only: Of each sum only the last product is left. All products should be added up: does a loop replace the
sum in place of adding to it?
    Z = np.outer(X[:, -1], W[-1]) + b
bias_in_first_row: The biases are added to the first sample only. Every sample should get them.
    Z = X @ W + b -> Z = X @ W; Z[0] += b
""")

exercise.alternatives("""
loops:
    N, D = X.shape
    M = W.shape[1]
    Z = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            total = 0.0
            for d in range(D):
                total += X[n, d] * W[d, m]
            Z[n, m] = total + b[m]
    return Z
loops that append:
    rows = []
    for x in X:
        row = []
        for m in range(W.shape[1]):
            row.append(x @ W[:, m] + b[m])
        rows.append(row)
    return np.array(rows)
row by row:
    Z = np.zeros((X.shape[0], W.shape[1]))
    for n in range(len(X)):
        Z[n] = X[n] @ W + b
    return Z
all products, added up along the inputs: return (X[:, :, None] * W).sum(axis=1) + b
neuron by neuron: return np.array([(X * W[:, m]).sum(axis=1) + b[m] for m in range(len(b))]).T
einsum: return np.einsum("nd,dm->nm", X, W) + b[None, :]
float32: return X.astype(np.float32) @ W.astype(np.float32) + b.astype(np.float32)
the biases as one more row of weights: return np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W, b])
""")
