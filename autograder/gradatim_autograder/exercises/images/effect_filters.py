"""Three filters, each written as a small table: blur, sharpen, edges."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise

exercise = Exercise(
    "effect_filters",
    chapter="08-images",
    returns=("filters",),
    points={"blur": 1, "sharpen": 1, "edges": 1},
    section=N_("Blur, sharpen, edges"),
)


@exercise.reference
def effect_filters(f, amount):
    blur = np.ones((f, f)) / f**2
    keep = np.zeros((f, f))
    keep[f // 2, f // 2] = 1
    sharpen = keep + amount * (keep - blur)
    edges = np.zeros((f, f))
    edges[:, 0] = -1 / f
    edges[:, -1] = 1 / f
    return {"blur": blur, "sharpen": sharpen, "edges": edges}


@exercise.probe()
def three(rng):
    return 3, float(rng.uniform(0.6, 0.9))


@exercise.probe()
def five(rng):
    return 5, float(rng.uniform(1.2, 1.8))


@exercise.probe()
def seven(rng):
    return 7, float(rng.uniform(2.2, 2.8))


exercise.slip(
    "blur_not_a_mean",
    N_("The numbers of blur are 1, so the picture would become f * f times as bright. They add up to 1: a mean."),
    change=("blur = np.ones((f, f)) / f**2", "blur = np.ones((f, f))"),
)

exercise.slip(
    "blur_divided_by_f",
    N_("The numbers of blur are 1 / f. There are f * f of them, and they have to add up to 1."),
    change=("blur = np.ones((f, f)) / f**2", "blur = np.ones((f, f)) / f"),
)

exercise.slip(
    "blur_without_the_middle",
    N_("The mean of blur leaves out the pixel in the middle. All f * f pixels count alike."),
    change=("keep = np.zeros((f, f))", "blur[f // 2, f // 2] = 0\nkeep = np.zeros((f, f))"),
)

exercise.slip(
    "picture_forgotten",
    N_("sharpen is amount times the difference alone. Add it to the picture itself: the numbers add up to 1."),
    change=("sharpen = keep + amount * (keep - blur)", "sharpen = amount * (keep - blur)"),
)

exercise.slip(
    "difference_subtracted",
    N_("sharpen subtracts the difference from the picture, which makes it less sharp. Add it."),
    change=("sharpen = keep + amount", "sharpen = keep - amount"),
)

exercise.slip(
    "amount_forgotten",
    N_("sharpen does not use amount, which says how often the difference is added."),
    change=("amount * (keep - blur)", "(keep - blur)"),
)

exercise.slip(
    "middle_not_raised",
    N_("In sharpen the middle is too small: amount multiplies the whole difference, the pixel minus the mean."),
    change=("amount * (keep - blur)", "keep - amount * blur"),
)

exercise.slip(
    "blur_added",
    N_("sharpen adds the mean of the surroundings. The difference is the pixel minus this mean."),
    change=("(keep - blur)", "(keep + blur)"),
)

exercise.slip(
    "middle_in_the_corner",
    N_("In sharpen the pixel itself stands in the corner. The filter that keeps a picture has its 1 in the middle."),
    change=("keep[f // 2, f // 2]", "keep[0, 0]"),
)

exercise.slip(
    "middle_everywhere",
    N_("In sharpen the 1 stands along the diagonal. The filter that keeps a picture has a single 1, in the middle."),
    change=("keep[f // 2, f // 2] = 1", "keep = np.eye(f)"),
)

exercise.slip(
    "edges_the_wrong_way",
    N_("edges is right minus left with the signs exchanged: the right column is positive, the left one negative."),
    change=[("= -1 / f", "= 2 / f"), ("= 1 / f", "= -1 / f"), ("= 2 / f", "= 1 / f")],
)

exercise.slip(
    "rows_for_columns",
    N_("edges compares the rows at the top and at the bottom. It should compare the columns left and right."),
    change=[("edges[:, 0]", "edges[0]"), ("edges[:, -1]", "edges[-1]")],
)

exercise.slip(
    "edges_not_a_mean",
    N_("The numbers of edges are 1 and -1. The mean of a column of f pixels divides by f."),
    change=[("-1 / f", "-1"), ("= 1 / f", "= 1")],
)

exercise.slip(
    "edges_divided_by_all",
    N_("edges is divided by f * f. Each column has f pixels, and its mean divides by f."),
    change=[("-1 / f", "-1 / f**2"), ("= 1 / f", "= 1 / f**2")],
)

exercise.slip(
    "only_the_right_column",
    N_("edges holds the right column alone. On a plain grey area it should give 0: right minus left."),
    change=("edges[:, 0] = -1 / f", "pass"),
)

exercise.slip(
    "only_one_row",
    N_("edges holds numbers in one row only. All pixels of the left and of the right column count."),
    change=[("edges[:, 0] = -1 / f", "edges[f // 2, 0] = -1"), ("edges[:, -1] = 1 / f", "edges[f // 2, -1] = 1")],
)


@exercise.alternative("full and inner")
def _(f, amount):
    blur = np.full((f, f), 1 / (f * f))
    sharpen = -amount * blur
    sharpen[(f - 1) // 2, (f - 1) // 2] += 1 + amount
    row = np.zeros(f)
    row[0], row[f - 1] = -1, 1
    return {"blur": blur, "sharpen": sharpen, "edges": np.tile(row, (f, 1)) / f}


@exercise.alternative("lists, entry by entry")
def _(f, amount):
    blur, sharpen, edges = [], [], []
    for i in range(f):
        blur.append([])
        sharpen.append([])
        edges.append([])
        for j in range(f):
            middle = i == f // 2 and j == f // 2
            blur[i].append(1 / f / f)
            sharpen[i].append((1 + amount if middle else 0) - amount / f / f)
            edges[i].append(-1 / f if j == 0 else 1 / f if j == f - 1 else 0)
    return {"edges": edges, "sharpen": sharpen, "blur": blur}


@exercise.alternative("float32")
def _(f, amount):
    blur = np.ones((f, f), dtype=np.float32) / np.float32(f * f)
    keep = np.zeros((f, f), dtype=np.float32)
    keep[f // 2, f // 2] = 1
    edges = np.zeros((f, f), dtype=np.float32)
    edges[:, 0], edges[:, f - 1] = -1 / f, 1 / f
    return {"blur": blur, "sharpen": (1 + amount) * keep - amount * blur, "edges": edges}
