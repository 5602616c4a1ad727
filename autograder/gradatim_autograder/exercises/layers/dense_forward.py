"""A dense layer: Z = X W + b for all samples at once."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "dense_forward", chapter="02-layers", returns=("Z",), points={"Z": 3}, section=N_("The layer in one line")
)


@exercise.reference
def dense_forward(X, W, b):
    return X @ W + b


@exercise.probe(times=5)
def ordinary(rng):
    N, D, M = sizes(rng, 3)
    return numbers(rng, N, D), numbers(rng, D, M), numbers(rng, M)


@exercise.mistake("bias_forgotten", N_("The biases are not added."))
def _(X, W, b):
    return X @ W


@exercise.mistake("bias_subtracted", N_("The biases are subtracted. They are added: + b."))
def _(X, W, b):
    return X @ W - b


@exercise.mistake("bias_summed", N_("The sum of all biases is added everywhere. Each neuron (column) has its own."))
def _(X, W, b):
    return X @ W + b.sum()


@exercise.mistake("bias_averaged", N_("The mean of all biases is added everywhere. Each neuron (column) has its own."))
def _(X, W, b):
    return X @ W + b.mean()


@exercise.mistake("first_bias_only", N_("The first bias is added everywhere. Each neuron (column) has its own."))
def _(X, W, b):
    return X @ W + b[0]


@exercise.mistake(
    "bias_per_input",
    N_("The biases are added once for every input. They are added once, to the finished sums."),
)
def _(X, W, b):
    return X @ W + X.shape[1] * b


@exercise.mistake(
    "bias_per_sample", N_("The biases are multiplied by the number of samples. Each sample gets them once.")
)
def _(X, W, b):
    return X @ W + len(X) * b


@exercise.mistake("bias_multiplied", N_("The sums are multiplied by the biases. They are added."))
def _(X, W, b):
    return X @ W * b


@exercise.mistake("bias_in_first_row", N_("The biases are added to the first sample only."))
def _(X, W, b):
    Z = X @ W
    Z[0] += b
    return Z


@exercise.mistake("bias_inside", N_("The biases are added to the weights. Multiply first, then add b."))
def _(X, W, b):
    return X @ (W + b)


@exercise.mistake(
    "bias_as_column",
    N_("b is made a column, so its numbers go down the samples. As a plain vector, b fits the rows of Z."),
)
def _(X, W, b):
    return X @ W + b.reshape(-1, 1)


@exercise.mistake(
    "weights_transposed",
    N_(
        "W is used the wrong way round: its rows are taken for neurons. Its columns are the neurons, so X @ W fits as it is."
    ),
    reread=N_("From neurons to a matrix"),
)
def _(X, W, b):
    return X @ W.T + b


@exercise.mistake("weights_transposed")
def _(X, W, b):
    return np.dot(X, W.T) + b


@exercise.mistake("wrong_order", N_("The product is W @ X. With samples in rows it is X @ W."))
def _(X, W, b):
    return W @ X + b


@exercise.mistake("wrong_order")
def _(X, W, b):
    return np.dot(W, X) + b


@exercise.mistake(
    "samples_as_columns",
    N_("The output has neurons in rows and samples in columns. In this course samples are rows: X @ W + b."),
)
def _(X, W, b):
    return W.T @ X.T + b[:, None]


@exercise.mistake("elementwise", N_("X and W are multiplied entry by entry (*). A layer needs the matrix product @."))
def _(X, W, b):
    return X * W + b


@exercise.mistake("first_sample_only", N_("This is the output for the first sample only."))
def _(X, W, b):
    return X[0] @ W + b


@exercise.mistake("samples_summed", N_("The samples are added up to one. Each sample keeps its own row."))
def _(X, W, b):
    return (X @ W + b).sum(axis=0)


@exercise.mistake("samples_averaged", N_("The samples are averaged to one. Each sample keeps its own row."))
def _(X, W, b):
    return (X @ W + b).mean(axis=0)


@exercise.mistake(
    "divided_by_samples",
    N_("The output is divided by the number of samples. A forward pass does not average."),
)
def _(X, W, b):
    return (X @ W) / len(X) + b


@exercise.mistake(
    "divided_by_inputs",
    N_("The sums are divided by the number of inputs. A neuron adds and does not divide."),
)
def _(X, W, b):
    return (X @ W) / X.shape[1] + b


@exercise.mistake(
    "threshold_applied", N_("The threshold is applied already. This function returns the sums Z themselves.")
)
def _(X, W, b):
    return np.where(X @ W + b > 0, 1.0, 0.0)


@exercise.mistake(
    "negatives_cut",
    N_("Negative sums are set to 0. That is an activation, which comes later; return the sums themselves."),
)
def _(X, W, b):
    return np.maximum(X @ W + b, 0)


@exercise.mistake("weights_squared", N_("The weights are squared."))
def _(X, W, b):
    return X @ W**2 + b


@exercise.mistake(
    "first_neuron_only", N_("This is the output of the first neuron alone. Each column of W is a neuron.")
)
def _(X, W, b):
    return X @ W[:, 0] + b[0]


@exercise.mistake("samples_summed")
def _(X, W, b):
    return (X @ W).sum(axis=0) + b


@exercise.mistake(
    "last_product_only",
    N_("Of each sum only the last product is left. In a loop, add to the sum (+=) instead of replacing it."),
)
def _(X, W, b):
    return np.outer(X[:, -1], W[-1]) + b


@exercise.mistake("weights_transposed")
def _(X, W, b):
    return np.array([[np.dot(x, W[m]) + b[m] for m in range(len(b))] for x in X])


@exercise.mistake("weights_transposed")
def _(X, W, b):
    return np.array([[np.sum(x * w) + bias for w, bias in zip(W, b)] for x in X])


@exercise.alternative("loops")
def _(X, W, b):
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


@exercise.alternative("loops that append")
def _(X, W, b):
    rows = []
    for x in X:
        row = []
        for m in range(W.shape[1]):
            row.append(x @ W[:, m] + b[m])
        rows.append(row)
    return np.array(rows)


@exercise.alternative("row by row")
def _(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]))
    for n in range(len(X)):
        Z[n] = X[n] @ W + b
    return Z


@exercise.alternative("einsum")
def _(X, W, b):
    return np.einsum("nd,dm->nm", X, W) + b[None, :]


@exercise.alternative("float32")
def _(X, W, b):
    return X.astype(np.float32) @ W.astype(np.float32) + b.astype(np.float32)


@exercise.alternative("the biases as one more row of weights")
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W, b])
