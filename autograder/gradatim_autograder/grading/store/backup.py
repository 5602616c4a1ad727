"""Copies of the gradebook in `backup/`: the newest three, each made after a run that changed something.

What a person marked stands in the gradebook alone, so a copy of it is what puts it back.
"""

import re
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from gradatim_autograder.grading.store.atomic import Folder

NAME = "gradebook.db"
KEPT = 3
_BACKUP = re.compile(r"gradebook-(\d{6})-.*\.db")


class Backups:
    """The copies in a grading folder, each with a number: a clock may be set back."""

    def __init__(self, grading: Path):
        self._grading, self._folder = grading, Folder(grading)
        self.folder = grading / "backup"

    def all(self) -> list[str]:
        """The names of the copies, the oldest first."""
        names = [parts[0] for parts in self._folder.files("backup") if len(parts) == 1]
        return sorted(name for name in names if _BACKUP.fullmatch(name))

    def newest(self) -> Path | None:
        """The newest copy that is whole."""
        for name in reversed(self.all()):
            with suppress(sqlite3.Error, OSError):
                if _copy(self.folder / name, "ro")[1]:
                    return self.folder / name
        return None

    def keep(self) -> Path | None:
        """Copy the gradebook where it has changed since the newest copy."""
        data, sound = _copy(self._grading / NAME, "rw")
        names = self.all()
        if not sound or (names and self._folder.read(("backup", names[-1])) == data):
            return None
        number = int(names[-1].split("-")[1]) + 1 if names else 1
        new = f"gradebook-{number:06}-{time.strftime('%Y-%m-%d-%H%M')}.db"
        self._folder.write(("backup", new), data, mode=0o600, durable=True)
        for name in self.all()[:-KEPT]:
            self._folder.remove(("backup", name))
        return self.folder / new


def _copy(path, mode):
    """The bytes of a database as they are between two changes, and whether it is whole."""
    with (
        closing(sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, timeout=10)) as db,
        closing(sqlite3.connect(":memory:")) as copy,
    ):
        db.backup(copy)
        (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        tables = copy.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return copy.serialize(), found == "ok" and tables > 0
