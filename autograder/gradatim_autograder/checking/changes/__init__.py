"""Wrong answers that nobody wrote down: every right answer of an exercise with one small change.

A student whose function gives exactly what `x @ w - b` gives has written a minus for a plus, in whatever style. The
same changes test the probes: a change that tells on one seed has to tell on every seed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from gradatim.text import _

from gradatim_autograder.checking.changes import arguments, arrays, formulas, loops, names
from gradatim_autograder.checking.changes.fixed import fixed_arguments
from gradatim_autograder.checking.changes.tree import Code, read_function

RULES = (names, formulas, arguments, arrays, loops)


@dataclass(frozen=True)
class Change:
    """A right answer with one change. `hint` (a marked text) and `values` say which."""

    name: str
    hint: str
    function: Callable = field(compare=False)
    values: tuple[tuple[str, str], ...] = ()

    @property
    def text(self):
        """The hint in the language in use."""
        return _(self.hint).format(**dict(self.values))


def changes_of(function) -> Iterator[Change]:
    """Every change of one right answer that still compiles. Their order is fixed."""
    code = read_function(function)
    seen = {code.compiled()}
    for site in code.sites():
        for module in RULES:
            for made in module.changes(code, site):
                compiled = code.compiled(site, made.node)
                if compiled not in seen:
                    seen.add(compiled)
                    yield _change(code, compiled, made)


def _fixed(function) -> Iterator[Change]:
    code = read_function(function)
    for site, made in fixed_arguments(code):
        yield _change(code, code.compiled(site, made.node), made)


def _change(code, compiled, made):
    return Change(made.name, made.hint, code.made_of(compiled), tuple(sorted(made.values.items())))


@cache
def all_changes(functions: tuple[Callable, ...]) -> tuple[Change, ...]:
    """The changes of several right answers, made once for each process."""
    changes = [change for function in functions for change in changes_of(function)]
    return (*changes, *_fixed(functions[0]))


__all__ = ["Change", "Code", "all_changes", "changes_of"]
