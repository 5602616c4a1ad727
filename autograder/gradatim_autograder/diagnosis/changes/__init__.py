"""Wrong answers that nobody wrote down: every right answer of an exercise with one small change.

A student whose function gives exactly what `x @ w - b` gives has written a minus for a plus, in whatever style. The
same changes test the probes: a change that tells on one seed has to tell on every seed.

tree        the source as a tree, the places in it that can change, and a changed tree as a function
formulas, arrays, loops, names, arguments, fixed     the changes, by what they change
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from gradatim.text import _

from gradatim_autograder.diagnosis.changes import arguments, arrays, formulas, loops, names
from gradatim_autograder.diagnosis.changes.fixed import fixed_arguments
from gradatim_autograder.diagnosis.changes.tree import Code, Site, read_function

RULES = (names, formulas, arguments, arrays, loops)


@dataclass(frozen=True)
class Change:
    """A right answer with one change. `hint` (a marked text) and `values` say which.

    `needs` are texts without which a student's code cannot hold it (inside/tokens.py).
    """

    name: str
    hint: str
    values: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    code: Code = field(compare=False)
    site: Site = field(compare=False)
    node: ast.AST = field(compare=False)

    @cached_property
    def function(self) -> Callable:
        """The changed function. It is compiled when it is first asked for: most changes never are."""
        return self.code.made_of(self.code.compiled(self.site, self.node))

    @cached_property
    def texts(self) -> tuple[frozenset[str], frozenset[str]]:
        """The texts that it brings to the code, and those that it takes from it."""
        return self.code.texts(self.site, self.node)

    @property
    def text(self) -> str:
        """The hint in the language in use."""
        return _(self.hint).format(**dict(self.values))


def changes_of(function: Callable) -> Iterator[Change]:
    """Every change of one right answer. Their order is fixed."""
    code = read_function(function)
    for site in code.sites():
        for module in RULES:
            for made in module.changes(code, site):
                yield _change(code, site, made)


def _fixed(function) -> Iterator[Change]:
    code = read_function(function)
    for site, made in fixed_arguments(code):
        yield _change(code, site, made)


def _change(code, site, made):
    return Change(made.name, made.hint, tuple(sorted(made.values.items())), made.needs, code, site, made.node)


@cache
def all_changes(functions: tuple[Callable, ...]) -> tuple[tuple[frozenset[str], tuple[Change, ...]], ...]:
    """For each of several right answers the texts of its code, and its changes; made once for each process."""
    found = []
    for number, function in enumerate(functions):
        changes = [*changes_of(function), *(_fixed(function) if number == 0 else ())]
        found.append((read_function(function).all_texts(), tuple(changes)))
    return tuple(found)


__all__ = ["Change", "Code", "all_changes", "changes_of"]
