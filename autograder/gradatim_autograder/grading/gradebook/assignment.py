"""Puts a chapter's cells into nbgrader's gradebook, with nbgrader's own GenerateAssignment."""

import logging
import os
import re
import warnings
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.grading.gradebook.book import cells_of
from gradatim_autograder.grading.gradebook.complete import words
from gradatim_autograder.grading.release.read import solution_notebook
from gradatim_autograder.grading.store.atomic import Folder


class _Assign(GenerateAssignment):
    """Finds the chapter's notebook without patterns, in which brackets in a path mean something else."""

    def _format(self, step, assignment_id, student_id, escape):
        base = str(Path(self.coursedir.root) / step)
        return os.path.sep.join([re.escape(base) if escape else base, student_id, assignment_id])

    def _format_source(self, assignment_id, student_id, escape=False):
        return self._format(self._input_directory, assignment_id, student_id, escape)

    def _format_dest(self, assignment_id, student_id, escape=False):
        return self._format(self._output_directory, assignment_id, student_id, escape)

    def init_notebooks(self):
        folder = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        self.notebooks = []
        self.assignments = {folder: [f"{folder}{os.sep}{self.coursedir.assignment_id}.ipynb"]}


class _Heard(logging.Handler):
    """Keeps what a converter says, for the reason of a failure."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record):
        self.lines += record.getMessage().strip().splitlines()


def ensure_assignment(course: Course, config: Config, chapter: str, digest: str, log: logging.Logger) -> None:
    """Put a chapter into the gradebook from its solution notebook, unless it is there unchanged.

    `digest` is that of the solution notebook.
    """
    grading = course.grading.resolve()
    folder, kept = Folder(grading), ("chapters", f"{chapter}.sha256")
    db_url = config.CourseDirectory.db_url
    if _read(folder, kept) == f"{digest} {cells_of(db_url, chapter)}":
        return
    reason = _convert(config, chapter, folder.make((".work", "release")), log)
    folder.remove_all((".work", "release"))
    _raise_if_of_the_system(reason, grading)
    if "submissions associated" in reason:
        raise CourseError(
            f"The exercises of {chapter} have changed since this grading folder was begun "
            f"({grading}). Use a new folder: --grading DIR."
        )
    if reason:
        raise CourseError(f"{solution_notebook(course, chapter)} cannot be put into the gradebook: {reason}")
    folder.write(kept, f"{digest} {cells_of(db_url, chapter)}".encode())


def _raise_if_of_the_system(reason, grading):
    """A lock or a full disk is not the chapter's fault; nbgrader tells both as a line of text."""
    if "sqlite3.OperationalError" in reason or "sqlite3.DatabaseError" in reason:
        raise CourseError(words(RuntimeError(reason), grading))
    number = re.search(r"\[Errno (\d+)\]", reason)
    if number:
        raise OSError(int(number[1]), os.strerror(int(number[1])), str(grading))


def _read(folder, kept):
    try:
        return folder.read(kept).decode("ascii", "replace")
    except FileNotFoundError:
        return ""


def _convert(config, chapter, release, log) -> str:
    """Why it could not be done, or ""."""
    config = config.copy()
    config.CourseDirectory.release_directory = str(release)
    heard = _Heard()
    log.addHandler(heard)
    log.info("GenerateAssignment %s", chapter)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)
            folders = CourseDirectory(config=config, student_id=".", assignment_id=chapter)
            _Assign(coursedir=folders, config=config, log=log, force=True).start()
    except NbGraderException:
        return _reason(heard.lines)
    except (Exception, SystemExit) as error:
        log.exception("%s", chapter)
        return f"{type(error).__name__}: {error}"
    finally:
        log.removeHandler(heard)
    return ""


def _reason(lines):
    """The line of an error in what a converter said: the last of its traceback."""
    said = [line for line in lines if re.match(r"^[\w.]*(Error|Exception|Exit|Timeout)\b", line)]
    return (said or [line for line in lines if line] or ["nbgrader gave no reason; see grade.log"])[-1]
