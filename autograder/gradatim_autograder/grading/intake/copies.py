"""The grader's own copies of what was given: plain files under numbers, made once, and read by everything that follows.

Whatever happens later to what was given, or was put there to mislead, the copy stays what was looked at.
"""

import os
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

from gradatim_autograder.grading.intake.offer import Offered, UnreadableFile
from gradatim_autograder.grading.store.directory import Directory

MAX_TOGETHER = 4_000_000_000  # bytes of all copies


class Copies:
    """Copies in one folder, which is made."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._numbers = count(1)
        self._room = MAX_TOGETHER

    def take(self, file: Offered, most: int | None = None) -> Offered:
        """The same file, to be read from a copy.

        `most` are the bytes that it may have, where that is less than any file's limit.

        Raises UnreadableFile; an OSError is one of writing the copy.
        """
        if file.copied:
            return file
        pieces = iter(file.chunks())
        name = str(next(self._numbers))
        with Directory.of(self._folder) as directory:
            size = 0
            try:
                with os.fdopen(directory.create(name, 0o600), "wb") as copy:
                    for data in pieces:
                        size += len(data)
                        if reason := self._too_much(size, most):
                            raise UnreadableFile(reason)
                        copy.write(data)
            except BaseException:
                with suppress(OSError):  # it may be the disk that failed: that is what has to be told
                    directory.remove(name)
                raise
        self._room -= size
        path = self._folder / name
        return replace(file, read=lambda: _read(path), size=size, pieces=None, copied=True)

    def _too_much(self, size, most):
        if most is not None and size > most:
            return "the files beside the notebook are too large together"
        if size > self._room:
            return f"everything together is larger than {MAX_TOGETHER // 1_000_000_000} GB"
        return ""


def _read(path):
    with Directory.of(path.parent) as directory, os.fdopen(directory.open(path.name), "rb") as stream:
        return stream.read()
