"""Pictures of data, drawn in a sandboxed process of their own that runs nobody's code, and each of them once: most of a
class shows the same ones, and drawing is most of what a notebook costs.
"""

import hashlib
from collections import OrderedDict

from gradatim_autograder.checking.subject import Lost
from gradatim_autograder.inside.limits import Limits
from gradatim_autograder.sandbox.student import Student

KEPT = 2000  # pictures, of some 20 KB each
SECONDS = 10.0


class Pictures:
    """Draws pictures for the students of one nursery and remembers them."""

    def __init__(self, nursery):
        self.nursery = nursery
        self._painter: Student | None = None
        self._kept: OrderedDict[bytes, list | None] = OrderedDict()

    def get(self, name: str, args: bytes) -> list | None:
        """The picture that the drawing function of this name makes of these packed arguments."""
        key = hashlib.sha256(name.encode() + b"\0" + args).digest()
        if key not in self._kept:
            self._kept[key] = self._painted(name, args)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def close(self):
        if self._painter is not None:
            self._painter.end()
            self._painter = None

    def _painted(self, name, args):
        if self._painter is None:
            self._painter = Student(self.nursery, Limits(seconds=100_000))
        try:
            return self._painter.draw(name, args, SECONDS)
        except Lost:
            self.close()
            return None
