"""Notices, from before the student's first line on, what gives code power over its own process: the grader is told at
once, before that power is there to hush it up.

A notebook's text is read for this too (`grading/submission/plain.py`), but no list of names is complete. The events are
Python's own (PEP 578; "Audit events table" in its documentation), and an audit hook cannot be taken away again.
"""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

EVENTS = {
    "ctypes.dlopen": "loads programs' libraries",
    "gc.get_objects": "looks through all objects",
    "gc.get_referents": "looks through all objects",
    "gc.get_referrers": "looks through all objects",
    "os.exec": "starts programs",
    "os.fork": "starts processes",
    "os.forkpty": "starts processes",
    "os.posix_spawn": "starts programs",
    "os.system": "starts programs",
    "pickle.find_class": "loads objects from pickle",
    "subprocess.Popen": "starts programs",
}
COMPILED = "makes code of a text"
HIDING = (COMPILED, EVENTS["os.system"], EVENTS["pickle.find_class"])  # what it does does not stand in the notebook
_POWERFUL = re.compile(r"__(?:import|globals|builtins|subclasses|getattribute|code|loader|mro|bases?|closure)__")
_in_sight: set[str] = set()


def in_sight(text: str) -> str:
    """The text: one that is read as code, for what stands in the notebook, and not made by what runs there."""
    if _POWERFUL.search(text):
        _in_sight.add(text.rstrip())
    return text


def notice(say: Callable[[str], object]) -> None:
    """Tell `say`, once for each, in words, what happens in this process from now on. A process that it starts has
    nobody to tell: it may have closed the way to the grader, as one does before it becomes another program.
    """
    told: set[str] = set()
    own, libraries = os.getpid(), _libraries()

    def hook(event, arguments, events=EVENTS, compiled=COMPILED, process=os.getpid, made=_is_made):
        words = events.get(event)
        if words is None and event == "compile" and made(arguments, libraries):
            words = compiled
        if words is not None and words not in told and process() == own:
            told.add(words)
            say(words)

    sys.addaudithook(hook)


def _is_made(arguments, libraries, powerful=_POWERFUL.search, known=_in_sight, read=open):
    """Whether it is a text with power that stands neither in the notebook nor in a file of a library: these are read
    to be imported, and where an error is shown that passes through them.
    """
    source, name = (*arguments, None, None)[:2]
    if not isinstance(source, str | bytes):
        return False
    text = source if isinstance(source, str) else source.decode("utf-8", "replace")
    if not powerful(text) or text.rstrip() in known:
        return False
    name = name.decode("utf-8", "replace") if isinstance(name, bytes) else name
    if not isinstance(name, str) or not name.startswith(libraries) or ".." in name:
        return True
    try:
        with read(name, encoding="utf-8") as file:
            return file.read().rstrip() != text.replace("\r\n", "\n").rstrip()
    except (OSError, ValueError):
        return True


def _libraries():
    """Where this process finds packages, asked before the student's first line: not in the student's own folder."""
    return tuple(f"{Path(place)}/" for place in sys.path if Path(place).is_absolute())
