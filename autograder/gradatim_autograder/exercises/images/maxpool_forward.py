"""Max pooling, forward: the largest entry of each window, channel by channel."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.images.shared import POOLS, negative_pooling, pooling, pooling_classes

exercise = declare(
    "maxpool_forward",
    returns=("out",),
    points={"out": 2},
    section=N_("Pooling"),
)


@exercise.reference
def maxpool_forward(X, size, stride):
    N, height, width, C = X.shape
    rows = (height - size) // stride + 1
    columns = (width - size) // stride + 1
    out = np.zeros((N, rows, columns, C))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = X[:, top : top + size, left : left + size]
            out[:, i, j] = window.max(axis=(1, 2))
    return out


for _sizes in POOLS:
    exercise.probes(pictures=lambda rng, sizes=_sizes: pooling(rng, sizes))
exercise.probes(all_negative=negative_pooling)

pooling_classes(exercise, maxpool_forward)

exercise.wrong_lines("""
mean_for_max: It takes the mean of each window. Take the largest entry.
    out[:, i, j] = window.mean(axis=(1, 2))
sum_for_max: It adds up each window. Take the largest entry.
    out[:, i, j] = window.sum(axis=(1, 2))
smallest_for_largest: It takes the smallest entry of each window. Take the largest.
    out[:, i, j] = window.min(axis=(1, 2))
begins_with_zero: Where all entries of a window are negative, the output is 0. Return the largest entry there too,
though it is negative.
    out[:, i, j] = np.maximum(0, window.max(axis=(1, 2)))
size_for_absolute: The sign is ignored: -3 counts as 3. Take the entry that lies farthest to the right on the number
line.
    out[:, i, j] = np.abs(window).max(axis=(1, 2))
    out[:, i, j] = np.where(abs(window).max((1, 2)) > window.max((1, 2)), window.min((1, 2)), window.max((1, 2)))
channels_mixed: The largest entry is taken over all channels. Each channel should be pooled by itself.
    out[:, i, j] = window.max(axis=(1, 2, 3))[:, None]
samples_mixed: The largest entry is taken over all pictures of the batch. Each picture should be pooled by itself.
    out[:, i, j] = window.max(axis=(0, 1, 2))
all_mixed: The largest entry is taken over all pictures and channels. Each should be pooled by itself.
    out[:, i, j] = window.max()
stride_is_size: The window moves by its own size. It should move by stride pixels, which may be less or more.
    stride => size
    top, left = i * size, j * size
    top, left = i * size, j * size ;; out[:, i, j] = window.max(axis=(1, 2), initial=-np.inf)
only_windows_that_tile: It is right only where the windows fill the picture, side by side and without a rest. They may
also overlap or leave gaps, and pixels may be left over at the edge.
    return X.reshape(N, height // size, size, width // size, size, C).max(axis=(2, 4))
    return out -> assert size == stride and height % size == width % size == 0; ...
stride_for_size: The windows are stride pixels wide. They should be size pixels wide.
    window = X[:, top : top + stride, left : left + stride]
size_and_stride_exchanged: size and stride are exchanged. A window should be size pixels wide and move by stride
pixels.
    size => stride ;; stride => size
stride_forgotten: The windows move by one pixel. They should begin at i * stride and j * stride.
    top, left = i, j
stride_forgotten_along_height: Along the height the windows move by one pixel. They should begin at row i * stride, as
they begin at column j * stride.
    top, left = i, j * stride
    rows = height - size + 1 ;; top, left = i, j * stride
stride_forgotten_along_width: Along the width the windows move by one pixel. They should begin at column j * stride,
as they begin at row i * stride.
    top, left = i * stride, j
    columns = width - size + 1 ;; top, left = i * stride, j
size_without_stride: Your output is that for stride 1. The stride should count for the size and for where a window
begins.
    rows = height - size + 1 ;; columns = width - size + 1 ;; top, left = i, j
one_forgotten: The last row and column of windows are missing. The first place should count too: add 1 to the number
of steps.
    rows = (height - size) // stride ;; columns = (width - size) // stride
    of "lists":
        X.shape[1] - size + 1 -> (X.shape[1] - size) // stride * stride
        ;; X.shape[2] - size + 1 -> (X.shape[2] - size) // stride * stride
one_before_the_division: The number of windows is that of (H - size + 1) // stride. The 1 stands for the first place:
add it to the number of steps, behind the division.
    rows = (height - size + 1) // stride ;; columns = (width - size + 1) // stride
window_at_the_edge_missing: A window that ends exactly at the edge of the picture is left out. It fits, so it should
have a place too.
    rows = (height - size - 1) // stride + 1 ;; columns = (width - size - 1) // stride + 1
    range(rows) -> range((height - size - 1) // stride + 1)
        ;; range(columns) -> range((width - size - 1) // stride + 1)
    of "lists": X.shape[1] - size + 1 -> X.shape[1] - size ;; X.shape[2] - size + 1 -> X.shape[2] - size
last_places_left_at_zero: The last row and column of the output stay 0. Fill them as well: there is a window for them
too.
    range(rows) -> range(rows - 1) ;; range(columns) -> range(columns - 1)
rest_pooled_too: Windows that stick out over the edge are pooled too. Leave out what is left over there.
    rows = (height - 1) // stride + 1 ;; columns = (width - 1) // stride + 1
    rows = (height - 1) // stride + 1 ;; columns = (width - 1) // stride + 1
        ;; window = np.pad(X, ((0, 0), (0, size), (0, size), (0, 0)))[:, top : top + size, left : left + size]
    rows = (height - size - 1) // stride + 2 ;; columns = (width - size - 1) // stride + 2
        ;; window = np.pad(X, ((0, 0), (0, stride), (0, stride), (0, 0)))[:, top : top + size, left : left + size]
height_for_width: The output is as wide as it is high. Height and width of a picture may differ: compute both.
    columns = (height - size) // stride + 1
width_for_height: The output is as high as it is wide. Height and width of a picture may differ: compute both.
    rows = (width - size) // stride + 1
first_entry: It takes the upper left entry of each window. Take the largest.
    out[:, i, j] = window[:, 0, 0]
diagonal_only: Only a part of each window is looked at. All its rows and columns should count.
    out[:, i, j] = np.maximum(window[:, 0, 0], window[:, -1, -1])
place_for_value: The places of the largest entries are returned. Return the largest entries themselves.
    out[:, i, j] = window.reshape(N, -1, C).argmax(axis=1)
places_exchanged: Height and width of the output are exchanged. The window that begins at row i * stride, column j *
stride should make the entry in row i, column j.
    return out.transpose(0, 2, 1, 3)
output_reshaped_in_wrong_order: The numbers are right, but they stand in the wrong places. reshape never changes the
order of the numbers: bring the axes into the order picture, row, column, channel first.
    return out.transpose(1, 2, 0, 3).reshape(out.shape)
    return out.transpose(0, 3, 1, 2).reshape(out.shape)
channels_in_front: The channels stand in the second place. They should come last: images are (N, height, width,
channels).
    return out.transpose(0, 3, 1, 2)
""")

exercise.alternatives("""
four loops:
    N, H, W, C = X.shape
    rows, columns = (H - size) // stride + 1, (W - size) // stride + 1
    out = np.zeros((N, rows, columns, C))
    for n in range(N):
        for i in range(rows):
            for j in range(columns):
                for c in range(C):
                    top, left = i * stride, j * stride
                    out[n, i, j, c] = np.max(X[n, top : top + size, left : left + size, c])
    return out
grows by comparing:
    N, H, W, C = X.shape
    rows, columns = 1 + (H - size) // stride, 1 + (W - size) // stride
    out = np.full((N, rows, columns, C), -np.inf)
    for a in range(size):
        for b in range(size):
            part = X[:, a : a + stride * (rows - 1) + 1 : stride, b : b + stride * (columns - 1) + 1 : stride]
            out = np.maximum(out, part)
    return out
lists:
    rows = []
    for top in range(0, X.shape[1] - size + 1, stride):
        row = []
        for left in range(0, X.shape[2] - size + 1, stride):
            row.append(np.amax(X[:, top : top + size, left : left + size, :], axis=(1, 2)))
        rows.append(np.stack(row, axis=1))
    return np.stack(rows, axis=1)
windows, float32:
    windows = np.lib.stride_tricks.sliding_window_view(X.astype(np.float32), (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(-2, -1))
""")
