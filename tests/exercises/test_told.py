"""What is told of answers that once were told something false, or passed: the right verdict in the right words."""

import re

import numpy as np
import pytest
from answers import answers_below
from gradatim_autograder import check
from places import TOLD

ANSWERS = answers_below(TOLD)


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_verdict_and_words(answer):
    result = check(answer.function, exercise=answer.exercise)
    assert result.passed == (answer.kind == "right"), result.message
    assert len(result.hints) <= 3, "at most three sentences are told"
    for names in answer.texts("names"):
        assert {name.strip() for name in names.split(",")} <= set(result.mistakes), (result.mistakes, result.message)
    for text in answer.texts("says"):
        assert text in result.message
    for text in answer.texts("never"):
        assert text not in result.message


def test_there_are_answers_of_each_kind():
    assert {answer.kind for answer in ANSWERS} == {"wrong", "right"} and len(ANSWERS) > 60


def test_arguments_are_told_once_for_each_example():
    result = check(lambda dout, x, w: (dout + w, dout + x, 2 * dout), exercise="neuron_backward")
    assert result.message.count("The arguments were") == 1


def test_numbers_are_shown_until_they_differ():
    message = check(lambda x, w, b: float(x @ w + b) * (1 + 1e-4), exercise="neuron").message
    got, want = re.search(r"z is (\S+); right is (\S+)\.", message).groups()
    assert got != want


def test_an_error_is_placed_in_the_students_own_line():
    def he_init(n_in, n_out, rng):
        return rng.normal(0, 1, size=(n_in, "m")), np.zeros(n_out)

    message = check(he_init).message
    assert "line 2 of your function" in message and "numpy.random" not in message


def test_an_array_of_texts_is_not_called_no_array():
    message = check(lambda x, w, b: np.array(["a", "b"]), exercise="neuron").message
    assert "is an array, but not of numbers" in message and "a ndarray" not in message


def test_the_form_of_a_prediction_is_told():
    message = check(lambda: [1.0, 2.0], exercise="predict_sum").message
    assert "the answer is a single number" in message
    wrong = check(lambda: 7.0, exercise="predict_sum").message
    assert "is not right" not in wrong and "Not right: " in wrong
