"""How many of those that are called ill are ill, and how many of the ill are found."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare

exercise = declare(
    "precision_recall",
    returns=("precision", "recall"),
    points={"precision": 1, "recall": 1},
    section=N_("Precision and recall"),
)


@exercise.reference
def precision_recall(predicted, y):
    found = np.sum((predicted == 1) & (y == 1))
    called = np.sum(predicted == 1)
    ill = np.sum(y == 1)
    precision = found / called if called > 0 else 0.0
    recall = found / ill if ill > 0 else 0.0
    return precision, recall


FOUND, ALARM, MISSED, WELL = range(4)


def people(rng, found, alarms, missed, well, last=None):
    """So many of each kind, in random order: predicted (N,), y (N,). `last` is the kind of the last one: what a loop
    leaves behind may not be right by chance.
    """
    kinds = rng.permutation(np.repeat([FOUND, ALARM, MISSED, WELL], [found, alarms, missed, well]))
    if last is not None:
        place = int(np.flatnonzero(kinds == last)[0])
        kinds[[place, -1]] = kinds[[-1, place]]
    return np.array([1, 1, 0, 0])[kinds], np.array([1, 0, 1, 0])[kinds]


@exercise.probe(times=4)
def ordinary(rng):
    """All four counts differ, and the well are most."""
    found, alarms, missed = rng.permutation([3, 4, 6, 8])[:3] + rng.integers(0, 2)
    return people(rng, found, alarms, missed, 13 + int(rng.integers(0, 5)))


@exercise.probe(times=2)
def few_well(rng):
    """More are ill than well."""
    found, alarms, missed = rng.permutation([5, 7, 9])
    return people(rng, found, alarms, missed, 2 + int(rng.integers(0, 2)))


exercise.probes(
    nobody_called=lambda rng: people(rng, 0, 0, 3 + int(rng.integers(0, 3)), 9, MISSED),
    nobody_ill=lambda rng: people(rng, 0, 3 + int(rng.integers(0, 3)), 0, 9, ALARM),
    neither=lambda rng: people(rng, 0, 0, 0, 5 + int(rng.integers(0, 3))),
    all_right=lambda rng: people(rng, 4 + int(rng.integers(0, 3)), 0, 0, 9, WELL),
    none_found=lambda rng: people(rng, 0, 3, 4 + int(rng.integers(0, 3)), 9),
    all_called=lambda rng: people(rng, 4, 6 + int(rng.integers(0, 3)), 0, 0),
    all_ill=lambda rng: people(rng, 4, 0, 6 + int(rng.integers(0, 3)), 0),
    one_person=lambda rng: people(rng, 1, 0, 0, 0),
    many=lambda rng: people(rng, 270 + int(rng.integers(0, 9)), 310, 290, 400),
)

exercise.classes("""
nobody_called: where nobody is called ill  if (predicted == 0).all()
nobody_ill: where nobody is ill  if (y == 0).all()
neither: where nobody is ill and nobody is called ill  if (predicted + y == 0).all()
all_right: where all are right  if (predicted == y).all() and 0 < y.sum() < len(y)
none_found: where nobody who is ill is found  if (predicted * y == 0).all() and predicted.any() and y.any()
all_called: where all are called ill  if (predicted == 1).all()
all_ill: where all are ill  if (y == 1).all()
many: where there are hundreds of people  if len(y) > 256
one_entry y
""")

exercise.wrong_lines("""
exchanged: The two results are exchanged. Precision comes first.
    return recall, precision
divided_by_all: Both are divided by the number of all people. Divide by those called ill, and by those who are ill.
    precision = found / len(y) ;; recall = found / len(y)
precision_of_all: precision is divided by the number of all people. Divide by those who are called ill.
    precision = found / len(y)
recall_of_all: recall is divided by the number of all people. Divide by those who are ill.
    recall = found / len(y)
accuracy_as_precision: precision is the accuracy here. Count among those who are called ill only.
    precision = np.mean(predicted == y)
accuracy_as_recall: recall is the accuracy here. Count among those who are ill only.
    recall = np.mean(predicted == y)
of_the_well: These are the numbers for class 0. Class 1 is the one to find.
    found = np.sum((predicted == 0) & (y == 0)) ;; called = np.sum(predicted == 0) ;; ill = np.sum(y == 0)
all_right_ones: The healthy who are called healthy are counted as found too. Count those that are 1 in both.
    found = np.sum(predicted == y)
either: Everybody who is ill or called ill counts as found. It should be both at once.
    found = np.sum((predicted == 1) | (y == 1))
share_of_missed: recall is the share of the ill who are missed. Wanted is the share that is found.
    recall = 1 - found / ill if ill > 0 else 0.0
false_alarms: precision is the share of false alarms among those called ill. Wanted is the share of the ill among them.
    precision = 1 - found / called if called > 0 else 0.0
specificity: recall is the share of the healthy who are called healthy. Count among the ill.
    recall = np.sum((predicted == 0) & (y == 0)) / np.sum(y == 0) if (y == 0).any() else 0.0
healthy_for_alarms: Below precision stand those found and the healthy who are called healthy. It should be all who are
called ill: those found and the false alarms.
    precision = found / max(found + np.sum((predicted == 0) & (y == 0)), 1)
false_positive_rate: recall is the share of the healthy who are called ill. Wanted is the share of the ill who are.
    recall = np.sum((predicted == 1) & (y == 0)) / max(np.sum(y == 0), 1)
none_where_nobody: Where there is nobody to divide by, the answer is None. The text asks for 0 there.
    precision = found / called if called > 0 else None ;; recall = found / ill if ill > 0 else None
healthy_for_missed: Below recall stand those found and the healthy who are called healthy. It should be all who are ill:
those found and those missed.
    recall = found / max(found + np.sum((predicted == 0) & (y == 0)), 1)
same_divisor: Both are divided by the number of the ill. precision has those called ill below.
    precision = found / ill if ill > 0 else 0.0
same_divisor_called: Both are divided by the number of those called ill. recall has the ill below.
    recall = found / called if called > 0 else 0.0
per_cent: These are per cent. Return shares, between 0 and 1.
    return 100 * precision, 100 * recall
counts: These are counts. Divide each by its number of people.
    precision = found ;; recall = called
    return found, ill
    return called, ill
nobody_called_is_one: Where nobody is called ill, precision is 1. The text asks for 0 there.
    precision = found / called if called > 0 else 1.0
nobody_ill_is_one: Where nobody is ill, recall is 1. The text asks for 0 there.
    recall = found / ill if ill > 0 else 1.0
one_where_nobody: Where there is nobody to divide by, the answer is 1. The text asks for 0 there.
    precision = found / called if called > 0 else 1.0 ;; recall = found / ill if ill > 0 else 1.0
nan_where_nobody: Where nobody is called ill or nobody is ill, 0 / 0 gives nan. Return 0 there.
    precision = found / called ;; recall = found / ill
    precision = np.divide(found, called) ;; recall = np.divide(found, ill)
nan_where_nobody_called: Where nobody is called ill, precision is 0 / 0, which is nan. Return 0 there.
    precision = found / called
nan_where_nobody_ill: Where nobody is ill, recall is 0 / 0, which is nan. Return 0 there.
    recall = found / ill
rounded_down: What stands behind the decimal point is lost. Divide by / and not by //.
    precision = found // called if called > 0 else 0.0 ;; recall = found // ill if ill > 0 else 0.0
f1_returned: Both are F1, which makes one number of the two. Return precision and recall themselves.
    return 2 * found / max(called + ill, 1), 2 * found / max(called + ill, 1)
""")

exercise.alternatives("""
a loop over the people:
    found = alarms = missed = 0
    for p, t in zip(predicted, y):
        if p == 1 and t == 1:
            found += 1
        elif p == 1:
            alarms += 1
        elif t == 1:
            missed += 1
    precision = recall = 0
    if found + alarms > 0:
        precision = found / (found + alarms)
    if found + missed > 0:
        recall = found / (found + missed)
    return precision, recall
products: return (predicted * y).sum() / max(predicted.sum(), 1), (predicted * y).sum() / max(y.sum(), 1)
means of masks:
    predicted, y = np.array(predicted) == 1, np.array(y) == 1
    precision = y[predicted].mean() if predicted.any() else 0
    recall = predicted[y].mean() if y.any() else 0
    return precision, recall
the confusion matrix:
    M = np.zeros((2, 2))
    np.add.at(M, (y, predicted), 1)
    columns, rows = M.sum(axis=0), M.sum(axis=1)
    return M[1, 1] / np.where(columns == 0, 1, columns)[1], M[1, 1] / np.where(rows == 0, 1, rows)[1]
sets of numbers, a list returned:
    called = {n for n in range(len(y)) if predicted[n]}
    ill = {n for n in range(len(y)) if y[n]}
    return [len(called & ill) / len(called) if called else 0.0, len(called & ill) / len(ill) if ill else 0.0]
float32:
    found = np.float32(predicted @ y)
    called, ill = np.float32(predicted.sum()), np.float32(y.sum())
    return (found / called if called else np.float32(0)), (found / ill if ill else np.float32(0))
""")
