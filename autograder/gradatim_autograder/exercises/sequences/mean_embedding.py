"""The mean of the vectors of a text's words; padding does not count."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "mean_embedding",
    chapter="09-text",
    returns=("M",),
    points={"M": 2},
    section=N_("A vector for each word"),
)


@exercise.reference
def mean_embedding(idx, E):
    words = idx != 0
    vectors = E[idx]
    total = (vectors * words[:, :, None]).sum(axis=1)
    return total / words.sum(axis=1, keepdims=True)


@exercise.probe(times=4)
def texts(rng):
    """Texts of different lengths with padding behind them; a word occurs twice; E[0] is not zero."""
    N, T, D = sizes(rng, 3, 3, 7)
    V = 9 + int(rng.integers(0, 3))
    T += 8
    idx = np.zeros((N, T), dtype=int)
    lengths = rng.permutation(np.arange(N) % 5 + 3)
    for n, length in enumerate(lengths):
        idx[n, :length] = rng.integers(1, V, size=length)
        idx[n, 1] = idx[n, 0]
        idx[n, 2] = 1 + idx[n, 0] % (V - 1)
    return idx, numbers(rng, V, D)


exercise.slip(
    "padding_counts",
    N_("The padding is averaged too: row 0 of E comes in, and the division counts it. Only real words count."),
    change=("return total / words.sum(axis=1, keepdims=True)", "return vectors.mean(axis=1)"),
)

exercise.slip(
    "padding_in_the_sum",
    N_("The division is right, but the sum still holds row 0 of E for each padding. Leave it out of the sum."),
    change=("vectors * words[:, :, None]", "vectors"),
)

exercise.slip(
    "divided_by_the_length",
    N_("The sum is right, but it is divided by T, padding included. Divide by the number of real words in each text."),
    change=("words.sum(axis=1, keepdims=True)", "idx.shape[1]"),
)

exercise.slip(
    "not_divided",
    N_("This is the sum of the vectors. Divide by the number of words of each text."),
    change=("return total / words.sum(axis=1, keepdims=True)", "return total"),
)

exercise.slip(
    "divided_by_all_words",
    N_("It is divided by the number of words in all texts together. Each text has its own number of words."),
    change=("words.sum(axis=1, keepdims=True)", "words.sum()"),
)

exercise.slip(
    "divided_by_texts",
    N_("It is divided by the number of texts. Divide by the number of words of each text."),
    change=("words.sum(axis=1, keepdims=True)", "len(idx)"),
)

exercise.slip(
    "keepdims_missing",
    N_("The numbers of words lie along a row, (N,). To divide row by row they have to be a column, (N, 1)."),
    change=("words.sum(axis=1, keepdims=True)", "words.sum(axis=1)"),
)

exercise.slip(
    "averaged_over_texts",
    N_("The mean goes over the texts. It goes over the words of one text: axis 1 of (N, T, D)."),
    change=[
        ("* words[:, :, None]).sum(axis=1)", "* words[:, :, None]).sum(axis=0)"),
        ("words.sum(axis=1, keepdims=True)", "words.sum(axis=0)[:, None].clip(1)"),
    ],
)

exercise.slip(
    "one_row_too_far",
    N_("The vectors are one row off. Word number i has row i of E: rows are counted from 0."),
    change=("E[idx]", "E[idx - 1]"),
)

exercise.slip(
    "columns_for_rows",
    N_("It takes columns of E. Each word has a row: E[idx]."),
    change=("E[idx]", "E[:, idx]"),
)

exercise.slip(
    "largest_for_mean",
    N_("This is the largest number of each column, not the mean."),
    change=(
        "return total / words.sum(axis=1, keepdims=True)",
        "return np.where(words[:, :, None], vectors, -np.inf).max(axis=1)",
    ),
)

exercise.slip(
    "numbers_for_vectors",
    N_("It averages the numbers of the words. The numbers only say which rows of E to take."),
    change=("E[idx]", "idx[:, :, None] * np.ones(E.shape[1])"),
)

exercise.slip(
    "mean_not_taken",
    N_("It returns the vectors of all words, (N, T, D). Take their mean over the words."),
    change=("return total / words.sum(axis=1, keepdims=True)", "return vectors"),
)

exercise.slip(
    "summed_over_features",
    N_("It adds up the numbers inside each vector. Add up the vectors of a text, over axis 1 of (N, T, D)."),
    change=("* words[:, :, None]).sum(axis=1)", "* words[:, :, None]).sum(axis=2)"),
)


exercise.slip(
    "divided_by_features",
    N_("It is divided by D, the length of a vector. Divide by the number of words of each text."),
    change=("words.sum(axis=1, keepdims=True)", "E.shape[1]"),
)


@exercise.mistake("each_word_once", N_("A word that occurs twice counts once. Each place in the text counts."))
def _(idx, E):
    return np.array([E[np.unique(row[row > 0])].mean(axis=0) for row in idx])


@exercise.mistake("padding_only", N_("The condition is the wrong way round: it averages the padding. Words are != 0."))
def _(idx, E):
    words = idx == 0
    return (E[idx] * words[:, :, None]).sum(axis=1) / words.sum(axis=1, keepdims=True)


@exercise.mistake("first_word_only", N_("It returns after the first word. Add up all words, then divide."))
def _(idx, E):
    return E[idx[:, 0]]


@exercise.alternative("text by text")
def _(idx, E):
    rows = []
    for row in idx:
        words = row[row != 0]
        rows.append(E[words].mean(axis=0))
    return np.array(rows)


@exercise.alternative("loops")
def _(idx, E):
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


@exercise.alternative("einsum")
def _(idx, E):
    mask = (idx > 0).astype(float)
    return np.einsum("nt,ntd->nd", mask, E[idx]) / np.sum(mask, axis=1)[:, None]


@exercise.alternative("counts times vectors, float32")
def _(idx, E):
    counts = np.array([np.bincount(row, minlength=len(E)) for row in idx], dtype=np.float32)
    counts[:, 0] = 0
    return counts @ E.astype(np.float32) / counts.sum(axis=1, keepdims=True)
