"""The text of a notebook's code and of the modules beside it as trees: read on this side of the wall, never run.

What is read has a size first: parsing takes memory and time that a submission's author would choose.
"""

import ast
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass

COURSES = "text-"  # how the ids of cells begin that hold a text of the course (`mending`)
LONGEST = 60_000  # characters of a cell or a module that is read
TOGETHER = 400_000  # characters of all of them
MOST_NODES = 400_000
MODULES = 50
NO_PYTHON = "holds commands that are no Python"
COMPILED = (".so", ".pyd", ".pyc", ".pyo", ".dll", ".dylib", ".zip", ".egg", ".whl", ".pth", ".ipy")
_HARMLESS = re.compile(
    r"%\s*(matplotlib|config\s+InlineBackend|precision|pylab\s+inline|load_ext\s+autoreload|autoreload)\b[^\n]*"
    r"|%%(time|capture|timeit)(\s++-\w++(\s++\d++)?+)*+\s*+"
    r"|[!%]\s*pip3?\s+(install|list|show|freeze)[\w\s.,=<>~\[\]-]*|!\s*ls[\w\s./-]*|\?{0,2}[\w.]+\?{0,2}"
)
_TIMED = re.compile(r"%(?:time|timeit)\s++(?:-\w++\s++(?:\d++\s++)?+)*+")
_OTHER_LANGUAGE = re.compile(r"^[^\S\n]*+(?:[%!?,;/]|>>>|\.\.\.|In \[)|\?[^\S\n]*+$|=[^\S\n]*+[%!]", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """One cell or module.

    Attributes
    ----------
    where
        What a person calls it: "cell 5", "helper.py".
    text
        As it is written.
    tree
        What stands in it; None where it is no Python.
    trouble
        Why it cannot be read, in words; "" where it can, or where Python cannot run it either.
    """

    where: str
    text: str
    tree: ast.Module | None
    trouble: str = ""


class Text:
    """A notebook's cells and the files beside it, read once.

    `pieces` are the modules beside it and its code cells, in the order in which they can be used.
    """

    def __init__(self, cells: list[dict], files: Mapping[tuple[str, ...], bytes]):
        self.cells, self.files = cells, files
        self.pieces = _pieces(cells, files)


def _pieces(cells, files):
    found, room, nodes = [], TOGETHER, MOST_NODES
    for where, text in [*_modules(files), *_cells(cells)]:
        piece = _piece(where, text) if room >= len(text) else Piece(where, text, None, "is too long to be read")
        room -= len(text) if piece.tree is not None else 0
        if piece.tree is not None:
            nodes -= sum(1 for _node in ast.walk(piece.tree))
            if nodes < 0:
                piece = Piece(where, text, None, "is too long to be read")
        found.append(piece)
    return found


def is_the_courses(cell: dict) -> bool:
    """Whether a cell of a mended notebook holds what the course wrote, not what the student did."""
    marks = cell["metadata"].get("nbgrader", {})
    return not marks.get("solution") if marks else str(cell.get("id")).startswith(COURSES)


def compiled_beside(files: Mapping[tuple[str, ...], bytes]) -> list[str]:
    """The names of what lies beside a notebook and can be run without a text that could be read."""
    return [str(place[-1]) for place in files if str(place[-1]).lower().endswith(COMPILED)]


def module_names(files: Mapping[tuple[str, ...], bytes]) -> set[str]:
    """What a cell can import of what lies beside it."""
    return {place[0].removesuffix(".py") for place in files if place[-1].endswith(".py")}


def _modules(files):
    for place in sorted(files)[: 20 * MODULES]:
        if place[-1].endswith(".py"):
            text = files[place][: 4 * LONGEST].decode("utf-8", "replace")
            yield "/".join(place), text


def _cells(cells):
    number = 0
    for cell in cells:
        if cell["cell_type"] == "code":
            number += 1
            yield f"cell {number}", "".join(cell["source"])


def _piece(where, text):
    if len(text) > LONGEST:
        return Piece(where, text, None, "is too long to be read")
    try:
        tree = _parsed(text)
    except (RecursionError, MemoryError):  # how deep Python reads is something that a notebook can change
        return Piece(where, text, None, "is nested too deep to be read")
    if tree is not None:
        return Piece(where, text, tree)
    if not _OTHER_LANGUAGE.search(text):
        return Piece(where, text, None)  # an error of syntax: it cannot be run either
    lines = [_without_magic(line) for line in text.splitlines()]
    try:
        tree = _parsed("\n".join(lines))
    except (RecursionError, MemoryError):
        tree = None
    if tree is None:
        return Piece(where, text, None, NO_PYTHON)
    return Piece(where, text, tree)


def _without_magic(line):
    if _HARMLESS.fullmatch(line.strip()):
        return line[: len(line) - len(line.lstrip())] + "pass" if not line.strip().startswith("%%") else ""
    return _TIMED.sub("", line, count=1)


def _parsed(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return compile(text, "<a cell>", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except (SyntaxError, ValueError):
            return None
