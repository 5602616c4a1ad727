"""A test part drawn by chance, its labels with it."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal, declare, numbers

exercise = declare(
    "split",
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
    # Of N = 1500 samples about f = 0.4 are drawn. The share has the spread (1 - f) / sqrt(N) = 0.0155, the difference
    # of two of them 0.022; 0.12 is 7.7 spreads of the one and 5.5 of the other. A block of samples has the share 1,
    # 0.6 away.
    within={"share of test samples whose next sample is a test sample too": 0.12},
)


@exercise.view
def looked_at(returned, X, y, test_fraction, rng):
    """Everything that has to hold, as numbers. The order X_train, X_test, y_train, y_test is read all the same."""
    if not isinstance(returned, tuple | list) or len(returned) != 4:
        raise Refusal(N_("Return four things: return X_train, y_train, X_test, y_test."), "wrong_number_of_results")
    parts = [np.asarray(part, dtype=float) for part in returned]
    axes = next((each for each in ORDERS if _stand_in(parts, each)), None)
    if axes is None:
        raise Refusal(N_("X_train and X_test should have rows and columns, y_train and y_test one axis."))
    Xs = [part if part.size else part.reshape(0, X.shape[1]) for part, n in zip(parts, axes) if n == 2]
    ys = [part.ravel() for part, n in zip(parts, axes) if n == 1]
    (X_train, X_test), (y_train, y_test) = Xs, ys
    if any(part.shape[1:] != X.shape[1:] for part in (X_train, X_test)):
        raise Refusal(N_("X_train and X_test should have as many columns as X."))
    train, test = _places(X_train, X), _places(X_test, X)
    counts_train, counts_test = (np.bincount(each, minlength=len(X)) for each in (train, test))
    labels = np.array([_share(y[train], y_train), _share(y[test], y_test)])
    drawn = counts_test > 0
    followed = drawn[:-1] & drawn[1:]
    return (
        np.array(axes),
        np.array([len(train), len(test)]),
        float((counts_train + counts_test == 0).any()),
        float(((counts_train > 0) & (counts_test > 0)).any()),
        float(max(counts_train.max(), counts_test.max()) > 1),
        labels,
        followed.sum() / max(drawn.sum(), 1) if len(X) > 100 else 0.0,
    )


# Numbers of axes: as it is wanted, all X before all y, and each y before its X.
ORDERS = (2, 1, 2, 1), (2, 2, 1, 1), (1, 2, 1, 2)


def _stand_in(parts, axes):
    """Whether the parts stand in this order. An empty part may have any shape: np.array([]) has one axis."""
    return all(part.ndim == n or not part.size for part, n in zip(parts, axes))


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
    test = order[:n_test]
    train = order[n_test:]
    X_train = X[train]
    y_train = y[train]
    X_test = X[test]
    y_test = y[test]
    return X_train, y_train, X_test, y_test


def samples(rng, N, D):
    """X with different numbers in its first column, sorted so that neighbours are alike, and y without repetitions."""
    X = numbers(rng, N, D)
    X[:, 0] = np.arange(N) * 0.01 + rng.uniform(0.001, 0.009, size=N)
    return X, rng.permutation(N) * 0.5


def _generator(rng):
    return np.random.default_rng(rng.integers(2**32))


exercise.probes(
    many=lambda rng: (
        *samples(rng, 1536 + 64 * int(rng.integers(0, 4)), 3),
        rng.integers(25, 28) / 64,
        _generator(rng),
    ),
)


# Where N * test_fraction is no whole number, rounding down, up and to the nearest have to differ.
@exercise.probe()
def few(rng):
    """15.4 and the like, which is rounded down."""
    X, y = samples(rng, 44, 4)
    return X, y.astype(int), float(rng.uniform(0.345, 0.35)), _generator(rng)


exercise.probes(
    # 9.6 and the like, which is rounded up.
    very_few=lambda rng: (*samples(rng, 48, 4), float(rng.uniform(0.198, 0.203)), _generator(rng)),
    whole_number=lambda rng: (*samples(rng, 40, 3), 0.375, _generator(rng)),
    # 12.5 or 20.5: the even number is below. With an odd N the training part has a half too.
    half=lambda rng: (*samples(rng, 25 if rng.integers(0, 2) else 41, 3), 0.5, _generator(rng)),
    # 13.5 or 21.5: the even number is above.
    half_above=lambda rng: (*samples(rng, 27 if rng.integers(0, 2) else 43, 3), 0.5, _generator(rng)),
    no_test_sample=lambda rng: (
        *samples(rng, 20 + int(rng.integers(0, 10)), 3),
        float(rng.uniform(0.004, 0.012)),
        _generator(rng),
    ),
    no_training_sample=lambda rng: (*samples(rng, 20 + int(rng.integers(0, 10)), 3), 1.0, _generator(rng)),
)

exercise.classes("""
half: where N * test_fraction ends in .5  if len(X) * test_fraction % 1 == 0.5
rounded_down: where N * test_fraction is rounded down
    0 < len(X) * test_fraction % 1 < 0.5 and len(X) * test_fraction > 1
rounded_up: where N * test_fraction is rounded up  if len(X) * test_fraction % 1 > 0.5
no_test_sample: where the test part is empty  if round(len(X) * test_fraction) == 0
no_training_sample: where the training part is empty  if round(len(X) * test_fraction) == len(X)
""")

exercise.wrong_lines("""
not_shuffled: The test part is made of neighbouring samples. Draw its samples by chance, with rng.permutation.
    order = np.arange(len(X))
    of "training part first": rng.shuffle(order) -> pass
labels_left_behind: The labels no longer belong to their samples. Shuffle X and y by the same order: X[order],
y[order].
    y_train = y[n_test:] ;; y_test = y[:n_test]
    order = rng.permutation(len(X)) -> X, y = rng.permutation(X), rng.permutation(y); order = np.arange(len(X))
only_labels_shuffled: y is shuffled and X is not. Shuffle both by the same order: X[order], y[order].
    order = rng.permutation(len(X)) -> y = rng.permutation(y); order = np.arange(len(X))
order_of_results: The four arrays are right but in another order. Wanted: X_train, y_train, X_test, y_test.
    return X_train, X_test, y_train, y_test
labels_before_samples: Each label array stands before its samples. Wanted: X_train, y_train, X_test, y_test.
    return y_train, X_train, y_test, X_test
parts_exchanged: The training part is as large as the test part should be. test_fraction is the share of the test
samples.
    train = order[:n_test] ;; test = order[n_test:]
not_a_whole_number: The number of test samples is no whole number, so it cannot cut an array. Round it.
    n_test = len(X) * test_fraction
training_on_everything: The training part holds the test samples too. Take away from it what is tested.
    train = order
parts_overlap: Some samples are in both parts. Draw one order and cut it in two.
    train = rng.permutation(len(X))[n_test:]
one_sample_in_both: The sample at the cut is in both parts. The second part should begin where the first ends.
    train = order[max(n_test - 1, 0) :]
one_sample_lost: One sample between the two parts is lost. The second part should begin where the first ends.
    train = order[n_test + 1 :]
drawn_with_repetition: A sample can be drawn several times: the draw is with replacement. Draw without it: a
permutation takes each exactly once.
    order = rng.integers(0, len(X), size=len(X))
    order = np.arange(len(X)) ;; test = rng.choice(order, size=n_test) ;; train = np.setdiff1d(order, test)
    of "a mask": replace=False -> pass
size_by_chance: The number of test samples is left to chance: each sample has a draw of its own. It should be
round(N * test_fraction).
    of "a mask": chosen = rng.random(N) < test_fraction
        ;; chosen[rng.choice(N, size=round(N * test_fraction), replace=False)] = True -> pass
rounded_down: The number of test samples is rounded down. Round it to the nearest whole number.
    n_test = int(len(X) * test_fraction)
rounded_up: The number of test samples is rounded up. Round it to the nearest whole number.
    n_test = int(np.ceil(len(X) * test_fraction))
halves_rounded_up: A half is rounded up. It should become the even number, as with Python's round: round(2.5) is 2,
round(3.5) is 4.
    n_test = int(len(X) * test_fraction + 0.5)
training_rounded: The number of training samples is rounded. Round that of the test samples: at a half the two may
differ.
    of "training part first": n_train = round(len(X) * (1 - test_fraction))
everything_where_nothing: Where the test part should be empty, all samples are in it. [-n:] is everything where n is 0.
    test = order[-n_test:] ;; train = order[:-n_test]
""")

exercise.alternatives("""
training part first:
    order = np.arange(len(X))
    rng.shuffle(order)
    n_train = len(X) - round(test_fraction * len(X))
    train, test = order[:n_train], order[n_train:]
    return X[train], y[train], X[test], y[test]
a mask:
    N = len(X)
    chosen = np.zeros(N, dtype=bool)
    chosen[rng.choice(N, size=round(N * test_fraction), replace=False)] = True
    return X[~chosen], y[~chosen], X[chosen], y[chosen]
sorted random numbers:
    order = np.argsort(rng.random(X.shape[0]))
    n_test = np.round(test_fraction * X.shape[0]).astype(int)
    test, train = np.split(order, [n_test])
    return [X[train], y[train], X[test], y[test]]
lists, one sample after the other:
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
columns of X and y shuffled together:
    both = rng.permutation(np.column_stack([X, y]))
    n_test = round(len(X) * test_fraction)
    X, y = both[:, :-1], both[:, -1]
    return X[n_test:], y[n_test:], X[:n_test], y[:n_test]
""")
