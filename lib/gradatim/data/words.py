"""Three sets of texts, shipped with the course: short reviews, first names, and number words in two languages."""

import numpy as np

from gradatim.data.real import FOLDER


def reviews():
    """Short film reviews, written for this course: a list of 520 texts, and y (520,) int64: 1 where it is praise.

    They come in pairs: rows 2 k and 2 k + 1 say the opposite of each other, in similar words, praise first.
    """
    rows = _rows("reviews.tsv")
    return [text for _label, text in rows], np.array([int(label) for label, _text in rows])


def names():
    """1921 first names of the United States in small letters a to z, in the order of the alphabet."""
    return (FOLDER / "names.txt").read_text(encoding="ascii").split()


def number_words():
    """The numbers from 1 to 999: a list of pairs such as ("forty two", "zwei und vierzig"), English and German.

    In German a number is one word; here it is cut into the parts that it is made of, with blanks between them.
    """
    return [(english, german) for _number, english, german in _rows("number_words.tsv")]


def _rows(name):
    """The rows of a table behind its line of names."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]
