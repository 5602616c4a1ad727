"""The seed from which the checks draw their inputs at grading. Students check with a public one.

It is drawn once for a grading folder and kept there, so that grading again gives the same marks. A second copy lies in
`backup/`: with another seed everybody would be graded again.
"""

import secrets
from pathlib import Path

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.store.atomic import Folder, Parts

SEED = "seed"
COPY = ("backup", "seed")


def seed_of(grading: Path, chosen: int | None = None) -> int:
    """The grading folder's seed, drawn at first use; `chosen` replaces it."""
    folder = Folder(grading)
    if chosen is not None:
        return _keep(folder, chosen)
    kept, copy = read_seed(folder, SEED), read_seed(folder, COPY)
    if kept is not None and copy is not None and kept != copy:
        raise CourseError(
            f"{folder.path(SEED)} and its copy {folder.path(COPY)} hold two numbers, so one is damaged. Give the right "
            "one with --seed N; with another one everybody is graded again."
        )
    if kept is not None:
        if copy is None:
            folder.write(COPY, f"{kept}\n".encode(), mode=0o600, durable=True)
        return kept
    if copy is not None:
        return _keep(folder, copy)
    if folder.has(SEED):
        raise CourseError(
            f"{folder.path(SEED)} should hold one whole number, and there is no copy of it in backup/. Give the number "
            "with --seed N, or any number: with another one everybody is graded again."
        )
    return _keep(folder, secrets.randbits(62))


def _keep(folder, seed):
    for place in (COPY, SEED):
        folder.write(place, f"{seed}\n".encode(), mode=0o600, durable=True)
    return seed


def read_seed(folder: Folder, place: Parts) -> int | None:
    """The seed in a file, None where it holds none."""
    try:
        text = folder.read(place, limit=100).decode("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    return int(text) if text.isdecimal() else None
