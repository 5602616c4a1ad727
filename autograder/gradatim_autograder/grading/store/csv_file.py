"""Tables for a spreadsheet, in which no text is a formula: names and reasons come from students' files."""

import csv
import io
import re
from collections.abc import Collection

from gradatim_autograder.grading.shown import shown

_BLANKS_AND_QUOTES = " \t\r\n\"'\u00a0\u3000\ufeff"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
LONGEST = 5000  # characters of one text


def table(columns: list[str], rows: list[dict], numbers: Collection[str] = frozenset()) -> bytes:
    """The table as a CSV file in UTF-8.

    `numbers` are the columns of our own numbers; every other cell is a text, and made harmless.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(map(harmless, columns))
    for row in rows:
        cells = ((column, row.get(column, "")) for column in columns)
        writer.writerow([cell if column in numbers else harmless(cell) for column, cell in cells])
    return stream.getvalue().encode("utf-8", "backslashreplace")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, and no terminal for a command; an apostrophe marks what was one.

    Spreadsheets leave blanks and quotes before a formula away, and read full-width signs as the plain ones.
    """
    begins = text.lstrip(_BLANKS_AND_QUOTES)
    dangerous = begins.startswith(_FORMULA) or text.startswith(_FORMULA)
    text = re.sub(r"([;|])(\s*)(?=[=+\-@])", r"\1\2'", shown(text, longest=LONGEST))  # some separate by ";"
    return f"'{text}" if dangerous else text
