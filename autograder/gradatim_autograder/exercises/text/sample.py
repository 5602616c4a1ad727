"""Drawing the next letter: by chance, with the probabilities of softmax at a temperature."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Refusal, declare
from gradatim_autograder.exercise.argument_class import large

SHARES = (
    "share of the likeliest letter, first kind of rows",
    "share of the second letter, first kind of rows",
    "share of the likeliest letter, second kind of rows",
    "share of the second letter, second kind of rows",
)

exercise = declare(
    "sample",
    returns=("letters",),
    points={"letters": 2, "large scores": 1},
    section=N_("Drawing the next letter"),
    seen=SHARES,
    # 1000 rows of each kind: a share p has the spread sqrt(p (1 - p) / 1000) <= 0.0158, so 0.112 is 7.1 spreads of the
    # one and 5 of the difference of two. The right shares are about 0.94, 0.05 and 0.02 where the temperature is low,
    # 0.49, 0.30 and 0.22 where it is high. A temperature that is ignored is 0.37 and more away in both, the likeliest
    # letter 0.51 in the second, letters that are drawn evenly 0.6 in the first.
    within=dict.fromkeys(SHARES, 0.112),
)

ROWS = 1000  # of each kind


@exercise.reference
def sample(Z, temperature, rng):
    S = Z / temperature
    E = np.exp(S - S.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    sums = P.cumsum(axis=1)
    draws = rng.random((len(Z), 1))
    return (draws > sums).sum(axis=1).clip(0, Z.shape[1] - 1)


@exercise.view
def looked_at(returned, Z, temperature, rng):
    """How often the likeliest and the second letter are drawn, in each kind of rows."""
    letters = np.asarray(returned)
    if letters.dtype.kind not in "biuf":
        raise Refusal(N_("Return an array of whole numbers, one for each row of Z."))
    if letters.shape == Z.shape:
        raise Refusal(
            N_("It returns a whole table. Return one number for each row of Z: which letter was drawn."),
            mistake="table_returned",
        )
    if letters.shape == ():
        raise Refusal(
            N_("It returns one number. Every row of Z has a letter of its own: return N numbers."),
            mistake="one_letter_for_all",
        )
    if letters.shape != (len(Z),):
        raise Refusal(N_("letters should have the shape (N,): one letter for each row of Z."))
    order = np.argsort(-Z, axis=1, kind="stable")
    first = order[:, 0] == order[0, 0]
    return tuple(_share(letters, order, rows, rank) for rows in (first, ~first) for rank in (0, 1))


def _share(letters, order, rows, rank):
    """The share of these rows in which the letter of this rank is drawn; 0 where there is no such row or letter."""
    return float(np.mean(letters[rows] == order[rows, rank])) if rank < order.shape[1] and rows.any() else 0.0


def _arguments(rng, scores, temperature, shifts=(0.0, 0.0), likeliest=None):
    """Rows of two kinds in random order; in each kind another letter is the likeliest, those of `likeliest` or any. All
    scores of a kind are moved by its shift.
    """
    V = len(scores)
    places = [int(c) for c in rng.permutation(V)[:2]] if likeliest is None else likeliest
    Z = np.zeros((2 * ROWS, V))
    kinds = rng.permutation(np.arange(2 * ROWS) % 2)
    for kind, (top, shift) in enumerate(zip(places, shifts)):
        Z[np.ix_(kinds == kind, (top + np.arange(V)) % V)] = np.array(scores) * temperature + shift
    return Z, temperature, np.random.default_rng(rng.integers(2**32))


exercise.probes(
    # A temperature below 1.
    cold=lambda rng: _arguments(rng, (4.0, 1.0, 0.0, 0.0), float(rng.uniform(0.2, 0.24))),
    # A temperature above 1.
    hot=lambda rng: _arguments(rng, (0.8, 0.3, 0.0), float(rng.uniform(4.0, 5.0))),
)


@exercise.probe()
def likeliest_comes_last(rng):
    """Five letters, so that one that comes late is hardly drawn where each letter has a draw of its own."""
    return _arguments(rng, (1.0, 0.2, 0.1, 0.0, 0.0), float(rng.uniform(2.0, 3.0)), likeliest=(4, 3))


exercise.probes(
    "large scores",
    # Scores whose exponential is no longer a number.
    large_scores=lambda rng: _arguments(rng, (0.8, 0.3, 0.0), float(rng.uniform(4.0, 5.0)), shifts=(5000.0, 5000.0)),
    # The temperature that changes nothing: softmax of the scores themselves, which are large.
    temperature_1=lambda rng: _arguments(rng, (0.8, 0.3, 0.0), 1.0, shifts=(5000.0, 5000.0)),
)


@exercise.probe(part="large scores")
def rows_apart(rng):
    """Scores of one row that vanish beside those of another one."""
    return _arguments(rng, (0.8, 0.3, 0.0), float(rng.uniform(4.0, 5.0)), shifts=rng.permutation([-5000.0, 5000.0]))


@exercise.probe(part="large scores")
def very_hot(rng):
    """Scores that lie so far apart that only the temperature brings them together."""
    return _arguments(rng, (0.8, 0.3, 0.0), float(rng.uniform(3000.0, 4000.0)))


def _generator(rng):
    return np.random.default_rng(rng.integers(2**32))


@exercise.probe()
def one_row_alone(rng):
    """The scores lie so far apart that chance has no say."""
    Z = np.where(np.arange(4) == rng.integers(4), 60.0, 0.0)
    return Z[None], float(rng.uniform(0.5, 0.9)), _generator(rng)


@exercise.probe()
def one_letter(rng):
    """There is nothing to choose from."""
    return rng.normal(size=(int(rng.integers(5, 9)), 1)), float(rng.uniform(0.5, 0.9)), _generator(rng)


def _rows_apart(Z):
    return np.ptp(Z.max(axis=1)) > 1000 and bool((np.ptp(Z, axis=1) < 100).all())


exercise.classes(large("Z", than=1000))
exercise.classes("""
temperature_1: where the temperature is 1  if temperature == 1
rows_apart: where the scores of one row are far from those of another  if _rows_apart(Z)
very_hot: where the scores of a row lie far apart and the temperature is high  if temperature > 1000
one_row Z
one_column Z
""")

exercise.wrong_lines("""
temperature_ignored: The temperature is not used. Divide the scores by it before softmax.
    S = Z
temperature_multiplied: The scores are multiplied by the temperature. Divide by it: a high temperature makes the
scores more alike.
    S = Z * temperature
likeliest_always: It always takes the likeliest letter. Draw by chance: each letter comes as often as its probability
says.
    return P.argmax(axis=1)
all_letters_alike: All letters are drawn equally often. Draw with the probabilities of softmax.
    return rng.integers(0, Z.shape[1], size=len(Z))
same_for_all_rows: All rows are drawn with the same probabilities. Each row should have its own.
    return rng.choice(Z.shape[1], size=len(Z), p=P[0])
    return rng.choice(Z.shape[1], size=len(Z), p=P.mean(axis=0))
one_draw_for_all_rows: One random number serves all rows. Draw one for each row.
    draws = rng.random()
one_letter_too_far: The letters are one too far. They are counted from 0.
    return (draws > sums).sum(axis=1) + 1
softmax_along_columns: softmax goes down the columns. Each row is a sample of its own: axis=1.
    P = E / E.sum(axis=0)
    E = np.exp(S - S.max(axis=0)) ;; P = E / E.sum(axis=0)
largest_of_the_column: The largest score of each column is taken off, which changes the probabilities. Take that of
each row: axis=1.
    E = np.exp(S - S.max(axis=0))
largest_of_the_table: The largest score of all rows is taken off. What lies far below it becomes 0: take the largest
of each row.
    E = np.exp(S - S.max())
keepdims_missing: One number for each row, (N,), does not fit to (N, V). It has to be a column, (N, 1): keepdims=True.
    E = np.exp(S - S.max(axis=1))
    P = E / E.sum(axis=1)
temperature_behind_softmax: The temperature comes behind softmax. What softmax has made 0 stays 0: divide the scores,
in front of it.
    S = Z ;; E = np.exp(S - S.max(axis=1, keepdims=True)) ** (1 / temperature)
a_number_for_every_letter: Each letter of a row has a random number of its own. Draw one number for each row, and hold
it against all sums of the row.
    draws = rng.random(Z.shape)
    draws = rng.random(Z.shape) ;; return (draws <= sums).argmax(axis=1)
letters_added_up: It adds up down the columns. In each row the sum should go from the left to the right: axis=1.
    sums = P.cumsum(axis=0)
unstable: exp of a large score is too large for a number. Take the largest score of the row off first.
    E = np.exp(S)
not_normalised: The exponentials do not add up to 1. Divide them by their sum.
    P = E
not_added_up: The random number is compared with each probability by itself. Compare it with their running sum (cumsum).
    return (draws > P).sum(axis=1).clip(0, Z.shape[1] - 1)
normal_numbers: It draws normal random numbers. Draw them evenly from 0 to 1, so that the share p of them lies below p.
    draws = rng.normal(size=(len(Z), 1))
likeliest_is_rarest: The likeliest letter comes most rarely. Is the sign of the scores exchanged?
    S = -Z / temperature
table_returned: It returns a whole table. Return one number for each row of Z: which letter was drawn.
    return draws < sums
one_letter_for_all: It returns one number. Every row of Z has a letter of its own: return N numbers.
    return rng.choice(Z.shape[1], p=P[0])
comparison_reversed: It counts the sums above the random number. Count those below it.
    return (draws < sums).sum(axis=1).clip(0, Z.shape[1] - 1)
    return (draws < sums).sum(axis=1)
""")

exercise.alternatives("""
row by row:
    E = np.exp((Z - Z.max(axis=1, keepdims=True)) / temperature)
    sums = np.cumsum(E / E.sum(axis=1, keepdims=True), axis=1)
    return [min(int(row.searchsorted(rng.random())), len(row) - 1) for row in sums]
Gumbel's way: return np.argmax(Z / temperature + rng.gumbel(size=Z.shape), axis=1)
argmax of a comparison, float32:
    S = ((Z - Z.max(axis=1, keepdims=True)) / temperature).astype(np.float32)
    C = np.cumsum(np.exp(S), axis=1)
    return np.argmax(C >= rng.random(len(Z))[:, None] * C[:, -1:], axis=1)
the last column first:
    S = Z / temperature
    E = np.exp(S - np.max(S, axis=1).reshape(-1, 1))
    left = rng.uniform(0, 1, size=len(Z)) * E.sum(axis=1)
    letters = np.full(len(Z), Z.shape[1] - 1)
    for c in range(Z.shape[1] - 1, -1, -1):
        letters[left <= E[:, : c + 1].sum(axis=1)] = c
    return letters
""")
