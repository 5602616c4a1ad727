"""Signs, in a notebook's text, that a derivative was found by numerical differentiation. They are read on this side of
the wall, where the student's code cannot change what is read; a sign is for a person to look at and costs no points.
"""

import ast
import re
from collections.abc import Sequence

from gradatim_autograder.grading.submission.cell_text import NO_PYTHON, Text
from gradatim_autograder.inside.function.displaced import WORK, evaluates_displaced
from gradatim_autograder.inside.function.noticed import HIDING
from gradatim_autograder.inside.function.quotients import holds_quotient

MOST = 200  # definitions that one answer may be made of
COMPLEX = {
    "cdouble", "clongdouble", "cmath", "complex", "complex128", "complex256", "complex64", "complexfloating",
    "csingle", "emath", "imag", "iscomplexobj", "scimath",
}  # fmt: skip
PRECISE = {
    "Decimal", "Fraction", "clongdouble", "complex256", "decimal", "float128", "float96", "fractions", "getcontext",
    "gmpy2", "localcontext", "longdouble", "mpf", "mpmath",
}  # fmt: skip
FITTED = {
    "CubicSpline", "Chebyshev", "Hermite", "Laguerre", "Legendre", "Polynomial", "barycentric_interpolate", "chebder",
    "chebfit", "chebinterpolate", "fft", "fft2", "fftn", "gradient", "hermfit", "ifft", "interp", "interp1d",
    "irfft", "lagfit", "lagrange", "legfit", "lstsq", "poly1d", "polyder", "polyfit", "rfft", "vander",
}  # fmt: skip
MAKES_CODE = {
    "__builtins__", "builtins", "code", "codeop", "compile", "ctypes", "eval", "exec", "get_ipython", "globals",
    "gradatim_inside", "importlib", "inspect", "marshal", "modules", "multiprocessing", "pickle", "runpy", "setattr",
    "subprocess", "types", "vars",
}  # fmt: skip
HIDDEN = (
    "what the text of the notebook shows may not be all that {exercises} do ({reason}), so that numerical "
    "differentiation would not be seen; their points stand."
)
NOT_READ = "its definition is not in the text of the notebook"
LOOK = (
    "{exercise}: {what}; perhaps its derivative was found by numerical differentiation. Its points stand; look at the "
    "function."
)


def looks(text: Text, derivatives: dict[str, int], reasons: Sequence[str] = ()) -> list[str]:
    """What a person should look at.

    Parameters
    ----------
    derivatives
        The names of the exercises that ask for a derivative and earned points, with the place of their test.
    reasons
        Why the notebook is not plain, in words (`plain.reasons`).
    """
    if not derivatives:
        return []
    code = [at for at, cell in enumerate(text.cells) if cell["cell_type"] == "code"]
    beside = len(text.pieces) - len(code)
    found, silent = [], []
    for name, place in derivatives.items():
        before = text.pieces[: beside + sum(at < place for at in code)]
        what = signs([piece.tree for piece in before if piece.tree is not None], name)
        if what:
            found.append(LOOK.format(exercise=name, what=", ".join(what)))
        else:
            silent.append(name)
    hidden = [each for each in reasons if _hides(each)]
    if hidden and silent:
        found.append(HIDDEN.format(exercises=", ".join(silent), reason=hidden[0]))
    return found


def _hides(reason):
    return reason.endswith((NO_PYTHON, *HIDING)) or not MAKES_CODE.isdisjoint(re.split(r"[\s.]+", reason)[-3:])


def signs(trees: list[ast.Module], name: str) -> list[str]:
    """What the function `name`, and what it uses, show: in words, empty where they show nothing."""
    try:
        return _signs(trees, name)
    except RecursionError:
        return ["it is nested too deep to be read"]


def _signs(trees, name):
    statements = _made_of(_definitions(trees), name)
    if not statements:
        return [NOT_READ]
    nodes = [node for statement in statements for node in ast.walk(statement)]
    names = _foreign_names(nodes, trees)
    found = []
    imaginary = any(isinstance(node, ast.Constant) and isinstance(node.value, complex) for node in nodes)
    if imaginary or names & COMPLEX or any(map(_root_of_negative, nodes)):
        found.append("it computes with complex numbers")
    if names & PRECISE:
        found.append("it computes with more digits than the exercise needs")
    if names & FITTED:
        found.append("it fits a curve to values, or uses " + ", ".join(sorted(names & FITTED)[:3]))
    work = [WORK]
    own = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    if any(holds_quotient(statement) for statement in statements):
        found.append("it holds a difference that is divided by a step")
    elif any(evaluates_displaced(statement, own, work) for statement in statements) or any(map(_is_secant, nodes)):
        found.append("it evaluates a function at places a step apart")
    return found


def _foreign_names(nodes, trees):
    """The names that stand for something of Python or a package: those that are no variables, attributes of imported
    modules, and types that are told by a text. A variable may be called `gradient`, and an object may have one.
    """
    imported = {"np"}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                imported.update(each.asname or each.name.partition(".")[0] for each in node.names)
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own |= {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    found = {node.id for node in nodes if isinstance(node, ast.Name)} - own
    for node in nodes:
        if isinstance(node, ast.Attribute):
            root = node.value
            while isinstance(root, ast.Attribute):
                root = root.value
            if node.attr == "imag" or (isinstance(root, ast.Name) and root.id in imported - own):
                found.add(node.attr)
        elif isinstance(node, ast.ImportFrom):
            found.update(each.name for each in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {node.value} & (COMPLEX | PRECISE)
    return found


def _definitions(trees):
    """The statements that give a name its meaning: those of the last cell in which it gets one."""
    found = {}
    for tree in trees:
        here = {}
        for statement in tree.body:
            for name in _bound(statement):
                here.setdefault(name, []).append(statement)
        found.update(here)
    return found


def _bound(statement):
    """The names, and the attributes, that a statement gives a meaning; a method's is among them."""
    waiting, found = [statement], set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
            if isinstance(node, ast.ClassDef):
                waiting += node.body
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom):
            found.update(each.asname for each in node.names if each.asname)
        waiting += ast.iter_child_nodes(node)
    return found


def _made_of(definitions, name):
    """The statements that a name stands for, and those of all names in them."""
    found, waiting, seen = [], [name], set()
    while waiting and len(found) < MOST:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for statement in definitions.get(name, ()):
            if any(statement is each for each in found):
                continue
            found.append(statement)
            for node in ast.walk(statement):
                if isinstance(node, ast.Name):
                    waiting.append(node.id)
                elif isinstance(node, ast.Attribute):
                    waiting.append(node.attr)
                elif isinstance(node, ast.ImportFrom):
                    waiting += [each.name for each in node.names]
    return found


def _root_of_negative(node):
    """(-1) ** 0.5 is a complex number too."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Pow):
        return False
    base = node.left
    if not isinstance(base, ast.UnaryOp) or not isinstance(base.op, ast.USub):
        return False
    return isinstance(node.right, ast.Constant) and isinstance(node.right.value, float)


def _is_secant(node):
    """(f(b) - f(a)) / (b - a), whatever f is."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Div):
        return False
    top, bottom = node.left, node.right
    if not all(isinstance(each, ast.BinOp) and isinstance(each.op, ast.Sub) for each in (top, bottom)):
        return False
    calls = [each for each in (top.left, top.right) if isinstance(each, ast.Call)]
    return len(calls) == 2 and ast.dump(calls[0].func) == ast.dump(calls[1].func)
