"""Mistakes that a function's source shows by itself, whatever the exercise: facts about Python and NumPy."""

import ast
import builtins
import numbers as numeric
from collections.abc import Iterator
from typing import Any

import numpy as np

PURE = {"reshape", "transpose", "astype", "copy", "flatten", "ravel", "squeeze", "round", "clip"}  # methods
MAKERS = ("zeros", "ones", "empty")
UNSEEN = {"locals", "vars", "eval", "exec"}  # they may read what no name in the source shows
KINDS = {"int", "float", "bool", "complex", "object"}


def signs(
    tree: ast.FunctionDef | ast.ClassDef, source: str, namespace: dict[str, Any], whole: bool = True
) -> Iterator[tuple[str, dict[str, str]]]:
    """The name, and what the text about it names, for each sign in a tree, in a fixed order.

    Parameters
    ----------
    source
        The text that the tree was made of.
    namespace
        What global names stand for.
    whole
        Whether this is the function that is checked, not a helper of its.
    """
    yield from _printing(tree) if whole else ()
    yield from _unread(tree, namespace) if whole and isinstance(tree, ast.FunctionDef) else ()
    for node in ast.walk(tree):
        for each in (_caret, _half_power, _makers, _max_of_number, _thrown_away, _two_numbers):
            found = each(node, lambda part: _code(part, source))
            if found:
                yield found


def _printing(tree):
    """print where a return belongs."""
    if isinstance(tree, ast.ClassDef):
        return
    nodes = [node for statement in tree.body for node in ast.walk(statement)]
    returns = [node for node in nodes if isinstance(node, ast.Return) and node.value is not None]
    prints = any(isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "print" for n in nodes)
    yields = any(isinstance(node, ast.Yield | ast.YieldFrom) for node in nodes)
    if prints and not returns and not yields:
        yield "print_for_return", {}


def _unread(tree, namespace):
    """A parameter that is never read; with a value of the notebook that is, where there is one."""
    arguments = tree.args
    parameters = [each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    nodes = [node for statement in tree.body for node in ast.walk(statement)]
    loaded = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    if loaded & UNSEEN or arguments.vararg or arguments.kwarg:
        return
    deleted = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Del)}
    growing = {n.target.id for n in nodes if isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Name)}
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    others = [name for name in dict.fromkeys(_loads(nodes)) if name not in stored and name not in parameters]
    values = [name for name in others if not hasattr(builtins, name) and _is_value(namespace.get(name))]
    for name in parameters:
        if name not in loaded | deleted | growing:
            yield (
                ("global_for_parameter", {"name": name, "other": values[0]})
                if values
                else (
                    "parameter_unread",
                    {"name": name},
                )
            )


def _loads(nodes):
    return [n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]


def _is_value(thing):
    kinds = (np.ndarray, numeric.Number, list, tuple, dict, str)
    return isinstance(thing, kinds) and not isinstance(thing, bool)


def _caret(node, code):
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.BitXor):
        return "caret", {"code": code(node)}
    return None


def _half_power(node, code):
    """x ** 1 / 2"""
    fits = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.right, ast.Constant)
    power = node.left if fits else None
    is_power = isinstance(power, ast.BinOp) and isinstance(power.op, ast.Pow)
    if is_power and isinstance(power.right, ast.Constant) and power.right.value == 1:
        return ("half_power", {"code": code(node)}) if node.right.value == 2 else None
    return None


def _makers(node, code):
    """np.zeros(n, m)"""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in MAKERS:
        return None
    if not isinstance(node.func.value, ast.Name) or node.func.value.id not in ("np", "numpy") or len(node.args) < 2:
        return None
    second = node.args[1]
    is_size = isinstance(second, ast.Subscript | ast.BinOp) or (
        isinstance(second, ast.Constant) and isinstance(second.value, int)
    )
    is_size |= isinstance(second, ast.Call) and isinstance(second.func, ast.Name) and second.func.id == "len"
    is_size |= isinstance(second, ast.Name) and second.id not in KINDS and len(second.id) <= 2
    if not is_size:
        return None
    sizes = ", ".join(map(code, node.args))
    return "sizes_without_tuple", {"name": node.func.attr, "code": code(node), "sizes": sizes}


def _max_of_number(node, code):
    """np.max(0, z)"""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or len(node.args) != 2:
        return None
    named = isinstance(node.func.value, ast.Name) and node.func.value.id in ("np", "numpy")
    first = node.args[0]
    if named and node.func.attr in ("max", "min", "amax", "amin") and isinstance(first, ast.Constant):
        name = node.func.attr[-3:]
        return "axis_for_number", {"name": name, "code": code(node), "right": f"np.{name}imum"}
    return None


def _thrown_away(node, code):
    """A line that computes something and does nothing with it."""
    if not isinstance(node, ast.Expr):
        return None
    value = node.value
    if isinstance(value, ast.Call) and any(keyword.arg == "out" for keyword in value.keywords):
        return None
    pure = isinstance(value, ast.BinOp | ast.Compare | ast.Subscript) or (
        isinstance(value, ast.Attribute) and value.attr == "T"
    )
    pure |= isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in PURE
    if not pure:
        return None
    if isinstance(value, ast.Compare) and isinstance(value.ops[0], ast.Eq):
        return "compared_for_assigned", {"code": code(value)}
    return "thrown_away", {"code": code(value)}


def _two_numbers(node, code):
    """return 0, 35"""
    if not isinstance(node, ast.Return) or not isinstance(node.value, ast.Tuple) or len(node.value.elts) != 2:
        return None
    signless = [each.operand if isinstance(each, ast.UnaryOp) else each for each in node.value.elts]
    if all(isinstance(each, ast.Constant) and type(each.value) is int for each in signless):
        return "decimal_comma", {"code": code(node.value)}
    return None


def _code(node, source):
    """A piece of the source, in one line of moderate length."""
    text = " ".join((ast.get_source_segment(source, node) or ast.unparse(node)).split())
    return text if len(text) <= 60 else text[:59] + "…"
