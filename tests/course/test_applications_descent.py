"""Batches, falling rates, momentum and saddles: what the chapter says of them, held against other code."""

import numpy as np
import pytest
from chapter_cells import ran
from gradatim_autograder.exercise.chapters import CHAPTERS


@pytest.fixture(scope="module")
def chapter():
    return ran(CHAPTERS["gradient_descent"])


def ends(runs):
    _rate, _places, losses = runs
    return np.array([above[-1] for above in losses])


def test_the_lowest_loss_is_that_of_the_normal_equations(chapter):
    X, y = np.column_stack([chapter["X_many"], np.ones(20000)]), chapter["y_many"]
    best = np.linalg.solve(X.T @ X, X.T @ y)
    assert np.isclose(chapter["lowest"], np.mean((X @ best - y) ** 2), rtol=1e-9)


def test_two_steps_with_all_samples_are_those_of_the_formula(chapter):
    """On a parabola each distance along an axis of the curvature is multiplied by 1 - lr a."""
    X, y = np.column_stack([chapter["X_many"], np.ones(20000)]), chapter["y_many"]
    curvatures, axes = np.linalg.eigh(2 * X.T @ X / len(X))
    distances = -axes.T @ np.linalg.solve(X.T @ X, X.T @ y)
    rate = chapter["by_size"][20000][0]
    assert rate < 2 / curvatures[-1] < 2 * rate, "the next higher rate would diverge"
    above = 0.5 * np.sum(curvatures * (distances * (1 - rate * curvatures) ** 2) ** 2)
    assert np.allclose(ends(chapter["by_size"][20000]), above, rtol=1e-6)


def test_single_samples_end_where_those_of_scikit_learn_end(chapter):
    linear_model = pytest.importorskip("sklearn.linear_model")
    X, y = chapter["X_many"], chapter["y_many"]
    rate = chapter["by_size"][1][0]
    theirs = []
    for seed in range(5):
        # Its loss is half of the squared error, so its rate is twice ours.
        model = linear_model.SGDRegressor(
            penalty=None, learning_rate="constant", eta0=2 * rate, max_iter=2, tol=None, random_state=seed
        ).fit(X, y)
        theirs.append(np.mean((model.predict(X) - y) ** 2) - chapter["lowest"])
    ours = ends(chapter["by_size"][1])
    assert min(theirs) < max(ours) and min(ours) < max(theirs)
    assert 0.5 < np.mean(ours) / np.mean(theirs) < 2


def test_every_best_rate_is_inside_of_those_tried_or_at_its_limit(chapter):
    for size, highest in ((1, 0.003), (32, 0.1), (256, 0.4)):
        assert highest / 16 < chapter["by_size"][size][0] < highest
    for name, runs in chapter["by_schedule"].items():
        assert 0.1 / 16 < runs[0] < 0.1, name


def test_falling_rates_win_by_more_than_the_spread(chapter):
    constant = ends(chapter["by_schedule"]["constant"])
    for name in ("smoothly", "steps", "cosine", "warm"):
        assert ends(chapter["by_schedule"][name]).max() < constant.min(), name


@pytest.mark.parametrize("beta", [0.5, 0.8, 0.9, 0.99])
@pytest.mark.parametrize("curvature", [1.0, 20.0])
def test_momentum_is_stable_up_to_its_limit(beta, curvature):
    """The largest size of an eigenvalue of the step (w, v) -> (w, v)."""
    limit = 2 * (1 + beta) / ((1 - beta) * curvature)

    def largest(rate):
        gain = (1 - beta) * curvature
        return np.abs(np.linalg.eigvals([[1 - rate * gain, -rate * beta], [gain, beta]])).max()

    assert all(largest(share * limit) < 1 for share in np.linspace(0.01, 0.999, 50))
    assert np.isclose(largest(limit), 1) and largest(1.001 * limit) > 1


def test_a_saddle_holds_by_the_logarithm_of_the_distance(chapter):
    steps = [chapter["steps_to_leave"](10.0**-k) for k in (2, 3, 4, 5, 6)]
    assert np.allclose(np.diff(steps), np.log(10) / np.log(1.1), atol=1)
    assert chapter["steps_to_leave"](0.0) is None
