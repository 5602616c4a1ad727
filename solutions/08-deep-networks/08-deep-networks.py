# %% [markdown]
# # Deep networks
#
# One hidden layer learns a good deal. With ten, the training often does not begin at all. In this chapter you see why, and what helps.

# %% locked="setup"
import numpy as np
from gradatim import data, plots, try_it, widgets
from gradatim_autograder import check


def dense_forward(X, W, b):
    """Chapter {{layers}}: X (N, D), W (D, M), b (M,) -> Z (N, M)."""
    return X @ W + b


def tanh(Z):
    """Chapter {{activations}}."""
    return np.tanh(Z)


def tanh_backward(dout, Z):
    """Chapter {{activations}}: the gradient along Z, the sums that went into tanh."""
    return dout * (1 - np.tanh(Z) ** 2)


def softmax(Z):
    """Chapter {{activations}}: each row becomes probabilities."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)



def cross_entropy(P, y):
    """Chapter {{backpropagation}}: P (N, C) probabilities, y (N,) labels -> the mean loss."""
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def softmax_cross_entropy_backward(Z, y):
    """Chapter {{backpropagation}}: the gradient of the mean loss along Z, the sums that went into softmax."""
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    """Chapter {{backpropagation}}: -> dX, dW, db."""
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def predict(X, params):
    """The probabilities P (N, C) of a network with one hidden layer of tanh neurons and a softmax."""
    A1 = tanh(dense_forward(X, params["W1"], params["b1"]))
    return softmax(dense_forward(A1, params["W2"], params["b2"]))


def train_network(X, y, params, lr, epochs):
    """Chapter {{training}}: X (N, D), y (N,) labels, params W1 (D, H), b1 (H,), W2 (H, C), b2 (C,) -> learnt params, list of losses."""
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    losses = []
    for _epoch in range(epochs):
        # 4 forward pass
        Z1 = dense_forward(X, W1, b1)
        A1 = tanh(Z1)
        Z2 = dense_forward(A1, W2, b2)
        # 5 loss
        losses.append(cross_entropy(softmax(Z2), y))
        # 6 backward pass
        dZ2 = softmax_cross_entropy_backward(Z2, y)
        dA1, dW2, db2 = dense_backward(dZ2, A1, W2)
        dZ1 = tanh_backward(dA1, Z1)
        _dX, dW1, db1 = dense_backward(dZ1, X, W1)
        # 7 update
        W1, b1 = W1 - lr * dW1, b1 - lr * db1
        W2, b2 = W2 - lr * dW2, b2 - lr * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses


def start_params(D, H, C, rng):
    """Start values for D inputs, H hidden neurons and C classes."""
    return {"W1": xavier_init(D, H, rng), "b1": np.zeros(H), "W2": xavier_init(H, C, rng), "b2": np.zeros(C)}

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
# ## The moons again
#
# The large network of chapter {{training}}, once more: 60 samples of two half moons with much noise, and 40 hidden neurons.

# %%
rng = np.random.default_rng(0)
X_moons, y_moons = data.moons(60, 0.3, rng)
X_held, y_held = data.moons(400, 0.3, rng)


def measure(params):
    """The losses on the training part and on the part held back."""
    return cross_entropy(predict(X_moons, params), y_moons), cross_entropy(predict(X_held, params), y_held)


def train_moons(params, epochs):
    """`epochs` more epochs of training."""
    return train_network(X_moons, y_moons, params, 1.0, epochs)[0]


small = start_params(2, 1, 2, np.random.default_rng(0))
large = start_params(2, 40, 2, np.random.default_rng(0))

# %% [markdown]
# ## L2: small weights
#
# A border with narrow bays needs large weights: only they make the output jump from 0 to 1 within a short way. So large weights get a
# price. To the loss $L$ a *penalty* is added, the sum of all squared weights with a factor:
#
# $$L' = L + \frac{\lambda}{2N} \sum_{i, j} W_{ij}^2$$
#
# $N$ is the number of samples, and $\lambda$ (in code `lam`) says how much small weights are worth. This is called *L2
# regularisation*. Biases are left out: they shift the border and make no bays.
#
# **By hand**, for a single weight $w = 3$ with $\lambda = 1$ and $N = 10$. The penalty is $\frac{1}{20} \cdot 9 = 0.45$. At $w = 3.1$ it
# is $\frac{1}{20} \cdot 9.61 = 0.4805$. It has grown by 0.0305 for 0.1, so by 0.305 for each unit. The exact slope:
#
# $$\frac{d}{dw} \, \frac{\lambda}{2N} w^2 = \frac{\lambda}{2N} \cdot 2w = \frac{\lambda}{N} w = 0.3$$
#
# The 2 of the square cancels against the 2 below, which was put there for this reason. In the sum over all weights each one stands in
# its own term only. So the gradient of the penalty is $\frac{\lambda}{N} W$, and it is added to the gradient of the loss:
#
# $$\underbrace{dW'}_{(D, M)} = \underbrace{dW}_{(D, M)} + \frac{\lambda}{N} \underbrace{W}_{(D, M)}$$
#
# What does the step do with it? $W - \text{lr} \, (dW + \frac{\lambda}{N} W) = (1 - \text{lr} \frac{\lambda}{N}) \, W - \text{lr} \, dW$.
# Each step shrinks every weight by a small share before anything else happens. This is why L2 is also called *weight decay*.
#
# **Your turn.** `dW` is the gradient of the loss without the penalty. Return a new array. With `lam` = 0 nothing is pulled.

# %% exercise="l2_gradient"
def l2_gradient(dW, W, lam, N):
    """dW (D, M) of the mean loss, W (D, M), lam, the number of samples N -> dW (D, M) with the pull of L2."""
    ### BEGIN SOLUTION
    return dW + lam / N * W
    ### END SOLUTION


# %% check="l2_gradient"
check(l2_gradient)

# %% [markdown]
# The weight of the example, beside a negative one, with a gradient of the loss of 0. The results should be 0.3 and −0.2.

# %%
try_it(l2_gradient, np.zeros((1, 2)), np.array([[3.0, -2.0]]), 1.0, 10)

# %% [markdown]
# ## Dropout
#
# In a team where everybody may be absent tomorrow, no task can hang on one person. *Dropout* does this to the hidden neurons: in every
# training step each of them is silenced with some probability. The network has to spread its knowledge over many neurons, and a border
# around a single sample, which hangs on few of them, does not survive.
#
# `keep` is the probability that a neuron is **kept**. For every entry a random number from 0 to 1 is drawn; where it is below `keep`,
# the *mask* is 1, elsewhere 0. The output is
#
# $$\text{out} = \frac{X \cdot \text{mask}}{\text{keep}} \qquad \text{(entry by entry)}$$
#
# **Why divide by keep?** Take an entry of 4 and keep = 0.8. In 8 of 10 cases it stays, in 2 it becomes 0. Without the division the mean
# would be $0.8 \cdot 4 = 3.2$: the next layer would get less in training than later, when nothing is dropped. With it, the entry is
# $4 / 0.8 = 5$ in 8 of 10 cases, and the mean is $0.8 \cdot 5 = 4$, as it should be. So **at test time nothing has to be done**: all
# neurons work, nothing is scaled. This form is called *inverted* dropout.
#
# **Predict before you run.** The hidden layer gives $x = (2, 4, -1, 8)$, keep is 0.8 and the mask is $(1, 0, 1, 1)$. What is the output?

# %% exercise="predict_dropout"
def predict_dropout():
    """The output of dropout as a list of four numbers, computed by hand."""
    ### BEGIN SOLUTION
    return [2.5, 0, -1.25, 10]
    ### END SOLUTION


# %% check="predict_dropout"
check(predict_dropout)

# %% [markdown]
# **Your turn.** Return the output and the mask. The mask holds 0 and 1 and is not divided by keep. An entry of 0 has its draw like any
# other. With `train=False` the output is `X` itself, and the mask is all ones. `rng.random(X.shape)` draws numbers between 0 and 1.

# %% exercise="dropout_forward"
def dropout_forward(X, keep, rng, train):
    """X (N, D), keep above 0, up to 1 -> out (N, D), mask (N, D) of 0 and 1; at test time X itself and a mask of ones."""
    ### BEGIN SOLUTION
    if not train:
        return X, np.ones_like(X)
    mask = (rng.random(X.shape) < keep).astype(float)
    return X * mask / keep, mask
    ### END SOLUTION


# %% check="dropout_forward"
check(dropout_forward)

# %% [markdown]
# Back: each entry was multiplied by mask / keep, a number. So its gradient is multiplied by the same number. What was
# dropped had no part in the loss, and its gradient is 0. It has to be **the same mask** as in the forward pass.
#
# **Your turn.** `mask` holds 0 and 1, as `dropout_forward` has returned it. By chance it may hold ones alone.

# %% exercise="dropout_backward"
def dropout_backward(dout, mask, keep):
    """dout (N, D), the mask of the forward pass (N, D) of 0 and 1, keep -> dX (N, D)."""
    ### BEGIN SOLUTION
    return dout * mask / keep
    ### END SOLUTION


# %% check="dropout_backward"
check(dropout_backward)

# %%
try_it(dropout_backward, np.array([[1.0, 1.0, -2.0, 3.0]]), np.array([[1.0, 0.0, 1.0, 1.0]]), 0.8)

# %% [markdown]
# Here is `train_network` once more, with your three functions built in. Dropout stands behind the tanh of the hidden layer, and L2
# pulls at both weight matrices. First the large network with L2, then with dropout.

# %%
def train_regularised(params, epochs, lam, keep, rng):
    """Training on the moons with L2 (lam) and dropout (keep)."""
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    N = len(X_moons)
    for _epoch in range(epochs):
        Z1 = dense_forward(X_moons, W1, b1)
        A1, mask = dropout_forward(tanh(Z1), keep, rng, True)
        Z2 = dense_forward(A1, W2, b2)
        dA1, dW2, db2 = dense_backward(softmax_cross_entropy_backward(Z2, y_moons), A1, W2)
        dZ1 = tanh_backward(dropout_backward(dA1, mask, keep), Z1)
        _dX, dW1, db1 = dense_backward(dZ1, X_moons, W1)
        W1, b1 = W1 - 1.0 * l2_gradient(dW1, W1, lam, N), b1 - 1.0 * db1
        W2, b2 = W2 - 1.0 * l2_gradient(dW2, W2, lam, N), b2 - 1.0 * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def with_l2(params, epochs):
    return train_regularised(params, epochs, 0.3, 1.0, np.random.default_rng(0))


plots.learning_curves(with_l2, measure, large, epochs=2000, every=50, label="held back", title="L2 with lam = 0.3")

# %%
dropout_rng = np.random.default_rng(5)


def with_dropout(params, epochs):
    return train_regularised(params, epochs, 0.0, 0.7, dropout_rng)


plots.learning_curves(with_dropout, measure, large, epochs=2000, every=50, label="held back", title="Dropout, keep = 0.7")

# %% [markdown]
# Compare with the curve of the large network: there the held-back loss ended at 0.577. With L2 it ends at 0.201 and does not rise at all;
# with dropout it ends at 0.250. The training losses are higher than before, and that is the point: the network is kept from learning
# its samples by heart. The training curve with dropout trembles, because each step uses other neurons. (What is plotted is measured
# with all neurons at work, as at test time.)
#
# The weights tell the same story: after 2000 epochs the sum of their squares is 260 without L2 and 35 with it.
#
# $\lambda$ and keep are numbers that you choose, by the validation part. Too much of either, and the network underfits.

# %% [markdown]
# ## Batch normalisation, forward
#
# You have standardised the inputs. But the second layer gets its inputs from the first, and these change with every update. *Batch
# normalisation* standardises them inside the network, at every step, by the mean and variance of the batch at hand. For each column
# of $X$, with $N$ samples in the batch:
#
# $$\mu = \frac{1}{N} \sum_n x_n, \qquad v = \frac{1}{N} \sum_n (x_n - \mu)^2, \qquad \hat{x}_n = \frac{x_n - \mu}{\sqrt{v + \varepsilon}},
# \qquad \text{out}_n = \gamma \, \hat{x}_n + \beta$$
#
# $\varepsilon$ (`eps`, 0.00001) keeps the division safe where a column is constant. $\gamma$ and $\beta$ are one number each for every column.
# They are *learnt*, like weights: the network may stretch and shift the column again where that is better.
#
# **By hand**, for the column of before, $(1, 3, 4, 5, 7)$, with $\gamma = 2$, $\beta = 1$ and $\varepsilon$ left out:
#
# - $\mu = 4$, $v = 4$, $\hat{x} = (-1.5, -0.5, 0, 0.5, 1.5)$
# - out $= 2 \hat{x} + 1 = (-2, 0, 1, 2, 4)$
#
# **At test time** there may be a single sample, and a single sample has no spread. So the layer keeps *running averages* of the means and
# variances that it met in training, and uses these:
#
# $$\text{running} \leftarrow \text{momentum} \cdot \text{running} + (1 - \text{momentum}) \cdot \text{batch}$$
#
# With momentum = 0.9, a running mean of 0 becomes $0.9 \cdot 0 + 0.1 \cdot 4 = 0.4$, and a running variance of 1 becomes
# $0.9 \cdot 1 + 0.1 \cdot 4 = 1.3$. It is the same variance, divided by $N$. (Some libraries divide by $N - 1$ here; and PyTorch calls
# momentum what is $1 - \text{momentum}$ here.)
#
# | | normalise by | running averages |
# |---|---|---|
# | `train=True` | mean and variance of the batch | are moved |
# | `train=False` | the running averages | come back as they were |
#
# **Your turn.** Return the output and both running averages, in this order. `X.var(axis=0)` is the variance of each column, divided by $N$.
# A batch of one sample is no exception in training: it is its own mean, and its variance is 0. `momentum` may be 0.

# %% exercise="batchnorm_forward"
def batchnorm_forward(X, gamma, beta, running_mean, running_var, train, momentum=0.9, eps=1e-5):
    """X (N, D), the others (D,) -> out (N, D), running_mean (D,), running_var (D,)."""
    ### BEGIN SOLUTION
    if train:
        mean, var = X.mean(axis=0), X.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
    xhat = (X - mean) / np.sqrt(var + eps)
    return gamma * xhat + beta, running_mean, running_var
    ### END SOLUTION


# %% check="batchnorm_forward"
check(batchnorm_forward)

# %% [markdown]
# The example, in training. Then the same column at test time, with the running averages 0.4 and 1.3.

# %%
column = np.array([[1.0], [3.0], [4.0], [5.0], [7.0]])
try_it(batchnorm_forward, column, np.array([2.0]), np.array([1.0]), np.array([0.0]), np.array([1.0]), True)
try_it(batchnorm_forward, column, np.array([2.0]), np.array([1.0]), np.array([0.4]), np.array([1.3]), False)

# %% [markdown]
# ## Batch normalisation, backward
#
# In every layer so far, a sample minded its own business. Here it does not: if $x_1$ grows, the mean grows, and with it the $\hat{x}$ of
# **all** samples change. The way back has to follow every path. It is easy if you go in small steps. The forward pass as a graph,
# with one simple operation in each line ($s$ is the spread):
#
# | | forward | shape |
# |---|---|---|
# | 1 | $\mu = \frac{1}{N} \sum_n x_n$ | $(D,)$ |
# | 2 | $d = X - \mu$ | $(N, D)$ |
# | 3 | $v = \frac{1}{N} \sum_n d_n^2$ | $(D,)$ |
# | 4 | $s = \sqrt{v + \varepsilon}$ | $(D,)$ |
# | 5 | $\hat{x} = d / s$ | $(N, D)$ |
# | 6 | out $= \gamma \hat{x} + \beta$ | $(N, D)$ |
#
# Now back, from line 6 to line 1. A number of shape $(D,)$ has worked on all $N$ samples, so its gradient is a **sum over the samples**.
# A value that was used twice gets the **sum of both gradients**.
#
# | | backward | shape | why |
# |---|---|---|---|
# | 6 | $d\beta = \sum_n \text{dout}_n$ | $(D,)$ | $\beta$ was added to every sample |
# | | $d\gamma = \sum_n \text{dout}_n \, \hat{x}_n$ | $(D,)$ | $\gamma$ was multiplied by $\hat{x}$ |
# | | $d\hat{x} = \text{dout} \cdot \gamma$ | $(N, D)$ | $\hat{x}$ was multiplied by $\gamma$ |
# | 5 | $ds = -\sum_n d\hat{x}_n \, d_n / s^2$ | $(D,)$ | the slope of $1/s$ is $-1/s^2$ |
# | 4 | $dv = ds / (2 s)$ | $(D,)$ | the slope of a root is 1 / (2 · root) |
# | 5 + 3 | $dd = d\hat{x} / s + \frac{2}{N} \, d \cdot dv$ | $(N, D)$ | $d$ was used in line 5 and, squared, in line 3 |
# | 2 | $d\mu = -\sum_n dd_n$ | $(D,)$ | $\mu$ was subtracted from every sample |
# | 2 + 1 | $dX = dd + \frac{1}{N} \, d\mu$ | $(N, D)$ | $X$ was used in line 2 and, averaged, in line 1 |
#
# ($dd$ is the gradient along $d$, and $dv$ the one along $v$.) You can write it just so. Put into each other, the lines become one formula.
# Let the bar be the mean over the samples. Since $d = s \hat{x}$, line 5 gives $ds = -\frac{N}{s} \, \overline{d\hat{x} \cdot \hat{x}}$. Then
# $dv = -\frac{N}{2 s^2} \, \overline{d\hat{x} \cdot \hat{x}}$, and $dd = (d\hat{x} - \hat{x} \cdot \overline{d\hat{x} \cdot \hat{x}}) / s$. The mean of $dd$ is
# $\overline{d\hat{x}} / s$, because $\hat{x}$ has the mean 0. Lines 2 and 1 take this mean off:
#
# $$dX = \frac{1}{s} \left( d\hat{x} - \overline{d\hat{x}} - \hat{x} \cdot \overline{d\hat{x} \cdot \hat{x}} \right)$$
#
# The first term is the direct path, the second goes through the mean, the third through the spread.
#
# **By hand**, with the column of before, $\gamma = 1$ and dout $= (1, 0, 0, 0, 0)$: only the first output matters for the loss. $s = 2$,
# $\overline{d\hat{x}} = 1/5 = 0.2$, and $\overline{d\hat{x} \cdot \hat{x}} = -1.5 / 5 = -0.3$.
#
# - first entry: $(1 - 0.2 - (-1.5)(-0.3)) / 2 = (1 - 0.2 - 0.45) / 2 = 0.175$
# - second: $(0 - 0.2 - (-0.5)(-0.3)) / 2 = (-0.2 - 0.15) / 2 = -0.175$
# - the others, in the same way: $-0.1$, $-0.025$ and $0.125$
#
# Without the two terms it would have been $(0.5, 0, 0, 0, 0)$, which is far off. The right gradients add up to 0: if all $x$ grow
# by the same amount, nothing changes, because the mean is taken off.
#
# **Your turn.** Write it in small steps or as the one formula. Mean and variance come from `X` itself, and `eps` stands below the root. The
# batch may be a single sample.

# %% exercise="batchnorm_backward"
def batchnorm_backward(dout, X, gamma, eps=1e-5):
    """dout (N, D), X (N, D), gamma (D,) -> dX (N, D), dgamma (D,), dbeta (D,): back through the training mode."""
    ### BEGIN SOLUTION
    N = len(X)
    d = X - X.mean(axis=0)
    s = np.sqrt(X.var(axis=0) + eps)
    xhat = d / s
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    ds = -(dxhat * d).sum(axis=0) / s**2
    dv = ds / (2 * s)
    dd = dxhat / s + 2 / N * d * dv
    dX = dd - dd.sum(axis=0) / N
    return dX, dgamma, dbeta
    ### END SOLUTION


# %% check="batchnorm_backward"
check(batchnorm_backward)

# %% [markdown]
# The example of the text. The entries of `dX` should be 0.175, −0.175, −0.1, −0.025 and 0.125 (`eps` changes them a little from the
# seventh digit on).

# %%
try_it(batchnorm_backward, np.array([[1.0], [0.0], [0.0], [0.0], [0.0]]), column, np.array([1.0]))

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
# **Next:** [[images]]
