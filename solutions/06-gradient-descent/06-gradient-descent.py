# %% [markdown]
# # Gradient descent
#
# Backpropagation tells every weight which way the loss grows. This chapter is about what to do with that: how far to step, on
# how many samples to look before each step, and how to choose the learning rate. You write the rules by which networks are
# trained today, from the plain step to Adam.

# %% locked="setup"
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


def mse(params, X, y):
    """The mean squared error of the neuron X w + b (chapter {{backpropagation}})."""
    return float(np.mean((X @ params["w"] + params["b"] - y) ** 2))


def mse_gradients(params, X, y):
    """Its gradients along w (2,) and b, as a dict with the same keys as params."""
    dz = 2 * (X @ params["w"] + params["b"] - y) / len(X)
    return {"w": X.T @ dz, "b": dz.sum()}

# %% [markdown]
# ## Downhill in fog
#
# You stand on a mountain in thick fog and want to get down to the valley. You cannot see the valley. But you feel with your feet
# which way the ground falls where you stand. So you take a step that way, feel again, and take the next step.
#
# This is *gradient descent*. The place where you stand are the weights. The height is the loss. What your feet feel is the
# gradient: it points to where the loss grows fastest, so you go against it. Nobody needs to see the whole mountain, which is
# lucky: the mountain of a real network has millions of directions instead of two.
#
# One thing your feet do not tell you: how long the step should be. Much of this chapter is about that.

# %% [markdown]
# ## One step by hand
#
# Take a network with a single weight, and this loss:
#
# $$L(w) = (w - 3)^2$$
#
# It is smallest, 0, at $w = 3$. We pretend not to know that. Its slope is
#
# $$\frac{dL}{dw} = 2\,(w - 3)$$
#
# Start at $w = 0$, with the learning rate lr $= 0.1$:
#
# - The loss is $(0 - 3)^2 = 9$.
# - The slope is $2 \cdot (0 - 3) = -6$. It is negative: to the right the loss falls.
# - The step: $w \leftarrow w - \text{lr} \cdot \text{slope} = 0 - 0.1 \cdot (-6) = 0.6$.
# - The new loss is $(0.6 - 3)^2 = 5.76$. It is smaller than 9.
#
# The minus sign does the turning: a negative slope gives a step to the right, a positive slope a step to the left.
#
# **Predict before you run.** The same loss. You stand at $w = 6$ and take one step with lr $= 0.2$. Where are you then?

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
# One step is not enough. At the new point the slope is another one, so you compute it anew and step again. From $w = 0$ with
# lr $= 0.1$:
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
# The steps get shorter by themselves, although the learning rate stays the same: near the bottom the ground is flatter.
#
# **Your turn.** `gradient` is a function: `gradient(w)` is the slope at `w`. Walk `steps` steps and return the list of all
# points: the start first, then the point after each step. With 0 steps that is the start alone. `w` may be one number or an
# array of any shape, and it may hold whole numbers (int) such as 4; the points after it are not whole. Make a new value in
# each step (`w = w - ...`); with `w -= ...` an array in your list would change behind your back.

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
# The table above, from your function:

# %%
try_it(descend, parabola_slope, 0.0, 0.1, 5)

# %% [markdown]
# ## The learning rate: too small, right, too large
#
# Call $d = w - 3$ the distance from the lowest point. The slope is $2d$, so one step turns $d$ into
#
# $$d - \text{lr} \cdot 2d = (1 - 2\,\text{lr}) \, d$$
#
# Each step multiplies the distance by the same factor. Everything depends on this factor:
#
# | lr | factor $1 - 2\,$lr | what happens |
# |---|---|---|
# | 0.01 | 0.98 | creeps: 342 steps to come 1000 times nearer |
# | 0.1 | 0.8 | fine: 31 steps to come 1000 times nearer |
# | 0.5 | 0 | there in one step |
# | 0.9 | −0.8 | jumps over the lowest point each time, and still comes nearer |
# | 1 | −1 | jumps to and fro for ever, as far away as it started |
# | 1.1 | −1.2 | every jump is longer than the last: it *diverges* |
#
# The distance shrinks as long as the factor lies between $-1$ and $1$. Here that means $0 < \text{lr} < 1$.

# %%
plots.descent_1d(descend, parabola, parabola_slope, 0.0, [0.02, 0.3, 0.9, 1.05], 6)

# %% [markdown]
# Other losses have other limits. If the slope is $a$ times the distance, the factor is $1 - a\,\text{lr}$, and it reaches $-1$ at
#
# $$\text{lr} = \frac{2}{a}$$
#
# The number $a$ is the *curvature*: how fast the slope changes. **The steeper the walls, the smaller the learning rate has to be.**
# This is the *stability limit*. In a real network nobody knows $a$, and it changes on the way. That is why learning rates are
# found by trying.
#
# **Predict before you run.** For $L(w) = 2 w^2$ the slope is $4w$. From which learning rate on does the distance no longer shrink?

# %% exercise="predict_limit"
def predict_limit():
    """The stability limit for the loss 2 w^2, whose slope is 4 w."""
    ### BEGIN SOLUTION
    return 0.5
    ### END SOLUTION


# %% check="predict_limit"
check(predict_limit)

# %% [markdown]
# Below, exactly at, and above the rate 0.5, from $w = 1$:

# %%
def slope_of_the_prediction(w):
    return 4 * w


for rate in (0.45, 0.5, 0.55):
    try_it(descend, slope_of_the_prediction, 1.0, rate, 6)

# %% [markdown]
# ## Two weights: a ravine
#
# With two weights the loss is a landscape. A map of it shows *contour lines*: along each line the loss is the same. Where the
# lines are close together, the ground is steep. The gradient is at right angles to them.
#
# Losses of networks often look like a *ravine*: steep walls across, a gentle slope along. The simplest one is
#
# $$L(w_1, w_2) = \tfrac{1}{2}\,(a\,w_1^2 + b\,w_2^2), \qquad \frac{\partial L}{\partial w_1} = a\,w_1, \qquad
# \frac{\partial L}{\partial w_2} = b\,w_2$$
#
# Here $a = 1$ and $b = 20$. The lowest point is $(0, 0)$. Each weight has its own factor: $1 - \text{lr}$ for $w_1$, and
# $1 - 20\,\text{lr}$ for $w_2$. But there is one learning rate for both, and the steep direction sets the limit: $2 / 20 = 0.1$.
#
# The first steps from $(-4, 1)$ with lr $= 0.09$, close to the limit; the factors are $0.91$ and $-0.8$:
#
# | step | $w_1$ | $w_2$ | loss |
# |---|---|---|---|
# | 0 | −4 | 1 | 18 |
# | 1 | −3.64 | −0.8 | 13.0248 |
# | 2 | −3.3124 | 0.64 | 9.5820 |
# | 3 | −3.0143 | −0.512 | 7.1644 |
# | 4 | −2.7430 | 0.4096 | 5.4397 |
#
# $w_2$ jumps from wall to wall, and $w_1$ hardly moves. This is the *zig-zag*. With a smaller rate the zig-zag ends, but then
# $w_1$ creeps even more.

# %%
start = np.array([-4.0, 1.0])


def small_steps():
    return descend(ravine_gradient, start, 0.02, 30)


def large_steps():
    return descend(ravine_gradient, start, 0.09, 30)


plots.descent_2d(ravine, {"lr = 0.02": small_steps, "lr = 0.09": large_steps}, title="Two learning rates in a ravine")

# %% [markdown]
# ## Turn the rate yourself
#
# The widget runs your `descend` at each move of the slider: on the parabola, in the ravine, and on a network with 337 weights that
# learns to tell two half moons apart (of its loss you see one slice). Find out:
#
# 1. Parabola: pin the run with lr $= 0.1$. Another rate has exactly the same loss curve. Which one?
# 2. Ravine: which rate ends with the lowest loss after 60 steps? Is its path a calm one?
# 3. Network: nobody has told you its curvature. From which rate on does the loss begin to jump? Write your guess into the field, and
#    only then press "Compare".
# 4. Network: from which rate on does it really diverge? Compare with the limit.

# %%
widgets.learning_rate(descend)

# %% [markdown]
# Without the widget: these are the losses of the network after 200 steps. It starts at 0.704.
#
# | lr | loss | what happens |
# |---|---|---|
# | 0.01 | 0.381 | too slow |
# | 0.3 | 0.048 | falls calmly |
# | 1 | 0.008 | falls calmly |
# | 3 | 0.002 | jumps again and again, and falls all the same |
# | 50 | above 1 | diverges |
#
# <details><summary>Answers</summary>
#
# 1. lr $= 0.9$. The factors are $0.8$ and $-0.8$: the distances are the same, only the sides differ.
# 2. About 0.09, just below the limit of 0.1. It is not calm: $w_2$ jumps from wall to wall, but $w_1$ comes forward fastest.
# 3. From about 1.3 on. On a calm run the curvature reaches 2.2, so that $2 / 2.2 = 0.9$ is a rough limit.
# 4. Only from about 30 on. The curvature of a network changes on the way: after a jump the weights may lie where the ground is
#    flatter, and descent goes on from there. On the parabola there is no flatter place.
# </details>

# %% [markdown]
# ## One step for a whole network
#
# A network has many weight matrices and biases. We keep them in a dict, such as `{"W1": ..., "b1": ...}`, and backpropagation gives a
# dict of gradients with the same keys. Each array takes the same kind of step:
#
# $$\underbrace{W}_{(D, M)} \leftarrow \underbrace{W}_{(D, M)} - \text{lr} \cdot \underbrace{dW}_{(D, M)}$$
#
# A gradient has the shape of its parameter, so nothing has to be turned or summed.
#
# **Your turn.** Return a **new** dict. The old one, and the arrays in it, stay as they are: whoever called you may still need them.
# Do not count on certain names, and pair parameters and gradients by their keys: the two dicts may be in a different order.
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
# ## Batch, stochastic, mini-batch
#
# The loss is a mean over samples, and so is its gradient. How many samples do you look at before each step?
#
# | | looks at | one step costs | the gradient is |
# |---|---|---|---|
# | *batch* (or full-batch) | all $N$ samples | much | exact |
# | *stochastic* | one sample | little | right on average, very noisy |
# | *mini-batch* | a few, often 16 to 512 | in between | right on average, a little noisy |
#
# It is like a poll. Ask one person, and you know little. Ask all, and it takes a year. Ask a hundred, and you know about enough.
# The noise falls with the *root* of the number: four times as many samples, half the noise. Here are 2000 gradients of the first
# weight for each batch size, all at the same point. The exact one is −4.088.

# %%
zero = {"w": np.zeros(2), "b": 0.0}
poll = np.random.default_rng(0)
print("exact gradient:", round(mse_gradients(zero, X, y)["w"][0], 3))
for size in (1, 4, 16, 64):
    drawn = [poll.integers(0, len(X), size) for _ in range(2000)]
    slopes = [mse_gradients(zero, X[i], y[i])["w"][0] for i in drawn]
    print(f"batches of {size:2}: mean {np.mean(slopes):6.2f}, standard deviation {np.std(slopes):5.2f}")

# %% [markdown]
# The mean is always about right. Only the spread differs, and it halves from line to line.
#
# One pass through all samples is an *epoch*. In each epoch:
#
# 1. Shuffle the samples: draw a new order. Otherwise a batch might hold one class only, for example if the data are sorted.
# 2. Cut the order into pieces of `batch_size`.
# 3. If there is a rest, it forms a last, smaller batch. No sample is lost, and none comes twice.
#
# **Predict before you run.** There are 250 samples, in batches of 32. How many batches has an epoch, and how many samples has the
# last one?

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
# both: `X[order]` and `y[order]`. Any way of drawing is right, as long as each order is new and each sample comes once. Your
# caller passes the same `rng` in again for the next epoch, which needs another order. If `batch_size` is larger than N, all
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
# Seven samples in batches of three. Look at the result: three batches, the last with one sample, and each label ten times the
# number in its row.

# %%
numbers = np.arange(1.0, 8.0)


def batches_of_three():
    return mini_batches(numbers.reshape(7, 1), 10 * numbers, 3, np.random.default_rng(1))


try_it(batches_of_three)

# %% [markdown]
# Now train the neuron of the setup cell with your two functions, for 12 epochs with lr $= 0.05$, with three batch sizes. Each epoch
# looks at all 200 samples once, so the three runs cost about the same arithmetic.

# %%
def train_in_batches(batch_size, lr=0.05, epochs=12):
    """The loss on all samples, before training and after each epoch."""
    rng = np.random.default_rng(0)
    params = {"w": np.zeros(2), "b": 0.0}
    losses = [mse(params, X, y)]
    for _epoch in range(epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            params = sgd(params, mse_gradients(params, X_batch, y_batch), lr)
        losses.append(mse(params, X, y))
    return losses


plots.loss_curves(
    {
        "all 200 samples": lambda: train_in_batches(200),
        "batches of 32": lambda: train_in_batches(32),
        "one sample": lambda: train_in_batches(1),
    },
    title="The same number of epochs",
    x_label="epoch",
)

# %% [markdown]
# With all samples in one batch there is one step per epoch, and after 12 steps the loss is still at 0.71. Single samples make 200
# steps per epoch: the loss is near its lowest after the first epoch, but then it jumps about and never settles. Batches of 32 make
# 7 steps per epoch and end calmly at 0.24. That is why mini-batches are what everybody uses. A computer also works on
# 32 samples at once almost as fast as on one.
#
# The noise is not only bad. In a real landscape with many small hollows it can shake the weights out of a poor one.

# %% [markdown]
# ## A ball that rolls: momentum
#
# Back to the ravine. The gradients across it change sign at each step: they cancel. The gradients along it always point the same
# way: they add up. So do not follow the newest gradient, follow the *average* of the last ones. A ball does that: it
# keeps its speed, and a push from the side changes its way only a little.
#
# The average is called *velocity* $v$. It starts at 0, and with $\beta = 0.9$ (beta) each step takes nine tenths of the old velocity and
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
# What agrees grows towards its full size, 1. What changes sign stays small. Roughly, the average reaches back over the last
# $1 / (1 - \beta)$ steps, that is 10 for $\beta = 0.9$.
#
# Other books write $v \leftarrow \beta v + dw$, the *classical* form. Its $v$ grows to $1 / (1 - \beta)$ times the size of ours, so
# its learning rate has to be that much smaller. Both are in use; look which one you have before you copy a learning rate.
#
# **Your turn.** Return the new `w` and the new `v`. Your caller keeps a `v` for each array of the network and passes it in again
# at the next step, so your function keeps nothing itself. Make new arrays; your caller still needs the old ones. Here and in the
# rules below, the arrays have one axis or two.

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
# In the ravine, with $\beta = 0.8$, the ball can take a learning rate of 0.2. That is twice the limit of the plain step, where it
# would have flown out of the ravine.

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
# ## Each weight its own rate: Adagrad
#
# Momentum calms the zig-zag, but both weights still share one learning rate. Look at the start of the ravine once more, $(-4, 1)$.
# The gradients there are $1 \cdot (-4) = -4$ and $20 \cdot 1 = 20$. A plain step with lr $= 0.09$ moves $w_1$ by 0.36, and it has 4 to go.
# It moves $w_2$ by 1.8, and that has 1 to go. The same rate is too small for one weight and too large for the other.
#
# So why not give each weight its own? For $w_1$ the rate 1 would lead to 0 in one step, for $w_2$ the rate $1 / 20$. Nobody knows such
# numbers before the training. But the gradients give a hint: a weight whose gradients are large should have a small rate, and one whose
# gradients are small a large one.
#
# *Adagrad* (2011) remembers for each weight how large its gradients have been. It adds up their squares in a `cache`, which starts at 0,
# and divides the step by the root of it:
#
# $$\text{cache} \leftarrow \text{cache} + dw^2, \qquad w \leftarrow w - \text{lr} \cdot \frac{dw}{\sqrt{\text{cache}} + \epsilon}$$
#
# All of this happens entry by entry: `cache` has the shape of `w`. $\epsilon$ (epsilon, `eps`) is a tiny number such as $10^{-8}$. It
# stands
# **behind** the root, and it is there for weights that had no gradient yet: without it they would give $0 / 0$.
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
# Two things to see. Both weights take the same steps, although one gradient is 40 times the other. And the steps shrink: the cache
# only grows, so **the rate only falls**. After 100 such steps it is a tenth. That is good near the end, and bad if the way is long:
# Adagrad may come to rest before it has arrived.
#
# **Your turn.** Return the new `w` and the new `cache`. The step already uses the new cache. Make new arrays; your caller still needs
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
# *RMSprop* (2012) mends that. Its cache is no sum but an average that forgets, like the velocity of momentum, only with squares:
#
# $$\text{cache} \leftarrow \beta \cdot \text{cache} + (1 - \beta)\, dw^2, \qquad
# w \leftarrow w - \text{lr} \cdot \frac{dw}{\sqrt{\text{cache}} + \epsilon}$$
#
# The name says what stands below the line: the root of the mean square. By hand, with the gradient 4 in each step, $\beta = 0.9$ and a
# cache
# of 0 at the start:
#
# | step | cache | step as a multiple of lr |
# |---|---|---|
# | 1 | 0.9 · 0 + 0.1 · 16 = 1.6 | 4 / 1.265 = 3.162 |
# | 2 | 0.9 · 1.6 + 1.6 = 3.04 | 4 / 1.744 = 2.294 |
# | 3 | 0.9 · 3.04 + 1.6 = 4.336 | 4 / 2.082 = 1.921 |
# | much later | 16 | 4 / 4 = 1 |
#
# The step does not shrink to nothing: it ends at 1 · lr. But look at the first one. It is three times too long, because the cache
# started at 0 and has seen little yet. Keep that in mind for Adam.
#
# **Your turn.** As in Adagrad, the step uses the new cache, and $\epsilon$ stands behind the root.

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
# Momentum averages the gradients and finds the direction. RMSprop averages their squares and finds the length. *Adam* (2014) does
# both. It keeps two averages, called $m$ and $v$. (In Adam $v$ is the average of the squares; the velocity is $m$.)
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, dw, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, dw^2$$
#
# Usual values are $\beta_1 = 0.9$ and $\beta_2 = 0.999$.
#
# ## Bias correction, with numbers
#
# Both averages start at 0, so at first both are too small: they are *biased* towards 0. You saw it in RMSprop. How much too small? Let
# every gradient be $g$. After step 1, $m = (1 - \beta_1)\, g$. After step 2:
#
# $$m = \beta_1 (1 - \beta_1)\, g + (1 - \beta_1)\, g = (1 - \beta_1)(1 + \beta_1)\, g = (1 - \beta_1^2)\, g$$
#
# Each further step goes the same way: $\beta_1 (1 - \beta_1^{t-1})\, g + (1 - \beta_1)\, g = (1 - \beta_1^t)\, g$. So after step $t$ it is
# $(1 - \beta_1^t)\, g$. So divide by $1 - \beta_1^t$, and the average is $g$, as it should be. The same holds for
# $v$ and
# $\beta_2$:
#
# $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v}{1 - \beta_2^t}, \qquad
# w \leftarrow w - \text{lr} \cdot \frac{\hat m}{\sqrt{\hat v} + \epsilon}$$
#
# $t$ is the number of the step and starts at 1. ($\beta_1^t$ is a power, `beta1**t`.) The corrected values are used for this step only. The
# next step goes on from $m$ and $v$ themselves, otherwise they would be corrected twice.
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
# lr $= 0.1$, no $\epsilon$. Where does the first step lead?

# %% exercise="predict_adam"
def predict_adam():
    """The weight after Adam's first step from w = 2 with the gradient -50 and lr = 0.1."""
    ### BEGIN SOLUTION
    return 2.1
    ### END SOLUTION


# %% check="predict_adam"
check(predict_adam)

# %% [markdown]
# **Your turn.** Return the new `w`, and `m` and `v` **without** the correction: that is what the next step goes on from.

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
# **The size of the gradient does not matter** for Adam's first step: it is lr, up or down. That makes its learning rate easy to guess,
# and is a good
# part of Adam's fame.

# %% [markdown]
# ## Which to use
#
# All of them in the ravine, 30 steps each:

# %%
def adagrad_path():
    w, cache = start, np.zeros(2)
    path = [w]
    for _step in range(30):
        w, cache = adagrad(w, ravine_gradient(w), cache, 1.0, 1e-8)
        path.append(w)
    return path


def rmsprop_path():
    w, cache = start, np.zeros(2)
    path = [w]
    for _step in range(30):
        w, cache = rmsprop(w, ravine_gradient(w), cache, 0.2, 0.9, 1e-8)
        path.append(w)
    return path


def adam_path():
    w, m, v = start, np.zeros(2), np.zeros(2)
    path = [w]
    for t in range(1, 31):
        w, m, v = adam(w, ravine_gradient(w), m, v, t, 0.4, 0.9, 0.999, 1e-8)
        path.append(w)
    return path


plots.descent_2d(
    ravine,
    {"momentum": momentum_path, "Adagrad": adagrad_path, "RMSprop": rmsprop_path, "Adam": adam_path},
    title="Four rules in the ravine",
)

# %%
def losses_of(path):
    return [ravine(*w) for w in path()]


plots.loss_curves(
    {
        "plain": lambda: losses_of(large_steps),
        "momentum": lambda: losses_of(momentum_path),
        "Adagrad": lambda: losses_of(adagrad_path),
        "RMSprop": lambda: losses_of(rmsprop_path),
        "Adam": lambda: losses_of(adam_path),
    },
    title="The loss in the ravine",
)

# %% [markdown]
# Adam is the last here, even behind the plain step. It gathers speed, rolls past the lowest point and has to come back. This ravine is
# smooth, short and without noise, and each rule was given a rate that suits it. Do not conclude from one picture which rule is best; there is no rule that always wins.
#
# What people do:
#
# - **Start with Adam** and lr $= 0.001$. It works tolerably almost everywhere without much searching.
# - **Mini-batch steps with momentum** ($\beta = 0.9$) and a rate that falls often end a little better for images, if you take the
#   trouble to search for the rate.
# - **Adagrad** suits inputs that are seldom there, such as single words: a weight that is used seldom keeps a large rate.
# - Whatever you choose, **the learning rate matters more than the rule.**

# %% [markdown]
# ## A race
#
# In the widget all five of **your** rules start at the same point, and each has a learning rate of its own ($\beta = 0.9$, for Adam
# $\beta_1 = 0.9$ and $\beta_2 = 0.999$). Whoever brings the loss down to a hundredth, and keeps it there, has arrived. A rule that
# you have not written yet does not race.
#
# 1. In the ravine all rates are 0.1. **Before you press Play**: who will be first? Choose your guess. Which two will never arrive?
# 2. Stay in the ravine and go to the end. Find for each rule a rate at which it arrives within 40 steps. For which rule is that easy, and
#    for which one impossible?
# 3. Saddle, all rates 0.1 once more. From the start the ground falls towards the middle, and there it is level: it falls on only to
#    both sides. All stand almost exactly on the ridge between them. Who finds the way down first, and why is the plain step so late?

# %%
widgets.optimiser_race(sgd, momentum, adagrad, rmsprop, adam)

# %% [markdown]
# Without the widget: the number of steps until each rule has arrived, with all rates at 0.1.
#
# | | plain | momentum | Adagrad | RMSprop | Adam |
# |---|---|---|---|---|---|
# | ravine | never | 43 | not in 100 | 77 | 44 |
# | saddle | 77 | not in 100 | not in 100 | 18 | 42 |
#
# <details><summary>Answers</summary>
#
# 1. Momentum, one step before Adam. The plain step never arrives: 0.1 is exactly its limit, so $w_2$ jumps between 1 and −1 for ever.
#    Adagrad's rate only falls, and with 0.1 at the start it gets to $w_1 = -2.3$ in 100 steps.
# 2. It is easy for Adagrad (everything from 0.45 to 10) and for Adam (from about 0.11 to 2). The plain step can do it from 0.05 to 0.09. RMSprop
#    cannot: with small rates it is too slow, and with larger ones it does not come to rest, because it divides even tiny gradients up to
#    steps of about lr.
# 3. RMSprop, after 18 steps. On the ridge the slope to the side is only 0.001. The plain step is lr times the slope, so it grows from
#    almost nothing, by a tenth in each step. RMSprop and Adam divide by the size of the gradient: a tiny slope gives a full step too.
# </details>

# %% [markdown]
# ## A learning rate that falls
#
# Far away long steps are good, near the bottom short ones are: with noisy gradients, long steps only jump about. So let the learning rate
# fall from
# epoch to epoch. The first epoch is number 0 and has the full rate $\text{lr}_0$. Two usual ways:
#
# $$\text{smoothly:} \quad \text{lr} = \frac{\text{lr}_0}{1 + \text{rate} \cdot \text{epoch}} \qquad\qquad
# \text{in steps:} \quad \text{lr} = \text{lr}_0 \cdot \text{rate}^{\lfloor \text{epoch} / \text{every} \rfloor}$$
#
# $\lfloor \; \rfloor$ cuts off the fraction; in Python it is `epoch // every`. For $\text{lr}_0 = 0.1$ and rate $= 0.5$:
#
# | epoch | 0 | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|---|
# | smoothly | 0.1 | 0.1 / 1.5 = 0.0667 | 0.1 / 2 = 0.05 | 0.1 / 2.5 = 0.04 | 0.1 / 3 = 0.0333 |
#
# | epoch, with every = 10 | 0 to 9 | 10 to 19 | 20 to 29 | 30 to 39 |
# |---|---|---|---|---|
# | in steps | 0.1 | 0.05 | 0.025 | 0.0125 |
#
# **Your turn.** First the smooth fall, and below it the one in steps.

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
# By the tables these are 0.04, 0.05 and 0.025.

# %%
try_it(lr_decay, 0.1, 3, 0.5)
try_it(step_decay, 0.1, 19, 0.5, 10)
try_it(step_decay, 0.1, 20, 0.5, 10)

# %% [markdown]
# ## Grid search on a logarithmic grid
#
# How do you find the learning rate? Try some. The rates should differ by *factors*: 0.001, 0.01, 0.1, 1. Whether the rate is 0.001 or 0.002
# matters as much as whether it is 0.1 or 0.2; the steps 0.1, 0.2, 0.3, … would leave out everything small. In NumPy,
# `np.logspace(-4, 0, 9)` gives 9 rates from $10^{-4}$ to $10^0$ with equal factors.
#
# For each rate train a fresh network, and compare the losses on *validation* data: samples that were kept aside and not trained on. The
# loss on the
# training samples would not tell you how the network does on new ones.
#
# Too large a rate makes the weights grow without end, until the loss is `inf` (infinite) or `nan` ("not a number", such as
# $\infty - \infty$). Careful: **every comparison with `nan` is false**. `nan < 1` is False, `nan > 1` is False, and even `nan == nan`.
# NumPy has a rule of its own: `np.argmin` takes the first `nan` for the smallest.
#
# **Your turn.** `train(rate)` trains a fresh network and returns its validation loss. Each call takes a whole training, so call it once
# for each rate, in their order. `rates` is a list or an array. Return
#
# - `best_rate`: the rate with the smallest finite loss; if several have it, the first of them. A run that ended with `nan` or `inf`
#   never wins. If no run is finite, return `np.nan`.
# - `losses`: the list of all losses as `train` gave them, in the order of the rates, `nan` and `inf` included.
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
# Try it on the neuron: 150 samples for training, 50 for validation, 5 epochs in batches of 10. The picture marks the best rate with a
# star, and runs that diverged (here: with a huge loss) with a cross at the upper edge, where the height says nothing.

# %%
def train(rate):
    """Train the neuron for 5 epochs on the first 150 samples; the loss on the last 50."""
    params = {"w": np.zeros(2), "b": 0.0}
    rng = np.random.default_rng(2)
    with np.errstate(over="ignore", invalid="ignore"):
        for _epoch in range(5):
            for batch in rng.permutation(150).reshape(15, 10):
                grads = mse_gradients(params, X[batch], y[batch])
                params = {key: params[key] - rate * grads[key] for key in params}
        return mse(params, X[150:], y[150:])


plots.learning_rate_grid(grid_search, train, np.logspace(-4, 1, 16))

# %% [markdown]
# The curve has the shape of a valley, with a wall on the right. On the left the rate is so small that 5 epochs do not suffice; on the
# right the run diverges. From 0.02 to 0.5
# all rates do about equally well. Take one from this range, well to the left of the wall, and search again around it with smaller
# factors if it matters.
#
# If the best rate stands at the **edge** of the grid, the valley may go on outside: extend the grid.

# %% [markdown]
# ## The range test
#
# A grid search trains once for each rate. The *range test* needs a single short run: take one step with a tiny rate, the next step with a
# slightly larger one, and so on. Watch the loss. While the rate is too small, it hardly moves. At some rate it begins to fall clearly,
# later it is lowest, and then it
# explodes. A good learning rate lies where the loss falls fastest, well before it explodes.
#
# **Your turn.** `step(rate)` takes one training step with this rate and returns the loss that it had before the step. It goes on from
# where the last step ended, so
# call it **once** for each rate, in order. Return the list of the losses. Stop before the end if the loss has exploded: if it is not
# finite, or larger than
# 4 times the smallest loss so far, which may be 0. The exploded loss is not kept, even if it is the first, and no further step is taken: steps from
# weights that have exploded tell nothing.

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
def fresh_step():
    """A new neuron and the function that trains it by one step."""
    params = {"w": np.zeros(2), "b": 0.0}
    rng = np.random.default_rng(3)

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
# Read it from left to right. Up to about 0.01 there is only the noise of the batches. Between 0.02 and 0.15 the loss falls fastest. From
# 0.2 on it is as
# low as it can be, above 1.2 it rises, and at 1.8 the test ended: there the loss was more than four times the lowest. So a rate of about
# 0.1 is a good
# choice. The grid search said the same: everything from 0.02 to 0.5 did well there.

# %% [markdown]
# ## Read the rate off the curve
#
# Two widgets run your `fresh_step` and your `train`, and you can stop them at any time. Both mark the best region, but read it off yourself
# first.
#
# 1. Range test: write the rate that you would take into the field, and only then press "Mark the best region". Why does the region
#    not lie where the loss is lowest?
# 2. Range test: set the highest rate to 0.05 and start again. What does the widget mark now, and why should you not believe it?
# 3. Grid search: set the highest rate to 0.01 and press Reset, then Start. What is marked, and what is the warning about? Then set it back to
#    10 and press Start. The losses that were found stay, and only the new rates are trained.

# %%
widgets.range_test(fresh_step)

# %%
widgets.grid_search(train, highest=10)

# %% [markdown]
# Without the widgets: the two pictures above show the same losses. The range test is marked from 0.036 to 0.173, where the curve falls from
# a fifth to four fifths of its way down. The grid search is marked from 0.0215 to 0.464, where the losses are at most 25 % above the lowest.
#
# <details><summary>Answers</summary>
#
# 1. The low loss at 0.3 was earned by all steps before, with smaller rates. At the lowest point the loss no longer falls: the rate there
#    brings nothing more, and the explosion at 1.8 is near.
# 2. From 0.0095 to 0.036: it takes the last rate for the end of the fall. But the loss has not exploded. Nobody has seen yet how
#    far down it goes, so the test has to go on to higher rates.
# 3. Only 0.01 itself, the last rate. If the best rate stands at the edge, better ones may lie outside. They do: with the rates up to 10
#    the region goes from 0.0215 to 0.464.
# </details>

# %% [markdown]
# **In your own words.** A friend trains a network with plain steps. The loss of the first five epochs is 2.3, 2.1, 5.8, 40.2, `nan`. "I'll
# let it train longer", your friend says. What do you answer, what is the cause, and what would you try? This answer is read by a person.

# %% [markdown] answer="diverging-run" points=2
# Training longer cannot help: once the loss is nan, the weights are nan too, and every further step keeps them so. The loss grew by
# larger and larger
# factors, which is what happens when the learning rate is above the stability limit: each step jumps over the valley and lands higher on
# the other
# side. I would start again from fresh weights with a rate ten times smaller, or better, try rates on a logarithmic grid (or a range test)
# and take one well below
# the rate at which the loss explodes.

# %% [markdown]
# ## Where people go wrong
#
# - **Plus for minus.** The gradient points uphill. Every rule of this chapter takes its step away.
# - **beta and 1 − beta exchanged.** The old average keeps the large share, beta; the new gradient gets the small one.
# - **The old state used for the step.** First update v or the cache, then step with the new one.
# - **eps inside the root.** $\sqrt{\text{cache}} + \epsilon$, not $\sqrt{\text{cache} + \epsilon}$.
# - **Corrected averages kept.** $\hat m$ and $\hat v$ are for one step; m and v go on uncorrected.
# - **Rows and labels shuffled apart.** One order for both, or the network learns from wrong labels, and nothing complains.
# - **nan wins.** `np.argmin` takes a nan for the smallest.
# - **Weights changed in place.** `w -= ...` also changes the array of whoever passed it in.
#
# ## Summary
#
# - One step: $w \leftarrow w - \text{lr} \cdot dw$. On a parabola with curvature $a$, each step multiplies the distance by $1 -
#   a\,\text{lr}$; from
#   $\text{lr} = 2/a$ on it no longer shrinks.
# - In a ravine the steep direction limits the rate, and the flat one needs many steps.
# - Mini-batches give noisy but cheap gradients. Shuffle in each epoch, and keep the rest as a smaller batch.
# - Momentum averages gradients. Adagrad adds up their squares, RMSprop averages them, and Adam does both, with bias correction.
# - Let the rate fall. Find it on a logarithmic grid with a validation loss, or by a range test.
#
# ### Test yourself
#
# <details><summary>L(w) = (w − 3)², w = 5, lr = 0.5. Where does one step lead?</summary>
#
# The slope is 2 · (5 − 3) = 4, and 5 − 0.5 · 4 = 3: straight to the lowest point.
# </details>
#
# <details><summary>A loss has the slope 10 (w − 1). Is lr = 0.25 stable?</summary>
#
# No. The limit is 2 / 10 = 0.2. The factor is 1 − 10 · 0.25 = −1.5, so the distance grows by half with each step.
# </details>
#
# <details><summary>1000 samples, batches of 64. How many steps does an epoch have?</summary>
#
# 16: 15 full batches hold 960 samples, and the last one holds 40.
# </details>
#
# <details><summary>All gradients are 2, and momentum has β = 0.9. To which number does v grow?</summary>
#
# To 2. At v = 2 nothing changes any more: 0.9 · 2 + 0.1 · 2 = 2.
# </details>
#
# <details><summary>Why do Adagrad's steps shrink even if all gradients stay the same?</summary>
#
# The cache is a sum of squares and only grows. After t steps with the gradient g it is t g², so the step is lr / √t.
# </details>
#
# <details><summary>At t = 1 and from a state of 0, Adam's step has the length lr. Why?</summary>
#
# The corrected values are exactly dw and dw², so the ratio is dw / |dw|, which is 1 or −1.
# </details>
#
# **Next:** [[training]]
