"""One epoch of stochastic gradient descent for a recommender: a step after each rating."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "sgd_epoch",
    chapter="10-time-series",
    returns=("bu", "bi", "P", "Q"),
    points={"bu": 1, "bi": 1, "P": 1, "Q": 1},
    section=N_("One epoch, rating by rating"),
)


@exercise.reference
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for n in range(len(r)):
        user, item = u[n], i[n]
        error = mu + bu[user] + bi[item] + P[user] @ Q[item] - r[n]
        p = P[user].copy()
        bu[user] -= lr * (error + lam * bu[user])
        bi[item] -= lr * (error + lam * bi[item])
        P[user] -= lr * (error * Q[item] + lam * P[user])
        Q[item] -= lr * (error * p + lam * Q[item])
    return bu, bi, P, Q


@exercise.probe(times=4)
def ordinary(rng):
    """Users and items that come several times, so that the order of the steps matters."""
    K, I, U = sorted(sizes(rng, 3, 2, 6))
    N = U + int(rng.integers(2, 5))
    u, i = rng.integers(0, U, size=N), rng.integers(0, I, size=N)
    u[:4], i[:4] = [0, 1, 0, 1], [1, 0, 0, 1]
    r = rng.integers(1, 6, size=N).astype(float)
    r[:2] = [5, 1]
    vectors = numbers(rng, U), numbers(rng, I), numbers(rng, U, K), numbers(rng, I, K)
    return u, i, r, float(rng.uniform(2.6, 3.4)), *vectors, float(rng.uniform(0.03, 0.06)), float(rng.uniform(0.2, 0.4))


exercise.slip(
    "new_p_used_for_q",
    N_("The step of Q uses the vector of the user after its own step. Both steps use the values before."),
    change=("error * p +", "error * P[user] +"),
)

exercise.slip("new_p_used_for_q", change=("P[user].copy()", "P[user]"))

exercise.slip(
    "uphill",
    N_("The steps go uphill. With error = rating computed minus rating given, take the steps off."),
    change=[
        ("bu[user] -= lr", "bu[user] += lr"),
        ("bi[item] -= lr", "bi[item] += lr"),
        ("P[user] -= lr", "P[user] += lr"),
        ("Q[item] -= lr", "Q[item] += lr"),
    ],
)

exercise.slip(
    "error_with_the_wrong_sign",
    N_("The error is the rating given minus the one computed, and the step is still taken off. One sign has to turn."),
    change=(
        "mu + bu[user] + bi[item] + P[user] @ Q[item] - r[n]",
        "r[n] - mu - bu[user] - bi[item] - P[user] @ Q[item]",
    ),
)

exercise.slip(
    "pull_with_the_wrong_sign",
    N_("lam pushes the numbers away from 0. It pulls them towards 0."),
    change=[
        ("error + lam * bu[user]", "error - lam * bu[user]"),
        ("error + lam * bi[item]", "error - lam * bi[item]"),
        ("error * Q[item] + lam", "error * Q[item] - lam"),
        ("error * p + lam", "error * p - lam"),
    ],
)

exercise.slip(
    "pull_forgotten",
    N_("lam is not used. Each step also pulls the number towards 0."),
    change=[
        ("error + lam * bu[user]", "error"),
        ("error + lam * bi[item]", "error"),
        ("error * Q[item] + lam * P[user]", "error * Q[item]"),
        ("error * p + lam * Q[item]", "error * p"),
    ],
)

exercise.slip(
    "biases_not_pulled",
    N_("lam pulls the vectors alone. Here it pulls the biases too."),
    change=[("error + lam * bu[user]", "error"), ("error + lam * bi[item]", "error")],
)

exercise.slip(
    "vectors_not_pulled",
    N_("lam pulls the biases alone. It pulls the vectors too."),
    change=[
        ("error * Q[item] + lam * P[user]", "error * Q[item]"),
        ("error * p + lam * Q[item]", "error * p"),
    ],
)


@exercise.mistake(
    "all_errors_at_the_start",
    N_(
        "All errors are computed before the first step. Compute each when its turn comes, with what has been learnt by then."
    ),
)
def _(u, i, r, mu, bu, bi, P, Q, lr, lam):
    errors = mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1) - r
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for n in range(len(r)):
        user, item, error = u[n], i[n], errors[n]
        p = P[user].copy()
        bu[user] -= lr * (error + lam * bu[user])
        bi[item] -= lr * (error + lam * bi[item])
        P[user] -= lr * (error * Q[item] + lam * P[user])
        Q[item] -= lr * (error * p + lam * Q[item])
    return bu, bi, P, Q


exercise.slip(
    "mean_forgotten",
    N_("The mean mu is missing in the rating that is computed."),
    change=("error = mu + bu[user]", "error = bu[user]"),
)

exercise.slip(
    "biases_forgotten_in_the_rating",
    N_("The biases are missing in the rating that is computed."),
    change=("mu + bu[user] + bi[item] + P", "mu + P"),
)

exercise.slip(
    "product_forgotten_in_the_rating",
    N_("The product of the two vectors is missing in the rating that is computed."),
    change=(" + P[user] @ Q[item] - r[n]", " - r[n]"),
)

exercise.slip(
    "biases_never_learn",
    N_("The biases come back as they were. They take steps too."),
    change=[
        ("bu[user] -= lr * (error + lam * bu[user])", "pass"),
        ("bi[item] -= lr * (error + lam * bi[item])", "pass"),
    ],
)

exercise.slip(
    "items_never_learn",
    N_("The items come back as they were. Their biases and vectors take steps too."),
    change=[
        ("bi[item] -= lr * (error + lam * bi[item])", "pass"),
        ("Q[item] -= lr * (error * p + lam * Q[item])", "pass"),
    ],
)

exercise.slip(
    "factor_two",
    N_("The error counts twice. The loss of one rating is half of the squared error: its slope is the error."),
    change=(
        "error = mu + bu[user] + bi[item] + P[user] @ Q[item] - r[n]",
        "error = 2 * (mu + bu[user] + bi[item] + P[user] @ Q[item] - r[n])",
    ),
)

exercise.slip(
    "first_rating_only",
    N_("It returns after the first rating. The return belongs behind the loop."),
    change=("return bu, bi, P, Q", "    return bu, bi, P, Q"),
)

exercise.slip(
    "error_for_the_vectors",
    N_("The error is taken off the vectors as it is. Its slope along one vector is the error times the other vector."),
    change=[("error * Q[item]", "error"), ("error * p", "error")],
)

exercise.slip(
    "own_vector",
    N_("The error is multiplied by the vector that learns. Multiply it by the other one."),
    change=[("error * Q[item]", "error * P[user]"), ("error * p", "error * Q[item]")],
)

exercise.slip(
    "learning_rate_forgotten",
    N_("The learning rate lr is not used in the steps of the vectors."),
    change=[
        ("lr * (error * Q[item] + lam * P[user])", "(error * Q[item] + lam * P[user])"),
        ("lr * (error * p + lam * Q[item])", "(error * p + lam * Q[item])"),
    ],
)


exercise.slip(
    "error_computed_again",
    N_("The error is computed once more after the step of the biases. All four steps use the same error."),
    change=(
        "P[user] -= lr",
        "error = mu + bu[user] + bi[item] + P[user] @ Q[item] - r[n]\nP[user] -= lr",
    ),
)

exercise.slip(
    "pull_without_learning_rate",
    N_("The pull by lam is not multiplied by the learning rate. lr stands before the whole bracket."),
    change=[
        ("lr * (error + lam * bu[user])", "lr * error + lam * bu[user]"),
        ("lr * (error + lam * bi[item])", "lr * error + lam * bi[item]"),
        ("lr * (error * Q[item] + lam * P[user])", "lr * error * Q[item] + lam * P[user]"),
        ("lr * (error * p + lam * Q[item])", "lr * error * p + lam * Q[item]"),
    ],
)

exercise.slip(
    "all_rows_step",
    N_("All rows of P and Q take the step. Only the user and the item of this rating do."),
    change=[("P[user] -= lr", "P -= lr"), ("Q[item] -= lr", "Q -= lr")],
)


@exercise.mistake(
    "one_step_for_all",
    N_("All ratings together make one step. Take a step after each rating, with what has been learnt by then."),
)
def _(u, i, r, mu, bu, bi, P, Q, lr, lam):
    error = mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1) - r
    dbu, dbi, dP, dQ = lam * bu, lam * bi, lam * P, lam * Q
    np.add.at(dbu, u, error)
    np.add.at(dbi, i, error)
    np.add.at(dP, u, error[:, None] * Q[i])
    np.add.at(dQ, i, error[:, None] * P[u])
    return bu - lr * dbu, bi - lr * dbi, P - lr * dP, Q - lr * dQ


exercise.slip(
    "another_order",
    N_("The ratings are taken in another order. Take them as they come."),
    change=("for n in range(len(r)):", "for n in np.random.default_rng(0).permutation(len(r)):"),
)

exercise.slip("another_order", change=("for n in range(len(r)):", "for n in reversed(range(len(r))):"))

exercise.slip(
    "pull_halved",
    N_("The pull is half of what it should be. The half in the loss cancels against the 2 of the square."),
    change=("for n in range(len(r)):", "lam = lam / 2\nfor n in range(len(r)):"),
)

exercise.slip(
    "pull_doubled",
    N_("The pull is twice what it should be. The half in the loss cancels against the 2 of the square."),
    change=("for n in range(len(r)):", "lam = 2 * lam\nfor n in range(len(r)):"),
)

exercise.slip(
    "new_q_used_for_p",
    N_("The step of P uses the vector of the item after its own step. Both steps use the values before."),
    change=[
        ("P[user] -= lr * (error * Q[item] + lam * P[user])", "Q[item] -= lr * (error * p + lam * Q[item])"),
        (
            "Q[item] -= lr * (error * p + lam * Q[item])\nQ[item] -= lr * (error * p + lam * Q[item])",
            "Q[item] -= lr * (error * p + lam * Q[item])\nP[user] -= lr * (error * Q[item] + lam * P[user])",
        ),
    ],
)

exercise.slip(
    "vectors_never_learn",
    N_("The vectors come back as they were. They take steps too."),
    change=[
        ("P[user] -= lr * (error * Q[item] + lam * P[user])", "pass"),
        ("Q[item] -= lr * (error * p + lam * Q[item])", "pass"),
    ],
)


@exercise.alternative("error the other way round")
def _(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for user, item, rating in zip(u, i, r):
        e = rating - (mu + bu[user] + bi[item] + np.sum(P[user] * Q[item]))
        bu[user] += lr * (e - lam * bu[user])
        bi[item] += lr * (e - lam * bi[item])
        P[user], Q[item] = P[user] + lr * (e * Q[item] - lam * P[user]), Q[item] + lr * (e * P[user] - lam * Q[item])
    return bu, bi, P, Q


@exercise.alternative("new values first, then stored")
def _(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = np.array(bu), np.array(bi), np.array(P), np.array(Q)
    for n in range(len(u)):
        a, b = u[n], i[n]
        error = mu + bu[a] + bi[b] + np.dot(P[a], Q[b]) - r[n]
        new_p = (1 - lr * lam) * P[a] - lr * error * Q[b]
        new_q = (1 - lr * lam) * Q[b] - lr * error * P[a]
        bu[a] = (1 - lr * lam) * bu[a] - lr * error
        bi[b] = (1 - lr * lam) * bi[b] - lr * error
        P[a], Q[b] = new_p, new_q
    return bu, bi, P, Q


@exercise.alternative("entry by entry, lists")
def _(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.tolist(), bi.tolist(), P.tolist(), Q.tolist()
    for a, b, rating in zip(u.tolist(), i.tolist(), r.tolist()):
        error = mu + bu[a] + bi[b] - rating
        for k in range(len(P[a])):
            error += P[a][k] * Q[b][k]
        bu[a] -= lr * (error + lam * bu[a])
        bi[b] -= lr * (error + lam * bi[b])
        for k in range(len(P[a])):
            p, q = P[a][k], Q[b][k]
            P[a][k] = p - lr * (error * q + lam * p)
            Q[b][k] = q - lr * (error * p + lam * q)
    return bu, bi, P, Q


@exercise.alternative("float32")
def _(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = (each.astype(np.float32) for each in (bu, bi, P, Q))
    for n in range(len(r)):
        a, b = u[n], i[n]
        error = mu + bu[a] + bi[b] + P[a] @ Q[b] - r[n]
        step_p, step_q = error * Q[b] + lam * P[a], error * P[a] + lam * Q[b]
        P[a] -= lr * step_p
        Q[b] -= lr * step_q
        bu[a] -= lr * (error + lam * bu[a])
        bi[b] -= lr * (error + lam * bi[b])
    return bu, bi, P, Q
