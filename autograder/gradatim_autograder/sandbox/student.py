"""One submission's process: run a cell, give me this function. What comes back is data, or the process is `Lost`."""

import time

from gradatim_autograder.checking.subject import Lost
from gradatim_autograder.inside.channel import Channel, Closed, TooLate
from gradatim_autograder.inside.looking import text_of
from gradatim_autograder.inside.packing import Foreign
from gradatim_autograder.inside.wire import BrokenFrame, TooLarge
from gradatim_autograder.sandbox.remote import RemoteFunction, RemoteThing, replay

GRACE = 2.0  # seconds after its own clock has rung, until it is ended
QUESTIONS = ("callback", "draw")  # what the process asks while it answers
FORMS = {
    "ran": {"outputs": list, "failed": bool, "late": bool, "exited": bool},
    "bound": {"thing": (RemoteFunction, RemoteThing), "empty": bool, "parameters": (list, type(None)), "uses": list},
    "missing": {},
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

    def end(self) -> str:
        """End it with all that it started; why it had ended before, "" where it had not."""
        self.channel.close()
        return self.nursery.end(self.identifier)

    def run(self, code: str, count: int, seconds: float) -> dict:
        """Run a cell, `In [count]`, for at most so many seconds."""
        self.deadline = time.monotonic() + seconds
        return self._request("ran", do="run", code=code, count=count, seconds=seconds)

    def files(self, files: dict[tuple[str, ...], bytes]):
        """Put files into its folder."""
        self.deadline = time.monotonic() + 30
        self._request("done", do="files", files=[[list(place), data] for place, data in files.items()])

    def bind(self, name: str) -> dict | None:
        """What `name` stands for in the notebook, None where it is not defined."""
        reply = self._request("bound missing", do="bind", name=name)
        return reply if reply["is"] == "bound" else None

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
        if any(type(index) is not int or not 0 <= index < len(args) for index in reply["changed"]):
            raise Lost("it answered with something that is no answer")
        if not all(isinstance(text, str) for text in reply["warned"]):
            raise Lost("it answered with something that is no answer")
        return replay(reply, args, self._unpack)

    def draw(self, name: str, args: bytes, seconds: float):
        """A picture of data: [alt, PNG, width in inches], or None. For a process that runs no student's code."""
        self.deadline = time.monotonic() + seconds
        return self._request("picture", do="draw", name=name, args=args, seconds=seconds)["picture"]

    # -- the wire ----------------------------------------------------------------------------------------------

    def _request(self, wanted: str, **request) -> dict:
        """The reply of one of the kinds `wanted`, which has the form that such a reply has."""
        self._number += 1
        try:
            self.channel.send({**request, "number": self._number}, self.deadline + GRACE)
            while True:
                reply = self.channel.receive(self.deadline + GRACE)
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
            raise Lost("it answered with something that is no answer") from None
        if kind not in wanted.split() or reply["number"] != self._number:
            raise Lost("it answered with something that is no answer")
        return reply

    def _unpack(self, parcel):
        try:
            return self.channel.packer.unpack(parcel)
        except BrokenFrame:
            raise Lost("it answered with something that is no answer") from None

    def _called_back(self, reply):
        """The student's code calls a function that was passed to it."""
        packer = self.channel.packer
        try:
            if reply["thing"] < 0:
                raise IndexError
            function = packer.things[reply["thing"]]
            args, kwargs = packer.unpack(reply["args"]), packer.unpack(reply["kwargs"])
            return {"do": "answer", "value": packer.parcel(function(*args, **kwargs))}
        except (IndexError, BrokenFrame):
            raise BrokenFrame("a call of nothing") from None
        except Exception as error:  # as it would be raised in the student's own kernel
            return {"do": "raise", "kind": type(error).__name__, "text": text_of(error)}

    def _drawn(self, reply):
        """The student's code shows a picture of data."""
        found = self.pictures.get(reply["name"], reply["args"]) if self.pictures else None
        return {"picture": found}

    def _thing(self, foreign: Foreign):
        return (RemoteFunction if foreign.called else RemoteThing)(self, foreign)


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
