"""Back through self-attention with several heads: X has three paths, and each projection is a dense layer."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers
from gradatim_autograder.exercises.attention import shared

exercise = declare(
    "multi_head_attention_backward",
    returns=("dX", "dWq", "dWk", "dWv", "dWo"),
    points={"dX": 2, "dWq": 0.5, "dWk": 0.5, "dWv": 0.5, "dWo": 0.5},
    section=N_("Back through several heads"),
)


@exercise.reference
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    d = D // heads
    Q = (X @ Wq).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    K = (X @ Wk).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    V = (X @ Wv).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    seen = mask if mask.ndim == 2 else mask[:, None]
    scale = np.sqrt(d)
    R = Q @ K.transpose(0, 1, 3, 2) / scale
    S = np.where(seen, R, -np.inf)
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    each = A @ V
    C = each.transpose(0, 2, 1, 3).reshape(N, T, D)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    deach = dC.reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    dV = A.transpose(0, 1, 3, 2) @ deach
    dA = deach @ V.transpose(0, 1, 3, 2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dQ = dS @ K / scale
    dK = dS.transpose(0, 1, 3, 2) @ Q / scale
    dq = dQ.transpose(0, 2, 1, 3).reshape(N, T, D)
    dk = dK.transpose(0, 2, 1, 3).reshape(N, T, D)
    dv = dV.transpose(0, 2, 1, 3).reshape(N, T, D)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


@exercise.forward(dX="X", dWq="Wq", dWk="Wk", dWv="Wv", dWo="Wo")
def loss(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    Q, K, V = ((X @ W).reshape(N, T, heads, D // heads).transpose(0, 2, 1, 3) for W in (Wq, Wk, Wv))
    R = Q @ K.transpose(0, 1, 3, 2) / np.sqrt(D // heads)
    S = np.where(mask if mask.ndim == 2 else mask[:, None], R, -np.inf)
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    each = E / E.sum(axis=-1, keepdims=True) @ V
    return float(np.sum(dout * (each.transpose(0, 2, 1, 3).reshape(N, T, D) @ Wo)))


def _arguments(rng, *given, **named):
    X, *others = shared.of_self_attention(rng, *given, **named)
    return numbers(rng, *X.shape), X, *others


shared.self_attention_probes(exercise, _arguments)
exercise.classes(shared.SELF_ATTENTION)

exercise.wrong_lines("""
mask_ignored: Nothing is hidden: these are the gradients without the mask.  > Masks
    S = R
mask_without_axis_of_heads: A mask of shape (N, T, T) has no axis for the heads, and does not fit to (N, heads, T, T).
Give it one: mask[:, None].  > Several heads
    seen = mask
mask_turned_around: The mask is read the other way round. True means that the query may look at this key.  > Masks
    S = np.where(seen, -np.inf, R)
    S = np.where(seen, -np.inf, R)
        ;; E = np.where(seen, 0.0, np.exp(S - np.maximum(S.max(axis=-1, keepdims=True), -1e300)))
        ;; A = E / np.maximum(E.sum(axis=-1, keepdims=True), 1e-300)
mask_forgotten_on_the_way_back: Forward the mask is there, but the way back goes through weights of which nothing is hidden.
Use the same mask again.  > Back through a mask
    dV = A.transpose(0, 1, 3, 2) @ deach -> A = np.exp(R - R.max(axis=-1, keepdims=True)); A = A / A.sum(axis=-1, keepdims=True); ...
mask_of_the_first_sample: The mask of the first sample is used for all. Each sample has its own: mask[:, None].
> Several heads
    seen = mask if mask.ndim == 2 else mask[0]
path_of_queries_only: dX comes back along the queries alone. X is queries, keys and values: three paths, added up.
    dX = dq @ Wq.T
path_of_keys_only: dX comes back along the keys alone. X is queries, keys and values: three paths, added up.
    dX = dk @ Wk.T
path_of_values_only: dX comes back along the values alone. X is queries, keys and values: three paths, added up.
    dX = dv @ Wv.T
path_of_values_missing: In dX the path of the values is missing.
    dX = dq @ Wq.T + dk @ Wk.T
path_of_keys_missing: In dX the path of the keys is missing.
    dX = dq @ Wq.T + dv @ Wv.T
path_of_queries_missing: In dX the path of the queries is missing.
    dX = dk @ Wk.T + dv @ Wv.T
paths_averaged: In dX the three paths are averaged. Add them up.
    dX = (dq @ Wq.T + dk @ Wk.T + dv @ Wv.T) / 3
projections_not_turned: In dX the projections are not turned. All of their sizes are D, so the other product fits too.
    dX = dq @ Wq + dk @ Wk + dv @ Wv
one_projection_for_all_paths: In dX all three paths go back through Wq. Each goes back through its own: Wq, Wk and Wv.
    dX = (dq + dk + dv) @ Wq.T
projections_exchanged: In dX the paths of keys and values go back through each other's projection. The keys go back through
Wk, the values through Wv.
    dX = dq @ Wq.T + dk @ Wv.T + dv @ Wk.T
projections_passed_over: dX leaves out the projections. Each path goes back through its own: dq @ Wq.T, and so on.
    dX = dq + dk + dv
residual_added: dout is added to dX. There is no X + … in this function: that is for the block to do.
    dX = dout + dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
Wo_not_turned: On the way back Wo has to be turned: dout @ Wo.T. Both of its sizes are D, so the other product fits
too.
    dC = dout @ Wo
Wo_passed_over: On the way back Wo is left out. The joined heads were multiplied by it.
    dC = dout
dWo_turned: dWo is turned. The joined heads, turned, come first, then dout.
    dWo = dout.reshape(N * T, D).T @ C.reshape(N * T, D)
dWo_joined_by_reshape_only: dWo is made from heads that were joined by reshape alone, which mixes the places. Use
`join_heads`.
    dWo = each.reshape(N * T, D).T @ dout.reshape(N * T, D)
dWo_from_X: dWo is made from X. Wo was multiplied by the joined heads: make it from them.
    dWo = X.reshape(N * T, D).T @ dout.reshape(N * T, D)
dWo_behind_Wo: dWo is made from the output behind Wo. Make it from the joined heads, in front of Wo.
    dWo = (C @ Wo).reshape(N * T, D).T @ dout.reshape(N * T, D)
weights_turned: dWq, dWk and dWv are turned. X, turned, comes first.
    dWq = dq.reshape(N * T, D).T @ flat
        ;; dWk = dk.reshape(N * T, D).T @ flat
        ;; dWv = dv.reshape(N * T, D).T @ flat
weights_for_each_sample: The gradients of the weights have an axis for the samples. All samples and places share the
weights: add up over both.
    dWq = X.transpose(0, 2, 1) @ dq ;; dWk = X.transpose(0, 2, 1) @ dk ;; dWv = X.transpose(0, 2, 1) @ dv
weights_of_the_last_sample: dWq, dWk and dWv hold the last sample alone. All samples share the weights: add up over them.
    dWq = X[-1].T @ dq[-1] ;; dWk = X[-1].T @ dk[-1] ;; dWv = X[-1].T @ dv[-1]
all_weights_of_the_last_sample: The gradients of all four weights hold the last sample alone. All samples share the
weights: add up over them.
    dWq = X[-1].T @ dq[-1] ;; dWk = X[-1].T @ dk[-1] ;; dWv = X[-1].T @ dv[-1] ;; dWo = C[-1].T @ dout[-1]
weights_averaged: dWq, dWk and dWv are divided by the number of samples. The division by N is in dout already.
    dWq = flat.T @ dq.reshape(N * T, D) / N
        ;; dWk = flat.T @ dk.reshape(N * T, D) / N
        ;; dWv = flat.T @ dv.reshape(N * T, D) / N
all_weights_averaged: dWq, dWk, dWv and dWo are divided by the number of samples. The division by N is in dout already.
    dWq = flat.T @ dq.reshape(N * T, D) / N
        ;; dWk = flat.T @ dk.reshape(N * T, D) / N
        ;; dWv = flat.T @ dv.reshape(N * T, D) / N
        ;; dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D) / N
everything_averaged: Everything is divided by the number of samples. The division by N is in dout already.
    return dX / N, dWq / N, dWk / N, dWv / N, dWo / N
joined_by_reshape_only: On the way back the heads are joined by reshape alone, which mixes the places. Use
`join_heads`.
    dq = dQ.reshape(N, T, D) ;; dk = dK.reshape(N, T, D) ;; dv = dV.reshape(N, T, D)
split_by_reshape_only: On the way back the columns are split into heads by reshape alone, which mixes the places. Use
`split_heads`.
    deach = dC.reshape(N, heads, T, d)
split_and_joined_by_reshape_only: On the way back the heads are split and joined by reshape alone, which mixes the
places. Use `split_heads` and `join_heads`.
    deach = dC.reshape(N, heads, T, d)
        ;; dq = dQ.reshape(N, T, D) ;; dk = dK.reshape(N, T, D) ;; dv = dV.reshape(N, T, D)
scaled_by_all_columns: It divides by the root of D. A query of one head has D / heads numbers.  > Several heads
    scale = np.sqrt(D)
scale_forgotten_backward: On the way back the division by the root of D / heads is missing.  > Back through attention
    dQ = dS @ K ;; dK = dS.transpose(0, 1, 3, 2) @ Q
scale_forgotten_in_dQ: On the way back to the queries the division by the root of D / heads is missing.
> Back through attention
    dQ = dS @ K
scale_forgotten_in_dK: On the way back to the keys the division by the root of D / heads is missing.
> Back through attention
    dK = dS.transpose(0, 1, 3, 2) @ Q
not_scaled: The scores are not divided by the root of D / heads, neither forward nor backward.  > Several heads
    scale = 1.0
softmax_passed_over: The way back leaves softmax out: dA goes on as dS. Go back through softmax.
> Back through attention
    dS = dA
sum_missing: In dS the sum of dA * A over the row is missing. Take it off dA.  > Back through attention
    dS = A * dA
dQ_and_dK_exchanged: The gradients of the queries and keys are exchanged. dX is wrong by it, and so are dWq and dWk.
    dq = dK.transpose(0, 2, 1, 3).reshape(N, T, D) ;; dk = dQ.transpose(0, 2, 1, 3).reshape(N, T, D)
weights_from_the_heads: dWq, dWk and dWv are made from the joined heads. X was multiplied by these weights: make them from X.
    flat = C.reshape(N * T, D)
queries_and_keys_exchanged: dWq and dWk are exchanged.
    return dX, dWk, dWq, dWv, dWo
order_of_results: The results are in the wrong order. Wanted are dX, dWq, dWk, dWv, dWo.
    return dWq, dWk, dWv, dWo, dX
sign_flipped: All signs are exchanged. The minus sign comes with the step, not here.
    return -dX, -dWq, -dWk, -dWv, -dWo
""")

exercise.alternatives("""
einsum:
    N, T, D = X.shape
    cut = lambda Z: Z.reshape(N, T, heads, -1)
    q, k, v = cut(X @ Wq), cut(X @ Wk), cut(X @ Wv)
    root = (D // heads) ** 0.5
    S = np.where(mask.reshape(-1, 1, T, T), np.einsum("nthe,nshe->nhts", q, k) / root, -1e9)
    A = np.exp(S - S.max(axis=-1, keepdims=True))
    A = A / A.sum(axis=-1, keepdims=True)
    C = np.einsum("nhts,nshe->nthe", A, v).reshape(N, T, D)
    dC = cut(np.einsum("ntf,df->ntd", dout, Wo))
    dA = np.einsum("nthe,nshe->nhts", dC, v)
    dS = A * (dA - np.einsum("nhts,nhts->nht", dA, A)[..., None]) / root
    dq = np.einsum("nhts,nshe->nthe", dS, k).reshape(N, T, D)
    dk = np.einsum("nhts,nthe->nshe", dS, q).reshape(N, T, D)
    dv = np.einsum("nhts,nthe->nshe", A, dC).reshape(N, T, D)
    dWq, dWk, dWv = (np.einsum("ntd,nte->de", X, each) for each in (dq, dk, dv))
    return dq @ Wq.T + dk @ Wk.T + dv @ Wv.T, dWq, dWk, dWv, np.einsum("ntd,nte->de", C, dout)
head by head:
    N, T, D = X.shape
    d = D // heads
    dX = np.zeros_like(X)
    dWq, dWk, dWv, dWo = (np.zeros((D, D)) for _ in range(4))
    for n in range(N):
        x = X[n]
        seen = mask if mask.ndim == 2 else mask[n]
        for h in range(heads):
            p = slice(h * d, (h + 1) * d)
            q, k, v = x @ Wq[:, p], x @ Wk[:, p], x @ Wv[:, p]
            s = np.where(seen, q @ k.T / np.sqrt(d), -np.inf)
            e = np.exp(s - s.max(axis=1, keepdims=True))
            a = e / e.sum(axis=1, keepdims=True)
            dWo[p] += (a @ v).T @ dout[n]
            dc = dout[n] @ Wo[p].T
            da = dc @ v.T
            ds = a * (da - (da * a).sum(axis=1, keepdims=True)) / np.sqrt(d)
            dq, dk, dv = ds @ k, ds.T @ q, a.T @ dc
            dWq[:, p] += x.T @ dq
            dWk[:, p] += x.T @ dk
            dWv[:, p] += x.T @ dv
            dX[n] += dq @ Wq[:, p].T + dk @ Wk[:, p].T + dv @ Wv[:, p].T
    return dX, dWq, dWk, dWv, dWo
tensordot, float32:
    N, T, D = X.shape
    dout, X, Wq, Wk, Wv, Wo = (each.astype(np.float32) for each in (dout, X, Wq, Wk, Wv, Wo))
    root = np.float32(np.sqrt(D // heads))
    split = lambda Z: Z.reshape(N, T, heads, -1).swapaxes(1, 2)
    join = lambda Z: Z.swapaxes(1, 2).reshape(N, T, D)
    tr = lambda Z: Z.swapaxes(-1, -2)
    Q, K, V = split(X @ Wq), split(X @ Wk), split(X @ Wv)
    S = np.where(mask if mask.ndim == 2 else mask[:, None], Q @ tr(K) / root, np.float32(-1e9))
    A = np.exp(S - S.max(axis=-1, keepdims=True))
    A /= A.sum(axis=-1, keepdims=True)
    dC = split(dout @ Wo.T)
    dA = dC @ tr(V)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True)) / root
    dq, dk, dv = join(dS @ K), join(tr(dS) @ Q), join(tr(A) @ dC)
    along = lambda Z, dZ: np.tensordot(Z, dZ, axes=([0, 1], [0, 1]))
    return dq @ Wq.T + dk @ Wk.T + dv @ Wv.T, along(X, dq), along(X, dk), along(X, dv), along(join(A @ V), dout)
sums over the samples:
    N, T, D = X.shape
    d = D // heads
    split = lambda Z: np.stack(np.split(Z, heads, axis=2), axis=1)
    join = lambda Z: np.concatenate([Z[:, h] for h in range(heads)], axis=2)
    Q, K, V = split(X @ Wq), split(X @ Wk), split(X @ Wv)
    seen = np.broadcast_to(mask, (N, T, T))[:, None]
    with np.errstate(all="ignore"):
        S = np.where(seen, Q @ np.swapaxes(K, 2, 3) / d**0.5, -np.inf)
        A = np.exp(S - S.max(axis=3, keepdims=True))
        A = np.nan_to_num(A / A.sum(axis=3, keepdims=True))
    dWo = (np.swapaxes(join(A @ V), 1, 2) @ dout).sum(axis=0)
    d_each = split(dout @ Wo.T)
    g = d_each @ np.swapaxes(V, 2, 3)
    g = (A * g - A * (A * g).sum(axis=3, keepdims=True)) / d**0.5
    dq, dk, dv = join(g @ K), join(np.swapaxes(g, 2, 3) @ Q), join(np.swapaxes(A, 2, 3) @ d_each)
    Xt = np.swapaxes(X, 1, 2)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, (Xt @ dq).sum(axis=0), (Xt @ dk).sum(axis=0), (Xt @ dv).sum(axis=0), dWo
""")
