"""Pictures as PyTorch lays them out: the channels before the rows and columns."""

from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sized

exercise = declare(
    "to_channels_first",
    returns=("turned",),
    points={"turned": 1},
    section=N_("Channels first or last"),
)


@exercise.reference
def to_channels_first(X):
    turned = X.transpose(0, 3, 1, 2)
    return turned


exercise.probes(
    times=2,
    ordinary=sized(lambda rng, N, height, width, C: (numbers(rng, N, height, width, C),), 2, 6),
)
exercise.probes(
    square=sized(lambda rng, N, size, C: (numbers(rng, N, size, size, C),), 2, 6),
    all_alike=counted(lambda rng, size: (numbers(rng, size, size, size, size),), 2, 5),
    one_picture=sized(lambda rng, height, width, C: (numbers(rng, 1, height, width, C),), 2, 6),
    one_channel=sized(lambda rng, N, height, width: (numbers(rng, N, height, width, 1),), 2, 6),
    one_row=sized(lambda rng, N, width, C: (numbers(rng, N, 1, width, C),), 2, 6),
    whole_numbers=sized(lambda rng, N, height, width, C: (rng.integers(1, 256, size=(N, height, width, C)),), 2, 6),
)

exercise.classes("""
square: where the pictures are as high as they are wide  if X.shape[1] == X.shape[2] != X.shape[3]
all_alike: where all four axes have the same length  if len(set(X.shape)) == 1
one_picture: where there is one picture  if len(X) == 1
one_channel: where there is one channel  if X.shape[3] == 1
one_row: where the pictures have one row of pixels  if X.shape[1] == 1
whole_numbers: where the pixels are whole numbers (int)  if X.dtype.kind == "i"
""")

exercise.wrong_lines("""
reshaped: X is reshaped, which tears the pixels apart. Name the axes in their new order with .transpose.
    turned = X.reshape(X.shape[0], X.shape[3], X.shape[1], X.shape[2])
    turned = X.reshape(X.shape[0], X.shape[3], X.shape[1], X.shape[2], order="F")
on_their_side: The pictures are transposed as well: rows and columns are exchanged. The rows should stay in front of the
columns.
    turned = X.transpose(0, 3, 2, 1)
all_axes_reversed: The four axes are in reverse order, as .T gives them. The samples should stay in front.
    turned = X.T
not_turned: X comes back as it was. The channels should move to the second place.
    turned = X
the_other_way: This is the way back, for pictures whose channels are in front already. Here they are the last axis.
    turned = X.transpose(0, 2, 3, 1)
channels_before_samples: The channels have moved to the very front. The samples should stay there, with the channels
behind them.
    turned = X.transpose(3, 0, 1, 2)
channels_third: The channels have moved by one place only. They should come right behind the samples.
    turned = X.transpose(0, 1, 3, 2)
rows_and_columns_exchanged: The rows and the columns are exchanged, and the channels are still last. Move the channels
alone.
    turned = X.transpose(0, 2, 1, 3)
another_order: The axes stand in another order. The samples should be first, then channels, rows and columns.
    turned = X.transpose(1, 2, 3, 0)
    turned = X.transpose(1, 3, 2, 0)
    turned = X.transpose(2, 1, 0, 3)
    turned = X.transpose(2, 1, 3, 0)
    turned = X.transpose(2, 3, 1, 0)
    turned = X.transpose(3, 1, 2, 0)
channels_reversed: The channels are in reverse order. Keep their order: the first channel should stay the first.
    turned = X.transpose(0, 3, 1, 2)[:, ::-1]
upside_down: The pictures are upside down. The axes should move, and the pixels along each axis stay in their order.
    turned = X.transpose(0, 3, 1, 2)[:, :, ::-1]
mirrored: The pictures are mirrored from left to right. The pixels along each axis should stay in their order.
    turned = X.transpose(0, 3, 1, 2)[:, :, :, ::-1]
first_channel_only: Only the first channel is left. Keep them all.
    turned = X.transpose(0, 3, 1, 2)[:, :1]
    turned = X.transpose(0, 3, 1, 2)[:, 0]
first_picture_only: Only the first picture is left. Keep them all.
    turned = X.transpose(0, 3, 1, 2)[:1]
    turned = X.transpose(0, 3, 1, 2)[0]
channels_averaged: The channels are averaged. Each should keep its numbers.
    turned = X.transpose(0, 3, 1, 2).mean(axis=1, keepdims=True)
    turned = X.mean(axis=3)
flattened: The rows and columns have become one axis. Four axes are wanted: (N, C, H, W).
    turned = X.transpose(0, 3, 1, 2).reshape(X.shape[0], X.shape[3], -1)
axes_not_kept: The result of transpose is thrown away: it returns a new array, and X stays as it was.
    turned = X.transpose(0, 3, 1, 2) -> X.transpose(0, 3, 1, 2); turned = None
""")

exercise.alternatives("""
np.moveaxis: return np.moveaxis(X, -1, 1)
two swaps: return X.swapaxes(1, 3).swapaxes(2, 3)
einsum: return np.einsum("nhwc->nchw", X)
channel by channel:
    N, H, W, C = X.shape
    out = np.zeros((N, C, H, W))
    for c in range(C):
        out[:, c] = X[..., c]
    return out
stacked: return np.stack([X[:, :, :, c] for c in range(X.shape[3])], axis=1)
lists, pixel by pixel:
    N, H, W, C = X.shape
    out = []
    for n in range(N):
        planes = []
        for c in range(C):
            planes.append([[X[n, i, j, c] for j in range(W)] for i in range(H)])
        out.append(planes)
    return out
four loops:
    N, H, W, C = X.shape
    out = np.empty((N, C, H, W))
    for n in range(N):
        for i in range(H):
            for j in range(W):
                for c in range(C):
                    out[n, c, i, j] = X[n, i, j, c]
    return out
float32, copied: return np.ascontiguousarray(np.rollaxis(X, 3, 1), dtype=np.float32)
""")
