"""The mistakes of a class: with a name, the same in several exercises, and wrong answers without a name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gradatim.text import _

from gradatim_autograder.exercise import Exercise
from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.grading.report.gather import Told, Work
from gradatim_autograder.grading.report.items import PARTLY, WRONG, Item

MISTAKE = "mistake"


@dataclass(frozen=True)
class Named:
    """A named mistake in one exercise.

    Attributes
    ----------
    kind
        How it was found out (docs/results.md).
    text
        What students are told.
    section
        The heading of the notebook to reread.
    students
        Who made it.
    perhaps
        Those among them for whom it is one of several that explain the answers.
    """

    chapter: str
    exercise: str
    name: str
    kind: str
    text: str
    section: str
    students: tuple[str, ...]
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unnamed:
    """Wrong answers to one exercise that have no name and behave alike.

    Attributes
    ----------
    looks
        What their difference from the right ones looks like, in the sentences that students read.
    parts
        The parts of the exercise that lack points.
    behaviour
        What they have in common: a digest of the answers, or what is known in its place.
    """

    chapter: str
    exercise: str
    students: tuple[str, ...]
    looks: tuple[str, ...]
    parts: tuple[str, ...]
    behaviour: str


@dataclass(frozen=True)
class Through:
    """A mistake of one name in several exercises.

    Attributes
    ----------
    exercises
        How many made it in each.
    students
        In how many exercises each made it.
    """

    name: str
    exercises: dict[str, int]
    students: dict[str, int]

    @property
    def again(self) -> list[str]:
        """Who made it in more than one."""
        return [student for student, count in self.students.items() if count > 1]


def _wrong(item: Item, works: Sequence[Work]) -> list[tuple[str, Told]]:
    wanted = (WRONG, PARTLY)
    return [(w.student, w.told.get(item.cell, Told())) for w in works if item.state.get(w.student) in wanted]


def named_in(item: Item, works: Sequence[Work]) -> list[Named]:
    """The named mistakes of an exercise, the most frequent first."""
    made: dict[str, list[tuple[str, Told]]] = {}
    kinds: dict[str, Counter] = {}
    texts: dict[str, Counter] = {}
    for student, told in _wrong(item, works):
        for each in told.named:
            made.setdefault(each.name, []).append((student, told))
            kinds.setdefault(each.name, Counter())[each.kind] += 1
            texts.setdefault(each.name, Counter())[each.text] += 1
    exercise = all_exercises().get(item.name)
    found = []
    for name, whose in made.items():
        kind, text = _first(kinds[name]), _first(texts[name])
        hint, section = _declared(exercise, name)
        found.append(
            Named(
                item.chapter, item.name, name, kind, hint if kind == MISTAKE and hint else text, section,
                tuple(student for student, _told in whose), tuple(student for student, told in whose if told.one_of),
            )
        )  # fmt: skip
    return sorted(found, key=lambda each: (-len(each.students), each.name))


def _first(counts):
    return min(counts, key=lambda each: (-counts[each], each))


def _declared(exercise: Exercise | None, name: str) -> tuple[str, str]:
    """The hint and the section that are declared for a mistake; of another finding the exercise's section."""
    if exercise is None:
        return "", ""
    mistake = next((each for each in exercise.mistakes if each.name == name), None)
    if mistake is None:
        return "", _(exercise.section)
    reread = mistake.reread or exercise.section
    return _(mistake.hint), _(reread)


def unnamed_in(item: Item, works: Sequence[Work]) -> list[Unnamed]:
    """The wrong answers without a name, grouped by what they do; the largest group first."""
    groups: dict[str, list[tuple[str, Told]]] = {}
    for student, told in _wrong(item, works):
        if told.status == "wrong" and not told.named:
            groups.setdefault(told.likeness, []).append((student, told))
    found = [
        Unnamed(
            item.chapter, item.name, tuple(student for student, _told in whose),
            tuple(dict.fromkeys(each.text for _student, told in whose for each in told.found if each.text)),
            whose[0][1].parts, likeness,
        )
        for likeness, whose in groups.items()
    ]  # fmt: skip
    return sorted(found, key=lambda each: (-len(each.students), each.students))


def through_several(named: Sequence[Named]) -> list[Through]:
    """The mistakes that are made in several exercises, those first that the same people make again and again."""
    by_name: dict[str, list[Named]] = {}
    for each in named:
        by_name.setdefault(each.name, []).append(each)
    found = []
    for name, places in by_name.items():
        if len(places) > 1:
            exercises = {each.exercise: len(each.students) for each in places}
            found.append(Through(name, exercises, dict(Counter(who for each in places for who in each.students))))
    return sorted(found, key=lambda each: (-len(each.again), -len(each.students), each.name))
