"""A hint sends the student back: its heading stands in the notebook, before the exercise."""

import json
import re
from functools import cache

import pytest
from gradatim_autograder.exercise.registry import all_exercises
from places import ROOT

SOLUTIONS = ROOT / "solutions"
EXERCISES = all_exercises()


@cache
def headings_before(chapter):
    """For each check of a chapter's notebook, by the exercise's name, the headings above its cell."""
    notebook = json.loads((SOLUTIONS / chapter / f"{chapter}.ipynb").read_text(encoding="utf-8"))
    seen, found = [], {}
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            seen += re.findall(r"^#+ +(.+?) *$", source, re.M)
        checked = re.fullmatch(r"\s*check\((\w+)\)\s*", source)
        if checked:
            found[checked[1]] = frozenset(seen)
    return found


@pytest.mark.parametrize("name", EXERCISES)
def test_what_is_to_be_reread_stands_before_the_exercise(name):
    exercise = EXERCISES[name]
    missing = exercise.headings().keys() - headings_before(exercise.chapter)[name]
    assert not missing
