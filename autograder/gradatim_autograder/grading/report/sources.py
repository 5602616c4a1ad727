"""What students wrote, cell by cell, out of the graded notebooks."""

import json

from gradatim_autograder.grading.store.atomic import Folder

LONGEST = 20_000  # characters of a cell; no answer that is worth a look is longer


class Sources:
    """The students' cells in a grading folder; a notebook is read when it is first asked for."""

    def __init__(self, folder: Folder):
        self._folder = folder
        self._read: dict[tuple[str, str], dict[str, str]] = {}

    def of(self, student: str, chapter: str, cell: str) -> str:
        """The code that a student wrote into a cell; "" where there is none."""
        key = student, chapter
        if key not in self._read:
            self._read[key] = self._cells(*key)
        return self._read[key].get(cell, "")

    def _cells(self, student, chapter):
        found: dict[str, str] = {}
        try:
            cells = json.loads(self._folder.read(("autograded", student, chapter, f"{chapter}.ipynb")))["cells"]
            for each in cells:
                marks = each["metadata"].get("nbgrader", {})
                if marks.get("solution") and each["cell_type"] == "code":
                    source = "".join(each["source"])
                    found[str(marks["grade_id"])] = source if len(source) <= LONGEST else ""
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}  # a notebook that was damaged since: it is made again at the next grading
        return found
