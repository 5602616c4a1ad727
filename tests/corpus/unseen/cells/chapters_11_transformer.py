# %% given
def layernorm_forward(X, gamma, beta, eps=1e-5):
    """Chapter 8: each row of the last axis gets mean 0 and spread 1; then times gamma, plus beta."""
    d = X - X.mean(axis=-1, keepdims=True)
    return gamma * d / np.sqrt((d**2).mean(axis=-1, keepdims=True) + eps) + beta


def layernorm_backward(dout, X, gamma, eps=1e-5):
    """Chapter 8: dout and X (..., D), gamma (D,) -> dX (..., D), dgamma (D,), dbeta (D,)."""
    d = X - X.mean(axis=-1, keepdims=True)
    s = np.sqrt((d**2).mean(axis=-1, keepdims=True) + eps)
    xhat = d / s
    dxhat = dout * gamma
    dX = (dxhat - dxhat.mean(axis=-1, keepdims=True) - xhat * (dxhat * xhat).mean(axis=-1, keepdims=True)) / s
    rows = tuple(range(X.ndim - 1))
    return dX, (dout * xhat).sum(axis=rows), dout.sum(axis=rows)


def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads).transpose(0, 2, 1, 3)


def join_heads(parts):
    N, heads, T, d = parts.shape
    return parts.transpose(0, 2, 1, 3).reshape(N, T, heads * d)


def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% right | masked_attention | as the text says
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% right | masked_attention | einsum, and the exponentials times the mask
def masked_attention(Q, K, V, mask):
    scores = np.einsum("...th,...sh->...ts", Q, K) * Q.shape[-1] ** -0.5
    mask = np.broadcast_to(mask, scores.shape)
    top = np.max(scores, axis=-1, keepdims=True, where=mask, initial=-np.inf)
    weights = np.zeros_like(scores)
    np.exp(scores - top, out=weights, where=mask)
    total = weights.sum(axis=-1, keepdims=True)
    A = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    return np.einsum("...ts,...sm->...tm", A, V), A


# %% right | masked_attention | a loop over all queries with np.ndindex
def masked_attention(Q, K, V, mask):
    scores = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    mask = np.broadcast_to(mask, scores.shape)
    A = np.zeros(scores.shape)
    for place in np.ndindex(*scores.shape[:-1]):
        seen = mask[place]
        if not seen.any():
            continue
        row = scores[place][seen]
        row = np.exp(row - row.max())
        A[place][seen] = row / row.sum()
    return A @ V, A


# %% right | masked_attention | the nan of hidden rows is mended at the end
def masked_attention(Q, K, V, mask):
    S = Q @ K.swapaxes(-1, -2) / np.sqrt(K.shape[-1])
    S = S + np.where(mask, 0, -np.inf)
    with np.errstate(invalid="ignore"):
        E = np.exp(S - S.max(-1, keepdims=True))
        A = np.nan_to_num(E / E.sum(-1, keepdims=True))
    return np.matmul(A, V), A


# %% wrong | masked_attention | -1e9 instead of -inf: a wholly hidden row gets equal weights
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -1e9)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | the hidden scores become 0
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, 0)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | the mask is read the other way round
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, -np.inf, S)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | the mask after softmax, the weights do not add up to 1
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    A = np.where(mask, A, 0)
    return A @ V, A


# %% wrong | masked_attention | the largest score is taken before hiding: a large hidden score leaves nothing of the others
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    E = np.exp(S - S.max(axis=-1, keepdims=True)) * mask
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | divides by the root of the number of keys
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(K.shape[-2])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | divides by the root of axis 1, right for three axes only by chance
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | transpose(0, 2, 1) cannot take four axes
def masked_attention(Q, K, V, mask):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | softmax along axis 1: the wrong one for three axes
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-2, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-2, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | axis=2: right for three axes, the places for four
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=2, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=2, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | no care for a row that is wholly hidden
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / total
    return A @ V, A


# %% wrong | masked_attention | a small number in the sum: all weights a little too small
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / (total + 1e-3)
    return A @ V, A


# %% wrong | masked_attention | the rows that see nothing look everywhere
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    A = np.where(total == 0, 1 / A.shape[-1], A)
    return A @ V, A


# %% wrong | masked_attention | returns A first
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A, A @ V


# %% wrong | masked_attention | not divided, and the mask read the other way round: two mistakes
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2)
    S = np.where(mask, -np.inf, S)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | writes into the mask
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    mask[..., 0] = True
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | one maximum for the whole array: rows far below it vanish
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | no maximum is subtracted, so large scores overflow
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | the weights are right for the visible, the mean is of the unmasked weights
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    F = np.exp(Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1]))
    return F / F.sum(axis=-1, keepdims=True) @ V, A


# %% right | masked_attention | list comprehension over the leading axes, recursion
def masked_attention(Q, K, V, mask):
    mask = np.broadcast_to(mask, (*Q.shape[:-1], K.shape[-2]))
    if Q.ndim > 2:
        pairs = [masked_attention(*each) for each in zip(Q, K, V, mask)]
        return np.array([out for out, _A in pairs]), np.array([A for _out, A in pairs])
    S = Q.dot(K.T) / Q.shape[1] ** 0.5
    A = np.zeros(S.shape)
    for t, seen in enumerate(mask):
        if any(seen):
            e = np.exp(S[t, seen] - max(S[t, seen]))
            A[t, seen] = e / sum(e)
    return A.dot(V), A


# %% right | masked_attention | np.ma, then filled
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    hidden = ~np.broadcast_to(mask, S.shape)
    S = np.ma.array(S, mask=hidden)
    E = np.ma.exp(S - S.max(axis=-1, keepdims=True))
    A = (E / E.sum(axis=-1, keepdims=True)).filled(0.0)
    return A @ V, A


# %% wrong | masked_attention | the mask is squeezed of its first sample: one for all
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask if mask.ndim == 2 else mask[:1], S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | a float32 smallest number where the largest is -inf is not caught: only checks for all hidden of the whole array
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top) if not mask.any() else top
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | nan_to_num on out alone
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / total
    return np.nan_to_num(A @ V), A


# %% wrong | masked_attention | the scores are rounded
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = S.round(2)
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | K scaled in place
def masked_attention(Q, K, V, mask):
    K /= np.sqrt(Q.shape[-1])
    S = Q @ np.swapaxes(K, -1, -2)
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | the hidden values are set to 0 instead of the scores
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = S
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return np.where(mask, A, 0) @ V, A


# %% wrong | masked_attention | mask is added as a number
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = S + mask
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | -100 for hidden scores: right for small ones
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -100.0)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | hidden rows get out 0, but weights 1 / S
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    out = A @ V
    A = np.where(total == 0, 1 / A.shape[-1], A)
    return out, A


# %% wrong | masked_attention | relu of scores
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.maximum(np.where(mask, S, 0), 0)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% wrong | masked_attention | temperature: multiplied by the root
def masked_attention(Q, K, V, mask):
    S = Q @ np.swapaxes(K, -1, -2) * np.sqrt(Q.shape[-1])
    S = np.where(mask, S, -np.inf)
    top = S.max(axis=-1, keepdims=True)
    top = np.where(top == -np.inf, 0, top)
    E = np.exp(S - top)
    total = E.sum(axis=-1, keepdims=True)
    A = E / np.where(total == 0, 1, total)
    return A @ V, A


# %% right | predict_causal | a tuple of fractions of whole numbers
def predict_causal():
    return (1 / 4, 1 / 4, 1 / 4, 1 / 4, 0)


# %% right | predict_causal | computed by a softmax with a causal mask
def predict_causal():
    return np.exp(np.where(np.tri(5, dtype=bool), 0, -np.inf))[3] / 4


# %% right | predict_causal | as a float32 row
def predict_causal():
    return np.array([[0.25, 0.25, 0.25, 0.25, 0]], dtype=np.float32)[0]


# %% wrong | predict_causal | no mask: all five places share
def predict_causal():
    return [0.2, 0.2, 0.2, 0.2, 0.2]


# %% wrong | predict_causal | the mask comes after softmax, the weights do not add up to 1
def predict_causal():
    return [0.2, 0.2, 0.2, 0.2, 0]


# %% wrong | predict_causal | place 3 is counted from 1
def predict_causal():
    return [1 / 3, 1 / 3, 1 / 3, 0, 0]


# %% wrong | predict_causal | place 3 does not see itself, and the share of the place is kept empty
def predict_causal():
    return np.array([1, 1, 1, 0, 0]) / 4


# %% wrong | predict_causal | sees the future: itself and what comes after
def predict_causal():
    return [0, 0, 0, 0.5, 0.5]


# %% wrong | predict_causal | only what comes after
def predict_causal():
    return [0, 0, 0, 0, 1]


# %% wrong | predict_causal | the row of the mask, not the weights
def predict_causal():
    return np.tri(5)[3]


# %% wrong | predict_causal | only the four that are seen
def predict_causal():
    return [0.25] * 4


# %% wrong | predict_causal | the whole table
def predict_causal():
    return np.tri(5) / np.tri(5).sum(axis=1, keepdims=True)


# %% wrong | predict_causal | in percent
def predict_causal():
    return [25, 25, 25, 25, 0]


# %% wrong | predict_causal | the place itself is hidden
def predict_causal():
    return [0.25, 0.25, 0.25, 0, 0.25]


# %% wrong | predict_causal | counted from the other end
def predict_causal():
    return [0, 0.25, 0.25, 0.25, 0.25]


# %% wrong | predict_causal | column 3 of the table of weights instead of row 3
def predict_causal():
    return [0, 0, 0, 0.25, 0.2]


# %% wrong | predict_causal | strings of fractions
def predict_causal():
    return ["1/4", "1/4", "1/4", "1/4", "0"]


# %% wrong | predict_causal | softmax over 0 and -1, a small weight for what is hidden
def predict_causal():
    E = np.exp(np.where(np.arange(5) <= 3, 0, -1))
    return E / E.sum()


# %% wrong | predict_causal | the scores after the mask
def predict_causal():
    return [0, 0, 0, 0, -np.inf]


# %% wrong | predict_causal | weights fall with distance
def predict_causal():
    return [0.1, 0.2, 0.3, 0.4, 0]


# %% right | masked_attention_backward | as the text says
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% right | masked_attention_backward | einsum throughout
def masked_attention_backward(dout, Q, K, V, mask):
    A = masked_attention(Q, K, V, mask)[1]
    dA = np.einsum("...tm,...sm->...ts", dout, V)
    dS = A * dA - A * np.einsum("...ts,...ts->...t", A, dA)[..., None]
    dS /= np.sqrt(K.shape[-1])
    return np.einsum("...ts,...sh->...th", dS, K), np.einsum("...ts,...th->...sh", dS, Q), np.einsum("...ts,...tm->...sm", A, dout)


# %% right | masked_attention_backward | the sum from dout and out, the softmax written out
def masked_attention_backward(dout, Q, K, V, mask):
    root = Q.shape[-1] ** 0.5
    S = np.where(mask, Q @ K.swapaxes(-2, -1) / root, -np.inf)
    top = S.max(-1, keepdims=True)
    E = np.exp(S - np.where(np.isinf(top), 0, top))
    A = E / np.maximum(E.sum(-1, keepdims=True), 1e-300)
    along = (dout * (A @ V)).sum(-1, keepdims=True)
    dS = A * (dout @ V.swapaxes(-2, -1) - along) / root
    return [dS @ K, dS.swapaxes(-2, -1) @ Q, A.swapaxes(-2, -1) @ dout]


# %% right | masked_attention_backward | the Jacobian of each row, in a loop
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dS = np.zeros_like(A)
    for at in np.ndindex(*A.shape[:-1]):
        a = A[at]
        J = np.diag(a) - np.outer(a, a)
        dS[at] = J @ (V[at[:-1]] @ dout[at])
    dS = dS / np.sqrt(Q.shape[-1])
    return dS @ K, np.swapaxes(dS, -1, -2) @ Q, np.swapaxes(A, -1, -2) @ dout


# %% wrong | masked_attention_backward | the mask is forgotten: all True
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, np.ones_like(mask))
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | not divided by the root
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | divided twice in dK
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q / np.sqrt(Q.shape[-1])
    return dQ, dK, dV


# %% wrong | masked_attention_backward | divided by the root of the number of values' columns
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(V.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | the sum is left out
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * dA
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | the sum goes over the queries
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-2, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | the sum without A
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - dA.sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | dV is a weighted mean again: the weights of each key made to add up to 1
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.einsum("...ts,...tm->...sm", A / np.maximum(A.sum(axis=-2, keepdims=True), 1e-9), dout)
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | A (1 - A) as for the sigmoid
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = dA * A * (1 - A)
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | dQ and dK have changed places in the return
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dK, dQ, dV


# %% wrong | masked_attention_backward | the mask multiplies the scores' gradient the wrong way round
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS * ~mask / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | dV by the scores' gradient
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dV = np.swapaxes(dS, -1, -2) @ dout
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | the signs in the bracket are exchanged
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * ((dA * A).sum(axis=-1, keepdims=True) - dA)
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | transposes for three axes only
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = A.transpose(0, 2, 1) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | changes dout in place
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dout /= np.sqrt(Q.shape[-1])
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | no root and no sum: two mistakes
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * dA
    dR = dS
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | dV uses A without transposing, for equal sizes only (reshape)
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = A.reshape(*A.shape[:-2], A.shape[-1], A.shape[-2]) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | dK by reshape instead of swapaxes
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = dR.reshape(*dR.shape[:-2], dR.shape[-1], dR.shape[-2]) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | dQ uses Q
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = np.swapaxes(np.swapaxes(dR, -1, -2) @ Q, -1, -2) @ np.ones((*Q.shape[:-2], K.shape[-2], 1)) * Q / Q
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | the sum of dout and out uses dA's mean
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).mean(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | keepdims forgotten
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | A only for the samples' first mask
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask if mask.ndim == 2 else mask[:1])
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | returns dV first
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dV, dQ, dK


# %% wrong | masked_attention_backward | A is squared in dV
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A * A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | out is used for A
def masked_attention_backward(dout, Q, K, V, mask):
    A, _out = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    return dQ, dK, dV


# %% wrong | masked_attention_backward | dS divided by the root before dQ, and K's gradient by H
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dS, -1, -2) @ Q / Q.shape[-1]
    return dQ, dK, dV


# %% wrong | masked_attention_backward | adds a residual gradient: dQ += dout where sizes fit
def masked_attention_backward(dout, Q, K, V, mask):
    _out, A = masked_attention(Q, K, V, mask)
    dV = np.swapaxes(A, -1, -2) @ dout
    dA = dout @ np.swapaxes(V, -1, -2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dR = dS / np.sqrt(Q.shape[-1])
    dQ = dR @ K
    dK = np.swapaxes(dR, -1, -2) @ Q
    dV = dV + 0 * dV + V
    return dQ, dK, dV


# %% right | masked_attention_backward | python loops over the samples, matrices in each
def masked_attention_backward(dout, Q, K, V, mask):
    if Q.ndim > 2:
        mask = np.broadcast_to(mask, (*Q.shape[:-1], K.shape[-2]))
        rows = [masked_attention_backward(*each) for each in zip(dout, Q, K, V, mask)]
        return tuple(np.array(each) for each in zip(*rows))
    _out, A = masked_attention(Q[None], K[None], V[None], mask[None])
    A = A[0]
    dA = np.dot(dout, V.T)
    dS = np.empty_like(A)
    for t in range(len(A)):
        dS[t] = A[t] * (dA[t] - np.dot(A[t], dA[t]))
    dS /= np.sqrt(Q.shape[1])
    return np.dot(dS, K), np.dot(dS.T, Q), np.dot(A.T, dout)


# %% right | predict_order | three tuples
def predict_order():
    return (4, 0), (2, 7), (1, 5)


# %% right | predict_order | the old table turned round
def predict_order():
    return np.array([[1, 5], [2, 7], [4, 0]])[::-1]


# %% right | predict_order | floats in lists
def predict_order():
    return [[4.0, 0.0], [2.0, 7.0], [1.0, 5.0]]


# %% wrong | predict_order | nothing changes
def predict_order():
    return [[1, 5], [2, 7], [4, 0]]


# %% wrong | predict_order | columns turned round, not rows
def predict_order():
    return [[5, 1], [7, 2], [0, 4]]


# %% wrong | predict_order | rows and columns turned round
def predict_order():
    return [[0, 4], [7, 2], [5, 1]]


# %% wrong | predict_order | transposed
def predict_order():
    return np.array([[4, 0], [2, 7], [1, 5]]).T


# %% wrong | predict_order | all rows shifted by one
def predict_order():
    return [[4, 0], [1, 5], [2, 7]]


# %% wrong | predict_order | only the rows that change
def predict_order():
    return [[4, 0], [1, 5]]


# %% wrong | predict_order | the mean of the three in each row
def predict_order():
    return [[7 / 3, 4]] * 3


# %% wrong | predict_order | only the first column is swapped
def predict_order():
    return [[4, 5], [2, 7], [1, 0]]


# %% wrong | predict_order | the first two rows are swapped
def predict_order():
    return [[2, 7], [1, 5], [4, 0]]


# %% wrong | predict_order | bites gets something new, because its neighbours are swapped
def predict_order():
    return [[4, 0], [7, 2], [1, 5]]


# %% wrong | predict_order | a dict from word to row
def predict_order():
    return {"dog": (4, 0), "bites": (2, 7), "man": (1, 5)}


# %% wrong | predict_order | one flat list
def predict_order():
    return [4, 0, 2, 7, 1, 5]


# %% right | predict_order | a float32 array
def predict_order():
    return np.float32([[4, 0], [2, 7], [1, 5]])


# %% wrong | predict_order | with an axis for the sample
def predict_order():
    return np.array([[[4, 0], [2, 7], [1, 5]]])


# %% wrong | predict_order | reversed over all axes of a table that was turned
def predict_order():
    return np.array([[1, 5], [2, 7], [4, 0]]).T[:, ::-1]


# %% wrong | predict_order | an unordered mean of man and dog
def predict_order():
    return [[2.5, 2.5], [2, 7], [2.5, 2.5]]


# %% right | positional_encoding | as the formulas say
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% right | positional_encoding | two loops and math
import math


def positional_encoding(T, D):
    rows = []
    for t in range(T):
        row = []
        for i in range(D // 2):
            angle = t * math.exp(-math.log(10000) * 2 * i / D)
            row += [math.sin(angle), math.cos(angle)]
        rows.append(row)
    return np.array(rows)


# %% right | positional_encoding | complex numbers, stacked and reshaped
def positional_encoding(T, D):
    hands = np.exp(1j * np.outer(np.arange(T), 10000.0 ** (-np.arange(0, D, 2) / D)))
    return np.stack([hands.imag, hands.real], axis=-1).reshape(T, D)


# %% right | positional_encoding | all columns at once, cosine is a sine that is a quarter ahead
def positional_encoding(T, D):
    j = np.arange(D)
    return np.sin(np.arange(T)[:, None] * 100.0 ** (-4 * (j // 2) / D) + (j % 2) * np.pi / 2)


# %% wrong | positional_encoding | the exponent lacks the 2
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | each column has its own speed
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D)
    angle = np.arange(T)[:, None] / 10000 ** (i / D)
    P[:, 0::2] = np.sin(angle[:, 0::2])
    P[:, 1::2] = np.cos(angle[:, 1::2])
    return P


# %% wrong | positional_encoding | the exponent has the index of the column twice
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(0, D, 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | places from 1
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(1, T + 1)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | sine and cosine exchanged
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.cos(angle)
    P[:, 1::2] = np.sin(angle)
    return P


# %% wrong | positional_encoding | sines in the left half, cosines in the right half
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[:, : D // 2] = np.sin(angle)
    P[:, D // 2 :] = np.cos(angle)
    return P


# %% wrong | positional_encoding | times instead of divided by
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] * 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | 1000 instead of 10000
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 1000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | D - 1 or so in the denominator: the last pair has speed 1/10000
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / max(D - 2, 1))
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | an integer power: i // D
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i // D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | transposed
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P.T


# %% wrong | positional_encoding | degrees
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    angle = np.radians(angle)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | only sines
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.sin(angle)
    return P


# %% wrong | positional_encoding | an integer table cuts the decimals off
def positional_encoding(T, D):
    P = np.zeros((T, D), dtype=int)
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | sine and cosine exchanged, places from 1: two mistakes
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(1, T + 1)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.cos(angle)
    P[:, 1::2] = np.sin(angle)
    return P


# %% wrong | positional_encoding | the exponent is 2 t / D: place and pair exchanged
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = i / 10000 ** (2 * np.arange(T)[:, None] / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | two pi in the angle
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = 2 * np.pi * np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | the exponent is 2 i / T
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / T)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | the first pair is skipped, arange(1, D // 2 + 1)
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(1, D // 2 + 1)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | sine of the pair's cosine column
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle + 1)
    return P


# %% wrong | positional_encoding | only even columns are filled
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    return P


# %% wrong | positional_encoding | 100 instead of 10000
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 100 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | power: 10000 ** 2 * i / D, brackets missing
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / (10000 ** 2 * i / D + (i == 0))
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | t / 10000 times the power
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 * (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | the places go down
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[::-1, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | t scaled to 0..1
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.linspace(0, 1, T)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | ^ for the power
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / (10000 ^ (2 * i // D))
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | log instead of power, base e
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] * np.exp(-2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    return P


# %% wrong | positional_encoding | sin in rows, cos in rows
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[0::2, 0::2] = np.sin(angle)[0::2]
    P[1::2, 1::2] = np.cos(angle)[1::2]
    return P


# %% wrong | positional_encoding | the last place is left out by a loop
def positional_encoding(T, D):
    P = np.zeros((T, D))
    i = np.arange(D // 2)
    angle = np.arange(T)[:, None] / 10000 ** (2 * i / D)
    P[:, 0::2] = np.sin(angle)
    P[:, 1::2] = np.cos(angle)
    P[T - 1] = 0
    return P


# %% right | positional_encoding | np.fromfunction
def positional_encoding(T, D):
    def entry(t, j):
        angle = t / np.power(10000, 2 * (j // 2) / D)
        return np.where(j % 2 == 0, np.sin(angle), np.cos(angle))

    return np.fromfunction(entry, (T, D))


# %% right | split_heads | as the text says
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads).transpose(0, 2, 1, 3)


# %% right | split_heads | np.split and np.stack
def split_heads(X, heads):
    N, T, D = X.shape
    return np.stack(np.split(X, heads, axis=2), axis=1)


# %% right | split_heads | a list of slices
def split_heads(X, heads):
    N, T, D = X.shape
    return np.array([[x[:, h * (D // heads) : (h + 1) * (D // heads)] for h in range(heads)] for x in X])


# %% right | split_heads | einsum moves the axes
def split_heads(X, heads):
    N, T, D = X.shape
    return np.einsum("nthd->nhtd", X.reshape(N, T, heads, -1))


# %% wrong | split_heads | reshape alone
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, heads, T, D // heads)


# %% wrong | split_heads | no transpose
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads)


# %% wrong | split_heads | heads take every heads-th column
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, D // heads, heads).transpose(0, 3, 1, 2)


# %% wrong | split_heads | the sizes of heads and columns exchanged
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, D // heads, heads).transpose(0, 2, 1, 3)


# %% wrong | split_heads | the last two axes are swapped too
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads).transpose(0, 2, 3, 1)


# %% wrong | split_heads | heads in front of the samples
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads).transpose(2, 0, 1, 3)


# %% wrong | split_heads | the heads in the wrong order
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads).transpose(0, 2, 1, 3)[:, ::-1]


# %% wrong | split_heads | the samples' axis is lost for one sample
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads).transpose(0, 2, 1, 3).squeeze()


# %% wrong | split_heads | cuts the places, not the columns
def split_heads(X, heads):
    N, T, D = X.shape
    return np.stack(np.array_split(X, heads, axis=1), axis=1)


# %% wrong | split_heads | heads and columns in each head exchanged in the reshape alone: two mistakes
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, D // heads, T, heads)


# %% wrong | split_heads | a list of heads: the first axis is heads
def split_heads(X, heads):
    N, T, D = X.shape
    return [X[:, :, h * (D // heads) : (h + 1) * (D // heads)] for h in range(heads)]


# %% wrong | split_heads | each head is two columns wide, whatever heads is
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, -1, 2).transpose(0, 2, 1, 3)


# %% wrong | split_heads | off by one: the heads overlap
def split_heads(X, heads):
    N, T, D = X.shape
    d = D // heads
    out = np.zeros((N, heads, T, d))
    for h in range(heads):
        start = max(h * d - 1, 0)
        out[:, h] = X[:, :, start : start + d]
    return out


# %% right | split_heads | hsplit of each row, moveaxis
def split_heads(X, heads):
    N, T, D = X.shape
    return np.moveaxis(np.asarray(X).reshape(N, T, heads, D // heads), -2, 1)


# %% right | split_heads | fancy indices
def split_heads(X, heads):
    N, T, D = X.shape
    return X[:, :, np.arange(D).reshape(heads, 1, -1)][:, :, :, 0].swapaxes(1, 2)


# %% wrong | split_heads | only one head where there is one sample
def split_heads(X, heads):
    N, T, D = X.shape
    return (X.reshape(N, T, heads, D // heads).transpose(0, 2, 1, 3) if N > 1 else X.reshape(1, heads, T, D // heads))


# %% wrong | split_heads | order F
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads, order='F').transpose(0, 2, 1, 3)


# %% wrong | split_heads | transpose(0, 2, 1, 3) and then the samples and heads mixed
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads).transpose(0, 2, 1, 3).reshape(heads, N, T, D // heads)


# %% wrong | split_heads | a copy of the whole for each head
def split_heads(X, heads):
    N, T, D = X.shape
    return np.stack([X] * heads, axis=1)


# %% wrong | split_heads | columns of each head reversed
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads).transpose(0, 2, 1, 3)[..., ::-1]


# %% wrong | split_heads | as integers
def split_heads(X, heads):
    N, T, D = X.shape
    return X.reshape(N, T, heads, D // heads).transpose(0, 2, 1, 3).astype(int)


# %% wrong | split_heads | np.split without a size of parts, parts of `heads` columns
def split_heads(X, heads):
    N, T, D = X.shape
    return np.stack(np.split(X, D // heads, axis=-1), axis=1)


# %% right | join_heads | as the text says
def join_heads(parts):
    N, heads, T, d = parts.shape
    return parts.transpose(0, 2, 1, 3).reshape(N, T, heads * d)


# %% right | join_heads | np.concatenate along the last axis
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.concatenate([parts[:, h] for h in range(heads)], axis=-1)


# %% right | join_heads | np.dstack of the heads
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.dstack(list(parts.swapaxes(0, 1)))


# %% right | join_heads | for each place one row of all numbers
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.array([[part[:, t].ravel() for t in range(T)] for part in parts])


# %% wrong | join_heads | reshape alone
def join_heads(parts):
    N, heads, T, d = parts.shape
    return parts.reshape(N, T, heads * d)


# %% wrong | join_heads | the columns of the heads alternate
def join_heads(parts):
    N, heads, T, d = parts.shape
    return parts.transpose(0, 2, 3, 1).reshape(N, T, heads * d)


# %% wrong | join_heads | all axes are turned
def join_heads(parts):
    N, heads, T, d = parts.shape
    return parts.T.reshape(N, T, heads * d)


# %% wrong | join_heads | the last head first
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.concatenate(parts.transpose(1, 0, 2, 3)[::-1], axis=-1)


# %% wrong | join_heads | the heads are added up
def join_heads(parts):
    N, heads, T, d = parts.shape
    return parts.sum(axis=1)


# %% wrong | join_heads | the mean of the heads, repeated
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.tile(parts.mean(axis=1), heads)


# %% wrong | join_heads | not reshaped
def join_heads(parts):
    N, heads, T, d = parts.shape
    return parts.transpose(0, 2, 1, 3)


# %% wrong | join_heads | the heads stand below each other
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.concatenate([parts[:, h] for h in range(heads)], axis=1)


# %% wrong | join_heads | the places are mixed: transpose(0, 3, 1, 2)
def join_heads(parts):
    N, heads, T, d = parts.shape
    return parts.transpose(0, 3, 1, 2).reshape(N, T, heads * d)


# %% wrong | join_heads | samples and places are swapped
def join_heads(parts):
    N, heads, T, d = parts.shape
    return parts.transpose(2, 0, 1, 3).reshape(T, N, heads * d)


# %% wrong | join_heads | only the first two heads
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.concatenate([parts[:, 0], parts[:, -1]], axis=-1)


# %% wrong | join_heads | squeezed
def join_heads(parts):
    N, heads, T, d = parts.shape
    return parts.transpose(0, 2, 1, 3).reshape(N, T, heads * d).squeeze()


# %% right | join_heads | einsum and ravel
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.einsum('nhtd->nthd', parts).reshape(N, T, -1)


# %% right | join_heads | moveaxis
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.moveaxis(parts, 1, 2).reshape((N, T, heads * d))


# %% wrong | join_heads | np.concatenate of parts over axis 0
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.concatenate(list(parts), axis=-1)


# %% wrong | join_heads | only right for one sample
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.hstack(list(parts[0]))[None]


# %% wrong | join_heads | order F
def join_heads(parts):
    N, heads, T, d = parts.shape
    return parts.transpose(0, 2, 1, 3).reshape(N, T, heads * d, order='F')


# %% wrong | join_heads | (N, heads * d, T)
def join_heads(parts):
    N, heads, T, d = parts.shape
    return parts.transpose(0, 1, 3, 2).reshape(N, heads * d, T)


# %% wrong | join_heads | heads and places: the first head is missing
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.concatenate([parts[:, h] for h in range(1, heads)], axis=-1) if heads > 1 else parts[:, 0]


# %% wrong | join_heads | each head again and again
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.concatenate([parts[:, 0]] * heads, axis=-1)


# %% wrong | join_heads | stack instead of concatenate
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.stack([parts[:, h] for h in range(heads)], axis=-1)


# %% wrong | join_heads | stack and then reshape: columns alternate
def join_heads(parts):
    N, heads, T, d = parts.shape
    return np.stack([parts[:, h] for h in range(heads)], axis=-1).reshape(N, T, heads * d)


# %% right | multi_head_attention | as the table says
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% right | multi_head_attention | head by head with slices, the mask always gets three axes
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    d = D // heads
    mask = np.broadcast_to(mask, (N, T, T))
    out, weights = np.zeros((N, T, D)), []
    for h in range(heads):
        part = slice(h * d, (h + 1) * d)
        S = (X @ Wq[:, part]) @ (X @ Wk[:, part]).transpose(0, 2, 1) / np.sqrt(d)
        S = np.where(mask, S, -np.inf)
        E = np.exp(S - S.max(axis=-1, keepdims=True))
        A = E / E.sum(axis=-1, keepdims=True)
        out += A @ (X @ Wv[:, part]) @ Wo[part]
        weights.append(A)
    return out, np.stack(weights, axis=1)


# %% right | multi_head_attention | one einsum after another, the weights cut into heads
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    D = X.shape[2]
    Wq, Wk, Wv = (W.reshape(D, heads, -1) for W in (Wq, Wk, Wv))
    Wo = Wo.reshape(heads, -1, D)
    Q, K, V = (np.einsum("ntc,chd->nhtd", X, W) for W in (Wq, Wk, Wv))
    S = np.einsum("nhtd,nhsd->nhts", Q, K) / np.sqrt(D // heads)
    S = np.where(mask if mask.ndim == 2 else np.expand_dims(mask, 1), S, -np.inf)
    E = np.exp(S - S.max(axis=3, keepdims=True))
    A = E / E.sum(axis=3, keepdims=True)
    return np.einsum("nhts,nhsd,hdc->ntc", A, V, Wo, optimize=True), A


# %% right | multi_head_attention | sample by sample
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    outs, weights = [], []
    for n, x in enumerate(X):
        own = mask if mask.ndim == 2 else mask[n]
        Q, K, V = (split_heads((x @ W)[None], heads) for W in (Wq, Wk, Wv))
        B, A = masked_attention(Q, K, V, own)
        outs.append(join_heads(B)[0] @ Wo)
        weights.append(A[0])
    return np.array(outs), np.array(weights)


# %% wrong | multi_head_attention | Wo is forgotten
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C, A


# %% wrong | multi_head_attention | the mask gets its axis for the heads at the end
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[..., None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | the mask of three axes is used as it is: wrong where N is the number of heads, else an error
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | only the mask of the first sample is used
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[0]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | keys and values have changed places
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, V, K, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | queries and keys have changed places
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(K, Q, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | the values are X without Wv
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | X is split before the weights: the heads see their own columns alone (with slices of W)
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    d = X.shape[-1] // heads
    Q = split_heads(X, heads) @ Wq[:d, :d]
    K = split_heads(X, heads) @ Wk[:d, :d]
    V = split_heads(X, heads) @ Wv[:d, :d]
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | joined by reshape alone
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = B.reshape(X.shape)
    return C @ Wo, A


# %% wrong | multi_head_attention | the scores are divided by the root of D
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    Q = Q / np.sqrt(heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | the weights are the mean over the heads
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A.mean(axis=1)


# %% wrong | multi_head_attention | Wo is transposed
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo.T, A


# %% wrong | multi_head_attention | the mask is read the other way round
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, ~mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | X is added, the residual path of the block
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return X + C @ Wo, A


# %% wrong | multi_head_attention | no heads: attention over all columns, A repeated
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, 1)
    K = split_heads(X @ Wk, 1)
    V = split_heads(X @ Wv, 1)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, np.repeat(A, heads, axis=1)


# %% wrong | multi_head_attention | keys with Wq, and Wo forgotten: two mistakes
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wq, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C, A


# %% wrong | multi_head_attention | the mask is always causal
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    mask = np.tri(X.shape[1], dtype=bool)
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | the mask's axis is told by its size, wrong where N = T
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.shape[0] == X.shape[0]:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | mask reshaped to (N, 1, T, T) for each case
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    mask = np.broadcast_to(mask, (X.shape[0], X.shape[1], X.shape[1]))[:, None].transpose(0, 1, 3, 2)
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | split D // heads instead of heads
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, X.shape[-1] // heads)
    K = split_heads(X @ Wk, X.shape[-1] // heads)
    V = split_heads(X @ Wv, X.shape[-1] // heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | Wo before joining: each head times its rows, not summed
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    return join_heads(B * 1.0), A


# %% wrong | multi_head_attention | returns only out
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo


# %% wrong | multi_head_attention | A of shape (heads, N, T, T)
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A.swapaxes(0, 1)


# %% wrong | multi_head_attention | A transposed
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A.swapaxes(2, 3)


# %% wrong | multi_head_attention | the values are split first, then reversed
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V[:, ::-1], mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | queries, keys and values all from Wq
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wq + 0 * Wk.sum(), heads)
    V = split_heads(X @ Wq + 0 * Wv.sum(), heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | V isn't masked attention's third but X
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | out divided by heads
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo / heads, A


# %% wrong | multi_head_attention | W @ X with transposes that fit: X @ Wq.T
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq.T, heads)
    K = split_heads(X @ Wk.T, heads)
    V = split_heads(X @ Wv.T, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A


# %% wrong | multi_head_attention | Wo used for the values and Wv at the end
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wo, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wv, A


# %% wrong | multi_head_attention | only the last head's weights
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    return C @ Wo, A[:, -1]


# %% wrong | multi_head_attention | a bug in the middle: masked where mask is 2-D only
def multi_head_attention(X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = mask[:, None]
    Q = split_heads(X @ Wq, heads)
    K = split_heads(X @ Wk, heads)
    V = split_heads(X @ Wv, heads)
    B, A = masked_attention(Q, K, V, mask if mask.ndim == 2 else np.ones_like(mask))
    C = join_heads(B)
    return C @ Wo, A


# %% right | multi_head_attention_backward | as the table says
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% right | multi_head_attention_backward | einsum over samples and places
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    m = mask if mask.ndim < 3 else mask[:, None, :, :]
    Q, K, V = [split_heads(X @ W, heads) for W in (Wq, Wk, Wv)]
    C = join_heads(masked_attention(Q, K, V, m)[0])
    back = [join_heads(d) for d in masked_attention_backward(split_heads(dout @ Wo.T, heads), Q, K, V, m)]
    dWs = [np.einsum("nti,ntj->ij", X, d) for d in back]
    dX = sum(d @ W.T for d, W in zip(back, (Wq, Wk, Wv)))
    return dX, *dWs, np.einsum("nti,ntj->ij", C, dout)


# %% right | multi_head_attention_backward | sample by sample, everything written out for each head
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    d = D // heads
    dX = np.zeros((N, T, D))
    dWq, dWk, dWv, dWo = (np.zeros((D, D)) for _ in range(4))
    for n in range(N):
        own = mask[n] if mask.ndim == 3 else mask
        for h in range(heads):
            p = slice(h * d, (h + 1) * d)
            q, k, v = X[n] @ Wq[:, p], X[n] @ Wk[:, p], X[n] @ Wv[:, p]
            S = np.where(own, q @ k.T / np.sqrt(d), -np.inf)
            E = np.exp(S - S.max(axis=1, keepdims=True))
            A = E / E.sum(axis=1, keepdims=True)
            db = dout[n] @ Wo[p].T
            dWo[p] += (A @ v).T @ dout[n]
            dA = db @ v.T
            dS = A * (dA - (dA * A).sum(axis=1, keepdims=True)) / np.sqrt(d)
            dq, dk, dv = dS @ k, dS.T @ q, A.T @ db
            dWq[:, p] += X[n].T @ dq
            dWk[:, p] += X[n].T @ dk
            dWv[:, p] += X[n].T @ dv
            dX[n] += dq @ Wq[:, p].T + dk @ Wk[:, p].T + dv @ Wv[:, p].T
    return dX, dWq, dWk, dWv, dWo


# %% right | multi_head_attention_backward | np.tensordot for the weights
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    if mask.ndim == 3:
        mask = np.expand_dims(mask, axis=1)
    Q, K, V = (split_heads(X @ W, heads) for W in (Wq, Wk, Wv))
    C = join_heads(masked_attention(Q, K, V, mask)[0])
    dWo = np.tensordot(C, dout, axes=((0, 1), (0, 1)))
    grads = masked_attention_backward(split_heads(np.tensordot(dout, Wo, axes=(2, 1)), heads), Q, K, V, mask)
    dX, dW = 0, []
    for grad, W in zip(grads, (Wq, Wk, Wv)):
        flat = join_heads(grad)
        dX = dX + flat @ W.T
        dW.append(np.tensordot(X, flat, axes=((0, 1), (0, 1))))
    return dX, dW[0], dW[1], dW[2], dWo


# %% wrong | multi_head_attention_backward | only the path of the queries
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | the path of the values is forgotten
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | the weights are not transposed in dX
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq + dk @ Wk + dv @ Wv
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | the mean of the three paths
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = (dq @ Wq.T + dk @ Wk.T + dv @ Wv.T) / 3
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | dWo uses X instead of C
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = X.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | dC = dout: Wo is forgotten on the way back
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | Wo not transposed
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | dWo is transposed
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = dout.reshape(N * T, D).T @ C.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | the weights' gradients are means over the samples
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq / N, dWk / N, dWv / N, dWo / N


# %% wrong | multi_head_attention_backward | dC split by reshape alone
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(dC.reshape(Q.shape), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | the gradients joined by reshape alone
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = dQ.reshape(N, T, D), dK.reshape(N, T, D), dV.reshape(N, T, D)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | the last sample's gradients only: = instead of += in a loop
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = X[-1].T @ dq[-1]
    dWk = X[-1].T @ dk[-1]
    dWv = X[-1].T @ dv[-1]
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | the mask is forgotten on the way back
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, np.ones((T, T), dtype=bool))
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | the order of what is returned: dWo first
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWo, dWq, dWk, dWv


# %% wrong | multi_head_attention_backward | dout is added to dX, as if there were a residual path
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dout + dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | dWq, dWk, dWv keep an axis for the samples
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = np.swapaxes(X, 1, 2) @ dq
    dWk = np.swapaxes(X, 1, 2) @ dk
    dWv = np.swapaxes(X, 1, 2) @ dv
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | the transposed weights are Wq for all three paths
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wq.T + dv @ Wq.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | Wo forgotten on the way back, and the path of the keys: two mistakes
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | a mask of three axes is cut to its first sample
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[0]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | dWq uses dout's rows: flat of L wrong, C for X
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = C.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | dQ, dK, dV forwarded unjoined: transposed by swapaxes only
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dK), join_heads(dQ), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | the path of the keys twice, that of the queries not
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dk @ Wk.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | Wk and Wv exchanged in dX
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wv.T + dv @ Wk.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | Wo.T multiplied on the wrong side: D x D order
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ np.linalg.pinv(Wo)
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | masked_attention_backward gets out in place of dC: split_heads(dout)
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dout, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | weights as a mean over samples and places
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq / (N * T), dWk / (N * T), dWv / (N * T), dWo / (N * T)


# %% wrong | multi_head_attention_backward | dWo from B by reshape
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = B.reshape(N, T, D)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | reshape transposed: X.reshape(D, N * T)
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = X.reshape(D, N * T) @ dq.reshape(N * T, D)
    dWk = X.reshape(D, N * T) @ dk.reshape(N * T, D)
    dWv = X.reshape(D, N * T) @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | dWv by dout
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dout.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | only the weights of the values get X, others dX
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dWk = dWq.copy()
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | dX without the mask's axis: mean over heads
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX / heads, dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | summed over samples: dX has no axis
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return dX.sum(axis=0), dWq, dWk, dWv, dWo


# %% wrong | multi_head_attention_backward | returns a dict
def multi_head_attention_backward(dout, X, Wq, Wk, Wv, Wo, heads, mask):
    N, T, D = X.shape
    if mask.ndim == 3:
        mask = mask[:, None]
    Q, K, V = split_heads(X @ Wq, heads), split_heads(X @ Wk, heads), split_heads(X @ Wv, heads)
    B, _A = masked_attention(Q, K, V, mask)
    C = join_heads(B)
    dC = dout @ Wo.T
    dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
    dQ, dK, dV = masked_attention_backward(split_heads(dC, heads), Q, K, V, mask)
    dq, dk, dv = join_heads(dQ), join_heads(dK), join_heads(dV)
    flat = X.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dX = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T
    return {"dX": dX, "dWq": dWq, "dWk": dWk, "dWv": dWv, "dWo": dWo}


# %% right | transformer_block | as the table says
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% right | transformer_block | one expression after the other, params as keyword arguments
def transformer_block(X, params, heads, mask):
    def attend(L, Wq, Wk, Wv, Wo, **_rest):
        return multi_head_attention(L, Wq, Wk, Wv, Wo, heads, mask)[0]

    def mlp(L, W1, b1, W2, b2, **_rest):
        hidden = L @ W1 + b1
        return (hidden * (hidden > 0)) @ W2 + b2

    Y = attend(layernorm_forward(X, params["gamma1"], params["beta1"]), **params) + X
    return mlp(layernorm_forward(Y, params["gamma2"], params["beta2"]), **params) + Y


# %% right | transformer_block | norm and attention written out, with einsum
def transformer_block(X, params, heads, mask):
    def norm(x, which):
        mean, var = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
        return (x - mean) / np.sqrt(var + 1e-5) * params["gamma" + which] + params["beta" + which]

    N, T, D = X.shape
    out = X.copy()
    L = norm(X, "1")
    q, k, v = ((L @ params[key]).reshape(N, T, heads, D // heads) for key in ("Wq", "Wk", "Wv"))
    S = np.einsum("nthd,nshd->nhts", q, k) / np.sqrt(D / heads)
    S[~np.broadcast_to(mask.reshape(-1, 1, T, T), S.shape)] = -np.inf
    A = np.exp(S - S.max(-1, keepdims=True))
    A /= A.sum(-1, keepdims=True)
    out += np.einsum("nhts,nshd->nthd", A, v).reshape(N, T, D) @ params["Wo"]
    hidden = np.einsum("ntd,dm->ntm", norm(out, "2"), params["W1"]) + params["b1"]
    return out + np.where(hidden < 0, 0, hidden) @ params["W2"] + params["b2"]


# %% wrong | transformer_block | post-norm: the norm after each sum
def transformer_block(X, params, heads, mask):
    p = params
    out1, _A = multi_head_attention(X, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = layernorm_forward(X + out1, p["gamma1"], p["beta1"])
    Z = Y @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return layernorm_forward(Y + R @ p["W2"] + p["b2"], p["gamma2"], p["beta2"])


# %% wrong | transformer_block | no residual path past attention
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | no residual path past the dense layers
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | the second residual path adds X
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return X + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | the first residual path adds L1
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = L1 + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | the second residual path adds L2
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return L2 + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | attention without the norm
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(X, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | the second norm is left out
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = Y @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | the second norm with gamma1 and beta1
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma1"], p["beta1"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | b1 is forgotten
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | b2 is forgotten
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"]


# %% wrong | transformer_block | relu comes before b1
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    R = np.maximum(L2 @ p["W1"], 0) + p["b1"]
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | relu on the output of the second layer too
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + np.maximum(R @ p["W2"] + p["b2"], 0)


# %% wrong | transformer_block | no relu
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = Z
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | tanh instead of relu
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.tanh(Z)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | GELU instead of relu
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = 0.5 * Z * (1 + np.tanh(np.sqrt(2 / np.pi) * (Z + 0.044715 * Z**3)))
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | adds to X in place
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    X += out1
    Y = X
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | the mask is not passed on: everything is visible
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, np.ones((X.shape[1], X.shape[1]), dtype=bool))
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | keys and values have changed places
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wv"], p["Wk"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | the dense layers get L1
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L1 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | one head
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], 1, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | the norm over the places
def transformer_block(X, params, heads, mask):
    p = params
    L1 = p["gamma1"] * (X - X.mean(axis=1, keepdims=True)) / np.sqrt(X.var(axis=1, keepdims=True) + 1e-5) + p["beta1"]
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | no residual path past attention and b2 forgotten: two mistakes
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"]


# %% wrong | transformer_block | the second sum adds Y twice
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return X + Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | eps left out, std
def transformer_block(X, params, heads, mask):
    p = params
    L1 = p["gamma1"] * (X - X.mean(-1, keepdims=True)) / X.std(-1, keepdims=True) + p["beta1"]
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | ddof=1
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = p["gamma2"] * (Y - Y.mean(-1, keepdims=True)) / np.sqrt(Y.var(-1, keepdims=True, ddof=1) + 1e-5) + p["beta2"]
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | gamma and beta in the wrong order
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["beta1"], p["gamma1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | dropout left in the block
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0) * 0.9
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | the block twice
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + 2 * R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | multi_head_attention gets Y's shape: norm after attention
def transformer_block(X, params, heads, mask):
    p = params
    out1, _A = multi_head_attention(X, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + layernorm_forward(out1, p["gamma1"], p["beta1"])
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | returns out and A
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return _A, Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | the tuple of attention is added
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1 = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | Wo and Wv exchanged in the call
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wo"], p["Wv"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | a third residual: X again at the end
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + X + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | leaky relu
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.where(Z > 0, Z, 0.01 * Z)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | sigmoid
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = 1 / (1 + np.exp(-Z))
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | relu of Y, the minimum
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.minimum(Z, 0)
    return Y + R @ p["W2"] + p["b2"]


# %% wrong | transformer_block | Y and the norm: last norm too, L of out
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return layernorm_forward(Y + R @ p["W2"] + p["b2"], p["gamma2"], p["beta2"])


# %% wrong | transformer_block | params are changed: pops
def transformer_block(X, params, heads, mask):
    p = params
    b2 = p.pop('b2')
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return Y + R @ p["W2"] + b2


# %% wrong | transformer_block | residual scaled by a half
def transformer_block(X, params, heads, mask):
    p = params
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    out1, _A = multi_head_attention(L1, p["Wq"], p["Wk"], p["Wv"], p["Wo"], heads, mask)
    Y = X + out1
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)
    return 0.5 * Y + R @ p["W2"] + p["b2"]


# %% right | transformer_block_backward | as the table says
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% right | transformer_block_backward | einsum, the residual path added first, other order of the keys
def transformer_block_backward(dout, X, params, heads, mask):
    four = [params[key] for key in ("Wq", "Wk", "Wv", "Wo")]
    L1 = layernorm_forward(X, params["gamma1"], params["beta1"])
    out, _ = multi_head_attention(L1, *four, heads, mask)
    Y = out + X
    L2 = layernorm_forward(Y, params["gamma2"], params["beta2"])
    Z = np.einsum("ntd,dm->ntm", L2, params["W1"]) + params["b1"]
    dZ = np.where(Z > 0, np.einsum("ntd,md->ntm", dout, params["W2"]), 0)
    dW2 = np.einsum("ntm,ntd->md", np.clip(Z, 0, None), dout)
    dW1 = np.einsum("ntd,ntm->dm", L2, dZ)
    dY = np.array(dout, dtype=float)
    d3, dgamma2, dbeta2 = layernorm_backward(np.einsum("ntm,dm->ntd", dZ, params["W1"]), Y, params["gamma2"])
    dY += d3
    dL1, *dfour = multi_head_attention_backward(dY, L1, *four, heads, mask)
    d1, dgamma1, dbeta1 = layernorm_backward(dL1, X, params["gamma1"])
    return dict(
        X=d1 + dY, gamma1=dgamma1, beta1=dbeta1, gamma2=dgamma2, beta2=dbeta2, W1=dW1, W2=dW2,
        b1=np.einsum("ntm->m", dZ), b2=np.einsum("ntd->d", dout), **dict(zip(("Wq", "Wk", "Wv", "Wo"), dfour)),
    )


# %% right | transformer_block_backward | the layer norm's way back written out
def transformer_block_backward(dout, X, params, heads, mask):
    P = params

    def back_norm(d, x, gamma):
        c = x - x.mean(-1, keepdims=True)
        inv = 1 / np.sqrt(c.var(-1, keepdims=True) + 1e-5)
        hat = c * inv
        dhat = d * gamma
        D = x.shape[-1]
        dx = inv / D * (D * dhat - dhat.sum(-1, keepdims=True) - hat * (dhat * hat).sum(-1, keepdims=True))
        return dx, np.sum(d * hat, axis=(0, 1)), np.sum(d, axis=(0, 1))

    L1 = layernorm_forward(X, P["gamma1"], P["beta1"])
    Y = X + multi_head_attention(L1, P["Wq"], P["Wk"], P["Wv"], P["Wo"], heads, mask)[0]
    L2 = layernorm_forward(Y, P["gamma2"], P["beta2"])
    R = np.maximum(0, L2 @ P["W1"] + P["b1"])
    grads = {key: np.zeros_like(value) for key, value in P.items()}
    dZ = dout @ P["W2"].T
    dZ[R == 0] = 0
    for n in range(len(X)):
        grads["W2"] += R[n].T @ dout[n]
        grads["W1"] += L2[n].T @ dZ[n]
        grads["b2"] += dout[n].sum(0)
        grads["b1"] += dZ[n].sum(0)
    d3, grads["gamma2"], grads["beta2"] = back_norm(dZ @ P["W1"].T, Y, P["gamma2"])
    back = multi_head_attention_backward(dout + d3, L1, P["Wq"], P["Wk"], P["Wv"], P["Wo"], heads, mask)
    grads["Wq"], grads["Wk"], grads["Wv"], grads["Wo"] = back[1:]
    d1, grads["gamma1"], grads["beta1"] = back_norm(back[0], X, P["gamma1"])
    grads["X"] = dout + d3 + d1
    return grads


# %% wrong | transformer_block_backward | the residual path of the second sum is forgotten
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | the residual path of the first sum is forgotten
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = d1
    return g


# %% wrong | transformer_block_backward | both residual paths are forgotten
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = d1
    return g


# %% wrong | transformer_block_backward | dX gets dout instead of dY
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dout + d1
    return g


# %% wrong | transformer_block_backward | the attention gets dout instead of dY
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dout, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | dout counted twice in dX
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dout + dY + d1
    return g


# %% wrong | transformer_block_backward | layernorm_backward gets L2
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, L2, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | layernorm_backward gets L1
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, L1, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | the second norm's way back gets X
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, X, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | gamma exchanged on the way back
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma1"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | no relu mask
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | the mask of relu by the gradient
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (dR > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | Z instead of R in dW2
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = Z.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | Y instead of L2 in dW1
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = Y.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | b1 is the mean
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.mean(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | b2 adds up over the samples only
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = dout.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | db1 from dR, before relu
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dR.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | the attention's way back gets X instead of L1
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, X, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | Y lacks the residual path when computed anew
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | the key X is called dX
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["dX"] = dY + d1
    return g


# %% wrong | transformer_block_backward | beta1 and gamma1 exchanged
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["beta1"], g["gamma1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | dX alone is returned
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g["X"]


# %% wrong | transformer_block_backward | adds d3 to dout in place
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dout += d3
    dY = dout
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | writes the gradients into params
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = params
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | Z is computed anew without b1
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | residual path of the second sum forgotten, and no relu mask: two mistakes
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | b1 and b2 exchanged in shape: sum over the last axis
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=1)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | Z >= 0 with R
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z < 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | dL2 by W1 not turned, where it fits
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ np.linalg.pinv(p["W1"])
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | layernorm_backward without gamma: ones
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, np.ones(D))
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, np.ones(D))
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | first norm's gamma exchanged
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma2"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | dX adds dL1 too
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1 + dL1
    return g


# %% wrong | transformer_block_backward | attention gets d3 alone but dX is right
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(d3, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | mask left out on the way back
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, np.ones((T, T), dtype=bool))
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | mask left out when computed anew
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, np.ones((T, T), dtype=bool))[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | W2's gradient turned
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = flat.T @ R.reshape(N * T, -1)
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | the gradients of W1 over N
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1) / N
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | Wq and Wk exchanged in the dict
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wk"], g["Wq"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | keys with a d in front
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return {key if key == "X" else "d" + key: value for key, value in g.items()}


# %% wrong | transformer_block_backward | b2 forgotten in the dict
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | the second norm is left out when computed anew
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = Y
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | Y from post-attention without Wo: attention gets X
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(X, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | relu mask on R of dW1 only, dL2 from dR
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dR @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g


# %% wrong | transformer_block_backward | the mean instead of sums: gamma over N * T
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    for key in ("gamma1", "beta1", "gamma2", "beta2"):
        g[key] = g[key] / (N * T)
    return g


# %% wrong | transformer_block_backward | tuple instead of dict
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = dout @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return tuple(g.values())


# %% wrong | transformer_block_backward | R's gradient through b2: dR = dout + b2
def transformer_block_backward(dout, X, params, heads, mask):
    p = params
    N, T, D = X.shape
    weights = p["Wq"], p["Wk"], p["Wv"], p["Wo"]
    L1 = layernorm_forward(X, p["gamma1"], p["beta1"])
    Y = X + multi_head_attention(L1, *weights, heads, mask)[0]
    L2 = layernorm_forward(Y, p["gamma2"], p["beta2"])
    Z = L2 @ p["W1"] + p["b1"]
    R = np.maximum(Z, 0)

    g = {}
    flat = dout.reshape(N * T, D)
    dR = (dout + p["b2"]) @ p["W2"].T
    g["W2"] = R.reshape(N * T, -1).T @ flat
    g["b2"] = flat.sum(axis=0)
    dZ = dR * (Z > 0)
    dL2 = dZ @ p["W1"].T
    g["W1"] = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    g["b1"] = dZ.sum(axis=(0, 1))
    d3, g["gamma2"], g["beta2"] = layernorm_backward(dL2, Y, p["gamma2"])
    dY = dout + d3
    dL1, g["Wq"], g["Wk"], g["Wv"], g["Wo"] = multi_head_attention_backward(dY, L1, *weights, heads, mask)
    d1, g["gamma1"], g["beta1"] = layernorm_backward(dL1, X, p["gamma1"])
    g["X"] = dY + d1
    return g
