"""A zip that was given. Its names are never used as places to write to, and the sizes that it states are not believed."""

import io
import re
import stat
import struct
import time
import zipfile
from pathlib import Path

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake.fair import files_of
from gradatim_autograder.grading.intake.offer import (
    FOLDER,
    LINK,
    PIECE,
    SPECIAL,
    Offered,
    UnreadableFile,
    bounded,
    is_junk,
    offer,
    refuse,
    too_long,
)

MAX_LIST = 30_000_000  # bytes of the list of what is in it: about 300,000 names
MAX_RATIO, RATIO_FROM = 300, 5_000_000  # a large file that unpacks to so many times its size is no notebook
SMALL = 2048  # of methods that cannot be stopped midway, so much at a time
_NAME_IS_UTF8 = 0x800


def in_zip(given: Path) -> list[Offered]:
    """The files in a zip."""
    archive, in_bytes = _opened(given)  # stays open: to open it for each entry would read its list each time
    top = _Folder(())
    names = set()
    for entry in archive.infolist():
        doubts = []
        if entry.filename in names and not entry.is_dir():
            doubts.append("stands more than once in the zip file")
        if entry.orig_filename in in_bytes and not entry.flag_bits & _NAME_IS_UTF8:
            doubts.append("is not UTF-8, though the zip file says so")
        names.add(entry.filename)
        top.take(archive, entry, tuple(doubts))
    return files_of(top)


class _Folder:
    """A folder in the zip, as its entries' names make it."""

    def __init__(self, parts):
        self.parts = parts
        self._folders: dict[str, _Folder] = {}
        self._files: list[Offered] = []
        self._refused: set[tuple[str, ...]] = set()

    def entries(self):
        yield from self._files
        yield from self._folders.values()

    def take(self, archive, entry, doubts):
        """Put an entry where its name says, or what is said about it."""
        name = entry.filename.replace("\\", "/")
        parts = [part for part in name.split("/") if part not in ("", ".", "..")]
        if parts and re.fullmatch("[A-Za-z]:", parts[0]):
            del parts[0]
        if not parts:
            return
        if name.startswith("/") or ".." in name.split("/"):
            doubts = (*doubts, "leads out of the zip file; what it says of folders outside was ignored")
        here = self
        *folders, last = parts if not entry.is_dir() else (*parts, "")
        for folder in folders:
            if is_junk(folder, True):
                return
            place = (*here.parts, folder)
            if reason := FOLDER if folder.lower().endswith(".ipynb") else too_long(place):
                here._refuse(place, reason)
                return
            here = here._folders.setdefault(folder, _Folder(place))
        if last and not is_junk(last, False):
            here._files.append(_file(archive, entry, (*here.parts, last), doubts))

    def _refuse(self, place, reason):
        """Once, however much lies there."""
        if place not in self._refused:
            self._refused.add(place)
            self._files.append(refuse(place, reason))


def _file(archive, entry, parts, doubts):
    kind = stat.S_IFMT(entry.external_attr >> 16)
    changed = _time(entry)
    reason = too_long(parts)
    if kind == stat.S_IFLNK:
        reason = LINK
    elif kind not in (0, stat.S_IFREG):
        reason = SPECIAL
    elif entry.file_size > max(RATIO_FROM, MAX_RATIO * entry.compress_size):
        reason = "it unpacks to many hundred times its size"
    if reason:
        return refuse(parts, reason, changed)
    return offer(parts, changed, lambda: _pieces(archive, entry), size=entry.file_size, doubts=doubts)


def _time(entry):
    try:
        return time.mktime((*entry.date_time, 0, 0, -1))
    except (ValueError, OverflowError):
        return 0.0


def _pieces(archive, entry):
    # zipfile unpacks whatever it has read of bzip2 and LZMA at once, so it gets little to read.
    piece = PIECE if entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else SMALL
    try:
        with archive.open(entry) as stream:
            yield from bounded(stream, piece)
    except UnreadableFile:
        raise
    except RuntimeError:
        raise UnreadableFile("it is encrypted with a password: ask for it without one") from None
    except Exception as error:  # each method of packing has errors of its own
        raise UnreadableFile(f"the zip file is damaged here ({error or type(error).__name__})") from None


# -- the list of what is in it -----------------------------------------------------------------------------------


def _opened(given):
    """The zip, and those of its names that are called UTF-8 and are not."""
    damaged = "The zip file {} cannot be read ({}). Download it again."
    try:
        place, size = _list_of(given)
        if size > MAX_LIST:
            raise CourseError(f"The zip file {given} names more files than are read. Is it the right file?")
        try:
            return zipfile.ZipFile(given), set()
        except UnicodeDecodeError:
            return _in_bytes(given, place, size)
    except CourseError:
        raise
    except Exception as error:  # whatever a damaged list makes of zipfile
        raise CourseError(damaged.format(given, str(error) or type(error).__name__)) from None


def _list_of(given):
    """Where the list ends at the latest, and how many bytes it has, as the end of the file states it."""
    with given.open("rb") as stream:
        length = stream.seek(0, io.SEEK_END)
        start = max(length - 70_000, 0)
        stream.seek(start)
        tail = stream.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) < at + 22:
            raise zipfile.BadZipFile("its end is missing")
        size, end = struct.unpack_from("<L", tail, at + 12)[0], start + at
        wide = tail.rfind(b"PK\x06\x06", 0, at)
        if wide >= 0 and tail[at - 20 : at - 16] == b"PK\x06\x07":
            size, end = struct.unpack_from("<Q", tail, wide + 40)[0], start + wide
    return end - size, size


def _in_bytes(given, place, size):
    """The zip, read with its names as bytes where they are called UTF-8 and are not; and those names."""
    with given.open("rb") as stream:
        stream.seek(place)
        names = bytearray(stream.read(size))
    at = 0
    mended = set()
    while names[at : at + 4] == b"PK\x01\x02":
        flags, name, extra, comment = struct.unpack_from("<8xH18x3H", names, at)
        try:
            names[at + 46 : at + 46 + name].decode("utf-8")
        except UnicodeDecodeError:
            if flags & _NAME_IS_UTF8:
                struct.pack_into("<H", names, at + 8, flags & ~_NAME_IS_UTF8)
                mended.add(bytes(names[at + 46 : at + 46 + name]).decode("cp437"))
        at += 46 + name + extra + comment
    return zipfile.ZipFile(_Patched(given.open("rb"), place, bytes(names))), mended


class _Patched(io.RawIOBase):
    """A file of which a part is replaced."""

    def __init__(self, stream, place, data):
        self._stream, self._place, self._data = stream, place, data

    def read(self, size=-1):
        at = self._stream.tell()
        found = self._stream.read(size)
        start, end = max(at, self._place), min(at + len(found), self._place + len(self._data))
        if start < end:
            part = self._data[start - self._place : end - self._place]
            found = found[: start - at] + part + found[end - at :]
        return found

    def seek(self, offset, whence=io.SEEK_SET):
        return self._stream.seek(offset, whence)

    def tell(self):
        return self._stream.tell()

    def seekable(self):
        return True

    def readable(self):
        return True

    def close(self):
        self._stream.close()
        super().close()
