"""One grader at a time in a grading folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from gradatim_autograder.course import CourseError


@contextmanager
def only_one(grading: Path) -> Iterator[None]:
    """Hold the folder's lock; the system gives it back however the process ends. filelock opens it through no link."""
    try:
        lock = FileLock(grading / ".lock", timeout=0).acquire()
    except Timeout:
        raise CourseError(f"Another `gradatim grade` is at work in {grading}. Wait for it to end.") from None
    with lock:
        yield
