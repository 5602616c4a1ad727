"""What the source of a student's function shows. It is read, never run: `facts(function)`."""

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from .signs import signs
from .source import parsed, source_of
from .tokens import tokens

LONGEST_SOURCE = 20_000  # characters of one function
MOST_SIGNS = 12
MOST_NUMBERS = 60
TEXT = 80  # characters of a value that is shown


@dataclass(frozen=True)
class CodeFacts:
    """What the source shows.

    Attributes
    ----------
    known
        Whether there is a source that could be read.
    tokens
        What stands in it (tokens.py).
    signs
        What is a mistake in any program: (name, {what the text about it names}).
    numbers
        The numbers that stand in it.
    """

    known: bool = False
    tokens: frozenset[str] = frozenset()
    signs: tuple[tuple[str, dict[str, str]], ...] = ()
    numbers: tuple[float, ...] = ()


NOTHING = CodeFacts()


def facts(function: Callable, parameters: tuple[str, ...], own: Iterable[Callable] = ()) -> CodeFacts:
    """What the source of `function` shows; `parameters` are the exercise's, in order.

    `own` are further functions of the student's that it uses.
    """
    try:
        return _facts(function, parameters, own)
    except Exception:  # no source, or one that is no Python, or nested too deep
        return NOTHING


def _facts(function, parameters, own):
    tree, source = tree_of(function)
    if tree is None:
        return NOTHING
    if isinstance(tree, ast.ClassDef):
        names = {name: name for name in _arguments(tree)}
    else:
        mine = [each.arg for each in (*tree.args.posonlyargs, *tree.args.args)]
        names = {name: f"${number}" for number, name in enumerate(mine[: len(parameters)])}
    found, trees = set(tokens(tree, names)), [(tree, source)]
    for each in own:
        other, text = tree_of(each) if each is not function and isinstance(each, FunctionType) else (None, "")
        if other is not None:
            trees.append((other, text))
            found |= tokens(other, {})
    for number, name in enumerate(parameters):
        if isinstance(tree, ast.FunctionDef) and f"reads|${number}" not in found:
            found.add(f"unread|{name}")
    namespace = function.__globals__ if isinstance(function, FunctionType) else {}
    said = [sign for each, text in trees[:4] for sign in signs(each, text, namespace, whole=each is tree)]
    short = [(name, {key: str(value)[:TEXT] for key, value in values.items()}) for name, values in said[:MOST_SIGNS]]
    return CodeFacts(True, frozenset(found), tuple(short), _numbers([each for each, _text in trees]))


def tree_of(function: Callable) -> tuple[ast.FunctionDef | ast.ClassDef | None, str]:
    """The tree of a function or class, a lambda as a function that returns, and the text that it was made of.

    The tree is None where it cannot be read.
    """
    text = source_of(function)
    if len(text) > LONGEST_SOURCE:
        return None, text
    try:
        module = parsed(text)
    except SyntaxError:  # a lambda inside a call that goes on in other lines
        return None, text
    name = getattr(function, "__name__", "")
    if name == "<lambda>":
        found = [node for node in ast.walk(module) if isinstance(node, ast.Lambda)]
        if len(found) != 1:
            return None, text
        body: list[ast.stmt] = [ast.Return(found[0].body)]
        made = ast.FunctionDef("answer", found[0].args, body, [], lineno=1)
        made.type_params = []  # type: ignore[attr-defined]  # from Python 3.12 on
        return made, text
    kinds = ast.FunctionDef | ast.ClassDef
    return next((node for node in module.body if isinstance(node, kinds) and node.name == name), None), text


def _arguments(tree):
    return dict.fromkeys(each.arg for node in ast.walk(tree) if isinstance(node, ast.arguments) for each in node.args)


def _numbers(trees):
    values = [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    plain = [float(value) for value in values if type(value) in (int, float) and abs(value) < 1e15]
    return tuple(dict.fromkeys(plain))[:MOST_NUMBERS]


def packed(found: CodeFacts) -> dict[str, Any]:
    """As plain data, to be sent."""
    said = [[name, values] for name, values in found.signs]
    return {"known": found.known, "tokens": sorted(found.tokens), "signs": said, "numbers": list(found.numbers)}


def unpacked(data: object) -> CodeFacts:
    """From plain data that somebody else may have made up; what has not its form is left out."""
    if not isinstance(data, dict) or data.get("known") is not True:
        return NOTHING
    texts = [each for each in _listed(data, "tokens")[:4_000] if isinstance(each, str) and len(each) <= TEXT]
    said = []
    for each in _listed(data, "signs")[:MOST_SIGNS]:
        if isinstance(each, list) and len(each) == 2 and isinstance(each[0], str) and isinstance(each[1], dict):
            values = {k: v[:TEXT] for k, v in each[1].items() if isinstance(k, str) and isinstance(v, str)}
            said.append((each[0], values))
    numbers = [each for each in _listed(data, "numbers")[:MOST_NUMBERS] if type(each) is float]
    return CodeFacts(True, frozenset(texts), tuple(said), tuple(numbers))


def _listed(data, key):
    return data[key] if isinstance(data.get(key), list) else []
