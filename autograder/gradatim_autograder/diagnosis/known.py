"""The known mistakes of an exercise that give a student's answers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from gradatim.text import _

from gradatim_autograder.checking.compare import same
from gradatim_autograder.checking.evidence import Evidence, all_same, explained, explained_column, same_answers
from gradatim_autograder.checking.values import Answer
from gradatim_autograder.diagnosis.finding import MISTAKE, PATTERN, Diagnosis, Finding
from gradatim_autograder.diagnosis.habits import BESIDE, HABITS, Habit
from gradatim_autograder.exercise import Exercise, Mistake


class Known:
    """The known mistakes of an exercise, and what each answers: the name, its forms, each a mistake with answers."""

    def __init__(self, exercise: Exercise, evidence: Evidence):
        self.exercise, self.evidence = exercise, evidence
        self.made: dict[str, list[tuple[Mistake, Sequence[Answer]]]] = {}
        for mistake in exercise.mistakes:
            self.made.setdefault(mistake.name, []).append((mistake, evidence.answers_of(mistake.function)))

    def named(self, names: Sequence[str]) -> Diagnosis:
        """The diagnosis that it is these mistakes, or one of them."""
        findings = []
        for name in names:
            mistake = self.made[name][0][0]
            findings.append(Finding(name, _(mistake.hint), MISTAKE, (_(mistake.reread),)))
        return Diagnosis(tuple(findings), one_of=len(names) > 1)

    def of_everything(self) -> Diagnosis:
        """The mistakes that give all answers; else those that end in errors on the same probes and agree elsewhere."""
        evidence = self.evidence
        whole = self._where(lambda made: explained(evidence.answers, made, evidence.right))
        if whole:
            return self.named(whole)
        same = self._where(lambda made: _same_errors(evidence.answers, made))
        if same:
            return self.named(same)
        # Several that end in other errors of theirs say nothing.
        alike = self.named(self._where(lambda made: _fails_alike(evidence.answers, made)))
        return replace(alike, findings=tuple(map(_as_pattern, alike.findings))) if not alike.one_of else Diagnosis()

    def of_part(self, part: str | None) -> Diagnosis:
        """The mistakes that give the answers of this kind of probe and spoil no other."""
        pairs = zip(self.evidence.parts, self.evidence.answers, self.evidence.right, strict=True)
        wanted = [mine if each == part else right for each, mine, right in pairs]
        return self.named(self._where(lambda made: explained(wanted, made, self.evidence.right)))

    def of_result(self, result: str) -> Diagnosis:
        """The mistakes that give this result and agree in all that they spoil."""
        got, want = self._columns(result)
        names = self._where(
            lambda made: explained_column(got, self.evidence.column(made, result), want) and self._agrees(made)
        )
        return self.named(names)

    def beside_each_other(self) -> Diagnosis:
        """Two or more mistakes made at once, where each result that is wrong has exactly one explanation."""
        if any(answer.kind for answer in self.evidence.answers):
            return Diagnosis()
        found = [self.of_result(result) for result in self.evidence.wrong_names()]
        if not found or any(len(each.findings) != 1 for each in found):
            return Diagnosis()
        return Diagnosis(tuple(dict.fromkeys(each.findings[0] for each in found)))

    def with_habit(self, result: str) -> Diagnosis:
        """A mistake whose result went through a habit as well, where exactly one fits."""
        got, want = self._columns(result)
        found: dict[str, tuple[Mistake, Habit]] = {}
        for name, forms in self.made.items():
            for mistake, answers in forms:
                spoiled = self.evidence.column(answers, result)
                if all_same(spoiled, want):
                    continue
                for habit in HABITS:
                    if habit.name in BESIDE and habit.explains(got, spoiled, self.evidence.args):
                        found.setdefault(name, (mistake, habit))
        if len(found) != 1:
            return Diagnosis()
        ((name, (mistake, habit)),) = found.items()
        # Two things together: the answers are not exactly those of the mistake.
        first = Finding(name, _(mistake.hint), PATTERN, (_(mistake.reread),))
        return Diagnosis((first, Finding(habit.name, habit.text(result), PATTERN)))

    def _columns(self, result):
        evidence = self.evidence
        return evidence.column(evidence.answers, result), evidence.column(evidence.right, result)

    def _where(self, fits):
        return [name for name, forms in self.made.items() if any(fits(answers) for _mistake, answers in forms)]

    def _agrees(self, made):
        for name in self.evidence.names():
            got, want = self._columns(name)
            column = self.evidence.column(made, name)
            spoiled = any(not _same(a, b) for a, b in zip(column, want, strict=True))
            if spoiled and not all_same(got, column):
                return False
        return True


def _as_pattern(finding):
    """What fails on the same examples in another way: the answers are not exactly those of the mistake."""
    return replace(finding, kind=PATTERN)


def _same_errors(answers, others):
    """The same, in errors of the same kinds with the same texts up to numbers."""
    texts = [[re.sub(r"\d+", "0", each.kind) for each in some] for some in (answers, list(others))]
    return texts[0] == texts[1] and _fails_alike(answers, others)


def _same(one, other):
    return (one is None and other is None) or same(one, other)


def _fails_alike(answers, others):
    """Whether both end in errors, of whatever kind, on the same probes, and agree on the rest, which is not empty."""
    raised = [answer.kind.startswith("raised:") for answer in answers]
    if not any(raised) or all(raised) or any(a.kind.startswith("raised:NotImplementedError") for a in answers):
        return False
    if any(mine != other.kind.startswith("raised:") for mine, other in zip(raised, others, strict=True)):
        return False
    answered = [i for i, mine in enumerate(raised) if not mine]
    return same_answers([answers[i] for i in answered], [others[i] for i in answered])
