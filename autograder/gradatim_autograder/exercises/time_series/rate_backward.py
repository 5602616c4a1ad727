"""The way back through the ratings: each lands on the rows of its user and its item."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes

exercise = declare(
    "rate_backward",
    returns=("dbu", "dbi", "dP", "dQ"),
    points={"dbu": 0.5, "dbi": 0.5, "dP": 1, "dQ": 1},
    section=N_("The gradient of a rating"),
)


@exercise.reference
def rate_backward(dout, u, i, P, Q):
    dbu, dbi = np.zeros(len(P)), np.zeros(len(Q))
    dP, dQ = np.zeros(P.shape), np.zeros(Q.shape)
    for n in range(len(u)):
        dbu[u[n]] += dout[n]
        dbi[i[n]] += dout[n]
        dP[u[n]] += dout[n] * Q[i[n]]
        dQ[i[n]] += dout[n] * P[u[n]]
    return dbu, dbi, dP, dQ


@exercise.forward(dbu="bu", dbi="bi", dP="P", dQ="Q")
def loss(dout, u, i, P, Q, bu=None, bi=None):
    bu = np.zeros(len(P)) if bu is None else bu
    bi = np.zeros(len(Q)) if bi is None else bi
    return float(np.sum(dout * (bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1))))


@exercise.probe(times=3)
def ordinary(rng):
    """Users and items that come several times; one user and one item without a rating."""
    K, I, U = sorted(sizes(rng, 3, 3, 7))
    N = U + int(rng.integers(2, 5))
    u, i = rng.integers(0, I - 1, size=N), rng.integers(0, I - 1, size=N)
    u[:4], i[:4] = [0, 1, 0, 1], [1, 0, 0, 0]
    return numbers(rng, N), u, i, numbers(rng, U, K), numbers(rng, I, K)


@exercise.probe()
def all_rated(rng):
    """Every user and every item has a rating, one for each pair."""
    K, I, U = sorted(sizes(rng, 3, 2, 5))
    pairs = rng.permutation(U * I)
    return numbers(rng, U * I), pairs // I, pairs % I, numbers(rng, U, K), numbers(rng, I, K)


@exercise.probe()
def one_rating(rng):
    K, I, U = sizes(rng, 3, 2, 6)
    u, i = rng.integers(0, U - 1, size=1), rng.integers(0, I - 1, size=1)
    return numbers(rng, 1), u, i, numbers(rng, U, K), numbers(rng, I, K)


@exercise.probe()
def vectors_of_one_number(rng):
    I, U = sizes(rng, 2, 3, 6)
    return (
        numbers(rng, 9),
        rng.integers(0, U, size=9),
        rng.integers(0, I, size=9),
        numbers(rng, U, 1),
        numbers(rng, I, 1),
    )


exercise.classes("""
one_entry dout
one_column P
without_a_rating: where a person and a movie have no rating
    len(set(u.tolist())) < len(P) and len(set(i.tolist())) < len(Q)
all_rated: where every person and every movie has a rating
    len(set(u.tolist())) == len(P) and len(set(i.tolist())) == len(Q)
pair_twice: where the same person rates the same movie twice
    len(set(zip(u.tolist(), i.tolist(), strict=True))) < len(u)
""")

exercise.wrong_lines("""
last_rating_wins: A person or movie with several ratings gets the gradient of the last one alone. Add up those of all
its ratings.
    dbu[u[n]] = dout[n] ;; dbi[i[n]] = dout[n] ;; dP[u[n]] = dout[n] * Q[i[n]] ;; dQ[i[n]] = dout[n] * P[u[n]]
    of "np.add.at": np.add.at(dbu, u, dout) -> dbu[u] += dout
        ;; np.add.at(dbi, i, dout) -> dbi[i] += dout
        ;; np.add.at(dP, u, dout[:, None] * Q[i]) -> dP[u] += dout[:, None] * Q[i]
        ;; np.add.at(dQ, i, dout[:, None] * P[u]) -> dQ[i] += dout[:, None] * P[u]
last_rating_wins_in_the_vectors: In dP and dQ a person or movie with several ratings has the gradient of the last one
alone. Add up all of them.
    dP[u[n]] = dout[n] * Q[i[n]] ;; dQ[i[n]] = dout[n] * P[u[n]]
last_rating_wins_in_the_biases: In dbu and dbi a person or movie with several ratings has the gradient of the last one
alone. Add up all of them.
    dbu[u[n]] = dout[n] ;; dbi[i[n]] = dout[n]
first_rating_only: Only the first rating gives a gradient. Add up those of all ratings. Is the return inside the loop?
    for n in range(1):
ends_at_the_last_rated: dbu and dbi end at the last person and the last movie with a rating. All of them should have a
place, also those without a rating; np.bincount has minlength for that.
    return np.bincount(u, dout), np.bincount(i, dout), dP, dQ
own_vector: dP is made from P and dQ from Q. Take the other one: the slope of a product along one factor is the other
factor.
    dP[u[n]] += dout[n] * P[u[n]] ;; dQ[i[n]] += dout[n] * Q[i[n]]
dout_forgotten_in_the_vectors: dout is missing in dP and dQ. Each gradient is dout times the local slope.
    dP[u[n]] += Q[i[n]] ;; dQ[i[n]] += P[u[n]]
dout_forgotten_in_the_biases: dout is missing in dbu and dbi: the ratings are only counted. Add up dout.
    dbu[u[n]] += 1 ;; dbi[i[n]] += 1
biases_exchanged: dbu and dbi are exchanged in what is returned.
    return dbi, dbu, dP, dQ
vectors_exchanged: dP and dQ are exchanged in what is returned.
    return dbu, dbi, dQ, dP
rows_exchanged: The gradients land on the wrong rows. dP should have a row for each person, dQ one for each movie.
    dP[u[n]] -> dP[i[n]] ;; dQ[i[n]] -> dQ[u[n]]
biases_left_out: The biases get no gradient. They should get dout: a rating moves as much as a bias does.
    return np.zeros(len(P)), np.zeros(len(Q)), dP, dQ
averaged: The gradients are divided by the number of ratings. If the loss is a mean, dout is divided already.
    return dbu / len(u), dbi / len(u), dP / len(u), dQ / len(u)
sign_wrong: All signs are wrong. A gradient points uphill; the step does the minus.
    return -dbu, -dbi, -dP, -dQ
one_row_for_each_rating: There is one row for each rating. Add the rows up that belong to the same person or movie.
    return dout, dout, dout[:, None] * Q[i], dout[:, None] * P[u]
gradient_begins_at_the_vectors: dP and dQ begin as copies of P and Q. They should begin at 0.
    dP, dQ = P.copy(), Q.copy()
biases_as_one_number: dbu and dbi are one number each, the sum of all. Each person and each movie should have its own.
    return np.sum(dout), np.sum(dout), dP, dQ
gradient_in_place_of_the_vector: dQ is made from dP in place of P. The slope along one vector should be the other
vector itself.
    dQ[i[n]] += dout[n] * dP[u[n]]
order_of_the_results: The results come in another order. It should be dbu, dbi, dP, dQ.
    return dP, dQ, dbu, dbi
summed_over_the_entries: The gradients of a vector are added up to one number. Each entry should have its own.
    dP[u[n]] += dout[n] * np.sum(Q[i[n]]) ;; dQ[i[n]] += dout[n] * np.sum(P[u[n]])
sums_multiplied: In dP and dQ the sum of dout is multiplied by the sum of the vectors. Multiply rating by rating, then
add up.
    of "one-hot products": return dbu, dbi, dbu[:, None] * (users.T @ Q[i]), dbi[:, None] * (items.T @ P[u])
mean_of_the_ratings: Each row holds the mean of the gradients of its ratings. Add them up: every rating has its part.
    dbu[u[n]] += dout[n] / np.sum(u == u[n])
        ;; dbi[i[n]] += dout[n] / np.sum(i == i[n])
        ;; dP[u[n]] += dout[n] * Q[i[n]] / np.sum(u == u[n])
        ;; dQ[i[n]] += dout[n] * P[u[n]] / np.sum(i == i[n])
bias_gradient_everywhere: Every person and movie gets the gradient of all ratings. Only the rows u[n] and i[n] had a
part in rating n.
    dbu[u[n]] -> dbu ;; dbi[i[n]] -> dbi ;; dP[u[n]] -> dP ;; dQ[i[n]] -> dQ
""")

exercise.alternatives("""
np.add.at:
    dbu, dbi = np.zeros(P.shape[0]), np.zeros(Q.shape[0])
    dP, dQ = np.zeros_like(P), np.zeros_like(Q)
    np.add.at(dbu, u, dout)
    np.add.at(dbi, i, dout)
    np.add.at(dP, u, dout[:, None] * Q[i])
    np.add.at(dQ, i, dout[:, None] * P[u])
    return dbu, dbi, dP, dQ
one-hot products:
    users, items = np.eye(len(P))[u], np.eye(len(Q))[i]
    dbu, dbi = users.T @ dout, items.T @ dout
    return dbu, dbi, users.T @ (dout[:, None] * Q[i]), items.T @ (dout[:, None] * P[u])
a table of gradients:
    G = np.zeros((len(P), len(Q)))
    for d, user, item in zip(dout, u, i):
        G[user, item] += d
    return G.sum(axis=1), G.sum(axis=0), G @ Q, G.T @ P
user by user, float32:
    dout, P, Q = dout.astype(np.float32), P.astype(np.float32), Q.astype(np.float32)
    dbu = np.array([dout[u == row].sum() for row in range(len(P))])
    dbi = np.array([dout[i == row].sum() for row in range(len(Q))])
    dP = np.array([(dout[u == row, None] * Q[i[u == row]]).sum(axis=0) for row in range(len(P))])
    dQ = np.array([(dout[i == row, None] * P[u[i == row]]).sum(axis=0) for row in range(len(Q))])
    return dbu, dbi, dP, dQ
""")
