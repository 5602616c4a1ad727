"""What can be handed in besides plain files, and how it is laid into a folder or a zip."""

import os
import socket
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Link:
    """A symbolic link."""

    to: str


@dataclass(frozen=True)
class Special:
    """A "fifo", a "socket", a "device" (which only root can make), or an empty "folder"."""

    kind: str


@dataclass(frozen=True)
class Timed:
    """A file with a time of its own, in seconds since 1970."""

    data: object
    time: float


@dataclass(frozen=True)
class Closed:
    """A file with permissions of its own."""

    data: object
    mode: int


def lay(folder: Path, files: dict):
    """Write files into a folder. Names that this file system refuses (too long) are left out."""
    for place, thing in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        mode, time = None, None
        if isinstance(thing, Closed):
            thing, mode = thing.data, thing.mode
        if isinstance(thing, Timed):
            thing, time = thing.data, thing.time
        if isinstance(thing, Link):
            path.symlink_to(thing.to)
        elif isinstance(thing, Special):
            _special(path, thing.kind)
        else:
            path.write_bytes(thing)
        if time is not None:
            os.utime(path, (time, time))
        if mode is not None:
            path.chmod(mode)


def _special(path, kind):
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "socket":
        here = os.open(path.parent, os.O_RDONLY)
        with socket.socket(socket.AF_UNIX) as made:  # a socket's path may have 108 characters only
            made.bind(f"/proc/self/fd/{here}/{path.name}")
        os.close(here)
    elif os.getuid() == 0:
        try:
            os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))  # /dev/zero
        except OSError:
            os.mkfifo(path)
    else:
        os.mkfifo(path)


def pack(archive: Path, files: dict):
    """Write files into a zip, in this order."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for place, thing in files.items():
            entry = zipfile.ZipInfo(place, (2026, 1, 5, 10, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            mode = stat.S_IFREG | 0o644
            if isinstance(thing, Closed):
                thing, mode = thing.data, stat.S_IFREG | thing.mode
            if isinstance(thing, Timed):
                thing = thing.data
            if isinstance(thing, Link):
                thing, mode = os.fsencode(thing.to), stat.S_IFLNK | 0o777
            elif isinstance(thing, Special):
                kinds = {"fifo": stat.S_IFIFO, "socket": stat.S_IFSOCK, "device": stat.S_IFCHR, "folder": stat.S_IFDIR}
                thing, mode = b"", kinds[thing.kind] | 0o755
            entry.external_attr, entry.create_system = mode << 16, 3
            made.writestr(entry, thing)
