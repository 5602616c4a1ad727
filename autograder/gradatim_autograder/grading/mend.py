"""Makes a clean notebook of a submission, which is data from a stranger: read with `json`, believed in nothing.

From the student come the sources of the cells to fill in and of cells of their own. Everything else (ids,
points, types, tests, the kernel, the order of an exercise and its test) comes from the course. Outputs, tags
and other metadata are dropped. What had to be repaired is said in words.
"""

import ast
import json
import warnings
from dataclasses import dataclass, field

from gradatim_autograder.grading.source import ChapterSource, SourceCell

MAX_CELLS = 5000
PLAIN_TYPES = ("code", "markdown", "raw")
PICTURES = ("image/png", "image/jpeg", "image/gif")


class NotANotebook(Exception):
    """Nothing can be graded here; the text says why."""


@dataclass
class Mended:
    """The clean notebook, and what was repaired."""

    notebook: dict
    notes: list[str]


@dataclass(eq=False)
class _Cell:
    """A cell of the student. `slot` is the course's cell whose place it takes, None for the student's own."""

    cell_type: str
    source: str
    claimed: str | None = None
    slot: SourceCell | None = None
    attachments: dict = field(default_factory=dict)


# -- reading -----------------------------------------------------------------------------------------------------


def grade_ids(data: bytes) -> set[str]:
    """The nbgrader ids in a submission."""
    return {cell.claimed for cell in _read(load(data))[0] if cell.claimed}


def load(data: bytes) -> dict:
    """The notebook as `json` reads it, or NotANotebook."""
    if not data.strip():
        raise NotANotebook("the file is empty")
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotANotebook("the file is not a notebook: it is not text in UTF-8") from None
    except RecursionError:
        raise NotANotebook("the file is not a notebook: it is nested without end") from None
    except ValueError as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise NotANotebook(f"the file is damaged: it is not valid JSON{where}") from None
    if not isinstance(notebook, dict) or "nbformat" not in notebook:
        raise NotANotebook("the file is JSON, but not a notebook")
    if notebook["nbformat"] != 4 or isinstance(notebook["nbformat"], bool):
        version = str(notebook["nbformat"])[:20]
        raise NotANotebook(f"it is in notebook format {version}, wanted is 4: open it in JupyterLab and save it again")
    if not isinstance(notebook.get("cells"), list):
        raise NotANotebook("the file is a notebook without cells")
    if len(notebook["cells"]) > MAX_CELLS:
        raise NotANotebook(f"it has more than {MAX_CELLS} cells")
    return notebook


def _read(notebook) -> tuple[list[_Cell], list[str]]:
    cells, notes = [], []
    for number, raw in enumerate(notebook["cells"], start=1):
        source = raw.get("source") if isinstance(raw, dict) else None
        if isinstance(source, list) and all(isinstance(line, str) for line in source):
            source = "".join(source)
        if not isinstance(source, str):
            notes.append(f"cell {number} cannot be read and was left out")
            continue
        source = source.encode("utf-8", "replace").decode()  # half characters cannot be written to a file
        cell_type = raw.get("cell_type")
        if cell_type not in PLAIN_TYPES:
            notes.append(f"cell {number} had the unknown type {str(cell_type)[:20]!r}")
            cell_type = "markdown"
        attachments = _pictures(raw.get("attachments")) if cell_type == "markdown" else {}
        cells.append(_Cell(cell_type, source, _claimed(raw), attachments=attachments))
    return cells, notes


def _pictures(attachments):
    """The pictures pasted into a written answer."""
    kept = {}
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        forms = bundle.items() if isinstance(bundle, dict) else ()
        pictures = {kind: data for kind, data in forms if kind in PICTURES and isinstance(data, str)}
        if pictures:
            kept[name] = pictures
    return kept


def _claimed(raw):
    metadata = raw.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = marks.get("grade_id") if isinstance(marks, dict) else None
    return grade_id if isinstance(grade_id, str) else None


def _schema_versions(notebook):
    for raw in notebook["cells"]:
        metadata = raw.get("metadata") if isinstance(raw, dict) else None
        marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        if isinstance(marks, dict) and marks.get("grade_id"):
            yield marks.get("schema_version")


# -- mending -----------------------------------------------------------------------------------------------------


def mend(data: bytes, chapter: ChapterSource) -> Mended:
    """The clean notebook of a submission to `chapter`."""
    return mend_notebook(load(data), chapter)


def mend_notebook(notebook: dict, chapter: ChapterSource) -> Mended:
    """As `mend`, of a notebook that was read already."""
    cells, notes = _read(notebook)
    if any(version != 3 for version in _schema_versions(notebook)):
        notes.append("nbgrader's marks were of another version and were renewed")
    notes += _take_places(cells, chapter)
    notes += _recognise(cells, chapter)
    if not any(cell.slot for cell in cells):
        raise NotANotebook(f"none of the exercises of {chapter.name} are in it")
    notes += _repair(cells, chapter)
    notes += _put_back(cells, chapter)
    notes += _put_in_order(cells, chapter)
    return Mended(_clean_notebook(cells, chapter), list(dict.fromkeys(notes)))


def _take_places(cells, chapter):
    """Give each of the course's cells to the first of the student's cells that claims it."""
    notes, taken = [], set()
    places = {cell.grade_id: cell for cell in chapter.cells}
    for cell in cells:
        if cell.claimed not in places:
            continue
        if cell.claimed in taken:
            notes.append(f"copied cell: {cell.claimed} (the copy was run, but is not graded)")
            continue
        taken.add(cell.claimed)
        cell.slot = places[cell.claimed]
    return notes


def _recognise(cells, chapter):
    """Find cells that lost their marks (pasted into a new notebook): by the function they define, or the test."""
    notes = []
    taken = {cell.slot.grade_id for cell in cells if cell.slot}
    for place in chapter.cells:
        if place.grade_id in taken:
            continue
        free = [cell for cell in cells if cell.slot is None and cell.cell_type == "code"]
        if place.kind == "exercise":
            found = [cell for cell in free if _defines(cell.source, place.grade_id)]
            if found:
                found[-1].slot = place
                notes.append(f"{place.grade_id} had lost its mark; recognised by the name of its function")
        elif place.kind == "test":
            found = [cell for cell in free if cell.source.strip() == place.source.strip()]
            if found:
                found[-1].slot = place
    return notes


def _defines(source, name):
    if name not in source:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(getattr(node, "name", None) == name for node in body)


def _repair(cells, chapter):
    """Set types, and the sources of cells that are the course's."""
    notes = []
    for cell in cells:
        place = cell.slot
        if place is None:
            continue
        if cell.cell_type != place.cell_type:
            notes.append(f"{place.grade_id} was a {cell.cell_type} cell; made {place.cell_type} again")
            cell.cell_type = place.cell_type
        if place.kind in ("test", "locked"):
            if place.kind == "test" and cell.source.strip() != place.source.strip():
                notes.append(f"changed test cell: {place.grade_id} (replaced by the course's)")
            cell.source = place.source
    return notes


def _put_back(cells, chapter):
    """Put back what was deleted: a test behind its exercise, anything else behind the course's cell before it."""
    notes = []
    for number, place in enumerate(chapter.cells):
        if _position(cells, place) is not None:
            continue
        before = chapter.cells[number - 1] if number else None
        if place.kind == "test":
            exercise = chapter.exercise_of(place)
            beside = before is not None and before.kind == "test" and chapter.exercise_of(before) is exercise
            before = before if beside else exercise or before
        at = 0 if before is None else _position(cells, before) + 1
        cells.insert(at, _Cell(place.cell_type, place.source, slot=place))
        words = {"exercise": "missing exercise", "answer": "missing answer", "test": "deleted test cell"}
        if place.kind in words:
            put = " (put back)" if place.kind == "test" else ""
            notes.append(f"{words[place.kind]}: {place.grade_id}{put}")
    return notes


def _put_in_order(cells, chapter):
    """A test comes after its exercise, and the course's own cells before those that need them."""
    notes = []
    for place in chapter.of_kind("test"):
        exercise = chapter.exercise_of(place)
        if exercise and _position(cells, place) < _position(cells, exercise):
            cell = cells.pop(_position(cells, place))
            cells.insert(_position(cells, exercise) + 1, cell)
            notes.append(f"reordered: {place.grade_id} stood before its exercise")
    for place in chapter.of_kind("locked"):
        later = chapter.cells[chapter.cells.index(place) + 1 :]
        first = min((_position(cells, each) for each in later), default=len(cells))
        at = _position(cells, place)
        if first < at:
            cells.insert(first, cells.pop(at))
            notes.append(f"reordered: {place.grade_id} stood after cells that need it")
    return notes


def _position(cells, place):
    return next((i for i, cell in enumerate(cells) if cell.slot is place), None)


def _clean_notebook(cells, chapter):
    taken = {place.cell_id for place in chapter.cells}
    clean = []
    for number, cell in enumerate(cells, start=1):
        place = cell.slot
        cell_id = place.cell_id if place and place.cell_id else _fresh_id(number, taken)
        each = {"cell_type": cell.cell_type, "id": cell_id, "metadata": place.metadata if place else {}}
        if cell.cell_type == "code":
            each |= {"execution_count": None, "outputs": []}
        if cell.cell_type == "markdown" and cell.attachments:
            each["attachments"] = cell.attachments
        clean.append({**each, "source": cell.source})
    return {"cells": clean, "metadata": chapter.metadata, "nbformat": 4, "nbformat_minor": 5}


def _fresh_id(number, taken):
    cell_id = f"own-{number}"
    while cell_id in taken:
        cell_id += "x"
    return cell_id
