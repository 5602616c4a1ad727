"""Where a part of the points has probes of its own, its mistakes are named beside those of the formula."""

import numpy as np
from gradatim_autograder import check


def test_a_mistake_in_the_formula_and_one_in_a_part_are_both_named():
    def bce(p, y):
        return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    result = check(bce)
    assert set(result.mistakes) == {"sign_flipped", "clip_missing"} and result.points == 0


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


def test_no_mistake_is_named_in_a_part_that_no_known_one_explains():
    def bce(p, y):
        q = np.clip(p, 1e-12, 1 - 1e-12)
        surplus = 0.25 if (p != q).any() else 0
        return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q)) + surplus

    result = check(bce)
    assert not {"mistake", "change"} & {finding.kind for finding in result.findings} and result.points == 1.5
