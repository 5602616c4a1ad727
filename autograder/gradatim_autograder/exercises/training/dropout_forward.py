"""Inverted dropout: some units are silenced by chance, the others speak louder."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, Refusal, numbers

exercise = Exercise(
    "dropout_forward",
    chapter="07-training",
    returns=("out", "mask"),
    points={"out": 2, "values of the mask": 1, "at test time": 1},
    section=N_("Dropout"),
    seen=(
        "share of units kept",
        "factor on kept units (smallest, largest)",
        "difference between columns in the share kept",
        "difference between rows in the share kept",
        "values of the mask",
        "generators of its own",
    ),
    # X has 60 * 50 = 3000 entries, so the share has the spread sqrt(k (1 - k) / 3000) <= 0.0082 (k from 0.2 to 0.28 or
    # from 0.72 to 0.8), the difference of two shares 0.0116: 0.07 is 8.5 spreads of the one and 6 of the other. The
    # nearest mistake keeps half of the units or 1 - k of them, at least 0.22 away.
    # The spread of 50 columns (60 entries each) is about 0.058 with a spread of its own of 0.0058; of 60 rows 0.0635 and
    # 0.0058. Where whole columns or rows are dropped it is at least 0.4.
    within={
        "share of units kept": 0.07,
        "difference between columns in the share kept": 0.06,
        "difference between rows in the share kept": 0.06,
    },
)

USUAL_SEEDS = (0, 1, 42, 123)
MASK = np.array([1.0, 1.0, 0.0, 0.0])  # smallest and largest where units are kept, and where they are dropped


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
    kept = out != 0
    factors = out[kept] / X[kept] if kept.any() else np.array([np.nan])
    return (
        kept.mean(),
        np.array([factors.min(), factors.max()]),
        kept.mean(axis=0).std(),
        kept.mean(axis=1).std(),
        _values(returned[1], kept) if train else MASK,  # at test time nobody needs it
        float(train and _of_usual_seed(kept, keep)),
    )


def _values(mask, kept):
    """The smallest and largest number of the mask where units are kept, and where they are dropped; wanted 1, 1, 0, 0."""
    if mask is None:
        return None
    mask = np.asarray(mask, dtype=float)
    if mask.shape != kept.shape:
        return mask
    values = [f(part) for part, empty in ((mask[kept], 1.0), (mask[~kept], 0.0)) for f in _ends(part, empty)]
    return np.array(values)


def _ends(part, empty):
    return (np.min, np.max) if part.size else (lambda _part: empty,) * 2


def _of_usual_seed(kept, keep):
    """Whether these units are kept by a generator with one of the usual seeds."""
    for seed in USUAL_SEEDS:
        for draws in (np.random.default_rng(seed).random(kept.shape), np.random.RandomState(seed).rand(*kept.shape)):
            if (kept == (draws < keep)).all():
                return True
    return False


@exercise.reference
def dropout_forward(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) < keep).astype(float)
    return X * mask / keep, mask


def _arguments(rng, keep, train):
    return numbers(rng, 60, 50), float(keep), np.random.default_rng(rng.integers(2**32)), train


@exercise.probe()
def few_kept(rng):
    return _arguments(rng, rng.uniform(0.2, 0.28), True)


@exercise.probe()
def many_kept(rng):
    return _arguments(rng, rng.uniform(0.72, 0.8), True)


@exercise.probe(part="at test time")
def test_time(rng):
    return _arguments(rng, rng.uniform(0.72, 0.8), False)


EXCHANGED = N_("keep is the probability to KEEP a unit. Here it is the probability to drop it.")


@exercise.mistake("keep_is_drop", EXCHANGED)
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) > keep).astype(float)
    return X * mask / keep, mask


@exercise.mistake("keep_is_drop")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) > keep).astype(float)
    return X * mask / (1 - keep), mask


@exercise.mistake("divided_by_drop", N_("It divides by 1 - keep. Of all units the share keep is left: divide by keep."))
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) < keep).astype(float)
    return X * mask / (1 - keep), mask


@exercise.mistake(
    "not_divided", N_("What is kept has to be divided by keep, so that the sum stays the same on average.")
)
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) < keep).astype(float)
    return X * mask, mask


@exercise.mistake("multiplied_by_keep", N_("It is multiplied by keep. Fewer units have to speak louder: divide."))
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) < keep).astype(float)
    return X * mask * keep, mask


@exercise.mistake("on_at_test_time", N_("It drops units at test time too. With train=False, X comes out as it is."))
def _(X, keep, rng, train):
    mask = (rng.random(X.shape) < keep).astype(float)
    return X * mask / keep, mask


@exercise.mistake(
    "train_reversed", N_("It drops units at test time and none in training: train is asked the wrong way round.")
)
def _(X, keep, rng, train):
    if train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) < keep).astype(float)
    return X * mask / keep, mask


@exercise.mistake("never_drops", N_("No unit is dropped, in training neither. Draw a mask with rng."))
def _(X, keep, rng, train):
    return X, np.ones_like(X)


@exercise.mistake(
    "scaled_at_test_time",
    N_("X is multiplied by keep at test time. Inverted dropout divided in training, so nothing is left to do."),
)
def _(X, keep, rng, train):
    if not train:
        return X * keep, np.ones_like(X)
    mask = (rng.random(X.shape) < keep).astype(float)
    return X * mask / keep, mask


@exercise.mistake(
    "scaled_at_test_only",
    N_("This is the older form: X * mask in training, X * keep at test time. Here training divides by keep instead."),
)
def _(X, keep, rng, train):
    if not train:
        return X * keep, np.ones_like(X)
    mask = (rng.random(X.shape) < keep).astype(float)
    return X * mask, mask


@exercise.mistake(
    "divided_at_test_time", N_("X is divided by keep at test time. Nothing is dropped there, so X stays as it is.")
)
def _(X, keep, rng, train):
    if not train:
        return X / keep, np.ones_like(X)
    mask = (rng.random(X.shape) < keep).astype(float)
    return X * mask / keep, mask


SCALED = N_("The mask is divided by keep. In this course it holds 0 and 1; dropout_backward divides by keep itself.")


@exercise.mistake("mask_scaled", SCALED)
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) < keep) / keep
    return X * mask, mask


@exercise.mistake("mask_reversed", N_("The mask is 1 where a unit was dropped. It should be 1 where it was kept."))
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    dropped = (rng.random(X.shape) > keep).astype(float)
    return X * (1 - dropped) / keep, dropped


@exercise.mistake(
    "whole_columns",
    N_("Whole columns are dropped: one draw for each column. Draw for each entry, with the shape of X."),
)
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = np.ones_like(X) * (rng.random(X.shape[1]) < keep)
    return X * mask / keep, mask


@exercise.mistake(
    "whole_rows",
    N_("Whole samples are dropped: one draw for each row. Draw for each entry, with the shape of X."),
)
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = np.ones_like(X) * (rng.random((len(X), 1)) < keep)
    return X * mask / keep, mask


@exercise.mistake("half_kept", N_("Half of the units are kept, whatever keep says. Compare the draws with keep."))
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = rng.integers(0, 2, size=X.shape)
    return X * mask / keep, mask


@exercise.mistake(
    "generator_of_its_own",
    N_("It makes a generator of its own with a fixed seed. Use the rng that is passed in."),
)
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (np.random.default_rng(0).random(X.shape) < keep).astype(float)
    return X * mask / keep, mask


@exercise.mistake("whole_columns")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = rng.random(X.shape[1]) < keep
    return X * mask / keep, np.ones(X.shape[1])


@exercise.mistake("divided_twice", N_("It is divided by keep twice. Once is enough to keep the mean."))
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) < keep) / keep
    return X * mask / keep, mask


@exercise.mistake("divided_twice")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) < keep).astype(float)
    return X * mask / keep**2, mask


@exercise.mistake(
    "mask_drawn_twice",
    N_(
        "The mask that is returned is not the one that was applied: it is drawn a second time. Draw once, use it twice."
    ),
)
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    out = X * (rng.random(X.shape) < keep) / keep
    return out, (rng.random(X.shape) < keep).astype(float)


@exercise.mistake(
    "normal_numbers",
    N_("It draws normal random numbers. Below keep lie the right share of numbers that are spread evenly from 0 to 1."),
)
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = (rng.normal(size=X.shape) < keep).astype(float)
    return X * mask / keep, mask


@exercise.alternative("loops")
def _(X, keep, rng, train):
    N, D = X.shape
    out, mask = np.zeros((N, D)), np.zeros((N, D))
    for n in range(N):
        for d in range(D):
            if not train:
                mask[n, d], out[n, d] = 1, X[n, d]
            elif rng.random() < keep:
                mask[n, d], out[n, d] = 1, X[n, d] / keep
    return out, mask


@exercise.alternative("binomial")
def _(X, keep, rng, train):
    if not train:
        return X.copy(), np.ones(X.shape)
    mask = rng.binomial(1, keep, size=X.shape)
    return X / keep * mask, mask


@exercise.alternative("choice")
def _(X, keep, rng, train):
    mask = rng.choice([0, 1], size=X.shape, p=[1 - keep, keep]) if train else np.ones(X.shape, dtype=int)
    return X * mask / (keep if train else 1), mask


@exercise.alternative("true and false")
def _(X, keep, rng, train):
    if train:
        mask = rng.uniform(size=X.shape) <= keep
        return np.where(mask, X / keep, 0.0), mask
    return X, np.ones(X.shape, dtype=bool)


@exercise.alternative("float32, drawn column by column")
def _(X, keep, rng, train):
    if not train:
        return X, np.ones_like(X)
    mask = np.column_stack([rng.random(len(X)) >= 1 - keep for _column in range(X.shape[1])])
    return (X * mask / keep).astype(np.float32), mask.astype(np.float32)


@exercise.alternative("no mask at test time")
def _(X, keep, rng, train):
    if not train:
        return X, None
    mask = rng.random(X.shape) < keep
    return np.where(mask, X / keep, 0.0), mask


@exercise.alternative("a mask is drawn at test time and not used")
def _(X, keep, rng, train):
    mask = (rng.random(X.shape) < keep) * 1.0
    return (X * mask / keep if train else X), mask
