"""Max pooling, backward: what comes back goes to the entry that was the largest."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers
from gradatim_autograder.exercises.images.maxpool_forward import maxpool_forward
from gradatim_autograder.exercises.images.shared import POOLS, pooling

exercise = Exercise(
    "maxpool_backward",
    chapter="08-images",
    returns=("dX",),
    points={"dX": 3},
    section=N_("Pooling, backward"),
)


@exercise.reference
def maxpool_backward(dout, X, size, stride):
    _N, rows, columns, _C = dout.shape
    dX = np.zeros(X.shape)
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = X[:, top : top + size, left : left + size]
            largest = window == window.max(axis=(1, 2), keepdims=True)
            dX[:, top : top + size, left : left + size] += largest * dout[:, i : i + 1, j : j + 1]
    return dX


@exercise.forward(dX="X")
def loss(dout, X, size, stride):
    return float(np.sum(dout * maxpool_forward(X, size, stride)))


for _number in range(len(POOLS)):

    @exercise.probe(times=2)
    def pictures(rng, number=_number):
        X, size, stride = pooling(rng, number)
        return numbers(rng, *maxpool_forward(X, size, stride).shape), X, size, stride


exercise.slip(
    "replaced_where_windows_overlap",
    N_("Where windows overlap, a later one replaces what an earlier one left. Add up (+=)."),
    change=("left : left + size] += largest", "left : left + size] = largest"),
)

exercise.slip(
    "spread_over_the_window",
    N_("The gradient is spread evenly over the window, as for a mean. Only the largest entry made the output."),
    change=("largest * dout", "1 / size**2 * np.ones(window.shape) * dout"),
)

exercise.slip(
    "every_entry_gets_it",
    N_("Every entry of a window gets the whole gradient. Only the largest entry made the output."),
    change=("largest * dout", "np.ones(window.shape) * dout"),
)

exercise.slip(
    "dout_forgotten",
    N_("The largest entries get a 1. They get what comes back to their window, dout."),
    change=("largest * dout[:, i : i + 1, j : j + 1]", "largest"),
)

exercise.slip(
    "value_multiplied",
    N_("The gradient is multiplied by the largest entry. Its slope is 1: dout passes as it is."),
    change=("largest * dout", "largest * window * dout"),
)

exercise.slip(
    "value_for_gradient",
    N_("The largest entries themselves come back. What comes back is dout, at the places of the largest entries."),
    change=("largest * dout[:, i : i + 1, j : j + 1]", "largest * window"),
)

exercise.slip(
    "smallest_for_largest",
    N_("The smallest entry of each window gets the gradient. The largest made the output."),
    change=("window.max", "window.min"),
)

exercise.slip(
    "channels_mixed",
    N_("One entry of all channels gets the gradient. Each channel has its own largest entry."),
    change=("axis=(1, 2)", "axis=(1, 2, 3)"),
)

exercise.slip(
    "samples_mixed",
    N_("One entry of all pictures gets the gradient. Each picture has its own largest entry."),
    change=("axis=(1, 2)", "axis=(0, 1, 2)"),
)

exercise.slip(
    "all_mixed",
    N_("One entry of all pictures and channels gets the gradient. Each has its own largest entry."),
    change=("window.max(axis=(1, 2), keepdims=True)", "window.max()"),
)

exercise.slip(
    "stride_is_size",
    N_("The windows move by their own size. They have to lie where they lay in the forward pass: i * stride."),
    change=("top, left = i * stride, j * stride", "top, left = i * size, j * size"),
)

exercise.slip(
    "stride_forgotten",
    N_("The windows move by one pixel. They have to lie where they lay in the forward pass: i * stride, j * stride."),
    change=("top, left = i * stride, j * stride", "top, left = i, j"),
)

exercise.slip(
    "first_window_only",
    N_("Every window gets the gradient of the first one. Each place has its own dout."),
    change=("dout[:, i : i + 1, j : j + 1]", "dout[:, :1, :1]"),
)

exercise.slip(
    "first_entry",
    N_("The upper left entry of each window gets the gradient. The largest made the output."),
    change=("largest * dout[:, i : i + 1, j : j + 1]", "0\ndX[:, top, left] += dout[:, i, j]"),
)

exercise.slip(
    "row_and_column_exchanged",
    N_("Row and column of the largest entry are exchanged."),
    change=("largest * dout", "np.swapaxes(largest, 1, 2) * dout"),
)

exercise.slip(
    "placed_without_stride",
    N_("The gradient is placed as if the windows moved by one pixel. A window begins at i * stride, j * stride."),
    change=("dX[:, top : top + size, left : left + size] +=", "dX[:, i : i + size, j : j + size] +="),
)

exercise.slip(
    "largest_of_absolute",
    N_("The sign is ignored when the largest entry is looked for: -3 counts as 3."),
    change=(
        "largest = window == window.max(axis=(1, 2), keepdims=True)",
        "largest = np.abs(window) == np.abs(window).max(axis=(1, 2), keepdims=True)",
    ),
)

exercise.slip(
    "sign_flipped",
    N_("All signs are exchanged. The minus sign comes with the step, not here."),
    change=("+= largest", "-= largest"),
)

exercise.slip(
    "negative_largest_ignored",
    N_("Where the largest entry is negative, nothing comes back. It made the output, whatever its sign."),
    change=("largest = window ==", "largest = np.maximum(window, 0.0) =="),
)

exercise.slip(
    "rest_cut_off",
    N_("dX lacks the rows and columns that no window reaches. It has the shape of X, with 0 there."),
    change=("return dX", "return dX[:, : (rows - 1) * stride + size, : (columns - 1) * stride + size]"),
)

exercise.slip(
    "divided_by_samples",
    N_("dX is divided by the number of pictures. That division is in dout already."),
    change=("return dX", "return dX / len(X)"),
)

exercise.slip(
    "window_divided",
    N_("dX is divided by the number of entries of a window. The largest entry has the slope 1."),
    change=("return dX", "return dX / size**2"),
)

exercise.slip(
    "index_in_window_for_index_in_picture",
    N_("The place of the largest entry is counted inside the window. Add where the window begins."),
    change=("dX[:, top : top + size, left : left + size] +=", "dX[:, :size, :size] +="),
)


@exercise.alternative("four loops and argmax")
def _(dout, X, size, stride):
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


@exercise.alternative("four loops and a mask")
def _(dout, X, size, stride):
    N, rows, columns, C = dout.shape
    dX = np.zeros_like(X)
    for n in range(N):
        for i in range(rows):
            for j in range(columns):
                for c in range(C):
                    here = n, slice(i * stride, i * stride + size), slice(j * stride, j * stride + size), c
                    dX[here] += (X[here] == np.max(X[here])) * dout[n, i, j, c]
    return dX


@exercise.alternative("where")
def _(dout, X, size, stride):
    dX = 0 * X
    for i in range(dout.shape[1]):
        for j in range(dout.shape[2]):
            here = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
            top = np.max(X[here], axis=(1, 2))[:, None, None]
            dX[here] += np.where(X[here] < top, 0, dout[:, i, j][:, None, None])
    return dX


@exercise.alternative("shifted pictures, float32")
def _(dout, X, size, stride):
    rows, columns = dout.shape[1:3]
    parts = []
    for a in range(size):
        for b in range(size):
            parts.append(
                np.s_[:, a : a + stride * (rows - 1) + 1 : stride, b : b + stride * (columns - 1) + 1 : stride]
            )
    top = np.max([X[part] for part in parts], axis=0)
    dX = np.zeros(X.shape, dtype=np.float32)
    for part in parts:
        dX[part] += (X[part] == top) * dout
    return dX
