"""A student's code without anything that says whose it is: no comments, no texts, no names but the course's.

def neuron(x, w, b):                 def neuron(x, w, b):
    "by Ada"                             v1 = x @ w
    adas_sum = x @ w  # like Bob         return v1
    return adas_sum
"""

import ast
import builtins
import keyword
import math
import re
import warnings
from collections.abc import Set
from functools import cache

import numpy as np

LONGEST_LINES, LARGEST = 60, 100_000  # a larger whole number may be somebody's
_NAME = re.compile(r"[^\W\d]\w*")
_SHORT = re.compile(r"[A-Za-z]\d?")


_KEYWORDS = "axis keepdims dtype out where initial ddof size scale loc shape strict start end key default ord indexing"


@cache
def common_names() -> frozenset[str]:
    """The names of Python and NumPy."""
    things = (builtins, np, np.ndarray, np.linalg, np.random, np.random.Generator, math, str, list, dict, set, tuple)
    return frozenset(
        {
            "numpy",
            "np",
            "math",
            "self",
            *_KEYWORDS.split(),
            *keyword.kwlist,
            *(name for each in things for name in dir(each)),
        }
    )


def names_in(code: str) -> set[str]:
    """All words in a text of the course's own."""
    return set(_NAME.findall(code))


def without_names(source: str, name: str, known: Set[str]) -> str | None:
    """The function or class `name` of a cell, or None where it cannot be shown.

    Parameters
    ----------
    known
        The names that stay, beside those of Python and NumPy.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(source).body
        definitions = [each for each in body if isinstance(each, ast.FunctionDef | ast.ClassDef) and each.name == name]
        if not definitions:
            return None
        text = ast.unparse(_Renamed(known | {name}).visit(definitions[-1]))
    except (SyntaxError, ValueError, RecursionError, MemoryError, _Telling):
        return None
    return text if text.count("\n") < LONGEST_LINES else None


class _Telling(Exception):
    """There is something in it that may say whose it is."""


class _Renamed(ast.NodeTransformer):
    def __init__(self, known: Set[str]):
        self._course, self._known = known, known | common_names()
        self._new: dict[str, str] = {}

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Constant):
            return self._constant(node)
        if isinstance(node, ast.JoinedStr):
            return ast.Constant("")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            _bare(node)
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Name("float")
        node = super().generic_visit(node)
        for field, value in ast.iter_fields(node):
            if field == "type_comment":
                setattr(node, field, None)
            elif isinstance(value, str):
                setattr(node, field, self._name(value))
            elif isinstance(value, list) and value and all(isinstance(each, str) for each in value):
                setattr(node, field, [self._name(each) for each in value])
        return node

    def _constant(self, node):
        if isinstance(node.value, int) and abs(node.value) > LARGEST:
            raise _Telling
        text = isinstance(node.value, str | bytes) and node.value not in self._course  # keys of dicts stay
        return ast.Constant(type(node.value)() if text else node.value)

    def _name(self, name):
        return ".".join(map(self._word, name.split(".")))  # import a.b

    def _word(self, word):
        if word in self._known or _SHORT.fullmatch(word):
            return word
        if word not in self._new:
            self._new[word] = f"v{len(self._new) + 1}"
        return self._new[word]


def _bare(node):
    """Take away what stands around the body, and the docstring."""
    node.decorator_list = []
    if not isinstance(node, ast.ClassDef):
        node.returns = None
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        node.body = node.body[1:] or [ast.Pass()]
