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
