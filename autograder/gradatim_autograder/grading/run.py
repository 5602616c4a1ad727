"""THE SEAM: runs the cells of one submission. Of `gradatim grade` nothing else runs a student's code.

Whatever takes the place of `run` keeps its signature: `job` calls it in a worker process, many times one after another.
What it starts has to end with it, also where the worker is killed. nbgrader's own commands go through `execute` alone.
"""

import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from gradatim_autograder.course import Course
from gradatim_autograder.nbgrader_setup import load_config


@dataclass(frozen=True)
class RunOptions:
    """How submissions are run; the same for all of a batch.

    seed      from which the checks draw their inputs
    timeout   the seconds that one cell may take
    hidden    paths that no output may show
    sandbox   the name of what the cells are run in
    """

    seed: int
    timeout: float = 30.0
    hidden: tuple[str, ...] = ()
    sandbox: str = "kernel"


@dataclass
class Ran:
    """What came of running a notebook.

    notebook   as it was given, with outputs that are safe to show; those of each graded test went through
               `outputs.make_safe`. Its metadata name the language (`language_info`) as a kernel would.
    problems   what went wrong, in words
    """

    notebook: dict
    problems: list[str] = field(default_factory=list)


def run(notebook: dict, chapter: str, attachments: dict[tuple[str, ...], bytes], options: RunOptions) -> Ran:
    """Run the cells of a mended notebook (nbformat 4) in a folder of their own that holds the attachments, by place."""
    from nbformat import from_dict
    from nbgrader.utils import setenv

    from gradatim_autograder.grading.execute import Execute
    from gradatim_autograder.grading.mend import NOTES

    with setenv(NBGRADER_EXECUTION="autograde"), tempfile.TemporaryDirectory(prefix="gradatim-") as folder:
        write_files(Path(folder), attachments)
        execute = Execute(config=_config(), timeout=max(1, round(options.timeout)))
        ran, _resources = execute.preprocess(from_dict(notebook), {"metadata": {"path": folder}})
    problems = ran.metadata.get(NOTES, {}).get("problems", [])
    return Ran(ran, list(problems))


@cache
def _config():
    return load_config(Course.find())


def write_files(folder: Path, files: dict[tuple[str, ...], bytes]):
    """Write files by their places in `folder`."""
    for place, data in files.items():
        path = folder / Path(*place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
