"""Dropout: in training each unit is dropped now and then, so that no other can rely on it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn.module import Module
from gradatim.text import _


class Dropout(Module):
    """Inverted dropout: out = X mask / keep in training, X in use.

    `keep` is the probability of keeping a unit (PyTorch's `p` is that of dropping it: keep = 1 - p).
    Srivastava and others (2014), *Dropout: A Simple Way to Prevent Neural Networks from Overfitting*.
    """

    scale: NDArray | int

    def __init__(self, keep: float, rng: np.random.Generator | int | None):
        if not 0 < keep <= 1:
            raise ValueError(_("keep must be above 0 and at most 1; it is {keep}").format(keep=keep))
        self.keep, self.rng = keep, np.random.default_rng(rng)

    def forward(self, X: ArrayLike) -> NDArray:
        """X (N, D) -> out (N, D)."""
        X = np.asarray(X)
        if self.training:
            kept = self.rng.random(X.shape, dtype=np.float32) < self.keep
            self.scale = kept.astype(X.dtype if X.dtype.kind == "f" else float) / self.keep
            self.out = X * self.scale
        else:
            self.scale, self.out = 1, X
        return self.out

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX = dout mask / keep, with the mask of the forward pass."""
        return dout * self.scale

    def __repr__(self) -> str:
        return f"Dropout({self.keep})"
