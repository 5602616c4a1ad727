"""`gradatim grade` in which submissions misbehave on the trusted side, as their comment says. Started as a process by
test_grade_limits; each look at a submission is a line "STUDENT BEGAN ENDED" in a log. Workers import this file too.
"""

import json
import os
import re
import sys
import time
from functools import partial
from pathlib import Path

import cheap_run
from gradatim_autograder.cli import main
from gradatim_autograder.grading.batch import grade as batch
from gradatim_autograder.grading.batch.hand import Bounds
from gradatim_autograder.grading.submission import run as seam

PROCESSOR = 1.5  # seconds of a job


def run(notebook, chapter, attachments, options):
    """As cheap_run's, with what the comment asks for."""
    began, found = time.monotonic(), re.search(r"# handed in by (\w+)", json.dumps(notebook))
    student = found[1] if found else "solution"
    if student == "endless":
        _log(student, began)
        return sum(iter(int, 1))
    if student == "greedy":
        return bytearray(5_000_000_000)
    first = student not in _looked_at()
    ran = cheap_run.run(notebook, chapter, attachments, options)
    time.sleep(0.2)
    if student == "hurried" and first:
        ran.problems, ran.hurried = ["check-double took too long"], True
    _log(student, began)
    return ran


def _looked_at():
    log = Path(os.environ["LIMITS_LOG"])
    return [line.split()[0] for line in log.read_text().splitlines()] if log.exists() else []


def _log(student, began):
    with Path(os.environ["LIMITS_LOG"]).open("a") as stream:
        stream.write(f"{student} {began} {time.monotonic()}\n")


seam.run = run
batch.Bounds = partial(Bounds, processor=PROCESSOR)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
