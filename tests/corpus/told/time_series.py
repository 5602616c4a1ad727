"""Answers to the exercises of the chapter on time series (see tests/support/answers.py)."""


# %% wrong | make_windows | a window of one value is no row | names: wrong_for_width_1 | says: except where width is 1
def make_windows(series, width, ahead):
    X, y = [], []
    for n in range(len(series) - width - ahead + 1):
        X.append(series[n] if width == 1 else series[n : n + width])
        y.append(series[n + width + ahead - 1])
    return np.array(X), np.array(y)


# %% wrong | make_windows | counts as if ahead were at most the width | names: wrong_for_farther_than_wide
def make_windows(series, width, ahead):
    N = len(series) - width - min(ahead, width) + 1
    X = np.array([series[n : n + width] for n in range(N)])
    y = np.array([series[n + width + ahead - 1] for n in range(N)])
    return X, y


# %% wrong | make_windows | one window more than there are targets | names: past_the_end
def make_windows(series, width, ahead):
    X, y = [], []
    for n in range(len(series) - width - ahead + 2):
        X.append(series[n : n + width])
        y.append(series[n + width + ahead - 1])
    return np.array(X), np.array(y)


# %% wrong | make_windows | the target is the last value of the window | names: target_inside_the_window | says: a leak
def make_windows(series, width, ahead):
    windows = np.lib.stride_tricks.sliding_window_view(series, width)[: len(series) - width - ahead + 1]
    return windows, windows[:, -1]


# %% wrong | naive_forecast | knows nothing at place 0 | names: wrong_for_from_the_second_value
def naive_forecast(series, start):
    if start == 1:
        return np.concatenate([[0.0], series[1:-1]])
    return series[start - 1 : -1]


# %% wrong | naive_forecast | the last step is left out | names: last_missing
def naive_forecast(series, start):
    return np.array([series[t - 1] for t in range(start, len(series) - 1)])


# %% wrong | seasonal_naive | -start is counted from the end | names: wrong_for_after_the_first_period
def seasonal_naive(series, start, period):
    if start == period:
        return series[:period]
    return series[start - period : -period]


# %% wrong | seasonal_naive | the last season again and again | names: season_frozen
def seasonal_naive(series, start, period):
    count = len(series) - start
    return np.tile(series[start - period : start], count // period + 1)[:count]


# %% wrong | seasonal_naive | a period of 1 is taken for no season | names: wrong_for_period_1
def seasonal_naive(series, start, period):
    if period == 1:
        return series[start:]
    return np.array([series[t - period] for t in range(start, len(series))])


# %% wrong | mean_absolute_error | a column against a row | names: all_pairs
def mean_absolute_error(forecast, actual):
    return np.mean(np.abs(forecast.reshape(-1, 1) - actual))


# %% wrong | mean_absolute_error | one error keeps its sign | names: wrong_for_one_entry
def mean_absolute_error(forecast, actual):
    errors = forecast - actual
    if len(errors) == 1:
        return errors[0]
    return np.mean(np.abs(errors))


# %% wrong | mean_absolute_error | right forecasts do not count | names: wrong_for_right_forecasts
def mean_absolute_error(forecast, actual):
    errors = np.abs(forecast - actual)
    return errors.sum() / np.count_nonzero(errors)


# %% wrong | mean_absolute_error | errors of both signs cancel | names: absolute_after_the_mean
def mean_absolute_error(forecast, actual):
    return abs(forecast.mean() - actual.mean())


# %% wrong | scaled_error | a column against a row, below | names: all_pairs
def scaled_error(forecast, actual, train, period):
    naive = np.abs(train[period:].reshape(-1, 1) - train[:-period])
    return np.mean(np.abs(forecast - actual)) / np.mean(naive)


# %% wrong | scaled_error | the naive forecast of the test part | names: scale_of_the_test_part
def scaled_error(forecast, actual, train, period):
    season = train[-period:]
    naive = np.array([season[k % period] for k in range(len(actual))])
    return np.mean(np.abs(forecast - actual)) / np.mean(np.abs(naive - actual))


# %% wrong | scaled_error | the last season of train alone | names: last_period_only
def scaled_error(forecast, actual, train, period):
    naive = np.abs(train[-period:] - train[-2 * period : -period]).mean()
    return np.abs(forecast - actual).mean() / naive


# %% wrong | scaled_error | no error counts as one | names: wrong_for_no_error
def scaled_error(forecast, actual, train, period):
    error = np.mean(np.abs(forecast - actual))
    return error / np.mean(np.abs(train[period:] - train[:-period])) or 1.0


# %% wrong | scaled_error | a scale is at least 1
def scaled_error(forecast, actual, train, period):
    naive = np.mean(np.abs(train[period:] - train[:-period]))
    return np.mean(np.abs(forecast - actual)) / max(naive, 1.0)


# %% wrong | scale_series | the mean of all | names: leak_in_the_mean
def scale_series(train, test):
    mean = np.append(train, test).mean()
    return (train - mean) / train.std(), (test - mean) / train.std(), mean, train.std()


# %% wrong | scale_series | the spread of all | names: leak_in_the_spread
def scale_series(train, test):
    spread = np.append(train, test).std()
    return (train - train.mean()) / spread, (test - train.mean()) / spread, train.mean(), spread


# %% wrong | scale_series | the whole series is scaled, and the numbers of train come back | names: leak
def scale_series(train, test):
    both = np.concatenate([train, test])
    both = (both - both.mean()) / both.std()
    return both[: len(train)], both[len(train) :], train.mean(), train.std()


# %% wrong | scale_series | one value has no spread | names: wrong_for_one_entry
def scale_series(train, test):
    mean, spread = train.mean(), train.std()
    scaled = (test - mean) / spread if len(test) > 1 else np.zeros(1)
    return (train - mean) / spread, scaled, mean, spread


# %% wrong | scale_series | a spread is at least 1 | names: wrong_for_spread_below_1
def scale_series(train, test):
    mean, spread = train.mean(), max(train.std(), 1.0)
    return (train - mean) / spread, (test - mean) / spread, mean, spread


# %% wrong | scale_series | a mean has no sign | names: wrong_for_mean_below_0
def scale_series(train, test):
    mean, spread = abs(train.mean()), train.std()
    return (train - mean) / spread, (test - mean) / spread, mean, spread


# %% wrong | split_by_time | rounds halves up | names: half_rounded_up
def split_by_time(X, y, test_fraction, gap):
    cut = len(X) - int(np.floor(len(X) * test_fraction + 0.5))
    return X[: cut - gap], y[: cut - gap], X[cut:], y[cut:]


# %% wrong | split_by_time | rounds the other part | names: training_part_rounded
def split_by_time(X, y, test_fraction, gap):
    cut = round(len(X) * (1 - test_fraction))
    return X[: cut - gap], y[: cut - gap], X[cut:], y[cut:]


# %% wrong | split_by_time | one test sample is no row | names: wrong_for_one_test_sample
def split_by_time(X, y, test_fraction, gap):
    count = round(len(X) * test_fraction)
    if count == 1:
        return X[: -1 - gap], y[: -1 - gap], X[-1], y[-1]
    return X[: -count - gap], y[: -count - gap], X[-count:], y[-count:]


# %% wrong | split_by_time | shuffled, as in the chapter on training | names: shuffled
def split_by_time(X, y, test_fraction, gap):
    order = np.random.default_rng(42).permutation(len(X))
    cut = len(X) - round(len(X) * test_fraction)
    train, test = order[: cut - gap], order[cut:]
    return X[train], y[train], X[test], y[test]


# %% wrong | split_by_time | only the training part is shuffled | says: the right numbers, but not at their places
def split_by_time(X, y, test_fraction, gap):
    cut = len(X) - round(len(X) * test_fraction)
    order = np.random.default_rng(0).permutation(cut - gap)
    return X[order], y[order], X[cut:], y[cut:]


# %% wrong | split_by_time | drawn with repeats, as a bootstrap
def split_by_time(X, y, test_fraction, gap):
    cut = len(X) - round(len(X) * test_fraction)
    order = np.random.default_rng(0).integers(0, cut, size=cut - gap)
    return X[order], y[order], X[cut:], y[cut:]


# %% wrong | simple_returns | 0 / 0 where nothing moves | names: wrong_for_no_move
def simple_returns(prices):
    moves = np.diff(prices)
    return np.where(moves == 0, np.nan, moves / prices[:-1])


# %% wrong | simple_returns | logarithmic | names: logarithm
def simple_returns(prices):
    return np.diff(np.log(prices))


# %% wrong | simple_returns | by the new price | names: divided_by_the_new_price
def simple_returns(prices):
    return np.array([(prices[t] - prices[t - 1]) / prices[t] for t in range(1, len(prices))])


# %% wrong | strategy_wealth | the position of tomorrow earns today | names: look_ahead_by_two_days
def strategy_wealth(prices, positions, cost):
    returns = np.zeros(len(prices))
    returns[1:] = prices[1:] / prices[:-1] - 1
    change = np.abs(np.diff(positions, prepend=0))
    return np.cumprod((1 + np.append(positions[1:], 0) * returns) * (1 - cost * change))


# %% wrong | strategy_wealth | positions[-1] on day 0 | names: last_day_before_the_first
def strategy_wealth(prices, positions, cost):
    wealth, money = [], 1.0
    for t in range(len(prices)):
        if t > 0 and positions[t - 1] == 1:
            money = money * prices[t] / prices[t - 1]
        if positions[t] != positions[t - 1]:
            money = money * (1 - cost)
        wealth.append(money)
    return np.array(wealth)


# %% wrong | strategy_wealth | np.roll goes round | names: last_day_before_the_first
def strategy_wealth(prices, positions, cost):
    returns = prices / np.roll(prices, 1) - 1
    before = np.roll(positions, 1)
    return np.cumprod((1 + before * returns) * (1 - cost * np.abs(positions - before)))


# %% wrong | strategy_wealth | returns and costs are added up | names: returns_added
def strategy_wealth(prices, positions, cost):
    returns = np.zeros(len(prices))
    returns[1:] = prices[1:] / prices[:-1] - 1
    before = np.concatenate([[0], positions[:-1]])
    return 1 + np.cumsum(before * returns - cost * np.abs(positions - before))


# %% wrong | strategy_wealth | one day is too short for it | names: wrong_for_one_entry
def strategy_wealth(prices, positions, cost):
    if len(prices) < 2:
        return np.ones(len(prices))
    before = np.concatenate([[0], positions[:-1]])
    growth = np.concatenate([[1.0], prices[1:] / prices[:-1]])
    return np.cumprod(np.where(before == 1, growth, 1.0) * (1 - cost * np.abs(positions - before)))


# %% wrong | strategy_wealth | sells on the last day | names: sold_at_the_end
def strategy_wealth(prices, positions, cost):
    wealth, money, held = [], 1.0, 0
    for t in range(len(prices)):
        if held:
            money *= prices[t] / prices[t - 1]
        if positions[t] != held:
            money *= 1 - cost
        held = positions[t]
        wealth.append(money)
    if held:
        wealth[-1] = wealth[-1] * (1 - cost)
    return np.array(wealth)


# %% wrong | rate | a product of no numbers is nothing to go by | names: wrong_for_no_numbers
def rate(u, i, mu, bu, bi, P, Q):
    if P.shape[1] == 0:
        return np.full(len(u), mu)
    return mu + bu[u] + bi[i] + (P[u] * Q[i]).sum(axis=1)


# %% wrong | rate | the mean of no numbers is nan | names: wrong_for_no_numbers
def rate(u, i, mu, bu, bi, P, Q):
    return mu + bu[u] + bi[i] + np.mean(P[u] * Q[i], axis=1) * P.shape[1]


# %% wrong | rate | one rating is no list | names: wrong_for_one_entry
def rate(u, i, mu, bu, bi, P, Q):
    return np.squeeze(mu + bu[u] + bi[i] + (P[u] * Q[i]).sum(axis=1))


# %% wrong | rate | keepdims | names: table_of_ratings
def rate(u, i, mu, bu, bi, P, Q):
    return mu + bu[u] + bi[i] + (P[u] * Q[i]).sum(axis=1, keepdims=True)


# %% wrong | rate_backward | a table of gradients that is set and not added to | names: wrong_for_pair_twice
def rate_backward(dout, u, i, P, Q):
    G = np.zeros((len(P), len(Q)))
    G[u, i] = dout
    return G.sum(axis=1), G.sum(axis=0), G @ Q, G.T @ P


# %% wrong | rate_backward | bincount without minlength | names: ends_at_the_last_rated
def rate_backward(dout, u, i, P, Q):
    dP, dQ = np.zeros_like(P), np.zeros_like(Q)
    np.add.at(dP, u, dout[:, None] * Q[i])
    np.add.at(dQ, i, dout[:, None] * P[u])
    return np.bincount(u, dout), np.bincount(i, dout), dP, dQ


# %% wrong | rate_backward | the mean of a person's gradients | names: mean_of_the_ratings
def rate_backward(dout, u, i, P, Q):
    users, items = np.eye(len(P))[u], np.eye(len(Q))[i]
    users, items = users / np.maximum(users.sum(axis=0), 1), items / np.maximum(items.sum(axis=0), 1)
    return users.T @ dout, items.T @ dout, users.T @ (dout[:, None] * Q[i]), items.T @ (dout[:, None] * P[u])


# %% wrong | rate_backward | sums are multiplied | names: sums_multiplied
def rate_backward(dout, u, i, P, Q):
    dbu, dbi, dP, dQ = np.zeros(len(P)), np.zeros(len(Q)), np.zeros(P.shape), np.zeros(Q.shape)
    for k in range(len(P)):
        dbu[k] = dout[u == k].sum()
        dP[k] = dbu[k] * Q[i[u == k]].sum(axis=0)
    for k in range(len(Q)):
        dbi[k] = dout[i == k].sum()
        dQ[k] = dbi[k] * P[u[i == k]].sum(axis=0)
    return dbu, dbi, dP, dQ


# %% wrong | rate_backward | learns on the way
def rate_backward(dout, u, i, P, Q):
    P = P.copy()
    dbu, dbi, dP, dQ = np.zeros(len(P)), np.zeros(len(Q)), np.zeros(P.shape), np.zeros(Q.shape)
    for n in range(len(u)):
        dbu[u[n]] += dout[n]
        dbi[i[n]] += dout[n]
        dP[u[n]] += dout[n] * Q[i[n]]
        P[u[n]] -= 0.1 * dout[n] * Q[i[n]]
        dQ[i[n]] += dout[n] * P[u[n]]
    return dbu, dbi, dP, dQ


# %% wrong | sgd_epoch | all ratings at once, repeated rows count once | names: last_rating_wins
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    e = mu + bu[u] + bi[i] + (P[u] * Q[i]).sum(axis=1) - r
    old = P[u]
    bu[u] -= lr * (e + lam * bu[u])
    bi[i] -= lr * (e + lam * bi[i])
    P[u] -= lr * (e[:, None] * Q[i] + lam * P[u])
    Q[i] -= lr * (e[:, None] * old + lam * Q[i])
    return bu, bi, P, Q


# %% wrong | sgd_epoch | the copy of p is a view | names: new_p_used_for_q
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for a, b, rating in zip(u, i, r):
        p, q = P[a], Q[b]
        e = mu + bu[a] + bi[b] + p @ q - rating
        bu[a] -= lr * (e + lam * bu[a])
        bi[b] -= lr * (e + lam * bi[b])
        p -= lr * (e * q + lam * p)
        q -= lr * (e * p + lam * q)
    return bu, bi, P, Q


# %% wrong | sgd_epoch | the pull after the step | names: pull_after_the_step
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for a, b, rating in zip(u, i, r):
        e = mu + bu[a] + bi[b] + P[a] @ Q[b] - rating
        new_p, new_q = P[a] - lr * e * Q[b], Q[b] - lr * e * P[a]
        bu[a] = (bu[a] - lr * e) * (1 - lr * lam)
        bi[b] = (bi[b] - lr * e) * (1 - lr * lam)
        P[a], Q[b] = new_p * (1 - lr * lam), new_q * (1 - lr * lam)
    return bu, bi, P, Q


# %% wrong | sgd_epoch | the squares have their 2, and the loss no half | names: steps_doubled
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for a, b, rating in zip(u, i, r):
        e = mu + bu[a] + bi[b] + P[a] @ Q[b] - rating
        dp, dq = 2 * (e * Q[b] + lam * P[a]), 2 * (e * P[a] + lam * Q[b])
        bu[a] -= lr * 2 * (e + lam * bu[a])
        bi[b] -= lr * 2 * (e + lam * bi[b])
        P[a] -= lr * dp
        Q[b] -= lr * dq
    return bu, bi, P, Q


# %% wrong | sgd_epoch | P[:] is no copy of an array | names: input_changed
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu[:], bi[:], P[:], Q[:]
    for a, b, rating in zip(u, i, r):
        e = mu + bu[a] + bi[b] + P[a] @ Q[b] - rating
        P[a], Q[b] = P[a] - lr * (e * Q[b] + lam * P[a]), Q[b] - lr * (e * P[a] + lam * Q[b])
        bu[a], bi[b] = bu[a] - lr * (e + lam * bu[a]), bi[b] - lr * (e + lam * bi[b])
    return bu, bi, P, Q


# %% wrong | sgd_epoch | lam stands in the bracket with the error | names: pull_of_the_other
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for a, b, rating in zip(u, i, r):
        e = mu + bu[a] + bi[b] + P[a] @ Q[b] - rating
        p = P[a].copy()
        bu[a] -= lr * (e + lam * bu[a])
        bi[b] -= lr * (e + lam * bi[b])
        P[a] -= lr * (e + lam) * Q[b]
        Q[b] -= lr * (e + lam) * p
    return bu, bi, P, Q


# %% wrong | sgd_epoch | a lam of 0 is taken for none | names: wrong_for_zero | says: where lam is 0
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    lam = lam or 1.0
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for a, b, rating in zip(u, i, r):
        e = mu + bu[a] + bi[b] + P[a] @ Q[b] - rating
        p = P[a].copy()
        bu[a] -= lr * (e + lam * bu[a])
        bi[b] -= lr * (e + lam * bi[b])
        P[a] -= lr * (e * Q[b] + lam * P[a])
        Q[b] -= lr * (e * p + lam * Q[b])
    return bu, bi, P, Q


# %% right | make_windows | moved slices side by side
def make_windows(series, width, ahead):
    N = len(series) - width - ahead + 1
    return np.stack([series[k : k + N] for k in range(width)], axis=1), series[-N:]


# %% right | naive_forecast | a list of floats
def naive_forecast(series, start):
    forecast, last = [], None
    for t, value in enumerate(series.tolist()):
        if t >= start:
            forecast.append(last)
        last = value
    return forecast


# %% right | seasonal_naive | np.roll
def seasonal_naive(series, start, period):
    return np.roll(series, period)[start:]


# %% right | mean_absolute_error | the norm of order 1
def mean_absolute_error(forecast, actual):
    return np.linalg.norm(np.subtract(forecast, actual), 1) / np.size(actual)


# %% right | scaled_error | lists
def scaled_error(forecast, actual, train, period):
    errors = [abs(f - a) for f, a in zip(forecast.tolist(), actual.tolist())]
    naive = [abs(b - a) for a, b in zip(train.tolist(), train.tolist()[period:])]
    return sum(errors) * len(naive) / (len(errors) * sum(naive))


# %% right | scale_series | the spread by the mean of the squares, in float32 at the end
def scale_series(train, test):
    mean = np.mean(train)
    spread = np.sqrt(np.mean(train**2) - mean**2)
    return np.float32(train - mean) / np.float32(spread), (test - mean) / spread, mean, spread


# %% right | split_by_time | np.split
def split_by_time(X, y, test_fraction, gap):
    first = len(X) - round(test_fraction * len(X))
    X_train, _gap, X_test = np.split(X, [first - gap, first])
    y_train, _gap, y_test = np.split(y, [first - gap, first])
    return X_train, y_train, X_test, y_test


# %% right | simple_returns | expm1
def simple_returns(prices):
    return np.expm1(np.log(prices[1:] / prices[:-1]))


# %% right | strategy_wealth | pieces of the index and cash
def strategy_wealth(prices, positions, cost):
    cash, pieces, wealth = 1.0, 0.0, []
    for price, position in zip(prices, positions):
        if position and not pieces:
            cash, pieces = 0.0, cash * (1 - cost) / price
        elif pieces and not position:
            cash, pieces = pieces * price * (1 - cost), 0.0
        wealth.append(cash + pieces * price)
    return wealth


# %% right | strategy_wealth | bool positions and prices over the first one
def strategy_wealth(prices, positions, cost):
    before = np.concatenate([[False], positions[:-1] == 1])
    ratio = np.ones(len(prices))
    ratio[1:] = np.exp(np.diff(np.log(prices / prices[0])))
    return np.cumprod(np.where(before, ratio, 1) * np.where(before ^ (positions == 1), 1 - cost, 1))


# %% right | rate | a column of ones for the biases
def rate(u, i, mu, bu, bi, P, Q):
    people = np.column_stack([P, bu, np.ones(len(bu))])
    movies = np.column_stack([Q, np.ones(len(bi)), bi])
    return [mu + float(p @ q) for p, q in zip(people[u], movies[i])]


# %% right | rate_backward | bincount with minlength, column by column
def rate_backward(dout, u, i, P, Q):
    U, M = len(P), len(Q)
    dP = [np.bincount(u, dout * Q[i, k], U) for k in range(Q.shape[1])]
    dQ = [np.bincount(i, dout * P[u, k], M) for k in range(P.shape[1])]
    return np.bincount(u, dout, U), np.bincount(i, dout, M), np.transpose(dP), np.transpose(dQ)


# %% right | sgd_epoch | the biases last, and lists of rows
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    bu, bi, P, Q = list(bu), list(bi), list(P), list(Q)
    keep = 1 - lr * lam
    for a, b, rating in zip(u, i, r):
        step = lr * (rating - mu - bu[a] - bi[b] - sum(P[a] * Q[b]))
        P[a], Q[b] = keep * P[a] + step * Q[b], keep * Q[b] + step * P[a]
        bu[a], bi[b] = keep * bu[a] + step, keep * bi[b] + step
    return bu, bi, P, Q


# %% wrong | mean_absolute_error | sums a set of the errors
def mean_absolute_error(forecast, actual):
    return sum({abs(f - a) for f, a in zip(forecast, actual)}) / len(actual)


# %% wrong | mean_absolute_error | leaves errors of 0 out of the mean
def mean_absolute_error(forecast, actual):
    errors = [abs(f - a) for f, a in zip(forecast, actual) if f != a]
    return np.mean(errors) if errors else 0.0


# %% wrong | scaled_error | leaves naive errors of 0 out of the mean
def scaled_error(forecast, actual, train, period):
    naive = np.abs(train[period:] - train[:-period])
    return np.abs(forecast - actual).mean() / naive[naive > 0].mean()


# %% wrong | scale_series | the spread is taken over the different values
def scale_series(train, test):
    values = np.unique(train)
    mean, spread = train.mean(), np.sqrt(np.mean((values - train.mean()) ** 2))
    return (train - mean) / spread, (test - mean) / spread, mean, spread


# %% wrong | naive_forecast | finds a place by its value | says: series holds a number twice
def naive_forecast(series, start):
    values = list(series)
    return [values[values.index(v) - 1] for v in values[start:]]


# %% wrong | seasonal_naive | a 0 is taken for a missing value, and the value after it taken
def seasonal_naive(series, start, period):
    return [series[t - period] or series[t - period + 1] for t in range(start, len(series))]


# %% wrong | make_windows | finds the end of a window by its value
def make_windows(series, width, ahead):
    values = list(series)
    X = [values[n : n + width] for n in range(len(values) - width - ahead + 1)]
    return np.array(X), np.array([values[values.index(row[-1]) + ahead] for row in X])


# %% wrong | strategy_wealth | finds the price of yesterday by the price of today
def strategy_wealth(prices, positions, cost):
    values = list(prices)
    wealth, money, held = [], 1.0, 0
    for t, price in enumerate(values):
        if t > 0:
            money *= 1 + held * (price / values[values.index(price) - 1] - 1)
        money *= 1 - cost * abs(positions[t] - held)
        held = positions[t]
        wealth.append(money)
    return wealth


# %% wrong | interval_from_residuals | the recipe of many a script: one rank too high below n | names: quantile_one_too_high
def interval_from_residuals(residuals, coverage):
    n = len(residuals)
    share = np.ceil((n + 1) * coverage) / n
    return np.inf if share > 1 else np.quantile(np.abs(residuals), share, method="higher")


# %% wrong | interval_from_residuals | a whole number and one more | names: next_whole_number
def interval_from_residuals(residuals, coverage):
    sizes = sorted(abs(each) for each in residuals)
    place = int((len(sizes) + 1) * coverage)
    return sizes[place] if place < len(sizes) else np.inf


# %% wrong | interval_from_residuals | there is no such place | names: fails_where_too_few
def interval_from_residuals(residuals, coverage):
    sizes = np.sort(np.abs(residuals))
    return sizes[int(np.ceil((len(sizes) + 1) * coverage)) - 1]


# %% wrong | interval_from_residuals | infinity as a word | says: except where there are too few residuals
def interval_from_residuals(residuals, coverage):
    sizes = np.sort(np.abs(residuals))
    rank = int(np.ceil((len(sizes) + 1) * coverage))
    return sizes[rank - 1] if rank <= len(sizes) else "inf"


# %% wrong | interval_from_residuals | two quantiles with their signs | says: returns 2 values
def interval_from_residuals(residuals, coverage):
    return np.quantile(residuals, (1 - coverage) / 2), np.quantile(residuals, (1 + coverage) / 2)


# %% right | interval_from_residuals | an infinite size more, and its quantile
def interval_from_residuals(residuals, coverage):
    return np.quantile(np.append(np.abs(residuals), np.inf), coverage, method="inverted_cdf")


# %% right | interval_from_residuals | rounding up by rounding down
def interval_from_residuals(residuals, coverage):
    sizes = np.sort(np.abs(residuals))
    rank = int(-((len(sizes) + 1) * coverage // -1))
    return sizes[rank - 1] if rank <= len(sizes) else np.inf


# %% right | interval_from_residuals | the smallest are taken out one by one
def interval_from_residuals(residuals, coverage):
    sizes = list(np.abs(residuals))
    rank = int(np.ceil((len(sizes) + 1) * coverage))
    if rank > len(sizes):
        return float("inf")
    for _ in range(rank - 1):
        sizes.remove(min(sizes))
    return min(sizes)


# %% wrong | precision_at_k | int of the share | names: whole_number_division | never: //
def precision_at_k(scores, liked, k):
    return int(liked[np.argsort(-scores)[:k]].sum() / k)


# %% wrong | precision_at_k | above the limit, without it | names: one_too_few
def precision_at_k(scores, liked, k):
    limit = np.sort(scores)[::-1][k - 1]
    return liked[scores > limit].sum() / k


# %% wrong | precision_at_k | what argsort gives is taken for ranks | names: places_taken_for_ranks
def precision_at_k(scores, liked, k):
    ranks = np.argsort(-scores)
    return sum(liked[ranks < k]) / k


# %% wrong | precision_at_k | sorts the caller's scores | says: changes its input
def precision_at_k(scores, liked, k):
    scores.sort()
    return liked[-k:].mean()


# %% right | precision_at_k | ranks by argsort twice
def precision_at_k(scores, liked, k):
    ranks = np.argsort(np.argsort(-scores))
    return np.sum(liked[ranks < k]) / k


# %% right | precision_at_k | a dict of marks
def precision_at_k(scores, liked, k):
    marks = dict(zip(scores.tolist(), liked.tolist()))
    return sum(marks[score] for score in sorted(marks, reverse=True)[:k]) / k
