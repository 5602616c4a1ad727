"""Two real series in time, shipped with the course: an index of stock prices and a seasonal series."""

from __future__ import annotations

import csv

import numpy as np
from numpy.typing import NDArray

from gradatim.data.real import FOLDER


def dow_jones() -> tuple[NDArray[np.datetime64], NDArray[np.float64]]:
    """The Dow Jones Industrial Average of 1919 to 1930: days (T,) datetime64[D], closing values (T,) float64.

    Trading days from Monday to Friday. The values are in points.
    """
    days, values = _columns("dow_jones")
    return np.array(days, dtype="datetime64[D]"), values


def co2() -> tuple[NDArray[np.datetime64], NDArray[np.float64]]:
    """Carbon dioxide in the air at Mauna Loa, Hawaii: months (444,) datetime64[M] of 1965 to 2001, monthly means (444,)
    float64 in parts per million (ppm).
    """
    months, values = _columns("co2")
    return np.array(months, dtype="datetime64[M]"), values


def _columns(name: str) -> tuple[list[str], NDArray[np.float64]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [row[0] for row in rows], np.array([float(row[1]) for row in rows])
