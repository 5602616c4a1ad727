"""What a submitted notebook may weigh, found before it is parsed: a few characters can ask for gigabytes.

Counted is outside of strings, where a character can become a value; what a string holds costs no more than its length.
"""

import re

MAX_MEMORY = 300_000_000  # bytes: of the file, of its text and of the strings in it
MAX_QUOTES = 4_000_000
MAX_VALUES = 2_000_000  # a drawing that can be moved holds hundreds of thousands of numbers
MAX_CONTAINERS = 300_000
MAX_DEPTH = 400
MAX_DIGITS = 4300  # as Python itself has it

_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_WIDE = re.compile(rb"[\xf0-\xf7]")
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_NUMBER = re.compile(rb"[0-9]{%d}" % MAX_DIGITS)


def too_heavy(data: bytes) -> str:
    """In words why the JSON in `data` is not parsed; "" where it may be."""
    width = 1 if data.isascii() else 4 if _WIDE.search(data) else 2  # bytes that Python takes for a character
    if len(data) * (1 + 2 * width) > MAX_MEMORY:
        return "it is too large: ask for it with its outputs cleared"
    if data.count(b'"') > MAX_QUOTES:
        return "it holds too many texts"
    bare = _STRING.sub(b"", data)
    if sum(map(bare.count, (b"[", b"{"))) > MAX_CONTAINERS or sum(map(bare.count, (b",", b":"))) > MAX_VALUES:
        return "it holds too many values"
    if _NUMBER.search(bare):
        return "it holds a number without end"
    depth = 0
    for bracket in bare.translate(None, _NOT_BRACKETS):
        depth += 1 if bracket in b"[{" else -1
        if depth > MAX_DEPTH:
            return "it is nested without end"
    return ""
