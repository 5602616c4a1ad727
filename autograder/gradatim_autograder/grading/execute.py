"""Runs a submission's cells in the sandbox and the course's tests outside of it, as one of nbgrader's preprocessors:
nbgrader_config.py names it, so stock `nbgrader autograde` and Formgrader's button grade as `gradatim grade` does.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from nbformat import from_dict
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Integer, Unicode

from gradatim_autograder.course import Course
from gradatim_autograder.grading.attachments import MAX_BYTES, MAX_FILES
from gradatim_autograder.grading.cells import Cells
from gradatim_autograder.grading.clean import Cleaner
from gradatim_autograder.grading.mend import NOTES
from gradatim_autograder.grading.seed import seed_of
from gradatim_autograder.inside.limits import Limits
from gradatim_autograder.sandbox.choose import choose, nursery, pictures
from gradatim_autograder.sandbox.session import Session

UNSAFE_VARIABLE = "GRADATIM_UNSAFE"  # 1: no sandbox; `gradatim grade --unsafe` sets it


@dataclass(frozen=True)
class Settings:
    """How a notebook is run.

    seed      of the checks' inputs
    sandbox   the name of the walls
    timeout   seconds that one cell may take
    together  seconds that all cells of a notebook may take; 0: ten times `timeout`
    hidden    folders that are never shown
    output    characters that are kept of what one cell shows
    """

    seed: int
    sandbox: str
    timeout: float = 30.0
    together: float = 0.0
    hidden: tuple[str, ...] = ()
    output: int = 1_000_000


def execute(notebook: dict, files: dict[tuple[str, ...], bytes], settings: Settings) -> list[str]:
    """Run a clean notebook, writing what its cells show into it; return what went wrong, in words."""
    together = settings.together or 10 * settings.timeout
    limits = Limits(output=settings.output, seconds=int(together) + 60)
    session = Session(nursery(settings.sandbox), limits, files, settings.timeout, together, pictures(settings.sandbox))
    cleaner = Cleaner(settings.hidden, settings.seed)
    try:
        problems = Cells(session, settings.seed, cleaner, settings.output).all_of(notebook)
    finally:
        session.close()
    notebook["metadata"].pop("widgets", None)  # their state is HTML as the student's code made it
    if problems:
        notes = notebook["metadata"].get(NOTES, {})
        notebook["metadata"][NOTES] = {**notes, "problems": problems}
    return problems


def sandbox_wanted() -> str:
    """The walls to use: those of this machine, or none where that was asked for. Raises SandboxError."""
    return "unsafe" if os.environ.get(UNSAFE_VARIABLE) == "1" else choose()


class Execute(NbGraderPreprocessor):
    """The step of nbgrader's Autograde that runs the cells."""

    timeout = Float(30.0, help="The seconds that one cell may take.").tag(config=True)
    notebook_timeout = Float(
        0.0, help="The seconds that all cells of a notebook may take together; 0: ten times the timeout of a cell."
    ).tag(config=True)
    max_output = Integer(1_000_000, help="The number of characters of output that are kept of one cell.").tag(
        config=True
    )
    sandbox = Unicode("", help='The walls: "bubblewrap", "unsafe", or "" for the best that there are.').tag(config=True)

    def preprocess(self, nb, resources):
        grading = Course.find().grading.resolve()
        folder = Path((resources or {}).get("metadata", {}).get("path") or ".")
        settings = Settings(
            seed_of(grading),
            self.sandbox or sandbox_wanted(),
            self.timeout,
            self.notebook_timeout,
            (str(grading), str(Path.cwd()), str(folder.resolve())),
            self.max_output,
        )
        execute(nb, _files_in(folder), settings)
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs = [from_dict(output) for output in cell.outputs]
        return nb, resources


def _files_in(folder: Path) -> dict[tuple[str, ...], bytes]:
    """The files beside a notebook, which its code may read."""
    found, room = {}, MAX_BYTES
    for path in sorted(folder.rglob("*"))[: 20 * MAX_FILES]:
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb" and len(found) < MAX_FILES:
            data = path.read_bytes()
            if len(data) <= room:
                room -= len(data)
                found[path.relative_to(folder).parts] = data
    return found
