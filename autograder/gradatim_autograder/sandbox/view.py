"""What a sandbox sees of this machine: Python, its packages, the public library; and what is hidden of that."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

import gradatim

from gradatim_autograder import inside
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.inside.function.shortcuts import FRAMEWORKS
from gradatim_autograder.sandbox.places import SYSTEM, Shown, courses, of_the_system, parts_of
from gradatim_autograder.sandbox.warm_process import SandboxError

ROOM = "/gradatim"
OWN = Path(ROOM, "own")  # this project's part
# Packages with answers, or with a way to the grader.
HIDDEN = (*FRAMEWORKS, "gradatim", "gradatim_autograder", "nbgrader")
FILES = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/alternatives")


@dataclass(frozen=True)
class View:
    """The places of a sandbox.

    Attributes
    ----------
    shown
        (place on this machine, place inside) of each, read only.
    links
        (what a link says, place inside) of each.
    hidden
        Folders inside that are empty.
    blank
        Files inside that are empty.
    python
        The interpreter, inside.
    environment
        The variables of its processes.
    """

    shown: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...]
    python: str
    environment: dict[str, str] = field(hash=False)
    links: tuple[tuple[str, str], ...] = ()
    blank: tuple[str, ...] = ()


def view(also_hidden: tuple[str, ...] = (), places: tuple[str, ...] = ()) -> View:
    """The view of this machine. A framework that some exercise may borrow from is shown.

    Raises SandboxError where that cannot be.

    Parameters
    ----------
    also_hidden
        Further packages that are not shown.
    places
        Those of this machine that no sandbox shows, wherever they lie: a grading folder, what was handed in. The course
        at hand and the one that this code is part of are never shown.
    """
    borrowed = {name.partition(".")[0] for exercise in all_exercises().values() for name in exercise.allowed}
    closed = [name for name in HIDDEN if name not in borrowed or name not in FRAMEWORKS]
    closed += [name for name in also_hidden if name not in borrowed]
    secret = list(dict.fromkeys(Path(each).resolve() for each in (*places, *map(str, courses()))))
    base = Path(sys.base_prefix).resolve()
    system = of_the_system()
    in_place = base in map(Path, SYSTEM) and not _within(base, secret)
    inner_base = base if in_place else Path(ROOM, "python")
    own = parts_of(base, inner_base)
    seen = Shown(
        tuple(dict.fromkeys((*system.folders, *own.folders))), tuple(dict.fromkeys((*system.links, *own.links)))
    )
    _refuse(secret, seen)
    emptied = [inner for each in secret for inner in seen.inside(each)]
    folders = []
    for number, folder in enumerate(_package_folders()):
        known = [inner for inner in seen.inside(folder) if not _within(inner, emptied)]
        neutral = Path(ROOM, f"packages-{number}", "site-packages")  # a name by which packages are known
        folders.append((folder, known[-1] if known else neutral))
    library, runner = Path(gradatim.__file__).parent, Path(inside.__file__).parent
    shown = [
        *seen.folders,
        *((folder, inner) for folder, inner in folders if inner not in seen.inside(folder)),
        (library, OWN / "gradatim"),
        (runner, OWN / "gradatim_inside"),
        (runner / "stand_in" / "gradatim_autograder", OWN / "gradatim_autograder"),
    ]
    everywhere = Shown(tuple(shown), ())
    hidden = [inner / name for folder, inner in folders for name in closed if (folder / name).is_dir()]
    # The interpreter looks there by itself; what is installed there was not looked through.
    hidden += [inner for each in _folders_of(base) if each not in dict(folders) for inner in own.inside(each)]
    # Last, so that nothing is shown again below what is empty.
    told = [each for folder, _inner in folders for each in _telling(folder)]
    hidden += [inner for each in secret for inner in everywhere.inside(each) if each.is_dir()]
    blank = [inner for each in (*secret, *told) for inner in everywhere.inside(each) if each.is_file()]
    executable = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    return View(
        tuple((str(a), str(b)) for a, b in shown),
        _topmost(hidden, hidden),
        str(inner_base / executable.relative_to(base)),
        _environment([OWN, *(inner for _folder, inner in folders)], inner_base),
        tuple((said, str(place)) for said, place in seen.links),
        _topmost(blank, hidden),
    )


def in_sight(places: tuple[str, ...]) -> tuple[str, ...]:
    """Those places of this machine that a sandbox would show, if nobody said that it must not."""
    base = Path(sys.base_prefix).resolve()
    shown = [outer for each in (of_the_system(), parts_of(base, base)) for outer, _inner in each.folders]
    shown += _package_folders()
    return tuple(
        dict.fromkeys(str(each) for each in (Path(place).resolve() for place in places) if _within(each, shown))
    )


def _within(place, others):
    return any(place.is_relative_to(each) for each in others)


def _topmost(places, hidden):
    """Those that do not lie in a folder that is hidden itself: there is nothing to put anything over."""
    return tuple(dict.fromkeys(str(each) for each in places if not set(each.parents) & set(hidden)))


def _refuse(secret, seen):
    """Where a whole folder that programs need is one that must not be seen, there is no way to have both."""
    for each in secret:
        if any(each == outer for outer, _inner in seen.folders):
            raise SandboxError(
                f"{each} holds programs that students' code needs, and it would see what else lies there. Move the "
                "course, its grading folder and the submissions into folders of their own."
            )


def _telling(folder):
    """Files among packages that say where things are on this machine; nothing needs them inside."""
    found = [*folder.glob("*.pth"), *folder.glob("__editable__*"), *folder.glob("*.dist-info/direct_url.json")]
    return [each for each in found if each.is_file()]


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
