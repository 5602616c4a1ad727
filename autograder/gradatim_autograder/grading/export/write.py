"""`gradatim export`: from a grading folder to the files for a system, which lie in its folder export/."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.grading.batch.tables import AllMarks
from gradatim_autograder.grading.export import blackboard, brightspace, canvas, moodle, sakai
from gradatim_autograder.grading.export.fill import Filled, fill
from gradatim_autograder.grading.export.gradescope import results as gradescope_results
from gradatim_autograder.grading.export.marks import Given, given
from gradatim_autograder.grading.export.pages import place_of, zipped
from gradatim_autograder.grading.export.people import People
from gradatim_autograder.grading.export.sheet import MAX_BYTES, Sheet, parse_sheet, read_sheet
from gradatim_autograder.grading.export.system import System
from gradatim_autograder.grading.intake.numbers import read_numbers
from gradatim_autograder.grading.intake.students import Students
from gradatim_autograder.grading.shown import few, shown
from gradatim_autograder.grading.store.atomic import Folder
from gradatim_autograder.grading.store.results import Result, Results

TABLES: dict[str, System] = {each.SYSTEM.name: each.SYSTEM for each in (canvas, moodle, brightspace, blackboard, sakai)}
GRADESCOPE = "gradescope"
NAMES = (*TABLES, GRADESCOPE)
FOLDER = "export"


@dataclass
class Exported:
    """What came of an export.

    Attributes
    ----------
    files
        What was written.
    filled
        What is in the system's table, None for a system without one.
    pages
        How many feedback pages are in the zip.
    """

    given: Given
    files: list[Path] = field(default_factory=list)
    filled: Filled | None = None
    pages: int = 0

    @property
    def complete(self) -> bool:
        """Whether everybody who handed in has a mark in it."""
        left = self.filled and (self.filled.without_line or self.filled.unclear)
        return not (left or self.given.waiting or self.given.not_graded)


def export(course: Course, name: str, chapter: str | None = None, template: Path | None = None, title: str = "",
           scale: bool = False) -> Exported:  # fmt: skip
    """Write the marks of a chapter, and the feedback pages, for a system.

    Parameters
    ----------
    name
        The system, one of NAMES.
    chapter
        None where one chapter alone is graded.
    template
        The system's own file.
    title
        What the system calls the work, None for the column with the chapter's name in its title.
    scale
        As in `fill`.
    """
    folder = Folder(course.grading.resolve())
    known = Results(folder.root).all()[0]
    report = AllMarks.of(course)
    chapter = _chapter(chapter, sorted({each.chapter for each in known}), folder.root)
    own = {each.student: each for each in known if each.chapter == chapter}
    marks = given(report.rows(list(own.values())), chapter, title)
    if not marks.points:
        raise CourseError(
            f"Nobody's marks of {chapter} are complete: {len(marks.waiting)} wait for a person's points, "
            f"{len(marks.not_graded)} could not be graded."
        )
    done = Exported(marks)
    if name == GRADESCOPE:
        done.files += _gradescope(folder, marks, own)
    else:
        holders = Students(folder.root / "students.json").holders
        people = People(own, holders, report.roster, read_numbers(folder))
        done.filled = _table(folder, TABLES[name], template, marks, people, scale, done.files)
    _pages(folder, name, marks, own, done)
    return done


def _chapter(asked, graded, grading):
    if not graded:
        raise CourseError(f"Nothing is graded in {grading} yet. Run `gradatim grade` first.")
    if asked is None and len(graded) == 1:
        return graded[0]
    if asked in graded:
        return asked
    which = f"{asked} is not graded in {grading}" if asked else "Several chapters are graded"
    raise CourseError(f"{which}. Say which one with --chapter: {', '.join(graded)}.")


def _table(folder, system, template, marks, people, scale, files):
    if template is None and system.blank is None:
        raise CourseError(f"Give the system's own file with --template: it is filled in. {system.how_to}")
    name = f"{system.name}-{marks.chapter}"
    if template is None:
        filled = fill(system, system.blank(marks, people), marks, people, scale)
        files.append(_write(folder, f"{name}.csv", filled.sheet.dump()))
    elif zipfile.is_zipfile(template):
        filled, data = _in_zip(template, lambda sheet: fill(system, sheet, marks, people, scale), system)
        files.append(_write(folder, f"{name}.zip", data))
    else:
        filled = fill(system, read_sheet(template, *system.titles), marks, people, scale)
        files.append(_write(folder, f"{name}{template.suffix or '.csv'}", filled.sheet.dump()))
    return filled


def _in_zip(template, filled: Callable[[Sheet], Filled], system):
    """The table in a download, filled in, in a zip that holds nothing else of it."""
    with zipfile.ZipFile(template) as download:
        tables = [each for each in download.infolist() if PurePosixPath(each.filename).name.lower() == "grades.csv"]
        if len(tables) != 1 or tables[0].file_size > MAX_BYTES:
            raise CourseError(f"{template} holds no grades.csv, or several. {system.how_to}")
        (table,) = tables
        sheet = filled(parse_sheet(download.read(table), f"{template.name}/{table.filename}", *system.titles))
    return sheet, zipped([(table.filename, sheet.sheet.dump())])


def _gradescope(folder, marks, own):
    return [
        _write(
            folder,
            (GRADESCOPE, marks.chapter, student, "results.json"),
            json.dumps(gradescope_results(own[student].checks, points), ensure_ascii=False, indent=1).encode() + b"\n",
        )
        for student, points in sorted(marks.points.items())
    ]


def _pages(folder: Folder, system: str, marks: Given, own: dict[str, Result], done: Exported) -> None:
    """The pages of those whose marks go back: the others' would show what is not final."""
    pages = []
    for student in sorted(marks.points if done.filled is None else done.filled.done):
        place = ("feedback", student, marks.chapter, f"{marks.chapter}.html")
        if folder.has(place):
            pages.append((place_of(own[student]), folder.read(place)))
    done.pages = len(pages)
    if pages:
        done.files.append(_write(folder, f"{system}-{marks.chapter}-feedback.zip", zipped(pages)))


def _write(folder, parts, data):
    place = (FOLDER, *((parts,) if isinstance(parts, str) else parts))
    folder.write(place, data)
    return folder.path(place)


def in_words(done: Exported) -> list[str]:
    """What a person has to know of an export, a line each."""
    marks = done.given
    many = len(marks.points) if done.filled is None else len(done.filled.done)
    lines = [f"{many} marks of {marks.chapter} are ready to go back, and {done.pages} feedback pages:"]
    lines += [f"  {path}" for path in done.files if path.name != "results.json"]
    lines += [f"  {path}" for path in {path.parent.parent for path in done.files if path.name == "results.json"}]
    if marks.waiting:
        lines.append(f"Left out: {len(marks.waiting)} who wait for a person's points: {few(marks.waiting)}")
    if marks.not_graded:
        lines.append(f"Left out: {len(marks.not_graded)} whose work could not be graded: {few(marks.not_graded)}")
    if done.filled and done.filled.without_line:
        without = done.filled.without_line
        lines.append(f"Not in the system's list: {len(without)} who have a mark: {few(without)}")
    if done.filled and done.filled.unclear:
        lines += ["Not certain, and left as they were:", *[f"  {shown(each)}" for each in done.filled.unclear]]
    return lines
