"""THE SEAM: runs the cells of one submission. Nothing else in grading runs a student's code.

Today they run in a Jupyter kernel of this machine's user, as in stock nbgrader. A sandbox takes this place
without a change elsewhere: nbgrader_config.py names this class, so stock `nbgrader autograde`, Formgrader's
button and `gradatim grade` all come here.
"""

import asyncio
import os
import subprocess
import time
from pathlib import Path

from gradatim.picture import PIXELS_VARIABLE
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import from_dict
from nbgrader import utils
from nbgrader.preprocessors import Execute as NbgraderExecute
from traitlets import Float, Integer, default

from gradatim_autograder.check import SEED_VARIABLE
from gradatim_autograder.course import Course
from gradatim_autograder.grading import sanitize
from gradatim_autograder.grading.clean import Cleaner
from gradatim_autograder.grading.mend import NOTES
from gradatim_autograder.grading.outputs import make_safe, no_score
from gradatim_autograder.grading.seed import seed_of


class Execute(NbgraderExecute):
    """nbgrader's Execute with the grader's seed, outputs that are safe to read, and an end to every notebook.

    Where the kernel dies or cannot be interrupted, the cells before keep their results, the rest counts 0, and
    the notebook's metadata say so under "gradatim".
    """

    notebook_timeout = Float(
        help="The seconds that all cells of a notebook may take together; default: ten times the timeout of a cell."
    ).tag(config=True)
    max_output = Integer(1_000_000, help="The number of characters of output that are kept of one cell.").tag(
        config=True
    )

    @default("notebook_timeout")
    def _ten_cells(self):
        return 10.0 * (self.timeout or 0)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.record_timing = False
        self.shutdown_kernel = "immediate"
        self.timeout_func = self._time_for

    def preprocess(self, nb, resources=None, km=None):
        grading = Course.find().grading.resolve()
        seed = seed_of(grading)
        self._environment = {**os.environ, SEED_VARIABLE: str(seed), PIXELS_VARIABLE: "1"}
        self._cleaner = Cleaner([grading, Path.cwd(), self._folder(resources)], seed)
        self._deadline = time.monotonic() + self.notebook_timeout if self.notebook_timeout else None
        self._stopped = ""
        self._problems = []
        self._exited = ""
        self._count = 0
        try:
            nb, resources = super().preprocess(nb, resources, km)
        except KeyboardInterrupt:
            _end_tasks()
            raise
        nb.metadata.pop("widgets", None)  # their state is HTML as the student's code made it
        if self._problems:
            nb.metadata[NOTES] = {**nb.metadata.get(NOTES, {}), "problems": list(dict.fromkeys(self._problems))}
        return nb, resources

    def _folder(self, resources):
        return (resources or {}).get("metadata", {}).get("path") or Path.cwd()

    def setup_kernel(self, **kwargs):
        # What the kernel itself says on its stderr is for no one here; a cell's stderr comes as an output.
        return super().setup_kernel(env=self._environment, stderr=subprocess.DEVNULL, **kwargs)

    def preprocess_cell(self, cell, resources, index):
        """Run one cell; see to it that its outputs can be shown and, in a test, read as a score."""
        if cell.cell_type != "code":
            return cell, resources
        self._kept = 0
        if self._stopped:
            cell.outputs = []
        else:
            self._run(cell, index)
        for output in cell.outputs:
            self._cleaner.output(output)
            sanitize.output(output)
        if utils.is_grade(cell) and not utils.is_solution(cell):
            if self._stopped and not any(output.output_type == "error" for output in cell.outputs):
                cell.outputs = [no_score(f"This test was not run: {self._stopped}", "NotRun")]
            points = float(cell.metadata.nbgrader["points"])
            cell.outputs = [from_dict(output) for output in make_safe(cell.outputs, points)]
        return cell, resources

    def _run(self, cell, index):
        if self._exited:
            self._stopped = self._exited
            self._problems.append(self._exited + "; the cells after it were not run")
            cell.outputs = []
            return
        if self._deadline and time.monotonic() > self._deadline:
            self._stop(f"the notebook took more than {self.notebook_timeout:g} seconds", cell, "TimeUsedUp")
            return
        try:
            self.execute_cell(cell, index, store_history=True)
        except DeadKernelError:
            self._stop(f"Python died in {self._called(cell)}", cell, "PythonDied")
        except CellTimeoutError:
            self._stop(f"{self._called(cell)} took too long and could not be interrupted", cell, "CellTimeoutError")

    def _called(self, cell):
        """What the page calls the cell: its id, else its number in "In [3]"."""
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        return grade_id or f"In [{cell.get('execution_count') or self._count + 1}]"

    def _stop(self, reason, cell, name):
        self._stopped = reason
        self._problems.append(reason + "; the cells after it were not run")
        cell.outputs = [*cell.get("outputs", []), from_dict(no_score(reason, name))]

    def on_cell_executed(self, **kwargs):
        super().on_cell_executed(**kwargs)
        cell, content = kwargs["cell"], kwargs["execute_reply"]["content"]
        if content.get("ename") == "CellTimeoutError":
            self._problems.append(f"{self._called(cell)} took too long and was interrupted")
        if any(each.get("source") == "ask_exit" for each in content.get("payload") or ()):
            self._exited = f"exit or quit in {self._called(cell)} ended Python"
        self._count = cell.get("execution_count") or self._count

    def _time_for(self, cell):
        if not self._deadline:
            return self.timeout
        return max(1, min(self.timeout, round(self._deadline - time.monotonic())))

    def process_message(self, msg, cell, cell_index):
        """Keep what a cell prints up to a limit: a print in an endless loop must not fill the memory."""
        content = msg["content"]
        size = len(content.get("text", "")) + sum(len(str(each)) for each in (content.get("data") or {}).values())
        if size and msg["msg_type"] in ("stream", "display_data", "update_display_data"):
            before, self._kept = self._kept, self._kept + size
            if self._kept > self.max_output:
                if before <= self.max_output:
                    text = "\n… (more output was left out)\n"
                    cell.outputs.append(from_dict({"output_type": "stream", "name": "stdout", "text": text}))
                return None
        return super().process_message(msg, cell, cell_index)


def _end_tasks():
    """End what still waits for the kernel: left alone, asyncio would complain of it when the program ends."""
    loop = ensure_event_loop()
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks and not loop.is_running():
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
