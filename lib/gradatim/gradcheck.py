"""Are the gradients right? Compare them with finite differences."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn.losses import Loss
from gradatim.nn.module import Module
from gradatim.text import _


def numerical_gradient(f: Callable[[NDArray[np.float64]], float], x: ArrayLike, h: float = 1e-5) -> NDArray[np.float64]:
    """The gradient at x of f(array) -> number: (f(x + h) - f(x - h)) / (2 h), entry by entry.

    x keeps its values; the result has its shape. x should be float64.
    """
    x = np.array(x, dtype=np.float64)
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        value = x[index]
        x[index] = value + h
        above = f(x)
        x[index] = value - h
        gradient[index] = (above - f(x)) / (2 * h)
        x[index] = value
    return gradient


def relative_error(a: ArrayLike, n: ArrayLike) -> float:
    """|a - n| / (|a| + |n|), with | | the length of the array as one vector; 0 where both are 0."""
    a, n = np.ravel(a), np.ravel(n)
    scale = np.linalg.norm(a) + np.linalg.norm(n)
    return float(np.linalg.norm(a - n) / scale) if scale else 0.0


def gradcheck(module: Module, X: ArrayLike, seed: int = 0, h: float = 1e-5) -> dict[str, float]:
    """The relative error of each gradient of a layer or model at X: {"X": ..., "W": ..., "b": ...}.

    Right ones are below 1e-7 or so. Without "X" where X has no gradient, as the words of an `Embedding`. The module is
    copied first, so it stays as it is; a `Sequential` needs `dtype=np.float64`. Numbers at a kink (a ReLU at 0) give
    large errors that mean nothing.
    """
    if getattr(module, "dtype", None) == np.float32:
        raise ValueError(_("gradcheck needs a model of float64: Sequential(..., dtype=np.float64)."))
    module, X = copy.deepcopy(module), np.array(X, dtype=np.float64)
    before = copy.deepcopy(module)  # every forward pass starts from here: the same random numbers, the same state
    dout = np.random.default_rng(seed).normal(size=module.forward(X).shape)
    dX = module.backward(dout)
    gradients = dict(module.named_gradients())

    def loss(name: str, value: NDArray[np.float64]) -> float:
        trial = copy.deepcopy(before)
        if name != "X":
            dict(trial.named_parameters())[name][...] = value
        return float((trial.forward(value if name == "X" else X) * dout).sum())

    values = dict(module.named_parameters())
    if dX is not None:
        gradients, values = {"X": dX, **gradients}, {"X": X, **values}
    numbers = {name: numerical_gradient(partial(loss, name), values[name], h) for name in values}
    return {name: relative_error(gradients[name], numbers[name]) for name in values}


def gradcheck_loss(loss: Loss, output: ArrayLike, y: NDArray, h: float = 1e-5) -> float:
    """The relative error of the gradient of a loss with respect to the output."""
    output = np.array(output, dtype=np.float64)
    return relative_error(loss.backward(output, y), numerical_gradient(lambda out: loss.forward(out, y), output, h))
