"""Watches a process and all that it starts: their memory, and whether any outlives it."""

import contextlib
import os
import threading
import time

import psutil

PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 0.1


class Watch:
    """From entering to leaving the block. `peak` is in MB: what the processes have for themselves, together."""

    def __init__(self, pid: int):
        self.peak, self.seen = 0, {}
        self._root, self._over = psutil.Process(pid), threading.Event()
        self._thread = threading.Thread(target=self._keep_on, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self._over.set()
        self._thread.join()

    def _keep_on(self):
        while not self._over.wait(EVERY):
            with contextlib.suppress(psutil.Error):
                family = [self._root, *self._root.children(recursive=True)]
                self.seen.update({each.pid: each for each in family})
                self.peak = max(self.peak, sum(map(_own, family)) // 1_000_000)

    def alive(self, wait: float = 3.0) -> list[str]:
        """The processes that were seen and still run, after some time to end."""
        until = time.monotonic() + wait
        while (left := [each for each in self.seen.values() if _runs(each)]) and time.monotonic() < until:
            time.sleep(0.05)
        names = []
        for each in left:
            with contextlib.suppress(psutil.Error):
                names.append(f"{each.pid} {' '.join(each.cmdline())[:80]}")
        return names

    def end(self):
        """Kill it, and all that it started."""
        for each in [self._root, *self.seen.values()]:
            with contextlib.suppress(psutil.Error):
                if _runs(each):
                    each.kill()


def _own(process):
    """The bytes that a process shares with no file and no other: what was copied by a fork counts in each."""
    try:
        with open(f"/proc/{process.pid}/statm") as stream:  # noqa: PTH123 (many times a second)
            _size, resident, shared, *_rest = map(int, stream.read().split())
    except (OSError, ValueError):
        return 0
    return (resident - shared) * PAGE


def _runs(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
