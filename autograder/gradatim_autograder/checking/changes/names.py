"""One variable in place of another."""

import ast

from gradatim.text import N_

from gradatim_autograder.checking.changes.tree import Made


def changes(code, site):
    node = site.node
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load):
        return
    if node.id not in code.parameters and node.id not in code.locals:
        return
    # A loop over a list that it fills itself would never end.
    for other in code.parameters if site.in_iterable() else [*code.parameters, *code.locals]:
        if other == node.id:
            continue
        known = node.id in code.parameters and other in code.parameters
        yield Made(
            ast.Name(other, ast.Load()),
            "wrong_variable",
            N_("{other} stands where {name} belongs.") if known else N_("At one place it uses the wrong variable."),
            {"other": other, "name": node.id} if known else {},
        )
