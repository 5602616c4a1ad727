"""One small JSON file for each submission that was looked at: results/STUDENT/CHAPTER.json.

It is written whole, and last of all: a run that was stopped finds in it what is done. Its key says of which
submission, which checks and which seed the result is; with another key the submission is graded again.
"""

import hashlib
import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

import gradatim
import numpy as np

import gradatim_autograder

GRADED = "graded"
NOT_GRADED = "not graded"


@dataclass
class Result:
    """What came of one submission.

    status   "graded" or "not graded"
    reason   why it was not graded, or what went wrong while it ran
    look     what was found in it that a person should look at
    notes    what else is worth knowing: harmless repairs
    file     where the submission was found
    marked   a digest of the gradebook's marks and comments when the feedback page was made
    """

    student: str
    chapter: str
    status: str
    key: str
    reason: str = ""
    notes: list[str] = field(default_factory=list)
    file: str = ""
    marked: str = ""
    seconds: float = 0.0
    look: list[str] = field(default_factory=list)

    @property
    def needs_a_look(self) -> bool:
        return self.status != GRADED or bool(self.reason or self.look)


class Results:
    """The results in a grading folder."""

    def __init__(self, grading: Path):
        self.folder = grading / "results"

    def _path(self, student, chapter):
        return self.folder / student / f"{chapter}.json"

    def load(self, student: str, chapter: str) -> Result | None:
        """The result kept, or None where there is none that can be read."""
        return _read(self._path(student, chapter))

    def save(self, result: Result):
        path = self._path(result.student, result.chapter)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        text = json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n"
        fresh.write_text(text, encoding="utf-8", errors="backslashreplace")
        fresh.replace(path)

    def all(self) -> list[Result]:
        """Every result, by student and chapter."""
        found = [_read(path) for path in sorted(self.folder.glob("*/*.json"))]
        return sorted((each for each in found if each), key=lambda each: (each.student, each.chapter))


def _read(path):
    try:
        return Result(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def version() -> str:
    """A digest of all code that decides on marks: the checks, the library, the Python and NumPy they run in."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {np.__version__}".encode())
    for package in (gradatim, gradatim_autograder):
        folder = Path(package.__file__).parent
        for path in sorted(folder.rglob("*.py")):
            if "cli" not in path.relative_to(folder).parts:
                digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def key_of(submission: bytes, *conditions) -> str:
    """The key of a submission's bytes graded under `conditions`."""
    digest = hashlib.sha256(repr(conditions).encode())
    digest.update(submission)
    return digest.hexdigest()


def digest_of(marks) -> str:
    """A digest of a submission's marks and comments."""
    seen = [sorted(marks.scores.items()), marks.penalty, sorted(marks.comments.items()), sorted(marks.outdated)]
    return hashlib.sha256(repr(seen).encode()).hexdigest()
