"""Finds difference quotients in the source of functions: (f(x + h) - f(x - h)) / (2 h) and its relatives."""

import ast
from collections.abc import Iterable
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

from .flow import returned
from .source import parsed, source_of

SMALL = 0.1  # a step is at most so large
COUNTS = 24  # a divisor is the step times a whole number up to this


def differences(functions: Iterable[FunctionType]) -> str:
    """ "quotient" or "complex step" where what one of the functions returns is made of one, else "".

    `functions` are a function and those that it uses, or the methods of a class and what these use.

    A gradient check beside a formula, which compares and throws away, is no part of what is returned.
    """
    trees = [(kept, function) for function in functions if (kept := _tree(function)) is not None]
    chosen = _reached([(returned(tree), function) for tree, function in trees])
    for tree, function in chosen:
        if _complex_step(tree):
            return "complex step"
        if holds_quotient(tree, function.__globals__):
            return "quotient"
    return ""


def _reached(trees):
    """The first, methods, and those that are called in these. Where a name stands for something else that may hold
    functions, all of them.
    """
    found = [each for at, each in enumerate(trees) if at == 0 or _is_method(each[1])]
    waiting = [each for each in trees if each not in found]
    while True:
        names = {getattr(node, "attr", getattr(node, "id", None)) for tree, _f in found for node in ast.walk(tree)}
        values = [function.__globals__.get(name) for _tree, function in found for name in names if name]
        if any(map(_is_opaque, values)) or any(function.__closure__ for _tree, function in found):
            return trees
        more = [each for each in waiting if each[1].__name__ in names or each[1].__name__ == "<lambda>"]
        if not more:
            return found
        found, waiting = found + more, [each for each in waiting if each not in more]


def _is_method(function):
    return "." in function.__qualname__.rpartition("<locals>.")[2]


def _is_opaque(value):
    """Whether functions may be called through it that its own name does not tell."""
    if isinstance(value, dict):
        return any(map(callable, list(value.values())))
    if isinstance(value, list | tuple | set):
        return any(map(callable, value))
    plain = FunctionType | BuiltinFunctionType | ModuleType | type | int | float | complex | str | type(None)
    return not isinstance(value, plain) and type(value).__module__ not in ("numpy", "numpy.random")


def holds_quotient(tree: ast.AST, namespace: dict[str, Any] | None = None) -> bool:
    """Whether a difference quotient stands in the tree. `namespace`: the numbers that names have elsewhere."""
    return _Quotients(tree, namespace or {}).found()


def _tree(function):
    try:
        return parsed(source_of(function))
    except Exception:  # no source, or a piece of one that is no Python by itself
        return None


def _complex_step(tree):
    nodes = list(ast.walk(tree))
    imaginary = any(isinstance(node, ast.Constant) and isinstance(node.value, complex) for node in nodes)
    imaginary |= any(isinstance(node, ast.Name) and node.id == "complex" for node in nodes)
    return imaginary and any(isinstance(node, ast.Attribute) and node.attr == "imag" for node in nodes)


class _Quotients:
    """A step is a small number, or a name or attribute that may hold one. A quotient divides a difference by it, where
    it was added to something as well.
    """

    def __init__(self, tree, namespace):
        self.nodes = list(ast.walk(tree))
        self.parameters = {node.arg for node in self.nodes if isinstance(node, ast.arg)}
        self.small = {}  # names with their numbers
        self.differing = set()  # names that hold a difference
        for node in self.nodes:
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                self._assigned(node.targets[0].id, node.value)
        for node in self.nodes:
            if isinstance(node, ast.Name) and isinstance(namespace.get(node.id), float):
                self.small.setdefault(node.id, namespace[node.id])

    def _assigned(self, name, value):
        if _is_small(value):
            self.small[name] = value.value
        if self._holds_difference(value):
            self.differing.add(name)

    def found(self):
        added = self._added()
        return any(self._fits(divisor, added) for top, divisor in self._divisions() if self._holds_difference(top))

    def _divisions(self):
        for node in self.nodes:
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
                yield node.left, node.right
            elif isinstance(node, ast.Call) and _called(node) == "divide" and len(node.args) == 2:
                yield node.args
            elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Div):
                yield node.target, node.value
            elif isinstance(node, ast.Call) and _called(node) == "gradient" and len(node.args) == 2:
                yield ast.BinOp(ast.Name("a"), ast.Sub(), ast.Name("b")), node.args[1]

    def _holds_difference(self, value):
        for node in ast.walk(value):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
                if not isinstance(node.left, ast.Constant) and not isinstance(node.right, ast.Constant):
                    return True
            elif (isinstance(node, ast.Call) and _called(node) == "subtract") or (
                isinstance(node, ast.Name) and node.id in self.differing
            ):
                return True
        return False

    def _steps(self, value):
        """The steps in an expression: numbers, or texts for names whose number is not known."""
        for node in ast.walk(value):
            if _is_small(node):
                yield node.value
            elif isinstance(node, ast.Name) and node.id in self.small:
                yield self.small[node.id] if abs(self.small[node.id]) <= SMALL else None
            elif isinstance(node, ast.Name) and node.id in self.parameters:
                yield node.id
            elif isinstance(node, ast.Attribute):
                yield ast.dump(node)

    def _added(self):
        """The steps that are added to something, or put into an entry."""
        found = set()
        for node in self.nodes:
            pairs = []
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
                pairs = [(node.left, node.right), (node.right, node.left)]
            elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
                pairs = [(node.target, node.value)]
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
                pairs = [(node.targets[0], node.value)]
            for other, step in pairs:
                if not isinstance(other, ast.Constant) and _is_product(step):
                    found.update(self._steps(step))
        return found - {None}

    def _fits(self, divisor, added):
        """Whether a divisor is nothing but a step, or a whole number of it."""
        if not _is_product(divisor):
            return False
        names = [node for node in ast.walk(divisor) if isinstance(node, ast.Name)]
        known = self.parameters | self.small.keys() | {"self"}
        if any(node.id not in known for node in names):
            return False
        return any(_is_multiple(step, each) for step in self._steps(divisor) for each in added)


def _is_multiple(divisor, step):
    if isinstance(divisor, str) or isinstance(step, str) or divisor is None:
        return divisor == step
    ratio = divisor / step
    return 0.9 < ratio < COUNTS + 0.5 and abs(ratio - round(ratio)) < 1e-6


def _is_product(value):
    """Whether an expression holds names, numbers, attributes and products of them alone."""
    parts = (ast.Name, ast.Constant, ast.Attribute, ast.Load, ast.BinOp, ast.Mult, ast.UnaryOp, ast.USub, ast.Store)
    return all(isinstance(node, parts) for node in ast.walk(value))


def _is_small(node):
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, float) and 0 < abs(value) <= SMALL


def _called(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))
