# %% [markdown]
# # Backpropagation
#
# A new network has random weights, and its answers are worthless. Chapter {{layers}} promised that it finds better weights by itself.
# For that it has to know two things: how wrong is the answer, and which of its weights is to blame, by how much? The first is
# the *loss*. The second is a slope for every single weight, and *backpropagation* finds all of them in one pass through the
# network, from the end to the beginning. This chapter is the heart of the course.

# %% locked="setup"
import numpy as np
from gradatim import plots, try_it, widgets
from gradatim_autograder import check


def sigmoid(z):
    """The sigmoid of chapter {{activations}}, safe for large numbers."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1 + e)


def softmax(Z):
    """The softmax of chapter {{activations}}, safe for large numbers: Z (N, C) -> P (N, C), each row sums to 1."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)

# %% [markdown]
# ## How wrong is a number?
#
# A network foretells the temperature for tomorrow at noon and at night. Here are its answers $\hat y$ (read: y hat) for three
# towns, and what it really was, $y$:
#
# $$\hat y = \begin{pmatrix} 20 & 11 \\ 17 & 9 \\ 24 & 15 \end{pmatrix}, \qquad
# y = \begin{pmatrix} 21 & 11 \\ 15 & 10 \\ 24 & 12 \end{pmatrix}, \qquad
# \hat y - y = \begin{pmatrix} -1 & 0 \\ 2 & -1 \\ 0 & 3 \end{pmatrix}$$
#
# One number should say how wrong all of this is. The mean of the differences will not do: it is $3 / 6 = 0.5$ here, but errors of
# both signs cancel, and a network that is 10 too high and 10 too low by turns would come out as perfect. So every difference is
# squared first:
#
# $$\frac{1 + 0 + 4 + 1 + 0 + 9}{6} = \frac{15}{6} = 2.5$$
#
# This is the *mean squared error*, MSE. Squaring makes all errors positive, and it makes large ones count more: one error of 3
# weighs as much as nine errors of 1. For $N$ samples with $K$ numbers each, the mean runs over **all** $N \cdot K$ entries:
#
# $$L = \frac{1}{N K} \sum_{n=1}^{N} \sum_{k=1}^{K} (\hat y_{nk} - y_{nk})^2$$
#
# The loss is 0 if every answer is right, and never below 0. Targets such as these may come as whole numbers (int), while the
# predictions have decimals.

# %% exercise="mse"
def mse(y_hat, y):
    """y_hat (N, K), y (N, K) -> the mean of the squared differences over all entries, one number."""
    ### BEGIN SOLUTION
    return np.mean((y_hat - y) ** 2)
    ### END SOLUTION


# %% check="mse"
check(mse)

# %% [markdown]
# The example of the text: 2.5.

# %%
y_hat = np.array([[20.0, 11.0], [17.0, 9.0], [24.0, 15.0]])
y = np.array([[21.0, 11.0], [15.0, 10.0], [24.0, 12.0]])
try_it(mse, y_hat, y)

# %% [markdown]
# ## The gradient of the squared error
#
# Now the question of chapter {{neuron}} again: if one prediction changes a little, what happens to the loss? Take the 17, which is 2 too high,
# and raise it to 17.1. Its square grows from 4 to $2.1^2 = 4.41$, so the sum grows by 0.41 and the loss by $0.41 / 6 = 0.0683$. Per unit
# that is 0.683.
#
# The exact slope comes from two facts.
#
# 1. A step $h$ changes $d^2$ to $(d + h)^2 = d^2 + 2 d h + h^2$. Per unit that is $2 d + h$. The smaller $h$, the nearer to $2 d$: for
#    $d = 2$ the slope is 4, and with $h = 0.1$ it came out as 4.1. The difference $d = \hat y - y$ grows as much as $\hat y$, so its slope is 1.
# 2. The mean divides by 6, so the slope is divided by 6 too: $4 / 6 = 0.667$.
#
# The other predictions have squares of their own. They do not move when the 17 does, so they add nothing. Hence for every entry:
#
# $$\frac{\partial L}{\partial \hat y_{nk}} = \frac{2 \, (\hat y_{nk} - y_{nk})}{N K}$$
#
# For the six predictions this is
#
# $$\frac{2}{6} \begin{pmatrix} -1 & 0 \\ 2 & -1 \\ 0 & 3 \end{pmatrix}
# = \begin{pmatrix} -0.333 & 0 \\ 0.667 & -0.333 \\ 0 & 1 \end{pmatrix}$$
#
# Read the signs: where a prediction is too low, the slope is negative, because raising it lowers the loss. Where it is right, the slope
# is 0. A gradient always has the shape of the thing that it belongs to, here $(N, K)$.
#
# **Your turn.** `y.size` is the number of all entries. The targets may be whole numbers (int) again; the slopes have decimals.

# %% exercise="mse_backward"
def mse_backward(y_hat, y):
    """y_hat (N, K), y (N, K) -> dy_hat (N, K): the slope of the mean squared error along each prediction."""
    ### BEGIN SOLUTION
    return 2 * (y_hat - y) / y.size
    ### END SOLUTION


# %% check="mse_backward"
check(mse_backward)

# %%
try_it(mse_backward, y_hat, y)

# %% [markdown]
# ## How wrong is a probability?
#
# Many networks answer with a probability. "Is there a cat in the picture?" $p = 0.9$ means: very likely. The truth $y$ is 1 (a cat) or
# 0 (none). How wrong is $p$?
#
# Look at the probability that the network gave to what is true. With a cat it is $p$, without one it is $1 - p$. Call it $q$. The
# loss of the sample is
#
# $$-\log q$$
#
# with the natural logarithm. Here are some values, with the squared error $(1 - q)^2$ beside them:
#
# | $q$, the probability of the truth | $-\log q$ | squared error |
# |---|---|---|
# | 0.99 | 0.010 | 0.0001 |
# | 0.9 | 0.105 | 0.01 |
# | 0.5 | 0.693 | 0.25 |
# | 0.1 | 2.303 | 0.81 |
# | 0.01 | 4.605 | 0.9801 |
# | 0.0001 | 9.210 | 0.9998 |
#
# **Why not the squared error?** Look at the last two rows. "One in a hundred" and "one in ten thousand" are very different claims,
# and both were wrong; to the squared error they are nearly the same. It can never exceed 1, however sure the network was. The
# logarithm has no such limit: whoever is certain and wrong pays without end. Further below you will see a second reason, which
# matters even more.
#
# To write both cases in one line, let $y$ switch them on and off:
#
# $$-\big( \underbrace{y \log p}_{\text{counts if } y = 1} + \underbrace{(1 - y) \log(1 - p)}_{\text{counts if } y = 0} \big)$$
#
# The mean of this over the samples is the *binary cross-entropy*, BCE:
#
# $$L = -\frac{1}{N} \sum_{n=1}^{N} \big( y_n \log p_n + (1 - y_n) \log (1 - p_n) \big)$$
#
# **By hand.** $p = (0.9, 0.2, 0.6)$ and $y = (1, 0, 0)$. The truth was given the probabilities 0.9, 0.8 and 0.4.
#
# $$L = \frac{-\log 0.9 - \log 0.8 - \log 0.4}{3} = \frac{0.1054 + 0.2231 + 0.9163}{3} = 0.4149$$

# %% [markdown]
# ## Probabilities of exactly 0 and 1
#
# The logarithm of 0 is minus infinity, and `0 * np.log(0)` is `nan`, not 0. A sigmoid can round to exactly 0 or 1. Then a single sample
# would spoil the whole loss, even a sample where the network is right. The usual remedy: before anything else, *clip* the
# probabilities, that is, push them a little inside.
#
# `np.clip(p, 1e-12, 1 - 1e-12)` makes a new array in which every number below $10^{-12}$ has become $10^{-12}$, and every number above
# $1 - 10^{-12}$ has become that. All others stay as they are.
#
# A sample where the network is certain and wrong then costs $-\log 10^{-12} = 27.6$: a lot, but no longer infinitely much. Another small
# number, such as $10^{-9}$, does as well.
#
# **Your turn.** Half a point is for probabilities of exactly 0 and 1, whether the label agrees or not. The labels may be floats or whole
# numbers (int), here and in what follows.

# %% exercise="bce"
def bce(p, y):
    """p (N,) probabilities, y (N,) of 0 and 1 -> the binary cross-entropy, the mean over the samples, one number."""
    ### BEGIN SOLUTION
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    ### END SOLUTION


# %% check="bce"
check(bce)

# %%
try_it(bce, np.array([0.9, 0.2, 0.6]), np.array([1.0, 0.0, 0.0]))
try_it(bce, np.array([1.0, 0.0]), np.array([1.0, 0.0]))

# %% [markdown]
# ## The gradient of the cross-entropy
#
# You need one more slope. $\log 0.5 = -0.6931$ and $\log 0.51 = -0.6733$: for a step of 0.01 the logarithm grows by 0.0198, per unit 1.98.
# The exact slope of $\log p$ along $p$ is $1 / p$, at 0.5 that is 2.
#
# For $\log (1 - p)$ there is a second link in the chain. If $p$ grows, $1 - p$ shrinks, so its slope is $-1$. The chain rule multiplies:
#
# $$\frac{\partial \log (1 - p)}{\partial p} = \frac{1}{1 - p} \cdot (-1) = -\frac{1}{1 - p}$$
#
# Put both into the loss of one sample:
#
# $$\frac{\partial}{\partial p} \Big[ -y \log p - (1 - y) \log (1 - p) \Big] = -\frac{y}{p} + \frac{1 - y}{1 - p}$$
#
# That is $-1/p$ with a cat and $1/(1-p)$ without one. Over a common denominator:
#
# $$\frac{-y (1 - p) + (1 - y) p}{p (1 - p)} = \frac{-y + y p + p - y p}{p (1 - p)} = \frac{p - y}{p (1 - p)}$$
#
# The loss is a mean over $N$ samples, so each slope is divided by $N$:
#
# $$\frac{\partial L}{\partial p_n} = \frac{1}{N} \cdot \frac{p_n - y_n}{p_n (1 - p_n)}$$
#
# In the example, $p = (0.9, 0.2, 0.6)$ and $y = (1, 0, 0)$, the slopes are $-1/0.9$, $1/0.8$ and $1/0.4$, each divided by 3:
# $(-0.370, 0.417, 0.833)$.
#
# **Your turn.** The denominator is 0 at $p = 0$ and at $p = 1$. To be safe, clip first, as before. What remains is sound: at $p = 0$ with $y = 0$
# the slope is $1 / (1 - p) = 1$, divided by $N$. The check uses probabilities between 0 and 1 only.

# %% exercise="bce_backward"
def bce_backward(p, y):
    """p (N,), y (N,) of 0 and 1 -> dp (N,): the slope of the binary cross-entropy along each probability."""
    ### BEGIN SOLUTION
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return (p - y) / (p * (1 - p)) / len(y)
    ### END SOLUTION


# %% check="bce_backward"
check(bce_backward)

# %%
try_it(bce_backward, np.array([0.9, 0.2, 0.6]), np.array([1.0, 0.0, 0.0]))

# %% [markdown]
# ## Many classes
#
# With more than two classes the network answers with a softmax: one probability for each class, each row summing to 1. The idea stays the
# same. Look up the probability of the class that is right, and take $-\log$ of it:
#
# $$P = \begin{pmatrix} \mathbf{0.7} & 0.2 & 0.1 \\ 0.1 & 0.6 & \mathbf{0.3} \\ 0.5 & \mathbf{0.25} & 0.25 \end{pmatrix}, \qquad
# y = (0, 2, 1)$$
#
# The labels are whole numbers that say which column is right; the bold entries are the ones that count.
#
# $$L = \frac{-\log 0.7 - \log 0.3 - \log 0.25}{3} = \frac{0.3567 + 1.2040 + 1.3863}{3} = 0.9823$$
#
# This is the *cross-entropy*:
#
# $$L = -\frac{1}{N} \sum_{n=1}^{N} \log P_{n, y_n}$$
#
# The other entries of a row do not appear. They need not: if they are larger, the right one is smaller, because the row sums to 1.
#
# Books often write the same with one-hot labels $Y$: $L = -\frac{1}{N} \sum_n \sum_c Y_{nc} \log P_{nc}$. All terms but one in each row are multiplied
# by 0. With two classes it is the binary cross-entropy. (Softmax can round to 0 too; `np.clip` helps as before. The check does not ask for it.
# It does ask, for a quarter of a point, that a $P$ with zeros beside the right entries stays as it is: `np.clip` makes a new array.)
#
# A class may be missing among the labels. $P$ has a column for it all the same. There may also be two classes only.
#
# **Your turn.** A hint from chapter {{layers}}: `P[rows, columns]` with two lists of the same length picks one entry for each pair. `np.arange(N)` is
# `[0, 1, ..., N - 1]`.

# %% exercise="cross_entropy"
def cross_entropy(P, y):
    """P (N, C) probabilities, y (N,) whole numbers from 0 to C - 1 -> the mean of -log of the right ones."""
    ### BEGIN SOLUTION
    right = P[np.arange(len(y)), y]
    return -np.mean(np.log(right))
    ### END SOLUTION


# %% check="cross_entropy"
check(cross_entropy)

# %%
try_it(cross_entropy, np.array([[0.7, 0.2, 0.1], [0.1, 0.6, 0.3], [0.5, 0.25, 0.25]]), np.array([0, 2, 1]))

# %% [markdown]
# ## The chain rule on a graph
#
# Now for the weights deep inside. A network is a long computation, but every step of it is short: a product, a sum, a sigmoid. Draw the
# steps as circles and the numbers that flow between them as arrows. Here is $L = \sigma(a b + c)$ with $a = 2$, $b = -1$ and $c = 3$; $\sigma$ is
# the sigmoid.
#
# **Forward**, from left to right, each circle computes its value:
#
# - $m = a b = 2 \cdot (-1) = -2$
# - $z = m + c = -2 + 3 = 1$
# - $L = \sigma(1) = 0.7311$
#
# **Backward**, from right to left, each arrow gets the slope of $L$ along its value. It begins with 1: if $L$ grows by 1, $L$ grows by 1. Every
# circle takes the number that comes back to it, multiplies it by its own slope along each input, and hands it on. That is the chain rule,
# one circle at a time.
#
# | circle | its own slope | what goes back |
# |---|---|---|
# | $\sigma$ | $\sigma(z) (1 - \sigma(z)) = 0.7311 \cdot 0.2689 = 0.1966$ | to $z$: $1 \cdot 0.1966 = 0.1966$ |
# | $+$ | 1 along both inputs | to $m$: $0.1966 \cdot 1$, and to $c$: $0.1966 \cdot 1$ |
# | $\times$ | along $a$ it is $b = -1$, along $b$ it is $a = 2$ | to $a$: $0.1966 \cdot (-1) = -0.1966$, to $b$: $0.1966 \cdot 2 = 0.3932$ |

# %%
plots.computation_graph(
    {"a": 2.0, "b": -1.0, "c": 3.0}, [("m", "*", "a", "b"), ("z", "+", "m", "c"), ("L", "sigmoid", "z")]
)

# %% [markdown]
# Is it true? Raise $b$ by 0.01, to $-0.99$. Then $m = -1.98$, $z = 1.02$ and $L = 0.73497$. Before it was 0.73106. That is 0.00391 more, per unit 0.391.
# The slope said 0.393.
#
# Each kind of circle has a character:
#
# - **Plus** passes on what comes back, unchanged, to all its inputs.
# - **Times** multiplies what comes back by the value of the *other* input.
# - **A function** multiplies what comes back by its slope at the value that went in.
#
# No circle knows the whole computation. It needs the values that went through it on the way forward, and the number that comes back. This is
# why it works for any computation, of any length.
#
# **Predict before you run.** Go back through this graph on paper: $L = (a + b c) \cdot d$ with $a = 2$, $b = 3$, $c = -2$ and $d = 5$. The way forward is
# done for you.

# %%
places = {"a": (0, -2), "d": (0, -3), "q": (2, -1), "L": (3, -1.7)}
by_hand = [("m", "*", "b", "c"), ("q", "+", "m", "a"), ("L", "*", "q", "d")]
plots.computation_graph({"b": 3.0, "c": -2.0, "a": 2.0, "d": 5.0}, by_hand, gradients=False, places=places)

# %% exercise="chain_by_hand"
def chain_by_hand():
    """The gradients da, db, dc, dd of L along a, b, c and d, computed by hand."""
    ### BEGIN SOLUTION
    return 5, -10, 15, -4
    ### END SOLUTION


# %% check="chain_by_hand"
check(chain_by_hand)

# %% [markdown]
# ## Two paths add up
#
# What if a value is used twice? Take $L = x w + x$ with $x = 3$ and $w = 2$, so $L = 9$. The value $x$ reaches $L$ on two paths: through the product, and
# directly.
#
# - Through the product: 1 comes back from the plus, times $w = 2$ is 2.
# - Directly: 1.
#
# Raise $x$ by 0.1: $3.1 \cdot 2 + 3.1 = 9.3$. The loss grows by 0.3, per unit 3. Both paths are at work at once, so their slopes **add up**: $2 + 1 = 3$.

# %%
plots.computation_graph(
    {"x": 3.0, "w": 2.0},
    [("m", "*", "x", "w"), ("L", "+", "m", "x")],
    places={"x": (0, 0), "w": (0, -1.2), "m": (1, -1), "L": (2, -0.3)},
)

# %% [markdown]
# Along a path, slopes are multiplied. Where paths come together, they are added. These two sentences are all of backpropagation. The
# rest of the chapter applies them.
#
# **Predict before you run.** $u = x + 1$, $v = x^2$ and $L = u \cdot v$, at $x = 3$. What is the slope of $L$ along $x$?

# %% exercise="predict_two_paths"
def predict_two_paths():
    """The slope of L along x at x = 3, computed by hand."""
    ### BEGIN SOLUTION
    return 33
    ### END SOLUTION


# %% check="predict_two_paths"
check(predict_two_paths)

# %%
plots.computation_graph({"x": 3.0}, [("u", "+", "x", 1), ("v", "square", "x"), ("L", "*", "u", "v")])

# %% [markdown]
# ## Try it: step by step, there and back
#
# Press "Step" and watch the values appear on the way forward and the gradients on the way back. Before each step back, say what each arrow
# will get. When you are at the end, move an input: what has changed stands on yellow. Find out:
#
# 1. Choose the saturated graph and go to the end. How much comes back to $a$? Move $c$ alone until as much as possible comes back. Where is
#    it, and why there?
# 2. Two paths: for which $w$ does nothing change at all when $x$ changes a little?
# 3. Squared error: move $w$ until its gradient is 0. What else is 0 then? (You can write a number into the field.)

# %%
widgets.backprop()

# %% [markdown]
# Without the widget: here are the two ends of question 1, $c = 3$ and $c = -4$.

# %%
saturated = [("m", "*", "a", "b"), ("z", "+", "m", "c"), ("L", "sigmoid", "z")]
plots.computation_graph({"a": 2.0, "b": 2.0, "c": 3.0}, saturated)

# %%
plots.computation_graph({"a": 2.0, "b": 2.0, "c": -4.0}, saturated)

# %% [markdown]
# <details><summary>Answers</summary>
#
# 1. 0.00182: at $z = 7$ the slope of the sigmoid is 0.00091, and the product doubles it. Most comes back with $c = -4$, namely 0.5. The sum
#    is $z = 4 - 4 = 0$ there, where the sigmoid is steepest: $0.25 \cdot 2 = 0.5$.
# 2. For $w = -1$. The paths bring $w$ and 1, and they add up to $w + 1 = 0$.
# 3. At $w = 1.25$. The error is $1.25 \cdot 2 + 0.5 - 3 = 0$, so the loss is 0, and with $e = 0$ all gradients but the 1 at the end
#    are 0: the square hands back $2 e$.
# </details>

# %% [markdown]
# ## P minus Y
#
# The last two steps of a classifier are softmax and cross-entropy. Each has a slope of its own, and the one of softmax is a whole matrix.
# Taken together, though, they become the simplest formula of this chapter.
#
# Take one sample with the scores $z = (2, 1, 0)$ and the right class 1. Softmax gives
#
# $$P = \frac{(e^2, e^1, e^0)}{e^2 + e^1 + e^0} = \frac{(7.389, 2.718, 1)}{11.107} = (0.6652, 0.2447, 0.0900)$$
#
# (All digits are kept on the way, and only what is printed is rounded. Your last digit may differ by one.)
#
# and the loss is $-\log 0.2447 = 1.4076$. Now write the loss by the scores. Call the right class $k$ and the sum $S = e^{z_0} + e^{z_1} + e^{z_2}$:
#
# $$L = -\log \frac{e^{z_k}}{S} = -\big( \log e^{z_k} - \log S \big) = -z_k + \log S$$
#
# The logarithm has undone the exponential. Two terms are left, and each score $z_j$ may reach $L$ through both; two paths add up:
#
# 1. **Through $-z_k$.** Only the right class is in it: the slope is $-1$ if $j = k$ and 0 otherwise. That is $-Y_j$, where $Y$ is the one-hot label.
# 2. **Through $\log S$.** The slope of the logarithm is $1 / S$. Only one term of the sum $S$ holds $z_j$, and the slope of $e^{z_j}$ is $e^{z_j}$ itself.
#    The chain rule gives $\frac{1}{S} \cdot e^{z_j}$, and that is $P_j$.
#
# Together:
#
# $$\frac{\partial L}{\partial z_j} = P_j - Y_j$$
#
# In the example: $(0.6652, 0.2447, 0.0900) - (0, 1, 0) = (0.6652, -0.7553, 0.0900)$. The right score should rise, by what its
# probability lacks: $1 - 0.2447 = 0.7553$. The others should fall, each by how much the network believed in it. The three numbers sum to 0.
#
# For $N$ samples, with the mean in the loss:
#
# $$\underbrace{dZ}_{(N, C)} = \frac{1}{N} \big( \underbrace{P}_{(N, C)} - \underbrace{Y}_{(N, C)} \big)$$
#
# **Your turn.** `softmax` of the first cell is safe for large scores. If you write your own, take the largest number off each row first. Again
# a class may be missing among the labels, and there may be two classes only.

# %% exercise="softmax_cross_entropy_backward"
def softmax_cross_entropy_backward(Z, y):
    """Z (N, C) scores, y (N,) whole numbers -> dZ (N, C): the slope of the cross-entropy of softmax(Z) along Z."""
    ### BEGIN SOLUTION
    N = len(y)
    dZ = softmax(Z)
    dZ[np.arange(N), y] -= 1
    return dZ / N
    ### END SOLUTION


# %% check="softmax_cross_entropy_backward"
check(softmax_cross_entropy_backward)

# %% [markdown]
# The example is the first sample here; the second one has the right class 0. The first row should be half of the numbers above, because
# $N = 2$.

# %%
try_it(softmax_cross_entropy_backward, np.array([[2.0, 1.0, 0.0], [1000.0, 999.0, 0.0]]), np.array([1, 0]))

# %% [markdown]
# ## A dense layer, entry by entry
#
# Now the layer of chapter {{layers}}, $Z = X W + b$. It is a graph of products and sums. Take two samples, two inputs and two neurons, and write down all
# four results:
#
# $$z_{11} = x_{11} w_{11} + x_{12} w_{21} + b_1 \qquad z_{12} = x_{11} w_{12} + x_{12} w_{22} + b_2$$
# $$z_{21} = x_{21} w_{11} + x_{22} w_{21} + b_1 \qquad z_{22} = x_{21} w_{12} + x_{22} w_{22} + b_2$$
#
# What comes back is `dout`, one slope for each result: $d_{11}, d_{12}, d_{21}, d_{22}$. Look for each letter in the four lines.
#
# **A weight.** $w_{11}$ is in $z_{11}$, multiplied by $x_{11}$, and in $z_{21}$, multiplied by $x_{21}$. Two paths add up:
#
# $$dw_{11} = x_{11} d_{11} + x_{21} d_{21}$$
#
# In the same way $dw_{12} = x_{11} d_{12} + x_{21} d_{22}$, $dw_{21} = x_{12} d_{11} + x_{22} d_{21}$ and $dw_{22} = x_{12} d_{12} + x_{22} d_{22}$.
#
# **A bias.** $b_1$ is in $z_{11}$ and $z_{21}$, each time with the slope 1: $db_1 = d_{11} + d_{21}$. And $db_2 = d_{12} + d_{22}$.
#
# **An input.** $x_{11}$ is in $z_{11}$, multiplied by $w_{11}$, and in $z_{12}$, multiplied by $w_{12}$:
#
# $$dx_{11} = d_{11} w_{11} + d_{12} w_{12}$$
#
# In the same way $dx_{12} = d_{11} w_{21} + d_{12} w_{22}$, and the second row of $dx$ has $d_{21}$ and $d_{22}$ in place of $d_{11}$ and $d_{12}$.
#
# With numbers:
#
# $$X = \begin{pmatrix} 1 & 2 \\ 3 & -1 \end{pmatrix}, \quad W = \begin{pmatrix} 2 & 0 \\ 1 & -1 \end{pmatrix}, \quad
# \text{dout} = \begin{pmatrix} 1 & -2 \\ 0.5 & 3 \end{pmatrix}$$
#
# - $dw_{11} = 1 \cdot 1 + 3 \cdot 0.5 = 2.5$, $dw_{12} = 1 \cdot (-2) + 3 \cdot 3 = 7$, $dw_{21} = 2 \cdot 1 - 1 \cdot 0.5 = 1.5$, $dw_{22} = 2 \cdot (-2) - 1 \cdot 3 = -7$
# - $db = (1 + 0.5, -2 + 3) = (1.5, 1)$
# - $dx_{11} = 1 \cdot 2 - 2 \cdot 0 = 2$, $dx_{12} = 1 \cdot 1 - 2 \cdot (-1) = 3$, $dx_{21} = 0.5 \cdot 2 + 3 \cdot 0 = 1$, $dx_{22} = 0.5 \cdot 1 + 3 \cdot (-1) = -2.5$

# %% [markdown]
# ## The dense layer in shapes
#
# Read $dw_{11} = x_{11} d_{11} + x_{21} d_{21}$ once more. The first *column* of $X$ is multiplied with the first *column* of dout, entry by entry, and added up. A matrix
# product multiplies rows with columns. So turn $X$ first: its columns become the rows of $X^\top$.
#
# $$\underbrace{dW}_{(D, M)} = \underbrace{X^\top}_{(D, N)} \; \underbrace{\text{dout}}_{(N, M)}$$
#
# For the inputs, $dx_{11} = d_{11} w_{11} + d_{12} w_{12}$: the first *row* of dout with the first *row* of $W$. So $W$ is turned:
#
# $$\underbrace{dX}_{(N, D)} = \underbrace{\text{dout}}_{(N, M)} \; \underbrace{W^\top}_{(M, D)}$$
#
# And $db$ adds up each column of dout, over all samples:
#
# $$\underbrace{db}_{(M,)} = \sum_{n=1}^{N} \underbrace{\text{dout}_n}_{(M,)}$$
#
# You need not learn this by heart. Each gradient has the shape of its own thing, and with $N$, $D$ and $M$ all different there is only one product
# of the two right matrices that fits. Where two of the sizes are equal, a wrong product may fit as well. The formulas stay the same then, and
# also for a single sample, a single input or a single neuron.
#
# ### Why sums over the samples?
#
# Every sample goes through the same $W$ and the same $b$. So each weight reaches the loss on $N$ paths, one through each sample, and paths add up. In
# $X^\top \text{dout}$ the inner size $N$ disappears: that is this sum.
#
# Then where is the mean? It is in dout already. The loss is a mean, so its gradient was divided by $N$ at the very start: look at `mse_backward`,
# `bce_backward` and $P - Y$. Whoever divides again in the layer has divided twice.
#
# $dX$ has no sum over samples. Each sample has its own inputs.

# %% exercise="dense_backward"
def dense_backward(dout, X, W):
    """dout (N, M), X (N, D), W (D, M) -> dX (N, D), dW (D, M), db (M,): the gradients of a dense layer."""
    ### BEGIN SOLUTION
    dX = dout @ W.T
    dW = X.T @ dout
    db = dout.sum(axis=0)
    return dX, dW, db
    ### END SOLUTION


# %% check="dense_backward"
check(dense_backward)

# %% [markdown]
# The example of the text. The results are $dX$, $dW$ and $db$.

# %%
try_it(
    dense_backward,
    np.array([[1.0, -2.0], [0.5, 3.0]]),
    np.array([[1.0, 2.0], [3.0, -1.0]]),
    np.array([[2.0, 0.0], [1.0, -1.0]]),
)

# %% [markdown]
# ## Two layers, by hand
#
# All parts are there. Now a whole network: two inputs, a hidden layer of two neurons with tanh, and one output neuron with a sigmoid. The loss
# is the binary cross-entropy. One sample, $x = (1, 2)$ with the target $y = 0$:
#
# $$W_1 = \begin{pmatrix} 0.5 & -0.5 \\ 0.25 & 0.5 \end{pmatrix}, \quad b_1 = (0, -1), \quad
# W_2 = \begin{pmatrix} 2 \\ 1 \end{pmatrix}, \quad b_2 = -0.5$$

# %%
W1 = np.array([[0.5, -0.5], [0.25, 0.5]])
b1 = np.array([0.0, -1.0])
W2 = np.array([[2.0], [1.0]])
b2 = np.array([-0.5])
plots.network([(W1, b1), (W2, b2)], input_names=["x1", "x2"], output_names=["p"])

# %% [markdown]
# **Forward.**
#
# - sums of the hidden layer: $z_1 = (1 \cdot 0.5 + 2 \cdot 0.25 + 0, \; 1 \cdot (-0.5) + 2 \cdot 0.5 - 1) = (1, -0.5)$
# - its output: $h = (\tanh 1, \tanh (-0.5)) = (0.7616, -0.4621)$
# - sum of the output neuron: $z_2 = 0.7616 \cdot 2 - 0.4621 \cdot 1 - 0.5 = 0.5611$
# - its output: $p = \sigma(0.5611) = 0.6367$
# - loss: $-\log (1 - 0.6367) = 1.0125$
#
# ### Sigmoid and cross-entropy together
#
# **Backward** it begins with two steps that cancel each other. From the loss comes $\frac{p - y}{p (1 - p)}$, and the slope of the sigmoid is $p (1 - p)$:
#
# $$\frac{\partial L}{\partial z_2} = \frac{p - y}{p (1 - p)} \cdot p (1 - p) = p - y$$
#
# For $N$ samples, with the mean, it is $(p - y) / N$. The same simple form as $P - Y$, and for the same reason.
#
# Here is the second reason against the squared error, promised above. For a cat ($y = 1$) the slopes along $z_2$ are:
#
# | $z_2$ | $p$ | slope with cross-entropy: $p - 1$ | slope with squared error: $2 (p - 1) \cdot p (1 - p)$ |
# |---|---|---|---|
# | 0 | 0.5 | −0.5 | −0.25 |
# | −2 | 0.1192 | −0.8808 | −0.1850 |
# | −5 | 0.0067 | −0.9933 | −0.0132 |
# | −10 | 0.00005 | −0.99995 | −0.00009 |
#
# Once the network is far off ($p$ below 1/3), it learns *less* from the squared error the further off it is. With the cross-entropy it learns most where it is most wrong.
#
# ### The rest of the way back
#
# - $dz_2 = p - y = 0.6367$
# - The second layer: $dW_2 = h \cdot dz_2 = (0.4849, -0.2942)$ as a column, and $db_2 = 0.6367$
# - Through its weights: $dh = dz_2 \cdot W_2 = (1.2734, 0.6367)$
# - Through tanh, whose slope is $1 - h^2 = (0.4200, 0.7864)$: $dz_1 = (1.2734 \cdot 0.4200, \; 0.6367 \cdot 0.7864) = (0.5348, 0.5007)$
# - The first layer: $db_1 = (0.5348, 0.5007)$ and
#
# $$dW_1 = \begin{pmatrix} x_1 \, dz_1 \\ x_2 \, dz_1 \end{pmatrix} = \begin{pmatrix} 0.5348 & 0.5007 \\ 1.0696 & 1.0015 \end{pmatrix}$$
#
# ## The two layers in shapes
#
# For $N$ samples, $D$ inputs and $H$ hidden neurons ($H$ is also the name of what the hidden layer gives, as usual):
#
# | forward | backward |
# |---|---|
# | $\underbrace{H}_{(N, H)} = \tanh(\underbrace{X}_{(N, D)} \underbrace{W_1}_{(D, H)} + b_1)$ | $\underbrace{dZ_2}_{(N, 1)} = (p - y) / N$ |
# | $\underbrace{p}_{(N, 1)} = \sigma(\underbrace{H}_{(N, H)} \underbrace{W_2}_{(H, 1)} + b_2)$ | $\underbrace{dW_2}_{(H, 1)} = \underbrace{H^\top}_{(H, N)} \underbrace{dZ_2}_{(N, 1)}$ and $db_2 = \sum_n dZ_2$, of shape $(1,)$ |
# | | $\underbrace{dH}_{(N, H)} = \underbrace{dZ_2}_{(N, 1)} \underbrace{W_2^\top}_{(1, H)}$ |
# | | $\underbrace{dZ_1}_{(N, H)} = dH \odot (1 - H \odot H)$, where $\odot$ multiplies entry by entry |
# | | $\underbrace{dW_1}_{(D, H)} = \underbrace{X^\top}_{(D, N)} \underbrace{dZ_1}_{(N, H)}$ and $db_1 = \sum_n dZ_1$, of shape $(H,)$ |
#
# The way back uses $X$, $H$ and $p$ from the way forward. So a backward pass begins with a forward pass.
#
# ### A trap: y is not a column
#
# $p$ has the shape $(N, 1)$: one row for each sample, one column. The targets $y$ come with the shape $(N,)$. NumPy does not complain about `p - y`. It
# stretches both to $(N, N)$ and subtracts every target from every probability. Make $y$ a column first: `y[:, None]` or `y.reshape(-1, 1)` has
# the shape $(N, 1)$.
#
# **Your turn.** `params` is a dict with the keys `"W1"`, `"b1"`, `"W2"` and `"b2"`. Return a dict with the same keys that holds the gradients, each of the shape of
# its parameter. Your `dense_backward` may help, but you can do without it.

# %% exercise="backprop_two_layer"
def backprop_two_layer(X, y, params):
    """X (N, D), y (N,) of 0 and 1, params: W1 (D, H), b1 (H,), W2 (H, 1), b2 (1,) -> a dict of the gradients.

    The network is sigmoid(tanh(X W1 + b1) W2 + b2), the loss its binary cross-entropy, a mean over the samples.
    """
    ### BEGIN SOLUTION
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    H = np.tanh(X @ W1 + b1)
    p = sigmoid(H @ W2 + b2)
    dZ2 = (p - y[:, None]) / len(y)
    dH = dZ2 @ W2.T
    dZ1 = dH * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}
    ### END SOLUTION


# %% check="backprop_two_layer"
check(backprop_two_layer)

# %% [markdown]
# The network from above with its one sample. Compare with the numbers that were worked out by hand.

# %%
params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
try_it(backprop_two_layer, np.array([[1.0, 2.0]]), np.array([0.0]), params)

# %% [markdown]
# ## Checking a gradient
#
# This was a lot of algebra, and algebra goes wrong. There is a way to check any gradient without any: do what chapter {{neuron}} did by hand. Change a number a
# little, and see how much the loss changes.
#
# Take $f(x) = x^3$ at $x = 2$. The exact slope is $3 x^2 = 12$.
#
# - One-sided, with $h = 0.1$: $\frac{f(2.1) - f(2)}{0.1} = \frac{9.261 - 8}{0.1} = 12.61$
# - Both sides: $\frac{f(2.1) - f(1.9)}{0.2} = \frac{9.261 - 6.859}{0.2} = 12.01$
#
# With a step up alone, the bend of the curve spoils the result. With a step up and a step down the bend on the two sides nearly cancels. This is the
# *central difference*:
#
# $$\frac{f(x + h) - f(x - h)}{2 h}$$
#
# For an array, move **one entry at a time** and leave the others alone. Each entry gets its own slope.
#
# **Your turn.** `f` is a function that takes an array of the shape of `x` and returns one number; `h` may be 0.1 or 0.00001. Three hints:
#
# - `for i in np.ndindex(x.shape):` goes through all entries, whatever the shape; `x[i]` is a single number then.
# - Work on a copy. The caller's `x` must be untouched afterwards.
# - An array of whole numbers cannot hold 3.1: put into `np.array([3])`, it becomes 3 again. `np.array(x, dtype=float)` is a copy that can.
#   Half a point is for such arrays.

# %% exercise="numerical_gradient"
def numerical_gradient(f, x, h):
    """f: array -> one number, x an array of any shape, h a step -> the gradient by central differences, shaped like x."""
    ### BEGIN SOLUTION
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = f(x)
        x[i] = old - h
        below = f(x)
        x[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient
    ### END SOLUTION


# %% check="numerical_gradient"
check(numerical_gradient)

# %% [markdown]
# The sum of all cubes of a matrix. Its exact gradient is $3 x^2$, entry by entry: 3, 12, 27, and 48.

# %%
def cubes(x):
    return np.sum(x**3)


try_it(numerical_gradient, cubes, np.array([[1.0, 2.0], [-3.0, 4.0]]), 1e-5)

# %% [markdown]
# ## How small should h be?
#
# The smaller the better, one would think. **Predict before you run:** will the error keep shrinking as $h$ shrinks? The picture takes the loss of a neuron with
# one weight, $L = -\log \sigma(2 w - 1)$ at $w = 0.7$, whose exact slope is $-2 (1 - \sigma(0.4))$. The error is divided by the size of this slope.

# %%
plots.gradient_check(lambda w: -np.log(sigmoid(2 * w - 1)), -2 * (1 - sigmoid(0.4)), 0.7)

# %% [markdown]
# Both curves have the shape of a U, because there are two errors:
#
# - **The curve bends** (right arm). The one-sided error shrinks like $h$, the central one like $h^2$: a step ten times smaller makes it a hundred times smaller.
# - **Rounding** (left arm). A computer keeps about 16 digits. For a tiny $h$ the two values of $f$ agree in nearly all of them, and their difference has few
#   digits left. Dividing by the tiny $h$ makes what is wrong in them large.
#
# In between lies the best step: around $10^{-5}$ for central differences. The error there is below $10^{-9}$. The best that a one-sided difference reaches is about
# $10^{-8}$, near $h = 10^{-8}$.

# %% [markdown]
# ## One number for the difference
#
# Your gradient is $a$ (for analytic, by the formulas), the numerical one is $n$. Are they equal? Not to the last digit, as the picture shows. A difference of 0.001
# means little if the gradients are near 1000, and a lot if they are near 0.001. So compare the difference with the sizes:
#
# $$\text{relative error} = \frac{\lVert a - n \rVert}{\lVert a \rVert + \lVert n \rVert}$$
#
# The *norm* $\lVert a \rVert$ is the length: the root of the sum of the squares of all entries. `np.linalg.norm(a)` computes it for arrays of any shape.
#
# **By hand.** $a = (3, 4)$ and $n = (3, 3)$. Then $a - n = (0, 1)$ has the norm 1, $a$ has $\sqrt{9 + 16} = 5$, and $n$ has $\sqrt{18} = 4.243$. The relative error is
# $1 / 9.243 = 0.108$.
#
# It lies between 0 (equal) and 1 (for example opposite, or where one of the two is zero). If both are zero everywhere, they agree perfectly, but the
# formula says 0 / 0: return 0 then. A quarter of a point is for this.
# Numbers that are tiny, or that cancel each other in a sum, are not zero. (If you add a small number such as $10^{-12}$ to the denominator, you need no
# special case.)
#
# | relative error with $h = 10^{-5}$ | meaning |
# |---|---|
# | below $10^{-7}$ | the two agree |
# | $10^{-7}$ to $10^{-3}$ | look closer: a kink nearby, very small gradients, or a small mistake |
# | above $10^{-3}$ | almost certainly a mistake |

# %% exercise="relative_error"
def relative_error(a, n):
    """a, n arrays of the same shape -> |a - n| / (|a| + |n|) with norms over all entries; 0 where both are zero."""
    ### BEGIN SOLUTION
    size = np.linalg.norm(a) + np.linalg.norm(n)
    if size == 0:
        return 0.0
    return np.linalg.norm(a - n) / size
    ### END SOLUTION


# %% check="relative_error"
check(relative_error)

# %%
try_it(relative_error, np.array([3.0, 4.0]), np.array([3.0, 3.0]))

# %% [markdown]
# Now check your own network with your own tools: a network with 3 inputs and 4 hidden neurons, five samples, every parameter. The errors should be far below
# $10^{-7}$.

# %%
rng = np.random.default_rng(5)
X = rng.normal(size=(5, 3))
y = np.array([1.0, 0.0, 0.0, 1.0, 1.0])
params = {
    "W1": rng.normal(size=(3, 4)),
    "b1": rng.normal(size=4),
    "W2": rng.normal(size=(4, 1)),
    "b2": rng.normal(size=1),
}


def network_loss(params):
    """The forward pass alone: the loss of the two-layer network on X and y."""
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = sigmoid(H @ params["W2"] + params["b2"])
    return bce(p[:, 0], y)


def check_gradients():
    """The relative error of each gradient of backprop_two_layer."""
    grads = backprop_two_layer(X, y, params)
    errors = {}
    for key in params:
        n = numerical_gradient(lambda value, key=key: network_loss({**params, key: value}), params[key], 1e-5)
        errors[key] = relative_error(grads[key], n)
    return errors


try_it(check_gradients)

# %% [markdown]
# ## What the check proves
#
# It proves that forward and backward **agree**: the gradient belongs to the loss that the forward pass computes. It does not prove that the forward pass is what
# you wanted. Suppose someone forgets the bias in the forward pass and then derives the gradient of that network without a mistake. Here it is for a layer
# with a squared loss:

# %%
def wrong_loss(W):
    """The squared loss of a layer that should have a bias of 2 and forgets it."""
    return np.mean((X @ W) ** 2)


W = rng.normal(size=(3, 2))
wrong_but_consistent = X.T @ (2 * (X @ W)) / (X @ W).size


def check_the_wrong_layer():
    return relative_error(wrong_but_consistent, numerical_gradient(wrong_loss, W, 1e-5))


try_it(check_the_wrong_layer)

# %% [markdown]
# The check is content, and the layer is wrong. Forward passes need tests of their own: small examples with results that you worked out by hand.
#
# Some more care:
#
# - **Random numbers, everywhere.** With a bias of 0, one sample, or dout of ones, many mistakes do not show. Different sizes for $N$, $D$ and $M$ catch transposed matrices.
# - **Kinks.** Where ReLU has its corner between $x - h$ and $x + h$, the two slopes differ for good reason.
# - **It is slow.** Each parameter needs two forward passes. Use it on a small network, while you write the code, and not in training.
#
# **In your own words.** A friend's gradient check shows a relative error of $10^{-9}$ for every parameter. "So my network is right", she says. What does the check show, and what not?
# Give an example of a mistake that it cannot find. This answer is read by a person.

# %% [markdown] answer="what-a-check-proves" points=2
# The check shows that the backward pass is the gradient of the loss that the forward pass computes: the two agree. It does not show that the forward pass is right. If,
# for example, the bias is forgotten in the forward pass (or the loss is a sum where a mean was meant, or the labels are shifted by one), and the gradient is derived for
# exactly this forward pass, the check passes although the network is wrong.

# %% [markdown]
# ## Strengths and weaknesses
#
# Seppo Linnainmaa described this way back through a computation in 1970. It became famous in 1986, when David Rumelhart, Geoffrey Hinton and Ronald Williams showed that
# networks trained with it find useful hidden layers by themselves. All of today's large networks are trained with it.
#
# **What it is good at**
#
# - **Any depth, any form.** Whatever is made of steps with known slopes can be gone through backwards.
# - **It is cheap.** In a dense layer the way forward is one matrix product of $N \cdot D \cdot M$ multiplications, and the way back is two such products. All gradients together cost
#   about two more forward passes. Numerical differences would need two forward passes *for each parameter*: two million of them for a network with a million weights.
# - **It is exact**, up to rounding.
#
# **Where it is weak**
#
# - **It sees the slope where it stands, and no further.** Whoever only walks downhill can end in a small hollow (a *local minimum*) or be slow on flat ground. The next chapter deals with that.
# - **Slopes are multiplied.** The slope of a sigmoid is at most 0.25. Through ten of them a gradient shrinks to at most $0.25^{10} = 0.00000095$ of itself, if the weights do not make up for it: it *vanishes*.
#   With large weights it can grow just as fast: it *explodes*. This is why the first layers of deep networks once hardly learnt, and why chapters {{activations}} and {{weights_and_biases}} chose activations and start values with care.
# - **It needs memory.** The way back needs the values of the way forward, so all of them are kept until then.
# - **It needs slopes.** The step function of chapter {{neuron}} is flat, so nothing comes back through it.

# %% [markdown]
# ## Where people go wrong
#
# - **The mean forgotten, or taken twice.** The division by $N$ happens once, in the gradient of the loss. Behind that come sums.
# - **Products that fit by luck.** With square matrices `W` and `W.T` both fit. Write the shapes below the product.
# - **The slope of tanh from the wrong number.** It is $1 - h^2$, with the output $h$. From the sum $z$ it would be $1 - \tanh^2 z$.
# - **y of shape (N,) against p of shape (N, 1).** No error, but an $(N, N)$ table.
# - **A path forgotten.** Where a value is used twice, both gradients add up: `+=`, not `=`.
# - **Trusting the gradient check for the forward pass.** It only compares the two.
#
# ## Summary
#
# - A loss is one number for how wrong the answers are: the mean squared error for numbers, the cross-entropy for probabilities.
# - Along a path slopes are multiplied; where paths meet they are added.
# - With softmax or sigmoid in front, the gradient of the cross-entropy is $(P - Y) / N$ or $(p - y) / N$.
# - A dense layer: $dX = \text{dout} \, W^\top$, $dW = X^\top \text{dout}$, $db$ sums dout over the samples.
# - A network: forward through all layers and keep the values; then backward, layer by layer.
# - Central differences check a gradient. They prove that forward and backward agree, and no more.
#
# ### Test yourself
#
# <details><summary>dout has the shape (10, 3) and X the shape (10, 4). Which shapes do W, dW, db and dX have?</summary>
#
# W and dW are (4, 3), db is (3,), dX is (10, 4).
# </details>
#
# <details><summary>Two samples, p = (0.8, 0.5) and y = (1, 1). What is the gradient of the binary cross-entropy along z, in front of the sigmoid?</summary>
#
# (p − y) / N = (−0.2 / 2, −0.5 / 2) = (−0.1, −0.25).
# </details>
#
# <details><summary>A circle "max" passes on the larger of its two inputs, 5 and 3. The number 2 comes back. What goes to each input?</summary>
#
# 2 to the larger one and 0 to the smaller one: a small change of the 3 changes nothing.
# </details>
#
# <details><summary>Why does every row of P − Y sum to 0?</summary>
#
# Each row of P sums to 1 and so does each row of Y. If all scores of a sample grow by the same amount, softmax does not change, and neither does the loss.
# </details>
#
# <details><summary>Your gradient is exactly twice the numerical one, for every parameter. Where do you look first?</summary>
#
# At the gradient of the loss: everything behind it is multiplied by it. A factor 2 too many, as in the squared error, or a division missing with N = 2.
# </details>
#
# **Next:** [[gradient_descent]]
