"""The processes of a Dask cluster in place of this machine's own. Each job runs its student's code in a sandbox of the
machine that does it, so that a Dask worker never dies of one.
"""

import contextlib
import uuid
import warnings

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.pool import AHEAD, WorkerDied
from gradatim_autograder.grading.store.keys import version

ANSWER = 15  # seconds within which the scheduler has to answer


class Cluster:
    """Runs functions of picklable data on the workers of the Dask scheduler at `address`; used like `Pool`.

    Raises CourseError where there is no scheduler, no worker, or one with another version of the course.
    """

    def __init__(self, address: str):
        self.address = address
        self._tags = {}  # of each future under way
        self._threads = 1

    @property
    def busy(self) -> int:
        """How many calls are not done."""
        return len(self._tags)

    @property
    def room(self) -> bool:
        """Whether it is worth while to submit more."""
        return self.busy < AHEAD * self._threads

    def start(self, workers: int):
        """The cluster's workers are there already."""

    def submit(self, tag, function, *arguments):
        """Have `function(*arguments)` called; `wait` gives back the tag with what it returned."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the arguments are large
            future = self._client.submit(function, *arguments, key=f"gradatim-{uuid.uuid4().hex}", pure=False)
        self._tags[future] = tag

    def wait(self, timeout: float) -> list[tuple[object, object]]:
        """What was done meanwhile: tags, each with what the function returned or raised, or with a WorkerDied."""
        from distributed import wait

        if not self._tags:
            return []
        with contextlib.suppress(TimeoutError), self._client.as_current():
            wait(list(self._tags), timeout, return_when="FIRST_COMPLETED")
        if self._client.status != "running":
            raise CourseError(f"The Dask scheduler at {self.address} is gone. What was graded is kept: run it again.")
        self._threads = self._count() or self._threads
        return [(self._tags.pop(future), self._result(future)) for future in list(self._tags) if future.done()]

    def _result(self, future):
        from distributed.scheduler import KilledWorker

        try:
            return future.result()
        except KilledWorker:
            return WorkerDied("the workers that graded it died, one after another: killed, or out of memory")
        except Exception as error:
            return error

    def _count(self):
        return sum(worker["nthreads"] for worker in self._client.scheduler_info(n_workers=-1)["workers"].values())

    def __enter__(self):
        try:
            from distributed import Client
        except ImportError:
            raise CourseError(
                "--scheduler needs the package distributed: uv run --extra cluster gradatim grade … (or: "
                "pip install 'distributed>=2024.8')"
            ) from None
        try:
            self._client = Client(self.address, timeout=ANSWER, set_as_default=False)
        except (OSError, ValueError) as error:
            raise CourseError(f"No Dask scheduler answers at {self.address}: {error}") from None
        try:
            self._examine()
        except BaseException:
            self._client.close()
            raise
        return self

    def _examine(self):
        self._threads = self._count()
        if not self._threads:
            raise CourseError(f"The Dask scheduler at {self.address} has no workers. Start some: dask worker ADDRESS")
        try:
            versions = self._client.run(version)
        except Exception as error:
            raise CourseError(f"The Dask workers do not have this course installed: {error}") from None
        others = sorted(worker for worker, found in versions.items() if found != version())
        if others:
            raise CourseError(
                f"{', '.join(others)}: another version of the course, of Python or of its packages than here. "
                "Marks have to come from one version: install this one there."
            )

    def __exit__(self, *_error):
        with contextlib.suppress(Exception):  # the cluster may be gone
            self._client.cancel(list(self._tags))
        self._tags = {}
        with contextlib.suppress(Exception):
            self._client.close()
