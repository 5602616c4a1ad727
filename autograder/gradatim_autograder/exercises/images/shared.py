"""Arguments of convolution and pooling that leave no blind spot, and the classes that they belong to."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import numbers
from gradatim_autograder.exercise.argument_class import when, where

# N, height, width, C, K, f, stride, pad. Sizes are pairwise different in the first four; f, stride and pad differ from
# one another somewhere. They are fixed, so that what tells on one seed tells on every seed; the numbers are drawn. They
# are small: there are few places, and a check is quick. Of several sets of one class, one at least has an output with a
# place that is not at its border: if none had, "right except at its border" would be told whatever is wrong there.
LAYERS = (
    (2, 3, 4, 6, 5, 3, 1, 1),  # the output is as large as the picture
    (3, 6, 7, 4, 5, 2, 2, 0),  # side by side, with a rest
    (5, 4, 6, 2, 7, 3, 2, 1),  # overlapping, with a rest
    (5, 6, 3, 4, 2, 2, 3, 3),  # with gaps, and a rim that is wider than the filter
    (3, 6, 7, 4, 5, 2, 2, 0),  # the sizes of before with other numbers
    (3, 6, 5, 2, 4, 3, 1, 0),  # neither stride nor pad
    (2, 8, 6, 3, 5, 2, 2, 0),  # side by side, without a rest
    (3, 4, 5, 2, 6, 1, 3, 1),  # filters of one pixel, with gaps and a rim
    (4, 3, 2, 5, 6, 1, 1, 0),  # filters of one pixel, at every pixel
    (2, 6, 3, 4, 5, 3, 3, 1),  # side by side, with a rim; without it they would fill the picture
    (2, 4, 3, 5, 6, 1, 1, 1),  # filters of one pixel, at every pixel and on a rim
    (2, 3, 4, 5, 6, 1, 2, 0),  # filters of one pixel, with gaps and no rim
    (3, 5, 6, 2, 4, 2, 3, 0),  # with gaps and no rim
    (3, 4, 4, 2, 5, 4, 3, 0),  # one place
    (2, 3, 3, 4, 5, 3, 2, 1),  # a filter as large as the picture, which has a rim
    (2, 3, 7, 4, 5, 3, 2, 0),  # one row of places
    (2, 7, 3, 4, 5, 3, 2, 0),  # one column of places
    (1, 3, 6, 2, 4, 3, 2, 1),  # one picture
    (2, 5, 4, 1, 3, 3, 2, 1),  # one channel
    (2, 4, 5, 3, 1, 3, 2, 1),  # one filter
    (2, 5, 5, 3, 4, 3, 2, 1),  # as high as wide
    (2, 3, 4, 5, 6, 3, 2, 2),  # a wide rim
    (5, 2, 4, 3, 3, 1, 2, 1),  # as many filters as weights in one: they fit turned, too
    (3, 2, 4, 3, 5, 1, 2, 1),  # as many pictures as weights in a filter: windows fit turned, too
    (5, 2, 4, 3, 5, 1, 2, 1),  # as many pictures as filters
)
# N, height, width, C, size, stride.
POOLS = (
    (3, 7, 5, 4, 2, 2),  # side by side, with a rest
    (4, 7, 8, 5, 3, 2),  # overlapping, with a rest
    (4, 5, 9, 3, 2, 3),  # with gaps
    (4, 7, 8, 5, 3, 2),  # the sizes of before with other numbers
    (2, 8, 6, 3, 2, 2),  # side by side, without a rest
    (2, 4, 4, 3, 2, 2),  # the same, as high as wide
    (3, 5, 5, 2, 3, 2),  # overlapping, as high as wide
    (2, 5, 6, 3, 2, 2),  # side by side, with a rest along one axis only
    (2, 4, 3, 5, 2, 1),  # at every pixel
    (3, 3, 5, 4, 1, 2),  # windows of one pixel
    (3, 4, 4, 2, 4, 3),  # one window
    (2, 3, 7, 4, 3, 2),  # one row of windows
    (2, 7, 3, 4, 3, 2),  # one column of windows
    (1, 5, 6, 3, 3, 2),  # one picture
    (2, 6, 5, 1, 3, 2),  # one channel
)
NEGATIVE = (2, 5, 7, 3, 3, 2)


def convolution(rng, number):
    """X, W, b, stride, pad of one of the `LAYERS`."""
    N, height, width, C, K, f, stride, pad = LAYERS[number]
    return numbers(rng, N, height, width, C), numbers(rng, f, f, C, K), numbers(rng, K), stride, pad


def pooling(rng, sizes):
    """X of both signs, size, stride, for sizes like one of the `POOLS`."""
    *shape, size, stride = sizes
    return distinct(rng, *shape), size, stride


def negative_pooling(rng):
    """The same with negative numbers alone: a rim of zeros would be larger."""
    X, size, stride = pooling(rng, NEGATIVE)
    return X - X.max() - 0.5, size, stride


def distinct(rng, *shape):
    """Numbers of both signs, no two of them equal, nor their absolute values: a window has one largest entry."""
    count = int(np.prod(shape))
    values = 0.02 * (np.arange(count) - count // 2) + 0.013
    return rng.permutation(values).reshape(shape)


# -- classes of arguments ------------------------------------------------------------------------------------------

PICTURES = (
    where("one_picture", N_("where there is a single picture"), lambda X: len(X) == 1),
    where("one_channel", N_("where the pictures have a single channel"), lambda X: X.shape[3] == 1),
    where("square_pictures", N_("where the pictures are as high as wide"), lambda X: X.shape[1] == X.shape[2]),
    where("unequal_sides", N_("where the pictures are not as high as wide"), lambda X: X.shape[1] != X.shape[2]),
    where("high_pictures", N_("where the pictures are higher than wide"), lambda X: X.shape[1] > X.shape[2]),
    where("wide_pictures", N_("where the pictures are wider than high"), lambda X: X.shape[1] < X.shape[2]),
)


def convolution_classes(exercise, answer):
    """The classes of `LAYERS`, for an exercise whose right answer is `answer`. Filters of one pixel cannot be turned:
    what is wrong in a branch may be right for them, so a branch has a second class, without them.
    """
    exercise.classes("""
pad_0: where pad is 0  if pad == 0
pad_0_larger: where pad is 0 and the filter is larger than 1 by 1  if pad == 0 and len(W) > 1
wide_rim: where pad is larger than 1  if pad > 1
rim_wider_than_filter: where the rim is wider than the filter  if pad > len(W)
stride_1: where stride is 1  if stride == 1
stride_1_larger: where stride is 1 and the filter is larger than 1 by 1  if stride == 1 and len(W) > 1
stride_1_pad_0: where stride is 1 and pad is 0  if (stride, pad) == (1, 0)
stride_1_pad_0_larger: where stride is 1, pad is 0 and the filter is larger than 1 by 1
    (stride, pad) == (1, 0) and len(W) > 1
stride_1_with_rim: where stride is 1 and pad is not 0  if stride == 1 and pad > 0
stride_above_1: where stride is larger than 1  if stride > 1
pad_above_0: where pad is not 0  if pad > 0
filter_larger: where the filter is larger than 1 by 1  if len(W) > 1
size_kept: where the output is as large as the picture  if _keeps_size(X, W, stride, pad)
size_kept_larger: where the output is as large as the picture and the filter is larger than 1 by 1
    _keeps_size(X, W, stride, pad) and len(W) > 1
overlap: where windows overlap  if stride < len(W)
gaps: where there are gaps between the windows  if stride > len(W)
gaps_pad_0: where there are gaps between the windows and pad is 0  if stride > len(W) and pad == 0
gaps_with_rim: where there are gaps between the windows and pad is not 0  if stride > len(W) and pad > 0
side_by_side: where the windows lie side by side  if stride == len(W)
side_by_side_with_rim: where the windows lie side by side and pad is not 0  if stride == len(W) and pad > 0
side_by_side_with_rim_larger: where windows larger than 1 by 1 lie side by side and pad is not 0
    stride == len(W) > 1 and pad > 0
side_by_side_larger: where windows larger than 1 by 1 lie side by side  if stride == len(W) > 1
tiles: where the windows fill the picture, side by side and without a rest
    stride == len(W) and _rest(X, len(W), stride, pad) == [0, 0]
tiles_larger: where windows larger than 1 by 1 fill the picture, side by side and without a rest
    stride == len(W) > 1 and _rest(X, len(W), stride, pad) == [0, 0]
rest: where pixels are left over at the edge  if any(_rest(X, len(W), stride, pad))
no_rest: where no pixels are left over at the edge  if not any(_rest(X, len(W), stride, pad))
even_filter: where the filter has an even size  if len(W) % 2 == 0
filter_1_by_1: where the filter is 1 by 1  if len(W) == 1
filter_1_by_1_everywhere: where the filter is 1 by 1, stride is 1 and pad is 0  if (len(W), stride, pad) == (1, 1, 0)
filter_1_by_1_on_a_rim: where the filter is 1 by 1, stride is 1 and pad is not 0  if len(W) == stride == 1 and pad > 0
filter_1_by_1_pad_0: where the filter is 1 by 1 and pad is 0  if len(W) == 1 and pad == 0
filter_1_by_1_with_gaps: where the filter is 1 by 1 and stride is larger than 1  if len(W) == 1 < stride
filter_1_by_1_with_gaps_pad_0: where the filter is 1 by 1, stride is larger than 1 and pad is 0
    len(W) == 1 < stride and pad == 0
filter_1_by_1_elsewhere: where the filter is 1 by 1 and stride is not 1 or pad is not 0
    len(W) == 1 and (stride, pad) != (1, 0)
one_place: where the filter is as large as the padded picture  if _padded(X, pad) == [len(W), len(W)]
rim_around_one_place: where the filter is as large as the picture and pad is not 0
    _padded(X) == [len(W), len(W)] and pad > 0
one_row_of_places: where the filter is as high as the padded picture, and less wide
    _padded(X, pad)[0] == len(W) < _padded(X, pad)[1]
one_column_of_places: where the filter is as wide as the padded picture, and less high
    _padded(X, pad)[1] == len(W) < _padded(X, pad)[0]
one_filter: where there is a single filter  if W.shape[3] == 1
square_weights: where there are as many filters as weights in one  if W[..., 0].size == W.shape[3] > 1
as_many_pictures_as_weights: where there are as many pictures as weights in a filter  if W[..., 0].size == len(X) > 1
as_many_pictures_as_filters: where there are as many pictures as filters  if W.shape[3] == len(X) > 1
""")
    exercise.classes(*PICTURES, _again(answer))


def pooling_classes(exercise, answer):
    """The classes of `POOLS`, for an exercise whose right answer is `answer`."""
    exercise.classes("""
stride_1: where stride is 1  if stride == 1
stride_above_1: where stride is larger than 1  if stride > 1
not_side_by_side: where the windows do not lie side by side  if stride != size
overlap: where windows overlap  if stride < size
gaps: where there are gaps between the windows  if stride > size
side_by_side: where the windows lie side by side  if stride == size
tiles: where the windows fill the picture, side by side and without a rest
    stride == size and _rest(X, size, stride) == [0, 0]
rest: where pixels are left over at the edge  if any(_rest(X, size, stride))
no_rest: where no pixels are left over at the edge  if not any(_rest(X, size, stride))
side_by_side_rest_along_one_axis: where the windows lie side by side and pixels are left over along one axis only
    stride == size and sum(map(bool, _rest(X, size, stride))) == 1
size_1: where size is 1  if size == 1
one_place: where the window is as large as the picture  if _padded(X) == [size, size]
one_row_of_places: where the window is as high as the picture, and less wide  if X.shape[1] == size < X.shape[2]
one_column_of_places: where the window is as wide as the picture, and less high  if X.shape[2] == size < X.shape[1]
negative: where all numbers of X are negative  if X.max() < 0
""")
    exercise.classes(*PICTURES, _again(answer))


def _padded(X, pad=0):
    return [length + 2 * pad for length in X.shape[1:3]]


def _keeps_size(X, W, stride, pad):
    return stride == 1 and _padded(X, pad) == [length + len(W) - 1 for length in X.shape[1:3]]


def _rest(X, size, stride, pad=0):
    """How many rows and columns at the edge no window reaches."""
    return [(length - size) % stride for length in _padded(X, pad)]


def _again(answer):
    return when(
        "same_sizes_again", N_("when it is called again with other numbers of the same sizes"), by_sizes(answer)
    )


def by_sizes(answer):
    """`answer`, made wrong: what it gave for arguments of these sizes it gives for all others of these sizes."""
    kept = {}

    def remembering(*args):
        sizes = tuple(each.shape if isinstance(each, np.ndarray) else each for each in args)
        if sizes not in kept:
            kept[sizes] = answer(*args)
        return kept[sizes]

    return remembering
