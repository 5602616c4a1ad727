"""From images or sequences to rows, as a dense layer wants them."""

from __future__ import annotations

from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn.module import Module


class Flatten(Module):
    """out = X with each sample in one row: (N, H, W, C) -> (N, H W C)."""

    def forward(self, X: ArrayLike) -> NDArray:
        """X (N, ...) -> out (N, D)."""
        X = np.asarray(X)
        self.shape, D = X.shape, prod(X.shape[1:])
        if X.ndim > 1 and X.strides[0] == X.itemsize:  # the batch last, as images are kept: so it may stay
            self.out = X.transpose(*range(1, X.ndim), 0).reshape(D, len(X)).T
        else:
            self.out = X.reshape(len(X), D)
        return self.out

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX (N, ...), the same numbers."""
        return dout.reshape(self.shape)
