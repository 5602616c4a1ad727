"""Makes the solution notebook of a source: nbgrader's metadata from short headers, and lasting cell ids."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from gradatim_autograder.build.source import Cell, Source
from gradatim_autograder.course import EXPERIMENT
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercise.chapters import title_of

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def solution_notebook(source: Source, exercises: Mapping[str, Exercise]) -> bytes:
    """The .ipynb file of `source`, the same bytes on every run and machine."""
    import nbformat

    numbered = [_with_number(cell, source.name) for cell in source.cells]
    cells = []
    for cell, identifier in zip(numbered, cell_ids(numbered), strict=True):
        new = nbformat.v4.new_markdown_cell if cell.type == "markdown" else nbformat.v4.new_code_cell
        metadata: dict = {"nbgrader": nbgrader_metadata(cell, exercises)} if cell.kind else {}
        if cell.experiment:
            metadata["tags"] = [EXPERIMENT]
        cells.append(new(cell.source, id=identifier, metadata=metadata))
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=METADATA)
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode()


def _with_number(cell, chapter):
    """The first cell's heading with the chapter's number, which its source does not know."""
    title = title_of(chapter)
    if cell.number > 1 or title is None:
        return cell
    number = int(chapter.partition("-")[0])
    return replace(cell, source=cell.source.replace(f"# {title}", f"# {number}. {title}", 1))


def nbgrader_metadata(cell: Cell, exercises: Mapping[str, Exercise]) -> dict:
    """nbgrader's metadata, schema version 3, of a cell that has a kind."""
    metadata = {
        "schema_version": 3,
        "cell_type": cell.type,
        "grade_id": cell.grade_id,
        "grade": cell.kind in ("check", "answer"),
        "solution": cell.kind in ("exercise", "answer"),
        "locked": cell.kind in ("check", "locked"),
        "task": False,
    }
    if cell.kind == "check":
        metadata["points"] = _plain(exercises[cell.name].max_points)
    elif cell.kind == "answer":
        metadata["points"] = _plain(cell.points)
    return metadata


def _plain(points: float) -> float:
    """2 for 2.0: however the points were added up, the file is the same."""
    return int(points) if points == int(points) else float(points)


def cell_ids(cells: list[Cell]) -> list[str]:
    """nbgrader's id where there is one, else a hash of what the cell holds, numbered where that repeats."""
    ids = []
    taken = {cell.grade_id for cell in cells if cell.kind}
    for cell in cells:
        if cell.kind:
            ids.append(cell.grade_id)
            continue
        digest = hashlib.sha256(f"{cell.type}\n{cell.source}".encode()).hexdigest()[:8]
        identifier, count = digest, 1
        while identifier in taken:
            count += 1
            identifier = f"{digest}-{count}"
        taken.add(identifier)
        ids.append(identifier)
    return ids
