"""Classes of arguments as a list: a name, words, and the condition on the arguments, or a class that exercises share.

    exercise.classes('''
    one_row X
    pad_0: where pad is 0  if pad == 0
    tiles: where the windows fill the picture, side by side and without a rest
        stride == size and _rest(X, size, stride) == [0, 0]
    ''')

- `one_row X` is `one_row("X")` of argument_class.py. A line that begins with # is a comment.
- Behind a name and a colon stand the words, which complete "It is right except …". The condition stands behind two
  blanks and `if`, or indented below, without it, in one line or several. It knows the exercise's arguments by their
  names, and what its file knows.
"""

import ast
import builtins
import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradatim_autograder.exercise import argument_class
from gradatim_autograder.exercise.argument_class import ArgumentClass
from gradatim_autograder.exercise.wrong_lines import Unreadable

SHARED = re.compile(r"(\w+) (\w+)$")
OWN = re.compile(r"([A-Za-z]\w*):\s+(\S.*?)(?:\s{2,}if\s+(.*))?$")


@dataclass
class Line:
    """One class of a block: the number of its line, its name, and its words and condition, or the argument `of` which
    it is one that exercises share.
    """

    at: int
    name: str
    words: str = ""
    condition: str = ""
    of: str = ""

    def made(self, arguments: Sequence[str], known: dict[str, Any]) -> ArgumentClass:
        """The class. Raises Unreadable."""
        if self.of:
            make = getattr(argument_class, self.name, None)
            if not inspect.isfunction(make) or list(inspect.signature(make).parameters)[:1] != ["of"]:
                raise Unreadable(self.at, f"there is no class called {self.name!r} that exercises share")
            return make(self.of)
        try:
            tree = ast.parse(self.condition, mode="eval")
        except SyntaxError:
            raise Unreadable(self.at, f"{self.condition!r} is no Python") from None
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        on = tuple(name for name in arguments if name in used)
        made = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        unknown = used - made - {*arguments, *known, *vars(builtins), "np"}
        if unknown:
            raise Unreadable(self.at, f"{self.condition!r}: {no_argument(unknown, arguments)}")
        if not on:
            raise Unreadable(self.at, f"{self.condition!r} asks for none of the arguments {', '.join(arguments)}")
        code = compile(tree, f"<the class {self.name}>", "eval")

        def holds(*values: object) -> bool:
            return eval(code, {"np": np, **known, **dict(zip(on, values, strict=True))})  # our own text

        return ArgumentClass(self.name, self.words, holds, on)


def lines(block: str) -> Iterator[Line]:
    """The classes of a block, in order; line numbers count from 0. Raises Unreadable."""
    line, is_whole = None, False
    for at, text in enumerate(block.splitlines()):
        if not text.strip() or text[0] == "#":
            continue
        if text[0] == " ":
            if line is None or is_whole:
                raise Unreadable(at, f"{text.strip()!r} stands below no words that want a condition")
            line.condition = f"{line.condition} {text.strip()}".strip()
            continue
        if line:
            yield _whole(line)
        shared, own = SHARED.match(text.rstrip()), OWN.match(text.rstrip())
        if shared:
            line = Line(at, shared[1], of=shared[2])
        elif own:
            line = Line(at, own[1], own[2], own[3] or "")
        else:
            raise Unreadable(at, f"{text!r} should be a name, a colon and words, or a shared class and an argument")
        is_whole = bool(line.of or line.condition)
    if line:
        yield _whole(line)


def no_argument(unknown: Iterable[str], arguments: Sequence[str]) -> str:
    """That these are none of the arguments, in words."""
    return f"there is no argument {', '.join(sorted(unknown))}; they are {', '.join(arguments)}"


def _whole(line):
    if not line.of and not line.condition:
        raise Unreadable(line.at, f"{line.name!r} has no condition: behind two blanks and if, or indented below")
    return line
