"""Finds in code what evaluates one expression at two places a step apart, however the step is called and whatever is
made of the two values. Unlike `quotients` it asks for no division, and so it is a sign, not a proof.
"""

import ast
from collections import defaultdict
from itertools import islice

MOST = 60  # expressions of a function that are compared with each other
DEEP = 6  # names in names that are replaced by what they stand for
MEANINGS = 12  # of an expression that are tried
WORK = 100_000  # comparisons of two nodes; code that takes more is taken for a sign itself
STEPS = (ast.Add, ast.Sub)
SUMS = {"add": True, "sub": False, "subtract": False}  # whether both terms may be the place
COPIES = {"array", "asarray", "astype", "copy", "deepcopy", "float", "list"}


class _TooLong(Exception):
    pass


def evaluates_displaced(tree: ast.AST, own: set[str], work: list[int] | None = None) -> bool:
    """Whether the tree holds a difference of an expression and the same one a step away, or calls a function of its own
    (`own`, and what is defined or passed in it) at places a step apart, or moves an entry and moves it back.

    `work` says how many comparisons may be made, as the one number of a list, where several trees share it.
    """
    known = own | _defined(tree)
    places = _Places(_values(tree), _stepped(tree), work or [WORK])
    try:
        return (
            any(_same_but_moved(a, b, places) for a, b in islice(_differences(tree), 4 * MOST))
            or _calls_moved(tree, known, places)
            or _computed_twice(tree, places)
            or _moved_in_a_loop(tree, known)
            or _moves_back(tree)
        )
    except _TooLong:
        return True


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


def _stepped(tree):
    """The names of what is moved in place, as a whole or in an entry."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.AugAssign) and isinstance(node.op, STEPS):
            target = node.target
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            target = node.targets[0] if _is_sum(node.value) or isinstance(node.value, ast.Constant) else None
        else:
            continue
        while isinstance(target, ast.Subscript | ast.Attribute):
            target = target.value
        if isinstance(target, ast.Name):
            found.add(target.id)
    return found


def _is_sum(node):
    """x + h, also as np.add(x, h)."""
    if isinstance(node, ast.Call):
        return _called(node) in SUMS and len(node.args) == 2
    return isinstance(node, ast.BinOp) and isinstance(node.op, STEPS)


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


class _Places:
    """Tells whether two expressions are places a step apart. It counts its work."""

    def __init__(self, values, stepped, work):
        self.values, self.stepped, self.work = values, stepped, work
        self._texts = {}

    def meant(self, expression, deep=DEEP):
        """What an expression may stand for."""
        return islice(self._meant(expression, deep), MEANINGS)

    def _meant(self, expression, deep):
        yield expression
        if isinstance(expression, ast.Name) and deep:
            for value in self.values.get(expression.id, ())[:3]:
                yield from self._meant(value, deep - 1)

    def text(self, node):
        """Two nodes with the same text are the same code."""
        if id(node) not in self._texts:
            text = ast.dump(node)
            self.work[0] -= len(text) // 50
            self._texts[id(node)] = node, text  # the node stays alive, and with it its id
        return self._texts[id(node)][1]

    def apart(self, a, b):
        """x + h and x - h, or x + h and x; also by names that stand for them."""
        self._count()
        if self.text(a) == self.text(b):
            return False
        if self._is_stepped(a) or self._is_stepped(b):
            bases = [{self.text(each) for each in self._bases(one)} for one in (a, b)]
            if bases[0] & bases[1]:
                return True
        for one in self.meant(a, 2):
            for other in self.meant(b, 2):
                left, right = self._from(one), self._from(other)
                if (left & right and self.text(one) != self.text(other)) or self.text(other) in left:
                    return True
                if self.text(one) in right:
                    return True
        return False

    def both_sides(self, a, b):
        """x + h and x - h."""
        self._count()
        if not isinstance(a, ast.BinOp) or not isinstance(b, ast.BinOp) or {type(a.op), type(b.op)} != set(STEPS):
            return False
        return self.text(a.left) == self.text(b.left) and self.text(a.right) == self.text(b.right)

    def _is_stepped(self, node):
        return isinstance(node, ast.Name) and node.id in self.stepped

    def _bases(self, node):
        """What an expression is a copy of, and what that is a copy of: each where it is a name or attribute."""
        for each in self.meant(node, 3):
            while isinstance(each, ast.Call) and _called(each) in COPIES:
                on_object = isinstance(each.func, ast.Attribute) and not each.args
                on_object |= isinstance(each.func, ast.Attribute) and each.func.attr == "astype"
                if not on_object and not each.args:
                    break
                each = each.func.value if on_object else each.args[0]
            if isinstance(each, ast.Name | ast.Attribute):
                yield each

    def _from(self, expression):
        """The places from which x + h, h + x or x - h is a step away, as texts; none where it is no such sum."""
        if not _is_sum(expression):
            return set()
        if isinstance(expression, ast.Call):
            found = expression.args if SUMS[_called(expression)] else expression.args[:1]
        else:
            found = [expression.left] + [expression.right] * isinstance(expression.op, ast.Add)
        return {self.text(each) for each in found if not isinstance(each, ast.Constant)}

    def _count(self):
        self.work[0] -= 1
        if self.work[0] < 0:
            raise _TooLong


def _same_but_moved(a, b, places):
    """Whether two expressions are one, evaluated at two places. A name alone says nothing."""
    for left in places.meant(a):
        for right in places.meant(b):
            if isinstance(left, ast.Name | ast.Constant) or isinstance(right, ast.Name | ast.Constant):
                continue
            moved = _moved(left, right, places.apart)
            by_name = not isinstance(a, type(left)) or not isinstance(b, type(right))
            # f(x) - f(x): x was changed between. What takes nothing, as a clock, is evaluated nowhere.
            if moved or (moved == 0 and by_name and isinstance(left, ast.Call) and (left.args or left.keywords)):
                return True
    return False


def _moved(a, b, apart, depth=0):
    """By how many steps two expressions differ, in all that is inside them; None where they differ otherwise."""
    if depth > 30:
        return None
    if apart(a, b):
        return 1 if depth else None  # (x + h) - x alone is no evaluation
    if type(a) is not type(b):
        return None
    if isinstance(a, ast.Subscript):  # x[i + 1] and x[i] are entries, not places a step apart
        same = ast.dump(a.slice) == ast.dump(b.slice)
        return _moved(a.value, b.value, apart, depth) if same else None
    steps = 0
    for name, one in ast.iter_fields(a):
        other = getattr(b, name, None)
        if isinstance(one, list) and len(one) != len(other):
            return None
        for x, y in zip(one, other, strict=True) if isinstance(one, list) else [(one, other)]:
            if isinstance(x, ast.AST) and isinstance(y, ast.AST):
                found = _moved(x, y, apart, depth + 1)
                if found is None:
                    return None
                steps += found
            elif x != y:
                return None
    return steps


def _calls_moved(tree, known, places):
    calls = defaultdict(list)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in known and len(calls[_name(node)]) < MOST:
            calls[_name(node)].append(node)
    return any(_moved(a, b, places.apart) for each in calls.values() for i, a in enumerate(each) for b in each[:i])


def _computed_twice(tree, places):
    """The same computation at x + h and at x - h, whatever is made of the two."""
    found = [
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and node.args) or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow))
    ][:MOST]
    return any(
        type(a) is type(b) and places.text(a) != places.text(b) and _moved(a, b, places.both_sides)
        for i, a in enumerate(found)
        for b in found[:i]
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
