"""One submission for each student and chapter, from whatever folder or zip the instructor was given."""

import calendar
import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from pathlib import Path

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake.given import Offered, UnreadableFile, offered
from gradatim_autograder.grading.intake.names import Identity, Name, read_name, system_identity
from gradatim_autograder.grading.intake.roster import Roster
from gradatim_autograder.grading.intake.students import Students
from gradatim_autograder.grading.submission.mend import NotANotebook, grade_ids

STEP = "submitted"  # nbgrader's name for the folder of what was handed in
TIMESTAMP = "timestamp.txt"
WORK = {
    ".zip",
    ".7z",
    ".rar",
    ".gz",
    ".tar",
    ".py",
    ".html",
    ".htm",
    ".pdf",
    ".docx",
}  # what is handed in by mistake
_NO_NAMES = (
    "answer answers checkpoint copy done draft edited final finished fixed homework hw last latest my new old "
    "release revised solution solutions solved student students submission submit submitted test v version"
)
NO_NAMES = set(_NO_NAMES.split())  # what stands behind a chapter's name and is no student
SAME_TIME = 60.0  # seconds; unpacking and copying give files nearly equal times that mean nothing


@dataclass(frozen=True)
class Trouble:
    """Something that could not be used, and why. `todo` says what to do about it."""

    where: str
    reason: str
    todo: str = ""
    student: str = ""
    chapter: str = ""


@dataclass(frozen=True)
class Submission:
    """What one student handed in for one chapter.

    look          what a person should look at;  notes   what else is worth knowing
    attachments   the files beside the notebook, each with its place there
    """

    student: str
    chapter: str
    file: Offered
    timestamp: str | None = None
    notes: tuple[str, ...] = ()
    look: tuple[str, ...] = ()
    attachments: tuple[tuple[tuple[str, ...], Offered], ...] = ()


@dataclass
class Intake:
    """All submissions in the order of students and chapters, and the files that cannot be used."""

    submissions: list[Submission] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


@dataclass
class _Placed:
    """A notebook while it is being placed.

    owner       the text that names its student
    layout      it lies in STUDENT/CHAPTER/, so the owner is a folder's whole name
    from_name   the owner was read from the file's own name
    """

    file: Offered
    name: Name
    chapter: str | None
    owner: str | None
    layout: bool = False
    from_name: bool = False
    notes: list[str] = field(default_factory=list)
    look: list[str] = field(default_factory=list)


def collect(given: Path, ids_of: dict[str, set[str]], roster: Roster | None, students: Students) -> Intake:
    """Find the submissions in `given`.

    ids_of     for each chapter the ids of its exercises: they tell a renamed notebook's chapter
    roster     who may be graded, or None for everybody
    students   the ids given so far, for students on no roster
    """
    files = _below_submitted(offered(given))
    notebooks = [file for file in files if _is_notebook(file)]
    intake = Intake()
    shared = _shared_folders(notebooks, list(ids_of)) if notebooks else 0
    placed = [_place(file, list(ids_of), shared) for file in notebooks]
    # Clear names first: they tell how to read the unclear ones.
    found: dict[tuple[str, str], list[_Placed]] = {}
    for item in sorted(placed, key=lambda each: each.chapter is None):
        trouble = _complete(item, ids_of)
        student = None if trouble else _student(item, roster, students)
        if isinstance(student, Trouble):
            trouble = student
        if trouble:
            intake.troubles.append(trouble)
        else:
            found.setdefault((student, item.chapter), []).append(item)
    stamps = {file.parts[:-1]: file for file in files if file.name == TIMESTAMP}
    tree = _Tree(files)
    for (student, chapter), items in sorted(found.items()):
        _note_doubts(student, items, roster, students)
        intake.submissions.append(_newest(student, chapter, items, stamps, tree))
    intake.troubles += _not_notebooks(files, found, list(ids_of))
    if not notebooks:
        others = f" It holds {len(files)} other files." if files else ""
        raise CourseError(
            f"No notebooks (.ipynb) were found in {given}.{others} Give the folder that holds "
            "submitted/STUDENT/CHAPTER/CHAPTER.ipynb, or files called STUDENT_CHAPTER.ipynb."
        )
    return intake


def _below_submitted(files):
    """In nbgrader's course folder, only what lies in `submitted`: autograded copies lie beside it."""
    inside = [file for file in files if STEP in file.parts[:-2]]
    if not inside:
        return files
    return [replace(file, parts=file.parts[file.parts.index(STEP) + 1 :]) for file in inside]


def _shared_folders(notebooks, chapters):
    """How many folders at the front are the same for all: a zip's own folder says nothing of a student."""
    folders = {file.parts[:-1] for file in notebooks}
    if len(folders) == 1:
        names = {read_name(Path(file.name).stem, chapters).before for file in notebooks}
        depth = len(min(folders))
        return depth if len(names) > 1 else max(depth - 1, 0)
    shared = 0
    while all(len(each) > shared for each in folders) and len({each[shared] for each in folders}) == 1:
        shared += 1
    return shared


def _place(file, chapters, shared) -> _Placed:
    """Read the student and the chapter from the file's folders and name, as far as they tell."""
    folders = file.parts[:-1]
    name = read_name(Path(file.name).stem, chapters)
    by_case = {chapter.casefold(): chapter for chapter in chapters}
    at = next((i for i, folder in enumerate(folders) if folder.casefold() in by_case), None)
    chapter = name.chapter or (by_case[folders[at].casefold()] if at is not None else None)
    if at and (at > shared or not name.before or not name.chapter):
        return _Placed(file, name, chapter, folders[at - 1], layout=True)
    if at is not None:  # CHAPTER/STUDENT/file or CHAPTER/STUDENT_file
        folders, shared = folders[at + 1 :], 0
    made_by_system = next((folder for folder in folders if system_identity(folder)), None)
    folder = made_by_system or next(iter(folders[shared:]), None)
    named = name.chapter and name.before
    if folder and (made_by_system or not named):
        return _Placed(file, name, chapter, folder)
    return _Placed(file, name, chapter, name.before or None, from_name=True)


def _complete(item, ids_of) -> Trouble | None:
    """Find the chapter in the notebook itself where its name does not tell."""
    if item.chapter is None:
        try:
            inside = grade_ids(item.file.read())
        except (UnreadableFile, NotANotebook) as error:
            return Trouble(
                item.file.where,
                f"the name names no chapter, and {error}",
                "ask for it again, called after the chapter",
                student=item.owner or "",
            )
        common = {chapter: len(inside & ids) for chapter, ids in ids_of.items()}
        best = max(common, key=common.get)
        if not common[best]:
            return Trouble(
                item.file.where,
                "neither its name nor its exercises belong to a chapter of this course",
                "rename it to STUDENT_CHAPTER.ipynb if it does",
                student=item.owner or "",
            )
        item.chapter = best
        item.notes.append(f"renamed: {item.file.name} holds the exercises of {best}")
    elif item.layout and item.name.chapter is None:
        item.notes.append(f"renamed: {item.file.name}")
    return None


def _student(item, roster, students) -> str | Trouble:
    """The student's id, or why there is none."""
    if item.owner is None and item.chapter == item.name.chapter:
        item.owner = _behind(item, roster)

    def trouble(reason, todo):
        return Trouble(item.file.where, reason, todo, student=item.owner or "", chapter=item.chapter)

    if item.owner is None:
        return trouble("its name does not tell the student", f"rename it to STUDENT_{item.chapter}.ipynb and run again")
    if roster:
        ids = roster.find(item.owner) or roster.find(item.name.after)
        if len(ids) == 1:
            return ids.pop()
        if ids:
            return trouble(f"its name fits several students: {', '.join(sorted(ids))}", "rename it and run again")
        return trouble(
            f"{item.owner} is not on the roster",
            "add the student to the roster and give it with --roster, or rename the file; then run again",
        )
    identity = None if item.layout else system_identity(item.owner)
    if identity is None and item.name.chapter is None and item.from_name:
        identity = _from_unclear(item.owner, students)
        if identity is None:
            return trouble(
                "its name does not tell the student",
                f"rename it to STUDENT_{item.chapter}.ipynb and run again",
            )
    student = students.id_for(identity or Identity(item.owner))
    if not student:
        return trouble("no student's id can be made of its name", "rename it and run again")
    return student


def _from_unclear(text, students) -> Identity | None:
    """The student in "STUDENT_anything": one who is known, else the text before the first "_"."""
    for at in [i for i, character in enumerate(text) if character == "_"][::-1]:  # the longest name first
        if known := students.named(text[:at]):
            return known
    before, separator, _after = text.partition("_")
    return Identity(before) if separator and before else None


def _behind(item, roster) -> str | None:
    """The student in "01-neuron_bob": the text behind the chapter's name, where it can be nothing else."""
    text = re.sub(r"[ _-]*(\(\d+\)|copy ?\d*)$", "", item.name.after, flags=re.I).strip(" _-.,")
    words = {word.casefold() for word in re.split(r"[\W\d_]+", text)}
    if roster:
        known = len(roster.find(text)) == 1
    else:
        known = re.fullmatch(r"[^\W\d_][^\W_]*(?:[ '.-][^\W_]+)*", text) and words.isdisjoint(NO_NAMES)
    if not known:
        return None
    item.look.append(f"the student {text} was read behind the chapter's name in {item.file.name}")
    return text


def _note_doubts(student, items, roster, students):
    """Note where the files of one student may be those of several, or one student may be another."""
    for item in items:
        if item.file.garbled:
            item.look.append(f"the name {item.file.where} is not UTF-8; the student's id was made of what can be read")
    numbers = {each.number for each in (system_identity(item.owner) for item in items) if each and each.number}
    if roster and len(numbers) > 1:
        text = f"files of {len(numbers)} users of one name ({', '.join(sorted(numbers))}) were taken for this student"
        for item in items:
            item.look.append(text)
    alike = students.alike(student) if not roster else []
    if alike:
        for item in items:
            item.look.append(f"perhaps the same student as {', '.join(alike)}")


def _newest(student, chapter, items, stamps, tree) -> Submission:
    """The newest of one student's files: by nbgrader's timestamp or the file's time, then by its number and name."""

    def when(item):
        stamp = _stamp(stamps.get(item.file.parts[:-1]))
        return _seconds(stamp) or item.file.time

    named = [item for item in items if item.name.chapter == chapter] or items  # not a scratch notebook beside it
    latest = max(when(item) for item in named)
    last = max(
        (item for item in named if latest - when(item) <= SAME_TIME),
        key=lambda item: (item.name.upload, item.file.name, item.file.parts),
    )
    notes = list(last.notes)
    others = [item.file.where for item in items if item is not last]
    if others:
        notes.append(f"{len(items)} files: graded the newest, {last.file.where}; left out {', '.join(others)}")
    stamp = _stamp(stamps.get(last.file.parts[:-1]))
    if stamp and _seconds(stamp) is None:
        notes.append(f"the time in {TIMESTAMP} cannot be read: {stamp[:40]!r}")
        stamp = None
    return Submission(student, chapter, last.file, stamp, tuple(notes), tuple(last.look), _beside(last, tree))


class _Tree:
    """Files, to be found by their folder."""

    def __init__(self, files):
        self._files = sorted(files, key=lambda file: file.parts)
        self._parts = [file.parts for file in self._files]

    def inside(self, folder):
        """The files in a folder and below it: they stand together."""
        for i in range(bisect_left(self._parts, folder), len(self._files)):
            if self._parts[i][: len(folder)] != folder:
                return
            yield self._files[i]


def _beside(item, tree):
    """The files in a notebook's folder, where the folder is the student's own; each with its place there."""
    if item.from_name:
        return ()
    folder = item.file.parts[:-1]
    attached = [(file.parts[len(folder) :], file) for file in tree.inside(folder)]
    return tuple(each for each in attached if each[0] != (TIMESTAMP,) and not _is_notebook(each[1]))


def _is_notebook(file):
    return file.name.lower().endswith(".ipynb")


def _stamp(file):
    try:
        return file.read()[:200].decode("utf-8", "replace").strip() if file else None
    except UnreadableFile:
        return None


def _seconds(stamp):
    if not stamp:
        return None
    from nbgrader.utils import parse_utc

    try:
        return float(calendar.timegm(parse_utc(stamp).timetuple()))
    except (ValueError, OverflowError, TypeError):
        return None


def _not_notebooks(files, found, chapters) -> list[Trouble]:
    """Files that are perhaps somebody's work, but no notebooks, and lie in no student's own folder."""
    own = {item.file.parts[:-1] for items in found.values() for item in items if not item.from_name}
    others = [file for file in files if not _is_notebook(file) and file.name != TIMESTAMP]
    return [
        Trouble(
            file.where,
            "it is not a notebook (.ipynb)",
            "ask for the notebook, or unpack it if it is an archive; a helper file belongs beside its notebook in a "
            "folder called after the student",
        )
        for file in others
        if own.isdisjoint(file.parts[:depth] for depth in range(len(file.parts)))
        and (Path(file.name).suffix.lower() in WORK or read_name(file.name, chapters).chapter)
    ]
