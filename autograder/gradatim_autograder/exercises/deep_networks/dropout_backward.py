"""Back through dropout: the same units, the same factor."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes

exercise = declare("dropout_backward", returns=("dX",), points={"dX": 2}, section=N_("Dropout"))


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


exercise.probes(
    # Everything is kept, as the forward pass does with keep = 1.
    keep_1=sized(lambda rng, N, D: (numbers(rng, N, D), np.ones((N, D)), 1.0), 3, 8),
    # What is kept is divided by keep, also where nothing was dropped.
    all_kept_by_chance=sized(
        lambda rng, N, D: (numbers(rng, N, D), np.ones((N, D)), float(rng.uniform(0.6, 0.9))), 2, 4
    ),
    nothing_kept=sized(lambda rng, N, D: (numbers(rng, N, D), np.zeros((N, D)), float(rng.uniform(0.2, 0.4))), 3, 8),
)


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


exercise.classes("""
keep_1: where keep is 1  if keep == 1
all_kept: where the mask holds ones alone and keep is below 1  if keep < mask.min() == 1
zeros mask
one_row dout
constant_column mask
""")

exercise.wrong_lines("""
keep_forgotten: dX is not divided by keep. Divide by it, as the forward pass did.
    return dout * mask
mask_forgotten: The mask is not used. What was dropped had no part in the loss: its gradient is 0.
    return dout / keep
nothing_done: dout goes through unchanged. Use the mask and keep, as in the forward pass.
    return dout
multiplied_by_keep: dX is multiplied by keep. Divide by it, as the forward pass did.
    return dout * mask * keep
mask_reversed: The gradient goes through what was dropped. The mask is 1 where a unit was kept.
    return dout * (1 - mask) / keep
divided_by_drop: It divides by 1 - keep. Divide by keep, the probability to keep a unit.
    return dout * mask / (1 - keep)
divided_twice: dX is divided by keep twice. Divide once, as the forward pass did.
    return dout * mask / keep**2
share_of_mask_used: It divides by the share of ones in this mask. Divide by the probability keep, as in the forward
pass.
    return dout * mask / mask.mean()
divided_by_mask: It divides by the mask, which holds zeros. Multiply by it.
    return dout / mask / keep
mask_returned: dout is not used. Multiply it by the slope mask / keep.
    return mask / keep
dropped_passed_through: What was dropped passes dout on as it came. It had no part in the loss: its gradient is 0.
    return np.where(mask == 1, dout / keep, dout)
added: The mask is added to dout. The chain rule asks for a product: multiply.
    return dout + mask / keep
matrix_product: It is a matrix product. The mask should act entry by entry.
    return dout @ mask.T / keep
    return dout @ mask / keep
kept_entries_only: Only the kept entries are returned. What was dropped stays in its place, with the gradient 0.
    return dout[mask == 1] / keep
divided_by_samples: dX is divided by the number of samples. dout holds that division already.
    return dout * mask / keep / len(dout)
    return dout * mask / len(dout)
""")

exercise.alternatives("""
loops:
    N, D = dout.shape
    dX = np.zeros((N, D))
    for n in range(N):
        for d in range(D):
            if mask[n, d] == 1:
                dX[n, d] = dout[n, d] / keep
    return dX
where: return np.where(mask > 0, dout / keep, 0.0)
a mask of true and false:
    dX = np.zeros_like(dout)
    kept = mask.astype(bool)
    dX[kept] = dout[kept] / keep
    return dX
float32: return (dout * (mask / keep)).astype(np.float32)
""")
