"""The rules of conduct: inputs stay untouched, the same arguments give the same answer, random numbers come from the
generator that is passed in.
"""

import numpy as np
from gradatim.text import _

from gradatim_autograder.checking.evidence import same_answers
from gradatim_autograder.checking.own import call_own
from gradatim_autograder.checking.subject import identical

OTHER_STATE = 20240229  # of a generator, for a call that has to give other random numbers


def broken_rules(subject, exercise, probes, calls, evidence):
    """Broken rules of conduct: a list of (short name, text)."""
    faults = []
    changed = sorted({exercise.arguments[i] for call in calls for i in call.changed})
    if changed:
        text = _(
            "It changes its input: {names}. The caller still needs those values. Work on a new array: "
            "write a = a + b, not a += b, and copy before you assign to entries."
        )
        faults.append(("input_changed", text.format(names=", ".join(changed))))
    args, first = probes[0].args, calls[0]
    again = subject.call(args)
    if any(isinstance(value, np.random.Generator) for value in args):
        text = None if evidence.answers[0].kind else _random_fault(subject, exercise, args, first, again)
        faults += [("rng_not_used", text)] if text else []
    elif not first.raised and not same_answers([evidence.read(0, again)], evidence.answers[:1]):
        text = _(
            "A second call with the same arguments gives another answer. Does it keep something from call to call?"
        )
        faults.append(("not_repeatable", text))
    return faults


def _random_fault(subject, exercise, args, first, again):
    """What is wrong with where the random numbers come from, or None. Their distribution is not the question here."""
    if _repeats(first, again) is False:
        return _(
            "A second call with the generator in the same state gives other numbers. "
            "Draw them from the generator that is passed in, with its methods, not from np.random."
        )
    other = tuple(np.random.default_rng(OTHER_STATE) if isinstance(v, np.random.Generator) else v for v in args)
    right, right_of_other = (call_own(exercise, exercise.solve, each) for each in (args, other))
    if _repeats(right, right_of_other) is False and _repeats(first, subject.call(other)):
        return _(
            "It gives the same numbers whatever state the generator is in. "
            "Draw them from the generator that is passed in; do not make one inside the function or set a seed."
        )
    return None


def _repeats(call, other):
    """Whether two calls returned the very same values; None where that cannot be said."""
    try:
        return None if call.raised or other.raised else identical(call.returned, other.returned)
    except Exception:  # an object's own comparison may raise anything
        return None
