"""The share of samples whose largest score stands in the column of the right class."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, sizes

exercise = Exercise(
    "accuracy", chapter="07-training", returns=("share",), points={"share": 2}, section=N_("Step 8: how good is it?")
)


@exercise.reference
def accuracy(P, y):
    return np.mean(P.argmax(axis=1) == y)


@exercise.probe(times=6)
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


@exercise.mistake("count_not_share", N_("This is the number of right samples. Divide it by the number of samples."))
def _(P, y):
    return np.sum(P.argmax(axis=1) == y)


@exercise.mistake("per_cent", N_("This is per cent. Return the share, between 0 and 1."))
def _(P, y):
    return 100 * np.mean(P.argmax(axis=1) == y)


@exercise.mistake("error_rate", N_("This is the share of wrong samples. Accuracy counts the right ones."))
def _(P, y):
    return np.mean(P.argmax(axis=1) != y)


@exercise.mistake("smallest_score", N_("It takes the class of the smallest score. Take the largest: argmax."))
def _(P, y):
    return np.mean(P.argmin(axis=1) == y)


@exercise.mistake(
    "wrong_axis",
    N_("It takes the best sample of each class (axis=0). Take the best class of each sample: axis=1."),
)
def _(P, y):
    return np.mean(P.argmax(axis=0) == y)


@exercise.mistake(
    "no_axis", N_("argmax without an axis gives one number for the whole array. Take the best class of each row.")
)
def _(P, y):
    return np.mean(P.argmax() == y)


@exercise.mistake(
    "score_not_class",
    N_("It compares the largest score with the label. Compare its place, the class: argmax, not max."),
)
def _(P, y):
    return np.mean(P.max(axis=1) == y)


@exercise.mistake(
    "threshold",
    N_("It asks whether the right class has more than 0.5. With several classes the largest score decides."),
)
def _(P, y):
    return np.mean(P[np.arange(len(y)), y] > 0.5)


@exercise.mistake(
    "mean_probability",
    N_("This is the mean score of the right class. Accuracy counts a sample as right or wrong and nothing between."),
)
def _(P, y):
    return np.mean(P[np.arange(len(y)), y])


@exercise.mistake(
    "divided_by_entries", N_("It divides by the number of all entries of P. Divide by the number of samples.")
)
def _(P, y):
    return np.sum(P.argmax(axis=1) == y) / P.size


@exercise.mistake("divided_by_classes", N_("It divides by the number of classes. Divide by the number of samples."))
def _(P, y):
    return np.sum(P.argmax(axis=1) == y) / P.shape[1]


@exercise.mistake("rounded_down", N_("The division // drops everything behind the decimal point. Use /."))
def _(P, y):
    return np.sum(P.argmax(axis=1) == y) // len(y)


@exercise.mistake("not_averaged", N_("This says for each sample whether it is right. Return the share: one number."))
def _(P, y):
    return P.argmax(axis=1) == y


@exercise.mistake("classes_returned", N_("These are the predicted classes. Compare them with y, then average."))
def _(P, y):
    return P.argmax(axis=1)


@exercise.mistake("labels_as_one_hot", N_("y holds the classes as whole numbers already; it needs no argmax."))
def _(P, y):
    return np.mean(P.argmax(axis=1) == y.argmax(axis=1))


@exercise.mistake("classes_from_one", N_("The classes are counted from 1. argmax and the labels both begin at 0."))
def _(P, y):
    return np.mean(P.argmax(axis=1) + 1 == y)


@exercise.mistake(
    "returned_in_the_loop",
    N_("It returns inside the loop, after the first sample. The return belongs behind the loop."),
)
def _(P, y):
    right = 0
    for n in range(len(y)):
        if P[n].argmax() == y[n]:
            right += 1
        return right / len(y)


@exercise.mistake("divided_by_one_less", N_("It divides by N - 1. Divide by the number of samples."))
def _(P, y):
    return np.sum(P.argmax(axis=1) == y) / (len(y) - 1)


@exercise.mistake(
    "mean_of_the_largest",
    N_("This is the mean of the largest scores: how sure the network is, not how often it is right."),
)
def _(P, y):
    return np.mean(P.max(axis=1))


@exercise.mistake(
    "scores_rounded",
    N_("It rounds the scores and compares them with the labels. The class is the place of the largest score: argmax."),
)
def _(P, y):
    return np.mean(np.round(P) == y)


@exercise.mistake("rounded", N_("The share is rounded. Return it with all its digits."))
def _(P, y):
    return round(np.mean(P.argmax(axis=1) == y), 1)


@exercise.mistake("rounded")
def _(P, y):
    return round(np.mean(P.argmax(axis=1) == y), 2)


@exercise.alternative("a loop over the samples")
def _(P, y):
    right = 0
    for n in range(len(y)):
        if np.argmax(P[n]) == y[n]:
            right += 1
    return right / len(y)


@exercise.alternative("a loop without NumPy")
def _(P, y):
    right = 0
    for row, label in zip(P, y):
        best = 0
        for c in range(len(row)):
            if row[c] > row[best]:
                best = c
        right += best == label
    return right / len(y)


@exercise.alternative("one minus the errors")
def _(P, y):
    return 1 - np.count_nonzero(np.argmax(P, axis=1) - y) / P.shape[0]


@exercise.alternative("the score of the right class against the largest")
def _(P, y):
    return (P[np.arange(len(y)), y] == P.max(axis=1)).sum() / len(P)
