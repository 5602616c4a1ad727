"""Adagrad: parameters that have moved much take smaller steps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gradatim.nn.parameters import Parameters
from gradatim.optim.optimizer import Optimizer


class Adagrad(Optimizer):
    """cache = cache + dw^2 from cache = 0; w = w - lr dw / (sqrt(cache) + eps).

    Duchi, Hazan and Singer (2011), *Adaptive Subgradient Methods for Online Learning and Stochastic Optimization*.
    """

    names = ("cache",)

    def __init__(self, parameters: Parameters, lr: float = 0.01, eps: float = 1e-10):
        super().__init__(parameters, lr)
        self.eps = eps

    def move(self, w: NDArray, dw: NDArray, space: NDArray, cache: NDArray) -> None:  # type: ignore[override]  # a vector for each of `names`
        cache += np.multiply(dw, dw, out=space)
        np.sqrt(cache, out=space)
        space += self.eps
        np.divide(dw, space, out=space)
        space *= self.lr
        w -= space
