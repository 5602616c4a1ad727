"""Finds in code what evaluates one expression at two places a step apart, however the step is called and whatever is
made of the two values. Unlike `quotients` it asks for no division, and so it is a sign, not a proof.
"""

import ast
from collections import defaultdict

MOST = 60  # expressions of a function that are compared with each other
DEEP = 6  # names in names that are replaced by what they stand for
WIDE = 3  # values of a name that are tried
STEPS = (ast.Add, ast.Sub)


def evaluates_displaced(tree, own: set[str]) -> bool:
    """Whether the tree holds a difference of an expression and the same one a step away, or calls a function of its own
    (`own`, and what is defined or passed in it) at places a step apart, or moves an entry and moves it back.
    """
    known = own | _defined(tree)
    values = _values(tree)
    return (
        any(_same_but_moved(a, b, values) for a, b in _differences(tree))
        or _calls_moved(tree, known, values)
        or _moved_in_a_loop(tree, known)
        or _moves_back(tree)
    )


def _defined(tree):
    """What can be called in it: its own functions, and its parameters."""
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return names | {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _values(tree):
    """What each name stands for: the expressions that are assigned to it."""
    found = defaultdict(list)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.NamedExpr | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    found[target.id].append(node.value)
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    for each, value in zip(target.elts, node.value.elts, strict=False):
                        if isinstance(each, ast.Name):
                            found[each.id].append(value)
    return found


def _differences(tree):
    """Pairs of expressions one of which is taken from the other."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
            for left in _terms(node.left):
                yield left, node.right
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Sub) and isinstance(node.target, ast.Name):
            yield ast.Name(node.target.id, ast.Load()), node.value
        elif isinstance(node, ast.Call) and _called(node) in ("subtract", "sub") and len(node.args) >= 2:
            yield node.args[0], node.args[1]
        elif isinstance(node, ast.Call) and _called(node) in ("diff", "ptp", "gradient", "ediff1d") and node.args:
            inner = node.args[0]
            if isinstance(inner, ast.List | ast.Tuple) and len(inner.elts) >= 2:
                yield inner.elts[0], inner.elts[1]


def _terms(expression):
    """The terms of a sum, without their factors that are numbers."""
    if isinstance(expression, ast.BinOp) and isinstance(expression.op, STEPS):
        yield from _terms(expression.left)
        yield from _terms(expression.right)
    elif isinstance(expression, ast.UnaryOp):
        yield from _terms(expression.operand)
    elif isinstance(expression, ast.BinOp) and isinstance(expression.left, ast.Constant):
        yield expression.right
    else:
        yield expression


def _same_but_moved(a, b, values):
    """Whether two expressions are one, evaluated at two places. A name alone says nothing."""
    for left in _meant(a, values, DEEP):
        for right in _meant(b, values, DEEP):
            if isinstance(left, ast.Name | ast.Constant) or isinstance(right, ast.Name | ast.Constant):
                continue
            moved = _moved(left, right, values, 0)
            by_name = not isinstance(a, type(left)) or not isinstance(b, type(right))
            if moved or (moved == 0 and by_name and isinstance(left, ast.Call)):  # f(x) - f(x): x was changed between
                return True
    return False


def _meant(expression, values, deep):
    """What an expression may stand for."""
    yield expression
    if isinstance(expression, ast.Name) and deep:
        for value in values.get(expression.id, ())[:WIDE]:
            yield from _meant(value, values, deep - 1)


def _moved(a, b, values, depth):
    """By how many steps two expressions differ, in all that is inside them; None where they differ otherwise."""
    if depth > 30:
        return None
    if _is_moved_place(a, b, values):
        return 1 if depth else None  # (x + h) - x alone is no evaluation
    if type(a) is not type(b):
        return None
    if isinstance(a, ast.Subscript):  # x[i + 1] and x[i] are entries, not places a step apart
        same = ast.dump(a.slice) == ast.dump(b.slice)
        return _moved(a.value, b.value, values, depth) if same else None
    steps = 0
    for name, one in ast.iter_fields(a):
        other = getattr(b, name, None)
        pairs = list(zip(one, other, strict=False)) if isinstance(one, list) else [(one, other)]
        if isinstance(one, list) and len(one) != len(other):
            return None
        for x, y in pairs:
            if isinstance(x, ast.AST) and isinstance(y, ast.AST):
                found = _moved(x, y, values, depth + 1)
                if found is None:
                    return None
                steps += found
            elif x != y:
                return None
    return steps


def _is_moved_place(a, b, values):
    """x + h and x - h, or x + h and x; also by names that stand for them."""
    for one in _meant(a, values, 2):
        for other in _meant(b, values, 2):
            if one is a and other is b and ast.dump(a) == ast.dump(b):
                return False
            left, right = _place(one), _place(other)
            both = isinstance(one, ast.BinOp) and isinstance(other, ast.BinOp)
            if both and left and right and left & right and ast.dump(one) != ast.dump(other):
                return True
            if (left and ast.dump(other) in left) or (right and ast.dump(one) in right):
                return True
    return False


def _place(expression):
    """The places from which x + h, h + x or x - h is a step away, as texts; none where it is no such sum."""
    if not isinstance(expression, ast.BinOp) or not isinstance(expression.op, STEPS):
        return set()
    found = [expression.left]
    if isinstance(expression.op, ast.Add):
        found.append(expression.right)
    return {ast.dump(each) for each in found if not isinstance(each, ast.Constant)}


def _calls_moved(tree, known, values):
    calls = defaultdict(list)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in known and len(calls[_name(node)]) < MOST:
            calls[_name(node)].append(node)
    return any(
        _moved(a, b, values, 0) for each in calls.values() for i, a in enumerate(each) for b in each[:i]
    )


def _moved_in_a_loop(tree, known):
    """A function of its own, called at x + k h for several k."""
    for loop in ast.walk(tree):
        if not isinstance(loop, ast.For | ast.ListComp | ast.GeneratorExp):
            continue
        targets = [loop.target] if isinstance(loop, ast.For) else [each.target for each in loop.generators]
        running = {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
        for call in ast.walk(loop):
            if isinstance(call, ast.Call) and _name(call) in known:
                for each in call.args:
                    if isinstance(each, ast.BinOp) and isinstance(each.op, STEPS) and _steps_by(each, running):
                        return True
    return False


def _steps_by(place, running):
    """Whether the place is something fixed and a product with a running number."""
    left, right = _names(place.left), _names(place.right)
    fixed, step = (place.left, right) if not left & running else (place.right, left)
    return isinstance(fixed, ast.Name | ast.Attribute) and bool(step & running)


def _moves_back(tree):
    """An entry that is moved by a step and moved back, or set to what it was before."""
    moved, back, kept = set(), set(), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.AugAssign) and isinstance(node.op, STEPS) and isinstance(node.target, ast.Subscript):
            place = ast.dump(node.target)
            (moved if isinstance(node.op, ast.Add) else back).add(place)
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            if isinstance(target, ast.Name):
                inner = value.args[0] if isinstance(value, ast.Call) and len(value.args) == 1 else value
                if isinstance(inner, ast.Subscript):
                    kept.setdefault(target.id, set()).add(_stored(inner))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            place = ast.dump(node.targets[0])
            value = node.value
            if isinstance(value, ast.BinOp) and isinstance(value.op, STEPS):
                names = _names(value.left) | _names(value.right)
                if any(place in kept.get(name, ()) for name in names):
                    moved.add(place)
            elif isinstance(value, ast.Name) and place in kept.get(value.id, ()):
                back.add(place)
    return bool(moved & back)


def _stored(subscript):
    return ast.dump(ast.Subscript(subscript.value, subscript.slice, ast.Store()))


def _names(expression):
    return {node.id for node in ast.walk(expression) if isinstance(node, ast.Name)}


def _name(call):
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _called(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))
