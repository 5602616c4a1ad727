"""No walls: the student's code runs with the rights of whoever grades. Only when asked for by name."""

import os
import sys
import tempfile
from functools import cache
from pathlib import Path

from gradatim_autograder.sandbox.view import OWN, View

NAME = "unsafe"
WALLED = False


def found() -> str | None:
    """It is always there."""
    return sys.executable


def command(view: View, program: list[str]) -> list[str]:
    """The command that runs Python with the arguments `program` in the open."""
    places = {inner: outer for outer, inner in view.shown}
    own = Path(_folder().name)
    for inner, outer in places.items():
        if Path(inner).parent == OWN and not (own / Path(inner).name).exists():
            (own / Path(inner).name).symlink_to(outer)
    places[str(OWN)] = str(own)
    path = [places.get(each, each) for each in view.environment["PYTHONPATH"].split(os.pathsep)]
    environment = {**view.environment, "PYTHONPATH": os.pathsep.join(path)}
    for name in ("PATH", "HOME", "USER", "LD_LIBRARY_PATH"):
        environment.pop(name)
    return ["env", *(f"{name}={value}" for name, value in environment.items() if value), sys.executable, *program]


@cache
def _folder():
    return tempfile.TemporaryDirectory(prefix="gradatim-")
