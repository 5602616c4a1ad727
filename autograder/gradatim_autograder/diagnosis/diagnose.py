"""Finds out which mistake it is: what the code shows, known mistakes, changes that the code bears out, patterns.

The order is that of how sure each is. A known mistake and what stands in the code are certain; a pattern is true of the
numbers; a change is told in words that claim no more than was seen.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import permutations

import numpy as np
from gradatim.text import _

from gradatim_autograder.checking.compare import same
from gradatim_autograder.checking.course_functions import quiet
from gradatim_autograder.checking.evidence import Evidence, all_same
from gradatim_autograder.diagnosis import patterns
from gradatim_autograder.diagnosis.borne_out import Changes
from gradatim_autograder.diagnosis.code import CAUSES_OF_ERRORS, UNREAD, from_code
from gradatim_autograder.diagnosis.errors import meaning
from gradatim_autograder.diagnosis.finding import CHANGE, ERROR, MISTAKE, PATTERN, Diagnosis, Finding, merged, narrowed
from gradatim_autograder.diagnosis.habits import HABITS
from gradatim_autograder.diagnosis.known import Known
from gradatim_autograder.diagnosis.nearly import slightly_off
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.inside.function.code_facts import NOTHING, CodeFacts
from gradatim_autograder.inside.function.code_facts import facts as facts_of


def diagnose(
    exercise: Exercise,
    evidence: Evidence,
    facts: CodeFacts = NOTHING,
    more: Callable[[], Evidence | None] | None = None,
) -> Diagnosis:
    """What is said of wrong answers: at most three findings, the surest first.

    Parameters
    ----------
    facts
        What the student's code shows.
    more
        `more()` gives evidence of further arguments; None: there is none to be had.
    """
    with quiet():
        search = _Search(exercise, evidence, facts, more)
        found = search.whole()
        shown = from_code(exercise, evidence, facts, search.needed)
    if any(each.name in CAUSES_OF_ERRORS for each in shown):
        found = found.without(ERROR)  # the code says where it comes from
    known = {mistake.name for mistake in exercise.mistakes}
    if any(each.name in known for each in found.findings):  # which says more than that an argument is not used
        shown = [each for each in shown if each.name != UNREAD]
        return merged([found, Diagnosis(tuple(shown))]).first()
    return merged([Diagnosis(tuple(shown)), found]).first()


class _Search:
    """The search in the answers of one function."""

    def __init__(self, exercise, evidence, facts, more):
        self.exercise, self.evidence, self.facts, self._more = exercise, evidence, facts, more
        self.known = Known(exercise, evidence)
        self.changes = Changes(exercise, facts)
        self.needed, self.usual_numbers = about_right_answers(exercise)

    def whole(self) -> Diagnosis:
        """The most exact explanation of everything that was seen, or else one for each kind of probe (`part`): a
        mistake in the formula and, for example, another one with large numbers.
        """
        found = self.known.of_everything() or self._exact(self.evidence) or self._by_part()
        if found and all(finding.kind == MISTAKE for finding in found.findings):
            return found
        alone = self._class_alone()
        if alone:
            error = meaning(self.evidence.answers)
            return merged([alone, found, Diagnosis((error,) if error else ())])
        return found or _without_weak(self._loose(self.evidence))

    def _by_part(self):
        parts = list(dict.fromkeys(self.evidence.parts))
        if len(parts) == 1:
            return Diagnosis()
        found, wrong = [], [part for part in parts if any(self.evidence.of(part).wrong())]
        for part in wrong:
            some = self.evidence.of(part)
            one = self.known.of_part(part)
            if not one and part is None and len(wrong) == len(parts):
                one = Known(self.exercise, some).of_everything()  # what it does to the others is hidden by theirs
            one = one or self._exact(some)
            if not one:
                return Diagnosis()  # nothing that explains it all
            found.append(one)
        return merged(narrowed(found))

    # -- what explains all the answers, or a result on all probes -----------------------------------------------

    def _exact(self, evidence) -> Diagnosis:
        # A fixed table has no results that could be swapped or scaled, and a factor would give a prediction away.
        if not any(evidence.args) or not self.exercise.reveal:
            return Diagnosis()
        if any(answer.mistake for answer in evidence.answers):
            return Diagnosis()  # a problem of form explains itself
        if self.exercise.view or any(answer.kind for answer in evidence.answers):
            return self._known(evidence).beside_each_other() or self.changes.of_all(evidence)
        return _swapped(evidence) or self._results(evidence, self._exact_of_result)

    def _results(self, evidence, explain) -> Diagnosis:
        """What explains each wrong result; nothing where one of them is not explained."""
        explained = []
        for result in evidence.wrong_names():
            found = explain(evidence, result)
            if found:
                explained.append((result, found))
        if len(explained) < len(evidence.wrong_names()):
            return Diagnosis()
        return self._named(explained)

    def _named(self, explained):
        """Findings that do not name their result get its name, where others are right or explained otherwise."""
        everything = self.evidence.names()
        told = {}
        diagnoses = narrowed([found for _result, found in explained])
        for (result, _found), found in zip(explained, diagnoses, strict=True):
            for each in found.findings:
                told.setdefault(each, []).append(result)
        renamed = []
        for finding, results in told.items():
            if finding.kind == CHANGE and len(everything) > 1 and results != everything:
                finding = Finding(finding.name, f"{', '.join(results)}: {finding.text}", CHANGE, finding.reread)
            renamed.append(finding)
        return Diagnosis(tuple(renamed), any(found.one_of for found in diagnoses))

    def _known(self, evidence):
        return self.known if evidence is self.evidence else Known(self.exercise, evidence)

    def _exact_of_result(self, evidence, result) -> Diagnosis:
        # A mistake that would spoil other results too is not the one that was made here.
        known = self._known(evidence)
        found = known.of_result(result)
        if found:
            return found
        some = evidence.with_result(result)  # a key that not every dict has
        got, want = (some.column(each, result) for each in (some.answers, some.right))
        near = slightly_off(result, got, want, self.facts, self.usual_numbers)
        if near:
            return Diagnosis((near,))
        habit = next((habit for habit in HABITS if habit.explains(got, want, some.args)), None)
        if habit:
            return Diagnosis((Finding(habit.name, habit.text(result, self.facts), PATTERN),))
        found = self._pattern_of(some, result, patterns.by_quantity) or self.changes.of_result(evidence, result)
        return found or known.with_habit(result) or _constant(result, got, want)

    # -- what is true of the differences ------------------------------------------------------------------------

    def _class_alone(self) -> Diagnosis:
        """Where all that is wrong is one declared class of arguments: right except where pad is 0."""
        if not self.exercise.classes:
            return Diagnosis()
        evidence = self.evidence
        wrong = evidence.wrong()
        if all(wrong):
            return Diagnosis()
        held = [self.exercise.classes_of(args) for args in evidence.args]
        inside = {each: [each in classes for classes in held] for each in self.exercise.classes}
        findings = []
        fitting = [each for each, places in inside.items() if places == wrong]
        if fitting:
            fitting = self._confirmed(fitting) if self._more is not None else []
        for each in fitting:
            text = _("It is right except {where}.").format(where=each.text)
            findings.append(Finding(f"wrong_for_{each.name}", text, PATTERN))
        return Diagnosis(tuple(findings), one_of=len(findings) > 1)

    def _confirmed(self, classes):
        """Those classes outside of which nothing is wrong on further arguments either, and inside of which most is."""
        evidence = self._more()
        if evidence is None:
            return []
        wrong = evidence.wrong()
        held = [self.exercise.classes_of(args) for args in evidence.args]
        found = []
        for each in classes:
            inside = [bad for bad, some in zip(wrong, held, strict=True) if each in some]
            outside = [bad for bad, some in zip(wrong, held, strict=True) if each not in some]
            if not any(outside) and sum(inside) >= len(inside) / 2:
                found.append(each)
        return found

    def _loose(self, evidence) -> Diagnosis:
        """What can be said where nothing explains it all: result by result, as far as it goes."""
        error = meaning(evidence.answers)
        if error:
            return Diagnosis((error,))
        if not any(evidence.args) or not self.exercise.reveal or any(answer.kind for answer in evidence.answers):
            return Diagnosis()
        if self.exercise.view:
            return Diagnosis()
        explained = []
        for result in evidence.wrong_names():
            found = self._exact_of_result(evidence, result) or _result_of_another_name(evidence, result)
            found = found or self._pattern_of(evidence, result)
            if found:
                explained.append((result, found))
        return self._named(explained)

    def _pattern_of(self, evidence, result, way=patterns.pattern) -> Diagnosis:
        evidence = evidence.with_result(result)
        got, want = (evidence.column(each, result) for each in (evidence.answers, evidence.right))
        if not all(isinstance(each, np.ndarray) for each in (*got, *want)):
            return Diagnosis()
        named = [dict(zip(self.exercise.arguments, args, strict=False)) for args in evidence.args]
        found = way(result, [g.astype(float) for g in got], [w.astype(float) for w in want], named)
        return Diagnosis((found,)) if found else Diagnosis()


@cache
def _about(rights, parameters):
    found = [facts_of(each, parameters) for each in rights]
    needed = {name for name in parameters if all(f"unread|{name}" not in each.tokens for each in found)}
    return frozenset(needed), frozenset(number for each in found for number in each.numbers)


def about_right_answers(exercise: Exercise) -> tuple[frozenset[str], frozenset[float]]:
    """The parameters that every right answer reads, and the numbers that stand in one of them."""
    rights = (exercise.reference, *(each.function for each in exercise.alternatives))
    return _about(rights, exercise.parameters)


WEAK = {"too_large", "too_small", "too_far_from_zero", "too_near_to_zero", "rows_wrong"}  # told where nothing else is


def _without_weak(found) -> Diagnosis:
    strong = tuple(finding for finding in found.findings if finding.name not in WEAK)
    return replace(found, findings=strong) if strong else found


def _result_of_another_name(evidence, result) -> Diagnosis:
    got = evidence.column(evidence.answers, result)
    for other in evidence.names():
        if other != result and all_same(got, evidence.column(evidence.right, other)):
            text = _("{name} holds what belongs into {other}.").format(name=result, other=other)
            return Diagnosis((Finding("result_of_another_name", text, PATTERN),))
    return Diagnosis()


def _constant(result, got, want) -> Diagnosis:
    """The same answer on every probe, where the right ones differ."""
    if not isinstance(got[0], np.ndarray) or not all(same(each, got[0]) for each in got):
        return Diagnosis()
    if all(same(each, want[0]) for each in want):
        return Diagnosis()
    text = _("{name} is the same whatever the arguments are.").format(name=result)
    return Diagnosis((Finding("arguments_ignored", text, PATTERN),))


def _swapped(evidence) -> Diagnosis:
    names = evidence.names()
    for order in permutations(names) if 1 < len(names) <= 4 else ():
        columns = zip(names, order, strict=True)
        if list(order) != names and all(
            all_same(evidence.column(evidence.answers, here), evidence.column(evidence.right, there))
            for here, there in columns
        ):
            text = _("Every result is right but in the wrong place: it returns {got}; wanted is {want}.")
            text = text.format(got=", ".join(order), want=", ".join(names))
            return Diagnosis((Finding("results_swapped", text, PATTERN),))
    return Diagnosis()
