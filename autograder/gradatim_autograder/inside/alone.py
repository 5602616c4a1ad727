"""Runs one submission in a container of its own, which talks to the grader over standard input and output.

    python -m gradatim_inside.alone LIMITS      LIMITS: JSON

The container's first process waits for the one that runs the student's code. A signal (USR1) from outside lets it end
all others; it then says on its standard error how many there were. No process in a container can end its first one.
"""

import contextlib
import json
import os
import signal
import sys
import time
from pathlib import Path

from . import walls
from .begin import exit_like, waited_for
from .calls import close_calls
from .child import kill
from .limits import Limits
from .pipes import ENDED, Pipes
from .runner import serve
from .shell import make_shell

PATIENCE = 8.0  # seconds


def main():
    limits = Limits(**json.loads(sys.argv[1]))
    os.environ["MPLCONFIGDIR"] = "/tmp/matplotlib"
    os.environ["HOME"] = "/tmp"
    shell = make_shell(limits.output, warm=False)
    walls.hide_memory()  # here, the first process is of the student's user
    student = os.fork()
    if student == 0:
        walls.show_memory()
        _run(shell, limits)
    signal.signal(signal.SIGUSR1, lambda *_: _quiet(student))
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nothing, number)  # the grader sees that the student's process ends
    exit_like(waited_for(student))


def _run(shell, limits):
    """The student's process."""
    os.setsid()
    reads, writes = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.environ["HOME"] = os.environ["TMPDIR"] = walls.HOME
    os.chdir(walls.HOME)
    sys.path.insert(0, "")
    walls.limit(limits)
    shell.capture()
    close_calls()
    os.write(writes, b"R")
    serve(shell, Pipes(reads, writes))


def _quiet(student):
    """End all processes but this one and the student's, which is stopped meanwhile."""
    kept, ended, until = {os.getpid(), student}, set(), time.monotonic() + PATIENCE
    os.kill(student, signal.SIGSTOP)
    while (others := _living() - kept) and time.monotonic() < until:
        kill(others)
        ended |= others
    if others:
        os._exit(1)
    os.kill(student, signal.SIGCONT)
    os.write(2, f"{ENDED} {len(ended)}\n".encode())


def _living():
    """The processes of this container. One that has ended, and that nobody cleared away, is none."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if stat.read_bytes().rpartition(b")")[2].split()[0] != b"Z":
                found.add(int(stat.parent.name))
    return found


if __name__ == "__main__":
    main()
