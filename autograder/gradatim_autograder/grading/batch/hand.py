"""A process of ours that does one job after another, and that can be ended whatever it is at.

Three things bound a job: the kernel's timer of the process's own processor time, whose signal ends it also while C code
runs; a limit of memory beyond what it has, so that a MemoryError is this job's; and the clock on the wall, which is
kept by whoever gave the job. What runs in the sandbox does not count for the first two: it has limits of its own.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from gradatim_autograder.sandbox.memory import more_at_most

PROCESSOR = 60.0  # seconds of its own processor time for a job; usual is less than one
MEMORY = 1_500_000_000  # bytes that a job may need beyond what the process has
START = 300.0  # seconds that getting ready may take
LEAVE = 2.0  # seconds in which it may end by itself
Value = TypeVar("Value")
BY_OTHERS = (9, 15)  # signals by which somebody, or the system without memory, ends a process


class Died(Exception):
    """The process ended before the job was done; the text says why.

    `certain` says whether the job is to blame: it would happen again.
    """

    def __init__(self, text: str, certain: bool):
        super().__init__(text)
        self.certain = certain


@dataclass(frozen=True)
class Bounds:
    """What a job may use.

    Attributes
    ----------
    processor
        Seconds of its process's own processor time.
    memory
        Bytes beyond what the process has before it.
    wall
        Seconds by the clock, with all that it waits for.
    """

    processor: float = PROCESSOR
    memory: int = MEMORY
    wall: float = 3600.0


class Hand:
    """One process.

    Parameters
    ----------
    folder
        Its working folder, None: that of the process that starts it.
    scratch
        Where it puts temporary files, None: where temporary files go.
    prepare
        What it calls first, with its arguments; what it raises is left for the first job to find again.
    """

    def __init__(self, folder: str | None = None, scratch: str | None = None, prepare: tuple = ()):
        context = multiprocessing.get_context("spawn")
        self._end, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, folder, scratch, prepare), daemon=True)
        self._ready = False
        with _allowed_to_start():
            self._process.start()
        theirs.close()

    def do(self, function: Callable[..., Value], arguments: tuple, bounds: Bounds) -> Value:
        """What the function returns or raises, called there. Raises Died."""
        try:
            if not self._ready:
                self._answer(START)
                self._ready = True
            self._end.send_bytes(pickle.dumps((function, arguments, bounds)))
            good, value = pickle.loads(self._answer(bounds.wall))
        except (EOFError, OSError):
            self._process.join(10)
            raise self._died(bounds) from None
        if not good:
            raise value
        return value

    def _answer(self, seconds):
        if not self._end.poll(seconds):
            self.end()
            raise Died(f"the process that graded it was ended after {seconds:.0f} seconds without an answer", True)
        return self._end.recv_bytes()

    def _died(self, bounds):
        number = -(self._process.exitcode or 0)
        if hasattr(signal, "SIGPROF") and number == signal.SIGPROF:
            used = f"{bounds.processor:g} seconds of processor time"
            return Died(f"the process that graded it was ended: it used more than {used} of the grader's own", True)
        if number in BY_OTHERS:
            return Died("the process that graded it died: killed, or out of memory", False)
        return Died(f"the process that graded it died: {_end_in_words(self._process.exitcode)}", True)

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def leave(self) -> None:
        """Let it end by itself: it has nothing to do."""
        self._end.close()
        self._process.join(LEAVE)
        self.end()

    def end(self) -> None:
        """End it at once, whatever it is at, also where it is stopped."""
        self._process.kill()
        self._process.join(10)


@contextlib.contextmanager
def _allowed_to_start():
    """A process that ends with its parent may have no children by the rule of multiprocessing, because it would leave
    them behind. Ours end by themselves when it is gone.
    """
    config = multiprocessing.process.current_process()._config
    before = config.pop("daemon", None)
    try:
        yield
    finally:
        if before is not None:
            config["daemon"] = before


def _end_in_words(code):
    return f"signal {-code}" if (code or 0) < 0 else f"exit {code}"


# -- in the process -----------------------------------------------------------------------------------------------


def _serve(end, folder, scratch, prepare):
    """Do what is asked for, one job after another, until nobody is there any more."""
    _begin(folder, scratch, prepare)
    end.send_bytes(b"ready")
    while True:
        try:
            request = end.recv_bytes()
        except (EOFError, OSError):
            return
        end.send_bytes(_done(request))


def _done(request):
    """What came of a job, packed."""
    try:
        function, arguments, bounds = pickle.loads(request)
        with more_at_most(bounds.memory), _processor_time(bounds.processor):
            return pickle.dumps((True, function(*arguments)))
    except Exception as error:
        error.add_note(traceback.format_exc())
        try:
            return pickle.dumps((False, error))
        except Exception:  # an error that holds what cannot cross
            return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))


@contextlib.contextmanager
def _processor_time(seconds):
    """After so much processor time of this process, of all its threads, the kernel ends it."""
    if not hasattr(signal, "SIGPROF"):  # Windows: the clock on the wall alone
        yield
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _begin(folder, scratch, prepare):
    """In a new process: ends with the one that started it, even where that was killed; leaves Ctrl-C to it."""
    parent = multiprocessing.parent_process()
    threading.Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()
    signal.signal(signal.SIGINT, _nothing)  # a handler, not SIG_IGN: what it starts must not inherit it
    if folder is not None:
        os.chdir(folder)
    if scratch is not None:
        tempfile.tempdir = scratch
    if prepare:
        with contextlib.suppress(Exception):
            prepare[0](*prepare[1:])


def _nothing(_signal, _frame):
    pass
