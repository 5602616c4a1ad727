"""What can be said of a function without calling it, and of an error that it raised."""

import dis
import linecache
import sys
import sysconfig
import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

EMPTY_BODY = {"RESUME", "NOP", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE", "POP_TOP"}
ERROR_LIMIT = 400  # characters of an error's text
OURS = Path(__file__).parents[2]


def _library_folders():
    """Where Python and its packages are."""
    folders = {Path(sysconfig.get_path(kind)) for kind in ("stdlib", "purelib", "platlib")}
    packages = {Path(folder) for folder in sys.path if {"site-packages", "dist-packages"} & set(Path(folder).parts)}
    return tuple(folders | packages)


LIBRARY_FOLDERS = _library_folders()


@dataclass(frozen=True)
class Place:
    """A line of the student's code: its text, and its number in the function `name`, or in the function that was
    checked where `name` is "".
    """

    line: int
    name: str
    source: str


def attribute(value: object, name: str) -> Any:
    """`value.name`, or None where there is none or asking for it raises."""
    try:
        return getattr(value, name, None)
    except Exception:
        return None


def is_empty(function: object) -> bool:
    """Whether the body holds nothing but a docstring, `pass`, `...` or `return None`."""
    code = attribute(function, "__code__")
    if not isinstance(code, CodeType):
        return False
    steps = list(dis.get_instructions(code))
    constants = [step.argval for step in steps if "CONST" in step.opname]
    return {step.opname for step in steps} <= EMPTY_BODY and constants[-1:] == [None]


def names_used(function: object, namespace: dict[str, Any]) -> list[str]:
    """The names that the code of a function or class uses, defined in `namespace` or not, and what they use in turn."""
    found: dict[str, bool] = {}  # a dict for its order
    waiting = [function]
    while waiting:
        for name in _names_in(waiting.pop()):
            if name not in found:
                found[name] = True
                waiting.append(namespace.get(name))
    return list(found)


def _names_in(thing):
    if isinstance(thing, type):
        return [name for each in vars(thing).values() for name in _names_in(each)]
    code = thing if isinstance(thing, CodeType) else attribute(thing, "__code__")
    if not isinstance(code, CodeType):
        return []
    return [
        *code.co_names,
        *(name for each in code.co_consts if isinstance(each, CodeType) for name in _names_in(each)),
    ]


def text_of(error: BaseException) -> str:
    """The error's own text, shortened; "" where asking for it raises."""
    try:
        text = str(error)
    except Exception:
        return ""
    return text if len(text) <= ERROR_LIMIT else text[:ERROR_LIMIT] + "…"


def place_of(error: BaseException, function: object) -> Place | None:
    """The last line of the student's own code on the way to the error."""
    frames = [
        (frame, frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.lineno is not None and is_students(frame.filename)
    ]
    if not frames:
        return None
    frame, number = frames[-1]
    code = attribute(function, "__code__")
    line = linecache.getline(frame.filename, number).strip() or (frame.line or "")
    if isinstance(code, CodeType) and frame.filename == code.co_filename and frame.name == code.co_name:
        return Place(number - code.co_firstlineno + 1, "", line)
    return Place(number, frame.name, line)


@cache
def is_students(filename: str) -> bool:
    """Whether code of this file is the student's: neither a library's nor ours."""
    in_library = any(Path(filename).is_relative_to(folder) for folder in LIBRARY_FOLDERS)
    # Compiled modules give the place of their source when they were built: numpy/random/_generator.pyx.
    in_library |= filename.endswith((".pyx", ".pxd", ".pyi")) or filename.startswith("<__array_function__")
    return not in_library and not Path(filename).is_relative_to(OURS) and not filename.startswith("<frozen")
