"""marks.csv and not-graded.csv. Both are written again and again during a run, and are whole at any moment.

not-graded.csv lists what was given in the last run and could not be graded: file, student, chapter, reason, what to do.

marks.csv has one row for each student and chapter, in UTF-8:

    student      the id, as in the gradebook
    chapter      e.g. 01-neuron
    points       reached, after a late penalty; empty where nothing was graded
    max_points   that there are in the chapter
    status       "graded"; "to mark by hand" (written answers are waiting, `points` are those so far;
                 or a person marked an answer that has changed since; its old mark is counted until then);
                 "not graded" (see the note); "no submission" (on the roster only)
    note         in words
    …            then one column for each exercise, "CHAPTER NAME", with its points
"""

import time
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from gradatim_autograder.course import Course
from gradatim_autograder.grading.gradebook.book import read_marks
from gradatim_autograder.grading.intake.collect import Trouble
from gradatim_autograder.grading.intake.roster import Roster, read_roster
from gradatim_autograder.grading.release.cells import ChapterSource
from gradatim_autograder.grading.release.read import read_chapters
from gradatim_autograder.grading.store.atomic import Folder
from gradatim_autograder.grading.store.csv_file import table
from gradatim_autograder.grading.store.results import GRADED, Result
from gradatim_autograder.grading.submission.marks import Marks
from gradatim_autograder.nbgrader_setup import load_config

BY_HAND = "to mark by hand"
NO_SUBMISSION = "no submission"
MarksOf = dict[tuple[str, str], Marks]  # by student and chapter
SHARE = 20  # at most one part in so many of a run's time is spent on writing the tables


class AllMarks:
    """All that is graded in a folder, with the marks of this moment."""

    @classmethod
    def of(cls, course: Course) -> "AllMarks":
        """With the gradebook's marks as they are now."""
        grading = course.grading.resolve()
        db_url = load_config(course).CourseDirectory.db_url
        kept = grading / "roster.csv"
        roster = read_roster(kept) if kept.is_file() else None
        return cls(grading, read_marks(db_url), read_chapters(course), roster)

    def __init__(self, grading: Path, marks: MarksOf, chapters: Mapping[str, ChapterSource], roster: Roster | None):
        self.grading = grading
        self.marks = marks
        self.chapters = chapters
        self.roster = roster

    def rows(self, results: list[Result]) -> list[dict]:
        """One row for each result, as in marks.csv."""
        return [self._row(result) for result in results]

    def _row(self, result):
        marks = self.marks.get((result.student, result.chapter)) if result.status == GRADED else None
        row = {"student": result.student, "chapter": result.chapter}
        if marks is None:
            row |= {"points": "", "max_points": self._maximum(result.chapter), "status": result.status}
            row |= {"note": "; ".join([each for each in (result.reason, *result.look, *result.notes) if each])}
            return row
        first = [cell for cell in marks.by_hand if cell not in marks.outdated]
        again = [cell for cell in marks.by_hand if cell in marks.outdated]
        waiting = [f"to mark by hand: {', '.join(first)}"] if first else []
        waiting += [f"changed since it was marked by hand: {', '.join(again)}"] if again else []
        late = [f"late: {_number(marks.penalty)} points taken off"] if marks.penalty else []
        row |= {"points": _number(marks.points), "max_points": _number(marks.max_points)}
        row |= {"status": BY_HAND if waiting else GRADED}
        notes = (result.reason, *result.look, *waiting, *late, *result.notes)
        row["note"] = "; ".join([each for each in notes if each])
        for cell, score in marks.scores.items():
            row[f"{result.chapter} {cell.removeprefix('check-')}"] = "" if score is None else _number(score)
        return row

    def _maximum(self, chapter):
        source = self.chapters.get(chapter)
        return _number(sum(cell.points or 0 for cell in source.cells)) if source else ""

    def write_marks(self, results: list[Result]) -> Path:
        """Write marks.csv with `results`: everything that was ever graded in this folder."""
        rows = self.rows(results)
        rows += self._without_submission(rows)
        exercises = []
        for chapter in sorted({row["chapter"] for row in rows}):
            cells = self.chapters[chapter].cells if chapter in self.chapters else ()
            exercises += [f"{chapter} {c.grade_id.removeprefix('check-')}" for c in cells if c.points is not None]
        columns = ["student", "chapter", "points", "max_points", "status", "note", *exercises]
        rows.sort(key=lambda each: (each["student"], each["chapter"]))
        data = table(columns, rows, numbers={"points", "max_points", *exercises})
        Folder(self.grading).write("marks.csv", data, durable=True)
        return self.grading / "marks.csv"

    def _without_submission(self, rows):
        have = {(row["student"], row["chapter"]) for row in rows}
        empty = {"points": "", "status": NO_SUBMISSION, "note": ""}
        return [
            {"student": student, "chapter": chapter, "max_points": self._maximum(chapter), **empty}
            for chapter in sorted({row["chapter"] for row in rows})
            for student in (self.roster.entries if self.roster else ())
            if (student, chapter) not in have
        ]


def write_not_graded(grading: Path, troubles: Iterable[Trouble], results: list[Result]) -> Path:
    """Write not-graded.csv: what was given in this run and could not be graded, with the reasons."""
    columns = ["file", "student", "chapter", "reason", "what to do"]
    lines = [(each.where, each.student, each.chapter or "", each.reason, each.todo) for each in troubles]
    lines += [(each.file, each.student, each.chapter, each.reason, "") for each in results if each.status != GRADED]
    data = table(columns, [dict(zip(columns, line, strict=True)) for line in lines])
    Folder(grading).write("not-graded.csv", data, durable=True)
    return grading / "not-graded.csv"


class Tables:
    """The two tables while a run is under way.

    Parameters
    ----------
    known
        The results that are kept in the folder.
    troubles
        What could not be brought to a submission.
    """

    def __init__(self, grading: Path, chapters: Mapping[str, ChapterSource], roster: Roster | None,
                 known: list[Result], troubles: Collection[Trouble]):  # fmt: skip
        self._report = AllMarks(grading, {}, chapters, roster)
        self._known = {(each.student, each.chapter): each for each in known}
        self._troubles = troubles
        self._looked_at: dict[tuple[str, str], Result] = {}
        self._changed, self._not_before = True, 0.0

    def begin(self, marks: MarksOf) -> None:
        """The run begins, with these marks in the gradebook."""
        self._report.marks = dict(marks)
        self.write()

    def finished(self, result: Result, marks: Marks | None) -> None:
        """One submission is through."""
        key = result.student, result.chapter
        self._changed = self._changed or result != self._known.get(key) or marks != self._report.marks.get(key)
        self._known[key] = self._looked_at[key] = result
        if marks is not None:
            self._report.marks[key] = marks

    def write_if_due(self) -> None:
        """Write them, unless that was done a moment ago."""
        if self._changed and time.monotonic() >= self._not_before:
            self.write()

    def write(self) -> None:
        """Write them as they are now."""
        began, self._changed = time.monotonic(), False
        self._report.write_marks(list(self._known.values()))
        write_not_graded(self._report.grading, self._troubles, list(self._looked_at.values()))
        now = time.monotonic()
        self._not_before = now + SHARE * (now - began)

    def final(self, course: Course, results: list[Result]) -> list[dict]:
        """Write them with the gradebook's marks as they are now; the rows of `results`."""
        self._report = AllMarks.of(course)
        self.write()
        return self._report.rows(results)


def _number(value) -> str:
    return f"{value:.10g}"
