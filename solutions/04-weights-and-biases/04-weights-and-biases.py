# %% [markdown]
# # Weights and biases
#
# So far somebody always gave you the weights, or you chose them by hand. A network finds them itself, but it has to start
# somewhere. In this chapter you see what one weight and one bias do, how many of them a network has, and with which numbers
# it should begin. A wrong beginning is enough to make a network that never learns anything.

# %% locked="setup"
import numpy as np
from gradatim import plots, try_it, widgets
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
# ## All zeros: nothing moves
#
# With which numbers should 2410 parameters begin? The simplest idea is 0 for all of them. Follow it through the smallest network
# that has a hidden layer: 2 inputs, 2 hidden neurons with ReLU, and 1 output without an activation.
#
# The sample is $x = (1, 2)$ and the target $y = 0.5$. All weights and biases are 0.
#
# Forward:
#
# - hidden sums: $z_1 = z_2 = 0$; after ReLU $h = (0, 0)$
# - output: $a = 0$; as in chapter {{neuron}}, dout $= a - y = -0.5$
#
# Backward, with nothing but the rules of chapter {{neuron}}: the gradient of a weight is dout times the input that flows through it, and
# the gradient of an input is dout times its weight.
#
# - The output's weights: $\text{dout} \cdot h = -0.5 \cdot (0, 0) = (0, 0)$.
# - What reaches the hidden neurons: $\text{dout} \cdot w = -0.5 \cdot (0, 0) = (0, 0)$.
# - So the gradients of all hidden weights and biases are 0 too.
# - The output's bias: $-0.5$. It is the only number that moves.
#
# The hidden layer gets no signal because the weights behind it are 0, and the output's weights get none because the numbers before
# them are 0. Each of the two layers waits for the other, for ever. (With tanh it is the same. A sigmoid gives 0.5 for a sum of 0, so
# there the output's weights do move. But then the hidden neurons are all alike, which is the next section's trouble.)
#
# ## Equal neurons stay equal
#
# The next idea: all weights the same, but not 0. Let every weight be 0.5 and every bias 0.
#
# **Forward.** Both hidden neurons compute the same:
#
# $$z_1 = z_2 = 1 \cdot 0.5 + 2 \cdot 0.5 = 1.5, \qquad h = (1.5, \; 1.5), \qquad a = 1.5 \cdot 0.5 + 1.5 \cdot 0.5 = 1.5$$
#
# **Error.** dout $= 1.5 - 0.5 = 1$.
#
# **Backward.** The slope of ReLU is 1 here, since both sums are above 0.
#
# | gradient | neuron 1 | neuron 2 |
# |---|---|---|
# | of its weight to the output: dout · $h$ | 1 · 1.5 = 1.5 | 1 · 1.5 = 1.5 |
# | that reaches it: dout · weight · slope | 1 · 0.5 · 1 = 0.5 | 1 · 0.5 · 1 = 0.5 |
# | of its weight from $x_1 = 1$ | 0.5 · 1 = 0.5 | 0.5 · 1 = 0.5 |
# | of its weight from $x_2 = 2$ | 0.5 · 2 = 1 | 0.5 · 2 = 1 |
# | of its bias | 0.5 | 0.5 |
#
# **Step**, with the learning rate 0.1. Every weight goes down by a tenth of its gradient:
#
# | | neuron 1 | neuron 2 |
# |---|---|---|
# | weight from $x_1$ | 0.5 − 0.05 = 0.45 | 0.45 |
# | weight from $x_2$ | 0.5 − 0.1 = 0.4 | 0.4 |
# | bias | 0 − 0.05 = −0.05 | −0.05 |
# | weight to the output | 0.5 − 0.15 = 0.35 | 0.35 |
#
# The network has learnt something: for the same sample the hidden sums are now $0.45 + 0.8 - 0.05 = 1.2$. The output's bias has gone
# from 0 to $-0.1$, so the output is $1.2 \cdot 0.35 + 1.2 \cdot 0.35 - 0.1 = 0.74$, closer to 0.5 than before. But the two neurons are as
# equal as they were. Equal neurons get equal inputs, so they give equal outputs, so they get equal gradients, so they stay equal.
# In the second step everything repeats with other numbers.
#
# Two neurons that always agree are worth one. This is the *symmetry* of a network, and something has to break it.
#
# The next cell trains a network with 2 inputs, 4 hidden neurons (tanh) and 1 output on XOR. The lines in its loop are
# the subject of the next chapter; here only the start matters.

# %%
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = np.array([[0.0], [1.0], [1.0], [0.0]])


def train(W1, W2, steps=1000, lr=0.5):
    b1, b2 = np.zeros(W1.shape[1]), np.zeros(1)
    for _step in range(steps):
        H = np.tanh(X @ W1 + b1)
        dout = (H @ W2 + b2 - y) / len(X)
        dZ = dout @ W2.T * (1 - H**2)
        W1, b1 = W1 - lr * X.T @ dZ, b1 - lr * dZ.sum(axis=0)
        W2, b2 = W2 - lr * H.T @ dout, b2 - lr * dout.sum(axis=0)
    answers = np.tanh(X @ W1 + b1) @ W2 + b2
    return W1, answers.ravel()

# %% [markdown]
# **Predict before you run.** All weights start at 0.5 and all biases at 0. The matrix $W_1$ of the hidden layer has four columns, one
# for each neuron. After 1000 steps, how many **different** columns does it have?

# %% exercise="predict_symmetry"
def predict_symmetry():
    """The number of different columns of W1 (2, 4) after 1000 steps."""
    ### BEGIN SOLUTION
    return 1
    ### END SOLUTION


# %% check="predict_symmetry"
check(predict_symmetry)

# %%
W1, answers = train(np.full((2, 4), 0.5), np.full((4, 1), 0.5))
print(W1.round(4))
print("answers:", answers.round(3), " wanted:", y.ravel())

# %% [markdown]
# Four neurons do the work of one, and one cannot do XOR. From all zeros it is worse still: nothing moves but the output's
# bias, which goes to 0.5, the mean of the targets. Random weights make the neurons different from the first step on:

# %%
W1, answers = train(np.zeros((2, 4)), np.zeros((4, 1)))
print("from zeros: ", answers.round(3))

rng = np.random.default_rng(0)
W1, answers = train(rng.normal(0.0, 0.7, size=(2, 4)), rng.normal(0.0, 0.7, size=(4, 1)))
print("from random:", answers.round(3))

# %% [markdown]
# The **biases may start at 0**, all of them. Random weights make the neurons different, and that is enough.
#
# **In your own words.** A friend says: "Zeros are a bad start. So I start all my weights at 0.1." What happens to the hidden
# layer, and why? Two or three sentences are enough. This answer is read by a person.

# %% [markdown] answer="why-not-all-equal" points=2
# All neurons of the hidden layer then have the same weights, so they compute the same output and get the same gradient. After each
# step they are still equal, and the whole layer can do no more than one neuron. The weights must start at different numbers, which
# is why they are drawn at random.

# %% [markdown]
# ## Too small, too large
#
# Random, then. But how large? The next pictures show a network of ten layers with 100 neurons each and tanh. Its inputs have the
# standard deviation 1, that is, most of them lie between −2 and 2. (The *standard deviation* says how far numbers spread around
# their mean, and its square is called the *variance*.) The weights are normal with the mean 0. In each picture the layers stand side
# by side, each with a histogram of its activations: the longer a bar, the more neurons give this number.
#
# First the standard deviation 0.01 for the weights:

# %%
plots.activation_histograms(0.01, title="Weights with standard deviation 0.01")

# %% [markdown]
# Each layer makes the numbers ten times smaller. After ten layers they are about $10^{-10}$: nothing is left of the input. The
# gradient of a weight is dout times the number that flows through it, so there is nothing to learn from either. Now the standard
# deviation 1:

# %%
plots.activation_histograms(1.0, title="Weights with standard deviation 1")

# %% [markdown]
# Nearly nine in ten activations lie beyond −0.9 or 0.9. The neurons are *saturated*. The slope of tanh is $1 - a^2$; for $a = 0.99$ it is
# $1 - 0.9801 = 0.0199$. Backwards, whatever reaches a neuron is multiplied by its slope. So a saturated neuron hardly learns, however
# wrong the answer is, and passes hardly anything on to the layer before. Between the two extremes it works:

# %%
plots.activation_histograms(0.1, title="Weights with standard deviation 0.1")

# %% [markdown]
# Why 0.1? It is no number for all networks: with 1000 neurons in each layer it would be too large. The section after the next
# computes the right one.
#
# ## The way back
#
# A network learns from its gradients, and these come from the other end. On its way back through a layer a gradient is multiplied by
# the slopes of tanh, and then it goes through the weights to the layer before. In chapter {{activations}} you saw what the slopes alone make of it.
# Here are both together, in the same ten layers. Into layer 10 come random gradients with the standard deviation 1, and the picture
# shows what arrives at each of the others.
#
# Read it **from right to left**. The vertical axis shows the sizes of the gradients without their signs. It is *logarithmic*: each
# step up multiplies by the same number. On an ordinary axis you would see one layer and nothing of the others. Again the standard
# deviation 0.01 for the weights is the first:

# %%
plots.gradient_histograms(0.01, title="Gradients, weights with standard deviation 0.01")

# %% [markdown]
# A tenth of it arrives at layer 9, a hundredth at layer 8, and at layer 1 about $10^{-9}$. The slopes are not to blame: the
# activations are close to 0, where tanh has the slope 1. It is the weights. The gradients *vanish*. Now the standard deviation 1:

# %%
plots.gradient_histograms(1.0, title="Gradients, weights with standard deviation 1")

# %% [markdown]
# The other way round: 2.3 at layer 9, 5.5 at layer 8, and 2000 at layer 1. Nearly all neurons are saturated and pass on hardly
# anything, but the few that are not pass on far too much, because the weights are large. The gradients *explode*. A learning
# rate that suits layer 10 makes steps in layer 1 that are far too large, and one that suits layer 1 does nothing in layer 10.
#
# So the weights have to be right for both directions. How large they should be follows from one formula.
#
# ## The variance of a sum
#
# **By hand.** A neuron has the inputs $x = (1, 2)$ and no bias. Each of its weights is $-1$ or $1$, each with the same chance. There are
# four cases, all equally likely:
#
# | $w_1$ | $w_2$ | $z = 1 \cdot w_1 + 2 \cdot w_2$ | $z^2$ |
# |---|---|---|---|
# | 1 | 1 | 3 | 9 |
# | 1 | −1 | −1 | 1 |
# | −1 | 1 | 1 | 1 |
# | −1 | −1 | −3 | 9 |
#
# The mean of $z$ is $(3 - 1 + 1 - 3) / 4 = 0$. The mean of $z^2$ is $(9 + 1 + 1 + 9) / 4 = 5$. And $5 = 1^2 + 2^2$: each input has brought
# its own square, and nothing else. Signs that differ by chance do not add up the numbers; they add up the *squares*.
#
# **In general.** Write $E[\dots]$ for the mean over all random draws. The variance is the mean squared distance from the mean:
# $\text{Var}(z) = E[(z - E[z])^2]$. If the mean is 0, it is just $E[z^2]$. Let
#
# $$z = \sum_{i=1}^{n} w_i x_i, \qquad n = n_{\text{in}}$$
#
# and assume:
#
# 1. The biases are 0.
# 2. The weights have the mean 0 and all the same variance $\text{Var}(w)$, so $E[w_i] = 0$ and $E[w_i^2] = \text{Var}(w)$.
# 3. The weights are drawn independently, of each other and of the inputs. Then means of products are products of means.
# 4. All inputs have the same mean square $E[x^2]$. They need not have the mean 0, and they may depend on each other.
#
# *Step 1: the mean.* By 3 and 2, $E[z] = \sum_i E[w_i] \, E[x_i] = \sum_i 0 \cdot E[x_i] = 0$. So $\text{Var}(z) = E[z^2]$.
#
# *Step 2: multiply out.* The square of a sum has a term for each pair $i, j$:
#
# $$E[z^2] = \sum_{i} \sum_{j} E[w_i \, w_j \, x_i \, x_j]$$
#
# *Step 3: pairs of two different weights vanish.* For $i \ne j$, by 3 and 2: $E[w_i] \, E[w_j] \, E[x_i x_j] = 0 \cdot 0 \cdot E[x_i x_j] = 0$. In the
# table, too, the products $2 \cdot 1 \cdot 2 \cdot w_1 w_2$ are $4, -4, -4, 4$, with the mean 0.
#
# *Step 4: the squares stay.* For $i = j$: $E[w_i^2] \, E[x_i^2] = \text{Var}(w) \, E[x^2]$, by 2 and 4. There are $n_{\text{in}}$ of them:
#
# $$\boxed{\text{Var}(z) = n_{\text{in}} \cdot \text{Var}(w) \cdot E[x^2]}$$
#
# Check it with the table: the weights have the variance 1, the mean square of the inputs is $(1 + 4) / 2 = 2.5$, and $2 \cdot 1 \cdot 2.5 = 5$.
# (The two inputs differ here, so assumption 4 is met only by their average; for the sum of all squares that is enough.)
#
# **Predict before you run.** A layer has 100 inputs with $E[x^2] = 1$. Its weights have the mean 0 and the standard deviation 1, its
# biases are 0. What is the standard deviation of its sums?

# %% exercise="predict_spread"
def predict_spread():
    """The standard deviation of z for 100 inputs with E[x²] = 1 and weights with standard deviation 1."""
    ### BEGIN SOLUTION
    return 10
    ### END SOLUTION


# %% check="predict_spread"
check(predict_spread)

# %%
rng = np.random.default_rng(0)
inputs = rng.normal(size=(1000, 100))
sums = inputs @ rng.normal(size=(100, 50))
print("standard deviation:", sums.std().round(1))

# %% [markdown]
# This explains the three pictures. With weights of standard deviation $s$ the sums of a layer with 100 inputs spread
# $\sqrt{100} \cdot s = 10 s$ times as far as its inputs. For $s = 0.01$ that is a tenth, layer after layer. For $s = 1$ it is ten times,
# and tanh presses it all against −1 and 1. For $s = 0.1$ it is 1.
#
# **Your turn.** Return the standard deviation that the weights need so that the sums have the variance 1. The inputs have the mean square
# `mean_square`, which may be any positive number, and there may be a single input. Start from the formula in the box, set
# $\text{Var}(z) = 1$, and solve it for $\text{Var}(w)$. By hand: for 50 inputs with the mean square 0.5, $1 = 50 \cdot \text{Var}(w) \cdot 0.5$, so $\text{Var}(w) = 1 / 25 = 0.04$, and the
# standard deviation is $\sqrt{0.04} = 0.2$.

# %% exercise="scale_for"
def scale_for(n_in, mean_square):
    """n_in inputs with E[x²] = mean_square -> scale: the standard deviation of weights that gives Var(z) = 1."""
    ### BEGIN SOLUTION
    return 1 / np.sqrt(n_in * mean_square)
    ### END SOLUTION


# %% check="scale_for"
check(scale_for)

# %% [markdown]
# The first call is the example (0.2), the second the layers of the pictures (0.1), the third a layer with 1000 inputs.

# %%
try_it(scale_for, 50, 0.5)
try_it(scale_for, 100, 1.0)
try_it(scale_for, 1000, 1.0)

# %% [markdown]
# ## A compromise for both directions: Xavier
#
# Near 0, tanh is almost the straight line $a = z$. So the activations spread about as far as the sums: $E[a^2]$ is about
# $\text{Var}(z)$. By the box, the next sums have $\text{Var}(z') = n_{\text{in}} \cdot \text{Var}(w) \cdot \text{Var}(z)$. To keep the variance it should
# be that $n_{\text{in}} \cdot \text{Var}(w) = 1$.
#
# But numbers also run backwards. In chapter {{neuron}} an input got the gradient dout · $w$ from its one neuron. In a layer the input $x_i$ is
# connected with all $n_{\text{out}}$ neurons, and their messages add up:
#
# $$dx_i = \sum_{j=1}^{n_{\text{out}}} \text{dout}_j \cdot w_{ij}$$
#
# That is the same kind of sum, now with $n_{\text{out}}$ terms. Take dout as independent of the weights. Then the same derivation gives $\text{Var}(dx) = n_{\text{out}} \cdot \text{Var}(w) \cdot E[\text{dout}^2]$.
# For the gradients to keep their size it should be that $n_{\text{out}} \cdot \text{Var}(w) = 1$.
#
# Both hold only if $n_{\text{in}} = n_{\text{out}}$. Xavier Glorot and Yoshua Bengio (2010) took the mean of the two numbers,
# $(n_{\text{in}} + n_{\text{out}}) / 2$:
#
# $$\frac{n_{\text{in}} + n_{\text{out}}}{2} \cdot \text{Var}(w) = 1 \quad \Rightarrow \quad \text{Var}(w) = \frac{2}{n_{\text{in}} + n_{\text{out}}}$$
#
# They drew the weights *uniformly* between $-L$ and $L$: every number in between is equally likely. What is the variance of such
# numbers? Their mean is 0, so it is the mean of their squares:
#
# $$E[w^2] = \frac{1}{2L} \int_{-L}^{L} w^2 \, dw = \frac{1}{2L} \cdot \frac{2 L^3}{3} = \frac{L^2}{3}$$
#
# Set the two equal and solve for the limit $L$:
#
# $$\frac{L^2}{3} = \frac{2}{n_{\text{in}} + n_{\text{out}}} \quad \Rightarrow \quad L = \sqrt{\frac{6}{n_{\text{in}} + n_{\text{out}}}}$$
#
# By hand, for the layer from 64 to 32: $L = \sqrt{6 / 96} = \sqrt{0.0625} = 0.25$. The standard deviation is $0.25 / \sqrt{3} = 0.144$.
#
# **Your turn.** `rng` is a random generator of NumPy, such as `np.random.default_rng(0)` makes it. Draw from it and from nothing else:
# then whoever knows its seed can repeat your experiment. `rng.uniform(low, high, size=(rows, columns))` draws uniform numbers,
# `rng.normal(mean, standard_deviation, size=(rows, columns))` normal ones. The check looks at the numbers as a whole, so the order in
# which you draw them does not matter. It tries layers of many sizes: as many neurons as inputs, a single neuron, a single input.

# %% exercise="xavier_init"
def xavier_init(n_in, n_out, rng):
    """n_in inputs, n_out neurons, a generator -> W (n_in, n_out), uniform between - and + sqrt(6 / (n_in + n_out))."""
    ### BEGIN SOLUTION
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))
    ### END SOLUTION


# %% check="xavier_init"
check(xavier_init)

# %% [markdown]
# The layer from 64 to 32: the smallest and the largest weight should be close to −0.25 and 0.25, the standard deviation close to
# 0.144.

# %%
def xavier_example():
    W = xavier_init(64, 32, np.random.default_rng(0))
    return np.array([W.min(), W.max(), W.std()])


try_it(xavier_example)
plots.activation_histograms(xavier_init, title="Ten layers with tanh, Xavier's start")

# %% [markdown]
# The activations still become smaller, from 0.63 to about 0.23, because tanh is only *almost* a straight line: its result
# is always a little nearer to 0 than $z$. But it happens slowly, and much is left after ten layers. And the way back, from right to left:

# %%
plots.gradient_histograms(xavier_init, title="Gradients, Xavier's start")

# %% [markdown]
# Of the standard deviation 1 at layer 10, 0.39 arrives at layer 1. The weights keep the size: $n_{\text{out}} \cdot \text{Var}(w) = 100 \cdot 2 / 200 = 1$.
# The slopes of tanh, which are a little below 1, take about a tenth in each layer on average, and $0.9^9 = 0.39$. Compare with $10^{-9}$ and 2000.
#
# ## Half of it is cut off: He
#
# ReLU is no straight line near 0. It passes positive sums on and sets negative ones to 0. Normal weights are
# symmetric: $w$ is as likely as $-w$. Turn all signs, and $z$ becomes $-z$. So $z$ is as likely as $-z$, and positive and negative sums
# bring equal squares. ReLU cuts off half of them, and with them half of the squares:
#
# $$E[a^2] = \tfrac{1}{2} E[z^2] = \tfrac{1}{2} \text{Var}(z)$$
#
# These $a$ are the inputs of the next layer. Call its sums $z'$ and put $E[a^2]$ into the formula:
#
# $$\text{Var}(z') = n_{\text{in}} \cdot \text{Var}(w) \cdot E[a^2] = n_{\text{in}} \cdot \text{Var}(w) \cdot \tfrac{1}{2} \text{Var}(z)$$
#
# To keep $\text{Var}(z') = \text{Var}(z)$, the factor before it has to be 1:
#
# $$\tfrac{1}{2} \, n_{\text{in}} \cdot \text{Var}(w) = 1 \quad \Rightarrow \quad \text{Var}(w) = \frac{2}{n_{\text{in}}}$$
#
# That is the start of Kaiming He and others (2015): normal weights with the standard deviation $\sqrt{2 / n_{\text{in}}}$. The 2 makes up for the
# half that ReLU cuts off. You have met it already: for 50 inputs $\sqrt{2 / 50} = 0.2$, which is `scale_for(50, 0.5)`.
#
# What if the 2 is missing? With $\sqrt{1 / 100} = 0.1$, each of the ten layers halves the variance:

# %%
plots.activation_histograms(0.1, "relu", title="Ten layers with ReLU, without the 2")

# %% [markdown]
# The standard deviation falls from 0.58 to 0.02. Twenty more layers would divide it by
# $\sqrt{2}^{20} = 1024$, to about 0.00002.
#
# On the way back ReLU has the slope 1 for half of the sums and 0 for the others, so it cuts off half of the squares there too. Of the
# standard deviation 1 about $1 / \sqrt{2}^9 = 0.044$ should be left after nine layers:

# %%
plots.gradient_histograms(0.1, "relu", title="Gradients with ReLU, without the 2")

# %% [markdown]
# It is 0.04. Your function should do better.
#
# **Your turn.** Return the weights and the biases. The weights are normal; the biases are 0, one for each neuron. The
# layer may have any size again, a single neuron or a single input too.

# %% exercise="he_init"
def he_init(n_in, n_out, rng):
    """n_in inputs, n_out neurons, a generator -> W (n_in, n_out), normal, sd sqrt(2 / n_in), and b (n_out,), zeros."""
    ### BEGIN SOLUTION
    W = rng.normal(0.0, np.sqrt(2 / n_in), size=(n_in, n_out))
    b = np.zeros(n_out)
    return W, b
    ### END SOLUTION


# %% check="he_init"
check(he_init)

# %% [markdown]
# A layer with 50 inputs and 400 neurons. The standard deviation of its weights should be close to 0.2, and the biases are all 0.

# %%
def he_example():
    W, b = he_init(50, 400, np.random.default_rng(0))
    return np.array([W.std(), b.min(), b.max()])


try_it(he_example)
plots.activation_histograms(he_init, "relu", title="Ten layers with ReLU, He's start")

# %% [markdown]
# All layers spread about equally far. (The numbers are below 1 because the mean of ReLU's outputs is not 0; their mean *square* is
# about 1.) It is not exact: with 100 neurons the sums vary by chance, and the chance of one layer is
# passed on to the next. The way back:

# %%
plots.gradient_histograms(he_init, "relu", title="Gradients with ReLU, He's start")

# %% [markdown]
# Of 1 at layer 10, 0.91 arrives at layer 1. The same 2 serves both directions, because each layer here has as many neurons as
# inputs.
#
# Which start belongs to which activation? **Xavier for tanh and sigmoid, He for ReLU and its relatives.** For a sigmoid the line of
# thought is rougher, since its slope at 0 is 0.25 and its outputs do not have the mean 0; that is one reason why sigmoids have become
# rare in hidden layers.

# %% [markdown]
# ## Try it: keep the numbers alive
#
# The same network as in the pictures, with all its numbers under your hand; the first start is your `he_init`. (*sd* is the standard deviation.
# If you move its slider, the weights are normal with this spread. With ReLU both scales are logarithmic.) Find out:
#
# 1. Choose ReLU, and "too small" as the start. Move the slider until as much arrives at layer 1 as has left layer 10. Where
#    does it stand?
# 2. Now set 50 neurons in each layer. Has the right place moved up or down, and where to? Write your number down before you move.
# 3. Choose the sigmoid with Xavier's start. How much arrives at layer 1? Then find a spread with which it keeps its size. What is the price?

# %%
widgets.initialisation(he_init)

# %% [markdown]
# Without the widget: what arrives at layer 1 when gradients with the standard deviation 1 have left layer 10.
#
# | activation | neurons | sd of the weights | arrives at layer 1 | activations in layer 10 |
# |---|---|---|---|---|
# | ReLU | 100 | 0.1 | 0.04 | 0.024 |
# | ReLU | 100 | 0.141 | 0.89 | 0.74 |
# | ReLU | 100 | 0.2 | 21 | 24 |
# | ReLU | 50 | 0.141 | 0.038 | 0.012 |
# | ReLU | 50 | 0.2 | 0.87 | 0.41 |
# | sigmoid | 100 | 0.1, Xavier | 0.0000022 | 0.12 |
# | sigmoid | 100 | 1 | 0.68 | 0.43 |
#
# <details><summary>Answers</summary>
#
# 1. At about 0.14, which is $\sqrt{2 / 100} = 0.141$.
# 2. Up. A sum of fewer terms needs larger ones: $\sqrt{2 / 50} = 0.2$.
# 3. About two millionths. With a spread near 1 most of it arrives, but then two thirds of the neurons are saturated. To make up for
#    slopes of at most 0.25 the weights have to be large, and large weights saturate.
# </details>

# %% [markdown]
# ## Where people go wrong
#
# - **The variance as the standard deviation.** `rng.normal` wants the standard deviation. `2 / n_in` is a variance; take the root.
# - **n_out in place of n_in.** The sum of a neuron has as many terms as it has *inputs*.
# - **W the other way round.** Its shape is `(n_in, n_out)`: a neuron is a column.
# - **`np.random.normal` in place of `rng.normal`.** The generator that is passed in makes an experiment repeatable.
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
