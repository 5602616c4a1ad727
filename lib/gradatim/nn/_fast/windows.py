"""Room for convolutions: what their matrix products read, copied there with few and long copies.

Images are (H, C, W, N) as in `images.py`. Blocks are matrices that overlap in memory, so that rows of pixels which
several rows of windows see are there once. Each row of blocks is cut into J parts of W' / J columns, n = W' N / J
numbers wide, because the matrix library is half as fast again for products that are not large.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

LARGE = 1_000_000  # multiplications in one product: OpenBLAS has a way without copies for fewer (on AVX-512)
SHAPES = 3  # room is kept for so many shapes: the batch, the rest of an epoch, the data that are predicted


R = TypeVar("R", bound="_Room")


class _Room:
    """An array, zeros at first, of which only a part is written; and views of it."""

    room: NDArray
    make: Callable[..., None]

    def __init__(self, *made_by):
        self.made_by = made_by
        self.make(*made_by)

    def __reduce__(self):
        return type(self), self.made_by, self.room  # a copy: its views have to be views of its own room

    def __setstate__(self, room):
        self.room[...] = room


class Windows(_Room):
    """All f by f windows of images (H, C, W, N) with a border of `padding` zeros, for K filters; they move by `stride`.

    `blocks` (H', J, f f C, n) holds matrices for each row of windows: the column of place j and image n is the window
    there, in the order of a filter (f, f, C). Each row of pixels is copied f times, moved by one column each time;
    copying each window would be f f times.
    """

    def make(
        self, shape: tuple[int, int, int, int], f: int, K: int, stride: int, padding: int, dtype: np.dtype
    ) -> None:
        H, C, W, N = shape
        rows, columns = (places(size, f, stride, padding) for size in (H, W))
        self.room = room = np.zeros((stride * (rows - 1) + f, f, C, columns, N), dtype)
        pixel_rows, room_rows = pairs(H, len(room), 1, padding)
        self.copies = []  # pairs of a part of the room and the pixels that belong there
        for d in range(f):
            windows, pixels = pairs(columns, W, stride, d - padding)
            self.copies.append((room[room_rows, d, :, windows], (pixel_rows, slice(None), pixels)))
        self.blocks = _blocks(room.reshape(len(room), f * C, columns, N), rows, f, stride, K)

    def fill(self, A: NDArray) -> NDArray:
        """A (H, C, W, N) -> `blocks`, of which it is the new content."""
        for part, pixels in self.copies:
            part[...] = A[pixels]
        return self.blocks


class Gradients(_Room):
    """Gradients of outputs, dZ (H', K, W', N), in the rows in which they go back to images of the shape (H, C, W, N).

    `blocks` (H, J, f K, n) holds matrices for each row of pixels: under each other the f rows of dZ whose windows reach
    it, from the highest to the lowest; zeros where there is none.
    """

    def make(
        self, shape: tuple[int, int, int, int], f: int, K: int, stride: int, padding: int, dtype: np.dtype
    ) -> None:
        H, C, W, N = shape
        rows, columns = (places(size, f, stride, padding) for size in (H, W))
        self.room = np.zeros((H + f - 1, K, columns, N), dtype)
        self.rows, there = pairs(rows, len(self.room), stride, f - 1 - padding)
        self.part = self.room[there]
        self.blocks = _blocks(self.room, H, f, 1, f * C)

    def fill(self, dZ: NDArray) -> NDArray:
        """dZ (H', K, W', N) -> `blocks`, of which it is the new content."""
        self.part[...] = dZ[self.rows]
        return self.blocks


def known(room: type[R], made: dict[tuple, R], *made_by: object) -> R:
    """The `room(*made_by)` of the dict `made`, where a few are kept."""
    if made_by not in made:
        if len(made) == SHAPES:
            del made[next(iter(made))]
        made[made_by] = room(*made_by)
    return made[made_by]


def places(size: int, f: int, stride: int, padding: int = 0) -> int:
    """How many windows stand side by side on `size` pixels with a border of `padding` on both sides."""
    return (size + 2 * padding - f) // stride + 1


def pairs(count: int, size: int, step: int, offset: int) -> tuple[slice, slice]:
    """Two slices: the i below `count` for which step i + offset lies from 0 to below `size`, and these places."""
    first = max(0, -(offset // step))
    last = max(first, min(count, (size - 1 - offset) // step + 1))
    return slice(first, last), slice(step * first + offset, step * last + offset, step)


def parts(A: NDArray, J: int) -> NDArray:
    """A (rows, M, W', N) -> (rows, J, M, n), a view: its columns as the columns of `blocks`."""
    rows, M, columns, N = A.shape
    return A.reshape(rows, M, J, columns // J * N).transpose(0, 2, 1, 3)


def _blocks(room: NDArray, count: int, f: int, stride: int, others: int) -> NDArray:
    """room (rows, M, W', N) -> (count, J, f M, n): block i is the f rows from `stride` i on. A view.

    J is the smallest divisor of W' with which products with `others` rows are not large, if there is one.
    """
    M, columns, N = room.shape[1:]
    fitting = (j for j in range(1, columns + 1) if columns % j == 0 and others * f * M * columns * N <= j * LARGE)
    J = next(fitting, 1)
    row, line, column, number = room.strides
    shape = count, J, f * M, columns // J * N
    return as_strided(room, shape, (stride * row, columns // J * column, line, number))
