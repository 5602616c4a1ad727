"""Reads the scores out of a notebook that was run, as nbgrader does, and writes its file.

nbgrader itself is not imported here: that takes a process longer than many a notebook.
"""

import hashlib

import nbformat
from nbformat import NotebookNode

from gradatim_autograder.grading.submission.marks import Scored
from gradatim_autograder.grading.submission.outputs import score_of


def scored(notebook: NotebookNode) -> Scored:
    """What nbgrader's SaveAutoGrades reads out of a notebook whose tests' outputs are safe (`outputs.make_safe`)."""
    scores, unanswered = {}, {}
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution"):
            unanswered[marks["grade_id"]] = marks.get("checksum") == checksum(cell)
        if marks.get("grade"):
            scores[marks["grade_id"]] = _score(cell, marks)
    return Scored(scores, unanswered)


def _score(cell, marks) -> float | None:
    """The points of a graded cell, or None where a person has to read it."""
    if marks.get("solution"):
        return 0.0 if marks.get("checksum") == checksum(cell) else None
    if cell.cell_type != "code":
        return None
    for output in cell.outputs:
        if output.output_type == "error" or (output.output_type == "stream" and output.name == "stderr"):
            return 0.0
        if output.output_type == "execute_result":
            return score_of(output, float(marks["points"])) or 0.0
    return 0.0  # nbgrader would give all points


def checksum(cell: NotebookNode) -> str:
    """nbgrader's checksum of a cell: it tells whether an answer is as it was handed out."""
    marks = cell.metadata["nbgrader"]
    grade, solution = marks.get("grade", False), marks.get("solution", False)
    locked = False if solution else True if grade else marks.get("locked", False)
    parts = [cell.source, cell.cell_type, str(grade), str(solution), str(locked), marks["grade_id"]]
    if grade:
        parts.append(str(float(marks["points"])))
    return hashlib.md5("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def as_file(notebook: NotebookNode) -> bytes:
    """The notebook as nbgrader writes it."""
    text = nbformat.v4.writes(notebook)
    return (text if text.endswith("\n") else text + "\n").encode("utf-8", "backslashreplace")


def from_file(data: bytes) -> NotebookNode:
    """A notebook that `as_file` wrote."""
    return nbformat.v4.reads(data.decode())
