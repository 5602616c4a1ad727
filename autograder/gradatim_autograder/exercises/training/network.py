"""Dense layers with tanh between them as one object: forward, backward, and a step against the gradients.

In the notebook it is made of the student's own `Dense` and `Tanh`. Here, where no helper is at hand, it keeps lists of
arrays: the check calls its methods and sees nothing of what is inside.
"""

from itertools import pairwise

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers, sized

exercise = declare(
    "Network",
    returns=("Z",),
    points={"Z": 2, "dX": 2, "Z_after": 2},
    section=N_("A network is a list of layers"),
)


@exercise.reference
class Network:
    def __init__(self, weights):
        self.W = [W for W, b in weights]
        self.b = [b for W, b in weights]
        self.dW, self.db = [None] * len(weights), [None] * len(weights)

    def forward(self, X):
        self.inputs = []
        for W, b in zip(self.W, self.b):
            A = np.tanh(X) if self.inputs else X
            self.inputs.append(A)
            X = A @ W + b
        return X

    def backward(self, dout):
        for i in reversed(range(len(self.W))):
            A = self.inputs[i]
            self.dW[i] = A.T @ dout
            self.db[i] = dout.sum(axis=0)
            dA = dout @ self.W[i].T
            dout = dA * (1 - A**2) if i > 0 else dA
        return dout

    def update(self, lr):
        for i in range(len(self.W)):
            self.W[i] = self.W[i] - lr * self.dW[i]
            self.b[i] = self.b[i] - lr * self.db[i]


@exercise.drive
def use(
    Network, weights, X_of_first_pass, dout_of_first_pass=None, X=None, dout=None, lr=None, X_of_another_network=None
):
    """One forward pass; or, where there is a dout, the second of two ways back; or, where there is an lr, the outputs
    after two steps on two batches; where there is an X_of_another_network, while another network works in between. The
    layers get arrays of their own, so that a step may change them in place.
    """
    network = Network([(W.copy(), b.copy()) for W, b in weights])
    other = None if X_of_another_network is None else Network([(W + 1, b + 1) for W, b in weights])
    Z = network.forward(X_of_first_pass)
    if dout_of_first_pass is None:
        return {"Z": Z}
    network.backward(dout_of_first_pass)
    if lr is not None:
        network.update(lr)
    network.forward(-X_of_first_pass)  # as for a loss that is only looked at: backward belongs to the last forward
    network.forward(X)
    if other is not None:
        other.forward(X_of_another_network)
        other.backward(np.ones((len(X_of_another_network), len(weights[-1][1]))))
    if lr is None:
        return {"dX": network.backward(dout)}
    network.backward(2 * dout)  # nothing of this call is left after the next one
    network.backward(dout)
    if other is not None:
        other.backward(np.ones((len(X_of_another_network), len(weights[-1][1]))))
    network.update(lr)
    return {"Z_after": network.forward(X)}


def layers(rng, *widths):
    """(W, b) of each layer, so small that tanh is neither flat nor straight."""
    return [(numbers(rng, D, M) / 2, numbers(rng, M) / 2) for D, M in pairwise(widths)]


def there_and_back(rng, widths, N, other):
    """Layers of these widths, samples and upstream gradients; the second batch has other ones, and another number."""
    D, M = widths[0], widths[-1]
    return layers(rng, *widths), *(numbers(rng, *shape) for shape in ((N, D), (N, M), (other, D), (other, M)))


def rate(rng):
    return float(rng.uniform(0.02, 0.06))


exercise.probes(
    times=2,
    forward_through_three_layers=sized(lambda rng, N, D, H, G, M: (layers(rng, D, H, G, M), numbers(rng, N, D))),
)

exercise.probes(
    forward_through_one_layer=sized(lambda rng, N, D, M: (layers(rng, D, M), numbers(rng, N, D))),
    forward_of_one_sample=sized(lambda rng, D, H, M: (layers(rng, D, H, M), numbers(rng, 1, D))),
    back_through_three_layers=sized(lambda rng, N, D, H, G, M, other: there_and_back(rng, (D, H, G, M), N, other)),
    # Layers in the wrong order end in an error where their sizes differ, here in wrong numbers, which say more.
    back_through_equal_layers=sized(lambda rng, width, N, other: there_and_back(rng, [width] * 5, N, other)),
    back_through_one_layer=sized(lambda rng, D, M, N, other: there_and_back(rng, (D, M), N, other)),
    back_beside_another_network=sized(
        lambda rng, D, H, M, N, other: (*there_and_back(rng, (D, H, M), N, other), None, numbers(rng, other, D))
    ),
    two_steps=sized(lambda rng, N, D, H, G, M, other: (*there_and_back(rng, (D, H, G, M), N, other), rate(rng))),
    two_steps_of_equal_layers=sized(
        lambda rng, width, N, other: (*there_and_back(rng, [width] * 5, N, other), rate(rng))
    ),
    two_steps_of_one_layer=sized(lambda rng, D, M, N, other: (*there_and_back(rng, (D, M), N, other), rate(rng))),
    two_steps_with_one_sample=sized(lambda rng, D, H, M, N: (*there_and_back(rng, (D, H, M), N, 1), rate(rng))),
    # One input, one hidden neuron and one output, as in the example.
    two_steps_of_single_neurons=sized(lambda rng, N, other: (*there_and_back(rng, (1, 1, 1), N, other), rate(rng))),
    two_steps_beside_another_network=sized(
        lambda rng, D, H, M, N, other: (*there_and_back(rng, (D, H, M), N, other), rate(rng), numbers(rng, other, D))
    ),
)

exercise.classes("""
one_layer: where the network has a single layer  if len(weights) == 1
single_neurons: where each layer has a single neuron  if all(W.shape == (1, 1) for W, b in weights)
two_networks: where two networks work side by side  if isinstance(X_of_another_network, np.ndarray)
one_row X_of_first_pass
one_row: where X has a single row  if isinstance(X, np.ndarray) and len(X) == 1
one_column: where X has a single column  if isinstance(X, np.ndarray) and X.shape[1] == 1
""")

exercise.wrong_lines("""
activation_before_the_first_layer: The samples themselves go through tanh, before the first layer. tanh should stand
between the layers only.
    of "layers that are objects": for W, b in weights: self.layers += [self.Tanh(), self.Dense(W, b)]
activation_after_the_last_layer: The last layer's sums go through tanh too. tanh should stand between the layers, and
not behind the last one.
    of "layers that are objects": for W, b in weights: self.layers += [self.Dense(W, b), self.Tanh()]
activation_missing: There is no tanh between the layers. Without it they are one layer.
    of "layers that are objects": for W, b in weights: self.layers += [self.Dense(W, b)]
bias_forgotten: The biases are not added. Is check(Dense) right?
    X = A @ W
every_layer_gets_the_samples: Every layer gets the samples. It should get what the layer before has returned.
    of "layers that are objects": X = layer.forward(X) -> Z = layer.forward(X) ;; return X -> return Z
forward_returns_nothing: forward returns nothing. It should return what the last layer returns.
    return X -> pass
one_tanh_shared: All tanh have the same memory, that of the last one. Each needs its own object: Tanh() between any
two layers.
    dout = dA * (1 - self.inputs[-1] ** 2) if i > 0 else dA
one_input_for_all_layers: Each dW is made from the input of the last layer. Each Dense should keep its own, in self.
Is check(Dense) right?
    self.dW[i] = self.inputs[-1].T @ dout
walked_forward: backward goes through the layers from the first to the last. The way back should begin at the last
one.
    of "layers that are objects": layers = self.layers
layers_left_reversed: After backward the layers stand in reverse order. They should stay as they were: reversed()
leaves the list alone.
    of "layers that are objects": layers = self.layers[::-1] -> layers = self.layers; layers.reverse()
gradient_not_passed_on: Every layer gets the dout that came in. It should get what the layer behind it has returned.
    dout = dA * (1 - A**2) if i > 0 else dA -> pass ;; return dout -> return dA
activation_skipped_on_the_way_back: The way back leaves out tanh. Its backward should be called too, between those of
the dense layers.
    dout = dA
first_layer_skipped: backward leaves out the first layer. Go back through it too: its backward returns dX.
    in backward: for i in reversed(range(1, len(self.W))):
backward_returns_nothing: backward returns nothing. It should return what the first layer's backward returns.
    return dout -> pass
updated_too_early: A layer takes its step before the gradient has gone back through its old weights. Finish the way
back first, with the weights of the forward pass.
    def backward(self, dout):
        self.dout = dout
        for i in reversed(range(len(self.W))):
            dA = dout @ self.W[i].T
            dout = dA * (1 - self.inputs[i] ** 2) if i > 0 else dA
        return dout
        ;; def update(self, lr):
        dout = self.dout
        for i in reversed(range(len(self.W))):
            self.W[i] = self.W[i] - lr * self.inputs[i].T @ dout
            self.b[i] = self.b[i] - lr * dout.sum(axis=0)
            dout = dout @ self.W[i].T * (1 - self.inputs[i] ** 2)
gradients_added_up: The gradients of an earlier batch are still in dW and db. Each backward pass should set them anew.
    [None] => [0] ;; self.dW[i] += A.T @ dout ;; self.db[i] += dout.sum(axis=0)
    self.inputs = [] -> self.inputs = []; self.dW, self.db = [0] * len(self.W), [0] * len(self.W)
        ;; self.dW[i] += A.T @ dout ;; self.db[i] += dout.sum(axis=0)
state_shared_by_networks: Another network overwrites what this one keeps. Store it in self, not in the class or in a
variable outside of it. Is check(Dense) right, and check(Tanh)?
    self.inputs = [] -> type(self).inputs = []
    in __init__: self.dW -> type(self).dW ;; in __init__: self.db -> type(self).db
    in __init__: self.W -> type(self).W ;; in __init__: self.b -> type(self).b
gradients_of_the_first_batch: Each update uses the gradients of the first batch. Use those that the last backward pass
has left.
    self.dW[i] = A.T @ dout if self.dW[i] is None else self.dW[i]
        ;; self.db[i] = dout.sum(axis=0) if self.db[i] is None else self.db[i]
update_with_plus: update goes up the slope: it adds lr times the gradient. Subtract it.
    self.W[i] = self.W[i] + lr * self.dW[i] ;; self.b[i] = self.b[i] + lr * self.db[i]
update_lost: update changes nothing. Store the new weights and biases in the layers.
    self.W[i] = self.W[i] - lr * self.dW[i] -> W = self.W[i] - lr * self.dW[i]
        ;; self.b[i] = self.b[i] - lr * self.db[i] -> b = self.b[i] - lr * self.db[i]
biases_not_updated: update moves the weights alone. The biases should learn too.
    self.b[i] = self.b[i] - lr * self.db[i] -> pass
weights_not_updated: update moves the biases alone. The weights should learn too.
    self.W[i] = self.W[i] - lr * self.dW[i] -> pass
only_last_layer_updated: update changes the last layer only. Every dense layer should make its step.
    in update: for i in [-1]:
first_layer_not_updated: update leaves out the first layer. Every dense layer should make its step.
    in update: for i in range(1, len(self.W)):
last_layer_not_updated: update leaves out the last layer. Every dense layer should make its step.
    in update: for i in range(len(self.W) - 1):
learning_rate_forgotten: update subtracts the whole gradient. Multiply it by lr first.
    self.W[i] = self.W[i] - self.dW[i] ;; self.b[i] = self.b[i] - self.db[i]
""")


@exercise.alternative("layers that are objects")
class Objects:
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

    class Tanh:
        def forward(self, Z):
            self.A = np.tanh(Z)
            return self.A

        def backward(self, dout):
            return dout * (1 - self.A**2)

    def __init__(self, weights):
        self.layers = []
        for W, b in weights:
            if self.layers:
                self.layers.append(self.Tanh())
            self.layers.append(self.Dense(W, b))

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def backward(self, dout):
        layers = self.layers[::-1]
        for layer in layers:
            dout = layer.backward(dout)
        return dout

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, self.Dense):
                layer.W = layer.W - lr * layer.dW
                layer.b = layer.b - lr * layer.db


@exercise.alternative("steps in place, gradients in pairs")
class InPlace:
    def __init__(self, weights):
        self.weights = weights

    def forward(self, X):
        self.outputs = [X]
        last = len(self.weights) - 1
        for i, (W, b) in enumerate(self.weights):
            Z = self.outputs[-1] @ W + b
            self.outputs.append(Z if i == last else np.tanh(Z))
        return self.outputs[-1]

    def backward(self, dout):
        self.gradients = []
        for i in range(len(self.weights) - 1, -1, -1):
            W = self.weights[i][0]
            self.gradients.append((self.outputs[i].T @ dout, np.sum(dout, axis=0)))
            dout = dout @ W.T
            if i > 0:
                dout = dout * (1 - np.square(self.outputs[i]))
        return dout

    def update(self, lr):
        for (W, b), (dW, db) in zip(self.weights, self.gradients[::-1]):
            W -= lr * dW
            b -= lr * db


@exercise.alternative("float32")
class Float32:
    def __init__(self, weights):
        self.W = [W.astype(np.float32) for W, b in weights]
        self.b = [b.astype(np.float32) for W, b in weights]

    def forward(self, X):
        A = X.astype(np.float32)
        self.inputs = [A]
        for W, b in zip(self.W[:-1], self.b[:-1]):
            A = np.tanh(A @ W + b)
            self.inputs.append(A)
        return A @ self.W[-1] + self.b[-1]

    def backward(self, dout):
        self.dW, self.db = [], []
        for A, W in zip(self.inputs[::-1], self.W[::-1]):
            self.dW = [A.T @ dout, *self.dW]
            self.db = [dout.sum(axis=0), *self.db]
            dout = (dout @ W.T) * (1 - A**2 if A is not self.inputs[0] else 1)
        return dout

    def update(self, lr):
        self.W = [W - lr * dW for W, dW in zip(self.W, self.dW)]
        self.b = [b - lr * db for b, db in zip(self.b, self.db)]
