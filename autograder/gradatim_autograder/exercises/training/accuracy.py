"""The share of samples whose largest score stands in the column of the right class."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, sizes
from gradatim_autograder.exercise.argument_class import large, one_row, square, where

exercise = declare("accuracy", returns=("share",), points={"share": 2}, section=N_("Step 8: how good is it?"))


@exercise.reference
def accuracy(P, y):
    predicted = P.argmax(axis=1)
    return np.mean(predicted == y)


def scores(rng, y, predicted, low, high):
    """Scores from `low` to `high`, the largest of a row in the column that is predicted, the next one in that of y."""
    P = rng.uniform(low, high, size=(len(y), max(y.max(), predicted.max()) + 1))
    rows = np.arange(len(y))
    P[rows, y] = high + rng.uniform(0.05, 0.1, size=len(y))
    P[rows, predicted] = high + rng.uniform(0.15, 0.3, size=len(y))
    return P


@exercise.probe(times=4)
def ordinary(rng):
    """Between a quarter and three quarters are right, but never half of them; few probabilities exceed 0.5."""
    C, N = sizes(rng, 2, 4, 6)
    N += 5
    y = rng.permutation(np.arange(N) % C)
    P = rng.uniform(0.3, 1.0, size=(N, C))
    count = N // 3 + int(rng.integers(0, 2)) if rng.integers(0, 2) else 2 * N // 3
    right = rng.permutation(N) < count
    aim = np.where(right, y, (y + rng.integers(1, C, size=N)) % C)
    P[np.arange(N), aim] = P.max(axis=1) + rng.uniform(0.05, 0.2, size=N)
    return P / P.sum(axis=1, keepdims=True), y


@exercise.probe()
def all_right(rng):
    """The first sample is the surest of all, and half of the samples have more than 0.5 for their class."""
    C, N = sizes(rng, 2, 4, 6)
    N += 5
    y = rng.permutation(np.arange(N) % C)
    P = rng.uniform(0.1, 0.2, size=(N, C))
    P[np.arange(N), y] = np.where(np.arange(N) < N // 2, 1.5, 0.22)
    P[0, y[0]] = 3.0
    return P / P.sum(axis=1, keepdims=True), y


@exercise.probe()
def none_right(rng):
    C, N = sizes(rng, 2, 4, 6)
    N += 5
    y = rng.permutation(np.arange(N) % C)
    P = scores(rng, y, (y + rng.integers(1, C, size=N)) % C, 0.1, 0.3)
    return P / P.sum(axis=1, keepdims=True), y


@exercise.probe()
def one_sample(rng):
    C = int(rng.integers(3, 6))
    y = rng.integers(0, C - 1, size=1)
    P = np.column_stack([scores(rng, y, y, 0.1, 0.3), rng.uniform(0.1, 0.3, size=(1, C - 1 - int(y[0])))])
    return P / P.sum(axis=1, keepdims=True), y


@exercise.probe()
def negative_scores(rng):
    """Sums that have not been through softmax."""
    y = rng.permutation(np.arange(11) % 4)
    return scores(rng, y, np.where(rng.permutation(11) < 7, y, (y + 1) % 4), -9.0, -2.0), y


@exercise.probe()
def whole_scores(rng):
    """The largest score is the same in all rows, and the number of a class: comparing it with y is right at times."""
    C, N = sizes(rng, 2, 4, 6)
    N += 5
    P = rng.permuted(np.tile(np.arange(C) * 1.0, (N, 1)), axis=1)
    y = P.argmax(axis=1)
    y[: N // 3] = (y[: N // 3] + 1) % C
    y[-1] = C - 1
    return P, y


@exercise.probe()
def two_classes(rng):
    """Scores of which both, or neither, are above 0.5."""
    y = rng.permutation(np.arange(9) % 2)
    return scores(rng, y, np.where(rng.permutation(9) < 6, y, 1 - y), 0.1, 2.0) - np.arange(9)[:, None] % 2 * 2.0, y


@exercise.probe()
def last_class_absent(rng):
    """Whatever is not of class 0, of which there are most, is taken for the class that does not occur."""
    C = int(rng.integers(4, 6))
    y = rng.permutation([0] * 6 + list(range(1, C - 1)))
    return scores(rng, y, np.where(y == 0, y, C - 1), 0.1, 0.4), y


@exercise.probe()
def first_class_absent(rng):
    C = int(rng.integers(4, 6))
    y = rng.permutation([C - 1] * 6 + list(range(1, C - 1)))
    return scores(rng, y, np.where(y == C - 1, y, 0), 0.1, 0.4), y


@exercise.probe()
def close_scores(rng):
    """The largest score of a row is hardly larger than the next one, which stands in front of it."""
    C, N = 5, int(rng.integers(8, 11))
    predicted = rng.integers(1, C, size=N)
    P = rng.uniform(0.05, 0.1, size=(N, C))
    P[np.arange(N), predicted] = 0.4 + rng.uniform(1e-6, 1e-5, size=N)
    P[np.arange(N), predicted - 1] = 0.4
    return P, np.where(np.arange(N) < N // 3, predicted - 1, predicted)


@exercise.probe()
def large_scores(rng):
    """The exponential of the two largest scores of a row is no longer a number."""
    C, N = 5, int(rng.integers(8, 11))
    predicted = rng.integers(1, C, size=N)
    P = rng.uniform(-2000.0, 100.0, size=(N, C))
    P[np.arange(N), predicted] = rng.uniform(1000.0, 2000.0, size=N)
    P[np.arange(N), predicted - 1] = P[np.arange(N), predicted] - rng.uniform(50.0, 100.0, size=N)
    return P, np.where(np.arange(N) < N // 3, predicted - 1, predicted)


@exercise.probe()
def as_many_samples_as_classes(rng):
    y = rng.permutation(5)
    return scores(rng, y, np.where(np.arange(5) < 3, y, (y + 1) % 5), 0.1, 0.3), y


@exercise.probe()
def many_samples(rng):
    """More than a byte can count, also of the right ones."""
    N = 420 + int(rng.integers(0, 9))
    y = rng.integers(0, 3, size=N)
    return scores(rng, y, np.where(rng.permutation(N) < 290, y, (y + 1) % 3), 0.1, 0.3), y


def _gap(P):
    """How far the largest score of each row is above the next one."""
    ordered = np.sort(P, axis=1)
    return ordered[:, -1] - ordered[:, -2]


exercise.classes(
    one_row("P"),
    square("P"),
    large("P"),
    where("close_scores", N_("where the two largest scores of a row are close"), lambda P: _gap(P).min() < 1e-4),
    where("many_samples", N_("where there are hundreds of samples"), lambda y: len(y) > 256),
    where("all_right", N_("where all samples are right"), lambda P, y: bool((P.argmax(axis=1) == y).all())),
    where("none_right", N_("where no sample is right"), lambda P, y: not (P.argmax(axis=1) == y).any()),
    where("negative_scores", N_("where all scores are negative"), lambda P: bool((P < 0).all())),
    where("two_classes", N_("where there are two classes"), lambda P: P.shape[1] == 2),
    where("class_absent", N_("where a class does not occur in y"), lambda P, y: len(y) > 1 and len({*y}) < P.shape[1]),
)

exercise.wrong_lines("""
count_not_share: This is the number of right samples. Divide it by the number of samples.
    return np.sum(predicted == y)
per_cent: This is per cent. Return the share, between 0 and 1.
    return 100 * np.mean(predicted == y)
error_rate: This is the share of wrong samples. Accuracy counts the right ones.
    return np.mean(predicted != y)
smallest_score: It takes the class of the smallest score. Take the largest: argmax.
    predicted = P.argmin(axis=1)
wrong_axis: It takes the best sample of each class. Take the best class of each sample: axis=1.
    predicted = P.argmax(axis=0)
no_axis: Every label is compared with the place of the largest score of the whole table. Take the best class of each
row.
    predicted = P.argmax()
score_not_class: It compares the largest score with the label. Compare its place, the class: argmax, not max.
    predicted = P.max(axis=1)
threshold: It asks whether the right class has more than 0.5. With several classes the largest score decides.
    return np.mean(P[np.arange(len(y)), y] > 0.5)
mean_probability: This is the mean score of the right class. Accuracy counts a sample as right or wrong and nothing
between.
    return np.mean(P[np.arange(len(y)), y])
divided_by_entries: It divides by the number of all entries of P. Divide by the number of samples.
    return np.sum(predicted == y) / P.size
divided_by_classes: It divides by the number of classes. Divide by the number of samples.
    return np.sum(predicted == y) / P.shape[1]
rounded_down: What stands behind the decimal point is lost. Return the share itself: / and not //.
    return np.sum(predicted == y) // len(y)
not_averaged: This says for each sample whether it is right. Return the share: one number.
    return predicted == y
classes_returned: These are the predicted classes. Compare them with y, then average.
    return predicted
labels_as_one_hot: y holds the classes as whole numbers already; it needs no argmax.
    return np.mean(predicted == y.argmax(axis=1))
classes_from_one: The classes are counted from 1. They should be counted from 0, as argmax and the labels do.
    predicted = P.argmax(axis=1) + 1
divided_by_one_less: It divides by N - 1. Divide by the number of samples.
    return np.sum(predicted == y) / (len(y) - 1)
mean_of_the_largest: This is the mean of the largest scores: how sure the network is, not how often it is right.
    return np.mean(P.max(axis=1))
scores_rounded: It rounds the scores and compares them with the labels. The class is the place of the largest score:
argmax.
    predicted = np.round(P)
rounded: The share is rounded. Return it with all its digits.
    return round(np.mean(predicted == y), 1)
    return round(np.mean(predicted == y), 2)
returned_in_the_loop: Only the first sample is counted. Does the return stand inside the loop?
    of "a loop without NumPy": right += best == label -> right += best == label; return right / len(y)
mean_over_classes: This is the mean of the accuracies of the single classes. Every sample counts the same, whatever its
class.
    return np.mean([np.mean(predicted[y == c] == c) for c in np.unique(y)])
    return np.mean([np.mean(predicted[y == c] == c) for c in range(P.shape[1])])
""")

exercise.alternatives("""
a loop over the samples:
    right = 0
    for n in range(len(y)):
        if np.argmax(P[n]) == y[n]:
            right += 1
    return right / len(y)
a loop without NumPy:
    right = 0
    for row, label in zip(P, y):
        best = 0
        for c in range(len(row)):
            if row[c] > row[best]:
                best = c
        right += best == label
    return right / len(y)
one minus the errors: return 1 - np.count_nonzero(np.argmax(P, axis=1) - y) / P.shape[0]
the score of the right class against the largest: return (P[np.arange(len(y)), y] == P.max(axis=1)).sum() / len(P)
""")
