"""Gradient descent, with or without momentum."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gradatim.nn._fast.arrays import constant
from gradatim.nn.parameters import Parameters
from gradatim.optim.optimizer import Optimizer


class SGD(Optimizer):
    """w = w - lr dw; with momentum v = momentum v + (1 - momentum) dw from v = 0, and w = w - lr v.

    PyTorch leaves out the factor 1 - momentum: with momentum its SGD takes the same steps at lr (1 - momentum).
    """

    names = ("v",)  # v / (1 - momentum): the factor comes in with lr, which saves a pass over the numbers

    def __init__(self, parameters: Parameters, lr: float, momentum: float = 0.0):
        super().__init__(parameters, lr)
        self.momentum = momentum

    def move(self, w: NDArray, dw: NDArray, space: NDArray, v: NDArray) -> None:  # type: ignore[override]  # a vector for each of `names`
        change, factor = dw, self.lr
        if self.momentum:
            v *= constant(self.momentum, (), v.dtype)
            v += dw
            change, factor = v, self.lr * (1 - self.momentum)
        w -= np.multiply(change, constant(factor, (), w.dtype), space)
