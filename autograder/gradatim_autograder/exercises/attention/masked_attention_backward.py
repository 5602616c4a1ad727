"""Back through attention with a mask: what was hidden gets no gradient."""

from functools import partial

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.attention import shared

exercise = declare(
    "masked_attention_backward",
    returns=("dQ", "dK", "dV"),
    points={"dQ": 1, "dK": 1, "dV": 0.5, "large scores": 0.5},
    section=N_("Back through a mask"),
)


@exercise.reference
def masked_attention_backward(dout, Q, K, V, mask):
    scale = np.sqrt(Q.shape[-1])
    R = Q @ np.swapaxes(K, -1, -2) / scale
    S = np.where(mask, R, -np.inf)
    largest = S.max(axis=-1, keepdims=True)
    top = np.where(largest == -np.inf, 0.0, largest)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1.0, total)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dQ = dS @ K / scale
    dK = np.swapaxes(dS, -1, -2) @ Q / scale
    return dQ, dK, dV


@exercise.forward(dQ="Q", dK="K", dV="V")
def loss(dout, Q, K, V, mask):
    S = np.where(mask, Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1]), -np.inf)
    top = S.max(axis=-1, keepdims=True)
    E = np.exp(S - np.where(top == -np.inf, 0.0, top))
    total = E.sum(axis=-1, keepdims=True)
    return float(np.sum(dout * (E / np.where(total == 0, 1.0, total) @ V)))


_arrays = partial(shared.of_masked, dout=True)

shared.masked_probes(exercise, _arrays)
exercise.probes("large scores", large_scores=lambda rng: shared.with_hidden_large_scores(rng, _arrays))
exercise.classes(shared.MASKED)

exercise.wrong_lines("""
mask_ignored: Nothing is hidden: these are the gradients without a mask.  > Masks
    S = R
mask_turned_around: The mask is read the other way round. True means that the query may look at this key.  > Masks
    S = np.where(mask, -np.inf, R)
zeros_for_hidden: Hidden scores are set to 0, and exp(0) is 1: they still get a weight. Set them to minus infinity.
> Masks
    S = np.where(mask, R, 0.0)
    S = R * mask
mask_of_the_first_sample: The mask of the first sample is used for all. A mask with an axis for the samples has one for
each.  > Masks
    S = np.where(mask if mask.ndim == 2 else mask[:1], R, -np.inf)
not_normalised_again: The mask comes behind softmax, and the weights that are left do not add up to 1. Hide the scores
before softmax.  > Masks
    S = R ;; A = E / np.where(total == 0, 1.0, total) * mask
mask_on_the_way_back_only: The weights A come from scores without a mask, and the mask is put on dS alone. Compute A as
in the forward pass.  > Masks
    S = R ;; dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True)) * mask
nan_where_nothing_is_seen: Where everything is hidden from a query, its gradients are nan. They should all be 0.
    top = largest
    A = E / total
evenly_where_nothing_is_seen: Where everything is hidden from a query, its weights should all be 0, and it passes no
gradient on. Here it looks at all keys evenly.  > Masks
    S = np.where(mask, R, -1e30)
dS_of_hidden_infinite: dS is set to minus infinity where the mask hides. A hidden score does not move the output: its
slope is 0.
    dS = np.where(mask, A * (dA - (dA * A).sum(axis=-1, keepdims=True)), -np.inf)
scale_forgotten_in_dQ: In dQ the division by the root of H is missing.  > Back through attention
    dQ = dS @ K
scale_forgotten_in_dK: In dK the division by the root of H is missing.  > Back through attention
    dK = np.swapaxes(dS, -1, -2) @ Q
divided_twice_in_dQ: In dQ it divides by H, or twice by its root. Divide by the root once.  > Back through attention
    dQ = dS @ K / scale**2
divided_twice_in_dK: In dK it divides by H, or twice by its root. Divide by the root once.  > Back through attention
    dK = np.swapaxes(dS, -1, -2) @ Q / scale**2
divided_by_M_backward: On the way back it divides by the root of the length of a value. The scores were divided by the
root of H, the length of a query.  > Back through attention
    dQ = dS @ K / np.sqrt(V.shape[-1]) ;; dK = np.swapaxes(dS, -1, -2) @ Q / np.sqrt(V.shape[-1])
scale_forgotten_backward: On the way back the division by the root of H is missing: the scores were divided, so their
slopes are too.  > Back through attention
    dQ = dS @ K ;; dK = np.swapaxes(dS, -1, -2) @ Q
divided_by_H_backward: On the way back it divides by H, or twice by its root. The scores were divided by the root of H
once, so their slopes are too.  > Back through attention
    dQ = dS @ K / scale**2 ;; dK = np.swapaxes(dS, -1, -2) @ Q / scale**2
scale_forgotten_everywhere: The scores are not divided by the root of H, neither forward nor backward.
> Back through attention
    scale = 1
scaled_by_the_second_axis: It divides by the root of Q.shape[1]. That is the number of queries, and with four axes the
number of heads: take Q.shape[-1].  > Masks
    scale = np.sqrt(Q.shape[1])
    dQ = dS @ K / np.sqrt(Q.shape[1]) ;; dK = np.swapaxes(dS, -1, -2) @ Q / np.sqrt(Q.shape[1])
scaled_by_the_third_axis: It divides by the root of Q.shape[2]. With four axes that is the number of queries: take
Q.shape[-1].  > Masks
    scale = np.sqrt(Q.shape[2])
    dQ = dS @ K / np.sqrt(Q.shape[2]) ;; dK = np.swapaxes(dS, -1, -2) @ Q / np.sqrt(Q.shape[2])
sum_missing_and_not_scaled: On the way back two things are missing: the sum of dA * A over the row, and the division by
the root of H.  > Back through attention
    dS = A * dA ;; dQ = dS @ K ;; dK = np.swapaxes(dS, -1, -2) @ Q
softmax_passed_over: The way back leaves softmax out: dA goes on as dS. Go back through softmax: within a row, every
score moves every weight.  > Back through attention
    dS = dA
    dS = dA * mask
own_score_only: This is dA * A * (1 - A): each weight answers to its own score only. It should answer to every score
of its row.  > Back through attention
    dS = dA * A * (1 - A)
sum_missing: In dS the sum of dA * A over the row is missing. Take it off dA.  > Back through attention
    dS = A * dA
sum_over_queries: In dS the sum goes over the queries. It should go over the keys, the last axis, as in softmax.
> Back through attention
    dS = A * (dA - (dA * A).sum(axis=-2, keepdims=True))
weight_missing_in_sum: In dS the sum holds dA without A. Add up dA * A.  > Back through attention
    dS = A * (dA - dA.sum(axis=-1, keepdims=True))
sum_over_the_third_axis: In dS the sum goes along axis 2. With four axes that is the axis of the queries: take the
last one, axis=-1.  > Masks
    dS = A * (dA - (dA * A).sum(axis=2, keepdims=True))
three_axes_only: With four axes this way of turning a matrix stops. Swap the last two axes: np.swapaxes(K, -1, -2).
> Masks
    R = Q @ K.transpose(0, 2, 1) / scale
    dV = A.transpose(0, 2, 1) @ dout
    dA = dout @ V.transpose(0, 2, 1)
    dK = dS.transpose(0, 2, 1) @ Q / scale
A_reshaped: In dV the weights A get their turned shape by reshape, which mixes the numbers. Swap the last two axes.
> Masks
    dV = A.reshape(*A.shape[:-2], A.shape[-1], A.shape[-2]) @ dout
dS_reshaped: In dK the matrix dS gets its turned shape by reshape, which mixes the numbers. Swap the last two axes.
> Masks
    dK = dS.reshape(*dS.shape[:-2], dS.shape[-1], dS.shape[-2]) @ Q / scale
A_and_dS_reshaped: A and dS get their turned shapes by reshape, which mixes the numbers. Swap the last two axes.  > Masks
    dV = A.reshape(*A.shape[:-2], A.shape[-1], A.shape[-2]) @ dout
        ;; dK = dS.reshape(*dS.shape[:-2], dS.shape[-1], dS.shape[-2]) @ Q / scale
dV_from_dS: dV is made from dS. Make it from the weights A, turned: the values were multiplied by them.
> Back through attention
    dV = np.swapaxes(A * (dout @ np.swapaxes(V, -1, -2)
        - ((dout @ np.swapaxes(V, -1, -2)) * A).sum(axis=-1, keepdims=True)), -1, -2) @ dout
dQ_from_dA: dQ is made from dA, in front of softmax. Go back through softmax first: dS.  > Back through attention
    dQ = dA @ K / scale
dK_from_dA: dK is made from dA, in front of softmax. Go back through softmax first: dS.  > Back through attention
    dK = np.swapaxes(dA, -1, -2) @ Q / scale
unstable: exp of a large score is too large for a number. Take the largest score of each query off first.  > Attention
    top = 0.0
largest_of_the_hidden: The largest score is looked for among the hidden ones too. Where a hidden one is much larger,
all weights become 0. Hide first, then take off the largest of what is left.  > Masks
    S = R ;; E = np.exp(S - top) * mask
order_of_results: The results are in the wrong order. Wanted are dQ, dK, dV.
    return dV, dK, dQ
multiplied_by_root_backward: On the way back it multiplies by the root of H. Divide by it, as the scores were divided.
> Back through attention
    dQ = dS @ K * scale ;; dK = np.swapaxes(dS, -1, -2) @ Q * scale
sign_flipped: All signs are exchanged. The minus sign comes with the step, not here.
    return -dQ, -dK, -dV
divided_by_samples: Everything is divided by the number of samples. The division by N is in dout already.
    return dQ / len(Q), dK / len(Q), dV / len(Q)
""")

exercise.alternatives("""
einsum:
    root = Q.shape[-1] ** 0.5
    S = np.where(mask, np.einsum("...th,...sh->...ts", Q, K) / root, -1e9)
    E = np.exp(S - S.max(axis=-1, keepdims=True)) * mask
    A = E / np.maximum(E.sum(axis=-1, keepdims=True), 1e-12)
    dA = np.einsum("...tm,...sm->...ts", dout, V)
    dS = A * (dA - np.einsum("...ts,...ts->...t", dA, A)[..., None]) / root
    dQ, dK = np.einsum("...ts,...sh->...th", dS, K), np.einsum("...ts,...th->...sh", dS, Q)
    return dQ, dK, np.einsum("...ts,...tm->...sm", A, dout)
query by query, seen keys only:
    dQ, dK, dV = np.zeros_like(Q), np.zeros_like(K), np.zeros_like(V)
    root = np.sqrt(Q.shape[-1])
    mask = np.broadcast_to(mask, (*Q.shape[:-1], K.shape[-2]))
    for at in np.ndindex(Q.shape[:-1]):
        n, seen = at[:-1], np.flatnonzero(mask[at])
        if seen.size:
            s = K[n][seen] @ Q[at] / root
            a = np.exp(s - s.max())
            a = a / a.sum()
            da = V[n][seen] @ dout[at]
            ds = a * (da - a @ da) / root
            dQ[at] = ds @ K[n][seen]
            dK[n][seen] += np.outer(ds, Q[at])
            dV[n][seen] += np.outer(a, dout[at])
    return dQ, dK, dV
float32, axes swapped:
    dout, Q, K, V = (np.asarray(each, dtype=np.float32) for each in (dout, Q, K, V))
    root = np.float32(np.sqrt(Q.shape[-1]))
    S = np.where(mask, Q @ np.swapaxes(K, -2, -1) / root, np.float32(-1e9))
    A = np.where(mask, np.exp(S - S.max(axis=-1, keepdims=True)), np.float32(0))
    A = A / np.maximum(A.sum(axis=-1, keepdims=True), np.float32(1e-6))
    dS = dout @ np.swapaxes(V, -2, -1)
    dS = A * (dS - (dS * A).sum(axis=-1)[..., None]) / root
    return dS @ K, np.swapaxes(dS, -2, -1) @ Q, np.swapaxes(A, -2, -1) @ dout
the row sum from out:
    tr = lambda X: np.swapaxes(X, -1, -2)
    scale = Q.shape[-1] ** -0.5
    with np.errstate(all="ignore"):
        S = np.where(mask, Q @ tr(K) * scale, -np.inf)
        A = np.exp(S - S.max(axis=-1, keepdims=True))
        A = np.nan_to_num(A / A.sum(axis=-1, keepdims=True))
    dS = A * (dout @ tr(V) - (dout * (A @ V)).sum(axis=-1, keepdims=True)) * scale
    return dS @ K, tr(dS) @ Q, tr(A) @ dout
""")
