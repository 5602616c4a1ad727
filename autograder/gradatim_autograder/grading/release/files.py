"""The files that a chapter gives to its students besides the notebook: nbgrader puts them beside each submission."""

from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_files
from traitlets.config import Config


def handed_out(config: Config, chapter: str) -> dict[tuple[str, ...], bytes]:
    """The contents by place; the course's own version takes the place of a student's file of the same name."""
    folders = CourseDirectory(config=config)
    folder = Path(folders.root) / folders.source_directory / chapter
    spared = set(Autograde(coursedir=folders, config=config).exclude_overwriting.get(chapter, ()))
    found = {}
    for name in find_all_files(str(folder), [*folders.ignore, "*.ipynb"]):
        place = Path(name).relative_to(folder)
        if str(place) not in spared:
            found[place.parts] = Path(name).read_bytes()
    return found
