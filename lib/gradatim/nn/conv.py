"""The convolution layer: the same small filters look at every place of an image."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn._fast.arrays import constant
from gradatim.nn._fast.images import check_images, check_window, inside, outside
from gradatim.nn._fast.windows import Gradients, Windows, known, pairs, parts, places
from gradatim.nn.init import Init, kaiming_normal
from gradatim.nn.module import Module


class Conv2d(Module):
    """out[n, i, j, k] = b[k] + the sum of window (i, j) of image n times filter k: cross-correlation.

    W (f, f, in_channels, out_channels) with f = kernel_size (in PyTorch the channels come first); windows move by
    `stride`; `padding` zeros are put around the image. `rng` draws the first weights by
    `init(f f in_channels, out_channels, rng)`; b starts at 0.
    """

    names = ("W", "b")

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        padding: int = 0,
        rng: np.random.Generator | int | None = None,
        init: Init = kaiming_normal,
    ):
        self.in_channels, self.out_channels, self.kernel_size = in_channels, out_channels, kernel_size
        self.stride, self.padding = stride, padding
        check_window(self, kernel_size, stride, padding)
        filters = init(kernel_size**2 * in_channels, out_channels, np.random.default_rng(rng))
        self.W = filters.reshape(kernel_size, kernel_size, in_channels, out_channels)
        self.b = np.zeros(out_channels)
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)
        self._windows: dict[tuple, Windows] = {}
        self._gradients: dict[tuple, Gradients] = {}

    def forward(self, X: ArrayLike) -> NDArray:
        """X (N, H, W, C) -> out (N, H', W', K), H' = (H + 2 padding - f) // stride + 1. ValueError for other shapes."""
        X = np.asarray(X, self.W.dtype)
        f, K, stride, padding = self.kernel_size, self.out_channels, self.stride, self.padding
        check_images(self, X, f, padding, self.in_channels)
        A = inside(X)
        self.shape, self.room = A.shape, (A.shape, f, K, stride, padding, A.dtype)
        self.windows = known(Windows, self._windows, *self.room)
        blocks = self.windows.fill(A)
        H, W = (places(size, f, stride, padding) for size in X.shape[1:3])
        out = np.empty((H, K, W, len(X)), A.dtype)
        filters = self.W.reshape(-1, K).T
        np.matmul(filters, blocks, out=parts(out, blocks.shape[1]))  # (K, f f C) (H', J, f f C, n)
        out += self.b.repeat(W * len(X)).reshape(out.shape[1:])  # whole rows: twice as fast as one number for each
        self.out = outside(out)
        return self.out

    def backward_parameters(self, dout: NDArray) -> None:
        """dW = the sum of window times dout over all windows; db (K,) = the sum of dout."""
        self.dZ = dZ = inside(dout)
        H, K = dZ.shape[:2]
        blocks = self.windows.blocks
        filters = np.matmul(blocks, parts(dZ, blocks.shape[1]).swapaxes(2, 3))  # (H', J, f f C, n) (H', J, n, K)
        np.add.reduce(filters.reshape(-1, self.dW.size), out=self.dW.reshape(-1))
        sums = dZ.reshape(H * K, -1)
        sums = sums.dot(constant(1, sums.shape[1], dZ.dtype))
        np.add.reduce(sums.reshape(H, K), out=self.db)

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX (N, H, W, C), after `backward_parameters` of the same dout: each pixel's share of all windows that see it.

        One product adds up the shares along each column of a window; then the f columns go to their places.
        """
        (H, C, W, N), f, stride, padding = self.shape, self.kernel_size, self.stride, self.padding
        blocks = known(Gradients, self._gradients, *self.room).fill(self.dZ)
        columns = self.W[::-1].transpose(1, 2, 0, 3).reshape(f * C, -1)  # lowest row first: the highest window sees it
        across = self.dZ.shape[2]
        shares = np.empty((H, f * C, across, N), blocks.dtype)
        np.matmul(columns, blocks, out=parts(shares, blocks.shape[1]))  # (f C, f K) (H, J, f K, n)
        shares = shares.reshape(H, f, C, across, N)
        dX = np.empty(self.shape, shares.dtype)
        dX.fill(0)
        for d in range(f):
            windows, pixels = pairs(across, W, stride, d - padding)
            dX[:, :, pixels] += shares[:, d, :, windows]
        return outside(dX)

    def __repr__(self) -> str:
        return (
            f"Conv2d({self.in_channels}, {self.out_channels}, {self.kernel_size}"
            + (f", stride={self.stride}" if self.stride != 1 else "")
            + (f", padding={self.padding})" if self.padding else ")")
        )
