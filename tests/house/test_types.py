"""Every public function says what it takes and gives. What the annotations say is checked by mypy (.ci/check)."""

import ast

import pytest
from places import ROOT

# Declared there are answers and probes, in the words of the notebooks; the stand-in takes what anybody gives it.
LEFT_OUT = ("gradatim_autograder/exercises/", "gradatim_autograder/inside/stand_in/")


def modules():
    for package in ("lib/gradatim", "autograder/gradatim_autograder"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if not any(each in path.as_posix() for each in LEFT_OUT):
                yield path


def public_functions(tree):
    """(name, function) of each public function, and of each method of a public class, `__init__` too."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name[0] != "_":
            yield node.name, node, False
        elif isinstance(node, ast.ClassDef) and node.name[0] != "_":
            for each in node.body:
                if isinstance(each, ast.FunctionDef) and (each.name[0] != "_" or each.name == "__init__"):
                    plain = any(getattr(decorator, "id", "") == "staticmethod" for decorator in each.decorator_list)
                    yield f"{node.name}.{each.name}", each, not plain


def lacks(function, is_method):
    """Names of parameters without an annotation, and "return"."""
    every = function.args
    positional = [*every.posonlyargs, *every.args][is_method:]
    given = [*positional, *every.kwonlyargs, *filter(None, (every.vararg, every.kwarg))]
    missing = [each.arg for each in given if each.annotation is None and each.arg[0] != "_"]
    return missing + ["return"] * (function.returns is None and function.name != "__init__")


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_public_functions_are_annotated(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    missing = {name: lacks(function, method) for name, function, method in public_functions(tree)}
    assert {name: each for name, each in missing.items() if each} == {}
