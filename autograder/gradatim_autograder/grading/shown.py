"""Makes names and reasons from outside fit to be shown."""

import unicodedata
from collections.abc import Sequence

_JOINERS = "\u200c\u200d"  # invisible, but names of several scripts are written with them


def shown(text: str, longest: int = 300) -> str:
    """`text` from outside, made fit to be shown: in one line, and with nothing in it that a terminal or a reader obeys.

    Control characters, escape codes, marks that turn the reading direction round and half characters become visible
    ("\\x1b"); of a very long text the middle is left out. What was shown once comes out the same again.
    """
    text = "".join(map(_visible, text))
    if len(text) <= longest:
        return text
    half = (longest - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


def few(names: Sequence[str], most: int = 10) -> str:
    """The first of many, and how many more there are."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _visible(character):
    plain = character.isprintable() or character in _JOINERS or unicodedata.category(character) == "Zs"
    return character if plain else character.encode("unicode_escape").decode("ascii")
