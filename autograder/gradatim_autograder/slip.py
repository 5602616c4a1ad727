"""A known mistake written as a small change to the source of a right answer."""

import ast
import inspect
import itertools
import linecache
import sys
from types import ModuleType

from gradatim_autograder.inside.source import source_of

_count = itertools.count(1)


def changed_source(source: str, changes) -> str:
    """`source` with each pair (old, new) of `changes` carried out in turn. Lines of `old` and `new` after the first
    are indented as the first is. Raises ValueError where `old` does not occur exactly once.
    """
    for old, new in changes:
        place = source.find(old.partition("\n")[0])
        indent = _indent(source, place)
        old, new = (text.replace("\n", "\n" + indent) for text in (old, new))
        if source.count(old) != 1:
            raise ValueError(f"{old!r} occurs {source.count(old)} times, not once, in\n{source}")
        source = source.replace(old, new)
    return source


def _indent(source, place):
    line = source[source.rfind("\n", 0, max(place, 0)) + 1 :]
    return line[: len(line) - len(line.lstrip(" "))]


def plain_source(function) -> str:
    """The source of a function or class without its decorators."""
    source = source_of(function)
    first = ast.parse(source).body[0].lineno
    return "".join(source.splitlines(keepends=True)[first - 1 :])


def compiled(source: str, like, title: str):
    """The function or class that `source` defines, with the globals of `like`. `inspect` finds its source."""
    filename = f"<{title} {next(_count)}>"
    linecache.cache[filename] = len(source), None, source.splitlines(keepends=True), filename
    made = ModuleType(filename)
    made.__file__ = filename
    known = vars(sys.modules[like.__module__])
    vars(made).update({name: value for name, value in known.items() if not name.startswith("__")})
    exec(compile(source, filename, "exec"), vars(made))  # our own source with changes of ours
    if inspect.isclass(like):
        sys.modules[filename] = made  # where `inspect` looks for the source of a class
    return getattr(made, ast.parse(source).body[0].name)
