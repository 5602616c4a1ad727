"""Pairs whose work is alike in what is rare: something to look at, never a verdict.

What two students have in common is weighed by how few others have it too, in bits: what one in eight has weighs three.
Stretches of code count, a named mistake and, most of all, a wrong answer without a name. Equal code weighs in one
exercise no more than a thing that nobody else has: one answer alike, however long, is no reason to look. What was
handed out weighs nothing, nor does a short right answer: everybody writes `return x @ w + b`.

No pair is compared that has nothing rare in common, so the time grows with the size of the class and not its square.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from gradatim_autograder.grading.release.cells import ChapterSource
from gradatim_autograder.grading.report.items import RIGHT, Item
from gradatim_autograder.grading.report.mistakes import Named, Unnamed
from gradatim_autograder.grading.report.sources import Sources
from gradatim_autograder.grading.report.tokens import TOGETHER, Stretch, given, stretches, tokens

UNNAMED, NAMED = 3.0, 1.0  # how much a bit of a shared wrong answer weighs
SHORT = 12  # stretches: a right answer with fewer weighs nothing
RAREST, SHARE, MOST = 2, 10, 25  # rare is what at most two have, or one in ten, or 25
LEAST = 1.0  # bits in an exercise; less is not told
MARGIN = 1.0  # bits beyond chance: one exercise alike, and wrong in a way that has a name, is not yet worth a look
PAIRS = 200  # that are told

Pair = tuple[str, str]


@dataclass(frozen=True)
class Common:
    """What a pair has in common in one exercise.

    Attributes
    ----------
    weight
        In bits.
    because
        In words.
    lines
        For each of the two the lines of the cell that few others have.
    """

    exercise: str
    cell: str
    weight: float
    because: str
    lines: tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True)
class Alike:
    """Two students' work in one chapter, and what it has in common: what weighs most first."""

    chapter: str
    pair: Pair
    weight: float
    common: list[Common] = field(default_factory=list)


@dataclass(frozen=True)
class _Shared:
    """A wrong answer that several give."""

    weight: float
    because: str


def alike(source: ChapterSource, items: Sequence[Item], named: Sequence[Named], unnamed: Sequence[Unnamed],
          sources: Sources, done: Callable[[], object] = lambda: None) -> list[Alike]:  # fmt: skip
    """The pairs of a chapter whose work is alike beyond chance, the most striking first.

    `done` is called after each exercise.
    """
    everybody = sorted({student for item in items for student in item.state})
    handed_out = given([each if isinstance(each, str) else each.source for each in source.outline or source.cells])
    found: dict[Pair, list[Common]] = {}
    for item in items:
        if not item.written:
            groups = [each for each in unnamed if each.exercise == item.name]
            names = [each for each in named if each.exercise == item.name]
            for pair, common in _in_exercise(item, handed_out, names, groups, sources):
                found.setdefault(pair, []).append(common)
        done()
    floor = chance(len(everybody)) + MARGIN
    made = []
    for pair, commons in found.items():
        weight = sum(common.weight for common in commons)
        if weight > floor:
            made.append(Alike(source.name, pair, weight, sorted(commons, key=lambda each: -each.weight)))
    return sorted(made, key=lambda each: (-each.weight, each.pair))[:PAIRS]


def chance(students: int) -> float:
    """The bits that the most alike of all pairs of a class have in common by chance."""
    return math.log2(max(2, students * (students - 1) / 2))


def _in_exercise(item, handed_out, named, unnamed, sources):
    made: dict[str, dict[Stretch, set[int]]] = {}
    for student in item.state:
        found = stretches(tokens(sources.of(student, item.chapter, item.code)))
        own = {stretch: lines for stretch, lines in found.items() if stretch not in handed_out}
        if own:
            made[student] = own
    count = len(made)
    limit = max(RAREST, min(MOST, count // SHARE))
    holders: dict[Stretch, list[str]] = {}
    for student in sorted(made):
        for stretch in made[student]:
            holders.setdefault(stretch, []).append(student)
    rare = {stretch: whose for stretch, whose in holders.items() if 2 <= len(whose) <= limit}
    bits: Counter[Pair] = Counter()
    for whose in rare.values():
        for pair in combinations(whose, 2):
            bits[pair] += math.log2(count / len(whose)) / TOGETHER
    shared = _shared_answers(named, unnamed, made, limit)
    for pair in sorted({*bits, *shared}):
        a, b = pair
        short = min(len(made[a]), len(made[b])) < SHORT
        if short and RIGHT in (item.state[a], item.state[b]):
            continue
        answer = shared.get(pair)
        together = made[a].keys() & made[b].keys()
        likeness = 2 * len(together) / (len(made[a]) + len(made[b]))
        code = min(bits[pair], math.log2(count))
        weight = likeness**2 * (code + (answer.weight if answer else 0.0))
        if weight >= LEAST:
            both = [stretch for stretch in together if stretch in rare]
            lines = tuple(frozenset().union(*(made[who][stretch] for stretch in both)) for who in pair)
            yield pair, Common(item.name, item.code, weight, _because(likeness, answer), lines)


def _shared_answers(named: Sequence[Named], unnamed: Sequence[Unnamed], made: Mapping, limit: int):
    """For each pair the rarest wrong answer that both give."""
    found: dict[Pair, _Shared] = {}
    groups = [(UNNAMED, each.students, "a wrong answer without a name") for each in unnamed]
    groups += [(NAMED, each.students, f"the mistake {each.name}") for each in named]
    for worth, students, what in groups:
        whose = sorted(set(students) & made.keys())
        if 2 <= len(whose) <= limit:
            shared = _Shared(worth * math.log2(len(made) / len(whose)), f"{what}, shared by {len(whose)}")
            for pair in combinations(whose, 2):
                if pair not in found or found[pair].weight < shared.weight:
                    found[pair] = shared
    return found


def _because(likeness, answer):
    code = f"{likeness:.0%} of the code is alike"
    return f"{code}; {answer.because}" if answer else code
