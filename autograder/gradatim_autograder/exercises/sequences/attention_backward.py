"""Back through attention: two products, a softmax between them, and the scale."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import one_row, where
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "attention_backward",
    chapter="09-text",
    returns=("dQ", "dK", "dV"),
    points={"dQ": 1, "dK": 1, "dV": 0.5, "large scores": 0.5},
    section=N_("Back through attention"),
)

FORWARD = N_("Attention")


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


def _arrays(rng, **given):
    """Arrays of pairwise different sizes, but for those that are given."""
    N, T, S, H, M = (given.get(name, size) for name, size in zip("NTSHM", sizes(rng, 5, 3, 7)))
    return numbers(rng, N, T, M), 0.8 * numbers(rng, N, T, H), numbers(rng, N, S, H), numbers(rng, N, S, M)


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
    """K and V fit turned or not."""
    return _arrays(rng, S=4, H=4, M=4, N=3, T=5)


@exercise.probe()
def a_query_of_zeros(rng):
    """All keys fit it alike: each has the same weight."""
    dout, Q, K, V = _arrays(rng)
    Q[:, 1] = 0.0
    return dout, Q, K, V


@exercise.probe(part="large scores")
def large_scores(rng):
    """Scores up to some thousands: their exponentials are no longer numbers. The largest of a row stands well alone, so
    that its weight is 1.
    """
    dout, Q, K, V = _arrays(rng)
    size = rng.permutation(np.arange(1, K.shape[1] + 1))
    K = np.abs(K)
    K *= (size * np.sqrt(K.shape[2]))[:, None] / K.sum(axis=2, keepdims=True)
    Q[:, 1], Q[:, 2] = 1000, -1000  # the scores are 1000 or -1000 times `size`
    return dout, Q, K, V


exercise.covers(
    where("one_key", N_("where there is a single key"), lambda K: np.shape(K)[1] == 1),
    where("one_query", N_("where there is a single query"), lambda Q: np.shape(Q)[1] == 1),
    one_row("Q"),
    where("one_number", N_("where a query is a single number"), lambda Q: np.shape(Q)[2] == 1),
    where(
        "as_many_queries_as_keys", N_("where there are as many queries as keys"), lambda Q, K: Q.shape[1] == K.shape[1]
    ),
    where("square", N_("where there are as many keys as numbers in one"), lambda K: K.shape[1] == K.shape[2]),
    where("square", N_("where there are as many values as numbers in one"), lambda V: V.shape[1] == V.shape[2]),
    where("query_of_zeros", N_("where a query is zero everywhere"), lambda Q: not Q.any(axis=2).all()),
    where("large_scores", N_("where scores are large"), lambda Q, K: np.abs(Q @ K.transpose(0, 2, 1)).max() > 1000),
)


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
    "divided_by_H_backward",
    N_(
        "On the way back it divides by H, or twice by its root. The scores were divided by the root of H once, so their "
        "slopes are too."
    ),
    change=[("dS @ K / scale", "dS @ K / scale / scale"), ("@ Q / scale", "@ Q / scale / scale")],
)

exercise.slip(
    "dQ_divided_by_H",
    N_("dQ is divided by H, or twice by its root. Divide by the root of H once."),
    change=("dS @ K / scale", "dS @ K / scale / scale"),
)

exercise.slip(
    "dK_divided_by_H",
    N_("dK is divided by H, or twice by its root. Divide by the root of H once."),
    change=("@ Q / scale", "@ Q / scale / scale"),
)

exercise.slip(
    "multiplied_by_root_backward",
    N_("On the way back it multiplies by the root of H. Divide by it, as the scores were divided."),
    change=[("dS @ K / scale", "dS @ K * scale"), ("@ Q / scale", "@ Q * scale")],
)

exercise.slip(
    "scale_forgotten_forward",
    N_("The weights A come from scores that are not divided by the root of H. Compute A as in the forward pass."),
    change=("K.transpose(0, 2, 1) / scale", "K.transpose(0, 2, 1)"),
    reread=FORWARD,
)

exercise.slip(
    "scaled_by_number_of_keys",
    N_("It divides by the root of S, the number of keys. Divide by the root of H, the length of a query."),
    change=("np.sqrt(Q.shape[2])", "np.sqrt(K.shape[1])"),
)

exercise.slip(
    "scale_forgotten_everywhere",
    N_("The scores are not divided by the root of H, neither forward nor backward."),
    change=("np.sqrt(Q.shape[2])", "1.0"),
)

exercise.slip(
    "scale_without_root",
    N_("It divides by H, forward and backward. Divide by the root of H."),
    change=("np.sqrt(Q.shape[2])", "Q.shape[2]"),
)

exercise.slip(
    "softmax_passed_over",
    N_(
        "The way back leaves softmax out: dA goes on as dS. Go back through softmax: within a row, every score moves "
        "every weight."
    ),
    change=("dS = A * (dA - (dA * A).sum(axis=2, keepdims=True))", "dS = dA"),
)

exercise.slip(
    "own_score_only",
    N_(
        "This is dA * A * (1 - A): each weight answers to its own score only. It should answer to every score of its "
        "row."
    ),
    change=("A * (dA - (dA * A).sum(axis=2, keepdims=True))", "dA * A * (1 - A)"),
)

exercise.slip(
    "sum_missing",
    N_("In dS the sum of dA * A over the row is missing. Take it off dA."),
    change=("A * (dA - (dA * A).sum(axis=2, keepdims=True))", "A * dA"),
)

exercise.slip(
    "sum_over_queries",
    N_("In dS the sum goes over the queries. It should go over the keys, the last axis, as in softmax."),
    change=("(dA * A).sum(axis=2, keepdims=True)", "(dA * A).sum(axis=1, keepdims=True)"),
)

exercise.slip(
    "weight_missing_in_sum",
    N_("In dS the sum holds dA without A. Add up dA * A."),
    change=("(dA * A).sum(axis=2, keepdims=True)", "dA.sum(axis=2, keepdims=True)"),
)

exercise.slip(
    "dV_from_dS",
    N_("dV is made from dS. Make it from the weights A, turned: the values were multiplied by them."),
    change=[
        ("dV = A.transpose(0, 2, 1) @ dout", "pass"),
        ("return dQ, dK, dV", "return dQ, dK, dS.transpose(0, 2, 1) @ dout"),
    ],
)

exercise.slip(
    "dV_from_scores",
    N_("dV is made from the scores. Make it from the weights behind softmax: the values were multiplied by them."),
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
    N_(
        "In A, for each key, the weights add up to 1 over the queries. For each query they should add up to 1 over "
        "the keys."
    ),
    change=[
        ("S.max(axis=2, keepdims=True)", "S.max(axis=1, keepdims=True)"),
        ("E.sum(axis=2, keepdims=True)", "E.sum(axis=1, keepdims=True)"),
    ],
    reread=FORWARD,
)

exercise.slip("softmax_over_queries", change=("E.sum(axis=2, keepdims=True)", "E.sum(axis=1, keepdims=True)"))

exercise.slip(
    "softmax_over_queries_both_ways",
    N_("Both softmax and the sum in dS go over the queries. They should go over the keys: the last axis."),
    change=[
        ("S.max(axis=2, keepdims=True)", "S.max(axis=1, keepdims=True)"),
        ("E.sum(axis=2, keepdims=True)", "E.sum(axis=1, keepdims=True)"),
        ("(dA * A).sum(axis=2, keepdims=True)", "(dA * A).sum(axis=1, keepdims=True)"),
    ],
    reread=FORWARD,
)

exercise.slip(
    "largest_over_queries",
    N_(
        "In A the largest score of each key is taken off, which changes the weights. Take the largest of each query off."
    ),
    change=("S.max(axis=2, keepdims=True)", "S.max(axis=1, keepdims=True)"),
    reread=FORWARD,
)

exercise.slip(
    "unstable",
    N_("exp of a large score is too large for a number. Take the largest score of each query off first."),
    change=("np.exp(S - S.max(axis=2, keepdims=True))", "np.exp(S)"),
    reread=FORWARD,
)

exercise.slip(
    "largest_of_all",
    N_(
        "Where the scores of a query are far below those of others, its weights in A become 0 / 0. Take the largest "
        "score of each query off its own scores."
    ),
    change=("S.max(axis=2, keepdims=True)", "S.max()"),
    reread=FORWARD,
)

exercise.slip(
    "keepdims_missing",
    N_("One number for each query, (N, T), does not fit to (N, T, S). It has to be (N, T, 1): keepdims=True."),
    change=("(dA * A).sum(axis=2, keepdims=True)", "(dA * A).sum(axis=2)"),
)

exercise.slip("keepdims_missing", change=("S.max(axis=2, keepdims=True)", "S.max(axis=2)"))

exercise.slip("keepdims_missing", change=("E.sum(axis=2, keepdims=True)", "E.sum(axis=2)"))

exercise.slip(
    "last_sample_only",
    N_("Only the last sample has gradients, the others have 0. Each sample should keep its own."),
    change=[
        (
            "dQ = dS @ K / scale",
            "last = (np.arange(len(Q)) == len(Q) - 1)[:, None, None]\ndQ = last * (dS @ K / scale)",
        ),
        ("return dQ, dK, dV", "return dQ, last * dK, last * dV"),
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
    N_("In dS the sum is added. Take it off."),
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
        s = Q[n] @ K[n].T / np.sqrt(H)
        e = np.exp(s - s.max(axis=1, keepdims=True))
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
    S = Q @ np.swapaxes(K, 1, 2) / root
    A = np.exp(S - S.max(axis=-1, keepdims=True))
    A = A / A.sum(axis=-1, keepdims=True)
    dS = dout @ np.swapaxes(V, 1, 2)
    dS = A * (dS - (dS * A).sum(axis=-1)[..., None]) / root
    return dS @ K, np.swapaxes(dS, 1, 2) @ Q, np.swapaxes(A, 1, 2) @ dout
