"""Cross-entropy of integer labels: the mean of -log of the right class's probability."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import holds_zero, one_row, where

exercise = declare(
    "cross_entropy", returns=("loss",), points={"loss": 1.75, "P with zeros": 0.25}, section=N_("Many classes")
)


@exercise.reference
def cross_entropy(P, y):
    right = P[np.arange(len(y)), y]
    return -np.mean(np.log(right))


@exercise.drive
def use(cross_entropy, P, y):
    """The loss. With one-hot labels and no clip, a 0 beside the right entry makes it nan (0 times the logarithm of 0),
    which the exercise does not ask about: it counts as right. What is asked there is that P stays as it was.
    """
    unasked = np.mean(-np.log(P[np.arange(len(y)), y])) if np.any(P == 0) else None
    before = P.copy()
    loss = cross_entropy(P, y)
    if not np.array_equal(P, before):
        P[:] = np.nan  # a change as small as that of a clip would pass for rounding
    single = isinstance(loss, float | np.floating | np.ndarray) and np.shape(loss) == ()
    return unasked if unasked is not None and single and np.isnan(loss) else loss


def probabilities(rng, N, C):
    E = np.exp(numbers(rng, N, C))
    return E / E.sum(axis=1, keepdims=True)


@exercise.probe(times=4)
def ordinary(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 5))
    return probabilities(rng, N, C), rng.permutation(np.arange(N) % C)


exercise.probes(one_sample=sized(lambda rng, C: (probabilities(rng, 1, C), rng.integers(C, size=1)), 3, 5))


# Neither the number of classes nor their order can be told from such labels. One class has a sample more than others.
@exercise.probe()
def without_first_class(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = 2 * C - 1
    return probabilities(rng, N, C), rng.permutation(1 + np.arange(N) % (C - 1))


@exercise.probe()
def without_last_class(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = 2 * C - 1
    return probabilities(rng, N, C), rng.permutation(np.arange(N) % (C - 1))


exercise.probes(
    two_classes=counted(lambda rng, N: (probabilities(rng, N, 2), rng.permutation(np.arange(N) % 3 % 2)), 4, 8),
)


# One entry beside the right one is 0, and another one nearly: what writes into P to be safe changes them.
@exercise.probe(part="P with zeros")
def with_zeros(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 5))
    P, y = probabilities(rng, N, C), rng.permutation(np.arange(N) % C)
    P[0, (y[0] + 1) % C], P[1, (y[1] + 1) % C] = 0.0, 1e-20
    return P / P.sum(axis=1, keepdims=True), y


exercise.classes(
    one_row("P"),
    where("two_classes", N_("where there are two classes"), lambda P, y: P.shape[1] == 2),
    where("no_first_class", N_("where class 0 does not occur in y"), lambda P, y: y.min() > 0),
    where("no_last_class", N_("where the last class does not occur in y"), lambda P, y: y.max() < P.shape[1] - 1),
    holds_zero("P"),
)

exercise.wrong_lines("""
not_averaged: The losses of the samples are added up. Divide by the number of samples.
    return -np.sum(np.log(right))
    of "one-hot": return -np.sum(Y * np.log(P))
mean_over_all_entries: The sum is divided by the number of all entries of P. Divide by the number of samples: each has
one loss.
    return -np.sum(np.log(right)) / P.size
    of "one-hot": return -np.sum(Y * np.log(P)) / P.size
divided_by_classes: The sum is divided by the number of classes. Divide by the number of samples.
    return -np.sum(np.log(right)) / P.shape[1]
    return -np.sum(np.log(right)) / len(np.unique(y))
    return -np.sum(np.log(right)) / (y.max() + 1)
    of "one-hot": return -np.sum(Y * np.log(P)) / P.shape[1]
minus_missing: The minus sign is missing. Logarithms of probabilities are negative.
    return np.mean(np.log(right))
    return np.sum(np.log(right))
    of "one-hot": return np.sum(Y * np.log(P)) / P.shape[0]
logarithm_to_base_2: The logarithm is the one to base 2. Use the natural one, np.log.
    return -np.mean(np.log2(right))
    of "one-hot": return -np.sum(Y * np.log2(P)) / P.shape[0]
logarithm_to_base_10: The logarithm is the one to base 10. Use the natural one, np.log.
    return -np.mean(np.log10(right))
    of "one-hot": return -np.sum(Y * np.log10(P)) / P.shape[0]
logarithm_missing: There is no logarithm. The loss of a sample should be -log of the probability of its right class.
    return -np.mean(right)
    return 1 - np.mean(right)
logarithm_of_the_mean: The logarithm is taken of the mean. First take the logarithms, then their mean.
    return -np.log(np.mean(right))
labels_from_one: The labels are read as if they began at 1. Class 0 should have the first column, column 0.
    right = P[np.arange(len(y)), y - 1]
columns_for_every_row: Each row is read at the labels of all samples. Read each row at its own label alone.
    right = P[:, y]
    right = P[:, y] ;; return -np.sum(np.log(right)) / len(y)
label_as_row: Whole rows are taken, at the label's number. The label should say the column; the row is that of the
sample.
    right = P[y]
    right = P[y] ;; return -np.sum(np.log(right)) / len(y)
rows_and_columns_exchanged: The label is used as the row. It should be the column.
    right = P[y, np.arange(len(y))]
all_classes_count: The logarithms of all classes count. Only the right class of each sample should count.
    right = P
    right = P ;; return -np.sum(np.log(right)) / len(y)
most_probable_class: The most probable class of each sample is taken. Take the right class, which y gives.
    right = P.max(axis=1)
both_terms_of_bce: The terms log(1 - p) of the wrong classes are added. With softmax only the right class should count.
    of "one-hot": return -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / len(y)
    of "one-hot": return -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P))
one_loss_per_sample: It returns one loss for each sample. The loss should be one number: their mean.
    return -np.log(right)
label_multiplied: The logarithms are multiplied by the labels' numbers. A label should only say which column to take.
    return -np.mean(y[:, None] * np.log(P))
    return -np.mean(y * np.log(P))
wrong_classes: The loss is -log(1 - p) of the right class. It should be -log(p).
    return -np.mean(np.log(1 - right))
squared_error: This is the mean squared error. Wanted is the cross-entropy: take the logarithm of the right entry.
    return np.mean((P - np.eye(P.shape[1])[y]) ** 2)
first_sample_only: This is the loss of the first sample only. Take the mean over all samples.
    return -np.log(right[0])
    return -np.log(right[0]) / len(y)
last_sample_only: This is the loss of the last sample only. Take the mean over all samples.
    return -np.log(right[-1])
    return -np.log(right[-1]) / len(y)
last_sample_left_out: The last sample is left out. The mean should run over all samples.
    return -np.sum(np.log(right[:-1])) / len(y)
    return -np.mean(np.log(right[:-1]))
divided_twice: The sum is divided by the number of samples twice. Divide once: a mean is divided already.
    return -np.mean(np.log(right)) / len(y)
classes_counted_in_y: It goes wrong where y lacks the last class. Is the number of classes taken from y? P has a
column for each.
    of "per sample, then the mean": Y = np.eye(y.max() + 1)[y]
    of "per sample, then the mean": Y = np.eye(len(np.unique(y)))[y]
each_class_averaged_apart: The samples of each class are averaged apart. Every sample should count alike: take one
mean over all of them.
    return np.mean([-np.mean(np.log(P[y == c, c])) for c in np.unique(y)])
    return np.sum([-np.mean(np.log(P[y == c, c])) for c in np.unique(y)])
    return np.mean([-np.mean(np.log(P[y == c, c])) for c in range(P.shape[1])])
softmax_again: A softmax is applied to P. Take P as it is: its rows are probabilities already.
    right = (np.exp(P) / np.exp(P).sum(axis=1, keepdims=True))[np.arange(len(y)), y]
""")

exercise.alternatives("""
loop:
    total = 0.0
    for n in range(len(y)):
        total -= np.log(P[n, y[n]])
    return total / len(y)
one-hot:
    Y = np.zeros_like(P)
    Y[np.arange(len(y)), y] = 1
    return -np.sum(Y * np.log(P)) / P.shape[0]
clipped:
    right = np.clip(P, 1e-12, 1.0)[range(len(y)), y]
    return np.mean(-np.log(right))
list of logarithms, float32:
    return np.mean([-np.log(row[label]) for row, label in zip(P.astype(np.float32), y, strict=True)])
per sample, then the mean:
    Y = np.eye(P.shape[1])[y]
    return (-(Y * np.log(P)).sum(axis=1)).mean()
""")
