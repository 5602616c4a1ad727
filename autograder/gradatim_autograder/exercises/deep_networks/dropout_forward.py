"""Inverted dropout: some units are silenced by chance, the others speak louder."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal, declare, numbers
from gradatim_autograder.exercise.argument_class import holds_zero, where

exercise = declare(
    "dropout_forward",
    returns=("out", "mask"),
    points={"out": 2, "values of the mask": 1, "at test time": 1},
    section=N_("Dropout"),
    seen=(
        "share of units kept",
        "smallest factor of a unit kept",
        "largest factor of a unit kept",
        "spread of the shares kept in the columns",
        "spread of the shares kept in the rows",
        "values of the mask",
    ),
    # X has 3000 entries, so the share has the spread sqrt(k (1 - k) / 3000) <= 0.0082 (k from 0.2 to 0.28 or from 0.72
    # to 0.8), the difference of two shares 0.0116: 0.07 is 8.5 spreads of the one and 6 of the other. The nearest
    # mistake keeps half of the units or 1 - k of them, at least 0.22 away.
    # The 300 rows or columns of 10 entries have shares with a spread of sqrt(k (1 - k) / 10), 0.126 to 0.142, which has
    # a spread of its own of at most 0.0058: 0.042 is 7.2 of it and 5.1 of the difference of two. Where each row or
    # column has the same count it is 0, at least 0.126 away, and where whole ones are dropped 0.4, 0.26 away.
    within={
        "share of units kept": 0.07,
        "spread of the shares kept in the columns": 0.042,
        "spread of the shares kept in the rows": 0.042,
    },
)

LONG, SHORT = 300, 10  # lengths of the two axes of X where the share of each row, or column, is measured


@exercise.view
def looked_at(returned, X, keep, rng, train):
    """Which units are kept, what became of them, and what the mask says about them."""
    if not isinstance(returned, tuple | list) or len(returned) != 2:
        raise Refusal(N_("Return two things, at test time too: return out, mask."), mistake="wrong_number_of_results")
    if returned[0] is None:
        raise Refusal(N_("out is None. It should be an array of the shape of X."))
    out = np.asarray(returned[0], dtype=float)
    if out.shape != X.shape:
        raise Refusal(N_("out should have the shape of X."))
    kept = _kept(X, out, returned[1])
    told = kept & (X != 0)
    factors = out[told] / X[told] if told.any() else np.zeros(1)
    return (
        kept.mean(),
        factors.min(),
        factors.max(),
        _spread(kept.mean(axis=0)) if X.shape == (SHORT, LONG) else 0.0,
        _spread(kept.mean(axis=1)) if X.shape == (LONG, SHORT) else 0.0,
        _values(returned[1], kept),
    )


def _spread(shares):
    """How much shares differ: 0 where they are equal, whatever rounding has left."""
    return float(shares.std().round(6))


def _kept(X, out, mask):
    """Which units are kept. Of a 0 the mask alone can say it."""
    kept = out != 0
    if (X == 0).any() and np.shape(mask) == X.shape:
        return np.where(X == 0, np.asarray(mask) != 0, kept)
    return kept


def _values(mask, kept):
    """The smallest and largest number of the mask where units are kept, and where they are dropped: 1, 1, 0, 0."""
    if mask is None:
        return None
    mask = np.asarray(mask, dtype=float)
    if mask.shape != kept.shape:
        return mask
    values = [f(part) for part, empty in ((mask[kept], 1.0), (mask[~kept], 0.0)) for f in _ends(part, empty)]
    return np.array(values)


def _ends(part, empty):
    return (np.min, np.max) if part.size else (lambda _part: empty,) * 2


@exercise.reference
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) < keep).astype(float)
    out = X * mask / keep
    return out, mask


def _arguments(rng, N, D, keep, train):
    return numbers(rng, N, D), float(keep), np.random.default_rng(rng.integers(2**32)), train


exercise.probes(
    # Many rows: what is dropped in each of them is measured.
    few_kept=lambda rng: _arguments(rng, LONG, SHORT, rng.uniform(0.2, 0.28), True),
    # Many columns.
    many_kept=lambda rng: _arguments(rng, SHORT, LONG, rng.uniform(0.72, 0.8), True),
    all_kept=lambda rng: _arguments(rng, 4, 5, 1.0, True),
)


@exercise.probe()
def zeros_among_the_inputs(rng):
    """A third of X is 0. Whether it is kept is seen in the mask alone, and that is what the way back needs."""
    X, *others = _arguments(rng, 50, 60, rng.uniform(0.72, 0.8), True)
    X[rng.random(X.shape) < 1 / 3] = 0.0
    return X, *others


exercise.probes("at test time", test_time=lambda rng: _arguments(rng, 30, 40, rng.uniform(0.72, 0.8), False))

exercise.classes(
    holds_zero("X"),
    where("keep_1", N_("where keep is 1"), lambda keep: keep == 1),
    where("test_time", N_("where train is False"), lambda train: not train),
)

exercise.wrong_lines("""
keep_is_drop: keep is the probability to drop a unit here. It should be the probability to KEEP it.
    mask = (rng.random(X.shape) > keep).astype(float)
    mask = (rng.random(X.shape) > keep).astype(float) ;; out = X * mask / (1 - keep)
divided_by_drop: It divides by 1 - keep. Of all units the share keep is left: divide by keep.
    out = X * mask / (1 - keep)
not_divided: What is kept is not divided by keep. It should be, so that the sum stays the same on average.
    out = X * mask
multiplied_by_keep: What is kept is multiplied by keep. Fewer units have to speak louder: divide.
    out = X * mask * keep
on_at_test_time: It drops units at test time too. With train=False, X comes out as it is.
    if False:
train_reversed: It drops units at test time and none in training. It should be the other way round.
    if train:
never_drops: No unit is dropped, not even in training. Draw a mask with rng.
    mask = np.ones_like(X) ;; out = X
scaled_at_test_time: X is multiplied by keep at test time. Inverted dropout divided in training, so nothing is left to
do.
    return X, np.ones_like(X) -> return X * keep, np.ones_like(X)
scaled_at_test_only: This is the older form: X * mask in training, X * keep at test time. In this course training
divides by keep, and at test time nothing is done.
    return X, np.ones_like(X) -> return X * keep, np.ones_like(X) ;; out = X * mask
divided_at_test_time: X is divided by keep at test time. Nothing is dropped there, so X stays as it is.
    return X, np.ones_like(X) -> return X / keep, np.ones_like(X)
mask_scaled: The mask is divided by keep. It should hold 0 and 1; dropout_backward divides by keep itself.
    mask = (rng.random(X.shape) < keep) / keep ;; out = X * mask
    np.ones_like(X) -> np.ones_like(X) / keep ;; mask = (rng.random(X.shape) < keep) / keep ;; out = X * mask
whole_columns: Whole columns are dropped: one draw for each column. Draw for each entry, with the shape of X.
    mask = np.ones_like(X) * (rng.random(X.shape[1]) < keep)
    mask = rng.random(X.shape[1]) < keep ;; return out, mask -> return out, np.ones(X.shape[1])
whole_rows: Whole samples are dropped: one draw for each row. Draw for each entry, with the shape of X.
    mask = np.ones_like(X) * (rng.random((len(X), 1)) < keep)
half_kept: Half of the units are kept, whatever keep says. Compare the draws with keep.
    mask = rng.integers(0, 2, size=X.shape)
divided_twice: What is kept is divided by keep twice. Divide once: that is enough to keep the mean.
    mask = (rng.random(X.shape) < keep) / keep
    out = X * mask / keep**2
normal_numbers: The share of units kept is that of normal random numbers below keep. Draw numbers that are spread
evenly from 0 to 1.
    mask = (rng.normal(size=X.shape) < keep).astype(float)
no_mask_at_test_time: At test time the mask is None. It should have the shape of X there too, all ones.
    np.ones_like(X) -> None
mask_drawn_at_test_time: At test time the mask holds zeros, and X comes out whole. Nothing is dropped there: the mask
should be all ones.
    np.ones_like(X) -> (rng.random(X.shape) < keep).astype(float)
mask_of_zeros_at_test_time: At test time the mask is all zeros. Everything is kept there: it should be all ones.
    np.ones_like -> np.zeros_like
mask_is_one_number_at_test_time: At test time the mask is a single number. It should have the shape of X, all ones.
    np.ones_like(X) -> 1.0
mask_is_X_at_test_time: At test time the mask holds the numbers of X. It should be all ones, in the shape of X.
    np.ones_like(X) -> X
mask_from_output: The mask is 0 wherever the output is 0. A 0 in X can be kept as well: the mask should say what was
drawn.
    return out, mask -> return out, (out != 0).astype(float)
divided_by_share_of_mask: What is kept is divided by the share of ones in this mask. Divide by the probability keep.
    out = X * mask / mask.mean()
mask_reversed: The mask is 1 where a unit was dropped. It should be 1 where it was kept.
    return out, mask -> return out, 1 - mask
mask_drawn_twice: The mask that is returned is not the one that was applied to X. Draw once, use it twice.
    return out, mask -> return out, (rng.random(X.shape) < keep).astype(float)
same_count_in_each_row: Each row keeps the same number of units. Every entry should have a draw of its own, so that the
numbers differ.
    mask = (rng.random(X.shape).argsort(axis=1) < round(keep * X.shape[1])).astype(float)
same_count_in_each_column: Each column keeps the same number of units. Every entry should have a draw of its own, so
that the numbers differ.
    mask = (rng.random(X.shape).argsort(axis=0) < round(keep * X.shape[0])).astype(float)
""")

exercise.alternatives("""
loops:
    N, D = X.shape
    out, mask = np.zeros((N, D)), np.zeros((N, D))
    for n in range(N):
        for d in range(D):
            if not train:
                mask[n, d], out[n, d] = 1, X[n, d]
            elif rng.random() < keep:
                mask[n, d], out[n, d] = 1, X[n, d] / keep
    return out, mask
binomial:
    if not train:
        return X.copy(), np.ones(X.shape)
    mask = rng.binomial(1, keep, size=X.shape)
    return X / keep * mask, mask
choice:
    mask = rng.choice([0, 1], size=X.shape, p=[1 - keep, keep]) if train else np.ones(X.shape, dtype=int)
    return X * mask / (keep if train else 1), mask
true and false:
    if train:
        mask = rng.uniform(size=X.shape) <= keep
        return np.where(mask, X / keep, 0.0), mask
    return X, np.ones(X.shape, dtype=bool)
float32, drawn column by column:
    if not train:
        return X, np.ones_like(X)
    mask = np.column_stack([rng.random(len(X)) >= 1 - keep for _column in range(X.shape[1])])
    return (X * mask / keep).astype(np.float32), mask.astype(np.float32)
""")
