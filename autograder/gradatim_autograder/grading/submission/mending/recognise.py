"""Which of the course's cells each of the student's is: by its mark, by what it defines, by where it stands."""

from gradatim.text import _

from gradatim_autograder.grading.release.cells import ChapterSource
from gradatim_autograder.grading.submission.mending.note import Note
from gradatim_autograder.grading.submission.mending.read import StudentCell
from gradatim_autograder.grading.submission.mending.standing import is_own, stands


def take_places(cells: list[StudentCell], chapter: ChapterSource) -> list[Note]:
    """Give each of the course's cells to one of the student's cells that claim it: of an exercise the one that its
    check saw, the last answered one before it; else the first one with an answer.
    """
    notes = []
    for place in chapter.cells:
        claims = [cell for cell in cells if cell.claimed == place.grade_id]
        if not claims:
            continue
        fills_in = place.kind in ("exercise", "answer")
        answered = [cell for cell in claims if cell.source.strip() != place.source.strip()] if fills_in else []
        seen = _seen_by_its_check(answered, cells, place, chapter) if place.kind == "exercise" else answered
        taken = seen[-1] if place.kind == "exercise" and seen else (answered or claims)[0]
        taken.slot = place
        if len(claims) == 1:
            continue
        if fills_in:  # an unanswered copy below would undo the answer
            for cell in claims:
                if cell is not taken and cell not in answered:
                    cells.remove(cell)
        notes.append(_copied(place, taken is claims[0], len(answered)))
    return notes


def _seen_by_its_check(answered, cells, place, chapter):
    """The answers before the exercise's check, of which the last is what it saw; all of them, where none is."""
    tests = [each.grade_id for each in chapter.of_kind("test") if chapter.exercise_of(each) is place]
    checks = [number for number, cell in enumerate(cells) if cell.claimed in tests]
    before = [cell for cell in answered if not checks or cells.index(cell) < checks[-1]]
    return before or answered


def _copied(place, first, answered):
    name = place.grade_id
    if place.kind == "test":
        return Note(f"copied cell: {name} (the copy was run, but is not graded)", True)
    if answered < 2 and first:
        return Note(f"copied cell: {name} (the unanswered copy was left out)", True)
    if answered < 2:
        page = _("There is more than one cell {name} in your notebook. The one with an answer counts.")
        said = "the first one is unanswered; a copy of it was graded"
    elif place.kind == "exercise":
        page = _("There is more than one cell {name} in your notebook. The last one before its check counts.")
        said = f"{answered} of them have an answer; the last one before its check was graded"
    else:
        page = _("There is more than one cell {name} in your notebook. The first one with an answer counts.")
        said = f"{answered} of them have an answer; the first one is to be marked"
    return Note(f"copied cell: {name} ({said})", True, page.format(name=name))


def free_work(cells: list[StudentCell], chapter: ChapterSource) -> None:
    """Where an exercise was merged into a test or a locked cell, its text becomes a cell of its own again."""
    taken = {cell.slot.grade_id for cell in cells if cell.slot}
    lost = [place for place in chapter.of_kind("exercise") if place.grade_id not in taken]
    for cell in list(cells):
        if cell.slot is None or cell.slot.kind not in ("test", "locked") or cell.source == cell.slot.source:
            continue
        if any(cell.mentions(place.grade_id) for place in lost):
            cells.insert(cells.index(cell), StudentCell("code", cell.source))


def recognise(cells: list[StudentCell], chapter: ChapterSource) -> list[Note]:
    """Find cells that lost their marks (pasted into a new notebook): by what they define or where they stand."""
    notes = []
    taken = {cell.slot.grade_id for cell in cells if cell.slot}
    for place in chapter.cells:
        if place.grade_id in taken:
            continue
        free = [cell for cell in cells if cell.slot is None and cell.cell_type == "code"]
        if place.kind == "exercise":
            found = [cell for cell in free if _defines(cell, place.grade_id)]
            if found:
                found[-1].slot = place
                notes.append(Note(f"{place.grade_id} had lost its mark; recognised by the name of its function"))
        elif place.kind == "test":
            found = [cell for cell in free if cell.source.strip() == place.source.strip()]
            if found:
                found[-1].slot = place
        elif place.kind == "locked":
            found = [cell for cell in free if cell.source.strip() == place.source.strip()]
            if found:
                found[0].slot = place
    for place in chapter.of_kind("answer"):
        found = _where_it_stood(cells, chapter, place) if place.grade_id not in taken else []
        if len(found) == 1:
            found[0].slot = place
            notes.append(Note(f"{place.grade_id} had lost its mark; recognised by its place", True))
    return notes


def _where_it_stood(cells, chapter, place):
    """The student's own cells of an answer's type between the two cells of the course that it stands between."""
    number = chapter.outline.index(place)
    before = stands(cells, chapter.outline[number - 1]) if number else -1
    last = number + 1 == len(chapter.outline)
    after = len(cells) if last else stands(cells, chapter.outline[number + 1])
    if before is None or after is None:
        return []
    return [cell for cell in cells[before + 1 : after] if is_own(cell, chapter, place.cell_type)]


def _defines(cell, name):
    return name in cell.source and name in cell.defined
