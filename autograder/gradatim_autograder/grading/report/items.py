"""Each exercise of a chapter: how many have it right, how hard it is, whether it goes with the rest."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gradatim_autograder.grading.release.cells import ChapterSource
from gradatim_autograder.grading.report.gather import Told, Work
from gradatim_autograder.grading.submission.marks import NO_RESPONSE

RIGHT, PARTLY, WRONG, NOT_BEGUN, WAITING = "right", "partly", "wrong", "not begun", "waiting"
STATES = (RIGHT, PARTLY, WRONG, NOT_BEGUN)
FEWEST = 10  # students; a correlation over fewer says nothing
EQUAL, TOO_FEW, NONE = "everybody has the same", f"fewer than {FEWEST} students", "nobody has points yet"
HARD, EASY, POOR = 0.3, 0.95, 0.2


@dataclass(frozen=True)
class Item:
    """One graded cell of a chapter, over the class.

    Attributes
    ----------
    cell
        The id of the graded cell.
    code
        The id of the cell that the student fills in.
    written
        Whether a person reads it.
    state
        For each student RIGHT, PARTLY, WRONG, NOT_BEGUN, or WAITING for a person's points.
    difficulty
        The mean share of the points; None where nobody has any yet.
    discrimination
        The correlation of its points with those of the rest of the chapter, or in words why there is none.
    """

    chapter: str
    name: str
    cell: str
    code: str
    written: bool
    max_points: float
    state: dict[str, str]
    difficulty: float | None
    discrimination: float | str

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(self.state.values())
        return {state: found[state] for state in (*STATES, WAITING)}

    @property
    def advice(self) -> str:
        """What to do about it; "" where there is nothing to do."""
        said = []
        count = sum(state != WAITING for state in self.state.values())
        if self.difficulty is None or not count:
            return ""
        if self.difficulty < HARD:
            said.append("Few get it: go through it in the lecture, or give a smaller step before it.")
        if self.difficulty > EASY:
            return "Nearly everybody gets it: good to begin with, but it tells nobody apart."
        if isinstance(self.discrimination, float) and self.discrimination < POOR:
            chance = 2 / math.sqrt(count)
            if self.discrimination < -chance:
                said.append(
                    "Who does well in the rest does worse here: read its text and the wrong answers; perhaps it asks "
                    "for something else than it seems to."
                )
            else:
                said.append(
                    f"It hardly goes with the rest of the chapter (with {count} students, chance alone makes "
                    f"±{chance:.1f}): look at the wrong answers before you change anything."
                )
        return " ".join(said)


def items_of(source: ChapterSource, works: Sequence[Work]) -> list[Item]:
    """All graded cells of a chapter, in their order, over the works handed in to it."""
    graded = [cell for cell in source.cells if cell.points is not None]
    score = {cell.grade_id: {work.student: work.marks.scores.get(cell.grade_id) for work in works} for cell in graded}
    complete = [cell for cell in graded if all(value is not None for value in score[cell.grade_id].values())]
    made = []
    for cell in graded:
        own = score[cell.grade_id]
        exercise = source.exercise_of(cell) if cell.kind == "test" else cell
        code = exercise.grade_id if exercise else cell.grade_id
        states = {work.student: _state(work, cell, code, own[work.student]) for work in works}
        there = [student for student, value in own.items() if value is not None]
        shares = [(own[student] or 0.0) / cell.points for student in there] if cell.points else []
        rest = [
            sum(score[other.grade_id][student] or 0.0 for other in complete if other is not cell) for student in there
        ]
        made.append(
            Item(
                source.name, cell.grade_id.removeprefix("check-"), cell.grade_id, code, cell.kind != "test",
                float(cell.points or 0.0), states, float(np.mean(shares)) if shares else None, goes_with(shares, rest),
            )
        )  # fmt: skip
    return made


def _state(work, cell, code, points):
    if points is None:
        return WAITING
    if points >= (cell.points or 0.0) - 1e-9:
        return RIGHT
    if points > 0:
        return PARTLY
    told = work.told.get(cell.grade_id, Told())
    empty = told.status == "not written" or (not told.status and work.marks.auto_comments.get(code) == NO_RESPONSE)
    return NOT_BEGUN if empty else WRONG


def goes_with(shares: Sequence[float], rest: Sequence[float]) -> float | str:
    """Pearson's correlation of an item with the rest, or in words why there is none."""
    if not shares:
        return NONE
    if len(shares) < FEWEST:
        return TOO_FEW
    if np.ptp(shares) < 1e-9 or np.ptp(rest) < 1e-9:
        return EQUAL
    return float(np.corrcoef(shares, rest)[0, 1])
