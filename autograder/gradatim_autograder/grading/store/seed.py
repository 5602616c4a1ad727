"""The seed from which the checks draw their inputs at grading. Students check with a public one.

It is drawn once for a grading folder and kept there, so that grading again gives the same marks.
"""

import os
import secrets
from pathlib import Path

from gradatim_autograder.course import CourseError


def seed_of(grading: Path, chosen: int | None = None) -> int:
    """The grading folder's seed, drawn at first use; `chosen` replaces it."""
    path = grading / "seed"
    if chosen is None:
        try:
            text = path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return _keep(path, secrets.randbits(62))
        except (OSError, UnicodeDecodeError):
            text = ""
        if not text.isdecimal():
            raise CourseError(f"{path} should hold one whole number. Delete it (a new seed is drawn) or give --seed.")
        return int(text)
    return _keep(path, chosen)


def _keep(path, seed):
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(f"{seed}\n")
    fresh.replace(path)
    return seed
