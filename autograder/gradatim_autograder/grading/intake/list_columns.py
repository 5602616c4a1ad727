"""Which columns of a list of the class mean what: by the words of its header, in several languages, else by what
stands in them.

Moodle's participants    First name, Last name, ID number, Email address; headers in the site's language
Moodle's worksheet       Identifier ("Participant 1234567"), Full name, Email address, …; the same
Canvas's gradebook       Student ("Muster, Ada"), ID, SIS User ID, SIS Login ID, Section, …
Brightspace              OrgDefinedId, Username ("#amuster"), Last Name, First Name, Email, …
Blackboard               Last Name, First Name, Username, Student ID, …
one's own                id or student_id, else the first column; first_name, last_name, email, group
"""

import re
from dataclasses import dataclass, field

from gradatim_autograder.grading.intake.list_words import (
    FIRST,
    FULL,
    GROUP,
    ID,
    IDENTIFIER,
    LAST,
    MAIL,
    MORE_ID,
    is_header,
)

_NUMBERED = re.compile(r"(?P<word>[^\W\d_][^\d@]{3,60}|[^\W\d_][^\d@]{0,60}\s)(?P<number>\d{1,19})")
WORKSHEET = 6  # columns that Moodle's has at least
HANDED_IN = "last modified (submission)"  # in English alone: in other languages the dates are not read either
_TEST = "student, test"  # Canvas's own student


@dataclass
class Columns:
    """The places of the columns, None where there are none.

    `also` are more ids, `number` is the one whose last digits are a system's number of the student, `system` that one.
    """

    header: list[str]
    id: int | None = None
    first: int | None = None
    last: int | None = None
    full: int | None = None
    mail: int | None = None
    group: int | None = None
    number: int | None = None
    system: str = ""
    handed_in: int | None = None
    also: list[int] = field(default_factory=list)

    def cell(self, row: list[str], at: int | None) -> str:
        """What stands in a column, without the "#" that Brightspace puts before it."""
        text = row[at] if at is not None and at < len(row) else ""
        return text[1:] if text.startswith("#") and self.system == "brightspace" else text

    def is_nobody(self, row: list[str]) -> bool:
        """Whether a row of Canvas's is no student: the points, a remark, the student for tries."""
        if self.system != "canvas":
            return False
        return not self.cell(row, self.id) or self.cell(row, self.full).casefold() == _TEST


def columns_of(rows: list[list[str]]) -> tuple[Columns, list[list[str]]]:
    """What the columns mean, and the rows of students."""
    header = [re.sub(r"\s+", " ", cell.strip().strip('"')).casefold() for cell in rows[0]]
    guessed = _by_contents(rows)
    if not is_header(header) and not guessed:
        return Columns([""] * len(header), id=0), rows
    found = _by_words(header, rows[1:])
    if found.id is None or (found.id == 0 and not found.system and len(header) >= WORKSHEET):
        if guessed and guessed.number is not None:
            found.id = None if found.id == 0 else found.id
        if guessed and (found.id is None or guessed.number is not None):
            _complete(found, guessed)
    if found.id is None:
        named = found.first is not None and found.last is not None
        found.id = found.mail if (named or found.number is not None) and found.mail is not None else 0
        if found.id == 0 and found.number == 0 and found.full is not None:
            found.id = found.full
    return found, rows[1:]


def _complete(found, guessed):
    taken = [value for value in vars(found).values() if type(value) is int]
    for name, value in vars(guessed).items():
        if getattr(found, name) in (None, "", []) and not (type(value) is int and value in taken):
            setattr(found, name, value)


def _by_words(header, body):
    def at(names):
        return next((header.index(name) for name in names if name in header), None)

    found = Columns(header, first=at(FIRST), last=at(LAST), full=at(FULL), mail=at(MAIL), group=at(GROUP))
    sis = any(name.startswith("sis ") or name == "section" for name in header)
    if {"student", "id"} <= set(header) and (sis or any(re.search(r" \(\d+\)$", name) for name in header)):
        found.system, found.id, found.number, found.full = (
            "canvas",
            header.index("id"),
            header.index("id"),
            at(["student"]),
        )
    elif "canvas_user_id" in header:  # its list of groups
        found.system, found.number = "canvas", header.index("canvas_user_id")
    elif "orgdefinedid" in header:
        found.system = "brightspace"
    identifier = at(IDENTIFIER)
    if identifier is not None and any(_NUMBERED.fullmatch(row[identifier]) for row in body if identifier < len(row)):
        found.system, found.number, found.handed_in = "moodle", identifier, at([HANDED_IN])
    if found.id is None:
        found.id = at([*ID, *MORE_ID])
    found.also = [i for i, name in enumerate(header) if name in (*ID, *MORE_ID) and i not in (found.id, found.full)]
    return found


def _by_contents(rows) -> Columns | None:
    """A list of Moodle's in whatever language: by the addresses and the numbered identifiers in it."""
    header, body = rows[0], rows[1:]
    if not body or any("@" in cell for cell in header):
        return None
    width = len(header)
    columns = [[row[i] if i < len(row) else "" for row in body] for i in range(width)]
    mail = next((i for i, cells in enumerate(columns) if _most(cells, lambda cell: "@" in cell)), None)
    found = Columns([cell.casefold() for cell in header], mail=mail)
    words = {match["word"] if match else None for match in map(_NUMBERED.fullmatch, columns[0])}
    if width > 1 and len(words) == 1 and None not in words and len(set(columns[0])) == len(body) and (
        not _NUMBERED.fullmatch(header[0])
    ) and (width >= WORKSHEET or mail is not None):  # fmt: skip
        found.system, found.number = "moodle", 0
        if mail is not None and mail > 1:
            found.full = 1
            found.id = _unique(columns, range(2, mail))
        return found
    if mail is None or mail == 0:
        return None
    if mail == 1:
        found.full = 0
    else:
        found.first, found.last = 0, 1
        found.id = _unique(columns, range(2, mail))
    return found


def _most(cells, condition):
    return 2 * sum(map(condition, cells)) > len(cells)


def _unique(columns, places):
    """The first of the columns that tells students apart."""
    for i in places:
        given = [cell for cell in columns[i] if cell]
        if given and len(set(given)) == len(given) and 2 * len(given) > len(columns[i]):
            return i
    return None


def number_of(text: str) -> str:
    """The number at the end of "Participant 1234567", "" where there is none."""
    match = re.search(r"\d{1,19}$", text)
    return match[0] if match else ""


def split_name(full: str) -> tuple[str, str]:
    """The first and the last name in "Muster, Ada" or "Ada Muster"."""
    last, comma, first = full.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _blank, last = full.strip().rpartition(" ")
    return (first.strip(), last) if first else (last, "")
