"""Play, pause, single step and reset, by buttons with names. No threads of its own: a task of the event loop.

JupyterLab may press the buttons in another thread, while a long step is under way: no two steps run at a time.
"""

import asyncio
import threading
from collections.abc import Callable

import ipywidgets

from gradatim.text import _
from gradatim.widgets.kit.controls import button
from gradatim.widgets.kit.stale import event_loop

INTERVAL = 0.08  # seconds between two pictures


class Player:
    """`view` holds the buttons. `advance()` goes on by one step and returns whether there is a further one; `reset()`
    goes back to the start. `play`, `pause`, `step` and `restart` are what the buttons do.

    Parameters
    ----------
    begin
        `begin()`, if given, is called before playing starts (to go back to the start if it stands at the end).
    play, pause, step
        Other names for the buttons.
    """

    def __init__(
        self,
        advance: Callable[[], bool],
        reset: Callable[[], object],
        begin: Callable[[], object] | None = None,
        interval: float = INTERVAL,
        play: str | None = None,
        pause: str | None = None,
        step: str | None = None,
    ) -> None:
        self._advance, self._reset, self._begin, self.interval = advance, reset, begin, interval
        self._task: asyncio.Task[None] | None = None
        self._turn = threading.RLock()
        self._names = play or _("Play"), pause or _("Pause")
        self.play_button = button(self._names[0], self._toggle)
        self.step_button = button(step or _("Step"), self.step)
        self.reset_button = button(_("Reset"), self.restart)
        self.view = ipywidgets.HBox([self.play_button, self.step_button, self.reset_button])

    @property
    def playing(self) -> bool:
        # JupyterLab's loop ends when the page is loaded again: a task of it never goes on.
        return self._task is not None and not self._task.done() and not self._task.get_loop().is_closed()

    def play(self) -> None:
        """Go on by itself until the end. Where no event loop runs, at once."""
        if self.playing:
            return
        if self._begin:
            self._begin()
        loop = event_loop()
        if loop is None:
            while self._go():
                pass
            return
        self.play_button.description = self._names[1]
        self._task = loop.create_task(self._run())

    def pause(self) -> None:
        """A step that is under way in another thread is finished."""
        self._task = None
        self.play_button.description = self._names[0]

    def step(self) -> None:
        self.pause()
        self._go()

    def restart(self) -> None:
        self.pause()
        with self._turn:
            self._reset()

    def _toggle(self):
        self.pause() if self.playing else self.play()

    async def _run(self):
        own = asyncio.current_task()
        try:
            while self._task is own and self._go():
                await asyncio.sleep(self.interval)
        finally:
            if self._task is own:
                self.pause()

    def _go(self):
        """One step; whether there is a further one. One that is under way counts as the step."""
        if not self._turn.acquire(blocking=False):
            return True
        try:
            return self._advance()
        finally:
            self._turn.release()
