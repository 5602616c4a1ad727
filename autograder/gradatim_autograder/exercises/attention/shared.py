"""What attention there and back share: how their arguments are drawn, and classes of them."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import numbers, sizes
from gradatim_autograder.exercise.argument_class import one_row, where


def of_attention(rng, dout=False, **given):
    """Arrays of pairwise different sizes, but for those that are given: Q, K and V, behind dout where it is asked for."""
    N, T, S, H, M = (given.get(name, size) for name, size in zip("NTSHM", sizes(rng, 5, 3, 7)))
    first = (numbers(rng, N, T, M),) if dout else ()
    return *first, 0.8 * numbers(rng, N, T, H), numbers(rng, N, S, H), numbers(rng, N, S, M)


def attention_probes(exercise, arrays, **square):
    """Declare ordinary probes and those of sizes: `square` are the sizes with which matrices fit turned or not."""
    exercise.probes(times=4, ordinary=arrays)
    for given in ({"S": 1}, {"T": 1}, {"N": 1}, {"H": 1}, {"T": 5, "S": 5}):
        # One of something, or as many queries as keys.
        exercise.probes(special=lambda rng, given=given: arrays(rng, **given))
    exercise.probes(
        square_matrices=lambda rng: arrays(rng, **square),
        # All keys fit it alike: each has the same weight.
        a_query_of_zeros=exercise.but(arrays, Q=_one_of_zeros),
    )


def _one_of_zeros(Q):
    Q[:, 1] = 0.0
    return Q


def with_large_scores(rng, arrays):
    """Scores of one sign and up to some thousands: their exponentials are no longer numbers, or all are 0. The largest
    of a row stands well alone, so that its weight is 1.
    """
    *dout, Q, K, V = arrays(rng)
    size = rng.permutation(np.arange(1, K.shape[1] + 1))
    K = np.abs(K)
    K *= (size * np.sqrt(K.shape[2]))[:, None] / K.sum(axis=2, keepdims=True)
    Q[:, 1], Q[:, 2] = 1000, -1000  # the scores are 1000 or -1000 times `size`
    return *dout, Q, K, V


ATTENTION = (
    where("one_key", N_("where there is a single key"), lambda K: np.shape(K)[1] == 1),
    where("one_query", N_("where there is a single query"), lambda Q: np.shape(Q)[1] == 1),
    one_row("Q"),
    where("one_number", N_("where a query is a single number"), lambda Q: np.shape(Q)[2] == 1),
    where(
        "as_many_queries_as_keys", N_("where there are as many queries as keys"), lambda Q, K: Q.shape[1] == K.shape[1]
    ),
    where("square", N_("where there are as many keys as numbers in one"), lambda K: K.shape[1] == K.shape[2]),
)
ZEROS_AND_LARGE = (
    where("query_of_zeros", N_("where a query is zero everywhere"), lambda Q: not Q.any(axis=2).all()),
    where("large_scores", N_("where scores are large"), lambda Q, K: np.abs(Q @ K.transpose(0, 2, 1)).max() > 1000),
)


# -- masks -----------------------------------------------------------------------------------------------------------


def of_masked(rng, dout=False, **given):
    """As of_attention, and a mask for each sample: every query may look at some keys, and not at others."""
    arrays = of_attention(rng, dout, **given)
    return *arrays, some_visible(rng, len(arrays[-1]), arrays[-3].shape[1], arrays[-2].shape[1])


def some_visible(rng, *shape):
    """A mask in whose rows, of at least two keys, at least one is True and one False."""
    S = shape[-1]
    visible = rng.integers(1, S, size=shape[:-1]) if S > 1 else np.ones(shape[:-1], dtype=int)
    places = rng.permuted(np.broadcast_to(np.arange(S), shape), axis=-1)
    return places < visible[..., None]


def masked_probes(exercise, arrays):
    """Declare probes: masks of all the shapes that the text names, and what is special about one."""

    def with_mask(make, **given):
        def draw(rng):
            *others, Q, K, V, _mask = arrays(rng, **given)
            return *others, Q, K, V, make(rng, len(Q), Q.shape[1], K.shape[1])

        return draw

    def nothing_to_see(rng):
        *others, mask = arrays(rng)
        mask[:, rng.integers(mask.shape[1])] = False
        return *others, mask

    def several_heads(rng, T=5, one_for_all=False):
        N, T, S, H, M, heads = 2, T, 4, 3, 6, 7
        first = (numbers(rng, N, heads, T, M),) if len(arrays(rng)) == 5 else ()
        Q, K, V = 0.8 * numbers(rng, N, heads, T, H), numbers(rng, N, heads, S, H), numbers(rng, N, heads, S, M)
        return *first, Q, K, V, some_visible(rng, *(() if one_for_all else (N, 1)), T, S)

    exercise.probes(times=3, ordinary=arrays)
    for given in ({"S": 1}, {"T": 1}, {"N": 1}, {"H": 1}, {"T": 5, "S": 5}, {"S": 4, "H": 4, "N": 3, "T": 5, "M": 6}):
        exercise.probes(special=lambda rng, given=given: arrays(rng, **given))
    exercise.probes(
        one_mask_for_all=with_mask(lambda rng, N, T, S: some_visible(rng, T, S)),
        causal=with_mask(lambda rng, N, T, S: np.tri(T, S, dtype=bool), T=6, S=6, N=3),
        padding=with_mask(lambda rng, N, T, S: np.arange(S) < rng.permutation(np.arange(N) % S + 1)[:, None, None]),
        all_visible=with_mask(lambda rng, N, T, S: np.ones((N, T, S), dtype=bool)),
        nothing_to_see=nothing_to_see,
        several_heads=several_heads,
        several_heads_and_one_mask=lambda rng: several_heads(rng, one_for_all=True),
    )


def with_hidden_large_scores(rng, arrays):
    """As with_large_scores; of all queries but the first the largest score is hidden."""
    *dout, Q, K, V = with_large_scores(rng, lambda rng: arrays(rng, T=5, S=4)[:-1])
    scores = Q @ K.transpose(0, 2, 1)
    mask = np.ones(scores.shape, dtype=bool)
    np.put_along_axis(mask, scores.argmax(axis=2)[:, :, None], False, axis=2)
    mask[:, 0] = some_visible(rng, len(Q), K.shape[1])
    return *dout, Q, K, V, mask


MASKED = """
one_key: where there is a single key
    K.shape[-2] == 1
one_query: where there is a single query
    Q.shape[-2] == 1
one_row Q
one_number: where a query is a single number
    Q.shape[-1] == 1
as_many_queries_as_keys: where there are as many queries as keys
    Q.shape[-2] == K.shape[-2]
one_mask: where one mask is given for all samples
    mask.ndim == 2
padding: where the mask has a single row for each sample
    mask.ndim == 3 and mask.shape[1] == 1 and Q.shape[-2] > 1
all_visible: where the mask hides nothing
    mask.all()
nothing_to_see: where everything is hidden from a query
    not mask.any(axis=-1).all()
several_heads: where there are four axes
    Q.ndim == 4
large_scores: where scores are large
    np.abs(Q @ np.swapaxes(K, -1, -2)).max() > 1000
"""


# -- self-attention with several heads -------------------------------------------------------------------------------


def of_self_attention(rng, N=3, T=4, heads=2, d=5, one_mask=False):
    """X, four square weights, the number of heads and a mask in which every place sees something."""
    D = heads * d
    X = numbers(rng, N, T, D)
    weights = (1.2 * numbers(rng, D, D) / np.sqrt(D) for _ in range(4))
    mask = some_visible(rng, *(() if one_mask else (N,)), T, T)
    return X, *weights, heads, mask


def self_attention_probes(exercise, arrays):
    """Declare probes: several sizes of heads, masks of both shapes, and one of something."""

    def causal(rng):
        *others, _mask = arrays(rng, 2, 5, 3, 2)
        return *others, np.tri(5, dtype=bool)

    def all_visible(rng):
        *others, mask = arrays(rng)
        return *others, np.ones_like(mask)

    exercise.probes(times=2, ordinary=arrays)
    exercise.probes(
        three_heads=lambda rng: arrays(rng, 2, 5, 3, 4, one_mask=True),
        four_heads=lambda rng: arrays(rng, 2, 3, 4, 3),
        causal=causal,
        all_visible=all_visible,
        one_head=lambda rng: arrays(rng, 2, 4, 1, 5),
        one_number_each=lambda rng: arrays(rng, 2, 3, 4, 1),
        one_sample=lambda rng: arrays(rng, 1, 4, 3, 2),
        one_place=lambda rng: arrays(rng, 3, 1, 2, 4),
        as_many_samples_as_places=lambda rng: arrays(rng, 3, 3, 2, 2),
        # Where the first size of a mask does not tell whether it has an axis for the samples.
        one_mask_and_as_many_samples=lambda rng: arrays(rng, 4, 4, 2, 3, one_mask=True),
        as_many_heads_as_places=lambda rng: arrays(rng, 2, 3, 3, 2),
    )


SELF_ATTENTION = """
one_row X
one_head: where there is one head
    heads == 1
one_number_each: where a head has a single column
    X.shape[2] == heads
one_place: where there is a single place
    X.shape[1] == 1
as_many_samples_as_places: where there are as many samples as places
    X.shape[0] == X.shape[1]
as_many_heads_as_places: where there are as many heads as places
    X.shape[1] == heads
one_mask: where one mask is given for all samples
    mask.ndim == 2
one_mask_and_as_many_samples: where one mask is given for all, and there are as many samples as places
    mask.ndim == 2 and X.shape[0] == X.shape[1]
all_visible: where the mask hides nothing
    mask.all()
"""


# -- the block -------------------------------------------------------------------------------------------------------


def of_block(rng, N=3, T=4, heads=2, d=4, M=11, one_mask=False):
    """X, a dict of the twelve parameters, the number of heads and a mask. No sum in front of ReLU is near 0."""
    D = heads * d
    X, Wq, Wk, Wv, Wo, _heads, mask = of_self_attention(rng, N, T, heads, d, one_mask)
    params = {"gamma1": numbers(rng, D), "beta1": numbers(rng, D) / 2, "Wq": Wq, "Wk": Wk, "Wv": Wv, "Wo": Wo}
    params |= {"gamma2": numbers(rng, D), "beta2": numbers(rng, D) / 2}
    params |= {"W1": numbers(rng, D, M) / np.sqrt(D), "b1": numbers(rng, M) / 2}
    params |= {"W2": numbers(rng, M, D) / np.sqrt(M), "b2": numbers(rng, D) / 2}
    return X, params, heads, mask


def block_probes(exercise, arrays):
    """Declare probes of a block: several sizes, both shapes of masks, and one of something."""

    def causal(rng):
        *others, _mask = arrays(rng, 2, 5, 3, 2, 7)
        return *others, np.tri(5, dtype=bool)

    def little_spread(rng):
        *dout, X, params, heads, mask = arrays(rng, 2, 3, 2, 3, 5)
        params["Wo"] *= 0.015
        return *dout, 0.02 * X, params, heads, mask

    exercise.probes(times=2, ordinary=arrays)
    exercise.probes(
        # The rows of both norms vary so little that 1e-5 shows.
        little_spread=little_spread,
        three_heads=lambda rng: arrays(rng, 2, 5, 3, 3, 4, one_mask=True),
        causal=causal,
        one_head=lambda rng: arrays(rng, 2, 4, 1, 5, 7),
        one_sample=lambda rng: arrays(rng, 1, 4, 3, 2, 5),
        one_place=lambda rng: arrays(rng, 3, 1, 2, 4, 5),
        one_mask_and_as_many_samples=lambda rng: arrays(rng, 4, 4, 2, 3, 5, one_mask=True),
        as_many_hidden_as_columns=lambda rng: arrays(rng, 2, 3, 2, 4, 8),
    )


BLOCK = """
one_row X
one_head: where there is one head
    heads == 1
one_place: where there is a single place
    X.shape[1] == 1
one_mask: where one mask is given for all samples
    mask.ndim == 2
one_mask_and_as_many_samples: where one mask is given for all, and there are as many samples as places
    mask.ndim == 2 and X.shape[0] == X.shape[1]
as_many_hidden_as_columns: where the small network has as many hidden neurons as X has columns
    params["W1"].shape[1] == X.shape[2]
"""
