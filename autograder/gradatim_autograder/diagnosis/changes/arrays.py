"""Changes of array work: axes, transposes, shapes, and one function of NumPy for another."""

import ast
from collections.abc import Iterator

from gradatim.text import N_

from gradatim_autograder.diagnosis.changes.tree import Code, Made, Site, called, expression

OTHER_FUNCTIONS = {
    "sum": ("mean", "max", "prod", "cumsum"),
    "mean": ("sum", "median", "max"),
    "max": ("min", "mean", "sum"),
    "min": ("max",),
    "argmax": ("argmin", "max"),
    "std": ("var",),
    "var": ("std",),
    "exp": ("exp2", "expm1", "abs"),
    "log": ("log2", "log10", "log1p"),
    "log1p": ("log",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "zeros": ("ones",),
    "ones": ("zeros",),
    "zeros_like": ("ones_like",),
    "ones_like": ("zeros_like",),
    "tanh": ("sin", "arctan"),
    "normal": ("uniform",),
    "square": ("abs",),
    "abs": ("square",),
}
MAY_BE_MISSING = {"exp", "log", "sqrt", "abs", "square", "tanh", "sum", "mean", "max", "min", "cumsum"}
AXES = (None, 0, 1)
FIXED_SIZES = (1, 2, 3, 4)


def changes(code: Code, site: Site) -> Iterator[Made]:
    node = site.node
    if isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.keyword) and node.arg == "axis":
        yield from _axis(node)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield Made(node.value, "transpose_missing", N_("A transpose is missing."))
        shape = ast.Subscript(
            ast.Attribute(node.value, "shape", ast.Load()), expression("slice(None, None, -1)"), ast.Load()
        )
        hint = N_("reshape fills the numbers in row by row; rows become columns with .T.")
        yield Made(called("reshape", node.value, shape), "reshaped", hint)
    elif isinstance(node, ast.Subscript):
        yield from _shape(node)
        yield from _row_or_column(node)
    if isinstance(node, ast.Name | ast.BinOp) and _may_be_transposed(site):
        name = node.id if isinstance(node, ast.Name) and node.id in code.parameters else ""
        hint = (
            N_("{name} is transposed and should not be.") if name else N_("A matrix is transposed and should not be.")
        )
        turned = ast.Attribute(node, "T", ast.Load())
        yield Made(turned, "transposed", hint, {"name": name} if name else {})


def _may_be_transposed(site):
    parent = site.parent
    operand = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.MatMult | ast.Mult | ast.Add | ast.Sub)
    return operand and site.place in ("left", "right")


def _call(node):
    function = _function_name(node)
    for other in OTHER_FUNCTIONS.get(function, ()) if isinstance(node.func, ast.Attribute) else ():
        called = ast.Attribute(node.func.value, other, ast.Load())
        hint = N_("It uses {other} where {name} belongs.")
        yield Made(
            ast.Call(called, node.args, node.keywords), "wrong_function", hint, {"other": other, "name": function}
        )
    if function in MAY_BE_MISSING:
        argument = node.args[0] if node.args else node.func.value
        yield Made(argument, "function_missing", N_("At one place {name} is missing."), {"name": function})
    if function == "len" and len(node.args) == 1:
        yield from _other_size(node, node.args[0], (1,))
    if function == "where" and len(node.args) == 3:
        hint = N_("At one place the two cases of a decision are exchanged.")
        exchanged = ast.Call(node.func, [node.args[0], node.args[2], node.args[1]], node.keywords)
        yield Made(exchanged, "cases_exchanged", hint)
    for keyword in node.keywords:
        if keyword.arg in ("axis", "keepdims"):
            rest = [each for each in node.keywords if each is not keyword]
            hint = N_("{name} is left out.")
            yield Made(ast.Call(node.func, node.args, rest), "option_missing", hint, {"name": keyword.arg})


def _function_name(node):
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _axis(node):
    for other in AXES:
        if not isinstance(node.value, ast.Constant) or node.value.value != other:
            hint = N_("It goes along axis={other}, which is the wrong axis here.")
            yield Made(ast.keyword("axis", ast.Constant(other)), "wrong_axis", hint, {"other": str(other)})


def _shape(node):
    if isinstance(node.value, ast.Attribute) and node.value.attr == "shape" and isinstance(node.slice, ast.Constant):
        array, axis = node.value.value, node.slice.value
        if isinstance(axis, int):
            yield from _other_size(node, array, {0: (1,), 1: (0,)}.get(axis, (0,)))
    elif isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int) and isinstance(node.ctx, ast.Load):
        for other in (node.slice.value + 1, node.slice.value - 1):
            hint = N_("An index is {number} and should be another one.")
            yield Made(
                ast.Subscript(node.value, ast.Constant(other), node.ctx), "wrong_index", hint, {"number": str(other)}
            )


def _row_or_column(node):
    """The row in place of the column, and the other way round."""
    if not isinstance(node.ctx, ast.Load):
        return
    axes, whole = node.slice, ast.Slice(None, None, None)
    if isinstance(axes, ast.Tuple) and len(axes.elts) == 2 and ast.dump(axes.elts[0]) == ast.dump(whole):
        hint = N_("At one place it takes a row where a column belongs.")
        yield Made(ast.Subscript(node.value, axes.elts[1], node.ctx), "row_for_column", hint)
    elif isinstance(axes, ast.Name):
        hint = N_("At one place it takes a column where a row belongs.")
        column = ast.Tuple([whole, axes], ast.Load())
        yield Made(ast.Subscript(node.value, column, node.ctx), "column_for_row", hint)


def _other_size(node, array, axes):
    shape = ast.Attribute(array, "shape", ast.Load())
    for axis in axes:
        size = ast.Subscript(shape, ast.Constant(axis), ast.Load())
        yield Made(size, "wrong_size", N_("It takes the size of the wrong axis."))
    for size in FIXED_SIZES:
        hint = N_("A size is fixed at {size}. Take it from the argument, whose size is not always the same.")
        yield Made(ast.Constant(size), "fixed_size", hint, {"size": str(size)})
    whole = ast.Attribute(array, "size", ast.Load())
    yield Made(whole, "wrong_size", N_("It takes the number of all entries where the size of one axis belongs."))
