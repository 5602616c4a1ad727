"""Back through attention: two products, a softmax between them, and the scale."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "attention_backward",
    chapter="09-text",
    returns=("dQ", "dK", "dV"),
    points={"dQ": 1, "dK": 1, "dV": 1},
    section=N_("Back through attention"),
)


@exercise.reference
def attention_backward(dout, Q, K, V):
    scale = np.sqrt(Q.shape[2])
    S = Q @ K.transpose(0, 2, 1) / scale
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    dV = A.transpose(0, 2, 1) @ dout
    dA = dout @ V.transpose(0, 2, 1)
    dS = A * (dA - (dA * A).sum(axis=2, keepdims=True))
    dQ = dS @ K / scale
    dK = dS.transpose(0, 2, 1) @ Q / scale
    return dQ, dK, dV


@exercise.forward(dQ="Q", dK="K", dV="V")
def loss(dout, Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2])
    E = np.exp(S - S.max(axis=2, keepdims=True))
    return float(np.sum(dout * (E / E.sum(axis=2, keepdims=True) @ V)))


@exercise.probe(times=4)
def ordinary(rng):
    N, T, S, H, M = sizes(rng, 5, 3, 7)
    return numbers(rng, N, T, M), 0.8 * numbers(rng, N, T, H), numbers(rng, N, S, H), numbers(rng, N, S, M)


exercise.slip(
    "scale_forgotten_in_dQ",
    N_("In dQ the division by the root of H is missing."),
    change=("dS @ K / scale", "dS @ K"),
)

exercise.slip(
    "scale_forgotten_in_dK",
    N_("In dK the division by the root of H is missing."),
    change=("@ Q / scale", "@ Q"),
)

exercise.slip(
    "scale_forgotten_backward",
    N_("On the way back the division by the root of H is missing: the scores were divided, so their slopes are too."),
    change=[("dS @ K / scale", "dS @ K"), ("@ Q / scale", "@ Q")],
)

exercise.slip(
    "scale_forgotten_everywhere",
    N_("The scores are not divided by the root of H, neither forward nor backward."),
    change=("np.sqrt(Q.shape[2])", "1.0"),
)

exercise.slip(
    "scale_without_root",
    N_("It divides by H. The scores are divided by the root of H."),
    change=("np.sqrt(Q.shape[2])", "Q.shape[2]"),
)

exercise.slip(
    "softmax_passed_over",
    N_("The way back leaves softmax out: dA goes on as dS. Within a row, every score moves every weight."),
    change=("dS = A * (dA - (dA * A).sum(axis=2, keepdims=True))", "dS = dA"),
)

exercise.slip(
    "own_score_only",
    N_("This is dA * A * (1 - A): each weight answers to its own score only. It answers to every score of its row."),
    change=("A * (dA - (dA * A).sum(axis=2, keepdims=True))", "dA * A * (1 - A)"),
)

exercise.slip(
    "sum_missing",
    N_("In dS the sum of dA * A over the row is missing. It is taken off dA."),
    change=("A * (dA - (dA * A).sum(axis=2, keepdims=True))", "A * dA"),
)

exercise.slip(
    "sum_over_queries",
    N_("In dS the sum goes over the queries. It goes over the keys, the last axis, as softmax did."),
    change=("(dA * A).sum(axis=2, keepdims=True)", "(dA * A).sum(axis=1, keepdims=True)"),
)

exercise.slip(
    "weight_missing_in_sum",
    N_("In dS the sum holds dA without A. Add up dA * A."),
    change=("(dA * A).sum(axis=2, keepdims=True)", "dA.sum(axis=2, keepdims=True)"),
)

exercise.slip(
    "dV_from_dA",
    N_("dV is made from dS. The values were multiplied by the weights A, so A turned comes here."),
    change=[
        ("dV = A.transpose(0, 2, 1) @ dout", "pass"),
        ("return dQ, dK, dV", "return dQ, dK, dS.transpose(0, 2, 1) @ dout"),
    ],
)

exercise.slip(
    "dV_from_scores",
    N_("dV is made from the scores. The values were multiplied by the weights, behind softmax."),
    change=("dV = A.transpose(0, 2, 1) @ dout", "dV = S.transpose(0, 2, 1) @ dout"),
)

exercise.slip(
    "not_turned",
    N_(
        "A product does not fit: A in dV or dS in dK is not turned. Each key and value is used by all queries, (N, S, T)."
    ),
    change=("dV = A.transpose(0, 2, 1) @ dout", "dV = A @ dout"),
)

exercise.slip("not_turned", change=("dK = dS.transpose(0, 2, 1) @ Q", "dK = dS @ Q"))

exercise.slip(
    "values_not_turned",
    N_("In dA, V is not turned. (N, T, M) times (N, S, M) does not fit; V turned, (N, M, S), does."),
    change=("dout @ V.transpose(0, 2, 1)", "dout @ V"),
)

exercise.slip(
    "dQ_from_dA",
    N_("dQ is made from dA, in front of softmax. Go back through softmax first: dS."),
    change=("dS @ K / scale", "dA @ K / scale"),
)

exercise.slip(
    "dK_from_dA",
    N_("dK is made from dA, in front of softmax. Go back through softmax first: dS."),
    change=("dS.transpose(0, 2, 1) @ Q", "dA.transpose(0, 2, 1) @ Q"),
)

exercise.slip(
    "softmax_over_queries",
    N_("softmax goes over the queries. It goes over the keys: the last axis."),
    change=[
        ("S.max(axis=2, keepdims=True)", "S.max(axis=1, keepdims=True)"),
        ("E.sum(axis=2, keepdims=True)", "E.sum(axis=1, keepdims=True)"),
    ],
)

exercise.slip(
    "order_of_results",
    N_("The results are in the wrong order. Wanted are dQ, dK, dV."),
    change=("return dQ, dK, dV", "return dV, dK, dQ"),
)

exercise.slip(
    "divided_by_samples",
    N_("Everything is divided by the number of samples. The division by N is in dout already."),
    change=("return dQ, dK, dV", "return dQ / len(Q), dK / len(Q), dV / len(Q)"),
)

exercise.slip(
    "sign_flipped",
    N_("All signs are exchanged. The minus sign comes with the step, not here."),
    change=("return dQ, dK, dV", "return -dQ, -dK, -dV"),
)

exercise.slip(
    "plus_for_minus",
    N_("In dS the sum is added. It is taken off."),
    change=("(dA - (dA * A)", "(dA + (dA * A)"),
)


@exercise.alternative("einsum")
def _(dout, Q, K, V):
    S = np.einsum("nth,nsh->nts", Q, K) / np.sqrt(Q.shape[2])
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    dA = np.einsum("ntm,nsm->nts", dout, V)
    dS = A * (dA - np.einsum("nts,nts->nt", dA, A)[:, :, None]) / np.sqrt(Q.shape[2])
    return np.einsum("nts,nsh->nth", dS, K), np.einsum("nts,nth->nsh", dS, Q), np.einsum("nts,ntm->nsm", A, dout)


@exercise.alternative("sample by sample")
def _(dout, Q, K, V):
    dQ, dK, dV = np.zeros(Q.shape), np.zeros(K.shape), np.zeros(V.shape)
    H = Q.shape[2]
    for n in range(len(Q)):
        e = np.exp(Q[n] @ K[n].T / np.sqrt(H))
        a = e / e.sum(axis=1, keepdims=True)
        dV[n] = a.T @ dout[n]
        da = dout[n] @ V[n].T
        ds = a * da - a * (a * da).sum(axis=1, keepdims=True)
        dQ[n] = ds @ K[n] / np.sqrt(H)
        dK[n] = ds.T @ Q[n] / np.sqrt(H)
    return dQ, dK, dV


@exercise.alternative("query by query, added up")
def _(dout, Q, K, V):
    dQ, dK, dV = np.zeros_like(Q), np.zeros_like(K), np.zeros_like(V)
    root = Q.shape[2] ** 0.5
    for n, t in np.ndindex(Q.shape[:2]):
        s = K[n] @ Q[n, t] / root
        a = np.exp(s - s.max())
        a = a / a.sum()
        da = V[n] @ dout[n, t]
        ds = (np.diag(a) - np.outer(a, a)) @ da
        dQ[n, t] = ds @ K[n] / root
        dK[n] += np.outer(ds, Q[n, t]) / root
        dV[n] += np.outer(a, dout[n, t])
    return dQ, dK, dV


@exercise.alternative("float32, axes swapped")
def _(dout, Q, K, V):
    dout, Q, K, V = (np.asarray(each, dtype=np.float32) for each in (dout, Q, K, V))
    root = np.float32(np.sqrt(Q.shape[-1]))
    A = np.exp(Q @ np.swapaxes(K, 1, 2) / root)
    A = A / A.sum(axis=-1, keepdims=True)
    dS = dout @ np.swapaxes(V, 1, 2)
    dS = A * (dS - (dS * A).sum(axis=-1)[..., None]) / root
    return dS @ K, np.swapaxes(dS, 1, 2) @ Q, np.swapaxes(A, 1, 2) @ dout
