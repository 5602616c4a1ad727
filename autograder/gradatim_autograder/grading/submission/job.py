"""One submission's way from its bytes to its outcome: a function of data, so that it can be done in any process.

Nothing here reads or writes the grading folder, and an outcome does not depend on who the student is, on what was
graded before or on what a person marked: the same job has the same outcome wherever and whenever it is done.
"""

import json
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field

from nbformat import from_dict

from gradatim_autograder.grading.release.cells import ChapterSource
from gradatim_autograder.grading.submission import run as seam
from gradatim_autograder.grading.submission.marks import Marks, Scored, after_run, first_marks
from gradatim_autograder.grading.submission.mending.load import NotANotebook, OtherNotebook
from gradatim_autograder.grading.submission.mending.mend import mend
from gradatim_autograder.grading.submission.mending.note import NOTES, page_notes
from gradatim_autograder.grading.submission.output_limits import OutputLimits
from gradatim_autograder.grading.submission.outputs import merged
from gradatim_autograder.grading.submission.page import page
from gradatim_autograder.grading.submission.run import RunOptions
from gradatim_autograder.grading.submission.score import as_file, from_file, scored


@dataclass(frozen=True)
class Sheet:
    """What the gradebook knows of a chapter.

    Attributes
    ----------
    maxima
        The points of each graded cell.
    fill_in
        The cells to fill in.
    checksums
        nbgrader's, of each of the course's cells as it is handed out.
    kernelspec
        That of the notebook.
    """

    maxima: Mapping[str, float]
    fill_in: tuple[str, ...]
    checksums: Mapping[str, str]
    kernelspec: Mapping[str, str] | None = None

    def first_marks(self) -> Marks:
        return first_marks(self.maxima, self.fill_in)


@dataclass(frozen=True)
class Job:
    """What there is to do.

    `files` is what lies beside the notebook, by place.
    """

    submission: bytes
    source: ChapterSource
    sheet: Sheet
    files: Mapping[tuple[str, ...], bytes]
    options: RunOptions
    limits: OutputLimits = field(default_factory=OutputLimits)


@dataclass
class Outcome:
    """What came of a job.

    Attributes
    ----------
    graded
        False where nothing could be graded; `reason` says why, else what went wrong while it ran.
    other
        It holds none of the chapter's exercises, perhaps those of another.
    look
        What a person should look at.
    notes
        What else is worth knowing.
    scored
        What the gradebook gets.
    checks
        What each check found, as data (docs/results.md).
    notebook
        The graded notebook's file.
    page
        The student's page, as long as nobody gave marks by hand.
    trouble
        The traceback of an error of our own.
    hurried
        Something was stopped that would perhaps not be where nothing else runs: no verdict yet.
    """

    graded: bool = False
    reason: str = ""
    other: bool = False
    look: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    scored: Scored | None = None
    checks: list[dict] = field(default_factory=list)
    notebook: bytes = b""
    page: bytes = b""
    trouble: str = ""
    seconds: float = 0.0
    hurried: bool = False


def grade(job: Job) -> Outcome:
    """Mend, run and score a submission, and make its page. It never raises: what goes wrong is in the outcome."""
    outcome, began = Outcome(), time.monotonic()
    try:
        _grade(job, outcome)
    except MemoryError:
        outcome.reason = "looking at it takes more memory than the grader gives to one submission"
    except NotANotebook as error:
        outcome.reason, outcome.other = str(error), isinstance(error, OtherNotebook)
    except Exception as error:  # whatever is in a submission must not stop the others
        outcome.reason, outcome.trouble = str(error) or type(error).__name__, traceback.format_exc()
    outcome.seconds = time.monotonic() - began
    return outcome


def _grade(job, outcome):
    chapter = job.source.name
    mended = mend(job.submission, job.source)
    outcome.look, outcome.notes = mended.texts(look=True), mended.texts(look=False)
    ran = seam.run(with_checksums(mended.notebook, job.sheet), chapter, dict(job.files), job.options)
    outcome.hurried = ran.hurried
    outcome.look += ran.look
    notebook = from_dict(ran.notebook)
    notes = page_notes(mended)
    if ran.problems:
        notes[NOTES] = {**notes.get(NOTES, {}), "problems": list(ran.problems)}
    notebook.metadata.pop(NOTES, None)
    notebook.metadata.update(from_dict(notes))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = merged(cell.outputs)
    job.limits.apply(notebook)
    outcome.scored = scored(notebook)
    outcome.checks = _checks(notebook)
    outcome.notebook = as_file(notebook)
    outcome.page = page(notebook, chapter, after_run(job.sheet.first_marks(), outcome.scored), outcome.look)
    outcome.reason = "; ".join(ran.problems)
    outcome.graded = True


def _checks(notebook) -> list[dict]:
    """What the check in each test cell found. No output of a student's own cell is asked."""
    found = []
    for cell in notebook.cells:
        own = cell.metadata.get("nbgrader", {})
        if own.get("grade") and not own.get("solution"):
            said = [output.metadata.get("gradatim") for output in cell.get("outputs", ()) if output.get("metadata")]
            found += [{"cell": own["grade_id"], **each} for each in said if each]
    return found


def with_checksums(notebook: dict, sheet: Sheet) -> dict:
    """The notebook with what nbgrader's OverwriteCells and OverwriteKernelspec take from the gradebook."""
    cells = []
    for cell in notebook["cells"]:
        own = cell["metadata"].get("nbgrader")
        if own and own["grade_id"] in sheet.checksums:
            own = {**own, "checksum": sheet.checksums[own["grade_id"]]}
            cell = {**cell, "metadata": {**cell["metadata"], "nbgrader": own}}
        cells.append(cell)
    metadata = dict(notebook["metadata"])
    if sheet.kernelspec:
        metadata["kernelspec"] = dict(sheet.kernelspec)
    return {**notebook, "cells": cells, "metadata": metadata}


def renew_page(notebook: bytes, chapter: str, marks: Marks) -> bytes:
    """The page of a notebook that was graded, with the marks of now."""
    return page(from_file(notebook), chapter, marks)


def shortfall(solution: bytes, chapter: str, files: Mapping[tuple[str, ...], bytes], options: RunOptions) -> str:
    """What a chapter's own solution lacks here, in words; "" where it gets all points."""
    try:
        notebook = json.loads(solution)
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])
        ran = from_dict(seam.run(notebook, chapter, dict(files), options).notebook)
    except Exception as error:
        return f"The solution of {chapter} could not be run, so nothing was graded: {error}"
    got = scored(ran).scores
    for cell in ran.cells:
        own = cell.metadata.get("nbgrader", {})
        if own.get("grade") and not own.get("solution"):
            score, maximum = got[own["grade_id"]], float(own["points"])
            if score is None or score < maximum:
                errors = [f"{e.ename}: {e.evalue}" for c in ran.cells for e in c.get("outputs", ()) if "ename" in e]
                return (
                    f"The solution of {chapter} itself gets {score or 0:g} of {maximum:g} points in "
                    f"{own['grade_id']}, so nothing was graded. "
                    f"{errors[0] if errors else 'Is the course installed and built?'}"
                )
    return ""
