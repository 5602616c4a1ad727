"""Writes a file whole or not at all, wherever the process is stopped."""

import os
from pathlib import Path


def write_whole(path: Path, data: bytes, mode: int = 0o644):
    """Write `data` to `path`, making its folder; what was there is replaced at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_bytes(data)
    except PermissionError:  # a run that was stopped left a read-only one
        fresh.unlink()
        fresh.write_bytes(data)
    if mode != 0o644:
        fresh.chmod(mode)
    if os.name == "nt" and path.exists():
        path.chmod(0o644)  # Windows replaces no read-only file
    fresh.replace(path)
