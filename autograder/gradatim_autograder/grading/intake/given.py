"""Reads what the instructor gave, a folder or a zip, without changing it and without trusting names in it."""

import os
import stat
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gradatim_autograder.course import CourseError

MAX_BYTES = 50_000_000  # of one notebook
MAX_FILES = 100_000
JUNK_FOLDERS = {"__MACOSX", ".ipynb_checkpoints", "__pycache__", ".git"}
JUNK_FILES = {"thumbs.db", "desktop.ini"}


class UnreadableFile(Exception):
    """The file cannot be read; the text says why."""


@dataclass(frozen=True)
class Offered:
    """One file that was given.

    parts   its folders and its name, below what was given
    time    when it was last changed, in seconds since 1970
    read    returns its bytes, or raises UnreadableFile
    path    where it lies, or None where it lies in a zip
    garbled whether its name is not UTF-8: bytes that are no letters stand in `parts` as "\\x94"
    """

    parts: tuple[str, ...]
    time: float
    read: Callable[[], bytes]
    path: Path | None = None
    garbled: bool = False

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def where(self) -> str:
        return "/".join(self.parts)


def offered(given: Path) -> list[Offered]:
    """All files in the folder or zip `given` except the junk that systems leave, in the order of their names."""
    if not given.exists():
        raise CourseError(f"There is no folder or zip file {given}. Give the folder that holds the submissions.")
    if given.is_dir():
        found = _in_folder(given.resolve())
    elif zipfile.is_zipfile(given):
        found = _in_zip(given)
    elif given.suffix == ".ipynb":
        raise CourseError(f"{given} is one notebook. Give the folder or zip file that holds it.")
    else:
        raise CourseError(f"{given} is neither a folder nor a readable zip file.")
    if len(found) > MAX_FILES:
        raise CourseError(f"{given} holds more than {MAX_FILES} files. Is it the right folder?")
    return sorted(found, key=lambda each: each.parts)


def _is_junk(parts):
    *folders, name = parts
    hidden = name.startswith(".") or any(folder.startswith(".") for folder in folders)
    return hidden or not JUNK_FOLDERS.isdisjoint(folders) or name.lower() in JUNK_FILES


# -- a folder --------------------------------------------------------------------------------------------------


def _in_folder(root):
    found = []
    for folder, folders, names in os.walk(root):  # does not go into linked folders
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        called_so = [name for name in folders if name.lower().endswith(".ipynb") and _is_empty(here / name)]
        for name in dict.fromkeys((*names, *links, *called_so)):
            path = here / name
            raw = path.relative_to(root).parts
            parts = tuple(map(_readable, raw))
            if not _is_junk(parts):
                read = lambda path=path: _read(path, root)  # noqa: E731
                found.append(Offered(parts, _changed(path), read, path, garbled=parts != raw))
        if len(found) > MAX_FILES:
            break
    return found


def _readable(name):
    """`name` as text that can be written: a zip made on Windows and unpacked elsewhere leaves names in no UTF-8."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _is_empty(folder):
    try:
        return not folder.is_symlink() and not any(folder.iterdir())
    except OSError:
        return False


def _changed(path):
    try:
        return path.lstat().st_mtime
    except OSError:
        return 0.0


def _read(path, root):
    try:
        if not path.resolve().is_relative_to(root):
            raise UnreadableFile("it is a link that leads out of the folder; links like this are not followed")
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise UnreadableFile("it is a folder, not a file")
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableFile("it is not an ordinary file")
        with path.open("rb") as stream:
            return _within_limit(stream.read(MAX_BYTES + 1))
    except OSError as error:
        raise UnreadableFile(f"it cannot be read ({error.strerror or error})") from None


def _within_limit(data):
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    return data


# -- a zip -----------------------------------------------------------------------------------------------------


def _in_zip(given):
    try:
        archive = zipfile.ZipFile(given)  # stays open: to open it for each entry would read its list each time
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (OSError, zipfile.BadZipFile) as error:
        raise CourseError(f"The zip file {given} cannot be read ({error}). Download it again.") from None
    found = []
    for entry in entries[: MAX_FILES + 1]:
        # Names are never used as places to write to; "..", drives and empty parts say nothing.
        parts = [part for part in entry.filename.replace("\\", "/").split("/") if part not in ("", ".", "..")]
        if parts and not _is_junk(parts):
            found.append(Offered(tuple(parts), _zip_time(entry), lambda entry=entry: _read_entry(archive, entry)))
    return found


def _zip_time(entry):
    try:
        return time.mktime((*entry.date_time, 0, 0, -1))
    except (ValueError, OverflowError):
        return 0.0


def _read_entry(archive, entry):
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnreadableFile("it is a symbolic link, not a notebook")
    try:
        # The size that a zip states may be a lie, so reading stops at the limit.
        with archive.open(entry) as stream:
            return _within_limit(stream.read(MAX_BYTES + 1))
    except RuntimeError:
        raise UnreadableFile("it is encrypted with a password") from None
    except (OSError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
        raise UnreadableFile(f"the zip file is damaged here ({error})") from None
