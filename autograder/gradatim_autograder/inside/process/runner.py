"""Answers the grader's requests, one after another: run this cell, call this function, read this attribute.

Whatever the student's code does to this process, the grader gets data, or notices that it got none.
"""

import builtins
import contextlib
import functools
import inspect
import math
import os
import resource
import signal
import socket
import traceback
import warnings
from pathlib import Path
from time import process_time
from types import FunctionType
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
from gradatim import drawing

from ..function.closed import calling, closed
from ..function.code_facts import facts, packed
from ..function.looking import is_empty, names_used, place_of, text_of
from ..function.noticed import notice
from ..function.printed import Printed
from ..function.quotients import differences
from ..function.shortcuts import uses
from ..function.source import parsed
from ..wire.channel import Channel, Closed
from ..wire.frames import HEAD, BrokenFrame, TooLarge
from ..wire.packing import DataPacker, Foreign, put_back
from ..wire.pipes import Pipes

if TYPE_CHECKING:
    from IPython.core.interactiveshell import ExecutionResult

    from .shell import Shell

Message = dict[str, Any]  # a request or an answer

GRACE = 2.0  # seconds of processor time after the clock has rung, until the kernel ends the process
STATEMENTS = 200  # that fail, of one cell
CLEAN_ROOM = bool(os.environ.get("GRADATIM_CLEAN_ROOM"))  # here the library is not (sandbox/clean_room.py)


class Runner:
    """Serves one submission over a channel, until it is closed."""

    def __init__(self, shell: "Shell", end: socket.socket | Pipes):
        self.shell = shell
        self.channel = Channel(end, self._callable)
        self.packer = self.channel.packer
        self.allowed: tuple[str, ...] = ()  # modules that the exercise at hand may borrow from
        self.replaced: dict[str, tuple] = {}  # names of the notebook, and what they meant
        self.library = contextlib.ExitStack()  # what opens the course's library again

    def serve(self) -> None:
        notice(lambda words: self.channel.send({"number": 0, "is": "noticed", "what": words}))
        while True:
            try:
                request = self.channel.receive()
                answer = getattr(self, "do_" + request["do"])(request)
            except (Closed, BrokenFrame, KeyError):
                return
            self._send(request, answer)

    def _send(self, request, answer):
        try:
            self.channel.send({**answer, "number": request["number"]})
        except TooLarge:
            self.channel.send({"number": request["number"], "is": "too large"})

    # -- cells -------------------------------------------------------------------------------------------------

    def do_run(self, request: Message) -> Message:
        self.library.close()
        drawing.elsewhere = self.draw_elsewhere
        with _time_for(request) as clock:
            try:
                self.shell.execution_count = request["count"]
                result = self.shell.run(request["code"])
                failed = not result.success
                if failed and CLEAN_ROOM:
                    self._go_on(result)
            except BaseException as error:  # an interrupt outside the cell's own code
                self.shell.collector.error(type(error).__name__, text_of(error), [])
                failed = True
        drawing.elsewhere = None
        outputs = self.shell.collector.outputs
        self.shell.collector.start()
        about = {"failed": failed, "late": bool(clock.rang), "exited": self.shell.exited}
        return {"is": "ran", "outputs": outputs, **about, **clock.said()}

    def _go_on(self, result):
        """Run what stands behind the statement that failed. It need not have failed where the library was there."""
        for _statement in range(STATEMENTS):
            rest = what_follows(result, self.shell)
            if not rest:
                return
            result = self.shell.run(rest)

    # -- functions ---------------------------------------------------------------------------------------------

    def do_files(self, request: Message) -> Message:
        """Put what was handed in beside the notebook into the working folder."""
        for place, data in request["files"]:
            path = Path(*place)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return {"is": "done"}

    def do_bind(self, request: Message) -> Message:
        """What the notebook's name stands for. From now until a cell is run the library is closed: between the calls of
        a check too, where looking at a function or packing its arguments can run code of the student's.
        """
        self.library.close()
        self.library.enter_context(closed(tuple(request["allowed"])))
        if request["name"] not in self.shell.user_ns:
            return {"is": "missing"}
        function = self.shell.user_ns[request["name"]]
        self.allowed = tuple(request["allowed"])
        used = uses(function, self.allowed)
        return {
            "is": "bound",
            "thing": self.packer.foreign(function),
            "empty": is_empty(function),
            "parameters": _parameters(function),
            "borrowed": used.borrowed[:20],
            "differences": differences(used.functions) if request["derivative"] else "",
            "uses": names_used(function, self.shell.user_ns)[:200],
        }

    def do_facts(self, request: Message) -> Message:
        """What the source of a function shows. It is asked for where an answer is wrong."""
        function = self.packer.things[request["thing"]]
        own = uses(function, self.allowed).functions
        return {"is": "facts", "facts": packed(facts(function, tuple(request["parameters"]), own))}

    def do_call(self, request: Message) -> Message:
        function = self.packer.things[request["thing"]]
        args, kwargs = self.packer.unpack(request["args"]), self.packer.unpack(request["kwargs"])
        return self._called(function, args, kwargs, request)

    def do_get(self, request: Message) -> Message:
        thing = self.packer.things[request["thing"]]
        return self._called(lambda: getattr(thing, request["name"]), (), {}, request)

    def do_set(self, request: Message) -> Message:
        thing, value = self.packer.things[request["thing"]], self.packer.unpack(request["value"])
        return self._called(lambda: setattr(thing, request["name"], value), (), {}, request)

    def do_replace(self, request: Message) -> Message:
        """Give names of the notebook another meaning, until `restore`: also where a default, a list or an object holds
        the function already.
        """
        for name, value in self.packer.unpack(request["names"]).items():
            function = self.shell.user_ns.get(name)
            code = function.__code__ if isinstance(function, FunctionType) else None
            self.replaced[name] = (name in self.shell.user_ns, function, code)
            self.shell.user_ns[name] = value
            if code is not None:
                function.__code__ = calling(value, code.co_freevars)
        return {"is": "done"}

    def do_restore(self, request: Message) -> Message:
        for name, (defined, function, code) in self.replaced.items():
            if defined:
                self.shell.user_ns[name] = function
            else:
                self.shell.user_ns.pop(name, None)
            if code is not None:
                function.__code__ = code
        self.replaced = {}
        return {"is": "done"}

    def _called(self, function, args, kwargs, request):
        before = [self.packer.parcel(each) for each in args]
        printed = Printed()
        answer = {}
        with _time_for(request) as clock, warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                try:
                    answer = {"is": "returned", "value": self.packer.parcel(_kept(function(*args, **kwargs)))}
                except BaseException as error:  # the student's code may raise anything, exits and interrupts too
                    answer = _raised(error, function)
        after = [self.packer.parcel(each) for each in args]
        changed = {i: new for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
        texts = list(dict.fromkeys(_warning_text(each) for each in warned))[:20]
        self.shell.take_written()
        return {**answer, **clock.said(), "changed": changed, "printed": printed.getvalue(), "warned": texts}

    # -- pictures ----------------------------------------------------------------------------------------------

    def do_draw(self, request: Message) -> Message:
        """Draw a picture of data. Asked only of a process that runs nobody's code."""
        args, kwargs = self.packer.unpack(request["args"])
        with _time_for(request):
            try:
                picture = drawing.drawn(request["name"], args, kwargs)
            except BaseException:  # what the data make of a drawing is said where they came from
                picture = None
        return {"is": "picture", "picture": list(picture) if picture else None}

    def draw_elsewhere(self, name: str, args: tuple, kwargs: dict[str, Any]) -> tuple[str, bytes, float] | None:
        """Let the grader have a picture drawn, or find it: others show the same one."""
        try:
            parcel = DataPacker().pack([list(args), kwargs])[HEAD.size :]
        except Exception:  # too large, or no data: it is drawn here
            return None
        self.channel.send({"number": 0, "is": "draw", "name": name, "args": parcel})
        picture = self.channel.receive().get("picture")
        return None if picture is None else tuple(picture)

    # -- functions of the grader -------------------------------------------------------------------------------

    def _callable(self, foreign: Foreign):
        """A function here that asks the grader to call one of its own."""
        if not foreign.called:
            return foreign

        def function(*args, **kwargs):
            self.channel.send(
                {
                    "number": 0,
                    "is": "callback",
                    "thing": foreign.handle,
                    "args": self.packer.parcel(args),
                    "kwargs": self.packer.parcel(kwargs),
                }
            )
            answer = self.channel.receive()
            if answer["do"] == "raise":
                raise _error_called(answer["kind"])(answer["text"])
            for index, parcel in answer["changed"].items():
                put_back(args[index], self.packer.unpack(parcel))
            return self.packer.unpack(answer["value"])

        function.__name__ = function.__qualname__ = foreign.name or "function"
        return function


def what_follows(result: "ExecutionResult", shell: "Shell") -> str:
    """The code behind the statement in which a cell failed; "" where that cannot be said."""
    at: int | None = None
    error = result.error_in_exec
    if error is None or isinstance(error, KeyboardInterrupt):
        return ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_name == "<module>" and frame.f_globals is shell.user_ns:
            at = line
            break
    try:
        code = shell.transform_cell(result.info.raw_cell)  # type: ignore[attr-defined]  # it begins as None
        ends = [node.end_lineno or 0 for node in parsed(code).body]
        ends = [end for end in ends if at and end >= at]
    except (SyntaxError, ValueError, RecursionError):
        return ""
    return "\n".join(code.splitlines()[ends[0] :]) if ends else ""


def _error_called(name):
    """The kind of error of this name, Python's or NumPy's; else a new one."""
    for place in (builtins, np.linalg, getattr(np, "exceptions", np)):
        kind = getattr(place, name, None)
        if isinstance(kind, type) and issubclass(kind, Exception):
            return kind
    return type(name, (RuntimeError,), {})


def _parameters(function):
    """The parameters' names, kinds and whether they have a default; None where Python cannot tell."""
    try:
        parameters = inspect.signature(function).parameters.values()
        return [[str(each.name), int(each.kind), each.default is not each.empty] for each in parameters][:100]
    except Exception:  # an object's own attributes may raise anything
        return None


def _raised(error, function):
    place = place_of(error, None if inspect.ismethod(function) else function)  # a method is named, as on the other side
    words = [place.line, place.name[:200], place.source[:400]] if place else None
    return {"is": "raised", "kind": type(error).__name__[:200], "text": text_of(error), "place": words}


def _kept(value):
    """What a call returned; a generator is used up into a list."""
    if inspect.isgenerator(value):
        return list(value)
    if inspect.iscoroutine(value):
        value.close()
        raise CoroutineReturned
    return value


class CoroutineReturned(TypeError):
    """The function is declared with async def."""


def _warning_text(warning):
    try:
        return str(warning.message)[:400]
    except Exception:  # a warning's own text may raise anything
        return ""


class _Clock:
    """What something took, and which clock rang: "processor", "wall", "" for none."""

    def __init__(self):
        self.rang = ""
        self._began, self._delayed = process_time(), _delayed()

    def said(self):
        """For the grader, who lets processor time decide. `delayed`: how long a processor was waited for."""
        before, now = self._delayed, _delayed()
        delayed = None if before is None or now is None else now - before
        return {"used": process_time() - self._began, "delayed": delayed, "clock": self.rang}


@functools.cache
def schedule() -> int | None:
    """An open file that tells how long this thread waits for processors (proc_pid_schedstat); None where there is none.

    Asked for the first time before /proc is taken from this process.
    """
    try:
        return os.open("/proc/thread-self/schedstat", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None


def _delayed() -> float | None:
    """The seconds in which this thread was ready to run and had no processor; None: unknown."""
    try:
        file = schedule()
        return None if file is None else int(os.pread(file, 100, 0).split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return None


@contextlib.contextmanager
def _time_for(request):
    """Interrupt what runs after so many seconds of processor time, or so many by the clock, and again where it does not
    listen. The grader's own clock stands behind these, and the kernel's limit, which C code does not outlast.
    """
    clock = _Clock()

    def ring(number, _frame):
        clock.rang = clock.rang or ("wall" if number == signal.SIGALRM else "processor")
        raise KeyboardInterrupt

    signal.signal(signal.SIGALRM, ring)
    signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_REAL, max(0.01, request["wall"]), 0.3)
    signal.setitimer(signal.ITIMER_PROF, max(0.01, request["seconds"]), 0.3)
    _end_at(process_time() + request["seconds"] + GRACE)
    try:
        yield clock
    finally:
        _quiet()


def _end_at(seconds):
    """Let the kernel end this process when it has used so much processor time; inf: when it may not use more."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = hard
    if math.isfinite(seconds):
        soft = math.ceil(seconds) if hard == resource.RLIM_INFINITY else min(math.ceil(seconds), hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _quiet():
    for _attempt in range(3):  # the clock may ring just here
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.setitimer(signal.ITIMER_PROF, 0)
            _end_at(math.inf)
            signal.signal(signal.SIGALRM, signal.SIG_IGN)
            signal.signal(signal.SIGPROF, signal.SIG_IGN)
            return
        except KeyboardInterrupt:
            continue


def serve(shell: "Shell", end: socket.socket | Pipes) -> NoReturn:
    """Serve until the grader hangs up, then end this process at once, whatever the student's code still does."""
    try:
        Runner(shell, end).serve()
    finally:
        os._exit(0)
