"""One epoch of stochastic gradient descent for a recommender: a step after each rating."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sizes
from gradatim_autograder.exercise.argument_class import one_column, one_entry, zero

exercise = declare(
    "sgd_epoch",
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
        dbu = error + lam * bu[user]
        dbi = error + lam * bi[item]
        dp = error * Q[item] + lam * P[user]
        dq = error * P[user] + lam * Q[item]
        bu[user] -= lr * dbu
        bi[item] -= lr * dbi
        P[user] -= lr * dp
        Q[item] -= lr * dq
    return bu, bi, P, Q


@exercise.probe(times=3)
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


def _with(rng, N, K, lam=0.3):
    """N ratings, far enough from what comes out; vectors of K numbers."""
    I, U = sorted(sizes(rng, 2, 3, 5))
    u, i = rng.integers(0, I, size=N), rng.integers(0, I, size=N)
    u[:2], i[:2] = 1, 2
    r = rng.integers(7, 10, size=N).astype(float)
    vectors = numbers(rng, U), numbers(rng, I), numbers(rng, U, K), numbers(rng, I, K)
    return u, i, r, float(rng.uniform(2.6, 3.4)), *vectors, float(rng.uniform(0.03, 0.06)), lam


exercise.probes(
    no_pull=lambda rng: _with(rng, 6, 2, lam=0.0),
    one_rating=lambda rng: _with(rng, 1, 2),
    vectors_of_one_number=lambda rng: _with(rng, 6, 1),
)

exercise.classes(zero("lam"), one_entry("r"), one_column("P"))

exercise.wrong_lines("""
new_p_used_for_q: The step of Q uses the vector of the person after its own step. Both steps should use the vectors
from before the rating.
    Q[item] -= lr * (error * P[user] + lam * Q[item])
new_q_used_for_p: The step of P uses the vector of the movie after its own step. Both steps should use the vectors
from before the rating.
    P[user] -= lr * dp; Q[item] -= lr * dq -> Q[item] -= lr * dq; P[user] -= lr * (error * Q[item] + lam * P[user])
all_errors_at_the_start: All errors are computed before the first step. Compute each when its turn comes, with what
has been learnt by then.
    error = errors[n] ;; bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy() ->
        errors = mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1) - r; ...
one_step_for_all: All ratings together make one step. Take a step after each rating, with what has been learnt by
then.
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy() ->
        new_bu, new_bi, new_P, new_Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
        ;; bu[user] -= lr * dbu; bi[item] -= lr * dbi; P[user] -= lr * dp; Q[item] -= lr * dq ->
        new_bu[user] -= lr * dbu; new_bi[item] -= lr * dbi; new_P[user] -= lr * dp; new_Q[item] -= lr * dq
        ;; return new_bu, new_bi, new_P, new_Q
error_computed_again: The error is computed once more between the steps of a rating. All four should use the same
error, that of the values before.
    bi[item] -= lr * dbi -> ...
        error = mu + bu[user] + bi[item] + P[user] @ Q[item] - r[n]
        dp, dq = error * Q[item] + lam * P[user], error * P[user] + lam * Q[item]
    bi[item] -= lr * dbi; P[user] -= lr * dp; Q[item] -= lr * dq ->
        rating = lambda: mu + bu[user] + bi[item] + P[user] @ Q[item]
        bi[item] -= lr * (rating() - r[n] + lam * bi[item])
        P[user] -= lr * ((rating() - r[n]) * Q[item] + lam * P[user])
        Q[item] -= lr * ((rating() - r[n]) * P[user] + lam * Q[item])
uphill: The steps go uphill. With error = rating computed minus rating given, take the steps off.
    bu[user] += lr * dbu ;; bi[item] += lr * dbi ;; P[user] += lr * dp ;; Q[item] += lr * dq
error_with_the_wrong_sign: The error is the rating given minus the one computed, and the step is still subtracted. One
sign has to turn.
    error = r[n] - mu - bu[user] - bi[item] - P[user] @ Q[item]
pull_with_the_wrong_sign: lam pushes the numbers away from 0. It should pull them towards 0.
    lam => -lam
pull_forgotten: lam is not used. Each step should also pull the number towards 0.
    lam => 0
biases_not_pulled: lam pulls the vectors alone. It should pull the biases too.
    dbu = error ;; dbi = error
vectors_not_pulled: lam pulls the biases alone. It should pull the vectors too.
    dp = error * Q[item] ;; dq = error * P[user]
user_bias_forgotten_in_the_rating: The bias of the person is missing in the rating that is computed.
    error = mu + bi[item] + P[user] @ Q[item] - r[n]
item_bias_forgotten_in_the_rating: The bias of the movie is missing in the rating that is computed.
    error = mu + bu[user] + P[user] @ Q[item] - r[n]
mean_forgotten: The mean mu is missing in the rating that is computed.
    error = bu[user] + bi[item] + P[user] @ Q[item] - r[n]
biases_forgotten_in_the_rating: The biases are missing in the rating that is computed.
    error = mu + P[user] @ Q[item] - r[n]
product_forgotten_in_the_rating: The product of the two vectors is missing in the rating that is computed.
    error = mu + bu[user] + bi[item] - r[n]
biases_never_learn: The biases come back as they were. They should take steps too.
    bu[user] -= lr * dbu -> pass ;; bi[item] -= lr * dbi -> pass
mean_learns: mu takes steps too. It should stay as it is.
    bu[user] -= lr * dbu -> ...; mu -= lr * error
users_never_learn: The people come back as they were. Their biases and vectors should take steps too.
    bu[user] -= lr * dbu -> pass ;; P[user] -= lr * dp -> pass
items_never_learn: The movies come back as they were. Their biases and vectors should take steps too.
    bi[item] -= lr * dbi -> pass ;; Q[item] -= lr * dq -> pass
factor_two: The error counts twice. The loss of one rating is half of the squared error: its slope is the error.
    error = 2 * (mu + bu[user] + bi[item] + P[user] @ Q[item] - r[n])
steps_doubled: All steps are twice as long as they should be. The halves in the loss cancel against the 2 of the
squares.
    lr => 2 * lr
first_rating_only: Only the first rating makes a step. All ratings should. Is the return inside the loop?
    for n in range(1):
error_for_the_vectors: The error is subtracted from the vectors as it is. Multiply it by the other vector, which is the
slope.
    dp = error + lam * P[user] ;; dq = error + lam * Q[item]
own_vector: The error is multiplied by the vector that learns. Multiply it by the other one.
    dp = error * P[user] + lam * P[user] ;; dq = error * Q[item] + lam * Q[item]
learning_rate_forgotten: The learning rate lr is not used in the steps of the vectors.
    P[user] -= dp ;; Q[item] -= dq
pull_without_learning_rate: The pull by lam is not multiplied by the learning rate. lr should multiply both, the
error's part and the pull.
    dbu = lr * error + lam * bu[user] ;; dbi = lr * error + lam * bi[item]
        ;; dp = lr * error * Q[item] + lam * P[user] ;; dq = lr * error * P[user] + lam * Q[item]
        ;; bu[user] -= dbu ;; bi[item] -= dbi ;; P[user] -= dp ;; Q[item] -= dq
pull_of_the_other: In the steps of the vectors lam multiplies the other vector. Each vector should be pulled by its
own numbers.
    dp = error * Q[item] + lam * Q[item] ;; dq = error * P[user] + lam * P[user]
pull_not_by_the_numbers: The pull is lam itself. It should be lam times the number that is pulled.
    dbu = error + lam ;; dbi = error + lam ;; dp = error * Q[item] + lam ;; dq = error * P[user] + lam
pull_halved: The pull is half of what it should be. The half in the loss cancels against the 2 of the square.
    lam => lam / 2
pull_doubled: The pull is twice what it should be. The half in the loss cancels against the 2 of the square.
    lam => 2 * lam
pull_after_the_step: The pull comes after the step of the error, from the numbers that this one has left. Both should
use the numbers from before the rating.
    lam => 0 ;; Q[item] -= lr * dq -> ...
        bu[user] *= 1 - lr * lam
        bi[item] *= 1 - lr * lam
        P[user] *= 1 - lr * lam
        Q[item] *= 1 - lr * lam
pull_before_the_error: The numbers are pulled first, and the error is computed with what is left of them. All four
steps should use the numbers from before the rating.
    lam => 0 ;; user, item = u[n], i[n] -> ...
        bu[user] *= 1 - lr * lam
        bi[item] *= 1 - lr * lam
        P[user] *= 1 - lr * lam
        Q[item] *= 1 - lr * lam
all_rows_step: All rows of P and Q take the step. Only those of the person and the movie of this rating should.
    P[user] -= lr * dp -> P -= lr * dp ;; Q[item] -= lr * dq -> Q -= lr * dq
another_order: The ratings are taken in another order. Take them as they come.
    for n in np.random.default_rng(0).permutation(len(r)):
    for n in reversed(range(len(r))):
vectors_never_learn: The vectors come back as they were. They should take steps too.
    P[user] -= lr * dp -> pass ;; Q[item] -= lr * dq -> pass
""")


@exercise.mistake(
    "last_rating_wins",
    N_(
        "All ratings together make one step, in which of several ratings of a person or movie only the last one "
        "counts. Take a step after each rating."
    ),
)
def _(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    error = mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1) - r
    p = P[u]
    bu[u] -= lr * (error + lam * bu[u])
    bi[i] -= lr * (error + lam * bi[i])
    P[u] -= lr * (error[:, None] * Q[i] + lam * P[u])
    Q[i] -= lr * (error[:, None] * p + lam * Q[i])
    return bu, bi, P, Q


@exercise.mistake("one_step_for_all")
def _(u, i, r, mu, bu, bi, P, Q, lr, lam):
    error = mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1) - r
    dbu, dbi, dP, dQ = lam * bu, lam * bi, lam * P, lam * Q
    np.add.at(dbu, u, error)
    np.add.at(dbi, i, error)
    np.add.at(dP, u, error[:, None] * Q[i])
    np.add.at(dQ, i, error[:, None] * P[u])
    return bu - lr * dbu, bi - lr * dbi, P - lr * dP, Q - lr * dQ


@exercise.mistake("one_step_for_all")
def _(u, i, r, mu, bu, bi, P, Q, lr, lam):
    error = (mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1) - r) / len(r)
    dbu, dbi, dP, dQ = lam * bu, lam * bi, lam * P, lam * Q
    np.add.at(dbu, u, error)
    np.add.at(dbi, i, error)
    np.add.at(dP, u, error[:, None] * Q[i])
    np.add.at(dQ, i, error[:, None] * P[u])
    return bu - lr * dbu, bi - lr * dbi, P - lr * dP, Q - lr * dQ


exercise.alternatives("""
error the other way round:
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for user, item, rating in zip(u, i, r):
        e = rating - (mu + bu[user] + bi[item] + np.sum(P[user] * Q[item]))
        bu[user] += lr * (e - lam * bu[user])
        bi[item] += lr * (e - lam * bi[item])
        P[user], Q[item] = P[user] + lr * (e * Q[item] - lam * P[user]), Q[item] + lr * (e * P[user] - lam * Q[item])
    return bu, bi, P, Q
new values first, then stored:
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
entry by entry, lists:
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
float32:
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
""")
