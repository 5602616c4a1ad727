"""Runs: their numbers, and their colour, marker and dashes. An optimiser looks the same in every picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gradatim.colours import BLUE, GREEN, ORANGE, PURPLE, VERMILION
from gradatim.student import NotReady, call, numbers_in

Style = tuple[str, str, str | tuple[int, tuple[int, int]]]  # colour, marker, dashes

STYLES: tuple[Style, ...] = (
    (BLUE, "o", "-"),
    (VERMILION, "s", "--"),
    (GREEN, "^", "-."),
    (PURPLE, "D", ":"),
    (ORANGE, "v", (0, (5, 1))),
)
OPTIMISERS = ("plain", "momentum", "adagrad", "rmsprop", "adam")  # each has its place in `STYLES`


def styles_of(names: Iterable[str]) -> list[Style]:
    """(colour, marker, dashes) for each name. What stands behind a comma does not count: "momentum, lr = 0.2".

    Other runs get the styles that are left, in order, and when none is left all of them once more.
    """
    first = [name.split(",")[0].strip().lower() for name in names]
    taken = [OPTIMISERS.index(name) for name in dict.fromkeys(first) if name in OPTIMISERS]
    left = [style for place, style in enumerate(STYLES) if place not in taken] or list(STYLES)
    found: list[Style] = []
    others = 0
    for place, name in enumerate(first):
        if name in OPTIMISERS and name not in first[:place]:
            found.append(STYLES[OPTIMISERS.index(name)])
        else:
            found.append(left[others % len(left)])
            others += 1
    return found


def values_of(
    name: str, values: ArrayLike | Callable[[], object], wrong: str, finite: bool = True
) -> NDArray[np.float64]:
    """The numbers (T,) of a run, or of what it returns where it is a function. Raises `NotReady(wrong)` for others.

    `finite` says whether nan and inf are wrong too.
    """
    found = numbers_in(
        call(values) if callable(values) else values, name, lambda shape: len(shape) == 1 and shape[0] > 0, wrong, False
    )
    if finite and not np.isfinite(found).all():
        raise NotReady(wrong)
    return found
