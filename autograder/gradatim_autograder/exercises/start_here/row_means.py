"""The mean of each row: along which axis?"""

import numpy as np
from gradatim.text import N_

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


@exercise.probe(times=4)
def matrix(rng):
    N, D = sizes(rng, 2, 3, 8)
    return (numbers(rng, N, D),)


@exercise.mistake(
    "column_means",
    N_("These are the means of the columns. axis=1 goes along each row and leaves one number for each row."),
)
def _(X):
    return X.mean(axis=0)


@exercise.mistake(
    "mean_of_all", N_("This is one mean of all numbers. Without an axis NumPy takes everything together.")
)
def _(X):
    return X.mean()


@exercise.mistake("sums", N_("These are the sums of the rows. A mean is divided by how many numbers were added."))
def _(X):
    return X.sum(axis=1)


@exercise.mistake(
    "divided_by_rows",
    N_("The sums are divided by the number of rows. Each row has as many numbers as there are columns."),
)
def _(X):
    return X.sum(axis=1) / len(X)


@exercise.mistake(
    "axis_kept",
    N_("The means are right, but they stand in a matrix with one column. Leave out keepdims=True."),
)
def _(X):
    return X.mean(axis=1, keepdims=True)


@exercise.mistake("first_row_only", N_("This is the mean of the first row alone."))
def _(X):
    return X[0].mean()


@exercise.mistake(
    "centred", N_("The means are taken off the rows. Wanted are the means themselves, one number for each row.")
)
def _(X):
    return X - X.mean(axis=1, keepdims=True)


@exercise.mistake(
    "divided_by_all",
    N_("The sums are divided by the number of all entries. Each row has as many numbers as there are columns."),
)
def _(X):
    return X.sum(axis=1) / X.size


@exercise.mistake(
    "middle_of_extremes",
    N_("This is halfway between the smallest and the largest number of a row. A mean counts every number in it."),
)
def _(X):
    return (X.min(axis=1) + X.max(axis=1)) / 2


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
