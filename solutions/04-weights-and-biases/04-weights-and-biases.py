# %% [markdown]
# # Weights and biases
#
# Weights and biases are all that a network learns. What does one of them do? How are thousands of them arranged, and how many are
# there? In this chapter you see what one weight and one bias do to a curve. Then you learn to see all weights of a network as matrices,
# and to count them.
#
# - **What you need:** the neuron and the chain rule of [[neuron]], the matrices of [[layers]], the sigmoid of [[activations]], and `np.zeros`
#   of [[start_here]].
# - **What you can do afterwards:** say what a weight and a bias do to a neuron's curve, read a matrix of connections in both
#   directions, put a bias into a weight matrix, and count the parameters of a network.
# - **How long it takes:** about one hour.

# %% locked="setup"
import numpy as np
from gradatim import plots, try_it
from gradatim_autograder import check

# %% [markdown]
# ## What the weight does
#
# The warmer it gets, the faster a fan should run. Its input $x$ says by how many degrees the room is warmer than 20 °C. Its speed is a
# number between 0 (off) and 1 (full speed), computed by a neuron with one input and the sigmoid of chapter {{activations}}, which is
# usually written $\sigma$, a Greek s:
#
# $$z = w x + b, \qquad a = \sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# With $w = 2$ and $b = -3$:
#
# | $x$ | $z = 2x - 3$ | $a = \sigma(z)$ |
# |---|---|---|
# | 0 | −3 | [0.047]{=1 / (1 + np.exp(3))} |
# | 1 | −1 | [0.269]{=1 / (1 + np.exp(1))} |
# | 1.5 | 0 | 0.5 |
# | 2 | 1 | [0.731]{=1 / (1 + np.exp(-1))} |
# | 3 | 3 | [0.953]{=1 / (1 + np.exp(-3))} |
#
# The step of chapter {{neuron}} jumped from 0 to 1. This curve climbs, and the weight decides how steeply. Here are three weights, all
# with the bias 0:

# %%
plots.smooth_neuron([(0.5, 0), (1, 0), (4, 0)], title="Three weights, b = 0")

# %% [markdown]
# The larger a positive weight, the steeper the curve in its middle. The sigmoid's slope at $z = 0$ is $0.5 \cdot (1 - 0.5) = 0.25$, and $z$ itself grows
# by $w$ for each unit of $x$. By the chain rule the two are multiplied: where $z = 0$, the curve has the slope $w / 4$. For $w = 4$
# that is 1, for $w = 0.5$ it is 0.125. A very large weight turns it almost back into a step.
#
# The sign of the weight decides the direction. With $w < 0$ the curve falls: the warmer the room, the slower the fan. That would be
# right for the fan of a heater. With $w = 0$ the input does not matter at all.

# %%
plots.smooth_neuron([(1, 0), (-1, 0), (0, 0)], title="Rising, falling, flat")

# %% [markdown]
# ## The bias shifts the curve
#
# Now one weight, $w = 2$, with three biases:

# %%
plots.smooth_neuron([(2, 0), (2, -3), (2, 4)], title="Three biases, w = 2")

# %% [markdown]
# The curve keeps its form and moves sideways. Take the weight out of the sum to see how far:
#
# $$w x + b = w \left( x + \frac{b}{w} \right) = w \left( x - \left(-\frac{b}{w}\right) \right)$$
#
# So $\sigma(w x + b)$ is the curve of $\sigma(w x)$, shifted to the right by $-b / w$. The input at which $z = 0$ and the curve is halfway up
# is called its threshold too (in chapter {{neuron}} the word stood for the bar $-b$ that the weighted inputs have to pass). It moves from $x = 0$ to
#
# $$x = -\frac{b}{w}$$
#
# For $w = 2$ and $b = -3$ it is $-(-3) / 2 = 1.5$, as in the table. For $b = 4$ it is $-4 / 2 = -2$. Two things are surprising at first:
#
# - A **positive** bias shifts a rising curve to the **left**: the neuron becomes active earlier.
# - The same bias shifts a steep curve **less** than a flat one, because it is divided by $w$.
#
# With two inputs it is the line of chapter {{neuron}} that is shifted; its distance from the point $(0, 0)$ is $|b| / \sqrt{w_1^2 + w_2^2}$.
#
# **Your turn.** Both arguments are numbers, whole ones or not. `w` is not 0, but it may be small or negative; `b` may be 0.

# %% exercise="shift_of_threshold"
def shift_of_threshold(w, b):
    """w, b (numbers) -> x: where the sum w x + b of a neuron with one input is 0."""
    ### BEGIN SOLUTION
    return -b / w
    ### END SOLUTION


# %% check="shift_of_threshold"
check(shift_of_threshold)

# %% [markdown]
# The fan: [1.5]{=shift_of_threshold(2.0, -3.0)}. And the same bias with a weight that is four times as large: [0.375]{=shift_of_threshold(8.0, -3.0)}.

# %%
try_it(shift_of_threshold, 2.0, -3.0)
try_it(shift_of_threshold, 8.0, -3.0)

# %% [markdown]
# ## A table of connections as a matrix
#
# In a brain a cell may be connected with cells near and far, in any direction. To write down such a net, number the neurons and
# make a list of who sends to whom, and with which weight:
#
# | from | to | weight |
# |---|---|---|
# | 1 | 2 | 0.5 |
# | 1 | 3 | −0.8 |
# | 2 | 3 | 0.3 |
#
# The list becomes a matrix $C$ with one row and one column for each neuron. The **row** is the neuron that sends, the **column** the
# one that receives. Where there is no connection, the weight is 0, and nothing gets through.
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
# Let the neurons have the outputs $a = (1, 2, 0)$ at some moment. What arrives at each of them, and decides its *next* output, is the
# product of the row $a$ with $C$:
#
# $$\underbrace{a}_{(1, 3)} \; \underbrace{C}_{(3, 3)} = \big( 0, \;\; 1 \cdot 0.5, \;\; 1 \cdot (-0.8) + 2 \cdot 0.3 \big) = (0, \; 0.5, \; -0.2)$$
#
# That is the weighted sum of chapter {{neuron}}, for all neurons at once. In a net with layers, a neuron sends to the next layer only.
# The net's matrix $C$ is then 0 except for one block for each layer after the input, and this block is the $W$ of chapter {{layers}}: one row for
# each neuron that sends, one column for each that receives. (In other chapters $C$ is the number of classes.)
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
# ## The bias is one more weight
#
# Imagine a neuron that always says 1, whatever happens, and connect it with all others. What it sends to a neuron is 1 times the
# weight of this connection, and the neuron adds it to its sum. That is just what a bias does. **A bias is the weight of an input
# that is always 1.**
#
# The walk of chapter {{neuron}} had $x = (1, 2)$, $w = (3, -1)$ and $b = 0.5$. Put a 1 behind the inputs and the bias behind the weights:
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
# Many books write their formulas in this way, without any $b$. This course keeps $b$ separate, because it is treated differently from $W$
# during training: it starts at 0, where $W$ starts at random numbers. You will see why in chapter {{deep_networks}}.
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
# The weights and biases are the *parameters* of a network: the numbers that it learns. Counting them tells how large a network is,
# how much memory it needs, and how much there is to learn.
#
# A dense layer with $D$ inputs and $M$ neurons has a weight for each pair of an input and a neuron, and a bias for each neuron:
#
# $$D \cdot M + M$$
#
# The input layer has none, because it computes nothing. A network for small pictures of digits has 64 inputs (8 times 8
# pixels), 32 hidden neurons and 10 outputs. Layer by layer:
#
# | layer | weights | biases | together |
# |---|---|---|---|
# | 64 → 32 | 64 · 32 = 2048 | 32 | 2080 |
# | 32 → 10 | 32 · 10 = 320 | 10 | 330 |
# | all | 2368 | 42 | 2410 |
#
# Written as one matrix $C$ for its 64 inputs and 42 neurons, the same network would take $106 \cdot 106 = [11236]{=106 ** 2}$ numbers, and all but
# the 2368 weights would be 0. This is why only the blocks are kept.
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

# %% [markdown]
# ## Where do the numbers come from?
#
# A network of 2410 parameters is 2410 numbers that have to be found. The weights begin at random, the biases at 0, and then they are changed in many small
# steps, like the weights of the neuron in chapter {{neuron}}. Each step needs the slope of the loss along all 2410 of them. How these slopes
# are found in one go is the subject of the next chapter.
#
# **In your own words.** A neuron with the weight 5 and the bias 5 should become active later, at a larger $x$, and its curve should stay
# as steep as it is. A friend makes the bias larger. What happens, and what would you do? Two or three sentences are enough. This answer is
# read by a person.

# %% [markdown] answer="active-later" points=2
# A larger bias shifts a rising curve to the left, so the neuron becomes active earlier. The threshold is at $x = -b / w$, which is −1
# here. To move it to the right, the bias has to become smaller, and the weight, which decides the steepness, has to stay as it is.

# %% [markdown]
# ## Where people go wrong
#
# - **"A positive bias shifts a rising curve to the right."** It is the other way round: the threshold is at $-b / w$.
# - **Sender and receiver exchanged.** The row sends, the column receives: a neuron's weights are a column.
# - **Neurons from 1, rows from 0.** Neuron 1 has row 0.
# - **The ones in the wrong place.** A column of ones belongs to `X`, a row of biases to `W`, and both at the same end.
# - **Biases for the inputs.** The input layer has no parameters.
#
# ## Summary
#
# - One input: the weight decides how steep the curve is in its middle ($w / 4$ for a sigmoid), its sign the direction. The bias shifts the curve by $-b / w$.
# - A matrix of connections has the sender in the row and the receiver in the column. The $W$ of a layer is a block of it.
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
