"""What a system's table looks like; each system is one module beside this one."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.export.marks import Given
from gradatim_autograder.grading.export.people import Line, People
from gradatim_autograder.grading.export.sheet import Sheet
from gradatim_autograder.grading.intake.names import letters
from gradatim_autograder.grading.shown import shown


@dataclass(frozen=True)
class Place:
    """Where in a table the marks go.

    Attributes
    ----------
    maximum
        The points that the system's column has, None where the table does not say.
    point
        What stands between whole points and their parts.
    """

    column: int
    maximum: float | None = None
    point: str = "."


@dataclass(frozen=True)
class System:
    """How a system's table is filled in.

    Attributes
    ----------
    titles
        Of which the header has at least one.
    line
        What a row says of a person, None for a row that is nobody's.
    place
        Where the marks of a chapter go.
    keeps
        The columns that go back, besides that of the marks; None: all, and all rows.
    head
        The rows without a person that go back.
    blank
        Makes a table where the system takes one that it has not made itself, None where it does not.
    how_to
        Where in the system the table is had and given back, in a sentence.
    """

    name: str
    titles: tuple[str, ...]
    line: Callable[[Sheet, list[str]], Line | None]
    place: Callable[[Sheet, Given], Place]
    how_to: str
    keeps: Callable[[Sheet], list[int]] | None = None
    head: Callable[[Sheet, list[str]], bool] = lambda _sheet, _row: False
    blank: Callable[[Given, People], Sheet] | None = None


def column_called(sheet: Sheet, given: Given, plain: Callable[[str], str | None]) -> int:
    """The index of the column of a chapter.

    Parameters
    ----------
    plain
        What a work is called, from the title of its column; None for columns of anything else.
    """
    titles = {index: name for index, title in enumerate(sheet.header) if (name := plain(title)) is not None}
    if given.title:
        found = [
            i for i, name in titles.items() if given.title.casefold() in (name.casefold(), sheet.header[i].casefold())
        ]
    else:
        found = [i for i, name in titles.items() if letters(given.chapter) in letters(name)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(shown(name, 60) for name in titles.values()) or "none"
    what = f"called {given.title}" if given.title else f"with {given.chapter} in its title"
    raise CourseError(
        f"{shown(sheet.name)} has {'several columns' if found else 'no column'} {what}. "
        f"Give the title with --column. Columns for marks there: {names}."
    )


def number_in(text: str, pattern: str) -> float | None:
    """The number that the pattern's group finds in a text, with a point or a comma."""
    match = re.search(pattern, text)
    return float(match[1].replace(",", ".")) if match else None
