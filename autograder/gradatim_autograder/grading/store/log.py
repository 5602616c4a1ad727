"""grade.log: what went wrong, with the details that are of no use to a reader of the table."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gradatim_autograder.grading.shown import shown
from gradatim_autograder.grading.store.atomic import Folder


@contextmanager
def open_log(grading: Path) -> Iterator[logging.Logger]:
    """The log of a run, written to the end of grade.log; the file is made with the first line."""
    log, handler = logging.Logger("gradatim.grading"), _Handler(Folder(grading))
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield log
    finally:
        handler.close()


class _Handler(logging.Handler):
    def __init__(self, folder):
        super().__init__()
        self._folder, self._handle = folder, None

    def emit(self, record):
        """Write one record. A full disk stops the grading where it writes marks, not here."""
        with suppress(OSError, ValueError):
            if self._handle is None:
                self._handle = self._folder.append("grade.log")
            os.write(self._handle, (self.format(record) + "\n").encode("utf-8", "backslashreplace"))

    def close(self):
        if self._handle is not None:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = None
        super().close()


class _Formatter(logging.Formatter):
    def format(self, record):
        """Of a student's text nothing reaches the terminal of who reads the log but what can be seen."""
        return "\n".join(shown(line, longest=5000) for line in super().format(record).split("\n"))
