"""The recurrent layer: it reads a sequence step by step and remembers by its hidden state."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn._fast.arrays import column_sums, constant
from gradatim.nn.init import Init, xavier_uniform
from gradatim.nn.module import Module
from gradatim.text import _


class RNN(Module):
    """h_t = tanh(x_t Wx + h_(t-1) Wh + b), from h = 0; out holds h_1 to h_T.

    Wx (input_size, hidden_size), Wh (hidden_size, hidden_size), b (hidden_size,), in PyTorch weight_ih_l0 and
    weight_hh_l0 (the other way round) and the sum of two biases. `rng` draws the first weights by
    `init(n_in, n_out, rng)`; b starts at 0.

    Inside, steps come first: (T, N, ...). What does not depend on the step before is one product for all steps:
    x Wx in front of the loop over the steps, the gradients of the weights behind it.
    """

    names = ("Wx", "Wh", "b")

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        rng: np.random.Generator | int | None = None,
        init: Init = xavier_uniform,
    ):
        self.input_size, self.hidden_size = input_size, hidden_size
        rng = np.random.default_rng(rng)
        self.Wx, self.Wh = init(input_size, hidden_size, rng), init(hidden_size, hidden_size, rng)
        self.b = np.zeros(hidden_size)
        self.dWx, self.dWh, self.db = np.zeros_like(self.Wx), np.zeros_like(self.Wh), np.zeros_like(self.b)

    def forward(self, X: ArrayLike) -> NDArray:
        """X (N, T, D) -> out (N, T, H). Raises ValueError for another D, or no steps."""
        X = np.asarray(X, self.Wx.dtype)
        if X.ndim != 3 or X.shape[2] != self.input_size or not X.shape[1]:
            message = _("{layer}: X has the shape {given}; it has to be (N, T, {wanted}), T steps of each sample.")
            raise ValueError(message.format(layer=self, given=X.shape, wanted=self.input_size))
        N, T, D = X.shape
        self.X = X.transpose(1, 0, 2).reshape(T * N, D)
        H = self.X.dot(self.Wx)
        H += self.b
        self.H = H = H.reshape(T, N, self.hidden_size)
        Wh, from_before = self.Wh, np.empty_like(H[0])
        np.tanh(H[0], H[0])
        for before, h in pairwise(H):
            before.dot(Wh, from_before)
            h += from_before
            np.tanh(h, h)
        self.out = H.transpose(1, 0, 2)
        return self.out

    def backward_parameters(self, dout: NDArray) -> None:
        """dZ_t = (dout_t + dZ_(t+1) Wh^T) (1 - h_t^2), from the last step to the first; from it the gradients.

        dWx = x^T dZ and dWh = h_(t-1)^T dZ_t, summed over all steps and samples; db the sum of dZ.
        """
        slope = self.H * self.H
        np.subtract(constant(1, (), slope.dtype), slope, slope)
        dZ = np.array(dout.transpose(1, 0, 2), order="C")
        Wh, from_after = self.Wh.T.copy(), np.empty_like(dZ[0])  # a product with the copy is up to twice as fast
        steps = zip(dZ[::-1], slope[::-1], strict=True)
        dz, s = next(steps)
        dz *= s
        for dz_before, s in steps:
            dz.dot(Wh, from_after)
            dz_before += from_after
            dz_before *= s
            dz = dz_before
        size = self.hidden_size
        self.dZ = dZ.reshape(-1, size)
        self.X.T.dot(self.dZ, self.dWx)
        self.H[:-1].reshape(-1, size).T.dot(dZ[1:].reshape(-1, size), self.dWh)
        column_sums(self.dZ, self.db)

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX (N, T, D) = dZ Wx^T, after `backward_parameters` of the same dout."""
        T, N = self.H.shape[:2]
        return self.dZ.dot(self.Wx.T).reshape(T, N, self.input_size).transpose(1, 0, 2)

    def __repr__(self) -> str:
        return f"RNN({self.input_size}, {self.hidden_size})"
