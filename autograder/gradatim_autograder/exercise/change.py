"""A wrong line put into a right answer, at the one place where it belongs.

Both are compared as syntax trees, so spacing, brackets and quotes do not matter. What fits no place, or several, is
refused (Misfit).
"""

import ast
import contextlib
import copy
import inspect
import itertools
import linecache
import re
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, cast

from gradatim_autograder.inside.function.source import source_of

SETS = (ast.Assign, ast.AugAssign, ast.AnnAssign)
HEADERS = {  # what stands in the first line of a statement with a body
    ast.For: ("target", "iter"),
    ast.While: ("test",),
    ast.If: ("test",),
    ast.With: ("items",),
    ast.FunctionDef: ("name", "args"),
}
DOTS = ast.dump(ast.Expr(ast.Constant(...)))  # "..." as a statement: what stood there
SAME_EVERYWHERE = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
_count = itertools.count(1)


class Misfit(ValueError):
    """A line that does not fit exactly one place; the text says why."""


@dataclass(frozen=True)
class Piece:
    """One side of a change: an expression, statements, or the first line of a statement whose body is not given."""

    nodes: list[ast.AST]
    kind: str  # "expression", "statements" or "header"

    @property
    def node(self) -> ast.AST:
        return self.nodes[0]


def tree_of(function: Callable) -> ast.FunctionDef | ast.ClassDef:
    """The syntax tree of a function or class without its decorators."""
    definition = _definition(source_of(function))
    definition.decorator_list = []
    return definition


def changed(right: ast.AST, lines: list[str]) -> str:
    """The source of the right answer with all of these lines in their places. Raises Misfit.

    Parameters
    ----------
    lines
        "target = …", "return …", "for … in …:", "if …:" take the place of the one statement that does the same;
        "old -> new" replaces the one expression, statement or keyword `old`, "old => new" all of them.
        "-> pass" drops it; "..." as a statement behind the arrow is what stood there ("y = x -> ...; y += 1").
        "def f(x): …" takes the place of the function f, its first line alone that of its first line.
        "in f: …" looks into the inner function or the method f alone.
    """
    tree = copy.deepcopy(right)
    instead: dict[int, list[ast.AST]] = {}
    heads: dict[int, ast.AST] = {}
    taken: set[int] = set()
    for line in lines:
        for nodes, new, is_head in _places(tree, line):
            touched = _ids(_first_line(nodes[0]) if is_head else nodes)
            if not taken.isdisjoint(touched):
                raise Misfit(f"{line!r} changes what another change of the same line has changed")
            taken |= touched
            if is_head:
                heads[id(nodes[0])] = new[0]
            else:
                instead |= {id(node): [] for node in nodes} | {id(nodes[0]): new}
    made = _Instead(instead, heads).visit(tree)
    made = ast.fix_missing_locations(made[0] if isinstance(made, list) else made)  # its own first line is changed
    source = ast.unparse(made)
    if source == ast.unparse(right):
        raise Misfit(f"{' ;; '.join(lines)!r} changes nothing")
    return source + "\n"


def compiled(source: str, name: str, known: dict[str, Any], title: str) -> Callable:
    """The function or class `name` that `source` defines; it knows what `known` holds. `inspect` finds its source."""
    filename = f"<{title} {next(_count)}>"
    linecache.cache[filename] = len(source), None, source.splitlines(keepends=True), filename
    made = ModuleType(filename)
    made.__file__ = filename
    vars(made).update({name: value for name, value in known.items() if not name.startswith("__")})
    exec(compile(source, filename, "exec"), vars(made))  # our own source with changes of ours
    thing = getattr(made, name)
    if inspect.isclass(thing):
        sys.modules[filename] = made  # where `inspect` looks for the source of a class
    return thing


def _definition(source: str) -> ast.FunctionDef | ast.ClassDef:
    """The function or class that stands first in a source."""
    return cast("ast.FunctionDef | ast.ClassDef", ast.parse(source).body[0])


# -- where a line belongs ------------------------------------------------------------------------------------------


def _places(tree, line):
    """Neighbouring nodes of the tree, what comes in their place, and whether that is their first line alone."""
    scope, line = _scope(tree, line)
    for arrow in ("=>", "->"):
        old, new = _sides(line, arrow)
        if old is not None:
            found = _all_of(scope, old, new, line)
            if not found or (arrow == "->" and len(found) > 1):
                times = f"occurs {len(found)} times (=> replaces all)" if found else "does not occur"
                raise Misfit(f"{ast.unparse(old.node)!r} {times} in\n{ast.unparse(scope)}")
            return found
    return [_by_what_it_does(scope, _read(line), line)]


def _scope(tree, line):
    if not line.startswith("in ") or ":" not in line:
        return tree, line
    name, _colon, rest = line.removeprefix("in ").partition(":")
    found = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef) and each.name == name.strip()]
    if len(found) != 1:
        raise Misfit(f"there are {len(found)} functions called {name.strip()!r}")
    return found[0], textwrap.dedent(rest).strip()


def _sides(line, arrow):
    """What stands before and behind the arrow; None where there is no such arrow outside of a string."""
    for found in re.finditer(rf"\s{arrow}\s", line):
        with contextlib.suppress(Misfit):
            return _read(line[: found.start()]), _read(line[found.end() :])
    return None, None


def _read(text):
    text = _even(text)
    for kind, source in (("expression", f"({text}\n)"), ("statements", text), ("header", f"{text} pass")):
        try:
            nodes = ast.parse(source).body
        except SyntaxError:
            continue
        if kind == "expression":
            return Piece([nodes[0].value], kind)
        if nodes and (kind == "statements" or (len(nodes) == 1 and type(nodes[0]) in HEADERS)):
            return Piece(nodes, kind)
    raise Misfit(f"{text!r} is no Python")


def _even(text):
    """A text whose further lines are indented as its first, or are its body."""
    first, _newline, rest = text.strip().partition("\n")
    if not first:
        raise Misfit("a side of the change is empty; write pass to drop something")
    return "\n".join((first, textwrap.indent(textwrap.dedent(rest), "    " if first.endswith(":") else "")))


def _all_of(scope, old, new, line):
    """The places of `old` in the scope, each with what comes there instead."""
    if old.kind == "header":
        return [([each], new.nodes, new.kind == "header") for each in _alike(scope, old.node, header=True)]
    if old.kind == "expression" and new.kind == "expression":
        return [([each], new.nodes, False) for each in _alike(scope, old.node)]
    statements = [ast.Expr(old.node)] if old.kind == "expression" else old.nodes
    instead = [ast.Expr(new.node)] if new.kind == "expression" else new.nodes
    instead = [each for node in instead for each in (statements if _text(node) == DOTS else [node])]
    found = [(each, instead, False) for each in _rows(scope, statements)]
    return found or [(each, _as_keyword(new, line), False) for each in _keywords(scope, old)]


def _alike(scope, wanted, header=False):
    kind, look = type(wanted), _head if header else _text
    text = look(wanted)
    return [each for each in ast.walk(scope) if type(each) is kind and look(each) == text]


def _rows(scope, statements):
    """Neighbouring statements of one body that are these."""
    texts, found = [_text(each) for each in statements], []
    for body in _bodies(scope):
        own = [_text(each) for each in body]
        found += [
            body[at : at + len(texts)] for at in range(len(body) - len(texts) + 1) if own[at : at + len(texts)] == texts
        ]
    return found


def _bodies(scope):
    for node in ast.walk(scope):
        for field in ("body", "orelse", "finalbody"):
            body = getattr(node, field, None)
            if isinstance(body, list):
                yield body


def _keywords(scope, old):
    """Keywords of calls that are written like an assignment: axis=0."""
    node = old.node
    if not isinstance(node, ast.Assign) or len(old.nodes) > 1 or not isinstance(node.targets[0], ast.Name):
        return []
    text = _text(ast.keyword(node.targets[0].id, node.value))
    return [[each] for each in ast.walk(scope) if isinstance(each, ast.keyword) and _text(each) == text]


def _as_keyword(new, line):
    node = new.node
    if isinstance(node, ast.Pass):
        return []
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return [ast.keyword(node.targets[0].id, node.value)]
    raise Misfit(f"{line!r}: in place of a keyword comes a keyword, such as axis=1, or pass")


def _by_what_it_does(scope, piece, line):
    """The one statement of the scope that sets the same target, returns, or has the same kind of first line."""
    node = piece.node
    if len(piece.nodes) > 1 or piece.kind == "expression" or not isinstance(node, (*SETS, ast.Return, *HEADERS)):
        raise Misfit(f"{line!r}: say what it takes the place of: old -> new")
    alike = [each for each in _of_its_own(scope, node) if _does_the_same(each, node)]
    if len(alike) > 1 and isinstance(node, ast.For):
        alike = [each for each in alike if _text(each.target) == _text(node.target)]
    if len(alike) > 1 and isinstance(node, SETS):  # one sets it with =, another with +=
        alike = [each for each in alike if type(each) is type(node)]
    if len(alike) != 1:
        fits = f"fits {len(alike)} places" if alike else "fits nowhere"
        raise Misfit(f"{line!r} {fits} (write old -> new to say what it replaces) in\n{ast.unparse(scope)}")
    return alike, piece.nodes, piece.kind == "header"


def _of_its_own(scope, node):
    """All that the scope holds; of what returns, not what a function inside of it does."""
    inner = [each for each in ast.walk(scope) if isinstance(each, ast.FunctionDef) and each is not scope]
    if isinstance(node, ast.Return) and isinstance(scope, ast.FunctionDef):
        inside = {id(each) for function in inner for each in ast.walk(function)}
    else:
        inside = set()
    return [each for each in ast.walk(scope) if id(each) not in inside]


def _does_the_same(one, other):
    if isinstance(one, SETS) and isinstance(other, SETS):
        return _targets(one) == _targets(other)
    if isinstance(one, ast.FunctionDef) and isinstance(other, ast.FunctionDef):
        return one.name == other.name
    return type(one) is type(other) and not isinstance(one, SETS)


def _targets(node):
    return [_text(each) for each in (node.targets if isinstance(node, ast.Assign) else [node.target])]


def _head(node):
    """The first line of a statement with a body, to be compared."""
    values = [getattr(node, field) for field in HEADERS[type(node)]]
    return [[_text(each) for each in value] if isinstance(value, list) else _text(value) for value in values]


def _text(node):
    """A tree to be compared: what is set and what is used look the same."""
    return node if isinstance(node, str) else ast.dump(node).replace("ctx=Store()", "ctx=Load()")


def _first_line(statement):
    """What the first line of a statement with a body is made of."""
    values = [getattr(statement, field) for field in HEADERS[type(statement)]]
    return [each for value in values for each in (value if isinstance(value, list) else [value])]


def _ids(nodes):
    """Ids of nodes and of all in them, but for those of which all trees have the same one, such as a plus."""
    inside = [each for node in nodes if isinstance(node, ast.AST) for each in ast.walk(node)]
    return {id(each) for each in inside if not isinstance(each, SAME_EVERYWHERE)}


class _Instead(ast.NodeTransformer):
    """Puts other nodes in the place of some."""

    def __init__(self, instead, heads):
        self.instead, self.heads = instead, heads

    def visit(self, node):
        new = self.instead.get(id(node))
        if new is None:
            return self._filled(self._headed(node, super().generic_visit(node)))
        new = [copy.deepcopy(each) for each in new]
        if isinstance(node, ast.expr):
            return new[0]
        return [each for each in new if not isinstance(each, ast.Pass)] or None

    def _headed(self, node, visited):
        """The statement with another first line, where there is one for it."""
        if id(node) not in self.heads:
            return visited
        made = copy.deepcopy(self.heads[id(node)])
        made.body = visited.body
        if hasattr(made, "orelse"):
            made.orelse = getattr(visited, "orelse", [])
        return made

    @staticmethod
    def _filled(node):
        """A body from which everything was dropped holds a `pass`."""
        if getattr(node, "body", None) == []:
            node.body = [ast.Pass()]
        return node
