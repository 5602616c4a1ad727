# %% [markdown]
# # Weights and biases
#
# So far somebody always gave you the weights, or you chose them by hand. A network finds them itself, but it has to start
# somewhere. In this chapter you see what one weight and one bias do, how many of them a network has, and with which numbers
# it should begin. A wrong beginning is enough to make a network that never learns anything.

# %% locked="setup"
import numpy as np
from gradatim import plots, try_it
from gradatim_autograder import check

# %% [markdown]
# ## What the weight does
#
# A fan is to run faster the warmer it is. Its input $x$ says by how many degrees the room is warmer than 20 °C. Its speed is a
# number between 0 (off) and 1 (full speed), computed by a neuron with one input and the sigmoid of chapter {{activations}}:
#
# $$z = w x + b, \qquad a = \sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# With $w = 2$ and $b = -3$:
#
# | $x$ | $z = 2x - 3$ | $a = \sigma(z)$ |
# |---|---|---|
# | 0 | −3 | 0.047 |
# | 1 | −1 | 0.269 |
# | 1.5 | 0 | 0.5 |
# | 2 | 1 | 0.731 |
# | 3 | 3 | 0.953 |
#
# The step of chapter {{neuron}} jumped from 0 to 1. This curve climbs. How fast it climbs is the work of the weight. Here are three
# weights, all with the bias 0:

# %%
plots.smooth_neuron([(0.5, 0), (1, 0), (4, 0)], title="Three weights, b = 0")

# %% [markdown]
# The larger the weight, the steeper the curve. The sigmoid's slope at $z = 0$ is $0.5 \cdot (1 - 0.5) = 0.25$, and $z$ itself grows
# by $w$ for each unit of $x$. By the chain rule the two are multiplied: where $z = 0$, the curve has the slope $w / 4$. For $w = 4$
# that is 1, for $w = 0.5$ it is 0.125. A very large weight makes almost a step again.
#
# The sign of the weight decides the direction. With $w < 0$ the curve falls: the warmer the room, the slower the fan, which would
# suit a heater. With $w = 0$ the input does not matter at all.

# %%
plots.smooth_neuron([(1, 0), (-1, 0), (0, 0)], title="Up, down, and not at all")

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
# So $\sigma(w x + b)$ is the curve of $\sigma(w x)$, shifted to the right by $-b / w$. The point where $z = 0$ and the curve is half way up,
# the *threshold*, moves from $x = 0$ to
#
# $$x = -\frac{b}{w}$$
#
# For $w = 2$ and $b = -3$ it is $-(-3) / 2 = 1.5$, as in the table. For $b = 4$ it is $-4 / 2 = -2$. Two things surprise at first:
#
# - A **positive** bias shifts a rising curve to the **left**: the neuron becomes active earlier.
# - The same bias shifts a steep curve **less** than a flat one, because it is divided by $w$.
#
# With several inputs it is the line of chapter {{neuron}} that is shifted; its distance from the origin is $|b|$ divided by the length of
# the vector $w$.
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
# The fan: 1.5. And the same bias with a weight that is four times as large: 0.375.

# %%
try_it(shift_of_threshold, 2.0, -3.0)
try_it(shift_of_threshold, 8.0, -3.0)

# %% [markdown]
# ## A table of connections as a matrix
#
# In a brain there are no tidy layers. Any cell may be connected with any other. To write such a net down, number the neurons
# and make a list of who sends to whom, and with which weight:
#
# | from | to | weight |
# |---|---|---|
# | 1 | 2 | 0.5 |
# | 1 | 3 | −0.8 |
# | 2 | 3 | 0.3 |
#
# The list becomes a matrix $C$ with one row and one column for each neuron. The **row** is the neuron that sends, the **column** the
# one that receives. Where there is no connection, the weight is 0: nothing gets through.
#
# $$C = \begin{pmatrix} 0 & 0.5 & -0.8 \\ 0 & 0 & 0.3 \\ 0 & 0 & 0 \end{pmatrix}$$

# %%
table = [(1, 2, 0.5), (1, 3, -0.8), (2, 3, 0.3)]
plots.connections(table, 3)

# %% [markdown]
# Read it in both directions:
#
# - The first row is all that neuron 1 sends: 0.5 to neuron 2 and −0.8 to neuron 3. The last row is 0, so neuron 3 sends nothing.
# - The last column is all that neuron 3 receives: −0.8 from neuron 1 and 0.3 from neuron 2. The first column is 0: nobody sends
#   to neuron 1. It is an input.
#
# Let the neurons have the outputs $a = (1, 2, 0)$. What arrives at each of them is the product of the row $a$ with $C$:
#
# $$\underbrace{a}_{(1, 3)} \; \underbrace{C}_{(3, 3)} = \big( 0, \;\; 1 \cdot 0.5, \;\; 1 \cdot (-0.8) + 2 \cdot 0.3 \big) = (0, \; 0.5, \; -0.2)$$
#
# That is the weighted sum of chapter {{neuron}}, for all neurons at once. In a net with layers, a neuron sends to the next layer only.
# Its matrix $C$ is then 0 but for one block for each layer, and this block is the $W$ of chapter {{layers}}: one row for each neuron that
# sends, one column for each that receives.
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
# $$(1, 2, 1) \cdot (3, -1, 0.5) = 3 - 2 + 0.5 = 1.5$$
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
# Many books write their formulas in this way, without any $b$. This course keeps $b$ apart, because it starts at other numbers than $W$,
# as you will see below.
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
# Written as one matrix $C$ for all its 106 neurons, the same network would take $106 \cdot 106 = 11236$ numbers, most of them 0. This is
# why the blocks are kept instead.
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
# The first call should give 2410, the second is your prediction, and the third is a network for larger pictures of digits, 28 times
# 28 pixels. Which of its layers has most of the parameters?

# %%
try_it(count_parameters, [64, 32, 10])
try_it(count_parameters, [3, 4, 2])
try_it(count_parameters, [784, 128, 64, 10])

# %% [markdown]
# <details><summary>Answer</summary>
#
# The first: it has $784 \cdot 128 + 128 = 100480$ of the 109386 parameters. Where many inputs meet many neurons, there the numbers are.
# </details>

# %% [markdown]
# ## Where people go wrong
#
# - **W the other way round.** Its shape is `(n_in, n_out)`: a neuron is a column.
# - **Neurons from 1, rows from 0.** Neuron 1 has row 0.
# - **Biases for the inputs.** The input layer has no parameters.
#
# ## Summary
#
# - One input: the weight is the steepness of the curve, its sign the direction. The bias shifts the curve by $-b / w$.
# - A matrix of connections has the sender in the row and the receiver in the column. The $W$ of a layer is a block of it.
# - A bias is the weight of an input that is always 1.
# - A dense layer has $D \cdot M + M$ parameters.
# - From zeros, hidden layers get no gradient. From equal numbers, neurons stay equal. Random weights break the symmetry; biases
#   start at 0.
# - Weights that are too small let activations and gradients vanish, layer by layer; too large ones saturate tanh, and gradients explode.
# - $\text{Var}(z) = n_{\text{in}} \cdot \text{Var}(w) \cdot E[x^2]$. Xavier: uniform, $\pm\sqrt{6 / (n_{\text{in}} + n_{\text{out}})}$. He: normal, $\sqrt{2 / n_{\text{in}}}$.
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
# It receives nothing. Its row may still hold numbers, so it may send: it is an input.
# </details>
#
# <details><summary>How many parameters does a network with the sizes 10, 20, 5 have?</summary>
#
# 10 · 20 + 20 = 220 and 20 · 5 + 5 = 105, together 325.
# </details>
#
# <details><summary>All hidden weights are random, but the output's weights start at 0. Does the hidden layer learn?</summary>
#
# Not in the first step: its gradient is dout times the output's weights, which are 0. But the output's weights do get gradients,
# because the hidden activations are not 0. From the second step on everything moves.
# </details>
#
# <details><summary>A layer has 200 inputs, and ReLU before it. Which standard deviation should its weights have?</summary>
#
# √(2 / 200) = √0.01 = 0.1.
# </details>
#
# <details><summary>Why may all biases start at the same number, when weights may not?</summary>
#
# The weights already make the neurons different, so they get different gradients, and with them the biases become different too.
# </details>
#
# **Next:** [[backpropagation]]
