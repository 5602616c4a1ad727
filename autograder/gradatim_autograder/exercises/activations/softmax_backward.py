"""Backwards through softmax: within a row, every score moves every probability."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sized, sizes

exercise = declare(
    "softmax_backward",
    returns=("dZ",),
    points={"dZ": 2, "large numbers": 1},
    section=N_("Backwards through softmax"),
)


@exercise.reference
def softmax_backward(dout, Z):
    m = Z.max(axis=1, keepdims=True)
    E = np.exp(Z - m)
    P = E / E.sum(axis=1, keepdims=True)
    S = np.sum(dout * P, axis=1, keepdims=True)
    return P * (dout - S)


@exercise.forward(dZ="Z")
def loss(dout, Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return float(np.sum(dout * E / E.sum(axis=1, keepdims=True)))


exercise.probes(times=3, ordinary=sized(lambda rng, N, C: (numbers(rng, N, C), numbers(rng, N, C)), 3, 6))

exercise.probes(
    single_sample=counted(lambda rng, C: (numbers(rng, 1, C), numbers(rng, 1, C)), 3, 7),
    two_classes=counted(lambda rng, N: (numbers(rng, N, 2), numbers(rng, N, 2)), 3, 7),
    as_many_samples_as_classes=counted(lambda rng, N: (numbers(rng, N, N), numbers(rng, N, N)), 3, 6),
)


@exercise.probe()
def equal_scores(rng):
    """One row of zeros, and one in which all entries of dout are the same: nothing moves there."""
    N, C = sizes(rng, 2, 3, 6)
    dout, Z = numbers(rng, N, C), numbers(rng, N, C)
    Z[0], dout[1] = 0.0, 1.5
    return dout, Z


# As in softmax: float32 keeps the digits of these scores beside 1000 too. In each row one score is low: in the first
# row the first, and nowhere the last. All others are near each other, so that the slopes are not 0.
@exercise.probe(part="large numbers")
def far_apart(rng):
    N, C = sizes(rng, 2, 3, 6)
    Z = np.round(numbers(rng, N, C) * 1024) / 1024
    low = rng.integers(0, C - 1, size=(N, 1))
    low[0] = 0
    Z += np.where(np.arange(C) == low, -1000.0, 1000.0)
    Z[-1] -= 2000.0
    return numbers(rng, N, C), Z


@exercise.probe(part="large numbers")
def single_sample_far_apart(rng):
    C = int(rng.integers(4, 7))
    Z = np.round(numbers(rng, 1, C) * 1024) / 1024
    return numbers(rng, 1, C), Z + np.where(np.arange(C) == 0, -1000.0, 1000.0)


exercise.probes(
    "large numbers",
    far_below=sized(lambda rng, N, C: (numbers(rng, N, C), -1000 + np.round(numbers(rng, N, C) * 1024) / 1024), 3, 6),
)

exercise.classes("""
one_row Z
two_columns: where Z has two columns  if Z.shape[1] == 2
square Z
equal_scores: where all scores of a row are equal  if (np.ptp(Z, axis=1) == 0).any()
equal_dout: where dout is the same for all classes of a row  if (np.ptp(dout, axis=1) == 0).any()
large Z
large_in_one_row: where Z is a single row with large numbers  if len(Z) == 1 and np.abs(Z).max() > 100
far_below: where all scores are very negative  if np.all(Z < -100)
""")

exercise.wrong_lines("""
own_score_only: This is dout * P * (1 - P): each probability depends on its own score only. It should depend on every
score of its row.  > The slopes of softmax
    return dout * P * (1 - P)
    E = np.exp(Z) ;; return dout * P * (1 - P)
sum_missing: This is P * dout. The sum of dout * P over the row has to be taken off dout first.
    return P * dout
    E = np.exp(Z) ;; return P * dout
dout_forgotten: dZ is the same whatever dout is. dout should come in twice: in the bracket and in the sum.
    return P * (1 - P)
    E = np.exp(Z) ;; return P * (1 - P)
    S = np.sum(P * P, axis=1, keepdims=True) ;; return P * (1 - S)
dout_missing_in_sum: The sum holds P without dout, so it is always 1. Add up dout * P.
    return P * (dout - 1)
    E = np.exp(Z) ;; return P * (dout - 1)
p_missing_in_sum: The sum holds dout without P. Add up dout * P.
    S = np.sum(dout, axis=1, keepdims=True)
    E = np.exp(Z) ;; S = np.sum(dout, axis=1, keepdims=True)
outer_p_missing: This is dout minus the sum alone. Multiply it by P.
    return dout - S
outer_dout: dout stands in front of the bracket and P inside. It should be the other way round.
    return dout * (P - S)
brackets_missing: P multiplies dout only; the sum is taken off as it is. P should multiply the whole difference: put
brackets around it.
    return P * dout - S
sum_over_columns: The sum goes down the columns, over the samples. Add up within each row: axis=1.
    S = np.sum(dout * P, axis=0, keepdims=True)
sum_over_everything: The sum goes over the whole table. Each row should have its own sum: axis=1.
    S = np.sum(dout * P)
mean_for_sum: The mean of dout * P is taken off. It should be the sum of the row.
    S = np.mean(dout * P, axis=1, keepdims=True)
keepdims_missing: The sums have lost their second axis, so they lie along a row. They should be a column:
keepdims=True.
    S = np.sum(dout * P, axis=1)
plus_for_minus: The sum is added. Take it off.
    return P * (dout + S)
sign_flipped: The sign is turned round: dout is taken off the sum. Take the sum off dout.
    return P * (S - dout)
own_score_missing: The slopes along the other scores are there, but that along the score itself is not. It should be p
(1 - p).  > The slopes of softmax
    return -P * (S - dout * P)
p_missing_on_diagonal: In the matrix of slopes the diagonal is 1 - p * p. It should be p (1 - p).
> The slopes of softmax
    return dout - P * S
plus_beside_diagonal: In the matrix of slopes the diagonal holds p (1 - p) and the rest + p p. The slope along another
score should be negative: what one wins, the others lose.  > The slopes of softmax
    return P * (dout + S - 2 * dout * P)
slopes_of_logarithm: These are the slopes of the logarithm of softmax. Take those of the probabilities.
    S = np.sum(dout, axis=1, keepdims=True) ;; return dout - P * S
    E = np.exp(Z) ;; S = np.sum(dout, axis=1, keepdims=True) ;; return dout - P * S
labels_assumed: This is P minus dout, as if dout held labels. Take dout as any gradient that comes from behind.
    return P - dout
    E = np.exp(Z) ;; return P - dout
    return (P - dout) / len(Z)
    E = np.exp(Z) ;; return (P - dout) / len(Z)
value_for_slope: These are the probabilities, without dout. dZ should be made from P and dout.
    return P
    E = np.exp(Z) ;; return P
plain_mean: The plain mean of dout is taken off. Each dout should count with its probability: add up dout * P.
    S = np.mean(dout, axis=1, keepdims=True)
    E = np.exp(Z) ;; S = np.mean(dout, axis=1, keepdims=True)
one_minus_p_too_many: There is a factor 1 - P too many. Leave it out: the bracket holds it already.
    return P * (1 - P) * (dout - S)
divided_by_classes: dZ is divided by the number of classes. Leave this out: the ways are added up, not averaged.
    return P * (dout - S) / Z.shape[1]
divided_by_samples: dZ is divided by the number of samples. Leave this out: if the loss is a mean over them, dout
holds this 1 / N already.
    return P * (dout - S) / len(Z)
last_term_of_sum: Of the sum of dout * P only the last term is taken off. It should be the whole sum. Does it grow in
its loop, with +=?
    S = (dout * P)[:, -1:]
sum_not_reset: The sum of dout * P goes on from row to row. Each row should have a sum of its own, which begins at 0
again.
    return P * (dout - np.cumsum(S, axis=0))
last_way_only: Each entry of dZ holds one term alone: the way through the last probability of its row. Add up the ways
through all of them; in a loop, dZ grows with +=.
    return dout[:, -1:] * P[:, -1:] * (np.eye(P.shape[1])[-1] - P)
matrix_product: dout and P are multiplied as matrices, which mixes the samples. Multiply entry by entry, then add up
each row.
    S = dout @ P
    S = dout @ P.T
    S = np.dot(dout, P)
    S = np.sum(dout @ P.T, axis=1, keepdims=True)
slopes_of_one_sample: The slopes of one sample are used for all of them. Each row should have slopes of its own, from
its own probabilities.  > The slopes of softmax
    return dout @ (np.diag(P[0]) - np.outer(P[0], P[0]))
    return dout @ (np.diag(P[-1]) - np.outer(P[-1], P[-1]))
overflow: For large scores the result is nan or an error: exp overflows, or every exp of a row is 0. Take the maximum
of each row off first.  > Subtracting the maximum
    E = np.exp(Z)
one_maximum_for_all: In a row far below the others the result is nan, since every exp is 0. Take its own maximum off
each row, not one for all.  > Subtracting the maximum
    m = Z.max()
maximum_of_columns: In softmax the maximum of each column is taken off. Within a row, the same number has to be taken
off every score.  > Subtracting the maximum
    m = Z.max(axis=0)
keepdims_missing_in_maximum: In P the maximum has lost its second axis. It should be a column, one number for each
row: keepdims=True.  > Subtracting the maximum
    m = Z.max(axis=1)
keepdims_missing_in_softmax: In P the sum of the exponentials has lost its second axis. It should be a column:
keepdims=True.  > Subtracting the maximum
    P = E / E.sum(axis=1)
    E = np.exp(Z) ;; P = E / E.sum(axis=1)
keepdims_missing_everywhere: No maximum and no sum keeps its second axis, so their numbers lie along a row. They
should be columns: keepdims=True.  > Subtracting the maximum
    m = Z.max(axis=1) ;; P = E / E.sum(axis=1) ;; S = np.sum(dout * P, axis=1)
    E = np.exp(Z) ;; P = E / E.sum(axis=1) ;; S = np.sum(dout * P, axis=1)
exp_for_softmax: In P * (dout - sum), P is the exponential alone. Divide each row of it by its sum, as in softmax.
    P = E
    E = np.exp(Z) ;; P = E
softmax_along_columns: In P each column adds up to 1. Each row is a sample, so the rows should: sum over axis=1.
    m = Z.max() ;; P = E / E.sum(axis=0)
    m = Z.max(axis=0) ;; P = E / E.sum(axis=0)
    E = np.exp(Z) ;; P = E / E.sum(axis=0)
all_along_columns: Both sums go down the columns. Add up within each row, which is a sample: axis=1 in both.
    m = Z.max(axis=0) ;; P = E / E.sum(axis=0) ;; S = np.sum(dout * P, axis=0)
    E = np.exp(Z) ;; P = E / E.sum(axis=0) ;; S = np.sum(dout * P, axis=0)
softmax_over_everything: In P all probabilities together add up to 1. Each row is a sample of its own and should add
up to 1.
    m = Z.max() ;; P = E / E.sum()
    E = np.exp(Z) ;; P = E / E.sum()
    P = E / E.sum()
sigmoid_for_softmax: P is the sigmoid of Z. It should be softmax, where each row adds up to 1.
    P = 1 / (1 + np.exp(-Z))
slope_of_sigmoid: This is the backward pass of the sigmoid. In softmax each score should reach all probabilities of
its row.
    P = 1 / (1 + np.exp(-Z)) ;; return dout * P * (1 - P)
z_for_p: The scores Z stand where the probabilities belong. Compute P from Z first.
    P = Z
softmax_of_dout: P is softmax of dout. It should be softmax of Z; dout comes from behind.
    E = np.exp(dout)
arguments_exchanged: dout and Z are exchanged. P should be softmax of Z; dout comes from behind.
    E = np.exp(dout) ;; S = np.sum(Z * P, axis=1, keepdims=True) ;; return P * (Z - S)
softmax_twice: P is softmax of softmax. Take softmax once: Z holds scores.
    E = np.exp(np.exp(Z - m) / np.exp(Z - m).sum(axis=1, keepdims=True))
""")

exercise.alternatives("""
the matrix of slopes, row by row:
    dZ = np.zeros(Z.shape)
    for n in range(Z.shape[0]):
        e = np.exp(Z[n] - Z[n].max())
        p = e / e.sum()
        dZ[n] = (np.diag(p) - np.outer(p, p)) @ dout[n]
    return dZ
multiplied out:
    E = np.exp(Z - Z.max(axis=1)[:, np.newaxis])
    P = E / E.sum(axis=1, keepdims=True)
    D = dout * P
    return D - P * D.sum(axis=1, keepdims=True)
einsum and None:
    E = np.exp(Z - np.amax(Z, 1, keepdims=True))
    P = E / E.sum(axis=1)[:, None]
    return P * (dout - np.einsum("nc,nc->n", dout, P)[:, None])
loops:
    N, C = Z.shape
    dZ = np.zeros((N, C))
    for n in range(N):
        e = np.exp(Z[n] - max(Z[n]))
        p = e / np.sum(e)
        for j in range(C):
            for i in range(C):
                if i == j:
                    slope = p[i] * (1 - p[j])
                else:
                    slope = -p[i] * p[j]
                dZ[n, j] += dout[n, i] * slope
    return dZ
list of rows, float32:
    rows = []
    for d, z in zip(np.float32(dout), np.float32(Z)):
        p = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
        rows.append(p * (d - d @ p))
    return rows
""")
