"""The embedding layer: each word of a vocabulary has a row of numbers that is learned."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn.module import Module
from gradatim.text import _


class Embedding(Module):
    """out = the rows of W (num_embeddings, embedding_dim) with the numbers X.

    `rng` draws the first W, normal with mean 0 and standard deviation 1.
    """

    names = ("W",)

    def __init__(self, num_embeddings: int, embedding_dim: int, rng: np.random.Generator | int | None = None):
        self.num_embeddings, self.embedding_dim = num_embeddings, embedding_dim
        self.W = np.random.default_rng(rng).normal(size=(num_embeddings, embedding_dim))
        self.dW = np.zeros_like(self.W)

    def forward(self, X: ArrayLike) -> NDArray:
        """X (N, T) or (N,), whole numbers (they may be floats) -> out (N, T, D) or (N, D). ValueError for others."""
        X = np.asarray(X)
        if X.dtype.kind not in "iu" and not (X.dtype.kind == "f" and (np.floor(X) == X).all()):
            message = _("{layer}: X has to hold whole numbers, the places of words in the vocabulary.")
            raise ValueError(message.format(layer=self))
        if X.size and not 0 <= X.min() <= X.max() < self.num_embeddings:
            message = _("{layer}: X has numbers from {low} to {high}; they have to be 0 to {last}.")
            raise ValueError(message.format(layer=self, low=X.min(), high=X.max(), last=self.num_embeddings - 1))
        self.words = X.astype(np.intp)
        self.out = self.W.take(self.words, axis=0)
        return self.out

    def backward_parameters(self, dout: NDArray) -> None:
        """dW (V, D): the row of a word is the sum of dout wherever the word occurs, 0 if it does not."""
        words = self.words.ravel()
        self.dW[...] = 0
        if words.size:
            order = words.argsort(kind="stable")
            words = words[order]
            first = np.flatnonzero(np.diff(words, prepend=-1))  # the first place of each word that occurs
            self.dW[words[first]] = np.add.reduceat(dout.reshape(-1, self.embedding_dim)[order], first)

    def backward_input(self, dout: NDArray) -> None:
        """None: whole numbers cannot be moved a little, so they have no gradient."""
        return None

    def __repr__(self) -> str:
        return f"Embedding({self.num_embeddings}, {self.embedding_dim})"
