"""Calls the course's own functions: references, known mistakes, and right answers with a change.

They are called by the thousand while a mistake is looked for. So they get copies of their arguments, and none of the
precautions that a student's function needs (subject.py).
"""

import contextlib
import copy
import inspect
import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from gradatim_autograder.checking.subject import Call, Raised
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.inside.function.looking import text_of

PLAIN = (int, float, bool, str, type(None))


def call_own(exercise: Exercise, function: Callable, args: Sequence) -> Call:
    """What the function returns or raises, used as the exercise uses it."""
    given = [copied(each) for each in args]
    try:
        returned = exercise.drive(function, *given) if exercise.drive else function(*given)
        return Call(list(returned) if inspect.isgenerator(returned) else returned)
    except BaseException as error:  # a change may end in any error
        return Call(raised=Raised(type(error).__name__, text_of(error)))


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Nothing that these functions print or warn of is shown."""
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
    ):
        warnings.simplefilter("ignore")
        yield


def copied(value: Any) -> Any:
    """A deep copy, several times faster than `copy.deepcopy` for what probes are made of."""
    kind = type(value)
    if kind is np.ndarray and value.dtype != object:
        return value.copy(order="K")
    if kind in PLAIN:
        return value
    if kind is dict:
        return {key: copied(each) for key, each in value.items()}
    if kind in (list, tuple):
        return kind(map(copied, value))
    if kind is np.random.Generator:
        twin = type(value.bit_generator)(0)
        twin.state = value.bit_generator.state
        return np.random.Generator(twin)
    return copy.deepcopy(value)
