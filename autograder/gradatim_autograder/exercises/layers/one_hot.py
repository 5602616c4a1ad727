"""Class labels as rows with a single 1."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, sizes
from gradatim_autograder.exercise.argument_class import one_entry, where

exercise = declare("one_hot", returns=("Y",), points={"Y": 2}, section=N_("Labels as vectors"))


@exercise.reference
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    rows = np.arange(len(y))
    Y[rows, y] = 1.0
    return Y


# Twice the same sizes, with other labels: an array that is kept from call to call holds the ones of both.
exercise.probes(
    seven_samples=lambda rng: (rng.permutation([0, 1, 1, 2, 2, 4, 4]), 6),
    seven_others=lambda rng: (rng.permutation([0, 0, 1, 1, 3, 4, 4]), 6),
)


@exercise.probe(times=2)
def labels(rng):
    """Labels in which the last class and one in between do not occur, and others occur twice."""
    C, N = sizes(rng, 2, 5, 7)
    N += 3
    present = np.delete(np.arange(C - 1), rng.integers(1, C - 2))
    return rng.permutation(np.resize(present, N)), C


@exercise.probe(times=2)
def all_classes(rng):
    C, N = 3, int(rng.integers(5, 9))
    return rng.permutation(np.resize(np.arange(C), N)), C


exercise.probes(
    two_classes=lambda rng: (rng.permutation([0, 0, 1, 1, 1]), 2),
    as_many_samples_as_classes=lambda rng: (rng.permutation([0, 1, 3, 3]), 4),
    few_samples=lambda rng: (rng.permutation([0, 2, 4]), 6),
    single_sample=lambda rng: (np.array([rng.integers(1, 3)]), 4),
    one_class=lambda rng: (np.zeros(int(rng.integers(3, 6)), dtype=int), 1),
    # More than a byte can count.
    many_classes=lambda rng: (rng.permutation([7, 130, 258, 263, 298]), 300),
)

exercise.classes(
    where("one_class", N_("where C is 1"), lambda C: C == 1),
    where("many_classes", N_("where there are hundreds of classes"), lambda C: C > 256),
    where("two_classes", N_("where C is 2"), lambda C: C == 2),
    where("as_many_samples_as_classes", N_("where there are as many samples as classes"), lambda y, C: len(y) == C),
    where("fewer_samples_than_classes", N_("where there are fewer samples than classes"), lambda y, C: len(y) < C),
    where("last_class_missing", N_("where the last class does not occur"), lambda y, C: np.max(y) < C - 1),
    where("every_class_occurs", N_("where every class occurs"), lambda y, C: len(np.unique(y)) == C),
    one_entry("y"),
)

exercise.wrong_lines("""
labels_from_one: The 1 stands one column too far to the left. Labels start at 0, so class 0 should have the first
column.
    Y[rows, y] -> Y[rows, y - 1]
    return y[:, None] == np.arange(1, C + 1)
one_column_too_far: The 1 stands one column too far to the right. Class 0 should have the first column.
    C -> C + 1 ;; Y[rows, y] -> Y[rows, y + 1]
    Y[rows, y] -> Y[rows, y + 1]
    return y[:, None] == np.arange(C) - 1
one_column_too_many: There is one column too many, without a 1. Labels go from 0 to C - 1: that is C columns.
    Y = np.zeros((len(y), C + 1))
one_column_too_few: The last column is missing. Labels go from 0 to C - 1: that is C columns.
    return Y[:, :-1]
    Y = np.zeros((len(y), C - 1))
last_class_missing: The last class gets no 1. Does a loop over the classes stop one step too early?
    of "class by class": for c in range(C - 1):
labels_compared_with_each_other: It says which samples have the same label, a matrix (N, N). Wanted is which class
each sample has, (N, C).
    return y[:, None] == y
labels_unchanged: The labels come back as they are. Each should become a row of C numbers.
    return y.copy()
    return y[:, None]
transposed: Classes are rows and samples are columns. It should be the other way round: one row for each sample.
    return Y.T
classes_counted_in_data: It has a column for every class up to the largest label in y. Use C: the last class may not
occur.
    Y = np.zeros((len(y), np.max(y) + 1))
inverted: 0 and 1 are exchanged. The class itself should get the 1.
    return 1 - Y
label_instead_of_one: The label itself stands in its column. Put a 1 there.
    Y[rows, y] = y
columns_filled: Every row has a 1 for every label that occurs. Each row should have one 1, that of its own label.
    Y[rows, y] -> Y[:, y]
rows_filled: Whole rows are filled with ones. Each row should have one 1, in the column that its label names.
    Y[rows, y] -> Y[y]
counts: This counts how often each class occurs. Wanted is one row for every sample.
    return np.bincount(y, minlength=C)
filled_up_to_label: The row is 1 up to the label. Only the label's own column should have a 1.
    return np.where(np.arange(C) <= y[:, None], 1.0, 0.0)
last_class_first: The columns are in reverse order. Class 0 should have the first column.
    return Y[:, ::-1]
all_zero: There is no 1 in it. Each row needs one: which row number goes with which label?
    Y[rows, y] = 1.0 -> pass
rows_as_wide_as_samples: Each row has as many columns as there are samples. It needs one for each class: C.
    Y = np.zeros((len(y), len(y)))
labels_not_used: The 1 goes down the diagonal, whatever the labels are. The label should say where it stands.
    return np.eye(len(y), C)
class_zero_missing: Class 0 gets no 1. It should get one like every class. Is there an if that asks for the label
itself? To Python 0 is false.
    of "class by class": for c in range(1, C):
ones_of_earlier_rows_kept: A row keeps the ones of the rows before it. Each row should start with zeros only.
    return np.minimum(np.cumsum(Y, axis=0), 1.0)
ones_before_label: The columns before the label are filled. Only the label's own column should have a 1.
    return np.where(np.arange(C) < y[:, None], 1.0, 0.0)
subtracted_not_compared: These are differences of label and class. A 1 belongs where the two are equal.
    return y[:, None] - np.arange(C)
row_and_column_exchanged: Row and column are exchanged. The label should name the column, which comes second.
    Y[rows, y] -> Y[y, rows]
    Y[rows, y] = 1.0 -> for n in range(len(y)):
        Y[y[n], n] = 1.0
minus_one_elsewhere: Beside the 1 it holds -1. It should hold 0 there.
    return 2 * Y - 1
one_row_for_all: It returns one row with all labels in it. Each sample should have a row of its own.
    Y = np.zeros(C) ;; Y[rows, y] -> Y[y]
only_classes_that_occur: It has a column only for the classes that occur in y. Use C: a class may not occur.
    return Y[:, np.unique(y)]
""")

exercise.alternatives("""
rows of the identity matrix: return np.eye(C)[y]
comparison: return y[:, None] == np.arange(C)
loop of lists: return [[1 if c == label else 0 for c in range(C)] for label in y]
class by class:
    Y = np.zeros((len(y), C))
    for c in range(C):
        Y[y == c, c] = 1.0
    return Y
rows appended:
    rows = []
    for label in y:
        row = [0] * C
        row[label] = 1
        rows.append(row)
    return np.array(rows)
whole numbers:
    Y = np.zeros((len(y), C), dtype=int)
    for n, label in enumerate(y):
        Y[n, label] = 1
    return Y
""")
