# %% [markdown]
# # Backpropagation
#
# A new network has random weights, and its answers are worthless. Chapter {{layers}} promised that it finds better weights by itself.
# For that it has to know two things: how wrong is the answer, and which way does each weight have to move to make it better? The first is
# the *loss*. The second is a slope for every single weight, and *backpropagation* finds all of them in one pass through the
# network, from the end to the beginning.
#
# - **What you need:** slopes and the chain rule of [[neuron]], the matrices of [[layers]] with `P[rows, columns]`, and sigmoid, tanh, ReLU
#   and softmax of [[activations]].
# - **What you can do afterwards:** measure how wrong a network is, for numbers and for classes, even where its scores are huge; find the
#   slope of the loss for every weight of a network; and check these slopes.
# - **How long it takes:** about three hours.

# %% locked="setup"
import numpy as np
from gradatim import data, plots, try_it, widgets
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
# A network predicts the temperature of tomorrow, at noon and at night. Here are its predictions $\hat y$ (read: y hat) for three
# towns, what the temperatures turned out to be, $y$, and the differences:
#
# $$\hat y = \begin{pmatrix} 20 & 11 \\ 17 & 9 \\ 24 & 15 \end{pmatrix}, \qquad
# y = \begin{pmatrix} 21 & 11 \\ 15 & 10 \\ 24 & 12 \end{pmatrix}, \qquad
# \hat y - y = \begin{pmatrix} -1 & 0 \\ 2 & -1 \\ 0 & 3 \end{pmatrix}$$
#
# One number should say how wrong all of this is. The mean of the differences will not do. It is $3 / 6 = 0.5$ here, but errors of
# opposite signs cancel: a network that is 10 too high in one town and 10 too low in the next would look perfect. So square every difference
# first:
#
# $$\frac{1 + 0 + 4 + 1 + 0 + 9}{6} = \frac{15}{6} = 2.5$$
#
# This is the *mean squared error*, MSE. Squaring makes all errors positive, and it makes large ones count more: one error of 3
# weighs as much as nine errors of 1. For $N$ samples with $K$ numbers each, the mean runs over **all** $N \cdot K$ entries:
#
# $$L = \frac{1}{N K} \sum_{n=1}^{N} \sum_{k=1}^{K} (\hat y_{nk} - y_{nk})^2$$
#
# The loss is 0 if every answer is right, and never below 0. The targets may be whole numbers (int), as here, while the
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
# and raise it to 17.1. Its square grows from 4 to $2.1^2 = 4.41$, so the loss grows by $0.41 / 6 = 0.0683$. Per unit that is 0.683.
#
# The exact slope comes from two facts.
#
# 1. A step $h$ changes $d^2$ to $(d + h)^2 = d^2 + 2 d h + h^2$. The growth, divided by $h$, is $2 d + h$. The smaller $h$ is, the nearer this is
#    to $2 d$: for $d = 2$ the slope is 4. ($d = \hat y - y$ grows as much as $\hat y$ does.)
# 2. The mean divides by 6, so the slope is divided by 6 too: $4 / 6 = 0.667$.
#
# The other squares do not change when the 17 does, so they add nothing. Hence for every entry:
#
# $$\frac{\partial L}{\partial \hat y_{nk}} = \frac{2 \, (\hat y_{nk} - y_{nk})}{N K}$$
#
# For the six predictions this is
#
# $$\frac{2}{6} \begin{pmatrix} -1 & 0 \\ 2 & -1 \\ 0 & 3 \end{pmatrix}
# = \begin{pmatrix} -0.333 & 0 \\ 0.667 & -0.333 \\ 0 & 1 \end{pmatrix}$$
#
# Read the signs: where a prediction is too low, the slope is negative, because raising the prediction lowers the loss. Where it is right, the
# slope is 0. A gradient always has the shape of the thing that it belongs to, here $(N, K)$.
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
# 0 (no cat). How wrong is $p$?
#
# Look at the probability that the network gave to what is true. With a cat it is $p$, without one it is $1 - p$. Call it $q$. The
# loss of the sample is
#
# $$-\log q$$
#
# Here $\log$ is the natural logarithm. It undoes the exponential: $\log e^z = z$. It turns products into sums, $\log (a b) = \log a + \log b$, and
# quotients into differences, $\log \frac{a}{b} = \log a - \log b$. Some values, with the squared error $(1 - q)^2$ beside them:
#
# | $q$, the probability of the truth | $-\log q$ | squared error |
# |---|---|---|
# | 0.99 | [0.010]{=-np.log(0.99)} | 0.0001 |
# | 0.9 | [0.105]{=-np.log(0.9)} | 0.01 |
# | 0.5 | [0.693]{=-np.log(0.5)} | 0.25 |
# | 0.1 | [2.303]{=-np.log(0.1)} | 0.81 |
# | 0.01 | [4.605]{=-np.log(0.01)} | [0.9801]{=0.99**2} |
# | 0.0001 | [9.210]{=-np.log(0.0001)} | [0.9998]{=0.9999**2} |
#
# **Why not the squared error?** Look at the last two rows. "One in a hundred" and "one in ten thousand" are very different claims, and both
# were wrong; to the squared error they are nearly the same. The loss $-\log q$ has no upper limit: the surer a wrong answer is, the more it
# costs. A second reason, which matters even more, follows further below.
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
# The logarithm of 0 is minus infinity, and `0 * np.log(0)` is `nan`, not 0. A sigmoid can round to exactly 0 or 1, and then a single sample
# spoils the whole loss, even one where the network is right. The simplest remedy is to *clip* the probabilities first, that is, to push
# them a little inside: `np.clip(p, 1e-12, 1 - 1e-12)` makes a new array in which every number below $10^{-12}$ has become $10^{-12}$, and
# every number above $1 - 10^{-12}$ has become that. All others stay as they are.
#
# A sample where the network is certain and wrong then costs $-\log 10^{-12} = $ [27.6]{=-np.log(1e-12)}: a lot, but no longer infinitely much.
# Another small number, such as $10^{-9}$, does as well. (A better remedy follows soon.)
#
# **Your turn.** Half a point is awarded for probabilities of exactly 0 and 1, whether the label agrees or not. The labels may be floats or whole
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
# The exact slope of $\log p$ is $1 / p$; at 0.5 that is 2. Why? The logarithm undoes the exponential, so its curve is that of $e^z$ with the two axes
# exchanged. Where $p = e^z$, the exponential rises by $e^z = p$ for each unit of $z$; so $z = \log p$ rises by $1 / p$ for each unit of $p$.
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
# **Your turn.** The denominator is 0 at $p = 0$ and at $p = 1$. Clip first, as before. The check uses probabilities between 0 and 1 only.

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
# The other entries of a row do not appear, and they need not: if they are larger, the right one is smaller, because the row sums to 1. With
# two classes this is the binary cross-entropy. (Books often write it with one-hot labels $Y$: $L = -\frac{1}{N} \sum_n \sum_c Y_{nc} \log P_{nc}$. In
# each row, all terms but one are multiplied by 0.)
#
# **Your turn.** `P[rows, columns]` with two lists of the same length picks one entry for each pair, and `np.arange(N)` is `[0, 1, ..., N - 1]`. A
# class may be missing among the labels; $P$ has a column for it all the same. There may also be two classes only. The right entries are never 0 in
# the check. Others may be, and a quarter of a point is awarded for leaving $P$ as it was.

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
# ## The loss from the scores
#
# Softmax makes probabilities from scores, and the loss takes their logarithm. Done in two steps, this goes wrong. Take two classes with the
# scores $(z, 0)$, and let the second class be right. Its probability is $e^0 / (e^z + e^0)$, about $e^{-z}$ for a large $z$. The logarithm of
# that is $-z$, so the loss should be about 30 for $z = 30$, and 1000 for $z = 1000$.
#
# **Predict before you run.** What does `np.log(softmax(Z))` give for the second class, with $z$ = 30, 700, 800 and 1000? And what, if the probability is
# clipped to $10^{-12}$ first? (The second line.)

# %%
Z_far = np.array([[30.0, 0.0], [700.0, 0.0], [800.0, 0.0], [1000.0, 0.0]])
p_far = softmax(Z_far)[:, 1]
with np.errstate(divide="ignore"):
    print(np.log(p_far))
print(np.log(np.clip(p_far, 1e-12, 1)))

# %% [markdown]
# The smallest positive number that an array can hold is about $5 \cdot 10^{-324}$. From $z = $
# [746]{=next(z for z in range(1000) if np.exp(-float(z)) == 0)} on, $e^{-z}$ is rounded to 0, and the logarithm is minus infinity. With the
# clip nothing is infinite, but the loss is [27.6]{=-np.log(1e-12)} in all four rows: wrong already for $z = 30$, and flat. It no longer
# says that 1000 is worse than 30, and its slope is 0, so nothing can be learnt there. So, with or without a clip, never compute
# `log(softmax(Z))`.
#
# Do not make the probability in the first place. Call the right class $k$, and the sum of all exponentials of the row $S$:
#
# $$-\log \frac{e^{z_k}}{S} = -\big( \log e^{z_k} - \log S \big) = \log S - z_k$$
#
# The score is there as it is, and only $\log S$ is left to compute. It is called *log-sum-exp*. $S$ itself may overflow, so use the
# trick of softmax. With the largest score $m$, each term is $e^{z_c} = e^m e^{z_c - m}$, and $e^m$ comes out of the sum. The logarithm makes $m$ of it:
#
# $$\log S = \log \Big( e^m \sum_c e^{z_c - m} \Big) = m + \log \sum_c e^{z_c - m}$$
#
# No exponent is above 0 now, and the largest term is $e^0 = 1$. So nothing overflows, and the sum is never 0.
#
# **By hand.** Scores $(1000, 999)$: $m = 1000$, the sum is $e^0 + e^{-1} = 1.3679$, its logarithm 0.3133, so $\log S = 1000.3133$. If the second class
# is right, the loss is $1000.3133 - 999 = 1.3133$.
#
# **Your turn, twice.** First the logarithms of all probabilities, $\log P_{nc} = Z_{nc} - \log S_n$. One of the two points is awarded for scores as large as
# ±1000, in one row or in all of them. The scores may also be whole numbers (int). Then the mean loss, with labels as in `cross_entropy`. It may use the first function; one of its two
# points is again for large scores.

# %% exercise="log_softmax"
def log_softmax(Z):
    """Z (N, C) scores -> (N, C): the logarithm of softmax(Z), safe for large scores."""
    ### BEGIN SOLUTION
    T = Z - Z.max(axis=1, keepdims=True)
    return T - np.log(np.exp(T).sum(axis=1, keepdims=True))
    ### END SOLUTION


# %% check="log_softmax"
check(log_softmax)

# %% exercise="cross_entropy_from_scores"
def cross_entropy_from_scores(Z, y):
    """Z (N, C) scores, y (N,) whole numbers from 0 to C - 1 -> the cross-entropy of softmax(Z), safe for large scores."""
    ### BEGIN SOLUTION
    return -np.mean(log_softmax(Z)[np.arange(len(y)), y])
    ### END SOLUTION


# %% check="cross_entropy_from_scores"
check(cross_entropy_from_scores)

# %% [markdown]
# The four rows from above. The second column should be −30, −700, −800, −1000, and the loss the mean of these without the signs, 632.5.

# %%
try_it(log_softmax, Z_far)
try_it(cross_entropy_from_scores, Z_far, np.array([1, 1, 1, 1]))

# %% [markdown]
# Books and libraries call scores *logits*. PyTorch (chapter {{libraries}}) has a `log_softmax` too. Its `cross_entropy` takes scores, like your second function, and the next one is
# its `binary_cross_entropy_with_logits`.
#
# ## Two classes, from one score
#
# With a sigmoid the trouble starts even sooner, because the probability of the other class is computed as $1 - p$: from $z = $
# [37]{=next(z for z in range(100) if sigmoid(z) == 1)} on it is exactly 1. The remedy is the same, because a sigmoid is a softmax of two
# scores, one of which is always 0:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}} = \frac{e^z}{e^z + 1} = \frac{e^z}{e^z + e^0}$$
#
# So the loss is again $\log S$ minus the score of the right class. $S = 1 + e^z$. The right score is $z$ with a cat ($y = 1$) and 0 without one, in
# short $y z$:
#
# $$L = \log (1 + e^z) - y z$$
#
# The larger one of the two scores $z$ and 0 is $\max(z, 0)$. Taken out of the sum, it leaves a 1 for itself and $e^{-|z|}$ for the other one:
#
# $$\log (1 + e^z) = \max(z, 0) + \log \big( 1 + e^{-|z|} \big)$$
#
# **By hand.** $z = (2, -3, 1000)$ and $y = (1, 0, 0)$:
#
# | $z$ | $y$ | $\max(z, 0)$ | $\log(1 + e^{-\lvert z \rvert})$ | $y z$ | loss |
# |---|---|---|---|---|---|
# | 2 | 1 | 2 | [0.1269]{=np.log(1 + np.exp(-2))} | 2 | [0.1269]{=np.log(1 + np.exp(-2))} |
# | −3 | 0 | 0 | [0.0486]{=np.log(1 + np.exp(-3))} | 0 | [0.0486]{=np.log(1 + np.exp(-3))} |
# | 1000 | 0 | 1000 | 0 | 0 | 1000 |
#
# The mean is 333.3918. (In code, `np.log1p(x)` computes $\log(1 + x)$ so that a tiny $x$ is not lost: `np.log(1 + 1e-17)` is 0.)
#
# **Your turn.** `np.maximum(z, 0)` compares each entry with 0. One of the two points is awarded for large scores, whether the label agrees or not.

# %% exercise="bce_with_logits"
def bce_with_logits(z, y):
    """z (N,) scores, y (N,) of 0 and 1 -> the binary cross-entropy of sigmoid(z), the mean, safe for large scores."""
    ### BEGIN SOLUTION
    return np.mean(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - y * z)
    ### END SOLUTION


# %% check="bce_with_logits"
check(bce_with_logits)

# %%
try_it(bce_with_logits, np.array([2.0, -3.0, 1000.0]), np.array([1.0, 0.0, 0.0]))

# %% [markdown]
# ## The chain rule on a graph
#
# Now for the weights deep inside. A network is a long computation, but every step of it is short: a product, a sum, a sigmoid. Draw the
# steps as circles and the numbers that flow between them as arrows. Here is $L = \sigma(a b + c)$ with $a = 2$, $b = -1$ and $c = 3$.
#
# **Forward**, from left to right, each circle computes its value:
#
# - $m = a b = 2 \cdot (-1) = -2$
# - $z = m + c = -2 + 3 = 1$
# - $L = \sigma(1) = $ [0.7311]{=sigmoid(1.0)}
#
# **Backward**, from right to left, each arrow gets the slope of $L$ along its value. It begins with 1: if $L$ grows by 1, $L$ grows by 1. Every
# circle takes the number that comes back to it, multiplies it by its own slope along each input, and passes it on. That is the chain rule,
# one circle at a time.
#
# | circle | its own slope | what goes back |
# |---|---|---|
# | $\sigma$ | $\sigma(z) (1 - \sigma(z)) = 0.7311 \cdot 0.2689 = 0.1966$ | to $z$: $1 \cdot 0.1966 = 0.1966$ |
# | $+$ | 1 along both inputs | to $m$: $0.1966 \cdot 1$, and to $c$: $0.1966 \cdot 1$ |
# | $\times$ | along $a$ it is $b = -1$, along $b$ it is $a = 2$ | to $a$: $0.1966 \cdot (-1) = -0.1966$, to $b$: $0.1966 \cdot 2 = 0.3932$ |

# %%
plots.computation_graph(
    {"a": 2.0, "b": -1.0, "c": 3.0},
    [("m", "*", "a", "b"), ("z", "+", "m", "c"), ("L", "sigmoid", "z")],
    places={"a": (0, 0.7), "b": (0, -1.5), "m": (1.2, -0.4), "c": (1.2, -2.4), "z": (2.4, -1.4), "L": (3.5, -1.4)},
    products=True,
)

# %% [markdown]
# Is it true? Raise $b$ by 0.01, to $-0.99$. Then $m = -1.98$, $z = 1.02$ and $L = $ [0.73497]{=sigmoid(1.02)}. That is 0.00391 more than
# [0.73106]{=sigmoid(1.0)}, per unit 0.391. The slope said 0.393.
#
# Each kind of circle treats the gradient in its own way:
#
# - **Plus copies** what comes back: all its inputs get the same number.
# - **Times swaps**: each input gets what comes back, multiplied by the value of the *other* input.
# - **A function scales**: it multiplies what comes back by its slope at the value that went in.
#
# No circle knows the whole computation. It needs the values that went through it on the way forward, and the number that comes back. So
# this works for any computation, of any length.
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
# ## Max and ReLU choose a way
#
# One more circle: **max** gives the larger one of its inputs. Take $\max(2, 3) = 3$. Raise the 3 by 0.1, and the result grows by 0.1: slope 1. Raise
# the 2 by 0.1, and $\max(2.1, 3)$ is still 3: slope 0. So max sends the whole gradient to the winner, and nothing to the others.
#
# ReLU is such a max, because $\text{ReLU}(z) = \max(z, 0)$. If $z$ is positive, it wins, and the gradient passes unchanged. If $z$ is negative,
# the 0 wins, and nothing gets to $z$.
#
# **Predict before you run.** $L = \max(a, b) \cdot (\text{ReLU}(c) + d)$ with $a = 2$, $b = 3$, $c = -4$ and $d = 1$. Forward: $m = 3$, $r = 0$, $s = 0 + 1 = 1$
# and $L = 3 \cdot 1 = 3$. Which of the four inputs get a gradient, and how large is it?

# %%
plots.computation_graph(
    {"a": 2.0, "b": 3.0, "c": -4.0, "d": 1.0},
    [("m", "max", "a", "b"), ("r", "relu", "c"), ("s", "+", "r", "d"), ("L", "*", "m", "s")],
)

# %% [markdown]
# Times swaps: 1 goes to $m$, because $s = 1$, and 3 goes to $s$, because $m = 3$. Max gives all of the 1 to $b$, and $a$ gets 0. Plus copies the 3 to $r$ and
# to $d$. At ReLU the 3 ends, because $c$ is negative.
#
# A gradient of 0 does not say that $a$ is unimportant. It says that a *small* change of $a$ does nothing; if $a$ grew beyond 3, it would get
# everything. (Where both are equal, max has a corner and no slope. Programs give the gradient to one of them, or a share to each.) You
# meet max again in chapter {{images}}.

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
# Along a path, slopes are multiplied. Where paths come together, they are added. These two sentences are the chain rule. Backpropagation
# adds an order: a circle waits until everything that comes back to its value has arrived and been added up, and passes on only the sum. So
# each arrow is used once on the way back, even where the number of paths is huge: with ten values in a row, each used twice by the next,
# there are $2^{10} = 1024$ paths, but only 20 arrows. In chapter {{libraries}} you write a class `Value` that keeps the graph of any
# computation and follows them by itself.
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
# will get. When you are at the end, move an input: what has changed is marked in yellow. Find out:
#
# 1. Choose the saturated graph and go to the end. How much comes back to $a$? Move $c$ alone until as much as possible comes back. Where is
#    that, and why there?
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
# 1. [0.00182]{=2 * sigmoid(7.0) * (1 - sigmoid(7.0))}: at $z = 7$ the slope of the sigmoid is [0.00091]{=sigmoid(7.0) * (1 - sigmoid(7.0))}, and the
#    product doubles it. Most comes back with $c = -4$, namely 0.5. There the sum is $z = 4 - 4 = 0$, where the sigmoid is steepest:
#    $0.25 \cdot 2 = 0.5$.
# 2. For $w = -1$. The paths bring $w$ and 1, and they add up to $w + 1 = 0$.
# 3. At $w = 1.25$. The error is $1.25 \cdot 2 + 0.5 - 3 = 0$, so the loss is 0, and with $e = 0$ all gradients but the 1 at the end
#    are 0: what comes back from the square is $2 e$.
# </details>

# %% [markdown]
# ## P minus Y
#
# The last two steps of a classifier are softmax and cross-entropy. The slope of softmax is a whole matrix, as you saw in chapter {{activations}}. Together with
# the loss, though, it becomes the simplest formula of this chapter. Take one sample with the scores $z = (2, 1, 0)$ and the right class
# $k = 1$:
#
# $$P = \frac{(e^2, e^1, e^0)}{e^2 + e^1 + e^0} = \frac{(7.389, 2.718, 1)}{11.107} = (0.6652, 0.2447, 0.0900), \qquad L = -\log 0.2447 = 1.4076$$
#
# (All digits are kept on the way, and only what is printed is rounded. Your last digit may differ by one.)
#
# You know this loss by the scores: $L = \log S - z_k$ with $S = e^{z_0} + e^{z_1} + e^{z_2}$. Each score $z_j$ may reach $L$ through both terms, and two paths
# add up:
#
# 1. **Through $\log S$.** The slope of the logarithm is $1 / S$. Only one term of the sum $S$ holds $z_j$, and the slope of $e^{z_j}$ is $e^{z_j}$ itself.
#    The chain rule gives $\frac{1}{S} \cdot e^{z_j}$, and that is $P_j$.
# 2. **Through $-z_k$.** Only the right class is in it: the slope is $-1$ if $j = k$ and 0 otherwise. That is $-Y_j$, where $Y$ is the one-hot label.
#
# Together:
#
# $$\frac{\partial L}{\partial z_j} = P_j - Y_j$$
#
# In the example: $(0.6652, 0.2447, 0.0900) - (0, 1, 0) = (0.6652, -0.7553, 0.0900)$. The right score should rise, and the slope says how much its
# probability is short of 1. The others should fall; the slope of each is the probability that the network gave it. The three numbers sum to 0.
#
# For $N$ samples, with the mean in the loss:
#
# $$\underbrace{dZ}_{(N, C)} = \frac{1}{N} \big( \underbrace{P}_{(N, C)} - \underbrace{Y}_{(N, C)} \big)$$
#
# **Your turn.** `softmax` of the first cell is safe for large scores. If you write your own, subtract the largest number of each row first. Again
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
# Now the layer of chapter {{layers}}, $Z = X W + b$. It is a graph of products and sums, with many inputs that are used more than once. Take two samples,
# two inputs and two neurons:
#
# $$X = \begin{pmatrix} 1 & 2 \\ 3 & -1 \end{pmatrix}, \quad W = \begin{pmatrix} 2 & 0 \\ 1 & -1 \end{pmatrix}, \quad
# \text{dout} = \begin{pmatrix} 1 & -2 \\ 0.5 & 3 \end{pmatrix}$$
#
# `dout` is what comes back: one slope for each entry of $Z$. Rows and columns count from 1 here, and $d_{nj}$ is the entry of dout in row $n$, column $j$.
#
# **A weight.** Where does $W_{11}$ take part? In $Z_{11}$, multiplied by $X_{11} = 1$, and in $Z_{21}$, multiplied by $X_{21} = 3$. Two paths, one for each sample, add up:
#
# $$\frac{\partial L}{\partial W_{11}} = 1 \cdot d_{11} + 3 \cdot d_{21} = 1 \cdot 1 + 3 \cdot 0.5 = 2.5$$
#
# $W_{12}$ belongs to the second neuron. It meets the same inputs, but what comes back is the second column of dout: $1 \cdot (-2) + 3 \cdot 3 = 7$. The weights of the second input
# meet 2 and $-1$: $2 \cdot 1 - 1 \cdot 0.5 = 1.5$ and $2 \cdot (-2) - 1 \cdot 3 = -7$.
#
# Now for any weight. $Z_{nj} = \sum_i X_{ni} W_{ij} + b_j$ says it: $W_{ij}$ is in column $j$ of $Z$, in every row $n$, each time multiplied by $X_{ni}$. So
#
# $$\frac{\partial L}{\partial W_{ij}} = \sum_{n=1}^{N} X_{ni} \, d_{nj}$$
#
# **A bias.** $b_j$ is in column $j$ too, in every row, with the slope 1:
#
# $$\frac{\partial L}{\partial b_j} = \sum_{n=1}^{N} d_{nj}, \qquad \text{here } (1 + 0.5, \; -2 + 3) = (1.5, 1)$$
#
# **An input.** $X_{11}$ is in $Z_{11}$, multiplied by $W_{11} = 2$, and in $Z_{12}$, multiplied by $W_{12} = 0$. One path for each neuron: $1 \cdot 2 - 2 \cdot 0 = 2$. In general $X_{ni}$ is in row $n$ of $Z$,
# in every column $j$, multiplied by $W_{ij}$:
#
# $$\frac{\partial L}{\partial X_{ni}} = \sum_{j=1}^{M} d_{nj} \, W_{ij}$$
#
# The other three are $1 \cdot 1 - 2 \cdot (-1) = 3$, then $0.5 \cdot 2 + 3 \cdot 0 = 1$ and $0.5 \cdot 1 + 3 \cdot (-1) = -2.5$.

# %% [markdown]
# ## The dense layer in shapes
#
# A matrix product adds up over the index in the middle: $(A B)_{ij} = \sum_n A_{in} B_{nj}$. In $\sum_n X_{ni} \, d_{nj}$ the $n$ is in the middle if $X$ is turned first, because
# $X_{ni} = (X^\top)_{in}$:
#
# $$\underbrace{dW}_{(D, M)} = \underbrace{X^\top}_{(D, N)} \; \underbrace{\text{dout}}_{(N, M)}$$
#
# In $\sum_j d_{nj} W_{ij}$ the $j$ is in the middle if $W$ is turned:
#
# $$\underbrace{dX}_{(N, D)} = \underbrace{\text{dout}}_{(N, M)} \; \underbrace{W^\top}_{(M, D)}$$
#
# And $db$ adds up each column of dout, over all samples:
#
# $$\underbrace{db}_{(M,)} = \sum_{n=1}^{N} \underbrace{\text{dout}_n}_{(M,)}$$
#
# You need not learn this by heart. Each gradient has the shape of its own thing, and with $N$, $D$ and $M$ all different there is only one product
# of the two matrices that fits. Where two of the sizes are equal, a wrong product may fit as well; the formulas stay the same.
#
# ### Why sums over the samples?
#
# Every sample goes through the same $W$ and the same $b$. So each weight reaches the loss on $N$ paths, one through each sample, and paths add up.
# $dX$ has no sum over samples: each sample has its own inputs.
#
# Then where is the mean? It is in dout already. The loss is a mean, so its gradient was divided by $N$ at the very start: look at `mse_backward`,
# `bce_backward` and $P - Y$. If you divide again in the layer, you have divided twice.

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
# ## dout times the Jacobian
#
# `dout` goes in, a gradient comes out: what your backward functions compute has a name. Take the first sample alone, with
# the row $(1, -2)$ of dout. All slopes of its two outputs along its two inputs form the *Jacobian* (chapter {{activations}}), one row for each output, one column for each
# input. Output $j$ grows by $W_{ij}$ when input $i$ grows by 1, so this Jacobian is $W^\top$:
#
# $$\underbrace{\begin{pmatrix} 1 & -2 \end{pmatrix}}_{\text{dout } (1, M)} \;
# \underbrace{\begin{pmatrix} 2 & 1 \\ 0 & -1 \end{pmatrix}}_{\text{Jacobian } (M, D)} = \underbrace{\begin{pmatrix} 2 & 3 \end{pmatrix}}_{dx \; (1, D)}$$
#
# A vector times the Jacobian is called a *vector-Jacobian product*. It is the chain rule for many numbers at once: each input collects, over all outputs, what came back times the slope. (A table
# counts as one long vector.)
# Backpropagation is one such product after the other, from the end to the beginning.
#
# **No backward function builds the Jacobian.** For the sigmoid it is 0 off the diagonal, so `dout * s * (1 - s)` is enough. For the weights of a layer it would be huge: with 100 samples,
# 784 inputs and 128 neurons, $Z$ has [12800]{=100 * 128} entries and $W$ has [100352]{=784 * 128}. The Jacobian of $Z$ along $W$ has [1.28]{=100 * 128 * 784 * 128 / 1e9} billion numbers, of which only one in 128 is not always 0.
# `X.T @ dout` gives the product without it.
#
# **Why from the end?** The loss is a single number, so one vector goes back at each place, and one pass serves all weights. From the beginning to the end you would have to
# follow the effect of each weight on its own, with one pass for each.
#
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
# **Backward.** The way back begins with two factors that cancel each other. From the loss comes $\frac{p - y}{p (1 - p)}$, and the slope of
# the sigmoid is $p (1 - p)$:
#
# $$\frac{\partial L}{\partial z_2} = \frac{p - y}{p (1 - p)} \cdot p (1 - p) = p - y$$
#
# For $N$ samples, with the mean, it is $(p - y) / N$. This is the same simple form as $P - Y$, and for the same reason. It is the
# slope of `bce_with_logits`, too: that is the same loss.
#
# Here is the second reason against the squared error. For a cat ($y = 1$) the slopes along $z_2$ are:
#
# | $z_2$ | $p$ | slope with cross-entropy: $p - 1$ | slope with squared error: $2 (p - 1) \cdot p (1 - p)$ |
# |---|---|---|---|
# | 0 | 0.5 | −0.5 | −0.25 |
# | −2 | [0.1192]{=sigmoid(-2.0)} | [−0.8808]{=sigmoid(-2.0) - 1} | [−0.1850]{=-2 * sigmoid(-2.0) * (1 - sigmoid(-2.0)) ** 2} |
# | −5 | [0.0067]{=sigmoid(-5.0)} | [−0.9933]{=sigmoid(-5.0) - 1} | [−0.0132]{=-2 * sigmoid(-5.0) * (1 - sigmoid(-5.0)) ** 2} |
# | −10 | [0.00005]{=sigmoid(-10.0)} | [−0.99995]{=sigmoid(-10.0) - 1} | [−0.00009]{=-2 * sigmoid(-10.0) * (1 - sigmoid(-10.0)) ** 2} |
#
# With the squared error, the slope is $2 p (1 - p)^2$ in size. It is largest at $p = 1/3$ (its slope along $p$, $2 (1 - p)(1 - 3p)$, is 0 there). Below
# that, the further off the network is, the *less* it learns. With the cross-entropy it learns most where it is most wrong.
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
# ## What a hidden layer finds
#
# Are these gradients good for anything? In chapter {{layers}} you chose the weights of a network for XOR by hand. Now let it find them: start with small random weights, and go a step
# against the gradient, $w \leftarrow w - dw$ (a learning rate of 1), a thousand times, with all four points each time. (Why small and random? Chapter {{deep_networks}} tells you.)

# %%
X_xor, y_xor = data.gate("XOR")


def train_xor(seed):
    """A network of two hidden neurons that learns XOR in 1000 steps -> its two layers [(W1, b1), (W2, b2)]."""
    rng = np.random.default_rng(seed)
    params = {
        "W1": rng.normal(0, 0.5, size=(2, 2)),
        "b1": np.zeros(2),
        "W2": rng.normal(0, 0.5, size=(2, 1)),
        "b2": np.zeros(1),
    }
    for _ in range(1000):
        grads = backprop_two_layer(X_xor, y_xor, params)
        params = {key: params[key] - grads[key] for key in params}
    return [(params["W1"], params["b1"]), (params["W2"], params["b2"])]


plots.hidden_space(lambda: train_xor(0), X_xor, y_xor, title="XOR, learnt")

# %% [markdown]
# On the left are the four points as they come in. No single line separates the circles from the squares. Each hidden neuron has a line of its own (green), and its output says on which side a point
# is, and how clearly. On the right, the two outputs are the new axes. The two squares have moved to nearly the same place, and now **one** line is enough, that of the output neuron. Nobody told the
# network where to put the points. All it had was the slope of the loss.
#
# Does it always find a way? The next cell starts twenty times, with other random weights, and gives the loss at the end of each.

# %%
def twenty_losses():
    """The loss after training, from twenty random starts."""
    losses = []
    for seed in range(20):
        (W1, b1), (W2, b2) = train_xor(seed)
        z = np.tanh(X_xor @ W1 + b1) @ W2 + b2
        losses.append(bce_with_logits(z[:, 0], y_xor))
    return np.round(losses, 2)


try_it(twenty_losses)

# %% [markdown]
# [Fourteen]{=sum(loss < 0.05 for loss in shown[0]) == 14} have learnt it. The other [six]{=sum(loss == 0.35 for loss in shown[0]) == 6}
# have come to 0.35, which is half of $\log 2$: two points are right, and the other two, one of each class, get 0.5. Descent can be held up
# in such places for a long time. After 1000 steps nobody can say whether for ever; flat ground of this kind returns in
# [[gradient_descent]].

# %% [markdown]
# ## Checking a gradient
#
# This was a lot of algebra, and algebra goes wrong. There is a way to check any gradient without it. Do what chapter {{neuron}} did by hand: change a number a
# little, and see how much the loss changes.
#
# Take $f(x) = x^3$ at $x = 2$. The exact slope is $3 x^2 = 12$.
#
# - One-sided, with $h = 0.1$: $\frac{f(2.1) - f(2)}{0.1} = \frac{9.261 - 8}{0.1} = 12.61$
# - Both sides: $\frac{f(2.1) - f(1.9)}{0.2} = \frac{9.261 - 6.859}{0.2} = 12.01$
#
# The second is much closer, because with a step up and a step down the bends of the two sides nearly cancel. Multiplied out for this $f$, what is
# left of $h$ shows it:
#
# $$\frac{(x + h)^3 - x^3}{h} = 3 x^2 + 3 x h + h^2, \qquad \frac{(x + h)^3 - (x - h)^3}{2 h} = 3 x^2 + h^2$$
#
# The first error has a term with $h$ (here $0.6$), the second only one with $h^2$ (here $0.01$). For any smooth $f$ it goes the same way. This is the
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
#   Half a point is awarded for such arrays.

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
def neuron_loss(w):
    """The loss of a neuron with one weight and the bias -1, for the input 2 and the target 1."""
    return -np.log(sigmoid(2 * w - 1))


exact_slope = -2 * (1 - sigmoid(0.4))
plots.gradient_check(neuron_loss, exact_slope, 0.7)

# %% [markdown]
# Both curves have the shape of a U, because there are two errors:
#
# - **The curve bends** (right arm). The one-sided error shrinks like $h$, the central one like $h^2$, as for $x^3$: a step ten times smaller makes it a hundred times smaller.
# - **Rounding** (left arm). A computer keeps about 16 digits. For a tiny $h$ the two values of $f$ agree in nearly all of them, so their difference has few
#   correct digits left. Dividing by the tiny $h$ makes the error large.
#
# In between lies the best step: around $10^{-5}$ for central differences. There the error is [below $10^{-9}$]{=abs((neuron_loss(0.7 + 1e-5) - neuron_loss(0.7 - 1e-5)) / 2e-5 / exact_slope - 1) < 1e-9}.
# The best that a one-sided difference reaches is about $10^{-8}$, near $h = 10^{-8}$.

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
# It lies between 0 (equal) and 1 (they point in opposite directions, or one of the two is zero). If both are zero everywhere, they agree
# perfectly, but the formula says 0 / 0: return 0 then. A quarter of a point is awarded for this. Return 0 only where both norms are exactly
# 0: tiny entries, or entries whose sum happens to be 0, are not that. (With a small number such as $10^{-12}$ added to the denominator, you
# need no special case.)
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
# Now check your own network with your own tools: 3 inputs, 4 hidden neurons, five samples, every parameter. The loss is computed from the score, by your
# `bce_with_logits`. The errors should be far below $10^{-7}$.

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
    z = H @ params["W2"] + params["b2"]
    return bce_with_logits(z[:, 0], y)


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
# It shows that forward and backward **agree** at the points tried, up to the tolerance: the gradient belongs to the loss that the forward pass computes. It does not show that the forward pass is what
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
# The check finds nothing, and the layer is wrong all the same. Forward passes need tests of their own: small examples with results worked out by hand.
#
# Some more care:
#
# - **Random numbers, everywhere.** With a bias of 0, one sample, or dout of ones, many mistakes do not show. Different sizes for $N$, $D$ and $M$ show transposed matrices.
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
# networks trained with it find useful hidden layers by themselves.
#
# **What it is good at**
#
# - **Any depth, any form.** It goes back through everything that is made of steps with known slopes.
# - **It is cheap.** In a dense layer the way forward is one matrix product of $N \cdot D \cdot M$ multiplications, and the way back is two such products. So all gradients together cost
#   about two more forward passes. Numerical differences would need two forward passes *for each parameter*.
# - **It is exact**, up to rounding, wherever there is a slope.
#
# **Where it is weak**
#
# - **It sees the slope where it stands, and no further.** Going downhill can get stuck, as the six networks above were after 1000 steps.
# - **Slopes are multiplied.** Through ten sigmoids a gradient shrinks to at most $0.25^{10} = $ [0.00000095]{=0.25**10} of itself, if the weights do not make up for it: it *vanishes*.
#   With large weights it can grow just as fast: it *explodes*. Chapter {{deep_networks}} is about both.
# - **It needs memory.** The way back needs the values of the way forward, so all of them are kept until then.
# - **It needs slopes.** The step function of chapter {{neuron}} is flat, so nothing comes back through it.

# %% [markdown]
# ## Where people go wrong
#
# - **The mean forgotten, or taken twice.** The division by $N$ happens once, in the gradient of the loss. After that come sums.
# - **The logarithm of a softmax or sigmoid.** Compute the loss from the scores.
# - **Products that fit by luck.** With square matrices `W` and `W.T` both fit. Write the shapes below the product.
# - **The slope of tanh from the wrong number.** It is $1 - h^2$, with the output $h$. From the sum $z$ it would be $1 - \tanh^2 z$.
# - **y of shape (N,) against p of shape (N, 1).** No error, but an $(N, N)$ table.
# - **A path forgotten.** Where a value is used twice, both gradients add up: `+=`, not `=`.
# - **Trusting the gradient check for the forward pass.** It only compares the two.
#
# ## Summary
#
# - A loss is one number for how wrong the answers are: the mean squared error for numbers, the cross-entropy for probabilities.
# - From scores the cross-entropy is $\log S - z_k$, with the log-sum-exp $\log S = m + \log \sum_c e^{z_c - m}$. It is safe for scores of any usual size.
# - Along a path slopes are multiplied; where paths meet they are added. Plus copies, times swaps, max sends everything to the winner.
# - With softmax or sigmoid before it, the gradient of the cross-entropy is $(P - Y) / N$ or $(p - y) / N$.
# - A dense layer: $dX = \text{dout} \, W^\top$, $dW = X^\top \text{dout}$, $db$ sums dout over the samples. Each is dout times a Jacobian that nobody builds.
# - A network: forward through all layers and keep the values; then backward, layer by layer.
# - Central differences check a gradient. They show that forward and backward agree at the points tried, and no more. One lucky check says little: try several points.
#
# ### Test yourself
#
# <details><summary>dout has the shape (10, 3) and X the shape (10, 4). Which shapes do W, dW, db and dX have?</summary>
#
# W and dW are (4, 3), db is (3,), dX is (10, 4).
# </details>
#
# <details><summary>Two samples, p = (0.8, 0.5) and y = (1, 1). What is the gradient of the binary cross-entropy along z, before the sigmoid?</summary>
#
# (p − y) / N = (−0.2 / 2, −0.5 / 2) = (−0.1, −0.25).
# </details>
#
# <details><summary>A sample has the scores (500, 0, 0), and class 2 is right (counted from 0). How large is its loss?</summary>
#
# log S − 0 = 500 + log(1 + 2 e⁻⁵⁰⁰), which is 500 in all digits that a computer keeps.
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
# At the gradient of the loss: everything that comes after it on the way back is multiplied by it. A factor 2 too many, as in the squared error, or a division missing with N = 2.
# </details>
#
# You know the slope of the loss for every weight. How far should a step go, and what if the ground is flat, or steep on one side only? That is the next chapter.
#
# **Next:** [[gradient_descent]]
