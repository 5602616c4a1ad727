"""Backwards through softmax: within a row, every score moves every probability."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "softmax_backward",
    chapter="03-activations",
    returns=("dZ",),
    points={"dZ": 3},
    section=N_("Backwards through softmax"),
)

SLOPES = N_("The slopes of softmax")


@exercise.reference
def softmax_backward(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


@exercise.forward(dZ="Z")
def loss(dout, Z):
    E = np.exp(Z)
    return float(np.sum(dout * E / E.sum(axis=1, keepdims=True)))


@exercise.probe(times=5)
def ordinary(rng):
    N, C = sizes(rng, 2, 3, 6)
    return numbers(rng, N, C), numbers(rng, N, C)


@exercise.mistake(
    "own_score_only",
    N_(
        "This is dout * P * (1 - P): each probability answers to its own score only. It answers to every score of its row."
    ),
    reread=SLOPES,
)
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return dout * P * (1 - P)


@exercise.mistake(
    "sum_missing",
    N_("This is P * dout. The sum of dout * P over the row has to be taken off dout first."),
)
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * dout


@exercise.mistake("dout_forgotten", N_("dout is not used. It comes in twice: in the bracket and in the sum."))
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (1 - P)


@exercise.mistake("dout_forgotten")
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (1 - np.sum(P * P, axis=1, keepdims=True))


@exercise.mistake("dout_missing_in_sum", N_("The sum holds P without dout, so it is always 1. Add up dout * P."))
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - 1)


@exercise.mistake("p_missing_in_sum", N_("The sum holds dout without P. Add up dout * P."))
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - dout.sum(axis=1, keepdims=True))


@exercise.mistake("outer_p_missing", N_("The factor P in front of the bracket is missing."))
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return dout - np.sum(dout * P, axis=1, keepdims=True)


@exercise.mistake(
    "outer_dout", N_("dout stands in front of the bracket and P inside. It is the other way round: P * (dout - sum).")
)
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return dout * (P - np.sum(dout * P, axis=1, keepdims=True))


@exercise.mistake(
    "brackets_missing",
    N_("P multiplies dout only; the sum is taken off as it is. Put brackets around the difference: P * (dout - sum)."),
)
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * dout - np.sum(dout * P, axis=1, keepdims=True)


@exercise.mistake(
    "sum_over_columns", N_("The sum goes down the columns, over the samples. Add up within each row: axis=1.")
)
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P, axis=0, keepdims=True))


@exercise.mistake("sum_over_everything", N_("The sum goes over the whole table. Each row has its own sum: axis=1."))
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P))


@exercise.mistake("mean_for_sum", N_("The mean of dout * P is taken off. The slope has the sum of the row."))
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.mean(dout * P, axis=1, keepdims=True))


@exercise.mistake(
    "keepdims_missing",
    N_("The sum has lost its second axis, so its numbers lie along a row. With keepdims=True it is a column."),
)
def _(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P, axis=1))


@exercise.mistake("plus_for_minus", N_("The sum is added. It is taken off."))
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout + np.sum(dout * P, axis=1, keepdims=True))


@exercise.mistake(
    "own_score_missing",
    N_("The slopes along the other scores are there, but that along the score itself is not: it is p (1 - p)."),
    reread=SLOPES,
)
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return -P * (np.sum(dout * P, axis=1, keepdims=True) - dout * P)


@exercise.mistake(
    "p_missing_on_diagonal",
    N_("In the matrix of slopes 1 stands for p on the diagonal: it should be p (1 - p), not 1 - p * p."),
    reread=SLOPES,
)
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return dout - P * np.sum(dout * P, axis=1, keepdims=True)


@exercise.mistake(
    "slopes_of_logarithm",
    N_("These are the slopes of the logarithm of softmax. Here the slopes of the probabilities are asked for."),
)
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return dout - P * dout.sum(axis=1, keepdims=True)


@exercise.mistake(
    "labels_assumed",
    N_("This is P minus dout, as if dout held labels. dout is any gradient that comes from behind."),
)
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P - dout


@exercise.mistake("labels_assumed")
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return (P - dout) / len(Z)


@exercise.mistake("z_for_p", N_("The scores Z stand where the probabilities belong. Compute P from Z first."))
def _(dout, Z):
    return Z * (dout - np.sum(dout * Z, axis=1, keepdims=True))


@exercise.mistake("softmax_of_dout", N_("softmax is taken of dout. It belongs to Z; dout comes from behind."))
def _(dout, Z):
    E = np.exp(dout)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


@exercise.mistake("arguments_exchanged", N_("dout and Z are exchanged."))
def _(dout, Z):
    E = np.exp(dout)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (Z - np.sum(Z * P, axis=1, keepdims=True))


@exercise.mistake("softmax_along_columns", N_("The probabilities are computed down the columns. Each row is a sample."))
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=0)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


@exercise.mistake("all_along_columns", N_("Both sums go down the columns. Each row is a sample: axis=1 in both."))
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=0)
    return P * (dout - np.sum(dout * P, axis=0))


@exercise.mistake("sigmoid_for_softmax", N_("P is made by the sigmoid. Here it is softmax: each row adds up to 1."))
def _(dout, Z):
    P = 1 / (1 + np.exp(-Z))
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


@exercise.mistake(
    "slope_of_sigmoid", N_("This is the backward pass of the sigmoid. In softmax the scores of a row belong together.")
)
def _(dout, Z):
    P = 1 / (1 + np.exp(-Z))
    return dout * P * (1 - P)


@exercise.mistake("softmax_twice", N_("softmax is taken twice. Z holds scores: take it once."))
def _(dout, Z):
    E = np.exp(Z)
    E = np.exp(E / E.sum(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))


@exercise.mistake("value_for_slope", N_("These are the probabilities, without dout. The backward pass is asked for."))
def _(dout, Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


@exercise.mistake(
    "matrix_product",
    N_(
        "dout and P are multiplied as matrices, which mixes the samples. Multiply entry by entry, then add up each row."
    ),
)
def _(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - dout @ P)


@exercise.mistake("matrix_product")
def _(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - dout @ P.T)


@exercise.mistake("matrix_product")
def _(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.dot(dout, P))


@exercise.mistake("matrix_product")
def _(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout @ P.T, axis=1, keepdims=True))


@exercise.mistake("divided_by_classes", N_("It is divided by the number of classes. The slopes are not averaged."))
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True)) / Z.shape[1]


@exercise.mistake(
    "plain_mean", N_("The plain mean of dout is taken off. Each dout counts with its probability: add up dout * P.")
)
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (dout - dout.mean(axis=1, keepdims=True))


@exercise.mistake("one_minus_p_too_many", N_("There is a factor 1 - P too many: the bracket holds it already."))
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (1 - P) * (dout - np.sum(dout * P, axis=1, keepdims=True))


@exercise.alternative("the matrix of slopes, row by row")
def _(dout, Z):
    dZ = np.zeros(Z.shape)
    for n in range(Z.shape[0]):
        e = np.exp(Z[n] - Z[n].max())
        p = e / e.sum()
        dZ[n] = (np.diag(p) - np.outer(p, p)) @ dout[n]
    return dZ


@exercise.alternative("multiplied out")
def _(dout, Z):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    D = dout * P
    return D - P * D.sum(axis=1, keepdims=True)


@exercise.alternative("einsum and None")
def _(dout, Z):
    E = np.exp(Z - Z.max())
    P = E / E.sum(axis=1)[:, None]
    return P * (dout - np.einsum("nc,nc->n", dout, P)[:, None])


@exercise.alternative("loops")
def _(dout, Z):
    N, C = Z.shape
    dZ = np.zeros((N, C))
    for n in range(N):
        p = np.exp(Z[n]) / np.sum(np.exp(Z[n]))
        for j in range(C):
            for i in range(C):
                if i == j:
                    slope = p[i] * (1 - p[j])
                else:
                    slope = -p[i] * p[j]
                dZ[n, j] += dout[n, i] * slope
    return dZ


@exercise.alternative("list of rows, float32")
def _(dout, Z):
    rows = []
    for d, z in zip(np.float32(dout), np.float32(Z)):
        p = np.exp(z) / np.exp(z).sum()
        rows.append(p * (d - d @ p))
    return rows
