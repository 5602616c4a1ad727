"""Play, pause, single step and reset, by buttons with names. No threads: a task of the event loop."""

import asyncio

import ipywidgets

from gradatim.text import _
from gradatim.widgets.controls import button
from gradatim.widgets.stale import event_loop

INTERVAL = 0.08  # seconds between two pictures


class Player:
    """`view` holds the buttons. `advance()` goes on by one step and returns whether there is a further one; `reset()`
    goes back to the start. `play`, `pause`, `step` and `restart` are what the buttons do.

    `begin()`, if given, is called before playing starts (to go back to the start if it stands at the end).
    play, pause, step   other names for the buttons
    """

    def __init__(self, advance, reset, begin=None, interval=INTERVAL, play=None, pause=None, step=None):
        self._advance, self._reset, self._begin, self.interval = advance, reset, begin, interval
        self._task = None
        self._names = play or _("Play"), pause or _("Pause")
        self.play_button = button(self._names[0], self._toggle)
        self.step_button = button(step or _("Step"), self.step)
        self.reset_button = button(_("Reset"), self.restart)
        self.view = ipywidgets.HBox([self.play_button, self.step_button, self.reset_button])

    @property
    def playing(self):
        # JupyterLab's loop ends when the page is loaded again: a task of it never goes on.
        return self._task is not None and not self._task.done() and not self._task.get_loop().is_closed()

    def play(self):
        """Go on by itself until the end. Where no event loop runs, at once."""
        if self.playing:
            return
        if self._begin:
            self._begin()
        loop = event_loop()
        if loop is None:
            while self._advance():
                pass
            return
        self.play_button.description = self._names[1]
        self._task = loop.create_task(self._run())

    def pause(self):
        if self.playing:
            self._task.cancel()
        self._stopped()

    def step(self):
        self.pause()
        self._advance()

    def restart(self):
        self.pause()
        self._reset()

    def _toggle(self):
        self.pause() if self.playing else self.play()

    async def _run(self):
        try:
            while self._advance():
                await asyncio.sleep(self.interval)
        finally:
            if self._task is asyncio.current_task():
                self._stopped()

    def _stopped(self):
        self._task = None
        self.play_button.description = self._names[0]
