"""Cross-entropy of integer labels: the mean of -log of the right class's probability."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "cross_entropy", chapter="05-backpropagation", returns=("loss",), points={"loss": 2}, section=N_("Many classes")
)


@exercise.reference
def cross_entropy(P, y):
    return -np.mean(np.log(P[np.arange(len(y)), y]))


@exercise.probe(times=5)
def ordinary(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 5))
    E = np.exp(numbers(rng, N, C))
    return E / E.sum(axis=1, keepdims=True), rng.permutation(np.arange(N) % C)


@exercise.mistake("not_averaged", N_("The losses of the samples are added up. Divide by the number of samples."))
def _(P, y):
    return -np.sum(np.log(P[np.arange(len(y)), y]))


@exercise.mistake(
    "mean_over_all_entries",
    N_("The mean runs over all entries of P, zeros too. Each sample has one loss: divide by the number of samples."),
)
def _(P, y):
    return -np.sum(np.log(P[np.arange(len(y)), y])) / P.size


@exercise.mistake("divided_by_classes", N_("It is divided by the number of classes. Divide by the number of samples."))
def _(P, y):
    return -np.sum(np.log(P[np.arange(len(y)), y])) / P.shape[1]


@exercise.mistake("minus_missing", N_("The minus sign is missing. Logarithms of probabilities are negative."))
def _(P, y):
    return np.mean(np.log(P[np.arange(len(y)), y]))


@exercise.mistake("logarithm_to_base_2", N_("The logarithm is the one to base 2. Use the natural one, np.log."))
def _(P, y):
    return -np.mean(np.log2(P[np.arange(len(y)), y]))


@exercise.mistake("logarithm_to_base_10", N_("The logarithm is the one to base 10. Use the natural one, np.log."))
def _(P, y):
    return -np.mean(np.log10(P[np.arange(len(y)), y]))


@exercise.mistake("logarithm_missing", N_("There is no logarithm. The loss of a sample is -log of its probability."))
def _(P, y):
    return -np.mean(P[np.arange(len(y)), y])


@exercise.mistake("logarithm_missing")
def _(P, y):
    return 1 - np.mean(P[np.arange(len(y)), y])


@exercise.mistake(
    "logarithm_of_the_mean", N_("The logarithm is taken of the mean. First the logarithms, then their mean.")
)
def _(P, y):
    return -np.log(np.mean(P[np.arange(len(y)), y]))


@exercise.mistake(
    "labels_from_one", N_("The labels are read as if they began at 1. Class 0 has the first column, column 0.")
)
def _(P, y):
    return -np.mean(np.log(P[np.arange(len(y)), y - 1]))


@exercise.mistake(
    "columns_for_every_row",
    N_("P[:, y] takes a column for every sample from every row. Take one entry from each row."),
)
def _(P, y):
    return -np.mean(np.log(P[:, y]))


@exercise.mistake(
    "label_as_row", N_("P[y] takes whole rows. The label says the column; the row is that of the sample.")
)
def _(P, y):
    return -np.mean(np.log(P[y]))


@exercise.mistake("rows_and_columns_exchanged", N_("The label is used as the row. It is the column: P[row, label]."))
def _(P, y):
    return -np.mean(np.log(P[y, np.arange(len(y))]))


@exercise.mistake(
    "all_classes_count",
    N_("The logarithms of all classes count. Only the right class of each sample counts."),
)
def _(P, y):
    return -np.mean(np.log(P))


@exercise.mistake("all_classes_count")
def _(P, y):
    return -np.sum(np.log(P)) / len(y)


@exercise.mistake(
    "most_probable_class",
    N_("It takes the most probable class. The loss asks for the right class, which y gives."),
)
def _(P, y):
    return -np.mean(np.log(P.max(axis=1)))


@exercise.mistake(
    "both_terms_of_bce",
    N_("The terms log(1 - p) of the wrong classes are added. With softmax only the right class's logarithm counts."),
)
def _(P, y):
    Y = np.eye(P.shape[1])[y]
    return -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / len(y)


@exercise.mistake("both_terms_of_bce")
def _(P, y):
    Y = np.eye(P.shape[1])[y]
    return -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P))


@exercise.mistake("softmax_again", N_("A softmax is applied to P. Its rows are probabilities already."))
def _(P, y):
    E = np.exp(P)
    return -np.mean(np.log((E / E.sum(axis=1, keepdims=True))[np.arange(len(y)), y]))


@exercise.mistake("one_loss_per_sample", N_("It returns one loss for each sample. The loss is one number: their mean."))
def _(P, y):
    return -np.log(P[np.arange(len(y)), y])


@exercise.mistake(
    "label_multiplied",
    N_("The logarithms are multiplied by the labels' numbers. A label only says which column to take."),
)
def _(P, y):
    return -np.mean(y[:, None] * np.log(P))


@exercise.mistake("label_multiplied")
def _(P, y):
    return -np.mean(y * np.log(P))


@exercise.mistake(
    "wrong_classes",
    N_("It takes -log(1 - p) of the right class. The loss is -log(p)."),
)
def _(P, y):
    return -np.mean(np.log(1 - P[np.arange(len(y)), y]))


@exercise.mistake("minus_missing")
def _(P, y):
    return np.sum(np.log(P[np.arange(len(y)), y]))


@exercise.mistake(
    "squared_error", N_("This is the mean squared error. Cross-entropy takes the logarithm of the right entry.")
)
def _(P, y):
    return np.mean((P - np.eye(P.shape[1])[y]) ** 2)


@exercise.mistake("first_sample_only", N_("This is the loss of the first sample only. Take the mean over all samples."))
def _(P, y):
    return -np.log(P[0, y[0]])


@exercise.alternative("loop")
def _(P, y):
    total = 0.0
    for n in range(len(y)):
        total -= np.log(P[n, y[n]])
    return total / len(y)


@exercise.alternative("one-hot")
def _(P, y):
    Y = np.zeros_like(P)
    Y[np.arange(len(y)), y] = 1
    return -np.sum(Y * np.log(P)) / P.shape[0]


@exercise.alternative("clipped")
def _(P, y):
    right = np.clip(P, 1e-12, 1.0)[range(len(y)), y]
    return np.mean(-np.log(right))


@exercise.alternative("list of logarithms, float32")
def _(P, y):
    return np.mean([-np.log(row[label]) for row, label in zip(P.astype(np.float32), y, strict=True)])


@exercise.alternative("per sample, then the mean")
def _(P, y):
    Y = np.eye(P.shape[1])[y]
    return (-(Y * np.log(P)).sum(axis=1)).mean()
