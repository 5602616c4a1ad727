"""The logarithm of softmax, from the scores: each score minus the log-sum-exp of its row."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sized, sizes
from gradatim_autograder.exercises.backpropagation import shared

exercise = declare(
    "log_softmax",
    returns=("logP",),
    points={"logP": 1, "large numbers": 1},
    section=N_("The loss from the scores"),
)


@exercise.reference
def log_softmax(Z):
    m = Z.max(axis=1, keepdims=True)
    S = np.exp(Z - m).sum(axis=1, keepdims=True)
    log_S = m + np.log(S)
    logP = Z - log_S
    return logP


exercise.probes(times=2, ordinary=sized(lambda rng, N, C: (numbers(rng, N, C),), 3, 6))

exercise.probes(
    single_sample=lambda rng: (numbers(rng, 1, int(rng.integers(3, 7))),),
    two_classes=lambda rng: (numbers(rng, int(rng.integers(3, 7)), 2),),
    as_many_samples_as_classes=counted(lambda rng, N: (numbers(rng, N, N),), 3, 6),
    whole_scores=sized(lambda rng, N, C: (rng.permutation(np.arange(N * C) % 7 - 3).reshape(N, C),), 3, 6),
)


@exercise.probe()
def largest_twice(rng):
    """In one row two scores are the largest, and they are not the first ones."""
    Z = numbers(rng, *sizes(rng, 2, 3, 6))
    Z[1, 1:3] = 2.5
    return (Z,)


@exercise.probe()
def all_alike(rng):
    """One row of zeros, and one of another number."""
    Z = numbers(rng, *sizes(rng, 2, 3, 6))
    Z[0], Z[2] = 0.0, 1.5
    return (Z,)


# As with softmax: one row lies 2000 below the others; in one a single score is high, and neither the first nor the
# last; in another one the first alone is low. The logarithms reach -2000, where softmax has rounded to 0.
@exercise.probe(part="large numbers")
def far_apart(rng):
    N, C = sizes(rng, 2, 3, 6)
    low = rng.permuted(np.tile(np.arange(C) < C // 2, (N, 1)), axis=1)
    low[0] = np.arange(C) != rng.integers(1, C - 1)
    low[1] = np.arange(C) == 0
    low[-1] = True
    return (np.where(low, -1000.0, 1000.0) + shared.in_binary(numbers(rng, N, C)),)


@exercise.probe(part="large numbers")
def single_sample_far_apart(rng):
    C = int(rng.integers(4, 7))
    low = rng.permutation(C) < C // 2
    return (np.where(low, -1000.0, 1000.0) + shared.in_binary(numbers(rng, 1, C)),)


# Within a row of these all differences are small, so that the answer is too: what is lost beside 1000 shows.
exercise.probes(
    "large numbers",
    far_below=sized(lambda rng, N, C: (-1000 + shared.in_binary(numbers(rng, N, C)),), 3, 6),
    far_above=sized(lambda rng, N, C: (1000 + shared.in_binary(numbers(rng, N, C)),), 3, 6),
)

exercise.classes("""
one_row Z
two_columns: where Z has two columns  if Z.shape[1] == 2
square Z
integers Z
tie Z
equal_scores: where all scores of a row are equal  if (np.ptp(Z, axis=1) == 0).any()
large Z
large_in_one_row: where Z is a single row with large numbers  if len(Z) == 1 and np.abs(Z).max() > 100
far_below: where all scores are very negative  if np.all(Z < -100)
far_above: where all scores are large  if np.all(Z > 100)
""")

exercise.wrong_lines("""
log_of_softmax: Where scores lie far apart, the logarithm is minus infinity: a probability has rounded to 0, or exp has
overflowed. Do not compute the probabilities at all: subtract log S from each score.
    return np.log(np.exp(Z - m) / S)
log_of_clipped_softmax: Where scores lie far apart, the probabilities are kept from 0 by a small number, and the
logarithms end there. Do not compute the probabilities at all: subtract log S from each score.
    return np.log(np.maximum(np.exp(Z - m) / S, 1e-300))
    return np.log(np.clip(np.exp(Z - m) / S, 1e-12, 1))
    return np.log(np.clip(np.exp(Z - m) / S, 1e-15, 1))
    return np.log(np.clip(np.exp(Z - m) / S, 1e-12, 1 - 1e-12))
    return np.log(np.clip(np.exp(Z - m) / S, 1e-10, 1))
    return np.log(np.clip(np.exp(Z - m) / S, 1e-9, 1))
    return np.log(np.clip(np.exp(Z - m) / S, 1e-8, 1))
    return np.log(np.clip(np.exp(Z - m) / S, 1e-7, 1))
    return np.log(np.exp(Z - m) / S + 1e-12)
    return np.log(np.exp(Z - m) / S + 1e-300)
    return np.log(np.maximum(np.exp(Z - m) / S, 1e-12))
zero_where_lost: Where a probability has rounded to 0, its logarithm is set to 0. That would be the logarithm of 1.
Subtract log S from each score.
    return np.nan_to_num(np.log(np.exp(Z - m) / S), neginf=0.0)
overflow: For scores far from 0 the answer is not finite: exp of them is inf, or every exp of a row is 0. Subtract the
maximum of each row first.
    m = Z.max(axis=1, keepdims=True) * 0
    return np.log(np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))
one_maximum_for_all: In a row far below the others every exp is 0, and its logarithm is not finite. Subtract from each
row its own maximum, not one for all.
    m = Z.max()
maximum_not_put_back: The maximum is subtracted inside the sum and not added again: log S is m + log of the sum that
is left.
    log_S = np.log(S)
maximum_subtracted: The maximum is subtracted from the logarithm of the sum. It was subtracted before, so add it again.
    log_S = np.log(S) - m
maximum_taken_off_twice: These are the right numbers minus the maximum of their row: it is subtracted once too often.
The
logarithm of the sum of exp(Z) holds it already.
    logP = Z - m - log_S
    logP = (Z - m) - (np.log(S) + m)
logarithm_of_sum_missing: The sum itself is subtracted. Subtract its logarithm.
    log_S = S
    log_S = m + S
    log_S = np.exp(Z).sum(axis=1, keepdims=True)
logarithm_of_maximum: The logarithm of the maximum is added. Add the maximum itself: it comes out of exp and log again.
    log_S = np.log(np.abs(m)) + np.log(S)
    log_S = np.log(m) + np.log(S)
    log_S = np.log(m + S)
    log_S = np.log(m * S)
probabilities: These are the probabilities. Return their logarithms: each score minus log S.
    return np.exp(logP)
exp_missing: The scores themselves are added up. Add up their exponentials.
    S = (Z - m).sum(axis=1, keepdims=True)
    S = np.abs(Z).sum(axis=1, keepdims=True) ;; log_S = np.log(S)
sign_flipped: Every sign is wrong. The logarithm of a probability is never above 0: subtract log S from the score.
    return log_S - Z
    return -logP
sum_added: log S is added to the scores. Subtract it.
    logP = Z + log_S
divided_by_log_sum: The scores are divided by log S. Subtract it: the logarithm of a quotient is a difference.
    logP = Z / log_S
    logP = (Z - m) / np.log(S)
sum_not_reset: The sum goes on from row to row. Each row should have a sum of its own, which begins at 0 again.
    log_S = m + np.log(np.cumsum(S, axis=0))
only_log_sum: This is log S for each row. Return each score minus log S, in the shape of Z.
    return log_S
    return log_S[:, 0]
    return np.broadcast_to(log_S, Z.shape).copy()
only_maximum_taken_off: Only the maximum of each row is subtracted. Subtract log S: the logarithm of the sum belongs to
it.
    log_S = m
maximum_of_columns: The maximum is that of each column. It has to be the same for all scores of a row: axis=1.
    m = Z.max(axis=0)
    m = Z.max(axis=0) ;; log_S = Z.max(axis=1, keepdims=True) + np.log(S)
along_columns: The sum runs down the columns. Samples are rows, so it should run along each row: axis=1.
    m = Z.max(axis=0) ;; S = np.exp(Z - m).sum(axis=0)
    S = np.exp(Z - m).sum(axis=0) ;; m = Z.max()
sum_over_everything: The sum runs over all entries of Z. Each row should have a sum of its own: axis=1.
    m = Z.max() ;; S = np.exp(Z - m).sum()
keepdims_missing: Sum or maximum has lost its second axis, so its numbers lie along a row. They should be a column:
keepdims=True.
    S = np.exp(Z - m).sum(axis=1)
    m = Z.max(axis=1)
    m = Z.max(axis=1) ;; S = np.exp(Z - m).sum(axis=1)
    log_S = m[:, 0] + np.log(S[:, 0])
averaged: The logarithm is taken of the mean of the exponentials. Take it of their sum.
    S = np.exp(Z - m).mean(axis=1, keepdims=True)
other_than_maximum_taken_off: Where the scores of a row lie far apart, exp overflows. Is something subtracted that is
not the maximum? With the maximum, no exponent is above 0.
    m = Z.min(axis=1, keepdims=True)
    m = Z.mean(axis=1, keepdims=True)
    m = Z[:, :1]
more_than_maximum_taken_off: Where all scores of a row are very negative, every exp is 0. Subtract the maximum as it
is, negative or not.
    m = np.abs(Z).max(axis=1, keepdims=True)
    m = np.maximum(Z.max(axis=1, keepdims=True), 0)
base_2: The logarithms are those to base 2. Use the natural one, np.log.
    return logP / np.log(2)
    log_S = m + np.log2(S)
base_10: The logarithms are those to base 10. Use the natural one, np.log.
    return logP / np.log(10)
    log_S = m + np.log10(S)
log1p_of_the_sum: The logarithm is taken of 1 + the sum. The sum already holds the 1 of the largest score.
    log_S = m + np.log1p(S)
sum_of_logarithms: The logarithms of the exponentials are added up. Add up first, then take the logarithm.
    log_S = Z.sum(axis=1, keepdims=True)
    log_S = m + (Z - m).sum(axis=1, keepdims=True)
    log_S = m + np.log(np.exp(Z - m)).sum(axis=1, keepdims=True)
sigmoid_instead: This is the logarithm of the sigmoid of each score. In softmax the scores of a row should share a sum.
    logP = -np.logaddexp(0, -Z)
twice: softmax is applied before: the scores are probabilities then. Subtract log S from the scores as they are.
    logP = np.exp(Z - log_S) - np.log(np.exp(np.exp(Z - log_S)).sum(axis=1, keepdims=True))
""")

exercise.alternatives("""
row by row:
    rows = []
    for row in Z:
        m = np.max(row)
        rows.append(row - m - np.log(np.sum(np.exp(row - m))))
    return np.array(rows)
loops:
    out = np.zeros(Z.shape)
    for n in range(Z.shape[0]):
        largest = max(Z[n])
        total = 0.0
        for c in range(Z.shape[1]):
            total += np.exp(Z[n, c] - largest)
        for c in range(Z.shape[1]):
            out[n, c] = Z[n, c] - largest - np.log(total)
    return out
logaddexp: return Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)
shifted first, float32:
    shifted = (Z - Z.max(axis=1)[:, None]).astype(np.float32)
    return shifted - np.log(np.exp(shifted).sum(axis=1))[:, None]
turned twice:
    T = Z.T - Z.max(axis=1)
    return (T - np.log(np.exp(T).sum(axis=0))).T
sum of differences:
    out = []
    for row in Z:
        top = sorted(row)[-1]
        total = sum(np.exp(z - top) for z in row)
        out.append([z - (top + np.log(total)) for z in row])
    return np.array(out)
""")
