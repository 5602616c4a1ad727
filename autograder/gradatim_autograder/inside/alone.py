"""Runs one submission in a container of its own, which talks to the grader over standard input and output.

python -m gradatim_inside.alone LIMITS      LIMITS: JSON
"""

import json
import os
import sys

from . import walls
from .limits import Limits
from .pipes import Pipes
from .runner import serve
from .shell import make_shell


def main():
    limits = Limits(**json.loads(sys.argv[1]))
    reads, writes = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nothing, number)
    os.environ["MPLCONFIGDIR"] = "/tmp/matplotlib"
    shell = make_shell(limits.output)
    os.environ["HOME"] = os.environ["TMPDIR"] = walls.HOME
    os.chdir(walls.HOME)
    sys.path.insert(0, "")
    walls.limit(limits)
    shell.capture()
    os.write(writes, b"R")
    serve(shell, Pipes(reads, writes))


if __name__ == "__main__":
    main()
