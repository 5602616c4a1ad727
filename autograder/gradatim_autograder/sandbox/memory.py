"""A soft limit on this side's own memory while it looks at what a student's code answered: then a MemoryError is that
submission's, and the machine's memory is not gone. What is started meanwhile, the sandbox above all, is free of it.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]  # a module, for mypy

STATUS = Path("/proc/self/status")


@contextlib.contextmanager
def more_at_most(size: int) -> Iterator[None]:
    """Let this process have so many bytes more than it has now. Nothing is limited where the kernel does not count."""
    used = _data()
    if used is None:
        yield
        return
    before, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = used + size if hard == resource.RLIM_INFINITY else min(used + size, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, hard))


@contextlib.contextmanager
def unlimited() -> Iterator[None]:
    """For starting a process: it inherits this one's limits, and the students' processes have limits of their own."""
    if resource is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _data() -> int | None:
    """The bytes that count against the limit; None where nobody says."""
    try:
        lines = STATUS.read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:"))
    except (OSError, StopIteration):
        return None
