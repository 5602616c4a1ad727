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


def test_its_text_says_what_its_code_computes(chapter):
    assert chapter["differences"] == [] and chapter["warnings"] == []


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


def clears(differences):
    """The rule of the chapter: the mean of the paired differences is larger than their spread."""
    differences = np.asarray(differences)
    return abs(differences.mean()) > differences.std()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_shuffled_split_tells_the_answer_and_a_split_by_time_does_not(chapter, seed):
    """Coins cannot be forecast: an error below that of "as now" is one that has been told."""
    memory, naive, memory_by_time, naive_by_time = chapter["memory_errors"](seed)
    assert memory < 0.5 * naive and memory_by_time > 1.2 * naive_by_time
    assert 2.5 < naive_by_time < 4.5, "the mean distance of 20 coins is 3.52"


def test_the_network_beats_the_seasonal_naive_forecast_and_no_other(chapter):
    naive, rise, constant = (chapter["walk_forward"](name) for name in ("seasonal naive", "mean rise", "constant"))
    network = np.mean([chapter["walk_forward"]("network", seed) for seed in SEEDS], axis=0)
    assert clears(network - naive) and (network < naive).all()
    assert not clears(network - rise) and not clears(network - constant)
    assert np.abs(network - constant).max() < 0.02
    assert 0.4 < chapter["co2_scaled_error"]("network") < 0.5


def test_what_is_chosen_is_the_best_on_the_validation_part(chapter):
    rises = chapter["co2_validation"]("mean rise", [1, 12, 60, 120, 180])
    weighted = chapter["co2_validation"]("weighted sum", [0, 1, 10, 100, 1000])
    constant = chapter["co2_validation"]("constant", [None])[None]
    assert min(rises, key=rises.get) == chapter["CHOSEN"]["mean rise"]
    assert min(weighted, key=weighted.get) == 1000 and abs(weighted[1000] - constant) < 0.001
    networks = chapter["co2_networks"]()
    assert next(iter(networks)) == chapter["CHOSEN"]["network"] and networks[chapter["CHOSEN"]["network"]][0] > constant
    networks = chapter["dow_networks"]()
    assert next(iter(networks)) == chapter["DOW_NETWORK"]
    assert networks[chapter["DOW_NETWORK"]][0] > chapter["dow_validation"]("naive", [None])[None]


def test_settings_are_chosen_before_the_test_months_are_forecast(chapter, monkeypatch):
    """Levels after January 1991 change nothing that validation says, and unknown ones no forecast."""
    settings = {"mean rise": [1, 180], "weighted sum": [0, 100], "constant": [None], "network": [(2, 20, 0.03)]}
    before = {name: chapter["co2_validation"](name, each) for name, each in settings.items()}
    start = np.searchsorted(chapter["months"], np.datetime64("1991-02"))
    measured = chapter["ppm"]
    changed = measured.copy()
    changed[start:] += np.linspace(10, 50, len(changed) - start)
    monkeypatch.setitem(chapter["co2_forecast"].__globals__, "ppm", changed)
    assert before == {name: chapter["co2_validation"](name, each) for name, each in settings.items()}

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
            options = {"activation": "tanh", "alpha": 0, "batch_size": 32, "learning_rate_init": 0.03, "tol": 0}
            options |= {"hidden_layer_sizes": (2,), "max_iter": 20, "n_iter_no_change": 20, "random_state": seed}
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


def test_the_index_is_not_forecast(chapter):
    naive, constant = chapter["dow_errors"]("naive"), chapter["dow_errors"]("constant")
    network = np.mean([chapter["dow_errors"]("network", seed) for seed in SEEDS], axis=0)
    assert not clears(network - naive) and not clears(network - constant)
    assert clears(constant - naive) and np.mean(naive - constant) < 0.01 * naive.mean()
    assert (chapter["right_direction"]("network") < chapter["right_direction"]("constant")).all()
    for seed in SEEDS:
        assert chapter["advertised"](seed)["correlation"] > 0.99, "and yet it looks well"


def test_the_weighted_sum_of_returns_is_that_of_scikit_learn(chapter):
    """The windows are cut once more, by the dates of their targets."""
    index, days = chapter["index"], chapter["days"]
    returns = index[1:] / index[:-1] - 1
    X, y = np.lib.stride_tricks.sliding_window_view(returns, 11)[:, :10], returns[10:]
    dates = days[11:]
    learnt, tested = dates < np.datetime64("1927-01-01"), (dates >= np.datetime64("1927-01-01"))
    tested &= dates < np.datetime64("1928-01-01")
    for lam in (0, 1000):
        forecast, actual = chapter["dow_forecast"]("weighted sum", lam, 1927, 1927)
        mean, spread = X[learnt].mean(), X[learnt].std()
        model = (Ridge(alpha=lam) if lam else LinearRegression()).fit((X[learnt] - mean) / spread, y[learnt])
        assert np.allclose(forecast, model.predict((X[tested] - mean) / spread), rtol=0, atol=1e-9)
        assert np.allclose(actual, y[tested])


def test_the_networks_are_not_told_from_their_own_positions_on_wrong_days(chapter):
    money = [chapter["dow_money"](first) for first in (1925, 1927, 1929)]
    for each in money[:2]:
        assert max(each["networks"]) < each["buy and hold"] - 0.2
    for each in money:
        low, high = each["moved, 5 to 95 per cent"]
        assert low < each["mean of the networks"] < high + 0.005
        assert all(paid < free for paid, free in zip(each["networks"], each["networks without cost"], strict=True))


@pytest.mark.parametrize("first", [1925, 1927, 1929])
def test_wealth_is_what_an_account_would_hold(chapter, first):
    """The rule of the network once more, with pieces of the index and cash, bought and sold one at a time."""
    days, index = chapter["days"], chapter["index"]
    inside = (days >= np.datetime64(f"{first}-01-01")) & (days < np.datetime64(f"{first + 2}-01-01"))
    prices = index[np.flatnonzero(inside)[0] - 1 : np.flatnonzero(inside)[-1] + 1]
    for seed, said in zip(SEEDS, chapter["dow_money"](first)["networks"], strict=True):
        forecast = np.concatenate([chapter["network_returns"](year, seed)[0] for year in (first, first + 1)])
        assert len(forecast) == len(prices) - 1
        cash, pieces = 1.0, 0.0
        for price, forecast_return in zip(prices[:-1], forecast, strict=True):
            if forecast_return > 0 and not pieces:
                cash, pieces = 0.0, cash * 0.999 / price
            elif pieces and forecast_return <= 0:
                cash, pieces = pieces * price * 0.999, 0.0
        assert abs(cash + pieces * prices[-1] - said) <= 0.005 + 1e-9


def test_no_test_day_is_known_when_the_network_learns(chapter, monkeypatch):
    """Prices that change from the first day of 1927 on change no forecast that was made before them."""
    first = np.searchsorted(chapter["years"], 1927)
    setting = chapter["DOW_NETWORK"]
    before = chapter["dow_forecast"]("network", setting, 1927, 1927)[0]
    changed = chapter["index"].copy()
    changed[first + 50 :] *= np.linspace(1.5, 3, len(changed) - first - 50)
    monkeypatch.setitem(chapter["dow_forecast"].__globals__, "index", changed)
    after = chapter["dow_forecast"]("network", setting, 1927, 1927)[0]
    assert (after[:51] == before[:51]).all() and (after[51:60] != before[51:60]).any()


def test_the_vectors_gain_a_little_in_stars_in_every_split(chapter):
    splits = [chapter["rating_errors"](split) for split in range(5)]
    gains = np.array([errors["movie and person"] - errors["vectors"] for errors in splits])
    assert clears(gains) and (gains > 0.005).all() and gains.mean() < 0.04
    for errors in splits:
        assert 0.66 < errors["movie"] < errors["mean"] - 0.05


def test_the_settings_of_the_vectors_are_not_at_an_edge_that_matters(chapter):
    for split in range(5):
        lams, lengths = chapter["lam_errors"](split), chapter["length_errors"](split)
        assert min(lams, key=lams.get) == 0.1 and max(lengths, key=lengths.get) == 0
        assert abs(lengths[32] - lengths[128]) < 0.01


def test_the_vectors_gain_nothing_that_may_be_claimed_in_lists(chapter):
    lists = [chapter["list_quality"](split) for split in range(5)]
    gains = np.array([each["vectors"] - each["movie"] for each in lists])
    assert not clears(gains) and (gains > 0).any() and (gains < 0).any()
    assert all(each["movie"] > each["by chance"] + 0.07 for each in lists)


def test_movies_of_one_kind_stand_together_on_the_map(chapter):
    points, names = chapter["movie_map"]()
    places = dict(zip(names, points, strict=True))
    for name in ("Lord of the Rings: The Two Towers, The", "Matrix, The", "Star Wars: Episode VI - Return of the Jedi"):
        assert places[name][1] > 0.7
    for name in ("Godfather, The", "Seven", "Fargo"):
        assert places[name][0] < -0.5


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
    mean, rng = r[part].mean(), np.random.default_rng(0)
    learnt = (np.zeros(150), np.zeros(80), np.zeros((150, 0)), np.zeros((80, 0)))
    for lr in np.geomspace(0.05, 0.002, 15):
        n = rng.permutation(part)
        learnt = chapter["sgd_epoch"](u[n], i[n], r[n], mean, *learnt, lr, 0.1)
    ours = chapter["rate"](u, i, mean, *learnt)
    columns = np.column_stack([np.eye(150)[u], np.eye(80)[i]])
    columns = columns / np.sqrt(columns[part].sum(axis=0))
    theirs = mean + Ridge(alpha=0.1, fit_intercept=False).fit(columns[part], r[part] - mean).predict(columns)
    assert abs(mean_absolute_error(r[test], ours[test]) - mean_absolute_error(r[test], theirs[test])) < 0.002
