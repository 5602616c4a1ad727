"""Makes a clean notebook of a submission, which is data from a stranger: read with `json`, believed in nothing.

From the student come the sources of the cells to fill in and of cells of their own. Everything else (ids,
points, types, tests, the kernel, the order of an exercise and its test) comes from the course. Outputs, tags
and other metadata are dropped. What had to be repaired is said in words.

Of the repairs those need a person's look that may have touched what the student wrote, or that show that a test
was changed; what is as good as before (a kernel's name, the order, a test put back) does not.
"""

import ast
import json
import re
import warnings
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from gradatim.text import N_, _

from gradatim_autograder.grading.release.cells import ChapterSource, SourceCell
from gradatim_autograder.grading.submission.pasted_pictures import KINDS, TOO_LARGE, picture
from gradatim_autograder.grading.submission.visible import visible
from gradatim_autograder.grading.submission.weight import too_heavy

MAX_CELLS = 2000
MAX_CODE, MAX_TEXT = 500_000, 300_000  # characters of a cell; an essay has 100,000, data in a cell 200,000
MAX_ALL = 3_000_000  # characters of all cells
MAX_PICTURES = 60  # of a notebook
MAX_PICTURE_TEXT = 40_000_000  # characters of all of them
NOTES = "gradatim"  # where in a graded notebook's metadata it is said what was repaired and what went wrong
PLAIN_TYPES = ("code", "markdown", "raw")
_MENTION = re.compile(r"^[ \t]*+(?:(?:async\s++)?def|class)\s++(\w+)|^(\w++)\s*+=[^=]", re.MULTILINE)
_ATTACHED = re.compile(r"attachment:([^\s)\"'<>]{1,300})")


class NotANotebook(Exception):
    """Nothing can be graded here; the text says why."""


class OtherNotebook(NotANotebook):
    """It holds none of the chapter's exercises."""


@dataclass(frozen=True)
class Note:
    """One repair.

    Attributes
    ----------
    text
        For the instructor.
    look
        Whether a person should look at it.
    page
        What the student is told on the feedback page, "" where it does not matter to them.
    """

    text: str
    look: bool = False
    page: str = ""

    def __str__(self):
        return self.text


@dataclass
class Mended:
    """The clean notebook, and what was repaired."""

    notebook: dict
    notes: list[Note]

    def texts(self, look: bool) -> list[str]:
        """What the instructor is told: what needs a look, or the rest."""
        return [note.text for note in self.notes if note.look == look]

    @property
    def page(self) -> list[str]:
        """What the student is told."""
        return [note.page for note in self.notes if note.page]


@dataclass(eq=False)
class _Cell:
    """A cell of the student. `slot` is the course's cell whose place it takes, None for the student's own.

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


def page_notes(mended: Mended) -> dict:
    """The part of a notebook's metadata that tells the feedback page what was repaired."""
    return {NOTES: {"notes": mended.page}} if mended.page else {}


# -- reading -----------------------------------------------------------------------------------------------------


def grade_ids(data: bytes) -> set[str]:
    """The nbgrader ids in a submission."""
    return {cell.claimed for cell in _read(load(data))[0] if cell.claimed}


def load(data: bytes) -> dict:
    """The notebook as `json` reads it, or NotANotebook."""
    if not data.strip():
        raise NotANotebook("the file is empty")
    if reason := too_heavy(data):
        raise NotANotebook(f"the file cannot be read: {reason}")
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
    for cell in notebook["cells"]:
        if isinstance(cell, dict):
            cell.pop("outputs", None)  # believed in nothing, and most of what a notebook weighs
    return notebook


def _read(notebook) -> tuple[list[_Cell], list[Note]]:
    cells, notes, room, album = [], [], MAX_ALL, _Album()
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
        cell = _Cell(cell_type, source, _claimed(raw))
        if cell_type == "markdown":
            cell.attachments, cell.lost = album.pictures(raw.get("attachments"), source)
        cells.append(cell)
    return cells, notes


def _too_long(number, length):
    page = _("Cell {number} of your notebook was left out: it is too long ({length} characters).")
    text = f"cell {number} has {length} characters, which is too long: it was left out"
    return Note(text, True, page.format(number=number, length=length))


class _Album:
    """Takes the pictures of a notebook, as far as there is room."""

    def __init__(self):
        self._pictures, self._characters = MAX_PICTURES, MAX_PICTURE_TEXT

    def pictures(self, attachments, text) -> tuple[dict, dict]:
        """The pictures pasted into a written answer, and why those that its text names cannot be shown."""
        kept, lost = {}, {}
        given = attachments if isinstance(attachments, dict) else {}
        for name, bundle in list(given.items())[: 2 * MAX_PICTURES]:
            forms = bundle if isinstance(bundle, dict) else {}
            kind = next((each for each in KINDS if isinstance(forms.get(each), str)), None)
            data, reason = picture(kind, forms[kind]) if kind else ("", "")
            if data and (self._pictures < 1 or self._characters < len(data)):
                data, reason = "", TOO_LARGE
            if data:
                kept[name] = {kind: data}
                self._pictures, self._characters = self._pictures - 1, self._characters - len(data)
            elif reason:
                lost[name] = reason
        for found in _ATTACHED.findall(text):
            name = next((each for each in (found, unquote(found)) if each in kept or each in lost), None)
            if name is None and len(lost) < MAX_PICTURES:
                lost[unquote(found)] = N_("it is not in the notebook")
        return kept, lost


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
        notes.append(Note("nbgrader's marks were of another version and were renewed"))
    notes += _take_places(cells, chapter)
    marked = any(_counts(cell) for cell in cells)
    _free_work(cells, chapter)
    notes += _recognise(cells, chapter)
    if not any(_counts(cell) for cell in cells):
        raise OtherNotebook(f"none of the exercises of {chapter.name} are in it")
    if not marked:
        notes.append(Note("none of its cells carries the course's marks; they were recognised by what they hold", True))
    notes += _repair(cells)
    notes += _put_back(cells, chapter)
    notes += _put_in_order(cells, chapter)
    notes += _lost_pictures(cells)
    return Mended(_clean_notebook(cells, chapter), list(dict.fromkeys(notes)))


def _counts(cell):
    return cell.slot is not None and cell.slot.kind != "locked"


def _take_places(cells, chapter):
    """Give each of the course's cells to one of the student's cells that claim it: the first with an answer."""
    notes = []
    for place in chapter.cells:
        claims = [cell for cell in cells if cell.claimed == place.grade_id]
        if not claims:
            continue
        fills_in = place.kind in ("exercise", "answer")
        answered = [cell for cell in claims if cell.source.strip() != place.source.strip()] if fills_in else []
        taken = (answered or claims)[0]
        taken.slot = place
        if len(claims) == 1:
            continue
        if fills_in:  # an unanswered copy below would undo the answer
            for cell in claims:
                if cell is not taken and cell not in answered:
                    cells.remove(cell)
        notes.append(_copied(place, taken is claims[0], len(answered)))
    return notes


def _copied(place, first, answered):
    name = place.grade_id
    page = _("There is more than one cell {name} in your notebook. The first one with an answer counts.")
    if not first:
        return Note(f"copied cell: {name} (the first one is unanswered; a copy of it was graded)", True,
                    page.format(name=name))  # fmt: skip
    if place.kind == "test":
        return Note(f"copied cell: {name} (the copy was run, but is not graded)", True)
    if answered < 2:
        return Note(f"copied cell: {name} (the unanswered copy was left out)", True)
    return Note(f"copied cell: {name} (the copy was run, but is not graded)", True, page.format(name=name))


def _free_work(cells, chapter):
    """Where an exercise was merged into a test or a locked cell, its text becomes a cell of its own again."""
    taken = {cell.slot.grade_id for cell in cells if cell.slot}
    lost = [place for place in chapter.of_kind("exercise") if place.grade_id not in taken]
    for cell in list(cells):
        if cell.slot is None or cell.slot.kind not in ("test", "locked") or cell.source == cell.slot.source:
            continue
        if any(cell.mentions(place.grade_id) for place in lost):
            cells.insert(cells.index(cell), _Cell("code", cell.source))


def _recognise(cells, chapter):
    """Find cells that lost their marks (pasted into a new notebook): by what they define or where they stand."""
    notes = []
    taken = {cell.slot.grade_id for cell in cells if cell.slot}
    for place in chapter.cells:
        if place.grade_id in taken:
            continue
        free = [cell for cell in cells if cell.slot is None and cell.cell_type == "code"]
        if place.kind == "exercise":
            found = [cell for cell in free if _defines(cell, place.grade_id)]
            if found:
                found[-1].slot = place
                notes.append(Note(f"{place.grade_id} had lost its mark; recognised by the name of its function"))
        elif place.kind == "test":
            found = [cell for cell in free if cell.source.strip() == place.source.strip()]
            if found:
                found[-1].slot = place
        elif place.kind == "locked":
            found = [cell for cell in free if cell.source.strip() == place.source.strip()]
            if found:
                found[0].slot = place
    for place in chapter.of_kind("answer"):
        found = _where_it_stood(cells, chapter, place) if place.grade_id not in taken else []
        if len(found) == 1:
            found[0].slot = place
            notes.append(Note(f"{place.grade_id} had lost its mark; recognised by its place", True))
    return notes


def _where_it_stood(cells, chapter, place):
    """The student's own cells of an answer's type between the two cells of the course that it stands between."""
    number = chapter.outline.index(place)
    before = _stands(cells, chapter.outline[number - 1]) if number else -1
    last = number + 1 == len(chapter.outline)
    after = len(cells) if last else _stands(cells, chapter.outline[number + 1])
    if before is None or after is None:
        return []
    return [cell for cell in cells[before + 1 : after] if _is_own(cell, chapter, place.cell_type)]


def _is_own(cell, chapter, cell_type):
    text = cell.source.strip()
    return cell.slot is None and cell.cell_type == cell_type and text != "" and text not in chapter.texts


def _stands(cells, each):
    """Where a cell of the course stands among the student's, or None."""
    if isinstance(each, SourceCell):
        return _position(cells, each)
    return next((i for i, cell in enumerate(cells) if cell.slot is None and cell.source.strip() == each.strip()), None)


def _defines(cell, name):
    return name in cell.source and name in cell.defined


def _repair(cells):
    """Set types, and the sources of cells that are the course's."""
    notes = []
    for cell in cells:
        place = cell.slot
        if place is None:
            continue
        if cell.cell_type != place.cell_type:
            notes.append(Note(f"{place.grade_id} was a {cell.cell_type} cell; made {place.cell_type} again"))
            cell.cell_type = place.cell_type
        if place.kind in ("test", "locked"):
            if place.kind == "test" and cell.source.strip() != place.source.strip():
                page = _("You edited the test {name}. The course's own was used.").format(name=place.grade_id)
                notes.append(Note(f"changed test cell: {place.grade_id} (replaced by the course's)", True, page))
            cell.source = place.source
    return notes


def _put_back(cells, chapter):
    """Put back what was deleted, where the course has it."""
    notes = []
    own = {cell_type: any(_is_own(cell, chapter, cell_type) for cell in cells) for cell_type in PLAIN_TYPES}
    for place in chapter.cells:
        if _position(cells, place) is not None:
            continue
        name, source = place.grade_id, place.source
        if place.kind == "exercise":
            elsewhere = _home(cells, place)
            if elsewhere is not None:  # a stub behind it would undo the student's work
                notes.append(Note(f"missing cell: {name} (its function stands in {_words(cells[elsewhere])})", True))
                continue
            page = _("Your cell {name} was missing. It counts as not answered.").format(name=name)
            notes.append(Note(f"missing exercise: {name}", True, page))
        elif place.kind == "answer":
            page = _("The cell of your answer {name} was missing.").format(name=name)
            if own[place.cell_type]:  # nbgrader gives 0 for a cell as it was handed out, and leaves others to a person
                said = _("The cell of this answer was missing. Is the answer in another cell?")
                source += f"\n\n# {said}" if place.cell_type == "code" else f"\n\n*{said}*"
                notes.append(Note(f"missing answer: {name} (perhaps it stands in another cell)", True, page))
            else:
                notes.append(Note(f"missing answer: {name}", True, page))
        elif place.kind == "test":
            notes.append(Note(f"deleted test cell: {name} (put back)"))
        cells.insert(_place_for(cells, chapter, place), _Cell(place.cell_type, source, slot=place))
    return notes


def _place_for(cells, chapter, place):
    """Where to put back a cell: a test behind its exercise, an exercise before its test, others where they stood."""
    if place.kind == "test":
        exercise = chapter.exercise_of(place)
        known = [each for each in chapter.of_kind("test") if chapter.exercise_of(each) is exercise]
        behind = [_position(cells, each) for each in known] if exercise else []
        behind = [at for at in [*behind, exercise and _home(cells, exercise)] if at is not None]
        if behind:
            return max(behind) + 1
    if place.kind == "exercise":
        tests = [each for each in chapter.of_kind("test") if chapter.exercise_of(each) is place]
        before = [at for at in (_position(cells, each) for each in tests) if at is not None]
        if before:
            return min(before)
    outline = chapter.outline or chapter.cells
    for each in reversed(outline[: outline.index(place)]):
        at = _stands(cells, each)
        if at is not None:
            return at + 1
    return 0


def _home(cells, exercise):
    """Where an exercise stands: its own cell, else the last one that defines its function."""
    at = _position(cells, exercise)
    if at is not None:
        return at
    return max((i for i, c in enumerate(cells) if c.cell_type == "code" and c.mentions(exercise.grade_id)),
               default=None)  # fmt: skip


def _words(cell):
    return cell.slot.grade_id if cell.slot else "another cell"


def _put_in_order(cells, chapter):
    """A test comes after its exercise, and the course's own cells before those that need them."""
    notes = []
    for place in chapter.of_kind("test"):
        exercise = chapter.exercise_of(place)
        home = _home(cells, exercise) if exercise else None
        if home is not None and _position(cells, place) < home:
            cells.insert(home, cells.pop(_position(cells, place)))
            notes.append(Note(f"reordered: {place.grade_id} stood before its exercise"))
    for place in chapter.of_kind("locked"):
        later = chapter.cells[chapter.cells.index(place) + 1 :]
        stand = [at for at in (_position(cells, each) for each in later) if at is not None]
        first, at = min(stand, default=len(cells)), _position(cells, place)
        if first < at:
            cells.insert(first, cells.pop(at))
            notes.append(Note(f"reordered: {place.grade_id} stood after cells that need it"))
    return notes


def _lost_pictures(cells):
    """Pictures that cannot be shown: in an answer they are work, which a person has to ask for."""
    notes = []
    for number, cell in enumerate(cells, start=1):
        called = cell.slot.grade_id if cell.slot else f"{number}"
        for name, reason in cell.lost.items():
            name = visible(name)[:100]
            page = _("The picture {name} in your cell {cell} cannot be shown: {reason}.")
            notes.append(
                Note(f"the picture {name} in cell {called} cannot be shown: {reason}", True,
                     page.format(name=name, cell=called, reason=_(reason)))
            )  # fmt: skip
    return notes


def _position(cells, place):
    return next((i for i, cell in enumerate(cells) if cell.slot is place), None)


def _clean_notebook(cells, chapter):
    taken, texts = {place.cell_id for place in chapter.cells}, chapter.texts
    clean = []
    for number, cell in enumerate(cells, start=1):
        place = cell.slot
        kind = "text" if cell.source.strip() in texts else "own"  # the page says which cells are not the course's
        cell_id = place.cell_id if place and place.cell_id else _fresh_id(f"{kind}-{number}", taken)
        each = {"cell_type": cell.cell_type, "id": cell_id, "metadata": place.metadata if place else {}}
        if cell.cell_type == "code":
            each |= {"execution_count": None, "outputs": []}
        if cell.cell_type == "markdown" and cell.attachments:
            each["attachments"] = cell.attachments
        clean.append({**each, "source": cell.source})
    return {"cells": clean, "metadata": chapter.metadata, "nbformat": 4, "nbformat_minor": 5}


def _fresh_id(cell_id, taken):
    while cell_id in taken:
        cell_id += "x"
    return cell_id
