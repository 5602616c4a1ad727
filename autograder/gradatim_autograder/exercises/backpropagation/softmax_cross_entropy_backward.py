"""The gradient of softmax and cross-entropy together, along the scores Z: (P - Y) / N."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import large, one_row, where
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "softmax_cross_entropy_backward",
    chapter="05-backpropagation",
    returns=("dZ",),
    points={"dZ": 2.5, "large numbers": 0.5},
    section=N_("P minus Y"),
)


@exercise.reference
def softmax_cross_entropy_backward(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@exercise.forward(dZ="Z")
def loss(Z, y):
    shifted = Z - Z.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(y)), y]))


@exercise.probe(times=3)
def ordinary(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 5))
    return numbers(rng, N, C), rng.permutation(np.arange(N) % C)


@exercise.probe()
def one_sample(rng):
    (C,) = sizes(rng, 1, 3, 5)
    return numbers(rng, 1, C), rng.integers(C, size=1)


# Neither the number of classes nor their order can be told from such labels.
@exercise.probe()
def without_first_class(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 5))
    return numbers(rng, N, C), rng.permutation(1 + np.arange(N) % (C - 1))


@exercise.probe()
def without_last_class(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 5))
    return numbers(rng, N, C), rng.permutation(np.arange(N) % (C - 1))


@exercise.probe()
def two_classes(rng):
    N = int(rng.integers(4, 8))
    return numbers(rng, N, 2), rng.permutation(np.arange(N) % 3 % 2)


# Some rows far above 0, others far below: a plain exp is inf or 0 there.
@exercise.probe(times=2, part="large numbers")
def large_numbers(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 4))
    level = np.where(rng.permutation(np.arange(N) % 2) == 1, 800.0, -800.0)
    return numbers(rng, N, C) + level[:, None], rng.permutation(np.arange(N) % C)


exercise.covers(
    one_row("Z"),
    where("two_classes", N_("where there are two classes"), lambda Z, y: Z.shape[1] == 2),
    where("no_first_class", N_("where class 0 does not occur in y"), lambda Z, y: y.min() > 0),
    where("no_last_class", N_("where the last class does not occur in y"), lambda Z, y: y.max() < Z.shape[1] - 1),
    large("Z"),
)


@exercise.mistake(
    "unstable",
    N_("With scores far from 0 the answer is nan: exp of them is inf or 0. Take the row's largest number off first."),
)
def _(Z, y):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@exercise.mistake(
    "largest_of_all_taken_off",
    N_("A row far below the others becomes nan. Is the largest number of all rows taken off? Take off each row's own."),
)
def _(Z, y):
    E = np.exp(Z - Z.max())
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@exercise.mistake("mean_forgotten", N_("This is P - Y, not divided by N. Divide: the loss is a mean over the samples."))
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P


@exercise.mistake(
    "divided_by_all_entries",
    N_("P - Y is divided by the number of all entries. The loss is a mean over the samples: divide by N alone."),
)
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / P.size


@exercise.mistake(
    "divided_by_classes", N_("P - Y is divided by the number of classes. Divide by the number of samples.")
)
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / P.shape[1]


@exercise.mistake(
    "sign_flipped",
    N_("Every sign is wrong, as with Y - P. The slope of the right class should be negative: its score has to grow."),
)
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return -P / len(y)


@exercise.mistake("sign_flipped")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return -P


@exercise.mistake("softmax_missing", N_("The scores Z stand where the probabilities P belong. Apply softmax first."))
def _(Z, y):
    D = Z.copy()
    D[np.arange(len(y)), y] -= 1
    return D / len(y)


@exercise.mistake("labels_not_used", N_("This is P / N. Take 1 off the right class of each sample first."))
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True) / len(y)


@exercise.mistake(
    "one_taken_off_after_the_mean",
    N_("1 is taken off after the division by N. Take it off before: (P - Y) / N."),
)
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True) / len(y)
    P[np.arange(len(y)), y] -= 1
    return P


@exercise.mistake("labels_from_one", N_("The labels are read as if they began at 1. Class 0 should have column 0."))
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y - 1] -= 1
    return P / len(y)


@exercise.mistake("one_taken_off_everywhere", N_("1 is taken off whole columns. Take it off one entry in each row."))
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[:, y] -= 1
    return P / len(y)


@exercise.mistake(
    "labels_subtracted", N_("The labels' numbers are subtracted. Subtract their one-hot rows: a 1 in the right column.")
)
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True) - y[:, None]) / len(y)


@exercise.mistake(
    "vector_against_rows",
    N_(
        "A vector of N numbers does not line up with the N rows. Sums and maxima need keepdims=True, labels their one-hot rows."
    ),
)
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True) - y) / len(y)


@exercise.mistake("softmax_over_samples", N_("Softmax runs down the columns. Each row (sample) should sum to 1."))
def _(Z, y):
    E = np.exp(Z - Z.max(axis=0, keepdims=True))
    P = E / E.sum(axis=0, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@exercise.mistake("softmax_over_all", N_("Softmax divides by the sum over all rows. Each row should sum to 1."))
def _(Z, y):
    E = np.exp(Z - Z.max())
    P = E / E.sum()
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@exercise.mistake("softmax_over_all")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum()
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@exercise.mistake(
    "not_normalised",
    N_("exp(Z) is not divided by the sums of its rows. Divide: the probabilities of each row should sum to 1."),
)
def _(Z, y):
    P = np.exp(Z - Z.max(axis=1, keepdims=True))
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@exercise.mistake("not_normalised")
def _(Z, y):
    P = np.exp(Z)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@exercise.mistake("vector_against_rows")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@exercise.mistake("vector_against_rows")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@exercise.mistake(
    "softmax_passed_twice",
    N_("P - Y goes through the slope of softmax once more. Leave that out: P - Y is the slope along Z already."),
)
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    d = (P - np.eye(Z.shape[1])[y]) / len(y)
    return P * (d - (d * P).sum(axis=1, keepdims=True))


@exercise.mistake(
    "slope_of_p",
    N_("These are the slopes along the probabilities, -Y / P. Wanted are those along the scores Z: P - Y."),
)
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return -np.eye(Z.shape[1])[y] / P / len(y)


@exercise.mistake("sigmoid_for_softmax", N_("A sigmoid stands where softmax belongs. Each row should sum to 1."))
def _(Z, y):
    P = 1 / (1 + np.exp(-Z))
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@exercise.mistake(
    "right_class_only",
    N_("Only the right class has a slope here. The wrong classes' scores should have the slope P / N."),
)
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return np.eye(Z.shape[1])[y] * (P - 1) / len(y)


@exercise.mistake("loss_returned", N_("This is the loss itself. Wanted is its slope along each score: (N, C) numbers."))
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return -np.mean(np.log(P[np.arange(len(y)), y]))


@exercise.mistake(
    "replaced_by_minus_one",
    N_("The right entries are set to -1. Take 1 off them: they keep their probability, minus 1."),
)
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] = -1
    return P / len(y)


@exercise.mistake("rows_and_columns_exchanged", N_("The label is used as the row. It should be the column."))
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[y, np.arange(len(y))] -= 1
    return P / len(y)


@exercise.mistake("rows_and_columns_exchanged")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    for n in range(len(y)):
        P[y[n], n] -= 1
    return P / len(y)


@exercise.mistake(
    "one_hot_of_wrong_size",
    N_("The one-hot rows are as long as there are samples. They should have one entry for each class."),
)
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return (P - np.eye(len(y))[y]) / len(y)


exercise.slip(
    "divided_twice",
    N_("P - Y is divided by N twice. The loss is one mean over the samples: divide once."),
    change=("P / len(y)", "P / len(y) ** 2"),
)

exercise.slip(
    "first_sample_only",
    N_("Only in the first row is 1 taken off. Each sample has a right class: take 1 off in every row."),
    change=("P[np.arange(len(y)), y] -= 1", "P[0, y[0]] -= 1"),
)

exercise.slip(
    "last_sample_only",
    N_("Only in the last row is 1 taken off. Each sample has a right class: take 1 off in every row."),
    change=("P[np.arange(len(y)), y] -= 1", "P[-1, y[-1]] -= 1"),
)


@exercise.mistake(
    "classes_counted_in_y",
    N_("It goes wrong where y lacks the last class. Is the number of classes taken from y? Z has a column for each."),
)
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True) - np.eye(y.max() + 1)[y]) / len(y)


@exercise.mistake("classes_counted_in_y")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True) - np.eye(len(np.unique(y)))[y]) / len(y)


@exercise.alternative("loops")
def _(Z, y):
    N, C = Z.shape
    dZ = np.zeros((N, C))
    for n in range(N):
        exps = [np.exp(Z[n, c] - max(Z[n])) for c in range(C)]
        for c in range(C):
            dZ[n, c] = exps[c] / sum(exps) / N
        dZ[n, y[n]] -= 1 / N
    return dZ


@exercise.alternative("one-hot")
def _(Z, y):
    Y = np.eye(Z.shape[1])[y]
    S = np.exp(Z - np.max(Z, axis=1)[:, None])
    return (S / np.sum(S, axis=1)[:, None] - Y) / Z.shape[0]


@exercise.alternative("through softmax's own slope")
def _(Z, y):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    dP = -np.eye(Z.shape[1])[y] / P / len(y)
    return P * (dP - (dP * P).sum(axis=1, keepdims=True))


@exercise.alternative("rows in a list, float32")
def _(Z, y):
    rows = []
    for z, label in zip(Z, y, strict=True):
        e = np.exp(z - z.max())
        p = e / e.sum()
        p[label] -= 1.0
        rows.append(p / len(y))
    return np.array(rows, dtype=np.float32)
