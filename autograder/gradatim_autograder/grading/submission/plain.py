"""Whether a notebook is plain: whether it holds nothing by which code can get around the guards in its own process.

Nearly all notebooks are. One that is not is no fraud: what is not plain is named beside what came of judging it again
(`second_look`). No list of such ways is whole, so what is not listed here is judged again all the same, unless it is
`simple`.
"""

import ast

from gradatim_autograder.grading.submission.cell_text import Piece, Text, compiled_beside, module_names
from gradatim_autograder.inside.function.shortcuts import FRAMEWORKS

MOST = 5  # reasons that are told
SHORT, KEPT = 2000, 2000  # characters of a cell for which it is remembered what was found, and how many
HONEST = {
    "__future__", "abc", "bisect", "calendar", "cmath", "collections", "colorsys", "contextlib", "copy", "csv",
    "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "gradatim", "gradatim_autograder",
    "graphlib", "heapq", "IPython.display", "ipywidgets", "itertools", "json", "math", "matplotlib",
    "matplotlib_inline", "mpl_toolkits", "numbers", "numpy", "operator", "pandas", "pprint", "random", "re",
    "seaborn", "statistics", "string", "textwrap", "time", "tqdm", "typing", "unicodedata", "warnings", "zoneinfo",
}  # fmt: skip
POWERFUL = {
    "ast", "asyncio", "atexit", "builtins", "codeop", "compileall", "concurrent", "ctypes", "ctypeslib",
    "distutils", "dis", "f2py", "faulthandler", "gc", "importlib", "inspect", "linecache", "marshal", "mmap",
    "modules", "multiprocessing", "os", "pathlib", "pdb", "pickle", "pkgutil", "posix", "psutil", "pty", "py_compile",
    "resource", "runpy", "shelve", "shutil", "signal", "site", "socket", "subprocess", "sys", "sysconfig", "tempfile",
    "thread", "threading", "threadpoolctl", "timeit", "traceback", "tracemalloc", "types", "weakref",
    "zipimport",
}  # fmt: skip
# What other packages hold of the same power: it reads files into code, or memory into arrays, or runs a text.
STRONG = {
    "Formatter", "HDFStore", "animation", "bltns", "codecs", "compat", "copyreg", "dviread", "io", "read_hdf",
    "safe_eval", "singledispatch", "singledispatchmethod", "texmanager",
    "DataSource", "add_docstring", "as_array", "as_strided", "eval", "exec", "from_dlpack", "fromfile", "get_ipython",
    "measure", "memmap", "open_memmap", "query", "read_pickle", "rundocs", "run_module_suite", "set_array_function",
    "set_numeric_ops", "setbufsize", "to_pickle", "tofile", "util", "get_type_hints", "ForwardRef", "extending",
}  # fmt: skip
FRAMES = ("f_", "gi_", "cr_", "ag_", "tb_", "co_", "func_")  # how attributes of frames and code begin
NAMES = {
    "__builtins__", "__import__", "__loader__", "__spec__", "breakpoint", "compile", "delattr", "eval", "exec",
    "get_ipython", "globals", "locals", "open", "setattr", "vars",
}  # fmt: skip
USUAL = {
    "__abs__", "__add__", "__array_priority__", "__bool__", "__call__", "__class__", "__contains__", "__doc__",
    "__enter__", "__eq__", "__exit__", "__float__", "__ge__", "__getitem__", "__gt__", "__hash__", "__init__",
    "__init_subclass__", "__int__", "__iter__", "__le__", "__len__", "__lt__", "__matmul__", "__mod__", "__module__",
    "__mul__", "__name__", "__ne__", "__neg__", "__next__", "__pow__", "__post_init__", "__qualname__", "__radd__",
    "__repr__", "__rmatmul__", "__rmul__", "__rpow__", "__rsub__", "__rtruediv__", "__setitem__", "__str__", "__sub__",
    "__truediv__", "__version__",
}  # fmt: skip
HOOKS = {
    "__and__", "__array__", "__array_ufunc__", "__copy__", "__deepcopy__", "__del__", "__delitem__", "__divmod__",
    "__floordiv__", "__format__", "__iadd__", "__imul__", "__index__", "__invert__",
    "__isub__", "__itruediv__", "__missing__", "__new__", "__or__", "__pos__", "__reversed__", "__rfloordiv__",
    "__round__", "__xor__",
}  # fmt: skip
PARTS = {
    "_core", "char", "core", "data", "drawing", "dtypes", "exceptions", "fft", "lib", "linalg", "ma", "nn", "optim",
    "plots", "polynomial", "pyplot", "random", "rec", "testing", "widgets",
}  # fmt: skip
OWN_WORDS = {"__all__", "__main__", "__slots__"}  # that stand alone, or in a text
BY_NAME = {"getattr": 1, "hasattr": 1, "attrgetter": 0, "methodcaller": 0}  # where they are told an attribute's name


def reasons(text: Text) -> list[str]:
    """Why a notebook is not plain, in words; empty where it is."""
    found = [f"{name} beside the notebook is no text" for name in compiled_beside(text.files)]
    imported = _imported(each.tree for each in text.pieces if each.tree is not None)
    context = frozenset(module_names(text.files)), *imported
    for piece in text.pieces:
        found += [f"{piece.where} {what}" for what in _shown(piece, context)]
    return list(dict.fromkeys(found))[:MOST]


_known: dict[tuple, tuple[str, ...]] = {}  # of short cells: most are the course's own, and the same in a whole class


def _shown(piece: Piece, context) -> tuple[str, ...]:
    if piece.trouble or piece.tree is None:
        return (piece.trouble,) if piece.trouble else ()
    key = piece.text, context
    found = _known.get(key)
    if found is None:
        beside, *imported = context
        try:
            found = tuple(_Reader(beside, imported).read(piece.tree))
        except RecursionError:
            found = ("is nested too deep to be read",)
        if len(piece.text) <= SHORT:
            if len(_known) >= KEPT:
                _known.clear()
            _known[key] = found
    return found


def _imported(trees):
    """The names that stand for modules, and for what was taken from them, anywhere in the notebook."""
    modules, taken = set(), set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                modules.update(each.asname or each.name.partition(".")[0] for each in node.names)
            elif isinstance(node, ast.ImportFrom):
                for each in node.names:
                    whole = each.name in PARTS or not node.module
                    (modules if whole else taken).add(each.asname or each.name)
    return frozenset(modules), frozenset(taken - modules)


class _Reader:
    """Reads one tree."""

    def __init__(self, beside, imported):
        self.beside = beside
        self.modules, self.taken = imported
        self.found: list[str] = []

    def read(self, tree) -> list[str]:
        looks = {
            ast.Import: self._import,
            ast.ImportFrom: self._import_from,
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.FunctionDef: self._function,
            ast.Call: self._call,
            ast.Constant: self._text,
            ast.MatchClass: self._pattern,
        }
        self.local = _local_names(tree)
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        bases = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(tree):
            look = looks.get(type(node))
            if look is not None:
                look(node)
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load) and id(node) not in bases:
                self._passed_on(node)
                if id(node) not in called:
                    self._kept(node)
        return self.found

    def _root(self, node):
        """The name with which a path of attributes begins; "" where there is none, or it is a function's own."""
        while isinstance(node, ast.Attribute | ast.Subscript):
            node = node.value
        return node.id if isinstance(node, ast.Name) and id(node) not in self.local else ""

    # -- imports ------------------------------------------------------------------------------------------------

    def _import(self, node):
        for each in node.names:
            self._module(each.name)

    def _import_from(self, node):
        if node.level:
            self._module("." * node.level)
            return
        self._module(node.module)
        for each in node.names:
            self._name_of(each.name, "takes")
            if each.name in NAMES or (each.name in BY_NAME and each.asname) or each.name.startswith("_"):
                self.found.append(f"takes {each.name[:60]}")
            if each.name == "*" and node.module.partition(".")[0] not in ("gradatim", "math", "numpy", *self.beside):
                self.found.append(f"imports all of {node.module}")

    def _module(self, name):
        first, *others = name.split(".")
        if first in self.beside:
            return
        honest = first in HONEST or name in HONEST or first in FRAMEWORKS  # these are not there
        inner = first == "gradatim_autograder" and name not in ("gradatim_autograder", "gradatim_autograder.check")
        if not honest or inner or any(each in POWERFUL | STRONG or each.startswith("_") for each in others):
            self.found.append(f"imports {name[:60]}")

    # -- names and attributes -------------------------------------------------------------------------------------

    def _name(self, node):
        special = node.id.startswith("__") and node.id.endswith("__") and node.id not in USUAL | HOOKS | OWN_WORDS
        if special or (node.id in NAMES and isinstance(node.ctx, ast.Load)):
            self.found.append(f"uses {node.id[:60]}")

    def _text(self, node):
        """The name of an attribute may stand in a text that is put together with others."""
        text = node.value
        if isinstance(text, str) and text.startswith("__") and text.endswith("__") and text.isidentifier():
            self._name_of(text, "names") if text not in HOOKS | OWN_WORDS else None

    def _pattern(self, node):
        for each in node.kwd_attrs:
            self._name_of(each, "uses")

    def _attribute(self, node):
        self._name_of(node.attr, "uses")
        inside = self._root(node) in self.modules | self.taken
        private = node.attr.startswith("_") and not node.attr.endswith("__")
        if inside and (private or node.attr in NAMES or node.attr == "load"):
            self.found.append(f"uses {ast.unparse(node)[:60]}")
        if not isinstance(node.ctx, ast.Load) and self._root(node) in self.modules | self.taken:
            self.found.append(f"changes {ast.unparse(node)[:60]}")

    def _name_of(self, name, does):
        plain = name.strip("_")
        special = name.startswith("__") and name.endswith("__") and name not in USUAL
        if special or plain in POWERFUL or plain in STRONG or name.startswith(FRAMES):
            self.found.append(f"{does} {name[:60]}")

    def _function(self, node):
        if node.name.startswith("__") and node.name.endswith("__") and node.name not in USUAL | HOOKS:
            self.found.append(f"defines {node.name[:60]}")

    def _call(self, node):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in BY_NAME:
            place = BY_NAME[name]
            for each in node.args[place : place + 1 if place else None]:
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    for part in each.value.split("."):
                        self._name_of(part, "uses")
                elif name != "methodcaller" or each is node.args[0]:
                    self.found.append(f"looks up names with {name}")
        if any(each.arg == "allow_pickle" for each in node.keywords):
            self.found.append("uses allow_pickle")
        if name == "type" and len(node.args) > 1:
            self.found.append("makes a class with type")

    def _kept(self, node):
        """What looks up names is called, and not kept under another name."""
        name = getattr(node, "id", getattr(node, "attr", ""))
        if name in ("getattr", "attrgetter", "methodcaller"):
            self.found.append(f"passes {name} on")

    def _passed_on(self, node):
        """A module that is passed on as a value can be changed where it has another name."""
        if isinstance(node, ast.Name):
            whole = self._root(node) in self.modules
        else:
            whole = node.attr in PARTS and self._root(node) in self.modules
        if whole:
            self.found.append(f"passes {ast.unparse(node)[:60]} on")


def _local_names(tree):
    """The ids of the nodes with names that are a function's own, whatever they stand for elsewhere."""
    found = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.Lambda | ast.AsyncFunctionDef):
            inner = list(ast.walk(function))
            own = {node.arg for node in inner if isinstance(node, ast.arg)}
            own |= {node.id for node in inner if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
            own -= {name for node in inner if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names}
            found |= {id(node) for node in inner if isinstance(node, ast.Name) and node.id in own}
    return found
