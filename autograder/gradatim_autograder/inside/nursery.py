"""The process that has everything loaded. For each submission it forks a process that starts in milliseconds, behind
walls of its own; it watches what that uses, and ends it with all that it started.

    python -m gradatim_inside.nursery FD walls|open      FD: the grader's control socket

It runs no student code. Commands come as JSON: {"new": LIMITS} with the socket of the new process, {"quiet": ID},
{"end": ID}.
"""

import array
import contextlib
import gc
import json
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time

from . import walls
from .calls import close_calls
from .limits import Limits
from .runner import serve
from .shell import make_shell
from .watch import descendants, parent_of, use_of

LOOK_EVERY = 0.15  # seconds
LONGEST = 100_000  # bytes of a command
PATIENCE = 8.0  # seconds that ending a submission's processes may take
BURST = 10.0  # seconds of processor time that it has to start with
OUR_OWN = 2  # processes of each submission that are not the student's


class Child:
    """One submission's processes. `reason` says why they were ended, where that was not asked for."""

    def __init__(self, pid: int, limits: Limits, told: socket.socket):
        self.pid = pid
        self.told = told  # where it says which of its processes runs the student's code
        self._student = 0
        self.limits = limits
        self.reason = ""
        self.ended = False
        self.began = time.monotonic()

    def look(self):
        """End it where it uses more than it may."""
        use = use_of(self.pid, self.limits.memory)
        share = BURST + self.limits.processors * (time.monotonic() - self.began)
        if use.memory > self.limits.memory:
            self.end("memory")
        elif use.seconds > min(self.limits.seconds, share):
            self.end("processor time")
        elif use.processes > self.limits.processes + OUR_OWN:
            self.end("processes")

    def end(self, reason=""):
        """End it with all that it started."""
        if self.ended:
            return
        os.kill(self.pid, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            if time.monotonic() > until:  # without walls, the student's code may have stopped it
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                break
            time.sleep(0.0005)
        self.ended, self.reason = True, reason

    def quiet(self) -> int:
        """End what the student's process started and whatever else runs beside it; how many there were."""
        if self.ended:
            return 0
        student = self._student_process()
        ended, until = set(), time.monotonic() + PATIENCE
        # It is stopped meanwhile: a thread of its own could go on starting others.
        with contextlib.suppress(ProcessLookupError):
            os.kill(student, signal.SIGSTOP)
        while (others := self._others(student)) and time.monotonic() < until:
            _kill(others)
            ended.update(others)
        if others:
            self.end("processes")
        else:
            with contextlib.suppress(ProcessLookupError):
                os.kill(student, signal.SIGCONT)
        return len(ended)

    def _others(self, student):
        kept = {student, parent_of(student)}
        return [pid for pid in descendants(self.pid) if pid not in kept]

    def _student_process(self):
        if not self._student:
            self.told.settimeout(PATIENCE)
            self._student = walls.who_said(self.told)
        return self._student

    def settle(self, status):
        """It has ended by itself."""
        self.ended = True
        code = os.waitstatus_to_exitcode(status)
        if code:
            number = code - 128 if code > 128 else -code
            self.reason = f"signal {number}" if 0 < number < 65 else f"exit {code}"


class Nursery:
    def __init__(self, control: socket.socket, shell, walled: bool):
        self.control = control
        self.shell = shell
        self.walled = walled
        self.children: dict[int, Child] = {}

    def serve(self):
        """Until the grader hangs up."""
        self._say({"ready": True, "walls": self.walled})
        while True:
            living = [each for each in self.children.values() if not each.ended]
            readable, _w, _x = select.select([self.control], [], [], LOOK_EVERY if living else None)
            self._reap()
            for child in living:
                if not child.ended:
                    child.look()
            if readable and not self._obey():
                break
        for child in self.children.values():
            child.end()
        if not self.walled:
            _end_family(())

    def _obey(self):
        """One command; False where the grader hung up."""
        data, fds = _received(self.control)
        if not data:
            return False
        command = json.loads(data)
        if "new" in command:
            limits = Limits(**command["new"])
            try:
                child = self._fork(limits, fds[0])
            except OSError as error:
                self._say({"failed": str(error)})
                return True
            finally:
                os.close(fds[0])
            self.children[child.pid] = child
            self._say({"id": child.pid})
        elif "quiet" in command:
            self._say({"ended": self.children[command["quiet"]].quiet()})
        else:
            child = self.children.pop(command["end"])
            child.end()
            child.told.close()
            if not self.walled:
                _end_family(self.children)
            self._say({"reason": child.reason})
        return True

    def _say(self, answer):
        self.control.sendall(json.dumps(answer).encode() + b"\n")

    def _reap(self):
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid in self.children:
                self.children[pid].settle(status)

    def _fork(self, limits, fd):
        ours, theirs = walls.to_be_named_on()
        pid = os.fork()
        if pid:
            theirs.close()
            return Child(pid, limits, ours)
        try:
            self.control.close()
            ours.close()
            for each in self.children.values():
                each.told.close()
            os.setsid()
            (_behind_walls if self.walled else _in_the_open)(self.shell, limits, fd, theirs)
        except BaseException as error:
            print(f"the sandbox could not be set up: {error!r}", file=sys.__stderr__, flush=True)
        finally:
            os._exit(97)


def _behind_walls(shell, limits, fd, told):
    """In the child: new namespaces; its own child is their first process, and the student's code runs in a third."""
    user = walls.OUTSIDE_USER + os.getpid() if os.getuid() == 0 else os.getuid()
    walls.show_memory()
    walls.part()
    first = os.fork()
    if first == 0:
        walls.die_with_parent()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # as the first process it gets no signal that it does not handle
        walls.furnish(limits, user)
        walls.hide_memory()
        third = os.fork()
        if third == 0:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            walls.show_memory()
            walls.drop(user)
            _run(shell, limits, fd, walls.HOME, told)
        os.close(fd)
        _exit_like(_waited_for(third))  # with it, everything in its namespace dies
    os.close(fd)
    _end_on_term(lambda: os.kill(first, signal.SIGKILL))
    _exit_like(_waited_for(first))


def _in_the_open(shell, limits, fd, told):
    """In the child, without walls: as far as can be, what the student's code starts is found and ended."""
    if sys.platform == "linux":
        walls.adopt_orphans()
        walls.die_with_parent()
    folder = tempfile.mkdtemp()
    student = os.fork()
    if student == 0:
        if sys.platform == "linux":
            walls.die_with_parent()
            walls.show_memory()
        _run(shell, limits, fd, folder, told)
    os.close(fd)
    _end_on_term(lambda: os.kill(student, signal.SIGKILL))
    status = _waited_for(student)
    _end_family(())
    shutil.rmtree(folder, ignore_errors=True)
    _exit_like(status)


def _run(shell, limits, fd, folder, told):
    """The student's process."""
    told.sendall(str(os.getpid()).encode())
    told.close()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ["HOME"] = os.environ["TMPDIR"] = folder
    os.chdir(folder)
    sys.path.insert(0, "")
    if sys.platform == "linux":
        walls.first_to_go()
        walls.limit(limits)
    shell.collector.limit = limits.output
    shell.capture()
    if sys.platform == "linux":
        close_calls()
    serve(shell, socket.socket(fileno=fd))


def _end_on_term(end):
    signal.signal(signal.SIGTERM, lambda *_args: end())


def _waited_for(child):
    """Wait for this child, and clear away others that end meanwhile."""
    while True:
        pid, status = os.waitpid(-1, 0)
        if pid == child:
            return status


def _exit_like(status):
    code = os.waitstatus_to_exitcode(status)
    os._exit(128 - code if code < 0 else code)


def _end_family(spared):
    """End every process that came from this one, until there is none but the families of `spared`."""
    until = time.monotonic() + PATIENCE / 2
    while (family := descendants(os.getpid(), spared)) and time.monotonic() < until:
        _kill(family)
        for pid in family:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)


def _kill(family):
    for number in (signal.SIGSTOP, signal.SIGKILL):  # all are stopped first: none can fork while others are ended
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)


def _received(control):
    """One command and the file descriptors that came with it."""
    fds = array.array("i")
    data, ancillary, _flags, _address = control.recvmsg(LONGEST, socket.CMSG_SPACE(4 * fds.itemsize))
    for level, kind, content in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            fds.frombytes(content[: len(content) - len(content) % fds.itemsize])
    return data, list(fds)


def main():
    control = socket.socket(fileno=int(sys.argv[1]))
    walled = sys.argv[2] == "walls" and walls.can_part()
    if sys.platform == "linux":
        walls.hide_memory()
        if not walled:
            walls.adopt_orphans()
    os.environ.setdefault("MPLCONFIGDIR", tempfile.mkdtemp())
    shell = make_shell(Limits().output)
    gc.collect()
    gc.freeze()  # what is loaded stays shared between the processes: the collector would touch, and so copy, it all
    Nursery(control, shell, walled).serve()


if __name__ == "__main__":
    main()
