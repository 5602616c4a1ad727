"""Running a submission as one of nbgrader's preprocessors: nbgrader_config.py names it, so stock `nbgrader autograde`
and Formgrader's button grade as `gradatim grade` does.
"""

import os
from pathlib import Path

from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Integer, Unicode

from gradatim_autograder.course import Course
from gradatim_autograder.grading.intake.attachments import read_attachments
from gradatim_autograder.grading.intake.given import offered
from gradatim_autograder.grading.store.seed import seed_of
from gradatim_autograder.grading.submission.mending.note import NOTES
from gradatim_autograder.grading.submission.run import RunOptions, run
from gradatim_autograder.sandbox.choose import UNSAFE, choose

UNSAFE_VARIABLE = "GRADATIM_UNSAFE"  # 1: nbgrader's own commands grade without a sandbox


class Execute(NbGraderPreprocessor):
    """The step of nbgrader's Autograde that runs the cells."""

    timeout = Float(30.0, help="The seconds of processor time that one cell, or one check, may take.").tag(config=True)
    notebook_timeout = Float(
        0.0, help="The same of all cells of a notebook together; 0: ten times that of a cell."
    ).tag(config=True)
    max_output = Integer(1_000_000, help="The number of characters of output that are kept of one cell.").tag(
        config=True
    )
    sandbox = Unicode(
        "", help='The walls: "bubblewrap", "docker", "podman"; "" for the best that this machine has.'
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict | None) -> tuple[NotebookNode, dict | None]:
        grading = Course.find().grading.resolve()
        folder = Path((resources or {}).get("metadata", {}).get("path") or ".")
        sandbox = UNSAFE if os.environ.get(UNSAFE_VARIABLE) == "1" else self.sandbox or choose()
        hidden = (str(grading), str(Path.cwd()), str(folder.resolve()))
        options = RunOptions(seed_of(grading), self.timeout, hidden, sandbox, self.notebook_timeout, self.max_output)
        for cell in nb.cells:  # these tags are the student's; which experiments can be left out, mending finds out
            cell.metadata.pop("tags", None)
        ran = run(nb, "", _files_in(folder), options)
        said = {key: value for key, value in (("problems", ran.problems), ("look", ran.look)) if value}
        for text in ran.look:  # nbgrader has no report: its log is what an instructor reads
            self.log.warning("%s: look: %s", folder.name, text)
        if said:
            ran.notebook["metadata"][NOTES] = {**ran.notebook["metadata"].get(NOTES, {}), **said}
        return from_dict(ran.notebook), resources


def _files_in(folder: Path) -> dict[tuple[str, ...], bytes]:
    """The files beside a notebook, which its code may read: the same as those that `gradatim grade` takes."""
    beside = [(file.parts, file) for file in offered(folder) if not file.name.endswith(".ipynb")]
    contents, _left_out = read_attachments(beside)
    return contents
