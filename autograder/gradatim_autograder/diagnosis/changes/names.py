"""One variable in place of another."""

import ast
from collections.abc import Iterator

from gradatim.text import N_

from gradatim_autograder.diagnosis.changes.tree import Code, Made, Site

FILLING = ("append", "extend", "insert")


def changes(code: Code, site: Site) -> Iterator[Made]:
    node = site.node
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load):
        return
    if node.id not in code.parameters and node.id not in code.locals:
        return
    if node.id in code.locals and site.in_index():
        hint = N_("An index is always 0, where it should take each number in turn.")
        yield Made(ast.Constant(0), "index_stuck", hint)
    if isinstance(site.parent, ast.Attribute) and site.parent.attr in FILLING:
        return  # a loop over a list that it fills itself would never end
    filled = isinstance(site.parent, ast.Call) and getattr(site.parent.func, "attr", "") in FILLING
    # Nor would the reading of a list that holds itself.
    others = code.parameters if filled or site.in_iterable() else [*code.parameters, *code.locals]
    for other in others:
        if other == node.id or other in _grows(site):
            continue
        known = node.id in code.parameters and other in code.parameters
        yield Made(
            ast.Name(other, ast.Load()),
            "wrong_variable",
            N_("{other} stands where {name} belongs.") if known else N_("At one place it uses the wrong variable."),
            {"other": other, "name": node.id} if known else {},
        )


def _grows(site):
    """The name that a value is added to just here: added to itself in a loop, a text or list would double each time."""
    for each in site.parents:
        if isinstance(each, ast.AugAssign) and isinstance(each.target, ast.Name):
            return (each.target.id,)
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.BinOp) and isinstance(each.targets[0], ast.Name):
            return (each.targets[0].id,)
        if isinstance(each, ast.stmt):
            break
    return ()
