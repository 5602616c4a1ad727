"""The warm process in its sandbox, as seen from the grader."""

import json
import socket
import subprocess
import tempfile
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Protocol

from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.inside.wire.pipes import Pipes
from gradatim_autograder.sandbox.memory import unlimited
from gradatim_autograder.sandbox.why_failed import last_words

if TYPE_CHECKING:
    from gradatim_autograder.sandbox.view import View

START = 90  # seconds that loading everything may take
ANSWER = 30  # seconds that ending or starting a submission's process may take
LONGEST = 100_000  # characters of an answer


class SandboxError(Exception):
    """The sandbox cannot be had; the text says why."""


class Way(Protocol):
    """A module such as `bubblewrap`: the walls around a warm process. `WALLED` says whether there are any."""

    NAME: str
    WALLED: bool

    def command(self, view: "View", program: list[str], /) -> list[str]:
        """The command that runs Python with the arguments `program` behind them."""


class Processes(Protocol):
    """Where submissions' processes come from: a `Nursery`, or `Containers`."""

    @property
    def many(self) -> bool:
        """Whether it can have several at a time."""

    def start(self) -> None:
        """Begin what all of them need."""

    def new(self, limits: Limits) -> tuple[socket.socket | Pipes, int]:
        """A process for a submission: what to talk to it by, and its number."""

    def end(self, number: int, /) -> str:
        """End one; why it had ended before, "" where it had not."""

    def stop(self) -> None:
        """End everything."""


class Nursery:
    """Starts the warm process and, from it, one process for each submission.

    Attributes
    ----------
    view
        What the sandbox sees.
    walls
        Whether submissions have walls of their own inside it.
    proc
        Whether they see their /proc.
    """

    def __init__(self, way: Way, view: "View"):
        self.way, self.view = way, view
        self.process: subprocess.Popen | None = None
        self.control: socket.socket | None = None
        self.walls, self.proc = False, True
        self.apart = not way.WALLED  # whether no walls can be built inside

    @property
    def many(self) -> bool:
        """Whether it can have several processes at a time."""
        return self.walls or not self.way.WALLED

    def start(self) -> None:
        """Start the warm process, unless it runs. Raises SandboxError."""
        if self.process is not None and self.process.poll() is None:
            return
        self._start()
        if not self.walls and not self.apart:  # found out only now: without inner walls the outer ones are closer
            self.apart = True
            self._start()

    def _start(self):
        self.stop()
        ours, theirs = socket.socketpair()
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 (as long as the process)
        mode = "open" if self.apart else "walls"
        command = self.way.command(self.view, ["-m", "gradatim_inside.process.nursery", str(theirs.fileno()), mode])
        try:
            with unlimited():
                self.process = subprocess.Popen(
                    command,
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=self._words,
                    start_new_session=True,
                )
        except OSError as error:
            raise SandboxError(f"{command[0]} cannot be started: {error.strerror}") from None
        finally:
            theirs.close()
        self.control = ours
        self.control.settimeout(START)
        self._lines = self.control.makefile("rb")
        answer = self._answer()
        self.walls, self.proc = bool(answer["walls"]), bool(answer["proc"])
        self.control.settimeout(ANSWER)

    def stop(self) -> None:
        """End the warm process and everything that came from it."""
        if self.control is not None:
            self.control.close()
            self._lines.close()
            self.control = None
        if self.process is not None:
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
            self._words.close()

    def new(self, limits: Limits) -> tuple[socket.socket, int]:
        """A fresh process for a submission: the socket to talk to it, and its id. Raises SandboxError."""
        try:
            return self._new(limits)
        except (OSError, SandboxError):  # the warm process was ended from outside
            self.stop()
        try:
            return self._new(limits)
        except OSError as error:
            raise SandboxError(f"{self.way.NAME} does not work here: {error}") from None

    def _new(self, limits):
        self.start()
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self.control, [json.dumps({"new": asdict(limits)}).encode()], [theirs.fileno()])
        answer = self._answer()
        if "id" not in answer:
            ours.close()
            raise SandboxError(f"the sandbox could not start a process: {answer.get('failed')}")
        return ours, answer["id"]

    def end(self, identifier: int) -> str:
        """End a submission's process and all that it started; why it had ended before, "" where it had not."""
        if self.control is None:  # everything was
            return ""
        try:
            self.control.sendall(json.dumps({"end": identifier}).encode())
            reason = self._answer().get("reason", "")
        except (OSError, SandboxError):  # without inner walls the student's code can end it
            self.stop()
            return ""
        if not self.many:
            self.stop()  # no walls between submissions on this machine: the next one gets a sandbox of its own
        return reason

    def _answer(self):
        try:
            line = self._lines.readline(LONGEST)
        except OSError:
            line = b""
        if not line:
            raise SandboxError(f"{self.way.NAME} does not work here: {self._said()}")
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or not isinstance(answer.get("reason", ""), str):
            raise SandboxError(f"{self.way.NAME}: what came from it is no answer")
        return answer

    def _said(self):
        time.sleep(0.05)
        self._words.seek(0)
        return last_words(self._words.read(), f"it ended without a word (status {self.process.poll()})")

    def __del__(self):
        if self.control is not None:
            self.control.close()
