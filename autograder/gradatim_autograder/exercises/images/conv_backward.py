"""A convolutional layer, backward: at each place the dense layer's three gradients, added up over all places."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers
from gradatim_autograder.exercises.images.conv_forward import conv_forward
from gradatim_autograder.exercises.images.shared import LAYERS, convolution, convolution_classes

exercise = Exercise(
    "conv_backward",
    chapter="08-images",
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
            dW += np.tensordot(window, dz, axes=(0, 0))
            dpadded[:, top : top + f, left : left + f] += np.tensordot(dz, W, axes=(1, 3))
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


exercise.covers(*convolution_classes(conv_backward))

exercise.slip(
    "db_over_samples_only",
    N_("db is summed over the samples only. The same bias was added at every place: sum over the places too."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=0)"),
)

exercise.slip(
    "db_over_places_only",
    N_("db is summed over the places only. The same bias was added in every picture: sum over the samples too."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=(1, 2))"),
)

exercise.slip(
    "db_for_each_picture",
    N_("db holds a number for each picture. It should have one for each filter: sum over samples, rows and columns."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=(1, 2, 3))"),
)

exercise.slip(
    "db_for_each_row",
    N_("db holds a number for each row of places. The filters are the last axis of dZ: sum over the three others."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=(0, 2, 3))"),
)

exercise.slip(
    "db_for_each_column",
    N_("db holds a number for each column of places. The filters are the last axis of dZ: sum over the three others."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=(0, 1, 3))"),
)

exercise.slip(
    "db_over_one_axis_of_places",
    N_("db is summed over the rows of places or over the columns, not over both. Sum over samples, rows and columns."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=(0, 1))"),
)

exercise.slip("db_over_one_axis_of_places", change=("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=(0, 2))"))

exercise.slip(
    "db_averaged",
    N_("db is a mean. Add up samples and places; the division by N is in dZ already."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.mean(axis=(0, 1, 2))"),
)

exercise.slip(
    "db_averaged_over_places",
    N_("db is averaged over the places. The bias works at every place: add up."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=0).mean(axis=(0, 1))"),
)

exercise.slip(
    "db_averaged_over_samples",
    N_("db is averaged over the samples. The division by N is in dZ already: add up."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.mean(axis=0).sum(axis=(0, 1))"),
)

exercise.slip(
    "db_one_number",
    N_("db is one number. Each filter has its own bias: sum over samples and places, not over the filters."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.sum()"),
)

exercise.slip(
    "db_keeps_its_axes",
    N_("db has three axes of length 1 too many. It should have the shape of b, (K,)."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=(0, 1, 2), keepdims=True)"),
)

exercise.slip(
    "dX_replaced",
    N_(
        "In dX a later number replaces an earlier one. A pixel may lie in several windows, and in each it worked "
        "through K filters: add up all that comes back to it."
    ),
    change=("left : left + f] += np", "left : left + f] = np"),
)

exercise.slip(
    "dW_last_place_only",
    N_("dW holds the last place only. The same filter worked at every place: add up."),
    change=("dW += np", "dW = np"),
)

exercise.slip(
    "dW_averaged_over_samples",
    N_("dW is divided by the number of pictures. Leave that out: this division is in dZ already."),
    change=("np.tensordot(window, dz, axes=(0, 0))", "np.tensordot(window, dz, axes=(0, 0)) / len(X)"),
)

exercise.slip(
    "dW_averaged_over_places",
    N_("dW is divided by the number of places. The filter worked at every place: add up."),
    change=("np.tensordot(window, dz, axes=(0, 0))", "np.tensordot(window, dz, axes=(0, 0)) / (rows * columns)"),
)

exercise.slip(
    "dW_and_db_averaged",
    N_("dW and db are divided by the number of pictures. Leave that out: this division is in dZ already."),
    change=[
        ("np.tensordot(window, dz, axes=(0, 0))", "np.tensordot(window, dz, axes=(0, 0)) / len(X)"),
        ("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=(0, 1, 2)) / len(X)"),
    ],
)

exercise.slip(
    "all_averaged",
    N_("dX, dW and db are divided by the number of pictures. Leave that out: this division is in dZ already."),
    change=("return dX, dW, db", "return dX / len(X), dW / len(X), db / len(X)"),
)

exercise.slip(
    "dW_turned",
    N_("dW is turned upside down and left to right. Nothing should be turned: multiply the window as it is."),
    change=("return dX, dW, db", "return dX, dW[::-1, ::-1], db"),
)

exercise.slip(
    "filter_turned_in_dX",
    N_("In dX the filters are turned. Each window should get dz times the filter as it lies there."),
    change=("(dz, W, axes=(1, 3))", "(dz, W[::-1, ::-1], axes=(1, 3))"),
)

exercise.slip(
    "filter_transposed_in_dX",
    N_("In dX rows and columns of the filters are exchanged. Each weight should meet the pixel it lay on."),
    change=("(dz, W, axes=(1, 3))", "(dz, np.swapaxes(W, 0, 1), axes=(1, 3))"),
)

exercise.slip(
    "dW_transposed",
    N_(
        "In dW rows and columns of the window are exchanged. Row a, column c of the window should make row a, "
        "column c of dW."
    ),
    change=("return dX, dW, db", "return dX, np.swapaxes(dW, 0, 1), db"),
)

exercise.slip(
    "rim_not_cut_off",
    N_("dX has the size of the padded picture. The rim of zeros is no part of X: cut it off."),
    reread=N_("In shapes"),
    change=("dpadded[:, pad : pad + height, pad : pad + width]", "dpadded"),
)

exercise.slip(
    "rim_cut_along_one_axis_only",
    N_("dX still has the rim along one of its axes. Cut it off along height and width."),
    reread=N_("In shapes"),
    change=("dpadded[:, pad : pad + height, pad : pad + width]", "dpadded[:, pad : pad + height]"),
)

exercise.slip(
    "rim_cut_along_one_axis_only",
    change=("dpadded[:, pad : pad + height, pad : pad + width]", "dpadded[:, :, pad : pad + width]"),
)

exercise.slip(
    "slice_ends_at_minus_pad",
    N_(
        "It goes wrong where pad is 0, and only there. Does a slice end at -pad? It is empty then, because -0 is "
        "0: let it end at pad + height or pad + width."
    ),
    reread=N_("In shapes"),
    change=("dpadded[:, pad : pad + height, pad : pad + width]", "dpadded[:, pad:-pad, pad:-pad]"),
)

exercise.slip(
    "slice_ends_at_minus_pad",
    change=(
        "dX = dpadded[:, pad : pad + height, pad : pad + width]",
        "dX = X * 0\ndX[:] = dpadded[:, pad:-pad, pad:-pad]",
    ),
)

exercise.slip(
    "slice_ends_at_minus_pad",
    change=(
        "padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))",
        "padded = np.zeros((_N, height + 2 * pad, width + 2 * pad, _C))\npadded[:, pad:-pad, pad:-pad] = X",
    ),
)

# Many programs end in an error where pad is not 0 and are right elsewhere: the hint is true of all.
exercise.slip(
    "rim_does_not_fit",
    N_(
        "It goes wrong where pad is not 0, and only there. Windows should lie in the padded picture, here as in "
        "the forward pass, and its rim around height and width alone."
    ),
    reread=N_("In shapes"),
    change=("padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))", "padded = X"),
)

exercise.slip("rim_does_not_fit", change=("window = padded[", "window = X["))

exercise.slip(
    "rim_cut_on_one_side",
    N_("dX is cut out at the wrong place. The rim lies on all four sides: begin at row pad and column pad."),
    reread=N_("In shapes"),
    change=("dpadded[:, pad : pad + height, pad : pad + width]", "dpadded[:, :height, :width]"),
)

exercise.slip("rim_cut_on_one_side", change=("pad : pad + height, pad : pad + width]", "2 * pad :, 2 * pad :]"))

exercise.slip(
    "rim_of_edge_pixels",
    N_("The rim of the padded picture repeats the pixels at the edge. It should hold zeros, as in the forward pass."),
    change=("(pad, pad), (0, 0)))", '(pad, pad), (0, 0)), mode="edge")'),
)

exercise.slip(
    "pixels_cut_off",
    N_("In dX the pixels at the edge of X get 0. Only the rim of zeros should be cut off."),
    change=(
        "dX = dpadded[:, pad : pad + height, pad : pad + width]",
        "dX = dpadded[:, pad : pad + height, pad : pad + width]\n"
        "dX[:, :1], dX[:, -1:], dX[:, :, :1], dX[:, :, -1:] = 0, 0, 0, 0",
    ),
)

exercise.slip(
    "stride_forgotten",
    N_("The windows move by one pixel. They have to lie where they lay in the forward pass: i * stride, j * stride."),
    reread=N_("In shapes"),
    change=("top, left = i * stride, j * stride", "top, left = i, j"),
)

exercise.slip(
    "stride_forgotten_in_dX",
    N_("In dX the windows move by one pixel. They should lie at i * stride, j * stride, as in the forward pass."),
    reread=N_("In shapes"),
    change=("dpadded[:, top : top + f, left : left + f] +=", "dpadded[:, i : i + f, j : j + f] +="),
)

exercise.slip(
    "stride_forgotten_in_dW",
    N_("In dW the windows move by one pixel. They should lie at i * stride, j * stride, as in the forward pass."),
    reread=N_("In shapes"),
    change=("padded[:, top : top + f, left : left + f]\n", "padded[:, i : i + f, j : j + f]\n"),
)

exercise.slip(
    "stride_forgotten_along_height",
    N_(
        "Along the height, windows are taken or placed as if they moved by one pixel. They should begin at row i * "
        "stride."
    ),
    reread=N_("In shapes"),
    change=("top, left = i * stride,", "top, left = i,"),
)

exercise.slip("stride_forgotten_along_height", change=("dpadded[:, top : top + f, left", "dpadded[:, i : i + f, left"))

exercise.slip(
    "stride_forgotten_along_height", change=("= padded[:, top : top + f, left", "= padded[:, i : i + f, left")
)

exercise.slip(
    "stride_forgotten_along_width",
    N_(
        "Along the width, windows are taken or placed as if they moved by one pixel. They should begin at column j "
        "* stride."
    ),
    reread=N_("In shapes"),
    change=("= i * stride, j * stride", "= i * stride, j"),
)

exercise.slip("stride_forgotten_along_width", change=("left : left + f] +=", "j : j + f] +="))

exercise.slip("stride_forgotten_along_width", change=("left : left + f]\n", "j : j + f]\n"))

exercise.slip(
    "filters_mixed_in_dX",
    N_(
        "In dX the weights of different filters are mixed up. They should stay together: filter k is W[:, :, :, "
        "k], and W.reshape(K, -1) would cut W into other pieces."
    ),
    reread=N_("In shapes"),
    change=("(dz, W, axes=(1, 3))", "(dz, W.reshape(_K, -1).T.reshape(W.shape), axes=(1, 3))"),
)

exercise.slip(
    "filters_mixed_in_dX",
    change=("(dz, W, axes=(1, 3))", "(dz, W.transpose(3, 0, 1, 2).reshape(W.shape), axes=(1, 3))"),
)

exercise.slip(
    "filters_mixed_in_dX",
    change=("(dz, W, axes=(1, 3))", "(dz, W.reshape(_K, _C, f, f).transpose(2, 3, 1, 0), axes=(1, 3))"),
)

exercise.slip(
    "filters_mixed_in_dW",
    N_(
        "The numbers of dW are right, but those of different filters are mixed up. reshape never changes the order of the "
        "numbers: the filters have to be the last axis before it."
    ),
    reread=N_("In shapes"),
    change=("return dX, dW, db", "return dX, dW.transpose(3, 0, 1, 2).reshape(W.shape), db"),
)

exercise.slip(
    "filters_mixed_in_dW", change=("return dX, dW, db", "return dX, dW.transpose(3, 2, 0, 1).reshape(W.shape), db")
)

exercise.slip("filters_mixed_in_dW", change=("return dX, dW, db", "return dX, dW.T.reshape(W.shape), db"))

exercise.slip(
    "dX_laid_out_in_another_order",
    N_(
        "In dX the numbers of a filter reach the wrong pixels of its window. Write a window in a row and back in "
        "the same order: row, column, channel."
    ),
    reread=N_("In shapes"),
    change=("(dz, W, axes=(1, 3))", "(dz, W.reshape(_C, f, f, _K).transpose(1, 2, 0, 3), axes=(1, 3))"),
)

for _order in ("2, 0, 1, 3", "2, 1, 0, 3"):
    exercise.slip(
        "dX_laid_out_in_another_order",
        change=("(dz, W, axes=(1, 3))", f"(dz, W.transpose({_order}).reshape(W.shape), axes=(1, 3))"),
    )

exercise.slip(
    "dW_laid_out_in_another_order",
    N_(
        "The numbers of dW are right, but within a filter they stand in the wrong places. Write a window in a row "
        "and back in the same order: row, column, channel."
    ),
    reread=N_("In shapes"),
    change=("return dX, dW, db", "return dX, dW.reshape(_C, f, f, _K).transpose(1, 2, 0, 3), db"),
)

for _order in ("2, 0, 1, 3", "2, 1, 0, 3"):
    exercise.slip(
        "dW_laid_out_in_another_order",
        change=("return dX, dW, db", f"return dX, dW.transpose({_order}).reshape(W.shape), db"),
    )

# Each form spoils other results, so that it is told whichever of them a student computes in this way.
exercise.slip(
    "dZ_mixed_by_reshape",
    N_(
        "What comes back to different filters is mixed up. Keep it apart: filter k gets dZ[:, :, :, k], and "
        "dZ.reshape(K, -1) would cut dZ into other pieces."
    ),
    reread=N_("In shapes"),
    change=("f = len(W)", "f = len(W)\ndZ = dZ.reshape(_K, -1).T.reshape(dZ.shape)"),
)

exercise.slip("dZ_mixed_by_reshape", change=("dZ.sum(axis=(0, 1, 2))", "dZ.reshape(_K, -1).sum(axis=1)"))

_MIXED = "dZ.reshape(_K, -1).T.reshape(dZ.shape)[:, i, j]"
exercise.slip("dZ_mixed_by_reshape", change=("dz = dZ[:, i, j]", f"dz = {_MIXED}"))

exercise.slip("dZ_mixed_by_reshape", change=("(window, dz,", f"(window, {_MIXED},"))

exercise.slip("dZ_mixed_by_reshape", change=("(dz, W,", f"({_MIXED}, W,"))

exercise.slip(
    "filters_summed_apart_in_dX",
    N_("In dX the weights and dz are each added up over the filters before they are multiplied. Multiply first."),
    change=("np.tensordot(dz, W, axes=(1, 3))", "dz.sum(axis=1)[:, None, None, None] * W.sum(axis=3)"),
)

exercise.slip(
    "samples_summed_apart_in_dW",
    N_("In dW the windows and dz are each added up over the samples before they are multiplied. Multiply first."),
    change=("np.tensordot(window, dz, axes=(0, 0))", "window.sum(axis=0)[..., None] * dz.sum(axis=0)"),
)

exercise.slip(
    "dZ_forgotten_in_dW",
    N_("dW is made without dZ. Each window should be multiplied by the dz of its place."),
    change=("np.tensordot(window, dz, axes=(0, 0))", "np.tensordot(window, np.ones(dz.shape), axes=(0, 0))"),
)

exercise.slip(
    "dZ_forgotten_in_dX",
    N_("dX is made without dZ. The filter should be multiplied by the dz of its place."),
    change=("np.tensordot(dz, W, axes=(1, 3))", "np.tensordot(np.ones(dz.shape), W, axes=(1, 3))"),
)

exercise.slip(
    "one_filter_only_in_dX",
    N_("In dX only one filter counts. A pixel worked through all K filters: add up."),
    change=("np.tensordot(dz, W, axes=(1, 3))", "np.tensordot(dz[:, :1], W[..., :1], axes=(1, 3))"),
)

exercise.slip(
    "one_filter_only_in_dX",
    change=("np.tensordot(dz, W, axes=(1, 3))", "np.tensordot(dz[:, -1:], W[..., -1:], axes=(1, 3))"),
)

exercise.slip(
    "dZ_forgotten_in_db",
    N_("db counts samples and places. Add up dZ, not ones."),
    change=("dZ.sum(axis=(0, 1, 2))", "np.ones(dZ.shape).sum(axis=(0, 1, 2))"),
)

exercise.slip(
    "filters_averaged_in_dX",
    N_("In dX the mean over the filters is taken. A pixel worked through all K filters: add up."),
    change=("np.tensordot(dz, W, axes=(1, 3))", "np.tensordot(dz, W, axes=(1, 3)) / W.shape[3]"),
)

exercise.slip(
    "channels_summed_in_dX",
    N_(
        "In dX all channels get the same numbers, their sum. Keep them apart: each channel has its own weights in "
        "the filter."
    ),
    change=(
        "np.tensordot(dz, W, axes=(1, 3))",
        "np.tensordot(dz, W, axes=(1, 3)).sum(axis=3, keepdims=True)",
    ),
)

exercise.slip(
    "first_picture_only_in_dW",
    N_("dW holds the first picture only. The filter worked in every picture: add up over the samples."),
    change=("np.tensordot(window, dz, axes=(0, 0))", "np.tensordot(window[:1], dz[:1], axes=(0, 0))"),
)

exercise.slip(
    "last_picture_only_in_dW",
    N_("dW holds the last picture only. The filter worked in every picture: add up over the samples."),
    change=("np.tensordot(window, dz, axes=(0, 0))", "np.tensordot(window[-1:], dz[-1:], axes=(0, 0))"),
)

exercise.slip(
    "sign_flipped",
    N_("All signs are exchanged. Leave the minus out: it comes with the step."),
    change=("return dX, dW, db", "return -dX, -dW, -db"),
)

exercise.slip(
    "wrong_order",
    N_("The results stand in another order. Return dX, dW, db."),
    change=("return dX, dW, db", "return dW, db, dX"),
)

exercise.slip("wrong_order", change=("return dX, dW, db", "return dX, db, dW"))

exercise.slip("wrong_order", change=("return dX, dW, db", "return dW, dX, db"))


@exercise.alternative("one number of dZ after the other")
def _(dZ, X, W, stride, pad):
    f = len(W)
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dW, db = np.zeros(padded.shape), np.zeros(W.shape), np.zeros(W.shape[3])
    for n, i, j, k in np.ndindex(dZ.shape):
        window = np.s_[n, i * stride : i * stride + f, j * stride : j * stride + f]
        dpadded[window] += W[..., k] * dZ[n, i, j, k]
        dW[..., k] += padded[window] * dZ[n, i, j, k]
        db[k] += dZ[n, i, j, k]
    return dpadded[:, pad : pad + X.shape[1], pad : pad + X.shape[2]], dW, db


_LOOPS = "one number of dZ after the other"
exercise.slip("dX_replaced", of=_LOOPS, change=("dpadded[window] += W", "dpadded[window] = W"))

exercise.slip("dW_last_place_only", of=_LOOPS, change=("dW[..., k] += padded", "dW[..., k] = padded"))

exercise.slip(
    "db_last_place_only",
    N_("db holds the last place only. The bias was added at every place of every picture: add up."),
    of=_LOOPS,
    change=("db[k] += dZ", "db[k] = dZ"),
)


@exercise.alternative("shifted pictures, einsum, float32")
def _(dZ, X, W, stride, pad):
    f, rows, columns = len(W), stride * (dZ.shape[1] - 1) + 1, stride * (dZ.shape[2] - 1) + 1
    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0))).astype(np.float32)
    dpadded, dW = np.zeros_like(padded), np.zeros_like(W)
    for i in range(f):
        for j in range(f):
            part = np.s_[:, i : i + rows : stride, j : j + columns : stride]
            dW[i, j] = np.einsum("nijc,nijk->ck", padded[part], dZ)
            dpadded[part] += np.einsum("nijk,ck->nijc", dZ, W[i, j])
    return dpadded[:, pad : pad + X.shape[1], pad : pad + X.shape[2]], dW, np.einsum("nijk->k", dZ)
