"""Batches, falling rates, rules, momentum and saddles: what the chapter says of them, held against other code."""

import numpy as np
import pytest
from chapter_cells import ran
from gradatim_autograder.exercise.chapters import CHAPTERS


@pytest.fixture(scope="module")
def chapter():
    return ran(CHAPTERS["gradient_descent"])


def test_its_text_says_what_its_code_computes(chapter):
    assert chapter["differences"] == [] and chapter["warnings"] == []


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
    rates = np.linspace(0.1, 1.2, 12)
    above = [0.5 * np.sum(curvatures * (distances * (1 - rate * curvatures) ** 2) ** 2) for rate in rates]
    best = int(np.argmin(above))
    assert 0 < best < len(rates) - 1 and rates[-1] > 2 / curvatures[-1], (
        "the best is inside, and beyond it lies the limit"
    )
    assert np.isclose(chapter["by_size"][20000][0], rates[best])
    assert np.allclose(ends(chapter["by_size"][20000]), above[best], rtol=1e-6)


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


def test_runs_of_the_same_seed_differ_in_one_direction(chapter):
    """Steps against the smooth fall, and the cosine without warm-up against the one with it."""
    last = {name: ends(runs) for name, runs in chapter["by_schedule"].items()}
    assert np.all(last["steps"] < last["smoothly"])
    assert np.all(last["cosine"] < last["warm"])


def test_with_further_seeds_the_steps_win_mostly_and_the_warm_up_always_costs_a_little(chapter):
    epoch = chapter["EPOCH"]
    rules = {
        "smoothly": lambda lr0, step: chapter["lr_decay"](lr0, step // epoch, 4),
        "steps": lambda lr0, step: chapter["step_decay"](lr0, step // epoch, 0.5, 1),
        "cosine": lambda lr0, step: chapter["warmup_cosine"](lr0, step, 0, 5 * epoch),
        "warm": lambda lr0, step: chapter["warmup_cosine"](lr0, step, 150, 5 * epoch),
    }
    last = {}
    for name, rule in rules.items():
        lr0 = chapter["by_schedule"][name][0]
        runs = [chapter["train_many"](32, lambda step, f=rule, r=lr0: f(r, step), seed, 5) for seed in range(8, 16)]
        last[name] = np.array([above[-1] for _places, above in runs])
    assert 4 < np.sum(last["steps"] < last["smoothly"]) < 8
    assert np.all(last["cosine"] < last["warm"])


def plain(w, dw, kept, t, lr, beta):
    return w - lr * dw, kept


def adagrad(w, dw, kept, t, lr, beta):
    kept = kept + dw**2
    return w - lr * dw / (np.sqrt(kept) + 1e-8), kept


def rmsprop(w, dw, kept, t, lr, beta):
    kept = beta * kept + (1 - beta) * dw**2
    return w - lr * dw / (np.sqrt(kept) + 1e-8), kept


def adam(w, dw, kept, t, lr, beta):
    m, v = beta * kept[0] + (1 - beta) * dw, 0.999 * kept[1] + 0.001 * dw**2
    return w - lr * m / (1 - beta**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), np.array([m, v])


def classical_momentum(w, dw, kept, t, lr, beta):
    kept = beta * kept + dw
    return w - lr * (1 - beta) * kept, kept


BETAS = (0.3, 0.5, 0.7, 0.9, 0.99)
RULES = {
    "plain": (plain, np.zeros(2), (None,)),
    "momentum": (classical_momentum, np.zeros(2), BETAS),
    "Adagrad": (adagrad, np.zeros(2), (None,)),
    "RMSprop": (rmsprop, np.zeros(2), BETAS),
    "Adam": (adam, np.zeros((2, 2)), BETAS),
}


def end(rule, hessian, w, rate, beta):
    """The loss after 30 steps from w."""
    step, kept, _betas = RULES[rule]
    for t in range(1, 31):
        w, kept = step(w, hessian @ w, kept, t, rate, beta)
    return w @ hessian @ w / 2


def at_its_best(rule, angle, rates, betas=None):
    """Beta, and the losses from 20 starts with what is best for five others, in a ravine turned by so many degrees."""
    cosine, sine = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    axes = np.array([[cosine, -sine], [sine, cosine]])
    hessian = axes @ np.diag([1.0, 20.0]) @ axes.T

    def ends(count, seed, rate, beta):
        around = np.random.default_rng(seed).uniform(0, 2 * np.pi, count)
        starts = [axes @ [6 * np.cos(each), 6 * np.sin(each) / np.sqrt(20)] for each in around]
        return np.array([end(rule, hessian, w, rate, beta) for w in starts])

    tried = [(rate, beta) for rate in rates for beta in betas or RULES[rule][2]]
    rate, beta = tried[int(np.argmin([ends(5, 0, *each).mean() for each in tried]))]
    return beta, ends(20, 1, rate, beta)


@pytest.mark.parametrize("name", RULES)
def test_the_rules_at_their_best_settings_are_those_of_other_code(chapter, name):
    rates = np.logspace(-2, 1, 40)
    for angle, ours in zip((0, 45), chapter["in_both"](name), strict=True):
        beta, losses = at_its_best(name, angle, rates)
        assert ours[0] == beta
        assert np.allclose(ours[1:], [losses.min(), np.median(losses), losses.max()], rtol=1e-4, atol=1e-12)


@pytest.mark.parametrize("count", [50])
def test_the_first_along_the_axes_lose_their_lead_in_a_turned_ravine_with_other_rates_too(count):
    rates = np.logspace(-2, 1, count)
    for angle in (0, 30, 45, 60):
        medians = {name: np.median(at_its_best(name, angle, rates)[1]) for name in RULES}
        if angle == 0:
            first = sorted(medians, key=medians.get)[:2]
            assert set(first) == {"Adagrad", "RMSprop"} and medians[first[1]] < 1e-20
        else:
            far = max(medians["momentum"], medians["Adam"])
            assert min(medians[name] for name in ("plain", "Adagrad", "RMSprop")) > 5 * far, angle
        if angle == 45:
            assert max(medians, key=medians.get) == "Adagrad"


@pytest.mark.parametrize(("name", "angle"), [("momentum", 0), ("momentum", 45), ("Adam", 0), ("Adam", 45)])
def test_with_the_usual_beta_momentum_and_adam_lose_to_plain_steps(name, angle):
    rates = np.logspace(-2, 1, 40)
    usual = np.median(at_its_best(name, angle, rates, (0.9,))[1])
    assert usual > np.median(at_its_best("plain", angle, rates)[1])


def test_the_good_range_of_a_grid_ends_at_other_rates_with_other_orders(chapter):
    found = np.array([chapter["good_rates"](seed) for seed in range(2, 12)])
    assert np.ptp(found[:, 0]) == 0 and np.ptp(found[:, 1]) == 0, "the best rate and the lower end are always the same"
    assert found[:, 2].min() < found[:, 2].max() / 4
    assert np.all(found[:, 2] >= 0.0999), "0.1 is good every time"


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
