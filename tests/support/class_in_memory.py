"""A class as `gradatim report` sees it, made of what students wrote: checked in this process, and never graded."""

import contextlib
import io
from pathlib import Path

import numpy as np
from gradatim_autograder import check
from gradatim_autograder.course import Course
from gradatim_autograder.grading.release.cells import ChapterSource
from gradatim_autograder.grading.release.read import read_chapter
from gradatim_autograder.grading.report.figures import Chapter, Figures
from gradatim_autograder.grading.report.gather import Work, told_by
from gradatim_autograder.grading.report.items import items_of
from gradatim_autograder.grading.report.mistakes import named_in, through_several, unnamed_in
from gradatim_autograder.grading.submission.marks import Mark, Marks
from mini_course import make_course


class Written:
    """Stands for `Sources`: {student: {exercise: code}}."""

    def __init__(self, cells: dict[str, dict[str, str]]):
        self.cells = cells

    def of(self, student, _chapter, cell):
        return self.cells[student].get(cell, "")


def chapter_source(folder: Path, chapter: str) -> ChapterSource:
    """A chapter as the course made it."""
    return read_chapter(Course(make_course(folder, chapter)), chapter)


def work(student, source: ChapterSource, cells: dict[str, str], known: dict | None = None) -> Work:
    """What a student wrote, checked; `known` keeps what the check said of a code, for others who wrote the same."""
    known = {} if known is None else known
    told, marks = {}, {}
    for cell in source.of_kind("test"):
        name = cell.grade_id.removeprefix("check-")
        code = cells.get(name, "")
        if (name, code) not in known:
            known[name, code] = _checked(name, code) if code else {"status": "not written", "points": 0.0}
        data = known[name, code]
        told[cell.grade_id] = told_by(data)
        marks[cell.grade_id] = Mark(cell.points, auto=data["points"], by_hand=False)
    return Work(student, source.name, Marks(marks), told)


def _checked(name, code):
    namespace = {"np": np}
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        exec(code, namespace)
        return check(namespace[name], exercise=name)._repr_mimebundle_()[1]["gradatim"]


def chapter_of(source: ChapterSource, works: list[Work]) -> Chapter:
    """Counted, without examples and pairs."""
    made = Chapter(source.name, works, [], [], items_of(source, works))
    for item in made.items:
        made.named += named_in(item, works)
        made.unnamed += unnamed_in(item, works)
    return made


def figures_of(*chapters: Chapter) -> Figures:
    return Figures(list(chapters), through_several([each for chapter in chapters for each in chapter.named]))
