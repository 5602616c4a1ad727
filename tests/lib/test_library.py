"""The library behind the notebooks: pictures with text alternatives, gates and try_it."""

import subprocess
import sys

import numpy as np
import pytest
from gradatim import data, plots, try_it, widgets
from gradatim.picture import Message, Picture

AND = data.gate("AND")


def step(z):
    return np.where(z > 0, 1.0, 0.0)


def perceptron(X, y, w, b, lr, epochs):
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            dout = step(x @ w + b) - target
            w, b = w - lr * dout * x, b - lr * dout
    return w, b


def unwritten(*args):
    raise NotImplementedError()


PICTURES = {
    "biological_neuron": (lambda: plots.biological_neuron(), "the axon"),
    "neuron": (lambda: plots.neuron(np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.5), "z = 1.5 (above 0: fires)"),
    "step_function": (lambda: plots.step_function(), "a jump to 1"),
    "decision_line": (
        lambda: plots.decision_line([1, 1], -0.5, *AND),
        "2 points are on the wrong side: (0, 1), (1, 0)",
    ),
    "decision_line_right": (lambda: plots.decision_line([1, 1], -1.5, *AND), "All points are on their right side."),
    "decision_line_of_zeros": (lambda: plots.decision_line([0, 0], 1, *AND), "the neuron fires everywhere"),
    "network": (lambda: plots.network([(np.ones((2, 3)), np.zeros(3))]), "Layer 1, neuron 3: weights 1, 1; bias 0."),
    "training": (lambda: plots.training(perceptron, *AND, lr=0.5, epochs=8), "1, 3, 2, 1, 2, 0, 0, 0, 0"),
    "regions": (lambda: plots.regions(lambda X: step(X[:, :1] - 0.5), *AND), "1 point is on the wrong side: (1, 0)"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_says_what_it_shows(name):
    make, words = PICTURES[name]
    picture = make()
    assert isinstance(picture, Picture)
    assert words in picture.alt
    bundle = picture._repr_mimebundle_()
    assert bundle["text/plain"] == picture.alt and '<img alt="' in bundle["text/html"]
    assert picture.png().startswith(b"\x89PNG") and len(picture.png()) > 5000


def test_pictures_follow_their_data():
    one, other = (plots.decision_line([1, 1], b, *AND).png() for b in (-0.5, -1.5))
    assert one != other


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: plots.training(unwritten, *AND, lr=0.5, epochs=3), "unwritten is not written yet."),
        (lambda: plots.training(lambda *args: 7, *AND, lr=0.5, epochs=3), "should return w and b"),
        (lambda: plots.training(lambda *args: (np.ones(3), 1), *AND, lr=0.5, epochs=3), "w with 2 numbers"),
        (lambda: plots.regions(unwritten, *AND), "unwritten is not written yet."),
        (lambda: plots.regions(lambda X: X, *AND), "one number for each"),
        (lambda: plots.regions(lambda X: 1 / 0, *AND), "ZeroDivisionError"),
        (lambda: widgets.neuron(np.ones((3, 3)), np.ones(3)), "two columns"),
        (lambda: widgets.neuron(np.ones((3, 2)), np.array([0, 1, 2])), "0 or 1"),
        (lambda: widgets.neuron("x", "y"), "arrays of numbers"),
    ],
)
def test_what_cannot_be_shown_is_said(make, words):
    message = make()
    assert isinstance(message, Message) and words in message._repr_mimebundle_()["text/html"]


def test_gates():
    X, y = data.gate("XOR")
    assert X.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]] and y.tolist() == [0, 1, 1, 0]
    with pytest.raises(ValueError, match="known are AND, OR"):
        data.gate("IF")


@pytest.mark.parametrize(
    ("function", "args", "printed"),
    [
        (lambda x, w, b: x @ w + b, (np.array([2.0, -1, 3]), np.array([0.5, 1, -0.25]), 0.4), "0.4) = -0.35\n"),
        (lambda z: np.float64(0.1) + 0.2, (1,), "(1) = 0.3\n"),
        (lambda x: (x, x * 2), (np.array([1.0, 2.0]),), "  result 2 of shape (2,): [2, 4]\n"),
        (lambda: np.eye(2), (), "[[1., 0.],\n [0., 1.]]"),
        (unwritten, (1,), "unwritten is not written yet.\n"),
        (lambda x: unwritten(x), (1,), "unwritten is not written yet.\n"),
        (lambda x: x[5], ([1],), "stopped with IndexError: list index out of range."),
    ],
)
def test_try_it(capsys, function, args, printed):
    assert try_it(function, *args) is None
    assert printed in capsys.readouterr().out


def test_try_it_leaves_its_arguments_alone(capsys):
    x = np.zeros(2)
    try_it(lambda x: x.fill(1), x)
    assert x.tolist() == [0, 0]


def test_no_pyplot():
    code = (
        "from gradatim import plots; plots.step_function().png(); import sys; print('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_try_it_shows_the_tables_of_a_dict_one_below_the_other(capsys):
    def filters(f):
        return {"blur": np.ones((f, f)), "amount": 2.0}

    try_it(filters, 2)
    said = "filters(2)\n  'blur' of shape (2, 2):\n[[1., 1.],\n [1., 1.]]\n  'amount': 2\n"
    assert capsys.readouterr().out == said
    try_it(lambda: {"b": np.zeros(2)})
    assert capsys.readouterr().out == "<lambda>() = {'b': [0, 0]}\n"
