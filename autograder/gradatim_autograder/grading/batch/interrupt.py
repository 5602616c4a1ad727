"""Ctrl-C as a question, so that it never falls into the middle of a step."""

import signal
import threading


class Interrupt:
    """While it is entered, Ctrl-C sets `asked`. A second one interrupts as usual."""

    def __init__(self):
        self.asked = False
        self._before = None

    def __enter__(self):
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(self, *_error):
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _ask(self, _signal, _frame):
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
