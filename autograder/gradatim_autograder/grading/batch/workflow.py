"""Brings each submission from its bytes to its published marks. Workers run; this process alone writes.

A submission's way, each step of which can be the last before the process is killed:

    outcome to the journal → copy to submitted/ → marks to the gradebook → notebook to autograded/ → page to feedback/
    → result to results/ → outcome out of the journal

What finds its result with the same key is done. What finds its outcome in the journal begins at the second step, and
each step done twice leaves what it leaves when done once.

An error in a step of one submission, of whatever kind, is that submission's: it is not graded, and the others go on.
Only what keeps everybody's marks from being written (a full disk, a gradebook that cannot be used) ends the run.
"""

import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from sqlalchemy.exc import DBAPIError

from gradatim_autograder.grading.batch.cluster import Cluster
from gradatim_autograder.grading.batch.interrupt import Interrupt
from gradatim_autograder.grading.batch.journal import Journal
from gradatim_autograder.grading.batch.pool import Pool, WorkerDied
from gradatim_autograder.grading.batch.publish import Publisher
from gradatim_autograder.grading.batch.tables import Tables
from gradatim_autograder.grading.gradebook.ledger import Entry, Ledger
from gradatim_autograder.grading.intake.attachments import read_attachments
from gradatim_autograder.grading.intake.collect import Submission
from gradatim_autograder.grading.intake.given import UnreadableFile
from gradatim_autograder.grading.release.cells import ChapterSource
from gradatim_autograder.grading.store import faults
from gradatim_autograder.grading.store.directory import InTheWay
from gradatim_autograder.grading.store.keys import key_of
from gradatim_autograder.grading.store.results import GRADED, NOT_GRADED, Result, Results
from gradatim_autograder.grading.submission.job import Job, Outcome, grade, renew_page
from gradatim_autograder.grading.submission.marks import Marks, after_run
from gradatim_autograder.grading.submission.mending.read import grade_ids
from gradatim_autograder.grading.submission.output_limits import OutputLimits
from gradatim_autograder.grading.submission.run import RunOptions
from gradatim_autograder.grading.submission.same_work import same_work

TOGETHER = 25  # submissions in one transaction
SOON = 1.0  # seconds that an outcome may wait for others


class Listener(Protocol):
    """Is told of each step of a run."""

    def start(self, total: int) -> object: ...
    def at(self, submission: Submission) -> object: ...
    def done(self) -> object: ...


@dataclass(frozen=True)
class Conditions:
    """Under what a batch is graded.

    Attributes
    ----------
    files
        Those that each chapter gives to its students.
    versions
        Those of the code and the seed: a part of each key.
    again
        Grade also what is graded already.
    """

    chapters: Mapping[str, ChapterSource]
    files: Mapping[str, dict]
    options: RunOptions
    limits: OutputLimits
    versions: tuple
    again: bool = False


@dataclass(eq=False)
class _Piece:
    """A submission on its way."""

    submission: Submission
    result: Result
    data: bytes = b""
    attachments: dict = field(default_factory=dict)
    outcome: Outcome | None = None
    marks: Marks | None = None
    fresh: bool = True
    same: bool = False  # it was graded before as it is, and what was published of it is lost
    alone: bool = False  # it is run while nothing else is: this verdict counts

    @property
    def key(self) -> tuple[str, str]:
        return self.submission.student, self.submission.chapter


class Workflow:
    """One run over a batch.

    Attributes
    ----------
    fresh
        How many were graded in it.
    renewed
        How many have another late penalty than before, though the work is the same.
    stopped
        Whether Ctrl-C ended it.
    said
        What a person should know of what was found damaged, and mended.
    """

    def __init__(self, grading: Path, conditions: Conditions, ledger: Ledger, pool: Pool | Cluster,
                 log: logging.Logger, tables: Tables, given: Path | None = None):  # fmt: skip
        self._conditions, self._ledger, self._pool, self._log = conditions, ledger, pool, log
        self._results, self._journal, self._publisher = Results(grading), Journal(grading), Publisher(grading, given)
        self._tables = tables
        self._before: dict[tuple[str, str], Marks] = {}
        self._outdated: set[tuple[str, str]] = set()  # whose late penalty is not that of the due dates of now
        self._known: list[_Piece] = []  # outcomes that are in the journal, and not yet in the gradebook
        self._since = 0.0
        self._done: list[Result] = []
        self._progress: Listener | None = None
        self.fresh = 0
        self.renewed = 0
        self.stopped = False
        self.said: list[str] = []

    def run(self, submissions: list[Submission], progress: Listener) -> list[Result]:
        """The results, in the order of students and chapters."""
        self._before, self._progress = self._ledger.all_marks(), progress
        self._outdated = self._ledger.outdated_penalties(self._before)
        self._tables.begin(self._before)
        progress.start(len(submissions))
        coming = iter(submissions)
        with Interrupt() as interrupt:
            more = True
            while not interrupt.asked and (more or self._pool.busy or self._known):
                while more and self._pool.room and len(self._known) < TOGETHER and not interrupt.asked:
                    submission = next(coming, None)
                    more = submission is not None
                    if more:
                        self._begin(submission)
                for piece, answer in self._pool.wait(0.2):
                    self._guarded(piece, self._answered, answer)
                self._enter_if_due(not more and not self._pool.busy)
                self._tables.write_if_due()
            self._enter()
            self.stopped = interrupt.asked and len(self._done) < len(submissions)
        return sorted(self._done, key=lambda each: (each.student, each.chapter))

    # -- from the submission to its outcome ----------------------------------------------------------------------

    def _begin(self, submission):
        self._progress.at(submission)
        result = Result(submission.student, submission.chapter, NOT_GRADED, "", notes=list(submission.notes),
                        file=submission.file.where, look=list(submission.look))  # fmt: skip
        self._guarded(_Piece(submission, result), self._look_at)

    def _look_at(self, piece):
        submission, result = piece.submission, piece.result
        try:
            piece.data = submission.file.read()
            given = self._conditions.files[submission.chapter]
            piece.attachments, left_out = read_attachments(submission.attachments, given)
        except UnreadableFile as error:
            self._not_graded(piece, str(error))
            return
        result.look += left_out
        chapter = self._conditions.chapters[submission.chapter]
        result.key = key_of(piece.data, piece.attachments.items(), self._conditions.versions, piece.key,
                            chapter.digest, submission.timestamp)  # fmt: skip
        if self._is_done(piece):
            return
        outcome = self._journal.find(*piece.key, result.key)
        if outcome is not None:
            self._has_outcome(piece, outcome)
            return
        before = self._before.get(piece.key)
        replaces = submission.over and before and not before.is_empty
        if replaces and not self._publisher.is_what_was_handed_in(submission, piece.data):
            result.look.append(
                f"it takes the place of work that was graded before; the folder {submission.over} in which it lay was "
                "taken for nobody's: if it is a person's, so is this work"
            )
        self._run(piece)

    def _run(self, piece):
        chapter = self._conditions.chapters[piece.submission.chapter]
        job = Job(piece.data, chapter, self._ledger.sheet(chapter.name), self._files(piece), self._conditions.options,
                  self._conditions.limits)  # fmt: skip
        self._pool.submit(piece, grade, job, alone=piece.alone)

    def _files(self, piece):
        return {**piece.attachments, **self._conditions.files[piece.submission.chapter]}

    def _is_done(self, piece):
        """Whether it was graded before; its page is made again where a person has since changed marks or comments."""
        kept, marks = self._results.load(*piece.key), self._before.get(piece.key)
        if kept is not None and kept.key == piece.result.key and kept.given_up and not self._conditions.again:
            piece.result, piece.fresh = kept, False
            self._finish(piece)
            return True
        if kept is None or kept.key != piece.result.key or kept.status != GRADED or self._conditions.again:
            return False
        if marks is None:
            return False
        if not self._publisher.has_notebook(*piece.key, kept.published):
            piece.same = True
            self._mended(piece, "the graded notebook was missing or damaged; it is graded again")
            return False
        has_page = self._publisher.has_page(*piece.key, kept.published)
        piece.result, piece.marks, piece.fresh = kept, marks, False
        self._journal.drop(*piece.key)  # a run that was killed before its last step left it
        self._publisher.keep_submission(piece.submission, piece.data, piece.attachments)  # where it was lost
        if kept.marked == marks.digest and has_page and piece.key not in self._outdated:
            self._finish(piece)
            return True
        if not has_page:
            self._mended(piece, "the feedback page was missing or damaged; it is made again")
        before, marks = marks, self._ledger.renew_penalty(*piece.key)
        if isinstance(marks, Exception):  # nothing is saved: the next run tries again
            self._log.error("%s %s", *piece.key, exc_info=marks)
            piece.result.reason = f"the late penalty cannot be computed: {type(marks).__name__}: {marks}"
            self._finish(piece)
            return True
        piece.marks = marks
        if marks.penalty != before.penalty:
            self.renewed += 1
        notebook = self._publisher.graded_notebook(*piece.key)
        self._pool.submit(piece, renew_page, notebook, kept.chapter, marks)
        return True

    def _mended(self, piece, what):
        self._log.warning("%s %s: %s", *piece.key, what)
        self.said.append(f"{piece.submission.student}, {piece.submission.chapter}: {what}")

    # -- what goes wrong -----------------------------------------------------------------------------------------

    def _guarded(self, piece, step, *arguments):
        """Take a step of one submission. The only place where its errors are caught."""
        try:
            step(piece, *arguments)
        except Exception as error:
            if not self._is_of_one(error):
                raise
            self._set_aside(piece, error)

    @staticmethod
    def _is_of_one(error):
        return not (faults.stops_all(error) or isinstance(error, DBAPIError))  # the gradebook is everybody's

    def _set_aside(self, piece, error):
        """It is not graded. Its outcome stays in the journal: once the cause is gone, nothing has to be run again."""
        self._log.error("%s %s", self._reference(piece), piece.key, exc_info=error)
        if not isinstance(error, InTheWay):
            what = f"{faults.of_one(error)} (reference {self._reference(piece)}: the details are in grade.log)"
        else:
            what = faults.of_one(error)
        if piece.result.status == NOT_GRADED and piece.result.reason:
            what = f"{piece.result.reason}; {what}"
        own = replace(piece.result, status=NOT_GRADED, reason=what, published={})
        piece.result, piece.fresh = own, True
        try:
            self._results.save(own)
        except Exception as second:  # what was there before may say that it is graded; the table of this run does not
            if not self._is_of_one(second):
                raise
            self._log.error("%s %s", self._reference(piece), piece.key, exc_info=second)
        self._finish(piece, saved=True)

    def _reference(self, piece):
        return faults.reference(*piece.key, piece.result.key)

    def _answered(self, piece, answer):
        if isinstance(answer, Exception):
            self._log.error("%s %s", *piece.key, exc_info=answer)
            self._failed(piece, answer)
        elif isinstance(answer, Outcome):
            if answer.hurried and not piece.alone:  # no verdict yet: it is tried again when nothing else runs
                piece.alone = True
                self._run(piece)
                return
            if answer.graded:
                self._journal.keep(*piece.key, piece.result.key, answer)
            self._has_outcome(piece, answer)
        else:
            self._publish_page(piece, answer)

    def _has_outcome(self, piece, outcome):
        piece.outcome = outcome
        piece.result.look += outcome.look
        piece.result.notes += outcome.notes
        piece.result.checks = outcome.checks
        piece.result.seconds = round(outcome.seconds, 2)
        if outcome.trouble:
            self._log.error("%s %s\n%s", self._reference(piece), piece.key, outcome.trouble)
            outcome = replace(outcome, reason=f"{outcome.reason} (reference {self._reference(piece)}: see grade.log)")
        if not outcome.graded:
            self._not_graded(piece, outcome.reason + (self._whose(piece.data) if outcome.other else ""))
            return
        piece.result.reason = outcome.reason
        self._since = self._since if self._known else time.monotonic()
        self._known.append(piece)

    def _failed(self, piece, error):
        """Its job did not end as it should. What certainly would not the next time either is not tried again."""
        reason = str(error) or type(error).__name__
        if isinstance(error, MemoryError):
            reason = "looking at it takes more memory than the grader gives to one submission"
        if isinstance(error, WorkerDied) and error.certain:
            reason += ". It is not tried again, except with --again"
            piece.result.given_up = piece.fresh = True
            self._journal.drop(*piece.key)
        if piece.result.status == GRADED:  # before; it is the page that could not be made anew
            piece.result.reason = reason
            self._finish(piece)
        else:
            self._not_graded(piece, reason)

    def _not_graded(self, piece, reason):
        piece.result.reason = reason
        before = self._before.get(piece.key)
        if before and not before.is_empty:
            piece.result.notes.append("the gradebook still holds the marks of an earlier submission")
        self._publisher.keep_unreadable(piece.submission)
        self._finish(piece)

    def _whose(self, data):
        """In words, whose exercises a notebook holds."""
        inside = grade_ids(data)
        others = [name for name, chapter in self._conditions.chapters.items() if inside & chapter.ids]
        return f"; it holds those of {', '.join(others)}" if others else ""

    # -- from the outcome to what is published -------------------------------------------------------------------

    def _enter_if_due(self, last):
        if self._known and (last or len(self._known) >= TOGETHER or time.monotonic() - self._since > SOON):
            self._enter()

    def _enter(self):
        """Put the outcomes known into the gradebook, then publish what follows from them."""
        pieces, self._known = self._known, []
        entries = []
        for piece in pieces:
            self._guarded(piece, self._prepare, entries)
        entered = self._ledger.enter([entry for _, entry in entries]) if entries else {}
        for piece, _ in entries:
            self._guarded(piece, self._entered, entered[piece.key])

    def _prepare(self, piece, entries):
        self._publisher.keep_submission(piece.submission, piece.data, piece.attachments)
        entry = Entry(*piece.key, piece.submission.timestamp, piece.outcome.scored, self._unchanged(piece))
        entries.append((piece, entry))

    def _entered(self, piece, marks):
        if isinstance(marks, Exception):
            self._journal.drop(*piece.key)
            self._set_aside(piece, marks)
        else:
            self._publish(piece, marks)

    def _unchanged(self, piece):
        """The cells whose work is the same as in the notebook graded before; looked up where a person gave marks."""
        before = self._before.get(piece.key)
        if before is None:
            return frozenset()
        if piece.same:
            return frozenset(before.marks)
        given = self._conditions.files[piece.submission.chapter]
        try:
            old = json.loads(self._publisher.graded_notebook(*piece.key))
            files = self._publisher.beside(*piece.key, given)
        except (FileNotFoundError, ValueError, RecursionError):
            return frozenset()
        own = {place: data for place, data in piece.attachments.items() if place not in given}
        return frozenset(same_work(old, json.loads(piece.outcome.notebook), files == own))

    def _publish(self, piece, marks):
        piece.marks = marks
        sealed = self._publisher.autograded(piece.submission, piece.outcome.notebook, self._files(piece))
        piece.result.published = {"notebook": sealed}
        expected = after_run(self._ledger.sheet(piece.submission.chapter).first_marks(), piece.outcome.scored)
        if marks.digest == expected.digest:
            self._publish_page(piece, piece.outcome.page)
        else:  # marks or comments of a person, or a penalty: the page was made without
            self._pool.submit(piece, renew_page, piece.outcome.notebook, piece.submission.chapter, marks)

    def _publish_page(self, piece, page):
        piece.result.published = {**piece.result.published, "page": self._publisher.page(*piece.key, page)}
        piece.result.status = GRADED
        piece.result.marked = piece.marks.digest
        self._results.save(piece.result)
        self._journal.drop(*piece.key)
        self._finish(piece, saved=True)

    def _finish(self, piece, saved=False):
        if piece.fresh and not saved:
            self._results.save(piece.result)
        self._done.append(piece.result)
        self._tables.finished(piece.result, piece.marks)
        self.fresh += piece.fresh
        piece.data, piece.attachments, piece.outcome = b"", {}, None
        self._progress.done()
