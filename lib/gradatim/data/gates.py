"""Logic gates: the smallest data sets."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

GATES = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "NAND": (1, 1, 1, 0), "NOR": (1, 0, 0, 0), "XOR": (0, 1, 1, 0)}


def gate(name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The truth table of a logic gate: X (4, 2) with the rows 00, 01, 10, 11, and y (4,), both float64.

    Raises ValueError for a name that is none of AND, OR, NAND, NOR, XOR.
    """
    if name not in GATES:
        raise ValueError(f"there is no gate called {name!r}; known are {', '.join(GATES)}")
    return np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float), np.array(GATES[name], dtype=float)
