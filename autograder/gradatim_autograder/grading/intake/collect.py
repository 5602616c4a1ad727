"""One submission for each student and chapter, from whatever folder or zip the instructor was given."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from itertools import islice
from pathlib import Path

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake.attachments import TIMESTAMP, select
from gradatim_autograder.grading.intake.batch_names import Batch
from gradatim_autograder.grading.intake.companions import Companions
from gradatim_autograder.grading.intake.copies import Copies
from gradatim_autograder.grading.intake.doubts import note_doubts
from gradatim_autograder.grading.intake.given import Offered, UnreadableFile, offered
from gradatim_autograder.grading.intake.hand_in import HandIns
from gradatim_autograder.grading.intake.place import Placed, below_submitted, place, student_of
from gradatim_autograder.grading.intake.roster import Roster
from gradatim_autograder.grading.intake.students import Students
from gradatim_autograder.grading.intake.systems import gradescope
from gradatim_autograder.grading.intake.systems.made import Identity
from gradatim_autograder.grading.intake.whose import Whose
from gradatim_autograder.grading.shown import few, shown
from gradatim_autograder.grading.submission.mending.load import NotANotebook
from gradatim_autograder.grading.submission.mending.read import grade_ids

SAME_TIME = 60.0  # seconds; unpacking and copying give files nearly equal times that mean nothing
MAX_UNCLEAR, UNCLEAR_BYTES = 60, 200_000_000  # of one person's notebooks whose chapter has to be looked for in them
MAX_TRIED = 5  # notebooks of one person and chapter that cannot be read
MAX_IDS = 20_000  # in one notebook
MAX_TOLD = 20  # troubles in one folder
MAX_READ = 5_000_000  # bytes in which it is looked for what is wrong with a notebook that holds no exercise
_GRADE_ID = re.compile(rb'"grade_id"\s*:\s*"([^"\\]{1,200})"')

__all__ = ["TIMESTAMP", "Intake", "Submission", "Trouble", "collect"]


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

    Attributes
    ----------
    look
        What a person should look at.
    notes
        What else is worth knowing.
    attachments
        The files beside the notebook, each with its place there.
    over
        The folder around it that was taken for nobody's (`Placed.over`).
    """

    student: str
    chapter: str
    file: Offered
    timestamp: str | None = None
    notes: tuple[str, ...] = ()
    look: tuple[str, ...] = ()
    attachments: tuple[tuple[tuple[str, ...], Offered], ...] = ()
    over: str = ""


@dataclass
class Intake:
    """All submissions in the order of students and chapters, the files that cannot be used, and what systems say of the
    students by id.
    """

    submissions: list[Submission] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    identities: list[tuple[str, Identity]] = field(default_factory=list)


def collect(given: Path, ids_of: dict[str, set[str]], roster: Roster | None, students: Students,
            copies: Path, local: tzinfo | None = None) -> Intake:  # fmt: skip
    """Find the submissions in `given`, and copy them.

    Parameters
    ----------
    ids_of
        For each chapter the ids of its exercises: they tell a renamed notebook's chapter.
    roster
        Who may be graded, or None for everybody.
    students
        The ids given so far, for students on no roster.
    copies
        The folder for the copies: what a submission reads is read from there.
    local
        The zone of times that are told without one, None for that of this computer.
    """
    return _Collection(ids_of, roster, students, Copies(copies), local).of(given)


class _Collection:
    """One run of the intake."""

    def __init__(self, ids_of, roster, students, copies, local):
        self._ids_of, self._chapters = ids_of, list(ids_of)
        self._whose, self._local = Whose(roster, students), local
        self._copies, self._grading = copies, students.path.parent
        self._intake = Intake()
        self._told: set[tuple[str, ...]] = set()  # what is said to be left out beside a notebook

    def of(self, given) -> Intake:
        everything = offered(given, self._grading)
        files, outside, is_course = below_submitted(everything, self._whose.is_known)
        notebooks = [file for file in files if file.is_notebook]
        told, unread = ({}, []) if is_course else gradescope.told_by(files)
        batch = Batch(files, self._chapters, self._whose.is_known, is_course, told, self._whose.is_group)
        placed = place(notebooks, batch)
        self._whose.look_at(placed)
        found = self._by_student(placed)
        note_doubts(found, placed, self._whose)
        self._intake.identities = [
            (who, item.identity) for (who, _), items in found.items() for item in items if item.identity
        ]
        companions = Companions(placed, batch, files)
        self._submissions(found, _Tree(files), companions, HandIns(files, self._whose.roster, self._local))
        self._intake.troubles += [_beside_submitted(file) for file in outside]
        self._intake.troubles += [
            Trouble(file.where, f"it does not say whose the folders are: {reason}", "download the export again")
            for file, reason in unread
        ]
        self._intake.troubles += self._others(files, companions)
        self._intake.troubles = _bounded(self._intake.troubles)
        if not notebooks:
            others = f" It holds {len(files)} other files." if files else ""
            if any(file.name.lower().endswith((".zip", ".7z", ".rar", ".tar", ".gz")) for file in files):
                others += " Some of them are archives: unpack them first."
            others += "".join([f" {file.where}: {file.refused}." for file in files if file.refused][:3])
            raise CourseError(
                f"No notebooks (.ipynb) were found in {shown(str(given))}.{others} Give the folder that holds "
                "submitted/STUDENT/CHAPTER/CHAPTER.ipynb, or files called STUDENT_CHAPTER.ipynb."
            )
        return self._intake

    def _by_student(self, placed):
        """The notebooks by student and chapter. Of the others it is said why they have none."""
        found: dict[tuple[str, str], list[Placed]] = {}
        unclear: dict[tuple, tuple[int, int]] = {}  # how many, and how many bytes, of each source
        # Clear names first: they tell how to read the unclear ones.
        for item in sorted(placed, key=lambda each: each.chapter is None):
            trouble = None
            if item.chapter is None:
                number, size = unclear.get(item.source, (0, 0))
                trouble = self._complete(item, number < MAX_UNCLEAR and size < UNCLEAR_BYTES)
                unclear[item.source] = number + 1, size + item.file.size
            elif item.layout and item.name.chapter is None and not item.file.refused:
                item.notes.append(f"renamed: {shown(item.file.name)}")
            whose = trouble or self._whose.of(item)
            if isinstance(whose, tuple):
                trouble = _trouble(item, *whose)
            elif item.file.refused and not trouble:
                students = ", ".join(student for student, _item in whose)
                trouble = Trouble(item.file.where, item.file.refused, "", students, item.chapter or "")
            if trouble:
                self._intake.troubles.append(trouble)
                continue
            for student, own in whose:
                found.setdefault((student, own.chapter), []).append(own)
        return found

    def _complete(self, item, may_be_read) -> Trouble | None:
        """Find the chapter in the notebook itself where its name does not tell."""
        if item.file.refused:
            return _trouble(item, item.file.refused, "")
        if not may_be_read:
            reason = f"its name names no chapter, and so do the names of {MAX_UNCLEAR} or of large ones beside it"
            return _trouble(item, reason, "ask for one notebook, called after the chapter")
        try:
            data = item.file.read()
            inside = {each[1].decode("utf-8", "replace") for each in islice(_GRADE_ID.finditer(data), MAX_IDS)}
            common = {chapter: len(inside & ids) for chapter, ids in self._ids_of.items()}
            best = max(common, key=common.__getitem__)
            if not common[best] and len(data) <= MAX_READ:
                grade_ids(data)  # only to say what is wrong with it
        except (UnreadableFile, NotANotebook) as error:
            reason = f"the name names no chapter, and {error}"
            return _trouble(item, reason, "ask for it again, called after the chapter")
        if not common[best]:
            return _trouble(
                item,
                "neither its name nor its exercises belong to a chapter of this course",
                "rename it to STUDENT_CHAPTER.ipynb if it does",
            )
        item.chapter = best
        item.notes.append(f"renamed: {shown(item.file.name)} holds the exercises of {best}")
        return None

    def _submissions(self, found, tree, companions, hand_ins):
        """Copy what is graded: small notebooks first, so that large ones use up no room of theirs."""
        made = []
        for key, items in sorted(found.items(), key=lambda each: min(item.file.size for item in each[1])):
            submission = self._newest(*key, items, hand_ins)
            if submission:
                made.append(submission)
        for submission, item in sorted(made, key=lambda each: (each[0].student, each[0].chapter)):
            beside = companions.of(item) if item.from_name else _beside(item, tree)
            self._told |= {file.parts for _place, file in beside if file.refused}
            kept, left_out = select(beside, self._copies)
            self._intake.submissions.append(
                replace(submission, attachments=tuple(kept), look=(*submission.look, *left_out))
            )

    def _newest(self, student, chapter, items, hand_ins):
        """The newest of one student's files that can be read: by the time of hand-in that is told, else the file's,
        then by its number and name.
        """
        told = {id(item): hand_ins.of(item) for item in items}

        def when(item):
            return told[id(item)].seconds or item.file.time

        left, unread = list(items), []
        while left and len(unread) < MAX_TRIED:
            newest = max(item.made.version if item.made else 0 for item in left)
            versions = [item for item in left if (item.made.version if item.made else 0) == newest]
            named = [
                item for item in versions if item.name.chapter == chapter
            ] or versions  # no scratch notebook beside it
            latest = max(when(item) for item in named)
            last = max(
                (item for item in named if latest - when(item) <= SAME_TIME),
                key=lambda item: (_serial(item), item.name.upload, item.file.name, item.file.parts),
            )
            try:
                file = self._copies.take(last.file)
                break
            except UnreadableFile as error:
                reason = str(error)
            self._intake.troubles.append(
                Trouble(last.file.where, reason, "" if ": " in reason else "ask for it again", student, chapter),
            )
            left.remove(last)
            unread.append(last.file.where)
        else:
            return None
        notes, look = list(last.notes), list(last.look)
        if unread:
            look.append(f"an older file was graded, {file.where}, for {unread[0]} cannot be read")
        others = [item.file.where for item in left if item is not last]
        if others:
            notes.append(f"{len(items)} files: graded the newest, {file.where}; left out {few(others)}")
        about = told[id(last)]
        notes, look = (*notes, *about.notes), (*look, *about.look)
        return Submission(student, chapter, file, about.stamp, notes, look, over=last.over), last

    def _others(self, files, companions) -> list[Trouble]:
        """Files that are perhaps somebody's work, but no notebooks, and lie in no student's own folder."""
        troubles = []
        for file in files:
            if file.is_notebook:
                continue
            if file.refused:
                if file.parts not in self._told:
                    troubles.append(Trouble(file.where, file.refused, ""))
            elif companions.is_work(file):
                todo = (
                    "ask for the notebook, or unpack it if it is an archive; a helper file belongs beside its notebook "
                    "in a folder called after the student"
                )
                troubles.append(Trouble(file.where, "it is not a notebook (.ipynb)", todo))
        said = {each.where for each in troubles}
        return troubles + [
            Trouble(where, reason, "ask for the notebook")
            for where, reason in companions.without_notebooks(files, said)
        ]


def _serial(item):
    return item.made.serial if item.made else 0


def _trouble(item, reason, todo):
    return Trouble(item.file.where, reason, todo, student_of(item), item.chapter or "")


def _beside_submitted(file):
    todo = "move it to submitted/STUDENT/CHAPTER, or give the folder that holds it"
    return Trouble(file.where, "it lies beside the folder submitted, which alone is graded", todo)


def _bounded(troubles):
    """Of many troubles in one folder, the first: nobody reads a thousand lines about one upload."""
    by_folder: dict[str, list[Trouble]] = {}
    for each in troubles:
        folder, between, _name = each.where.rpartition("/")
        whose = each.student or (folder.split("/")[0] if between else each.where)
        by_folder.setdefault(whose, []).append(each)
    kept = []
    for some in by_folder.values():
        kept += some[:MAX_TOLD]
        if len(some) > MAX_TOLD:
            last = some[MAX_TOLD]
            kept.append(replace(last, reason=f"{last.reason} ({len(some) - MAX_TOLD} more files like these)"))
    return kept


class _Tree:
    """Files, to be found by their folder."""

    def __init__(self, files):
        self.files = sorted(files, key=lambda file: file.parts)
        self._parts = [file.parts for file in self.files]

    def inside(self, folder):
        """The files in a folder and below it: they stand together."""
        for i in range(bisect_left(self._parts, folder), len(self.files)):
            if self._parts[i][: len(folder)] != folder:
                return
            if len(self._parts[i]) > len(folder):  # in a zip a file can be called as the folder is
                yield self.files[i]


def _beside(item, tree):
    """The files in a notebook's folder, where the folder is the student's own; each with its place there."""
    folder = item.file.parts[:-1]
    attached = [(file.parts[len(folder) :], file) for file in tree.inside(folder)]
    return [each for each in attached if each[0] != (TIMESTAMP,) and not each[1].is_notebook]
