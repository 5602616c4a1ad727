"""Calls the student's function. Nothing else in the checks runs student code."""

import contextlib
import copy
import dis
import inspect
import io
import linecache
import sysconfig
import traceback
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import numpy as np
from gradatim.text import _

EMPTY_BODY = {"RESUME", "NOP", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE", "POP_TOP"}
ROUNDING = 1e-12
ERROR_LIMIT = 400  # characters of an error's text
PRINTED_LIMIT = 2000  # characters of printed text that are kept of one call
LIBRARY_FOLDERS = tuple({sysconfig.get_path(kind) for kind in ("stdlib", "purelib", "platlib")})


@dataclass(frozen=True)
class Raised:
    """An error of the student's function. `place` is its line in words, "" where it is not known."""

    kind: str
    text: str
    place: str = ""

    @property
    def not_written(self):
        return self.kind == "NotImplementedError"

    @property
    def stopped(self):
        return self.kind == "KeyboardInterrupt"


@dataclass(frozen=True)
class Call:
    """What one call did: a returned value or an error, the arguments afterwards, and what was printed."""

    returned: Any = None
    raised: Raised | None = None
    changed: tuple[int, ...] = ()
    printed: str = ""
    warned: tuple[str, ...] = ()


def local(exercise, function):
    """A function or class of this process, used as the exercise uses it."""
    return LocalSubject(function, exercise.use)


class LocalSubject:
    """A function or class in this process. A class is used through `drive(Class, *args)`."""

    def __init__(self, function, drive=None):
        self.function = function
        self.drive = drive

    def signature(self):
        """The function's signature, or None where Python cannot tell (built-in functions)."""
        try:
            return inspect.signature(self.function)
        except Exception:  # an object's own attributes may raise anything
            return None

    def is_empty(self):
        """Whether the body holds nothing but a docstring, `pass`, `...` or `return None`."""
        code = attribute(self.function, "__code__")
        if not isinstance(code, CodeType):
            return False
        steps = list(dis.get_instructions(code))
        constants = [step.argval for step in steps if "CONST" in step.opname]
        return {step.opname for step in steps} <= EMPTY_BODY and constants[-1:] == [None]

    def call(self, args) -> Call:
        """Call the function with copies of `args`."""
        given = copy.deepcopy(args)
        printed = _Printed()
        returned, raised = None, None
        with (
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
            warnings.catch_warnings(record=True) as warned,
        ):
            warnings.simplefilter("always")
            try:
                returned = _kept(self.drive(self.function, *given) if self.drive else self.function(*given))
            except BaseException as error:  # the student's code may raise anything, exits and interrupts too
                raised = Raised(type(error).__name__, _text_of(error), _place(error, self.function))
        changed = tuple(i for i, pair in enumerate(zip(args, given, strict=True)) if not _untouched(*pair))
        texts = tuple(dict.fromkeys(str(warning.message) for warning in warned))
        return Call(returned, raised, changed, printed.getvalue(), texts)


class _Printed(io.StringIO):
    """Keeps the first characters and drops the rest, so that a print in a loop costs nothing."""

    def write(self, text):
        room = PRINTED_LIMIT - self.tell()
        return super().write(text[:room]) if room > 0 else 0


def attribute(value, name):
    """`value.name`, or None where there is none or asking for it raises."""
    try:
        return getattr(value, name, None)
    except Exception:
        return None


def _kept(value):
    """A copy, so that a later call cannot change it; a generator is used up into a list."""
    if inspect.isgenerator(value):
        return list(value)
    if inspect.iscoroutine(value):
        value.close()
        raise TypeError(_("the function is declared with async def; leave out the word async"))
    try:
        return copy.deepcopy(value)
    except Exception:  # an object that cannot be copied is no array of numbers, which is said later
        return value


def _text_of(error):
    try:
        text = str(error)
    except Exception:
        return ""
    return text if len(text) <= ERROR_LIMIT else text[:ERROR_LIMIT] + "…"


def _untouched(before, after):
    """Whether an argument is what it was. What is put back after a step away may differ in the last digits."""
    if identical(before, after):
        return True
    floats = all(isinstance(each, np.ndarray) and each.dtype == float for each in (before, after))
    same_shape = floats and before.shape == after.shape
    return same_shape and np.allclose(before, after, rtol=ROUNDING, atol=ROUNDING, equal_nan=True)


def identical(before, after):
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


def _place(error, function):
    """The last line of the student's own code on the way to the error, in words."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_students(frame.filename)]
    if not frames:
        return ""
    frame = frames[-1]
    code = attribute(function, "__code__")
    line = linecache.getline(frame.filename, frame.lineno).strip() or (frame.line or "")
    if isinstance(code, CodeType) and frame.filename == code.co_filename and frame.name == code.co_name:
        where = _("line {line} of your function").format(line=frame.lineno - code.co_firstlineno + 1)
    else:
        where = _("line {line}, in {name}").format(line=frame.lineno, name=frame.name)
    return f"{where}: {line}" if line else where


@cache
def _is_students(filename):
    in_library = any(Path(filename).is_relative_to(folder) for folder in LIBRARY_FOLDERS)
    return not in_library and filename != __file__ and not filename.startswith("<frozen")
