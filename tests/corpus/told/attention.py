# ruff: noqa  cells of students' notebooks, each for itself

# %% wrong | attention | np.squeeze on out: the axis of a single query or sample is lost
def attention(Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[-1])
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    return np.squeeze(A @ V), A


# %% wrong | attention | a mask is laid on that lets each query look at earlier keys alone | names: causal_mask
def attention(Q, K, V):
    N, T, H = Q.shape
    scores = Q @ np.swapaxes(K, -1, -2) / np.sqrt(H)
    mask = np.tril(np.ones((T, K.shape[1]), dtype=bool))
    scores = np.where(mask, scores, -1e9)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = weights / weights.sum(axis=-1, keepdims=True)
    return weights @ V, weights


# %% wrong | attention | the mask of self-attention, where there are as many queries as keys | says: as many queries as keys
def attention(Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2])
    if S.shape[1] == S.shape[2]:
        S = S + np.triu(np.full(S.shape[1:], -np.inf), 1)
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    return A @ V, A


# %% wrong | attention | where a query is a single number, all keys get the same weight | says: where a query is a single number
def attention(Q, K, V):
    H = Q.shape[2]
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(H) if H > 1 else np.zeros((len(Q), Q.shape[1], K.shape[1]))
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    return A @ V, A


# %% wrong | attention | one largest score for all rows: rows far below it become 0 / 0 | names: largest_of_all
def attention(Q, K, V):
    S = np.einsum("nth,nsh->nts", Q, K) / np.sqrt(Q.shape[2])
    E = np.exp(S - np.max(S))
    A = E / E.sum(axis=2, keepdims=True)
    return A @ V, A


# %% wrong | attention | the scores are cut off at 50, so large ones are equal | says: where scores are large
def attention(Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2])
    E = np.exp(np.clip(S, -50, 50))
    A = E / E.sum(axis=2, keepdims=True)
    return A @ V, A


# %% wrong | attention | sums over the wrong axis, the largest over the right one | names: softmax_over_queries
def attention(Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2])
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-2, keepdims=True)
    return A @ V, A


# %% right | attention | the root of H is split between Q and K; softmax by logaddexp
def attention(Q, K, V):
    c = Q.shape[-1] ** -0.25
    S = np.einsum("...th,...sh->...ts", Q * c, K * c)
    A = np.exp(S - np.logaddexp.reduce(S, axis=-1, keepdims=True))
    return np.einsum("...ts,...sm->...tm", A, V), A


# %% right | attention | online softmax, key by key, as FlashAttention does
def attention(Q, K, V):
    N, T, H = Q.shape
    top = np.full((N, T, 1), -np.inf)
    total = np.zeros((N, T, 1))
    out = np.zeros((N, T, V.shape[2]))
    scores = []
    for s in range(K.shape[1]):
        score = (Q * K[:, s, None]).sum(axis=2, keepdims=True) / np.sqrt(H)
        new = np.maximum(top, score)
        shrink, weight = np.exp(top - new), np.exp(score - new)
        total = total * shrink + weight
        out = out * shrink + weight * V[:, s, None]
        top = new
        scores.append(score)
    return out / total, np.exp(np.concatenate(scores, axis=2) - top) / total


# %% wrong | attention_backward | dQ and dK are divided by the root of H twice | names: divided_by_H_backward | never: missing
def attention_backward(dout, Q, K, V):
    scale = 1 / np.sqrt(Q.shape[-1])
    S = Q @ K.transpose(0, 2, 1) * scale
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    dV = A.transpose(0, 2, 1) @ dout
    dA = dout @ V.transpose(0, 2, 1)
    dR = A * (dA - (dA * A).sum(axis=-1, keepdims=True)) * scale
    dQ = dR @ K * scale
    dK = dR.transpose(0, 2, 1) @ Q * scale
    return dQ, dK, dV


# %% wrong | attention_backward | divided by H on the way back, by its root forward | names: divided_by_H_backward
def attention_backward(dout, Q, K, V):
    H = Q.shape[-1]
    R = Q @ K.transpose(0, 2, 1) / np.sqrt(H)
    A = np.exp(R - R.max(axis=-1, keepdims=True))
    A /= A.sum(axis=-1, keepdims=True)
    dA = dout @ V.transpose(0, 2, 1)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / H
    return dR @ K, dR.transpose(0, 2, 1) @ Q, A.transpose(0, 2, 1) @ dout


# %% wrong | attention_backward | dK is divided by the root of H twice | names: dK_divided_by_H
def attention_backward(dout, Q, K, V):
    scale = 1 / np.sqrt(Q.shape[-1])
    S = Q @ K.transpose(0, 2, 1) * scale
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    dV = A.transpose(0, 2, 1) @ dout
    dA = dout @ V.transpose(0, 2, 1)
    dR = A * (dA - (dA * A).sum(axis=-1, keepdims=True)) * scale
    return dR @ K, dR.transpose(0, 2, 1) @ Q * scale, dV


# %% wrong | attention_backward | the gradients are made anew for each sample, so the last one alone stays | names: last_sample_only
def attention_backward(dout, Q, K, V):
    H = Q.shape[-1]
    for n in range(Q.shape[0]):
        dQ, dK, dV = np.zeros_like(Q), np.zeros_like(K), np.zeros_like(V)
        S = Q[n] @ K[n].T / np.sqrt(H)
        E = np.exp(S - S.max(axis=1, keepdims=True))
        A = E / E.sum(axis=1, keepdims=True)
        dV[n] = A.T @ dout[n]
        dA = dout[n] @ V[n].T
        dS = A * (dA - (dA * A).sum(axis=1, keepdims=True))
        dQ[n] = dS @ K[n] / np.sqrt(H)
        dK[n] = dS.T @ Q[n] / np.sqrt(H)
    return dQ, dK, dV


# %% wrong | attention_backward | softmax without taking the largest off | names: unstable
def attention_backward(dout, Q, K, V):
    root = np.sqrt(Q.shape[2])
    A = np.exp(Q @ np.swapaxes(K, 1, 2) / root)
    A /= A.sum(axis=2, keepdims=True)
    dA = dout @ np.swapaxes(V, 1, 2)
    dR = (A * dA - A * (A * dA).sum(axis=2, keepdims=True)) / root
    return dR @ K, np.swapaxes(dR, 1, 2) @ Q, np.swapaxes(A, 1, 2) @ dout


# %% wrong | attention_backward | the axis of a single query is squeezed away, and the product goes wrong | never: All right
def attention_backward(dout, Q, K, V):
    root = np.sqrt(Q.shape[2])
    S = Q @ K.transpose(0, 2, 1) / root
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    dA = dout @ V.transpose(0, 2, 1)
    dS = A * (dA - (dA * A).sum(axis=2, keepdims=True)) / root
    dQ, dK, dV = dS @ K, dS.transpose(0, 2, 1) @ Q, A.transpose(0, 2, 1) @ dout
    return dQ.squeeze(), dK, dV


# %% wrong | attention_backward | where there is one key, dQ is dout @ V, because its weight is 1 | says: where there is a single key
def attention_backward(dout, Q, K, V):
    root = np.sqrt(Q.shape[2])
    S = Q @ K.transpose(0, 2, 1) / root
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    dS = dout @ V.transpose(0, 2, 1)
    if K.shape[1] > 1:
        dS = A * (dS - (dS * A).sum(axis=2, keepdims=True))
    dS = dS / root
    return dS @ K, dS.transpose(0, 2, 1) @ Q, A.transpose(0, 2, 1) @ dout


# %% right | attention_backward | the row sum of dA * A computed as dout times out, as FlashAttention does
def attention_backward(dout, Q, K, V):
    tr = lambda X: np.swapaxes(X, -1, -2)
    scale = Q.shape[-1] ** -0.5
    S = scale * (Q @ tr(K))
    P = np.exp(S - np.max(S, axis=-1, keepdims=True))
    P = P / np.sum(P, axis=-1, keepdims=True)
    D = np.sum(dout * (P @ V), axis=-1, keepdims=True)
    dS = P * (dout @ tr(V) - D)
    return scale * (dS @ K), scale * (tr(dS) @ Q), tr(P) @ dout


# %% right | attention_backward | the whole Jacobian of softmax for each query
def attention_backward(dout, Q, K, V):
    S = np.einsum("nth,nsh->nts", Q, K) / np.sqrt(Q.shape[-1])
    E = np.exp(S - S.max(-1)[..., None])
    A = E / E.sum(-1)[..., None]
    J = np.einsum("nts,su->ntsu", A, np.eye(A.shape[-1])) - np.einsum("nts,ntu->ntsu", A, A)
    dR = np.einsum("ntsu,nts->ntu", J, np.einsum("ntm,nsm->nts", dout, V)) / np.sqrt(Q.shape[-1])
    return [np.einsum("nts,nsh->nth", dR, K), np.einsum("nts,nth->nsh", dR, Q), np.einsum("nts,ntm->nsm", A, dout)]


# %% wrong | attention | K is turned only where it would not fit otherwise
def attention(Q, K, V):
    H = Q.shape[2]
    Kt = K if K.shape[1] == H else K.transpose(0, 2, 1)
    S = Q @ Kt / np.sqrt(H)
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    return A @ V, A


# %% wrong | attention_backward | V is turned only where it would not fit otherwise
def attention_backward(dout, Q, K, V):
    H = Q.shape[2]
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(H)
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    dV = A.transpose(0, 2, 1) @ dout
    dA = dout @ (V if V.shape[1] == V.shape[2] else V.transpose(0, 2, 1))
    dS = A * (dA - (dA * A).sum(axis=2, keepdims=True)) / np.sqrt(H)
    return dS @ K, dS.transpose(0, 2, 1) @ Q, dV


# %% wrong | attention | of equal largest scores one alone is counted in the sum
def attention(Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2])
    S = S - S.max(axis=2, keepdims=True)
    total = 1 + np.sum(np.where(S < 0, np.exp(S), 0), axis=2, keepdims=True)
    A = np.exp(S) / total
    return A @ V, A


# %% wrong | masked_attention | the weights are put right, but out is made from nan | says: where everything is hidden from a query
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    return A @ V, np.nan_to_num(A)


# %% wrong | masked_attention | hidden by a large negative number alone | names: evenly_where_nothing_is_seen
def masked_attention(Q, K, V, mask):
    scores = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    scores[~np.broadcast_to(mask, scores.shape)] = -1e9
    w = np.exp(scores - scores.max(axis=-1, keepdims=True))
    w = w / w.sum(axis=-1, keepdims=True)
    return w @ V, w


# %% wrong | masked_attention | the mask is turned into numbers: 0 times minus infinity | says: is not a finite number
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = S + (1 - mask) * -np.inf
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    return A @ V, A


# %% wrong | masked_attention | axes are counted from the front, so that heads are taken for places | says: where there are four axes
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[2])
    S = np.where(mask, S, -np.inf)
    M = S.max(axis=2, keepdims=True)
    M[M == -np.inf] = 0
    E = np.exp(S - M)
    s = E.sum(axis=2, keepdims=True)
    s[s == 0] = 1
    A = E / s
    return A @ V, A


# %% right | masked_attention | nan becomes 0 at the end
def masked_attention(Q, K, V, mask):
    S = Q @ K.swapaxes(-1, -2) / Q.shape[-1] ** 0.5
    S = np.where(mask, S, -np.inf)
    with np.errstate(invalid="ignore", divide="ignore"):
        E = np.exp(S - S.max(-1, keepdims=True))
        A = E / E.sum(-1, keepdims=True)
    A = np.nan_to_num(A)
    return A @ V, A


# %% right | masked_attention | the largest visible score by masked arrays
def masked_attention(Q, K, V, mask):
    S = np.matmul(Q, np.swapaxes(K, -2, -1)) / np.sqrt(K.shape[-1])
    seen = np.broadcast_to(mask, S.shape)
    top = np.ma.masked_array(S, ~seen).max(axis=-1, keepdims=True).filled(0)
    E = np.exp(np.where(seen, S - top, -1e4)) * seen
    A = E / np.clip(E.sum(-1, keepdims=True), 1e-300, None)
    return A @ V, A


# %% wrong | masked_attention_backward | the mask comes into play on the way back alone | names: mask_on_the_way_back_only
def masked_attention_backward(dout, Q, K, V, mask):
    tr = lambda X: np.swapaxes(X, -1, -2)
    S = Q @ tr(K) / np.sqrt(Q.shape[-1])
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    dV = tr(A) @ dout
    dA = dout @ tr(V)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dS = np.where(mask, dS, 0)
    return dS @ K / np.sqrt(Q.shape[-1]), tr(dS) @ Q / np.sqrt(Q.shape[-1]), dV


# %% wrong | split_heads | np.split puts the heads first | names: heads_first
def split_heads(X, heads):
    return np.split(X, heads, axis=-1)


# %% wrong | join_heads | the heads come below each other | names: below_each_other
def join_heads(parts):
    return np.concatenate([parts[:, h] for h in range(parts.shape[1])], axis=1)


# %% wrong | positional_encoding | an array of whole numbers | says: lost everything behind the decimal point
def positional_encoding(T, D):
    P = np.zeros((T, D), dtype=int)
    a = np.arange(T)[:, None] / 10000 ** (np.arange(0, D, 2) / D)
    P[:, 0::2] = np.sin(a)
    P[:, 1::2] = np.cos(a)
    return P


# %% right | positional_encoding | hands of a clock as complex numbers
def positional_encoding(T, D):
    z = np.exp(1j * np.outer(np.arange(T), 10000.0 ** (-np.arange(0, D, 2) / D)))
    out = np.empty((T, D))
    out[:, ::2], out[:, 1::2] = z.imag, z.real
    return out


# %% wrong | multi_head_attention | Q is divided by the root once more | names: scaled_without_root
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    d = D // heads
    Q, K, V = ((X @ W).reshape(N, T, heads, d).transpose(0, 2, 1, 3) for W in (Wq, Wk, Wv))
    Q = Q / np.sqrt(d)
    S = Q @ K.swapaxes(2, 3) / np.sqrt(d)
    S = np.where(mask if mask.ndim == 2 else mask[:, None], S, -np.inf)
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    return (A @ V).transpose(0, 2, 1, 3).reshape(N, T, D) @ Wo, A


# %% wrong | transformer_block | X itself is changed | says: It changes its input: X
def transformer_block(X, params, heads, mask):
    def norm(X, which):
        d = X - X.mean(axis=-1, keepdims=True)
        return params["gamma" + which] * d / np.sqrt(X.var(axis=-1, keepdims=True) + 1e-5) + params["beta" + which]

    N, T, D = X.shape
    L = norm(X, "1")
    Q, K, V = ((L @ params[key]).reshape(N, T, heads, -1).swapaxes(1, 2) for key in ("Wq", "Wk", "Wv"))
    S = np.where(mask if mask.ndim == 2 else mask[:, None], Q @ K.swapaxes(2, 3) / np.sqrt(Q.shape[3]), -np.inf)
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    X += (A @ V).swapaxes(1, 2).reshape(N, T, D) @ params["Wo"]
    X += np.maximum(norm(X, "2") @ params["W1"] + params["b1"], 0) @ params["W2"] + params["b2"]
    return X
