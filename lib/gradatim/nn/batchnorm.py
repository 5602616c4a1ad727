"""Batch normalization: each column of a batch gets mean 0 and variance 1, then a scale and a shift that are learned."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn.module import Module
from gradatim.text import _


class BatchNorm1d(Module):
    """out = gamma (X - mean) / sqrt(var + eps) + beta, column by column.

    In training mean and var (divided by N) are the batch's, and the running ones follow:
    running = momentum running + (1 - momentum) batch. In use they are the running ones. (PyTorch writes 1 - momentum
    for this momentum, and divides the running variance by N - 1.)
    Ioffe and Szegedy (2015), *Batch Normalization*, algorithm 1; backward as in its section 3.
    """

    names = ("gamma", "beta")
    states = ("running_mean", "running_var")

    def __init__(self, num_features: int, momentum: float = 0.9, eps: float = 1e-5):
        self.num_features, self.momentum, self.eps = num_features, momentum, eps
        self.gamma, self.beta = np.ones(num_features), np.zeros(num_features)
        self.dgamma, self.dbeta = np.zeros(num_features), np.zeros(num_features)
        self.running_mean, self.running_var = np.zeros(num_features), np.ones(num_features)

    def forward(self, X: ArrayLike) -> NDArray:
        """X (N, D) -> out (N, D). Raises ValueError for another number of columns, or one row in training."""
        X = np.asarray(X, self.gamma.dtype)
        if X.ndim != 2 or X.shape[1] != self.num_features:
            message = _("{layer}: X has the shape {given}; it has to be (N, {wanted}), one sample in each row.")
            raise ValueError(message.format(layer=self, given=X.shape, wanted=self.num_features))
        if self.training:
            if len(X) < 2:
                raise ValueError(_("{layer}: one sample has no variance; a batch needs two.").format(layer=self))
            mean, var = X.mean(axis=0), X.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean.astype(X.dtype), self.running_var.astype(X.dtype)
        self.std = np.sqrt(var + self.eps)
        self.normal = (X - mean) / self.std
        self.out = self.gamma * self.normal + self.beta
        return self.out

    def backward_parameters(self, dout: NDArray) -> None:
        """dgamma (D,) = the sum of dout normal over the rows; dbeta (D,) = the sum of dout."""
        np.sum(dout * self.normal, axis=0, out=self.dgamma)
        np.sum(dout, axis=0, out=self.dbeta)

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX = (g - mean(g) - normal mean(g normal)) / std with g = dout gamma, means over the rows; in use g / std."""
        g = dout * self.gamma
        if self.training:
            g = g - g.mean(axis=0) - self.normal * (g * self.normal).mean(axis=0)
        return g / self.std

    def __repr__(self) -> str:
        return f"BatchNorm1d({self.num_features})"
