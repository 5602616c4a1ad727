"""Notices, from before the student's first line on, what gives code power over its own process: the grader is told at
once, before that power is there to hush it up.

A notebook's text is read for this too (`grading/submission/plain.py`), but no list of names is complete. The events are
Python's own (PEP 578; "Audit events table" in its documentation), and an audit hook cannot be taken away again.
"""

import re
import sys

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
_POWERFUL = re.compile(r"__(?:import|globals|builtins|subclasses|getattribute|code|loader|mro|bases?|closure)__")


def notice(say):
    """Tell `say`, once for each, in words, what happens from now on."""
    told = set()

    def hook(event, arguments, events=EVENTS, powerful=_POWERFUL.search, compiled=COMPILED):
        words = events.get(event)
        if words is None and event == "compile" and arguments and isinstance(arguments[0], str | bytes):
            source = arguments[0]
            text = source if isinstance(source, str) else source.decode("utf-8", "replace")
            words = compiled if powerful(text) else None
        if words is not None and words not in told:
            told.add(words)
            say(words)

    sys.addaudithook(hook)
