"""The list of the class, a CSV file. Without one, every student who hands something in is taken."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake.inner import is_no_name
from gradatim_autograder.grading.intake.list_columns import columns_of, number_of, split_name
from gradatim_autograder.grading.intake.names import letters, safe_id
from gradatim_autograder.grading.intake.systems.made import Identity
from gradatim_autograder.grading.store.atomic import Folder

MAX_BYTES = 20_000_000


MAX_TURNS = 6  # words of a name, each of which may be the first of the last name
SIGNED_IN = {"blackboard", "sakai", "gradescope"}  # whose names for students are ids


@dataclass(frozen=True)
class Entry:
    """One student of the roster. `id` is safe as a folder's name.

    Attributes
    ----------
    also
        What else the student is known by: other ids, the name in full.
    number
        The system's number of the student, and the system.
    groups
        The groups they are in.
    handed_in
        When, as Moodle's grading worksheet tells it of its one assignment.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    also: tuple[str, ...] = ()
    number: tuple[str, str] | None = None
    groups: tuple[str, ...] = ()
    handed_in: str = ""

    def aliases(self) -> set[str]:
        """What else a file's name may call this student by."""
        first, last, mail = self.first_name, self.last_name, self.email
        names = set(_turned(f"{first} {last}")) if first and last else set()
        return {letters(each) for each in (self.id, mail, mail.split("@")[0], *names, *self.also)} - {""}


def _turned(name):
    """A name of several words with each of them first: systems put the last name before the first."""
    words = name.split()
    return [" ".join([*words[i:], *words[:i]]) for i in range(min(len(words), MAX_TURNS))]


class Roster:
    """The students of a class."""

    def __init__(self, entries: list[Entry]):
        self.entries = {entry.id: entry for entry in entries}
        self._by_id: dict[str, set[str]] = {}
        self._by_alias: dict[str, set[str]] = {}
        self._by_number = {entry.number: entry.id for entry in entries if entry.number}
        self._by_group: dict[str, set[str]] = {}
        for entry in entries:
            self._by_id.setdefault(letters(entry.id), set()).add(entry.id)
            for alias in entry.aliases():
                self._by_alias.setdefault(alias, set()).add(entry.id)
            for group in entry.groups:
                self._by_group.setdefault(letters(group), set()).add(entry.id)

    def find(self, text: str) -> set[str]:
        """The ids that `text` (what a file's name says of the student) can mean. The whole text comes first."""
        return self._means(text) if len(self._means(text)) == 1 else self._all_of([text, *_words(text)])

    def has_number(self, who: Identity) -> bool:
        """Whether the list has a system's number of somebody."""
        return (who.system, who.number) in self._by_number

    def handed_in(self, who: Identity) -> str:
        """When the list says that it was handed in, "" where it does not say it of this assignment."""
        student = self._by_number.get((who.system, who.number)) if who.passing and who.number else None
        return self.entries[student].handed_in if student else ""

    def find_identity(self, who: Identity, by_number: bool = False) -> set[str]:
        """The ids that a system's own name and number can mean.

        Parameters
        ----------
        by_number
            The list has the system's numbers for this download: who has another number is somebody else of that name.
        """
        if who.number and (known := self._by_number.get((who.system, who.number))):
            return {known}
        if by_number and who.number:
            return set()
        named = self._means(who.name) or (self._means(who.called) if who.called else set())
        if who.number and not who.passing:  # perhaps the list's ids are the system's numbers
            numbered = self._by_id.get(letters(who.number), set())
            named = numbered & named or named | numbered
        if named or who.system in SIGNED_IN:
            return named
        return self._all_of(_words(who.name))

    def is_sure(self, who: Identity) -> bool:
        """Whether a system's own name as a whole names one student, or its number one of whom no name is known."""
        if self.is_named(who.name) or self.is_named(who.called) or len(self._means(who.name)) > 1:
            return True
        ids = self.find_identity(who)
        return bool(who.number) and len(ids) == 1 and not any(self.entries[each].last_name for each in ids)

    def members(self, group: str) -> set[str]:
        """The ids of a group's members."""
        return self._by_group.get(letters(group), set()) if letters(group) else set()

    def without_group(self) -> set[str]:
        """The ids of those who are in no group, where others are in one."""
        return {each.id for each in self.entries.values() if not each.groups} if self._by_group else set()

    def is_named(self, text: str) -> bool:
        """Whether `text` as a whole names one student."""
        return len(self._means(text)) == 1

    def unaccounted(self, text: str, student: str) -> list[str]:
        """The words of `text` that are neither this student's names nor such as stand in files' names."""
        entry = self.entries[student]
        own = entry.aliases() | {letters(entry.first_name), letters(entry.last_name)}
        own |= {letters(word) for word in _words(f"{entry.first_name} {entry.last_name}")}
        rest = [word for word in _words(text) if letters(word) not in own and re.search(r"[^\W\d]", word)]
        return [word for word in rest if not is_no_name(word)]

    def _means(self, text):
        if text in self.entries:
            return {text}
        key = letters(text)
        return self._by_id.get(key) or self._by_alias.get(key, set())

    def _all_of(self, texts):
        return {each for text in texts if text for each in self._means(text)}


def _words(text):
    return [word for word in re.split(r"[_\s]+", text) if word]


def read_roster(path: Path) -> Roster:
    """Read a CSV file: one's own, with the column `id` or `student_id`, else the first; or a system's."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CourseError(f"The roster {path} is too large for a list of students. Is it the right file?")
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(f"The roster {path} cannot be read ({error.strerror or error}).") from None
    rows = [row for row in _rows(_decoded(data), path) if any(row)]
    if not rows:
        raise CourseError(f"The roster {path} holds no students. It needs one student in each line.")
    columns, body = columns_of(rows)
    entries = [_entry(row, columns) for row in body if not columns.is_nobody(row)]
    entries = _told_apart([entry for entry in entries if entry.id])
    if not entries:
        place = (columns.id or 0) + 1
        raise CourseError(f"The roster {path} holds no student ids (looked at column {place}).")
    twice = {identifier for identifier, times in Counter(entry.id for entry in entries).items() if times > 1}
    if twice:
        raise CourseError(f"The roster {path} names a student twice: {', '.join(sorted(twice))}.")
    return Roster(entries)


def _rows(text, path):
    if "\0" in text:
        raise CourseError(f"The roster {path} is not a CSV file. Save it as CSV (UTF-8) and try again.")
    first = text.splitlines()[0] if text else ""
    delimiter = max(",;\t", key=first.count)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise CourseError(f"The roster {path} is not a readable CSV file ({error}).") from None


def _decoded(data):
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):  # Blackboard's
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what spreadsheets on Windows write


def _entry(row, columns):
    def cell(at):
        return columns.cell(row, at)

    first, last, full, mail = (cell(at) for at in (columns.first, columns.last, columns.full, columns.mail))
    if full and not (first and last):
        first, last = split_name(full)
    told = cell(columns.number)
    number = (columns.system, number_of(told)) if columns.number is not None and number_of(told) else None
    identifier = safe_id(cell(columns.id))
    if not identifier and (columns.first is not None or columns.full is not None):  # not everybody has one in Moodle
        identifier = safe_id(mail or full or f"{first} {last}")
    also = [cell(at) for at in columns.also] + ([full, *_turned(full)] if full else []) + [told]
    groups = [cell(columns.group), *re.split(r"[;,|]", cell(columns.group))]
    return Entry(
        identifier, first, last, mail, tuple(each for each in dict.fromkeys(also) if each), number,
        tuple(dict.fromkeys(each.strip() for each in groups if each.strip())), cell(columns.handed_in).strip(" -"),
    )  # fmt: skip


def _told_apart(entries):
    """Two of one name in a list that has no ids get Moodle's number to it."""
    times = Counter(entry.id for entry in entries)
    return [
        replace(entry, id=safe_id(f"{entry.id}_{entry.number[1]}"))
        if times[entry.id] > 1 and entry.number and entry.number[0] == "moodle" else entry
        for entry in entries
    ]  # fmt: skip


KEPT, COPY = "roster.csv", ("backup", "roster.csv")


def remember_roster(path: Path, grading: Path) -> None:
    """Keep a copy in the grading folder: later runs use it. And a second one: without it ids would be made of names."""
    folder, data = Folder(grading), path.read_bytes()
    if path.resolve() != folder.path(KEPT).resolve():
        folder.write(KEPT, data, durable=True)
    folder.write(COPY, data, durable=True)


def remembered_roster(grading: Path) -> Roster | None:
    """The roster that an earlier run was given, None where none was."""
    folder = Folder(grading)
    if not folder.has(KEPT):
        if not folder.has(COPY):
            return None
        raise CourseError(
            f"The roster {folder.path(KEPT)} is missing. Copy {folder.path(COPY)} there, or give the list with "
            "--roster; to go on without one, remove both."
        )
    try:
        return read_roster(folder.path(KEPT))
    except CourseError as error:
        todo = f"Copy {folder.path(COPY)} over it, or give" if folder.has(COPY) else "Give"
        raise CourseError(f"{error} {todo} the list once more with --roster.") from None
