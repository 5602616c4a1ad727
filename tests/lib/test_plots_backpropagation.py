"""The pictures of the chapter on backpropagation: the gradients that they show are right."""

import numpy as np
import pytest
from gradatim import plots
from gradatim.plots.parts.graph import STEPS

SIGMOID = 1 / (1 + np.exp(-1.0))


def test_a_graph_shows_values_and_gradients():
    steps = [("m", "*", "a", "b"), ("z", "+", "m", "c"), ("L", "sigmoid", "z")]
    picture = plots.computation_graph({"a": 2.0, "b": -1.0, "c": 3.0}, steps)
    slope = SIGMOID * (1 - SIGMOID)
    assert f"L = sigmoid(z) = {SIGMOID:.4g}" in picture.alt
    assert f"da = {-slope:.4g}, db = {2 * slope:.4g}, dc = {slope:.4g}." in picture.alt


def test_paths_add_up():
    steps = [("u", "+", "x", 1), ("v", "square", "x"), ("L", "*", "u", "v")]
    picture = plots.computation_graph({"x": 3.0}, steps)
    assert "dx = 33." in picture.alt
    assert "sum: 33" in [text.get_text() for text in picture.figure.axes[0].texts]


def test_the_way_back_can_be_left_out():
    picture = plots.computation_graph({"a": 2.0, "b": 5.0}, [("L", "*", "a", "b")], gradients=False)
    assert "Backward" not in picture.alt and "10" in picture.alt


@pytest.mark.parametrize(("step", "x"), [("tanh", 0.3), ("exp", 0.7), ("log", 2.0), ("square", -1.5), ("sigmoid", 0.4)])
def test_slopes_of_functions_agree_with_differences(step, x):
    forward, _sign, slopes = STEPS[step]
    assert slopes(x)[0] == pytest.approx((forward(x + 1e-6) - forward(x - 1e-6)) / 2e-6, rel=1e-6)


def test_the_minus_gives_the_second_operand_a_minus():
    assert "da = 1, db = -1." in plots.computation_graph({"a": 2.0, "b": 5.0}, [("L", "-", "a", "b")]).alt


def test_central_differences_are_best_near_1e_5():
    picture = plots.gradient_check(np.exp, np.e, 1.0)
    assert "central one near h = 1e-05" in picture.alt or "central one near h = 3e-06" in picture.alt


def test_the_labels_of_the_check_stand_inside_its_axes():
    picture = plots.gradient_check(np.exp, np.e, 1.0)
    picture.png()  # lays the figure out
    axes = picture.figure.axes[0]
    frame = axes.get_window_extent()
    for text in axes.texts:
        box = text.get_window_extent()
        assert frame.x0 <= box.x0 and box.x1 <= frame.x1


def test_max_and_relu_send_the_gradient_one_way():
    steps = [("m", "max", "a", "b"), ("r", "relu", "c"), ("s", "+", "r", "d"), ("L", "*", "m", "s")]
    alt = plots.computation_graph({"a": 2.0, "b": 3.0, "c": -4.0, "d": 1.0}, steps).alt
    assert "m = max(a, b) = 3" in alt and "da = 0, db = 1, dc = 0, dd = 3." in alt
    assert (
        "da = 1, db = 0, dc = 2, dd = 2."
        in plots.computation_graph({"a": 2.0, "b": 1.0, "c": 0.5, "d": 0.5}, steps).alt
    )


def test_a_graph_says_how_each_gradient_comes_about():
    steps = [("m", "*", "a", "b"), ("L", "-", "c", "m")]
    picture = plots.computation_graph({"a": 2.0, "b": 5.0, "c": 1.0}, steps, products=True)
    texts = [text.get_text() for text in picture.figure.axes[0].texts]
    assert {"-5\n= -1 · 5", "-2\n= -1 · 2", "-1\n= 1 · (-1)", "1\n= 1 · 1"} <= set(texts)


def test_a_value_used_twice_by_one_step_has_both_slopes():
    picture = plots.computation_graph({"x": 3.0}, [("L", "*", "x", "x")], products=True)
    assert "6\n= 1 · 6" in [text.get_text() for text in picture.figure.axes[0].texts]


XOR = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0.0, 1, 1, 0])
BY_HAND = [([[1, -1], [1, -1]], [-0.5, 1.5]), ([[1], [1]], [-1.5])]


def threshold(z):
    return np.where(z > 0, 1.0, 0.0)


def test_the_hidden_layer_of_xor_by_hand_moves_two_points_together():
    picture = plots.hidden_space(BY_HAND, *XOR, activation=threshold)
    assert "moves (0, 0) to (0, 1); (0, 1) to (1, 1); (1, 0) to (1, 1); (1, 1) to (1, 0)." in picture.alt
    assert "1 h1 + 1 h2 - 1.5 > 0" in picture.alt and "All points are on their right side." in picture.alt
    left, right = picture.figure.axes
    assert "(0, 1)\n(1, 0)" in [text.get_text() for text in right.texts]
    assert not any("\n" in text.get_text() for text in left.texts)


def test_a_network_that_is_wrong_is_drawn_and_said_to_be():
    alt = plots.hidden_space([BY_HAND[0], ([[1], [1]], [0.5])], *XOR, activation=threshold).alt
    assert "2 points are on the wrong side: (0, 0), (1, 1)." in alt


def test_one_in_whose_hidden_layer_nothing_happens_is_drawn():
    zeros = [(np.zeros((2, 2)), np.zeros(2)), (np.zeros((2, 1)), np.zeros(1))]
    assert "on the wrong side: (0, 1), (1, 0)." in plots.hidden_space(zeros, *XOR).alt


def not_written():
    raise NotImplementedError


@pytest.mark.parametrize(
    ("network", "activation", "words"),
    [
        (not_written, np.tanh, "not_written is not written yet"),
        (lambda: None, np.tanh, "should give two layers"),
        ([(np.ones((2, 3)), np.ones(3)), (np.ones((3, 1)), np.ones(1))], np.tanh, "should give two layers"),
        ([(np.ones((2, 2)), np.ones(2)), (np.ones((2, 1)), [np.nan])], np.tanh, "not finite"),
        (BY_HAND, np.sum, "an array of the shape of its argument"),
    ],
)
def test_a_hidden_space_that_cannot_be_drawn_is_a_sentence(network, activation, words):
    assert words in str(plots.hidden_space(network, *XOR, activation=activation))
