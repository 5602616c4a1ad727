"""The mean of the vectors of a text's words; padding does not count."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sized, sizes

exercise = declare("mean_embedding", returns=("M",), points={"M": 2}, section=N_("A vector for each word"))


@exercise.reference
def mean_embedding(idx, E):
    words = idx != 0
    vectors = E[idx]
    total = (vectors * words[:, :, None]).sum(axis=1)
    return total / words.sum(axis=1, keepdims=True)


def _texts(rng, N, T, V, lengths):
    """Texts of these lengths, with padding behind them; a word occurs twice, and each text holds word 1."""
    idx = np.zeros((N, T), dtype=int)
    for n, length in enumerate(lengths):
        idx[n, :length] = rng.permutation([1, *rng.integers(2, V, size=length - 1)])
        idx[n, :3] = rng.permutation([1, 2 + n % (V - 2), 2 + n % (V - 2)])
    return idx


@exercise.probe(times=4)
def texts(rng):
    """Texts of different lengths; E[0] is not zero."""
    N, T, D = sizes(rng, 3, 3, 7)
    V = 9 + int(rng.integers(0, 3))
    T += 8
    return _texts(rng, N, T, V, rng.permutation(np.arange(N) % 5 + 3)), numbers(rng, V, D)


exercise.probes(
    # All places hold words.
    full=sized(lambda rng, N, T, D: (_texts(rng, N, T, 9, [T] * N), numbers(rng, 9, D)), 4, 7),
    # One text; it has a single word.
    single=sized(lambda rng, T, D: (np.array([[int(rng.integers(2, 9))] + [0] * (T - 1)]), numbers(rng, 9, D)), 3, 6),
    one_text=sized(lambda rng, T, D: (_texts(rng, 1, T + 4, 9, [T]), numbers(rng, 9, D)), 3, 6),
)


@exercise.probe()
def holes(rng):
    """Vectors that hold a 0, as those of the text do, and one that is 0 everywhere."""
    N, T, D = sizes(rng, 3, 4, 7)
    idx = _texts(rng, N, T + 4, 9, rng.permutation(np.arange(N) % 3 + 4))
    E = numbers(rng, 9, D)
    E[1] = 0
    E[np.arange(2, 9), rng.integers(0, D, size=7)] = 0
    return idx, E


exercise.probes(
    # Vectors of a single number.
    one_number=sized(
        lambda rng, N, T: (_texts(rng, N, T + 6, 9, rng.permutation(np.arange(N) % 4 + 3)), numbers(rng, 9, 1)), 3, 6
    ),
    # The answer is square: the number of words fits its rows and its columns.
    as_many_texts_as_numbers=counted(
        lambda rng, T: (_texts(rng, 4, T, 9, rng.permutation([3, 4, 5, 6])), numbers(rng, 9, 4)), 8, 11
    ),
)


@exercise.probe()
def large_vocabulary(rng):
    """Words whose numbers a byte cannot hold."""
    idx = rng.permuted(np.tile([1, 3, 44, 130, 256, 259, 301], (3, 1)), axis=1)
    idx[0, 5:] = idx[1, 4:] = 0
    return idx, numbers(rng, 302, 4)


exercise.classes("""
as_many_texts_as_numbers: where there are as many texts as numbers in a vector  if len(idx) == E.shape[1] > 1
large_vocabulary: where the vocabulary has hundreds of words  if len(E) > 256
no_padding: where all places hold a word  if np.all(idx)
single_word: where a text has a single word  if 1 in np.count_nonzero(idx, axis=1)
one_row idx
holds_zero E
one_column E
""")

exercise.wrong_lines("""
padding_counts: The padding is averaged too: row 0 of E comes in, and the division counts it. Only real words should
count.
    return vectors.mean(axis=1)
padding_in_the_sum: The division is right, but the sum still holds row 0 of E for each padding. Leave it out of the sum.
    total = vectors.sum(axis=1)
divided_by_the_length: The sum is right, but it is divided by T, padding included. Divide by the number of real words
in each text.
    return total / idx.shape[1]
not_divided: This is the sum of the vectors. Divide by the number of words of each text.
    return total
divided_by_all_words: It is divided by the number of words in all texts together. Divide each text by its own number
of words.
    return total / words.sum()
divided_by_texts: It is divided by the number of texts. Divide by the number of words of each text.
    return total / len(idx)
keepdims_missing: The numbers of words lie along a row, (N,). To divide row by row they have to be a column, (N, 1).
    return total / words.sum(axis=1)
averaged_over_texts: The mean goes over the texts. It should go over the words of one text: axis 1 of (N, T, D).
    total = (vectors * words[:, :, None]).sum(axis=0) ;; return total / words.sum(axis=0)[:, None].clip(1)
one_row_too_far: The vectors are one row off. Word number i has row i of E: rows are counted from 0.
    vectors = E[idx - 1]
columns_for_rows: It takes columns of E. Each word has a row: E[idx].
    vectors = E[:, idx]
largest_for_mean: This is the largest number of each column, not the mean.
    return np.where(words[:, :, None], vectors, -np.inf).max(axis=1)
numbers_for_vectors: It averages the numbers of the words. The numbers only say which rows of E to take.
    vectors = idx[:, :, None] * np.ones(E.shape[1])
mean_not_taken: It returns the vectors of all words, (N, T, D). Take their mean over the words.
    return vectors
summed_over_features: It adds up the numbers inside each vector. Add up the vectors of a text, over axis 1 of (N, T, D).
    total = (vectors * words[:, :, None]).sum(axis=2)
divided_by_features: It is divided by D, the length of a vector. Divide by the number of words of each text.
    return total / E.shape[1]
each_word_once: A word that occurs twice counts once. Each place in the text should count.
    return np.array([E[np.unique(row[row > 0])].mean(axis=0) for row in idx])
padding_only: The padding is averaged, and the words are left out. Words are the numbers that are not 0.
    words = idx == 0
first_word_only: This is the vector of the first word alone. Take the mean of all words of a text.
    return E[idx[:, 0]]
unknown_left_out: Word 1 is left out. It stands for a word that is not in the vocabulary, and is a word: only 0 is none.
    words = idx > 1
entries_counted: It divides by how many numbers are not 0 in each column. Divide by the number of words; a vector may
hold a 0.
    return total / (vectors * words[:, :, None] != 0).sum(axis=1).clip(1)
one_word_too_many: It divides by one more than the number of words.
    return total / (words.sum(axis=1, keepdims=True) + 1)
divided_by_distinct_words: It divides by the number of different words. A word that occurs twice should count twice,
in the sum and below it.
    return total / np.array([[len(set(row) - {0})] for row in idx.tolist()])
""")

exercise.alternatives("""
text by text:
    rows = []
    for row in idx:
        words = row[row != 0]
        rows.append(E[words].mean(axis=0))
    return np.array(rows)
loops:
    N, T = idx.shape
    M = np.zeros((N, E.shape[1]))
    for n in range(N):
        count = 0
        for t in range(T):
            if idx[n, t] != 0:
                M[n] += E[idx[n, t]]
                count += 1
        M[n] = M[n] / count
    return M
einsum:
    mask = (idx > 0).astype(float)
    return np.einsum("nt,ntd->nd", mask, E[idx]) / np.sum(mask, axis=1)[:, None]
counts times vectors, float32:
    counts = np.array([np.bincount(row, minlength=len(E)) for row in idx], dtype=np.float32)
    counts[:, 0] = 0
    return counts @ E.astype(np.float32) / counts.sum(axis=1, keepdims=True)
""")
