"""Scaled dot-product attention: each query takes a weighted mean of the values, by how well its key fits."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.attention import shared

exercise = declare(
    "attention", returns=("out", "A"), points={"out": 1, "A": 2, "large scores": 1}, section=N_("Attention")
)


@exercise.reference
def attention(Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2])
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    out = A @ V
    return out, A


# K fits turned or not.
shared.attention_probes(exercise, shared.of_attention, S=4, H=4, N=3, T=5, M=6)
exercise.probes("large scores", times=2, large_scores=lambda rng: shared.with_large_scores(rng, shared.of_attention))

exercise.classes(*shared.ATTENTION, *shared.ZEROS_AND_LARGE)

exercise.wrong_lines("""
not_scaled: The scores are not divided by the root of H.
    S = Q @ K.transpose(0, 2, 1)
scaled_without_root: The scores are divided by H. Divide by the root of H.
    S = Q @ K.transpose(0, 2, 1) / Q.shape[2]
scaled_by_places: The scores are divided by the root of the number of queries. Divide by the root of H, the length of
a query.
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[1])
scaled_by_source_places: The scores are divided by the root of S, the number of keys. Divide by the root of H, the
length of a query.
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(K.shape[1])
scaled_by_number_of_keys: The scores are divided by S, the number of keys. Divide by the root of H, the length of a
query.
    S = Q @ K.transpose(0, 2, 1) / K.shape[1]
scaled_by_values: The scores are divided by the root of the length of a value. Divide by the root of H, the length of
a query.
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(V.shape[2])
multiplied_by_root: The scores are multiplied by the root of H. Divide by it.
    S = Q @ K.transpose(0, 2, 1) * np.sqrt(Q.shape[2])
softmax_over_queries: For each key the weights add up to 1 over the queries. For each query they should add up to 1
over the keys: the last axis.
    E = np.exp(S - S.max(axis=1, keepdims=True)) ;; A = E / E.sum(axis=1, keepdims=True)
    A = E / E.sum(axis=1, keepdims=True)
largest_over_queries: The largest score of each key is taken off, which changes the weights. Take the largest of each
query off: the last axis.
    E = np.exp(S - S.max(axis=1, keepdims=True))
largest_of_all: Where the scores of a query are far below those of others, its weights become 0 / 0. Take the largest
score of each query off its own scores.
    E = np.exp(S - S.max())
keepdims_missing: One number for each query, (N, T), does not fit to (N, T, S). It has to be (N, T, 1): keepdims=True.
    E = np.exp(S - S.max(axis=2))
    A = E / E.sum(axis=2)
softmax_over_samples: The weights add up to 1 over the samples. For each query they should add up to 1 over the keys:
the last axis.
    E = np.exp(S - S.max(axis=0, keepdims=True)) ;; A = E / E.sum(axis=0, keepdims=True)
softmax_over_everything: All weights of a sample together add up to 1. Those of each query should: the last axis alone.
    E = np.exp(S - S.max(axis=(1, 2), keepdims=True)) ;; A = E / E.sum(axis=(1, 2), keepdims=True)
softmax_missing: The scores are used as weights. Make weights of them with softmax: positive, with the sum 1.
    A = S
not_normalised: The exponentials do not add up to 1. Divide them by their sum.
    A = E
sigmoid_for_softmax: Each score goes through a sigmoid. Take softmax, so that the weights of a query add up to 1.
    A = 0.5 + 0.5 * np.tanh(S / 2)
unstable: exp of a large score is too large for a number. Take the largest score of each query off first.
    E = np.exp(S)
keys_as_values: The keys are averaged. Use the weights on the values V.
    out = A @ K
out_by_turned_weights: In out the weights are turned. A, (T, S), times V, (S, M), fits as it is.
    out = A.transpose(0, 2, 1) @ V
weights_transposed: A is returned transposed. It should have a row for each query and a column for each key, (N, T, S).
    return out, A.transpose(0, 2, 1)
results_exchanged: The results are in the wrong order: first out, then the weights.
    return A, out
scores_returned: The second result holds the scores. Return the weights, behind softmax.
    return out, S
best_key_only: Each query takes the value of its best key alone. It should take a weighted mean of all values.
    A = (S == S.max(axis=2, keepdims=True)) * 1.0
plain_mean: All keys get the same weight. The weights should be the softmax of the scores.
    A = np.ones(S.shape) / S.shape[2]
causal_mask: Each query looks only at the keys up to its own place. It should look at every key.
    S = np.where(np.tri(Q.shape[1], K.shape[1]), Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2]), -np.inf)
keys_not_turned: The product of queries and keys does not fit. For each query with each key, swap the last two axes of
K. (K.T turns the samples too.)
    S = Q @ K / np.sqrt(Q.shape[2])
    S = Q @ K.T / np.sqrt(Q.shape[2])
out_summed: out is added up over the queries. Each query should have its own row in out, (N, T, M).
    out = (A @ V).sum(axis=1)
scaled_behind_softmax: The weights are divided by the root of H. Divide the scores by it, before softmax.
    S = Q @ K.transpose(0, 2, 1) ;; A = E / E.sum(axis=2, keepdims=True) / np.sqrt(Q.shape[2])
""")

exercise.alternatives("""
einsum:
    S = np.einsum("nth,nsh->nts", Q, K) / Q.shape[-1] ** 0.5
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    return np.einsum("nts,nsm->ntm", A, V), A
query by query:
    N, T, H = Q.shape
    A = np.zeros((N, T, K.shape[1]))
    out = np.zeros((N, T, V.shape[2]))
    for n in range(N):
        for t in range(T):
            s = K[n] @ Q[n, t] / np.sqrt(H)
            e = np.exp(s - np.max(s))
            A[n, t] = e / np.sum(e)
            out[n, t] = A[n, t] @ V[n]
    return out, A
sample by sample, in lists:
    out, A = [], []
    for q, k, v in zip(Q, K, V):
        s = q @ k.T * len(k[0]) ** -0.5
        s = s - s.max(axis=1)[:, None]
        a = np.exp(s) / np.exp(s).sum(axis=1)[:, None]
        out.append(a @ v)
        A.append(a)
    return np.array(out), np.array(A)
queries scaled first, float32:
    Q, K, V = Q.astype(np.float32), K.astype(np.float32), V.astype(np.float32)
    S = np.matmul(Q / np.float32(np.sqrt(Q.shape[2])), np.swapaxes(K, 1, 2))
    S -= S.max(axis=2, keepdims=True)
    A = np.exp(S)
    A /= A.sum(axis=2, keepdims=True)
    return np.matmul(A, V), A
""")
