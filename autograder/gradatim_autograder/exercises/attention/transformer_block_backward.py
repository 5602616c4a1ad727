"""Back through a block: at each sum the gradient goes on along both paths."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers
from gradatim_autograder.exercises.attention import shared

exercise = declare(
    "transformer_block_backward",
    returns=("grads",),
    points={"X": 2, "grads": 1, "Wq": 0.5, "Wk": 0.5, "Wv": 0.5, "Wo": 0.5, "W1": 0.5, "W2": 0.5},
    section=N_("Back through a block"),
)


@exercise.reference
def transformer_block_backward(dout, X, params, heads, mask):
    N, T, D = X.shape
    d = D // heads
    scale = np.sqrt(d)
    c1 = X - X.mean(axis=-1, keepdims=True)
    s1 = np.sqrt((c1**2).mean(axis=-1, keepdims=True) + 1e-5)
    x1 = c1 / s1
    L1 = params["gamma1"] * x1 + params["beta1"]
    Q = (L1 @ params["Wq"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    K = (L1 @ params["Wk"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    V = (L1 @ params["Wv"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    R = Q @ K.transpose(0, 1, 3, 2) / scale
    S = np.where(mask if mask.ndim == 2 else mask[:, None], R, -np.inf)
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    C = (A @ V).transpose(0, 2, 1, 3).reshape(N, T, D)
    Y = X + C @ params["Wo"]
    c2 = Y - Y.mean(axis=-1, keepdims=True)
    s2 = np.sqrt((c2**2).mean(axis=-1, keepdims=True) + 1e-5)
    x2 = c2 / s2
    L2 = params["gamma2"] * x2 + params["beta2"]
    Z = L2 @ params["W1"] + params["b1"]
    H = np.maximum(Z, 0)

    db2 = dout.sum(axis=(0, 1))
    dW2 = H.reshape(N * T, -1).T @ dout.reshape(N * T, D)
    dH = dout @ params["W2"].T
    dZ = dH * (Z > 0)
    db1 = dZ.sum(axis=(0, 1))
    dW1 = L2.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
    dL2 = dZ @ params["W1"].T
    dgamma2 = (dL2 * x2).sum(axis=(0, 1))
    dbeta2 = dL2.sum(axis=(0, 1))
    g2 = dL2 * params["gamma2"]
    n2 = (g2 - g2.mean(axis=-1, keepdims=True) - x2 * (g2 * x2).mean(axis=-1, keepdims=True)) / s2
    dY = dout + n2

    dC = dY @ params["Wo"].T
    dWo = C.reshape(N * T, D).T @ dY.reshape(N * T, D)
    deach = dC.reshape(N, T, heads, d).transpose(0, 2, 1, 3)
    dV = A.transpose(0, 1, 3, 2) @ deach
    dA = deach @ V.transpose(0, 1, 3, 2)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True))
    dq = (dS @ K / scale).transpose(0, 2, 1, 3).reshape(N, T, D)
    dk = (dS.transpose(0, 1, 3, 2) @ Q / scale).transpose(0, 2, 1, 3).reshape(N, T, D)
    dv = dV.transpose(0, 2, 1, 3).reshape(N, T, D)
    flat = L1.reshape(N * T, D)
    dWq = flat.T @ dq.reshape(N * T, D)
    dWk = flat.T @ dk.reshape(N * T, D)
    dWv = flat.T @ dv.reshape(N * T, D)
    dL1 = dq @ params["Wq"].T + dk @ params["Wk"].T + dv @ params["Wv"].T
    dgamma1 = (dL1 * x1).sum(axis=(0, 1))
    dbeta1 = dL1.sum(axis=(0, 1))
    g1 = dL1 * params["gamma1"]
    n1 = (g1 - g1.mean(axis=-1, keepdims=True) - x1 * (g1 * x1).mean(axis=-1, keepdims=True)) / s1
    dX = dY + n1
    grads = {"X": dX, "gamma1": dgamma1, "beta1": dbeta1, "Wq": dWq, "Wk": dWk, "Wv": dWv, "Wo": dWo}
    grads |= {"gamma2": dgamma2, "beta2": dbeta2, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
    return grads


# What is added to each parameter, so that there is a slope along it.
@exercise.forward(
    X="X", gamma1="gamma1", beta1="beta1", Wq="Wq", Wk="Wk", Wv="Wv", Wo="Wo", gamma2="gamma2", beta2="beta2",
    W1="W1", b1="b1", W2="W2", b2="b2",
)  # fmt: skip
def loss(dout, X, params, heads, mask, **added):
    p = {key: value + added.get(key, 0.0) for key, value in params.items()}
    N, T, D = X.shape

    def norm(X, gamma, beta):
        c = X - X.mean(axis=-1, keepdims=True)
        return gamma * c / np.sqrt((c**2).mean(axis=-1, keepdims=True) + 1e-5) + beta

    L1 = norm(X, p["gamma1"], p["beta1"])
    Q, K, V = ((L1 @ p[key]).reshape(N, T, heads, -1).transpose(0, 2, 1, 3) for key in ("Wq", "Wk", "Wv"))
    R = Q @ K.transpose(0, 1, 3, 2) / np.sqrt(D // heads)
    S = np.where(mask if mask.ndim == 2 else mask[:, None], R, -np.inf)
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    Y = X + (E @ V / E.sum(axis=-1, keepdims=True)).transpose(0, 2, 1, 3).reshape(N, T, D) @ p["Wo"]
    Z = norm(Y, p["gamma2"], p["beta2"]) @ p["W1"] + p["b1"]
    return float(np.sum(dout * (Y + np.maximum(Z, 0) @ p["W2"] + p["b2"])))


def _arguments(rng, *given, **named):
    X, *others = shared.of_block(rng, *given, **named)
    return numbers(rng, *X.shape), X, *others


shared.block_probes(exercise, _arguments)
exercise.classes(shared.BLOCK)

exercise.wrong_lines("""
first_residual_forgotten: The gradient of X lacks the residual path around attention. Y is X plus something: dY goes to
X as it is, too.
    dX = n1
second_residual_forgotten: On the way back the residual path around the small network is left out. out is Y plus
something: dout goes to Y as it is, too.
    dY = n2
residuals_forgotten: On the way back both residual paths are left out. At a sum the gradient goes on along both paths.
    dY = n2 ;; dX = n1
first_residual_from_dout: The residual path around attention adds dout. Add dY: it holds what came back through the
small network too.
    dX = dout + n1
attention_from_dout: What goes back into attention is dout. It should be dY: dout, and what came back through the small
network.
    dC = dout @ params["Wo"].T ;; dWo = C.reshape(N * T, D).T @ dout.reshape(N * T, D)
attention_without_residual: What goes back into attention lacks dout. It should be dY: dout, and what came back through the
small network.
    dC = n2 @ params["Wo"].T ;; dWo = C.reshape(N * T, D).T @ n2.reshape(N * T, D)
residual_twice: dout is in the gradient of X twice. dY holds it already.
    dX = dout + dY + n1
first_norm_passed_over: On the way back the first layer norm is passed over. Go back through it: `layernorm_backward`.
    dX = dY + dL1
second_norm_passed_over: On the way back the second layer norm is passed over. Go back through it:
`layernorm_backward`.
    dY = dout + dL2
norms_passed_over: On the way back both layer norms are passed over. Go back through them: `layernorm_backward`.
    dY = dout + dL2 ;; dX = dY + dL1
second_norm_at_X: The way back through the second layer norm uses X. What went into it was Y: X plus attention.
    n2 = (g2 - g2.mean(axis=-1, keepdims=True) - x1 * (g2 * x1).mean(axis=-1, keepdims=True)) / s1
        ;; dgamma2 = (dL2 * x1).sum(axis=(0, 1))
norms_at_their_outputs: The way back through the layer norms uses what came out of them. `layernorm_backward` wants
what went in: X for the first norm, Y for the second.
    n2 = (g2 - g2.mean(axis=-1, keepdims=True) - (L2 - L2.mean(axis=-1, keepdims=True)) * (g2 * (L2 - L2.mean(axis=-1,
        keepdims=True))).mean(axis=-1, keepdims=True) / (L2.var(axis=-1, keepdims=True) + 1e-5)) / np.sqrt(L2.var(axis=-1,
        keepdims=True) + 1e-5)
        ;; dgamma2 = (dL2 * (L2 - L2.mean(axis=-1, keepdims=True)) / np.sqrt(L2.var(axis=-1, keepdims=True) + 1e-5)).sum(
            axis=(0, 1))
        ;; n1 = (g1 - g1.mean(axis=-1, keepdims=True) - (L1 - L1.mean(axis=-1, keepdims=True)) * (g1 * (L1 - L1.mean(axis=-1,
        keepdims=True))).mean(axis=-1, keepdims=True) / (L1.var(axis=-1, keepdims=True) + 1e-5)) / np.sqrt(L1.var(axis=-1,
        keepdims=True) + 1e-5)
        ;; dgamma1 = (dL1 * (L1 - L1.mean(axis=-1, keepdims=True)) / np.sqrt(L1.var(axis=-1, keepdims=True) + 1e-5)).sum(
            axis=(0, 1))
second_norm_at_its_output: The way back through the second layer norm uses what came out of it. It wants what went in:
Y.
    n2 = (g2 - g2.mean(axis=-1, keepdims=True) - (L2 - L2.mean(axis=-1, keepdims=True)) * (g2 * (L2 - L2.mean(axis=-1,
        keepdims=True))).mean(axis=-1, keepdims=True) / (L2.var(axis=-1, keepdims=True) + 1e-5)) / np.sqrt(L2.var(axis=-1,
        keepdims=True) + 1e-5)
        ;; dgamma2 = (dL2 * (L2 - L2.mean(axis=-1, keepdims=True)) / np.sqrt(L2.var(axis=-1, keepdims=True) + 1e-5)).sum(
            axis=(0, 1))
first_norm_at_its_output: The way back through the first layer norm uses what came out of it. It wants what went in:
X.
    n1 = (g1 - g1.mean(axis=-1, keepdims=True) - (L1 - L1.mean(axis=-1, keepdims=True)) * (g1 * (L1 - L1.mean(axis=-1,
        keepdims=True))).mean(axis=-1, keepdims=True) / (L1.var(axis=-1, keepdims=True) + 1e-5)) / np.sqrt(L1.var(axis=-1,
        keepdims=True) + 1e-5)
        ;; dgamma1 = (dL1 * (L1 - L1.mean(axis=-1, keepdims=True)) / np.sqrt(L1.var(axis=-1, keepdims=True) + 1e-5)).sum(
            axis=(0, 1))
residual_past_everything: dout goes past attention and the small network in one leap: to X, but not to Y. The residual path
of the small network ends at Y, so dY is dout plus what comes back through the norm.
    dY = n2 ;; dX = dout + n1
second_norm_with_gamma1: The way back through the second layer norm uses gamma1. It has its own: gamma2.
    g2 = dL2 * params["gamma1"]
first_norm_with_gamma2: The way back through the first layer norm uses gamma2. It has its own: gamma1.
    g1 = dL1 * params["gamma2"]
gammas_of_each_other: The way back through each layer norm uses the gamma of the other.
    g2 = dL2 * params["gamma1"] ;; g1 = dL1 * params["gamma2"]
gammas_forgotten: On the way back through the layer norms gamma is left out.
    g2 = dL2 ;; g1 = dL1
relu_passed_over: On the way back ReLU is passed over. Where the sum was below 0, nothing comes back.
    dZ = dH
dL2_from_dR: What goes back from the small network into the second layer norm is made from dR. Make it from dZ, what ReLU
passes on.
    dL2 = dH @ params["W1"].T
relu_from_output: ReLU lets the gradient through where the gradient is above 0. Ask the sum in front of ReLU instead.
    dZ = dH * (dH > 0)
b1_forgotten_forward: b1 is missing in the sum in front of ReLU.  > A block
    Z = L2 @ params["W1"]
Y_without_X: When the forward pass is computed anew, Y lacks X. Y is X plus attention.  > A block
    Y = C @ params["Wo"]
b1_from_dR: The gradient of b1 is made from dR, what comes back to ReLU. Make it from dZ, what ReLU passes on.
    db1 = dH.sum(axis=(0, 1))
W1_and_b1_from_dR: The gradients of W1 and b1 are made from dR, what comes back to ReLU. Make them from dZ, what ReLU
passes on.
    db1 = dH.sum(axis=(0, 1)) ;; dW1 = L2.reshape(N * T, D).T @ dH.reshape(N * T, -1)
W2_from_sums: The gradient of W2 is made from the sums in front of ReLU. Make it from what came out of ReLU.
    dW2 = Z.reshape(N * T, -1).T @ dout.reshape(N * T, D)
    H = Z
W1_from_Y: The gradient of W1 is made from Y. What was multiplied by W1 was its layer norm.
    dW1 = Y.reshape(N * T, D).T @ dZ.reshape(N * T, -1)
attention_at_X: The way back through attention uses X. What went into attention was the layer norm of X.
    dC = dY @ params["Wo"].T -> Q = (X @ params["Wq"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3);
        K = (X @ params["Wk"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3);
        V = (X @ params["Wv"]).reshape(N, T, heads, d).transpose(0, 2, 1, 3);
        A = np.where(mask if mask.ndim == 2 else mask[:, None], Q @ K.transpose(0, 1, 3, 2) / scale, -np.inf);
        A = np.exp(A - A.max(axis=-1, keepdims=True)); A = A / A.sum(axis=-1, keepdims=True);
        C = (A @ V).transpose(0, 2, 1, 3).reshape(N, T, D); ...
        ;; flat = X.reshape(N * T, D)
projections_from_X: The gradients of Wq, Wk and Wv are made from X. What was multiplied by them was the layer norm of X.
    flat = X.reshape(N * T, D)
second_residual_and_relu_forgotten: On the way back two things are left out: the residual path around the small network, and
ReLU.
    dY = n2 ;; dZ = dH
biases_averaged: The gradients of b1 and b2 are means. Add up over samples and places: the division is in dout already.
    db2 = dout.mean(axis=(0, 1)) ;; db1 = dZ.mean(axis=(0, 1))
biases_per_place: The gradients of b1 and b2 have a row for each place. All places share them: add up over both axes.
    db2 = dout.sum(axis=0) ;; db1 = dZ.sum(axis=0)
mask_ignored: Nothing is hidden: these are the gradients without the mask.
    S = R
mask_forgotten_on_the_way_back: Forward the mask is there, but the way back through attention goes without it. Give it on to
`multi_head_attention_backward`.
    dC = dY @ params["Wo"].T -> A = np.exp(R - R.max(axis=-1, keepdims=True)); A = A / A.sum(axis=-1, keepdims=True);
        C = (A @ V).transpose(0, 2, 1, 3).reshape(N, T, D); ...
mask_forgotten_anew: The way back through attention has the mask, but where Y is computed anew it is missing. Give it on to
`multi_head_attention`.
    Y = X + C @ params["Wo"] -> A = np.exp(R - R.max(axis=-1, keepdims=True)); A = A / A.sum(axis=-1, keepdims=True);
        Y = X + (A @ V).transpose(0, 2, 1, 3).reshape(N, T, D) @ params["Wo"]; A = E / E.sum(axis=-1, keepdims=True)
path_of_values_only: Through attention the gradient comes back along the values alone. The norm of X is queries, keys
and values: three paths.  > Back through several heads
    dL1 = dv @ params["Wv"].T
path_of_values_missing: Through attention the path of the values is missing.  > Back through several heads
    dL1 = dq @ params["Wq"].T + dk @ params["Wk"].T
betas_from_the_sums: The gradients of beta1 and beta2 are those behind the layer norms times gamma. Add up what comes
back to the norm as it is.
    dbeta1 = g1.sum(axis=(0, 1)) ;; dbeta2 = g2.sum(axis=(0, 1))
gamma_from_L: The gradients of gamma1 and gamma2 are made from the outputs of the layer norms. Make them from the
normed numbers, in front of gamma and beta.
    dgamma1 = (dL1 * L1).sum(axis=(0, 1)) ;; dgamma2 = (dL2 * L2).sum(axis=(0, 1))
sign_flipped: All signs are exchanged. The minus sign comes with the step, not here.
    return {key: -value for key, value in grads.items()}
divided_by_samples: Everything is divided by the number of samples. The division by N is in dout already.
    return {key: value / N for key, value in grads.items()}
gammas_exchanged: The gradients of the two layer norms are exchanged.
    grads |= {"gamma1": dgamma2, "beta1": dbeta2, "gamma2": dgamma1, "beta2": dbeta1,
        "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
heads_joined_by_reshape_only: On the way back the heads are joined by reshape alone, which mixes the places.
> Back through several heads
    dq = (dS @ K / scale).reshape(N, T, D)
        ;; dk = (dS.transpose(0, 1, 3, 2) @ Q / scale).reshape(N, T, D)
        ;; dv = dV.reshape(N, T, D)
""")

exercise.alternatives("""
with functions inside:
    def norm(X, gamma, beta):
        return gamma * (X - X.mean(axis=-1, keepdims=True)) / np.sqrt(X.var(axis=-1, keepdims=True) + 1e-5) + beta
    def norm_back(dout, X, gamma):
        D = X.shape[-1]
        s = np.sqrt(X.var(axis=-1, keepdims=True) + 1e-5)
        xhat = (X - X.mean(axis=-1, keepdims=True)) / s
        dxhat = dout * gamma
        dX = (D * dxhat - dxhat.sum(axis=-1, keepdims=True) - xhat * (dxhat * xhat).sum(axis=-1, keepdims=True)) / (D * s)
        return dX, (dout * xhat).sum(axis=(0, 1)), dout.sum(axis=(0, 1))
    split = lambda Z: Z.reshape(*Z.shape[:2], heads, -1).swapaxes(1, 2)
    join = lambda Z: Z.swapaxes(1, 2).reshape(X.shape)
    tr = lambda Z: Z.swapaxes(-1, -2)
    along = lambda Z, dZ: np.einsum("ntd,nte->de", Z, dZ)
    p, g = params, {}
    L1 = norm(X, p["gamma1"], p["beta1"])
    Q, K, V = (split(L1 @ p[key]) for key in ("Wq", "Wk", "Wv"))
    root = Q.shape[-1] ** 0.5
    S = np.where(mask if mask.ndim == 2 else mask[:, None], Q @ tr(K) / root, -1e9)
    A = np.exp(S - S.max(axis=-1, keepdims=True))
    A = A / A.sum(axis=-1, keepdims=True)
    C = join(A @ V)
    Y = X + C @ p["Wo"]
    L2 = norm(Y, p["gamma2"], p["beta2"])
    H = np.maximum(L2 @ p["W1"] + p["b1"], 0)
    g["W2"], g["b2"] = along(H, dout), dout.sum(axis=(0, 1))
    dZ = np.where(H > 0, dout @ p["W2"].T, 0)
    g["W1"], g["b1"] = along(L2, dZ), dZ.sum(axis=(0, 1))
    dY, g["gamma2"], g["beta2"] = norm_back(dZ @ p["W1"].T, Y, p["gamma2"])
    dY = dY + dout
    g["Wo"] = along(C, dY)
    dC = split(dY @ p["Wo"].T)
    dA = dC @ tr(V)
    dS = A * (dA - (dA * A).sum(axis=-1, keepdims=True)) / root
    backs = {"Wq": join(dS @ K), "Wk": join(tr(dS) @ Q), "Wv": join(tr(A) @ dC)}
    dL1 = 0
    for key, back in backs.items():
        g[key] = along(L1, back)
        dL1 = dL1 + back @ p[key].T
    dX, g["gamma1"], g["beta1"] = norm_back(dL1, X, p["gamma1"])
    g["X"] = dX + dY
    return g
sample by sample, head by head:
    p = params
    g = {key: np.zeros_like(value) for key, value in p.items()}
    g["X"] = np.zeros_like(X)
    D = X.shape[2]
    d = D // heads
    for n, x in enumerate(X):
        seen = mask if mask.ndim == 2 else mask[n]
        s1 = np.sqrt(x.var(axis=1)[:, None] + 1e-5)
        x1 = (x - x.mean(axis=1)[:, None]) / s1
        L1 = x1 * p["gamma1"] + p["beta1"]
        q, k, v = L1 @ p["Wq"], L1 @ p["Wk"], L1 @ p["Wv"]
        C, As = np.zeros_like(x), []
        for h in range(heads):
            c = slice(h * d, h * d + d)
            s = np.where(seen, q[:, c] @ k[:, c].T / np.sqrt(d), -np.inf)
            e = np.exp(s - s.max(axis=1)[:, None])
            As.append(e / e.sum(axis=1)[:, None])
            C[:, c] = As[h] @ v[:, c]
        y = x + C @ p["Wo"]
        s2 = np.sqrt(y.var(axis=1)[:, None] + 1e-5)
        x2 = (y - y.mean(axis=1)[:, None]) / s2
        L2 = x2 * p["gamma2"] + p["beta2"]
        z = L2 @ p["W1"] + p["b1"]
        g["W2"] += np.maximum(z, 0).T @ dout[n]
        g["b2"] += dout[n].sum(axis=0)
        dz = dout[n] @ p["W2"].T
        dz[z <= 0] = 0
        g["W1"] += L2.T @ dz
        g["b1"] += dz.sum(axis=0)
        dL = dz @ p["W1"].T
        g["gamma2"] += (dL * x2).sum(axis=0)
        g["beta2"] += dL.sum(axis=0)
        w = dL * p["gamma2"]
        dy = dout[n] + (w - w.mean(axis=1)[:, None] - x2 * (w * x2).mean(axis=1)[:, None]) / s2
        g["Wo"] += C.T @ dy
        dC = dy @ p["Wo"].T
        dq, dk, dv = np.zeros_like(x), np.zeros_like(x), np.zeros_like(x)
        for h in range(heads):
            c = slice(h * d, h * d + d)
            da = dC[:, c] @ v[:, c].T
            ds = As[h] * (da - (da * As[h]).sum(axis=1)[:, None]) / np.sqrt(d)
            dq[:, c], dk[:, c], dv[:, c] = ds @ k[:, c], ds.T @ q[:, c], As[h].T @ dC[:, c]
        g["Wq"] += L1.T @ dq
        g["Wk"] += L1.T @ dk
        g["Wv"] += L1.T @ dv
        dL = dq @ p["Wq"].T + dk @ p["Wk"].T + dv @ p["Wv"].T
        g["gamma1"] += (dL * x1).sum(axis=0)
        g["beta1"] += dL.sum(axis=0)
        w = dL * p["gamma1"]
        g["X"][n] = dy + (w - w.mean(axis=1)[:, None] - x1 * (w * x1).mean(axis=1)[:, None]) / s1
    return g
""")
