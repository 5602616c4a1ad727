"""The list of the class, a CSV file. Without one, every student who hands something in is taken."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake.inner import is_no_name
from gradatim_autograder.grading.intake.names import letters, safe_id
from gradatim_autograder.grading.intake.systems import Identity
from gradatim_autograder.grading.store.atomic import Folder

ID_COLUMNS = ("id", "student_id", "student", "username", "login", "sis login id", "user id", "userid")
HEADER_WORDS = {*ID_COLUMNS, "name", "first_name", "last_name", "first name", "last name", "surname", "email"}
MAX_BYTES = 20_000_000


@dataclass(frozen=True)
class Entry:
    """One student of the roster. `id` is safe as a folder's name."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""

    def aliases(self) -> set[str]:
        """What else a file's name may call this student by."""
        first, last, mail = self.first_name, self.last_name, self.email
        names = {last + first, first + last} if first and last else set()
        return {letters(each) for each in (self.id, mail, mail.split("@")[0], *names)} - {""}


class Roster:
    """The students of a class."""

    def __init__(self, entries: list[Entry]):
        self.entries = {entry.id: entry for entry in entries}
        self._by_id: dict[str, set[str]] = {}
        self._by_alias: dict[str, set[str]] = {}
        for entry in entries:
            self._by_id.setdefault(letters(entry.id), set()).add(entry.id)
            for alias in entry.aliases():
                self._by_alias.setdefault(alias, set()).add(entry.id)

    def find(self, text: str) -> set[str]:
        """The ids that `text` (what a file's name says of the student) can mean. The whole text comes first."""
        return self._means(text) if len(self._means(text)) == 1 else self._all_of([text, *_words(text)])

    def find_identity(self, who: Identity) -> set[str]:
        """The ids that a system's own name and number can mean."""
        return self._all_of([who.name, who.number or "", *_words(who.name)])

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
    """Read a CSV file: the column `id` or `student_id`, else the first; optional first_name, last_name, email."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CourseError(f"The roster {path} is too large for a list of students. Is it the right file?")
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(f"The roster {path} cannot be read ({error.strerror or error}).") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # what spreadsheets on Windows write
    rows = [row for row in _rows(text, path) if any(row)]
    if not rows:
        raise CourseError(f"The roster {path} holds no students. It needs one student in each line.")
    header = [cell.casefold() for cell in rows[0]]
    if HEADER_WORDS.isdisjoint(header):
        header, body = [""] * len(rows[0]), rows
    else:
        body = rows[1:]
    column = next((header.index(name) for name in ID_COLUMNS if name in header), 0)
    entries = [_entry(row, header, column) for row in body]
    entries = [entry for entry in entries if entry.id]
    if not entries:
        raise CourseError(f"The roster {path} holds no student ids (looked at column {column + 1}).")
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


def _entry(row, header, column):
    def cell(*names):
        return next((row[i] for i, name in enumerate(header) if name in names and i < len(row)), "")

    identifier = safe_id(row[column]) if column < len(row) else ""
    return Entry(identifier, cell("first_name", "first name"), cell("last_name", "last name", "surname"), cell("email"))


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
