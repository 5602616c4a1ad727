"""Attention reaches what its chapter says: numbers are translated, and it looks where the word stands."""

import numpy as np
import pytest
from chapter_cells import ran
from finite_differences import check_gradients
from gradatim_autograder.exercise.chapters import CHAPTERS
from thorough import thorough


@pytest.fixture(scope="module")
def chapter():
    return ran(CHAPTERS["attention"])


@pytest.mark.parametrize("seed", range(thorough(1, 2)))
def test_numbers_that_are_new_are_translated(chapter, seed):
    known, new = chapter["train_translator"](30, seed=seed)
    assert known >= 0.99 and new >= 0.97


def test_attention_learns_faster_and_looks_where_the_word_stands(chapter):
    assert chapter["train_translator"](10, 0.0)[1] < 0.7 < 0.8 < chapter["train_translator"](10, 1.0)[1]
    chapter["train_translator"](30)
    long = np.array([n for n in chapter["new_numbers"] if (chapter["read"][n] > 0).all()])
    words, weights = chapter["translate"](chapter["translator"], long)
    assert len(long) > 50 and (words == chapter["written"][long]).all(axis=1).mean() > 0.95
    for place, source in ((0, 0), (2, 4), (4, 3)):  # hundreds; then the paths cross: ones, tens
        assert weights[:, place, source].mean() > 0.5
        assert (weights[:, place].argmax(axis=1) == source).mean() > 0.8


@pytest.mark.parametrize("look", [1.0, 0.0])
def test_the_gradients_of_the_translator_are_those_of_its_loss(chapter, look):
    start = chapter["start_translator"](np.random.default_rng(5), H=6, M=4)
    check_gradients(start, lambda p: chapter["translator_loss"](p, 340 + np.arange(9), look))
