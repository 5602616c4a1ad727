"""RMSprop: the step is divided by the recent size of the gradient."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gradatim.nn.parameters import Parameters
from gradatim.optim.optimizer import Optimizer


class RMSprop(Optimizer):
    """cache = beta cache + (1 - beta) dw^2 from cache = 0; w = w - lr dw / (sqrt(cache) + eps).

    PyTorch calls beta `alpha`. Tieleman and Hinton (2012), lecture 6.5 of *Neural Networks for Machine Learning*.
    """

    names = ("cache",)

    def __init__(self, parameters: Parameters, lr: float = 0.01, beta: float = 0.99, eps: float = 1e-8):
        super().__init__(parameters, lr)
        self.beta, self.eps = beta, eps

    def move(self, w: NDArray, dw: NDArray, space: NDArray, cache: NDArray) -> None:  # type: ignore[override]  # a vector for each of `names`
        np.multiply(dw, dw, out=space)
        space *= 1 - self.beta
        cache *= self.beta
        cache += space
        np.sqrt(cache, out=space)
        space += self.eps
        np.divide(dw, space, out=space)
        space *= self.lr
        w -= space
