"""`gradatim report`: from a grading folder to a page and its figures, which lie in its folder report/."""

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.grading.gradebook.complete import words
from gradatim_autograder.grading.report.csv_files import PAIRS, csv_files
from gradatim_autograder.grading.report.figures import Figures, figures
from gradatim_autograder.grading.report.gather import gather
from gradatim_autograder.grading.report.page import page
from gradatim_autograder.grading.report.sources import Sources
from gradatim_autograder.grading.store.atomic import Folder
from gradatim_autograder.grading.store.faults import in_words
from gradatim_autograder.grading.store.results import Results

FOLDER, PAGE = "report", "report.html"
MARKS = "marks.csv"  # the grader's own, from which one sees whether anything has changed


def write_report(
    course: Course, similarity: bool = False, step: Callable[[str], object] = lambda _what: None
) -> tuple[Path, Figures]:
    """Write the report; gives the page's place, and what is on it.

    Parameters
    ----------
    similarity
        Look for pairs of students whose work is alike.
    step
        Told what comes next: a chapter, "similarity" after each exercise, "the page".

    Raises
    ------
    CourseError
        Nothing is graded yet, or something cannot be read or written.
    """
    grading = course.grading.resolve()
    try:
        return _write(course, similarity, step)
    except OSError as error:
        raise CourseError(in_words(error, grading)) from None
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise CourseError(words(error, grading)) from None


def _write(course, similarity, step):
    gathered = gather(course)
    made = figures(gathered, similarity, step)
    step("the page")
    text = page(made, Sources(gathered.folder), _seal(gathered.folder))
    tables = csv_files(made)
    for name, data in tables.items():
        gathered.folder.write((FOLDER, name), data)
    if PAIRS not in tables:  # those of an earlier report are of another class
        gathered.folder.remove((FOLDER, PAIRS))
    gathered.folder.write((FOLDER, PAGE), text)
    return gathered.folder.path((FOLDER, PAGE)), made


def write_if_changed(course: Course, again: bool) -> Path | None:
    """Write the report unless it is of these very marks; its place, None where there is nothing to report of.

    `again` where something was graded since: then it is written in any case.
    """
    folder = Folder(course.grading.resolve())
    if not Results(folder.root).all()[0]:
        return None
    if not again and folder.has((FOLDER, PAGE)):
        seal = _seal(folder)
        if seal and f'content="{seal}"'.encode() in folder.read((FOLDER, PAGE))[:2000]:
            return folder.path((FOLDER, PAGE))
    return write_report(course)[0]


def _seal(folder):
    """A digest of the marks as they are now."""
    return hashlib.sha256(folder.read(MARKS)).hexdigest() if folder.has(MARKS) else ""
