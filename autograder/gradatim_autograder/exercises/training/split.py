"""A test part drawn by chance, its labels with it."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, Refusal, numbers

exercise = Exercise(
    "split",
    chapter="07-training",
    returns=("X_train", "y_train", "X_test", "y_test"),
    points={"X_train": 1, "rows of the two parts": 1, "labels": 1, "order of the results": 1},
    section=N_("Step 1: data that the network never sees"),
    seen=(
        "order of the results",
        "rows of the two parts",
        "samples that are missing (0: none, 1: some)",
        "samples in both parts (0: none, 1: some)",
        "samples twice in one part (0: none, 1: some)",
        "labels",
        "share of test samples whose next sample is a test sample too",
    ),
    # Of N = 1500 samples about f = 0.4 are drawn. The share has the spread (1 - f) / sqrt(N) = 0.0155, the difference of
    # two of them 0.022; 0.12 is 7.7 spreads of the one and 5.5 of the other. A block of samples has the share 1,
    # 0.6 away.
    within={"share of test samples whose next sample is a test sample too": 0.12},
)


@exercise.view
def looked_at(returned, X, y, test_fraction, rng):
    """Everything that has to hold, as numbers. The order X_train, X_test, y_train, y_test is read all the same."""
    if not isinstance(returned, tuple | list) or len(returned) != 4:
        raise Refusal(
            N_("Return four things: return X_train, y_train, X_test, y_test."), mistake="wrong_number_of_results"
        )
    parts = [np.asarray(part, dtype=float) for part in returned]
    axes = np.array([part.ndim for part in parts])
    if axes.tolist() == [2, 2, 1, 1]:
        parts = [parts[0], parts[2], parts[1], parts[3]]
    elif axes.tolist() == [1, 2, 1, 2]:
        parts = [parts[1], parts[0], parts[3], parts[2]]
    elif axes.tolist() != [2, 1, 2, 1]:
        raise Refusal(N_("X_train and X_test should have rows and columns, y_train and y_test one axis."))
    X_train, y_train, X_test, y_test = parts
    if any(part.shape[1:] != X.shape[1:] for part in (X_train, X_test)):
        raise Refusal(N_("X_train and X_test should have as many columns as X."))
    train, test = _places(X_train, X), _places(X_test, X)
    counts_train, counts_test = (np.bincount(each, minlength=len(X)) for each in (train, test))
    labels = np.array([_share(y[train], y_train), _share(y[test], y_test)])
    drawn = counts_test > 0
    followed = drawn[:-1] & drawn[1:]
    return (
        axes,
        np.array([len(train), len(test)]),
        float((counts_train + counts_test == 0).any()),
        float(((counts_train > 0) & (counts_test > 0)).any()),
        float(max(counts_train.max(), counts_test.max()) > 1),
        labels,
        followed.sum() / max(drawn.sum(), 1) if len(X) > 100 else 0.0,
    )


def _places(part, X):
    """For each row of `part` its place in X; every row of X has another number in front."""
    order = np.argsort(X[:, 0])
    places = order[np.clip(np.searchsorted(X[order, 0], part[:, 0] - 1e-6), 0, len(X) - 1)]
    if not _near(X[places], part):
        raise Refusal(N_("It returns rows that are not rows of X."), mistake="other_rows")
    return places


def _share(right, labels):
    """1 where all labels are those of their samples, 0 where some are not, -1 where their number is wrong."""
    if right.shape != labels.shape:
        return -1.0
    return float(_near(right, labels))


def _near(right, numbers):
    return bool((np.abs(right - numbers) <= 1e-4 + 1e-5 * np.abs(numbers)).all())


@exercise.reference
def split(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    order = rng.permutation(len(X))
    test, train = order[:n_test], order[n_test:]
    return X[train], y[train], X[test], y[test]


def samples(rng, N, D):
    """X with different numbers in its first column, sorted so that neighbours are alike, and y without repetitions."""
    X = numbers(rng, N, D)
    X[:, 0] = np.arange(N) * 0.01 + rng.uniform(0.001, 0.009, size=N)
    return X, rng.permutation(N) * 0.5


@exercise.probe()
def many(rng):
    X, y = samples(rng, 1536 + 64 * int(rng.integers(0, 4)), 3)
    return X, y, rng.integers(25, 28) / 64, np.random.default_rng(rng.integers(2**32))


# In all probes the number of test samples is a whole number, so that rounding down, up or to the nearest is the same.
@exercise.probe()
def few(rng):
    X, y = samples(rng, 40, 4)
    return X, y.astype(int), 0.375, np.random.default_rng(rng.integers(2**32))


@exercise.probe()
def very_few(rng):
    X, y = samples(rng, 48, 4)
    return X, y, 0.1875, np.random.default_rng(rng.integers(2**32))


UNSHUFFLED = N_("The samples are not shuffled: the test part is one block. Draw it by chance, with rng.permutation.")


@exercise.mistake("not_shuffled", UNSHUFFLED)
def _(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    return X[n_test:], y[n_test:], X[:n_test], y[:n_test]


@exercise.mistake("not_shuffled")
def _(X, y, test_fraction, rng):
    n_train = len(X) - round(len(X) * test_fraction)
    return X[:n_train], y[:n_train], X[n_train:], y[n_train:]


LABELS = N_("The labels no longer belong to their samples. Shuffle X and y by the same order: X[order], y[order].")


@exercise.mistake("labels_left_behind", LABELS)
def _(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    order = rng.permutation(len(X))
    return X[order[n_test:]], y[n_test:], X[order[:n_test]], y[:n_test]


@exercise.mistake("labels_left_behind")
def _(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    X, y = rng.permutation(X), rng.permutation(y)
    return X[n_test:], y[n_test:], X[:n_test], y[:n_test]


@exercise.mistake(
    "only_labels_shuffled",
    N_("y is shuffled and X is not. Shuffle both by the same order: X[order], y[order]."),
)
def _(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    y = rng.permutation(y)
    return X[n_test:], y[n_test:], X[:n_test], y[:n_test]


@exercise.mistake(
    "order_of_results",
    N_("The four arrays are right but in another order. Wanted: X_train, y_train, X_test, y_test."),
)
def _(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    order = rng.permutation(len(X))
    return X[order[n_test:]], X[order[:n_test]], y[order[n_test:]], y[order[:n_test]]


@exercise.mistake(
    "labels_before_samples",
    N_("Each label array stands before its samples. Wanted: X_train, y_train, X_test, y_test."),
)
def _(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    order = rng.permutation(len(X))
    return y[order[n_test:]], X[order[n_test:]], y[order[:n_test]], X[order[:n_test]]


@exercise.mistake(
    "parts_exchanged",
    N_("The training part is as large as the test part should be. test_fraction is the share of the test samples."),
)
def _(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    order = rng.permutation(len(X))
    return X[order[:n_test]], y[order[:n_test]], X[order[n_test:]], y[order[n_test:]]


@exercise.mistake(
    "not_a_whole_number", N_("The number of test samples is no whole number, so it cannot cut an array. Round it.")
)
def _(X, y, test_fraction, rng):
    n_test = len(X) * test_fraction
    order = rng.permutation(len(X))
    return X[order[n_test:]], y[order[n_test:]], X[order[:n_test]], y[order[:n_test]]


@exercise.mistake(
    "training_on_everything",
    N_("The training part holds the test samples too. Take away from it what is tested."),
)
def _(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    order = rng.permutation(len(X))
    return X[order], y[order], X[order[:n_test]], y[order[:n_test]]


@exercise.mistake(
    "parts_overlap",
    N_("Samples are in both parts: the two are drawn independently. Draw one order and cut it in two."),
)
def _(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    test = rng.permutation(len(X))[:n_test]
    train = rng.permutation(len(X))[n_test:]
    return X[train], y[train], X[test], y[test]


@exercise.mistake(
    "drawn_with_repetition",
    N_("Samples are drawn several times and others never. A permutation takes each exactly once."),
)
def _(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    order = rng.integers(0, len(X), size=len(X))
    return X[order[n_test:]], y[order[n_test:]], X[order[:n_test]], y[order[:n_test]]


@exercise.mistake(
    "one_sample_lost", N_("One sample between the two parts is lost. The second part begins where the first ends.")
)
def _(X, y, test_fraction, rng):
    n_test = round(len(X) * test_fraction)
    order = rng.permutation(len(X))
    return X[order[n_test + 1 :]], y[order[n_test + 1 :]], X[order[:n_test]], y[order[:n_test]]


@exercise.alternative("training part first")
def _(X, y, test_fraction, rng):
    order = np.arange(len(X))
    rng.shuffle(order)
    n_train = len(X) - round(test_fraction * len(X))
    train, test = order[:n_train], order[n_train:]
    return X[train], y[train], X[test], y[test]


@exercise.alternative("a mask")
def _(X, y, test_fraction, rng):
    N = len(X)
    chosen = np.zeros(N, dtype=bool)
    chosen[rng.choice(N, size=int(N * test_fraction + 0.5), replace=False)] = True
    return X[~chosen], y[~chosen], X[chosen], y[chosen]


@exercise.alternative("sorted random numbers")
def _(X, y, test_fraction, rng):
    order = np.argsort(rng.random(X.shape[0]))
    n_test = np.round(test_fraction * X.shape[0]).astype(int)
    test, train = np.split(order, [n_test])
    return [X[train], y[train], X[test], y[test]]


@exercise.alternative("lists, one sample after the other")
def _(X, y, test_fraction, rng):
    order = rng.permutation(len(X))
    n_test = round(len(X) * test_fraction)
    X_train, y_train, X_test, y_test = [], [], [], []
    for count, n in enumerate(order):
        if count < n_test:
            X_test.append(X[n])
            y_test.append(y[n])
        else:
            X_train.append(X[n])
            y_train.append(y[n])
    return np.array(X_train), np.array(y_train), np.array(X_test), np.array(y_test)


@exercise.alternative("columns of X and y shuffled together")
def _(X, y, test_fraction, rng):
    both = rng.permutation(np.column_stack([X, y]))
    n_test = round(len(X) * test_fraction)
    X, y = both[:, :-1], both[:, -1]
    return X[n_test:], y[n_test:], X[:n_test], y[:n_test]
