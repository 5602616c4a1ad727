"""Self-attention with projections and several heads."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.attention import shared

exercise = declare("multi_head_attention", returns=("out", "A"), points={"out": 3, "A": 1}, section=N_("Several heads"))


@exercise.reference
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    d = D // heads
    Q = (X @ Wq).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    K = (X @ Wk).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    V = (X @ Wv).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    seen = mask if mask.ndim == 2 else mask[:, None]
    R = Q @ K.transpose(0, 1, 3, 2) / np.sqrt(d)
    S = np.where(seen, R, -np.inf)
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    each = A @ V
    C = each.transpose(0, 2, 1, 3).reshape(N, T, D)
    out = C @ Wo
    return out, A


shared.self_attention_probes(exercise, shared.of_self_attention)
exercise.classes(shared.SELF_ATTENTION)

exercise.wrong_lines("""
mask_ignored: Nothing is hidden: these are the weights without the mask.  > Masks
    S = R
mask_turned_around: The mask is read the other way round. True means that the query may look at this key.  > Masks
    S = np.where(seen, -np.inf, R)
    S = np.where(seen, -np.inf, R)
        ;; E = np.where(seen, 0.0, np.exp(S - np.maximum(S.max(axis=-1, keepdims=True), -1e300)))
        ;; A = E / np.maximum(E.sum(axis=-1, keepdims=True), 1e-300)
mask_without_axis_of_heads: A mask of shape (N, T, T) has no axis for the heads, and does not fit to (N, heads, T, T).
Give it one: mask[:, None].
    seen = mask
mask_of_the_first_sample: The mask of the first sample is used for all. Each sample has its own: mask[:, None].
    seen = mask if mask.ndim == 2 else mask[0]
mask_turned: The mask is turned. Its rows are the queries, its columns the keys.
    seen = np.swapaxes(mask, -1, -2) if mask.ndim == 2 else np.swapaxes(mask, -1, -2)[:, None]
    seen = np.swapaxes(mask, -1, -2) if mask.ndim == 2 else np.swapaxes(mask, -1, -2)[:, None]
        ;; E = np.where(seen, np.exp(S - np.maximum(S.max(axis=-1, keepdims=True), -1e300)), 0.0)
        ;; A = E / np.maximum(E.sum(axis=-1, keepdims=True), 1e-300)
scaled_by_all_columns: The scores are divided by the root of D. A query of one head has D / heads numbers: divide by
the root of that.
    R = Q @ K.transpose(0, 1, 3, 2) / np.sqrt(D)
scaled_by_heads: The scores are divided by the root of the number of heads. Divide by the root of D / heads, the length
of a query.
    R = Q @ K.transpose(0, 1, 3, 2) / np.sqrt(heads)
not_scaled: The scores are not divided by the root of D / heads.
    R = Q @ K.transpose(0, 1, 3, 2)
scaled_without_root: The scores are divided by D / heads. Divide by its root.
    R = Q @ K.transpose(0, 1, 3, 2) / d
scaled_by_places: The scores are divided by the root of the number of places. Divide by the root of D / heads.
    R = Q @ K.transpose(0, 1, 3, 2) / np.sqrt(T)
heads_and_size_exchanged: There are D / heads heads of `heads` columns here. Wanted are `heads` heads.
    d = D // heads -> d, heads = heads, D // heads
one_head_for_all: There is one head of all D columns. Split the columns into heads first.
    return (lambda S: (S @ (X @ Wv) @ Wo, np.repeat(S[:, None], heads, axis=1)))((lambda E: E / E.sum(axis=-1,
        keepdims=True))((lambda R: np.exp(R - R.max(axis=-1, keepdims=True)))(np.where(mask, X @ Wq @ (X @
        Wk).transpose(0, 2, 1) / np.sqrt(D), -np.inf))))
heads_reshaped_only: The columns are split into heads by reshape alone, which mixes the places. Use `split_heads`.
    Q = (X @ Wq).reshape(N, heads, T, d)
        ;; K = (X @ Wk).reshape(N, heads, T, d)
        ;; V = (X @ Wv).reshape(N, heads, T, d)
joined_by_reshape_only: The heads are joined by reshape alone, which mixes the places. Use `join_heads`.
    C = each.reshape(N, T, D)
split_and_joined_by_reshape_only: The heads are split and joined by reshape alone, which mixes the places. Use
`split_heads` and `join_heads`.
    Q = (X @ Wq).reshape(N, heads, T, d)
        ;; K = (X @ Wk).reshape(N, heads, T, d)
        ;; V = (X @ Wv).reshape(N, heads, T, d)
        ;; C = each.reshape(N, T, D)
Wo_forgotten: Wo is missing. Multiply the joined heads by it.
    out = C
Wo_turned: Wo is turned. Both of its sizes are D, so the other product fits too.
    out = C @ Wo.T
projections_turned: A projection is turned. All sizes are D, so the other product fits too: X @ Wq.
    Q = (X @ Wq.T).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
        ;; K = (X @ Wk.T).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
        ;; V = (X @ Wv.T).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    Q = (X @ Wq.T).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    K = (X @ Wk.T).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    V = (X @ Wv.T).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
values_not_projected: The values are X itself. They should be X @ Wv.
    V = X.reshape(N, T, heads, d).transpose(0, 2, 1, 3)
keys_not_projected: The keys are X itself. They should be X @ Wk.
    K = X.reshape(N, T, heads, d).transpose(0, 2, 1, 3)
queries_not_projected: The queries are X itself. They should be X @ Wq.
    Q = X.reshape(N, T, heads, d).transpose(0, 2, 1, 3)
queries_and_keys_exchanged: Queries and keys are exchanged: the queries should come from Wq, the keys from Wk.
    Wq => Wk ;; Wk => Wq
keys_and_values_exchanged: Keys and values are exchanged: the keys should come from Wk, the values from Wv.
    Wk => Wv ;; Wv => Wk
same_weights_for_keys: The keys come from Wq too. They should come from Wk.
    K = (X @ Wq).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
same_weights_for_values: The values come from Wk too. They should come from Wv.
    V = (X @ Wk).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
same_weights_for_all: Queries, keys and values all come from Wq. The keys should come from Wk, the values from Wv.
    K = (X @ Wq).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
        ;; V = (X @ Wq).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
values_and_output_exchanged: Wv and Wo are exchanged: the values come from Wv, and Wo stands at the end.
    Wv => Wo ;; Wo => Wv
softmax_over_queries: For each key the weights add up to 1 over the queries. For each query they should add up to 1
over the keys: the last axis.  > Attention
    E = np.exp(S - S.max(axis=-1, keepdims=True)) ;; A = E / E.sum(axis=-2, keepdims=True)
softmax_over_heads: For each place the weights add up to 1 over the heads. Each head has a softmax of its own, along the
last axis.
    A = E / E.sum(axis=1, keepdims=True)
softmax_missing: The scores are used as weights, with 0 for the hidden ones. Make weights of them with softmax.
> Attention
    A = np.where(seen, R, 0.0)
residual_added: X is added to the result. That is for the block to do: return the joined heads times Wo.
    out = C @ Wo + X
heads_averaged_in_A: A is the mean over the heads. Return the weights of each head: (N, heads, T, T).
    return out, A.mean(axis=1)
weights_transposed: A is returned transposed. It should have a row for each query and a column for each key.
    return out, A.transpose(0, 1, 3, 2)
results_exchanged: The results are in the wrong order: first out, then the weights.
    return A, out
heads_in_wrong_order: The heads are joined in the opposite order. The columns of head 0 should be the first.
    C = each[:, ::-1].transpose(0, 2, 1, 3).reshape(N, T, D)
causal_whatever_the_mask: The mask that is given is not used: each place is kept from all places behind it. Hide what the
mask hides.
    S = np.where(np.tri(T, dtype=bool), R, -np.inf)
always_causal: Besides the mask, each place is kept from all places behind it. Hide what the mask hides, no more.
    S = np.where(seen & np.tri(T, dtype=bool), R, -np.inf)
""")

exercise.alternatives("""
einsum:
    N, T, D = X.shape
    Q, K, V = (np.einsum("ntd,dhe->nhte", X, W.reshape(D, heads, -1)) for W in (Wq, Wk, Wv))
    S = np.einsum("nhte,nhse->nhts", Q, K) / np.sqrt(D / heads)
    S = np.where(mask.reshape(-1, 1, T, T), S, -1e9)
    A = np.exp(S - S.max(axis=-1, keepdims=True))
    A = A / A.sum(axis=-1, keepdims=True)
    return np.einsum("nhts,nhse,hef->ntf", A, V, Wo.reshape(heads, -1, D)), A
head by head:
    N, T, D = X.shape
    d = D // heads
    outs, As = [], []
    for h in range(heads):
        part = slice(h * d, (h + 1) * d)
        q, k, v = X @ Wq[:, part], X @ Wk[:, part], X @ Wv[:, part]
        s = np.where(mask, q @ k.transpose(0, 2, 1) / np.sqrt(d), -np.inf)
        e = np.exp(s - s.max(axis=2, keepdims=True))
        a = e / e.sum(axis=2, keepdims=True)
        outs.append(a @ v)
        As.append(a)
    return np.concatenate(outs, axis=2) @ Wo, np.stack(As, axis=1)
heads added up behind their rows of Wo:
    N, T, D = X.shape
    d = D // heads
    out, A = np.zeros((N, T, D)), np.zeros((N, heads, T, T))
    Q, K, V = X @ Wq, X @ Wk, X @ Wv
    for n in range(N):
        seen = mask[n] if mask.ndim == 3 else mask
        for h in range(heads):
            c = np.arange(h * d, h * d + d)
            s = np.where(seen, Q[n][:, c] @ K[n][:, c].T * d**-0.5, -1e30)
            e = np.exp(s - s.max(axis=1)[:, None])
            A[n, h] = e / e.sum(axis=1)[:, None]
            out[n] += A[n, h] @ V[n][:, c] @ Wo[c]
    return out, A
float32, samples and heads as one axis:
    N, T, D = X.shape
    X, Wq, Wk, Wv, Wo = (each.astype(np.float32) for each in (X, Wq, Wk, Wv, Wo))
    Q, K, V = ((X @ W).reshape(N, T, heads, -1).swapaxes(1, 2).reshape(N * heads, T, -1) for W in (Wq, Wk, Wv))
    every = np.repeat(np.broadcast_to(mask, (N, T, T)), heads, axis=0)
    S = np.where(every, Q @ K.swapaxes(1, 2) / np.float32(np.sqrt(D // heads)), np.float32(-1e9))
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    C = (A @ V).reshape(N, heads, T, -1).swapaxes(1, 2).reshape(N, T, D)
    return C @ Wo, A.reshape(N, heads, T, T)
""")
