"""Calls a student's function outside of the checks, so that an unfinished one is a sentence and no traceback."""

from __future__ import annotations

import copy
import linecache
import traceback
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gradatim.text import _

T = TypeVar("T")


class NotReady(Exception):
    """A student's function cannot be used; the text says why."""


def call(function: Callable[..., T], *args: object) -> T:
    """Call `function` with copies of `args`. Raises `NotReady` where it raises anything."""
    try:
        return function(*copy.deepcopy(args))
    except (Exception, SystemExit) as error:  # exit() must not end the notebook's kernel either
        raise NotReady(_trouble(error, function)) from None


def numbers_in(
    returned: object,
    name: str,
    fits: Callable[[tuple[int, ...]], bool],
    wrong: str,
    finite: bool = True,
    no_numbers: str | None = None,
) -> NDArray[np.float64]:
    """What the function `name` returned, as a float array.

    Raises `NotReady` with the text `wrong` where `fits(shape)` is false ("{shape}" in it becomes the shape), with
    `no_numbers`, or else `wrong`, where these are no numbers at all, and, if `finite`, for nan and inf.
    """
    try:
        numbers = np.asarray(returned, dtype=float)
    except (TypeError, ValueError):
        raise NotReady(no_numbers or wrong.replace("{shape}", "(0,)")) from None
    if not fits(numbers.shape):
        raise NotReady(wrong.replace("{shape}", str(numbers.shape)))
    if finite and not np.isfinite(numbers).all():
        raise NotReady(_("{name} returned numbers that are not finite (nan or inf).").format(name=name))
    return numbers


def try_it(function: Callable[..., object], *args: object) -> None:
    """Print a call of a student's function and what it returns, or in one line why it cannot be called."""
    name = name_of(function)
    try:
        returned = call(function, *args)
    except NotReady as trouble:
        print(trouble)
        return
    if isinstance(returned, tuple) and len(returned) == 1:
        returned = returned[0]
    arguments = ", ".join(show(value) for value in args)
    labelled = _labelled(returned)
    if len(labelled) == 1 and "\n" not in show(returned):
        print(f"{name}({arguments}) = {show(returned)}")
        return
    print(f"{name}({arguments})")
    for label, result in labelled:
        text = show(result)
        print(f"  {label}{_shape(result)}:" + (f"\n{text}" if "\n" in text else f" {text}"))


def _labelled(returned: object) -> list[tuple[str, object]]:
    """Pairs of a label and a result: each of a tuple, and each of a dict that holds tables."""
    if isinstance(returned, dict) and any("\n" in show(value) for value in returned.values()):
        return [(repr(key), value) for key, value in returned.items()]
    if isinstance(returned, tuple):
        return [(_("result {number}").format(number=n), result) for n, result in enumerate(returned, start=1)]
    return [(_("result"), returned)]


def name_of(function: object) -> str:
    return getattr(function, "__name__", type(function).__name__)


def show(value: object) -> str:
    """A value as a person would write it: numbers in at most six digits, arrays without their type."""
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, int | np.integer):
        return str(int(value))
    if isinstance(value, float | np.floating):
        return f"{float(value) + 0.0:.6g}"
    if isinstance(value, np.ndarray):
        if value.ndim <= 1:
            return show(value.item()) if value.ndim == 0 else f"[{', '.join(map(show, value))}]"
        if np.issubdtype(value.dtype, np.number):
            value = value + 0.0  # -0. becomes 0.
        return np.array2string(value, precision=4, suppress_small=True, separator=", ")
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_one_line(each) for each in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_one_line(each)}" for key, each in value.items()) + "}"
    if callable(value):
        return name_of(value)
    try:
        return repr(value)
    except Exception:
        return object.__repr__(value)


def _one_line(value: object) -> str:
    return show(value).replace("\n", "")


def _shape(value: object) -> str:
    return " " + _("of shape {shape}").format(shape=value.shape) if isinstance(value, np.ndarray) else ""


def _trouble(error: BaseException, function: object) -> str:
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if "gradatim" not in frame.filename.split("/")[-2:]
    ]
    frame = frames[-1] if frames else None
    if type(error).__name__ == "StdinNotImplementedError":  # a kind of NotImplementedError
        return _("{name} asks for input(), which nobody can answer here.").format(name=name_of(function))
    if type(error) is NotImplementedError:
        unwritten = frame.name if frame and frame.name.isidentifier() else name_of(function)
        return _("{name} is not written yet.").format(name=unwritten)
    text = _("{name} stopped with {kind}: {text}.").format(
        name=name_of(function), kind=type(error).__name__, text=" ".join(str(error).split()).rstrip(".")
    )
    line = linecache.getline(frame.filename, frame.lineno).strip() if frame and frame.lineno else ""
    return text + " " + _("The line was: {line}").format(line=line) if line else text
