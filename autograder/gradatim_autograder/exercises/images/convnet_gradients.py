"""A whole convolutional network, there and back: convolution, ReLU, pooling, flatten, dense, softmax."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers, sizes

exercise = Exercise(
    "convnet_gradients",
    chapter="08-images",
    returns=("result",),
    points={"loss": 1, "W1": 1, "b1": 1, "W2": 1, "b2": 1},
    section=N_("The whole network, there and back"),
)


@exercise.reference
def convnet_gradients(X, y, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    N, height, width, _C = X.shape
    padded = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    Z = np.zeros((N, height, width, len(b1)))
    for i in range(height):
        for j in range(width):
            Z[:, i, j] = np.tensordot(padded[:, i : i + 3, j : j + 3], W1, axes=3) + b1
    A = np.maximum(Z, 0)
    pooled = np.zeros((N, height // 2, width // 2, len(b1)))
    for i in range(height // 2):
        for j in range(width // 2):
            pooled[:, i, j] = A[:, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max(axis=(1, 2))
    flat = pooled.reshape(N, -1)
    scores = flat @ W2 + b2
    E = np.exp(scores - scores.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(P[np.arange(N), y]))
    dscores = (P - np.eye(len(b2))[y]) / N
    dW2, db2 = flat.T @ dscores, dscores.sum(axis=0)
    dpooled = (dscores @ W2.T).reshape(pooled.shape)
    dA = np.zeros(A.shape)
    for i in range(height // 2):
        for j in range(width // 2):
            window = A[:, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            largest = window == pooled[:, i : i + 1, j : j + 1]
            dA[:, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2] = largest * dpooled[:, i : i + 1, j : j + 1]
    dZ = dA * (Z > 0)
    dW1 = np.zeros(W1.shape)
    for i in range(height):
        for j in range(width):
            dW1 += np.tensordot(padded[:, i : i + 3, j : j + 3], dZ[:, i, j], axes=(0, 0))
    db1 = dZ.sum(axis=(0, 1, 2))
    return {"loss": loss, "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


@exercise.probe()
def high(rng):
    return network(rng, 6, 4)


@exercise.probe()
def wide(rng):
    return network(rng, 4, 6)


@exercise.probe()
def with_a_rest(rng):
    """One column is left over when it is pooled."""
    return network(rng, 4, 7)


def network(rng, height, width):
    """Five or more pictures, every class among the labels, and weights so small that no probability is 0 or 1."""
    C, K, M = sizes(rng, 3, 2, 4)
    N = int(rng.integers(5, 7))
    y = rng.permutation(np.arange(N) % M)
    D = (height // 2) * (width // 2) * K
    params = {
        "W1": 0.4 * numbers(rng, 3, 3, C, K),
        "b1": 0.5 * numbers(rng, K),
        "W2": 0.1 * numbers(rng, D, M),
        "b2": numbers(rng, M),
    }
    return numbers(rng, N, height, width, C), y, params


exercise.slip(
    "relu_forgotten",
    N_("There is no ReLU between the convolution and the pooling, neither forward nor backward."),
    change=[("np.maximum(Z, 0)", "Z"), ("dZ = dA * (Z > 0)", "dZ = dA")],
)

exercise.slip(
    "relu_passed_over_backward",
    N_("The backward pass goes past the ReLU: where the sum was negative, nothing comes back."),
    change=("dZ = dA * (Z > 0)", "dZ = dA"),
)

exercise.slip(
    "relu_only_backward",
    N_("The forward pass has no ReLU. Negative sums are set to 0 before the pooling."),
    change=("np.maximum(Z, 0)", "Z"),
)

exercise.slip(
    "tanh_for_relu",
    N_("It uses tanh. This network has a ReLU behind the convolution."),
    change=[("np.maximum(Z, 0)", "np.tanh(Z)"), ("(Z > 0)", "(1 - A**2)")],
)

exercise.slip(
    "negative_let_through",
    N_("The backward pass of the ReLU lets through what it should stop: dA passes where the sum was positive."),
    change=("(Z > 0)", "(Z <= 0)"),
)

exercise.slip(
    "loss_summed",
    N_("The loss is the sum over the pictures. It is their mean."),
    change=("-np.mean(", "-np.sum("),
)

exercise.slip(
    "loss_without_sign",
    N_("The loss is negative. It is minus the mean of the logarithms."),
    change=("-np.mean(", "np.mean("),
)

exercise.slip(
    "not_divided_by_samples",
    N_("The gradients are N times too large. The loss is a mean: the gradient of the scores is divided by N."),
    change=("/ N", "/ 1"),
)

exercise.slip(
    "one_hot_not_subtracted",
    N_("The gradient of the scores is P minus the one-hot labels; the labels are not taken off."),
    change=("(P - np.eye(len(b2))[y]) / N", "P / N"),
)

exercise.slip(
    "sign_flipped",
    N_("All gradients have the wrong sign: it is P minus the labels. The minus of the step comes later."),
    change=("(P - np.eye(len(b2))[y]) / N", "(np.eye(len(b2))[y] - P) / N"),
)

exercise.slip(
    "softmax_over_the_batch",
    N_("Softmax goes along the wrong axis. Each picture has its own row of probabilities."),
    change=[
        ("scores.max(axis=1", "scores.max(axis=0"),
        ("E.sum(axis=1", "E.sum(axis=0"),
    ],
)

exercise.slip(
    "channels_first_in_flat",
    N_("The pooled pictures are turned before they become rows. reshape(N, -1) takes them as they are."),
    change=[
        ("flat = pooled.reshape(N, -1)", "flat = pooled.transpose(0, 3, 1, 2).reshape(N, -1)"),
        (
            "dpooled = (dscores @ W2.T).reshape(pooled.shape)",
            "dpooled = (dscores @ W2.T).reshape(N, len(b1), height // 2, width // 2).transpose(0, 2, 3, 1)",
        ),
    ],
)

exercise.slip(
    "flat_there_not_back",
    N_("The gradient of the rows is brought back into pictures in another order than they were flattened in."),
    change=(
        "(dscores @ W2.T).reshape(pooled.shape)",
        "(dscores @ W2.T).reshape(N, len(b1), height // 2, width // 2).transpose(0, 2, 3, 1)",
    ),
)

exercise.slip(
    "mean_pooling",
    N_(
        "It takes means. This network has max pooling: the largest entry of each window, and it alone gets the gradient."
    ),
    change=[
        (".max(axis=(1, 2))", ".mean(axis=(1, 2))"),
        ("largest = window == pooled[:, i : i + 1, j : j + 1]", "largest = np.ones(window.shape) / 4"),
    ],
)

exercise.slip(
    "gradient_spread_over_windows",
    N_("Backward, the pooling spreads the gradient over each window. It goes to the largest entry alone."),
    change=("largest = window == pooled[:, i : i + 1, j : j + 1]", "largest = np.ones(window.shape) / 4"),
)

exercise.slip(
    "gradient_to_all_of_window",
    N_("Backward, every entry of a pooled window gets the whole gradient. It goes to the largest entry alone."),
    change=("largest = window == pooled[:, i : i + 1, j : j + 1]", "largest = np.ones(window.shape)"),
)

exercise.slip("first_bias_forgotten", N_("The convolution's bias b1 is not added."), change=(" + b1", ""))

exercise.slip("second_bias_forgotten", N_("The dense layer's bias b2 is not added."), change=(" + b2", ""))

exercise.slip(
    "b1_over_samples_only",
    N_("The gradient of b1 is not summed over the places. conv_backward does it for you."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.sum(axis=0)"),
)

exercise.slip(
    "b1_averaged",
    N_("The gradient of b1 is a mean. Samples and places are added up."),
    change=("dZ.sum(axis=(0, 1, 2))", "dZ.mean(axis=(0, 1, 2))"),
)

exercise.slip(
    "gradient_of_A_for_Z",
    N_("conv_backward gets a wrong gradient: the forward value of the ReLU stands where its gradient belongs."),
    change=("dZ = dA * (Z > 0)", "dZ = A * (Z > 0)"),
)

exercise.slip(
    "relu_after_the_scores",
    N_("The scores go through a ReLU. Behind the last layer stands softmax alone."),
    change=("scores = flat @ W2 + b2", "scores = np.maximum(flat @ W2 + b2, 0)"),
)

exercise.slip(
    "loss_forgotten",
    N_("The loss is not returned. The dict has five keys: loss, W1, b1, W2, b2."),
    change=('"loss": loss, ', ""),
)

exercise.slip(
    "no_rim",
    N_("The convolution has no rim of zeros, so the sizes do not fit W2. Its pad is 1."),
    change=[
        ("padded = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))", "padded = X"),
        (
            "N, height, width, _C = X.shape",
            "N, height, width, _C = X.shape\nheight, width = height - 2, width - 2",
        ),
    ],
)

exercise.slip(
    "W2_from_scores",
    N_("The gradient of W2 is made from wrong inputs. The dense layer's inputs are the flattened rows."),
    change=("dW2, db2 = flat.T @ dscores", "dW2, db2 = np.maximum(flat, 1).T @ dscores"),
)

exercise.slip(
    "parameters_returned",
    N_("The parameters come back. Return their gradients under the same names."),
    change=('"W1": dW1, "b1": db1, "W2": dW2, "b2": db2', '"W1": W1, "b1": b1, "W2": W2, "b2": b2'),
)

exercise.slip(
    "step_taken",
    N_("The parameters are moved already. Return the gradients; the step comes later."),
    change=(
        '"W1": dW1, "b1": db1, "W2": dW2, "b2": db2',
        '"W1": W1 - 0.1 * dW1, "b1": b1 - 0.1 * db1, "W2": W2 - 0.1 * dW2, "b2": b2 - 0.1 * db2',
    ),
)


@exercise.alternative("pooled first, then cut off")
def _(X, y, params):
    N, H, width, _C = X.shape
    K = params["W1"].shape[3]
    rows, columns = H // 2, width // 2
    padded = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    Z = np.einsum("nijcab,abck->nijk", windows, params["W1"]) + params["b1"]
    blocks = Z[:, : 2 * rows, : 2 * columns].reshape(N, rows, 2, columns, 2, K)
    top = blocks.max(axis=(2, 4))
    flat = np.maximum(top, 0).reshape(N, -1)
    scores = flat @ params["W2"] + params["b2"]
    log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    d = np.exp(log_p)
    d[np.arange(N), y] -= 1
    d = d / N
    dtop = (d @ params["W2"].T).reshape(top.shape) * (top > 0)
    dZ = np.zeros_like(Z)
    dblocks = (blocks == top[:, :, None, :, None]) * dtop[:, :, None, :, None]
    dZ[:, : 2 * rows, : 2 * columns] = dblocks.reshape(N, 2 * rows, 2 * columns, K)
    return {
        "loss": -log_p[np.arange(N), y].mean(),
        "W1": np.einsum("nijcab,nijk->abck", windows, dZ),
        "b1": dZ.sum(axis=(0, 1, 2)),
        "W2": flat.T @ d,
        "b2": d.sum(axis=0),
    }


@exercise.alternative("picture by picture")
def _(X, y, params):
    W1, W2 = params["W1"], params["W2"]
    _f, _f, C, K = W1.shape
    N, H, width = X.shape[:3]
    rows, columns = H // 2, width // 2
    grads = {"W1": np.zeros(W1.shape), "b1": np.zeros(K), "W2": np.zeros(W2.shape), "b2": np.zeros(len(params["b2"]))}
    loss = 0.0
    for n in range(N):
        x = np.zeros((H + 2, width + 2, C))
        x[1:-1, 1:-1] = X[n]
        z = np.zeros((H, width, K))
        for i in range(H):
            for j in range(width):
                z[i, j] = x[i : i + 3, j : j + 3].reshape(-1) @ W1.reshape(-1, K) + params["b1"]
        a = z * (z > 0)
        pooled, places = np.zeros((rows, columns, K)), {}
        for i in range(rows):
            for j in range(columns):
                for k in range(K):
                    window = a[2 * i : 2 * i + 2, 2 * j : 2 * j + 2, k]
                    place = int(window.argmax())
                    places[i, j, k] = 2 * i + place // 2, 2 * j + place % 2
                    pooled[i, j, k] = a[places[i, j, k]][k]
        scores = pooled.reshape(-1) @ W2 + params["b2"]
        p = np.exp(scores) / np.exp(scores).sum()
        loss -= np.log(p[y[n]]) / N
        p[y[n]] -= 1
        d = p / N
        grads["W2"] += np.outer(pooled, d)
        grads["b2"] += d
        back = (W2 @ d).reshape(rows, columns, K)
        for (i, j, k), (r, c) in places.items():
            if z[r, c, k] > 0:
                grads["W1"][:, :, :, k] += x[r : r + 3, c : c + 3] * back[i, j, k]
                grads["b1"][k] += back[i, j, k]
    return {"loss": loss, **grads}
