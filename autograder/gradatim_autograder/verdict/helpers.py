"""Whether an answer is right but for an earlier function of the student's that it calls, and that is not right yet."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import FunctionType

from gradatim.text import _

from gradatim_autograder.checking.subject import local
from gradatim_autograder.diagnosis.finding import CODE, Finding
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.inside.function.looking import names_used
from gradatim_autograder.verdict.engine import is_right
from gradatim_autograder.verdict.result import Result

MOST = 3  # earlier functions that are looked at


def with_helpers(result: Result, names: Iterable[str]) -> Result:
    """The result of an answer that is right where these earlier functions are: nothing else is found in it."""
    text = _(
        "It calls functions of yours that are not right yet: {names}. With right ones it is right: mend them first."
    )
    finding = Finding("helper_not_right", text.format(names=", ".join(names)), CODE)
    return replace(result, findings=(finding,), one_of=False)


def blamed(function: object, exercise: Exercise, known: Mapping[str, Exercise], seed: int) -> tuple[str, ...]:
    """The names of earlier functions, by the rules of their own exercises not right, with which a wrong answer would be
    right if they were; () where there are none. They are exchanged in the notebook for the time of one more check.
    """
    if type(function) is not FunctionType:  # an object of the student's may raise when it is asked for its class
        return ()
    namespace = function.__globals__
    names = [name for name in names_used(function, namespace) if _may_help(name, namespace, exercise, known)][:MOST]
    wrong = [name for name in names if not is_right(local(known[name], namespace[name]), known[name], seed)]
    if not wrong:
        return ()
    kept = {name: namespace[name] for name in wrong}
    try:
        namespace.update({name: known[name].reference for name in wrong})
        passed = is_right(local(exercise, function), exercise, seed)
    finally:
        namespace.update(kept)
    return tuple(wrong) if passed else ()


def _may_help(name, namespace, exercise, known):
    earlier = name in known and name != exercise.name and known[name].chapter <= exercise.chapter
    return earlier and type(namespace.get(name)) is FunctionType and namespace[name] is not known[name].reference
