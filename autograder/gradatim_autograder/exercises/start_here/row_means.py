"""The mean of each row: along which axis?"""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes, with_twice, with_zero
from gradatim_autograder.exercise.argument_class import holds_zero, integers, one_column, one_row, square, where

exercise = declare("row_means", returns=("means",), points={"means": 2}, section=N_("Sums along an axis"))


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


exercise.probes(
    # A 0 counts as every number does.
    with_zeros=lambda rng: (with_zero(numbers(rng, 6, 4), at=([1, 4], [2, 0])),),
    single_row=lambda rng: (numbers(rng, 1, int(rng.integers(3, 7))),),
    single_column=lambda rng: (numbers(rng, int(rng.integers(3, 7)), 1),),
    as_many_rows_as_columns=lambda rng: (numbers(rng, 4, 4),),
    with_a_number_twice=exercise.but(tall, X=lambda X: with_twice(X, at=np.s_[:, 0], again=np.s_[:, 2])),
    # A 0 is a number like any other: it counts.
    column_of_zeros=exercise.but(tall, X=lambda X: with_zero(X, at=np.s_[:, 1])),
)

exercise.classes(
    integers("X"),
    one_row("X"),
    one_column("X"),
    square("X"),
    where("equal_in_a_row", N_("where a row holds a number twice"), lambda X: any(len({*row}) < len(row) for row in X)),
    holds_zero("X"),
)

exercise.wrong_lines("""
column_means: These are the means of the columns. Wanted are those of the rows: axis=1 leaves one number for each row.
    return X.mean(axis=0)
    return X.mean(axis=0, keepdims=True)
mean_of_all: This is one mean of all numbers. Each row should have its own: name the axis to go along.
    return X.mean()
    return X.mean(keepdims=True)
sums: These are the sums of the rows. For a mean, divide by how many numbers were added.
    return X.sum(axis=1)
    return X.sum(axis=1, keepdims=True)
column_sums: These are the sums of the columns. Wanted are the means of the rows: go along axis 1, and divide by how
many numbers were added.
    return X.sum(axis=0)
    return X.sum(axis=0, keepdims=True)
sum_of_all: This is one sum of all numbers. Wanted are means, one for each row: name the axis to go along.
    return X.sum()
row_maxima: These are the largest numbers of the rows. A mean counts every number of a row.
    return X.max(axis=1)
    return X.max(axis=1, keepdims=True)
medians: These are the medians: the number in the middle of each row. A mean is the sum, divided by how many.
    return np.median(X, axis=1)
divided_by_rows: The sums are divided by the number of rows. Divide by how many numbers a row has: as many as there
are columns.
    return X.sum(axis=1) / len(X)
sizes_of_the_example: It takes two rows and three columns, as in the example. Take all of them, however many there
are.
    return X[:2, :3].mean(axis=1)
    return [(X[i, 0] + X[i, 1] + X[i, 2]) / 3 for i in range(2)]
three_columns_only: It takes the first three columns, as in the example. Take all of them, however many.
    return X[:, :3].mean(axis=1)
    return (X[:, 0] + X[:, 1] + X[:, 2]) / 3
axis_kept: The means are right, but they stand in a matrix with one column. They should be a vector. Is there a
keepdims=True?
    return X.mean(axis=1, keepdims=True)
first_row_only: This is the mean of the first row alone. Is a return inside the loop?
    return X[0].mean()
square_by_broadcasting: The means are repeated in a square matrix. Each should stand there once. Does a column (N, 1)
meet a vector (N,)? That gives (N, N).
    return X.sum(axis=1, keepdims=True) / np.full(len(X), X.shape[1])
    return X.sum(axis=1) / np.full((len(X), 1), X.shape[1])
centred: From each number the mean of its row is subtracted. Wanted are the means themselves, one for each row.
    return X - X.mean(axis=1, keepdims=True)
divided_by_all: The sums are divided by the number of all entries. Divide by how many numbers a row has: as many as
there are columns.
    return X.sum(axis=1) / X.size
middle_of_extremes: This is halfway between the smallest and the largest number of a row. A mean counts every number
in it.
    return (X.min(axis=1) + X.max(axis=1)) / 2
rows_counted_by_columns: It goes through as many rows as there are columns. It should go through all rows: len(X), or
X.shape[0], says how many.
    return [X[i].mean() for i in range(X.shape[1])]
""")

exercise.alternatives("""
loop: return [sum(row) / len(row) for row in X]
NumPy's function: return np.mean(X, axis=1)
sum divided by the number of columns: return X.sum(axis=1) / X.shape[1]
two loops:
    N, D = X.shape
    means = np.zeros(N)
    for i in range(N):
        total = 0.0
        for j in range(D):
            total += X[i, j]
        means[i] = total / D
    return means
product with a vector: return X @ np.full(X.shape[1], 1 / X.shape[1])
""")
