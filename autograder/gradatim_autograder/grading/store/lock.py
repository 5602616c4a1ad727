"""One grader at a time in a grading folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.store.atomic import Folder


@contextmanager
def only_one(grading: Path) -> Iterator[None]:
    """Hold the folder's lock; the system gives it back however the process ends."""
    with os.fdopen(Folder(grading).append(".lock"), "r+b") as stream:
        try:
            _lock(stream)
        except OSError:
            raise CourseError(f"Another `gradatim grade` is at work in {grading}. Wait for it to end.") from None
        yield


def _lock(stream):
    if os.name == "nt":
        import msvcrt

        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
