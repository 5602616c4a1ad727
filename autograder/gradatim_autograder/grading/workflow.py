"""Brings each submission from its bytes to its published marks. Workers run; this process alone writes.

A submission's way, each step of which can be the last before the process is killed:

    outcome to the journal → copy to submitted/ → marks to the gradebook → notebook to autograded/ → page to feedback/
    → result to results/ → outcome out of the journal

What finds its result with the same key is done. What finds its outcome in the journal begins at the second step, and
each step done twice leaves what it leaves when done once.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from gradatim_autograder.grading.intake.attachments import read_attachments
from gradatim_autograder.grading.intake.collect import Submission
from gradatim_autograder.grading.intake.given import UnreadableFile
from gradatim_autograder.grading.interrupt import Interrupt
from gradatim_autograder.grading.ledger import Entry, Ledger
from gradatim_autograder.grading.pool import Pool, WorkerDied
from gradatim_autograder.grading.source import ChapterSource
from gradatim_autograder.grading.store.journal import Journal
from gradatim_autograder.grading.store.keys import key_of
from gradatim_autograder.grading.store.publish import Publisher
from gradatim_autograder.grading.store.results import GRADED, NOT_GRADED, Result, Results
from gradatim_autograder.grading.submission.job import Job, Outcome, grade, renew_page
from gradatim_autograder.grading.submission.marks import Marks, after_run
from gradatim_autograder.grading.submission.mend import grade_ids
from gradatim_autograder.grading.submission.output_limits import OutputLimits
from gradatim_autograder.grading.submission.run import RunOptions
from gradatim_autograder.grading.submission.work import same_work

TOGETHER = 25  # submissions in one transaction
SOON = 1.0  # seconds that an outcome may wait for others


@dataclass(frozen=True)
class Conditions:
    """Under what a batch is graded.

    files      those that each chapter gives to its students
    versions   of the code and the seed: a part of each key
    again      grade also what is graded already
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
    alone: bool = False  # it is run while nothing else is: this verdict counts

    @property
    def key(self):
        return self.submission.student, self.submission.chapter


class Workflow:
    """One run over a batch. `fresh` counts what was graded in it; `stopped` says whether Ctrl-C ended it."""

    def __init__(self, grading, conditions: Conditions, ledger: Ledger, pool: Pool, log):
        self._conditions, self._ledger, self._pool, self._log = conditions, ledger, pool, log
        self._results, self._journal, self._publisher = Results(grading), Journal(grading), Publisher(grading)
        self._before: dict[tuple[str, str], Marks] = {}
        self._known: list[_Piece] = []  # outcomes that are in the journal, and not yet in the gradebook
        self._since = 0.0
        self._done: list[Result] = []
        self._progress = None
        self.fresh = 0
        self.stopped = False

    def run(self, submissions: list[Submission], progress) -> list[Result]:
        """The results, in the order of students and chapters."""
        self._before, self._progress = self._ledger.all_marks(), progress
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
                    self._answered(piece, answer)
                self._enter_if_due(not more and not self._pool.busy)
            self._enter()
            self.stopped = interrupt.asked and len(self._done) < len(submissions)
        return sorted(self._done, key=lambda each: (each.student, each.chapter))

    # -- from the submission to its outcome ----------------------------------------------------------------------

    def _begin(self, submission):
        self._progress.at(submission)
        result = Result(submission.student, submission.chapter, NOT_GRADED, "", notes=list(submission.notes),
                        file=submission.file.where, look=list(submission.look))  # fmt: skip
        piece = _Piece(submission, result)
        try:
            piece.data = submission.file.read()
            piece.attachments, left_out = read_attachments(submission.attachments)
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
        if marks is None or not self._publisher.is_published(*piece.key):
            return False
        piece.result, piece.marks, piece.fresh = kept, marks, False
        if kept.marked == marks.digest:
            self._finish(piece)
            return True
        marks = self._ledger.renew_penalty(*piece.key)
        if isinstance(marks, Exception):  # nothing is saved: the next run tries again
            self._log.error("%s %s", *piece.key, exc_info=marks)
            piece.result.reason = f"the late penalty cannot be computed: {type(marks).__name__}: {marks}"
            self._finish(piece)
            return True
        piece.marks = marks
        notebook = self._publisher.place("autograded", *piece.key).read_bytes()
        self._pool.submit(piece, renew_page, notebook, kept.chapter, marks)
        return True

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
            self._log.error("%s %s\n%s", *piece.key, outcome.trouble)
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
            self._publisher.keep_submission(piece.submission, piece.data, piece.attachments)
            entries.append(Entry(*piece.key, piece.submission.timestamp, piece.outcome.scored, self._unchanged(piece)))
        entered = self._ledger.enter(entries) if entries else {}
        for piece in pieces:
            marks = entered[piece.key]
            if isinstance(marks, Exception):
                self._log.error("%s %s", *piece.key, exc_info=marks)
                self._journal.drop(*piece.key)
                self._not_graded(piece, f"{type(marks).__name__}: {marks}")
            else:
                self._publish(piece, marks)

    def _unchanged(self, piece):
        """The cells whose work is the same as in the notebook graded before; looked up where a person gave marks."""
        before = self._before.get(piece.key)
        if before is None:
            return frozenset()
        given = self._conditions.files[piece.submission.chapter]
        try:
            old = json.loads(self._publisher.place("autograded", *piece.key).read_bytes())
            files = self._publisher.beside(*piece.key, given)
        except (OSError, ValueError):
            return frozenset()
        own = {place: data for place, data in piece.attachments.items() if place not in given}
        return frozenset(same_work(old, json.loads(piece.outcome.notebook), files == own))

    def _publish(self, piece, marks):
        piece.marks = marks
        self._publisher.autograded(piece.submission, piece.outcome.notebook, self._files(piece))
        expected = after_run(self._ledger.sheet(piece.submission.chapter).first_marks(), piece.outcome.scored)
        if marks.digest == expected.digest:
            self._publish_page(piece, piece.outcome.page)
        else:  # marks or comments of a person, or a penalty: the page was made without
            self._pool.submit(piece, renew_page, piece.outcome.notebook, piece.submission.chapter, marks)

    def _publish_page(self, piece, page):
        self._publisher.page(*piece.key, page)
        piece.result.status = GRADED
        piece.result.marked = piece.marks.digest
        self._results.save(piece.result)
        self._journal.drop(*piece.key)
        self._finish(piece, saved=True)

    def _finish(self, piece, saved=False):
        if piece.fresh and not saved:
            self._results.save(piece.result)
        self._done.append(piece.result)
        self.fresh += piece.fresh
        piece.data, piece.attachments, piece.outcome = b"", {}, None
        self._progress.done()
