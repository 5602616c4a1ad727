"""The convolution layer: the same small filters look at every place of an image."""

import numpy as np

from gradatim.nn.images import check_images, check_window, inside, outside, places
from gradatim.nn.init import kaiming_normal
from gradatim.nn.module import Module
from gradatim.nn.windows import Windows

SHAPES = 3  # room is kept for so many shapes: the batch, the rest of an epoch, the data that are predicted


class Conv2d(Module):
    """out[n, i, j, k] = b[k] + the sum of window (i, j) of image n times filter k: cross-correlation.

    W (f, f, in_channels, out_channels) with f = kernel_size (in PyTorch the channels come first); windows move by
    `stride`; `padding` zeros are put around the image. `rng` draws the first weights by
    `init(f f in_channels, out_channels, rng)`; b starts at 0.
    """

    names = ("W", "b")

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, rng=None, init=kaiming_normal):
        self.in_channels, self.out_channels, self.kernel_size = in_channels, out_channels, kernel_size
        self.stride, self.padding = stride, padding
        check_window(self, kernel_size, stride, padding)
        filters = init(kernel_size**2 * in_channels, out_channels, np.random.default_rng(rng))
        self.W = filters.reshape(kernel_size, kernel_size, in_channels, out_channels)
        self.b = np.zeros(out_channels)
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)
        self._windows, self._gradient_windows = {}, {}

    def forward(self, X):
        """X (N, H, W, C) -> out (N, H', W', K), H' = (H + 2 padding - f) // stride + 1. ValueError for other shapes."""
        X = np.asarray(X, self.W.dtype)
        f, K, stride, padding = self.kernel_size, self.out_channels, self.stride, self.padding
        check_images(self, X, f, padding, self.in_channels)
        A = inside(X)
        H, W = (places(size, f, stride, padding) for size in X.shape[1:3])
        self.windows = _windows(self._windows, A, f, (H, W), stride, padding, 1)
        blocks = self.windows.fill(A)
        out = np.matmul(self.W.reshape(-1, K).T, blocks)  # (K, f f C) (H', f f C, W' N) -> (H', K, W' N)
        out += self.b[:, None]
        self.shape = X.shape
        self.out = outside(out.reshape(H, K, W, len(X)))
        return self.out

    def backward_parameters(self, dout):
        """dW = the sum of window times dout over all windows; db (K,) = the sum of dout."""
        self.dZ = inside(dout)
        H, K, W, N = self.dZ.shape
        dZ = self.dZ.reshape(H, K, W * N)
        filters = np.matmul(self.windows.blocks, dZ.transpose(0, 2, 1))  # (H', f f C, W' N) (H', W' N, K)
        np.sum(filters, axis=0, out=self.dW.reshape(-1, K))
        np.sum(dZ, axis=(0, 2), out=self.db)

    def backward_input(self, dout):
        """dX (N, H, W, C), after `backward_parameters` of the same dout: dout convolved with the filters turned round.

        A pixel gets its share from each window that it is in. Its place in these windows runs backwards, and steps of
        `stride` become gaps between the numbers of dout.
        """
        N, H, W, C = self.shape
        f, turned = self.kernel_size, self.W[::-1, ::-1].transpose(2, 0, 1, 3)
        border = f - 1 - self.padding
        blocks = _windows(self._gradient_windows, self.dZ, f, (H, W), 1, border, self.stride).fill(self.dZ)
        return outside(np.matmul(turned.reshape(C, -1), blocks).reshape(H, C, W, N))

    def __repr__(self):
        return (
            f"Conv2d({self.in_channels}, {self.out_channels}, {self.kernel_size}"
            + (f", stride={self.stride}" if self.stride != 1 else "")
            + (f", padding={self.padding})" if self.padding else ")")
        )


def _windows(known, A, *how):
    """The windows for images of A's shape, made once for each shape and number format."""
    key = A.shape, how, A.dtype
    if key not in known:
        if len(known) == SHAPES:
            del known[next(iter(known))]
        known[key] = Windows(A.shape, *how, A.dtype)
    return known[key]
