"""The bias as one more weight: X gets a column of ones, W the biases as its last row."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import one_column, one_row, zeros
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "add_constant_input",
    chapter="04-weights-and-biases",
    returns=("X1", "W1"),
    points={"X1": 1, "W1": 1},
    section=N_("The bias is one more weight"),
)


@exercise.reference
def add_constant_input(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, b])


@exercise.probe(times=4)
def ordinary(rng):
    N, D, M = sizes(rng, 3)
    return numbers(rng, N, D), numbers(rng, D, M), numbers(rng, M)


@exercise.probe()
def one_sample(rng):
    D, M = sizes(rng, 2)
    return numbers(rng, 1, D), numbers(rng, D, M), numbers(rng, M)


@exercise.probe()
def one_neuron(rng):
    N, D = sizes(rng, 2)
    return numbers(rng, N, D), numbers(rng, D, 1), numbers(rng, 1)


@exercise.probe()
def one_input(rng):
    N, M = sizes(rng, 2)
    return numbers(rng, N, 1), numbers(rng, 1, M), numbers(rng, M)


@exercise.probe()
def biases_of_zero(rng):
    N, D, M = sizes(rng, 3)
    return numbers(rng, N, D), numbers(rng, D, M), np.zeros(M)


exercise.covers(one_row("X"), one_column("W"), one_column("X"), zeros("b"))


@exercise.mistake(
    "constant_first",
    N_(
        "The constant input comes first. That works too, but here it should be the last column of X1 and the "
        "last row of W1."
    ),
)
def _(X, W, b):
    return np.hstack([np.ones((len(X), 1)), X]), np.vstack([b, W])


@exercise.mistake(
    "order_not_the_same",
    N_(
        "The ones are last in X1, but the biases are first in W1. Put the biases last too, so that the "
        "constant meets its own weights."
    ),
)
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([b, W])


@exercise.mistake(
    "order_not_the_same_in_inputs",
    N_(
        "The ones are first in X1, but the biases are last in W1. Put the ones last too, so that the constant"
        " meets its own weights."
    ),
)
def _(X, W, b):
    return np.hstack([np.ones((len(X), 1)), X]), np.vstack([W, b])


@exercise.mistake(
    "zeros_added",
    N_("The new column holds zeros, which would switch the biases off. It should hold ones."),
)
def _(X, W, b):
    return np.hstack([X, np.zeros((len(X), 1))]), np.vstack([W, b])


@exercise.mistake(
    "ones_as_row",
    N_("The ones are a new row of X, that is a new sample. They should be a new input: a column."),
)
def _(X, W, b):
    return np.vstack([X, np.ones(X.shape[1])]), np.vstack([W, b])


@exercise.mistake(
    "places_exchanged",
    N_(
        "The ones went to the weights and the biases to the inputs. The constant input should be 1, and the "
        "bias its weight."
    ),
)
def _(X, W, b):
    return np.hstack([X, np.full((len(X), 1), b[0])]), np.vstack([W, np.ones(W.shape[1])])


@exercise.mistake("biases_forgotten", N_("W1 has no new row. The new input needs its weights: the biases."))
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), W


@exercise.mistake("constant_forgotten", N_("X1 has no new column. The biases need an input that is always 1."))
def _(X, W, b):
    return X, np.vstack([W, b])


@exercise.mistake(
    "ones_as_weights", N_("The new row of W1 holds ones. It should hold the biases; the ones belong to X1.")
)
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, np.ones(W.shape[1])])


@exercise.mistake(
    "ones_stacked_below",
    N_("The ones are put below X, where they do not fit. They should stand beside it, as a new column (np.hstack)."),
)
def _(X, W, b):
    return np.vstack([X, np.ones((len(X), 1))]), np.vstack([W, b])


@exercise.mistake("zeros_as_weights", N_("The new row of W1 holds zeros. It should hold the biases b."))
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, np.zeros(W.shape[1])])


@exercise.mistake(
    "biases_summed",
    N_("The new row holds the sum of all biases at every place. Each neuron (column) should keep its own bias."),
)
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, np.full(len(b), b.sum())])


@exercise.mistake(
    "bias_added_to_weights",
    N_("b is added to all weights. It should be a new row below them."),
)
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), W + b


@exercise.mistake("one_added_to_inputs", N_("1 is added to every input. It should be a new column beside them."))
def _(X, W, b):
    return X + 1, np.vstack([W, b])


VECTOR_JOINED = N_(
    "A plain vector is joined to a matrix, which NumPy refuses. The ones have to be a column, of shape (N, 1); "
    "the biases a row, of shape (1, M), for which np.vstack takes care itself."
)


@exercise.mistake("vector_joined_to_matrix", VECTOR_JOINED)
def _(X, W, b):
    return np.hstack([X, np.ones(len(X))]), np.vstack([W, b])


@exercise.mistake("vector_joined_to_matrix")
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.append(W, b, axis=0)


@exercise.mistake(
    "biases_as_column",
    N_(
        "The biases are joined to W as a column. They should be a new row: a neuron is a column, and its bias"
        " goes below it."
    ),
)
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.hstack([W, b[:, None]])


@exercise.mistake(
    "laid_end_to_end",
    N_(
        "X1 and W1 are long vectors, in which everything is laid end to end. They should stay matrices: does "
        "np.append get its axis?"
    ),
)
def _(X, W, b):
    return np.append(X, np.ones(len(X))), np.append(W, b)


@exercise.mistake("results_exchanged", N_("W1 and X1 are in each other's place. Return X1 first."))
def _(X, W, b):
    return np.vstack([W, b]), np.hstack([X, np.ones((len(X), 1))])


WRONG_LENGTH = N_("The column of ones has the wrong length. There should be one 1 for each sample: N, the rows of X.")


@exercise.mistake("ones_of_wrong_length", WRONG_LENGTH)
def _(X, W, b):
    return np.hstack([X, np.ones((X.shape[1], 1))]), np.vstack([W, b])


@exercise.mistake("ones_of_wrong_length")
def _(X, W, b):
    return np.hstack([X, np.ones((len(b), 1))]), np.vstack([W, b])


MANY_COLUMNS = N_("X gets more than one column of ones. One constant input is enough: shape (N, 1).")


@exercise.mistake("many_constant_inputs", MANY_COLUMNS)
def _(X, W, b):
    return np.hstack([X, np.ones(X.shape)]), np.vstack([W, b])


@exercise.mistake("many_constant_inputs")
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), len(b)))]), np.vstack([W, b])


@exercise.mistake(
    "biases_not_a_row", N_("What is put below W is one column wide. It should be all of b as a row, as wide as W.")
)
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, b.reshape(-1, 1)])


@exercise.mistake("sign_of_biases_flipped", N_("The biases have the wrong sign. W1 should hold b as it is."))
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack([W, -b])


BRACKETS = N_("np.hstack and np.vstack want a single list: two matrices need square brackets around them.")


@exercise.mistake("list_brackets_missing", BRACKETS)
def _(X, W, b):
    return np.hstack(X, np.ones((len(X), 1))), np.vstack([W, b])


@exercise.mistake("list_brackets_missing")
def _(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]), np.vstack(W, b)


@exercise.alternative("c_ and r_")
def _(X, W, b):
    return np.c_[X, np.ones(len(X))], np.r_[W, b[None, :]]


@exercise.alternative("filled")
def _(X, W, b):
    N, D = X.shape
    X1 = np.ones((N, D + 1))
    X1[:, :D] = X
    W1 = np.zeros((D + 1, W.shape[1]))
    W1[:D] = W
    W1[D] = b
    return X1, W1


@exercise.alternative("lists")
def _(X, W, b):
    X1 = []
    for row in X:
        X1.append([*row, 1.0])
    W1 = [list(row) for row in W]
    W1.append(list(b))
    return X1, W1


@exercise.alternative("column_stack, float32")
def _(X, W, b):
    X1 = np.column_stack([X, np.ones(X.shape[0])])
    W1 = np.concatenate([W, b.reshape(1, -1)], axis=0)
    return X1.astype(np.float32), W1.astype(np.float32)


@exercise.alternative("insert and append")
def _(X, W, b):
    return np.insert(X, X.shape[1], 1, axis=1), np.append(W, [b], axis=0)
