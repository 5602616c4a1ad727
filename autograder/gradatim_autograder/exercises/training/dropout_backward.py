"""Back through dropout: the same units, the same factor."""

import numpy as np
from gradatim.text import N_

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
    mask = numbers(rng, N, D)
    mask = (mask > np.median(mask)).astype(float)
    return numbers(rng, N, D), mask + 0.0, float(rng.choice([rng.uniform(0.2, 0.4), rng.uniform(0.6, 0.9)]))


@exercise.mistake("keep_forgotten", N_("It is not divided by keep. The forward pass was X * mask / keep."))
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


@exercise.mistake("multiplied_by_keep", N_("It is multiplied by keep. The forward pass divided by it."))
def _(dout, mask, keep):
    return dout * mask * keep


@exercise.mistake(
    "mask_reversed", N_("The gradient goes through what was dropped. The mask is 1 where a unit was kept.")
)
def _(dout, mask, keep):
    return dout * (1 - mask) / keep


@exercise.mistake("divided_by_drop", N_("It divides by 1 - keep. keep is the probability to keep a unit."))
def _(dout, mask, keep):
    return dout * mask / (1 - keep)


@exercise.mistake("divided_twice", N_("It is divided by keep twice."))
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


@exercise.mistake("added", N_("The mask is added. The chain rule multiplies."))
def _(dout, mask, keep):
    return dout + mask / keep


@exercise.mistake("matrix_product", N_("It is a matrix product (@). The mask acts entry by entry: use *."))
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


@exercise.mistake("divided_by_samples", N_("It is divided by the number of samples. dout holds that division already."))
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
