"""A convolutional layer, backward: at each place the dense layer's three gradients, added up over all places."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers
from gradatim_autograder.exercises.images.conv_forward import conv_forward
from gradatim_autograder.exercises.images.shared import LAYERS, convolution

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
    "db_averaged",
    N_("db is a mean. Samples and places are added up; the division by N is in dZ already."),
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
    N_("db keeps axes of length 1. It has the shape of b, (K,): leave keepdims out."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=(0, 1, 2), keepdims=True)"),
)

exercise.slip(
    "dX_replaced",
    N_("In dX a later window replaces what an earlier one left. Pixels lie in several windows: add up (+=)."),
    change=("left : left + f] += np", "left : left + f] = np"),
)

exercise.slip(
    "dW_last_place_only",
    N_("dW holds the last place only. The same filter worked at every place: add up (+=)."),
    change=("dW += np", "dW = np"),
)

exercise.slip(
    "dW_averaged_over_samples",
    N_("dW is divided by the number of pictures. That division is in dZ already."),
    change=("np.tensordot(window, dz, axes=(0, 0))", "np.tensordot(window, dz, axes=(0, 0)) / len(X)"),
)

exercise.slip(
    "dW_averaged_over_places",
    N_("dW is divided by the number of places. The filter worked at every place: add up."),
    change=("np.tensordot(window, dz, axes=(0, 0))", "np.tensordot(window, dz, axes=(0, 0)) / (rows * columns)"),
)

exercise.slip(
    "dW_and_db_averaged",
    N_("dW and db are divided by the number of pictures. That division is in dZ already."),
    change=[
        ("np.tensordot(window, dz, axes=(0, 0))", "np.tensordot(window, dz, axes=(0, 0)) / len(X)"),
        ("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=(0, 1, 2)) / len(X)"),
    ],
)

exercise.slip(
    "dW_turned",
    N_("dW is turned upside down and left to right. Nothing is turned: the window is multiplied as it is."),
    change=("return dX, dW, db", "return dX, dW[::-1, ::-1], db"),
)

exercise.slip(
    "filter_turned_in_dX",
    N_("In dX the filters are turned. Each window gets dz times the filter as it lies there; nothing is turned."),
    change=("(dz, W, axes=(1, 3))", "(dz, W[::-1, ::-1], axes=(1, 3))"),
)

exercise.slip(
    "filter_transposed_in_dX",
    N_("In dX rows and columns of the filters are exchanged."),
    change=("(dz, W, axes=(1, 3))", "(dz, np.swapaxes(W, 0, 1), axes=(1, 3))"),
)

exercise.slip(
    "dW_transposed",
    N_("In dW rows and columns of the window are exchanged."),
    change=("return dX, dW, db", "return dX, np.swapaxes(dW, 0, 1), db"),
)

exercise.slip(
    "rim_not_cut_off",
    N_("dX has the size of the padded picture. The rim of zeros is no part of X: cut it off."),
    change=("dpadded[:, pad : pad + height, pad : pad + width]", "dpadded"),
)

exercise.slip(
    "rim_cut_on_one_side",
    N_("dX is cut out at the wrong place. The rim lies on all four sides: begin at row pad and column pad."),
    change=("dpadded[:, pad : pad + height, pad : pad + width]", "dpadded[:, :height, :width]"),
)

exercise.slip("rim_cut_on_one_side", change=("pad : pad + height, pad : pad + width]", "2 * pad :, 2 * pad :]"))

exercise.slip(
    "rim_of_edge_pixels",
    N_("The rim of the padded picture repeats the pixels at the edge. In the forward pass it held zeros."),
    change=("(pad, pad), (0, 0)))", '(pad, pad), (0, 0)), mode="edge")'),
)

exercise.slip(
    "pixels_cut_off",
    N_("dX is cut once more: pixels at the edge of X are 0. Only the rim of zeros is cut off."),
    change=(
        "dX = dpadded[:, pad : pad + height, pad : pad + width]",
        "dX = dpadded[:, pad : pad + height, pad : pad + width]\n"
        "dX[:, :1], dX[:, -1:], dX[:, :, :1], dX[:, :, -1:] = 0, 0, 0, 0",
    ),
)

exercise.slip(
    "stride_forgotten",
    N_("The windows move by one pixel. They have to lie where they lay in the forward pass: i * stride, j * stride."),
    change=("top, left = i * stride, j * stride", "top, left = i, j"),
)

exercise.slip(
    "stride_forgotten_in_dX",
    N_("In dX the windows move by one pixel. They lie at i * stride, j * stride, as in the forward pass."),
    change=("dpadded[:, top : top + f, left : left + f] +=", "dpadded[:, i : i + f, j : j + f] +="),
)

exercise.slip(
    "stride_forgotten_in_dW",
    N_("In dW the windows move by one pixel. They lie at i * stride, j * stride, as in the forward pass."),
    change=("padded[:, top : top + f, left : left + f]\n", "padded[:, i : i + f, j : j + f]\n"),
)

exercise.slip(
    "dZ_forgotten_in_dW",
    N_("dW is made without dZ. Each window is multiplied by the dz of its place."),
    change=("np.tensordot(window, dz, axes=(0, 0))", "np.tensordot(window, np.ones(dz.shape), axes=(0, 0))"),
)

exercise.slip(
    "dZ_forgotten_in_dX",
    N_("dX is made without dZ. The filter is multiplied by the dz of its place."),
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
    N_("In dX all channels got the same numbers. Each channel has its own weights in the filter."),
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
    "sign_flipped",
    N_("All signs are exchanged. The minus sign comes with the step, not here."),
    change=("return dX, dW, db", "return -dX, -dW, -db"),
)

exercise.slip(
    "wrong_order",
    N_("The results stand in another order. It is dX, dW, db."),
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
