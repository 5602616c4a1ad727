"""Answers that are right but not written by hand: borrowed from a library, or found by numerical differentiation.

Borrowed: every exercise, except for what it names in `allowed`. Numerical differentiation: every exercise with a
declared `forward`.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from gradatim.text import _

from gradatim_autograder.checking import rounding
from gradatim_autograder.checking.course_functions import call_own
from gradatim_autograder.checking.evidence import Evidence
from gradatim_autograder.checking.subject import Call, Subject
from gradatim_autograder.checking.values import read
from gradatim_autograder.exercise import Exercise

CLOSED = "Borrowed"  # the kind of error of a library that is closed during a check
BORROWED, NUMERICAL = "shortcut", "numerical_differentiation"


def borrowed_text(names: Iterable[str]) -> str:
    """What is said of an answer that comes from elsewhere."""
    return _(
        "It uses {names}, which does for you what this exercise asks you to write. So it earns no points: write it "
        "with NumPy and functions of your own. To compare your answer with theirs, call both in another cell."
    ).format(names=", ".join(names) or _("the course's own library"))


def borrowed(subject: Subject, exercise: Exercise, calls: Sequence[Call] = ()) -> str:
    """The text for a function that borrows its answer, by its code or in one of its calls; "" where it does not."""
    names = () if calls else subject.borrowed(exercise.allowed)
    met = any(call.raised and call.raised.kind == CLOSED for call in calls)
    return borrowed_text(names) if names or met else ""


def differentiated(subject: Subject, exercise: Exercise, evidence: Evidence) -> str:
    """The text for a derivative that is found by numerical differentiation, or ""."""
    if exercise.forward is None or any(answer.kind for answer in evidence.answers):
        return ""
    found = _Signs(subject, exercise, evidence).found()
    if not found and _by_complex_step(subject, exercise, evidence):
        found = list(exercise.gradients)
    if not found:
        return ""
    return _(
        "{names}: the numbers are near enough, but they come from numerical differentiation: the function is evaluated "
        "a small step apart, and the difference is divided by the step. That needs a forward pass or two for every "
        "single number, so networks do not learn that way, and it earns no points here. This exercise asks for the "
        "formula of the derivative. Numerical differentiation is for checking it afterwards."
    ).format(names=", ".join(found))


class _Signs:
    """Looks for both signs in each gradient: right but not to rounding; and it jumps, or a difference quotient is in
    the code.
    """

    def __init__(self, subject, exercise, evidence):
        self.subject, self.exercise, self.evidence = subject, exercise, evidence

    def found(self) -> list[str]:
        # Most answers are exact to rounding and end here, before any further call.
        off = [name for name in self.exercise.gradients if self._is_off(name, None)]
        if not off:
            return []
        self._nudge()
        off = [name for name in off if self._is_off(name, self._moved_right)]
        if not off or self.subject.differences() == "quotient":
            return off
        moved = [[self._read(args, right, self.subject) for args, right in each] for each in self._nudged]
        return [name for name in off if self._jumps(name, moved)]

    def _nudge(self):
        """Nudged arguments of each probe, with what the reference gives for them."""
        self._nudged, self._moved_right = [], []
        for i, args in enumerate(self.evidence.args):
            rng = np.random.default_rng(i)
            some = [rounding.nudged(args, rng) for _time in range(rounding.NUDGES)]
            calls = [call_own(self.exercise, self.exercise.reference, each) for each in some]
            self._nudged.append([(each, call.returned) for each, call in zip(some, calls, strict=True)])
            found = [read(self.exercise, call, each, call.returned) for each, call in zip(some, calls, strict=True)]
            self._moved_right.append(found)

    def _read(self, args, right, subject):
        return read(self.exercise, subject.call(args), args, right)

    def _usual(self, name, moved):
        """By how much the right result moves, probe by probe; None where that cannot be said."""
        if moved is None:
            return [0.0] * len(self.evidence.args)
        wants = [answer.results[name].astype(float) for answer in self.evidence.right]
        others = [_column(each, name, want) for each, want in zip(moved, wants, strict=True)]
        if any(each is None for each in others):
            return None
        return [rounding.usual_move(want, each) for want, each in zip(wants, others, strict=True)]

    def _is_off(self, name, moved):
        pairs = [
            (mine.results.get(name), right.results.get(name))
            for mine, right in zip(self.evidence.answers, self.evidence.right, strict=True)
        ]
        usual = self._usual(name, moved)
        # Where the function that is differentiated overflows, its quotient says nothing.
        chosen = self._finite(name)
        if usual is None or not chosen or not all(_fits(*pairs[i]) for i in chosen):
            return False
        return rounding.is_off([(pairs[i][0].astype(float), pairs[i][1].astype(float), usual[i]) for i in chosen])

    def _finite(self, name):
        """The probes on which this result is finite, or no array: then it does not fit."""
        column = self.evidence.column(self.evidence.answers, name)
        return [
            i for i, got in enumerate(column) if not isinstance(got, np.ndarray) or np.isfinite(got.astype(float)).all()
        ]

    def _jumps(self, name, moved):
        chosen = self._finite(name)
        gots = [self.evidence.answers[i].results[name].astype(float) for i in chosen]
        others = [_column(moved[i], name, got) for i, got in zip(chosen, gots, strict=True)]
        if any(each is None for each in others):
            return False
        usual = self._usual(name, self._moved_right)
        return rounding.jumps(list(zip(gots, others, [usual[i] for i in chosen], strict=True)))


def _column(answers, name, like):
    """One result of several answers; None where one is of another form."""
    column = [answer.results.get(name) for answer in answers]
    return [each.astype(float) for each in column] if all(_fits(each, like) for each in column) else None


def _fits(result, like):
    both = isinstance(result, np.ndarray) and isinstance(like, np.ndarray)
    return both and result.shape == like.shape and result.size > 0 and bool(np.isfinite(result.astype(float)).all())


def _by_complex_step(subject, exercise, evidence):
    """This one is exact to rounding. No formula for a derivative has an imaginary part."""
    return not any(name in exercise.gradients for name in evidence.wrong_names()) and (
        subject.differences() == "complex step"
    )
