"""One small JSON file for each submission that was looked at: results/STUDENT/CHAPTER.json.

It is written whole, and last of all: a run that was stopped finds in it what is done. Its key says of which
submission, which checks and which seed the result is; with another key the submission is graded again.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from gradatim_autograder.grading.store.atomic import write_whole

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
    checks   what each check found, as data, with the id of its cell (docs/results.md)
    given_up not graded, and with this key never will be: looking at it ended a process of ours twice
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
    checks: list[dict] = field(default_factory=list)
    given_up: bool = False

    @property
    def needs_a_look(self) -> bool:
        return self.status != GRADED or bool(self.reason or self.look)


class Results:
    """The results in a grading folder."""

    def __init__(self, grading: Path):
        self.folder = grading / "results"

    def _path(self, student, chapter):
        return self.folder / student / f"{chapter}.json"

    def has(self, student: str, chapter: str) -> bool:
        """Whether a result is kept, readable or not."""
        return self._path(student, chapter).is_file()

    def load(self, student: str, chapter: str) -> Result | None:
        """The result kept, or None where there is none that can be read."""
        return _read(self._path(student, chapter))

    def save(self, result: Result):
        text = json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n"
        write_whole(self._path(result.student, result.chapter), text.encode("utf-8", "backslashreplace"))

    def all(self) -> list[Result]:
        """Every result, by student and chapter."""
        found = [_read(path) for path in sorted(self.folder.glob("*/*.json"))]
        return sorted((each for each in found if each), key=lambda each: (each.student, each.chapter))


def _read(path):
    try:
        return Result(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
