"""How long a student's code may take. Its processor time decides; the clock on the wall stands behind, generously, so
that what sleeps ends too. Then a verdict does not depend on what else the machine does.
"""

import math
import time
from dataclasses import dataclass

PROCESSOR, WALL = "processor", "wall"  # which clock rang
TIMES, MORE = 6, 10.0  # the clock on the wall for a cell or a check: so many times its processor time, and some
TOGETHER = 2  # the same for a notebook, of which most cells take next to nothing
CLEARLY = 1.5  # times its processor time: who waited so long did not have a processor for itself
SLACK = 0.5  # seconds
ASLEEP = 0.5  # share of the time in which it neither ran nor waited for a processor


def wall(seconds: float) -> float:
    """The seconds by the clock for what may take so many of processor time: a cell or a check."""
    return TIMES * seconds + MORE


def wall_together(seconds: float) -> float:
    """The same for all cells of a notebook."""
    return TOGETHER * seconds + MORE


@dataclass(frozen=True)
class Stop:
    """An interrupt: which clock rang, after how long, and whether it is no verdict yet because the machine was busy."""

    which: str
    seconds: float
    hurried: bool

    @property
    def words(self) -> str:
        of = "of processor time" if self.which == PROCESSOR else "by the clock"
        return f"took too long and was interrupted (after {self.seconds:.3g} s {of})"


class Clock:
    """What may be used, and was used, by all that is asked of a process together.

    Attributes
    ----------
    left
        Seconds of processor time.
    deadline
        That of the clock on the wall, in time.monotonic().
    used
        Seconds of processor time.
    waited
        Seconds by the clock, without those in which this side was at work.
    delayed
        Seconds in which it waited for a processor, None where its system does not say.
    """

    def __init__(self, seconds: float, behind: float | None = None):
        self.seconds, self.behind = seconds, wall(seconds) if behind is None else behind
        self.left, self.deadline = seconds, time.monotonic() + self.behind
        self.used = self.waited = self.asleep = 0.0
        self.delayed: float | None = 0.0
        self.stops: list[Stop] = []
        self.hurried = False

    @property
    def wall_left(self) -> float:
        return self.deadline - time.monotonic()

    @property
    def contended(self) -> bool:
        """Whether it clearly waited longer than it computed."""
        return self.waited > CLEARLY * self.used + SLACK

    def count(self, reply: dict, waited: float) -> None:
        """A reply came after so many seconds. What it says of itself is believed as far as that can be."""
        used = _seconds(reply.get("used", 0.0), waited)
        self._add(used or 0.0, waited, _seconds(reply.get("delayed", 0.0), waited))
        which = reply.get("clock")
        if which == PROCESSOR:
            self._stop(which, self.seconds, self.contended)
        elif which == WALL:
            asleep = self.delayed is not None and self.used + self.delayed < ASLEEP * self.waited
            self.asleep += self.waited if asleep else 0.0
            self._stop(which, self.behind, not asleep)

    def lost(self, waited: float, late: bool) -> None:
        """No reply came: the process ended, or (`late`) it did not listen when its time was over."""
        self._add(min(waited, max(self.left, 0.0)), waited, None)
        self.hurried = self.hurried or late

    def _add(self, used, waited, delayed):
        self.used, self.left, self.waited = self.used + used, self.left - used, self.waited + waited
        self.delayed = None if delayed is None or self.delayed is None else self.delayed + delayed

    def _stop(self, which, seconds, hurried):
        self.stops.append(Stop(which, seconds, hurried))
        self.hurried = self.hurried or hurried


def _seconds(said, most) -> float | None:
    """A number of seconds as a student's process says it, None where it is none. Threads compute beside each other."""
    if type(said) is not float or not math.isfinite(said):
        return None
    return min(max(said, 0.0), 64 * most)
