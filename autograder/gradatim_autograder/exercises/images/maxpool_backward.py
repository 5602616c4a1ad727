"""Max pooling, backward: what comes back goes to the entry that was the largest, to the first one of several."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers
from gradatim_autograder.exercises.images.maxpool_forward import maxpool_forward
from gradatim_autograder.exercises.images.shared import POOLS, negative_pooling, pooling, pooling_classes

EQUAL = "equal entries"

exercise = declare(
    "maxpool_backward",
    returns=("dX",),
    points={"dX": 2, EQUAL: 1},
    section=N_("Pooling, backward"),
)


@exercise.reference
def maxpool_backward(dout, X, size, stride):
    N, rows, columns, C = dout.shape
    dX = np.zeros(X.shape)
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = X[:, top : top + size, left : left + size]
            place = window.reshape(N, size * size, 1, C).argmax(axis=1)
            largest = (np.arange(size * size)[:, None] == place).reshape(N, size, size, C)
            dwindow = largest * dout[:, i : i + 1, j : j + 1]
            dX[:, top : top + size, left : left + size] += dwindow
    return dX


@exercise.as_good
def goes_to_equal_entries(returned, right, dout, X, size, stride):
    """Of equally large entries any may get the gradient, or all a share of it, where windows do not overlap."""
    overlap = stride < size and dout.shape[1:3] != (1, 1)
    if overlap or returned.shape != X.shape:
        return False
    if _smallest_gap(X, size, stride) > 0:
        return False
    returned, left = np.array(returned, dtype=float), np.array(right, dtype=float)
    near = 1e-5 * (1 + np.abs(dout).max())
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            here = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
            top = X[here] == X[here].max(axis=(1, 2), keepdims=True)
            share, whole = np.where(top, returned[here], 0), dout[:, i : i + 1, j : j + 1]
            if not np.all(np.abs(share.sum(axis=(1, 2), keepdims=True) - whole) <= near):
                return False
            if not np.all(share * np.sign(whole) >= -near):
                return False
            returned[here] = np.where(top, 0, returned[here])
            left[here] = np.where(top, 0, left[here])
    return bool(np.all(np.abs(returned - left) <= near))


@exercise.forward(dX="X")
def loss(dout, X, size, stride):
    return float(np.sum(dout * maxpool_forward(X, size, stride)))


def with_gradient(rng, X, size, stride):
    return numbers(rng, *maxpool_forward(X, size, stride).shape), X, size, stride


for _sizes in POOLS:
    exercise.probes(pictures=lambda rng, sizes=_sizes: with_gradient(rng, *pooling(rng, sizes)))
exercise.probes(all_negative=lambda rng: with_gradient(rng, *negative_pooling(rng)))


@exercise.probe()
def close_numbers(rng):
    """The largest number of a window and the next one are equal for np.isclose, and they are not equal."""
    X, size, stride = pooling(rng, (2, 5, 6, 3, 3, 2))
    return with_gradient(rng, 4.0 + 3e-5 * np.round(X / 0.02), size, stride)


@exercise.probe(part=EQUAL)
def equal_entries(rng):
    """In every window but those of the first channel two entries are equal and the largest. Each picture is one window:
    where windows lie, and whether they overlap, makes no difference, so that a mistake in this stands by itself.
    """
    X, size, stride = pooling(rng, (5, 3, 3, 4, 3, 2))
    rows = X.reshape(5, 9, 4)
    raised = (rows == np.sort(rows, axis=1)[:, -2:-1]) & (np.arange(4) > 0)
    equal = np.where(raised, rows.max(axis=1, keepdims=True), rows)
    return with_gradient(rng, equal.reshape(X.shape), size, stride)


def _smallest_gap(X, size, stride):
    """How far the largest number of a window is above the next one, at the window where it is least."""
    windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    ordered = np.sort(windows.reshape(*windows.shape[:4], -1), axis=-1)
    return np.diff(ordered, axis=-1)[..., -1].min() if size > 1 else np.inf


pooling_classes(exercise, maxpool_backward)
exercise.classes("""
close_numbers: where the two largest numbers of a window are close  if 0 < _smallest_gap(X, size, stride) < 1e-3
equal_entries: where two entries of a window are equally large  if _smallest_gap(X, size, stride) == 0
""")

exercise.wrong_lines("""
equal_entries_all_get_it: Where two entries of a window are equally large, both get the whole gradient: it is counted
twice. One of them should get it, such as the first.
    largest = window == window.max(axis=(1, 2), keepdims=True)
replaced_where_windows_overlap: Where windows overlap, a later one replaces what an earlier one left. Add up what
comes back to an entry.
    dX[:, top : top + size, left : left + size] = dwindow
    dX[:, top : top + size, left : left + size] += dwindow ->
        dX[:, top : top + size, left : left + size][largest] = dwindow[largest]
    largest = window == window.max(axis=(1, 2), keepdims=True)
        ;; dX[:, top : top + size, left : left + size] = dwindow
    largest = window == window.max(axis=(1, 2), keepdims=True)
        ;; dX[:, top : top + size, left : left + size] += dwindow -> dX[:, top : top + size, left : left + size][largest] = dwindow[largest]
spread_over_the_window: The gradient is spread evenly over the window, as for a mean. Only the largest entry should
get it: it alone made the output.
    dwindow = dout[:, i : i + 1, j : j + 1] / size**2
every_entry_gets_it: Every entry of a window gets the whole gradient. Only the largest entry should get it: it alone
made the output.
    dwindow = dout[:, i : i + 1, j : j + 1]
dout_forgotten: The largest entry of a window gets a 1, whatever dout is. It should get what comes back to this
window, dout.
    dwindow = largest
    dX[:, top : top + size, left : left + size] += dwindow ->
        dX[:, top : top + size, left : left + size][largest] = 1
    largest = window == window.max(axis=(1, 2), keepdims=True) ;; dwindow = largest
    largest = window == window.max(axis=(1, 2), keepdims=True)
        ;; dX[:, top : top + size, left : left + size] += dwindow -> dX[:, top : top + size, left : left + size][largest] = 1
value_multiplied: The gradient is multiplied by the largest entry. The slope is 1 there: dout should pass as it is.
    dwindow = largest * window * dout[:, i : i + 1, j : j + 1]
    largest = window == window.max(axis=(1, 2), keepdims=True)
        ;; dwindow = largest * window * dout[:, i : i + 1, j : j + 1]
value_for_gradient: The largest entries themselves come back. At their places dout should come back.
    dwindow = largest * window
    largest = window == window.max(axis=(1, 2), keepdims=True) ;; dwindow = largest * window
smallest_for_largest: The smallest entry of each window gets the gradient. The largest should get it: it made the
output.
    largest = window == window.min(axis=(1, 2), keepdims=True)
channels_mixed: One entry of all channels gets the gradient. In each channel its own largest entry should get it.
    largest = window == window.max(axis=(1, 2, 3), keepdims=True)
channels_of_dout_summed: The largest entry of each channel gets the dout of all channels together. It should get that
of its own channel.
    dwindow = largest * dout[:, i : i + 1, j : j + 1].sum(axis=3, keepdims=True)
    largest = window == window.max(axis=(1, 2), keepdims=True)
        ;; dwindow = largest * dout[:, i : i + 1, j : j + 1].sum(axis=3, keepdims=True)
samples_mixed: One entry of all pictures gets the gradient. In each picture its own largest entry should get it.
    largest = window == window.max(axis=(0, 1, 2), keepdims=True)
all_mixed: One entry of all pictures and channels gets the gradient. In each its own largest entry should get it.
    largest = window == window.max()
stride_is_size: The windows move by their own size. They have to lie where they lay in the forward pass: i * stride.
    top, left = i * size, j * size
    largest = window == window.max(axis=(1, 2), keepdims=True) ;; top, left = i * size, j * size
only_windows_that_tile: It is right only where the windows fill the picture, side by side and without a rest. They may
also overlap or leave gaps, and pixels may be left over at the edge.
    return dX -> assert size == stride and X.shape[1] % size == X.shape[2] % size == 0; ...
    return dX ->
        blocks = X.reshape(len(X), X.shape[1] // size, size, X.shape[2] // size, size, C)
        largest = blocks == blocks.max(axis=(2, 4), keepdims=True)
        return (largest * dout[:, :, None, :, None]).reshape(X.shape)
stride_forgotten: The windows move by one pixel. They have to lie where they lay in the forward pass: i * stride, j *
stride.
    top, left = i, j
    largest = window == window.max(axis=(1, 2), keepdims=True) ;; top, left = i, j
stride_forgotten_along_height: Along the height, windows are taken or placed as if they moved by one pixel. They
should begin at row i * stride.
    top, left = i, j * stride
    dX[:, top : top + size, left : left + size] -> dX[:, i : i + size, left : left + size]
stride_forgotten_along_width: Along the width, windows are taken or placed as if they moved by one pixel. They should
begin at column j * stride.
    top, left = i * stride, j
    dX[:, top : top + size, left : left + size] -> dX[:, top : top + size, j : j + size]
largest_of_another_window: The largest entry is looked for in another window than the one that gets the gradient. Both
should begin at row i * stride, column j * stride.
    window = X[:, i : i + size, j : j + size]
    window = X[:, :size, :size]
largest_of_whole_picture: Only the largest entry of a whole picture gets gradient. The largest entry of each window
should get it.
    largest = window == X.max(axis=(1, 2), keepdims=True)
largest_of_each_line: Several entries of a window get its gradient: the largest of each column or of each row. Only
the largest of the whole window should get it.
    largest = window == window.max(axis=1, keepdims=True)
    largest = window == window.max(axis=2, keepdims=True)
first_window_only: Every window gets the gradient of the first one. Each place should get its own dout.
    dwindow = largest * dout[:, :1, :1]
    largest = window == window.max(axis=(1, 2), keepdims=True) ;; dwindow = largest * dout[:, :1, :1]
row_and_column_exchanged: Row and column of the largest entry are exchanged. The gradient should go to the row and
column where it lies.
    dwindow = np.swapaxes(largest, 1, 2) * dout[:, i : i + 1, j : j + 1]
first_entry: The upper left entry of each window gets the gradient. The largest should get it: it made the output.
    dX[:, top : top + size, left : left + size] += dwindow -> dX[:, top, left] += dout[:, i, j]
placed_without_stride: The gradient is placed as if the windows moved by one pixel. A window should begin at i *
stride, j * stride.
    dX[:, top : top + size, left : left + size] -> dX[:, i : i + size, j : j + size]
    largest = window == window.max(axis=(1, 2), keepdims=True)
        ;; dX[:, top : top + size, left : left + size] -> dX[:, i : i + size, j : j + size]
largest_of_absolute: The sign is ignored when the largest entry is looked for: -3 counts as 3. Look for it with its
sign: -3 is less than 1.
    largest = np.abs(window) == np.abs(window).max(axis=(1, 2), keepdims=True)
sign_flipped: All signs are exchanged. Leave the minus out: it comes with the step.
    return -dX
    largest = window == window.max(axis=(1, 2), keepdims=True) ;; return -dX
negative_largest_ignored: Where the largest entry is negative, nothing comes back. The largest entry should get dout,
whatever its sign.
    largest = np.maximum(window, 0) == window.max(axis=(1, 2), keepdims=True)
rest_cut_off: dX lacks the rows and columns that no window reaches. It should have the shape of X, with 0 there.
    return dX[:, : (rows - 1) * stride + size, : (columns - 1) * stride + size]
    largest = window == window.max(axis=(1, 2), keepdims=True)
        ;; return dX[:, : (rows - 1) * stride + size, : (columns - 1) * stride + size]
divided_by_samples: dX is divided by the number of pictures. Leave that out: this division is in dout already.
    return dX / len(X)
    largest = window == window.max(axis=(1, 2), keepdims=True) ;; return dX / len(X)
window_divided: dX is divided by the number of entries of a window. Leave that out: the largest entry has the slope 1.
    return dX / size**2
    largest = window == window.max(axis=(1, 2), keepdims=True) ;; return dX / size**2
index_in_window_for_index_in_picture: The place of the largest entry is counted inside the window. Add where the
window begins.
    dX[:, top : top + size, left : left + size] -> dX[:, :size, :size]
one_pixel_for_all_channels: In a window all channels hand their gradient to the same pixel. Each should hand it to its
own largest entry, which may be at another pixel.
    of "four loops and argmax": place = np.argmax(X[n, top : top + size, left : left + size]) // C
    of "four loops and argmax": place = np.argmax(X[n, top : top + size, left : left + size, 0])
""")

exercise.alternatives("""
four loops and argmax:
    N, H, W, C = X.shape
    dX = np.zeros((N, H, W, C))
    for n in range(N):
        for i in range(dout.shape[1]):
            for j in range(dout.shape[2]):
                for c in range(C):
                    top, left = i * stride, j * stride
                    window = X[n, top : top + size, left : left + size, c]
                    place = np.argmax(window)
                    dX[n, top + place // size, left + place % size, c] += dout[n, i, j, c]
    return dX
four loops and a mask:
    N, rows, columns, C = dout.shape
    dX = np.zeros_like(X)
    for n in range(N):
        for i in range(rows):
            for j in range(columns):
                for c in range(C):
                    here = n, slice(i * stride, i * stride + size), slice(j * stride, j * stride + size), c
                    top = X[here] == np.max(X[here])
                    dX[here] += top / np.sum(top) * dout[n, i, j, c]
    return dX
where:
    dX = 0 * X
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            here = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
            top = np.max(X[here], axis=(1, 2))[:, None, None]
            equal = np.sum(X[here] == top, axis=(1, 2))
            dX[here] += np.where(X[here] < top, 0, (dout[:, i, j] / equal)[:, None, None])
    return dX
shifted pictures, float32:
    rows, columns = dout.shape[1:3]
    parts = []
    for a in range(size):
        for b in range(size):
            parts.append(
                np.s_[:, a : a + stride * (rows - 1) + 1 : stride, b : b + stride * (columns - 1) + 1 : stride]
            )
    top = np.max([X[part] for part in parts], axis=0)
    dX = np.zeros(X.shape, dtype=np.float32)
    left = dout
    for part in parts:
        dX[part] += (X[part] == top) * left
        left = np.where(X[part] == top, 0, left)
    return dX
""")
