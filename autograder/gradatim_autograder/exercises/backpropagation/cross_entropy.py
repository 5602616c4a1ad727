"""Cross-entropy of integer labels: the mean of -log of the right class's probability."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import holds_zero, one_row, where
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "cross_entropy",
    chapter="05-backpropagation",
    returns=("loss",),
    points={"loss": 1.75, "P with zeros": 0.25},
    section=N_("Many classes"),
)


@exercise.reference
def cross_entropy(P, y):
    return -np.mean(np.log(P[np.arange(len(y)), y]))


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


@exercise.probe()
def one_sample(rng):
    (C,) = sizes(rng, 1, 3, 5)
    return probabilities(rng, 1, C), rng.integers(C, size=1)


# Neither the number of classes nor their order can be told from such labels. One class has a sample more than the others.
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


@exercise.probe()
def two_classes(rng):
    N = int(rng.integers(4, 8))
    return probabilities(rng, N, 2), rng.permutation(np.arange(N) % 3 % 2)


# One entry beside the right one is 0, and another one nearly: what writes into P to be safe changes them.
@exercise.probe(part="P with zeros")
def with_zeros(rng):
    (C,) = sizes(rng, 1, 3, 5)
    N = C + int(rng.integers(2, 5))
    P, y = probabilities(rng, N, C), rng.permutation(np.arange(N) % C)
    P[0, (y[0] + 1) % C], P[1, (y[1] + 1) % C] = 0.0, 1e-20
    return P / P.sum(axis=1, keepdims=True), y


exercise.covers(
    one_row("P"),
    where("two_classes", N_("where there are two classes"), lambda P, y: P.shape[1] == 2),
    where("no_first_class", N_("where class 0 does not occur in y"), lambda P, y: y.min() > 0),
    where("no_last_class", N_("where the last class does not occur in y"), lambda P, y: y.max() < P.shape[1] - 1),
    holds_zero("P"),
)


@exercise.mistake("not_averaged", N_("The losses of the samples are added up. Divide by the number of samples."))
def _(P, y):
    return -np.sum(np.log(P[np.arange(len(y)), y]))


@exercise.mistake(
    "mean_over_all_entries",
    N_("The sum is divided by the number of all entries of P. Divide by the number of samples: each has one loss."),
)
def _(P, y):
    return -np.sum(np.log(P[np.arange(len(y)), y])) / P.size


@exercise.mistake(
    "divided_by_classes", N_("The sum is divided by the number of classes. Divide by the number of samples.")
)
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


@exercise.mistake(
    "logarithm_missing",
    N_("There is no logarithm. The loss of a sample should be -log of the probability of its right class."),
)
def _(P, y):
    return -np.mean(P[np.arange(len(y)), y])


@exercise.mistake("logarithm_missing")
def _(P, y):
    return 1 - np.mean(P[np.arange(len(y)), y])


@exercise.mistake(
    "logarithm_of_the_mean", N_("The logarithm is taken of the mean. First take the logarithms, then their mean.")
)
def _(P, y):
    return -np.log(np.mean(P[np.arange(len(y)), y]))


@exercise.mistake(
    "labels_from_one", N_("The labels are read as if they began at 1. Class 0 should have the first column, column 0.")
)
def _(P, y):
    return -np.mean(np.log(P[np.arange(len(y)), y - 1]))


@exercise.mistake(
    "columns_for_every_row",
    N_("Each row is read at the labels of all samples. Read each row at its own label alone."),
)
def _(P, y):
    return -np.mean(np.log(P[:, y]))


@exercise.mistake(
    "label_as_row",
    N_("Whole rows are taken, at the label's number. The label should say the column; the row is that of the sample."),
)
def _(P, y):
    return -np.mean(np.log(P[y]))


@exercise.mistake("rows_and_columns_exchanged", N_("The label is used as the row. It should be the column."))
def _(P, y):
    return -np.mean(np.log(P[y, np.arange(len(y))]))


@exercise.mistake(
    "all_classes_count",
    N_("The logarithms of all classes count. Only the right class of each sample should count."),
)
def _(P, y):
    return -np.mean(np.log(P))


@exercise.mistake("all_classes_count")
def _(P, y):
    return -np.sum(np.log(P)) / len(y)


@exercise.mistake(
    "most_probable_class",
    N_("The most probable class of each sample is taken. Take the right class, which y gives."),
)
def _(P, y):
    return -np.mean(np.log(P.max(axis=1)))


@exercise.mistake(
    "both_terms_of_bce",
    N_("The terms log(1 - p) of the wrong classes are added. With softmax only the right class should count."),
)
def _(P, y):
    Y = np.eye(P.shape[1])[y]
    return -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / len(y)


@exercise.mistake("both_terms_of_bce")
def _(P, y):
    Y = np.eye(P.shape[1])[y]
    return -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P))


@exercise.mistake(
    "softmax_again", N_("A softmax is applied to P. Take P as it is: its rows are probabilities already.")
)
def _(P, y):
    E = np.exp(P)
    return -np.mean(np.log((E / E.sum(axis=1, keepdims=True))[np.arange(len(y)), y]))


@exercise.mistake(
    "one_loss_per_sample", N_("It returns one loss for each sample. The loss should be one number: their mean.")
)
def _(P, y):
    return -np.log(P[np.arange(len(y)), y])


@exercise.mistake(
    "label_multiplied",
    N_("The logarithms are multiplied by the labels' numbers. A label should only say which column to take."),
)
def _(P, y):
    return -np.mean(y[:, None] * np.log(P))


@exercise.mistake("label_multiplied")
def _(P, y):
    return -np.mean(y * np.log(P))


@exercise.mistake(
    "wrong_classes",
    N_("The loss is -log(1 - p) of the right class. It should be -log(p)."),
)
def _(P, y):
    return -np.mean(np.log(1 - P[np.arange(len(y)), y]))


@exercise.mistake("minus_missing")
def _(P, y):
    return np.sum(np.log(P[np.arange(len(y)), y]))


@exercise.mistake(
    "squared_error",
    N_("This is the mean squared error. Wanted is the cross-entropy: take the logarithm of the right entry."),
)
def _(P, y):
    return np.mean((P - np.eye(P.shape[1])[y]) ** 2)


@exercise.mistake("first_sample_only", N_("This is the loss of the first sample only. Take the mean over all samples."))
def _(P, y):
    return -np.log(P[0, y[0]])


exercise.slip(
    "last_sample_only",
    N_("This is the loss of the last sample only. Take the mean over all samples."),
    change=("-np.mean(np.log(P[np.arange(len(y)), y]))", "-np.log(P[-1, y[-1]])"),
)

exercise.slip(
    "last_sample_only", change=("-np.mean(np.log(P[np.arange(len(y)), y]))", "-np.log(P[-1, y[-1]]) / len(y)")
)

exercise.slip("first_sample_only", change=("-np.mean(np.log(P[np.arange(len(y)), y]))", "-np.log(P[0, y[0]]) / len(y)"))

exercise.slip(
    "last_sample_left_out",
    N_("The last sample is left out. The mean should run over all samples."),
    change=("np.mean(np.log(P[np.arange(len(y)), y]))", "np.sum(np.log(P[np.arange(len(y)), y])[:-1]) / len(y)"),
)

exercise.slip(
    "last_sample_left_out", change=("np.log(P[np.arange(len(y)), y])", "np.log(P[np.arange(len(y)), y])[:-1]")
)

exercise.slip("label_as_row", change=("np.mean(np.log(P[np.arange(len(y)), y]))", "np.sum(np.log(P[y])) / len(y)"))

exercise.slip(
    "divided_by_classes",
    change=("np.mean(np.log(P[np.arange(len(y)), y]))", "np.sum(np.log(P[np.arange(len(y)), y])) / len(np.unique(y))"),
)

exercise.slip(
    "divided_by_classes",
    change=("np.mean(np.log(P[np.arange(len(y)), y]))", "np.sum(np.log(P[np.arange(len(y)), y])) / (y.max() + 1)"),
)

exercise.slip(
    "divided_twice",
    N_("The sum is divided by the number of samples twice. Divide once: a mean is divided already."),
    change=("P[np.arange(len(y)), y]))", "P[np.arange(len(y)), y])) / len(y)"),
)

exercise.slip(
    "columns_for_every_row", change=("np.mean(np.log(P[np.arange(len(y)), y]))", "np.sum(np.log(P[:, y])) / len(y)")
)

exercise.slip(
    "classes_counted_in_y",
    N_("It goes wrong where y lacks the last class. Is the number of classes taken from y? P has a column for each."),
    change=("np.mean(np.log(P[np.arange(len(y)), y]))", "np.sum(np.eye(y.max() + 1)[y] * np.log(P)) / len(y)"),
)

exercise.slip(
    "classes_counted_in_y",
    change=("np.mean(np.log(P[np.arange(len(y)), y]))", "np.sum(np.eye(len(np.unique(y)))[y] * np.log(P)) / len(y)"),
)


@exercise.mistake(
    "each_class_averaged_apart",
    N_(
        "The samples of each class are averaged apart. Every sample should count alike: take one mean over all of them."
    ),
)
def _(P, y):
    return np.mean([-np.mean(np.log(P[y == c, c])) for c in np.unique(y)])


@exercise.mistake("each_class_averaged_apart")
def _(P, y):
    return np.sum([-np.mean(np.log(P[y == c, c])) for c in np.unique(y)])


@exercise.mistake("each_class_averaged_apart")
def _(P, y):
    return np.mean([-np.mean(np.log(P[y == c, c])) for c in range(P.shape[1])])


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


# With one-hot labels, where a 0 in P does not show.
for name, change in (
    ("not_averaged", (" / P.shape[0]", "")),
    ("mean_over_all_entries", ("P.shape[0]", "P.size")),
    ("divided_by_classes", ("P.shape[0]", "P.shape[1]")),
    ("minus_missing", ("-np.sum", "np.sum")),
    ("logarithm_to_base_2", ("np.log(P)", "np.log2(P)")),
    ("logarithm_to_base_10", ("np.log(P)", "np.log10(P)")),
):
    exercise.slip(name, of="one-hot", change=change)
