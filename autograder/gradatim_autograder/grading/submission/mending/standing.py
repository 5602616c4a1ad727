"""Where a cell stands among the others."""

from gradatim_autograder.grading.release.cells import ChapterSource, SourceCell
from gradatim_autograder.grading.submission.mending.read import StudentCell


def position(cells: list[StudentCell], place: SourceCell) -> int | None:
    """Where the cell stands that takes this place."""
    return next((i for i, cell in enumerate(cells) if cell.slot is place), None)


def home(cells: list[StudentCell], exercise: SourceCell) -> int | None:
    """Where an exercise stands: its own cell, else the last one that defines its function."""
    at = position(cells, exercise)
    if at is not None:
        return at
    return max((i for i, c in enumerate(cells) if c.cell_type == "code" and c.mentions(exercise.grade_id)),
               default=None)  # fmt: skip


def stands(cells: list[StudentCell], each: SourceCell | str) -> int | None:
    """Where a cell of the course stands among the student's, or None."""
    if isinstance(each, SourceCell):
        return position(cells, each)
    return next((i for i, cell in enumerate(cells) if cell.slot is None and cell.source.strip() == each.strip()), None)


def is_own(cell: StudentCell, chapter: ChapterSource, cell_type: str) -> bool:
    """Whether the student wrote it, of this type and beside the course's cells."""
    text = cell.source.strip()
    return cell.slot is None and cell.cell_type == cell_type and text != "" and text not in chapter.texts
