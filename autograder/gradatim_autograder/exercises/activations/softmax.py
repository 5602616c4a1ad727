"""softmax: the scores of each row become probabilities."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sized, sizes

exercise = declare(
    "softmax",
    returns=("P",),
    points={"P": 2, "large numbers": 1},
    section=N_("From scores to probabilities"),
)


@exercise.reference
def softmax(Z):
    m = Z.max(axis=1, keepdims=True)
    E = np.exp(Z - m)
    P = E / E.sum(axis=1, keepdims=True)
    return P


exercise.probes(times=2, ordinary=sized(lambda rng, N, C: (numbers(rng, N, C),), 3, 6))

exercise.probes(
    single_sample=lambda rng: (numbers(rng, 1, int(rng.integers(3, 7))),),
    two_classes=lambda rng: (numbers(rng, int(rng.integers(3, 7)), 2),),
    as_many_samples_as_classes=counted(lambda rng, N: (numbers(rng, N, N),), 3, 6),
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


def in_binary(values):
    """Rounded so that float32 keeps their digits beside 1000 too: who computes in float32 is not to be refused."""
    return np.round(values * 1024) / 1024


# One row lies 2000 below the others: with the maximum of the whole table all its exponentials would be 0. In one row a
# single score is high, and neither the first nor the last; in another one the first alone is low. So what is taken off
# in place of the maximum (the first, the last, the mean, the minimum) leaves exponents above 710, each in its own rows.
@exercise.probe(part="large numbers")
def far_apart(rng):
    N, C = sizes(rng, 2, 3, 6)
    low = rng.permuted(np.tile(np.arange(C) < C // 2, (N, 1)), axis=1)
    low[0] = np.arange(C) != rng.integers(1, C - 1)
    low[1] = np.arange(C) == 0
    low[-1] = True
    return (np.where(low, -1000.0, 1000.0) + in_binary(numbers(rng, N, C)),)


@exercise.probe(part="large numbers")
def single_sample_far_apart(rng):
    C = int(rng.integers(4, 7))
    low = rng.permutation(C) < C // 2
    return (np.where(low, -1000.0, 1000.0) + in_binary(numbers(rng, 1, C)),)


exercise.probes(
    "large numbers",
    far_below=sized(lambda rng, N, C: (-1000 + in_binary(numbers(rng, N, C)),), 3, 6),
    far_above=sized(lambda rng, N, C: (1000 + in_binary(numbers(rng, N, C)),), 3, 6),
)

exercise.classes("""
one_row Z
two_columns: where Z has two columns  if Z.shape[1] == 2
square Z
tie Z
equal_scores: where all scores of a row are equal  if (np.ptp(Z, axis=1) == 0).any()
large Z
large_in_one_row: where Z is a single row with large numbers  if len(Z) == 1 and np.abs(Z).max() > 100
far_below: where all scores are very negative  if np.all(Z < -100)
far_above: where all scores are large  if np.all(Z > 100)
""")

exercise.wrong_lines("""
overflow: For large scores the result is nan or an error: exp overflows, or every exp of a row is 0. Take the maximum
of each row off first.  > Subtracting the maximum
    E = np.exp(Z)
    E = np.array([[np.e ** float(z) for z in row] for row in Z])
    E = [[np.e ** float(z) for z in row] for row in Z] ;; P = [[e / sum(row) for e in row] for row in E]
one_maximum_for_all: In a row far below the others the result is nan, since every exp is 0. Take its own maximum off
each row, not one for all.  > Subtracting the maximum
    m = Z.max()
along_columns: Each column adds up to 1. Samples are rows, so each row should: sum over axis=1.
    m = Z.max() ;; P = E / E.sum(axis=0)
    m = Z.max(axis=0) ;; P = E / E.sum(axis=0)
    E = np.exp(Z) ;; P = E / E.sum(axis=0)
result_transposed: The result is turned: in it each column is a sample. P should have the shape of Z, with a sample in
each row.
    return P.T
over_everything: All entries together add up to 1. Each row is a sample of its own and should add up to 1.
    E = np.exp(Z) ;; P = E / E.sum()
    m = Z.max() ;; P = E / E.sum()
    P = E / E.sum()
keepdims_missing: The sums have lost their second axis, so they lie along a row. They should be a column:
keepdims=True.  > Subtracting the maximum
    E = np.exp(Z) ;; P = E / E.sum(axis=1)
    P = E / E.sum(axis=1)
keepdims_missing_in_both: Maximum and sum have lost their second axis, so their numbers lie along a row. They should
be columns: keepdims=True.  > Subtracting the maximum
    m = Z.max(axis=1) ;; P = E / E.sum(axis=1)
keepdims_missing_in_maximum: The maximum has lost its second axis, so its numbers lie along a row. It should be a
column: keepdims=True.  > Subtracting the maximum
    m = Z.max(axis=1)
sums_of_columns: Each exponential is divided by the sum of its column. Divide it by the sum of its row, which is a
sample: axis=1.
    P = E / E.sum(axis=0)
divided_by_last: Each row is divided by its last exponential alone. Divide by the sum of the row; in a loop, let the
sum grow with +=.
    P = E / E[:, -1:]
    E = np.exp(Z) ;; P = E / E[:, -1:]
largest_counted_once: Where a row has its largest score more than once, the sum holds it once. Add up all exponentials
of the row.
    P = E / (1 + np.where(E < 1, E, 0).sum(axis=1, keepdims=True))
exp_missing: The scores themselves are divided by their sum. Take exp of them first.
    E = Z
    E = np.abs(Z)
    E = Z - m
not_divided: These are the exponentials alone. Divide each row by its sum.
    return E
    E = np.exp(Z) ;; return E
    m = Z.max() ;; return E
divided_by_maximum: Each row is divided by its largest number. Divide it by its sum.
    E = np.exp(Z) ;; P = E / E.max(axis=1, keepdims=True)
    P = Z / m
divided_by_scores: The exponentials are divided by the sum of the scores. Divide by the sum of the exponentials.
    P = E / Z.sum(axis=1, keepdims=True)
    E = np.exp(Z) ;; P = E / Z.sum(axis=1, keepdims=True)
divided_by_exp_of_sum: The exponentials are divided by exp of the sum of the scores. Take exp of each score first,
then add up.
    P = np.exp(Z) / np.exp(Z.sum(axis=1, keepdims=True))
averaged: Each row is divided by its mean, so it adds up to the number of classes. Divide by the sum.
    P = E / E.mean(axis=1, keepdims=True)
logarithm: This is the logarithm of softmax. Return the probabilities themselves.
    return Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    return np.log(P)
    return Z - m - np.log(E.sum(axis=1, keepdims=True))
sigmoid_instead: This is the sigmoid of each score. In softmax the scores of a row should share one sum.
    P = (1 + np.tanh(Z / 2)) / 2
    P = np.exp(Z) / (1 + np.exp(Z))
one_added: A 1 is added to the sum, as in the sigmoid. The sum should hold the exponentials alone.
    P = E / (1 + E.sum(axis=1, keepdims=True))
    E = np.exp(Z) ;; P = E / (1 + E.sum(axis=1, keepdims=True))
largest_only: The largest score gets everything. Every class should get a share.
    return (Z == m).astype(float)
minus_in_exponent: These are the shares for -Z: the largest score gets the smallest one. Take exp of the scores as
they are.
    E = np.exp(-Z)
    E = np.exp(m - Z)
maximum_of_columns: The maximum of each column is taken off. Within a row, the same number has to be taken off every
score.  > Subtracting the maximum
    m = Z.max(axis=0)
maximum_on_one_side: The maximum is taken off above or below the fraction line only. It has to be taken off in both
places.  > Subtracting the maximum
    P = E / np.exp(Z).sum(axis=1, keepdims=True)
    P = np.exp(Z) / E.sum(axis=1, keepdims=True)
maximum_taken_off_outside: The maximum is taken off the exponentials. Take it off the scores, before exp.
> Subtracting the maximum
    E = np.exp(Z) - m
    E = np.exp(Z) - m ;; return E
divided_by_maximum_first: The scores are divided by their maximum, which changes the result. Take the maximum off
instead.  > Subtracting the maximum
    E = np.exp(Z / m)
other_than_maximum_taken_off: Where the scores of a row lie far apart, exp overflows. Is something taken off that is
not the maximum? With the maximum, no exponent is above 0.  > Subtracting the maximum
    m = Z.min(axis=1, keepdims=True)
    m = Z.mean(axis=1, keepdims=True)
    m = Z[:, :1]
    m = Z[:, -1:]
more_than_maximum_taken_off: Where all scores of a row are very negative, the result is nan: too much is taken off,
and every exp is 0. Take the maximum off as it is, negative or not.  > Subtracting the maximum
    m = np.abs(Z).max(axis=1, keepdims=True)
    m = np.maximum(Z.max(axis=1, keepdims=True), 0)
base_two: The base of the powers is 2. It should be e: np.exp.
    E = 2 ** (Z - m)
clipped_too_early: The scores are cut off, which changes the result. Take the maximum off instead.
> Subtracting the maximum
    E = np.exp(np.clip(Z, -500, 500))
divided_by_length: Each row is divided by its length, the root of the sum of squares. Divide by the sum.
    P = E / np.sqrt((E**2).sum(axis=1, keepdims=True))
one_minus: These are the shares of all other classes: 1 minus the probability. Return the probability itself.
    return 1 - P
sum_not_reset: The sum goes on from row to row. Each row should have a sum of its own, which begins at 0 again.
    P = E / np.cumsum(E.sum(axis=1, keepdims=True), axis=0)
    E = np.exp(Z) ;; P = E / np.cumsum(E.sum(axis=1, keepdims=True), axis=0)
squares_for_exp: The squares of the scores are divided by their sum. Take exp of the scores in their place.
    E = Z**2
twice: softmax is applied twice. Apply it once.
    return np.exp(P) / np.exp(P).sum(axis=1, keepdims=True)
first_row_only: Only the first row is returned. All rows should be: is the return inside the loop?
    return P[0]
sigmoid_for_exp: The sigmoid of each score is divided by the sum of the row. Take exp of the scores in its place.
    E = 1 / (1 + np.exp(-Z))
""")

exercise.alternatives("""
row by row:
    rows = []
    for row in Z:
        e = np.exp(row - np.max(row))
        rows.append(e / np.sum(e))
    return np.array(rows)
loops:
    P = np.zeros(Z.shape)
    for n in range(Z.shape[0]):
        largest = max(Z[n])
        total = 0.0
        for c in range(Z.shape[1]):
            P[n, c] = np.exp(Z[n, c] - largest)
            total += P[n, c]
        P[n] = P[n] / total
    return P
turned twice:
    E = np.exp(Z.T - Z.max(axis=1))
    return (E / E.sum(axis=0)).T
through the logarithm of the sum: return np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))
columns with None, float32:
    Z = (Z - Z.max(axis=1)[:, None]).astype(np.float32)
    E = np.exp(Z)
    return E / E.sum(axis=1)[:, None]
one over a sum of differences:
    with np.errstate(over="ignore"):
        return 1 / np.exp(Z[:, None, :] - Z[:, :, None]).sum(axis=2)
""")
