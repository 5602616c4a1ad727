"""Lists what the instructor gave, a folder or a zip, without changing it and without trusting names in it."""

import zipfile
from pathlib import Path

from gradatim_autograder.course import CourseError
from gradatim_autograder.grading.intake.archive import in_zip
from gradatim_autograder.grading.intake.offer import Offered, UnreadableFile
from gradatim_autograder.grading.intake.walk import in_folder
from gradatim_autograder.grading.shown import shown

__all__ = ["Offered", "UnreadableFile", "offered"]


def offered(given: Path, grading: Path | None = None) -> list[Offered]:
    """All files in the folder or zip `given` except the junk that systems leave, in the order of their names.

    `grading` is the grading folder, which may lie in the folder that was given.

    What is not read (a link, a pipe, a folder called like a notebook) is among them, with the reason.
    """
    name = shown(str(given))
    try:
        there, folder, file = given.exists(), given.is_dir(), given.is_file()
    except OSError as error:
        raise CourseError(f"{name} cannot be read ({error.strerror or error}).") from None
    if not there:
        raise CourseError(f"There is no folder or zip file {name}. Give the folder that holds the submissions.")
    if folder:
        return in_folder(given.resolve(), grading)
    if file and _is_zip(given):
        return in_zip(given)
    if file and given.suffix.lower() == ".zip":
        raise CourseError(f"The zip file {name} is damaged: its end is missing. Download it again.")
    if given.suffix == ".ipynb":
        raise CourseError(f"{name} is one notebook. Give the folder or zip file that holds it.")
    raise CourseError(f"{name} is neither a folder nor a readable zip file.")


def _is_zip(given):
    try:
        return zipfile.is_zipfile(given)
    except OSError:
        return False
