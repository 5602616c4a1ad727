# %% [markdown]
# # The libraries
#
# You have written every forward pass and every backward pass of this course yourself. At work hardly anybody does. People describe a network in a
# library such as PyTorch, and the gradients come by themselves. Where do they come from? Are they the ones that you would have computed? In
# this chapter you build one network five times: by hand, in PyTorch, in TensorFlow, in Keras and in PyTensor. You compare their gradients with
# yours, digit by digit, and in between you write the part that looks like magic: a small program that finds derivatives by itself.

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


def bce(p, y):
    """Chapter {{backpropagation}}: p (N,) probabilities, y (N,) of 0 and 1 -> the mean loss."""
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def network_loss(X, y, params):
    """Chapter {{backpropagation}}: the loss of the network with one hidden layer: tanh, then a sigmoid with binary cross-entropy."""
    H = np.tanh(X @ params["W1"] + params["b1"])
    return bce(sigmoid(H @ params["W2"] + params["b2"])[:, 0], y)


def backprop_two_layer(X, y, params):
    """Chapter {{backpropagation}}: X (N, D), y (N,) of 0 and 1, params W1 (D, H), b1 (H,), W2 (H, 1), b2 (1,) -> a dict of the gradients."""
    H = np.tanh(X @ params["W1"] + params["b1"])
    p = sigmoid(H @ params["W2"] + params["b2"])
    dZ2 = (p - y[:, None]) / len(y)
    dZ1 = dZ2 @ params["W2"].T * (1 - H**2)
    return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": H.T @ dZ2, "b2": dZ2.sum(axis=0)}

# %% [markdown]
# ## What you need
#
# Nothing new. All exercises of this chapter are plain Python and NumPy, and all points can be had with what you have installed. The cells that
# use a library run if you have it. If you do not, they say in one sentence how to get it, and the notebook goes on.
#
# The libraries are large: together about 3 gigabytes on the disk. The README says how to install all four at once.
#
# ## One network
#
# The task is that of the two moons: two half circles of points, hooked into each other. The network has 2 inputs, 8 hidden tanh neurons and one
# sigmoid, and its loss is the binary cross-entropy. You wrote its backward pass in chapter {{backpropagation}}: `backprop_two_layer`. It is given above, with the
# other functions that this chapter needs.

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
# The biases begin with small random numbers here and not with 0. That is for the comparison: with a bias of 0, a library that forgot the bias
# would give the same answers.
#
# ## Two ways to lay out a matrix
#
# All five networks have to start from the same numbers. That is less simple than it sounds. In this course a layer computes $X W + b$, and $W$ has
# one **column** for each neuron. PyTorch keeps the same weights with one **row** for each neuron, and computes $X W^\top + b$. Take three inputs
# and two neurons, the first with the weights 1, 2, 3 and the second with 4, 5, 6:
#
# $$\text{here: } W = \begin{pmatrix} 1 & 4 \\ 2 & 5 \\ 3 & 6 \end{pmatrix}, \text{ shape } (3, 2) \qquad
# \text{PyTorch: } \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}, \text{ shape } (2, 3)$$
#
# One is the other one turned, `W.T`. Beware of `W.reshape(2, 3)`: it has the right shape and gives
# $\begin{pmatrix} 1 & 4 & 2 \\ 5 & 3 & 6 \end{pmatrix}$, in which the neurons are torn apart.
#
# PyTorch also has names of its own. A network whose layers are called `hidden` and `output` keeps its parameters in a dict, the *state*:
#
# | here | shape | PyTorch | shape |
# |---|---|---|---|
# | `W1` | $(D, H)$ | `hidden.weight` | $(H, D)$ |
# | `b1` | $(H,)$ | `hidden.bias` | $(H,)$ |
# | `W2` | $(H, 1)$ | `output.weight` | $(1, H)$ |
# | `b2` | $(1,)$ | `output.bias` | $(1,)$ |
#
# **Your turn.** Write the way there. The values of the dict are NumPy arrays, as before. Take each of them by its name: a dict may hold
# its entries in any order. There may be as many inputs as hidden neurons, or only one of either.

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
# **Your turn.** And the way back, by names again. You will need it for the gradients: a gradient has the layout of its parameter, so
# PyTorch's gradients come in PyTorch's layout.

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
# Computers round. `0.1 + (0.2 + 0.3)` is 0.6, and `(0.1 + 0.2) + 0.3` is 0.6000000000000001, because the sums are rounded at different
# places. A library adds in another order than you, so its gradients differ from yours in the last of 16 digits. In float32, which has 7
# digits, they would differ much earlier. So the question is not whether they are the same to the last bit, but how large the largest difference is.
# Below $10^{-6}$ they count as equal here. With gradients of the size of 0.1, as in this network, rounding gives about $10^{-17}$, and a real mistake far
# more than $10^{-6}$.
#
# **By hand**, with two arrays:
#
# | | mine | theirs | difference |
# |---|---|---|---|
# | `W` | $(0.5, -0.2)$ | $(0.5, -0.3)$ | $(0, 0.1)$ |
# | `b` | $(0.1)$ | $(0.12)$ | $(0.02)$ |
#
# The largest difference is 0.1. A mean would be smaller: in a network with a million right entries, a wrong one would disappear in it.
#
# Three things must never pass as equal:
#
# - **A name that only one of the two has.**
# - **Another shape.** If one array is $(8, 1)$ and the other $(8,)$, NumPy stretches both to $(8, 8)$ and subtracts without a word.
# - **nan.** Every comparison with `nan` is false. `max(0.1, nan)` is 0.1 in Python, as if the `nan` were not there.
#
# In each of these cases the answer is `np.inf`: infinitely far apart.
#
# **Your turn.** Pair the arrays by their names; the two dicts may hold them in different orders. `mine.keys() == theirs.keys()` is true if both have the same
# names. `np.isnan(a)` says for each entry whether it is `nan`.

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
# - `torch.nn.Linear(D, H)` is your `Dense` of chapter {{training}}, `torch.nn.Tanh()` is your `Tanh`, and `Sequential` is your `Network`. The `OrderedDict`
#   gives the layers their names.
# - `.double()` makes all numbers float64. Without it PyTorch computes in float32.
# - `load_state_dict` puts your numbers in place of the random ones with which PyTorch would start.
# - `torch.tensor(X)` is an array of PyTorch's.
# - `binary_cross_entropy_with_logits` is sigmoid and binary cross-entropy in one. It takes the sums $z$ in front of the sigmoid, which books call *logits*.
#   You know why from chapter {{backpropagation}}: together they are simple and safe for large numbers, one after the other they are not.
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
# When this chapter was written, the answer was 5.55e-17, that is $5.55 \cdot 10^{-17}$: rounding, and nothing else. You have not written one line of a backward pass, and got the same gradients as in
# chapter {{backpropagation}}.
#
# ## PyTorch adds gradients up
#
# One habit of PyTorch surprises everybody once. `backward()` does not *set* `.grad`, it **adds** to it. Chapter {{backpropagation}} says why adding is natural: where paths meet, gradients
# are added. But it does so across calls, too. This is why every training loop in PyTorch has a line `optimizer.zero_grad()`, which sets the gradients back.
#
# **Predict before you run.** There is one parameter, $w = 3$, and the loss is $w \cdot w$. The code calls `loss.backward()`, computes the loss again without changing
# $w$ or setting anything back, and calls `loss.backward()` a second time. What does `w.grad` hold then?

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
# Nobody at PyTorch has derived the gradient of your network. It does what you did in chapter {{backpropagation}} on paper: it goes back through a graph. While the forward pass runs, every
# operation writes down three things: its result, what it was made of, and its own slope along each of these. `loss.backward()` then goes through these notes backwards, multiplies
# along paths and adds where paths meet. This is called *automatic differentiation*, or *autograd*.
#
# You can write that. Here is the graph for $L = (a b + c) \cdot a$ with $a = 2$, $b = -3$ and $c = 4$:

# %%
plots.computation_graph(
    {"c": 4.0, "b": -3.0, "a": 2.0},
    [("m", "*", "a", "b"), ("s", "+", "m", "c"), ("L", "*", "s", "a")],
    places={"c": (0, 1.1), "b": (0, 0), "a": (0, -1.3), "m": (1, -0.4), "s": (2, 0.3), "L": (3, -0.7)},
)

# %% [markdown]
# The value $a$ is used twice. So its gradient is complete only when **both** $L$ and $m$ have sent their part. Whoever passed on the gradient of a value too early would pass on
# too little.
#
# ## An order for the way back
#
# In which order should the values be visited? Every value has to wait until all that was made of it has been visited. Written the other way round, for the way forward: **every name comes after its
# parents**, where the parents of a value are what it was made of. Such an order is called *topological*. For the way back it is read from the end to the beginning.
#
# The graph as a dict, each name with the list of its parents:
#
# `{"L": ["s", "a"], "s": ["m", "c"], "m": ["a", "b"], "a": [], "b": [], "c": []}`
#
# Right orders are, for example, `a, b, m, c, s, L` and `c, b, a, m, s, L`. Wrong is `a, b, c, s, m, L`: $s$ comes before its parent $m$.
#
# A way to find one: to *visit* a name means to visit its parents first, and then to put the name itself at the end of the list. A name that is in the list already is not visited again. Visit
# all names of the graph. Starting with `L`:
#
# - visit `L`: first `s`
#   - visit `s`: first `m`
#     - visit `m`: first `a` and `b`; both have no parents. The list is `a, b`, then `a, b, m`
#   - then `c`: `a, b, m, c`, then `s` itself: `a, b, m, c, s`
# - then `a`, which is there already. Then `L` itself: `a, b, m, c, s, L`
#
# A function that visits can call itself. It may stand inside of `topological_order`.
#
# **Your turn.** Return a list that holds every name once. Any right order will do. A parent may be named twice, as in `"n": ["m", "m"]` for $n = m \cdot m$.
# A name may have several letters. The dict may hold its names in any order.

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
# Each operation makes a new `Value`. `plus` is done for you: $a + b$ has the parents $a$ and $b$, and the slope 1 along both. The others:
#
# | operation | result | slopes |
# |---|---|---|
# | `a.times(b)` | $a \cdot b$ | $b$ along $a$, and $a$ along $b$ |
# | `a.tanh()` | $t = \tanh a$ | $1 - t^2$ along $a$ |
# | `a.log()` | $\log a$, the natural logarithm; $a$ is above 0, but may be very near to it | $1 / a$ along $a$ |
#
# `backward` is called on the result. It finds an order in which parents come first, as `topological_order` does, starting from the result. It sets the result's own `grad` to 1, also where the result is made of nothing. Then it goes through
# the order from the end. Each value gives to each of its parents: slope times its own `grad`, **added** to what the parent has already. A later `backward`, from this
# result or from another one that is made of the same values, adds as well: as in PyTorch, nothing is set back to 0.
#
# **By hand**, for the graph above: $a = 2$, $b = -3$, $m = -6$, $c = 4$, $s = -2$, $L = -4$. The way back, in the order $L, s, c, m, b, a$:
#
# - $L$ has 1. It gives $s$: slope $a = 2$, so $2 \cdot 1 = 2$. It gives $a$: slope $s = -2$, so $-2$.
# - $s$ has 2. It gives $m$ and $c$: slope 1, so 2 each.
# - $m$ has 2. It gives $a$: slope $b = -3$, so $-6$. Now $a$ has $-2 - 6 = -8$. It gives $b$: slope $a = 2$, so 4.
#
# Check it with the formula: $L = (a b + c) a = a^2 b + a c$ has the slope $2 a b + c = -12 + 4 = -8$ along $a$.
#
# **Your turn.** Write `times`, `tanh`, `log` and `backward`. `value in order` asks whether a value is in a list; two values with the same number are still two values. Two points are for graphs in which a value is used twice.
#
# A number may also be 0 or 1, or far from 0, where the slope of tanh is small but not 0. What is checked are `data` and `grad`; how a value keeps its notes is up to you.

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
# The example of the text. `a.times(b)` is clumsy to write. Python has a custom for this: for `a + b` it calls `a.__add__(b)`, and for `a * b` it calls `a.__mul__(b)`. Two lines give your class
# both signs. They are all the magic there is in PyTorch's notation.

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
# $-4$, then $-8$, $4$ and $2$, as by hand.
#
# Is this enough for a real network? The next cell builds your network of single `Value`s, neuron by neuron and weight by weight, for the first ten samples. One trick saves an operation: the probability
# that the network gives to the truth is $\sigma(z)$ if the label is 1 and $\sigma(-z)$ if it is 0, and $\sigma(z) = \frac{1}{2} + \frac{1}{2} \tanh \frac{z}{2}$. Then it asks your `largest_difference`
# how far the gradients are from those of `backprop_two_layer`.

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
# A class of some forty lines gives the gradients of chapter {{backpropagation}}, up to rounding. Autograd is no other mathematics: it is the same way back through the same graph, done by a program that keeps notes. The libraries do it with whole
# arrays in place of single numbers, in fast code, for some hundreds of operations. That is the rest of the difference.
#
# ## TensorFlow
#
# TensorFlow takes its notes on a *tape*. Only what happens inside `with tf.GradientTape() as tape:` is recorded. `tape.gradient(loss, variables)` plays the tape backwards. Parameters are `tf.Variable`s. There is no
# `.grad` that could add up: the gradients are returned, and each tape is used once.

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
# TensorFlow lays out its matrices as this course does: `tf.matmul(X, W)` with $W$ of shape $(D, H)$. The targets need care, as in chapter {{backpropagation}}: $z$ has the shape $(N, 1)$, so $y$ has to become a column.
#
# ## Keras
#
# Keras is a layer higher. It has no autograd of its own: it sits on TensorFlow, PyTorch or JAX and lets one of them do the work. You describe the layers, `compile` the network with a loss and an optimiser, and `fit` it. You never see a
# gradient.
#
# How do you compare gradients with a library that shows none? By what they do. A step of gradient descent with the rate 1 is $w_{\text{new}} = w - 1 \cdot \frac{\partial L}{\partial w}$. So the gradient is $w - w_{\text{new}}$: the weights
# before one step, minus the weights after it. `train_on_batch` takes such a step.

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
# The subtraction costs a digit or so: $w$ and $w_{\text{new}}$ are of the size of 1, so each is rounded by about $10^{-16}$, and so is their difference. For a comparison that is good enough. (If Keras sits on PyTorch, it passes the samples through float32 on the way, and the difference is about $4 \cdot 10^{-8}$. That is still below $10^{-6}$.)
#
# ## PyTensor, heir of Theano
#
# The first library of this kind that many people used was Theano, made at the University of Montreal. Its development ended in 2017 and it no longer runs with today's NumPy, but its living successor does: PyTensor, kept by the makers of the
# statistics library PyMC.
#
# It works in another order than PyTorch. First you build a graph of **symbols**, without a single number: `pt.dmatrix("X")` is a matrix of which nothing is known but its name and its kind. `pytensor.grad` makes a second graph out of the first, that of the
# derivatives. `pytensor.function` then simplifies both, translates them into fast code, and gives you a function. Only that function takes numbers. The simplifying can be clever: it sees `log(sigmoid(z))` and puts a form in its place that is safe for
# large numbers, without being asked.
#
# The fastest code takes half a minute to compile, the first time. `mode="FAST_COMPILE"` asks for code that is ready in a second or two. It is slower, and the cleverness with `log(sigmoid(z))` is left out: for so small a network, with
# sums of ordinary size, that does no harm.

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
# Equal gradients at one point could be luck. So here is a whole training: the same start, the same data, the same batches in the same order, plain gradient descent with the same rate. After each epoch the loss on all 200 points is written down. If
# a library did anything in secret (another order, another mean, a different step), the curves would part.

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
# **PyTorch.** The loop is yours: set the gradients back, forward, backward, step. `optimizer.step()` is the update. `torch.no_grad()` says that no notes are needed, because no way back will follow.

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
# **TensorFlow.** The loop and the update are yours, too. `@tf.function` makes one fast graph of a Python function the first time it is called, and uses that graph from then on. `assign_sub` subtracts in place.

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
# **Keras.** The step is Keras'. Usually the loop is, too: `network.fit(X, y, batch_size=20, epochs=60)` is a whole training in one line. It is written out here so that the batches are the same as in the others.

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
# **PyTensor.** The step is part of the compiled function: `updates` says which shared value gets which new value each time the function is called.

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
# **Predict before you run.** After 600 steps, will the losses still agree to 15 digits, to 6 digits, or will the small differences of rounding have grown?
#
# The picture shows your run and those of the libraries that you have. On the left are the losses. On the right is how far each library's loss is from yours, epoch after epoch; a difference of 0 is drawn at $10^{-18}$.

# %%
trainings = {
    "torch": torch_training,
    "tensorflow": tensorflow_training,
    "keras": keras_training,
    "pytensor": pytensor_training,
}
plots.same_runs({"by hand": own_training, **frameworks.only_installed(trainings)}, x_label="epoch")

# %% [markdown]
# When this chapter was written with all four libraries, the curves lay on each other, and no loss was further from yours than $2.3 \cdot 10^{-16}$. Each step rounds a little differently, and the differences stay small. In long trainings of large networks, in float32 and
# on many processors, they do grow: there, two runs of the *same* program may end with different weights. That is no reason to distrust either of them.
#
# ## What each library does for you
#
# | | by hand | PyTorch | TensorFlow | Keras | PyTensor |
# |---|---|---|---|---|---|
# | backward pass | you write it | `loss.backward()` | `tape.gradient` | inside of `fit` | `pytensor.grad` |
# | the graph is made | on paper | anew in every forward pass | in every pass, or once with `tf.function` | by the library beneath | once, before there are numbers |
# | layers | yours | `torch.nn` | those of Keras | `keras.layers` | none |
# | optimisers | yours | `torch.optim` | those of Keras | `keras.optimizers` | none: you write the update |
# | training loop | yours | yours | yours | `fit` | yours |
# | numbers, if you say nothing | float64 | float32 | float32 | float32 | float64 |
# | graphics processors | no | yes | yes | yes | by way of JAX |
#
# The largest gift is the first row: a new idea needs a forward pass, and no more. The last row is why large networks became possible. And a library's layers have been tried by very many people: they are safe for large numbers, fast, and
# right.
#
# What do you have in return for this course? When a loss becomes `nan`, when a network does not learn, when two versions of a program differ, you know what is behind each line, and where to look.

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
# | momentum | $v = \beta v + (1 - \beta) \, dw$ | $v = \beta v + dw$ | $v = \beta v - \text{lr} \cdot dw$, then $w + v$ |
# | `eps` of Adam | 1e-8 | 1e-8 | 1e-7 |
# | dropout of 0.2 | keep = 0.8 | `p=0.2`: the share that is *dropped* | `rate=0.2`: the share that is dropped |
# | running averages of batch normalisation | momentum 0.9 keeps 0.9 of the old | momentum 0.1 takes 0.1 of the new | momentum 0.99 keeps 0.99 of the old |
# | training or test | an argument | `network.train()`, `network.eval()` | `fit` and `predict` know it |
# | cross-entropy of classes | takes probabilities | takes the sums $z$ | takes probabilities, or sums with `from_logits=True` |
#
# Look at the row of momentum. With $\beta = 0.9$ and a gradient that stays the same, the velocity of this course ends at $dw$ and PyTorch's at $10 \, dw$, because $1 + 0.9 + 0.9^2 + \dots = 10$. The same learning rate makes steps ten times as long there. A rate that is good here
# is not the rate to take there.
#
# Look at the last row, too. PyTorch's `cross_entropy` contains the softmax. Whoever puts a softmax at the end of the network has two of them. Nothing breaks, no error comes, and the network learns badly.
#
# **In your own words.** A colleague moves a network from this course to PyTorch. She copies the weights with `layer.weight.data = torch.tensor(W)`; for the square layers no error comes. She puts a sigmoid at the end and uses `binary_cross_entropy_with_logits`. The training loop calls `loss.backward()` and
# `optimizer.step()`. Name the three faults, and how she could have found each of them. This answer is read by a person.

# %% [markdown] answer="three-faults" points=3
# The weights have to be turned: PyTorch keeps (out, in). Square matrices fit both ways, so no error comes; comparing the outputs of both networks for the same inputs shows it. The loss with logits contains the sigmoid, so there are two of them: the loss differs from that of the
# course for the same numbers. optimizer.zero_grad() is missing, so the gradients of all steps add up: comparing the gradients after the second step with her own (largest_difference) shows it, after the first step they would still agree.

# %% [markdown]
# ## Where people go wrong
#
# - **Weights copied without turning them.** In a square layer nothing complains. Compare the outputs for the same inputs.
# - **`reshape` in place of `.T`.** The shape is right and the neurons are torn apart.
# - **`zero_grad` forgotten.** The gradients of all steps add up.
# - **Sigmoid or softmax twice.** Functions with `logits` in their names, and PyTorch's `cross_entropy`, contain it.
# - **float32 against float64.** A comparison in float32 ends at 7 digits. That is no mistake in your formula.
# - **`nan` and other shapes taken for equal.** A comparison that cannot fail proves nothing.
# - **A gradient passed on too early.** A value that is used twice has to wait for both parts.
# - **The settings of another library.** Momentum, `eps` and dropout do not mean the same everywhere.
#
# ## Summary
#
# - PyTorch, TensorFlow, Keras and PyTensor give your gradients, up to rounding. The mathematics is that of chapter {{backpropagation}}.
# - Autograd keeps notes of every operation (its parents, its slopes) and goes back through them in topological order: multiply along paths, add where they meet.
# - PyTorch makes the graph while it computes, PyTensor before. TensorFlow can do both. Keras leaves it to the library beneath.
# - PyTorch lays out weights as (out, in), and adds gradients up until they are set back.
# - Two sets of gradients are compared by the largest difference, with names, shapes and `nan` looked at first.
# - The libraries give you the backward pass, tried layers and speed. They also hide defaults that differ.
#
# ### Test yourself
#
# <details><summary>A PyTorch layer has a weight of shape (64, 784). How many inputs and neurons has it, and what shape has W in this course?</summary>
#
# 784 inputs and 64 neurons. W is (784, 64).
# </details>
#
# <details><summary>u = x + x, L = u · u, x = 3. Which numbers does autograd write into the grad of L, u and x?</summary>
#
# L: 1. u = 6 is used twice by the product: 6 + 6 = 12. x is used twice by the sum: 12 + 12 = 24. (L = 4 x², and its slope is 8 x = 24.)
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
# <details><summary>Two dicts of gradients differ by at most 0.0000004 in float32. Are they equal?</summary>
#
# For gradients of the size of 1 that is what float32 can show: it keeps 7 digits. For gradients of the size of 0.000001 it is nearly half of them. Compare in float64.
# </details>
#
# **Next:** [[capstone]]
