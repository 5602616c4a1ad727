"""One line of text that says how far training is. Plain text on standard output: it works everywhere."""

import time
from collections.abc import Mapping, Sequence
from typing import Self

from gradatim.text import _

PATIENCE = 1.0  # seconds without a line: short trainings print nothing
PAUSE = 0.2  # seconds between two lines
WIDTH = 24


class Progress:
    """`show` after each epoch rewrites the line, at most five times a second; the end of the `with` block ends it."""

    def __init__(self, epochs: int, wanted: bool | None = None):
        self.epochs, self.wanted = epochs, wanted
        self.start = self.last = time.perf_counter()
        self.shown = 0

    def show(self, epoch: int, history: Mapping[str, Sequence[float]]) -> None:
        """Epochs done, a bar, the last losses, the time left at the present pace."""
        now = time.perf_counter()
        if self.wanted is False or (self.wanted is None and now - self.start < PATIENCE):
            return
        if self.shown and epoch < self.epochs and now - self.last < PAUSE:
            return
        self.last = now
        filled = WIDTH * epoch // self.epochs
        numbers = ", ".join(f"{name} {values[-1]:.4g}" for name, values in history.items())
        left = duration((now - self.start) / epoch * (self.epochs - epoch))
        text = _("epoch {epoch} of {epochs} {bar} {numbers}, {left} left")
        bar = "█" * filled + "·" * (WIDTH - filled)
        line = text.format(epoch=epoch, epochs=self.epochs, bar=bar, numbers=numbers, left=left)
        print("\r" + line.ljust(self.shown), end="", flush=True)
        self.shown = len(line)

    def say(self, text: str) -> None:
        """A sentence on a line of its own."""
        print(("\n" if self.shown else "") + text)
        self.shown = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.shown:
            print(flush=True)


def duration(seconds: float) -> str:
    """A duration as a person says it: 8 s, 2 min 5 s, 1 h 3 min."""
    seconds = round(seconds)
    if seconds < 60:
        return _("{seconds} s").format(seconds=seconds)
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
