"""The source of a function or class, as it stands in a file or in a notebook's cell."""

import ast
import inspect
import linecache
import textwrap
from collections.abc import Callable
from types import FunctionType

from .noticed import in_sight


def parsed(text: str) -> ast.Module:
    """The tree of a text of the notebook's. Raises SyntaxError where it is no Python by itself."""
    return ast.parse(in_sight(text))


def source_of(thing: Callable) -> str:
    """The source, with its decorators, not indented. Raises OSError or TypeError where there is none.

    Python before 3.13 finds a class by its name alone: of several it takes the first, and in a notebook it finds none.
    So a class is found here by where its methods stand.
    """
    if not isinstance(thing, type):
        return textwrap.dedent(inspect.getsource(thing))
    code = next((each.__code__ for each in vars(thing).values() if isinstance(each, FunctionType)), None)
    if code is None:
        return textwrap.dedent(inspect.getsource(thing))
    lines = linecache.getlines(code.co_filename)
    found = [
        node
        for node in ast.walk(parsed("".join(lines)))
        if isinstance(node, ast.ClassDef) and node.lineno <= code.co_firstlineno <= (node.end_lineno or 0)
    ]
    if not found:
        raise OSError("no source of the class")
    innermost = max(found, key=lambda node: node.lineno)
    first = min([innermost.lineno, *(each.lineno for each in innermost.decorator_list)])
    return textwrap.dedent("".join(lines[first - 1 : innermost.end_lineno]))
