"""Grades everything that was given; a bad submission stops nobody."""

import sqlite3
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.grading.batch.cluster import Cluster
from gradatim_autograder.grading.batch.hand import Bounds
from gradatim_autograder.grading.batch.limits import limits_of
from gradatim_autograder.grading.batch.pool import Pool
from gradatim_autograder.grading.batch.solution import trust
from gradatim_autograder.grading.batch.tables import Tables
from gradatim_autograder.grading.batch.workflow import Conditions, Listener, Workflow
from gradatim_autograder.grading.gradebook.assignment import ensure_assignment
from gradatim_autograder.grading.gradebook.book import add_students
from gradatim_autograder.grading.gradebook.complete import look_at, words
from gradatim_autograder.grading.gradebook.ledger import Ledger
from gradatim_autograder.grading.gradebook.penalty import Penalties
from gradatim_autograder.grading.intake.collect import Trouble, collect
from gradatim_autograder.grading.intake.numbers import keep_numbers
from gradatim_autograder.grading.intake.roster import Roster, read_roster, remember_roster, remembered_roster
from gradatim_autograder.grading.intake.students import Students
from gradatim_autograder.grading.release.files import handed_out
from gradatim_autograder.grading.release.read import read_chapters
from gradatim_autograder.grading.store.atomic import Folder
from gradatim_autograder.grading.store.backup import NAME, Backups
from gradatim_autograder.grading.store.faults import in_words
from gradatim_autograder.grading.store.keys import version
from gradatim_autograder.grading.store.lock import only_one
from gradatim_autograder.grading.store.log import open_log
from gradatim_autograder.grading.store.results import Result, Results
from gradatim_autograder.grading.store.second_copies import keep_students, put_back
from gradatim_autograder.grading.store.seed import seed_of
from gradatim_autograder.grading.submission.run import RunOptions, get_ready, what_decides
from gradatim_autograder.nbgrader_setup import load_config
from gradatim_autograder.sandbox.choose import UNSAFE, choose
from gradatim_autograder.sandbox.warm_process import SandboxError

# What the grader itself makes in a grading folder. None of it may be a link: somebody else's files would be written.
OURS = ("submitted", "autograded", "feedback", "results", "journal", "chapters", "not-graded", "backup", "report",
        "export", ".work", ".lock", "seed", "students.json", "numbers.json", "roster.csv", "marks.csv",
        "not-graded.csv", "grade.log", NAME)  # fmt: skip


@dataclass
class Batch:
    """What came of a run.

    Attributes
    ----------
    results
        One for each submission given, by student and chapter.
    troubles
        What could not be brought to a submission.
    fresh
        How many were graded in this run; the others were done before.
    renewed
        How many were done before and have another late penalty now.
    stopped
        Whether the person stopped it.
    left
        The submissions that were not looked at then: student and chapter.
    said
        What was found damaged in the grading folder, and mended.
    rows
        Those of `results`, as in marks.csv.
    """

    results: list[Result] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    fresh: int = 0
    renewed: int = 0
    stopped: bool = False
    left: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    said: list[str] = field(default_factory=list)
    rows: list[dict] = field(default_factory=list)

    @property
    def all_graded(self) -> bool:
        """Whether nobody has to look at anything (written answers still have to be marked)."""
        return not self.troubles and not self.stopped and not any(each.needs_a_look for each in self.results)


@dataclass(frozen=True)
class _Asked:
    """What a person asked of a run; `grade` says what each is."""

    given: Path
    roster: Path | None
    seed: int | None
    timeout: float
    again: bool
    workers: int
    unsafe: bool
    scheduler: str | None
    timezone: str | None


def grade(course: Course, given: Path, progress: Listener, roster: Path | None = None, seed: int | None = None,
          timeout: float = 30, again: bool = False, workers: int = 1, unsafe: bool = False,
          scheduler: str | None = None, timezone: str | None = None) -> Batch:  # fmt: skip
    """Grade the submissions in `given` into the course's grading folder.

    Parameters
    ----------
    progress
        Told of each step: `start(total)`, `at(submission)`, `done()`.
    roster
        A CSV file of the students who may be graded; the one kept in the grading folder by default.
    seed
        The checks' seed from now on; the grading folder's own by default.
    timeout
        The seconds of processor time that one cell, or one check, may take.
    again
        Grade also what is graded already.
    workers
        How many processes run submissions at a time.
    unsafe
        Run the students' code without a sandbox.
    scheduler
        The address of a Dask scheduler, whose workers run them in place of this machine's processes.
    timezone
        The zone of times of hand-in that are told without one, e.g. Europe/Berlin; nbgrader's (Exchange.timezone) by
        default, else that of this computer.
    """
    given = given.resolve()
    if course.root.is_relative_to(given) and not (given / "submitted").is_dir():
        raise CourseError(f"{given} holds the course itself. Give the folder that holds the submissions.")
    began = time.monotonic()
    grading = course.grading.resolve()
    asked = _Asked(
        given=given, roster=roster, seed=seed, timeout=timeout, again=again, workers=workers, unsafe=unsafe,
        scheduler=scheduler, timezone=timezone,
    )  # fmt: skip
    try:
        batch = _grade(course, grading, asked, progress)
    except OSError as error:
        raise CourseError(in_words(error, grading)) from None
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise CourseError(words(error, grading)) from None
    batch.seconds = time.monotonic() - began
    return batch


def _grade(course: Course, grading: Path, asked: _Asked, progress: Listener) -> Batch:
    folder = Folder(grading)
    folder.refuse_links(OURS)
    people = _roster(asked.roster, grading)  # before anything is written: a bad roster costs nothing
    sandbox = _sandbox(asked)
    chapters = read_chapters(course)
    grading.mkdir(parents=True, exist_ok=True)
    with only_one(grading), open_log(grading) as log, _own_errors(grading, log):
        killed = (grading / ".work").exists()  # it is removed at the end of a run
        folder.remove_all(".work")
        scratch = folder.make(".work")
        if killed:
            folder.clear()
        known, damaged = Results(grading).all()
        said = put_back(folder, bool(known), asked.seed)
        students = Students(grading / "students.json")
        ids_of = {name: chapter.ids for name, chapter in chapters.items()}
        config = load_config(course)
        zone = _zone(asked.timezone, config)
        intake = collect(asked.given, ids_of, people, students, scratch / "intake", zone)
        wanted = sorted({each.chapter for each in intake.submissions})
        db_url = config.CourseDirectory.db_url
        if db_url.startswith("sqlite:"):
            said += look_at(grading, known, chapters)
        if asked.roster:
            remember_roster(asked.roster, grading)
        students.save()
        keep_numbers(folder, intake.identities)
        keep_students(folder)
        options = _options(
            config, asked, seed_of(grading, asked.seed), sandbox, hidden=(str(grading), str(course.root))
        )
        prepare = (get_ready, sandbox, folder.make((".work", "pictures")), options.places)
        bounds = Bounds(wall=options.longest)
        hands: Cluster | Pool
        if asked.scheduler:
            hands = Cluster(asked.scheduler, bounds)
        else:
            hands = Pool(asked.workers, course.root, scratch, prepare, bounds)
        with hands as pool:
            pool.start(_unknown(intake.submissions, known, damaged))  # meanwhile the gradebook is made ready
            for chapter in wanted:
                ensure_assignment(course, config, chapter, chapters[chapter].digest, log)
            if people:
                add_students(db_url, people.entries.values())
            files = {chapter: handed_out(config, chapter) for chapter in wanted}
            versions = (version(), *what_decides(options))
            trust(course, wanted, files, options, versions, pool)
            conditions = Conditions(chapters, files, options, limits_of(config), versions, asked.again)
            tables = Tables(grading, chapters, people, known, intake.troubles)
            with Ledger(db_url, Penalties(config, log)) as ledger:
                workflow = Workflow(grading, conditions, ledger, pool, log, tables, asked.given)
                done = workflow.run(intake.submissions, progress)
        if db_url.startswith("sqlite:"):
            Backups(grading).keep()
        rows = tables.final(course, done)
        with suppress(OSError):  # the next run tries again
            folder.remove_all(".work")
    through = {(each.student, each.chapter) for each in done}
    said += _damaged(place for place in damaged if place not in through)
    left = [(each.student, each.chapter) for each in intake.submissions if (each.student, each.chapter) not in through]
    said += workflow.said
    return Batch(done, intake.troubles, workflow.fresh, workflow.renewed, workflow.stopped, left, said=said, rows=rows)


@contextmanager
def _own_errors(grading, log):
    """An error of the grader's own is told in a sentence; what helps to find it is in the log."""
    try:
        yield
    except (CourseError, OSError, SQLAlchemyError, sqlite3.Error):
        raise
    except Exception as error:
        log.exception("the run was ended")
        raise CourseError(
            f"The grader itself failed ({type(error).__name__}: {error}). The details are at the end of "
            f"{grading / 'grade.log'}: please report them. What was graded before is kept."
        ) from error


def _damaged(places) -> list[str]:
    """In words, the results that cannot be read; those that were given were graded anew."""
    return [
        f"results/{student}/{chapter}.json cannot be read, so {student}, {chapter} is missing in marks.csv: give that "
        "submission once more, and it is graded anew"
        for student, chapter in places
    ]


def _zone(name: str | None, config: Config) -> tzinfo | None:
    """The zone called so, else that of nbgrader's settings, else None."""
    name = name or config.Exchange.get("timezone")
    if not name:
        return None
    try:
        return ZoneInfo(str(name))
    except (OSError, ValueError, KeyError):
        raise CourseError(f"There is no time zone {name}. Give one as Europe/Berlin or America/Denver.") from None


def _unknown(submissions, known, damaged):
    """How many of the submissions have never been graded."""
    kept = {*damaged, *((each.student, each.chapter) for each in known)}
    return sum((each.student, each.chapter) not in kept for each in submissions)


def _sandbox(asked: _Asked) -> str:
    """The name of the walls, "" where each worker of a cluster has its own. Where there are none, nothing is graded
    unless somebody said that it may be.
    """
    try:
        return UNSAFE if asked.unsafe else "" if asked.scheduler else choose()
    except SandboxError as error:
        raise CourseError(str(error)) from None


def _options(config: Config, asked: _Asked, seed: int, sandbox: str, hidden: tuple[str, ...]) -> RunOptions:
    """Also what nbgrader_config.py says of running notebooks."""
    own = config.Execute
    return RunOptions(
        seed,
        asked.timeout,
        hidden,
        sandbox,
        together=float(own.get("notebook_timeout", RunOptions.together)),
        output=int(own.get("max_output", RunOptions.output)),
        unseen=(str(asked.given),),
    )


def _roster(path, grading) -> Roster | None:
    return read_roster(path) if path else remembered_roster(grading)
