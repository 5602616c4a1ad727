"""One open directory, and the steps from it to what lies in it. No step follows a link.

Where the system can name things relative to an open directory, each step is made from there: whoever puts a link on the
way meanwhile changes nothing. Elsewhere (Windows) each step looks first and then goes by path.
"""

import contextlib
import errno
import os
import stat
from pathlib import Path

BY_HANDLE = {os.open, os.mkdir, os.unlink, os.rmdir, os.rename, os.stat} <= os.supports_dir_fd and hasattr(
    os, "O_NOFOLLOW"
)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_FILE = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to would be waited for for ever


class InTheWay(OSError):
    """Something lies where one of our files or folders should be; the text names it and says what it is."""

    def __init__(self, place: Path, what: str):
        super().__init__(errno.ELOOP, what, str(place))
        self.place, self.what = place, what

    def __str__(self):
        return f"{self.place} {self.what}"


LINK = "is a link; links in the grading folder are not followed"


class Directory:
    """An open directory; close it, or use it in a `with`."""

    def __init__(self, path: Path, handle: int | None):
        self.path, self._handle = path, handle

    @classmethod
    def of(cls, path: Path) -> "Directory":
        """The directory at `path`, which the person at the keyboard chose: links on the way to it are theirs."""
        if not BY_HANDLE:
            if not path.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
            return cls(path, None)
        return cls(path, os.open(path, os.O_RDONLY | _FOLDER))

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def inside(self, name: str, make: bool = False) -> "Directory":
        """The directory `name` in this one, made where it is missing and `make` says so."""
        if make and not self.about(name):
            with contextlib.suppress(FileExistsError):
                os.mkdir(self._at(name), dir_fd=self._handle)
        with self._told(name, stat.S_ISDIR, "is no folder, and a folder has to be there"):
            if not BY_HANDLE:
                self._look(name, stat.S_ISDIR)
                return Directory(self.path / name, None)
            return Directory(self.path / name, os.open(name, os.O_RDONLY | _FOLDER | _NO_LINK, dir_fd=self._handle))

    def about(self, name: str) -> os.stat_result | None:
        """What lstat says of `name`, or None where there is nothing."""
        try:
            if BY_HANDLE:
                return os.stat(name, dir_fd=self._handle, follow_symlinks=False)
            return os.lstat(self.path / name)
        except FileNotFoundError:
            return None

    def open(self, name: str, flags: int = os.O_RDONLY, mode: int = 0o666) -> int:
        """An ordinary file, open; anything else is refused by name."""
        with self._told(name, stat.S_ISREG, "is no ordinary file"):
            if not BY_HANDLE and self.about(name):
                self._look(name, stat.S_ISREG)
            handle = os.open(self._at(name), flags | _FILE | _NO_LINK | _NO_WAIT, mode, dir_fd=self._handle)
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                os.close(handle)
                raise InTheWay(self.path / name, "is no ordinary file")
            return handle

    def create(self, name: str, mode: int) -> int:
        """A new file, open for writing; there must be nothing of this name."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FILE | _NO_LINK
        try:
            return os.open(self._at(name), flags, mode, dir_fd=self._handle)
        except OSError as error:
            error.filename = str(self.path / name)  # the system knows only the name
            raise

    def replace(self, old: str, new: str) -> None:
        """Give `old` the name `new`. A link of that name is replaced, not followed."""
        if BY_HANDLE:
            os.rename(old, new, src_dir_fd=self._handle, dst_dir_fd=self._handle)
            return
        self._make_writable(new)
        (self.path / old).replace(self.path / new)

    def remove(self, name: str) -> None:
        """Remove a file, or a link itself."""
        if not BY_HANDLE:
            self._make_writable(name)
        os.unlink(self._at(name), dir_fd=self._handle)

    def remove_folder(self, name: str) -> None:
        """Remove an empty folder."""
        os.rmdir(self._at(name), dir_fd=self._handle)

    def open_up(self, name: str) -> None:
        """Give ourselves all rights in a folder that is to be removed: code that ran there may have taken them away."""
        os.chmod(self._at(name), 0o700, dir_fd=self._handle)

    def names(self) -> list[str]:
        """What lies in it, in order."""
        return sorted(os.listdir(self._handle if BY_HANDLE else self.path))  # noqa: PTH208

    def sync(self) -> None:
        """Let a power cut find the names as they are now."""
        if self._handle is not None:
            try:
                os.fsync(self._handle)
            except OSError as error:
                if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a system that has no such thing
                    raise

    def _at(self, name) -> str | Path:
        return name if BY_HANDLE else self.path / name

    def _look(self, name, wanted):
        about = self.about(name)
        if about is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path / name))
        if _is_link(self.path / name, about) or not wanted(about.st_mode):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(self.path / name))

    def _make_writable(self, name):
        about = self.about(name)
        if about is not None and stat.S_ISREG(about.st_mode):
            (self.path / name).chmod(0o644)  # Windows replaces and removes no read-only file

    def _told(self, name, wanted, otherwise):
        return _Told(self, name, wanted, otherwise)


class _Told:
    """Says of an error what lies there: systems have many numbers for "is a link"."""

    def __init__(self, directory, name, wanted, otherwise):
        self._directory, self._name, self._wanted, self._otherwise = directory, name, wanted, otherwise

    def __enter__(self):
        return self

    def __exit__(self, _kind, error, _trace):
        if not isinstance(error, OSError) or isinstance(error, InTheWay):
            return
        about = self._directory.about(self._name)
        place = self._directory.path / self._name
        if about is not None and _is_link(place, about):
            raise InTheWay(place, LINK) from None
        if about is not None and not self._wanted(about.st_mode):
            raise InTheWay(place, self._otherwise) from None
        error.filename = str(place)


def _is_link(place, about):
    if stat.S_ISLNK(about.st_mode):
        return True
    junction = getattr(about, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    return junction and bool(getattr(about, "st_file_attributes", 0) & 0x400)
