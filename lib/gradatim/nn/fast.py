"""Quick ways to do what NumPy does slowly for the small arrays of a batch."""

from functools import lru_cache

import numpy as np


@lru_cache(maxsize=64)
def _ones(size, dtype):
    return np.ones(size, dtype)


@lru_cache(maxsize=64)
def _zeros(shape, dtype):
    return np.zeros(shape, dtype)


@lru_cache(maxsize=64)
def _identity(size, dtype):
    return np.eye(size, dtype=dtype)


def column_sums(A, out=None):
    """A (N, M) -> (M,), as `A.sum(axis=0)`: a row of ones times A, which is four times as fast for small A."""
    return _ones(len(A), A.dtype).dot(A, out)


def positive(A):
    """max(0, A), as `np.maximum(A, 0)`: with an array of zeros it is twice as fast."""
    return np.maximum(A, _zeros(A.shape, A.dtype))


def softmax(Z):
    """Z (N, C) -> P (N, C): exp(z) / the sum of exp(z) over the row; the row's largest z is subtracted before.

    P lies in memory column by column, so that NumPy handles all samples at once and not row by row.
    """
    E = Z.T.copy()  # (C, N)
    E -= np.maximum.reduce(E)
    np.exp(E, out=E)
    E /= column_sums(E)
    return E.T


def one_hot(y, C, dtype):
    """y (N,) whole numbers -> Y (N, C) with a 1 in the column of the label; in memory like `softmax`."""
    return _identity(C, dtype).take(y, axis=1).T
