"""An exercise, as the student's check, the grader's, the tests of the checks and the demo class read it."""

import inspect
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from gradatim.text import _

from gradatim_autograder.exercise.argument_class import ArgumentClass


class Refusal(Exception):
    """Raised by an exercise's `view` or `drive` when the answer cannot be looked at; shown to the student.

    `text` is marked with `N_`; it is translated and filled with `values` when it is shown. `mistake` is the short name
    of what is wrong, where that is clear.
    """

    def __init__(self, text: str, mistake: str = "", **values: object):
        super().__init__(text)
        self.text, self.mistake, self.values = text, mistake, values

    def __str__(self):
        return _(self.text).format(**self.values)


class _MadeWhenAsked:
    """An answer that is written as a text is compiled when it is first asked for: an import should take no time."""

    make: Callable[[], Callable]

    @cached_property
    def function(self) -> Callable:
        return self.make()


@dataclass(frozen=True)
class Mistake(_MadeWhenAsked):
    """A known wrong answer. Two entries of one name are two ways to make the same mistake."""

    name: str
    hint: str
    reread: str
    make: Callable[[], Callable]


@dataclass(frozen=True)
class Alternative(_MadeWhenAsked):
    """Another right answer, which the check must accept."""

    name: str
    make: Callable[[], Callable]


@dataclass(frozen=True)
class Probe:
    """One set of arguments. `part` names the points that it decides; None: those of each output."""

    args: tuple
    part: str | None = None


@dataclass(frozen=True)
class ProbeKind:
    """A kind of arguments: `draw(rng)` gives one set of them; `times` are drawn of each seed."""

    name: str
    draw: Callable[[np.random.Generator], tuple]
    times: int
    part: str | None


@dataclass(frozen=True)
class Exercise:
    """One exercise. What the fields mean is said where they are declared (`declare.Declaration`)."""

    name: str
    chapter: str
    returns: tuple[str, ...]
    points: dict[str, float]
    section: str
    reference: Callable
    reveal: bool = True
    seen: tuple[str, ...] = ()
    within: dict[str, float] = field(default_factory=dict)
    within_share: dict[str, float] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    probes: tuple[ProbeKind, ...] = ()
    classes: tuple[ArgumentClass, ...] = ()
    view: Callable | None = None
    as_good: Callable | None = None
    drive: Callable | None = None
    forward: Callable | None = None
    gradients: dict[str, str] = field(default_factory=dict)

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(inspect.signature(self.reference).parameters)

    @property
    def arguments(self) -> tuple[str, ...]:
        """Names of what a probe holds: the function's parameters, or what `drive` gets beside the class."""
        return tuple(inspect.signature(self.drive).parameters)[1:] if self.drive else self.parameters

    @property
    def signature(self) -> str:
        return f"{self.name}({', '.join(self.parameters)}) -> {', '.join(self.returns)}"

    @property
    def max_points(self) -> float:
        return sum(self.points.values())

    def draw(self, seed: int) -> list[Probe]:
        """All probes of one seed. The same seed gives the same probes on every machine."""
        rng = np.random.default_rng([seed, zlib.crc32(self.name.encode())])
        return [Probe(tuple(kind.draw(rng)), kind.part) for kind in self.probes for _ in range(kind.times)]

    def classes_of(self, args: tuple) -> tuple[ArgumentClass, ...]:
        """The declared classes that these arguments belong to."""
        named = dict(zip(self.arguments, args, strict=False))
        return tuple(each for each in self.classes if each.has(named))

    def headings(self) -> dict[str, str]:
        """Every heading of the notebook that a hint sends the student to, and the first mistake that names it ("" where
        it is the exercise's section).
        """
        named = {mistake.reread: mistake.name for mistake in reversed(self.mistakes)}
        return {**named, self.section: ""}
