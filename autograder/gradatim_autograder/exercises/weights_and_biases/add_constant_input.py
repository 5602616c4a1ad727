"""The bias as one more weight: X gets a column of ones, W the biases as its last row."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized
from gradatim_autograder.exercise.argument_class import one_column, one_row, zeros

exercise = declare(
    "add_constant_input",
    returns=("X1", "W1"),
    points={"X1": 1, "W1": 1},
    section=N_("The bias is one more weight"),
)


@exercise.reference
def add_constant_input(X, W, b):
    X1 = np.hstack([X, np.ones((len(X), 1))])
    W1 = np.vstack([W, b])
    return X1, W1


exercise.probes(times=4, ordinary=sized(lambda rng, N, D, M: (numbers(rng, N, D), numbers(rng, D, M), numbers(rng, M))))

exercise.probes(
    one_sample=sized(lambda rng, D, M: (numbers(rng, 1, D), numbers(rng, D, M), numbers(rng, M))),
    one_neuron=sized(lambda rng, N, D: (numbers(rng, N, D), numbers(rng, D, 1), numbers(rng, 1))),
    one_input=sized(lambda rng, N, M: (numbers(rng, N, 1), numbers(rng, 1, M), numbers(rng, M))),
    biases_of_zero=sized(lambda rng, N, D, M: (numbers(rng, N, D), numbers(rng, D, M), np.zeros(M))),
)

exercise.classes(one_row("X"), one_column("W"), one_column("X"), zeros("b"))

exercise.wrong_lines("""
constant_first: The constant input comes first. That works too, but here it should be the last column of X1 and the
last row of W1.
    X1 = np.hstack([np.ones((len(X), 1)), X]) ;; W1 = np.vstack([b, W])
order_not_the_same: The ones are last in X1, but the biases are first in W1. Put the biases last too, so that the
constant meets its own weights.
    W1 = np.vstack([b, W])
order_not_the_same_in_inputs: The ones are first in X1, but the biases are last in W1. Put the ones last too, so that
the constant meets its own weights.
    X1 = np.hstack([np.ones((len(X), 1)), X])
zeros_added: The new column holds zeros, which would switch the biases off. It should hold ones.
    X1 = np.hstack([X, np.zeros((len(X), 1))])
ones_as_row: The ones are a new row of X, that is a new sample. They should be a new input: a column.
    X1 = np.vstack([X, np.ones(X.shape[1])])
places_exchanged: The ones went to the weights and the biases to the inputs. The constant input should be 1, and the
bias its weight.
    X1 = np.hstack([X, np.full((len(X), 1), b[0])]) ;; W1 = np.vstack([W, np.ones(W.shape[1])])
biases_forgotten: W1 has no new row. The new input needs its weights: the biases.
    W1 = W
constant_forgotten: X1 has no new column. The biases need an input that is always 1.
    X1 = X
ones_as_weights: The new row of W1 holds ones. It should hold the biases; the ones belong to X1.
    W1 = np.vstack([W, np.ones(W.shape[1])])
ones_stacked_below: The ones are put below X, where they do not fit. They should stand beside it, as a new column
(np.hstack).
    X1 = np.vstack([X, np.ones((len(X), 1))])
zeros_as_weights: The new row of W1 holds zeros. It should hold the biases b.
    W1 = np.vstack([W, np.zeros(W.shape[1])])
biases_summed: The new row holds the sum of all biases at every place. Each neuron (column) should keep its own bias.
    W1 = np.vstack([W, np.full(len(b), b.sum())])
bias_added_to_weights: b is added to all weights. It should be a new row below them.
    W1 = W + b
one_added_to_inputs: 1 is added to every input. It should be a new column beside them.
    X1 = X + 1
vector_joined_to_matrix: A plain vector is joined to a matrix, which NumPy refuses. The ones have to be a column, of
shape (N, 1); the biases a row, of shape (1, M), for which np.vstack takes care itself.
    X1 = np.hstack([X, np.ones(len(X))])
    W1 = np.append(W, b, axis=0)
biases_as_column: The biases are joined to W as a column. They should be a new row: a neuron is a column, and its bias
goes below it.
    W1 = np.hstack([W, b[:, None]])
laid_end_to_end: X1 and W1 are long vectors, in which everything is laid end to end. They should stay matrices: does
np.append get its axis?
    X1 = np.append(X, np.ones(len(X))) ;; W1 = np.append(W, b)
results_exchanged: W1 and X1 are in each other's place. Return X1 first.
    return W1, X1
ones_of_wrong_length: The column of ones has the wrong length. There should be one 1 for each sample: N, the rows of
X.
    X1 = np.hstack([X, np.ones((X.shape[1], 1))])
    X1 = np.hstack([X, np.ones((len(b), 1))])
many_constant_inputs: X gets more than one column of ones. One constant input is enough: shape (N, 1).
    X1 = np.hstack([X, np.ones(X.shape)])
    X1 = np.hstack([X, np.ones((len(X), len(b)))])
biases_not_a_row: What is put below W is one column wide. It should be all of b as a row, as wide as W.
    W1 = np.vstack([W, b.reshape(-1, 1)])
sign_of_biases_flipped: The biases have the wrong sign. W1 should hold b as it is.
    W1 = np.vstack([W, -b])
list_brackets_missing: np.hstack and np.vstack want a single list: two matrices need square brackets around them.
    X1 = np.hstack(X, np.ones((len(X), 1)))
    W1 = np.vstack(W, b)
""")

exercise.alternatives("""
c_ and r_: return np.c_[X, np.ones(len(X))], np.r_[W, b[None, :]]
filled:
    N, D = X.shape
    X1 = np.ones((N, D + 1))
    X1[:, :D] = X
    W1 = np.zeros((D + 1, W.shape[1]))
    W1[:D] = W
    W1[D] = b
    return X1, W1
lists:
    X1 = []
    for row in X:
        X1.append([*row, 1.0])
    W1 = [list(row) for row in W]
    W1.append(list(b))
    return X1, W1
column_stack, float32:
    X1 = np.column_stack([X, np.ones(X.shape[0])])
    W1 = np.concatenate([W, b.reshape(1, -1)], axis=0)
    return X1.astype(np.float32), W1.astype(np.float32)
insert and append: return np.insert(X, X.shape[1], 1, axis=1), np.append(W, [b], axis=0)
""")
