"""Tells a derivative by finite differences from one by formula, from the numbers alone.

A difference quotient divides the rounding of two nearly equal numbers by a small step. So its result (1) is right to
some digits only and (2) jumps in those digits when an argument moves in its very last one. A formula may be imprecise
too (float32, an eps in a denominator), but then it does not jump. Both signs together belong to finite differences.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

FLOOR = 1e-15  # of the largest value: what rounding does to any formula
QUANTILE = 0.75  # of the entries: slopes of 0 come out exact, and a jump of a few entries is chance
OFTEN = 20  # so many times what rounding does to the reference
NEAR = 0.01  # of the largest value: a large step gives wrong numbers, but near ones
NUDGES = 4
ULPS = 4  # the last digit moves by at most so much


def nudged(value: Any, rng: np.random.Generator) -> Any:
    """`value` with its floats moved in their last digit. Whole numbers may be labels or masks: they stay."""
    if isinstance(value, dict):
        return {key: nudged(each, rng) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(nudged(each, rng) for each in value)
    if isinstance(value, np.ndarray) and value.dtype == float:
        steps = rng.integers(1, ULPS + 1, size=value.shape) * rng.choice([-1, 1], size=value.shape)
        return np.where(value == np.round(value), value, value + steps * np.spacing(value))
    if isinstance(value, float) and not value.is_integer():
        return float(value + rng.choice([-1, 1]) * rng.integers(1, ULPS + 1) * np.spacing(value))
    return value


def is_off(triples: Sequence[tuple[NDArray, NDArray, float]]) -> bool:
    """Whether a result is right, or nearly, but not to rounding.

    `triples` holds for each probe (got, want, usual): the student's and the right result, of one shape, and by how much
    the right one moves with nudged arguments.
    """
    off = [_large(got - want, want) / (usual + FLOOR) for got, want, usual in triples]
    return bool(off) and bool(np.median(off) > OFTEN) and all(_near(got, want) for got, want, _usual in triples)


def jumps(triples: Sequence[tuple[NDArray, Sequence[NDArray], float]]) -> bool:
    """Whether a result jumps.

    `triples` holds for each probe (got, others, usual): the student's result, those for nudged arguments, and by how
    much the right one moves.
    """
    rates = []
    for got, others, usual in triples:
        moved = np.max([np.abs(each - got) for each in others], axis=0)
        rates.append(_large(moved, got) / (usual + FLOOR))
    return bool(rates) and bool(np.median(rates) > OFTEN)


def usual_move(want: NDArray, others: Sequence[NDArray]) -> float:
    """By how much the right result moves, as a share of its largest value."""
    return _large(np.max([np.abs(each - want) for each in others], axis=0), want)


def _large(differences, values):
    scale = np.abs(values).max()
    return float(np.quantile(np.abs(differences), QUANTILE) / scale) if scale > 0 else 0.0


def _near(got, want):
    return bool(np.abs(got - want).max() <= NEAR * np.abs(want).max())
