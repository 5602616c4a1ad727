"""Mini-batches: all samples in a new order, cut into pieces. There are many right answers: the rules are checked."""

import copy

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal, declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import when

SIZES = "the size of each batch"
COMPLETE = "every sample in some batch (1: yes, 0: no)"
ONCE = "no sample twice (1: yes, 0: no)"
BESIDE = "labels beside their rows (1: yes, 0: no)"
SHUFFLED = "samples shuffled (1: yes, 0: no)"
REPEATED = "the same order from a generator in the same state (1: yes, 0: no)"
RENEWED = "another order from another generator (1: yes, 0: no)"
NEXT = "a new order in the next epoch (1: yes, 0: no)"
NEAR = 1e-3  # a sample as float32 is as near as this

exercise = declare(
    "mini_batches",
    returns=("batches",),
    seen=(SIZES, COMPLETE, ONCE, BESIDE, SHUFFLED, REPEATED, RENEWED, NEXT),
    points={SIZES: 1, COMPLETE: 0.5, ONCE: 0.5, BESIDE: 0.75, SHUFFLED: 0.5, REPEATED: 0.25, RENEWED: 0.25, NEXT: 0.25},
    section=N_("Batch, stochastic, mini-batch"),
)


@exercise.reference
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        batches.append((X[chosen], y[chosen]))
    return batches


@exercise.drive
def four_epochs(mini_batches, X, y, batch_size, seed):
    """The batches of one generator, of a second one in the same state, of a third in another state, and of the first
    one a second time.

    Each call gets samples of its own: where they are shuffled in place, an earlier epoch would change with them. The
    first one gets X and y themselves, so that such a change is seen.
    """
    first, second, third = (np.random.default_rng(each) for each in (seed, seed, seed + 1))
    calls = [(X, y, first), *((X.copy(), y.copy(), rng) for rng in (second, third, first))]
    return tuple(_batches(mini_batches(rows, labels, batch_size, rng)) for rows, labels, rng in calls)


def _batches(returned):
    """A generator is used up, so that it can be looked at; None stays None for `view`."""
    return returned if returned is None or isinstance(returned, np.ndarray | dict) else list(returned)


@exercise.view
def rules(returned, X, y, batch_size, seed):
    """The sizes of the batches, and whether each rule holds. X has no two equal rows and y no two equal labels."""
    epochs = [_epoch(each, X, y) for each in returned]
    (rows, labels, sizes_), (again, *_rest), (other, *_rest), (following, *_rest) = epochs
    if not len(rows):
        return (sizes_, *[False] * 7)
    times = np.bincount(rows[rows >= 0], minlength=len(X))
    return (
        sizes_,
        times.min() > 0,
        times.max() < 2,
        np.array_equal(rows, labels),
        _is_shuffled(rows, sizes_),
        np.array_equal(rows, again),
        not np.array_equal(rows, other),
        not np.array_equal(rows, following),
    )


def _epoch(batches, X, y):
    """For each sample of all batches the places of its row in X and of its label in y; and the sizes of the batches."""
    if batches is None:
        raise Refusal(N_("It returns None. Is there a return at the end?"), mistake="returned_none")
    if not isinstance(batches, list):
        raise Refusal(N_("Return a list of pairs (X_batch, y_batch)."))
    rows, labels = [], []
    for batch in batches:
        if not isinstance(batch, tuple | list):
            raise Refusal(N_("Each entry of the list should be a pair (X_batch, y_batch)."))
        if len(batch) != 2:
            raise Refusal(N_("Each entry of the list should be a pair; one has {count} parts."), count=len(batch))
        try:
            X_batch, y_batch = np.asarray(batch[0], dtype=float), np.asarray(batch[1], dtype=float)
        except (TypeError, ValueError):
            raise Refusal(N_("X_batch and y_batch should be arrays of numbers.")) from None
        if X_batch.shape[:1] == (0,):
            raise Refusal(N_("There is an empty batch. Where does the last one end?"), mistake="empty_batch")
        if X_batch.ndim != 2 or X_batch.shape[1] != X.shape[1]:
            raise Refusal(N_("X_batch should have samples as rows, with all the columns of X."))
        if y_batch.shape != (len(X_batch),):
            raise Refusal(N_("y_batch should hold one label for each row of X_batch."))
        rows.append(X_batch)
        labels.append(y_batch)
    if not batches:
        raise Refusal(N_("The list of batches is empty: no sample is in a batch."), mistake="no_batches")
    distances = np.abs(np.concatenate(rows)[:, None] - X).sum(axis=2)
    return _nearest(distances), _nearest(np.abs(np.concatenate(labels)[:, None] - y)), [len(each) for each in labels]


def _nearest(distances):
    """For each row the place of the smallest distance; -1 where none is near."""
    places = distances.argmin(axis=1)
    return np.where(distances[np.arange(len(places)), places] < NEAR, places, -1)


def _is_shuffled(rows, sizes_):
    """Whether neighbours in a batch are no longer neighbours in X, and samples have changed from batch to batch.

    A right order fails by chance less than once in a thousand million: of 15 or more pairs of neighbours, each is a
    pair in X with a chance of about 2 / N (N > 20), and more than three quarters would have to be.
    """
    batch = np.repeat(np.arange(len(sizes_)), sizes_)
    inside = batch[1:] == batch[:-1]
    neighbours = (np.abs(np.diff(rows)) == 1) & inside
    known = len(sizes_) > 1 and rows.min() >= 0 and rows.max() < len(batch)
    stayed = known and np.array_equal(batch[rows], batch)
    return neighbours.sum() <= 0.75 * inside.sum() and not stayed


def _samples(rng, N, batch_size):
    (D,) = sizes(rng, 1, 2, 4)
    return numbers(rng, N, D), rng.permutation(N).astype(float) * 1.5 - 7, batch_size, int(rng.integers(10000))


exercise.probes(
    # The last batch is a single sample, still as a row.
    one_left_over=sized(lambda rng, size: _samples(rng, 5 * size + 1, size), 4, 6),
    # The batches come out even: no empty batch at the end.
    no_rest=sized(lambda rng, size: _samples(rng, 6 * size, size), 4, 6),
    several_left_over=sized(lambda rng, size: _samples(rng, 5 * size - 2, size), 5, 7),
    # Fewer samples than a batch would hold.
    one_batch=lambda rng: _samples(rng, 23, 40),
    all_in_one=lambda rng: _samples(rng, 22, 22),
    # Few samples: of the 13! orders only the old one is taken for not shuffled.
    one_sample_each=lambda rng: _samples(rng, 13, 1),
)


def _rest(X, batch_size):
    return len(X) % batch_size


def _same_order_each_time(X, y, batch_size, rng):
    """It draws from a copy of rng, which stays as it is."""
    return mini_batches(X, y, batch_size, copy.deepcopy(rng))


exercise.classes("""
one_left_over: where one sample is left for the last batch  if _rest(X, batch_size) == 1
several_left_over: where several samples are left for a smaller last batch
    batch_size < len(X) and _rest(X, batch_size) > 1
no_rest: where several batches come out even  if 1 < batch_size < len(X) and not _rest(X, batch_size)
one_sample_each: where batch_size is 1  if batch_size == 1
all_in_one: where batch_size is the number of samples  if batch_size == len(X)
larger_than_all: where batch_size is larger than the number of samples  if batch_size > len(X)
single_row: where a batch holds one sample  if 1 in (batch_size, _rest(X, batch_size))
one_batch: where all samples are in one batch  if batch_size >= len(X)
""")
exercise.classes(
    when("next_epoch", N_("when it is called a second time with the same generator"), _same_order_each_time)
)

exercise.wrong_lines("""
not_shuffled: The samples come in their old order. Draw a new order with rng first.
    order = np.arange(len(X))
rows_and_labels_apart: Rows and labels go apart: a label no longer stands beside its row. Use one order for both X and
y.
    of "shuffled first": rng.shuffle(order) -> pass ;; X, y = rng.permutation(X), rng.permutation(y)
    of "shuffled first": X, y = X[order], y[order] -> y = y[order]
only_batches_shuffled: Only the batches change places; the same samples stay together. Shuffle the samples first.
    order = np.arange(len(X)) ;; return batches -> rng.shuffle(batches); return batches
shuffled_within_batches: The samples are shuffled inside each batch only, so the same ones stay together. Shuffle first,
then cut.
    order = np.arange(len(X)) ;; chosen = rng.permutation(order[start : start + batch_size])
    order = rng.permutation(batch_size) ;; chosen = start + order
drawn_anew: Some samples come twice and some never, as where each batch is drawn anew from all samples. Draw one order
and cut it.
    order = rng.permutation(len(X)) -> pass ;; chosen = rng.choice(len(X), batch_size)
    order = rng.permutation(len(X)) -> pass ;; chosen = rng.choice(len(X), batch_size, replace=False)
    order = rng.permutation(len(X)) -> pass ;; chosen = rng.permutation(len(X))[start : start + batch_size]
    order = rng.permutation(len(X)) -> pass ;; chosen = rng.permutation(len(X))[:batch_size]
with_replacement: The order holds some samples twice and others never. Use rng.permutation, which holds each once.
    order = rng.integers(0, len(X), len(X))
other_generator: Two generators in the same state give different orders. Draw the order with rng and not with np.random:
then an experiment can be repeated.
    order = np.random.permutation(len(X))
same_order_always: The order is the same whatever rng is, so every epoch would have the same one. Draw it from rng at
each call.
    order = np.random.default_rng(0).permutation(len(X))
same_order_in_each_epoch: A second call with the same rng gives the same order again. Draw from rng itself, which moves
on with each draw.
    order = rng.permutation(len(X)) -> state = rng.bit_generator.state; ...; rng.bit_generator.state = state
last_batch_dropped: The last samples are lost. They should form a batch too, even where they do not fill it.
    for start in range(0, len(X) - batch_size + 1, batch_size):
    for start in range(0, len(X) - batch_size, batch_size):
empty_batch: Where the batches come out even, there is an empty one at the end. Leave it out.
    for start in range(0, len(X) + 1, batch_size):
last_batch_filled: The last batch is filled up with samples that had their turn already. Leave it smaller.
    chosen = order[min(start, max(len(X) - batch_size, 0)) :][:batch_size]
    chosen = order[np.arange(start, start + batch_size) % len(X)]
rest_added: The samples that are left over are added to the last full batch. They should form a batch of their own.
    of "split at the ends of the batches": ends = np.arange(batch_size, len(X) - batch_size + 1, batch_size)
batches_overlap: Each batch starts one sample after the one before, so they overlap. Start it behind the end of the one
before.
    for start in range(len(X)):
    for start in range(len(X) - batch_size + 1):
spread_evenly: The samples are spread evenly over the batches. Every batch should be full, and only the last may be
smaller.
    for chosen in np.array_split(order, -(-len(X) // batch_size)): batches.append((X[chosen], y[chosen]))
number_for_size: batch_size is taken as the number of batches. It should be the number of samples in each.
    for chosen in np.array_split(order, batch_size): batches.append((X[chosen], y[chosen]))
    for chosen in np.array_split(order, min(batch_size, len(X))): batches.append((X[chosen], y[chosen]))
single_samples: Each batch is one sample. Put batch_size samples into each; only the last may have fewer.
    for i in order: batches.append((X[i : i + 1], y[i : i + 1]))
one_sample_missing: One sample never has its turn. Does the order hold all of them?
    order = rng.permutation(len(X) - 1)
one_sample_missing_in_each: Each batch is one sample short. A slice a:b ends before b, so it needs no - 1.
    chosen = order[start : start + batch_size - 1]
    chosen = order[start : start + batch_size - 1] ;; return [batch for batch in batches if len(batch[0])]
first_batch_only: There is only one batch. Is the return inside the loop?
    batches.append((X[chosen], y[chosen])) -> return [(X[chosen], y[chosen])]
last_batch_only: There is only the last batch. Is the list made anew inside the loop?
    batches.append((X[chosen], y[chosen])) -> batches = [(X[chosen], y[chosen])]
no_batches: The list is empty. Are the batches appended to it?
    batches.append((X[chosen], y[chosen])) -> pass
pair_exchanged: The pairs are the wrong way round. Put the rows first, then the labels.
    batches.append((X[chosen], y[chosen])) -> batches.append((y[chosen], X[chosen]))
no_pairs: The entries are arrays. Each entry should be a pair of the rows and their labels: (X[...], y[...]).
    batches.append((X[chosen], y[chosen])) -> batches.append(chosen)
two_lists: It returns two lists, one of rows and one of labels. Put the two of each batch into a pair.
    return [rows for rows, _labels in batches], [labels for _rows, labels in batches]
""")

exercise.alternatives("""
shuffled first:
    order = np.arange(len(X))
    rng.shuffle(order)
    X, y = X[order], y[order]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]
split at the ends of the batches:
    order = rng.permutation(X.shape[0])
    ends = np.arange(batch_size, len(X), batch_size)
    return list(zip(np.split(X[order], ends), np.split(y[order], ends), strict=True))
sample by sample:
    batches, rows, labels = [], [], []
    for i in rng.permutation(len(X)):
        rows.append(X[i])
        labels.append(y[i])
        if len(rows) == batch_size:
            batches.append([np.array(rows), np.array(labels)])
            rows, labels = [], []
    if rows:
        batches.append([np.array(rows), np.array(labels)])
    return batches
rows and labels in one array, sorted by random numbers:
    both = np.column_stack([X, y])[np.argsort(rng.random(len(X)))]
    for start in range(0, len(X), batch_size):
        cut = both[start : start + batch_size].astype(np.float32)
        yield cut[:, :-1], cut[:, -1]
a list of numbers that gets shorter:
    left = rng.choice(len(X), len(X), replace=False).tolist()
    batches = []
    while left:
        chosen, left = left[:batch_size], left[batch_size:]
        batches.append(([list(X[i]) for i in chosen], [y[i] for i in chosen]))
    return tuple(batches)
""")
