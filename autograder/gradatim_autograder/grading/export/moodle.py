"""Moodle: the assignment's own grading worksheet, with the grades filled in and nothing else changed.

    Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),…

Headers and words are in the site's language. So the identifier is known by its number ("Participant 1234567",
"Teilnehmer/in1234567"), and the grade by the column of one number that follows it, the maximum
(mod/assign/feedback/offline/importgradeslib.php).
"""

import re

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.export.marks import Given
from gradatim_autograder.grading.export.people import Line
from gradatim_autograder.grading.export.sheet import Sheet
from gradatim_autograder.grading.export.system import Place, System, number_in
from gradatim_autograder.grading.shown import shown

_IDENTIFIER = re.compile(r"[^\d]*?(\d+)")
_NUMBER = r"^(\d+(?:[.,]\d+)?)$"


def line(sheet: Sheet, row: list[str]) -> Line | None:
    match = _IDENTIFIER.fullmatch(sheet.cell(row, 0))
    if match is None:
        return None
    first, last = _maximum(sheet), len(row)
    texts = [sheet.cell(row, index) for index in range(1, min(first - 1 if first else last, last))]
    email = next((text for text in texts if re.fullmatch(r"\S+@\S+", text)), "")
    logins = [text for text in texts[1:] if re.fullmatch(r"[\w.-]+", text)]  # the ID number, where the site shows it
    return Line((match[1],), tuple(logins), email, tuple(texts[:1]) if texts and texts[0] != email else ())


def place(sheet: Sheet, given: Given) -> Place:
    del given  # the worksheet is of one assignment
    column = _maximum(sheet)
    if column is None:
        raise CourseError(
            f"{shown(sheet.name)} is not a grading worksheet of Moodle: there is no column of the maximum grade in it. "
            "Allow the offline grading worksheet in the assignment's settings and download it there."
        )
    text = next(sheet.cell(row, column) for row in sheet.body if sheet.cell(row, column))
    return Place(column - 1, number_in(text, _NUMBER), "," if "," in text else ".")


def _maximum(sheet: Sheet) -> int | None:
    """The index of the maximum grade: the first column of one number, behind one that may hold grades."""
    rows = [row for row in sheet.body if any(row)]
    for column in range(2, len(sheet.header)):
        texts = {sheet.cell(row, column) for row in rows}
        before = {sheet.cell(row, column - 1) for row in rows} - {"", "-"}
        if len(texts) == 1 and all(number_in(text, _NUMBER) is not None for text in (*texts, *before)):
            return column
    return None


SYSTEM = System(
    "moodle", ("Identifier",), line, place,
    "Moodle: the assignment, View all submissions, Download grading worksheet; back with Upload grading worksheet.",
)  # fmt: skip
