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
