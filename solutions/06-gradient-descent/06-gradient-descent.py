# %% [markdown]
# # Gradient descent
#
# Backpropagation tells every weight in which direction the loss grows. What do you do with that? How long should a step be, and how
# many samples do you look at before you take it? And what if the ground is flat? In this chapter you write the rules that
# networks are trained with today, from the plain step to Adam.
#
# - **What you need:** chapters [[neuron]] and [[backpropagation]]; NumPy arrays, dicts and functions that take a function.
# - **What you can do afterwards:** write gradient descent, mini-batches, momentum, Adam and a falling learning rate; find a good
#   learning rate; and say why a training crawls, jumps or diverges.
# - **How long it takes:** about three hours.

# %% locked="setup"
from time import perf_counter

import numpy as np
from gradatim import plots, try_it, widgets
from gradatim_autograder import check


def parabola(w):
    """The loss (w - 3)^2 of one weight."""
    return (w - 3) ** 2


def parabola_slope(w):
    """Its slope, 2 (w - 3)."""
    return 2 * (w - 3)


def ravine(w1, w2):
    """A loss of two weights that is 20 times steeper along w2 than along w1."""
    return 0.5 * (1 * w1**2 + 20 * w2**2)


def ravine_gradient(w):
    """w (2,) -> the two slopes of the ravine (2,)."""
    return np.array([1.0, 20.0]) * w


# Data for a neuron without activation: 200 samples with two inputs, and targets with some noise.
data_rng = np.random.default_rng(6)
X = data_rng.normal(size=(200, 2))
y = X @ np.array([2.0, -1.0]) + 0.5 + 0.5 * data_rng.normal(size=200)

# The same with 20,000 samples and ten inputs, from large ones to small ones.
many_rng = np.random.default_rng(60)
X_many = many_rng.normal(size=(20000, 10)) * np.linspace(1, 0.2, 10)
y_many = X_many @ many_rng.normal(size=10) + 0.5 + 0.5 * many_rng.normal(size=20000)


def mse(params, X, y):
    """The mean squared error of the neuron X w + b (chapter {{backpropagation}})."""
    return float(np.mean((X @ params["w"] + params["b"] - y) ** 2))


def mse_gradients(params, X, y):
    """Its gradients along w (D,) and b, as a dict with the same keys as params."""
    dz = 2 * (X @ params["w"] + params["b"] - y) / len(X)
    return {"w": X.T @ dz, "b": dz.sum()}

# %% [markdown]
# ## Downhill in fog
#
# You stand on a mountain in thick fog and want to get down to the valley. With your feet you can feel which way the ground slopes. So you
# take a step downhill, feel again, and take the next step.
#
# This is *gradient descent*. Your position is the weights, the height is the loss, and what your feet feel is the gradient. It
# points in the direction in which the loss grows fastest, so you go the opposite way. You never need to see the whole mountain. But your
# feet do not tell you how long the step should be.

# %% [markdown]
# ## One step by hand
#
# Take a network with a single weight, and this loss:
#
# $$L(w) = (w - 3)^2$$
#
# It is smallest at $w = 3$, where it is 0. Pretend that you do not know that. Its slope is
#
# $$\frac{dL}{dw} = 2\,(w - 3)$$
#
# Start at $w = 0$, with the learning rate lr $= 0.1$:
#
# - The loss is $(0 - 3)^2 = 9$.
# - The slope is $2 \cdot (0 - 3) = -6$. It is negative, so the loss falls to the right.
# - The step: $w \leftarrow w - \text{lr} \cdot \text{slope} = 0 - 0.1 \cdot (-6) = 0.6$.
# - The new loss is $(0.6 - 3)^2 = 5.76$. It is smaller than 9.
#
# The minus sign takes care of the direction: with a negative slope you go right, with a positive one left.
#
# **Predict before you run.** With the same loss you are at $w = 6$ and take one step with lr $= 0.2$. Where are you now?

# %% exercise="predict_step"
def predict_step():
    """The weight after one step from w = 6 with lr = 0.2, computed by hand."""
    ### BEGIN SOLUTION
    return 4.8
    ### END SOLUTION


# %% check="predict_step"
check(predict_step)

# %% [markdown]
# ## Step after step
#
# At the new point the slope is different, so you compute it again and take another step. From $w = 0$ with lr $= 0.1$:
#
# | step | $w$ | loss $(w-3)^2$ | slope $2(w-3)$ | change $-0.1 \cdot$ slope |
# |---|---|---|---|---|
# | 0 | 0 | 9 | −6 | 0.6 |
# | 1 | 0.6 | 5.76 | −4.8 | 0.48 |
# | 2 | 1.08 | 3.6864 | −3.84 | 0.384 |
# | 3 | 1.464 | 2.3593 | −3.072 | 0.3072 |
# | 4 | 1.7712 | 1.5099 | −2.4576 | 0.2458 |
# | 5 | 2.0170 | 0.9664 | −1.9661 | |
#
# The steps get shorter although the learning rate stays the same: near the bottom the ground is flatter.
#
# **Your turn.** `gradient` is a function: `gradient(w)` is the slope at `w`. Take `steps` steps and return the list of all
# points: first the start, then the point after each step. With 0 steps the list holds only the start. `w` may be one number or an
# array of any shape, also of whole numbers (int); the points after it are usually not whole. Make a new value in
# each step (`w = w - ...`): `w -= ...` would also change the array in your list.

# %% exercise="descend"
def descend(gradient, w, lr, steps):
    """A function, a start w (a number or an array), lr, a number of steps -> the list of all steps + 1 points."""
    ### BEGIN SOLUTION
    path = [w]
    for _step in range(steps):
        w = w - lr * gradient(w)
        path.append(w)
    return path
    ### END SOLUTION


# %% check="descend"
check(descend)

# %% [markdown]
# Your function should give the table above:

# %%
try_it(descend, parabola_slope, 0.0, 0.1, 5)

# %% [markdown]
# ## The learning rate: too small, right, too large
#
# Call $d = w - 3$ the distance from the lowest point. The slope is $2d$, so one step turns $d$ into
#
# $$d - \text{lr} \cdot 2d = (1 - 2\,\text{lr}) \, d$$
#
# Each step multiplies the distance by the same factor:
#
# | lr | factor $1 - 2\,$lr | what happens |
# |---|---|---|
# | 0.01 | 0.98 | crawls: [342]{=np.ceil(np.log(1000) / -np.log(0.98))} steps to get 1000 times closer |
# | 0.1 | 0.8 | fine: [31]{=np.ceil(np.log(1000) / -np.log(0.8))} steps to get 1000 times closer |
# | 0.5 | 0 | arrives in one step |
# | 0.9 | −0.8 | jumps over the lowest point each time, but still gets closer |
# | 1 | −1 | jumps back and forth forever, as far away as it started |
# | 1.1 | −1.2 | every jump is longer than the last: it *diverges* |
#
# The distance shrinks as long as the factor lies between $-1$ and $1$. Here that means $0 < \text{lr} < 1$.

# %%
plots.descent_1d(descend, parabola, parabola_slope, 0.0, [0.02, 0.3, 0.9, 1.05], 6)

# %% [markdown]
# Other losses have other limits. If the slope is $a$ times the distance, the factor is $1 - a\,\text{lr}$. It reaches $-1$ at
#
# $$\text{lr} = \frac{2}{a}$$
#
# This is the *stability limit*. The number $a$ is the *curvature*: how fast the slope changes. **The more strongly the ground is
# curved, the smaller the learning rate has to be.** In a real network $a$ is rarely computed, and it changes on the way, so learning
# rates are found by trial.
#
# **Predict before you run.** For $L(w) = 2 w^2$ the slope is $4w$. At which learning rate does the distance stop shrinking?

# %% exercise="predict_limit"
def predict_limit():
    """The stability limit for the loss 2 w^2, whose slope is 4 w."""
    ### BEGIN SOLUTION
    return 0.5
    ### END SOLUTION


# %% check="predict_limit"
check(predict_limit)

# %% [markdown]
# Six steps from $w = 1$, with a rate just below 0.5, exactly 0.5, and just above:

# %%
def slope_of_the_prediction(w):
    return 4 * w


for rate in (0.45, 0.5, 0.55):
    try_it(descend, slope_of_the_prediction, 1.0, rate, 6)

# %% [markdown]
# ## Two weights: a ravine
#
# With two weights the loss is a landscape. A map of it shows *contour lines*: along each line the loss is the same. Where the
# lines are close together, the ground is steep. A small move changes the loss by about
#
# $$\Delta L \approx \frac{\partial L}{\partial w_1} \Delta w_1 + \frac{\partial L}{\partial w_2} \Delta w_2$$
#
# Geometry says that this sum is the length of the gradient, times the length of the move, times the cosine of the angle between them.
# Among moves of the same length it is largest at the angle 0, where the cosine is 1. **So the gradient points in the direction in which the loss
# grows fastest.** Along a contour line the loss does not change, so the cosine has to be 0: the gradient is at right angles to the contour lines.
#
# The loss of a network often has the shape of a *ravine*: steep walls on both sides, and a gentle slope along the bottom. The simplest
# ravine has a curvature for each weight:
#
# $$L(w_1, w_2) = \tfrac{1}{2}\,(a_1 w_1^2 + a_2 w_2^2), \qquad \frac{\partial L}{\partial w_1} = a_1 w_1, \qquad
# \frac{\partial L}{\partial w_2} = a_2 w_2$$
#
# Here $a_1 = 1$ and $a_2 = 20$. The lowest point is $(0, 0)$. Each weight has its own factor: $1 - \text{lr}$ for $w_1$, and
# $1 - 20\,\text{lr}$ for $w_2$. But both share one learning rate, and the steep direction sets the limit: $2 / 20 = 0.1$.
#
# These are the first steps from $(-4, 1)$ with lr $= 0.09$, close to the limit. The factors are $0.91$ and $-0.8$:
#
# | step | $w_1$ | $w_2$ | loss |
# |---|---|---|---|
# | 0 | −4 | 1 | 18 |
# | 1 | −3.64 | −0.8 | 13.0248 |
# | 2 | −3.3124 | 0.64 | 9.5820 |
# | 3 | −3.0143 | −0.512 | 7.1644 |
# | 4 | −2.7430 | 0.4096 | 5.4397 |
#
# $w_2$ jumps from wall to wall, and $w_1$ hardly moves. A smaller rate ends this *zigzag*, but then $w_1$ crawls even more.

# %%
start = np.array([-4.0, 1.0])


def small_steps():
    return descend(ravine_gradient, start, 0.02, 30)


def large_steps():
    return descend(ravine_gradient, start, 0.09, 30)


plots.descent_2d(ravine, {"lr = 0.02": small_steps, "lr = 0.09": large_steps}, title="Two learning rates in a ravine")

# %% [markdown]
# ## Try the learning rate yourself
#
# The widget runs your `descend` on the parabola, in the ravine, and on a network with 337 weights that
# learns to tell two half moons apart. (You see one slice of its loss.) Find out:
#
# 1. Parabola: pin the run with lr $= 0.1$. Another rate has exactly the same loss curve. Which one?
# 2. Ravine: which rate gives the lowest loss after 60 steps? Is its path calm?
# 3. Network: at which rate does the loss begin to jump? Write your guess into the field, and only then press "Compare".
# 4. Network: at which rate does it really diverge?

# %%
widgets.learning_rate(descend)

# %% [markdown]
# If you have no widget: these are the losses of the network after 200 steps. It starts at [0.704]{=widgets.descent.landscapes.Moons().run(1.0).losses[0]}.
#
# | lr | loss | what happens |
# |---|---|---|
# | 0.01 | [0.381]{=widgets.descent.landscapes.Moons().run(0.01).losses[-1]} | too slow |
# | 0.3 | [0.048]{=widgets.descent.landscapes.Moons().run(0.3).losses[-1]} | falls calmly |
# | 1 | [0.008]{=widgets.descent.landscapes.Moons().run(1.0).losses[-1]} | falls calmly |
# | 3 | [0.002]{=widgets.descent.landscapes.Moons().run(3.0).losses[-1]} | jumps again and again, and falls all the same |
# | 50 | [above 1]{=widgets.descent.landscapes.Moons().run(50.0).losses[-1] > 1} | diverges |
#
# <details><summary>Answers</summary>
#
# 1. lr $= 0.9$. The factors are $0.8$ and $-0.8$: the distances are the same, only the sides differ.
# 2. About [0.094]{=(q := np.arange(0.08, 0.1, 0.0005))[np.argmin(0.5 * (16 * (1 - q) ** 120 + 20 * (1 - 20 * q) ** 120))]}, just below the limit of 0.1. The path is not calm: $w_2$ jumps from wall to wall. But $w_1$ moves faster than with smaller rates.
# 3. The jumps begin
#    [between 1.10 and 1.15]{=np.all(np.diff(widgets.descent.landscapes.Moons().run(1.10).losses) < 0) and np.any(np.diff(widgets.descent.landscapes.Moons().run(1.15).losses) > 0)}.
#    On a calm run the curvature in the most strongly curved direction reaches [2.2]{=widgets.descent.landscapes.Moons().curvature()}, so
#    the rough limit is $2 / 2.2 = 0.9$.
# 4. Only at [about 30]{=widgets.descent.landscapes.Moons().run(25.0).kind != "diverging" and widgets.descent.landscapes.Moons().run(30.0).kind == "diverging"}. A likely explanation: the curvature of a network
#    changes on the way, and a jump can land where the ground is less curved. A parabola has no such place.
# </details>

# %% [markdown]
# ## One step for a whole network
#
# A network has many weight matrices and biases. They are kept in a dict, such as `{"W1": ..., "b1": ...}`, and backpropagation gives a
# dict of gradients with the same keys. Each array takes the same kind of step:
#
# $$\underbrace{W}_{(D, M)} \leftarrow \underbrace{W}_{(D, M)} - \text{lr} \cdot \underbrace{dW}_{(D, M)}$$
#
# **Your turn.** Return a **new** dict. The old one and its arrays stay as they are: the caller may still need them.
# Match parameters and gradients by their keys, whatever these are: the two dicts may be in a different order.
# An array may have any number of axes, and an entry may also be a single number, such as the one bias of a neuron.
#
# The name `sgd` stands for *stochastic gradient descent*; the next section says why.

# %% exercise="sgd"
def sgd(params, grads, lr):
    """Two dicts of arrays or numbers with the same keys, lr -> a new dict: every entry after one step."""
    ### BEGIN SOLUTION
    return {key: params[key] - lr * grads[key] for key in params}
    ### END SOLUTION


# %% check="sgd"
check(sgd)

# %% [markdown]
# By hand: $1 - 0.1 \cdot 4 = 0.6$, $2 - 0.1 \cdot (-5) = 2.5$ and $3 - 0.1 \cdot 10 = 2$.

# %%
try_it(sgd, {"w": np.array([1.0, 2.0]), "b": np.array([3.0])}, {"w": np.array([4.0, -5.0]), "b": np.array([10.0])}, 0.1)

# %% [markdown]
# Here is one step of a neuron with a sigmoid that tells two kinds of points apart. It starts with
# $w = (1, 0)$ and $b = -1.5$, so its line is vertical. The gradients are those of chapter {{backpropagation}};
# lr $= 3$ is so large that you can see the change.

# %%
points = np.array([[0.5, 2.5], [1.8, 3.0], [2.5, 2.0], [1.0, 0.5], [2.0, 0.0], [3.0, 1.0]])
targets = np.array([1, 1, 1, 0, 0, 0])
neuron = {"w": np.array([1.0, 0.0]), "b": -1.5}


def after_one_step():
    p = 1 / (1 + np.exp(-(points @ neuron["w"] + neuron["b"])))
    dz = (p - targets) / len(points)
    after = sgd(neuron, {"w": points.T @ dz, "b": dz.sum()}, 3.0)
    return after["w"], after["b"]


plots.line_before_after((neuron["w"], neuron["b"]), after_one_step, points, targets, title="One step")

# %% [markdown]
# Before, [three]{=sum((points[:, 0] > 1.5) != targets) == 3} points were on the wrong side. The step has turned and shifted the line, and now [all six]{=all((points @ after_one_step()[0] + after_one_step()[1] > 0) == targets)} points are on the correct side.

# %% [markdown]
# ## Batch, stochastic, mini-batch
#
# The loss is a mean over samples, and so is its gradient. How many samples do you look at before each step?
#
# | | looks at | one step costs | the gradient is |
# |---|---|---|---|
# | *batch* (or full-batch) | all $N$ samples | a lot | exact |
# | *stochastic* | one sample | little | right on average, very noisy |
# | *mini-batch* | a few, often 16 to 512 | in between | right on average, a little noisy |
#
# *Stochastic* means "by chance": the samples are drawn at random. In practice people say SGD for mini-batches too, and the function `sgd` is
# the same for all three.
#
# It is like a poll: the more people you ask, the less the result depends on chance. The noise falls with the *square root* of the number:
# four times as many samples, half the noise. Why? The usual measure of spread is the *standard deviation*; its square is the *variance*.
# For independent draws variances add up, so a sum of $n$ draws has $n$ times the variance of one. The mean is the sum divided by $n$, and
# that divides the variance by $n^2$. What is left is $n / n^2 = 1 / n$ of the variance of one draw, and the root of it, $1 / \sqrt{n}$, of its
# standard deviation.
#
# Here are 2000 gradients of the first weight for each batch size, all at the same point.

# %%
zero = {"w": np.zeros(2), "b": 0.0}
poll = np.random.default_rng(0)
print("exact gradient:", round(mse_gradients(zero, X, y)["w"][0], 3))
for size in (1, 4, 16, 64):
    drawn = [poll.integers(0, len(X), size) for _ in range(2000)]
    slopes = [mse_gradients(zero, X[i], y[i])["w"][0] for i in drawn]
    print(f"batches of {size:2}: mean {np.mean(slopes):6.2f}, standard deviation {np.std(slopes):5.2f}")

# %% [markdown]
# The mean is always about right, and the spread halves from line to line. (This poll may draw a sample twice. The batches below never do,
# so they are a little less noisy.)
#
# One pass through all samples is called an *epoch*. In each epoch:
#
# 1. Shuffle the samples: draw a new order. If the data are sorted, a batch might otherwise hold only one class.
# 2. Cut the order into pieces of `batch_size`.
# 3. If some samples are left over, they form a last, smaller batch. No sample is lost, and none is used twice.
#
# **Predict before you run.** There are 250 samples, in batches of 32. How many batches are there in an epoch, and how many samples are
# in the last one?

# %% exercise="predict_batches"
def predict_batches():
    """The number of batches in one epoch, and the size of the last one, for 250 samples in batches of 32."""
    ### BEGIN SOLUTION
    return 8, 26
    ### END SOLUTION


# %% check="predict_batches"
check(predict_batches)

# %% [markdown]
# **Your turn.** Return a list of pairs `(X_batch, y_batch)`. Draw the new order with `rng`, the generator that is passed in:
# `rng.permutation(N)` gives the numbers 0 to N − 1 in a random order. Rows and labels have to stay together, so use **one** order for
# both: `X[order]` and `y[order]`. Any way of drawing is right, as long as each order is new and each sample comes once. For the next
# epoch the same `rng` is passed in again, and the order has to be another one. If `batch_size` is larger than N, all
# samples form one smaller batch.

# %% exercise="mini_batches"
def mini_batches(X, y, batch_size, rng):
    """X (N, D), y (N,), batch_size, a generator -> a list of pairs (X_batch, y_batch), shuffled, each sample once."""
    ### BEGIN SOLUTION
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        batches.append((X[chosen], y[chosen]))
    return batches
    ### END SOLUTION


# %% check="mini_batches"
check(mini_batches)

# %% [markdown]
# Seven samples in batches of three. The last batch should hold one sample, and each label should be ten times the number in its row.

# %%
numbers = np.arange(1.0, 8.0)


def batches_of_three():
    return mini_batches(numbers.reshape(7, 1), 10 * numbers, 3, np.random.default_rng(1))


try_it(batches_of_three)

# %% [markdown]
# Which size is best? Let a neuron learn from 20,000 samples with ten inputs. The loss is drawn against the number of samples *seen*, which is
# the cost in arithmetic. A noisy gradient needs a smaller rate, so each size gets **its own**: the best of five, each half the one before, in
# three runs. With it five new runs are drawn, the middle one as a curve and a band from the lowest to the highest. (The full batch has
# nothing random in it, so one run is enough; it tries 12 rates.) The height is how far the loss on these samples is above the lowest
# possible one.
#
# **Predict before you run.** The sizes are 1, 32, 256 and all 20,000. Which of them gets down far within two epochs, and which does not?

# %%
best_fit = np.linalg.lstsq(np.column_stack([X_many, np.ones(len(X_many))]), y_many)[0]
lowest = mse({"w": best_fit[:-1], "b": best_fit[-1]}, X_many, y_many)


def train_many(batch_size, rate_of, seed, epochs=2):
    """Train with the rate rate_of(step) -> samples seen, and how far the loss then is above the lowest."""
    rng = np.random.default_rng(seed)
    params = {"w": np.zeros(10), "b": 0.0}
    steps = epochs * int(np.ceil(len(X_many) / batch_size))
    measured = set(np.geomspace(1, steps, 16).round().astype(int).tolist())
    step, seen, places, above = 0, 0, [], []
    for _epoch in range(epochs):
        for X_batch, y_batch in mini_batches(X_many, y_many, batch_size, rng):
            params = sgd(params, mse_gradients(params, X_batch, y_batch), rate_of(step))
            step, seen = step + 1, seen + len(y_batch)
            if step in measured:
                places.append(seen)
                above.append(mse(params, X_many, y_many) - lowest)
    return places, above


def five_runs(batch_size, tried, schedule, epochs=2):
    """The rate that is best in three runs; then five new runs with it: the rate, samples seen, losses (5, T)."""
    ends = [np.mean([train_many(batch_size, schedule(rate), seed, epochs)[1][-1] for seed in range(3)]) for rate in tried]
    best = tried[int(np.argmin(ends))]
    runs = [train_many(batch_size, schedule(best), seed, epochs) for seed in range(3, 8)]
    return best, runs[0][0], [above for _places, above in runs]


def halves(highest):
    return [highest / 2**k for k in range(5)]


def constant(rate):
    return lambda step: rate


# %% experiment=true
by_size = {}


def runs_of_size(batch_size, highest):
    by_size[batch_size] = five_runs(batch_size, halves(highest), constant)
    return by_size[batch_size][1:]


def run_with_all():
    runs = {rate: train_many(20000, constant(rate), 0) for rate in np.linspace(0.1, 1.2, 12)}
    best = min(runs, key=lambda rate: runs[rate][1][-1])
    by_size[20000] = best, runs[best][0], [runs[best][1]]
    return by_size[20000][1:]


plots.loss_bands(
    {
        "one sample": lambda: runs_of_size(1, 0.003),
        "batches of 32": lambda: runs_of_size(32, 0.1),
        "batches of 256": lambda: runs_of_size(256, 0.4),
        "all 20,000 samples": run_with_all,
    },
    title="Each batch size at the best of its rates",
    x_label="samples seen",
    y_label="loss above the lowest",
)

# %%
def seconds(size):
    """1000 gradients of a batch of this size: the fastest of five tries."""
    params, tries = {"w": np.zeros(10), "b": 0.0}, []
    for _try in range(5):
        began = perf_counter()
        for _time in range(1000):
            mse_gradients(params, X_many[:size], y_many[:size])
        tries.append(perf_counter() - began)
    return min(tries)


print(f"Time for 32 samples at once: {seconds(32) / seconds(1):.1f} times that for one sample")

# %% [markdown]
# The curves of single samples and of batches of 32 lie on top of each other: after the same number of samples the loss is the same,
# [within the spread]{=max(r[-1] for r in by_size[1][2]) > min(r[-1] for r in by_size[32][2]) and max(r[-1] for r in by_size[32][2]) > min(r[-1] for r in by_size[1][2])} of five runs. Only their rates differ: [0.00075]{=by_size[1][0]} and [0.025]{=by_size[32][0]}. But single
# samples take 40,000 steps for it, and batches of 32 take 1250. A gradient of 32 samples took about 1.2 times as long as one of
# a single sample, on the machine where this was written. **So mini-batches reach the same loss in far less time.**
#
# Batches of 256 (rate [0.1]{=by_size[256][0]}) fall a little behind. The full batch (rate [0.7]{=by_size[20000][0]}, below its limit of about 1) has taken
# two steps in two epochs, and is still [0.35]{=by_size[20000][2][0][-1]} above the lowest loss. To get as far as the
# batches of 32 it needs [between 15 and 20]{=min(train_many(20000, constant(rate), 0, 15)[1][-1] for rate in (0.6, 0.7, 0.8, 0.9)) > np.median([r[-1] for r in by_size[32][2]]) > min(train_many(20000, constant(rate), 0, 20)[1][-1] for rate in (0.7, 0.8))} epochs. But then its loss goes on falling, while the others stay at some height and jump
# about. A falling rate will help them.

# %% [markdown]
# ## Saddles and flat ground
#
# Where the gradient is 0, descent stops. That need not be the lowest point. There are hollows, called *local minima*, and not every
# one is the deepest. And there are *saddles*, like a mountain pass: in one direction the ground rises on both sides, in another it falls on
# both sides. Here is a loss with a saddle at $(0, 0)$:
#
# $$L = \tfrac{1}{2} w_1^2 + \tfrac{1}{4} (w_2^2 - 1)^2, \qquad \frac{\partial L}{\partial w_1} = w_1, \qquad
# \frac{\partial L}{\partial w_2} = w_2^3 - w_2$$
#
# At $(0, 0)$ both slopes are 0, and the loss is 0.25. The lowest points are $(0, 1)$ and $(0, -1)$, with a loss of 0.
#
# Near 0, $w_2^3$ is tiny, so the slope is about $-w_2$. A step with lr $= 0.1$ gives $w_2 + 0.1\,w_2 = 1.1\,w_2$. So $w_2$ grows by a
# tenth per step, and descent leaves the saddle by itself. But a tenth of almost nothing is almost nothing.
#
# **Predict before you run.** From $w_2 = 0.001$ it takes about 70 steps until $w_2$ is larger than 0.5. How many from $w_2 = 0.000001$, a
# thousand times closer: 1000 times as many, twice as many, or a few more?

# %%
def saddle(w1, w2):
    return 0.5 * w1**2 + 0.25 * (w2**2 - 1) ** 2


def saddle_gradient(w):
    return np.array([w[0], w[1] ** 3 - w[1]])


def walk(w2, noise=0.0, seed=0):
    """160 steps from (-2, w2), with some noise on each slope."""
    rng = np.random.default_rng(seed)
    return descend(lambda w: saddle_gradient(w) + noise * rng.normal(size=2), np.array([-2.0, w2]), 0.1, 160)


plots.descent_2d(
    saddle,
    {
        "from w2 = -0.1": lambda: walk(-0.1),
        "from w2 = 0.001": lambda: walk(0.001),
        "from w2 = 0": lambda: walk(0.0),
    },
    lowest=(0.0, 1.0),
    title="A saddle at (0, 0)",
)

# %%
def losses_on_the_way(w2):
    """The losses as long as they are above 0.001."""
    return [saddle(*w) for w in walk(w2) if saddle(*w) > 0.001]


plots.loss_curves(
    {
        "from w2 = 0.1": lambda: losses_on_the_way(0.1),
        "from w2 = 0.001": lambda: losses_on_the_way(0.001),
        "from w2 = 0.000001": lambda: losses_on_the_way(1e-6),
    },
    title="It looks finished, and is not",
)

# %%
def steps_to_leave(w2, noise=0.0, seed=0):
    """The first step after which w2 is more than 0.5 away from 0, or None."""
    far = [abs(w[1]) > 0.5 for w in walk(w2, noise, seed)]
    return far.index(True) if any(far) else None


def noisy_starts_on_the_ridge():
    return [steps_to_leave(0.0, noise=0.1, seed=seed) for seed in range(5)]


try_it(steps_to_leave, 0.001)
try_it(steps_to_leave, 1e-6)
try_it(steps_to_leave, 0.0)
try_it(noisy_starts_on_the_ridge)

# %% [markdown]
# About twice as many: [67]{=shown[0]} and [139]{=shown[1]} steps. Multiplying by 1.1 again and again, it takes 72 steps to grow a thousandfold. All this
# time the loss stays near 0.25, and the training looks finished. From exactly 0 the path never leaves the *ridge*, the line $w_2 = 0$ between the
# two valleys.
#
# Saddles matter because a network has so many weights. At a minimum the ground may not curve down in *any* direction; at a saddle it curves
# down in at least one. In experiments with small networks, places with gradient 0 and a high loss are mostly saddles. For deep networks
# without activations (Kawaguchi, 2016) and for some very wide ones there are proofs of statements of this kind; for the networks that
# people use there is none.
#
# What helps:
#
# - **Noise.** Mini-batches bring some. With a little random noise on the slopes, five runs that started exactly on the ridge left it after
#   [34]{=min(shown[3])} to [67]{=max(shown[3])} steps.
# - **Another rule.** Some leave a saddle much faster, as the race below shows.
# - **Patience.** A flat loss curve alone does not prove that training is over.
#
# Where the ground is completely flat, as for a ReLU neuron whose sum is negative for every sample, you
# need other start values or another activation (chapters {{activations}} and {{deep_networks}}).


# %% [markdown]
# ## A ball that rolls: momentum
#
# Back to the ravine, with lr $= 0.09$. Across it, the gradients change sign at each step. Along it, they always point the same way. So
# follow the *average* of the last gradients, in which changing signs cancel. A ball does that: it keeps its speed, and a push from the side
# changes its path only a little.
#
# The average is called the *velocity* $v$. It starts at 0. With $\beta = 0.9$ (beta), each step takes nine tenths of the old velocity and
# one tenth of the new gradient:
#
# $$v \leftarrow \beta\, v + (1 - \beta)\, dw, \qquad w \leftarrow w - \text{lr} \cdot v$$
#
# The step uses the **new** $v$. By hand, for two kinds of gradients:
#
# | step | gradients 1, 1, 1, 1 | $v$ | gradients 1, −1, 1, −1 | $v$ |
# |---|---|---|---|---|
# | 1 | 1 | 0.9 · 0 + 0.1 · 1 = 0.1 | 1 | 0.1 |
# | 2 | 1 | 0.9 · 0.1 + 0.1 = 0.19 | −1 | 0.9 · 0.1 − 0.1 = −0.01 |
# | 3 | 1 | 0.9 · 0.19 + 0.1 = 0.271 | 1 | 0.9 · (−0.01) + 0.1 = 0.091 |
# | 4 | 1 | 0.9 · 0.271 + 0.1 = 0.3439 | −1 | 0.9 · 0.091 − 0.1 = −0.0181 |
#
# Gradients that agree build up towards their full size, 1. Those that change sign stay small. Roughly, the average reaches back over the last
# $1 / (1 - \beta)$ steps, which is 10 for $\beta = 0.9$.
#
# This is the *averaged* form. Others write $v \leftarrow \beta v + dw$, the *classical* form. Its $v$ is $1 / (1 - \beta)$ times as large,
# so the same steps need a learning rate of $(1 - \beta)\,\text{lr}$. Look which form you have before you copy a learning rate.
#
# **Your turn.** Return the new `w` and the new `v`. The caller passes `v` in again at the next step, so your function keeps nothing
# itself. Make new arrays; the caller still needs the old ones. Here and in the rules below, the arrays have one axis or two.

# %% exercise="momentum"
def momentum(w, dw, v, lr, beta):
    """w, its gradient dw, the velocity v (all of one shape), lr, beta -> w, v after one step."""
    ### BEGIN SOLUTION
    v = beta * v + (1 - beta) * dw
    w = w - lr * v
    return w, v
    ### END SOLUTION


# %% check="momentum"
check(momentum)

# %% [markdown]
# From $v = 0.19$ with the gradient 1: the new velocity is 0.271, and $w = 2 - 0.5 \cdot 0.271 = 1.8645$.

# %%
try_it(momentum, np.array([2.0]), np.array([1.0]), np.array([0.19]), 0.5, 0.9)

# %% [markdown]
# In the ravine, with $\beta = 0.8$ and a learning rate of 0.2:

# %%
def momentum_path():
    w, v = start, np.zeros(2)
    path = [w]
    for _step in range(30):
        w, v = momentum(w, ravine_gradient(w), v, 0.2, 0.8)
        path.append(w)
    return path


plots.descent_2d(ravine, {"plain, lr = 0.09": large_steps, "momentum, lr = 0.2": momentum_path}, title="A ball in the ravine")

# %% [markdown]
# With 0.2, plain steps would diverge: at their limit, 0.1, the weight jumps forever from $w$ to $-w$ and back. At which rate does momentum do
# the same, in a direction with the curvature $a$?
#
# 1. This step goes from $w$ to $-w$, so $w - \text{lr} \cdot v_{\text{new}} = -w$. That gives $v_{\text{new}} = 2w / \text{lr}$.
# 2. The step before went from $-w$ to $w$: the same jump backwards. So $v_{\text{old}} = -2w / \text{lr}$.
# 3. The rule says $v_{\text{new}} = \beta\, v_{\text{old}} + (1 - \beta)\, a w$. With 1 and 2: $\; 2w / \text{lr} = -\beta \cdot 2w / \text{lr} + (1 - \beta)\, a w$.
# 4. Divide by $w$ and bring the $\beta$ term to the left: $\; 2\,(1 + \beta) / \text{lr} = (1 - \beta)\, a$. So the limit is
#
# $$\text{lr} = \frac{2\,(1 + \beta)}{(1 - \beta)\, a}$$
#
# With $\beta = 0.8$ and $a = 20$: $2 \cdot 1.8 / (0.2 \cdot 20) = 0.9$. That is nine times the plain limit. But the averaged
# form lets in only a fifth of each gradient. In the classical form the limit is $2\,(1 + \beta) / a = 0.18$, only $1 + \beta = 1.8$ times the
# plain one.
#
# Here is the distance of $w_2$ after 300 steps from 1, with rates below the limit, at it, and above:

# %%
def distance_after(lr):
    w, v = np.array([1.0]), np.zeros(1)
    for _step in range(300):
        w, v = momentum(w, 20 * w, v, lr, 0.8)
    return abs(w[0])


for rate in (0.85, 0.9, 0.95):
    try_it(distance_after, rate)

# %% [markdown]
# Below 0.9 the jumps die out. At 0.9 they go on forever (here from 9 to −9, because $v$ starts at 0). Above it they grow. (The proof that
# *every* rate below the limit is stable needs a quadratic equation and is left out.)
#
# What is gained, then? The best plain rate leaves $\frac{\kappa - 1}{\kappa + 1}$ of the distance at each step, where
# $\kappa = a_2 / a_1$, the ratio of the curvatures, is called the *condition number*. For $\kappa = 20$ that is $19 / 21 =$ [0.905]{=19 / 21}. Momentum with
# its best rate and $\beta$ leaves in the long run about $\frac{\sqrt\kappa - 1}{\sqrt\kappa + 1} =$ [0.635]{=(20**0.5 - 1) / (20**0.5 + 1)} per step (Polyak, 1964; without proof here). So
# the number of steps grows like $\kappa$ for plain steps, and only like $\sqrt\kappa$ with momentum.
#
# *Nesterov's* variant changes one thing: it takes the gradient at $w - \text{lr}\,\beta\, v$, where the old velocity alone would carry the weights.

# %% [markdown]
# ## Each weight its own rate: Adagrad
#
# With momentum both weights still share one learning rate. At the start of the ravine, $(-4, 1)$, the gradients are $-4$ and $20$. A plain
# step with lr $= 0.09$ moves $w_1$ by 0.36, but it has 4 to go. It moves $w_2$ by 1.8, but that has only 1 to go. The rate is too
# small for one weight and too large for the other.
#
# Why not give each weight its own? With the rate 1, $w_1$ would reach 0 in one step, and so would $w_2$ with the rate $1 / 20$: one divided by
# the curvature. Nobody knows the curvatures beforehand, but the gradients give a hint. In the ravine a slope is the curvature times the
# distance, so at similar distances a large gradient means a strong curvature, which asks for a small rate. (It is only a hint: a
# large gradient may also mean that the way is long.)
#
# *Adagrad* (2011) remembers for each weight how large its gradients have been. It adds up their squares in a `cache`, which starts at 0,
# and divides the step by the root of it:
#
# $$\text{cache} \leftarrow \text{cache} + dw^2, \qquad w \leftarrow w - \text{lr} \cdot \frac{dw}{\sqrt{\text{cache}} + \epsilon}$$
#
# All of this happens entry by entry: `cache` has the shape of `w`. $\epsilon$ (epsilon, `eps`) is a tiny number such as $10^{-8}$. Without
# it, weights that have had no gradient yet would give $0 / 0$. In this course it stands **outside** the root,
# behind it. Some libraries put it inside; then the same $\epsilon$ has a much larger effect on small gradients.
#
# **By hand.** Two weights with the gradients 4 and 0.1, the same ones in each step. What is the step, as a multiple of lr?
#
# | step | cache | $4 / \sqrt{\text{cache}}$ | cache | $0.1 / \sqrt{\text{cache}}$ |
# |---|---|---|---|---|
# | 1 | 16 | 4 / 4 = 1 | 0.01 | 0.1 / 0.1 = 1 |
# | 2 | 32 | 4 / 5.657 = 0.707 | 0.02 | 0.1 / 0.1414 = 0.707 |
# | 3 | 48 | 4 / 6.928 = 0.577 | 0.03 | 0.1 / 0.1732 = 0.577 |
# | 4 | 64 | 4 / 8 = 0.5 | 0.04 | 0.1 / 0.2 = 0.5 |
#
# Both weights take the same steps, although one gradient is 40 times as large as the other. And the steps shrink: the cache
# only grows, so **the rate only falls**. At the hundredth such step it is a tenth. That is good near the end, but if the way is long,
# Adagrad may almost stand still before it has arrived.
#
# **Your turn.** Return the new `w` and the new `cache`. The step already uses the new cache. Make new arrays; the caller still needs
# the old ones.

# %% exercise="adagrad"
def adagrad(w, dw, cache, lr, eps):
    """w, its gradient dw, the cache (all of one shape), lr, eps -> w, cache after one step."""
    ### BEGIN SOLUTION
    cache = cache + dw**2
    w = w - lr * dw / (np.sqrt(cache) + eps)
    return w, cache
    ### END SOLUTION


# %% check="adagrad"
check(adagrad)

# %% [markdown]
# The second row of the table, with lr $= 1$ and both weights at 0. The steps should be −0.707 and −0.707, and the cache 32 and 0.02.

# %%
try_it(adagrad, np.zeros(2), np.array([4.0, 0.1]), np.array([16.0, 0.01]), 1.0, 1e-8)

# %% [markdown]
# ## A cache that forgets: RMSprop
#
# *RMSprop* (2012) fixes that. Its cache is not a sum but an average that forgets, like the velocity of momentum, only with squares:
#
# $$\text{cache} \leftarrow \beta \cdot \text{cache} + (1 - \beta)\, dw^2, \qquad
# w \leftarrow w - \text{lr} \cdot \frac{dw}{\sqrt{\text{cache}} + \epsilon}$$
#
# The name says what it divides by: the root of the mean square. By hand, with the gradient 4 in each step, $\beta = 0.9$ and a
# cache of 0 at the start:
#
# | step | cache | step as a multiple of lr |
# |---|---|---|
# | 1 | 0.9 · 0 + 0.1 · 16 = 1.6 | 4 / 1.265 = 3.162 |
# | 2 | 0.9 · 1.6 + 1.6 = 3.04 | 4 / 1.744 = 2.294 |
# | 3 | 0.9 · 3.04 + 1.6 = 4.336 | 4 / 2.082 = 1.921 |
# | much later | 16 | 4 / 4 = 1 |
#
# The step does not shrink to nothing: it ends at 1 · lr. But the first one is three times too long, because the cache
# started at 0.
#
# **Your turn.** As in Adagrad, the step uses the new cache, and $\epsilon$ stands outside the root.

# %% exercise="rmsprop"
def rmsprop(w, dw, cache, lr, beta, eps):
    """w, its gradient dw, the cache (all of one shape), lr, beta, eps -> w, cache after one step."""
    ### BEGIN SOLUTION
    cache = beta * cache + (1 - beta) * dw**2
    w = w - lr * dw / (np.sqrt(cache) + eps)
    return w, cache
    ### END SOLUTION


# %% check="rmsprop"
check(rmsprop)

# %% [markdown]
# The second row of the table, with lr $= 1$ from $w = 0$: the step should be −2.294, and the cache 3.04.

# %%
try_it(rmsprop, np.array([0.0]), np.array([4.0]), np.array([1.6]), 1.0, 0.9, 1e-8)

# %% [markdown]
# ## Both together: Adam
#
# Momentum averages the gradients: that gives the direction. RMSprop averages their squares: that gives each weight its scale. *Adam* (2014) does
# both. It keeps two averages, called $m$ and $v$. (In Adam, $v$ is the average of the squares; the velocity is $m$.)
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, dw, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, dw^2$$
#
# Usual values are $\beta_1 = 0.9$ and $\beta_2 = 0.999$.
#
# ## Bias correction, with numbers
#
# Both averages start at 0, so at first both are too small: they are *biased* towards 0. You saw this in RMSprop. How much too small? Suppose
# that every gradient is $g$. After step 1, $m = (1 - \beta_1)\, g$. After step 2:
#
# $$m = \beta_1 (1 - \beta_1)\, g + (1 - \beta_1)\, g = (1 - \beta_1)(1 + \beta_1)\, g = (1 - \beta_1^2)\, g$$
#
# Each further step goes the same way: $\beta_1 (1 - \beta_1^{t-1})\, g + (1 - \beta_1)\, g = (1 - \beta_1^t)\, g$. So after step $t$, $m$ is
# $(1 - \beta_1^t)\, g$. Divide by $1 - \beta_1^t$, and the result is $g$, as it should be. The same holds for $v$ and $\beta_2$:
#
# $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v}{1 - \beta_2^t}, \qquad
# w \leftarrow w - \text{lr} \cdot \frac{\hat m}{\sqrt{\hat v} + \epsilon}$$
#
# $t$ is the number of the step and starts at 1. ($\beta_1^t$ is a power, `beta1**t`.) The corrected values are used for this step only: the
# next one goes on from $m$ and $v$ themselves.
#
# **By hand**: $w = 5$, lr $= 0.1$, the gradients are 2 and then 1, and $\epsilon$ is left out.
#
# | | $t = 1$, $dw = 2$ | $t = 2$, $dw = 1$ |
# |---|---|---|
# | $m$ | 0.9 · 0 + 0.1 · 2 = 0.2 | 0.9 · 0.2 + 0.1 · 1 = 0.28 |
# | $v$ | 0.999 · 0 + 0.001 · 4 = 0.004 | 0.999 · 0.004 + 0.001 · 1 = 0.004996 |
# | $1 - \beta_1^t$ | 1 − 0.9 = 0.1 | 1 − 0.81 = 0.19 |
# | $1 - \beta_2^t$ | 1 − 0.999 = 0.001 | 1 − 0.998001 = 0.001999 |
# | $\hat m$ | 0.2 / 0.1 = 2 | 0.28 / 0.19 = 1.4737 |
# | $\hat v$ | 0.004 / 0.001 = 4 | 0.004996 / 0.001999 = 2.4992 |
# | $\hat m / \sqrt{\hat v}$ | 2 / 2 = 1 | 1.4737 / 1.5809 = 0.9322 |
# | $w$ | 5 − 0.1 · 1 = 4.9 | 4.9 − 0.1 · 0.9322 = 4.8068 |
#
# Without the correction the first step would be $0.2 / \sqrt{0.004} = 3.16$ times lr instead of 1.
#
# **Predict before you run.** Now $w = 2$, and the first gradient is $-50$. Everything else is as above: $t = 1$, $m = v = 0$,
# lr $= 0.1$, no $\epsilon$. Where is $w$ after the first step?

# %% exercise="predict_adam"
def predict_adam():
    """The weight after Adam's first step from w = 2 with the gradient -50 and lr = 0.1."""
    ### BEGIN SOLUTION
    return 2.1
    ### END SOLUTION


# %% check="predict_adam"
check(predict_adam)

# %% [markdown]
# **Your turn.** Return the new `w`, and `m` and `v` **without** the correction: those are what the next step needs.

# %% exercise="adam"
def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    """w, dw, the averages m and v (all of one shape), the step's number t from 1, lr, betas, eps -> w, m, v."""
    ### BEGIN SOLUTION
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v
    ### END SOLUTION


# %% check="adam"
check(adam)

# %% [markdown]
# The two columns of the table, and your prediction:

# %%
try_it(adam, np.array([5.0]), np.array([2.0]), np.array([0.0]), np.array([0.0]), 1, 0.1, 0.9, 0.999, 1e-8)
try_it(adam, np.array([4.9]), np.array([1.0]), np.array([0.2]), np.array([0.004]), 2, 0.1, 0.9, 0.999, 1e-8)
try_it(adam, np.array([2.0]), np.array([-50.0]), np.array([0.0]), np.array([0.0]), 1, 0.1, 0.9, 0.999, 1e-8)

# %% [markdown]
# **The size of the gradient does not matter** for Adam's first step: each weight moves by lr, up or down. Later too: if all gradients
# are multiplied by 1000, Adam's steps stay the same (but for $\epsilon$).

# %% [markdown]
# ## Which to use
#
# Here are 30 steps of the rules in the ravine. The rates were chosen so that you can see how each rule moves.

# %%
along_axes = np.eye(2)
RULES = {  # how many arrays each keeps, and its step
    "plain": (0, lambda w, dw, t, lr, beta: (sgd({"w": w}, {"w": dw}, lr)["w"],)),
    "momentum": (1, lambda w, dw, v, t, lr, beta: momentum(w, dw, v, lr, beta)),
    "Adagrad": (1, lambda w, dw, cache, t, lr, beta: adagrad(w, dw, cache, lr, 1e-8)),
    "RMSprop": (1, lambda w, dw, cache, t, lr, beta: rmsprop(w, dw, cache, lr, beta, 1e-8)),
    "Adam": (2, lambda w, dw, m, v, t, lr, beta: adam(w, dw, m, v, t, lr, beta, 0.999, 1e-8)),
}


def walk_with(name, lr, beta=0.9, starts=start[None, :], axes=along_axes):
    """30 steps from each start (a row), in the ravine whose flat and steep directions are the columns of `axes`."""
    count, step = RULES[name]
    w, kept = starts @ axes.T, [np.zeros(starts.shape)] * count
    path = [w]
    for t in range(1, 31):
        w, *kept = step(w, ravine_gradient(w @ axes) @ axes.T, *kept, t, lr, beta)
        path.append(w)
    return path


def first_walk(name, lr, beta=0.9):
    return [w[0] for w in walk_with(name, lr, beta)]


plots.descent_2d(
    ravine,
    {
        "momentum": lambda: first_walk("momentum", 0.2, 0.8),
        "Adagrad": lambda: first_walk("Adagrad", 1.0),
        "RMSprop": lambda: first_walk("RMSprop", 0.2),
        "Adam": lambda: first_walk("Adam", 0.4),
    },
    title="Four rules in the ravine",
)

# %% [markdown]
# Now a comparison. Each rule gets its own settings: 40 rates, and five values of $\beta$ where it has one (for Adam $\beta_1$; $\beta_2$ stays at 0.999). The pair with the
# lowest mean loss after 30 steps from five random starts is taken. Then it runs from 20 *other* starts. All starts have the loss 18. The
# same is done in the ravine turned by 45°, so that its bottom runs between the axes of $w_1$ and $w_2$. Each line shows, for the ravine
# and for the turned one, the chosen $\beta$ and the smallest, the median and the largest loss of the 20 runs.
#
# **Predict before you run.** For which rules does the turn make a difference?

# %%
turned = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2)


def random_starts(count, seed):
    """Points on the contour line of the loss 18 (count, 2)."""
    angles = np.random.default_rng(seed).uniform(0, 2 * np.pi, count)
    return np.column_stack([6 * np.cos(angles), 6 * np.sin(angles) / np.sqrt(20)])


def at_its_best(name, axes, betas):
    """Beta, and the smallest, median and largest loss from 20 starts, with what is best for five others."""

    def ends(starts, rate, beta):
        return ravine(*(walk_with(name, rate, beta, starts, axes)[-1] @ axes).T)

    tried = [(rate, beta) for rate in np.logspace(-2, 1, 40) for beta in betas]
    rate, beta = min(tried, key=lambda pair: ends(random_starts(5, 0), *pair).mean())
    found = ends(random_starts(20, 1), rate, beta)
    return [beta, found.min(), np.median(found), found.max()]


def in_both(name, betas=(0.3, 0.5, 0.7, 0.9, 0.99)):
    betas = (None,) if name in ("plain", "Adagrad") else betas  # these two have no beta
    return [at_its_best(name, axes, betas) for axes in (along_axes, turned)]


for name in RULES:
    try_it(in_both, name)

# %% [markdown]
# Plain steps and momentum [do not notice]{=all(np.allclose(each[0][1:], each[1][1:], rtol=1e-3) for each in shown[:2])} the turn: a turned gradient gives a turned step. The others scale each weight on its own, and a
# ravine along the axes is their home ground. There Adagrad and RMSprop end [practically at 0]{=max(shown[2][0][3], shown[3][0][3]) < 1e-20}. In the turned ravine
# this lead is gone: their medians are [0.14]{=shown[2][1][2]} and [0.017]{=shown[3][1][2]}, and their runs lie [on both sides]{=all(shown[k][1][1] < shown[0][1][2] < shown[k][1][3] for k in (2, 3))} of the plain steps' [0.053]{=shown[0][1][2]}. Momentum and
# Adam get far down in both: the largest loss of their 20 runs in the turned one is [0.00000006]{=shown[1][1][3]} and [0.004]{=shown[4][1][3]}.
#
# But $\beta$ counts too. For these two, 0.5 was chosen in [both ravines]{=[each[b][0] for each in (shown[1], shown[4]) for b in (0, 1)] == [0.5] * 4}. Here they are with the usual 0.9, and
# the best rate for that:

# %%
try_it(in_both, "momentum", (0.9,))
try_it(in_both, "Adam", (0.9,))

# %% [markdown]
# Now the medians are [0.11]{=shown[0][0][2]} for momentum, and [0.069]{=shown[1][0][2]} and [0.22]{=shown[1][1][2]} for Adam: nothing is left of the lead over plain steps. An average over
# the last ten steps is slow where there are only 30, and there is no noise here to average out.
#
# So no rule always wins, and a comparison says little if the rivals were not tuned alike. What people do:
#
# - **Adam** with lr $= 0.001$, the default of common libraries, is where many start. They report that it works without much searching.
#   *AdamW* is Adam with weights that also shrink a little in each step, apart from the averages; chapter [[deep_networks]] says what such
#   *weight decay* is good for.
# - **Mini-batch steps with momentum** ($\beta = 0.9$) and a falling rate: many report slightly better results on images, if you
#   search for the rate.
# - **Adagrad** suits inputs that rarely occur, such as single words: a weight that is rarely used keeps a large rate.
# - **Clipping** shortens a huge gradient to a length that you choose. You write it in chapter [[text]].
#
# Whatever you choose, **search for its learning rate.** In the race below you see what a rate can do to a rule.

# %% [markdown]
# ## A race
#
# In the widget, all five of **your** rules start at the same point, each with its own learning rate ($\beta = 0.9$, for Adam
# $\beta_1 = 0.9$ and $\beta_2 = 0.999$). A rule has arrived when it has brought the loss down to a hundredth and keeps it there.
#
# 1. In the ravine all rates are 0.1. **Before you press Play**: who will be first? Choose your guess. Which two will not arrive within 100
#    steps?
# 2. Stay in the ravine. Find a rate for each rule at which it arrives within 40 steps. For which one is that impossible?
# 3. Now the saddle, with all rates at 0.1, from a start almost on the ridge. Who leaves it first ($w_2$ further than 0.5 from 0)? Who
#    arrives first? Why does the plain step take so long?

# %%
widgets.optimiser_race(sgd, momentum, adagrad, rmsprop, adam)

# %% [markdown]
# If you have no widget: the number of steps until each rule has arrived, with all rates at 0.1.
#
# | | plain | momentum | Adagrad | RMSprop | Adam |
# |---|---|---|---|---|---|
# | ravine | [never]{=widgets.optimiser_race_widget.runs.run_of("sgd", widgets.optimiser_race_widget.surfaces.Ravine(), 0.1).arrived is None} | [43]{=widgets.optimiser_race_widget.runs.run_of("momentum", widgets.optimiser_race_widget.surfaces.Ravine(), 0.1).arrived} | [not in 100]{=widgets.optimiser_race_widget.runs.run_of("adagrad", widgets.optimiser_race_widget.surfaces.Ravine(), 0.1).arrived is None} | [77]{=widgets.optimiser_race_widget.runs.run_of("rmsprop", widgets.optimiser_race_widget.surfaces.Ravine(), 0.1).arrived} | [44]{=widgets.optimiser_race_widget.runs.run_of("adam", widgets.optimiser_race_widget.surfaces.Ravine(), 0.1).arrived} |
# | saddle | [77]{=widgets.optimiser_race_widget.runs.run_of("sgd", widgets.optimiser_race_widget.surfaces.Saddle(), 0.1).arrived} | [not in 100]{=widgets.optimiser_race_widget.runs.run_of("momentum", widgets.optimiser_race_widget.surfaces.Saddle(), 0.1).arrived is None} | [not in 100]{=widgets.optimiser_race_widget.runs.run_of("adagrad", widgets.optimiser_race_widget.surfaces.Saddle(), 0.1).arrived is None} | [18]{=widgets.optimiser_race_widget.runs.run_of("rmsprop", widgets.optimiser_race_widget.surfaces.Saddle(), 0.1).arrived} | [42]{=widgets.optimiser_race_widget.runs.run_of("adam", widgets.optimiser_race_widget.surfaces.Saddle(), 0.1).arrived} |
# | leaves the ridge | [67]{=np.argmax(abs(widgets.optimiser_race_widget.runs.run_of("sgd", widgets.optimiser_race_widget.surfaces.Saddle(), 0.1).path[:, 1]) > 0.5)} | [not in 100]{=np.all(abs(widgets.optimiser_race_widget.runs.run_of("momentum", widgets.optimiser_race_widget.surfaces.Saddle(), 0.1).path[:, 1]) < 0.5)} | [7]{=np.argmax(abs(widgets.optimiser_race_widget.runs.run_of("adagrad", widgets.optimiser_race_widget.surfaces.Saddle(), 0.1).path[:, 1]) > 0.5)} | [2]{=np.argmax(abs(widgets.optimiser_race_widget.runs.run_of("rmsprop", widgets.optimiser_race_widget.surfaces.Saddle(), 0.1).path[:, 1]) > 0.5)} | [6]{=np.argmax(abs(widgets.optimiser_race_widget.runs.run_of("adam", widgets.optimiser_race_widget.surfaces.Saddle(), 0.1).path[:, 1]) > 0.5)} |
#
# <details><summary>Answers</summary>
#
# 1. Momentum, one step before Adam. The plain step never arrives: 0.1 is exactly its limit, so $w_2$ jumps between 1 and −1 forever.
#    Adagrad's rate only falls, so it gets only as far as $w_1$ = [−2.3]{=widgets.optimiser_race_widget.runs.run_of("adagrad", widgets.optimiser_race_widget.surfaces.Ravine(), 0.1).path[-1][0]} in 100 steps.
# 2. For RMSprop: with small rates it is too slow, and with larger ones it does not come to rest, because it divides even tiny gradients up to
#    steps of about lr. The plain step can have anything [from 0.05 to 0.095]{=all(widgets.optimiser_race_widget.runs.run_of("sgd", widgets.optimiser_race_widget.surfaces.Ravine(), r).arrived is not None and widgets.optimiser_race_widget.runs.run_of("sgd", widgets.optimiser_race_widget.surfaces.Ravine(), r).arrived <= 40 for r in np.linspace(0.05, 0.095, 10))},
#    Adagrad [from 0.45 to 10]{=all(widgets.optimiser_race_widget.runs.run_of("adagrad", widgets.optimiser_race_widget.surfaces.Ravine(), r).arrived is not None and widgets.optimiser_race_widget.runs.run_of("adagrad", widgets.optimiser_race_widget.surfaces.Ravine(), r).arrived <= 40 for r in np.geomspace(0.45, 10, 30))}, momentum [0.2 or 0.4]{=widgets.optimiser_race_widget.runs.run_of("momentum", widgets.optimiser_race_widget.surfaces.Ravine(), 0.2).arrived <= 40 and widgets.optimiser_race_widget.runs.run_of("momentum", widgets.optimiser_race_widget.surfaces.Ravine(), 0.4).arrived <= 40} (but not [0.3]{=0.3 if widgets.optimiser_race_widget.runs.run_of("momentum", widgets.optimiser_race_widget.surfaces.Ravine(), 0.3).arrived > 40 else 0}).
# 3. RMSprop leaves first, after 2 steps, and arrives first, after 18. On the ridge the sideways slope is only 0.001. A plain step is lr times the
#    slope, so it grows from almost nothing, by a tenth per step. Momentum averages slopes that were smaller still. The other three divide
#    by the size of the gradients so far, so even a tiny slope gives a full step. Adagrad leaves after 7 steps and yet does
#    not arrive: after 100 steps $w_1$ is still [−0.55]{=widgets.optimiser_race_widget.runs.run_of("adagrad", widgets.optimiser_race_widget.surfaces.Saddle(), 0.1).path[-1][0]}.
# </details>

# %% [markdown]
# ## A learning rate that falls
#
# With mini-batches each step carries noise, times the rate, into the weights. At a constant rate they end up jumping about at some height,
# and the smaller the rate, the lower it is. So take long steps at first, and let the rate fall from epoch to epoch. Epoch 0 has
# the full rate $\text{lr}_0$. Two usual ways:
#
# $$\text{smoothly:} \quad \text{lr} = \frac{\text{lr}_0}{1 + \text{rate} \cdot \text{epoch}} \qquad\qquad
# \text{in steps:} \quad \text{lr} = \text{lr}_0 \cdot \text{rate}^{\lfloor \text{epoch} / \text{every} \rfloor}$$
#
# $\lfloor \; \rfloor$ cuts off the fraction; in Python this is `epoch // every`. For $\text{lr}_0 = 0.1$ and rate $= 0.5$:
#
# | epoch | 0 | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|---|
# | smoothly | 0.1 | 0.1 / 1.5 = 0.0667 | 0.1 / 2 = 0.05 | 0.1 / 2.5 = 0.04 | 0.1 / 3 = 0.0333 |
#
# | epoch, with every = 10 | 0 to 9 | 10 to 19 | 20 to 29 | 30 to 39 |
# |---|---|---|---|---|
# | in steps | 0.1 | 0.05 | 0.025 | 0.0125 |
#
# **Your turn.** First the smooth fall, then the fall in steps.

# %% exercise="lr_decay"
def lr_decay(lr0, epoch, rate):
    """The learning rate of an epoch (from 0) that falls smoothly from lr0."""
    ### BEGIN SOLUTION
    return lr0 / (1 + rate * epoch)
    ### END SOLUTION


# %% check="lr_decay"
check(lr_decay)

# %% exercise="step_decay"
def step_decay(lr0, epoch, rate, every):
    """The learning rate of an epoch (from 0): lr0, multiplied by rate after each `every` epochs."""
    ### BEGIN SOLUTION
    return lr0 * rate ** (epoch // every)
    ### END SOLUTION


# %% check="step_decay"
check(step_decay)

# %% [markdown]
# According to the tables these are 0.04, 0.05 and 0.025.

# %%
try_it(lr_decay, 0.1, 3, 0.5)
try_it(step_decay, 0.1, 19, 0.5, 10)
try_it(step_decay, 0.1, 20, 0.5, 10)

# %% [markdown]
# ## Warm-up and cosine
#
# Large networks are often trained with a rate that changes in every step, in two parts:
#
# - *Warm-up.* During the first `warmup` steps the rate rises in equal parts up to $\text{lr}_0$. At the random start weights, the
#   gradients can be large and the ground strongly curved, and Adam's averages have seen only a few gradients.
# - *Cosine.* Then the rate falls along half a wave of the cosine: slowly at first, faster in the middle, and slowly again at the end.
#
# The steps are numbered from 0 to `total` − 1:
#
# $$\text{step} < \text{warmup}: \quad \text{lr} = \text{lr}_0 \cdot \frac{\text{step} + 1}{\text{warmup}}$$
#
# $$\text{then:} \quad s = \frac{\text{step} - \text{warmup}}{\text{total} - \text{warmup}}, \qquad
# \text{lr} = \text{lr}_0 \cdot \frac{1 + \cos(\pi s)}{2}$$
#
# $s$ is the share of the fall that is over, from 0 to almost 1. The cosine goes from $\cos 0 = 1$ through $\cos \frac{\pi}{2} = 0$ to
# $\cos \pi = -1$. So $1 + \cos$ goes from 2 to 0, and half of that from 1 to 0. **By hand**, with $\text{lr}_0 = 0.1$, warmup = 4 and total = 12:
#
# | step | 0 | 1 | 2 | 3 | 4 | 6 | 8 | 10 |
# |---|---|---|---|---|---|---|---|---|
# | $s$ | | | | | 0 / 8 = 0 | 2 / 8 = 0.25 | 4 / 8 = 0.5 | 6 / 8 = 0.75 |
# | $\cos(\pi s)$ | | | | | 1 | 0.7071 | 0 | −0.7071 |
# | lr | 0.025 | 0.05 | 0.075 | 0.1 | 0.1 | 0.0854 | 0.05 | 0.0146 |
#
# **Your turn.** With warmup = 0 there is no warm-up: step 0 then has the full rate. `total` is always larger than `warmup`. In NumPy
# they are `np.cos` and `np.pi`.

# %% exercise="warmup_cosine"
def warmup_cosine(lr0, step, warmup, total):
    """The learning rate of a step (from 0 to total - 1): it rises for `warmup` steps, then falls along a cosine."""
    ### BEGIN SOLUTION
    if step < warmup:
        rising = (step + 1) / warmup
        return lr0 * rising
    share = (step - warmup) / (total - warmup)
    falling = (1 + np.cos(np.pi * share)) / 2
    return lr0 * falling
    ### END SOLUTION


# %% check="warmup_cosine"
check(warmup_cosine)

# %% [markdown]
# Three columns of the table: 0.075, 0.1 and 0.0854.

# %%
try_it(warmup_cosine, 0.1, 2, 4, 12)
try_it(warmup_cosine, 0.1, 4, 4, 12)
try_it(warmup_cosine, 0.1, 6, 4, 12)

# %% [markdown]
# Here are your three functions over 50 epochs. Then comes a comparison on the neuron with 20,000 samples, for five epochs in batches of 32.
# Each kind gets its own best $\text{lr}_0$ of five, and five new runs. **Predict before you run.** Does a falling rate gain more than the
# spread between the runs? Does the warm-up gain anything?

# %%
plots.series(
    {
        "smoothly": lambda: [lr_decay(0.1, epoch, 0.1) for epoch in range(50)],
        "in steps": lambda: [step_decay(0.1, epoch, 0.5, 10) for epoch in range(50)],
        "warm-up and cosine": lambda: [warmup_cosine(0.1, epoch, 5, 50) for epoch in range(50)],
    },
    title="Three learning rates that fall",
    x_label="epoch",
    y_label="learning rate",
)

# %% experiment=true
EPOCH = len(X_many) // 32  # steps
by_schedule = {}


def runs_of_schedule(name, rate_of):
    by_schedule[name] = five_runs(32, halves(0.1), lambda lr0: lambda step: rate_of(lr0, step), epochs=5)
    return by_schedule[name][1:]


plots.loss_bands(
    {
        "constant": lambda: runs_of_schedule("constant", lambda lr0, step: lr0),
        "smoothly": lambda: runs_of_schedule("smoothly", lambda lr0, step: lr_decay(lr0, step // EPOCH, 4)),
        "in steps": lambda: runs_of_schedule("steps", lambda lr0, step: step_decay(lr0, step // EPOCH, 0.5, 1)),
        "cosine": lambda: runs_of_schedule("cosine", lambda lr0, step: warmup_cosine(lr0, step, 0, 5 * EPOCH)),
        "warm-up, cosine": lambda: runs_of_schedule("warm", lambda lr0, step: warmup_cosine(lr0, step, 150, 5 * EPOCH)),
    },
    title="Constant and falling rates, each at its best",
    x_label="samples seen",
    y_label="loss above the lowest",
)

# %% [markdown]
# [Every run with a falling rate]{=max(r[-1] for name in ("smoothly", "steps", "cosine", "warm") for r in by_schedule[name][2]) < min(r[-1] for r in by_schedule["constant"][2])} ends lower than every run with the constant one. The best constant rate, [0.0125]{=by_schedule["constant"][0]}, has to be small to keep the noise
# small. The others start with a larger one.
#
# Among the falling ones the bands overlap, and their other numbers (rate 4, 0.5, 150 steps of warm-up) were not tuned. So this does not say
# which is best. Does the warm-up help? Runs with the same seed saw the same batches, so you can compare them in pairs: the warm-up makes
# the cosine slightly worse in
# [five]{=all(a > b for a, b in [(a[-1], b[-1]) for a, b in zip(by_schedule["warm"][2], by_schedule["cosine"][2])])} of five. That is no
# surprise. The squared loss of a neuron without an activation is curved in the same way everywhere, so there is no rough start to be
# careful at. Warm-up is usual for transformers and for very large batches (chapter [[attention]]).

# %% [markdown]
# ## Grid search on a logarithmic grid
#
# How do you find the learning rate? Try several that differ by *factors*: 0.001, 0.01, 0.1, 1. (Steps such as 0.1, 0.2, 0.3, … leave
# out everything small.) In NumPy, `np.logspace(-4, 0, 9)` gives 9 rates from $10^{-4}$ to $10^0$ with equal factors. Train a fresh network
# for each rate, and compare the losses on *validation* data: samples that were kept aside and not trained on.
#
# Too large a rate makes the weights grow without end, until the loss is `inf` (infinite) or `nan` ("not a number", such as
# $\infty - \infty$). Careful: **every comparison with `nan` is False**: `nan < 1`, `nan > 1`, and even `nan == nan`. And `np.argmin` treats
# the first `nan` as the smallest.
#
# **Your turn.** `train(rate)` trains a fresh network and returns its validation loss. Call it once
# for each rate, in the given order. `rates` is a list or an array. Return
#
# - `best_rate`: the rate with the smallest finite loss; if several share it, the first of them. A run that ended with `nan` or `inf`
#   never wins. If no run is finite, return `np.nan`.
# - `losses`: the list of all losses as `train` returned them, including `nan` and `inf`.
#
# `np.isfinite(loss)` is False for `nan` and `inf`.

# %% exercise="grid_search"
def grid_search(train, rates):
    """A function train(rate) -> loss, a list of rates -> the best rate (nan if all runs diverged), the list of losses."""
    ### BEGIN SOLUTION
    losses = [train(rate) for rate in rates]
    best_rate, best_loss = np.nan, np.inf
    for rate, loss in zip(rates, losses):
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, losses
    ### END SOLUTION


# %% check="grid_search"
check(grid_search)

# %% [markdown]
# Try it on the neuron with 200 samples: 150 for training, 50 for validation, 5 epochs in batches of 10. A star marks the best rate. Runs that
# diverged (here: with a huge loss) are crosses at the upper edge, where the height means nothing.

# %%
def train(rate, seed=2):
    """Train the neuron for 5 epochs on the first 150 samples; the loss on the last 50."""
    params = {"w": np.zeros(2), "b": 0.0}
    rng = np.random.default_rng(seed)
    with np.errstate(over="ignore", invalid="ignore"):
        for _epoch in range(5):
            for batch in rng.permutation(150).reshape(15, 10):
                grads = mse_gradients(params, X[batch], y[batch])
                params = {key: params[key] - rate * grads[key] for key in params}
        return mse(params, X[150:], y[150:])


plots.learning_rate_grid(grid_search, train, np.logspace(-4, 1, 16))

# %% [markdown]
# On the left, 5 epochs are not enough for such a small rate. On the right, the runs diverge. In between many rates seem about equally good.
# But this is one order of the batches. Here are five: the best rate, and the smallest and largest whose loss is at most 25 %
# above the smallest. (The 25 % are arbitrary.)

# %%
def good_rates(seed):
    """The best rate, and the smallest and largest with nearly as small a loss."""
    tried = np.logspace(-4, 1, 16)
    best, losses = grid_search(lambda rate: train(rate, seed), tried)
    good = tried[np.array(losses) < 1.25 * np.nanmin(losses)]
    return [best, good.min(), good.max()]


for seed in range(2, 7):
    try_it(good_rates, seed)

# %% [markdown]
# The best rate is [0.046]{=all(np.isclose(each[0], 0.0464, atol=0.0001) for each in shown) and shown[0][0]} all five times, and the range begins at [0.0215]{=all(np.isclose(each[1], 0.0215, atol=0.0001) for each in shown) and shown[0][1]} all five times. But it ends anywhere from [0.1]{=min(each[2] for each in shown)} to [0.464]{=max(each[2] for each in shown)}: near the
# rates that diverge, it depends on the order of the batches. Take a rate that is good every time.
#
# If the best rate is at the **edge** of the grid, the losses may go on falling outside: extend the grid. Chapter [[training]] searches for
# several choices at once.

# %% [markdown]
# ## The range test
#
# A grid search trains once for each rate. The *range test* needs only one short run: one step with a tiny rate, the next with a
# slightly larger one, and so on. At first the loss hardly moves. Then it falls, reaches its lowest point, and explodes. A good
# learning rate is where the loss falls fastest, well before it explodes.
#
# **Your turn.** `step(rate)` takes one training step with this rate and returns the loss from before the step. It goes on from
# where the last step ended, so call it **once** for each rate, in order. Return the list of the losses. Stop early if the loss has
# exploded: if it is not finite, or larger than 4 times the smallest loss so far (which may be 0). Do not keep the exploded loss, even if it
# is the first, and take no further step.

# %% exercise="range_test"
def range_test(step, rates):
    """A function step(rate) -> loss, rising rates -> the losses, up to the first that is not finite or has exploded."""
    ### BEGIN SOLUTION
    losses = []
    smallest = np.inf
    for rate in rates:
        loss = step(rate)
        if not np.isfinite(loss) or loss > 4 * smallest:
            break
        losses.append(loss)
        smallest = min(smallest, loss)
    return losses
    ### END SOLUTION


# %% check="range_test"
check(range_test)

# %% [markdown]
# The neuron again, with a new batch of 32 samples in each step, and 60 rates from 0.001 to 10:

# %%
def fresh_step(seed=3):
    """A new neuron and the function that trains it by one step."""
    params = {"w": np.zeros(2), "b": 0.0}
    rng = np.random.default_rng(seed)

    def step(rate):
        nonlocal params
        batch = rng.permutation(200)[:32]
        loss, grads = mse(params, X[batch], y[batch]), mse_gradients(params, X[batch], y[batch])
        params = {key: params[key] - rate * grads[key] for key in params}
        return loss

    return step


rates = np.logspace(-3, 1, 60)
plots.loss_curves(
    {"loss of the batch": lambda: range_test(fresh_step(), rates)},
    title="A range test",
    x=rates,
    x_label="learning rate",
)

# %% [markdown]
# Up to about 0.01 you see only the noise of the batches. Between 0.02 and 0.15 the loss falls fastest. From
# 0.2 on it is as low as it can get, and at [1.8]{=rates[len(range_test(fresh_step(), rates))]} it has exploded. (With
# four other seeds this happens [between 1.3 and 2.1]{=min(q := [rates[len(range_test(fresh_step(k), rates))] for k in (4, 5, 6, 7)]) > 1.25 and max(q) < 2.15}.) So a rate of about 0.1 is a good choice. In the grid search it was good all five times.

# %% [markdown]
# ## Read the rate off the curve
#
# Two widgets run `fresh_step` and `train` from above. Both can mark the best region; read it off yourself first.
#
# 1. Range test: write the rate that you would choose into the field, and only then press "Mark the best region". Why is the region
#    not where the loss is lowest?
# 2. Range test: set the highest rate to 0.05 and start again. What does the widget mark now, and why should you not trust it?
# 3. Grid search: set the highest rate to 0.01, press Reset, then Start. What is the warning about?

# %%
widgets.range_test(fresh_step)

# %%
widgets.grid_search(train, highest=10)

# %% [markdown]
# If you have no widgets: the range test is marked from [0.036]{=widgets.rate_search.regions.falling_region(rates, range_test(fresh_step(), rates), rates[len(range_test(fresh_step(), rates))])[0]} to [0.173]{=widgets.rate_search.regions.falling_region(rates, range_test(fresh_step(), rates), rates[len(range_test(fresh_step(), rates))])[1]}, where the curve goes from
# a fifth to four fifths of its way down.
#
# <details><summary>Answers</summary>
#
# 1. The steps before, with smaller rates, brought the loss down. At the lowest point it no longer falls, and the explosion is near.
# 2. From [0.0095]{=widgets.rate_search.regions.falling_region(np.logspace(-3, np.log10(0.05), 60), range_test(fresh_step(), np.logspace(-3, np.log10(0.05), 60)))[0]} to [0.036]{=widgets.rate_search.regions.falling_region(np.logspace(-3, np.log10(0.05), 60), range_test(fresh_step(), np.logspace(-3, np.log10(0.05), 60)))[1]}: it takes the last rates for the end of the fall. But nobody has seen yet how far
#    down the loss goes.
# 3. [Only 0.01 itself]{=np.allclose(widgets.rate_search.regions.even_region(np.logspace(-4, -2, 16), grid_search(train, np.logspace(-4, -2, 16))[1]), 0.01)} is marked, the last rate: the best one is at the edge, and better ones lie outside.
# </details>

# %% [markdown]
# **In your own words.** A friend trains a network with plain steps. The losses of the first five epochs are 2.3, 2.1, 5.8, 40.2, `nan`. "I'll
# let it train longer," your friend says. What do you answer, what is the cause, and what would you try? A person reads this answer.

# %% [markdown] answer="diverging-run" points=2
# Training longer cannot help: a loss of nan gives gradients of nan, and from then on the weights are nan too, for every further step. The loss
# grew faster and faster, which is what happens when the learning rate is above the stability limit: each step jumps over the valley and lands
# higher on the other side. I would start again from fresh weights with a rate ten times smaller, or better, try rates on a logarithmic grid
# (or a range test) and take one well below the rate at which the loss explodes.

# %% [markdown]
# ## Where people go wrong
#
# - **Plus instead of minus.** The gradient points uphill. Every rule of this chapter subtracts its step.
# - **beta and 1 − beta swapped.** The old average keeps the large share, beta.
# - **The old state used for the step.** First update v or the cache, then take the step.
# - **eps inside the root.** Here it is $\sqrt{\text{cache}} + \epsilon$, not $\sqrt{\text{cache} + \epsilon}$.
# - **Corrected averages kept.** $\hat m$ and $\hat v$ are for one step only.
# - **Rows and labels shuffled separately.** Then the network learns from wrong labels, and no error tells you.
# - **Batch sizes or rules compared at the same rate.** Each needs its own.
# - **nan wins.** `np.argmin` takes nan for the smallest.
# - **Weights changed in place.** `w -= ...` also changes the caller's array.
#
# ## Summary
#
# - One step: $w \leftarrow w - \text{lr} \cdot dw$. On a parabola with curvature $a$, each step multiplies the distance by
#   $1 - a\,\text{lr}$. From $\text{lr} = 2/a$ on it no longer shrinks.
# - In a ravine the steep direction limits the rate, and the flat one needs many steps.
# - Mini-batches give noisy but cheap gradients. Each size needs its own rate. Shuffle in each epoch.
# - At a saddle the gradient is 0, but it is not a minimum. Descent leaves it slowly; noise helps.
# - Momentum averages gradients. Adagrad adds up their squares, RMSprop averages the squares, and Adam averages gradients and squares, with bias correction.
# - Let the rate fall, or the noise keeps the loss up. Find the rate on a logarithmic grid with a validation loss, or by a range test.
#
# ### Test yourself
#
# <details><summary>A loss has the slope 10 (w − 1). Is lr = 0.25 stable?</summary>
#
# No. The limit is 2 / 10 = 0.2. The factor is 1 − 10 · 0.25 = −1.5, so the distance grows by half with each step.
# </details>
#
# <details><summary>1000 samples, batches of 64. How many steps are there in an epoch?</summary>
#
# 16: 15 full batches hold 960 samples, and the last one holds 40.
# </details>
#
# <details><summary>At t = 1 and from a state of 0, Adam moves each weight by lr. Why?</summary>
#
# The corrected values are exactly dw and dw², so the ratio is dw / |dw|, which is 1 or −1. (A weight with the gradient 0 stays where it is.)
# </details>
#
# <details><summary>lr₀ = 0.2, warm-up of 10 steps, 110 steps in all. Which rates do step 4 and step 60 have?</summary>
#
# Step 4 is the fifth of ten: 0.2 · 5 / 10 = 0.1. At step 60, s = 50 / 100 = 0.5, and the rate is 0.2 · (1 + 0) / 2 = 0.1.
# </details>
#
# <details><summary>A loss has been flat for 50 steps. Is it at a minimum?</summary>
#
# Not necessarily. It may be at a saddle, or the rate may be too small, or so large that the weights only jump about.
# </details>
#
# A low loss on the training samples is not the goal: the network should be right on samples that it has never
# seen. The next chapter puts all the parts together, and asks how you know that the result works.
#
# **Next:** [[training]]
