"""What an error of the system means: whose it is, and what to do, in words."""

import errno
import hashlib
from pathlib import Path

from gradatim_autograder.grading.store.directory import InTheWay

_GOES_ON = "What was graded before is kept: run the same command again, it goes on from there."
_ALL = {  # no other submission can be kept either
    errno.ENOSPC: "There is no space left for {place}. Make room.",
    errno.EDQUOT: "Your quota does not leave room for {place}. Make room.",
    errno.EROFS: "{place} cannot be written: the disk is read-only. Mount it for writing, or give another --grading.",
    errno.EIO: "The disk reports an error at {place}. Look after the disk, or copy the folder to another one.",
    errno.ENFILE: "The system has too many files open to open {place}. Close other programs.",
    errno.EMFILE: "Too many files are open to open {place}. Raise the limit (ulimit -n).",
    getattr(errno, "ESTALE", errno.EIO): "The network's disk lost {place}. Connect it again.",
    errno.ENODEV: "The disk of {place} is gone. Connect it again.",
}
_ONE = {
    errno.EACCES: "{place} may not be read or written by you. Change its rights",
    errno.EPERM: "{place} may not be changed by you. Change its rights",
    errno.EEXIST: "{place} is a file, and a folder has to be there. Move it away",
    errno.ENOTDIR: "{place}: Not a directory; a folder has to be there. Move it away",
    errno.EISDIR: "{place} is a folder, and a file has to be there. Move it away",
    errno.ENAMETOOLONG: "{place} is too long a name for this disk. Give a folder with a shorter name",
}


def stops_all(error: BaseException) -> bool:
    """Whether nothing more can be kept, whoever's it is. Every other error is that of one submission."""
    return isinstance(error, OSError) and not isinstance(error, InTheWay) and error.errno in _ALL


def in_words(error: OSError, grading: Path) -> str:
    """What is wrong, where, and what to do; for the whole run."""
    if isinstance(error, InTheWay):
        return f"{error}. Move it away and run the same command again."
    place = error.filename or grading
    if error.errno in _ALL:
        return f"{_ALL[error.errno].format(place=place)} {_GOES_ON}"
    if error.errno in _ONE:
        return f"{_ONE[error.errno].format(place=place)} and run the same command again."
    return f"{place}: {error.strerror or error}. {_GOES_ON}"


def of_one(error: Exception) -> str:
    """What is wrong with one submission."""
    if isinstance(error, InTheWay):
        return f"{error}. Move it away and run the same command again"
    if isinstance(error, OSError) and error.errno in _ONE and error.filename:
        return f"{_ONE[error.errno].format(place=error.filename)} and run the same command again"
    if isinstance(error, MemoryError):
        return "the memory of this machine did not suffice for it"
    said = str(error)
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def reference(student: str, chapter: str, key: str) -> str:
    """By what a person finds the details in grade.log: the same for the same submission, whenever it is graded."""
    return hashlib.sha256(repr((student, chapter, key)).encode("utf-8", "backslashreplace")).hexdigest()[:8]
