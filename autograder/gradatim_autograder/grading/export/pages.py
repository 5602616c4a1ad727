"""The feedback pages in one zip, under the names under which the system gave out the work: so it takes them back."""

import io
import re
import zipfile
from collections.abc import Iterable

from gradatim_autograder.grading.intake.systems import made_by_system
from gradatim_autograder.grading.store.results import Result

PAGE = "feedback.html"
_SLASHES = re.compile(r"[\\/]+")


def place_of(result: Result) -> str:
    """Where a student's page lies in the zip.

    A folder that a system made holds the page; a file that a system named gives the page its name. Work that came in
    otherwise lies below the student's id.
    """
    parts = [part for part in _SLASHES.split(result.file) if part not in ("", ".", "..")]
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        stem = re.sub(r"\.ipynb$", "", part, flags=re.I) if last else part
        made = made_by_system(stem)
        if made and last:
            return f"{stem}.html"
        if made:
            folder = f"{part}_" if part.lower().endswith("assignsubmission_file") else part
            return f"{folder}/{PAGE}"
    return f"{result.student}/{PAGE}"


def zipped(pages: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of files; the second of one name gets a number."""
    stream, taken = io.BytesIO(), set()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in pages:
            stem, dot, end = name.rpartition(".")
            number, own = 2, name
            while own.casefold() in taken:
                own, number = f"{stem}-{number}{dot}{end}", number + 1
            taken.add(own.casefold())
            made.writestr(own, data)
    return stream.getvalue()
