"""A whole notebook in sandboxed processes. A cell or a test in which the process dies costs itself: a new process
replays what ran before, and the rest of the notebook goes on.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gradatim_autograder.check import no_function
from gradatim_autograder.checking.subject import Lost
from gradatim_autograder.exercise import Exercise
from gradatim_autograder.inside.process.limits import Limits
from gradatim_autograder.sandbox.clock import ASLEEP, CLEARLY, wall, wall_together
from gradatim_autograder.sandbox.pictures import Pictures
from gradatim_autograder.sandbox.remote import RemoteFunction, RemoteSubject
from gradatim_autograder.sandbox.student import Student
from gradatim_autograder.sandbox.warm_process import Processes
from gradatim_autograder.verdict.engine import judge
from gradatim_autograder.verdict.result import Result

RESTARTS = 12  # of one notebook; each replays what ran before
WORDS = {  # what the nursery calls the end of a process
    "memory": "it used too much memory",
    "processor time": "it used too much processor time",
    "processes": "it started too many processes",
    "signal 9": "it was killed",
    "signal 11": "it crashed (segmentation fault)",
    "signal 6": "it crashed (abort)",
    "signal 24": "it used too much processor time",
    "signal 25": "it wrote too large a file",
}


BY_THE_PROCESSOR = ("processor time", "signal 24")  # so ends what does not listen when its processor time is over
OVERDUE = "asked the course's functions for more than they do in their time"
ENORMOUS = "asked the course's functions for something enormous, which was refused"


class TimeUp(Exception):
    """The notebook's time is used up; the text says which."""


@dataclass
class CellRun:
    """What running a cell or a test brought.

    Attributes
    ----------
    outputs
        What the cell showed: data as the student's process said it.
    late
        Whether it was interrupted for taking too long.
    exited
        Whether it asked to end Python.
    died
        Why the process ended in it, "" where it did not.
    """

    outputs: list[dict] = field(default_factory=list)
    failed: bool = False
    late: bool = False
    exited: bool = False
    died: str = ""


class StandIn:
    """A function of this side in place of one of the notebook's, for the time of one check."""

    ended = False

    def __init__(self, function: Callable):
        self.function = function
        self.__name__ = function.__name__

    def __call__(self, *args, **kwargs):
        if self.ended:
            raise RuntimeError("this check is over")
        return self.function(*args, **kwargs)


class Session:
    """Runs the cells of one notebook, in order, and the checks between them.

    `hurried` says that something was stopped which would perhaps not be on a machine that does nothing else.

    Parameters
    ----------
    nursery
        Where processes come from.
    limits
        Those of each process.
    files
        What lies beside the notebook, by place.
    timeout
        Seconds of processor time that one cell, or one check, may take.
    together
        The same of all of them.
    pictures
        Where pictures of data come from.
    """

    def __init__(
        self,
        nursery: Processes,
        limits: Limits,
        files: Mapping[tuple[str, ...], bytes],
        timeout: float,
        together: float,
        pictures: Pictures | None = None,
    ):
        self.nursery, self.limits, self.files = nursery, limits, files
        self.timeout = timeout
        self.pictures = pictures
        self.together, self.behind = together, wall_together(together)
        self.deadline = time.monotonic() + self.behind
        self.hurried = False
        self._used = self._waited = self._asleep = 0.0
        self._stops: list[str] = []
        self.noticed: dict[str, None] = {}  # of all its processes, as `Student.noticed`
        self._student: Student | None = None
        self._done: list[tuple[int, str]] = []  # the cells that ran, with their numbers, to be replayed
        self._restarts = 0

    def close(self) -> None:
        """End everything."""
        if self._student is not None:
            self._student.end()
            self._student = None

    def stops(self) -> list[str]:
        """What was stopped since this was asked last, in words that go on after the name of what ran."""
        found, self._stops = self._stops, []
        return list(dict.fromkeys(found))

    def run(self, code: str, number: int) -> CellRun:
        """Run a cell, which is the notebook's `In [number]`. Raises TimeUp."""
        student = self._ready()
        try:
            reply = student.run(code, number, *self._seconds())
        except Lost as lost:
            return CellRun(died=self._bury(student, lost))
        self._settle(student)
        if not reply["late"]:
            self._done.append((number, code))
        return CellRun(reply["outputs"], reply["failed"], reply["late"], reply["exited"])

    def check(
        self, exercise: Exercise, seed: int, stand_ins: Mapping[str, Callable] | None = None
    ) -> tuple[Result | None, list[str], str]:
        """Judge the notebook's function of the exercise's name.

        `stand_ins` are functions of this side that take the place of the notebook's, by name.

        Returns the result (None where there is no such name), the names that the function uses, and why the process
        died in it. Raises TimeUp.
        """
        student = self._ready()
        student.begin(*self._seconds())
        uses: list[str] = []
        in_place: dict[str, StandIn] = {}
        try:
            if stand_ins:
                in_place = {name: StandIn(function) for name, function in stand_ins.items()}
                student.replace(in_place)
            bound = student.bind(exercise)
            if bound is None:
                return None, uses, ""
            function = bound["thing"]
            if not isinstance(function, RemoteFunction):
                return no_function(exercise, function.kind_of()), uses, ""
            uses = bound["uses"]
            subject = RemoteSubject(function, exercise.drive, bound)
            result = judge(subject, exercise, seed)
            if subject.lost is not None:  # in a call that was no part of the verdict
                self._bury(student, subject.lost)
            elif in_place:
                self._settle(student)
                student.begin(self.timeout)
                student.restore()
            return result, uses, ""
        except Lost as lost:
            return None, uses, self._bury(student, lost)
        except Exception as error:  # whatever a check makes of an answer that nobody thought of
            words = f"it answered with something that the check cannot look at ({type(error).__name__})"
            return None, uses, self._bury(student, Lost(words))
        finally:
            if self._student is student:
                self._settle(student)
            for each in in_place.values():
                each.ended = True

    # -- processes ---------------------------------------------------------------------------------------------

    def _seconds(self) -> tuple[float, float]:
        """What the next cell or check may take: of processor time, and by the clock. Raises TimeUp."""
        left, by_clock = self.together - self._used, self.deadline - time.monotonic()
        if left <= 0:
            self.hurried = self.hurried or self._waited > CLEARLY * self._used
            raise TimeUp(f"more than {self.together:.4g} s of processor time")
        if by_clock <= 0:
            self.hurried = self.hurried or self._asleep < ASLEEP * self.behind
            raise TimeUp(f"more than {self.behind:.4g} s by the clock")
        seconds = min(self.timeout, left)
        return seconds, min(wall(seconds), by_clock)

    def _settle(self, student: Student) -> None:
        """Take down what the student's process used since it was told to begin."""
        clock = student.clock
        self._used, self._waited, self._asleep = (
            self._used + clock.used,
            self._waited + clock.waited,
            self._asleep + clock.asleep,
        )
        self.hurried = self.hurried or clock.hurried
        self._stops += [stop.words for stop in clock.stops]
        if student.answering.spent:
            self._stops.append(OVERDUE)
        self.noticed |= student.noticed
        if student.refused:
            student.refused = False
            self._stops.append(ENORMOUS)
        student.begin(0.0)  # so that nothing is counted twice

    def _bury(self, student: Student, lost: Lost) -> str:
        """End a process that is lost; why it ended."""
        clock = student.clock
        contended, over = clock.contended, clock.left <= 0
        self._settle(student)
        self._student = None
        reason = student.end()
        self.hurried = self.hurried or (contended and (over or reason in BY_THE_PROCESSOR))
        return WORDS.get(reason, str(lost) if not reason else f"it ended ({reason[:40]})")

    def _ready(self) -> Student:
        """A living process in which everything ran that ran before. Raises TimeUp."""
        self._seconds()
        while self._student is None:
            if self._restarts > RESTARTS:
                raise TimeUp("Python ended in it again and again")
            self._restarts += 1
            self._student = Student(self.nursery, self.limits, self.pictures)
            self._replay(self._student)
        return self._student

    def _replay(self, student: Student) -> None:
        at = 0
        try:
            if self.files:
                student.files(self.files)
            while at < len(self._done):
                number, code = self._done[at]
                student.run(code, number, *self._seconds())
                told = len(self._stops)
                self._settle(student)
                self._stops[told:] = [f"(where In [{number}] was run again) {words}" for words in self._stops[told:]]
                at += 1
        except Lost as lost:
            del self._done[at : at + 1]  # it ran before; the next process does without it
            self._bury(student, lost)
