"""Mean 0 and spread 1 for each column, with the numbers of the training part alone."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes

exercise = declare(
    "standardize",
    returns=("X_train", "X_test"),
    points={"X_train": 1, "X_test": 1, "constant columns": 1},
    section=N_("Standardising, and what leaks"),
)


@exercise.reference
def standardize(X_train, X_test):
    mean = X_train.mean(axis=0)
    std = X_train.std(axis=0)
    spread = np.where(std == 0, 1, std)
    X_train = (X_train - mean) / spread
    X_test = (X_test - mean) / spread
    return X_train, X_test


@exercise.probe(times=4)
def ordinary(rng):
    """Columns of different sizes and places, one of them small; the test part lies elsewhere than the training part."""
    D, N, count = sizes(rng, 3, 3, 8)
    scale, place = rng.uniform(0.5, 4.0, size=D), rng.uniform(2.0, 6.0, size=D) * rng.choice([-1, 1], size=D)
    scale[0], place[0], place[1] = 0.2, place[0] * 0.2, -9.0
    return numbers(rng, N, D) * scale + place, numbers(rng, count, D) * scale * 1.5 + 1.3 * place


# Constant columns hold quarters: their mean is exact, and the spread is 0 to the last bit.
@exercise.probe(times=2, part="constant columns")
def constant(rng):
    """One column holds the same number in all training rows, and others in the test part."""
    X_train, X_test = ordinary(rng)
    X_train[:, rng.integers(1, X_train.shape[1])] = rng.choice([-7, -5, 5, 9]) / 4
    return X_train, X_test


@exercise.probe()
def small_numbers(rng):
    """A column in another unit: its spread is small, and no zero."""
    X_train, X_test = ordinary(rng)
    X_train[:, -1] *= 1e-4
    X_test[:, -1] *= 1e-4
    return X_train, X_test


exercise.probes(one_test_row=exercise.but(ordinary, X_test=lambda X_test: X_test[:1]))


@exercise.probe()
def whole_numbers(rng):
    D, N, count = sizes(rng, 3, 3, 8)
    place = rng.integers(3, 9, size=D)
    X_train, X_test = rng.integers(-9, 10, size=(N, D)) + place, rng.integers(-9, 10, size=(count, D)) - place
    X_train[0], X_train[-1] = place - 10, place + 10
    return X_train, X_test


@exercise.probe()
def constant_test_column(rng):
    """The same number in all test rows: its own spread would be 0. And a mean of 0 in the training part."""
    X_train, X_test = ordinary(rng)
    X_test[:, 1] = 2.25
    X_train[:, 0] -= X_train[:, 0].mean()
    return X_train, X_test


exercise.classes("""
constant_column X_train
constant_test_column: where a column of X_test holds the same number in all rows
    len(X_test) > 1 and bool((np.ptp(X_test, axis=0) == 0).any())
small_numbers: where a column of X_train holds very small numbers  if (np.abs(X_train).max(axis=0) < 0.01).any()
one_row X_test
integers X_train
""")

exercise.wrong_lines("""
leak: Mean and spread come from all rows, test rows included: that leaks. Take them from X_train alone.
    mean = np.vstack([X_train, X_test]).mean(axis=0) ;; std = np.vstack([X_train, X_test]).std(axis=0)
leak_in_mean: The mean comes from all rows, test rows included: that leaks. Take it from X_train alone.
    mean = np.vstack([X_train, X_test]).mean(axis=0)
    mean = np.vstack([X_train, X_test]).mean(axis=0) ;; spread = std
leak_in_spread: The spread comes from all rows, test rows included: that leaks. Take it from X_train alone.
    std = np.vstack([X_train, X_test]).std(axis=0)
statistics_of_test: Both parts are standardised by mean and spread of X_test. Take them from X_train alone.
    mean = X_test.mean(axis=0) ;; std = X_test.std(axis=0)
    mean = X_test.mean(axis=0) ;; spread = X_test.std(axis=0)
own_statistics_for_test: X_test is standardised by its own mean and spread. Use those of X_train, or the same
measurement means two things.
    X_test = (X_test - X_test.mean(axis=0)) / X_test.std(axis=0)
    X_test = (X_test - X_test.mean(axis=0)) / X_test.std(axis=0) ;; spread = std
    X_test = (X_test - X_test.mean(axis=0)) / np.where(X_test.std(axis=0) == 0, 1, X_test.std(axis=0))
own_mean_for_test: The mean of X_test is used for X_test. Use the mean of X_train.
    X_test = (X_test - X_test.mean(axis=0)) / spread
    X_test = (X_test - X_test.mean(axis=0)) / spread ;; spread = std
own_spread_for_test: X_test is divided by its own spread. Use the spread of X_train.
    X_test = (X_test - mean) / X_test.std(axis=0)
test_left_as_it_was: X_test comes out as it went in. Standardise it too, with the mean and spread of X_train as it was
at the start: once X_train is standardised, its mean is 0 and its spread 1.
    X_test = X_test.astype(float)
    X_test = (X_test - X_train.mean(axis=0)) / X_train.std(axis=0) ;; spread = std
mean_over_columns: There is one mean and one spread for the whole table. Each column should have its own: axis=0.
    mean = X_train.mean() ;; std = X_train.std()
spread_over_columns: There is one spread for the whole table. Each column should have its own: axis=0.
    std = X_train.std()
wrong_axis: Mean and spread are taken along the rows. Each column should have its own: axis=0.
    mean = X_train.mean(axis=1) ;; std = X_train.std(axis=1)
    mean = X_train.mean(axis=1, keepdims=True) ;; std = X_train.std(axis=1, keepdims=True)
only_centred: The means are taken off, but the columns are not divided by their spread.
    X_train = X_train - mean ;; X_test = X_test - mean
not_centred: The columns are divided by their spread, but the means are not taken off.
    X_train = X_train / spread ;; X_test = X_test / spread
    X_train = X_train / spread ;; X_test = X_test / spread ;; spread = std
multiplied: x - mean is multiplied by the spread. Divide by the spread.
    X_train = (X_train - mean) * std ;; X_test = (X_test - mean) * std
brackets_forgotten: Only the mean is divided by the spread. Divide the whole difference x - mean.
    X_train = X_train - mean / spread ;; X_test = X_test - mean / spread
    X_train = X_train - mean / spread ;; X_test = X_test - mean / spread ;; spread = std
brackets_forgotten_once: In X_train only the mean is divided by the spread. Divide the whole difference x - mean.
    X_train = X_train - mean / spread
mean_not_divided: The mean is taken off after the division. Take it off first, then divide.
    X_train = X_train / spread - mean ;; X_test = X_test / spread - mean
median_for_mean: The median is taken off. Take off the mean.
    mean = np.median(X_train, axis=0)
variance_for_spread: It divides by the variance. The spread is its square root: std.
    std = X_train.var(axis=0)
    spread = X_train.var(axis=0)
one_less: The spread is made with a division by N - 1. Divide by N, as np.std does.
    std = X_train.std(axis=0, ddof=1)
    spread = X_train.std(axis=0, ddof=1)
not_averaged: The squared distances are added up but not divided by N. The spread is the root of their mean.
    std = np.sqrt(((X_train - mean) ** 2).sum(axis=0))
stretched_to_0_1: This stretches each column to 0 ... 1. Wanted are the mean 0 and the spread 1: mean and std.
    mean = X_train.min(axis=0) ;; spread = X_train.max(axis=0) - X_train.min(axis=0)
range_for_spread: Each column is divided by its largest minus its smallest number. Divide by its spread: std.
    std = X_train.max(axis=0) - X_train.min(axis=0)
mean_distance_for_spread: Each column is divided by the mean distance from its mean. The spread should be the root of
the mean squared distance: std.
    std = np.abs(X_train - mean).mean(axis=0)
constant_column_divided_by_zero: A column that is constant in X_train is divided by its spread, which is 0. Divide it
by 1 instead.
    spread = std
constant_column_divided_by_tiny_number: A tiny number is added to every spread: all results are a little off, and a
column that is constant in X_train becomes huge in X_test. Divide such a column by 1, and add nothing to the others.
    spread = std + 1e-5
    spread = std + 1e-6
    spread = std + 1e-7
    spread = std + 1e-8
    spread = std + 1e-9
    spread = std + 1e-10
    spread = std + 1e-12
    spread = np.sqrt(X_train.var(axis=0) + 1e-5)
    spread = np.sqrt(X_train.var(axis=0) + 1e-8)
constant_column_lost_in_test: A column that is constant in X_train is 0 in X_test too. There x - mean should be left:
divide it by 1.
    spread = np.where(std == 0, np.inf, std)
constant_column_left: A column that is constant in X_train comes out as it went in. Its mean should be taken off like
any other.
    mean = np.where(X_train.std(axis=0) == 0, 0, X_train.mean(axis=0))
no_column_divided_beside_a_constant_one: Where one column is constant, no column is divided. Only the constant one
should be divided by 1.
    spread = 1 if (std == 0).any() else std
""")

exercise.alternatives("""
column by column:
    train, test = np.zeros(X_train.shape), np.zeros(X_test.shape)
    for d in range(X_train.shape[1]):
        mean = X_train[:, d].mean()
        spread = X_train[:, d].std()
        if spread == 0:
            spread = 1.0
        train[:, d] = (X_train[:, d] - mean) / spread
        test[:, d] = (X_test[:, d] - mean) / spread
    return train, test
sums:
    N = len(X_train)
    mean = np.sum(X_train, axis=0) / N
    spread = np.sqrt(np.sum((X_train - mean) ** 2, axis=0) / N)
    spread[spread < 1e-12] = 1
    return (X_train - mean) / spread, (X_test - mean) / spread
float32:
    mean = X_train.mean(axis=0)
    spread = X_train.std(axis=0)
    spread[spread == 0] = 1
    return ((X_train - mean) / spread).astype(np.float32), ((X_test - mean) / spread).astype(np.float32)
lists:
    columns = list(zip(*X_train))
    mean = [sum(column) / len(column) for column in columns]
    spread = [np.std(column) if len(set(column)) > 1 else 1.0 for column in columns]
    def scaled(X):
        return [[(x - m) / s for x, m, s in zip(row, mean, spread)] for row in X]
    return scaled(X_train), scaled(X_test)
""")
