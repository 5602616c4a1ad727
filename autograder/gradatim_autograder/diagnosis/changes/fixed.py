"""An argument that is not used: one of the usual numbers stands in its place."""

import ast
from collections.abc import Iterator, Sequence

from gradatim.text import N_

from gradatim_autograder.diagnosis.changes.tree import Code, Made, Site

USUAL = (0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 1e-8, 1e-5)


def fixed_arguments(code: Code) -> Iterator[tuple[Site, Made]]:
    """Site and change for each argument and number: the argument is set to the number before anything else is done.

    Right answers in all styles do the same then, so this is done with one of them.
    """
    hint = N_("{name} is fixed at {number}. Use the value that is passed in.")
    functions: Sequence[ast.stmt] = [code.tree] if isinstance(code.tree, ast.FunctionDef) else code.tree.body
    for function in (each for each in functions if isinstance(each, ast.FunctionDef)):
        first = function.body[0]
        site = Site(first, (function,), "body")
        for name in [each.arg for each in function.args.args if each.arg != "self"]:
            for number in USUAL:
                fixed = ast.Assign([ast.Name(name, ast.Store())], ast.Constant(number))
                both = ast.If(ast.Constant(True), [fixed, first], [])
                values = {"name": name, "number": f"{number:g}"}
                yield site, Made(both, "argument_fixed", hint, values, (f"#{number:g}", f"unread|{name}"))
