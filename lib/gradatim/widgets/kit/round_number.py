"""Ends of axes that change seldom, and are easily read."""

import numpy as np


def round_number(number: float, way: int) -> float:
    """The next number of 1, 2, 5, 10, 20, ... at or above (way 1) or below (way -1) a number above 0."""
    number = max(number, 1e-12)
    power = 10.0 ** np.floor(np.log10(number))
    steps = [power * digit for digit in (0.5, 1, 2, 5, 10)]
    return min(s for s in steps if s >= number) if way > 0 else max(s for s in steps if s <= number)
