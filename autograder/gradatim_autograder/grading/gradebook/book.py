"""What is read from nbgrader's gradebook, and the students put into it; `ledger` puts in the marks."""

import hashlib
import math
from collections.abc import Collection, Iterable
from functools import partial

from alembic.config import Config
from alembic.script import ScriptDirectory
from nbgrader import api
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.dbutil import _temp_alembic_ini
from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session, scoped_session

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake.roster import Entry
from gradatim_autograder.grading.submission.marks import Mark, Marks

AnySession = Session | scoped_session[Session]


def newest_revision() -> str | None:
    """The version of a new gradebook's tables, as `alembic heads` says it."""
    with _temp_alembic_ini("sqlite:///unused.db") as settings:
        return ScriptDirectory.from_config(Config(settings)).get_current_head()


# nbgrader starts a whole Python to ask for this, whenever a gradebook is made: two to five seconds.
api.get_alembic_version = newest_revision


def read_marks(db_url: str) -> dict[tuple[str, str], Marks]:
    """All marks in the gradebook by student and chapter (the notebook of the chapter's own name)."""
    with Gradebook(db_url) as gradebook:
        return marks_in(gradebook.db)


def marks_in(session: AnySession, submissions: Collection[str] | None = None) -> dict[tuple[str, str], Marks]:
    """The marks by student and chapter; of all submissions, or of those with the ids given."""
    place = (Student.id, Assignment.name)
    of = partial(_of, session, submissions)
    rows = of(None, *place, SubmittedNotebook.late_submission_penalty)
    penalties = {(who, where): penalty for who, where, penalty in rows}
    marks: dict[tuple[str, str], dict[str, Mark]] = {key: {} for key in penalties}
    auto_comments: dict[tuple[str, str], dict[str, str | None]] = {key: {} for key in penalties}
    comments: dict[tuple[str, str], dict[str, str | None]] = {key: {} for key in penalties}
    points = (Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade)
    maximum = func.coalesce(GradeCell.__table__.c.max_score, TaskCell.__table__.c.max_score, 0.0)
    for who, where, cell, *values, most in of(Grade, *place, BaseCell.name, *points, maximum):
        for value in values[:3]:
            if value is not None and not (isinstance(value, int | float) and math.isfinite(value)):
                raise CourseError(
                    f"The gradebook holds {value!r:.40} as points of {who}, {where}, in {cell}: that is no number. "
                    "Give the points once more in Formgrader, then run this again."
                )
        marks[who, where][cell] = Mark(most, *values)
    for who, where, cell, auto, manual in of(
        Comment, *place, BaseCell.name, Comment.auto_comment, Comment.manual_comment
    ):
        auto_comments[who, where][cell], comments[who, where][cell] = auto, manual
    return {key: Marks(marks[key], auto_comments[key], comments[key], penalty) for key, penalty in penalties.items()}


def _of(session, submissions, part, *columns):
    query = select(*columns).select_from(SubmittedNotebook)
    query = query.join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
    query = query.join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
    query = query.join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    query = query.join(Student, SubmittedAssignment.student_id == Student.id)
    if part is not None:
        cells = BaseCell.__table__
        query = query.join(part, part.notebook_id == SubmittedNotebook.id).join(cells, part.cell_id == cells.c.id)
        for kind in (GradeCell.__table__, TaskCell.__table__) if part is Grade else ():
            query = query.outerjoin(kind, kind.c.id == cells.c.id)
    if submissions is not None:
        query = query.where(SubmittedAssignment.id.in_(submissions))
    return session.execute(query.where(Notebook.name == Assignment.name))


def cells_of(db_url: str, chapter: str) -> str:
    """A digest of the cells that the gradebook has of a chapter, "" where it has none: rows may have been lost."""
    tables = [each.__table__ for each in (BaseCell, GradeCell, SolutionCell, TaskCell, SourceCell)]
    with Gradebook(db_url) as gradebook:
        book = gradebook.db.query(Notebook).join(Assignment).filter(Assignment.name == chapter)
        found = [each.id for each in book if each.name == chapter]
        if not found:
            return ""
        cells = select(BaseCell.__table__.c.id).where(BaseCell.__table__.c.notebook_id == found[0])
        rows = []
        for table in tables:
            own = table.c.notebook_id == found[0] if "notebook_id" in table.c else table.c.id.in_(cells)
            told = [each for each in table.c if each.name not in ("id", "notebook_id")]  # those are drawn by chance
            rows.append(sorted(map(repr, gradebook.db.execute(select(literal(1), *told).where(own)))))
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def add_students(db_url: str, entries: Iterable[Entry]) -> None:
    """Put the students of a roster into the gradebook."""
    with Gradebook(db_url) as gradebook:
        known = {student.id: student for student in gradebook.students}
        for entry in entries:
            about = {"first_name": entry.first_name, "last_name": entry.last_name, "email": entry.email}
            about = {key: value for key, value in about.items() if value}
            student = known.get(entry.id)
            if student is None:
                gradebook.db.add(Student(id=entry.id, **about))
            for key, value in about.items() if student else ():
                setattr(student, key, value)
        gradebook.db.commit()
