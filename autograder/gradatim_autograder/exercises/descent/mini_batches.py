"""Mini-batches: all samples in a new order, cut into pieces. There are many right answers: the rules are checked."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, Refusal, numbers, sizes

SIZES = "the size of each batch"
COMPLETE = "every sample in some batch (1: yes, 0: no)"
ONCE = "no sample twice (1: yes, 0: no)"
BESIDE = "labels beside their rows (1: yes, 0: no)"
SHUFFLED = "samples shuffled (1: yes, 0: no)"
REPEATED = "the same order from the same generator (1: yes, 0: no)"
RENEWED = "another order from another generator (1: yes, 0: no)"
NEAR = 1e-3  # a sample as float32 is as near as this

exercise = Exercise(
    "mini_batches",
    chapter="06-gradient-descent",
    returns=("batches",),
    seen=(SIZES, COMPLETE, ONCE, BESIDE, SHUFFLED, REPEATED, RENEWED),
    points={SIZES: 1, COMPLETE: 0.5, ONCE: 0.5, BESIDE: 1, SHUFFLED: 0.5, REPEATED: 0.25, RENEWED: 0.25},
    section=N_("Batch, stochastic, mini-batch"),
)


@exercise.drive
def three_epochs(mini_batches, X, y, batch_size, seed):
    """The batches of one generator, of a second one in the same state, and of a third in another state.

    Each call gets samples of its own: where they are shuffled in place, an earlier epoch would change with them. The
    first one gets X and y themselves, so that such a change is seen.
    """
    calls = [(seed, X, y), (seed, X.copy(), y.copy()), (seed + 1, X.copy(), y.copy())]
    return tuple(_batches(mini_batches(A, c, batch_size, np.random.default_rng(each))) for each, A, c in calls)


def _batches(returned):
    """A generator is used up, so that it can be looked at; None stays None for `view`."""
    return returned if returned is None or isinstance(returned, np.ndarray | dict) else list(returned)


@exercise.view
def rules(returned, X, y, batch_size, seed):
    """The sizes of the batches, and whether each rule holds. X has no two equal rows and y no two equal labels."""
    epochs = [_epoch(each, X, y) for each in returned]
    (rows, labels, sizes_), (again, *_rest), (other, *_rest) = epochs
    if not len(rows):
        return (sizes_, *[False] * 6)
    times = np.bincount(rows[rows >= 0], minlength=len(X))
    return (
        sizes_,
        times.min() > 0,
        times.max() < 2,
        np.array_equal(rows, labels),
        _is_shuffled(rows, sizes_),
        np.array_equal(rows, again),
        not np.array_equal(rows, other),
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
        nothing = np.zeros(0, dtype=int)
        return nothing, nothing, []
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


@exercise.reference
def mini_batches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        batches.append((X[chosen], y[chosen]))
    return batches


def _samples(rng, N):
    (D,) = sizes(rng, 1, 2, 4)
    return numbers(rng, N, D), rng.permutation(N).astype(float) * 1.5 - 7, int(rng.integers(10000))


@exercise.probe()
def one_left_over(rng):
    """The last batch is a single sample, still as a row."""
    (size,) = sizes(rng, 1, 4, 6)
    X, y, seed = _samples(rng, 5 * size + 1)
    return X, y, size, seed


@exercise.probe()
def no_rest(rng):
    """The batches come out even: no empty batch at the end."""
    (size,) = sizes(rng, 1, 4, 6)
    X, y, seed = _samples(rng, 6 * size)
    return X, y, size, seed


@exercise.probe()
def one_batch(rng):
    """Fewer samples than a batch would hold."""
    X, y, seed = _samples(rng, 23)
    return X, y, 40, seed


@exercise.mistake("not_shuffled", N_("The samples come in their old order. Draw a new order with rng first."))
def _(X, y, batch_size, rng):
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


APART = N_("Rows and labels go apart: a label no longer stands beside its row. Use one order for both X and y.")


@exercise.mistake("rows_and_labels_apart", APART)
def _(X, y, batch_size, rng):
    X, y = rng.permutation(X), rng.permutation(y)
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@exercise.mistake("rows_and_labels_apart")
def _(X, y, batch_size, rng):
    y = y[rng.permutation(len(y))]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@exercise.mistake(
    "last_batch_dropped", N_("The samples that do not fill a whole batch are lost. They form a smaller one.")
)
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = [order[k * batch_size : (k + 1) * batch_size] for k in range(len(X) // batch_size)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake(
    "batches_overlap", N_("The batches overlap: each starts one sample after the last one. Start behind its end.")
)
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = [order[start : start + batch_size] for start in range(len(X))]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake("batches_overlap")
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = [order[start : start + batch_size] for start in range(len(X) - batch_size + 1)]
    return [(X[cut], y[cut]) for cut in cuts]


ANEW = N_("Each batch is drawn anew from all samples, so some come twice and some never. Draw one order and cut it.")


@exercise.mistake("drawn_anew", ANEW)
def _(X, y, batch_size, rng):
    cuts = [rng.choice(len(X), batch_size) for _start in range(0, len(X), batch_size)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake("drawn_anew")
def _(X, y, batch_size, rng):
    cuts = [rng.choice(len(X), batch_size, replace=False) for _start in range(0, len(X), batch_size)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake("drawn_anew")
def _(X, y, batch_size, rng):
    cuts = [rng.permutation(len(X))[start : start + batch_size] for start in range(0, len(X), batch_size)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake("drawn_anew")
def _(X, y, batch_size, rng):
    cuts = [rng.permutation(len(X))[:batch_size] for _start in range(0, len(X), batch_size)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake(
    "with_replacement",
    N_("The order holds some samples twice and others never. Use rng.permutation, which holds each once."),
)
def _(X, y, batch_size, rng):
    order = rng.integers(0, len(X), len(X))
    cuts = [order[start : start + batch_size] for start in range(0, len(X), batch_size)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake(
    "other_generator",
    N_("It draws from np.random, not from rng. With the rng that is passed in, an experiment can be repeated."),
)
def _(X, y, batch_size, rng):
    order = np.random.permutation(len(X))
    cuts = [order[start : start + batch_size] for start in range(0, len(X), batch_size)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake(
    "own_generator", N_("It makes a generator of its own, so every epoch has the same order. Use rng as it comes in.")
)
def _(X, y, batch_size, rng):
    order = np.random.default_rng(0).permutation(len(X))
    cuts = [order[start : start + batch_size] for start in range(0, len(X), batch_size)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake(
    "only_batches_shuffled",
    N_("Only the batches change places; the same samples stay together. Shuffle the samples first."),
)
def _(X, y, batch_size, rng):
    batches = [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]
    rng.shuffle(batches)
    return batches


@exercise.mistake(
    "shuffled_within_batches",
    N_("The samples are shuffled inside each batch only, so the same ones stay together. Shuffle first, then cut."),
)
def _(X, y, batch_size, rng):
    batches = []
    for start in range(0, len(X), batch_size):
        X_batch, y_batch = X[start : start + batch_size], y[start : start + batch_size]
        order = rng.permutation(len(X_batch))
        batches.append((X_batch[order], y_batch[order]))
    return batches


@exercise.mistake("empty_batch", N_("Where the batches come out even, there is an empty one at the end."))
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = [order[k * batch_size : (k + 1) * batch_size] for k in range(len(X) // batch_size + 1)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake(
    "spread_evenly",
    N_("The samples are spread evenly over the batches. Every batch is full, and only the last may be smaller."),
)
def _(X, y, batch_size, rng):
    cuts = np.array_split(rng.permutation(len(X)), -(-len(X) // batch_size))
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake(
    "number_for_size", N_("batch_size is taken as the number of batches. It is the number of samples in each.")
)
def _(X, y, batch_size, rng):
    cuts = np.array_split(rng.permutation(len(X)), batch_size)
    return [(X[cut], y[cut]) for cut in cuts if len(cut)]


@exercise.mistake("number_for_size")
def _(X, y, batch_size, rng):
    cuts = np.array_split(rng.permutation(len(X)), batch_size)
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake(
    "last_batch_filled", N_("The last batch is filled up with samples that had their turn already. It may be smaller.")
)
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = [order[min(start, max(len(X) - batch_size, 0)) :][:batch_size] for start in range(0, len(X), batch_size)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake("last_batch_filled")
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = [order[np.arange(start, start + batch_size) % len(X)] for start in range(0, len(X), batch_size)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake("rest_added", N_("The rest is added to the last full batch. It forms a batch of its own."))
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    number = max(len(X) // batch_size, 1)
    cuts = [order[k * batch_size : (k + 1) * batch_size if k + 1 < number else None] for k in range(number)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake("first_batch_only", N_("There is only one batch. Is the return inside the loop?"))
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))[:batch_size]
    return [(X[order], y[order])]


@exercise.mistake("last_batch_only", N_("There is only the last batch. Is the list made anew inside the loop?"))
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = [order[start : start + batch_size] for start in range(0, len(X), batch_size)]
    return [(X[cut], y[cut]) for cut in cuts[-1:]]


@exercise.mistake("one_sample_missing", N_("One sample never has its turn. Does the order hold all of them?"))
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X) - 1)
    cuts = [order[start : start + batch_size] for start in range(0, len(X), batch_size)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake(
    "one_sample_missing_in_each", N_("Each batch is one sample short. A slice a:b ends before b, so it needs no - 1.")
)
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = [order[start : start + batch_size - 1] for start in range(0, len(X), batch_size)]
    return [(X[cut], y[cut]) for cut in cuts if len(cut)]


@exercise.mistake("pair_exchanged", N_("The pairs are the wrong way round: first the rows, then the labels."))
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = [order[start : start + batch_size] for start in range(0, len(X), batch_size)]
    return [(y[cut], X[cut]) for cut in cuts]


@exercise.mistake(
    "no_pairs",
    N_("The entries are arrays. Each entry should be a pair of the rows and their labels: (X[...], y[...])."),
)
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    return [order[start : start + batch_size] for start in range(0, len(X), batch_size)]


@exercise.mistake(
    "two_lists", N_("It returns two lists, one of rows and one of labels. Put the two of each batch into a pair.")
)
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = [order[start : start + batch_size] for start in range(0, len(X), batch_size)]
    return [X[cut] for cut in cuts], [y[cut] for cut in cuts]


@exercise.mistake("last_batch_dropped")
def _(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    cuts = [order[start : start + batch_size] for start in range(0, len(X) - batch_size, batch_size)]
    return [(X[cut], y[cut]) for cut in cuts]


@exercise.mistake("shuffled_within_batches")
def _(X, y, batch_size, rng):
    batches, order = [], rng.permutation(batch_size)
    for start in range(0, len(X), batch_size):
        batches.append((X[start : start + batch_size][order], y[start : start + batch_size][order]))
    return batches


@exercise.mistake("no_batches", N_("The list is empty. Are the batches appended to it?"))
def _(X, y, batch_size, rng):
    return []


@exercise.alternative("shuffled first")
def _(X, y, batch_size, rng):
    order = np.arange(len(X))
    rng.shuffle(order)
    X, y = X[order], y[order]
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]


@exercise.alternative("split at the ends of the batches")
def _(X, y, batch_size, rng):
    order = rng.permutation(X.shape[0])
    ends = np.arange(batch_size, len(X), batch_size)
    return list(zip(np.split(X[order], ends), np.split(y[order], ends), strict=True))


@exercise.alternative("sample by sample")
def _(X, y, batch_size, rng):
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


@exercise.alternative("rows and labels in one array, sorted by random numbers")
def _(X, y, batch_size, rng):
    both = np.column_stack([X, y])[np.argsort(rng.random(len(X)))]
    for start in range(0, len(X), batch_size):
        cut = both[start : start + batch_size].astype(np.float32)
        yield cut[:, :-1], cut[:, -1]


@exercise.alternative("a list of numbers that gets shorter")
def _(X, y, batch_size, rng):
    left = rng.choice(len(X), len(X), replace=False).tolist()
    batches = []
    while left:
        chosen, left = left[:batch_size], left[batch_size:]
        batches.append(([list(X[i]) for i in chosen], [y[i] for i in chosen]))
    return tuple(batches)
