"""Data of your own: a CSV file, read into arrays, or one sentence that says why it cannot be."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gradatim.text import _

MOST_BYTES = 20_000_000  # what may lie beside a notebook that is handed in
LEAST_ROWS = 30
SEPARATORS = ",;\t"


class TableError(ValueError):
    """A table cannot be used; the text says why. A notebook shows the sentence alone, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Table(NamedTuple):
    """What a CSV file holds.

    Attributes
    ----------
    X : (N, D) float64
        The inputs.
    y : (N,)
        What is to be foretold: float64, or int64 from 0 to C - 1 for classes.
    columns
        The D names of the columns of X.
    classes
        The C names of the classes, sorted; empty where y is a number.
    """

    X: NDArray[np.float64]
    y: NDArray
    columns: list[str]
    classes: list[str]


def table(path: str | Path, target: str, classes: bool = False, leave_out: Iterable[str] = ()) -> Table:
    """Read a CSV file with a header: X, y, columns, classes.

    All columns but the target have to hold numbers, with a decimal point. Raises `TableError` for the first thing that
    is wrong, with its line and column. Nothing is guessed and no row is dropped: that is for you to decide and to tell.

    Parameters
    ----------
    path
        The file, beside the notebook or in a folder there; UTF-8, separated by , or ; or tabs.
    target
        The name of the column that is to be foretold.
    classes
        True where its values name classes, False where they are numbers.
    leave_out
        Names of columns that are not wanted, such as names of people.
    """
    if isinstance(leave_out, str):
        leave_out = [leave_out]
    shown = Path(path).name
    header, rows = _read(Path(path), shown)
    wanted = [target, *leave_out]
    for name in wanted:
        if name not in header:
            raise TableError(
                _("{file} has no column {name!r}. Its columns are {columns}.").format(
                    file=shown, name=name, columns=", ".join(map(repr, header))
                )
            )
    columns = [name for name in header if name not in wanted]
    if not columns:
        raise TableError(_("{file} has no column left to learn from.").format(file=shown))
    at = {name: place for place, name in enumerate(header)}
    X = np.array([[_number(shown, line, name, row[at[name]]) for name in columns] for line, row in rows])
    goal = [(line, row[at[target]]) for line, row in rows]
    if classes:
        return Table(X, *_classes(shown, target, goal, columns))
    return Table(X, np.array([_number(shown, line, target, text, goal=True) for line, text in goal]), columns, [])


def _read(path: Path, shown: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The names of the columns, and the rows as pairs (line in the file, values)."""
    lines = io.StringIO(_text(path, shown), newline="")
    first = lines.readline()
    lines.seek(0)
    reader = csv.reader(lines, delimiter=max(SEPARATORS, key=first.count), strict=True, skipinitialspace=True)
    try:
        found = [(reader.line_num, [value.strip() for value in row]) for row in reader]
    except csv.Error as error:
        text = _("{file}, line {line}, cannot be read as CSV: {why}.")
        raise TableError(text.format(file=shown, line=reader.line_num, why=error)) from None
    header = found[0][1] if found else []
    _check_header(shown, header)
    rows = [(line, row) for line, row in found[1:] if any(row)]
    for line, row in rows:
        if len(row) != len(header):
            raise TableError(
                _("{file}, line {line}, has {count} values, but the first line names {wanted} columns.").format(
                    file=shown, line=line, count=len(row), wanted=len(header)
                )
            )
    if len(rows) < LEAST_ROWS:
        text = _("{file} holds {count} rows of data. At least {least} are needed to train and to test.")
        raise TableError(text.format(file=shown, count=len(rows), least=LEAST_ROWS))
    return header, rows


def _text(path: Path, shown: str) -> str:
    if path.is_absolute() or ".." in path.parts:
        text = _("Put {file} beside the notebook and give its name alone: nothing else is there when it is graded.")
        raise TableError(text.format(file=shown))
    if not path.is_file():
        there = sorted(each.as_posix() for each in Path().glob("*.csv"))
        beside = _("The CSV files beside the notebook: {names}.").format(names=", ".join(there) or _("none"))
        raise TableError(_("There is no file {file}.").format(file=path.as_posix()) + " " + beside)
    if path.stat().st_size > MOST_BYTES:
        text = _("{file} is larger than {most} MB. Take a part of its rows, drawn by chance.")
        raise TableError(text.format(file=shown, most=MOST_BYTES // 1_000_000))
    data = path.read_bytes()
    if data.startswith(b"PK\x03\x04"):
        raise TableError(_("{file} is a workbook and not a CSV file. Save its sheet as CSV UTF-8.").format(file=shown))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = _("{file}, line {line}, is not text in UTF-8. Save the file as CSV UTF-8.")
        raise TableError(text.format(file=shown, line=line)) from None


def _check_header(shown: str, header: list[str]) -> None:
    if not any(header):
        raise TableError(_("{file} has no names in its first line.").format(file=shown))
    if "" in header:
        text = _("In the first line of {file}, column {number} has no name.")
        raise TableError(text.format(file=shown, number=header.index("") + 1))
    if all(_is_number(name) for name in header):
        raise TableError(_("The first line of {file} has to name the columns; it holds numbers.").format(file=shown))
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise TableError(_("{file} has two columns called {name!r}.").format(file=shown, name=twice))


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text)) and "_" not in text
    except ValueError:
        return False


def _number(shown: str, line: int, name: str, text: str, goal: bool = False) -> float:
    if _is_number(text):
        return float(text)
    where = _("{file}, line {line}, column {name!r}").format(file=shown, line=line, name=name)
    if not text:
        raise TableError(_("{where}: the cell is empty. Fill it or take the row out.").format(where=where))
    said = _("{where}: {text!r} is not a number.").format(where=where, text=text[:40])
    if _is_number(text.replace(",", ".", 1)):
        said += " " + _("Write a decimal point in place of the comma.")
    elif goal:
        said += " " + _("If it names a class, pass classes=True.")
    else:
        said += " " + _("A column without numbers is left out by leave_out=[{name!r}].").format(name=name)
    raise TableError(said)


def _classes(
    shown: str, target: str, goal: list[tuple[int, str]], columns: list[str]
) -> tuple[NDArray[np.int64], list[str], list[str]]:
    """y as numbers of classes, the columns as they are, and the names of the classes."""
    empty = next((line for line, text in goal if not text), None)
    if empty is not None:
        text = _("{file}, line {line}, column {name!r}: the class is missing. Take the row out.")
        raise TableError(text.format(file=shown, line=empty, name=target))
    values = [text for _line, text in goal]
    names = sorted(set(values), key=float if all(map(_is_number, values)) else None)
    if not 2 <= len(names) <= len(values) // 2:
        raise TableError(
            _("{file}, column {name!r}: {count} classes in {rows} rows cannot be learnt.").format(
                file=shown, name=target, count=len(names), rows=len(values)
            )
        )
    places = {name: place for place, name in enumerate(names)}
    return np.array([places[value] for value in values], dtype=np.int64), columns, names
