"""Max pooling, forward: the largest entry of each window, channel by channel."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.images.shared import POOLS, negative_pooling, pooling, pooling_classes

exercise = Exercise(
    "maxpool_forward",
    chapter="08-images",
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

    @exercise.probe()
    def pictures(rng, sizes=_sizes):
        return pooling(rng, sizes)


@exercise.probe()
def all_negative(rng):
    return negative_pooling(rng)


exercise.covers(*pooling_classes(maxpool_forward))

exercise.slip(
    "mean_for_max",
    N_("It takes the mean of each window. Take the largest entry."),
    change=("window.max", "window.mean"),
)

exercise.slip("sum_for_max", N_("It adds up each window. Take the largest entry."), change=("window.max", "window.sum"))

exercise.slip(
    "smallest_for_largest", N_("It takes the smallest entry of each window. Take the largest."), change=(".max", ".min")
)

exercise.slip(
    "begins_with_zero",
    N_(
        "Where all entries of a window are negative, the output is 0. Return the largest entry there too, though "
        "it is negative."
    ),
    change=("window.max(axis=(1, 2))", "np.maximum(0, window.max(axis=(1, 2)))"),
)

exercise.slip(
    "size_for_absolute",
    N_("The sign is ignored: -3 counts as 3. Take the entry that lies farthest to the right on the number line."),
    change=("window.max", "np.abs(window).max"),
)

exercise.slip(
    "size_for_absolute",
    change=(
        "window.max(axis=(1, 2))",
        "np.where(abs(window).max((1, 2)) > window.max((1, 2)), window.min((1, 2)), window.max((1, 2)))",
    ),
)

exercise.slip(
    "channels_mixed",
    N_("The largest entry is taken over all channels. Each channel should be pooled by itself."),
    change=("window.max(axis=(1, 2))", "window.max(axis=(1, 2, 3), keepdims=True)[:, 0, 0]"),
)

exercise.slip(
    "samples_mixed",
    N_("The largest entry is taken over all pictures of the batch. Each picture should be pooled by itself."),
    change=("window.max(axis=(1, 2))", "window.max(axis=(0, 1, 2))"),
)

exercise.slip(
    "all_mixed",
    N_("The largest entry is taken over all pictures and channels. Each should be pooled by itself."),
    change=("window.max(axis=(1, 2))", "window.max()"),
)

exercise.slip(
    "stride_is_size",
    N_("The window moves by its own size. It should move by stride pixels, which may be less or more."),
    change=[
        ("(height - size) // stride", "(height - size) // size"),
        ("(width - size) // stride", "(width - size) // size"),
        ("top, left = i * stride, j * stride", "top, left = i * size, j * size"),
    ],
)

exercise.slip("stride_is_size", change=("top, left = i * stride, j * stride", "top, left = i * size, j * size"))


@exercise.mistake("stride_is_size")
def _(X, size, stride):
    N, H, W, C = X.shape
    out = np.full((N, (H - size) // stride + 1, (W - size) // stride + 1, C), -np.inf)
    for n, i, j, c in np.ndindex(out.shape):
        for value in X[n, i * size : i * size + size, j * size : j * size + size, c].flat:
            out[n, i, j, c] = max(out[n, i, j, c], value)
    return out


exercise.slip(
    "only_windows_that_tile",
    N_(
        "It is right only where the windows fill the picture, side by side and without a rest. They may also overlap or "
        "leave gaps, and pixels may be left over at the edge."
    ),
    change=("out = np", "assert size == stride and height % size == width % size == 0\nout = np"),
)

exercise.slip(
    "only_windows_that_tile",
    change=("return out", "return X.reshape(N, height // size, size, width // size, size, C).max(axis=(2, 4))"),
)

exercise.slip(
    "stride_for_size",
    N_("The windows are stride pixels wide. They should be size pixels wide."),
    change=("X[:, top : top + size, left : left + size]", "X[:, top : top + stride, left : left + stride]"),
)

exercise.slip(
    "size_and_stride_exchanged",
    N_("size and stride are exchanged. A window should be size pixels wide and move by stride pixels."),
    change=[
        ("(height - size) // stride", "(height - stride) // size"),
        ("(width - size) // stride", "(width - stride) // size"),
        ("top, left = i * stride, j * stride", "top, left = i * size, j * size"),
        ("X[:, top : top + size, left : left + size]", "X[:, top : top + stride, left : left + stride]"),
    ],
)

exercise.slip(
    "stride_forgotten",
    N_("The windows move by one pixel. They should begin at i * stride and j * stride."),
    change=("top, left = i * stride, j * stride", "top, left = i, j"),
)

exercise.slip(
    "stride_forgotten_along_height",
    N_(
        "Along the height the windows move by one pixel. They should begin at row i * stride, as they begin at "
        "column j * stride."
    ),
    change=("top, left = i * stride,", "top, left = i,"),
)

exercise.slip(
    "stride_forgotten_along_height",
    change=[("(height - size) // stride", "(height - size)"), ("top, left = i * stride,", "top, left = i,")],
)

exercise.slip(
    "stride_forgotten_along_width",
    N_(
        "Along the width the windows move by one pixel. They should begin at column j * stride, as they begin at "
        "row i * stride."
    ),
    change=("= i * stride, j * stride", "= i * stride, j"),
)

exercise.slip(
    "stride_forgotten_along_width",
    change=[("(width - size) // stride", "(width - size)"), ("= i * stride, j * stride", "= i * stride, j")],
)

exercise.slip(
    "size_without_stride",
    N_("Your output is that for stride 1. The stride should count for the size and for where a window begins."),
    change=[
        ("(height - size) // stride", "(height - size)"),
        ("(width - size) // stride", "(width - size)"),
        ("top, left = i * stride, j * stride", "top, left = i, j"),
    ],
)

exercise.slip(
    "one_forgotten",
    N_(
        "The last row and column of windows are missing. The first place should count too: add 1 to the number of "
        "steps."
    ),
    change=[
        ("(height - size) // stride + 1", "(height - size) // stride"),
        ("(width - size) // stride + 1", "(width - size) // stride"),
    ],
)

exercise.slip(
    "one_before_the_division",
    N_(
        "The number of windows is that of (H - size + 1) // stride. The 1 stands for the first place: add it to "
        "the number of steps, behind the division."
    ),
    change=[
        ("(height - size) // stride + 1", "(height - size + 1) // stride"),
        ("(width - size) // stride + 1", "(width - size + 1) // stride"),
    ],
)

exercise.slip(
    "window_at_the_edge_missing",
    N_("A window that ends exactly at the edge of the picture is left out. It fits, so it should have a place too."),
    change=[
        ("(height - size) // stride + 1", "-((size - height) // stride)"),
        ("(width - size) // stride + 1", "-((size - width) // stride)"),
    ],
)

exercise.slip(
    "window_at_the_edge_missing",
    change=[
        ("range(rows)", "range(-((size - height) // stride))"),
        ("range(columns)", "range(-((size - width) // stride))"),
    ],
)

exercise.slip(
    "last_places_left_at_zero",
    N_("The last row and column of the output stay 0. Fill them as well: there is a window for them too."),
    change=[("range(rows)", "range(rows - 1)"), ("range(columns)", "range(columns - 1)")],
)

exercise.slip(
    "rest_pooled_too",
    N_("Windows that stick out over the edge are pooled too. Leave out what is left over there."),
    change=[
        ("rows = (height - size) // stride + 1", "rows = (height - 1) // stride + 1"),
        ("columns = (width - size) // stride + 1", "columns = (width - 1) // stride + 1"),
    ],
)

exercise.slip(
    "rest_pooled_too",
    change=[
        ("(height - size) // stride + 1", "-((size - height) // stride) + 1"),
        ("(width - size) // stride + 1", "-((size - width) // stride) + 1"),
        ("out = np", "X = np.pad(X, ((0, 0), (0, stride), (0, stride), (0, 0)))\nout = np"),
    ],
)

exercise.slip(
    "rest_pooled_too",
    change=[
        ("(height - size) // stride + 1", "(height - 1) // stride + 1"),
        ("(width - size) // stride + 1", "(width - 1) // stride + 1"),
        ("out = np", "X = np.pad(X, ((0, 0), (0, size), (0, size), (0, 0)))\nout = np"),
    ],
)

exercise.slip(
    "height_for_width",
    N_("The output is as wide as it is high. Height and width of a picture may differ: compute both."),
    change=("(width - size)", "(height - size)"),
)

exercise.slip(
    "width_for_height",
    N_("The output is as high as it is wide. Height and width of a picture may differ: compute both."),
    change=("(height - size)", "(width - size)"),
)

exercise.slip(
    "first_entry",
    N_("It takes the upper left entry of each window. Take the largest."),
    change=("window.max(axis=(1, 2))", "window[:, 0, 0]"),
)

exercise.slip(
    "diagonal_only",
    N_("Only a part of each window is looked at. All its rows and columns should count."),
    change=("window.max(axis=(1, 2))", "np.maximum(window[:, 0, 0], window[:, -1, -1])"),
)

exercise.slip(
    "place_for_value",
    N_("The places of the largest entries are returned. Return the largest entries themselves."),
    change=("window.max(axis=(1, 2))", "window.reshape(N, -1, C).argmax(axis=1)"),
)

exercise.slip(
    "places_exchanged",
    N_(
        "Height and width of the output are exchanged. The window that begins at row i * stride, column j * stride "
        "should make the entry in row i, column j."
    ),
    change=("return out", "return out.transpose(0, 2, 1, 3)"),
)

exercise.slip(
    "output_reshaped_in_wrong_order",
    N_(
        "The numbers are right, but they stand in the wrong places. reshape never changes the order of the numbers: bring "
        "the axes into the order picture, row, column, channel first."
    ),
    change=("return out", "return out.transpose(1, 2, 0, 3).reshape(out.shape)"),
)

exercise.slip(
    "output_reshaped_in_wrong_order", change=("return out", "return out.transpose(0, 3, 1, 2).reshape(out.shape)")
)

exercise.slip(
    "channels_in_front",
    N_("The channels stand in the second place. They should come last: images are (N, height, width, channels)."),
    change=("return out", "return out.transpose(0, 3, 1, 2)"),
)


@exercise.alternative("four loops")
def _(X, size, stride):
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


@exercise.alternative("grows by comparing")
def _(X, size, stride):
    N, H, W, C = X.shape
    rows, columns = 1 + (H - size) // stride, 1 + (W - size) // stride
    out = np.full((N, rows, columns, C), -np.inf)
    for a in range(size):
        for b in range(size):
            part = X[:, a : a + stride * (rows - 1) + 1 : stride, b : b + stride * (columns - 1) + 1 : stride]
            out = np.maximum(out, part)
    return out


@exercise.alternative("lists")
def _(X, size, stride):
    rows = []
    for top in range(0, X.shape[1] - size + 1, stride):
        row = []
        for left in range(0, X.shape[2] - size + 1, stride):
            row.append(np.amax(X[:, top : top + size, left : left + size, :], axis=(1, 2)))
        rows.append(np.stack(row, axis=1))
    return np.stack(rows, axis=1)


exercise.slip(
    "window_at_the_edge_missing",
    of="lists",
    change=[("X.shape[1] - size + 1", "X.shape[1] - size"), ("X.shape[2] - size + 1", "X.shape[2] - size")],
)

exercise.slip(
    "one_forgotten",
    of="lists",
    change=[
        ("X.shape[1] - size + 1", "(X.shape[1] - size) // stride * stride"),
        ("X.shape[2] - size + 1", "(X.shape[2] - size) // stride * stride"),
    ],
)


@exercise.alternative("windows, float32")
def _(X, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(X.astype(np.float32), (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(-2, -1))
