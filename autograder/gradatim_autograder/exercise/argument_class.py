"""Classes of arguments: sets of arguments for which alone an answer may be wrong, such as a pad of 0 or a single row.

    exercise.classes(
        one_row("X"),
        where("pad_0", N_("where pad is 0"), lambda pad: pad == 0),
    )

Each class that an exercise declares has a probe in it, and a right answer made wrong for that class alone is refused:
tests/exercises/test_classes.py proves both. When a student's answer is wrong exactly there, the check says so.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from gradatim.text import N_, _

LEFT_OUT = object()  # what `holds` gets for a parameter that a probe does not pass


@dataclass(frozen=True)
class ArgumentClass:
    """A class of arguments.

    Attributes
    ----------
    name
        Short, in snake_case: "pad_0".
    words
        A marked text that completes "It is right except …": "where pad is 0".
    holds
        Whether arguments belong to it; called with those named in `on`.
    on
        Names of arguments.
    wrong
        For what no argument shows (a second call, a second object): an answer that is wrong for it alone.
    """

    name: str
    words: str
    holds: Callable[..., bool] | None
    on: tuple[str, ...]
    wrong: Callable | None = None

    def has(self, arguments: dict) -> bool:
        """Whether these arguments, by name, belong to the class."""
        return self.holds is not None and bool(self.holds(*(arguments.get(name, LEFT_OUT) for name in self.on)))

    @property
    def text(self) -> str:
        """The words in the language in use."""
        return _(self.words).format(name=self.on[0] if self.on else "")


def where(name: str, words: str, holds: Callable[..., bool]) -> ArgumentClass:
    """A class with a condition of its own, whose parameters are named like the exercise's arguments."""
    return ArgumentClass(name, words, holds, tuple(inspect.signature(holds).parameters))


def when(name: str, words: str, wrong: Callable) -> ArgumentClass:
    """What no argument shows, such as a second call; `wrong` is right but for it."""
    return ArgumentClass(name, words, None, (), wrong)


# -- classes that many exercises share -----------------------------------------------------------------------------


def one_row(of: str) -> ArgumentClass:
    return ArgumentClass("one_row", N_("where {name} has a single row"), lambda a: len(a) == 1, (of,))


def one_entry(of: str) -> ArgumentClass:
    return ArgumentClass("one_entry", N_("where {name} has a single entry"), lambda a: np.size(a) == 1, (of,))


def one_column(of: str) -> ArgumentClass:
    return ArgumentClass("one_column", N_("where {name} has a single column"), lambda a: np.shape(a)[1:] == (1,), (of,))


def square(of: str) -> ArgumentClass:
    """As many rows as columns: what is told by its shape alone goes wrong."""
    return ArgumentClass("square", N_("where {name} has as many rows as columns"), _is_square, (of,))


def _is_square(a):
    return np.ndim(a) >= 2 and np.shape(a)[0] == np.shape(a)[1]


def vector(of: str) -> ArgumentClass:
    return ArgumentClass("vector", N_("where {name} has one axis"), lambda a: np.ndim(a) == 1, (of,))


def table(of: str) -> ArgumentClass:
    return ArgumentClass("table", N_("where {name} has two axes"), lambda a: np.ndim(a) == 2, (of,))


def single_number(of: str) -> ArgumentClass:
    return ArgumentClass("single_number", N_("where {name} is a single number"), lambda a: np.ndim(a) == 0, (of,))


def three_axes(of: str) -> ArgumentClass:
    return ArgumentClass("three_axes", N_("where {name} has three axes"), lambda a: np.ndim(a) == 3, (of,))


def integers(of: str) -> ArgumentClass:
    """An array of whole numbers, in which assigned numbers lose what stands behind the point."""
    return ArgumentClass("integers", N_("where {name} holds whole numbers (int)"), _is_integer, (of,))


def _is_integer(a):
    return isinstance(a, np.ndarray) and a.dtype.kind in "iu"


def zeros(of: str) -> ArgumentClass:
    return ArgumentClass("zeros", N_("where {name} is zero everywhere"), lambda a: not np.any(a), (of,))


def zero(of: str) -> ArgumentClass:
    return ArgumentClass("zero", N_("where {name} is 0"), lambda a: np.ndim(a) == 0 and a == 0, (of,))


def holds_zero(of: str) -> ArgumentClass:
    return ArgumentClass("holds_zero", N_("where {name} holds a 0"), lambda a: bool(np.any(np.equal(a, 0))), (of,))


def tie(of: str) -> ArgumentClass:
    """Equal largest numbers in a row."""
    return ArgumentClass("tie", N_("where the largest number of a row of {name} occurs twice"), _has_tie, (of,))


def _has_tie(a):
    rows = np.atleast_2d(a)
    return bool(((rows == rows.max(axis=-1, keepdims=True)).sum(axis=-1) > 1).any())


def equal_numbers(of: str) -> ArgumentClass:
    """The same number at two places: nothing may be found by its value."""
    return ArgumentClass("equal_numbers", N_("where {name} holds a number twice"), _has_equal, (of,))


def _has_equal(a):
    return len(np.unique(a)) < np.size(a)


def constant_column(of: str) -> ArgumentClass:
    words = N_("where a column of {name} holds the same number in all rows")
    return ArgumentClass("constant_column", words, _has_constant_column, (of,))


def _has_constant_column(a):
    return np.ndim(a) == 2 and len(a) > 1 and bool((np.ptp(a, axis=0) == 0).any())


def large(of: str, than: float = 100.0) -> ArgumentClass:
    """Numbers with which a plain exp or log overflows."""
    return ArgumentClass("large", N_("where numbers in {name} are large"), lambda a: np.abs(a).max() > than, (of,))


def left_out(of: str) -> ArgumentClass:
    return ArgumentClass("left_out", N_("where {name} is left out and has its default"), lambda a: a is LEFT_OUT, (of,))
