"""A convolutional layer, forward: the same small dense layer at every place of a picture."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.images.shared import LAYERS, convolution

exercise = Exercise(
    "conv_forward",
    chapter="08-images",
    returns=("Z",),
    points={"Z": 3},
    section=N_("The convolutional layer"),
)


@exercise.reference
def conv_forward(X, W, b, stride, pad):
    N, height, width, _C = X.shape
    f, K = W.shape[0], W.shape[3]
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    rows = (height + 2 * pad - f) // stride + 1
    columns = (width + 2 * pad - f) // stride + 1
    Z = np.zeros((N, rows, columns, K))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + f, left : left + f]
            Z[:, i, j] = np.tensordot(window, W, axes=3) + b
    return Z


for _number in range(len(LAYERS)):

    @exercise.probe()
    def layer(rng, number=_number):
        return convolution(rng, number)


exercise.slip("bias_forgotten", N_("The bias is not added."), change=(" + b", ""))

exercise.slip(
    "filter_turned",
    N_("The filters are turned upside down and left to right. In this course they are laid on as they are."),
    change=("(window, W, axes=3)", "(window, W[::-1, ::-1], axes=3)"),
)

exercise.slip("filter_turned", change=("(window, W, axes=3)", "(window, W[::-1, ::-1, ::-1], axes=3)"))

exercise.slip(
    "filter_transposed",
    N_("The filters are transposed: their rows lie along the columns of the picture."),
    change=("(window, W, axes=3)", "(window, np.swapaxes(W, 0, 1), axes=3)"),
)

exercise.slip(
    "padding_forgotten",
    N_("There is no rim of zeros around the picture: pad is not used."),
    reread=N_("Stride and padding"),
    change=[
        ("np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))", "X"),
        ("height + 2 * pad", "height"),
        ("width + 2 * pad", "width"),
    ],
)

exercise.slip(
    "padded_once",
    N_("The size counts the pad once. The rim lies on both sides: 2 * pad."),
    reread=N_("Stride and padding"),
    change=[("height + 2 * pad", "height + pad"), ("width + 2 * pad", "width + pad")],
)

exercise.slip(
    "rim_on_two_sides_only",
    N_("The whole rim lies below and to the right. Put pad rows or columns of zeros on each of the four sides."),
    reread=N_("Stride and padding"),
    change=("(pad, pad), (pad, pad)", "(0, 2 * pad), (0, 2 * pad)"),
)

exercise.slip(
    "rim_of_edge_pixels",
    N_("The rim repeats the pixels at the edge. It holds zeros."),
    reread=N_("Stride and padding"),
    change=("(pad, pad), (0, 0))", '(pad, pad), (0, 0)), mode="edge"'),
)

exercise.slip(
    "everything_padded",
    N_("Samples and channels get a rim of zeros too. Only height and width get one."),
    reread=N_("Stride and padding"),
    change=("np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))", "np.pad(X, pad)"),
)

exercise.slip(
    "stride_forgotten",
    N_("The window moves by one pixel. It moves by stride pixels: it begins at i * stride and j * stride."),
    reread=N_("Stride and padding"),
    change=("top, left = i * stride, j * stride", "top, left = i, j"),
)

exercise.slip(
    "size_without_stride",
    N_("The stride is not used at all: neither for the size nor for where a window begins."),
    reread=N_("Stride and padding"),
    change=[
        ("(height + 2 * pad - f) // stride", "(height + 2 * pad - f)"),
        ("(width + 2 * pad - f) // stride", "(width + 2 * pad - f)"),
        ("top, left = i * stride, j * stride", "top, left = i, j"),
    ],
)

exercise.slip(
    "jumps_by_filter",
    N_("The window moves by its own size f. It moves by stride pixels."),
    reread=N_("Stride and padding"),
    change=[
        ("(height + 2 * pad - f) // stride", "(height + 2 * pad - f) // f"),
        ("(width + 2 * pad - f) // stride", "(width + 2 * pad - f) // f"),
        ("top, left = i * stride, j * stride", "top, left = i * f, j * f"),
    ],
)

exercise.slip("jumps_by_filter", change=("top, left = i * stride, j * stride", "top, left = i * f, j * f"))

exercise.slip(
    "pad_forgotten_in_the_size",
    N_("The size of the output is that without a rim. The rim makes the picture larger: 2 * pad."),
    reread=N_("Stride and padding"),
    change=[("height + 2 * pad", "height"), ("width + 2 * pad", "width")],
)

exercise.slip(
    "one_forgotten",
    N_("The last row and column of places are missing: the first place counts too, so the size ends with + 1."),
    reread=N_("Stride and padding"),
    change=[
        ("(height + 2 * pad - f) // stride + 1", "(height + 2 * pad - f) // stride"),
        ("(width + 2 * pad - f) // stride + 1", "(width + 2 * pad - f) // stride"),
    ],
)

exercise.slip(
    "rounded_up",
    N_("The output is too large: where no whole step is left, there is no further place. Round down."),
    reread=N_("Stride and padding"),
    change=[
        ("rows =", "out_height = -((f - height - 2 * pad) // stride) + 1\nrows ="),
        ("columns =", "out_width = -((f - width - 2 * pad) // stride) + 1\ncolumns ="),
        ("np.zeros((N, rows, columns, K))", "np.zeros((N, out_height, out_width, K))"),
    ],
)

exercise.slip(
    "height_for_width",
    N_("The output is as wide as it is high. Height and width of a picture may differ: compute both."),
    change=("(width + 2 * pad - f)", "(height + 2 * pad - f)"),
)

exercise.slip(
    "width_for_height",
    N_("The output is as high as it is wide. Height and width of a picture may differ: compute both."),
    change=("(height + 2 * pad - f)", "(width + 2 * pad - f)"),
)

exercise.slip(
    "first_channel_only",
    N_("Only the first channel is used. A filter looks at all channels of its window and adds up everything."),
    change=("(window, W, axes=3)", "(window[..., :1], W[:, :, :1], axes=3)"),
)

exercise.slip(
    "mean_over_channels",
    N_("The channels are averaged. The products of all channels are added up."),
    change=("np.tensordot(window, W, axes=3)", "np.tensordot(window, W, axes=3) / W.shape[2]"),
)

exercise.slip(
    "mean_for_sum",
    N_("The mean of the products is taken. It is their sum."),
    change=("np.tensordot(window, W, axes=3)", "np.tensordot(window, W, axes=3) / (f * f * W.shape[2])"),
)

exercise.slip(
    "first_filter_only",
    N_("All K outputs come from the first filter. Each filter makes one channel of the output."),
    change=("np.tensordot(window, W, axes=3)", "np.tensordot(window, W[..., :1], axes=3)"),
)

exercise.slip(
    "last_filter_only",
    N_("All K outputs come from the last filter. Each filter makes one channel of the output."),
    change=("np.tensordot(window, W, axes=3)", "np.tensordot(window, W[..., -1:], axes=3)"),
)

exercise.slip(
    "first_bias_only",
    N_("Every filter gets the first bias. Each has its own."),
    change=("+ b", "+ b[0]"),
)

exercise.slip(
    "biases_summed",
    N_("Every output gets the sum of all biases. Each filter has its own."),
    change=("+ b", "+ b.sum()"),
)

exercise.slip(
    "bias_at_every_weight",
    N_("The bias is added once for every weight of the filter. It is added once, to the sum."),
    change=("+ b", "+ b * f * f * W.shape[2]"),
)

exercise.slip(
    "bias_subtracted",
    N_("The bias is taken off. It is added."),
    change=("+ b", "- b"),
)

exercise.slip(
    "activation_applied",
    N_("Negative sums are cut off. The layer returns the sums; the activation is a layer of its own."),
    change=("return Z", "return np.maximum(Z, 0)"),
)

exercise.slip(
    "channels_in_front",
    N_("The filters' axis stands in the second place. Images are (N, height, width, channels): it comes last."),
    change=("return Z", "return Z.transpose(0, 3, 1, 2)"),
)

exercise.slip(
    "samples_mixed",
    N_("All pictures of the batch are added up before the filter. Each picture has its own output."),
    change=("np.tensordot(window, W, axes=3)", "np.tensordot(window.sum(axis=0, keepdims=True), W, axes=3)"),
)

exercise.slip(
    "first_picture_only",
    N_("Every output comes from the first picture of the batch. Each picture has its own output."),
    change=("padded[:, top", "padded[:1, top"),
)

exercise.slip(
    "places_exchanged",
    N_("The window's row is taken from j and its column from i. It begins at row i * stride, column j * stride."),
    change=[
        ("np.zeros((N, rows, columns, K))", "np.zeros((N, columns, rows, K))"),
        ("Z[:, i, j]", "Z[:, j, i]"),
    ],
)


@exercise.alternative("four loops")
def _(X, W, b, stride, pad):
    N, H, width, C = X.shape
    f, _f, _c, K = W.shape
    padded = np.zeros((N, H + 2 * pad, width + 2 * pad, C))
    padded[:, pad : pad + H, pad : pad + width, :] = X
    rows = (H - f + 2 * pad) // stride + 1
    columns = (width - f + 2 * pad) // stride + 1
    Z = np.zeros((N, rows, columns, K))
    for n in range(N):
        for i in range(rows):
            for j in range(columns):
                window = padded[n, i * stride : i * stride + f, j * stride : j * stride + f, :]
                for k in range(K):
                    Z[n, i, j, k] = np.sum(window * W[:, :, :, k]) + b[k]
    return Z


@exercise.alternative("a dense layer at every place")
def _(X, W, b, stride, pad):
    f, K = W.shape[0], W.shape[-1]
    padded = np.pad(X, [(0, 0), (pad, pad), (pad, pad), (0, 0)])
    flat = W.reshape(-1, K)
    rows = []
    for top in range(0, padded.shape[1] - f + 1, stride):
        row = []
        for left in range(0, padded.shape[2] - f + 1, stride):
            window = padded[:, top : top + f, left : left + f].reshape(len(X), -1)
            row.append(window @ flat + b)
        rows.append(row)
    return np.array(rows).transpose(2, 0, 1, 3)


@exercise.alternative("einsum of windows, float32")
def _(X, W, b, stride, pad):
    padded = np.pad(X.astype(np.float32), ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, W.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W.astype(np.float32)) + b
