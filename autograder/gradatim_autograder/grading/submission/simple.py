"""Whether all that a student wrote is simple: functions of numbers, made of NumPy's functions and of one's own.

Of simple code it is known what it can reach, so it need not be judged again (`second_look`). What is allowed here is a
list, and everything else is not: to leave something out costs the grader a moment, to allow too much costs the wall.
What reaches beyond lists and arrays without an import (attributes that begin with "_", frames, texts that are run) is
told by `plain`.
"""

import ast
import builtins

from gradatim_autograder.grading.submission.cell_text import Text, is_the_courses
from gradatim_autograder.grading.submission.names import asked, given, table_of

BUILTINS = {
    "ArithmeticError", "AssertionError", "Exception", "IndexError", "KeyError", "NotImplementedError", "RuntimeError",
    "StopIteration", "TypeError", "ValueError", "ZeroDivisionError", "abs", "all", "any", "bool", "callable", "complex",
    "dict", "divmod", "enumerate", "filter", "float", "frozenset", "int", "isinstance", "iter", "len", "list", "map",
    "max", "min", "next", "object", "pow", "print", "property", "range", "repr", "reversed", "round", "set", "slice",
    "sorted", "staticmethod", "str", "sum", "super", "tuple", "zip",
}  # fmt: skip
OF_NUMPY = {
    "abs", "absolute", "add", "all", "allclose", "amax", "amin", "any", "append", "apply_along_axis", "arange",
    "arctan", "argmax", "argmin", "argsort", "argwhere", "around", "array", "array_equal", "array_split", "asarray",
    "atleast_1d", "atleast_2d", "average", "bincount", "bool_", "broadcast_to", "ceil", "clip", "column_stack",
    "concatenate", "convolve", "copy", "corrcoef", "cos", "cosh", "count_nonzero", "cumprod", "cumsum", "delete",
    "diag", "diff", "divide", "dot", "e", "einsum", "empty", "empty_like", "equal", "errstate", "exp", "exp2",
    "expand_dims", "expm1", "eye", "fill_diagonal", "finfo", "flatnonzero", "flip", "fliplr", "flipud", "float32",
    "float64", "floor", "floor_divide", "full", "full_like", "greater", "greater_equal", "heaviside", "hstack",
    "identity", "inf", "inner", "insert", "int32", "int64", "integer", "isclose", "isfinite", "isin", "isinf",
    "isnan", "isscalar", "ix_", "less", "less_equal", "linspace", "log", "log10", "log1p", "log2", "logaddexp",
    "logical_and", "logical_not", "logical_or", "logspace", "matmul", "max", "maximum", "mean", "median", "meshgrid",
    "min", "minimum", "mod", "moveaxis", "multiply", "nan", "ndarray", "ndenumerate", "ndim", "ndindex", "negative",
    "newaxis", "nonzero", "not_equal", "ones", "ones_like", "outer", "pad", "pi", "power", "prod", "put_along_axis",
    "ravel", "reciprocal", "repeat", "reshape", "roll", "rot90", "round", "searchsorted", "shape", "sign", "sin",
    "sinh", "size", "sort", "split", "sqrt", "square", "squeeze", "stack", "std", "subtract", "sum", "swapaxes",
    "take", "take_along_axis", "tan", "tanh", "tensordot", "tile", "trace", "transpose", "tril", "triu",
    "true_divide", "unique", "var", "vdot", "vectorize", "vstack", "where", "zeros", "zeros_like",
}  # fmt: skip
OF_ITS_PARTS = {
    "linalg": {"det", "inv", "norm", "pinv", "solve"},
    "random": {
        "choice", "default_rng", "normal", "permutation", "rand", "randint", "randn", "random", "seed", "shuffle",
        "uniform",
    },
}  # fmt: skip
IMPORTS = {"numpy": "np", "math": "math"}
BY_NATURE = {"np", "math", "check"}  # what these names stand for is the course's
SHELLS = {"In", "Out", "display", "exit", "get_ipython", "quit"}  # what IPython puts there
POINTERS = {"bit_generator", "capsule", "cffi", "ctypes", "dump", "resize", "tofile"}  # of arrays and generators


def is_simple(text: Text) -> bool:
    """Whether the cells that a student wrote are simple, and no module lies beside them."""
    if any(place[-1].endswith(".py") for place in text.files):
        return False
    pieces, students = iter(text.pieces), []
    courses: set[str] = {*dir(builtins), *SHELLS}
    for cell in text.cells:
        if cell["cell_type"] == "code":
            piece = next(pieces)
            if is_the_courses(cell):
                courses |= _bound(piece.tree) if piece.tree is not None else set()
            else:
                students.append(piece)
    if "*" in courses or any(piece.tree is None for piece in students):
        return False
    tables = [table for piece in students if (table := table_of(piece.text)) is not None]
    if len(tables) < len(students):
        return False
    own = set[str]().union(*map(given, tables))
    # To bind a name somewhere does not make it one's own everywhere; IPython keeps what cells showed as _, __, _1.
    known = BUILTINS | BY_NATURE | {name for name in own - courses if not name.startswith("_")}
    return all(asked(table) <= known for table in tables) and all(_allowed(piece.tree) for piece in students)


def _bound(tree):
    """The names that the course's code gives to something."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(each.asname or each.name).partition(".")[0] for each in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
    return found


def _allowed(tree):
    """Whether each node is one that computes."""
    inner = set()  # of paths such as np.linalg.norm, whose last attribute decides: it is walked to first
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            if any(IMPORTS.get(each.name) != (each.asname or each.name) for each in node.names):
                return False
        elif isinstance(node, ast.ImportFrom | ast.AsyncFunctionDef | ast.Await | ast.Match):
            return False
        elif isinstance(node, ast.Name):
            stands_alone = node.id in BY_NATURE - {"check"} and id(node) not in inner
            if stands_alone or (node.id in BY_NATURE and not isinstance(node.ctx, ast.Load)):
                return False
        elif isinstance(node, ast.arg | ast.FunctionDef | ast.ClassDef):
            if (node.arg if isinstance(node, ast.arg) else node.name) in BY_NATURE:
                return False
        elif isinstance(node, ast.Attribute) and (
            node.attr.startswith("_") or node.attr in POINTERS or not _attribute(node, inner)
        ):
            return False
    return True


def _attribute(node, inner):
    """Whether an attribute of NumPy is on the list; others are those of values."""
    base = node.value
    if isinstance(base, ast.Name) and base.id in ("np", "math"):
        inner.add(id(base))
        if base.id == "np" and node.attr in OF_ITS_PARTS:
            return id(node) in inner
        return isinstance(node.ctx, ast.Load) and (base.id == "math" or node.attr in OF_NUMPY)
    if isinstance(base, ast.Attribute) and isinstance(base.value, ast.Name) and base.value.id in ("np", "math"):
        inner.add(id(base))
        return isinstance(node.ctx, ast.Load) and node.attr in OF_ITS_PARTS.get(base.attr, ())
    return True
