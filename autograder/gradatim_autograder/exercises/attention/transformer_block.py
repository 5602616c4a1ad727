"""A block of the transformer: attention and a small network, each behind a layer norm and beside a residual path."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.attention import shared

exercise = declare("transformer_block", returns=("out",), points={"out": 4}, section=N_("A block"))


@exercise.reference
def transformer_block(X, params, heads, mask):
    N, T, D = X.shape
    d = D // heads
    d1 = X - X.mean(axis=-1, keepdims=True)
    L1 = params["gamma1"] * d1 / np.sqrt((d1**2).mean(axis=-1, keepdims=True) + 1e-5) + params["beta1"]
    Q = (L1 @ params["Wq"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    K = (L1 @ params["Wk"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    V = (L1 @ params["Wv"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    R = Q @ K.transpose(0, 1, 3, 2) / np.sqrt(d)
    S = np.where(mask if mask.ndim == 2 else mask[:, None], R, -np.inf)
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    attended = (A @ V).transpose(0, 2, 1, 3).reshape(N, T, D) @ params["Wo"]
    Y = X + attended
    d2 = Y - Y.mean(axis=-1, keepdims=True)
    L2 = params["gamma2"] * d2 / np.sqrt((d2**2).mean(axis=-1, keepdims=True) + 1e-5) + params["beta2"]
    Z = L2 @ params["W1"] + params["b1"]
    M = np.maximum(Z, 0) @ params["W2"] + params["b2"]
    out = Y + M
    return out


shared.block_probes(exercise, shared.of_block)
exercise.classes(shared.BLOCK)

exercise.wrong_lines("""
first_residual_missing: Around attention there is no residual path. Add what came in: X + attention.
    Y = attended
second_residual_missing: Around the small network there is no residual path. Add Y to what it gives.
    out = M
residuals_missing: There are no residual paths. Add what came in, around attention and around the small network.
    Y = attended ;; out = M
second_residual_from_X: The last sum adds X. Add Y, which holds X and what attention gave.
    out = X + M
norm_on_residual_path: The residual path of attention starts behind the layer norm. Add X itself: the path should go
past the norm.
    Y = L1 + attended
norm_on_second_residual_path: The second residual path starts behind the layer norm. Add Y itself.
    out = L2 + M
norm_on_both_residual_paths: The residual paths start behind the layer norms. Add X and Y themselves.
    Y = L1 + attended ;; out = L2 + M
first_norm_missing: Attention gets X without a layer norm.
    L1 = X
second_norm_missing: The small network gets Y without a layer norm.
    L2 = Y
norms_missing: Both layer norms are missing.
    L1 = X ;; L2 = Y
norm_behind: The layer norms come behind the sums, as in the first transformer. Here they come in front of attention
and of the small network.
    L1 = X
        ;; d2 = (X + attended) - (X + attended).mean(axis=-1, keepdims=True)
        ;; Y = params["gamma1"] * (X + attended - (X + attended).mean(axis=-1, keepdims=True)) / np.sqrt((X +
            attended).var(axis=-1, keepdims=True) + 1e-5) + params["beta1"]
        ;; L2 = Y
        ;; out = params["gamma2"] * (Y + M - (Y + M).mean(axis=-1, keepdims=True)) / np.sqrt((Y + M).var(axis=-1,
            keepdims=True) + 1e-5) + params["beta2"]
norm_over_samples: The layer norms take mean and spread over the samples, as batch normalisation does. Each row is
normed by itself: the last axis.
    d1 = X - X.mean(axis=0)
        ;; L1 = params["gamma1"] * d1 / np.sqrt((d1**2).mean(axis=0) + 1e-5) + params["beta1"]
        ;; d2 = Y - Y.mean(axis=0)
        ;; L2 = params["gamma2"] * d2 / np.sqrt((d2**2).mean(axis=0) + 1e-5) + params["beta2"]
norm_over_places: The layer norms take mean and spread over the places. Each row is normed by itself: the last axis.
    d1 = X - X.mean(axis=1, keepdims=True)
        ;; L1 = params["gamma1"] * d1 / np.sqrt((d1**2).mean(axis=1, keepdims=True) + 1e-5) + params["beta1"]
        ;; d2 = Y - Y.mean(axis=1, keepdims=True)
        ;; L2 = params["gamma2"] * d2 / np.sqrt((d2**2).mean(axis=1, keepdims=True) + 1e-5) + params["beta2"]
first_norm_over_places: The first layer norm takes mean and spread over the places. Each row is normed by itself: the last
axis.
    d1 = X - X.mean(axis=1, keepdims=True)
        ;; L1 = params["gamma1"] * d1 / np.sqrt((d1**2).mean(axis=1, keepdims=True) + 1e-5) + params["beta1"]
same_norm_twice: The second layer norm uses gamma1 and beta1. It has its own: gamma2 and beta2.
    L2 = params["gamma1"] * d2 / np.sqrt((d2**2).mean(axis=-1, keepdims=True) + 1e-5) + params["beta1"]
first_gamma_and_beta_exchanged: gamma1 and beta1 are exchanged.
    L1 = params["beta1"] * d1 / np.sqrt((d1**2).mean(axis=-1, keepdims=True) + 1e-5) + params["gamma1"]
second_gamma_and_beta_exchanged: gamma2 and beta2 are exchanged.
    L2 = params["beta2"] * d2 / np.sqrt((d2**2).mean(axis=-1, keepdims=True) + 1e-5) + params["gamma2"]
norm_at_the_end: What the block returns has gone through a layer norm once more. Return the sum as it is.
    out = params["gamma2"] * (Y + M - (Y + M).mean(axis=-1, keepdims=True)) / np.sqrt((Y + M).var(axis=-1, keepdims=True)
        + 1e-5) + params["beta2"]
gammas_and_betas_exchanged: gamma and beta are exchanged in both layer norms.
    L1 = params["beta1"] * d1 / np.sqrt((d1**2).mean(axis=-1, keepdims=True) + 1e-5) + params["gamma1"]
        ;; L2 = params["beta2"] * d2 / np.sqrt((d2**2).mean(axis=-1, keepdims=True) + 1e-5) + params["gamma2"]
small_network_from_X: The small network reads X. It should read the norm of Y, which holds what attention gave.
    d2 = X - X.mean(axis=-1, keepdims=True)
relu_missing: ReLU is missing in the small network. Two matrices without a kink between them are one.
    M = Z @ params["W2"] + params["b2"]
relu_at_the_end: ReLU comes behind the second matrix. It belongs between the two.
    M = np.maximum(Z @ params["W2"] + params["b2"], 0)
b1_behind_relu: b1 is added behind ReLU. Add it to the product with W1, in front of ReLU.
    Z = L2 @ params["W1"] ;; M = (np.maximum(Z, 0) + params["b1"]) @ params["W2"] + params["b2"]
relu_twice: ReLU comes behind the second matrix too. It belongs between the two alone.
    M = np.maximum(np.maximum(Z, 0) @ params["W2"] + params["b2"], 0)
tanh_for_relu: Between the two matrices stands tanh. Take ReLU.
    M = np.tanh(Z) @ params["W2"] + params["b2"]
sigmoid_for_relu: Between the two matrices stands the sigmoid. Take ReLU.
    M = 1 / (1 + np.exp(-Z)) @ params["W2"] + params["b2"]
leaky_relu_for_relu: Between the two matrices stands a ReLU that lets a hundredth of negative sums through. Take ReLU.
    M = np.where(Z > 0, Z, 0.01 * Z) @ params["W2"] + params["b2"]
gelu_for_relu: Between the two matrices stands GELU. Take ReLU here.
    M = 0.5 * Z * (1 + np.tanh(np.sqrt(2 / np.pi) * (Z + 0.044715 * Z**3))) @ params["W2"] + params["b2"]
b1_missing: b1 is missing.
    Z = L2 @ params["W1"]
b2_missing: b2 is missing.
    M = np.maximum(Z, 0) @ params["W2"]
biases_missing: b1 and b2 are missing.
    Z = L2 @ params["W1"] ;; M = np.maximum(Z, 0) @ params["W2"]
first_residual_and_b2_missing: Two things are missing: the residual path around attention, and b2.
    Y = attended ;; M = np.maximum(Z, 0) @ params["W2"]
small_network_missing: The small network is missing.
    out = Y
attention_missing: Attention is missing. The block is X + attention(norm of X), and then the small network.
    Y = X
mask_ignored: Nothing is hidden. Give the mask on to attention.
    S = R
keys_and_values_exchanged: Keys and values are exchanged: Wq, Wk, Wv is the order.
    K = (L1 @ params["Wv"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
        ;; V = (L1 @ params["Wk"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
values_and_output_exchanged: Wv and Wo are exchanged: Wq, Wk, Wv, Wo is the order.
    V = (L1 @ params["Wo"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
        ;; attended = (A @ V).transpose(0, 2, 1, 3).reshape(N, T, D) @ params["Wv"]
queries_and_keys_exchanged: Queries and keys are exchanged: Wq, Wk, Wv is the order.
    Q = (L1 @ params["Wk"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
        ;; K = (L1 @ params["Wq"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
norm_once: The norm of X is used for the small network too. It should get the norm of Y, with gamma2 and beta2.
    L2 = L1
weights_added: Attention's result is added twice.
    Y = X + 2 * attended
values_past_the_norm: Queries and keys come from the norm of X, the values from X itself. All three come from the norm.
    V = (X @ params["Wv"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
""")

exercise.alternatives("""
with functions inside:
    def norm(X, gamma, beta):
        centred = X - X.mean(axis=-1, keepdims=True)
        return gamma * centred / np.sqrt(X.var(axis=-1, keepdims=True) + 1e-5) + beta
    def split(Z):
        return Z.reshape(*Z.shape[:2], heads, -1).swapaxes(1, 2)
    p = params
    L = norm(X, p["gamma1"], p["beta1"])
    Q, K, V = (split(L @ p[key]) for key in ("Wq", "Wk", "Wv"))
    S = np.where(mask if mask.ndim == 2 else mask[:, None], Q @ K.swapaxes(2, 3) / Q.shape[3] ** 0.5, -1e9)
    E = np.exp(S - S.max(axis=3, keepdims=True))
    Y = X + (E @ V / E.sum(axis=3, keepdims=True)).swapaxes(1, 2).reshape(X.shape) @ p["Wo"]
    hidden = norm(Y, p["gamma2"], p["beta2"]) @ p["W1"] + p["b1"]
    return Y + hidden.clip(min=0) @ p["W2"] + p["b2"]
sample by sample, head by head:
    out = []
    D = X.shape[2]
    d = D // heads
    for n, x in enumerate(X):
        seen = mask if mask.ndim == 2 else mask[n]
        L = (x - x.mean(axis=1)[:, None]) / np.sqrt(x.var(axis=1)[:, None] + 1e-5)
        L = L * params["gamma1"] + params["beta1"]
        joined = np.zeros_like(x)
        for h in range(heads):
            c = slice(h * d, h * d + d)
            q, k, v = L @ params["Wq"][:, c], L @ params["Wk"][:, c], L @ params["Wv"][:, c]
            s = np.where(seen, q @ k.T / np.sqrt(d), -np.inf)
            e = np.exp(s - s.max(axis=1)[:, None])
            joined[:, c] = e / e.sum(axis=1)[:, None] @ v
        y = x + joined @ params["Wo"]
        L = (y - y.mean(axis=1)[:, None]) / np.sqrt(y.var(axis=1)[:, None] + 1e-5)
        z = (L * params["gamma2"] + params["beta2"]) @ params["W1"] + params["b1"]
        out.append(y + (z * (z > 0)) @ params["W2"] + params["b2"])
    return np.array(out)
einsum:
    N, T, D = X.shape
    p = params
    m, v = X.mean(-1)[..., None], X.var(-1)[..., None]
    L = p["gamma1"] * (X - m) / np.sqrt(v + 1e-5) + p["beta1"]
    Q, K, V = (np.einsum("ntd,dhe->nhte", L, p[k].reshape(D, heads, -1)) for k in ("Wq", "Wk", "Wv"))
    S = np.einsum("nhte,nhse->nhts", Q, K) / np.sqrt(D // heads)
    S = np.where(mask.reshape(-1, 1, T, T), S, -1e30)
    A = np.exp(S - S.max(-1)[..., None])
    A /= A.sum(-1)[..., None]
    Y = X + np.einsum("nhts,nhse,hef->ntf", A, V, p["Wo"].reshape(heads, -1, D))
    m, v = Y.mean(-1)[..., None], Y.var(-1)[..., None]
    L = p["gamma2"] * (Y - m) / np.sqrt(v + 1e-5) + p["beta2"]
    return Y + np.einsum("ntm,md->ntd", np.maximum(0, np.einsum("ntd,dm->ntm", L, p["W1"]) + p["b1"]), p["W2"]) + p["b2"]
float32:
    X, p = X.astype(np.float32), {key: value.astype(np.float32) for key, value in params.items()}
    def norm(x, which):
        c = x - x.mean(axis=-1, keepdims=True)
        return c / np.sqrt((c * c).mean(axis=-1, keepdims=True) + np.float32(1e-5)) * p[f"gamma{which}"] + p[f"beta{which}"]
    L = norm(X, 1)
    Q, K, V = (np.stack(np.split(L @ p[key], heads, axis=2), axis=1) for key in ("Wq", "Wk", "Wv"))
    S = Q @ K.swapaxes(2, 3) / np.float32(np.sqrt(Q.shape[3]))
    S = np.where(mask if mask.ndim == 2 else mask[:, None], S, np.float32(-1e9))
    E = np.exp(S - S.max(axis=3, keepdims=True))
    each = E / E.sum(axis=3, keepdims=True) @ V
    Y = X + np.concatenate([each[:, h] for h in range(heads)], axis=2) @ p["Wo"]
    return Y + np.maximum(norm(Y, 2) @ p["W1"] + p["b1"], 0) @ p["W2"] + p["b2"]
""")
