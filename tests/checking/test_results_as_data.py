"""A result as data: the documented form, in a notebook's output and in what the grader keeps."""

import json

import jsonschema
import numpy as np
import pytest
from gradatim import nn
from gradatim_autograder import check
from gradatim_autograder.diagnosis.finding import KINDS
from places import ROOT

SCHEMA = json.loads((ROOT / "docs" / "result.schema.json").read_text())


def sigmoid_of_e(z):
    return 1 / (1 + 2.718**-z)


RESULTS = {
    "right": lambda: check(lambda x, w, b: x @ w + b, "neuron"),
    "known": lambda: check(lambda x, w, b: x @ w, "neuron"),
    "parts": lambda: check(lambda dout, x, w: (dout * w, dout * x, 0.0), "neuron_backward"),
    "slightly off": lambda: check(sigmoid_of_e, "sigmoid"),
    "none": lambda: check(lambda x, w, b: None if x.any() else 0, "neuron"),
    "an error": lambda: check(lambda x, w, b: x @ w[1:], "neuron"),
    "a shortcut": lambda: check(lambda z: nn.Sigmoid().forward(z), "sigmoid"),
    "conduct": lambda: check(changes_its_input, "double"),
    "no exercise": lambda: check(print, "nothing"),
    "no function": lambda: check(3.0, "neuron"),
}


def changes_its_input(x):
    x *= 2
    return x


@pytest.mark.parametrize("what", RESULTS)
def test_every_result_has_the_documented_form(what):
    _shown, about = RESULTS[what]()._repr_mimebundle_()
    data = json.loads(json.dumps(about["gradatim"]))
    jsonschema.validate(data, SCHEMA)


def test_the_kinds_are_those_of_the_findings():
    assert set(SCHEMA["properties"]["mistakes"]["items"]["properties"]["kind"]["enum"]) == set(KINDS)


def test_it_says_what_the_student_is_told():
    result = RESULTS["known"]()
    data = result._repr_mimebundle_()[1]["gradatim"]
    assert data["mistakes"] == [{"name": "bias_forgotten", "kind": "mistake", "text": result.hints[0]}]
    assert (data["points"], data["max_points"], data["status"]) == (0.0, 2.0, "wrong")
    assert RESULTS["right"]()._repr_mimebundle_()[1]["gradatim"]["mistakes"] == []


def test_classes_that_fail_are_named():
    def lr_decay(lr0, epoch, rate):
        return lr0 / (1 + rate * max(epoch, 1))

    def conv_forward(X, W, b, stride, pad):
        rows = [np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))]
        N, H, width, _C = rows[0].shape
        f, K = W.shape[0], W.shape[3]
        out = np.zeros((N, (H - f) // stride + 1, (width - f) // stride + 1, K))
        for i in range(out.shape[1]):
            for j in range(out.shape[2]):
                window = rows[0][:, i * stride : i * stride + f, j * stride : j * stride + f]
                out[:, i, j] = np.tensordot(window, W, axes=3) + (b if pad else 0)
        return out

    for function in (lr_decay, conv_forward):
        result = check(function)
        assert len(result.classes) >= 1 and not result.passed


# -- behaviour: what is wrong in the same way has the same digest -----------------------------------------------------


def behaviour(function, name="neuron"):
    return check(function, name)._repr_mimebundle_()[1]["gradatim"].get("behaviour", "")


def test_equal_behaviour_is_told_whatever_the_code_looks_like():
    def with_a_loop(x, w, b):
        total = 0.0
        for one, weight in zip(x, w, strict=True):
            total += one * weight
        return 3 * total

    same = {
        behaviour(lambda x, w, b: 3 * (x @ w)),
        behaviour(with_a_loop),
        behaviour(lambda x, w, b: (x * w * 3).sum()),
    }
    others = {
        behaviour(lambda x, w, b: 4 * (x @ w)),
        behaviour(lambda x, w, b: x @ w),
        behaviour(lambda x, w, b: None if x.any() else 0),
    }
    assert len(same) == 1 and len(others) == 3 and not same & others and "" not in others


def test_what_is_right_or_was_not_compared_has_no_behaviour():
    assert behaviour(lambda x, w, b: x @ w + b) == behaviour(lambda: 0) == behaviour(lambda x, w, b: None) == ""


@pytest.mark.parametrize(
    "returned", ["text", "\ud800", [[1], [1, 2]], float("nan"), float("inf"), -0.0, 1e300, 10**400]
)
def test_whatever_is_returned_has_a_behaviour(returned):
    assert len(behaviour(lambda x, w, b: returned)) == 16
