"""One submission's process: run a cell, give me this function. What comes back is data, or the process is `Lost`."""

import time

import numpy as np

from gradatim_autograder.checking.subject import Lost, RaisedElsewhere
from gradatim_autograder.inside.channel import Channel, Closed, TooLate
from gradatim_autograder.inside.code_facts import CodeFacts, unpacked
from gradatim_autograder.inside.looking import ERROR_LIMIT, text_of
from gradatim_autograder.inside.packing import TEXT_LIMIT, Foreign
from gradatim_autograder.inside.printed import PRINTED_LIMIT
from gradatim_autograder.inside.wire import BrokenFrame, TooLarge
from gradatim_autograder.sandbox.remote import RemoteFunction, RemoteThing, replay

MOST_ENTRIES = 20_000  # of all arguments of a call to this side
LARGEST_COUNT = 2_000  # the largest whole number among them: it may be a number of steps
GRACE = 2.0  # seconds after its own clock has rung, until it is ended
QUESTIONS = ("callback", "draw")  # what the process asks while it answers
MOST = 96_000_000  # bytes of all answers to one cell or in one check
NO_ANSWER = "it answered with something that is no answer"
NAMES = ("borrowed", "uses")
FORMS = {
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
}


class Student:
    """The process of one submission.

    pictures   where pictures of data come from; None: the process draws its own
    """

    def __init__(self, nursery, limits, pictures=None):
        self.nursery, self.pictures = nursery, pictures
        end, self.identifier = nursery.new(limits)
        self.channel = Channel(end, self._thing)
        self.deadline = 0.0  # of all that is asked now
        self._number = 0
        self._most = MOST

    def end(self) -> str:
        """End it with all that it started; why it had ended before, "" where it had not."""
        self.channel.close()
        return self.nursery.end(self.identifier)

    def begin(self, seconds: float):
        """What is asked from now on, until the next `begin`, may take so many seconds together."""
        self.deadline = time.monotonic() + seconds
        self._most = self.channel.received + MOST

    def run(self, code: str, count: int, seconds: float) -> dict:
        """Run a cell, `In [count]`, for at most so many seconds."""
        self.begin(seconds)
        return self._request("ran", do="run", code=code, count=count, seconds=seconds)

    def files(self, files: dict[tuple[str, ...], bytes]):
        """Put files into its folder."""
        self.begin(30)
        self._request("done", do="files", files=[[list(place), data] for place, data in files.items()])

    def bind(self, exercise) -> dict | None:
        """What the exercise's name stands for in the notebook, None where it is not defined."""
        reply = self._request(
            "bound missing",
            do="bind",
            name=exercise.name,
            allowed=list(exercise.allowed),
            derivative=exercise.loss is not None,
        )
        if reply["is"] == "missing":
            return None
        names = {key: [name[:TEXT_LIMIT] for name in reply[key][:200] if isinstance(name, str)] for key in NAMES}
        parameters = _parameters(reply["parameters"])
        return {**reply, **names, "differences": reply["differences"][:TEXT_LIMIT], "parameters": parameters}

    def facts(self, handle: int, parameters) -> CodeFacts:
        """What the source of a function shows; `parameters` are the exercise's."""
        reply = self._request("facts", do="facts", thing=handle, parameters=list(parameters))
        return unpacked(reply["facts"])

    def replace(self, names: dict):
        """Let names of the notebook stand for functions of this side."""
        self._request("done", do="replace", names=self.channel.packer.parcel(names))

    def restore(self):
        self._request("done", do="restore")

    def ask(self, what: str, **about):
        """A call, or the reading or setting of an attribute, as if it happened here."""
        parcel = self.channel.packer.parcel
        packed = {key: parcel(each) if key in ("args", "kwargs", "value") else each for key, each in about.items()}
        left = max(0.01, self.deadline - time.monotonic())
        reply = self._request("returned raised", do=what, seconds=left, **packed)
        args = about.get("args", ())
        try:
            return replay(_in_bounds(reply, len(args)), args, self._unpack)
        except BrokenFrame:
            raise Lost(NO_ANSWER) from None

    def draw(self, name: str, args: bytes, seconds: float):
        """A picture of data: [alt, PNG, width in inches], or None. For a process that runs no student's code."""
        self.begin(seconds)
        return self._request("picture", do="draw", name=name, args=args, seconds=seconds)["picture"]

    # -- the wire ----------------------------------------------------------------------------------------------

    def _request(self, wanted: str, **request) -> dict:
        """The reply of one of the kinds `wanted`, which has the form that such a reply has."""
        self._number += 1
        try:
            self.channel.send({**request, "number": self._number}, self.deadline + GRACE)
            while True:
                reply = self.channel.receive(self.deadline + GRACE)
                if self.channel.received > self._most:
                    raise Lost("it answered with too much")
                kind = _checked(reply)
                if kind not in QUESTIONS:
                    break
                answer = self._called_back(reply) if kind == "callback" else self._drawn(reply)
                self.channel.send(answer, self.deadline + GRACE)
        except (Closed, TooLarge):
            raise Lost("it ended") from None
        except TooLate:
            raise Lost("it took too long and could not be interrupted") from None
        except BrokenFrame:
            raise Lost(NO_ANSWER) from None
        if kind not in wanted.split() or reply["number"] != self._number:
            raise Lost(NO_ANSWER)
        return reply

    def _unpack(self, parcel):
        try:
            return self.channel.packer.unpack(parcel)
        except BrokenFrame:
            raise Lost(NO_ANSWER) from None

    def _called_back(self, reply):
        """The student's code calls a function that was passed to it."""
        packer = self.channel.packer
        if not 0 <= reply["thing"] < len(packer.things):
            raise BrokenFrame("a call of nothing")
        function = packer.things[reply["thing"]]
        args, kwargs = packer.unpack(reply["args"]), packer.unpack(reply["kwargs"])
        if type(args) is not tuple or type(kwargs) is not dict:
            raise BrokenFrame("no arguments")
        try:
            if not _is_moderate([args, kwargs]):
                raise ValueError("arguments as large as these are not used here")
            before = [packer.parcel(each) for each in args]
            value = packer.parcel(function(*args, **kwargs))
            after = [packer.parcel(each) for each in args]
            changed = {i: new for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
            return {"do": "answer", "value": value, "changed": changed}
        except Exception as error:  # as it would be raised in the student's own kernel
            kind = error.kind if isinstance(error, RaisedElsewhere) else type(error).__name__
            return {"do": "raise", "kind": kind, "text": text_of(error)}

    def _drawn(self, reply):
        """The student's code shows a picture of data."""
        found = self.pictures.get(reply["name"], reply["args"]) if self.pictures else None
        return {"picture": found}

    def _thing(self, foreign: Foreign):
        return (RemoteFunction if foreign.called else RemoteThing)(self, foreign)


def _is_moderate(values) -> bool:
    """Whether a function of this side can be called with these in a moment: the checks' own arguments are tiny."""
    return _weight(values) <= MOST_ENTRIES


def _weight(value):
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, dict):
        return sum(map(_weight, value.values()))
    if isinstance(value, list | tuple):
        return len(value) + sum(map(_weight, value))
    if isinstance(value, int | np.integer) and not isinstance(value, bool) and abs(value) > LARGEST_COUNT:
        return MOST_ENTRIES + 1
    return 1


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
    form = FORMS.get(kind) if isinstance(kind, str) else None
    if form is None or type(number) is not int or (kind in QUESTIONS) != (number == 0):
        raise BrokenFrame("a reply of an unknown kind")
    if any(not isinstance(reply.get(key), types) for key, types in form.items()):
        raise BrokenFrame("a reply of another form")
    return kind
