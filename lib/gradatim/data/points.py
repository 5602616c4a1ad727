"""Clouds of points in the plane that no straight line separates. Each takes a random generator (or a seed)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def moons(N: int, noise: float, rng: np.random.Generator | int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Two half circles, one hooked into the other: X (N, 2) float64, y (N,) of 0 and 1, int64, in random order.

    `noise` is the standard deviation of what is added to each coordinate (the circles have radius 1).
    """
    rng = _generator(rng)
    y = _shuffled_labels(N, 2, rng)
    angle = rng.uniform(0, np.pi, N)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    lower = np.stack([1 - np.cos(angle), 0.5 - np.sin(angle)], axis=1)
    return np.where(y[:, None] == 0, upper, lower) + _noise(N, noise, rng), y


def spirals(
    N: int, noise: float, rng: np.random.Generator | int, arms: int = 2
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Spirals from the middle outwards: X (N, 2) float64, y (N,) from 0 to `arms` - 1, int64, in random order.

    Each arm makes three quarters of a turn and ends at radius 1. `noise` as in `moons`.
    """
    rng = _generator(rng)
    y = _shuffled_labels(N, arms, rng)
    radius = rng.uniform(0.1, 1, N)
    angle = 2 * np.pi * (0.75 * radius + y / arms)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1) + _noise(N, noise, rng), y


def _generator(rng: np.random.Generator | int | None) -> np.random.Generator:
    if rng is None:
        raise TypeError(
            "rng must be a random generator such as np.random.default_rng(0), so that the data can be repeated"
        )
    return np.random.default_rng(rng)


def _shuffled_labels(N: int, count: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """As many samples of each class as of the others (or one more)."""
    if count > N:
        raise ValueError(f"N must be at least {count}, one point for each class; it is {N}")
    return rng.permutation(np.arange(N) % count)


def _noise(N: int, noise: float, rng: np.random.Generator) -> NDArray[np.float64]:
    if not noise >= 0:
        raise ValueError(f"noise must be 0 or more; it is {noise}")
    return rng.normal(0, noise, (N, 2))
