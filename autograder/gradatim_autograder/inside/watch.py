"""What a process and all that it started use, from /proc (proc(5))."""

import os
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096

PROCESSES = Path("/proc")


@dataclass
class Use:
    """memory in bytes, processor time in seconds, number of processes."""

    memory: int = 0
    seconds: float = 0.0
    processes: int = 0


def use_of(root: int) -> Use:
    """What `root` and its descendants use together. Zero where there is no /proc."""
    parents, about = {}, {}
    for folder in PROCESSES.iterdir() if PROCESSES.is_dir() else ():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            except OSError:
                continue  # it has ended
            parents[int(folder.name)] = int(fields[1])
            about[int(folder.name)] = (sum(map(int, fields[11:15])) / TICKS, int(fields[21]) * PAGE)
    use = Use()
    for pid, (seconds, memory) in about.items():
        if _descends(pid, root, parents):
            use.processes += 1
            use.seconds += seconds
            use.memory += _own_memory(pid, memory)
    return use


def _descends(pid, root, parents):
    while pid and pid != root:
        pid = parents.get(pid, 0)
    return pid == root


def _own_memory(pid, resident):
    """The memory that a process uses, with its share of what it has in common with others where that can be read."""
    if resident < 50_000_000:
        return resident
    try:
        lines = (PROCESSES / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return resident
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), resident)
