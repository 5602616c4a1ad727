"""Attention with a mask: what a query must not look at has the weight 0."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.attention import shared

exercise = declare(
    "masked_attention", returns=("out", "A"), points={"out": 1, "A": 2, "large scores": 1}, section=N_("Masks")
)


@exercise.reference
def masked_attention(Q, K, V, mask):
    R = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, R, -np.inf)
    largest = S.max(axis=-1, keepdims=True)
    top = np.where(largest == -np.inf, 0.0, largest)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1.0, total)
    out = A @ V
    return out, A


shared.masked_probes(exercise, shared.of_masked)
exercise.probes(
    "large scores", times=2, large_scores=lambda rng: shared.with_hidden_large_scores(rng, shared.of_masked)
)
exercise.classes(shared.MASKED)

exercise.wrong_lines("""
mask_ignored: Nothing is hidden: the weights are those without a mask.
    S = R
mask_turned_around: The mask is read the other way round. True means that the query may look at this key.
    S = np.where(mask, -np.inf, R)
    S = np.where(~mask, R, -np.inf)
zeros_for_hidden: Hidden scores are set to 0, and exp(0) is 1: they still get a weight. Set them to minus infinity.
    S = np.where(mask, R, 0.0)
    S = R * mask
hidden_scores_shrunk: The hidden scores are not far enough below the others, and keep some weight. Set them to minus
infinity.
    S = np.where(mask, R, R - 1)
    S = np.where(mask, R, -1.0)
fixed_number_for_hidden: Hidden scores become a number that is not low enough. Where all other scores are lower, or nothing
is visible, hidden places get weight. Set them to minus infinity.
    S = np.where(mask, R, -100.0)
mask_of_the_first_sample: The mask of the first sample is used for all. A mask with an axis for the samples has one for
each.
    S = np.where(mask if mask.ndim == 2 else mask[:1], R, -np.inf)
zero_times_infinity: 0 times minus infinity is nan, so visible scores become nan. Choose with np.where.
    S = R + (1 - mask) * -np.inf
    S = R + ~mask * -np.inf
not_normalised_again: The mask comes behind softmax, and the weights that are left do not add up to 1. Hide the scores
before softmax.
    S = R ;; A = E / np.where(total == 0, 1.0, total) * mask
nan_where_nothing_is_seen: Where everything is hidden from a query, its weights are nan. They should all be 0.
    top = largest
    A = E / total
evenly_where_nothing_is_seen: Where everything is hidden from a query, it looks at all keys evenly. Its weights should
all be 0.
    S = np.where(mask, R, -1e30)
added_to_scores: A large number is taken off the hidden scores. Where everything is hidden from a query, that changes
nothing: its weights should all be 0.
    S = np.where(mask, R, R - 1e9)
    S = R - 1e9 * (1 - mask)
largest_of_all: The largest score of everything is taken off. Where those of a query are far below it, its weights
become 0. Take the largest of each query off.
    top = S.max()
largest_of_the_hidden: The largest score is looked for among the hidden ones too. Where a hidden one is much larger,
all weights become 0. Hide first, then take off the largest of what is left.
    S = R ;; E = np.exp(S - top) * mask
unstable: exp of a large score is too large for a number. Take the largest score of each query off first.  > Attention
    top = 0.0
softmax_over_queries: For each key the weights add up to 1 over the queries. For each query they should add up to 1
over the keys: the last axis.  > Attention
    largest = S.max(axis=-2, keepdims=True) ;; total = E.sum(axis=-2, keepdims=True)
    total = E.sum(axis=-2, keepdims=True)
softmax_over_the_third_axis: Softmax goes along axis 2. With four axes that is the axis of the queries: take the last
one, axis=-1.
    largest = S.max(axis=2, keepdims=True) ;; total = E.sum(axis=2, keepdims=True)
three_axes_only: With four axes this way of turning K stops. Swap its last two axes: np.swapaxes(K, -1, -2).
    R = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[-1])
not_scaled: The scores are not divided by the root of H.  > Attention
    R = Q @ np.swapaxes(K, -1, -2)
scaled_without_root: The scores are divided by H. Divide by the root of H.  > Attention
    R = Q @ np.swapaxes(K, -1, -2) / Q.shape[-1]
scaled_by_places: The scores are divided by the root of the number of queries. Divide by the root of H, the length of
a query: its last axis.  > Attention
    R = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-2])
scaled_by_keys: The scores are divided by the root of the number of keys. Divide by the root of H, the length of a
query: its last axis.  > Attention
    R = Q @ np.swapaxes(K, -1, -2) / np.sqrt(K.shape[-2])
scaled_by_the_second_axis: The scores are divided by the root of Q.shape[1]. That is the number of queries, and with four
axes the number of heads: take Q.shape[-1].
    R = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[1])
scaled_by_the_third_axis: The scores are divided by the root of Q.shape[2]. With four axes that is the number of
queries: take Q.shape[-1].
    R = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[2])
softmax_missing: The scores are used as weights, with 0 for the hidden ones. Make weights of them with softmax.
> Attention
    A = np.where(mask, S, 0.0)
not_normalised: The exponentials do not add up to 1. Divide them by their sum.  > Attention
    A = E
plain_mean: All keys that a query may look at get the same weight. The weights should be the softmax of the scores.
    A = np.where(mask, 1.0, 0.0 * S) / np.maximum(np.where(mask, 1.0, 0.0 * S).sum(axis=-1, keepdims=True), 1)
results_exchanged: The results are in the wrong order: first out, then the weights.
    return A, out
out_without_mask: The weights are right, but out is made from weights of which nothing is hidden.
    out = np.exp(R - R.max(axis=-1, keepdims=True)) / np.exp(R - R.max(axis=-1, keepdims=True)).sum(
        axis=-1, keepdims=True) @ V
    out = np.exp(R) / np.exp(R).sum(axis=-1, keepdims=True) @ V
scores_returned: The second result holds the scores. Return the weights, behind softmax.
    return out, S
weights_transposed: A is returned transposed. It should have a row for each query and a column for each key.
    return out, np.swapaxes(A, -1, -2)
always_causal: Besides the mask, each query is kept from all keys behind its own place. Hide what the mask hides, no
more.
    S = np.where(mask & np.tri(Q.shape[-2], K.shape[-2], dtype=bool), R, -np.inf)
""")

exercise.alternatives("""
a large negative number, and zeros behind it:
    S = np.matmul(Q, K.swapaxes(-2, -1)) * Q.shape[-1] ** -0.5
    S = np.where(mask, S, -1e9)
    E = np.exp(S - S.max(axis=-1, keepdims=True)) * mask
    A = E / np.maximum(E.sum(axis=-1, keepdims=True), 1e-12)
    return A @ V, A
einsum, and nan put right:
    S = np.einsum("...th,...sh->...ts", Q, K) / np.sqrt(Q.shape[-1])
    S[~np.broadcast_to(mask, S.shape)] = -np.inf
    with np.errstate(all="ignore"):
        E = np.exp(S - S.max(axis=-1)[..., None])
        A = np.nan_to_num(E / E.sum(axis=-1)[..., None])
    return np.einsum("...ts,...sm->...tm", A, V), A
query by query:
    *lead, T, H = Q.shape
    S = K.shape[-2]
    mask = np.broadcast_to(mask, (*lead, T, S))
    A = np.zeros((*lead, T, S))
    for at in np.ndindex(*lead, T):
        seen = np.flatnonzero(mask[at])
        if len(seen) == 0:
            continue
        s = K[at[:-1]][seen] @ Q[at] / np.sqrt(H)
        e = np.exp(s - s.max())
        A[at][seen] = e / e.sum()
    return A @ V, A
float32, softmax of what is seen:
    Q, K, V = Q.astype(np.float32), K.astype(np.float32), V.astype(np.float32)
    S = Q @ np.moveaxis(K, -1, -2) / np.float32(np.sqrt(Q.shape[-1]))
    top = np.max(S, axis=-1, keepdims=True, where=mask, initial=np.float32(-1e9))
    E = np.where(mask, np.exp(np.minimum(S - top, 0)), 0)
    total = E.sum(axis=-1, keepdims=True)
    A = np.divide(E, total, out=np.zeros_like(E), where=total > 0)
    return A @ V, A
""")
