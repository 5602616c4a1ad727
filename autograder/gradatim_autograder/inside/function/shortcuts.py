"""Finds, without a call, where a function borrows its answer: from the course's own library, or from a framework.

It follows the function's code, and the functions, classes and modules of the notebook that this uses. A module that is
only imported is nothing; what counts is what the code names.
"""

import contextlib
import dis
import functools
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType

from .looking import attribute, is_students

FRAMEWORKS = (
    "aesara", "autograd", "chainer", "cntk", "fastai", "flax", "haiku", "jax", "jaxlib", "keras", "lightning", "mlx",
    "mxnet", "numdifftools", "optax", "paddle", "pytensor", "pytorch_lightning", "skimage", "sklearn", "skorch",
    "statsmodels", "sympy", "tensorflow", "theano", "tinygrad", "torch", "torchvision", "transformers",
)  # fmt: skip
LIBRARY = (
    "gradatim.nn", "gradatim.optim", "gradatim.gradcheck",
    # What pictures are drawn from: functions and derivatives that exercises ask for.
    "gradatim.plots.parts.activation_curves", "gradatim.plots.parts.graph", "gradatim.plots.parts.sigmoid",
    "gradatim.plots.parts.ten_layers",
)  # fmt: skip
OTHERS = (
    "gradatim_autograder", "matplotlib.scale", "matplotlib.transforms", "scipy.differentiate", "scipy.ndimage",
    "scipy.optimize", "scipy.signal", "scipy.special.expit", "scipy.special.log_expit", "scipy.special.log_softmax",
    "scipy.special.logit", "scipy.special.softmax", "scipy.stats.zscore",
)  # fmt: skip
BORROWED = (*LIBRARY, *FRAMEWORKS, *OTHERS)
FREE = ("gradatim_autograder.check", "sklearn.datasets")
MOST = 2_000  # things that are looked at
MANY = 100  # entries of a list or dict that are looked at
NAME_LIMIT = 100


@dataclass
class Uses:
    """What a function uses.

    Attributes
    ----------
    borrowed
        The names of what does its work for it, as the code writes them.
    functions
        Those of the student's own that it is made of, itself included.
    """

    borrowed: list[str] = field(default_factory=list)
    functions: list[FunctionType] = field(default_factory=list)


def uses(function: object, allowed: Iterable[str] = ()) -> Uses:
    """What `function` uses. `allowed` are modules that it may borrow from, such as "torch"."""
    search = _Search(tuple(allowed))
    with contextlib.suppress(Exception):  # the student's objects may raise anything
        search.look(function, "", root=True)
    return search.found


def is_borrowed(name: str, allowed: Iterable[str] = ()) -> bool:
    """Whether a dotted name belongs to a module that answers are not taken from."""
    return _within(name, BORROWED) and not _within(name, (*FREE, *allowed))


def _within(name, modules):
    return any(name == module or name.startswith(module + ".") for module in modules)


class _Search:
    def __init__(self, allowed):
        self.allowed = allowed
        self.found = Uses()
        self._own = ""  # the module of an exercise's declaration, whose own functions are being looked at
        self._seen = {}  # by id; they stay alive, so that no other thing can get the id

    def look(self, thing, written, root=False):
        """Look at what stands behind a name; `written` is how the code calls it, if it does so with dots."""
        if thing is None or isinstance(thing, int | float | complex | str | bytes):
            return
        if id(thing) in self._seen or len(self._seen) > MOST:
            return
        self._seen[id(thing)] = thing
        home = home_of(thing)
        if root and home.startswith("gradatim_autograder.exercises."):
            self._own = str(attribute(thing, "__module__"))
        if not (self._own and home.startswith(self._own)) and self._note(home, written):
            return
        if isinstance(thing, FunctionType):
            if root or (is_students(thing.__code__.co_filename) and not home.startswith("gradatim")):
                self._function(thing)
        elif isinstance(thing, type):
            self._class(thing)
        elif not isinstance(thing, ModuleType):
            self._other(thing)

    def _note(self, name, written=""):
        by_path = "." in written and is_borrowed(written, self.allowed)  # a path through modules, as in torch.relu
        if not by_path and not is_borrowed(name, self.allowed):
            return False
        shown = (written if by_path else name)[:NAME_LIMIT]
        if shown not in self.found.borrowed:
            self.found.borrowed.append(shown)
        return True

    def _function(self, function):
        self.found.functions.append(function)
        for value in (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()):
            self.look(value, "")
        for cell in function.__closure__ or ():
            try:
                self.look(cell.cell_contents, "")
            except ValueError:  # an empty cell
                continue
        self.look(vars(function).get("__wrapped__"), "")
        self._code(function.__code__, function.__globals__, {})

    def _class(self, thing):
        for base in thing.__mro__[1:]:
            self.look(base, "")
        if _is_of_library(thing):
            return
        for value in list(vars(thing).values()):
            self.look(value, "")

    def _other(self, thing):
        """What holds functions in it: a method, a partial, a vectorised function, a list, an object."""
        if isinstance(thing, dict):
            inner = list(thing.values())[:MANY]
        elif isinstance(thing, list | tuple | set | frozenset):
            inner = list(thing)[:MANY]
        elif isinstance(thing, MethodType):
            inner = [thing.__func__, thing.__self__]
        elif isinstance(thing, staticmethod | classmethod):
            inner = [thing.__func__]
        elif isinstance(thing, property):
            inner = [thing.fget]
        elif isinstance(thing, functools.partial):
            inner = [thing.func, *thing.args, *thing.keywords.values()]
        else:
            held = attribute(thing, "__dict__")
            inner = [type(thing), *list(held.values())[:MANY]] if isinstance(held, dict) else []
            wrapped = attribute(thing, "__wrapped__")
            inner += [wrapped] if isinstance(wrapped, FunctionType) else []
        for each in inner:
            self.look(each, "")

    # -- code --------------------------------------------------------------------------------------------------

    def _code(self, code, namespace, aliases):
        """`aliases` are local names for modules, and what is in them, that were imported in the function itself."""
        aliases = dict(aliases)
        chain = None  # what the last name stands for: (the thing or None, its dotted name)
        module, plain, taken = "", False, None  # of an import: its name, whether it is whole, what was taken from it
        previous = None
        for step in dis.get_instructions(code):
            name, value = step.opname, step.argval
            if name in ("LOAD_ATTR", "LOAD_METHOD") and chain is not None:
                chain = self._member(chain, value)
                previous = step
                continue
            if name not in ("PUSH_NULL", "CACHE", "PRECALL"):
                self._settle(chain)
                chain = None
            if name in ("LOAD_GLOBAL", "LOAD_NAME"):
                thing = namespace.get(value)
                written = thing.__name__ if isinstance(thing, ModuleType) else value
                chain = (None, aliases[value]) if value in aliases and thing is None else (thing, written)
            elif name.startswith(("LOAD_FAST", "LOAD_DEREF", "LOAD_CLOSURE")):
                for local in value if isinstance(value, tuple) else (value,):
                    self._settle(chain)
                    chain = (None, aliases[local]) if local in aliases else None
            elif name == "IMPORT_NAME":
                module, plain, taken = value, previous is not None and previous.argval is None, None
                aliases_of_import = value.split(".")[0]
            elif name == "IMPORT_FROM":
                taken = module if plain else f"{module}.{value}"
            elif name.startswith("STORE_") and module and isinstance(value, str):
                if taken or (previous is not None and previous.opname == "IMPORT_NAME"):
                    aliases[value] = taken or aliases_of_import
                taken = None
            previous = step
        self._settle(chain)
        if {"import_module", "__import__"} & set(code.co_names):
            for constant in code.co_consts:
                if isinstance(constant, str):
                    self._note(constant)
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                self._code(constant, namespace, aliases)

    def _member(self, chain, name):
        thing, written = chain
        if isinstance(thing, ModuleType):
            inner = vars(thing).get(name)
            if inner is None:
                inner = sys.modules.get(f"{thing.__name__}.{name}")
            return inner, f"{written}.{name}"
        if thing is None:
            return None, f"{written}.{name}"
        self.look(thing, written)
        return None

    def _settle(self, chain):
        if chain is None:
            return
        thing, written = chain
        if thing is None:
            if not self._note(written):
                self.look(_loaded(written), written)
        elif not (isinstance(thing, ModuleType) and self._note(written)):
            self.look(thing, written)


def _is_of_library(thing):
    """Whether a class is what a module that was read from a file of a library holds under its name. That it says so of
    itself does not count.
    """
    home, name = (attribute(thing, each) for each in ("__module__", "__qualname__"))
    if not isinstance(home, str) or home == "__main__":  # whatever program runs the notebook
        return False
    module = sys.modules.get(home)
    if is_students(getattr(module, "__file__", None) or "<cell>"):
        return False
    held = functools.reduce(lambda each, part: vars(each).get(part) if hasattr(each, "__dict__") else None,
                            str(name).split("."), module)  # fmt: skip
    return held is thing


def _loaded(dotted):
    """What a dotted name stands for, where its module is loaded; else None."""
    module, _dot, name = dotted.rpartition(".")
    if dotted in sys.modules:
        return sys.modules[dotted]
    return vars(sys.modules[module]).get(name) if module in sys.modules else None


def home_of(thing: object) -> str:
    """The dotted name of where a thing comes from: of an object, that of its class. Private parts are left out."""
    if isinstance(thing, ModuleType):
        return _public(thing.__name__)
    own = thing if isinstance(thing, type | FunctionType | BuiltinFunctionType) else None
    module, name = attribute(thing, "__module__"), attribute(thing, "__name__")
    if own is None and not (isinstance(module, str) and isinstance(name, str)):
        module, name = type(thing).__module__, type(thing).__name__
    if type(thing).__name__ == "ufunc":
        special = sys.modules.get("scipy.special")
        name = attribute(thing, "__name__")
        module = "scipy.special" if special is not None and vars(special).get(name) is thing else "numpy"
    if not isinstance(module, str):  # of a built-in function: the class or module that it hangs on
        holder = attribute(thing, "__self__")
        module = holder.__name__ if isinstance(holder, ModuleType) else type(holder).__module__
    return _public(f"{module}.{name}")


def _public(dotted):
    return ".".join(part for part in str(dotted).split(".") if not part.startswith("_") or part == "__main__")
