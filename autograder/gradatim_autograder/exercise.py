"""How an exercise is declared. Everything that concerns one exercise is written down in one file:

    exercise = Exercise("neuron", chapter="01-neuron", returns=("z",), points={"z": 2}, section=N_("…"))

    @exercise.reference
    def neuron(x, w, b): ...

    @exercise.probe(times=5)                       # arguments, drawn from a seeded generator
    def ordinary(rng): return x, w, b

    @exercise.mistake("bias_forgotten", N_("hint"), reread=N_("heading in the notebook"))
    def _(x, w, b): ...

    exercise.slip("bias_subtracted", N_("hint"), change=("+ b", "- b"))    # a mistake as a change to the reference

    @exercise.alternative("loop")                  # another right answer; it must pass
    def _(x, w, b): ...

    @exercise.forward(dx="x", dw="w")              # for a derivative: the loss as a function of the same arguments
    def loss(dout, x, w): ...                      # tests hold the reference against its finite differences

    exercise.covers(one_row("X"), ...)             # classes of arguments that have a probe each (argument_class.py)

Where there are many right answers (random numbers, lists of batches, weights that work), `view` says what is compared
in place of the answer. A class is used through `drive`.

The student's check, the grader's, the tests of the checks and the demo class all read this declaration.
A reference, mistake or alternative may use only `np` and Python's builtins: the demo class pastes its source
into notebooks.
"""

import inspect
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np
from gradatim.text import _

from gradatim_autograder.argument_class import ArgumentClass
from gradatim_autograder.slip import changed_source, compiled, plain_source


class Refusal(Exception):
    """Raised by an exercise's `view` or `drive` when the answer cannot be looked at; shown to the student.

    `text` is marked with `N_`; it is translated and filled with `values` when it is shown. `mistake` is the short name
    of what is wrong, where that is clear.
    """

    def __init__(self, text, mistake="", **values):
        super().__init__(text)
        self.text, self.mistake, self.values = text, mistake, values

    def __str__(self):
        return _(self.text).format(**self.values)


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer. Two entries of one name are two ways to make the same mistake."""

    name: str
    hint: str
    reread: str
    make: Callable[[], Callable]

    @cached_property
    def function(self) -> Callable:
        """The wrong function. A slip is compiled when it is first asked for: an import should take no time."""
        return self.make()


@dataclass(frozen=True)
class Alternative:
    """Another right answer, which the check must accept."""

    name: str
    function: Callable


@dataclass(frozen=True)
class Probe:
    """One set of arguments. `part` names the points that it decides; None: those of each output."""

    args: tuple
    part: str | None = None


@dataclass(frozen=True)
class _ProbeKind:
    draw: Callable[[np.random.Generator], tuple]
    times: int
    part: str | None


@dataclass
class Exercise:
    """One exercise.

    name     the student's function, e.g. "neuron"
    chapter  the chapter's folder, e.g. "01-neuron"
    returns  names of the results, in order; where the reference returns a dict, one name for the whole
    points   points of each part; a part is the name of a result (or key, or thing seen), the first of `returns`
             for all that have no points of their own, or the `part` of a kind of probe
    section  the heading of the notebook that teaches it
    reveal   whether the feedback may show the right values (not for predictions)
    seen     names of what `view` compares, in order, where these are not the results themselves
    within   for things seen that are measured: how far from the reference's value they may be
    within_share   the same as a share of that value: 0.1 for 10 %
    allowed  modules that an answer may borrow from, such as "torch" or "gradatim.nn"; mostly none
    """

    name: str
    chapter: str
    returns: tuple[str, ...]
    points: dict[str, float]
    section: str
    reveal: bool = True
    seen: tuple[str, ...] = ()
    within: dict[str, float] = field(default_factory=dict)
    within_share: dict[str, float] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    mistakes: list[Mistake] = field(default_factory=list)
    alternatives: list[Alternative] = field(default_factory=list)
    solve: Callable | None = None
    look: Callable | None = None
    use: Callable | None = None
    loss: Callable | None = None
    gradients: dict[str, str] = field(default_factory=dict)
    classes: list[ArgumentClass] = field(default_factory=list)
    _kinds: list[_ProbeKind] = field(default_factory=list)
    _sources: dict[Callable, str] = field(default_factory=dict)  # of the right answers that slips change

    # -- decorators that fill the declaration --------------------------------------------------------------

    def reference(self, function):
        """The right answer."""
        self.solve = function
        return function

    def probe(self, times=1, part=None):
        """A kind of arguments: `draw(rng)` returns one tuple of them; it is drawn `times` times."""

        def add(draw):
            self._kinds.append(_ProbeKind(draw, times, part))
            return draw

        return add

    def mistake(self, name, hint=None, reread=None):
        """A known wrong answer with the hint for the student and the heading to reread.

        A further way to make the same mistake has the name alone: hint and heading are those of the first.
        """
        described = self._described(name, hint, reread)

        def add(function):
            self.mistakes.append(Mistake(*described, lambda: function))
            return function

        return add

    def slip(self, name, hint=None, change=(), of=None, reread=None):
        """A known mistake as a change to the source of the reference, or of the alternative called `of`.

        `change` is a pair (old text, new text), or a list of such pairs, which are made one after the other. The old
        text has to occur exactly once (ValueError). Further lines of a text are indented as its first line is.
        """
        right = next((each.function for each in self.alternatives if each.name == of), None) if of else self.solve
        if right is None:
            raise ValueError(f"{self.name}, {name}: there is no {of or 'reference'!r} above")
        if right not in self._sources:
            self._sources[right] = plain_source(right)
        try:
            source = changed_source(self._sources[right], [change] if isinstance(change, tuple) else change)
        except ValueError as error:
            raise ValueError(f"{self.name}, {name}: {error}") from None
        make = partial(compiled, source, right, f"{self.name}: {name}")
        self.mistakes.append(Mistake(*self._described(name, hint, reread), make))

    def _described(self, name, hint, reread):
        """A mistake's name, hint and heading; those of the first entry of this name where they are left out."""
        first = next((each for each in self.mistakes if each.name == name), None)
        if hint is None and first is None:
            raise ValueError(f"{self.name}: the mistake {name!r} needs a hint")
        if hint is not None and first is not None:
            raise ValueError(f"{self.name}: the mistake {name!r} has a hint already; leave out the second one")
        return name, hint or first.hint, reread or (first.reread if first else self.section)

    def alternative(self, name):
        """Another right answer."""

        def add(function):
            self.alternatives.append(Alternative(name, function))
            return function

        return add

    def view(self, function):
        """For exercises with many right answers: `view(returned, *args)` gives what is compared instead.

        It returns one value for each name in `seen` (default: `returns`), and raises `Refusal` where the answer
        has the wrong form. The reference's, the student's and the known mistakes' answers are all looked at through it.
        """
        self.look = function
        return function

    def drive(self, function):
        """For classes: `drive(Class, *args)` makes and uses an object and returns what is compared. A function that
        is judged by several calls together (the same generator, another one) may be driven too.

        It may call the class, its objects' methods, and read attributes that hold numbers, nothing else: at
        grading, the class lives in another process.
        """
        self.use = function
        return function

    def forward(self, **gradients):
        """For derivatives: `function(*args)` is the loss, one number; `gradients` says which result is the gradient
        along which of its parameters, for example dW="W". A parameter that is none of the exercise's starts at 0.
        """

        def add(function):
            self.loss, self.gradients = function, gradients
            return function

        return add

    def covers(self, *classes: ArgumentClass):
        """Classes of arguments for which alone an answer may be wrong: each must have a probe in it.

        ValueError where a class asks for an argument that no probe holds, or has a name that is taken.
        """
        for each in classes:
            unknown = set(each.on) - set(self.arguments)
            if unknown:
                raise ValueError(f"{self.name}, {each.name}: there is no argument {', '.join(sorted(unknown))}")
            if any((each.name, each.on) == (other.name, other.on) for other in self.classes):
                raise ValueError(f"{self.name}: the class {each.name!r} is declared twice")
            self.classes.append(each)

    # -- what the rest of the house asks -------------------------------------------------------------------

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(inspect.signature(self.solve).parameters)

    @property
    def arguments(self) -> tuple[str, ...]:
        """Names of what a probe holds: the function's parameters, or what `drive` gets beside the class."""
        return tuple(inspect.signature(self.use).parameters)[1:] if self.use else self.parameters

    @property
    def signature(self) -> str:
        return f"{self.name}({', '.join(self.parameters)}) -> {', '.join(self.returns)}"

    @property
    def max_points(self) -> float:
        return sum(self.points.values())

    def draw(self, seed: int) -> list[Probe]:
        """All probes of one seed. The same seed gives the same probes on every machine."""
        rng = np.random.default_rng([seed, zlib.crc32(self.name.encode())])
        return [Probe(tuple(kind.draw(rng)), kind.part) for kind in self._kinds for _ in range(kind.times)]

    def classes_of(self, args: tuple) -> tuple[ArgumentClass, ...]:
        """The declared classes that these arguments belong to."""
        named = dict(zip(self.arguments, args, strict=False))
        return tuple(each for each in self.classes if each.has(named))

    def headings(self) -> set[str]:
        """Every heading of the notebook that a hint sends the student to."""
        return {self.section} | {mistake.reread for mistake in self.mistakes}


def sizes(rng: np.random.Generator, how_many: int, low: int = 2, high: int = 8) -> list[int]:
    """`how_many` pairwise different sizes from `low` to `high`, so that no two axes can be confused."""
    return [int(size) for size in rng.permutation(np.arange(low, high + 1))[:how_many]]


def numbers(rng: np.random.Generator, *shape: int) -> Any:
    """Random numbers of both signs, away from zero (0.2 to 2): no term of a sum can hide."""
    signs = rng.choice([-1.0, 1.0], size=shape)
    values = signs * rng.uniform(0.2, 2.0, size=shape)
    return values if shape else float(values)
