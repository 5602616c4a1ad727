"""Adagrad: parameters that have moved much take smaller steps."""

import numpy as np

from gradatim.optim.optimizer import Optimizer


class Adagrad(Optimizer):
    """cache = cache + dw^2 from cache = 0; w = w - lr dw / (sqrt(cache) + eps).

    Duchi, Hazan and Singer (2011), *Adaptive Subgradient Methods for Online Learning and Stochastic Optimization*.
    """

    names = ("cache",)

    def __init__(self, parameters, lr=0.01, eps=1e-10):
        super().__init__(parameters, lr)
        self.eps = eps

    def move(self, w, dw, space, cache):
        cache += np.multiply(dw, dw, out=space)
        np.sqrt(cache, out=space)
        space += self.eps
        np.divide(dw, space, out=space)
        space *= self.lr
        w -= space
