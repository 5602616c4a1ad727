"""A dense layer as an object: it remembers its input, and keeps its gradients."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized, sizes

exercise = declare(
    "Dense",
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
def use(Dense, W, b, X_of_first_pass, dout_of_first_pass=None, X=None, dout=None, X_of_another_layer=None):
    """One forward pass; or, where there is a dout, two rounds, of which the second counts; or, where there is an
    X_of_another_layer, the same while another layer works in between.
    """
    layer = Dense(W, b)
    other = None if X_of_another_layer is None else Dense(W + 1, b + 1)
    Z = layer.forward(X_of_first_pass)
    if dout is None:
        return {"Z": Z}
    layer.backward(dout_of_first_pass)
    layer.forward(-X_of_first_pass)  # as for a loss that is only looked at: backward belongs to the last forward
    Z = layer.forward(X)
    if other is not None:
        other.forward(X_of_another_layer)
    layer.backward(2 * dout)  # nothing of this call is left after the next one
    dX = layer.backward(dout)
    if other is not None:
        other.backward(np.ones((len(X_of_another_layer), W.shape[1])))
    kept = {"dX": dX, "dW": getattr(layer, "dW", None), "db": getattr(layer, "db", None)}
    return kept if other is None else {"Z": Z, **kept}


def rounds(rng, D, M, *counts):
    """W and b, then samples and upstream gradients of each round: so many."""
    return numbers(rng, D, M), numbers(rng, M), *(numbers(rng, N, width) for N in counts for width in (D, M))


exercise.probes(
    times=2, forward_alone=sized(lambda rng, N, D, M: (numbers(rng, D, M), numbers(rng, M), numbers(rng, N, D)))
)

# The second round has other samples, and another number of them.
exercise.probes(times=3, two_rounds=sized(lambda rng, N, D, M, other: rounds(rng, D, M, N, other)))


@exercise.probe(times=2)
def two_layers(rng):
    N, D, M, other = sizes(rng, 4)
    both = [numbers(rng, *shape) for shape in ((N, D), (N, M), (other, D), (other, M))]
    return numbers(rng, D, M), numbers(rng, M), *both, numbers(rng, other, D)


exercise.probes(
    forward_of_one_sample=sized(lambda rng, D, M: (numbers(rng, D, M), numbers(rng, M), numbers(rng, 1, D))),
    one_sample=sized(lambda rng, D, M, N: rounds(rng, D, M, N, 1)),
    one_neuron=sized(lambda rng, N, D, other: rounds(rng, D, 1, N, other)),
    one_input=sized(lambda rng, N, M, other: rounds(rng, 1, M, N, other)),
    # W fits on either side, turned or not.
    square_weights=sized(lambda rng, D, N, other: (*rounds(rng, D, D, N, other), None)),
    # X fits on either side, turned or not.
    as_many_samples_as_inputs=sized(lambda rng, D, M, N: (*rounds(rng, D, M, N, D), None)),
    # dout fits on either side, turned or not.
    as_many_samples_as_neurons=sized(lambda rng, D, M, N: (*rounds(rng, D, M, N, M), None)),
)

exercise.classes("""
square W
square: where there are as many samples as inputs  if np.ndim(X) and len(X) == X.shape[1]
square: where there are as many samples as neurons  if np.ndim(dout) and len(dout) == dout.shape[1]
two_layers: where two layers work side by side  if np.ndim(X_of_another_layer)
one_row X_of_first_pass
one_row: where X has a single row  if np.ndim(X) and len(X) == 1
one_row W
one_column W
""")

exercise.wrong_lines("""
bias_forgotten: forward does not add the bias.
    in forward: return X @ self.W
gradients_added_up: The gradients of an earlier backward pass are still in dW and db. Set them anew in each pass.
    self.b = b -> self.b = b; self.dW = 0; self.db = 0 ;; self.dW += self.X.T @ dout ;; self.db += dout.sum(axis=0)
    self.X = X -> self.X = X; self.dW = 0; self.db = 0 ;; self.dW += self.X.T @ dout ;; self.db += dout.sum(axis=0)
state_shared_by_layers: Another layer overwrites what this one keeps. Store it in self, not in the class or in a
variable outside of it.
    self.X = X -> type(self).X = X
    self.W = W -> type(self).W = W ;; self.b = b -> type(self).b = b
    self.dW -> type(self).dW ;; self.db -> type(self).db
    self.X = X -> type(self).X = X ;; self.dW -> type(self).dW ;; self.db -> type(self).db
last_sample_only: dW and db come from the last sample alone. Every sample should add to them.
    self.dW = self.X[-1:].T @ dout[-1:] ;; self.db = dout[-1]
first_sample_only: dW and db come from the first sample alone. Every sample should add to them.
    self.dW = self.X[:1].T @ dout[:1] ;; self.db = dout[0]
first_input_remembered: backward uses the input of the first forward pass. Each forward pass has to remember its own
X.
    self.X = getattr(self, "X", X)
gradients_not_stored: The gradients dW and db are not kept. Store them: self.dW = ..., self.db = ...
    self.dW -> dW ;; self.db -> db
gradients_returned: backward returns dX, dW and db. It should return dX alone and keep the others in self.dW and
self.db.
    in backward: return dout @ self.W.T, self.dW, self.db
nothing_returned: backward returns nothing. It should return dX, which the layer before needs.
    return dout @ self.W.T -> pass
db_averaged: db is averaged over the samples. Add the samples up.
    self.db = dout.mean(axis=0)
divided_by_samples: dW and db are divided by the number of samples. dout holds that division already.
    self.dW = self.X.T @ dout / len(dout) ;; self.db = dout.mean(axis=0)
dW_divided_by_samples: dW is divided by the number of samples. dout holds that division already.
    self.dW = self.X.T @ dout / len(dout)
db_not_summed: db still has a row for each sample. Add the samples up: axis=0.
    self.db = dout
db_wrong_axis: db is summed along the rows. It should have one number for each neuron: axis=0.
    self.db = dout.sum(axis=1)
db_one_number: db is one number. It should have one for each neuron: sum over the samples, axis=0.
    self.db = dout.sum()
dW_transposed: dW is transposed. It should have the shape of W.
    self.dW = dout.T @ self.X
weights_not_transposed: In dX the weights are not transposed: (N, M) times (M, D) needs W.T.
    in backward: return dout @ self.W
input_not_transposed: In dW the input is not transposed: (D, N) times (N, M) needs X.T.
    self.dW = self.X @ dout
output_remembered: dW is made from the output of the layer. It should be made from the input X: remember that.
    self.X = X @ self.W + self.b
dX_is_dout: backward passes dout on as it came. It has to go back through the weights.
    in backward: return dout
dX_from_dW: backward returns dW. It should return dX, which the layer before needs.
    in backward: return self.dW
weights_updated: backward takes a step with the weights before it uses them. It should compute gradients only; the
step comes later.
    return dout @ self.W.T -> self.W = self.W - 0.1 * self.dW; return dout @ self.W.T
db_forgotten: db is not stored. Store it beside dW: self.db = ...
    self.db = dout.sum(axis=0) -> pass
activation_applied: forward cuts off negative sums. Return the sums as they are; the activation is a layer of its own.
    in forward: return np.maximum(X @ self.W + self.b, 0)
forward_returns_nothing: forward returns nothing. Return the output.
    return X @ self.W + self.b -> self.Z = X @ self.W + self.b
db_as_row: db is a table with one row. It should have the shape of b: a plain vector.
    self.db = dout.sum(axis=0, keepdims=True)
input_not_remembered: forward does not remember its input. Keep it in self: backward needs it.
    self.X = X -> pass
""")


@exercise.alternative("loops")
class Loops:
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
class Float32:
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
class GradientsInDict:
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
