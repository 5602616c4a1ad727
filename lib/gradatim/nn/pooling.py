"""Max pooling: of each window of an image the largest number remains."""

import numpy as np

from gradatim.nn.images import check_images, check_window, inside, outside, places
from gradatim.nn.module import Module, floats


class MaxPool2d(Module):
    """out[n, i, j, c] = the largest number of window (i, j) of channel c; windows move by `stride`, else side by side.

    Of several largest the first, row by row, gets the gradient. Pixels that are in no window get 0.
    The largest of each line within the window comes first, then the largest of these: 2 f numbers in place of f f.
    """

    def __init__(self, kernel_size, stride=None):
        self.kernel_size, self.stride = kernel_size, kernel_size if stride is None else stride
        check_window(self, self.kernel_size, self.stride)

    def forward(self, X):
        """X (N, H, W, C) -> out (N, H', W', C), H' = (H - f) // stride + 1. Raises ValueError for other shapes."""
        X = floats(X)
        check_images(self, X, self.kernel_size)
        self.X = inside(X)
        self.lines = self._largest(self.X, 2)
        self.largest = self._largest(self.lines, 0)
        self.out = outside(self.largest)
        return self.out

    def backward_input(self, dout):
        """dX (N, H, W, C): dout at the place of the largest number, 0 elsewhere; where windows overlap, the sum."""
        dlines = self._to_largest(inside(dout), self.largest, self.lines, 0)
        return outside(self._to_largest(dlines, self.lines, self.X, 2))

    def _parts(self, A, axis):
        """The first number of each window along an axis, the second, ...: views."""
        reach = self.stride * (places(A.shape[axis], self.kernel_size, self.stride) - 1) + 1
        before = (slice(None),) * axis
        return [A[(*before, slice(a, a + reach, self.stride))] for a in range(self.kernel_size)]

    def _largest(self, A, axis):
        first, *others = self._parts(A, axis)
        out = first.copy()
        for part in others:
            np.maximum(out, part, out=out)
        return out

    def _to_largest(self, dout, out, A, axis):
        """The gradient with respect to A of out = `_largest(A, axis)`."""
        dA = np.zeros_like(A)
        rest = dout  # what no number has got yet
        for part, dpart in zip(self._parts(A, axis), self._parts(dA, axis), strict=True):
            left = np.sign(out - part)  # 0 where part is the largest, else 1
            left *= rest
            dpart += rest - left
            rest = left
        return dA

    def __repr__(self):
        stride = "" if self.stride == self.kernel_size else f", stride={self.stride}"
        return f"MaxPool2d({self.kernel_size}{stride})"
