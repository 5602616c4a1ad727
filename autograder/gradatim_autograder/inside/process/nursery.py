"""The process that has everything loaded. For each submission it forks a process that starts in milliseconds, behind
walls of its own; it watches what that uses, and ends it with all that it started.

    python -m gradatim_inside.process.nursery FD walls|open      FD: the grader's control socket

It runs no student code. Commands come as JSON: {"new": LIMITS} with the socket of the new process, {"end": ID}.
"""

import array
import gc
import json
import os
import select
import socket
import sys
import tempfile

from . import walls
from .begin import behind_walls, in_the_open
from .child import Child, end_family
from .limits import Limits
from .shell import Shell, make_shell

LOOK_EVERY = 0.15  # seconds
LONGEST = 100_000  # bytes of a command


class Nursery:
    """Serves the grader. `facts`: what is left of /proc; None: it is not taken from the submissions' processes."""

    def __init__(self, control: socket.socket, shell: Shell, walled: bool, facts: dict[str, bytes] | None):
        self.control = control
        self.shell = shell
        self.walled, self.facts = walled, facts
        self.children: dict[int, Child] = {}

    def serve(self) -> None:
        """Until the grader hangs up."""
        self._say({"ready": True, "walls": self.walled, "proc": self.facts is None})
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
            end_family(())

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
        else:
            child = self.children.pop(command["end"])
            child.end()
            if not self.walled:
                end_family(self.children)
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
            return Child(pid, limits)
        try:
            self.control.close()
            os.setsid()
            (behind_walls if self.walled else in_the_open)(self.shell, limits, fd, self.facts)
        except BaseException as error:
            print(f"the sandbox could not be set up: {error!r}", file=sys.__stderr__, flush=True)
        finally:
            os._exit(97)


def _received(control):
    """One command and the file descriptors that came with it."""
    fds = array.array("i")
    data, ancillary, _flags, _address = control.recvmsg(LONGEST, socket.CMSG_SPACE(4 * fds.itemsize))
    for level, kind, content in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            fds.frombytes(content[: len(content) - len(content) % fds.itemsize])
    return data, list(fds)


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    walled = sys.argv[2] == "walls" and walls.can_part()
    facts = walls.facts_of_the_machine() if walled and walls.can_take_proc() else None
    if sys.platform == "linux":
        walls.hide_memory()
        if not walled:
            walls.adopt_orphans()
    os.environ.setdefault("MPLCONFIGDIR", tempfile.mkdtemp())
    shell = make_shell(Limits().output)
    gc.collect()
    gc.freeze()  # what is loaded stays shared between the processes: the collector would touch, and so copy, it all
    Nursery(control, shell, walled, facts).serve()


if __name__ == "__main__":
    main()
