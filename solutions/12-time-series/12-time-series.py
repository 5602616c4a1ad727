# %% [markdown]
# # Time series
#
# Somebody forecasts the weather with one sentence: "Tomorrow will be like today." They know nothing about the weather, and yet they are
# often right. Any forecast worth having must beat that sentence, and this is harder than it sounds. In this chapter you forecast
# two real series: the carbon dioxide in the air, a year ahead, and an index of stock prices, a day ahead. One of the two forecasts
# will be good, and the other will only *look* good. You learn to tell which is which. At the end the question turns: in a table of
# ratings you predict the cells that are empty. That is a recommender.
#
# - **What you need:** [[training]] (splitting, standardising, validation), the L2 penalty of [[deep_networks]], and NumPy slices such as `x[2:-1]`.
# - **What you can do afterwards:** forecast a series without looking into the future, test a forecast at several times against strong simple rivals, give it an interval, and build a recommender.
# - **How long it takes:** about three hours.

# %% locked="setup"
import numpy as np
from gradatim import data, nn, optim, plots, try_it
from gradatim_autograder import check

months, ppm = data.co2()
days, index = data.dow_jones()


def train_forecaster(X, y, hidden, epochs, lr, seed):
    """A network with one hidden layer of tanh neurons, trained on X (N, D) and y (N,)."""
    rng = np.random.default_rng(seed)
    network = nn.Sequential(nn.Linear(X.shape[1], hidden, rng), nn.Tanh(), nn.Linear(hidden, 1, rng))
    adam = optim.Adam(network.parameters(), lr=lr)
    network.fit(X, y[:, None], nn.MSELoss(), adam, epochs=epochs, batch_size=32, seed=seed, progress=False)
    return network

# %% [markdown]
# ## Two series
#
# A *time series* is a list of numbers in order of time, at equal steps. The first one says how much carbon dioxide is in the air on
# a mountain in Hawaii, month after month, in parts per million (ppm). Plants take it up in summer, so it falls and rises within each year,
# and there is more of it from year to year.

# %%
plots.series({"CO2": ppm}, months, title="Carbon dioxide at Mauna Loa", y_label="monthly mean in ppm")

# %% [markdown]
# The second is the Dow Jones index: the prices of some of the largest companies on the New York stock exchange, combined into one number at
# the end of each trading day. These are the years 1919 to 1930. The exchange was open on Saturday mornings, too. Saturdays are left out
# here, so the return of a Monday covers two days of trading. (Today's numbers belong to the company that publishes them. These are so old
# that they are free.)

# %%
plots.series({"Dow Jones": index}, days, title="Dow Jones index", y_label="points at the close")

# %% [markdown]
# ## Windows
#
# A network needs rows: inputs X and targets y. A series has no rows, so you cut it into pieces. A *window* is a piece of `width` values in a
# row; its target is the value that comes `ahead` steps after the last value of the window.
#
# **By hand**: the series is $(5, 7, 6, 9, 8, 10)$ and the width is 3. With ahead = 1:
#
# | window | target |
# |---|---|
# | 5, 7, 6 | 9 |
# | 7, 6, 9 | 8 |
# | 6, 9, 8 | 10 |
#
# With ahead = 2 the target of the first window, 5, 7, 6, is not 9 but 8, one step later. The second window, 7, 6, 9, has the target 10, and
# then the series ends: there are only two windows. Each window begins one step after the one before, so they overlap.
#
# **Predict before you run.** A series has 120 values. How many windows of width 24 are there if the target comes 3 steps ahead?

# %% exercise="predict_windows"
def predict_windows():
    """The number of windows, as a whole number."""
    ### BEGIN SOLUTION
    return 94
    ### END SOLUTION


# %% check="predict_windows"
check(predict_windows)

# %% [markdown]
# **Your turn.** Return X with one window a row, the oldest value first, and y with the targets. Watch the last window: its target is the
# last value of the series. If you count from place 0, window $n$ holds the places from $n$ to $n + \text{width} - 1$.

# %% exercise="make_windows"
def make_windows(series, width, ahead):
    """series (T,) -> X (N, width), y (N,): y[n] comes `ahead` steps after the last value of X[n]."""
    ### BEGIN SOLUTION
    N = len(series) - width - ahead + 1
    X = np.array([series[n : n + width] for n in range(N)])
    y = np.array([series[n + width + ahead - 1] for n in range(N)])
    return X, y
    ### END SOLUTION


# %% check="make_windows"
check(make_windows)

# %% [markdown]
# The example with ahead = 2. Then a picture of what your function does: the series holds its own places, 0 to 8, so that you see which
# ones go where.

# %%
try_it(make_windows, np.array([5.0, 7.0, 6.0, 9.0, 8.0, 10.0]), 3, 2)

# %%
plots.windows(make_windows, 9, 3, 2, title="Windows of width 3, two steps ahead")

# %% [markdown]
# Beware of a target that lies *inside* its own window. No error message tells you. The network then copies one of its inputs, its error
# is close to 0, and it has learnt nothing about the future.

# %% [markdown]
# ## Split by time
#
# In chapter {{training}} samples were split at random. Here that would be a mistake. Look at the windows 7, 6, 9 and 6, 9, 8:
# they share two of their three values. If one of them is in the training part and the other in the test part, the network is asked
# about something that it has nearly seen. And it has learnt from days that come *after* those that it is asked about.
#
# So **the test part is the newest part**, and nothing is shuffled between the two.
#
# One detail is left. Let ahead be 3, and let there be ten windows, 0 to 9, of which the last three (7, 8, 9) are the test part. You make
# your first forecast on the day on which window 7 ends. What can you have learnt from by then? The target of window 6 comes 3
# days after the end of window 6, which is 2 days after the end of window 7. You do not know it yet. The target of window 5 comes one
# day after the end of window 7: not known either. The target of window 4 is the value of this very day. So windows 5 and 6 are left
# out. This *gap* is ahead − 1 windows long.
#
# | windows | 0 1 2 3 4 | 5 6 | 7 8 9 |
# |---|---|---|---|
# | part | training | gap, not used | test |
#
# **Your turn.** The number of test samples is `round(N * test_fraction)`; N is always large enough that this is 1 or more. Python's
# `round` rounds a half to the even neighbour: `round(2.5)` is 2, and `round(3.5)` is 4. The last `gap` samples before
# the test part belong to neither part. `gap` may be 0.

# %% exercise="split_by_time"
def split_by_time(X, y, test_fraction, gap):
    """X (N, D), y (N,) in the order of time -> X_train, y_train, X_test, y_test: the newest samples are the test part."""
    ### BEGIN SOLUTION
    cut = len(X) - round(len(X) * test_fraction)
    return X[: cut - gap], y[: cut - gap], X[cut:], y[cut:]
    ### END SOLUTION


# %% check="split_by_time"
check(split_by_time)

# %% [markdown]
# The ten windows of the text: row $n$ of X holds $n$ and $10n$, and its target is $n$.

# %%
try_it(split_by_time, np.array([[n, 10.0 * n] for n in range(10)]), np.arange(10.0), 0.3, 2)

# %% [markdown]
# How much can a wrong split deceive you? Try it on a series that nobody can forecast. A coin is tossed 1500 times: heads moves the series
# one up, tails one down (a *random walk*). The task: where will it be 20 steps from now? The best answer is "where it is now", since up and
# down are equally likely. It is wrong by about 3.5 on average.
#
# The rival has a memory and no knowledge. For a window of 20 values it looks for the most similar window in the training part, and forecasts
# the same rise that came after that one. Both forecasts are tested in two ways: with windows that are shuffled before they are split, and with
# windows that are split by time, with the gap. **Predict before you run:** under which split, if any, does the memory beat "where it is now"?

# %%
def memory_errors(seed):
    """Mean errors on a walk of 1500 coins, 20 steps ahead: memory and "as now", shuffled; the same two, split by time."""
    walk = np.cumsum(np.random.default_rng(seed).choice([-1.0, 1.0], size=1500))
    X, y = (np.asarray(part) for part in make_windows(walk, 20, 20))
    rise = y - X[:, -1]
    errors = []
    for order, gap in ((np.random.default_rng(seed).permutation(len(X)), 0), (np.arange(len(X)), 19)):
        parts = split_by_time(X[order], rise[order], 0.2, gap)
        X_train, rise_train, X_test, rise_test = (np.asarray(part) for part in parts)
        nearest = [np.argmin(((X_train - x) ** 2).sum(axis=1)) for x in X_test]
        errors += [np.mean(np.abs(rise_train[nearest] - rise_test)), np.mean(np.abs(rise_test))]
    return np.round(errors, 2)


for seed in range(5):
    try_it(memory_errors, seed)

# %% [markdown]
# | five series | memory | "where it is now" |
# |---|---|---|
# | shuffled | [1.31]{=min(each[0] for each in shown)} to [1.66]{=max(each[0] for each in shown)} | [3.49]{=min(each[1] for each in shown)} to [3.92]{=max(each[1] for each in shown)} |
# | split by time | [4.36]{=min(each[2] for each in shown)} to [9.12]{=max(each[2] for each in shown)} | [2.90]{=min(each[3] for each in shown)} to [4.19]{=max(each[3] for each in shown)} |
#
# Shuffled, the memory makes [less than half]{=all(each[0] < each[1] / 2 for each in shown)} the error of the best possible forecast. No
# forecast can be better than the best one: the memory has been told the answer. For most test windows, the window that begins one step
# earlier or later is in the training part, and 19 of the 20 tosses that make its rise are the same. Split by time, the memory is
# [worse than "where it is now" on all five series]{=all(each[2] > each[3] for each in shown)}, as it should be. Without the simple forecast
# next to it you could not have seen this: 1.5 alone is just a number.

# %% [markdown]
# ## One scale, from the past
#
# Networks learn best from numbers of about 1, so the values are standardised: subtract the mean, then divide by the spread, the
# standard deviation. All values of a series have the same unit. So there is one mean and one spread for all of them, not one for each
# column. Both come **from the training part alone**: the mean of the coming years is not known yet.
#
# **By hand**: train is $(1, 3, 4, 5, 7)$ and test is $(10, 12)$.
#
# - the mean of train is 4 and its spread is 2 (the column of chapter {{training}})
# - train becomes $(-1.5, -0.5, 0, 0.5, 1.5)$
# - test becomes $((10 - 4) / 2, (12 - 4) / 2) = (3, 4)$
#
# The test values lie far outside what the network has seen. This is not a fault of the scaling: the series has grown, and the numbers say
# so.
#
# **Your turn.** Return the scaled parts, and also the mean and the spread: you need them to turn a forecast back into ppm.

# %% exercise="scale_series"
def scale_series(train, test):
    """train (N,), test (T,) -> both scaled by mean and spread of train; the mean; the spread."""
    ### BEGIN SOLUTION
    mean, spread = train.mean(), train.std()
    return (train - mean) / spread, (test - mean) / spread, mean, spread
    ### END SOLUTION


# %% check="scale_series"
check(scale_series)

# %%
try_it(scale_series, np.array([1.0, 3.0, 4.0, 5.0, 7.0]), np.array([10.0, 12.0]))

# %% [markdown]
# ## The naive forecast
#
# "Tomorrow like today" is the *naive forecast*: the forecast for each step is the value of the step before. It costs
# nothing, it has nothing to learn, and it is the first thing to compare a forecast with.
#
# **By hand**: the series is $(5, 7, 6, 9, 8, 10)$, and the forecasts begin at place 3 (the places are counted from 0).
#
# | place | 3 | 4 | 5 |
# |---|---|---|---|
# | value | 9 | 8 | 10 |
# | naive forecast | 6 | 9 | 8 |
#
# At each step the value of the step before is already known. So the second forecast is 9, not 6 again.
#
# **Your turn.** Return one forecast for each value from `series[start]` to the last one.

# %% exercise="naive_forecast"
def naive_forecast(series, start):
    """series (T,), start at least 1 -> forecast (T - start,): for each step from `start` on, the value before."""
    ### BEGIN SOLUTION
    return series[start - 1 : -1]
    ### END SOLUTION


# %% check="naive_forecast"
check(naive_forecast)

# %%
try_it(naive_forecast, np.array([5.0, 7.0, 6.0, 9.0, 8.0, 10.0]), 3)

# %% [markdown]
# ## The mean absolute error
#
# How wrong is a forecast? Take the distance between forecast and value at each step, without its sign, and average. This is the
# *mean absolute error* (MAE). Its unit is that of the series. In the example the distances are $|6 - 9| = 3$, $|9 - 8| = 1$ and
# $|8 - 10| = 2$, and the error is $(3 + 1 + 2) / 3 = 2$.
#
# Drop the signs before you average. With them, a forecast that is 5 too high on one day and 5 too low on the next would look perfect.
#
# **Your turn.**

# %% exercise="mean_absolute_error"
def mean_absolute_error(forecast, actual):
    """forecast (T,), actual (T,) -> the mean distance between them, one number."""
    ### BEGIN SOLUTION
    return np.mean(np.abs(forecast - actual))
    ### END SOLUTION


# %% check="mean_absolute_error"
check(mean_absolute_error)

# %%
try_it(mean_absolute_error, np.array([6.0, 9.0, 8.0]), np.array([9.0, 8.0, 10.0]))

# %% [markdown]
# ## The seasonal naive forecast
#
# Nobody would forecast January from July. A *seasonal* series nearly repeats itself after a *period*: 12 months for the carbon
# dioxide. Its naive forecast is the value of the same season, one period before.
#
# **By hand**: the series is $(1, 5, 9, 2, 6, 10, 3, 7)$ with a period of 3, and the forecasts begin at place 6. For place 6 take the
# value at place $6 - 3 = 3$, which is 2; for place 7 the one at place 4, which is 6. The values were 3 and 7.
#
# **Your turn.** `start` is at least one period.

# %% exercise="seasonal_naive"
def seasonal_naive(series, start, period):
    """series (T,) -> forecast (T - start,): for each step from `start` on, the value one period before."""
    ### BEGIN SOLUTION
    return series[start - period : len(series) - period]
    ### END SOLUTION


# %% check="seasonal_naive"
check(seasonal_naive)

# %%
try_it(seasonal_naive, np.array([1.0, 5.0, 9.0, 2.0, 6.0, 10.0, 3.0, 7.0]), 6, 3)

# %% [markdown]
# ## The scaled error
#
# Is an error of 2 large? In ppm it is; for an index of 300 points it is not. The *scaled error* can be compared between series
# (in books: MASE, the mean absolute scaled error). It divides the error of a forecast by the error that the naive forecast made *in the
# training part*:
#
# $$\text{scaled error} = \frac{\text{MAE of the forecast, in the test part}}{\text{MAE of the (seasonal) naive forecast, in the training part}}$$
#
# **By hand**: train is $(1, 5, 9, 2, 6, 10)$ with a period of 3. The naive forecast compares place 3 with place 0, 4 with 1 and 5 with 2:
# the distances are 1, 1 and 1, so the denominator is 1. In the test part the values are $(3, 7)$. Someone forecasts $(2.5, 7.5)$: the
# distances are 0.5 and 0.5, and the scaled error is $0.5 / 1 = 0.5$.
#
# Below 1, the forecast's error is smaller than that of the naive forecast in the training part. A period of 1 gives the plain naive forecast.
#
# **Your turn.**

# %% exercise="scaled_error"
def scaled_error(forecast, actual, train, period):
    """forecast (T,), actual (T,), train (N,) -> MAE of the forecast, divided by that of the naive forecast on train."""
    ### BEGIN SOLUTION
    error = np.mean(np.abs(forecast - actual))
    naive = np.mean(np.abs(train[period:] - train[:-period]))
    return error / naive
    ### END SOLUTION


# %% check="scaled_error"
check(scaled_error)

# %%
try_it(scaled_error, np.array([2.5, 7.5]), np.array([3.0, 7.0]), np.array([1.0, 5.0, 9.0, 2.0, 6.0, 10.0]), 3)

# %% [markdown]
# ## A seasonal series
#
# Now a network. It has to predict **how much carbon dioxide there will be in a year**, from the last two years.
#
# What are the inputs? Not the levels. The series grows, so the levels of the test part are higher than all that the network
# has ever seen. A tanh neuron that is driven so far out gives nearly 1, whatever comes. What stays alike over the years are the
# *changes* from month to month: 24 of them. The network predicts a change too: how much higher the level will be in twelve months than
# now. The last known level is added afterwards.
#
# | | what | shape |
# |---|---|---|
# | levels | windows of 25 months, twelve months ahead | $(N, 25)$ |
# | X | the 24 changes within each window | $(N, 24)$ |
# | rise | target minus last level of the window | $(N,)$ |
# | gap | 11 windows before each test part | |
#
# Five forecasts compete. Three of them have something to choose:
#
# - *seasonal naive*: the same month a year ago. That is the last level of the window: rise 0.
# - *constant*: the mean of all rises in the training part, whatever the window holds.
# - *mean rise*: the mean of the yearly rises of the last $m$ months only.
# - *weighted sum*: a constant plus a weighted sum of the 24 changes, by least squares with the L2 penalty $\lambda$.
# - *network*: one hidden layer; its size, the number of epochs and the learning rate.
#
# The weights of the weighted sum need no training loop. Let $C$ hold the scaled changes, each column minus its mean, and $t$ the rises minus
# their mean (so the constant is the mean rise, and has no penalty). The weights $w$ have to make this small:
#
# $$L = \tfrac{1}{2} \, \lVert C w - t \rVert^2 + \tfrac{\lambda}{2} \, \lVert w \rVert^2$$
#
# The first term is half the sum of the squared errors, the second the penalty. The gradient of the first one is that of a linear layer, $C^T (C w - t)$,
# and that of the second is $\lambda w$. At the lowest point their sum is 0. Put the terms with $w$ together:
#
# $$\underbrace{(C^T C + \lambda I)}_{(24, 24)} \, \underbrace{w}_{(24,)} = \underbrace{C^T t}_{(24,)}$$
#
# `np.linalg.solve` solves such equations. $I$, `np.eye(24)`, has ones on the diagonal. With $\lambda = 0$ this is plain least squares. With a huge
# $\lambda$ all weights are nearly 0, and what is left is the *constant*. (In chapter {{deep_networks}} the penalty had the factor $\lambda / 2N$, next to a mean over $N$
# samples. Here both are sums: the same, multiplied by $N$.)

# %%
def learnt_forecast(name, setting, X_train, y_train, X_test, seed=0):
    """What is learnt from X_train (N, D) and y_train (N,) -> forecasts (T,) for X_test (T, D)."""
    middle = y_train.mean()
    if name == "constant":
        return np.full(len(X_test), middle)
    flat, flat_test, _mean, _spread = scale_series(X_train.ravel(), X_test.ravel())
    inputs, inputs_test = np.reshape(flat, X_train.shape), np.reshape(flat_test, X_test.shape)
    if name == "weighted sum":
        means = inputs.mean(axis=0)
        C = inputs - means
        w = np.linalg.solve(C.T @ C + setting * np.eye(C.shape[1]), C.T @ (y_train - middle))
        return (inputs_test - means) @ w + middle
    targets, _none, mean, spread = scale_series(y_train, y_train)
    network = train_forecaster(inputs, np.asarray(targets), *setting, seed)
    return network.predict(inputs_test)[:, 0] * spread + mean


def co2_forecast(name, setting, first, count, seed=0):
    """Forecasts and measured values of `count` months from `first` on. What is learnt was known twelve months before `first`."""
    start = np.searchsorted(months, np.datetime64(first))
    end = start + count - 36  # window n holds the places n to n + 24, and its target is at n + 24 + 12
    levels, y = (np.asarray(part)[:end] for part in make_windows(ppm, 25, 12))
    X, rise = np.diff(levels, axis=1), y - levels[:, -1]
    X_train, rise_train, X_test, _rise = (np.asarray(part) for part in split_by_time(X, rise, count / end, 11))
    known, actual = levels[-count:, -1], y[-count:]
    if name == "seasonal naive":
        return np.asarray(seasonal_naive(ppm[: start + count], start, 12)), actual
    if name == "mean rise":
        rises = ppm[12:] - ppm[:-12]  # rises[t] ends at place t + 12
        # the forecast for place s is made at place s - 12; the last rise that is known there is rises[s - 24]
        return known + [rises[s - 23 - setting : s - 23].mean() for s in range(start, start + count)], actual
    return known + learnt_forecast(name, setting, X_train, rise_train, X_test, seed), actual

# %% [markdown]
# Each one gets its own best setting, found on a **validation part**: the 61 months from January 1986 to January 1991. The test part is 1992 to 2001. Its
# first forecasts are made in January 1991, so no setting may be chosen with later months. The network is tried with 36 settings (neurons, epochs, learning
# rate) and five seeds each; you see the five best, with the mean of the seeds, the lowest and the highest.

# %% experiment=true
SETTINGS = [(hidden, epochs, lr) for hidden in (2, 8, 32) for epochs in (5, 20, 80) for lr in (0.001, 0.003, 0.01, 0.03)]


def co2_validation(name, settings):
    """The error in ppm from January 1986 to January 1991, for each setting."""
    forecasts = {setting: co2_forecast(name, setting, "1986-01", 61) for setting in settings}
    return {setting: round(float(mean_absolute_error(*each)), 3) for setting, each in forecasts.items()}


def five_best(error):
    """The five best of the network's settings, by error(setting, seed): mean of five seeds, lowest, highest."""
    found = {}
    for setting in SETTINGS:
        runs = [error(setting, seed) for seed in range(5)]
        found[setting] = [round(float(each), 3) for each in (np.mean(runs), min(runs), max(runs))]
    return dict(sorted(found.items(), key=lambda each: each[1][0])[:5])


def co2_networks():
    return five_best(lambda setting, seed: mean_absolute_error(*co2_forecast("network", setting, "1986-01", 61, seed)))


try_it(co2_validation, "seasonal naive", [None])
try_it(co2_validation, "constant", [None])
try_it(co2_validation, "mean rise", [1, 12, 60, 120, 180])
try_it(co2_validation, "weighted sum", [0, 1, 10, 100, 1000])
try_it(co2_networks)

# %% [markdown]
# - The mean rise is best with [180]{=min(shown[2], key=shown[2].get)} months, fifteen years: [0.486]{=min(shown[2].values())} ppm. Ten years are as good: [0.487]{=shown[2][120]}.
# - The weighted sum is best with the largest penalty: [0.504]{=shown[3][1000]}, against [0.642]{=shown[3][0]} for plain least squares. From $\lambda = 100$ on it hardly
#   changes, and the constant has [0.504]{=shown[1][None]} as well. So validation wants no weights at all. From here on the constant stands for the weighted sum.
# - The best networks lie between [0.517]{=list(shown[4].values())[0][0]} and [0.521]{=list(shown[4].values())[4][0]}. The five seeds of the first one alone lie between [0.500]{=list(shown[4].values())[0][1]} and [0.528]{=list(shown[4].values())[0][2]}. So it is
#   mostly luck which of them comes first, here [2 neurons, 20 epochs and the learning rate 0.03]{=list(shown[4])[0] == (2, 20, 0.03)}. [None of the 36 is better than the constant, on average over its seeds]{=list(shown[4].values())[0][0] > shown[1][None]}.
#
# ## Several origins
#
# One test part gives one number. Would it be the same in other years? Go back to January 1991. Learn from all that is known on that day,
# and forecast the months of 1992 and 1993, each one twelve months ahead. (The weights stay as learnt in January 1991; the inputs move on.
# The forecast for December 1993 is made in December 1992, with the 25 levels up to then.) Then move on two years, learn again from all that
# is known by then, forecast the next two years, and so on. This is a *walk-forward test*, and the day on which you learn is its *origin*.
# There are five origins here. What learns is trained again at each of them; the settings stay as they were chosen.
#
# **Predict before you run.** Which differs more: the error of one method from origin to origin, or the errors of the methods from each
# other?

# %%
FIRST_MONTHS = ["1992-01", "1994-01", "1996-01", "1998-01", "2000-01"]  # of the five test parts
CHOSEN = {"seasonal naive": None, "mean rise": 180, "constant": None, "network": (2, 20, 0.03)}


def walk_forward(name, seed=0):
    """The mean absolute error in ppm at each of the five origins."""
    tests = [co2_forecast(name, CHOSEN[name], first, 24, seed) for first in FIRST_MONTHS]
    return np.array([mean_absolute_error(forecast, actual) for forecast, actual in tests]).round(3)


for name in ("seasonal naive", "mean rise", "constant"):
    try_it(walk_forward, name)
for seed in range(5):
    try_it(walk_forward, "network", seed)


# %%
def co2_scaled_error(name):
    """The scaled error over all ten test years. The scale is what was known in January 1991."""
    forecast, actual = np.concatenate([co2_forecast(name, CHOSEN[name], first, 24) for first in FIRST_MONTHS], axis=1)
    return scaled_error(forecast, actual, ppm[: len(ppm) - len(actual) - 11], 12)


try_it(co2_scaled_error, "network")

# %% [markdown]
# | test part | seasonal naive | mean rise | constant | network, five seeds |
# |---|---|---|---|---|
# | 1992–93 | [0.73]{=shown[0][0]} | [0.82]{=shown[1][0]} | [0.67]{=shown[2][0]} | [0.66]{=min(each[0] for each in shown[3:8])} to [0.71]{=max(each[0] for each in shown[3:8])} |
# | 1994–95 | [1.92]{=shown[0][1]} | [0.47]{=shown[1][1]} | [0.55]{=shown[2][1]} | [0.51]{=min(each[1] for each in shown[3:8])} to [0.57]{=max(each[1] for each in shown[3:8])} |
# | 1996–97 | [1.43]{=shown[0][2]} | [0.42]{=shown[1][2]} | [0.42]{=shown[2][2]} | [0.41]{=min(each[2] for each in shown[3:8])} to [0.45]{=max(each[2] for each in shown[3:8])} |
# | 1998–99 | [2.26]{=shown[0][3]} | [1.02]{=shown[1][3]} | [1.06]{=shown[2][3]} | [1.04]{=min(each[3] for each in shown[3:8])} to [1.07]{=max(each[3] for each in shown[3:8])} |
# | 2000–01 | [1.31]{=shown[0][4]} | [0.38]{=shown[1][4]} | [0.32]{=shown[2][4]} | [0.32]{=min(each[4] for each in shown[3:8])} to [0.34]{=max(each[4] for each in shown[3:8])} |
# | mean | [1.53]{=shown[0].mean()} | [0.62]{=shown[1].mean()} | [0.60]{=shown[2].mean()} | [0.60]{=min(each.mean() for each in shown[3:8])} to [0.61]{=max(each.mean() for each in shown[3:8])} |
#
# The network's scaled error over all ten years is [0.44]{=shown[8]} with seed 0.
#
# ## Which differences you may claim
#
# From origin to origin the error of the constant runs from [0.32]{=shown[2].min()} to [1.06]{=shown[2].max()} ppm, far more than the good methods differ from one another. But all of them have
# their worst years in 1998–99: some years are simply harder, for everybody. So compare **within each origin**, where both methods have forecast the same
# months: subtract one error from the other. Five origins give five *paired differences*. Their mean says who is better; their spread, the
# standard deviation, says how steady that is.
#
# **By hand**: the errors of A are $(0.9, 0.5, 1.3)$ and those of B $(1.0, 0.7, 1.6)$. Both vary a lot. The differences A minus B are $(-0.1, -0.2, -0.3)$:
# their mean is −0.2, their spread 0.08. A is steadily better.
#
# The rule of this chapter: **claim a difference only if the mean of the paired differences, without its sign, is larger than their
# spread.** This hurdle is low. Between two methods that are equally good, chance alone clears it
# [about once in nine times]{=round(1 / np.mean(np.abs((z := np.random.default_rng(0).normal(size=(100000, 5))).mean(axis=1)) > z.std(axis=1))) == 9}
# with five independent differences, and more often where they are alike. What does not clear it has not been shown at all.

# %%
def paired(errors, others):
    """The mean and the spread of the differences, origin by origin."""
    differences = np.asarray(errors) - np.asarray(others)
    return np.array([differences.mean(), differences.std()])


def co2_difference(other):
    """The error of the network (the mean of five seeds) minus that of another forecast, in ppm: mean and spread."""
    network = np.mean([walk_forward("network", seed) for seed in range(5)], axis=0)
    return paired(network, walk_forward(other)).round(3)


try_it(paired, [0.9, 0.5, 1.3], [1.0, 0.7, 1.6])
for name in ("seasonal naive", "mean rise", "constant"):
    try_it(co2_difference, name)

# %% [markdown]
# | network minus | mean difference | spread | claim |
# |---|---|---|---|
# | seasonal naive | [−0.92]{=shown[1][0]} | [0.46]{=shown[1][1]} | [better]{=-shown[1][0] > shown[1][1]} |
# | mean rise | [−0.02]{=shown[2][0]} | [0.07]{=shown[2][1]} | [none]{=abs(shown[2][0]) < shown[2][1]} |
# | constant | [0.003]{=shown[3][0]} | [0.008]{=shown[3][1]} | [none]{=abs(shown[3][0]) < shown[3][1]} |
#
# The network beats the seasonal naive forecast by far. It is not shown to be better than the mean rise, nor than the constant. Its
# difference from the constant is
# [0.01]{=np.abs(np.mean([walk_forward("network", seed) for seed in range(5)], axis=0) - walk_forward("constant")).max()} ppm at most, at
# any origin: in effect, the network does as well as the constant, no better and no worse. In such a case take the simplest one: a mean
# needs no network. Next to the seasonal naive forecast alone, it would have looked like a great success.

# %% [markdown]
# ## Forecasts with intervals
#
# "There will be 372 ppm in a year." How sure are you? A more honest forecast has two numbers: "between 370.8 and 373.2, and I expect
# to be right nine times out of ten." The range is an *interval*, and nine out of ten, 0.9, is its *coverage*. You can build one from the errors
# that the method has made on months that it had not learnt from, such as the validation part. A *residual* is such an error with
# its sign: value minus forecast.
#
# **By hand**: there are nine residuals, $(-0.3, 0.5, -0.1, 0.9, 0.2, -0.7, 0.4, -1.2, 0.6)$, and you want a coverage of 0.8. Without signs
# and sorted, they are
#
# | rank | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 |
# |---|---|---|---|---|---|---|---|---|---|
# | size | 0.1 | 0.2 | 0.3 | 0.4 | 0.5 | 0.6 | 0.7 | **0.9** | 1.2 |
#
# Nine numbers cut the line into *ten* pieces: below 0.1, between 0.1 and 0.2, and so on, up to above 1.2. If the next error is of the
# same kind as these nine, its size is equally likely to fall into each of the ten pieces. Eight pieces lie below the size with rank 8,
# and that is 0.8 of all. So the rank is $(9 + 1) \cdot 0.8 = 8$, and the interval is the forecast $\pm 0.9$.
#
# - If the rank is not a whole number, round **up**: for a coverage of 0.75 it is 7.5, so take rank 8. Rank 7 would not be enough.
# - For 0.95 it is 9.5, so take rank 10. There is no tenth size: nine residuals cannot promise 95 per cent. The interval has to be
#   infinitely wide, `np.inf`.
#
# With $n$ residuals: rank $= (n + 1) \cdot \text{coverage}$, rounded up. This recipe is called *split conformal prediction*.
#
# **Your turn.** Return the distance to both sides, 0.9 in the example.

# %% exercise="interval_from_residuals"
def interval_from_residuals(residuals, coverage):
    """residuals (n,), coverage between 0 and 1 -> half: the interval is forecast - half to forecast + half; np.inf where n is too small."""
    ### BEGIN SOLUTION
    sizes = np.sort(np.abs(residuals))
    rank = int(np.ceil((len(sizes) + 1) * coverage))
    if rank > len(sizes):
        return np.inf
    half = sizes[rank - 1]
    return half
    ### END SOLUTION


# %% check="interval_from_residuals"
check(interval_from_residuals)

# %%
nine = np.array([-0.3, 0.5, -0.1, 0.9, 0.2, -0.7, 0.4, -1.2, 0.6])
try_it(interval_from_residuals, nine, 0.8)
try_it(interval_from_residuals, nine, 0.95)

# %% [markdown]
# Now the carbon dioxide, by the constant, with a coverage of 0.9. The residuals are those of the validation part: 61 months, all known at the first
# origin, January 1991. The rank is $62 \cdot 0.9 = 55.8$, so 56. Then count: in what share of the test months does the measured value lie inside
# the interval? (The constant was learnt once for these 61 months, and at the origins it is learnt every two years. So the residuals may be a little too large.)
#
# **Predict before you run:** will the count be near 0.9 at each of the five origins?

# %%
def co2_half_width(coverage):
    """Half the width of the interval in ppm, from the errors of January 1986 to January 1991."""
    forecast, actual = co2_forecast("constant", None, "1986-01", 61)
    return interval_from_residuals(actual - forecast, coverage)


def counted_coverage(coverage):
    """The share of the test months inside the interval, at each of the five origins."""
    half, shares = co2_half_width(coverage), []
    for first in FIRST_MONTHS:
        forecast, actual = co2_forecast("constant", None, first, 24)
        shares.append(np.mean(np.abs(actual - forecast) <= half))
    return np.array(shares).round(2)


try_it(co2_half_width, 0.9)
try_it(counted_coverage, 0.9)


# %%
def test_years(which):
    """Measured values or forecasts of the ten test years; or the two ends of the interval."""
    both = [co2_forecast("constant", None, first, 24) for first in FIRST_MONTHS]
    forecast, actual = np.concatenate(both, axis=1)
    half = co2_half_width(0.9) if which == "interval" else 0.0
    return {"measured": actual, "forecast": forecast, "interval": (forecast - half, forecast + half)}[which]


plots.series(
    {"measured": lambda: test_years("measured"), "forecast": lambda: test_years("forecast")},
    months[-120:],
    title="A year ahead, with an interval that promises 90 per cent",
    y_label="ppm",
    band={"interval": lambda: test_years("interval")},
)

# %% [markdown]
# The interval is the forecast ± [1.21]{=shown[0]} ppm. Over all ten years it holds [92]{=100 * shown[1].mean()} per cent of the values, about what it has promised. But look at
# the origins: [four times all of the months are inside]{=(shown[1] == 1).sum() == 4}, and in 1998 and 1999 [58]{=100 * shown[1][3]} per cent are. The twelve months
# in which the air gained the most carbon dioxide [end in 1998]{=str(months[12:][np.argmax(ppm[12:] - ppm[:-12])])[:4] == "1998"}, and no method foresaw it.
#
# So read such a promise with care. It holds if the next error is of the same kind as the old ones. In a series that is rarely quite
# true: errors of neighbouring months are alike, so the misses come together, and 61 residuals tell you less than 61 independent ones would. A
# coverage, too, has to be counted on several test parts.

# %% [markdown]
# ## Returns
#
# Now the index. With money, what counts is not how many points a price moves but what share of it. The *return* of a day is
#
# $$r_t = \frac{\text{price}_t}{\text{price}_{t-1}} - 1$$
#
# **By hand**: the prices are $(100, 110, 99)$. The returns are $110/100 - 1 = 0.1$ and $99/110 - 1 = -0.1$. Three prices give two returns.
# A return of 0.1 is a rise by 10 per cent. You divide by the price *before*: that is what was paid.
#
# **Your turn.**

# %% exercise="simple_returns"
def simple_returns(prices):
    """prices (T,) -> returns (T - 1,): the share by which the price has changed since the day before."""
    ### BEGIN SOLUTION
    return prices[1:] / prices[:-1] - 1
    ### END SOLUTION


# %% check="simple_returns"
check(simple_returns)

# %% [markdown]
# **Predict before you run.** An index stands at 200 points. It rises by 50 per cent, and the next day it falls by 50 per cent. How
# many points does it have then?

# %% exercise="predict_up_and_down"
def predict_up_and_down():
    """The points after both days."""
    ### BEGIN SOLUTION
    return 150
    ### END SOLUTION


# %% check="predict_up_and_down"
check(predict_up_and_down)

# %%
try_it(simple_returns, np.array([200.0, 300.0, 150.0]))

# %% [markdown]
# Returns are multiplied, as factors $1 + r$: $200 \cdot 1.5 \cdot 0.5 = 150$. They are not added.

# %% [markdown]
# ## A real index
#
# The network has to predict the return of the next day from the returns of the last ten days. Its rivals: *naive*, the price of today, which is a return of 0; the
# *constant*, the mean of all returns so far; and the *weighted sum*. A forecast return gives a forecast price: the price of today times $1 + r$. The
# error is that of the returns, in per cent.
#
# The rules are those of the carbon dioxide. Settings are chosen on a validation part, 1923 and 1924, after learning from 1919 to 1922. Then
# come six origins: each January from 1925 to 1930. Methods that learn use all earlier days, and forecast the days of that year.

# %%
WIDTH = 10
years = days.astype("datetime64[Y]").astype(int) + 1970


def dow_forecast(name, setting, first, last, seed=0):
    """Forecast and actual returns of the days from the year `first` to the year `last`; learnt from all days before."""
    X, y = (np.asarray(part) for part in make_windows(np.asarray(simple_returns(index)), WIDTH, 1))
    year = years[WIDTH + 1 :]  # of each target: returns begin at place 1 of the index, targets WIDTH later
    end, count = np.sum(year <= last), np.sum((year >= first) & (year <= last))
    parts = split_by_time(X[:end], y[:end], count / end, 0)
    X_train, y_train, X_test, actual = (np.asarray(part) for part in parts)
    if name == "naive":
        return np.zeros(count), actual
    return learnt_forecast(name, setting, X_train, y_train, X_test, seed), actual


# %% experiment=true
def dow_validation(name, settings):
    """The error on 1923 and 1924, in per cent, for each setting."""
    forecasts = {setting: dow_forecast(name, setting, 1923, 1924) for setting in settings}
    return {setting: round(100 * float(mean_absolute_error(*each)), 4) for setting, each in forecasts.items()}


def dow_networks():
    return five_best(
        lambda setting, seed: 100 * mean_absolute_error(*dow_forecast("network", setting, 1923, 1924, seed))
    )


try_it(dow_validation, "naive", [None])
try_it(dow_validation, "constant", [None])
try_it(dow_validation, "weighted sum", [0, 100, 1000, 10_000, 100_000])
try_it(dow_networks)

# %% [markdown]
# The naive forecast has an error of [0.629]{=shown[0][None]} per cent, the constant [0.627]{=shown[1][None]}. The weighted sum is best with the largest penalty, where it
# [has the error of the constant]{=abs(shown[2][100_000] - shown[1][None]) < 0.0003}; so the constant stands for it again. The best of the 36 networks has [0.640]{=list(shown[3].values())[0][0]}, and [none of them is as good as the naive forecast]{=list(shown[3].values())[0][0] > shown[0][None]}. Whoever wants
# to make money could stop here. You go on, to see what becomes of it: with [2 neurons, 5 epochs and the learning rate 0.01]{=list(shown[3])[0] == (2, 5, 0.01)}.

# %%
DOW_NETWORK = (2, 5, 0.01)
kept_forecasts = {}  # what has been forecast once


def network_returns(year, seed):
    """Forecast and actual returns of the days of one year, by the network."""
    if (year, seed) not in kept_forecasts:
        kept_forecasts[year, seed] = dow_forecast("network", DOW_NETWORK, year, year, seed)
    return kept_forecasts[year, seed]


def dow_errors(name, seed=0):
    """The error in per cent in each of the years 1925 to 1930."""
    if name == "network":
        tests = [network_returns(year, seed) for year in range(1925, 1931)]
    else:
        tests = [dow_forecast(name, None, year, year) for year in range(1925, 1931)]
    return np.array([100 * mean_absolute_error(forecast, actual) for forecast, actual in tests])


def dow_difference(name, other):
    """The error of one forecast minus that of another (networks: the mean of five seeds): mean and spread of six years."""
    both = [np.mean([dow_errors(each, seed) for seed in range(5)], axis=0) for each in (name, other)]
    return paired(*both).round(4)


def right_direction(name):
    """The share of days in each year on which the sign of a forecast is right (networks: the mean of five seeds)."""
    shares = []
    for year in range(1925, 1931):
        tests = [dow_forecast("constant", None, year, year)]
        if name == "network":
            tests = [network_returns(year, seed) for seed in range(5)]
        shares.append(np.mean([np.mean((forecast > 0) == (actual > 0)) for forecast, actual in tests]))
    return np.array(shares).round(3)


try_it(dow_errors, "naive")
try_it(dow_difference, "network", "naive")
try_it(dow_difference, "network", "constant")
try_it(dow_difference, "constant", "naive")
try_it(right_direction, "network")
try_it(right_direction, "constant")

# %% [markdown]
# The naive error lies between [0.59]{=min(shown[0])} and [1.54]{=max(shown[0])} per cent from year to year. The paired differences, in per cent as well:
#
# | difference of errors | mean | spread | claim |
# |---|---|---|---|
# | network minus naive | [−0.003]{=shown[1][0]} | [0.004]{=shown[1][1]} | [none]{=abs(shown[1][0]) < shown[1][1]} |
# | network minus constant | [0.002]{=shown[2][0]} | [0.003]{=shown[2][1]} | [none]{=abs(shown[2][0]) < shown[2][1]} |
# | constant minus naive | [−0.005]{=shown[3][0]} | [0.002]{=shown[3][1]} | [better]{=-shown[3][0] > shown[3][1]} |
#
# Nothing shows that the network forecasts the index. The constant is steadily better than the naive forecast, by [half a per cent]{=0.004 < -shown[3][0] / np.mean(shown[0]) < 0.006} of the error: it knows that the index
# rises a little on average, and nothing else. How often is the *direction* right, up or down? The network is right on [51]{=100 * min(shown[4])} to [56]{=100 * max(shown[4])} of 100 days in a year. The constant always says
# "up", and [is right more often in each of the six years]{=all(shown[5] > shown[4])}.
#
# Could you sell this network all the same? Here is what an advertisement would show, from the years 1927 and 1928.

# %%
def dow_prices(seed):
    """Forecast and actual prices of the days of 1927 and 1928."""
    forecast = np.concatenate([network_returns(year, seed)[0] for year in (1927, 1928)])
    today = index[np.flatnonzero((years == 1927) | (years == 1928)) - 1]
    return today * (1 + forecast), index[(years == 1927) | (years == 1928)]


def advertised(seed):
    """What an advertisement says of 1927 and 1928: mean error in points and in per cent, and the correlation."""
    forecast, actual = dow_prices(seed)
    return {
        "points": round(float(mean_absolute_error(forecast, actual)), 2),
        "per cent": round(float(np.mean(100 * np.abs(forecast / actual - 1))), 2),
        "correlation": round(float(np.corrcoef(forecast, actual)[0, 1]), 4),
    }


try_it(advertised, 0)
plots.series(
    {"actual": lambda: dow_prices(0)[1][-40:], "network": lambda: dow_prices(0)[0][-40:]},
    np.arange(1, 41),
    title="The last 40 days of 1928: it looks like a forecast",
    x_label="trading day",
    y_label="points",
)

# %% [markdown]
# Pictures like this one sell forecasts. The forecast follows the price closely, the mean error is [1.5]{=shown[0]["points"]} points of about 200, [0.7]{=shown[0]["per cent"]} per cent, and the
# correlation of forecast and price is [0.998]{=shown[0]["correlation"]}. It looks as if the network knew the market.
#
# Now look again. One line is the other one, moved to the right by one day. The network says each day: "nearly as today", and that is never
# far off. The correlation of a series with itself one step later is called
# its *autocorrelation*. For these prices it is [0.999]{=np.corrcoef(index[1:], index[:-1])[0, 1]}; for their returns, which is where the money is, it is [−0.003]{=np.corrcoef((r := index[1:] / index[:-1] - 1)[1:], r[:-1])[0, 1]}: to a weighted sum, the return
# of today says next to nothing about that of tomorrow.
#
# So a small error and a correlation close to 1 prove nothing. **Compare with the naive forecast, or do not believe the number.**

# %% [markdown]
# ## From a forecast to money
#
# Is a forecast worth money? Turn it into a rule: hold the index if the forecast return is above 0, otherwise hold nothing. The *position*
# of a day is 1 (in) or 0 (out). It is decided at the close of the day, with all that is known by then. So it earns the return of the
# **next** day.
#
# Buying and selling costs a share of the money that is moved, here written `cost`. Before the first day nothing is held. Money that is
# out earns nothing, and dividends are left out. On each day, in this order:
#
# 1. the position of the day *before* earns the return of today: the money is multiplied by $1 + \text{position} \cdot r$;
# 2. where the position of today differs from the one before, the money is multiplied by $1 - \text{cost}$.
#
# **By hand**: prices $(100, 110, 99, 108.9)$, positions $(1, 0, 1, 1)$, cost 0.01, and 1 unit of money.
#
# | day | position before | return | money after the return | position | money after the cost |
# |---|---|---|---|---|---|
# | 0 | 0 | – | 1 | 1: buy | $1 \cdot 0.99 = 0.99$ |
# | 1 | 1 | 0.1 | $0.99 \cdot 1.1 = 1.089$ | 0: sell | $1.089 \cdot 0.99 = 1.07811$ |
# | 2 | 0 | −0.1 | 1.07811 | 1: buy | $1.07811 \cdot 0.99 = 1.06733$ |
# | 3 | 1 | 0.1 | $1.06733 \cdot 1.1 = 1.17406$ | 1: stays | 1.17406 |
#
# **Your turn.** Return the money at the end of each day, after the cost. The cost is `cost * abs(position - position before)`, which is 0
# where nothing changes.

# %% exercise="strategy_wealth"
def strategy_wealth(prices, positions, cost):
    """prices (T,), positions (T,) 0 or 1, decided at the close of each day -> wealth (T,), starting from 1."""
    ### BEGIN SOLUTION
    wealth = np.zeros(len(prices))
    money, held = 1.0, 0
    for t in range(len(prices)):
        if t > 0:
            money = money * (1 + held * (prices[t] / prices[t - 1] - 1))
        money = money * (1 - cost * abs(positions[t] - held))
        held = positions[t]
        wealth[t] = money
    return wealth
    ### END SOLUTION


# %% check="strategy_wealth"
check(strategy_wealth)

# %%
try_it(strategy_wealth, np.array([100.0, 110.0, 99.0, 108.9]), np.array([1, 0, 1, 1]), 0.01)

# %% [markdown]
# How much is a look-ahead of a single day worth? Take the rule "be in if the price rises", without any network. Done right, the rise of
# today decides the position that earns tomorrow's return. With the mistake, it earns the return of the same day: the rule is in on every
# day that rises, and out on every day that falls. **Predict before you run:** what becomes of 1 unit of money in the two years 1927 and 1928, with the
# mistake and without it?

# %%
def follow_the_rise(look_ahead):
    """The wealth at the end of 1928 from 1 at the end of 1926: the rule as it can be followed, or with the mistake."""
    start = np.searchsorted(years, 1927) - 1  # the last day of 1926
    prices = index[start : np.searchsorted(years, 1929)]
    rose = np.concatenate([[0], (np.asarray(simple_returns(prices)) > 0).astype(int)])
    positions = np.append(rose[1:], 0) if look_ahead else rose
    return strategy_wealth(prices, positions, 0.0)[-1]


try_it(follow_the_rise, True)
try_it(follow_the_rise, False)

# %% [markdown]
# One day of knowledge turns 1 into [8.54]{=shown[0]} within two years. Without it, the rule turns 1 into [1.58]{=shown[1]}. Results like the first one are
# nearly always such a mistake. Whenever a strategy looks too good, ask first on which day its position was known.
#
# Now the rule of the network, for five seeds, in three periods of two years, with a cost of 0.1 per cent for each purchase or sale. It has two rivals. The first is the
# simplest rule: buy on the first day and hold. The second is chance, and it has to be a fair one: it should be in as often as the network, and pay as
# often. So take the network's own positions and move them along by one day, by two days, and so on; those that fall off the end come in at the
# start. Such a *moved rule* buys, holds and sells as the network does, but on the wrong days. Each time the five networks are moved
# together, and what counts is the mean of their five ends. This gives about 500 such means. If the networks know something,
# their own mean has to be above nearly all of them.

# %% experiment=true
def dow_money(first):
    """The wealth after the years `first` and `first` + 1, from 1: holding, the five networks, and their moved rules."""
    start = np.searchsorted(years, first) - 1
    prices = index[start : np.searchsorted(years, first + 2)]
    hold = strategy_wealth(prices, np.ones(len(prices), dtype=int), 0.001)[-1]
    ends, free, changes, days_in = [], [], [], []
    for seed in range(5):
        forecast = np.concatenate([network_returns(year, seed)[0] for year in (first, first + 1)])
        positions = (forecast > 0).astype(int)
        moved = [np.roll(positions, shift) for shift in range(len(positions))]
        moved = [np.append(each, each[-1]) for each in moved]  # on the last day nothing is decided any more
        ends.append([strategy_wealth(prices, each, 0.001)[-1] for each in moved])
        free.append(round(float(strategy_wealth(prices, moved[0], 0.0)[-1]), 2))
        changes.append(int(np.abs(np.diff(moved[0])).sum()))
        days_in.append(round(float(positions.mean()), 2))
    means = np.mean(ends, axis=0)
    return {
        "buy and hold": round(float(hold), 2),
        "networks": [round(float(each[0]), 2) for each in ends],
        "networks without cost": free,
        "changes": changes,
        "share of days in": days_in,
        "mean of the networks": round(float(means[0]), 2),
        "moved, 5 to 95 per cent": np.quantile(means[1:], [0.05, 0.95]).round(2).tolist(),
        "moved below, per cent": round(100 * float(np.mean(means[1:] < means[0]))),
    }


for first in (1925, 1927, 1929):
    try_it(dow_money, first)

# %% [markdown]
# What is left of 1, after cost:
#
# | years | buy and hold | five networks | their mean | moved rules, middle 90 per cent | the mean is above so many of them |
# |---|---|---|---|---|---|
# | 1925–26 | [1.30]{=shown[0]["buy and hold"]} | [0.90]{=min(shown[0]["networks"])} to [1.07]{=max(shown[0]["networks"])} | [0.97]{=shown[0]["mean of the networks"]} | [0.92]{=shown[0]["moved, 5 to 95 per cent"][0]} to [1.12]{=shown[0]["moved, 5 to 95 per cent"][1]} | [24]{=shown[0]["moved below, per cent"]} of 100 |
# | 1927–28 | [1.91]{=shown[1]["buy and hold"]} | [1.26]{=min(shown[1]["networks"])} to [1.56]{=max(shown[1]["networks"])} | [1.36]{=shown[1]["mean of the networks"]} | [1.10]{=shown[1]["moved, 5 to 95 per cent"][0]} to [1.37]{=shown[1]["moved, 5 to 95 per cent"][1]} | [93]{=shown[1]["moved below, per cent"]} of 100 |
# | 1929–30 | [0.55]{=shown[2]["buy and hold"]} | [0.50]{=min(shown[2]["networks"])} to [0.81]{=max(shown[2]["networks"])} | [0.61]{=shown[2]["mean of the networks"]} | [0.42]{=shown[2]["moved, 5 to 95 per cent"][0]} to [0.73]{=shown[2]["moved, 5 to 95 per cent"][1]} | [77]{=shown[2]["moved below, per cent"]} of 100 |
#
# (On another computer a last digit may differ.) In the first two periods the index rose, and **[not one of the five beats the simplest rule]{=all(max(each["networks"]) < each["buy and hold"] for each in shown[:2])}**.
# They were out on many days, and most days were rises. Each changed its position [142]{=min(min(each["changes"]) for each in shown)} to [266]{=max(max(each["changes"]) for each in shown)} times in two years, and paid each time.
#
# In the third period the index lost nearly half, and [three of the five]{=sum(each > shown[2]["buy and hold"] for each in shown[2]["networks"]) == 3} networks lost less than it. Do they know something after all? They were out part of the time, and
# in years that fall this alone helps. The moved rules were out as often, on the wrong days. The networks' mean is above [77]{=shown[2]["moved below, per cent"]} of 100 of
# them, and above [93]{=max(each["moved below, per cent"] for each in shown)} of 100 in their best period. One period of three looks as good as that in [one case of five]{=round(1 / (1 - (max(each["moved below, per cent"] for each in shown) / 100) ** 3)) == 5} by chance alone. So
# the networks cannot be told from chance. This does not prove that they know nothing: three periods are only three numbers.
#
# A low error need not mean a profit: for a profit the forecast has to be on the right side of today's price, on the days that matter, after cost.
#
# **In your own words.** A firm advertises: "Our network forecasts the index with a mean error of 0.7 per cent. The correlation of
# forecast and price is 0.998. In the test, its rule made 750 per cent in two years." What do you ask the firm? Name three questions,
# each with its reason. A person reads this answer.

# %% [markdown] answer="what-to-ask" points=3
# How large is the error of the naive forecast on the same days? A price is close to that of the day before, so a small error and a
# high correlation come by themselves. On which day was each position known, and on which day did it earn? A look-ahead of one day
# makes a rule look rich. What is left after the cost of each change, and what would buying and holding have brought on the same days? And:
# out of how many tries was this one chosen, and was the test part newer than all that was used for training and choosing?

# %% [markdown]
# ## A table with gaps
#
# Another kind of prediction: what will a person think of a movie that they have not rated? The data are 7400 ratings of 80 movies by 150
# people, from half a star to 5 stars. As a table it has 12,000 cells, and 4600 of them are empty. A *recommender* fills them. (The
# ratings come from MovieLens and must not be used to earn money; the folder of the data says more.)

# %%
u_all, i_all, r_all, titles = data.movie_ratings()
print("ratings:", len(r_all), " people:", u_all.max() + 1, " movies:", i_all.max() + 1, " mean:", r_all.mean().round(3))
print("first three: person", u_all[:3], "movie", [titles[i] for i in i_all[:3]], "stars", r_all[:3])

# %% [markdown]
# The ratings are kept as three lists of the same length: rating $n$ was given by person `u[n]` to movie `i[n]`, and it is `r[n]`.
#
# Here the test part is drawn at random: the task is to fill gaps all over the table, not to look ahead. (A shop that recommends
# what to buy tomorrow would split by time.) The gaps themselves are *not* random: people watch and rate what they expect to like. So an error on
# ratings that were given says less about those that were not; they are probably lower.

# %% [markdown]
# ## A rating from two vectors
#
# What makes a rating?
#
# - Every rating starts from the same number: the mean of all ratings, $\mu$ (written `mu`).
# - Some people give more stars than others, whatever they see: a *bias* $b_u$ for each person.
# - Some movies are liked by nearly everybody: a bias $b_i$ for each movie.
# - The rest is taste. Each person has a vector $p_u$ of a few numbers, and each movie a vector $q_i$ of the same length. One number
#   may stand for "much action", another for "for children": nobody says which; they are learnt. Where the two have the same sign, the
#   rating rises; where the signs differ, it falls.
#
# $$\hat{r} = \mu + b_u + b_i + p_u \cdot q_i$$
#
# The dot means: multiply entry by entry and add up. Such a learnt vector, one for each thing, is called an *embedding*.
#
# **By hand**: $\mu = 3.5$, $b_u = 0.4$, $b_i = -0.2$, $p_u = (1, 0.5)$ and $q_i = (0.6, -0.4)$:
#
# $$\hat{r} = 3.5 + 0.4 - 0.2 + (1 \cdot 0.6 + 0.5 \cdot (-0.4)) = 3.7 + 0.4 = 4.1$$
#
# **Your turn.** For a whole list of ratings at once. `bu[u]` is the bias of the person of each rating, and `P[u]` holds their
# vectors, one row a rating. Each vector has $K$ numbers. $K$ may be 0: then $\mu$ and the biases are all there is.

# %% exercise="rate"
def rate(u, i, mu, bu, bi, P, Q):
    """u (N,), i (N,) numbers of people and movies; bu (U,), bi (I,), P (U, K), Q (I, K) -> ratings (N,)."""
    ### BEGIN SOLUTION
    return mu + bu[u] + bi[i] + np.sum(P[u] * Q[i], axis=1)
    ### END SOLUTION


# %% check="rate"
check(rate)

# %% [markdown]
# The example is the first rating. In the second one, another person, with the bias 0 and the vector $(-1, 1)$, rates the same movie.

# %%
try_it(
    rate,
    np.array([0, 1]),
    np.array([0, 0]),
    3.5,
    np.array([0.4, 0.0]),
    np.array([-0.2]),
    np.array([[1.0, 0.5], [-1.0, 1.0]]),
    np.array([[0.6, -0.4]]),
)

# %% [markdown]
# ## The gradient of a rating
#
# For training you need the way back. `dout[n]` is the gradient of the loss with respect to rating $n$. The rating is a sum, so its slope
# along each bias is 1. Along $p_u$ the slope is $q_i$, and along $q_i$ it is $p_u$: in a product, the slope along one factor is the other factor.
#
# | along | the gradient gets from rating $n$ | on the row |
# |---|---|---|
# | $b_u$ | dout | of the person |
# | $b_i$ | dout | of the movie |
# | $P$ | dout · $q_i$ | of the person |
# | $Q$ | dout · $p_u$ | of the movie |
#
# A person who has rated five movies takes part in five ratings, so five gradients are **added up** on one row. So are those of a person
# who has rated one movie twice. A person without a rating gets 0.
#
# **By hand**: the two ratings from above, with dout $= (1, 2)$.
#
# - both are of movie 0: $db_i = 1 + 2 = 3$
# - $db_u = (1, 2)$: each person has one rating
# - $dP = (1 \cdot q, 2 \cdot q)$: the rows $(0.6, -0.4)$ and $(1.2, -0.8)$
# - $dQ = 1 \cdot (1, 0.5) + 2 \cdot (-1, 1) = (-1, 2.5)$
#
# **Your turn.** A warning that you know from the confusion matrix: `dP[u] += ...` with a list of rows adds only once where a row is
# named several times. Go through the ratings in a loop.

# %% exercise="rate_backward"
def rate_backward(dout, u, i, P, Q):
    """dout (N,), u (N,), i (N,), P (U, K), Q (I, K) -> dbu (U,), dbi (I,), dP (U, K), dQ (I, K)."""
    ### BEGIN SOLUTION
    dbu, dbi = np.zeros(len(P)), np.zeros(len(Q))
    dP, dQ = np.zeros(P.shape), np.zeros(Q.shape)
    for n in range(len(u)):
        dbu[u[n]] += dout[n]
        dbi[i[n]] += dout[n]
        dP[u[n]] += dout[n] * Q[i[n]]
        dQ[i[n]] += dout[n] * P[u[n]]
    return dbu, dbi, dP, dQ
    ### END SOLUTION


# %% check="rate_backward"
check(rate_backward)

# %%
try_it(
    rate_backward,
    np.array([1.0, 2.0]),
    np.array([0, 1]),
    np.array([0, 0]),
    np.array([[1.0, 0.5], [-1.0, 1.0]]),
    np.array([[0.6, -0.4]]),
)

# %% [markdown]
# ## One epoch, rating by rating
#
# A recommender like this one is often trained with a step after *each* rating: one rating touches one person and one movie, so a step is tiny and
# quick. The loss of one rating is half of the squared error, plus $\lambda / 2$ (λ is written `lam`) times the squares of the numbers
# involved: the L2 of chapter {{deep_networks}}, which keeps them small. Otherwise someone with three ratings would get a vector that fits
# these three and nothing else. (In chapter {{deep_networks}} the penalty counted once for all $N$ samples, with $\lambda / 2N$. Here it counts at each rating, so
# whoever has many ratings is pulled many times.)
#
# With $e = \hat{r} - r$, the error, the four steps are:
#
# $$b_u \leftarrow b_u - \text{lr} \, (e + \lambda b_u), \qquad b_i \leftarrow b_i - \text{lr} \, (e + \lambda b_i)$$
#
# $$p_u \leftarrow p_u - \text{lr} \, (e \, q_i + \lambda p_u), \qquad q_i \leftarrow q_i - \text{lr} \, (e \, p_u + \lambda q_i)$$
#
# All right-hand sides use the values from *before* the step. So keep a copy of $p_u$ before you change it: the step of $q_i$ needs the old one.
#
# **By hand**, the rating from above: $\hat{r} = 4.1$, and the person gave $r = 3$. So $e = 1.1$. With lr = 0.1 and $\lambda = 0$:
#
# - $b_u = 0.4 - 0.11 = 0.29$ and $b_i = -0.2 - 0.11 = -0.31$
# - $p_u = (1, 0.5) - 0.11 \cdot (0.6, -0.4) = (0.934, 0.544)$
# - $q_i = (0.6, -0.4) - 0.11 \cdot (1, 0.5) = (0.49, -0.455)$
#
# **Your turn.** Go through the ratings in the order in which they come, and let each step use the results of the steps before. `mu`
# stays as it is. Begin with copies, so that the arrays of the caller are not changed. $\lambda$ may be 0.

# %% exercise="sgd_epoch"
def sgd_epoch(u, i, r, mu, bu, bi, P, Q, lr, lam):
    """u, i, r (N,): one step for each rating, in this order -> bu (U,), bi (I,), P (U, K), Q (I, K), new arrays."""
    ### BEGIN SOLUTION
    bu, bi, P, Q = bu.copy(), bi.copy(), P.copy(), Q.copy()
    for n in range(len(r)):
        user, item = u[n], i[n]
        error = mu + bu[user] + bi[item] + P[user] @ Q[item] - r[n]
        p = P[user].copy()
        bu[user] -= lr * (error + lam * bu[user])
        bi[item] -= lr * (error + lam * bi[item])
        P[user] -= lr * (error * Q[item] + lam * P[user])
        Q[item] -= lr * (error * p + lam * Q[item])
    return bu, bi, P, Q
    ### END SOLUTION


# %% check="sgd_epoch"
check(sgd_epoch)

# %%
try_it(
    sgd_epoch,
    np.array([0]),
    np.array([0]),
    np.array([3.0]),
    3.5,
    np.array([0.4]),
    np.array([-0.2]),
    np.array([[1.0, 0.5]]),
    np.array([[0.6, -0.4]]),
    0.1,
    0.0,
)

# %% [markdown]
# ## Strong simple rivals
#
# What is the naive forecast for ratings? The mean of all ratings. A stronger one is **popularity**: the mean of the movie. A still stronger
# one adds a bias for each person.
#
# Be careful with means of few numbers. A movie has two ratings, 5 and 5, and the mean of all ratings is 3.5. Is it 1.5 stars better
# than others? Two ratings are little evidence. So *shrink* the bias: act as if there were $s$ further ratings, all exactly average. With
# $s = 2$ the bias is $(1.5 + 1.5 + 0 + 0) / 4 = 0.75$. With 100 ratings of 5 it is $150 / 102 = 1.47$: much evidence is hardly shrunk. The bias of a
# person is found in the same way, from what the biases of the movies leave over; then again that of the movies, and so on, until nothing
# moves.

# %%
def popularity(part, s, with_people):
    """Forecasts of all 7400 ratings, from those at the places `part`: mean + shrunk bias of the movie (+ of the person)."""
    u, i, r = u_all[part], i_all[part], r_all[part]
    bu, bi = np.zeros(150), np.zeros(80)
    for _round in range(200 if with_people else 1):
        bi = np.bincount(i, r - r.mean() - bu[u], 80) / np.maximum(np.bincount(i, minlength=80) + s, 1)
        if with_people:
            bu = np.bincount(u, r - r.mean() - bi[i], 150) / np.maximum(np.bincount(u, minlength=150) + s, 1)
    return r.mean() + bu[u_all] + bi[i_all]

# %% [markdown]
# The ratings are cut into five parts at random. Each part is the test part once: five splits. In each split one other part is for
# validation. It chooses all settings: $s$ for the rivals; $\lambda$, the length $K$ and the number of epochs for the vectors. Then each forecast learns from all
# four parts that are not tested. Each split also has random start values of its own. The learning rate is 0.05, with at most 15 epochs.
# (Others were tried on three of the validation parts, and did about as well.)
#
# First the vectors in one split, epoch by epoch, with what validation says.

# %% experiment=true
def parts_of_ratings(split):
    """Places of the training, validation and test ratings of this split, 0 to 4."""
    five = np.array_split(np.random.default_rng(0).permutation(len(r_all)), 5)
    five = five[split:] + five[:split]
    return np.concatenate(five[2:]), five[1], five[0]


def train_recommender(part, K, lam, epochs, seed):
    """Train on the ratings at the places `part`. -> what is learnt, and the forecasts of all ratings after each epoch."""
    rng = np.random.default_rng(seed)
    mu = r_all[part].mean()
    P, Q = rng.normal(0, 0.1, size=(150, K)), rng.normal(0, 0.1, size=(80, K))
    learnt, forecasts = (np.zeros(150), np.zeros(80), P, Q), []
    for _epoch in range(epochs):
        n = rng.permutation(part)
        learnt = tuple(np.asarray(each) for each in sgd_epoch(u_all[n], i_all[n], r_all[n], mu, *learnt, 0.05, lam))
        forecasts.append(np.asarray(rate(u_all, i_all, mu, *learnt)))
    return (mu, *learnt), forecasts


kept = {}  # what has been trained once


def epoch_errors(split, K, lam):
    """The mean absolute errors after each of 15 epochs: training and validation."""
    if (split, K, lam) not in kept:
        training, validation, _test = parts_of_ratings(split)
        forecasts = train_recommender(training, K, lam, 15, split)[1]
        kept[split, K, lam] = [
            np.array([mean_absolute_error(each[part], r_all[part]) for each in forecasts])
            for part in (training, validation)
        ]
    return kept[split, K, lam]


plots.series(
    {
        "training, K = 32": lambda: epoch_errors(0, 32, 0.1)[0],
        "validation, K = 32": lambda: epoch_errors(0, 32, 0.1)[1],
        "validation, K = 4": lambda: epoch_errors(0, 4, 0.1)[1],
    },
    np.arange(1, 16),
    title="Vectors of 32 and of 4 numbers",
    x_label="epochs",
    y_label="mean absolute error in stars",
)

# %% [markdown]
# The training error falls to [0.38]{=epoch_errors(0, 32, 0.1)[0][-1]} stars, the validation error only to [0.59]{=epoch_errors(0, 32, 0.1)[1].min()}; it is lowest after [13]{=epoch_errors(0, 32, 0.1)[1].argmin() + 1} epochs. From then on the vectors learn
# single ratings by heart.
#
# Now the choices, for each split. Each length $K$ gets the $\lambda$ that is best for *it*; then the best $K$ is taken. Each number is the
# validation error after the best number of epochs.

# %% experiment=true
def lam_errors(split, K=32):
    """The lowest validation error for each lambda, with vectors of K numbers."""
    return {lam: round(float(epoch_errors(split, K, lam)[1].min()), 3) for lam in (0.05, 0.1, 0.2)}


for split in range(5):
    try_it(lam_errors, split, 32)
for split in range(5):
    try_it(lam_errors, split, 0)

# %% experiment=true
def length_errors(split):
    """The lowest validation error for each length K of the vectors, each with its own best lambda."""
    return {K: min(lam_errors(split, K).values()) for K in (0, 4, 32, 128)}


for split in range(5):
    try_it(length_errors, split)

# %% [markdown]
# With vectors of 32 numbers the middle $\lambda$ is best in [every split]{=all(min(each, key=each.get) == 0.1 for each in shown[:5])}. Without vectors ($K = 0$, the biases alone) the penalty hardly matters: the three
# errors of a split differ by at most [0.003]{=max(max(each.values()) - min(each.values()) for each in shown[5:10])}. Even with its own best $\lambda$, $K = 0$ is [in no split]{=not any(each[0] < max(each.values()) for each in shown[10:])} better than any other length. Between $K = 32$ and
# $K = 128$ the error differs by [0.005]{=max(abs(each[32] - each[128]) for each in shown[10:])} at most. Still longer vectors could say nothing new: there are only 80 movies.
#
# ## Five splits
#
# **Predict before you run.** The mean of all ratings has an error of about 0.75 stars. Where will the others be?

# %% experiment=true
def chosen(split):
    """The settings that validation chooses: s for movies alone, s for movies and people, (K, lam, epochs) for the vectors."""
    training, validation, _test = parts_of_ratings(split)
    best = []
    for with_people in (False, True):
        errors = {}
        for s in (0, 1, 2, 4, 8, 16):
            errors[s] = mean_absolute_error(popularity(training, s, with_people)[validation], r_all[validation])
        best.append(min(errors, key=errors.get))
    lengths = length_errors(split)
    K = min(lengths, key=lengths.get)
    lams = lam_errors(split, K)
    lam = min(lams, key=lams.get)
    return *best, (K, lam, int(epoch_errors(split, K, lam)[1].argmin()) + 1)


def recommender(split):
    """What is learnt from all but the test part, and the four forecasts of all ratings."""
    if split not in kept:
        part = np.concatenate(parts_of_ratings(split)[:2])
        s_movies, s_both, (K, lam, epochs) = chosen(split)
        learnt, forecasts = train_recommender(part, K, lam, epochs, split)
        kept[split] = learnt, {
            "mean": np.full(len(r_all), r_all[part].mean()),
            "movie": popularity(part, s_movies, False),
            "movie and person": popularity(part, s_both, True),
            "vectors": forecasts[-1],
        }
    return kept[split]


def rating_errors(split):
    """The mean absolute error of each forecast on the test ratings, in stars."""
    test = parts_of_ratings(split)[2]
    forecasts = recommender(split)[1]
    return {name: round(float(mean_absolute_error(each[test], r_all[test])), 3) for name, each in forecasts.items()}


for split in range(5):
    try_it(rating_errors, split)

# %% [markdown]
# | | lowest of the five splits | highest | mean |
# |---|---|---|---|
# | mean of all | [0.73]{=min(each["mean"] for each in shown)} | [0.76]{=max(each["mean"] for each in shown)} | [0.75]{=np.mean([each["mean"] for each in shown])} |
# | movie | [0.67]{=min(each["movie"] for each in shown)} | [0.70]{=max(each["movie"] for each in shown)} | [0.68]{=np.mean([each["movie"] for each in shown])} |
# | movie and person | [0.59]{=min(each["movie and person"] for each in shown)} | [0.61]{=max(each["movie and person"] for each in shown)} | [0.61]{=np.mean([each["movie and person"] for each in shown])} |
# | vectors | [0.56]{=min(each["vectors"] for each in shown)} | [0.60]{=max(each["vectors"] for each in shown)} | [0.58]{=np.mean([each["vectors"] for each in shown])} |
#
# Most of the gain comes from who gives a rating and what it is given to. What do the vectors add? The paired differences, "movie and
# person" minus vectors, have the mean [0.025]{=(gains := np.array([each["movie and person"] - each["vectors"] for each in shown])).mean()}
# stars and the spread [0.008]{=gains.std()}, and [the vectors win in all five splits]{=(gains > 0).all()}. By the rule of this chapter you
# [may claim]{=gains.mean() > gains.std()} the gain. (The five splits share their ratings, so this is weaker than five independent trials.)
# It is also small: [4]{=100 * np.mean([1 - each["vectors"] / each["movie and person"] for each in shown])} per cent of the error.
#
# ## Precision at k
#
# A shop does not show you predicted stars. It shows a short list. Then the question is: how many of the first $k$ movies do you like?
# This share is called *precision at k*.
#
# **By hand**: five movies have the scores $(4.1, 3.2, 4.6, 3.9, 2.5)$, and the person likes the ones marked with 1: $(1, 0, 0, 1, 1)$. With
# $k = 3$, the highest scores are 4.6, 4.1 and 3.9. Their marks are 0, 1 and 1. The precision at 3 is $2/3$.
#
# **Your turn.** The scores of one person are all different, and $k$ is at most their number. Divide by $k$, however many the
# person likes.

# %% exercise="precision_at_k"
def precision_at_k(scores, liked, k):
    """scores (N,), liked (N,) 0 or 1, k from 1 to N -> the share of liked ones among the k with the highest scores."""
    ### BEGIN SOLUTION
    first = np.argsort(-scores)[:k]
    precision = np.sum(liked[first]) / k
    return precision
    ### END SOLUTION


# %% check="precision_at_k"
check(precision_at_k)

# %%
try_it(precision_at_k, np.array([4.1, 3.2, 4.6, 3.9, 2.5]), np.array([1, 0, 0, 1, 1]), 3)

# %% [markdown]
# Now for each person: put their test movies in the order of the forecasts, take the first 5, and count how many really got
# 4 stars or more from them. Nobody knows the answer for movies that a person has never rated, so only rated ones are ranked. People with
# fewer than 5 test ratings are left out. "By chance" is the share of movies with 4 stars or more among all their test ratings.
#
# **Predict before you run.** Which list will be better, that of the vectors or that of the movies' means, and by how much?

# %% experiment=true
def list_quality(split):
    """The mean precision at 5 over the people, for lists in the order of each forecast."""
    test = parts_of_ratings(split)[2]
    forecasts = recommender(split)[1]
    rows = []
    for person in range(150):
        places = test[u_all[test] == person]
        if len(places) < 5:
            continue
        liked = (r_all[places] >= 4).astype(int)
        row = [precision_at_k(forecasts[name][places], liked, 5) for name in ("movie", "movie and person", "vectors")]
        rows.append([liked.mean(), *row])
    means = np.mean(rows, axis=0).round(3).tolist()
    return dict(zip(("by chance", "movie", "movie and person", "vectors"), means))


for split in range(5):
    try_it(list_quality, split)

# %% [markdown]
# By chance, [62]{=100 * min(each["by chance"] for each in shown)} to [65]{=100 * max(each["by chance"] for each in shown)} of 100 movies on the list are liked. With the movies' means it is [72]{=100 * min(each["movie"] for each in shown)} to [76]{=100 * max(each["movie"] for each in shown)}, and with the vectors [73]{=100 * min(each["vectors"] for each in shown)} to [77]{=100 * max(each["vectors"] for each in shown)}. The vectors
# beat the movies' means in [four of the five]{=sum(each["vectors"] > each["movie"] for each in shown) == 4} splits. The paired differences have the mean [0.009]{=(gains := np.array([each["vectors"] - each["movie"] for each in shown])).mean()} and the spread [0.010]{=gains.std()}: [nothing to claim]{=abs(gains.mean()) < gains.std()}, if only just. So the lead in stars **is not
# shown in the lists**: that it is better to show each person another list than to show everybody what everybody likes, these data do not say. The bias of a person, which brought so much in stars, moves all of that
# person's scores by the same amount, and leaves the order of their list as it is. Which measure you choose decides what you find, so choose
# the one that is closest to what you want to do.
#
# ## What the recommender has learnt
#
# What do the vectors hold? Two movies whose vectors point in the same direction please the same people. The next cell looks for the nearest
# ones, by the cosine of the angle between the vectors: 1 means the same direction, 0 means that they have nothing in common.

# %% experiment=true
def most_alike(title):
    """The four movies whose vectors point most nearly in the direction of this one's."""
    Q = recommender(0)[0][4]
    length = np.linalg.norm(Q, axis=1)
    cosine = Q @ Q[titles.index(title)] / (length * length[titles.index(title)])
    return [f"{titles[n]} ({cosine[n]:.2f})" for n in np.argsort(-cosine)[1:5]]


try_it(most_alike, "Toy Story")
try_it(most_alike, "Pulp Fiction")

# %% experiment=true
def movie_map():
    """The 26 movies that stand out most, in the two directions in which the vectors differ most."""
    Q = recommender(0)[0][4]
    centred = Q - Q.mean(axis=0)
    directions = np.linalg.svd(centred, full_matrices=False)[2][:2]
    directions *= np.sign(directions[:, :1])
    points = centred @ directions.T
    far = np.argsort(-np.linalg.norm(points, axis=1))[:26]
    return points[far], [titles[n].split(" (")[0] for n in far]


plots.item_map(movie_map, title="Movies by the tastes of those who rated them")

# %% [markdown]
# Nobody has told it what the movies are about. The training has only found that the same people like the same ones. Yet fantasy and
# science fiction stand together at the top, crime and drama on the left.
#
# And finally a recommendation: the five movies that person 7 has not rated and would probably like best.

# %% experiment=true
def recommend(person):
    """Five movies that this person has not rated, with the predicted ratings."""
    mu, bu, bi, P, Q = recommender(0)[0]
    unseen = np.setdiff1d(np.arange(80), i_all[u_all == person])
    ratings = np.asarray(rate(np.full(len(unseen), person), unseen, mu, bu, bi, P, Q))
    return [f"{titles[unseen[n]]} ({ratings[n]:.1f})" for n in np.argsort(-ratings)[:5]]


try_it(recommend, 7)

# %% [markdown]
# ## When does a network pay?
#
# Not on one short series, where there is little to learn from. It pays where **one** network learns from very many series at once, or where there
# are further inputs, such as prices, weather and holidays. The competition M4 of 2018, with 100,000 series, was won by a mix of exponential
# smoothing (a mean in which new values count more) and a recurrent network. The rules stay the same: split by time, strong simple rivals,
# several origins.
#
# ## Where people go wrong
#
# - **The target inside the window.** The error is close to 0 and the network useless. The target comes after the last value of the window.
# - **Shuffling before the split.** The test part is the newest part. Neighbouring windows share most of their values.
# - **No gap.** With ahead > 1 the last training targets are not known when the first test forecast is made.
# - **Mean and spread of the whole series.** The future is in them.
# - **A weak baseline.** Beating the seasonal naive forecast says little if "plus a constant" does as well as the network.
# - **One test part.** What is better in two years may be worse in the next two. Take several, and look at the paired differences.
# - **A picture as a proof.** A forecast that follows the price with one day of delay looks perfect.
# - **A position that earns the return of its own day.** It has to be decided before.
# - **The best of many seeds.** That is luck, chosen afterwards.
# - **`dP[u] += ...` with a list of rows.** A row that is named several times gets one gradient only.
#
# ## Summary
#
# - A series becomes rows by windows of `width` values; the target comes `ahead` steps after the window.
# - Train on the past, test on the newest part, leave a gap of ahead − 1 windows, and scale by the training part.
# - The naive forecast takes the value before; the seasonal one takes that of one period before. The scaled error divides by the error of
#   the naive forecast in the training part.
# - Choose settings on a validation part, for each rival too, and test at several origins. Claim a difference only if the mean of the paired
#   differences is larger than their spread.
# - The network clearly beat the seasonal naive forecast of the carbon dioxide. Nothing showed it to be better than a constant rise.
# - An interval comes from residuals: sort their sizes and take rank $(n + 1) \cdot$ coverage, rounded up. Then count its coverage.
# - Nothing showed that the network forecasts the index: its error could not be told from that of the naive forecast, and its rule not from
#   its own positions on the wrong days.
# - A recommender predicts a rating from a mean, two biases and the product of two learnt vectors. The vectors gained a little in stars,
#   and nothing that could be claimed in lists of five.
#
# ### Test yourself
#
# <details><summary>ahead is 6. How many windows before the test part are left out, and why?</summary>
#
# 5. Their targets come after the day on which the first test forecast is made.
# </details>
#
# <details><summary>A forecast has a mean absolute error of 3 and a scaled error of 1.5. What was the naive error in training?</summary>
#
# 3 / 1.5 = 2.
# </details>
#
# <details><summary>You have 19 residuals and want a coverage of 0.9. Which rank do you take? And for 0.99?</summary>
#
# 20 · 0.9 = 18. For 0.99 it is 19.8, rounded up 20, and there are only 19: the interval is infinitely wide.
# </details>
#
# <details><summary>A network's errors at four origins are 0.5, 1.1, 0.4 and 0.8; those of a simple rule are 0.6, 1.0, 0.5 and 0.7. What do you report?</summary>
#
# The paired differences are −0.1, 0.1, −0.1 and 0.1: their mean is 0, their spread 0.1. The data do not tell the two apart, so the simple rule is enough.
# </details>
#
# <details><summary>A price goes from 50 to 40 and back to 50. What are the returns, and what is their sum?</summary>
#
# −0.2 and 0.25. Their sum is 0.05, although nothing was gained: returns are multiplied as factors, 0.8 · 1.25 = 1.
# </details>
#
# <details><summary>A rule changes its position 250 times and each change costs 0.1 per cent. What share of the money is left after the cost alone?</summary>
#
# 0.999 to the power of 250 = 0.779. More than a fifth is gone.
# </details>
#
# <details><summary>A person likes 2 of 10 movies, and both are among the first 5 of the list. What is the precision at 5? Can it be higher?</summary>
#
# 2/5 = 0.4. It cannot: only two are liked.
# </details>
#
# You have now built everything by hand: layers, training, networks for pictures, words and series. At work hardly anyone does so. In the
# next chapter you meet the libraries that do it for you, and you check that they compute what you have computed.
#
# **Next:** [[libraries]]
