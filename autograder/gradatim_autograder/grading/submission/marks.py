"""The marks of one notebook, and what a new run of its tests makes of them: nbgrader's rules, without its database."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property


@dataclass(frozen=True)
class Mark:
    """A row of nbgrader's gradebook: one graded cell of one submission.

    Attributes
    ----------
    auto
        The points that the test gave, None for an answer that a person reads.
    manual
        The points that a person gave instead.
    extra
        The points that a person gave beyond.
    by_hand
        Whether a person has still to look.
    """

    maximum: float
    auto: float | None = None
    manual: float | None = None
    extra: float | None = None
    by_hand: bool = True

    @property
    def score(self) -> float:
        """The points as nbgrader counts them: 0 where there are none yet."""
        given = self.manual if self.manual is not None else self.auto
        return 0.0 if given is None else given + (self.extra or 0.0)


@dataclass(frozen=True)
class Marks:
    """What the gradebook holds of one notebook.

    Attributes
    ----------
    marks
        One for each graded cell.
    auto_comments
        nbgrader's own on each cell to fill in ("No response.").
    comments
        Those of a person.
    penalty
        That for a late submission, not yet taken off.
    """

    marks: Mapping[str, Mark]
    auto_comments: Mapping[str, str | None] = field(default_factory=dict)
    comments: Mapping[str, str | None] = field(default_factory=dict)
    penalty: float | None = None

    @cached_property
    def scores(self) -> dict[str, float | None]:
        """Points of each graded cell; None where a person has still to give them."""
        waiting = {name for name, mark in self.marks.items() if mark.by_hand and mark.manual is None}
        return {name: None if name in waiting or (m.auto is None and m.manual is None) else m.score
                for name, m in self.marks.items()}  # fmt: skip

    @property
    def outdated(self) -> set[str]:
        """The cells whose marks a person gave to an earlier submission: nbgrader asks to look again."""
        return {name for name, mark in self.marks.items() if mark.by_hand and mark.manual is not None}

    @property
    def by_hand(self) -> list[str]:
        """The cells that a person has still to mark."""
        outdated = self.outdated
        return [name for name, score in self.scores.items() if score is None or name in outdated]

    @property
    def has_manual(self) -> bool:
        return any(mark.manual is not None for mark in self.marks.values())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was marked yet; nbgrader makes a submission's rows before it grades it."""
        return all(score is None for score in self.scores.values())

    @property
    def total(self) -> float:
        """As nbgrader adds it up, before a penalty."""
        return sum(mark.score for mark in self.marks.values())

    @property
    def points(self) -> float:
        return sum(score or 0.0 for score in self.scores.values()) - (self.penalty or 0.0)

    @property
    def max_points(self) -> float:
        return sum(mark.maximum for mark in self.marks.values())

    def comment(self, cell: str) -> str | None:
        """What the student reads: a person's comment, else nbgrader's own."""
        said = self.comments.get(cell)
        return said if said is not None else self.auto_comments.get(cell)

    @cached_property
    def digest(self) -> str:
        """Differs where anything that the feedback page shows differs."""
        rows = [(name, m.maximum, m.auto, m.manual, m.extra, bool(m.by_hand)) for name, m in sorted(self.marks.items())]
        said = [sorted((k, v) for k, v in each.items() if v) for each in (self.auto_comments, self.comments)]
        return hashlib.sha256(repr([rows, said, float(self.penalty or 0.0)]).encode()).hexdigest()


@dataclass(frozen=True)
class Scored:
    """What a run says of a notebook.

    Attributes
    ----------
    scores
        That of each graded cell, None where a person has to read it.
    unanswered
        For each cell to fill in, whether it is as it was handed out.
    """

    scores: dict[str, float | None]
    unanswered: dict[str, bool]


NO_RESPONSE = "No response."


def first_marks(maxima: Mapping[str, float], fill_in: Iterable[str]) -> Marks:
    """The marks of a submission that was not graded yet."""
    return Marks({name: Mark(float(points)) for name, points in maxima.items()}, dict.fromkeys(fill_in))


def after_run(before: Marks, scored: Scored, unchanged: Iterable[str] = frozenset()) -> Marks:
    """The marks after a run, without a penalty. What a person gave stays.

    `unchanged` are the cells for which the student's work is as it was when a person marked it: those marks stand.
    nbgrader itself asks to look again at all that has marks of a person.
    """
    certain = set(unchanged) - before.outdated
    marks = {}
    for name, mark in before.marks.items():
        if name in scored.scores:
            auto = scored.scores[name]
            look = auto is None or mark.manual is not None
            mark = replace(mark, auto=auto, by_hand=look and not (mark.manual is not None and name in certain))
        marks[name] = mark
    said = {cell: NO_RESPONSE if empty else None for cell, empty in scored.unanswered.items()}
    return Marks(marks, {**before.auto_comments, **said}, before.comments)
