"""Max pooling: of each window of an image the largest number remains."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn._fast.images import check_images, check_window, inside, outside
from gradatim.nn._fast.windows import places
from gradatim.nn.module import Module, floats


class MaxPool2d(Module):
    """out[n, i, j, c] = the largest number of window (i, j) of channel c; windows move by `stride`, else side by side.

    Of several largest the first, column by column, gets the gradient. Pixels that are in no window get 0.
    The largest of each column of a window comes first, then the largest of these: 2 f numbers in place of f f.
    """

    def __init__(self, kernel_size: int, stride: int | None = None):
        self.kernel_size, self.stride = kernel_size, kernel_size if stride is None else stride
        check_window(self, self.kernel_size, self.stride)

    def forward(self, X: ArrayLike) -> NDArray:
        """X (N, H, W, C) -> out (N, H', W', C), H' = (H - f) // stride + 1. Raises ValueError for other shapes."""
        X = floats(X)
        check_images(self, X, self.kernel_size)
        A = inside(X)
        self.shape, columns, self.in_column = A.shape, *self._largest(A, 0)
        self.columns, out, self.among_columns = columns.shape, *self._largest(columns, 2)
        self.out = outside(out)
        return self.out

    def backward_input(self, dout: NDArray) -> NDArray:
        """dX (N, H, W, C): dout at the place of the largest number, 0 elsewhere; where windows overlap, the sum."""
        dcolumns = self._to_largest(inside(dout), self.among_columns, self.columns, 2)
        return outside(self._to_largest(dcolumns, self.in_column, self.shape, 0))

    def _parts(self, A: NDArray, axis: int) -> list[NDArray]:
        """The first number of each window along an axis, the second, ...: views."""
        reach = self.stride * (places(A.shape[axis], self.kernel_size, self.stride) - 1) + 1
        before = (slice(None),) * axis
        return [A[(*before, slice(a, a + reach, self.stride))] for a in range(self.kernel_size)]

    def _largest(self, A: NDArray, axis: int) -> tuple[NDArray, list[NDArray[np.bool_]]]:
        """The largest numbers of all windows along an axis, and for each part but the last, where it is the largest."""
        first, *others = parts = self._parts(A, axis)
        out = np.maximum(first, others[0]) if others else first.copy()
        for part in others[1:]:
            np.maximum(out, part, out=out)
        return out, [part == out for part in parts[:-1]]

    def _to_largest(self, dout: NDArray, where: list[NDArray[np.bool_]], shape: tuple[int, ...], axis: int) -> NDArray:
        """The gradient of this shape with respect to A, for dout with respect to the largest numbers."""
        dA = np.empty(shape, dout.dtype)
        once = self.stride == self.kernel_size and shape[axis] % self.stride == 0  # each number is in one window
        if not once:
            dA.fill(0)
        parts = self._parts(dA, axis)
        for part, largest in zip(parts, [*where, None], strict=True):
            share = dout
            if largest is not None:
                share = largest.astype(dout.dtype)
                share *= dout
                dout = dout - share  # is left for the parts that come
            if once:
                part[...] = share
            else:
                part += share
        return dA

    def __repr__(self) -> str:
        stride = "" if self.stride == self.kernel_size else f", stride={self.stride}"
        return f"MaxPool2d({self.kernel_size}{stride})"
