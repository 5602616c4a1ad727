"""Canvas: the gradebook that it exports, with the people and one column.

    Student,ID,SIS User ID,SIS Login ID,Section,TITLE (ASSIGNMENTID)
        Points Possible,,,,,16

The number in ID alone says who it is (Canvas's lib/gradebook_importer.rb). A title that it does not know becomes a new
assignment. Rows and columns that are not there stay as they are.
"""

import re

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.export.marks import Given
from gradatim_autograder.grading.export.people import Line, People
from gradatim_autograder.grading.export.sheet import Sheet
from gradatim_autograder.grading.export.system import Place, System, column_called, number_in
from gradatim_autograder.grading.store.csv_file import harmless

_ABOUT = ("Student", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account", "Section")
_READ_ONLY = re.compile(r"(Current|Final|Unposted) .*|.*\b(Current|Final) (Score|Grade|Points)$", re.I)
POSSIBLE = "points possible"


def line(sheet: Sheet, row: list[str]) -> Line | None:
    name, number = sheet.cell(row, 0), sheet.cell(row, sheet.column("ID"))
    if not number or name.casefold() == "student, test" or name.casefold() == POSSIBLE:
        return None
    logins = [sheet.cell(row, sheet.column(each)) for each in ("SIS Login ID", "SIS User ID", "Integration ID")]
    last, _comma, first = name.partition(",")
    return Line((number,), tuple(logins), "", (name, f"{first} {last}"))


def place(sheet: Sheet, given: Given) -> Place:
    about = {each.casefold() for each in _ABOUT}

    def plain(title: str) -> str | None:
        if title.strip().casefold() in about or _READ_ONLY.fullmatch(title.strip()):
            return None
        return re.sub(r"\s*\(\d+\)$", "", title.strip())

    column = column_called(sheet, given, plain)
    possible = next((row for row in sheet.body if sheet.cell(row, 0).casefold() == POSSIBLE), [])
    return Place(column, number_in(sheet.cell(possible, column), r"^(\d+(?:[.,]\d+)?)$"))


def blank(given: Given, people: People) -> Sheet:
    known = people.numbered(given.points, "canvas")
    if not known:
        raise CourseError(
            "Canvas knows people by its own numbers, which stand in the names of what it gives out. This work came in "
            "otherwise: give the gradebook that Canvas exports with --template."
        )
    rows = [
        ["Student", "ID", "Section", harmless(given.called)],
        ["    Points Possible", "", "", f"{given.maximum:.10g}"],
    ]
    rows += [[harmless(people.name_of(who)), number, "", ""] for who, number in known]
    return Sheet(rows)


SYSTEM = System(
    "canvas", ("ID", "SIS Login ID"), line, place,
    "Canvas: Grades, Export, Export Entire Gradebook; back with Grades, Import.",
    keeps=lambda sheet: [i for each in _ABOUT if (i := sheet.column(each)) is not None],
    head=lambda sheet, row: sheet.cell(row, 0).casefold() == POSSIBLE,
    blank=blank,
)  # fmt: skip
