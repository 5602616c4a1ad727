"""Scaled dot-product attention: each query takes a weighted mean of the values, by how well its key fits."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import one_row, where
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "attention",
    chapter="09-text",
    returns=("out", "A"),
    points={"out": 1, "A": 2, "large scores": 1},
    section=N_("Attention"),
)


@exercise.reference
def attention(Q, K, V):
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2])
    E = np.exp(S - S.max(axis=2, keepdims=True))
    A = E / E.sum(axis=2, keepdims=True)
    return A @ V, A


def _arrays(rng, **given):
    """Arrays of pairwise different sizes, but for those that are given."""
    N, T, S, H, M = (given.get(name, size) for name, size in zip("NTSHM", sizes(rng, 5, 3, 7)))
    return 0.8 * numbers(rng, N, T, H), numbers(rng, N, S, H), numbers(rng, N, S, M)


@exercise.probe(times=4)
def ordinary(rng):
    return _arrays(rng)


for _given in ({"S": 1}, {"T": 1}, {"N": 1}, {"H": 1}, {"T": 5, "S": 5}):

    @exercise.probe()
    def special(rng, given=_given):
        """One of something, or as many queries as keys."""
        return _arrays(rng, **given)


@exercise.probe()
def square_matrices(rng):
    """K fits turned or not."""
    return _arrays(rng, S=4, H=4, N=3, T=5, M=6)


@exercise.probe()
def a_query_of_zeros(rng):
    """All keys fit it alike: each has the same weight."""
    Q, K, V = _arrays(rng)
    Q[:, 1] = 0.0
    return Q, K, V


@exercise.probe(times=2, part="large scores")
def large_scores(rng):
    """Scores of one sign and up to some thousands: their exponentials are no longer numbers, or all are 0."""
    Q, K, V = _arrays(rng)
    size = rng.permutation(np.arange(1, K.shape[1] + 1))
    K = np.abs(K)
    K *= (size * np.sqrt(K.shape[2]))[:, None] / K.sum(axis=2, keepdims=True)
    Q[:, 1], Q[:, 2] = 1000, -1000  # the scores are 1000 or -1000 times `size`
    return Q, K, V


exercise.covers(
    where("one_key", N_("where there is a single key"), lambda K: np.shape(K)[1] == 1),
    where("one_query", N_("where there is a single query"), lambda Q: np.shape(Q)[1] == 1),
    one_row("Q"),
    where("one_number", N_("where a query is a single number"), lambda Q: np.shape(Q)[2] == 1),
    where(
        "as_many_queries_as_keys", N_("where there are as many queries as keys"), lambda Q, K: Q.shape[1] == K.shape[1]
    ),
    where("square", N_("where there are as many keys as numbers in one"), lambda K: K.shape[1] == K.shape[2]),
    where("query_of_zeros", N_("where a query is zero everywhere"), lambda Q: not Q.any(axis=2).all()),
    where("large_scores", N_("where scores are large"), lambda Q, K: np.abs(Q @ K.transpose(0, 2, 1)).max() > 1000),
)


exercise.slip(
    "not_scaled",
    N_("The scores are not divided by the root of H."),
    change=(" / np.sqrt(Q.shape[2])", ""),
)

exercise.slip(
    "scaled_without_root",
    N_("The scores are divided by H. Divide by the root of H."),
    change=("np.sqrt(Q.shape[2])", "Q.shape[2]"),
)

exercise.slip(
    "scaled_by_places",
    N_("The scores are divided by the root of the number of queries. Divide by the root of H, the length of a query."),
    change=("np.sqrt(Q.shape[2])", "np.sqrt(Q.shape[1])"),
)

exercise.slip(
    "scaled_by_source_places",
    N_("The scores are divided by the root of S, the number of keys. Divide by the root of H, the length of a query."),
    change=("np.sqrt(Q.shape[2])", "np.sqrt(K.shape[1])"),
)

exercise.slip(
    "scaled_by_number_of_keys",
    N_("The scores are divided by S, the number of keys. Divide by the root of H, the length of a query."),
    change=("np.sqrt(Q.shape[2])", "K.shape[1]"),
)

exercise.slip(
    "scaled_by_values",
    N_("The scores are divided by the root of the length of a value. Divide by the root of H, the length of a query."),
    change=("np.sqrt(Q.shape[2])", "np.sqrt(V.shape[2])"),
)

exercise.slip(
    "multiplied_by_root",
    N_("The scores are multiplied by the root of H. Divide by it."),
    change=("/ np.sqrt(Q.shape[2])", "* np.sqrt(Q.shape[2])"),
)

exercise.slip(
    "softmax_over_queries",
    N_(
        "For each key the weights add up to 1 over the queries. For each query they should add up to 1 over the keys:"
        " the last axis."
    ),
    change=[
        ("S.max(axis=2, keepdims=True)", "S.max(axis=1, keepdims=True)"),
        ("E.sum(axis=2, keepdims=True)", "E.sum(axis=1, keepdims=True)"),
    ],
)

exercise.slip(
    "softmax_over_queries",
    change=("E.sum(axis=2, keepdims=True)", "E.sum(axis=1, keepdims=True)"),
)

exercise.slip(
    "largest_over_queries",
    N_(
        "The largest score of each key is taken off, which changes the weights. Take the largest of each query off: the "
        "last axis."
    ),
    change=("S.max(axis=2, keepdims=True)", "S.max(axis=1, keepdims=True)"),
)

exercise.slip(
    "largest_of_all",
    N_(
        "Where the scores of a query are far below those of others, its weights become 0 / 0. Take the largest score "
        "of each query off its own scores."
    ),
    change=("S.max(axis=2, keepdims=True)", "S.max()"),
)

exercise.slip(
    "keepdims_missing",
    N_("One number for each query, (N, T), does not fit to (N, T, S). It has to be (N, T, 1): keepdims=True."),
    change=("S.max(axis=2, keepdims=True)", "S.max(axis=2)"),
)

exercise.slip("keepdims_missing", change=("E.sum(axis=2, keepdims=True)", "E.sum(axis=2)"))

exercise.slip(
    "causal_mask",
    N_("Each query looks only at the keys up to its own place. It should look at every key."),
    change=("E = np.exp(S", "S = np.where(np.tri(*S.shape[1:]) > 0, S, -np.inf)\nE = np.exp(S"),
)

exercise.slip(
    "softmax_over_samples",
    N_(
        "The weights add up to 1 over the samples. For each query they should add up to 1 over the keys: the last axis."
    ),
    change=[
        ("S.max(axis=2, keepdims=True)", "S.max(axis=0, keepdims=True)"),
        ("E.sum(axis=2, keepdims=True)", "E.sum(axis=0, keepdims=True)"),
    ],
)

exercise.slip(
    "softmax_over_everything",
    N_("All weights of a sample together add up to 1. Those of each query should: the last axis alone."),
    change=[
        ("S.max(axis=2, keepdims=True)", "S.max(axis=(1, 2), keepdims=True)"),
        ("E.sum(axis=2, keepdims=True)", "E.sum(axis=(1, 2), keepdims=True)"),
    ],
)

exercise.slip(
    "softmax_missing",
    N_("The scores are used as weights. Make weights of them with softmax: positive, with the sum 1."),
    change=("A = E / E.sum(axis=2, keepdims=True)", "A = S"),
)

exercise.slip(
    "not_normalised",
    N_("The exponentials do not add up to 1. Divide them by their sum."),
    change=("E / E.sum(axis=2, keepdims=True)", "E"),
)

exercise.slip(
    "sigmoid_for_softmax",
    N_("Each score goes through a sigmoid. Take softmax, so that the weights of a query add up to 1."),
    change=("A = E / E.sum(axis=2, keepdims=True)", "A = 0.5 + 0.5 * np.tanh(S / 2)"),
)

exercise.slip(
    "unstable",
    N_("exp of a large score is too large for a number. Take the largest score of each query off first."),
    change=("np.exp(S - S.max(axis=2, keepdims=True))", "np.exp(S)"),
)

exercise.slip(
    "keys_as_values",
    N_("The keys are averaged. Use the weights on the values V."),
    change=("A @ V", "A @ K"),
)

exercise.slip(
    "out_by_turned_weights",
    N_("In out the weights are turned. A, (T, S), times V, (S, M), fits as it is."),
    change=("return A @ V, A", "return A.transpose(0, 2, 1) @ V, A"),
)

exercise.slip(
    "weights_transposed",
    N_("A is returned transposed. It should have a row for each query and a column for each key, (N, T, S)."),
    change=("return A @ V, A", "return A @ V, A.transpose(0, 2, 1)"),
)

exercise.slip(
    "results_exchanged",
    N_("The results are in the wrong order: first out, then the weights."),
    change=("return A @ V, A", "return A, A @ V"),
)

exercise.slip(
    "scores_returned",
    N_("The second result holds the scores. Return the weights, behind softmax."),
    change=("return A @ V, A", "return A @ V, S"),
)

exercise.slip(
    "best_key_only",
    N_("Each query takes the value of its best key alone. It should take a weighted mean of all values."),
    change=("A = E / E.sum(axis=2, keepdims=True)", "A = (S == S.max(axis=2, keepdims=True)) * 1.0"),
)

exercise.slip(
    "plain_mean",
    N_("All keys get the same weight. The weights should be the softmax of the scores."),
    change=("A = E / E.sum(axis=2, keepdims=True)", "A = np.ones(S.shape) / S.shape[2]"),
)

exercise.slip(
    "keys_not_turned",
    N_(
        "The product of queries and keys does not fit. For each query with each key, swap the last two axes of K. "
        "(K.T turns the samples too.)"
    ),
    change=("K.transpose(0, 2, 1)", "K"),
)

exercise.slip("keys_not_turned", change=("K.transpose(0, 2, 1)", "K.T"))

exercise.slip(
    "out_summed",
    N_("out is added up over the queries. Each query should have its own row in out, (N, T, M)."),
    change=("return A @ V, A", "return (A @ V).sum(axis=1), A"),
)


exercise.slip(
    "scaled_behind_softmax",
    N_("The weights are divided by the root of H. Divide the scores by it, before softmax."),
    change=[
        (" / np.sqrt(Q.shape[2])", ""),
        ("E / E.sum(axis=2, keepdims=True)", "E / E.sum(axis=2, keepdims=True) / np.sqrt(Q.shape[2])"),
    ],
)


@exercise.alternative("einsum")
def _(Q, K, V):
    S = np.einsum("nth,nsh->nts", Q, K) / Q.shape[-1] ** 0.5
    E = np.exp(S - S.max(axis=-1, keepdims=True))
    A = E / E.sum(axis=-1, keepdims=True)
    return np.einsum("nts,nsm->ntm", A, V), A


@exercise.alternative("query by query")
def _(Q, K, V):
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


@exercise.alternative("sample by sample, in lists")
def _(Q, K, V):
    out, A = [], []
    for q, k, v in zip(Q, K, V):
        s = q @ k.T * len(k[0]) ** -0.5
        s = s - s.max(axis=1)[:, None]
        a = np.exp(s) / np.exp(s).sum(axis=1)[:, None]
        out.append(a @ v)
        A.append(a)
    return np.array(out), np.array(A)


@exercise.alternative("queries scaled first, float32")
def _(Q, K, V):
    Q, K, V = Q.astype(np.float32), K.astype(np.float32), V.astype(np.float32)
    S = np.matmul(Q / np.float32(np.sqrt(Q.shape[2])), np.swapaxes(K, 1, 2))
    S -= S.max(axis=2, keepdims=True)
    A = np.exp(S)
    A /= A.sum(axis=2, keepdims=True)
    return np.matmul(A, V), A
