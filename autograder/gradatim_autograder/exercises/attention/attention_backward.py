"""Back through attention: two products, a softmax between them, and the scale."""

from functools import partial

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercise.argument_class import where
from gradatim_autograder.exercises.attention import shared

exercise = declare(
    "attention_backward",
    returns=("dQ", "dK", "dV"),
    points={"dQ": 1, "dK": 1, "dV": 0.5, "large scores": 0.5},
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


_arrays = partial(shared.of_attention, dout=True)

# K and V fit turned or not.
shared.attention_probes(exercise, _arrays, S=4, H=4, M=4, N=3, T=5)
exercise.probes("large scores", large_scores=lambda rng: shared.with_large_scores(rng, _arrays))

exercise.classes(
    *shared.ATTENTION,
    where("square", N_("where there are as many values as numbers in one"), lambda V: V.shape[1] == V.shape[2]),
    *shared.ZEROS_AND_LARGE,
)

exercise.wrong_lines("""
scale_forgotten_in_dQ: In dQ the division by the root of H is missing.
    dQ = dS @ K
scale_forgotten_in_dK: In dK the division by the root of H is missing.
    dK = dS.transpose(0, 2, 1) @ Q
scale_forgotten_backward: On the way back the division by the root of H is missing: the scores were divided, so their
slopes are too.
    dQ = dS @ K ;; dK = dS.transpose(0, 2, 1) @ Q
divided_by_H_backward: On the way back it divides by H, or twice by its root. The scores were divided by the root of H
once, so their slopes are too.
    dQ = dS @ K / scale**2 ;; dK = dS.transpose(0, 2, 1) @ Q / scale**2
dQ_divided_by_H: dQ is divided by H, or twice by its root. Divide by the root of H once.
    dQ = dS @ K / scale**2
dK_divided_by_H: dK is divided by H, or twice by its root. Divide by the root of H once.
    dK = dS.transpose(0, 2, 1) @ Q / scale**2
multiplied_by_root_backward: On the way back it multiplies by the root of H. Divide by it, as the scores were divided.
    dQ = dS @ K * scale ;; dK = dS.transpose(0, 2, 1) @ Q * scale
scale_forgotten_forward: The weights A come from scores that are not divided by the root of H. Compute A as in the
forward pass.  > Attention
    S = Q @ K.transpose(0, 2, 1)
scaled_by_number_of_keys: It divides by the root of S, the number of keys. Divide by the root of H, the length of a
query.
    scale = np.sqrt(K.shape[1])
scale_forgotten_everywhere: The scores are not divided by the root of H, neither forward nor backward.
    scale = 1
scale_without_root: It divides by H, forward and backward. Divide by the root of H.
    scale = Q.shape[2]
softmax_passed_over: The way back leaves softmax out: dA goes on as dS. Go back through softmax: within a row, every
score moves every weight.
    dS = dA
own_score_only: This is dA * A * (1 - A): each weight depends on its own score only. It should depend on every score
of its row.
    dS = dA * A * (1 - A)
sum_missing: In dS the sum of dA * A over the row is missing. Take it off dA.
    dS = A * dA
sum_over_queries: In dS the sum goes over the queries. It should go over the keys, the last axis, as in softmax.
    dS = A * (dA - (dA * A).sum(axis=1, keepdims=True))
weight_missing_in_sum: In dS the sum holds dA without A. Add up dA * A.
    dS = A * (dA - dA.sum(axis=2, keepdims=True))
dV_from_dS: dV is made from dS. Make it from the weights A, turned: the values were multiplied by them.
    return dQ, dK, dS.transpose(0, 2, 1) @ dout
dV_from_scores: dV is made from the scores. Make it from the weights behind softmax: the values were multiplied by them.
    dV = S.transpose(0, 2, 1) @ dout
not_turned: A product does not fit: A in dV or dS in dK is not turned. Each key and value is used by all queries, (N,
S, T).
    dV = A @ dout
    dK = dS @ Q / scale
values_not_turned: In dA, V is not turned. (N, T, M) times (N, S, M) does not fit; V turned, (N, M, S), does.
    dA = dout @ V
dQ_from_dA: dQ is made from dA, in front of softmax. Go back through softmax first: dS.
    dQ = dA @ K / scale
dK_from_dA: dK is made from dA, in front of softmax. Go back through softmax first: dS.
    dK = dA.transpose(0, 2, 1) @ Q / scale
softmax_over_queries: In A, for each key, the weights add up to 1 over the queries. For each query they should add up
to 1 over the keys.  > Attention
    E = np.exp(S - S.max(axis=1, keepdims=True)) ;; A = E / E.sum(axis=1, keepdims=True)
    A = E / E.sum(axis=1, keepdims=True)
softmax_over_queries_both_ways: Both softmax and the sum in dS go over the queries. They should go over the keys: the
last axis.  > Attention
    E = np.exp(S - S.max(axis=1, keepdims=True))
        ;; A = E / E.sum(axis=1, keepdims=True)
        ;; dS = A * (dA - (dA * A).sum(axis=1, keepdims=True))
largest_over_queries: In A the largest score of each key is taken off, which changes the weights. Take the largest of
each query off.  > Attention
    E = np.exp(S - S.max(axis=1, keepdims=True))
unstable: exp of a large score is too large for a number. Take the largest score of each query off first.  > Attention
    E = np.exp(S)
largest_of_all: Where the scores of a query are far below those of others, its weights in A become 0 / 0. Take the
largest score of each query off its own scores.  > Attention
    E = np.exp(S - S.max())
keepdims_missing: One number for each query, (N, T), does not fit to (N, T, S). It has to be (N, T, 1): keepdims=True.
    dS = A * (dA - (dA * A).sum(axis=2))
    E = np.exp(S - S.max(axis=2))
    A = E / E.sum(axis=2)
order_of_results: The results are in the wrong order. Wanted are dQ, dK, dV.
    return dV, dK, dQ
divided_by_samples: Everything is divided by the number of samples. The division by N is in dout already.
    return dQ / len(Q), dK / len(Q), dV / len(Q)
last_sample_only: Only the last sample has gradients, the others have 0. Each sample should keep its own.
    of "sample by sample": for n in [len(Q) - 1]:
sign_flipped: All signs are exchanged. The minus sign comes with the step, not here.
    return -dQ, -dK, -dV
plus_for_minus: In dS the sum is added. Take it off.
    dS = A * (dA + (dA * A).sum(axis=2, keepdims=True))
""")

exercise.alternatives("""
einsum:
    S = np.einsum("nth,nsh->nts", Q, K) / np.sqrt(Q.shape[2])
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    dA = np.einsum("ntm,nsm->nts", dout, V)
    dS = A * (dA - np.einsum("nts,nts->nt", dA, A)[:, :, None]) / np.sqrt(Q.shape[2])
    return np.einsum("nts,nsh->nth", dS, K), np.einsum("nts,nth->nsh", dS, Q), np.einsum("nts,ntm->nsm", A, dout)
sample by sample:
    dQ, dK, dV = np.zeros(Q.shape), np.zeros(K.shape), np.zeros(V.shape)
    H = Q.shape[2]
    for n in range(len(Q)):
        s = Q[n] @ K[n].T / np.sqrt(H)
        e = np.exp(s - s.max(axis=1, keepdims=True))
        a = e / e.sum(axis=1, keepdims=True)
        dV[n] = a.T @ dout[n]
        da = dout[n] @ V[n].T
        ds = a * da - a * (a * da).sum(axis=1, keepdims=True)
        dQ[n] = ds @ K[n] / np.sqrt(H)
        dK[n] = ds.T @ Q[n] / np.sqrt(H)
    return dQ, dK, dV
query by query, added up:
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
float32, axes swapped:
    dout, Q, K, V = (np.asarray(each, dtype=np.float32) for each in (dout, Q, K, V))
    root = np.float32(np.sqrt(Q.shape[-1]))
    S = Q @ np.swapaxes(K, 1, 2) / root
    A = np.exp(S - S.max(axis=-1, keepdims=True))
    A = A / A.sum(axis=-1, keepdims=True)
    dS = dout @ np.swapaxes(V, 1, 2)
    dS = A * (dS - (dS * A).sum(axis=-1)[..., None]) / root
    return dS @ K, np.swapaxes(dS, 1, 2) @ Q, np.swapaxes(A, 1, 2) @ dout
""")
