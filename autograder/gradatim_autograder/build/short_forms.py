"""What an author writes in short, and what it becomes in the notebook:

    chapter {{images}}             the number of that chapter: "chapter 9"
    [[images]]                     a link to it: "[9. Images](../09-images/09-images.ipynb)"
    an accuracy of [0.97]{=mean}   "an accuracy of 0.97"; a test computes `mean` where the text stands and compares

A number is compared in as many digits as it is written with. What stands in the brackets may also be words: then the
expression has to be true, as in "[most of them]{=share > 0.5}".
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gradatim_autograder.exercise.chapters import CHAPTERS, TITLES

_NUMBER = re.compile(r"\{\{([a-z_]+)\}\}")
_LINK = re.compile(r"\[\[([a-z_]+)\]\]")
_COMPUTED = re.compile(r"\[([^\[\]\n]+)\]\{=([^{}\n]+)\}")
_BEGUN = "]{="  # what is left over where one is broken


@dataclass(frozen=True)
class Computed:
    """A statement of the text that a test holds against the code: `line` in the .py, the text, the expression."""

    line: int
    text: str
    expression: str


def plain(text: str, type: str) -> str:
    """The source of a cell of that type as the notebook has it. In code there are numbers of chapters alone
    (in comments and docstrings). Names of chapters that there are not stay as they stand: see `broken`.
    """
    text = _NUMBER.sub(lambda match: _of(match, _number_of), text)
    if type == "code":
        return text
    text = _LINK.sub(lambda match: _of(match, _link_to), text)
    return _COMPUTED.sub(r"\1", text)


def computed(text: str, first: int) -> list[Computed]:
    """Every computed number and statement in a cell's text, whose first line has that number in the .py."""
    rows = enumerate(text.split("\n"), start=first)
    return [Computed(line, *match.groups()) for line, row in rows for match in _COMPUTED.finditer(row)]


def broken(line: str) -> Iterator[str]:
    """What is wrong with the short forms of a line of text, in words."""
    for match in (*_NUMBER.finditer(line), *_LINK.finditer(line)):
        if match[1] not in CHAPTERS:
            yield f"{match[0]} names no chapter; the chapters are {', '.join(CHAPTERS)}"
    for match in _COMPUTED.finditer(line):
        try:
            ast.parse(match[2].strip(), mode="eval")
        except SyntaxError:
            yield f"{match[2]!r}, behind [{match[1]}], is no Python expression"
    if _BEGUN in _COMPUTED.sub("", line):
        yield "a computed number that is not whole; write [text]{=expression} in one line, without braces in it"


def _of(match: re.Match[str], text: Callable[[str], str]) -> str:
    return text(match[1]) if match[1] in CHAPTERS else match[0]


def _number_of(folder: str) -> str:
    return CHAPTERS[folder].partition("-")[0].lstrip("0") or "0"


def _link_to(folder: str) -> str:
    name = CHAPTERS[folder]
    return f"[{_number_of(folder)}. {TITLES[folder]}](../{name}/{name}.ipynb)"
