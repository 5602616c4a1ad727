"""Pictures of data, drawn in a sandboxed process of their own that runs nobody's code, and each of them once: most of a
class shows the same ones, and drawing is most of what a notebook costs.
"""

import hashlib
import tempfile
from collections import OrderedDict
from pathlib import Path

import msgpack

from gradatim_autograder.checking.subject import Lost
from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.sandbox.student import Student
from gradatim_autograder.sandbox.warm_process import Processes

KEPT = 2000  # pictures, of some 20 KB each
LARGE = 200_000  # bytes: one larger than this is of somebody's own making, and not kept
SECONDS = 10.0


class Pictures:
    """Draws pictures for the students of one nursery and remembers them.

    `folder` is where processes that work together keep what they have drawn, so that none draws what another has; no
    student's code sees it.
    """

    def __init__(self, nursery: Processes):
        self.nursery = nursery
        self.folder: Path | None = None
        self._given = 0  # to that folder
        self._painter: Student | None = None
        self._kept: OrderedDict[bytes, list | None] = OrderedDict()

    def get(self, name: str, args: bytes) -> list | None:
        """The picture that the drawing function of this name makes of these packed arguments."""
        key = hashlib.sha256(name.encode() + b"\0" + args).digest()
        if key not in self._kept:
            if len(args) > LARGE:
                return self._painted(name, args)
            self._kept[key] = self._shared(key.hex(), name, args)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def close(self) -> None:
        if self._painter is not None:
            self._painter.end()
            self._painter = None

    def _shared(self, file, name, args):
        if self.folder is None:
            return self._painted(name, args)
        try:
            return msgpack.unpackb((self.folder / file).read_bytes())
        except FileNotFoundError:
            picture = self._painted(name, args)
        if picture is not None and self._given < KEPT and len(picture[1]) <= LARGE:
            self._given += 1
            self.folder.mkdir(exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as stream:
                stream.write(msgpack.packb(picture))
            Path(stream.name).replace(self.folder / file)  # whole, whoever is faster
        return picture

    def _painted(self, name, args):
        if self._painter is None:
            self._painter = Student(self.nursery, Limits(seconds=100_000))
        try:
            return self._painter.draw(name, args, SECONDS)
        except Lost:
            self.close()
            return None
