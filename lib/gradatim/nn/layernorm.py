"""Layer normalization: each sample gets mean 0 and variance 1, then a scale and a shift that are learned."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn.module import Module
from gradatim.text import _


class LayerNorm(Module):
    """out = gamma (X - mean) / sqrt(var + eps) + beta, along the last axis; the same in training and in use.

    Each row (N, D), or each word of a sequence (N, T, D), has a mean and a variance (divided by D) of its own: it does
    not matter what else is in the batch.
    Ba, Kiros and Hinton (2016), *Layer Normalization*.
    """

    names = ("gamma", "beta")

    def __init__(self, normalized_shape: int, eps: float = 1e-5):
        self.normalized_shape, self.eps = normalized_shape, eps
        self.gamma, self.beta = np.ones(normalized_shape), np.zeros(normalized_shape)
        self.dgamma, self.dbeta = np.zeros(normalized_shape), np.zeros(normalized_shape)

    def forward(self, X: ArrayLike) -> NDArray:
        """X (N, D) or (N, T, D) -> out of the same shape. Raises ValueError for another last axis."""
        X = np.asarray(X, self.gamma.dtype)
        if X.ndim < 2 or X.shape[-1] != self.normalized_shape:
            message = _("{layer}: X has the shape {given}; its last axis has to be {wanted}, one sample in each row.")
            raise ValueError(message.format(layer=self, given=X.shape, wanted=self.normalized_shape))
        self.std = np.sqrt(X.var(axis=-1, keepdims=True) + self.eps)
        self.normal = (X - X.mean(axis=-1, keepdims=True)) / self.std
        self.out = self.gamma * self.normal + self.beta
        return self.out

    def backward_parameters(self, dout: NDArray) -> None:
        """dgamma (D,) = the sum of dout normal over all samples; dbeta (D,) = the sum of dout."""
        D = self.normalized_shape
        np.sum((dout * self.normal).reshape(-1, D), axis=0, out=self.dgamma)
        np.sum(dout.reshape(-1, D), axis=0, out=self.dbeta)

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX = (g - mean(g) - normal mean(g normal)) / std with g = dout gamma, means along the last axis."""
        g = dout * self.gamma
        mean, pull = g.mean(axis=-1, keepdims=True), (g * self.normal).mean(axis=-1, keepdims=True)
        return (g - mean - self.normal * pull) / self.std

    def __repr__(self) -> str:
        return f"LayerNorm({self.normalized_shape})"
