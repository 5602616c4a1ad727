"""Back through dropout: the same units, the same factor."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import constant_column, one_row, where, zeros
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise("dropout_backward", chapter="07-training", returns=("dX",), points={"dX": 2}, section=N_("Dropout"))


@exercise.reference
def dropout_backward(dout, mask, keep):
    return dout * mask / keep


@exercise.forward(dX="X")
def loss(dout, mask, keep, X=0.0):
    return float(np.sum(dout * (X * mask / keep)))


@exercise.probe(times=5)
def ordinary(rng):
    N, D = sizes(rng, 2, 3, 8)
    mask = rng.permuted(np.tile(np.arange(N)[:, None] % 2, D), axis=0)  # both in each column
    return numbers(rng, N, D), mask * 1.0, float(rng.choice([rng.uniform(0.2, 0.4), rng.uniform(0.6, 0.9)]))


@exercise.probe()
def keep_1(rng):
    """Everything is kept, as the forward pass does with keep = 1."""
    N, D = sizes(rng, 2, 3, 8)
    return numbers(rng, N, D), np.ones((N, D)), 1.0


@exercise.probe()
def all_kept_by_chance(rng):
    """What is kept is divided by keep, also where nothing was dropped."""
    N, D = sizes(rng, 2, 2, 4)
    return numbers(rng, N, D), np.ones((N, D)), float(rng.uniform(0.6, 0.9))


@exercise.probe()
def nothing_kept(rng):
    N, D = sizes(rng, 2, 3, 8)
    return numbers(rng, N, D), np.zeros((N, D)), float(rng.uniform(0.2, 0.4))


@exercise.probe()
def one_sample(rng):
    D = int(rng.integers(5, 9))
    return numbers(rng, 1, D), rng.permutation(np.arange(D) % 2)[None] * 1.0, float(rng.uniform(0.2, 0.4))


@exercise.probe()
def whole_column_kept(rng):
    """By chance a column is kept in all rows, and another one in none."""
    dout, mask, keep = ordinary(rng)
    mask[:, 0], mask[:, -1] = 1.0, 0.0
    return dout, mask, keep


exercise.covers(
    where("keep_1", N_("where keep is 1"), lambda keep: keep == 1),
    where(
        "all_kept",
        N_("where the mask holds ones alone and keep is below 1"),
        lambda mask, keep: keep < 1 and bool(np.all(mask == 1)),
    ),
    zeros("mask"),
    one_row("dout"),
    constant_column("mask"),
)


@exercise.mistake("keep_forgotten", N_("dX is not divided by keep. Divide by it, as the forward pass did."))
def _(dout, mask, keep):
    return dout * mask


@exercise.mistake(
    "mask_forgotten", N_("The mask is not used. What was dropped had no part in the loss: its gradient is 0.")
)
def _(dout, mask, keep):
    return dout / keep


@exercise.mistake("nothing_done", N_("dout goes through unchanged. Use the mask and keep, as in the forward pass."))
def _(dout, mask, keep):
    return dout * 1.0


@exercise.mistake("multiplied_by_keep", N_("dX is multiplied by keep. Divide by it, as the forward pass did."))
def _(dout, mask, keep):
    return dout * mask * keep


@exercise.mistake(
    "mask_reversed", N_("The gradient goes through what was dropped. The mask is 1 where a unit was kept.")
)
def _(dout, mask, keep):
    return dout * (1 - mask) / keep


@exercise.mistake("divided_by_drop", N_("It divides by 1 - keep. Divide by keep, the probability to keep a unit."))
def _(dout, mask, keep):
    return dout * mask / (1 - keep)


@exercise.mistake("divided_twice", N_("dX is divided by keep twice. Divide once, as the forward pass did."))
def _(dout, mask, keep):
    return dout * mask / keep**2


@exercise.mistake(
    "share_of_mask_used",
    N_("It divides by the share of ones in this mask. Divide by the probability keep, as in the forward pass."),
)
def _(dout, mask, keep):
    return dout * mask / mask.mean()


@exercise.mistake("divided_by_mask", N_("It divides by the mask, which holds zeros. Multiply by it."))
def _(dout, mask, keep):
    return dout / mask / keep


@exercise.mistake("mask_returned", N_("dout is not used. Multiply it by the slope mask / keep."))
def _(dout, mask, keep):
    return mask / keep


@exercise.mistake(
    "dropped_passed_through",
    N_("What was dropped passes dout on as it came. It had no part in the loss: its gradient is 0."),
)
def _(dout, mask, keep):
    return np.where(mask == 1, dout / keep, dout)


@exercise.mistake("added", N_("The mask is added to dout. The chain rule asks for a product: multiply."))
def _(dout, mask, keep):
    return dout + mask / keep


@exercise.mistake("matrix_product", N_("It is a matrix product. The mask should act entry by entry."))
def _(dout, mask, keep):
    return dout @ mask.T / keep


@exercise.mistake("matrix_product")
def _(dout, mask, keep):
    return dout @ mask / keep


@exercise.mistake(
    "kept_entries_only",
    N_("Only the kept entries are returned. What was dropped stays in its place, with the gradient 0."),
)
def _(dout, mask, keep):
    return dout[mask == 1] / keep


@exercise.mistake("divided_by_samples", N_("dX is divided by the number of samples. dout holds that division already."))
def _(dout, mask, keep):
    return dout * mask / keep / len(dout)


@exercise.mistake("divided_by_samples")
def _(dout, mask, keep):
    return dout * mask / len(dout)


@exercise.alternative("loops")
def _(dout, mask, keep):
    N, D = dout.shape
    dX = np.zeros((N, D))
    for n in range(N):
        for d in range(D):
            if mask[n, d] == 1:
                dX[n, d] = dout[n, d] / keep
    return dX


@exercise.alternative("where")
def _(dout, mask, keep):
    return np.where(mask > 0, dout / keep, 0.0)


@exercise.alternative("a mask of true and false")
def _(dout, mask, keep):
    dX = np.zeros_like(dout)
    kept = mask.astype(bool)
    dX[kept] = dout[kept] / keep
    return dX


@exercise.alternative("float32")
def _(dout, mask, keep):
    return (dout * (mask / keep)).astype(np.float32)
