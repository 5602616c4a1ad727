"""Puts right what the course decides: types and sources of its cells, what was deleted, the order."""

from gradatim.text import _

from gradatim_autograder.grading.release.cells import ChapterSource
from gradatim_autograder.grading.submission.mending.note import Note
from gradatim_autograder.grading.submission.mending.read import PLAIN_TYPES, StudentCell
from gradatim_autograder.grading.submission.mending.standing import home, is_own, position, stands


def repair(cells: list[StudentCell]) -> list[Note]:
    """Set types, and the sources of cells that are the course's."""
    notes = []
    for cell in cells:
        place = cell.slot
        if place is None:
            continue
        if cell.cell_type != place.cell_type:
            notes.append(Note(f"{place.grade_id} was a {cell.cell_type} cell; made {place.cell_type} again"))
            cell.cell_type = place.cell_type
        if place.kind in ("test", "locked"):
            if place.kind == "test" and cell.source.strip() != place.source.strip():
                page = _("You edited the test {name}. The course's own was used.").format(name=place.grade_id)
                notes.append(Note(f"changed test cell: {place.grade_id} (replaced by the course's)", True, page))
            cell.source = place.source
    return notes


def put_back(cells: list[StudentCell], chapter: ChapterSource) -> list[Note]:
    """Put back what was deleted, where the course has it."""
    notes = []
    own = {cell_type: any(is_own(cell, chapter, cell_type) for cell in cells) for cell_type in PLAIN_TYPES}
    for place in chapter.cells:
        if position(cells, place) is not None:
            continue
        name, source = place.grade_id, place.source
        if place.kind == "exercise":
            elsewhere = home(cells, place)
            if elsewhere is not None:  # a stub behind it would undo the student's work
                notes.append(Note(f"missing cell: {name} (its function stands in {_words(cells[elsewhere])})", True))
                continue
            page = _("Your cell {name} was missing. It counts as not answered.").format(name=name)
            notes.append(Note(f"missing exercise: {name}", True, page))
        elif place.kind == "answer":
            page = _("The cell of your answer {name} was missing.").format(name=name)
            if own[place.cell_type]:  # nbgrader gives 0 for a cell as it was handed out, and leaves others to a person
                said = _("The cell of this answer was missing. Is the answer in another cell?")
                source += f"\n\n# {said}" if place.cell_type == "code" else f"\n\n*{said}*"
                notes.append(Note(f"missing answer: {name} (perhaps it stands in another cell)", True, page))
            else:
                notes.append(Note(f"missing answer: {name}", True, page))
        elif place.kind == "test":
            notes.append(Note(f"deleted test cell: {name} (put back)"))
        cells.insert(_place_for(cells, chapter, place), StudentCell(place.cell_type, source, slot=place))
    return notes


def _place_for(cells, chapter, place):
    """Where to put back a cell: a test behind its exercise, an exercise before its test, others where they stood."""
    if place.kind == "test":
        exercise = chapter.exercise_of(place)
        known = [each for each in chapter.of_kind("test") if chapter.exercise_of(each) is exercise]
        behind = [position(cells, each) for each in known] if exercise else []
        behind = [at for at in [*behind, exercise and home(cells, exercise)] if at is not None]
        if behind:
            return max(behind) + 1
    if place.kind == "exercise":
        tests = [each for each in chapter.of_kind("test") if chapter.exercise_of(each) is place]
        before = [at for at in (position(cells, each) for each in tests) if at is not None]
        if before:
            return min(before)
    outline = chapter.outline or chapter.cells
    for each in reversed(outline[: outline.index(place)]):
        at = stands(cells, each)
        if at is not None:
            return at + 1
    return 0


def _words(cell):
    return cell.slot.grade_id if cell.slot else "another cell"


def put_in_order(cells: list[StudentCell], chapter: ChapterSource) -> list[Note]:
    """A test comes after its exercise, and the course's own cells before those that need them."""
    notes = []
    for place in chapter.of_kind("test"):
        exercise = chapter.exercise_of(place)
        at, needed = position(cells, place), home(cells, exercise) if exercise else None
        if at is not None and needed is not None and at < needed:
            cells.insert(needed, cells.pop(at))
            notes.append(Note(f"reordered: {place.grade_id} stood before its exercise"))
    for place in chapter.of_kind("locked"):
        later = chapter.cells[chapter.cells.index(place) + 1 :]
        stand = [at for at in (position(cells, each) for each in later) if at is not None]
        first, at = min(stand, default=len(cells)), position(cells, place)
        if at is not None and first < at:
            cells.insert(first, cells.pop(at))
            notes.append(Note(f"reordered: {place.grade_id} stood after cells that need it"))
    return notes
