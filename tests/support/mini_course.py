"""A small course in a folder of its own: real exercises and checks, notebooks without pictures, so that it is fast."""

import json
import shutil
import zlib
from pathlib import Path

from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.demo.notebooks import pasted
from places import ROOT

SETUP = "import numpy as np\n\nfrom gradatim_autograder import check"
STUB = "# YOUR CODE HERE\n    raise NotImplementedError()"


def make_course(root: Path, *chapters: str) -> Path:
    """Make a course at `root` with these chapters, as `gradatim build` would."""
    root.mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for chapter in chapters:
        source = root / "solutions" / chapter / f"{chapter}.py"
        source.parent.mkdir(parents=True)
        source.write_text("# the source of a notebook\n")
        _write(source.with_suffix(".ipynb"), notebook(chapter, solved=True))
        _write(root / "course" / "en" / chapter / f"{chapter}.ipynb", notebook(chapter, solved=False))
    return root


def _write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def notebook(chapter: str, solved: bool) -> dict:
    """A chapter's notebook: a locked cell, each exercise with its test, and one written answer."""
    cells = [cell("markdown", f"# {chapter}"), cell("code", SETUP, "setup", locked=True)]
    for name, exercise in of_chapter(chapter).items():
        head, body = pasted(exercise.reference, name).split("\n", 1)
        inside = f"### BEGIN SOLUTION\n{body}\n    ### END SOLUTION" if solved else STUB
        cells.append(cell("markdown", f"Write `{name}`."))
        cells.append(cell("code", f"{head}\n    {inside}", name, solution=True))
        cells.append(
            cell("code", f"check({name})", f"check-{name}", grade=True, locked=True, points=exercise.max_points)
        )
    text = "Because it is so." if solved else "YOUR ANSWER HERE"
    cells.append(cell("markdown", text, "why", grade=True, solution=True, points=2))
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


def cell(kind: str, source: str, grade_id: str = "", **marks) -> dict:
    made = {
        "cell_type": kind,
        "id": grade_id or f"text-{zlib.crc32(source.encode()):08x}",
        "metadata": {},
        "source": source,
    }
    if kind == "code":
        made |= {"execution_count": None, "outputs": []}
    if grade_id:
        plain = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
        made["metadata"]["nbgrader"] = {**plain, "grade_id": grade_id, "cell_type": kind, **marks}
    return made
