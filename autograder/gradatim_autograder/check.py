"""`check(f)`: what a student calls, and what nbgrader runs as the autograded test."""

import difflib
import os
import sys

from gradatim.text import _

from gradatim_autograder.checking.subject import local
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.inside.function.looking import attribute
from gradatim_autograder.verdict.engine import judge
from gradatim_autograder.verdict.helpers import blamed, with_helpers
from gradatim_autograder.verdict.result import Result

SEED_VARIABLE = "GRADATIM_SEED"  # set by the grader; a student's own checks use the public seed
PUBLIC_SEED = 2026


def check(function: object, exercise: str | None = None) -> Result:
    """Check a student's function and say which mistake it holds.

    It never raises: whatever is wrong is said in the result's message.

    Parameters
    ----------
    function
        The function itself, not a call of it; parameters are matched by position.
    exercise
        The exercise's name, where the function is called something else.
    """
    known = all_exercises()
    name = str(exercise) if exercise else _name_of(function, known, sys._getframe(1).f_globals)
    if name not in known:
        return _announce(Result.refused(_no_such_exercise(name, function, known)))
    if not callable(function):
        return _announce(no_function(known[name], type(function).__name__))
    result = judge(local(known[name], function), known[name], _seed())
    helpers = blamed(function, known[name], known, _seed()) if result.status == "wrong" else ()
    return _announce(with_helpers(result, helpers) if helpers else result)


def no_function(exercise: Exercise, kind: str) -> Result:
    """What a check says that was given something else than a function."""
    text = _(
        "check needs the function itself, without brackets behind its name: check({name}). It was given {kind} instead."
    ).format(name=exercise.name, kind=kind)
    return Result.refused(text, exercise)


def _name_of(function, known, namespace):
    """The exercise's name: the function's own, else the variable of the notebook that holds it."""
    name = attribute(function, "__name__")
    if not isinstance(name, str):
        name = None
    if name in known:
        return name
    holders = [key for key, value in namespace.items() if value is function and key in known]
    return holders[0] if holders else name


def _no_such_exercise(name, function, known):
    if name is None and not callable(function):
        return _(
            "check needs the function itself, without brackets behind its name, for example check(neuron). "
            "It was given {kind} instead."
        ).format(kind=type(function).__name__)
    text = _('There is no exercise called "{name}".').format(name=name)
    close = difflib.get_close_matches(str(name), known, n=1)
    if close:
        text += " " + _('Did you mean "{name}"?').format(name=close[0])
    return text + " " + _('You can name the exercise: check(f, exercise="neuron").')


def _seed():
    text = os.environ.get(SEED_VARIABLE, "")
    return int(text) if text.isdecimal() else PUBLIC_SEED


def _announce(result):
    # nbgrader's Validate shows nothing of a partly right cell but its stderr.
    if not result.passed and os.environ.get("NBGRADER_EXECUTION") == "validate":
        print(result.message, file=sys.stderr)
    return result
