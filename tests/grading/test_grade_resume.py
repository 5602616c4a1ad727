"""Grading that is killed at any moment goes on where it was: nothing is lost, nothing is done twice."""

import contextlib
import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from gradatim_autograder.exercise.registry import of_chapter
from gradatim_autograder.grading.demo.notebooks import Notebook, pasted
from mini_course import cell, make_course, notebook
from nbgrader.api import Gradebook
from places import SUPPORT
from thorough import thorough

CHAPTER = "00-start-here"
EXERCISES = of_chapter(CHAPTER)
ALL = float(sum(exercise.max_points for exercise in EXERCISES.values()))
GRADER = SUPPORT / "resume_grader.py"
GRADER_KILLS, WORKER_KILLS = thorough(1, 6), thorough(1, 14)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def work(student, **changed) -> bytes:
    made = Notebook(notebook(CHAPTER, solved=False))
    for name, exercise in EXERCISES.items():
        made.write(name, changed.get(name, pasted(exercise.reference, name)))
    made.write("why", f"Because, says {student}.")
    made.cells.insert(2, cell("code", f"# handed in by {student}"))
    return made.dump()


class Class:
    """A folder of submissions, a course, and the process that grades them."""

    def __init__(self, folder: Path, students: int):
        self.course = make_course(folder / "course", CHAPTER)
        self.given, self.grading, self.log = folder / "given", folder / "grading", folder / "log"
        self.given.mkdir()
        self.expected = {}
        names = list(EXERCISES)
        for number in range(students):
            wrong = {name: f"def {name}(*arguments):\n    return None" for name in names[: number % 4]}
            self.hand_in(f"s{number:02}", ALL - sum(EXERCISES[name].max_points for name in wrong), **wrong)

    def hand_in(self, student, points, **changed):
        (self.given / f"{student}_{CHAPTER}.ipynb").write_bytes(work(student, **changed))
        self.expected[student] = points

    def start(self, *options, workers=2, seconds=0.1):
        environment = {**os.environ, "RESUME_LOG": str(self.log), "RESUME_SECONDS": str(seconds), "COLUMNS": "200"}
        environment.pop("GRADATIM_GRADING", None)
        command = [sys.executable, str(GRADER), "grade", str(self.given), "--grading", str(self.grading),
                   "--workers", str(workers), "--seed", "5", *options]  # fmt: skip
        return subprocess.Popen(command, cwd=self.course, env=environment, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True, start_new_session=True)  # fmt: skip

    def finish(self, **options):
        process = self.start(**options)
        said, _ = process.communicate(timeout=120)
        return process.returncode, said

    def lines(self):
        return self.log.read_text().splitlines() if self.log.exists() else []

    def kept(self):
        """The students for whose last submission there is an outcome in the journal, or a result."""
        results = [each for each in self.grading.glob("results/*/*.json") if '"status": "graded"' in each.read_text()]
        found = {path.parent.name: path for path in [*self.grading.glob("journal/*/*.outcome"), *results]}
        return {who for who, path in found.items() if _changed(path) > _changed(self.given / f"{who}_{CHAPTER}.ipynb")}

    def marks(self):
        with (self.grading / "marks.csv").open() as stream:
            return {row["student"]: float(row["points"]) for row in csv.DictReader(stream) if row["points"]}

    def worker_at_work(self):
        """The number of a process that has begun a submission and not ended it."""
        begun = {}
        for line in self.lines():
            student, what, *pid = line.split()
            if what == "begun":
                begun[student] = int(pid[0])
            else:
                begun.pop(student, None)
        alive = [pid for student, pid in begun.items() if student != "solution" and _is_alive(pid)]
        return random.choice(alive) if alive else None


def _changed(path):
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:  # an outcome that is published by now
        return 0


def _is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_killed_at_random_moments(tmp_path):
    """The grader and its workers are killed, 20 times where CI is set; then a whole run has every mark as predicted."""
    seed = random.randrange(10**6)
    print("seed", seed)
    random.seed(seed)
    batch = Class(tmp_path, students=30)
    grader_kills = worker_kills = 0
    again = []  # what was begun although its outcome was kept when the grader was started
    while grader_kills < GRADER_KILLS or worker_kills < WORKER_KILLS:
        if len(batch.kept()) > 20:  # so that there is always somebody left to be killed at
            for number in range(0, 30, 2):
                batch.hand_in(f"s{number:02}", ALL, double=f"def double(x):\n    return 2 * x  # {grader_kills}")
        kept, seen = batch.kept(), len(batch.lines())
        process = batch.start(workers=1 + grader_kills % 2)
        wanted, until, spared = len(kept) + random.randint(1, 4), time.monotonic() + 200, 3
        while process.poll() is None and (len(batch.kept()) < wanted or (spared and worker_kills < WORKER_KILLS)):
            assert time.monotonic() < until
            pid = batch.worker_at_work() if spared and len(batch.lines()) > seen else None
            if pid and worker_kills < WORKER_KILLS:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    worker_kills, spared = worker_kills + 1, spared - 1
            time.sleep(random.uniform(0, 0.1))
        time.sleep(random.uniform(0, 0.3))
        grader_kills += process.poll() is None
        process.kill()
        process.communicate(timeout=30)
        again += [line for line in batch.lines()[seen:] if " begun " in line and line.split()[0] in kept]
    kept, seen = batch.kept(), len(batch.lines())
    status, said = batch.finish()
    assert again == [] and not [x for x in batch.lines()[seen:] if " begun " in x and x.split()[0] in kept]
    assert status == 0, said
    assert batch.marks() == batch.expected
    with Gradebook(f"sqlite:///{batch.grading / 'gradebook.db'}") as gradebook:
        submissions = gradebook.find_assignment(CHAPTER).submissions
        assert {each.student.id: each.score for each in submissions} == batch.expected
    for student in batch.expected:
        assert (batch.grading / "autograded" / student / CHAPTER / f"{CHAPTER}.ipynb").is_file()
        assert "Score:" in (batch.grading / "feedback" / student / CHAPTER / f"{CHAPTER}.html").read_text()
    assert list(batch.grading.glob("journal/*/*")) == []


def test_a_job_that_kills_its_worker_is_tried_twice_and_stops_nobody(tmp_path):
    batch = Class(tmp_path, students=4)
    batch.hand_in("deadly", None)
    del batch.expected["deadly"]
    status, said = batch.finish(seconds=0)
    assert status == 1 and "deadly" in said and "died 2 times" in said
    assert batch.marks() == batch.expected
    begun = Counter(line.split()[0] for line in batch.lines() if " begun " in line)
    assert begun == {"deadly": 2, "solution": 1} | dict.fromkeys(batch.expected, 1)
    status, said = batch.finish(seconds=0)
    assert status == 1 and "4 were graded before" in said
    begun = Counter(line.split()[0] for line in batch.lines() if " begun " in line)
    assert begun == {"deadly": 4, "solution": 1} | dict.fromkeys(batch.expected, 1), "only what was not graded"


def test_one_worker_and_two_give_the_same_files(tmp_path):
    batch = Class(tmp_path, students=5)
    seen = []
    for workers in (1, 2):
        status, said = batch.finish(workers=workers, seconds=0.05)
        assert status == 0, said
        seen.append(_contents(batch.grading))
        shutil.rmtree(batch.grading)
    assert seen[0] == seen[1] and len(seen[0]) > 20


def _contents(grading):
    """All files but the database and its copies (ids, compared elsewhere), the log and the seconds that each took."""
    found = {}
    for path in grading.rglob("*"):
        if path.is_file() and path.suffix != ".db" and path.name not in ("grade.log", ".lock"):
            found[str(path.relative_to(grading))] = path.read_bytes()
            if path.parts[-3] == "results":
                found[str(path.relative_to(grading))] = {**json.loads(path.read_bytes()), "seconds": 0}
    return found


def test_workers_end_with_the_grader(tmp_path):
    batch = Class(tmp_path, students=3)
    process = batch.start(seconds=30)
    until = time.monotonic() + 40
    while not batch.worker_at_work() and time.monotonic() < until:
        time.sleep(0.05)
        if any("solution begun" in line for line in batch.lines()):
            break
    pid = int(batch.lines()[0].split()[2])
    assert _is_alive(pid)
    process.kill()
    process.communicate()
    until = time.monotonic() + 5
    while _is_alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _is_alive(pid)
