"""What stands in a function's code, as short texts: "-||$2" is "something minus the third parameter".

The same texts are made of a student's function and of a right answer with one change. Where they have those in common
that the change brought, the student's code bears the change out. Parameters are numbered, so that a student may call
them otherwise; a local name stands for what is assigned to it, where that is said once.
"""

import ast
from collections.abc import Iterator

UNKNOWN = "?"
SIGNS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@", ast.Pow: "**", ast.FloorDiv: "//",
    ast.Mod: "%", ast.BitXor: "^",
}  # fmt: skip
OPERATORS = {  # functions that are operators by another name
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/", "true_divide": "/", "matmul": "@", "dot": "@",
    "power": "**", "floor_divide": "//", "float_power": "**", "pow": "**",
}  # fmt: skip
ORDER_IS_NOTHING = ("+", "*")
SYNONYMS = {"absolute": "abs", "fabs": "abs", "amax": "max", "amin": "min", "asarray": "array", "concat": "concatenate"}
DEEPEST = 6  # how far a local name is followed
MOST = 3_000  # texts of one function
LONGEST = 60


def tokens(tree: ast.AST, names: dict[str, str]) -> set[str]:
    """The texts for a function's or class's tree. `names` gives parameters their numbers: {"x": "$0"}."""
    return Reader(tree, names).read()


def sign_of(operator: ast.operator) -> str:
    """The sign of an operator: "-"."""
    return SIGNS.get(type(operator), UNKNOWN)


class Reader:
    """Makes the texts of a tree, or of some of its nodes."""

    def __init__(self, tree: ast.AST, names: dict[str, str]):
        self.tree, self.names = tree, names
        # Local names with what is assigned to them; None where that is said twice.
        self.assigned: dict[str, ast.expr | None] = {}
        self.sizes: dict[str, str] = {}  # local names that are an axis's length
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._assign(target, node.value)
            elif isinstance(node, ast.AugAssign | ast.For | ast.comprehension):
                for each in ast.walk(node.target):
                    if isinstance(each, ast.Name):
                        self.assigned[each.id] = None

    def _assign(self, target, value):
        if isinstance(target, ast.Name):
            self.assigned[target.id] = None if target.id in self.assigned else value
        elif isinstance(target, ast.Tuple | ast.List):
            same = isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts)
            for axis, each in enumerate(target.elts):
                if same:
                    self._assign(each, value.elts[axis])
                elif isinstance(each, ast.Name):
                    again = each.id in self.assigned
                    self.assigned[each.id] = None
                    if not again and isinstance(value, ast.Attribute) and value.attr == "shape":
                        self.sizes[each.id] = f"len{axis}({self.shape(value.value)})"

    def read(self) -> set[str]:
        """The texts of the whole tree."""
        found: set[str] = set()
        looping: set[ast.AST] = set()  # nodes inside of a loop
        for node in ast.walk(self.tree):
            if isinstance(node, ast.For):
                looping.update(each for part in node.body for each in ast.walk(part))
        for node in ast.walk(self.tree):
            found.update(self.of(node, node in looping))
            if len(found) > MOST:
                break
        return {text for text in found if len(text) <= LONGEST}

    # -- one node ----------------------------------------------------------------------------------------------

    def of(self, node: ast.AST, looping: bool) -> Iterator[str]:
        """The texts of one node; `looping`: it stands in a loop."""
        if isinstance(node, ast.BinOp):
            yield from self._pair(sign_of(node.op), node.left, node.right)
        elif isinstance(node, ast.AugAssign):
            sign = sign_of(node.op)
            yield from self._pair(sign, node.target, node.value)
            yield f"{sign}="
            if looping:
                yield f"{sign}= in a loop"
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            yield from self._comparison(node)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            yield f"neg|{self.shape(node.operand)}"
        elif isinstance(node, ast.Call):
            yield from self._call(node)
        elif isinstance(node, ast.Subscript):
            yield from self._subscript(node)
        elif isinstance(node, ast.Attribute) and node.attr == "T":
            yield from self._turned(node.value)
        elif isinstance(node, ast.For | ast.comprehension):
            yield "for"
            yield from self._over(node.iter)
        elif isinstance(node, ast.Return | ast.Break):
            if looping:
                yield "leaves a loop"
            if isinstance(node, ast.Return) and node.value is not None:
                yield f"return|{self.shape(node.value)}"
        elif isinstance(node, ast.Constant):
            yield f"#{_number(node)}"
        elif isinstance(node, ast.IfExp | ast.If):
            yield f"if|{self.shape(node.test)}"
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                yield f"=|{self.shape(target)}|{self.shape(node.value)}"
                if isinstance(target, ast.Name) and looping:
                    yield f"= in a loop|{self.shape(node.value)}"
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in self.names:
            yield f"reads|{self.names[node.id]}"

    def _pair(self, sign, left, right):
        if sign == "**" and isinstance(right, ast.Constant) and right.value == 0.5:
            yield "call|sqrt"
            yield f"call|sqrt|{self.shape(left)}"
            return
        one, other = self.shape(left), self.shape(right)
        if sign in ORDER_IS_NOTHING:
            one, other = sorted((one, other))
            yield f"{sign}|{one}|{other}"
            for each in (one, other):
                if each != UNKNOWN:
                    yield f"{sign}|{each}"
            return
        yield f"{sign}|{one}|{other}"
        if one != UNKNOWN:
            yield f"{sign}|{one}|"
        if other != UNKNOWN:
            yield f"{sign}||{other}"

    def _comparison(self, node):
        left, right, kind = node.left, node.comparators[0], type(node.ops[0])
        if kind in (ast.Gt, ast.GtE):  # a > b is b < a
            left, right, kind = right, left, {ast.Gt: ast.Lt, ast.GtE: ast.LtE}[kind]
        one, other, sign = self.shape(left), self.shape(right), kind.__name__
        yield f"{sign}|{one}|{other}"
        if one != UNKNOWN:
            yield f"{sign}|{one}|"
        if other != UNKNOWN:
            yield f"{sign}||{other}"

    def _call(self, node):
        name, args = self._called(node)
        if name in OPERATORS and len(args) == 2:
            yield from self._pair(OPERATORS[name], *args)
            return
        if name == "square" and len(args) == 1:
            yield from self._pair("**", args[0], ast.Constant(2))
            return
        if name == "negative" and len(args) == 1:
            yield f"neg|{self.shape(args[0])}"
            return
        if name in ("transpose", "swapaxes") and args:
            yield from self._turned(args[0])
        yield f"call|{name}"
        for place, each in enumerate(args[:3]):
            shape = self.shape(each)
            if shape != UNKNOWN:
                yield f"call|{name}|{place}|{shape}"
                if place == 0:
                    yield f"call|{name}|{shape}"
            if place == 1 and isinstance(each, ast.Constant) and isinstance(each.value, int):
                yield f"call|{name}|axis={each.value}"
        for keyword in node.keywords:
            value = _number(keyword.value) if isinstance(keyword.value, ast.Constant) else self.shape(keyword.value)
            yield f"call|{name}|{keyword.arg}={value}"

    def _subscript(self, node):
        base, index = self.shape(node.value), self._index(node.slice)
        yield f"[]|{base}|{index}"
        for each in node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]:
            one = self._index(each)
            if one not in (UNKNOWN, ":"):
                yield f"[]|{one}"

    def _index(self, node):
        if isinstance(node, ast.Tuple):
            return ",".join(map(self._index, node.elts))
        if isinstance(node, ast.Slice):
            parts = [self.shape(each) if each is not None else "" for each in (node.lower, node.upper, node.step)]
            return ":".join(parts[:2] + ([parts[2]] if parts[2] else []))
        return self.shape(node)

    def _turned(self, value):
        yield "T"
        yield f"T|{self.shape(value)}"

    def _over(self, iterated):
        if isinstance(iterated, ast.Call):
            name, args = self._called(iterated)
            yield f"for|{name}"
            for place, each in enumerate(args):
                yield f"for|{name}|{place}|{self.shape(each)}"
                if isinstance(each, ast.BinOp):
                    yield f"for|{name}|{place}|{self.whole(each)}"
        else:
            yield f"for|{self.shape(iterated)}"

    # -- what an expression is, in a word ----------------------------------------------------------------------

    def whole(self, node: ast.BinOp) -> str:
        """An operation with both its sides: "+|$0|1"."""
        return next(iter(self._pair(sign_of(node.op), node.left, node.right)))

    def shape(self, node: ast.expr, levels: int = DEEPEST) -> str:
        if isinstance(node, ast.Name):
            if node.id in self.names:
                return self.names[node.id]
            if node.id in self.sizes:
                return self.sizes[node.id]
            value = self.assigned.get(node.id)
            return self.shape(value, levels - 1) if value is not None and levels else UNKNOWN
        if isinstance(node, ast.Constant):
            return _number(node)
        if isinstance(node, ast.BinOp):
            half = isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant) and node.right.value == 0.5
            return "sqrt" if half else sign_of(node.op)
        if isinstance(node, ast.UnaryOp):
            if isinstance(node.op, ast.USub):
                inner = node.operand
                return f"-{_number(inner)}" if isinstance(inner, ast.Constant) else "neg"
            return UNKNOWN
        if isinstance(node, ast.Call):
            return self._shape_of_call(node, levels)
        if isinstance(node, ast.Attribute):
            if node.attr == "T":
                return f"T({self.shape(node.value, levels)})"
            base = node.value.id if isinstance(node.value, ast.Name) else UNKNOWN
            return f"size({self.shape(node.value, levels)})" if node.attr == "size" else f"{base}.{node.attr}"
        if isinstance(node, ast.Subscript):
            inner = node.value
            if isinstance(inner, ast.Attribute) and inner.attr == "shape" and isinstance(node.slice, ast.Constant):
                return f"len{node.slice.value!s}({self.shape(inner.value, levels)})"
            return f"{self.shape(inner, levels)}[]"
        return "cmp" if isinstance(node, ast.Compare) else UNKNOWN

    def _shape_of_call(self, node, levels):
        name, args = self._called(node)
        if name == "len" and len(args) == 1:
            return f"len0({self.shape(args[0], levels)})"
        if name in OPERATORS and len(args) == 2:
            return OPERATORS[name]
        if name == "square":
            return "**"
        if name in ("asarray", "array", "float", "copy", "astype") and args:  # the same numbers
            return self.shape(args[0], levels)
        return name or UNKNOWN

    def _called(self, node):
        """A call's function and arguments; those of a method begin with its object."""
        function = node.func
        if isinstance(function, ast.Attribute):
            name, base = function.attr, function.value
            on_module = isinstance(base, ast.Name) and base.id in ("np", "numpy", "math")
            args = node.args if on_module or isinstance(base, ast.Attribute) else [base, *node.args]
            if name == "dot" and not on_module and len(args) == 1:
                args = [base, *node.args]
        else:
            name, args = (function.id, node.args) if isinstance(function, ast.Name) else ("", node.args)
        return SYNONYMS.get(name, name), [each for each in args if not isinstance(each, ast.Starred)]


def _number(node):
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return repr(value)[:20] if isinstance(value, str | bool | type(None)) else UNKNOWN
    return f"{value:g}" if abs(value) < 1e15 else "large"
