"""The pictures of the chapter on text: what they tell, and the sentence that stands in their place."""

import numpy as np
import pytest
from gradatim import plots
from gradatim.picture import Message, Picture


def not_written(*args):
    raise NotImplementedError()


def rnn_backward(X, H0, Wx, Wh, b, dH):
    dh = np.zeros_like(H0)
    for t in reversed(range(X.shape[1])):
        dh = (dH[:, t] + dh) @ Wh.T
    return 0, 0, 0, dh


def test_attention_tells_where_each_word_looks():
    picture = plots.attention_map(
        lambda: ([[0.9, 0.1], [0.25, 0.75]], ["forty", "two"], ["vierzig", "zwei"]), title="42"
    )
    assert isinstance(picture, Picture) and picture.png().startswith(b"\x89PNG") and picture.alt.startswith("42. ")
    assert "vierzig: 0.9, 0.1, most at forty; zwei: 0.25, 0.75, most at two" in picture.alt
    labels = [label.get_text() for label in picture.figure.axes[0].get_xticklabels()]
    assert labels == ["forty", "two"]
    assert picture.figure.axes[0].get_xlabel() == "word that is read"


def test_attention_may_be_of_letters():
    picture = plots.attention_map(lambda: ([[1.0]], ["a"], ["n"]), read="letter that is read", written="next letter")
    assert isinstance(picture, Picture)
    axes = picture.figure.axes[0]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("letter that is read", "next letter")


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        (not_written, "not_written is not written yet"),
        (lambda: None, "three things"),
        (lambda: ([[1.0]], ["a", "b"], ["c"]), "three things"),
        (lambda: ([[np.nan]], ["a"], ["c"]), "three things"),
        (lambda: ([], [], []), "three things"),
    ],
)
def test_attention_that_cannot_be_drawn_says_why(weights, words):
    message = plots.attention_map(weights)
    assert isinstance(message, Message) and words in str(message)


def test_positions_tell_which_column_is_fast():
    picture = plots.positions(lambda T, D: np.sin(np.outer(np.arange(T), [1.0, 0.1, 0.01])), 9, 3, title="Waves")
    assert isinstance(picture, Picture) and picture.png().startswith(b"\x89PNG") and picture.alt.startswith("Waves. ")
    assert "Column 0 changes most from place to place, column 2 least" in picture.alt


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        (not_written, "not_written is not written yet"),
        (lambda T, D: np.zeros((D, T)), "should return an array of shape (9, 3); it is (3, 9)"),
        (lambda T, D: np.full((T, D), np.nan), "not finite"),
        (lambda T, D: None, "should return an array"),
    ],
)
def test_positions_that_cannot_be_drawn_say_why(encoding, words):
    message = plots.positions(encoding, 9, 3)
    assert isinstance(message, Message) and words in str(message)


def test_word_scores_keep_their_order():
    picture = plots.word_scores(lambda: {"good": 2, "bad": -1.5}, x_label="pull")
    assert isinstance(picture, Picture) and "good 2, bad -1.5" in picture.alt
    assert [label.get_text() for label in picture.figure.axes[0].get_yticklabels()] == ["good", "bad"]


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        (not_written, "not_written is not written yet"),
        (lambda: [1, 2], "dict of words"),
        (dict, "dict of words"),
        (lambda: {"a": "b"}, "dict of words"),
        (lambda: {"a": np.inf}, "dict of words"),
    ],
)
def test_word_scores_that_cannot_be_drawn_say_why(scores, words):
    message = plots.word_scores(scores)
    assert isinstance(message, Message) and words in str(message)


def test_unrolled_tells_states_and_gradients():
    there = plots.unrolled([1, 0], [0, 0.7616, 0.3634])
    assert "0.000, 0.762, 0.363" in there.alt and "back" not in there.alt
    back = plots.unrolled([1, 0], [0, 0.7616, 0.3634], [0.1, 0.25, 1])
    assert "h0 on are 0.1000, 0.2500, 1.0000" in back.alt
    arrows = [
        len([text for text in picture.figure.axes[0].texts if getattr(text, "arrow_patch", None)])
        for picture in (there, back)
    ]
    assert arrows == [4, 6]


def test_gradients_grow_or_shrink_like_a_power():
    picture = plots.gradients_through_time(rnn_backward, sizes=(0.5, 2.0), steps=30)
    half, double = (line.get_ydata() for line in picture.figure.axes[0].lines)
    assert len(half) == 30
    np.testing.assert_allclose(double / half, 4.0 ** np.arange(1, 31), rtol=1e-8)
    assert "After 30 steps: Wh times 0.5" in picture.alt


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (not_written, "not_written is not written yet"),
        (lambda *args: None, "the last of them dH0"),
        (lambda *args: (1, 2, 3), "the last of them dH0"),
        (lambda *args: (1, 2, 3, np.ones(20)), "the last of them dH0"),
        (lambda *args: (1, 2, 3, np.full((1, 20), np.nan)), "the last of them dH0"),
    ],
)
def test_gradients_that_cannot_be_drawn_say_why(function, words):
    message = plots.gradients_through_time(function)
    assert isinstance(message, Message) and words in str(message)
