"""The rows cut into k folds, each of which is the validation part once."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal, declare

SIZES = "number of pairs, rows in the smallest and in the largest validation part"
TRAINING = "rows in the smallest and in the largest training part"
ONCE = "each row in one validation part (1: yes, 0: no)"
APART = "no row in both parts of a pair (1: yes, 0: no)"
ALL = "every row in one part of each pair (1: yes, 0: no)"
SHARE = "share of rows whose next row is in the same validation part"

exercise = declare(
    "k_fold",
    returns=("folds",),
    points={SIZES: 0.75, TRAINING: 0.25, ONCE: 0.75, APART: 0.5, ALL: 0.25, SHARE: 0.5},
    section=N_("Cross-validation"),
    seen=(SIZES, TRAINING, ONCE, APART, ALL, SHARE),
    # Of N = 1500 rows in 4 folds, 1/4 have the next row in the same fold: a spread of 0.0112, and 0.0158 for the
    # difference of two. 0.083 is 7.4 spreads of the one and 5.2 of the other, and a third of the way to 0, which rows
    # have that are dealt out one after the other. Blocks of neighbours have 1.
    within={SHARE: 0.083},
)


@exercise.view
def looked_at(returned, N, k, rng):
    """What has to hold of the pairs, as numbers; in which order the larger folds stand is nobody's business."""
    if returned is None:
        raise Refusal(N_("It returns None. Is there a return at the end?"), mistake="returned_none")
    if not isinstance(returned, list | tuple):
        raise Refusal(N_("Return a list of pairs (train, validation)."), "no_list")
    if isinstance(returned, tuple) and len(returned) == 2 and k > 2 and len(returned[0]) == k:
        raise Refusal(
            N_("It returns two lists. Return one list, with a pair (train, validation) for each fold."), "two_lists"
        )
    pairs = [_pair(each, N) for each in returned]
    if not pairs:
        raise Refusal(N_("The list is empty: there should be k pairs in it."), mistake="no_folds")
    times = np.zeros(N, dtype=int)
    fold = np.full(N, -1)
    apart = complete = True
    for place, (train, validation) in enumerate(pairs):
        np.add.at(times, validation, 1)
        fold[validation] = place
        apart &= not np.isin(validation, train).any()
        together = np.bincount(np.concatenate([train, validation]), minlength=N)
        complete &= together.min() > 0
    return (
        np.array([len(pairs), *_range([len(validation) for _train, validation in pairs])]),
        np.array(_range([len(train) for train, _validation in pairs])),
        float((times == 1).all()),
        float(apart),
        float(complete),
        float(np.mean(fold[:-1] == fold[1:])) if N > 100 else 0.0,
    )


def _range(sizes):
    return min(sizes), max(sizes)


def _pair(pair, N):
    """The row numbers of both parts. Raises Refusal."""
    if not isinstance(pair, list | tuple | np.ndarray) or len(pair) != 2:
        raise Refusal(N_("Each entry of the list should be a pair (train, validation) of row numbers."), "no_pairs")
    parts = []
    for part in pair:
        if isinstance(part, list | tuple) and any(
            isinstance(each, list | tuple) or (isinstance(each, np.ndarray) and each.ndim) for each in part
        ):
            raise Refusal(
                N_("A part of a pair is a list of lists or arrays. Join them to one list or array of row numbers."),
                "folds_not_joined",
            )
        try:
            numbers = np.asarray(part, dtype=float)
        except (TypeError, ValueError):
            raise Refusal(N_("train and validation should be arrays of row numbers.")) from None
        if np.asarray(part).dtype == bool:
            raise Refusal(N_("These are masks of True and False. Return the numbers of the rows."), "masks_returned")
        if numbers.ndim != 1 or (numbers != np.round(numbers)).any():
            raise Refusal(N_("train and validation should be arrays of row numbers, with one axis."))
        if numbers.size and not (numbers.min() >= 0 and numbers.max() < N):
            raise Refusal(N_("The row numbers should go from 0 to N - 1."), mistake="numbers_from_one")
        parts.append(numbers.astype(int))
    return parts


@exercise.reference
def k_fold(N, k, rng):
    order = rng.permutation(N)
    pieces = np.array_split(order, k)
    folds = []
    for i in range(k):
        validation = pieces[i]
        train = np.concatenate(pieces[:i] + pieces[i + 1 :])
        folds.append((train, validation))
    return folds


def _generator(rng):
    return np.random.default_rng(rng.integers(2**32))


exercise.probes(
    many=lambda rng: (1500 + 4 * int(rng.integers(0, 9)) + 1, 4, _generator(rng)),
    # Two and three rows are left over: as many folds are larger by one.
    left_over=lambda rng: (5 * int(rng.integers(5, 9)) + 3, 5, _generator(rng)),
    nearly_whole=lambda rng: (7 * int(rng.integers(3, 6)) + 6, 7, _generator(rng)),
    comes_out_even=lambda rng: (6 * int(rng.integers(3, 6)), 6, _generator(rng)),
    two=lambda rng: (2 * int(rng.integers(5, 9)) + 1, 2, _generator(rng)),
    one_row_each=lambda rng: (int(rng.integers(6, 10)),) * 2 + (_generator(rng),),
    nearly_one_row_each=lambda rng: ((size := int(rng.integers(6, 10))), size - 1, _generator(rng)),
)

exercise.classes("""
comes_out_even: where N is a multiple of k  if N % k == 0 and N > k
left_over: where N is no multiple of k  if N % k > 0
two: where k is 2  if k == 2
one_row_each: where k is N  if k == N
""")

exercise.wrong_lines("""
not_shuffled: Each validation part is a block of neighbouring rows. Draw an order first, with rng.permutation.
    order = np.arange(N)
dealt_out: The rows are dealt out one after the other, without chance. Draw an order first, with rng.permutation.
    pieces = np.array_split(order, k) -> pieces = [np.arange(N)[i::k] for i in range(k)]
pair_exchanged: The pairs are the wrong way round. Put the training rows first, then the validation rows.
    folds.append((train, validation)) -> folds.append((validation, train))
training_on_everything: The training part holds the validation rows too. Leave the fold out of it.
    train = order
    train = np.concatenate(pieces)
one_fold_for_training: Only one fold is used for training. All the others together are the training part.
    train = pieces[i - 1]
    train = pieces[(i + 1) % k]
later_folds_only: The training part holds only the folds behind the one left out. The ones before it belong to it too.
    train = np.concatenate([*pieces[i + 1 :], np.array([], dtype=int)])
earlier_folds_only: The training part holds only the folds before the one left out. The ones behind it belong to it too.
    train = np.concatenate([*pieces[:i], np.array([], dtype=int)])
one_fold_too_many_left_out: Two folds are missing in the training part. Only the validation fold should be.
    train = np.concatenate([*pieces[:i], *pieces[i + 2 :], np.array([], dtype=int)])
    train = np.concatenate([*(pieces[j] for j in range(k) if j not in (i, (i + 1) % k)), np.array([], dtype=int)])
rest_lost: The rows that are left over are in no validation part. Every row should be in one.
    of "slices": size, left = N // k, 0
rest_in_the_last: All the rows that are left over are in one fold. The sizes of the folds should differ by at most 1.
    pieces = np.array_split(order, k)
        -> size = N // k; pieces = [order[i * size : (i + 1) * size if i < k - 1 else N] for i in range(k)]
rounded_up: Each fold is as large as the largest, and the last is short. The sizes should differ by at most 1.
    pieces = np.array_split(order, k) -> size = -(-N // k); pieces = [order[i * size : (i + 1) * size] for i in range(k)]
size_for_number: k is taken as the size of a fold. It is the number of folds.
    pieces = np.array_split(order, k)
        -> pieces = [order[i : i + k] for i in range(0, N, k)]; k = len(pieces)
new_order_for_each_fold: Each fold is drawn anew, so that rows come several times or never. Draw one order for all.
    validation = pieces[i] -> pieces = np.array_split(rng.permutation(N), k); validation = pieces[i]
    validation = rng.choice(N, N // k, replace=False) ;; train = np.setdiff1d(np.arange(N), validation)
random_folds: A row's fold is left to chance, and so is the size of the folds. Cut one order into k pieces.
    pieces = np.array_split(order, k)
        -> which = rng.integers(0, k, size=N); pieces = [np.flatnonzero(which == i) for i in range(k)]
drawn_with_repetition: Rows can be drawn several times. A permutation takes each exactly once.
    order = rng.integers(0, N, size=N)
parts_do_not_match: Some rows are in both parts of a pair, others in neither, though the sizes are right. Does one part
hold rows of the shuffled order, and the other the rows of other places?
    train = np.delete(np.arange(N), np.arange(len(validation)))
rows_lost_behind_the_fold: In some pairs a row is in neither part. Does the training part begin again one row too far
behind the fold?
    of "slices": order[end:] -> order[end + 1 :]
    of "cut points": range(a, b) -> slice(a, b + 1)
folds_not_joined: A part of a pair is a list of lists or arrays. Join them to one list or array of row numbers.
    train = pieces[:i] + pieces[i + 1 :]
one_fold_only: There is only one pair. Is the return inside the loop?
    folds.append((train, validation)) -> return [(train, validation)]
last_fold_missing: One fold is missing. There should be k pairs.
    for i in range(k): -> for i in range(k - 1):
first_fold_missing: The first fold is never the validation part. Begin with fold 0.
    for i in range(k): -> for i in range(1, k):
numbers_from_one: The row numbers begin at 1. They should go from 0 to N - 1, as NumPy counts.
    order = rng.permutation(N) + 1
no_pairs: The list holds the validation rows alone. Each entry should be a pair (train, validation).
    folds.append((train, validation)) -> folds.append(validation)
masks_returned: These are masks of True and False. Return the numbers of the rows.
    folds.append((train, validation)) -> folds.append((~np.isin(range(N), validation), np.isin(range(N), validation)))
two_lists: It returns two lists. Return one list, with a pair (train, validation) for each fold.
    return folds -> return [train for train, _ in folds], [validation for _, validation in folds]
no_folds: The list is empty. Are the pairs appended to it?
    folds.append((train, validation)) -> pass
""")

exercise.alternatives("""
slices:
    order = np.arange(N)
    rng.shuffle(order)
    size, left = N // k, N % k
    folds, start = [], 0
    for i in range(k):
        end = start + size + (i < left)
        folds.append((np.concatenate([order[:start], order[end:]]), order[start:end]))
        start = end
    return folds
a fold for each row:
    which = rng.permutation(np.arange(N) % k)
    return [(np.flatnonzero(which != i), np.flatnonzero(which == i)) for i in range(k)]
every k-th of the order:
    order = rng.permutation(N)
    return [(np.setdiff1d(order, order[i::k]), order[i::k]) for i in range(k)]
lists, row by row:
    order = list(rng.permutation(N))
    validations = [[] for _ in range(k)]
    for place, row in enumerate(order):
        validations[place % k].append(row)
    folds = []
    for validation in validations:
        train = []
        for row in range(N):
            if row not in validation:
                train.append(row)
        folds.append([train, validation])
    return folds
masks:
    order = np.argsort(rng.random(N))
    folds = []
    for validation in np.array_split(order, k):
        held = np.zeros(N, dtype=bool)
        held[validation] = True
        folds.append((np.where(~held)[0], np.where(held)[0]))
    return tuple(folds)
cut points:
    order = rng.permutation(N)
    cuts = [i * N // k for i in range(k + 1)]
    return [(np.delete(order, range(a, b)), order[a:b]) for a, b in zip(cuts, cuts[1:])]
""")
