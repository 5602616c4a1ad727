"""Mean 0 and spread 1 for each column, with the numbers of the training part alone."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "standardize",
    chapter="07-training",
    returns=("X_train", "X_test"),
    points={"X_train": 1, "X_test": 2, "constant column": 1},
    section=N_("Standardising, and what leaks"),
)


@exercise.reference
def standardize(X_train, X_test):
    mean = X_train.mean(axis=0)
    spread = X_train.std(axis=0)
    spread = np.where(spread == 0, 1.0, spread)
    return (X_train - mean) / spread, (X_test - mean) / spread


@exercise.probe(times=4)
def ordinary(rng):
    """Columns of different sizes and places, one of them tiny; the test part lies elsewhere than the training part."""
    D, N, count = sizes(rng, 3, 3, 8)
    scale, place = rng.uniform(0.5, 4.0, size=D), rng.uniform(2.0, 6.0, size=D) * rng.choice([-1, 1], size=D)
    scale[0], place[0], place[1] = 0.01, place[0] * 0.01, -9.0
    return numbers(rng, N, D) * scale + place, numbers(rng, count, D) * scale * 1.5 + 1.3 * place


@exercise.probe(times=2, part="constant column")
def constant(rng):
    """One column of the training part is the same everywhere; in the test part it is not."""
    X_train, X_test = ordinary(rng)
    X_train[:, rng.integers(0, X_train.shape[1])] = float(rng.integers(2, 7))
    return X_train, X_test


LEAK = N_("Mean and spread come from all rows, test rows included: that leaks. Take them from X_train alone.")


@exercise.mistake("leak", LEAK)
def _(X_train, X_test):
    X = np.vstack([X_train, X_test])
    mean, spread = X.mean(axis=0), X.std(axis=0)
    return (X_train - mean) / spread, (X_test - mean) / spread


OWN = N_(
    "X_test is standardised by its own mean and spread. Use those of X_train, or the same measurement means two things."
)


@exercise.mistake("own_statistics_for_test", OWN)
def _(X_train, X_test):
    spread = X_train.std(axis=0)
    spread = np.where(spread == 0, 1.0, spread)
    return (X_train - X_train.mean(axis=0)) / spread, (X_test - X_test.mean(axis=0)) / X_test.std(axis=0)


@exercise.mistake("own_statistics_for_test")
def _(X_train, X_test):
    spread = X_train.std(axis=0)
    return (X_train - X_train.mean(axis=0)) / spread, (X_test - X_test.mean(axis=0)) / X_test.std(axis=0)


@exercise.mistake("own_mean_for_test", N_("The mean of X_test is used for X_test. Use the mean of X_train."))
def _(X_train, X_test):
    spread = X_train.std(axis=0)
    spread = np.where(spread == 0, 1.0, spread)
    return (X_train - X_train.mean(axis=0)) / spread, (X_test - X_test.mean(axis=0)) / spread


@exercise.mistake("own_spread_for_test", N_("X_test is divided by its own spread. Use the spread of X_train."))
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread = np.where(spread == 0, 1.0, spread)
    return (X_train - mean) / spread, (X_test - mean) / X_test.std(axis=0)


LEFT = N_(
    "X_test comes out as it went in. Standardise it too, with the mean and spread of X_train as it was at the start: "
    "once X_train is standardised, its mean is 0 and its spread 1."
)


@exercise.mistake("test_left_as_it_was", LEFT)
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread = np.where(spread == 0, 1.0, spread)
    return (X_train - mean) / spread, X_test * 1.0


@exercise.mistake("test_left_as_it_was")
def _(X_train, X_test):
    X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
    X_test = (X_test - X_train.mean(axis=0)) / X_train.std(axis=0)
    return X_train, X_test


@exercise.mistake(
    "mean_over_columns", N_("One mean and one spread for the whole table. Each column has its own: axis=0.")
)
def _(X_train, X_test):
    mean, spread = X_train.mean(), X_train.std()
    return (X_train - mean) / spread, (X_test - mean) / spread


@exercise.mistake("spread_over_columns", N_("One spread for the whole table. Each column has its own: axis=0."))
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std()
    return (X_train - mean) / spread, (X_test - mean) / spread


AXIS = N_("It goes along the rows (axis=1). Each column has its own mean and spread: axis=0.")


@exercise.mistake("wrong_axis", AXIS)
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=1), X_train.std(axis=1)
    return (X_train - mean) / spread, (X_test - mean) / spread


@exercise.mistake("wrong_axis")
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=1, keepdims=True), X_train.std(axis=1, keepdims=True)
    return (X_train - mean) / spread, (X_test - mean) / spread


@exercise.mistake("variance_for_spread", N_("It divides by the variance. The spread is its square root: std."))
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.var(axis=0)
    spread = np.where(spread == 0, 1.0, spread)
    return (X_train - mean) / spread, (X_test - mean) / spread


@exercise.mistake("variance_for_spread")
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.var(axis=0)
    return (X_train - mean) / spread, (X_test - mean) / spread


@exercise.mistake("one_less", N_("The spread is divided by N - 1 (ddof=1). This course divides by N, as np.std does."))
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
    spread = np.where(spread == 0, 1.0, spread)
    return (X_train - mean) / spread, (X_test - mean) / spread


@exercise.mistake("one_less")
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0, ddof=1)
    return (X_train - mean) / spread, (X_test - mean) / spread


@exercise.mistake(
    "constant_column_divided",
    N_("A column that is the same everywhere has the spread 0, and 0 / 0 is nan. Divide such a column by 1."),
)
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / spread, (X_test - mean) / spread


SMALL = N_("A constant column is divided by a tiny number, so its test values become enormous. Divide it by 1.")


@exercise.mistake("constant_column_by_tiny_number", SMALL)
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0) + 1e-8
    return (X_train - mean) / spread, (X_test - mean) / spread


@exercise.mistake(
    "constant_column_emptied",
    N_("A constant column becomes 0 in X_test too. It is divided by 1: what is left there is x minus the mean."),
)
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    with np.errstate(all="ignore"):
        both = (X_train - mean) / spread, (X_test - mean) / spread
    return np.nan_to_num(both[0], posinf=0, neginf=0), np.nan_to_num(both[1], posinf=0, neginf=0)


@exercise.mistake("only_centred", N_("The means are taken off, but it is not divided by the spread."))
def _(X_train, X_test):
    mean = X_train.mean(axis=0)
    return X_train - mean, X_test - mean


@exercise.mistake("not_centred", N_("It is divided by the spread, but the means are not taken off."))
def _(X_train, X_test):
    spread = X_train.std(axis=0)
    spread = np.where(spread == 0, 1.0, spread)
    return X_train / spread, X_test / spread


@exercise.mistake("not_centred")
def _(X_train, X_test):
    return X_train / X_train.std(axis=0), X_test / X_train.std(axis=0)


@exercise.mistake(
    "stretched_to_0_1",
    N_("This stretches each column to 0 ... 1. Wanted are the mean 0 and the spread 1: mean and std."),
)
def _(X_train, X_test):
    low, high = X_train.min(axis=0), X_train.max(axis=0)
    return (X_train - low) / (high - low), (X_test - low) / (high - low)


@exercise.mistake("multiplied", N_("It is multiplied by the spread. Divide by it."))
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) * spread, (X_test - mean) * spread


@exercise.mistake("brackets_forgotten", N_("Only the mean is divided by the spread. Put the difference in brackets."))
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread = np.where(spread == 0, 1.0, spread)
    return X_train - mean / spread, X_test - mean / spread


@exercise.mistake("brackets_forgotten")
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    return X_train - mean / spread, X_test - mean / spread


@exercise.mistake(
    "not_averaged", N_("The squared distances are added up but not divided by N. The spread is the root of their mean.")
)
def _(X_train, X_test):
    mean = X_train.mean(axis=0)
    spread = np.sqrt(((X_train - mean) ** 2).sum(axis=0))
    spread = np.where(spread == 0, 1.0, spread)
    return (X_train - mean) / spread, (X_test - mean) / spread


@exercise.mistake("median_for_mean", N_("The median is taken off. Take off the mean."))
def _(X_train, X_test):
    middle, spread = np.median(X_train, axis=0), X_train.std(axis=0)
    spread = np.where(spread == 0, 1.0, spread)
    return (X_train - middle) / spread, (X_test - middle) / spread


@exercise.mistake("brackets_forgotten_once", N_("X_train lacks the brackets: only its mean is divided by the spread."))
def _(X_train, X_test):
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread = np.where(spread == 0, 1.0, spread)
    return X_train - mean / spread, (X_test - mean) / spread


@exercise.alternative("column by column")
def _(X_train, X_test):
    train, test = np.zeros(X_train.shape), np.zeros(X_test.shape)
    for d in range(X_train.shape[1]):
        mean = X_train[:, d].mean()
        spread = X_train[:, d].std()
        if spread == 0:
            spread = 1.0
        train[:, d] = (X_train[:, d] - mean) / spread
        test[:, d] = (X_test[:, d] - mean) / spread
    return train, test


@exercise.alternative("sums")
def _(X_train, X_test):
    N = len(X_train)
    mean = np.sum(X_train, axis=0) / N
    spread = np.sqrt(np.sum((X_train - mean) ** 2, axis=0) / N)
    spread[spread < 1e-12] = 1
    return (X_train - mean) / spread, (X_test - mean) / spread


@exercise.alternative("float32")
def _(X_train, X_test):
    mean = X_train.mean(axis=0)
    spread = X_train.std(axis=0)
    spread[spread == 0] = 1
    return ((X_train - mean) / spread).astype(np.float32), ((X_test - mean) / spread).astype(np.float32)


@exercise.alternative("lists")
def _(X_train, X_test):
    columns = list(zip(*X_train))
    mean = [sum(column) / len(column) for column in columns]
    spread = [np.std(column) if len(set(column)) > 1 else 1.0 for column in columns]

    def scaled(X):
        return [[(x - m) / s for x, m, s in zip(row, mean, spread)] for row in X]

    return scaled(X_train), scaled(X_test)
