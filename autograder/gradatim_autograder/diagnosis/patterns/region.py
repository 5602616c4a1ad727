"""Results that are wrong, or right, in one region alone: the first row, the border, where an argument is negative."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.diagnosis.finding import Finding
from gradatim_autograder.diagnosis.patterns.column import FEWEST, Column

FILLED = 0.6  # so much of a region has to be wrong, for the region to be named
SURE = 0.95  # the same for regions that many programs could meet by chance
SHARE = 0.15  # of all entries: so many lie inside of such a region, and so many outside

PLACES = (
    (
        "first_wrong",
        N_("{name} is right except for its first entry."),
        N_("Only the first entry of {name} is right."),
        1,
        0,
        0,
    ),
    (
        "last_wrong",
        N_("{name} is right except for its last entry."),
        N_("Only the last entry of {name} is right."),
        1,
        0,
        -1,
    ),
    (
        "first_row_wrong",
        N_("{name} is right except in its first row."),
        N_("Only the first row of {name} is right."),
        2,
        0,
        0,
    ),
    (
        "last_row_wrong",
        N_("{name} is right except in its last row."),
        N_("Only the last row of {name} is right."),
        2,
        0,
        -1,
    ),
    (
        "first_column_wrong",
        N_("{name} is right except in its first column."),
        N_("Only the first column of {name} is right."),
        2,
        1,
        0,
    ),
    (
        "last_column_wrong",
        N_("{name} is right except in its last column."),
        N_("Only the last column of {name} is right."),
        2,
        1,
        -1,
    ),
    (
        "first_sample_wrong",
        N_("{name} is right except at its first place along axis 0."),
        N_("Only at its first place along axis 0 {name} is right."),
        3,
        0,
        0,
    ),
    (
        "last_sample_wrong",
        N_("{name} is right except at its last place along axis 0."),
        N_("Only at its last place along axis 0 {name} is right."),
        3,
        0,
        -1,
    ),
    (
        "first_of_last_axis_wrong",
        N_("{name} is right except at the first place of its last axis."),
        N_("Only at the first place of its last axis {name} is right."),
        3,
        -1,
        0,
    ),
    (
        "last_of_last_axis_wrong",
        N_("{name} is right except at the last place of its last axis."),
        N_("Only at the last place of its last axis {name} is right."),
        3,
        -1,
        -1,
    ),
)


def _regions(column):
    """(short, what is said where only it is wrong, what where only it is right, the region on each probe, how much of
    it has to be wrong, what else the texts name).
    """
    axes = {right.ndim for _mine, right, _args in column.probes}
    if len(axes) == 1:
        (ndim,) = axes
        for short, wrong, right, at_least, axis, place in PLACES:
            if ndim == at_least or (at_least == 3 and ndim > 3):
                yield short, wrong, right, [_place(want, axis, place) for want in column.want], FILLED, {}
        if ndim >= 2:
            yield (
                "border_wrong",
                N_("{name} is right except at its border."),
                N_("Only the border of {name} is right."),
                [_border(want) for want in column.want],
                SURE,
                {},
            )
        if ndim == 2:
            diagonal = [np.eye(*want.shape, dtype=bool) for want in column.want]
            text = N_("Only the diagonal of {name} is right.")
            yield "diagonal_wrong", N_("{name} is right except on its diagonal."), text, diagonal, SURE, {}
    signs = (
        ("negative_wrong", N_("{name} is right except where the right value is negative."), lambda v: v < 0),
        ("positive_wrong", N_("{name} is right except where the right value is positive."), lambda v: v > 0),
        ("zero_wrong", N_("{name} is right except where the right value is 0."), lambda v: v == 0),
    )
    for short, text, condition in signs:
        yield short, text, None, [condition(want) for want in column.want], SURE, {}
    arguments = (
        ("negative_argument", N_("{name} is right except where {other} is negative."), lambda v: v < 0),
        ("positive_argument", N_("{name} is right except where {other} is positive."), lambda v: v > 0),
        ("zero_argument", N_("{name} is right except where {other} is 0."), lambda v: v == 0),
        ("large_argument", N_("{name} is right except where {other} is above 1."), lambda v: v > 1),
    )
    for other in column.args[0]:
        values = [each.get(other) for each in column.args]
        fits = all(
            isinstance(v, np.ndarray) and v.dtype.kind in "iuf" and v.shape == w.shape and v.ndim
            for v, w in zip(values, column.want, strict=True)
        )
        for short, text, condition in arguments if fits else ():
            yield short, text, None, [condition(value) for value in values], SURE, {"other": other}


def _place(want, axis, place):
    region = np.zeros(want.shape, dtype=bool)
    chosen = [slice(None)] * want.ndim
    chosen[axis] = place
    region[tuple(chosen)] = True
    return region


def _border(want):
    """The rim of the two axes of a picture: the first two, or axes 1 and 2 of many pictures."""
    first = 0 if want.ndim == 2 else 1
    inner = [slice(None)] * want.ndim
    inner[first] = inner[first + 1] = slice(1, -1)
    region = np.ones(want.shape, dtype=bool)
    region[tuple(inner)] = False
    return region


def region(column: Column) -> Finding | None:
    """The region that is wrong, or right, alone; the one that is filled best."""
    column = column.wrong_probes()
    wrong = column.wrong()
    if any(mask.ndim == 0 for mask in wrong):
        return None
    size, count = sum(mask.size for mask in wrong), sum(int(mask.sum()) for mask in wrong)
    if count in (0, size):
        return None
    best, filled = None, 0.0
    for short, outside, inside, regions, least, values in _regions(column):
        for text, chosen in ((outside, regions), (inside, [~each for each in regions])):
            area = sum(int(each.sum()) for each in chosen)
            covered = all(not (mask & ~each).any() for each, mask in zip(chosen, wrong, strict=True))
            # Of what alone is right, all else has to be wrong.
            needed = max(filled, least) if text is outside else 1.0
            room = max(FEWEST, SHARE * size) if least == SURE else FEWEST
            mixed = all(each.any() and not each.all() for each in chosen)
            if text and mixed and covered and area >= room and count / area >= needed and size - area >= room:
                filled = count / area
                best = column.say(short, text, **values)
    return best
