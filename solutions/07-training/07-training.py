# %% [markdown]
# # Training
#
# Somebody learns an old exam by heart. In that exam nobody beats them. In the next one they know nothing. A network can do the same: its
# loss falls almost to 0, and it has understood nothing. In this chapter you put all your parts together into one training run, on real
# data. The harder half is the other question: *how do you know that it works?*
#
# - **What you need:** [[layers]], [[activations]], [[backpropagation]] and [[gradient_descent]]; in NumPy, picking rows by their numbers,
#   as in `X[[3, 0]]`. Python's `class` is explained here.
# - **What you can do afterwards:** train a network on a table of your own, find out why it does not learn, and report a result that others can trust.
# - **How long it takes:** about three hours.

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


def xavier_init(n_in, n_out, rng):
    """Small random start weights W (n_in, n_out); chapter {{deep_networks}} derives them."""
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


def cross_entropy(P, y):
    """Chapter {{backpropagation}}: P (N, C) probabilities, y (N,) labels -> the mean loss."""
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-300)))


def cross_entropy_from_scores(Z, y):
    """Chapter {{backpropagation}}: the same loss from Z (N, C), the sums that go into softmax; safe for large ones."""
    T = Z - Z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(T).sum(axis=1)) - T[np.arange(len(y)), y])


def softmax_cross_entropy_backward(Z, y):
    """Chapter {{backpropagation}}: the gradient of the mean loss along Z, the sums that went into softmax."""
    dZ = softmax(Z)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def dense_backward(dout, X, W):
    """Chapter {{backpropagation}}: -> dX, dW, db."""
    return dout @ W.T, X.T @ dout, dout.sum(axis=0)


def mini_batches(X, y, batch_size, rng):
    """Chapter {{gradient_descent}}: a list of pairs (X_batch, y_batch), shuffled, each sample once."""
    order = rng.permutation(len(X))
    pieces = [order[start : start + batch_size] for start in range(0, len(X), batch_size)]
    return [(X[piece], y[piece]) for piece in pieces]


def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    """Chapter {{gradient_descent}}: -> w, m, v."""
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def lr_decay(lr0, epoch, rate):
    """Chapter {{gradient_descent}}: a learning rate that falls smoothly."""
    return lr0 / (1 + rate * epoch)


def predict(X, params):
    """The probabilities P (N, C) of a network with one hidden layer of tanh neurons and a softmax."""
    A1 = tanh(dense_forward(X, params["W1"], params["b1"]))
    return softmax(dense_forward(A1, params["W2"], params["b2"]))

# %% [markdown]
# ## The eight steps
#
# Training has eight steps:
#
# | step | what happens | from chapter |
# |---|---|---|
# | 1. data preparation | split, standardise | this one |
# | 2. architecture | how many layers, how wide, which activation | {{layers}}, {{activations}} |
# | 3. initialisation | small random weights, biases 0 | this one |
# | 4. forward pass | from the inputs to the outputs | {{layers}}, {{activations}} |
# | 5. loss | how wrong the outputs are, as one number | {{backpropagation}} |
# | 6. backward pass | the gradient of the loss along every parameter | {{backpropagation}} |
# | 7. update | a small step against the gradient | {{gradient_descent}} |
# | 8. evaluation | how good it is on data that it has never seen | this one |
#
# Steps 4 to 7 are repeated, epoch after epoch. Steps 1 and 8 decide whether you may believe the result.
#
# The data are 178 wines from one region of Italy, made from three varieties of grapes (*cultivars*). For each wine 13 numbers were
# measured, such as its alcohol and the strength of its colour. The label, 0, 1 or 2, names the variety.

# %%
X_wine, y_wine = data.wine()
print("shape:", X_wine.shape, " wines of each variety:", np.bincount(y_wine))
print(", ".join(data.columns("wine")))

# %% [markdown]
# ## Step 1: data that the network never sees
#
# Before anything else, put a part of the samples away. This *test part* is not used for training, not for choosing anything, and not
# for a first look. At the very end it is used once: how does the network do on samples that are new to it? The rest is the *training part*.
#
# The samples of the test part are drawn at random. The wines show why: their rows are sorted by variety. If the last 53 rows were the test
# part, [48]{=np.sum(y_wine[-53:] == 2)} of them would be of variety 2, and the training part would hold none.
#
# The recipe: shuffle the *numbers of the rows*, cut the list in two, and pick the rows of X **and** of y by the same numbers. For
# five samples and a test share of 0.4:
#
# - the order after shuffling: `[3, 0, 4, 1, 2]`
# - 5 · 0.4 = 2 test samples: rows 3 and 0
# - training: rows 4, 1 and 2
#
# **Your turn.** `test_fraction` is the share of the test samples, from 0 to 1. Their number is `round(N * test_fraction)`. Python's
# `round` takes the nearest whole number, and the even one where two are equally near: `round(2.5)` is 2. Where the number is 0 or N, one
# of the parts is empty. All randomness comes from `rng`; `rng.permutation(N)` gives the numbers from 0 to N − 1 in random order. Mind
# the order of the results: each X is followed by its y.

# %% exercise="split"
def split(X, y, test_fraction, rng):
    """X (N, D), y (N,) -> X_train, y_train, X_test, y_test: each sample in one of the two parts, drawn at random."""
    ### BEGIN SOLUTION
    n_test = round(len(X) * test_fraction)
    order = rng.permutation(len(X))
    test, train = order[:n_test], order[n_test:]
    return X[train], y[train], X[test], y[test]
    ### END SOLUTION


# %% check="split"
check(split)

# %% [markdown]
# Five samples. Row $n$ holds $n$ and $10n$, and its label is $n$. Each label should still stand beside its row.

# %%
try_it(split, np.array([[n, 10.0 * n] for n in range(5)]), np.arange(5), 0.4, np.random.default_rng(0))

# %% [markdown]
# ## Standardising, and what leaks
#
# Now you may look, at the training part. These are the smallest and the largest value of two columns in it, hue and proline.

# %%
def hue_and_proline():
    """The smallest and the largest values of two columns in the training part."""
    X_train = split(X_wine, y_wine, 0.3, np.random.default_rng(0))[0]
    return X_train[:, [10, 12]].min(axis=0), X_train[:, [10, 12]].max(axis=0)


try_it(hue_and_proline)

# %% [markdown]
# Proline goes up to [1680]{=shown[0][1][1]}, and hue stays below 2. In a weighted sum with weights of similar size, proline drowns all the others. So each
# column is shifted and stretched until all are alike:
#
# $$x' = \frac{x - \text{mean}}{\text{spread}}$$
#
# The spread is the standard deviation: the root of the mean squared distance from the mean. **By hand**, for the column
# $(1, 3, 4, 5, 7)$:
#
# - mean: $20 / 5 = 4$
# - distances: $(-3, -1, 0, 1, 3)$, their squares: $(9, 1, 0, 1, 9)$
# - variance: $20 / 5 = 4$, and the spread is its root, $2$
# - standardised: $(-1.5, -0.5, 0, 0.5, 1.5)$
#
# The new column has the mean 0 and the spread 1.
#
# Now the important question: mean and spread of *which* samples? **Of the training part alone.** The test part is standardised
# with the same two numbers. There are two ways to get this wrong:
#
# - *The test part gets its own numbers.* Then a single new sample is its own mean: every column would be 0.
# - *The numbers of all samples are used.* Then the test samples had a part in every mean, and the training has seen something of them. This
#   is called a *leak*.
#
# **Predict before you run.** A column is $(2, 2, 6, 6)$ in the training part. In the test part there is one sample, with the
# value 10. What does the 10 become?

# %% exercise="predict_test_value"
def predict_test_value():
    """The standardised test value, computed by hand."""
    ### BEGIN SOLUTION
    return 3.0
    ### END SOLUTION


# %% check="predict_test_value"
check(predict_test_value)

# %% [markdown]
# **Your turn.** Standardise both parts, column by column. One case needs care: a column may hold the same number in all training
# samples. Its spread is 0, and dividing by 0 gives `nan`. **Divide such a column by 1 instead.** It becomes 0 everywhere in the
# training part; in the test part $x - \text{mean}$ is left. A table may also hold whole numbers
# (`int`), and the test part a single sample.

# %% exercise="standardize"
def standardize(X_train, X_test):
    """X_train (N, D), X_test (T, D) -> both standardised by the mean and spread of each column of X_train."""
    ### BEGIN SOLUTION
    mean = X_train.mean(axis=0)
    spread = X_train.std(axis=0)
    spread = np.where(spread == 0, 1.0, spread)
    return (X_train - mean) / spread, (X_test - mean) / spread
    ### END SOLUTION


# %% check="standardize"
check(standardize)

# %% [markdown]
# Your prediction again. The first column is that of the prediction; the second is constant in the training part.

# %%
try_it(standardize, np.array([[2.0, 5.0], [2.0, 5.0], [6.0, 5.0], [6.0, 5.0]]), np.array([[10.0, 8.0]]))

# %% [markdown]
# How bad is a leak? With all five numbers, the 10 would have become [1.60]{=(10 - np.mean([2, 2, 6, 6, 10])) / np.std([2, 2, 6, 6, 10])} instead of 3. In large data sets a leak of means does
# less harm. Other leaks ruin everything. Take 100 samples with 2000 columns of *pure random numbers* and random labels. There is nothing to
# learn. Someone first keeps the 20 columns in which the two classes differ most, and splits afterwards. Each test sample goes to the class
# whose mean is nearer.

# %%
def best_columns(X, y, count=20):
    """The columns in which the means of the two classes differ most."""
    return np.argsort(-np.abs(X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0)))[:count]


def nearest_mean_accuracy(X_train, y_train, X_test, y_test):
    """The share of test samples that lie nearer to the mean of their own class."""
    means = [X_train[y_train == c].mean(axis=0) for c in (0, 1)]
    far = [((X_test - mean) ** 2).sum(axis=1) for mean in means]
    return np.mean((far[1] < far[0]) == y_test)


def leak_experiment():
    """The accuracies of 20 runs: columns chosen by all samples (first row), and by the training part alone."""
    rng = np.random.default_rng(0)
    found = []
    for _run in range(20):
        X, y = rng.normal(size=(100, 2000)), rng.permutation(np.arange(100) % 2)
        X_train, y_train, X_test, y_test = split(X, y, 0.3, rng)
        leaking = best_columns(X, y)  # looks at the test samples too
        honest = best_columns(X_train, y_train)
        found.append([nearest_mean_accuracy(X_train[:, c], y_train, X_test[:, c], y_test) for c in (leaking, honest)])
    return np.array(found).T


try_it(leak_experiment)

# %% [markdown]
# Chosen by all samples: [0.89]{=shown[0][0].mean()} on average, and never below [0.77]{=shown[0][0].min()}. Chosen by the training part:
# [0.48]{=shown[0][1].mean()}, from [0.30]{=shown[0][1].min()} to [0.70]{=shown[0][1].max()}, and guessing gives 0.5. The leak wins in
# [all 20 runs]{=(shown[0][0] > shown[0][1]).all()}. The columns were chosen because they fit the very samples that the test then asks about.
#
# The rule: **whatever is computed from data (means, spreads, a choice of columns) is part of the training, and sees the training
# part alone.**
#
# A table of your own may need two more things. A column of words becomes one-hot columns (chapter {{layers}}). A missing value is replaced by
# the mean of its column *in the training part*, and a further column of 0 and 1 says where this was done.
#
# Rows that belong together leak too: duplicates, several rows of one patient, neighbouring days. Remove duplicates first, put all rows of a
# patient into the same part, and let the test part come later in time.

# %% [markdown]
# ## Steps 2 and 3: architecture and initialisation
#
# The *architecture* is what you decide: 13 inputs, because there are 13 columns; 3 outputs with softmax, because there are 3 varieties;
# between them one hidden layer of 8 tanh neurons, which is a guess. This makes $13 \cdot 8 + 8 + 8 \cdot 3 + 3 = 139$ parameters. The weights
# begin as small random numbers, which `xavier_init` draws, and the biases as 0. Chapter {{deep_networks}} tells why, and how small.

# %%
def start_params(D, H, C, rng):
    """Start values for D inputs, H hidden neurons and C classes."""
    return {"W1": xavier_init(D, H, rng), "b1": np.zeros(H), "W2": xavier_init(H, C, rng), "b2": np.zeros(C)}


params = start_params(13, 8, 3, np.random.default_rng(0))
print({name: value.shape for name, value in params.items()})
print("parameters:", sum(value.size for value in params.values()))

# %% [markdown]
# ## Steps 4 to 7: the training loop
#
# Now the loop. In each epoch, all training samples go through the network at once. $N$ is their number, $D$ the number of inputs,
# $H$ of hidden neurons, $C$ of classes:
#
# | step | line | shape |
# |---|---|---|
# | 4. forward | $Z_1 = X W_1 + b_1$ | $(N, D)(D, H) + (H,) \to (N, H)$ |
# | | $A_1 = \tanh(Z_1)$ | $(N, H)$ |
# | | $Z_2 = A_1 W_2 + b_2$ | $(N, H)(H, C) + (C,) \to (N, C)$ |
# | 5. loss | cross-entropy of $\text{softmax}(Z_2)$ and $y$ | one number |
# | 6. backward | $dZ_2$ from softmax and cross-entropy together | $(N, C)$ |
# | | $dA_1, dW_2, db_2$ from the second layer | $(N, H), (H, C), (C,)$ |
# | | $dZ_1$ from tanh | $(N, H)$ |
# | | $dW_1, db_1$ from the first layer | $(D, H), (H,)$ |
# | 7. update | each parameter minus lr times its gradient | as the parameter |
#
# The update comes after the whole backward pass: $dA_1$ needs the $W_2$ that the forward pass used.
#
# **Your turn.** All functions that you need are given in the first cell: `dense_forward`, `tanh`, `cross_entropy_from_scores(Z2, y)`,
# `softmax_cross_entropy_backward(Z2, y)`, `dense_backward(dout, X, W)` and `tanh_backward(dout, Z1)`. Return the learnt
# parameters as a dict with the keys of `params`, and the list of losses: for each epoch the loss of its forward pass, before its
# update. The learnt parameters are those after the last update, also where the loss was smaller before. Do not change the arrays in
# `params`: `W1 = W1 - ...` makes new ones.

# %% exercise="train_network"
def train_network(X, y, params, lr, epochs):
    """X (N, D), y (N,) labels, params W1 (D, H), b1 (H,), W2 (H, C), b2 (C,) -> learnt params, list of losses."""
    ### BEGIN SOLUTION
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    losses = []
    for _epoch in range(epochs):
        # 4 forward pass
        Z1 = dense_forward(X, W1, b1)
        A1 = tanh(Z1)
        Z2 = dense_forward(A1, W2, b2)
        # 5 loss
        losses.append(cross_entropy_from_scores(Z2, y))
        # 6 backward pass
        dZ2 = softmax_cross_entropy_backward(Z2, y)
        dA1, dW2, db2 = dense_backward(dZ2, A1, W2)
        dZ1 = tanh_backward(dA1, Z1)
        _dX, dW1, db1 = dense_backward(dZ1, X, W1)
        # 7 update
        W1, b1 = W1 - lr * dW1, b1 - lr * db1
        W2, b2 = W2 - lr * dW2, b2 - lr * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses
    ### END SOLUTION


# %% check="train_network"
check(train_network)

# %% [markdown]
# The first seven steps for the wines: the loss at the start, the loss after 200 epochs and the accuracy (the share of wines that are
# right), all on the training part, first without standardising and then with it.

# %%
def train_wine(seed, lr, epochs, standardised):
    """First and last training loss on the wines, and the share of training wines that are right."""
    rng = np.random.default_rng(seed)
    X_train, y_train, X_test, _y_test = split(X_wine, y_wine, 0.3, rng)  # 1
    if standardised:
        X_train, X_test = standardize(X_train, X_test)
    params = start_params(13, 8, 3, rng)  # 2, 3
    params, losses = train_network(X_train, y_train, params, lr, epochs)  # 4 to 7
    return losses[0], losses[-1], np.mean(predict(X_train, params).argmax(axis=1) == y_train)


def flat_share(standardised):
    """The share of hidden outputs beyond 0.999 or -0.999: before the first update, and after 200 epochs."""
    rng = np.random.default_rng(0)
    X_train, y_train, X_test, _y_test = split(X_wine, y_wine, 0.3, rng)
    if standardised:
        X_train, X_test = standardize(X_train, X_test)
    start = start_params(13, 8, 3, rng)
    learnt = train_network(X_train, y_train, start, 0.5, 200)[0]
    return [np.mean(np.abs(tanh(dense_forward(X_train, p["W1"], p["b1"]))) > 0.999) for p in (start, learnt)]


def shares_loss():
    """The loss of an answer that gives every training wine the shares of the three varieties."""
    y_train = split(X_wine, y_wine, 0.3, np.random.default_rng(0))[1]
    shares = np.bincount(y_train) / len(y_train)
    return -np.sum(shares * np.log(shares))


try_it(train_wine, 0, 0.5, 200, False)
try_it(train_wine, 0, 0.5, 200, True)
try_it(shares_loss)
try_it(flat_share, False)
try_it(flat_share, True)

# %% [markdown]
# Without standardising the loss ends at [1.0835]{=shown[0][1]}. To four decimals that is the loss of an answer that gives every wine the
# shares of the three varieties, [1.0835]{=shown[2]}. So the network has learnt how frequent each variety is, and nothing else.
# Proline, in the hundreds, pushes the sums so far out that [96 %]{=round(100 * shown[3][0]) == 96} of the hidden outputs lie beyond 0.999 or −0.999 at the
# start, and [all of them]{=shown[3][1] == 1} in the end. There the slope of tanh is almost 0, and hardly any gradient comes through. With
# standardised columns it is [3 %]{=round(100 * shown[4][1]) == 3} in the end, and the loss falls to [0.0065]{=shown[1][1]}.
#
# To be fair, let the raw columns have rates of their own, and ten times as many epochs. Here are their training accuracies for three rates
# (rows) on five splits (columns).

# %% experiment=true
def raw_wines():
    """The training accuracy without standardising: 3 rates, 5 splits."""
    return np.array([[train_wine(seed, lr, 2000, False)[2] for seed in range(5)] for lr in (0.0001, 0.001, 0.01)])


try_it(raw_wines)

# %% [markdown]
# In [four of the five]{=np.sum(shown[0].max(axis=0) <= [np.bincount(split(X_wine, y_wine, 0.3, np.random.default_rng(s))[1]).max() / 125 + 1e-9 for s in range(5)]) == 4} splits no rate gets above the share of the largest class. In the first
# one the rate 0.001 gets further, to [0.67]{=shown[0][1, 0]}. With standardised columns a tenth of these epochs is enough to get every
# training wine [right]{=train_wine(0, 0.5, 200, True)[2] == 1}.
#
# ## Three checks before you go on
#
# A loop with a mistake in it often learns a little all the same. Three quick checks find many mistakes.
#
# **The loss at the start is near $\ln C$.** A network that knows nothing gives each of the $C$ classes about $1/C$, and
# $-\ln (1/C) = \ln C$. If the loss starts at 5, the start weights are too large, or the loss is computed wrongly, for example as a sum in
# place of a mean. (Wrong labels do not show here: for nearly equal answers the loss is $\ln C$ with any labels.) With the last weights
# divided by 100 the answers are nearly equal, and the loss has to be $\ln 3 = 1.0986$ almost exactly.
#
# **Ten samples can be learnt by heart.** Take ten wines, and even give them random labels. With 139 parameters their loss has to come close
# to 0. If it does not, the gradient or the update is wrong.
#
# **An update is about a thousandth of the weights.** Divide the length of an update (the root of the sum of its squares) by the length of
# $W_1$. During most of a training run about $10^{-3}$ is usual. This is a rule of thumb from experience, not a law. At $10^{-6}$ nothing
# moves; at 1 each step throws the weights away.

# %% experiment=true
def first_checks(seed):
    """The loss at the start, with small last weights, and after 1000 epochs on ten wines with random labels."""
    rng = np.random.default_rng(seed)
    X_train, y_train, X_test, _y_test = split(X_wine, y_wine, 0.3, rng)
    X_train, X_test = standardize(X_train, X_test)
    params = start_params(13, 8, 3, rng)
    nearly_equal = dict(params, W2=params["W2"] / 100)
    by_heart = train_network(X_train[:10], rng.integers(0, 3, 10), params, 0.5, 1000)[1]
    starts = [cross_entropy(predict(X_train, each), y_train) for each in (params, nearly_equal)]
    return *starts, by_heart[-1]


def update_ratios(lr):
    """Length of an update of W1 divided by the length of W1: the first, and the median of 200 epochs."""
    rng = np.random.default_rng(0)
    X_train, y_train, X_test, _y_test = split(X_wine, y_wine, 0.3, rng)
    X_train, X_test = standardize(X_train, X_test)
    params, ratios = start_params(13, 8, 3, rng), []
    for _epoch in range(200):
        new = train_network(X_train, y_train, params, lr, 1)[0]
        ratios.append(np.linalg.norm(new["W1"] - params["W1"]) / np.linalg.norm(params["W1"]))
        params = new
    return ratios[0], np.median(ratios)


for seed in range(5):
    try_it(first_checks, seed)
for lr in (0.0005, 0.05, 0.5, 50):
    try_it(update_ratios, lr)

# %% [markdown]
# - The start: from [0.90]{=min(s[0] for s in shown[:5])} to [1.37]{=max(s[0] for s in shown[:5])} for five seeds, because `xavier_init` does not begin with equal answers. With small last weights it
#   is [1.095]{=min(s[1] for s in shown[:5])} to [1.099]{=max(s[1] for s in shown[:5])}.
# - By heart: at most [0.0019]{=max(s[2] for s in shown[:5])} is left. The loop can learn.
# - The updates: at the rates 0.05 and 0.5, which learn well, the median is [0.0019]{=shown[6][1]} and [0.0014]{=shown[7][1]}. The rate 0.0005
#   creeps with [0.00014]{=shown[5][1]}. At the rate 50 the first step is [15]{=shown[8][0]} times as long as the weights. After it, tanh is flat
#   everywhere, and the median is [0.000004]{=shown[8][1]}: nothing is learnt any more.
#
# Is the network good, then? None of these numbers says so: they come from samples that it has learnt from.

# %% [markdown]
# ## Step 8: how good is it?
#
# How many samples does it get right? The answer of the network is the class with the largest probability. The *accuracy* is the share of
# samples for which this is the label. For three samples and two classes:
#
# $$P = \begin{pmatrix} 0.9 & 0.1 \\ 0.4 & 0.6 \\ 0.7 & 0.3 \end{pmatrix}, \qquad y = (0, 1, 1)$$
#
# The largest entries are in the columns 0, 1, 0. The labels are 0, 1, 1. Two of three agree: the accuracy is $2/3 = 0.667$.
#
# **Your turn.** `argmax(axis=1)` gives the column of the largest number in each row. The scores in `P` need not be probabilities; they
# may all be negative, or large, and the two largest of a row may lie close together. And not every class need occur in `y`.

# %% exercise="accuracy"
def accuracy(P, y):
    """P (N, C) one score for each class, y (N,) labels -> the share of right samples, from 0 to 1."""
    ### BEGIN SOLUTION
    return np.mean(P.argmax(axis=1) == y)
    ### END SOLUTION


# %% check="accuracy"
check(accuracy)

# %%
try_it(accuracy, np.array([[0.9, 0.1], [0.4, 0.6], [0.7, 0.3]]), np.array([0, 1, 1]))

# %% [markdown]
# An accuracy means nothing until you know what a *baseline* gets: a simple rival that a method has to beat. The weakest baseline is the
# *dullest answer*: always the class that is largest in the training part. **Predict before you
# run.** Of 200 people in a test part, 8 are ill. A network has learnt one thing: it always says "healthy". What is its accuracy?

# %% exercise="predict_always_healthy"
def predict_always_healthy():
    """The accuracy of a network that always says "healthy", as a share."""
    ### BEGIN SOLUTION
    return 192 / 200
    ### END SOLUTION


# %% check="predict_always_healthy"
check(predict_always_healthy)

# %% [markdown]
# ## The confusion matrix
#
# The network that always says "healthy" has a fine accuracy and finds not one ill person. A table shows it.
# In the *confusion matrix*, **the row is the true class and the column the predicted one**. Each cell counts samples.
#
# For `y = [0, 0, 0, 1, 1, 2]` and `predicted = [0, 0, 1, 1, 2, 2]`:
#
# | | predicted 0 | predicted 1 | predicted 2 |
# |---|---|---|---|
# | **true 0** | 2 | 1 | 0 |
# | **true 1** | 0 | 1 | 1 |
# | **true 2** | 0 | 0 | 1 |
#
# The diagonal holds what is right: $2 + 1 + 1 = 4$ of 6. One sample of class 0 was mistaken for class 1, and one of class 1 for class 2. Each row
# adds up to the number of samples of its class.
#
# **Your turn.** A warning: `M[y, predicted] += 1` looks right, but it adds only 1 where the same cell is named several times. Go
# through the samples in a loop. A class that does not occur has its row and its column too: they hold zeros. A cell may count
# hundreds of samples.

# %% exercise="confusion_matrix"
def confusion_matrix(predicted, y, C):
    """predicted (N,), y (N,) labels from 0 to C - 1 -> M (C, C): counts, row = true class, column = predicted."""
    ### BEGIN SOLUTION
    M = np.zeros((C, C))
    for p, true in zip(predicted, y):
        M[true, p] += 1
    return M
    ### END SOLUTION


# %% check="confusion_matrix"
check(confusion_matrix)

# %%
try_it(confusion_matrix, np.array([0, 0, 1, 1, 2, 2]), np.array([0, 0, 0, 1, 1, 2]), 3)

# %% [markdown]
# ## Precision and recall
#
# Where few people are ill, two questions say more than the accuracy. Of those whom the network *calls* ill, how many are? That is the
# *precision*. And of those who *are* ill, how many does it find? That is the *recall*. Let class 1 be "ill". A network tests the 200 people:
#
# | | called healthy | called ill |
# |---|---|---|
# | **healthy** | 184 | 8 |
# | **ill** | 2 | 6 |
#
# - precision: it calls $8 + 6 = 14$ people ill, and 6 of them are: $6 / 14 = 0.429$
# - recall: $2 + 6 = 8$ people are ill, and it finds 6 of them: $6 / 8 = 0.75$. Two ill people are *missed*; 8 healthy ones are *false alarms*.
# - accuracy: $(184 + 6) / 200 = 0.95$, less than that of "always healthy", which finds nobody
#
# You can trade one for the other. If you call people ill from a probability of 0.2 on instead of 0.5, everybody who was called ill still
# is. You find at least as many of the ill, and alarm at least as many of the healthy. So the recall can only rise. The precision usually
# falls, though not always. Which mistake is worse is not a question for the network. (You will meet one number for both:
# $F_1 = 2 \cdot \text{precision} \cdot \text{recall} / (\text{precision} + \text{recall})$, here
# [0.545]{=2 * 6 / 14 * 0.75 / (6 / 14 + 0.75)}.)
#
# **Your turn.** `predicted` and `y` hold 0 and 1. If nobody is called ill, the precision would be 0 / 0: return 0 then. The same goes for
# the recall if nobody is ill.

# %% exercise="precision_recall"
def precision_recall(predicted, y):
    """predicted (N,), y (N,) of 0 and 1 -> precision, recall of class 1; 0 where there is nobody to divide by."""
    ### BEGIN SOLUTION
    found = np.sum((predicted == 1) & (y == 1))
    called = np.sum(predicted == 1)
    ill = np.sum(y == 1)
    return found / called if called > 0 else 0.0, found / ill if ill > 0 else 0.0
    ### END SOLUTION


# %% check="precision_recall"
check(precision_recall)

# %% [markdown]
# The 200 people of the table, and then those of the network that always says "healthy":

# %%
ill = np.array([0] * 192 + [1] * 8)
called_ill = np.array([0] * 184 + [1] * 8 + [0] * 2 + [1] * 6)


def of_the_table():
    return precision_recall(called_ill, ill)


def of_always_healthy():
    return precision_recall(np.zeros(200, dtype=int), ill)


try_it(of_the_table)
try_it(of_always_healthy)

# %% [markdown]
# Now all eight steps, for the wines. The 8 neurons, the rate and the number of epochs were fixed before. So the test part may be opened.

# %%
def train_on_wine(seed):
    """All eight steps. Returns predicted classes and labels of the test part, and the accuracies of both parts."""
    rng = np.random.default_rng(seed)
    X_train, y_train, X_test, y_test = split(X_wine, y_wine, 0.3, rng)
    X_train, X_test = standardize(X_train, X_test)
    params, _losses = train_network(X_train, y_train, start_params(13, 8, 3, rng), 0.5, 200)
    P = predict(X_test, params)
    return P.argmax(axis=1), y_test, accuracy(predict(X_train, params), y_train), accuracy(P, y_test)


def wine_accuracies():
    """The accuracy on the training part and on the test part."""
    return train_on_wine(0)[2:]


def wine_matrix():
    """The confusion matrix of the test part."""
    predicted, y_test = train_on_wine(0)[:2]
    return confusion_matrix(predicted, y_test, 3)


try_it(wine_accuracies)
plots.confusion(wine_matrix, names=["variety 0", "variety 1", "variety 2"], title="53 wines that the network never saw")

# %% [markdown]
# All 125 training wines are right ([1.0]{=shown[0][0]}), and [52]{=53 * shown[0][1]} of the 53 test wines: an accuracy of
# [0.981]{=shown[0][1]}. [The wrong one]{=wine_matrix()[2, 1] == 1} is of variety 2 and was mistaken for variety 1. The dullest answer
# says variety 0, because most of the training wines, [49]{=np.bincount(split(X_wine, y_wine, 0.3, np.random.default_rng(0))[1])[0]} of 125, are of this variety. It is right for
# [10]{=np.sum(train_on_wine(0)[1] == 0)} of 53. (Variety 1 would be right for [27]{=np.sum(train_on_wine(0)[1] == 1)}, but only the test labels say so.)
#
# How much of the 0.981 is luck? If a share $p$ of $n$ samples is right, the luck of the draw moves $p$ by about
# $\sqrt{p(1 - p)/n}$, its *standard error*: here $\sqrt{0.981 \cdot 0.019 / 53} =$ [0.019]{=np.sqrt(shown[0][1] * (1 - shown[0][1]) / 53)}, one wine. So 51, 52 or
# 53 right wines say nearly the same. (Close to 0 or 1 the formula is rough. A `split` that draws in another way gets other wines.)

# %% [markdown]
# ## Layers as objects
#
# `train_network` knows one network: two dense layers and a tanh. For three layers you would have to write it again. Look at what each part
# does. On the way forward it takes an array, returns one, and **remembers** what it will need on the way back. On the way back it takes
# the gradient of its output and returns that of its input. If it has weights, it also **keeps** their gradients.
#
# That is an object with a memory, in Python a *class*. Every layer has the same two methods:
#
# | method | takes | returns | keeps |
# |---|---|---|---|
# | `forward(X)` | the input | the output | what `backward` needs |
# | `backward(dout)` | gradient of the output | gradient of the input | gradients of the weights |
#
# If you have never written a class: `__init__` runs when an object is made, here by `Dense(W, b)`. `self` is the object; what you
# store as `self.X` in one method you can read as `self.X` in the other. A second layer is a second object, with a memory of its own.
#
# **Your turn.** Write the dense layer. `forward` returns $X W + b$ and remembers $X$. `backward` stores `self.dW` and `self.db` and
# returns `dX`; it belongs to the last `forward`. Each call of `backward` sets `dW` and `db` anew; nothing is added to what an earlier
# call has left. $N$, $D$ and $M$ may be any sizes, equal ones too.

# %% exercise="Dense"
class Dense:
    """A dense layer with W (D, M) and b (M,); after `backward` it has dW and db too."""

    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        """X (N, D) -> Z (N, M)."""
        ### BEGIN SOLUTION
        self.X = X
        return X @ self.W + self.b
        ### END SOLUTION

    def backward(self, dout):
        """dout (N, M) -> dX (N, D); stores dW (D, M) and db (M,)."""
        ### BEGIN SOLUTION
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T
        ### END SOLUTION


# %% check="Dense"
check(Dense)

# %% [markdown]
# **Your turn.** And the activation as a layer. It has no weights, but a memory: with $A = \tanh(Z)$ its slope is $1 - A^2$. This holds far
# from 0 as well; the slope is just small there.

# %% exercise="Tanh"
class Tanh:
    """The activation tanh as a layer."""

    def forward(self, Z):
        """Z (N, M) -> A (N, M)."""
        ### BEGIN SOLUTION
        self.A = np.tanh(Z)
        return self.A
        ### END SOLUTION

    def backward(self, dout):
        """dout (N, M) -> dZ (N, M)."""
        ### BEGIN SOLUTION
        return dout * (1 - self.A**2)
        ### END SOLUTION


# %% check="Tanh"
check(Tanh)

# %% [markdown]
# **Predict before you run.** A network has five layers: 1 Dense, 2 Tanh, 3 Dense, 4 Tanh, 5 Dense. Forward they are called in the
# order 1, 2, 3, 4, 5. In which order are their `backward` methods called? Return the list of numbers.

# %% exercise="predict_way_back"
def predict_way_back():
    """The numbers of the layers in the order of the backward pass."""
    ### BEGIN SOLUTION
    return [5, 4, 3, 2, 1]
    ### END SOLUTION


# %% check="predict_way_back"
check(predict_way_back)

# %% [markdown]
# ## A network is a list of layers
#
# With such layers a network of any depth is a list, and an object once more:
#
# | method | what it does |
# |---|---|
# | `Network(weights)` | makes the list of layers from `weights`, a list of pairs `(W, b)`, first layer first |
# | `forward(X)` | each layer gets what the layer before has returned; returns what the last one returns |
# | `backward(dout)` | the same backwards; returns what the first layer's `backward` returns |
# | `update(lr)` | each dense layer moves its W and b against their gradients |
#
# Between the dense layers stands tanh. Nothing follows the last one: its sums go to the softmax, or they are the answer. So
# three pairs make five layers: Dense, Tanh, Dense, Tanh, Dense. One pair makes a single Dense.
#
# **By hand**: one input, one hidden neuron, one output. The weights are chosen so that the hidden sum is 0.
#
# - `weights`: $w_1 = 0.5$, $b_1 = -1$ and $w_2 = 3$, $b_2 = 1$. The sample is $x = 2$.
# - forward: $z_1 = 2 \cdot 0.5 - 1 = 0$, $a_1 = \tanh(0) = 0$, $z_2 = 0 \cdot 3 + 1 = 1$
# - backward, from dout = 1: in the second Dense $dw_2 = 0 \cdot 1 = 0$, $db_2 = 1$, and it returns $1 \cdot 3 = 3$; tanh has the slope
#   $1 - 0^2 = 1$ and returns 3; in the first Dense $dw_1 = 2 \cdot 3 = 6$, $db_1 = 3$, and it returns $3 \cdot 0.5 = 1.5$
# - update with lr = 0.1: $w_1 = 0.5 - 0.6 = -0.1$, $b_1 = -1 - 0.3 = -1.3$, $w_2 = 3$, $b_2 = 1 - 0.1 = 0.9$
# - forward again: $z_1 = 2 \cdot (-0.1) - 1.3 = -1.5$, and $z_2 = 3 \cdot \tanh(-1.5) + 0.9 = -1.815$
#
# **Your turn.** Write the network with your own `Dense` and `Tanh`; their checks should be green first. `self.layers` is an ordinary
# list: `self.layers.append(Dense(W, b))` puts a layer at its end. A Tanh has no W and nothing to update; `isinstance(layer, Dense)` says
# whether a layer is a Dense. All methods are called again and again, in every epoch, and a second network may work beside the first.

# %% exercise="Network"
class Network:
    """Dense layers with tanh between them, made from a list of (W, b)."""

    def __init__(self, weights):
        ### BEGIN SOLUTION
        self.layers = []
        for W, b in weights:
            if self.layers:
                self.layers.append(Tanh())
            self.layers.append(Dense(W, b))
        ### END SOLUTION

    def forward(self, X):
        """X (N, inputs of the first layer) -> Z (N, outputs of the last layer)."""
        ### BEGIN SOLUTION
        for layer in self.layers:
            X = layer.forward(X)
        return X
        ### END SOLUTION

    def backward(self, dout):
        """dout, of the shape of Z -> dX, of the shape of X; each Dense keeps its dW and db."""
        ### BEGIN SOLUTION
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout
        ### END SOLUTION

    def update(self, lr):
        """One step of each Dense against the gradients of the last `backward`."""
        ### BEGIN SOLUTION
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db
        ### END SOLUTION


# %% check="Network"
check(Network)

# %% [markdown]
# The example: the output 1, the gradient 1.5, and the output −1.815 after the step.

# %%
def by_hand():
    """The output, the gradient of the input, and the output after one step."""
    network = Network([(np.array([[0.5]]), np.array([-1.0])), (np.array([[3.0]]), np.array([1.0]))])
    Z = network.forward(np.array([[2.0]]))
    dX = network.backward(np.array([[1.0]]))
    network.update(0.1)
    return Z, dX, network.forward(np.array([[2.0]]))


try_it(by_hand)

# %% [markdown]
# ## Mini-batches, Adam and a falling rate
#
# The large libraries are built like this too. `mini_batches`, `adam` and `lr_decay` of chapter {{gradient_descent}} are given in the first cell.
# What do they gain? `adam_step` does what `update` does, but with Adam; it goes through `self.layers` of your `Network`. `fit` trains.

# %%
def new_network(sizes, rng):
    """A Network with start weights; sizes such as [2, 20, 20, 2]."""
    places = range(len(sizes) - 1)
    return Network([(xavier_init(sizes[k], sizes[k + 1], rng), np.zeros(sizes[k + 1])) for k in places])


def adam_step(network, memory, lr):
    """A step of Adam for each Dense; `memory` is a dict that keeps the averages and counts the steps."""
    memory["t"] = memory.get("t", 0) + 1
    for place, layer in enumerate(network.layers):
        if isinstance(layer, Dense):
            new = []
            for name, w, dw in (("W", layer.W, layer.dW), ("b", layer.b, layer.db)):
                m, v = memory.get((place, name), (0.0, 0.0))
                w, m, v = adam(w, dw, m, v, memory["t"], lr, 0.9, 0.999, 1e-8)
                memory[place, name] = m, v
                new.append(w)
            layer.W, layer.b = new


def fit(network, X, y, lr, epochs, rng, batch_size=20, use_adam=True, decay=0.2):
    """Train a network on labels y; its layers keep what they learn."""
    memory = {}
    for epoch in range(epochs):
        rate = lr_decay(lr, epoch, decay)
        for X_batch, y_batch in mini_batches(X, y, batch_size, rng):
            network.backward(softmax_cross_entropy_backward(network.forward(X_batch), y_batch))
            if use_adam:
                adam_step(network, memory, rate)
            else:
                network.update(rate)

# %% [markdown]
# The task: two interlocking half moons with a lot of noise (you will soon see them). There are 300 training samples, 2 inputs, two hidden
# layers of 20, and 30 epochs. Each of four ways is *tuned* on its own: seven rates are tried on three sets of samples, and the best one is
# kept. The batch size of 20 and the decay of 0.2 are fixed. Then come five new sets, the same for all four, and the loss is measured on
# 2000 samples that were not trained on.
#
# **Predict before you run.** How many steps do the first two ways take in their 30 epochs?

# %% experiment=true
WAYS = {
    "all samples": {"batch_size": 300, "use_adam": False, "decay": 0},
    "mini-batches": {"use_adam": False, "decay": 0},
    "with Adam": {"decay": 0},
    "with a falling rate": {},
}


def moons_loss(way, lr, seed):
    """The loss on 2000 new samples after 30 epochs on 300 of the half moons."""
    rng = np.random.default_rng(seed)
    X, y = data.moons(300, 0.3, rng)
    X_new, y_new = data.moons(2000, 0.3, rng)
    network = new_network([2, 20, 20, 2], rng)
    fit(network, X, y, lr, 30, rng, **WAYS[way])
    return cross_entropy_from_scores(network.forward(X_new), y_new)


def four_ways():
    """For each way its rate, chosen on the seeds 10 to 12, and its losses on the seeds 0 to 4 (a row for each way)."""
    best, losses = [], []
    for way in WAYS:
        rates = np.logspace(-2.5, 0.5, 7)
        tuning = [np.mean([moons_loss(way, lr, seed) for seed in (10, 11, 12)]) for lr in rates]
        best.append(rates[np.argmin(tuning)])
        losses.append([moons_loss(way, best[-1], seed) for seed in range(5)])
    return np.array(best), np.array(losses)


try_it(four_ways)

# %% [markdown]
# | | best rate | loss: mean (smallest to largest) | minus the row above, in each of the five sets |
# |---|---|---|---|
# | all samples, 30 steps | [1]{=shown[0][0][0]} | [0.35]{=shown[0][1][0].mean()} ([0.34]{=shown[0][1][0].min()} to [0.36]{=shown[0][1][0].max()}) | |
# | mini-batches of 20, 450 steps | [0.32]{=shown[0][0][1]} | [0.32]{=shown[0][1][1].mean()} ([0.28]{=shown[0][1][1].min()} to [0.36]{=shown[0][1][1].max()}) | [−0.03]{=np.diff(shown[0][1], axis=0)[0, 0]}, [0.01]{=np.diff(shown[0][1], axis=0)[0, 1]}, [0.00]{=np.diff(shown[0][1], axis=0)[0, 2]}, [−0.07]{=np.diff(shown[0][1], axis=0)[0, 3]}, [−0.07]{=np.diff(shown[0][1], axis=0)[0, 4]} |
# | mini-batches and Adam | [0.01]{=shown[0][0][2]} | [0.28]{=shown[0][1][2].mean()} ([0.25]{=shown[0][1][2].min()} to [0.35]{=shown[0][1][2].max()}) | [−0.06]{=np.diff(shown[0][1], axis=0)[1, 0]}, [−0.02]{=np.diff(shown[0][1], axis=0)[1, 1]}, [−0.09]{=np.diff(shown[0][1], axis=0)[1, 2]}, [−0.03]{=np.diff(shown[0][1], axis=0)[1, 3]}, [0.00]{=np.diff(shown[0][1], axis=0)[1, 4]} |
# | mini-batches, Adam and a falling rate | [0.1]{=shown[0][0][3]} | [0.27]{=shown[0][1][3].mean()} ([0.24]{=shown[0][1][3].min()} to [0.31]{=shown[0][1][3].max()}) | [0.05]{=np.diff(shown[0][1], axis=0)[2, 0]}, [−0.11]{=np.diff(shown[0][1], axis=0)[2, 1]}, [0.00]{=np.diff(shown[0][1], axis=0)[2, 2]}, [0.02]{=np.diff(shown[0][1], axis=0)[2, 3]}, [−0.01]{=np.diff(shown[0][1], axis=0)[2, 4]} |
#
# Mini-batches take 15 times as many steps. With all three parts even [the worst run is better than the best one]{=shown[0][1][3].max() < shown[0][1][0].min()} with all samples. The
# last column compares within each set. Adam is [never worse]{=(np.diff(shown[0][1], axis=0)[1] < 0).all()} than the same mini-batches without it. What the mini-batches gain is
# [no more than the spread]{=abs(np.diff(shown[0][1], axis=0)[0].mean()) < np.diff(shown[0][1], axis=0)[0].std()} of their differences, and the falling rate helps in one set and harms in another. Another batch size or decay may
# change this.
#
# `accuracy` may get the sums $Z$ of a network instead of probabilities: the largest sum belongs to the largest probability.

# %% [markdown]
# ## Underfitting and overfitting
#
# Now only 60 training samples. A second part is not trained on, but it may be looked at in every epoch, and choices are made by it: the
# *validation part*. (It has 400 samples here, so that its curve is smooth; somebody with only 60 samples to train on could never spare so
# many.) So there are three parts: **training**, to learn; **validation**, to choose; **test**, once, at the end.

# %%
rng = np.random.default_rng(0)
X_moons, y_moons = data.moons(60, 0.3, rng)
X_val, y_val = data.moons(400, 0.3, rng)


def measure(params):
    """The losses on the training part and on the validation part."""
    return cross_entropy(predict(X_moons, params), y_moons), cross_entropy(predict(X_val, params), y_val)


def train_moons(params, epochs):
    """`epochs` more epochs of training."""
    return train_network(X_moons, y_moons, params, 1.0, epochs)[0]


small = start_params(2, 1, 2, np.random.default_rng(0))
large = start_params(2, 40, 2, np.random.default_rng(0))
plots.learning_curves(train_moons, measure, small, epochs=2000, every=25, title="1 hidden neuron")

# %%
plots.learning_curves(train_moons, measure, large, epochs=2000, every=25, title="40 hidden neurons")

# %% [markdown]
# Such pictures are called *learning curves*:
#
# - **1 hidden neuron**: both lines stay high, and close to each other ([never below 0.25]{=min(measure(train_moons(small, e))[0] for e in (100, 500, 1000, 2000)) > 0.25}). One neuron draws one straight border, and the
#   moons need a bent one. More epochs do not help. This is *underfitting*: the network is too simple even for the training data.
# - **40 hidden neurons**: the training loss falls to [0.005]{=measure(train_moons(large, 2000))[0]}. The validation loss falls too, down to
#   [0.207]{=measure(train_moons(large, 175))[1]} at epoch 175, and then **rises**, up to [0.577]{=measure(train_moons(large, 2000))[1]}. From there
#   on the network learns the noise of its 60 samples. This is *overfitting*: good on what it memorised, worse on what is new.
#
# What the large network has learnt:

# %%
def large_network(X):
    """What the large network answers after 2000 epochs: the probability of class 1."""
    return predict(X, train_moons(large, 2000))[:, 1]


plots.regions(large_network, X_moons, y_moons, title="40 neurons, 2000 epochs")

# %% [markdown]
# The border winds between single points until all 60 are right; near (0.6, 0.4) it squeezes between a filled and an open one. Of the 400
# validation samples, [41]{=np.sum((large_network(X_val) > 0.5) != y_val)} are on the wrong side. Is that much?
#
# ## The least error possible
#
# The moons overlap. Even if you know exactly how the points were made, you can only say which class is *more probable* at a place. The share
# that this best answer gets wrong is the *Bayes error*. No network gets below it, except by luck.
#
# For real data nobody knows it. But the moons are made by a recipe: take a place on a half circle, and add normal noise with the spread 0.3
# in both directions. So the chance that a moon puts a point near $x$ is the mean of $e^{-d^2 / (2 \cdot 0.3^2)}$ over its half circle,
# where $d$ is the distance from $x$ (apart from a factor that both moons share).
#
# Say that near some $x$ this is three times as large for class 0 as for class 1. Both classes are equally frequent, so of four points there one
# is of class 1. Its probability is
#
# $$p = \frac{\text{near}_1}{\text{near}_0 + \text{near}_1} = \frac{1}{3 + 1} = 0.25$$
#
# - The best answer is class 0. It is wrong for the smaller share, $\min(p, 1 - p) = 0.25$. The Bayes error is the mean of this over all points.
# - One point in four costs $-\ln p = -\ln 0.25 = 1.386$, three in four cost $-\ln(1 - p) = 0.288$. On average the loss is
#   $-p \ln p - (1 - p) \ln(1 - p) = 0.25 \cdot 1.386 + 0.75 \cdot 0.288 = 0.562$.

# %%
def best_answer(X):
    """The true probability of class 1 at the places X (N, 2)."""
    angle = (np.arange(100) + 0.5) * np.pi / 100
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    near = []
    for half_circle in (upper, [1, 0.5] - upper):
        d2 = ((X[:, None] - half_circle) ** 2).sum(axis=2)
        near.append(np.exp(-d2 / (2 * 0.3**2)).mean(axis=1))
    return near[1] / (near[0] + near[1])


X_many, y_many = data.moons(20000, 0.3, np.random.default_rng(0))
p = best_answer(X_many)
print("Bayes error:", np.mean(np.minimum(p, 1 - p)).round(3))
print("loss of the best answer:", np.mean(-p * np.log(p) - (1 - p) * np.log(1 - p)).round(3))
print("wrong of the 400:", np.sum((best_answer(X_val) > 0.5) != y_val))
plots.regions(best_answer, X_moons, y_moons, title="The best answer there is")

# %% [markdown]
# The Bayes error is about [0.085]{=np.mean(np.minimum(p, 1 - p))}, or [34]{=400 * np.mean(np.minimum(p, 1 - p))} of 400. On these 400 the best answer gets [29]{=np.sum((best_answer(X_val) > 0.5) != y_val)} wrong. The large network had [33]{=np.sum(predict(X_val, train_moons(large, 175)).argmax(axis=1) != y_val)} at
# epoch 175 and 41 at the end. So most of the 41 are noise, and in this run the epochs after the best one have added 8.
#
# The loss shows more. On these 400 the best answer has the loss [0.18]{=cross_entropy(np.column_stack([1 - best_answer(X_val), best_answer(X_val)]), y_val)} (on many more samples [0.21]{=np.mean(-p * np.log(p) - (1 - p) * np.log(1 - p))}). The network came down to 0.207 and then
# went up to 0.577: with every epoch it gets surer of itself, and on the wrong side that costs a lot.
#
# | | training loss | validation loss | what helps |
# |---|---|---|---|
# | underfitting | high | high | a larger network, longer training, better inputs |
# | a good fit | low | nearly as low | |
# | overfitting | low | high | more data; a smaller network; stopping early; what chapter {{deep_networks}} adds |
#
# ## More data, or a smaller network
#
# How much does more data help? The same 40 neurons are trained for 600 epochs with 20, 60, 200, 600 and 2000 samples, five times each.

# %% experiment=true
def with_samples(N, seed):
    """Training and validation loss after 600 epochs on N samples."""
    rng = np.random.default_rng(seed)
    X, y = data.moons(N, 0.3, rng)
    X_new, y_new = data.moons(400, 0.3, rng)
    learnt = train_network(X, y, start_params(2, 40, 2, rng), 0.5, 600)[0]
    return cross_entropy(predict(X, learnt), y), cross_entropy(predict(X_new, learnt), y_new)


plots.loss_by_size(with_samples, [20, 60, 200, 600, 2000], range(5), least=0.21, title="40 neurons, 600 epochs")

# %% [markdown]
# The small marks are single runs, the lines their means. 20 samples are nearly learnt by heart. With 2000 the two lines have come together,
# close to the least possible. If *your* two lines are still far apart, more data will probably help. If they have met, it hardly will: then
# a better network or better inputs may help, or the lines have reached the least possible loss, and nothing does.
#
# More data is not always available. A smaller network has less room for noise. Here are the training and validation losses (rows) of 40, 3 and 1
# neurons, on ten sets of 60 samples, after 2000 epochs.

# %% experiment=true
def end_losses(H):
    """Training and validation loss (rows) of ten networks with H hidden neurons, each on a set of its own."""
    found = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        X, y = data.moons(60, 0.3, rng)
        X_new, y_new = data.moons(400, 0.3, rng)
        learnt = train_network(X, y, start_params(2, H, 2, rng), 1.0, 2000)[0]
        found.append([cross_entropy(predict(X, learnt), y), cross_entropy(predict(X_new, learnt), y_new)])
    return np.array(found).T


try_it(end_losses, 40)
try_it(end_losses, 3)
try_it(end_losses, 1)

# %% [markdown]
# | means of ten sets | training loss | validation loss |
# |---|---|---|
# | 40 neurons | [0.05]{=shown[0][0].mean()} | [0.54]{=shown[0][1].mean()} |
# | 3 neurons | [0.12]{=shown[1][0].mean()} | [0.41]{=shown[1][1].mean()} |
# | 1 neuron | [0.31]{=shown[2][0].mean()} | [0.37]{=shown[2][1].mean()} |
#
# Overfitting is the gap between the two. With 3 neurons it is smaller than with 40 on [nine of the ten sets]{=(np.diff(shown[1], axis=0) < np.diff(shown[0], axis=0)).sum() == 9}, and the
# validation loss is lower on [nine]{=(shown[1][1] < shown[0][1]).sum() == 9}, too. One neuron underfits: hardly a gap, but a high training loss. Why is its
# validation loss not the highest, then? After 2000 epochs the 40 neurons are sure of their mistakes, and that costs more than a straight border.
# The large network in the picture had 0.207 at epoch 175. It only went on for too long. (Nor does a larger network overfit more in every case.
# Far beyond the size that learns its samples by heart the validation loss can fall again: *double descent*, Belkin and others, 2019.)

# %% [markdown]
# ## Watch it train
#
# The widget trains the large network epoch by epoch. The ring marks the lowest validation loss so far.
#
# 1. Leave the rate at 1. Press Play, and press Pause where you think that the validation loss will not get lower any more. Then go on to
#    epoch 1000. Was the ring where you stopped?
# 2. From epoch 200 to epoch 2000 the validation loss nearly triples. What does the validation accuracy do?
# 3. Press Reset, set the rate to 10, and press "One epoch" ten times. Then set the rate to 1 and go on: does it recover?

# %%
def one_epoch(params, lr):
    """The parameters after one more epoch."""
    return train_network(X_moons, y_moons, params, lr, 1)[0]


def measure_both(params):
    """Loss of the training part and of the validation part, then both accuracies."""
    P, P_val = predict(X_moons, params), predict(X_val, params)
    return cross_entropy(P, y_moons), cross_entropy(P_val, y_val), accuracy(P, y_moons), accuracy(P_val, y_val)


widgets.training_monitor(one_epoch, measure_both, large)

# %% [markdown]
# <details><summary>Answers</summary>
#
# 1. The ring comes to rest at epoch [181]{=165 + int(np.argmin([measure(train_moons(large, e))[1] for e in range(165, 195)]))}, with [0.207]{=measure(train_moons(large, 181))[1]}.
# 2. It falls only from [0.92]{=measure_both(train_moons(large, 200))[3]} to [0.90]{=measure_both(train_moons(large, 2000))[3]}. Most samples stay on their side of the border, but the network gets surer and surer of its mistakes.
# 3. No. The loss jumps to [more than 100]{=measure(train_network(X_moons, y_moons, large, 10, 4)[0])[0] > 100}: the rate is above the stability limit. Then the training loss comes down to [0.05]{=measure(train_moons(train_network(X_moons, y_moons, large, 10, 10)[0], 40))[0]} in forty
#    epochs, but the validation loss stays [above 1.2]{=measure(train_moons(train_network(X_moons, y_moons, large, 10, 10)[0], 1500))[1] > 1.2}. The jumps have left large weights. Start again rather than rescue such a run.
# </details>

# %% [markdown]
# ## Stopping early
#
# Why not stop at the lowest point of the validation loss? While training you do not know the future: a rise may be a
# hill or the end. So you wait. The *patience* says how long: training stops as soon as **`patience` epochs in a row have
# brought no new smallest loss**. Then you go back to the parameters of the best epoch so far.
#
# **By hand**, with a patience of 3:
#
# | epoch | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |
# |---|---|---|---|---|---|---|---|---|
# | loss | 0.90 | 0.70 | 0.72 | 0.60 | 0.65 | 0.63 | 0.66 | 0.50 |
# | best epoch so far | 0 | 1 | 1 | 3 | 3 | 3 | 3 | |
# | epochs waited | 0 | 0 | 1 | 0 | 1 | 2 | **3** | |
#
# After epoch 6 the patience is used up. The answer is epoch 3; the training never gets to the 0.50 of epoch 7. The loss is that of the validation
# samples, not of the test samples: what has chosen the epoch is no longer unseen.
#
# **Your turn.** `losses` holds the validation loss of every epoch, from epoch 0 on. Return the best epoch at the moment when the training
# stops. If it never stops, return the best of all. Only a smaller loss counts as better, however little smaller it is; an equal one
# does not. A loss may be 0.

# %% exercise="early_stopping"
def early_stopping(losses, patience):
    """A list of losses, a whole number of at least 1 -> the best epoch when training stops, counted from 0."""
    ### BEGIN SOLUTION
    best = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        elif epoch - best == patience:
            break
    return best
    ### END SOLUTION


# %% check="early_stopping"
check(early_stopping)

# %% [markdown]
# The example should give 3. In the picture your function decides for the large network: with a patience of 5 points, which are 125
# epochs here.

# %%
try_it(early_stopping, [0.90, 0.70, 0.72, 0.60, 0.65, 0.63, 0.66, 0.50], 3)
plots.learning_curves(
    train_moons,
    measure,
    large,
    epochs=1000,
    every=25,
    stop=lambda losses: early_stopping(losses, 5),
    title="Stopping early, patience 5",
)

# %% [markdown]
# It keeps epoch 175, the best of all here. A short patience ends at the first small hill; a long one only costs time.
#
# ## Choose by the validation part
#
# A *parameter* is learnt. What you choose yourself, such as the learning rate, the number of neurons and the patience, is a
# *hyperparameter*. It is chosen by the validation part, too, never by the test part. The widget trains the large network with 16 rates, 50
# epochs each, and shows the validation loss.
#
# 1. Write the rate that you expect to be best into the field. Then press Start, and "Mark the best region" at the end. Was your rate in it?
# 2. Write 200 for 50 in the cell below, run it again and press Start. How does the region change? Why?

# %%
EPOCHS = 50


def loss_after(epochs, rate):
    """The validation loss of the large network after so many epochs."""
    return cross_entropy(predict(X_val, train_network(X_moons, y_moons, large, rate, epochs)[0]), y_val)


def validation_loss(rate):
    return loss_after(EPOCHS, rate)


widgets.grid_search(validation_loss, lowest=0.001, highest=10)

# %% [markdown]
# <details><summary>Answers</summary>
#
# 1. The region goes from 0.0736 to at least 1.58. In it all losses are at most 25 % above the lowest, [0.290]{=loss_after(50, np.logspace(-3, 1, 16)[12])} at 1.58. At 0.001 it
#    is still [0.682]{=loss_after(50, np.logspace(-3, 1, 16)[0])}, and at 10 it is [3.1]{=loss_after(50, np.logspace(-3, 1, 16)[15])}.
# 2. It shrinks to 0.858 and 1.58, with [0.207]{=loss_after(200, np.logspace(-3, 1, 16)[11])} and [0.224]{=loss_after(200, np.logspace(-3, 1, 16)[12])}. After 50 epochs all of these rates have found the straight border. With 200
#    epochs the larger ones have had time to bend it. The smaller ones need more: 0.0736 comes down to [0.207]{=loss_after(2175, 0.0736)} too, after 2175 epochs. The
#    best rate depends on how long you train.
# </details>
#
# ## Grid, random, coarse to fine
#
# With two hyperparameters a *grid* tries each rate with each number of neurons: 4 rates and 4 numbers are 16 training runs. A *random search*
# draws both anew for each run, so it tries 16 different rates; that helps where one of the two matters much more. *Coarse to fine* searches
# widely first, then close to the best. Rates are searched by factors: 0.01, 0.1, 1. Five hyperparameters with 4 values each would be a grid of
# $4^5 = 1024$ runs: there, take random search.
#
# If the best value lies at the edge, search beyond it. And the winner's loss is the smallest of many, so part of it is luck: fresh samples have to
# say how good it is.
#
# ## Cross-validation
#
# 178 wines are few, and a validation part of 30 is a rough measure. *k-fold cross-validation* lets every sample take its turn. Shuffle the
# rows and cut them into $k$ *folds*. Train $k$ times: each time another fold is the validation part, and the other $k - 1$ together are the
# training part. In the end each sample was validated once.
#
# **By hand**, for 7 rows and $k = 3$, the order after shuffling being `[4, 1, 6, 0, 5, 2, 3]`: the folds are `[4, 1, 6]`, `[0, 5]` and
# `[2, 3]`. Their sizes differ by at most 1. The first pair is: train on `[0, 5, 2, 3]`, validate on `[4, 1, 6]`.
#
# **Your turn.** Return a list of $k$ pairs `(train, validation)`, each of two lists or arrays of row numbers from 0 to N − 1. The training
# part is one list: `np.concatenate` joins the other folds. Shuffle with `rng`, once. Which folds are the larger ones does not matter. $k$ may be as large as N: then each row is a fold of its own.

# %% exercise="k_fold"
def k_fold(N, k, rng):
    """N rows in k folds -> a list of k pairs (train, validation) of row numbers."""
    ### BEGIN SOLUTION
    folds = np.array_split(rng.permutation(N), k)
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(k)]
    ### END SOLUTION


# %% check="k_fold"
check(k_fold)

# %% [markdown]
# How many neurons for the wines? The test part stays out of it: five folds of the other 125 wines decide, standardised by the four folds
# that are trained on. One partition into folds is one draw, so it is done five times. Each number is the mean validation loss of one
# cutting.

# %% experiment=true
def cross_validated(H):
    """The validation loss with H hidden neurons, a mean over five folds, for five cuttings into folds."""
    X_rest, y_rest, _X_test, _y_test = split(X_wine, y_wine, 0.3, np.random.default_rng(0))
    means = []
    for seed in range(5):
        rng, losses = np.random.default_rng(seed), []
        for train, validation in k_fold(len(X_rest), 5, rng):
            X_train, X_fold = standardize(X_rest[train], X_rest[validation])
            params = train_network(X_train, y_rest[train], start_params(13, H, 3, rng), 0.5, 200)[0]
            losses.append(cross_entropy(predict(X_fold, params), y_rest[validation]))
        means.append(np.mean(losses))
    return np.array(means)


try_it(cross_validated, 1)
try_it(cross_validated, 2)
try_it(cross_validated, 8)
try_it(cross_validated, 32)

# %% [markdown]
# The means are [0.45]{=shown[0].mean()} for one neuron, [0.11]{=shown[1].mean()} for 2, [0.07]{=shown[2].mean()} for 8 and [0.07]{=shown[3].mean()} for 32. With 8 the loss is smaller
# than with 2 in [all five]{=(shown[2] < shown[1]).all()} cuttings. 32 are better than 8 in [four of five]{=(shown[3] < shown[2]).sum() == 4}, but only by
# [0.008]{=(shown[2] - shown[3]).mean()} on average, and the five cut the same 125 wines. So leave it at 8. (The rate 0.5 and the 200 epochs were the same for all; tuned
# on its own, each could do better.)
#
# A *stratified* split cuts each class by itself, so that both parts hold the same shares of it. How many of 36 test wines are of variety 2,
# at least and at most, in 20 splits of each kind?

# %%
def stratified_split(X, y, test_fraction, rng):
    """Like split, but for each class by itself."""
    parts = [split(X[y == c], y[y == c], test_fraction, rng) for c in np.unique(y)]
    return tuple(np.concatenate(each) for each in zip(*parts))


def wines_of_variety_2(cut):
    """The smallest and the largest number of them in the test part, over 20 splits."""
    counts = [np.sum(cut(X_wine, y_wine, 0.2, np.random.default_rng(seed))[3] == 2) for seed in range(20)]
    return min(counts), max(counts)


try_it(wines_of_variety_2, split)
try_it(wines_of_variety_2, stratified_split)

# %% [markdown]
# Without it there are from [4]{=shown[0][0]} to [13]{=shown[0][1]}, stratified always
# [10]{=shown[1][0] if shown[1][0] == shown[1][1] else np.nan}. The smaller a class, the more this matters: of 8 ill people, a random split
# may put none of them into the test part.
#
# ## The rule of evaluations
#
# You may consider saying "A is better than B" only if you have kept five rules. Later chapters keep them too.
#
# 1. **Each rival is tuned on its own.** The one with the better rate is not yet the better method.
# 2. **A strong baseline takes part**, such as a weighted sum, not only the dullest answer.
# 3. **All choices are made by a validation part** (or by cross-validation). The test part is used once.
# 4. **At least five seeds or splits**, and not only their mean is shown, but how far apart they are. One number is one draw.
# 5. **Nothing is claimed that is smaller than the spread of the differences.** The rivals get the same splits and the same seeds: their runs
#    are *paired*. Subtract, run by run. The spread is the standard deviation of these differences.
#
# An example for the fifth rule. On three splits A has the accuracies 0.90, 0.80 and 0.85, and B has 0.93, 0.82 and 0.89. Each changes by about
# 0.1, because some splits are harder than others. Yet B minus A is 0.03, 0.02 and 0.04: 0.03 on average, with a spread of
# [0.008]{=np.std([0.03, 0.02, 0.04])}. If this goes on for five splits, you may claim it.
#
# The mean of $n$ *independent* differences is known better than one of them: its standard error is about their spread divided by $\sqrt{n}$. But
# splits of one table overlap, the same rows come again, and so they are not independent. (Nadeau and Bengio, 2003, correct for this.) Only where
# each run draws fresh samples, as with the moons, may you use the standard error as it is. Then claim what is more than twice as large; with
# as few as five runs, three times.
#
# Here is what happens without the third rule. Someone has 60 training samples of the moons and a test part of 30. They train 20 networks
# with random rates and numbers of neurons, and keep the one with the best test accuracy. 2000 fresh samples show how good the winner
# really is. **Predict before you run**: will its test accuracy be too high, too low, or about right?

# %% experiment=true
def best_by_the_test_part(seed):
    """The winner's accuracy on the 30 test samples that chose it, and on 2000 fresh ones."""
    rng = np.random.default_rng(seed)
    X, y = data.moons(60, 0.3, rng)
    X_test, y_test = data.moons(30, 0.3, rng)
    X_fresh, y_fresh = data.moons(2000, 0.3, rng)
    found = []
    for _network in range(20):
        H, lr = int(rng.integers(2, 30)), 10 ** rng.uniform(-1, 0.7)
        params = train_network(X, y, start_params(2, H, 2, rng), lr, 200)[0]
        found.append((accuracy(predict(X_test, params), y_test), accuracy(predict(X_fresh, params), y_fresh)))
    return max(found, key=lambda pair: pair[0])


def twenty_winners():
    """Of 20 repetitions: mean accuracy on the test part and on fresh samples, how often the first is larger, standard error."""
    pairs = np.array([best_by_the_test_part(seed) for seed in range(20)])
    differences = pairs[:, 0] - pairs[:, 1]
    return *pairs.mean(axis=0), np.sum(differences > 0), differences.std() / np.sqrt(20)


try_it(twenty_winners)

# %% [markdown]
# The test part promises [0.93]{=shown[0][0]}, and the truth is [0.88]{=shown[0][1]}. It was too good in [17]{=shown[0][2]} of 20 repetitions. (Each
# draws fresh samples, and the mean difference is [more than three times]{=shown[0][0] - shown[0][1] > 3 * shown[0][3]} its standard error.) Nobody has
# cheated: the network that was luckiest on these 30 samples was chosen, and luck does not come again. Let a validation part choose.

# %% [markdown]
# ## Two real tasks
#
# **Wine.** Now the rule is kept, on twenty new splits into three parts. The validation loss chooses among three rates and five lengths of training.
# The strong baseline has no hidden layer, only one Dense and the softmax: *logistic regression*, a `Network` of a single pair `(W, b)`. It is tuned
# in the same way. Only the two chosen networks see the test part.

# %% experiment=true
RATES, LENGTHS = (0.1, 1, 10), (10, 30, 100, 300, 1000)


def weights_of(network):
    """The pairs (W, b) of a network as they are now."""
    return [(layer.W, layer.b) for layer in network.layers if isinstance(layer, Dense)]


def tuned_on_wine(sizes, train, validation, rng):
    """The network with the smallest validation loss among all rates and lengths of training, and its length."""
    best, kept, length = np.inf, None, None
    for rate in RATES:
        network = new_network(sizes, rng)
        for epoch in range(1, LENGTHS[-1] + 1):
            network.backward(softmax_cross_entropy_backward(network.forward(train[0]), train[1]))
            network.update(rate)
            if epoch in LENGTHS:
                loss = cross_entropy_from_scores(network.forward(validation[0]), validation[1])
                if loss < best:
                    best, kept, length = loss, weights_of(network), epoch
    return Network(kept), length


def wine_runs(seed):
    """For logistic regression and for the network with 8 hidden neurons: test accuracies, and chosen lengths."""
    rng = np.random.default_rng(seed)
    X_rest, y_rest, X_test, y_test = split(X_wine, y_wine, 0.3, rng)
    X_train, y_train, X_fold, y_fold = split(X_rest, y_rest, 0.3, rng)
    X_test = standardize(X_train, X_test)[1]
    X_train, X_fold = standardize(X_train, X_fold)
    parts = (X_train, y_train), (X_fold, y_fold)
    chosen = [tuned_on_wine(sizes, *parts, rng) for sizes in ([13, 3], [13, 8, 3])]
    return [accuracy(network.forward(X_test), y_test) for network, _length in chosen], [length for _network, length in chosen]


def twenty_splits():
    """Smallest, mean, largest test accuracy (columns) of both (rows); network minus logistic regression; chosen lengths."""
    runs = [wine_runs(seed) for seed in range(1, 21)]
    found = np.array([accuracies for accuracies, _lengths in runs])
    table = np.stack([found.min(axis=0), found.mean(axis=0), found.max(axis=0)], axis=1)
    return table, found[:, 1] - found[:, 0], np.array([lengths for _accuracies, lengths in runs]).T


try_it(twenty_splits)

# %% [markdown]
# Logistic regression: [0.979]{=shown[0][0][0, 1]} on average, from [0.943]{=shown[0][0][0, 0]} to [1]{=shown[0][0][0, 2]}. The network:
# [0.976]{=shown[0][0][1, 1]}, from [0.906]{=shown[0][0][1, 0]} to [1]{=shown[0][0][1, 2]}. Split by split, the network is better in
# [6]{=(shown[0][1] > 0).sum()}, worse in [4]{=(shown[0][1] < 0).sum()} and equal in [10]{=(shown[0][1] == 0).sum()}. The mean of the differences, [−0.003]{=shown[0][1].mean()}, is smaller than their
# spread of [0.02]{=shown[0][1].std()}. Both are right for about 98 of 100 wines, and nothing shows that the hidden layer helps.
#
# In [22]{=(shown[0][2] == 1000).sum()} of the 40 choices the longest training was best: the grid ends too early. The training wines can be separated without a
# mistake, and then the loss falls as long as the weights grow. With 3000 as a sixth length the conclusion is the same. (Try it in `LENGTHS`.)
#
# **Diabetes.** The second task is a *regression*: the answer is a number. For 442 patients there are 10 measurements (age, blood pressure and
# others), and the target says how far the disease had progressed within a year, between 25 and 346. The output layer has one neuron and no
# activation, and the loss is the mean squared error.
#
# The dullest answer is the mean of the training targets. The first strong baseline is a weighted sum of the ten measurements (*least
# squares*: a single neuron without activation, solved exactly). The second is *ridge*: $\lambda$ times the sum of the squared weights is
# added to the sum that is minimised (more in chapter {{deep_networks}}). The validation part chooses $\lambda$ among nine values, and for
# the network 2, 4 or 12 hidden neurons, one of two rates and the epoch. The errors are roots of the mean squared error, in the unit of the
# target.

# %% experiment=true
def chosen_network(train, validation, rng):
    """The network with the smallest validation loss: neurons, rate, and the epoch by early stopping."""
    best, kept = np.inf, None
    for H, rate in [(H, rate) for H in (2, 4, 12) for rate in (0.03, 0.1)]:
        network, losses, weights = new_network([10, H, 1], rng), [], []
        for epoch in range(1000):
            losses.append(np.mean((network.forward(validation[0]) - validation[1]) ** 2))
            weights.append(weights_of(network))
            if epoch - early_stopping(losses, 20) == 20:
                break
            output = network.forward(train[0])
            network.backward(2 * (output - train[1]) / output.size)  # the gradient of the mean squared error
            network.update(rate)
        epoch = early_stopping(losses, 20)
        if losses[epoch] < best:
            best, kept = losses[epoch], weights[epoch]
    return Network(kept)


def least_squares(X, y, lam=0.0):
    """The weights with the smallest sum of squared errors plus lam times the sum of squared weights."""
    return np.linalg.solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y)


def diabetes_errors(seed):
    """Root of the mean squared error on the test part: the mean, least squares, ridge, the network; least squares on all the rest."""
    rng = np.random.default_rng(seed)
    X, y = data.diabetes()
    X_rest, y_rest, X_test, y_test = split(X, y, 0.25, rng)
    X_train, y_train, X_fold, y_fold = split(X_rest, y_rest, 0.25, rng)
    X_rest, X_test_for_rest = standardize(X_rest, X_test)
    X_test = standardize(X_train, X_test)[1]
    X_train, X_fold = standardize(X_train, X_fold)
    mean, spread = y_train.mean(), y_train.std()
    targets = [(part[:, None] - mean) / spread for part in (y_train, y_fold)]
    network = chosen_network((X_train, targets[0]), (X_fold, targets[1]), rng)
    rows = [least_squares(X_train, y_train - mean, lam) for lam in np.logspace(-1, 3, 9)]
    ridge = min(rows, key=lambda w: np.mean((X_fold @ w + mean - y_fold) ** 2))
    answers = [mean, X_test @ least_squares(X_train, y_train - mean) + mean, X_test @ ridge + mean]
    answers.append(network.forward(X_test)[:, 0] * spread + mean)
    answers.append(X_test_for_rest @ least_squares(X_rest, y_rest - y_rest.mean()) + y_rest.mean())
    return [np.sqrt(np.mean((answer - y_test) ** 2)) for answer in answers]


def ten_splits():
    """Ten splits: smallest, mean and largest error (columns) of the five (rows); then network minus ridge."""
    errors = np.array([diabetes_errors(seed) for seed in range(10)])
    return np.stack([errors.min(axis=0), errors.mean(axis=0), errors.max(axis=0)], axis=1), errors[:, 3] - errors[:, 2]


try_it(ten_splits)

# %% [markdown]
# | | mean error | smallest to largest of ten splits |
# |---|---|---|
# | the mean of the targets | [77.5]{=shown[0][0][0, 1]} | [71.7]{=shown[0][0][0, 0]} to [82.5]{=shown[0][0][0, 2]} |
# | least squares | [54.9]{=shown[0][0][1, 1]} | [50.6]{=shown[0][0][1, 0]} to [59.4]{=shown[0][0][1, 2]} |
# | ridge | [54.9]{=shown[0][0][2, 1]} | [50.6]{=shown[0][0][2, 0]} to [58.2]{=shown[0][0][2, 2]} |
# | the network | [55.9]{=shown[0][0][3, 1]} | [52.0]{=shown[0][0][3, 0]} to [62.8]{=shown[0][0][3, 2]} |
#
# The network has learnt something: it beats the mean by far. But ridge has the smaller error in [eight of the ten]{=np.sum(shown[0][1] > 0) == 8}
# splits. The differences go from [−0.8]{=shown[0][1].min()} to [4.6]{=shown[0][1].max()}; their mean, [1.0]{=shown[0][1].mean()}, is smaller than their spread, [1.6]{=shown[0][1].std()}. So you
# may not claim that ridge is better, and still less that the network is. This is why a simple method is tried first, and why an honest
# report names it.
#
# After all choices you may train the chosen method once more, on training and validation part together. Least squares gets from 54.9 to
# [54.6]{=shown[0][0][4, 1]} in this way.
#
# **In your own words.** A friend reports: "I standardised my whole table, then split it. I trained 50 networks with different numbers of
# neurons and kept the one with the best test accuracy. It has 97 per cent, so it will be right for 97 of 100 new samples." What do you
# answer? Name two faults and how to mend them. Three or four sentences are enough. This answer is read by a person.

# %% [markdown] answer="two-faults" points=2
# The mean and the spread come from the whole table, so the test samples had a part in them: a leak. Split first, and take mean and
# spread from the training part alone. The best of 50 networks was chosen by the test part, so its 97 per cent are partly luck and too
# good to expect again. Choose by a validation part and use the test part once, for the chosen network.

# %% [markdown]
# ## Where people go wrong
#
# - **Standardising before splitting.** The test part is then in every mean. Split first.
# - **The update too early.** The backward pass uses the weights of the forward pass, all of them.
# - **One memory for all layers.** What a layer remembers belongs in `self`, and each tanh is an object of its own.
# - **`self.layers.reverse()`.** It turns the list itself round, and the next forward pass begins at the end. `reversed(self.layers)` does not.
# - **Choosing by the test part.** Whatever is chosen by it is no longer tested by it.
# - **A rival that was not tuned.** Then you have compared two learning rates, not two methods.
#
# ## Summary
#
# - Split at random. Everything that is computed from data is computed from the training part.
# - Check the loss at the start ($\ln C$), ten samples by heart, and the size of the updates.
# - Compare with baselines: the dullest answer, and a strong simple rival. Precision and recall look at one class, the confusion matrix at all.
# - A layer is an object with `forward` and `backward`; a network is a list of them, run backwards from the last to the first.
# - Overfitting: the training loss falls and the validation loss rises. No network gets below the Bayes error.
# - Choose by the validation part or by cross-validation. Use the test part once, on several splits, and look at the differences, run by run.
#
# ### Test yourself
#
# <details><summary>The training loss is 0.02 and the validation loss 1.3. What is this, and what would you try?</summary>
#
# Overfitting. More data if there is any; otherwise a smaller network or stopping earlier.
# </details>
#
# <details><summary>A network for ten classes starts with the loss 2.31. Is that a bad sign?</summary>
#
# No. ln 10 = 2.303: it knows nothing yet, as it should be.
# </details>
#
# <details><summary>Of 100 letters 20 are spam. A filter marks 10, and 9 of them are spam. Precision, recall and accuracy?</summary>
#
# 9 / 10 = 0.9; 9 / 20 = 0.45; it is wrong for 1 + 11 letters, so the accuracy is 0.88.
# </details>
#
# <details><summary>On the same five splits method A has the accuracies 0.90, 0.94, 0.91, 0.95 and 0.92, method B 0.93, 0.92, 0.94, 0.91 and 0.93. Which one is better?</summary>
#
# That cannot be said. B minus A is 0.03, −0.02, 0.03, −0.04 and 0.01: both signs, and the mean of 0.002 is much smaller than the spread of
# [0.028]{=np.std([0.03, -0.02, 0.03, -0.04, 0.01])}.
# </details>
#
# All networks here had two or three layers. With ten, the training often does not even begin, and the reason is the numbers that the weights start
# from. The next chapter shows why, and adds what modern networks use for depth and against overfitting.
#
# **Next:** [[deep_networks]]
