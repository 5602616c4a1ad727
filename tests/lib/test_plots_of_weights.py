"""Pictures of weights: they say in words what they show, and answer calmly while a function is not written."""

from functools import partial

import numpy as np
import pytest
from gradatim import plots
from gradatim.picture import Message, Picture
from gradatim.plots.parts.ten_layers import ACTIVATIONS, go_back, go_forward

TABLE = [(1, 2, 0.5), (1, 3, -0.8), (2, 3, 0.3)]


def unwritten(n_in, n_out, rng):
    raise NotImplementedError()


def he(n_in, n_out, rng):
    return rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(n_out)


@pytest.mark.parametrize(
    ("picture", "text"),
    [
        (lambda: plots.smooth_neuron([(2, -3)]), "rises to the right, z = 0 at x = 1.5"),
        (lambda: plots.smooth_neuron([(-1, -2)], activation="tanh"), "falls to the right, z = 0 at x = -2"),
        (lambda: plots.smooth_neuron([(0, 0)]), "the same everywhere, 0.5"),
        (lambda: plots.connections(TABLE, 3), "from 1 to 3: -0.8"),
        (lambda: plots.connections([], 2), "2 neurons"),
        (lambda: plots.activation_histograms(0.01, title="Small"), "Small. Histograms of the activations (tanh)"),
        (lambda: plots.activation_histograms(he, "relu"), "Histograms of the activations (relu) in 10 layers"),
        (lambda: plots.activation_histograms(0.0, "relu"), "0, 0, 0, 0, 0, 0, 0, 0, 0, 0"),
        (lambda: plots.gradient_histograms(0.01, title="Small"), "Small. Histograms of the gradients that arrive"),
        (lambda: plots.gradient_histograms(he, "relu"), "each of 10 layers (relu), without their signs"),
        (lambda: plots.gradient_histograms(0.0, "relu"), "0, 0, 0, 0, 0, 0, 0, 0, 0, 1"),
        (lambda: plots.active_neurons(lambda: [np.eye(3), [[1, 0, -2]]]), "layer 1: 0, layer 2: 2."),
        (lambda: plots.ranges(lambda: {"a": [[1, 2, 3]]}, [0.1], "rate", "loss", logarithmic=False), "0.1: 2 (1 - 3)"),
        (lambda: plots.uniform_and_normal(), "normal: 68 % between -1 and 1"),
    ],
)
def test_text_alternative(picture, text):
    made = picture()
    assert isinstance(made, Picture) and text in made.alt and made.png().startswith(b"\x89PNG")


def spreads(start, activation, picture=plots.activation_histograms):
    """The ten standard deviations that the picture names."""
    text = picture(start, activation).alt
    return [float(number) for number in text.split("last: ")[1].rstrip(".").split(", ")]


def test_small_weights_fade_large_ones_saturate_and_he_keeps():
    assert spreads(0.01, "tanh")[-1] < 1e-9
    assert min(spreads(1.0, "tanh")) > 0.9
    assert min(spreads(he, "relu")) > 0.5 and max(spreads(he, "relu")) < 1.1
    assert spreads(0.1, "relu")[-1] < 0.05


def test_gradients_vanish_with_small_weights_explode_with_large_ones_and_he_keeps_them():
    back = partial(spreads, picture=plots.gradient_histograms)
    assert back(0.01, "tanh")[0] < 1e-8
    assert back(1.0, "tanh")[0] > 1000
    assert min(back(he, "relu")) > 0.8 and max(back(he, "relu")) < 1.1
    assert back(0.1, "relu")[0] < 0.05


@pytest.mark.parametrize(("activation", "layer"), [("tanh", 0), ("relu", 7)])
def test_gradients_are_those_of_finite_differences(activation, layer):
    """One activation moves a little; the loss is the sum of the last layer's activations times what comes into it."""
    weights, outputs = go_forward(he, activation, seed=4)
    gradients = go_back(weights, outputs, activation, seed=4)
    bend, _slope = ACTIVATIONS[activation]

    def loss(step):
        A = outputs[layer][:1].copy()
        A[0, 3] += step
        for W in weights[layer + 1 :]:
            A = bend(A @ W)
        return float((A * gradients[-1][:1]).sum())

    assert gradients[layer][0, 3] == pytest.approx((loss(1e-6) - loss(-1e-6)) / 2e-6, rel=1e-5)


@pytest.mark.parametrize(
    ("start", "text"),
    [
        (unwritten, "unwritten is not written yet."),
        (lambda n_in, n_out, rng: np.ones(3), "weights of the shape (n_in, n_out)"),
        (lambda n_in, n_out, rng: "W", "weights of the shape (n_in, n_out)"),
        (lambda n_in, n_out, rng: np.full((n_in, n_out), np.nan), "finite"),
        (lambda n_in, n_out, rng: None, "weights of the shape (n_in, n_out)"),
    ],
)
@pytest.mark.parametrize("picture", [plots.activation_histograms, plots.gradient_histograms])
def test_histograms_of_a_function_that_is_not_ready(picture, start, text):
    made = picture(start)
    assert isinstance(made, Message) and text in made.text


@pytest.mark.parametrize(
    ("picture", "text"),
    [
        (lambda: plots.active_neurons(lambda: unwritten(1, 1, None)), "unwritten is not written yet."),
        (lambda: plots.active_neurons(lambda: [np.ones(3)]), "a list of tables of numbers"),
        (lambda: plots.active_neurons(lambda: []), "a list of tables of numbers"),
        (lambda: plots.ranges(lambda: unwritten(1, 1, None), [1.0], "x", "y"), "unwritten is not written yet."),
        (lambda: plots.ranges(lambda: {"a": [[1.0], [2.0]]}, [1.0], "x", "y"), "for each of the 1 settings"),
        (lambda: plots.ranges(lambda: [1.0], [1.0], "x", "y"), "for each of the 1 settings"),
    ],
)
def test_what_cannot_be_drawn_is_said(picture, text):
    made = picture()
    assert isinstance(made, Message) and text in made.text
