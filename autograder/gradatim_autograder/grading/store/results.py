"""One small JSON file for each submission that was looked at: results/STUDENT/CHAPTER.json.

It is written whole, and last of all: a run that was stopped finds in it what is done. Its key says of which
submission, which checks and which seed the result is; with another key the submission is graded again.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import get_origin, get_type_hints

from gradatim_autograder.grading.store.atomic import Folder

GRADED = "graded"
NOT_GRADED = "not graded"


@dataclass
class Result:
    """What came of one submission.

    Attributes
    ----------
    status
        "graded" or "not graded".
    reason
        Why it was not graded, or what went wrong while it ran.
    look
        What was found in it that a person should look at.
    notes
        What else is worth knowing: harmless repairs.
    file
        Where the submission was found.
    marked
        A digest of the gradebook's marks and comments when the feedback page was made.
    checks
        What each check found, as data, with the id of its cell (docs/results.md).
    published
        For the graded notebook and the page as they were written: [sha256, bytes].
    given_up
        Not graded, and with this key never will be: looking at it ended a process of ours twice.
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
    published: dict[str, list] = field(default_factory=dict)
    given_up: bool = False

    @property
    def needs_a_look(self) -> bool:
        return self.status != GRADED or bool(self.reason or self.look)


_KINDS = {name: get_origin(kind) or ((int, float) if kind is float else kind)
          for name, kind in get_type_hints(Result).items()}  # fmt: skip


class Results:
    """The results in a grading folder."""

    def __init__(self, grading: Path):
        self._folder = Folder(grading)

    def _parts(self, student, chapter):
        return "results", student, f"{chapter}.json"

    def load(self, student: str, chapter: str) -> Result | None:
        """The result kept, or None where there is none that can be read."""
        try:
            return _result(self._folder.read(self._parts(student, chapter)), student, chapter)
        except FileNotFoundError:
            return None

    def save(self, result: Result) -> None:
        """Keep a result; after a power cut it is still there."""
        text = json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n"
        data = text.encode("utf-8", "backslashreplace")
        self._folder.write(self._parts(result.student, result.chapter), data, durable=True)

    def all(self) -> tuple[list[Result], list[tuple[str, str]]]:
        """Every result that can be read, by student and chapter; and the students and chapters of those that cannot:
        nobody knows any more what was graded there.
        """
        found = dict(self._all())
        return [each for each in found.values() if each], [place for place, each in found.items() if not each]

    def _all(self):
        for parts in sorted(self._folder.files("results")):
            if len(parts) == 2 and parts[1].endswith(".json"):
                place = parts[0], parts[1].removesuffix(".json")
                try:
                    data = self._folder.read(("results", *parts))
                except OSError:
                    data = b""
                yield place, _result(data, *place)


def _result(data, student, chapter):
    """The result that the bytes hold, None where they are damaged or of another submission."""
    try:
        found = json.loads(data)
        sound = found.keys() <= _KINDS.keys() and all(isinstance(value, _KINDS[name]) for name, value in found.items())
        result = Result(**found) if sound else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return result if result and (result.student, result.chapter) == (student, chapter) else None
