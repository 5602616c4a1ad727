"""The chapter on images reaches what it states: readers of digits and their rivals, moved, fooled, borrowed."""

import numpy as np
import pytest
from chapter_cells import ran
from gradatim import data
from gradatim_autograder.exercise.chapters import CHAPTERS
from places import ROOT

GOAL = 0.97  # what every convolutional network reads of unseen digits
NOTEBOOK = ROOT / f"solutions/{CHAPTERS['images']}/{CHAPTERS['images']}.ipynb"


@pytest.fixture(scope="module")
def chapter():
    return ran(CHAPTERS["images"])


def test_its_text_says_what_its_code_computes(chapter):
    assert chapter["differences"] == [] and chapter["warnings"] == []


def test_the_networks_of_the_chapter_read_unseen_digits(chapter):
    for test, validation, training in chapter["SPLITS"]:
        assert len(test) == 450
        assert sorted([*test, *validation, *training]) == list(range(1797))
    for name in ("one convolution", "two convolutions"):
        assert min(chapter["tested"][name]) >= GOAL
        assert np.mean(chapter["tested"][name]) > np.mean(chapter["tested"]["dense"]) + 0.005


def test_other_splits_and_start_values_reach_it_on_average(chapter):
    images, labels = chapter["images"], data.digits()[1]
    found = []
    for seed in (11, 12, 13):
        order = np.random.default_rng(seed).permutation(len(images))
        test, rest = order[:450], order[450:]
        model = chapter["train"](chapter["one_convolution"](12, seed), images[rest], labels[rest])
        found.append(np.mean(model.predict(images[test]).argmax(axis=1) == labels[test]))
    assert np.mean(found) >= GOAL and min(found) > GOAL - 0.01


def test_nearest_neighbours_are_those_of_scikit_learn(chapter):
    """The simple rival that decides what is said of the networks: the same answers as an independent library's."""
    neighbors = pytest.importorskip("sklearn.neighbors")
    X, y = data.digits()
    for number, (test, validation, training) in enumerate(chapter["SPLITS"]):
        rest = np.concatenate([training, validation])
        k = chapter["chosen"]["nearest neighbours"][number]
        theirs = neighbors.KNeighborsClassifier(k, algorithm="brute").fit(X[rest], y[rest]).predict(X[test])
        ours = chapter["readers"]["nearest neighbours"][number](chapter["images"][test])
        assert np.mean(ours == theirs) > 0.995  # several neighbours may be equally far
        assert abs(chapter["tested"]["nearest neighbours"][number] - np.mean(theirs == y[test])) < 1.5 / 450


def test_neighbouring_pixels_are_worth_something(chapter):
    """The convolution loses when the pixels are shuffled."""
    in_order, mixed = chapter["in_order"]["one_convolution"], chapter["mixed"]["one_convolution"]
    assert in_order.mean() > mixed.mean() + 0.005


def test_own_training_gets_better(chapter):
    start, end = chapter["train_by_hand"](20)
    assert start > 2.3 and end < 1.2


def test_the_gradient_of_the_bias_is_right_where_the_paper_is_blank(chapter):
    """A positive bias gives four equal entries in a window. The bias moves them together, so the loss has a slope."""
    rng = np.random.default_rng(0)
    X, y = chapter["images"][:60], data.digits()[1][:60]
    params = {"W1": chapter["he_init"](9, 4, rng).reshape(3, 3, 1, 4), "b1": np.array([0.1, -0.1, 0.2, 0.05])}
    params |= {"W2": chapter["he_init"](64, 10, rng), "b2": np.zeros(10)}
    slopes = chapter["convnet_gradients"](X, y, params)["b1"]
    for k in range(4):
        losses = []
        for change in (1e-6, -1e-6):
            moved = params["b1"] + change * np.eye(4)[k]
            losses.append(chapter["convnet_gradients"](X, y, params | {"b1": moved})["loss"])
        assert abs((losses[0] - losses[1]) / 2e-6 - slopes[k]) < 1e-4


def test_moved_copies_help_with_moved_digits(chapter):
    for name in chapter["METHODS"]:
        gain = chapter["moved_with"][name] - chapter["on_moved"][name]
        assert min(gain) > 0.2 and min(chapter["moved_with"][name]) > 0.93
    X = np.arange(16.0).reshape(1, 4, 4, 1)
    assert chapter["moved"](X, 1, 0)[0, :, :, 0].tolist()[:2] == [[0, 0, 0, 0], [0, 1, 2, 3]]
    assert chapter["moved"](X, 0, 1)[0, 0, :, 0].tolist() == [0, 0, 1, 2]


def test_the_slopes_along_the_pixels_are_those_of_the_scores(chapter):
    """Differences of the network's own scores, in double precision and away from kinks."""
    rng = np.random.default_rng(0)
    X = chapter["images"][chapter["test"][:1]] + rng.uniform(0.01, 0.02, size=(1, 8, 8, 1))
    slopes = chapter["score_slopes"](X, np.eye(10)[[4]])
    for i, j in ((2, 3), (5, 4), (7, 0)):
        step = np.zeros(X.shape)
        step[0, i, j, 0] = 2e-3
        up, down = (chapter["model"].predict(X + sign * step)[0, 4] for sign in (1, -1))
        assert abs((up - down) / 4e-3 - slopes[0, i, j, 0]) < 0.05 * abs(slopes).max()


def test_steps_along_the_slope_fool_the_network_and_chance_does_not(chapter):
    for _amount, towards, by_chance in chapter["after_steps"]([0.1, 0.2]):
        assert towards < by_chance - 0.2
    assert abs(chapter["pushed"](0.1) - chapter["images"][chapter["test"]]).max() <= 0.1 + 1e-12


def test_colour_is_needed_and_convolutions_are_ahead_where_things_stand_anywhere(chapter):
    found = {name: np.array(values) for name, values in chapter["on_shapes"].items()}
    assert max(found["convolutions, grey"]) < 0.6 and min(found["convolutions, colour"]) > 0.97
    assert min(found["convolutions, colour"] - found["nearest neighbours, colour"]) > 0
    assert min(found["nearest neighbours, colour"] - found["dense, colour"]) > 0.05
    assert max(found["nearest neighbours, means of channels"]) < 0.6  # the shapes have equally many pixels


def test_a_linear_classifier_of_scikit_learn_on_few_pixels_is_no_better(chapter):
    """Borrowed features are compared with what pixels give to a classifier that somebody else has written."""
    linear_model = pytest.importorskip("sklearn.linear_model")
    X, y = data.digits()
    theirs = []
    for seed in range(8):
        rng = np.random.default_rng(seed)
        few = np.concatenate([rng.permutation(np.flatnonzero(y == c))[:10] for c in range(5, 10)])
        others = np.setdiff1d(np.flatnonzero(y >= 5), few)
        model = linear_model.LogisticRegression(max_iter=1000).fit(X[few], y[few])
        theirs.append(np.mean(model.predict(X[others]) == y[others]))
    assert abs(np.mean(theirs) - np.mean(chapter["transfer"]["pixels"])) < 0.015


def test_most_drawings_from_the_keyboard_are_read(chapter):
    read = chapter["classify"](chapter["typed"][..., None]).argmax(axis=1)
    assert np.sum(read[:10] == np.arange(10)) >= 6 and np.sum(read == chapter["digits_typed"]) >= 18


def test_the_shipped_reader_reads_most_of_them_too(chapter):
    read = data.digit_reader()(chapter["typed"][..., None]).argmax(axis=1)
    assert np.sum(read == chapter["digits_typed"]) >= 26
