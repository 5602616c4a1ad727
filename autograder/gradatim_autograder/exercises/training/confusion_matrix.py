"""How many samples of each true class were taken for each class."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare

exercise = declare("confusion_matrix", returns=("M",), points={"M": 2}, section=N_("The confusion matrix"))


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


exercise.probes(
    times=2,
    # The last class occurs nowhere, and yet it has its row and column.
    absent=exercise.but(ordinary, C=lambda C: C + 1),
)


@exercise.probe()
def absent_in_front(rng):
    """Class 0 and one in the middle occur nowhere; the classes behind them keep their numbers."""
    predicted, y, C = ordinary(rng)
    moved = np.append([1], np.arange(3, C + 2))
    return moved[predicted], moved[y], C + 2


@exercise.probe()
def never_true(rng):
    """The last class is predicted, and it is the right one for nobody."""
    predicted, y, C = ordinary(rng)
    predicted[:3] = C
    return rng.permutation(predicted), y, C + 1


@exercise.probe()
def all_right(rng):
    """Every sample is on the diagonal, and the last class occurs nowhere."""
    _predicted, y, C = ordinary(rng)
    return y.copy(), y, C + 1


@exercise.probe()
def one_sample(rng):
    C = int(rng.integers(3, 6))
    y = rng.integers(1, C, size=1)
    return y - 1, y, C


@exercise.probe()
def two_classes(rng):
    y = rng.permutation(np.arange(9) % 2)
    return np.where(rng.permutation(9) < 6, y, 1 - y), y, 2


@exercise.probe()
def many_samples(rng):
    """Two cells, one of them beside the diagonal, count more than a byte can."""
    pairs = np.repeat([(0, 0), (2, 1), (1, 1), (1, 2)], (260 + int(rng.integers(0, 9)), 270, 5, 3), axis=0)
    y, predicted = rng.permutation(pairs).T
    return predicted, y, 3


exercise.classes("""
all_right: where all samples are right  if (predicted == y).all()
one_entry y
many_samples: where a cell counts hundreds of samples  if np.bincount(y * C + predicted).max() > 256
two_classes: where there are two classes  if C == 2
never_predicted: where a class is never predicted  if len(predicted) > 1 and len({*predicted}) < C
never_true: where a class does not occur in y  if len(y) > 1 and len({*y}) < C
class_0_absent: where class 0 occurs nowhere  if min(predicted.min(), y.min()) > 0
""")

exercise.wrong_lines("""
rows_and_columns_exchanged: Rows and columns are exchanged. The row should be the true class and the column the
predicted one.
    M[true, p] -> M[p, true]
counted_once: A cell counts at most 1. Add 1 for each sample, one after the other: M[rows, columns] += 1 adds only
once where a pair occurs several times.
    for p, true in zip(predicted, y):
            M[true, p] += 1 -> M[y, predicted] += 1
counted_once_and_exchanged: Two things: a cell counts at most 1, and rows and columns are exchanged. Count in a loop;
row: true class.
    for p, true in zip(predicted, y):
            M[true, p] += 1 -> M[predicted, y] += 1
only_right_ones: Only the right samples are counted. The wrong ones have their cells too.
    M[true, p] += p == true
only_wrong_ones: Only the wrong samples are counted. The right ones belong on the diagonal.
    M[true, p] += p != true
shares_of_all: These are shares. Return counts: do not divide by the number of samples.
    return M / len(y)
shares_of_rows: Each row is divided by its sum. Return the counts themselves.
    return M / np.maximum(M.sum(axis=1, keepdims=True), 1)
shares_of_columns: Each column is divided by its sum. Return the counts themselves.
    return M / np.maximum(M.sum(axis=0), 1)
counted_both_ways: Each sample is counted in two cells: [true, predicted] and [predicted, true]. Count it once.
    M[true, p] += 1 -> M[true, p] += 1; M[p, true] += 1
classes_from_one: Each class is counted in the row and column before its own. Class 0 should have the first ones.
    M[true, p] -> M[true - 1, p - 1]
diagonal_as_vector: This is one number for each class, the right ones. Wanted is the whole table (C, C).
    of "np.add.at": return np.diag(M)
starts_at_one: Every cell is too large by 1. Begin with a table of zeros.
    M = np.ones((C, C))
returned_in_the_loop: Only the first sample is counted. Does the return stand inside the loop?
    M[true, p] += 1 -> M[true, p] += 1; return M
one_class_too_few: The table has one row and column too few. Classes 0 to C - 1 are C classes.
    C => C - 1
counts_multiplied: It multiplies how often each class occurs. Count the samples for which both hold at once.
    of "a count for each cell": M[i, j] = np.sum(y == i) * np.sum(predicted == j)
    of "a count for each cell": M[i, j] = np.sum(predicted == i) * np.sum(y == j)
size_from_labels: The size of the table comes from the labels that occur. A class that does not occur should have its
row and column too: use C.
    C => len(np.unique(y))
    C => max(y) + 1
    C => max(max(predicted), max(y)) + 1
classes_renumbered: Where a class does not occur, those behind it move up. Class k should have row k and column k,
whatever occurs.
    M[true, p] += 1 -> classes = sorted({*predicted, *y})
        M[classes.index(true), classes.index(p)] += 1
predicted_not_used: Every sample is counted on the diagonal, by its true class. The column should be the predicted
class.
    M[true, p] -> M[true, true]
true_not_used: Every sample is counted on the diagonal, by its predicted class. The row should be the true class, y.
    M[true, p] -> M[p, p]
""")

exercise.alternatives("""
np.add.at:
    M = np.zeros((C, C), dtype=int)
    np.add.at(M, (y, predicted), 1)
    return M
a count for each cell:
    M = np.zeros((C, C))
    for i in range(C):
        for j in range(C):
            M[i, j] = np.sum((y == i) & (predicted == j))
    return M
one-hot vectors: return np.eye(C)[y].T @ np.eye(C)[predicted]
bincount: return np.bincount(y * C + predicted, minlength=C * C).reshape(C, C)
lists:
    M = [[0] * C for _ in range(C)]
    for n in range(len(y)):
        M[y[n]][predicted[n]] += 1
    return M
""")
