"""A convolutional layer, forward: the same small dense layer at every place of a picture."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercises.images.shared import LAYERS, convolution, convolution_classes

exercise = declare(
    "conv_forward",
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
    exercise.probes(layer=lambda rng, number=_number: convolution(rng, number))

convolution_classes(exercise, conv_forward)


# Many programs end in an error where pad is not 0, or where it is 0, and are right elsewhere: the hint is true of all.
exercise.wrong_lines("""
bias_forgotten: The bias is not added. Each filter should add its own to its sums.
    Z[:, i, j] = np.tensordot(window, W, axes=3)
filter_turned: The filters are turned upside down and left to right. They should be laid on as they are.
    Z[:, i, j] = np.tensordot(window, W[::-1, ::-1], axes=3) + b
    Z[:, i, j] = np.tensordot(window, W[::-1, ::-1, ::-1], axes=3) + b
filter_mirrored: The filters are mirrored along one axis. They should be laid on as they are.
    Z[:, i, j] = np.tensordot(window, W[::-1], axes=3) + b
    Z[:, i, j] = np.tensordot(window, W[:, ::-1], axes=3) + b
    Z[:, i, j] = np.tensordot(window, W[:, :, ::-1], axes=3) + b
filter_transposed: The filters are transposed. Their rows should lie along the rows of the picture.
    Z[:, i, j] = np.tensordot(window, np.swapaxes(W, 0, 1), axes=3) + b
padding_forgotten: pad is not used. There should be a rim of zeros around the picture.  > Stride and padding
    padded = X ;; rows = (height - f) // stride + 1 ;; columns = (width - f) // stride + 1
slice_ends_at_minus_pad: It goes wrong where pad is 0, and only there. Does a slice end at -pad? It is empty then,
because -0 is 0: let it end at pad + height or pad + width.
    of "four loops": padded[:, pad : pad + H, pad : pad + width, :] -> padded[:, pad:-pad, pad:-pad, :]
padded_once: The size counts the pad once. The rim should lie on both sides: 2 * pad.  > Stride and padding
    rows = (height + pad - f) // stride + 1 ;; columns = (width + pad - f) // stride + 1
    padded = np.pad(X, ((0, 0), (0, pad), (0, pad), (0, 0)))
        ;; rows = (height + pad - f) // stride + 1 ;; columns = (width + pad - f) // stride + 1
rim_along_one_axis_only: The rim lies along one axis only. Put pad rows or columns of zeros on each of the four sides.
> Stride and padding
    padded = np.pad(X, ((0, 0), (pad, pad), (0, 0), (0, 0))) ;; columns = (width - f) // stride + 1
    padded = np.pad(X, ((0, 0), (0, 0), (pad, pad), (0, 0))) ;; rows = (height - f) // stride + 1
rim_on_two_sides_only: The whole rim lies below and to the right. Put pad rows or columns of zeros on each of the four
sides.  > Stride and padding
    padded = np.pad(X, ((0, 0), (0, 2 * pad), (0, 2 * pad), (0, 0)))
rim_of_edge_pixels: The rim repeats the pixels at the edge. It should hold zeros.  > Stride and padding
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="edge")
rim_does_not_fit: It goes wrong where pad is not 0, and only there. The rim should lie around height and width, not
around samples and channels, and the windows should be taken from the padded picture.  > Stride and padding
    padded = np.pad(X, pad)
    window = X[:, top : top + f, left : left + f]
    of "four loops": window = X[n, i * stride : i * stride + f, j * stride : j * stride + f, :]
stride_forgotten: The window moves by one pixel. It should move by stride pixels and begin at i * stride and j *
stride.  > Stride and padding
    top, left = i, j
stride_forgotten_along_height: Along the height the window moves by one pixel. It should begin at row i * stride, as
it begins at column j * stride.  > Stride and padding
    top, left = i, j * stride
    rows = height + 2 * pad - f + 1 ;; top, left = i, j * stride
stride_forgotten_along_width: Along the width the window moves by one pixel. It should begin at column j * stride, as
it begins at row i * stride.  > Stride and padding
    top, left = i * stride, j
    columns = width + 2 * pad - f + 1 ;; top, left = i * stride, j
more_places_than_fit: It goes wrong where stride is larger than 1 and more than one window fits, and only there. The
window that begins at i * stride, j * stride should make the output at i, j; there should be no more outputs than
windows.  > Stride and padding
    rows = height + 2 * pad - f + 1 ;; columns = width + 2 * pad - f + 1
    of "four loops": rows = H - f + 2 * pad + 1 ;; columns = width - f + 2 * pad + 1
size_without_stride: Your output is that for stride 1. The stride should count for the size and for where a window
begins.  > Stride and padding
    rows = height + 2 * pad - f + 1 ;; columns = width + 2 * pad - f + 1 ;; top, left = i, j
jumps_by_filter: The window moves by its own size f. It should move by stride pixels.  > Stride and padding
    stride => f
    top, left = i * f, j * f
    of "four loops": window = padded[n, i * f : i * f + f, j * f : j * f + f, :]
pad_forgotten_in_the_size: The size of the output is that without a rim. Count the rim as well: it makes the picture
larger by 2 * pad.  > Stride and padding
    rows = (height - f) // stride + 1 ;; columns = (width - f) // stride + 1
one_forgotten: The last row and column of places are missing. The first place should count too: add 1 to the number of
steps.  > Stride and padding
    rows = (height + 2 * pad - f) // stride ;; columns = (width + 2 * pad - f) // stride
    of "a dense layer at every place":
        padded.shape[1] - f + 1 -> (padded.shape[1] - f) // stride * stride
        ;; padded.shape[2] - f + 1 -> (padded.shape[2] - f) // stride * stride
one_before_the_division: The number of places is that of (H + 2 * pad - f + 1) // stride. The 1 stands for the first
place: add it to the number of steps, behind the division.  > Stride and padding
    rows = (height + 2 * pad - f + 1) // stride ;; columns = (width + 2 * pad - f + 1) // stride
window_at_the_edge_missing: A window that ends exactly at the edge of the padded picture is left out. It fits, so it
should have a place too.  > Stride and padding
    rows = (height + 2 * pad - f - 1) // stride + 1 ;; columns = (width + 2 * pad - f - 1) // stride + 1
    range(rows) -> range((height + 2 * pad - f - 1) // stride + 1)
        ;; range(columns) -> range((width + 2 * pad - f - 1) // stride + 1)
    of "a dense layer at every place":
        padded.shape[1] - f + 1 -> padded.shape[1] - f ;; padded.shape[2] - f + 1 -> padded.shape[2] - f
last_places_left_at_zero: The last row and column of the output stay 0. Fill them as well: there is a window for them
too.  > Stride and padding
    range(rows) -> range(rows - 1) ;; range(columns) -> range(columns - 1)
rounded_up: The output is too large. Round the number of steps down: where no whole step is left, there is no further
place.  > Stride and padding
    Z = np.zeros((N, 1 - (f - height - 2 * pad) // stride, 1 - (f - width - 2 * pad) // stride, K))
height_for_width: The output is as wide as it is high. Height and width of a picture may differ: compute both.
    columns = (height + 2 * pad - f) // stride + 1
    of "four loops": columns = (H - f + 2 * pad) // stride + 1
width_for_height: The output is as high as it is wide. Height and width of a picture may differ: compute both.
    rows = (width + 2 * pad - f) // stride + 1
    of "four loops": rows = (width - f + 2 * pad) // stride + 1
height_and_width_of_the_last_axes: Height and width are taken from the last two axes of X. Take them from axes 1 and
2: pictures are (N, height, width, channels).  > Channels and filters
    N, height, width, _C = X.shape -> N, _C, height, width = X.shape
filters_mixed_by_reshape: The weights of different filters are mixed up. They should stay together: filter k is W[:,
:, :, k], and W.reshape(K, -1) would cut W into other pieces.
    Z[:, i, j] = np.tensordot(window, W.reshape(K, -1).T.reshape(W.shape), axes=3) + b
    Z[:, i, j] = np.tensordot(window, W.T.reshape(W.shape), axes=3) + b
    Z[:, i, j] = np.tensordot(window, W.transpose(3, 0, 1, 2).reshape(W.shape), axes=3) + b
    Z[:, i, j] = np.tensordot(window, W.transpose(3, 2, 0, 1).reshape(W.shape), axes=3) + b
    Z[:, i, j] = np.tensordot(window, W.reshape(K, _C, f, f).transpose(2, 3, 1, 0), axes=3) + b
flattened_in_two_orders: The weights of a filter meet the wrong pixels of its window. Write both in a row in the same
order: row, column, channel.
    Z[:, i, j] = np.tensordot(window, W.reshape(_C, f, f, K).transpose(1, 2, 0, 3), axes=3) + b
    Z[:, i, j] = np.tensordot(window, W.transpose(2, 0, 1, 3).reshape(W.shape), axes=3) + b
    Z[:, i, j] = np.tensordot(window, W.transpose(2, 1, 0, 3).reshape(W.shape), axes=3) + b
    Z[:, i, j] = np.tensordot(window, W.reshape(_C, f, f, K).transpose(2, 1, 0, 3), axes=3) + b
output_reshaped_in_wrong_order: The numbers of Z are right, but they stand in the wrong places. reshape never changes
the order of the numbers: bring the axes into the order picture, row, column, filter first.
    return Z.transpose(1, 2, 0, 3).reshape(Z.shape)
    return Z.transpose(3, 0, 1, 2).reshape(Z.shape)
    return Z.transpose(0, 3, 1, 2).reshape(Z.shape)
    return Z.transpose(3, 1, 2, 0).reshape(Z.shape)
first_channel_only: Only the first channel is used. A filter should look at all channels of its window and add up
everything.  > Channels and filters
    Z[:, i, j] = np.tensordot(window[..., :1], W[:, :, :1], axes=3) + b
channels_summed_apart: The channels of the window and those of the filter are each added up before they are
multiplied. Multiply first, then add up.  > Channels and filters
    Z[:, i, j] = np.tensordot(window.sum(axis=3), W.sum(axis=2), axes=2) + b
mean_over_channels: The channels are averaged. The products of all channels should be added up.
> Channels and filters
    Z[:, i, j] = np.tensordot(window, W, axes=3) / _C + b
mean_for_sum: The mean of the products is taken. The output should be their sum.
    Z[:, i, j] = np.tensordot(window, W, axes=3) / (f * f * _C) + b
first_filter_only: All K outputs come from the first filter. Each filter should make one channel of the output.
    Z[:, i, j] = np.tensordot(window, W[..., :1], axes=3) + b
last_filter_only: All K outputs come from the last filter. Each filter should make one channel of the output.
    Z[:, i, j] = np.tensordot(window, W[..., -1:], axes=3) + b
first_bias_only: Every filter gets the first bias. Each should get its own.
    Z[:, i, j] = np.tensordot(window, W, axes=3) + b[0]
biases_summed: Every output gets the sum of all biases. Each filter should add its own alone.
    Z[:, i, j] = np.tensordot(window, W, axes=3) + b.sum()
bias_at_every_weight: The bias is added once for every weight of the filter. It should be added once, to the sum.
> Channels and filters
    Z[:, i, j] = np.tensordot(window, W, axes=3) + b * f * f * _C
bias_at_every_channel: The bias is added once for every channel. It should be added once, to the sum over all
channels.  > Channels and filters
    Z[:, i, j] = np.tensordot(window, W, axes=3) + b * _C
bias_at_every_pixel: The bias is added once for every pixel of the window. It should be added once, to the sum.
> Channels and filters
    Z[:, i, j] = np.tensordot(window, W, axes=3) + b * f * f
bias_subtracted: The bias is taken off. Add it.
    Z[:, i, j] = np.tensordot(window, W, axes=3) - b
activation_applied: Negative sums are cut off. The layer should return the sums; the activation is a layer of its own.
    return np.maximum(Z, 0)
channels_in_front: The filters' axis stands in the second place. It should come last: images are (N, height, width,
channels).
    return Z.transpose(0, 3, 1, 2)
samples_mixed: All pictures of the batch are added up before the filter. Each picture should have its own output.
    Z[:, i, j] = np.tensordot(window.sum(axis=0, keepdims=True), W, axes=3) + b
first_picture_only: Every output comes from the first picture of the batch. Each picture should have its own output.
    window = padded[:1, top : top + f, left : left + f]
places_exchanged: Height and width of the output are exchanged. The window that begins at row i * stride, column j *
stride should make the entry in row i, column j.
    Z = np.zeros((N, columns, rows, K)) ;; Z[:, i, j] -> Z[:, j, i]
""")

exercise.alternatives("""
four loops:
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
a dense layer at every place:
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
einsum of windows, float32:
    padded = np.pad(X.astype(np.float32), ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, W.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcab,abck->nijk", windows, W.astype(np.float32)) + b
""")
