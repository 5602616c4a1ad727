"""nbgrader's timestamp.txt: when something was handed in."""

import calendar

from gradatim_autograder.grading.intake.offer import Offered, UnreadableFile
from gradatim_autograder.grading.shown import shown

LONGEST = 200  # bytes


def read_stamp(file: Offered) -> str | None:
    """The text of a timestamp, None where there is nothing to read."""
    data = b""
    try:
        for piece in file.chunks():
            data += piece
            if len(data) >= LONGEST:
                break
    except UnreadableFile:
        return None
    return data[:LONGEST].decode("utf-8", "replace").strip() or None


def seconds(stamp: str | None) -> float | None:
    """The time that a stamp tells, in seconds since 1970, or None."""
    if not stamp or shown(stamp) != stamp:
        return None
    from nbgrader.utils import parse_utc

    try:
        return float(calendar.timegm(parse_utc(stamp).timetuple()))
    except Exception:  # whatever the parser of dates makes of a stranger's text
        return None
