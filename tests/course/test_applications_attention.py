"""Attention reaches what its chapter says: it translates, writes names, and looks where the word stands."""

import numpy as np
import pytest
from chapter_cells import ran
from finite_differences import check_gradients
from gradatim_autograder.exercise.chapters import CHAPTERS


@pytest.fixture(scope="module")
def chapter():
    return ran(CHAPTERS["attention"])


def test_its_text_says_what_its_code_computes(chapter):
    assert chapter["differences"] == [] and chapter["warnings"] == []


@pytest.fixture(scope="module")
def translated(chapter):
    """The test shares after 30 epochs: without attention and with it, a number for each split."""
    return [
        np.array([
            chapter["share_right"](chapter["translators"][split, look], chapter["number_split"](split)[0], look)
            for split in range(5)
        ])
        for look in (0.0, 1.0)
    ]  # fmt: skip


def test_numbers_that_are_new_are_translated(translated):
    without, with_attention = translated
    assert with_attention.min() >= 0.95 and without.min() >= 0.9
    assert 0 < (with_attention - without).mean() < 0.04


def test_a_short_way_to_the_words_helps_and_the_choice_of_where_to_look_is_not_needed(chapter):
    """Validation numbers: without attention, the last state with a plain mean of the words' vectors, with attention."""
    without, control, attention = (
        np.mean([chapter["train_translator"](split, look, 10, 0.01, same)[0] for split in (0, 1)])
        for look, same in ((0.0, False), (1.0, True), (1.0, False))
    )
    assert without < 0.8 < 0.9 < min(control, attention) and abs(control - attention) < 0.06


def test_three_numbers_in_a_row_need_the_choice(chapter):
    task, parts = chapter["three_in_a_row"](0)
    train = chapter["train_translator"]
    (attention, _p), (control, _q) = (train(0, 1.0, 10, 0.01, same, task, parts) for same in (False, True))
    assert attention > 0.6 and control < 0.05


def test_no_number_of_a_test_text_has_been_seen_in_training(chapter):
    """Read again from the whole numbers of the rows: the texts between the commas."""
    english = [text for text, _german in chapter["numbers"]]
    for split in (0, 3):
        (read, written, mask, _counted), parts = chapter["three_in_a_row"](split)
        words = ["(end)", *sorted({word for text in english for word in text.split()} | {","})]
        texts = [" ".join(words[word] for word in row if word).split(" , ") for row in read]
        test, validation, training = ({number for row in part for number in texts[row]} for part in parts)
        assert not test & validation and not test & training and not validation & training
        assert test <= set(english) and {len(text) for text in texts} == {3}
        assert (written[:, -1] == 0).all() and mask.shape == (999, 1, 17)


def test_attention_looks_where_the_word_stands(chapter):
    for split in range(5):
        rows = np.concatenate(chapter["number_split"](split)[:2])
        long = rows[(chapter["read"][rows] > 0).all(axis=1)]
        words, weights = chapter["translate"](chapter["translators"][split, 1.0], long)
        assert len(long) > 150 and (words == chapter["written"][long]).all(axis=1).mean() > 0.95
        for place, source in ((0, 0), (2, 4), (4, 3)):  # hundreds; then the paths cross: ones, tens
            assert weights[:, place, source].mean() > 0.7
            assert (weights[:, place].argmax(axis=1) == source).mean() > 0.95


def test_padding_is_not_looked_at(chapter):
    """What stands behind the last word changes nothing."""
    rows = np.arange(9)
    _words, weights = chapter["translate"](chapter["translators"][0, 1.0], rows)
    assert (weights[:, :, 1:] == 0).all() and np.allclose(weights[:, :, 0], 1)


@pytest.mark.parametrize(("look", "same"), [(1.0, False), (0.0, False), (1.0, True)])
def test_the_gradients_of_the_translator_are_those_of_its_loss(chapter, look, same):
    start = chapter["start_translator"](np.random.default_rng(5), H=6, M=4)
    check_gradients(start, lambda p: chapter["translator_loss"](p, np.array([3, 18, 29, 100, 341, 776]), look, same))


def test_the_gradients_of_the_transformer_are_those_of_its_loss(chapter):
    """The generator is made anew for each loss, so dropout falls on the same numbers."""
    for blocks in (1, 2):
        start = chapter["start_gpt"](np.random.default_rng(5), D=8, M=12, blocks=blocks)
        check_gradients(start, lambda p: chapter["gpt_loss"](p, np.arange(7), np.random.default_rng(3)))


def test_names_for_choices_are_neither_learnt_from_nor_tested(chapter):
    splits = [chapter["name_split"](split) for split in range(5)]
    tested = np.concatenate([test for test, _validation, _training in splits])
    assert len(tested) == len(set(tested)) == len(chapter["names"]) - 200
    for test, validation, training in splits:
        assert set(validation) == set(splits[0][1]) and len(validation) == 200
        assert sorted([*test, *validation, *training]) == list(range(len(chapter["names"])))


def test_the_transformer_does_not_see_what_comes_next(chapter):
    p, x = chapter["best"][0], chapter["before"][:20].copy()
    scores = chapter["gpt_scores"](p, x)
    x[:, 6:] = 5
    later = chapter["gpt_scores"](p, x)
    assert np.array_equal(scores[:, :6], later[:, :6]) and not np.allclose(scores[:, 6], later[:, 6])
    assert np.allclose(chapter["gpt_scores"](p, x[:, :4]), scores[:, :4])


def test_counting_wins_and_the_transformer_is_second(chapter):
    losses = np.array([[chapter["results"][rival][split][1] for rival in chapter["results"]] for split in range(5)])
    assert (losses[:, 0] == losses.min(axis=1)).all()
    assert losses[:, 1:].max() < 2.2 and losses[:, 0].mean() < 2.1
    between = losses[:, 1] - losses[:, 2]
    assert (between > 0).all() and between.mean() > between.std(ddof=1)


def test_counting_gives_probabilities_of_its_own_counts(chapter):
    """Computed a second time from strings: one name, two letters back."""
    training = chapter["name_split"](0)[2][:300]
    texts = ["^^" + chapter["names"][row] + "$" for row in training]
    name, lean, losses = "^^anna$", 8, []
    for t in range(2, len(name)):
        p = 1 / 27
        for size in range(3):
            run, letter = name[t - size : t], name[t]
            follow = [text[i] for text in texts for i in range(2, len(text)) if text[i - size : i] == run]
            p = (follow.count(letter) + lean * p) / (len(follow) + lean)
        losses.append(-np.log(p))
    row = [list(chapter["names"]).index("anna")]
    counts = chapter["follow_counts"](training, 5)
    assert np.isclose(chapter["counting_loss"](counts, row, 2, lean), np.mean(losses))


def test_written_names_are_mostly_new_and_low_temperatures_keep_to_the_list(chapter):
    shares = [chapter["share_known"](temperature) for temperature in (0.3, 0.7, 1.0, 1.5)]
    assert shares == sorted(shares, reverse=True) and shares[0] < 0.5 and shares[-1] < 0.1


def test_waves_know_distances(chapter):
    P = chapter["positional_encoding"](40, 16)
    assert np.allclose([P[t] @ P[t + 3] for t in range(30)], P[0] @ P[3])
