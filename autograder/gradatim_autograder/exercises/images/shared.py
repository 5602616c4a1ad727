"""Arguments of convolution and pooling that leave no blind spot."""

import numpy as np

from gradatim_autograder.exercise import numbers, sizes

# Height, width, filter, stride, pad. Each of f, stride and pad differs from the others somewhere; in all but the first,
# pixels are left over at the edge, and the last filter jumps over some. Output heights and widths differ.
GEOMETRIES = ((4, 5, 3, 1, 1), (5, 7, 2, 2, 0), (6, 4, 3, 2, 2), (5, 3, 2, 3, 2))


def convolution(rng, number):
    """X, W, b, stride, pad of one of the `GEOMETRIES`; heights and widths are exchanged by chance."""
    height, width, f, stride, pad = GEOMETRIES[number]
    if rng.random() < 0.5:
        height, width = width, height
    N, C, K = rng.permutation([2, 4, 5]) if number == 0 else sizes(rng, 3, 2, 4)
    return numbers(rng, N, height, width, C), numbers(rng, f, f, C, K), numbers(rng, K), stride, pad


def pooling(rng, number):
    """X of both signs, size, stride: windows side by side with a rest at the edge, overlapping, with gaps."""
    height, width, size, stride = ((7, 5, 2, 2), (6, 8, 3, 2), (5, 8, 2, 3))[number]
    if rng.random() < 0.5:
        height, width = width, height
    N, C = sizes(rng, 2, 2, 4)
    return distinct(rng, N, height, width, C), size, stride


def distinct(rng, *shape):
    """Numbers of both signs, each at least 0.01 from every other and from 0: a window has one largest entry."""
    count = int(np.prod(shape))
    values = 0.02 * (np.arange(count) - count // 2) + 0.01
    return rng.permutation(values).reshape(shape)
