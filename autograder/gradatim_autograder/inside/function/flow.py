"""What of a function's code its result is made of: what only looks at values, prints or compares them is left out."""

import ast
import copy

LOOKING = {
    "allclose", "array_equal", "assert_allclose", "check", "display", "gradcheck", "isclose", "print", "relative_error",
    "warn",
}  # fmt: skip


def returned(tree: ast.Module) -> ast.Module:
    """A copy of the tree of a function or class without the statements that its results are not made of.

    Rather too much is kept than too little: the order of statements is not looked at.
    """
    tree = copy.deepcopy(tree)
    wanted = _outermost_results(tree)
    while True:
        before = len(wanted)
        for node in ast.walk(tree):
            if _is_wanted(node, wanted):
                wanted |= _read(node)
        if len(wanted) == before:
            break
    return _Pruning(wanted).visit(tree)


def _outermost_results(tree):
    """The names in what is returned, and all that a method can leave in its object."""
    found = {"self"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom | ast.Lambda):
            found |= _names(node)
        elif isinstance(node, ast.Global | ast.Nonlocal):
            found |= set(node.names)
    return found


def _is_wanted(node, wanted):
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.For | ast.NamedExpr):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(_roots(target) & wanted for target in targets)
    if isinstance(node, ast.withitem):
        return node.optional_vars is not None and bool(_roots(node.optional_vars) & wanted)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return not _only_looks(node.value) and bool(_names(node.value) & wanted)
    if isinstance(node, ast.FunctionDef):
        return node.name in wanted
    return isinstance(node, ast.comprehension) and bool(_roots(node.target) & wanted)


def _only_looks(call):
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return name in LOOKING or name.startswith("assert")


def _read(node):
    """The names that go into a wanted statement."""
    if isinstance(node, ast.For):
        return _names(node.iter)
    if isinstance(node, ast.FunctionDef):
        return set()  # its own results were wanted from the beginning
    return _names(node)


def _roots(target):
    """The names that are given a value, or an entry or attribute of which is."""
    if isinstance(target, ast.Tuple | ast.List):
        return set().union(*map(_roots, target.elts)) if target.elts else set()
    while isinstance(target, ast.Attribute | ast.Subscript | ast.Starred):
        target = target.value
    return {target.id} if isinstance(target, ast.Name) else set()


def _names(node):
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


class _Pruning(ast.NodeTransformer):
    """Takes statements out; a body that is left without any gets a `pass`."""

    def __init__(self, wanted):
        self.wanted = wanted
        self.inside = False  # a function: those in it count where they are used

    def generic_visit(self, node):
        node = super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list) and not body and name == "body":
                node.body = [ast.Pass()]
        return node

    def visit_FunctionDef(self, node):
        whole, self.inside = self.inside, True
        kept = self.generic_visit(node) if not whole or node.name in self.wanted else None
        self.inside = whole
        return kept

    def visit_ClassDef(self, node):
        whole, self.inside = self.inside, False  # its methods are results themselves
        kept = self.generic_visit(node)
        self.inside = whole
        return kept

    def visit_Assert(self, node):
        return None

    def visit_Expr(self, node):
        looks = isinstance(node.value, ast.Call) and not _is_wanted(node, self.wanted)
        return None if looks else self.generic_visit(node)

    def _statement(self, node):
        return self.generic_visit(node) if _is_wanted(node, self.wanted) else None

    visit_Assign = visit_AnnAssign = visit_AugAssign = _statement

    def visit_If(self, node):
        node = self.generic_visit(node)
        if all(isinstance(each, ast.Pass | ast.Raise) for each in (*node.body, *node.orelse)):
            return ast.Pass()  # `if not np.allclose(…): raise`
        return node
