"""A small table of real ratings of movies. It has a licence of its own: movielens/LICENSE.txt."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).parent / "movielens" / "ratings.csv"


def movie_ratings() -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], list[str]]:
    """Ratings of 80 movies by 150 people: u (N,) int64 the person, i (N,) int64 the movie, r (N,) float64 from 0.5 to 5
    stars; and the list of titles. Not for commercial use. Raises FileNotFoundError where a copy of the course comes
    without the folder.
    """
    if not FILE.exists():
        raise FileNotFoundError(f"the ratings of MovieLens are not part of this copy of the course: {FILE} is missing")
    with FILE.open(encoding="utf-8", newline="") as file:
        titles, *rows = csv.reader(file)
    table = np.array([[float(cell or "nan") for cell in row] for row in rows])
    u, i = np.nonzero(~np.isnan(table))
    return u.astype(np.int64), i.astype(np.int64), table[u, i], titles
