"""The share by which a price changes from one day to the next."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare

exercise = declare(
    "simple_returns",
    returns=("returns",),
    points={"returns": 1},
    section=N_("Returns"),
)


@exercise.reference
def simple_returns(prices):
    return prices[1:] / prices[:-1] - 1


def _prices(rng, moves):
    return (float(rng.uniform(20, 90)) * np.cumprod(1 + moves),)


def _moves(rng):
    """Up and down by a tenth to a half."""
    N = int(rng.integers(5, 10))
    moves = rng.choice([-1.0, 1.0], size=N) * rng.uniform(0.1, 0.5, size=N)
    moves[:2] = [0.25, -0.2]
    return moves


@exercise.probe(times=3)
def ordinary(rng):
    return _prices(rng, _moves(rng))


@exercise.probe()
def a_day_without_a_move(rng):
    moves = _moves(rng)
    moves[3] = 0.0
    return _prices(rng, moves)


exercise.probes(two_days=lambda rng: _prices(rng, np.array([0.1, -rng.uniform(0.2, 0.5)])))


@exercise.probe()
def a_price_again(rng):
    """A price comes back, and goes on another way."""
    (prices,) = ordinary(rng)
    prices[3] = prices[1]
    return (prices,)


exercise.classes("""
price_again: where a price comes back on a later day
    len(set(prices.tolist())) < len(prices) and bool(np.diff(prices).all())
two_prices: where there are two prices  if len(prices) == 2
no_move: where a price stays as it is  if (np.diff(prices) == 0).any()
""")

exercise.wrong_lines("""
differences: These are the changes in points. A return should be the change as a share of the price before.
    return prices[1:] - prices[:-1]
divided_by_the_new_price: The change is divided by the new price. Divide by the price before: that is what was paid.
    return (prices[1:] - prices[:-1]) / prices[1:]
one_not_taken_off: These are the factors. A price that does not move has the return 0, so subtract 1.
    return prices[1:] / prices[:-1]
upside_down: The old price is divided by the new one. It should be the other way round.
    return prices[:-1] / prices[1:] - 1
logarithm: These are differences of logarithms, which are close to the returns for small moves. Return the shares
themselves.
    return np.log(prices[1:] / prices[:-1])
per_cent: These are per cent. A return should be a share: 0.02 for 2 per cent.
    return 100 * (prices[1:] / prices[:-1] - 1)
first_day_filled: There is one return too many. Leave the first day out, which has no day before it: N prices have N -
1 returns.
    return np.concatenate([[0.0], prices[1:] / prices[:-1] - 1])
    return np.concatenate([[np.nan], prices[1:] / prices[:-1] - 1])
against_the_first_day: Each price is compared with the first one. Compare it with the price of the day before.
    return prices[1:] / prices[0] - 1
two_days: Each price is compared with that of two days before. Compare it with the day before.
    return prices[2:] / prices[:-2] - 1
against_the_mean: The change is divided by the mean price. Divide by the price of the day before.
    return (prices[1:] - prices[:-1]) / np.mean(prices)
divided_by_the_first_price: The change is divided by the first price. Divide by the price of the day before.
    return (prices[1:] - prices[:-1]) / prices[0]
sign_lost: The returns have lost their signs. A price that falls should have a negative return.
    return np.abs(prices[1:] / prices[:-1] - 1)
cumulated: The returns are added up along the days. Return each day's own.
    return np.cumsum(prices[1:] / prices[:-1] - 1)
sign_turned: The signs are turned. A price that rises should have a positive return.
    return 1 - prices[1:] / prices[:-1]
rounded: The returns are rounded. Return them with all their digits.
    return np.round(prices[1:] / prices[:-1] - 1, 2)
first_day_against_the_last: The first day is compared with the last. It should have no return. (np.roll goes round.)
    return prices / np.roll(prices, 1) - 1
""")

exercise.alternatives("""
difference over price: return np.diff(prices) / prices[:-1]
loop:
    returns = []
    for t in range(1, len(prices)):
        returns.append((prices[t] - prices[t - 1]) / prices[t - 1])
    return np.array(returns)
through logarithms: return np.exp(np.diff(np.log(prices))) - 1
list, float32: return [np.float32(prices[t + 1] / prices[t] - 1) for t in range(len(prices) - 1)]
""")
