"""One submission's process: run a cell, give me this function. What comes back is data, or the process is `Lost`."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from gradatim_autograder.checking.subject import Lost, RaisedElsewhere
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.inside.function.code_facts import CodeFacts, unpacked
from gradatim_autograder.inside.function.looking import ERROR_LIMIT, text_of
from gradatim_autograder.inside.function.printed import PRINTED_LIMIT
from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.inside.wire.channel import Channel, Closed, TooLate
from gradatim_autograder.inside.wire.frames import BrokenFrame, TooLarge
from gradatim_autograder.inside.wire.packing import TEXT_LIMIT, Foreign
from gradatim_autograder.sandbox.answering import Budget, OverTime, is_moderate
from gradatim_autograder.sandbox.clock import Clock
from gradatim_autograder.sandbox.remote import RemoteFunction, RemoteThing, replay
from gradatim_autograder.sandbox.warm_process import Processes

if TYPE_CHECKING:
    from gradatim_autograder.sandbox.pictures import Pictures

GRACE = 2.0  # seconds after its own clock has rung, until it is ended
SETTLE = 0.2  # seconds in which it is noticed why a process ended, before it is asked for
ANSWERING = 2.0  # seconds of processor time of this side, for all calls to it in one cell or check
QUESTIONS = ("callback", "draw")  # what the process asks while it answers
NOTICED = 20  # things that are noticed of it
MOST = 96_000_000  # bytes of all answers to one cell or in one check
NO_ANSWER = "it answered with something that is no answer"
NAMES = ("borrowed", "uses")
FORMS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "ran": {"outputs": list, "failed": bool, "late": bool, "exited": bool},
    "bound": {
        "thing": (RemoteFunction, RemoteThing),
        "empty": bool,
        "parameters": (list, type(None)),
        "borrowed": list,
        "differences": str,
        "uses": list,
    },
    "missing": {},
    "facts": {"facts": dict},
    "done": {},
    "returned": {"value": bytes, "changed": dict, "printed": str, "warned": list},
    "raised": {"kind": str, "text": str, "place": (list, type(None)), "changed": dict, "printed": str, "warned": list},
    "callback": {"thing": int, "args": bytes, "kwargs": bytes},
    "draw": {"name": str, "args": bytes},
    "picture": {"picture": (list, type(None))},
    "too large": {},
    "noticed": {"what": str},
}


class Student:
    """The process of one submission.

    `pictures` says where pictures of data come from; None: the process draws its own.
    """

    def __init__(self, nursery: Processes, limits: Limits, pictures: "Pictures | None" = None):
        self.nursery, self.pictures = nursery, pictures
        end, self.identifier = nursery.new(limits)
        self.channel = Channel(end, self._thing)
        self.clock = Clock(0.0)  # of all that is asked now
        self.answering = Budget(ANSWERING)
        self.noticed: dict[str, None] = {}  # what gives its code power over its process (inside/noticed)
        self.refused = False  # it asked a function of this side for something enormous
        self._gone = False  # its end of the wire is closed
        self._asked = ""  # what the process is at
        self._elsewhere = 0.0  # seconds of a request in which this side was at work
        self._number = 0
        self._most = MOST

    def end(self) -> str:
        """End it with all that it started; why it had ended before, "" where it had not."""
        self.channel.close()
        if self._gone:
            time.sleep(SETTLE)
        return self.nursery.end(self.identifier)

    def begin(self, seconds: float, behind: float | None = None) -> None:
        """What is asked from now on, until the next `begin`, may take so many seconds of processor time together.

        `behind` are seconds by the clock.
        """
        self.clock, self.answering = Clock(seconds, behind), Budget(ANSWERING)
        self._most = self.channel.received + MOST

    def run(self, code: str, count: int, seconds: float, behind: float | None = None) -> dict:
        """Run a cell, `In [count]`, for at most so many seconds (see `begin`)."""
        self.begin(seconds, behind)
        return self._request("ran", do="run", code=code, count=count, **self._time())

    def _time(self):
        return {"seconds": max(0.01, self.clock.left), "wall": max(0.01, self.clock.wall_left)}

    def files(self, files: Mapping[tuple[str, ...], bytes]) -> None:
        """Put files into its folder."""
        self.begin(30)
        self._request("done", do="files", files=[[list(place), data] for place, data in files.items()])

    def bind(self, exercise: Exercise) -> dict | None:
        """What the exercise's name stands for in the notebook, None where it is not defined."""
        reply = self._request(
            "bound missing",
            do="bind",
            name=exercise.name,
            allowed=list(exercise.allowed),
            derivative=exercise.forward is not None,
        )
        if reply["is"] == "missing":
            return None
        names = {key: [name[:TEXT_LIMIT] for name in reply[key][:200] if isinstance(name, str)] for key in NAMES}
        parameters = _parameters(reply["parameters"])
        return {**reply, **names, "differences": reply["differences"][:TEXT_LIMIT], "parameters": parameters}

    def facts(self, handle: int, parameters: Iterable[str]) -> CodeFacts:
        """What the source of a function shows; `parameters` are the exercise's."""
        reply = self._request("facts", do="facts", thing=handle, parameters=list(parameters))
        return unpacked(reply["facts"])

    def replace(self, names: Mapping[str, Callable]) -> None:
        """Let names of the notebook stand for functions of this side."""
        self._request("done", do="replace", names=self.channel.packer.parcel(names))

    def restore(self) -> None:
        self._request("done", do="restore")

    def ask(self, what: str, **about: Any) -> Any:
        """A call, or the reading or setting of an attribute, as if it happened here."""
        parcel = self.channel.packer.parcel
        packed = {key: parcel(each) if key in ("args", "kwargs", "value") else each for key, each in about.items()}
        reply = self._request("returned raised", do=what, **self._time(), **packed)
        args = about.get("args", ())
        try:
            return replay(_in_bounds(reply, len(args)), args, self._unpack)
        except BrokenFrame:
            raise Lost(NO_ANSWER) from None

    def draw(self, name: str, args: bytes, seconds: float) -> list | None:
        """A picture of data: [alt, PNG, width in inches], or None. For a process that runs no student's code."""
        self.begin(seconds)
        return self._request("picture", do="draw", name=name, args=args, **self._time())["picture"]

    # -- the wire ----------------------------------------------------------------------------------------------

    def _request(self, wanted: str, **request) -> dict:
        """The reply of one of the kinds `wanted`, which has the form that such a reply has."""
        self._number += 1
        outer, self._elsewhere = self._elsewhere, 0.0  # where this side, answering, asks in its turn
        asked, self._asked = self._asked, request["do"]
        began = time.monotonic()
        reply, late = None, False
        try:
            reply = self._conversation({**request, "number": self._number})
        except (Closed, TooLarge) as error:
            self._gone = isinstance(error, Closed)
            raise Lost("it ended") from None
        except TooLate:
            late = True
            raise Lost("it took too long and could not be interrupted") from None
        except BrokenFrame:
            raise Lost(NO_ANSWER) from None
        finally:
            waited = max(0.0, time.monotonic() - began - self._elsewhere)
            if reply is None:
                self.clock.lost(waited, late)
            else:
                self.clock.count(reply, waited)
            self._elsewhere, self._asked = outer, asked
        if reply["is"] not in wanted.split() or reply["number"] != self._number:
            raise Lost(NO_ANSWER)
        return reply

    def _conversation(self, request):
        """Send it, and answer what the process asks meanwhile, until its reply comes."""
        self.channel.send(request, self.clock.deadline + GRACE)
        while True:
            reply = self.channel.receive(self.clock.deadline + GRACE)
            if self.channel.received > self._most:
                raise Lost("it answered with too much")
            kind = _checked(reply)
            if kind == "noticed":
                self.noticed[reply["what"][:TEXT_LIMIT]] = None
                if len(self.noticed) > NOTICED:
                    raise BrokenFrame("too much of this")
                continue
            if kind not in QUESTIONS:
                return reply
            began = time.monotonic()
            answer = self._called_back(reply) if kind == "callback" else self._drawn(reply)
            self._elsewhere += time.monotonic() - began
            self.channel.send(answer, self.clock.deadline + GRACE)

    def _unpack(self, parcel):
        try:
            return self.channel.packer.unpack(parcel)
        except BrokenFrame:
            raise Lost(NO_ANSWER) from None

    def _called_back(self, reply):
        """The student's code calls a function that was passed to it."""
        try:
            return self.answering.call(self._answer, reply)
        except OverTime:
            text = "what this check's functions are asked for takes too long"
            return {"do": "raise", "kind": "TimeoutError", "text": text}

    def _answer(self, reply):
        packer = self.channel.packer
        if not 0 <= reply["thing"] < len(packer.things):
            raise BrokenFrame("a call of nothing")
        function = packer.things[reply["thing"]]
        args, kwargs = packer.unpack(reply["args"]), packer.unpack(reply["kwargs"])
        if type(args) is not tuple or type(kwargs) is not dict:
            raise BrokenFrame("no arguments")
        try:
            if not is_moderate([args, kwargs]):
                self.refused = True
                raise ValueError("arguments as large as these are not used here")
            before = [packer.parcel(each) for each in args]
            value = packer.parcel(function(*args, **kwargs))
            after = [packer.parcel(each) for each in args]
            changed = {i: new for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
            return {"do": "answer", "value": value, "changed": changed}
        except OverTime:
            raise
        except Exception as error:  # as it would be raised in the student's own kernel
            kind = error.kind if isinstance(error, RaisedElsewhere) else type(error).__name__
            return {"do": "raise", "kind": kind, "text": text_of(error)}

    def _drawn(self, reply):
        """The student's code shows a picture of data. Not where it is judged: a picture's text alternative computes."""
        found = self.pictures.get(reply["name"], reply["args"]) if self.pictures and self._asked == "run" else None
        return {"picture": found}

    def _thing(self, foreign: Foreign):
        return (RemoteFunction if foreign.called else RemoteThing)(self, foreign)


def _parameters(said):
    """The parameters, None where what was said of them is none."""
    if said is None or len(said) > 100:
        return None
    fit = all(isinstance(each, list) and len(each) == 3 and isinstance(each[0], str) for each in said)
    return [[name[:TEXT_LIMIT], kind, has_default] for name, kind, has_default in said] if fit else None


def _in_bounds(reply, how_many) -> dict:
    """A reply to a call with so many arguments, its texts cut to what an honest process sends. Raises BrokenFrame."""
    if any(type(index) is not int or not 0 <= index < how_many for index in reply["changed"]):
        raise BrokenFrame("a change of what was not passed")
    if any(not isinstance(parcel, bytes) for parcel in reply["changed"].values()):
        raise BrokenFrame("a change to nothing")
    warned = [text[:ERROR_LIMIT] for text in reply["warned"][:20] if isinstance(text, str)]
    reply = {**reply, "printed": reply["printed"][:PRINTED_LIMIT], "warned": warned}
    if reply["is"] == "raised":
        reply |= {"kind": reply["kind"][:TEXT_LIMIT], "text": reply["text"][: ERROR_LIMIT + 1]}
        place = reply["place"]
        if place and [type(each) for each in place] != [int, str, str]:
            raise BrokenFrame("a place that is none")
        reply["place"] = [place[0], place[1][:TEXT_LIMIT], place[2][:ERROR_LIMIT]] if place else None
    return reply


def _checked(reply) -> str:
    """The kind of a reply. Raises BrokenFrame where it has not the form of one."""
    if not isinstance(reply, dict):
        raise BrokenFrame("no reply")
    kind, number = reply.get("is"), reply.get("number")
    if not isinstance(kind, str) or kind not in FORMS or type(number) is not int:
        raise BrokenFrame("a reply of an unknown kind")
    if (kind in (*QUESTIONS, "noticed")) != (number == 0):
        raise BrokenFrame("a reply of an unknown kind")
    if any(not isinstance(reply.get(key), types) for key, types in FORMS[kind].items()):
        raise BrokenFrame("a reply of another form")
    return kind
