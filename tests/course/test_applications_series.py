"""Time series reach what the text says: the seasonal series is forecast, the index is not, tastes are a little.

scikit-learn is a second judge: least squares with a penalty, a network, the split by time, and the biases of movies.
"""

import numpy as np
import pytest
from chapter_cells import ran
from gradatim_autograder.exercise.chapters import CHAPTERS
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import TimeSeriesSplit
from sklearn.neural_network import MLPRegressor

SEEDS = range(5)


@pytest.fixture(scope="module")
def chapter():
    return ran(CHAPTERS["time_series"])


@pytest.fixture(scope="module")
def windows(chapter):
    """For each origin: the changes and rises to learn from, those to forecast, and the levels known."""
    ppm, found = chapter["ppm"], []
    levels = np.lib.stride_tricks.sliding_window_view(ppm[:-12], 25)
    X, rise = np.diff(levels, axis=1), ppm[36:] - levels[:, -1]
    for first in chapter["FIRST_MONTHS"]:
        cut = np.searchsorted(chapter["months"], np.datetime64(first)) - 36
        test = slice(cut, cut + 24)
        found.append((X[: cut - 11], rise[: cut - 11], X[test], rise[test], levels[test, -1]))
    return found


def test_the_network_beats_the_seasonal_naive_forecast_and_no_other(chapter):
    naive, rise, weighted = (chapter["walk_forward"](name) for name in ("seasonal naive", "mean rise", "weighted sum"))
    network = np.array([chapter["walk_forward"]("network", seed) for seed in SEEDS])
    assert (network < naive).all() and ((network < 0.5 * naive).sum(axis=1) == 4).all()
    spread = np.ptp(weighted)
    assert spread > 0.7
    for rival in (rise, weighted):
        assert np.abs(network.mean(axis=1) - rival.mean()).max() < 0.05 < 0.1 * spread, "no difference is claimed"
    assert ((network < rise).any(axis=1) & (network > rise).any(axis=1)).all()
    assert 0.4 < chapter["co2_scaled_error"]("network") < 0.5


def test_settings_are_chosen_before_the_test_years_are_seen(chapter, monkeypatch):
    """Levels from 1992 on change nothing that validation says, and unknown ones no forecast."""
    settings = {"mean rise": [1, 120], "weighted sum": [0, 100], "network": [(4, 30)]}
    before = {name: chapter["validation_errors"](name, each) for name, each in settings.items()}
    start = np.searchsorted(chapter["months"], np.datetime64("1992-01"))
    measured = chapter["ppm"]
    changed = measured.copy()
    changed[start:] += np.linspace(10, 50, len(changed) - start)
    monkeypatch.setitem(chapter["co2_forecast"].__globals__, "ppm", changed)
    assert before == {name: chapter["validation_errors"](name, each) for name, each in settings.items()}

    known = np.searchsorted(chapter["months"], np.datetime64("1993-01"))  # twelve months before the first forecast
    changed = measured.copy()
    changed[known + 1 :] += 30
    for name, setting in chapter["CHOSEN"].items():
        monkeypatch.setitem(chapter["co2_forecast"].__globals__, "ppm", measured)
        before = chapter["co2_forecast"](name, setting, "1994-01", 24)[0]
        monkeypatch.setitem(chapter["co2_forecast"].__globals__, "ppm", changed)
        after = chapter["co2_forecast"](name, setting, "1994-01", 24)[0]
        assert before[0] == after[0] and after[1] > before[1] + 15, name


@pytest.mark.parametrize("lam", [0, 1, 100])
def test_the_weighted_sum_is_that_of_scikit_learn(chapter, windows, lam):
    for first, (X, rise, X_test, _rise, known) in zip(chapter["FIRST_MONTHS"], windows, strict=True):
        forecast, actual = chapter["co2_forecast"]("weighted sum", lam, first, 24)
        model = Ridge(alpha=lam) if lam else LinearRegression()
        model.fit((X - X.mean()) / X.std(), rise)
        theirs = known + model.predict((X_test - X.mean()) / X.std())
        assert np.allclose(forecast, theirs, rtol=0, atol=1e-6)
        assert np.isclose(chapter["mean_absolute_error"](forecast, actual), mean_absolute_error(actual, theirs))


@pytest.mark.filterwarnings("ignore:Stochastic Optimizer")
def test_a_network_of_scikit_learn_is_no_better(chapter, windows):
    ours = np.mean([chapter["walk_forward"]("network", seed) for seed in SEEDS], axis=0)
    theirs = []
    for X, rise, X_test, rise_test, _known in windows:
        mean, spread = rise.mean(), rise.std()
        errors = []
        for seed in SEEDS:
            options = {"activation": "tanh", "alpha": 0, "batch_size": 32, "learning_rate_init": 0.003, "tol": 0}
            options |= {"hidden_layer_sizes": (4,), "max_iter": 30, "n_iter_no_change": 30, "random_state": seed}
            network = MLPRegressor(**options)
            network.fit((X - X.mean()) / X.std(), (rise - mean) / spread)
            forecast = network.predict((X_test - X.mean()) / X.std()) * spread + mean
            errors.append(mean_absolute_error(rise_test, forecast))
        theirs.append(np.mean(errors))
    assert abs(np.mean(ours) - np.mean(theirs)) < 0.03 and np.abs(ours - theirs).max() < 0.1


def test_the_split_by_time_is_that_of_scikit_learn(chapter):
    X, y = np.arange(40.0).reshape(20, 2), np.arange(20.0)
    *_, (train, test) = TimeSeriesSplit(n_splits=2, test_size=4, gap=3).split(X)
    parts = chapter["split_by_time"](X, y, 0.2, 3)
    assert all(np.array_equal(a, b) for a, b in zip(parts, (X[train], y[train], X[test], y[test]), strict=True))


def test_the_interval_keeps_its_promise_on_average_and_not_everywhere(chapter):
    shares = chapter["counted_coverage"](0.9)
    assert 0.9 < shares.mean() < 0.95 and shares[3] < 0.65 and (np.delete(shares, 3) == 1).all()


def test_an_interval_covers_what_it_promises_where_errors_are_alike(chapter):
    """What the text says of ten equally likely pieces, and why the rank is that of n + 1: 20,000 draws of 9 errors."""
    rng = np.random.default_rng(0)
    errors = rng.standard_t(3, size=(20_000, 10))
    half = np.array([chapter["interval_from_residuals"](row[:9], 0.8) for row in errors])
    inside = np.mean(np.abs(errors[:, 9]) <= half)
    assert abs(inside - 0.8) < 4 * np.sqrt(0.8 * 0.2 / 20_000)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_index_is_not_forecast_and_not_beaten_in_money(chapter, seed):
    errors = chapter["dow_errors"](seed)
    assert abs(errors["network"] / errors["naive"] - 1) < 0.011 and errors["correlation"] > 0.99
    assert errors["direction right"] < errors["days that rose"]
    money = chapter["dow_money"](seed)
    assert money["network with cost"] < money["network"] < money["buy and hold with cost"] - 0.2
    assert 0.58 < money["share of days in"] < 0.7


def test_wealth_is_what_an_account_would_hold(chapter):
    """The rule of the network once more, with pieces of the index and cash, bought and sold one at a time."""
    for seed in SEEDS:
        prices, tests = chapter["test_days"]()
        positions = (chapter["forecast_dow"](seed, prices) > 0).astype(int)
        prices = prices[-tests - 1 :]
        positions[-1] = positions[-2]
        cash, pieces = 1.0, 0.0
        for price, position in zip(prices, positions, strict=True):
            if position and not pieces:
                cash, pieces = 0.0, cash * 0.999 / price
            elif pieces and not position:
                cash, pieces = pieces * price * 0.999, 0.0
        assert abs(cash + pieces * prices[-1] - chapter["dow_money"](seed)["network with cost"]) <= 0.005 + 1e-9


def test_the_years_after_differ_by_the_seed_alone(chapter):
    ends = [chapter["dow_money"](seed, "1929-01-01", "1930-12-31")["network"] for seed in SEEDS]
    assert min(ends) < 0.75 and max(ends) > 1.2


def test_no_test_day_is_known_when_the_network_learns(chapter, monkeypatch):
    """Prices that change from the first test day on change neither what is learnt nor a forecast made before them."""
    days, prices, tests = chapter["days"], *chapter["test_days"]()
    first = np.flatnonzero(days < np.datetime64("1929-01-01"))[-tests]
    assert str(days[first]) == "1927-01-05"
    before = chapter["forecast_dow"](0, prices)
    changed, late = chapter["index"].copy(), prices.copy()
    changed[first:] *= np.linspace(1.5, 3, len(changed) - first)
    late[-tests + 50 :] *= 1.5
    monkeypatch.setitem(chapter["forecast_dow"].__globals__, "index", changed)
    after = chapter["forecast_dow"](0, late)
    assert (after[:51] == before[:51]).all() and (after[51:60] != before[51:60]).any()


def test_the_vectors_gain_a_little_in_stars_in_every_split(chapter):
    for split in range(5):
        errors = chapter["rating_errors"](split)
        assert errors["vectors"] < errors["movie and person"] - 0.01 < 0.62
        assert 0.66 < errors["movie"] < errors["mean"] - 0.05
    assert "Lion King" in chapter["most_alike"]("Toy Story")[0]


def test_the_vectors_gain_nothing_that_is_seen_in_lists(chapter):
    lists = [chapter["list_quality"](split) for split in range(5)]
    gains = np.array([each["vectors"] - each["movie"] for each in lists])
    assert abs(gains.mean()) < np.std(gains, ddof=1) and (gains > 0).any() and (gains < 0).any()
    assert all(each["movie"] > each["by chance"] + 0.07 for each in lists)


def test_every_rating_is_tested_once_and_chosen_by_others(chapter):
    splits = [chapter["parts_of_ratings"](split) for split in range(5)]
    assert sorted(np.concatenate([test for _train, _validation, test in splits])) == list(range(7400))
    for split in splits:
        assert sorted(np.concatenate(split)) == list(range(7400))


@pytest.mark.parametrize("s", [1, 4, 16])
def test_shrunk_biases_are_those_of_scikit_learn(chapter, s):
    """Ridge on a column for each person and movie, with the penalty s, has the same biases."""
    u, i, r = chapter["u_all"], chapter["i_all"], chapter["r_all"]
    part = np.concatenate(chapter["parts_of_ratings"](0)[:2])
    columns = np.column_stack([np.eye(150)[u], np.eye(80)[i]])
    mean = r[part].mean()
    both = Ridge(alpha=s, fit_intercept=False).fit(columns[part], r[part] - mean)
    assert np.allclose(chapter["popularity"](part, s, True), mean + both.predict(columns), rtol=0, atol=1e-4)
    movies = Ridge(alpha=s, fit_intercept=False).fit(columns[part][:, 150:], r[part] - mean)
    assert np.allclose(
        chapter["popularity"](part, s, False), mean + movies.predict(columns[:, 150:]), rtol=0, atol=1e-9
    )


def test_biases_learnt_step_by_step_come_near_to_those_of_scikit_learn(chapter):
    """K = 0: the steps pull with lam at each rating, so each column counts as often as it has ratings."""
    u, i, r = chapter["u_all"], chapter["i_all"], chapter["r_all"]
    part, test = np.concatenate(chapter["parts_of_ratings"](0)[:2]), chapter["parts_of_ratings"](0)[2]
    ours = chapter["train_recommender"](part, 0, 10)[1][-1]
    columns = np.column_stack([np.eye(150)[u], np.eye(80)[i]])
    columns = columns / np.sqrt(columns[part].sum(axis=0))
    mean = r[part].mean()
    theirs = mean + Ridge(alpha=0.1, fit_intercept=False).fit(columns[part], r[part] - mean).predict(columns)
    assert abs(mean_absolute_error(r[test], ours[test]) - mean_absolute_error(r[test], theirs[test])) < 0.01
