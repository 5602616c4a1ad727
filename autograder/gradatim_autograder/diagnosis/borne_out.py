"""Right answers with one change that give a student's answers, where the student's own code bears the change out.

A change is a guess: many programs give the same numbers. It is told only if what it brings to the code stands in the
student's code as well, or if what it takes away is missing there and the rest is alike.
"""

import numpy as np

from gradatim_autograder.checking.evidence import Evidence, explained, explained_column
from gradatim_autograder.diagnosis.changes import Change, all_changes
from gradatim_autograder.diagnosis.changes.arguments import USES
from gradatim_autograder.diagnosis.finding import CHANGE, MOST, Diagnosis, Finding
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.inside.function.code_facts import CodeFacts

# What stands in most programs and bears nothing out.
COMMON = ("reads|", "#", "return|", "=|?", "=|", "if|", "= in a loop|?", "unread|")
COMMON_TEXTS = {
    "for",
    "T",
    "+=",
    "-=",
    "*=",
    "+= in a loop",
    "call|range",
    "call|len",
    "call|zeros",
    "call|sum",
    "call|mean",
    "call|max",
}
ALIKE = 0.6  # of the texts of a right answer that a student's code shares, where a change only takes something away
TURNED = {"transposed", "transpose_missing", "operands_exchanged", "row_for_column", "column_for_row"}
NEEDS_BOTH_SIDES = ("used_twice", *(name for name, _hint, _use in USES))
FIXED = "argument_fixed"  # what it needs says it all
UNNAMED = (
    "left_out",
    "used_twice",
    "step_missing",
    "wrong_variable",
)  # nothing is said where no name stands in the hint


def borne_out(change: Change, facts: CodeFacts, whole: frozenset[str], usual: frozenset[str]) -> int:
    """How well the code bears the change out: 0 not at all, 2 where both sides of an operation are in it.

    Parameters
    ----------
    whole
        The texts of the right answer that is changed.
    usual
        Those of all right answers.
    """
    if change.name in UNNAMED and not change.values:
        return 0
    if not facts.known or not all(text in facts.tokens for text in change.needs):
        return 0
    if change.name == FIXED:
        return 2
    all_brought, all_taken = change.texts
    brings = {text for text in all_brought if _tells(text)}
    if brings:
        brings -= usual  # what right answers hold too is nothing new
        strength = max(map(_strength, brings & facts.tokens), default=0)
        gone = not any(_tells(text) and text in facts.tokens for text in all_taken)
        weak = not gone or change.name in NEEDS_BOTH_SIDES
        return 0 if weak and strength < 2 else strength
    takes = {text for text in all_taken if _tells(text)}
    rest = {text for text in whole - all_taken if _tells(text)}
    if not takes or takes & facts.tokens or not rest:
        return 0
    return 1 if len(rest & facts.tokens) >= ALIKE * len(rest) else 0


def _tells(text):
    return text not in COMMON_TEXTS and not text.startswith(COMMON)


def _strength(text):
    sides = [each for each in text.split("|")[1:] if each not in ("", "?")]
    if all(each.lstrip("-").replace(".", "").isdigit() for each in sides) and not text.startswith("call|"):
        return 0  # "1 - something"
    return 2 if len(sides) > 1 else 1


class Changes:
    """The changes that a student's code bears out, of all right answers of an exercise."""

    def __init__(self, exercise: Exercise, facts: CodeFacts):
        self.rights = (exercise.reference, *(each.function for each in exercise.alternatives))
        self.facts = facts
        self._borne: list[tuple[int, Change]] | None = None

    def borne(self) -> list[tuple[int, Change]]:
        """Each with how well it is borne out."""
        if self._borne is None:
            self._borne = []
            found = all_changes(self.rights)
            usual = frozenset().union(*(whole for whole, _changes in found))
            for whole, changes in found:
                for change in changes:
                    strength = borne_out(change, self.facts, whole, usual)
                    if strength:
                        self._borne.append((strength, change))
        return self._borne

    def of_all(self, evidence: Evidence) -> Diagnosis:
        """The changes that give every answer, errors and wrong numbers of results too."""
        found = self._fitting(evidence, lambda mine, made, right: explained([mine], [made], [right]))
        # An error says little. It counts where only one kind of change ends in it, and that turns arrays round.
        if all(answer.kind for answer in evidence.answers) and not ({change.name for _s, change in found} <= TURNED):
            return Diagnosis()
        return _told(found)

    def of_result(self, evidence: Evidence, result: str) -> Diagnosis:
        """The changes that give this result on every probe that has it, whatever they make of the others."""

        def fits(mine, made, right):
            columns = ([each.results.get(result)] for each in (mine, made, right))
            return explained_column(*columns)

        return _told(self._fitting(evidence.with_result(result), fits))

    def _fitting(self, evidence, fits):
        # Many changes end in nan, or in an answer that cannot be looked at: none of them says what was done.
        if not any(map(_says_something, evidence.answers)):
            return []
        evidence = evidence.wrong_first()  # most changes fail on the first probe then
        found = []
        for strength, change in self.borne():
            made = evidence.answers_of(change.function)
            if all(fits(*three) for three in zip(evidence.answers, made, evidence.right, strict=True)):
                found.append((strength, change))
        return found


def _says_something(answer):
    """Whether an answer is more than nan, and can be looked at."""
    if answer.kind:
        return not answer.kind.startswith("type")
    return any(not isinstance(r, np.ndarray) or not np.isnan(r.astype(float)).all() for r in answer.results.values())


def _told(found) -> Diagnosis:
    """What is said of changes that give the same answers: all of those that are borne out best, or nothing where
    they are many.
    """
    best = max((_rank(strength, change) for strength, change in found), default=(0, False))
    chosen = [change for strength, change in found if _rank(strength, change) == best]
    findings = dict.fromkeys(Finding(change.name, change.text, CHANGE) for change in chosen)
    if len(findings) > 1 and best[0] < 2:
        return Diagnosis()  # several that are hardly borne out
    return Diagnosis(tuple(findings), one_of=len(findings) > 1) if len(findings) <= MOST else Diagnosis()


def _rank(strength, change):
    return strength, bool(change.values)
