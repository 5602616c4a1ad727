"""The way back through the ratings: each lands on the rows of its user and its item."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "rate_backward",
    chapter="10-time-series",
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


@exercise.probe(times=4)
def ordinary(rng):
    """Users and items that come several times; one user and one item without a rating."""
    K, I, U = sorted(sizes(rng, 3, 3, 7))
    N = U + int(rng.integers(2, 5))
    u, i = rng.integers(0, I - 1, size=N), rng.integers(0, I - 1, size=N)
    u[:4], i[:4] = [0, 1, 0, 1], [1, 0, 0, 0]
    return numbers(rng, N), u, i, numbers(rng, U, K), numbers(rng, I, K)


exercise.slip(
    "last_rating_wins",
    N_("A user or item with several ratings gets the gradient of the last one. Add up all of them."),
    change=[
        ("dbu[u[n]] +=", "dbu[u[n]] ="),
        ("dbi[i[n]] +=", "dbi[i[n]] ="),
        ("dP[u[n]] +=", "dP[u[n]] ="),
        ("dQ[i[n]] +=", "dQ[i[n]] ="),
    ],
)


@exercise.mistake("last_rating_wins")
def _(dout, u, i, P, Q):
    dbu, dbi = np.zeros(len(P)), np.zeros(len(Q))
    dP, dQ = np.zeros(P.shape), np.zeros(Q.shape)
    dbu[u] += dout
    dbi[i] += dout
    dP[u] += dout[:, None] * Q[i]
    dQ[i] += dout[:, None] * P[u]
    return dbu, dbi, dP, dQ


exercise.slip(
    "last_rating_wins_in_the_vectors",
    N_("In dP and dQ the last rating of a user or item overwrites the others. Add up all of them."),
    change=[("dP[u[n]] +=", "dP[u[n]] ="), ("dQ[i[n]] +=", "dQ[i[n]] =")],
)

exercise.slip(
    "last_rating_wins_in_the_biases",
    N_("In dbu and dbi the last rating of a user or item overwrites the others. Add up all of them."),
    change=[("dbu[u[n]] +=", "dbu[u[n]] ="), ("dbi[i[n]] +=", "dbi[i[n]] =")],
)

exercise.slip(
    "own_vector",
    N_("dP is made from P and dQ from Q. The slope of a product along one factor is the other factor."),
    change=[
        ("dout[n] * Q[i[n]]", "dout[n] * P[u[n]]"),
        ("dQ[i[n]] += dout[n] * P[u[n]]", "dQ[i[n]] += dout[n] * Q[i[n]]"),
    ],
)

exercise.slip(
    "rows_exchanged",
    N_("The gradients land on the wrong rows: dP has a row for each user, dQ one for each item."),
    change=[("dP[u[n]] +=", "dP[i[n]] +="), ("dQ[i[n]] +=", "dQ[u[n]] +=")],
)

exercise.slip(
    "dout_forgotten_in_the_vectors",
    N_("dout is missing in dP and dQ. Each gradient is dout times the local slope."),
    change=[("dout[n] * Q[i[n]]", "Q[i[n]]"), ("dout[n] * P[u[n]]", "P[u[n]]")],
)

exercise.slip(
    "dout_forgotten_in_the_biases",
    N_("dout is missing in dbu and dbi: the ratings are only counted."),
    change=[("dbu[u[n]] += dout[n]", "dbu[u[n]] += 1"), ("dbi[i[n]] += dout[n]", "dbi[i[n]] += 1")],
)

exercise.slip(
    "biases_exchanged",
    N_("dbu and dbi are exchanged in what is returned."),
    change=("return dbu, dbi,", "return dbi, dbu,"),
)

exercise.slip(
    "vectors_exchanged",
    N_("dP and dQ are exchanged in what is returned."),
    change=("dbi, dP, dQ", "dbi, dQ, dP"),
)

exercise.slip(
    "biases_left_out",
    N_("The biases get no gradient. A rating moves as much as a bias does: the slope is 1."),
    change=[("dbu[u[n]] += dout[n]", "pass"), ("dbi[i[n]] += dout[n]", "pass")],
)

exercise.slip(
    "averaged",
    N_("The gradients are divided by the number of ratings. If the loss is a mean, dout is divided already."),
    change=("return dbu, dbi, dP, dQ", "return dbu / len(u), dbi / len(u), dP / len(u), dQ / len(u)"),
)

exercise.slip(
    "sign_wrong",
    N_("All signs are wrong. A gradient points uphill; the step does the minus."),
    change=("return dbu, dbi, dP, dQ", "return -dbu, -dbi, -dP, -dQ"),
)

exercise.slip(
    "one_row_for_each_rating",
    N_("There is one row for each rating. Add the rows up that belong to the same user or item."),
    change=("return dbu, dbi, dP, dQ", "return dout, dout, dout[:, None] * Q[i], dout[:, None] * P[u]"),
)

exercise.slip(
    "bias_gradient_everywhere",
    N_("Every user and item gets the gradient of all ratings. Only the rows u[n] and i[n] had a part in rating n."),
    change=[("dbu[u[n]] +=", "dbu +="), ("dbi[i[n]] +=", "dbi +="), ("dP[u[n]] +=", "dP +="), ("dQ[i[n]] +=", "dQ +=")],
)


exercise.slip(
    "gradient_begins_at_the_vectors",
    N_("dP and dQ begin as copies of P and Q. A gradient begins at 0."),
    change=("dP, dQ = np.zeros(P.shape), np.zeros(Q.shape)", "dP, dQ = P.copy(), Q.copy()"),
)

exercise.slip(
    "biases_as_one_number",
    N_("dbu and dbi are one number each, the sum of all. Each user and each item has its own."),
    change=("return dbu, dbi,", "return np.sum(dout), np.sum(dout),"),
)

exercise.slip(
    "gradient_in_place_of_the_vector",
    N_("dQ is made from dP in place of P. The slope along one vector is the other vector itself."),
    change=("dQ[i[n]] += dout[n] * P[u[n]]", "dQ[i[n]] += dout[n] * dP[u[n]]"),
)

exercise.slip(
    "order_of_the_results",
    N_("The results come in another order. It is dbu, dbi, dP, dQ."),
    change=("return dbu, dbi, dP, dQ", "return dP, dQ, dbu, dbi"),
)

exercise.slip(
    "summed_over_the_entries",
    N_("The gradients of a vector are added up to one number. Each entry has its own."),
    change=[("dout[n] * Q[i[n]]", "dout[n] * np.sum(Q[i[n]])"), ("dout[n] * P[u[n]]", "dout[n] * np.sum(P[u[n]])")],
)


@exercise.alternative("np.add.at")
def _(dout, u, i, P, Q):
    dbu, dbi = np.zeros(P.shape[0]), np.zeros(Q.shape[0])
    dP, dQ = np.zeros_like(P), np.zeros_like(Q)
    np.add.at(dbu, u, dout)
    np.add.at(dbi, i, dout)
    np.add.at(dP, u, dout[:, None] * Q[i])
    np.add.at(dQ, i, dout[:, None] * P[u])
    return dbu, dbi, dP, dQ


@exercise.alternative("one-hot products")
def _(dout, u, i, P, Q):
    users, items = np.eye(len(P))[u], np.eye(len(Q))[i]
    return users.T @ dout, items.T @ dout, users.T @ (dout[:, None] * Q[i]), items.T @ (dout[:, None] * P[u])


@exercise.alternative("a table of gradients")
def _(dout, u, i, P, Q):
    G = np.zeros((len(P), len(Q)))
    for d, user, item in zip(dout, u, i):
        G[user, item] += d
    return G.sum(axis=1), G.sum(axis=0), G @ Q, G.T @ P


@exercise.alternative("user by user, float32")
def _(dout, u, i, P, Q):
    dout, P, Q = dout.astype(np.float32), P.astype(np.float32), Q.astype(np.float32)
    dbu = np.array([dout[u == row].sum() for row in range(len(P))])
    dbi = np.array([dout[i == row].sum() for row in range(len(Q))])
    dP = np.array([(dout[u == row, None] * Q[i[u == row]]).sum(axis=0) for row in range(len(P))])
    dQ = np.array([(dout[i == row, None] * P[u[i == row]]).sum(axis=0) for row in range(len(Q))])
    return dbu, dbi, dP, dQ
