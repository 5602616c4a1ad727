"""Class labels as rows with a single 1."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, sizes

exercise = Exercise("one_hot", chapter="02-layers", returns=("Y",), points={"Y": 2}, section=N_("Labels as vectors"))


@exercise.reference
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    Y[np.arange(len(y)), y] = 1.0
    return Y


@exercise.probe(times=4)
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


@exercise.mistake(
    "labels_from_one",
    N_("The 1 stands one column too far to the left: labels start at 0, so class 0 has the first column."),
)
def _(y, C):
    return np.eye(C)[y - 1]


@exercise.mistake(
    "one_column_too_far", N_("The 1 stands one column too far to the right: class 0 has the first column.")
)
def _(y, C):
    return np.eye(C + 1)[y + 1][:, : C + 1]


@exercise.mistake("transposed", N_("Classes are rows and samples are columns. In this course samples are rows."))
def _(y, C):
    return np.eye(C)[y].T


@exercise.mistake(
    "classes_counted_in_data",
    N_("It has a column for every class up to the largest label in y. Use C: the last class may not occur."),
)
def _(y, C):
    return np.eye(np.max(y) + 1)[y]


@exercise.mistake(
    "only_classes_that_occur",
    N_("It has a column only for the classes that occur in y. Use C: a class may not occur."),
)
def _(y, C):
    found, index = np.unique(y, return_inverse=True)
    return np.eye(len(found))[index]


@exercise.mistake("inverted", N_("0 and 1 are exchanged: the class itself gets the 1."))
def _(y, C):
    return 1 - np.eye(C)[y]


@exercise.mistake("label_instead_of_one", N_("The label itself stands in its column. Put a 1 there."))
def _(y, C):
    Y = np.zeros((len(y), C))
    Y[np.arange(len(y)), y] = y
    return Y


@exercise.mistake(
    "columns_filled",
    N_(
        "Every row has a 1 for every label that occurs. Each row needs one: that of its own label. (In a list, "
        "[[0] * C] * N is one and the same row, N times.)"
    ),
)
def _(y, C):
    Y = np.zeros((len(y), C))
    Y[:, y] = 1.0
    return Y


@exercise.mistake(
    "rows_filled",
    N_("Whole rows are filled: Y[y] takes rows, and a label names a column. Which row number goes with which label?"),
)
def _(y, C):
    Y = np.zeros((len(y), C))
    Y[y] = 1.0
    return Y


@exercise.mistake("counts", N_("This counts how often each class occurs. Wanted is one row for every sample."))
def _(y, C):
    return np.bincount(y, minlength=C)


@exercise.mistake("filled_up_to_label", N_("The row is 1 up to the label. Only the label's own column gets a 1."))
def _(y, C):
    return np.where(np.arange(C) <= y[:, None], 1.0, 0.0)


@exercise.mistake("last_class_first", N_("The columns are in reverse order: class 0 has the first column."))
def _(y, C):
    return np.eye(C)[y][:, ::-1]


@exercise.mistake("all_zero", N_("There is no 1 in it. Each row needs one: which row number goes with which label?"))
def _(y, C):
    return np.zeros((len(y), C))


@exercise.mistake(
    "rows_as_wide_as_samples", N_("Each row has as many columns as there are samples. It needs one for each class: C.")
)
def _(y, C):
    return np.eye(len(y))[y]


@exercise.mistake("labels_not_used", N_("The 1 goes down the diagonal, whatever the labels are. The label says where."))
def _(y, C):
    return np.eye(len(y), C)


@exercise.mistake("class_zero_missing", N_("Class 0 gets no 1. In Python 0 counts as false: does an if ask for it?"))
def _(y, C):
    Y = np.eye(C)[y]
    Y[y == 0] = 0.0
    return Y


@exercise.mistake(
    "ones_of_earlier_rows_kept",
    N_("A row keeps the ones of the rows before it. Start each row with zeros, inside the loop."),
)
def _(y, C):
    return np.minimum(np.cumsum(np.eye(C)[y], axis=0), 1.0)


@exercise.mistake(
    "ones_before_label", N_("The columns before the label are filled. Only the label's own column gets a 1.")
)
def _(y, C):
    return np.where(np.arange(C) < y[:, None], 1.0, 0.0)


@exercise.mistake(
    "subtracted_not_compared", N_("These are differences of label and class. A 1 belongs where the two are equal.")
)
def _(y, C):
    return y[:, None] - np.arange(C)


@exercise.mistake(
    "row_and_column_exchanged", N_("Row and column are exchanged: the label names the column, so it comes second.")
)
def _(y, C):
    Y = np.zeros((len(y), C))
    Y[y, np.arange(len(y))] = 1.0
    return Y


@exercise.mistake("row_and_column_exchanged")
def _(y, C):
    Y = np.zeros((len(y), C))
    for n in range(len(y)):
        Y[y[n], n] = 1.0
    return Y


@exercise.mistake("minus_one_elsewhere", N_("Beside the 1 it holds -1. A one-hot row holds 0 there."))
def _(y, C):
    return 2 * np.eye(C)[y] - 1


@exercise.mistake("one_row_for_all", N_("It returns one row with all labels in it. Each sample has a row of its own."))
def _(y, C):
    Y = np.zeros(C)
    Y[y] = 1.0
    return Y


@exercise.alternative("rows of the identity matrix")
def _(y, C):
    return np.eye(C)[y]


@exercise.alternative("comparison")
def _(y, C):
    return y[:, None] == np.arange(C)


@exercise.alternative("loop of lists")
def _(y, C):
    return [[1 if c == label else 0 for c in range(C)] for label in y]


@exercise.alternative("class by class")
def _(y, C):
    Y = np.zeros((len(y), C))
    for c in range(C):
        Y[y == c, c] = 1.0
    return Y


@exercise.alternative("rows appended")
def _(y, C):
    rows = []
    for label in y:
        row = [0] * C
        row[label] = 1
        rows.append(row)
    return np.array(rows)


@exercise.alternative("whole numbers")
def _(y, C):
    Y = np.zeros((len(y), C), dtype=int)
    for n, label in enumerate(y):
        Y[n, label] = 1
    return Y
