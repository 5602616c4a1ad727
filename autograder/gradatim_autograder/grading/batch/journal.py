"""Keeps an outcome from the moment it is known until all that follows from it is written.

One file for each submission: a digest of what follows, a line of JSON, then the notebook, then the page. It is written
whole or not at all. A run that was stopped anywhere finds it and goes on from there; nothing is run twice. One that was
damaged since is as none: its submission is run again.
"""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from gradatim_autograder.grading.store.atomic import Folder
from gradatim_autograder.grading.submission.job import Outcome
from gradatim_autograder.grading.submission.marks import Scored


class Journal:
    """The outcomes in a grading folder that are not yet in the gradebook, or not yet published."""

    def __init__(self, grading: Path):
        self._folder = Folder(grading)

    def _parts(self, student, chapter):
        return "journal", student, f"{chapter}.outcome"

    def keep(self, student: str, chapter: str, key: str, outcome: Outcome) -> None:
        """Keep the outcome of the submission with this key; one of an earlier submission is replaced."""
        head = {**asdict(outcome), "notebook": len(outcome.notebook), "page": len(outcome.page), "key": key}
        body = json.dumps(head).encode() + b"\n" + outcome.notebook + outcome.page
        data = hashlib.sha256(body).hexdigest().encode() + b"\n" + body
        self._folder.write(self._parts(student, chapter), data, durable=True)

    def find(self, student: str, chapter: str, key: str) -> Outcome | None:
        """The outcome kept of the submission with this key."""
        try:
            data = self._folder.read(self._parts(student, chapter))
        except FileNotFoundError:
            return None
        digest, _, body = data.partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != digest:
            return None
        line, _, rest = body.partition(b"\n")
        try:
            head = json.loads(line)
            if head.pop("key") != key:
                return None
            notebook, page = rest[: head["notebook"]], rest[head["notebook"] :]
            scored = Scored(**head["scored"]) if head["scored"] else None
            return Outcome(**{**head, "scored": scored, "notebook": notebook, "page": page})
        except (ValueError, TypeError, KeyError, AttributeError):  # of another version
            return None

    def drop(self, student: str, chapter: str) -> None:
        """All of it is published."""
        self._folder.remove(self._parts(student, chapter))
