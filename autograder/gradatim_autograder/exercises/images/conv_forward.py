"""A convolutional layer, forward: the same small dense layer at every place of a picture."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercises.images.shared import LAYERS, convolution, convolution_classes

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


exercise.covers(*convolution_classes(conv_forward))

exercise.slip(
    "bias_forgotten", N_("The bias is not added. Each filter should add its own to its sums."), change=(" + b", "")
)

exercise.slip(
    "filter_turned",
    N_("The filters are turned upside down and left to right. They should be laid on as they are."),
    change=("(window, W, axes=3)", "(window, W[::-1, ::-1], axes=3)"),
)

exercise.slip("filter_turned", change=("(window, W, axes=3)", "(window, W[::-1, ::-1, ::-1], axes=3)"))

exercise.slip(
    "filter_mirrored",
    N_("The filters are mirrored along one axis. They should be laid on as they are."),
    change=("(window, W, axes=3)", "(window, W[::-1], axes=3)"),
)

exercise.slip("filter_mirrored", change=("(window, W, axes=3)", "(window, W[:, ::-1], axes=3)"))

exercise.slip("filter_mirrored", change=("(window, W, axes=3)", "(window, W[:, :, ::-1], axes=3)"))

exercise.slip(
    "filter_transposed",
    N_("The filters are transposed. Their rows should lie along the rows of the picture."),
    change=("(window, W, axes=3)", "(window, np.swapaxes(W, 0, 1), axes=3)"),
)

exercise.slip(
    "padding_forgotten",
    N_("pad is not used. There should be a rim of zeros around the picture."),
    reread=N_("Stride and padding"),
    change=[
        ("np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))", "X"),
        ("height + 2 * pad", "height"),
        ("width + 2 * pad", "width"),
    ],
)

exercise.slip(
    "padded_once",
    N_("The size counts the pad once. The rim should lie on both sides: 2 * pad."),
    reread=N_("Stride and padding"),
    change=[("height + 2 * pad", "height + pad"), ("width + 2 * pad", "width + pad")],
)

exercise.slip(
    "padded_once",
    change=[
        ("(pad, pad), (pad, pad)", "(0, pad), (0, pad)"),
        ("height + 2 * pad", "height + pad"),
        ("width + 2 * pad", "width + pad"),
    ],
)

exercise.slip(
    "rim_along_one_axis_only",
    N_("The rim lies along one axis only. Put pad rows or columns of zeros on each of the four sides."),
    reread=N_("Stride and padding"),
    change=[("(pad, pad), (pad, pad)", "(pad, pad), (0, 0)"), ("width + 2 * pad", "width")],
)

exercise.slip(
    "rim_along_one_axis_only",
    change=[("(pad, pad), (pad, pad)", "(0, 0), (pad, pad)"), ("height + 2 * pad", "height")],
)

exercise.slip(
    "rim_on_two_sides_only",
    N_("The whole rim lies below and to the right. Put pad rows or columns of zeros on each of the four sides."),
    reread=N_("Stride and padding"),
    change=("(pad, pad), (pad, pad)", "(0, 2 * pad), (0, 2 * pad)"),
)

exercise.slip(
    "rim_of_edge_pixels",
    N_("The rim repeats the pixels at the edge. It should hold zeros."),
    reread=N_("Stride and padding"),
    change=("(pad, pad), (0, 0))", '(pad, pad), (0, 0)), mode="edge"'),
)

# Many programs end in an error where pad is not 0, or where it is 0, and are right elsewhere: the hint is true of all.
exercise.slip(
    "rim_does_not_fit",
    N_(
        "It goes wrong where pad is not 0, and only there. The rim should lie around height and width, not around "
        "samples and channels, and the windows should be taken from the padded picture."
    ),
    reread=N_("Stride and padding"),
    change=("np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))", "np.pad(X, pad)"),
)

exercise.slip("rim_does_not_fit", change=("window = padded[", "window = X["))

exercise.slip(
    "slice_ends_at_minus_pad",
    N_(
        "It goes wrong where pad is 0, and only there. Does a slice end at -pad? It is empty then, because -0 is "
        "0: let it end at pad + height or pad + width."
    ),
    change=(
        "padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))",
        "padded = np.zeros((N, height + 2 * pad, width + 2 * pad, _C))\npadded[:, pad:-pad, pad:-pad] = X",
    ),
)

exercise.slip(
    "stride_forgotten",
    N_("The window moves by one pixel. It should move by stride pixels and begin at i * stride and j * stride."),
    reread=N_("Stride and padding"),
    change=("top, left = i * stride, j * stride", "top, left = i, j"),
)

exercise.slip(
    "stride_forgotten_along_height",
    N_(
        "Along the height the window moves by one pixel. It should begin at row i * stride, as it begins at column "
        "j * stride."
    ),
    reread=N_("Stride and padding"),
    change=("top, left = i * stride,", "top, left = i,"),
)

exercise.slip(
    "stride_forgotten_along_height",
    change=[
        ("(height + 2 * pad - f) // stride", "(height + 2 * pad - f)"),
        ("top, left = i * stride,", "top, left = i,"),
    ],
)

exercise.slip(
    "stride_forgotten_along_width",
    N_(
        "Along the width the window moves by one pixel. It should begin at column j * stride, as it begins at row "
        "i * stride."
    ),
    reread=N_("Stride and padding"),
    change=("= i * stride, j * stride", "= i * stride, j"),
)

exercise.slip(
    "stride_forgotten_along_width",
    change=[
        ("(width + 2 * pad - f) // stride", "(width + 2 * pad - f)"),
        ("= i * stride, j * stride", "= i * stride, j"),
    ],
)

exercise.slip(
    "more_places_than_fit",
    N_(
        "It goes wrong where stride is larger than 1 and more than one window fits, and only there. The window that "
        "begins at i * stride, j * stride should make the output at i, j; there should be no more outputs than windows."
    ),
    reread=N_("Stride and padding"),
    change=[
        ("(height + 2 * pad - f) // stride", "(height + 2 * pad - f)"),
        ("(width + 2 * pad - f) // stride", "(width + 2 * pad - f)"),
    ],
)

exercise.slip(
    "size_without_stride",
    N_("Your output is that for stride 1. The stride should count for the size and for where a window begins."),
    reread=N_("Stride and padding"),
    change=[
        ("(height + 2 * pad - f) // stride", "(height + 2 * pad - f)"),
        ("(width + 2 * pad - f) // stride", "(width + 2 * pad - f)"),
        ("top, left = i * stride, j * stride", "top, left = i, j"),
    ],
)

exercise.slip(
    "jumps_by_filter",
    N_("The window moves by its own size f. It should move by stride pixels."),
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
    N_("The size of the output is that without a rim. Count the rim as well: it makes the picture larger by 2 * pad."),
    reread=N_("Stride and padding"),
    change=[("height + 2 * pad", "height"), ("width + 2 * pad", "width")],
)

exercise.slip(
    "one_forgotten",
    N_(
        "The last row and column of places are missing. The first place should count too: add 1 to the number of steps."
    ),
    reread=N_("Stride and padding"),
    change=[
        ("(height + 2 * pad - f) // stride + 1", "(height + 2 * pad - f) // stride"),
        ("(width + 2 * pad - f) // stride + 1", "(width + 2 * pad - f) // stride"),
    ],
)

exercise.slip(
    "one_before_the_division",
    N_(
        "The number of places is that of (H + 2 * pad - f + 1) // stride. The 1 stands for the first place: add it "
        "to the number of steps, behind the division."
    ),
    reread=N_("Stride and padding"),
    change=[
        ("(height + 2 * pad - f) // stride + 1", "(height + 2 * pad - f + 1) // stride"),
        ("(width + 2 * pad - f) // stride + 1", "(width + 2 * pad - f + 1) // stride"),
    ],
)

exercise.slip(
    "window_at_the_edge_missing",
    N_(
        "A window that ends exactly at the edge of the padded picture is left out. It fits, so it should have a "
        "place too."
    ),
    reread=N_("Stride and padding"),
    change=[
        ("(height + 2 * pad - f) // stride + 1", "-((f - height - 2 * pad) // stride)"),
        ("(width + 2 * pad - f) // stride + 1", "-((f - width - 2 * pad) // stride)"),
    ],
)

exercise.slip(
    "window_at_the_edge_missing",
    change=[
        ("range(rows)", "range(-((f - height - 2 * pad) // stride))"),
        ("range(columns)", "range(-((f - width - 2 * pad) // stride))"),
    ],
)

exercise.slip(
    "last_places_left_at_zero",
    N_("The last row and column of the output stay 0. Fill them as well: there is a window for them too."),
    reread=N_("Stride and padding"),
    change=[("range(rows)", "range(rows - 1)"), ("range(columns)", "range(columns - 1)")],
)

exercise.slip(
    "rounded_up",
    N_(
        "The output is too large. Round the number of steps down: where no whole step is left, there is no further "
        "place."
    ),
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
    "height_and_width_of_the_last_axes",
    N_(
        "Height and width are taken from the last two axes of X. Take them from axes 1 and 2: pictures are (N, "
        "height, width, channels)."
    ),
    reread=N_("Channels and filters"),
    change=("N, height, width, _C = X.shape", "N, _C, height, width = X.shape"),
)

exercise.slip(
    "filters_mixed_by_reshape",
    N_(
        "The weights of different filters are mixed up. They should stay together: filter k is W[:, :, :, k], and "
        "W.reshape(K, -1) would cut W into other pieces."
    ),
    change=("(window, W, axes=3)", "(window, W.reshape(K, -1).T.reshape(W.shape), axes=3)"),
)

for _mixed in (
    "W.T.reshape(W.shape)",
    "W.transpose(3, 0, 1, 2).reshape(W.shape)",
    "W.transpose(3, 2, 0, 1).reshape(W.shape)",
    "W.reshape(K, _C, f, f).transpose(2, 3, 1, 0)",
):
    exercise.slip("filters_mixed_by_reshape", change=("(window, W, axes=3)", f"(window, {_mixed}, axes=3)"))

exercise.slip(
    "flattened_in_two_orders",
    N_(
        "The weights of a filter meet the wrong pixels of its window. Write both in a row in the same order: row, column, "
        "channel."
    ),
    change=("(window, W, axes=3)", "(window, W.reshape(_C, f, f, K).transpose(1, 2, 0, 3), axes=3)"),
)

for _other in (
    "W.transpose(2, 0, 1, 3).reshape(W.shape)",
    "W.transpose(2, 1, 0, 3).reshape(W.shape)",
    "W.reshape(_C, f, f, K).transpose(2, 1, 0, 3)",
):
    exercise.slip("flattened_in_two_orders", change=("(window, W, axes=3)", f"(window, {_other}, axes=3)"))

exercise.slip(
    "output_reshaped_in_wrong_order",
    N_(
        "The numbers of Z are right, but they stand in the wrong places. reshape never changes the order of the numbers: "
        "bring the axes into the order picture, row, column, filter first."
    ),
    change=("return Z", "return Z.transpose(1, 2, 0, 3).reshape(Z.shape)"),
)

for _order in ("3, 0, 1, 2", "0, 3, 1, 2", "3, 1, 2, 0"):
    exercise.slip(
        "output_reshaped_in_wrong_order", change=("return Z", f"return Z.transpose({_order}).reshape(Z.shape)")
    )

exercise.slip(
    "first_channel_only",
    N_("Only the first channel is used. A filter should look at all channels of its window and add up everything."),
    reread=N_("Channels and filters"),
    change=("(window, W, axes=3)", "(window[..., :1], W[:, :, :1], axes=3)"),
)

exercise.slip(
    "channels_summed_apart",
    N_(
        "The channels of the window and those of the filter are each added up before they are multiplied. Multiply first, "
        "then add up."
    ),
    reread=N_("Channels and filters"),
    change=("(window, W, axes=3)", "(window.sum(axis=3), W.sum(axis=2), axes=2)"),
)

exercise.slip(
    "mean_over_channels",
    N_("The channels are averaged. The products of all channels should be added up."),
    reread=N_("Channels and filters"),
    change=("np.tensordot(window, W, axes=3)", "np.tensordot(window, W, axes=3) / W.shape[2]"),
)

exercise.slip(
    "mean_for_sum",
    N_("The mean of the products is taken. The output should be their sum."),
    change=("np.tensordot(window, W, axes=3)", "np.tensordot(window, W, axes=3) / (f * f * W.shape[2])"),
)

exercise.slip(
    "first_filter_only",
    N_("All K outputs come from the first filter. Each filter should make one channel of the output."),
    change=("np.tensordot(window, W, axes=3)", "np.tensordot(window, W[..., :1], axes=3)"),
)

exercise.slip(
    "last_filter_only",
    N_("All K outputs come from the last filter. Each filter should make one channel of the output."),
    change=("np.tensordot(window, W, axes=3)", "np.tensordot(window, W[..., -1:], axes=3)"),
)

exercise.slip(
    "first_bias_only",
    N_("Every filter gets the first bias. Each should get its own."),
    change=("+ b", "+ b[0]"),
)

exercise.slip(
    "biases_summed",
    N_("Every output gets the sum of all biases. Each filter should add its own alone."),
    change=("+ b", "+ b.sum()"),
)

exercise.slip(
    "bias_at_every_weight",
    N_("The bias is added once for every weight of the filter. It should be added once, to the sum."),
    reread=N_("Channels and filters"),
    change=("+ b", "+ b * f * f * W.shape[2]"),
)

exercise.slip(
    "bias_at_every_channel",
    N_("The bias is added once for every channel. It should be added once, to the sum over all channels."),
    reread=N_("Channels and filters"),
    change=("+ b", "+ b * W.shape[2]"),
)

exercise.slip(
    "bias_at_every_pixel",
    N_("The bias is added once for every pixel of the window. It should be added once, to the sum."),
    reread=N_("Channels and filters"),
    change=("+ b", "+ b * f * f"),
)

exercise.slip(
    "bias_subtracted",
    N_("The bias is taken off. Add it."),
    change=("+ b", "- b"),
)

exercise.slip(
    "activation_applied",
    N_("Negative sums are cut off. The layer should return the sums; the activation is a layer of its own."),
    change=("return Z", "return np.maximum(Z, 0)"),
)

exercise.slip(
    "channels_in_front",
    N_("The filters' axis stands in the second place. It should come last: images are (N, height, width, channels)."),
    change=("return Z", "return Z.transpose(0, 3, 1, 2)"),
)

exercise.slip(
    "samples_mixed",
    N_("All pictures of the batch are added up before the filter. Each picture should have its own output."),
    change=("np.tensordot(window, W, axes=3)", "np.tensordot(window.sum(axis=0, keepdims=True), W, axes=3)"),
)

exercise.slip(
    "first_picture_only",
    N_("Every output comes from the first picture of the batch. Each picture should have its own output."),
    change=("padded[:, top", "padded[:1, top"),
)

exercise.slip(
    "places_exchanged",
    N_(
        "Height and width of the output are exchanged. The window that begins at row i * stride, column j * stride "
        "should make the entry in row i, column j."
    ),
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


exercise.slip(
    "window_at_the_edge_missing",
    of="a dense layer at every place",
    change=[("padded.shape[1] - f + 1", "padded.shape[1] - f"), ("padded.shape[2] - f + 1", "padded.shape[2] - f")],
)

exercise.slip(
    "one_forgotten",
    of="a dense layer at every place",
    change=[
        ("padded.shape[1] - f + 1", "(padded.shape[1] - f) // stride * stride"),
        ("padded.shape[2] - f + 1", "(padded.shape[2] - f) // stride * stride"),
    ],
)

exercise.slip(
    "jumps_by_filter",
    of="four loops",
    change=("i * stride : i * stride + f, j * stride : j * stride + f", "i * f : i * f + f, j * f : j * f + f"),
)

exercise.slip("height_for_width", of="four loops", change=("(width - f + 2 * pad)", "(H - f + 2 * pad)"))

exercise.slip("width_for_height", of="four loops", change=("(H - f + 2 * pad)", "(width - f + 2 * pad)"))

exercise.slip("rim_does_not_fit", of="four loops", change=("window = padded[n,", "window = X[n,"))

exercise.slip(
    "more_places_than_fit",
    of="four loops",
    change=[
        ("(H - f + 2 * pad) // stride", "(H - f + 2 * pad)"),
        ("(width - f + 2 * pad) // stride", "(width - f + 2 * pad)"),
    ],
)


@exercise.alternative("einsum of windows, float32")
def _(X, W, b, stride, pad):
    padded = np.pad(X.astype(np.float32), ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, W.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W.astype(np.float32)) + b
