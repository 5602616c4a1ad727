"""The cells of a submission, each with what it claims to be."""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from gradatim.text import _

from gradatim_autograder.grading.release.cells import SourceCell
from gradatim_autograder.grading.submission.mending.album import Album
from gradatim_autograder.grading.submission.mending.load import MAX_CELLS, load
from gradatim_autograder.grading.submission.mending.note import Note
from gradatim_autograder.grading.submission.visible import visible

MAX_CODE, MAX_TEXT = 500_000, 300_000  # characters of a cell; an essay has 100,000, data in a cell 200,000
MAX_ALL = 3_000_000  # characters of all cells
PLAIN_TYPES = ("code", "markdown", "raw")
_MENTION = re.compile(r"^[ \t]*+(?:(?:async\s++)?def|class)\s++(\w+)|^(\w++)\s*+=[^=]", re.MULTILINE)


@dataclass(eq=False)
class StudentCell:
    """A cell of the student: `slot` is the course's cell whose place it takes, None for the student's own.

    `lost` are pictures of it that cannot be shown, and why.
    """

    cell_type: str
    source: str
    claimed: str | None = None
    slot: SourceCell | None = None
    attachments: dict = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    _searched: str | None = None
    _mentioned: set[str] = field(default_factory=set)

    def mentions(self, name: str) -> bool:
        """Whether it seems to define `name`, even where it is not Python throughout."""
        if self._searched != self.source:  # it changes where the course's own takes its place
            self._searched = self.source
            self._mentioned = {found[1] or found[2] for found in _MENTION.finditer(self.source)}
        return name in self._mentioned

    @cached_property
    def defined(self) -> set[str]:
        """The names that its code gives a function, a class or a value. Read once: that takes seconds for some code."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                body = ast.parse(self.source).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return set()
        named = {getattr(node, "name", None) for node in body}
        named |= {getattr(each, "id", None) for node in body if isinstance(node, ast.Assign) for each in node.targets}
        return {each for each in named if each}


def grade_ids(data: bytes) -> set[str]:
    """The nbgrader ids in a submission."""
    return {cell.claimed for cell in read_cells(load(data))[0] if cell.claimed}


def read_cells(notebook: dict) -> tuple[list[StudentCell], list[Note]]:
    """Its cells, without those that cannot be read, and what is to be said of them."""
    cells, notes, room, album = [], [], MAX_ALL, Album()
    for number, raw in enumerate(notebook["cells"][:MAX_CELLS], start=1):
        source = raw.get("source") if isinstance(raw, dict) else None
        if isinstance(source, list) and all(isinstance(line, str) for line in source):
            source = "".join(source)
        if not isinstance(source, str):
            page = _("Cell {number} of your notebook is damaged and was left out.").format(number=number)
            notes.append(Note(f"cell {number} cannot be read and was left out", True, page))
            continue
        cell_type = raw.get("cell_type")
        if cell_type not in PLAIN_TYPES:
            notes.append(Note(f"cell {number} had the unknown type {visible(str(cell_type)[:20])!r}"))
            cell_type = "markdown"
        if cell_type == "raw":  # nbconvert would put it into the page as HTML
            cell_type = "markdown"
        if len(source) > min(room, MAX_CODE if cell_type == "code" else MAX_TEXT):
            notes.append(_too_long(number, len(source)))
            source = "# " + notes[-1].page
        room -= len(source)
        source = source.encode("utf-8", "replace").decode()  # half characters cannot be written to a file
        cell = StudentCell(cell_type, source, _claimed(raw))
        if cell_type == "markdown":
            cell.attachments, cell.lost = album.pictures(raw.get("attachments"), source)
        cells.append(cell)
    return cells, notes


def _too_long(number, length):
    page = _("Cell {number} of your notebook was left out: it is too long ({length} characters).")
    text = f"cell {number} has {length} characters, which is too long: it was left out"
    return Note(text, True, page.format(number=number, length=length))


def _claimed(raw):
    metadata = raw.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = marks.get("grade_id") if isinstance(marks, dict) else None
    return grade_id if isinstance(grade_id, str) else None


def schema_versions(notebook: dict) -> Iterator:
    """The versions of nbgrader's marks."""
    for raw in notebook["cells"]:
        metadata = raw.get("metadata") if isinstance(raw, dict) else None
        marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        if isinstance(marks, dict) and marks.get("grade_id"):
            yield marks.get("schema_version")
