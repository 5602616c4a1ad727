"""One submission's processes, as the nursery sees them: what they use, and their end."""

import contextlib
import os
import signal
import time
from collections.abc import Collection

from .limits import Limits
from .watch import descendants, use_of

PATIENCE = 8.0  # seconds that ending a submission's processes may take
BURST = 10.0  # seconds of processor time that it has to start with
OUR_OWN = 2  # processes of each submission that are not the student's


class Child:
    """One submission's processes. `reason` says why they were ended, where that was not asked for."""

    def __init__(self, pid: int, limits: Limits):
        self.pid = pid
        self.limits = limits
        self.reason = ""
        self.ended = False
        self.began = time.monotonic()

    def look(self) -> None:
        """End it where it uses more than it may."""
        use = use_of(self.pid, self.limits.memory)
        share = BURST + self.limits.processors * (time.monotonic() - self.began)
        if use.memory > self.limits.memory:
            self.end("memory")
        elif use.seconds > min(self.limits.seconds, share):
            self.end("processor time")
        elif use.processes > self.limits.processes + OUR_OWN:
            self.end("processes")

    def end(self, reason: str = "") -> None:
        """End it with all that it started."""
        if self.ended:
            return
        os.kill(self.pid, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            if time.monotonic() > until:  # without walls, the student's code may have stopped it
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                break
            time.sleep(0.0005)
        self.ended, self.reason = True, reason

    def settle(self, status: int) -> None:
        """It has ended by itself."""
        self.ended = True
        code = os.waitstatus_to_exitcode(status)
        if code:
            number = code - 128 if code > 128 else -code
            self.reason = f"signal {number}" if 0 < number < 65 else f"exit {code}"


def end_family(spared: Collection[int]) -> None:
    """End every process that came from this one, until there is none but the families of `spared`."""
    until = time.monotonic() + PATIENCE / 2
    while (family := descendants(os.getpid(), spared)) and time.monotonic() < until:
        kill(family)
        for pid in family:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)


def kill(family: Collection[int]) -> None:
    """End these processes."""
    for number in (signal.SIGSTOP, signal.SIGKILL):  # all are stopped first: none can fork while others are ended
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
