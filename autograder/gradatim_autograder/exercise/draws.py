"""What probes are drawn with."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np


def sizes(rng: np.random.Generator, how_many: int, low: int = 2, high: int = 8) -> list[int]:
    """`how_many` pairwise different sizes from `low` to `high`, both among them: no two axes can be confused.

    ValueError where there are not so many.
    """
    if how_many > high - low + 1:
        raise ValueError(f"there are no {how_many} different sizes from {low} to {high}")
    return [int(size) for size in rng.permutation(np.arange(low, high + 1))[:how_many]]


def numbers(rng: np.random.Generator, *shape: int) -> Any:
    """Random numbers of both signs, away from zero (0.2 to 2): no term of a sum can hide."""
    signs = rng.choice([-1.0, 1.0], size=shape)
    values = signs * rng.uniform(0.2, 2.0, size=shape)
    return values if shape else float(values)


def sized(draw: Callable[..., tuple], low: int = 2, high: int = 8) -> Callable[[np.random.Generator], tuple]:
    """A draw that gets a size for each of its further parameters, pairwise different, from `low` to `high`:
    `sized(lambda rng, N, D: (numbers(rng, N, D),), 3, 7)`.
    """
    how_many = len(inspect.signature(draw).parameters) - 1
    return lambda rng: draw(rng, *sizes(rng, how_many, low, high))


def counted(draw: Callable[..., tuple], low: int, below: int) -> Callable[[np.random.Generator], tuple]:
    """A draw that gets a whole number from `low` on and below `below`:
    `counted(lambda rng, N: (numbers(rng, N, N),), 3, 6)`.
    """
    return lambda rng: draw(rng, int(rng.integers(low, below)))


def with_zero(array: np.ndarray, at: Any) -> np.ndarray:
    """The array itself, now with zeros at this place: an entry, or a whole row."""
    array[at] = 0.0
    return array


def with_twice(array: np.ndarray, at: Any, again: Any) -> np.ndarray:
    """The array itself, now with what stands at one place at another one as well."""
    array[again] = array[at]
    return array
