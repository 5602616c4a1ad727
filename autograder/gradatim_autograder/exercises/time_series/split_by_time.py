"""The newest windows as the test part, and a gap before them."""

from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sizes

exercise = declare(
    "split_by_time",
    returns=("X_train", "y_train", "X_test", "y_test"),
    points={"X_train": 1, "X_test": 1, "y_train": 0.5, "y_test": 0.5},
    section=N_("Split by time"),
)


@exercise.reference
def split_by_time(X, y, test_fraction, gap):
    N = len(X)
    cut = N - round(N * test_fraction)
    X_train = X[: cut - gap]
    y_train = y[: cut - gap]
    X_test = X[cut:]
    y_test = y[cut:]
    return X_train, y_train, X_test, y_test


def _windows(rng, rest):
    """A share of the samples that is `rest` away from a whole number; the parts and the gap have different sizes."""
    D = int(rng.integers(2, 5))
    gap, tests = sizes(rng, 2, 2, 5)
    N = gap + tests + int(rng.integers(8, 13))
    return numbers(rng, N, D), numbers(rng, N), (tests + rest) / N, gap


exercise.probes(times=2, rounded_up=lambda rng: _windows(rng, -0.3))

exercise.probes(
    rounded_down=lambda rng: _windows(rng, 0.3),
    no_gap=exercise.but(lambda rng: _windows(rng, 0.2), gap=0),
    one_test_sample=counted(lambda rng, N: (numbers(rng, N, 3), numbers(rng, N), 1 / N, 2), 11, 15),
)


def _half(rng, N):
    """Half of an odd number: to round what is left for the training part gives another number of test samples."""
    return numbers(rng, N, 3), numbers(rng, N), 0.5, 2


@exercise.probe()
def half_down(rng):
    return _half(rng, int(rng.choice([9, 13])))  # 4.5 or 6.5


@exercise.probe()
def half_up(rng):
    return _half(rng, int(rng.choice([11, 15])))  # 5.5 or 7.5


exercise.classes("""
no_gap: where gap is 0  if gap == 0
one_test_sample: where there is one test sample  if round(len(X) * test_fraction) == 1
half: where N * test_fraction lies half-way between two whole numbers  if len(X) * test_fraction % 1 == 0.5
""")

exercise.wrong_lines("""
shuffled: The samples are shuffled. Then the training part holds the days after the test: split by time, in order.
    N = len(X) -> ...; order = np.random.default_rng(0).permutation(N); X, y = X[order], y[order]
    N = len(X) -> ...; order = np.random.default_rng(42).permutation(N); X, y = X[order], y[order]
    N = len(X) -> ...; order = np.random.RandomState(0).permutation(N); X, y = X[order], y[order]
    N = len(X) -> ...; order = np.random.RandomState(42).permutation(N); X, y = X[order], y[order]
oldest_for_test: The oldest samples are the test part. Train on the past and test on what comes after it: the newest.
    cut = round(N * test_fraction) ;; return X[cut + gap :], y[cut + gap :], X[:cut], y[:cut]
gap_forgotten: The gap is not used. The last gap samples before the test part belong to neither part.
    X_train = X[:cut] ;; y_train = y[:cut]
gap_taken_from_the_test_part: The gap is cut out of the test part. Leave the last samples of the training part out
instead.
    X_train = X[:cut] ;; y_train = y[:cut] ;; X_test = X[cut + gap :] ;; y_test = y[cut + gap :]
gap_with_the_wrong_sign: The training part reaches gap samples into the test part. It should end gap samples before
it.
    X_train = X[: cut + gap] ;; y_train = y[: cut + gap]
gap_on_one_side_only: The gap is left out of X but not of y. Each window should keep its target.
    y_train = y[:cut]
share_of_the_training_part: test_fraction is taken for the share of the training part. It should be that of the test
part.
    cut = round(N * test_fraction)
share_and_gap_wrong: test_fraction is taken for the share of the training part, and the gap is cut out of the test
part. It should be the share of the test part, and the gap belongs before it.
    cut = round(N * test_fraction) ;; return X[:cut], y[:cut], X[cut + gap :], y[cut + gap :]
not_rounded_to_the_nearest: The number of test samples is not rounded to the nearest whole number: round(N *
test_fraction).
    cut = N - int(N * test_fraction)
    cut = N - int(np.ceil(N * test_fraction))
half_rounded_up: A half is rounded up. It should go to the even one of its neighbours, as round does: round(2.5) is 2.
    cut = N - int(N * test_fraction + 0.5)
training_part_rounded: Where N * test_fraction ends in a half, the training part is rounded, and the test part gets
the rest. Round the number of test samples.
    cut = round(N * (1 - test_fraction))
order_of_the_results: The results come in another order. It should be X_train, y_train, X_test, y_test.
    return X_train, X_test, y_train, y_test
    return X_test, y_test, X_train, y_train
first_test_sample_missing: The first sample of the test part is missing.
    X_test = X[cut + 1 :] ;; y_test = y[cut + 1 :]
trained_on_everything: The training part holds all samples, those of the test part too. It should end before the test
part begins.
    X_train = X ;; y_train = y
cut_through_the_columns: X is cut through its columns. A sample is a row.
    X_train = X[:, : cut - gap] ;; X_test = X[:, cut:]
gap_at_the_end: The newest samples are cut off the test part. It should reach to the end, with the gap in front of it.
    X_test = X[cut : N - gap] ;; y_test = y[cut : N - gap]
gap_of_0_takes_all: With gap = 0 the training part is empty. Count the place of the cut from the beginning. ([:-0] is
[:0].)
    X_train = X[:cut][:-gap] ;; y_train = y[:cut][:-gap]
gap_one_too_short: The gap is one sample too short.
    X_train = X[: cut - gap + 1] ;; y_train = y[: cut - gap + 1]
gap_one_too_long: The gap is one sample too long.
    X_train = X[: cut - gap - 1] ;; y_train = y[: cut - gap - 1]
gap_twice: The gap is subtracted twice.
    gap => 2 * gap
targets_not_split: y comes back whole. Split it at the same places as X.
    y_train = y ;; y_test = y
""")

exercise.alternatives("""
lists of places:
    n_test = round(test_fraction * len(y))
    test = list(range(len(y) - n_test, len(y)))
    train = list(range(0, len(y) - n_test - gap))
    return X[train], y[train], X[test], y[test]
loop:
    first_test = len(X) - round(len(X) * test_fraction)
    X_train, y_train, X_test, y_test = [], [], [], []
    for n in range(len(X)):
        if n >= first_test:
            X_test.append(X[n])
            y_test.append(y[n])
        elif n < first_test - gap:
            X_train.append(X[n])
            y_train.append(y[n])
    return X_train, y_train, X_test, y_test
slices with np.round, float32:
    n_test = int(np.round(X.shape[0] * test_fraction))
    X, y = X.astype(np.float32), y.astype(np.float32)
    return X[: -n_test - gap], y[: -n_test - gap], X[-n_test:], y[-n_test:]
""")
