"""Changes of loops and statements: one step too few or too many, a sum that is not kept, a line that is missing."""

import ast
from collections.abc import Iterator
from dataclasses import replace

from gradatim.text import N_

from gradatim_autograder.diagnosis.changes.tree import Code, Made, Site

LOOP = ("for",)  # what a student's code has to hold


def changes(code: Code, site: Site) -> Iterator[Made]:
    for made in _changes(code, site):
        yield replace(made, needs=LOOP) if not isinstance(site.node, ast.Slice) else made


def _changes(code, site):
    node = site.node
    if isinstance(node, ast.For):
        yield from _loop(code, site, node)
    elif isinstance(node, ast.comprehension):
        for other, name, hint in _fewer(node.iter):
            yield Made(ast.comprehension(node.target, other, node.ifs, node.is_async), name, hint)
    elif isinstance(node, ast.AugAssign):
        target = node.target
        hint = N_("In a loop a value is replaced where it should grow.")
        yield Made(ast.Assign([target], node.value), "not_accumulated", hint)
        yield _missing(code, target)
    elif isinstance(node, ast.Assign) and site.within(ast.For) and len(node.targets) == 1:
        target, value = node.targets[0], node.value
        if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add) and _same_name(value.left, target):
            hint = N_("In a loop a value is replaced where it should grow.")
            yield Made(ast.Assign([target], value.right), "not_accumulated", hint)
        yield _missing(code, node.targets[0])
    elif isinstance(node, ast.Slice):
        yield from _slice(node)


def _same_name(node, target):
    return isinstance(node, ast.Name) and isinstance(target, ast.Name) and node.id == target.id


def _loop(code, site, node):
    final = code.tree.body[-1]
    if site.within(ast.For) and isinstance(final, ast.Return):
        hint = N_("It returns inside a loop, in its first pass.")
        yield Made(_for(node, node.iter, [*node.body, final]), "returns_in_loop", hint)
    hint = N_("A loop ends after its first pass. Is the return inside it?")
    yield Made(_for(node, node.iter, [*node.body, ast.Break()]), "first_pass_only", hint)
    for other, name, hint in _fewer(node.iter):
        yield Made(_for(node, other, node.body), name, hint)
    first, last, rest = node.body[0], node.body[-1], node.body[:-1]
    if isinstance(first, ast.Assign) and len(node.body) > 1:
        hint = N_("A value is set once before the loop; it has to be set anew in each pass.")
        yield Made(_both(first, _for(node, node.iter, node.body[1:])), "not_reset", hint)
    if rest:
        hint = N_("A line stands behind a loop and belongs into it.")
        yield Made(_both(_for(node, node.iter, rest), last), "line_behind_the_loop", hint)
    if isinstance(first, ast.For) and len(node.body) == 1:
        hint = N_("Two loops are exchanged: the inner one should be the outer one.")
        inside = _for(node, node.iter, first.body)
        yield Made(_for(first, first.iter, [inside]), "loops_exchanged", hint)


def _both(first, second):
    """Two statements in the place of one."""
    return ast.If(ast.Constant(True), [first, second], [])


def _for(node, iterated, body):
    return ast.For(node.target, iterated, body, node.orelse)


def _fewer(iterated):
    """What a loop goes over, with one step less or more."""
    first, last = N_("A loop leaves out the first step."), N_("A loop leaves out the last step.")
    if isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name) and iterated.func.id == "range":
        start, stop, rest = _bounds(iterated.args)
        yield _range(iterated, _plus(start, 1), stop, rest), "first_step_missing", first
        yield _range(iterated, start, _plus(stop, -1), rest), "last_step_missing", last
        more = N_("A loop makes one step too many at the end.")
        yield _range(iterated, start, _plus(stop, 1), rest), "one_step_too_many", more
        return
    items = ast.Call(ast.Name("list", ast.Load()), [iterated], [])
    yield ast.Subscript(items, ast.Slice(ast.Constant(1)), ast.Load()), "first_step_missing", first
    yield ast.Subscript(items, ast.Slice(None, ast.Constant(-1)), ast.Load()), "last_step_missing", last
    backwards = ast.Slice(None, None, ast.Constant(-1))
    yield ast.Subscript(items, backwards, ast.Load()), "wrong_order", N_("A loop goes through its steps backwards.")


def _bounds(args):
    if len(args) == 1:
        return ast.Constant(0), args[0], []
    return args[0], args[1], args[2:]


def _range(call, start, stop, rest):
    return ast.Call(call.func, [start, stop, *rest], [])


def _plus(node, number):
    return ast.BinOp(node, ast.Add(), ast.Constant(number))


def _missing(code, target):
    if isinstance(target, ast.Name) and target.id in code.parameters:
        return Made(ast.Pass(), "never_updated", N_("{name} is not updated."), {"name": target.id})
    return Made(ast.Pass(), "step_missing", N_("A step of the computation is missing."))


def _slice(node):
    if node.lower is not None:
        hint = N_("A slice starts one entry too late.")
        yield Made(ast.Slice(_plus(node.lower, 1), node.upper, node.step), "slice_starts_late", hint)
    if node.upper is not None:
        hint = N_("A slice ends one entry too early.")
        yield Made(ast.Slice(node.lower, _plus(node.upper, -1), node.step), "slice_ends_early", hint)
