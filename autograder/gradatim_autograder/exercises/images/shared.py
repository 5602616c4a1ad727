"""Arguments of convolution and pooling that leave no blind spot."""

import numpy as np

from gradatim_autograder.exercise import numbers

# N, height, width, C, K, f, stride, pad. Sizes are pairwise different in each; f, stride and pad differ from one another
# somewhere. Mostly pixels are left over at the edge, and the last filter jumps over some. They are fixed, so that what
# tells on one seed tells on every seed; the numbers are drawn.
LAYERS = (
    (2, 3, 4, 6, 5, 3, 1, 1),
    (3, 5, 7, 4, 6, 2, 2, 0),
    (5, 4, 6, 2, 7, 3, 2, 1),
    (5, 6, 3, 4, 2, 2, 3, 2),
)
# N, height, width, C, size, stride: windows side by side with a rest at the edge, overlapping ones, ones with gaps.
POOLS = ((3, 7, 5, 4, 2, 2), (5, 6, 8, 4, 3, 2), (4, 5, 9, 3, 2, 3))


def convolution(rng, number):
    """X, W, b, stride, pad of one of the `LAYERS`."""
    N, height, width, C, K, f, stride, pad = LAYERS[number]
    return numbers(rng, N, height, width, C), numbers(rng, f, f, C, K), numbers(rng, K), stride, pad


def pooling(rng, number):
    """X of both signs, size, stride of one of the `POOLS`."""
    N, height, width, C, size, stride = POOLS[number]
    return distinct(rng, N, height, width, C), size, stride


def distinct(rng, *shape):
    """Numbers of both signs, no two of them equal, nor their absolute values: a window has one largest entry."""
    count = int(np.prod(shape))
    values = 0.02 * (np.arange(count) - count // 2) + 0.013
    return rng.permutation(values).reshape(shape)
