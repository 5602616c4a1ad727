"""One end of the wire: frames over a socket, each within its time."""

import socket
import time
from collections.abc import Callable
from typing import Any

from .frames import HEAD, MAX_FRAME, BrokenFrame, length
from .packing import Foreign, Packer
from .pipes import Pipes


class Closed(Exception):
    """The other end is gone."""


class TooLate(Exception):
    """The other end did not answer in its time."""


class Channel:
    """Sends and receives messages over a connected stream socket, or what stands for one."""

    def __init__(self, end: socket.socket | Pipes, wrap: Callable[[Foreign], object] | None = None):
        self.end = end
        self.received = 0  # bytes
        self.packer = Packer(wrap)

    def send(self, message: object, deadline: float | None = None) -> None:
        """Send one message. Raises TooLarge, Closed, TooLate."""
        self._send(self.packer.pack(message), deadline)

    def receive(self, deadline: float | None = None) -> Any:
        """The next message, waiting until `deadline` (of time.monotonic). Raises BrokenFrame, Closed, TooLate."""
        size = length(self._read(HEAD.size, deadline))
        self.received += size
        return self.packer.unpack(self._read(size, deadline))

    def close(self) -> None:
        self.end.close()

    def _send(self, data, deadline):
        view = memoryview(data)
        while view:
            self._wait(deadline)
            try:
                view = view[self.end.send(view) :]
            except TimeoutError:
                raise TooLate from None
            except OSError:
                raise Closed from None

    def _read(self, size, deadline):
        if size > MAX_FRAME:
            raise BrokenFrame(f"a frame of {size} bytes")
        parts = bytearray()
        while len(parts) < size:
            self._wait(deadline)
            try:
                part = self.end.recv(min(size - len(parts), 1 << 20))
            except TimeoutError:
                raise TooLate from None
            except OSError:
                raise Closed from None
            if not part:
                raise Closed
            parts += part
        return bytes(parts)

    def _wait(self, deadline):
        if deadline is None:
            self.end.settimeout(None)
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise TooLate
        self.end.settimeout(left)
