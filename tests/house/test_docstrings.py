"""A docstring that lists parameters or attributes does so in NumPy's style, by names that exist, in their order."""

import ast
import re
from itertools import pairwise

import pytest
from docstring_parser.numpydoc import parse
from places import ROOT

LEFT_OUT = "gradatim_autograder/exercises/"  # declared there are answers, in the words of the notebooks
SECTIONS = ("Parameters", "Returns", "Raises", "Attributes")
UNDERLINE = re.compile(r"([-=~])\1{2,}")
IN_COLUMNS = re.compile(r"(?:^ *|;  )\**(\w+)[^`.;:\n]*?  +\S", re.MULTILINE)
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def modules():
    for package in ("lib/gradatim", "autograder/gradatim_autograder"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if LEFT_OUT not in path.as_posix():
                yield path


def parameters(node):
    """Names in order, `*` and `**` before those that take what is left; of a dataclass its fields."""
    if isinstance(node, ast.ClassDef):
        methods = {each.name: each for each in node.body if isinstance(each, FUNCTION)}
        if "__init__" in methods:
            return parameters(methods["__init__"])[1:]
        return [each.target.id for each in node.body if isinstance(each, ast.AnnAssign)]
    every = node.args
    names = [each.arg for each in (*every.posonlyargs, *every.args)]
    names += [f"*{every.vararg.arg}"] if every.vararg else []
    names += [each.arg for each in every.kwonlyargs]
    return names + ([f"**{every.kwarg.arg}"] if every.kwarg else [])


def attributes(node):
    """The fields and properties of a class, and what its methods set."""
    if not isinstance(node, ast.ClassDef):
        return []
    targets = [each for each in ast.walk(node) if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store)]
    names = [each.attr for each in targets if getattr(each.value, "id", "") == "self"]
    for each in node.body:
        if isinstance(each, ast.AnnAssign):
            names.append(each.target.id)
        elif isinstance(each, ast.Assign):
            names += [target.id for target in each.targets if isinstance(target, ast.Name)]
        elif isinstance(each, FUNCTION) and each.decorator_list:
            names.append(each.name)
    return names


def wrong(node):
    """What is wrong with the lists in the docstring of a function or class, in words."""
    text = ast.get_docstring(node) or ""
    lines = text.splitlines()
    taken, held = parameters(node), attributes(node)
    methods = [each.name for each in getattr(node, "body", ()) if isinstance(each, FUNCTION)]
    names = {name.lstrip("*") for name in (*taken, *held, *methods)}
    found = [f"{name} stands in columns" for name in IN_COLUMNS.findall(text) if name in names]
    for title, line in pairwise(lines):
        if title in SECTIONS and line != "-" * len(title):
            found.append(f"{title} is not underlined as it should be")
        elif title not in SECTIONS and UNDERLINE.fullmatch(line):
            found.append(f"{title} is no section")
    listed = {"param": [], "attribute": []}
    for each in parse(text).meta:
        if each.args[0] in listed:
            listed[each.args[0]] += each.args[1].split(", ")
    found += [f"{name} is no parameter" for name in listed["param"] if name not in taken]
    found += [f"{name} is no attribute" for name in listed["attribute"] if name not in held]
    places = [taken.index(name) for name in listed["param"] if name in taken]
    if places != sorted(set(places)):
        found.append("the parameters are out of order")
    return found


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_docstrings_list_what_there_is(path):
    nodes = [each for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if hasattr(each, "name")]
    nodes = [each for each in nodes if isinstance(each, (*FUNCTION, ast.ClassDef))]
    assert [(each.name, each.lineno, *wrong(each)) for each in nodes if wrong(each)] == []


# -- the test itself can fail ----------------------------------------------------------------------------------------

FORWARD = 'def forward(X, *layers, alpha=1):\n    """Go forward.\n\n{}"""\n'
RUN = 'class Run:\n    """A run.\n\n{}"""\n    def __init__(self, path, good):\n        self.path, self._good = 0, 1\n'
SHAPE = '@dataclass\nclass Shape:\n    """A shape.\n\n{}"""\n    width: int\n    height: int\n'


@pytest.mark.parametrize(
    ("source", "text", "words"),
    [
        (FORWARD, "Parameters\n----------\nX : (N, D)\n    The inputs.\n*layers, alpha\n    The rest.", []),
        (FORWARD, "Parameters\n----------\nalpha\n    A slope.\n\nRaises\n------\nValueError\n    For another.", []),
        (RUN, "Parameters\n----------\ngood\n    A share.\n\nAttributes\n----------\npath\n    The points.", []),
        (SHAPE, "Attributes\n----------\nheight\n    In pixels.\nwidth\n    In pixels.", []),
        (FORWARD, "other   stands in two columns, and is no parameter", []),
        (FORWARD, "alpha   a slope", ["alpha stands in columns"]),
        (FORWARD, "X (N, D), y (N,)   the data", ["X stands in columns"]),
        (FORWARD, "layers  what there is;  alpha  a slope", ["layers stands in columns", "alpha stands in columns"]),
        (RUN, "path   the points", ["path stands in columns"]),
        (SHAPE, "width, height   in pixels", ["width stands in columns"]),
        (FORWARD, "Parameters\n----------\nx\n    The inputs.", ["x is no parameter"]),
        (FORWARD, "Parameters\n----------\nlayers\n    Without a star.", ["layers is no parameter"]),
        (FORWARD, "Parameters\n----------\nX\n    It.\n\nReturns more.", ["Returns more. is no parameter"]),
        (FORWARD, "Parameters\n----------\nalpha\n    A slope.\nX\n    It.", ["the parameters are out of order"]),
        (FORWARD, "Parameters\n----------\nX\n    It.\nX\n    Again.", ["the parameters are out of order"]),
        (FORWARD, "Parameters\n--------\nX\n    It.", ["Parameters is not underlined as it should be"]),
        (FORWARD, "Parameters\n==========\nX\n    It.", ["Parameters is not underlined as it should be"]),
        (FORWARD, "Arguments\n---------\nX\n    It.", ["Arguments is no section"]),
        (FORWARD, "Attributes\n----------\nX\n    It.", ["X is no attribute"]),
        (RUN, "Attributes\n----------\ngood\n    A share.", ["good is no attribute"]),
        (SHAPE, "Parameters\n----------\nheight\n    It.\nwidth\n    It.", ["the parameters are out of order"]),
    ],
)
def test_bad_samples_are_found(source, text, words):
    indented = text.replace("\n", "\n    ")
    assert wrong(ast.parse(source.format("    " + indented)).body[0]) == words
