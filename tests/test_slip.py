"""Known mistakes that are written as a change to the source of a right answer."""

import inspect

import numpy as np
import pytest
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.grading.demo.notebooks import pasted
from gradatim_autograder.slip import changed_source


@pytest.fixture
def neuron():
    exercise = Exercise("neuron", chapter="01-neuron", returns=("z",), points={"z": 1}, section="Sums")

    @exercise.reference
    def neuron(x, w, b):
        total = 0.0
        for each, weight in zip(x, w, strict=True):
            total = total + each * weight
        return total + b

    @exercise.alternative("in one line")
    def _(x, w, b):
        return np.sum(x * w) + b

    return exercise


def made(exercise):
    return exercise.mistakes[-1].function


def test_a_slip_is_the_reference_with_one_change(neuron):
    neuron.slip("bias_forgotten", "Add b.", change=("return total + b", "return total"))
    (mistake,) = neuron.mistakes
    assert (mistake.name, mistake.hint, mistake.reread) == ("bias_forgotten", "Add b.", "Sums")
    assert mistake.function(np.array([1.0, 2.0]), np.array([3.0, 4.0]), 5.0) == 11.0
    assert mistake.function is mistake.function
    assert neuron.solve(np.array([1.0, 2.0]), np.array([3.0, 4.0]), 5.0) == 16.0


def test_several_changes_lines_of_their_own_and_another_right_answer(neuron):
    neuron.slip(
        "returns_early",
        "Too early.",
        change=[("total = total + each * weight", "total += each * weight\nreturn total"), ("+ b", "- b")],
    )
    assert made(neuron)([1, 2], [3, 4], 5) == 3
    neuron.slip("mean_for_sum", "Add up.", of="in one line", change=("np.sum", "np.mean"))
    assert made(neuron)(np.array([1, 2]), np.array([3, 4]), 5) == 10.5


def test_a_text_of_several_lines_is_found_whatever_its_indentation():
    source = "def f(a):\n    for i in a:\n        a = a + 1\n        a = 2 * a\n    return a\n"
    wrong = changed_source(source, [("a = a + 1\na = 2 * a", "a = 3 * a\nbreak")])
    assert wrong == "def f(a):\n    for i in a:\n        a = 3 * a\n        break\n    return a\n"


def test_its_source_can_be_read_and_pasted(neuron):
    neuron.slip("bias_subtracted", "Add b.", change=("total + b", "total - b"))
    assert inspect.getsource(made(neuron)).endswith("    return total - b\n")
    assert pasted(made(neuron), "mine").startswith("def mine(x, w, b):")
    assert "total - b" in pasted(made(neuron), "mine")


def test_a_class_too(neuron):
    @neuron.reference
    class Layer:
        def forward(self, x):
            return 2 * x

        def backward(self, dout):
            return dout

    neuron.slip("thrice", "Twice.", change=("2 * x", "3 * x"))
    neuron.slip("four_times", "Twice.", change=("2 * x", "4 * x"))
    assert [each.function().forward(1) for each in neuron.mistakes] == [3, 4]
    assert [("3 * x" in inspect.getsource(each.function)) for each in neuron.mistakes] == [True, False]
    assert "class Mine" in pasted(made(neuron), "Mine") and "4 * x" in pasted(made(neuron), "Mine")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("total - b", "total"), "'total - b' occurs 0 times"),
        (("total", "sum"), "occurs 4 times"),
        ([("+ b", "- b"), ("+ b", "")], r"'\+ b' occurs 0 times"),
    ],
)
def test_a_text_that_is_not_there_once_is_told_at_the_declaration(neuron, change, words):
    with pytest.raises(ValueError, match=words) as error:
        neuron.slip("bias_forgotten", "Add b.", change=change)
    assert "neuron, bias_forgotten" in str(error.value)


def test_what_is_missing_is_told(neuron):
    with pytest.raises(ValueError, match="needs a hint"):
        neuron.slip("bias_forgotten", change=("+ b", ""))
    with pytest.raises(ValueError, match="'by einsum' above"):
        neuron.slip("bias_forgotten", "Add b.", of="by einsum", change=("+ b", ""))
