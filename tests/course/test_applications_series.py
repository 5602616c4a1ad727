"""Time series reach what the text says: the seasonal series is forecast, the index is not, tastes are a little."""

import numpy as np
import pytest
from chapter_cells import ran
from gradatim_autograder.exercise.chapters import CHAPTERS

SEEDS = range(5)


@pytest.fixture(scope="module")
def chapter():
    return ran(CHAPTERS["time_series"])


def test_the_chapter_says_what_it_prints(chapter):
    """Numbers of the text, as they are printed."""
    for text in ("1.34988", "39.4992", "'growth': 0.927", "= 8.52395", "= 1.58399", "= 0.693701"):
        assert text in chapter["printed"], text


@pytest.mark.parametrize("seed", SEEDS)
def test_the_network_beats_the_naive_forecasts_of_the_seasonal_series(chapter, seed):
    errors = chapter["co2_errors"](seed)
    assert errors["network"] < 0.65 and errors["network"] < 0.4 * errors["seasonal naive"]
    assert errors["network"] < 0.75 * errors["growth"]
    assert abs(errors["network"] - errors["weighted sum"]) < 0.05, "it is no better than the weighted sum, as is said"
    assert chapter["co2_scaled_error"](seed) < 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_the_index_is_not_forecast_and_not_beaten_in_money(chapter, seed):
    errors = chapter["dow_errors"](seed)
    assert abs(errors["network"] / errors["naive"] - 1) < 0.011 and errors["correlation"] > 0.99
    assert errors["direction right"] < errors["days that rose"]
    money = chapter["dow_money"](seed)
    assert money["network with cost"] < money["network"] < money["buy and hold with cost"] - 0.2


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


def test_the_recommender_beats_the_biases(chapter):
    errors = chapter["rating_errors"]()
    assert errors["vectors"] < 0.58 < errors["biases"] < 0.6 < 0.72 < errors["mean"]
    assert "Lion King" in chapter["most_alike"]("Toy Story")[0]
