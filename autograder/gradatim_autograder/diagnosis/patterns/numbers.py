"""What wrong numbers have in common, wherever they stand."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.checking.compare import close, show
from gradatim_autograder.diagnosis.finding import Finding
from gradatim_autograder.diagnosis.patterns.column import FEWEST, Column

FILLED = 0.6  # so much of a wrong row has to be wrong
SOME = 0.3  # so many of the rows have to be right, where it is said that some are


def signs(column: Column) -> Finding | None:
    if all(close(np.abs(mine), np.abs(right)).all() for mine, right, _args in column.probes):
        return column.say("signs_wrong", N_("The numbers in {name} are right but for their signs."))
    return None


def order(column: Column) -> Finding | None:
    flat = all(
        right.size > 1 and close(np.sort(mine, axis=None), np.sort(right, axis=None)).all()
        for mine, right, _args in column.probes
    )
    return column.say("order_wrong", N_("{name} holds the right numbers, but not at their places.")) if flat else None


def by_line(column: Column) -> Finding | None:
    """A factor or a number for each row, or for each column."""
    if any(right.ndim != 2 for right in column.want):
        return None
    column = column.chosen([min(right.shape) > 1 for right in column.want])  # one line always has a number of its own
    if len(column.probes) < 2:
        return None
    for axis, factor, number in (
        (
            1,
            N_("Each row of {name} is off by a factor of its own."),
            N_("Each row of {name} is off by a number of its own."),
        ),
        (
            0,
            N_("Each column of {name} is off by a factor of its own."),
            N_("Each column of {name} is off by a number of its own."),
        ),
    ):
        if all(_constant_along(mine / right, axis, 1) for mine, right, _args in column.probes):
            return column.say("row_factor" if axis else "column_factor", factor)
        if all(_constant_along(mine - right, axis, 0) for mine, right, _args in column.probes):
            return column.say("row_shift" if axis else "column_shift", number)
    return None


def _constant_along(values, axis, nothing):
    """Whether each line has one number of its own, none of which is `nothing`, that of a right line, or 0."""
    if not np.isfinite(values).all() or (np.ptp(values, axis=axis) > 1e-7 + 1e-6 * np.abs(values).max()).any():
        return False
    lines = values.mean(axis=axis)
    return bool((np.abs(lines) > 1e-6).all() and (np.abs(lines - nothing) > 1e-6).all() and np.ptp(lines) > 1e-6)


def zero_or_right(column: Column) -> Finding | None:
    got, _want, size = column.where_wrong()
    if len(got) < size and not got.any():
        return column.say("zero_where_wrong", N_("Where {name} is wrong, it is 0."))
    return None


def cut_off(column: Column) -> Finding | None:
    """Right between two numbers, and those numbers beyond them."""
    got, want, size = column.where_wrong()
    ends = np.unique(got)
    if len(got) == size or len(ends) > 2 or len(got) < FEWEST:
        return None
    low, high = (ends[0], ends[-1]) if len(ends) == 2 else _one_end(ends[0], want)
    if any(not close(mine, right.clip(low, high)).all() for mine, right, _args in column.probes):
        return None
    text = N_("{name} is cut off: it never goes below {low} or above {high}.")
    if len(ends) == 1:
        below, above = (
            N_("{name} is cut off: it never goes below {low}."),
            N_("{name} is cut off: it never goes above {high}."),
        )
        text = below if high == np.inf else above
    return column.say("cut_off", text, low=show(low), high=show(high))


def _one_end(end, want):
    return (end, np.inf) if (want < end).all() else (-np.inf, end)


def whole_rows(column: Column) -> Finding | None:
    """Whole rows are wrong, and whole rows are right."""
    column = column.wrong_probes()
    if any(right.ndim < 2 for right in column.want):
        return None
    wrong = [mask.reshape(len(mask), -1) for mask in column.wrong()]
    rows = np.concatenate([mask.any(axis=1) for mask in wrong])
    empty = np.concatenate([~right.reshape(len(right), -1).any(axis=1) for right in column.want])
    if not (~rows & ~empty).any():
        return None  # the rows that are right are those of zeros
    rows = rows[~empty]
    filled = sum(int(mask.sum()) for mask in wrong) >= FILLED * sum(int(mask[mask.any(axis=1)].size) for mask in wrong)
    if not filled or len(rows) < 2 * FEWEST or not np.mean(~rows) >= SOME:
        return None
    return column.say(
        "rows_wrong", N_("{name} is right in some of its rows (places along axis 0) and wrong in the others.")
    )


def one_side(column: Column) -> Finding | None:
    """Everything that is wrong is too large, or too small."""
    got, want, _size = column.where_wrong()
    wrong_probes = sum(bool(mask.any()) for mask in column.wrong())
    if not np.isfinite(got).all() or len(got) < FEWEST or wrong_probes < 2:
        return None
    if (got > want).all():
        return column.say("too_large", N_("Wherever {name} is wrong, it is too large."))
    if (got < want).all():
        return column.say("too_small", N_("Wherever {name} is wrong, it is too small."))
    if (np.abs(got) > np.abs(want)).all() and (got * want > 0).all():
        return column.say(
            "too_far_from_zero", N_("Wherever {name} is wrong, it is too far from 0, with the right sign.")
        )
    if (np.abs(got) < np.abs(want)).all() and (got * want > 0).all():
        return column.say("too_near_to_zero", N_("Wherever {name} is wrong, it is too near to 0, with the right sign."))
    return None
