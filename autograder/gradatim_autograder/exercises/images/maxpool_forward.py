"""Max pooling, forward: the largest entry of each window, channel by channel."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.images.shared import POOLS, pooling

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


for _number in range(len(POOLS)):

    @exercise.probe()
    def pictures(rng, number=_number):
        return pooling(rng, number)


@exercise.probe()
def all_negative(rng):
    X, size, stride = pooling(rng, 1)
    return X - X.max() - 0.5, size, stride


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
    N_("Where all entries of a window are negative, it returns 0. The largest entry may be negative too."),
    change=("window.max(axis=(1, 2))", "np.maximum(0, window.max(axis=(1, 2)))"),
)

exercise.slip(
    "size_for_absolute",
    N_("The sign is ignored: -3 counts as 3. The largest entry is the one farthest to the right on the number line."),
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
    N_("The largest entry is taken over all channels. Each channel is pooled by itself."),
    change=("window.max(axis=(1, 2))", "window.max(axis=(1, 2, 3), keepdims=True)[:, 0, 0]"),
)

exercise.slip(
    "samples_mixed",
    N_("The largest entry is taken over all pictures of the batch. Each picture is pooled by itself."),
    change=("window.max(axis=(1, 2))", "window.max(axis=(0, 1, 2))"),
)

exercise.slip(
    "all_mixed",
    N_("The largest entry is taken over all pictures and channels. Each has its own."),
    change=("window.max(axis=(1, 2))", "window.max()"),
)

exercise.slip(
    "stride_is_size",
    N_("The window moves by its own size. It moves by stride pixels, which may be less or more."),
    change=[
        ("(height - size) // stride", "(height - size) // size"),
        ("(width - size) // stride", "(width - size) // size"),
        ("top, left = i * stride, j * stride", "top, left = i * size, j * size"),
    ],
)

exercise.slip("stride_is_size", change=("top, left = i * stride, j * stride", "top, left = i * size, j * size"))

exercise.slip(
    "stride_for_size",
    N_("The windows are stride pixels wide. They are size pixels wide."),
    change=("X[:, top : top + size, left : left + size]", "X[:, top : top + stride, left : left + stride]"),
)

exercise.slip(
    "size_and_stride_exchanged",
    N_("size and stride are exchanged. A window is size pixels wide and moves by stride pixels."),
    change=[
        ("(height - size) // stride", "(height - stride) // size"),
        ("(width - size) // stride", "(width - stride) // size"),
        ("top, left = i * stride, j * stride", "top, left = i * size, j * size"),
        ("X[:, top : top + size, left : left + size]", "X[:, top : top + stride, left : left + stride]"),
    ],
)

exercise.slip(
    "stride_forgotten",
    N_("The windows move by one pixel. They begin at i * stride and j * stride."),
    change=("top, left = i * stride, j * stride", "top, left = i, j"),
)

exercise.slip(
    "size_without_stride",
    N_("The stride is not used at all: neither for the size nor for where a window begins."),
    change=[
        ("(height - size) // stride", "(height - size)"),
        ("(width - size) // stride", "(width - size)"),
        ("top, left = i * stride, j * stride", "top, left = i, j"),
    ],
)

exercise.slip(
    "one_forgotten",
    N_("The last row and column of windows are missing: the first place counts too, so the size ends with + 1."),
    change=[
        ("(height - size) // stride + 1", "(height - size) // stride"),
        ("(width - size) // stride + 1", "(width - size) // stride"),
    ],
)

exercise.slip(
    "rest_pooled_too",
    N_("Windows that stick out over the edge are pooled too. What is left over there is left out."),
    change=[
        ("rows = (height - size) // stride + 1", "rows = (height - 1) // stride + 1"),
        ("columns = (width - size) // stride + 1", "columns = (width - 1) // stride + 1"),
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
    N_("Only a part of each window is looked at. All its rows and columns count."),
    change=("window.max(axis=(1, 2))", "np.maximum(window[:, 0, 0], window[:, -1, -1])"),
)

exercise.slip(
    "channels_in_front",
    N_("The channels stand in the second place. Images are (N, height, width, channels): they come last."),
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


@exercise.alternative("windows, float32")
def _(X, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(X.astype(np.float32), (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(-2, -1))
