# %% [markdown]
# # Activations
#
# In chapter {{layers}} you chose the weights of a hidden layer by hand. A network should find them itself, and for that its neurons
# need an activation with a slope. In this chapter you write five activations, forwards and backwards: sigmoid,
# tanh, ReLU, leaky ReLU and softmax. On the way you see a neuron start to learn that could not learn before.
#
# - **What you need:** the chain rule and `np.where` of [[neuron]], the shapes of [[layers]], and from [[start_here]] sums along an axis with
#   `keepdims`; from school the rules for powers ($e^{x - m} = e^x e^{-m}$), and what the slope (the derivative) of a curve is.
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
# the step function gives 1. Suppose the right answer is 0. Should $w$ be larger or smaller? Try some values:
#
# | $w$ | $z = 2w + 0.5$ | step |
# |---|---|---|
# | 0.6 | 1.7 | 1 |
# | 0.5 | 1.5 | 1 |
# | 0.4 | 1.3 | 1 |
# | −0.2 | 0.1 | 1 |
# | −0.3 | −0.1 | 0 |
#
# A weight of −0.3 would do, but nothing near 0.5 tells you so. A little more or a little less, the output is the same. Now compute
# the slope by the chain rule of chapter {{neuron}}, where $a = \text{step}(z)$ is the output and the loss $L$ depends on it:
#
# $$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} \cdot
# \underbrace{\frac{\partial a}{\partial z}}_{\text{slope of the step}} \cdot \frac{\partial z}{\partial w}
# = \frac{\partial L}{\partial a} \cdot 0 \cdot x = 0$$
#
# The step is flat on both sides of its jump, and at the jump it has no slope at all. Whatever the loss says, the product is 0,
# and no weight moves.
#
# Chapter {{neuron}} got around this: its loss looked at the sum $z$, in front of the step. That works for a neuron whose target is
# known. A hidden neuron has no target. All it can learn from is the gradient that comes back through the layers after
# it, and a step lets no gradient through.

# %%
plots.activation_functions("step")

# %% [markdown]
# The shaded part is where the slope is below 0.05, so small that hardly anything comes back. For the step that is everywhere but at the
# jump, where there is no slope at all.

# %% [markdown]
# ## A threshold with a slope: the sigmoid
#
# The idea of the threshold is good: silent below, firing above. So keep it, and replace the jump by a smooth ramp.
#
# Such a ramp can be built from the exponential $e^{-z}$, where $e \approx 2.718$. It is huge if $z$ is far below 0, and almost 0 if $z$ is
# far above. Add 1, and divide 1 by the result. What was huge becomes almost 0, and what was almost 0 becomes almost 1:
#
# | $z$ | $e^{-z}$ | $1 + e^{-z}$ | $s = 1 / (1 + e^{-z})$ |
# |---|---|---|---|
# | −4 | [54.598]{=np.exp(4)} | [55.598]{=1 + np.exp(4)} | [0.0180]{=1 / (1 + np.exp(4))} |
# | −1 | [2.7183]{=np.exp(1)} | [3.7183]{=1 + np.exp(1)} | [0.2689]{=1 / (1 + np.exp(1))} |
# | 0 | 1 | 2 | 0.5 |
# | 1 | [0.3679]{=np.exp(-1)} | [1.3679]{=1 + np.exp(-1)} | [0.7311]{=1 / (1 + np.exp(-1))} |
# | 4 | [0.0183]{=np.exp(-4)} | [1.0183]{=1 + np.exp(-4)} | [0.9820]{=1 / (1 + np.exp(-4))} |
#
# This ramp is the *sigmoid*:
#
# $$s(z) = \frac{1}{1 + e^{-z}}$$

# %%
plots.activation_functions("sigmoid", slopes=False)

# %% [markdown]
# Now the neuron from above can tell the difference. With $w = 0.5$ it gives $s(1.5) = [0.8176]{=1 / (1 + np.exp(-1.5))}$, with $w = 0.4$ it gives
# $s(1.3) = [0.7858]{=1 / (1 + np.exp(-1.3))}$. Less weight, a smaller output: that is the right direction.
#
# The step is still in there. At $z = 0.5$ and $z = -0.5$ the sigmoid gives [0.622]{=1 / (1 + np.exp(-0.5))} and
# [0.378]{=1 / (1 + np.exp(0.5))}. Multiply weight and bias by 10, and the sums become 5 and −5: now it gives
# [0.9933]{=1 / (1 + np.exp(-5))} and [0.0067]{=1 / (1 + np.exp(5))}. With large weights a sigmoid neuron is almost a threshold neuron.

# %% [markdown]
# ## An array of any shape
#
# An activation is applied to every sum on its own, and it returns an array of the same shape. The sums can be a vector `(M,)`, those
# of a layer for one sample, or a table `(N, M)`, those for all samples. In later chapters they have three axes and more. The checks of
# this chapter try all of these, with sums of both signs or of one, and with 0.
#
# Write the formula as if `z` were one number. `np.exp` is the exponential, and like `+`, `*` and `/` it works on every entry,
# whatever the shape. Only an `if` does not fit, because it asks about one number; `np.where(condition, a, b)` decides for each entry.
# (If you prefer a loop: `z.ravel()` is all entries in one row, and `.reshape(z.shape)` gives the result its shape back.)

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
# It has its own trouble at the other end. For $z = 1000$ it is $\infty / \infty$, which the computer calls `nan`, *not a number*. One
# `nan` in a network spreads: every sum that it enters is `nan` too.
#
# So use each form where its exponent is not positive: the first, with $e^{-z}$, for $z \ge 0$, and the second, with $e^{z}$, for $z < 0$.
# In both cases the exponential is $e^{-|z|}$, where $|z|$ is $z$ without its sign, and that is never larger than 1.
#
# **Your turn.** One of the three points is for large numbers. The first form alone passes there, with a warning; the second alone
# does not. For a form without a warning, compute `e = np.exp(-np.abs(z))` first and then choose with `np.where`. (`np.where` is given both
# choices, computed for every entry. That is why neither may overflow.)

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
# How fast does $s$ rise? Measure first. At $z = 1$ it is [0.7310586]{=sigmoid(np.array([1.0]))[0]}, at $z = 1.001$ it is [0.7312551]{=sigmoid(np.array([1.001]))[0]}. It grew by [0.0001966]{=sigmoid(np.array([1.001]))[0] - sigmoid(np.array([1.0]))[0]} while $z$ grew
# by 0.001: the slope is about 0.1966.
#
# For the exact slope you need two facts. You may know them from school; here is where they come from. A prime (′) means the slope along $z$.
#
# **The exponential is its own slope:** $(e^z)' = e^z$. Raise $z$ by a small $h$. By the rules for powers, $e^{z + h} = e^z e^h$, so the growth is
# $e^z e^h - e^z = e^z (e^h - 1)$. Per unit of $z$ that is
#
# $$e^z \cdot \frac{e^h - 1}{h}$$
#
# For $h = 0.01$ the fraction is [1.0050]{=(np.exp(0.01) - 1) / 0.01}, for $h = 0.001$ it is [1.0005]{=(np.exp(0.001) - 1) / 0.001}. The smaller $h$ is, the closer it gets to 1, and $e^z$
# remains. $e$ is the one number with this property: with $2^h$ in place of $e^h$ the fraction gets close to [0.693]{=np.log(2)}.

# %%
plots.exponential()

# %% [markdown]
# **The quotient rule.** A quotient $u / v$ changes when $u$ and $v$ do. A small step $h$ changes $u$ by $\Delta u$ and $v$ by $\Delta v$
# (read: delta u, delta v). The new quotient minus the old one, over a common denominator:
#
# $$\frac{u + \Delta u}{v + \Delta v} - \frac{u}{v} = \frac{(u + \Delta u) \, v - u \, (v + \Delta v)}{(v + \Delta v) \, v}
# = \frac{\Delta u \cdot v - u \cdot \Delta v}{(v + \Delta v) \, v}$$
#
# Divide by $h$ and let $h$ shrink. Then $\Delta u / h$ becomes the slope $u'$, $\Delta v / h$ becomes $v'$, and $v + \Delta v$ becomes $v$:
#
# $$\left(\frac{u}{v}\right)' = \frac{u' v - u v'}{v^2}$$
#
# Now the sigmoid. It is such a quotient, with $u = 1$ and $v = 1 + e^{-z}$.
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
# Check it at $z = 1$: $0.7311 \cdot (1 - 0.7311) = [0.1966]{=sigmoid(np.ones(1))[0] * (1 - sigmoid(np.ones(1))[0])}$, as measured. Note that $s$ goes in here, not $z$.
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
# The slope is largest in the middle, where $s = 0.5$: it is $0.5 \cdot 0.5 = 0.25$. It cannot be larger anywhere. Multiply out
# the right side of
#
# $$s \, (1 - s) = 0.25 - (s - 0.5)^2$$
#
# to see that both sides are $s - s^2$. A square is never negative, so the right side is never above 0.25.

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
# | 1 | [0.7311]{=sigmoid(np.ones(1))[0]} | [0.1966]{=sigmoid(np.ones(1))[0] * sigmoid(-np.ones(1))[0]} | −1 | [−0.1966]{=-sigmoid(np.ones(1))[0] * sigmoid(-np.ones(1))[0]} |
# | −2 | [0.1192]{=sigmoid(np.full(1, -2.0))[0]} | [0.1050]{=sigmoid(np.full(1, -2.0))[0] * sigmoid(np.full(1, 2.0))[0]} | 0.5 | [0.0525]{=0.5 * sigmoid(np.full(1, -2.0))[0] * sigmoid(np.full(1, 2.0))[0]} |

# %% [markdown]
# ## Why entry by entry
#
# In the table no row looks at another. The output $a_1$ is computed from the sum $z_1$ alone. Change $z_2$, and $a_1$ stays as it is: its slope along
# $z_2$ is 0, and nothing comes back to $z_2$ by way of $a_1$. So each sum needs its own dout and its own slope only, and the product
# is taken entry by entry: `dout * slope`, with `*` and not with `@`. The same holds for every activation that treats each sum on
# its own. Only softmax, at the end of this chapter, is different.
#
# **Your turn.** `dout` and `z` have the same shape, and `dz` gets it too. You may call your `sigmoid`; then it has to be right
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
# ## The neuron moves
#
# Back to the neuron from the start of this chapter: $x = 2$, $w = 0.5$, $b = 0.5$ and the target $y = 0$. With the step it could not
# move. With the sigmoid it can. Take the squared error $L = (a - y)^2$ as the loss; its slope along $a$ is $2 (a - y)$. One step by
# hand, with the learning rate 0.5:
#
# - **Forward:** $z = 1.5$, so $a = s(1.5) = [0.8176]{=sigmoid(np.full(1, 1.5))[0]}$ and $L = [0.6684]{=sigmoid(np.full(1, 1.5))[0] ** 2}$.
# - **Back to the output:** dout $= 2 \cdot (0.8176 - 0) = [1.6351]{=2 * sigmoid(np.full(1, 1.5))[0]}$.
# - **Through the sigmoid:** the slope is $0.8176 \cdot (1 - 0.8176) = [0.1491]{=sigmoid_backward(np.ones(1), np.full(1, 1.5))[0]}$, so dz $= 1.6351 \cdot 0.1491 = [0.2439]{=sigmoid_backward(2 * sigmoid(np.full(1, 1.5)), np.full(1, 1.5))[0]}$.
# - **Through the sum**, as in chapter {{neuron}}, with dz as its dout: $dw = \text{dz} \cdot x = [0.4878]{=2 * sigmoid_backward(2 * sigmoid(np.full(1, 1.5)), np.full(1, 1.5))[0]}$ and $db = \text{dz} = 0.2439$.
# - **Step:** $w = 0.5 - 0.5 \cdot 0.4878 = [0.2561]{=0.5 - sigmoid_backward(2 * sigmoid(np.full(1, 1.5)), np.full(1, 1.5))[0]}$ and $b = 0.5 - 0.5 \cdot 0.2439 = [0.3781]{=0.5 - 0.5 * sigmoid_backward(2 * sigmoid(np.full(1, 1.5)), np.full(1, 1.5))[0]}$.
#
# With the new weight and bias the output is [0.7090]{=sigmoid(2 * 0.2561 + np.full(1, 0.3781))[0]}, nearer to 0. The cell below repeats such steps with your two functions and shows the
# output before the first step and after each of ten. Then it starts again, with the weight 4.

# %%
def outputs_while_learning(w, b, steps):
    """A sigmoid neuron with x = 2 and target 0: its output before the first step, and after each."""
    x, y, lr = 2.0, 0.0, 0.5
    outputs = []
    for _step in range(steps + 1):
        z = np.array([w * x + b])
        a = sigmoid(z)
        outputs.append(a[0])
        dz = sigmoid_backward(2 * (a - y), z)[0]
        w, b = w - lr * dz * x, b - lr * dz
    return np.round(outputs, 4)


try_it(outputs_while_learning, 0.5, 0.5, 10)
try_it(outputs_while_learning, 4.0, 0.5, 10)

# %% [markdown]
# The first neuron learns: after ten steps its output is down to [0.1315]{=shown[0][-1]}. The second starts at $z = 8.5$. It is more wrong than the first, and yet in
# four digits its output stays at [0.9998]{=shown[1][-1]}. There the sigmoid is so flat that its slope is [0.0002]{=sigmoid_backward(np.ones(1), np.full(1, 8.5))[0]}, and a gradient multiplied by that is almost
# nothing. It takes [992]{=(outputs_while_learning(4.0, 0.5, 5000) > 0.5).sum()} steps until this output is below 0.5. Further down you see what such flat parts do to a whole network.

# %% [markdown]
# ## tanh: centred at 0
#
# The outputs of the sigmoid are all positive. For the next layer they are inputs, and the gradient of a weight is dout times its input.
# With the inputs $(0.2, 0.9)$ and dout $= 3$ the gradient is $dw = (0.6, 2.7)$; with dout $= -3$ it is $(-0.6, -2.7)$. For one sample,
# then, all weights of a neuron go down together or up together. If one should rise and another fall, no single step does both: first all go
# up too far, then all go down again, and the weights reach their goal in a zigzag. With inputs of both signs it need not.
#
# The *hyperbolic tangent*, tanh, runs from −1 to 1:
#
# $$\tanh(z) = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}$$
#
# By hand for $z = 1$: $e^{1} = [2.7183]{=np.exp(1)}$ and $e^{-1} = [0.3679]{=np.exp(-1)}$, so $\tanh(1) = [2.3504]{=np.exp(1) - np.exp(-1)} / [3.0862]{=np.exp(1) + np.exp(-1)} = [0.7616]{=np.tanh(1)}$. For $z = 0$ it is
# $(1 - 1) / (1 + 1) = 0$. For $z = -1$ the numerator changes its sign, so it is $-0.7616$.
#
# It is a sigmoid in disguise. Divide numerator and denominator by $e^{z}$, and write the new numerator $1 - e^{-2z}$ as
# $2 - (1 + e^{-2z})$:
#
# $$\tanh(z) = \frac{1 - e^{-2z}}{1 + e^{-2z}} = \frac{2}{1 + e^{-2z}} - 1 = 2 \, s(2z) - 1$$
#
# A sigmoid of half the width, stretched to twice the height and moved down by 1. Check: $2 \cdot s(2) - 1 = 2 \cdot [0.8808]{=sigmoid(np.full(1, 2.0))[0]} - 1 = 0.7616$.

# %%
plots.activation_functions("sigmoid", "tanh", slopes=False)

# %% [markdown]
# **Your turn.** You may write the formula or use `np.tanh`, which also copes with large numbers. (The formula with its
# four exponentials gives `nan` beyond about $z = \pm 710$: it is $\infty / \infty$ again.)

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
# At $z = 0$ this is $1 - 0 = 1$, four times the largest slope of the sigmoid. At $z = 1$ it is $1 - 0.7616^2 = [0.4200]{=1 - np.tanh(1) ** 2}$.
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
# With a `dout` of 1 the backward pass gives the slopes themselves: 1 at 0, and [0.42]{=tanh_backward(np.ones(1), np.ones(1))[0]} at 1.

# %%
try_it(tanh_backward, np.array([1.0, 1.0]), np.array([0.0, 1.0]))

# %% [markdown]
# ## Saturation and vanishing gradients
#
# Look at both curves with their slopes. In the shaded parts they are almost flat. There the activation is *saturated*: changing
# $z$ changes almost nothing, and so little comes back that the weights in front of it hardly learn. The neuron that started with the weight 4 was
# saturated.

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
# The gradient is a signal that comes back from the loss. In a *deep* network, one with many layers, it passes through many activations on its way back, and each multiplies it by its
# slope. (The weights multiply it too, and can make it larger or smaller. That is the subject of chapter {{deep_networks}}; here we look
# at the activations alone.)
#
# **Predict before you run.** A gradient of 1 goes back through ten sigmoids, each at its steepest point. How much of it arrives?
# One digit is enough, for example 0.002 or 2e-3.

# %% exercise="predict_vanishing"
def predict_vanishing():
    """What is left of a gradient of 1 after ten sigmoids, at best."""
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
# This is the problem of *vanishing gradients*. At best, ten sigmoids leave about a millionth of the gradient ([0.00000095]{=0.25 ** 10}). Unless the weights
# make up for it, the first layers hardly learn at all. tanh is better as long as its sums stay near 0. At $z = 1$ it leaves
# [0.00017]{=tanh_backward(np.ones(1), np.ones(1))[0] ** 10}, where the sigmoid leaves [0.00000009]{=sigmoid_backward(np.ones(1), np.ones(1))[0] ** 10}.

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
# Is one corner enough of a bend? The next layer can add up several of them. Take a ReLU, and subtract another one that starts at 1:
#
# | $z$ | −1 | 0 | 0.5 | 1 | 2 | 3 |
# |---|---|---|---|---|---|---|
# | $\text{relu}(z)$ | 0 | 0 | 0.5 | 1 | 2 | 3 |
# | $\text{relu}(z - 1)$ | 0 | 0 | 0 | 0 | 1 | 2 |
# | difference | 0 | 0 | 0.5 | 1 | 1 | 1 |
#
# The difference is a ramp from 0 to 1, a sigmoid with two corners. With more ReLUs, each with a weight of its own, and a bias the next
# layer can build any curve over a stretch that is made of straight pieces joined end to end.

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
# Left of 0 the curve is flat: its slope is 0. Right of 0 it rises by 1 when $z$ rises by 1: its slope is 1, no matter how large $z$ is.
# Exactly at 0 there is a corner, and a corner has no slope. The computer needs some number, and 0 is the usual choice. Any number from 0 to
# 1 would do; `nan` would not. It seldom matters: either a sum is hardly ever exactly 0, or, where all inputs are 0, the gradients of the
# weights are 0 in any case.
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
# Through ten ReLUs with positive sums the gradient is multiplied by $1^{10} = 1$. Nothing vanishes. That is one of the reasons why deep
# networks became practical. The other side of the coin: where a sum is negative, nothing at all comes back.

# %%
plots.vanishing("sigmoid", "tanh", "relu")

# %% [markdown]
# ## Leaky ReLU: never quite flat
#
# ReLU has a weak side, the left one. Suppose a large step has made a neuron's bias very negative, so that its sum is negative for every
# sample. Then its slope is 0 for every sample, its weights get no gradient, and they stay as they are. Unless its inputs change, it is
# silent for good. It is called a *dead* neuron.
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
# 3. The last column of the table shows what ten such activations leave of a gradient of 1. For which $z$ does tanh leave more than a
#    tenth? And the sigmoid?

# %%
widgets.activations((sigmoid, sigmoid_backward), (tanh, tanh_backward), (relu, relu_backward))

# %% [markdown]
# Without the widget: the slopes, and in brackets what is left after ten.
#
# | $z$ | sigmoid | tanh | ReLU |
# |---|---|---|---|
# | 0.4 | [0.2403]{=sigmoid_backward(np.ones(1), np.full(1, 0.4))[0]} ([0.0000006]{=sigmoid_backward(np.ones(1), np.full(1, 0.4))[0] ** 10}) | [0.8556]{=tanh_backward(np.ones(1), np.full(1, 0.4))[0]} ([0.21]{=tanh_backward(np.ones(1), np.full(1, 0.4))[0] ** 10}) | 1 (1) |
# | 0.5 | [0.2350]{=sigmoid_backward(np.ones(1), np.full(1, 0.5))[0]} ([0.0000005]{=sigmoid_backward(np.ones(1), np.full(1, 0.5))[0] ** 10}) | [0.7864]{=tanh_backward(np.ones(1), np.full(1, 0.5))[0]} ([0.09]{=tanh_backward(np.ones(1), np.full(1, 0.5))[0] ** 10}) | 1 (1) |
# | 1.6 | [0.1398]{=sigmoid_backward(np.ones(1), np.full(1, 1.6))[0]} ([0.000000003]{=sigmoid_backward(np.ones(1), np.full(1, 1.6))[0] ** 10}) | [0.1505]{=tanh_backward(np.ones(1), np.full(1, 1.6))[0]} ([0.000000006]{=tanh_backward(np.ones(1), np.full(1, 1.6))[0] ** 10}) | 1 (1) |
# | 1.7 | [0.1306]{=sigmoid_backward(np.ones(1), np.full(1, 1.7))[0]} ([0.000000001]{=sigmoid_backward(np.ones(1), np.full(1, 1.7))[0] ** 10}) | [0.1250]{=tanh_backward(np.ones(1), np.full(1, 1.7))[0]} ([0.0000000009]{=tanh_backward(np.ones(1), np.full(1, 1.7))[0] ** 10}) | 1 (1) |
#
# <details><summary>Answers</summary>
#
# 1. tanh: [0.0707]{=tanh_backward(np.ones(1), np.full(1, 2.0))[0]}, where the sigmoid still has [0.1050]{=sigmoid_backward(np.ones(1), np.full(1, 2.0))[0]}. tanh is the flatter one from about $z = 1.7$ on. It is steeper in the middle, and it
#    saturates sooner.
# 2. No. Left and right of 0 the slope is 0, and at the jump itself no slope is defined.
# 3. tanh between about $-0.49$ and $[0.49]{=np.arctanh(np.sqrt(1 - 0.1 ** 0.1))}$. There its slope is above [0.794]{=0.1 ** 0.1}, and $0.794^{10} = 0.1$. The sigmoid nowhere: even at 0 only about a
#    millionth is left.
# </details>

# %% [markdown]
# ## From scores to probabilities
#
# Now the last layer. Its three neurons give three sums for a fruit, which are called *scores* here: apple 2, orange 1, plum 0.1. How
# probable is each? The probabilities should be positive and add up to 1, and the larger score should get the larger share.
#
# Dividing the scores by their sum works only as long as none is negative: $(2, 1, -1)$ would become $(1, 0.5, -0.5)$. So make them positive
# first, with the exponential, and then divide:
#
# | | score $z$ | $e^{z}$ | divided by the sum |
# |---|---|---|---|
# | apple | 2 | [7.389]{=np.exp(2)} | [0.659]{=np.exp(2) / np.exp([2, 1, 0.1]).sum()} |
# | orange | 1 | [2.718]{=np.exp(1)} | [0.242]{=np.exp(1) / np.exp([2, 1, 0.1]).sum()} |
# | plum | 0.1 | [1.105]{=np.exp(0.1)} | [0.099]{=np.exp(0.1) / np.exp([2, 1, 0.1]).sum()} |
# | sum | | [11.213]{=np.exp([2, 1, 0.1]).sum()} | 1 |
#
# (All digits are kept on the way, and only what is printed is rounded. Your last digit may differ by one.)
#
# This is *softmax*. For a row of $C$ scores:
#
# $$p_i = \frac{e^{z_i}}{e^{z_1} + e^{z_2} + \dots + e^{z_C}}$$

# %%
plots.probabilities([2.0, 1.0, 0.1], ["apple", "orange", "plum"])

# %% [markdown]
# The name fits: a hard maximum would give everything to the apple, (1, 0, 0). Softmax gives it most, and the others a share.
#
# What counts is the *difference* of two scores, because $e^{z_1} / e^{z_2} = e^{z_1 - z_2}$. The apple is one point ahead of the orange, so its
# share is $e^1 = [2.718]{=np.exp(1)}$ times as large.
#
# With two classes you know the function already. For the scores $z$ and 0 the first share is $e^{z} / (e^{z} + 1)$, the second form of the sigmoid.
# For a question with two answers, one neuron with a sigmoid is therefore enough.

# %% [markdown]
# ## Subtracting the maximum
#
# Scores of 1000 would overflow. But only differences count, so the same number $m$ may be subtracted from all scores of a row:
#
# $$\frac{e^{z_i - m}}{\sum_k e^{z_k - m}} = \frac{e^{z_i} \, e^{-m}}{\sum_k e^{z_k} \, e^{-m}}
# = \frac{e^{-m} \, e^{z_i}}{e^{-m} \sum_k e^{z_k}} = \frac{e^{z_i}}{\sum_k e^{z_k}}$$
#
# ($\sum_k$ means: add up for all $k$, that is, for all classes.) The first step uses $e^{x - m} = e^{x} e^{-m}$. The factor $e^{-m}$ is the same in
# every term of the sum, so it can be taken out, and then it cancels. **Nothing changes, whatever $m$ is.**

# Choose $m$ as the largest score of the row. By hand, with $m = 2$: the scores become $(0, -1, -1.9)$, the exponentials
# $(1, [0.368]{=np.exp(-1)}, [0.150]{=np.exp(-1.9)})$, their sum is [1.517]{=np.exp([0, -1, -1.9]).sum()}, and the shares are $(0.659, 0.242, 0.099)$ as before.
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
# Raise the score of the apple by 0.01 and see what moves:

# %%
scores = np.array([2.0, 1.0, 0.1])
p = np.exp(scores) / np.exp(scores).sum()
raised = np.exp(scores + np.array([0.01, 0.0, 0.0]))
p_raised = raised / raised.sum()
print("before:         ", np.round(p, 4))
print("after:          ", np.round(p_raised, 4))
print("change per unit:", np.round((p_raised - p) / 0.01, 4))

# %% [markdown]
# All three probabilities move, because they share one sum: what the apple gains, the others lose. Every output depends on every
# score, so there is a slope for each pair, that of $p_i$ along $z_j$.
#
# Write $S = \sum_k e^{z_k}$ for the sum, so $p_i = e^{z_i} / S$. Along $z_j$ the sum has the slope $e^{z_j}$, as only one
# of its terms contains $z_j$. The quotient rule, with $u = e^{z_i}$ and $v = S$, in two cases:
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
# All slopes of one row together form a matrix, called the *Jacobian*. Row $i$ belongs to the probability $p_i$, column $j$ to the score $z_j$. For the
# fruit it is
#
# $$J = \begin{pmatrix} p_1 (1 - p_1) & -p_1 p_2 & -p_1 p_3 \\ -p_2 p_1 & p_2 (1 - p_2) & -p_2 p_3 \\ -p_3 p_1 & -p_3 p_2 & p_3 (1 - p_3) \end{pmatrix}
# = \begin{pmatrix} [0.2247]{=p[0] * (1 - p[0])} & [-0.1598]{=-p[0] * p[1]} & [-0.0650]{=-p[0] * p[2]} \\ [-0.1598]{=-p[1] * p[0]} & [0.1837]{=p[1] * (1 - p[1])} & [-0.0239]{=-p[1] * p[2]} \\ [-0.0650]{=-p[2] * p[0]} & [-0.0239]{=-p[2] * p[1]} & [0.0889]{=p[2] * (1 - p[2])} \end{pmatrix}$$
#
# The first column is what was measured, up to the small error of a step of 0.01. Each row adds up to 0, apart from rounding: if all
# scores rise by the same amount, no probability moves.
#
# Three sigmoids have a Jacobian too. In it everything off the diagonal is 0, because no output depends on another neuron's sum:
#
# $$\begin{pmatrix} s_1 (1 - s_1) & 0 & 0 \\ 0 & s_2 (1 - s_2) & 0 \\ 0 & 0 & s_3 (1 - s_3) \end{pmatrix}$$
#
# That is why a product entry by entry was enough there. For softmax, `dout * P * (1 - P)` would leave out all that is not on the diagonal.

# %% [markdown]
# ## Backwards through softmax
#
# Start with numbers: the fruit again, with dout $= (1, -2, 0.5)$. The score of the apple reaches the loss by three paths, one through each
# probability. Raise the score of the apple by a small $h$. Then each $p_i$ changes by its slope times $h$, and each such change alone
# changes the loss by $\text{dout}_i$ times as much. For small $h$ the three changes of the loss add up. So the slope along a path is a
# product, and the paths are added. The slopes are those of the first column of $J$:
#
# $$\text{dz}_1 = 1 \cdot 0.2247 + (-2) \cdot (-0.1598) + 0.5 \cdot (-0.0650) = [0.5118]{=(np.array([1, -2, 0.5]) @ (np.diag(p) - np.outer(p, p)))[0]}$$
#
# In symbols, for any score:
#
# $$\text{dz}_j = \sum_i \text{dout}_i \, \frac{\partial p_i}{\partial z_j}$$
#
# This can be made much shorter. Put in the slopes; the term with $i = j$ is the one from the diagonal:
#
# $$\text{dz}_j = \text{dout}_j \, p_j (1 - p_j) - \sum_{i \ne j} \text{dout}_i \, p_i \, p_j$$
#
# Multiply out the first part: it is $\text{dout}_j \, p_j - \text{dout}_j \, p_j \, p_j$. The second half of this is just what the sum leaves out, its term
# for $i = j$. Move it into the sum, which then runs over all $i$:
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
# **By hand**, for the fruit:
#
# | | $p$ | dout | dout · $p$ | dout − sum | dz = $p$ · (dout − sum) |
# |---|---|---|---|---|---|
# | apple | [0.6590]{=p[0]} | 1 | [0.6590]{=p[0]} | [0.7766]{=1 - p @ [1, -2, 0.5]} | [0.5118]{=p[0] * (1 - p @ [1, -2, 0.5])} |
# | orange | [0.2424]{=p[1]} | −2 | [−0.4849]{=-2 * p[1]} | [−2.2234]{=-2 - p @ [1, -2, 0.5]} | [−0.5390]{=p[1] * (-2 - p @ [1, -2, 0.5])} |
# | plum | [0.0986]{=p[2]} | 0.5 | [0.0493]{=0.5 * p[2]} | [0.2766]{=0.5 - p @ [1, -2, 0.5]} | [0.0273]{=p[2] * (0.5 - p @ [1, -2, 0.5])} |
# | sum | 1 | | [0.2234]{=p @ [1, -2, 0.5]} | | 0 |
#
# For all samples at once, with the shapes:
#
# $$\underbrace{dZ}_{(N, C)} = \underbrace{P}_{(N, C)} * \Big( \underbrace{\text{dout}}_{(N, C)} -
# \underbrace{\text{sum of each row of } (\text{dout} * P)}_{(N, 1)} \Big)$$
#
# No Jacobian is built. For 1000 classes it would have a million entries for each sample; this line needs a few thousand
# operations.
#
# **Your turn.** `dout` is any gradient that comes back from what follows. You may call your `softmax`; then it has to be right first. As
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
# The Jacobian gives the same by the longer way. (`np.diag` puts a vector on the diagonal of a matrix, `np.outer` multiplies each entry of one
# vector by each of another.)

# %%
J = np.diag(p) - np.outer(p, p)
print(np.round(J, 4))
print(np.round(np.array([1.0, -2.0, 0.5]) @ J, 4))

# %% [markdown]
# ## Which function where
#
# | place | activation | why |
# |---|---|---|
# | hidden layers | ReLU | quick to compute, and it does not saturate above 0: the first choice |
# | hidden layers in which neurons die | leaky ReLU | its slope is never 0 |
# | hidden layers that should stay between −1 and 1 | tanh | centred at 0; used in networks for text |
# | output, yes or no | sigmoid | one probability |
# | output, one of $C$ classes | softmax | $C$ probabilities that add up to 1 |
# | output, any number | none | a price or a temperature has no fixed range |
#
# (Many newer networks use smooth relatives of ReLU in their hidden layers. You meet one, GELU, in chapter {{attention}}.)

# **In your own words.** A friend builds a network with twenty hidden layers of sigmoid neurons. The last layers learn, but the first
# ones do not change at all. What happens there, and what would you try? Three sentences are enough. This answer is read by a
# person.

# %% [markdown] answer="why-no-deep-sigmoids" points=2
# On the way back the gradient is multiplied by the slope of each sigmoid, which is at most 0.25 and much less where the neuron is
# saturated. After twenty layers at most 0.25 to the power of 20 is left, about one part in a million million, unless large
# weights make up for it, so the first layers get almost no gradient. With ReLU in the hidden layers the slope is 1 wherever the sum is
# positive, so the gradient does not shrink there.

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
# - The step has no useful slope, so nothing can be learnt through it. An activation with a slope keeps the threshold and lets the gradient through.
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
