"""What a sandbox sees of this machine: Python, its packages, the public library; and what is hidden of that."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

import gradatim

from gradatim_autograder import inside
from gradatim_autograder.inside.shortcuts import FRAMEWORKS
from gradatim_autograder.registry import all_exercises

ROOM = "/gradatim"
OWN = Path(ROOM, "own")  # this project's part
# Packages with answers, or with a way to the grader.
HIDDEN = (*FRAMEWORKS, "gradatim", "gradatim_autograder", "nbgrader")
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
FILES = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/alternatives")


@dataclass(frozen=True)
class View:
    """The places of a sandbox.

    shown        (place on this machine, place inside), read only
    hidden       folders inside that are empty
    python       the interpreter, inside
    environment  the variables of its processes
    """

    shown: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...]
    python: str
    environment: dict[str, str] = field(hash=False)


def view(also_hidden: tuple[str, ...] = ()) -> View:
    """The view of this machine. A framework that some exercise may borrow from is shown.

    also_hidden   further packages that are not shown
    """
    borrowed = {name.partition(".")[0] for exercise in all_exercises().values() for name in exercise.allowed}
    closed = [name for name in HIDDEN if name not in borrowed or name not in FRAMEWORKS]
    closed += [name for name in also_hidden if name not in borrowed]
    base = Path(sys.base_prefix).resolve()
    inner_base = base if base.is_relative_to("/usr") else Path(ROOM, "python")
    shown = [] if base.is_relative_to("/usr") else [(base, inner_base)]
    packages, folders = [], []
    for number, folder in enumerate(_package_folders()):
        if folder.is_relative_to(base):
            inner = inner_base / folder.relative_to(base)
        elif folder.is_relative_to("/usr"):
            inner = folder
        else:
            inner = Path(ROOM, f"packages-{number}", "site-packages")  # a name by which packages are known
            shown.append((folder, inner))
        packages.append(inner)
        folders.append((folder, inner))
    library, runner = Path(gradatim.__file__).parent, Path(inside.__file__).parent
    shown += [
        (library, OWN / "gradatim"),
        (runner, OWN / "gradatim_inside"),
        (runner / "stand_in" / "gradatim_autograder", OWN / "gradatim_autograder"),
    ]
    hidden = [inner / name for folder, inner in folders for name in closed if (folder / name).is_dir()]
    own = [inner_base / folder.relative_to(base) for folder in _folders_of(base) if folder not in dict(folders)]
    hidden += own  # the interpreter looks there by itself; what is installed there was not looked through
    checkout = Path(inside.__file__).resolve().parents[3]
    if checkout.is_relative_to("/usr/src") or checkout.is_relative_to("/usr/local/src"):  # as in some containers
        hidden.append(checkout)
    executable = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    python = inner_base / executable.relative_to(base)
    return View(
        tuple((str(a), str(b)) for a, b in shown),
        tuple(map(str, hidden)),
        str(python),
        _environment([OWN, *packages], inner_base),
    )


def _package_folders():
    """The folders of installed packages, in the order in which Python looks."""
    found = [Path(each).resolve() for each in sys.path if {"site-packages", "dist-packages"} & set(Path(each).parts)]
    return [folder for folder in dict.fromkeys(found) if folder.is_dir()]


def _folders_of(base):
    """Where the interpreter itself looks for packages."""
    return [each for name in ("site-packages", "dist-packages") for each in base.glob(f"lib/python3*/{name}")] + [
        each for each in (base / "local").glob("lib/python3*/dist-packages") if base == Path("/usr")
    ]


def _environment(path, base):
    one = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {
        **one,
        "PATH": f"{base}/bin:/usr/bin:/bin",
        "PYTHONPATH": os.pathsep.join(map(str, path)),
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LD_LIBRARY_PATH": f"{base}/lib",
        "HOME": "/home/student",
        "USER": "student",
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "TZ": os.environ.get("TZ", ""),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "GRADATIM_PIXELS": "1",
    }
