"""What is read from and put into nbgrader's gradebook besides what its converters do."""

from dataclasses import dataclass, field

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)


@dataclass(frozen=True)
class Marks:
    """What the gradebook holds of one notebook.

    scores      points of each graded cell; None where a person has still to give them
    maxima      the points that there are for each
    penalty     for a late submission, not yet taken off
    comments    the comments of a person who marked it, by cell
    outdated    the cells whose marks a person gave to an earlier submission: nbgrader asks to look again
    """

    scores: dict[str, float | None]
    maxima: dict[str, float]
    penalty: float = 0.0
    comments: dict[str, str] = field(default_factory=dict)
    outdated: set[str] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was marked yet; nbgrader makes a submission's rows before it grades it."""
        return all(score is None for score in self.scores.values())

    @property
    def points(self) -> float:
        return sum(score or 0.0 for score in self.scores.values()) - self.penalty

    @property
    def max_points(self) -> float:
        return sum(self.maxima.values())

    @property
    def by_hand(self) -> list[str]:
        """The cells that a person has still to mark."""
        return [name for name, score in self.scores.items() if score is None or name in self.outdated]


def read_marks(db_url: str, student: str | None = None, chapter: str | None = None) -> dict[tuple[str, str], Marks]:
    """The gradebook's marks by student and chapter; all, or those of one student and chapter."""
    with Gradebook(db_url) as gradebook:
        grades = gradebook.db.query(
            Student.id,
            Assignment.name,
            BaseCell.name,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
            Grade.max_score,
            SubmittedNotebook.late_submission_penalty,
        )
        rows = _of(grades.select_from(Grade).join(BaseCell, Grade.cell_id == BaseCell.id), Grade, student, chapter)
        said = gradebook.db.query(Student.id, Assignment.name, BaseCell.name, Comment.manual_comment)
        said = said.select_from(Comment).join(BaseCell, Comment.cell_id == BaseCell.id)
        comments = _of(said, Comment, student, chapter)
        found: dict[tuple[str, str], Marks] = {}
        for who, where, cell, auto, manual, extra, by_hand, maximum, penalty in rows.all():
            marks = found.setdefault((who, where), Marks({}, {}, penalty or 0.0))
            marks.maxima[cell] = maximum
            score = manual if manual is not None else auto
            marks.scores[cell] = None if score is None or (by_hand and manual is None) else score + (extra or 0.0)
            if by_hand and manual is not None:
                marks.outdated.add(cell)
        for who, where, cell, comment in comments.all():
            if comment and (who, where) in found:
                found[who, where].comments[cell] = comment
    return found


def confirm_marks(db_url: str, student: str, chapter: str, cells: set[str]):
    """Let the marks that a person gave to these cells stand: nbgrader doubts them after each autograding."""
    with Gradebook(db_url) as gradebook:
        for grade in gradebook.find_submission_notebook(chapter, chapter, student).grades:
            if grade.name in cells and grade.manual_score is not None:
                grade.needs_manual_grade = False
        gradebook.db.commit()


def has_chapter(db_url: str, chapter: str) -> bool:
    """Whether the gradebook knows the chapter's notebook."""
    with Gradebook(db_url) as gradebook:
        return gradebook.db.query(Notebook).join(Assignment).filter(Assignment.name == chapter).count() > 0


def add_students(db_url: str, entries):
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


def _of(query, part, student, chapter):
    query = (
        query.join(SubmittedNotebook, part.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(Student, SubmittedAssignment.student_id == Student.id)
    )
    if student is not None:
        query = query.filter(Student.id == student)
    return query if chapter is None else query.filter(Assignment.name == chapter)
