"""Answers that the exercises' authors have not seen: every wrong one fails, every right one passes, most are named.

`uv run python tests/test_unseen.py` prints the table: for each exercise how many fail, pass and are named.
"""

import importlib
import pkgutil
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import unseen
from gradatim_autograder import check

NAMED_SHARE = 0.9  # of the wrong answers; what a check says beside the name is not counted
MODULES = [importlib.import_module(f"unseen.{info.name}") for info in pkgutil.iter_modules(unseen.__path__)]


def ids(entry):
    return f"{entry[0]}: {entry[1]}"


@pytest.mark.parametrize("entry", [entry for module in MODULES for entry in module.RIGHT], ids=ids)
def test_a_right_answer_passes(entry):
    exercise, _what, function = entry
    result = check(function, exercise=exercise)
    assert result.passed, result.message


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_wrong_answer_fails_and_most_are_named(module):
    passed, named = [], 0
    for exercise, what, function in module.WRONG:
        result = check(function, exercise=exercise)
        named += bool(result.mistakes)
        if result.passed:
            passed.append(f"{exercise}: {what}")
    assert not passed
    assert named >= NAMED_SHARE * len(module.WRONG), f"{named} of {len(module.WRONG)} are named"


def table(verbose):
    """Print the counts, and with -v the wrong answers that have no name."""
    rows = {}
    for module in MODULES:
        for exercise, what, function in module.WRONG:
            row = rows.setdefault(exercise, Counter())
            result = check(function, exercise=exercise)
            row["wrong"] += 1
            row["fail"] += not result.passed
            row["named"] += bool(result.mistakes)
            if verbose and (result.passed or not result.mistakes):
                print(f"-- {exercise}: {what}\n{result.message}\n")
            elif verbose:
                print(f"ok {exercise}: {what}: {', '.join(result.mistakes)}")
        for exercise, _what, function in module.RIGHT:
            row = rows.setdefault(exercise, Counter())
            row["right"] += 1
            row["pass"] += check(function, exercise=exercise).passed
    columns = ("wrong", "fail", "named", "right", "pass")
    print(f"{'exercise':24}" + "".join(f"{name:>7}" for name in columns))
    for exercise, row in [*rows.items(), ("all", sum(rows.values(), Counter()))]:
        print(f"{exercise:24}" + "".join(f"{row[name]:7}" for name in columns))


if __name__ == "__main__":
    table("-v" in sys.argv)
