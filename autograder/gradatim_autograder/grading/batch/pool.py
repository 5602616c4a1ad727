"""Worker processes. One that dies or is ended (out of memory, out of time) takes no other's work with it.

Each process has a thread here that hands it one job after another and keeps its clock. A job whose process ended is
tried once more when nothing else is under way, so that the fault is certainly its own.
"""

import contextlib
import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from gradatim_autograder.grading.batch.hand import Bounds, Died, Hand

AHEAD = 2  # jobs known for each worker: the next one is there when it has done one
TRIES = 2


class WorkerDied(Exception):
    """The process that did a job ended before it was done, each time it was tried.

    `certain` says whether the job is to blame, so that there is no use in trying it again.
    """

    def __init__(self, text: str, certain: bool = False):
        super().__init__(text)
        self.certain = certain

    @classmethod
    def of(cls, died: Died) -> "WorkerDied":
        return cls(f"{died} (it died {TRIES} times, the last time alone)", died.certain)


@dataclass
class _Task:
    """A function's call. `tag` says whose it is; `alone`: nothing else may run meanwhile."""

    tag: object
    function: Callable[..., object]
    arguments: tuple
    alone: bool = False
    died: int = 0


class Pool:
    """Runs functions of picklable data in `workers` processes, started when there is something to do.

    Parameters
    ----------
    folder
        Where they work: their working folder.
    scratch
        Where they put temporary files.
    prepare
        What each calls first, with its arguments; what it raises is left for the first job to find again.
    bounds
        Those of each job.
    """

    def __init__(self, workers: int, folder: Path, scratch: Path, prepare: tuple = (), bounds: Bounds | None = None):
        self._number = workers
        self._start = (str(folder), str(scratch), prepare)
        self._bounds = bounds or Bounds()
        self._changed = threading.Condition()  # guards all that follows
        self._waiting: deque[_Task] = deque()
        self._alone: deque[_Task] = deque()  # to be done when nothing else is
        self._under_way: dict[threading.Thread, _Task] = {}
        self._hands: dict[threading.Thread, Hand] = {}
        self._threads: list[threading.Thread] = []
        self._closed = False
        self._found: queue.SimpleQueue = queue.SimpleQueue()  # (tag, result)
        self._open = 0  # calls whose result nobody has fetched

    @property
    def busy(self) -> int:
        """How many calls are not done."""
        return self._open

    @property
    def room(self) -> bool:
        """Whether it is worth while to submit more."""
        return self._open - len(self._alone) < self._number * AHEAD

    def start(self, workers: int) -> None:
        """Let so many workers prepare themselves, because there will be something to do."""
        while len(self._threads) < min(workers, self._number):
            thread = threading.Thread(target=self._work, daemon=True)
            self._threads.append(thread)
            thread.start()

    def submit(self, tag: object, function: Callable[..., object], *arguments: object, alone: bool = False) -> None:
        """Have `function(*arguments)` called; `wait` gives back the tag with what it returned.

        With `alone` it is called when nothing else is under way.
        """
        task = _Task(tag, function, arguments, alone)
        with self._changed:
            self._open += 1
            (self._alone if alone else self._waiting).append(task)
            self._changed.notify_all()
        self.start(min(self._open, self._number))

    def wait(self, timeout: float) -> list[tuple[Any, object]]:
        """What was done meanwhile: tags, each with what the function returned or raised, or with a WorkerDied."""
        found = []
        if self._open:
            try:
                found.append(self._found.get(timeout=timeout))
                while True:
                    found.append(self._found.get_nowait())
            except queue.Empty:
                pass
        self._open -= len(found)
        return found

    # -- the threads -----------------------------------------------------------------------------------------------

    def _work(self):
        """One worker's thread."""
        me = threading.current_thread()
        with contextlib.suppress(Exception):  # the first job will find it again
            self._hand_of(me)  # it gets ready while there is nothing to do yet
        while (task := self._next(me)) is not None:
            result = self._done(me, task)
            with self._changed:
                del self._under_way[me]
                if isinstance(result, Died):
                    result = self._once_more(task, result)
                self._changed.notify_all()
            if result is not _LATER:
                self._found.put((task.tag, result))
        hand = self._hands.get(me)
        if hand is not None:
            hand.leave()

    def _next(self, me):
        """The next task for this thread; None where the pool is closed."""
        with self._changed:
            while not self._closed:
                task = self._ripe()
                if task is not None:
                    self._under_way[me] = task
                    return task
                self._changed.wait()
        return None

    def _ripe(self):
        if any(each.alone for each in self._under_way.values()):
            return None
        if self._waiting:
            return self._waiting.popleft()
        if self._alone and not self._under_way:
            return self._alone.popleft()
        return None

    def _done(self, me, task):
        try:
            return self._hand_of(me).do(task.function, task.arguments, self._bounds)
        except Exception as error:
            return error

    def _hand_of(self, me):
        """The living process of a thread."""
        hand = self._hands.get(me)
        if hand is None or not hand.alive:
            hand = Hand(*self._start)
            with self._changed:
                self._hands[me] = hand
                if self._closed:
                    hand.end()
        return hand

    def _once_more(self, task, died):
        """Put a task whose process ended behind all others; else what is said of it."""
        task.died, task.alone = task.died + 1, True
        if task.died < TRIES:
            self._alone.append(task)
            return _LATER
        return WorkerDied.of(died)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error):
        """End the workers at once, whatever they are at."""
        with self._changed:
            self._closed = True
            for thread in self._under_way:
                if thread in self._hands:
                    self._hands[thread].end()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(10)


_LATER = object()
