"""A rating from a mean, two biases and the product of two vectors."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import one_column, one_entry, where
from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "rate",
    chapter="10-time-series",
    returns=("ratings",),
    points={"ratings": 2},
    section=N_("A rating from two vectors"),
)


@exercise.reference
def rate(u, i, mu, bu, bi, P, Q):
    return mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1)


@exercise.probe(times=3)
def ordinary(rng):
    """More ratings than users or items, so that some come several times; the numbers of both fit either table."""
    K, I, U = sorted(sizes(rng, 3, 2, 7))
    N = U + int(rng.integers(2, 5))
    u, i = rng.integers(0, I, size=N), rng.integers(0, I, size=N)
    u[:3], i[:3] = [0, 1, 0], [1, 0, 0]
    return u, i, float(rng.uniform(2.5, 3.5)), numbers(rng, U), numbers(rng, I), numbers(rng, U, K), numbers(rng, I, K)


def _with(rng, N, K):
    """N ratings, and vectors of K numbers."""
    I, U = sorted(sizes(rng, 2, 3, 7))
    u, i = rng.integers(0, I, size=N), rng.integers(0, I, size=N)
    return u, i, float(rng.uniform(2.5, 3.5)), numbers(rng, U), numbers(rng, I), numbers(rng, U, K), numbers(rng, I, K)


@exercise.probe()
def one_rating(rng):
    return _with(rng, 1, int(rng.integers(2, 5)))


@exercise.probe()
def vectors_of_one_number(rng):
    return _with(rng, 8, 1)


@exercise.probe()
def vectors_of_no_numbers(rng):
    return _with(rng, 1, 0)


exercise.covers(
    one_entry("u"),
    one_column("P"),
    where("no_numbers", N_("where K is 0"), lambda P: P.shape[1] == 0),
)


exercise.slip("mean_forgotten", N_("The mean mu of all ratings is missing."), change=("mu + bu[u]", "bu[u]"))

exercise.slip("user_bias_forgotten", N_("The bias of the person is missing."), change=("mu + bu[u]", "mu"))

exercise.slip("item_bias_forgotten", N_("The bias of the movie is missing."), change=("+ bi[i] +", "+"))

exercise.slip(
    "product_forgotten",
    N_("The product of the two vectors is missing: what this person likes in this movie."),
    change=(" + np.sum(P[u] * Q[i], axis=1)", ""),
)

exercise.slip(
    "every_user_with_every_item",
    N_("It multiplies every person of the list with every movie. For rating n, take person u[n] and movie i[n] alone."),
    change=("np.sum(P[u] * Q[i], axis=1)", "P[u] @ Q[i].T"),
)

exercise.slip(
    "table_of_ratings",
    N_(
        "The ratings are a table of (N, N): one of the parts is a column, and the others are rows. Every part should "
        "have the shape (N,)."
    ),
    change=("axis=1", "axis=1, keepdims=True"),
)

exercise.slip("table_of_ratings", change=("bu[u]", "bu[u][:, None]"))

exercise.slip("table_of_ratings", change=("bi[i]", "bi[i][:, None]"))

exercise.slip(
    "numbers_exchanged_in_the_vectors",
    N_("People and movies are exchanged in P and Q: P has a row for each person, Q one for each movie."),
    change=("P[u] * Q[i]", "P[i] * Q[u]"),
)

exercise.slip(
    "numbers_exchanged_in_the_biases",
    N_("People and movies are exchanged in the biases: bu has one for each person, bi one for each movie."),
    change=("bu[u] + bi[i]", "bu[i] + bi[u]"),
)

exercise.slip(
    "numbers_exchanged_everywhere",
    N_("u and i are exchanged: u holds the numbers of the people, i those of the movies."),
    change=[("bu[u] + bi[i]", "bu[i] + bi[u]"), ("P[u] * Q[i]", "P[i] * Q[u]")],
)

exercise.slip(
    "summed_over_the_ratings",
    N_("The sum goes along the ratings (axis=0). Add up along the entries of the two vectors: axis=1."),
    change=("axis=1", "axis=0"),
)

exercise.slip(
    "all_added_up",
    N_("The sum goes over all ratings. Each rating should have its own: axis=1."),
    change=("np.sum(P[u] * Q[i], axis=1)", "np.sum(P[u] * Q[i])"),
)

exercise.slip(
    "averaged",
    N_("The products of the entries are averaged. Add them up."),
    change=("np.sum(P[u]", "np.mean(P[u]"),
)

exercise.slip(
    "vectors_added",
    N_("The two vectors are added. Multiply them entry by entry, then add up."),
    change=("P[u] * Q[i]", "P[u] + Q[i]"),
)

exercise.slip(
    "distance",
    N_("The entries of one vector are taken off those of the other. Multiply them, then add up."),
    change=("P[u] * Q[i]", "P[u] - Q[i]"),
)

exercise.slip(
    "product_taken_off",
    N_("The product of the two vectors is taken off. Add it."),
    change=("+ np.sum", "- np.sum"),
)

exercise.slip(
    "biases_multiplied",
    N_("The two biases are multiplied. Add both."),
    change=("bu[u] + bi[i]", "bu[u] * bi[i]"),
)


@exercise.mistake(
    "whole_table",
    N_("This is the table of all people and movies. Take out of it the entries u[n], i[n] of the list."),
)
def _(u, i, mu, bu, bi, P, Q):
    return mu + bu[:, None] + bi + P @ Q.T


exercise.slip(
    "rows_not_taken",
    N_("P and Q are multiplied as they are. For rating n, take row u[n] of P and row i[n] of Q."),
    change=("P[u] * Q[i]", "P * Q"),
)

exercise.slip(
    "mean_multiplied",
    N_("The mean mu is multiplied by the biases. Add it."),
    change=("mu + bu[u] + bi[i]", "mu * (bu[u] + bi[i])"),
)

exercise.slip(
    "kept_between_1_and_5",
    N_("The ratings are cut off at 1 and 5. Return them as they come out."),
    change=(
        "mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1)",
        "np.clip(mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1), 1, 5)",
    ),
)

exercise.slip(
    "rounded",
    N_("The ratings are rounded. Return them as they come out."),
    change=(
        "mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1)",
        "np.round(mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1))",
    ),
)

exercise.slip(
    "biases_taken_off",
    N_("The biases are taken off. Add them."),
    change=("mu + bu[u] + bi[i]", "mu - bu[u] - bi[i]"),
)

exercise.slip(
    "biases_averaged",
    N_("It takes the mean bias of all people and of all movies. Take that of person u[n] and that of movie i[n]."),
    change=("bu[u] + bi[i]", "bu.mean() + bi.mean()"),
)


@exercise.alternative("loop")
def _(u, i, mu, bu, bi, P, Q):
    ratings = []
    for n in range(len(u)):
        ratings.append(mu + bu[u[n]] + bi[i[n]] + np.dot(P[u[n]], Q[i[n]]))
    return np.array(ratings)


@exercise.alternative("loops over all")
def _(u, i, mu, bu, bi, P, Q):
    ratings = np.zeros(len(u))
    for n, (user, item) in enumerate(zip(u, i)):
        total = mu + bu[user] + bi[item]
        for k in range(P.shape[1]):
            total += P[user, k] * Q[item, k]
        ratings[n] = total
    return ratings


@exercise.alternative("einsum")
def _(u, i, mu, bu, bi, P, Q):
    return np.einsum("nk,nk->n", P[u], Q[i]) + bi[i] + bu[u] + mu


@exercise.alternative("the whole table")
def _(u, i, mu, bu, bi, P, Q):
    table = mu + bu[:, None] + bi + P @ Q.T
    return table[u, i]


@exercise.alternative("float32")
def _(u, i, mu, bu, bi, P, Q):
    bu, bi, P, Q = (each.astype(np.float32) for each in (bu, bi, P, Q))
    return np.float32(mu) + bu[u] + bi[i] + (P[u] * Q[i]).sum(axis=1)
