"""The rules of conduct: inputs stay untouched, the same arguments give the same answer, random numbers come from the
generator that is passed in.
"""

import numpy as np
from gradatim.text import _

from gradatim_autograder.checking.course_functions import call_own, quiet
from gradatim_autograder.checking.evidence import Evidence, same_answers
from gradatim_autograder.checking.subject import Call, Subject, identical
from gradatim_autograder.checking.values import read
from gradatim_autograder.exercise import Exercise, Probe

OTHER_STATES = (20240229, 5, 71, 1234)  # of a generator: not all of these calls give the same, even of few choices

NOT_REPEATED = {"rng_not_used", "not_repeatable"}  # faults of functions whose answers differ from call to call


def broken_rules(
    subject: Subject, exercise: Exercise, probes: list[Probe], calls: list[Call], evidence: Evidence
) -> list[tuple[str, str]]:
    """Broken rules of conduct: the short name of each, and a text."""
    faults = []
    changed = sorted({exercise.arguments[i] for call in calls for i in call.changed})
    if changed:
        text = _("It changes its input: {names}. The caller still needs it as it was: work on a copy.")
        text = text.format(names=", ".join(changed))
        held = [exercise.arguments.index(name) for name in changed]
        if any(isinstance(probes[0].args[i], dict | list) for i in held if i < len(probes[0].args)):
            text += " " + _("A copy of a dict or list still holds the same arrays: copy what is changed in it too.")
        faults.append(("input_changed", text))
    try:
        return faults + _of_further_calls(subject, exercise, probes, calls, evidence, bool(faults))
    except _Stopped as stopped:
        text = _("A further call took too long and was stopped. Does a loop never end?")
        place = stopped.call.raised.place
        text = f"{text} {_('It was in {place}').format(place=place)}" if place else text
        return [*faults, ("stopped", text)]


class _Stopped(Exception):
    """A further call was stopped: it says nothing about what the function answers."""

    def __init__(self, call):
        super().__init__()
        self.call = call


def _once_more(subject, args):
    """A further call."""
    call = subject.call(args)
    if call.raised and call.raised.stopped:
        raise _Stopped(call)
    return call


def _of_further_calls(subject, exercise, probes, calls, evidence, is_broken):
    """What further calls show; `is_broken`: a rule is broken already."""
    faults = []
    args, first = probes[0].args, calls[0]
    again = _once_more(subject, args)
    if any(isinstance(value, np.random.Generator) for value in args):
        text = None if evidence.answers[0].kind else _random_fault(subject, exercise, args, first, again)
        faults += [("rng_not_used", text)] if text else []
    elif not first.raised and not same_answers([evidence.read(0, again)], evidence.answers[:1]):
        text = _(
            "A second call with the same arguments gives another answer. Does it keep something from call to call, or "
            "draw random numbers?"
        )
        faults.append(("not_repeatable", text))
    if not is_broken and not faults and _remembers_by_shape(subject, exercise, probes, evidence):
        text = _(
            "Called again with other numbers in arrays of the same shapes, it gives the answer of before. Does it keep "
            "answers from call to call?"
        )
        faults.append(("answer_remembered", text))
    return faults


def _remembers_by_shape(subject, exercise, probes, evidence):
    """Whether the answer to the first arguments comes back for other numbers of the same shapes."""
    args = probes[0].args
    others = tuple(map(_mirrored, args))
    first_is_right = same_answers(evidence.answers[:1], evidence.right[:1])
    if not first_is_right or identical(args, others) or any(map(_is_live, args)) or exercise.view:
        return False
    with quiet():  # a warning of the reference's would stand in the student's notebook
        right = call_own(exercise, exercise.reference, others)
    if right.raised:
        return False
    mine = read(exercise, _once_more(subject, others), others, right.returned)
    expected = read(exercise, right, others, right.returned)
    back = same_answers([mine], evidence.answers[:1])
    return back and not same_answers([mine], [expected])


def _mirrored(value):
    """The same numbers in the opposite order: arrays that belong together stay so."""
    if isinstance(value, np.ndarray) and value.ndim:
        return value[::-1].copy()
    if isinstance(value, dict):
        return {key: _mirrored(each) for key, each in value.items()}
    return value


def _is_live(value):
    return callable(value) or isinstance(value, np.random.Generator)


def _random_fault(subject, exercise, args, first, again):
    """What is wrong with where the random numbers come from, or None. Their distribution is not the question here."""
    if _repeats(first, again) is False:
        return _(
            "A second call with the generator in the same state gives other numbers. "
            "Draw them from the generator that is passed in, with its methods, not from np.random."
        )
    others = [
        tuple(np.random.default_rng(state) if isinstance(each, np.random.Generator) else each for each in args)
        for state in OTHER_STATES
    ]
    right, right_of_other = (call_own(exercise, exercise.reference, each) for each in (args, others[0]))
    if _repeats(right, right_of_other) is False and all(
        _repeats(first, _once_more(subject, other)) for other in others
    ):
        return _(
            "It gives the same numbers whatever state the generator is in. "
            "They have to be drawn from the generator that is passed in."
        )
    return None


def _repeats(call, other):
    """Whether two calls returned the very same values; None where that cannot be said."""
    try:
        return None if call.raised or other.raised else identical(call.returned, other.returned)
    except Exception:  # an object's own comparison may raise anything
        return None
