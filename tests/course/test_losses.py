"""The losses of the chapter on backpropagation, held against those of scikit-learn and SciPy."""

import numpy as np
import pytest
from gradatim_autograder.exercise.registry import all_exercises
from scipy import special
from sklearn.metrics import log_loss


def reference(name):
    return all_exercises()[name].reference


def scores(N, C, size):
    rng = np.random.default_rng(5)
    return size * rng.normal(size=(N, C)), rng.permutation(np.arange(N) % C)


@pytest.mark.parametrize("size", [1, 10, 1000])
def test_logarithms_of_softmax(size):
    Z, _y = scores(40, 5, size)
    assert reference("log_softmax")(Z) == pytest.approx(special.log_softmax(Z, axis=1))


@pytest.mark.parametrize("size", [1, 5])
def test_cross_entropies(size):
    Z, y = scores(40, 5, size)
    P = special.softmax(Z, axis=1)
    loss = log_loss(y, P, labels=range(5))
    assert reference("cross_entropy_from_scores")(Z, y) == pytest.approx(loss)
    assert reference("cross_entropy")(P, y) == pytest.approx(loss)


@pytest.mark.parametrize("size", [1, 5])
def test_binary_cross_entropies(size):
    Z, y = scores(40, 2, size)
    z, p = Z[:, 0], special.expit(Z[:, 0])
    loss = log_loss(y, p)
    assert reference("bce_with_logits")(z, y) == pytest.approx(loss)
    assert reference("bce")(p, y) == pytest.approx(loss)


def test_far_from_0_the_losses_from_scores_go_on_growing():
    z, y = np.array([-1000.0, -800, 800, 1000]), np.array([1, 1, 0, 0])
    assert reference("bce_with_logits")(z, y) == -np.mean(special.log_expit(np.where(y == 1, z, -z))) == 900
    Z = np.column_stack([np.zeros(4), z])
    assert reference("cross_entropy_from_scores")(Z, y) == 900
