"""Code as a list of tokens in which names, comments and layout make no difference, and what stands in it."""

import builtins
import keyword
import re
from collections.abc import Iterable
from dataclasses import dataclass

TOGETHER = 6  # tokens: shorter stretches are found everywhere
_KEPT = frozenset({*keyword.kwlist, *dir(builtins), "np"})
_TOKEN = re.compile(
    r"""(?P<none>\s+|\#[^\n]*|\\\n|[rbfuRBFU]{0,2}(?:\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}))"""
    r"""|(?P<text>[rbfuRBFU]{0,2}(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))"""
    r"""|(?P<number>(?:\d|\.\d)[\w.]*)|(?P<name>[^\W\d]\w*)|(?P<sign>[-+*/@%&|^<>=!]=|//|\*\*|->|\\.|.)""",
    re.DOTALL,
)
Stretch = tuple[str, ...]


@dataclass(frozen=True)
class Token:
    """What stands at a place of the code, made alike, and the line on which it stands, from 0."""

    text: str
    line: int


def tokens(code: str) -> list[Token]:
    """The tokens. It takes any text: what is no Python is taken apart all the same."""
    found, line, behind_dot = [], 0, False
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup, match[0]
        if kind != "none":
            if kind == "name" and not behind_dot and text not in _KEPT:
                text = "v"
            found.append(Token("s" if kind == "text" else text, line))
            behind_dot = text == "."
        line += match[0].count("\n")
    return found


def stretches(found: list[Token]) -> dict[Stretch, set[int]]:
    """Every stretch of tokens, with the lines on which it stands."""
    made: dict[Stretch, set[int]] = {}
    for begin in range(len(found) - TOGETHER + 1):
        some = found[begin : begin + TOGETHER]
        made.setdefault(tuple(each.text for each in some), set()).update(each.line for each in some)
    return made


def given(codes: Iterable[str]) -> frozenset[Stretch]:
    """The stretches of what everybody was given."""
    return frozenset(stretch for code in codes for stretch in stretches(tokens(code)))
