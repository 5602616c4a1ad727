"""Who hands in what: right answers, known mistakes, unfinished and broken work, and the marks that each must get."""

import contextlib
import io
import os
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from gradatim_autograder.check import SEED_VARIABLE, check
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.grading.demo.notebooks import Notebook, pasted

NAMES = (
    "ada alan amina anton bao bea carlos chen dara diego elif emil fatima felix grace hana hugo ines ivan jamal "
    "juno kofi lena liam maya milan nadia noor olga omar pia quinn rosa ravi sara sven tara tomas uma yuki"
)


@dataclass
class Planned:
    """One submission to be.

    Attributes
    ----------
    kind
        In words, what it is.
    file
        The name of the file.
    data
        Its bytes.
    expected
        Points of each exercise; None where it cannot be graded.
    """

    student: str
    kind: str
    file: str
    data: bytes
    expected: dict[str, float] | None


@dataclass
class Work:
    """What a student writes: for each exercise the source, "" where it is left as it was given."""

    sources: dict[str, str]
    never_ends: set[str] = field(default_factory=set)


def plan(chapter: str, exercises: dict[str, Exercise], release: dict, students: int, seed: int,
         broken: bool = True) -> list[Planned]:  # fmt: skip
    """The submissions of a class, with `broken` some that cannot run. The same arguments give the same submissions."""
    rng = np.random.default_rng([seed, students])
    kinds = list(_kinds(students, broken))
    first = NAMES.split()
    names = [first[i % len(first)] + (str(i // len(first) + 1) if i >= len(first) else "") for i in range(students)]
    order = rng.permutation(students)
    planner = _Planner(chapter, exercises, release, rng, seed)
    made = [planner.make(names[place], kinds[i]) for i, place in enumerate(order)]
    return sorted(made, key=lambda each: each.student)


def _kinds(students, with_broken):
    """The kinds of a class of 30, mixed so that a small class has some of each; of the rest one in 20 is broken."""
    ordinary = [Kinds.mistakes, Kinds.right, Kinds.mistakes, Kinds.unfinished, Kinds.mistakes, Kinds.alternatives]
    broken = with_broken * [
        Kinds.raising,
        Kinds.copied_test,
        Kinds.renamed,
        Kinds.damaged,
        Kinds.returns_none,
        Kinds.syntax_error,
        Kinds.empty,
        Kinds.missing_exercise,
        Kinds.never_ends,
        Kinds.deleted_test,
        Kinds.reordered,
    ]
    for i in range(students):
        if i % 2 and i // 2 < len(broken):
            yield broken[i // 2]
        elif broken and i >= 30 and i % 20 == 10:
            yield broken[i // 20 % len(broken)]
        else:
            yield ordinary[(i // 2 + i % 2) % len(ordinary)]


Breaks = Callable[[Planned, Notebook], object]  # what is done to a notebook that is filled in


class _Planner:
    def __init__(
        self, chapter: str, exercises: dict[str, Exercise], release: dict, rng: np.random.Generator, seed: int
    ):
        self.chapter = chapter
        self.exercises = exercises
        self.release = release
        self.rng = rng
        self.seed = seed
        self._points: dict[tuple[str, str], float] = {}

    def make(self, student: str, kind: "Kind") -> Planned:
        notebook = Notebook(self.release)
        work = Work({name: pasted(each.reference, name) for name, each in self.exercises.items()})
        planned = Planned(student, kind.__doc__ or "", f"{student}_{self.chapter}.ipynb", b"", None)
        breaks = kind(self, work, notebook, planned)
        for name, source in work.sources.items():
            if source:
                notebook.write(name, source)
        for answer in notebook.answers():
            notebook.write(answer, f"My answer, in a few words. ({student})")
        planned.expected = {name: self._expected(name, work, notebook) for name in self.exercises}
        planned.data = notebook.dump()
        if breaks:
            breaks(planned, notebook)
        return planned

    def any_exercise(self) -> str:
        return str(self.rng.choice(list(self.exercises)))

    def one_of(self, choices):
        return choices[int(self.rng.integers(len(choices)))]

    def least_used(self) -> str:
        """The exercise that the rest of the notebook needs least."""
        return min(self.exercises, key=Notebook(self.release).mentions)

    def _expected(self, name, work, notebook) -> float:
        if name in work.never_ends:
            return 0.0
        source = work.sources[name] or notebook.source(name)
        if (name, source) not in self._points:
            self._points[name, source] = self._points_of(name, source)
        return self._points[name, source]

    def _points_of(self, name, source):
        """What the check gives for this source, with the seed of the grading."""
        namespace = {"np": np}
        before = os.environ.get(SEED_VARIABLE)
        os.environ[SEED_VARIABLE] = str(self.seed)
        try:
            exec(source, namespace)  # the declaration's own source
            with contextlib.redirect_stdout(io.StringIO()):
                return float(check(namespace[name], exercise=name).points)
        except SyntaxError:
            return 0.0
        finally:
            if before is None:
                del os.environ[SEED_VARIABLE]
            else:
                os.environ[SEED_VARIABLE] = before


Kind = Callable[[_Planner, Work, Notebook, Planned], Breaks | None]


class Kinds:
    """Kinds of submission: each changes the work; what it returns, if anything, breaks the notebook made of it."""

    @staticmethod
    def right(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> None:
        """all right"""

    @staticmethod
    def alternatives(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> None:
        """all right, in other ways"""
        for name, exercise in planner.exercises.items():
            if exercise.alternatives:
                work.sources[name] = pasted(planner.one_of(exercise.alternatives).function, name)

    @staticmethod
    def mistakes(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> None:
        """known mistakes"""
        for name, exercise in planner.exercises.items():
            if exercise.mistakes and planner.rng.random() < 0.6:
                work.sources[name] = pasted(planner.one_of(exercise.mistakes).function, name)

    @staticmethod
    def unfinished(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> None:
        """unfinished"""
        done = int(planner.rng.integers(1, len(work.sources))) if len(work.sources) > 1 else 0
        for name in list(work.sources)[done:]:
            work.sources[name] = ""

    @staticmethod
    def raising(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> None:
        """one function raises an error"""
        name = planner.any_exercise()
        work.sources[name] = f"def {name}(*arguments):\n    return 1 / 0"

    @staticmethod
    def returns_none(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> None:
        """one function returns nothing"""
        name = planner.any_exercise()
        work.sources[name] = f"def {name}(*arguments):\n    total = 0"

    @staticmethod
    def never_ends(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> None:
        """one function never ends"""
        name = planner.least_used()
        work.sources[name] = f"def {name}(*arguments):\n    while True:\n        pass"
        work.never_ends.add(name)

    @staticmethod
    def syntax_error(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> None:
        """one cell is not Python"""
        name = planner.any_exercise()
        work.sources[name] = f"def {name}(*arguments)\n    return 0"

    @staticmethod
    def copied_test(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> None:
        """a copied test cell"""
        notebook.copy_cell(f"check-{planner.any_exercise()}")

    @staticmethod
    def deleted_test(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> None:
        """a deleted test cell"""
        notebook.delete(f"check-{planner.any_exercise()}")

    @staticmethod
    def reordered(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> None:
        """a test cell moved above its exercise"""
        name = planner.any_exercise()
        notebook.move(f"check-{name}", before=name)

    @staticmethod
    def missing_exercise(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> Breaks:
        """an exercise cell deleted"""
        name = planner.least_used()
        work.sources[name] = ""

        def delete(planned, notebook):
            notebook.delete(name)
            planned.data = notebook.dump()

        return delete

    @staticmethod
    def renamed(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> None:
        """a renamed notebook"""
        planned.file = f"{planned.student}_homework_final.ipynb"

    @staticmethod
    def damaged(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> Breaks:
        """a damaged file"""

        def cut(planned, notebook):
            planned.data = planned.data[: len(planned.data) // 2]
            planned.expected = None

        return cut

    @staticmethod
    def empty(planner: _Planner, work: Work, notebook: Notebook, planned: Planned) -> Breaks:
        """an empty file"""

        def clear(planned, notebook):
            planned.data = b""
            planned.expected = None

        return clear
