"""A dense layer as an object: it remembers its input, and keeps its gradients."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "Dense",
    chapter="07-training",
    returns=("Z",),
    points={"Z": 1, "dX": 1, "dW": 1, "db": 1},
    section=N_("Layers as objects"),
)


@exercise.reference
class Dense:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dout):
        self.dW = self.X.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


@exercise.drive
def use(Dense, W, b, X_first, dout_first, X, dout):
    """One forward pass; or, where there is a dout, two rounds of forward and backward, of which the second counts."""
    layer = Dense(W, b)
    Z = layer.forward(X_first)
    if dout is None:
        return {"Z": Z}
    layer.backward(dout_first)
    layer.forward(X)
    dX = layer.backward(dout)
    return {"dX": dX, "dW": getattr(layer, "dW", None), "db": getattr(layer, "db", None)}


@exercise.probe(times=2)
def forward_alone(rng):
    N, D, M = sizes(rng, 3)
    return numbers(rng, D, M), numbers(rng, M), numbers(rng, N, D), None, None, None


@exercise.probe(times=4)
def two_rounds(rng):
    """The second round has other samples, and another number of them."""
    N, D, M, other = sizes(rng, 4)
    first, second = (numbers(rng, N, D), numbers(rng, N, M)), (numbers(rng, other, D), numbers(rng, other, M))
    return numbers(rng, D, M), numbers(rng, M), *first, *second


exercise.slip(
    "bias_forgotten", N_("forward does not add the bias."), change=("return X @ self.W + self.b", "return X @ self.W")
)

exercise.slip(
    "gradients_added_up",
    N_("The gradients of an earlier backward pass are still in dW and db. Set them anew in each pass: =, not +=."),
    change=[
        ("self.b = b", "self.b = b\nself.dW = np.zeros_like(W)\nself.db = np.zeros_like(b)"),
        ("self.dW = self.X.T @ dout", "self.dW = self.dW + self.X.T @ dout"),
        ("self.db = dout.sum(axis=0)", "self.db = self.db + dout.sum(axis=0)"),
    ],
)

exercise.slip(
    "first_input_remembered",
    N_("backward uses the input of the first forward pass. Each forward pass has to remember its own X."),
    change=[("self.b = b", "self.b = b\nself.X = None"), ("self.X = X", "if self.X is None:\n    self.X = X")],
)

exercise.slip(
    "gradients_not_stored",
    N_("The gradients dW and db are not kept. Store them: self.dW = ..., self.db = ..."),
    change=[("self.dW = self.X.T @ dout", "self.X.T @ dout"), ("self.db = dout.sum(axis=0)", "dout.sum(axis=0)")],
)

exercise.slip(
    "gradients_returned",
    N_("backward returns dX, dW and db. It returns dX alone and keeps the others in self.dW and self.db."),
    change=("return dout @ self.W.T", "return dout @ self.W.T, self.dW, self.db"),
)

exercise.slip(
    "nothing_returned",
    N_("backward returns nothing. It returns dX, which the layer before needs."),
    change=("return dout @ self.W.T", "pass"),
)

exercise.slip(
    "db_averaged",
    N_("db is averaged over the samples. Every sample adds to it: sum."),
    change=("self.db = dout.sum(axis=0)", "self.db = dout.mean(axis=0)"),
)

exercise.slip(
    "divided_by_samples",
    N_("dW and db are divided by the number of samples. dout holds that division already."),
    change=[
        ("self.dW = self.X.T @ dout", "self.dW = self.X.T @ dout / len(dout)"),
        ("self.db = dout.sum(axis=0)", "self.db = dout.mean(axis=0)"),
    ],
)

exercise.slip(
    "dW_divided_by_samples",
    N_("dW is divided by the number of samples. dout holds that division already."),
    change=("self.dW = self.X.T @ dout", "self.dW = self.X.T @ dout / len(dout)"),
)

exercise.slip(
    "db_not_summed",
    N_("db still has a row for each sample. Add the samples up: axis=0."),
    change=("self.db = dout.sum(axis=0)", "self.db = dout * 1.0"),
)

exercise.slip(
    "db_wrong_axis",
    N_("db is summed along the rows. It has one number for each neuron: axis=0."),
    change=("self.db = dout.sum(axis=0)", "self.db = dout.sum(axis=1)"),
)

exercise.slip(
    "db_one_number",
    N_("db is one number. It has one for each neuron: sum over the samples, axis=0."),
    change=("self.db = dout.sum(axis=0)", "self.db = dout.sum()"),
)

exercise.slip(
    "dW_transposed",
    N_("dW is transposed. It has the shape of W: X.T @ dout."),
    change=("self.dW = self.X.T @ dout", "self.dW = dout.T @ self.X"),
)

exercise.slip(
    "weights_not_transposed",
    N_("In dX the weights are not transposed: (N, M) times (M, D) needs W.T."),
    change=("return dout @ self.W.T", "return dout @ self.W"),
)

exercise.slip(
    "input_not_transposed",
    N_("In dW the input is not transposed: (D, N) times (N, M) needs X.T."),
    change=("self.dW = self.X.T @ dout", "self.dW = self.X @ dout"),
)

exercise.slip(
    "output_remembered",
    N_("forward remembers its output. The gradient of the weights needs the input X."),
    change=[("self.X = X", "self.X = X @ self.W + self.b"), ("return X @ self.W + self.b", "return self.X")],
)

exercise.slip(
    "dX_is_dout",
    N_("backward passes dout on as it came. Through the weights it becomes dout @ W.T."),
    change=("return dout @ self.W.T", "return dout * 1.0"),
)

exercise.slip(
    "dX_from_dW",
    N_("backward returns dW. It returns dX, which the layer before needs."),
    change=("return dout @ self.W.T", "return self.dW"),
)

exercise.slip(
    "weights_updated",
    N_("backward takes a step with the weights before it uses them. It computes gradients only; the step comes later."),
    change=("self.db = dout.sum(axis=0)", "self.db = dout.sum(axis=0)\nself.W = self.W - 0.1 * self.dW"),
)

exercise.slip(
    "db_forgotten",
    N_("db is not stored. Store it beside dW: self.db = ..."),
    change=("self.db = dout.sum(axis=0)", "pass"),
)

exercise.slip(
    "activation_applied",
    N_("forward cuts off negative sums. A dense layer returns the sums; the activation is a layer of its own."),
    change=("return X @ self.W + self.b", "return np.maximum(X @ self.W + self.b, 0)"),
)

exercise.slip(
    "forward_returns_nothing",
    N_("forward keeps its output and returns nothing. Return it too."),
    change=("return X @ self.W + self.b", "self.Z = X @ self.W + self.b"),
)

exercise.slip(
    "db_as_row",
    N_("db is a table with one row. It has the shape of b: a plain vector."),
    change=("self.db = dout.sum(axis=0)", "self.db = dout.sum(axis=0, keepdims=True)"),
)

exercise.slip(
    "input_not_remembered",
    N_("forward does not remember its input. backward needs it: self.X = X."),
    change=("self.X = X", "pass"),
)


@exercise.alternative("loops")
class _:
    def __init__(self, W, b):
        self.W, self.b = np.array(W), np.array(b)
        self.dW = self.db = None

    def forward(self, X):
        self.inputs = X
        Z = np.zeros((len(X), self.W.shape[1]))
        for n in range(len(X)):
            for m in range(self.W.shape[1]):
                Z[n, m] = np.sum(X[n] * self.W[:, m]) + self.b[m]
        return Z

    def backward(self, dout):
        dX = np.zeros_like(self.inputs)
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)
        for n in range(len(dout)):
            self.dW += np.outer(self.inputs[n], dout[n])
            self.db += dout[n]
            dX[n] = self.W @ dout[n]
        return dX


@exercise.alternative("float32")
class _:
    def __init__(self, W, b):
        self.W = W.astype(np.float32)
        self.b = b.astype(np.float32)

    def forward(self, X):
        self.X = X.astype(np.float32)
        return np.dot(self.X, self.W) + self.b

    def backward(self, dout):
        dout = dout.astype(np.float32)
        self.dW = np.dot(self.X.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)


@exercise.alternative("gradients in a dict, too")
class _:
    def __init__(self, W, b):
        self.params = {"W": W, "b": b}
        self.W, self.b = W, b

    def forward(self, X):
        self.cache = X, self.params["W"]
        return np.einsum("nd,dm->nm", X, self.params["W"]) + self.params["b"]

    def backward(self, dout):
        X, W = self.cache
        self.grads = {"W": np.einsum("nd,nm->dm", X, dout), "b": np.ones(len(dout)) @ dout}
        self.dW, self.db = self.grads["W"], self.grads["b"]
        return np.einsum("nm,dm->nd", dout, W)
