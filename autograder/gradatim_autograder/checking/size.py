"""How large an answer is, before anything is made of it. Comparing and diagnosing take many times its size: as floats,
as differences, once for each habit. So what is far larger than the right answer is wrong by its size alone.
"""

import math
from typing import Any

import numpy as np

SOME = 100_000  # numbers: an answer of so many is looked at in any case
TIMES = 20  # the size of the right answer
NUMBER = 8  # bytes
LEVELS = 9  # of lists in lists: what goes deeper is refused as such
FEW = 10_000  # bytes
WHOLE = 10_000_000  # larger is no right answer


def is_far_larger(value: object, right: object) -> bool:
    """Whether an answer is so much larger than the right one that it need not be looked at."""
    if _is_small(value) or size_of(value, SOME) <= SOME:
        return False
    most = max(SOME, TIMES * size_of(right, WHOLE))
    return size_of(value, most) > most


def _is_small(value: object) -> bool:
    """Whether that can be seen at once: most answers are an array or a few, and this is asked by the thousand."""
    if type(value) is np.ndarray:
        return 0 < value.nbytes <= FEW
    return type(value) is tuple and len(value) < LEVELS and all(map(_is_small_array, value))


def _is_small_array(value):
    return type(value) is np.ndarray and 0 < value.nbytes <= FEW


def size_of(value: object, enough: int) -> int:
    """How many numbers there are in arrays, texts, lists and dicts, in lists and dicts too; an empty axis counts as if
    it had one entry, because sums over it have as many numbers as the others say.

    Beyond `enough` it is not counted any further: a list may hold itself.
    """
    total, level = 0, [value]
    for _level in range(LEVELS):
        inner: list[Any] = []
        for each in level:
            if isinstance(each, np.ndarray):
                total += max(math.prod(n for n in each.shape if n), each.nbytes // NUMBER)
            elif isinstance(each, str | bytes):
                total += 1 + len(each) // NUMBER
            elif isinstance(each, dict | list | tuple):
                total += len(each)
                if total <= enough:
                    inner += [*each, *each.values()] if isinstance(each, dict) else each
            else:
                total += 1
            if total > enough:
                return total
        level = inner
        if not level:
            break
    return total
