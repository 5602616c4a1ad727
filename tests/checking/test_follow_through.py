"""An exercise that fails only for an earlier function's mistake gets its points, and says so."""

import inspect
import json
import sys

import pytest
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.grading.demo.notebooks import pasted
from gradatim_autograder.grading.submission.cells import Cells
from gradatim_autograder.grading.submission.clean import Cleaner
from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.sandbox.bubblewrap import found
from gradatim_autograder.sandbox.choose import nursery
from gradatim_autograder.sandbox.session import Session

pytestmark = pytest.mark.skipif(sys.platform != "linux" or found() is None, reason="needs bubblewrap")

EXERCISES = all_exercises()
CREDIT = "functions of yours that are not right yet"
RIGHT = {name: pasted(EXERCISES[name].reference, name) for name in ("sigmoid", "softmax", "he_init", "Dense", "double")}


def graded(*cells):
    """Run cells; a name alone is its check. Returns the points and feedback of each check, by name, and the page."""
    made = []
    for number, source in enumerate(("import numpy as np", *cells)):
        marks = {}
        if source in EXERCISES:
            points = EXERCISES[source].max_points
            marks = {"grade": True, "solution": False, "points": points, "grade_id": f"test-{source}-{number}"}
            source = f"check({source})"
        made.append({"cell_type": "code", "source": source, "metadata": {"nbgrader": marks} if marks else {}})
    session = Session(nursery("bubblewrap"), Limits(), {}, 20.0, 200.0)
    try:
        Cells(session, 7, Cleaner((), 7), 100_000).all_of({"cells": made})
    finally:
        session.close()
    found = {}
    for cell in made:
        if "nbgrader" in cell["metadata"]:
            name = cell["source"][6:-1]
            data = cell["outputs"][0].get("data", {})
            found[name] = float(data.get("text/plain", 0)), str(data.get("text/html", cell["outputs"]))
    return found, json.dumps(made)


def points(name, found):
    return found[name][0]


USES_SIGMOID = "def sigmoid_backward(dout, z):\n    s = sigmoid(z)\n    return dout * s * (1 - s)"
WRONG = "def sigmoid(z):\n    return 2 / (1 + np.exp(-z))"

EARLIER = {
    "wrong": WRONG,
    "unwritten": "def sigmoid(z):\n    raise NotImplementedError()",
    "not defined at all": "x = 1",
    "broken off": "def sigmoid(z:\n    return",
    "a lambda": "sigmoid = lambda z: -z",
    "borrowed": "from gradatim import nn\ndef sigmoid(z):\n    return nn.Sigmoid().forward(z)",
}


@pytest.mark.parametrize("how", EARLIER)
def test_an_earlier_mistake_costs_the_later_exercise_nothing(how):
    found, page = graded(EARLIER[how], "sigmoid", USES_SIGMOID, "sigmoid_backward")
    assert points("sigmoid", found) < EXERCISES["sigmoid"].max_points
    assert points("sigmoid_backward", found) == EXERCISES["sigmoid_backward"].max_points
    assert CREDIT in found["sigmoid_backward"][1] and ": sigmoid." in found["sigmoid_backward"][1]
    for line in inspect.getsource(EXERCISES["sigmoid"].reference).splitlines()[2:]:
        assert line.strip() not in page, "the reference is not on the page"


def test_a_mistake_of_its_own_still_costs():
    own = "def sigmoid_backward(dout, z):\n    s = sigmoid(z)\n    return dout * s"
    found, _page = graded(WRONG, "sigmoid", own, "sigmoid_backward")
    assert points("sigmoid_backward", found) == 0 and CREDIT not in found["sigmoid_backward"][1]


def test_what_does_not_use_the_earlier_function_gets_no_credit_for_it():
    own = "def sigmoid_backward(dout, z):\n    return dout * z"
    found, _page = graded(WRONG, "sigmoid", own, "sigmoid_backward")
    assert points("sigmoid_backward", found) == 0 and CREDIT not in found["sigmoid_backward"][1]


def test_a_right_earlier_function_stays():
    own = "def sigmoid_backward(dout, z):\n    s = sigmoid(z)\n    return dout * s"
    found, _page = graded(RIGHT["sigmoid"], "sigmoid", own, "sigmoid_backward")
    assert points("sigmoid", found) == EXERCISES["sigmoid"].max_points and points("sigmoid_backward", found) == 0


HELD = {
    "a helper": "def s(z):\n    return sigmoid(z)\ndef sigmoid_backward(dout, z):\n    return dout * s(z) * (1 - s(z))",
    "a default": "def sigmoid_backward(dout, z, f=sigmoid):\n    sigmoid\n    return dout * f(z) * (1 - f(z))",
    "another name": "f = sigmoid\ndef sigmoid_backward(dout, z):\n    sigmoid\n    return dout * f(z) * (1 - f(z))",
    "a list": "f = [sigmoid]\ndef sigmoid_backward(dout, z):\n    sigmoid\n    return dout * f[0](z) * (1 - f[0](z))",
    "a class": "class S:\n    def go(self, z): return sigmoid(z)\n"
    "def sigmoid_backward(dout, z):\n    s = S().go(z)\n    return dout * s * (1 - s)",
}  # fmt: skip


@pytest.mark.parametrize("how", HELD)
def test_however_the_earlier_function_is_held(how):
    found, _page = graded(WRONG, "sigmoid", HELD[how], "sigmoid_backward")
    assert points("sigmoid_backward", found) == EXERCISES["sigmoid_backward"].max_points


def test_a_chain_of_wrong_functions():
    """b uses a, c uses both; a is wrong, b fails for it alone, c too."""
    found, _page = graded(
        WRONG, "sigmoid",
        "def sigmoid_backward(dout, z):\n    return dout * sigmoid(z)", "sigmoid_backward",
        "def bce(p, y):\n    raise NotImplementedError()", "bce",
        "def tanh(z):\n    return 2 * sigmoid(2 * z) - 1", "tanh",
        "def tanh_backward(dout, z):\n    t = tanh(z)\n    return dout * (1 - t * t) + 0 * sigmoid_backward(dout, z)",
        "tanh_backward",
    )  # fmt: skip
    for name in ("tanh", "tanh_backward"):
        assert points(name, found) == EXERCISES[name].max_points and CREDIT in found[name][1]


def test_results_that_are_tuples():
    """The earlier function gives three arrays."""
    source = (
        "def neuron_backward(dout, x, w):\n"
        "    dX, dW, db = dense_backward(np.array([[dout]]), x[None], w[:, None])\n    return dX[0], dW[:, 0], db[0]"
    )
    wrong = "def dense_backward(dout, X, W):\n    return dout @ W.T, X.T @ dout, dout.sum()"
    found, _page = graded(wrong, "dense_backward", source, "neuron_backward")
    assert points("neuron_backward", found) == 3


def test_random_functions():
    """The reference draws from the generator that it is given, and that moves on."""
    wrong = "def he_init(n_in, n_out, rng):\n    return rng.normal(size=(n_in, n_out)), np.zeros(n_out)"
    source = "def xavier_init(n_in, n_out, rng):\n    he_init(n_in, n_out, rng)\n" \
             "    a = (6 / (n_in + n_out)) ** 0.5\n    return rng.uniform(-a, a, size=(n_in, n_out))"  # fmt: skip
    found, _page = graded(wrong, "he_init", source, "xavier_init")
    assert points("he_init", found) < EXERCISES["he_init"].max_points
    assert points("xavier_init", found) == EXERCISES["xavier_init"].max_points
    broken = "def he_init(n_in, n_out, rng):\n    raise ValueError"
    found, _page = graded(broken, "he_init", source, "xavier_init")
    assert points("xavier_init", found) == EXERCISES["xavier_init"].max_points and CREDIT in found["xavier_init"][1]


def test_a_call_of_another_exercise_is_judged_by_what_it_computes():
    found, _page = graded(
        WRONG, "sigmoid", "def tanh_backward(dout, z):\n    return sigmoid(z)", "tanh_backward",
        "def tanh(z):\n    return sigmoid(z)", "tanh",
    )  # fmt: skip
    assert points("tanh_backward", found) == 0 and points("tanh", found) == 0


def test_a_framework_that_is_missing_is_explained():
    found, page = graded("import torch\ndef relu(z):\n    return torch.relu(z)", "relu")
    assert points("relu", found) == 0 and "It uses torch" in page and "earns no points" in page


def test_names_are_as_before_after_it():
    found, _page = graded(
        WRONG, "sigmoid", USES_SIGMOID, "sigmoid_backward",
        "assert sigmoid(np.array([1.0]))[0] > 1\n" + RIGHT["double"], "double",
        "del sigmoid", "sigmoid_backward",
        "try:\n    sigmoid\nexcept NameError:\n    " + RIGHT["double"].replace("\n", "\n    "), "double",
    )  # fmt: skip
    assert points("double", found) == EXERCISES["double"].max_points


def test_a_reference_is_not_kept_for_later():
    """The stand-in answers during its check alone."""
    keep = USES_SIGMOID.replace("s = sigmoid(z)", "global kept\n    kept = sigmoid\n    s = sigmoid(z)")
    wrong = "def sigmoid(z):\n    raise ValueError"
    found, _page = graded(
        wrong, "sigmoid", keep, "sigmoid_backward", "def tanh(z):\n    return 2 * kept(2 * z) - 1", "tanh"
    )
    assert points("sigmoid_backward", found) == EXERCISES["sigmoid_backward"].max_points
    assert points("tanh", found) == 0


def test_the_source_of_a_reference_is_not_in_the_sandbox():
    look = USES_SIGMOID.replace(
        "s = sigmoid(z)",
        "import inspect\n    if sigmoid.__code__.co_consts.__len__() < 99:\n"
        "        try: print('SOURCE', inspect.getsource(sigmoid))\n        except Exception: pass\n    s = sigmoid(z)",
    )
    _found, page = graded(WRONG, "sigmoid", look, "sigmoid_backward")
    assert "np.where(z" not in page and "@exercise" not in page
