"""Enters outcomes into nbgrader's gradebook, many in one transaction, as its SaveAutoGrades would one by one.

Only the process that holds the grading folder's lock writes here; Formgrader may write at the same time. So the marks
of a person are read in the transaction that writes beside them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nbgrader.api import (
    Assignment,
    Gradebook,
    Student,
    SubmittedAssignment,
)
from nbgrader.utils import parse_utc
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from gradatim_autograder.grading.gradebook.book import marks_in
from gradatim_autograder.grading.gradebook.penalty import Penalties
from gradatim_autograder.grading.gradebook.rows import ChapterRows, Rows
from gradatim_autograder.grading.submission.job import Sheet
from gradatim_autograder.grading.submission.marks import Marks, Scored, after_run


@dataclass(frozen=True)
class Entry:
    """What a submission gets. `unchanged` as in `marks.after_run`."""

    student: str
    chapter: str
    timestamp: str | None
    scored: Scored
    unchanged: frozenset[str] = frozenset()


class Ledger:
    """The gradebook, open for the time of a run."""

    def __init__(self, db_url: str, penalties: Penalties):
        self._gradebook = Gradebook(db_url)
        self._penalties = penalties
        self._chapters: dict[str, ChapterRows] = {}

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._gradebook.close()

    def sheet(self, chapter: str) -> Sheet:
        """What the gradebook knows of a chapter."""
        return self._chapter(chapter).sheet

    def all_marks(self) -> dict[tuple[str, str], Marks]:
        """The marks of everybody, read once."""
        marks = marks_in(self._gradebook.db)
        self._gradebook.db.commit()
        return marks

    def enter(self, entries: Iterable[Entry]) -> dict[tuple[str, str], Marks | Exception]:
        """Enter the outcomes, all in one transaction; the marks of each afterwards, or what was in the way."""
        entries = list(entries)
        try:
            return self._enter(entries)
        except Exception as error:
            self._gradebook.db.rollback()
            if isinstance(error, DBAPIError) and not isinstance(error, (IntegrityError, DataError)):
                raise  # the whole gradebook cannot be used: damaged, read-only, full, locked by another program
            if len(entries) == 1:
                return {(entries[0].student, entries[0].chapter): error}
            return {key: value for entry in entries for key, value in self.enter([entry]).items()}
        except BaseException:
            self._gradebook.db.rollback()
            raise

    def _enter(self, entries):
        session = self._gradebook.db
        for chapter in {entry.chapter for entry in entries}:
            self._chapter(chapter)
        if self._gradebook.engine.dialect.name == "sqlite":
            session.execute(text("BEGIN IMMEDIATE"))  # else its transaction would begin with the first change only
        known = self._submissions(entries)
        before = marks_in(session, [row.id for row in known.values()]) if known else {}
        rows, done = Rows(session), {}
        for entry in entries:
            key = entry.student, entry.chapter
            chapter, row = self._chapter(entry.chapter), known.get(key)
            try:
                stamp = parse_utc(entry.timestamp) if entry.timestamp else row and row.timestamp
                old = before.get(key) or chapter.sheet.first_marks()
                marks = after_run(_complete(old, chapter.sheet), entry.scored, entry.unchanged)
                marks = self._penalised(entry.student, marks, _seconds_late(stamp, chapter.due, row and row.extension))
            except Exception as error:  # of a late-penalty plugin
                done[key] = error
                continue
            if row is None:
                rows.add(entry.student, chapter, stamp, marks)
            else:
                rows.change(row, chapter, stamp, old, marks)
            done[key] = marks
        self._add_students({student for (student, _), marks in done.items() if isinstance(marks, Marks)})
        rows.write()
        session.commit()
        return done

    def outdated_penalties(self, marks: Mapping[tuple[str, str], Marks]) -> set[tuple[str, str]]:
        """Of those who have these marks, by student and chapter, who has a penalty that does not fit the due dates and
        extensions of now, or one that cannot be computed.
        """
        session = self._gradebook.db
        submitted, about = SubmittedAssignment.__table__.c, Assignment.__table__.c
        query = select(submitted.student_id, about.name, submitted.timestamp, about.duedate, submitted.extension)
        query = query.join_from(SubmittedAssignment, Assignment, submitted.assignment_id == about.id)
        dates = {(student, chapter): rest for student, chapter, *rest in session.execute(query)}
        session.commit()
        return {key for key in marks.keys() & dates.keys() if self._is_outdated(key[0], marks[key], *dates[key])}

    def _is_outdated(self, student, marks, stamp, due, extension):
        try:
            return marks.penalty != self._penalised(student, marks, _seconds_late(stamp, due, extension)).penalty
        except Exception:  # of a late-penalty plugin: it is told where the penalty is computed anew
            return True

    def renew_penalty(self, student: str, chapter: str) -> Marks | Exception:
        """The marks of now, with the penalty that fits them: a person's marks may have come after it was computed.

        An error of a late-penalty plugin is returned, and nothing is changed.
        """
        session, about = self._gradebook.db, self._chapter(chapter)
        if self._gradebook.engine.dialect.name == "sqlite":
            session.execute(text("BEGIN IMMEDIATE"))
        try:
            (row,) = self._submissions([Entry(student, chapter, None, Scored({}, {}))]).values()
            before = marks_in(session, [row.id])[student, chapter]
            try:
                late = _seconds_late(row.timestamp, about.due, row.extension)
                marks = self._penalised(student, before, late)
            except Exception as error:
                session.rollback()
                return error
            rows = Rows(session)
            rows.change(row, about, row.timestamp, before, marks)
            rows.write()
            session.commit()
        except BaseException:
            session.rollback()
            raise
        return marks

    def _penalised(self, student, marks, late):
        return replace(marks, penalty=self._penalties.of(student, marks.total, late))

    def _submissions(self, entries):
        """The rows that there are, by student and chapter."""
        session = self._gradebook.db
        chapters = {self._chapter(entry.chapter).id: entry.chapter for entry in entries}
        wanted = {(entry.student, entry.chapter) for entry in entries}
        query = select(SubmittedAssignment.__table__).where(
            SubmittedAssignment.assignment_id.in_(chapters),
            SubmittedAssignment.student_id.in_({entry.student for entry in entries}),
        )
        found = {(row.student_id, chapters[row.assignment_id]): row for row in session.execute(query)}
        return {key: row for key, row in found.items() if key in wanted}

    def _add_students(self, students):
        session = self._gradebook.db
        known = set(session.scalars(select(Student.__table__.c.id).where(Student.__table__.c.id.in_(students))))
        new = [{"id": student} for student in sorted(students - known)]
        if new:
            session.execute(insert(Student.__table__), new)

    def _chapter(self, name) -> ChapterRows:
        if name not in self._chapters:
            session = self._gradebook.db
            assignment = session.scalars(select(Assignment).where(Assignment.name == name)).one()
            self._chapters[name] = ChapterRows.of(assignment)
            session.commit()
        return self._chapters[name]


def _complete(marks: Marks, sheet: Sheet) -> Marks:
    """The marks with a row for each cell: a gradebook that was made by older versions may lack some."""
    first = sheet.first_marks()
    return Marks({**first.marks, **marks.marks}, {**first.auto_comments, **marks.auto_comments}, marks.comments)


def _seconds_late(stamp, due, extension) -> float:
    if stamp is None or due is None:
        return 0.0
    return (stamp - (due + extension if extension is not None else due)).total_seconds()
