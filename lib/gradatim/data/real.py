"""Three real data sets and a photograph, shipped with the course. Each call reads a fresh copy in milliseconds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent / "files"


def digits() -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Handwritten digits of 8 by 8 pixels: X (1797, 64) float64 from 0 (paper) to 1 (ink), y (1797,) int64 from 0 to 9.

    The pixels of an image come row by row: `X[i].reshape(8, 8)` is image i. The order of the images is that of the
    source: neighbours are often by one writer.
    """
    with np.load(FOLDER / "digits.npz") as file:
        return file["pixels"] / 16.0, file["labels"].astype(np.int64)


def photograph() -> NDArray[np.float64]:
    """A portrait in grey: (150, 128) float64 from 0 (black) to 1 (white), Grace Hopper, a pioneer of programming."""
    with np.load(FOLDER / "photograph.npz") as file:
        return file["grey"] / 255.0


def wine() -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Chemical analyses of wines: X (178, 13) float64, y (178,) int64: 0, 1 or 2, the cultivar (the variety of grape).

    The columns have their own units and very different sizes; `columns("wine")` names them. The rows are sorted by y.
    """
    table = _table("wine")
    return table[:, :-1].copy(), table[:, -1].astype(np.int64)


def diabetes() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Patients: X (442, 10) float64, y (442,) float64: how far the illness went on within a year (25 to 346).

    The columns are as measured (age in years, ...), not scaled; `columns("diabetes")` names them.
    """
    table = _table("diabetes")
    return table[:, :-1].copy(), table[:, -1].copy()


def columns(name: str) -> list[str]:
    """The names of the columns of X of `wine` or `diabetes`. Raises ValueError for any other name."""
    if name not in ("wine", "diabetes"):
        raise ValueError(f"there are no named columns for {name!r}; known are wine, diabetes")
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        return file.readline().strip().split(",")[:-1]


def _table(name: str) -> NDArray[np.float64]:
    return np.loadtxt(FOLDER / f"{name}.csv", delimiter=",", skiprows=1, encoding="utf-8")
