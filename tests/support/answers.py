"""Reads files of students' answers, as they would stand in a notebook's cells:

    # %% wrong | sigmoid_backward | multiplies by s alone | names: one_minus_s_missing | says: 1 - s | never: sign
    def sigmoid_backward(dout, z):
        ...

The fields after the exercise and what is really wrong are expectations, where there are any: names of mistakes that are
told, a text that stands in the message, a text that does not. A cell runs in a namespace of its own that holds `np`,
and what the cell under `# %% given` at the head of the file defines: functions of earlier chapters and exercises.
"""

import importlib
import itertools
import linecache
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

HEAD = "# %% "
_count = itertools.count(1)


@dataclass(frozen=True)
class Answer:
    """kind      "wrong" or "right"
    exercise  its name
    what      what is really wrong, or what is special
    expected  (key, text) for each expectation: "names", "says" or "never"
    source    the cell
    """

    kind: str
    exercise: str
    what: str
    expected: tuple[tuple[str, str], ...]
    source: str
    given: str = ""  # the cell that ran before it
    made: Callable | None = None  # where it is no cell but a function of a module

    def texts(self, key):
        return [text for name, text in self.expected if name == key]

    @cached_property
    def function(self):
        """The function or class that the cell defines."""
        if self.made is not None:
            return self.made
        namespace = {"np": np}
        for source in filter(None, (self.given, self.source)):
            filename = f"<cell {next(_count)} of {self.exercise}>"
            linecache.cache[filename] = len(source), None, source.splitlines(keepends=True), filename
            namespace["__name__"] = filename
            exec(compile(source, filename, "exec"), namespace)
        return namespace[self.exercise]

    def __str__(self):
        return f"{self.exercise}: {self.what}"


def answers_in(path: Path) -> list[Answer]:
    """The answers of a file, in order. ValueError for a head that is none."""
    found, given = [], ""
    for block in f"\n{path.read_text(encoding='utf-8')}".split(f"\n{HEAD}")[1:]:
        head, _newline, source = block.partition("\n")
        if head == "given":
            given = source.rstrip() + "\n"
            continue
        kind, exercise, what, *rest = [field.strip() for field in head.split(" | ")]
        expected = [tuple(part.strip() for part in field.split(":", 1)) for field in rest]
        if kind not in ("wrong", "right") or any(
            len(e) != 2 or e[0] not in ("names", "says", "never") for e in expected
        ):
            raise ValueError(f"{path.name}: {head}")
        found.append(Answer(kind, exercise, what, tuple(expected), source.rstrip() + "\n", given))
    return found


def answers_below(folder: Path) -> list[Answer]:
    """The answers of all files of a folder."""
    return [answer for path in sorted(folder.glob("*.py")) for answer in answers_in(path)]


def unseen() -> dict[str, list[Answer]]:
    """The answers of people who had not seen the checks, by file: modules with WRONG and RIGHT, and files of cells."""
    package = importlib.import_module("unseen")
    found = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"unseen.{info.name}")
        entries = [("wrong", *each) for each in module.WRONG] + [("right", *each) for each in module.RIGHT]
        found[info.name] = [Answer(kind, name, what, (), "", made=made) for kind, name, what, made in entries]
    for path in sorted(Path(package.__path__[0], "cells").glob("*.py")):
        found[f"cells/{path.stem}"] = answers_in(path)
    return found
