"""The dense layer: every input is connected with every neuron."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn._fast.arrays import column_sums
from gradatim.nn.init import Init, kaiming_normal
from gradatim.nn.module import Module
from gradatim.text import _


class Linear(Module):
    """out = X W + b, with W (in_features, out_features): one neuron in each column (in PyTorch, in each row).

    `rng` draws the first weights by `init(in_features, out_features, rng)`; b starts at 0.
    """

    names = ("W", "b")

    def __init__(
        self,
        in_features: int,
        out_features: int,
        rng: np.random.Generator | int | None,
        init: Init = kaiming_normal,
    ):
        self.in_features, self.out_features = in_features, out_features
        self.W = init(in_features, out_features, np.random.default_rng(rng))
        self.b = np.zeros(out_features)
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)

    def forward(self, X: ArrayLike) -> NDArray:
        """X (N, D) -> out (N, M). Raises ValueError for another number of columns."""
        X = np.asarray(X, self.W.dtype)
        if X.ndim != 2 or X.shape[1] != self.in_features:
            message = _("{layer}: X has the shape {given}; it has to be (N, {wanted}), one sample in each row.")
            raise ValueError(message.format(layer=self, given=X.shape, wanted=self.in_features))
        out = X.dot(self.W)
        out += self.b
        self.X, self.out = X, out
        return out

    def backward_parameters(self, dout: NDArray) -> None:
        """dW (D, M) = X^T dout; db (M,) = the sum of the rows of dout."""
        self.X.T.dot(dout, self.dW)
        column_sums(dout, self.db)

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX (N, D) = dout W^T."""
        return dout.dot(self.W.T)

    def __repr__(self) -> str:
        return f"Linear({self.in_features}, {self.out_features})"
