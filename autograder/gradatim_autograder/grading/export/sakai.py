"""Sakai: the grades.csv of its "Download All", filled in.

"01-neuron","Points"
""
"Display ID","ID","Last Name","First Name","grade"
"""

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.export.marks import Given
from gradatim_autograder.grading.export.people import Line
from gradatim_autograder.grading.export.sheet import Sheet
from gradatim_autograder.grading.export.system import Place, System
from gradatim_autograder.grading.shown import shown


def line(sheet: Sheet, row: list[str]) -> Line | None:
    ids = [sheet.cell(row, sheet.column(each)) for each in ("Display ID", "ID")]
    if not any(ids):
        return None
    first, last = (sheet.cell(row, sheet.column(each)) for each in ("First Name", "Last Name"))
    name = f"{first} {last}".strip()
    return Line((), tuple(each for each in ids if each), "", (name,) if name else ())


def place(sheet: Sheet, given: Given) -> Place:
    del given  # the file is of one assignment
    column = sheet.column("grade")
    if column is None:
        raise CourseError(
            f"{shown(sheet.name)} is not the grades.csv of Sakai: no column is called grade. It lies in the zip that "
            "Download All makes, with grade file (grades.csv) ticked."
        )
    return Place(column)


SYSTEM = System(
    "sakai", ("Display ID", "ID"), line, place,
    "Sakai: Assignments, Grade, Download All, with grade file (CSV); back with Upload All.",
)  # fmt: skip
