"""Compares one result with the right one: shape first, then nan, then values."""

import math
from dataclasses import dataclass
from typing import SupportsFloat

import numpy as np
from gradatim.text import _, ngettext
from numpy.typing import NDArray

from gradatim_autograder.checking.values import Measure, Outcome, Unreadable

# Relative to the largest right value of the result. Loops, other formulas and float32 inside the function
# stay within 1e-5; a returned float32 array gets ten times that. The floor is for sums that nearly cancel: the
# terms of the probes are of the order of 1, and float32 keeps seven digits of them.
TOLERANCE, FLOOR = 1e-5, 2e-6
FLOAT32_TOLERANCE, FLOAT32_FLOOR = 1e-4, 1e-5
MUCH = 10  # times nearer to what a mistake makes than to what is right


@dataclass(frozen=True)
class Difference:
    """How one result differs: `kind` is "type", "shape", "nan" or "values". `text` says it to the student."""

    kind: str
    text: str
    only_shape: bool = False  # the right numbers in the right order, in another shape


def close(got: NDArray, want: NDArray) -> NDArray[np.bool_]:
    """Entry by entry: whether `got` is `want` within the tolerance. Both have the same shape; nan equals nan."""
    coarse = got.dtype == np.float32
    got, want = got.astype(float), want.astype(float)
    finite = np.abs(want[np.isfinite(want)])
    scale = finite.max() if finite.size else 0.0
    tolerance = FLOAT32_TOLERANCE * scale + FLOAT32_FLOOR if coarse else TOLERANCE * scale + FLOOR
    with np.errstate(invalid="ignore"):
        near = np.abs(got - want) <= tolerance
    return near | (got == want) | (np.isnan(got) & np.isnan(want))


def much_nearer(got: Outcome | None, made: Outcome | None, want: Outcome | None) -> bool:
    """Whether `got` is much nearer to `made` than to `want`, the right result: what is right up to a few digits is
    not explained by a mistake that makes as small a difference.
    """
    if not isinstance(got, np.ndarray) or not isinstance(made, np.ndarray) or not isinstance(want, np.ndarray):
        return True
    if not got.shape == made.shape == want.shape:
        return True
    got, made, want = got.astype(float), made.astype(float), want.astype(float)
    finite = np.isfinite(got) & np.isfinite(made) & np.isfinite(want)
    if not finite.any():
        return True
    return bool(MUCH * np.abs(got - made)[finite].max() <= np.abs(got - want)[finite].max()) or not finite.all()


def same(got: Outcome | None, want: Outcome | None) -> bool:
    """Whether two results agree: both unreadable alike, or the same shape and close everywhere. How close is said by
    the dtype of `got`, the student's.
    """
    if isinstance(got, Measure) and isinstance(want, Measure):
        return abs(got.value - want.value) <= want.within
    if not isinstance(got, np.ndarray) or not isinstance(want, np.ndarray):
        return type(got) is type(want) and got == want
    if got.shape != want.shape:
        return False
    if got.dtype == want.dtype == float and got.size:
        with np.errstate(invalid="ignore", over="ignore"):
            gap = np.abs(got - want).max()
        if math.isfinite(gap):  # then all numbers are, and this is what `close` says, in a quarter of the time
            return bool(gap <= FLOOR or gap <= TOLERANCE * np.abs(want).max() + FLOOR)
    return bool((got == want).all()) or bool(close(got, want).all())


def difference(name: str, got: Outcome, want: Outcome, reveal: bool) -> Difference | None:
    """How `got` differs from `want`, or None where it is right."""
    if isinstance(got, Unreadable):
        return Difference("type", f"{name} {got.text}.")
    if isinstance(want, Measure):
        return None if same(got, want) else _measure_difference(name, got, want)
    assert isinstance(got, np.ndarray) and isinstance(want, np.ndarray)  # both are measured, or none is
    if got.shape != want.shape:
        same_numbers = got.size == want.size and bool(close(got.ravel(), want.ravel()).all())
        return Difference("shape", _shape_text(name, got, want, same_numbers, reveal), same_numbers)
    right = close(got, want)
    if right.all():
        return None
    if not np.isfinite(got.astype(float)).all() and np.isfinite(want.astype(float)).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(got.astype(float)))[0])
        text = _("{name}{place} is {value}, which is not a finite number.")
        return Difference("nan", text.format(name=name, value=got[where], place=_place(where)))
    text = _values_text(name, got, want, right, reveal)
    if got.dtype == np.float16:
        text += " " + _("Its dtype is float16, which keeps three digits only; use float64.")
    return Difference("values", text)


def _measure_difference(name, got, want):
    if not isinstance(got, Measure):
        return Difference("shape", _("{name} cannot be measured.").format(name=name))
    text = _("{name} is {got}; it should lie between {low} and {high}.")
    low, high = show(want.value - want.within, 3), show(want.value + want.within, 3)
    return Difference("values", text.format(name=name, got=show(got.value), low=low, high=high))


def shape_words(shape: tuple[int, ...]) -> str:
    """ "a single number", or "an array of shape (3, 2)"."""
    return _("an array of shape {shape}").format(shape=shape) if shape else _("a single number")


def _shape_text(name, got, want, same_numbers, reveal):
    if not reveal:
        return _("{name} is {got}; the answer is {want}.").format(
            name=name, got=shape_words(got.shape), want=shape_words(want.shape)
        )
    text = _("{name} is {got}; it should be {want}.").format(
        name=name, got=shape_words(got.shape), want=shape_words(want.shape)
    )
    return text + " " + _("The numbers in it are right.") if same_numbers else text


def _values_text(name, got, want, right, reveal):
    if not reveal:
        return _("Not right: {name}.").format(name=name)
    if want.shape == ():
        one, other = told_apart(got, want)
        return _("{name} is {got}; right is {want}.").format(name=name, got=one, want=other)
    count = int((~right).sum())
    where = tuple(int(i) for i in np.argwhere(~right)[0])
    text = ngettext(
        "{name}: {count} of {total} entries is wrong.", "{name}: {count} of {total} entries are wrong.", count
    ).format(name=name, count=count, total=right.size)
    one, other = told_apart(got[where], want[where])
    first = _("The first is {name}{place}: {got}; right is {want}.").format(
        name=name, place=_place(where), got=one, want=other
    )
    return f"{text} {first}"


def _place(where):
    return "[" + ", ".join(map(str, where)) + "]" if where else ""


def show(number: SupportsFloat, digits: int = 5) -> str:
    """A number in at most so many digits, without a type around it."""
    return f"{float(number) + 0.0:.{digits}g}"  # without the sign of -0


def told_apart(one: SupportsFloat, other: SupportsFloat) -> tuple[str, str]:
    """Two numbers in as many digits as show that they differ."""
    for digits in range(5, 18):
        shown = show(one, digits), show(other, digits)
        if shown[0] != shown[1]:
            return shown
    return shown
