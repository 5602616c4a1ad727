# %% [markdown]
# # Weights and biases
#
# Weights and biases are what a network learns. You have used both since chapter {{neuron}}. In this chapter you look at them more closely:
# what does a single weight do to a neuron's curve, and what a bias? What can a few such curves do together? Then you go from one neuron to
# a whole network: you write all its weights as matrices, and count them.
#
# - **What you need:** the neuron and the chain rule of [[neuron]], the matrices and the XOR network of [[layers]], the sigmoid of
#   [[activations]], and `np.zeros` of [[start_here]].
# - **What you can do afterwards:** say what a weight and a bias do to a neuron's curve, build a curve of your own from several neurons,
#   read a matrix of connections in both directions, put a bias into a weight matrix, and count the parameters of a network.
# - **How long it takes:** about one and a half hours.

# %% locked="setup"
import numpy as np
from gradatim import plots, try_it
from gradatim_autograder import check


def sigmoid(z):
    """The sigmoid of chapter {{activations}}, safe for large numbers."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1 + e)

# %% [markdown]
# ## What the weight does
#
# The warmer a room gets, the faster its fan should run. The input $x$ says how many degrees warmer than 20 °C the room is. The output
# is the speed, between 0 (off) and 1 (full speed). It comes from one neuron with the sigmoid of chapter {{activations}}. Books
# write the sigmoid as $\sigma$, the Greek s, and so does this course from here on:
#
# $$z = w x + b, \qquad a = \sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# With $w = 2$ and $b = -3$:
#
# | $x$ | $z = 2x - 3$ | $a = \sigma(z)$ |
# |---|---|---|
# | 0 | −3 | [0.047]{=sigmoid(-3.0)} |
# | 1 | −1 | [0.269]{=sigmoid(-1.0)} |
# | 1.5 | 0 | 0.5 |
# | 2 | 1 | [0.731]{=sigmoid(1.0)} |
# | 3 | 3 | [0.953]{=sigmoid(3.0)} |
#
# At 20 °C the fan hardly turns, at 21.5 °C it runs at half speed, and at 23 °C nearly at full speed. How suddenly it comes on is
# decided by the weight. Here are three weights, all with the bias 0:

# %%
plots.smooth_neuron([(0.5, 0), (1, 0), (4, 0)], title="Three weights, b = 0")

# %% [markdown]
# The larger a positive weight, the steeper the curve in its middle. How steep is it there exactly?
#
# 1. When $x$ grows by 1, $z$ grows by $w$.
# 2. In the middle, at $z = 0$, the sigmoid has the slope $s (1 - s) = 0.5 \cdot 0.5 = 0.25$ (chapter {{activations}}).
# 3. The chain rule multiplies the two: $a$ has the slope $0.25 \cdot w = w / 4$.
#
# For $w = 4$ that is 1, and for $w = 0.5$ it is 0.125. The fan with $w = 2$ has a slope of 0.5 in its middle.
#
# The sign of the weight gives the direction. With $w < 0$ the curve falls: the warmer the room, the lower the output. That would be
# right for a heater. With $w = 0$ the input does not matter at all.

# %%
plots.smooth_neuron([(1, 0), (-1, 0), (0, 0)], title="Rising, falling, flat")

# %% [markdown]
# ## The bias shifts the curve
#
# Now keep one weight, $w = 2$, and change the bias:

# %%
plots.smooth_neuron([(2, 0), (2, -3), (2, 4)], title="Three biases, w = 2")

# %% [markdown]
# The curve keeps its form and moves sideways. With $b = -3$ the marker, where $z = 0$, moves from $x = 0$ to $x = 1.5$. And it is not only
# the marker that moves by 1.5. Take the weight out of the sum:
#
# $$2x - 3 = 2 \cdot (x - 1.5)$$
#
# So this neuron gives at $x$ what the neuron without a bias gives at $x - 1.5$. The whole curve is shifted to the right by 1.5.
# In the same way $2x + 4 = 2 \cdot (x + 2)$, so $b = 4$ shifts it to the left by 2.
#
# In chapter {{neuron}} the *threshold* was the bar that the weighted inputs have to pass. With one input the word is also used for the
# input $x$ at which $w x$ reaches this bar, so that $z = 0$ and the sigmoid is halfway up: 1.5 for the fan.
#
# **Your turn.** Find the formula: solve $w x + b = 0$ for $x$. Both arguments are numbers, whole ones or not. `w` is not 0, but it may be
# small or negative; `b` may be 0.

# %% exercise="shift_of_threshold"
def shift_of_threshold(w, b):
    """w, b (numbers) -> x: where the sum w x + b of a neuron with one input is 0."""
    ### BEGIN SOLUTION
    return -b / w
    ### END SOLUTION


# %% check="shift_of_threshold"
check(shift_of_threshold)

# %% [markdown]
# The fan first: [1.5]{=shift_of_threshold(2.0, -3.0)}. Then the same bias with a weight four times as large: [0.375]{=shift_of_threshold(8.0, -3.0)}.

# %%
try_it(shift_of_threshold, 2.0, -3.0)
try_it(shift_of_threshold, 8.0, -3.0)

# %% [markdown]
# Written as a formula, the threshold is at
#
# $$x = -\frac{b}{w}$$
#
# Two things are surprising at first:
#
# - A **positive** bias shifts a rising curve to the **left**. It adds to the sum, so a smaller input is enough.
# - The same bias shifts a steep curve **less** than a flat one, because it is divided by $w$.
#
# Often you want it the other way round: the threshold is to be at $t$, so which bias does that? Multiply $t = -b / w$ by $-w$:
#
# $$b = -w t$$
#
# A fan with the weight 4 that reaches half speed at $t = 3$ needs the bias $-4 \cdot 3 = -12$.

# %% [markdown]
# ## Two neurons make a hump
#
# One sigmoid can only rise or only fall. Suppose a window should be open when it is neither too cold nor too hot outside: open between
# $x = -2$ and $x = 3$, and closed otherwise. One neuron cannot do that, but two can. Both have the weight 4:
#
# - Neuron 1 comes on at $t = -2$, so its bias is $-4 \cdot (-2) = 8$.
# - Neuron 2 comes on at $t = 3$, so its bias is $-4 \cdot 3 = -12$.
#
# A third neuron takes both outputs, with the weights 1 and −1 and the bias 0. It has no activation, so what it gives is $a_1 - a_2$:
#
# | $x$ | $a_1 = \sigma(4x + 8)$ | $a_2 = \sigma(4x - 12)$ | $a_1 - a_2$ |
# |---|---|---|---|
# | −4 | [0.0003]{=sigmoid(-8.0)} | [0.0000]{=sigmoid(-28.0)} | [0.0003]{=sigmoid(-8.0) - sigmoid(-28.0)} |
# | −2 | 0.5 | [0.0000]{=sigmoid(-20.0)} | [0.5000]{=sigmoid(0.0) - sigmoid(-20.0)} |
# | 0 | [0.9997]{=sigmoid(8.0)} | [0.0000]{=sigmoid(-12.0)} | [0.9997]{=sigmoid(8.0) - sigmoid(-12.0)} |
# | 3 | [1.0000]{=sigmoid(20.0)} | 0.5 | [0.5000]{=sigmoid(20.0) - sigmoid(0.0)} |
# | 6 | [1.0000]{=sigmoid(32.0)} | [1.0000]{=sigmoid(12.0)} | [0.0000]{=sigmoid(32.0) - sigmoid(12.0)} |
#
# The second neuron takes away what the first one has given.

# %%
x = np.linspace(-6, 8, 300)
a1, a2 = sigmoid(4 * x + 8), sigmoid(4 * x - 12)
plots.series({"neuron 1": a1, "neuron 2": a2, "neuron 1 - neuron 2": a1 - a2}, x=x, x_label="x", y_label="output")

# %% [markdown]
# With more neurons you can build any curve like a staircase. Below are the temperatures of one day, measured every two hours. Between two
# measurements stands one hidden neuron. Its threshold is halfway between them, and its weight to the output is the *difference* of the
# two temperatures. Going from left to right, each neuron comes on and adds its step, up or down. The bias of the output is
# the first temperature.

# %%
temperatures = np.array([9.8, 7.2, 5.2, 5.8, 9.4, 14.6, 18.2, 18.8, 16.8, 14.2, 12.6, 11.4, 9.8])
thresholds = np.arange(1, 24, 2)  # at 1, 3, ..., 23 o'clock: 12 neurons
heights = temperatures[1:] - temperatures[:-1]
hours = np.linspace(0, 24, 300)


def day(w):
    """The output of the network at all hours; w is the weight from the input to each hidden neuron."""
    W1, b1 = np.full((1, 12), w), -w * thresholds
    W2, b2 = heights[:, None], temperatures[0]
    return (sigmoid(hours[:, None] @ W1 + b1) @ W2 + b2)[:, 0]


measured = np.interp(hours, np.arange(0, 25, 2), temperatures)  # straight lines between the measurements
plots.series({"measured": measured, "w = 8": day(8.0), "w = 2": day(2.0)}, x=hours, x_label="hour", y_label="°C")

# %% [markdown]
# (`heights[:, None]` is the vector as a column: one row for each hidden neuron, one column for the single output.)
#
# With $w = 8$ you see the stairs. With $w = 2$ each step is so gentle that it runs into the next one, and the curve is smooth.
# What will $w = 0.2$ look like? Make a guess, then change a number in the cell above and run it.
#
# <details><summary>Answer</summary>
#
# Much too flat: it stays between [9.7]{=day(0.2).min()} and [12.8]{=day(0.2).max()} °C. The slope of each neuron in its middle is only
# $0.2 / 4 = 0.05$, so it takes about 20 hours to come on. The night's steps down and the morning's steps up then happen at the same time,
# and partly cancel.
# </details>
#
# A network with a single hidden layer of sigmoid neurons, and an output without an activation, can follow *any* curve without jumps, over a
# stretch such as this day, as closely as you like, if it has enough hidden neurons. The staircase shows why: put the neurons closer
# together, and make $w$ larger in the same measure, so that each step stays narrow. Then the steps become as small as you want. This says
# nothing about how to find the weights. Here they were chosen by hand, with the curve before your eyes; in chapter {{backpropagation}} a
# network finds its weights by itself.

# %% [markdown]
# ## A table of connections as a matrix
#
# A drawing of a network is made of arrows. A computer needs numbers instead: for each arrow, which neuron sends, which one receives, and
# with which weight. So number the neurons and make a list:
#
# | from | to | weight |
# |---|---|---|
# | 1 | 2 | 0.5 |
# | 1 | 3 | −0.8 |
# | 2 | 3 | 0.3 |
#
# The list becomes a matrix $C$ (for *connections*) with one row and one column for each neuron. The **row** is the neuron that sends, the
# **column** the one that receives. Where there is no arrow, the weight is 0, and nothing gets through.
#
# $$C = \begin{pmatrix} 0 & 0.5 & -0.8 \\ 0 & 0 & 0.3 \\ 0 & 0 & 0 \end{pmatrix}$$

# %%
table = [(1, 2, 0.5), (1, 3, -0.8), (2, 3, 0.3)]
plots.connections(table, 3)

# %% [markdown]
# Read it in both directions:
#
# - The first row is all that neuron 1 sends: 0.5 to neuron 2 and −0.8 to neuron 3. The last row is 0, so neuron 3 sends nothing.
# - The last column is all that neuron 3 receives: −0.8 from neuron 1 and 0.3 from neuron 2. The first column is 0: no neuron sends
#   to neuron 1. It is an input.
#
# What arrives at each neuron? Suppose that neuron 1 gives 1 at the moment, neuron 2 gives 2, and neuron 3 gives 0.
#
# - At neuron 1 nothing arrives: 0.
# - At neuron 2, from neuron 1: $1 \cdot 0.5 = 0.5$.
# - At neuron 3, from both: $1 \cdot (-0.8) + 2 \cdot 0.3 = -0.2$.
#
# Each of these is a weighted sum with a column of $C$. So the row $a = (1, 2, 0)$ of all outputs, times $C$, gives all three at once:
#
# $$\underbrace{a}_{(1, 3)} \; \underbrace{C}_{(3, 3)} = \underbrace{(0, \; 0.5, \; -0.2)}_{(1, 3)}$$
#
# **Your turn.** `connections` is a list of triples `(from, to, weight)`, in any order. The neurons are numbered from 1 to `n`. Rows and
# columns are counted from 0 in Python, so `C[i, j]` is the weight from neuron `i + 1` to neuron `j + 1`. A connection may lead from a
# higher number to a lower one, and a neuron may have no connection at all; its row and column are there all the same. The
# list may hold a single connection. No pair `(from, to)` occurs twice, and no neuron is connected with itself.

# %% exercise="connections_to_matrix"
def connections_to_matrix(connections, n):
    """A list of (from, to, weight), neurons numbered from 1 to n -> C (n, n): C[i, j] leads from i + 1 to j + 1."""
    ### BEGIN SOLUTION
    C = np.zeros((n, n))
    for start, end, weight in connections:
        C[start - 1, end - 1] = weight
    return C
    ### END SOLUTION


# %% check="connections_to_matrix"
check(connections_to_matrix)

# %% [markdown]
# The table from above should give the matrix from above. The second call computes what arrives: (0, 0.5, −0.2).

# %%
def arriving(a):
    return a @ connections_to_matrix(table, 3)


try_it(connections_to_matrix, table, 3)
try_it(arriving, np.array([1.0, 2.0, 0.0]))

# %% [markdown]
# ## The layers in the matrix
#
# Chapter {{layers}} had a matrix $W$ for each layer. Where are they in $C$? Take the XOR network from there. Neurons 1 and 2 are its
# inputs, 3 (OR) and 4 (NAND) are its hidden layer, and 5 (AND) is its output:

# %%
W1, b1 = np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([-0.5, 1.5])
W2, b2 = np.array([[1.0], [1.0]]), np.array([-1.5])
plots.network([(W1, b1), (W2, b2)], input_names=["neuron 1", "neuron 2"], output_names=["neuron 5"])

# %% [markdown]
# There are six arrows. The lines in the matrix separate the layers:
#
# $$C = \left(\begin{array}{cc|cc|c}
# 0 & 0 & \mathbf{1} & \mathbf{-1} & 0 \\ 0 & 0 & \mathbf{1} & \mathbf{-1} & 0 \\ \hline
# 0 & 0 & 0 & 0 & \mathbf{1} \\ 0 & 0 & 0 & 0 & \mathbf{1} \\ \hline
# 0 & 0 & 0 & 0 & 0 \end{array}\right)$$
#
# The block in rows 1 and 2, columns 3 and 4 is $W_1$: what the inputs send to the hidden layer. The block in rows 3 and 4, column 5
# is $W_2$. Everything else is 0, because in a net with layers each neuron sends to the next layer only. **So the weight
# matrices of the layers are the blocks of $C$ that are not empty**, and a program keeps only these. (In other chapters $C$ is the
# number of classes.)

# %%
def blocks_of_xor():
    C = connections_to_matrix([(1, 3, 1.0), (2, 3, 1.0), (1, 4, -1.0), (2, 4, -1.0), (3, 5, 1.0), (4, 5, 1.0)], 5)
    return C[0:2, 2:4], C[2:4, 4:5]


try_it(blocks_of_xor)

# %% [markdown]
# ## The bias is one more weight
#
# The matrix $C$ holds all weights, but no biases. They can be put in with a trick: add a sixth neuron to the XOR network that always
# says 1, whatever happens. Connect it with neuron 3 by the weight −0.5. What it sends there is $1 \cdot (-0.5)$, and neuron 3 adds that to
# its sum. This is just what the bias −0.5 does. In the same way it is connected with neuron 4 by 1.5 and with neuron 5 by −1.5.
# **A bias is the weight of an input that is always 1.**
#
# The same in the matrices that you know. The walk of chapter {{neuron}} had $x = (1, 2)$, $w = (3, -1)$ and $b = 0.5$. Put a 1 behind the
# inputs and the bias behind the weights:
#
# $$1 \cdot 3 + 2 \cdot (-1) + 1 \cdot 0.5 = 3 - 2 + 0.5 = 1.5$$
#
# The sum is 1.5, as it was. For a whole layer, $X$ gets a column of ones and $W$ gets $b$ as a new row:
#
# $$\underbrace{X_1}_{(N, D+1)} = \begin{pmatrix} X & \mathbf{1} \end{pmatrix}, \qquad
# \underbrace{W_1}_{(D+1, M)} = \begin{pmatrix} W \\ b \end{pmatrix}, \qquad
# \underbrace{X_1 W_1}_{(N, M)} = X W + \mathbf{1} \, b = X W + b$$
#
# Here $\mathbf{1}$ is a column of $N$ ones, with the shape $(N, 1)$; times the row $b$, of shape $(1, M)$, it gives a matrix $(N, M)$ with $b$
# in every row. This is what broadcasting does in `X @ W + b`.
#
# Many books write their formulas in this way, without any $b$. This course keeps $b$ separate, because the two are treated differently:
# before training $b$ is set to 0 and $W$ to random numbers. Chapter {{deep_networks}} says why.
#
# **Your turn.** The ones are the **last** column of `X1`, the biases the **last** row of `W1`. `np.hstack([...])` puts matrices side by side,
# `np.vstack([...])` one above the other. There may be a single sample, a single input or a single neuron, and all biases may be 0.

# %% exercise="add_constant_input"
def add_constant_input(X, W, b):
    """X (N, D), W (D, M), b (M,) -> X1 (N, D + 1), W1 (D + 1, M) with X1 @ W1 = X @ W + b."""
    ### BEGIN SOLUTION
    X1 = np.hstack([X, np.ones((len(X), 1))])
    W1 = np.vstack([W, b])
    return X1, W1
    ### END SOLUTION


# %% check="add_constant_input"
check(add_constant_input)

# %% [markdown]
# The walk: the two results should be the row (1, 2, 1) and the column (3, −1, 0.5). Their product is 1.5.

# %%
def walk():
    X1, W1 = add_constant_input(np.array([[1.0, 2.0]]), np.array([[3.0], [-1.0]]), np.array([0.5]))
    return X1 @ W1


try_it(add_constant_input, np.array([[1.0, 2.0]]), np.array([[3.0], [-1.0]]), np.array([0.5]))
try_it(walk)

# %% [markdown]
# ## How many numbers a network has
#
# The weights and biases are the *parameters* of a network: the numbers that it learns. Their number says how large a network is, how
# much memory it needs, and how much there is to learn.
#
# A dense layer with $D$ inputs and $M$ neurons has a weight for each pair of an input and a neuron, and a bias for each neuron:
#
# $$D \cdot M + M$$
#
# The XOR network has $2 \cdot 2 + 2 = 6$ in its hidden layer and $2 \cdot 1 + 1 = 3$ in its output layer, together 9. The input layer has
# none, because it computes nothing.
#
# A network for small pictures of digits has 64 inputs (8 times 8 pixels), 32 hidden neurons and 10 outputs. Layer by layer:
#
# | layer | weights | biases | together |
# |---|---|---|---|
# | 64 → 32 | 64 · 32 = 2048 | 32 | 2080 |
# | 32 → 10 | 32 · 10 = 320 | 10 | 330 |
# | all | 2368 | 42 | 2410 |
#
# Written as one matrix $C$ for its 64 inputs and 42 neurons, the same network would take $106 \cdot 106 = [11236]{=106 ** 2}$ numbers, and all but
# the 2368 weights would be 0.
#
# **Predict before you run.** A network has 3 inputs, 4 hidden neurons and 2 outputs. How many parameters does it have?

# %% exercise="predict_parameters"
def predict_parameters():
    """The number of weights and biases of a network with the sizes 3, 4, 2."""
    ### BEGIN SOLUTION
    return 26
    ### END SOLUTION


# %% check="predict_parameters"
check(predict_parameters)

# %% [markdown]
# **Your turn.** `sizes` holds the number of neurons of each layer, the input first: `[64, 32, 10]` for the network above. There may be
# any number of layers, two may have the same size, and one may have a single neuron.

# %% exercise="count_parameters"
def count_parameters(sizes):
    """A list of the layers' sizes, the input first -> total: the number of all weights and biases."""
    ### BEGIN SOLUTION
    total = 0
    for i in range(len(sizes) - 1):
        D, M = sizes[i], sizes[i + 1]
        total += D * M + M
    return total
    ### END SOLUTION


# %% check="count_parameters"
check(count_parameters)

# %% [markdown]
# The first call should give [2410]{=count_parameters([64, 32, 10])}, the second is your prediction, and the third is a network for larger pictures of digits, 28 times
# 28 pixels. Which of its layers has most of the parameters?

# %%
try_it(count_parameters, [64, 32, 10])
try_it(count_parameters, [3, 4, 2])
try_it(count_parameters, [784, 128, 64, 10])

# %% [markdown]
# <details><summary>Answer</summary>
#
# The one from 784 to 128: it has $784 \cdot 128 + 128 = [100480]{=count_parameters([784, 128])}$ of the [109386]{=count_parameters([784, 128, 64, 10])} parameters. Most parameters are where many inputs meet many
# neurons.
# </details>
#
# Each of them is a float of 8 bytes in NumPy, so this network takes a little less than a megabyte. GPT-3, a language model of 2020, has 175 billion
# parameters. Nearly all of them are weights in matrices like these.

# %% [markdown]
# ## Where do the numbers come from?
#
# In this chapter all weights were chosen by hand. Nobody can do that for 2410 of them. They start as random numbers, the biases at 0, and
# then all of them are changed in many small steps, like the weights of the neuron in chapter {{neuron}}. Each step needs the
# slope of the loss along every one of the 2410. The next chapter finds all these slopes in one go.
#
# **In your own words.** A neuron with the weight 5 and the bias 5 should become active later, at a larger $x$, and its curve should stay
# as steep as it is. A friend makes the bias larger. What happens, and what would you do? Two or three sentences are enough. A person
# reads this answer.

# %% [markdown] answer="active-later" points=2
# A larger bias shifts a rising curve to the left, so the neuron becomes active earlier. The threshold is at $x = -b / w$, which is −1
# here. To move it to the right, the bias has to become smaller, and the weight, which decides the steepness, has to stay as it is.

# %% [markdown]
# ## Where people go wrong
#
# - **"A positive bias shifts a rising curve to the right."** It is the other way round: the threshold is at $-b / w$.
# - **The bias taken for the threshold.** The bias moves the threshold, but the weight decides how far: $w = 8$, $b = -3$ has it at 0.375.
# - **Sender and receiver exchanged.** The row sends, the column receives: a neuron's weights are a column.
# - **Neurons from 1, rows from 0.** Neuron 1 has row 0.
# - **The ones in the wrong place.** A column of ones belongs to `X`, a row of biases to `W`, and both at the same end.
# - **Biases for the inputs.** The input layer has no parameters.
#
# ## Summary
#
# - One input: the weight decides how steep the curve is in its middle ($w / 4$ for a sigmoid), and its sign the direction. The bias shifts the
#   curve to the right by $-b / w$.
# - Two neurons make a hump, and many neurons can follow any curve without jumps.
# - A matrix of connections has the sender in the row and the receiver in the column. The $W$ of each layer is a block of it.
# - A bias is the weight of an input that is always 1.
# - A dense layer has $D \cdot M + M$ parameters.
#
# ### Test yourself
#
# <details><summary>A neuron has w = −2 and b = 4. Where is its threshold, and on which side is the sigmoid near 1?</summary>
#
# At x = −4 / (−2) = 2. The weight is negative, so the curve falls: it is near 1 to the left of 2.
# </details>
#
# <details><summary>In a matrix of connections, column 4 is all 0. What does that say about neuron 4? (Count from 1.)</summary>
#
# It receives nothing. If its row holds anything but 0, it sends: then it is an input.
# </details>
#
# <details><summary>X has the shape (6, 3) and W the shape (3, 4). Which shapes do X1 and W1 of add_constant_input have?</summary>
#
# (6, 4) and (4, 4): a column more for X, a row more for W. The product has the shape (6, 4), as before.
# </details>
#
# <details><summary>How many parameters does a network with the sizes 10, 20, 5 have?</summary>
#
# 10 · 20 + 20 = 220 and 20 · 5 + 5 = 105, together [325]{=count_parameters([10, 20, 5])}.
# </details>
#
# <details><summary>The hidden layer of a network with the sizes 10, 20, 5 gets twice as many neurons. Do the parameters double?</summary>
#
# Nearly: 10 · 40 + 40 + 40 · 5 + 5 = [645]{=count_parameters([10, 40, 5])}. All of them double but the 5 biases of the output.
# </details>
#
# **Next:** [[backpropagation]]
