"""Whole classes with hostile uploads in them. Each family's file says what is handed in; `handing` lays it out beside
honest neighbours' work, `grade` has it graded by the command, `seen` reads what that left, and `verdict` says what each
upload got, and what the others got.

An upload is hostile by its files, links, names and times as well as by its notebook. All uploads of a class are graded
in one run; where that run is disturbed, each is graded alone, so that the one at fault is known.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

CHAPTER = "01-neuron"
HOME = "{me}/{chapter}/"
BOOK = HOME + "{chapter}.ipynb"


@dataclass(frozen=True)
class Upload:
    """What one hostile student hands in.

    what     in words
    files    by place below what is given: bytes, a text, or one of `things`. {me}, {chapter} and the places of
             `seen.Places` are filled in, also in the targets of links
    earns    the points that its honest part is worth: it may get no more
    all      it must get just these: the hostile part costs nothing
    named    whether the report must name it; False where nothing of it can harm
    looked   it may get more where the report says why a person should look
    me       what stands for it in names; by default its own name in its family
    check    looks at what came of it: called with a `seen.Seen`, gives what is wrong, in words
    chapter  the chapter that it belongs to; by default the class's first
    """

    what: str
    files: Mapping[str, Any]
    earns: float = 0.0
    all: bool = False
    named: bool = True
    looked: bool = False
    me: str = ""
    check: Callable[[Any], str] | None = None
    chapter: str = ""


@dataclass(frozen=True)
class Class:
    """A class that is graded in one run.

    uploads     by name
    chapters    those of the course
    neighbours  where the honest ones' notebooks lie: "{who}" and "{chapter}" are filled in
    way         "folder", "zip", or "in place": given is the grading folder itself
    roster      the list of the class, a CSV
    whole       done to what is given after it was written: a zip's bytes are damaged here
    before      done to the grading folder after a first run; then it is graded once more
    timeout     of a cell;  seconds  that the run may take;  memory  MB that its processes may use together
    refusal     what may be said in place of grading, where that is right: a text in what is printed
    """

    uploads: Mapping[str, Upload]
    chapters: tuple[str, ...] = (CHAPTER,)
    neighbours: str = "{who}/{chapter}/{chapter}.ipynb"
    way: str = "folder"
    roster: str = ""
    whole: Callable[[Any], None] | None = None
    before: Callable[[Any], None] | None = None
    timeout: float = 4.0
    seconds: float = 75.0
    memory: int = 1500
    refusal: str = ""
    options: tuple[str, ...] = field(default=())
    below: str = ""


def collected() -> dict[str, Class]:
    """All classes by their family, and what is special about them."""
    from importlib import import_module

    names = ("links", "names", "intake", "impersonation", "clock", "rendering", "borrowing", "numerical", "hidden",
             "walls", "times", "bookkeeping", "honest")  # fmt: skip
    found = {}
    for name in names:
        for title, each in import_module(f"attacks.classes.{name}").CLASSES.items():
            found[f"{name}{', ' if title else ''}{title}"] = each
    return found
