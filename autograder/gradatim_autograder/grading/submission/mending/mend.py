"""The clean notebook of a submission, one step after another."""

from gradatim.text import _

from gradatim_autograder.grading.release.cells import ChapterSource
from gradatim_autograder.grading.submission.cell_text import COURSES
from gradatim_autograder.grading.submission.mending.elsewhere import note_elsewhere
from gradatim_autograder.grading.submission.mending.experiments import mark_experiments
from gradatim_autograder.grading.submission.mending.load import OtherNotebook, load
from gradatim_autograder.grading.submission.mending.note import Mended, Note
from gradatim_autograder.grading.submission.mending.read import read_cells, schema_versions
from gradatim_autograder.grading.submission.mending.recognise import free_work, recognise, take_places
from gradatim_autograder.grading.submission.mending.repair import put_back, put_in_order, repair
from gradatim_autograder.grading.submission.visible import visible


def mend(data: bytes, chapter: ChapterSource) -> Mended:
    """The clean notebook of a submission to `chapter`."""
    return mend_notebook(load(data), chapter)


def mend_notebook(notebook: dict, chapter: ChapterSource) -> Mended:
    """As `mend`, of a notebook that was read already."""
    cells, notes = read_cells(notebook)
    if any(version != 3 for version in schema_versions(notebook)):
        notes.append(Note("nbgrader's marks were of another version and were renewed"))
    notes += take_places(cells, chapter)
    marked = any(_counts(cell) for cell in cells)
    free_work(cells, chapter)
    notes += recognise(cells, chapter)
    if not any(_counts(cell) for cell in cells):
        raise OtherNotebook(f"none of the exercises of {chapter.name} are in it")
    if not marked:
        notes.append(Note("none of its cells carries the course's marks; they were recognised by what they hold", True))
    notes += repair(cells)
    notes += put_back(cells, chapter)
    notes += put_in_order(cells, chapter)
    notes += note_elsewhere(cells, chapter)
    notes += _lost_pictures(cells)
    return Mended(_clean_notebook(cells, chapter), list(dict.fromkeys(notes)))


def _counts(cell):
    return cell.slot is not None and cell.slot.kind != "locked"


def _lost_pictures(cells):
    """Pictures that cannot be shown: in an answer they are work, which a person has to ask for."""
    notes = []
    for number, cell in enumerate(cells, start=1):
        called = cell.slot.grade_id if cell.slot else f"{number}"
        for name, reason in cell.lost.items():
            name = visible(name)[:100]
            page = _("The picture {name} in your cell {cell} cannot be shown: {reason}.")
            notes.append(
                Note(f"the picture {name} in cell {called} cannot be shown: {reason}", True,
                     page.format(name=name, cell=called, reason=_(reason)))
            )  # fmt: skip
    return notes


def _clean_notebook(cells, chapter):
    taken, texts = {place.cell_id for place in chapter.cells}, chapter.texts
    clean = []
    for number, cell in enumerate(cells, start=1):
        place = cell.slot
        kind = COURSES if cell.source.strip() in texts else "own-"  # the page says which cells are not the course's
        cell_id = place.cell_id if place and place.cell_id else _fresh_id(f"{kind}{number}", taken)
        each = {"cell_type": cell.cell_type, "id": cell_id, "metadata": place.metadata if place else {}}
        if cell.cell_type == "code":
            each |= {"execution_count": None, "outputs": []}
        if cell.cell_type == "markdown" and cell.attachments:
            each["attachments"] = cell.attachments
        clean.append({**each, "source": cell.source})
    mark_experiments(clean, chapter)
    return {"cells": clean, "metadata": chapter.metadata, "nbformat": 4, "nbformat_minor": 5}


def _fresh_id(cell_id, taken):
    while cell_id in taken:
        cell_id += "x"
    return cell_id
