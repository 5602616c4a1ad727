"""A folder that was given, read from open directories: nothing in it is followed, only ordinary files are opened."""

import os
import stat
from pathlib import Path

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake.fair import MAX_FILES, files_of
from gradatim_autograder.grading.intake.offer import (
    FOLDER,
    LINK,
    SPECIAL,
    Offered,
    UnreadableFile,
    bounded,
    is_junk,
    offer,
    refuse,
    too_long,
)
from gradatim_autograder.grading.store.directory import Directory, InTheWay

STEP = "submitted"  # nbgrader's name for the folder of what was handed in
OWN = {
    "source",
    "release",
    "autograded",
    "feedback",
    "exchange",
    "solutions",
    "course",
    "grading",
}  # a course's folders
OWN |= {"not-graded", "results", "journal", "chapters", "backup", "pictures"}  # and those of a grading folder


def in_folder(root: Path, grading: Path | None = None) -> list[Offered]:
    """The files in a folder. Of a folder with `submitted` in it the course's own folders are passed over, and so is the
    grading folder wherever it lies below.
    """
    try:
        about = grading.stat() if grading else None
    except OSError:
        about = None
    return files_of(_Folder(root, (), about and (about.st_dev, about.st_ino)))


class _Folder:
    """One folder; `raw` are the names on the way to it as the system gives them."""

    def __init__(self, root, raw, grading=None):
        self.root, self.raw, self.grading = root, raw, grading
        self.parts = tuple(map(_readable, raw))

    def entries(self):
        try:
            # All at once: a folder that waits for its turn holds no directory open.
            with _opened(self.root, self.raw) as directory:
                found = [(name, _about(directory, name)) for name in directory.names()[: MAX_FILES + 1]]
        except OSError as error:
            if not self.raw:
                raise CourseError(f"The folder {self.root} cannot be read ({error.strerror or error}).") from None
            yield refuse(self.parts, f"the folder cannot be read ({_reason(error)})")
            return
        a_course = not self.raw and any(name == STEP and about and stat.S_ISDIR(about.st_mode) for name, about in found)
        for name, about in found:
            if not (a_course and name in OWN) and (entry := self._entry(name, about)) is not None:
                yield entry

    def _entry(self, name, about):
        raw = (*self.raw, name)
        parts = (*self.parts, _readable(name))
        mode = about.st_mode if about else 0
        if is_junk(name, stat.S_ISDIR(mode)):
            return None
        if about is None:
            return refuse(parts, "the system does not tell what it is")
        if reason := too_long(parts):
            return refuse(parts, reason, about.st_mtime)
        if stat.S_ISLNK(mode):
            return refuse(parts, LINK, about.st_mtime)
        if stat.S_ISDIR(mode):
            if (about.st_dev, about.st_ino) == self.grading:
                return None
            called_so = name.lower().endswith(".ipynb")
            return refuse(parts, FOLDER, about.st_mtime) if called_so else _Folder(self.root, raw, self.grading)
        if not stat.S_ISREG(mode):
            return refuse(parts, SPECIAL, about.st_mtime)
        doubts = ("is not UTF-8; the student's id was made of what can be read",) if parts != raw else ()
        return offer(parts, about.st_mtime, lambda: _pieces(self.root, raw), path=self.root.joinpath(*raw),
                     size=about.st_size, doubts=doubts)  # fmt: skip


def _opened(root, raw) -> Directory:
    directory = Directory.of(root)
    for name in raw:
        with directory:
            directory = directory.inside(name)
    return directory


def _about(directory, name):
    try:
        return directory.about(name)
    except OSError:
        return None


def _pieces(root, raw):
    try:
        with _opened(root, raw[:-1]) as directory, os.fdopen(directory.open(raw[-1]), "rb") as stream:
            yield from bounded(stream)
    except OSError as error:
        raise UnreadableFile(f"it cannot be read ({_reason(error)})") from None


def _reason(error):
    # Between the look at it and now somebody has put something else there.
    return "it was replaced while it was read" if isinstance(error, InTheWay) else error.strerror or str(error)


def _readable(name):
    """`name` as text that can be written: a zip made on Windows and unpacked elsewhere leaves names in no UTF-8."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
