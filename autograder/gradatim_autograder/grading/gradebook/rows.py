"""The rows of nbgrader's gradebook that a submission has: made and changed in bulk, with nbgrader's own tables."""

import json
from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import Assignment, Base, Comment, Grade, SubmittedAssignment, SubmittedNotebook, new_uuid
from sqlalchemy import Row, bindparam, insert, select, update

from gradatim_autograder.grading.gradebook.book import AnySession
from gradatim_autograder.grading.submission.job import Sheet
from gradatim_autograder.grading.submission.marks import Marks


@dataclass(frozen=True)
class NotebookRows:
    """The ids of a notebook and of its graded cells and cells to fill in, by name."""

    id: str
    graded: dict[str, str]
    filled: dict[str, str]


@dataclass(frozen=True)
class ChapterRows:
    """The ids of a chapter. Besides the notebook of its own name it may hold others, which nobody hands in."""

    id: str
    due: datetime | None
    own: NotebookRows
    others: tuple[NotebookRows, ...]
    sheet: Sheet

    @classmethod
    def of(cls, assignment: Assignment) -> "ChapterRows":
        """Read nbgrader's Assignment."""
        rows = {}
        for each in assignment.notebooks:
            graded = {cell.name: cell.id for cell in [*each.grade_cells, *each.task_cells]}
            filled = {cell.name: cell.id for cell in [*each.solution_cells, *each.task_cells]}
            rows[each.name] = NotebookRows(each.id, graded, filled)
        own = rows.pop(assignment.name)
        notebook = next(each for each in assignment.notebooks if each.name == assignment.name)
        maxima = {cell.name: float(cell.max_score) for cell in [*notebook.grade_cells, *notebook.task_cells]}
        checksums = {cell.name: cell.checksum for cell in notebook.source_cells}
        kernelspec = json.loads(notebook.kernelspec) if notebook.kernelspec else None
        sheet = Sheet(maxima, tuple(own.filled), checksums, kernelspec)
        return cls(assignment.id, assignment.duedate, own, tuple(rows.values()), sheet)


class Rows:
    """Collects what has to be written, and writes it table by table."""

    def __init__(self, session: AnySession):
        self._session = session
        tables = (SubmittedAssignment, SubmittedNotebook, Grade, Comment)
        self._new: dict[type[Base], list[dict]] = {table: [] for table in tables}
        self._changed: dict[type[Base], list[dict]] = {table: [] for table in tables}

    def add(self, student: str, chapter: ChapterRows, timestamp: datetime | None, marks: Marks) -> None:
        """A submission that has no rows yet."""
        submission = new_uuid()
        self._new[SubmittedAssignment].append(
            {"id": submission, "assignment_id": chapter.id, "student_id": student, "timestamp": timestamp}
        )
        self._add_notebook(submission, chapter.own, marks)
        for notebook in chapter.others:
            self._add_notebook(submission, notebook, None)

    def _add_notebook(self, submission, notebook, marks):
        """`marks` None stands for a notebook that was not handed in."""
        own = new_uuid()
        self._new[SubmittedNotebook].append(
            {"id": own, "assignment_id": submission, "notebook_id": notebook.id, "flagged": False,
             "late_submission_penalty": marks.penalty if marks else None}
        )  # fmt: skip
        for name, cell in notebook.graded.items():
            self._new[Grade].append({"id": new_uuid(), "notebook_id": own, "cell_id": cell, "manual_score": None,
                                     "extra_credit": None, **_grade(marks, name)})  # fmt: skip
        for name, cell in notebook.filled.items():
            self._new[Comment].append({"id": new_uuid(), "notebook_id": own, "cell_id": cell, "manual_comment": None,
                                       "auto_comment": marks.auto_comments.get(name) if marks else None})  # fmt: skip

    def change(self, row: Row, chapter: ChapterRows, timestamp: datetime | None, before: Marks, marks: Marks) -> None:
        """A submission that has rows: `row` is its SubmittedAssignment. What a person wrote is not touched."""
        if timestamp != row.timestamp:
            self._changed[SubmittedAssignment].append({"b_id": row.id, "timestamp": timestamp})
        table = SubmittedNotebook.__table__
        query = select(table.c.id, table.c.notebook_id).where(table.c.assignment_id == row.id)
        there = {notebook: own for own, notebook in self._session.execute(query)}
        for notebook in (chapter.own, *chapter.others):
            now = marks if notebook is chapter.own else None
            if notebook.id in there:
                self._change_notebook(there[notebook.id], notebook, before if now else None, now)
            else:
                self._add_notebook(row.id, notebook, now)

    def _change_notebook(self, own, notebook, before, marks):
        if marks and before.penalty != marks.penalty:
            self._changed[SubmittedNotebook].append({"b_id": own, "late_submission_penalty": marks.penalty})
        for name, cell in notebook.graded.items():
            if marks is None or before.marks[name] != marks.marks[name]:
                self._changed[Grade].append({"b_notebook": own, "b_cell": cell, **_grade(marks, name)})
        for name, cell in notebook.filled.items() if marks else ():
            if before.auto_comments.get(name) != marks.auto_comments.get(name):
                said = marks.auto_comments.get(name)
                self._changed[Comment].append({"b_notebook": own, "b_cell": cell, "auto_comment": said})

    def write(self) -> None:
        """Write everything; the caller commits."""
        for model, rows in self._new.items():
            if rows:
                self._session.execute(insert(model.__table__), rows)
        for model, rows in self._changed.items():
            if rows:
                self._session.execute(_update(model.__table__, rows[0]), rows)


def _grade(marks, name):
    if marks is None:
        return {"auto_score": 0.0, "needs_manual_grade": False}
    return {"auto_score": marks.marks[name].auto, "needs_manual_grade": marks.marks[name].by_hand}


def _update(table, row):
    query = update(table)
    if "b_id" in row:
        query = query.where(table.c.id == bindparam("b_id"))
    else:
        query = query.where(table.c.notebook_id == bindparam("b_notebook"), table.c.cell_id == bindparam("b_cell"))
    return query.values({name: bindparam(name) for name in row if not name.startswith("b_")})
