"""The gradient of softmax and cross-entropy together, along the scores Z: (P - Y) / N."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import large, one_row, where

exercise = declare(
    "softmax_cross_entropy_backward", returns=("dZ",), points={"dZ": 2.5, "large numbers": 0.5}, section=N_("P minus Y")
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


exercise.probes(one_sample=sized(lambda rng, C: (numbers(rng, 1, C), rng.integers(C, size=1)), 3, 5))


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


exercise.probes(two_classes=counted(lambda rng, N: (numbers(rng, N, 2), rng.permutation(np.arange(N) % 3 % 2)), 4, 8))


# Some rows far above 0, others far below: a plain exp is inf or 0 there.
@exercise.probe(times=2, part="large numbers")
def large_numbers(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 4))
    level = np.where(rng.permutation(np.arange(N) % 2) == 1, 800.0, -800.0)
    return numbers(rng, N, C) + level[:, None], rng.permutation(np.arange(N) % C)


exercise.classes(
    one_row("Z"),
    where("two_classes", N_("where there are two classes"), lambda Z, y: Z.shape[1] == 2),
    where("no_first_class", N_("where class 0 does not occur in y"), lambda Z, y: y.min() > 0),
    where("no_last_class", N_("where the last class does not occur in y"), lambda Z, y: y.max() < Z.shape[1] - 1),
    large("Z"),
)

exercise.wrong_lines("""
unstable: With scores far from 0 the answer is nan: exp of them is inf or 0. Subtract the row's largest number first.
    E = np.exp(Z)
largest_of_all_taken_off: A row far below the others becomes nan. Is the largest number of all rows subtracted?
Subtract each row's own.
    E = np.exp(Z - Z.max())
mean_forgotten: This is P - Y, not divided by N. Divide: the loss is a mean over the samples.
    return P
divided_by_all_entries: P - Y is divided by the number of all entries. The loss is a mean over the samples: divide by
N alone.
    return P / P.size
divided_by_classes: P - Y is divided by the number of classes. Divide by the number of samples.
    return P / P.shape[1]
sign_flipped: Every sign is wrong, as with Y - P. The slope of the right class should be negative: its score has to
grow.
    return -P / len(y)
    return -P
labels_not_used: This is P / N. Subtract 1 at the right class of each sample first.
    P[np.arange(len(y)), y] -= 1 -> pass
one_taken_off_after_the_mean: 1 is subtracted after the division by N. Subtract it before: (P - Y) / N.
    P = E / E.sum(axis=1, keepdims=True) / len(y) ;; return P
labels_from_one: The labels are read as if they began at 1. Class 0 should have column 0.
    (np.arange(len(y)), y) -> (np.arange(len(y)), y - 1)
one_taken_off_everywhere: 1 is subtracted from whole columns. Subtract it from one entry in each row.
    P[np.arange(len(y)), y] -> P[:, y]
labels_subtracted: The labels' numbers are subtracted. Subtract their one-hot rows: a 1 in the right column.
    of "one-hot": return (P - y[:, None]) / len(y)
vector_against_rows: A vector of N numbers does not line up with the N rows. Sums and maxima need keepdims=True,
labels their one-hot rows.
    of "one-hot": return (P - y) / len(y)
    P = E / E.sum(axis=1)
    E = np.exp(Z - Z.max(axis=1))
softmax_over_samples: Softmax runs down the columns. Each row (sample) should sum to 1.
    E = np.exp(Z - Z.max(axis=0, keepdims=True)) ;; P = E / E.sum(axis=0, keepdims=True)
softmax_over_all: Softmax divides by the sum over all rows. Each row should sum to 1.
    E = np.exp(Z - Z.max()) ;; P = E / E.sum()
    P = E / E.sum()
not_normalised: exp(Z) is not divided by the sums of its rows. Divide: the probabilities of each row should sum to 1.
    P = E
    P = np.exp(Z)
slope_of_p: These are the slopes along the probabilities, -Y / P. Wanted are those along the scores Z: P - Y.
    of "one-hot": return -Y / P / len(y)
sigmoid_for_softmax: A sigmoid stands where softmax belongs. Each row should sum to 1.
    P = 1 / (1 + np.exp(-Z))
right_class_only: Only the right class has a slope here. The wrong classes' scores should have the slope P / N.
    of "one-hot": return Y * (P - 1) / len(y)
loss_returned: This is the loss itself. Wanted is its slope along each score: (N, C) numbers.
    of "one-hot": return -np.mean(np.log(P[np.arange(len(y)), y]))
replaced_by_minus_one: The right entries are set to -1. Subtract 1 from them: they keep their probability, minus 1.
    P[np.arange(len(y)), y] = -1
rows_and_columns_exchanged: The label is used as the row. It should be the column.
    (np.arange(len(y)), y) -> (y, np.arange(len(y)))
    P[np.arange(len(y)), y] -= 1 -> for n in range(len(y)):
        P[y[n], n] -= 1
one_hot_of_wrong_size: The one-hot rows are as long as there are samples. They should have one entry for each class.
    of "one-hot": Y = np.eye(len(y))[y]
divided_twice: P - Y is divided by N twice. The loss is one mean over the samples: divide once.
    return P / len(y) ** 2
first_sample_only: Only in the first row is 1 subtracted. Each sample has a right class: subtract 1 in every row.
    (np.arange(len(y)), y) -> (0, y[0])
last_sample_only: Only in the last row is 1 subtracted. Each sample has a right class: subtract 1 in every row.
    (np.arange(len(y)), y) -> (-1, y[-1])
classes_counted_in_y: It goes wrong where y lacks the last class. Is the number of classes taken from y? Z has a
column for each.
    of "one-hot": Y = np.eye(y.max() + 1)[y]
    of "one-hot": Y = np.eye(len(np.unique(y)))[y]
softmax_missing: The scores Z stand where the probabilities P belong. Apply softmax first.
    P = Z.copy()
softmax_passed_twice: P - Y goes through the slope of softmax once more. Leave that out: P - Y is the slope along Z
already.
    of "through softmax's own slope": dP = (P - np.eye(Z.shape[1])[y]) / len(y)
""")

exercise.alternatives("""
loops:
    N, C = Z.shape
    dZ = np.zeros((N, C))
    for n in range(N):
        exps = [np.exp(Z[n, c] - max(Z[n])) for c in range(C)]
        for c in range(C):
            dZ[n, c] = exps[c] / sum(exps) / N
        dZ[n, y[n]] -= 1 / N
    return dZ
one-hot:
    Y = np.eye(Z.shape[1])[y]
    P = np.exp(Z - np.max(Z, axis=1)[:, None])
    P = P / np.sum(P, axis=1)[:, None]
    return (P - Y) / Z.shape[0]
through softmax's own slope:
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    dP = -np.eye(Z.shape[1])[y] / P / len(y)
    return P * (dP - (dP * P).sum(axis=1, keepdims=True))
rows in a list, float32:
    rows = []
    for z, label in zip(Z, y, strict=True):
        e = np.exp(z - z.max())
        p = e / e.sum()
        p[label] -= 1.0
        rows.append(p / len(y))
    return np.array(rows, dtype=np.float32)
""")
