"""Writes and reads below one folder: a file whole or not at all, and nothing through a link.

What students hand in lies beside what the grader writes. So every file is made under a fresh name that nobody can have
put a link at, in a directory that was opened step by step, and then takes its name.
"""

import contextlib
import errno
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from gradatim_autograder.grading.store.directory import LINK, Directory, InTheWay

__all__ = ["Folder", "InTheWay"]

_FRESH = re.compile(r"\.gradatim-[0-9a-f]{16}")
Parts = str | tuple[str, ...]


class Folder:
    """A folder that we write in. What lies below it is named by its parts, ("results", "ada", "01-neuron.json")."""

    def __init__(self, root: Path):
        self.root = root

    def path(self, parts: Parts) -> Path:
        """Where that is, to be told to a person."""
        return self.root.joinpath(*_checked(parts))

    def write(self, parts: Parts, data: bytes, mode: int | None = None, durable: bool = False) -> None:
        """Write a file whole or not at all, making its folders; what was there is replaced at once.

        Raises InTheWay where a link, or what is no file, lies at the place or on the way.

        Parameters
        ----------
        mode
            The rights; by default as the system makes new files.
        durable
            A power cut afterwards loses nothing.
        """
        *folders, name = _checked(parts)
        with self._at(folders, make=True, durable=durable) as directory:
            about = directory.about(name)
            if about is not None and not stat.S_ISREG(about.st_mode):
                raise InTheWay(directory.path / name, LINK if stat.S_ISLNK(about.st_mode) else "is no ordinary file")
            fresh = f".gradatim-{secrets.token_hex(8)}"
            try:
                _fill(directory.create(fresh, 0o666 if mode is None else 0o600), data, mode, durable)
                directory.replace(fresh, name)
            except BaseException as error:
                with contextlib.suppress(OSError):
                    directory.remove(fresh)
                if isinstance(error, OSError):
                    error.filename, error.filename2 = str(directory.path / name), None
                raise
            if durable:
                directory.sync()

    def read(self, parts: Parts, limit: int | None = None) -> bytes:
        """The bytes of an ordinary file, `limit` at most.

        Raises FileNotFoundError, or InTheWay where a link, or what is no file, lies there or on the way.
        """
        *folders, name = _checked(parts)
        with self._at(folders) as directory, os.fdopen(directory.open(name), "rb") as stream:
            return stream.read() if limit is None else stream.read(limit)

    def has(self, parts: Parts) -> bool:
        """Whether an ordinary file is there, and no link on the way to it."""
        *folders, name = _checked(parts)
        try:
            with self._at(folders) as directory:
                about = directory.about(name)
        except (FileNotFoundError, InTheWay):
            return False
        return about is not None and stat.S_ISREG(about.st_mode)

    def remove(self, parts: Parts) -> bool:
        """Remove a file, or a link itself; whether there was one."""
        *folders, name = _checked(parts)
        try:
            with self._at(folders) as directory:
                directory.remove(name)
        except FileNotFoundError:
            return False
        return True

    def make(self, parts: Parts) -> Path:
        """Make a folder where there is none, and those above it."""
        with self._at(_checked(parts), make=True) as directory:
            return directory.path

    def files(self, parts: Parts = ()) -> list[tuple[str, ...]]:
        """The ordinary files in a folder and in those below it, each by its parts below it; links are passed over."""
        try:
            with self._at(_checked(parts)) as directory:
                return [place for place, about in _walk(directory) if stat.S_ISREG(about.st_mode)]
        except FileNotFoundError:
            return []

    def remove_all(self, parts: Parts) -> None:
        """Remove a folder and what is in it; a link is removed itself, never what it leads to."""
        *folders, name = _checked(parts)
        with contextlib.suppress(FileNotFoundError), self._at(folders) as directory:
            _remove(directory, name)

    def remove_empty(self, parts: Parts) -> None:
        """Remove the folders below `parts` in which no file is left."""
        with contextlib.suppress(FileNotFoundError), self._at(_checked(parts)) as directory:
            _remove_empty(directory)

    def append(self, parts: Parts, mode: int = 0o666) -> int:
        """A file, open to be read and to be written to at its end; made where there is none."""
        *folders, name = _checked(parts)
        with self._at(folders, make=True) as directory:
            return directory.open(name, os.O_RDWR | os.O_APPEND | os.O_CREAT, mode)

    def clear(self, parts: Parts = ()) -> None:
        """Remove what a process that was killed while it wrote left below `parts`."""
        with contextlib.suppress(FileNotFoundError), self._at(_checked(parts)) as directory:
            for place, about in _walk(directory):
                if _FRESH.fullmatch(place[-1]) and stat.S_ISREG(about.st_mode):
                    self.remove((*_checked(parts), *place))

    def refuse_links(self, names: Iterable[str]) -> None:
        """Raise InTheWay where one of these names is a link: before anything is read or written."""
        with contextlib.suppress(FileNotFoundError), Directory.of(self.root) as directory:
            for name in names:
                about = directory.about(name)
                if about is not None and stat.S_ISLNK(about.st_mode):
                    raise InTheWay(directory.path / name, LINK)

    @contextlib.contextmanager
    def _at(self, folders, make=False, durable=False) -> Iterator[Directory]:
        """The directory at the end of the way. Directories that are made are made to last where `durable` says so."""
        if make:
            self.root.mkdir(parents=True, exist_ok=True)
        directory = Directory.of(self.root)
        try:
            for name in folders:
                new = make and directory.about(name) is None
                above, directory = directory, directory.inside(name, make)
                with above:
                    if new and durable:
                        above.sync()
            yield directory
        finally:
            directory.__exit__()


def _checked(parts: Parts) -> tuple[str, ...]:
    """The parts, none of which leads anywhere but one step down."""
    parts = (parts,) if isinstance(parts, str) else tuple(parts)
    for part in parts:
        if part in ("", ".", "..") or "/" in part or "\0" in part or (os.name == "nt" and re.search(r"[\\:]", part)):
            raise OSError(errno.EINVAL, "is no name of a file", part)
    return parts


def _fill(handle, data, mode, durable):
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(handle, mode)
        if durable:
            os.fsync(handle)


def _walk(directory, above=()):
    for name in directory.names():
        about = directory.about(name)
        if about is None:
            continue
        if stat.S_ISDIR(about.st_mode):
            with contextlib.suppress(InTheWay, FileNotFoundError), directory.inside(name) as inside:
                yield from _walk(inside, (*above, name))
        else:
            yield (*above, name), about


def _remove(directory, name):
    about = directory.about(name)
    if about is None:
        return
    if not stat.S_ISDIR(about.st_mode):
        directory.remove(name)
        return
    with contextlib.suppress(OSError):
        directory.open_up(name)
    with directory.inside(name) as inside:
        for each in inside.names():
            _remove(inside, each)
    directory.remove_folder(name)


def _remove_empty(directory):
    for name in directory.names():
        about = directory.about(name)
        if about is not None and stat.S_ISDIR(about.st_mode):
            with directory.inside(name) as inside:
                _remove_empty(inside)
            with contextlib.suppress(OSError):
                directory.remove_folder(name)
