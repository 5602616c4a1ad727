"""Grades everything that was given; a bad submission stops nobody."""

import logging
import shutil
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.grading.assignment import ensure_assignment
from gradatim_autograder.grading.cluster import Cluster
from gradatim_autograder.grading.gradebook import add_students
from gradatim_autograder.grading.handed_out import handed_out
from gradatim_autograder.grading.intake.collect import Trouble, collect
from gradatim_autograder.grading.intake.roster import Roster, read_roster, remember_roster
from gradatim_autograder.grading.intake.students import Students
from gradatim_autograder.grading.ledger import Ledger
from gradatim_autograder.grading.penalty import Penalties
from gradatim_autograder.grading.pool import Pool
from gradatim_autograder.grading.solution import trust
from gradatim_autograder.grading.source import read_chapters
from gradatim_autograder.grading.store.keys import version
from gradatim_autograder.grading.store.lock import only_one
from gradatim_autograder.grading.store.results import Result, Results
from gradatim_autograder.grading.store.seed import seed_of
from gradatim_autograder.grading.submission.output_limits import limits_of
from gradatim_autograder.grading.submission.run import RunOptions, get_ready, what_decides
from gradatim_autograder.grading.workflow import Conditions, Workflow
from gradatim_autograder.nbgrader_setup import load_config
from gradatim_autograder.sandbox.choose import UNSAFE, choose
from gradatim_autograder.sandbox.nursery import SandboxError


@dataclass
class Batch:
    """What came of a run.

    results    one for each submission given, by student and chapter
    troubles   what could not be brought to a submission
    fresh      how many were graded in this run; the others were done before
    stopped    whether the person stopped it
    """

    results: list[Result] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    fresh: int = 0
    stopped: bool = False
    remaining: int = 0
    seconds: float = 0.0

    @property
    def all_graded(self) -> bool:
        """Whether nobody has to look at anything (written answers still have to be marked)."""
        return not self.troubles and not self.stopped and not any(each.needs_a_look for each in self.results)


def grade(course: Course, given: Path, progress, roster: Path | None = None, seed: int | None = None,
          timeout: float = 30, again: bool = False, workers: int = 1, unsafe: bool = False,
          scheduler: str | None = None) -> Batch:  # fmt: skip
    """Grade the submissions in `given` into the course's grading folder.

    progress   told of each step: `start(total)`, `at(submission)`, `done()`
    roster     a CSV file of the students who may be graded; the one kept in the grading folder by default
    seed       the checks' seed from now on; the grading folder's own by default
    timeout    the seconds that one cell may take
    again      grade also what is graded already
    workers    how many processes run submissions at a time
    unsafe     run the students' code without a sandbox
    scheduler  the address of a Dask scheduler, whose workers run them in place of this machine's processes
    """
    given = given.resolve()
    if course.root.is_relative_to(given) and not (given / "submitted").is_dir():
        raise CourseError(f"{given} holds the course itself. Give the folder that holds the submissions.")
    began = time.monotonic()
    grading = course.grading.resolve()
    try:
        batch = _grade(course, given, grading, progress, roster, seed, timeout, again, workers, unsafe, scheduler)
    except OSError as error:
        place = error.filename or grading
        raise CourseError(f"{place}: {error.strerror or error}. What was graded before is kept.") from None
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or error
        raise CourseError(
            f"The gradebook {grading / 'gradebook.db'} cannot be used: {reason}. If it is damaged, put back a copy, or "
            "move it away: then everything is graded again, but marks given by hand are lost."
        ) from None
    batch.seconds = time.monotonic() - began
    return batch


def _grade(course, given, grading, progress, roster, seed, timeout, again, workers, unsafe, scheduler) -> Batch:
    people = _roster(roster, grading)  # before anything is written: a bad roster costs nothing
    sandbox = _sandbox(unsafe, scheduler)
    chapters = read_chapters(course)
    students = Students(grading / "students.json")
    intake = collect(given, {name: chapter.ids for name, chapter in chapters.items()}, people, students)
    wanted = sorted({each.chapter for each in intake.submissions})
    grading.mkdir(parents=True, exist_ok=True)
    with only_one(grading):
        if roster:
            remember_roster(roster, grading)
        students.save()
        config, log = load_config(course), _log(grading)
        scratch = _empty(grading / ".work")
        options = _options(config, seed_of(grading, seed), timeout, (str(grading), str(course.root)), sandbox)
        options = replace(options, unseen=(str(given),))
        prepare = (get_ready, sandbox, scratch / "pictures", options.places)
        with Cluster(scheduler) if scheduler else Pool(workers, course.root, scratch, prepare) as pool:
            pool.start(_unknown(intake.submissions, grading))  # meanwhile the gradebook is made ready
            for chapter in wanted:
                ensure_assignment(course, config, chapter, chapters[chapter].digest, log)
            if people:
                add_students(config.CourseDirectory.db_url, people.entries.values())
            files = {chapter: handed_out(config, chapter) for chapter in wanted}
            versions = (version(), *what_decides(options))
            trust(course, wanted, files, options, versions, pool)
            conditions = Conditions(chapters, files, options, limits_of(config), versions, again)
            with Ledger(config.CourseDirectory.db_url, Penalties(config, log)) as ledger:
                workflow = Workflow(grading, conditions, ledger, pool, log)
                results = workflow.run(intake.submissions, progress)
        shutil.rmtree(scratch, ignore_errors=True)
    left = len(intake.submissions) - len(results)
    return Batch(results, intake.troubles, workflow.fresh, workflow.stopped, left)


def _unknown(submissions, grading):
    """How many of the submissions have never been graded."""
    results = Results(grading)
    return sum(not results.has(each.student, each.chapter) for each in submissions)


def _sandbox(unsafe, scheduler):
    """The name of the walls, "" where each worker of a cluster has its own. Where there are none, nothing is graded
    unless somebody said that it may be.
    """
    try:
        return UNSAFE if unsafe else "" if scheduler else choose()
    except SandboxError as error:
        raise CourseError(str(error)) from None


def _options(config, seed, timeout, hidden, sandbox):
    """Also what nbgrader_config.py says of running notebooks."""
    own = config.Execute
    return RunOptions(
        seed,
        timeout,
        hidden,
        sandbox,
        float(own.get("notebook_timeout", RunOptions.together)),
        int(own.get("max_output", RunOptions.output)),
    )


def _roster(path, grading) -> Roster | None:
    kept = grading / "roster.csv"
    if path is None and not kept.is_file():
        return None
    return read_roster(path or kept)


def _empty(folder):
    shutil.rmtree(folder, ignore_errors=True)  # what a run that was killed left
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _log(grading):
    log = logging.Logger("gradatim.grading")
    handler = logging.FileHandler(grading / "grade.log", encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    return log
