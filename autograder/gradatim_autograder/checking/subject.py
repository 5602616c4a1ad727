"""Calls the student's function. Nothing else in the checks runs student code."""

import contextlib
import copy
import inspect
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from gradatim.text import _

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.inside.function.code_facts import CodeFacts, facts
from gradatim_autograder.inside.function.looking import Place, is_empty, place_of, text_of
from gradatim_autograder.inside.function.printed import Printed
from gradatim_autograder.inside.function.quotients import differences
from gradatim_autograder.inside.function.shortcuts import uses

ROUNDING = 1e-12  # of a number: by so much it may differ after a step away and back
SMALLEST = 1e-15  # the same for a number near 0; eps of 1e-12 is more than that


class Lost(BaseException):
    """The process that holds the student's function is gone; its text says why."""


class RaisedElsewhere(Exception):
    """An error of a function that lives in another process.

    Parameters
    ----------
    kind, text
        The error's type and text.
    place
        Where in the student's code; None where that is not known.
    """

    def __init__(self, kind: str, text: str, place: Place | None):
        super().__init__(text)
        self.kind, self.text, self.place = kind, text, place


@dataclass(frozen=True)
class Raised:
    """An error of the student's function. `place` is its line in words, "" where it is not known."""

    kind: str
    text: str
    place: str = ""

    @property
    def not_written(self) -> bool:
        return self.kind == "NotImplementedError"

    @property
    def stopped(self) -> bool:
        return self.kind == "KeyboardInterrupt"


@dataclass(frozen=True)
class Call:
    """What one call did: a returned value or an error, the arguments afterwards, and what was printed."""

    returned: Any = None
    raised: Raised | None = None
    changed: tuple[int, ...] = ()
    printed: str = ""
    warned: tuple[str, ...] = ()


class Subject(Protocol):
    """A student's function or class, wherever it is.

    Attributes
    ----------
    on_a_clock
        Nobody sits before it: what stops a call is the grader's time limit.
    lost
        The loss of its process in a call that was made after the verdict was known.
    """

    on_a_clock: bool
    lost: Lost | None

    def signature(self) -> inspect.Signature | None:
        """The function's signature, or None where it cannot be told."""

    def is_empty(self) -> bool:
        """Whether the body holds nothing but a docstring, `pass`, `...` or `return None`."""

    def borrowed(self, allowed: tuple[str, ...], /) -> tuple[str, ...]:
        """Names of what does the function's work for it: the course's library, frameworks. `allowed` are modules."""

    def differences(self) -> str:
        """ "quotient" or "complex step" where its code differentiates numerically, else ""."""

    def facts(self, exercise: Exercise, /) -> CodeFacts:
        """What the source shows."""

    def processor_time(self) -> float:
        """The seconds that the process of the function has computed so far: differences of it say what calls cost."""

    def call(self, args: tuple, /) -> Call:
        """Call the function with copies of `args`."""


def local(exercise: Exercise, function: Callable) -> "LocalSubject":
    """A function or class of this process, used as the exercise uses it."""
    return LocalSubject(function, exercise.drive)


class LocalSubject:
    """A function or class of this process. A class is used through `drive(Class, *args)`."""

    on_a_clock = False
    lost: Lost | None = None

    def __init__(self, function: Callable, drive: Callable | None = None):
        self.function = function
        self.drive = drive

    def signature(self) -> inspect.Signature | None:
        """None where Python cannot tell it (built-in functions)."""
        try:
            return inspect.signature(self.function)
        except Exception:  # an object's own attributes may raise anything
            return None

    def is_empty(self) -> bool:
        """Whether the body holds nothing but a docstring, `pass`, `...` or `return None`."""
        return is_empty(self.function)

    def borrowed(self, allowed: Iterable[str]) -> tuple[str, ...]:
        """Names of what does the function's work for it: the course's library, frameworks. `allowed` are modules."""
        return tuple(uses(self.function, allowed).borrowed)

    def differences(self) -> str:
        """ "quotient" or "complex step" where its code differentiates numerically, else ""."""
        return differences(uses(self.function).functions)

    def facts(self, exercise: Exercise) -> CodeFacts:
        """What the source shows."""
        return facts(self.function, exercise.parameters, uses(self.function, exercise.allowed).functions)

    def processor_time(self) -> float:
        """The seconds that the process of the function has computed so far: differences of it say what calls cost."""
        return time.process_time()

    def call(self, args: tuple) -> Call:
        """Call the function with copies of `args`."""
        given = copy.deepcopy(args)
        printed = Printed()
        returned, raised = None, None
        with (
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
            warnings.catch_warnings(record=True) as warned,
        ):
            warnings.simplefilter("always")
            try:
                returned = self._kept(self.drive(self.function, *given) if self.drive else self.function(*given))
            except Lost:
                raise
            except RaisedElsewhere as error:
                raised = Raised(error.kind, error.text, _in_words(error.place))
            except BaseException as error:  # the student's code may raise anything, exits and interrupts too
                raised = Raised(type(error).__name__, text_of(error), _in_words(place_of(error, self.function)))
        changed = tuple(i for i, pair in enumerate(zip(args, given, strict=True)) if not _untouched(*pair))
        texts = tuple(dict.fromkeys(str(warning.message) for warning in warned))
        return Call(returned, raised, changed, printed.getvalue(), texts)

    def _kept(self, value):
        """A copy, so that a later call cannot change it; a generator is used up into a list."""
        if inspect.isgenerator(value):
            return list(value)
        if inspect.iscoroutine(value):
            value.close()
            raise TypeError(async_text())
        try:
            return copy.deepcopy(value)
        except Exception:  # an object that cannot be copied is no array of numbers, which is said later
            return value


def async_text() -> str:
    """What is said of a function that returns a coroutine."""
    return _("the function is declared with async def; leave out the word async")


def _untouched(before, after):
    """Whether an argument is what it was. What is put back after a step away may differ in the last digits."""
    if identical(before, after):
        return True
    floats = all(isinstance(each, np.ndarray) and each.dtype == float for each in (before, after))
    same_shape = floats and before.shape == after.shape
    return same_shape and np.allclose(before, after, rtol=ROUNDING, atol=SMALLEST, equal_nan=True)


def identical(before: Any, after: Any) -> bool:
    """Whether two values are the same to the last bit; generators and functions are not looked at."""
    if isinstance(before, np.ndarray):
        same_form = isinstance(after, np.ndarray) and before.shape == after.shape and before.dtype == after.dtype
        return same_form and before.tobytes() == after.tobytes()
    if isinstance(before, dict | list | tuple) and type(before) is not type(after):
        return False
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(identical(before[key], after[key]) for key in before)
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(identical, before, after))
    if callable(before) or isinstance(before, np.random.Generator):
        return True
    return type(before) is type(after) and (before is after or bool(before == after))


def _in_words(place):
    """Where an error happened, "" where that is not known."""
    if place is None:
        return ""
    if place.name:
        where = _("line {line}, in {name}").format(line=place.line, name=place.name)
    else:
        where = _("line {line} of your function").format(line=place.line)
    return f"{where}: {place.source}" if place.source else where
