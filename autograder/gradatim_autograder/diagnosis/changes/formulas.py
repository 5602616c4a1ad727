"""Changes of arithmetic: signs, operators, terms that are missing, numbers, comparisons."""

import ast
from collections.abc import Iterator

from gradatim.text import N_

from gradatim_autograder.diagnosis.changes.tree import Code, Made, Site, called

SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@", ast.Pow: "**", ast.FloorDiv: "//"}
SWAPS = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div, ast.MatMult),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
}
ORDERED = (ast.Sub, ast.Div, ast.MatMult, ast.Pow)  # where a op b is not b op a
OPPOSITE = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.LtE: ast.GtE, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
BOUNDARY = {ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Lt: ast.LtE, ast.LtE: ast.Lt}


def changes(code: Code, site: Site) -> Iterator[Made]:
    node = site.node
    if isinstance(node, ast.BinOp):
        yield from _operator(node, lambda op: ast.BinOp(node.left, op(), node.right))
        if isinstance(node.op, ORDERED):
            yield Made(
                ast.BinOp(node.right, node.op, node.left),
                "operands_exchanged",
                N_("At one place the two sides of {sign} are exchanged."),
                {"sign": SIGNS[type(node.op)]},
            )
        if isinstance(node.op, ast.Add | ast.Mult):
            for operand in (node.left, node.right):
                yield _twice(code, node, operand)
        if isinstance(node.op, ast.Mult | ast.MatMult):
            hint = N_("At one place every entry is multiplied with every other (an outer product).")
            yield Made(called("outer", node.left, node.right), "outer_product", hint)
        if isinstance(node.op, ast.Sub):
            yield Made(called("abs", node), "difference_without_sign", N_("A difference has lost its sign."))
            yield Made(
                ast.BinOp(node, ast.Pow(), ast.Constant(2)), "difference_squared", N_("A difference is squared.")
            )
        yield _left_out(code, node.left, node.right)
        yield _left_out(code, node.right, node.left)
    elif isinstance(node, ast.AugAssign):
        yield from _operator(node, lambda op: ast.AugAssign(node.target, op(), node.value))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        in_index = N_("A minus sign is missing in an index.")
        yield Made(node.operand, "minus_missing", in_index if site.in_index() else N_("A minus sign is missing."))
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield from _comparison(node)
    elif isinstance(node, ast.Constant) and site.place not in ("slice", "format_spec"):
        yield from _constant(site, node)
    elif isinstance(node, ast.IfExp):
        hint = N_("At one place the two cases of a decision are exchanged.")
        yield Made(ast.IfExp(node.test, node.orelse, node.body), "cases_exchanged", hint)


def _operator(node, with_operator):
    for other in SWAPS.get(type(node.op), ()):
        values = {"wrong": SIGNS[other], "sign": SIGNS[type(node.op)]}
        # The sign of an operation, not its name, is what stands in a student's line.
        yield Made(
            with_operator(other), "wrong_operator", N_("At one place {wrong} stands where {sign} belongs."), values
        )


def _twice(code, node, operand):
    twice = ast.BinOp(node, node.op, operand)
    if isinstance(operand, ast.Name) and operand.id in code.parameters:
        return Made(twice, "used_twice", N_("{name} comes in twice where once is right."), {"name": operand.id})
    return Made(twice, "used_twice", N_("A part of the formula comes in twice."))


def _left_out(code, dropped, kept):
    if isinstance(dropped, ast.Name) and dropped.id in code.parameters:
        return Made(kept, "left_out", N_("{name} is left out at one place."), {"name": dropped.id})
    return Made(kept, "left_out", N_("A part of the formula is left out."))


def _comparison(node):
    kind = type(node.ops[0])
    if kind in OPPOSITE:
        hint = N_("A comparison is the wrong way round.")
        yield Made(ast.Compare(node.left, [OPPOSITE[kind]()], node.comparators), "comparison_reversed", hint)
    if kind in BOUNDARY:
        hint = N_("A comparison treats the case of two equal numbers wrongly.")
        yield Made(ast.Compare(node.left, [BOUNDARY[kind]()], node.comparators), "wrong_at_equality", hint)


def _constant(site, node):
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return
    if isinstance(site.parent, ast.keyword) and site.parent.arg in ("axis", "dtype"):
        return
    for other in dict.fromkeys((value + 1, value - 1, 0, 1, 2 * value, value / 2, -value, 0.5)):
        if other != value:
            hint = N_("A number in it is {number} and should be another one.")
            yield Made(ast.Constant(other), "wrong_number", hint, {"number": f"{other:g}"})
