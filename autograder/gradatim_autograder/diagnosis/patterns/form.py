"""Results of another shape than the right ones."""

from itertools import permutations

import numpy as np
from gradatim.text import N_

from gradatim_autograder.checking.compare import close
from gradatim_autograder.diagnosis.finding import Finding
from gradatim_autograder.diagnosis.patterns.column import Column

MOST_AXES = 5


def form(column: Column) -> Finding | None:
    wrong = [(mine, right) for mine, right, _args in column.probes if mine.shape != right.shape]
    for short, text, fits in FORMS:
        if all(fits(mine, right) for mine, right in wrong):
            return column.say(short, text)
    if all(mine.ndim == 0 for mine, _right in wrong):
        return column.say("single_number", N_("{name} is one number where an array is wanted."))
    for other in column.args[0]:
        if _has_shape_of(column, other):
            return column.say(
                "shape_of_argument", N_("{name} has the shape of {other}. It should have another one."), other=other
            )
    if all(mine.shape == right.shape[::-1] for mine, right in wrong):
        return column.say("shape_transposed", N_("The shape of {name} is that of its transpose."))
    if all(mine.ndim > right.ndim for mine, right in wrong):
        return column.say("axes_too_many", N_("{name} has more axes than it should."))
    if all(mine.ndim < right.ndim for mine, right in wrong):
        return column.say("axes_too_few", N_("{name} has fewer axes than it should."))
    return None


def _has_shape_of(column, other):
    pairs = [(mine, args.get(other)) for mine, right, args in column.probes if mine.shape != right.shape]
    return all(isinstance(value, np.ndarray) and value.ndim and mine.shape == value.shape for mine, value in pairs)


def _cut(larger, smaller, from_end):
    if larger.ndim != smaller.ndim or any(a < b for a, b in zip(larger.shape, smaller.shape, strict=True)):
        return None
    if not smaller.size:
        return None
    return larger[
        tuple(slice(a - b, None) if from_end else slice(b) for a, b in zip(larger.shape, smaller.shape, strict=True))
    ]


def _agree(cut, other):
    return cut is not None and bool(close(cut, other).all())


def _ends_late(mine, right):
    return _agree(_cut(mine, right, from_end=False), right)


def _starts_early(mine, right):
    return _agree(_cut(mine, right, from_end=True), right)


def _ends_early(mine, right):
    return _agree(_cut(right, mine, from_end=False), mine)


def _starts_late(mine, right):
    return _agree(_cut(right, mine, from_end=True), mine)


def _turned(mine, right):
    if mine.ndim != right.ndim or not 2 < mine.ndim <= MOST_AXES:
        return False
    return any(
        mine.transpose(order).shape == right.shape and bool(close(mine.transpose(order), right).all())
        for order in permutations(range(mine.ndim))
    )


def _laid_out(mine, right):
    return mine.size == right.size and bool(close(mine.ravel(), right.ravel()).all())


def _repeated(mine, right):
    if mine.ndim < right.ndim or not right.size:
        return False
    try:
        return bool(close(mine, np.broadcast_to(right, mine.shape)).all()) or (
            right.ndim == 1 and bool(close(mine, np.broadcast_to(right[:, None], mine.shape)).all())
        )
    except ValueError:
        return False


FORMS = (
    (
        "surplus_at_the_end",
        N_("{name} has too many entries at the end of an axis; the others are right."),
        _ends_late,
    ),
    (
        "surplus_at_the_start",
        N_("{name} has too many entries at the start of an axis; the others are right."),
        _starts_early,
    ),
    (
        "missing_at_the_end",
        N_("{name} lacks entries at the end of an axis; those that it has are right."),
        _ends_early,
    ),
    (
        "missing_at_the_start",
        N_("{name} lacks entries at the start of an axis; those that it has are right."),
        _starts_late,
    ),
    ("axes_in_another_order", N_("The axes of {name} stand in another order; the numbers are right."), _turned),
    (
        "laid_out_otherwise",
        N_("{name} holds the right numbers in the right order, laid out in another shape."),
        _laid_out,
    ),
    ("repeated", N_("{name} holds the right numbers, repeated along an axis."), _repeated),
)
