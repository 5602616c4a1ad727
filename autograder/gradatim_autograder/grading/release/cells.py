"""A chapter's cells as the course made them: the only authority for ids, points, types, tests and the kernel."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gradatim_autograder.course import Course, CourseError

if TYPE_CHECKING:
    from traitlets.config import Config


@dataclass(frozen=True)
class SourceCell:
    """A cell with an nbgrader id, in the form that students get: an exercise holds its unanswered stub.

    kind    "exercise" (code to write), "test" (graded, the course's), "answer" (text or code, marked by hand) or
            "locked" (the course's, not graded)
    points  of a graded cell, else None
    """

    grade_id: str
    kind: str
    cell_type: str
    source: str
    points: float | None
    metadata: dict
    cell_id: str


@dataclass(frozen=True)
class ChapterSource:
    """The cells of one chapter that have an id, in order, and the notebook's metadata.

    outline   all its cells in order: those with an id as in `cells`, of the others the source
    """

    name: str
    cells: tuple[SourceCell, ...]
    metadata: dict
    digest: str
    outline: tuple[SourceCell | str, ...] = ()

    @property
    def ids(self) -> set[str]:
        """The ids that tell this chapter from others: of exercises, tests and answers ("setup" is in every one)."""
        return {cell.grade_id for cell in self.cells if cell.kind != "locked"}

    @property
    def texts(self) -> set[str]:
        """The sources of the cells without an id."""
        return {each.strip() for each in self.outline if isinstance(each, str)}

    def of_kind(self, kind: str) -> list[SourceCell]:
        return [cell for cell in self.cells if cell.kind == kind]

    def exercise_of(self, test: SourceCell) -> SourceCell | None:
        """The exercise that a test cell tests: the one of its name ("check-NAME"), else the last one before it."""
        named = test.grade_id.removeprefix("check-")
        before = self.cells[: self.cells.index(test)]
        exercises = [cell for cell in before if cell.kind == "exercise"]
        return next((cell for cell in exercises if cell.grade_id == named), exercises[-1] if exercises else None)


def solution_notebook(course: Course, chapter: str) -> Path:
    return course.solutions / chapter / f"{chapter}.ipynb"


def read_chapter(course: Course, chapter: str, config: "Config | None" = None) -> ChapterSource:
    """Read a chapter's solution notebook and take the solutions out of it, with nbgrader's own code."""
    import nbformat
    from nbgrader.preprocessors import ClearSolutions

    path = solution_notebook(course, chapter)
    try:
        data = path.read_bytes()
        notebook = nbformat.from_dict(json.loads(data))
    except FileNotFoundError:
        raise CourseError(f"There is no {path}. Make it with: gradatim build") from None
    except (OSError, ValueError) as error:
        raise CourseError(f"{path} cannot be read ({error}). Make it again with: gradatim build") from None
    for cell in notebook.cells:
        if isinstance(cell.source, list):
            cell.source = "".join(cell.source)
    notebook, _resources = ClearSolutions(config=config).preprocess(notebook, {})
    outline = [_source_cell(c) if c.metadata.get("nbgrader", {}).get("grade_id") else c.source for c in notebook.cells]
    cells = [each for each in outline if isinstance(each, SourceCell)]
    kept = {key: notebook.metadata[key] for key in ("kernelspec", "language_info") if key in notebook.metadata}
    digest = hashlib.sha256(data).hexdigest()
    return ChapterSource(chapter, tuple(cells), json.loads(json.dumps(kept)), digest, tuple(outline))


def _source_cell(cell):
    marks = json.loads(json.dumps(cell.metadata["nbgrader"]))
    if marks.get("solution"):
        kind = "answer" if marks.get("grade") else "exercise"
    elif marks.get("grade") and cell.cell_type == "code":
        kind = "test"
    else:
        kind = "locked"
    points = float(marks["points"]) if marks.get("grade") else None
    metadata = {"nbgrader": marks}
    if kind in ("test", "locked"):
        metadata |= {"editable": False, "deletable": False}
    return SourceCell(marks["grade_id"], kind, cell.cell_type, cell.source, points, metadata, cell.get("id", ""))


def read_chapters(course: Course, config: "Config | None" = None) -> dict[str, ChapterSource]:
    """Every chapter of the course whose solution notebook is there, by name."""
    chapters = [chapter for chapter in course.chapters() if solution_notebook(course, chapter).is_file()]
    if not chapters:
        raise CourseError(f"No solution notebooks were found in {course.solutions}. Make them with: gradatim build")
    return {chapter: read_chapter(course, chapter, config) for chapter in chapters}
