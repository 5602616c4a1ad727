"""Everything that the report shows, as data: nothing is drawn here."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from gradatim_autograder.exercise.registry import all_exercises
from gradatim_autograder.grading.report.anonymous import names_in, without_names
from gradatim_autograder.grading.report.gather import Gathered, Work
from gradatim_autograder.grading.report.items import Item, items_of
from gradatim_autograder.grading.report.mistakes import (
    Named,
    Through,
    Unnamed,
    named_in,
    through_several,
    unnamed_in,
)
from gradatim_autograder.grading.report.similar import Alike, alike
from gradatim_autograder.grading.report.sources import Sources
from gradatim_autograder.inside.function.source import source_of

TRIED = 25  # students whose code is looked at for an example


@dataclass
class Chapter:
    """What there is to say of one chapter.

    Attributes
    ----------
    works
        Those that are graded.
    examples
        For a mistake (exercise, name) or a group of wrong answers (exercise, behaviour) somebody's code, without
        anything that says whose it is.
    pairs
        None where similarity was not asked for.
    """

    name: str
    works: list[Work]
    not_graded: list[str]
    absent: list[str]
    items: list[Item] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    unnamed: list[Unnamed] = field(default_factory=list)
    examples: dict[tuple[str, str], str] = field(default_factory=dict)
    pairs: list[Alike] | None = None

    @property
    def max_points(self) -> float:
        return max((work.marks.max_points for work in self.works), default=0.0)

    @property
    def waiting(self) -> list[str]:
        """Who waits for a person's points."""
        return [work.student for work in self.works if work.marks.by_hand]

    @property
    def points(self) -> list[float]:
        """Those reached, in the order of the works; what waits counts nothing yet."""
        return [work.marks.points for work in self.works]

    @property
    def shares(self) -> list[float]:
        return [points / self.max_points if self.max_points else 0.0 for points in self.points]

    def quantiles(self) -> list[float]:
        """The lowest, the quarter, the median, the three quarters and the highest of the points; [] without any."""
        return [float(each) for each in np.quantile(self.points, (0, 0.25, 0.5, 0.75, 1))] if self.points else []


@dataclass
class Figures:
    """A class."""

    chapters: list[Chapter]
    through: list[Through]

    @property
    def students(self) -> list[str]:
        """Those of whom something is graded."""
        return sorted({work.student for chapter in self.chapters for work in chapter.works})


def figures(
    gathered: Gathered, similarity: bool = False, step: Callable[[str], object] = lambda _what: None
) -> Figures:
    """Count everything. `step` is told what comes next."""
    sources = Sources(gathered.folder)
    made = []
    for name in gathered.names:
        step(name)
        works = gathered.of_chapter(name)
        chapter = Chapter(name, works, gathered.not_graded.get(name, []), gathered.absent.get(name, []))
        source = gathered.chapters.get(name)
        if source is not None and works:  # else the course has no such chapter any more: its marks are all there is
            chapter.items = items_of(source, works)
            for item in chapter.items:
                chapter.named += named_in(item, works)
                chapter.unnamed += unnamed_in(item, works)
            _add_examples(chapter, source, sources)
            if similarity:
                chapter.pairs = alike(
                    source, chapter.items, chapter.named, chapter.unnamed, sources, lambda: step("similarity")
                )
        elif similarity:
            chapter.pairs = []
        made.append(chapter)
    return Figures(made, through_several([each for chapter in made for each in chapter.named]))


def _add_examples(chapter, source, sources):
    own = names_in("\n".join(cell.source for cell in source.cells if cell.cell_type == "code"))
    cells = {item.name: item.code for item in chapter.items}
    known = {}
    for each in (*chapter.named, *chapter.unnamed):
        if each.exercise not in known:
            known[each.exercise] = own | _words_of(each.exercise)
        wanted = known[each.exercise], cells[each.exercise]
        example = _example(each, chapter.name, sources, *wanted)
        if example:
            chapter.examples[each.exercise, each.name if isinstance(each, Named) else each.behaviour] = example


def _words_of(name):
    exercise = all_exercises().get(name)
    try:
        return names_in(source_of(exercise.reference)) if exercise else set()
    except (OSError, TypeError):
        return set()


def _example(group, chapter, sources, known, cell):
    """The shortest that anybody wrote: it has least in it that is not the mistake, and nobody chose it."""
    codes = (sources.of(student, chapter, cell) for student in group.students[:TRIED])
    found = [text for code in codes if code and (text := without_names(code, group.exercise, known))]
    return min(found, key=lambda each: (len(each), each), default="")
