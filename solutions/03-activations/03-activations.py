# %% [markdown]
# # Activations
#
# In chapter {{layers}} you chose the weights of a hidden layer by hand. A network should find them itself, and for that its neurons
# need an activation with a slope. In this chapter you write five of them, forwards and backwards: sigmoid,
# tanh, ReLU, leaky ReLU and softmax.
#
# - **What you need:** the chain rule and `np.where` of [[neuron]], the shapes of [[layers]], and from [[start_here]] sums along an axis with
#   `keepdims`; from school the rules for powers ($e^{x - m} = e^x e^{-m}$), and what a derivative is.
# - **What you can do afterwards:** derive the slope of an activation, write its backward pass so that it stays safe for large numbers,
#   and choose an activation for a hidden layer and for an output.
# - **How long it takes:** about three and a half hours. A good place for a break is before "From scores to probabilities".

# %% locked="setup"
import numpy as np
from gradatim import plots, try_it, widgets
from gradatim_autograder import check

# %% [markdown]
# ## Why the step is not enough
#
# A neuron has one input $x = 2$, the weight $w = 0.5$ and the bias $b = 0.5$. Its sum is $z = 2 \cdot 0.5 + 0.5 = 1.5$, so
# the step function gives 1. Suppose the right answer is 0. Should $w$ be larger or smaller? Try a little less:
#
# | $w$ | $z$ | step |
# |---|---|---|
# | 0.5 | 1.5 | 1 |
# | 0.49 | 1.48 | 1 |
# | 0.4 | 1.3 | 1 |
#
# Nothing changes. The output does not tell you whether you are on the right track. With the chain rule of chapter {{neuron}}, in which
# $a = \text{step}(z)$ is the output and $L$ the loss:
#
# $$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} \cdot
# \underbrace{\frac{\partial a}{\partial z}}_{\text{slope of the step}} \cdot \frac{\partial z}{\partial w}
# = \frac{\partial L}{\partial a} \cdot 0 \cdot x = 0$$
#
# The step is flat on both sides of its jump, and at the jump it has no slope at all. Whatever the loss says, the product is 0,
# and no weight moves.
#
# Chapter {{neuron}} got around this. Its rule skipped the step and took $a - y$ as the slope. That works for a neuron whose target $y$ is
# known. A hidden neuron has no target. All it can learn from is the message that comes back through the layers after
# it, and the step stops every message.

# %%
plots.activation_functions("step")

# %% [markdown]
# The shaded part is where the slope is below 0.05, so small that hardly anything comes back. Here that is the whole curve.

# %% [markdown]
# ## A threshold with a slope: the sigmoid
#
# The idea of the threshold is good: silent below, firing above. So keep it and make it smooth, a ramp in place of
# the jump. The *sigmoid* is such a ramp. It is made with the exponential $e^{-z}$, where $e \approx 2.718$.
#
# By hand: for $z = 1$, $e^{-1} = 0.3679$, so $s = 1 / (1 + 0.3679) = 0.7311$. Some more:
#
# | $z$ | $e^{-z}$ | $1 + e^{-z}$ | $s = 1 / (1 + e^{-z})$ |
# |---|---|---|---|
# | −4 | [54.598]{=np.exp(4)} | [55.598]{=1 + np.exp(4)} | [0.0180]{=1 / (1 + np.exp(4))} |
# | −1 | [2.7183]{=np.exp(1)} | [3.7183]{=1 + np.exp(1)} | [0.2689]{=1 / (1 + np.exp(1))} |
# | 0 | 1 | 2 | 0.5 |
# | 1 | [0.3679]{=np.exp(-1)} | [1.3679]{=1 + np.exp(-1)} | [0.7311]{=1 / (1 + np.exp(-1))} |
# | 4 | [0.0183]{=np.exp(-4)} | [1.0183]{=1 + np.exp(-4)} | [0.9820]{=1 / (1 + np.exp(-4))} |
#
# Far to the left the denominator is huge, so $s$ is almost 0. Far to the right the denominator is almost 1, and so is $s$. In symbols:
#
# $$s(z) = \frac{1}{1 + e^{-z}}$$

# %%
plots.activation_functions("sigmoid", slopes=False)

# %% [markdown]
# Now the neuron from above can tell the difference. With $w = 0.5$ it gives $s(1.5) = [0.8176]{=1 / (1 + np.exp(-1.5))}$, with $w = 0.49$ it gives
# $s(1.48) = [0.8146]{=1 / (1 + np.exp(-1.48))}$. Less weight, a smaller output: that is the right direction.
#
# The step is still inside. $s(0.5)$ is [0.622]{=1 / (1 + np.exp(-0.5))}. Multiply weights and bias by 10, and the ramp becomes ten times as steep: $s(10 \cdot 0.5) = [0.9933]{=1 / (1 + np.exp(-5))}$
# and $s(10 \cdot (-0.5)) = [0.0067]{=1 / (1 + np.exp(5))}$. Large weights turn a sigmoid neuron into a threshold neuron.

# %% [markdown]
# ## An array of any shape
#
# An activation is applied to every sum on its own. The sums may be a vector, those of one sample, or a table `Z (N, M)`, those of
# a whole layer for all samples. Your function gets both, and has to return an array of the same shape. A vector may have a
# single entry, and a table a single row or column. Later chapters have arrays with three axes and more, so the checks of this
# chapter try one with three. The sums may be of one sign, and some or all of them may be 0.
#
# `np.exp` is the exponential $e^z$. It, `+`, `*` and `/` work on every entry, whatever the shape. Write the formula for the array, without a loop, and it
# fits. An `if` asks about one number only; `np.where(condition, a, b)` decides for each entry. (If you prefer a loop,
# go through `z.ravel()`, which is all entries in one row, and give the result its shape back with `.reshape(z.shape)`.)

# %% [markdown]
# ## When exp overflows
#
# There is a largest number that a 64-bit float can hold, about $1.8 \cdot 10^{308}$. The exponential reaches it soon. (`np.errstate` only keeps
# the warning away.)

# %%
with np.errstate(over="ignore"):
    print(np.exp(np.array([700.0, 709.0, 710.0, 1000.0])))

# %% [markdown]
# From 710 on it is `inf`, infinite. What does that do to the sigmoid of −1000? The formula gives
# $1 / (1 + e^{1000}) = 1 / \infty = 0$. That is right, but NumPy warns of an overflow on the way.
#
# There is a second form of the same function. Multiply numerator and denominator by $e^{z}$, which changes nothing:
#
# $$\frac{1}{1 + e^{-z}} = \frac{1 \cdot e^{z}}{(1 + e^{-z}) \cdot e^{z}} = \frac{e^{z}}{e^{z} + 1}$$
#
# For $z = 1000$ this form is $\infty / \infty$, which the computer calls `nan`, *not a number*. One `nan` in a
# network spreads: every sum that it enters is `nan` too.
#
# The cure is to use each form where its exponent is not positive. For $z \ge 0$ take the first, with $e^{-z}$; for $z < 0$ the second,
# with $e^{z}$. Both exponentials are then $e^{-|z|}$, where $|z|$ is $z$ without its sign, and that is never larger than 1.
#
# **Your turn.** One of the three points is for large numbers, in a vector or in a table. The first form passes there, with a
# warning; the second alone does not. A hint for the form without a warning: `e = np.exp(-np.abs(z))`, and then `np.where`.

# %% exercise="sigmoid"
def sigmoid(z):
    """z (an array of any shape) -> a (the same shape): 1 / (1 + exp(-z)) for each entry."""
    ### BEGIN SOLUTION
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    ### END SOLUTION


# %% check="sigmoid"
check(sigmoid)

# %% [markdown]
# The numbers of the table, and then large ones. The second line should be 0, 0.5, 1.

# %%
try_it(sigmoid, np.array([-4.0, -1.0, 0.0, 1.0, 4.0]))
try_it(sigmoid, np.array([-1000.0, 0.0, 1000.0]))

# %% [markdown]
# ## The slope of the sigmoid
#
# How fast does $s$ rise? Measure first. At $z = 1$ it is [0.7310586]{=sigmoid(np.array([1.0]))[0]}, at $z = 1.001$ it is [0.7312551]{=sigmoid(np.array([1.001]))[0]}. It grew by 0.0001965 while $z$ grew
# by 0.001: the slope is about 0.1965.
#
# Now exactly. You need one fact about the exponential: **it is its own slope.** Wherever you look, $e^z$ rises as fast as it is high.

# %%
plots.exponential()

# %% [markdown]
# A prime (′) means the slope along $z$, so $(e^z)' = e^z$. Now $s$ is a quotient $u / v$ with $u = 1$ and $v = 1 + e^{-z}$. The *quotient rule* says
#
# $$\left(\frac{u}{v}\right)' = \frac{u' v - u v'}{v^2}$$
#
# Step by step:
#
# 1. $u = 1$ never changes, so $u' = 0$.
# 2. $v' = -e^{-z}$. The 1 does not change. The slope of $e^{-z}$ is $e^{-z}$ times the slope of its exponent $-z$, which is
#    $-1$ (the chain rule).
# 3. Put in: $s' = \dfrac{0 \cdot v - 1 \cdot (-e^{-z})}{v^2} = \dfrac{e^{-z}}{(1 + e^{-z})^2}$
# 4. Write it as a product: $s' = \dfrac{1}{1 + e^{-z}} \cdot \dfrac{e^{-z}}{1 + e^{-z}}$. The first factor is $s$.
# 5. The second factor: $\dfrac{e^{-z}}{1 + e^{-z}} = \dfrac{(1 + e^{-z}) - 1}{1 + e^{-z}} = 1 - \dfrac{1}{1 + e^{-z}} = 1 - s$.
#
# So the slope can be computed from the value alone:
#
# $$s' = s \, (1 - s)$$
#
# Check it at $z = 1$: $0.7311 \cdot (1 - 0.7311) = 0.1966$, close to what was measured. Note that $s$ goes in here, not $z$.
#
# **Predict before you run.** $s$ can be any number between 0 and 1. How large does the slope $s \, (1 - s)$ become where
# the curve is steepest?

# %% exercise="predict_largest_slope"
def predict_largest_slope():
    """The largest slope of the sigmoid."""
    ### BEGIN SOLUTION
    return 0.25
    ### END SOLUTION


# %% check="predict_largest_slope"
check(predict_largest_slope)

# %%
plots.activation_functions("sigmoid")

# %% [markdown]
# The slope is largest in the middle, where $s = 0.5$: it is $0.5 \cdot 0.5 = 0.25$. Everywhere else it is smaller: multiply out
# $0.25 - (s - 0.5)^2 = 0.25 - s^2 + s - 0.25 = s - s^2 = s (1 - s)$, and a square is never negative.

# %% [markdown]
# ## Backwards through an activation
#
# In a network the activation stands between the sum $z$ and the rest. What comes back from the layers after it is `dout`, the slope of the
# loss along the activation's output $a$. What is needed is `dz`, the slope of the loss along $z$. It is the chain rule once more:
#
# $$\underbrace{\frac{\partial L}{\partial z}}_{\text{dz}} =
# \underbrace{\frac{\partial L}{\partial a}}_{\text{dout}} \cdot \underbrace{\frac{\partial a}{\partial z}}_{\text{slope at } z}$$
#
# By hand, for three neurons with $z = (0, 1, -2)$ and dout $= (2, -1, 0.5)$:
#
# | $z$ | $s$ | slope $s (1 - s)$ | dout | dz = dout · slope |
# |---|---|---|---|---|
# | 0 | 0.5 | 0.25 | 2 | 0.5 |
# | 1 | 0.7311 | 0.1966 | −1 | −0.1966 |
# | −2 | 0.1192 | 0.1050 | 0.5 | 0.0525 |

# %% [markdown]
# ## Why entry by entry
#
# A layer of three neurons has three sums and three outputs, so there are nine slopes: one for each output along each
# sum. Here they are, one row for each output, one column for each sum:
#
# $$\frac{\partial a_i}{\partial z_j} = \begin{pmatrix} s_1 (1 - s_1) & 0 & 0 \\ 0 & s_2 (1 - s_2) & 0 \\ 0 & 0 & s_3 (1 - s_3) \end{pmatrix}$$
#
# The zeros say: $a_1$ is computed from $z_1$ alone, so $z_2$ and $z_3$ do not matter to it. The full chain rule adds up all paths from
# $z_j$ to the loss, one through each output ($\sum_i$ means: add up for all $i$, that is, for all outputs):
#
# $$\text{dz}_j = \sum_i \text{dout}_i \cdot \frac{\partial a_i}{\partial z_j} = \text{dout}_j \cdot s_j (1 - s_j)$$
#
# All terms but one are 0. What is left is a product entry by entry: `dout * slope`, with `*` and not with `@`. The shapes agree:
# $(N, M)$ times $(N, M)$ is $(N, M)$. The same holds for every activation that treats each sum on its own. Only softmax, at the
# end of this chapter, is different.
#
# **Your turn.** `dout` and `z` have the same shape, a vector or a table. You may call your `sigmoid`; then it has to be right
# first.

# %% exercise="sigmoid_backward"
def sigmoid_backward(dout, z):
    """dout, z (arrays of one shape) -> dz (the same shape): the slope of the loss along z."""
    ### BEGIN SOLUTION
    s = sigmoid(z)
    return dout * s * (1 - s)
    ### END SOLUTION


# %% check="sigmoid_backward"
check(sigmoid_backward)

# %%
try_it(sigmoid_backward, np.array([2.0, -1.0, 0.5]), np.array([0.0, 1.0, -2.0]))

# %% [markdown]
# ## tanh: centred at 0
#
# The outputs of the sigmoid are all positive. For the next layer they are inputs, and chapter {{neuron}} showed that the gradient of a weight
# is dout times its input. If all inputs of a neuron are positive, then for one sample all its weights get gradients of the same
# sign: they can only go up together or down together. Outputs of both signs are better.
#
# The *hyperbolic tangent*, tanh, runs from −1 to 1:
#
# $$\tanh(z) = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}$$
#
# By hand for $z = 1$: $e^{1} = 2.7183$ and $e^{-1} = 0.3679$, so $\tanh(1) = 2.3504 / 3.0862 = 0.7616$. For $z = 0$ it is
# $(1 - 1) / (1 + 1) = 0$. For $z = -1$ numerator and denominator are $-2.3504$ and $3.0862$: it is $-0.7616$.
#
# It is a sigmoid in disguise. Divide numerator and denominator by $e^{z}$, and write the new numerator $1 - e^{-2z}$ as
# $2 - (1 + e^{-2z})$:
#
# $$\tanh(z) = \frac{1 - e^{-2z}}{1 + e^{-2z}} = \frac{2}{1 + e^{-2z}} - 1 = 2 \, s(2z) - 1$$
#
# A sigmoid of half the width, stretched to twice the height and moved down by 1. Check: $2 \cdot s(2) - 1 = 2 \cdot 0.8808 - 1 = 0.7616$.

# %%
plots.activation_functions("sigmoid", "tanh", slopes=False)

# %% [markdown]
# **Your turn.** You may write the formula or use `np.tanh`, which also copes with large numbers. (The formula with its
# four exponentials gives `nan` beyond about $z = \pm 710$, for the reason that you know.)

# %% exercise="tanh"
def tanh(z):
    """z (an array of any shape) -> a (the same shape): the hyperbolic tangent of each entry."""
    ### BEGIN SOLUTION
    return np.tanh(z)
    ### END SOLUTION


# %% check="tanh"
check(tanh)

# %%
try_it(tanh, np.array([-1.0, 0.0, 1.0]))

# %% [markdown]
# ## The slope of tanh
#
# Again a quotient $u / v$, with $u = e^{z} - e^{-z}$ and $v = e^{z} + e^{-z}$.
#
# 1. $u' = e^{z} - (-e^{-z}) = e^{z} + e^{-z} = v$. The slope of $-e^{-z}$ is $+e^{-z}$.
# 2. $v' = e^{z} + (-e^{-z}) = e^{z} - e^{-z} = u$. Each is the slope of the other.
# 3. Quotient rule: $\tanh' = \dfrac{u' v - u v'}{v^2} = \dfrac{v \cdot v - u \cdot u}{v^2}$
# 4. Divide both terms by $v^2$: $\tanh' = 1 - \dfrac{u^2}{v^2}$, and $u / v$ is tanh itself.
#
# $$\tanh'(z) = 1 - \tanh(z)^2$$
#
# At $z = 0$ this is $1 - 0 = 1$, four times the largest slope of the sigmoid. At $z = 1$ it is $1 - 0.7616^2 = 0.4200$.
#
# **Your turn.** The backward pass is dout times the slope again.

# %% exercise="tanh_backward"
def tanh_backward(dout, z):
    """dout, z (arrays of one shape) -> dz (the same shape): the slope of the loss along z."""
    ### BEGIN SOLUTION
    return dout * (1 - np.tanh(z) ** 2)
    ### END SOLUTION


# %% check="tanh_backward"
check(tanh_backward)

# %% [markdown]
# With `dout` of 1 the backward pass gives the slopes themselves: 1 at 0, and 0.42 at 1.

# %%
try_it(tanh_backward, np.array([1.0, 1.0]), np.array([0.0, 1.0]))

# %% [markdown]
# ## Saturation and vanishing gradients
#
# Look at both curves with their slopes. In the shaded parts they are almost flat. The activation is *saturated* there: a larger
# $z$ changes nothing any more, and so little comes back that the weights before it hardly learn.

# %%
plots.activation_functions("sigmoid", "tanh")

# %% [markdown]
# | $z$ | slope of sigmoid | slope of tanh |
# |---|---|---|
# | 0 | 0.25 | 1 |
# | 1 | [0.1966]{=sigmoid_backward(np.ones(1), np.ones(1))[0]} | [0.4200]{=tanh_backward(np.ones(1), np.ones(1))[0]} |
# | 2 | [0.1050]{=sigmoid_backward(np.ones(1), np.full(1, 2.0))[0]} | [0.0707]{=tanh_backward(np.ones(1), np.full(1, 2.0))[0]} |
# | 5 | [0.0066]{=sigmoid_backward(np.ones(1), np.full(1, 5.0))[0]} | [0.00018]{=tanh_backward(np.ones(1), np.full(1, 5.0))[0]} |
#
# In a *deep* network, one with many layers, the message passes through many activations on its way back, and each multiplies it by its slope. (The weights
# multiply it too. They can make it larger or smaller; that is the subject of chapter {{deep_networks}}. Here we look at the activations alone.)
#
# **Predict before you run.** A signal of 1 goes back through ten sigmoids, each at its steepest point. How much of it arrives?
# One digit is enough, for example 0.002 or 2e-3.

# %% exercise="predict_vanishing"
def predict_vanishing():
    """What is left of a signal of 1 after ten sigmoids, at best."""
    ### BEGIN SOLUTION
    return 0.25**10
    ### END SOLUTION


# %% check="predict_vanishing"
check(predict_vanishing)

# %%
plots.vanishing("sigmoid", "tanh")

# %% [markdown]
# The dashed line is the best case, the one that was asked for. The other lines are for sums of $z = 1$. The vertical axis is *logarithmic*: each
# step up multiplies by the same number.
#
# This is the problem of *vanishing gradients*. Ten sigmoids leave a millionth of the message at best. Unless the weights
# make up for it, the first layers hardly learn at all. tanh is better as long as its sums stay near 0.

# %% [markdown]
# ## ReLU: half a line
#
# Why bend at both ends? The *rectified linear unit*, ReLU, keeps the threshold and leaves out the upper end. A positive sum passes as it
# is; a negative one becomes 0.
#
# | $z$ | −2 | −0.5 | 0 | 0.5 | 3 |
# |---|---|---|---|---|---|
# | ReLU | 0 | 0 | 0 | 0.5 | 3 |
#
# $$\text{relu}(z) = \max(0, z) = \begin{cases} z & \text{if } z > 0 \\ 0 & \text{otherwise} \end{cases}$$

# %%
plots.activation_functions("relu", slopes=False)

# %% [markdown]
# **Your turn.** Two functions of NumPy have similar names. `np.max(z)` finds the largest entry of an array. `np.maximum(z, c)`
# compares each entry with `c`.

# %% exercise="relu"
def relu(z):
    """z (an array of any shape) -> a (the same shape): z where z > 0, else 0."""
    ### BEGIN SOLUTION
    return np.maximum(z, 0)
    ### END SOLUTION


# %% check="relu"
check(relu)

# %%
try_it(relu, np.array([-2.0, -0.5, 0.0, 0.5, 3.0]))

# %% [markdown]
# **Predict before you run.** What is the *slope* of ReLU at $z = -2$, at $z = 0.5$ and at $z = 3$? Look at the picture (above its
# edge the line goes on straight), and return the three numbers in this order.

# %% exercise="predict_relu_slope"
def predict_relu_slope():
    """The slopes of ReLU at z = -2, 0.5 and 3, as a list."""
    ### BEGIN SOLUTION
    return [0, 1, 1]
    ### END SOLUTION


# %% check="predict_relu_slope"
check(predict_relu_slope)

# %% [markdown]
# ## The slope of ReLU
#
# Left of 0 the curve is flat: its slope is 0. Right of 0 it rises by 1 when $z$ rises by 1: its slope is 1, no matter how
# large $z$ is. Exactly at 0 there is a corner, and a corner has no slope. The computer needs some number, and 0 is the usual choice.
# Any number from 0 to 1 would do; `nan` would not. In practice a sum is almost never exactly 0.
#
# Backwards, then: where $z$ was positive, dout passes unchanged. Where $z$ was negative, it is stopped. By hand:
#
# | $z$ | slope | dout | dz |
# |---|---|---|---|
# | −2 | 0 | 4 | 0 |
# | 0.5 | 1 | −1 | −1 |
# | 3 | 1 | 2 | 2 |
#
# The sign of $z$ decides, not that of dout: a negative dout passes too.

# %% exercise="relu_backward"
def relu_backward(dout, z):
    """dout, z (arrays of one shape) -> dz (the same shape): the slope of the loss along z."""
    ### BEGIN SOLUTION
    return dout * (z > 0)
    ### END SOLUTION


# %% check="relu_backward"
check(relu_backward)

# %%
try_it(relu_backward, np.array([4.0, -1.0, 2.0]), np.array([-2.0, 0.5, 3.0]))

# %% [markdown]
# Your two functions, drawn. The slope comes from your backward pass with a `dout` of 1.

# %%
plots.activation_functions((relu, relu_backward))

# %% [markdown]
# Through ten ReLUs with positive sums the signal is multiplied by $1^{10} = 1$. Nothing vanishes. That is one of the reasons why deep
# networks became practical, and ReLU takes hardly any time to compute.

# %%
plots.vanishing("sigmoid", "tanh", "relu")

# %% [markdown]
# ## Leaky ReLU: never quite flat
#
# ReLU has a weak side, the left one. Suppose a large step has made a neuron's bias very negative, so that its sum is negative for
# every sample. Then its slope is 0 for every sample, its weights get no gradient, and it stays as it is. It is called a
# *dead* neuron.
#
# The *leaky ReLU* lets a little through. Below 0 it multiplies by a small number $\alpha$ (alpha):
#
# $$\text{leaky}(z) = \begin{cases} z & \text{if } z > 0 \\ \alpha z & \text{otherwise} \end{cases}
# \qquad \text{slope} = \begin{cases} 1 & \text{if } z > 0 \\ \alpha & \text{otherwise} \end{cases}$$
#
# The slope below 0 is $\alpha$, because $\alpha z$ rises by $\alpha$ when $z$ rises by 1. By hand with $\alpha = 0.1$:
#
# | $z$ | leaky ReLU | slope | dout | dz |
# |---|---|---|---|---|
# | −2 | −0.2 | 0.1 | 4 | 0.4 |
# | 0.5 | 0.5 | 1 | −1 | −1 |
# | 3 | 3 | 1 | 2 | 2 |
#
# **Your turn**, both ways. Use the `alpha` that is passed in.

# %% exercise="leaky_relu"
def leaky_relu(z, alpha):
    """z (an array of any shape), alpha between 0 and 1 -> a (the same shape): z where z > 0, else alpha z."""
    ### BEGIN SOLUTION
    return np.where(z > 0, z, alpha * z)
    ### END SOLUTION


# %% check="leaky_relu"
check(leaky_relu)

# %% exercise="leaky_relu_backward"
def leaky_relu_backward(dout, z, alpha):
    """dout, z (arrays of one shape), alpha -> dz (the same shape): the slope of the loss along z."""
    ### BEGIN SOLUTION
    return dout * np.where(z > 0, 1.0, alpha)
    ### END SOLUTION


# %% check="leaky_relu_backward"
check(leaky_relu_backward)

# %%
try_it(leaky_relu, np.array([-2.0, 0.5, 3.0]), 0.1)
try_it(leaky_relu_backward, np.array([4.0, -1.0, 2.0]), np.array([-2.0, 0.5, 3.0]), 0.1)

# %% [markdown]
# All four side by side:

# %%
plots.activation_functions("sigmoid", "tanh", "relu", "leaky_relu", alpha=0.1)

# %% [markdown]
# ## Try it: one input, three curves
#
# Drag the input $z$ along three curves at once; they are your own functions. The black line is the tangent: it has the slope that your
# backward pass gives. If it does not lie along the curve, the backward pass is wrong. Find out:
#
# 1. Press "Hide the slopes" and set $z = 2$. Which of the three has the smallest slope there? Decide before you show the slopes again. Then
#    find the $z$ from which on tanh is flatter than the sigmoid.
# 2. In the widget, choose the step for the left panel. Is there any $z$ at which something comes back?
# 3. The last column of the table shows what ten such activations leave of a signal of 1. For which $z$ does tanh leave more than a
#    tenth? And the sigmoid?

# %%
widgets.activations((sigmoid, sigmoid_backward), (tanh, tanh_backward), (relu, relu_backward))

# %% [markdown]
# Without the widget: the slopes, and in brackets what is left after ten.
#
# | $z$ | sigmoid | tanh | ReLU |
# |---|---|---|---|
# | 0.4 | 0.2403 (0.0000006) | 0.8556 (0.21) | 1 (1) |
# | 0.5 | 0.2350 (0.0000005) | 0.7864 (0.09) | 1 (1) |
# | 1.6 | 0.1398 (0.000000003) | 0.1505 (0.000000006) | 1 (1) |
# | 1.7 | 0.1306 (0.000000001) | 0.1250 (0.0000000009) | 1 (1) |
#
# <details><summary>Answers</summary>
#
# 1. tanh: 0.0707, where the sigmoid still has 0.1050. From about 1.7 on, tanh is the flatter one. It is steeper in the middle, and it
#    saturates sooner.
# 2. No. Left and right of 0 the slope is 0, and at the jump itself no slope is defined.
# 3. tanh between about $-0.49$ and $[0.49]{=np.arctanh(np.sqrt(1 - 0.1 ** 0.1))}$. Ten equal slopes leave a tenth if each of them is $0.1^{1/10} = [0.794]{=0.1 ** 0.1}$, and the slope of tanh,
#    $1 - \tanh(z)^2$, is 0.794 where $\tanh(z)^2 = 0.206$, so where $\tanh(z) = 0.454$. The sigmoid nowhere: at its best, at 0, about a
#    millionth is left.
# </details>

# %% [markdown]
# ## From scores to probabilities
#
# Now the last layer. Its three neurons give three sums for a fruit, which are called *scores* here: apple 2, orange 1, plum 0.1. Which probability does each have? They
# should be positive and add up to 1, and the larger score should get the larger share.
#
# Dividing the scores by their sum fails as soon as one is negative. So make them positive first, with the exponential, and
# then divide:
#
# | | score $z$ | $e^{z}$ | divided by the sum |
# |---|---|---|---|
# | apple | 2 | 7.389 | 0.659 |
# | orange | 1 | 2.718 | 0.242 |
# | plum | 0.1 | 1.105 | 0.099 |
# | sum | | 11.213 | 1 |
#
# (All digits are kept on the way, and only what is printed is rounded. Your last digit may differ by one.)
#
# This is *softmax*. For a row of $C$ scores:
#
# $$p_i = \frac{e^{z_i}}{e^{z_1} + e^{z_2} + \dots + e^{z_C}}$$

# %%
plots.probabilities([2.0, 1.0, 0.1], ["apple", "orange", "plum"])

# %% [markdown]
# The name fits: a hard maximum would give everything to the apple, (1, 0, 0). Softmax gives it most, and the others a share. What
# counts is the *difference* of two scores. The apple is one point ahead of the orange, so its share is $e = 2.718$ times as large:
# $0.659 / 0.242 = 2.72$.

# %% [markdown]
# ## Subtracting the maximum
#
# Scores of 1000 would overflow, and the trick of the sigmoid does not carry over. But only differences count. So subtract the same
# number $m$ from all scores of a row:
#
# $$\frac{e^{z_i - m}}{\sum_k e^{z_k - m}} = \frac{e^{z_i} \, e^{-m}}{\sum_k e^{z_k} \, e^{-m}}
# = \frac{e^{-m} \, e^{z_i}}{e^{-m} \sum_k e^{z_k}} = \frac{e^{z_i}}{\sum_k e^{z_k}}$$
#
# The first step uses $e^{x - m} = e^{x} e^{-m}$. The factor $e^{-m}$ is the same in every term of the sum, so it can be taken out, and
# then it cancels. **Nothing changes, for any $m$.**
#
# Choose $m$ as the largest score of the row. By hand, with $m = 2$: the scores become $(0, -1, -1.9)$, the exponentials
# $(1, 0.368, 0.150)$, their sum is 1.517, and the shares are $(0.659, 0.242, 0.099)$ as before.
#
# Now the largest exponent is 0. No exponential exceeds 1, so nothing overflows. And the sum is at least 1, so nothing is divided by
# 0.
#
# For a whole table of scores, with a sample in each row:
#
# $$\underbrace{Z}_{(N, C)} - \underbrace{m}_{(N, 1)} \qquad\qquad
# \underbrace{P}_{(N, C)} = \underbrace{E}_{(N, C)} \,/\, \underbrace{\text{sum of each row of } E}_{(N, 1)}$$
#
# The maximum and the sum have to be *columns*, of the shape $(N, 1)$: one number for each row. `Z.max(axis=1)` goes along
# each row, but gives the shape $(N,)$, which broadcasting would lay along a row. `keepdims=True` keeps the second axis.
#
# **Your turn.** Two points are for ordinary scores, one is for large ones of both signs. Z may have a single row, or as many
# rows as columns. In a row the largest score may occur twice, and all scores may be equal.

# %% exercise="softmax"
def softmax(Z):
    """Z (N, C), scores -> P (N, C), probabilities: each row adds up to 1."""
    ### BEGIN SOLUTION
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check="softmax"
check(softmax)

# %% [markdown]
# The fruit, and the same scores with 1000 added to each. Both rows should be the same.

# %%
try_it(softmax, np.array([[2.0, 1.0, 0.1], [1002.0, 1001.0, 1000.1]]))

# %% [markdown]
# ## The slopes of softmax
#
# Raise the score of the apple by 0.01, and all three probabilities move, because they share one sum:
#
# | | $z = (2, 1, 0.1)$ | $z = (2.01, 1, 0.1)$ | change per unit |
# |---|---|---|---|
# | apple | 0.659001 | 0.661245 | 0.2244 |
# | orange | 0.242433 | 0.240838 | −0.1595 |
# | plum | 0.098566 | 0.097917 | −0.0649 |
#
# What the apple gains, the others lose. Every output depends on every score, so there is a slope for each pair: that of $p_i$ along
# $z_j$. Write $S = \sum_k e^{z_k}$ for the sum, so $p_i = e^{z_i} / S$. Along $z_j$ the sum has the slope $e^{z_j}$, as only one
# of its terms contains $z_j$. The quotient rule, in two cases:
#
# **The score itself** ($j = i$). The numerator $e^{z_i}$ has the slope $e^{z_i}$:
#
# $$\frac{\partial p_i}{\partial z_i} = \frac{e^{z_i} \, S - e^{z_i} \, e^{z_i}}{S^2}
# = \frac{e^{z_i}}{S} \cdot \frac{S - e^{z_i}}{S} = p_i \, (1 - p_i)$$
#
# **Another score** ($j \ne i$). The numerator does not contain $z_j$, so its slope is 0:
#
# $$\frac{\partial p_i}{\partial z_j} = \frac{0 \cdot S - e^{z_i} \, e^{z_j}}{S^2} = -\frac{e^{z_i}}{S} \cdot \frac{e^{z_j}}{S} = -p_i \, p_j$$
#
# All slopes of one row together form a matrix, called the *Jacobian*: $C$ rows for the probabilities, $C$ columns for the scores. For the
# fruit it is
#
# $$J = \begin{pmatrix} p_1 (1 - p_1) & -p_1 p_2 & -p_1 p_3 \\ -p_2 p_1 & p_2 (1 - p_2) & -p_2 p_3 \\ -p_3 p_1 & -p_3 p_2 & p_3 (1 - p_3) \end{pmatrix}
# = \begin{pmatrix} 0.2247 & -0.1598 & -0.0650 \\ -0.1598 & 0.1837 & -0.0239 \\ -0.0650 & -0.0239 & 0.0889 \end{pmatrix}$$
#
# The first column is the table above, up to the small error of measuring with a step of 0.01. The diagonal looks like the sigmoid.
# But the rest is not 0, so a product entry by entry with `P * (1 - P)` is not enough here. Each row adds up to 0 (up to rounding): if all scores rise by the same amount, no probability moves.

# %% [markdown]
# ## Backwards through softmax
#
# Each score $z_j$ reaches the loss through all $C$ probabilities of its row. The chain rule adds up these paths:
#
# $$\text{dz}_j = \sum_i \text{dout}_i \, \frac{\partial p_i}{\partial z_j}$$
#
# Put in the slopes. The term $i = j$ is the diagonal, all others are not:
#
# $$\text{dz}_j = \text{dout}_j \, p_j (1 - p_j) - \sum_{i \ne j} \text{dout}_i \, p_i \, p_j$$
#
# Multiply out the first part: $\text{dout}_j \, p_j - \text{dout}_j \, p_j \, p_j$. Its second half is exactly the term that is missing from the
# sum, the one for $i = j$. Put it there. (With two classes and $j = 1$: $\text{dout}_1 p_1 - \text{dout}_1 p_1 p_1 - \text{dout}_2 p_2 p_1$.)
#
# $$\text{dz}_j = \text{dout}_j \, p_j - \sum_{i} \text{dout}_i \, p_i \, p_j$$
#
# Every term contains $p_j$. Take it out:
#
# $$\text{dz}_j = p_j \left( \text{dout}_j - \sum_i \text{dout}_i \, p_i \right)$$
#
# The sum is the same for all $j$ of a row, so it is computed once. It is the mean of dout, weighted by the probabilities. A
# score gets a positive gradient if its own dout lies above this mean, and a negative one if it lies below.
#
# **By hand**, for the fruit with dout $= (1, -2, 0.5)$:
#
# | | $p$ | dout | dout · $p$ | dout − sum | dz = $p$ · (dout − sum) |
# |---|---|---|---|---|---|
# | apple | 0.6590 | 1 | 0.6590 | 0.7766 | 0.5118 |
# | orange | 0.2424 | −2 | −0.4849 | −2.2234 | −0.5390 |
# | plum | 0.0986 | 0.5 | 0.0493 | 0.2766 | 0.0273 |
# | sum | 1 | | 0.2234 | | 0 |
#
# For all samples at once, with the shapes:
#
# $$\underbrace{dZ}_{(N, C)} = \underbrace{P}_{(N, C)} * \Big( \underbrace{\text{dout}}_{(N, C)} -
# \underbrace{\text{sum of each row of } (\text{dout} * P)}_{(N, 1)} \Big)$$
#
# No Jacobian is built. For 1000 classes it would have a million entries for each sample; this line needs a few thousand
# operations.
#
# **Your turn.** `dout` is any gradient that comes from behind. You may call your `softmax`; then it has to be right first. As
# there, one of the points is for large scores, and Z may have a single row, or as many rows as columns.

# %% exercise="softmax_backward"
def softmax_backward(dout, Z):
    """dout (N, C), Z (N, C), the scores -> dZ (N, C): the slopes of the loss along the scores."""
    ### BEGIN SOLUTION
    P = softmax(Z)
    return P * (dout - np.sum(dout * P, axis=1, keepdims=True))
    ### END SOLUTION


# %% check="softmax_backward"
check(softmax_backward)

# %%
try_it(softmax_backward, np.array([[1.0, -2.0, 0.5]]), np.array([[2.0, 1.0, 0.1]]))

# %% [markdown]
# The Jacobian gives the same, the long way round. (`np.diag` puts a vector on the diagonal of a matrix, `np.outer` multiplies each entry of one
# vector by each of another.)

# %%
p = np.exp([2.0, 1.0, 0.1]) / np.exp([2.0, 1.0, 0.1]).sum()
J = np.diag(p) - np.outer(p, p)
print(np.round(J, 4))
print(np.round(np.array([1.0, -2.0, 0.5]) @ J, 4))

# %% [markdown]
# ## Which function where
#
# | place | activation | why |
# |---|---|---|
# | hidden layers | ReLU | cheap, and it does not saturate above 0: the first choice |
# | hidden layers in which neurons die | leaky ReLU | its slope is never 0 |
# | hidden layers that should stay between −1 and 1 | tanh | centred at 0; used in networks for text |
# | output, yes or no | sigmoid | one probability |
# | output, one of $C$ classes | softmax | $C$ probabilities that add up to 1 |
# | output, any number | none | a price or a temperature has no fixed range |
#
# **In your own words.** A friend builds a network with twenty hidden layers of sigmoid neurons. The last layers learn, but the first
# ones do not change at all. What happens there, and what would you try? Three sentences are enough. This answer is read by a
# person.

# %% [markdown] answer="why-no-deep-sigmoids" points=2
# On the way back the signal is multiplied by the slope of each sigmoid, which is at most 0.25 and much less where the neuron is
# saturated. After twenty layers at most 0.25 to the power of 20 is left, about one part in a million million, unless large
# weights make up for it, so the first layers get almost no gradient. With ReLU in the hidden layers the slope is 1 wherever the sum is
# positive, so the signal does not shrink there.

# %% [markdown]
# ## Where people go wrong
#
# - **z in place of s.** The slope is `s * (1 - s)`, and `s` is `sigmoid(z)`. The slope of tanh is made from `tanh(z)` in the same way.
# - **dout forgotten.** The slope alone is not the gradient. Multiply it by dout.
# - **The sign of dout decides in ReLU.** It is the sign of `z` that opens or closes the way.
# - **`np.max` for `np.maximum`.** The first finds the largest entry of an array; the second compares entry by entry.
# - **Softmax down the columns.** Samples are rows, so `axis=1`, with `keepdims=True`.
# - **Softmax backwards with `P * (1 - P)`.** That is the diagonal only. The other scores of the row count too.
#
# ## Summary
#
# - The step has no useful slope, so nothing can be learnt through it. Smooth activations keep the threshold and pass the message back.
# - Backwards through an elementwise activation: dz = dout · slope at $z$, entry by entry.
# - $s' = s (1 - s)$, at most 0.25. $\tanh' = 1 - \tanh^2$, at most 1. ReLU: 1 or 0. Leaky ReLU: 1 or $\alpha$.
# - Flat ends saturate, and slopes below 1 multiply to almost nothing over many layers.
# - Softmax turns each row of scores into probabilities. Subtracting the row's maximum changes nothing and prevents overflow.
# - Backwards through softmax: `P * (dout - sum of (dout * P))`, row by row.
#
# ### Test yourself
#
# <details><summary>A sigmoid neuron gives s = 0.9, and dout is 2. What is dz?</summary>
#
# 2 · 0.9 · (1 − 0.9) = 0.18. z itself is not needed.
# </details>
#
# <details><summary>A tanh neuron gives 0.5. What is its slope there?</summary>
#
# 1 − 0.5² = 0.75.
# </details>
#
# <details><summary>z = (−1, 2) and dout = (3, −4). What is dz for ReLU, and for leaky ReLU with alpha = 0.2?</summary>
#
# ReLU: (0, −4). Leaky ReLU: (0.6, −4).
# </details>
#
# <details><summary>What does softmax give for the scores (5, 5)? And for (105, 105)?</summary>
#
# (0.5, 0.5) both times. Only the difference counts.
# </details>
#
# <details><summary>In softmax_backward, dout is the same number for all classes of a row. What is dZ in that row?</summary>
#
# 0. The weighted mean of equal numbers is that number, so every bracket is 0. The probabilities always add up to 1, so a loss that
# rewards all of them alike cannot be changed by the scores.
# </details>
#
# <details><summary>Why do the weights before a saturated neuron change so slowly?</summary>
#
# Their gradient contains the slope of the activation, which is almost 0 there. The step is the learning rate times almost nothing.
# </details>
#
# **Next:** [[weights_and_biases]]
