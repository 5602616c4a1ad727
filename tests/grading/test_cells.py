"""What is said of a cell that ended badly, with a sandbox that says what it is told to."""

import pytest
from gradatim_autograder.grading.submission.cells import Cells
from gradatim_autograder.grading.submission.clean import Cleaner
from gradatim_autograder.sandbox.session import CellRun

ANSWER = {"nbgrader": {"grade_id": "data", "solution": True, "grade": True, "points": 2}}


class Sandbox:
    """In place of a session: each cell ends with this error."""

    def __init__(self, name, text):
        self._error = {"output_type": "error", "ename": name, "evalue": text, "traceback": [text]}

    def run(self, _source, _number):
        return CellRun([self._error])

    def stops(self):
        return []


@pytest.mark.parametrize(("metadata", "name", "text", "said"), [
    (ANSWER, "ModuleNotFoundError", "No module named 'pandas'", "data ended at an import: pandas is not part of"),
    (ANSWER, "ModuleNotFoundError", "No module named 'a.b'; 'a' is not a package", "data ended at an import: a is not"),
    (ANSWER, "ImportError", "cannot import name 'x' from 'numpy'", ""),
    (ANSWER, "ModuleNotFoundError", "No module named 'torch'", ""),
    (ANSWER, "NameError", "name 'pandas' is not defined", ""),
    ({}, "ModuleNotFoundError", "No module named 'pandas'", ""),
])  # fmt: skip
def test_an_answer_that_ends_at_an_import_is_looked_at(metadata, name, text, said):
    """It may be right where the student wrote it. A framework is told in the check: no answer is taken from it."""
    cells = Cells(Sandbox(name, text), 1, Cleaner((), 1), 1000)
    cells.all_of({"cells": [{"cell_type": "code", "metadata": metadata, "source": "import pandas"}]})
    assert [each[: len(said)] for each in cells.problems] == ([said] if said else [])
