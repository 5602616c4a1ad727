"""Losses: how wrong the outputs are, as one number (a mean), and its gradient with respect to the outputs."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.nn._fast import arrays
from gradatim.text import _


class Loss:
    """A loss of your own defines `forward` and `backward`."""

    def forward(self, output: NDArray, y: NDArray) -> float:
        """The loss, a float."""
        raise NotImplementedError

    def backward(self, output: NDArray, y: NDArray) -> NDArray:
        """The gradient of the loss with respect to the output, in the shape of the output."""
        raise NotImplementedError

    def accuracy(self, output: NDArray, y: NDArray) -> float | None:
        """The share of right answers, or None where there is no right and wrong."""
        return None

    def targets(self, y: ArrayLike, dtype: np.dtype) -> NDArray:
        """y as the array that this loss computes with."""
        return np.asarray(y, dtype)

    def check(self, output: NDArray, y: NDArray) -> None:
        """Raise ValueError where y does not fit the output."""
        _same_shape(self, output, y)

    def __call__(self, output: NDArray, y: NDArray) -> float:
        return self.forward(output, y)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class MSELoss(Loss):
    """The mean of (output - y)^2 over all entries. output (N, M); y (N, M), or (N,) where M is 1."""

    def forward(self, output: NDArray, y: NDArray) -> float:
        difference = output - _same_shape(self, output, y)
        return float(np.mean(difference * difference))

    def backward(self, output: NDArray, y: NDArray) -> NDArray:
        """2 (output - y) / number of entries."""
        return (output - _same_shape(self, output, y)) * (2 / output.size)


class BCELoss(Loss):
    """The mean of -(y log p + (1 - y) log(1 - p)) over all entries: two classes, y 0 or 1, p from a sigmoid.

    p (N, M); y (N, M), or (N,) where M is 1. As in PyTorch a logarithm counts as -100 at least, so that the loss stays
    finite.
    """

    def forward(self, output: NDArray, y: NDArray) -> float:
        y = _same_shape(self, output, y)
        with np.errstate(divide="ignore"):
            log_p, log_rest = np.maximum(np.log(output), -100), np.maximum(np.log(1 - output), -100)
        return float(-np.mean(y * log_p + (1 - y) * log_rest))

    def backward(self, output: NDArray, y: NDArray) -> NDArray:
        """(p - y) / (p (1 - p)) / number of entries; the product p (1 - p) counts as 1e-12 at least."""
        y = _same_shape(self, output, y)
        return (output - y) / (np.maximum(output * (1 - output), 1e-12) * output.size)

    def accuracy(self, output: NDArray, y: NDArray) -> float:
        return float(np.mean((output > 0.5) == (_same_shape(self, output, y) > 0.5)))


class CrossEntropyLoss(Loss):
    """The mean over the samples of -log(softmax(z)[y]), y (N,) the number of the right class; z (N, C), before softmax.

    Computed as log(sum of exp(z)) - z[y], with the largest z of the row subtracted, so that nothing overflows.
    """

    def forward(self, output: NDArray, y: NDArray) -> float:
        self.check(output, y)
        z = output.T.copy()  # (C, N): quicker than (N, C), see `arrays.softmax`
        z -= np.maximum.reduce(z)
        right = z[y, np.arange(len(y))]
        return float(np.mean(np.log(arrays.column_sums(np.exp(z))) - right))

    def backward(self, output: NDArray, y: NDArray) -> NDArray:
        """(softmax(z) - one_hot(y)) / N."""
        N, C = output.shape
        dZ = arrays.softmax(output, 1 / N)  # both with 1 / N in place of 1: nothing is left to divide
        dZ -= arrays.one_hot(y, C, dZ.dtype, 1 / N)
        return dZ

    def accuracy(self, output: NDArray, y: NDArray) -> float:
        return np.count_nonzero(output.argmax(axis=1) == y) / len(y)

    def targets(self, y: ArrayLike, dtype: np.dtype) -> NDArray:
        labels = np.asarray(y)
        whole = labels.dtype.kind == "f" and np.array_equal(labels, np.floor(labels))
        return labels.astype(np.int64) if whole else labels

    def check(self, output: NDArray, y: NDArray) -> None:
        y = np.asarray(y)
        if output.ndim != 2 or y.shape != output.shape[:1] or y.dtype.kind not in "iu":
            message = _(
                "{loss}: y has the shape {given} and the type {type}; for an output of the shape {wanted} "
                "it has to be ({count},), whole numbers."
            )
            values = {"given": y.shape, "type": y.dtype, "wanted": output.shape, "count": len(output)}
            raise ValueError(message.format(loss=self, **values))
        if len(y) and not 0 <= y.min() <= y.max() < output.shape[1]:
            message = _("{loss}: y has labels from {low} to {high}; for {count} outputs they have to be 0 to {last}.")
            values = {"low": y.min(), "high": y.max(), "count": output.shape[1], "last": output.shape[1] - 1}
            raise ValueError(message.format(loss=self, **values))


def _same_shape(loss: Loss, output: NDArray, y: NDArray) -> NDArray:
    """y in the shape of the output: (N,) fits (N, 1). (Left to itself, NumPy would make (N, N) of the two.)"""
    y = np.asarray(y)
    if y.shape == output.shape:
        return y
    if output.shape == (*y.shape, 1):
        return y[:, None]
    message = _("{loss}: y has the shape {given}; the output has {wanted}.")
    raise ValueError(message.format(loss=loss, given=y.shape, wanted=output.shape))
