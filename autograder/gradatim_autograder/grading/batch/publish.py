"""Puts files into the grading folder: what was handed in, the graded notebook, the student's page."""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from gradatim_autograder.grading.intake.collect import TIMESTAMP, Submission
from gradatim_autograder.grading.intake.given import UnreadableFile
from gradatim_autograder.grading.store.atomic import Folder

READ_ONLY = 0o444  # nbgrader's mode of what it graded


class Publisher:
    """The folders of nbgrader's steps. `given` is what the instructor gave: perhaps one of them."""

    def __init__(self, grading: Path, given: Path | None = None):
        self._folder = Folder(grading)
        submitted = grading / "submitted"
        self._is_given = given is not None and (submitted.is_relative_to(given) or given.is_relative_to(submitted))

    def _parts(self, step, student, chapter):
        """The notebook, or the page, of a student in one of nbgrader's folders."""
        suffix = ".html" if step == "feedback" else ".ipynb"
        return step, student, chapter, f"{chapter}{suffix}"

    def graded_notebook(self, student: str, chapter: str) -> bytes:
        """The notebook that was published last; FileNotFoundError where there is none."""
        return self._folder.read(self._parts("autograded", student, chapter))

    def has_notebook(self, student: str, chapter: str, published: dict) -> bool:
        """Whether the graded notebook is there and sound. `published` is what the result says of it."""
        return self._is_sound("autograded", student, chapter, published.get("notebook"), _is_notebook)

    def has_page(self, student: str, chapter: str, published: dict) -> bool:
        """Whether the student's page is there and sound."""
        return self._is_sound("feedback", student, chapter, published.get("page"), _is_page)

    def _is_sound(self, step, student, chapter, written, is_whole):
        try:
            data = self._folder.read(self._parts(step, student, chapter))
        except FileNotFoundError:
            return False
        now = seal(data)
        if written is None:  # a result of an older version
            return is_whole(data)
        # nbgrader's own commands may have written it anew, as autograde and generate_feedback do: theirs are kept, as
        # long as they are whole. Of the same length to the byte it is ours, with something wrong in it.
        return now == written or (now[1:] != written[1:] and is_whole(data))

    def is_what_was_handed_in(self, submission: Submission, data: bytes) -> bool:
        """Whether the notebook that was kept last for this student and chapter is this one."""
        try:
            return self._folder.read(self._parts("submitted", submission.student, submission.chapter)) == data
        except FileNotFoundError:
            return False

    def keep_submission(self, submission: Submission, data: bytes, attachments: dict) -> None:
        """Keep what was handed in, byte for byte, where nbgrader looks for it."""
        kept = self._parts("submitted", submission.student, submission.chapter)
        above = kept[:-1]
        if not self._is_given:  # else what lies there is the instructor's
            self._remove_others(above, {*attachments, kept[-1:], (TIMESTAMP,)})  # came with an earlier submission
        self._write(kept, data)
        for place, content in attachments.items():
            self._write((*above, *place), content)
        if submission.timestamp:
            self._write((*above, TIMESTAMP), f"{submission.timestamp}\n".encode())
        elif not self._is_given:
            self._folder.remove((*above, TIMESTAMP))

    def keep_unreadable(self, submission: Submission) -> None:
        """Keep what cannot be graded apart: nbgrader would stumble over it."""
        try:
            data = submission.file.read()
        except UnreadableFile:
            return
        name = re.sub(r"[^\w.() -]", "_", submission.file.name)[-60:].strip(". ") or "file"
        self._write(("not-graded", submission.student, submission.chapter, name), data)

    def autograded(self, submission: Submission, notebook: bytes, files: dict) -> list:
        """The graded notebook, last, with the files that lay beside it when it was run. Its seal."""
        kept = self._parts("autograded", submission.student, submission.chapter)
        beside = dict(files)
        if submission.timestamp:
            beside[(TIMESTAMP,)] = f"{submission.timestamp}\n".encode()
        self._remove_others(kept[:-1], {*beside, kept[-1:]})
        for place, content in beside.items():
            self._folder.write((*kept[:-1], *place), content, READ_ONLY)
        self._folder.write(kept, notebook, READ_ONLY)
        return seal(notebook)

    def beside(self, student: str, chapter: str, given: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], bytes]:
        """The student's own files beside the graded notebook, by place; `given` are the places of the course's."""
        kept = self._parts("autograded", student, chapter)
        others = {kept[-1:], (TIMESTAMP,), *given}
        places = [place for place in self._folder.files(kept[:-1]) if place not in others]
        return {place: self._folder.read((*kept[:-1], *place)) for place in places}

    def page(self, student: str, chapter: str, page: bytes) -> list:
        """The student's page. Its seal."""
        self._folder.write(self._parts("feedback", student, chapter), page)
        return seal(page)

    def _write(self, parts, data):
        try:
            if self._folder.read(parts) == data:
                return
        except FileNotFoundError:
            pass
        self._folder.write(parts, data)

    def _remove_others(self, above, kept):
        for place in self._folder.files(above):
            if place not in kept:
                self._folder.remove((*above, *place))
        self._folder.remove_empty(above)  # where a folder was, a file may come


def seal(data: bytes) -> list:
    """What tells whether a file is as it was written: its digest and its length."""
    return [hashlib.sha256(data).hexdigest(), len(data)]


def _is_page(data):
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\0" not in text and text.lstrip()[:9].lower() == "<!doctype" and text.rstrip()[-7:].lower() == "</html>"


def _is_notebook(data):
    try:
        return isinstance(json.loads(data)["cells"], list)
    except (ValueError, TypeError, KeyError, RecursionError):
        return False
