"""Cross-entropy straight from the scores: log-sum-exp minus the score of the right class, the mean over the samples."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import integers, large, one_row, where
from gradatim_autograder.exercises.backpropagation import shared

exercise = declare(
    "cross_entropy_from_scores",
    returns=("loss",),
    points={"loss": 1, "large numbers": 1},
    section=N_("The loss from the scores"),
)


@exercise.reference
def cross_entropy_from_scores(Z, y):
    m = Z.max(axis=1, keepdims=True)
    S = np.exp(Z - m).sum(axis=1, keepdims=True)
    logP = Z - m - np.log(S)
    right = logP[np.arange(len(y)), y]
    return -np.mean(right)


@exercise.probe(times=3)
def ordinary(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 5))
    return numbers(rng, N, C), rng.permutation(np.arange(N) % C)


exercise.probes(one_sample=sized(lambda rng, C: (numbers(rng, 1, C), rng.integers(C, size=1)), 3, 5))


# Neither the number of classes nor their order can be told from such labels. One class has a sample more than others.
@exercise.probe()
def without_first_class(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = 2 * C - 1
    return numbers(rng, N, C), rng.permutation(1 + np.arange(N) % (C - 1))


@exercise.probe()
def without_last_class(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = 2 * C - 1
    return numbers(rng, N, C), rng.permutation(np.arange(N) % (C - 1))


def whole_scores(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 5))
    return rng.permutation(np.arange(N * C) % 7 - 3).reshape(N, C), rng.permutation(np.arange(N) % C)


exercise.probes(
    two_classes=counted(lambda rng, N: (numbers(rng, N, 2), rng.permutation(np.arange(N) % 3 % 2)), 4, 8),
    whole_scores=whole_scores,
)


# In half of the rows the right class lies 1000 or 2000 below the highest: its probability has rounded to 0.
@exercise.probe(times=2, part="large numbers")
def certain_and_wrong(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 4))
    y = rng.permutation(np.arange(N) % C)
    low = np.zeros((N, C), dtype=bool)
    low[np.arange(N), y] = np.arange(N) % 2 == 0
    low[0], low[0, (y[0] + 1) % C] = True, False
    low[1] = np.arange(C) != y[1]
    return np.where(low, -1000.0, 1000.0) + shared.in_binary(numbers(rng, N, C)), y


# Within a row all differences are small: a plain exp is inf or 0 there, and the loss is as small as that of others.
@exercise.probe(times=2, part="large numbers")
def far_from_0(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 4))
    level = np.where(rng.permutation(np.arange(N) % 2) == 1, 1000.0, -1000.0)
    return shared.in_binary(numbers(rng, N, C)) + level[:, None], rng.permutation(np.arange(N) % C)


exercise.classes(
    one_row("Z"),
    where("two_classes", N_("where there are two classes"), lambda Z, y: Z.shape[1] == 2),
    where("no_first_class", N_("where class 0 does not occur in y"), lambda Z, y: y.min() > 0),
    where("no_last_class", N_("where the last class does not occur in y"), lambda Z, y: y.max() < Z.shape[1] - 1),
    integers("Z"),
    large("Z"),
)

exercise.wrong_lines("""
log_of_softmax: Where the right class is far below the others, the loss is infinite: its probability has rounded to 0,
or exp has overflowed. Take the logarithms from the scores, without the probabilities.
    logP = np.log(np.exp(Z - m) / S)
log_of_clipped_softmax: Where the right class is far below, the loss ends at what the small number in the logarithm
allows. Take the logarithms from the scores, without the probabilities.
    logP = np.log(np.maximum(np.exp(Z - m) / S, 1e-300))
    logP = np.log(np.clip(np.exp(Z - m) / S, 1e-12, 1))
    logP = np.log(np.clip(np.exp(Z - m) / S, 1e-12, 1 - 1e-12))
    logP = np.log(np.clip(np.exp(Z - m) / S, 1e-15, 1))
    logP = np.log(np.clip(np.exp(Z - m) / S, 1e-10, 1))
    logP = np.log(np.clip(np.exp(Z - m) / S, 1e-9, 1))
    logP = np.log(np.clip(np.exp(Z - m) / S, 1e-8, 1))
    logP = np.log(np.clip(np.exp(Z - m) / S, 1e-7, 1))
    logP = np.log(np.exp(Z - m) / S + 1e-10)
    logP = np.log(np.exp(Z - m) / S + 1e-9)
    logP = np.log(np.exp(Z - m) / S + 1e-8)
    logP = np.log(np.exp(Z - m) / S + 1e-12)
    logP = np.log(np.exp(Z - m) / S + 1e-300)
overflow: For scores far from 0 the loss is not finite: exp of them is inf, or every exp of a row is 0. Subtract the
maximum of each row first.
    m = Z.max(axis=1, keepdims=True) * 0
    logP = np.log(np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))
one_maximum_for_all: In a row far below the others every exp is 0, and its logarithm is not finite. Subtract from each
row its own maximum, not one for all.
    m = Z.max()
free_where_lost: A sample whose right class has a probability that rounds to 0 costs nothing. It should cost the most:
take the logarithms from the scores.
    logP = np.nan_to_num(np.log(np.exp(Z - m) / S), neginf=0.0)
sum_not_reset: The sum goes on from row to row. Each row should have a sum of its own, which begins at 0 again.
    logP = Z - m - np.log(np.cumsum(S, axis=0))
right_score_missing: This is the mean of log S alone. Subtract the score of the right class from it.
    return np.mean(m + np.log(S))
softmax_missing: The logarithm is taken of the scores. They are no probabilities: subtract log S from each score
instead.
    logP = np.log(Z)
    logP = np.log(np.abs(Z))
scores_alone: The loss is made of the scores of the right classes alone. Log S of each row belongs to it too.
    logP = Z
    logP = Z - m
maximum_not_put_back: The maximum is subtracted inside the sum and not added again: log S is m + log of the sum that is
left.
    logP = Z - np.log(S)
maximum_taken_off_twice: The maximum of each row is subtracted once too often. The logarithm of the sum of exp(Z) holds
it already: take it off there or from the scores.
    logP = Z - m - (m + np.log(S))
maximum_subtracted: The maximum has the wrong sign in log S. It was subtracted before, so add it again: log S is m +
log of the sum that is left.
    logP = Z + m - np.log(S)
logarithm_of_sum_missing: The sum itself is subtracted. Subtract its logarithm.
    logP = Z - m - S
sum_added: log S is added to the scores. Subtract it.
    logP = Z + m + np.log(S)
    logP = Z - m + np.log(S)
logarithm_missing: There is no logarithm. The loss of a sample should be -log of the probability of its right class.
    logP = np.exp(Z - m) / S
    logP = np.exp(Z - m) / S - 1
minus_missing: The minus sign is missing. Logarithms of probabilities are negative.
    return np.mean(right)
    return np.sum(right)
not_averaged: The losses of the samples are added up. Divide by the number of samples.
    return -np.sum(right)
mean_over_all_entries: The sum is divided by the number of all entries of Z. Divide by the number of samples.
    return -np.sum(right) / Z.size
divided_by_classes: The sum is divided by the number of classes. Divide by the number of samples.
    return -np.sum(right) / Z.shape[1]
divided_twice: The sum is divided by the number of samples twice. Divide once: a mean is divided already.
    return -np.mean(right) / len(y)
one_loss_per_sample: It returns one loss for each sample. The loss should be one number: their mean.
    return -right
all_classes_count: The logarithms of all classes count. Only the right class of each sample should count.
    right = logP
    right = logP ;; return -np.sum(logP) / len(y)
columns_for_every_row: Each row is read at the labels of all samples. Read each row at its own label alone.
    right = logP[:, y]
    right = logP[:, y] ;; return -np.sum(right) / len(y)
label_as_row: Whole rows are taken, at the label's number. The label should say the column; the row is that of the
sample.
    right = logP[y]
    right = logP[y] ;; return -np.sum(right) / len(y)
rows_and_columns_exchanged: The label is used as the row. It should be the column.
    right = logP[y, np.arange(len(y))]
labels_from_one: The labels are read as if they began at 1. Class 0 should have the first column, column 0.
    right = logP[np.arange(len(y)), y - 1]
highest_score: The highest score of each row is taken as the right one. Take the right class, which y gives.
    right = logP.max(axis=1)
softmax_twice: Softmax is applied twice: to the scores, and to the probabilities again. Once is enough.
    logP = np.exp(Z - m) / S - np.log(np.exp(np.exp(Z - m) / S).sum(axis=1, keepdims=True))
probabilities_expected: Z is taken as if its rows were softmax's answer already. Z holds scores: take the logarithms of
their softmax.
    logP = np.log(np.maximum(Z, 1e-12))
    logP = np.log(np.clip(Z, 1e-12, 1 - 1e-12))
    logP = np.log(np.clip(Z, 1e-12, 1))
along_columns: The sum runs down the columns. Samples are rows, so it should run along each row: axis=1.
    m = Z.max(axis=0) ;; S = np.exp(Z - m).sum(axis=0)
sum_over_everything: The sum runs over all entries of Z. Each row should have a sum of its own: axis=1.
    m = Z.max() ;; S = np.exp(Z - m).sum()
keepdims_missing: Sum or maximum has lost its second axis, so its numbers lie along a row. They should be a column:
keepdims=True.
    S = np.exp(Z - m).sum(axis=1)
    m = Z.max(axis=1)
    m = Z.max(axis=1) ;; S = np.exp(Z - m).sum(axis=1)
logarithm_to_base_2: The logarithms are those to base 2. Use the natural one, np.log.
    return -np.mean(right) / np.log(2)
    logP = Z - m - np.log2(S)
logarithm_to_base_10: The logarithms are those to base 10. Use the natural one, np.log.
    return -np.mean(right) / np.log(10)
    logP = Z - m - np.log10(S)
logarithm_of_the_mean: The logarithm is taken of the mean of the probabilities. First take the logarithms, then their
mean.
    return -np.log(np.mean(np.exp(right)))
binary_for_each_class: Each class has a sigmoid of its own, as in the binary cross-entropy. In softmax the scores of a
row should share one sum.
    logP = -np.logaddexp(0, -Z)
first_sample_only: This is the loss of the first sample only. Take the mean over all samples.
    return -right[0]
    return -right[0] / len(y)
last_sample_only: This is the loss of the last sample only. Take the mean over all samples.
    return -right[-1]
    return -right[-1] / len(y)
last_sample_left_out: The last sample is left out. The mean should run over all samples.
    return -np.sum(right[:-1]) / len(y)
    return -np.mean(right[:-1])
label_multiplied: The logarithms are multiplied by the labels' numbers. A label should only say which column to take.
    return -np.mean(y[:, None] * logP)
    return -np.mean(y * right)
each_class_averaged_apart: The samples of each class are averaged apart. Every sample should count alike: take one
mean over all of them.
    return -np.mean([np.mean(right[y == c]) for c in np.unique(y)])
    return -np.sum([np.mean(right[y == c]) for c in np.unique(y)])
classes_counted_in_y: It goes wrong where y lacks the last class. Is the number of classes taken from y? Z has a column
for each.
    of "one-hot": Y = np.eye(y.max() + 1)[y]
    of "one-hot": Y = np.eye(len(np.unique(y)))[y]
""")

exercise.alternatives("""
loop:
    total = 0.0
    for n in range(len(y)):
        m = max(Z[n])
        total += m + np.log(sum(np.exp(z - m) for z in Z[n])) - Z[n, y[n]]
    return total / len(y)
one-hot:
    Y = np.eye(Z.shape[1])[y]
    T = Z - Z.max(axis=1, keepdims=True)
    logP = T - np.log(np.exp(T).sum(axis=1, keepdims=True))
    return -np.sum(Y * logP) / len(Z)
log-sum-exp minus the right score:
    m = Z.max(axis=1)
    log_S = m + np.log(np.exp(Z - m[:, None]).sum(axis=1))
    return np.mean(log_S - Z[np.arange(len(y)), y])
logaddexp: return np.mean(np.logaddexp.reduce(Z, axis=1) - np.take_along_axis(Z, y[:, None], axis=1)[:, 0])
differences to the right score, float32:
    T = (Z - Z.max(axis=1, keepdims=True)).astype(np.float32)
    losses = [np.log(np.exp(t).sum()) - t[k] for t, k in zip(T, y, strict=True)]
    return np.mean(losses)
""")
