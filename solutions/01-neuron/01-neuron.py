# %% [markdown]
# # One neuron
#
# A neural network is made of many small units that all do the same thing. In this chapter you build one of them. At the end it learns by
# itself: first two small tasks, then how to tell wines made from two varieties of grapes apart. You also see a task that it can never
# learn, and why.
#
# - **What you need:** [[start_here]]: weighted sums, `zip`, copies, masks, several results of one function.
# - **What you can do afterwards:** compute a neuron by hand and in code, say how its sum depends on each weight and input, and
#   train it by the perceptron rule.
# - **How long it takes:** about two and a quarter hours.

# %% locked="setup"
import numpy as np
from gradatim import data, plots, try_it, widgets
from gradatim_autograder import check

# %% [markdown]
# ## From a nerve cell to a formula
#
# A nerve cell collects signals from other cells through its *dendrites*. Some signals excite it, others inhibit it.
# The points of contact are the *synapses*; a strong synapse passes more of a signal on than a weak one. The signals
# meet in the cell body. If together they exceed a threshold, the cell *fires*: it sends a pulse along its *axon* to the
# next cells. If not, it stays silent.

# %%
plots.biological_neuron()

# %% [markdown]
# In 1943 Warren McCulloch and Walter Pitts described the nerve cell by a simple calculation: count the signals that arrive, and compare
# the count with a threshold. Today's form has weights as well:
#
# | in the cell | in the formula |
# |---|---|
# | signals that arrive | inputs $x_1, x_2, \dots$ |
# | strength of a synapse | weight $w_1, w_2, \dots$ (negative: it inhibits the cell) |
# | cell body | the sum $z$ |
# | how easily the cell fires | bias $b$, a number that is added to the sum |
# | fires or stays silent | output $a$: 1 or 0 |
#
# Real nerve cells are far more complicated. The formula keeps one idea: weigh, add up, compare.

# %% [markdown]
# ## The weighted sum, by hand
#
# Will you go for a walk? Two things matter: $x_1$ says whether the sun is shining (1 or 0), and $x_2$ how many hours of work are
# left. Sunshine is a reason for a walk, with the weight $w_1 = 3$. Each hour of work is a reason against it, with $w_2 = -1$. And you quite
# like walking anyway: the bias is $b = 0.5$.
#
# The sun is shining and two hours of work are left, so $x = (1, 2)$:
#
# $$z = \underbrace{1 \cdot 3}_{3} + \underbrace{2 \cdot (-1)}_{-2} + \underbrace{0.5}_{b} = 1.5$$
#
# The sum is above 0: you go. With four hours of work it would be $3 - 4 + 0.5 = -0.5$, and you would stay at home.

# %%
plots.neuron(np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.5)

# %% [markdown]
# In symbols, for $D$ inputs:
#
# $$z = x_1 w_1 + x_2 w_2 + \dots + x_D w_D + b$$
#
# **Predict before you run.** A neuron has three inputs. Compute $z$ on paper:
#
# $$x = (2, -1, 3), \qquad w = (0.5, 1, -0.25), \qquad b = 0.4$$

# %% exercise="predict_sum"
def predict_sum():
    """The sum z of this neuron, computed by hand."""
    ### BEGIN SOLUTION
    return -0.35
    ### END SOLUTION


# %% check="predict_sum"
check(predict_sum)

# %% [markdown]
# ## The neuron as a function
#
# **Your turn.** Let the computer do it, for any number of inputs. `x` and `w` are vectors of the same length, and `b`
# is one number. In this chapter the inputs may be of the kind `int`, as in `np.array([1, 0])`; weights and bias are floats.
# (Python counts from 0: the input $x_1$ is `x[0]`.)

# %% exercise="neuron"
def neuron(x, w, b):
    """x (D,), w (D,), b -> z: the weighted sum plus the bias, one number."""
    ### BEGIN SOLUTION
    return x @ w + b
    ### END SOLUTION


# %% check="neuron"
check(neuron)

# %% [markdown]
# Your function and the walk from above: the result should be [1.5]{=neuron(np.array([1, 2]), np.array([3, -1]), 0.5)}. The second line should be your prediction.

# %%
try_it(neuron, np.array([1.0, 2.0]), np.array([3.0, -1.0]), 0.5)
try_it(neuron, np.array([2.0, -1.0, 3.0]), np.array([0.5, 1.0, -0.25]), 0.4)

# %% [markdown]
# ## The threshold
#
# The sum can be any number. The cell fires or it does not. The *step function* makes the decision:
#
# $$\text{step}(z) = \begin{cases} 1 & \text{if } z > 0 \\ 0 & \text{otherwise} \end{cases}$$
#
# At exactly $z = 0$ the neuron stays silent. Some books let it fire there; what matters is to choose one and keep to it.

# %%
plots.step_function()

# %% [markdown]
# **Your turn.** Write it so that it works for one number and for a whole array of them. In an array each entry gets its own answer:
# `step(np.array([-1, 0, 2]))` is `[0, 0, 1]`. An `if` asks about one number; `np.where(condition, 1.0, 0.0)` asks about each entry.
# You get half of the points if it works for single numbers only.

# %% exercise="step"
def step(z):
    """z (a number or an array) -> a (the same shape): 1 where z > 0, else 0."""
    ### BEGIN SOLUTION
    return np.where(z > 0, 1.0, 0.0)
    ### END SOLUTION


# %% check="step"
check(step)

# %% [markdown]
# ## The bias shifts the threshold
#
# The neuron fires when $x_1 w_1 + \dots + b > 0$, in other words when the weighted inputs add up to more than $-b$. A bias of $-1.5$
# puts the bar at 1.5: together the inputs have to bring more than 1.5. A positive bias makes the cell fire easily. With $b > 0$ it
# fires even when all inputs are 0.
#
# With two inputs this can be drawn. Each pair $(x_1, x_2)$ is a point in the plane. Take $w = (1, 1)$ and $b = -1.5$. Where is $z = 0$?
#
# $$x_1 + x_2 - 1.5 = 0, \qquad \text{so} \qquad x_2 = 1.5 - x_1$$
#
# That is a straight line, which falls by 1 for each step of 1 to the right. On one side of it the neuron fires, on the other it is silent.
# Which side? Follow the arrow $w$: a step of $(1, 1)$ raises the sum by $1 \cdot 1 + 1 \cdot 1 = 2$. For any weights that are not both 0 it
# raises the sum by $w_1^2 + w_2^2$, which is positive, so the arrow points to the side that fires.
#
# The four points in the picture are the inputs of a small task, AND: the neuron should fire only where both inputs are 1. A
# circle is a point where it should fire (*target* 1), a square one where it should be silent (target 0).
#
# Move the sliders. Find out:
#
# 1. What happens to the line when you change only the bias?
# 2. What happens when you multiply both weights and the bias by 2?
# 3. How can you make the two sides change places?
# 4. Start again from $w = (1, 0.5)$ and $b = 0.2$. Move one slider only, until all four points are right. Which slider, and how far?
#
# If you see no sliders, run the cell at the top that begins with `import`, and then this one again.

# %%
widgets.neuron()

# %% [markdown]
# Without the widget: here are the same weights with two biases. The first neuron fires at two points where it should be silent. The
# second has the lower bias, so its bar is higher, and all four points are right.

# %%
X, y = data.gate("AND")
plots.decision_line(np.array([1.0, 1.0]), -0.5, X, y, title="w = (1, 1), b = -0.5")

# %%
plots.decision_line(np.array([1.0, 1.0]), -1.5, X, y, title="w = (1, 1), b = -1.5")

# %% [markdown]
# <details><summary>Answers</summary>
#
# 1. It moves, parallel to itself: the bias shifts the line without turning it. The weights say which way it faces.
# 2. Nothing. $z$ doubles everywhere, but the places where it is 0 stay the same.
# 3. Change the sign of both weights and of the bias.
# 4. The bias. All four are right for $-1.5 < b \le -1$, on the slider from $-1.4$ to $-1$: $(1, 0)$ brings 1 and has to stay silent,
#    $(1, 1)$ brings 1.5 and has to fire.
# </details>

# %% [markdown]
# ## Choosing weights by hand
#
# A *logic gate* gets two inputs that are 0 or 1 and answers 0 or 1:
#
# | $x_1$ | $x_2$ | AND | OR | NAND |
# |---|---|---|---|---|
# | 0 | 0 | 0 | 0 | 1 |
# | 0 | 1 | 0 | 1 | 1 |
# | 1 | 0 | 0 | 1 | 1 |
# | 1 | 1 | 1 | 1 | 0 |
#
# AND fires when both inputs are 1. OR fires when at least one is. NAND is "not AND".
#
# One neuron can be an AND gate. Take $w = (1, 1)$ and $b = -1.5$, and go through the rows:
#
# - 0, 0: $0 + 0 - 1.5 = [-1.5]{=neuron(np.array([0, 0]), np.array([1, 1]), -1.5)}$, silent
# - 0, 1 and 1, 0: $1 - 1.5 = [-0.5]{=neuron(np.array([0, 1]), np.array([1, 1]), -1.5)}$, silent
# - 1, 1: $2 - 1.5 = [0.5]{=neuron(np.array([1, 1]), np.array([1, 1]), -1.5)}$, fires
#
# Many other numbers do the same; $w = (2, 2)$ with $b = -3$, for example.
#
# **Your turn.** Find weights and a bias for NAND. The widget above helps: choose NAND under "data". Any numbers that work are
# right.

# %% exercise="nand_neuron"
def nand_neuron():
    """Return w (2,) and b of a neuron that computes NAND."""
    ### BEGIN SOLUTION
    return np.array([-1.0, -1.0]), 1.5
    ### END SOLUTION


# %% check="nand_neuron"
check(nand_neuron)

# %% [markdown]
# ## Backwards: who is responsible for the error?
#
# Choosing weights by hand does not get you far. A neuron should find them itself. For that it has to know: if this weight changes
# a little, what happens to the sum?
#
# Take the walk again: $x = (1, 2)$, $w = (3, -1)$, $b = 0.5$, $z = 1.5$. Raise one number at a time by 0.1:
#
# | changed | new sum | $z$ changes by | per unit |
# |---|---|---|---|
# | $w_1$: 3 → 3.1 | 1 · 3.1 + 2 · (−1) + 0.5 = [1.6]{=neuron(np.array([1, 2]), np.array([3.1, -1]), 0.5)} | 0.1 | 1, that is $x_1$ |
# | $w_2$: −1 → −0.9 | 1 · 3 + 2 · (−0.9) + 0.5 = [1.7]{=neuron(np.array([1, 2]), np.array([3, -0.9]), 0.5)} | 0.2 | 2, that is $x_2$ |
# | $x_1$: 1 → 1.1 | 1.1 · 3 + 2 · (−1) + 0.5 = [1.8]{=neuron(np.array([1.1, 2]), np.array([3, -1]), 0.5)} | 0.3 | 3, that is $w_1$ |
# | $x_2$: 2 → 2.1 | 1 · 3 + 2.1 · (−1) + 0.5 = [1.4]{=neuron(np.array([1, 2.1]), np.array([3, -1]), 0.5)} | −0.1 | −1, that is $w_2$ |
# | $b$: 0.5 → 0.6 | 1 · 3 + 2 · (−1) + 0.6 = [1.6]{=neuron(np.array([1, 2]), np.array([3, -1]), 0.6)} | 0.1 | 1 |
#
# The last column is called the *slope* or *derivative* of $z$. A weight counts as much as the input that flows through it.
# An input counts as much as its weight. The bias always counts 1. This is no accident of the numbers: $z$ contains $w_2$ only in the term
# $x_2 w_2$, so raising $w_2$ by any amount $h$ raises $z$ by $x_2 h$, which is $x_2$ per unit. In symbols:
#
# $$\frac{\partial z}{\partial w_i} = x_i, \qquad \frac{\partial z}{\partial x_i} = w_i, \qquad \frac{\partial z}{\partial b} = 1$$
#
# Read $\partial z / \partial w_1$ as: the slope of $z$ along $w_1$, when only $w_1$ changes.

# %% [markdown]
# ## From the sum to the loss
#
# The sum $z$ is not the end. What counts is how wrong it is. Suppose that $z$ should have been $-0.5$: it rained, and you would
# have done better to stay. The error is $z - (-0.5) = z + 0.5$, and its square is a *loss* $L$, a number that says how wrong the neuron is:
#
# $$L = (z + 0.5)^2 = (1.5 + 0.5)^2 = 2^2 = 4$$
#
# How does the loss change with $z$? At $z = 1.6$ it is $2.1^2 = 4.41$, so it has grown by 0.41 for 0.1, about 4 for each unit of $z$. For
# any small step $h$ it grows by $(2 + h)^2 - 2^2 = 4h + h^2$, which is $4 + h$ for each unit of $h$; the smaller $h$ is, the closer that
# comes to 4. So the slope of a square is twice the number that is squared: $2 \cdot 2 = 4$. The slope of the loss along a function's own
# output is called `dout`, here and in all chapters:
#
# $$\text{dout} = \frac{\partial L}{\partial z} = 4$$
#
# Now put the two together. For small changes, $L$ changes 4 times as much as $z$, and $z$ changes 2 times as much as $w_2$. So $L$ changes
# $4 \cdot 2 = 8$ times as much as $w_2$. Try it: with $w_2 = -0.99$ the sum is 1.52 and the loss $2.02^2 = [4.0804]{=(neuron(np.array([1, 2]), np.array([3, -0.99]), 0.5) + 0.5) ** 2}$. It has grown by 0.0804
# for 0.01, about 8 per unit.
#
# The slopes are multiplied. This is the *chain rule*:
#
# $$\frac{\partial L}{\partial w_i} = \frac{\partial L}{\partial z} \cdot \frac{\partial z}{\partial w_i} = \text{dout} \cdot x_i$$
#
# The same step gives $\partial L / \partial x_i = \text{dout} \cdot w_i$ and $\partial L / \partial b = \text{dout} \cdot 1$.
#
# In the code, `dw` is short for $\partial L / \partial w$, and so on. `dw` always has the shape of `w`. The slopes of the loss along all
# weights together are called the *gradient*. The word is also used for a single one of them.
#
# Computing $z$ from the inputs is the *forward pass*; going back from the loss to the slopes is the *backward pass*.
#
# **Your turn.** Compute the three gradients by these formulas. Where `x` holds whole numbers, `dx` and `dw` need not. Do not measure
# them with a small step, as in the table. That takes a whole forward pass for every weight, which a large network cannot afford,
# and for a curved loss it gives nearly the right number, not the right one. The check does not accept it.

# %% exercise="neuron_backward"
def neuron_backward(dout, x, w):
    """dout, x (D,), w (D,) -> dx (D,), dw (D,), db: the slopes of the loss along x, w and b."""
    ### BEGIN SOLUTION
    dx = dout * w
    dw = dout * x
    db = dout
    return dx, dw, db
    ### END SOLUTION


# %% check="neuron_backward"
check(neuron_backward)

# %% [markdown]
# The example of the text, with `dout = 4`. The gradients of the weights should be [4]{=neuron_backward(4.0, np.array([1.0, 2.0]), np.array([3.0, -1.0]))[1][0]} and [8]{=neuron_backward(4.0, np.array([1.0, 2.0]), np.array([3.0, -1.0]))[1][1]}.

# %%
try_it(neuron_backward, 4.0, np.array([1.0, 2.0]), np.array([3.0, -1.0]))

# %% [markdown]
# ## Learning from mistakes
#
# Now the neuron learns. It sees one sample after another, each with the right answer, the *target* $y$, and compares its output
# $a = \text{step}(z)$ with the target.
#
# Learning needs a loss with a slope. The output itself will not do: it jumps from 0 to 1, and everywhere else its slope is 0. So look at
# the sum. If the answer is wrong, let the loss be the distance by which $z$ is on the wrong side of 0. If the answer is right, the loss is 0:
#
# | output $a$ | target $y$ | loss $L$ | its slope along $z$ | $a - y$ |
# |---|---|---|---|---|
# | 1 | 1 | 0 | 0 | 0 |
# | 0 | 0 | 0 | 0 | 0 |
# | 1 ($z$ is too large) | 0 | $z$ | 1 | 1 |
# | 0 ($z$ is too small) | 1 | $-z$ | −1 | −1 |
#
# The last two columns agree. So the slope of this loss is very easy to compute:
#
# $$\text{dout} = a - y$$
#
# (At exactly $z = 0$ the loss has a corner and no slope. There too the neuron takes $a - y$.)
#
# The gradients `dw = dout * x` and `db = dout` say in which direction a change of each weight makes things worse. So each weight takes a
# step the other way. The *learning rate* `lr` says how large:
#
# $$w \leftarrow w - \text{lr} \cdot dw, \qquad b \leftarrow b - \text{lr} \cdot db$$
#
# This is the *perceptron rule* of Frank Rosenblatt (1958).
#
# **One step by hand.** Let $w = (0, 0)$, $b = 0$ and lr $= 0.5$. The sample is $x = (1, 1)$ with the target $y = 1$.
#
# - Forward: $z = 0$, so $a = 0$. The neuron should have fired.
# - The slope for $z$: dout $= 0 - 1 = -1$.
# - Gradients: $dw = -1 \cdot (1, 1) = (-1, -1)$ and $db = -1$.
# - Step: $w = (0, 0) - 0.5 \cdot (-1, -1) = (0.5, 0.5)$ and $b = 0 - 0.5 \cdot (-1) = 0.5$.
#
# The same sample again: $z = 0.5 + 0.5 + 0.5 = 1.5 > 0$. Now it fires.
#
# One pass through all samples is called an *epoch*.
#
# **Your turn.** Write the training. For each epoch go through the samples in order, `X[0]` first. For each sample compute the
# output, then `dout`, then take the step. Do not change the arrays that were passed in: `w = w - ...` makes a new array,
# while `w -= ...` changes the old one. `X` and `y` may hold whole numbers; `w` holds floats.

# %% exercise="train_neuron"
def train_neuron(X, y, w, b, lr, epochs):
    """X (N, D), y (N,) of 0 and 1, start values w (D,) and b -> the learnt w (D,) and b."""
    ### BEGIN SOLUTION
    for _epoch in range(epochs):
        for x, target in zip(X, y):
            z = x @ w + b
            a = 1.0 if z > 0 else 0.0
            dout = a - target
            w = w - lr * dout * x
            b = b - lr * dout
    return w, b
    ### END SOLUTION


# %% check="train_neuron"
check(train_neuron)

# %% [markdown]
# Let it learn AND and OR, starting from weights of 0. Until your function is written, the cells below say so.

# %%
X, y = data.gate("AND")
try_it(train_neuron, X, y, np.zeros(2), 0.0, 0.5, 10)

# %%
plots.training(train_neuron, X, y, lr=0.5, epochs=10, title="AND")

# %%
X, y = data.gate("OR")
plots.training(train_neuron, X, y, lr=0.5, epochs=10, title="OR")

# %% [markdown]
# The curve on the left counts the mistakes after each epoch. AND is learnt after [5]{=[sum(step(data.gate('AND')[0] @ w + b) != data.gate('AND')[1]) for w, b in [train_neuron(*data.gate('AND'), np.zeros(2), 0.0, 0.5, n) for n in range(11)]].index(0)} epochs, OR after [3]{=[sum(step(data.gate('OR')[0] @ w + b) != data.gate('OR')[1]) for w, b in [train_neuron(*data.gate('OR'), np.zeros(2), 0.0, 0.5, n) for n in range(11)]].index(0)}. On the way
# the number of mistakes may rise: a step that is right for one sample can be wrong for another.
#
# The line may go through a point, as it does here. A point exactly on the line has $z = 0$, so the neuron is silent there.
#
# That it ends well is no accident. If any line at all separates the points with target 1 from those with target 0, the perceptron
# rule finds one after a finite number of steps (Novikoff, 1962).

# %% [markdown]
# ## Real samples: two varieties
#
# Four points are a toy. Here are [107]{=(data.wine()[1] != 1).sum()} wines from one region of Italy, made from two varieties of grapes. Two measurements are used: the *flavanoids*, a group of plant
# substances, and the strength of the colour. The neuron should fire for the wines of the second variety.
#
# It learns from every other wine. The rest are kept aside, to see afterwards what it says about wines that it has never met.

# %%
measured, variety = data.wine()
two = variety != 1  # a mask: the data number three varieties 0, 1 and 2; number 1 is left out
wines = measured[two][:, [6, 9]]  # the rows of the mask, then columns 6 and 9 (a list in place of one number)
target = np.where(variety[two] == 2, 1, 0)

X, y = wines[::2], target[::2]  # the wines 0, 2, 4, ...: to learn from
X_new, y_new = wines[1::2], target[1::2]  # the wines 1, 3, 5, ...: kept aside
plots.training(train_neuron, X, y, lr=0.5, epochs=20, title="Two varieties")

# %%
def mistakes_known_and_new():
    w, b = train_neuron(X, y, np.zeros(2), 0.0, 0.5, 20)
    return np.sum(step(X @ w + b) != y), np.sum(step(X_new @ w + b) != y_new)


try_it(mistakes_known_and_new)

# %% [markdown]
# In the picture $x_1$ is the flavanoids and $x_2$ the colour. The same few lines of code have found a rule that nobody wrote into them. Of the
# [54]{=len(y)} wines that the neuron learnt from it gets [0]{=shown[0][0]} wrong, of the [53]{=len(y_new)} new ones [2]{=shown[0][1]}. It stops learning as soon as every wine is on the right side, however
# close the line is, and here it lies close to the squares. Right on known samples is not the same as right on new ones; chapter {{training}}
# returns to that.
#
# For five epochs the curve stands at [30]{=np.sum(y == 0)}: the neuron fires for every wine, and the [30]{=np.sum(y == 0)} of the first variety are wrong. The wines are sorted by variety,
# so each epoch ends with the second one, whose corrections all raise the sum. But with each epoch the weight of the flavanoids, in
# which the first variety's wines are rich, ends lower: [0.61]{=train_neuron(X, y, np.zeros(2), 0.0, 0.5, 1)[0][0]} after the first, [−4.91]{=train_neuron(X, y, np.zeros(2), 0.0, 0.5, 7)[0][0]} after the seventh. Then all are right.

# %% [markdown]
# ## Why XOR fails
#
# XOR ("one or the other, but not both") fires when exactly one input is 1:
#
# | $x_1$ | $x_2$ | XOR |
# |---|---|---|
# | 0 | 0 | 0 |
# | 0 | 1 | 1 |
# | 1 | 0 | 1 |
# | 1 | 1 | 0 |
#
# **Predict before you run.** With the best possible weights, how many of the four rows can one neuron get right?

# %% exercise="predict_xor"
def predict_xor():
    """The largest number of rows of XOR that one neuron gets right (0 to 4)."""
    ### BEGIN SOLUTION
    return 3
    ### END SOLUTION


# %% check="predict_xor"
check(predict_xor)

# %%
X, y = data.gate("XOR")
plots.training(train_neuron, X, y, lr=0.5, epochs=25, title="XOR")

# %% [markdown]
# Three rows are possible: the weights of OR get all rows right but 1, 1. The rule cannot rest there:
# it corrects the row that is wrong, and spoils another.
#
# The number of mistakes never reaches 0. More epochs do not help, and neither does another learning rate. Here is why. The neuron would
# need weights for which all four rows hold:
#
# 1. row 0, 0 is silent: $b \le 0$
# 2. row 0, 1 fires: $w_2 + b > 0$
# 3. row 1, 0 fires: $w_1 + b > 0$
# 4. row 1, 1 is silent: $w_1 + w_2 + b \le 0$
#
# Add lines 2 and 3: $w_1 + w_2 + 2b > 0$. Subtract $b$ from both sides: $w_1 + w_2 + b > -b$. By line 1, $-b \ge 0$. So
# $w_1 + w_2 + b > 0$, and that contradicts line 4. No such weights exist. In the picture: no straight line has the two corners
# (0, 1) and (1, 0) on one side and the other two on the other.
#
# Marvin Minsky and Seymour Papert showed in 1969 what single neurons of this kind cannot do; XOR is the smallest example. The
# way out comes in the next chapter: one more layer.
#
# **In your own words.** A friend says: "One neuron fails at XOR because it was not trained long enough." What do you answer?
# Two or three sentences are enough. This answer is read by a person.

# %% [markdown] answer="why-not-xor" points=2
# More training cannot help. One neuron separates the plane by a straight line, and no straight line has (0, 1) and (1, 0) on one
# side and (0, 0) and (1, 1) on the other. The weights that training looks for do not exist.

# %% [markdown]
# ## Where people go wrong
#
# - **The bias inside the loop.** It is added once to the finished sum, not once for each input.
# - **x and w exchanged in the backward pass.** The slope along a weight is its *input*; the slope along an input is its *weight*.
# - **dout forgotten.** `dw = x` is the slope of $z$. The slope of the loss is `dout * x`.
# - **The wrong sign of the step.** The gradient points uphill. Learning goes down: minus.
#
# ## Summary
#
# - A neuron computes $z = x_1 w_1 + \dots + x_D w_D + b$ and fires if $z > 0$.
# - The weights set the direction of the line between firing and silence; the bias shifts it.
# - Backwards: $dx = \text{dout} \cdot w$, $dw = \text{dout} \cdot x$, $db = \text{dout}$.
# - The chain rule: the slope of the loss along a weight is the slope along $z$ times the slope of $z$.
# - Learning is a small step against the gradient, sample after sample.
# - One neuron can separate only what a straight line separates, and XOR cannot be.
#
# ### Test yourself
#
# <details><summary>A neuron has w = (2, -1) and b = -1. Does it fire for x = (1, 1)?</summary>
#
# No. z = 2 − 1 − 1 = 0, and the neuron fires only above 0.
# </details>
#
# <details><summary>An input is 0. What is the gradient of its weight, and what does that mean?</summary>
#
# It is dout · 0 = 0. A weight through which nothing flowed had no part in the error, so it does not change.
# </details>
#
# <details><summary>The output was 1 and the target 0. All inputs are positive. In which direction do the weights move?</summary>
#
# dout = 1, so dw = x is positive and the step w − lr · dw makes the weights smaller. Next time the sum is smaller too.
# </details>
#
# <details><summary>Why does w = (2, 2), b = -3 compute the same gate as w = (1, 1), b = -1.5?</summary>
#
# Every sum is doubled. Doubling changes no sign, and only the sign decides.
# </details>
#
# **Next:** [[layers]]
