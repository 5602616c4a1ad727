"""Adam: momentum, divided by the recent size of the gradient."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gradatim.nn.parameters import Parameters
from gradatim.optim.optimizer import Optimizer


class Adam(Optimizer):
    """m = beta1 m + (1 - beta1) dw; v = beta2 v + (1 - beta2) dw^2, both from 0; for step t = 1, 2, ...

    w = w - lr (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + eps).
    Kingma and Ba (2015), *Adam: A Method for Stochastic Optimization*, algorithm 1.
    """

    names = ("m", "v")

    def __init__(
        self,
        parameters: Parameters,
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ):
        super().__init__(parameters, lr)
        self.betas, self.eps, self.t = betas, eps, 0

    def step(self) -> None:
        self.t += 1
        super().step()

    def move(self, w: NDArray, dw: NDArray, space: NDArray, m: NDArray, v: NDArray) -> None:  # type: ignore[override]  # a vector for each of `names`
        beta1, beta2 = self.betas
        m *= beta1
        m += np.multiply(dw, 1 - beta1, out=space)
        np.multiply(dw, dw, out=space)
        space *= 1 - beta2
        v *= beta2
        v += space
        np.sqrt(v, out=space)
        space *= 1 / np.sqrt(1 - beta2**self.t)
        space += self.eps
        np.divide(m, space, out=space)
        space *= self.lr / (1 - beta1**self.t)
        w -= space
