"""Puts files into the grading folder: what was handed in, the graded notebook, the student's page."""

import os
import re
from pathlib import Path

from gradatim_autograder.grading.intake.collect import TIMESTAMP, Submission
from gradatim_autograder.grading.intake.given import UnreadableFile
from gradatim_autograder.grading.store.atomic import write_whole

READ_ONLY = 0o444  # nbgrader's mode of what it graded


class Publisher:
    """The folders of nbgrader's steps."""

    def __init__(self, grading: Path):
        self.grading = grading

    def place(self, step: str, student: str, chapter: str) -> Path:
        """The notebook, or the page, of a student in one of nbgrader's folders."""
        suffix = ".html" if step == "feedback" else ".ipynb"
        return self.grading / step / student / chapter / f"{chapter}{suffix}"

    def is_published(self, student: str, chapter: str) -> bool:
        return all(self.place(step, student, chapter).is_file() for step in ("autograded", "feedback"))

    def keep_submission(self, submission: Submission, data: bytes, attachments: dict):
        """Keep what was handed in, byte for byte, where nbgrader looks for it."""
        kept = self.place("submitted", submission.student, submission.chapter)
        folder = kept.parent
        _write(kept, data, submission.file)
        inside = submission.file.path is not None and submission.file.path.is_relative_to(folder)
        if not inside:
            _remove_others(folder, {*attachments, (kept.name,), (TIMESTAMP,)})  # came with an earlier submission
        for place, content in attachments.items():
            _write(folder / Path(*place), content, None)
        stamp = folder / TIMESTAMP
        if submission.timestamp:
            _write(stamp, f"{submission.timestamp}\n".encode(), None)
        elif stamp.is_file() and not inside:
            stamp.unlink()

    def keep_unreadable(self, submission: Submission):
        """Keep what cannot be graded apart: nbgrader would stumble over it."""
        try:
            data = submission.file.read()
        except UnreadableFile:
            return
        name = re.sub(r"[^\w.() -]", "_", submission.file.name)[-100:]
        folder = self.grading / "not-graded" / submission.student / submission.chapter
        _write(folder / name, data, submission.file)

    def autograded(self, submission: Submission, notebook: bytes, files: dict):
        """The graded notebook, last, with the files that lay beside it when it was run."""
        kept = self.place("autograded", submission.student, submission.chapter)
        beside = dict(files)
        if submission.timestamp:
            beside[(TIMESTAMP,)] = f"{submission.timestamp}\n".encode()
        if kept.parent.is_dir():
            _remove_others(kept.parent, {*beside, (kept.name,)})
        for place, content in beside.items():
            write_whole(kept.parent / Path(*place), content, READ_ONLY)
        write_whole(kept, notebook, READ_ONLY)

    def beside(self, student: str, chapter: str, given) -> dict[tuple[str, ...], bytes]:
        """The student's own files beside the graded notebook, by place; `given` are the places of the course's."""
        kept = self.place("autograded", student, chapter)
        places = {path.relative_to(kept.parent).parts: path for path in kept.parent.rglob("*") if path.is_file()}
        others = {(kept.name,), (TIMESTAMP,), *given}
        return {place: path.read_bytes() for place, path in places.items() if place not in others}

    def page(self, student: str, chapter: str, page: bytes):
        write_whole(self.place("feedback", student, chapter), page)


def _write(path: Path, data: bytes, origin):
    if origin is not None and origin.path is not None and path.exists() and path.samefile(origin.path):
        return  # the instructor gave the grading folder itself
    try:
        if path.read_bytes() == data:
            return
    except OSError:
        pass
    write_whole(path, data)


def _remove_others(folder, kept):
    for old in [path for path in folder.rglob("*") if path.is_file()]:
        if old.relative_to(folder).parts not in kept:
            if os.name == "nt":
                old.chmod(0o644)
            old.unlink()
