"""What stands inside a folder of the top: the names that count when the folder is a group's and not a person's."""

import re
from collections.abc import Collection, Iterable

from gradatim_autograder.grading.intake.copy_words import WORDS
from gradatim_autograder.grading.intake.names import read_name
from gradatim_autograder.grading.intake.systems.readers import system_identity

_NO_NAMES = (
    "answer answers checkpoint copy done draft edited final finished fixed homework hw last latest my new old "
    "release revised solution solutions solved student students submission submit submitted test v version"
)
NO_NAMES = set(_NO_NAMES.split())  # words that stand around a chapter's name and are no student


def by_case(chapters: Iterable[str]) -> dict[str, str]:
    """The chapters by their names in small letters."""
    return {chapter.casefold(): chapter for chapter in chapters}


def chapter_folder(parts: tuple[str, ...], chapters: Iterable[str]) -> int | None:
    """The position of the first folder called after a chapter."""
    names = by_case(chapters)
    return next((i for i, folder in enumerate(parts[:-1]) if folder.casefold() in names), None)


def is_no_name(text: str) -> bool:
    """Whether all words of a text are such as stand in files' names, "final v2"."""
    return {word.casefold() for word in re.split(r"[\W\d_]+", text) if word} <= NO_NAMES | WORDS


def inner_name(parts: tuple[str, ...], chapters: Collection[str]) -> str:
    """The student in a file's place below a folder of the top, "" where nothing there names one."""
    for folder in parts[:-1]:
        if identity := system_identity(folder):
            return identity.name
    stem = re.sub(r"\.ipynb$", "", parts[-1], flags=re.I)
    if identity := system_identity(stem):
        return identity.name
    if at := chapter_folder(parts, chapters):
        return parts[at - 1]
    name = read_name(stem, chapters)
    return name.before if name.chapter and not is_no_name(name.before) else ""
