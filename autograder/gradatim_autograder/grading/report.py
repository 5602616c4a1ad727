"""What the instructor gets to see: progress, a table, what needs a look, and marks.csv.

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

import csv
from collections import Counter
from pathlib import Path

from gradatim_autograder.grading.batch import Batch
from gradatim_autograder.grading.gradebook import read_marks
from gradatim_autograder.grading.intake.roster import read_roster
from gradatim_autograder.grading.source import read_chapters
from gradatim_autograder.grading.store.results import GRADED, Result, Results
from gradatim_autograder.nbgrader_setup import load_config

BY_HAND = "to mark by hand"
NO_SUBMISSION = "no submission"


class Progress:
    """A bar with the number done, the time left and the student at work."""

    def __init__(self, console):
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        columns = [
            TextColumn("Grading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("about"),
            TimeRemainingColumn(),
            TextColumn("left  {task.fields[who]}", markup=False),
        ]
        self._bar = RichProgress(*columns, console=console, speed_estimate_period=600)
        self._task = None

    def __enter__(self):
        self._bar.start()
        return self

    def __exit__(self, *_error):
        if self._task is not None:
            self._bar.update(self._task, who="")
        self._bar.stop()

    def start(self, total):
        self._task = self._bar.add_task("grading", total=total, who="")

    def at(self, submission):
        self._bar.update(self._task, who=f"{submission.student} {submission.chapter}")

    def done(self):
        self._bar.advance(self._task)


class Report:
    """All that is graded in a folder, with the gradebook's marks of this moment."""

    @classmethod
    def of(cls, course) -> "Report":
        grading = course.grading.resolve()
        db_url = load_config(course).CourseDirectory.db_url
        return cls(grading, read_marks(db_url), read_chapters(course))

    def __init__(self, grading: Path, marks: dict, chapters: dict):
        self.grading = grading
        self.marks = marks
        self.chapters = chapters

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

    def write_marks(self) -> Path:
        """Write marks.csv with everything that was ever graded in this folder; whole or not at all."""
        rows = self.rows(Results(self.grading).all())
        rows += self._without_submission(rows)
        columns = ["student", "chapter", "points", "max_points", "status", "note"]
        for chapter in sorted({row["chapter"] for row in rows}):
            cells = self.chapters[chapter].cells if chapter in self.chapters else ()
            columns += [f"{chapter} {c.grade_id.removeprefix('check-')}" for c in cells if c.points is not None]
        path = self.grading / "marks.csv"
        fresh = path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            for row in sorted(rows, key=lambda each: (each["student"], each["chapter"])):
                writer.writerow({**row, "note": _harmless(row["note"])})
        fresh.replace(path)
        return path

    def _without_submission(self, rows):
        kept = self.grading / "roster.csv"
        if not kept.is_file():
            return []
        have = {(row["student"], row["chapter"]) for row in rows}
        missing = [
            (student, chapter)
            for chapter in sorted({row["chapter"] for row in rows})
            for student in read_roster(kept).entries
            if (student, chapter) not in have
        ]
        return [
            {
                "student": s,
                "chapter": c,
                "points": "",
                "max_points": self._maximum(c),
                "status": NO_SUBMISSION,
                "note": "",
            }
            for s, c in missing
        ]


def waiting(rows: list[dict]) -> str:
    """In one line, which chapters wait for a person's marks and in how many submissions; "" where none does."""
    counts = Counter(row["chapter"] for row in rows if row["status"] == BY_HAND)
    if not counts:
        return ""
    chapters = ", ".join(f"{chapter} ({count})" for chapter, count in sorted(counts.items()))
    return f"answers wait for your points in {chapters}; give them in Formgrader, then run this command again"


def write_not_graded(grading: Path, batch: Batch) -> Path:
    """Write not-graded.csv: what was given in this run and could not be graded, with the reasons."""
    path = grading / "not-graded.csv"
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["file", "student", "chapter", "reason", "what to do"])
        for each in batch.troubles:
            writer.writerow(map(_harmless, (each.where, each.student, each.chapter or "", each.reason, each.todo)))
        for each in batch.results:
            if each.status != GRADED:
                writer.writerow(map(_harmless, (each.file, each.student, each.chapter, each.reason, "")))
    fresh.replace(path)
    return path


def _number(value) -> str:
    return f"{value:.10g}"


def _harmless(text):
    # A spreadsheet would run it as a formula.
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def show(console, batch: Batch, rows: list[dict]):
    """Print the table and the list of what needs a look."""
    from rich.table import Table
    from rich.text import Text

    if not rows and not batch.troubles:
        return
    table = Table(title=f"{len(rows)} submissions" if len(rows) != 1 else "1 submission")
    table.add_column("student", overflow="fold")
    table.add_column("chapter", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("note", overflow="fold", ratio=1)
    for row in rows:
        points = f"{row['points']} / {row['max_points']}" if row["points"] else "not graded"
        table.add_row(Text(row["student"]), row["chapter"], points, Text(row["note"]))
    if rows:
        console.print(table)
    look = needs_a_look(batch)
    if look:
        console.print(Text(f"\n{len(look)} need a look:" if len(look) > 1 else "\n1 needs a look:", style="bold"))
        for line in look:
            console.print(Text(f"  {line}"), soft_wrap=True)


def needs_a_look(batch: Batch) -> list[str]:
    """In one line each: what was not graded, what went wrong, what was repaired in a student's work, what to do."""
    lines = []
    for each in batch.troubles:
        todo = f"; {each.todo}" if each.todo else ""
        lines.append(f"not graded: {each.where}: {each.reason}{todo}")
    for result in batch.results:
        if result.status != GRADED:
            lines.append(f"not graded: {result.student}, {result.chapter} ({result.file}): {result.reason}")
        elif result.needs_a_look:
            what = "; ".join([each for each in (result.reason, *result.look) if each])
            lines.append(f"graded, but: {result.student}, {result.chapter}: {what}")
    return lines
