# %% [markdown]
# # The libraries
#
# You have written every forward pass and every backward pass of this course yourself. At work hardly anybody does. People
# describe a network in a library such as PyTorch, and the library finds the gradients. Where do they come from? Are they the ones
# that you would have computed? In this chapter you meet one network six times: by hand, in PyTorch, in TensorFlow, in Keras, in
# JAX and in PyTensor. You compare their gradients with yours, digit by digit. In between you write the part that looks like
# magic: a small program that finds derivatives by itself. Then you move a convolution and a recurrent network to PyTorch.
#
# - **What you need:** the backward pass of [[backpropagation]], the classes of [[training]], the convolution of [[images]] and
#   the recurrent network of [[text]]; dicts, classes, and `.transpose` with three axes from [[attention]]. No library has to be
#   installed.
# - **What you can do afterwards:** read a program in PyTorch, TensorFlow, Keras or JAX, move weights from one library to another
#   and test that nothing was lost, and say what autograd does when `backward` is called.
# - **How long it takes:** about three hours.

# %% locked="setup"
from collections import OrderedDict

import numpy as np
from gradatim import data, frameworks, plots, try_it
from gradatim_autograder import check


def sigmoid(z):
    """Chapter {{activations}}, safe for large numbers."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1 + e)


def xavier_init(n_in, n_out, rng):
    """Chapter {{deep_networks}}: start weights W (n_in, n_out)."""
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


def bce_with_logits(z, y):
    """Chapter {{backpropagation}}: z (N,) scores, y (N,) of 0 and 1 -> the mean binary cross-entropy of sigmoid(z)."""
    return np.mean(np.maximum(z, 0) + np.log(1 + np.exp(-np.abs(z))) - y * z)


def network_loss(X, y, params):
    """Chapter {{backpropagation}}: the loss of the network with one hidden layer: tanh, then one score with binary cross-entropy."""
    H = np.tanh(X @ params["W1"] + params["b1"])
    return bce_with_logits((H @ params["W2"] + params["b2"])[:, 0], y)


def backprop_two_layer(X, y, params):
    """Chapter {{backpropagation}}: X (N, D), y (N,) of 0 and 1, params W1 (D, H), b1 (H,), W2 (H, 1), b2 (1,) -> a dict of the gradients."""
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = sigmoid(H @ params["W2"] + params["b2"])
    dZ2 = (p - y[:, None]) / len(y)
    dZ1 = dZ2 @ params["W2"].T * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}


def conv_forward(X, W, b, stride, pad):
    """Chapter {{images}}: X (N, H, W, C), filters W (f, f, C, K), b (K,) -> Z (N, H', W', K)."""
    N, height, width, _C = X.shape
    f, K = W.shape[0], W.shape[3]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    rows = (height + 2 * pad - f) // stride + 1
    columns = (width + 2 * pad - f) // stride + 1
    Z = np.zeros((N, rows, columns, K))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + f, left : left + f]
            Z[:, i, j] = window.reshape(N, -1) @ W.reshape(-1, K) + b
    return Z


def conv_backward(dZ, X, W, stride, pad):
    """Chapter {{images}}: dZ (N, H', W', K), X (N, H, W, C), W (f, f, C, K) -> dX, dW, db."""
    N, height, width, C = X.shape
    f, K = W.shape[0], W.shape[3]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded = np.zeros(padded.shape)
    dW = np.zeros((f * f * C, K))
    for i in range(dZ.shape[1]):
        for j in range(dZ.shape[2]):
            top, left = i * stride, j * stride
            dW += padded[:, top : top + f, left : left + f].reshape(N, -1).T @ dZ[:, i, j]
            dpadded[:, top : top + f, left : left + f] += (dZ[:, i, j] @ W.reshape(-1, K).T).reshape(N, f, f, C)
    dX = dpadded[:, pad : pad + height, pad : pad + width]
    return dX, dW.reshape(W.shape), dZ.sum(axis=(0, 1, 2))


def rnn_forward(X, H0, Wx, Wh, b):
    """Chapter {{text}}: X (N, T, D), H0 (N, H), Wx (D, H), Wh (H, H), b (H,) -> H (N, T, H), the state after each step."""
    states = [H0]
    for t in range(X.shape[1]):
        states.append(np.tanh(X[:, t] @ Wx + states[t] @ Wh + b))
    return np.stack(states[1:], axis=1)


def rnn_backward(X, H0, Wx, Wh, b, dH):
    """Chapter {{text}}: dH (N, T, H), the gradient along every state -> dWx, dWh, db, dH0."""
    states = [H0, *rnn_forward(X, H0, Wx, Wh, b).swapaxes(0, 1)]
    dWx, dWh, db, dh = np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(b.shape), np.zeros(H0.shape)
    for t in reversed(range(X.shape[1])):
        dz = (dH[:, t] + dh) * (1 - states[t + 1] ** 2)
        dWx += X[:, t].T @ dz
        dWh += states[t].T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
    return dWx, dWh, db, dh

# %% [markdown]
# All exercises of this chapter are plain Python and NumPy. You can get every point with what you have installed. The cells that
# use a library run if you have it. If you do not, they say in one sentence how to get it, and the notebook goes on. The libraries
# are large: together they take about 3.5 gigabytes on the disk. The README says how to install all five at once.
#
# Where the text gives a number that only a library can compute, it was measured with all five installed. The last digits depend on the
# machine. The tests of this course run the chapter with all five (PyTorch 2.13, TensorFlow 2.21, Keras 3.15, JAX and PyTensor), and fail if one
# of their gradients is further from the one by hand than $10^{-13}$.
#
# ## One network
#
# The task is that of the two moons: two half circles of points that reach into each other. The network has 2 inputs, 8 hidden
# tanh neurons and one sigmoid, and its loss is the binary cross-entropy. You wrote its backward pass in chapter
# {{backpropagation}}: `backprop_two_layer`. It is given above, with the other functions that this chapter needs. The loss is
# computed from the score $z$ before the sigmoid, so it is safe for large scores.

# %%
rng = np.random.default_rng(11)
N, D, H = 200, 2, 8
X, y = data.moons(N, 0.15, rng)
y = y.astype(float)
params = {
    "W1": xavier_init(D, H, rng),
    "b1": rng.normal(0.0, 0.1, size=H),
    "W2": xavier_init(H, 1, rng),
    "b2": rng.normal(0.0, 0.1, size=1),
}
print({name: value.shape for name, value in params.items()})
print(f"loss at the start: {network_loss(X, y, params):.4f}")

# %% [markdown]
# The biases begin with small random numbers here and not with 0. That is for the comparison: with a bias of 0, a library that
# forgot the bias would give the same answers.
#
# ## Two ways to lay out a matrix
#
# All six networks have to start from the same numbers. That is less simple than it sounds. In this course a layer computes
# $X W + b$, and $W$ has one **column** for each neuron. PyTorch keeps the same weights with one **row** for each neuron, and
# computes $X W^\top + b$. Take three inputs and two neurons, the first with the weights 1, 2, 3 and the second with 4, 5, 6:
#
# $$\text{here: } W = \begin{pmatrix} 1 & 4 \\ 2 & 5 \\ 3 & 6 \end{pmatrix}, \text{ shape } (3, 2) \qquad
# \text{PyTorch: } \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}, \text{ shape } (2, 3)$$
#
# One is the transpose of the other, `W.T`. Beware of `W.reshape(2, 3)`: it has the right shape and gives
# $\begin{pmatrix} 1 & 4 & 2 \\ 5 & 3 & 6 \end{pmatrix}$, in which the neurons are torn apart.
#
# PyTorch also has names of its own. A network whose layers are called `hidden` and `output` keeps its parameters in a dict, the
# *state*:
#
# | here | shape | PyTorch | shape |
# |---|---|---|---|
# | `W1` | $(D, H)$ | `hidden.weight` | $(H, D)$ |
# | `b1` | $(H,)$ | `hidden.bias` | $(H,)$ |
# | `W2` | $(H, 1)$ | `output.weight` | $(1, H)$ |
# | `b2` | $(1,)$ | `output.bias` | $(1,)$ |
#
# **Your turn.** Write the way there. The values of the dict are NumPy arrays, as before. Take each of them by its name: a dict
# may hold its entries in any order. There may be as many inputs as hidden neurons, or only one of either.

# %% exercise="to_torch_layout"
def to_torch_layout(params):
    """params: W1 (D, H), b1 (H,), W2 (H, 1), b2 (1,) -> a dict with PyTorch's four names and shapes."""
    ### BEGIN SOLUTION
    return {
        "hidden.weight": params["W1"].T,
        "hidden.bias": params["b1"],
        "output.weight": params["W2"].T,
        "output.bias": params["b2"],
    }
    ### END SOLUTION

# %% check="to_torch_layout"
check(to_torch_layout)

# %% [markdown]
# The two neurons of the text as the hidden layer, and an output neuron with the weights 7 and 8.

# %%
small = {
    "W1": np.array([[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]),
    "b1": np.array([0.1, 0.2]),
    "W2": np.array([[7.0], [8.0]]),
    "b2": np.array([0.3]),
}
try_it(to_torch_layout, small)

# %% [markdown]
# **Your turn.** And the way back, by names again. You will need it for the gradients: a gradient has the layout of its parameter,
# so PyTorch's gradients come in PyTorch's layout.

# %% exercise="from_torch_layout"
def from_torch_layout(state):
    """A dict with PyTorch's four names and shapes -> a dict with W1 (D, H), b1 (H,), W2 (H, 1), b2 (1,)."""
    ### BEGIN SOLUTION
    return {
        "W1": state["hidden.weight"].T,
        "b1": state["hidden.bias"],
        "W2": state["output.weight"].T,
        "b2": state["output.bias"],
    }
    ### END SOLUTION

# %% check="from_torch_layout"
check(from_torch_layout)

# %% [markdown]
# There and back again: the numbers of `small` should come out as they went in.

# %%
def there_and_back():
    return from_torch_layout(to_torch_layout(small))


try_it(there_and_back)

# %% [markdown]
# ## When are two sets of gradients equal?
#
# Computers round. `0.1 + (0.2 + 0.3)` is [0.6]{=0.1 + (0.2 + 0.3)}, and `(0.1 + 0.2) + 0.3` is 0.6000000000000001, because the sums are
# rounded at different places. A library adds in a different order from you, so its gradients differ from yours in the last of about 16
# digits. In float32, which has about 7 digits, they would differ much earlier. So the question is not whether they are the same to the last
# bit, but how large the largest difference is. Below $10^{-6}$ they count as equal here. The largest gradient of this network is
# [0.23]{=max(np.abs(g).max() for g in backprop_two_layer(X, y, params).values())}. Rounding changes a number of that size by about
# $10^{-17}$, and nearly every mistake in a formula by far more than $10^{-6}$. The limit fits gradients of about this size; if all of them
# were near $10^{-7}$, anything would pass.
#
# **By hand**, with two arrays:
#
# | | mine | theirs | difference |
# |---|---|---|---|
# | `W` | $(0.5, -0.2)$ | $(0.5, -0.3)$ | $(0, 0.1)$ |
# | `b` | $(0.1)$ | $(0.12)$ | $(0.02)$ |
#
# The largest difference is 0.1. A mean would be smaller: one wrong entry among a million right ones would disappear in it.
#
# Three things must never pass as equal:
#
# - **A name that only one of the two has.**
# - **Another shape.** If one array is $(8, 1)$ and the other $(8,)$, NumPy stretches both to $(8, 8)$ and subtracts without a
#   word.
# - **nan.** Comparisons such as `nan > 0.1` are false. `max(0.1, nan)` is 0.1 in Python, as if the `nan` were not there.
#
# In each of these cases the answer is `np.inf`: infinitely far apart.
#
# **Your turn.** Pair the arrays by their names; the two dicts may hold them in different orders. `mine.keys() == theirs.keys()`
# is true if both have the same names. `np.isnan(a)` says for each entry whether it is `nan`.

# %% exercise="largest_difference"
def largest_difference(mine, theirs):
    """mine, theirs: dicts of arrays -> the largest |mine - theirs| of all entries; np.inf where they cannot be compared."""
    ### BEGIN SOLUTION
    if mine.keys() != theirs.keys():
        return np.inf
    largest = 0.0
    for name in mine:
        if mine[name].shape != theirs[name].shape:
            return np.inf
        gap = np.max(np.abs(mine[name] - theirs[name]))
        if np.isnan(gap):
            return np.inf
        largest = max(largest, gap)
    return largest
    ### END SOLUTION

# %% check="largest_difference"
check(largest_difference)

# %%
mine = {"W": np.array([0.5, -0.2]), "b": np.array([0.1])}
try_it(largest_difference, mine, {"W": np.array([0.5, -0.3]), "b": np.array([0.12])})
try_it(largest_difference, mine, {"W": np.array([[0.5, -0.2]]), "b": np.array([0.1])})
try_it(largest_difference, mine, {"W": np.array([0.5, np.nan]), "b": np.array([0.1])})

# %% [markdown]
# ## PyTorch
#
# Here is the network in PyTorch. Read it line by line.
#
# - `torch.nn.Linear(D, H)` is your `Dense` of chapter {{training}}, `torch.nn.Tanh()` is your `Tanh`, and `Sequential` is your
#   `Network`. The `OrderedDict` gives the layers their names.
# - `.double()` makes all parameters float64. Without it they are float32, and `torch.tensor(X)`, which is float64, does not fit them: an error.
# - `load_state_dict` puts your numbers in place of the random ones with which PyTorch would start.
# - `torch.tensor(X)` makes PyTorch's kind of array, a *tensor*, from a NumPy array.
# - `binary_cross_entropy_with_logits` is your `bce_with_logits`: sigmoid and binary cross-entropy in one, from the scores. Books
#   and libraries call scores *logits*.
# - `loss.backward()` is the whole backward pass. Afterwards every parameter has its gradient in `.grad`.

# %%
def torch_network(params):
    """The network as PyTorch builds it, with your numbers in it."""
    import torch

    layers = OrderedDict(hidden=torch.nn.Linear(D, H), tanh=torch.nn.Tanh(), output=torch.nn.Linear(H, 1))
    network = torch.nn.Sequential(layers).double()
    network.load_state_dict({name: torch.tensor(value) for name, value in to_torch_layout(params).items()})
    return network


def torch_loss(network, X, y):
    import torch

    z = network(torch.tensor(X))[:, 0]
    return torch.nn.functional.binary_cross_entropy_with_logits(z, torch.tensor(y))


def torch_gradients(X, y, params):
    """PyTorch's gradients, in your layout."""
    network = torch_network(params)
    torch_loss(network, X, y).backward()
    return from_torch_layout({name: p.grad.numpy() for name, p in network.named_parameters()})


def difference_to_torch():
    """The largest difference between your gradients and PyTorch's."""
    return largest_difference(backprop_two_layer(X, y, params), torch_gradients(X, y, params))


frameworks.try_it("torch", difference_to_torch)

# %% [markdown]
# When this chapter was written, the answer was 5.55e-17, that is $5.55 \cdot 10^{-17}$: rounding, and nothing else. You did not
# write one line of a backward pass in PyTorch, and you got the same gradients as in chapter {{backpropagation}}.
#
# ## PyTorch adds gradients up
#
# One habit of PyTorch surprises everybody once. `backward()` does not *set* `.grad`, it **adds** to it. Chapter
# {{backpropagation}} says why adding is natural: where paths meet, gradients are added. But PyTorch also adds across calls. This
# is why every training loop in PyTorch has a line `optimizer.zero_grad()`, which clears the gradients.
#
# **Predict before you run.** There is one parameter, $w = 3$, and the loss is $w \cdot w$. The code calls `loss.backward()`,
# computes the loss again without changing $w$ or clearing anything, and calls `loss.backward()` a second time. What does `w.grad`
# hold then?

# %% exercise="predict_second_gradient"
def predict_second_gradient():
    """The number in w.grad after the second backward pass, computed by hand."""
    ### BEGIN SOLUTION
    return 12
    ### END SOLUTION

# %% check="predict_second_gradient"
check(predict_second_gradient)

# %%
def two_passes():
    """w.grad after the first and after the second backward pass."""
    import torch

    w = torch.tensor(3.0, requires_grad=True)
    seen = []
    for _pass in range(2):
        loss = w * w
        loss.backward()
        seen.append(w.grad.item())
    return seen


frameworks.try_it("torch", two_passes)

# %% [markdown]
# ## Where do the derivatives come from?
#
# Nobody at PyTorch has derived the gradient of your network. PyTorch does what you did on paper in chapter {{backpropagation}}:
# it goes back through a graph. While the forward pass runs, every operation writes down what it was
# made of, and how a gradient goes back through it, for which it keeps what it needs. `loss.backward()` then goes through these notes backwards, multiplies along
# paths and adds where paths meet. This is called *automatic differentiation*, or *autograd*.
#
# You can write that. Here is the graph for $L = (a b + c) \cdot a$ with $a = 2$, $b = -3$ and $c = 4$:

# %%
plots.computation_graph(
    {"c": 4.0, "b": -3.0, "a": 2.0},
    [("m", "*", "a", "b"), ("s", "+", "m", "c"), ("L", "*", "s", "a")],
    places={"c": (0, 1.1), "b": (0, 0), "a": (0, -1.3), "m": (1, -0.4), "s": (2, 0.3), "L": (3, -0.7)},
)

# %% [markdown]
# The value $a$ is used twice. So its gradient is complete only when **both** $L$ and $m$ have sent their part. If you pass on the
# gradient of a value too early, you pass on too little.
#
# ## An order for the way back
#
# In which order should the values be visited? Every value has to wait until everything that was made from it has been visited. Written the
# other way round, for the way forward: **every name comes after its parents**, where the parents of a value are what it was made of. Such
# an order is called *topological*. For the way back it is read from the end to the beginning.
#
# The graph as a dict, each name with the list of its parents:
#
# `{"L": ["s", "a"], "s": ["m", "c"], "m": ["a", "b"], "a": [], "b": [], "c": []}`
#
# Right orders are, for example, `a, b, m, c, s, L` and `c, b, a, m, s, L`. Wrong is `a, b, c, s, m, L`: $s$ comes before its
# parent $m$.
#
# One way to find such an order: to *visit* a name means to visit its parents first, and then to put the name itself at the end of
# the list. A name that is in the list already is not visited again. Visit all names of the graph. Starting with `L`:
#
# - visit `L`: first `s`
#   - visit `s`: first `m`
#     - visit `m`: first `a` and `b`; both have no parents. The list is `a, b`, then `a, b, m`
#   - then `c`: `a, b, m, c`, then `s` itself: `a, b, m, c, s`
# - then `a`, which is there already. Then `L` itself: `a, b, m, c, s, L`
#
# A function that visits can call itself. You can write it inside `topological_order`.
#
# **Your turn.** Return a list that holds every name once. Any right order will do. A parent may be named twice, as in
# `"n": ["m", "m"]` for $n = m \cdot m$. A name may have several letters. The dict may hold its names in any order.

# %% exercise="topological_order"
def topological_order(parents):
    """parents: a dict of names, each with the list of its parents -> all names, each one after its parents."""
    ### BEGIN SOLUTION
    order = []

    def visit(name):
        if name not in order:
            for parent in parents[name]:
                visit(parent)
            order.append(name)

    for name in parents:
        visit(name)
    return order
    ### END SOLUTION

# %% check="topological_order"
check(topological_order)

# %%
try_it(topological_order, {"L": ["s", "a"], "s": ["m", "c"], "m": ["a", "b"], "a": [], "b": [], "c": []})

# %% [markdown]
# ## Your own autograd
#
# Now the notes. A `Value` is a number that remembers where it comes from:
#
# | attribute | what it holds |
# |---|---|
# | `data` | the number |
# | `parents` | the values that it was made of, a tuple |
# | `slopes` | its own slope along each parent, a tuple of numbers of the same length |
# | `grad` | the slope of the result along this value; 0 until `backward` has been there |
#
# Each operation makes a new `Value`. `plus` is done for you: $a + b$ has the parents $a$ and $b$, and the slope 1 along both. The
# others:
#
# | operation | result | slopes |
# |---|---|---|
# | `a.times(b)` | $a \cdot b$ | $b$ along $a$, and $a$ along $b$ |
# | `a.tanh()` | $t = \tanh a$ | $1 - t^2$ along $a$ |
# | `a.log()` | $\log a$, the natural logarithm; $a$ is above 0, but may be very near to it | $1 / a$ along $a$ |
#
# `backward` is called on the result. It finds an order in which parents come first, as `topological_order` does, starting from the result.
# It sets the result's own `grad` to 1, even if the result was made of nothing. Then it goes through the order from the end. Each value
# gives to each of its parents: slope times its own `grad`, **added** to what the parent has already. A later `backward`, from this result
# or from another one that is made of the same values, adds as well: nothing is set back to 0, here not even in between. (PyTorch keeps
# gradients of the parameters alone, and adds to these.) So a second `backward` through the **same** graph gives too much: the values in
# between still hold their old gradients and pass them on again. That is no harm in a training loop, which makes a new graph in every step.
#
# **By hand**, for the graph above: $a = 2$, $b = -3$, $m = -6$, $c = 4$, $s = -2$, $L = -4$. The way back, in the order
# $L, s, c, m, b, a$:
#
# - $L$ has 1. It gives $s$: slope $a = 2$, so $2 \cdot 1 = 2$. It gives $a$: slope $s = -2$, so $-2$.
# - $s$ has 2. It gives $m$ and $c$: slope 1, so 2 each.
# - $m$ has 2. It gives $a$: slope $b = -3$, so $-6$. Now $a$ has $-2 - 6 = -8$. It gives $b$: slope $a = 2$, so 4.
#
# Check it with the formula: $L = (a b + c) a = a^2 b + a c$ has the slope $2 a b + c = -12 + 4 = -8$ along $a$.
#
# **Your turn.** Write `times`, `tanh`, `log` and `backward`. `value in order` asks whether a value is in a list; two values with
# the same number are still two values. Two points are for graphs in which a value is used twice.
#
# A number may also be 0 or 1, or far from 0, where the slope of tanh is small but not 0. Only `data` and `grad` are checked; how
# a value keeps its notes is up to you.

# %% exercise="Value"
class Value:
    """A number that remembers its parents and its slope along each of them."""

    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        ### BEGIN SOLUTION
        return Value(self.data * other.data, (self, other), (other.data, self.data))
        ### END SOLUTION

    def tanh(self):
        ### BEGIN SOLUTION
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))
        ### END SOLUTION

    def log(self):
        ### BEGIN SOLUTION
        return Value(np.log(self.data), (self,), (1 / self.data,))
        ### END SOLUTION

    def backward(self):
        """Set the grad of this value to 1, and add to that of every value it was made of, from the last to the first."""
        ### BEGIN SOLUTION
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad
        ### END SOLUTION

# %% check="Value"
check(Value)

# %% [markdown]
# Now the example of the text. `a.times(b)` is clumsy to write. Python has a convention for this: for `a + b` it calls `a.__add__(b)`,
# and for `a * b` it calls `a.__mul__(b)`. Two lines give your class both signs. PyTorch's notation is made in the same way.

# %%
def the_example():
    """L, and the gradients along a, b and c."""
    Value.__add__ = Value.plus
    Value.__mul__ = Value.times
    a, b, c = Value(2.0), Value(-3.0), Value(4.0)
    L = (a * b + c) * a
    L.backward()
    return L.data, a.grad, b.grad, c.grad


try_it(the_example)

# %% [markdown]
# $L$ is [−4]{=shown[0][0]}, and the gradients are [−8]{=shown[0][1]}, [4]{=shown[0][2]} and [2]{=shown[0][3]}, as by hand.
#
# Is this enough for a real network? The next cell builds your network out of single `Value`s, neuron by neuron and weight by weight, for
# the first ten samples. A small trick lets you get by with the operations that you have: the probability that the network gives to the
# right label is $\sigma(z)$ if the label is 1 and $\sigma(-z)$ if it is 0, and $\sigma(z) = \frac{1}{2} + \frac{1}{2} \tanh \frac{z}{2}$.
# Then it asks your `largest_difference` how far the gradients are from those of `backprop_two_layer`.

# %%
def value_gradients(X, y, params):
    """The gradients that backprop_two_layer gives, found by Value alone."""
    P = {name: np.array([Value(w) for w in p.flat], dtype=object).reshape(p.shape) for name, p in params.items()}
    loss = Value(0.0)
    for x, label in zip(X, y):
        z = P["b2"][0]
        for j in range(H):
            s = P["b1"][j]
            for i in range(D):
                s = s.plus(P["W1"][i, j].times(Value(x[i])))
            z = z.plus(s.tanh().times(P["W2"][j, 0]))
        half = z.times(Value(label - 0.5))  # z / 2 for the label 1, -z / 2 for the label 0
        truth = half.tanh().times(Value(0.5)).plus(Value(0.5))
        loss = loss.plus(truth.log().times(Value(-1 / len(y))))
    loss.backward()
    return {name: np.array([v.grad for v in values.flat]).reshape(values.shape) for name, values in P.items()}


def difference_to_value():
    """The largest difference between the gradients of chapter {{backpropagation}} and those of your own autograd, for ten samples."""
    return largest_difference(backprop_two_layer(X[:10], y[:10], params), value_gradients(X[:10], y[:10], params))


try_it(difference_to_value)

# %% [markdown]
# A class of some forty lines gives the gradients of chapter {{backpropagation}}, [up to rounding]{=shown[0] < 1e-14}. Autograd uses the
# same mathematics: it is the same way back through the same graph, done by a program that keeps notes. The libraries do it with whole
# arrays in place of single numbers, in fast code, for some hundreds of operations. For an array the note is no longer one number. For
# $Z = X W$ it is a small function that takes $dZ$ and returns $dZ\, W^\top$ along $X$ and $X^\top dZ$ along $W$: the lines that you wrote
# in chapter {{backpropagation}}. No table of all slopes is ever built.
#
# ## A training loop in PyTorch's words
#
# You can now run, and break, a training loop as it stands in programs for PyTorch, without PyTorch. An optimiser is an object there. It
# holds the parameters, clears their gradients (`zero_grad`) and changes their numbers (`step`). The class below does for `Value`s what
# `torch.optim.SGD` does for tensors, with one difference: PyTorch's `zero_grad` sets `.grad` to `None` and not to 0, and `step` passes over
# a parameter whose `.grad` is `None`. Its momentum is PyTorch's too: $v \leftarrow \beta v + dw$, and then
# $w \leftarrow w - \text{lr} \cdot v$.
#
# `descend` is the loop, for the loss $w \cdot w$ from $w = 3$. It does not know whose `w` it gets: **the same function** runs with your
# `Value` and with a tensor of PyTorch.
#
# **Predict before you run:** where is $w$ after three steps with the rate 0.1?

# %%
class SGD:
    """What torch.optim.SGD does, for a list of Values."""

    def __init__(self, parameters, lr, momentum=0.0):
        self.parameters, self.lr, self.momentum = parameters, lr, momentum
        self.velocities = [0.0 for _parameter in parameters]

    def zero_grad(self):
        for parameter in self.parameters:
            parameter.grad = 0.0

    def step(self):
        for n, parameter in enumerate(self.parameters):
            self.velocities[n] = self.momentum * self.velocities[n] + parameter.grad
            parameter.data = parameter.data - self.lr * self.velocities[n]


def descend(w, optimizer):
    """A training loop as in programs for PyTorch -> w after each of three steps."""
    path = []
    for _step in range(3):
        optimizer.zero_grad()
        loss = w * w
        loss.backward()
        optimizer.step()
        path.append(round(float(w.data), 4))
    return path


def loop_by_hand():
    """The loop with your Value."""
    Value.__mul__ = Value.times
    w = Value(3.0)
    return descend(w, SGD([w], lr=0.1))


def loop_in_torch():
    """The same loop with a tensor."""
    import torch

    w = torch.tensor(3.0, dtype=torch.float64, requires_grad=True)
    return descend(w, torch.optim.SGD([w], lr=0.1))


try_it(loop_by_hand)
frameworks.try_it("torch", loop_in_torch)

# %% [markdown]
# The slope of $w \cdot w$ is $2 w$, so each step takes away a fifth of $w$: [2.4]{=shown[0][0]}, [1.92]{=shown[0][1]}, [1.536]{=shown[0][2]}.
#
# **Now change the program.** Here are four changes, three of which people make by mistake. For each, first write down the three values
# of $w$ that you expect. Then change the cell above, run it, and open the answer. Undo the change before you make the next one.
#
# <details><summary>1. The line <code>optimizer.zero_grad()</code> is deleted.</summary>
#
# 2.4, 1.32, −0.024. The gradients 6, 4.8 and 2.64 add up: the steps use 6, then 10.8, then 13.44. What is in `.grad` is the sum of
# all gradients so far, which is the velocity of momentum with β = 1. So w runs past the minimum, and swings.
# </details>
#
# <details><summary>2. <code>optimizer.step()</code> stands before <code>loss.backward()</code>.</summary>
#
# 3, 3, 3. The step uses gradients that have just been cleared. What `backward` finds is cleared at the start of the next round. No error
# comes, and nothing is learnt.
# </details>
#
# <details><summary>3. <code>loss = w * w</code> stands above the loop, and only the other three lines are repeated.</summary>
#
# 2.4, 1.8, 1.2 with a `Value` that writes its slopes down in the forward pass. They are those at w = 3, so the gradient stays 6,
# wherever w is by then. PyTorch stops with an error here: it throws its notes away after `backward`, so they cannot be used a second
# time.
# </details>
#
# <details><summary>4. The optimiser gets <code>momentum=0.9</code>.</summary>
#
# 2.4, 1.38, 0.186. The velocities are 6, then 0.9 · 6 + 4.8 = 10.2, then 0.9 · 10.2 + 2.76 = 11.94. For the same gradients, the momentum
# of chapter {{gradient_descent}} would give a tenth of these.
# </details>

# %% [markdown]
# ## TensorFlow
#
# TensorFlow takes its notes on a *tape*. Only what happens inside `with tf.GradientTape() as tape:` is recorded.
# `tape.gradient(loss, variables)` plays the tape backwards. Parameters are `tf.Variable`s. There is no `.grad` that could add up:
# the gradients are returned, and each tape is used once.

# %%
def tensorflow_variables(params):
    import tensorflow as tf

    return {name: tf.Variable(value) for name, value in params.items()}


def tensorflow_loss(variables, X, y):
    import tensorflow as tf

    hidden = tf.tanh(tf.matmul(X, variables["W1"]) + variables["b1"])
    z = tf.matmul(hidden, variables["W2"]) + variables["b2"]
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y[:, None], logits=z))


def tensorflow_gradients(X, y, params):
    """TensorFlow's gradients."""
    import tensorflow as tf

    variables = tensorflow_variables(params)
    with tf.GradientTape() as tape:
        loss = tensorflow_loss(variables, X, y)
    return {name: gradient.numpy() for name, gradient in tape.gradient(loss, variables).items()}


def difference_to_tensorflow():
    """The largest difference between your gradients and TensorFlow's."""
    return largest_difference(backprop_two_layer(X, y, params), tensorflow_gradients(X, y, params))


frameworks.try_it("tensorflow", difference_to_tensorflow)

# %% [markdown]
# TensorFlow lays out its matrices as this course does: `tf.matmul(X, W)` with $W$ of shape $(D, H)$. The targets need care, as in
# chapter {{backpropagation}}: $z$ has the shape $(N, 1)$, so $y$ has to become a column.
#
# ## Keras
#
# Keras is a layer higher. It has no autograd of its own: it sits on TensorFlow, PyTorch or JAX and lets one of them do the work.
# You describe the layers, `compile` the network with a loss and an optimiser, and `fit` it. As it is usually used, you never see a gradient.
#
# How do you compare gradients with a library that shows none? By what they do. A step of gradient descent with the rate 1 is
# $w_{\text{new}} = w - 1 \cdot \frac{\partial L}{\partial w}$. So the gradient is $w - w_{\text{new}}$: the weights before one
# step, minus the weights after it. `train_on_batch` takes such a step.

# %%
def keras_network(params, lr):
    """The network in Keras with your numbers in it, ready to be trained with plain gradient descent."""
    import keras

    keras.config.set_floatx("float64")  # otherwise float32
    network = keras.Sequential([keras.Input((D,)), keras.layers.Dense(H, activation="tanh"), keras.layers.Dense(1)])
    network.set_weights([params["W1"], params["b1"], params["W2"], params["b2"]])
    network.compile(optimizer=keras.optimizers.SGD(lr), loss=keras.losses.BinaryCrossentropy(from_logits=True))
    return network


def keras_gradients(X, y, params):
    """Keras' gradients: what one step with the rate 1 has taken away."""
    network = keras_network(params, lr=1.0)
    before = network.get_weights()
    network.train_on_batch(X, y[:, None])
    after = network.get_weights()
    return {name: old - new for name, old, new in zip(("W1", "b1", "W2", "b2"), before, after)}


def difference_to_keras():
    """The largest difference between your gradients and Keras'."""
    return largest_difference(backprop_two_layer(X, y, params), keras_gradients(X, y, params))


frameworks.try_it("keras", difference_to_keras)

# %% [markdown]
# The subtraction costs a digit or so: $w$ and $w_{\text{new}}$ are of the size of 1, so each is rounded by about $10^{-16}$, and
# so is their difference. For a comparison that is good enough. (That is Keras on TensorFlow. When this chapter was written, Keras
# on PyTorch computed its matrix products in float32, and Keras on JAX its tanh, although float64 was asked for. The differences
# were about $4 \cdot 10^{-8}$ and $8 \cdot 10^{-9}$. That is still below $10^{-6}$.)
#
# **Read and change.** The program above learns [33]{=sum(w.size for w in params.values())} numbers. Somebody puts
# `keras.layers.Dense(16, activation="relu")` between the two layers. How many numbers does it learn now, and which line of
# `keras_network` stops with an error?
#
# <details><summary>Answer</summary>
#
# 24 in the first layer, as before; 8 · 16 + 16 = 144 in the new one; 16 + 1 = 17 in the last one, which had 9. Together 185. `set_weights` stops: it
# gets four arrays for six places.
# </details>
#
# ## JAX
#
# JAX takes no notes that you see, and it has no parameters of its own. You write the loss as a **function**, with the parameters
# as its first argument. `jax.grad(jax_loss)` gives you another function: the one that computes the gradient. Here the parameters
# are a dict, so the gradients come as a dict with the same names. There is nothing to clear.
#
# - `jax.numpy` has the functions of NumPy, under the same names.
# - A function that JAX takes apart has to be *pure*: its result follows from its arguments alone, and it changes nothing. JAX's
#   arrays cannot be changed, so `a[0] = 1` is an error.
# - Numbers are float32 until you switch on `jax_enable_x64`.
# - `jnp.logaddexp(0, z)` is $\log(e^0 + e^z)$, computed safely. So the loss is $\log(1 + e^z) - y z$, as in chapter
#   {{backpropagation}}.

# %%
def jax_loss(params, X, y):
    """The loss, as a function of the parameters."""
    import jax.numpy as jnp

    hidden = jnp.tanh(X @ params["W1"] + params["b1"])
    z = (hidden @ params["W2"] + params["b2"])[:, 0]
    return jnp.mean(jnp.logaddexp(0.0, z) - y * z)


def jax_gradients(X, y, params):
    """JAX's gradients."""
    import jax

    jax.config.update("jax_enable_x64", True)  # otherwise float32
    gradients = jax.grad(jax_loss)(params, X, y)
    return {name: np.asarray(gradient) for name, gradient in gradients.items()}


def difference_to_jax():
    """The largest difference between your gradients and JAX's."""
    return largest_difference(backprop_two_layer(X, y, params), jax_gradients(X, y, params))


frameworks.try_it("jax", difference_to_jax)

# %% [markdown]
# Why not the form with $\max(z, 0)$ and $|z|$? Its value is the same. But both have a kink at $z = 0$, and at a kink autograd has
# to choose a slope for each of them. When this chapter was written, the two choices of JAX did not fit together: at exactly
# $z = 0$ with $y = 0$ the slope came out as 0, and the right one is $\sigma(0) - 0 = 0.5$. Autograd goes through the operations
# that you wrote. It does not know the function that you meant.
#
# ## PyTensor, heir of Theano
#
# The first library of this kind that many people used was Theano, made at the University of Montreal. Its development ended in
# 2017 and it no longer runs with today's NumPy, but its living successor does: PyTensor, kept by the makers of the statistics
# library PyMC.
#
# It works in a different order from PyTorch. First you build a graph of **symbols**, without a single number: `pt.dmatrix("X")` is a matrix
# of which nothing is known but its name and its kind. `pytensor.grad` makes a second graph out of the first, that of the derivatives.
# `pytensor.function` then simplifies both, translates them into fast code, and gives you a function. Only that function takes numbers. The
# simplifying can be clever: it sees `log(sigmoid(z))` and puts a form in its place that is safe for large numbers, without being asked.
#
# The fastest code takes half a minute to compile, the first time. `mode="FAST_COMPILE"` asks for code that is ready in a second
# or two. It is slower, and the cleverness with `log(sigmoid(z))` is left out: for such a small network, with scores of ordinary
# size, that does no harm.

# %%
def pytensor_graph(params):
    """The graph of the loss: the symbols X and y, the parameters with your numbers in them, and the loss."""
    import pytensor
    import pytensor.tensor as pt

    X, y = pt.dmatrix("X"), pt.dvector("y")
    shared = {name: pytensor.shared(value, name) for name, value in params.items()}
    hidden = pt.tanh(X @ shared["W1"] + shared["b1"])
    p = pt.sigmoid(hidden @ shared["W2"] + shared["b2"])[:, 0]
    loss = -pt.mean(y * pt.log(p) + (1 - y) * pt.log(1 - p))
    return X, y, shared, loss


def pytensor_gradients(X, y, params):
    """PyTensor's gradients."""
    import pytensor

    X_symbol, y_symbol, shared, loss = pytensor_graph(params)
    gradients = pytensor.grad(loss, list(shared.values()))
    function = pytensor.function([X_symbol, y_symbol], gradients, mode="FAST_COMPILE")
    return dict(zip(shared, function(X, y)))


def difference_to_pytensor():
    """The largest difference between your gradients and PyTensor's."""
    return largest_difference(backprop_two_layer(X, y, params), pytensor_gradients(X, y, params))


frameworks.try_it("pytensor", difference_to_pytensor)

# %% [markdown]
# ## The same training in each
#
# Equal gradients at one point could be luck. So here is a whole training: the same start, the same data, the same batches in the
# same order, plain gradient descent with the same rate. After each epoch the loss on all 200 points is written down. If a library
# did anything in secret (another order, another mean, a different step), the curves would part.

# %%
EPOCHS, LR = 60, 0.5
batches = [list(rng.permutation(N).reshape(10, 20)) for _epoch in range(EPOCHS)]  # rows of X, the same for all


def own_training():
    """The losses, by your backward pass and the update of chapter {{gradient_descent}}."""
    learnt = dict(params)
    losses = [network_loss(X, y, learnt)]
    for epoch in batches:
        for rows in epoch:
            gradients = backprop_two_layer(X[rows], y[rows], learnt)
            learnt = {name: learnt[name] - LR * gradients[name] for name in learnt}
        losses.append(network_loss(X, y, learnt))
    return losses


def first_and_last_loss():
    losses = own_training()
    return losses[0], losses[-1]


try_it(first_and_last_loss)

# %% [markdown]
# **PyTorch.** The loop is yours: clear the gradients, forward, backward, step. `optimizer.step()` is the update.
# `torch.no_grad()` says that no notes are needed, because no backward pass will follow.

# %%
def torch_training():
    import torch

    network = torch_network(params)
    optimizer = torch.optim.SGD(network.parameters(), lr=LR)
    losses = [torch_loss(network, X, y).item()]
    for epoch in batches:
        for rows in epoch:
            optimizer.zero_grad()
            torch_loss(network, X[rows], y[rows]).backward()
            optimizer.step()
        with torch.no_grad():
            losses.append(torch_loss(network, X, y).item())
    return losses

# %% [markdown]
# **TensorFlow.** The loop and the update are yours, too. `@tf.function` makes a fast graph of a Python function the first time
# it is called, and uses that graph for all inputs of the same shape and kind. `assign_sub` subtracts in place.

# %%
def tensorflow_training():
    import tensorflow as tf

    variables = tensorflow_variables(params)

    @tf.function(autograph=False)  # there is no if and no loop in it that would need translating
    def step(X, y):
        with tf.GradientTape() as tape:
            loss = tensorflow_loss(variables, X, y)
        for name, gradient in tape.gradient(loss, variables).items():
            variables[name].assign_sub(LR * gradient)

    losses = [float(tensorflow_loss(variables, X, y))]
    for epoch in batches:
        for rows in epoch:
            step(tf.constant(X[rows]), tf.constant(y[rows]))
        losses.append(float(tensorflow_loss(variables, X, y)))
    return losses

# %% [markdown]
# **Keras.** The step is Keras' own. Usually the loop is, too: `network.fit(X, y, batch_size=20, epochs=60)` is a whole training
# in one line. It is written out here so that the batches are the same as in the others.

# %%
def keras_training():
    network = keras_network(params, LR)
    losses = [float(network.test_on_batch(X, y[:, None]))]
    for epoch in batches:
        for rows in epoch:
            network.train_on_batch(X[rows], y[rows][:, None])
        network.reset_metrics()  # the loss that it reports is a mean over all calls since then
        losses.append(float(network.test_on_batch(X, y[:, None])))
    return losses

# %% [markdown]
# **JAX.** The step is a function that takes the parameters and returns new ones. `@jax.jit` compiles it the first time it is
# called.

# %%
def jax_training():
    import jax

    jax.config.update("jax_enable_x64", True)

    @jax.jit
    def step(learnt, X, y):
        gradients = jax.grad(jax_loss)(learnt, X, y)
        return {name: learnt[name] - LR * gradients[name] for name in learnt}

    learnt = dict(params)
    losses = [float(jax_loss(learnt, X, y))]
    for epoch in batches:
        for rows in epoch:
            learnt = step(learnt, X[rows], y[rows])
        losses.append(float(jax_loss(learnt, X, y)))
    return losses

# %% [markdown]
# **PyTensor.** The step is part of the compiled function: `updates` says which shared value gets which new value each time the
# function is called.

# %%
def pytensor_training():
    import pytensor

    X_symbol, y_symbol, shared, loss = pytensor_graph(params)
    gradients = pytensor.grad(loss, list(shared.values()))
    updates = [(w, w - LR * gradient) for w, gradient in zip(shared.values(), gradients)]
    step = pytensor.function([X_symbol, y_symbol], [], updates=updates, mode="FAST_COMPILE")
    loss_of = pytensor.function([X_symbol, y_symbol], loss, mode="FAST_COMPILE")
    losses = [float(loss_of(X, y))]
    for epoch in batches:
        for rows in epoch:
            step(X[rows], y[rows])
        losses.append(float(loss_of(X, y)))
    return losses

# %% [markdown]
# **Predict before you run.** After [600]{=EPOCHS * len(batches[0])} steps, will the losses still agree to 15 digits, to 6 digits,
# or will the small differences of rounding have grown?
#
# The picture shows your run and those of the libraries that you have. On the left are the losses. On the right is how far each
# library's loss is from yours, epoch after epoch; a difference of 0 is drawn at $10^{-18}$.

# %%
trainings = {
    "torch": torch_training,
    "tensorflow": tensorflow_training,
    "keras": keras_training,
    "jax": jax_training,
    "pytensor": pytensor_training,
}
plots.same_runs({"by hand": own_training, **frameworks.only_installed(trainings)}, x_label="epoch")

# %% [markdown]
# When this chapter was written with all five libraries, the curves lay on top of each other, and no loss was further from yours
# than $2.3 \cdot 10^{-16}$. Each step rounds a little differently, and the differences stay small. In long trainings of large
# networks, in float32 and on many processors, they do grow: there, two runs of the *same* program may end with different weights.
# That is no reason to distrust either of them.
#
# ## Channels first or last
#
# A dense layer is the easy case. Now a convolution. The pictures of chapter {{images}} are arrays $(N, H, W, C)$: the channels
# come **last**. Keras has the same layout. PyTorch wants $(N, C, H, W)$: channels **first**. One picture of 2 by 2 pixels with 2
# channels:
#
# | here: a pair of numbers for each pixel | PyTorch: a whole table for each channel |
# |---|---|
# | `[[[1, 5], [2, 6]], [[3, 7], [4, 8]]]` | `[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]` |
#
# The filters are laid out differently, too:
#
# | what | here and in Keras | PyTorch |
# |---|---|---|
# | pictures | $(N, H, W, C)$ | $(N, C, H, W)$ |
# | filters | $(f, f, C, K)$ | $(K, C, f, f)$ |
# | biases | $(K,)$ | $(K,)$ |
# | outputs | $(N, H', W', K)$ | $(N, K, H', W')$ |
#
# `A.transpose(…)` puts the axes into a new order, as in chapter {{attention}}. For each axis of the result, in order, you say
# which axis of `A` it was, counted from 0. If `A` has the shape (5, 7, 9), `A.transpose(2, 0, 1)` has the shape (9, 5, 7). No
# number changes, and no neighbours are torn apart. `reshape` can make the same shape, but it only cuts the row of numbers into
# other pieces.
#
# **Your turn.** Turn the pictures. The outputs of a layer are turned in the same way.

# %% exercise="to_channels_first"
def to_channels_first(X):
    """X (N, H, W, C) -> the same pictures with the channels first, (N, C, H, W)."""
    ### BEGIN SOLUTION
    return X.transpose(0, 3, 1, 2)
    ### END SOLUTION


# %% check="to_channels_first"
check(to_channels_first)

# %%
small_picture = np.array([[[[1, 5], [2, 6]], [[3, 7], [4, 8]]]])
try_it(to_channels_first, small_picture)

# %% [markdown]
# Now the filters. Two filters of 2 by 2 for one channel, $\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$ and
# $\begin{pmatrix} 5 & 6 \\ 7 & 8 \end{pmatrix}$, are here the pairs `[[[[1, 5]], [[2, 6]]], [[[3, 7]], [[4, 8]]]]`, shape (2, 2,
# 1, 2). In PyTorch they are `[[[[1, 2], [3, 4]]], [[[5, 6], [7, 8]]]]`, shape (2, 1, 2, 2).
#
# **Predict before you run.** For a dense layer `.T` was right. It reverses the order of all axes, so it turns $(f, f, C, K)$ into
# $(K, C, f, f)$. Is `W.T` right here as well? What does it make of the first filter?
#
# **Your turn.** Write the right one.

# %% exercise="conv_to_torch"
def conv_to_torch(W):
    """Filters W (f, f, C, K) -> the same filters as PyTorch lays them out, (K, C, f, f)."""
    ### BEGIN SOLUTION
    return W.transpose(3, 2, 0, 1)
    ### END SOLUTION


# %% check="conv_to_torch"
check(conv_to_torch)

# %%
small_filters = np.array([[[[1, 5]], [[2, 6]]], [[[3, 7]], [[4, 8]]]])


def filters_by_T():
    """The first filter as W.T gives it."""
    return small_filters.T[0, 0]


try_it(conv_to_torch, small_filters)
try_it(filters_by_T)

# %% [markdown]
# `W.T` has the right shape and exchanges the rows and columns of every filter: 2 and 3 have
# [changed places]{=shown[1].tolist() == [[1, 3], [2, 4]]}. No error tells you. A network that looked for horizontal edges now
# looks for vertical ones.
#
# So compare. Below is a convolution with stride 2 and a rim of 1, on random pictures whose height and width differ. There is no
# loss at its end, only a random upstream gradient `dZ`, which you called `dout` in the first chapters. PyTorch takes it as an
# argument: `Z.backward(dZ)`. `requires_grad=True` asks for the gradient along the pictures as well.

# %%
PICTURES = rng.normal(size=(5, 7, 6, 2))  # N, H, W, C
FILTERS = rng.normal(size=(3, 3, 2, 4))  # f, f, C, K
FILTER_BIASES = rng.normal(size=4)
UPSTREAM = rng.normal(size=(5, 4, 3, 4))  # N, H', W', K


def own_convolution(X, W, b, dZ):
    """The output and the gradients, by chapter {{images}}."""
    dX, dW, db = conv_backward(dZ, X, W, 2, 1)
    return {"Z": conv_forward(X, W, b, 2, 1), "dX": dX, "dW": dW, "db": db}


def torch_convolution(X, W, b, dZ):
    """The same from PyTorch, turned back into the layout of this course."""
    import torch

    f, _f, C, K = W.shape
    layer = torch.nn.Conv2d(C, K, f, stride=2, padding=1).double()
    layer.load_state_dict({"weight": torch.tensor(conv_to_torch(W)), "bias": torch.tensor(b)})
    pictures = torch.tensor(to_channels_first(X), requires_grad=True)
    Z = layer(pictures)
    Z.backward(torch.tensor(to_channels_first(dZ)))
    return {
        "Z": Z.detach().numpy().transpose(0, 2, 3, 1),
        "dX": pictures.grad.numpy().transpose(0, 2, 3, 1),
        "dW": layer.weight.grad.numpy().transpose(2, 3, 1, 0),
        "db": layer.bias.grad.numpy(),
    }


def convolution_against_torch():
    """The largest difference between your convolution and PyTorch's, forward and backward."""
    arguments = PICTURES, FILTERS, FILTER_BIASES, UPSTREAM
    return largest_difference(own_convolution(*arguments), torch_convolution(*arguments))


frameworks.try_it("torch", convolution_against_torch)

# %% [markdown]
# When this chapter was written, the difference was $5.3 \cdot 10^{-15}$. The gradients are sums of many products here, up to
# [15]{=max(np.abs(g).max() for g in own_convolution(PICTURES, FILTERS, FILTER_BIASES, UPSTREAM).values())}, so the rounding is
# larger, too. `.detach()` takes a result out of the notes, so that it can become a NumPy array.
#
# Keras needs no turning at all. One thing is hidden, though. Keras knows the paddings `"valid"` (none) and `"same"`. With stride
# 2, `"same"` need not put the same rim on all sides: 6 columns and a filter of 3 get no zeros on the left and one on the right.
# That is another layer than yours with a pad of 1. So here the rim is put on by hand. The loss is the sum of $Z \cdot dZ$, so
# that the gradient along $Z$ is `dZ`.

# %%
def keras_convolution(X, W, b, dZ):
    """The output, and the gradients along the parameters: what one step with the rate 1 has taken away."""
    import keras

    keras.config.set_floatx("float64")
    padded = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    layer = keras.layers.Conv2D(W.shape[3], W.shape[0], strides=2, padding="valid")
    network = keras.Sequential([keras.Input(padded.shape[1:]), layer])
    network.set_weights([W, b])
    network.compile(optimizer=keras.optimizers.SGD(1.0), loss=lambda dZ, Z: keras.ops.sum(dZ * Z))
    Z = network.predict_on_batch(padded)
    network.train_on_batch(padded, dZ)
    W_new, b_new = network.get_weights()
    return {"Z": Z, "dW": W - W_new, "db": b - b_new}


def convolution_against_keras():
    """The largest difference between your convolution and Keras'."""
    arguments = PICTURES, FILTERS, FILTER_BIASES, UPSTREAM
    mine = own_convolution(*arguments)
    del mine["dX"]  # Keras shows no gradient along its inputs
    return largest_difference(mine, keras_convolution(*arguments))


frameworks.try_it("keras", convolution_against_keras)

# %% [markdown]
# **Behind the last convolution** there is one more trap. The maps are laid out in one long row for a dense layer,
# `reshape(N, -1)`. Here that row goes from pixel to pixel, in PyTorch from channel to channel:

# %%
def flattened_here_and_there():
    """The small picture as one row, here and in PyTorch."""
    return small_picture.reshape(1, -1), to_channels_first(small_picture).reshape(1, -1)


try_it(flattened_here_and_there)

# %% [markdown]
# A dense layer has one row of weights for each number of that row. So these rows have to change places in the same way before
# they are turned. For maps with the shape (rows, columns, C) and a layer of $M$ neurons that is
# `W.reshape(rows, columns, C, M).transpose(2, 0, 1, 3).reshape(-1, M)`.
#
# ## A recurrent network
#
# PyTorch's recurrent layer computes the new state as
#
# $$h_t = \tanh(x_t W_{ih}^\top + b_{ih} + h_{t-1} W_{hh}^\top + b_{hh})$$
#
# There are **two** biases where chapter {{text}} has one. What does the second one do? Forward, nothing new: both are added to
# the same sum, so only $b_{ih} + b_{hh}$ matters. With 0.2 and 0.1, PyTorch's layer computes what yours computes with $b = 0.3$.
# (PyTorch keeps two because the fast code for graphics cards that it calls has two.)
#
# | here | shape | PyTorch | shape |
# |---|---|---|---|
# | `Wx` | $(D, H)$ | `weight_ih_l0`: from the **i**nput to the **h**idden state | $(H, D)$ |
# | `Wh` | $(H, H)$ | `weight_hh_l0`: from the **h**idden state to the **h**idden state | $(H, H)$ |
# | `b` | $(H,)$ | `bias_ih_l0` and `bias_hh_l0`, which are added | $(H,)$ each |
#
# `l0` means layer 0: PyTorch can stack several. Take care with `Wh`. It is square, so it fits either way, without an error.
#
# **Your turn.** Each of the two biases has the shape $(H,)$, and together they have to be `b`. How you share it out is up to you.

# %% exercise="rnn_to_torch"
def rnn_to_torch(Wx, Wh, b):
    """Wx (D, H), Wh (H, H), b (H,) -> a dict with PyTorch's four names and shapes."""
    ### BEGIN SOLUTION
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b, "bias_hh_l0": np.zeros(len(b))}
    ### END SOLUTION


# %% check="rnn_to_torch"
check(rnn_to_torch)

# %%
try_it(rnn_to_torch, np.array([[1.0, 2.0, 3.0]]), np.array([[1.0, 4.0, 7.0], [2.0, 5.0, 8.0], [3.0, 6.0, 9.0]]), np.full(3, 0.3))

# %% [markdown]
# Now the comparison. PyTorch's layer reads sequences as $(N, T, D)$ with `batch_first=True`. Without it, it takes the first axis
# for time, $(T, N, D)$, and your samples become steps. The start state has an axis more, one entry for each layer: $(1, N, H)$.
# Both biases are compared with your one `db`.

# %%
SEQUENCES = rng.normal(size=(4, 6, 3))  # N, T, D
START = rng.normal(size=(4, 5))  # N, H
RECURRENT = rng.normal(size=(3, 5)), rng.normal(0.0, 0.5, size=(5, 5)), rng.normal(size=5)  # Wx, Wh, b
UPSTREAM_STATES = rng.normal(size=(4, 6, 5))  # N, T, H


def own_recurrent(X, H0, Wx, Wh, b, dH):
    """The states and the gradients, by chapter {{text}}."""
    dWx, dWh, db, dH0 = rnn_backward(X, H0, Wx, Wh, b, dH)
    return {"H": rnn_forward(X, H0, Wx, Wh, b), "dWx": dWx, "dWh": dWh, "db_ih": db, "db_hh": db, "dH0": dH0}


def torch_recurrent(X, H0, Wx, Wh, b, dH):
    """The same from PyTorch, turned back into the layout of this course."""
    import torch

    layer = torch.nn.RNN(len(Wx), len(Wh), batch_first=True).double()
    layer.load_state_dict({name: torch.tensor(value) for name, value in rnn_to_torch(Wx, Wh, b).items()})
    start = torch.tensor(H0[None], requires_grad=True)
    H, _last = layer(torch.tensor(X), start)
    H.backward(torch.tensor(dH))
    return {
        "H": H.detach().numpy(),
        "dWx": layer.weight_ih_l0.grad.numpy().T,
        "dWh": layer.weight_hh_l0.grad.numpy().T,
        "db_ih": layer.bias_ih_l0.grad.numpy(),
        "db_hh": layer.bias_hh_l0.grad.numpy(),
        "dH0": start.grad.numpy()[0],
    }


def recurrent_against_torch():
    """The largest difference between your recurrent network and PyTorch's, forward and backward."""
    arguments = SEQUENCES, START, *RECURRENT, UPSTREAM_STATES
    return largest_difference(own_recurrent(*arguments), torch_recurrent(*arguments))


frameworks.try_it("torch", recurrent_against_torch)

# %% [markdown]
# When this chapter was written, the difference was $2.2 \cdot 10^{-15}$. So **each** of the two biases has the gradient that your
# `b` has: both are added to the same sum, with the slope 1.
#
# **Predict before you run.** One neuron has $b_{ih} = 0.2$ and $b_{hh} = 0.1$. The gradient along each is 0.5. Plain gradient
# descent takes one step with the rate 0.1. What is $b_{ih} + b_{hh}$ afterwards?

# %% exercise="predict_bias_sum"
def predict_bias_sum():
    """The sum of the two biases after the step, computed by hand."""
    ### BEGIN SOLUTION
    return 0.2
    ### END SOLUTION


# %% check="predict_bias_sum"
check(predict_bias_sum)

# %%
def after_one_step():
    """The single bias of this course after the step, and PyTorch's two."""
    return 0.3 - 0.1 * 0.5, 0.2 - 0.1 * 0.5, 0.1 - 0.1 * 0.5


try_it(after_one_step)

# %% [markdown]
# Your single bias goes to [0.25]{=shown[0][0]}. The sum of PyTorch's two goes to [0.2]{=shown[0][1] + shown[0][2]}, twice as far.
# So the second bias does something after all: with plain gradient descent, the biases of that layer learn at twice the rate.
# Equal weights and equal gradients do not make equal trainings if the parameters are cut up differently.
#
# ## The form that you will meet
#
# Most PyTorch programs do not use `Sequential`. They write a class with two parts: `__init__` makes the layers, `forward` says what is done
# with them. It is your `Network` without the `backward`. Calling the network, `network(X)`, runs `forward`. The names of the attributes
# become the names in the state: `hidden.weight`, `hidden.bias`, and so on.
#
# ```python
# class Moons(torch.nn.Module):
#     def __init__(self):
#         super().__init__()  # without this line PyTorch cannot find the layers
#         self.hidden = torch.nn.Linear(2, 8)
#         self.output = torch.nn.Linear(8, 1)
#
#     def forward(self, X):
#         return self.output(torch.tanh(self.hidden(X)))
# ```
#
# The tanh has no parameters, so it needs no place in `__init__`.
#
# ## Five lines of every PyTorch program
#
# These lines stand in almost every program that you will read. Each of them is a sentence and a function.
#
# **`DataLoader`** makes the batches: it is your `mini_batches`. With `shuffle=True` it draws a new order for each epoch. The last
# batch holds what is left over. How many batches of 60 do the [200]{=N} points give, and how large is the last one?

# %%
def batch_sizes():
    """The sizes of the batches of one epoch."""
    import torch

    dataset = torch.utils.data.TensorDataset(torch.tensor(X), torch.tensor(y))
    loader = torch.utils.data.DataLoader(dataset, batch_size=60, shuffle=True)
    return [len(rows) for rows, _labels in loader]


frameworks.try_it("torch", batch_sizes)

# %% [markdown]
# **`device`** says where numbers live and are computed: on the processor (`cpu`) or on a graphics card, a *GPU* (`cuda` for those of
# NVIDIA). The network and every batch have to be on the same one; `.to(device)` brings them there.

# %%
def where_it_runs():
    """The device of the network and of its output."""
    import torch

    device = "cuda" if torch.cuda.is_available() else "cpu"
    network = torch_network(params).to(device)
    z = network(torch.tensor(X).to(device))
    return network.hidden.weight.device.type, z.device.type


frameworks.try_it("torch", where_it_runs)

# %% [markdown]
# **`train()` and `eval()`** switch a whole network between training and use. Two layers of chapter {{deep_networks}} behave differently in
# the two: dropout drops only in training, and batch normalisation takes the mean and the variance of the batch in training, and their
# running averages in use. A new network is in training. The cell sends 1000 ones through a dropout of 0.5, first in training, then in use.
# Then it sends a batch of the numbers 0 and 2 through a new batch normalisation in the same way. Which numbers come out?

# %%
def training_and_use():
    """What comes out in training and in use: of dropout for ones, then of batch normalisation for 0 and 2."""
    import torch

    dropout, normalisation = torch.nn.Dropout(0.5), torch.nn.BatchNorm1d(1)
    seen = []
    for layer, inputs in ((dropout, torch.ones(1000)), (normalisation, torch.tensor([[0.0], [2.0]]))):
        for training in (True, False):  # train() and eval()
            layer.train(training)
            seen.append(layer(inputs).unique().tolist())  # each number once
    return tuple(seen)


frameworks.try_it("torch", training_and_use)

# %% [markdown]
# In training, dropout makes 0 and $1 / 0.5 = 2$ of the ones; in use they go through unchanged. In training, batch normalisation
# subtracts the batch's mean 1 and divides by its standard deviation 1: −1 and 1, but for the small `eps`. This batch also moves
# the running mean from 0 to 0.1 and the running variance from 1 to $0.9 \cdot 1 + 0.1 \cdot 2 = 1.1$ (PyTorch divides by $N - 1$
# there). In use, these two count, and the same numbers give [−0.0953]{=(0 - 0.1) / np.sqrt(1.1)} and
# [1.8116]{=(2 - 0.1) / np.sqrt(1.1)}. If you forget `eval()`, your answer for one sample depends on the others in its batch.
#
# **`torch.no_grad()`** leaves out the notes: less memory and time where no backward pass follows. It does not switch dropout off,
# and `eval()` does not leave out the notes. For a measurement you want both.

# %%
def notes_are_taken():
    """Whether the loss remembers where it comes from: ordinarily, and with no_grad."""
    import torch

    network = torch_network(params).train(False)  # what eval() does
    ordinary = torch_loss(network, X, y).requires_grad
    with torch.no_grad():
        return ordinary, torch_loss(network, X, y).requires_grad


frameworks.try_it("torch", notes_are_taken)

# %% [markdown]
# **Saving** keeps the state, the dict of names and arrays, and not the program. To load it, build the same network and give it
# the state. With `weights_only=True`, the default since PyTorch 2.6, only arrays and other plain data are read; with `weights_only=False`, a
# stranger's file could run code on your machine. To go on training later, save `optimizer.state_dict()` too: it holds the
# velocities of momentum or Adam.
#
# ```python
# torch.save(network.state_dict(), "moons.pt")
# another = torch_network(params)
# another.load_state_dict(torch.load("moons.pt", weights_only=True))
# ```

# %% [markdown]
# ## What each library does for you
#
# | | by hand | PyTorch | TensorFlow | Keras | JAX | PyTensor |
# |---|---|---|---|---|---|---|
# | backward pass | you write it | `loss.backward()` | `tape.gradient` | inside of `fit` | `jax.grad` | `pytensor.grad` |
# | the graph is made | on paper | anew in every forward pass | in every pass, or once with `tf.function` | by the library beneath | in every call, or once with `jax.jit` | once, before there are numbers |
# | layers | yours | `torch.nn` | those of Keras | `keras.layers` | none: in Flax | none |
# | optimisers | yours | `torch.optim` | those of Keras | `keras.optimizers` | none: in Optax | none: you write the update |
# | training loop | yours | yours | yours | `fit` | yours | yours |
# | numbers, if you say nothing | float64 | float32 | float32 | float32 | float32 | float64 |
# | graphics processors | no | yes | yes | yes | yes | by way of JAX |
#
# The largest gift is the first row: a new idea needs a forward pass, and no more. The last row is why large networks became
# possible. And a library's layers have been tried by very many people: they are usually safe for large numbers, fast, and right.
#
# What have you gained from writing it all by hand? When a loss becomes `nan`, when a network does not learn, when two versions of
# a program differ, you know what is behind each line, and where to look.

# %% [markdown]
# ## What they hide
#
# The same word does not always mean the same thing. These differences cost people days:
#
# | what | here | PyTorch | Keras |
# |---|---|---|---|
# | weights of a dense layer | $(D, M)$ | $(M, D)$ | $(D, M)$ |
# | start weights of a dense layer | Xavier or He | uniform within $\pm 1 / \sqrt{D}$ | Xavier, uniform |
# | start biases | 0 | uniform within $\pm 1 / \sqrt{D}$ | 0 |
# | pictures | $(N, H, W, C)$ | $(N, C, H, W)$ | $(N, H, W, C)$ |
# | rim of a convolution | `pad` on all sides | `padding` on all sides | `"same"`: may be wider on the right and below |
# | biases of a recurrent layer | one | two, which are added | one |
# | sequences | $(N, T, D)$ | $(T, N, D)$, or $(N, T, D)$ with `batch_first=True` | $(N, T, D)$ |
# | momentum | $v = \beta v + (1 - \beta) \, dw$ | $v = \beta v + dw$ | $v = \beta v - \text{lr} \cdot dw$, then $w + v$ |
# | `eps` of Adam | 1e-8 | 1e-8 | 1e-7 |
# | dropout of 0.2 | keep = 0.8 | `p=0.2`: the share that is *dropped* | `rate=0.2`: the share that is dropped |
# | running averages of batch normalisation | momentum 0.9 keeps 0.9 of the old | momentum 0.1 takes 0.1 of the new | momentum 0.99 keeps 0.99 of the old |
# | training or test | an argument | `network.train()`, `network.eval()` | `fit` and `predict` know it |
# | cross-entropy of classes | takes probabilities, or scores under another name | takes the scores $z$ | takes probabilities, or scores with `from_logits=True` |
#
# Look at the row of momentum. With $\beta = 0.9$ and a gradient that stays the same, the velocity of this course ends at $dw$ and PyTorch's
# at $10 \, dw$, because $1 + 0.9 + 0.9^2 + \dots = 10$. With the same learning rate, the steps are ten times as long there. A rate that is
# good here has to be multiplied by $1 - \beta$ there: with $\beta = 0.9$, take a tenth of it.
#
# Look at the last row, too. PyTorch's `cross_entropy` contains the softmax. If you also put a softmax at the end of the network,
# there are two of them. Nothing breaks, no error comes, and the network learns badly.
#
# **In your own words.** A colleague moves a network from this course to PyTorch. She copies the weights with
# `layer.weight.data = torch.tensor(W)`; for the square layers no error comes. She puts a sigmoid at the end and uses
# `binary_cross_entropy_with_logits`. The training loop calls `loss.backward()` and `optimizer.step()`. Name the three faults, and
# how she could have found each of them. This answer is read by a person.

# %% [markdown] answer="three-faults" points=3
# The weights have to be turned: PyTorch keeps (out, in). Square matrices fit both ways, so no error comes; comparing the outputs
# of both networks for the same inputs shows it. The loss with logits contains the sigmoid, so there are two of them: the loss
# differs from that of the course for the same numbers. optimizer.zero_grad() is missing, so the gradients of all steps add up:
# comparing the gradients after the second step with her own (largest_difference) shows it, after the first step they would still
# agree.

# %% [markdown]
# ## Where people go wrong
#
# - **Weights copied without turning them.** In a square layer nothing complains. Compare the outputs for the same inputs.
# - **`reshape` in place of `.T` or `.transpose`.** The shape is right and the neurons are torn apart.
# - **`.T` for a convolution's filters.** The shape is right and every filter is transposed.
# - **`zero_grad` forgotten.** The gradients of all steps add up.
# - **`step` before `backward`.** No error comes, and nothing is learnt.
# - **`eval()` forgotten.** Dropout goes on dropping while you measure.
# - **Sigmoid or softmax twice.** Functions with `logits` in their names, and PyTorch's `cross_entropy`, contain it.
# - **float32 against float64.** A comparison in float32 ends at 7 digits. That is no mistake in your formula.
# - **`nan` and other shapes taken for equal.** A comparison that cannot fail proves nothing.
# - **A gradient passed on too early.** A value that is used twice has to wait for both parts.
# - **The settings of another library.** Momentum, `eps` and dropout do not mean the same everywhere.
#
# ## Summary
#
# - PyTorch, TensorFlow, Keras, JAX and PyTensor give your gradients, up to rounding. The mathematics is that of chapter
#   {{backpropagation}}.
# - Autograd keeps notes of every operation (its parents, its slopes) and goes back through them in topological order: multiply
#   along paths, add where they meet.
# - PyTorch makes the graph while it computes, PyTensor before. TensorFlow can do both, and so can PyTorch with `torch.compile`. JAX turns a
#   function into the function of its gradient. Keras leaves it to the library beneath.
# - PyTorch lays out dense weights as (out, in), pictures with the channels first, filters as (K, C, f, f), and gives a recurrent
#   layer two biases. It adds gradients up until they are cleared.
# - Two sets of gradients are compared by the largest difference, with names, shapes and `nan` looked at first.
# - `train()` and `eval()` decide how dropout and batch normalisation behave; `no_grad` only leaves out the notes.
# - The libraries give you the backward pass, tested layers and speed. They also hide defaults that differ.
#
# ### Test yourself
#
# <details><summary>A PyTorch layer has a weight of shape (64, 784). How many inputs and neurons does it have, and what shape does W have in this course?</summary>
#
# 784 inputs and 64 neurons. W is (784, 64).
# </details>
#
# <details><summary>u = x + x, L = u · u, x = 3. Which numbers does autograd write into the grad of L, u and x?</summary>
#
# L: 1. u = 6 is used twice by the product: 6 + 6 = 12. x is used twice by the sum: 12 + 12 = 24. (L = 4 x², and its slope is 8 x
# = 24.)
# </details>
#
# <details><summary>Parents: {"L": ["u", "v"], "u": ["x"], "v": ["u", "x"], "x": []}. How many right orders are there?</summary>
#
# One: x, u, v, L. u needs x, v needs u, L needs v.
# </details>
#
# <details><summary>A training in PyTorch without zero_grad, with a gradient that is always 1 and the rate 0.1. How far has w moved after three steps?</summary>
#
# The gradients are 1, 2 and 3: 0.1 · (1 + 2 + 3) = 0.6. With zero_grad it would be 0.3.
# </details>
#
# <details><summary>A layer of PyTorch has filters of the shape (16, 3, 5, 5). What shape do they have here, and why is .T not the way?</summary>
#
# (5, 5, 3, 16). The way back is `.transpose(2, 3, 1, 0)`. `.T` gives the same shape, but exchanges the rows and columns of every
# filter.
# </details>
#
# <details><summary>You load a recurrent layer from PyTorch whose biases are bias_ih_l0 = (0.5, −1) and bias_hh_l0 = (0.25, 1). What is b here?</summary>
#
# Their sum: (0.75, 0).
# </details>
#
# <details><summary>Two dicts of gradients differ by at most 0.0000004 in float32. Are they equal?</summary>
#
# For gradients of the size of 1 that is what float32 can show: it keeps about 7 digits. For gradients of the size of 0.000001 it
# is nearly half of them. Compare in float64.
# </details>
#
# You now know what each part does, and which library does it for you. What is left is to use it on a question of your own. The
# next chapter is a project, from the question to the report.
#
# **Next:** [[capstone]]
