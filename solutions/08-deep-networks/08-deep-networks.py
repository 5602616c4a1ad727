# %% [markdown]
# # Deep networks
#
# The network of chapter {{training}} had one hidden layer. Give it ten, and start with weights half as large as they should be. Nothing
# happens: the loss stays where it was, at each of four learning rates from 0.001 to 1. With weights seven times too large it is no better.
# Nothing is wrong with the code. On their way through ten layers the numbers have become too small or too large. In this chapter you see
# why, and what helps: the right numbers to start with, and layers that keep the numbers in order on the way. The last part is about the
# opposite problem, a network that learns too much.
#
# - **What you need:** [[activations]], [[backpropagation]], [[gradient_descent]], [[training]]; in NumPy, means along an axis (`axis=0`,
#   `keepdims=True`) and random generators.
# - **What you can do afterwards:** start a deep network so that it learns; write batch and layer normalisation, forward and backward; use
#   L2, AdamW and dropout against overfitting, and compare such tools fairly.
# - **How long it takes:** about three hours.

# %% locked="setup"
import numpy as np
from gradatim import data, plots, try_it, widgets
from gradatim_autograder import check


def dense_forward(X, W, b):
    """Chapter {{layers}}: X (N, D), W (D, M), b (M,) -> Z (N, M)."""
    return X @ W + b


def relu(Z):
    """Chapter {{activations}}."""
    return np.maximum(Z, 0)


def relu_backward(dout, Z):
    """Chapter {{activations}}: the gradient along Z, the sums that went into ReLU."""
    return dout * (Z > 0)


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


def mini_batches(X, y, batch_size, rng):
    """Chapter {{gradient_descent}}: a list of pairs (X_batch, y_batch), shuffled."""
    order = rng.permutation(len(X))
    parts = [order[start : start + batch_size] for start in range(0, len(X), batch_size)]
    return [(X[part], y[part]) for part in parts]


def accuracy(P, y):
    """Chapter {{training}}: the share of samples whose largest probability is at the right class."""
    return np.mean(P.argmax(axis=1) == y)

# %% [markdown]
# ## All zeros: nothing moves
#
# With which numbers should the weights begin? Try 0 for all of them, in a small network: 2 inputs, 2 hidden neurons with ReLU, and
# 1 output without an activation. The sample is $x = (1, 2)$, the target $y = 0.5$.
#
# - Forward: the hidden sums are 0, so $h = (0, 0)$ and the output is $a = 0$. As in chapter {{neuron}}, dout $= a - y = -0.5$.
# - The gradient of the output's weights is dout $\cdot \, h = (0, 0)$.
# - What goes back to the hidden neurons is dout $\cdot \, w = (0, 0)$. So the gradients of their weights and biases are 0 too.
# - Only the output's bias has a gradient that is not 0: $-0.5$.
#
# The hidden layer waits for the weights after it, and these wait for the hidden layer, forever.
#
# ## Equal neurons stay equal
#
# The next idea: all weights the same, but not 0. Let every weight be 0.5 and every bias 0. Now $z_1 = z_2 = 0.5 + 1 = 1.5$, so
# $h = (1.5, \; 1.5)$ and $a = 0.75 + 0.75 = 1.5$, and dout $= 1.5 - 0.5 = 1$. One step at a learning rate of 0.1:
#
# | | gradient, neuron 1 | gradient, neuron 2 | after the step, both |
# |---|---|---|---|
# | weight to the output | 1 · 1.5 = 1.5 | 1.5 | 0.5 − 0.15 = 0.35 |
# | weight from $x_1 = 1$ | 1 · 0.5 · 1 = 0.5 | 0.5 | 0.5 − 0.05 = 0.45 |
# | weight from $x_2 = 2$ | 1 · 0.5 · 2 = 1 | 1 | 0.5 − 0.1 = 0.4 |
# | bias | 1 · 0.5 = 0.5 | 0.5 | 0 − 0.05 = −0.05 |
#
# (The output's bias goes to $-0.1$.) The hidden outputs are now $0.45 + 2 \cdot 0.4 - 0.05 = 1.2$, and the output is
# $2 \cdot 0.35 \cdot 1.2 - 0.1 = 0.74$, nearer to 0.5. But equal neurons give equal outputs, so they get equal gradients, so they stay equal.
# Two neurons that always agree are worth one. This is the *symmetry* of a network, and something has to break it.
#
# The next cell trains 4 hidden neurons (tanh) on XOR.

# %%
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = np.array([[0.0], [1.0], [1.0], [0.0]])


def train_xor(W1, W2, steps=1000, lr=0.5):
    b1, b2 = np.zeros(W1.shape[1]), np.zeros(1)
    for _step in range(steps):
        Z = dense_forward(X, W1, b1)
        H = np.tanh(Z)
        dout = (dense_forward(H, W2, b2) - y) / len(X)
        dH, dW2, db2 = dense_backward(dout, H, W2)
        _dX, dW1, db1 = dense_backward(tanh_backward(dH, Z), X, W1)
        W1, b1, W2, b2 = W1 - lr * dW1, b1 - lr * db1, W2 - lr * dW2, b2 - lr * db2
    answers = dense_forward(np.tanh(dense_forward(X, W1, b1)), W2, b2)
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
W1, answers = train_xor(np.full((2, 4), 0.5), np.full((4, 1), 0.5))
print(W1.round(4))
print("answers:", answers.round(3), " wanted:", y.ravel())

# %% [markdown]
# Four neurons do the work of one, and one cannot do XOR. From all zeros only the output's bias moves. Random weights make the neurons
# different from the first step on:

# %%
W1, from_zeros = train_xor(np.zeros((2, 4)), np.zeros((4, 1)))
print("from zeros: ", from_zeros.round(3))

rng = np.random.default_rng(0)
W1, from_random = train_xor(rng.normal(0.0, 0.7, size=(2, 4)), rng.normal(0.0, 0.7, size=(4, 1)))
print("from random:", from_random.round(3))

# %% [markdown]
# From zeros every answer is [0.5]{=from_zeros.mean()}, the mean of the targets. The **biases may start at 0**: random weights are enough.
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
# Random, then. But how large? Two kinds of random numbers are in use. *Uniform* numbers lie between two limits, and each place in between is
# equally likely. *Normal* numbers have no limits: the farther from the mean, the rarer they are. Both kinds below have mean 0 and *standard
# deviation* 1, the root of the mean squared distance from the mean. (Its square is the *variance*.) Grey is within one standard deviation.

# %%
plots.uniform_and_normal()

# %% [markdown]
# The next pictures show ten layers with 100 tanh neurons each. The inputs are normal with standard deviation 1. The weights are normal too; the
# title names their standard deviation. Each layer has a histogram of its activations: the longer a bar, the more have this value.

# %%
plots.activation_histograms(0.01, title="Weights with standard deviation 0.01")

# %% [markdown]
# Each layer makes the numbers ten times smaller. After ten layers they are about $10^{-10}$: nothing is left of the input. Now 1:

# %%
plots.activation_histograms(1.0, title="Weights with standard deviation 1")

# %% [markdown]
# Nearly nine in ten activations are below −0.9 or above 0.9. The neurons are *saturated*. The slope of tanh is $1 - a^2$; for $a = 0.99$ it is
# $1 - 0.9801 = 0.0199$. Whatever comes back to a neuron is multiplied by its slope. So a saturated neuron hardly learns, however
# wrong the answer is. Between the two extremes:

# %%
plots.activation_histograms(0.1, title="Weights with standard deviation 0.1")

# %% [markdown]
# The numbers neither die out nor pile up at −1 and 1. But 0.1 is not right for all networks: with 1000 neurons in each layer it would be too
# large. You will compute the right one soon.
#
# ## The way back
#
# On its way back a gradient is multiplied by the slopes of tanh, and then goes through the weights to the layer before. In the same ten layers,
# random gradients with standard deviation 1 enter at layer 10, and the picture shows what arrives at the others. Read it **from right to
# left**. The vertical axis shows the sizes of the gradients, without signs, and is *logarithmic*: each step up multiplies by the same number.

# %%
plots.gradient_histograms(0.01, title="Gradients, weights with standard deviation 0.01")

# %% [markdown]
# A tenth of it arrives at layer 9, a hundredth at layer 8, and about $10^{-9}$ at layer 1. The slopes are not to blame: the activations are
# close to 0, where tanh has slope 1. It is the weights. Gradients that shrink like this are called *vanishing gradients*. Now 1:

# %%
plots.gradient_histograms(1.0, title="Gradients, weights with standard deviation 1")

# %% [markdown]
# The other way round: [2.3]{=float(plots.gradient_histograms(1.0).alt.split("last: ")[1].split(", ")[8])} at layer 9,
# [5.5]{=float(plots.gradient_histograms(1.0).alt.split("last: ")[1].split(", ")[7])} at layer 8, and
# [2000]{=float(plots.gradient_histograms(1.0).alt.split("last: ")[1].split(", ")[0])} at layer 1. Nearly all neurons are saturated and pass
# on hardly anything, but the few that are not pass on far too much, because the weights are large. Gradients that grow like this are called
# *exploding gradients*.
#
# ## Trained from four starts
#
# Can such networks learn? The next cell trains ten layers of tanh neurons to read handwritten digits of 8 by 8 pixels: 64 inputs, 10 classes.
# To save time there are only 50 neurons in each layer, and for them the right standard deviation is 0.14, as you will see. The weights start
# with 0.07, 0.14, 0.28 or 1. There are 400 samples and 10 epochs with batches of 25.
# Each start has four learning rates to choose from, 0.001 to 1, and takes the one with the lowest mean training loss of five seeds.
#
# A network that gives each of ten classes the probability 0.1 has the loss $-\ln 0.1 = 2.303$. Write down which of the four starts will get
# well below it.

# %%
SEEDS, STARTS, START_RATES = range(5), [0.07, 0.14, 0.28, 1.0], [0.001, 0.01, 0.1, 1.0]


def digit_parts(seed):
    """X and y of the training, the validation and the test part."""
    X, y = data.digits()
    order = np.random.default_rng([seed, 1]).permutation(len(X))
    return [(X[part], y[part]) for part in (order[:400], order[400:800], order[800:])]


def tanh_layers(spread, rng):
    """W and b of ten hidden layers of 50 neurons, and of the output layer."""
    hidden = [50] * 10
    return [(rng.normal(0.0, spread, size=(D, M)), np.zeros(M)) for D, M in zip([64, *hidden], [*hidden, 10])]


def tanh_forward(X, layers):
    """X (N, 64) -> what goes into each layer, as a list, and the sums of the last one (N, 10)."""
    inputs = [X]
    for W, b in layers[:-1]:
        inputs.append(np.tanh(dense_forward(inputs[-1], W, b)))
    return inputs, dense_forward(inputs[-1], *layers[-1])


def tanh_gradients(X, y, layers):
    """dW and db of each layer."""
    inputs, Z = tanh_forward(X, layers)
    dout, grads = softmax_cross_entropy_backward(Z, y), []
    for A, (W, _b) in zip(inputs[::-1], layers[::-1]):
        dA, dW, db = dense_backward(dout, A, W)
        grads.append((dW, db))
        dout = dA * (1 - A**2)  # the slope of tanh
    return grads[::-1]


def tanh_losses(spread, lr, seed):
    """The training loss before the first epoch and after each of ten."""
    rng, (X, y) = np.random.default_rng(seed), digit_parts(seed)[0]
    layers = tanh_layers(spread, rng)
    losses = [cross_entropy(softmax(tanh_forward(X, layers)[1]), y)]
    for _epoch in range(10):
        for batch in mini_batches(X, y, 25, rng):
            grads = tanh_gradients(*batch, layers)
            layers = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(layers, grads)]
        losses.append(cross_entropy(softmax(tanh_forward(X, layers)[1]), y))
    return losses


# %% experiment=true
curves = {}


def loss_curves():
    """For each start the losses at its best rate: a row for each number of epochs, a column for each seed; at most 4."""
    for spread in STARTS:
        runs = np.array([[tanh_losses(spread, lr, seed) for seed in SEEDS] for lr in START_RATES])
        best = runs[:, :, -1].mean(axis=1).argmin()
        curves[spread] = START_RATES[best], runs[best].T
    return {f"start {spread:g}": np.minimum(losses, 4) for spread, (_rate, losses) in curves.items()}


plots.ranges(loss_curves, range(11), "epochs", "training loss", title="Ten layers, four starts", logarithmic=False)

# %% [markdown]
# (A point is the mean of five seeds, a bar goes from the lowest to the highest. Losses above 4 are drawn at 4.)
#
# - From 0.14 and from 0.28 the loss falls, to [below 0.5]{=max(curves[s][1][-1].mean() for s in (0.14, 0.28)) < 0.5} on average. Twice as large does no harm here: tanh keeps every
#   activation below 1.
# - From 0.07, half as large, it ends [between 2.28 and 2.31]{=2.28 < curves[0.07][1][-1].min() and curves[0.07][1][-1].max() < 2.31}, and
#   that is the best of the four rates. The network has learnt nothing.
# - From 1 it begins [above 7]{=curves[1.0][1][0].min() > 7}: the sums at the output are large, and the network is sure of wrong answers. It ends
#   [above 2.2]{=curves[1.0][1][-1].min() > 2.2} for every seed, no better than knowing nothing.
#
# The gradients say why. Here is the standard deviation of $dW$ in the layers 1, 5 and 10, before the first step:

# %%
def gradient_spreads(spread):
    """The standard deviation of dW in the layers 1, 5 and 10, for the whole training part; the mean of five seeds."""
    found = []
    for seed in SEEDS:
        grads = tanh_gradients(*digit_parts(seed)[0], tanh_layers(spread, np.random.default_rng(seed)))
        found.append([grads[place][0].std() for place in (0, 4, 9)])
    return np.mean(found, axis=0)


for spread in STARTS:
    try_it(gradient_spreads, spread)

# %% [markdown]
# From 0.14, $dW$ is of much the same size in all layers. From 0.07 too, but [several hundred times]{=all(300 < shown[1][k] / shown[0][k] < 1000 for k in range(3))} smaller: $dW$ is what went
# into the layer times what comes back. In layer 10 much comes back, but hardly anything went in; in layer 1 it is the other way round. A rate
# some hundred times larger is no way out. The gradient of the output's bias is not small, and its steps would be far too large.
#
# From 1, $dW$ is [more than 200 times]{=shown[3][0] / shown[3][2] > 200} as large in layer 1 as in layer 10. A rate that suits layer 10 throws layer 1 far
# off, and one that suits layer 1 does nothing in layer 10.
#
# How large should the weights be? One formula says it, for both directions.
#
# ## The variance of a sum
#
# **By hand.** A neuron has the inputs $x = (1, 2)$ and no bias. Each of its weights is $-1$ or $1$, with equal chances. There are
# four cases, all equally likely:
#
# | $w_1$ | $w_2$ | $z = 1 \cdot w_1 + 2 \cdot w_2$ | $z^2$ |
# |---|---|---|---|
# | 1 | 1 | 3 | 9 |
# | 1 | −1 | −1 | 1 |
# | −1 | 1 | 1 | 1 |
# | −1 | −1 | −3 | 9 |
#
# The mean of $z$ is $(3 - 1 + 1 - 3) / 4 = 0$. The mean of $z^2$ is $(9 + 1 + 1 + 9) / 4 = 5 = 1^2 + 2^2$. With random signs, it is not the numbers
# that add up but their *squares*.
#
# **In general.** Write $E[\dots]$ for the mean over all random draws. The variance is the mean squared distance from the mean:
# $\text{Var}(z) = E[(z - E[z])^2]$. If the mean is 0, it is just $E[z^2]$. Let
#
# $$z = \sum_{i=1}^{n} w_i x_i, \qquad n = n_{\text{in}}$$
#
# ($n_{\text{in}}$ is the number of inputs) and assume:
#
# 1. The biases are 0.
# 2. The weights have mean 0 and all the same variance $\text{Var}(w)$, so $E[w_i] = 0$ and $E[w_i^2] = \text{Var}(w)$.
# 3. The weights are drawn independently, of each other and of the inputs. Then means of products are products of means.
# 4. All inputs have the same mean square $E[x^2]$. They need not have mean 0, and they may depend on each other.
#
# *Step 1: the mean.* By 3 and 2, $E[z] = \sum_i E[w_i] \, E[x_i] = \sum_i 0 \cdot E[x_i] = 0$. So $\text{Var}(z) = E[z^2]$.
#
# *Step 2: multiply out.* The square of a sum has a term for each pair $i, j$:
#
# $$E[z^2] = \sum_{i} \sum_{j} E[w_i \, w_j \, x_i \, x_j]$$
#
# *Step 3: pairs of two different weights vanish.* For $i \ne j$, by 3 and 2: $E[w_i] \, E[w_j] \, E[x_i x_j] = 0 \cdot 0 \cdot E[x_i x_j] = 0$. In the
# table, too, the products $2 \cdot 1 \cdot 2 \cdot w_1 w_2$ are $4, -4, -4, 4$, with mean 0.
#
# *Step 4: the squares stay.* For $i = j$: $E[w_i^2] \, E[x_i^2] = \text{Var}(w) \, E[x^2]$, by 2 and 4. There are $n_{\text{in}}$ of them:
#
# $$\boxed{\text{Var}(z) = n_{\text{in}} \cdot \text{Var}(w) \cdot E[x^2]}$$
#
# Check it with the table: the weights have variance 1, the mean square of the inputs is $(1 + 4) / 2 = 2.5$, and $2 \cdot 1 \cdot 2.5 = 5$.
# (The two inputs differ here, so assumption 4 holds only on average. For a sum of squares that is enough.)
#
# **Predict before you run.** A layer has 100 inputs with $E[x^2] = 1$. Its weights have mean 0 and standard deviation 1, its
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
# This explains the pictures. With weights of standard deviation $s$, the sums of a layer with 100 inputs spread
# $\sqrt{100} \cdot s = 10 s$ times as far as its inputs. For $s = 0.01$ this is a tenth, for $s = 1$ ten times as far, and for $s = 0.1$ it is 1. With
# 50 inputs, $\sqrt{50} \cdot 0.14$ is about 1 too, and from 0.07 each layer halves the numbers. Ten other weight matrices stand before and behind each
# $dW$, and $2^{10} = 1024$. This is the factor of several hundred above. (From 0.14, tanh takes away a part, so it is a little less.)
#
# **Your turn.** Return the standard deviation that the weights need so that the sums have variance 1. The inputs have mean square
# `mean_square`, which may be any positive number, and there may be a single input. Set $\text{Var}(z) = 1$ in the box, and solve for $\text{Var}(w)$.
# By hand: for 50 inputs with mean square 0.5, $1 = 50 \cdot \text{Var}(w) \cdot 0.5$, so $\text{Var}(w) = 1 / 25 = 0.04$, and the standard deviation
# is $\sqrt{0.04} = 0.2$.

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
# Near 0, tanh is almost the straight line $a = z$. So $E[a^2]$ is about $\text{Var}(z)$. By the box, the next sums have
# $\text{Var}(z') = n_{\text{in}} \cdot \text{Var}(w) \cdot \text{Var}(z)$. This keeps the variance if $n_{\text{in}} \cdot \text{Var}(w) = 1$.
#
# But numbers also run backwards. The input $x_i$ of a layer is connected to all $n_{\text{out}}$ neurons, and what comes back from them
# adds up (chapter {{backpropagation}}):
#
# $$dx_i = \sum_{j=1}^{n_{\text{out}}} \text{dout}_j \cdot w_{ij}$$
#
# That is the same kind of sum, now with $n_{\text{out}}$ terms, and dout in the place of the inputs. Assume of dout what 3 and 4 said of the
# inputs: it is independent of the weights, and all its entries have the same mean square $E[\text{dout}^2]$. (Independence is an approximation: dout has
# been multiplied by slopes, which depend on the sums, and so on the weights.) Then steps 1 to 4 give
# $\text{Var}(dx) = n_{\text{out}} \cdot \text{Var}(w) \cdot E[\text{dout}^2]$. The gradients keep their size if $n_{\text{out}} \cdot \text{Var}(w) = 1$.
#
# Both hold only if $n_{\text{in}} = n_{\text{out}}$. Xavier Glorot and Yoshua Bengio (2010) took the mean of the two numbers,
# $(n_{\text{in}} + n_{\text{out}}) / 2$:
#
# $$\frac{n_{\text{in}} + n_{\text{out}}}{2} \cdot \text{Var}(w) = 1 \quad \Rightarrow \quad \text{Var}(w) = \frac{2}{n_{\text{in}} + n_{\text{out}}}$$
#
# They drew the weights uniformly between $-L$ and $L$. This is *Xavier initialisation*. What is the variance of such numbers? Their mean is
# 0, so it is the mean of their squares:
#
# $$E[w^2] = \frac{1}{2L} \int_{-L}^{L} w^2 \, dw = \frac{1}{2L} \cdot \frac{2 L^3}{3} = \frac{L^2}{3}$$
#
# (The integral adds up $w^2$ over all places from $-L$ to $L$. That of $w^2$ is $w^3 / 3$, and between the limits this is
# $L^3/3 - (-L^3/3) = 2 L^3 / 3$.) Set the two variances equal and solve for the limit $L$:
#
# $$\frac{L^2}{3} = \frac{2}{n_{\text{in}} + n_{\text{out}}} \quad \Rightarrow \quad L = \sqrt{\frac{6}{n_{\text{in}} + n_{\text{out}}}}$$
#
# By hand, for the layer from 64 to 32: $L = \sqrt{6 / 96} = \sqrt{0.0625} = 0.25$. The standard deviation is $0.25 / \sqrt{3} = 0.144$.
#
# **Your turn.** `rng` is a random generator, as `np.random.default_rng(0)` makes one. Draw from it and from nothing else: then anyone who knows
# its seed can repeat your experiment. `rng.uniform(low, high, size=(rows, columns))` draws uniform numbers,
# `rng.normal(mean, standard_deviation, size=(rows, columns))` normal ones. The order in which you draw does not matter. There may be a single
# neuron or a single input.

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
# The activations become smaller, from [0.63]{=float(plots.activation_histograms(xavier_init).alt.split("last: ")[1].rstrip(".").split(", ")[0])} to
# [0.23]{=float(plots.activation_histograms(xavier_init).alt.split("last: ")[1].rstrip(".").split(", ")[9])}, because tanh is only *almost* a straight line: its result
# is always a little nearer to 0 than $z$. But it happens slowly. And the way back, from right to left:

# %%
plots.gradient_histograms(xavier_init, title="Gradients, Xavier's start")

# %% [markdown]
# Of the standard deviation 1 at layer 10, [0.39]{=float(plots.gradient_histograms(xavier_init).alt.split("last: ")[1].rstrip(".").split(", ")[0])} arrives at layer 1. The weights
# keep the size: $n_{\text{out}} \cdot \text{Var}(w) = 100 \cdot 2 / 200 = 1$.
# The slopes of tanh, a little below 1, take away about a tenth in each layer on average, and $0.9^9 = 0.39$. Compare with $10^{-9}$ and 2000.
#
# ## Half of it is cut off: He
#
# ReLU is not a straight line near 0. It passes positive sums on and sets negative ones to 0. Normal weights are
# symmetric: all weights of a neuron together are as likely as the same weights with all signs changed, and then $z$ becomes $-z$. So positive and negative sums
# are equally likely and have, on average, equal squares. ReLU cuts off the negative sums, and with them half of the squares:
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
# That is *He initialisation*, after Kaiming He and others (2015): normal weights with standard deviation $\sqrt{2 / n_{\text{in}}}$. The 2 makes up for the
# half that ReLU cuts off. You have met it already: for 50 inputs $\sqrt{2 / 50} = 0.2$, which is `scale_for(50, 0.5)`.
#
# What if the 2 is missing? With $\sqrt{1 / 100} = 0.1$, each of the ten layers halves the variance:

# %%
plots.activation_histograms(0.1, "relu", title="Ten layers with ReLU, without the 2")

# %% [markdown]
# The standard deviation falls from [0.58]{=float(plots.activation_histograms(0.1, "relu").alt.split("last: ")[1].rstrip(".").split(", ")[0])} to
# [0.02]{=float(plots.activation_histograms(0.1, "relu").alt.split("last: ")[1].rstrip(".").split(", ")[9])}. Twenty more layers would divide it by
# $\sqrt{2}^{20} = 1024$, to about 0.00002.
#
# And the way back? ReLU multiplies $\text{dout}_j$ by 1 where $z_j > 0$ and by 0 elsewhere. Call this 1 or 0 the *mask*. What goes through the
# weights is $\text{dout}_j \cdot \text{mask}_j$, and its square is $\text{dout}_j^2 \cdot \text{mask}_j$. Assume that the mask does not depend on dout. Then the mean of the product is
# the product of the means, and the mask is 1 half the time:
#
# $$E[\text{dout}^2 \cdot \text{mask}] = \tfrac{1}{2} E[\text{dout}^2] \quad \Rightarrow \quad \text{Var}(dx) = n_{\text{out}} \cdot \text{Var}(w) \cdot \tfrac{1}{2} E[\text{dout}^2]$$
#
# So the gradients keep their size if $\text{Var}(w) = 2 / n_{\text{out}}$. Here, without the 2, each layer halves the variance. After nine layers about
# $1 / \sqrt{2}^9 = 0.044$ of the standard deviation 1 should be left:

# %%
plots.gradient_histograms(0.1, "relu", title="Gradients with ReLU, without the 2")

# %% [markdown]
# It is [0.04]{=float(plots.gradient_histograms(0.1, "relu").alt.split("last: ")[1].rstrip(".").split(", ")[0])}. Your function should do better.
#
# **Your turn.** Return normal weights, and the biases: 0, one for each neuron. Again there may be a single neuron or a single input.

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
# All layers spread about equally far. (The numbers are below 1 because the mean of ReLU's outputs is not 0. Their mean *square* is about 1.)
# Not exactly: with 100 neurons the sums vary by chance, and each layer passes this on. The way back:

# %%
plots.gradient_histograms(he_init, "relu", title="Gradients with ReLU, He's start")

# %% [markdown]
# Of 1 at layer 10, [0.91]{=float(plots.gradient_histograms(he_init, "relu").alt.split("last: ")[1].rstrip(".").split(", ")[0])} arrives at layer 1. The same 2 serves
# both directions, because each layer here has as many neurons as inputs.
#
# Which start belongs to which activation? **Xavier initialisation for tanh, He initialisation for ReLU and its relatives.** Look up what your library
# does: PyTorch's `Linear` draws uniformly between $\pm 1 / \sqrt{n_{\text{in}}}$. This is a variance of $1 / (3 n_{\text{in}})$, a sixth of He's. A deep stack of
# sigmoids is not saved by either start: their slope is at most 0.25, so hardly anything comes back through ten layers. That is one reason why
# sigmoids have become rare in hidden layers.

# %% [markdown]
# ## Try it: keep the numbers alive
#
# The same network as in the pictures, and you can change its numbers. It starts with your `he_init`. (*sd* is the standard deviation of the
# weights, which are normal if you move its slider. With ReLU both scales are logarithmic.) Find out:
#
# 1. Choose ReLU, and "too small" as the start. Move the slider until as much arrives at layer 1 as has left layer 10. Where
#    is it then?
# 2. Now set 50 neurons in each layer. Has the right place moved up or down, and where to? Write your number down before you move.
# 3. Choose the sigmoid with Xavier's start. How much arrives at layer 1? Then find a spread with which it keeps its size. What is the price?

# %%
widgets.initialisation(he_init)

# %% [markdown]
# Without the widget: what arrives at layer 1 when gradients with standard deviation 1 have left layer 10.
#
# | activation | neurons | sd of the weights | arrives at layer 1 | activations in layer 10 |
# |---|---|---|---|---|
# | ReLU | 100 | 0.141 | 0.89 | 0.74 |
# | ReLU | 50 | 0.2 | 0.87 | 0.41 |
# | sigmoid | 100 | 0.1, Xavier | 0.0000022 | 0.12 |
# | sigmoid | 100 | 1 | 0.68 | 0.43 |
#
# <details><summary>Answers</summary>
#
# 1. At about 0.14, which is $\sqrt{2 / 100} = 0.141$.
# 2. Up. A sum of fewer terms needs larger ones: $\sqrt{2 / 50} = 0.2$.
# 3. About two millionths. With a spread near 1 most of it arrives, but then two thirds of the neurons in layer 10 are saturated: their slope
#    is below 0.05, a fifth of its largest value. To make up for such slopes the weights have to be large, and large weights saturate the neurons.
# </details>

# %% [markdown]
# ## Batch normalisation, forward
#
# Good start values set the numbers right once. Then the weights move. In chapter {{training}} you standardised the inputs. Why not do this
# inside the network too, at every step? *Batch normalisation* (Ioffe and Szegedy, 2015) standardises each column of a layer's numbers by the
# mean and variance of the batch, with $N$ samples:
#
# $$\mu = \frac{1}{N} \sum_n x_n, \qquad v = \frac{1}{N} \sum_n (x_n - \mu)^2, \qquad \hat{x}_n = \frac{x_n - \mu}{\sqrt{v + \varepsilon}},
# \qquad \text{out}_n = \gamma \, \hat{x}_n + \beta$$
#
# $\varepsilon$ (`eps`, 0.00001) keeps the division safe where a column is constant. $\gamma$ and $\beta$, one number each for every column,
# start at 1 and 0 and are *learned*, like weights: the network may stretch and shift the column again where that is better.
#
# **By hand**, for the column $(1, 3, 4, 5, 7)$ of chapter {{training}}, with $\gamma = 2$, $\beta = 1$ and $\varepsilon$ left out:
#
# - $\mu = 4$, $v = 4$, $\hat{x} = (-1.5, -0.5, 0, 0.5, 1.5)$
# - out $= 2 \hat{x} + 1 = (-2, 0, 1, 2, 4)$
#
# **Why does it help?** One thing is sure: the size of the weights before it no longer matters for what comes out. (For the size of the
# steps it does, as you will see.) Make $W$ twice as large, and the sums $x$, $\mu$ and the root become twice as large, so $\hat{x}$ stays
# (apart from $\varepsilon$). The rest is disputed. Its authors thought that the inputs of a layer shift less while the layers before it
# learn (*internal covariate shift*). In 2018 Santurkar and others added such shifts on purpose, and it helped as before. They found instead
# that the loss becomes smoother: a gradient stays reliable over a longer step, and larger learning rates work. You will measure these rates
# below.
#
# **At test time** there may be a single sample, and a single sample has no spread. So the layer keeps *running averages* of the means and
# variances that it met in training, and uses these:
#
# $$\text{running} \leftarrow \text{momentum} \cdot \text{running} + (1 - \text{momentum}) \cdot \text{batch}$$
#
# With momentum = 0.9, a running mean of 0 becomes $0.9 \cdot 0 + 0.1 \cdot 4 = 0.4$, and a running variance of 1 becomes
# $0.9 \cdot 1 + 0.1 \cdot 4 = 1.3$. It is the same variance, divided by $N$. (PyTorch divides by $N - 1$ here, and
# calls momentum what is $1 - \text{momentum}$ here.)
#
# | | normalise by | running averages |
# |---|---|---|
# | `train=True` | mean and variance of the batch | are moved |
# | `train=False` | the running averages | are returned as they were |
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
# The example in training, then the same column at test time, with the running averages 0.4 and 1.3.

# %%
column = np.array([[1.0], [3.0], [4.0], [5.0], [7.0]])
try_it(batchnorm_forward, column, np.array([2.0]), np.array([1.0]), np.array([0.0]), np.array([1.0]), True)
try_it(batchnorm_forward, column, np.array([2.0]), np.array([1.0]), np.array([0.4]), np.array([1.3]), False)

# %% [markdown]
# ## Batch normalisation, backward
#
# In every layer so far, one sample did not affect another. Here it does: if $x_1$ grows, the mean grows, and with it the $\hat{x}$ of
# **all** samples change. The way back has to follow every path. Small steps make it easy. Here is the forward pass with one simple
# operation in each line ($s$ is the spread):
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
# Now back, from line 6 to line 1. A number of shape $(D,)$ was used by all $N$ samples, so its gradient is a **sum over the samples**.
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
# ($dd$ is the gradient along $d$, $dv$ the one along $v$.) You can write it exactly like this. Or insert the lines into each other. Let the bar be
# the mean over the samples, so that a sum is $N$ times the bar, and use $d = s \hat{x}$:
#
# - Line 5: $ds = -\sum_n d\hat{x}_n \, s \hat{x}_n / s^2 = -\frac{N}{s} \, \overline{d\hat{x} \cdot \hat{x}}$
# - Line 4: $dv = ds / (2s) = -\frac{N}{2 s^2} \, \overline{d\hat{x} \cdot \hat{x}}$
# - Lines 5 and 3: $dd = d\hat{x} / s + \frac{2}{N} \, s \hat{x} \cdot dv = (d\hat{x} - \hat{x} \cdot \overline{d\hat{x} \cdot \hat{x}}) / s$
# - The mean of $dd$ is $\overline{d\hat{x}} / s$, because $\hat{x}$ has mean 0. Lines 2 and 1 subtract this mean:
#
# $$dX = \frac{1}{s} \left( d\hat{x} - \overline{d\hat{x}} - \hat{x} \cdot \overline{d\hat{x} \cdot \hat{x}} \right)$$
#
# The first term is the direct path, the second goes through the mean, the third through the spread.
#
# **By hand**, with the same column as before, $\gamma = 1$ and dout $= (1, 0, 0, 0, 0)$: only the first output matters for the loss. $s = 2$,
# $\overline{d\hat{x}} = 1/5 = 0.2$, and $\overline{d\hat{x} \cdot \hat{x}} = -1.5 / 5 = -0.3$.
#
# - first entry: $(1 - 0.2 - (-1.5)(-0.3)) / 2 = (1 - 0.2 - 0.45) / 2 = 0.175$
# - second: $(0 - 0.2 - (-0.5)(-0.3)) / 2 = (-0.2 - 0.15) / 2 = -0.175$
# - the others, in the same way: $-0.1$, $-0.025$ and $0.125$
#
# Without the two terms it would have been $(0.5, 0, 0, 0, 0)$. The right gradients add up to 0: if all $x$ grow by the same amount,
# nothing changes, because the mean is subtracted.
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
# ## Layer normalisation: each sample for itself
#
# In batch normalisation, what comes out for one sample depends on the others in the batch. In a batch of two, the mean lies halfway between
# them, and both are one standard deviation away from it. So $\hat{x}$ is $-1$ for one and $1$ for the other (with $\varepsilon$ left out): 3 and 5
# give the same as 0 and 1000.
#
# *Layer normalisation* (Ba and others, 2016) works along the other axis: each sample is standardised by its own $D$ numbers.
#
# | | batch normalisation | layer normalisation |
# |---|---|---|
# | mean and variance over | the samples, for each column: `axis=0` | the numbers of a sample, for each row: `axis=-1` |
# | their shape | $(D,)$ | $(N, 1)$ |
# | $\gamma$ and $\beta$ | $(D,)$ | $(D,)$ |
# | running averages | needed | not needed |
#
# **By hand**, for one sample with the numbers $(1, 3, 4, 5, 7)$, $\gamma = (2, 1, 1, 1, 2)$ and $\beta = (0, 0, 1, 0, 0)$: $\hat{x} = (-1.5, -0.5, 0, 0.5, 1.5)$
# as before, so out $= (-3, -0.5, 1, 0.5, 3)$.
#
# **Your turn.** Each row needs its own mean: `X.mean(axis=-1, keepdims=True)` has the shape $(N, 1)$. There may be a single sample, as
# many samples as columns, or a row of equal numbers: its $\hat{x}$ is 0.

# %% exercise="layernorm_forward"
def layernorm_forward(X, gamma, beta, eps=1e-5):
    """X (N, D), gamma and beta (D,) -> out (N, D): each row standardised by its own numbers, then stretched and shifted."""
    ### BEGIN SOLUTION
    mean = X.mean(axis=-1, keepdims=True)
    var = X.var(axis=-1, keepdims=True)
    xhat = (X - mean) / np.sqrt(var + eps)
    return gamma * xhat + beta
    ### END SOLUTION


# %% check="layernorm_forward"
check(layernorm_forward)

# %%
row = np.array([[1.0, 3.0, 4.0, 5.0, 7.0]])
try_it(layernorm_forward, row, np.array([2.0, 1.0, 1.0, 1.0, 2.0]), np.array([0.0, 0.0, 1.0, 0.0, 0.0]))

# %% [markdown]
# **Back.** The formula of batch normalisation holds again, with the bar as the mean **along the row**:
#
# $$d\hat{x} = \text{dout} \cdot \gamma, \qquad dX = \frac{1}{s} \left( d\hat{x} - \overline{d\hat{x}} - \hat{x} \cdot \overline{d\hat{x} \cdot \hat{x}} \right)$$
#
# Now $\gamma$ differs along the row, so it has to be multiplied in before the means are taken. $d\gamma$ and $d\beta$ are sums over
# the samples, as in batch normalisation.
#
# **By hand**, for the same row with $\gamma = (2, 1, 1, 1, 1)$ and dout $= (1, 0, 0, 0, 0)$: $d\hat{x} = (2, 0, 0, 0, 0)$, $s = 2$,
# $\overline{d\hat{x}} = 2/5 = 0.4$, and $\overline{d\hat{x} \cdot \hat{x}} = 2 \cdot (-1.5) / 5 = -0.6$.
#
# - first entry: $(2 - 0.4 - (-1.5)(-0.6)) / 2 = (2 - 0.4 - 0.9) / 2 = 0.35$
# - second: $(0 - 0.4 - (-0.5)(-0.6)) / 2 = (-0.4 - 0.3) / 2 = -0.35$
# - the others, in the same way: $-0.2$, $-0.05$ and $0.25$
#
# Note the second mean: multiply first, then take the mean. The mean of $\hat{x}$ itself is 0, so the product of the two means would be too.
#
# **Your turn.** `eps` stands under the root again. There may be a single row, or as many rows as columns.

# %% exercise="layernorm_backward"
def layernorm_backward(dout, X, gamma, eps=1e-5):
    """dout (N, D), X (N, D), gamma (D,) -> dX (N, D), dgamma (D,), dbeta (D,)."""
    ### BEGIN SOLUTION
    d = X - X.mean(axis=-1, keepdims=True)
    s = np.sqrt(X.var(axis=-1, keepdims=True) + eps)
    xhat = d / s
    dxhat = dout * gamma
    mean = dxhat.mean(axis=-1, keepdims=True)
    pull = (dxhat * xhat).mean(axis=-1, keepdims=True)
    dX = (dxhat - mean - xhat * pull) / s
    return dX, (dout * xhat).sum(axis=0), dout.sum(axis=0)
    ### END SOLUTION


# %% check="layernorm_backward"
check(layernorm_backward)

# %% [markdown]
# The example. `dX` should hold 0.35, −0.35, −0.2, −0.05 and 0.25, and `dgamma` −1.5 at the first place.

# %%
try_it(layernorm_backward, np.array([[1.0, 0.0, 0.0, 0.0, 0.0]]), row, np.array([2.0, 1.0, 1.0, 1.0, 1.0]))

# %% [markdown]
# ## With and without
#
# Now all of it goes into a deep network that reads the digits. Each hidden layer has 32 neurons: dense, normalisation or none, ReLU. (Others
# put the normalisation after ReLU.) It starts with your `he_init`. For each seed the digits are split anew: 400 samples in the training part,
# 400 in the validation part, 997 in the test part. It trains with batches of 32, first for 10 epochs, later for 40. Read the code once; it
# only calls functions that you know. (`skip` and `factor` are for later.)

# %%
def deep_start(depth, rng):
    """The layers of a network with `depth` hidden layers, each a dict of its parameters and running averages."""
    hidden, layers = [32] * depth, []
    for n_in, n_out in zip([64, *hidden], [*hidden, 10]):
        W, b = he_init(n_in, n_out, rng)
        layer = {"W": W, "b": b, "gamma": np.ones(n_out), "beta": np.zeros(n_out)}
        layers.append(layer | {"mean": np.zeros(n_out), "var": np.ones(n_out)})
    return layers


def normalise(Z, layer, norm, train):
    if norm == "batch norm":
        running = layer["mean"], layer["var"]
        out, layer["mean"], layer["var"] = batchnorm_forward(Z, layer["gamma"], layer["beta"], *running, train)
        return out
    return layernorm_forward(Z, layer["gamma"], layer["beta"]) if norm == "layer norm" else Z


def normalise_backward(dout, Z, layer, norm):
    if norm == "none":
        return dout, 0.0, 0.0
    return (batchnorm_backward if norm == "batch norm" else layernorm_backward)(dout, Z, layer["gamma"])


def deep_forward(X, layers, norm, train, skip=False):
    """X (N, 64) -> the sums of the output layer (N, 10), and what each layer needs on the way back.

    `skip`: a path around each layer.
    """
    kept, A = [], X
    for layer in layers[:-1]:
        Z = dense_forward(A, layer["W"], layer["b"])
        S = normalise(Z, layer, norm, train)
        kept.append((A, Z, S))
        A = relu(S) + A if skip and A.shape == S.shape else relu(S)
    return dense_forward(A, layers[-1]["W"], layers[-1]["b"]), [*kept, (A,)]


def deep_backward(X, y, layers, norm, skip=False):
    """The gradients of all layers for a batch, as a list of dicts."""
    out, kept = deep_forward(X, layers, norm, True, skip)
    dA, dW, db = dense_backward(softmax_cross_entropy_backward(out, y), kept[-1][0], layers[-1]["W"])
    grads = [{"W": dW, "b": db}]
    for layer, (A, Z, S) in zip(layers[-2::-1], kept[-2::-1]):
        around = dA if skip and A.shape == S.shape else 0.0
        dZ, dgamma, dbeta = normalise_backward(relu_backward(dA, S), Z, layer, norm)
        dA, dW, db = dense_backward(dZ, A, layer["W"])
        dA = dA + around
        grads.append({"W": dW, "b": db, "gamma": dgamma, "beta": dbeta})
    return grads[::-1]


def train_digits(layers, X, y, norm, lr, rng, epochs, batch_size=32, skip=False):
    """Plain gradient descent; the layers change in place."""
    for _epoch in range(epochs):
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            for layer, grads in zip(layers, deep_backward(X_batch, y_batch, layers, norm, skip)):
                for name, grad in grads.items():
                    layer[name] = layer[name] - lr * grad


def trained(depth, norm, lr, seed, epochs=10):
    """The layers after the training."""
    rng = np.random.default_rng(seed)
    layers = deep_start(depth, rng)
    train_digits(layers, *digit_parts(seed)[0], norm, lr, rng, epochs)
    return layers


def accuracies(depth, norm, lr, seed, marks=(10,), batch_size=32, skip=False, factor=1.0):
    """After each number of epochs in marks: the accuracy on the validation part and on the test part, (marks, 2).

    `factor`: what the start weights of the hidden layers are multiplied by.
    """
    rng, found, done = np.random.default_rng(seed), [], 0
    layers, (training, *others) = deep_start(depth, rng), digit_parts(seed)
    for layer in layers[:-1]:
        layer["W"] = factor * layer["W"]
    with np.errstate(all="ignore"):  # a rate that is too large may overflow
        for epochs in marks:
            train_digits(layers, *training, norm, lr, rng, epochs - done, batch_size, skip)
            found.append([accuracy(deep_forward(X, layers, norm, False, skip)[0], y) for X, y in others])
            done = epochs
    return np.array(found)


NORMS = "none", "batch norm", "layer norm"
RATES, SOFTMAX_RATES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0], [0.5, 1.0, 2.0, 4.0, 8.0]
runs, long_runs = {}, {}


def with_rates(rates, depth, norm, **options):
    """Both accuracies (rates, seeds, 2) after the training."""
    return np.array([[accuracies(depth, norm, lr, seed, **options)[0] for seed in SEEDS] for lr in rates])


def sweep(depth, norm):
    """Both accuracies (rates, seeds, 2) of a kind of network after 10 epochs."""
    if (depth, norm) not in runs:
        runs[depth, norm] = with_rates(RATES if depth else SOFTMAX_RATES, depth, norm)
    return runs[depth, norm]


def compare(depth, norms):
    """For each kind the accuracies on the validation part: a row for each rate, a column for each seed."""
    return {norm: sweep(depth, norm)[:, :, 0] for norm in norms}


def best(found):
    """found (rates, seeds, 2) -> the place of the rate that is best on the validation part, on average."""
    return found[:, :, 0].mean(axis=1).round(6).argmax()


def tuned(rates, depth, norm, **options):
    """At the rate that is best on the validation part: the test accuracies of five seeds; and this rate."""
    found = with_rates(rates, depth, norm, **options)
    return found[best(found), :, 1], rates[best(found)]

# %% [markdown]
# **Predict before you run.** First two hidden layers, then ten. A point is the mean of five seeds, a bar goes from the worst to the best
# of them. Which of the three can use the largest rates?

# %% experiment=true
def two_layers():
    return compare(2, NORMS)


plots.ranges(two_layers, RATES, "learning rate", "accuracy, validation part", title="Two hidden layers")

# %% experiment=true
def ten_layers():
    return compare(10, NORMS)


plots.ranges(ten_layers, RATES, "learning rate", "accuracy, validation part", title="Ten hidden layers")

# %% [markdown]
# For each kind the validation part chooses the rate, and then the test part is used. A simple rival takes part too: no hidden layer, only
# softmax, with rates from 0.5 to 8.

# %% experiment=true
def on_the_test_part(depth, norm):
    """After 10 epochs: the lowest, the mean and the highest accuracy of five seeds, and the rate that was chosen."""
    found = sweep(depth, norm)
    test = found[best(found), :, 1]
    return test.min(), test.mean(), test.max(), (RATES if depth else SOFTMAX_RATES)[best(found)]


try_it(on_the_test_part, 0, "none")
for depth in (2, 10):
    for norm in NORMS:
        try_it(on_the_test_part, depth, norm)

# %% [markdown]
# | 10 epochs, hidden layers | none | batch norm | layer norm |
# |---|---|---|---|
# | 0 | [0.930]{=shown[0][1]} ([0.916]{=shown[0][0]} to [0.947]{=shown[0][2]}) | | |
# | 2 | [0.907]{=shown[1][1]} ([0.901]{=shown[1][0]} to [0.913]{=shown[1][2]}) | [0.942]{=shown[2][1]} ([0.936]{=shown[2][0]} to [0.950]{=shown[2][2]}) | [0.923]{=shown[3][1]} ([0.906]{=shown[3][0]} to [0.938]{=shown[3][2]}) |
# | 10 | [0.62]{=shown[4][1]} ([0.57]{=shown[4][0]} to [0.68]{=shown[4][2]}) | [0.86]{=shown[5][1]} ([0.85]{=shown[5][0]} to [0.89]{=shown[5][2]}) | [0.63]{=shown[6][1]} ([0.53]{=shown[6][0]} to [0.68]{=shown[6][2]}) |
#
# (The mean, and the lowest and highest of five.)
#
# - **With two layers** the [worst seed]{=shown[2][0] > shown[1][2]} of batch normalisation beats the best of none. But no hidden layer at all is nearly as good:
#   these ranges overlap.
# - **With ten layers** its [worst seed]{=shown[5][0] > max(shown[4][2], shown[6][2])} is far ahead of the best of the others. It also uses the largest rate, [0.1]{=shown[5][3]}, against
#   [0.05]{=shown[4][3]} for none and [0.02]{=shown[6][3]} for layer normalisation. At a rate of 1 its validation mean is still
#   [above 0.7]{=runs[10, "batch norm"][-1, :, 0].mean() > 0.7}, and the others are [at guessing]{=max(runs[10, n][-1, :, 0].mean() for n in ("none", "layer norm")) < 0.15}.
#
# **Is it better, or only faster?** The next cells train four times as long. They try three rates, the one chosen above and its two
# neighbours, and choose again after 40 epochs. Write down first: which of the gaps in the table will stay?

# %%
MARKS = [1, 2, 5, 10, 20, 40]


def long_sweep(depth, norm):
    """The best of three rates after 40 epochs: both accuracies (five seeds, marks, 2)."""
    if (depth, norm) not in long_runs:
        place, rates = best(sweep(depth, norm)), RATES if depth else SOFTMAX_RATES
        near = rates[max(place - 1, 0) : place + 2]
        found = np.array([[accuracies(depth, norm, lr, seed, MARKS) for seed in SEEDS] for lr in near])
        long_runs[depth, norm] = found[best(found[:, :, -1])]
    return long_runs[depth, norm]


def after_forty(depth, norm):
    """After 40 epochs: the test accuracies of five seeds."""
    return long_sweep(depth, norm)[:, -1, 1]

# %% experiment=true
try_it(after_forty, 0, "none")
for norm in NORMS[:2]:
    try_it(after_forty, 2, norm)

# %% experiment=true
try_it(after_forty, 10, "none")

# %% experiment=true
try_it(after_forty, 10, "batch norm")

# %% experiment=true
try_it(after_forty, 10, "layer norm")


def learning_curves():
    """On the validation part, ten hidden layers: a row for each number of epochs, a column for each seed."""
    return {norm: long_sweep(10, norm)[:, :, 0].T for norm in NORMS}


plots.ranges(learning_curves, MARKS, "epochs", "accuracy, validation part", title="Ten hidden layers, 40 epochs")

# %% [markdown]
# Without hidden layers or with two of them, the means are now [between 0.93 and 0.96]{=all(0.93 < s.mean() < 0.96 for s in shown[:3])}. With two layers the lead of batch
# normalisation is gone: the mean of the five differences is [below 0.02]{=abs((shown[2] - shown[1]).mean()) < 0.02}. With ten layers it has shrunk from
# [0.24]{=on_the_test_part(10, "batch norm")[1] - on_the_test_part(10, "none")[1]} to [less than 0.12]{=(shown[4] - shown[3]).mean() < 0.12}. The differences go from [below 0.04]{=(shown[4] - shown[3]).min() < 0.04} to
# [above 0.06]{=(shown[4] - shown[3]).max() > 0.06}, and their spread is [about as large as their mean]{=0.5 < (shown[4] - shown[3]).std() / (shown[4] - shown[3]).mean() < 2}. So batch normalisation trains **faster**.
# Whether ten layers also end better with it, five seeds cannot say. And ten layers [end no better]{=max(s.mean() for s in shown[3:]) < min(s.mean() for s in shown[:3]) + 0.01} than two, or none: depth is no gain
# for 400 small pictures.
#
# (The text gives ranges here because some of these runs depend even on rounding: a change in the fourteenth digit of the start moves them
# by several hundredths.)
#
# **Does a bad start still matter?** Take half of He's weights, and then twice as much. Each case has rates of its own.

# %% experiment=true
def from_a_bad_start(norm, factor, rates):
    """After 10 epochs: the test accuracies of five seeds with ten layers, and the rate that was chosen."""
    return tuned(rates, 10, norm, factor=factor)


try_it(from_a_bad_start, "none", 0.5, [0.01, 0.1, 1.0])
try_it(from_a_bad_start, "none", 2.0, [0.00001, 0.0001, 0.001, 0.01])
try_it(from_a_bad_start, "batch norm", 0.5, [0.02, 0.1, 0.5])
try_it(from_a_bad_start, "batch norm", 2.0, [0.1, 0.5, 2.0])

# %% [markdown]
# | ten layers, 10 epochs | half | He | twice |
# |---|---|---|---|
# | none | [0.09]{=shown[0][0].mean()} | [0.62]{=on_the_test_part(10, "none")[1]} | [0.25]{=shown[1][0].mean()} |
# | batch norm | [0.85]{=shown[2][0].mean()} | [0.86]{=on_the_test_part(10, "batch norm")[1]} | [0.80]{=shown[3][0].mean()} |
#
# Without normalisation the start decides everything: 0.09 is guessing. With it the network learns from all three, and its
# [worst seed]{=min(shown[2][0].min(), shown[3][0].min()) > max(shown[0][0].max(), shown[1][0].max())} beats the best from a bad start
# without it. From the larger weights it wants a larger rate, [0.5]{=shown[3][1]} and not [0.1]{=shown[2][1]}: where $W$ is twice as large,
# $\hat{x}$ is the same, so the gradient along $W$ is half as large, and a change of $W$ by the same amount turns $\hat{x}$ half as far.
# Together, the same rate has a quarter of the effect.
#
# **Dead neurons.** Look into the ten layers after one epoch at a rate of 0.3, which is too large without batch normalisation. A cross is a
# *dead* neuron (chapter {{activations}}): its sum is not above 0 for any sample, so its slope is 0 and its own weights no longer change. (Only a
# change in the layers before it could revive it.)

# %%
def activations_after(norm, seed=0):
    """The activations of all hidden layers for the training part, after one epoch at a rate of 0.3."""
    layers = trained(10, norm, 0.3, seed, epochs=1)
    kept = deep_forward(digit_parts(seed)[0][0], layers, norm, True)[1]
    return [relu(S) for _A, _Z, S in kept[:-1]]


def without():
    return activations_after("none")


def with_batch_norm():
    return activations_after("batch norm")


plots.active_neurons(without, title="Ten layers without normalisation, rate 0.3")

# %%
plots.active_neurons(with_batch_norm, title="Ten layers with batch normalisation, rate 0.3")

# %% [markdown]
# That was one seed. The number of dead neurons for five:

# %%
def dead_neurons(norm):
    """For each seed how many of the 320 hidden neurons are dead."""
    return [sum(int((A <= 0).all(axis=0).sum()) for A in activations_after(norm, seed)) for seed in SEEDS]


try_it(dead_neurons, "none")
try_it(dead_neurons, "batch norm")

# %% [markdown]
# Without normalisation, between [34]{=min(shown[0])} and [123]{=max(shown[0])} of the 320 neurons are dead after 13 steps; with it [none]{=max(shown[1]) == 0}, for all five seeds. One
# step that is too large can push the sums of a neuron below 0 for good. A smaller rate helps, or leaky ReLU, or batch normalisation: it sets
# the mean of the sums to $\beta$, so some are above 0 unless $\beta$ runs far below.
#
# ## Batch norm in practice
#
# **The bias before it does nothing.** Whatever $b$ adds to a column, the mean takes away again. So its gradient is 0, up to rounding. (Before
# layer normalisation a bias still counts.) The largest gradient of a bias in the first layer:

# %%
def largest_bias_gradient(norm):
    """The largest entry of db in the first of two hidden layers, for one batch."""
    X, y = digit_parts(0)[0]
    return np.abs(deep_backward(X[:32], y[:32], deep_start(2, np.random.default_rng(0)), norm)[0]["b"]).max()


for norm in NORMS:
    try_it(largest_bias_gradient, norm)

# %% [markdown]
# With batch normalisation it is [less than 0.00000000000001]{=shown[1] < 1e-14}, without normalisation [0.11]{=shown[0]}. So people leave this bias
# out; $\beta$ takes its place.
#
# **Small batches hurt it.** Two hidden layers, two epochs, batches of 2, and for each kind the best of four rates:

# %% experiment=true
def small_batches(norm):
    """The test accuracies of five seeds, and the rate that was chosen."""
    return tuned([0.01, 0.03, 0.1, 0.3], 2, norm, marks=(2,), batch_size=2)


for norm in NORMS:
    try_it(small_batches, norm)

# %% [markdown]
# The rates are [0.03 or 0.1]{=all(s[1] in (0.03, 0.1) for s in shown)}. Batch normalisation is [below 0.6]{=shown[1][0].max() < 0.6} for every seed: each of its $\hat{x}$ is $-1$ or $1$. Layer
# normalisation reaches [0.83]{=shown[2][0].mean()} on average, and no normalisation [0.82]{=shown[0][0].mean()}.
#
# **Training mode and test mode.** A trained network reads the test part one digit at a time, first in training mode, because somebody forgot
# to switch, and then in test mode.

# %% experiment=true
def one_at_a_time(train):
    """The accuracies of five seeds on the test part when each digit comes alone."""
    found = []
    for seed in SEEDS:
        layers, (X, y) = trained(2, "batch norm", 0.3, seed), digit_parts(seed)[2]
        outputs = [deep_forward(X[n : n + 1], layers, "batch norm", train)[0] for n in range(len(X))]
        found.append(accuracy(np.concatenate(outputs), y))
    return np.array(found)


try_it(one_at_a_time, True)
try_it(one_at_a_time, False)

# %% [markdown]
# In training mode [no seed is above 0.12]{=shown[0].max() < 0.12}: a sample that is alone is its own mean, its $\hat{x}$ is 0, and the layer gives $\beta$ for every
# digit. In test mode [each is above 0.9]{=shown[1].min() > 0.9}.
#
# ## A path around each layer
#
# One more tool for deep networks, used in chapter {{attention}} too. A layer computes $f(x)$. Let this be only what is *added* to its input:
#
# $$y = x + f(x)$$
#
# $x$ and $f(x)$ must have the same shape. So the first hidden layer, from 64 numbers to 32, has no path around it here; the others have.
#
# This is a *residual connection* (He and others, 2015). Backward, a sum gives its gradient to both sides (chapter {{backpropagation}}): dout goes into $f$,
# and straight to $x$. So $dx = \text{dout} + \text{what comes back through } f$: even if a layer lets nothing through, the layers before it get
# their gradient. In the code above it is one $+$ forward and one backward, with `skip=True`. (Here the path leads around each layer. In the paper it
# leads around two, and ReLU comes after the sum.) Ten epochs again, and for each kind its best rate; without normalisation it is much smaller.

# %% experiment=true
def with_path(norm):
    """The test accuracies of five seeds: ten layers, nine of them with a path around them; and the rate that was chosen."""
    return tuned([0.0005, 0.001, 0.002, 0.005, 0.01] if norm == "none" else [0.05, 0.1, 0.2], 10, norm, skip=True)


for norm in NORMS:
    try_it(with_path, norm)


def without_path(norm):
    found = sweep(10, norm)
    return found[best(found), :, 1]


for norm in NORMS:
    try_it(without_path, norm)

# %% [markdown]
# | ten layers, 10 epochs | none | batch norm | layer norm |
# |---|---|---|---|
# | without the path | [0.62]{=shown[3].mean()} | [0.86]{=shown[4].mean()} | [0.63]{=shown[5].mean()} |
# | with the path | [0.45]{=shown[0][0].mean()} ([0.37]{=shown[0][0].min()} to [0.59]{=shown[0][0].max()}) | [0.91]{=shown[1][0].mean()} ([0.85]{=shown[1][0].min()} to [0.93]{=shown[1][0].max()}) | [0.87]{=shown[2][0].mean()} ([0.84]{=shown[2][0].min()} to [0.89]{=shown[2][0].max()}) |
#
# Layer normalisation gains most: its worst seed is now [better than the best]{=shown[2][0].min() > shown[5].max()} without the path. With batch normalisation the path helps
# [four of the five]{=(shown[1][0] > shown[4]).sum() == 4} seeds, by [0.047]{=(shown[1][0] - shown[4]).mean()} on average, with a spread of [0.049]{=(shown[1][0] - shown[4]).std()}.
# Without any normalisation the network is worse with the path, [for every seed]{=(shown[0][0] < shown[3]).all()}. Why? Look at how far the numbers spread after the first and after the
# tenth layer, before any training:

# %%
def spread_at_the_start(norm, skip):
    """The standard deviation of the activations of layer 1 and of layer 10, a row for each of five seeds."""
    found = []
    for seed in SEEDS:
        kept = deep_forward(digit_parts(seed)[0][0], deep_start(10, np.random.default_rng(seed)), norm, True, skip)[1]
        found.append([kept[1][0].std(), kept[-1][0].std()])
    return np.array(found)


try_it(spread_at_the_start, "none", False)
try_it(spread_at_the_start, "none", True)
try_it(spread_at_the_start, "layer norm", True)

# %% [markdown]
# With the path and no normalisation they grow to [more than 15]{=shown[1][:, 1].min() > 15} in layer 10; without the path they stay
# [below 0.5]{=shown[0].max() < 0.5}. With He initialisation
# $E[f(x)^2] = \frac{1}{2} \, n_{\text{in}} \cdot \text{Var}(w) \cdot E[x^2] = E[x^2]$: each layer adds as much as is already there. (After
# ReLU neither $x$ nor $f(x)$ is negative, so the product $2 x f(x)$ in $(x + f(x))^2$ adds to that.) Layer normalisation gives every $f(x)$
# about the same size, however large $x$ is, and the sum stays [below 3]{=shown[2].max() < 3}.
#
# If these large numbers do the harm, then smaller weights must help. Multiply the start weights of the hidden layers by $1/\sqrt{10} = 0.316$. Now each
# of the ten layers adds a tenth of what is there, measured in squares:

# %% experiment=true
def small_steps():
    """With the path and without normalisation, from weights that are 0.316 times He's: the test accuracies, and the rate."""
    return tuned([0.02, 0.05, 0.1, 0.2], 10, "none", skip=True, factor=0.316)


try_it(small_steps)

# %% [markdown]
# The accuracy is [0.82]{=shown[0][0].mean()} ([0.74]{=shown[0][0].min()} to [0.89]{=shown[0][0].max()}), with no normalisation at all. The path needs layers that begin with small
# additions.

# %% [markdown]
# ## A network that learns by heart
#
# Now the opposite problem: the moons of chapter {{training}}, with 60 noisy samples in the training part and 40 hidden tanh neurons. There the
# training loss fell to almost 0 while the loss on new samples rose. The surest help is more data. Sometimes you can make some: a digit moved by
# one pixel is a new sample with the same label (*data augmentation*, chapter {{images}}). Otherwise you can make the network smaller, stop early, or
# use one of the tools below. Whatever keeps a network from learning by heart is called *regularisation*.
#
# ## L2: small weights
#
# To jump from 0 to 1 within a short distance, as around a single sample, the output needs large weights. So large weights get a
# price. A *penalty* is added to the loss $L$, the sum of all squared weights times a factor:
#
# $$L' = L + \frac{\lambda}{2N} \sum_{i, j} W_{ij}^2$$
#
# $N$ is the number of samples, and $\lambda$ (in code `lam`) says how strongly large weights are punished. This is called *L2
# regularisation*, or L2 for short. Biases are usually left out: they shift a sum and do not make it steeper.
#
# **By hand**, for a single weight $w = 3$ with $\lambda = 1$ and $N = 10$. The penalty is $\frac{1}{20} \cdot 9 = 0.45$. Its slope:
#
# $$\frac{d}{dw} \, \frac{\lambda}{2N} w^2 = \frac{\lambda}{2N} \cdot 2w = \frac{\lambda}{N} w = 0.3$$
#
# The 2 below was put there to cancel this 2. Each weight has a term of its own in the sum. So the gradient of the penalty is
# $\frac{\lambda}{N} W$, and it is added to the gradient of the loss:
#
# $$\underbrace{dW'}_{(D, M)} = \underbrace{dW}_{(D, M)} + \frac{\lambda}{N} \underbrace{W}_{(D, M)}$$
#
# What does a plain step do with it? $W - \text{lr} \, (dW + \frac{\lambda}{N} W) = (1 - \text{lr} \frac{\lambda}{N}) \, W - \text{lr} \, dW$.
# Each step first shrinks every weight by a small share. This is why L2 is also called *weight decay*.
#
# **Your turn.** `dW` is the gradient of the loss without the penalty. Return a new array. With `lam` = 0 nothing is added.

# %% exercise="l2_gradient"
def l2_gradient(dW, W, lam, N):
    """dW (D, M) of the mean loss, W (D, M), lam, the number of samples N -> dW (D, M) with the pull of L2."""
    ### BEGIN SOLUTION
    return dW + lam / N * W
    ### END SOLUTION


# %% check="l2_gradient"
check(l2_gradient)

# %% [markdown]
# The weight of the example and a negative one, where the gradient of the loss is 0. The results should be 0.3 and −0.2.

# %%
try_it(l2_gradient, np.zeros((1, 2)), np.array([[3.0, -2.0]]), 1.0, 10)

# %% [markdown]
# **In PyTorch** `weight_decay` is **not** divided by $N$: its `SGD` adds weight_decay $\cdot \, W$ to the gradient (and shrinks biases too). To
# convert, set weight_decay $= \lambda / N$. For $\lambda = 0.3$ and 60 samples this is $0.3 / 60 = 0.005$. (scikit-learn's `alpha` is this $\lambda$ when a batch
# holds all samples.)
#
# ## Weight decay in Adam
#
# With Adam, L2 is no longer the same as shrinking. The pull $\frac{\lambda}{N} w$ goes into $m$ and $v$ with the gradient, and is divided by
# $\sqrt{\hat v}$ like everything else. Take two weights, both 4, with $\frac{\lambda}{N} = 0.1$, so both are pulled by $0.1 \cdot 4 = 0.4$. There is nothing
# to learn: the gradients of weight A jump between 10 and −10, those of weight B between 0.1 and −0.1. $m$ averages the jumps away. What is left
# of it is the pull, divided by the root of the mean square. With lr = 0.01:
#
# | | $\sqrt{\hat v}$, about | one step with L2, about | one step with AdamW |
# |---|---|---|---|
# | weight A | $\sqrt{10^2 + 0.4^2} = 10.0$ | 0.01 · 0.4 / 10.0 = 0.0004 | 0.01 · 0.1 · 4 = 0.004 |
# | weight B | $\sqrt{0.1^2 + 0.4^2} = 0.4123$ | 0.01 · 0.4 / 0.4123 = 0.0097 | 0.01 · 0.1 · 4 = 0.004 |
#
# So L2 hardly pulls a weight that has large gradients. *AdamW* (Loshchilov and Hutter, 2019) takes the pull out of the gradient and shrinks
# all weights by the same share:
#
# $$w \leftarrow w - \text{lr} \cdot \text{weight\_decay} \cdot w - \text{lr} \cdot \frac{\hat m}{\sqrt{\hat v} + \epsilon}$$
#
# $m$ and $v$ see the gradient of the loss alone. The $w$ that shrinks is the old one, from before the step. This is PyTorch's form. A good value for
# L2 says nothing about a good weight_decay: L2's pull is divided by $\sqrt{\hat v}$, and AdamW's is not. Tune it anew.
#
# **Your turn.** Take `adam` of chapter {{gradient_descent}} and let `w` shrink. Return `m` and `v` without correction, as there. With a `weight_decay` of 0 it is Adam.

# %% exercise="adamw"
def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, weight_decay):
    """As adam, and weight_decay: the share by which w shrinks is lr * weight_decay -> w, m, v."""
    ### BEGIN SOLUTION
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w - lr * weight_decay * w - lr * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v
    ### END SOLUTION


# %% check="adamw"
check(adamw)

# %% [markdown]
# The two weights, for 500 steps: first with L2 in the gradient, then with AdamW.

# %%
def two_weights(l2, weight_decay):
    """What is left of the weights A and B (both 4) after 500 steps."""
    w, m, v = np.array([4.0, 4.0]), np.zeros(2), np.zeros(2)
    for t in range(1, 501):
        dw = np.array([10.0, 0.1]) * (-1) ** t + l2 * w
        w, m, v = adamw(w, dw, m, v, t, 0.01, 0.9, 0.999, 1e-8, weight_decay)
    return w


try_it(two_weights, 0.1, 0.0)
try_it(two_weights, 0.0, 0.1)

# %% [markdown]
# L2 has pulled A to [3.8]{=shown[0][0]} and B to [0.7]{=shown[0][1]}. AdamW has treated both alike, [2.4]{=shown[1][0]} and [2.4]{=shown[1][1]}: about
# $4 \cdot 0.999^{500} = 2.43$.

# %% [markdown]
# ## Dropout
#
# In a team where anybody may be absent tomorrow, no task can depend on one person. *Dropout* (Srivastava and others, 2014) does this to the
# hidden neurons: in every training step each of them is switched off with some probability. So no neuron can rely on a certain other one.
# That is the idea; whether it helps is measured below.
#
# `keep` is the probability that a neuron is **kept**. For every entry a number from 0 to 1 is drawn; where it is below `keep`, the *mask* is
# 1, elsewhere 0. The output is
#
# $$\text{out} = \frac{X \cdot \text{mask}}{\text{keep}} \qquad \text{(entry by entry)}$$
#
# **Why divide by keep?** Take an entry of 4 and keep = 0.8. In 2 of 10 cases it becomes 0. Without the division the mean would be
# $0.8 \cdot 4 = 3.2$: the next layer would get less in training than at test time, when nothing is dropped. With it, the entry is
# $4 / 0.8 = 5$ in 8 of 10 cases, and the mean is $0.8 \cdot 5 = 4$. So the sums of the next layer have the right mean, and **at test time
# nothing has to be done**. (After the next activation this holds only approximately; in practice it is good enough.) This form is called
# *inverted dropout*.
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
# **Your turn.** Return the output and the mask. The mask holds 0 and 1 and is not divided by keep. An entry of 0 gets a draw like any
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
# Back: each entry was multiplied by mask / keep, so its gradient is multiplied by the same number. It has to be **the same mask** as in the
# forward pass.
#
# **Your turn.** `mask` holds 0 and 1, as `dropout_forward` has returned it. By chance it may hold only ones.

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
# ## Which of them?
#
# Now a race on the moons. Five times, 60 samples are drawn for the training part, 200 for the validation part and 1000 for the test part. Each tool
# has a number of its own (for early stopping it is the epoch), and each may choose among three learning rates. The validation part chooses both, and
# then the test part is used once. All train for at most 1000 epochs. Two simple rivals take part: the 40 neurons with nothing but a tuned rate, and
# a network without a hidden layer, only softmax.

# %%
EPOCHS, EVERY, MOON_RATES = 1000, 5, [0.1, 0.5, 2.0]
LAMS, KEEPS, HIDDEN = [0.03, 0.1, 0.3, 1.0, 3.0, 10.0], [1.0, 0.9, 0.8, 0.7, 0.5, 0.3], [1, 2, 4, 6, 10, 20]


def moon_parts(seed):
    """X and y of the training, the validation and the test part."""
    rng = np.random.default_rng(100 + seed)
    return [data.moons(count, 0.3, rng) for count in (60, 200, 1000)]


def moon_start(hidden, seed):
    rng = np.random.default_rng(seed)
    W1, W2 = xavier_init(2, hidden, rng), xavier_init(hidden, 2, rng)
    return {"W1": W1, "b1": np.zeros(hidden), "W2": W2, "b2": np.zeros(2)}


def moon_gradients(X, y, params, keep=1.0, rng=None):
    """Forward and backward with dropout after tanh; a dict of gradients."""
    Z1 = dense_forward(X, params["W1"], params["b1"])
    A1, mask = dropout_forward(np.tanh(Z1), keep, rng, True) if keep < 1 else (np.tanh(Z1), 1.0)
    dZ2 = softmax_cross_entropy_backward(dense_forward(A1, params["W2"], params["b2"]), y)
    dA1, dW2, db2 = dense_backward(dZ2, A1, params["W2"])
    if keep < 1:
        dA1 = dropout_backward(dA1, mask, keep)
    _dX, dW1, db1 = dense_backward(tanh_backward(dA1, Z1), X, params["W1"])
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def train_moons(X, y, params, epochs, lr=0.5, lam=0.0, keep=1.0, seed=0):
    """Plain gradient descent with L2 and dropout."""
    rng = np.random.default_rng(seed)
    for _epoch in range(epochs):
        grads = moon_gradients(X, y, params, keep, rng)
        if lam:
            grads |= {name: l2_gradient(grads[name], params[name], lam, len(X)) for name in ("W1", "W2")}
        params = {name: params[name] - lr * grads[name] for name in params}
    return params


def moon_losses(params, parts):
    """The losses on the validation part and on the test part, with all neurons at work."""
    losses = []
    for X, y in parts[1:]:
        A1 = np.tanh(dense_forward(X, params["W1"], params["b1"]))
        losses.append(cross_entropy(softmax(dense_forward(A1, params["W2"], params["b2"])), y))
    return losses


def one_run(seed, hidden=40, **options):
    parts = moon_parts(seed)
    return moon_losses(train_moons(*parts[0], moon_start(hidden, seed), EPOCHS, seed=seed, **options), parts)


races = {}  # for each tool its losses (values, rates, seeds, 2)


def race(name, option, values):
    runs = [[[one_run(seed, lr=lr, **{option: value}) for seed in SEEDS] for lr in MOON_RATES] for value in values]
    races[name] = np.array(runs)


def race_l2():
    """The validation losses at the rate 0.5: a row for each lam, a column for each draw."""
    race("L2", "lam", LAMS)
    return {"L2": races["L2"][:, 1, :, 0]}


def race_dropout():
    """The same for each keep."""
    race("dropout", "keep", KEEPS)
    return {"dropout": races["dropout"][:, 1, :, 0]}


def race_smaller():
    race("smaller", "hidden", HIDDEN)


def race_nothing():
    """Dropout with keep = 1."""
    test_losses("dropout")
    races["nothing"] = races["dropout"][:1]


def race_stopping():
    """Early stopping: the losses every 5 epochs."""
    races["stopping"] = np.zeros((EPOCHS // EVERY, len(MOON_RATES), len(SEEDS), 2))
    for place, lr in enumerate(MOON_RATES):
        for seed in SEEDS:
            parts, params = moon_parts(seed), moon_start(40, seed)
            for epoch in range(EPOCHS // EVERY):
                params = train_moons(*parts[0], params, EVERY, lr)
                races["stopping"][epoch, place, seed] = moon_losses(params, parts)


def race_linear():
    """No hidden layer: X goes straight to softmax. There is one lowest point, and a rate of 0.5 gets there."""
    races["linear"] = np.zeros((1, 1, len(SEEDS), 2))
    for seed in SEEDS:
        (X, y), *others = moon_parts(seed)
        W, b = np.zeros((2, 2)), np.zeros(2)
        for _epoch in range(EPOCHS):
            _dX, dW, db = dense_backward(softmax_cross_entropy_backward(dense_forward(X, W, b), y), X, W)
            W, b = W - 0.5 * dW, b - 0.5 * db
        races["linear"][0, 0, seed] = [cross_entropy(softmax(dense_forward(X, W, b)), y) for X, y in others]


RACES = {
    "nothing": race_nothing,
    "linear": race_linear,
    "smaller": race_smaller,
    "stopping": race_stopping,
    "L2": race_l2,
    "dropout": race_dropout,
}


def test_losses(name):
    """For each draw the test loss of the value and the rate that its validation part has chosen."""
    if name not in races:
        RACES[name]()
    found = races[name].reshape(-1, len(SEEDS), 2)
    return np.array([found[found[:, seed, 0].argmin(), seed, 1] for seed in SEEDS])

# %% experiment=true
plots.ranges(race_l2, LAMS, "lam", "loss, validation part", title="L2, rate 0.5")

# %% experiment=true
plots.ranges(
    race_dropout, KEEPS, "keep", "loss, validation part", title="Dropout, rate 0.5 (keep = 1: none)", logarithmic=False
)

# %% [markdown]
# Too little of either, and the network overfits; too much, and it underfits. The bars are long: with other samples the whole curve moves. Now the
# other rivals, and the test part.

# %% experiment=true
for name in RACES:
    try_it(test_losses, name)


def differences(name, other):
    """In each of the five draws: the test loss of one tool minus that of the other."""
    return test_losses(name) - test_losses(other)


for name in ("stopping", "dropout", "smaller", "nothing", "linear"):
    try_it(differences, name, "L2")

# %% [markdown]
# | test loss | mean | lowest and highest of five |
# |---|---|---|
# | nothing but a tuned rate | [0.334]{=shown[0].mean()} | [0.28]{=shown[0].min()} to [0.35]{=shown[0].max()} |
# | no hidden layer | [0.366]{=shown[1].mean()} | [0.34]{=shown[1].min()} to [0.40]{=shown[1].max()} |
# | a smaller network | [0.331]{=shown[2].mean()} | [0.28]{=shown[2].min()} to [0.37]{=shown[2].max()} |
# | early stopping | [0.298]{=shown[3].mean()} | [0.26]{=shown[3].min()} to [0.36]{=shown[3].max()} |
# | L2 | [0.295]{=shown[4].mean()} | [0.26]{=shown[4].min()} to [0.32]{=shown[4].max()} |
# | dropout | [0.295]{=shown[5].mean()} | [0.27]{=shown[5].min()} to [0.35]{=shown[5].max()} |
#
# Some draws are harder for all. So compare two rivals **in the same draw**: subtract, and look at the five differences.
#
# | difference | in each of the five draws | mean | spread (standard deviation) |
# |---|---|---|---|
# | early stopping − L2 | [0.015]{=shown[6][0]}, [0.004]{=shown[6][1]}, [−0.012]{=shown[6][2]}, [−0.029]{=shown[6][3]}, [0.038]{=shown[6][4]} | [0.003]{=shown[6].mean()} | [0.023]{=shown[6].std()} |
# | dropout − L2 | [−0.005]{=shown[7][0]}, [0.014]{=shown[7][1]}, [−0.004]{=shown[7][2]}, [−0.039]{=shown[7][3]}, [0.037]{=shown[7][4]} | [0.001]{=shown[7].mean()} | [0.025]{=shown[7].std()} |
# | a smaller network − L2 | [0.030]{=shown[8][0]}, [0.024]{=shown[8][1]}, [0.087]{=shown[8][2]}, [0.008]{=shown[8][3]}, [0.035]{=shown[8][4]} | [0.037]{=shown[8].mean()} | [0.027]{=shown[8].std()} |
# | nothing − L2 | [0.016]{=shown[9][0]}, [0.026]{=shown[9][1]}, [0.071]{=shown[9][2]}, [0.045]{=shown[9][3]}, [0.037]{=shown[9][4]} | [0.039]{=shown[9].mean()} | [0.019]{=shown[9].std()} |
# | no hidden layer − L2 | [0.064]{=shown[10][0]}, [0.084]{=shown[10][1]}, [0.078]{=shown[10][2]}, [0.047]{=shown[10][3]}, [0.086]{=shown[10][4]} | [0.072]{=shown[10].mean()} | [0.015]{=shown[10].std()} |
#
# Which of the three tools is best cannot be said: the first two means are [far smaller than their spread]{=all(abs(d.mean()) < d.std() / 5 for d in shown[6:8])}, and the signs differ. The
# other three rivals are worse than L2 [in all five draws]{=all((d > 0).all() for d in shown[8:11])}, by [more than the spread]{=all(d.mean() > d.std() for d in shown[8:11])}. ("Nothing" is stronger than it looks. In three draws
# it has chosen the [smallest]{=np.sum(races["nothing"][0, :, :, 0].argmin(axis=0) == 0) == 3} rate, and a small rate for a fixed number of epochs is early stopping under another name.)

# %% [markdown]
# ## Where people go wrong
#
# - **The variance as the standard deviation.** `rng.normal` wants the standard deviation. `2 / n_in` is a variance; take the root.
# - **Mean and spread held fixed in the backward pass.** Both move with every entry.
# - **`keepdims` forgotten in layer normalisation.** Where there are as many samples as columns, it does not even raise an error.
# - **Test mode forgotten.** Batch normalisation then uses the batch at hand, and dropout drops.
# - **One run with each tool.** With other samples the order changes. Tune each, repeat, and subtract draw by draw.
#
# ## Summary
#
# - From zeros, hidden layers with tanh or ReLU get no gradient. From equal numbers, neurons stay equal. Random weights break the symmetry; biases start at 0.
# - From weights that are too small, all gradients of a deep network vanish, and it learns nothing. From far too large ones, tanh saturates and the
#   gradients of the first layers explode.
# - $\text{Var}(z) = n_{\text{in}} \cdot \text{Var}(w) \cdot E[x^2]$. Xavier: uniform, $\pm\sqrt{6 / (n_{\text{in}} + n_{\text{out}})}$. He: normal, $\sqrt{2 / n_{\text{in}}}$.
# - Batch normalisation standardises columns by the batch, and by running averages at test time. It allows larger rates, forgives a bad start, and
#   trained the deep network faster. Layer normalisation standardises rows, whatever else is in the batch.
# - A residual connection, $y = x + f(x)$, gives the gradient a way around each layer. It helped clearly after layer normalisation, and
#   without any normalisation only from small weights. With batch normalisation the gain was no larger than its spread.
# - L2 adds $\frac{\lambda}{N} W$ to the gradient. AdamW shrinks the weights apart from Adam's step. Inverted dropout divides by keep in training and does nothing at test time.
#
# ### Test yourself
#
# <details><summary>All hidden weights are random, but the output's weights start at 0. Does the hidden layer learn?</summary>
#
# Not in the first step: dout is multiplied by the output's weights, which are 0. But these get gradients, because the hidden activations are not
# 0. From the second step on everything moves.
# </details>
#
# <details><summary>One sample of a batch is doubled. What happens to the outputs of the others, with batch and with layer normalisation?</summary>
#
# With batch normalisation they change: mean and spread of each column have moved. With layer normalisation they stay, and so does, up to eps, the
# output of the doubled one.
# </details>
#
# <details><summary>W = [[2, -4]], lam = 0.5, N = 5, dW = [[1, 1]]. What does l2_gradient give? What is PyTorch's weight_decay for it?</summary>
#
# lam / N = 0.1, so [[1 + 0.2, 1 − 0.4]] = [[1.2, 0.6]]. weight_decay is 0.1.
# </details>
#
# <details><summary>w = 5, lr = 0.1, weight_decay = 0.2, and Adam's step would be 0.1 downwards. Where does AdamW's step lead?</summary>
#
# It shrinks by 0.1 · 0.2 · 5 = 0.1, and the step takes another 0.1: 4.8.
# </details>
#
# The dense layers of this chapter do not care in which order the columns stand. In an image neighbours belong together. The next chapter
# builds layers for images.
#
# **Next:** [[images]]
