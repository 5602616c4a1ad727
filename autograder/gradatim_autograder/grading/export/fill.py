"""Fills in a system's table with the marks of a chapter."""

from dataclasses import dataclass, field

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.export.marks import Given
from gradatim_autograder.grading.export.people import People, match
from gradatim_autograder.grading.export.sheet import Sheet
from gradatim_autograder.grading.export.system import System
from gradatim_autograder.grading.shown import shown


@dataclass(frozen=True)
class Filled:
    """A table with marks.

    Attributes
    ----------
    done
        The students whose marks are in it.
    without_line
        The students who have a mark and no line in the table.
    unclear
        Lines and students that could not be told apart, in words; they are left as they were.
    """

    sheet: Sheet
    done: list[str]
    without_line: list[str]
    unclear: list[str] = field(default_factory=list)


def fill(system: System, sheet: Sheet, given: Given, people: People, scale: bool = False) -> Filled:
    """The table with the marks.

    Parameters
    ----------
    sheet
        As the system gave it out, or `system.blank`; it is changed.
    scale
        Bring the points to the maximum of the system's column, where that is another.

    Raises
    ------
    CourseError
        There is no place for the marks, nobody in the table is known, or the maximum is another.
    """
    place = system.place(sheet, given)
    factor = _factor(place.maximum, given, scale, sheet.name)
    lines = {
        index: line for index, row in enumerate(sheet.rows) if index > sheet.top and (line := system.line(sheet, row))
    }
    labels = {index: shown(next((each for each in (*line.names, *line.logins, *line.numbers) if each), ""), 60)
              for index, line in lines.items()}  # fmt: skip
    matched = match(lines, people, labels)
    if not matched.student_of:
        raise CourseError(
            f"Nobody in {shown(sheet.name)} is a student of this grading folder. Is it the list of this class? Its "
            f"lines begin with {', '.join(list(labels.values())[:3]) or 'nothing that names a person'}."
        )
    done = {}
    for index, student in matched.student_of.items():
        if student in given.points:
            text = f"{round(given.points[student] * factor, 4):.10g}".replace(".", place.point)
            sheet.put(sheet.rows[index], place.column, text)
            done[student] = index
    if system.keeps is not None:
        _cut(sheet, {*done.values(), *_heads(system, sheet)}, [*system.keeps(sheet), place.column])
    missing = sorted(given.points.keys() - set(matched.student_of.values()))
    told = " ".join(matched.unclear)
    return Filled(sheet, sorted(done), [each for each in missing if each not in told.split()], matched.unclear)


def _heads(system, sheet):
    return [i for i, row in enumerate(sheet.rows) if i > sheet.top and system.head(sheet, row)]


def _cut(sheet, rows, columns):
    """Leave the rows and columns given; whatever else the system has stays there as it is."""
    columns = sorted(columns)
    kept = [row for index, row in enumerate(sheet.rows) if index <= sheet.top or index in rows]
    sheet.rows[:] = [[row[i] if i < len(row) else "" for i in columns] for row in kept]


def _factor(maximum, given, scale, name):
    if maximum is None or not given.maximum or abs(maximum - given.maximum) < 1e-9:
        return 1.0
    if scale:
        return maximum / given.maximum
    raise CourseError(
        f"{given.chapter} has {given.maximum:.10g} points, and the column in {shown(name)} has {maximum:.10g}. Change "
        "it in the system, or say --scale to bring the marks to its maximum."
    )
