"""What the widgets train where a student passes nothing: small networks on two noisy moons."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from gradatim.data import moons
from gradatim.nn import CrossEntropyLoss, Linear, Sequential, Tanh
from gradatim.optim import SGD
from gradatim.widgets.descent.small_network import SmallNetwork

BATCH, STEPS = 32, 200


def moons_train(rate: float) -> float:
    """200 full-batch steps of a fresh network 2-16-16-1; the loss on other samples."""
    trained, held = SmallNetwork(*moons(150, 0.2, 0)), SmallNetwork(*moons(150, 0.2, 1))
    path, _losses = trained.run(rate, STEPS)
    return float(held.losses(path[-1:])[0])


def moons_step() -> Callable[[float], float]:
    """A fresh network 2-16-2, and the function that trains it by one mini-batch."""
    rng = np.random.default_rng(0)
    X, y = moons(400, 0.2, rng)
    model, loss = Sequential(Linear(2, 16, rng), Tanh(), Linear(16, 2, rng)), CrossEntropyLoss()
    optimizer = SGD(model.parameters(), lr=1.0)

    def step(rate):
        rows = rng.integers(0, len(X), BATCH)
        output = model.forward(X[rows])
        model.backward_parameters(loss.backward(output, y[rows]))
        optimizer.lr = rate
        optimizer.step()
        return loss.forward(output, y[rows])

    return step


def moons_model() -> tuple[Sequential, NDArray[np.float64], NDArray[np.int64], tuple[NDArray, NDArray]]:
    """A network that can learn 60 samples by heart: the model, X, y, and the held-out samples (X, y)."""
    rng = np.random.default_rng(0)
    X, y = moons(60, 0.3, rng)
    held_out = moons(400, 0.3, rng)
    return Sequential(Linear(2, 40, rng), Tanh(), Linear(40, 2, rng)), X, y, held_out
