"""Work that stands where it does not count: a person has to look at it."""

from gradatim.text import _

from gradatim_autograder.grading.release.cells import ChapterSource
from gradatim_autograder.grading.submission.mending.note import Note
from gradatim_autograder.grading.submission.mending.read import StudentCell
from gradatim_autograder.grading.submission.mending.standing import is_own, position


def note_elsewhere(cells: list[StudentCell], chapter: ChapterSource) -> list[Note]:
    """Say where a cell is as it was handed out, and the answer stands perhaps in one of the student's own."""
    notes = []
    for place in chapter.cells:
        at = position(cells, place)
        if at is None or cells[at].source.strip() != place.source.strip():
            continue
        if place.kind == "exercise":
            notes += _below_its_check(cells, chapter, place)
        elif place.kind == "answer" and len(cells) > at + 1 and is_own(cells[at + 1], chapter, place.cell_type):
            notes.append(_beside_its_cell(cells[at], place))
    return notes


def _below_its_check(cells, chapter, place):
    tests = [each for each in chapter.of_kind("test") if chapter.exercise_of(each) is place]
    checked = max((at for each in tests if (at := position(cells, each)) is not None), default=len(cells))
    if not any(cell.slot is None and cell.cell_type == "code" and cell.mentions(place.grade_id)
               for cell in cells[checked + 1 :]):  # fmt: skip
        return []
    name = place.grade_id
    page = _("Your cell {name} is as it was handed out. A function of this name stands below its check, where it does "
             "not count.").format(name=name)  # fmt: skip
    return [
        Note(f"unanswered: {name} (a function of this name stands below its check, and was not graded)", True, page)
    ]


def _beside_its_cell(cell, place):
    """nbgrader gives 0 for a cell as it was handed out, and leaves others to a person."""
    said = _("This cell is as it was handed out. Is the answer in the next one?")
    cell.source += f"\n\n# {said}" if place.cell_type == "code" else f"\n\n*{said}*"
    page = _("The cell of your answer {name} is as it was handed out. The cell below it is perhaps your "
             "answer: a person reads it.").format(name=place.grade_id)  # fmt: skip
    return Note(f"unanswered: {place.grade_id} (perhaps the answer stands in the next cell)", True, page)
