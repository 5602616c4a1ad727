"""Three filters, each written as a small table: blur, sharpen, edges."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare
from gradatim_autograder.exercise.argument_class import where, zero

exercise = declare(
    "effect_filters",
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


# f and amount, or the limits between which it is drawn. They vary apart from each other: what hangs on one of them is
# not told of the other.
SETTINGS = (
    (3, (0.6, 0.9)),
    (5, (1.2, 1.8)),
    (7, (2.2, 2.8)),
    (5, 0.0),
    (3, 1.0),
    (3, (1.2, 1.8)),
    (3, 0.0),
    (5, 1.0),
    (5, (0.6, 0.9)),
    (9, 2),
)

for _setting in SETTINGS:

    @exercise.probe()
    def filters(rng, setting=_setting):
        f, amount = setting
        return f, float(rng.uniform(*amount)) if isinstance(amount, tuple) else amount


exercise.classes(
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

exercise.wrong_lines("""
blur_not_a_mean: The numbers of blur are 1, so the picture would become f * f times as bright. They should add up to
1: a mean.
    blur = np.ones((f, f))
blur_divided_by_f: The numbers of blur are 1 / f. There are f * f of them, and they have to add up to 1.
    blur = np.ones((f, f)) / f
blur_without_the_middle: In blur the pixel in the middle has the weight 0. All f * f pixels should count alike.
    blur = np.ones((f, f)) / f**2 -> ...; blur[f // 2, f // 2] = 0
picture_forgotten: sharpen is amount times the difference alone. Add it to the picture itself: the numbers should add
up to 1.
    sharpen = amount * (keep - blur)
difference_subtracted: sharpen subtracts the difference from the picture, which makes it less sharp. Add it.
    sharpen = keep - amount * (keep - blur)
amount_forgotten: sharpen is the same for every amount. amount should say how often the difference is added.
    sharpen = keep + (keep - blur)
amount_times_the_mean_alone: In sharpen amount multiplies the mean alone. It should multiply the whole difference, the
pixel minus the mean.
    sharpen = keep + keep - amount * blur
    sharpen = keep - amount * blur
amount_times_the_pixel_alone: In sharpen amount multiplies the pixel alone. It should multiply the whole difference,
the pixel minus the mean.
    sharpen = keep + amount * keep - blur
blur_added: sharpen adds the mean of the surroundings. The difference should be the pixel minus this mean.
    sharpen = keep + amount * (keep + blur)
middle_in_the_corner: In sharpen the pixel itself stands in the corner. The filter that keeps a picture should have
its 1 in the middle.
    keep[f // 2, f // 2] = 1 -> keep[0, 0] = 1
middle_everywhere: In sharpen the 1 stands along the diagonal. The filter that keeps a picture should have a single 1,
in the middle.
    keep = np.eye(f)
blur_and_sharpen_the_same: blur holds the numbers of sharpen. Make a new array for each filter, and change none that
is still needed.
    return {"blur": sharpen, "sharpen": sharpen, "edges": edges}
edges_the_wrong_way: The signs of edges are exchanged: it is left minus right. Make the right column positive, the
left one negative.
    edges[:, 0] = 1 / f ;; edges[:, -1] = -1 / f
rows_for_columns: edges compares the rows at the top and at the bottom. It should compare the columns left and right.
    edges[:, 0] -> edges[0] ;; edges[:, -1] -> edges[-1]
edges_not_a_mean: The numbers of edges are 1 and -1. Divide them by f: they should take the mean of a column.
    edges[:, 0] = -1 ;; edges[:, -1] = 1
edges_divided_by_all: The numbers of edges are divided by f * f. Each column has f pixels: its mean should divide by
f.
    edges[:, 0] = -1 / f**2 ;; edges[:, -1] = 1 / f**2
only_the_right_column: edges holds the right column alone. On a plain grey area it should give 0: right minus left.
    edges[:, 0] = -1 / f -> pass
only_one_row: edges holds numbers in one row only. All pixels of the left and of the right column should count.
    edges[:, 0] = -1 / f; edges[:, -1] = 1 / f -> edges[f // 2, 0] = -1; edges[f // 2, -1] = 1
""")

exercise.alternatives("""
full and inner:
    blur = np.full((f, f), 1 / (f * f))
    sharpen = -amount * blur
    sharpen[(f - 1) // 2, (f - 1) // 2] += 1 + amount
    row = np.zeros(f)
    row[0], row[f - 1] = -1, 1
    return {"blur": blur, "sharpen": sharpen, "edges": np.tile(row, (f, 1)) / f}
lists, entry by entry:
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
float32:
    blur = np.ones((f, f), dtype=np.float32) / np.float32(f * f)
    keep = np.zeros((f, f), dtype=np.float32)
    keep[f // 2, f // 2] = 1
    edges = np.zeros((f, f), dtype=np.float32)
    edges[:, 0], edges[:, f - 1] = -1 / f, 1 / f
    return {"blur": blur, "sharpen": (1 + amount) * keep - amount * blur, "edges": edges}
""")
