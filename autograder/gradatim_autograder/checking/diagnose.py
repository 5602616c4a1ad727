"""Names the mistake: compares the student's answers with those of each known mistake, on every probe."""

from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np
from gradatim.text import _

from gradatim_autograder.checking.changes import all_changes
from gradatim_autograder.checking.compare import same
from gradatim_autograder.checking.evidence import all_same, same_answers
from gradatim_autograder.checking.habits import BESIDE, HABITS


@dataclass(frozen=True)
class Diagnosis:
    """The names of the mistakes found, a hint for each, and headings to reread.

    `certain` is False where several known mistakes give exactly these answers: then it is one of them.
    """

    names: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    reread: tuple[str, ...] = ()
    certain: bool = True


def diagnose(exercise, evidence) -> Diagnosis:
    """The most exact explanation of all that was seen, or else one for each kind of probe (`part`): a mistake in the
    formula and, for example, another one with large numbers.
    """
    made = {}  # the name of each known mistake: its forms, with what each answers
    for mistake in exercise.mistakes:
        made.setdefault(mistake.name, []).append((mistake, list(evidence.answers_of(mistake.function))))
    found = _explanation(exercise, evidence, made)
    parts = list(dict.fromkeys(evidence.parts))
    if found.names or len(parts) == 1:
        return found
    return _merged([_explanation_of_part(exercise, evidence, made, part) for part in parts])


def _explanation_of_part(exercise, evidence, made, part):
    """What explains the probes of one part alone; nothing where they are right."""
    some = evidence.of(part)
    if same_answers(some.answers, some.right):
        return Diagnosis()
    if part is not None:
        return _mistake_in(evidence, made, part)
    chosen = [i for i, each in enumerate(evidence.parts) if each == part]
    made = {name: [(m, [answers[i] for i in chosen]) for m, answers in forms] for name, forms in made.items()}
    return _explanation(exercise, some, made)


def _mistake_in(evidence, made, part):
    """The known mistakes that give the answers of this part and spoil no other."""
    pairs = zip(evidence.parts, evidence.answers, evidence.right, strict=True)
    wanted = [mine if each == part else right for each, mine, right in pairs]
    names = [name for name, forms in made.items() if any(same_answers(answers, wanted) for _m, answers in forms)]
    return _from_mistakes(names, made, certain=len(names) < 2)


def _merged(diagnoses):
    """One diagnosis of several, each thing once."""
    columns = [
        tuple(dict.fromkeys(text for each in diagnoses for text in getattr(each, field)))
        for field in ("names", "hints", "reread")
    ]
    return Diagnosis(*columns, certain=all(each.certain for each in diagnoses))


def _explanation(exercise, evidence, made) -> Diagnosis:
    """One known mistake for everything; for each wrong result a known mistake, a habit or a single change to a right
    answer; or such a change that ends in the same error.
    """
    whole = [name for name, forms in made.items() if any(same_answers(evidence.answers, a) for _m, a in forms)]
    whole = whole or [name for name, forms in made.items() if any(_fails_alike(evidence.answers, a) for _m, a in forms)]
    if whole:
        return _from_mistakes(whole, made, certain=len(whole) == 1)
    # A fixed table has no results that could be swapped or scaled, and a factor would give a prediction away.
    if not any(evidence.args) or not exercise.reveal:
        return Diagnosis()
    if any(answer.mistake for answer in evidence.answers):
        return Diagnosis()  # a problem of form explains itself
    if exercise.look or any(answer.kind for answer in evidence.answers):
        beside = _beside_each_other(evidence, made)
        return beside or _from_change(exercise, _change_of_all(exercise, evidence)) or Diagnosis()
    swapped = _swapped(evidence)
    if swapped:
        return swapped
    return _result_by_result(evidence, made, exercise)


def _beside_each_other(evidence, made):
    """Two or more known mistakes that were made at once, where each thing that is wrong has exactly one explanation."""
    if any(answer.kind for answer in evidence.answers):
        return None
    names = []
    for result in evidence.wrong_names():
        found = _explaining(result, evidence.column(evidence.answers, result), evidence, made)
        if len(found) != 1:
            return None
        names += found
    return _from_mistakes(list(dict.fromkeys(names)), made, certain=True)


def _result_by_result(evidence, made, exercise):
    explained = []
    changed = {}  # what a change is called: the results that it explains
    for result in evidence.wrong_names():
        got = evidence.column(evidence.answers, result)
        want = evidence.column(evidence.right, result)
        found = _explaining(result, got, evidence, made)
        if found:
            part = _from_mistakes(found, made, certain=len(found) == 1)
        else:
            # A mistake that would spoil other results too is not the one that was made here.
            habit = next((habit for habit in HABITS if habit.explains(got, want, evidence.args)), None)
            if habit:
                part = Diagnosis((habit.name,), (_(habit.hint).format(name=result),), (_(exercise.section),))
            else:
                change = _change_of_one(exercise, evidence, result)
                if change:
                    changed.setdefault(change.text, []).append(result)
                part = (
                    _from_change(exercise, change)
                    or _two_at_once(evidence, made, result, got, want)
                    or _constant(exercise, result, got, want)
                )
            if part is None:
                continue
        explained.append(part)
    merged = _merged(explained)
    if len(exercise.returns) == 1:
        return merged
    some = {text: results for text, results in changed.items() if results != list(exercise.returns)}
    return replace(
        merged, hints=tuple(f"{', '.join(some[hint])}: {hint}" if hint in some else hint for hint in merged.hints)
    )


def _explaining(result, got, evidence, made):
    """Known mistakes that give this result and agree in all that they spoil."""
    return [
        name
        for name, forms in made.items()
        if any(all_same(got, evidence.column(a, result)) and _agrees(a, evidence) for _mistake, a in forms)
    ]


def _two_at_once(evidence, made, result, got, want):
    """A known mistake whose answers went through a habit as well; None where not exactly one fits."""
    found = {}
    for name, forms in made.items():
        for mistake, answers in forms:
            spoiled = evidence.column(answers, result)
            if all_same(spoiled, want):
                continue
            for habit in HABITS:
                if habit.name in BESIDE and habit.explains(got, spoiled, evidence.args):
                    found.setdefault(name, (mistake, habit))
    if len(found) != 1:
        return None
    ((name, (mistake, habit)),) = found.items()
    return Diagnosis((name, habit.name), (_(mistake.hint), _(habit.hint).format(name=result)), (_(mistake.reread),))


def _constant(exercise, result, got, want):
    """The same answer on every probe, where the right ones differ."""
    if not isinstance(got[0], np.ndarray) or not all(same(each, got[0]) for each in got):
        return None
    if all(same(each, want[0]) for each in want):
        return None
    hint = _("{name} is the same whatever the arguments are. Does the function use them?").format(name=result)
    return Diagnosis(("arguments_ignored",), (hint,), (_(exercise.section),))


def _agrees(answers, evidence):
    for name in evidence.names():
        column = evidence.column(answers, name)
        spoiled = not all_same(column, evidence.column(evidence.right, name))
        if spoiled and not all_same(column, evidence.column(evidence.answers, name)):
            return False
    return True


def _from_mistakes(names, made, certain):
    mistakes = [made[name][0][0] for name in names]
    hints = tuple(_(mistake.hint) for mistake in mistakes)
    reread = tuple(dict.fromkeys(_(mistake.reread) for mistake in mistakes))
    return Diagnosis(tuple(names), hints, reread, certain)


TURNED = {"transposed", "transpose_missing", "operands_exchanged", "row_for_column", "column_for_row"}
TELLING = ("index_stuck", "not_reset", "returns_in_loop", "wrong_size")
VAGUE = ("fixed_size", "left_out", "wrong_number")
LAST = ("argument_fixed",)  # "left out" says more than "fixed at 1"


# -- single changes to a right answer ------------------------------------------------------------------------------


def _change_of_all(exercise, evidence):
    """The change that gives every answer, errors and wrong numbers of results too; None where there is none."""
    found = _all_fitting(exercise, evidence, lambda made, answer: same_answers([made], [answer]))
    # An error says little by itself. It counts where only one kind of change ends in it, and that turns arrays round.
    if all(answer.kind for answer in evidence.answers) and not ({change.name for change in found} <= TURNED):
        return None
    return min(found, key=_rank, default=None)


def _change_of_one(exercise, evidence, result):
    """The change that gives this result on every probe that has it, whatever it makes of the others."""
    found = _all_fitting(
        exercise,
        evidence.with_result(result),
        lambda made, answer: all_same([made.results.get(result)], [answer.results.get(result)]),
    )
    return min(found, key=_rank, default=None)


def _all_fitting(exercise, evidence, fits):
    # Many changes end in nan, or in an answer that cannot be looked at: none of them says what was done.
    if not any(map(_tells, evidence.answers)):
        return []
    evidence = evidence.wrong_first()  # most changes fail on the first probe then
    found = []
    for change in all_changes((exercise.solve, *(each.function for each in exercise.alternatives))):
        made = evidence.answers_of(change.function)
        if all(fits(mine, answer) for mine, answer in zip(made, evidence.answers, strict=True)):
            found.append(change)
    return found


def _tells(answer):
    """Whether an answer is more than nan, and can be looked at."""
    if answer.kind:
        return not answer.kind.startswith("type")
    return any(not isinstance(r, np.ndarray) or not np.isnan(r.astype(float)).all() for r in answer.results.values())


def _rank(change):
    """Of changes that compute the same the most telling comes first: better one that names a variable than none."""
    if change.name in TELLING:
        return 0
    if change.name in LAST:
        return 4
    if change.name in VAGUE:
        return 3
    return 1 if change.values else 2


def _from_change(exercise, change):
    if change is None:
        return None
    return Diagnosis((change.name,), (change.text,), (_(exercise.section),))


def _fails_alike(answers, others):
    """Whether both end in errors, of whatever kind, on the same probes, and agree on the rest, which is not empty."""
    kinds = [(a.kind.startswith("raised:"), b.kind.startswith("raised:")) for a, b in zip(answers, others, strict=True)]
    if any(a.kind.startswith("raised:NotImplementedError") for a in answers):
        return False
    if any(mine != other for mine, other in kinds) or all(mine for mine, _other in kinds):
        return False
    answered = [i for i, (mine, _other) in enumerate(kinds) if not mine]
    return same_answers([answers[i] for i in answered], [others[i] for i in answered])


def _swapped(evidence):
    names = evidence.names()
    for order in permutations(names) if 1 < len(names) <= 4 else ():
        columns = zip(names, order, strict=True)
        if list(order) != names and all(
            all_same(evidence.column(evidence.answers, here), evidence.column(evidence.right, there))
            for here, there in columns
        ):
            hint = _("Every result is right but in the wrong place: it returns {got}; wanted is {want}.")
            text = hint.format(got=", ".join(order), want=", ".join(names))
            return Diagnosis(("results_swapped",), (text,), ())
    return None
