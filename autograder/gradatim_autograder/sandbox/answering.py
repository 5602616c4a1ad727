"""Calls of a student's code to this side: a function that the exercise passed to it, or a right one in place of an
earlier one of its own. Arguments are weighed before, and a clock runs: what is asked for must cost this side nothing.
"""

import math
import signal
import threading
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

import numpy as np

MOST_ENTRIES = 20_000  # of all arguments of a call
LARGEST_COUNT = 2_000  # the largest whole number among them: it may be a number of steps
LARGEST_SIZE = 20_000_000  # of whole numbers beside each other: they may be the shape of an array
MOST_AXES = 4  # more numbers beside each other are labels, not a shape
LARGEST_WHOLE = 1e7  # of a single float without digits behind the point, which np.arange takes for a size. Descent that
# goes astray gives larger ones than LARGEST_COUNT; the clock and the limit of memory stand behind.
PRECISE = 2.0**52  # floats from here on have no digits behind the point
Value = TypeVar("Value")
EVERY = 0.05  # seconds after which it is looked again, and again where nobody listens


class OverTime(Exception):
    """The budget for calls to this side is used up."""


class Budget:
    """Seconds of this process's own time for all calls of one cell or check."""

    def __init__(self, seconds: float):
        self.left = seconds
        self._running = False

    @property
    def spent(self) -> bool:
        return self.left <= 0

    def call(self, function: Callable[..., Value], *args: object) -> Value:
        """What the function returns. Raises OverTime where the budget is used up, also while it runs.

        C code is not interrupted: the worker's own limit ends that. A timer of processor time would be the one that
        ends the worker; so the clock on the wall rings, and asks how much was used.
        """
        if self._running:  # a call inside a call is inside its time
            return function(*args)
        if self.spent:
            raise OverTime
        if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
            return function(*args)  # signals come to the main thread alone
        began = time.process_time()
        until = began + self.left

        def look(_signal, _frame):
            if self._running and time.process_time() >= until:
                raise OverTime

        before = signal.signal(signal.SIGALRM, look)
        try:
            self._running = True
            signal.setitimer(signal.ITIMER_REAL, max(self.left, EVERY), EVERY)
            return function(*args)
        finally:
            self._running = False  # from here on nothing is raised
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            self.left -= time.process_time() - began


def is_moderate(values: object) -> bool:
    """Whether a function of this side can be called with these in a moment: the checks' own arguments are tiny."""
    return _weight(values) <= MOST_ENTRIES


def _weight(value) -> float:
    if isinstance(value, np.ndarray):
        return math.inf if _may_be_too_many(value) else product(value.shape)
    if isinstance(value, dict):
        return len(value) + sum(map(_weight, value)) + sum(map(_weight, value.values()))
    if isinstance(value, list | tuple):
        return math.inf if _is_large_shape(value) else len(value) + sum(map(_weight, value))
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, int | float | complex | np.generic) and not isinstance(value, bool):
        return math.inf if _may_be_too_many(np.asarray(value)) else 1
    return 1


def product(shape: Iterable[int]) -> int:
    """How many numbers an array of this shape holds, or would, along the axes that are not empty: sums over an empty
    axis have as many.
    """
    return math.prod(n for n in shape if n)


def _may_be_too_many(array) -> bool:
    """Whether a number in it, read as a count, stands for too much. Bool and text count nothing."""
    kind = array.dtype.kind
    if kind not in "iufc" or not array.size:
        return kind == "O"  # a whole number that no machine's fits
    if kind in "iu":
        largest = max(int(array.max()), -int(array.min()))
        return largest > LARGEST_COUNT or (array.ndim == 1 and _is_large_shape(array.tolist()))
    if array.size > 1:
        return False  # nobody counts with these
    number = float(np.abs(array).max())
    return LARGEST_WHOLE < number < PRECISE and number.is_integer()


def _is_large_shape(values) -> bool:
    """Whether these few whole numbers would be the shape of a large array."""
    if not 0 < len(values) <= MOST_AXES:
        return False
    if not all(isinstance(each, int | np.integer) and not isinstance(each, bool) for each in values):
        return False
    return math.prod(abs(int(each)) for each in values if each) > LARGEST_SIZE
