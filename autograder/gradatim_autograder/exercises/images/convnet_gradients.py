"""A whole convolutional network, there and back: convolution, ReLU, pooling, flatten, dense, softmax."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers
from gradatim_autograder.exercise.argument_class import when
from gradatim_autograder.exercises.images.shared import PICTURES, by_sizes

exercise = declare(
    "convnet_gradients",
    returns=("result",),
    points={"loss": 1, "W1": 1, "b1": 1, "W2": 1, "b2": 1},
    section=N_("The whole network, there and back"),
)


@exercise.reference
def convnet_gradients(X, y, params):
    N, H, width, _C = X.shape
    padded = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    Z = np.einsum("nijcab,abck->nijk", windows, params["W1"]) + params["b1"]
    A = np.maximum(Z, 0)
    blocks = A.reshape(N, H // 2, 2, width // 2, 2, -1)
    pooled = blocks.max(axis=(2, 4), keepdims=True)
    flat = pooled.reshape(N, -1)
    scores = flat @ params["W2"] + params["b2"]
    E = np.exp(scores)
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(P[np.arange(N), y]))
    dscores = (P - np.eye(P.shape[1])[y]) / N
    dW2 = flat.T @ dscores
    db2 = dscores.sum(axis=0)
    dpooled = (dscores @ params["W2"].T).reshape(pooled.shape)
    equal = blocks == pooled
    largest = equal / equal.sum(axis=(2, 4), keepdims=True)
    dA = (largest * dpooled).reshape(Z.shape)
    dZ = dA * (Z > 0)
    dW1 = np.einsum("nijcab,nijk->abck", windows, dZ)
    db1 = dZ.sum(axis=(0, 1, 2))
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# N, height, width, C, K. Height and width are even.
NETWORKS = (
    (5, 6, 4, 2, 3),
    (5, 4, 6, 3, 2),
    (5, 6, 4, 2, 3),  # the sizes of before with other numbers
    (1, 4, 6, 3, 2),  # one picture
    (5, 4, 6, 1, 2),  # one channel, as the digits have
    (5, 6, 4, 2, 1),  # one filter
    (6, 4, 4, 3, 2),  # as high as wide
)

for _sizes in NETWORKS:
    exercise.probes(pictures=lambda rng, sizes=_sizes: network(rng, *sizes))
exercise.probes(last_class_missing=exercise.but(lambda rng: network(rng, 5, 6, 4, 2, 3), y=lambda y: y % 3))


@exercise.probe()
def close_numbers(rng):
    """All sums lie near 1, and in one window the largest is hardly larger than the next one."""
    X, y, params = network(rng, 5, 4, 6, 2, 3)
    params["b1"] = np.ones(3)
    params["W1"] *= 4e-6 / _smallest_gap(X, params)
    return X, y, params


@exercise.probe()
def blank_paper(rng):
    """The left part of each picture is 0, and two biases are positive: windows of the pooling hold four equal sums.
    All of them saw the same, so it makes no difference which one gets the gradient, only that it is not counted often.
    """
    X, y, params = network(rng, 5, 4, 8, 2, 3)
    X[:, :, :5] = 0
    params["b1"][1:] = rng.uniform(0.5, 0.9, size=2)
    return X, y, params


def _smallest_gap(X, params):
    """How far the largest sum of a window is above the next one, at the window where it is least."""
    padded = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    Z = np.einsum("nijcab,abck->nijk", windows, params["W1"])
    N, height, width, K = Z.shape
    blocks = Z.reshape(N, height // 2, 2, width // 2, 2, K).transpose(0, 1, 3, 5, 2, 4)
    ordered = np.sort(blocks.reshape(N, height // 2, width // 2, K, 4), axis=-1)
    return (ordered[..., -1] - ordered[..., -2]).min()


def network(rng, N, height, width, C, K):
    """Four classes, all among the labels, and weights so small that no probability is 0 or 1."""
    M = 4
    y = rng.permutation((M - 1 - np.arange(N)) % M)
    D = (height // 2) * (width // 2) * K
    params = {
        "W1": 0.3 / np.sqrt(C) * numbers(rng, 3, 3, C, K),
        "b1": np.concatenate([[-0.7], 0.5 * numbers(rng, K - 1)]),  # the first map is 0 in many windows
        "W2": 0.1 * numbers(rng, D, M),
        "b2": np.concatenate([[-1.2], numbers(rng, M - 1)]),  # one score is negative
    }
    return numbers(rng, N, height, width, C), y, params


NAMES = ("W1", "b1", "W2", "b2")


def with_sizes_kept():
    """The reference, made wrong: it gives what it gave for the first arguments of these sizes."""
    answer = by_sizes(lambda X, labels, *values: convnet_gradients(X, labels, dict(zip(NAMES, values))))
    return lambda X, y, params: answer(X, y, *(params[name] for name in NAMES))


exercise.classes("""
one_filter: where there is a single filter  if params["W1"].shape[3] == 1
last_class_missing: where no picture of the batch is of the last class  if y.max() < len(params["b2"]) - 1
blank_paper: where a part of each picture is 0 and b1 is larger than 0
    params["b1"].max() > 0 and not X[:, :, :5].any()
close_numbers: where the two largest sums of a window are close
    params["b1"].min() > 0 and _smallest_gap(X, params) < 1e-5
""")
exercise.classes(
    *PICTURES,
    when(
        "same_sizes_again", N_("when it is called again with other numbers of the same sizes"), wrong=with_sizes_kept()
    ),
)

exercise.wrong_lines("""
relu_forgotten: There is no ReLU between the convolution and the pooling, neither forward nor backward. Both passes
should have one.
    A = Z ;; dZ = dA
    A = Z ;; dZ = dA ;; largest = blocks == pooled
relu_passed_over_backward: Gradient comes back where the sum was negative as well. The ReLU should let nothing back
there.
    dZ = dA
    dZ = dA ;; largest = blocks == pooled
relu_only_backward: The forward pass has no ReLU. Negative sums should be set to 0 before the pooling.
    A = Z
tanh_for_relu: There is a tanh behind the convolution. It should be a ReLU.
    A = np.tanh(Z) ;; dZ = dA * (1 - A**2)
negative_let_through: The backward pass of the ReLU lets through what it should stop. Let dA pass where the sum was
positive.
    dZ = dA * (Z <= 0)
    dZ = dA * (Z <= 0) ;; largest = blocks == pooled
loss_summed: The loss is the sum over the pictures. It should be their mean.
    loss = -np.sum(np.log(P[np.arange(N), y]))
loss_without_sign: The loss is negative. It should be minus the mean of the logarithms.
    loss = np.mean(np.log(P[np.arange(N), y]))
not_divided_by_samples: The gradients are N times too large. The loss is a mean: divide the gradient of the scores by
N.
    dscores = P - np.eye(P.shape[1])[y]
    dscores = P - np.eye(P.shape[1])[y] ;; largest = blocks == pooled
divided_by_samples_twice: The gradients are divided by N twice. The loss is a mean: divide the gradient of the scores
by N once.
    dscores = (P - np.eye(P.shape[1])[y]) / N / N
    dscores = (P - np.eye(P.shape[1])[y]) / N / N ;; largest = blocks == pooled
loss_divided_by_classes: The loss is divided by the number of classes too. It should be the mean over the pictures.
    loss = -np.mean(np.log(P[np.arange(N), y])) / P.shape[1]
loss_forgotten: The loss is not returned. The dict should have five keys: loss, W1, b1, W2, b2.
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
one_hot_not_subtracted: The labels are not taken off. The gradient of the scores should be P minus the one-hot labels.
    dscores = P / N
    dscores = P / N ;; largest = blocks == pooled
sign_flipped: All gradients have the wrong sign. Begin with P minus the labels; the minus of the step comes later.
    dscores = (np.eye(P.shape[1])[y] - P) / N
    dscores = (np.eye(P.shape[1])[y] - P) / N ;; largest = blocks == pooled
softmax_over_the_batch: The probabilities of a picture do not add up to 1. Softmax should go along the row of each
picture.
    P = E / E.sum(axis=0)
    P = E / E.sum()
    E = np.exp(scores - scores.max(axis=1, keepdims=True)) ;; P = E / E.sum(axis=0)
    E = np.exp(scores - scores.max(axis=1, keepdims=True)) ;; P = E / E.sum()
channels_first_in_flat: The numbers of a pooled picture stand in another order in its row. Flatten the pictures as
they are: row, column, channel.
    flat = np.moveaxis(pooled, -1, 1).reshape(N, -1)
        ;; dpooled = np.moveaxis((dscores @ params["W2"].T).reshape(N, -1, H // 2, 1, width // 2, 1), 1, -1)
    flat = np.moveaxis(pooled, -1, 1).reshape(N, -1)
        ;; dpooled = np.moveaxis((dscores @ params["W2"].T).reshape(N, -1, H // 2, 1, width // 2, 1), 1, -1)
        ;; largest = blocks == pooled
flat_there_not_back: The gradient of the rows is brought back into pictures in another order than they were flattened
in. It should be the same order.
    dpooled = np.moveaxis((dscores @ params["W2"].T).reshape(N, -1, H // 2, 1, width // 2, 1), 1, -1)
    dpooled = np.moveaxis((dscores @ params["W2"].T).reshape(N, -1, H // 2, 1, width // 2, 1), 1, -1)
        ;; largest = blocks == pooled
mean_pooling: The pooling takes means. It should take the largest entry of each window, which alone gets the gradient.
    pooled = blocks.mean(axis=(2, 4), keepdims=True) ;; largest = np.ones(blocks.shape) / 4
gradient_spread_over_windows: Backward, the pooling spreads the gradient over each window. It should go to the largest
entry alone.
    largest = np.ones(blocks.shape) / 4
gradient_to_all_of_window: Backward, every entry of a pooled window gets the whole gradient. It should go to the
largest entry alone.
    largest = np.ones(blocks.shape)
equal_sums_all_get_it: Where several sums of a pooled window are equally large, as on blank paper, each gets the whole
gradient: it is counted several times. One of them should get it.
    largest = blocks == pooled
first_bias_forgotten: The bias b1 is not added. The convolution should have it.
    Z = np.einsum("nijcab,abck->nijk", windows, params["W1"])
    Z = np.einsum("nijcab,abck->nijk", windows, params["W1"]) ;; largest = blocks == pooled
second_bias_forgotten: The bias b2 is not added. The dense layer should have it.
    scores = flat @ params["W2"]
    scores = flat @ params["W2"] ;; largest = blocks == pooled
W1_turned: The gradient of W1 is turned upside down and left to right. Nothing should be turned.
    dW1 = np.einsum("nijcab,nijk->abck", windows, dZ)[::-1, ::-1]
W1_last_place_only: The gradient of W1 holds the last place only. The filters worked at every place: add up.
    dW1 = np.einsum("nijcab,nijk->abck", windows[:, -1:, -1:], dZ[:, -1:, -1:])
b1_over_samples_only: The gradient of b1 is not summed over the places. Sum over them too, as conv_backward does.
    db1 = dZ.sum(axis=0)
    db1 = dZ.sum(axis=0) ;; largest = blocks == pooled
b1_averaged: The gradient of b1 is a mean. Samples and places should be added up.
    db1 = dZ.mean(axis=(0, 1, 2))
    db1 = dZ.mean(axis=(0, 1, 2)) ;; largest = blocks == pooled
value_for_gradient: The gradients of W1 and b1 are made from the output of the ReLU. Make them from the gradient that
came back through the ReLU.
    dZ = A
relu_after_the_scores: The scores go through a ReLU. They should go to softmax as they are.
    E = np.exp(np.maximum(scores, 0))
no_rim: The convolution has no rim of zeros, so the sizes do not fit W2. Its pad should be 1.
    padded = X ;; blocks = A.reshape(N, H // 2 - 1, 2, width // 2 - 1, 2, -1)
parameters_returned: The weights W1 and W2 come back. Return their gradients under the same names.
    return {"loss": loss, "W1": params["W1"], "b1": db1, "W2": params["W2"], "b2": db2}
""")

exercise.alternatives("""
few names:
    N = len(X)
    padded = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    Z = np.einsum("nijcab,abck->nijk", windows, params["W1"]) + params["b1"]
    blocks = Z.reshape(N, X.shape[1] // 2, 2, X.shape[2] // 2, 2, -1)
    pooled = np.maximum(blocks, 0).max(axis=(2, 4), keepdims=True)
    flat = pooled.reshape(N, -1)
    P = np.exp(flat @ params["W2"] + params["b2"])
    P = P / P.sum(axis=1, keepdims=True)
    d = (P - np.eye(P.shape[1])[y]) / N
    # A sum that equals the pooled ReLU is positive: this is the ReLU's way back, too.
    top = blocks == pooled
    share = top / np.maximum(1, top.sum(axis=(2, 4), keepdims=True))
    dZ = (share * (d @ params["W2"].T).reshape(pooled.shape)).reshape(Z.shape)
    return {
        "W1": np.einsum("nijcab,nijk->abck", windows, dZ),
        "b1": dZ.sum(axis=(0, 1, 2)),
        "W2": flat.T @ d,
        "b2": d.sum(axis=0),
        "loss": -np.log(P[np.arange(N), y]).mean(),
    }
pooled first, then cut off, float32:
    N, H, width, C = X.shape
    padded = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0))).astype(np.float32)
    rows = np.stack([padded[:, i : i + 3, j : j + 3].reshape(N, -1) for i, j in np.ndindex(H, width)], axis=1)
    Z = rows @ params["W1"].reshape(9 * C, -1) + params["b1"]
    blocks = Z.reshape(N, H // 2, 2, width // 2, 2, -1)
    top = blocks.max(axis=(2, 4), keepdims=True)
    flat = np.maximum(top, 0).reshape(N, -1).astype(np.float32)
    d = flat @ params["W2"] + params["b2"]
    d = d - np.log(np.exp(d).sum(axis=1)[:, None])
    loss = -d[np.arange(N), y].mean()
    d = np.exp(d)
    d[np.arange(N), y] -= 1
    d = d / N
    share = (blocks == top) / (blocks == top).sum(axis=(2, 4), keepdims=True)
    dZ = (share * (top > 0) * (d @ params["W2"].T).reshape(top.shape)).reshape(Z.shape)
    dW1 = np.tensordot(rows, dZ, axes=((0, 1), (0, 1))).reshape(params["W1"].shape)
    return {"loss": loss, "W1": dW1, "b1": dZ.sum(axis=(0, 1)), "W2": flat.T @ d, "b2": d.sum(axis=0)}
""")
