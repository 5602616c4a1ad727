"""Activations: functions of each number, and softmax, a function of each row. Every `out` has the shape of X."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn._fast import arrays
from gradatim.nn.module import Module, floats


class _Activation(Module):
    out: NDArray

    def forward(self, X: ArrayLike) -> NDArray:
        self.out = self.function(floats(X))
        return self.out

    def function(self, X: NDArray) -> NDArray:
        raise NotImplementedError


class ReLU(_Activation):
    """out = max(0, x). The slope at 0 is taken as 0."""

    def function(self, X: NDArray) -> NDArray:
        return arrays.positive(X)

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX = dout where x > 0, else 0."""
        return arrays.where_positive(self.out, dout)


class LeakyReLU(_Activation):
    """out = x where x > 0, else alpha x (PyTorch calls alpha `negative_slope`). The slope at 0 is taken as alpha."""

    def __init__(self, alpha: float = 0.01):
        self.alpha = alpha

    def function(self, X: NDArray) -> NDArray:
        self.slope = np.where(X > 0, X.dtype.type(1), X.dtype.type(self.alpha))
        return X * self.slope

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX = dout where x > 0, else alpha dout."""
        return dout * self.slope

    def __repr__(self) -> str:
        return f"LeakyReLU({self.alpha})"


class Tanh(_Activation):
    """out = tanh(x), between -1 and 1."""

    def function(self, X: NDArray) -> NDArray:
        return np.tanh(X)

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX = dout (1 - out^2)."""
        return dout * (1 - self.out * self.out)


class Sigmoid(_Activation):
    """out = 1 / (1 + exp(-x)), between 0 and 1; computed as (1 + tanh(x / 2)) / 2, which never overflows."""

    def function(self, X: NDArray) -> NDArray:
        return 0.5 + 0.5 * np.tanh(0.5 * X)

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX = dout out (1 - out)."""
        return dout * self.out * (1 - self.out)


class Softmax(_Activation):
    """out = exp(x) / the sum of exp(x) over the row. `CrossEntropyLoss` has it inside: do not put one before it."""

    def function(self, X: NDArray) -> NDArray:
        return arrays.softmax(X)

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX = out (dout - s), s (N, 1) the sum of dout out over the row."""
        return self.out * (dout - (dout * self.out).sum(axis=1, keepdims=True))
