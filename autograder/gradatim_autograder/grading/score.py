"""Turns a notebook that was run into what nbgrader's Autograde leaves: limited outputs, a file, scores."""

import nbformat
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader import utils
from nbgrader.preprocessors import IgnorePattern, LimitOutput
from traitlets.config import Config

from gradatim_autograder.grading.marks import Scored

LIMITS = (IgnorePattern, ClearMetadataPreprocessor, LimitOutput)  # nbgrader's order


def limits_of(config) -> dict:
    """The settings of these steps in nbgrader_config.py, as plain data."""
    return {step.__name__: {**config.get(step.__name__, {})} for step in LIMITS}


def limited(notebook, limits: dict):
    """The notebook after nbgrader's steps between running and scoring."""
    config = Config(limits)
    for step in LIMITS:
        notebook, _resources = step(config=config)(notebook, {})
    return notebook


def scored(notebook) -> Scored:
    """What nbgrader's SaveAutoGrades reads out of a notebook."""
    scores, unanswered = {}, {}
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if utils.is_grade(cell):
            score, _maximum = utils.determine_grade(cell)
            scores[marks["grade_id"]] = None if score is None else float(score)
        if utils.is_solution(cell):
            unanswered[marks["grade_id"]] = marks.get("checksum") == utils.compute_checksum(cell)
    return Scored(scores, unanswered)


def as_file(notebook) -> bytes:
    """The notebook as nbgrader writes it."""
    text = nbformat.v4.writes(notebook)
    return (text if text.endswith("\n") else text + "\n").encode("utf-8", "backslashreplace")


def from_file(data: bytes):
    """A notebook that `as_file` wrote."""
    return nbformat.v4.reads(data.decode())
