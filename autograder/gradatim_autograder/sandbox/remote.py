"""A student's function, class or object, which lives in the sandbox, as it looks from here. Calls carry data."""

import inspect
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from gradatim_autograder.checking.subject import LocalSubject, RaisedElsewhere, async_text
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.inside.function.code_facts import CodeFacts
from gradatim_autograder.inside.function.looking import Place
from gradatim_autograder.inside.wire.packing import Foreign, put_back

if TYPE_CHECKING:
    from gradatim_autograder.sandbox.student import Student


class RemoteThing:
    """An object of the student's. Its attributes can be read and set."""

    def __init__(self, student: "Student", foreign: Foreign):
        vars(self)["_student"], vars(self)["_foreign"] = student, foreign

    def kind_of(self) -> str:
        return self._foreign.kind

    def too(self) -> str:
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

    def __init__(self, function: RemoteFunction, drive: Callable | None, bound: dict):
        """`bound` is what the sandbox says of the function."""
        super().__init__(function, drive)
        self._empty = bound["empty"]
        self._signature = _signature(bound["parameters"])
        self._borrowed = tuple(str(name) for name in bound["borrowed"])
        self._differences = bound["differences"]

    def is_empty(self) -> bool:
        return self._empty

    def signature(self) -> inspect.Signature | None:
        return self._signature

    def borrowed(self, allowed: Iterable[str]) -> tuple[str, ...]:
        return self._borrowed

    def differences(self) -> str:
        return self._differences

    def processor_time(self) -> float:
        return vars(self.function)["_student"].clock.used

    def facts(self, exercise: Exercise) -> CodeFacts:
        about = vars(self.function)
        return about["_student"].facts(about["_foreign"].handle, exercise.parameters)

    def _kept(self, value):
        """What was unpacked for this call alone is no other call's: a copy of a large answer would cost time here."""
        return super()._kept(value) if self.drive else value


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


def replay(reply: dict, args: Sequence, unpack: Callable[[bytes], Any]) -> Any:
    """Do here what a call did there: changed arguments, printed text, warnings, an error; or return its value."""
    for index, parcel in reply["changed"].items():
        put_back(args[index], unpack(parcel))
    if reply["printed"]:
        sys.stdout.write(reply["printed"])
    for text in reply["warned"]:
        warnings.warn(text, stacklevel=1)
    if reply["is"] == "returned":
        return unpack(reply["value"])
    if reply["kind"] == "CoroutineReturned":
        raise RaisedElsewhere("TypeError", async_text(), None)
    place = Place(*reply["place"]) if reply["place"] else None
    raise RaisedElsewhere(reply["kind"], reply["text"], place)
