"""The processes of a Dask cluster in place of this machine's own. Each job runs its student's code in a sandbox of the
machine that does it, and all else in a process beside the Dask worker that can be ended: the worker never dies of one.
"""

import contextlib
import threading
import uuid
import warnings
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.batch.hand import Bounds, Died, Hand
from gradatim_autograder.grading.batch.pool import AHEAD, TRIES, WorkerDied
from gradatim_autograder.grading.store.keys import version

if TYPE_CHECKING:
    from distributed import Future

ANSWER = 15  # seconds within which the scheduler has to answer

_Call = tuple[object, Callable[..., object], tuple, int]  # tag, function, arguments, how often its process died


class Cluster:
    """Runs functions of picklable data on the workers of the Dask scheduler at `address`; used like `Pool`.

    Raises CourseError where there is no scheduler, no worker, or one with another version of the course.
    """

    def __init__(self, address: str, bounds: Bounds | None = None):
        self.address = address
        self._bounds = bounds or Bounds()
        self._calls: dict[Future, _Call] = {}  # of each future under way
        self._alone: deque[_Call] = deque()  # such calls, to be done when nothing else is under way
        self._threads = 1

    @property
    def busy(self) -> int:
        """How many calls are not done."""
        return len(self._calls) + len(self._alone)

    @property
    def room(self) -> bool:
        """Whether it is worth while to submit more."""
        return len(self._calls) < AHEAD * self._threads

    def start(self, workers: int) -> None:
        """The cluster's workers are there already."""

    def submit(self, tag: object, function: Callable[..., object], *arguments: object, alone: bool = False) -> None:
        """Have `function(*arguments)` called; `wait` gives back the tag with what it returned.

        With `alone` it is called when nothing else is under way.
        """
        if alone:
            self._alone.append((tag, function, arguments, 0))
            self._go_on()
        else:
            self._send((tag, function, arguments, 0))

    def _send(self, call):
        _tag, function, arguments, _died = call
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the arguments are large
            key = f"gradatim-{uuid.uuid4().hex}"
            future = self._client.submit(_by_hand, function, arguments, self._bounds, key=key, pure=False)
        self._calls[future] = call

    def _go_on(self):
        """One of those that have to be alone, where nothing is under way."""
        if self._alone and not self._calls:
            self._send(self._alone.popleft())

    def wait(self, timeout: float) -> list[tuple[Any, object]]:
        """What was done meanwhile: tags, each with what the function returned or raised, or with a WorkerDied."""
        from distributed import wait

        if not self._calls:
            return []
        with contextlib.suppress(TimeoutError), self._client.as_current():
            wait(list(self._calls), timeout, return_when="FIRST_COMPLETED")
        if self._client.status != "running":
            raise CourseError(f"The Dask scheduler at {self.address} is gone. What was graded is kept: run it again.")
        self._threads = self._count() or self._threads
        found = []
        for future in [each for each in self._calls if each.done()]:
            tag, function, arguments, died = self._calls.pop(future)
            result = self._result(future)
            if isinstance(result, Died) and died + 1 < TRIES:
                self._alone.append((tag, function, arguments, died + 1))
                continue
            found.append((tag, WorkerDied.of(result) if isinstance(result, Died) else result))
        self._go_on()
        return found

    def _result(self, future):
        from distributed.scheduler import KilledWorker

        try:
            good, result = future.result()
            return result if good else Died(*result)
        except KilledWorker:
            return WorkerDied("the workers that graded it died, one after another: killed, or out of memory")
        except Exception as error:
            return error

    def _count(self):
        return sum(worker["nthreads"] for worker in self._client.scheduler_info(n_workers=-1)["workers"].values())

    def __enter__(self) -> Self:
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
            self._client.cancel(list(self._calls))
        self._calls, self._alone = {}, deque()
        with contextlib.suppress(Exception):
            self._client.close()


# -- on a worker of the cluster ------------------------------------------------------------------------------------

_own = threading.local()  # each of its threads has a process


def _by_hand(function, arguments, bounds):
    """Call the function in a process that can be ended: (True, what it returned) or (False, how that process died)."""
    hand = getattr(_own, "hand", None)
    if hand is None or not hand.alive:
        hand = _own.hand = Hand()
    try:
        return True, hand.do(function, arguments, bounds)
    except Died as died:
        return False, (str(died), died.certain)
