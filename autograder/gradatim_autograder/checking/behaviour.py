"""A digest of what a function answered: two functions with the same digest do the same, whatever they look like."""

import hashlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from gradatim_autograder.checking.values import Answer, Measure, Outcome

DIGITS = 4  # of the largest right number: what two ways to compute the same differ by is far below


def behaviour(answers: Iterable[Answer], right: Iterable[Answer]) -> str:
    """The digest of the answers, probe by probe, rounded by the size of the right ones."""
    digest = hashlib.sha256()
    for answer, best in zip(answers, right, strict=True):
        digest.update(f"|{answer.kind}|{answer.text}".encode("utf-8", "backslashreplace"))
        for name, value in answer.results.items():
            digest.update(f"|{name}|".encode("utf-8", "backslashreplace"))
            digest.update(_rounded(value, best.results.get(name)))
    return digest.hexdigest()[:16]


def _rounded(value: Outcome, right: Outcome | None) -> bytes:
    if isinstance(value, Measure):  # random numbers: within the same bounds is the same
        return f"{value.value / (value.within or 1.0):.0f}".encode()
    if not isinstance(value, np.ndarray):
        return value.text.encode("utf-8", "backslashreplace")
    steps = np.round(value.astype(float) / _step(right)) + 0.0  # no -0
    return repr(value.shape).encode() + np.ascontiguousarray(steps).tobytes()


def _step(right: Outcome | None) -> float:
    """The distance below which numbers count as equal."""
    numbers: NDArray = np.abs(right.astype(float)) if isinstance(right, np.ndarray) else np.ones(1)
    finite = numbers[np.isfinite(numbers)]
    largest = finite.max() if finite.size else 0.0
    return 10.0 ** (np.ceil(np.log10(largest)) - DIGITS) if largest > 0 else 10.0**-DIGITS
