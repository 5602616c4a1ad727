"""What a process and all that it started use, from /proc (proc(5))."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096

BUFFER = 425_984  # bytes that the kernel may hold for a socket, in no process's memory
FREE = 16  # so many open files of a process are not taken for sockets

PROCESSES = Path("/proc")


@dataclass
class Use:
    """memory in bytes, processor time in seconds, number of processes, threads included."""

    memory: int = 0
    seconds: float = 0.0
    processes: int = 0


def use_of(root: int, enough: int) -> Use:
    """What `root` and its descendants use together. Zero where there is no /proc.

    Below `enough` bytes the memory need not be exact: what the processes share is then counted for each of them,
    because to tell it apart the kernel has to look at every page.
    """
    resident: dict[int, int] = {}  # bytes of each process
    use, buffers = Use(), 0
    for pid, fields in _family(root, ()).items():
        use.processes += int(fields[17])
        use.seconds += sum(map(int, fields[11:15])) / TICKS
        resident[pid] = int(fields[21]) * PAGE
        buffers += BUFFER * max(0, _open_files(pid) - FREE)
    use.memory = sum(resident.values()) + buffers
    if use.memory > enough:
        use.memory = sum(_own_memory(pid, each) for pid, each in resident.items()) + buffers
    return use


def descendants(root: int, spared: Collection[int] = ()) -> list[int]:
    """The living processes that `root` started, and those started, without the families of `spared`."""
    return [pid for pid, fields in _family(root, spared).items() if pid != root and fields[0] != b"Z"]


def _family(root, spared):
    """What proc(5) says in `stat`, from the state on, of a process and its descendants."""
    found = {}
    for folder in PROCESSES.iterdir() if PROCESSES.is_dir() else ():
        if folder.name.isdigit():
            try:
                found[int(folder.name)] = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            except OSError:
                continue  # it has ended
    return {pid: fields for pid, fields in found.items() if _descends(pid, root, spared, found)}


def _descends(pid, root, spared, found):
    while pid in found and pid != root and pid not in spared:
        pid = int(found[pid][1])
    return pid == root


def _open_files(pid):
    """How many files a process has open, 0 where this kernel does not say so."""
    try:
        return (PROCESSES / str(pid) / "fd").stat().st_size
    except OSError:
        return 0


def _own_memory(pid, resident):
    """The memory that a process uses, with its share of what it has in common with others where that can be read."""
    try:
        lines = (PROCESSES / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return resident
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), resident)
