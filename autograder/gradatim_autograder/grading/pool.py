"""Worker processes. One that dies (out of memory, killed) takes no other's work with it.

Each worker is an executor of its own with one process: a pool of several, when one of its processes dies, fails all
jobs under way and does not say which of them it was.
"""

import contextlib
import multiprocessing
import os
import signal
import tempfile
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

AHEAD = 2  # jobs given to a worker at a time: the next one is there when it has done one
TRIES = 2


class WorkerDied(Exception):
    """The process that did a job ended before it was done, each time it was tried."""


@dataclass
class _Task:
    """A function's call. `tag` says whose it is."""

    tag: object
    function: object
    arguments: tuple
    died: int = 0


@dataclass
class _Worker:
    executor: ProcessPoolExecutor
    pid: Future
    tasks: dict[Future, _Task] = field(default_factory=dict)  # in the order in which they are done


class Pool:
    """Runs functions of picklable data in `workers` processes, started when there is something to do.

    folder    where they work: their working folder
    scratch   where they put temporary files
    prepare   what each calls first, with its arguments; what it raises is left for the first job to find again
    """

    def __init__(self, workers: int, folder: Path, scratch: Path, prepare: tuple = ()):
        self._number = workers
        self._start = (str(folder), str(scratch), prepare)
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()

    @property
    def busy(self) -> int:
        """How many calls are not done."""
        return len(self._waiting) + sum(len(worker.tasks) for worker in self._workers)

    @property
    def room(self) -> bool:
        """Whether it is worth while to submit more."""
        return self.busy < self._number * AHEAD

    def start(self, workers: int):
        """Let so many workers prepare themselves, because there will be something to do."""
        while len(self._workers) < min(workers, self._number):
            self._new_worker()

    def submit(self, tag, function, *arguments):
        """Have `function(*arguments)` called; `wait` gives back the tag with what it returned."""
        self._waiting.append(_Task(tag, function, arguments))
        self._hand_out()

    def wait(self, timeout: float) -> list[tuple[object, object]]:
        """What was done meanwhile: tags, each with what the function returned or raised, or with a WorkerDied."""
        futures = [future for worker in self._workers for future in worker.tasks]
        if not futures:
            return []
        wait(futures, timeout, return_when=FIRST_COMPLETED)
        found = [each for worker in list(self._workers) for each in self._collect(worker)]
        self._hand_out()
        return found

    def _collect(self, worker):
        found, broken = [], False
        for future in [each for each in worker.tasks if each.done()]:
            try:
                result = future.result()
            except BrokenProcessPool:
                broken = True
                continue
            except Exception as error:
                result = error
            found.append((worker.tasks.pop(future).tag, result))
        if broken:
            found += self._bury(worker)
        return found

    def _bury(self, worker):
        """Try the job that a dead worker was at once more, and give those behind it to others."""
        self._workers.remove(worker)
        worker.executor.shutdown(wait=False, cancel_futures=True)
        first, *others = worker.tasks.values()
        self._waiting.extendleft(reversed(others))
        first.died += 1
        if first.died < TRIES:
            self._waiting.appendleft(first)
            return []
        return [
            (first.tag, WorkerDied(f"the process that graded it died {first.died} times: killed, or out of memory"))
        ]

    def _hand_out(self):
        while self._waiting:
            free = [worker for worker in self._workers if len(worker.tasks) < AHEAD]
            idle = [worker for worker in free if not worker.tasks]
            if not idle and len(self._workers) < self._number:
                idle = [self._new_worker()]
            if not idle and not free:
                return
            worker = (idle or free)[0]
            task = self._waiting.popleft()
            try:
                worker.tasks[worker.executor.submit(task.function, *task.arguments)] = task
            except BrokenProcessPool:  # it died with nothing to do
                self._waiting.appendleft(task)
                if worker.tasks:
                    return  # `wait` will find out whose fault it was
                self._workers.remove(worker)

    def _new_worker(self):
        context = multiprocessing.get_context("spawn")
        executor = ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=self._start)
        worker = _Worker(executor, executor.submit(os.getpid))
        self._workers.append(worker)
        return worker

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        """End the workers at once, whatever they are at."""
        for worker in self._workers:
            if worker.tasks:
                with contextlib.suppress(OSError, TimeoutError, BrokenProcessPool):
                    os.kill(worker.pid.result(timeout=10), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
            worker.executor.shutdown(wait=False, cancel_futures=True)
        self._workers, self._waiting = [], deque()


def _begin(folder, scratch, prepare):
    """In a new worker: ends with the process that started it, even where that was killed; leaves Ctrl-C to it."""
    parent = multiprocessing.parent_process()
    threading.Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()
    signal.signal(signal.SIGINT, _nothing)  # a handler, not SIG_IGN: what the worker starts must not inherit it
    os.chdir(folder)
    tempfile.tempdir = scratch
    if prepare:
        with contextlib.suppress(Exception):
            prepare[0](*prepare[1:])


def _nothing(_signal, _frame):
    pass
