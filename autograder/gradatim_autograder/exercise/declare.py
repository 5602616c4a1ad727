"""What the file of an exercise may say:

    exercise = declare("neuron", returns=("z",), points={"z": 2}, section=N_("…"))

    @exercise.reference
    def neuron(x, w, b):
        z = x @ w + b
        return z

    @exercise.probe(times=5)                       # arguments, drawn from a seeded generator
    def ordinary(rng): return x, w, b

    exercise.probes(                               # those that a line can say
        few_inputs=sized(lambda rng, D: (numbers(rng, D), numbers(rng, D), numbers(rng)), 2, 4),
        no_bias=exercise.but(ordinary, b=0.0),
    )

    exercise.wrong_lines('''                       # known mistakes, as lines of the reference gone wrong
    bias_subtracted: b is taken off. Add it.
        z = x @ w - b
    ''')

    @exercise.mistake("first_input_only", N_("hint"), reread=N_("heading in the notebook"))
    def _(x, w, b): ...                            # what is another way to go about it, or raises

    exercise.alternatives('''                      # other right answers; they must pass
    dot:
        return np.dot(x, w) + b
    ''')

    @exercise.alternative("loop")                  # one that is long, or a class
    def _(x, w, b): ...

    @exercise.forward(dx="x", dw="w")              # for a derivative: the loss as a function of the same arguments
    def loss(dout, x, w): ...                      # tests hold the reference against its finite differences

    exercise.classes(one_row("X"), ...)            # classes of arguments that have a probe each (argument_class.py)
    exercise.classes('''                           # the same as a list (class_lines.py)
    no_bias: where b is 0  if b == 0
    ''')

Where there are many right answers (random numbers, lists of batches, weights that work), `view` says what is compared
in place of the answer; where they differ in a detail only, `as_good` says whether one may stand for the right answer.
A class is used through `drive`. A prediction is declared by `prediction` (prediction.py).

The chapter is the folder in which the file is. A reference, mistake or alternative may use only `np` and Python's
builtins: `gradatim demo` pastes its source into notebooks. The reference gives its results names, so that a mistake in
one is a line.
"""

import ast
import copy
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import numpy as np

from gradatim_autograder.exercise import alternatives, class_lines, wrong_lines
from gradatim_autograder.exercise.argument_class import ArgumentClass
from gradatim_autograder.exercise.change import Misfit, changed, compiled, tree_of
from gradatim_autograder.exercise.exercise import Alternative, Exercise, Mistake, ProbeKind

Declared = TypeVar("Declared", bound=Callable)  # a function or class, which stays what it is


@dataclass
class Declaration:
    """An exercise while it is declared.

    Attributes
    ----------
    name
        The student's function, e.g. "neuron".
    returns
        Names of the results, in order; where the reference returns a dict, one name for the whole.
    points
        Points of each part; a part is the name of a result (or key, or thing seen), the first of `returns` for all that
        have no points of their own, or the `part` of a kind of probe.
    section
        The heading of the notebook that teaches it.
    reveal
        Whether the feedback may show the right values (not for predictions).
    seen
        Names of what `view` compares, in order, where these are not the results themselves.
    within
        For things seen that are measured: how far from the reference's value they may be.
    within_share
        The same as a share of that value: 0.1 for 10 %.
    allowed
        Modules that an answer may borrow from, such as "torch" or "gradatim.nn"; mostly none.
    texts
        The module that holds texts which blocks of wrong lines name in braces, where it is not the exercise's own.
    """

    name: str
    returns: tuple[str, ...]
    points: dict[str, float]
    section: str
    reveal: bool = True
    seen: tuple[str, ...] = ()
    within: dict[str, float] = field(default_factory=dict)
    within_share: dict[str, float] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    texts: ModuleType | None = None

    def __post_init__(self) -> None:
        self._said: dict[str, Any] = {}  # what the decorators were given: a field of Exercise each
        self._mistakes: list[Mistake] = []
        self._alternatives: list[Alternative] = []
        self._probes: list[ProbeKind] = []
        self._classes: list[ArgumentClass] = []
        self._trees: dict[Callable, ast.FunctionDef | ast.ClassDef] = {}

    def finished(self, chapter: str) -> Exercise:
        """The exercise, as one of this chapter. ValueError where it has no reference."""
        if "reference" not in self._said:
            raise ValueError(f"{self.name}: there is no @exercise.reference")
        fields: dict[str, Any] = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "texts"}
        for name in ("mistakes", "alternatives", "probes", "classes"):
            fields[name] = tuple(getattr(self, f"_{name}"))
        return Exercise(**fields, **self._said, chapter=chapter)

    # -- right answers -----------------------------------------------------------------------------------------------

    def reference(self, function: Declared) -> Declared:
        """The right answer."""
        self._said["reference"] = function
        return function

    def alternative(self, name: str) -> Callable[[Declared], Declared]:
        """Another right answer."""

        def add(function: Declared) -> Declared:
            self._alternatives.append(Alternative(name, lambda: function))
            return function

        return add

    def alternatives(self, block: str) -> None:
        """Other right answers, as what stands in the function; alternatives.py says how they are written.

        ValueError (file, line, exercise) where the block cannot be read, or a name is taken. What is no Python is
        refused when the answer is first tried.
        """

        def add(answer, where, _names):
            if any(answer.name == each.name for each in self._alternatives):
                raise ValueError(f"there is an alternative called {answer.name!r} already")
            made = partial(self._with_body, answer, f"{where(answer.at)}, {answer.name}")
            self._alternatives.append(Alternative(answer.name, made))

        self._each(alternatives.answers(block), add)

    def _with_body(self, answer, where):
        """The function with the reference's first line and this body."""
        first = copy.copy(self._tree(self._said["reference"]))
        first.body = [ast.Pass()]
        source = answer.source(ast.unparse(first).removesuffix("\n    pass"))
        try:
            return compiled(source, first.name, self._known(), where)
        except SyntaxError as error:
            raise ValueError(f"{where}: {(error.text or '').strip()!r} is no Python ({error.msg})") from None

    # -- arguments ---------------------------------------------------------------------------------------------------

    def probe(self, times: int = 1, part: str | None = None) -> Callable[[Declared], Declared]:
        """A kind of arguments: `draw(rng)` returns one tuple of them; it is drawn `times` times."""

        def add(draw: Declared) -> Declared:
            self._probes.append(ProbeKind(draw.__name__, draw, times, part))
            return draw

        return add

    def probes(
        self, part: str | None = None, /, *, times: int = 1, **draws: Callable[[np.random.Generator], tuple]
    ) -> None:
        """Kinds of arguments by name, in this order: those that a line can say."""
        self._probes += (ProbeKind(name, draw, times, part) for name, draw in draws.items())

    def but(self, draw: Callable[..., tuple], /, **instead: Any) -> Callable[[np.random.Generator], tuple]:
        """What `draw` draws, but with another value for some arguments: `exercise.but(ordinary, lr=0.0)`. A function
        makes it from the value that was drawn: `w=np.zeros_like`.

        ValueError where there is no such argument.
        """
        names = self._names
        unknown = set(instead) - set(names)
        if unknown:
            raise ValueError(f"{self.name}: {class_lines.no_argument(unknown, names)}")

        def drawn(rng: np.random.Generator) -> tuple:
            return tuple(
                value if name not in instead else instead[name](value) if callable(instead[name]) else instead[name]
                for name, value in zip(names, draw(rng), strict=False)
            )

        return drawn

    def classes(self, *classes: ArgumentClass | str) -> None:
        """Classes of arguments for which alone an answer may be wrong: each must have a probe in it. A text holds some
        of them, as class_lines.py says.

        ValueError where a class asks for what is no argument of the reference (or of `drive`), or has a name that is
        taken, and (file, line, exercise) where a text cannot be read.
        """
        known = sys._getframe(1).f_globals
        for each in classes:
            if isinstance(each, str):
                self._each(
                    class_lines.lines(each), lambda line, *_place: self._add_class(line.made(self._names, known))
                )
                continue
            try:
                self._add_class(each)
            except ValueError as error:
                raise ValueError(f"{self.name}: {error}") from None

    def _add_class(self, added):
        unknown = set(added.on) - set(self._names)
        if unknown:
            raise ValueError(f"the class {added.name!r}: {class_lines.no_argument(unknown, self._names)}")
        if any((added.name, added.on) == (other.name, other.on) for other in self._classes):
            raise ValueError(f"the class {added.name!r} is declared twice")
        self._classes.append(added)

    @property
    def _names(self):
        """Names of the arguments, as far as it is declared."""
        return self.finished("").arguments

    # -- known mistakes ----------------------------------------------------------------------------------------------

    def wrong_lines(self, block: str) -> None:
        """Known mistakes, as lines of a right answer gone wrong; wrong_lines.py says how they are written.

        ValueError (file, line, exercise) where the block cannot be read. A line that does not fit is refused when the
        mistake is first tried, in a test at the latest: an import should take no time.
        """
        self._add(block, self._gone_wrong)

    def _add(self, block, make):
        """Add the mistakes of a block; `make(answer, where)` makes the function of one of its lines."""

        def add(entry, where, names):
            hint, reread = (wrong_lines.text_of(text, names) for text in (entry.hint, entry.reread))
            described = self._described(entry.name, hint or None, reread or None)
            for at, answer in entry.answers:
                self._mistakes.append(Mistake(*described, partial(make, answer, f"{where(at)}, {entry.name}")))

        self._each(wrong_lines.entries(block), add, depth=3)

    def _each(self, entries, add, depth=2):
        """`add(entry, where, names)` for each entry of a block. `where(at)` says where its line `at` stands; `names` is
        what the file knows in which the block stands, so many calls above.
        """
        frame = sys._getframe(depth)
        file, first = Path(frame.f_code.co_filename), frame.f_lineno
        names = frame.f_globals | (vars(self.texts) if self.texts else {})
        at = 0
        try:
            for entry in entries:
                at = entry.at
                add(entry, lambda at: f"{file.parent.name}/{file.name}:{first + at}: {self.name}", names)
        except ValueError as error:
            at = error.at if isinstance(error, wrong_lines.Unreadable) else at
            raise ValueError(f"{file}:{first + at}: {self.name}: {error}") from None

    def mistake(self, name: str, hint: str | None = None, reread: str | None = None) -> Callable[[Declared], Declared]:
        """A known wrong answer with the hint for the student and the heading to reread.

        A further way to make the same mistake has the name alone: hint and heading are those of the first.
        """
        described = self._described(name, hint, reread)

        def add(function: Declared) -> Declared:
            self._mistakes.append(Mistake(*described, lambda: function))
            return function

        return add

    def _gone_wrong(self, answer, where):
        """The wrong function that one line of a block stands for."""
        try:
            of, changes = wrong_lines.parts(answer)
            tree = self._tree(self._right(of))
            return compiled(changed(tree, changes), tree.name, self._known(), where)
        except Misfit as error:
            raise ValueError(f"{where}: {error}") from None

    def _right(self, of):
        if of is None:
            return self._said["reference"]
        found = [each.function for each in self._alternatives if each.name == of]
        if not found:
            raise Misfit(f"there is no alternative called {of!r}")
        return found[0]

    def _tree(self, right):
        if right not in self._trees:
            self._trees[right] = tree_of(right)
        return self._trees[right]

    def _known(self):
        """What the reference's file knows, and so every answer that is written as a text."""
        right = self._said["reference"]
        return {"np": np, **(vars(sys.modules[right.__module__]) if inspect.isclass(right) else right.__globals__)}

    def _described(self, name: str, hint: str | None, reread: str | None) -> tuple[str, str, str]:
        """A mistake's name, hint and heading; those of the first entry of this name where they are left out."""
        first = next((each for each in self._mistakes if each.name == name), None)
        if first is None:
            if not hint:
                raise ValueError(f"the mistake {name!r} of {self.name} needs a hint")
            return name, hint, reread or self.section
        if hint is not None:
            raise ValueError(f"the mistake {name!r} of {self.name} has a hint already; leave out the second one")
        return name, first.hint, reread or first.reread

    # -- what an answer is, where it is not simply compared ----------------------------------------------------------

    def view(self, function: Declared) -> Declared:
        """For exercises with many right answers: `view(returned, *args)` gives what is compared instead.

        It returns one value for each name in `seen` (default: `returns`), and raises `Refusal` where the answer
        has the wrong form. The reference's, the student's and the known mistakes' answers are all looked at through it.
        """
        self._said["view"] = function
        return function

    def as_good(self, function: Declared) -> Declared:
        """For exercises with one result, in which right answers differ in a detail, such as which of two equal numbers
        is taken: whether an array of numbers is as good as the right one, `as_good(returned, right, *args)`. It then
        counts as the right one. All else is compared as it is.
        """
        self._said["as_good"] = function
        return function

    def drive(self, function: Declared) -> Declared:
        """For classes: `drive(Class, *args)` makes and uses an object and returns what is compared. A function that
        is judged by several calls together (the same generator, another one) may be driven too.

        It may call the class, its objects' methods, and read attributes that hold numbers, nothing else: at
        grading, the class lives in another process.
        """
        self._said["drive"] = function
        return function

    def forward(self, **gradients: str) -> Callable[[Declared], Declared]:
        """For derivatives: `function(*args)` is the loss, one number; `gradients` says which result is the gradient
        along which of its parameters, for example dW="W". A parameter that is none of the exercise's starts at 0.
        """

        def add(function: Declared) -> Declared:
            self._said |= {"forward": function, "gradients": gradients}
            return function

        return add


declare = Declaration  # as the files of the exercises say it
