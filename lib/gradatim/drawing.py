"""Functions that draw a picture of data alone. Where many people show the same pictures, as when a class is graded,
another process can draw each of them once.
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.picture import Drawn

P = ParamSpec("P")
R = TypeVar("R")

NAME = re.compile(r"gradatim\.(plots|widgets)(\.[a-z0-9_]+)+:[a-z0-9_]+")
DIGITS = 10  # of numbers that students' functions return
# `elsewhere(name, args, kwargs)` -> (alt, PNG, width in inches), or None: draw it here
elsewhere: Callable[[str, tuple, dict], tuple[str, bytes, float] | None] | None = None


def drawing(function: Callable[P, R]) -> Callable[P, R | Drawn]:
    """Declare a function that returns a `Picture`, or a widget, of its arguments, which are numbers, texts, arrays and
    lists of them: the same arguments give the same picture.
    """
    name = f"{function.__module__}:{function.__qualname__}"

    @functools.wraps(function)
    def draw(*args: P.args, **kwargs: P.kwargs) -> R | Drawn:
        drawn = elsewhere(name, args, kwargs) if elsewhere else None
        if drawn is None:
            return function(*args, **kwargs)
        return Drawn(*drawn, functools.partial(function, *args, **kwargs))

    draw.draws_data = function  # type: ignore[attr-defined]  # for `drawn`
    return draw


def rounded(values: ArrayLike) -> NDArray[np.float64]:
    """`values` as an array of floats with `DIGITS` significant digits. Right functions of several people differ in the
    last of the sixteen; after this their pictures are the same.
    """
    values = np.asarray(values, dtype=float)
    return np.array([float(f"{value:.{DIGITS}g}") for value in values.flat]).reshape(values.shape)


def drawn(name: str, args: Sequence[object], kwargs: Mapping[str, object]) -> tuple[str, bytes, float] | None:
    """What the drawing function of this name draws: (alt, PNG, width), None where it draws nothing."""
    if not NAME.fullmatch(name):
        return None
    module, wanted = name.split(":")
    function = getattr(getattr(importlib.import_module(module), wanted, None), "draws_data", None)
    picture: Any = function(*args, **kwargs) if function else None
    return (picture.alt, picture.png(), float(picture.width())) if hasattr(picture, "png") else None
