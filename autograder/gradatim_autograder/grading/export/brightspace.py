"""Brightspace: the grades that it exports, with the people and one item.

OrgDefinedId,Username,Last Name,First Name,Email,ITEM Points Grade <Numeric MaxPoints:16>,End-of-Line Indicator
#1001,#ada,Lovelace,Ada,ada@example.org,,#
"""

import re

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.export.marks import Given
from gradatim_autograder.grading.export.people import Line, People
from gradatim_autograder.grading.export.sheet import Sheet
from gradatim_autograder.grading.export.system import Place, System, column_called, number_in
from gradatim_autograder.grading.store.csv_file import harmless

_ABOUT = ("OrgDefinedId", "Username", "Last Name", "First Name", "Email")
_END = "End-of-Line Indicator"
_ITEM = re.compile(r"(.*?) Points Grade(?:\s*<.*>)?$", re.I)


def line(sheet: Sheet, row: list[str]) -> Line | None:
    ids = [sheet.cell(row, sheet.column(each)).lstrip("#") for each in ("Username", "OrgDefinedId")]
    if not any(ids):
        return None
    first, last = (sheet.cell(row, sheet.column(each)) for each in ("First Name", "Last Name"))
    name = f"{first} {last}".strip()
    return Line(
        (), tuple(each for each in ids if each), sheet.cell(row, sheet.column("Email")), (name,) if name else ()
    )


def place(sheet: Sheet, given: Given) -> Place:
    def plain(title: str) -> str | None:
        match = _ITEM.fullmatch(title.strip())
        return match[1] if match else None

    column = column_called(sheet, given, plain)
    return Place(column, number_in(sheet.header[column], r"MaxPoints:\s*(\d+(?:[.,]\d+)?)"))


def blank(given: Given, people: People) -> Sheet:
    listed = sorted(people.listed & given.points.keys())
    if not listed:
        raise CourseError(
            "Brightspace knows people by their user names, which a list of the class says. Give the file that Grades, "
            "Enter Grades, Export makes with --template, or grade with --roster."
        )
    rows = [["Username", f"{harmless(given.called)} Points Grade", _END]]
    return Sheet(rows + [[f"#{who}", "", "#"] for who in listed])


SYSTEM = System(
    "brightspace", ("OrgDefinedId", "Username"), line, place,
    "Brightspace: Grades, Enter Grades, Export (key: both, points grade); back with Import.",
    keeps=lambda sheet: [i for each in (*_ABOUT, _END) if (i := sheet.column(each)) is not None],
    blank=blank,
)  # fmt: skip
