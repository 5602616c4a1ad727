"""Keeps an outcome from the moment it is known until all that follows from it is written.

One file for each submission: a line of JSON, then the notebook, then the page. It is written whole or not at all. A run
that was stopped anywhere finds it and goes on from there; nothing is run twice.
"""

import json
from dataclasses import asdict
from pathlib import Path

from gradatim_autograder.grading.submission.job import Outcome
from gradatim_autograder.grading.submission.marks import Scored


class Journal:
    """The outcomes in a grading folder that are not yet in the gradebook, or not yet published."""

    def __init__(self, grading: Path):
        self.folder = grading / "journal"

    def _path(self, student, chapter):
        return self.folder / student / f"{chapter}.outcome"

    def keep(self, student: str, chapter: str, key: str, outcome: Outcome):
        """Keep the outcome of the submission with this key; one of an earlier submission is replaced."""
        path = self._path(student, chapter)
        path.parent.mkdir(parents=True, exist_ok=True)
        head = {**asdict(outcome), "notebook": len(outcome.notebook), "page": len(outcome.page), "key": key}
        fresh = path.with_suffix(".new")
        with fresh.open("wb") as stream:
            stream.write(json.dumps(head).encode() + b"\n")
            stream.write(outcome.notebook)
            stream.write(outcome.page)
        fresh.replace(path)

    def find(self, student: str, chapter: str, key: str) -> Outcome | None:
        """The outcome kept of the submission with this key."""
        try:
            with self._path(student, chapter).open("rb") as stream:
                head = json.loads(stream.readline())
                if head.pop("key") != key:
                    return None
                notebook, page = stream.read(head["notebook"]), stream.read(head["page"])
            if (len(notebook), len(page)) != (head["notebook"], head["page"]):
                return None
            scored = Scored(**head["scored"]) if head["scored"] else None
            return Outcome(**{**head, "scored": scored, "notebook": notebook, "page": page})
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def drop(self, student: str, chapter: str):
        """All of it is published."""
        self._path(student, chapter).unlink(missing_ok=True)
