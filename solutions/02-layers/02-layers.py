# %% [markdown]
# # Layers
#
# One neuron draws one straight line. In this chapter you put neurons side by side to form a *layer*, and layers one after
# the other to form a *network*. A layer of ten neurons reads digits, and at the end a network of three neurons solves XOR, which one neuron
# cannot.
#
# - **What you need:** [[neuron]] with `np.where`, and from [[start_here]] `@`, `np.zeros`, `zip`, masks, broadcasting and the ten averages.
# - **What you can do afterwards:** write a layer as a matrix, send many samples through several layers at once, and tell every shape
#   on the way.
# - **How long it takes:** about two hours.

# %% locked="setup"
import numpy as np
from gradatim import data, plots, try_it
from gradatim_autograder import check


def step(z):
    """The threshold of chapter {{neuron}}: 1 where z > 0, else 0."""
    return np.where(z > 0, 1.0, 0.0)

# %% [markdown]
# ## One layer, many neurons
#
# In the visual cortex, the part of the brain that sees, many nerve cells look at the same small patch of a picture. One responds to
# edges, another to movement, a third to colour. They share their inputs, but each has its own synapses.
#
# A *layer* is just that: several neurons that get the same inputs. Each has its own weights and its own bias, and each gives
# one number.
#
# Here is a layer of two neurons with three inputs. A fruit is described by how heavy it is, how large its diameter is and how red it
# is, each on a scale of its own. The first neuron is meant to respond to apples, the second to oranges. The sample is $x = (2, 1, 3)$: rather
# heavy, small and very red.
#
# | | weights | bias |
# |---|---|---|
# | neuron 1 | (1, −1, 2) | 0.5 |
# | neuron 2 | (0, 3, −1) | −1 |
#
# Each neuron computes its own sum, as in chapter {{neuron}}:
#
# $$z_1 = 2 \cdot 1 + 1 \cdot (-1) + 3 \cdot 2 + 0.5 = 2 - 1 + 6 + 0.5 = 7.5$$
# $$z_2 = 2 \cdot 0 + 1 \cdot 3 + 3 \cdot (-1) - 1 = 0 + 3 - 3 - 1 = -1$$
#
# The layer's output is the vector $(7.5, -1)$. The larger sum is that of the apple neuron, so the layer says: an apple.

# %%
W = np.array([[1.0, 0.0], [-1.0, 3.0], [2.0, -1.0]])
b = np.array([0.5, -1.0])
plots.network(
    [(W, b)],
    input_names=["heaviness", "diameter", "redness"],
    output_names=["apple", "orange"],
    values=[np.array([2.0, 1.0, 3.0]), np.array([7.5, -1.0])],
)

# %% [markdown]
# ## From neurons to a matrix
#
# With a hundred neurons it becomes tedious to write each one down by itself. Put the weights into a matrix instead, **one neuron in
# each column**:
#
# $$W = \begin{pmatrix} 1 & 0 \\ -1 & 3 \\ 2 & -1 \end{pmatrix}, \qquad b = (0.5, -1)$$
#
# The first column holds the weights of neuron 1, read from top to bottom: 1, −1, 2. The first *row* holds what the first
# input sends to each neuron: 1 to the first, 0 to the second. With $D$ inputs and $M$ neurons, $W$ has the shape $(D, M)$ and $b$
# the shape $(M,)$. Here they are $(3, 2)$ and $(2,)$.
#
# **Your turn.** You get a list of neurons. Each is a pair: its weight vector `w` and its bias. Return the matrix `W` and the
# vector `b`. A hint: `np.array` of a list of vectors makes each vector a row, and `.T` turns rows into columns.

# %% exercise="neurons_to_layer"
def neurons_to_layer(neurons):
    """A list of M pairs (w (D,), bias) -> W (D, M), b (M,)."""
    ### BEGIN SOLUTION
    W = np.array([w for w, bias in neurons]).T
    b = np.array([bias for w, bias in neurons])
    return W, b
    ### END SOLUTION


# %% check="neurons_to_layer"
check(neurons_to_layer)

# %% [markdown]
# The two neurons of the example should give the matrix above.

# %%
try_it(neurons_to_layer, [(np.array([1.0, -1.0, 2.0]), 0.5), (np.array([0.0, 3.0, -1.0]), -1.0)])

# %% [markdown]
# ## Many samples at once
#
# A sample is a row. Multiply the row $x$ by the matrix $W$, and you get all weighted sums of the layer at once. The rule of the
# product is: entry $m$ of $x W$ is the weighted sum of $x$ with column $m$.
#
# $$\begin{pmatrix} 2 & 1 & 3 \end{pmatrix} \begin{pmatrix} 1 & 0 \\ -1 & 3 \\ 2 & -1 \end{pmatrix}
# = \begin{pmatrix} 2 - 1 + 6 & \; 0 + 3 - 3 \end{pmatrix} = \begin{pmatrix} 7 & 0 \end{pmatrix}$$
#
# Adding $b = (0.5, -1)$ gives $(7.5, -1)$, as before.
#
# Nothing changes if there are more rows. Each row of $X$ is a sample, and each row of $X W$ is what the layer makes of that
# sample:
#
# $$\underbrace{X}_{(N, D)} \; \underbrace{W}_{(D, M)} = \underbrace{X W}_{(N, M)}$$
#
# The two inner sizes have to agree, here $D$ with $D$, and they disappear. The outer sizes stay: one row for each sample, one
# column for each neuron. Whenever you write a product, write the shapes below it. Most mistakes show there.
#
# **Predict before you run.** $X$ holds five samples with three numbers each. The layer has two neurons. What is the shape of
# the output?

# %% exercise="predict_layer_shape"
def predict_layer_shape():
    """The shape of the output for X (5, 3) and a layer of two neurons."""
    ### BEGIN SOLUTION
    return (5, 2)
    ### END SOLUTION


# %% check="predict_layer_shape"
check(predict_layer_shape)

# %%
(np.ones((5, 3)) @ np.ones((3, 2)) + np.ones(2)).shape

# %% [markdown]
# ## The layer in one line
#
# A layer in which every input is connected with every neuron is called *dense* (or *fully connected*). Its forward pass is one
# line:
#
# $$\underbrace{Z}_{(N, M)} = \underbrace{X}_{(N, D)} \; \underbrace{W}_{(D, M)} + \underbrace{b}_{(M,)}$$
#
# The vector $b$ is as long as a row of $X W$, so broadcasting adds it to every row: in each sample every neuron gets its own bias.
#
# **Your turn.** The product of matrices is `@` in NumPy. (`*` multiplies entry by entry, which is something else.) In this
# chapter `X` may hold whole numbers, such as the 0 and 1 of a gate.

# %% exercise="dense_forward"
def dense_forward(X, W, b):
    """X (N, D), W (D, M), b (M,) -> Z (N, M): the sums of all neurons for all samples."""
    ### BEGIN SOLUTION
    return X @ W + b
    ### END SOLUTION


# %% check="dense_forward"
check(dense_forward)

# %% [markdown]
# Two samples at once. The first row should be [7.5]{=dense_forward(np.array([[2.0, 1.0, 3.0]]), W, b)[0, 0]} and [−1]{=dense_forward(np.array([[2.0, 1.0, 3.0]]), W, b)[0, 1]}.

# %%
try_it(dense_forward, np.array([[2.0, 1.0, 3.0], [1.0, 0.0, 0.0]]), W, b)

# %% [markdown]
# Look at the second row. Its sample is $(1, 0, 0)$, so it picks out the first row of $W$ and adds the biases:
# $(1 + 0.5, 0 - 1) = ([1.5]{=shown[0][1, 0]}, [-1]{=shown[0][1, 1]})$.

# %% [markdown]
# ## A layer that reads digits
#
# Chapter {{start_here}} read digits by ten averages: the one at the smallest distance was the answer. That was a layer in disguise. Look at a
# single number first, $x = 3$, and the two averages 1 and 4. The squared distances are $(1 - 3)^2 = 4$ and $(4 - 3)^2 = 1$, so 4 is the nearer one. For any
# average $m$, multiply out:
#
# $$(m - x)^2 = m^2 - 2 m x + x^2$$
#
# The $x^2$ is the same for both averages, so it does not matter for the comparison. Divide the rest by $-2$. The sign changes, so that the smallest distance
# becomes the largest value of
#
# $$x \, m - \tfrac{1}{2} m^2$$
#
# For the averages 1 and 4 this is $3 - 0.5 = 2.5$ and $12 - 8 = 4$: again 4 wins. With the 64 numbers of a digit, add up over all of them:
#
# $$\sum_d x_d \, m_d - \tfrac{1}{2} \sum_d m_d^2$$
#
# ($\sum_d$ means: add up for all $d$, here from 1 to 64.) This is a neuron. Its weights are the average $m$, its bias is the second part. Ten averages are a layer of
# ten neurons, and the neuron with the largest sum gives the answer.

# %%
digits, labels = data.digits()
known, new = digits[:900], digits[900:]
averages = np.array([known[labels[:900] == digit].mean(axis=0) for digit in range(10)])
W_digits = averages.T  # one neuron in each column
b_digits = -0.5 * (averages**2).sum(axis=1)
print("W:", W_digits.shape, " b:", b_digits.shape)


def share_read_correctly():
    Z = dense_forward(new, W_digits, b_digits)
    answers = Z.argmax(axis=1)  # in each row the place of the largest sum
    return (answers == labels[900:]).mean()


try_it(share_read_correctly)

# %% [markdown]
# The share is [0.875]{=shown[0]}, as in chapter {{start_here}}: a layer with [650]{=W_digits.size + b_digits.size} weights and biases reads [785]{=shown[0] * len(new)} of the [897]{=len(new)} new digits. Here its weights are plain averages. From chapter {{backpropagation}} on, a
# network looks for better ones.

# %% [markdown]
# ## Labels as vectors
#
# Suppose that there are plums too, so the layer has three neurons and gives three numbers for each fruit. The right answer is one of
# three *classes*. In the data it is a number, the *label*: 0 for apple, 1 for orange, 2 for plum. From chapter {{backpropagation}} on the three numbers are compared with the
# right answer. For that the label becomes a vector too, with a 1 in the place of the class and 0 elsewhere. It is called *one-hot*:
#
# | label | one-hot, for three classes |
# |---|---|
# | 0 | (1, 0, 0) |
# | 1 | (0, 1, 0) |
# | 2 | (0, 0, 1) |
#
# Why not use the label itself? Because 2 is twice 1, but a plum is not twice an orange. Labels are only
# names. In the one-hot form no class is larger than another, and any two are equally far apart.
#
# For the labels `y = [2, 0, 2]` and `C = 3` classes:
#
# $$Y = \begin{pmatrix} 0 & 0 & 1 \\ 1 & 0 & 0 \\ 0 & 0 & 1 \end{pmatrix}$$
#
# The number of classes `C` has to be given, because `y` need not contain every class: class 1 does not occur here, and yet it has its column.
#
# **Your turn.** There may be a single class, or hundreds of them. A hint: `Y[[0, 1, 2], [2, 0, 2]] = 1` takes the two lists pair by pair.
# It sets `Y[0, 2]`, `Y[1, 0]` and `Y[2, 2]`. The first list counts the rows, as `np.arange(len(y))` does; the second holds the labels.

# %% exercise="one_hot"
def one_hot(y, C):
    """y (N,) whole numbers from 0 to C - 1 -> Y (N, C): a 1 in the column of the label, else 0."""
    ### BEGIN SOLUTION
    Y = np.zeros((len(y), C))
    Y[np.arange(len(y)), y] = 1.0
    return Y
    ### END SOLUTION


# %% check="one_hot"
check(one_hot)

# %%
try_it(one_hot, np.array([2, 0, 2]), 3)

# %% [markdown]
# ## Input, hidden, output
#
# Layers can follow one another. The output of the first is the input of the second, and so on. The layers have names:
#
# - The **input layer** is the data itself. It computes nothing.
# - **Hidden layers** stand in between. When a network learns, nobody tells them what to compute.
# - The **output layer** gives the answer.
#
# When layers are counted, the input layer is left out: it has no weights.

# %%
plots.network(
    [
        (np.array([[0.5, -1.0, 0.8], [1.2, 0.3, -0.6]]), np.array([0.1, 0.0, -0.4])),
        (np.array([[1.0], [-0.7], [0.9]]), np.array([0.2])),
    ],
    input_names=["x1", "x2"],
    output_names=["answer"],
)

# %% [markdown]
# The network in the picture has 2 inputs, 3 hidden neurons and 1 output. The shapes of its weights fit together like dominoes:
# $(2, 3)$, then $(3, 1)$.
#
# After each hidden layer, and often after the last, comes an *activation*: a function that is applied to each sum. You know one so far,
# the step function.
#
# The activation is not a decoration. Without it, two layers can do no more than one. Take one input and one neuron in each layer. The
# first computes $2x + 1$, the second multiplies that by 3 and adds 4: $(2x + 1) \cdot 3 + 4 = 6x + 7$. A single neuron with the weight 6
# and the bias 7 does the same. With matrices it is no different:
#
# $$(X W_1 + b_1) W_2 + b_2 = X \underbrace{(W_1 W_2)}_{W} + \underbrace{(b_1 W_2 + b_2)}_{b}$$
#
# That is a single dense layer again, with the weights $W$ and the bias $b$. (Brackets with matrices are multiplied out as with numbers, as
# long as the order of the factors stays the same.) However many such layers are stacked, the result is one such layer. Something has to
# come between them that is not just one more multiplication and addition: a function with a bend or a jump, such as the step. That is the
# activation. First see with numbers that both ways give the same:

# %%
def two_layers_and_one():
    """The sums of two layers without an activation between them, and of the one layer that does the same."""
    x = np.array([[1.0, 5.0]])
    W1, b1 = np.array([[2.0, -1.0], [1.0, 1.0]]), np.array([-1.0, 0.5])
    W2, b2 = np.array([[3.0], [2.0]]), np.array([4.0])
    return (x @ W1 + b1) @ W2 + b2, x @ (W1 @ W2) + (b1 @ W2 + b2)


try_it(two_layers_and_one)

# %% [markdown]
# Both give [31]{=shown[0][0].item() if shown[0][0].item() == shown[0][1].item() else np.nan}.
#
# ## Stacking layers
#
# Now with the activation. Write $A_0 = X$ for the input. Each layer takes the output of the one before it:
#
# $$A_1 = \text{activation}(A_0 W_1 + b_1), \qquad A_2 = \text{activation}(A_1 W_2 + b_2), \qquad \dots$$
#
# **By hand**, with the step function. Let $x = (1, 0)$ and
#
# $$W_1 = \begin{pmatrix} 2 & -1 \\ 1 & 1 \end{pmatrix}, \quad b_1 = (-1, 0.5), \quad
# W_2 = \begin{pmatrix} 1 \\ 1 \end{pmatrix}, \quad b_2 = (-1.5)$$
#
# - Layer 1, sums: $(1 \cdot 2 + 0 \cdot 1 - 1, \; 1 \cdot (-1) + 0 \cdot 1 + 0.5) = (1, -0.5)$
# - Layer 1, step: $(1, 0)$
# - Layer 2, sum: $1 \cdot 1 + 0 \cdot 1 - 1.5 = -0.5$
# - Layer 2, step: $0$
#
# **Your turn.** `layers` is a list of pairs `(W, b)`, from the first layer to the last. `activation` is a function; call it as
# `activation(Z)`. In this chapter it is applied after **every** layer, the last one too.

# %% exercise="network_forward"
def network_forward(X, layers, activation):
    """X (N, D), a list of (W, b), a function -> the last layer's output A (N, M of the last layer)."""
    ### BEGIN SOLUTION
    A = X
    for W, b in layers:
        A = activation(A @ W + b)
    return A
    ### END SOLUTION


# %% check="network_forward"
check(network_forward)

# %% [markdown]
# The example from above; the result should be [0]{=network_forward(np.array([[1.0, 0.0]]), [(np.array([[2.0, -1.0], [1.0, 1.0]]), np.array([-1.0, 0.5])), (np.ones((2, 1)), np.array([-1.5]))], step)[0, 0]}.

# %%
example = [
    (np.array([[2.0, -1.0], [1.0, 1.0]]), np.array([-1.0, 0.5])),
    (np.array([[1.0], [1.0]]), np.array([-1.5])),
]
try_it(network_forward, np.array([[1.0, 0.0]]), example, step)

# %% [markdown]
# ## XOR with two layers
#
# Chapter {{neuron}} ended with a puzzle: no single neuron computes XOR. Look at the table again, with two gates beside it that one neuron
# *can* compute:
#
# | $x_1$ | $x_2$ | OR | NAND | XOR |
# |---|---|---|---|---|
# | 0 | 0 | 0 | 1 | 0 |
# | 0 | 1 | 1 | 1 | 1 |
# | 1 | 0 | 1 | 1 | 1 |
# | 1 | 1 | 1 | 0 | 0 |
#
# XOR fires exactly where both OR **and** NAND fire. So let the hidden layer compute OR and NAND, and let the output neuron
# compute the AND of the two. Three neurons in all, each of which you know from chapter {{neuron}}.
#
# **Your turn.** Choose the weights and return the two layers. The hidden layer has two neurons, so $W_1$ has the shape
# $(2, 2)$, one neuron in each column. The output layer has one neuron: $W_2$ has the shape $(2, 1)$. The biases are arrays, of the shapes
# $(2,)$ and $(1,)$. Any weights that work are right.

# %% exercise="xor_network"
def xor_network():
    """Return [(W1, b1), (W2, b2)] of a network of threshold neurons that computes XOR."""
    ### BEGIN SOLUTION
    W1 = np.array([[1.0, -1.0], [1.0, -1.0]])  # columns: OR, NAND
    b1 = np.array([-0.5, 1.5])
    W2 = np.array([[1.0], [1.0]])  # AND
    b2 = np.array([-1.5])
    return [(W1, b1), (W2, b2)]
    ### END SOLUTION


# %% check="xor_network"
check(xor_network)

# %% [markdown]
# Put your last two functions together, the forward pass and the weights. The result should be the column of XOR:
# 0, 1, 1, 0.

# %%
X, y = data.gate("XOR")


def xor(X):
    return network_forward(X, xor_network(), step)


try_it(xor, X)

# %%
plots.regions(xor, X, y, title="XOR by two layers")

# %% [markdown]
# Each hidden neuron draws one straight line. With OR and NAND the output neuron keeps the strip between the two; with other weights it may
# keep what lies outside a strip. A single line cannot cut out a strip.
#
# There is another way to look at it. The hidden layer moves the four points to new places. With OR as the first hidden neuron and NAND as the second:
#
# | $x$ | (OR, NAND) | XOR |
# |---|---|---|
# | (0, 0) | (0, 1) | 0 |
# | (0, 1) | (1, 1) | 1 |
# | (1, 0) | (1, 1) | 1 |
# | (1, 1) | (1, 0) | 0 |
#
# The picture shows the places that your own weights give. (Beside each point stand the inputs that end there.)

# %%
plots.hidden_space(xor_network, X, y, activation=step, title="XOR by hand")

# %% [markdown]
# In the new places a single line is enough: with OR and NAND, only (1, 1) has to fire. This is what hidden layers are for. **They describe the
# input in a new way, one that makes the last step easy.** Here you chose the description by hand. From chapter {{backpropagation}} on, you see how a
# network finds one by itself.
#
# **In your own words.** Why does a network need an activation between its layers? Two or three sentences are enough. This answer is
# read by a person.

# %% [markdown] answer="why-activation" points=2
# Without an activation, two layers one after the other are again a single layer with other weights, because the product of the two
# matrices is one matrix. Such a network can only separate what a straight line separates. With an activation between the layers the
# second layer can combine several lines.

# %% [markdown]
# ## Where people go wrong
#
# - **W the wrong way round.** In this course a neuron is a column. `X @ W` fits without turning anything.
# - **`*` instead of `@`.** `*` multiplies entry by entry and adds nothing up.
# - **The bias as a column.** `b` of shape `(M,)` fits the rows of `Z` as it is.
# - **Labels that start at 1.** Class 0 has the first column.
# - **Every layer gets X.** Only the first one does; each of the others gets the output of the layer before it.
#
# ## Summary
#
# - A layer is a number of neurons with the same inputs. Its weights form a matrix of shape (inputs, neurons).
# - Forward: $Z = X W + b$, for all samples at once. The inner sizes agree and disappear.
# - Classes become one-hot vectors, because their numbers are only names.
# - Layers are stacked: input, hidden, output, with an activation after each hidden layer and often after the last.
# - Two layers of threshold neurons compute XOR. The hidden layer describes the input in a new way.
#
# ### Test yourself
#
# <details><summary>A layer has 4 inputs and 3 neurons. What are the shapes of W and b, and how many numbers are they together?</summary>
#
# W is (4, 3) and b is (3,): 12 + 3 = 15 numbers.
# </details>
#
# <details><summary>X has the shape (10, 4). Which shape do X @ W and X @ W + b have?</summary>
#
# Both (10, 3). The bias changes values, not the shape.
# </details>
#
# <details><summary>What does one_hot give for y = [1, 1] and C = 4?</summary>
#
# Two equal rows: (0, 1, 0, 0).
# </details>
#
# <details><summary>In the XOR network, what does the hidden layer give for the input (1, 1), and why is the output 0?</summary>
#
# OR gives 1 and NAND gives 0. The output neuron is an AND: 1 + 0 − 1.5 = −0.5, so it is silent.
# </details>
#
# <details><summary>Would a network with two hidden layers but no activation solve XOR?</summary>
#
# No. Without activations all its layers together are one dense layer, and one straight line is not enough, even with a threshold at the end.
# </details>
#
# **Next:** [[activations]]
