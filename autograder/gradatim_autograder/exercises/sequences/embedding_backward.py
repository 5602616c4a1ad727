"""Back through a lookup: each word's row collects the gradients of all places where the word stands."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "embedding_backward",
    chapter="09-text",
    returns=("dE",),
    points={"dE": 2, "texts of several words": 1},
    section=N_("Back through the lookup"),
)


@exercise.reference
def embedding_backward(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    np.add.at(dE, idx, dout)
    return dE


@exercise.forward(dE="E")
def loss(dout, idx, vocab_size, E=0.0):
    return float(np.sum(dout * E[idx]))


def _words(rng, shape, V):
    """Words among which 0 and two others occur at least twice; the last one and one in between never occur."""
    present = np.delete(np.arange(V - 1), rng.integers(1, V - 2))
    count = int(np.prod(shape))
    few = np.concatenate([[0, 0], np.repeat(rng.permutation(present[1:])[:2], 2)])
    return rng.permutation(np.concatenate([few, rng.choice(present, size=count - len(few))])).reshape(shape)


@exercise.probe(times=3)
def single_words(rng):
    N, D = sizes(rng, 2, 2, 6)
    N, V = N + 6, 14 + int(rng.integers(0, 3))
    return numbers(rng, N, D), _words(rng, (N,), V), V


@exercise.probe(times=3, part="texts of several words")
def texts(rng):
    N, T, D = sizes(rng, 3, 3, 6)
    V = 8 + int(rng.integers(0, 4))
    return numbers(rng, N, T, D), _words(rng, (N, T), V), V


exercise.slip(
    "repeated_words_lost",
    N_(
        "A word that stands in several places gets the gradient of one of them. dE[idx] += dout adds once for each row; all "
        "places add up."
    ),
    change=("np.add.at(dE, idx, dout)", "dE[idx] += dout"),
)

exercise.slip(
    "repeated_words_averaged",
    N_("The gradients of a word that occurs several times are averaged. They add up: two paths add up."),
    change=(
        "return dE",
        "return dE / np.maximum(np.bincount(idx.ravel(), minlength=vocab_size), 1)[:, None]",
    ),
)

exercise.slip(
    "first_place_only",
    N_("Only the first place of each word counts. The gradients of all its places add up."),
    change=(
        "np.add.at(dE, idx, dout)",
        "words, first = np.unique(idx, return_index=True)\ndE[words] = dout.reshape(-1, dout.shape[-1])[first]",
    ),
)

exercise.slip(
    "size_from_the_text",
    N_("dE has rows only up to the largest word in idx. It has vocab_size rows: the last words may not occur."),
    change=("(vocab_size, dout.shape[-1])", "(np.max(idx) + 1, dout.shape[-1])"),
)

exercise.slip(
    "only_words_that_occur",
    N_(
        "dE has rows only for the words that occur. It has the shape of E: words that do not occur have the gradient 0."
    ),
    change=("return dE", "return dE[np.unique(idx)]"),
)

exercise.slip(
    "dout_not_used",
    N_("It counts the words. Add up the gradients dout, not ones."),
    change=("np.add.at(dE, idx, dout)", "np.add.at(dE, idx, 1)"),
)

exercise.slip(
    "word_0_left_out",
    N_("Word 0 gets no gradient. It has a row like every other; whoever does not want it sets dout to 0 there."),
    change=("return dE", "dE[0] = 0\nreturn dE"),
)

exercise.slip(
    "transposed",
    N_("dE is transposed. It has the shape of E: one row for each word, (vocab_size, D)."),
    change=("return dE", "return dE.T"),
)

exercise.slip(
    "divided_by_texts",
    N_("It is divided by the number of texts. The division by N is in dout already."),
    change=("return dE", "return dE / len(idx)"),
)

exercise.slip(
    "one_row_too_far",
    N_("The gradients stand one row too far up. Word i has row i."),
    change=("np.add.at(dE, idx, dout)", "np.add.at(dE, idx - 1, dout)"),
)

exercise.slip(
    "sign_flipped",
    N_("All signs are exchanged. The minus sign comes with the step, not here."),
    change=("return dE", "return -dE"),
)

exercise.slip(
    "nothing_collected",
    N_("dE stays 0. The gradients are added to a copy: dE[idx] makes a new array."),
    change=("np.add.at(dE, idx, dout)", "rows = dE[idx]\nrows += dout"),
)

exercise.slip(
    "collected_in_one_number",
    N_("The numbers of a gradient are added up. Each row of dE has D numbers, each with its own sum."),
    change=("np.add.at(dE, idx, dout)", "np.add.at(dE, idx, dout.sum(axis=-1, keepdims=True))"),
)

exercise.slip(
    "looked_up_again",
    N_("It looks up rows, as the forward pass does. Going back, the rows of dout are added into rows of dE."),
    change=("return dE", "return dE[idx]"),
)


exercise.slip(
    "repeated_words_lost",
    change=("np.add.at(dE, idx, dout)", "for n in range(len(idx)):\n    dE[idx[n]] += dout[n]"),
)


@exercise.mistake(
    "texts_summed",
    N_(
        "The gradients of a text are added up before they are shared out. Each place has a word and a gradient of its own."
    ),
)
def _(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[-1]))
    for n in range(len(idx)):
        for word in np.atleast_1d(idx[n]):
            dE[word] += np.atleast_2d(dout[n]).sum(axis=0)
    return dE if idx.ndim == 2 else dE.cumsum(axis=0)


@exercise.mistake(
    "only_single_words",
    N_("It works for dout (N, D) alone. With texts, dout is (N, T, D): the number of columns is the last size."),
)
def _(dout, idx, vocab_size):
    dE = np.zeros((vocab_size, dout.shape[1]))
    np.add.at(dE, idx, dout)
    return dE


@exercise.alternative("one-hot labels and a matrix product")
def _(dout, idx, vocab_size):
    one_hot = np.eye(vocab_size)[idx.reshape(-1)]
    return one_hot.T @ dout.reshape(-1, dout.shape[-1])


@exercise.alternative("loop")
def _(dout, idx, vocab_size):
    words = idx.ravel()
    grads = dout.reshape(len(words), -1)
    dE = np.zeros((vocab_size, grads.shape[1]))
    for k in range(len(words)):
        dE[words[k]] += grads[k]
    return dE


@exercise.alternative("word by word")
def _(dout, idx, vocab_size):
    return np.array([dout[idx == word].sum(axis=0) for word in range(vocab_size)])


@exercise.alternative("counted with weights, float32")
def _(dout, idx, vocab_size):
    D = dout.shape[-1]
    columns = [np.bincount(idx.ravel(), weights=dout[..., d].ravel(), minlength=vocab_size) for d in range(D)]
    return np.stack(columns, axis=1).astype(np.float32)


@exercise.alternative("lists, place by place")
def _(dout, idx, vocab_size):
    rows = [[0.0] * dout.shape[-1] for _word in range(vocab_size)]
    for place in np.ndindex(idx.shape):
        for d, slope in enumerate(dout[place]):
            rows[idx[place]][d] += slope
    return rows
