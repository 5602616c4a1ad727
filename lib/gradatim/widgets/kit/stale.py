"""Of many moves only the last is drawn, and a text waits until the hand rests. No threads: timers of the event loop."""

import asyncio
import time
from collections.abc import Callable

GATHER = 0.004  # seconds in which further moves that have arrived meanwhile are taken up before one is drawn
REST = 0.4  # seconds without a move after which a control counts as released
LOST = 5.0  # seconds after which a timer that never rang is given up: its loop was closed


def event_loop() -> asyncio.AbstractEventLoop | None:
    """The loop that runs here (a notebook's kernel has one, a browser's Python too), or None in a plain script."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


class Latest:
    """Call it at every move: `action()` follows soon, once for all moves that came meanwhile, always after the last.

    Where no event loop runs, `action()` is done at once.
    """

    def __init__(self, action: Callable[[], object], gather: float = GATHER) -> None:
        self.action, self.gather = action, gather
        self._asked: float | None = None

    def __call__(self) -> None:
        loop = event_loop()
        if loop is None:
            self.action()
        elif self._asked is None or time.monotonic() - self._asked > LOST:
            self._asked = time.monotonic()
            loop.call_later(self.gather, self._ring)

    def _ring(self):
        self._asked = None  # before the action: a move during it asks again
        self.action()


class Settled:
    """Call it at every move: `action()` follows when no further move has come for `rest` seconds."""

    def __init__(self, action: Callable[[], object], rest: float = REST) -> None:
        self.action, self.rest = action, rest
        self._timer: asyncio.TimerHandle | None = None

    def __call__(self) -> None:
        loop = event_loop()
        self._give_up()
        if loop is None:
            self.action()
        else:
            self._timer = loop.call_later(self.rest, self._ring)

    def now(self) -> None:
        """Do it at once; an earlier move brings nothing more."""
        self._give_up()
        self.action()

    def _give_up(self):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _ring(self):
        self._timer = None
        self.action()
