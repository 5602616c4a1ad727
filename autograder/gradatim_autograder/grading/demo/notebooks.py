"""Fills in a chapter's notebook as a student would, and breaks it as students do."""

import ast
import copy
import json
from collections.abc import Callable
from typing import cast

from gradatim_autograder.inside.function.source import source_of


def pasted(function: Callable, name: str) -> str:
    """The source of `function` as a student would write it: without decorators, called `name`."""
    definition = cast(ast.FunctionDef | ast.ClassDef, ast.parse(source_of(function)).body[0])
    definition.decorator_list = []
    definition.name = name
    return ast.unparse(definition)


class Notebook:
    """A copy of the notebook that students get, to fill in and to break."""

    def __init__(self, release: dict):
        self.content = copy.deepcopy(release)

    @property
    def cells(self) -> list[dict]:
        return self.content["cells"]

    def at(self, grade_id: str) -> int:
        """The position of the cell with this id."""
        ids = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in self.cells]
        return ids.index(grade_id)

    def source(self, grade_id: str) -> str:
        return "".join(self.cells[self.at(grade_id)]["source"])

    def write(self, grade_id: str, source: str) -> None:
        self.cells[self.at(grade_id)]["source"] = source

    def delete(self, grade_id: str) -> None:
        del self.cells[self.at(grade_id)]

    def copy_cell(self, grade_id: str) -> None:
        """Copy and paste below, as JupyterLab does it: with all metadata."""
        twin = copy.deepcopy(self.cells[self.at(grade_id)])
        twin["id"] = f"{twin.get('id', grade_id)}-copy"[:64]
        self.cells.insert(self.at(grade_id) + 1, twin)

    def move(self, grade_id: str, before: str) -> None:
        cell = self.cells.pop(self.at(grade_id))
        self.cells.insert(self.at(before), cell)

    def answers(self) -> list[str]:
        """The ids of the written answers."""
        marks = [cell["metadata"].get("nbgrader", {}) for cell in self.cells if cell["cell_type"] == "markdown"]
        return [each["grade_id"] for each in marks if each.get("solution")]

    def mentions(self, name: str) -> int:
        """In how many code cells a function's name stands."""
        return sum(name in "".join(cell["source"]) for cell in self.cells if cell["cell_type"] == "code")

    def dump(self) -> bytes:
        return json.dumps(self.content, ensure_ascii=False, indent=1).encode()
