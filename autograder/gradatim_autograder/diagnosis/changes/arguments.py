"""An argument that is used otherwise than it came: without its sign, in reverse, only its first entry, squared."""

import ast
from collections.abc import Iterator

from gradatim.text import N_

from gradatim_autograder.diagnosis.changes.tree import Code, Made, Site, expression

# What stands in place of the argument: the change's name, its hint, and the expression with {name} for the argument.
USES = (
    ("sign_of_argument_lost", N_("{name} loses its sign."), "np.abs({name})"),
    ("sign_of_argument_flipped", N_("{name} has the wrong sign."), "(-{name})"),
    ("only_sign_of_argument", N_("Of {name} only the sign is used."), "np.sign({name})"),
    ("negatives_of_argument_cut", N_("Negative numbers in {name} are set to 0."), "np.maximum({name}, 0)"),
    ("argument_squared", N_("{name} is squared."), "({name}**2)"),
    ("argument_doubled", N_("{name} counts twice."), "(2 * {name})"),
    ("argument_reversed", N_("{name} is used in reverse order."), "{name}[::-1]"),
    ("first_of_argument", N_("{name}[0] stands where {name} belongs."), "{name}[0]"),
    ("last_of_argument", N_("{name}[-1] stands where {name} belongs."), "{name}[-1]"),
    ("argument_summed", N_("The sum of {name} stands where its entries belong."), "np.sum({name})"),
    ("argument_averaged", N_("The mean of {name} stands where its entries belong."), "np.mean({name})"),
    ("argument_sorted", N_("{name} is sorted first."), "np.sort({name})"),
    ("argument_as_column", N_("{name} is made a column."), "np.reshape({name}, (-1, 1))"),
    ("argument_inverted", N_("It divides by {name} where it should multiply, or the other way round."), "(1 / {name})"),
    ("argument_truncated", N_("{name} loses what stands behind its decimal point."), "np.trunc({name})"),
    ("first_two_of_argument", N_("{name}[:2] stands where {name} belongs."), "{name}[:2]"),
    ("argument_from_one", N_("It takes 1 - {name} for {name}."), "(1 - {name})"),
)


def changes(code: Code, site: Site) -> Iterator[Made]:
    node = site.node
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load) or node.id not in code.parameters:
        return
    if site.in_iterable() or (isinstance(site.parent, ast.Call) and site.place == "func"):
        return
    for name, hint, use in USES:
        yield Made(expression(use.format(name=node.id)), name, hint, {"name": node.id})
