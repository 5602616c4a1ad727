"""Answers that the exercises' authors have not seen: every wrong one fails, every right one passes, most are named.

    PYTHONPATH=tests/support:tests/corpus uv run python tests/exercises/test_unseen.py

prints the table: for each exercise how many fail, pass and are named.
"""

import sys
from collections import Counter

import pytest
from answers import unseen
from gradatim_autograder import check

NAMED_SHARE = 0.9  # of the wrong answers; what a check says beside the name is not counted
NAMED_SHARE_OF_CELLS = 0.85  # the same of files that hold many answers that are wrong in a corner alone
FILES = unseen()
ALL = [answer for answers in FILES.values() for answer in answers]


@pytest.mark.parametrize("answer", [answer for answer in ALL if answer.kind == "right"], ids=str)
def test_a_right_answer_passes(answer):
    result = check(answer.function, exercise=answer.exercise)
    assert result.passed, result.message


@pytest.mark.parametrize("name", FILES)
def test_every_wrong_answer_fails_and_most_are_named(name):
    wrong = [answer for answer in FILES[name] if answer.kind == "wrong"]
    results = [check(answer.function, exercise=answer.exercise) for answer in wrong]
    assert not [str(answer) for answer, result in zip(wrong, results, strict=True) if result.passed]
    named = sum(bool(result.mistakes) for result in results)
    share = NAMED_SHARE_OF_CELLS if name.startswith("cells/") else NAMED_SHARE
    assert named >= share * len(wrong), f"{named} of {len(wrong)} are named"


def table(verbose):
    """Print the counts, and with -v the wrong answers that have no name."""
    rows = {}
    for answer in ALL:
        row = rows.setdefault(answer.exercise, Counter())
        result = check(answer.function, exercise=answer.exercise)
        if answer.kind == "right":
            row["right"] += 1
            row["pass"] += result.passed
            continue
        row["wrong"] += 1
        row["fail"] += not result.passed
        row["named"] += bool(result.mistakes)
        if verbose and (result.passed or not result.mistakes):
            print(f"-- {answer}\n{result.message}\n")
        elif verbose:
            print(f"ok {answer}: {', '.join(result.mistakes)}")
    columns = ("wrong", "fail", "named", "right", "pass")
    print(f"{'exercise':24}" + "".join(f"{name:>7}" for name in columns))
    for exercise, row in [*rows.items(), ("all", sum(rows.values(), Counter()))]:
        print(f"{exercise:24}" + "".join(f"{row[name]:7}" for name in columns))


if __name__ == "__main__":
    table("-v" in sys.argv)
