"""A zip that was given. Its names are no places to write to, and the sizes that it states are not believed."""

import io
import re
import stat
import struct
import time
import zipfile
from bisect import bisect_left
from collections import Counter
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
WIDE_END = 56 + 20  # bytes of what stands before the end of a zip in ZIP64: its record, and where that is
SMALL = 2048  # of methods that cannot be stopped midway, so much at a time
_NAME_IS_UTF8 = 0x800


def in_zip(given: Path) -> list[Offered]:
    """The files in a zip."""
    archive, in_bytes = _opened(given)  # stays open: to open it for each entry would read its list each time
    top = _Folder(())
    names = Counter(entry.filename for entry in archive.infolist())
    for entry in archive.infolist():
        doubts = []
        if names[entry.filename] > 1 and not entry.is_dir():
            doubts.append("stands more than once in the zip file")
        if entry.orig_filename in in_bytes and not entry.flag_bits & _NAME_IS_UTF8:
            doubts.append("is not UTF-8, though the zip file says so")
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
        drive = bool(parts) and bool(re.fullmatch("[A-Za-z]:", parts[0]))
        if drive:
            del parts[0]
        if not parts:
            return
        if drive or name.startswith("/") or ".." in name.split("/"):
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
    except NotImplementedError:
        raise UnreadableFile("it is packed by a method that is not read here: unpack it and zip it anew") from None
    except RuntimeError:
        raise UnreadableFile("it is encrypted with a password: ask for it without one") from None
    except Exception as error:  # each method of packing has errors of its own
        raise UnreadableFile(f"the zip file is damaged here ({error or type(error).__name__})") from None


# -- the list of what is in it -----------------------------------------------------------------------------------


def _opened(given):
    """The zip, and those of its names that are called UTF-8 and are not."""
    damaged = "The zip file {} cannot be read ({}). Download it again."
    try:
        place, size, stated = _list_of(given)
        if size > MAX_LIST:
            raise CourseError(f"The zip file {given} names more files than are read. Is it the right file?")
        try:
            return zipfile.ZipFile(given), set()
        except UnicodeDecodeError:
            return _in_bytes(given, place, size, stated)
    except CourseError:
        raise
    except Exception as error:  # whatever a damaged list makes of zipfile
        raise CourseError(damaged.format(given, str(error) or type(error).__name__)) from None


def _list_of(given):
    """Where the list begins, how many bytes it has, and where the zip says that it begins: what may stand before a zip
    is not counted in it.
    """
    with given.open("rb") as stream:
        # What `zipfile` itself goes by: a second reader could be shown another end than the first.
        found = zipfile._EndRecData(stream)
    if not found:
        raise zipfile.BadZipFile("its end is missing")
    size, stated, end = found[5], found[6], found[9]
    return end - (WIDE_END if found[0] == b"PK\x06\x06" else 0) - size, size, stated


def _in_bytes(given, place, size, stated):
    """The zip, read with its names as bytes where they are called UTF-8 and are not; and those names."""
    with given.open("rb") as stream:
        stream.seek(place)
        names = bytearray(stream.read(size))
    at, mended, patches = 0, set(), []
    while names[at : at + 4] == b"PK\x01\x02":
        flags, name, extra, comment, offset = struct.unpack_from("<8xH18x3H8xL", names, at)
        raw = bytes(names[at + 46 : at + 46 + name])
        if flags & _NAME_IS_UTF8 and not _is_utf8(raw):
            plain = struct.pack("<H", flags & ~_NAME_IS_UTF8)
            patches += [(place + at + 8, plain), (place - stated + offset + 6, plain)]  # in the list, before the file
            mended.add(raw.decode("cp437"))
        at += 46 + name + extra + comment
    return zipfile.ZipFile(_Patched(given.open("rb"), patches)), mended


def _is_utf8(raw):
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Patched(io.RawIOBase):
    """A file of which some bytes are replaced: (place, bytes)."""

    def __init__(self, stream, patches):
        self._stream, self._patches = stream, sorted(patches)

    def read(self, size=-1):
        at = self._stream.tell()
        found = bytearray(self._stream.read(size))
        first = max(bisect_left(self._patches, (at,)) - 1, 0)
        for place, data in self._patches[first:]:
            if place >= at + len(found):
                break
            start, end = max(at, place), min(at + len(found), place + len(data))
            if start < end:
                found[start - at : end - at] = data[start - place : end - place]
        return bytes(found)

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
