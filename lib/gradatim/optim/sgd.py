"""Gradient descent, with or without momentum."""

import numpy as np

from gradatim.optim.optimizer import Optimizer


class SGD(Optimizer):
    """w = w - lr dw; with momentum v = momentum v + (1 - momentum) dw from v = 0, and w = w - lr v.

    PyTorch leaves out the factor 1 - momentum: with momentum its SGD takes the same steps at lr (1 - momentum).
    """

    def __init__(self, parameters, lr, momentum=0.0):
        super().__init__(parameters, lr)
        self.momentum = momentum
        self.v = self.zeros()  # v / (1 - momentum): the factor comes in with lr, which saves a pass over the numbers

    def step(self):
        w, dw = self.parameters.values, self.parameters.grads
        if self.momentum:
            self.v *= self.momentum
            self.v += dw
            w -= np.multiply(self.v, self.lr * (1 - self.momentum), out=self.space)
        else:
            w -= np.multiply(dw, self.lr, out=self.space)
