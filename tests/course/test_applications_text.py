"""The chapter on text reaches what its text says: reviews are judged, names are written."""

import re

import numpy as np
import pytest
from chapter_cells import ran
from finite_differences import check_gradients
from gradatim import nn
from gradatim_autograder.exercise.chapters import CHAPTERS


@pytest.fixture(scope="module")
def chapter():
    return ran(CHAPTERS["text"])


def test_the_chapter_says_what_it_prints(chapter):
    """Numbers that do not hang on the last digits of a long training."""
    for text in ("[2, 4, 1, 4, 3, 0, 0]", "0.7616", "0.1797", "1.47584", "2.36837"):
        assert text in chapter["printed"], text


def test_reviews_that_are_new_are_judged(chapter):
    accuracies = np.array([chapter["train_reviewer"](seed) for seed in range(5)])
    assert (accuracies[:, 0] > 0.95).all()
    assert accuracies[:, 1].mean() >= 0.8 and accuracies[:, 1].min() >= 0.75


def test_the_words_that_pull_are_those_that_mean_it(chapter):
    chapter["train_reviewer"](0)
    pull = chapter["strongest_words"](30)
    assert all(pull[word] > 0 for word in ("wonderful", "great", "excellent"))
    assert all(pull[word] < 0 for word in ("boring", "stupid", "awful"))
    judge = chapter["probability_of_praise"]
    assert judge("A wonderful story.") > 0.9 and judge("This film is stupid.") < 0.1
    assert np.isclose(judge("It was good, not bad."), judge("It was bad, not good."), rtol=1e-9)


def test_clipping_saves_a_bold_training(chapter):
    assert max(chapter["bold_losses"](0.5)[-20:]) < 2.8
    assert min(chapter["bold_losses"](1e9)[-20:]) > np.log(27)


@pytest.mark.thorough
def test_names_are_foretold_better_than_by_pairs_of_letters(chapter):
    single, pairs = chapter["dull_losses"]()
    _training, new = chapter["train_writer"]()
    assert new <= 2.25 < 2.3 < pairs < single < np.log(27)


def test_names_are_written_and_the_temperature_makes_them_bolder(chapter):
    written = chapter["write_names"](200, 0.7)
    assert all(re.fullmatch("[a-z]{0,12}", name) for name in written) and len(set(written)) > 100
    known = [chapter["share_known"](temperature) for temperature in (0.3, 0.7, 1.5)]
    assert 0.4 > known[0] > known[1] > known[2]


def test_the_vocabulary_is_that_of_the_training_part(chapter):
    vocabulary = chapter["vocabulary_of"](["A film, a FILM!", "no film"], least=2)
    assert vocabulary == {"film": 2, "a": 3}
    assert chapter["encode"]("No film: a", vocabulary, 4) == [1, 2, 3, 0]


def test_the_gradients_of_the_writer_are_those_of_its_loss(chapter):
    check_gradients(
        chapter["start_writer"](np.random.default_rng(5), H=7), lambda p: chapter["writer_loss"](p, np.arange(9))
    )


def test_the_layers_of_the_library_have_the_gradients_of_the_chapter(chapter):
    rng = np.random.default_rng(6)
    idx, dout, dH = rng.integers(0, 9, (5, 7)), rng.normal(size=(5, 7, 3)), rng.normal(size=(5, 7, 4))
    words, layer = nn.Embedding(9, 3, rng), nn.RNN(3, 4, rng)
    X = words.forward(idx)
    weights = np.zeros((5, 4)), layer.Wx, layer.Wh, layer.b
    np.testing.assert_allclose(layer.forward(X), chapter["rnn_forward"](X, *weights), rtol=1e-12)
    layer.backward(dH)
    words.backward(dout)
    for mine, theirs in zip(chapter["rnn_backward"](X, *weights, dH), (layer.dWx, layer.dWh, layer.db), strict=False):
        np.testing.assert_allclose(mine, theirs, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(chapter["embedding_backward"](dout, idx, 9), words.dW, rtol=1e-12)
