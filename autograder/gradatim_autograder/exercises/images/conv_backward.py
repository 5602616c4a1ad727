"""A convolutional layer, backward: at each place the dense layer's three gradients, added up over all places."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers
from gradatim_autograder.exercises.images.conv_forward import conv_forward
from gradatim_autograder.exercises.images.shared import LAYERS, convolution, convolution_classes

exercise = declare(
    "conv_backward",
    returns=("dX", "dW", "db"),
    points={"dX": 2, "dW": 2, "db": 1},
    section=N_("The convolution, backward"),
)


@exercise.reference
def conv_backward(dZ, X, W, stride, pad):
    _N, height, width, _C = X.shape
    _N, rows, columns, _K = dZ.shape
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded = np.zeros(padded.shape)
    dW = np.zeros(W.shape)
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + f, left : left + f]
            dz = dZ[:, i, j]
            dwindow = np.tensordot(dz, W, axes=(1, 3))
            dW += np.tensordot(window, dz, axes=(0, 0))
            dpadded[:, top : top + f, left : left + f] += dwindow
    dX = dpadded[:, pad : pad + height, pad : pad + width]
    db = dZ.sum(axis=(0, 1, 2))
    return dX, dW, db


@exercise.forward(dX="X", dW="W", db="b")
def loss(dZ, X, W, stride, pad, b=0.0):
    return float(np.sum(dZ * conv_forward(X, W, b, stride, pad)))


for _number in range(len(LAYERS)):

    @exercise.probe()
    def layer(rng, number=_number):
        X, W, b, stride, pad = convolution(rng, number)
        return numbers(rng, *conv_forward(X, W, b, stride, pad).shape), X, W, stride, pad


convolution_classes(exercise, conv_backward)


# Many programs end in an error where pad is not 0 (rim_does_not_fit) and are right elsewhere: the hint is true of all.
# The forms of dZ_mixed_by_reshape spoil different results: it is told whichever of them a student computes in this way.
exercise.wrong_lines("""
db_over_samples_only: db is summed over the samples only. The same bias was added at every place: sum over the places
too.
    db = dZ.sum(axis=0)
db_over_places_only: db is summed over the places only. The same bias was added in every picture: sum over the samples
too.
    db = dZ.sum(axis=(1, 2))
db_for_each_picture: db holds a number for each picture. It should have one for each filter: sum over samples, rows
and columns.
    db = dZ.sum(axis=(1, 2, 3))
db_for_each_row: db holds a number for each row of places. The filters are the last axis of dZ: sum over the three
others.
    db = dZ.sum(axis=(0, 2, 3))
db_for_each_column: db holds a number for each column of places. The filters are the last axis of dZ: sum over the
three others.
    db = dZ.sum(axis=(0, 1, 3))
db_over_one_axis_of_places: db is summed over the rows of places or over the columns, not over both. Sum over samples,
rows and columns.
    db = dZ.sum(axis=(0, 1))
    db = dZ.sum(axis=(0, 2))
db_averaged: db is a mean. Add up samples and places; the division by N is in dZ already.
    db = dZ.mean(axis=(0, 1, 2))
db_averaged_over_places: db is averaged over the places. The bias works at every place: add up.
    db = dZ.sum(axis=0).mean(axis=(0, 1))
db_averaged_over_samples: db is averaged over the samples. The division by N is in dZ already: add up.
    db = dZ.mean(axis=0).sum(axis=(0, 1))
db_one_number: db is one number. Each filter has its own bias: sum over samples and places, not over the filters.
    db = dZ.sum()
db_keeps_its_axes: db has three axes of length 1 too many. It should have the shape of b, (K,).
    db = dZ.sum(axis=(0, 1, 2), keepdims=True)
dX_replaced: In dX a later number replaces an earlier one. A pixel may lie in several windows, and in each it worked
through K filters: add up all that comes back to it.
    dpadded[:, top : top + f, left : left + f] = dwindow
    of "one number of dZ after the other": dpadded[window] = W[..., k] * dZ[n, i, j, k]
dW_last_place_only: dW holds the last place only. The same filter worked at every place: add up.
    dW += np.tensordot(window, dz, axes=(0, 0)) -> dW = np.tensordot(window, dz, axes=(0, 0))
    of "one number of dZ after the other": dW[..., k] = padded[window] * dZ[n, i, j, k]
dW_averaged_over_samples: dW is divided by the number of pictures. Leave that out: this division is in dZ already.
    dW += np.tensordot(window, dz, axes=(0, 0)) / len(X)
dW_averaged_over_places: dW is divided by the number of places. The filter worked at every place: add up.
    dW += np.tensordot(window, dz, axes=(0, 0)) / (rows * columns)
dW_and_db_averaged: dW and db are divided by the number of pictures. Leave that out: this division is in dZ already.
    return dX, dW / len(X), db / len(X)
all_averaged: dX, dW and db are divided by the number of pictures. Leave that out: this division is in dZ already.
    return dX / len(X), dW / len(X), db / len(X)
dW_turned: dW is turned upside down and left to right. Nothing should be turned: multiply the window as it is.
    return dX, dW[::-1, ::-1], db
filter_turned_in_dX: In dX the filters are turned. Each window should get dz times the filter as it lies there.
    dwindow = np.tensordot(dz, W[::-1, ::-1], axes=(1, 3))
filter_transposed_in_dX: In dX rows and columns of the filters are exchanged. Each weight should meet the pixel it lay
on.
    dwindow = np.tensordot(dz, np.swapaxes(W, 0, 1), axes=(1, 3))
dW_transposed: In dW rows and columns of the window are exchanged. Row a, column c of the window should make row a,
column c of dW.
    return dX, np.swapaxes(dW, 0, 1), db
rim_not_cut_off: dX has the size of the padded picture. The rim of zeros is no part of X: cut it off.  > In shapes
    dX = dpadded
rim_cut_along_one_axis_only: dX still has the rim along one of its axes. Cut it off along height and width.
> In shapes
    dX = dpadded[:, pad : pad + height]
    dX = dpadded[:, :, pad : pad + width]
slice_ends_at_minus_pad: It goes wrong where pad is 0, and only there. Does a slice end at -pad? It is empty then,
because -0 is 0: let it end at pad + height or pad + width.  > In shapes
    dX = dpadded[:, pad:-pad, pad:-pad]
    dX = dpadded[:, pad:-pad, pad:-pad].reshape(X.shape)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0))) ->
        padded = np.zeros((_N, height + 2 * pad, width + 2 * pad, _C))
        padded[:, pad:-pad, pad:-pad] = X
rim_does_not_fit: It goes wrong where pad is not 0, and only there. Windows should lie in the padded picture, here as
in the forward pass, and its rim around height and width alone.  > In shapes
    padded = X
    window = X[:, top : top + f, left : left + f]
rim_cut_on_one_side: dX is cut out at the wrong place. The rim lies on all four sides: begin at row pad and column
pad.  > In shapes
    dX = dpadded[:, :height, :width]
    dX = dpadded[:, 2 * pad :, 2 * pad :]
pixels_cut_off: In dX the pixels at the edge of X get 0. Only the rim of zeros should be cut off.
    return dX, dW, db -> dX[:, [0, -1]] = 0; dX[:, :, [0, -1]] = 0; ...
rim_of_edge_pixels: The rim of the padded picture repeats the pixels at the edge. It should hold zeros, as in the
forward pass.
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="edge")
stride_forgotten: The windows move by one pixel. They have to lie where they lay in the forward pass: i * stride, j *
stride.  > In shapes
    top, left = i, j
stride_forgotten_in_dX: In dX the windows move by one pixel. They should lie at i * stride, j * stride, as in the
forward pass.  > In shapes
    dpadded[:, top : top + f, left : left + f] -> dpadded[:, i : i + f, j : j + f]
stride_forgotten_in_dW: In dW the windows move by one pixel. They should lie at i * stride, j * stride, as in the
forward pass.  > In shapes
    window = padded[:, i : i + f, j : j + f]
stride_forgotten_along_height: Along the height, windows are taken or placed as if they moved by one pixel. They
should begin at row i * stride.  > In shapes
    top, left = i, j * stride
    dpadded[:, top : top + f, left : left + f] -> dpadded[:, i : i + f, left : left + f]
    window = padded[:, i : i + f, left : left + f]
stride_forgotten_along_width: Along the width, windows are taken or placed as if they moved by one pixel. They should
begin at column j * stride.  > In shapes
    top, left = i * stride, j
    dpadded[:, top : top + f, left : left + f] -> dpadded[:, top : top + f, j : j + f]
    window = padded[:, top : top + f, j : j + f]
filters_mixed_in_dX: In dX the weights of different filters are mixed up. They should stay together: filter k is W[:,
:, :, k], and W.reshape(K, -1) would cut W into other pieces.  > In shapes
    dwindow = np.tensordot(dz, W.reshape(_K, -1).T.reshape(W.shape), axes=(1, 3))
    dwindow = np.tensordot(dz, W.transpose(3, 0, 1, 2).reshape(W.shape), axes=(1, 3))
    dwindow = np.tensordot(dz, W.reshape(_K, _C, f, f).transpose(2, 3, 1, 0), axes=(1, 3))
filters_mixed_in_dW: The numbers of dW are right, but those of different filters are mixed up. reshape never changes
the order of the numbers: the filters have to be the last axis before it.  > In shapes
    return dX, dW.transpose(3, 0, 1, 2).reshape(W.shape), db
    return dX, dW.transpose(3, 2, 0, 1).reshape(W.shape), db
    return dX, dW.T.reshape(W.shape), db
dX_laid_out_in_another_order: In dX the numbers of a filter reach the wrong pixels of its window. Write a window in a
row and back in the same order: row, column, channel.  > In shapes
    dwindow = np.tensordot(dz, W.transpose(2, 0, 1, 3).reshape(W.shape), axes=(1, 3))
    dwindow = np.tensordot(dz, W.transpose(2, 1, 0, 3).reshape(W.shape), axes=(1, 3))
    dwindow = np.tensordot(dz, W.reshape(_C, f, f, _K).transpose(1, 2, 0, 3), axes=(1, 3))
dW_laid_out_in_another_order: The numbers of dW are right, but within a filter they stand in the wrong places. Write a
window in a row and back in the same order: row, column, channel.  > In shapes
    return dX, dW.reshape(_C, f, f, _K).transpose(1, 2, 0, 3), db
    return dX, dW.transpose(2, 0, 1, 3).reshape(W.shape), db
    return dX, dW.transpose(2, 1, 0, 3).reshape(W.shape), db
dZ_mixed_by_reshape: What comes back to different filters is mixed up. Keep it apart: filter k gets dZ[:, :, :, k],
and dZ.reshape(K, -1) would cut dZ into other pieces.  > In shapes
    db = dZ.reshape(_K, -1).sum(axis=1)
    dz = dZ.reshape(_K, -1).T.reshape(dZ.shape)[:, i, j]
    dz = dZ.reshape(_K, -1).T.reshape(dZ.shape)[:, i, j] ;; db = dZ.reshape(_K, -1).sum(axis=1)
    dW += np.tensordot(window, dZ.reshape(_K, -1).T.reshape(dZ.shape)[:, i, j], axes=(0, 0))
    dwindow = np.tensordot(dZ.reshape(_K, -1).T.reshape(dZ.shape)[:, i, j], W, axes=(1, 3))
filters_summed_apart_in_dX: In dX the weights and dz are each added up over the filters before they are multiplied.
Multiply first.
    dwindow = dz.sum(axis=1)[:, None, None, None] * W.sum(axis=3)
samples_summed_apart_in_dW: In dW the windows and dz are each added up over the samples before they are multiplied.
Multiply first.
    dW += window.sum(axis=0)[..., None] * dz.sum(axis=0)
dZ_forgotten_in_dW: dW is made without dZ. Each window should be multiplied by the dz of its place.
    dW += np.tensordot(window, np.ones(dz.shape), axes=(0, 0))
dZ_forgotten_in_dX: dX is made without dZ. The filter should be multiplied by the dz of its place.
    dwindow = np.tensordot(np.ones(dz.shape), W, axes=(1, 3))
one_filter_only_in_dX: In dX only one filter counts. A pixel worked through all K filters: add up.
    dwindow = np.tensordot(dz[:, :1], W[..., :1], axes=(1, 3))
    dwindow = np.tensordot(dz[:, -1:], W[..., -1:], axes=(1, 3))
dZ_forgotten_in_db: db counts samples and places. Add up dZ, not ones.
    db = np.ones(dZ.shape).sum(axis=(0, 1, 2))
filters_averaged_in_dX: In dX the mean over the filters is taken. A pixel worked through all K filters: add up.
    dwindow = np.tensordot(dz, W, axes=(1, 3)) / _K
channels_summed_in_dX: In dX all channels get the same numbers, their sum. Keep them apart: each channel has its own
weights in the filter.
    dwindow = np.tensordot(dz, W, axes=(1, 3)).sum(axis=3, keepdims=True)
first_picture_only_in_dW: dW holds the first picture only. The filter worked in every picture: add up over the
samples.
    dW += np.tensordot(window[:1], dz[:1], axes=(0, 0))
last_picture_only_in_dW: dW holds the last picture only. The filter worked in every picture: add up over the samples.
    dW += np.tensordot(window[-1:], dz[-1:], axes=(0, 0))
sign_flipped: All signs are exchanged. Leave the minus out: it comes with the step.
    return -dX, -dW, -db
wrong_order: The results stand in another order. Return dX, dW, db.
    return dW, db, dX
    return dX, db, dW
    return dW, dX, db
db_last_place_only: db holds the last place only. The bias was added at every place of every picture: add up.
    of "one number of dZ after the other": db[k] = dZ[n, i, j, k]
""")

exercise.alternatives("""
one number of dZ after the other:
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW, db = np.zeros(padded.shape), np.zeros(W.shape), np.zeros(W.shape[3])
    for n, i, j, k in np.ndindex(dZ.shape):
        window = np.s_[n, i * stride : i * stride + f, j * stride : j * stride + f]
        dpadded[window] += W[..., k] * dZ[n, i, j, k]
        dW[..., k] += padded[window] * dZ[n, i, j, k]
        db[k] += dZ[n, i, j, k]
    return dpadded[:, pad : pad + X.shape[1], pad : pad + X.shape[2]], dW, db
shifted pictures, einsum, float32:
    f, rows, columns = len(W), stride * (dZ.shape[1] - 1) + 1, stride * (dZ.shape[2] - 1) + 1
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0))).astype(np.float32)
    dpadded, dW = np.zeros_like(padded), np.zeros_like(W)
    for i in range(f):
        for j in range(f):
            part = np.s_[:, i : i + rows : stride, j : j + columns : stride]
            dW[i, j] = np.einsum("nijc,nijk->ck", padded[part], dZ)
            dpadded[part] += np.einsum("nijk,ck->nijc", dZ, W[i, j])
    return dpadded[:, pad : pad + X.shape[1], pad : pad + X.shape[2]], dW, np.einsum("nijk->k", dZ)
""")
