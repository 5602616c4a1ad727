"""Where a part of the points has probes of its own, its mistakes are named beside those of the formula."""

import numpy as np
from gradatim_autograder import check


def test_a_mistake_in_the_formula_and_one_in_a_part_are_both_named():
    def bce(p, y):
        return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    result = check(bce)
    assert set(result.mistakes) == {"minus_missing", "clip_missing"} and result.points == 0


def test_a_mistake_in_a_part_leaves_the_other_points():
    def bce(p, y):
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    result = check(bce)
    assert result.mistakes == ("clip_missing",) and result.points == 1.5


def test_a_change_of_the_formula_is_named_although_a_part_fails_otherwise():
    def softmax_cross_entropy_backward(Z, y):
        P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
        P[np.arange(len(y)), y] -= 2
        return P / len(y)

    result = check(softmax_cross_entropy_backward)
    assert "unstable" in result.mistakes and "wrong_number" in result.mistakes


def test_nothing_is_named_in_a_part_that_no_known_mistake_explains():
    def relative_error(a, n):
        size = np.linalg.norm(a) + np.linalg.norm(n)
        return np.linalg.norm(a - n) / size if size else 0.25

    result = check(relative_error)
    assert not result.mistakes and result.points == 0.75
