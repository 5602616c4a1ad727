"""The filters of a convolution as PyTorch lays them out."""

from gradatim.text import N_

from gradatim_autograder.exercise import counted, declare, numbers, sized

exercise = declare(
    "conv_to_torch",
    returns=("filters",),
    points={"filters": 2},
    section=N_("Channels first or last"),
)


@exercise.reference
def conv_to_torch(W):
    filters = W.transpose(3, 2, 0, 1)
    return filters


exercise.probes(
    times=2,
    ordinary=sized(lambda rng, f, C, K: (numbers(rng, f, f, C, K),), 2, 6),
)
exercise.probes(
    as_many_filters=sized(lambda rng, f, C: (numbers(rng, f, f, C, C),), 2, 6),
    all_alike=counted(lambda rng, f: (numbers(rng, f, f, f, f),), 2, 5),
    one_channel=sized(lambda rng, f, K: (numbers(rng, f, f, 1, K),), 2, 6),
    one_filter=sized(lambda rng, f, C: (numbers(rng, f, f, C, 1),), 2, 6),
    one_weight=sized(lambda rng, C, K: (numbers(rng, 1, 1, C, K),), 2, 6),
)

exercise.classes("""
as_many_filters_as_channels: where there are as many filters as channels  if W.shape[2] == W.shape[3]
as_many_filters: where there are as many filters as channels, and the filters have another size
    W.shape[2] == W.shape[3] != W.shape[0]
all_alike: where all four axes have the same length  if len(set(W.shape)) == 1
one_channel: where there is one channel  if W.shape[2] == 1
one_filter: where there is one filter  if W.shape[3] == 1
one_weight: where the filters are 1 by 1  if len(W) == 1
""")

exercise.wrong_lines("""
filters_transposed: The rows and columns of each filter are exchanged, as .T does. The shape is right, the numbers are
not: the rows should stay in front of the columns.
    filters = W.transpose(3, 2, 1, 0)
reshaped: W is reshaped, which tears the filters apart. Name the axes in their new order with .transpose.
    filters = W.reshape(W.shape[3], W.shape[2], W.shape[0], W.shape[1])
    filters = W.reshape(W.shape[3], W.shape[2], W.shape[0], W.shape[1], order="F")
channels_in_front: The channels are in front of the filters. PyTorch's first axis counts the filters.
    filters = W.transpose(2, 3, 0, 1)
channels_still_last: The filters are in front, and the channels still last. They should come second.
    filters = W.transpose(3, 0, 1, 2)
    filters = W.transpose(3, 1, 0, 2)
filters_still_last: The channels are in front, and the filters still last. The filters should come first.
    filters = W.transpose(2, 0, 1, 3)
    filters = W.transpose(2, 1, 0, 3)
another_order: The axes stand in another order. The filters should be first, then channels, rows and columns.
    filters = W.transpose(0, 1, 3, 2)
    filters = W.transpose(0, 2, 1, 3)
    filters = W.transpose(1, 0, 2, 3)
    filters = W.transpose(1, 0, 3, 2)
    filters = W.transpose(2, 1, 3, 0)
as_pictures: The axes are moved as those of pictures are. Filters have theirs in another order: see the table.
    filters = W.transpose(0, 3, 1, 2)
two_axes_exchanged: Only the first axis and the last are exchanged. The channels should be second, rows and columns last.
    filters = W.transpose(3, 1, 2, 0)
the_other_way: This is the way back, from PyTorch's layout to this course's.
    filters = W.transpose(2, 3, 1, 0)
not_turned: W comes back as it was. Name the four axes in PyTorch's order.
    filters = W
turned_upside_down: The filters are turned by 180 degrees. PyTorch lays them on the picture as this course does: leave the
numbers of each filter in their order.
    filters = W.transpose(3, 2, 0, 1)[:, :, ::-1, ::-1]
mirrored: The filters are mirrored along one axis. Leave the numbers of each filter in their order.
    filters = W.transpose(3, 2, 0, 1)[:, :, ::-1]
    filters = W.transpose(3, 2, 0, 1)[:, :, :, ::-1]
filters_reversed: The filters are in reverse order. The first one should stay the first.
    filters = W.transpose(3, 2, 0, 1)[::-1]
channels_reversed: The channels are in reverse order. The first one should stay the first.
    filters = W.transpose(3, 2, 0, 1)[:, ::-1]
first_channel_only: Only the weights of the first channel are left. Keep them all.
    filters = W.transpose(3, 2, 0, 1)[:, :1]
    filters = W.transpose(3, 2, 0, 1)[:, 0]
first_filter_only: Only the first filter is left. Keep them all.
    filters = W.transpose(3, 2, 0, 1)[:1]
    filters = W.transpose(3, 2, 0, 1)[0]
flattened: Each filter has become one row of numbers. Four axes are wanted: (K, C, f, f).
    filters = W.reshape(-1, W.shape[3]).T
    filters = W.transpose(3, 2, 0, 1).reshape(W.shape[3], -1)
""")

exercise.alternatives("""
einsum: return np.einsum("ijck->kcij", W)
np.moveaxis, twice: return np.moveaxis(np.moveaxis(W, 3, 0), 3, 1)
np.moveaxis at once: return np.moveaxis(W, (3, 2), (0, 1))
turned, and the filters back again: return W.T.swapaxes(2, 3)
swaps: return W.swapaxes(0, 2).swapaxes(1, 3).swapaxes(0, 1)
filter by filter:
    f, _, C, K = W.shape
    out = np.zeros((K, C, f, f))
    for k in range(K):
        for c in range(C):
            out[k, c] = W[:, :, c, k]
    return out
lists:
    out = []
    for k in range(W.shape[3]):
        channels = []
        for c in range(W.shape[2]):
            channels.append(W[:, :, c, k].tolist())
        out.append(channels)
    return out
as a table of columns:
    f, _, C, K = W.shape
    return W.reshape(f * f, C * K).T.reshape(C, K, f, f).swapaxes(0, 1)
float32: return np.ascontiguousarray(W.astype(np.float32).transpose([3, 2, 0, 1]))
""")
