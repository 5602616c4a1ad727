"""Runs one submission in a container of its own, which talks to the grader over standard input and output.

    python -m gradatim_inside.process.in_container LIMITS      LIMITS: JSON

The container's first process waits for the one that runs the student's code. No process in a container can end its
first one.
"""

import json
import os
import sys
from typing import NoReturn

from ..wire.pipes import Pipes
from . import walls
from .begin import exit_like, waited_for
from .calls import close_calls
from .limits import Limits
from .runner import serve
from .shell import make_shell


def main() -> NoReturn:
    limits = Limits(**json.loads(sys.argv[1]))
    os.environ["MPLCONFIGDIR"] = "/tmp/matplotlib"
    os.environ["HOME"] = "/tmp"
    shell = make_shell(limits.output, warm=False)
    walls.hide_memory()  # here, the first process is of the student's user
    student = os.fork()
    if student == 0:
        walls.show_memory()
        _run(shell, limits)
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


if __name__ == "__main__":
    main()
