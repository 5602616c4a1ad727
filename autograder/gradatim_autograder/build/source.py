"""Reads a chapter's source (jupytext's py:percent) into cells that know their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradatim_autograder.build.problems import Problem
from gradatim_autograder.build.short_forms import Computed, broken, computed, plain

KINDS = ("exercise", "check", "answer", "locked")  # the header keys that make a cell nbgrader's
KEYS = (*KINDS, "points", "experiment")

_MARKER = re.compile(r"\s*#\s*%%")  # what jupytext takes for the start of a cell
_MAGIC = re.compile(r"^# ?(%{1,2}[a-z]\w+)")  # a commented magic: "# %matplotlib inline"
_JUPYTEXT_NOTES = {"lines_to_next_cell", "cell_marker", "cell_depth", "region_name"}
_FORMAT = {"extension": ".py", "format_name": "percent", "comment_magics": False}


@dataclass(frozen=True)
class Cell:
    """One cell of a source.

    Attributes
    ----------
    number
        Its place in the notebook, from 1.
    line
        The line of its header in the .py.
    first
        The line in the .py of the first line of `source`.
    header
        The header as the author wrote it.
    type
        "markdown" or "code".
    kind
        One of KINDS, or "" for ordinary text and code.
    name
        The value of that key, e.g. "neuron".
    points
        The points of an answer as the header gives them, else None.
    experiment
        What the header says of it: True for ordinary code that takes long and that no points hang on, else None.
    source
        The cell's text, without blank lines around it, and with what its short forms stand for (`short_forms`).
    computed
        The numbers and statements of the text that a test holds against the code.
    """

    number: int
    line: int
    first: int
    header: str
    type: str
    kind: str
    name: str
    points: Any
    experiment: Any
    source: str
    computed: tuple[Computed, ...] = ()

    @property
    def grade_id(self) -> str:
        """nbgrader's id of the cell; "" for an ordinary cell."""
        return f"check-{self.name}" if self.kind == "check" else self.name

    def lines(self) -> Iterator[tuple[int, str]]:
        """Pairs (line in the .py, text) of the cell's source."""
        return enumerate(self.source.split("\n"), start=self.first)


@dataclass(frozen=True)
class Source:
    """A chapter's source: `name` e.g. "01-neuron", `path` as messages show it, and its cells."""

    name: str
    path: str
    cells: list[Cell]

    def problem(self, text: str, cell: Cell | None = None, line: int | None = None) -> Problem:
        """A problem of `cell` (its header's line unless `line` is given), or of the whole file."""
        if cell is None:
            return Problem(self.path, line or 1, "", text)
        return Problem(self.path, line or cell.line, f"cell {cell.number} ({cell.header})", text)


def read_source(path: Path, shown: str) -> tuple[Source, list[Problem]]:
    """The source at `path`, called `shown` in messages, with what is wrong in the form of its cells."""
    source = Source(path.stem, shown, [])
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        return source, [source.problem(f"is not UTF-8 text ({error.reason} at byte {error.start})")]

    starts = [index for index, line in enumerate(lines) if _MARKER.match(line)]
    problems = []
    for index, line in enumerate(lines[: starts[0] if starts else None]):
        if line.strip():
            problems.append(source.problem("text before the first cell; start the file with `# %%`", line=index + 1))
            break
    if not starts and not problems:
        problems.append(source.problem("holds no cells; a cell starts with `# %%`"))

    for number, (start, stop) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), start=1):
        cell, wrong = _read_cell(number, start + 1, lines[start:stop])
        source.cells.append(cell)
        problems += [source.problem(text, cell, line) for text, line in wrong]
    return source, problems


def _read_cell(number: int, line: int, lines: list[str]) -> tuple[Cell, list[tuple[str, int | None]]]:
    """One cell from its lines, the header first, with (text, line) of what is wrong with it."""
    import jupytext

    wrong: list[tuple[str, int | None]] = []
    body = [index for index, text in enumerate(lines) if index and text.strip()]
    first = line + (body[0] if body else 0)

    found = jupytext.reads("\n".join(lines) + "\n", fmt=_FORMAT).cells
    if lines[0] != lines[0].lstrip():
        wrong.append(("a cell's `# %%` must start its line; if this is a comment, write it without %%", None))
    elif len(found) != 1:
        wrong.append((f"jupytext reads {len(found)} cells here where one is meant", None))
    parsed = found[0]

    header = {key: value for key, value in parsed.metadata.items() if key not in _JUPYTEXT_NOTES}
    unreadable = header.pop("incorrectly_encoded_metadata", None)
    if unreadable:
        wrong.append((f'cannot read {unreadable!r} in the header; write key="value", after [markdown]', None))
    for key in header:
        if key not in KEYS:
            shown = f"unknown text {header[key]!r}" if key == "title" else f"unknown key {key!r}"
            wrong.append((f"{shown} in the header; the keys are {', '.join(KEYS)}", None))

    if parsed.cell_type not in ("markdown", "code"):
        wrong.append((f"a {parsed.cell_type} cell; the course has only Markdown and code cells", None))
    if parsed.cell_type == "markdown" and "cell_marker" not in parsed.metadata:
        bare = [index for index in body if not lines[index].startswith("#")]
        if bare:
            wrong.append(("a line of a Markdown cell must start with `# `", line + bare[0]))

    kinds = [key for key in KINDS if key in header]
    if len(kinds) > 1:
        wrong.append((f"a cell can have only one of the keys {' and '.join(kinds)}", None))
    kind = kinds[0] if kinds else ""
    text = "\n".join(row.rstrip() for row in parsed.source.split("\n")) if kind == "check" else parsed.source
    text = text.strip("\n")
    if parsed.cell_type == "code":
        text = "\n".join(_MAGIC.sub(r"\1", row, count=1) for row in text.split("\n"))
    else:
        rows = enumerate(text.split("\n"), start=first)
        wrong += [(problem, place) for place, row in rows for problem in broken(row)]
    cell = Cell(
        number=number,
        line=line,
        first=first,
        header=lines[0].strip(),
        type="markdown" if parsed.cell_type == "markdown" else "code",
        kind=kind,
        name=str(header.get(kind, "")),
        points=header.get("points"),
        experiment=header.get("experiment"),
        source=plain(text, parsed.cell_type),
        computed=tuple(computed(text, first)) if parsed.cell_type == "markdown" else (),
    )
    return cell, wrong
