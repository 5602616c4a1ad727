"""Two pipes as one end of a connection, where no socket can be had: between a container and its program."""

import os
import select


class Pipes:
    """As much of a socket as `Channel` uses, over a file descriptor to read from and one to write to."""

    def __init__(self, reads: int, writes: int):
        self.reads, self.writes = reads, writes
        self._timeout: float | None = None

    def settimeout(self, seconds: float | None) -> None:
        self._timeout = seconds

    def recv(self, size: int) -> bytes:
        if not select.select([self.reads], [], [], self._timeout)[0]:
            raise TimeoutError
        return os.read(self.reads, size)

    def send(self, data: bytes | memoryview) -> int:
        if not select.select([], [self.writes], [], self._timeout)[1]:
            raise TimeoutError
        return os.write(self.writes, data[: select.PIPE_BUF])

    def close(self) -> None:
        for number in {self.reads, self.writes}:
            os.close(number)
        self.reads = self.writes = -1
