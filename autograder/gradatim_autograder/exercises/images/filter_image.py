"""One filter over one grey picture: a weighted sum at every place."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers
from gradatim_autograder.exercise.argument_class import when
from gradatim_autograder.exercises.images.shared import by_sizes

exercise = declare(
    "filter_image",
    returns=("out",),
    points={"out": 2},
    section=N_("A window slides over the picture"),
)


@exercise.reference
def filter_image(image, kernel):
    H, W = image.shape
    p, q = kernel.shape
    rows, columns = H - p + 1, W - q + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = image[i : i + p, j : j + q]
            out[i, j] = np.sum(window * kernel)
    return out


exercise.probes(
    times=2,
    wide=lambda rng: (numbers(rng, 6, 8), numbers(rng, 3, 2)),
    high=lambda rng: (numbers(rng, 7, 5), numbers(rng, 2, 4)),
)

exercise.probes(
    whole_picture=lambda rng: (numbers(rng, 4, 3), numbers(rng, 4, 3)),
    one_row_of_places=lambda rng: (numbers(rng, 3, 6), numbers(rng, 3, 2)),
    one_column_of_places=lambda rng: (numbers(rng, 6, 3), numbers(rng, 2, 3)),
    # Even areas and weights that come twice, as in a blur: each product counts.
    equal_products=lambda rng: (np.repeat(numbers(rng, 6, 4), 2, axis=1), np.repeat(numbers(rng, 3, 1), 2, axis=1)),
)


def _has_equal_products(image, kernel):
    first = image[: kernel.shape[0], : kernel.shape[1]] * kernel
    return len(np.unique(first)) < first.size


# The three effects are squares, and so are the digits of this chapter.
SPECIAL = (((4, 5), (1, 1)), ((4, 5), (1, 3)), ((5, 4), (3, 1)), ((4, 6), (3, 3)), ((5, 5), (2, 3)))

for _sizes in SPECIAL:
    exercise.probes(special=lambda rng, sizes=_sizes: tuple(numbers(rng, *shape) for shape in sizes))

exercise.classes("""
one_entry kernel
one_row kernel
one_column kernel
equal_products: where two products in a window are equal  if _has_equal_products(image, kernel)
# A single weight cannot be turned: what is wrong in a branch for one row may be right for it.
one_wide_row: where the filter is a row of several weights  if kernel.shape[0] == 1 < kernel.shape[1]
one_high_column: where the filter is a column of several weights  if kernel.shape[1] == 1 < kernel.shape[0]
larger_square: where the filter has several rows and as many columns  if kernel.shape[0] == kernel.shape[1] > 1
square kernel
square image
one_place: where the filter is as large as the picture  if image.shape == kernel.shape
one_row_of_places: where the filter is as high as the picture, and less wide
    image.shape[0] == kernel.shape[0] and image.shape[1] > kernel.shape[1]
one_column_of_places: where the filter is as wide as the picture, and less high
    image.shape[1] == kernel.shape[1] and image.shape[0] > kernel.shape[0]
unequal_sides: where the picture is not as high as wide  if image.shape[0] != image.shape[1]
high_picture: where the picture is higher than wide  if image.shape[0] > image.shape[1]
wide_picture: where the picture is wider than high  if image.shape[0] < image.shape[1]
""")
exercise.classes(
    when(
        "same_sizes_again",
        N_("when it is called again with other numbers of the same sizes"),
        wrong=by_sizes(filter_image),
    ),
)


# Many programs end in an error for all filters but some, and are right for these: the hints (square_filters_only,
# only_filters_of_one_weight) are true of all of them.
exercise.wrong_lines("""
filter_turned: The filter is turned upside down and left to right. It should be laid on the picture as it is.
    out[i, j] = np.sum(window * kernel[::-1, ::-1])
filter_mirrored: The filter is mirrored along one axis. It should be laid on the picture as it is.
    out[i, j] = np.sum(window * kernel[::-1])
    out[i, j] = np.sum(window * kernel[:, ::-1])
filter_transposed: The filter is transposed. Its rows should lie along the rows of the picture.
    kernel => kernel.T
mean_for_sum: Each output is the mean of the products. It should be their sum.
    out[i, j] = np.mean(window * kernel)
divided_by_sum_of_filter: The output is divided by the sum of the filter. Return the weighted sum alone.
    out[i, j] = np.sum(window * kernel) / np.sum(kernel)
size_of_picture_kept: The output has the size of the picture. It should have a place for each window that lies inside,
H - p + 1 times W - q + 1.
    out = np.zeros((H, W))
    rows, columns = H - p + 1, W - q + 1 -> image = np.pad(image, ((p // 2, p), (q // 2, q))); rows, columns = H, W
last_places_missing: The last row and the last column of places are missing. There should be H - p + 1 rows of places,
not H - p.
    rows, columns = H - p, W - q
last_places_left_at_zero: The last row and column of the output are 0. There is a window for them too: do the loops
end too early?
    range(rows) -> range(rows - 1) ;; range(columns) -> range(columns - 1)
jumps: The window jumps by its own size. It should move by one pixel.
    window = image[i * p % rows :, j * q % columns :][:p, :q]
window_stands_still: Every output is that of the upper left corner. The window should move on from place to place.
    window = image[:p, :q]
largest_for_sum: Each output is the largest of the products. It should be their sum.
    out[i, j] = np.max(window * kernel)
filter_forgotten: The output is the sum of the window. Multiply by the filter's numbers before you add up.
    out[i, j] = np.sum(window)
signs_lost: The products are added up without their signs. Add them as they are.
    out[i, j] = np.sum(np.abs(window * kernel))
output_filled_in_wrong_order: The numbers are right, but they stand in the wrong places. The window that begins in row
i, column j should make the entry in row i, column j.
    return out.T.reshape(out.shape)
    return out.reshape(out.T.shape).T
matrix_product: Window and filter are multiplied as matrices. Multiply entry by entry, then add up.
    out[i, j] = np.sum(window @ kernel.T)
    out[i, j] = np.sum(window @ kernel)
not_summed: The products of a window are not added up over both axes. Each place should give one number: their sum.
    out[i, j] = window * kernel
    out[i, j] = np.sum(window * kernel, axis=0)
square_filters_only: It goes wrong where the filter has not as many rows as columns, and only there. kernel.shape is
(p, q): the window should have p rows and q columns.
    p, q = kernel.shape -> q, p = kernel.shape
only_filters_of_one_weight: It is right only where the filter is a single weight. The last window should begin at row
H - p and column W - q: one that begins later does not fit.
    range(rows) -> range(H) ;; range(columns) -> range(W)
negative_cut_off: Negative outputs are cut off at 0. Return the sums as they are.
    out[i, j] = max(0.0, np.sum(window * kernel))
""")

exercise.alternatives("""
four loops:
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
lists:
    p, q = len(kernel), len(kernel[0])
    rows = []
    for i in range(len(image) - p + 1):
        row = []
        for j in range(len(image[0]) - q + 1):
            row.append((image[i : i + p, j : j + q] * kernel).sum())
        rows.append(row)
    return rows
shifted pictures:
    p, q = kernel.shape
    H, W = image.shape[0] - p + 1, image.shape[1] - q + 1
    out = np.zeros((H, W))
    for a in range(p):
        for c in range(q):
            out += kernel[a, c] * image[a : a + H, c : c + W]
    return out
windows, float32:
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(np.float32), kernel.shape)
    return np.einsum("ijac,ac->ij", windows, kernel.astype(np.float32))
""")
