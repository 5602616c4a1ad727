"""What it costs to publish a submission that was run: scores, graded notebook, page, gradebook rows, files.

    uv run python benchmarks/publishing.py [CHAPTER] [SUBMISSIONS]

The chapter's solution is run once, with its pictures. Then submissions of as many students, each with another line in
every cell that students fill in, are published with the outputs of that run. Printed is processor time.
"""

import json
import logging
import os
import sys
import tempfile
import time
from pathlib import Path

from gradatim_autograder.course import Course
from gradatim_autograder.grading.batch.journal import Journal
from gradatim_autograder.grading.batch.publish import Publisher
from gradatim_autograder.grading.gradebook.assignment import ensure_assignment
from gradatim_autograder.grading.gradebook.ledger import Entry, Ledger
from gradatim_autograder.grading.gradebook.penalty import Penalties
from gradatim_autograder.grading.intake.collect import Submission
from gradatim_autograder.grading.intake.given import Offered
from gradatim_autograder.grading.release.read import read_chapter, solution_notebook
from gradatim_autograder.grading.submission import job
from gradatim_autograder.grading.submission.job import Job
from gradatim_autograder.grading.submission.run import Ran, RunOptions, run
from gradatim_autograder.nbgrader_setup import load_config

TOGETHER = 25


def main(chapter="05-backpropagation", count="100"):
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GRADATIM_GRADING"] = folder
        measure(Course.find(), Path(folder).resolve(), chapter, int(count))


def measure(course, grading, chapter, count):
    config, source = load_config(course), read_chapter(course, chapter)
    solution = json.loads(solution_notebook(course, chapter).read_text(encoding="utf-8"))
    for cell in solution["cells"]:
        cell["source"] = "".join(cell["source"])
    outputs = {
        cell["source"]: cell.get("outputs", []) for cell in run(solution, chapter, {}, RunOptions(1)).notebook["cells"]
    }
    job.seam.run = lambda notebook, *_others: with_outputs(notebook, outputs)
    ensure_assignment(course, config, chapter, source.digest, logging.Logger("benchmark"))
    publisher, journal = Publisher(grading), Journal(grading)
    with Ledger(config.CourseDirectory.db_url, Penalties(config, logging.Logger("benchmark"))) as ledger:
        sheet = ledger.sheet(chapter)
        jobs = [Job(variant(solution, number), source, sheet, {}, RunOptions(1)) for number in range(count + 1)]
        job.grade(jobs.pop())  # the template is read, and the course's own cells are rendered
        began, outcomes = time.process_time(), []
        for each in jobs:
            outcomes.append(job.grade(each))
            assert outcomes[-1].graded, outcomes[-1].reason
        worker = time.process_time() - began
        began = time.process_time()
        for start in range(0, count, TOGETHER):
            part = range(start, min(start + TOGETHER, count))
            for i in part:
                journal.keep(f"s{i}", chapter, "key", outcomes[i])
            ledger.enter([Entry(f"s{i}", chapter, "2026-01-05 10:00:00 UTC", outcomes[i].scored) for i in part])
            for i in part:
                submission = Submission(f"s{i}", chapter, Offered((f"s{i}.ipynb",), 0.0, bytes))
                publisher.autograded(submission, outcomes[i].notebook, {})
                publisher.page(f"s{i}", chapter, outcomes[i].page)
                journal.drop(f"s{i}", chapter)
        writer = time.process_time() - began
    print(f"{chapter}, {count} submissions; page {len(outcomes[0].page) // 1000} kB")
    print(f"mend, score, notebook, page (worker)   {1000 * worker / count:6.1f} ms a submission")
    print(f"journal, gradebook, files (writer)     {1000 * writer / count:6.1f} ms a submission")


def variant(solution, number) -> bytes:
    """A submission that no other student has handed in."""
    cells = []
    for cell in solution["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            mark = "#" if cell["cell_type"] == "code" else ""
            cell = {**cell, "source": cell["source"] + f"\n{mark} student {number}"}
        cells.append(cell)
    return json.dumps({**solution, "cells": cells}).encode()


def with_outputs(notebook, outputs) -> Ran:
    """What a run gives back."""
    for count, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] == "code":
            cell |= {"outputs": json.loads(json.dumps(outputs.get(cell["source"], []))), "execution_count": count}
    return Ran(notebook)


if __name__ == "__main__":
    main(*sys.argv[1:])
