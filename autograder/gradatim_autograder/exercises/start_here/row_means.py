"""The mean of each row: along which axis?"""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import holds_zero, integers, one_column, one_row, square, where
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "row_means",
    chapter="00-start-here",
    returns=("means",),
    points={"means": 2},
    section=N_("Sums along an axis"),
)


@exercise.reference
def row_means(X):
    return X.mean(axis=1)


@exercise.probe(times=2)
def tall(rng):
    D, N = sorted(sizes(rng, 2, 3, 8))
    return (numbers(rng, N, D),)


@exercise.probe(times=2)
def wide(rng):
    N, D = sorted(sizes(rng, 2, 3, 8))
    return (numbers(rng, N, D),)


@exercise.probe()
def whole_numbers(rng):
    """The first mean is no whole number, and no row holds a number twice."""
    D, N = sorted(sizes(rng, 2, 3, 8))
    X = rng.permuted(np.tile(2 * np.arange(1, 10), (N, 1)), axis=1)[:, :D]
    X[0, 0] += X[0].sum() % D == 0
    return (X,)


@exercise.probe()
def with_zeros(rng):
    """A 0 counts as every number does."""
    X = numbers(rng, 6, 4)
    X[1, 2] = X[4, 0] = 0.0
    return (X,)


@exercise.probe()
def single_row(rng):
    return (numbers(rng, 1, int(rng.integers(3, 7))),)


@exercise.probe()
def single_column(rng):
    return (numbers(rng, int(rng.integers(3, 7)), 1),)


@exercise.probe()
def as_many_rows_as_columns(rng):
    return (numbers(rng, 4, 4),)


@exercise.probe()
def with_a_number_twice(rng):
    D, N = sorted(sizes(rng, 2, 3, 8))
    X = numbers(rng, N, D)
    X[:, 2] = X[:, 0]
    return (X,)


@exercise.probe()
def with_zeros(rng):
    """A 0 is a number like any other: it counts."""
    D, N = sorted(sizes(rng, 2, 3, 8))
    X = numbers(rng, N, D)
    X[:, 1] = 0.0
    return (X,)


exercise.covers(
    integers("X"),
    one_row("X"),
    one_column("X"),
    square("X"),
    where(
        "equal_in_a_row",
        N_("where a row holds a number twice"),
        lambda X: any(len(set(row)) < len(row) for row in X.tolist()),
    ),
    holds_zero("X"),
)


@exercise.mistake(
    "column_means",
    N_("These are the means of the columns. Wanted are those of the rows: axis=1 leaves one number for each row."),
)
def _(X):
    return X.mean(axis=0)


@exercise.mistake("column_means")
def _(X):
    return X.mean(axis=0, keepdims=True)


@exercise.mistake(
    "mean_of_all", N_("This is one mean of all numbers. Each row should have its own: name the axis to go along.")
)
def _(X):
    return X.mean()


@exercise.mistake("mean_of_all")
def _(X):
    return X.mean(keepdims=True)


@exercise.mistake("sums", N_("These are the sums of the rows. For a mean, divide by how many numbers were added."))
def _(X):
    return X.sum(axis=1)


@exercise.mistake("sums")
def _(X):
    return X.sum(axis=1, keepdims=True)


@exercise.mistake(
    "column_sums",
    N_(
        "These are the sums of the columns. Wanted are the means of the rows: go along axis 1, and divide by "
        "how many numbers were added."
    ),
)
def _(X):
    return X.sum(axis=0)


@exercise.mistake("column_sums")
def _(X):
    return X.sum(axis=0, keepdims=True)


@exercise.mistake(
    "sum_of_all", N_("This is one sum of all numbers. Wanted are means, one for each row: name the axis to go along.")
)
def _(X):
    return X.sum()


@exercise.mistake("row_maxima", N_("These are the largest numbers of the rows. A mean counts every number of a row."))
def _(X):
    return X.max(axis=1)


@exercise.mistake("row_maxima")
def _(X):
    return X.max(axis=1, keepdims=True)


@exercise.mistake(
    "medians",
    N_("These are the medians: the number in the middle of each row. A mean is the sum, divided by how many."),
)
def _(X):
    return np.median(X, axis=1)


@exercise.mistake(
    "divided_by_rows",
    N_(
        "The sums are divided by the number of rows. Divide by how many numbers a row has: as many as there "
        "are columns."
    ),
)
def _(X):
    return X.sum(axis=1) / len(X)


@exercise.mistake(
    "sizes_of_the_example",
    N_("It takes two rows and three columns, as in the example. Take all of them, however many there are."),
)
def _(X):
    return X[:2, :3].mean(axis=1)


@exercise.mistake("sizes_of_the_example")
def _(X):
    return [(X[i, 0] + X[i, 1] + X[i, 2]) / 3 for i in range(2)]


@exercise.mistake(
    "three_columns_only", N_("It takes the first three columns, as in the example. Take all of them, however many.")
)
def _(X):
    return X[:, :3].mean(axis=1)


@exercise.mistake("three_columns_only")
def _(X):
    return (X[:, 0] + X[:, 1] + X[:, 2]) / 3


@exercise.mistake(
    "axis_kept",
    N_(
        "The means are right, but they stand in a matrix with one column. They should be a vector. Is there a "
        "keepdims=True?"
    ),
)
def _(X):
    return X.mean(axis=1, keepdims=True)


@exercise.mistake("first_row_only", N_("This is the mean of the first row alone. Is a return inside the loop?"))
def _(X):
    return X[0].mean()


@exercise.mistake(
    "square_by_broadcasting",
    N_(
        "The means are repeated in a square matrix. Each should stand there once. Does a column (N, 1) meet a "
        "vector (N,)? That gives (N, N)."
    ),
)
def _(X):
    return X.sum(axis=1, keepdims=True) / np.full(len(X), X.shape[1])


@exercise.mistake("square_by_broadcasting")
def _(X):
    return X.sum(axis=1) / np.full((len(X), 1), X.shape[1])


@exercise.mistake(
    "centred",
    N_("From each number the mean of its row is subtracted. Wanted are the means themselves, one for each row."),
)
def _(X):
    return X - X.mean(axis=1, keepdims=True)


@exercise.mistake(
    "divided_by_all",
    N_(
        "The sums are divided by the number of all entries. Divide by how many numbers a row has: as many as "
        "there are columns."
    ),
)
def _(X):
    return X.sum(axis=1) / X.size


@exercise.mistake(
    "middle_of_extremes",
    N_("This is halfway between the smallest and the largest number of a row. A mean counts every number in it."),
)
def _(X):
    return (X.min(axis=1) + X.max(axis=1)) / 2


@exercise.mistake(
    "rows_counted_by_columns",
    N_(
        "It goes through as many rows as there are columns. It should go through all rows: len(X), or "
        "X.shape[0], says how many."
    ),
)
def _(X):
    return [X[i].mean() for i in range(X.shape[1])]


@exercise.alternative("loop")
def _(X):
    return [sum(row) / len(row) for row in X]


@exercise.alternative("NumPy's function")
def _(X):
    return np.mean(X, axis=1)


@exercise.alternative("sum divided by the number of columns")
def _(X):
    return X.sum(axis=1) / X.shape[1]


@exercise.alternative("two loops")
def _(X):
    N, D = X.shape
    means = np.zeros(N)
    for i in range(N):
        total = 0.0
        for j in range(D):
            total += X[i, j]
        means[i] = total / D
    return means


@exercise.alternative("product with a vector")
def _(X):
    return X @ np.full(X.shape[1], 1 / X.shape[1])
