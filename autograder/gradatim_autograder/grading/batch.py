"""Grades everything that was given, one submission after another; a bad one stops nobody."""

import re
import time
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from gradatim_autograder.course import Course, CourseError
from gradatim_autograder.grading.attachments import read_attachments
from gradatim_autograder.grading.files import UnreadableFile
from gradatim_autograder.grading.gradebook import add_students, read_marks
from gradatim_autograder.grading.intake import Intake, Submission, Trouble, collect
from gradatim_autograder.grading.lock import only_one
from gradatim_autograder.grading.mend import NotANotebook, OtherNotebook, grade_ids, mend
from gradatim_autograder.grading.nbgrader_engine import Engine
from gradatim_autograder.grading.preprocessors import page_notes
from gradatim_autograder.grading.results import (
    GRADED,
    NOT_GRADED,
    Result,
    Results,
    digest_of,
    key_of,
    version,
)
from gradatim_autograder.grading.roster import Roster, read_roster, remember_roster
from gradatim_autograder.grading.seed import seed_of
from gradatim_autograder.grading.source import ChapterSource, read_chapters
from gradatim_autograder.grading.students import Students


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
          timeout: float = 30, again: bool = False) -> Batch:  # fmt: skip
    """Grade the submissions in `given` into the course's grading folder.

    progress   told of each step: `start(total)`, `at(submission)`, `done()`
    roster     a CSV file of the students who may be graded; the one kept in the grading folder by default
    seed       the checks' seed from now on; the grading folder's own by default
    timeout    the seconds that one cell may take
    again      grade also what is graded already
    """
    given = given.resolve()
    if course.root.is_relative_to(given) and not (given / "submitted").is_dir():
        raise CourseError(f"{given} holds the course itself. Give the folder that holds the submissions.")
    began = time.monotonic()
    grading = course.grading.resolve()
    try:
        batch = _grade(course, given, grading, progress, roster, seed, timeout, again)
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


def _grade(course, given, grading, progress, roster, seed, timeout, again) -> Batch:
    people = _roster(roster, grading)  # before anything is written: a bad roster costs nothing
    chapters = read_chapters(course)
    students = Students(grading / "students.json")
    intake = collect(given, {name: chapter.ids for name, chapter in chapters.items()}, people, students)
    grading.mkdir(parents=True, exist_ok=True)
    with only_one(grading):
        if roster:
            remember_roster(roster, grading)
        students.save()
        run = _Run(course, chapters, seed_of(grading, seed), timeout, again)
        return run.all_of(intake, people, progress)


def _roster(path, grading) -> Roster | None:
    kept = grading / "roster.csv"
    if path is None and not kept.is_file():
        return None
    return read_roster(path or kept)


class _Run:
    """One run over a batch."""

    def __init__(self, course, chapters: dict[str, ChapterSource], seed: int, timeout: float, again: bool):
        self.grading = course.grading.resolve()
        self.chapters = chapters
        self.conditions = (version(), seed)
        self.again = again
        self.trusted: set[str] = set()  # chapters whose own solution got all points
        self.results = Results(self.grading)
        self.engine = Engine(course, timeout)

    def all_of(self, intake: Intake, roster: Roster | None, progress) -> Batch:
        batch = Batch(troubles=intake.troubles)
        for chapter in sorted({each.chapter for each in intake.submissions}):
            self.engine.ensure_assignment(chapter, self.chapters[chapter].digest)
        if roster:
            add_students(self.engine.db_url, roster.entries.values())
        marks = read_marks(self.engine.db_url)
        progress.start(len(intake.submissions))
        for number, submission in enumerate(intake.submissions):
            progress.at(submission)
            try:
                result, fresh = self._one(submission, marks.get((submission.student, submission.chapter)))
            except KeyboardInterrupt:
                batch.stopped, batch.remaining = True, len(intake.submissions) - number
                break
            batch.results.append(result)
            batch.fresh += fresh
            progress.done()
        return batch

    def _one(self, submission: Submission, marks) -> tuple[Result, bool]:
        """The result of one submission, and whether it is a fresh one."""
        who, chapter = submission.student, submission.chapter
        began = time.monotonic()
        result = Result(who, chapter, NOT_GRADED, "", notes=list(submission.notes), file=submission.file.where,
                        look=list(submission.look))  # fmt: skip
        try:
            data = submission.file.read()
            attachments, left_out = read_attachments(submission.attachments)
            result.look += left_out
            result.key = key_of(
                data, *self.conditions, self.chapters[chapter].digest, submission.timestamp, sorted(attachments.items())
            )
            kept = self.results.load(who, chapter)
            if self._is_done(kept, result.key, marks):
                return self._again_the_same(kept, submission, marks), False
            mended = mend(data, self.chapters[chapter])
            result.look += mended.texts(look=True)
            result.notes += mended.texts(look=False)
            mended.notebook["metadata"] = {**mended.notebook["metadata"], **page_notes(mended)}
            self._trust(chapter)
            self._keep_copy(submission, data, attachments)
            problems = self.engine.grade(
                who, chapter, mended.notebook, submission.timestamp, attachments, marks.outdated if marks else set()
            )
            result.status, result.reason = GRADED, "; ".join(problems)
            result.marked = digest_of(read_marks(self.engine.db_url, who, chapter)[who, chapter])
        except (UnreadableFile, NotANotebook) as error:
            result.reason = str(error)
            if isinstance(error, OtherNotebook):
                result.reason += self._whose(data)
            self._keep_unreadable(submission)
        except CourseError:
            raise
        except Exception as error:  # one submission must not stop the others, whatever is in it
            self.engine.log.exception("%s %s", who, chapter)
            result.reason = str(error) or type(error).__name__
        if result.status == NOT_GRADED and marks and not marks.is_empty:
            result.notes.append("the gradebook still holds the marks of an earlier submission")
        result.seconds = round(time.monotonic() - began, 2)
        self.results.save(result)
        return result, True

    def _trust(self, chapter):
        """Before the first submission to a chapter is run: does its own solution get all points here?"""
        if chapter not in self.trusted:
            self.engine.try_solution(chapter)
            self.trusted.add(chapter)

    def _is_done(self, kept, key, marks):
        same = kept is not None and kept.key == key and kept.status == GRADED and not self.again
        return same and marks is not None and self.engine.is_published(kept.student, kept.chapter)

    def _again_the_same(self, kept, submission, marks):
        """What was graded before; its page is made again where a person has since changed marks or comments."""
        if kept.marked != digest_of(marks):
            self.engine.renew_feedback(kept.student, kept.chapter)
            kept.marked = digest_of(marks)
            self.results.save(kept)
        return kept

    def _whose(self, data):
        """In words, whose exercises a notebook holds."""
        inside = grade_ids(data)
        others = [name for name, chapter in self.chapters.items() if inside & chapter.ids]
        return f"; it holds those of {', '.join(others)}" if others else ""

    def _keep_copy(self, submission, data, attachments):
        """Keep what was handed in, byte for byte, where nbgrader looks for it."""
        folder = self.grading / "submitted" / submission.student / submission.chapter
        kept = folder / f"{submission.chapter}.ipynb"
        _write(kept, data, submission.file)
        if not _is_inside(submission.file, folder):
            for old in [path for path in folder.rglob("*") if path.is_file()]:
                if old.relative_to(folder).parts not in {*attachments, (kept.name,), ("timestamp.txt",)}:
                    old.unlink()  # it came with an earlier submission
        for place, content in attachments.items():
            _write(folder / Path(*place), content, None)
        stamp = folder / "timestamp.txt"
        if submission.timestamp:
            _write(stamp, f"{submission.timestamp}\n".encode(), None)
        elif stamp.is_file() and not _is_inside(submission.file, folder):
            stamp.unlink()  # it was of an earlier submission

    def _keep_unreadable(self, submission):
        """Keep what cannot be graded apart: nbgrader would stumble over it."""
        try:
            data = submission.file.read()
        except UnreadableFile:
            return
        name = re.sub(r"[^\w.() -]", "_", submission.file.name)[-100:]
        _write(
            self.grading / "not-graded" / submission.student / submission.chapter / name,
            data,
            submission.file,
        )


def _write(path: Path, data: bytes, origin):
    if origin is not None and origin.path is not None and path.exists() and path.samefile(origin.path):
        return  # the instructor gave the grading folder itself
    try:
        if path.read_bytes() == data:
            return
    except OSError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(data)
    fresh.replace(path)


def _is_inside(file, folder):
    return file.path is not None and file.path.is_relative_to(folder)
