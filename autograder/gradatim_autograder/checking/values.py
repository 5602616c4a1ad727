"""What a call brought, taken apart: results by name, each an array of numbers or a problem in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from numbers import Number
from typing import Any, TypeGuard

import numpy as np
from gradatim.text import _, ngettext
from numpy.typing import NDArray

from gradatim_autograder.checking.size import is_far_larger
from gradatim_autograder.checking.subject import Call
from gradatim_autograder.exercise import Exercise, Refusal

DEEPEST = 8  # levels of lists in lists
COUNT = "wrong_number_of_results"
SINGLE = (float, int, np.float64)


@dataclass(frozen=True)
class Answer:
    """The results of one call by name, or the one problem that hides them all.

    `kind` names the problem: "none", "count", "type" or "raised:TYPE:TEXT"; "" where there is none. `mistake` is the
    short name of a problem of form that explains itself.
    """

    results: dict[str, "Outcome"] = field(default_factory=dict)
    kind: str = ""
    text: str = ""
    mistake: str = ""


@dataclass(frozen=True)
class Measure:
    """A result that is measured, such as the spread of random numbers, and how far from the right one it may be."""

    value: float
    within: float


@dataclass(frozen=True)
class Unreadable:
    """A result that is not an array of numbers."""

    text: str


Outcome = NDArray | Measure | Unreadable  # what a result can be


def are_arrays(column: Sequence[Outcome | None]) -> TypeGuard[Sequence[NDArray]]:
    """Whether all of these results are arrays."""
    return all(isinstance(each, np.ndarray) for each in column)


def read(exercise: Exercise, call: Call, args: tuple, right: Any) -> Answer:
    """Take apart what the call brought. `right` is what the reference returns for `args`."""
    if call.raised:
        return Answer(kind=f"raised:{call.raised.kind}:{call.raised.text}", text=call.raised.text)
    if _too(call.returned) == "large" or is_far_larger(call.returned, right):
        text = _("What it returns is far larger than the right answer.")
        return Answer(kind="type", text=text, mistake="far_too_large")
    if exercise.view:
        return _viewed(exercise, call.returned, args)
    if exercise.as_good and _is_as_good(exercise, call.returned, right, args):
        return _split(exercise.returns, right, right)
    if isinstance(right, dict):
        return _entries(exercise.returns[0], call.returned, right)
    return _split(exercise.returns, call.returned, right)


def _is_as_good(exercise, returned, right, args):
    numbers = as_numbers(returned)
    return not isinstance(numbers, Unreadable) and exercise.as_good(numbers, right, *args)


def _viewed(exercise, returned, args):
    if returned is None:
        return _nothing()
    try:
        seen = exercise.view(returned, *args)
    except Refusal as refusal:
        return Answer(kind="type", text=str(refusal), mistake=refusal.mistake)
    except Exception:  # an answer of another form than `view` was made for
        return Answer(kind="type", text=_("It returns something of another form than the exercise asks for."))
    names = exercise.seen or exercise.returns
    return Answer({name: _measured(exercise, name, value) for name, value in zip(names, seen, strict=True)})


def _measured(exercise, name, value):
    numbers = np.asarray(value) if type(value) in SINGLE else as_numbers(value)
    within, share = exercise.within.get(name), exercise.within_share.get(name)
    if within is share is None or isinstance(numbers, Unreadable) or numbers.shape:
        return numbers
    return Measure(float(numbers), (within or 0.0) + (share or 0.0) * abs(float(numbers)))


def _entries(name, returned, right):
    if returned is None:
        return _nothing()
    if not isinstance(returned, dict):
        text = _("{name} should be a dict with the keys {keys}; it is {kind}.")
        text = text.format(name=name, keys=_listed(right), kind=kind_of(returned))
        return Answer(kind="count", text=text, mistake=COUNT)
    if returned.keys() != right.keys():
        missing, surplus = [[k for k in a if k not in b] for a, b in ((right, returned), (returned, right))]
        text = _("{name} should be a dict with the keys {keys}.").format(name=name, keys=_listed(right))
        text += " " + _("Missing: {keys}.").format(keys=_listed(missing)) if missing else ""
        text += " " + _("Too many: {keys}.").format(keys=_listed(surplus)) if surplus else ""
        return Answer(kind="count", text=text, mistake=COUNT)
    return Answer({key: as_numbers(returned[key]) for key in right})


def _listed(keys):
    return ", ".join(map(str, keys))


def _split(names, returned, right):
    if returned is None:
        return _nothing()
    if len(names) == 1:
        numbers = as_numbers(returned)
        if isinstance(returned, tuple) and not isinstance(right, tuple | list) and not _has_shape(numbers, right):
            return _wrong_count(names, returned)
        return Answer({names[0]: numbers})
    if isinstance(returned, np.ndarray) and returned.shape == (len(names),) and not any(map(np.ndim, right)):
        returned = list(returned)  # one array that holds so many numbers unpacks like a tuple
    if not isinstance(returned, tuple | list):
        text = _("It returns one value; wanted are {count}, in this order: {names}.")
        text = text.format(count=len(names), names=", ".join(names))
        return Answer(kind="count", text=text, mistake=COUNT)
    if len(returned) != len(names):
        return _wrong_count(names, returned)
    return Answer({name: as_numbers(value) for name, value in zip(names, returned, strict=True)})


def _has_shape(numbers, right):
    """Whether a tuple stands for an array: it has the right one's shape."""
    return not isinstance(numbers, Unreadable) and numbers.shape == np.shape(right)


def _nothing():
    text = _("It returns None. Is there a return at the end of every path through it?")
    return Answer(kind="none", text=text, mistake="returned_none")


def _wrong_count(names, returned):
    if len(returned) == 1 == len(names):
        text = _("It returns a tuple with one value in it; wanted is the value itself. Is there a comma behind it?")
        return Answer(kind="count", text=text, mistake=COUNT)
    if len(names) == 1:
        text = ngettext(
            "It returns {count} value; wanted is: {names}.",
            "It returns {count} values; wanted is: {names}.",
            len(returned),
        )
    else:
        text = ngettext(
            "It returns {count} value; wanted are {wanted}, in this order: {names}.",
            "It returns {count} values; wanted are {wanted}, in this order: {names}.",
            len(returned),
        )
    text = text.format(count=len(returned), wanted=len(names), names=", ".join(names))
    return Answer(kind="count", text=text, mistake=COUNT)


def as_numbers(value: Any) -> NDArray | Unreadable:
    """`value` as an array of numbers (any shape), or why it is none."""
    if type(value) is np.ndarray and value.dtype.kind in "biuf":
        return value  # what mostly comes
    if value is None:
        return Unreadable(_("is None"))
    if callable(value):
        return Unreadable(_("is a function that was not called"))
    too = _too(value)
    if too == "large":
        return Unreadable(_("is larger than can be looked at"))
    if too == "deep" or not _is_shallow(value):
        return Unreadable(_("is a list of lists that go too deep"))
    try:
        array = np.asarray(value)
    except ValueError:
        return Unreadable(_("is not a rectangular array of numbers: its rows have different lengths"))
    except Exception:  # an object's own conversion may raise anything
        return _no_numbers(value)
    if array.dtype.kind == "O":
        array = _converted(array)
    if array is not None and array.dtype.kind in "biuf":
        return array
    if array is not None and array.dtype.kind == "c":
        return Unreadable(_("holds complex numbers"))
    return _no_numbers(value)


def _too(value):
    """Why a thing of another process did not come here, "" where it is none."""
    return getattr(type(value), "too", lambda _value: "")(value)


def _is_shallow(value, levels=DEEPEST):
    """Whether lists in lists end within `levels`: NumPy would follow a list that holds itself for hours."""
    if not isinstance(value, list | tuple):
        return True
    return levels > 0 and all(_is_shallow(each, levels - 1) for each in value)


def _no_numbers(value):
    if isinstance(value, np.ndarray):
        return Unreadable(_("is an array, but not of numbers: its dtype is {dtype}").format(dtype=value.dtype))
    strange = next(_strange(value), None)
    if isinstance(value, list | tuple) and strange:
        text = _("is a {kind}, but not of numbers: an entry in it has the type {inner}")
        return Unreadable(text.format(kind=kind_of(value), inner=strange))
    return Unreadable(_("is not an array of numbers; its type is {kind}").format(kind=kind_of(value)))


def _strange(value):
    """The types of what is no number in a list of lists, which is shallow."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from _strange(each)
    elif not issubclass(type(value), Number | np.generic | np.ndarray):  # not what it says of itself
        yield kind_of(value)


def kind_of(value: object) -> str:
    """The name of a value's type; of a thing in another process, what it is there."""
    return getattr(type(value), "kind_of", lambda thing: type(thing).__name__)(value)


def _converted(array):
    """An array of Python objects, such as fractions, as floats; None where one of them is no number."""
    try:
        return None if any(each is None for each in array.ravel()) else array.astype(float)
    except Exception:  # an object's own conversion may raise anything
        return None
