"""The process that has everything loaded. For each submission it forks a process that starts in milliseconds, behind
walls of its own; it watches what that uses, and ends it with all that it started.

    python -m gradatim_inside.nursery FD walls|open      FD: the grader's control socket

It runs no student code. Commands come as JSON: {"new": LIMITS} with the socket of the new process, {"end": ID}.
"""

import array
import json
import os
import select
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path

from . import walls
from .limits import Limits
from .runner import serve
from .shell import make_shell
from .watch import use_of

LOOK_EVERY = 0.15  # seconds
LONGEST = 100_000  # bytes of a command


class Child:
    """One submission's processes. `reason` says why they were ended, where that was not asked for."""

    def __init__(self, pid: int, limits: Limits):
        self.pid = pid
        self.limits = limits
        self.reason = ""
        self.ended = False

    def look(self):
        """End it where it uses more than it may."""
        use = use_of(self.pid)
        if use.memory > self.limits.memory:
            self.end("memory")
        elif use.seconds > self.limits.seconds:
            self.end("processor time")

    def end(self, reason=""):
        """End it with all that it started."""
        if not self.ended:
            os.kill(self.pid, signal.SIGTERM)
            os.waitpid(self.pid, 0)
            self.ended, self.reason = True, reason

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

    def _obey(self):
        """One command; False where the grader hung up."""
        data, fds = _received(self.control)
        if not data:
            return False
        command = json.loads(data)
        if "new" in command:
            limits = Limits(**command["new"])
            try:
                pid = self._fork(limits, fds[0])
            except OSError as error:
                self._say({"failed": str(error)})
                return True
            finally:
                os.close(fds[0])
            self.children[pid] = Child(pid, limits)
            self._say({"id": pid})
        else:
            child = self.children.pop(command["end"])
            child.end()
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
        pid = os.fork()
        if pid:
            return pid
        try:
            self.control.close()
            os.setsid()
            (_behind_walls if self.walled else _in_the_open)(self.shell, limits, fd)
        except BaseException as error:
            print(f"the sandbox could not be set up: {error!r}", file=sys.__stderr__, flush=True)
        finally:
            os._exit(97)


def _behind_walls(shell, limits, fd):
    """In the child: new namespaces; its own child is their first process, and the student's code runs in a third."""
    user = walls.OUTSIDE_USER + os.getpid() if os.getuid() == 0 else os.getuid()
    walls.part()
    first = os.fork()
    if first == 0:
        walls.die_with_parent()
        walls.furnish(limits, user)
        third = os.fork()
        if third == 0:
            walls.drop(user)
            _run(shell, limits, fd, walls.HOME)
        os.close(fd)
        walls.hide_memory()
        _exit_like(_waited_for(third))  # with it, everything in its namespace dies
    os.close(fd)
    _end_on_term(lambda: os.kill(first, signal.SIGKILL))
    _exit_like(_waited_for(first))


def _in_the_open(shell, limits, fd):
    """In the child, without walls: as far as can be, what the student's code starts is found and ended."""
    if sys.platform == "linux":
        walls.adopt_orphans()
    folder = tempfile.mkdtemp()
    student = os.fork()
    if student == 0:
        _run(shell, limits, fd, folder)
    os.close(fd)
    _end_on_term(lambda: os.kill(student, signal.SIGKILL))
    status = _waited_for(student)
    _end_orphans()
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
    _exit_like(status)


def _run(shell, limits, fd, folder):
    """The student's process."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ["HOME"] = os.environ["TMPDIR"] = folder
    os.chdir(folder)
    sys.path.insert(0, "")
    if sys.platform == "linux":
        walls.limit(limits)
    shell.collector.limit = limits.output
    shell.capture()
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


def _end_orphans():
    """End every process that came to this one, until there is none."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        for path in Path(f"/proc/self/task/{os.getpid()}").glob("children"):
            for pid in path.read_text().split():
                os.kill(int(pid), signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


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
    os.environ.setdefault("MPLCONFIGDIR", tempfile.mkdtemp())
    shell = make_shell(Limits().output)
    Nursery(control, shell, walled).serve()


if __name__ == "__main__":
    main()
