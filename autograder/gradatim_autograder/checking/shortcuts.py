"""Answers that are right but not written by hand: borrowed from a library, or found by numerical differentiation.

Borrowed: every exercise, except for what it names in `allowed`. Numerical differentiation: every exercise with a
declared `forward`.
"""

import numpy as np
from gradatim.text import _

from gradatim_autograder.checking import rounding
from gradatim_autograder.checking.subject import local
from gradatim_autograder.checking.values import read

CLOSED = "Borrowed"  # the kind of error of a library that is closed during a check
BORROWED, NUMERICAL = "shortcut", "numerical_differentiation"


def borrowed_text(names) -> str:
    """What is said of an answer that comes from elsewhere."""
    return _(
        "It uses {names}, which does for you what this exercise asks you to write. So it earns no points: write it "
        "with NumPy and functions of your own. To compare your answer with theirs, call both in another cell."
    ).format(names=", ".join(names) or _("the course's own library"))


def borrowed(subject, exercise, calls=()) -> str:
    """The text for a function that borrows its answer, by its code or in one of its calls; "" where it does not."""
    names = () if calls else subject.borrowed(exercise.allowed)
    met = any(call.raised and call.raised.kind == CLOSED for call in calls)
    return borrowed_text(names) if names or met else ""


def differentiated(subject, exercise, evidence) -> str:
    """The text for a derivative that is found by numerical differentiation, or ""."""
    if exercise.loss is None or any(answer.kind for answer in evidence.answers):
        return ""
    found = [name for name in exercise.gradients if _is_numerical(subject, exercise, evidence, name)]
    if not found and not _by_complex_step(subject, exercise, evidence):
        return ""
    names = ", ".join(found or exercise.gradients)
    return _(
        "{names}: the numbers are near enough, but they come from numerical differentiation: the function is evaluated "
        "a small step apart, and the difference is divided by the step. That needs a forward pass or two for every "
        "single number, so networks do not learn that way, and it earns no points here. This exercise asks for the "
        "formula of the derivative. Numerical differentiation is for checking it afterwards."
    ).format(names=names)


def _is_numerical(subject, exercise, evidence, name):
    """Both signs: right but not to rounding; and jumps, or a difference quotient in the code."""
    rows = _rows(evidence, name)
    if rows is None:
        return False
    # Most answers are exact to rounding and end here, before any further call.
    if not _off(rows, [0.0] * len(rows)):
        return False
    nudges = [[rounding.nudged(args, rng) for _time in range(rounding.NUDGES)] for args, rng, _g, _w in rows]
    usual = []
    for (_args, _rng, _got, want), others in zip(rows, nudges, strict=True):
        moved = [_result(exercise, local(exercise, exercise.solve), args, name, want) for args in others]
        if any(each is None for each in moved):
            return False
        usual.append(rounding.usual_move(want, moved))
    if not _off(rows, usual):
        return False
    return subject.differences() == "quotient" or _jumps(subject, exercise, name, rows, nudges, usual)


def _off(rows, usual):
    return rounding.is_off([(got, want, move) for (_a, _r, got, want), move in zip(rows, usual, strict=True)])


def _jumps(subject, exercise, name, rows, nudges, usual):
    triples = []
    for (_args, _rng, got, _want), others, move in zip(rows, nudges, usual, strict=True):
        moved = [_result(exercise, subject, args, name, got) for args in others]
        if any(each is None for each in moved):
            return False
        triples.append((got, moved, move))
    return rounding.jumps(triples)


def _rows(evidence, name):
    """For each probe its arguments, a generator, and the student's and the right result; None where they do not fit."""
    rows = []
    for i, (args, answer, right) in enumerate(zip(evidence.args, evidence.answers, evidence.right, strict=True)):
        got, want = answer.results.get(name), right.results.get(name)
        if not _fits(got, want):
            return None
        rows.append((args, np.random.default_rng(i), got.astype(float), want.astype(float)))
    return rows


def _result(exercise, subject, args, name, like):
    """One result of a call with other arguments; None where it is of another form."""
    right = local(exercise, exercise.solve).call(args).returned
    result = read(exercise, subject.call(args), args, right).results.get(name)
    return result.astype(float) if _fits(result, like) else None


def _fits(result, like):
    both = isinstance(result, np.ndarray) and isinstance(like, np.ndarray)
    return both and result.shape == like.shape and result.size > 0 and bool(np.isfinite(result.astype(float)).all())


def _by_complex_step(subject, exercise, evidence):
    """This one is exact to rounding. No formula for a derivative has an imaginary part."""
    return not any(name in exercise.gradients for name in evidence.wrong_names()) and (
        subject.differences() == "complex step"
    )
