"""A student's function, class or object, which lives in the sandbox, as it looks from here. Calls carry data."""

import inspect
import sys
import warnings

import numpy as np

from gradatim_autograder.checking.subject import LocalSubject, RaisedElsewhere
from gradatim_autograder.inside.looking import Place
from gradatim_autograder.inside.packing import Foreign


class RemoteThing:
    """An object of the student's. Its attributes can be read and set."""

    def __init__(self, student, foreign: Foreign):
        vars(self)["_student"], vars(self)["_foreign"] = student, foreign

    def kind_of(self):
        return self._foreign.kind

    def too(self):
        """Why it did not come here as data: "large" or "deep", "" where it is none."""
        return self._foreign.reason

    def __deepcopy__(self, memo):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        student = vars(self)["_student"]
        try:
            return student.ask("get", thing=self._foreign.handle, name=name)
        except RaisedElsewhere as error:
            if error.kind == "AttributeError":
                raise AttributeError(error.text) from None
            raise

    def __setattr__(self, name, value):
        self._student.ask("set", thing=self._foreign.handle, name=name, value=value)


class RemoteFunction(RemoteThing):
    """A function, class or method of the student's."""

    @property
    def __name__(self):
        return self._foreign.name

    def __call__(self, *args, **kwargs):
        return self._student.ask("call", thing=self._foreign.handle, args=args, kwargs=kwargs)


class RemoteSubject(LocalSubject):
    """What the checks judge: a function of the sandbox, and what is known of it without a call."""

    on_a_clock = True

    def __init__(self, function, drive, empty, parameters):
        super().__init__(function, drive)
        self._empty = empty
        self._signature = _signature(parameters)

    def is_empty(self):
        return self._empty

    def signature(self):
        return self._signature


def _signature(parameters):
    """The signature with these names, kinds and defaults, None where they make none."""
    if parameters is None:
        return None
    try:
        kinds = list(inspect._ParameterKind)
        made = [
            inspect.Parameter(name, kinds[kind], default=None if has_default else inspect.Parameter.empty)
            for name, kind, has_default in parameters
        ]
        return inspect.Signature(made)
    except (ValueError, TypeError, IndexError):
        return None


def replay(reply, args, unpack):
    """Do here what a call did there: changed arguments, printed text, warnings, an error; or return its value."""
    for index, parcel in reply["changed"].items():
        put_back(args[index], unpack(parcel))
    if reply["printed"]:
        sys.stdout.write(reply["printed"])
    for text in reply["warned"]:
        warnings.warn(text, stacklevel=1)
    if reply["is"] == "returned":
        return unpack(reply["value"])
    place = Place(*reply["place"]) if reply["place"] else None
    raise RaisedElsewhere(reply["kind"], reply["text"], place)


def put_back(target, new):
    """Make `target`, an argument, hold what it holds after the call."""
    if isinstance(target, np.random.Generator) and isinstance(new, np.random.Generator):
        if type(target.bit_generator) is type(new.bit_generator):
            target.bit_generator.state = new.bit_generator.state
    elif isinstance(target, np.ndarray) and isinstance(new, np.ndarray):
        if target.shape == new.shape:
            target[...] = new
        else:
            target.resize(new.shape, refcheck=False)
            target[...] = new
    elif isinstance(target, list) and isinstance(new, list):
        target[:] = new
    elif isinstance(target, dict) and isinstance(new, dict):
        target.clear()
        target.update(new)
