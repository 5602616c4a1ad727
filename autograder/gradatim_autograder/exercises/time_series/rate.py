"""A rating from a mean, two biases and the product of two vectors."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes
from gradatim_autograder.exercise.argument_class import one_column, one_entry, where

exercise = declare(
    "rate",
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


exercise.probes(
    one_rating=lambda rng: _with(rng, 1, int(rng.integers(2, 5))),
    vectors_of_one_number=lambda rng: _with(rng, 8, 1),
    vectors_of_no_numbers=lambda rng: _with(rng, 1, 0),
)

exercise.classes(one_entry("u"), one_column("P"), where("no_numbers", N_("where K is 0"), lambda P: P.shape[1] == 0))

exercise.wrong_lines("""
mean_forgotten: The mean mu of all ratings is missing.
    return bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1)
user_bias_forgotten: The bias of the person is missing.
    return mu + bi[i] + np.sum(P[u] * Q[i], axis=1)
item_bias_forgotten: The bias of the movie is missing.
    return mu + bu[u] + np.sum(P[u] * Q[i], axis=1)
product_forgotten: The product of the two vectors is missing: what this person likes in this movie.
    return mu + bu[u] + bi[i]
every_user_with_every_item: It multiplies every person of the list with every movie. For rating n, take person u[n]
and movie i[n] alone.
    return mu + bu[u] + bi[i] + P[u] @ Q[i].T
table_of_ratings: The ratings are a table of (N, N): one of the parts is a column, and the others are rows. Every part
should have the shape (N,).
    return mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1, keepdims=True)
    return mu + bu[u][:, None] + bi[i] + np.sum(P[u] * Q[i], axis=1)
    return mu + bu[u] + bi[i][:, None] + np.sum(P[u] * Q[i], axis=1)
numbers_exchanged_in_the_vectors: People and movies are exchanged in P and Q: P has a row for each person, Q one for
each movie.
    return mu + bu[u] + bi[i] + np.sum(P[i] * Q[u], axis=1)
numbers_exchanged_in_the_biases: People and movies are exchanged in the biases: bu has one for each person, bi one for
each movie.
    return mu + bu[i] + bi[u] + np.sum(P[u] * Q[i], axis=1)
numbers_exchanged_everywhere: u and i are exchanged: u holds the numbers of the people, i those of the movies.
    return mu + bu[i] + bi[u] + np.sum(P[i] * Q[u], axis=1)
summed_over_the_ratings: The sum goes along the ratings (axis=0). Add up along the entries of the two vectors: axis=1.
    return mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=0)
all_added_up: The sum goes over all ratings. Each rating should have its own: axis=1.
    return mu + bu[u] + bi[i] + np.sum(P[u] * Q[i])
averaged: The products of the entries are averaged. Add them up.
    return mu + bu[u] + bi[i] + np.mean(P[u] * Q[i], axis=1)
vectors_added: The two vectors are added. Multiply them entry by entry, then add up.
    return mu + bu[u] + bi[i] + np.sum(P[u] + Q[i], axis=1)
distance: The entries of one vector are subtracted from those of the other. Multiply them, then add up.
    return mu + bu[u] + bi[i] + np.sum(P[u] - Q[i], axis=1)
product_taken_off: The product of the two vectors is subtracted. Add it.
    return mu + bu[u] + bi[i] - np.sum(P[u] * Q[i], axis=1)
biases_multiplied: The two biases are multiplied. Add both.
    return mu + bu[u] * bi[i] + np.sum(P[u] * Q[i], axis=1)
whole_table: This is the table of all people and movies. Take out of it the entries u[n], i[n] of the list.
    return mu + bu[:, None] + bi + P @ Q.T
rows_not_taken: P and Q are multiplied as they are. For rating n, take row u[n] of P and row i[n] of Q.
    return mu + bu[u] + bi[i] + np.sum(P * Q, axis=1)
mean_multiplied: The mean mu is multiplied by the biases. Add it.
    return mu * (bu[u] + bi[i]) + np.sum(P[u] * Q[i], axis=1)
kept_between_1_and_5: The ratings are cut off at 1 and 5. Return them as they come out.
    return np.clip(mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1), 1, 5)
rounded: The ratings are rounded. Return them as they come out.
    return np.round(mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1))
biases_taken_off: The biases are subtracted. Add them.
    return mu - bu[u] - bi[i] + np.sum(P[u] * Q[i], axis=1)
biases_averaged: It takes the mean bias of all people and of all movies. Take that of person u[n] and that of movie
i[n].
    return mu + bu.mean() + bi.mean() + np.sum(P[u] * Q[i], axis=1)
""")

exercise.alternatives("""
loop:
    ratings = []
    for n in range(len(u)):
        ratings.append(mu + bu[u[n]] + bi[i[n]] + np.dot(P[u[n]], Q[i[n]]))
    return np.array(ratings)
loops over all:
    ratings = np.zeros(len(u))
    for n, (user, item) in enumerate(zip(u, i)):
        total = mu + bu[user] + bi[item]
        for k in range(P.shape[1]):
            total += P[user, k] * Q[item, k]
        ratings[n] = total
    return ratings
einsum: return np.einsum("nk,nk->n", P[u], Q[i]) + bi[i] + bu[u] + mu
the whole table:
    table = mu + bu[:, None] + bi + P @ Q.T
    return table[u, i]
float32:
    bu, bi, P, Q = (each.astype(np.float32) for each in (bu, bi, P, Q))
    return np.float32(mu) + bu[u] + bi[i] + (P[u] * Q[i]).sum(axis=1)
""")
