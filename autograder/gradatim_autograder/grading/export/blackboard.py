"""Blackboard: its own download, with the people and one column, whose title carries the column's number.

    "Last Name","First Name","Username","Student ID","01-neuron [Total Pts: 16 Score] |12345"

It is called a spreadsheet, and is tabs in UTF-16.
"""

import re

from gradatim_autograder.grading.export.marks import Given
from gradatim_autograder.grading.export.people import Line
from gradatim_autograder.grading.export.sheet import Sheet
from gradatim_autograder.grading.export.system import Place, System, column_called, number_in

_ABOUT = ("Last Name", "First Name", "Username", "Student ID")
_COLUMN = re.compile(r"(.*?)\s*\[Total Pts:.*\]\s*\|\s*\d+$", re.I)


def line(sheet: Sheet, row: list[str]) -> Line | None:
    ids = [sheet.cell(row, sheet.column(each)) for each in ("Username", "Student ID")]
    if not any(ids):
        return None
    first, last = (sheet.cell(row, sheet.column(each)) for each in ("First Name", "Last Name"))
    name = f"{first} {last}".strip()
    return Line((), tuple(each for each in ids if each), "", (name,) if name else ())


def place(sheet: Sheet, given: Given) -> Place:
    def plain(title: str) -> str | None:
        match = _COLUMN.fullmatch(title.strip())
        return match[1] if match else None

    column = column_called(sheet, given, plain)
    return Place(column, number_in(sheet.header[column], r"Total Pts:\s*(?:up to\s*)?(\d+(?:[.,]\d+)?)"))


SYSTEM = System(
    "blackboard", ("Username", "Student ID"), line, place,
    "Blackboard: Grade Center, Work Offline, Download (or Gradebook, Download Grades); back with Upload.",
    keeps=lambda sheet: [i for each in _ABOUT if (i := sheet.column(each)) is not None],
)  # fmt: skip
