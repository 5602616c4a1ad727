"""Runs the cells of one submission in the sandbox, and the course's tests outside of it. Nothing else in grading runs a
student's code: `job` comes here for `gradatim grade`, `execute` for nbgrader's own commands.

Whatever takes the place of `run` keeps its signature: it is called in a worker process, many times one after another.
What it starts ends with it, also where the worker is killed.
"""

import copy
import platform
import threading
from dataclasses import dataclass, field
from pathlib import Path

from gradatim_autograder.grading.submission.cells import Cells
from gradatim_autograder.grading.submission.clean import Cleaner
from gradatim_autograder.grading.submission.second_look import second_look
from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.sandbox.choose import UNSAFE, choose, nursery, pictures
from gradatim_autograder.sandbox.clock import wall, wall_together
from gradatim_autograder.sandbox.session import Session

BESIDE = 300.0  # seconds for all that is not the student's code: starting sandboxes, comparing, making the page
WITHOUT_SANDBOX = "run without a sandbox (--unsafe): the student's code had the grader's rights"
LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}
_one_at_a_time = threading.Lock()  # a check redirects what is printed, which is the whole process's


@dataclass(frozen=True)
class RunOptions:
    """How submissions are run; the same for all of a batch.

    Attributes
    ----------
    seed
        That from which the checks draw their inputs.
    timeout
        The seconds of processor time that one cell may take, or one check.
    hidden
        Paths that no output may show, and no sandbox.
    sandbox
        The name of the walls (`sandbox.choose`); "": the best of the machine that runs them.
    together
        The same of all cells of a notebook; 0: ten times `timeout`.
    output
        The characters that are kept of what one cell shows.
    unseen
        Further paths that no sandbox shows.
    """

    seed: int
    timeout: float = 30.0
    hidden: tuple[str, ...] = ()
    sandbox: str = "bubblewrap"
    together: float = 0.0
    output: int = 1_000_000
    unseen: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """What no sandbox shows."""
        return (*self.hidden, *self.unseen)

    @property
    def all_cells(self) -> float:
        """The seconds of processor time that all cells may take."""
        return self.together or 10 * self.timeout

    @property
    def longest(self) -> float:
        """The seconds by the clock within which a submission is done, in both rooms, or something here hangs."""
        return 2 * (wall_together(self.all_cells) + wall(self.timeout)) + BESIDE


def what_decides(options: RunOptions) -> tuple:
    """With another of these a submission is graded again. More time is no reason: `--again` is there for that."""
    return options.seed, options.sandbox == UNSAFE


@dataclass
class NotebookRun:
    """What came of running a notebook.

    Attributes
    ----------
    notebook
        As it was given, with outputs that are safe to show; those of each graded test went through `outputs.make_safe`.
        Its metadata name the language as a kernel would.
    problems
        What went wrong, in words.
    hurried
        Something was stopped that would perhaps not be where nothing else runs: no verdict yet.
    look
        What a person should look at, because no program can decide it.
    """

    notebook: dict
    problems: list[str] = field(default_factory=list)
    hurried: bool = False
    look: list[str] = field(default_factory=list)


def get_ready(sandbox: str, folder: Path, places: tuple[str, ...] = ()) -> None:
    """Start what submissions will need: a process that has time for it is then quick with the first.

    Parameters
    ----------
    folder
        Where processes that work together keep the pictures that they have drawn.
    places
        What no sandbox shows.
    """
    place = pictures(sandbox, places)
    if place is not None:
        place.folder = folder


def run(notebook: dict, chapter: str, attachments: dict[tuple[str, ...], bytes], options: RunOptions) -> NotebookRun:
    """Run the cells of a mended notebook (nbformat 4) in a folder of their own that holds the attachments, by place.

    Raises SandboxError where the sandbox cannot be had.
    """
    given, notebook = notebook, copy.deepcopy(notebook)
    together = options.all_cells
    limits = Limits(output=options.output, seconds=int(together) + 60)
    with _one_at_a_time:
        sandbox = options.sandbox or choose()
        place = pictures(sandbox, options.places)
        sessions = []

        def ran_in(source, content, before=None) -> Cells:
            session = Session(source, limits, attachments, options.timeout, together, place)
            sessions.append(session)
            cells = Cells(session, options.seed, Cleaner(options.hidden, options.seed), options.output, before)
            try:
                cells.all_of(content)
            finally:
                session.close()
            return cells

        problems = list(dict.fromkeys(ran_in(nursery(sandbox, options.places), notebook).problems))
        walls = sandbox, options.places
        noticed = list(sessions[0].noticed)
        look = second_look(given, notebook, attachments, walls, noticed, lambda *room: ran_in(*room).undecided)
    notebook["metadata"].pop("widgets", None)  # their state is HTML as the student's code made it
    notebook["metadata"]["language_info"] = dict(LANGUAGE)
    if options.sandbox == UNSAFE:
        problems.append(WITHOUT_SANDBOX)
    return NotebookRun(notebook, problems, any(each.hurried for each in sessions), look)
