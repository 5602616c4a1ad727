"""Three filters, each written as a small table: blur, sharpen, edges."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.argument_class import where, zero
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


@exercise.probe()
def not_sharpened(rng):
    return 5, 0.0


@exercise.probe()
def once_sharpened(rng):
    return 3, 1.0


# f and amount vary apart from each other: what hangs on one of them is not told of the other.
@exercise.probe()
def three_strongly(rng):
    return 3, float(rng.uniform(1.2, 1.8))


@exercise.probe()
def three_not_sharpened(rng):
    return 3, 0.0


@exercise.probe()
def five_once(rng):
    return 5, 1.0


@exercise.probe()
def five_weakly(rng):
    return 5, float(rng.uniform(0.6, 0.9))


@exercise.probe()
def twice_sharpened(rng):
    return 9, 2


exercise.covers(
    where("smallest", N_("where f is 3"), lambda f: f == 3),
    where("larger", N_("where f is larger than 3"), lambda f: f > 3),
    zero("amount"),
    where("amount_1", N_("where amount is 1"), lambda amount: amount == 1),
    where("amount_not_1", N_("where amount is not 1"), lambda amount: amount != 1),
    where("amount_not_0", N_("where amount is not 0"), lambda amount: amount != 0),
    where("amount_below_1", N_("where amount lies between 0 and 1"), lambda amount: 0 < amount < 1),
    where("amount_above_1", N_("where amount is larger than 1"), lambda amount: amount > 1),
    where("whole_amount", N_("where amount is a whole number (int)"), lambda amount: isinstance(amount, int)),
)


exercise.slip(
    "blur_not_a_mean",
    N_(
        "The numbers of blur are 1, so the picture would become f * f times as bright. They should add up to 1: a mean."
    ),
    change=("blur = np.ones((f, f)) / f**2", "blur = np.ones((f, f))"),
)

exercise.slip(
    "blur_divided_by_f",
    N_("The numbers of blur are 1 / f. There are f * f of them, and they have to add up to 1."),
    change=("blur = np.ones((f, f)) / f**2", "blur = np.ones((f, f)) / f"),
)

exercise.slip(
    "blur_without_the_middle",
    N_("In blur the pixel in the middle has the weight 0. All f * f pixels should count alike."),
    change=("keep = np.zeros((f, f))", "blur[f // 2, f // 2] = 0\nkeep = np.zeros((f, f))"),
)

exercise.slip(
    "picture_forgotten",
    N_("sharpen is amount times the difference alone. Add it to the picture itself: the numbers should add up to 1."),
    change=("sharpen = keep + amount * (keep - blur)", "sharpen = amount * (keep - blur)"),
)

exercise.slip(
    "difference_subtracted",
    N_("sharpen subtracts the difference from the picture, which makes it less sharp. Add it."),
    change=("sharpen = keep + amount", "sharpen = keep - amount"),
)

exercise.slip(
    "amount_forgotten",
    N_("sharpen is the same for every amount. amount should say how often the difference is added."),
    change=("amount * (keep - blur)", "(keep - blur)"),
)

exercise.slip(
    "amount_times_the_mean_alone",
    N_(
        "In sharpen amount multiplies the mean alone. It should multiply the whole difference, the pixel minus the mean."
    ),
    change=("amount * (keep - blur)", "keep - amount * blur"),
)

exercise.slip("amount_times_the_mean_alone", change=("amount * (keep - blur)", "-amount * blur"))

exercise.slip(
    "amount_times_the_pixel_alone",
    N_(
        "In sharpen amount multiplies the pixel alone. It should multiply the whole difference, the pixel minus the mean."
    ),
    change=("amount * (keep - blur)", "amount * keep - blur"),
)

exercise.slip(
    "blur_added",
    N_("sharpen adds the mean of the surroundings. The difference should be the pixel minus this mean."),
    change=("(keep - blur)", "(keep + blur)"),
)

exercise.slip(
    "middle_in_the_corner",
    N_(
        "In sharpen the pixel itself stands in the corner. The filter that keeps a picture should have its 1 in "
        "the middle."
    ),
    change=("keep[f // 2, f // 2]", "keep[0, 0]"),
)

exercise.slip(
    "middle_everywhere",
    N_(
        "In sharpen the 1 stands along the diagonal. The filter that keeps a picture should have a single 1, in "
        "the middle."
    ),
    change=("keep[f // 2, f // 2] = 1", "keep = np.eye(f)"),
)

exercise.slip(
    "blur_and_sharpen_the_same",
    N_("blur holds the numbers of sharpen. Make a new array for each filter, and change none that is still needed."),
    change=("sharpen = keep + amount * (keep - blur)", "sharpen = blur = keep + amount * (keep - blur)"),
)

exercise.slip(
    "edges_the_wrong_way",
    N_(
        "The signs of edges are exchanged: it is left minus right. Make the right column positive, the left one "
        "negative."
    ),
    change=[("= -1 / f", "= 2 / f"), ("= 1 / f", "= -1 / f"), ("= 2 / f", "= 1 / f")],
)

exercise.slip(
    "rows_for_columns",
    N_("edges compares the rows at the top and at the bottom. It should compare the columns left and right."),
    change=[("edges[:, 0]", "edges[0]"), ("edges[:, -1]", "edges[-1]")],
)

exercise.slip(
    "edges_not_a_mean",
    N_("The numbers of edges are 1 and -1. Divide them by f: they should take the mean of a column."),
    change=[("-1 / f", "-1"), ("= 1 / f", "= 1")],
)

exercise.slip(
    "edges_divided_by_all",
    N_("The numbers of edges are divided by f * f. Each column has f pixels: its mean should divide by f."),
    change=[("-1 / f", "-1 / f**2"), ("= 1 / f", "= 1 / f**2")],
)

exercise.slip(
    "only_the_right_column",
    N_("edges holds the right column alone. On a plain grey area it should give 0: right minus left."),
    change=("edges[:, 0] = -1 / f", "pass"),
)

exercise.slip(
    "only_one_row",
    N_("edges holds numbers in one row only. All pixels of the left and of the right column should count."),
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
