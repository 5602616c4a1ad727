"""One submission's processes begin: behind walls, or in the open where there are none. In a child of the nursery."""

import os
import shutil
import signal
import socket
import sys
import tempfile
from typing import TYPE_CHECKING, NoReturn

from . import walls
from .calls import close_calls
from .child import end_family
from .limits import Limits
from .runner import schedule, serve

if TYPE_CHECKING:
    from .shell import Shell


def behind_walls(shell: "Shell", limits: Limits, fd: int, facts: dict[str, bytes] | None) -> NoReturn:
    """In the child: new namespaces; its own child is their first process, and the student's code runs in a third.

    `facts` are what is left of /proc; None: /proc stays.
    """
    user = walls.outside_user() if os.getuid() == 0 else os.getuid()
    walls.show_memory()
    walls.part()
    first = os.fork()
    if first == 0:
        walls.die_with_parent()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # as the first process it gets no signal that it does not handle
        walls.furnish(limits, user)
        walls.hide_memory()
        ours, theirs = socket.socketpair()
        third = os.fork()
        if third == 0:
            ours.close()
            signal.signal(signal.SIGINT, signal.default_int_handler)
            walls.show_memory()
            walls.drop(user)
            _run(shell, limits, fd, walls.HOME, lambda: _wait_for_the_last_wall(theirs))
        os.close(fd)
        theirs.close()
        _build_the_last_wall(ours, facts)
        exit_like(waited_for(third))  # with it, everything in its namespace dies
    os.close(fd)
    _end_on_term(lambda: os.kill(first, signal.SIGKILL))
    exit_like(waited_for(first))


def _build_the_last_wall(end, facts):
    """In the first process, when the third has given up its rights and needs nothing more of /proc."""
    with end:
        if end.recv(1) and facts is not None:
            walls.take_proc(facts)
        end.sendall(b"!")


def _wait_for_the_last_wall(end):
    with end:
        end.sendall(b"?")
        if not end.recv(1):
            raise OSError("the first process could not take /proc")


def in_the_open(shell: "Shell", limits: Limits, fd: int, _facts: dict[str, bytes] | None) -> NoReturn:
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
        _run(shell, limits, fd, folder, lambda: None)
    os.close(fd)
    _end_on_term(lambda: os.kill(student, signal.SIGKILL))
    status = waited_for(student)
    end_family(())
    shutil.rmtree(folder, ignore_errors=True)
    exit_like(status)


def _run(shell, limits, fd, folder, ready):
    """The student's process."""
    os.setsid()  # a signal to its own group reaches nothing of ours
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ["HOME"] = os.environ["TMPDIR"] = folder
    os.chdir(folder)
    sys.path.insert(0, "")
    if sys.platform == "linux":
        walls.first_to_go()
        walls.limit(limits)
    schedule()
    ready()
    shell.collector.limit = limits.output
    shell.capture()
    if sys.platform == "linux":
        close_calls()
    serve(shell, socket.socket(fileno=fd))


def _end_on_term(end):
    signal.signal(signal.SIGTERM, lambda *_args: end())


def waited_for(child: int) -> int:
    """Wait for this child, and clear away others that end meanwhile; its status."""
    while True:
        pid, status = os.waitpid(-1, 0)
        if pid == child:
            return status


def exit_like(status: int) -> NoReturn:
    """End as the process with this status ended."""
    code = os.waitstatus_to_exitcode(status)
    os._exit(128 - code if code < 0 else code)
