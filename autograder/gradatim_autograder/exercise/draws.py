"""What probes are drawn with."""

from typing import Any

import numpy as np


def sizes(rng: np.random.Generator, how_many: int, low: int = 2, high: int = 8) -> list[int]:
    """`how_many` pairwise different sizes from `low` to `high`, so that no two axes can be confused."""
    return [int(size) for size in rng.permutation(np.arange(low, high + 1))[:how_many]]


def numbers(rng: np.random.Generator, *shape: int) -> Any:
    """Random numbers of both signs, away from zero (0.2 to 2): no term of a sum can hide."""
    signs = rng.choice([-1.0, 1.0], size=shape)
    values = signs * rng.uniform(0.2, 2.0, size=shape)
    return values if shape else float(values)
