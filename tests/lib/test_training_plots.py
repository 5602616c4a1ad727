"""The pictures of the chapter on training: learning curves and confusion matrices."""

import numpy as np
import pytest
from gradatim import plots
from gradatim.picture import Message, Picture

COURSE = (1.0, 0.8, 0.9, 0.6)  # of the validation part


def train(params, epochs):
    return params + epochs


def measure(params):
    return 1 / (1 + params), COURSE[params // 5]


def not_written(*args):
    raise NotImplementedError()


def test_learning_curves_tell_the_best_epoch_and_the_one_that_is_kept():
    picture = plots.learning_curves(train, measure, 0, epochs=15, every=5, stop=lambda losses: 1, title="Curves")
    assert isinstance(picture, Picture) and picture.png().startswith(b"\x89PNG")
    assert picture.alt.startswith("Curves. ")
    assert "smallest at epoch 15 with 0.6" in picture.alt and "keeps epoch 5, with 0.8" in picture.alt


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"train": not_written}, "not_written is not written yet"),
        ({"stop": lambda losses: None}, "place of a loss, from 0 to 3"),
        ({"stop": lambda losses: 4}, "place of a loss, from 0 to 3"),
        ({"measure": lambda params: 1.0}, "Two losses are needed"),
        ({"measure": lambda params: (np.nan, 1.0)}, "no longer a finite number"),
    ],
)
def test_learning_curves_that_cannot_be_drawn_say_why(change, words):
    usual = {"train": train, "measure": measure, "params": 0, "epochs": 15, "every": 5}
    message = plots.learning_curves(**usual | change)
    assert isinstance(message, Message) and words in str(message)


def by_size(size, seed):
    return 0.1, 0.2 + seed / size


def test_loss_by_size_tells_means_and_spread():
    picture = plots.loss_by_size(by_size, [20, 50], [1, 2, 3], least=0.15, title="More data")
    assert isinstance(picture, Picture) and picture.png().startswith(b"\x89PNG")
    assert picture.alt.startswith("More data. Loss against the number of training samples, 3 runs each.")
    assert "validation: 20: 0.3 (0.25 to 0.35), 50: 0.24 (0.22 to 0.26)." in picture.alt
    assert picture.alt.endswith("The least possible is 0.15.")
    message = plots.loss_by_size(not_written, [20], [1])
    assert isinstance(message, Message) and "not_written is not written yet" in str(message)


def test_confusion_tells_its_counts():
    picture = plots.confusion(lambda: np.array([[5, 1], [0, 4]]), names=["ill", "healthy"])
    assert isinstance(picture, Picture) and picture.png().startswith(b"\x89PNG")
    assert "ill: 5, 1; healthy: 0, 4. 9 of 10 are right." in picture.alt


@pytest.mark.parametrize(
    ("matrix", "words"),
    [
        (not_written, "not_written is not written yet"),
        (lambda: np.ones((2, 3)), "square table"),
        (lambda: None, "square table"),
        (lambda: np.full((2, 2), np.nan), "not finite"),
    ],
)
def test_a_confusion_matrix_that_cannot_be_drawn_says_why(matrix, words):
    message = plots.confusion(matrix)
    assert isinstance(message, Message) and words in str(message)
