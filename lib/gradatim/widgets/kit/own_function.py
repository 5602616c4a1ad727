"""Calls of a student's own function inside a widget: whatever goes wrong becomes `NotReady`, a sentence."""

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradatim.student import NotReady, call, name_of, numbers_in
from gradatim.text import _

OURS = ("gradatim.", "numpy.")
SECONDS = 2.0  # a widget answers to the hand: what takes longer is stopped


class _TooLong(BaseException):
    """Not an Exception: a student's own `except Exception` must not swallow it."""


def newest(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function of that name as it is now: the student may have mended it and run its cell again."""
    name = getattr(function, "__name__", "")
    if getattr(function, "__module__", None) != "__main__" or getattr(function, "__qualname__", None) != name:
        return function
    now = getattr(sys.modules["__main__"], name, None)
    return now if callable(now) else function


def call_own(function: Callable[..., Any], *args: object, seconds: float | None = None) -> Any:
    """Call the newest version of `function` with copies of `args`, for at most `seconds` (None: SECONDS).

    Raises `NotReady` where it raises anything or takes longer. It is stopped between two lines of Python; a single
    long operation of NumPy is waited for.
    """
    function = newest(function)
    seconds = SECONDS if seconds is None else seconds
    end = time.perf_counter() + seconds

    def watch(frame, event, arg):
        if time.perf_counter() > end:
            raise _TooLong
        # Lines are watched in the student's code alone: that is where a loop can have no end.
        return None if frame.f_globals.get("__name__", "").startswith(OURS) else watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        returned = call(function, *args)
    except _TooLong:
        returned = None
    finally:
        sys.settrace(before)
    if time.perf_counter() > end:
        text = _("{name} takes longer than {seconds:g} s, which is too long for this widget.")
        raise NotReady(text.format(name=name_of(function), seconds=seconds))
    return returned


def numbers_of(
    function: Callable[..., Any],
    *args: object,
    shape: tuple[int | None, ...] | None = None,
    finite: bool = True,
    seconds: float | None = None,
) -> NDArray[np.float64]:
    """What `call_own` returns, as a float array. Raises `NotReady` for another shape or, if `finite`, nan and inf.

    `shape` is a tuple, None for any; None in the tuple stands for any length.
    """
    returned = call_own(function, *args, seconds=seconds)
    name = name_of(function)
    no_numbers = _("{name} should return numbers.").format(name=name)
    wrong = ""
    if shape is not None:
        wanted = "(" + ", ".join("…" if size is None else str(size) for size in shape) + ("," * (len(shape) == 1)) + ")"
        wrong = _("{name} should return the shape {wanted}; it returned {given}.")
        wrong = wrong.format(name=name, wanted=wanted, given="{shape}")
    return numbers_in(returned, name, lambda given: shape is None or _fits(given, shape), wrong, finite, no_numbers)


def _fits(given, wanted):
    return len(given) == len(wanted) and all(w in (None, g) for g, w in zip(given, wanted, strict=True))
