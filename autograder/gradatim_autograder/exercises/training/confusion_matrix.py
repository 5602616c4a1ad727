"""How many samples of each true class were taken for each class."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "confusion_matrix",
    chapter="07-training",
    returns=("M",),
    points={"M": 2},
    section=N_("The confusion matrix"),
)


@exercise.reference
def confusion_matrix(predicted, y, C):
    M = np.zeros((C, C))
    for p, true in zip(predicted, y):
        M[true, p] += 1
    return M


@exercise.probe(times=4)
def ordinary(rng):
    """More samples than cells, so that cells hold different counts; the last class is never predicted."""
    C = int(rng.integers(3, 6))
    N = int(rng.integers(19, 26))
    y = rng.permutation(np.arange(N) % C)
    y[rng.integers(0, N)] = y[rng.integers(0, N)]
    predicted = np.where(rng.random(N) < 0.5, y, rng.integers(0, C - 1, size=N))
    return np.minimum(predicted, C - 2), y, C


@exercise.probe(times=2)
def absent(rng):
    """The last class occurs nowhere, and yet it has its row and column."""
    predicted, y, C = ordinary(rng)
    return predicted, y, C + 1


@exercise.mistake(
    "rows_and_columns_exchanged",
    N_("Rows and columns are exchanged. In this course the row is the true class and the column the predicted one."),
)
def _(predicted, y, C):
    M = np.zeros((C, C))
    for p, true in zip(predicted, y):
        M[p, true] += 1
    return M


@exercise.mistake(
    "counted_once",
    N_(
        "A cell counts at most 1. M[rows, columns] += 1 adds only once where a pair occurs several times, and = 1 never "
        "adds. Use += 1 in a loop."
    ),
)
def _(predicted, y, C):
    M = np.zeros((C, C))
    M[y, predicted] += 1
    return M


@exercise.mistake(
    "counted_once_and_exchanged",
    N_("Two things: a cell counts at most 1, and rows and columns are exchanged. Count in a loop; row: true class."),
)
def _(predicted, y, C):
    M = np.zeros((C, C))
    M[predicted, y] += 1
    return M


@exercise.mistake("only_right_ones", N_("Only the right samples are counted. The wrong ones have their cells too."))
def _(predicted, y, C):
    M = np.zeros((C, C))
    for p, true in zip(predicted, y):
        if p == true:
            M[true, p] += 1
    return M


@exercise.mistake("only_wrong_ones", N_("Only the wrong samples are counted. The right ones belong on the diagonal."))
def _(predicted, y, C):
    M = np.zeros((C, C))
    for p, true in zip(predicted, y):
        if p != true:
            M[true, p] += 1
    return M


@exercise.mistake("shares_of_all", N_("These are shares. Return counts: do not divide by the number of samples."))
def _(predicted, y, C):
    M = np.zeros((C, C))
    for p, true in zip(predicted, y):
        M[true, p] += 1
    return M / len(y)


@exercise.mistake("shares_of_rows", N_("Each row is divided by its sum. Return the counts themselves."))
def _(predicted, y, C):
    M = np.zeros((C, C))
    for p, true in zip(predicted, y):
        M[true, p] += 1
    return M / np.maximum(M.sum(axis=1, keepdims=True), 1)


@exercise.mistake(
    "size_from_labels",
    N_("Its size comes from the labels that occur. A class that does not occur has its row and column too: use C."),
)
def _(predicted, y, C):
    size = len(np.unique(y))
    M = np.zeros((size, size))
    for p, true in zip(predicted, y):
        M[true, p] += 1
    return M


@exercise.mistake("classes_from_one", N_("It counts the classes from 1. Class 0 has the first row and column."))
def _(predicted, y, C):
    M = np.zeros((C, C))
    for p, true in zip(predicted, y):
        M[true - 1, p - 1] += 1
    return M


@exercise.mistake("predicted_not_used", N_("Every sample is counted on the diagonal. The column is the prediction."))
def _(predicted, y, C):
    M = np.zeros((C, C))
    for true in y:
        M[true, true] += 1
    return M


@exercise.mistake("true_not_used", N_("Every sample is counted on the diagonal. The row is the true class, y."))
def _(predicted, y, C):
    M = np.zeros((C, C))
    for p in predicted:
        M[p, p] += 1
    return M


@exercise.mistake(
    "diagonal_as_vector", N_("This is one number for each class, the right ones. Wanted is the whole table (C, C).")
)
def _(predicted, y, C):
    return np.array([np.sum((predicted == c) & (y == c)) for c in range(C)])


@exercise.mistake("starts_at_one", N_("Every cell is too large by 1. Begin with a table of zeros."))
def _(predicted, y, C):
    M = np.ones((C, C))
    for p, true in zip(predicted, y):
        M[true, p] += 1
    return M


@exercise.mistake(
    "returned_in_the_loop",
    N_("It returns inside the loop, after the first sample. The return belongs behind the loop."),
)
def _(predicted, y, C):
    M = np.zeros((C, C))
    for p, true in zip(predicted, y):
        M[true, p] += 1
        return M


@exercise.mistake(
    "one_class_too_few", N_("The table has one row and column too few. Classes 0 to C - 1 are C classes.")
)
def _(predicted, y, C):
    M = np.zeros((C - 1, C - 1))
    for p, true in zip(predicted, y):
        M[true, p] += 1
    return M


@exercise.mistake(
    "counts_multiplied", N_("It multiplies how often each class occurs. Count the samples for which both hold at once.")
)
def _(predicted, y, C):
    M = np.zeros((C, C))
    for i in range(C):
        for j in range(C):
            M[i, j] = np.sum(y == i) * np.sum(predicted == j)
    return M


@exercise.mistake("counts_multiplied")
def _(predicted, y, C):
    M = np.zeros((C, C))
    for i in range(C):
        for j in range(C):
            M[i, j] = np.sum(predicted == i) * np.sum(y == j)
    return M


@exercise.alternative("np.add.at")
def _(predicted, y, C):
    M = np.zeros((C, C), dtype=int)
    np.add.at(M, (y, predicted), 1)
    return M


@exercise.alternative("a count for each cell")
def _(predicted, y, C):
    M = np.zeros((C, C))
    for i in range(C):
        for j in range(C):
            M[i, j] = np.sum((y == i) & (predicted == j))
    return M


@exercise.alternative("one-hot vectors")
def _(predicted, y, C):
    return np.eye(C)[y].T @ np.eye(C)[predicted]


@exercise.alternative("bincount")
def _(predicted, y, C):
    return np.bincount(y * C + predicted, minlength=C * C).reshape(C, C)


@exercise.alternative("lists")
def _(predicted, y, C):
    M = [[0] * C for _ in range(C)]
    for n in range(len(y)):
        M[y[n]][predicted[n]] += 1
    return M
