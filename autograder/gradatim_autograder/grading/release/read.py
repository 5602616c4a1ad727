"""Reads what the course made of its chapters, with nbgrader's own code."""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from gradatim_autograder.course import EXPERIMENT, Course, CourseError
from gradatim_autograder.grading.release.cells import ChapterSource, SourceCell

if TYPE_CHECKING:
    from traitlets.config import Config


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
    experiments = frozenset(c.source.strip() for c in notebook.cells if EXPERIMENT in c.metadata.get("tags", ()))
    return ChapterSource(chapter, tuple(cells), json.loads(json.dumps(kept)), digest, tuple(outline), experiments)


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
