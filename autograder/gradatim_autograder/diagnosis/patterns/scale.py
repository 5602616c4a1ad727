"""Results that are the right ones times a factor, plus a number, or joined with an argument."""

import numpy as np
from gradatim.text import N_, _

from gradatim_autograder.checking.compare import close, show
from gradatim_autograder.diagnosis.finding import Finding
from gradatim_autograder.diagnosis.patterns.column import FEWEST, Column


def _factors(column):
    """The factor between got and want on each probe, and the arguments of these probes; None where one has none.

    A right result of zeros has any factor, and is left out.
    """
    factors, args = [], []
    for mine, right, arguments in column.probes:
        large = np.abs(right) > 1e-9
        if not close(mine[~large], right[~large]).all():
            return None
        if not large.any():
            continue
        ratios = mine[large] / right[large]
        if not np.isfinite(ratios).all() or np.ptp(ratios) > 1e-6 * max(1, abs(ratios.flat[0])):
            return None
        factors.append(float(np.mean(ratios)))
        args.append(arguments)
    return (np.array(factors), args) if factors else None


def by_factor(column: Column) -> Finding | None:
    """The right result times a number, the same on all probes or one for each."""
    found = _factors(column)
    if found is None:
        return None
    factors, _args = found
    if _is_constant(factors):
        text = N_("{name} is always {factor} times the right value.")
        return column.say("constant_factor", text, factor=show(factors[0])) if abs(factors[0] - 1) > 1e-3 else None
    if sum(right.size > FEWEST for right in column.want) < 2:  # a single number always has a factor
        return None
    shown = list(dict.fromkeys(map(show, factors[np.abs(factors - 1) > 1e-6])))
    if len(shown) == 1:
        text = N_("Where {name} is wrong, it is {factor} times the right value.")
        return column.say("factor_where_wrong", text, factor=shown[0])
    text = N_("{name} is the right value times a number that is another one in each example: {factors}.")
    return column.say("factor_that_changes", text, factors=", ".join(shown[:3]))


def _is_constant(factors):
    return np.ptp(factors) <= 1e-6 * max(1, abs(factors[0]))


def by_quantity(column: Column) -> Finding | None:
    """The right result times, or divided by, a number among the arguments or the length of an axis."""
    found = _factors(column)
    if found is None or _is_constant(found[0]):
        return None
    factors, args = found
    for what, values in _quantities(args):
        values = np.array(values, dtype=float)
        if np.ptp(values) == 0 or not (values != 0).all():
            continue
        for short, text, expected in (
            ("multiplied_by", N_("{name} is the right value times {what}."), values),
            ("divided_by", N_("{name} is the right value divided by {what}."), 1 / values),
            ("multiplied_by", N_("{name} is the right value times {what} squared."), values**2),
            ("divided_by", N_("{name} is the right value divided by {what} squared."), values**-2.0),
            ("multiplied_by", N_("{name} is the right value times the square root of {what}."), np.abs(values) ** 0.5),
            (
                "divided_by",
                N_("{name} is the right value divided by the square root of {what}."),
                np.abs(values) ** -0.5,
            ),
        ):
            if np.allclose(factors, expected, rtol=1e-6):
                return column.say(short, text, what=what)
    return None


def _quantities(args):
    """(what it is in words, its value on each probe): numbers among the arguments, and lengths of axes."""
    first = args[0]
    for name, value in first.items():
        column = [each.get(name) for each in args]
        if all(isinstance(each, int | float | np.number) and not isinstance(each, bool) for each in column):
            yield name, column
        elif all(isinstance(each, np.ndarray) and each.ndim == np.ndim(value) for each in column):
            words = {
                1: [N_("the number of entries of {name}")],
                2: [N_("the number of rows of {name}"), N_("the number of columns of {name}")],
            }.get(column[0].ndim, [])
            for axis, text in enumerate(words):
                yield _(text).format(name=name), [each.shape[axis] for each in column]
            if column[0].ndim > 2:
                for axis in range(column[0].ndim):
                    words_of_axis = _("the length of axis {axis} of {name}").format(axis=axis, name=name)
                    yield words_of_axis, [each.shape[axis] for each in column]
            if column[0].ndim > 1:
                yield _("the number of all entries of {name}").format(name=name), [each.size for each in column]


def shifted(column: Column) -> Finding | None:
    gaps = [mine - right for mine, right, _args in column.probes]
    flat = np.concatenate([gap.ravel() for gap in gaps])
    if len(gaps) < 2 and flat.size < FEWEST:
        return None
    if flat.size > 1 and np.isfinite(flat).all() and np.ptp(flat) <= 1e-9 + 1e-6 * abs(flat[0]) and abs(flat[0]) > 1e-6:
        if flat[0] > 0:
            return column.say("too_large_by", N_("{name} is everywhere too large by {number}."), number=show(flat[0]))
        return column.say("too_small_by", N_("{name} is everywhere too small by {number}."), number=show(-flat[0]))
    return None


def by_argument(column: Column) -> Finding | None:
    """The right value plus, minus or times an argument, entry by entry or along the last axis."""
    for name in column.args[0]:
        values = [each.get(name) for each in column.args]
        if not all(isinstance(each, np.ndarray | float | int) and not isinstance(each, bool) for each in values):
            continue
        ways = (
            ("argument_added", N_("{name} is the right value plus {other}."), lambda right, a: right + a),
            ("argument_subtracted", N_("{name} is the right value minus {other}."), lambda right, a: right - a),
            ("times_argument", N_("{name} is the right value times {other}."), lambda right, a: right * a),
            ("over_argument", N_("{name} is the right value divided by {other}."), lambda right, a: right / a),
            (
                "argument_counted_twice",
                N_("{name} is the right value minus twice {other}."),
                lambda right, a: right - 2 * a,
            ),
        )
        for short, text, way in ways:
            if all(
                _fits(mine, right, np.asarray(a, dtype=float), way) for (mine, right, _a), a in _with(column, values)
            ):
                return column.say(short, text, other=name)
    return None


def _with(column, values):
    return zip(column.probes, values, strict=True)


def _fits(mine, right, argument, way):
    if argument.ndim > right.ndim or argument.shape != right.shape[right.ndim - argument.ndim :]:
        return False
    made = way(right, argument)
    return bool(np.isfinite(made).all()) and bool(close(mine, made).all()) and not close(made, right).all()
