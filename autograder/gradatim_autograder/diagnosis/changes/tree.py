"""The source of a right answer as a tree, the places in it that can change, and a changed tree as a function."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Lock
from types import CodeType
from typing import Any, cast

import numpy as np

from gradatim_autograder.inside.function.source import source_of
from gradatim_autograder.inside.function.tokens import Reader

STEP = "_counted_step"
_COUNT = ast.fix_missing_locations(ast.Expr(ast.Call(ast.Name(STEP, ast.Load()), [], [])))
MOST_STEPS = 300_000  # of all loops of one function together: right answers take some thousand


@dataclass(frozen=True, eq=False)
class Site:
    """A node, its parents from near to far, and the field of the nearest that it stands in."""

    node: ast.AST
    parents: tuple[ast.AST, ...]
    place: str

    @property
    def parent(self) -> ast.AST:
        return self.parents[0]

    def within(self, kind: type[ast.AST]) -> bool:
        """Whether the node stands somewhere inside a node of this kind."""
        return any(isinstance(each, kind) for each in self.parents)

    def in_index(self) -> bool:
        """Whether the node is an index of an array or list, alone or beside others."""
        place, parents = (
            (self.parents[0], self.parents[1:]) if isinstance(self.parent, ast.Tuple) else (self.node, self.parents)
        )
        return bool(parents) and isinstance(parents[0], ast.Subscript) and parents[0].slice is place

    def in_iterable(self) -> bool:
        """Whether the node stands in what a loop goes over."""
        below = (self.node, *self.parents)
        return any(isinstance(up, ast.For) and up.iter is down for down, up in pairwise(below))


@dataclass(frozen=True)
class Made:
    """What a rule makes of a node: another node, the change's name, its hint and the hint's values."""

    node: ast.AST
    name: str
    hint: str
    values: dict[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()  # texts that have to stand in a student's code (inside/tokens.py)


class Code:
    """A function's or class's tree without decorators and docstrings."""

    def __init__(self, tree: ast.FunctionDef | ast.ClassDef, globals_: dict[str, Any]):
        self.tree = tree
        self.globals = globals_
        functions = [tree] if isinstance(tree, ast.FunctionDef) else tree.body
        parameters = [each.arg for one in functions if isinstance(one, ast.FunctionDef) for each in one.args.args]
        self.parameters = [name for name in dict.fromkeys(parameters) if name != "self"]
        stored = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        self.locals = [name for name in dict.fromkeys(stored) if not name.startswith("_")]
        self._module = ast.fix_missing_locations(ast.Module([tree], []))
        self._loops = _loops_in(tree)
        self._changing = Lock()  # a notebook may check in two threads
        self._before: dict[Site, set[str]] = {}  # the texts around each site
        numbers = {name: f"${number}" for number, name in enumerate(self.parameters)}
        same = {name: name for name in self.parameters}
        self._reader = Reader(tree, numbers if isinstance(tree, ast.FunctionDef) else same)

    def sites(self) -> Iterator[Site]:
        """Every place in the body where a rule may change something; not where the change might never end."""

        def visit(node, parents, place):
            # A changed `while` or recursion might never end.
            functions = sum(isinstance(each, ast.FunctionDef | ast.Lambda) for each in parents)
            if functions > 1 or any(isinstance(each, ast.While) for each in parents):
                return
            if parents:
                yield Site(node, parents, place)
            for name, value in ast.iter_fields(node):
                for child in value if isinstance(value, list) else [value]:
                    if isinstance(child, ast.AST):
                        yield from visit(child, (node, *parents), name)

        yield from (site for site in visit(self.tree, (), "") if site.place != "args" or len(site.parents) > 1)

    def compiled(self, site: Site | None = None, node: ast.AST | None = None) -> CodeType:
        """The code of the tree, with `node` in the place of `site`, and steps that are counted. The tree is what it was
        when this returns: to copy it for each of thousands of changes would take twenty times as long.
        """
        loops = self._loops | (_loops_in(ast.fix_missing_locations(node)) if node else set())
        with self._changing:
            undo = _put(site, node) if site else lambda: None
            bodies = [(each, each.body) for each in loops]
            try:
                for each, body in bodies:
                    each.body = [_COUNT, *body]
                return compile(self._module, "<change>", "exec")
            finally:
                for each, body in bodies:
                    each.body = body
                undo()

    def all_texts(self) -> frozenset[str]:
        """The texts of the whole tree."""
        return frozenset(self._reader.read())

    def texts(self, site: Site, node: ast.AST) -> tuple[frozenset[str], frozenset[str]]:
        """The texts that a change brings to the code, and those that it takes from it."""
        if site not in self._before:
            self._before[site] = self._around(site, site.node)
        before = self._before[site]
        with self._changing:
            undo = _put(site, node)
            try:
                after = self._around(site, node)
            finally:
                undo()
        return frozenset(after - before), frozenset(before - after)

    def _around(self, site, node):
        found, looping = set(), site.within(ast.For)
        for each in (*ast.walk(node), *site.parents[:2]):
            if not isinstance(each, ast.FunctionDef | ast.ClassDef):
                found.update(self._reader.of(each, looping))
        return found

    def made_of(self, compiled: CodeType) -> Callable:
        """The function or class that the compiled tree defines."""
        namespace = {**self.globals, STEP: _Steps()}
        exec(compiled, namespace)  # our own source with one change of ours
        return namespace[self.tree.name]


class _Steps:
    """Ends a loop that a change has made endless, before its lists fill the memory."""

    def __init__(self):
        self.left = MOST_STEPS

    def __call__(self):
        self.left -= 1
        if self.left < 0:
            raise EndlessLoop


class EndlessLoop(Exception):
    """More steps than any right answer needs."""


def _loops_in(tree):
    return {each for each in ast.walk(tree) if isinstance(each, ast.For | ast.While)}


def _put(site, node):
    """Put `node` in the place of `site`; returns what takes it back."""
    parent, field_name = site.parent, site.place
    value = getattr(parent, field_name)
    if not isinstance(value, list):
        setattr(parent, field_name, node)
        return lambda: setattr(parent, field_name, value)
    index = next(i for i, child in enumerate(value) if child is site.node)
    value[index] = node

    def undo():
        value[index] = site.node

    return undo


def expression(text: str) -> ast.expr:
    """An expression as a tree."""
    return ast.parse(text, mode="eval").body


def called(function: str, *arguments: ast.expr) -> ast.Call:
    """A call of one of NumPy's functions."""
    return ast.Call(ast.Attribute(ast.Name("np", ast.Load()), function, ast.Load()), list(arguments), [])


def read_function(function: Callable) -> Code:
    """The tree of a reference or alternative, which uses only `np` and Python's builtins (exercise.py)."""
    tree = cast("ast.FunctionDef | ast.ClassDef", ast.parse(source_of(function)).body[0])
    tree.decorator_list = []
    tree.name = "changed"
    if isinstance(tree.body[0], ast.Expr) and isinstance(tree.body[0].value, ast.Constant):
        tree.body = tree.body[1:]
    return Code(tree, {"np": np})
