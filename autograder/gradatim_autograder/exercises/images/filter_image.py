"""One filter over one grey picture: a weighted sum at every place."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers

exercise = Exercise(
    "filter_image",
    chapter="08-images",
    returns=("out",),
    points={"out": 2},
    section=N_("A window slides over the picture"),
)


@exercise.reference
def filter_image(image, kernel):
    H, W = image.shape
    p, q = kernel.shape
    out = np.zeros((H - p + 1, W - q + 1))
    for i in range(H - p + 1):
        for j in range(W - q + 1):
            window = image[i : i + p, j : j + q]
            out[i, j] = np.sum(window * kernel)
    return out


@exercise.probe(times=2)
def high(rng):
    return numbers(rng, 6, int(rng.integers(8, 10))), numbers(rng, 3, 2)


@exercise.probe(times=2)
def wide(rng):
    return numbers(rng, int(rng.integers(7, 9)), 5), numbers(rng, 2, 4)


exercise.slip(
    "filter_turned",
    N_("The filter is turned upside down and left to right. In this course it is laid on the picture as it is."),
    change=("window * kernel", "window * kernel[::-1, ::-1]"),
)

exercise.slip(
    "filter_transposed",
    N_("The filter is transposed: its rows lie along the columns of the picture."),
    change=[("window * kernel", "window * kernel.T"), ("p, q = kernel.shape", "q, p = kernel.shape")],
)

exercise.slip(
    "mean_for_sum",
    N_("Each output is the mean of the products. It is their sum."),
    change=("np.sum(window * kernel)", "np.mean(window * kernel)"),
)

exercise.slip(
    "divided_by_sum_of_filter",
    N_("The output is divided by the sum of the filter. The weighted sum alone is wanted."),
    change=("np.sum(window * kernel)", "np.sum(window * kernel) / np.sum(kernel)"),
)

exercise.slip(
    "last_places_missing",
    N_("The last row and the last column of places are missing: there are H - p + 1 places, not H - p."),
    change=[
        ("np.zeros((H - p + 1, W - q + 1))", "np.zeros((H - p, W - q))"),
        ("range(H - p + 1)", "range(H - p)"),
        ("range(W - q + 1)", "range(W - q)"),
    ],
)

exercise.slip(
    "last_places_left_at_zero",
    N_("The loops end one place too early: the last row and column of the output stay 0."),
    change=[("range(H - p + 1)", "range(H - p)"), ("range(W - q + 1)", "range(W - q)")],
)

exercise.slip(
    "size_of_picture_kept",
    N_("The output has the size of the picture. Only H - p + 1 times W - q + 1 windows lie inside it."),
    change=("np.zeros((H - p + 1, W - q + 1))", "np.zeros((H, W))"),
)

exercise.slip(
    "jumps",
    N_("The window jumps by its own size. It moves by one pixel."),
    change=("image[i : i + p, j : j + q]", "image[(i * p) % (H - p + 1) :, (j * q) % (W - q + 1) :][:p, :q]"),
)

exercise.slip(
    "window_stands_still",
    N_("The window does not move: every output is that of the upper left corner."),
    change=("image[i : i + p, j : j + q]", "image[:p, :q]"),
)

exercise.slip(
    "largest_for_sum",
    N_("Each output is the largest of the products. It is their sum."),
    change=("np.sum(window * kernel)", "np.max(window * kernel)"),
)

exercise.slip(
    "filter_forgotten",
    N_("The filter's numbers are not used: the output is the sum of the window."),
    change=("np.sum(window * kernel)", "np.sum(window)"),
)

exercise.slip(
    "matrix_product",
    N_("Window and filter are multiplied as matrices (@). Multiply entry by entry (*), then add up."),
    change=("np.sum(window * kernel)", "np.sum(window @ kernel.T)"),
)

exercise.slip(
    "matrix_product",
    change=("np.sum(window * kernel)", "np.sum(window @ kernel)"),
)

exercise.slip(
    "not_summed",
    N_("The products of a window are not added up over both axes. Each place gives one number: their sum."),
    change=("np.sum(window * kernel)", "window * kernel"),
)

exercise.slip("not_summed", change=("np.sum(window * kernel)", "np.sum(window * kernel, axis=0)"))

exercise.slip(
    "negative_cut_off",
    N_("Negative outputs are cut off at 0. Return the sums as they are."),
    change=("np.sum(window * kernel)", "max(0.0, np.sum(window * kernel))"),
)

exercise.slip(
    "sizes_of_filter_exchanged",
    N_("Height and width of the filter are exchanged: kernel.shape is (p, q), p rows and q columns."),
    change=("p, q = kernel.shape", "q, p = kernel.shape"),
)


@exercise.alternative("four loops")
def _(image, kernel):
    p, q = kernel.shape
    H, W = image.shape[0] - p + 1, image.shape[1] - q + 1
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            total = 0.0
            for a in range(p):
                for c in range(q):
                    total += image[i + a, j + c] * kernel[a, c]
            out[i, j] = total
    return out


@exercise.alternative("lists")
def _(image, kernel):
    p, q = len(kernel), len(kernel[0])
    rows = []
    for i in range(len(image) - p + 1):
        row = []
        for j in range(len(image[0]) - q + 1):
            row.append((image[i : i + p, j : j + q] * kernel).sum())
        rows.append(row)
    return rows


@exercise.alternative("shifted pictures")
def _(image, kernel):
    p, q = kernel.shape
    H, W = image.shape[0] - p + 1, image.shape[1] - q + 1
    out = np.zeros((H, W))
    for a in range(p):
        for c in range(q):
            out += kernel[a, c] * image[a : a + H, c : c + W]
    return out


@exercise.alternative("windows, float32")
def _(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(np.float32), kernel.shape)
    return np.einsum("ijac,ac->ij", windows, kernel.astype(np.float32))
