"""What becomes of 1 unit of money when a rule says each day whether to hold the index."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare
from gradatim_autograder.exercise.argument_class import equal_numbers, one_entry, where, zero, zeros

exercise = declare(
    "strategy_wealth",
    returns=("wealth",),
    points={"look-ahead": 1, "cost": 1, "wealth": 1},
    section=N_("From a forecast to money"),
)


@exercise.reference
def strategy_wealth(prices, positions, cost):
    wealth = np.zeros(len(prices))
    money, held = 1.0, 0
    for t in range(len(prices)):
        change = prices[t] / prices[t - 1] - 1 if t > 0 else 0
        fee = cost * abs(positions[t] - held)
        money = money * (1 + held * change) * (1 - fee)
        held = positions[t]
        wealth[t] = money
    return wealth


def _prices(rng, N):
    """Prices that move by 5 to 20 per cent."""
    moves = rng.choice([-1.0, 1.0], size=N) * rng.uniform(0.05, 0.2, size=N)
    return float(rng.uniform(50, 150)) * np.cumprod(1 + moves)


def _days(rng, first):
    """Positions that change six times and end as they began."""
    positions = np.array([first, first, 1 - first, 1 - first, first, 1 - first, first, first])
    extra = int(rng.integers(0, 4))
    positions = np.concatenate([positions, np.full(extra, first), [1 - first, first]])
    return _prices(rng, len(positions)), positions


exercise.probes("look-ahead", times=2, without_cost=lambda rng: (*_days(rng, int(rng.integers(2))), 0.0))

exercise.probes(times=2, in_from_the_first_day=lambda rng: (*_days(rng, 1), float(rng.uniform(0.02, 0.05))))

exercise.probes("cost", times=2, out_on_the_first_day=lambda rng: (*_days(rng, 0), float(rng.uniform(0.02, 0.05))))


@exercise.probe(part="cost")
def in_at_the_end(rng):
    return _prices(rng, 7), np.array([0, 0, 1, 1, 0, 1, 1]), float(rng.uniform(0.02, 0.05))


exercise.probes(
    buy_and_hold=counted(lambda rng, N: (_prices(rng, N), np.ones(N, dtype=int), float(rng.uniform(0.02, 0.05))), 5, 9),
    never_in=counted(lambda rng, N: (_prices(rng, N), np.zeros(N, dtype=int), float(rng.uniform(0.02, 0.05))), 5, 9),
    one_day=lambda rng: (_prices(rng, 1), np.array([1]), float(rng.uniform(0.02, 0.05))),
)


@exercise.probe()
def prices_again(rng):
    """Prices that stay as they are from one day to the next, or come back."""
    prices = _prices(rng, 9)
    prices[[3, 4, 6]] = prices[[2, 1, 5]]
    return prices, np.array([0, 1, 1, 1, 0, 0, 1, 1, 0]), float(rng.uniform(0.02, 0.05))


exercise.classes(
    zero("cost"),
    equal_numbers("prices"),
    one_entry("prices"),
    zeros("positions"),
    where("buy_and_hold", N_("where every position is 1"), lambda positions: len(positions) > 1 and positions.all()),
    where("in_on_the_first_day", N_("where the first position is 1"), lambda positions: positions[0] == 1),
    where("in_at_the_end", N_("where the last position is 1"), lambda positions: positions[-1] == 1),
)

exercise.wrong_lines("""
look_ahead: A look into the future: the position of a day earns the return of that same day. It is decided at its
close, so it should earn from the next day on.
    money = money * (1 + positions[t] * change) * (1 - fee)
    change = prices[t + 1] / prices[t] - 1 if t + 1 < len(prices) else 0
        ;; money = money * (1 + positions[t] * change) * (1 - fee)
look_ahead_by_two_days: A look into the future: the position of the next day earns the return of today. That of the
day before should earn it.
    money = money * (1 + (positions[t + 1] if t + 1 < len(prices) else 0) * change) * (1 - fee)
a_day_late: Each position begins to earn a day too late. Decided at the close of day t, it should earn on day t + 1.
    money = money * (1 + (positions[t - 2] if t > 1 else 0) * change) * (1 - fee)
cost_forgotten: Buying and selling cost nothing here. Each change of the position should cost its share.
    fee = 0
cost_every_day: The cost is paid every day on which the index is held. It should be paid when the position changes.
    fee = cost * positions[t]
selling_earns: Selling earns the cost in place of paying it. Take the absolute value of the change.
    fee = cost * (positions[t] - held)
selling_is_free: Only buying costs. Selling should cost the same.
    fee = cost * max(positions[t] - held, 0)
buying_is_free: Only selling costs. Buying should cost the same, on the first day too.
    fee = cost * max(held - positions[t], 0)
first_purchase_is_free: The purchase on the first day costs nothing here. It should cost its share: before the first
day nothing is held.
    money, held = 1.0, positions[0]
returns_added: The returns are added up. Multiply: what is held grows by a factor.
    money = (money + held * change) * (1 - fee)
    money = money + held * change - fee
sold_at_the_end: On the last day all is sold, and that costs. What is held then should stay held: only a change of
position costs.
    return wealth -> wealth[-1] *= 1 - cost * positions[-1]; ...
starts_from_the_first_price: The money starts from the first price. It should start from 1.
    money, held = prices[0], 0
last_day_before_the_first: The last position counts as that of the day before the first. Before the first day nothing
is held. (np.roll and the index -1 go round.)
    money, held = 1.0, positions[-1]
    money, held = 1.0, positions[-1] ;; change = prices[t] / prices[t - 1] - 1
always_in: The index is held all the time, whatever the positions say.
    money = money * (1 + change) * (1 - fee)
sold_short: Where the position is 0, the money falls as the index rises. With the position 0 it should stay as it is.
    money = money * (1 + (2 * held - 1) * change) * (1 - fee)
position_reversed: The index is held where the position is 0. It is the other way round: 1 means in.
    money = money * (1 + (1 - held) * change) * (1 - fee)
only_the_end: This is the money on the last day alone. Return it for each day.
    return money
growth_forgotten: The money never grows: only the cost is subtracted.
    money = money * (1 - fee)
differences_for_returns: The money moves by the change of the price in points. It should move by the return, a share.
    change = prices[t] - prices[t - 1] if t > 0 else 0
cost_added: The cost makes the money grow. Take it off.
    money = money * (1 + held * change) * (1 + fee)
cost_not_a_share: The cost is subtracted as a fixed sum. It should be a share of the money that is moved.
    money = money * (1 + held * change) - fee
cost_added_to_the_return: Return and cost are added up in one factor. First multiply by the factor of the return, then
by that of the cost.
    money = money * (1 + held * change - fee)
cost_a_day_late: The cost of a change shows a day too late. The money at the end of a day should be what is left after
the cost of that day.
    money = money * (1 + held * change) ;; wealth[t] = money -> wealth[t] = money; money = money * (1 - fee)
returns_in_an_exponential: The returns are added up in an exponential. A return of r should multiply the money by 1 +
r.
    money = money * np.exp(held * change) * (1 - fee)
one_day_too_many: There is one number too many: the 1 before the first day. Return the money at the end of each day.
    return np.concatenate([[1.0], wealth])
held_never_changes: The money never grows, and the cost is paid on each day with the position 1, as if nothing had
been held before. At the end of each day what is held should become the position of that day.
    held = positions[t] -> pass
logarithmic_returns: It uses the logarithm of the ratio of prices. Take the ratio minus 1.
    change = np.log(prices[t] / prices[t - 1]) if t > 0 else 0
index_itself: This is how the index itself has grown. The money should move only on the days on which it is held, and
pay the cost.
    return prices / prices[0]
return_divided_by_the_new_price: The change is divided by the new price. Divide by the price of the day before.
    change = 1 - prices[t - 1] / prices[t] if t > 0 else 0
gains_without_what_was_there: The money becomes the return alone. It should be multiplied by 1 plus the return.
    money = money * (held * change if t > 0 else 1) * (1 - fee)
""")

exercise.alternatives("""
arrays:
    returns = prices[1:] / prices[:-1] - 1
    growth = np.concatenate([[1.0], 1 + positions[:-1] * returns])
    changes = np.abs(np.diff(np.concatenate([[0], positions])))
    return np.cumprod(growth * (1 - cost * changes))
cases:
    wealth = []
    money = 1.0
    for t in range(len(prices)):
        before = positions[t - 1] if t > 0 else 0
        if before == 1:
            money = money * prices[t] / prices[t - 1]
        if positions[t] != before:
            money = money - cost * money
        wealth.append(money)
    return wealth
through logarithms:
    before = np.zeros(len(positions))
    before[1:] = positions[:-1]
    steps = np.log(1 - cost) * (positions != before)
    steps[1:] += before[1:] * np.diff(np.log(prices))
    return np.exp(np.cumsum(steps))
float32:
    prices = prices.astype(np.float32)
    wealth = np.ones(len(prices), dtype=np.float32)
    if positions[0]:
        wealth[0] -= cost
    for t in range(1, len(prices)):
        factor = prices[t] / prices[t - 1] if positions[t - 1] else 1.0
        wealth[t] = wealth[t - 1] * factor * (1 - cost * (positions[t] != positions[t - 1]))
    return wealth
""")
