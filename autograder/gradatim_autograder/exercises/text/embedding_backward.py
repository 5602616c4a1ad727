"""Back through a lookup: each word's row collects the gradients of all places where the word stands."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes
from gradatim_autograder.exercise.argument_class import where

exercise = declare(
    "embedding_backward",
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


@exercise.probe(times=2)
def single_words(rng):
    N, D = sizes(rng, 2, 2, 6)
    N, V = N + 6, 14 + int(rng.integers(0, 3))
    return numbers(rng, N, D), _words(rng, (N,), V), V


@exercise.probe()
def different_words(rng):
    """No word occurs twice; all but one do, the last one too."""
    V, D = sizes(rng, 2, 4, 8)
    return numbers(rng, V - 1, D), rng.permutation(np.delete(np.arange(V), rng.integers(1, V - 1))), V


exercise.probes(one_word=sized(lambda rng, V, D: (numbers(rng, 1, D), rng.integers(0, V - 1, size=1), V), 3, 7))


@exercise.probe(times=2, part="texts of several words")
def texts(rng):
    N, T, D = sizes(rng, 3, 3, 6)
    V = 8 + int(rng.integers(0, 4))
    return numbers(rng, N, T, D), _words(rng, (N, T), V), V


exercise.probes(
    "texts of several words",
    one_text=sized(lambda rng, T, D: (numbers(rng, 1, T + 5, D), _words(rng, (1, T + 5), 8), 8), 3, 6),
)


@exercise.probe(part="texts of several words")
def once_in_each_text(rng):
    """No word stands twice in one text; the words of one text stand in the others, too."""
    N, T, D = sizes(rng, 3, 3, 6)
    idx = np.array([rng.permutation(T + 1)[:T] for _text in range(N)])
    return numbers(rng, N, T, D), idx, T + 3


exercise.probes(
    "texts of several words",
    # Vectors of a single number.
    one_number=sized(lambda rng, N, T: (numbers(rng, N, T, 1), _words(rng, (N, T), 8), 8), 3, 6),
)


@exercise.probe()
def large_vocabulary(rng):
    """Words whose numbers a byte cannot hold."""
    idx = rng.permutation([3, 44, 130, 259, 259, 300, 303])
    return numbers(rng, len(idx), 3), idx, 304


exercise.classes("""
large_vocabulary: where the vocabulary has hundreds of words  if vocab_size > 256
equal_numbers idx
table idx
one_entry idx
one_row: where there is a single text  if np.ndim(idx) == 2 and len(idx) == 1
last_word: where the last word of the vocabulary occurs  if vocab_size - 1 in idx
one_number: where a vector has a single number  if np.shape(dout)[-1] == 1
twice_in_a_text: where a word stands twice in one text
    np.ndim(idx) == 2 and any(len(set(text)) < len(text) for text in idx.tolist())
""")
exercise.classes(
    where(
        "once_in_each_text",
        N_("where a word stands in several texts, and in none of them twice"),
        lambda idx: (
            np.ndim(idx) == 2
            and len(np.unique(idx)) < np.size(idx)
            and all(len(set(text)) == len(text) for text in idx.tolist())
        ),
    ),
)

exercise.wrong_lines("""
repeated_words_lost: A word that stands in several places gets the gradient of one of them alone. Add up those of all
its places. (dE[idx] += dout adds to each row only once.)
    np.add.at(dE, idx, dout) -> dE[idx] += dout
first_place_only: Only the first place of each word counts. Add up the gradients of all its places.
    of "loop": for k in reversed(range(len(words))): dE[words[k]] = grads[k]
repeated_words_averaged: The gradients of a word that occurs several times are averaged. Add them up: two paths add up.
    return dE / np.maximum(np.bincount(idx.ravel(), minlength=vocab_size), 1)[:, None]
last_row_left_zero: The last word of the vocabulary gets no gradient. Words are numbered from 0 to vocab_size - 1.
    return dE -> dE[-1] = 0; return dE
size_from_the_text: dE ends with the row of the largest number in idx. It should have vocab_size rows, also for words
that do not occur.
    dE = np.zeros((np.max(idx) + 1, dout.shape[-1]))
only_words_that_occur: dE has rows only for the words that occur. It should have the shape of E: words that do not
occur get zeros.
    return dE[np.unique(idx)]
dout_not_used: It counts the words. Add up the gradients dout, not ones.
    np.add.at(dE, idx, dout) -> np.add.at(dE, idx, 1)
word_0_left_out: Word 0 gets no gradient. It should have one like every other word; whoever does not want it sets dout
to 0 there.
    return dE -> dE[0] = 0; return dE
transposed: dE is transposed. It should have the shape of E: one row for each word, (vocab_size, D).
    return dE.T
divided_by_texts: It is divided by the number of texts. The division by N is in dout already.
    return dE / len(idx)
one_row_too_far: The gradients stand one row too far up. Those of word i should stand in row i.
    np.add.at(dE, idx, dout) -> np.add.at(dE, idx - 1, dout)
sign_flipped: All signs are exchanged. The minus sign comes with the step, not here.
    return -dE
nothing_collected: dE is 0 everywhere. Add the gradients to dE itself: dE[idx] is a copy, and what is added to it is
lost.
    np.add.at(dE, idx, dout) -> rows = dE[idx]; rows += dout
collected_in_one_number: The numbers of a gradient are added up. Each of the D numbers in a row of dE should have its
own sum.
    np.add.at(dE, idx, dout) -> np.add.at(dE, idx, dout.sum(axis=-1, keepdims=True))
texts_summed: The gradients of a text are added up before they are shared out. Give each place its own gradient.
    np.add.at(dE, idx, dout) -> np.add.at(dE, idx, dout if idx.ndim == 1 else dout.sum(axis=1, keepdims=True))
first_text_only: Only the first text, or the first of single words, has a part in it. All of them should.
    np.add.at(dE, idx, dout) -> np.add.at(dE, idx[0], dout[0])
looked_up_again: It looks up rows, as the forward pass does. Going back, add rows of dout to rows of dE.
    return dE[idx]
repeated_within_a_text_lost: A word that stands twice in one text gets the gradient of one of these places alone;
different texts add up. Add up all places, those within a text too.
    np.add.at(dE, idx, dout) -> for n in range(len(idx)):
            dE[idx[n]] += dout[n]
only_single_words: It works for single words alone, dout (N, D). With texts, dout is (N, T, D) and idx (N, T): all
places add up, and the number of columns is the last size of dout.
    dE = np.zeros((vocab_size, dout.shape[1]))
""")

exercise.alternatives("""
one-hot labels and a matrix product:
    one_hot = np.eye(vocab_size)[idx.reshape(-1)]
    return one_hot.T @ dout.reshape(-1, dout.shape[-1])
loop:
    words = idx.ravel()
    grads = dout.reshape(len(words), -1)
    dE = np.zeros((vocab_size, grads.shape[1]))
    for k in range(len(words)):
        dE[words[k]] += grads[k]
    return dE
word by word: return np.array([dout[idx == word].sum(axis=0) for word in range(vocab_size)])
counted with weights, float32:
    D = dout.shape[-1]
    columns = [np.bincount(idx.ravel(), weights=dout[..., d].ravel(), minlength=vocab_size) for d in range(D)]
    return np.stack(columns, axis=1).astype(np.float32)
lists, place by place:
    rows = [[0.0] * dout.shape[-1] for _word in range(vocab_size)]
    for place in np.ndindex(idx.shape):
        for d, slope in enumerate(dout[place]):
            rows[idx[place]][d] += slope
    return rows
""")
