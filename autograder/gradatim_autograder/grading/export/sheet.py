"""A table of a learning-management system: read as it is, and written back with nothing changed but the marks.

Systems write commas, semicolons or tabs, and UTF-8 or UTF-16 (Blackboard calls the latter a spreadsheet). What came in
goes out: the same separator, the same encoding, the same ends of lines.
"""

import codecs
import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from gradatim_autograder.course import CourseError

MAX_BYTES = 50_000_000
_BEGINNINGS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass
class Sheet:
    """Rows of cells.

    Attributes
    ----------
    rows
        All of them, with what stands above the header.
    top
        The index of the header in `rows`.
    """

    rows: list[list[str]]
    top: int = 0
    delimiter: str = ","
    encoding: str = "utf-8"
    ends: str = "\r\n"
    quoted: bool = False
    name: str = field(default="", compare=False)

    @property
    def header(self) -> list[str]:
        return self.rows[self.top]

    @property
    def body(self) -> list[list[str]]:
        return self.rows[self.top + 1 :]

    def column(self, *names: str) -> int | None:
        """The index of the first column called by one of `names`, in whatever case."""
        wanted = [each.casefold() for each in names]
        titles = [each.strip().lstrip("#").casefold() for each in self.header]
        return next((titles.index(each) for each in wanted if each in titles), None)

    def cell(self, row: list[str], column: int | None) -> str:
        """The text of a cell, "" where the row is too short or there is no such column."""
        return row[column].strip() if column is not None and column < len(row) else ""

    def put(self, row: list[str], column: int, text: str) -> None:
        row += [""] * (column + 1 - len(row))
        row[column] = text

    def dump(self) -> bytes:
        """The bytes of the file."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, delimiter=self.delimiter, lineterminator=self.ends,
                            quoting=csv.QUOTE_ALL if self.quoted else csv.QUOTE_MINIMAL)  # fmt: skip
        writer.writerows(self.rows)
        return stream.getvalue().encode(self.encoding, "backslashreplace")


def read_sheet(path: Path, *titles: str) -> Sheet:
    """Read a system's file. The header is the first line that has one of `titles`, else the first line.

    Raises
    ------
    CourseError
        It is no table, or cannot be read.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CourseError(f"{path} is too large for a list of marks. Is it the right file?")
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(f"{path} cannot be read ({error.strerror or error}).") from None
    return parse_sheet(data, str(path), *titles)


def parse_sheet(data: bytes, name: str, *titles: str) -> Sheet:
    """As `read_sheet`, from the bytes of a file called `name`."""
    encoding = next((each for begin, each in _BEGINNINGS if data.startswith(begin)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise CourseError(f"{name} is damaged: it is not in {encoding}. Download it again.") from None
        text, encoding = data.decode("cp1252", "replace"), "cp1252"  # what spreadsheets on Windows write
    if "\0" in text or data.startswith(b"PK"):
        raise CourseError(f"{name} is not a text table. Download it from the system as CSV, and do not open it before.")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    ends = "\r\n" if "\r\n" in text else "\n"
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise CourseError(f"{name} is not a readable table ({error}). Download it again.") from None
    if not any(map(any, rows)):
        raise CourseError(f"{name} is empty. Download it again.")
    sheet = Sheet(rows, 0, delimiter, encoding, ends, first.startswith('"'), name)
    wanted = {each.casefold() for each in titles}
    for index, row in enumerate(rows):
        if wanted & {cell.strip().lstrip("#").casefold() for cell in row}:
            sheet.top = index
            return sheet
    sheet.top = next(index for index, row in enumerate(rows) if any(row))
    return sheet
