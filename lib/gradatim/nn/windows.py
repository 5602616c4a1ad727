"""The windows that a filter looks through, ready for a matrix product, with few copies."""

import numpy as np
from numpy.lib.stride_tricks import as_strided


class Windows:
    """Room for images (H, C, W, N) of one shape, and all their f by f windows as matrices.

    `blocks` (H', f f C, W' N) holds one matrix for each row of windows; its column (j, n) is the window that begins at
    place j in image n, in the order of a filter (f, f, C). Windows overlap, and so do the blocks in memory: what is
    copied is each row of pixels f times, moved by one column each time, not each pixel f f times.

    Pixel x of a row lies at place `spread` x + `padding` (a negative padding cuts off the edge); between the pixels
    and around them are zeros. Window j begins at place `stride` j. One of spread and stride is 1.
    """

    def __init__(self, shape, f, places, stride, padding, spread, dtype):
        self.made_by = shape, f, places, stride, padding, spread, dtype
        (H, C, W, N), (rows, columns) = shape, places
        self.room = room = np.zeros((stride * (rows - 1) + f, f, C, columns, N), dtype)
        pixel_rows, room_rows = _pairs(H, len(room), spread, padding)
        self.copies = []  # pairs of a part of the room and the pixels that belong there
        for d in range(f):
            if spread == 1:
                window_columns, pixel_columns = _pairs(columns, W, stride, d - padding)
            else:
                pixel_columns, window_columns = _pairs(W, columns, spread, padding - d)
            self.copies.append((room[room_rows, d, :, window_columns], (pixel_rows, slice(None), pixel_columns)))
        matrix, step = (f * f * C, columns * N), room.strides
        self.blocks = as_strided(room, (rows, *matrix), (stride * step[0], step[2], step[4]))

    def fill(self, A):
        """A (H, C, W, N) -> `blocks`, of which it is the new content."""
        for part, pixels in self.copies:
            part[...] = A[pixels]
        return self.blocks

    def __reduce__(self):
        return Windows, self.made_by, self.room  # a copy: the views have to be views of its own room

    def __setstate__(self, room):
        self.room[...] = room


def _pairs(count, size, step, offset):
    """Two slices: the i below `count` for which step i + offset lies from 0 to below `size`, and these places."""
    first = max(0, -(offset // step))
    last = max(first, min(count, (size - 1 - offset) // step + 1))
    return slice(first, last), slice(step * first + offset, step * last + offset, step)
